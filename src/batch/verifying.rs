//! `verify`: runs again what a `summary.json` says was run, and compares every number.
//!
//! Owns what is recorded of a run and how differences are named. Inputs are compared by their hashes
//! first: with other inputs other numbers would prove nothing. Never: repairs a summary.

use super::loading::{CaseChoice, ScenarioFile, add, load_case, load_scenarios, own_scenarios, stem};
use super::reporting::reported;
use super::{Plan, Sampler, Settings, Work, importance};
use crate::analysis::REPORT_SCHEMA;
use crate::case::{InputHash, embedded_case_ids};
use crate::error::{Code, Error, Place, Result};
use crate::report::json::{report_json, summary_json};
use crate::summary::SCHEMA;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// A recorded summary, ready to be run again.
pub struct Recorded {
    file: String,
    value: Value,
    /// What `report.json` beside it says.
    report: Option<(String, Value)>,
    work: Work,
    settings: Settings,
    plan: Plan,
}

/// A number or text that is not what was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where in the summary.
    pub path: String,
    /// What the file says; empty if it lacks it.
    pub recorded: String,
    /// What the run says; empty if it lacks it.
    pub found: String,
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Verified {
    /// Numbers compared.
    pub numbers: usize,
    /// What differs, in order of the file.
    pub differences: Vec<Difference>,
}

impl Recorded {
    /// Scenario draws, for a progress bar.
    pub fn draws(&self) -> u64 {
        self.work.draws(self.settings)
    }
}

/// Reads a summary (a file, or the folder that holds it) and the inputs it was made from; `scenarios` are
/// scripts that are no longer where they were.
///
/// # Errors
/// What is no summary, has another schema, or was made from other inputs.
pub fn recorded(
    path: &Path,
    case: &CaseChoice,
    scenarios: &[PathBuf],
    (threads, seconds): (usize, u64),
) -> Result<Recorded> {
    let (file, value) = read_summary(path)?;
    let lacking = |key: &'static str| Error::at(Code::SummaryLacks, Place::file(&file)).with("key", key);
    let case = case_of(case, value["case"]["id"].as_str().ok_or_else(|| lacking("case.id"))?)?;
    let inputs = inputs(&value).ok_or_else(|| lacking("inputs"))?;
    let files = scripts(&value, &inputs, &case, scenarios).ok_or_else(|| lacking("scenarios"))??;
    let loaded = load_case(&case, seconds)?;
    let fixed = value["no_redrawing"].as_bool().unwrap_or(false);
    let loaded = if fixed { loaded.without_redrawing() } else { loaded };
    let report = read_report(Path::new(&file))?;
    let work = Work::new(loaded, &files, report.is_some())?;
    same_inputs(&file, &inputs, &work.run().inputs)?;
    let judged = &value["judged"];
    let until = judged["until"].as_f64();
    let draws = if until.is_some() { &judged["cap"] } else { &value["draws"] };
    let settings = Settings {
        draws: draws.as_u64().filter(|n| *n > 0).ok_or_else(|| lacking("draws"))?,
        seed: value["seed"].as_u64().ok_or_else(|| lacking("seed"))?,
        threads,
    };
    let sampler = match value["sampler"]["name"].as_str() {
        None => Sampler::Random,
        Some("sobol") => Sampler::Sobol,
        Some(_) => Sampler::LatinHypercube,
    };
    let exact = value["percentiles"] == "exact";
    let plan = Plan { sampler, until, line: judged["line"].as_f64(), exact };
    Ok(Recorded { file, value, report, work, settings, plan })
}

/// Name and content of a summary: a file, or the folder that holds it.
pub(super) fn read_summary(path: &Path) -> Result<(String, Value)> {
    let path = if path.is_dir() { path.join("summary.json") } else { path.to_owned() };
    read_json(&path, SCHEMA)
}

/// Name and content of the `report.json` beside a summary, if there is one.
fn read_report(summary: &Path) -> Result<Option<(String, Value)>> {
    let path = summary.with_file_name("report.json");
    path.is_file().then(|| read_json(&path, REPORT_SCHEMA)).transpose()
}

