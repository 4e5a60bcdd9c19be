//! Wrong arguments: their type, their number, their values, pointed at themselves.

use crate::common::planner::check;

#[test]
fn a_wrong_argument_is_pointed_at_itself() {
    check("zone(3)", "a.rhai:1:6：zone 的参数是数，应为文字", "a.rhai:1:6: zone got a number; wanted a text");
    check(
        r#"zone("台州高新区").invest("2027", 1.0);"#,
        "a.rhai:1:22：invest 的参数是文字，应为年份，如 2001 或 2001..=2003",
        "a.rhai:1:22: invest got a text; wanted a year or a range such as 2001..=2003",
    );
    check(
        r#"zone("台州高新区").invest(2027.0, 1.0);"#,
        "a.rhai:1:22：invest 的参数是数，应为年份，如 2001 或 2001..=2003",
        "a.rhai:1:22: invest got a number; wanted a year or a range such as 2001..=2003",
    );
    check(
        r#"zone("台州高新区").invest(2027, "三");"#,
        "a.rhai:1:28：invest 的参数是文字，应为数、分布或模拟值",
        "a.rhai:1:28: invest got a text; wanted a number, a distribution or a simulated value",
    );
    check(
        "zone(\"台州高新区\").invest(2027,\n    zone(\"台州高新区\"));",
        "a.rhai:2:5：invest 的参数是园区，应为数、分布或模拟值",
        "a.rhai:2:5: invest got a zone; wanted a number, a distribution or a simulated value",
    );
    check(
        r#"zone("台州高新区").invest(2027, ());"#,
        "a.rhai:1:28：invest 的参数是空值 ()，应为数、分布或模拟值",
        "a.rhai:1:28: invest got nothing (); wanted a number, a distribution or a simulated value",
    );
    check(
        r#"zone("台州高新区").invest(2027, [1.0]);"#,
        "a.rhai:1:28：invest 的参数是数组，应为数、分布或模拟值",
        "a.rhai:1:28: invest got an array; wanted a number, a distribution or a simulated value",
    );
    check(
        r#"invest(zone("台州高新区"), 2027, "三");"#,
        "a.rhai:1:29：invest 的参数是文字，应为数、分布或模拟值",
        "a.rhai:1:29: invest got a text; wanted a number, a distribution or a simulated value",
    );
    check(
        r#""台州高新区".invest(2027, 1.0);"#,
        "a.rhai:1:9：invest 的参数是文字，应为园区",
        "a.rhai:1:9: invest got a text; wanted a zone",
    );
    check(
        r#"invest("台州高新区", 2027, 1.0);"#,
        "a.rhai:1:8：invest 的参数是文字，应为园区",
        "a.rhai:1:8: invest got a text; wanted a zone",
    );
    check(
        "let n = 3; n.投资(2027, 1.0);",
        "a.rhai:1:14：投资 的参数是数，应为园区",
        "a.rhai:1:14: 投资 got a number; wanted a zone",
    );
    check(
        r#"zones().split("land", 2028, "八百");"#,
        "a.rhai:1:29：land 的参数是文字，应为数、分布或模拟值",
        "a.rhai:1:29: land got a text; wanted a number, a distribution or a simulated value",
    );
    check(
        "zones().split(3, 2028, 800);",
        "a.rhai:1:15：split 的参数是数，应为文字",
        "a.rhai:1:15: split got a number; wanted a text",
    );
    check(
        r#"zones().split("land", "2028", 800);"#,
        "a.rhai:1:23：split 的参数是文字，应为年份，如 2001 或 2001..=2003",
        "a.rhai:1:23: split got a text; wanted a year or a range such as 2001..=2003",
    );
    check(
        r#"zone("台州高新区").last(3)"#,
        "a.rhai:1:20：last 的参数是数，应为文字",
        "a.rhai:1:20: last got a number; wanted a text",
    );
    check(
        "rule(2028, 3)",
        "a.rhai:1:12：rule 的参数是数，应为函数",
        "a.rhai:1:12: rule got a number; wanted a function",
    );
    check(
        r#"rule("2028", |z| 3)"#,
        "a.rhai:1:6：rule 的参数是文字，应为年份，如 2001 或 2001..=2003",
        "a.rhai:1:6: rule got a text; wanted a year or a range such as 2001..=2003",
    );
    check(
        r#"figure("台州高新区", "capital", "三")"#,
        "a.rhai:1:28：figure 的参数是文字，应为数或模拟值",
        "a.rhai:1:28: figure got a text; wanted a number or a simulated value",
    );
    check(
        r#"figure("capital", 3)"#,
        "a.rhai:1:8：数据“capital”的口径不符，此处需要分园区数据",
        "a.rhai:1:8: figure `capital` has the wrong scope; wanted here: a figure by zone",
    );
    check(
        r#"target("T5", 3)"#,
        "a.rhai:1:14：target 的参数是数，应为键值表",
        "a.rhai:1:14: target got a number; wanted a map",
    );
    check(
        r#"target("T5", #{threshold: "3"})"#,
        "a.rhai:1:16：threshold 的参数是文字，应为数",
        "a.rhai:1:16: threshold got a text; wanted a number",
    );
    check(
        r#"pert("a", 5, 7)"#,
        "a.rhai:1:6：pert 的参数是文字，应为数或模拟值",
        "a.rhai:1:6: pert got a text; wanted a number or a simulated value",
    );
    check(
        r#"pert(1, 5, last("capital") > 3)"#,
        "a.rhai:1:12：pert 需要数，这里却是条件；请写 when(x > 3, 1, 0)",
        "a.rhai:1:12: pert wants a number but got a condition; write when(x > 3, 1, 0)",
    );
    check(
        r#"sqrt("a")"#,
        "a.rhai:1:6：sqrt 的参数是文字，应为数或模拟值",
        "a.rhai:1:6: sqrt got a text; wanted a number or a simulated value",
    );
    check(
        r#"max(1, "a")"#,
        "a.rhai:1:8：max 的参数是文字，应为数或模拟值",
        "a.rhai:1:8: max got a text; wanted a number or a simulated value",
    );
    check(
        r#"min(last("capital"), "x")"#,
        "a.rhai:1:22：min 的参数是文字，应为数或模拟值",
        "a.rhai:1:22: min got a text; wanted a number or a simulated value",
    );
    check(
        r#"1 + last("capital") * "x""#,
        "a.rhai:1:23：* 的参数是文字，应为数或模拟值",
        "a.rhai:1:23: * got a text; wanted a number or a simulated value",
    );
    check(
        r#"last("capital") + zone("台州高新区")"#,
        "a.rhai:1:19：+ 的参数是园区，应为数或模拟值",
        "a.rhai:1:19: + got a zone; wanted a number or a simulated value",
    );
    check(
        "when(1, 2, 3)",
        "a.rhai:1:6：when 需要条件（如 x > 3），这里却是数",
        "a.rhai:1:6: when wants a condition (such as x > 3) but got a number",
    );
    check(
        r#"when(last("capital"), 2, 3)"#,
        "a.rhai:1:6：when 需要条件（如 x > 3），这里却是数",
        "a.rhai:1:6: when wants a condition (such as x > 3) but got a number",
    );
    check(
        r#"when(last("capital") > 1, 2, "x")"#,
        "a.rhai:1:30：when 的参数是文字，应为数或模拟值",
        "a.rhai:1:30: when got a text; wanted a number or a simulated value",
    );
    check(
        "and(1, 2)",
        "a.rhai:1:5：and 需要条件（如 x > 3），这里却是数",
        "a.rhai:1:5: and wants a condition (such as x > 3) but got a number",
    );
    check(
        r#"and(last("capital") > 1, 2)"#,
        "a.rhai:1:26：and 需要条件（如 x > 3），这里却是数",
        "a.rhai:1:26: and wants a condition (such as x > 3) but got a number",
    );
    check(
        "not(3)",
        "a.rhai:1:5：not 需要条件（如 x > 3），这里却是数",
        "a.rhai:1:5: not wants a condition (such as x > 3) but got a number",
    );
    check(
        r#"total("a")"#,
        "a.rhai:1:7：total 的参数是文字，应为数或模拟值",
        "a.rhai:1:7: total got a text; wanted a number or a simulated value",
    );
    check(
        r#"between("a", 1)"#,
        "a.rhai:1:9：between 的参数是文字，应为数",
        "a.rhai:1:9: between got a text; wanted a number",
    );
    check(
        r#"uncertain("x", 3, per_zone, once)"#,
        "a.rhai:1:16：uncertain 的参数是数，应为分布",
        "a.rhai:1:16: uncertain got a number; wanted a distribution",
    );
    check(
        r#"uncertain("x", normal(0, 1), once, per_zone)"#,
        "a.rhai:1:30：uncertain 的参数是文字，应为 per_zone 或 per_city",
        "a.rhai:1:30: uncertain got a text; wanted per_zone or per_city",
    );
    check(
        r#""abc".sub_string("a")"#,
        "a.rhai:1:18：sub_string 的参数是文字，应为数、区间",
        "a.rhai:1:18: sub_string got a text; wanted a number, a range",
    );
    check(
        r#""abc".pad(3.5, "x")"#,
        "a.rhai:1:11：pad 的参数是带小数点的数，应为整数",
        "a.rhai:1:11: pad got a number with a decimal point; wanted a whole number",
    );
}

