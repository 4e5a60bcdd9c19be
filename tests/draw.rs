//! One draw in full: its values are the kernel's, stocks balance, percentiles are those of the
//! distributions, the typical draw is near the middle of its kind.

mod common;

use common::draws::{draws, program_of};
use common::everything::{MODEL, SCENARIO, case};
use common::{bound, model, scenario, small_case, target};
use statrs::distribution::{ContinuousCDF, Normal};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use zonecast::analysis::draw::{Draw, Effect, Kind, Quantity, Why, collect, expose, why};
use zonecast::batch::{
    self, CaseChoice, Sampler, Settings, Told, Wanted, load_case, target_named, tell, trace_one,
};
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
                let share = share.expect("luck has a say");
                assert!((share - wanted).abs() < 1e-9, "{id}: {share}, not {wanted}");
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 2 * 2 * 5);
    let once = quantity(&told, Kind::Uncertainty, "once", false);
    let value = once.values[0][0].expect("drawn");
    assert!(once.once && (once.percentiles[0][0].expect("drawn") - (value - 4.0) / 4.0).abs() < 1e-12);
}

/// What moved the first target of a small case in a draw.
fn reasons(case: &Arc<Case>, traced: &Traced, seed: u64, draw: u64) -> (Draw, Why) {
    let told = replayed(case, traced, seed, draw);
    let exposed = expose(&traced.scenario);
    let run = experiment(case, vec![exposed.scenario], seed, 100).expect("it binds");
    let control = Control { threads: 1, stop: &AtomicBool::new(false), progress: &|_| {} };
    let why = why(&told, &traced.scenario, &run, 0, &control).expect("it runs").expect("a target");
    (told, why)
}

