//! One draw in full: its values are the kernel's, stocks balance, percentiles are those of the
//! distributions, the typical draw is the median of its kind.

mod common;

use common::draws::{draws, program_of};
use common::everything::{MODEL, SCENARIO, case};
use common::{bound, model, scenario, small_case, target};
use statrs::distribution::{ContinuousCDF, Normal};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use zonecast::analysis::draw::{Draw, Kind, Quantity, collect, expose};
use zonecast::batch::{self, CaseChoice, Settings, Told, Wanted, load_case, target_named, tell, trace_one};
use zonecast::case::Case;
use zonecast::experiment::{Experiment, experiment};
use zonecast::model::graph::Value;
use zonecast::script::Traced;
use zonecast::simulate::{Control, Judged, Keys, Workspace, block_size, judge, trial};

fn traced(case: &Arc<Case>, script: &str, what_if: &str) -> Traced {
    let model = model(case, script).unwrap_or_else(|e| panic!("{e}"));
    scenario(&model, what_if).unwrap_or_else(|e| panic!("{e}"))
}

/// Everything a draw of a small case did.
fn replayed(case: &Arc<Case>, traced: &Traced, seed: u64, draw: u64) -> Draw {
    let exposed = expose(&traced.scenario);
    let run = experiment(case, vec![exposed.scenario.clone()], seed, 100).expect("it binds");
    collect(case, &run, &run.scenarios[0], &exposed, draw).expect("it is told")
}

fn quantity<'a>(draw: &'a Draw, kind: Kind, id: &str, by_zone: bool) -> &'a Quantity {
    let found = draw.quantities.iter().find(|q| q.kind == kind && q.id == id && q.by_zone == by_zone);
    found.unwrap_or_else(|| panic!("no {kind:?} {id}"))
}