fn read_json(path: &Path, wanted: &str) -> Result<(String, Value)> {
    let text = super::loading::read_script(path)?.text;
    let file = path.display().to_string();
    let value: Value = serde_json::from_str(&text).map_err(|e| {
        let place = Place::new(&file, e.line() as u32, e.column() as u32);
        Error::at(Code::NotASummary, place).with("file", &file)
    })?;
    let schema = value["schema"].as_str().unwrap_or_default();
    if schema != wanted {
        let error = Error::at(Code::OtherSchema, Place::file(&file)).with("wanted", wanted);
        return Err(error.with("found", if schema.is_empty() { "@nothing" } else { schema }));
    }
    Ok((file, value))
}

/// Runs again and compares.
///
/// # Errors
/// Those of binding and simulating.
pub fn verify(recorded: &Recorded, stop: &AtomicBool, progress: &(dyn Fn(u64) + Sync)) -> Result<Verified> {
    let Recorded { work, settings, plan, .. } = recorded;
    let (mut summary, found) = work.simulate((*settings, *plan), stop, progress)?;
    let at = |id: Option<&str>| id.and_then(|id| summary.scenarios.iter().position(|s| s.id == id));
    let told = recorded.report.as_ref().and_then(|(_, report)| at(report["scenario"].as_str())).unwrap_or(0);
    let important = at(recorded.value["importance"]["scenario"].as_str());
    let again = match (work, &found) {
        (Work::Reported(prepared), Some(tables)) => {
            Some(reported((prepared, *settings), (&summary, tables), told, stop)?)
        }
        _ => None,
    };
    if let Some(told) = important {
        summary.importance = Some(importance(work.run(), (&summary, told), *settings, stop)?);
    }
    let unreadable =
        |_| Error::at(Code::NotASummary, Place::file(&recorded.file)).with("file", &recorded.file);
    // Through the same text: what was rounded for the file is rounded here.
    let found: Value = serde_json::from_slice(&summary_json(&summary).bytes).map_err(unreadable)?;
    let mut verified = Verified::default();
    // Input files were held against their hashes before; they may stand elsewhere now.
    compare(&mut verified, String::new(), &without_files(&recorded.value), &without_files(&found));
    if let Some(((_, report), again)) = recorded.report.as_ref().zip(again) {
        let found: Value = serde_json::from_slice(&report_json(&again).bytes).map_err(unreadable)?;
        compare(&mut verified, "report".to_owned(), report, &found);
    }
    Ok(verified)
}

/// A summary without the names of the files that it was made of.
fn without_files(summary: &Value) -> Value {
    let mut summary = summary.clone();
    summary.as_object_mut().and_then(|keys| keys.remove("inputs"));
    let scenarios = summary["scenarios"].as_array_mut().into_iter().flatten();
    for scenario in scenarios.filter_map(Value::as_object_mut) {
        scenario.remove("script");
    }
    summary
}

/// The case asked for; else the embedded one of that name.
fn case_of(asked: &CaseChoice, id: &str) -> Result<CaseChoice> {
    match asked {
        CaseChoice::Default if embedded_case_ids().iter().any(|known| known == id) => {
            Ok(CaseChoice::Named(id.into()))
        }
        CaseChoice::Default => Err(Error::new(Code::CaseWanted).with("case", id)),
        named => Ok(named.clone()),
    }
}

fn inputs(value: &Value) -> Option<Vec<InputHash>> {
    let text = |input: &Value, key: &str| input[key].as_str().map(str::to_owned);
    let one = |input: &Value| Some(InputHash { file: text(input, "file")?, sha256: text(input, "sha256")? });
    value["inputs"].as_array()?.iter().map(one).collect()
}

/// The scripts of the recorded scenarios in their order; a baseline without one has no levers.
fn scripts(
    value: &Value,
    inputs: &[InputHash],
    case: &CaseChoice,
    given: &[PathBuf],
) -> Option<Result<Vec<ScenarioFile>>> {
    let scenarios = value["scenarios"].as_array()?.iter();
    let scripts: Option<Vec<(&str, Option<&str>)>> =
        scenarios.map(|s| Some((s["id"].as_str()?, s["script"].as_str()))).collect();
    Some(found_scripts(&scripts?, inputs, case, given))
}

