//! Years, ranges and places of words: what a scenario may do to levers.

use crate::common::planner::{check, planner_case, runs};
use crate::common::{model, scenario};
use zonecast::message::{Lang, say};

#[test]
fn years_stay_inside_the_horizon() {
    check(
        r#"zone("台州高新区").invest(2024, 1.0);"#,
        "a.rhai:1:22：年份 2024 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:22: year 2024 is outside the horizon 2025 to 2035",
    );
    check(
        r#"zone("台州高新区").invest(2036, 1.0);"#,
        "a.rhai:1:22：年份 2036 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:22: year 2036 is outside the horizon 2025 to 2035",
    );
    check(
        r#"zone("台州高新区").invest(2030..=2036, 1.0);"#,
        "a.rhai:1:22：年份 2036 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:22: year 2036 is outside the horizon 2025 to 2035",
    );
    check(
        r#"zone("台州高新区").invest(20277, 1.0);"#,
        "a.rhai:1:22：年份 20277 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:22: year 20277 is outside the horizon 2025 to 2035",
    );
    check(
        r#"zone("台州高新区").invest(2029..=2027, 1.0);"#,
        "a.rhai:1:22：年份区间 2029..=2027 里没有年份；请从早到晚写，如 2025..=2035",
        "a.rhai:1:22: the range of years 2029..=2027 holds no year; write it from early to late, such as 2025..=2035",
    );
    check(
        r#"zone("台州高新区").invest(2029..2029, 1.0);"#,
        "a.rhai:1:22：年份区间 2029..2029 里没有年份；请从早到晚写，如 2025..=2035",
        "a.rhai:1:22: the range of years 2029..2029 holds no year; write it from early to late, such as 2025..=2035",
    );
    check(
        r#"zone("台州高新区").invest(..2029, 1.0);"#,
        "a.rhai:1:22：年份 0 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:22: year 0 is outside the horizon 2025 to 2035",
    );
    check(
        r#"zones().split("land", 2020, 800);"#,
        "a.rhai:1:23：年份 2020 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:23: year 2020 is outside the horizon 2025 to 2035",
    );
    check(
        "rule(2024, |z| z.invest(1.0));",
        "a.rhai:1:6：年份 2024 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:6: year 2024 is outside the horizon 2025 to 2035",
    );
    check(
        "rule(2029..=2028, |z| z.invest(1.0));",
        "a.rhai:1:6：年份区间 2029..=2028 里没有年份；请从早到晚写，如 2025..=2035",
        "a.rhai:1:6: the range of years 2029..=2028 holds no year; write it from early to late, such as 2025..=2035",
    );
    check(
        "rule(2027, |z| z.invest(2040, 1.0));",
        "a.rhai:1:25：年份 2040 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:25: year 2040 is outside the horizon 2025 to 2035",
    );
    check(
        r#"target("T5", #{year: 2099})"#,
        "a.rhai:1:16：年份 2099 不在模拟期 2025 到 2035 之内",
        "a.rhai:1:16: year 2099 is outside the horizon 2025 to 2035",
    );
}

#[test]
fn a_pure_number_has_no_unit_in_a_sentence() {
    let model = model(
        &planner_case(),
        "let odds = lever(\"odds\", \"机会\", \"Odds\", \"1\", #{low: 0.0, high: 1.0});\nindicator(\"x\", \"甲\", \"X\", odds, \"1\");",
    );
    let model = model.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let Err(error) = scenario(&model, "zone(\"温岭高新区\").机会(2030, 2);") else {
        panic!("it runs")
    };
    assert_eq!(
        say(&error, Lang::Zh),
        "a.rhai:1:24：2030 年“温岭高新区”的杠杆 机会(odds) 为 2，应在 0 到 1 之间"
    );
    assert_eq!(
        say(&error, Lang::En),
        "a.rhai:1:24: lever odds of `Wenling` is 2 in 2030; must be between 0 and 1"
    );
}

