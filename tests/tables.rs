//! Departments' tables on small cases: closed forms, tasks and mistakes through the public interface.

mod common;

use common::{bound, case_of_scopes, case_with, laboratories, model, outcomes, scenario, target};
use std::sync::Arc;
use zonecast::analysis::Effect;
use zonecast::analysis::tables::{Division, Move, Plan, Tables, TargetTable, Tried, tables, tasks};
use zonecast::case::Case;
use zonecast::experiment::{Amount, experiment};
use zonecast::message::{Lang, say};
use zonecast::summary::summarise;

/// 10 of 100 in zone a, 60 of 200 in zone b: 70 of 300 in the city, in every year and draw.
const MODEL: &str = r#"
let n = data("n");
let d = data("d");
indicator("ratio", "比", "Ratio", n / d, total(n) / total(d), "1");
indicator("share", "占比", "Share", n / total(d), total(n) / total(d), "1");
indicator("n", "分子", "Numerator", n, total(n), "亿元");
indicator("d", "分母", "Denominator", d, total(d), "亿元");
indicator("d_city", "全市分母", "Denominator of the city", total(d), "亿元");
indicator("d_zone", "园区分母", "Denominator by zone", d, "亿元");
indicator("staff", "人数", "Staff", data("staff"), total(data("staff")), "人");
indicator("u", "随机", "Luck", uncertain("u", uniform(0, 1), per_city, once, "1"), "1");
"#;

fn case(targets: &str) -> Arc<Case> {
    let rows = |zone: &str, n: f64, d: f64| {
        let row = |id: &str, unit: &str, x: f64| {
            format!("{zone},,{id},{unit},,口径,2024,,,{x},{x},{x},published,统计局,公报,,2025-03-31,\n")
        };
        [row("n", "亿元", n), row("d", "亿元", d), row("staff", "人", 5.0)].concat()
    };
    let by_zone = [rows("a", 10.0, 100.0), rows("b", 60.0, 200.0)].concat();
    case_with(&["a", "b"], 2024, 2027, 1, targets, &by_zone, "")
}

fn made(targets: &str, by: Division, threads: usize) -> Tables {
    made_of(&case(targets), MODEL, by, threads)
}

fn made_of(case: &Arc<Case>, script: &str, by: Division, threads: usize) -> Tables {
    let model = model(case, script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&model, Vec::new(), 1, 20_000);
    let outcomes = outcomes(&experiment, threads).expect("run");
    let summary = summarise(case, &experiment, &outcomes, Vec::new(), vec![Vec::new()]);
    tables(case, &summary, &outcomes, vec![Vec::new()], by)
}

fn of(indicator: &str, denominator: &str, adds: bool) -> String {
    let own = target("T", indicator, ">=", 0.3, 2027);
    format!(
        "{own}numerator_indicator = \"n\"\ndenominator_indicator = \"{denominator}\"\nnumerator_in_denominator = {adds}\n"
    )
}

fn one(targets: &str, by: Division) -> TargetTable {
    made(targets, by, 1).scenarios.remove(0).targets.remove(0)
}

#[track_caller]
fn near(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-9, "{found}, not {wanted}");
}

#[test]
fn a_ratio_is_divided_by_weight_and_adds_up_in_every_year() {
    for (by, a, b) in [
        (Division::Base, 0.9 / 7.0, 2.7 / 7.0),
        (Division::Potential, 0.9 / 7.0, 2.7 / 7.0),
        // Zone b stands at the threshold already; zone a closes the whole gap.
        (Division::Gap, 0.3, 0.3),
    ] {
        let table = one(&of("ratio", "d", false), by);
        assert_eq!(table.years, [2024, 2025, 2026, 2027]);
        let zones = table.zones.as_ref().expect("it can be divided");
        near(zones[0].line.path[3], a);
        near(zones[1].line.path[3], b);
        near(zones[0].weights[3], 1.0 / 3.0);
        for (year, wanted) in [0.7 / 3.0, 2.3 / 9.0, 2.5 / 9.0, 0.3].into_iter().enumerate() {
            near(table.city.path[year], wanted);
            let sum: f64 = zones.iter().map(|z| z.weights[year] * z.line.path[year]).sum();
            assert!((sum - table.city.path[year]).abs() < 1e-15, "{by:?}: {sum}");
        }
        near(table.city.gap(3), 0.3 - 0.7 / 3.0);
        near(table.city.rise, (0.3 - 0.7 / 3.0) / 3.0);
        near(table.city.growth.expect("a numerator"), (9.0_f64 / 7.0).cbrt() - 1.0);
    }
    let table = one(&of("ratio", "d", false), Division::Base);
    let ranks: Vec<_> = table.zones.expect("divided").iter().map(|zone| zone.rank).collect();
    assert_eq!(ranks, [Some(2), Some(1)]);
}

