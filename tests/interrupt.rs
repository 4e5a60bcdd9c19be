//! Ctrl-C and a request to end: exit code 130, and the results are the old ones or none.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn zonecast(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    command.current_dir(folder).args(words).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Starts a run that would take long and sends it a signal once its folder is begun.
fn interrupted(folder: &Path, lang: &str, signal: &str) -> Output {
    let words = ["run", "--draws", "10000000", "--threads", "1", "--charts", "none", "--lang", lang];
    let mut child: Child = zonecast(folder, &words).spawn().expect("it starts");
    let start = Instant::now();
    while !names(folder).iter().any(|name| name.starts_with(".out.")) {
        assert!(child.try_wait().expect("a child").is_none(), "it ended before it began to write");
        assert!(start.elapsed() < Duration::from_secs(60), "no folder was begun");
        std::thread::sleep(Duration::from_millis(10));
    }
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    child.wait_with_output().expect("it ends")
}

#[track_caller]
fn check(output: &Output, wanted: &str) {
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().last(), Some(wanted));
    assert!(output.stdout.is_empty(), "{output:?}");
}

#[test]
fn an_interrupted_run_leaves_nothing_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    for signal in ["-INT", "-TERM", "-HUP"] {
        check(&interrupted(folder.path(), "zh", signal), "错误 ZC0005: 已中断，未留下任何不完整的文件");
        assert_eq!(names(folder.path()), [""; 0], "{signal}");
    }
    let wanted = "error ZC0005: interrupted; nothing half-written was left";
    check(&interrupted(folder.path(), "en", "-INT"), wanted);
}

#[test]
fn an_interrupted_run_keeps_the_results_before_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = ["run", "--draws", "100", "--charts", "none", "--quiet"];
    assert!(zonecast(folder.path(), &run).status().expect("it runs").success());
    let summary = folder.path().join("out/summary.json");
    let before = fs::read(&summary).expect("written");
    check(&interrupted(folder.path(), "zh", "-INT"), "错误 ZC0005: 已中断，未留下任何不完整的文件");
    assert_eq!(names(folder.path()), ["out"]);
    assert_eq!(fs::read(&summary).expect("still there"), before);
}
