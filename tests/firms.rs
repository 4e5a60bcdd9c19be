//! Firms are whole and each is in one place; land is supplied out of what the plan left.

mod common;

use common::shipped::{bound, loaded, random, traced, years};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::collections::HashMap;
use zonecast::compile::Program;
use zonecast::message::{Lang, say};
use zonecast::model::Op;
use zonecast::model::graph::Value;
use zonecast::simulate::Replay;

/// Nodes of the firms of one world (the scenario's own, or its baseline): what is counted by name of
/// luck, and stocks at the start and end of a year.
struct Firms {
    counted: HashMap<String, usize>,
    start: HashMap<String, usize>,
    end: HashMap<String, usize>,
}

/// Follows what the stock of firms without a certificate becomes, and the stocks it meets on the way.
fn firms(program: &Program, open: usize) -> Firms {
    let graph = &program.graph;
    let position = |value: Value| graph.nodes.iter().position(|n| n.value == value);
    let mut found = Firms { counted: HashMap::new(), start: HashMap::new(), end: HashMap::new() };
    let mut seen = vec![false; graph.nodes.len()];
    let mut stocks = vec![open];
    let mut done: Vec<usize> = Vec::new();
    while let Some(stock) = stocks.pop() {
        if done.contains(&stock) {
            continue;
        }
        done.push(stock);
        let id = graph.stocks[stock].label.id.clone();
        let start = position(Value::Stock(stock)).expect("read somewhere");
        let end = position(Value::StockEnd(stock)).expect("reported");
        assert!(found.start.insert(id.clone(), start).is_none(), "two stocks {id} in one world");
        found.end.insert(id, end);
        let mut stack = vec![graph.stocks[stock].next.expect("a count becomes another").index()];
        while let Some(node) = stack.pop() {
            if std::mem::replace(&mut seen[node], true) {
                continue;
            }
            match &graph.nodes[node].value {
                Value::Op(op, args) => {
                    if matches!(op, Op::Binomial | Op::Poisson) {
                        let mut luck = args.last().expect("a luck").index();
                        if let Value::Quantile { at, .. } = graph.nodes[luck].value {
                            luck = at.index();
                        }
                        if let Value::Unit(uncertainty) = graph.nodes[luck].value {
                            let name = graph.uncertainties[uncertainty].name.clone();
                            assert!(found.counted.insert(name.clone(), node).is_none(), "{name} twice");
                        }
                    }
                    stack.extend(args.iter().map(|n| n.index()));
                }
                Value::Stock(at) => {
                    let id = &graph.stocks[*at].label.id;
                    if id.starts_with("hte_") || id == "closed_early" {
                        stocks.push(*at);
                    }
                }
                _ => {}
            }
        }
    }
    assert_eq!(found.start.len(), 8, "firms, six cohorts, firms closed early: {:?}", found.start.keys());
    found
}

#[test]
fn firms_are_whole_and_none_appears_or_vanishes_uncounted() {
    let loaded = loaded();
    let mut generator = StdRng::seed_from_u64(33);
    let (mut tried, mut closed_ever, mut entered_ever) = (0, 0.0, 0.0);
    while tried < 16 {
        let text = random(&loaded, &mut generator);
        let Ok(scenario) = traced(&loaded, &text) else { continue };
        tried += 1;
        let experiment = bound(&loaded, vec![scenario]);
        let program = &experiment.scenarios[1].program;
        let zones = program.zones();
        let worlds: Vec<Firms> = (0..program.graph.stocks.len())
            .filter(|&s| program.graph.stocks[s].label.id == "firms_open")
            .map(|s| firms(program, s))
            .collect();
        assert!(!worlds.is_empty());
        years(&experiment, 1, 5, |year, replay| {
            for (world, zone) in worlds.iter().flat_map(|w| (0..zones).map(move |z| (w, z))) {
                let (closed, entered) = check_balance(world, replay, zone, year, &text);
                closed_ever += closed;
                entered_ever += entered;
            }
            check_reported(program, replay, &text);
        });
    }
    assert!(entered_ever > 0.0 && closed_ever > 0.0, "the random scenarios close and open firms");
}

