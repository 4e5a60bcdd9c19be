//! Small cases through the public interface: a model script, maybe scenarios, then the summary.
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod draws;
pub mod everything;
pub mod planner;
pub mod shipped;
pub mod table;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use zonecast::case::{Case, CaseFiles, read_case};
use zonecast::error::{Code, Error, Result};
use zonecast::experiment::{Experiment, Scenario, experiment};
use zonecast::model::Label;
use zonecast::script::{Found, Host, Model, Script, Sources, Traced, baseline, trace_model, trace_scenario};
use zonecast::simulate::{Control, Outcome, simulate};
use zonecast::summary::{Summary, summarise};

/// Files of a case in memory.
#[derive(Clone, Default)]
pub struct Files(pub BTreeMap<String, String>);

impl CaseFiles for Files {
    fn read(&self, name: &str) -> Result<Vec<u8>> {
        let found = self
            .0
            .get(name)
            .ok_or_else(|| Error::new(Code::CannotRead).with("file", name).with("reason", "?"))?;
        Ok(found.clone().into_bytes())
    }
}

/// Scripts in memory for imports.
#[derive(Clone, Default)]
pub struct Scripts(pub BTreeMap<String, String>);

impl Sources for Scripts {
    fn import(&self, path: &str, _from: &str) -> Result<Found> {
        let missing = || {
            Error::new(Code::ImportMissing)
                .with("path", path)
                .with_some("nearest", zonecast::error::nearest_name(path, self.0.keys().map(String::as_str)))
        };
        let text = self.0.get(path).ok_or_else(missing)?;
        if text.starts_with(">") {
            return Err(Error::new(Code::ImportOutside).with("path", path));
        }
        Ok(Found { script: Script { shown: path.to_owned(), text: text.clone() }, shadows: false })
    }

    fn scenario(&self, name: &str, _from: &str) -> Result<Found> {
        let missing = || {
            Error::new(Code::BaseMissing)
                .with("name", name)
                .with_some("nearest", zonecast::error::nearest_name(name, self.0.keys().map(String::as_str)))
        };
        let text = self.0.get(name).ok_or_else(missing)?;
        Ok(Found { script: Script { shown: name.to_owned(), text: text.clone() }, shadows: false })
    }
}

/// A host that never runs out of time.
pub fn host(scripts: &Scripts) -> Host {
    Host { sources: Arc::new(scripts.clone()), out_of_time: Arc::new(|| false) }
}

/// A small case; `zones` by id, years after `base`, targets as TOML.
pub fn small_case(zones: &[&str], base: i32, last: i32, steps: u32, targets: &str) -> Arc<Case> {
    case_with(zones, base, last, steps, targets, "", "")
}

/// A small case with rows of `zones.csv` and `city.csv`.
pub fn case_with(
    zones: &[&str],
    base: i32,
    last: i32,
    steps: u32,
    targets: &str,
    by_zone: &str,
    of_city: &str,
) -> Arc<Case> {
    let scope = "[[scope]]\nid = \"all\"\nname_zh = \"全部\"\nname_en = \"All\"\nprobability = 1.0\n";
    case_of_scopes(zones, base, last, steps, (targets, by_zone, of_city), scope)
}

/// The same with counting scopes of its own, as TOML.
pub fn case_of_scopes(
    zones: &[&str],
    base: i32,
    last: i32,
    steps: u32,
    (targets, by_zone, of_city): (&str, &str, &str),
    scopes: &str,
) -> Arc<Case> {
    let mut head = format!(
        "name_zh = \"小案例\"\nname_en = \"Small case\"\nbase_year = {base}\nhorizon = [{}, {last}]\nsteps_per_year = {steps}\nas_of = \"2026-11-20\"\nmilestones = [{last}]\ndemonstration = false\nmodel = \"model.rhai\"\n\n{scopes}",
        base + 1
    );
    for zone in zones {
        head += &format!(
            "\n[[zone]]\nid = \"{zone}\"\nname_zh = \"园区{zone}\"\nname_en = \"Zone {zone}\"\nlevel = \"recognised\"\nlevel_provenance = \"assumed\"\n"
        );
    }
    let mut files = Files::default();
    let columns = "scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note\n";
    for (name, text) in [
        ("case.toml", head),
        ("zones.csv", format!("zone,{columns}{by_zone}")),
        ("city.csv", format!("{columns}{of_city}")),
        ("blocks.csv", "block,zh,en,zone,outside_in,indicator,unit,value,low,high,provenance,issuer,title,document,date,note\n".to_owned()),
        ("history.csv", "indicator,zone,area_zh,area_en,same_definition,year,value,unit,issuer,title,document,date\n".to_owned()),
        ("targets.toml", targets.to_owned()),
    ] {
        files.0.insert(name.to_owned(), text);
    }
    let case = read_case("small", &files, "small");
    Arc::new(case.unwrap_or_else(|e| panic!("{}", zonecast::message::say(&e, zonecast::message::Lang::En))))
}