fn found_scripts(
    scripts: &[(&str, Option<&str>)],
    inputs: &[InputHash],
    case: &CaseChoice,
    given: &[PathBuf],
) -> Result<Vec<ScenarioFile>> {
    let (given, own) = (load_scenarios(given)?, own_scenarios(case)?);
    let mut files = Vec::new();
    for (id, script) in scripts {
        // A summary that does not say which file it was has it under the scenario's name.
        let read = |input: &&InputHash| match script {
            Some(script) => input.file == *script,
            None => Path::new(&input.file).extension().is_some() && stem(Path::new(&input.file)) == *id,
        };
        let written = inputs.iter().rev().find(read);
        let by_id = |files: &[ScenarioFile]| files.iter().find(|file| file.id == *id).cloned();
        let of_case = by_id(&own).filter(|file| written.is_none_or(|input| input.file == file.script.shown));
        let file = match (by_id(&given).or(of_case), written) {
            (Some(file), _) => Some(file),
            // A script that is not where it was may have come with a case that moved.
            (None, Some(input)) if !Path::new(&input.file).exists() => by_id(&own),
            (None, Some(input)) => {
                load_scenarios(&[PathBuf::from(&input.file)])?.into_iter().next().or_else(|| by_id(&own))
            }
            (None, None) => None,
        };
        match file {
            Some(file) => add(&mut files, file)?,
            None if *id == super::BASELINE => {}
            None => {
                let known = own.iter().map(|file| file.id.as_str());
                return Err(Error::new(Code::UnknownScenario).with("scenario", id).listed("known", known));
            }
        }
    }
    Ok(files)
}

/// Whether the inputs found are those recorded; script files may stand elsewhere now.
fn same_inputs(file: &str, recorded: &[InputHash], found: &[InputHash]) -> Result<()> {
    let hashes = |inputs: &[InputHash]| inputs.iter().map(|i| i.sha256.clone()).collect::<Vec<_>>();
    let (here, there) = (hashes(found), hashes(recorded));
    let changed = recorded.iter().filter(|input| !here.contains(&input.sha256));
    let added = found.iter().filter(|input| !there.contains(&input.sha256));
    let mut names: Vec<&str> = changed.chain(added).map(|input| input.file.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Ok(());
    }
    Err(Error::at(Code::OtherInputs, Place::file(file)).listed("files", names))
}

/// Compares two values, deep; names of scenarios, targets and the like stand for their positions.
fn compare(verified: &mut Verified, path: String, recorded: &Value, found: &Value) {
    match (recorded, found) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                // A key that is not there is as good as one without a value.
                let (a, b) = (a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null));
                compare(verified, path, a, b);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                let name = a["id"].as_str().map_or_else(|| at.to_string(), str::to_owned);
                compare(verified, format!("{path}[{name}]"), a, b);
            }
        }
        (a, b) => {
            verified.numbers += usize::from(b.is_number());
            if a != b {
                let text = |value: &Value| match value {
                    Value::Null => String::new(),
                    Value::Array(items) => format!("[{}]", items.len()),
                    other => other.to_string(),
                };
                verified.differences.push(Difference { path, recorded: text(a), found: text(b) });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn differences_are_named_by_id_and_numbers_counted() {
        let a =
            json!({"seed": 1, "scenarios": [{"id": "land", "bands": [[1.0, 2.5]], "none": null}], "old": 3});
        let b = json!({"seed": 1, "scenarios": [{"id": "land", "bands": [[1.0, 2.25]]}]});
        let mut verified = Verified::default();
        compare(&mut verified, String::new(), &a, &b);
        let told =
            verified.differences.iter().map(|d| (d.path.as_str(), d.recorded.as_str(), d.found.as_str()));
        let wanted = [("scenarios[land].bands[0][1]", "2.5", "2.25"), ("old", "3", "")];
        assert_eq!(told.collect::<Vec<_>>(), wanted);
        assert_eq!(verified.numbers, 3);
    }

    #[test]
    fn inputs_may_move_but_not_change() {
        let input = |file: &str, sha256: &str| InputHash { file: file.into(), sha256: sha256.into() };
        let before = [input("case/zones.csv", "aa"), input("here/land.rhai", "bb")];
        assert_eq!(
            same_inputs("s", &before, &[input("case/zones.csv", "aa"), input("there/land.rhai", "bb")]),
            Ok(())
        );
        let error =
            same_inputs("s", &before, &[input("case/zones.csv", "cc"), input("here/land.rhai", "bb")]);
        assert_eq!(error.expect_err("changed").arg("files"), Some("case/zones.csv"));
    }
}