#[test]
fn indicators_and_stocks_of_a_draw_are_the_kernels_bit_for_bit() {
    let case = case(3, 2);
    let (seed, number) = (11, 37_u64);
    let told = replayed(&case, &traced(&case, MODEL, SCENARIO), seed, number);
    let program = program_of(&case, MODEL, SCENARIO);
    let mut compared = 0;
    for indicator in program.indicators() {
        let city = indicator.city.map(|_| None);
        let zones = indicator.zone.map(|_| (0..3).map(Some)).into_iter().flatten();
        for zone in city.into_iter().chain(zones) {
            let q = quantity(&told, Kind::Indicator, &indicator.label.id, zone.is_some());
            let kernel = draws(&program, seed, &indicator.label.id, zone, number as usize + 1);
            for (year, values) in kernel.iter().enumerate() {
                let wanted = values[number as usize] * indicator.scale;
                let found = q.values[zone.unwrap_or(0)][year].expect("an indicator has every year");
                assert_eq!(found.to_bits(), wanted.to_bits(), "{} {zone:?} {year}", indicator.label.id);
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared}");
    // Ends of stocks have slots of their own.
    let keys = Keys::new(&program, seed);
    let block = block_size(program.zones());
    let mut space = Workspace::new(&program, &keys, block);
    space.run(0, |year, space| {
        for (index, stock) in program.graph.stocks.iter().enumerate() {
            if stock.label.id.ends_with("/baseline") {
                continue;
            }
            let slot = program.graph.nodes.iter().position(|n| n.value == Value::StockEnd(index));
            let values = space.slot(slot.expect("a stock has an end"));
            let q = told.quantities.iter().find(|q| q.kind == Kind::End && q.id == stock.label.id);
            for (row, found) in values.chunks_exact(block).zip(&q.expect("every stock is told").values) {
                assert_eq!(found[year].map(f64::to_bits), Some(row[number as usize].to_bits()));
            }
        }
    });
}

#[track_caller]
fn check_balance(told: &Draw) {
    let mut checked = 0;
    for end in told.quantities.iter().filter(|q| q.kind == Kind::End) {
        let of = |q: &&Quantity| q.id == end.id;
        for (zone, ends) in end.values.iter().enumerate() {
            for year in 1..told.years.len() {
                let value = |q: &Quantity| q.values[zone][year].expect("simulated years have values");
                let mut sum = 0.0;
                for q in told.quantities.iter().filter(of) {
                    sum += match q.kind {
                        Kind::Start | Kind::Inflow(_) | Kind::Change => value(q),
                        Kind::Outflow(_) => -value(q),
                        _ => 0.0,
                    };
                }
                let wanted = ends[year].expect("a stock has an end");
                assert!((sum - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{} {year}: {sum}", end.id);
                let start = quantity(told, Kind::Start, &end.id, end.by_zone).values[zone][year];
                assert_eq!(start, ends[year - 1], "{}: a year starts where the last one ended", end.id);
                checked += 1;
            }
        }
    }
    assert!(checked > 0);
}

#[test]
fn every_stock_ends_at_its_start_and_what_flowed() {
    for steps in [1, 4] {
        let case = case(3, steps);
        let traced = traced(&case, MODEL, SCENARIO);
        check_balance(&replayed(&case, &traced, 5, 8));
    }
    check_balance(&told(&Wanted::Number(77), None, 1).draw);
}

#[test]
fn percentiles_are_those_of_the_distribution_even_when_correlated() {
    const MODEL: &str = r#"
        let a = uncertain("a", normal(2.0, 0.5), per_zone, yearly);
        let b = uncertain("b", normal(-1.0, 3.0), per_zone, yearly);
        let once_only = uncertain("once", uniform(4.0, 8.0), per_city, once);
        correlate("a", "b", 0.6);
        let idle = uncertain("idle", normal(0.0, 1.0), per_city, yearly);
        indicator("x", "甲", "X", a + b, total(a) + once_only, "1");
        indicator("y", "乙", "Y", idle, "1");
    "#;
    let case = small_case(&["north", "south"], 2000, 2004, 1, &target("T1", "x", ">=", 7.0, 2003));
    let traced = traced(&case, MODEL, r#"scenario("甲", "A");"#);
    let told = replayed(&case, &traced, 3, 4711);
    let mut checked = 0;
    for (id, mean, sd) in [("a", 2.0, 0.5), ("b", -1.0, 3.0)] {
        let q = quantity(&told, Kind::Uncertainty, id, true);
        for (values, shares) in q.values.iter().zip(&q.percentiles) {
            for (value, share) in values.iter().zip(shares) {
                let wanted = Normal::new(mean, sd).expect("valid").cdf(value.expect("drawn"));
                assert!((share - wanted).abs() < 1e-9, "{id}: {share}, not {wanted}");
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 2 * 2 * 5);
    let once = quantity(&told, Kind::Uncertainty, "once", false);
    let value = once.values[0][0].expect("drawn");
    assert!(once.once && (once.percentiles[0][0] - (value - 4.0) / 4.0).abs() < 1e-12);
    // What the target's indicator does not read is no reason: b acts by zone only, idle elsewhere.
    let exposed = expose(&traced.scenario);
    let run = experiment(&case, vec![exposed.scenario.clone()], 3, 10).expect("it binds");
    let why = zonecast::analysis::draw::why(&told, &traced.scenario, &run.scenarios[0], 0).expect("a target");
    let names = |list: &[zonecast::analysis::draw::Unusual]| -> Vec<String> {
        list.iter().map(|u| told.quantities[u.quantity].id.clone()).collect()
    };
    assert_eq!(names(&why.city), ["once"]);
    // Two zones and the three years up to that of the target.
    assert_eq!((why.of, names(&why.zones)), ([1, 6], vec!["a".to_owned(); 6]));
    let tails: Vec<f64> = why.zones.iter().map(|u| u.percentile.min(1.0 - u.percentile)).collect();
    assert!(tails.windows(2).all(|pair| pair[0] <= pair[1]), "{tails:?}");
}

fn judged(run: &Experiment, target: usize, threads: usize) -> Vec<Judged> {
    let control = Control { threads, stop: &AtomicBool::new(false), progress: &|_| {} };
    judge(run, 0, target, &control).expect("it runs")
}

#[test]
fn draws_are_judged_by_the_kernels_values_on_any_number_of_threads() {
    const MODEL: &str = r#"
        let a = uncertain("a", normal(50.0, 20.0), per_zone, yearly);
        indicator("x", "甲", "X", a, total(a), "1");
    "#;
    let case = small_case(&["north", "south"], 2000, 2004, 1, &target("T1", "x", ">=", 101.0, 2003));
    let traced = traced(&case, MODEL, r#"scenario("甲", "A");"#);
    let run = experiment(&case, vec![traced.scenario.clone()], 9, 777).expect("it binds");
    let found = judged(&run, 0, 1);
    assert_eq!(found, judged(&run, 0, 2));
    let kernel = draws(&program_of(&case, MODEL, r#"scenario("甲", "A");"#), 9, "x", None, 777);
    assert_eq!(found.len(), 777);
    for (draw, one) in found.iter().enumerate() {
        assert_eq!(one.value.to_bits(), kernel[3][draw].to_bits());
        assert_eq!((one.draw, one.met), (draw as u64, kernel[3][draw] >= 101.0));
    }
    // In a run beside others the same draws have the same values.
    let model = model(&case, MODEL).unwrap_or_else(|e| panic!("{e}"));
    let beside = bound(&model, vec![traced.scenario], 9, 777);
    let control = Control { threads: 1, stop: &AtomicBool::new(false), progress: &|_| {} };
    let pilot = trial(&beside, &control).expect("it runs");
    assert!(found.iter().zip(&pilot[1][0][1]).all(|(one, value)| one.value.to_bits() == value.to_bits()));
}

/// A draw of the embedded case under a scenario that redraws.
fn told(wanted: &Wanted, target: Option<&str>, threads: usize) -> Told {
    let loaded = load_case(&CaseChoice::Default, 60).expect("the embedded case");
    let case = loaded.model.case.clone();
    let (_, traced) =
        trace_one(&CaseChoice::Default, loaded, Some("land_first".as_ref())).expect("it comes with the case");
    let settings = Settings { draws: 500, seed: 4, threads };
    tell(&case, &traced, wanted, target, settings, &AtomicBool::new(false)).expect("it is told")
}

#[test]
fn the_typical_miss_misses_and_is_the_median_of_all_that_miss() {
    let loaded = batch::load_case(&CaseChoice::Default, 60).expect("the embedded case");
    let case = loaded.model.case.clone();
    let (_, traced) = trace_one(&CaseChoice::Default, loaded, Some("land_first".as_ref())).expect("known");
    let run = experiment(&case, vec![traced.scenario.clone()], 4, 500).expect("it binds");
    let at = target_named(&case, "T3").expect("a target");
    let control = Control { threads: 1, stop: &AtomicBool::new(false), progress: &|_| {} };
    let pilot = trial(&run, &control).expect("it runs");
    let read = &run.scenarios[0].targets[at];
    for met in [false, true] {
        let told = told(&Wanted::Typical("T3".to_owned(), met), None, 2);
        let picked = told.picked.expect("it was picked");
        let crowd: Vec<f64> =
            pilot[0][at][1][..500].iter().copied().filter(|value| read.met_by(*value) == met).collect();
        assert_eq!((picked.wanted, picked.of), (crowd.len(), 500));
        let outcome = &told.draw.targets[at];
        let value = outcome.value.expect("within the horizon");
        assert_eq!((outcome.met, told.draw.draw), (met, picked.draw));
        assert_eq!(value.to_bits(), pilot[0][at][1][picked.draw as usize].to_bits());
        // As many below as above, or one fewer.
        let below = crowd.iter().filter(|other| **other < value).count();
        let above = crowd.iter().filter(|other| **other > value).count();
        assert!(
            below <= (crowd.len() - 1) / 2 && above <= crowd.len() / 2,
            "{below} {above} {}",
            crowd.len()
        );
        let why = told.why.expect("the target is explained");
        let split = why.split.expect("this indicator is split");
        let sum = split.start + split.growth + split.scope + split.composition;
        assert!((sum - split.end).abs() < 1e-9 * split.end.abs(), "{split:?}");
        assert_eq!(split.end, value);
        assert!(why.of[0] > why.city.len() && why.of[1] > why.zones.len());
    }
}
