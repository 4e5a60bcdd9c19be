//! Full-width punctuation of Chinese keyboards: the sentence names the character and its cure.

use crate::common::planner::check;

#[test]
fn full_width_punctuation_names_the_half_width_character() {
    check(
        r#"scenario（"甲", "a");"#,
        "a.rhai:1:9：此处是全角“（”，请改为半角 (",
        "a.rhai:1:9: full-width `（` here; write the half-width (",
    );
    check(
        r#"scenario("甲", "a"）;"#,
        "a.rhai:1:18：此处是全角“）”，请改为半角 )",
        "a.rhai:1:18: full-width `）` here; write the half-width )",
    );
    check(
        r#"scenario("甲"， "a");"#,
        "a.rhai:1:13：此处是全角“，”，请改为半角 ,",
        "a.rhai:1:13: full-width `，` here; write the half-width ,",
    );
    check(
        r#"scenario("甲", "a")；"#,
        "a.rhai:1:19：此处是全角“；”，请改为半角 ;",
        "a.rhai:1:19: full-width `；` here; write the half-width ;",
    );
    check(
        r#"scenario(“甲”, "a");"#,
        r#"a.rhai:1:10：此处是全角““”，请改为半角 ""#,
        r#"a.rhai:1:10: full-width `“` here; write the half-width ""#,
    );
    check(
        r#"scenario(‘甲’, "a");"#,
        r#"a.rhai:1:10：此处是全角“‘”，请改为半角 ""#,
        r#"a.rhai:1:10: full-width `‘` here; write the half-width ""#,
    );
    check(
        r#"scenario("甲“, "a");"#,
        r#"a.rhai:1:12：此处是全角““”，请改为半角 ""#,
        r#"a.rhai:1:12: full-width `“` here; write the half-width ""#,
    );
    check(
        "let x = 1 ＋ 2;",
        "a.rhai:1:11：此处是全角“＋”，请改为半角 +",
        "a.rhai:1:11: full-width `＋` here; write the half-width +",
    );
    check(
        "let x = 1 － 2;",
        "a.rhai:1:11：此处是全角“－”，请改为半角 -",
        "a.rhai:1:11: full-width `－` here; write the half-width -",
    );
    check(
        "let x = 1 ＊ 2;",
        "a.rhai:1:11：此处是全角“＊”，请改为半角 *",
        "a.rhai:1:11: full-width `＊` here; write the half-width *",
    );
    check(
        "let x = 1 ／ 2;",
        "a.rhai:1:11：此处是全角“／”，请改为半角 /",
        "a.rhai:1:11: full-width `／` here; write the half-width /",
    );
    check(
        "let x = #｛a: 1｝;",
        "a.rhai:1:10：此处是全角“｛”，请改为半角 {",
        "a.rhai:1:10: full-width `｛` here; write the half-width {",
    );
    check(
        "let x = #{a： 1};",
        "a.rhai:1:12：此处是全角“：”，请改为半角 :",
        "a.rhai:1:12: full-width `：` here; write the half-width :",
    );
    check(
        "let x = [1、2];",
        "a.rhai:1:11：此处是全角“、”，请改为半角 ,",
        "a.rhai:1:11: full-width `、` here; write the half-width ,",
    );
    check(
        "let x = 【1, 2];",
        "a.rhai:1:9：此处是全角“【”，请改为半角 [",
        "a.rhai:1:9: full-width `【` here; write the half-width [",
    );
    check(
        "let x = 3 ＜ 4;",
        "a.rhai:1:11：此处是全角“＜”，请改为半角 <",
        "a.rhai:1:11: full-width `＜` here; write the half-width <",
    );
    check(
        "let x = 3 ＞ 4;",
        "a.rhai:1:11：此处是全角“＞”，请改为半角 >",
        "a.rhai:1:11: full-width `＞` here; write the half-width >",
    );
    check(
        "let x = ！true;",
        "a.rhai:1:9：此处是全角“！”，请改为半角 !",
        "a.rhai:1:9: full-width `！` here; write the half-width !",
    );
    check(
        "let x　= 3;",
        "a.rhai:1:6：此处是全角“空格”，请改为半角 空格",
        "a.rhai:1:6: full-width `space` here; write the half-width space",
    );
    check(
        "let x ＝ 1;",
        "a.rhai:1:7：此处是全角“＝”，请改为半角 =",
        "a.rhai:1:7: full-width `＝` here; write the half-width =",
    );
    check(
        r#"zone("台州高新区")。invest(2027, 1.0);"#,
        "a.rhai:1:14：此处是全角“。”，请改为半角 .",
        "a.rhai:1:14: full-width `。` here; write the half-width .",
    );
    check(
        "let x = １２;",
        "a.rhai:1:9：此处是全角“１”，请改为半角 1",
        "a.rhai:1:9: full-width `１` here; write the half-width 1",
    );
    check(
        "let x = 10％;",
        "a.rhai:1:11：此处是全角“％”，请改为半角 %",
        "a.rhai:1:11: full-width `％` here; write the half-width %",
    );
    check(
        "let x = 3 —2;",
        "a.rhai:1:11：此处是全角“—”，请改为半角 -",
        "a.rhai:1:11: full-width `—` here; write the half-width -",
    );
    check(
        "if true ｛ }",
        "a.rhai:1:9：此处是全角“｛”，请改为半角 {",
        "a.rhai:1:9: full-width `｛` here; write the half-width {",
    );
    check(
        "rule(2027, ｜z｜ 3);",
        "a.rhai:1:12：此处是全角“｜”，请改为半角 |",
        "a.rhai:1:12: full-width `｜` here; write the half-width |",
    );
    check(
        "let x = 《a》;",
        "a.rhai:1:9：此处是全角“《”，请改为半角 <",
        "a.rhai:1:9: full-width `《` here; write the half-width <",
    );
    check(
        "let x = 3；// 注释：这里可以用，全角",
        "a.rhai:1:10：此处是全角“；”，请改为半角 ;",
        "a.rhai:1:10: full-width `；` here; write the half-width ;",
    );
    check(
        "ｉｎｖｅｓｔ(3)",
        "a.rhai:1:1：没有名为“ｉｎｖｅｓｔ”的函数，是否想写“invest”？",
        "a.rhai:1:1: there is no function `ｉｎｖｅｓｔ`; did you mean `invest`?",
    );
    check("let x = ｋ;", "a.rhai:1:9：没有名为“ｋ”的变量或词", "a.rhai:1:9: nothing is called `ｋ`");
}

#[test]
fn years_written_as_in_a_text_are_answered_with_how_scripts_write_them() {
    for (years, wanted) in [
        ("2027至2029", "2027..=2029"),
        ("2027到2029", "2027..=2029"),
        ("2027年至2029年", "2027..=2029"),
        ("2027~2029", "2027..=2029"),
        ("2027—2029", "2027..=2029"),
        ("2027年", "2027"),
    ] {
        check(
            &format!("scenario(\"甲\", \"A\"); 园区(\"台州高新区\").投资({years}, 3.0);"),
            &format!("a.rhai:1:36：“{years}”不是脚本中年份的写法，应写 {wanted}"),
            &format!("a.rhai:1:36: `{years}` is not how scripts write years; write {wanted}"),
        );
    }
}
