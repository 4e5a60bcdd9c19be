//! What words of the command line mean: help asked for as a command, scenarios by the name of their file.

use assert_cmd::Command;
use std::path::Path;

fn zonecast(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    command.current_dir(folder);
    command
}

#[test]
fn help_is_a_command_too_and_knows_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |words: &[&str]| {
        let output = zonecast(folder.path()).args(words).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert_eq!(said(&["help"]), said(&["--help"]));
    assert_eq!(said(&["help", "run", "--lang", "en"]), said(&["run", "--help", "--lang", "en"]));
    let wrong = zonecast(folder.path()).args(["help", "rnu"]).output().expect("it runs");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("没有命令“rnu”"));
}

#[test]
fn a_new_scenario_is_meant_by_the_name_it_was_written_under() {
    // A scenario that comes with the case bears the same title.
    let folder = tempfile::tempdir().expect("a folder");
    zonecast(folder.path()).args(["new", "人才优先"]).assert().success();
    let file = folder.path().join("人才优先.rhai");
    let text = std::fs::read_to_string(&file).expect("written");
    std::fs::write(&file, format!("{text}\nprint(\"own file\");\n")).expect("written");
    let output = zonecast(folder.path()).args(["check", "人才优先"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("own file"), "{said}");
}

#[test]
fn a_list_is_asked_for_in_chinese_too_and_fits_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |words: &[&str]| {
        let output = zonecast(folder.path()).arg("list").args(words).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert_eq!(said(&["杠杆"]), said(&["levers"]));
    assert_eq!(said(&["定性目标"]), said(&["ledger"]));
    let columns = |line: &str| line.chars().map(|c| if c > '\u{2e80}' { 2 } else { 1 }).sum::<usize>();
    for lang in ["zh", "en"] {
        let text = said(&["--lang", lang]);
        assert!(text.lines().count() > 60, "{text}");
        for line in text.lines() {
            assert!(columns(line) <= 100 && line == line.trim_end(), "{}: {line}", columns(line));
        }
    }
}
