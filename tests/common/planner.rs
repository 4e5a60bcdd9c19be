//! A model that scenario tests share, and one row of a table of mistakes.

use super::{Files, Scripts, bound, model, scenario_with, target};
use std::sync::Arc;
use zonecast::case::{Case, read_case};
use zonecast::error::{Code, Error, Result};
use zonecast::message::{Lang, say};
use zonecast::script::{Model, Traced};
use zonecast::simulate::Replay;

/// The model script of the scenario tests.
pub const MODEL: &str = r#"
let invest = lever("invest", "投资", "Investment", "亿元/年", #{low: 0.0, high: 50.0});
let talent = lever("talent", "人才", "Talent", "人/年", #{});
let weight = data("area");
let land   = lever("land", "土地", "Land", "亩/年", #{split_by: weight});
let rd     = lever("rd_subsidy", "研发补助", "R&D subsidy", "亿元/年", #{});
let k = stock("capital", "资本", "Capital", data("capital"), "亿元");
k.inflow(invest);
indicator("rd_intensity", "研发强度", "R&D intensity", (2.0 + rd) / 100.0, "%");
indicator("capital", "资本", "Capital", k, total(k), "亿元");
indicator("staff", "人才", "Staff", talent, "人/年");
indicator("land", "土地", "Land", land, "亩/年");
"#;

/// Three zones 台州高新区, 温岭高新区, 仙居高新区 over 2025-2035 with figures of capital, area and R&D intensity.
pub fn planner_case() -> Arc<Case> {
    let names = [
        ("gaoxin", "台州高新区", "Taizhou"),
        ("wenling", "温岭高新区", "Wenling"),
        ("xianju", "仙居高新区", "Xianju"),
    ];
    let mut head = "name_zh = \"小案例\"\nname_en = \"Small case\"\nbase_year = 2024\nhorizon = [2025, 2035]\nsteps_per_year = 1\nas_of = \"2026-11-20\"\nmilestones = [2027]\ndemonstration = false\nmodel = \"model.rhai\"\n\n[[scope]]\nid = \"all\"\nname_zh = \"全部\"\nname_en = \"All\"\nprobability = 1.0\n".to_owned();
    let columns = "scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note";
    let mut zones = format!("zone,{columns}\n");
    for (index, (id, zh, en)) in names.iter().enumerate() {
        head += &format!(
            "\n[[zone]]\nid = \"{id}\"\nname_zh = \"{zh}\"\nname_en = \"{en}\"\nlevel = \"recognised\"\nlevel_provenance = \"assumed\"\n"
        );
        for (indicator, unit, value) in
            [("capital", "亿元", [100.0, 50.0, 25.0]), ("area", "亩", [1000.0, 3000.0, 4000.0])]
        {
            let value = value[index];
            zones += &format!(
                "{id},,{indicator},{unit},,口径,2024,,,{value},{value},{value},published,台州市统计局,公报,,2025-03-31,\n"
            );
        }
    }
    let city = format!(
        "{columns}\n,output,亿元,,口径,2024,,,2000,2000,2000,published,台州市统计局,公报,,2025-03-31,\n"
    );
    let mut files = Files::default();
    for (name, text) in [
        ("case.toml", head),
        ("zones.csv", zones),
        ("city.csv", city),
        ("blocks.csv", "block,zh,en,zone,outside_in,indicator,unit,value,low,high,provenance,issuer,title,document,date,note\n".to_owned()),
        ("history.csv", "indicator,zone,area_zh,area_en,same_definition,year,value,unit,issuer,title,document,date\n".to_owned()),
        ("targets.toml", target("T5", "capital", ">=", 300.0, 2027).replace("unit = \"1\"", "unit = \"亿元\"")),
    ] {
        files.0.insert(name.to_owned(), text);
    }
    Arc::new(read_case("small", &files, "small").unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))))
}

/// The model of [`MODEL`] on [`planner_case`].
pub fn planner_model() -> Model {
    model(&planner_case(), MODEL).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

/// Traces a scenario script with a title in front that takes no line of its own.
pub fn traced(text: &str, scripts: &Scripts) -> Result<Traced> {
    scenario_with(&planner_model(), text, scripts)
}

/// Checks the sentences for the mistake in a scenario script.
#[track_caller]
pub fn check(text: &str, zh: &str, en: &str) {
    check_with(text, &[], zh, en);
}

/// The same with files to import, by name.
#[track_caller]
pub fn check_with(text: &str, files: &[(&str, &str)], zh: &str, en: &str) {
    worded(&mistake(text, &scripts(files)), zh, en);
}

/// Checks the sentences for the mistake in a model script.
#[track_caller]
pub fn check_model(text: &str, zh: &str, en: &str) {
    match model(&planner_case(), text) {
        Ok(_) => panic!("no mistake found in {text}"),
        Err(error) => worded(&error, zh, en),
    }
}

/// Checks what a script that runs has to say: every note but that nothing is set.
#[track_caller]
pub fn check_note(text: &str, zh: &str, en: &str) {
    let notes = match traced(text, &Scripts::default()) {
        Ok(traced) => traced.notes,
        Err(error) => panic!("{}", say(&error, Lang::En)),
    };
    assert_eq!(notes.len(), 1, "{notes:?}");
    worded(&notes[0], zh, en);
}

/// Checks that a scenario script runs, and what it prints.
#[track_caller]
pub fn check_prints(text: &str, wanted: &[&str]) {
    match traced(&format!("scenario(\"甲\", \"a\"); {text}"), &Scripts::default()) {
        Ok(traced) => assert_eq!(traced.printed, wanted),
        Err(error) => panic!("{}", say(&error, Lang::En)),
    }
}

/// Files in memory.
pub fn scripts(files: &[(&str, &str)]) -> Scripts {
    Scripts(files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

#[track_caller]
fn worded(error: &Error, zh: &str, en: &str) {
    assert_ne!(error.code, Code::ScriptOther, "{error:?}");
    assert_eq!(say(error, Lang::Zh), zh);
    assert_eq!(say(error, Lang::En), en);
}

/// The mistake that a script with these files to import ends in.
#[track_caller]
pub fn mistake(text: &str, scripts: &Scripts) -> Error {
    match traced(text, scripts) {
        Ok(_) => panic!("no mistake found in {text}"),
        Err(error) => error,
    }
}

/// Every zone's value of an indicator in every year (from the base year on) in one draw, in its unit.
pub fn path(scenario: &Traced, indicator: &str, draw: u64) -> Vec<Vec<f64>> {
    let experiment = bound(&planner_model(), vec![scenario.scenario.clone()], 7, 100);
    let program = &experiment.scenarios[1].program;
    let found = program.graph.indicators.iter().find(|i| i.label.id == indicator).expect("an indicator");
    let (node, scale) = (found.zone.expect("by zone").index(), found.scale);
    let zones = program.zones();
    let mut rows = vec![Vec::new(); zones];
    Replay::new(program, experiment.seed, draw).run(|_, last, replay| {
        if last {
            (0..zones).for_each(|zone| rows[zone].push(replay.value(node, zone) * scale));
        }
        true
    });
    rows
}

/// A scenario that must run; a title is put in front on the first line.
#[track_caller]
pub fn runs(text: &str) -> Traced {
    runs_with(text, &[])
}

/// The same with files to import, by name.
#[track_caller]
pub fn runs_with(text: &str, files: &[(&str, &str)]) -> Traced {
    match traced(&format!("scenario(\"甲\", \"a\"); {text}"), &scripts(files)) {
        Ok(traced) => traced,
        Err(error) => panic!("{}", say(&error, Lang::En)),
    }
}
