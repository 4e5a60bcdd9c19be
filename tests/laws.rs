//! Laws of the shipped model over random scenarios of levers, rules and measures, draw by draw.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use zonecast::batch::{CaseChoice, Loaded, load_case};
use zonecast::experiment::{Experiment, Scenario, experiment};
use zonecast::message::{Lang, say};
use zonecast::model::Label;
use zonecast::script::{Script, baseline, shipped_measures, trace_scenario};
use zonecast::simulate::Replay;

fn loaded() -> Loaded {
    load_case(&CaseChoice::Default, 600).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

fn traced(loaded: &Loaded, text: &str) -> Result<Scenario, zonecast::error::Error> {
    let script = Script { shown: "a.rhai".into(), text: text.into() };
    trace_scenario(&loaded.model, "a", &script, &loaded.host).map(|t| t.scenario)
}

fn bound(loaded: &Loaded, scenarios: Vec<Scenario>) -> Experiment {
    let label = Label { id: "baseline".into(), zh: "基线".into(), en: "baseline".into() };
    let all = std::iter::once(baseline(&loaded.model, label)).chain(scenarios).collect();
    experiment(&loaded.model.case, all, 5, 100).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

/// A random scenario: levers in some zones and years, a rule, and measures in random amounts.
fn random(loaded: &Loaded, random: &mut StdRng) -> String {
    let zones: Vec<&str> = loaded.model.case.zones.iter().map(|z| z.id.as_str()).collect();
    let measures = shipped_measures();
    let mut text = "scenario(\"甲\", \"A\");\n".to_owned();
    for chapter in 2..=7 {
        text += &format!("import \"measures/chapter{chapter}\" as c{chapter};\n");
    }
    let years = |random: &mut StdRng| {
        let first = random.random_range(2025..=2034);
        format!("{first}..={}", random.random_range(first..=2035))
    };
    for lever in loaded.model.graph.levers.iter().filter(|l| !l.internal) {
        if random.random_bool(0.5) {
            let most = if lever.range.1.is_finite() { lever.range.1 } else { 100.0 };
            let amount = most * random.random::<f64>().powi(3);
            let zone = zones[random.random_range(0..zones.len())];
            let years = years(random);
            text += &format!("zone(\"{zone}\").{}({years}, {amount:.3});\n", lever.label.id);
        }
    }
    text += &format!("rule({}, |z| z.talent(when(z.last(\"t4\") < 50.0, 3.0, 0.5)));\n", years(random));
    let mut used: Vec<usize> = Vec::new();
    for _ in 0..random.random_range(0..8) {
        let at = random.random_range(0..measures.len());
        if used.contains(&at) {
            continue;
        }
        used.push(at);
        let chapter = measures[at].path.trim_start_matches("measures/chapter").to_owned();
        let amount = 10_f64.powf(random.random_range(-1.0..2.5));
        let zone = zones[random.random_range(0..zones.len())];
        let (function, years) = (&measures[at].function, years(random));
        text += &format!("c{chapter}::{function}(zone(\"{zone}\"), {years}, {amount:.3});\n");
    }
    text
}

/// Visits every year of some draws of a scenario.
fn years(experiment: &Experiment, scenario: usize, draws: u64, mut visit: impl FnMut(usize, &Replay)) {
    let program = &experiment.scenarios[scenario].program;
    for draw in 0..draws {
        Replay::new(program, experiment.seed, draw).run(|index, last, replay| {
            if last {
                visit(index, replay);
            }
            true
        });
    }
}

/// Stocks that count something real.
const AMOUNTS: [&str; 8] = [
    "capital",
    "industrial_land",
    "elite_talent",
    "rd_staff",
    "rd_stock_real",
    "firms_above",
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
        ("land", "land", [50.0, 700.0]),
        ("land", "va", [50.0, 700.0]),
        ("rd_subsidy", "rd_expenses", [0.2, 4.0]),
    ] {
        let scenarios = amounts.map(|amount| {
            let text = format!("scenario(\"甲\", \"A\");\nzones().{lever}(2026..=2033, {amount});\n");
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
