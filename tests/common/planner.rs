//! A model that scenario tests share, and one row of a table of mistakes.

use super::{Files, Scripts, model, scenario_with, target};
use std::sync::Arc;
use zonecast::case::{Case, read_case};
use zonecast::error::{Error, Result};
use zonecast::message::{Lang, say};
use zonecast::script::{Model, Traced};

/// The model script of the scenario tests.
pub const MODEL: &str = r#"
let invest = lever("invest", "投资", "Investment", "亿元/年", #{low: 0.0, high: 50.0});
let talent = lever("talent", "人才", "Talent", "人/年", #{});
let weight = data("area");
let land   = lever("land", "土地", "Land", "亩", #{split_by: weight});
let rd     = lever("rd_subsidy", "研发补助", "R&D subsidy", "亿元/年", #{});
let k = stock("capital", "资本", "Capital", data("capital"), "亿元");
k.inflow(invest);
indicator("rd_intensity", "研发强度", "R&D intensity", (2.0 + rd) / 100.0, "%");
indicator("capital", "资本", "Capital", k, total(k), "亿元");
indicator("staff", "人才", "Staff", talent, "人");
indicator("land", "土地", "Land", land, "亩");
"#;

/// Three zones 台州高新区, 温岭高新区, 仙居高新区 over 2025-2035 with figures of capital, area and R&D intensity.
pub fn planner_case() -> Arc<Case> {
    let names = [("gaoxin", "台州高新区", "Taizhou"), ("wenling", "温岭高新区", "Wenling"), ("xianju", "仙居高新区", "Xianju")];
    let mut head = "name_zh = \"小案例\"\nname_en = \"Small case\"\nbase_year = 2024\nhorizon = [2025, 2035]\nsteps_per_year = 1\nas_of = \"2026-11-20\"\nmilestones = [2027]\ndemonstration = false\nmodel = \"model.rhai\"\n\n[[scope]]\nid = \"all\"\nname_zh = \"全部\"\nname_en = \"All\"\nprobability = 1.0\n".to_owned();
    let columns = "scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note";
    let mut zones = format!("zone,{columns}\n");
    for (index, (id, zh, en)) in names.iter().enumerate() {
        head += &format!("\n[[zone]]\nid = \"{id}\"\nname_zh = \"{zh}\"\nname_en = \"{en}\"\nlevel = \"recognised\"\nlevel_provenance = \"assumed\"\n");
        for (indicator, unit, value) in [("capital", "亿元", [100.0, 50.0, 25.0]), ("area", "亩", [1000.0, 3000.0, 4000.0])] {
            let value = value[index];
            zones += &format!("{id},,{indicator},{unit},,口径,2024,,,{value},{value},{value},published,台州市统计局,公报,,2025-03-31,\n");
        }
    }
    let city = format!("{columns}\n,output,亿元,,口径,2024,,,2000,2000,2000,published,台州市统计局,公报,,2025-03-31,\n");
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

/// The mistake that a script with these files to import ends in.
#[track_caller]
pub fn mistake(text: &str, scripts: &Scripts) -> Error {
    match traced(text, scripts) {
        Ok(_) => panic!("no mistake found in {text}"),
        Err(error) => error,
    }
}
