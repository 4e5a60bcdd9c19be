//! Searching, filtering and printing: what only a draw knows is refused, never false, empty or a type name.

use crate::common::planner::check;

#[test]
fn searching_among_simulated_values_is_refused_instead_of_false() {
    check(
        r#"let x = last("capital"); 3 in [x]"#,
        "a.rhai:1:28：in 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:28: in cannot search an array of simulated values; take items by position",
    );
    check(
        r#"let x = last("capital"); x in [1, 2]"#,
        "a.rhai:1:28：in 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:28: in cannot search an array of simulated values; take items by position",
    );
    check(
        r#"let x = last("capital"); !(x in [1, 2])"#,
        "a.rhai:1:30：in 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:30: in cannot search an array of simulated values; take items by position",
    );
    check(
        r#"let x = last("capital"); x !in [1, 2]"#,
        "a.rhai:1:28：in 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:28: in cannot search an array of simulated values; take items by position",
    );
    check(
        r#"let x = last("capital"); [x].contains(3)"#,
        "a.rhai:1:30：in 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:30: in cannot search an array of simulated values; take items by position",
    );
    check(
        r#"let x = last("capital"); [[x]].contains(3)"#,
        "a.rhai:1:32：in 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:32: in cannot search an array of simulated values; take items by position",
    );
    check(
        r#"let x = last("capital"); [1, 2].index_of(x)"#,
        "a.rhai:1:33：index_of 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:33: index_of cannot search an array of simulated values; take items by position",
    );
    check(
        r#"zone("台州高新区") in [zone("台州高新区")]"#,
        "a.rhai:1:15：in 不能在含模拟值的数组中查找；请按位置取用",
        "a.rhai:1:15: in cannot search an array of simulated values; take items by position",
    );
}

#[test]
fn predicates_must_say_true_or_false() {
    check(
        r#"let x = last("capital"); [1, 2].filter(|v| x > v)"#,
        "a.rhai:1:33：filter 的判断函数返回了模拟值，应返回 true 或 false",
        "a.rhai:1:33: the test given to filter returned a simulated value; wanted true or false",
    );
    check(
        r#"let x = last("capital"); [1, 2].some(|v| x > v)"#,
        "a.rhai:1:33：some 的判断函数返回了模拟值，应返回 true 或 false",
        "a.rhai:1:33: the test given to some returned a simulated value; wanted true or false",
    );
    check(
        r#"let x = last("capital"); [1, 2].all(|v| x > v)"#,
        "a.rhai:1:33：all 的判断函数返回了模拟值，应返回 true 或 false",
        "a.rhai:1:33: the test given to all returned a simulated value; wanted true or false",
    );
    check(
        "[1, 2].filter(|v| v)",
        "a.rhai:1:8：filter 的判断函数返回了数，应返回 true 或 false",
        "a.rhai:1:8: the test given to filter returned a number; wanted true or false",
    );
    check(
        "[1, 2].filter(|v| ())",
        "a.rhai:1:8：filter 的判断函数返回了空值 ()，应返回 true 或 false",
        "a.rhai:1:8: the test given to filter returned nothing (); wanted true or false",
    );
}

#[test]
fn simulated_values_have_no_text() {
    check(
        r#"let x = last("capital"); "a" + x"#,
        "a.rhai:1:30：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:30: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); x + "a""#,
        "a.rhai:1:28：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:28: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); let s = "a"; s += x;"#,
        "a.rhai:1:41：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:41: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); `资本 ${x} 亿元`"#,
        "a.rhai:1:31：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:31: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); print(x)"#,
        "a.rhai:1:26：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:26: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); debug(x)"#,
        "a.rhai:1:26：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:26: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); print([1, x])"#,
        "a.rhai:1:26：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:26: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); print(#{a: [x]})"#,
        "a.rhai:1:26：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:26: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); "a" + [x]"#,
        "a.rhai:1:30：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:30: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"let x = last("capital"); let s = x.to_string();"#,
        "a.rhai:1:36：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:36: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"print(zone("台州高新区"))"#,
        "a.rhai:1:1：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:1: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check(
        r#"throw last("capital");"#,
        "a.rhai:1:1：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "a.rhai:1:1: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
}
