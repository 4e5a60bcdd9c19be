//! What targets depend on most: shares of a known model against closed forms, and what a report records.

mod common;

use assert_cmd::Command;
use common::{bound, model, outcomes, small_case, target};
use std::f64::consts::PI;
use std::sync::atomic::AtomicBool;
use zonecast::analysis::importance::{importance, study, values};
use zonecast::experiment::experiment;
use zonecast::summary::{Dependence, Importance, Influence, summarise};

/// Three zones; `x` is drawn once, `y` by zone and year, `v` moves the level up and down alike.
const MODEL: &str = r#"
    let x = uncertain("x", normal(0.0, 3.0), per_city, once, "1");
    let y = uncertain("y", normal(0.0, 1.0), per_zone, yearly, "1");
    let v = uncertain("v", normal(0.0, 1.0), per_city, once, "1");
    let apart = uncertain("apart", normal(0.0, 1.0), per_city, once, "1");
    indicator("sum", "和", "Sum", x + total(y), "1");
    indicator("less", "负", "Less", 0.0 - x, "1");
    indicator("even", "偶", "Even", v * v, "1");
    indicator("fixed", "定", "Fixed", 5.0, "1");
    indicator("apart", "另", "Apart", apart, "1");
"#;

const DRAWS: u64 = 20_000;

fn found() -> Importance {
    let targets = [
        ("A", "sum", ">="),
        ("B", "less", ">="),
        ("C", "sum", "<"),
        ("D", "even", ">="),
        ("E", "fixed", ">="),
    ];
    let targets: String = targets.map(|(id, of, operator)| target(id, of, operator, 0.5, 2026)).concat();
    let case = small_case(&["a", "b", "c"], 2024, 2026, 1, &targets);
    let model = model(&case, MODEL).unwrap_or_else(|e| panic!("{e}"));
    let run = bound(&model, Vec::new(), 1, 100);
    let counted = outcomes(&run, 1).expect("it runs");
    let summary = summarise(&case, &run, &counted, Vec::new(), vec![Vec::new()]);
    let scenario = zonecast::script::baseline(
        &model,
        zonecast::model::Label {
            id: "baseline".into(), zh: "趋势延续".into(), en: "Trend continued".into()
        },
    );
    let study = study(&scenario, &run.scenarios[0], &summary, 0);
    let run = experiment(&case, vec![study.scenario.clone()], 7, DRAWS).expect("it binds");
    let stop = AtomicBool::new(false);
    // In two pieces, as threads have them.
    let mut all = values(&study, &run, 0..DRAWS / 2, &stop).expect("draws");
    all.append(values(&study, &run, DRAWS / 2..DRAWS, &stop).expect("draws"));
    assert_eq!(all, values(&study, &run, 0..DRAWS, &stop).expect("draws"));
    importance(&study, &all)
}

/// Square of Spearman's coefficient of two normal variables with Pearson's coefficient `r`.
fn squared(r: f64) -> f64 {
    (6.0 / PI * (r / 2.0).asin()).powi(2)
}

fn of<'a>(dependence: &'a Dependence, id: &str) -> &'a Influence {
    dependence.influences.iter().find(|one| one.id == id).unwrap_or_else(|| panic!("no {id}: {dependence:?}"))
}

#[test]
fn shares_of_a_sum_of_normal_variables_are_those_of_the_formula() {
    let found = found();
    assert_eq!((found.scenario.as_str(), found.year, found.draws), ("baseline", 2026, DRAWS));
    let [sum, less, below, even, fixed] = &found.targets[..] else { panic!("{found:?}") };
    // Variances: 9 of x, 1 of y in each of three zones in the year that counts; earlier years do nothing.
    let (x, y) = (squared((9.0_f64 / 12.0).sqrt()), 3.0 * squared((1.0_f64 / 12.0).sqrt()));
    for (dependence, up) in [(sum, true), (below, false)] {
        assert_eq!(dependence.influences.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["x", "y"]);
        for (id, wanted) in [("x", x), ("y", y)] {
            let one = of(dependence, id);
            // The interval holds 95 % of the time; twice its width nearly always.
            assert!((one.share - wanted).abs() < 2.0 * one.error, "{id}: {} is not {wanted}", one.share);
            assert!(one.error < 0.02 && one.helps == Some(up), "{one:?}");
        }
        assert!((dependence.explained - x - y).abs() < 0.02, "{}", dependence.explained);
    }
    assert!((of(less, "x").share - 1.0).abs() < 1e-9 && of(less, "x").helps == Some(false));
    // Ranks see nothing of what goes up and down alike, and nothing can be said of a constant.
    assert!(even.influences.iter().all(|one| one.share < 0.01) && !even.constant, "{even:?}");
    assert!(fixed.constant && fixed.influences.is_empty() && fixed.explained == 0.0);
}

#[test]
fn a_report_records_it_and_verify_confirms_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
        let output = command.current_dir(folder.path()).args(words).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let words =
        ["run", "land_first", "--draws", "600", "--report", "md", "--focus", "baseline", "--charts", "none"];
    run(&[&words[..], &["--quiet", "--threads", "1", "--out", "one"]].concat());
    run(&[&words[..], &["--quiet", "--threads", "2", "--out", "two"]].concat());
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("written");
    let summary = text("one/summary.json");
    assert_eq!(summary, text("two/summary.json"));
    let value: serde_json::Value = serde_json::from_str(&summary).expect("JSON");
    let found = &value["importance"];
    assert_eq!((found["scenario"].as_str(), found["draws"].as_u64()), (Some("baseline"), Some(2048)));
    // Taizhou's ratio of energy is a figure that is assumed: its own and its common error are one, and lead by far.
    let energy = found["targets"]
        .as_array()
        .expect("targets")
        .iter()
        .find(|t| value["targets"][t["target"].as_u64().expect("an index") as usize]["id"] == "T6a");
    let first = &energy.expect("T6a is a main target")["influences"][0];
    assert_eq!((first["id"].as_str(), first["helps"].as_bool()), (Some("figure/energy_ratio"), Some(false)));
    assert!(first["share"].as_f64().expect("a share") > 0.5, "{first}");
    let report = text("one/report.md");
    let row = report.lines().find(|line| line.starts_with("| T6a") && line.contains("数据误差"));
    let row = row.unwrap_or_else(|| panic!("no row of T6a"));
    assert!(row.contains("数据误差：能耗强度与全市之比（－），约"), "{row}");
    assert!(run(&["verify", "one"]).contains("核对一致"));
    // What the report shows beyond the summary stands in a file of its own, which is held against the run too.
    let own = text("one/report.json");
    assert_eq!(own, text("two/report.json"));
    let value: serde_json::Value = serde_json::from_str(&own).expect("JSON");
    let p50 = &value["scenarios"][0]["targets"][0]["city"]["p50"][1];
    assert!(p50.as_f64().is_some_and(|p50| p50 > 0.0), "{p50}");
    let schema: serde_json::Value =
        serde_json::from_str(&run(&["reference", "--schema", "report"])).expect("JSON");
    assert!(jsonschema::is_valid(&schema, &value));
    std::fs::write(folder.path().join("one/report.json"), own.replacen(&p50.to_string(), "-1.5", 1))
        .expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output =
        command.current_dir(folder.path()).args(["verify", "one", "--lang", "en"]).output().expect("it runs");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("report.scenarios[0].targets[0].city.p50[1]: the file says -1.5, a new run "),
        "{told}"
    );
}
