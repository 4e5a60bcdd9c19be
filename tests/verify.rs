//! `zonecast verify` as a user meets it: what was run is confirmed, what was changed is named.

use assert_cmd::Command;
use std::path::Path;

const SCENARIO: &str = "scenario(\"用地\", \"Land\");\nzones().split(\"land\", 2027, 300);\n";

fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends"), text(output.stdout), text(output.stderr))
}

fn change(folder: &Path, from: &str, to: &str) {
    let path = folder.join("out/summary.json");
    let text = std::fs::read_to_string(&path).expect("written");
    assert!(text.contains(from), "{from}");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
}

#[test]
fn a_run_is_confirmed_and_a_changed_number_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("land.rhai"), SCENARIO).expect("written");
    let words = ["run", "land.rhai", "--seed", "7", "--charts", "none", "--quiet"];
    for more in [
        &["--draws", "640", "--sampler", "lhs"][..],
        &["--draws", "9000", "--until", "2%", "--no-redrawing"],
        &["--draws", "600"],
    ] {
        assert_eq!(run(at, &[&words[..], more].concat()).0, 0);
        let (code, shown, said) = run(at, &["verify", "out", "--threads", "2"]);
        assert!(code == 0 && shown.contains("核对一致"), "{shown}{said}");
    }
    change(at, "\"probability\": 0.5", "\"probability\": 0.75");
    let (code, shown, said) = run(at, &["verify", "out/summary.json", "--lang", "en"]);
    assert_eq!(code, 1, "{shown}{said}");
    assert!(
        shown.starts_with("case.scopes[parks].probability: the file says 0.75, a new run 0.5\n"),
        "{shown}"
    );
    assert!(said.contains("ZC0458") && said.contains("1 entries differ"), "{said}");
    // A script that changed is named, and nothing is run.
    std::fs::write(at.join("land.rhai"), SCENARIO.replace("300", "301")).expect("written");
    let (code, shown, said) = run(at, &["verify", "out"]);
    assert!(code == 1 && shown.is_empty() && said.contains("ZC0457") && said.contains("land.rhai"), "{said}");
    // A script that moved is given behind the summary.
    std::fs::create_dir(at.join("moved")).expect("made");
    std::fs::write(at.join("moved/land.rhai"), SCENARIO).expect("written");
    std::fs::remove_file(at.join("land.rhai")).expect("removed");
    change(at, "\"probability\": 0.75", "\"probability\": 0.5");
    let (code, _, said) = run(at, &["verify", "out", "moved/land.rhai"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn what_is_no_summary_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("a.json"), "{\n  \"schema\": }\n").expect("written");
    std::fs::write(at.join("b.json"), "{\"schema\": \"other/1\"}").expect("written");
    std::fs::write(at.join("c.json"), "{\"schema\": \"zonecast-summary/1\"}").expect("written");
    let (code, _, said) = run(at, &["verify", "a.json"]);
    assert!(code == 1 && said.contains("a.json:2:13") && said.contains("ZC0453"), "{said}");
    for (file, id) in [("b.json", "ZC0454"), ("c.json", "ZC0455")] {
        let (code, _, said) = run(at, &["verify", file]);
        assert!(code == 1 && said.contains(id), "{said}");
    }
    assert_eq!(run(at, &["verify"]).0, 2);
    assert_eq!(run(at, &["verify", "nowhere.json"]).0, 1);
}
