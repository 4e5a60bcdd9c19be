//! Notes and warnings of scripts that run: worded in both languages, with their places.

use crate::common::planner::{check_note, planner_model, scripts, traced};
use crate::common::{Scripts, host};
use std::sync::Arc;
use zonecast::error::{Code, Result};
use zonecast::message::{Lang, say};
use zonecast::script::{Found, Host, Script, Sources, trace_scenario};

#[test]
fn a_lever_set_twice_is_said() {
    check_note(
        "scenario(\"甲\", \"a\");\nlet gx = zone(\"台州高新区\");\ngx.invest(2027..=2029, 3.0);\ngx.投资(2028..=2031, 3.0);",
        "a.rhai:4:4：注意：杠杆 投资(invest) 在“台州高新区” 2028-2029 年已设过，两次数值相加；若要替换请用 set_投资",
        "a.rhai:4:4: note: lever invest of `Taizhou` is set before in 2028-2029; the amounts add up; to replace use set_投资",
    );
    check_note(
        "scenario(\"甲\", \"a\");\nzone(\"温岭高新区\").land(2027, 3.0);\nzones().split(\"land\", 2027, 3.0);",
        "a.rhai:3:9：注意：杠杆 土地(land) 在“温岭高新区” 2027 年已设过，两次数值相加；若要替换请用 set_land",
        "a.rhai:3:9: note: lever land of `Wenling` is set before in 2027; the amounts add up; to replace use set_land",
    );
}

#[test]
fn a_range_that_leaves_out_its_last_year_is_said() {
    check_note(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2027..2030, 3.0);",
        "a.rhai:2:22：注意：2027..2030 不含 2030 年；含末年请写 2027..=2030",
        "a.rhai:2:22: note: 2027..2030 leaves out 2030; to include it write 2027..=2030",
    );
    // Also inside a function, and once however often a loop comes by.
    check_note(
        "scenario(\"甲\", \"a\");\nfn f(z) { z.invest(2027..2029, 1.0); }\nfor z in zones() { f(z); }",
        "a.rhai:2:20：注意：2027..2029 不含 2029 年；含末年请写 2027..=2029",
        "a.rhai:2:20: note: 2027..2029 leaves out 2029; to include it write 2027..=2029",
    );
    // Behind the horizon nothing is lost; other ranges are no years.
    for text in [
        "zones().invest(2027..2036, 1.0);",
        "zones().invest(2027.., 1.0);",
        "for i in 0..3 { zones().set_invest(2027 + i, 1.0); }",
    ] {
        let traced = traced(&format!("scenario(\"甲\", \"a\"); {text}"), &Scripts::default());
        assert_eq!(traced.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).notes, [], "{text}");
    }
}

#[test]
fn a_share_where_a_percentage_is_compared_is_said() {
    check_note(
        "scenario(\"甲\", \"a\");\nrule(2027, |z| z.invest(when(z.last(\"rd_intensity\") < 0.04, 1.0, 0.0)));",
        "a.rhai:2:55：注意：这里的值以 % 计，0.04 就是 0.04 %；如指 4 %，请写 4",
        "a.rhai:2:55: note: the value here is in %, so 0.04 is 0.04 %; if 4 % is meant, write 4",
    );
    for condition in
        ["z.last(\"rd_intensity\") < 4", "z.last(\"capital\") > 0.5", "0.5 < 1.0 * z.last(\"capital\")"]
    {
        let text = format!("scenario(\"甲\", \"a\"); rule(2027, |z| z.invest(when({condition}, 1.0, 0.0)));");
        let traced = traced(&text, &Scripts::default());
        assert_eq!(traced.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).notes, [], "{condition}");
    }
}

#[test]
fn between_says_which_family_it_fitted() {
    check_note(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2027, between(1, 3));",
        "a.rhai:2:28：说明：介于(1, 3) 按对数正态分布拟合（P5 和 P95）",
        "a.rhai:2:28: note: between(1, 3) fitted as a log-normal distribution (P5 and P95)",
    );
    check_note(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2027, 介于(2.5, 3));",
        "a.rhai:2:28：说明：介于(2.5, 3) 按正态分布拟合（P5 和 P95）",
        "a.rhai:2:28: note: between(2.5, 3) fitted as a normal distribution (P5 and P95)",
    );
}

#[test]
fn a_belief_about_a_figure_is_said_with_what_the_case_says() {
    check_note(
        "scenario(\"甲\", \"a\");\nfigure(\"温岭高新区\", \"capital\", 60);",
        "a.rhai:2:1：注意：另定数据“capital”（温岭高新区）为 60 亿元，案例为 50 (50–50) 亿元",
        "a.rhai:2:1: note: the figure `capital` (Wenling) is believed to be 60 100 million yuan; the case says 50 (50–50) 100 million yuan",
    );
    check_note(
        "scenario(\"甲\", \"a\");\nfigure(\"温岭高新区\", \"capital\", uniform(40, 60));",
        "a.rhai:2:1：注意：另定数据“capital”（温岭高新区）为 50 (41–59) 亿元，案例为 50 (50–50) 亿元",
        "a.rhai:2:1: note: the figure `capital` (Wenling) is believed to be 50 (41–59) 100 million yuan; the case says 50 (50–50) 100 million yuan",
    );
}

#[test]
fn a_scenario_that_sets_nothing_is_said() {
    check_note(
        "scenario(\"甲\", \"a\");",
        "a.rhai：注意：这个情景没有设置任何杠杆，结果与趋势延续相同",
        "a.rhai: note: this scenario sets no lever; its results equal the baseline",
    );
}

/// Sources whose imports all hide a shipped file.
struct Shadows;

impl Sources for Shadows {
    fn import(&self, path: &str, from: &str) -> Result<Found> {
        assert_eq!(from, "a.rhai", "the importing file is named");
        let text = "fn f() { 1 }".to_owned();
        Ok(Found { script: Script { shown: format!("here/{path}"), text }, shadows: true })
    }

    fn scenario(&self, name: &str, _from: &str) -> Result<Found> {
        Err(zonecast::error::Error::new(Code::BaseMissing).with("name", name))
    }
}

#[test]
fn a_file_that_hides_a_shipped_one_is_said() {
    let host = Host { sources: Arc::new(Shadows), ..host(&scripts(&[])) };
    let text = "scenario(\"甲\", \"a\");\nimport \"m\" as m;\nzones().talent(2027, m::f());".to_owned();
    let script = Script { shown: "a.rhai".to_owned(), text };
    let traced = trace_scenario(&planner_model(), "a", &script, &host).unwrap_or_else(|e| panic!("{e}"));
    let said: Vec<String> = traced.notes.iter().map(|n| say(n, Lang::Zh)).collect();
    assert_eq!(said, ["a.rhai:2:8：注意：情景文件夹中的“m”替换了自带的同名文件"]);
    let said: Vec<String> = traced.notes.iter().map(|n| say(n, Lang::En)).collect();
    assert_eq!(
        said,
        ["a.rhai:2:8: note: `m` in the scenario's folder replaces the shipped file of that name"]
    );
    let read: Vec<&str> = traced.read.iter().map(|s| s.shown.as_str()).collect();
    assert_eq!(read, ["a.rhai", "here/m.rhai"]);
}