#[test]
fn the_chinese_word_that_replaces_has_two_forms() {
    for word in ["设投资", "set_投资", "set_invest"] {
        let text = format!("let gx = zone(\"台州高新区\"); gx.投资(2030, 40); gx.{word}(2030, 20);");
        runs(&text);
    }
}

#[test]
fn levers_stay_in_their_range() {
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2030, 60);",
        "a.rhai:2:28：2030 年“台州高新区”的杠杆 投资(invest) 为 60 亿元/年，应在 0 到 50 之间",
        "a.rhai:2:28: lever invest of `Taizhou` is 60 (unit: 100 million yuan a year) in 2030; must be between 0 and 50",
    );
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2030..=2031, -1);",
        "a.rhai:2:35：2030 年“台州高新区”的杠杆 投资(invest) 为 -1 亿元/年，应在 0 到 50 之间",
        "a.rhai:2:35: lever invest of `Taizhou` is -1 (unit: 100 million yuan a year) in 2030; must be between 0 and 50",
    );
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2030, 30);\nzone(\"台州高新区\").invest(2030, 30);",
        "a.rhai:3:28：2030 年“台州高新区”的杠杆 投资(invest) 为 60 亿元/年，应在 0 到 50 之间",
        "a.rhai:3:28: lever invest of `Taizhou` is 60 (unit: 100 million yuan a year) in 2030; must be between 0 and 50",
    );
    check(
        "scenario(\"甲\", \"a\");\nrule(2030, |z| z.set_talent(-1));",
        "a.rhai:2:29：2030 年“台州高新区”的杠杆 人才(talent) 为 -1 人/年，应不小于 0",
        "a.rhai:2:29: lever talent of `Taizhou` is -1 (unit: persons a year) in 2030; must be at least 0",
    );
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").talent(2030, 1.0e308 * 10);",
        "a.rhai:2:28：talent 的数量为 inf，应为有限的数",
        "a.rhai:2:28: the amount for talent is inf; wanted a finite number",
    );
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").talent(2030, 0.0 * (1.0e308 * 10));",
        "a.rhai:2:28：talent 的数量为 NaN，应为有限的数",
        "a.rhai:2:28: the amount for talent is NaN; wanted a finite number",
    );
}

#[test]
fn words_in_the_wrong_place() {
    check(
        r#"stock("a", "b", "c", 1.0, "亿元");"#,
        "a.rhai:1:1：stock 只能在模型脚本中使用",
        "a.rhai:1:1: stock belongs in the model script",
    );
    check(
        r#"存量("a", "b", "c", 1.0, "亿元");"#,
        "a.rhai:1:1：存量 只能在模型脚本中使用",
        "a.rhai:1:1: 存量 belongs in the model script",
    );
    check(
        r#"data("capital")"#,
        "a.rhai:1:1：data 只能在模型脚本中使用",
        "a.rhai:1:1: data belongs in the model script",
    );
    check(
        r#"last("capital").inflow(3)"#,
        "a.rhai:1:17：inflow 只能在模型脚本中使用",
        "a.rhai:1:17: inflow belongs in the model script",
    );
    check(
        r#"zone("台州高新区").invest(1.0);"#,
        "a.rhai:1:15：invest 只有一个参数时只能写在 规则(年份, |z| ...) 里；平时请写 invest(年份, 数量)",
        "a.rhai:1:15: invest with one argument belongs inside rule(years, |z| ...); elsewhere write invest(years, amount)",
    );
    check(
        "zones().设投资(1.0);",
        "a.rhai:1:9：设投资 只有一个参数时只能写在 规则(年份, |z| ...) 里；平时请写 设投资(年份, 数量)",
        "a.rhai:1:9: 设投资 with one argument belongs inside rule(years, |z| ...); elsewhere write 设投资(years, amount)",
    );
    check(
        r#"zone("台州高新区").invest(2027, 1.0);"#,
        r#"a.rhai:1:1：情景没有标题；请在开头写 scenario("名称", "Name");"#,
        r#"a.rhai:1:1: the scenario has no title; start with scenario("Chinese name", "English name");"#,
    );
}
