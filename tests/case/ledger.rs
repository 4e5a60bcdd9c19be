//! Goals in words and groups of joint attainment: what is read, and every way they can be wrong.

use crate::sample::{Memory, check};
use zonecast::case::Status;
use zonecast::message::{Lang, say};

const LEDGER: &str = r#"[[goal]]
id = "Q1"
name_zh = "产业地图"
name_en = "Map of industries"
clause = "四（一）"
words = "编制产业地图"
department = "市经信局"
status = "evidence"
evidence = "已有初稿"

[[goal]]
id = "Q2"
name_zh = "治理"
name_en = "Governance"
clause = "一（二）"
words = "治理现代化"
status = "no"
"#;

fn with_ledger(text: &str) -> Memory {
    let mut files = Memory::sample().with(
        "case.toml",
        "[[scope]]",
        "[files]\ntargets = \"targets.toml\"\nledger = \"ledger.toml\"\n\n[[scope]]",
    );
    files.0.insert("ledger.toml".to_owned(), text.into());
    files
}

/// Asserts the sentences for one edit of the valid ledger, and the place.
#[track_caller]
fn check_ledger(from: &str, to: &str, place: &str, zh: &str, en: &str) {
    assert!(LEDGER.contains(from), "{from}");
    let error = with_ledger(&LEDGER.replacen(from, to, 1)).read().expect_err("this ledger is wrong");
    assert_eq!(say(&error, Lang::Zh), format!("scenarios/small/ledger.toml{place}：{zh}"));
    assert_eq!(say(&error, Lang::En), format!("scenarios/small/ledger.toml{place}: {en}"));
}

#[test]
fn a_ledger_is_read_as_it_is_kept() {
    let goals = with_ledger(LEDGER).read().expect("valid").ledger;
    let statuses: Vec<Status> = goals.iter().map(|goal| goal.status).collect();
    assert_eq!(statuses, [Status::Evidence, Status::No]);
    assert_eq!((goals[0].evidence.as_str(), goals[1].department.as_str()), ("已有初稿", ""));
    assert_eq!(Memory::sample().read().expect("valid").ledger, []);
}

#[test]
fn what_is_said_to_be_there_must_be_shown() {
    check_ledger(
        "evidence = \"已有初稿\"",
        "",
        ":8:10",
        "目标“Q1”记为“有依据，未定”，须在 evidence 中写明依据",
        "goal `Q1` is entered as `evidence, not settled`; say in `evidence` what shows it",
    );
    check_ledger(
        "status = \"no\"",
        "status = \"yes\"",
        ":17:10",
        "目标“Q2”记为“是”，须在 evidence 中写明依据",
        "goal `Q2` is entered as `yes`; say in `evidence` what shows it",
    );
}

#[test]
fn keys_and_words_of_a_ledger() {
    check_ledger(
        "status = \"no\"",
        "status = \"non\"",
        ":17:10",
        "“status”不能是“non”；可用：yes、no、evidence；是否想写“no”？",
        "`status` cannot be `non`; known: yes, no, evidence; did you mean `no`?",
    );
    check_ledger(
        "id = \"Q2\"",
        "id = \"Q1\"",
        ":12:6",
        "定性目标“Q1”重复，第 2 行已经有了",
        "goal `Q1` is given twice, first in line 2",
    );
    check_ledger(
        "department =",
        "departments =",
        ":7:1",
        "没有名为“departments”的项，是否想写“department”？",
        "unknown key `departments`; did you mean `department`?",
    );
}

#[test]
fn groups_of_joint_attainment_name_targets_once() {
    let group = "[[joint]]\nname_zh = \"全部\"\nname_en = \"All\"\nof = [\"T1\", \"T6\"]\n\n[[target]]";
    let case = Memory::sample().with("targets.toml", "[[target]]", group).read().expect("valid");
    assert_eq!((case.joint[0].name.en.as_str(), case.joint[0].of.join("+")), ("All", "T1+T6".to_owned()));
    let wrong = |of: &str| group.replace("[\"T1\", \"T6\"]", of);
    check(
        "targets.toml",
        "[[target]]",
        &wrong("[\"T1\", ^\"T1a\"]"),
        "没有目标“T1a”，不能计入同时达成；是否想写“T1”？",
        "there is no target `T1a` to be met jointly; did you mean `T1`?",
    );
    check(
        "targets.toml",
        "[[target]]",
        &wrong("[\"T6\", ^\"T6\"]"),
        "目标“T6”重复，第 4 行已经有了",
        "target `T6` is given twice, first in line 4",
    );
    check(
        "targets.toml",
        "[[target]]",
        &wrong("^[1]"),
        "“of”应为带引号的文字的列表，这里是 [1]",
        "`of` must be a list of quoted texts, not [1]",
    );
}
