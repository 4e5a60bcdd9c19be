//! Comments: one that is never closed is found where it opens, and only real ones count.

use crate::common::planner::{check, check_prints, check_with};

const ZH: &str = "注释没有结束，其后的内容都不会执行；请在注释末尾补上 */";
const EN: &str = "this comment is never closed, so nothing behind it would run; add */ at its end";

#[track_caller]
fn unclosed(text: &str, place: &str) {
    check(text, &format!("{place}：{ZH}"), &format!("{place}: {EN}"));
}

#[test]
fn a_comment_that_is_never_closed_is_found_where_it_opens() {
    unclosed("scenario(\"甲\", \"a\");\n  /* 说明\nzones().invest(2028, 1.0);", "a.rhai:2:3");
    unclosed("/*", "a.rhai:1:1");
    unclosed("园区(\"台州高新区\"); /*/", "a.rhai:1:14");
    // Comments nest.
    unclosed("let a = 1; /* 甲 /* 乙 */\nzone(3);", "a.rhai:1:12");
    unclosed("fn f() { /* 甲 \n }", "a.rhai:1:10");
    unclosed("let s = `甲${ 1 /* 乙 }`;", "a.rhai:1:16");
    unclosed("let s = \"/*\"; let t = #\"/*\"#; // /*\n/** 丙", "a.rhai:2:1");
    check_with(
        "import \"b\" as b;",
        &[("b.rhai", "fn f() { 1 }\n/* 未完")],
        &format!("b.rhai:2:1：{ZH}"),
        &format!("b.rhai:2:1: {EN}"),
    );
}

#[test]
fn what_looks_like_a_comment_inside_a_text_is_none() {
    check_prints("print(\"/* 甲\");", &["/* 甲"]);
    check_prints("print(\"\\\"/* 甲\");", &["\"/* 甲"]);
    check_prints("print(`/* ${1 + 1} /*`); print(`${#{a: 3}.a}/*`);", &["/* 2 /*", "3/*"]);
    check_prints("print(##\"/* \"# 甲\"##);", &["/* \"# 甲"]);
    check_prints("// /* 甲\nprint(1 /* 乙 /* 丙 */ // */ + 1);", &["2"]);
    check_prints("/***/ print(1 + 1); /* * / */", &["2"]);
    // A broken text is the parser's to report.
    check(
        "let s = \"甲\nlet t = \"/*\";",
        "a.rhai:1:9：文字没有结束，请在末尾补上英文双引号",
        "a.rhai:1:9: this text is never closed; add a double quote at its end",
    );
}