#[test]
fn what_is_lacking_reaches_the_threshold() {
    // 70 of 300 to 30 %: 20 by conversion; by addition 20 / 0.7, the same share of a larger whole.
    for (targets, city) in [
        (of("ratio", "d", false), 20.0),
        (of("ratio", "d", true), 20.0 / 0.7),
        (of("share", "d_city", false), 20.0),
        (of("share", "d_city", true), 20.0 / 0.7),
    ] {
        let table = one(&targets, Division::Base);
        let need = table.need.expect("a numerator");
        assert_eq!((need.numerator, need.denominator), (70.0, 300.0));
        near(need.amount.1, city);
        near(need.fixed, 20.0);
        near(need.amount.0.expect("P5"), city);
        near(need.amount.2.expect("P95"), city);
        let zones = table.zones.expect("it can be divided");
        let sum: f64 = zones.iter().map(|z| z.need.expect("a numerator").amount.1).sum();
        near(sum, city);
        if table.shares {
            let sum: f64 = zones.iter().map(|z| z.line.path[3]).sum();
            near(sum, 0.3);
        }
    }
}

#[test]
fn what_zones_save_lowers_the_mean_they_are_compared_with() {
    // 90 of energy for 300 of value added in the zones, 30 for 100 elsewhere: at the city's mean of
    // 120 for 400. Saving 45 gives 45 / 300 against 75 / 400: exactly 0.8. With the mean held 18 would do.
    let script = r#"
        let va = data("d");
        let used = 10.0 + data("n");
        let mean = (total(used) + 30.0) / (total(va) + 100.0);
        indicator("ratio", "比", "Ratio", used / va / mean, total(used) / total(va) / mean, "1");
        indicator("used", "能耗", "Energy", used, total(used), "亿元");
        indicator("at_mean", "按均值", "At the mean", va * mean, total(va) * mean, "亿元");
        indicator("part", "占比", "Part", total(va) / (total(va) + 100.0), "%");
    "#;
    let own = target("T", "ratio", "<=", 0.8, 2027);
    let targets = format!(
        "{own}numerator_indicator = \"used\"\ndenominator_indicator = \"at_mean\"\nnumerator_in_denominator = true\ndenominator_share_indicator = \"part\"\n"
    );
    for by in [Division::Base, Division::Potential, Division::Gap] {
        let table = made_of(&case(&targets), script, by, 1).scenarios.remove(0).targets.remove(0);
        let need = table.need.expect("a numerator");
        assert_eq!(need.numerator, 90.0);
        near(need.amount.1, 45.0);
        near(need.fixed, 18.0);
        let zones = table.zones.expect("it can be divided");
        near(zones.iter().map(|zone| zone.need.expect("a numerator").amount.1).sum(), 45.0);
    }
}

#[test]
fn a_value_that_depends_on_the_scope_has_a_table_for_each() {
    // 10 under the one scope, 30 under the other: a median of all draws would be one of them.
    let row = |scope: &str, x: f64| {
        format!("{scope},n,亿元,,口径,2024,,,{x},{x},{x},published,统计局,公报,,2025-03-31,\n")
    };
    let city = [row("wide", 30.0), row("narrow", 10.0)].concat();
    let scopes = [("wide", 0.6), ("narrow", 0.4)].map(|(id, p)| {
        format!("[[scope]]\nid = \"{id}\"\nname_zh = \"{id}\"\nname_en = \"{id}\"\nprobability = {p}\n")
    });
    let targets = [target("T", "x", ">=", 20.0, 2027), target("U", "y", ">=", 0.5, 2027)].concat();
    let case = case_of_scopes(&["a"], 2024, 2027, 1, (&targets, "", &city), &scopes.concat());
    let script = r#"
        indicator("x", "甲", "X", data("n") / with_unit(1.0, "亿元"), "1");
        indicator("y", "乙", "Y", uncertain("y", uniform(0, 1), per_city, once, "1"), "1");
    "#;
    let tables = made_of(&case, script, Division::Base, 2);
    let of: Vec<_> = tables.scenarios[0].targets.iter().map(|t| (t.target, t.scope)).collect();
    assert_eq!(of, [(0, Some(0)), (0, Some(1)), (1, None)]);
    let ends: Vec<_> =
        tables.scenarios[0].targets.iter().map(|t| (t.city.p50[3], t.city.reached[3])).collect();
    assert_eq!(ends[..2], [(30.0, Some(1.0)), (10.0, Some(0.0))]);
}

