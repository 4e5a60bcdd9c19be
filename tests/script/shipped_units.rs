//! Units of the shipped model and measures: all there, no false alarm, wrong equations found.

use zonecast::batch::{CaseChoice, Loaded, load_case, own_scenarios, prepare};
use zonecast::error::Result;
use zonecast::message::{Lang, say};
use zonecast::script::{Model, Script, trace_model};

/// Another text in the place of the shipped model; what it imports is the shipped.
fn traced(loaded: &Loaded, text: String) -> Result<Model> {
    let script = Script { shown: "model.rhai".to_owned(), text };
    trace_model(&loaded.model.case, &script, &loaded.host)
}

#[test]
fn the_shipped_model_and_measures_have_units_throughout_and_no_false_alarm() {
    let choice = CaseChoice::Default;
    let loaded = load_case(&choice, 60).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    for uncertainty in &loaded.model.graph.uncertainties {
        assert!(!uncertainty.unit.is_empty(), "{} has no unit", uncertainty.name);
    }
    assert!(loaded.model.notes.is_empty(), "{:?}", loaded.model.notes);
    let scenarios = own_scenarios(&choice).expect("embedded");
    let prepared = prepare(loaded, &scenarios).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    assert!(prepared.scenarios.len() > 3);
}

#[test]
fn an_equation_of_the_shipped_model_made_wrong_is_found_at_its_line() {
    let loaded = load_case(&CaseChoice::Default, 60).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let text = zonecast::script::shipped_script("model/park.rhai").expect("embedded").text;
    for (right, wrong) in [
        ("cost(land_cost * land, ", "cost(land_cost * talent, "),
        ("cost(rd_subsidy, ", "cost(K, "),
        ("K.outflow(depreciation * K);", "K.outflow(depreciation * L);"),
        ("K.outflow(depreciation * K);", "K.outflow(K);"),
        ("let zone_land = L.end() + block_land;", "let zone_land = L.end() + block_va;"),
        ("zone_va / city_va, total(zone_va) / city_va, \"%\"", "zone_va, total(zone_va) / city_va, \"%\""),
    ] {
        assert!(text.contains(right), "the model has no {right} any more; choose another equation");
        let before = text.split(right).next().expect("in front");
        let line = before.matches('\n').count() as u32 + 2;
        // What a line uses must be declared before it: one line more.
        let script =
            text.replacen(right, wrong, 1).replacen("// ---------- 资本", "let L = data(\"elite\");\n//", 1);
        let error = traced(&loaded, script).err().unwrap_or_else(|| panic!("{wrong} is not found"));
        let place = error.place.clone().expect("has a place");
        assert_eq!(place.line, line, "{wrong}: {}", say(&error, Lang::En));
        assert!(error.arg("found").is_some() && error.arg("wanted").is_some(), "{error:?}");
    }
}
