//! Values that are not finite: the run ends, and the message names the first culprit.

mod common;

use common::{bound, model, outcomes, scenario, small_case};
use zonecast::message::{Lang, say};

#[track_caller]
fn check(script: &str, draws: u64, zh: &str, en: &str) {
    let case = small_case(&["a", "b"], 2024, 2030, 1, "");
    let model = model(&case, script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    for threads in [1, 2] {
        let error = outcomes(&bound(&model, Vec::new(), 1, draws), threads).expect_err("not finite");
        assert_eq!(say(&error, Lang::Zh), zh);
        assert_eq!(say(&error, Lang::En), en);
    }
}

#[test]
fn a_stock_that_blows_up_is_named_with_year_and_draw() {
    // 1 / (year - 2028) is infinite in 2028, in every draw, so the first draw is the culprit.
    let script = "let s = stock(\"s\", \"存量\", \"Stock\", 0.0, \"1\");\ns.inflow(1.0 / (year - 2028));\nindicator(\"x\", \"指标\", \"X\", s, \"1\");\n";
    check(
        script,
        500,
        "model.rhai:1:9：情景“趋势延续”第 0 次抽样：存量“存量(s)”在 2028 年变成 inf；请检查方程中的除以零、对非正数取对数",
        "model.rhai:1:9: scenario `Trend continued`, draw 0: stock `s` became inf in 2028; look for a division by zero or the logarithm of a number that is not positive",
    );
}

#[test]
fn an_arm_of_when_that_is_not_taken_is_no_fault() {
    let case = small_case(&["a"], 2024, 2026, 1, "");
    let script = "let e = uncertain(\"e\", uniform(0, 1), per_city, once);\nindicator(\"x\", \"指标\", \"X\", when(e > 2.0, ln(-e), e), \"1\");\n";
    let model = model(&case, script).expect("traced");
    assert!(outcomes(&bound(&model, Vec::new(), 1, 2000), 1).is_ok());
}

#[test]
fn what_is_no_number_is_not_lost_in_a_comparison_or_a_largest_value() {
    // The logarithm of a negative number decided these as if it were a number.
    for wrong in [
        "max(1.0, ln(0.0 - e))",
        "max(ln(0.0 - e), 1.0)",
        "min(1.0, ln(0.0 - e))",
        "when(ln(0.0 - e) > 0.0, 5.0, 7.0)",
        "when(and(e > 0.0, ln(0.0 - e) < 1.0), 5.0, 7.0)",
        "lookup(ln(0.0 - e), [[0.0, 1.0], [1.0, 2.0]])",
        "count_where(ln(0.0 - z) > 0.0)",
        "largest(ln(0.0 - z))",
    ] {
        let script = format!(
            "let e = uncertain(\"e\", uniform(1, 2), per_city, once);\nlet z = uncertain(\"z\", uniform(1, 2), per_zone, once);\nindicator(\"x\", \"指标\", \"X\", {wrong}, \"1\");\n"
        );
        let case = small_case(&["a", "b"], 2024, 2026, 1, "");
        let model = model(&case, &script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
        let error = outcomes(&bound(&model, Vec::new(), 1, 300), 1).expect_err(wrong);
        let (zh, en) = (say(&error, Lang::Zh), say(&error, Lang::En));
        assert!(
            zh.starts_with("model.rhai:3:") && zh.contains("指标“指标(x)”在 2024 年变成 NaN"),
            "{wrong}: {zh}"
        );
        assert!(en.contains("indicator `x` became NaN in 2024"), "{wrong}: {en}");
    }
    // Where the other side of a condition decides alone it does not matter.
    let case = small_case(&["a"], 2024, 2026, 1, "");
    let script = "let e = uncertain(\"e\", uniform(1, 2), per_city, once);\nindicator(\"x\", \"指标\", \"X\", when(and(e < 0.0, ln(0.0 - e) < 1.0), 5.0, 7.0), \"1\");\n";
    let model = model(&case, script).expect("traced");
    assert!(outcomes(&bound(&model, Vec::new(), 1, 300), 1).is_ok());
}

#[test]
fn the_first_such_draw_is_named_whatever_the_threads() {
    let case = small_case(&["a", "b"], 2024, 2026, 1, "");
    let script = "let e = uncertain(\"e\", uniform(0, 1), per_zone, once);\nindicator(\"x\", \"指标\", \"X\", ln(e - 0.0005), \"1\");\n";
    let model = model(&case, script).expect("traced");
    let says: Vec<String> = [1, 2, 5]
        .iter()
        .map(|&threads| {
            let error =
                outcomes(&bound(&model, Vec::new(), 3, 50_000), threads).expect_err("some draw is too small");
            say(&error, Lang::En)
        })
        .collect();
    assert!(
        says[0].contains("indicator `x` became NaN in 2024 (Zone a)") || says[0].contains("in 2024 (Zone b)"),
        "{}",
        says[0]
    );
    assert_eq!(says[0], says[1]);
    assert_eq!(says[0], says[2]);
}

#[test]
fn the_scenario_whose_value_is_not_finite_is_named_and_the_first_draw_of_any_wins() {
    let case = small_case(&["a", "b"], 2024, 2026, 1, "");
    let script = "let land = lever(\"land\", \"土地\", \"Land\", \"1\", #{low: -1.0, high: 1.0});
        let e = uncertain(\"e\", uniform(0, 1), per_zone, once);
        indicator(\"x\", \"指标\", \"X\", ln(e + land), \"1\");";
    let model = model(&case, script).expect("traced");
    let less = |name: &str, by: f64| {
        let text = format!("scenario(\"{name}\", \"{name}\"); zones().land(2025..=2026, {by});");
        scenario(&model, &text).expect("traced").scenario
    };
    for threads in [1, 2, 5] {
        // The second scenario takes more away, so its first draw below zero comes no later.
        let experiment = bound(&model, vec![less("甲", -0.0001), less("乙", -0.001)], 3, 50_000);
        let error = outcomes(&experiment, threads).expect_err("some draw is too small");
        let alone = bound(&model, vec![less("乙", -0.001)], 3, 50_000);
        let wanted = outcomes(&alone, 1).expect_err("some draw is too small");
        assert_eq!(say(&error, Lang::En), say(&wanted, Lang::En));
        assert!(say(&error, Lang::En).contains("`乙`"), "{}", say(&error, Lang::En));
    }
}
