//! Ordinary mistakes of a running script: sums, items, loops, titles.

use crate::common::planner::check;

#[test]
fn assignments() {
    check("let a = 1; a = b;", "a.rhai:1:16：没有名为“b”的变量或词", "a.rhai:1:16: nothing is called `b`");
    check("y += 3;", "a.rhai:1:1：没有名为“y”的变量或词", "a.rhai:1:1: nothing is called `y`");
    check(
        "3 = 4;",
        "a.rhai:1:1：等号左边不能赋值，应为变量、数组的一项或键值表的键；比较请用 ==",
        "a.rhai:1:1: the left side cannot be assigned to; wanted: a variable, an item or a key; to compare use ==",
    );
    check(
        r#"zone("台州高新区") = 3;"#,
        "a.rhai:1:1：等号左边不能赋值，应为变量、数组的一项或键值表的键；比较请用 ==",
        "a.rhai:1:1: the left side cannot be assigned to; wanted: a variable, an item or a key; to compare use ==",
    );
    check(
        r#"zone("台州高新区").name = 3;"#,
        "a.rhai:1:1：等号左边不能赋值，应为变量、数组的一项或键值表的键；比较请用 ==",
        "a.rhai:1:1: the left side cannot be assigned to; wanted: a variable, an item or a key; to compare use ==",
    );
    check(
        "const A = 3; A = 4;",
        "a.rhai:1:14：“A”是常量，不能改变",
        "a.rhai:1:14: `A` is a constant and cannot be changed",
    );
    check(
        "const A = 3; A += 4;",
        "a.rhai:1:14：“A”是常量，不能改变",
        "a.rhai:1:14: `A` is a constant and cannot be changed",
    );
    check(
        "const A = [1]; A.push(2);",
        "a.rhai:1:18：push 会改变常量；请用 let 声明",
        "a.rhai:1:18: push would change a constant; declare it with let",
    );
    check(
        "const A = #{a: 1}; A.a = 2;",
        "a.rhai:1:20：“A”是常量，不能改变",
        "a.rhai:1:20: `A` is a constant and cannot be changed",
    );
    check(
        "this.x = 3;",
        "a.rhai:1:1：this 只能在作为方法调用的函数里使用",
        "a.rhai:1:1: `this` belongs inside a function that is called as a method",
    );
    check(
        "let x = 5; x.y = 3;",
        "a.rhai:1:14：数没有名为“y”的属性",
        "a.rhai:1:14: a number has no property `y`",
    );
    check(
        "fn f(x) { this = x; }\nf(1)",
        "a.rhai:1:11：this 只能在作为方法调用的函数里使用",
        "a.rhai:1:11: `this` belongs inside a function that is called as a method",
    );
}

