//! Token soup and damaged scripts: they end in a result or a worded error, never in a panic.

use crate::common::planner::{planner_case, planner_model};
use crate::common::{Scripts, host};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zonecast::error::{Code, Error};
use zonecast::message::{Lang, say};
use zonecast::script::{Host, Script, trace_model, trace_scenario};

/// Pieces of scripts, right and wrong.
const TOKENS: &[&str] = &[
    "zone",
    "zones()",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#{",
    "|z|",
    "||",
    "|",
    ",",
    ";",
    ";",
    "\n",
    "=",
    "==",
    "<",
    ">",
    "!",
    "+",
    "-",
    "*",
    "/",
    "**",
    "%",
    "..",
    "..=",
    ".",
    "::",
    "&&",
    "=>",
    "+=",
    "let x =",
    "let",
    "const",
    "fn f(a)",
    "fn",
    "f(1)",
    "if",
    "else",
    "for y in",
    "while",
    "loop",
    "break",
    "return",
    "throw",
    "import",
    "as",
    "export",
    "switch",
    "try",
    "in",
    "this",
    "year",
    "年份",
    "x",
    "y",
    "z",
    "m",
    "1",
    "2027",
    "2027..=2029",
    "3.5",
    "-1",
    "\"台州高新区\"",
    "\"capital\"",
    "\"land\"",
    "\"m\"",
    "`${x}`",
    "'a'",
    "\"",
    "`",
    "true",
    "()",
    "zone(\"gaoxin\")",
    ".invest(2027, 1.0)",
    ".talent(",
    ".last(\"capital\")",
    ".split(",
    "rule(2027,",
    "pert(1, 2, 3)",
    "between(",
    "when(",
    "and(",
    "uncertain(\"u\",",
    "per_zone",
    "once",
    "figure(",
    "target(",
    "based_on(\"b\")",
    "print(",
    "max(",
    "last(\"capital\")",
    "stock(",
    "inflow",
    "lever(",
    "data(\"area\")",
    "previous(",
    "delay(",
    "lookup(",
    "discrete(",
    "scenario(\"a\");",
    "total(",
    "map(",
    "filter(",
    "contains(",
    "push(",
    ".call(",
    "curry(",
    "Fn(\"f\")",
    "type_of(",
    "eval(",
    "，",
    "（",
    "）",
    "；",
    "“",
    "”",
    "　",
    "①",
    "\u{0}",
    "\\",
    "//",
    "/*",
    "*/",
    "///",
    "0x",
    "1e400",
    "9223372036854775807",
    "private",
    "global",
    "is_shared(",
    "?.",
    "??",
    "~",
    "@",
    "$",
    "#",
    "^",
    "<<",
    "é",
    "\u{202e}",
    "🙂",
];

/// Valid scripts to damage.
const VALID: &[&str] = &[
    "scenario(\"人才优先\", \"Talent first\");\nlet gx = zone(\"台州高新区\");\ngx.invest(2027..=2029, 3.0);\ngx.talent(2027..=2032, pert(10, 18, 30));\nzones().split(\"land\", 2028, 800);\nrule(2028..=2035, |z| z.rd_subsidy(when(z.last(\"rd_intensity\") < 4.0, 0.3, 0.0)));\n园区(\"温岭高新区\").投资(2027..=2029, 2.0);",
    "import \"m\" as m;\nscenario(\"a\");\nfn step(z, n) { for i in 0..3 { z.talent(2027 + i, n * (i + 1)); } }\nlet plan = #{gaoxin: 2, wenling: [3, 4]};\nfor id in [\"gaoxin\", \"wenling\"] { step(zone(id), plan.gaoxin); }\nm::give(zones(), |z| year - 2020);\nprint(`${plan}`);",
    "let invest = lever(\"invest\", \"投资\", \"Investment\", \"亿元/年\", #{low: 0.0, high: 50.0});\nlet k = stock(\"capital\", \"资本\", \"Capital\", data(\"capital\"), \"亿元\");\nlet e = uncertain(\"e\", normal(0, 0.1), per_zone, yearly);\nk.inflow(invest + smooth(k, 3, k) * e);\nk.outflow(delay(k, 2) * 0.05);\nindicator(\"capital\", \"资本\", \"Capital\", k, total(k), \"亿元\");",
];

/// A host with a module and a base, out of time after a while so that every case is short.
fn short_host() -> Host {
    let mut scripts = Scripts::default();
    for (name, text) in [
        ("m.rhai", "fn give(z, f) { z.talent(2030, f.call(z)); }"),
        ("b", "scenario(\"b\"); zones().talent(2027, 1);"),
    ] {
        scripts.0.insert(name.to_owned(), text.to_owned());
    }
    let asked = AtomicU64::new(0);
    Host { out_of_time: Arc::new(move || asked.fetch_add(1, Ordering::Relaxed) > 20), ..host(&scripts) }
}

/// Whatever is said about an error must be a sentence in both languages.
fn worded(error: &Error, text: &str) {
    for lang in [Lang::Zh, Lang::En] {
        let said = say(error, lang);
        assert!(said.chars().count() > 8, "{text:?}: {said}");
        let unfilled = said.split('{').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
        assert!(!unfilled || text.contains('{'), "{text:?}: {said}");
    }
    assert_ne!(error.code, Code::ScriptOther, "{text:?}: {error:?}");
    assert!(error.place.is_some(), "{text:?}: {error:?}");
}

fn tried(text: &str) {
    let script = Script { shown: "a.rhai".to_owned(), text: text.to_owned() };
    match trace_scenario(&planner_model(), "a", &script, &short_host()) {
        Ok(traced) => traced.notes.iter().for_each(|note| worded(note, text)),
        Err(error) => worded(&error, text),
    }
    if let Err(error) = trace_model(&planner_case(), &script, &short_host()) {
        worded(&error, text);
    }
}

#[test]
fn token_soup_never_panics_and_always_has_its_words() {
    let soup = prop::collection::vec(prop::sample::select(TOKENS), 1..25).prop_map(|tokens| tokens.join(" "));
    let mut runner = TestRunner::new(Config {
        cases: Config::default().cases.max(600),
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&soup, |text| {
            tried(&text);
            Ok(())
        })
        .unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn damaged_scripts_never_panic_and_always_have_their_words() {
    let damage = (
        0..VALID.len(),
        any::<prop::sample::Index>(),
        0..4_usize,
        prop::sample::select(TOKENS),
        any::<prop::sample::Index>(),
    );
    let damaged = prop::collection::vec(damage, 1..4).prop_map(|changes| {
        let mut text: Vec<char> = VALID[changes[0].0].chars().collect();
        for (_, at, kind, token, other) in changes {
            if text.is_empty() {
                break;
            }
            let i = at.index(text.len());
            match kind {
                0 => {
                    text.remove(i);
                }
                1 => {
                    text.splice(i..i, token.chars());
                }
                2 => {
                    let j = other.index(text.len());
                    text.swap(i, j);
                }
                _ => {
                    let end = (i + 1 + other.index(12)).min(text.len());
                    text.splice(i..end, token.chars());
                }
            }
        }
        text.into_iter().collect::<String>()
    });
    let mut runner = TestRunner::new(Config {
        cases: Config::default().cases.max(600),
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&damaged, |text| {
            tried(&text);
            Ok(())
        })
        .unwrap_or_else(|e| panic!("{e}"));
}
