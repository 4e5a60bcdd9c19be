//! `compare`: scenarios against the first one, by common luck, and what their scripts do otherwise.
//!
//! Owns the order of work. The scenarios are simulated as in `run`, the first named standing where the
//! baseline stands there; then once more for the differences of indicators. Never: words a difference.

use super::{Plan, Prepared, ScenarioFile, Settings, bind, counted, prepare, quoted};
use crate::analysis::differences::{self, Difference, Sums};
use crate::batch::Loaded;
use crate::error::{Code, Error, Result};
use crate::experiment::{Experiment, experiment};
use crate::script::{Script, Traced};
use crate::summary::Summary;
use rayon::prelude::*;
use std::sync::atomic::AtomicBool;

/// Draws that are summed together; chunks are merged in order, whatever the number of threads.
const CHUNK: u64 = 1024;

/// Scenarios compared.
pub struct Compared {
    /// What was found of each; the first is what the others are compared with.
    pub summary: Summary,
    /// Differences of the indicators.
    pub differences: Vec<Difference>,
}

/// A script and another one, as text.
pub struct ScriptPair {
    /// Names of the files as shown.
    pub files: (String, String),
    /// The lines that differ in the unified form of `diff`; empty if none does.
    pub diff: String,
    /// Lines left out and put in.
    pub lines: (usize, usize),
    /// The other is based on the first: its own lines are what it adds.
    pub based: bool,
}

/// Traces the scenarios to be compared, in the order named.
///
/// # Errors
/// Fewer than two scenarios; the first mistake in a script, with its place.
pub fn prepare_compared(loaded: Loaded, files: &[ScenarioFile]) -> Result<Prepared> {
    if files.len() < 2 {
        return Err(Error::new(Code::MissingArgument).with("argument", "@two-scenarios"));
    }
    let mut prepared = prepare(loaded, files)?;
    let place = |id: &str| files.iter().position(|file| file.id == id);
    prepared.scenarios.retain(|traced| place(&traced.scenario.label.id).is_some());
    prepared.scenarios.sort_by_key(|traced| place(&traced.scenario.label.id));
    Ok(prepared)
}

/// Simulates and compares.
///
/// # Errors
/// Those of binding and simulating.
pub fn compare(
    prepared: &Prepared,
    settings: Settings,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Compared> {
    let summary = counted(prepared, settings, Plan::default(), stop, progress)?.summary;
    let bound = bind(prepared, settings, Plan::default())?;
    let rows = differences::rows(&bound, prepared.model.case.zones.len());
    let differences = summed(&bound, &rows, settings, stop, progress)?;
    Ok(Compared { summary, differences })
}

/// How the city's indicators differ between one scenario and the first.
///
/// # Errors
/// Those of binding and simulating.
pub fn against_first(
    prepared: &Prepared,
    scenario: usize,
    settings: Settings,
    stop: &AtomicBool,
) -> Result<Vec<Difference>> {
    let both = [0, scenario].map(|at| prepared.scenarios[at].scenario.clone());
    let bound = experiment(&prepared.model.case, both.into(), settings.seed, settings.draws);
    let bound = bound.map_err(|error| quoted(error, &prepared.model, &prepared.scenarios))?;
    summed(&bound, &differences::rows(&bound, 0), settings, stop, &|_| {})
}

/// Differences summed in chunks over all threads.
fn summed(
    bound: &Experiment,
    rows: &[(usize, Option<usize>)],
    settings: Settings,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Vec<Difference>> {
    let chunks = settings.draws.div_ceil(CHUNK);
    let work = || -> Result<Vec<Sums>> {
        let one = |chunk: u64| {
            let draws = chunk * CHUNK..settings.draws.min((chunk + 1) * CHUNK);
            let scenario_draws = (draws.end - draws.start) * bound.scenarios.len() as u64;
            let sums = differences::sums(bound, rows, draws, stop)?;
            progress(scenario_draws);
            Ok(sums)
        };
        (0..chunks).into_par_iter().map(one).collect()
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.threads).build();
    let parts = match pool {
        Ok(pool) => pool.install(work)?,
        // Without threads of its own it still works on those that are there.
        Err(_) => work()?,
    };
    let all = parts.into_iter().reduce(|mut all, part| {
        all.merge(&part);
        all
    });
    Ok(all.map_or_else(Vec::new, |all| all.differences(rows)))
}

/// What the other scripts write otherwise than the first; `scenarios` are the traced ones.
pub fn script_pairs(files: &[ScenarioFile], scenarios: &[Traced]) -> Vec<ScriptPair> {
    let Some((first, others)) = files.split_first() else { return Vec::new() };
    let pair = |other: &ScenarioFile| {
        let traced = scenarios.iter().find(|traced| traced.scenario.label.id == other.id);
        script_pair(&first.script, &other.script, traced.map_or(&[], |traced| &traced.read))
    };
    others.iter().map(pair).collect()
}

/// Two scripts; `read` are those that tracing the second one read, itself and what it is based on included.
fn script_pair(first: &Script, other: &Script, read: &[Script]) -> ScriptPair {
    // What is based on the first runs all of it: its lines are kept, not deleted.
    let based = first.text != other.text && read.iter().any(|script| script.text == first.text);
    let before = if based { "" } else { first.text.as_str() };
    let diff = similar::TextDiff::from_lines(before, other.text.as_str());
    let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
    let lines = (count(similar::ChangeTag::Delete), count(similar::ChangeTag::Insert));
    let unified = match lines {
        (0, 0) => String::new(),
        _ => diff.unified_diff().context_radius(1).header(&first.shown, &other.shown).to_string(),
    };
    ScriptPair { files: (first.shown.clone(), other.shown.clone()), diff: unified, lines, based }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_base_are_kept_and_not_deleted() {
        let script = |shown: &str, text: &str| Script { shown: shown.into(), text: text.into() };
        let base = script("mine/a.rhai", "scenario(\"底座\", \"Base\");\nzones().invest(2028, 1.0);\n");
        let top = script("mine/b.rhai", "scenario(\"顶\", \"Top\");\nbased_on(\"a\");\n");
        // The base as another word found it: beside the script, or in the case's folder.
        let found = script("./mine/a.rhai", &base.text);
        let pair = script_pair(&base, &top, &[top.clone(), found]);
        assert_eq!((pair.based, pair.lines), (true, (0, 2)));
        let pair = script_pair(&base, &top, std::slice::from_ref(&top));
        assert_eq!((pair.based, pair.lines), (false, (2, 2)));
        let pair = script_pair(&base, &base, std::slice::from_ref(&base));
        assert_eq!((pair.based, pair.lines, pair.diff.as_str()), (false, (0, 0), ""));
    }
}
