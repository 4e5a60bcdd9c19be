//! Extreme conditions on the shipped model: one zone, 500 zones, no talent, no land, a hundred times the money.
//!
//! Each must give finite results within what is possible, or be refused with a place.

mod common;
#[path = "bench/enlarged.rs"]
mod enlarged;

use std::path::Path;
use std::sync::atomic::AtomicBool;
use zonecast::batch::{CaseChoice, ScenarioFile, Settings, load_case, prepare, run};
use zonecast::message::{Lang, say};
use zonecast::script::Script;
use zonecast::summary::Summary;

/// A run of the baseline and one scenario.
fn outcome(choice: &CaseChoice, text: &str, draws: u64) -> Summary {
    let wrong = |e: zonecast::error::Error| -> ! { panic!("{}", say(&e, Lang::En)) };
    let loaded = load_case(choice, 600).unwrap_or_else(|e| wrong(e));
    let script = Script { shown: "extreme.rhai".into(), text: text.into() };
    let files = [ScenarioFile { id: "extreme".into(), script }];
    let prepared = prepare(loaded, &files).unwrap_or_else(|e| wrong(e));
    let settings = Settings { draws, seed: 3, threads: 2 };
    run(&prepared, settings, &AtomicBool::new(false), &|_| {}).unwrap_or_else(|e| wrong(e))
}

/// Every band is finite and in order; shares are within the whole, amounts not negative.
#[track_caller]
fn check(summary: &Summary) {
    for scenario in &summary.scenarios {
        assert!(!scenario.bands.is_empty());
        for series in &scenario.bands {
            let of = &summary.indicators[series.indicator];
            for values in &series.years {
                assert!(values.iter().all(|x| x.is_finite()) && values.is_sorted(), "{} {values:?}", of.id);
                // Growth, and parts of a change, have either sign.
                let part = ["_growth", "_scope", "_composition"].iter().any(|end| of.id.ends_with(end));
                if !part {
                    assert!(values[0] >= 0.0, "{} {values:?}", of.id);
                    assert!(of.unit != "%" || values[4] <= 100.0 + 1e-6, "{} {values:?}", of.id);
                }
            }
        }
        for likelihood in &scenario.likelihoods {
            assert!((0.0..=1.0).contains(&likelihood.likelihood.probability));
        }
    }
}

/// The median of an indicator of the city in the last year.
fn last(summary: &Summary, scenario: usize, id: &str) -> f64 {
    let of = summary.indicators.iter().position(|i| i.id == id).expect("declared");
    let found = summary.scenarios[scenario].bands.iter();
    let mut found = found.filter(|b| b.indicator == of && b.zone.is_none() && b.scope.is_none());
    found.next().and_then(|b| b.years.last()).expect("reported")[2]
}

#[test]
fn five_hundred_zones_are_simulated_like_eight() {
    let folder = tempfile::tempdir().expect("a folder");
    let choice = CaseChoice::Named(enlarged::write(folder.path(), 500));
    let text = "scenario(\"甲\", \"A\");\nzones().talent(2026..=2030, 1);\n";
    let many = outcome(&choice, text, 256);
    check(&many);
    assert_eq!(many.zones.len(), 500);
    let few =
        outcome(&CaseChoice::Default, "scenario(\"甲\", \"A\");\nzones().talent(2026..=2030, 1);\n", 256);
    // The same figures divided among more zones: the city's value added starts where it did.
    let start = |s: &Summary| {
        let of = s.indicators.iter().position(|i| i.id == "city_va").expect("declared");
        let band =
            s.scenarios[0].bands.iter().find(|b| b.indicator == of && b.zone.is_none()).expect("reported");
        band.years[0][2]
    };
    assert!((start(&many) / start(&few) - 1.0).abs() < 0.05, "{} {}", start(&many), start(&few));
}

#[test]
fn one_zone_is_simulated_like_eight() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = enlarged::write(folder.path(), 1);
    keep_first_zone(&case);
    let text = "scenario(\"甲\", \"A\");\nzones().invest(2026..=2030, 5);\n";
    let summary = outcome(&CaseChoice::Named(case), text, 512);
    check(&summary);
    assert!(last(&summary, 1, "va") > last(&summary, 0, "va"));
}