#[test]
fn a_target_without_denominator_is_not_divided() {
    let table = one(&target("T", "ratio", ">=", 0.3, 2027), Division::Base);
    assert!(table.zones.is_none() && table.need.is_none() && table.city.growth.is_none());
}

#[test]
fn a_target_met_already_has_to_stay_met() {
    let table = one(&target("T", "ratio", ">=", 0.2, 2027), Division::Base);
    assert_eq!(table.city.path, [0.2; 4]);
    assert_eq!(table.city.reached[1..], [Some(1.0); 3]);
    assert_eq!(table.city.rise, 0.0);
    let less = one(&target("T", "ratio", "<=", 0.2, 2027), Division::Base);
    near(less.city.gap(3), 0.7 / 3.0 - 0.2);
    assert_eq!(less.city.reached[3], Some(0.0));
}

#[test]
fn the_chance_of_a_years_path_is_read_off_the_draws_on_any_number_of_threads() {
    // Uniform on 0..1: the path from about 0.5 to 0.9 is reached by what lies above it.
    let found = made(&target("T", "u", ">=", 0.9, 2027), Division::Base, 1);
    assert_eq!(found, made(&target("T", "u", ">=", 0.9, 2027), Division::Base, 3));
    let city = &found.scenarios[0].targets[0].city;
    assert_eq!(city.reached[0], None);
    for year in 1..4 {
        let chance = city.reached[year].expect("a chance");
        assert!((chance - (1.0 - city.path[year])).abs() < 0.012, "{year}: {chance}");
    }
}

#[test]
fn whole_things_have_whole_yearly_goals() {
    // From 1 of 4 to 4 of 4 in three years is one a year; from 2 of 4, two thirds of one a year.
    for (start, wanted) in [(0.25, [0.25, 0.5, 0.75, 1.0]), (0.5, [0.5, 0.5, 0.75, 1.0])] {
        let own = target("T", "c", ">=", 1.0, 2027);
        let script = format!(
            "indicator(\"c\", \"覆盖\", \"Cover\", min(total(data(\"n\")) / total(data(\"n\")), 1.0) * {start}, \"1\");"
        );
        let table = made_of(&case(&format!("{own}pieces = 4\n")), &script, Division::Base, 1);
        let city = &table.scenarios[0].targets[0].city;
        for (found, wanted) in city.path.iter().zip(wanted) {
            near(*found, wanted);
        }
    }
}

#[test]
fn a_zone_better_than_needed_keeps_its_level_where_the_city_has_room() {
    // 0.1 and 0.3, the city 0.7 / 3: below 0.25 as it has to be. Neither may get worse.
    for by in [Division::Base, Division::Potential, Division::Gap] {
        let own = of("ratio", "d", false).replace(">=", "<=").replace("0.3", "0.25");
        let table = one(&own, by);
        assert_eq!(table.city.path, [0.25; 4]);
        let zones = table.zones.expect("divided");
        near(zones[0].line.path[3], 0.1);
        near(zones[1].line.path[3], 0.3);
        // The city has 5 of 300 to spare, and so have the zones together.
        let need = table.need.expect("a numerator");
        near(need.amount.1, -5.0);
        near(zones.iter().map(|zone| zone.need.expect("a need").amount.1).sum(), -5.0);
    }
}

/// Uses whose amounts only draws know, too small to be seen in the money.
const MORE: &str = r#"
laboratory(zone("a"), 2027, triangular(0.0, 1.0, 2.0));
let many = uncertain("many", uniform(2.0, 6.0), per_city, once, "个/年");
laboratory(zone("b"), 2027, many);
rule(2027, |z| laboratory(z, 2027, 0.0 * last("i")));
"#;

