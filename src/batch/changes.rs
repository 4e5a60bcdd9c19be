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
    #[serde(default)]
    demonstration: bool,
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
    #[serde(default)]
    script: Option<String>,
    name: Named,
    likelihoods: Vec<RunResult>,
    #[serde(default)]
    splits: Vec<RunSplit>,
}

/// What another counting scope changes of a target since the base year.
#[derive(Deserialize)]
struct RunSplit {
    target: usize,
    year: i32,
    scope: Option<usize>,
    by_scope: RunPart,
}

#[derive(Deserialize)]
struct RunPart {
    mean: f64,
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

/// Files are the same by name; one that only moved keeps its content and is no change.
fn inputs(old: &[Input], new: &[Input]) -> Vec<(String, Fate)> {
    let known = |all: &[Input], one: &Input| all.iter().any(|other| other.sha256 == one.sha256);
    let named = |all: &[Input], one: &Input| all.iter().position(|other| other.file == one.file);
    let later = new.iter().filter_map(|input| match named(old, input) {
        Some(at) => (old[at].sha256 != input.sha256).then(|| (input.file.clone(), Fate::Changed)),
        None => (!known(old, input)).then(|| (input.file.clone(), Fate::Added)),
    });
    let gone = old.iter().filter(|input| !known(new, input) && named(new, input).is_none());
    later.chain(gone.map(|input| (input.file.clone(), Fate::Removed))).collect()
}

/// The script of a scenario among a run's inputs; where the run does not say it, the one of its name.
fn script<'a>(run: &'a Run, scenario: &RunScenario) -> Option<&'a Input> {
    let of_name = |file: &str| {
        file.ends_with(".rhai") && Path::new(file).file_stem().is_some_and(|s| *s == *scenario.id.as_str())
    };
    run.inputs.iter().find(|input| match &scenario.script {
        Some(script) => input.file == *script,
        None => of_name(&input.file),
    })
}

/// The scripts of a scenario of both runs, if they are two files with two contents.
fn two_files(old: (&Run, &RunScenario), new: (&Run, &RunScenario)) -> Option<(String, String)> {
    let (before, after) = (script(old.0, old.1)?, script(new.0, new.1)?);
    let differ = before.file != after.file && before.sha256 != after.sha256;
    differ.then(|| (before.file.clone(), after.file.clone()))
}

fn reasons(
    (old, before): (&Run, &RunScenario),
    (new, after): (&Run, &RunScenario),
    settings: &[(&'static str, String, String)],
    inputs: &[(String, Fate)],
) -> Vec<Reason> {
    let content = |input: Option<&Input>| input.map(|input| input.sha256.clone());
    let changed = |id: &str| {
        let of = |run: &Run| {
            run.scenarios.iter().find(|s| s.id == id).and_then(|scenario| content(script(run, scenario)))
        };
        of(old) != of(new)
    };
    let every = |run: &'_ Run| run.scenarios.iter().map(|s| s.id.clone()).collect::<Vec<_>>();
    let others = every(old).into_iter().chain(every(new)).filter(|id| *id != after.id);
    let files = |run: &'_ Run| -> Vec<String> {
        run.scenarios.iter().filter_map(|s| script(run, s)).map(|input| input.file.clone()).collect()
    };
    let scripts = [files(old), files(new)].concat();
    let found = [
        (Reason::Script, content(script(old, before)) != content(script(new, after))),
        (Reason::Shared, inputs.iter().any(|input| !scripts.contains(&input.0) && shared(input, inputs))),
        (Reason::Other, others.into_iter().any(|id| changed(&id))),
        (Reason::Settings, settings.iter().any(|(key, ..)| SAMPLING.contains(key))),
        (Reason::Redrawing, old.no_redrawing != new.no_redrawing),
        (Reason::Version, old.version != new.version),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

/// Whether a shared input can change a scenario: a script that only joined or left the run was imported by
/// others, unless it took another's place under its name.
fn shared((file, fate): &(String, Fate), inputs: &[(String, Fate)]) -> bool {
    let name = |file: &str| Path::new(file).file_name().map(std::ffi::OsStr::to_owned);
    let instead = |(other, what): &(String, Fate)| what != fate && other != file && name(other) == name(file);
    *fate == Fate::Changed || !file.ends_with(".rhai") || inputs.iter().any(instead)
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
            scope: differ(&by_scope(before, earlier), &by_scope(after, result)),
        });
    }
    all
}

