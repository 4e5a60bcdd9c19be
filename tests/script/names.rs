//! Unknown names, wrong arguments, years and ranges: the sentence points at the culprit itself.

use crate::common::model;
use crate::common::planner::{check, check_with, planner_case};
use zonecast::message::{Lang, say};

#[test]
fn a_measure_without_its_import_is_told_where_it_is() {
    for (module, call, column) in [("m", "标准地", 1), ("c6", "c6::标准地", 1)] {
        check(
            &format!("{call}(zones(), 2027, 1);"),
            &format!(
                "a.rhai:1:{column}：“标准地”在措施库的“measures/chapter6”中，要先引入；请在前面写 import \"measures/chapter6\" as {module}; 再用 {module}::标准地(...)"
            ),
            &format!(
                "a.rhai:1:{column}: `标准地` is a measure of `measures/chapter6` and has to be imported: write import \"measures/chapter6\" as {module}; before it, then {module}::标准地(...)"
            ),
        );
    }
}

#[test]
fn several_zones_and_chains_are_told_as_such() {
    check(
        r#"[zone("台州高新区"), zone("温岭高新区")].invest(2027, 1);"#,
        "a.rhai:1:32：invest 不能一次写几个园区；请用 for z in [园区(\"甲\"), 园区(\"乙\")] 逐个写",
        "a.rhai:1:32: invest does not take several zones at once; take them one by one with for z in [zone(\"A\"), zone(\"B\")]",
    );
    check(
        r#"园区("台州高新区", "温岭高新区").invest(2027, 1);"#,
        "a.rhai:1:1：园区 不能一次写几个园区；请用 for z in [园区(\"甲\"), 园区(\"乙\")] 逐个写",
        "a.rhai:1:1: 园区 does not take several zones at once; take them one by one with for z in [zone(\"A\"), zone(\"B\")]",
    );
    check(
        "zones().invest(2027, 1).talent(2027, 3);",
        "a.rhai:1:25：talent 不能接在前一步后面，那一步不返回园区；请分成两句，各自从园区写起",
        "a.rhai:1:25: talent cannot follow the call before it, which gives back no zone; write two statements, each beginning with the zone",
    );
}

#[test]
fn what_is_meant_is_suggested_not_what_looks_alike() {
    for (call, meant) in [("正态(10, 3)", "正态分布"), ("均匀(1, 2)", "均匀分布"), ("区间(1, 2)", "介于")]
    {
        let word = call.split('(').next().unwrap_or_default();
        check(
            call,
            &format!("a.rhai:1:1：没有名为“{word}”的函数，是否想写“{meant}”？"),
            &format!("a.rhai:1:1: there is no function `{word}`; did you mean `{meant}`?"),
        );
    }
    check(
        r#"figure("台州高新区", "资本", 3)"#,
        "a.rhai:1:17：案例数据中没有“资本”，是否想写“capital”？",
        "a.rhai:1:17: the case holds no figure `资本`; did you mean `capital`?",
    );
}

#[test]
fn unknown_names_suggest_the_nearest() {
    check(
        r#"zone("台州高新")"#,
        "a.rhai:1:6：没有名为“台州高新”的园区，是否想写“台州高新区”？",
        "a.rhai:1:6: unknown zone `台州高新`; did you mean `Taizhou`?",
    );
    check(
        r#"zone("Taizou")"#,
        "a.rhai:1:6：没有名为“Taizou”的园区，是否想写“台州高新区”？",
        "a.rhai:1:6: unknown zone `Taizou`; did you mean `Taizhou`?",
    );
    check(
        r#"zone("完全不同")"#,
        "a.rhai:1:6：没有名为“完全不同”的园区；可用：台州高新区、温岭高新区、仙居高新区",
        "a.rhai:1:6: unknown zone `完全不同`; known: Taizhou, Wenling, Xianju",
    );
    check(
        r#"zone("台州高新区").invset(2027, 1.0);"#,
        "a.rhai:1:15：没有名为“invset”的函数，是否想写“invest”？",
        "a.rhai:1:15: there is no function `invset`; did you mean `invest`?",
    );
    check(
        r#"zone("台州高新区").投姿(2027, 1.0);"#,
        "a.rhai:1:15：没有名为“投姿”的函数，是否想写“投资”？",
        "a.rhai:1:15: there is no function `投姿`; did you mean `投资`?",
    );
    check(
        r#"zone("台州高新区").set_invst(2027, 1.0);"#,
        "a.rhai:1:15：没有名为“set_invst”的函数，是否想写“set_invest”？",
        "a.rhai:1:15: there is no function `set_invst`; did you mean `set_invest`?",
    );
    check(
        r#"zones().split("lnd", 2028, 800)"#,
        "a.rhai:1:15：没有名为“lnd”的杠杆，是否想写“land”？",
        "a.rhai:1:15: unknown lever `lnd`; did you mean `land`?",
    );
    check(
        r#"zones().分配("士地", 2028, 800)"#,
        "a.rhai:1:12：没有名为“士地”的杠杆，是否想写“土地”？",
        "a.rhai:1:12: unknown lever `士地`; did you mean `土地`?",
    );
    check(
        r#"last("capitl")"#,
        "a.rhai:1:6：没有名为“capitl”的指标，是否想写“capital”？",
        "a.rhai:1:6: unknown indicator `capitl`; did you mean `capital`?",
    );
    check(
        r#"zone("台州高新区").last("研发强")"#,
        "a.rhai:1:20：没有名为“研发强”的指标，是否想写“研发强度”？",
        "a.rhai:1:20: unknown indicator `研发强`; did you mean `研发强度`?",
    );
    check(
        r#"figure("台州高新区", "capitl", 3)"#,
        "a.rhai:1:17：案例数据中没有“capitl”，是否想写“capital”？",
        "a.rhai:1:17: the case holds no figure `capitl`; did you mean `capital`?",
    );
    check(
        r#"figure("output", 3)"#,
        "a.rhai:1:8：模型没有用到数据“output”，改它不会有任何作用",
        "a.rhai:1:8: the model does not use the figure `output`; changing it would do nothing",
    );
    check(
        r#"target("T6", #{threshold: 3})"#,
        "a.rhai:1:8：没有目标“T6”，是否想写“T5”？",
        "a.rhai:1:8: unknown target `T6`; did you mean `T5`?",
    );
    check(
        r#"target("T5", #{treshold: 3})"#,
        "a.rhai:1:16：没有名为“treshold”的键，是否想写“threshold”？",
        "a.rhai:1:16: there is no key `treshold`; did you mean `threshold`?",
    );
    check(
        r#"sceanrio("甲", "a");"#,
        "a.rhai:1:1：没有名为“sceanrio”的函数，是否想写“scenario”？",
        "a.rhai:1:1: there is no function `sceanrio`; did you mean `scenario`?",
    );
    check(
        r#"let 园 = zon("台州高新区");"#,
        "a.rhai:1:9：没有名为“zon”的函数，是否想写“zone”？",
        "a.rhai:1:9: there is no function `zon`; did you mean `zone`?",
    );
    check(
        "let x = yeer + 1;",
        "a.rhai:1:9：没有名为“yeer”的变量或词，是否想写“year”？",
        "a.rhai:1:9: nothing is called `yeer`; did you mean `year`?",
    );
    check(
        "let 倍数 = 3; let x = 倍 + 1;",
        "a.rhai:1:21：没有名为“倍”的变量或词",
        "a.rhai:1:21: nothing is called `倍`",
    );
    check_with(
        "import \"m\" as m;\nm::nothin()",
        &[("m.rhai", "fn nothing() { 1 }")],
        "a.rhai:2:4：没有名为“nothin”的函数，是否想写“nothing”？",
        "a.rhai:2:4: there is no function `nothin`; did you mean `nothing`?",
    );
    check("mm::f()", "a.rhai:1:1：没有名为“mm”的变量或词", "a.rhai:1:1: nothing is called `mm`");
}