#[test]
fn a_wrong_number_of_arguments_says_how_many() {
    check(
        r#"zone("台州高新区", 1)"#,
        "a.rhai:1:1：zone 需要 1 个参数，这里给了 2 个",
        "a.rhai:1:1: wrong number of arguments for zone: 2, wanted 1",
    );
    check(
        r#"zone("台州高新区").invest(2027, 1.0, 3);"#,
        "a.rhai:1:15：invest 需要 1、2 个参数，这里给了 3 个",
        "a.rhai:1:15: wrong number of arguments for invest: 3, wanted 1, 2",
    );
    check(
        r#"zone("台州高新区").invest();"#,
        "a.rhai:1:15：invest 需要 1、2 个参数，这里给了 0 个",
        "a.rhai:1:15: wrong number of arguments for invest: 0, wanted 1, 2",
    );
    check(
        "pert(1, 2)",
        "a.rhai:1:1：pert 需要 3 个参数，这里给了 2 个",
        "a.rhai:1:1: wrong number of arguments for pert: 2, wanted 3",
    );
    check(
        "rule(|z| 3)",
        "a.rhai:1:1：rule 需要 2、3 个参数，这里给了 1 个",
        "a.rhai:1:1: wrong number of arguments for rule: 1, wanted 2, 3",
    );
    check(
        "rule(2028, || 3)",
        "a.rhai:1:1：这个闭包 需要 0 个参数，这里给了 1 个",
        "a.rhai:1:1: wrong number of arguments for the closure: 1, wanted 0",
    );
    check(
        "rule(2028, |z, y| 3)",
        "a.rhai:1:1：这个闭包 需要 2 个参数，这里给了 1 个",
        "a.rhai:1:1: wrong number of arguments for the closure: 1, wanted 2",
    );
    check(
        "fn f(a) { a }\nf(1, 2)",
        "a.rhai:2:1：f 需要 1 个参数，这里给了 2 个",
        "a.rhai:2:1: wrong number of arguments for f: 2, wanted 1",
    );
    check(
        "let f = |a| a + 1; f.call()",
        "a.rhai:1:22：这个闭包 需要 1 个参数，这里给了 0 个",
        "a.rhai:1:22: wrong number of arguments for the closure: 0, wanted 1",
    );
    check(
        "let k = 3; rule(2028, || k)",
        "a.rhai:1:12：这个闭包 需要 0 个参数，这里给了 1 个",
        "a.rhai:1:12: wrong number of arguments for the closure: 1, wanted 0",
    );
}

