//! Laws of the shipped model over random scenarios of levers, rules and measures, draw by draw.

mod common;

use common::shipped::{bound, loaded, random, traced, years};
use rand::SeedableRng;
use rand::rngs::StdRng;
use zonecast::message::{Lang, say};

/// Stocks that count something real.
const AMOUNTS: [&str; 10] = [
    "capital",
    "industrial_land",
    "elite_talent",
    "rd_staff",
    "rd_stock_real",
    "firms_open",
    "closed_early",
    "land_quota_left",
    "va_trend",
    "fund_pool",
];

#[test]
fn amounts_are_never_negative_and_shares_stay_within_the_whole() {
    let loaded = loaded();
    let mut generator = StdRng::seed_from_u64(20);
    let mut tried = 0;
    while tried < 12 {
        let text = random(&loaded, &mut generator);
        // Measures that exclude each other may meet; such a scenario is refused and no matter here.
        let Ok(scenario) = traced(&loaded, &text) else { continue };
        tried += 1;
        let experiment = bound(&loaded, vec![scenario]);
        let program = &experiment.scenarios[1].program;
        let graph = &program.graph;
        let zones = program.zones();
        years(&experiment, 1, 4, |year, replay| {
            for (index, stock) in graph.stocks.iter().enumerate() {
                let id = stock.label.id.as_str();
                if !(AMOUNTS.contains(&id) || id.contains("cohort")) {
                    continue;
                }
                let value = zonecast::model::graph::Value::StockEnd(index);
                let node = graph.nodes.iter().position(|n| n.value == value).expect("every stock has an end");
                let by_zone = program.slots[node] == zonecast::model::Scope::Zone;
                for zone in 0..if by_zone { zones } else { 1 } {
                    let x = replay.value(node, zone);
                    assert!(x >= 0.0, "{id} is {x} in year {year}\n{text}");
                }
            }
            for indicator in
                graph.indicators.iter().filter(|i| i.unit == "%" && i.label.id != "investment_growth")
            {
                let city = indicator.city.map(|n| (n.index(), 1));
                let zone = indicator.zone.map(|n| (n.index(), zones));
                for (node, count) in city.into_iter().chain(zone) {
                    for at in 0..count {
                        let share = replay.value(node, at) * indicator.scale;
                        assert!((0.0..=100.0).contains(&share), "{} is {share}\n{text}", indicator.label.id);
                    }
                }
            }
        });
    }
}

#[test]
fn nothing_set_is_the_baseline_in_every_bit() {
    let loaded = loaded();
    let mut text = "scenario(\"甲\", \"A\");\n".to_owned();
    for lever in loaded.model.graph.levers.iter().filter(|l| !l.internal) {
        text += &format!("zones().{}(2025..=2035, 0);\n", lever.label.id);
    }
    text += "import \"measures/chapter2\" as c;\nc::provincial_key_laboratory(zones(), 2025..=2035, 0);\n";
    let scenario = traced(&loaded, &text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&loaded, vec![scenario]);
    let values = |scenario: usize| {
        let program = &experiment.scenarios[scenario].program;
        let mut bits = Vec::new();
        years(&experiment, scenario, 20, |_, replay| {
            for indicator in &program.graph.indicators {
                bits.extend(indicator.city.map(|n| replay.value(n.index(), 0).to_bits()));
                let zone = indicator.zone.map(|n| n.index());
                bits.extend(
                    zone.into_iter()
                        .flat_map(|n| (0..program.zones()).map(move |z| (n, z)))
                        .map(|(n, z)| replay.value(n, z).to_bits()),
                );
            }
        });
        bits
    };
    assert_eq!(values(0), values(1));
}

#[test]
fn more_of_a_lever_alone_never_lowers_the_level_it_exists_for() {
    let loaded = loaded();
    for (lever, level, amounts) in [
        ("invest", "va", [2.0, 20.0]),
        ("talent", "staff", [3.0, 60.0]),
        ("talent", "va", [3.0, 60.0]),
        ("land", "land", [5.0, 60.0]),
        ("land", "va", [5.0, 60.0]),
        ("rd_subsidy", "rd_expenses", [0.2, 4.0]),
    ] {
        let scenarios = amounts.map(|amount| {
            // Land within what the plan left: beyond it, land supplied sooner is missed later.
            let zones = loaded.model.case.zones.iter();
            let room: String =
                zones.map(|z| format!("figure(\"{}\", \"land_quota\", 99);\n", z.id)).collect();
            let text = format!("scenario(\"甲\", \"A\");\n{room}zones().{lever}(2026..=2033, {amount});\n");
            traced(&loaded, &text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
        });
        let experiment = bound(&loaded, scenarios.to_vec());
        let levels = |scenario: usize| {
            let graph = &experiment.scenarios[scenario].program.graph;
            let found = graph.indicators.iter().find(|i| i.label.id == level).expect("an indicator");
            let node = found.zone.expect("by zone").index();
            let mut levels = Vec::new();
            years(&experiment, scenario, 40, |_, replay| {
                levels.extend((0..graph.zones.len()).map(|zone| replay.value(node, zone)));
            });
            levels
        };
        let all = [levels(0), levels(1), levels(2)];
        for pair in all.windows(2) {
            let fall = pair[0].iter().zip(&pair[1]).map(|(less, more)| more / less - 1.0).fold(0.0, f64::min);
            assert!(fall > -1e-12, "{lever}: {level} falls by {fall}");
        }
        assert!(all[2].iter().zip(&all[0]).any(|(with, without)| with > without), "{lever} moves nothing");
    }
}
