//! Memory: previous, delay, smooth, lookup, at one and several steps a year.

use crate::common::draws::{draws, program, program_of};
use crate::common::{small_case, target};

/// Values by year of the indicator `x` of a script without luck.
fn series(steps: u32, script: &str) -> Vec<f64> {
    let case = small_case(&["a", "b"], 2024, 2030, steps, &target("T", "x", ">=", 0.0, 2030));
    let values = draws(&program(&case, script), 1, "x", None, 2);
    values.iter().map(|v| v[0]).collect()
}

#[track_caller]
fn check(steps: u32, script: &str, wanted: [f64; 7]) {
    let found = series(steps, script);
    for (found, wanted) in found.iter().zip(wanted) {
        assert!(
            (found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0),
            "{steps} steps: {found}, not {wanted}"
        );
    }
}

#[test]
fn a_delay_gives_the_value_of_that_many_years_ago_and_before_that_the_first_value() {
    for steps in [1, 4, 8] {
        let delayed =
            |years: u32| format!("indicator(\"x\", \"甲\", \"X\", delay(1.0 * year, {years}, 7.0), \"1\");");
        check(steps, &delayed(0), [2024.0, 2025.0, 2026.0, 2027.0, 2028.0, 2029.0, 2030.0]);
        check(steps, &delayed(1), [7.0, 7.0, 2025.0, 2026.0, 2027.0, 2028.0, 2029.0]);
        check(steps, &delayed(2), [7.0, 7.0, 7.0, 2025.0, 2026.0, 2027.0, 2028.0]);
        check(steps, &delayed(3), [7.0, 7.0, 7.0, 7.0, 2025.0, 2026.0, 2027.0]);
    }
    check(
        1,
        "indicator(\"x\", \"甲\", \"X\", delay(1.0 * year, 1), \"1\");",
        [0.0, 0.0, 2025.0, 2026.0, 2027.0, 2028.0, 2029.0],
    );
}

