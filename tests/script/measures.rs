//! Measures: money in its year, effects later and only as far as delivered, and every way to declare one wrong.

use crate::common::planner::{planner_case, scripts};
use crate::common::{bound, model, scenario_with};
use zonecast::error::Code;
use zonecast::message::{Lang, say};
use zonecast::script::{Model, Traced};
use zonecast::simulate::Replay;

/// A model with one lever that only measures move; what arrives is reported as it is.
fn measured() -> Model {
    let text = r#"
let invest = lever("invest", "投资", "Investment", "亿元/年", #{high: 50.0});
let platforms = lever("platforms", "平台", "Platforms", "个", #{internal: true, high: 9.0});
indicator("capital", "资本", "Capital", data("capital"), total(data("capital")), "亿元");
indicator("platforms", "平台", "Platforms", platforms, "个");
indicator("invest", "投资", "Investment", invest, "亿元/年");
"#;
    model(&planner_case(), text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

const LIBRARY: &str = r#"
fn laboratory(zones, years, amount) {
    measure(#{
        id: "laboratory", zh: "实验室", en: "Laboratory", clause: "2.1", words: "建设实验室",
        departments: ["市科技局", "市发展改革委"], unit: "个/年", trial: 2, cost: 0.5, delay: [1, 3],
        delivery: 0.8, moves: #{ platforms: 1.5 }, evidence: "judgement",
        basis: "判断", basis_en: "judgement", not_with: ["academy"],
    }, zones, years, amount)
}
fn academy(zones, years, amount) {
    measure(#{
        id: "academy", zh: "研究院", en: "Academy", clause: "2.1", words: "建设研究院",
        departments: ["市科技局"], unit: "个/年", trial: 1, cost: uniform(0.2, 0.4), delay: 2,
        delivery: uniform(0.5, 1.0), moves: #{ platforms: uniform(1.0, 3.0) }, evidence: "judgement",
        basis: "判断", basis_en: "judgement",
    }, zones, years, amount)
}
"#;

fn traced(text: &str) -> Result<Traced, zonecast::error::Error> {
    let text = format!("scenario(\"甲\", \"A\"); import \"lib\" as m;\n{text}");
    scenario_with(&measured(), &text, &scripts(&[("lib.rhai", LIBRARY)]))
}

#[track_caller]
fn runs(text: &str) -> Traced {
    traced(text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

/// Value by year of the first zone's indicator, and the city's public money by year.
fn replayed(traced: &Traced, indicator: &str, draw: u64) -> (Vec<f64>, Vec<f64>) {
    let experiment = bound(&measured(), vec![traced.scenario.clone()], 7, 100);
    let program = &experiment.scenarios[1].program;
    let found = program.graph.indicators.iter().find(|i| i.label.id == indicator).expect("an indicator");
    let node = found.zone.expect("by zone").index();
    let cost = program.graph.cost;
    let (mut values, mut money) = (Vec::new(), Vec::new());
    Replay::new(program, experiment.seed, draw).run(|_, last, replay| {
        if last {
            values.push(replay.value(node, 0));
            money.push(cost.map_or(0.0, |cost| replay.value(cost.index(), 0)));
        }
        true
    });
    (values, money)
}

#[track_caller]
fn near(found: &[f64], wanted: &[f64]) {
    assert!(
        found.len() >= wanted.len() && found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-12),
        "{found:?}, not {wanted:?}"
    );
}

#[test]
fn money_is_spent_in_full_at_once_and_the_effect_comes_late_and_partly() {
    // Two laboratories a year in 2026 and 2027, 0.5 each; 1.5 x 0.8 x 2 = 2.4, half of it after one
    // year and half after three.
    let scenario = runs("m::laboratory(zone(\"台州高新区\"), 2026..=2027, 2);");
    let (values, money) = replayed(&scenario, "platforms", 0);
    near(&money, &[0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    near(&values, &[0.0, 0.0, 0.0, 1.2, 1.2, 1.2, 1.2, 0.0, 0.0]);
}

#[test]
fn every_zone_pays_and_two_uses_add_up() {
    let scenario = runs("m::laboratory(zones(), 2030, 1); m::laboratory(zone(\"温岭高新区\"), 2030, 3);");
    let (_, money) = replayed(&scenario, "platforms", 0);
    near(&money[5..8], &[0.0, 0.5 * 3.0 + 0.5 * 3.0, 0.0]);
    assert_eq!(scenario.scenario.measures.declared.len(), 1);
    assert_eq!(scenario.scenario.measures.used.len(), 2);
}

#[test]
fn without_years_and_amount_a_measure_is_tried_from_next_year_on() {
    // The case's data are of November 2026.
    let scenario = runs("m::laboratory(zone(\"台州高新区\"), (), ());");
    let (_, money) = replayed(&scenario, "platforms", 0);
    near(&money, &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn sizes_are_drawn_once_for_all_zones_and_the_lever_keeps_its_range() {
    let scenario = runs("m::academy(zones(), 2026..=2030, 2);");
    let mut seen = Vec::new();
    for draw in 0..50 {
        let (values, money) = replayed(&scenario, "platforms", draw);
        // Effect = 2 x delivery x size between 1 and 6, the same in every year; cost 0.2 to 0.4 each.
        assert!(values[4] >= 1.0 && values[4] <= 6.0, "{values:?}");
        near(&values[4..9], &[values[4]; 5]);
        assert!((1.2..=2.4).contains(&money[2]), "{money:?}");
        near(&money[2..7], &[money[2]; 5]);
        seen.push(values[4]);
    }
    assert!(seen.iter().any(|x| *x > 4.0) && seen.iter().any(|x| *x < 2.5), "{seen:?}");
    let many = runs("m::academy(zones(), 2026, 1000);");
    assert_eq!(replayed(&many, "platforms", 3).0[4], 9.0);
}

#[test]
fn a_rule_may_use_a_measure() {
    // Last year's investment is 5 from 2027 on, so the laboratories start in 2028.
    let scenario = runs(
        "zone(\"台州高新区\").invest(2027..=2030, 5);\nrule(2026..=2029, |z| m::laboratory(z, (), when(z.last(\"invest\") > 1, 1, 0)));",
    );
    let (values, money) = replayed(&scenario, "platforms", 0);
    near(&money, &[0.0, 0.0, 0.0, 0.0, 0.5, 0.5, 0.0]);
    near(&values, &[0.0, 0.0, 0.0, 0.0, 0.0, 0.6, 0.6, 0.6, 0.6, 0.0]);
}

#[test]
fn a_measure_has_the_same_luck_in_every_scenario() {
    let alone = runs("m::academy(zone(\"台州高新区\"), 2026, 2);");
    let beside =
        runs("zone(\"台州高新区\").invest(2027, uniform(1, 2)); m::academy(zones(), 2026..=2028, 2);");
    for draw in 0..20 {
        let (a, b) = (replayed(&alone, "platforms", draw).0, replayed(&beside, "platforms", draw).0);
        assert_eq!(a[4].to_bits(), b[4].to_bits());
    }
}

#[track_caller]
fn wrong(text: &str, code: Code, zh: &str, en: &str) {
    let error = match traced(text) {
        Ok(_) => panic!("no mistake found in {text}"),
        Err(error) => error,
    };
    assert_eq!(error.code, code);
    assert_eq!(say(&error, Lang::Zh), zh);
    assert_eq!(say(&error, Lang::En), en);
}

#[test]
fn what_must_not_be_combined_is_refused() {
    wrong(
        "m::academy(zones(), 2026..=2028, 1); m::laboratory(zone(\"温岭高新区\"), 2028, 1);",
        Code::MeasureConflict,
        "a.rhai:2:41：措施“实验室”与“研究院”不能在同一园区同时使用（温岭高新区，2028 年），效应会重复计算",
        "a.rhai:2:41: measure `Laboratory` must not be combined with `Academy` in one zone (Wenling, 2028): the effect would count twice",
    );
    runs("m::academy(zone(\"台州高新区\"), 2026..=2028, 1); m::laboratory(zone(\"温岭高新区\"), 2028, 1);");
}

#[test]
fn one_id_has_one_declaration() {
    let own = |change: [&str; 2]| {
        let function = LIBRARY.split("fn academy").next().expect("the first function");
        let function = function.replacen("laboratory", "own", 1).replacen(change[0], change[1], 1);
        format!("m::laboratory(zones(), 2030, 1);{function}own(zones(), 2031, 1);")
    };
    runs(&own(["", ""]));
    for (change, key) in [
        (["\"2.1\"", "\"2.2\""], "clause"),
        (["[\"市科技局\", \"市发展改革委\"]", "[\"市科技局\"]"], "departments"),
        (["cost: 0.5", "cost: 0.6"], "cost"),
        (["delay: [1, 3]", "delay: 1"], "delay"),
        (["platforms: 1.5", "platforms: 1.4"], "moves"),
        (["实验室", "实验所"], "zh, en"),
    ] {
        wrong(
            &own(change),
            Code::MeasureTwice,
            &format!(
                "a.rhai:4:13：措施“laboratory”在 lib.rhai:3:13 已声明，这里的“{key}”与之不同；同一编号只能有一种声明，请改用别的 id 或写成一致"
            ),
            &format!(
                "a.rhai:4:13: measure `laboratory` is declared at lib.rhai:3:13 with another `{key}`; one id has one declaration: choose another id or make them alike"
            ),
        );
    }
}

#[test]
fn in_rules_only_their_own_years_count() {
    let scenario =
        runs("rule(2028..=2029, |z| m::academy(z, (), 1)); rule(2030..=2032, |z| m::laboratory(z, (), 1));");
    let used = &scenario.scenario.measures.used;
    assert_eq!((used[0].years.as_slice(), used[1].years.as_slice()), (&[4, 5][..], &[6, 7, 8][..]));
}

#[test]
fn a_declaration_says_what_it_lacks() {
    let own = |map: &str| format!("measure(#{{{map}}}, zones(), 2030, 1);");
    wrong(
        &own("id: \"x\""),
        Code::MeasureKey,
        "a.rhai:2:9：措施的声明缺少“zh、en、clause、words、departments、unit、trial、cost、delay、delivery、moves、evidence、basis、basis_en”，请补上",
        "a.rhai:2:9: the measure lacks `zh, en, clause, words, departments, unit, trial, cost, delay, delivery, moves, evidence, basis, basis_en`; add it",
    );
    wrong(
        &own("id: \"x\", dealy: 3"),
        Code::MissingMapKey,
        "a.rhai:2:20：没有名为“dealy”的键，是否想写“delay”？",
        "a.rhai:2:20: there is no key `dealy`; did you mean `delay`?",
    );
    let whole = "id: \"x\", zh: \"甲\", en: \"X\", clause: \"2.1\", words: \"甲\", departments: [\"市科技局\"], unit: \"个\", trial: 1, cost: 1, delay: 1, delivery: 1, evidence: \"judgement\", basis: \"甲\", basis_en: \"x\"";
    wrong(
        &own(&format!("{whole}, moves: #{{ platform: 1 }}")),
        Code::UnknownChannel,
        "a.rhai:2:201：没有名为“platform”的通道或杠杆，全部通道见 zonecast reference 通道；是否想写“platforms”？",
        "a.rhai:2:201: no channel or lever is called `platform`; zonecast reference channel lists them; did you mean `platforms`?",
    );
    let cost = whole.replace("cost: 1", "cost: -5.0");
    wrong(
        &own(&format!("{cost}, moves: #{{ platforms: 1 }}")),
        Code::OutOfRange,
        "a.rhai:2:109：cost 为 -5，应在 0 到 1000000 之间",
        "a.rhai:2:109: cost is -5, must be between 0 and 1000000",
    );
    let price = whole.replace("cost: 1", "cost: \"no_such_price\"");
    wrong(
        &own(&format!("{price}, moves: #{{ platforms: 1 }}")),
        Code::UnknownName,
        "a.rhai:2:109：没有名为“no_such_price”的变量或词",
        "a.rhai:2:109: nothing is called `no_such_price`",
    );
    let delivery = whole.replace("delivery: 1", "delivery: 3.0");
    wrong(
        &own(&format!("{delivery}, moves: #{{ platforms: 1 }}")),
        Code::OutOfRange,
        "a.rhai:2:128：delivery 为 3，应在 0 到 1 之间",
        "a.rhai:2:128: delivery is 3, must be between 0 and 1",
    );
    let nobody = whole.replace("[\"市科技局\"]", "[]");
    wrong(
        &own(&format!("{nobody}, moves: #{{ platforms: 1 }}")),
        Code::MeasureKey,
        "a.rhai:2:65：措施的声明缺少“departments”，请补上",
        "a.rhai:2:65: the measure lacks `departments`; add it",
    );
    wrong(
        &own(&format!("{whole}, moves: #{{}}")),
        Code::MeasureKey,
        "a.rhai:2:191：措施的声明缺少“why_no_effect”，请补上",
        "a.rhai:2:191: the measure lacks `why_no_effect`; add it",
    );
    wrong(
        "m::laboratory(zones(), 2030, -1);",
        Code::MeasureAmount,
        "lib.rhai:8:22：措施“实验室”的数量为 -1，应为不小于 0 的数",
        "lib.rhai:8:22: the amount of measure `Laboratory` is -1; wanted: 0 or more",
    );
    wrong(
        "zones().platforms(2030, 1);",
        Code::UnknownFunction,
        "a.rhai:2:9：没有名为“platforms”的函数",
        "a.rhai:2:9: there is no function `platforms`",
    );
}

#[test]
fn what_a_limit_cuts_off_is_said() {
    // 1.5 x 0.8 x 20 = 24 a year, the lever takes 9.
    let scenario = runs("m::laboratory(zone(\"温岭高新区\"), 2026..=2027, 20);");
    let said: Vec<_> = scenario.notes.iter().map(|n| (say(n, Lang::Zh), say(n, Lang::En))).collect();
    assert_eq!(
        said,
        [(
            "a.rhai:2:4：注意：2027 年“温岭高新区”各项措施与设定合计使 平台(platforms) 达到 12 个（中位数），超出 0 到 9，超出部分花了钱而不起作用".to_owned(),
            "a.rhai:2:4: note: in 2027 measures and settings of `Wenling` take platforms to 12 (unit: items) in the median, outside 0 to 9; what is beyond costs money without effect".to_owned(),
        )]
    );
    assert!(runs("m::laboratory(zones(), 2026..=2027, 15);").notes.is_empty());
}

#[test]
fn a_measure_where_nothing_it_moves_acts_is_noted() {
    let text = r#"
let bid = lever("bid", "申报", "Bid", "1", #{internal: true, high: 5, acts_where: data("capital") - 50});
let p = lever("platforms", "平台", "Platforms", "个", #{internal: true, high: 9.0});
indicator("bid", "申报", "Bid", bid + p / with_unit(1, "个"), "1");
"#;
    let model = model(&planner_case(), text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let notes = |moves: &str, zones: &str| -> Vec<(String, String)> {
        let function = LIBRARY.split("fn academy").next().expect("the first function");
        let function = function.replace("platforms: 1.5", moves);
        let text = format!("scenario(\"甲\", \"A\");{function}laboratory({zones}, 2026, 1);");
        let traced =
            scenario_with(&model, &text, &scripts(&[])).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
        traced.notes.iter().map(|n| (say(n, Lang::Zh), say(n, Lang::En))).collect()
    };
    // The second zone has a capital of 50: nothing comes of a bid there.
    assert_eq!(
        notes("bid: 1", "zones()"),
        [(
            "a.rhai:3:5：注意：措施“实验室”在“温岭高新区”只花钱、不起作用：申报 在那里不生效；请只用于生效的园区".to_owned(),
            "a.rhai:3:5: note: measure `Laboratory` costs money and does nothing in Wenling: Bid does not act there; use it where it acts".to_owned(),
        )]
    );
    assert!(notes("bid: 1", "zone(\"台州高新区\")").is_empty());
    assert!(notes("bid: 1, platforms: 1", "zones()").is_empty());
    let believed =
        notes("bid: 1", "zones(), 2026, 1); figure(\"温岭高新区\", \"capital\", 51); laboratory(zones()");
    assert_eq!(believed.len(), 1, "the belief alone is said: {believed:?}");
}
