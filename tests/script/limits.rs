//! Limits that need a made-up script or a clock: lines, depth, time, nesting.

use crate::common::host;
use crate::common::planner::{check, check_with, mistake, planner_model, runs, scripts};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use zonecast::error::Code;
use zonecast::message::{Lang, say};
use zonecast::script::{Host, Script, trace_scenario};

#[test]
fn a_script_has_at_most_20_000_lines_and_60_000_with_its_imports() {
    check(
        &"\n".repeat(20_001),
        "a.rhai：脚本有 20001 行，最多 20000 行",
        "a.rhai: the script has 20001 lines; at most 20000",
    );
    runs(&"\n".repeat(19_999));
    let long = "\n".repeat(19_999);
    let files = [("b.rhai", long.as_str()), ("c.rhai", long.as_str()), ("d.rhai", long.as_str())];
    check_with(
        &format!("{long}import \"b\" as b; import \"c\" as c; import \"d\" as d;"),
        &files,
        "c.rhai：脚本“a.rhai”超过限制：脚本及其引用文件的总行数最多 60000；请检查是否有停不下来的循环或递归",
        "c.rhai: script `a.rhai` went beyond a limit: lines of the script with all it imports at most 60000; look for a loop or a recursion that does not end",
    );
    // The last line of the last file still has its right place.
    check_with(
        &format!("{long}import \"b\" as b;"),
        &[("b.rhai", &format!("{long}zone(3);"))],
        "b.rhai:20000:6：zone 的参数是数，应为文字",
        "b.rhai:20000:6: zone got a number; wanted a text",
    );
}

#[test]
fn expressions_are_nested_at_most_256_deep() {
    let zh = "脚本“a.rhai”超过限制：表达式层数最多 256；请检查是否有停不下来的循环或递归";
    let en = "script `a.rhai` went beyond a limit: depth of expressions at most 256; look for a loop or a recursion that does not end";
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("#{a:", "}"),
        ("- ", ""),
        ("!", ""),
        ("{", "}"),
        ("if true {", "}"),
        ("|x| ", ""),
        ("f(", ")"),
    ] {
        let text = format!("{} 1 {}", open.repeat(3_000), close.repeat(3_000));
        let error = mistake(&text, &scripts(&[]));
        assert_eq!(error.code, Code::Limit, "{open}: {}", say(&error, Lang::En));
        assert!(say(&error, Lang::Zh).ends_with(zh), "{}", say(&error, Lang::Zh));
        assert!(say(&error, Lang::En).ends_with(en), "{}", say(&error, Lang::En));
    }
    let sum = vec!["1"; 3_000].join(" + ");
    assert_eq!(mistake(&sum, &scripts(&[])).code, Code::Limit);
}

#[test]
fn the_deepest_calls_of_the_deepest_expressions_fit_the_stack() {
    let open = "[".repeat(120);
    let close = "]".repeat(120);
    let text = format!("fn f(n) {{ {open} f(n + 1) {close} }} f(0)");
    assert_eq!(mistake(&text, &scripts(&[])).code, Code::Limit);
    let text = format!("fn f(n) {{ {open} [1].map(|x| rule(2027, |z| f(n))) {close} }} f(0)");
    assert_eq!(mistake(&text, &scripts(&[])).code, Code::Limit);
}

#[test]
fn deep_data_is_dropped_compared_and_thrown_without_overflow() {
    let deep = "let a = []; for i in 0..2000 { a = [a]; } ";
    assert_eq!(mistake(deep, &scripts(&[])).code, Code::NoTitle);
    for use_it in
        ["a == a", "throw a", "a.contains(3)", "\"\" + a", "print(#{x: a})", "zones().talent(2027, a)"]
    {
        let error = mistake(&format!("{deep}{use_it}"), &scripts(&[]));
        assert!(!say(&error, Lang::Zh).is_empty() && error.code != Code::ScriptOther, "{error:?}");
    }
}

#[test]
fn files_build_on_each_other_at_most_32_deep() {
    let bases: Vec<(String, String)> =
        (0..40).map(|i| (format!("b{i}"), format!("based_on(\"b{}\");", i + 1))).collect();
    let bases: Vec<(&str, &str)> = bases.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    check_with(
        "based_on(\"b0\");",
        &bases,
        "b31:1:1：脚本“a.rhai”超过限制：文件互相引用的层数最多 32；请检查是否有停不下来的循环或递归",
        "b31:1:1: script `a.rhai` went beyond a limit: depth of files that import each other at most 32; look for a loop or a recursion that does not end",
    );
    let files: Vec<(String, String)> =
        (0..40).map(|i| (format!("m{i}.rhai"), format!("import \"m{}\" as m;", i + 1))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    check_with(
        "import \"m0\" as m;",
        &files,
        "m31.rhai:1:8：脚本“a.rhai”超过限制：文件互相引用的层数最多 32；请检查是否有停不下来的循环或递归",
        "m31.rhai:1:8: script `a.rhai` went beyond a limit: depth of files that import each other at most 32; look for a loop or a recursion that does not end",
    );
}

#[test]
fn the_hosts_clock_ends_a_run() {
    // The clock is the host's: here it says stop when it is asked for the third time.
    let asked = Arc::new(AtomicU64::new(0));
    let clock = asked.clone();
    let host = Host {
        out_of_time: Arc::new(move || clock.fetch_add(1, Ordering::Relaxed) >= 2),
        ..host(&scripts(&[]))
    };
    let script = Script { shown: "a.rhai".to_owned(), text: "fn wait() { loop { } }\n\nwait();".to_owned() };
    let Err(error) = trace_scenario(&planner_model(), "a", &script, &host) else { panic!("it never ends") };
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    let zh = "a.rhai:3:1：脚本“a.rhai”超过限制：运行秒数最多 10；请检查是否有停不下来的循环或递归";
    let en = "a.rhai:3:1: script `a.rhai` went beyond a limit: seconds of running at most 10; look for a loop or a recursion that does not end";
    assert_eq!(say(&error, Lang::Zh), zh);
    assert_eq!(say(&error, Lang::En), en);
}

#[test]
fn long_lines_and_odd_line_ends_keep_their_places() {
    let long = format!("let s = \"{}\"; zone(3)", "长".repeat(70_000));
    assert_eq!(mistake(&long, &scripts(&[])).code, Code::WrongType);
    check(
        "let a = 1;\r\nzone(3)",
        "a.rhai:2:6：zone 的参数是数，应为文字",
        "a.rhai:2:6: zone got a number; wanted a text",
    );
    check(
        "\u{feff}zone(3)",
        "a.rhai:1:6：zone 的参数是数，应为文字",
        "a.rhai:1:6: zone got a number; wanted a text",
    );
    check(
        "/* 说明\n两行 */ zone(3)",
        "a.rhai:2:12：zone 的参数是数，应为文字",
        "a.rhai:2:12: zone got a number; wanted a text",
    );
}