#[test]
fn memories_of_memories_and_of_stocks_keep_their_order() {
    // A stock that grows by one a year, its start, and the start two years ago.
    let stock = "let s = stock(\"s\", \"甲\", \"S\", 10.0, \"1\"); s.inflow(1.0);";
    let report = |x: &str| format!("{stock} indicator(\"x\", \"甲\", \"X\", {x}, \"1\");");
    check(1, &report("s"), [10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0]);
    check(1, &report("0.0 + s"), [10.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0]);
    check(1, &report("previous(s, -1.0)"), [-1.0, -1.0, 10.0, 11.0, 12.0, 13.0, 14.0]);
    check(1, &report("previous(end(s), -1.0)"), [-1.0, -1.0, 11.0, 12.0, 13.0, 14.0, 15.0]);
    let twice = "previous(previous(end(s), -1.0), -2.0)";
    check(1, &report(twice), [-2.0, -2.0, -1.0, 11.0, 12.0, 13.0, 14.0]);
    let inner_first = "previous(end(s), -1.0) + 100.0 * previous(previous(end(s), -1.0), -2.0)";
    check(1, &report(inner_first), [-201.0, -201.0, -89.0, 1112.0, 1213.0, 1314.0, 1415.0]);
    // Four steps a year: the last step's value, and a year's worth of them.
    check(4, &report("previous(time, -1.0)"), [-1.0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
    check(4, &report("delay(time, 1, -1.0)"), [-1.0, -1.0, 0.75, 1.75, 2.75, 3.75, 4.75]);
}

#[test]
fn smoothing_closes_the_same_part_of_the_gap_in_every_step() {
    // y_n = x + (y_0 - x) (1 - dt / tau)^n.
    for steps in [1_u32, 8] {
        let script = "indicator(\"x\", \"甲\", \"X\", smooth(5.0, 2.5, 1.0), \"1\");";
        let factor = 1.0 - 1.0 / (2.5 * f64::from(steps));
        // A value computed in a step is that of its start.
        let at = |year: u32| 5.0 - 4.0 * factor.powi((year * steps).saturating_sub(1) as i32);
        let wanted = [0, 1, 2, 3, 4, 5, 6].map(|year| if year == 0 { 1.0 } else { at(year) });
        check(steps, script, wanted);
    }
}

#[test]
fn a_lookup_is_linear_between_its_points_and_flat_outside() {
    let lookup = |x: &str| {
        format!(
            "indicator(\"x\", \"甲\", \"X\", lookup({x}, [[2025, 1.0], [2027, 4.0], [2029, 2.0]]), \"1\");"
        )
    };
    check(1, &lookup("year"), [1.0, 1.0, 2.5, 4.0, 3.0, 2.0, 2.0]);
    check(1, &lookup("year + 0.5"), [1.0, 1.75, 3.25, 3.5, 2.5, 2.0, 2.0]);
}

#[test]
fn a_value_remembered_by_zone_stays_with_its_zone() {
    let case = small_case(&["a", "b", "c"], 2024, 2026, 1, &target("T", "x", ">=", 0.0, 2026));
    let script = r#"
        let e = uncertain("e", normal(0.0, 1.0), per_zone, yearly);
        let two = previous(previous(e, 0.0), 0.0);
        indicator("x", "甲", "X", total(e), "1");
        indicator("e", "甲", "E", e, "1");
        indicator("one", "甲", "One", previous(e, 0.0), "1");
        indicator("city", "甲", "City", e + previous(total(e), 0.0), "1");
    "#;
    let program = program(&case, script);
    for zone in 0..3 {
        let read = |id: &str| draws(&program, 3, id, Some(zone), 10);
        let (e, one, city) = (read("e"), read("one"), read("city"));
        assert_eq!(one[2], e[1]);
        let total = draws(&program, 3, "x", None, 10);
        let wanted: Vec<f64> = e[2].iter().zip(&total[1]).map(|(e, t)| e + t).collect();
        assert_eq!(city[2], wanted);
    }
}

#[test]
fn a_rule_sees_last_years_value_and_is_silent_in_years_it_does_not_apply_to() {
    // K doubles every year from 1; the rule invests 8 / K of last year's end, also at several steps a year.
    let model = r#"
        let invest = lever("invest", "投资", "Investment", "1/年", #{});
        let k = stock("k", "资本", "Capital", 1.0 + 0.0 * invest, "1");
        let doubled = stock("start", "年初", "Start", 1.0, "1");
        k.becomes(2.0 ** (year - 2024.0) + 0.0 * invest);
        doubled.inflow(total(invest));
        indicator("k", "资本", "Capital", k, "1");
        indicator("x", "投入", "Spent", doubled, "1");
    "#;
    // In 2024 there is no last year: 8 / 0 must not leak into the base year.
    let scenario = r#"scenario("规则", "Rule"); rule(2026..=2028, |z| z.invest(8.0 / z.last("k")));"#;
    for steps in [1, 4] {
        let case = small_case(&["a", "b"], 2024, 2030, steps, &target("T", "x", ">=", 0.0, 2030));
        let program = program_of(&case, model, scenario);
        let x: Vec<f64> = draws(&program, 1, "x", None, 2).iter().map(|v| v[0]).collect();
        // Both zones: 2 * 8 / (2, 4, 8).
        assert_eq!(x, [1.0, 1.0, 9.0, 13.0, 15.0, 15.0, 15.0], "{steps}");
    }
}

#[test]
fn a_rule_that_divides_by_last_years_value_is_no_fault_in_the_base_year() {
    let case = small_case(&["a"], 2024, 2026, 1, &target("T", "x", ">=", 0.0, 2026));
    let model = crate::common::model(
        &case,
        r#"
        let invest = lever("invest", "投资", "Investment", "1", #{});
        indicator("k", "资本", "Capital", 4.0 + 0.0 * invest, "1");
        indicator("x", "投入", "Spent", total(invest), "1");
    "#,
    );
    let model = model.expect("valid");
    let rule = r#"scenario("规则", "Rule"); rule(2025..=2025, |z| z.invest(8.0 / z.last("k")));"#;
    let rule = crate::common::scenario(&model, rule).expect("valid").scenario;
    let outcome = crate::common::outcomes(&crate::common::bound(&model, vec![rule], 1, 100), 1);
    assert!(outcome.is_ok(), "{:?}", outcome.err());
}
