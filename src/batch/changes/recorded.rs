//! What `changes` reads of a run's `summary.json`.
//!
//! Owns the reading. Never: compares anything.

use crate::batch::verifying::read_summary;
use crate::error::{Code, Error, Place, Result};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

/// What is read of a summary.
#[derive(Deserialize)]
pub(super) struct Run {
    pub version: String,
    pub case: RunCase,
    pub seed: u64,
    pub draws: u64,
    #[serde(default)]
    pub sampler: Value,
    pub no_redrawing: bool,
    pub inputs: Vec<Input>,
    pub targets: Vec<RunTarget>,
    pub scenarios: Vec<RunScenario>,
}

#[derive(Deserialize)]
pub(super) struct RunCase {
    pub id: String,
    pub name: Named,
    pub as_of: String,
    pub milestones: Vec<i32>,
    #[serde(default)]
    pub demonstration: bool,
}

#[derive(Deserialize)]
pub(super) struct Input {
    pub file: String,
    pub sha256: String,
}

#[derive(Deserialize)]
pub(super) struct Named {
    pub zh: String,
    pub en: String,
}

#[derive(Deserialize)]
pub(super) struct RunTarget {
    pub id: String,
    pub main: bool,
    pub name: Named,
}

#[derive(Deserialize)]
pub(super) struct RunScenario {
    pub id: String,
    #[serde(default)]
    pub script: Option<String>,
    pub name: Named,
    pub likelihoods: Vec<RunResult>,
    #[serde(default)]
    pub splits: Vec<RunSplit>,
}

/// What another counting scope changes of a target since the base year.
#[derive(Deserialize)]
pub(super) struct RunSplit {
    pub target: usize,
    pub year: i32,
    pub scope: Option<usize>,
    #[serde(default)]
    pub start: f64,
    #[serde(default)]
    pub growth: RunPart,
    pub by_scope: RunPart,
    #[serde(default)]
    pub composition: RunPart,
}

#[derive(Deserialize, Default)]
pub(super) struct RunPart {
    pub mean: f64,
    #[serde(default)]
    pub band: Vec<f64>,
}

#[derive(Deserialize)]
pub(super) struct RunResult {
    pub target: usize,
    pub year: i32,
    pub evaluated: i32,
    pub threshold: f64,
    pub scope: Option<usize>,
    pub likelihood: RunLikelihood,
}

#[derive(Deserialize)]
pub(super) struct RunLikelihood {
    pub probability: f64,
    pub interval: (f64, f64),
}

/// Reads a run.
///
/// # Errors
/// What is no summary or lacks something.
pub(super) fn run(path: &Path) -> Result<Run> {
    let (file, value) = read_summary(path)?;
    serde_json::from_value(value).map_err(|error| {
        let text = error.to_string();
        // Of the reader's own English only the name of a missing field is of use.
        let key = text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        Error::at(Code::SummaryUnread, Place::file(&file)).with_some("key", key)
    })
}

/// The script of a scenario among a run's inputs; where the run does not say it, the one of its name.
pub(super) fn script<'a>(run: &'a Run, scenario: &RunScenario) -> Option<&'a Input> {
    let of_name = |file: &str| {
        file.ends_with(".rhai") && Path::new(file).file_stem().is_some_and(|s| *s == *scenario.id.as_str())
    };
    run.inputs.iter().find(|input| match &scenario.script {
        Some(script) => input.file == *script,
        None => of_name(&input.file),
    })
}
