//! Watching a scenario: the table after every save, mistakes shown, an end in peace.
#![cfg(unix)]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FIRST: &str = "scenario(\"甲案\", \"Plan A\");\nzones().invest(2028, 1.0);\n";

/// Waits until what the child said holds a text; what it said.
#[track_caller]
fn until(child: &mut Child, file: &Path, wanted: &str) -> String {
    let start = Instant::now();
    loop {
        let said = fs::read_to_string(file).expect("readable");
        if said.contains(wanted) {
            return said;
        }
        assert!(child.try_wait().expect("a child").is_none(), "it ended: {said}");
        assert!(start.elapsed() < Duration::from_secs(120), "no `{wanted}` in: {said}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_save_runs_it_again_and_mistakes_do_not_end_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("a.rhai");
    fs::write(&script, FIRST).expect("written");
    let (said, complained) = (folder.path().join("said"), folder.path().join("complained"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_zonecast"))
        .current_dir(folder.path())
        .args(["watch", "a.rhai", "--draws", "64", "--lang", "en"])
        .stdin(Stdio::null())
        .stdout(File::create(&said).expect("made"))
        .stderr(File::create(&complained).expect("made"))
        .spawn()
        .expect("it starts");
    let first = until(&mut child, &said, "64 draws in ");
    assert!(first.contains("Plan A"), "{first}");
    assert!(!first.contains('\u{1b}'), "no control characters in a file");
    fs::write(&script, FIRST.replace("Plan A", "Plan B")).expect("written");
    until(&mut child, &said, "Plan B");
    fs::write(&script, FIRST.replace("1.0", "1.0,")).expect("written");
    fs::write(&script, FIRST.replace("2028", "1999")).expect("written");
    until(&mut child, &complained, "error ZC0325: a.rhai:2:16");
    fs::write(&script, FIRST.replace("Plan A", "Plan C")).expect("written");
    until(&mut child, &said, "Plan C");
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    let mut left: Vec<String> = fs::read_dir(folder.path())
        .expect("readable")
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();
    assert_eq!(left, ["a.rhai", "complained", "said"], "nothing is written");
}

#[test]
fn one_scenario_is_watched_at_a_time() {
    for words in [&["watch"][..], &["watch", "a.rhai", "b.rhai"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_zonecast")).args(words).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }
}