/// The books of one zone and year; gives the firms closed early and those that entered.
fn check_balance(world: &Firms, replay: &Replay, zone: usize, year: usize, text: &str) -> (f64, f64) {
    let whole = |x: f64, what: &str| {
        assert!(x >= 0.0 && x == x.round(), "{what} is {x} in year {year}\n{text}");
        x
    };
    let start = |id: &str| whole(replay.value(world.start[id], zone), id);
    let end = |id: &str| whole(replay.value(world.end[id], zone), id);
    let cohorts = |kind: &str, of: &dyn Fn(&str) -> f64| -> f64 {
        (1..=3).map(|k| of(&format!("hte_{kind}_cohort_{k}"))).sum()
    };
    if year == 0 {
        return (0.0, 0.0);
    }
    // Without a measure that closes firms, the count of closed ones is a constant zero.
    let counted = |name: &str| match world.counted.get(name) {
        Some(&node) => whole(replay.value(node, zone), name),
        None if name == "firms_closed" || name == "closed_anyway" => 0.0,
        None => panic!("{name} is not counted: {:?}", world.counted.keys()),
    };
    let three = |name: &str| (1..=3).map(|k| counted(&format!("{name}_{k}"))).sum::<f64>();
    let (stay_a, stay_b, up) = (three("above_stayed"), three("below_stayed"), three("promoted"));
    let (renewed_a, renewed_b) = (counted("above_renewed"), counted("below_renewed"));
    let gone = counted("firms_left");
    let entered = counted("firms_entered");
    let more_closed = end("closed_early") - start("closed_early");
    let closed = whole(more_closed + counted("closed_anyway").min(gone), "firms closed");
    assert!(closed <= counted("firms_closed"));
    let new_above = whole(end("hte_above_cohort_1") - renewed_a, "new certificates");
    let lapsed = whole(counted("above_stayed_3") + counted("promoted_3") - renewed_a, "lapsed certificates");
    let lapsed_below =
        whole(counted("below_stayed_3") - counted("promoted_3") - renewed_b, "lapsed small certificates");
    assert!(stay_a <= cohorts("above", &start) && stay_b <= cohorts("below", &start) && up <= stay_b);
    // Every firm that leaves one place is counted in another, or as one that left.
    assert_eq!(end("firms_open"), start("firms_open") - gone - more_closed - new_above + lapsed + entered);
    assert_eq!(cohorts("above", &end), stay_a + up - lapsed + new_above);
    assert_eq!(cohorts("below", &end), stay_b - up - lapsed_below + counted("certified_below"));
    let (before, after) =
        (start("firms_open") + cohorts("above", &start), end("firms_open") + cohorts("above", &end));
    let left = gone + more_closed + cohorts("above", &start) - stay_a;
    assert_eq!(after - before, entered + up - left);
    (closed, entered)
}

/// Reported counts are whole and contain each other.
fn check_reported(program: &Program, replay: &Replay, text: &str) {
    let of = |id: &str| program.indicators().iter().find(|i| i.label.id == id).expect("declared");
    let city = |id: &str| replay.value(of(id).city.expect("by city").index(), 0);
    let zone = |id: &str, z: usize| replay.value(of(id).zone.expect("by zone").index(), z);
    for z in 0..program.zones() {
        for id in ["firms", "hte", "hte_above"] {
            assert_eq!(zone(id, z), zone(id, z).round(), "{id}\n{text}");
        }
        assert!(zone("hte_above", z) <= zone("hte", z) && zone("hte_above", z) <= zone("firms", z), "{text}");
    }
    for id in ["firms", "hte", "hte_above"] {
        assert_eq!(city(id), (0..program.zones()).map(|z| zone(id, z)).sum::<f64>(), "{id}\n{text}");
    }
    assert!(city("hte") <= city("city_hte") && city("city_hte") == city("city_hte").round(), "{text}");
}

