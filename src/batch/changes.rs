//! `changes`: two runs as their `summary.json` record them (较上期变化及原因).
//!
//! Owns what differs between the runs and what of it can be a reason. Nothing is simulated: inputs of the
//! earlier run may be gone, so reasons are what changed, not shares of a difference. Never: words anything.

use super::verifying::read_summary;
use crate::analysis::differences::{Sign, sign};
use crate::case::Text;
use crate::error::{Code, Error, Place, Result};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

/// What is read of a summary.
#[derive(Deserialize)]
struct Run {
    version: String,
    case: RunCase,
    seed: u64,
    draws: u64,
    #[serde(default)]
    sampler: Value,
    no_redrawing: bool,
    inputs: Vec<Input>,
    targets: Vec<RunTarget>,
    scenarios: Vec<RunScenario>,
}

#[derive(Deserialize)]
struct RunCase {
    id: String,
    as_of: String,
    milestones: Vec<i32>,
}

#[derive(Deserialize)]
struct Input {
    file: String,
    sha256: String,
}

#[derive(Deserialize)]
struct Named {
    zh: String,
    en: String,
}

#[derive(Deserialize)]
struct RunTarget {
    id: String,
    main: bool,
    name: Named,
}

#[derive(Deserialize)]
struct RunScenario {
    id: String,
    name: Named,
    likelihoods: Vec<RunResult>,
}

#[derive(Deserialize)]
struct RunResult {
    target: usize,
    year: i32,
    evaluated: i32,
    threshold: f64,
    scope: Option<usize>,
    likelihood: RunLikelihood,
}

#[derive(Deserialize)]
struct RunLikelihood {
    probability: f64,
    interval: (f64, f64),
}

/// What happened to an input.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Another content.
    Changed,
    /// Only in the later run.
    Added,
    /// Only in the earlier run.
    Removed,
}

/// What can be the reason of a scenario's changes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its own script.
    Script,
    /// Files that all scenarios share: case, model, measures.
    Shared,
    /// Another scenario's script, which it may be based on.
    Other,
    /// Draws, seed, sampler or redrawing.
    Settings,
    /// The program.
    Version,
}