/// What the counting scope changes of a result's indicator, by scope and over all draws, where it does.
fn by_scope(scenario: &RunScenario, result: &RunResult) -> Vec<(Option<usize>, f64)> {
    let own = scenario.splits.iter().filter(|s| (s.target, s.year) == (result.target, result.year));
    own.map(|s| (s.scope, s.by_scope.mean)).filter(|(_, mean)| *mean != 0.0).collect()
}

/// Whether two lists of parts differ by more than the noise of means over other draws: a tenth of either.
fn differ(before: &[(Option<usize>, f64)], after: &[(Option<usize>, f64)]) -> bool {
    let part = |of: &[(Option<usize>, f64)], scope: Option<usize>| {
        of.iter().find(|(at, _)| *at == scope).map_or(0.0, |(_, mean)| *mean)
    };
    before.iter().chain(after).any(|&(scope, _)| {
        let (a, b) = (part(before, scope), part(after, scope));
        (a - b).abs() > 0.1 * a.abs().max(b.abs())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(file: &str, sha256: &str) -> Input {
        Input { file: file.into(), sha256: sha256.into() }
    }

    #[test]
    fn scope_parts_differ_unless_only_by_noise() {
        let parts = |all: f64, one: f64| vec![(None, all), (Some(1), one)];
        assert!(!differ(&parts(4.0, 9.0), &parts(4.2, 8.8)));
        assert!(differ(&parts(4.0, 9.0), &parts(4.2, 5.0)));
        // One run does not redraw.
        assert!(differ(&parts(4.0, 9.0), &[]) && differ(&[], &[(None, -0.2)]));
        assert!(!differ(&[], &[]));
    }

    #[test]
    fn an_input_that_only_moved_is_no_change() {
        let old = [input("a/x.rhai", "1"), input("zones.csv", "2"), input("gone.csv", "3")];
        let new = [input("b/x.rhai", "1"), input("zones.csv", "4"), input("more.csv", "5")];
        let wanted = [("zones.csv", Fate::Changed), ("more.csv", Fate::Added), ("gone.csv", Fate::Removed)];
        assert_eq!(inputs(&old, &new), wanted.map(|(file, fate)| (file.to_owned(), fate)));
    }

    #[test]
    fn an_import_that_only_joined_is_no_reason_for_others() {
        let of = |all: [(&str, Fate); 2]| {
            let all = all.map(|(file, fate)| (file.to_owned(), fate));
            all.clone().map(|input| shared(&input, &all))
        };
        assert_eq!(of([("m/a.rhai", Fate::Added), ("m/b.rhai", Fate::Removed)]), [false; 2]);
        assert_eq!(of([("m/a.rhai", Fate::Changed), ("city/blocks.csv", Fate::Added)]), [true; 2]);
        assert_eq!(of([("my/a.rhai", Fate::Added), ("m/a.rhai", Fate::Removed)]), [true; 2]);
    }

    #[test]
    fn files_that_changed_places_have_both_changed() {
        let old = [input("a.rhai", "1"), input("b.rhai", "2")];
        let new = [input("a.rhai", "2"), input("b.rhai", "1")];
        let wanted = [("a.rhai", Fate::Changed), ("b.rhai", Fate::Changed)];
        assert_eq!(inputs(&old, &new), wanted.map(|(file, fate)| (file.to_owned(), fate)));
    }
}
