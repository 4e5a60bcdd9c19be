//! Which scenario `based_on` means: beside the script, then in the case's folder, by file name or title.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

/// A folder of files; names may lead into folders.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }
    folder
}

/// A copy of the shipped case as a folder on disk, without its scenarios.
fn with_case(folder: &Path) {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou");
    fs::create_dir_all(folder.join("case")).expect("made");
    for entry in fs::read_dir(shipped).expect("readable") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|e| e != "rhai") {
            fs::copy(&path, folder.join("case").join(path.file_name().expect("name"))).expect("copied");
        }
    }
}

/// What `check` of a script says on standard error, in a language.
fn said(folder: &Path, script: &str, lang: &str) -> String {
    let mut words = vec!["check", script, "--lang", lang];
    if folder.join("case").is_dir() {
        words.extend(["--case", "case"]);
    }
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    String::from_utf8(output.stderr).expect("UTF-8").lines().next().unwrap_or_default().to_owned()
}

const TOP: &str = "scenario(\"顶\", \"Top\");\nzones().invest(2028, 1.0);\n";

#[track_caller]
fn finds(files: &[(&str, &str)], case: bool, base: &str, printed: &str) {
    let folder = folder(files);
    if case {
        with_case(folder.path());
    }
    fs::create_dir_all(folder.path().join("mine")).expect("made");
    fs::write(folder.path().join("mine/top.rhai"), format!("{TOP}based_on(\"{base}\");\n")).expect("written");
    assert_eq!(said(folder.path(), "mine/top.rhai", "en"), format!("top: {printed}"), "{base}");
}

#[test]
fn a_scenario_beside_the_script_comes_first() {
    let beside = ("mine/base.rhai", "scenario(\"底座\", \"Base\");\nprint(\"beside\");\n");
    let of_case = ("case/base.rhai", "scenario(\"底座\", \"Base\");\nprint(\"of the case\");\n");
    for base in ["base", "base.rhai", "底座", "Base"] {
        finds(&[beside, of_case], true, base, "beside");
        finds(&[beside], false, base, "beside");
        finds(&[of_case], true, base, "of the case");
    }
}

#[test]
fn a_path_leads_below_the_script_or_the_case_and_nowhere_else() {
    let below = ("mine/sub/base.rhai", "scenario(\"底座\", \"Base\");\nprint(\"below\");\n");
    let of_case = ("case/sub/base.rhai", "scenario(\"底座\", \"Base\");\nprint(\"of the case\");\n");
    for base in ["sub/base", "sub/base.rhai"] {
        finds(&[below, of_case], true, base, "below");
        finds(&[of_case], true, base, "of the case");
    }
    let folder = folder(&[below, ("mine/top.rhai", &format!("{TOP}based_on(\"../mine/sub/base\");\n"))]);
    assert_eq!(
        said(folder.path(), "mine/top.rhai", "en"),
        "error ZC0338: mine/top.rhai:3:10: based_on: there is no scenario `../mine/sub/base`"
    );
}

#[test]
fn a_title_may_stand_in_either_language_and_form() {
    let base =
        ("case/b.rhai", "// scenario(\"旧名\", \"Old\")\n情景( \"底座\" ,\n  \"Base\" );\nprint(\"b\");\n");
    for title in ["底座", "Base"] {
        finds(&[base], true, title, "b");
    }
    let folder = folder(&[base, ("mine/top.rhai", &format!("{TOP}based_on(\"旧名\");\n"))]);
    with_case(folder.path());
    assert_eq!(
        said(folder.path(), "mine/top.rhai", "zh"),
        "错误 ZC0338: mine/top.rhai:3:10：找不到可作基础的情景“旧名”"
    );
}

#[test]
fn the_embedded_case_is_asked_last_by_name_and_title() {
    let text = |base: &str| format!("{TOP}based_on(\"{base}\");\n");
    for base in ["talent_first", "人才优先", "Talent first"] {
        let folder = folder(&[("top.rhai", &text(base))]);
        assert!(!said(folder.path(), "top.rhai", "en").contains("error"), "{base}");
    }
    let folder = folder(&[("top.rhai", &text("人才优选"))]);
    assert_eq!(
        said(folder.path(), "top.rhai", "zh"),
        "错误 ZC0338: top.rhai:3:10：找不到可作基础的情景“人才优选”，是否想写“人才优先”？"
    );
    assert_eq!(
        said(folder.path(), "top.rhai", "en"),
        "error ZC0338: top.rhai:3:10: based_on: there is no scenario `人才优选`; did you mean `人才优先`?"
    );
}

#[test]
fn a_script_builds_on_another_of_its_own_name_but_never_on_itself() {
    // The planner's own version of a shipped scenario.
    let text = format!("{TOP}based_on(\"talent_first\");\n");
    let mine = folder(&[("talent_first.rhai", &text)]);
    assert!(!said(mine.path(), "talent_first.rhai", "en").contains("error"));
    let alone = folder(&[("alone.rhai", &format!("{TOP}based_on(\"Top\");\n"))]);
    assert_eq!(
        said(alone.path(), "alone.rhai", "zh"),
        "错误 ZC0339: alone.rhai:3:10：“Top”直接或间接引用了自己"
    );
    assert_eq!(
        said(alone.path(), "alone.rhai", "en"),
        "error ZC0339: alone.rhai:3:10: `Top` imports itself, directly or in a circle"
    );
}

#[test]
fn a_base_that_cannot_be_read_is_named() {
    let folder = folder(&[("top.rhai", &format!("{TOP}based_on(\"base\");\n"))]);
    fs::write(folder.path().join("base.rhai"), b"scenario(\"\xff\");").expect("written");
    assert_eq!(
        said(folder.path(), "top.rhai", "zh"),
        "错误 ZC0003: base.rhai:1:11：“base.rhai”不是 UTF-8 编码，请另存为 UTF-8 后重试"
    );
}
