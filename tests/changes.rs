//! `zonecast changes` as a user meets it: what differs between two runs, and what can be the reason.

use assert_cmd::Command;
use std::path::Path;

fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends"), text(output.stdout), text(output.stderr))
}

fn script(name: &str, land: u32) -> String {
    format!("scenario(\"{name}\", \"{name}\");\nzones().split(\"land\", 2027, {land});\n")
}

#[test]
fn redrawing_is_a_reason_of_its_own_and_its_changes_are_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let go = |out: &str, more: &[&str]| {
        let words = ["run", "land_first", "--draws", "800", "--charts", "none", "--quiet", "--out", out];
        assert_eq!(run(at, &[&words[..], more].concat()).0, 0);
    };
    go("with", &[]);
    go("without", &["--no-redrawing"]);
    let (_, zh, _) = run(at, &["changes", "with", "without"]);
    assert!(zh.starts_with("设置不同：\n  不计区划调整：否 → 是\n"), "{zh}");
    assert!(zh.contains("可能原因：是否计入区划调整\n"), "{zh}");
    // T3 depends on which area counts, and its row has a change; T7 is an event that no area moves.
    let after =
        |name: &str| zh.lines().skip_while(|l| !l.contains(name)).nth(1).unwrap_or_default().to_owned();
    assert!(after(" T3 ").contains('†') && !after(" T7 ").contains('†'), "{zh}");
    assert!(zh.contains("\n† 两次运行的统计范围调整不同") && zh.contains("\n演示数据·非统计数据\n"), "{zh}");
}

#[test]
fn reasons_are_what_differs_and_a_run_against_itself_has_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("a.rhai"), script("甲", 300)).expect("written");
    std::fs::write(at.join("b.rhai"), script("乙", 300)).expect("written");
    let go = |out: &str, draws: &str| {
        let words =
            ["run", "a.rhai", "b.rhai", "--draws", draws, "--charts", "none", "--quiet", "--out", out];
        assert_eq!(run(at, &words).0, 0);
    };
    go("old", "800");
    let (code, shown, said) = run(at, &["changes", "old", "old/summary.json"]);
    assert!(code == 0 && shown.starts_with("输入文件和设置都相同。\n"), "{shown}{said}");
    assert_eq!(shown.matches("各目标达成可能性都相同。").count(), 3, "{shown}");
    // What did not change has no reason.
    assert!(shown.contains("情景“甲”：各目标达成可能性都相同。\n") && !shown.contains("可能原因"), "{shown}");
    // Another script: its own scenario has a reason of its own, the other one only a possible one.
    std::fs::write(at.join("a.rhai"), script("甲", 3000)).expect("written");
    go("new", "800");
    let (code, shown, _) = run(at, &["changes", "old", "new"]);
    assert_eq!(code, 0);
    assert!(shown.starts_with("输入文件不同：\n  改动 a.rhai\n"), "{shown}");
    assert!(shown.contains("情景“甲”；可能原因：本情景脚本\n"), "{shown}");
    assert!(shown.contains("情景“乙”：各目标达成可能性都相同。\n"), "{shown}");
    // Other draws: everything may differ, within what two runs of that size can tell.
    go("more", "1600");
    let (_, shown, _) = run(at, &["changes", "new", "more", "--lang", "en"]);
    assert!(shown.starts_with("Settings that differ:\n  draws: 800 → 1600\n"), "{shown}");
    assert!(shown.contains("possible reasons: settings of the draws\n") && shown.contains("cannot tell"));
}

#[test]
fn scripts_of_one_name_in_two_folders_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for (sub, land) in [("x", 300), ("y", 3000), ("z", 300)] {
        std::fs::create_dir(at.join(sub)).expect("made");
        std::fs::write(at.join(sub).join("a.rhai"), script("甲", land)).expect("written");
    }
    let go = |scenario: &str, out: &str| {
        let words = ["run", scenario, "--draws", "300", "--charts", "none", "--quiet", "--out", out];
        assert_eq!(run(at, &words).0, 0);
    };
    go("x/a.rhai", "old");
    go("y/a.rhai", "new");
    go("z/a.rhai", "moved");
    let said = |words: &[&str]| run(at, &[&["changes"], words].concat()).1;
    let (zh, en) = (said(&["old", "new"]), said(&["old", "new", "--lang", "en"]));
    assert!(
        zh.contains("输入文件不同：\n  只在新的一次用到 y/a.rhai\n  只在旧的一次用到 x/a.rhai\n"),
        "{zh}"
    );
    assert!(zh.contains("情景“甲”；可能原因：本情景脚本\n注意：两次的脚本是内容不同的两个文件（x/a.rhai 与 y/a.rhai），只是同名，未必是同一个情景。\n"), "{zh}");
    assert!(en.contains("Note: the scripts of the two runs are two files with different contents (x/a.rhai and y/a.rhai); they share a name and may not be one scenario.\n"), "{en}");
    // One that only moved is the same scenario, and an imported file of a scenario's name is none.
    let moved = said(&["old", "moved"]);
    assert!(moved.starts_with("输入文件和设置都相同。\n") && !moved.contains("注意"), "{moved}");
    std::fs::create_dir(at.join("z/lib")).expect("made");
    let import = |land: u32| {
        std::fs::write(at.join("z/lib/a.rhai"), format!("fn area() {{ {land} }}\n")).expect("written");
        let text =
            "import \"lib/a\" as m;\nscenario(\"甲\", \"甲\");\nzones().split(\"land\", 2027, m::area());\n";
        std::fs::write(at.join("z/a.rhai"), text).expect("written");
    };
    import(300);
    go("z/a.rhai", "before");
    import(3000);
    go("z/a.rhai", "after");
    let shared = said(&["before", "after"]);
    assert!(shared.contains("情景“甲”；可能原因：案例数据、模型或措施库\n"), "{shared}");
    assert_eq!(run(at, &["verify", "after"]).0, 0);
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    for words in [&["changes"][..], &["changes", "a"]] {
        let (code, _, said) = run(at, words);
        assert!(code == 2 && said.contains("旧、新两份 summary.json"), "{said}");
    }
    std::fs::write(at.join("a.json"), "{\"schema\": \"zonecast-summary/1\", \"version\": 3}")
        .expect("written");
    let (code, _, said) = run(at, &["changes", "a.json", "a.json", "--lang", "en"]);
    assert!(code == 1 && said.contains("ZC0460") && said.contains("a.json"), "{said}");
    let (code, _, said) = run(at, &["changes", "nowhere", "a.json"]);
    assert!(code == 1 && said.contains("nowhere"), "{said}");
}
