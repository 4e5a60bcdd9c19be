//! Batches of others: how many zones they convert, and the chance of a national zone.

use crate::common::{Scripts, bound, host, outcomes, small_case, target};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use zonecast::batch::{CaseChoice, Settings, load_case, prepare, run};
use zonecast::case::Case;
use zonecast::script::{Script, trace_model};
use zonecast::summary::{Summary, summarise};

const EVENTS: &str = include_str!("../../scripts/model/events.rhai");
const CHANCE: f64 = 0.27;
const N: u64 = 100_000;

/// Five creating zones over one year, with so many provincial batches on average.
fn five_creating(batches: f64) -> Arc<Case> {
    let fixed = |id: &str, unit: &str, value: f64| {
        format!(",{id},{unit},,口径,2024,,,{value},,,published,某厅,公报,,2024,\n")
    };
    let figures =
        [fixed("provincial_batches", "1", batches), fixed("recognition_share", "%", 100.0 * CHANCE)].concat();
    let targets: String =
        ["T2", "T3"].iter().zip([2.0, 3.0]).map(|(id, k)| target(id, "t8", ">=", k, 2025)).collect();
    let zones = ["a", "b", "c", "d", "e"];
    let mut case = (*crate::common::case_with(&zones, 2024, 2025, 1, &targets, "", &figures)).clone();
    case.zones.iter_mut().for_each(|zone| zone.level = "creating".to_owned());
    Arc::new(case)
}

fn simulated(case: &Arc<Case>) -> Summary {
    let text = "import \"model/events\" as ev; let r = ev::recognition(#{ recognition: 0.0 });\
        indicator(\"t8\", \"家数\", \"Zones\", r.converted, \"1\");";
    let files = Scripts([("model/events.rhai".to_owned(), EVENTS.to_owned())].into());
    let script = Script { shown: "model.rhai".to_owned(), text: text.to_owned() };
    let model = trace_model(case, &script, &host(&files)).expect("the shipped functions trace");
    let experiment = bound(&model, Vec::new(), 1, N);
    let outcomes = outcomes(&experiment, 0).expect("finite");
    summarise(case, &experiment, &outcomes, Vec::new(), vec![Vec::new()])
}

/// P(at least `least` of five zones convert) after so many batches, each zone on its own.
fn converted(batches: i32, least: u32) -> f64 {
    let p = 1.0 - (1.0 - CHANCE).powi(batches);
    let choose = [1.0, 5.0, 10.0, 10.0, 5.0, 1.0];
    (least..=5).map(|k| choose[k as usize] * p.powi(k as i32) * (1.0 - p).powi(5 - k as i32)).sum()
}

#[test]
fn conversions_of_a_known_number_of_batches_are_those_of_the_binomial() {
    // Rounded figures of the evidence: none, one and two batches.
    for (batches, wanted) in [(0, 0.0), (1, 0.41), (2, 0.77)] {
        assert!((converted(batches, 2) - wanted).abs() < 0.005, "{batches}: {}", converted(batches, 2));
    }
    assert_eq!(simulated(&five_creating(0.0)).scenarios[0].likelihoods[0].likelihood.probability, 0.0);
}

#[test]
fn conversions_over_a_random_number_of_batches_are_the_mixture() {
    for mean in [0.3_f64, 1.0, 2.5] {
        let summary = simulated(&five_creating(mean));
        for (index, least) in [2, 3].into_iter().enumerate() {
            let mut weight = (-mean).exp();
            let mut exact = 0.0;
            for batches in 0..60 {
                exact += weight * converted(batches, least);
                weight *= mean / f64::from(batches + 1);
            }
            let found = summary.scenarios[0].likelihoods[index].likelihood.probability;
            let error = 5.0 * (exact * (1.0 - exact) / N as f64).sqrt();
            assert!((found - exact).abs() < error, "mean {mean}, {least}: {found}, not {exact}");
        }
    }
}

#[test]
fn a_level_is_a_number_by_zone() {
    let mut case = (*small_case(&["a", "b", "c"], 2024, 2025, 1, &target("T", "x", ">=", 1.0, 2025))).clone();
    case.zones[1].level = "creating".to_owned();
    let case = Arc::new(case);
    for (level, wanted) in [("creating", 1.0), ("recognised", 2.0), ("national", 0.0)] {
        for word in ["level_is", "级别为"] {
            let script = format!("indicator(\"x\", \"甲\", \"X\", total({word}(\"{level}\")), \"1\");");
            let summary = crate::common::summary_of(&case, &script, 100);
            assert_eq!(summary.scenarios[0].bands[0].years[1], [wanted; 5], "{level}");
        }
    }
}

#[test]
fn the_shipped_case_keeps_within_the_base_rates_of_a_national_zone() {
    let loaded = load_case(&CaseChoice::Default, 60).expect("the shipped case");
    let prepared = prepare(loaded, &[]).expect("traces");
    let settings = Settings { draws: 6_000, seed: 3, threads: 0 };
    let summary = run(&prepared, settings, &AtomicBool::new(false), &|_| {}).expect("runs");
    let target = summary.targets.iter().position(|t| t.id == "T7").expect("there");
    let of = |year: &i32| {
        let results = summary.scenarios[0].likelihoods.iter();
        let mut found = results.filter(|r| r.target == target && r.year == *year && r.scope.is_none());
        found.next().expect("every milestone has its result").likelihood.probability
    };
    let milestones: Vec<f64> = summary.case.milestones.iter().map(of).collect();
    let (first, last) = (milestones[0], milestones[milestones.len() - 1]);
    assert!((0.02..=0.15).contains(&first), "{milestones:?}");
    assert!((0.15..=0.60).contains(&last), "{milestones:?}");
    // The second group holds the first and more, so it is met no more often.
    let joint = |name: &str| {
        summary.scenarios[0].joint.iter().find(|j| j.name.en == name && j.scope.is_none()).expect("there")
    };
    let (few, many) = (joint("T1-T6"), joint("T1-T9"));
    assert_eq!((few.targets.len(), many.targets.len()), (6, 9));
    assert!(many.all.probability <= few.all.probability);
    assert_eq!((few.at_least.len(), few.at_least[0], many.at_least.len()), (7, 1.0, 10));
}
