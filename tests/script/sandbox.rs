//! The sandbox and the limits of scripts, each with its exact sentence.

use crate::common::planner::{check, check_with};

#[test]
fn functions_of_the_outside_are_off() {
    check(
        r#"eval("1+1");"#,
        "a.rhai:1:1：脚本中不能使用 eval",
        "a.rhai:1:1: eval is not available in scripts",
    );
    check("let x = eval;", "a.rhai:1:9：脚本中不能使用 eval", "a.rhai:1:9: eval is not available in scripts");
    check("sleep(3);", "a.rhai:1:1：脚本中不能使用 sleep", "a.rhai:1:1: sleep is not available in scripts");
    check(
        r#"Fn("sleep").call(3);"#,
        "a.rhai:1:13：脚本中不能使用 sleep",
        "a.rhai:1:13: sleep is not available in scripts",
    );
    check(
        "timestamp();",
        "a.rhai:1:1：脚本中不能使用 timestamp",
        "a.rhai:1:1: timestamp is not available in scripts",
    );
    check("exit();", "a.rhai:1:1：脚本中不能使用 exit", "a.rhai:1:1: exit is not available in scripts");
    check("exit(3);", "a.rhai:1:1：脚本中不能使用 exit", "a.rhai:1:1: exit is not available in scripts");
    check(
        r#"parse_json("{}");"#,
        "a.rhai:1:1：脚本中不能使用 parse_json",
        "a.rhai:1:1: parse_json is not available in scripts",
    );
    check(
        r#"try { zone("x") } catch (e) { }"#,
        "a.rhai:1:1：脚本中不能使用 try",
        "a.rhai:1:1: try is not available in scripts",
    );
}