/// A target on a city indicator, as TOML.
pub fn target(id: &str, indicator: &str, operator: &str, threshold: f64, year: i32) -> String {
    format!(
        "[[target]]\nid = \"{id}\"\nof = \"{id}\"\nmain = true\nname_zh = \"目标\"\nname_en = \"Target\"\nclause = \"1.2\"\nwords = \"达到\"\nforce = \"reach\"\nindicator = \"{indicator}\"\noperator = \"{operator}\"\nthreshold = {threshold:?}\nunit = \"1\"\nyear = {year}\nscope = \"全部\"\nnumerator = \"甲\"\ndenominator = \"乙\"\ndefinition = \"口径\"\ndepartment = \"部门\"\n"
    )
}

/// A scenario with one measure, used twice, at a cost per item, and a lever set beside it.
pub fn laboratories(cost: &str) -> String {
    format!(
        r#"
scenario("甲", "A");
fn laboratory(zones, years, amount) {{
    measure(#{{
        id: "laboratory", zh: "实验室", en: "Laboratory", clause: "2.1", words: "建设实验室",
        departments: ["市科技局", "市经信局"], unit: "个/年", trial: 1, cost: {cost}, delay: 1,
        delivery: 0.75, moves: #{{ platforms: 1 }}, evidence: "judgement", basis: "判断", basis_en: "judgement",
    }}, zones, years, amount)
}}
laboratory(zone("a"), 2025..=2026, 2);
laboratory(zones(), 2026, 1);
zone("b").invest(2026, 10);
"#
    )
}

/// Traces a model script.
pub fn model(case: &Arc<Case>, script: &str) -> Result<Model> {
    let script = Script { shown: "model.rhai".to_owned(), text: script.to_owned() };
    trace_model(case, &script, &host(&Scripts::default()))
}

/// Traces a scenario script.
pub fn scenario(model: &Model, text: &str) -> Result<Traced> {
    scenario_with(model, text, &Scripts::default())
}

/// Traces a scenario script with files to import.
pub fn scenario_with(model: &Model, text: &str, scripts: &Scripts) -> Result<Traced> {
    let script = Script { shown: "a.rhai".to_owned(), text: text.to_owned() };
    trace_scenario(model, "a", &script, &host(scripts))
}

/// Baseline and scenarios, bound.
pub fn bound(model: &Model, scenarios: Vec<Scenario>, seed: u64, draws: u64) -> Experiment {
    let label = Label { id: "baseline".into(), zh: "趋势延续".into(), en: "Trend continued".into() };
    let all = std::iter::once(baseline(model, label)).chain(scenarios).collect();
    experiment(&model.case, all, seed, draws).unwrap_or_else(|e| panic!("{e}"))
}

/// Simulates on some threads.
pub fn outcomes(experiment: &Experiment, threads: usize) -> Result<Vec<Outcome>> {
    simulate(experiment, &Control { threads, stop: &AtomicBool::new(false), progress: &|_| {} })
}

/// The summary of a model script alone.
pub fn summary_of(case: &Arc<Case>, script: &str, draws: u64) -> Summary {
    let model = model(case, script)
        .unwrap_or_else(|e| panic!("{}", zonecast::message::say(&e, zonecast::message::Lang::En)));
    let experiment = bound(&model, Vec::new(), 1, draws);
    let outcomes = outcomes(&experiment, 0)
        .unwrap_or_else(|e| panic!("{}", zonecast::message::say(&e, zonecast::message::Lang::En)));
    summarise(case, &experiment, &outcomes, Vec::new(), vec![Vec::new()])
}
