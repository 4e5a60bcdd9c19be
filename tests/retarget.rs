//! A scenario that states another threshold or year for a target: what is counted, and what is said.

mod common;

use common::{bound, model, outcomes, scenario, small_case, target};
use zonecast::analysis::tables::{Division, tables};
use zonecast::case::Case;
use zonecast::message::{Lang, say};
use zonecast::report::{Chart, Compared, Format, Options, Source, draw, pages, reports, terminal};
use zonecast::summary::summarise;

#[test]
fn another_threshold_or_year_counts_for_that_scenario_only() {
    // x is 2025, 2026, ... exactly; the target asks for at least 2026 in 2026 and is met.
    let case = small_case(&["a"], 2024, 2028, 1, &target("T", "x", ">=", 2026.0, 2026));
    let model = model(&case, "indicator(\"x\", \"年\", \"Year\", 1.0 * year + 0.0, \"1\");").expect("traced");
    let stricter =
        scenario(&model, "scenario(\"甲\", \"A\");\ntarget(\"T\", #{threshold: 2027});").expect("traced");
    let later = scenario(&model, "scenario(\"乙\", \"B\");\ntarget(\"T\", #{threshold: 2027, year: 2027});")
        .expect("traced");
    let notes: Vec<String> = stricter.notes.iter().map(|n| say(n, Lang::En)).collect();
    assert!(
        notes.contains(
            &"a.rhai:2:1: note: this scenario reads target T as threshold 2027 in 2026, other than the document"
                .to_owned()
        ),
        "{notes:?}"
    );
    let experiment = bound(&model, vec![stricter.scenario, later.scenario], 1, 500);
    let outcomes = outcomes(&experiment, 1).expect("run");
    let summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new(); 3]);
    let seen: Vec<(f64, i32, f64)> = summary
        .scenarios
        .iter()
        .map(|s| &s.likelihoods[0])
        .map(|r| (r.threshold, r.evaluated, r.likelihood.probability))
        .collect();
    assert_eq!(seen, [(2026.0, 2026, 1.0), (2027.0, 2026, 0.0), (2027.0, 2027, 1.0)]);
    // Another reading is no effect of a policy: no change is claimed.
    assert!(summary.scenarios.iter().all(|s| s.likelihoods.iter().all(|r| r.change.is_none())));
    let options = Options { lang: Lang::En, ..Options::default() };
    let table = terminal::table(&summary, &options);
    for wanted in ["T Target >=2026", "own: >=2027", "(2027)", "another threshold"] {
        assert!(table.replace('≥', ">=").contains(wanted), "{wanted}: {table}");
    }
    for (scenario, wanted) in [(0, "≥2026"), (1, "≥2027"), (2, "≥2027 (2027)")] {
        let pages = pages(&summary, &[Chart::Attainment]).expect("pages").0;
        let (files, _) = draw(&summary, &options, &pages[scenario]).expect("drawn");
        let svg = String::from_utf8(files[0].bytes.clone()).expect("SVG");
        let texts: String = svg.split(['<', '>']).collect::<Vec<_>>().join("");
        assert!(texts.contains(wanted) || wanted.contains(' ') && texts.contains("(2027)"), "{wanted}");
    }
}

#[test]
fn every_table_of_a_report_has_the_scenarios_own_threshold_beside_its_likelihood() {
    let small = small_case(&["a"], 2024, 2028, 1, &target("T", "x", ">=", 2026.0, 2026));
    let case = std::sync::Arc::new(Case { milestones: vec![2026, 2028], ..(*small).clone() });
    let model = model(&case, "indicator(\"x\", \"年\", \"Year\", 1.0 * year + 0.0, \"1\");").expect("traced");
    let own =
        scenario(&model, "scenario(\"甲\", \"A\");\ntarget(\"T\", #{threshold: 2027});").expect("traced");
    let experiment = bound(&model, vec![own.scenario], 1, 200);
    let outcomes = outcomes(&experiment, 1).expect("run");
    let summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new(); 2]);
    let tables = tables(&case, &summary, &outcomes, vec![Vec::new(); 2], Division::Base);
    let source = Source {
        case: &case,
        summary: &summary,
        tables: &tables,
        focus: Some(1),
        compared: Compared::default(),
    };
    for (lang, wanted, note) in
        [(Lang::Zh, "另定≥2027", "“另定”"), (Lang::En, "own: ≥2027", "own: the scenario")]
    {
        let options = Options { lang, ..Options::default() };
        let (files, _) = reports(&source, &[Format::Markdown], &options, false).expect("a report");
        let text = String::from_utf8(files[0].bytes.clone()).expect("UTF-8");
        // Tables whose threshold is the case's have the own one in every cell of the scenario: likelihoods of
        // the policy's year in one table, of the later ones in another, and changes, of which there are none, in
        // one cell for all years.
        let rows: Vec<&str> =
            text.lines().filter(|line| line.starts_with('|') && line.contains("T ")).collect();
        let told: Vec<usize> =
            rows.iter().map(|row| row.matches(wanted).count()).filter(|n| *n > 0).collect();
        assert_eq!(told, [1, 1, 1], "{}", rows.join("\n"));
        assert!(text.matches(note).count() >= 3, "{text}");
    }
}

#[test]
fn the_name_that_readings_share_is_answered_with_the_readings() {
    let reading = |id: &str, main: bool| {
        let toml = target(id, "x", ">=", 1.0, 2026).replace(&format!("of = \"{id}\""), "of = \"T9\"");
        toml.replace("main = true", &format!("main = {main}"))
    };
    let targets = [target("T2", "x", ">=", 1.0, 2026), reading("T9a", true), reading("T9b", false)].concat();
    let case = small_case(&["a"], 2024, 2028, 1, &targets);
    let model = model(&case, "indicator(\"x\", \"年\", \"Year\", 1.0 * year + 0.0, \"1\");").expect("traced");
    let said = |id: &str| {
        let text = format!("scenario(\"甲\", \"A\");\ntarget(\"{id}\", #{{threshold: 2.0}});");
        scenario(&model, &text).map(|_| ()).expect_err("a mistake")
    };
    assert_eq!(say(&said("T9"), Lang::Zh), "a.rhai:2:8：没有目标“T9”；它有几种口径，请写其中一种：T9a、T9b");
    assert_eq!(
        say(&said("T9"), Lang::En),
        "a.rhai:2:8: unknown target `T9`; it has several readings, name one of them: T9a, T9b"
    );
    assert_eq!(say(&said("T9c"), Lang::En), "a.rhai:2:8: unknown target `T9c`; did you mean `T9a`?");
}