#[test]
fn tasks_stand_by_department_and_money_only_with_the_leading_one() {
    let script = format!(
        "{MODEL}let invest = lever(\"invest\", \"投资\", \"Investment\", \"亿元/年\", #{{}});\nlet p = lever(\"platforms\", \"平台\", \"Platforms\", \"个/年\", #{{internal: true}});\ncost(0.1 * invest, \"市经信局\");\nindicator(\"i\", \"投\", \"I\", total(invest), \"亿元/年\");"
    );
    let case = case(&target("T", "ratio", ">=", 0.3, 2027));
    let model = model(&case, &script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let scenario = scenario(&model, &format!("{}{}", laboratories("0.3"), MORE));
    let scenario = scenario.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).scenario;
    let experiment = bound(&model, vec![scenario], 1, 100);
    let outcomes = outcomes(&experiment, 1).expect("run");
    let summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new(); 2]);
    let effect = |year, matters| Effect {
        target: 0,
        year,
        change: 0.1,
        interval: (0.05, 0.15),
        matters,
        mainly_scope: year == 2030,
    };
    let effects = vec![effect(2027, false), effect(2030, true), effect(2035, true)];
    let measure = experiment.scenarios[1].measures.declared[0].clone();
    let other = zonecast::experiment::Measure { clause: "2.2".to_owned(), ..measure.clone() };
    let foreign = Tried { measure: other, effects: Vec::new(), touches_first: false, lag: None };
    let tried = [foreign.clone(), Tried { measure, effects, touches_first: true, lag: Some(2) }];
    let plan = Plan { used: &experiment.scenarios[1].measures.used, tried: &tried };
    let found = tasks(&case, &summary.scenarios[1], plan);
    let rows: Vec<_> = found.iter().map(|t| (t.department.as_str(), t.leads, t.measure)).collect();
    assert_eq!(rows, [("市科技局", true, Some(0)), ("市经信局", true, None), ("市经信局", false, Some(0))]);
    for (money, wanted) in found[0].money.iter().zip([0.0, 0.6, 1.2]) {
        assert!((money - wanted).abs() < 1e-6, "{:?}", found[0].money);
    }
    assert!((found[1].money[2] - 1.0).abs() < 1e-6 && found[2].money.is_empty());
    assert_eq!(found[0].moves, [Move { target: 0, sign: 1, year: 2030, mainly_scope: true }]);
    assert_eq!((found[0].first_effect, found[0].touches_first), (Some(2027), Some(true)));
    let uses: Vec<_> = found[0].uses.iter().map(|u| (u.years, u.zones.as_slice(), u.amount)).collect();
    // The median of triangular(0, 1, 2) is 1; of uniform(2, 6) drawn before it is 4.
    let wanted: [(_, &[usize], _); 5] = [
        ((2025, 2026), &[0], Amount::Plain(2.0)),
        ((2026, 2026), &[0, 1], Amount::Plain(1.0)),
        ((2027, 2027), &[0], Amount::Median(1.0)),
        ((2027, 2027), &[1], Amount::Median(4.0)),
        ((2027, 2027), &[0, 1], Amount::Simulated),
    ];
    assert_eq!(uses, wanted);
    // The trial of another measure with the same id is none of this one.
    let plan = Plan { tried: &[foreign], ..plan };
    let found = tasks(&case, &summary.scenarios[1], plan);
    assert_eq!((found[0].touches_first, found[0].moves.len(), found[0].first_effect), (None, 0, None));
}

#[track_caller]
fn check(numerator: &str, denominator: &str, zh: &str, en: &str) {
    let own = target("T", "ratio", ">=", 0.3, 2027);
    let case = case(&format!(
        "{own}numerator_indicator = \"{numerator}\"\ndenominator_indicator = \"{denominator}\"\n"
    ));
    let model = model(&case, MODEL).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let label = zonecast::model::Label { id: "baseline".into(), zh: "基线".into(), en: "Baseline".into() };
    let reference = zonecast::script::baseline(&model, label);
    let error = experiment(&case, vec![reference], 1, 10).expect_err("a mistake");
    assert_eq!(say(&error, Lang::Zh).split_once('：').expect("a place").1, zh);
    assert_eq!(say(&error, Lang::En).split_once(": ").expect("a place").1, en);
}

#[test]
fn numerators_and_denominators_are_checked_against_the_model() {
    check(
        "n",
        "d_citty",
        "没有名为“d_citty”的指标，是否想写“d_city”？",
        "unknown indicator `d_citty`; did you mean `d_city`?",
    );
    check(
        "u",
        "d",
        "目标 T 的 numerator_indicator 写的是“u”，它没有分园区的值；请换一个有的指标",
        "target T: `u` in `numerator_indicator` has no values by zone; choose an indicator that has",
    );
    check(
        "n",
        "d_zone",
        "目标 T 的 denominator_indicator 写的是“d_zone”，它没有全市的值；请换一个有的指标",
        "target T: `d_zone` in `denominator_indicator` has no values for the city; choose an indicator that has",
    );
    check(
        "staff",
        "d",
        "目标 T 的分子以“人”计，分母以“亿元”计；两者单位须相同",
        "target T: the numerator is in `persons`, the denominator in `100 million yuan`; use one unit for both",
    );
}