#[test]
fn imports_stay_inside() {
    check(
        r#"import "../x" as x;"#,
        r#"a.rhai:1:8：import "../x" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:8: import "../x" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check(
        r#"import "a/../../x" as x;"#,
        r#"a.rhai:1:8：import "a/../../x" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:8: import "a/../../x" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check(
        r#"import "/etc/passwd" as x;"#,
        r#"a.rhai:1:8：import "/etc/passwd" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:8: import "/etc/passwd" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check(
        r#"import "C:/x" as x;"#,
        r#"a.rhai:1:8：import "C:/x" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:8: import "C:/x" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check(
        r#"import "a\\b" as x;"#,
        r#"a.rhai:1:8：import "a\b" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:8: import "a\b" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check(
        r#"import "~/x" as x;"#,
        r#"a.rhai:1:8：import "~/x" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:8: import "~/x" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check(
        r#"let p = "../x"; import p as x;"#,
        r#"a.rhai:1:24：import "../x" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:24: import "../x" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check_with(
        r#"import "link" as x;"#,
        &[("link.rhai", ">outside")],
        r#"a.rhai:1:8：import "link.rhai" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"a.rhai:1:8: import "link.rhai" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check_with(
        r#"import "m" as m;"#,
        &[("m.rhai", r#"import "../x" as x;"#)],
        r#"m.rhai:1:8：import "../x" 超出允许的文件夹；只能引用情景所在文件夹和 scripts/ 之内的文件"#,
        r#"m.rhai:1:8: import "../x" leaves the folders that may be read: the scenario's own and scripts/"#,
    );
    check_with(
        r#"import "mesures" as m;"#,
        &[("measures.rhai", "fn f() { 1 }")],
        "a.rhai:1:8：找不到要引用的文件“mesures.rhai”，是否想写“measures.rhai”？",
        "a.rhai:1:8: there is no file `mesures.rhai` to import; did you mean `measures.rhai`?",
    );
    check(
        "import 3 as m;",
        "a.rhai:1:8：此处是数，应为文字",
        "a.rhai:1:8: wanted here: a text, not a number",
    );
    check(
        r#"based_on("../x")"#,
        "a.rhai:1:10：找不到可作基础的情景“../x”",
        "a.rhai:1:10: based_on: there is no scenario `../x`",
    );
    check(
        r#"based_on("x/y")"#,
        "a.rhai:1:10：找不到可作基础的情景“x/y”",
        "a.rhai:1:10: based_on: there is no scenario `x/y`",
    );
    check_with(
        r#"based_on("talnt")"#,
        &[("talent", r#"scenario("甲", "a");"#)],
        "a.rhai:1:10：找不到可作基础的情景“talnt”，是否想写“talent”？",
        "a.rhai:1:10: based_on: there is no scenario `talnt`; did you mean `talent`?",
    );
}

#[test]
fn circles_are_refused() {
    check_with(
        r#"import "m" as m;"#,
        &[("m.rhai", r#"import "m" as m;"#)],
        "m.rhai:1:8：“m”直接或间接引用了自己",
        "m.rhai:1:8: `m` imports itself, directly or in a circle",
    );
    check_with(
        r#"import "m" as m;"#,
        &[("m.rhai", "fn f() { 1 }\nimport \"n\" as n;"), ("n.rhai", r#"import "m" as m;"#)],
        "n.rhai:1:8：“m”直接或间接引用了自己",
        "n.rhai:1:8: `m` imports itself, directly or in a circle",
    );
    check_with(
        r#"based_on("b");"#,
        &[("b", r#"based_on("c");"#), ("c", r#"based_on("b");"#)],
        "c:1:10：“b”直接或间接引用了自己",
        "c:1:10: `b` imports itself, directly or in a circle",
    );
    check_with(
        r#"based_on("a.rhai");"#,
        &[("a.rhai", r#"scenario("甲", "a");"#)],
        "a.rhai:1:10：“a.rhai”直接或间接引用了自己",
        "a.rhai:1:10: `a.rhai` imports itself, directly or in a circle",
    );
    check_with(
        "scenario(\"甲\", \"a\");\nimport \"a\" as me;",
        &[("a.rhai", r#"import "a" as me;"#)],
        "a.rhai:1:8：“a”直接或间接引用了自己",
        "a.rhai:1:8: `a` imports itself, directly or in a circle",
    );
}

#[test]
fn depth_of_calls_is_limited() {
    check(
        "fn f(n) { f(n + 1) }\nf(0)",
        "a.rhai:1:13：脚本“a.rhai”超过限制：函数调用层数最多 64；请检查是否有停不下来的循环或递归",
        "a.rhai:1:13: script `a.rhai` went beyond a limit: depth of calls at most 64; look for a loop or a recursion that does not end",
    );
    check(
        "fn f(n) { [1].map(|x| f(n)) }\nf(0)",
        "a.rhai:1:25：脚本“a.rhai”超过限制：函数调用层数最多 64；请检查是否有停不下来的循环或递归",
        "a.rhai:1:25: script `a.rhai` went beyond a limit: depth of calls at most 64; look for a loop or a recursion that does not end",
    );
    check(
        "fn f(n) { rule(2027, |z| f(n)) }\nf(0)",
        "a.rhai:1:28：脚本“a.rhai”超过限制：函数调用层数最多 64；请检查是否有停不下来的循环或递归",
        "a.rhai:1:28: script `a.rhai` went beyond a limit: depth of calls at most 64; look for a loop or a recursion that does not end",
    );
    check_with(
        "import \"m\" as m;\nm::f(1);",
        &[("m.rhai", "fn f(n) { f(n) }")],
        "m.rhai:1:13：脚本“a.rhai”超过限制：函数调用层数最多 64；请检查是否有停不下来的循环或递归",
        "m.rhai:1:13: script `a.rhai` went beyond a limit: depth of calls at most 64; look for a loop or a recursion that does not end",
    );
}

#[test]
fn operations_are_counted_over_all_files() {
    check(
        "loop { }",
        "a.rhai:1:6：脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:6: script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end",
    );
    check(
        "let i = 0; while true { i += 1; }",
        "a.rhai:1:25：脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:25: script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end",
    );
    check(
        "fn f() { loop { } }\n[1].map(|x| f());",
        "a.rhai:2:5：脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归",
        "a.rhai:2:5: script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end",
    );
    check_with(
        "import \"m\" as m;\nm::f();",
        &[("m.rhai", "fn f() { loop { } }")],
        "a.rhai:2:4：脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归",
        "a.rhai:2:4: script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end",
    );
    check_with(
        r#"import "m" as m;"#,
        &[("m.rhai", "loop { }")],
        "m.rhai:1:6：脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归",
        "m.rhai:1:6: script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end",
    );
    check_with(
        r#"based_on("b");"#,
        &[("b", "loop { }")],
        "b:1:6：脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归",
        "b:1:6: script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end",
    );
    check(
        "let a = [1]; loop { a.map(|x| x + 1); }",
        "a.rhai:1:21：脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:21: script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end",
    );
}

#[test]
fn a_limit_points_at_the_innermost_place_that_is_known() {
    let zh = "脚本“a.rhai”超过限制：运算次数最多 5000000；请检查是否有停不下来的循环或递归";
    let en = "script `a.rhai` went beyond a limit: operations at most 5000000; look for a loop or a recursion that does not end";
    for (text, files, place) in [
        // A variable, or a word without one, says where the loop is.
        ("fn f() { let i = 0;\n loop { i += 1; } }\nf();", &[][..], "a.rhai:2:9"),
        ("fn f() {\n loop { zones(); } }\nf();", &[], "a.rhai:2:9"),
        ("import \"m\" as m;\nm::f();", &[("m.rhai", "fn f() { let i = 0; loop { i + 1 } }")], "m.rhai:1:28"),
        // The engine gives an end inside a loop with neither the place of the outermost call.
        ("fn f() {\n loop { } }\nf();", &[], "a.rhai:3:1"),
    ] {
        check_with(text, files, &format!("{place}：{zh}"), &format!("{place}: {en}"));
    }
}

#[test]
fn sizes_are_limited() {
    check(
        r#"let s = "x"; loop { s += s; }"#,
        "a.rhai:1:23：脚本“a.rhai”超过限制：文字长度最多 1000000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:23: script `a.rhai` went beyond a limit: size of texts at most 1000000; look for a loop or a recursion that does not end",
    );
    check(
        "let a = [1]; loop { a += a; }",
        "a.rhai:1:23：脚本“a.rhai”超过限制：数组长度最多 100000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:23: script `a.rhai` went beyond a limit: size of arrays at most 100000; look for a loop or a recursion that does not end",
    );
    check(
        "let a = [1]; loop { a = [a, a]; }",
        "a.rhai:1:29：脚本“a.rhai”超过限制：数组长度最多 100000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:29: script `a.rhai` went beyond a limit: size of arrays at most 100000; look for a loop or a recursion that does not end",
    );
    check(
        r#"let a = []; loop { a.push("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"); }"#,
        "a.rhai:1:22：脚本“a.rhai”超过限制：文字长度最多 1000000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:22: script `a.rhai` went beyond a limit: size of texts at most 1000000; look for a loop or a recursion that does not end",
    );
    check(
        r#"let m = #{}; let i = 0; loop { m["k" + i] = i; i += 1; }"#,
        "a.rhai:1:32：脚本“a.rhai”超过限制：键值表大小最多 10000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:32: script `a.rhai` went beyond a limit: size of maps at most 10000; look for a loop or a recursion that does not end",
    );
    check(
        r#"let m = #{a: 0}; loop { print("零一二三四五六七八九零一二三四五六七八九零一二三四五六七八九零一二三四五六七八九"); }"#,
        "a.rhai:1:25：脚本“a.rhai”超过限制：输出的字数最多 1000000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:25: script `a.rhai` went beyond a limit: characters printed at most 1000000; look for a loop or a recursion that does not end",
    );
    check(
        "let z = zones(); loop { z.invest(2027, 0.0) }",
        "a.rhai:1:27：脚本“a.rhai”超过限制：模型元素和设定的个数最多 1000000；请检查是否有停不下来的循环或递归",
        "a.rhai:1:27: script `a.rhai` went beyond a limit: nodes and settings made at most 1000000; look for a loop or a recursion that does not end",
    );
    check(
        "let a = []; for i in 0..2000 { a = [a]; } print(a);",
        "a.rhai:1:43：脚本“a.rhai”超过限制：数组和键值表的嵌套层数最多 32；请检查是否有停不下来的循环或递归",
        "a.rhai:1:43: script `a.rhai` went beyond a limit: nesting of arrays and maps at most 32; look for a loop or a recursion that does not end",
    );
    check(
        "let a = []; for i in 0..2000 { a = [a]; } `${a}`",
        "a.rhai:1:45：脚本“a.rhai”超过限制：数组和键值表的嵌套层数最多 32；请检查是否有停不下来的循环或递归",
        "a.rhai:1:45: script `a.rhai` went beyond a limit: nesting of arrays and maps at most 32; look for a loop or a recursion that does not end",
    );
    check(
        "let a = []; for i in 0..2000 { a = #{b: a}; } a == a",
        "a.rhai:1:49：脚本“a.rhai”超过限制：数组和键值表的嵌套层数最多 32；请检查是否有停不下来的循环或递归",
        "a.rhai:1:49: script `a.rhai` went beyond a limit: nesting of arrays and maps at most 32; look for a loop or a recursion that does not end",
    );
    check(
        "let a = []; for i in 0..2000 { a = [a]; } a.contains(1)",
        "a.rhai:1:45：脚本“a.rhai”超过限制：数组和键值表的嵌套层数最多 32；请检查是否有停不下来的循环或递归",
        "a.rhai:1:45: script `a.rhai` went beyond a limit: nesting of arrays and maps at most 32; look for a loop or a recursion that does not end",
    );
}
