//! Watching a scenario: the table after every save, mistakes shown, an end in peace.
#![cfg(unix)]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FIRST: &str = "scenario(\"甲案\", \"Plan A\");\nzones().invest(2028, 1.0);\n";

/// Starts it in a folder; also where it says results and where mistakes.
fn start(folder: &Path, words: &[&str]) -> (Child, PathBuf, PathBuf) {
    let (said, complained) = (folder.join("said"), folder.join("complained"));
    let child = Command::new(env!("CARGO_BIN_EXE_zonecast"))
        .current_dir(folder)
        .args(words)
        .stdin(Stdio::null())
        .stdout(File::create(&said).expect("made"))
        .stderr(File::create(&complained).expect("made"))
        .spawn()
        .expect("it starts");
    (child, said, complained)
}

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
    let (mut child, said, complained) =
        start(folder.path(), &["watch", "a.rhai", "--draws", "64", "--lang", "en"]);
    let first = until(&mut child, &said, "64 draws in ");
    assert!(first.contains("Plan A"), "{first}");
    assert!(!first.contains('\u{1b}'), "no control characters in a file");
    assert!(!first.contains("save before"), "{first}");
    fs::write(&script, FIRST.replace("Plan A", "Plan B")).expect("written");
    let named = until(&mut child, &said, "save before");
    assert!(named.contains("Plan B") && named.contains("Nothing differs from the save before."), "{named}");
    fs::write(&script, FIRST.replace("1.0", "1.0,")).expect("written");
    fs::write(&script, FIRST.replace("2028", "1999")).expect("written");
    until(&mut child, &complained, "error ZC0325: a.rhai:2:16");
    fs::write(&script, FIRST.replace("Plan A", "Plan C").replace("1.0", "9.0")).expect("written");
    let dearer = until(&mut child, &said, "Both runs used the same draws");
    let money = dearer.lines().find(|line| line.contains("Public money up to that year"));
    // Nothing is spent before the policy's year is over, so that only the sum to the last year differs.
    assert!(dearer.contains("Plan C") && money.is_some_and(|m| m.matches('→').count() == 1), "{dearer}");
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

/// The shipped case with `city.csv` as a workbook; gives its path and a way to save it with another value.
fn with_workbook(folder: &Path) -> impl Fn(&str) + use<> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou");
    let to = folder.join("city");
    fs::create_dir(&to).expect("made");
    for entry in fs::read_dir(&from).expect("the shipped case") {
        let path = entry.expect("entry").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
    let text = fs::read_to_string(from.join("city.csv")).expect("text");
    let text = text.trim_start_matches('\u{feff}').to_owned();
    fs::remove_file(to.join("city.csv")).expect("removed");
    move |va: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let (mut reader, mut input, mut cell) = (csv_core::Reader::new(), text.as_bytes(), vec![0; 10_000]);
        let (mut row, mut column, mut head) = (0_u32, 0_u16, Vec::new());
        let mut of_va = false;
        loop {
            let (result, read, written) = reader.read_field(input, &mut cell);
            input = &input[read..];
            let csv_core::ReadFieldResult::Field { record_end } = result else { break };
            let found = String::from_utf8(cell[..written].to_vec()).expect("UTF-8");
            if row == 0 {
                head.push(found.clone());
            }
            of_va |= head[usize::from(column)] == "indicator" && found == "va";
            let found = if of_va && head[usize::from(column)] == "value" { va.to_owned() } else { found };
            match found.parse::<f64>() {
                Ok(x) => sheet.write_number(row, column, x).expect("written"),
                Err(_) => sheet.write_string(row, column, found).expect("written"),
            };
            (row, column) = if record_end { (row + 1, 0) } else { (row, column + 1) };
            of_va &= !record_end;
        }
        book.save(to.join("city.xlsx")).expect("saved");
    }
}

#[test]
fn saving_a_workbook_of_the_case_runs_it_again() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.rhai"), FIRST).expect("written");
    let save = with_workbook(folder.path());
    save("1701");
    let (mut child, said, complained) =
        start(folder.path(), &["watch", "a.rhai", "--case", "city", "--draws", "64", "--lang", "en"]);
    let first = until(&mut child, &said, "64 draws in ");
    // What is no number is told with sheet, row and column; the value that follows is run.
    save("about 1700");
    let told = until(&mut child, &complained, "ZC0206");
    assert!(told.contains("city/city.xlsx") && told.contains("about 1700"), "{told}");
    let before = fs::read_to_string(&said).expect("readable").matches("64 draws in ").count();
    save("1650");
    let start = Instant::now();
    let after = loop {
        let now = fs::read_to_string(&said).expect("readable");
        if now.matches("64 draws in ").count() > before {
            break now;
        }
        assert!(start.elapsed() < Duration::from_secs(120), "not run again: {now}");
        std::thread::sleep(Duration::from_millis(20));
    };
    let table =
        |text: &str| text.lines().filter(|line| !line.contains(" draws in ")).collect::<Vec<_>>().join("\n");
    assert!(!table(&first).is_empty() && table(&after).len() > table(&first).len(), "{after}");
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn one_scenario_is_watched_at_a_time() {
    for words in [&["watch"][..], &["watch", "a.rhai", "b.rhai"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_zonecast")).args(words).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }
}

/// On a terminal the screen is cleared before every table, and Ctrl-C ends it in peace.
#[test]
#[cfg(target_os = "linux")]
fn on_a_terminal_the_table_is_drawn_again_and_ctrl_c_ends_it() {
    use std::io::Write;
    if Command::new("script").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("notice: no `script` of util-linux here, so no pseudo terminal was tried");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("a.rhai");
    fs::write(&script, FIRST).expect("written");
    let said = folder.path().join("said");
    // With `exec`, for a shell that stays in between ends with 130 of its own at Ctrl-C.
    let command = format!("exec {} watch a.rhai --draws 64 --lang en", env!("CARGO_BIN_EXE_zonecast"));
    let mut child = Command::new("script")
        .current_dir(folder.path())
        .env("SHELL", "/bin/sh")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(File::create(&said).expect("made"))
        .spawn()
        .expect("it starts");
    let clears = "\u{1b}[2J\u{1b}[3J\u{1b}[H";
    let first = until(&mut child, &said, "64 draws in ");
    assert_eq!(first.matches(clears).count(), 1, "{first}");
    assert!(first.find(clears) < first.find("Plan A"), "{first}");
    fs::write(&script, FIRST.replace("2028", "1999")).expect("written");
    // The mistake stands on a cleared screen of its own and stays there.
    let wrong = until(&mut child, &said, "error ZC0325: a.rhai:2:16");
    assert_eq!(wrong.matches(clears).count(), 2, "{wrong}");
    fs::write(&script, FIRST.replace("Plan A", "Plan B")).expect("written");
    let last = until(&mut child, &said, "Nothing differs from the save before.");
    assert_eq!(last.matches(clears).count(), 3, "{last}");
    // Ctrl-C as it is typed.
    let mut keyboard = child.stdin.take().expect("piped");
    keyboard.write_all(b"\x03").expect("typed");
    let start = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "it does not end");
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(ended.code(), Some(0));
}
