//! `changes`: two runs as their `summary.json` record them (较上期变化及原因).
//!
//! Owns what differs between the runs and what of it can be a reason. Nothing is simulated: inputs of the
//! earlier run may be gone, so reasons are what changed, not shares of a difference. Never: words anything.

mod recorded;
mod why;

use crate::analysis::differences::{Sign, sign};
use crate::case::Text;
use crate::error::{Code, Error, Result};
use recorded::{Named, Run, RunResult, RunScenario, run, script};
use std::path::Path;
use why::{by_scope, inputs, reasons, split};

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
    /// Draws, seed or sampler.
    Settings,
    /// Whether redrawing counts.
    Redrawing,
    /// The program.
    Version,
}

/// Two runs compared.
pub struct Changes {
    /// Milestone years of the later run.
    pub milestones: Vec<i32>,
    /// Whether figures of either run are assumptions that must not be quoted.
    pub demonstration: bool,
    /// Settings that differ: key of the catalogue, before, after (text, or the key of a word).
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
    /// Its scripts before and after, if they are two files that differ: the same name does not make them
    /// one scenario.
    pub scripts: Option<(String, String)>,
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
    /// The runs differ in what the counting scope does to the indicator.
    pub scope: bool,
}

/// Settings that choose the draws.
const SAMPLING: [&str; 3] = ["changes-draws", "changes-seed", "changes-sampler"];

impl TargetChange {
    /// Whether a change that is told is mainly one of counting.
    pub fn mainly_scope(&self) -> bool {
        self.scope && matches!(self.sign, Some(Sign::Higher | Sign::Lower))
    }
}

/// Reads two summaries (files, or the folders that hold them) and compares them.
///
/// # Errors
/// What is no summary or lacks something; summaries of two cases.
pub fn changes(old: &Path, new: &Path) -> Result<Changes> {
    let (old, new) = (run(old)?, run(new)?);
    // A case's folder may have another name each year; its city stays.
    if old.case.id != new.case.id && old.case.name.zh != new.case.name.zh {
        return Err(Error::new(Code::OtherCase).with("old", &old.case.id).with("new", &new.case.id));
    }
    let settings = settings(&old, &new);
    let inputs = inputs((&old.inputs, &old.case.id), (&new.inputs, &new.case.id));
    let mut scenarios = Vec::new();
    let mut single = Vec::new();
    for scenario in &new.scenarios {
        match old.scenarios.iter().find(|before| before.id == scenario.id) {
            Some(before) => scenarios.push(ScenarioChanges {
                name: text(&scenario.name),
                scripts: two_files((&old, before), (&new, scenario)),
                reasons: reasons((&old, before), (&new, scenario), &settings, &inputs),
                targets: targets((&old, before), (&new, scenario)),
            }),
            None => single.push((text(&scenario.name), Fate::Added)),
        }
    }
    let gone = old.scenarios.iter().filter(|s| !new.scenarios.iter().any(|other| other.id == s.id));
    single.extend(gone.map(|s| (text(&s.name), Fate::Removed)));
    let demonstration = old.case.demonstration || new.case.demonstration;
    Ok(Changes { milestones: new.case.milestones, demonstration, settings, inputs, scenarios, single })
}

/// A name in both languages; where one is lacking the other stands for it.
fn text(name: &Named) -> Text {
    let or = |name: &str, other: &str| if name.is_empty() { other.to_owned() } else { name.to_owned() };
    Text { zh: or(&name.zh, &name.en), en: or(&name.en, &name.zh) }
}

fn settings(old: &Run, new: &Run) -> Vec<(&'static str, String, String)> {
    let sampler = |run: &Run| run.sampler["name"].as_str().unwrap_or("random").to_owned();
    let flag = |on: bool| if on { "yes" } else { "no" }.to_owned();
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

/// The scripts of a scenario of both runs, if they are two files with two contents.
fn two_files(old: (&Run, &RunScenario), new: (&Run, &RunScenario)) -> Option<(String, String)> {
    let (before, after) = (script(old.0, old.1)?, script(new.0, new.1)?);
    let differ = before.file != after.file && before.sha256 != after.sha256;
    differ.then(|| (before.file.clone(), after.file.clone()))
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
            scope: by_scope((old, split(before, earlier)), (new, split(after, result)), result.threshold),
        });
    }
    all
}
