//! Laws of the shipped model over random scenarios of levers, rules and measures, draw by draw.

mod common;

use common::shipped::{bound, loaded, random, traced, years};
use rand::SeedableRng;
use rand::rngs::StdRng;
use zonecast::batch::Loaded;
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
    while tried < 40 {
        let text = random(&loaded, &mut generator);
        // Measures that exclude each other may meet; such a scenario is refused and no matter here.
        let Ok(scenario) = traced(&loaded, &text) else { continue };
        tried += 1;
        let experiment = bound(&loaded, vec![scenario]);
        let program = &experiment.scenarios[1].program;
        let graph = &program.graph;
        let zones = program.zones();
        years(&experiment, 1, 8, |year, replay| {
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

/// Falls of a level, by zone and year and draw, as more is done; `scenarios` from least to most.
fn check_rises(loaded: &Loaded, what: &str, level: &str, falls: bool, texts: &[String]) {
    // Land within what the plan left: beyond it, land supplied sooner is missed later. And no support
    // for a first place among the 20: an event that comes sooner is missed later.
    let room: String = loaded
        .model
        .case
        .zones
        .iter()
        .map(|z| {
            format!("figure(\"{0}\", \"land_quota\", 99);\nfigure(\"{0}\", \"top_before\", 100);\n", z.id)
        })
        .collect();
    let scenarios = texts.iter().map(|text| {
        let text = format!("scenario(\"甲\", \"A\");\n{room}{text}");
        traced(loaded, &text).unwrap_or_else(|e| panic!("{}\n{text}", say(&e, Lang::En)))
    });
    // The first is the one that does nothing, with the same beliefs.
    let experiment = bound(loaded, scenarios.collect());
    let levels = |scenario: usize| {
        let graph = &experiment.scenarios[scenario].program.graph;
        let found = graph.indicators.iter().find(|i| i.label.id == level).expect("an indicator");
        let node = found.zone.expect("by zone").index();
        let mut levels = Vec::new();
        years(&experiment, scenario, 16, |_, replay| {
            levels.extend((0..graph.zones.len()).map(|zone| replay.value(node, zone)));
        });
        levels
    };
    let all: Vec<Vec<f64>> = (1..=texts.len()).map(levels).collect();
    let sign = if falls { -1.0 } else { 1.0 };
    for pair in all.windows(2) {
        let change = pair[0].iter().zip(&pair[1]).map(|(less, more)| sign * (more / less - 1.0));
        let fall = change.fold(0.0, f64::min);
        assert!(fall > -1e-12, "{what}: {level} goes the wrong way by {fall}");
    }
    let moved = all[all.len() - 1].iter().zip(&all[0]).any(|(with, without)| with != without);
    assert!(moved, "{what} moves nothing of {level}");
}

#[test]
fn more_of_a_lever_alone_never_lowers_the_level_it_exists_for() {
    let loaded = loaded();
    for (lever, level, amounts) in [
        ("invest", "va", [0.0, 2.0, 20.0]),
        ("invest", "revenue", [0.0, 2.0, 20.0]),
        ("invest", "rd_expenses", [0.0, 2.0, 20.0]),
        ("talent", "elite", [0.0, 3.0, 60.0]),
        ("talent", "staff", [0.0, 3.0, 60.0]),
        ("talent", "va", [0.0, 3.0, 60.0]),
        ("land", "land", [0.0, 5.0, 60.0]),
        ("land", "va", [0.0, 5.0, 60.0]),
        ("rd_subsidy", "rd_expenses", [0.0, 0.2, 4.0]),
        ("rd_subsidy", "rd_expenditure", [0.0, 0.2, 4.0]),
        ("rd_subsidy", "va", [0.0, 0.2, 4.0]),
        ("foreign_demand", "va", [-20.0, 0.0, 15.0]),
    ] {
        let texts = amounts.map(|amount| format!("zones().{lever}(2026..=2033, {amount});\n"));
        check_rises(&loaded, lever, level, false, &texts);
    }
}

#[test]
fn more_of_a_measure_alone_never_lowers_the_level_it_exists_for() {
    let loaded = loaded();
    for (chapter, measure, level, falls, amounts) in [
        (2, "provincial_key_laboratory", "elite", false, [0.0, 0.3, 2.0]),
        (2, "provincial_key_laboratory", "va", false, [0.0, 0.3, 2.0]),
        (2, "elite_500", "elite", false, [0.0, 5.0, 30.0]),
        (2, "elite_500", "staff", false, [0.0, 5.0, 30.0]),
        (4, "rental_housing", "staff", false, [0.0, 3.0, 20.0]),
        (3, "rd_guidance", "rd_expenses", false, [0.0, 0.2, 2.0]),
        (3, "technology_transfer_centre", "va", false, [0.0, 0.5, 2.0]),
        (4, "industry_catalogue", "hitech_va", false, [0.0, 0.5, 1.0]),
        (4, "technical_renovation", "va", false, [0.0, 0.5, 5.0]),
        (5, "corridor", "va", false, [0.0, 0.3, 1.0]),
        (6, "land_priority", "land", false, [0.0, 20.0, 200.0]),
        (6, "land_revival", "land", false, [0.0, 10.0, 50.0]),
        (6, "land_priority", "va", false, [0.0, 20.0, 200.0]),
        (6, "green_factory", "energy_intensity", true, [0.0, 0.5, 2.0]),
    ] {
        let texts = amounts.map(|amount| {
            format!(
                "import \"measures/chapter{chapter}\" as c;\nc::{measure}(zones(), 2026..=2033, {amount});\n"
            )
        });
        check_rises(&loaded, measure, level, falls, &texts);
    }
}

#[test]
fn organisation_brings_more_and_brings_it_sooner() {
    let loaded = loaded();
    let labs = "import \"measures/chapter2\" as c;\nc::provincial_key_laboratory(zones(), 2027, 2);\n";
    let order = "import \"measures/chapter7\" as d;\nd::zone_responsibility(zones(), 2025..=2035, 1);\n";
    check_rises(&loaded, "organisation", "elite", false, &[labs.to_owned(), format!("{labs}{order}")]);
    // Laboratories of one zone, summed over draws, by year.
    let laboratories = |text: String| {
        let scenario = traced(&loaded, &format!("scenario(\"甲\", \"A\");\n{text}"));
        let scenario = scenario.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
        let experiment = bound(&loaded, vec![scenario]);
        let node = |scenario: usize| {
            let graph = &experiment.scenarios[scenario].program.graph;
            let found = graph.stocks.iter().position(|s| s.label.id == "platform_level").expect("a stock");
            let end = zonecast::model::graph::Value::StockEnd(found);
            graph.nodes.iter().position(|n| n.value == end).expect("has an end")
        };
        let node = node(1);
        let mut by_year = vec![0.0; 12];
        years(&experiment, 1, 200, |year, replay| by_year[year] += replay.value(node, 0));
        by_year
    };
    let (nothing, without) =
        (laboratories("zones().talent(2027, 0);".to_owned()), laboratories(labs.to_owned()));
    let with = laboratories(format!("{labs}{order}"));
    let apart = |a: &[f64], b: &[f64]| a.iter().zip(b).position(|(a, b)| a != b).expect("a difference");
    assert_eq!(apart(&without, &with) + 1, apart(&nothing, &without), "a year before laboratories are due");
}