#[test]
fn land_is_never_supplied_beyond_what_the_plan_left() {
    let loaded = loaded();
    let text = "scenario(\"甲\", \"A\");\nzones().land(2025..=2033, 4000);\n\
        import \"measures/chapter6\" as c;\nc::land_priority(zones(), 2025..=2033, 900);\n\
        c::land_revival(zones(), 2025..=2033, 60);\n";
    let scenario = traced(&loaded, text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&loaded, vec![scenario]);
    let zones = loaded.model.case.zones.len();
    let land = |scenario: usize| {
        let graph = &experiment.scenarios[scenario].program.graph;
        let of = |id: &str| {
            let found = graph.indicators.iter().find(|i| i.label.id == id).expect("declared");
            found.zone.expect("by zone").index()
        };
        let (used, left) = (of("land"), of("land_left"));
        let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
        years(&experiment, scenario, 10, |_, replay| {
            rows.push((0..zones).map(|z| (replay.value(used, z), replay.value(left, z))).collect());
        });
        rows
    };
    let (without, with) = (land(0), land(1));
    let horizon = without.len() / 10;
    let mut exhausted = 0;
    for (year, (without, with)) in without.iter().zip(&with).enumerate() {
        for zone in 0..zones {
            let ((natural, plan), (used, left)) = (without[zone], with[zone]);
            assert!(left >= 0.0, "year {year}: {left} mu left");
            // Revival turns stock land into land of use and earns quota: at most 5 % and 60 mu a year each.
            let revived = 60.0 * (year % horizon) as f64;
            assert!(used - natural <= plan - left + 2.0 * revived + 1e-6, "year {year} zone {zone}");
            exhausted += u32::from(left == 0.0);
        }
    }
    assert!(exhausted > 0, "as much land as this is not there");
}

#[test]
fn a_mu_costs_the_same_by_lever_and_by_measure() {
    let loaded = loaded();
    let texts = [
        "scenario(\"甲\", \"A\");\nzones().land(2026, 10);\n",
        "scenario(\"乙\", \"B\");\nimport \"measures/chapter6\" as c;\nc::land_priority(zones(), 2026, 10);\n",
    ];
    let scenarios =
        texts.map(|text| traced(&loaded, text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))));
    let experiment = bound(&loaded, scenarios.into());
    let first_paid = |scenario: usize| {
        let cost = experiment.scenarios[scenario].program.graph.cost.expect("money is spent").index();
        let mut rows: Vec<f64> = Vec::new();
        years(&experiment, scenario, 10, |_, replay| rows.push(replay.value(cost, 0)));
        let horizon = rows.len() / 10;
        let first = rows.chunks(horizon).map(|draw| draw.iter().copied().find(|x| *x != 0.0).expect("paid"));
        first.collect::<Vec<f64>>()
    };
    for (lever, measure) in first_paid(1).into_iter().zip(first_paid(2)) {
        assert!((lever - measure).abs() < 1e-12 * lever, "{lever}, {measure}");
    }
}

#[test]
fn a_single_mu_is_not_lost_by_rounding() {
    let loaded = loaded();
    let scenario = traced(&loaded, "scenario(\"甲\", \"A\");\nzones().land(2026, 1);\n");
    let scenario = scenario.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&loaded, vec![scenario]);
    let left = |scenario: usize| {
        let graph = &experiment.scenarios[scenario].program.graph;
        let found = graph.indicators.iter().find(|i| i.label.id == "land_left").expect("declared");
        let left = found.zone.expect("by zone").index();
        let mut rows: Vec<f64> = Vec::new();
        years(&experiment, scenario, 10, |_, replay| rows.push(replay.value(left, 0)));
        rows
    };
    // Delivery is more than half, so a whole mu comes of one paid for, once and for good.
    let (without, with) = (left(0), left(1));
    let horizon = with.len() / 10;
    for (without, with) in without.chunks(horizon).zip(with.chunks(horizon)) {
        let supplied: Vec<f64> = without.iter().zip(with).map(|(a, b)| a - b).collect();
        assert!(supplied.iter().all(|x| *x == 0.0 || *x == 1.0), "{supplied:?}");
        assert_eq!(supplied.last(), Some(&1.0), "{supplied:?}");
    }
}
