//! The house rules, as a test: who may import whom, who may say what, and how big a file may grow.

use std::fs;
use std::path::{Path, PathBuf};

/// Room, then the rooms it may import; everyone may use `error` and `maths`. `lib.rs` only lists rooms.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("maths", &[]),
    ("message", &[]),
    ("case", &[]),
    ("model", &[]),
    ("compile", &["model"]),
    // A scenario is a traced graph with other readings of targets: the type that scripts make.
    ("script", &["case", "model", "experiment"]),
    // Targets and their operators are data of the case.
    ("experiment", &["case", "model", "compile"]),
    ("simulate", &["model", "compile", "experiment"]),
    ("summary", &["case", "model", "experiment", "simulate"]),
    // Departments' tables read what a run found; a single draw is told by the model's own names.
    ("analysis", &["case", "model", "experiment", "simulate", "summary"]),
    ("report", &["message", "case", "model", "experiment", "summary", "analysis"]),
    (
        "batch",
        &["message", "case", "model", "script", "experiment", "simulate", "summary", "analysis", "report"],
    ),
    ("cli", &["message", "case", "script", "experiment", "report", "batch"]),
    ("main", &[]),
    ("build", &[]),
    ("lib", &[]),
];

/// Outside names, then the only places that may say them.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("rhai::", &["script/"]),
    ("plotters", &["report/"]),
    ("resvg", &["report/"]),
    ("clap::", &["cli/"]),
    ("calamine::", &["case/workbook.rs"]),
    ("encoding_rs::", &["case/text.rs"]),
    ("indicatif::", &["batch/", "cli/"]),
    ("rayon::", &["simulate/", "batch/"]),
    ("std::fs", &["batch/", "cli/", "case/files.rs"]),
    ("std::time", &["batch/", "cli/"]),
    ("println!", &["cli/", "build.rs"]),
    ("unsafe", &["lib.rs"]),
];

/// Tables may be longer than logic.
const TABLES: &[&str] = &["error.rs", "message/errors.rs", "message/terms.rs", "message/document.rs"];

const MAX_LINES: usize = 400;

#[test]
fn the_house_is_tidy() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for path in rust_files(&src) {
        let name = path.strip_prefix(&src).expect("below src").to_str().expect("UTF-8").replace('\\', "/");
        faults.extend(faults_in(&name, &fs::read_to_string(&path).expect("readable")));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn tests_are_no_longer_than_files_may_be() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for path in rust_files(&tests) {
        let text = fs::read_to_string(&path).expect("readable");
        assert!(text.starts_with("//!"), "{}: first line must be a caption", path.display());
        assert!(text.lines().count() <= MAX_LINES, "{}: over {MAX_LINES} lines", path.display());
    }
}

#[test]
fn nothing_about_a_city_or_its_policy_stands_in_the_sources() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for path in rust_files(&src) {
        let text = fs::read_to_string(&path).expect("readable");
        // Tests and examples in comments may speak of years; what the program does may not.
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or("");
            for word in ["Taizhou", "台州", "taizhou"] {
                assert!(!line.contains(word), "{}:{}: says {word}", path.display(), number + 1);
            }
            let year =
                line.split(|c: char| !c.is_ascii_digit()).find(|n| ["2027", "2030", "2035"].contains(n));
            assert_eq!(year, None, "{}:{}: says a year of the policy", path.display(), number + 1);
        }
    }
}

#[test]
fn tidy_notices_each_kind_of_fault() {
    assert_eq!(
        faults_in("case/read.rs", "use rhai::Engine;\n"),
        [
            "case/read.rs: first line must be a `//!` caption",
            "case/read.rs:1: only script/ may name `rhai::`"
        ]
    );
    assert_eq!(
        faults_in("simulate/mod.rs", "//! x\nuse crate::{script::Model, error::Error};\n"),
        ["simulate/mod.rs:2: `simulate` may not import `script`"]
    );
    assert_eq!(
        faults_in("summary/mod.rs", "//! x\nuse crate::{\n    case::Target,\n    report::Chart,\n};\n"),
        ["summary/mod.rs:2: `summary` may not import `report`"]
    );
    assert_eq!(faults_in("attic.rs", "//! x\n"), ["attic.rs: room is missing from MAY_IMPORT"]);
    let long = "//! x\n".repeat(MAX_LINES + 1);
    assert_eq!(faults_in("case/a.rs", &long), ["case/a.rs: over 400 lines; split it"]);
}

fn faults_in(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let room = name.split(['/', '.']).next().expect("a name has a first part");
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(r, _)| *r == room) else {
        return vec![format!("{name}: room is missing from MAY_IMPORT")];
    };
    if !text.starts_with("//!") {
        faults.push(format!("{name}: first line must be a `//!` caption"));
    }
    if text.lines().count() > MAX_LINES && !TABLES.contains(&name) {
        faults.push(format!("{name}: over {MAX_LINES} lines; split it"));
    }
    // Tests inside a file, and files of tests, may measure, print and keep pictures.
    let tests_from = text.lines().position(|l| l.trim() == "mod tests {");
    let only_tests = name.ends_with("tests.rs") || name.ends_with("fixture.rs");
    for (i, line) in logical_lines(text) {
        let tested = only_tests || tests_from.is_some_and(|from| i > from);
        for (used, _) in MAY_IMPORT {
            let free = ["error", "maths"].contains(used) || *used == room || allowed.contains(used);
            if !free && line.contains("crate::") && names(&line, used) {
                faults.push(format!("{name}:{}: `{room}` may not import `{used}`", i + 1));
            }
        }
        for (word, owners) in MAY_NAME {
            if !tested && line.contains(word) && !owners.iter().any(|o| name.starts_with(o)) {
                faults.push(format!("{name}:{}: only {} may name `{word}`", i + 1, owners.join(", ")));
            }
        }
    }
    faults
}

/// Lines without comments, a multi-line `use crate::{..}` joined into one.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (i, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        if open {
            out.last_mut().expect("an open line").1 += line;
        } else {
            out.push((i, line.to_owned()));
        }
        let whole = &out.last().expect("just pushed").1;
        open = whole.contains("crate::{") && whole.matches('{').count() > whole.matches('}').count();
    }
    out
}

/// Whether `line` uses `room` as a crate-level path segment, alone or inside braces.
fn names(line: &str, room: &str) -> bool {
    line.split("crate::").skip(1).any(|after| match after.strip_prefix('{') {
        Some(group) => group.split([',', '{', '}', ' ']).any(|part| part.split("::").next() == Some(room)),
        None => after.split(|c: char| !c.is_alphanumeric() && c != '_').next() == Some(room),
    })
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("readable folder") {
        let path = entry.expect("readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