#[test]
fn words_used_as_values_and_values_as_words() {
    check(
        "zone.invest(2027, 1);",
        "a.rhai:1:1：“zone”是函数，后面要写括号和参数",
        "a.rhai:1:1: `zone` is a function; write its arguments in brackets behind it",
    );
    check(
        "zones().split(land, 2028, 800)",
        "a.rhai:1:15：“land”是函数，后面要写括号和参数",
        "a.rhai:1:15: `land` is a function; write its arguments in brackets behind it",
    );
    check(
        "let f = pert;",
        "a.rhai:1:9：“pert”是函数，后面要写括号和参数",
        "a.rhai:1:9: `pert` is a function; write its arguments in brackets behind it",
    );
    check_with(
        "import \"m\" as m;\nm.f()",
        &[("m.rhai", "fn f() { 1 }")],
        "a.rhai:2:1：“m”是引入的文件；调用其中的函数请写 m::函数名(...)",
        "a.rhai:2:1: `m` is an imported file; call its functions as m::function(...)",
    );
    check(
        "let f = |a| a; f(3)",
        "a.rhai:1:16：“f”是变量；调用其中的闭包请写 f.call(...)",
        "a.rhai:1:16: `f` is a variable; call the closure in it as f.call(...)",
    );
    check(
        "let x = 3; x()",
        "a.rhai:1:12：“x”是变量；调用其中的闭包请写 x.call(...)",
        "a.rhai:1:12: `x` is a variable; call the closure in it as x.call(...)",
    );
}

#[test]
fn uncertainties_and_figures_are_named_once_and_only_if_they_are_there() {
    let named = |words: &str| {
        let text = format!(
            "let a = uncertain(\"alpha\", normal(0, 1), per_city, once);\nindicator(\"x\", \"甲\", \"X\", a, \"1\");\nindicator(\"y\", \"乙\", \"Y\", data(\"capital\"), \"亿元\");\n{words}"
        );
        model(&planner_case(), &text)
    };
    let model =
        named("named(\"alpha\", \"弹性\", \"elasticity\"); 名为(\"capital\", \"资本\", \"capital\");");
    let names = model.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).graph.names;
    let found: Vec<[&str; 3]> = names.iter().map(|name| [name.id.as_str(), &name.zh, &name.en]).collect();
    assert_eq!(found, [["alpha", "弹性", "elasticity"], ["capital", "资本", "capital"]]);
    let error = named("named(\"alpa\", \"弹性\", \"elasticity\");").err().expect("unknown");
    assert_eq!(say(&error, Lang::Zh), "model.rhai:4:7：模型没有声明不确定量或数据“alpa”，是否想写“alpha”？");
    assert_eq!(
        say(&error, Lang::En),
        "model.rhai:4:7: the model declares no uncertainty and reads no figure `alpa`; did you mean `alpha`?"
    );
    let error =
        named("named(\"alpha\", \"甲\", \"a\");\nnamed(\"alpha\", \"乙\", \"b\");").err().expect("twice");
    assert_eq!(say(&error, Lang::Zh), "model.rhai:5:1：名称“alpha”声明了两次，请改名");
}

#[test]
fn a_word_whose_latter_half_is_that_of_one_lever_is_near() {
    check(
        "园区(\"台州高新区\").科研补助(2027, 1);",
        "a.rhai:1:13：没有名为“科研补助”的函数，是否想写“研发补助”？",
        "a.rhai:1:13: there is no function `科研补助`; did you mean `研发补助`?",
    );
}
