//! The shipped case in tests: its scenarios by text or at random, bound and replayed draw by draw.

use rand::RngExt;
use rand::rngs::StdRng;
use zonecast::batch::{CaseChoice, Loaded, load_case};
use zonecast::experiment::{Experiment, Scenario, experiment};
use zonecast::message::{Lang, say};
use zonecast::model::Label;
use zonecast::script::{Script, baseline, shipped_measures, trace_scenario};
use zonecast::simulate::Replay;

/// The embedded case and its model.
pub fn loaded() -> Loaded {
    load_case(&CaseChoice::Default, 600).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

/// A scenario from its text.
pub fn traced(loaded: &Loaded, text: &str) -> Result<Scenario, zonecast::error::Error> {
    let script = Script { shown: "a.rhai".into(), text: text.into() };
    trace_scenario(&loaded.model, "a", &script, &loaded.host).map(|t| t.scenario)
}

/// The baseline and some scenarios, bound.
pub fn bound(loaded: &Loaded, scenarios: Vec<Scenario>) -> Experiment {
    let label = Label { id: "baseline".into(), zh: "基线".into(), en: "baseline".into() };
    let all = std::iter::once(baseline(&loaded.model, label)).chain(scenarios).collect();
    experiment(&loaded.model.case, all, 5, 100).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

/// A random scenario: levers in some zones and years, a rule, and measures in random amounts.
pub fn random(loaded: &Loaded, random: &mut StdRng) -> String {
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
            let most = if lever.range.0 < 0.0 && random.random_bool(0.5) { lever.range.0 } else { most };
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
pub fn years(experiment: &Experiment, scenario: usize, draws: u64, mut visit: impl FnMut(usize, &Replay)) {
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