#[test]
fn an_uncertainty_counts_by_what_the_target_would_have_been_with_it_at_its_median() {
    // Closed form: x = 3 a + b (of both zones) + c + d, and e only through a lever that is zero.
    const MODEL: &str = r#"
        let a = uncertain("a", normal(2.0, 0.5), per_city, once);
        let b = uncertain("b", normal(1.0, 0.2), per_zone, yearly);
        let c = uncertain("c", uniform(4.0, 8.0), per_city, once);
        let d = uncertain("d", normal(0.0, 0.3), per_city, once);
        correlate("a", "d", 0.8);
        let e = uncertain("e", normal(5.0, 3.0), per_city, once);
        let l = lever("l", "杠杆", "Lever", "1", #{ high: 9 });
        let late = uncertain("late", normal(0.0, 100.0), per_city, once);
        let y = 3.0 * a + total(b) + c + d + e * largest(l) + when(year > 2003, late, 0.0);
        indicator("x", "甲", "X", y, "1");
    "#;
    let case = small_case(&["north", "south"], 2000, 2004, 1, &target("T1", "x", ">=", 14.0, 2003));
    let traced = traced(&case, MODEL, r#"scenario("甲", "A");"#);
    for draw in [0, 7, 41] {
        let (told, why) = reasons(&case, &traced, 3, draw);
        let value = |id: &str, by_zone: bool, zone: usize, year: usize| {
            quantity(&told, Kind::Uncertainty, id, by_zone).values[zone][year].expect("drawn")
        };
        let x = told.targets[0].value.expect("within the horizon");
        assert_eq!(why.drawn.value.to_bits(), x.to_bits());
        // A correlated luck moves alone; `e` and `late` do nothing.
        let both = value("b", true, 0, 3) + value("b", true, 1, 3);
        let mut wanted = vec![
            ("a", x - 3.0 * (value("a", false, 0, 0) - 2.0)),
            ("b", x - (both - 2.0)),
            ("c", x - (value("c", false, 0, 0) - 6.0)),
            ("d", x - value("d", false, 0, 0)),
        ];
        wanted.sort_by(|p, q| (q.1 - x).abs().total_cmp(&(p.1 - x).abs()));
        let name = |effect: &Effect| told.quantities[effect.quantity].id.clone();
        assert_eq!(
            why.whole.iter().map(name).collect::<Vec<_>>(),
            wanted.iter().map(|w| w.0).collect::<Vec<_>>()
        );
        for (effect, (id, then)) in why.whole.iter().zip(&wanted) {
            assert!((effect.value - then).abs() < 1e-9, "{id}: {} not {then}", effect.value);
            assert!((effect.gain - (then - x)).abs() < 1e-9, "{id}");
            assert_eq!((effect.met, effect.zone, effect.year), (*then >= 14.0, None, None));
        }
        assert_eq!((why.of, why.moving), (6, 4));
        // Only the year of the target counts, each zone for itself.
        let mut wanted: Vec<(usize, f64)> =
            (0..2).map(|zone| (zone, 1.0 - value("b", true, zone, 3))).collect();
        wanted.sort_by(|p, q| q.1.abs().total_cmp(&p.1.abs()));
        assert_eq!(why.single.len(), 2);
        for (effect, (zone, gain)) in why.single.iter().zip(wanted) {
            assert_eq!((name(effect).as_str(), effect.zone, effect.year), ("b", Some(zone), Some(3)));
            assert!((effect.gain - gain).abs() < 1e-9);
        }
    }
}

#[test]
fn margins_of_targets_that_must_hold_are_those_of_their_worst_year() {
    const MODEL: &str = r#"
        let a = uncertain("a", normal(2.0, 1.0), per_city, yearly);
        indicator("x", "甲", "X", a, "1");
    "#;
    let held = target("T1", "x", "<=", 3.0, 2003).replace("\"reach\"", "\"hold\"\nhold_from = 2002");
    let case = small_case(&["north"], 2000, 2004, 1, &held);
    let traced = traced(&case, MODEL, r#"scenario("甲", "A");"#);
    for draw in 0..8 {
        let (told, why) = reasons(&case, &traced, 3, draw);
        let a = &quantity(&told, Kind::Uncertainty, "a", false).values[0];
        let margin = |year: usize| 3.0 - a[year].expect("drawn");
        assert!((why.drawn.margin - margin(2).min(margin(3))).abs() < 1e-12);
        assert_eq!(why.drawn.met, margin(2) >= 0.0 && margin(3) >= 0.0);
        let worse = if margin(2) < margin(3) { 2 } else { 3 };
        let other = margin(5 - worse).min(1.0) - margin(worse);
        let single =
            why.single.iter().find(|effect| effect.year == Some(worse)).expect("the worse year counts");
        assert!((single.gain - other).abs() < 1e-9, "{draw}: {} not {other}", single.gain);
        assert!(why.single.iter().all(|effect| [Some(2), Some(3)].contains(&effect.year)));
    }
}

fn judged(run: &Experiment, target: usize, threads: usize) -> Vec<Judged> {
    let control = Control { threads, stop: &AtomicBool::new(false), progress: &|_| {} };
    judge(run, 0, target, &[], &control).expect("it runs")
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

#[test]
fn a_target_that_must_hold_is_judged_alike_by_counts_single_draws_and_the_draw_told() {
    const MODEL: &str = r#"
        let a = uncertain("a", normal(2.0, 1.0), per_city, yearly);
        indicator("x", "甲", "X", a, "1");
    "#;
    // To be held from 2001 on, judged in 2003; 2000 and 2004 do not count.
    let held = target("T1", "x", ">=", 1.0, 2003).replace("\"reach\"", "\"hold\"\nhold_from = 2001");
    let case = small_case(&["north"], 2000, 2004, 1, &held);
    let what_if = r#"scenario("甲", "A");"#;
    let traced = traced(&case, MODEL, what_if);
    let run = experiment(&case, vec![traced.scenario.clone()], 9, 200).expect("it binds");
    let kernel = draws(&program_of(&case, MODEL, what_if), 9, "x", None, 200);
    let wanted: Vec<bool> = (0..200).map(|d| (1..=3).all(|year| kernel[year][d] >= 1.0)).collect();
    // Some lose it on the way and have it again in the end.
    assert!((0..200).any(|d| kernel[3][d] >= 1.0 && !wanted[d]) && wanted.contains(&true));
    let single: Vec<bool> = judged(&run, 0, 1).iter().map(|one| one.met).collect();
    assert_eq!(single, wanted);
    let outcome = &common::outcomes(&run, 1).expect("it runs")[0];
    assert_eq!(outcome.tally.met[0], wanted.iter().filter(|met| **met).count() as u64);
    for draw in 0..40 {
        assert_eq!(replayed(&case, &traced, 9, draw).targets[0].met, wanted[draw as usize], "{draw}");
    }
}

/// A draw of the embedded case under a scenario that redraws.
fn told(wanted: &Wanted, target: Option<&str>, threads: usize) -> Told {
    let loaded = load_case(&CaseChoice::Default, 60).expect("the embedded case");
    let case = loaded.model.case.clone();
    let (_, traced) =
        trace_one(&CaseChoice::Default, loaded, Some("land_first".as_ref())).expect("it comes with the case");
    let settings = Settings { draws: 500, seed: 4, threads };
    let stop = AtomicBool::new(false);
    tell(&case, &traced, (wanted, target), (Sampler::Random, &[]), settings, &stop).expect("it is told")
}

#[test]
fn the_typical_miss_misses_and_is_near_the_middle_of_all_that_miss() {
    let loaded = batch::load_case(&CaseChoice::Default, 60).expect("the embedded case");
    let case = loaded.model.case.clone();
    let (_, traced) = trace_one(&CaseChoice::Default, loaded, Some("land_first".as_ref())).expect("known");
    let run = experiment(&case, vec![traced.scenario.clone()], 4, 500).expect("it binds");
    let at = target_named(&case, "T3").expect("a target");
    let control = Control { threads: 1, stop: &AtomicBool::new(false), progress: &|_| {} };
    let pilot = trial(&run, &control).expect("it runs");
    let read = &run.scenarios[0].targets[at];
    let scopes: Vec<usize> = judged(&run, at, 1).iter().map(|one| one.scope).collect();
    assert!(scopes.contains(&0) && scopes.contains(&1));
    for met in [false, true] {
        let told = told(&Wanted::Typical("T3".to_owned(), met, None), None, 2);
        let picked = told.picked.expect("it was picked");
        let values = pilot[0][at][1][..500].iter().copied().zip(&scopes);
        let of = |scope: usize| {
            let wanted = values.clone().filter(|(value, of)| **of == scope && read.met_by(*value) == met);
            wanted.map(|(value, _)| value).collect::<Vec<f64>>()
        };
        let most = if of(1).len() > of(0).len() { 1 } else { 0 };
        let crowd = of(most);
        assert_eq!((picked.crowd, picked.wanted, picked.of), (crowd.len(), of(0).len() + of(1).len(), 500));
        assert_eq!((told.draw.scope, picked.scope), (Some(most), most));
        let outcome = &told.draw.targets[at];
        let value = outcome.value.expect("within the horizon");
        assert_eq!((outcome.met, told.draw.draw), (met, picked.draw));
        assert_eq!(value.to_bits(), pilot[0][at][1][picked.draw as usize].to_bits());
        // Levels such as money and firms have a say, too, so that it need not be the median itself.
        let below = crowd.iter().filter(|other| **other < value).count();
        let above = crowd.iter().filter(|other| **other > value).count();
        assert!(5 * below.max(above) <= 4 * crowd.len(), "{below} {above} {}", crowd.len());
        let why = told.why.expect("the target is explained");
        let split = why.split.expect("this indicator is split");
        let sum = split.start + split.growth + split.scope + split.composition;
        assert!((sum - split.end).abs() < 1e-9 * split.end.abs(), "{split:?}");
        assert_eq!((split.end, why.drawn.value, why.drawn.met), (value, value, met));
        assert!(why.of > why.moving && why.moving > why.whole.len());
        assert!(why.whole.windows(2).all(|pair| pair[0].gain.abs() >= pair[1].gain.abs()));
    }
}

#[test]
fn a_draw_of_another_sampler_is_that_of_the_run_with_as_many_draws() {
    let loaded = load_case(&CaseChoice::Default, 60).expect("the embedded case");
    let case = loaded.model.case.clone();
    let (_, traced) = trace_one(&CaseChoice::Default, loaded, None).expect("known");
    let told = |sampler: Sampler, draws: u64| {
        let settings = Settings { draws, seed: 4, threads: 1 };
        let asked = (&Wanted::Number(77), Some("T3"));
        let told = tell(&case, &traced, asked, (sampler, &[]), settings, &AtomicBool::new(false));
        told.expect("it is told")
    };
    let at = target_named(&case, "T3").expect("a target");
    let control = Control { threads: 1, stop: &AtomicBool::new(false), progress: &|_| {} };
    let mut values = Vec::new();
    for (sampler, draws) in [
        (Sampler::LatinHypercube, 1024),
        (Sampler::LatinHypercube, 2048),
        (Sampler::Random, 1024),
        (Sampler::Sobol, 1024),
    ] {
        let mut run = experiment(&case, vec![traced.scenario.clone()], 4, draws).expect("it binds");
        run.sampler = sampler;
        // What the run itself reads off the kernel, and what picks typical draws.
        let of_run = trial(&run, &control).expect("it runs")[0][at][1][77];
        assert_eq!(judged(&run, at, 1)[77].value.to_bits(), of_run.to_bits());
        let told = told(sampler, draws);
        let value = told.draw.targets[at].value.expect("within the horizon");
        assert_eq!(value.to_bits(), of_run.to_bits());
        assert_eq!(told.why.expect("explained").drawn.value.to_bits(), of_run.to_bits());
        assert_eq!(told.draws.is_none(), sampler == Sampler::Random);
        values.push(value);
    }
    assert!(values[0] != values[1] && values[0] != values[2], "{values:?}");
    assert_eq!(told(Sampler::Random, 4096).draw.targets[at].value, Some(values[2]));
}
