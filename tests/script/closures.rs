//! Closures: those that are stored in loops, cross files, or keep their own place.

use crate::common::planner::{check, check_with};

#[test]
fn a_function_does_not_see_the_variables_around_it() {
    check(
        "let k = 3;\nfn f() { k + 1 }\nf()",
        "a.rhai:2:10：函数内看不到外面的变量“k”；请把它作为参数传入",
        "a.rhai:2:10: a function does not see the variable `k` outside it; pass it as an argument",
    );
    check(
        "const 系数 = 3;\nfn f(a) { a * 系数 }\nf(1)",
        "a.rhai:2:15：函数内看不到外面的变量“系数”；请把它作为参数传入",
        "a.rhai:2:15: a function does not see the variable `系数` outside it; pass it as an argument",
    );
}

#[test]
fn a_stored_closure_over_a_loop_variable_is_refused() {
    check(
        "let store = [];\nfor y in 2027..=2029 { store.push(|z| z.invest(y, 1.0)); }",
        "a.rhai:2:35：保存起来的闭包都会看到循环变量“y”的最后一个值；请先写“let 副本 = y;”，或直接把闭包交给 rule",
        "a.rhai:2:35: closures that are stored all see the last value of the loop variable `y`; write `let copy = y;` first, or hand the closure to rule directly",
    );
    check(
        "let f = 0;\nfor y in 2027..=2029 { f = |z| z.invest(y, 1.0); }",
        "a.rhai:2:28：保存起来的闭包都会看到循环变量“y”的最后一个值；请先写“let 副本 = y;”，或直接把闭包交给 rule",
        "a.rhai:2:28: closures that are stored all see the last value of the loop variable `y`; write `let copy = y;` first, or hand the closure to rule directly",
    );
    check(
        "let m = #{};\nfor (y, i) in 2027..=2029 { m[\"a\" + y] = [|z| z.invest(2027, i)]; }",
        "a.rhai:2:43：保存起来的闭包都会看到循环变量“i”的最后一个值；请先写“let 副本 = i;”，或直接把闭包交给 rule",
        "a.rhai:2:43: closures that are stored all see the last value of the loop variable `i`; write `let copy = i;` first, or hand the closure to rule directly",
    );
    check(
        "fn f(store) { for 年 in 2027..=2029 { store.push(|z| 年); } }",
        "a.rhai:1:49：保存起来的闭包都会看到循环变量“年”的最后一个值；请先写“let 副本 = 年;”，或直接把闭包交给 rule",
        "a.rhai:1:49: closures that are stored all see the last value of the loop variable `年`; write `let copy = 年;` first, or hand the closure to rule directly",
    );
    check(
        "let store = [];\nfor y in 2027..=2029 { let f = || { store.push(|z| y) }; }",
        "a.rhai:2:32：保存起来的闭包都会看到循环变量“y”的最后一个值；请先写“let 副本 = y;”，或直接把闭包交给 rule",
        "a.rhai:2:32: closures that are stored all see the last value of the loop variable `y`; write `let copy = y;` first, or hand the closure to rule directly",
    );
}

#[test]
fn a_closure_from_another_file_cannot_be_called() {
    check_with(
        "import \"m\" as m;\nlet f = m::make();\nf.call(zone(\"台州高新区\"));",
        &[("m.rhai", "fn make() { |z| z.invest(2027, 1.0) }")],
        "a.rhai:3:3：引入的文件中定义的闭包不能在文件之外调用；请在该文件的函数里直接写 rule(...)",
        "a.rhai:3:3: a closure made in an imported file cannot be called outside it; call rule(...) inside a function of that file",
    );
    check_with(
        "import \"m\" as m;\nrule(2027, m::make());",
        &[("m.rhai", "fn make() { |z| z.invest(1.0) }")],
        "a.rhai:2:1：引入的文件中定义的闭包不能在文件之外调用；请在该文件的函数里直接写 rule(...)",
        "a.rhai:2:1: a closure made in an imported file cannot be called outside it; call rule(...) inside a function of that file",
    );
}

#[test]
fn a_closure_called_in_another_file_keeps_its_own_place() {
    check_with(
        "import \"m\" as m;\nm::each(|z| z.invest(2040, 1.0));",
        &[("m.rhai", "// 一\n// 二\nfn each(f) { f.call(zone(\"台州高新区\")); }")],
        "a.rhai:2:22：年份 2040 不在模拟期 2025 到 2035 之内",
        "a.rhai:2:22: year 2040 is outside the horizon 2025 to 2035",
    );
    check_with(
        "import \"m\" as m;\n\n\nm::each(|z| {\n    let n = m::zone_of(\"台州高新\");\n});",
        &[("m.rhai", "fn each(f) { f.call(zone(\"台州高新区\")); }\nfn zone_of(name) {\n    zone(name)\n}")],
        "m.rhai:3:10：没有名为“台州高新”的园区，是否想写“台州高新区”？",
        "m.rhai:3:10: unknown zone `台州高新`; did you mean `Taizhou`?",
    );
    check_with(
        "import \"m\" as m;\nm::each(|z| z.invset(2027, 1.0));",
        &[("m.rhai", "fn each(f) { rule(2027, f); }")],
        "a.rhai:2:15：没有名为“invset”的函数，是否想写“invest”？",
        "a.rhai:2:15: there is no function `invset`; did you mean `invest`?",
    );
    check_with(
        "import \"m\" as m;\nrule(2027, |z| m::give(z, 99.0));",
        &[("m.rhai", "// 一\nfn give(z, x) {\n    z.invest(2027, x);\n    z.invest(2040, x);\n}")],
        "m.rhai:4:14：年份 2040 不在模拟期 2025 到 2035 之内",
        "m.rhai:4:14: year 2040 is outside the horizon 2025 to 2035",
    );
    check_with(
        "import \"m\" as m;\nrule(2027, |z| z.talent(-1.0));\nrule(2028, |z| z.talent(-1.0));",
        &[("m.rhai", "fn f() { rule(2029, |z| z.talent(-1.0)); }")],
        "a.rhai:2:25：2027 年“台州高新区”的杠杆 人才(talent) 为 -1 人/年，应不小于 0",
        "a.rhai:2:25: lever talent of `Taizhou` is -1 (unit: persons a year) in 2027; must be at least 0",
    );
}