#[test]
fn arithmetic() {
    check("1 / 0", "a.rhai:1:3：计算出错：除以零", "a.rhai:1:3: arithmetic error: division by zero");
    check("1.0 / 0", "a.rhai:1:5：计算出错：除以零", "a.rhai:1:5: arithmetic error: division by zero");
    check("1 % 0", "a.rhai:1:3：计算出错：除以零", "a.rhai:1:3: arithmetic error: division by zero");
    check(
        "9223372036854775807 + 1",
        "a.rhai:1:21：计算出错：整数超出范围",
        "a.rhai:1:21: arithmetic error: integer overflow",
    );
    check(
        "-9223372036854775807 - 9",
        "a.rhai:1:22：计算出错：整数超出范围",
        "a.rhai:1:22: arithmetic error: integer overflow",
    );
    check(
        "9223372036854775807 * 2",
        "a.rhai:1:21：计算出错：整数超出范围",
        "a.rhai:1:21: arithmetic error: integer overflow",
    );
    check(
        r#"abs("x")"#,
        "a.rhai:1:5：abs 的参数是文字，应为数或模拟值",
        "a.rhai:1:5: abs got a text; wanted a number or a simulated value",
    );
    check(
        r#"let r = zone("台州高新区").invest(2027, 1.0); r + 1"#,
        "a.rhai:1:44：“+”不能用于空值 ()、数",
        "a.rhai:1:44: `+` does not work on nothing (), a number",
    );
    check(
        "() + 1",
        "a.rhai:1:4：“+”不能用于空值 ()、数",
        "a.rhai:1:4: `+` does not work on nothing (), a number",
    );
    check(
        r#""x" * 3"#,
        "a.rhai:1:5：“*”不能用于文字、数",
        "a.rhai:1:5: `*` does not work on a text, a number",
    );
    check(
        r#""x" - 1"#,
        "a.rhai:1:5：“-”不能用于文字、数",
        "a.rhai:1:5: `-` does not work on a text, a number",
    );
    check(r#"-"x""#, "a.rhai:1:1：“-”不能用于文字", "a.rhai:1:1: `-` does not work on a text");
    check("!3", "a.rhai:1:1：“!”不能用于整数", "a.rhai:1:1: `!` does not work on a whole number");
    check(
        "[1] - 1",
        "a.rhai:1:5：“-”不能用于数组、数",
        "a.rhai:1:5: `-` does not work on an array, a number",
    );
    check(
        "#{a: 1} + 1",
        "a.rhai:1:9：“+”不能用于键值表、数",
        "a.rhai:1:9: `+` does not work on a map, a number",
    );
    check(
        "1..3..5",
        "a.rhai:1:5：“..”不能用于区间、数",
        "a.rhai:1:5: `..` does not work on a range, a number",
    );
    check(
        "1..=2.5",
        "a.rhai:1:2：“..=”不能用于整数、带小数点的数",
        "a.rhai:1:2: `..=` does not work on a whole number, a number with a decimal point",
    );
    check(
        "true + 1",
        "a.rhai:1:6：“+”不能用于 true 或 false、数",
        "a.rhai:1:6: `+` does not work on true or false, a number",
    );
    check(
        r#""3" < 4"#,
        "a.rhai:1:5：“<”不能用于文字、数",
        "a.rhai:1:5: `<` does not work on a text, a number",
    );
    check(
        "(|a| a) + 1",
        "a.rhai:1:9：“+”不能用于函数、数",
        "a.rhai:1:9: `+` does not work on a function, a number",
    );
}

#[test]
fn properties_items_and_keys() {
    check(
        r#"zone("台州高新区").name"#,
        "a.rhai:1:15：园区没有名为“name”的属性",
        "a.rhai:1:15: a zone has no property `name`",
    );
    check(r#""abc".foo"#, "a.rhai:1:7：文字没有名为“foo”的属性", "a.rhai:1:7: a text has no property `foo`");
    check("3.foo", "a.rhai:1:3：数没有名为“foo”的属性", "a.rhai:1:3: a number has no property `foo`");
    check(
        "let a = 3; a.b.c",
        "a.rhai:1:14：数没有名为“b”的属性",
        "a.rhai:1:14: a number has no property `b`",
    );
    check("let a = #{}; a.b.c", "a.rhai:1:16：没有名为“b”的键", "a.rhai:1:16: there is no key `b`");
    check("let m = #{a: 1}; m.b", "a.rhai:1:20：没有名为“b”的键", "a.rhai:1:20: there is no key `b`");
    check(r#"let m = #{a: 1}; m["b"]"#, "a.rhai:1:20：没有名为“b”的键", "a.rhai:1:20: there is no key `b`");
    check(
        "let m = #{threshold: 1}; m.treshold",
        "a.rhai:1:28：没有名为“treshold”的键",
        "a.rhai:1:28: there is no key `treshold`",
    );
    check(
        "let m = #{a: 1}; m[0]",
        "a.rhai:1:20：此处是数，应为文字",
        "a.rhai:1:20: wanted here: a text, not a number",
    );
    check(
        "let a = [1]; a[5]",
        "a.rhai:1:16：位置 5 超出范围，共有 1 项",
        "a.rhai:1:16: index 5 is out of range; number of items: 1",
    );
    check(
        "let a = [1]; a[-3]",
        "a.rhai:1:16：位置 -3 超出范围，共有 1 项",
        "a.rhai:1:16: index -3 is out of range; number of items: 1",
    );
    check(
        r#"let a = [1]; a["x"]"#,
        "a.rhai:1:16：此处是文字，应为数",
        "a.rhai:1:16: wanted here: a number, not a text",
    );
    check(
        "let a = [1]; a[1.5]",
        "a.rhai:1:16：此处是带小数点的数，应为整数",
        "a.rhai:1:16: wanted here: a whole number, not a number with a decimal point",
    );
    check(
        "let a = [1]; a[5] = 3;",
        "a.rhai:1:16：位置 5 超出范围，共有 1 项",
        "a.rhai:1:16: index 5 is out of range; number of items: 1",
    );
    check(
        r#"let a = "abc"; a[7]"#,
        "a.rhai:1:18：位置 7 超出范围，共有 3 项",
        "a.rhai:1:18: index 7 is out of range; number of items: 3",
    );
    check(
        r#"let a = 3; a["x"]"#,
        "a.rhai:1:14：此处是文字，应为数",
        "a.rhai:1:14: wanted here: a number, not a text",
    );
    check(
        "let a = 3.5; a[0]",
        "a.rhai:1:15：数不能用数按方括号取值",
        "a.rhai:1:15: a number has no items to take by a number in square brackets",
    );
    check(
        r#"zone("台州高新区")[0]"#,
        "a.rhai:1:14：园区不能用数按方括号取值",
        "a.rhai:1:14: a zone has no items to take by a number in square brackets",
    );
    check(
        r#"last("capital")[0]"#,
        "a.rhai:1:16：模拟值不能用数按方括号取值",
        "a.rhai:1:16: a simulated value has no items to take by a number in square brackets",
    );
    check(
        r#"last("capital").foo"#,
        "a.rhai:1:17：模拟值没有名为“foo”的属性",
        "a.rhai:1:17: a simulated value has no property `foo`",
    );
    check(
        r#"let a = [1, 2]["a"];"#,
        "a.rhai:1:16：方括号里应为整数位置，键值表则为带引号的键",
        "a.rhai:1:16: wanted in square brackets: a whole number, or for a map a key in quotes",
    );
    check(
        r#""a" in 3"#,
        "a.rhai:1:8：contains 的参数是数，应为文字、数组、键值表、区间",
        "a.rhai:1:8: contains got a number; wanted a text, an array, a map, a range",
    );
}

#[test]
fn loops_functions_and_blocks() {
    check(
        "for i in 5 { }",
        "a.rhai:1:10：此处是数，应为数组或区间，如 2001..=2003",
        "a.rhai:1:10: wanted here: an array or a range such as 2001..=2003, not a number",
    );
    check(
        "let n = 5; for i in n { }",
        "a.rhai:1:21：for 只能逐个取数组、区间（如 2001..=2003）或 zones() 中的项",
        "a.rhai:1:21: for takes the items of an array, a range such as 2001..=2003, or zones()",
    );
    check(
        r#"for i in last("capital") { }"#,
        "a.rhai:1:10：for 只能逐个取数组、区间（如 2001..=2003）或 zones() 中的项",
        "a.rhai:1:10: for takes the items of an array, a range such as 2001..=2003, or zones()",
    );
    check(
        "if 3 { }",
        "a.rhai:1:4：此处是数，应为 true 或 false",
        "a.rhai:1:4: wanted here: true or false, not a number",
    );
    check(
        r#"if "是" { }"#,
        "a.rhai:1:4：此处是文字，应为 true 或 false",
        "a.rhai:1:4: wanted here: true or false, not a text",
    );
    check(
        "let n = 5; if n { }",
        "a.rhai:1:15：此处是数，应为 true 或 false",
        "a.rhai:1:15: wanted here: true or false, not a number",
    );
    check(
        "let n = 5; n && true",
        "a.rhai:1:12：此处是数，应为 true 或 false",
        "a.rhai:1:12: wanted here: true or false, not a number",
    );
    check(
        "while 1 { }",
        "a.rhai:1:7：此处是数，应为 true 或 false",
        "a.rhai:1:7: wanted here: true or false, not a number",
    );
    check(
        "break;",
        "a.rhai:1:1：break 和 continue 只能写在循环里",
        "a.rhai:1:1: break and continue belong inside a loop",
    );
    check(
        "continue;",
        "a.rhai:1:1：break 和 continue 只能写在循环里",
        "a.rhai:1:1: break and continue belong inside a loop",
    );
    check(
        "fn f() { fn g() { 1 } }",
        "a.rhai:1:10：fn 只能写在脚本最外层，不能写在花括号里",
        "a.rhai:1:10: fn belongs at the top level of a script, not inside braces",
    );
    check(
        "if true { fn g() { 1 } }",
        "a.rhai:1:11：fn 只能写在脚本最外层，不能写在花括号里",
        "a.rhai:1:11: fn belongs at the top level of a script, not inside braces",
    );
    check(
        "if true { export let x = 1; }",
        "a.rhai:1:11：export 只能写在脚本最外层",
        "a.rhai:1:11: export belongs at the top level of a script",
    );
    check(
        "fn f(a, a) { 1 }",
        "a.rhai:1:9：参数“a”声明了两次，请改名",
        "a.rhai:1:9: parameter `a` is declared twice; rename one",
    );
    check(
        "fn f(a) { 1 }\nfn f(b) { 2 }",
        "a.rhai:2:1：函数“f”声明了两次，请改名",
        "a.rhai:2:1: function `f` is declared twice; rename one",
    );
    check(
        "let m = #{a: 1, a: 2};",
        "a.rhai:1:17：键“a”声明了两次，请改名",
        "a.rhai:1:17: key `a` is declared twice; rename one",
    );
    check(
        "let a = [1, 2, 3]; a.sort()",
        "a.rhai:1:22：没有名为“sort”的函数，是否想写“sqrt”？",
        "a.rhai:1:22: there is no function `sort`; did you mean `sqrt`?",
    );
    check(
        "let a = 1; a.push(3)",
        "a.rhai:1:14：push 的参数是数，应为数组",
        "a.rhai:1:14: push got a number; wanted an array",
    );
    check(
        "[1, 2].map(3)",
        "a.rhai:1:12：map 的参数是数，应为函数",
        "a.rhai:1:12: map got a number; wanted a function",
    );
    check(
        "[1, 2].map(|a, b| a)",
        "a.rhai:1:8：这个闭包 需要 2 个参数，这里给了 1 个",
        "a.rhai:1:8: wrong number of arguments for the closure: 1, wanted 2",
    );
    check(
        "[1, 2].reduce(|a| a, 0)",
        "a.rhai:1:8：这个闭包 需要 1 个参数，这里给了 2 个",
        "a.rhai:1:8: wrong number of arguments for the closure: 2, wanted 1",
    );
    check(
        "let a = [1]; a.push(1, 2)",
        "a.rhai:1:16：push 需要 1 个参数，这里给了 2 个",
        "a.rhai:1:16: wrong number of arguments for push: 2, wanted 1",
    );
    check(
        "let x = [1]; x.map(|v| x.push(v));",
        "a.rhai：这个值正在被使用，不能同时改变；请先复制一份：let 副本 = 原值;",
        "a.rhai: this value is in use and cannot be changed at the same time; copy it first: let copy = value;",
    );
}

#[test]
fn throwing_and_titles() {
    check(r#"throw "不合理";"#, "a.rhai:1:1：脚本报告：不合理", "a.rhai:1:1: the script says: 不合理");
    check("throw 3;", "a.rhai:1:1：脚本报告：3", "a.rhai:1:1: the script says: 3");
    check("throw;", "a.rhai:1:1：脚本报告：throw", "a.rhai:1:1: the script says: throw");
    check(
        "let x = 3;",
        r#"a.rhai:1:1：情景没有标题；请在开头写 scenario("名称", "Name");"#,
        r#"a.rhai:1:1: the scenario has no title; start with scenario("Chinese name", "English name");"#,
    );
    check(
        "return;",
        r#"a.rhai:1:1：情景没有标题；请在开头写 scenario("名称", "Name");"#,
        r#"a.rhai:1:1: the scenario has no title; start with scenario("Chinese name", "English name");"#,
    );
    check(
        "",
        r#"a.rhai:1:1：情景没有标题；请在开头写 scenario("名称", "Name");"#,
        r#"a.rhai:1:1: the scenario has no title; start with scenario("Chinese name", "English name");"#,
    );
    check(
        r#"return 3; scenario("甲", "a");"#,
        r#"a.rhai:1:1：情景没有标题；请在开头写 scenario("名称", "Name");"#,
        r#"a.rhai:1:1: the scenario has no title; start with scenario("Chinese name", "English name");"#,
    );
    check(
        "scenario();",
        "a.rhai:1:1：scenario 需要 1、2 个参数，这里给了 0 个",
        "a.rhai:1:1: wrong number of arguments for scenario: 0, wanted 1, 2",
    );
    check(
        r#"scenario("甲", 3);"#,
        "a.rhai:1:15：scenario 的参数是数，应为文字",
        "a.rhai:1:15: scenario got a number; wanted a text",
    );
    check(
        "scenario(甲);",
        "a.rhai:1:10：没有名为“甲”的变量或词，是否想写“\"甲\"”？",
        "a.rhai:1:10: nothing is called `甲`; did you mean `\"甲\"`?",
    );
}