#[test]
fn bad_parameters_are_pointed_at_themselves() {
    check(
        "pert(1, 5, 2)",
        "a.rhai:1:9：三点估计 的参数 最可能 为 5，应为 最可能 <= 高",
        "a.rhai:1:9: pert: parameter mode is 5, wanted mode <= high",
    );
    check(
        "pert(3, 2, 5)",
        "a.rhai:1:6：三点估计 的参数 低 为 3，应为 低 <= 最可能",
        "a.rhai:1:6: pert: parameter low is 3, wanted low <= mode",
    );
    check(
        "normal(1, -1)",
        "a.rhai:1:11：正态分布 的参数 标准差 为 -1，应为 标准差 >= 0",
        "a.rhai:1:11: normal: parameter sd is -1, wanted sd >= 0",
    );
    check(
        "gamma(0, 1)",
        "a.rhai:1:7：伽马分布 的参数 均值 为 0，应为 均值 > 0",
        "a.rhai:1:7: gamma: parameter mean is 0, wanted mean > 0",
    );
    check(
        "gamma(1, 1001)",
        "a.rhai:1:10：伽马分布 的参数 标准差 为 1001，应为 标准差 <= 1000 * 均值",
        "a.rhai:1:10: gamma: parameter sd is 1001, wanted sd <= 1000 * mean",
    );
    check(
        "uniform(3, 3)",
        "a.rhai:1:9：均匀分布 的参数 低 为 3，应为 低 < 高",
        "a.rhai:1:9: uniform: parameter low is 3, wanted low < high",
    );
    check(
        "between(3, 1)",
        "a.rhai:1:9：介于 的参数 低 为 3，应为 低 < 高",
        "a.rhai:1:9: between: parameter low is 3, wanted low < high",
    );
    check(
        r#"discrete([1, "a"])"#,
        "a.rhai:1:10：discrete 的参数是文字，应为数",
        "a.rhai:1:10: discrete got a text; wanted a number",
    );
    check(
        "discrete([[1, -0.5]])",
        "a.rhai:1:10：离散分布 的参数 2 为 -0.5，应为 权重 >= 0",
        "a.rhai:1:10: discrete: parameter 2 is -0.5, wanted weights >= 0",
    );
    check(
        "empirical([])",
        "a.rhai:1:11：经验分布 的参数 1 为 空值 ()，应为 至少一个数",
        "a.rhai:1:11: empirical: parameter 1 is nothing (), wanted at least one number",
    );
    check(
        "normal(1, 1.0e308 * 10)",
        "a.rhai:1:11：正态分布 的参数 标准差 为 inf，应为 有限的数",
        "a.rhai:1:11: normal: parameter sd is inf, wanted a finite number",
    );
}

