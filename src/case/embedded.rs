//! The cases that travel inside the binary.
//!
//! Owns the embedded copy of the `scenarios` folder. Which case is the default
//! stands in a file of that folder. Never: knows what a file means.

use super::files::{CaseFiles, cannot_read};
use crate::error::Result;
use include_dir::{Dir, File, include_dir};

static SCENARIOS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/scenarios");

/// An embedded case folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// Name of the folder.
    pub id: String,
}

impl Embedded {
    /// The embedded case `id`; nothing is read yet.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

impl CaseFiles for Embedded {
    fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = format!("{}/{name}", self.id);
        match SCENARIOS.get_file(&path) {
            Some(file) => Ok(file.contents().to_vec()),
            None => Err(cannot_read(&path, "@not-found")),
        }
    }
}

/// The table of cities that are taken for each other: its name and its text.
pub(super) fn namesakes_csv() -> (&'static str, &'static [u8]) {
    const FILE: &str = "namesakes.csv";
    (FILE, SCENARIOS.get_file(FILE).map_or(&[], File::contents))
}

/// Name of the case that is used when none is asked for, from the file `scenarios/default`.
pub fn default_case_id() -> String {
    let text = SCENARIOS.get_file("default").and_then(File::contents_utf8).unwrap_or_default();
    text.trim_start_matches('\u{feff}').trim().to_owned()
}

/// Names of all embedded cases, sorted.
pub fn embedded_case_ids() -> Vec<String> {
    let mut ids: Vec<String> = SCENARIOS.dirs().filter_map(|d| Some(d.path().to_str()?.to_owned())).collect();
    ids.sort();
    ids
}

/// Scenario scripts of an embedded case: `(file name, text)`, sorted by name.
pub fn embedded_scenarios(case_id: &str) -> Vec<(String, &'static str)> {
    let Some(folder) = SCENARIOS.get_dir(case_id) else { return Vec::new() };
    let mut scripts: Vec<(String, &'static str)> = folder
        .files()
        .filter(|file| file.path().extension().is_some_and(|e| e == "rhai"))
        .filter_map(|file| Some((file.path().file_name()?.to_str()?.to_owned(), file.contents_utf8()?)))
        .collect();
    scripts.sort();
    scripts
}
