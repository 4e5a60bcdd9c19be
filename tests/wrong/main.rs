//! Wrong inputs by kind, each with everything that is said of it, in both languages; and that nothing
//! else's words come through.

#[path = "../common/mod.rs"]
mod common;
#[path = "../case/sample.rs"]
#[allow(dead_code, reason = "shared with the tests of the case room")]
mod sample;

mod command;
mod csv;
mod scripts;
mod slips;
mod toml;
mod whole;
mod xlsx;

use zonecast::error::Error;
use zonecast::message::{Lang, say};

/// A file of the sample case, replacements in it, and what is said in Chinese and English.
pub type Edited = (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

/// Reads the sample case with each row's replacements and compares what is said.
#[track_caller]
pub fn compare_edited(rows: &[Edited], least: usize) {
    let mut compared = Compared::default();
    for (file, edits, zh, en) in rows {
        let sample = sample::Memory::sample();
        let memory = edits.iter().fold(sample, |memory, (from, to)| memory.with(file, from, to));
        let error = memory.read().map(|_| ()).expect_err(edits[0].1);
        let said = [Lang::Zh, Lang::En].map(|lang| told(&error, lang).replace("scenarios/small/", ""));
        compared.row(edits[0].1, (zh, en), said);
    }
    compared.end(least);
}

/// Every mistake of an error, a line each.
pub fn told(error: &Error, lang: Lang) -> String {
    error.each().map(|error| say(error, lang)).collect::<Vec<_>>().join("\n")
}

/// Compares what is said with what is wanted, row by row, and looks for words that are not ours.
#[derive(Default)]
pub struct Compared {
    rows: usize,
    faults: Vec<String>,
}

impl Compared {
    /// One row of a table.
    pub fn row(&mut self, input: &str, (zh, en): (&str, &str), found: [String; 2]) {
        self.rows += 1;
        for (wanted, found) in [zh, en].into_iter().zip(&found) {
            if wanted != found {
                self.faults.push(format!("{input}\n wanted: {wanted}\n  found: {found}"));
            }
        }
        let [zh, en] = found;
        // Lines of a file are shown as they are, with a bar in front.
        let ours = |line: &&str| !line.contains(" | ");
        for line in zh.lines().filter(ours) {
            if let Some(words) = foreign(line) {
                self.faults.push(format!("{input}\n English in Chinese: {words}\n in: {line}"));
            }
        }
        if en.lines().filter(ours).any(|line| zh.lines().any(|other| other == line)) {
            self.faults.push(format!("{input}\n one line in both languages: {zh}"));
        }
        for raw in RAW {
            if en.contains(raw) || zh.contains(raw) {
                self.faults.push(format!("{input}\n not our words: {raw}\n in: {en}"));
            }
        }
    }

    /// Ends the table, which has at least so many rows.
    #[track_caller]
    pub fn end(self, least: usize) {
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n\n"));
        assert!(self.rows >= least, "{} rows", self.rows);
    }
}

/// What Rhai, clap, serde, toml, the zip reader or the system would say.
const RAW: [&str; 18] = [
    "os error",
    "No such file",
    "Is a directory",
    "Permission denied",
    "Variable not found",
    "Function not found",
    "Syntax error",
    "Runtime error",
    "EvalAltResult",
    "ErrorKind",
    "Expecting",
    "expected value",
    "unexpected end",
    "unexpected argument '",
    "For more information",
    "invalid type",
    "TOML parse",
    "invalid Zip",
];

/// Three English words in a row outside quotation marks: a Chinese message has none.
fn foreign(line: &str) -> Option<String> {
    let mut plain = String::new();
    let mut depth = 0;
    for c in line.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let english = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    // Commands are written out.
    let foreign = |three: &&[&str]| three[0] != "zonecast" && three.iter().all(english);
    words.windows(3).find(foreign).map(|three| three.join(" "))
}

#[test]
fn words_of_others_are_noticed() {
    assert_eq!(foreign("无法读取“a b c d”：磁盘"), None);
    assert_eq!(foreign("无法读取 a： No such file or directory"), Some("No such file".to_owned()));
    let mut compared = Compared::default();
    compared.row("x", ("甲", "a (os error 2)"), ["甲".into(), "a (os error 2)".into()]);
    compared.row("x", ("same", "same"), ["same".into(), "same".into()]);
    compared.row("x", ("甲", "a"), ["乙".into(), "a".into()]);
    assert_eq!(compared.faults.len(), 3, "{:?}", compared.faults);
}
