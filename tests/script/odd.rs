//! What is legal but odd is said, and what is ordinary is not.

use crate::common::planner::planner_case;
use crate::common::{model, scenario};
use zonecast::batch::{BASELINE, CaseChoice, load_case, own_scenarios};
use zonecast::error::{Code, Error};
use zonecast::message::{Lang, say};
use zonecast::script::trace_scenario;

/// Investment costs what it is, land nothing; more than its capital a zone rarely invests.
const MODEL: &str = r#"
let invest = lever("invest", "投资", "Investment", "亿元/年", #{high: 200.0});
let land = lever("land", "土地", "Land", "亩/年", #{});
large_above("invest", data("capital"));
cost(invest, "市财政局");
let demand = lever("demand", "外需", "Demand", "%", #{low: -50, high: 50, assumed: true});
indicator("demand", "外需", "Demand", demand / with_unit(100.0, "%"), "%");
let platforms = lever("platforms", "平台", "Platforms", "个", #{internal: true});
indicator("capital", "资本", "Capital", data("capital") + 0.0 * delay(invest, 1) * with_unit(1.0, "年"), total(data("capital")), "亿元");
indicator("platforms", "平台", "Platforms", platforms, "个");
indicator("land", "土地", "Land", land, "亩/年");
"#;

fn measure(cost: &str, delay: u32, year: i32) -> String {
    format!(
        "measure(#{{ id: \"a\", zh: \"甲\", en: \"A\", clause: \"2.1\", words: \"原文\", departments: [\"市科技局\"], unit: \"个/年\", trial: 1, cost: {cost}, delay: {delay}, delivery: 0.8, moves: #{{ platforms: 1.0 }}, evidence: \"judgement\", basis: \"判断\", basis_en: \"judgement\" }}, zones(), {year}, 1);"
    )
}

fn notes(text: &str) -> Vec<Error> {
    let model = model(&planner_case(), MODEL).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let traced = scenario(&model, &format!("scenario(\"甲\", \"A\");\n{text}"));
    traced.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).notes
}

#[track_caller]
fn says(text: &str, zh: &str, en: &str) {
    let found = notes(text);
    let said: Vec<String> = found.iter().map(|note| say(note, Lang::Zh)).collect();
    assert_eq!(said, [zh]);
    assert_eq!(say(&found[0], Lang::En), en);
}

#[track_caller]
fn silent(text: &str) {
    assert_eq!(notes(text), []);
}

#[test]
fn a_measure_that_comes_after_every_target_is_said() {
    // The only target is of 2027: begun in 2026 with two years' delay it moves nothing before 2028.
    says(
        &measure("0.5", 2, 2026),
        "a.rhai:2:1：注意：措施“甲”最早 2028 年见效，晚于最后一个考核年份 2027 年，对任何目标都不起作用",
        "a.rhai:2:1: note: measure `A` has its first effect in 2028, after the last year of any target (2027); it moves none of them",
    );
    silent(&measure("0.5", 1, 2026));
    // A scenario that reads the target later has the time.
    let later = format!("{}\ntarget(\"T5\", #{{year: 2028}});", measure("0.5", 2, 2026));
    assert!(notes(&later).iter().all(|note| note.code != Code::MeasureLate));
}

/// Notes on amounts that come too late, when the target's indicator is computed so.
fn late(indicator: &str, text: &str) -> Vec<Error> {
    let text = format!("scenario(\"甲\", \"A\");\n{text}");
    let equations = format!(
        "let invest = lever(\"invest\", \"投资\", \"Investment\", \"亿元/年\", #{{high: 200.0}});\n\
         cost(invest, \"市财政局\");\n\
         let k = stock(\"k\", \"资本\", \"Capital\", data(\"capital\"), \"亿元\"); k.inflow(invest);\n\
         let y = {indicator}; indicator(\"capital\", \"资本\", \"Capital\", y, total(y), \"亿元\");"
    );
    let model = model(&planner_case(), &equations).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let traced = scenario(&model, &text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    traced.notes.into_iter().filter(|note| note.code == Code::LeverLate).collect()
}

#[test]
fn an_amount_that_acts_after_every_year_simulated_is_said() {
    // Simulated until 2035. At its end a stock holds the year's flow, at its start it does not.
    let (end, start, later) = ("k.end()", "k + 0.0 * k", "delay(k, 1, data(\"capital\"))");
    assert_eq!(late(end, "zones().invest(2035, 5);"), []);
    let notes = late(start, "let a = zones();\na.invest(2035, 5);");
    let said: Vec<String> = notes.iter().map(|note| say(note, Lang::Zh)).collect();
    assert_eq!(
        said,
        [
            "a.rhai:3:16：注意：这里的 投资(invest) 最早 2036 年才影响到目标，晚于模拟的最后一年 2035 年，对任何目标都不起作用"
        ]
    );
    assert_eq!(
        say(&notes[0], Lang::En),
        "a.rhai:3:16: note: invest moves targets from 2036 on here, after the last simulated year (2035); it moves none of them"
    );
    assert_eq!(late(start, "zones().invest(2034, 5);"), []);
    // A stock's start of the year before: two years.
    assert_eq!(late(later, "zones().invest(2034, 5);").len(), 1);
    assert_eq!(late(later, "zones().invest(2033, 5);"), []);
    // What begins in time may go on, in a loop as well; nothing is no amount.
    assert_eq!(late(start, "zones().invest(2034..=2035, 5);"), []);
    assert_eq!(late(start, "for y in 2034..=2035 { zones().invest(y, 5); }"), []);
    assert_eq!(late(start, "zones().invest(2035, 0);"), []);
}

#[test]
fn zones_are_counted_as_arrays_are() {
    let model = model(&planner_case(), MODEL).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let text = "scenario(\"甲\", \"A\"); print(zones().len()); print(zone(\"gaoxin\").len());";
    let traced = scenario(&model, text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    assert_eq!(traced.printed, [planner_case().zones.len().to_string(), "1".to_owned()]);
}

#[test]
fn a_scenario_that_acts_without_money_is_said() {
    let zh = "a.rhai：注意：这个情景不花财政资金；若非本意，请检查所用杠杆和措施的成本";
    let en = "a.rhai: note: this scenario spends no public money; if that is not meant, look at the cost of its levers and measures";
    says("zones().land(2026, 5);", zh, en);
    says(&measure("0", 0, 2026), zh, en);
    silent("zones().land(2026, 5); zones().invest(2026, 5);");
    silent(&measure("0.5", 0, 2026));
}

#[test]
fn an_assumption_about_the_outside_world_is_no_scenario_that_spends_nothing() {
    silent("zones().demand(2026..=2027, -20);");
    // With a policy beside it, that policy is still asked what it costs.
    let found = notes("zones().demand(2026, -20); zones().land(2026, 5);");
    assert_eq!(found.iter().map(|note| note.code).collect::<Vec<_>>(), [Code::SpendsNothing]);
    // The shipped model says so of foreign demand, and the reference with it.
    let loaded = load_case(&CaseChoice::Default, 600).expect("the case is fine");
    let assumed = loaded.model.graph.levers.iter().filter(|lever| lever.assumed);
    assert_eq!(assumed.map(|lever| lever.label.id.as_str()).collect::<Vec<_>>(), ["foreign_demand"]);
    let entries = zonecast::batch::entries(&loaded, &CaseChoice::Default).expect("gathered");
    let entry = entries.iter().find(|entry| entry.name.en == "foreign_demand").expect("an entry");
    assert!(entry.meaning.zh.contains("假设") && entry.meaning.en.contains("assumption"), "{entry:?}");
    let invest = entries.iter().find(|entry| entry.name.en == "invest").expect("an entry");
    assert!(!invest.meaning.zh.contains("假设"), "{invest:?}");
}

#[test]
fn an_investment_larger_than_all_capital_is_said_with_the_worst_zone() {
    // Capital is 100, 50 and 25: 60 exceeds the second by a fifth, the third by 1.4.
    says(
        "zones().invest(2026..=2027, 60);",
        "a.rhai:2:29：注意：2026 年“仙居高新区”的 投资(invest) 为 60 亿元/年，一年就超过该园区的相应存量 25；请核对单位和年份",
        "a.rhai:2:29: note: invest of `Xianju` in 2026 is 60 (unit: 100 million yuan a year), more in one year than all the zone has (25); check unit and year",
    );
    silent("zones().invest(2026, 25);");
}

#[test]
fn what_is_decided_for_years_that_are_over_is_said() {
    // The data are of 20 November 2026: 2025 is over, 2026 is not.
    says(
        "zones().invest(2025..=2026, 5);",
        "a.rhai:2:16：注意：2025 年在数据日期 2026-11-20 之前已经过去，不能再作安排；请从 2026 年起设定",
        "a.rhai:2:16: note: 2025 is over by 2026-11-20, the date of the data, and nothing can be decided for it; start in 2026 or later",
    );
    silent("zones().invest(2026, 5);");
    let places = |text: &str| {
        let notes = notes(text);
        let over = notes.iter().filter(|note| note.code == Code::YearsOver);
        over.filter_map(|note| note.place.as_ref()).map(|at| (at.line, at.column)).collect::<Vec<_>>()
    };
    assert_eq!(places("rule(2025..=2027, |z| z.invest(1.0));"), [(2, 25)]);
    assert_eq!(places("rule(2026..=2027, |z| z.invest(1.0));"), []);
    assert_eq!(places("zones().split(\"invest\", 2025, 5);"), [(2, 25)]);
    let late = measure("0.5", 0, 2025);
    let column = late.find("zones(), 2025").expect("its zones") as u32 + 10;
    let wide = late.chars().count().abs_diff(late.len()) as u32;
    assert_eq!(places(&late), [(2, column - wide)]);
}

#[test]
fn what_is_said_of_a_measure_of_the_library_stands_at_the_line_that_used_it() {
    let loaded = load_case(&CaseChoice::Default, 600).expect("the case is fine");
    let text = "scenario(\"甲\", \"A\");\nimport \"measures/chapter6\" as m;\nlet a = zone(\"台州高新区\");\nm::标准地(a, 2034, 1);\nfor y in [2035] { m::standard_land(a, y, 1); }\n";
    let script = zonecast::script::Script { shown: "a.rhai".to_owned(), text: text.to_owned() };
    let traced = trace_scenario(&loaded.model, "a", &script, &loaded.host);
    let traced = traced.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let late = traced.notes.iter().filter(|note| note.code == Code::MeasureLate);
    let places: Vec<(u32, u32)> =
        late.filter_map(|n| n.place.as_ref()).map(|at| (at.line, at.column)).collect();
    assert_eq!(places, [(4, 4), (5, 22)]);
    assert!(
        traced
            .notes
            .iter()
            .all(|note| note.place.as_ref().is_none_or(|at| at.line == 0 || note.line.is_some()))
    );
}

#[test]
fn an_amount_in_a_unit_of_the_same_kind_is_converted() {
    // 5000 times 10,000 yuan are half of 100 million: the same graph as with 0.5.
    let model = model(&planner_case(), MODEL).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let levers = |amount: &str| {
        let text = format!("scenario(\"甲\", \"A\");\nzones().invest(2026, {amount});");
        let traced = scenario(&model, &text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
        let graph = traced.scenario.graph;
        let set = graph.levers[0].set.expect("set");
        graph.path_of(set).cloned()
    };
    let half = levers("0.5");
    assert!(half.is_some());
    assert_eq!(levers("with_unit(5000, \"万元/年\")"), half);
    assert_eq!(levers("with_unit(0.5, \"亿元/年\")"), half);
    assert_ne!(levers("with_unit(5001, \"万元/年\")"), half);
}

#[test]
fn the_levers_name_of_a_large_amount_must_exist() {
    let Err(error) = model(&planner_case(), "large_above(\"invst\", 5);") else { panic!("no mistake") };
    assert_eq!(error.code, Code::UnknownLever);
}

#[test]
fn shipped_scenarios_do_nothing_odd() {
    let loaded = load_case(&CaseChoice::Default, 600).expect("the case is fine");
    for file in own_scenarios(&CaseChoice::Default).expect("embedded") {
        let traced = trace_scenario(&loaded.model, &file.id, &file.script, &loaded.host);
        let notes = traced.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).notes;
        let odd = [Code::MeasureLate, Code::SpendsNothing, Code::LeverLarge, Code::YearsOver];
        let found: Vec<String> =
            notes.iter().filter(|n| odd.contains(&n.code)).map(|n| say(n, Lang::Zh)).collect();
        assert!(found.is_empty() || file.id == BASELINE, "{}: {found:?}", file.id);
    }
    // The bound is known for the model as it is: a small zone's capital is far below the range.
    let text = "scenario(\"甲\", \"A\");\nzones().invest(2028, 200);\n".to_owned();
    let script = zonecast::script::Script { shown: "a.rhai".to_owned(), text };
    let traced = trace_scenario(&loaded.model, "a", &script, &loaded.host);
    let notes = traced.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).notes;
    assert!(notes.iter().any(|note| note.code == Code::LeverLarge), "{notes:?}");
}

#[test]
fn an_amount_that_a_later_one_leaves_nothing_of_is_said() {
    says(
        "zones().set_invest(2028, 1);\nzones().set_invest(2027..=2028, 2);",
        "a.rhai:3:33：注意：这里重设了杠杆 投资(invest)，第 2 行设的数值不再起作用；如要相加，请去掉 set_",
        "a.rhai:3:33: note: lever invest is replaced here, so the amount of line 2 has no effect; to add, leave out set_",
    );
    // What is left of the first is meant: other years, or other zones.
    silent("zones().set_invest(2027..=2028, 1);\nzones().set_invest(2028, 2);");
    silent("for y in 2027..=2029 { zones().set_invest(y, 1); }");
}
