//! What deceives in Rhai: each trap ends in an exact sentence, never in a silent wrong answer.

use crate::common::planner::{check, check_with};

#[test]
fn equality_on_simulated_values_is_refused_instead_of_false() {
    check(
        r#"let x = last("capital"); x == 3"#,
        "a.rhai:1:28：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:28: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"let x = last("capital"); x != 3"#,
        "a.rhai:1:28：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:28: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"let x = last("capital"); 3 == x"#,
        "a.rhai:1:28：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:28: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"let x = last("capital"); if x == "三" { }"#,
        "a.rhai:1:31：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:31: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"zone("台州高新区") == "台州高新区""#,
        "a.rhai:1:15：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:15: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"zone("台州高新区") != zone("温岭高新区")"#,
        "a.rhai:1:15：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:15: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        "pert(1, 2, 3) == pert(1, 2, 3)",
        "a.rhai:1:15：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:15: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"let x = last("capital"); [1, x] == [1, x]"#,
        "a.rhai:1:33：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:33: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"let x = last("capital"); #{a: x} == #{a: x}"#,
        "a.rhai:1:34：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:34: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check(
        r#"last("capital") == ()"#,
        "a.rhai:1:17：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "a.rhai:1:17: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
}

#[test]
fn comparing_different_types_is_refused_instead_of_false() {
    check(
        r#""3" == 3"#,
        "a.rhai:1:5：“==”不能用于文字、数",
        "a.rhai:1:5: `==` does not work on a text, a number",
    );
    check(
        r#"if "3" != 3 { }"#,
        "a.rhai:1:8：“!=”不能用于文字、数",
        "a.rhai:1:8: `!=` does not work on a text, a number",
    );
    check(
        r#""3" < 4"#,
        "a.rhai:1:5：“<”不能用于文字、数",
        "a.rhai:1:5: `<` does not work on a text, a number",
    );
    check(
        r#"zone("台州高新区") < 3"#,
        "a.rhai:1:15：“<”不能用于园区、数",
        "a.rhai:1:15: `<` does not work on a zone, a number",
    );
    check(
        "[1] > 2",
        "a.rhai:1:5：“>”不能用于数组、数",
        "a.rhai:1:5: `>` does not work on an array, a number",
    );
    check(
        "true == 1",
        "a.rhai:1:6：“==”不能用于 true 或 false、数",
        "a.rhai:1:6: `==` does not work on true or false, a number",
    );
}

#[test]
fn switch_is_off() {
    check(
        r#"let x = last("capital"); switch x { 1 => 2, _ => 3 }"#,
        "a.rhai:1:26：脚本中不使用 switch；请写 if，或对模拟值写 when(条件, 甲, 乙)",
        "a.rhai:1:26: `switch` is not used in scripts; write if, or when(condition, a, b) for simulated values",
    );
    check(
        "let y = switch 3 { 1 => 2, _ => 3 };",
        "a.rhai:1:9：脚本中不使用 switch；请写 if，或对模拟值写 when(条件, 甲, 乙)",
        "a.rhai:1:9: `switch` is not used in scripts; write if, or when(condition, a, b) for simulated values",
    );
}

#[test]
fn branching_on_simulated_values_names_when_and_or() {
    check(
        r#"let x = last("capital"); if x < 3 { 1 }"#,
        "a.rhai:1:31：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:31: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); if x { 1 }"#,
        "a.rhai:1:29：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:29: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); while x < 3 { 1 }"#,
        "a.rhai:1:34：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:34: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); do { } while x < 3;"#,
        "a.rhai:1:41：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:41: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); do { } until x < 3;"#,
        "a.rhai:1:41：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:41: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); x < 3 && x > 1"#,
        "a.rhai:1:28：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:28: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); true && x > 1"#,
        "a.rhai:1:36：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:36: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); x < 3 || true"#,
        "a.rhai:1:28：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:28: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        "let d = pert(1, 2, 3); if d { }",
        "a.rhai:1:27：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:27: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"rule(2027, |z| if z.last("capital") < 3.0 { z.invest(1.0) });"#,
        "a.rhai:1:37：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:37: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
}

#[test]
fn a_chained_comparison_is_refused() {
    check(
        r#"let x = last("capital"); 1 < x < 3"#,
        "a.rhai:1:26：< 需要数，这里却是条件；请写 and(1 < x, x < 3)",
        "a.rhai:1:26: < wants a number but got a condition; write and(1 < x, x < 3)",
    );
    check(
        r#"let x = last("capital"); 1 < x && x < 3"#,
        "a.rhai:1:28：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:1:28: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check(
        r#"let x = last("capital"); let y = (x > 1) + 1;"#,
        "a.rhai:1:35：+ 需要数，这里却是条件；请写 when(x > 3, 1, 0)",
        "a.rhai:1:35: + wants a number but got a condition; write when(x > 3, 1, 0)",
    );
    check(
        r#"rule(2027, |z| z.invest(z.last("capital") > 3.0));"#,
        "a.rhai:1:25：invest 需要数，这里却是条件；请写 when(x > 3, 1, 0)",
        "a.rhai:1:25: invest wants a number but got a condition; write when(x > 3, 1, 0)",
    );
}

#[test]
fn words_cannot_be_redefined() {
    check(
        "fn pert(a, b, c) { 1 }",
        "a.rhai:1:4：“pert”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:1:4: `pert` is a word of zonecast and cannot be redefined; choose another name",
    );
    check(
        "fn 三点估计(a, b, c) { 1 }",
        "a.rhai:1:4：“三点估计”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:1:4: `三点估计` is a word of zonecast and cannot be redefined; choose another name",
    );
    check(
        "// fn pert(a) 不算\nfn zones() { 1 }",
        "a.rhai:2:4：“zones”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:2:4: `zones` is a word of zonecast and cannot be redefined; choose another name",
    );
    check(
        "fn 投资(z, a, b) { 1 }",
        "a.rhai:1:4：“投资”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:1:4: `投资` is a word of zonecast and cannot be redefined; choose another name",
    );
    check(
        "fn invest(z, a, b) { 1 }",
        "a.rhai:1:4：“invest”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:1:4: `invest` is a word of zonecast and cannot be redefined; choose another name",
    );
    check(
        "fn set_invest(z, a, b) { 1 }",
        "a.rhai:1:4：“set_invest”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:1:4: `set_invest` is a word of zonecast and cannot be redefined; choose another name",
    );
    check(
        "fn 设投资(z, a, b) { 1 }",
        "a.rhai:1:4：“设投资”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:1:4: `设投资` is a word of zonecast and cannot be redefined; choose another name",
    );
    check(
        "fn year() { 1 }",
        "a.rhai:1:4：“year”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:1:4: `year` is a word of zonecast and cannot be redefined; choose another name",
    );
    check_with(
        r#"import "m" as m;"#,
        &[("m.rhai", "fn ok() { 1 }\nfn when(a, b, c) { 1 }")],
        "m.rhai:2:4：“when”是系统的词，不能重新定义；请换一个函数名",
        "m.rhai:2:4: `when` is a word of zonecast and cannot be redefined; choose another name",
    );
}

#[test]
fn names_cannot_be_hidden() {
    check(
        "let year = 3;",
        "a.rhai:1:5：“year”是系统的名称，不能用作变量名",
        "a.rhai:1:5: `year` is a name of zonecast and cannot be a variable",
    );
    check(
        "let 年份 = 3;",
        "a.rhai:1:5：“年份”是系统的名称，不能用作变量名",
        "a.rhai:1:5: `年份` is a name of zonecast and cannot be a variable",
    );
    check(
        "const once = 3;",
        "a.rhai:1:7：“once”是系统的名称，不能用作变量名",
        "a.rhai:1:7: `once` is a name of zonecast and cannot be a variable",
    );
    check(
        "for year in 2025..=2027 { }",
        "a.rhai:1:5：“year”是系统的名称，不能用作变量名",
        "a.rhai:1:5: `year` is a name of zonecast and cannot be a variable",
    );
    check(
        "for (x, year) in [1, 2] { }",
        "a.rhai:1:9：“year”是系统的名称，不能用作变量名",
        "a.rhai:1:9: `year` is a name of zonecast and cannot be a variable",
    );
    check(
        "fn f(year) { year }",
        "a.rhai:1:6：“year”是系统的名称，不能用作变量名",
        "a.rhai:1:6: `year` is a name of zonecast and cannot be a variable",
    );
    check(
        "fn f(a,\n     年份) { a }",
        "a.rhai:2:6：“年份”是系统的名称，不能用作变量名",
        "a.rhai:2:6: `年份` is a name of zonecast and cannot be a variable",
    );
    check(
        "let f = |year| year;",
        "a.rhai:1:10：“year”是系统的名称，不能用作变量名",
        "a.rhai:1:10: `year` is a name of zonecast and cannot be a variable",
    );
    check(
        "let f = |a, year| a;",
        "a.rhai:1:13：“year”是系统的名称，不能用作变量名",
        "a.rhai:1:13: `year` is a name of zonecast and cannot be a variable",
    );
    check_with(
        r#"import "m" as year;"#,
        &[("m.rhai", "fn f() { 1 }")],
        "a.rhai:1:15：“year”是系统的名称，不能用作变量名",
        "a.rhai:1:15: `year` is a name of zonecast and cannot be a variable",
    );
}