/// Two runs compared.
pub struct Changes {
    /// Milestone years of the later run.
    pub milestones: Vec<i32>,
    /// Settings that differ: key of the catalogue, before, after.
    pub settings: Vec<(&'static str, String, String)>,
    /// Inputs that differ.
    pub inputs: Vec<(String, Fate)>,
    /// The scenarios of both runs, in order of the later one.
    pub scenarios: Vec<ScenarioChanges>,
    /// Names of scenarios of one run only, with what happened to them.
    pub single: Vec<(Text, Fate)>,
}

/// A scenario in both runs.
pub struct ScenarioChanges {
    /// Name in the later run.
    pub name: Text,
    /// What can be the reason of its changes; none if nothing of its inputs or settings differs.
    pub reasons: Vec<Reason>,
    /// Main targets of both runs by milestone.
    pub targets: Vec<TargetChange>,
}

/// A likelihood in both runs.
pub struct TargetChange {
    /// Identifier and name.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Milestone.
    pub year: i32,
    /// Before and after, as shares.
    pub likelihood: (f64, f64),
    /// Change with its 95 % interval: as of independent runs, so on the safe side where luck was common.
    pub change: (f64, f64, f64),
    /// What can be said of it; none if the target is read otherwise (threshold or year).
    pub sign: Option<Sign>,
}

/// Reads two summaries (files, or the folders that hold them) and compares them.
///
/// # Errors
/// What is no summary or lacks something; summaries of two cases.
pub fn changes(old: &Path, new: &Path) -> Result<Changes> {
    let (old, new) = (run(old)?, run(new)?);
    if old.case.id != new.case.id {
        return Err(Error::new(Code::OtherCase).with("old", &old.case.id).with("new", &new.case.id));
    }
    let settings = settings(&old, &new);
    let inputs = inputs(&old.inputs, &new.inputs);
    let mut scenarios = Vec::new();
    let mut single = Vec::new();
    for scenario in &new.scenarios {
        match old.scenarios.iter().find(|before| before.id == scenario.id) {
            Some(before) => scenarios.push(ScenarioChanges {
                name: text(&scenario.name),
                reasons: reasons(&scenario.id, &new, &settings, &inputs, old.version != new.version),
                targets: targets((&old, before), (&new, scenario)),
            }),
            None => single.push((text(&scenario.name), Fate::Added)),
        }
    }
    let gone = old.scenarios.iter().filter(|s| !new.scenarios.iter().any(|other| other.id == s.id));
    single.extend(gone.map(|s| (text(&s.name), Fate::Removed)));
    Ok(Changes { milestones: new.case.milestones, settings, inputs, scenarios, single })
}

fn run(path: &Path) -> Result<Run> {
    let (file, value) = read_summary(path)?;
    serde_json::from_value(value).map_err(|error| {
        let text = error.to_string();
        // Of the reader's own English only the name of a missing field is of use.
        let key = text.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        Error::at(Code::SummaryUnread, Place::file(&file)).with_some("key", key)
    })
}

/// A name in both languages; where one is lacking the other stands for it.
fn text(name: &Named) -> Text {
    let or = |name: &str, other: &str| if name.is_empty() { other.to_owned() } else { name.to_owned() };
    Text { zh: or(&name.zh, &name.en), en: or(&name.en, &name.zh) }
}

fn settings(old: &Run, new: &Run) -> Vec<(&'static str, String, String)> {
    let sampler = |run: &Run| run.sampler["name"].as_str().unwrap_or("random").to_owned();
    let flag = |on: bool| if on { "1" } else { "0" }.to_owned();
    let all = [
        ("changes-version", old.version.clone(), new.version.clone()),
        ("changes-as-of", old.case.as_of.clone(), new.case.as_of.clone()),
        ("changes-draws", old.draws.to_string(), new.draws.to_string()),
        ("changes-seed", old.seed.to_string(), new.seed.to_string()),
        ("changes-sampler", sampler(old), sampler(new)),
        ("changes-redrawing", flag(old.no_redrawing), flag(new.no_redrawing)),
    ];
    all.into_iter().filter(|(_, before, after)| before != after).collect()
}

/// Files are the same by name: one that only moved keeps its content and is no change.
fn inputs(old: &[Input], new: &[Input]) -> Vec<(String, Fate)> {
    let known = |all: &[Input], one: &Input| all.iter().any(|other| other.sha256 == one.sha256);
    let named = |all: &[Input], one: &Input| all.iter().any(|other| other.file == one.file);
    let later = new
        .iter()
        .filter(|input| !known(old, input))
        .map(|input| (input.file.clone(), if named(old, input) { Fate::Changed } else { Fate::Added }));
    let gone = old.iter().filter(|input| !known(new, input) && !named(new, input));
    later.chain(gone.map(|input| (input.file.clone(), Fate::Removed))).collect()
}

fn reasons(
    id: &str,
    new: &Run,
    settings: &[(&'static str, String, String)],
    inputs: &[(String, Fate)],
    version: bool,
) -> Vec<Reason> {
    let stem = |file: &str| Path::new(file).file_stem().is_some_and(|stem| stem.to_string_lossy() == id);
    let script = |file: &str| {
        let of = |s: &RunScenario| Path::new(file).file_stem().is_some_and(|stem| *stem == *s.id.as_str());
        file.ends_with(".rhai") && new.scenarios.iter().any(of)
    };
    let any = |wanted: &dyn Fn(&str) -> bool| inputs.iter().any(|(file, _)| wanted(file));
    let found = [
        (Reason::Script, any(&|file| script(file) && stem(file))),
        (Reason::Shared, any(&|file| !script(file))),
        (Reason::Other, any(&|file| script(file) && !stem(file))),
        (
            Reason::Settings,
            settings.iter().any(|(key, ..)| !["changes-version", "changes-as-of"].contains(key)),
        ),
        (Reason::Version, version),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

fn targets((old, before): (&Run, &RunScenario), (new, after): (&Run, &RunScenario)) -> Vec<TargetChange> {
    let mut all = Vec::new();
    for result in after.likelihoods.iter().filter(|r| r.scope.is_none() && r.evaluated == r.year) {
        let Some(target) = new.targets.get(result.target).filter(|target| target.main) else { continue };
        let known = |r: &&RunResult| {
            let id = old.targets.get(r.target).map(|target| target.id.as_str());
            (id, r.year, r.scope) == (Some(target.id.as_str()), result.year, None)
        };
        let Some(earlier) = before.likelihoods.iter().find(known) else { continue };
        let (a, b) = (&earlier.likelihood, &result.likelihood);
        let change = b.probability - a.probability;
        // Square-and-add of the two intervals (Newcombe 1998, method 10).
        let low = change - (b.probability - b.interval.0).hypot(a.interval.1 - a.probability);
        let high = change + (b.interval.1 - b.probability).hypot(a.probability - a.interval.0);
        let same = (earlier.threshold, earlier.evaluated) == (result.threshold, result.evaluated);
        all.push(TargetChange {
            id: target.id.clone(),
            name: text(&target.name),
            year: result.year,
            likelihood: (a.probability, b.probability),
            change: (change, low, high),
            sign: same.then(|| sign(change, low, high, change != 0.0)),
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(file: &str, sha256: &str) -> Input {
        Input { file: file.into(), sha256: sha256.into() }
    }

    #[test]
    fn an_input_that_only_moved_is_no_change() {
        let old = [input("a/x.rhai", "1"), input("zones.csv", "2"), input("gone.csv", "3")];
        let new = [input("b/x.rhai", "1"), input("zones.csv", "4"), input("more.csv", "5")];
        let wanted = [("zones.csv", Fate::Changed), ("more.csv", Fate::Added), ("gone.csv", Fate::Removed)];
        assert_eq!(inputs(&old, &new), wanted.map(|(file, fate)| (file.to_owned(), fate)));
    }
}