/// Blocks and figures of zones that are no longer there.
fn keep_first_zone(case: &Path) {
    let head = std::fs::read_to_string(case.join("case.toml")).expect("just written");
    let id = head.split("[[zone]]").nth(1).and_then(|zone| zone.split('"').nth(1)).expect("a zone");
    let blocks = std::fs::read_to_string(case.join("blocks.csv")).expect("just written");
    let mut lines = blocks.lines();
    let mut kept = format!("{}\n", lines.next().expect("a header"));
    lines.filter(|l| l.split(',').any(|f| f == id)).for_each(|l| kept += &format!("{l}\n"));
    std::fs::write(case.join("blocks.csv"), kept).expect("written");
    let history = std::fs::read_to_string(case.join("history.csv")).expect("just written");
    let city: Vec<&str> =
        history.lines().enumerate().filter(|(i, l)| *i == 0 || l.starts_with(',')).map(|(_, l)| l).collect();
    std::fs::write(case.join("history.csv"), city.join("\n")).expect("written");
}

#[test]
fn without_talent_or_land_or_with_a_hundred_times_the_money_results_stay_sensible() {
    let zones = ["gaoxin", "yiyao", "wenling", "linhai", "yuhuan", "huangyan", "tiantai", "xianju"];
    let all = |figure: &str, value: &str| -> String {
        zones.iter().map(|z| format!("figure(\"{z}\", \"{figure}\", {value});\n")).collect()
    };
    let opening = "scenario(\"甲\", \"A\");\n";
    // All land gone: land money forms nothing, and value added is the baseline's.
    let no_land = format!("{opening}{}zones().land(2025..=2033, 500);\n", all("land_quota", "0"));
    let summary = outcome(&CaseChoice::Default, &no_land, 512);
    check(&summary);
    assert_eq!(last(&summary, 1, "va").to_bits(), last(&summary, 0, "va").to_bits());
    assert_eq!(last(&summary, 1, "land_left"), 0.0);
    // Hardly any talent to start with.
    let no_talent = format!("{opening}{}{}", all("elite", "0.001"), all("staff", "0.001"));
    check(&outcome(&CaseChoice::Default, &no_talent, 512));
    // All levers at the end of their ranges.
    let rich = format!(
        "{opening}zones().invest(2025..=2035, 200);\nzones().talent(2025..=2035, 500);\n\
         zones().rd_subsidy(2025..=2035, 50);\nzones().land(2025..=2035, 5000);\n"
    );
    let summary = outcome(&CaseChoice::Default, &rich, 512);
    check(&summary);
    assert!(last(&summary, 1, "va") > last(&summary, 0, "va") && last(&summary, 1, "t2") <= 100.0);
    // And every measure of the library that may stand beside the others, a hundred times over.
    let mut measures = opening.to_owned();
    let mut traced = measures.clone();
    for chapter in 2..=7 {
        measures += &format!("import \"measures/chapter{chapter}\" as c{chapter};\n");
    }
    for measure in zonecast::script::shipped_measures() {
        let chapter = measure.path.trim_start_matches("measures/chapter").to_owned();
        let line = format!("c{chapter}::{}(zones(), 2026..=2030, 100);\n", measure.function);
        let text = format!("{measures}{line}");
        if accepted(&text) {
            measures = text;
            traced += &line;
        }
    }
    assert!(traced.lines().count() > 80, "most measures stand beside each other");
    check(&outcome(&CaseChoice::Default, &measures, 512));
}

/// Whether a scenario is not refused.
fn accepted(text: &str) -> bool {
    let loaded = load_case(&CaseChoice::Default, 600).expect("the embedded case");
    let script = Script { shown: "extreme.rhai".into(), text: text.into() };
    zonecast::script::trace_scenario(&loaded.model, "extreme", &script, &loaded.host).is_ok()
}