#[test]
fn a_distribution_that_is_not_drawn_says_how() {
    check(
        "pert(1, 2, 3) + 1",
        r#"a.rhai:1:1：分布 pert 尚未抽样；请先写 uncertain("名称", pert(...), per_zone, once)"#,
        r#"a.rhai:1:1: the distribution pert is not drawn yet; bind it first: uncertain("name", pert(...), per_zone, once)"#,
    );
    check(
        "1 - pert(1, 2, 3)",
        r#"a.rhai:1:5：分布 pert 尚未抽样；请先写 uncertain("名称", pert(...), per_zone, once)"#,
        r#"a.rhai:1:5: the distribution pert is not drawn yet; bind it first: uncertain("name", pert(...), per_zone, once)"#,
    );
    check(
        "pert(1, 2, 3) < 1",
        r#"a.rhai:1:1：分布 pert 尚未抽样；请先写 uncertain("名称", pert(...), per_zone, once)"#,
        r#"a.rhai:1:1: the distribution pert is not drawn yet; bind it first: uncertain("name", pert(...), per_zone, once)"#,
    );
    check(
        "sqrt(pert(1, 2, 3))",
        r#"a.rhai:1:6：分布 pert 尚未抽样；请先写 uncertain("名称", pert(...), per_zone, once)"#,
        r#"a.rhai:1:6: the distribution pert is not drawn yet; bind it first: uncertain("name", pert(...), per_zone, once)"#,
    );
    check(
        "rule(2027, |z| z.invest(max(0, normal(1, 1))));",
        r#"a.rhai:1:32：分布 normal 尚未抽样；请先写 uncertain("名称", normal(...), per_zone, once)"#,
        r#"a.rhai:1:32: the distribution normal is not drawn yet; bind it first: uncertain("name", normal(...), per_zone, once)"#,
    );
}
