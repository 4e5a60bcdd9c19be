//! What can be the reason that two runs differ: inputs, settings, the counting scope.
//!
//! Owns the rules. Never: words anything.

use super::recorded::{Input, Run, RunPart, RunResult, RunScenario, RunSplit, script};
use super::{Fate, Reason, SAMPLING};
use crate::summary::Between;
use std::ffi::OsStr;
use std::path::Path;

/// Files are the same by name; one that only moved keeps its content and is no change.
///
/// Files of the case are the same ones wherever its folder is.
pub(super) fn inputs((old, before): (&[Input], &str), (new, after): (&[Input], &str)) -> Vec<(String, Fate)> {
    let inside = |file: &'_ str, case: &str| -> String {
        let own = file.strip_prefix(case).and_then(|rest| rest.strip_prefix('/'));
        own.map_or_else(|| file.to_owned(), |rest| format!("\0{rest}"))
    };
    let known = |all: &[Input], one: &Input| all.iter().any(|other| other.sha256 == one.sha256);
    let named = |all: &[Input], case: &str, one: &Input, own: &str| {
        all.iter().position(|other| inside(&other.file, case) == inside(&one.file, own))
    };
    let later = new.iter().filter_map(|input| match named(old, before, input, after) {
        Some(at) => (old[at].sha256 != input.sha256).then(|| (input.file.clone(), Fate::Changed)),
        None => (!known(old, input)).then(|| (input.file.clone(), Fate::Added)),
    });
    let gone = old.iter().filter(|input| !known(new, input) && named(new, after, input, before).is_none());
    later.chain(gone.map(|input| (input.file.clone(), Fate::Removed))).collect()
}

/// What can be the reason of a scenario's changes.
pub(super) fn reasons(
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
    // What only one run has cannot be the base of a scenario of both.
    let both = |id: &&String| old.scenarios.iter().any(|s| s.id == **id) && **id != after.id;
    let files = |run: &'_ Run| -> Vec<String> {
        run.scenarios.iter().filter_map(|s| script(run, s)).map(|input| input.file.clone()).collect()
    };
    let scripts = [files(old), files(new)].concat();
    let shared = |input: &&(String, Fate)| !scripts.contains(&input.0) && shared(input, inputs);
    let found = [
        (Reason::Script, content(script(old, before)) != content(script(new, after))),
        (Reason::Shared, inputs.iter().any(|input| shared(&input))),
        (Reason::Other, new.scenarios.iter().map(|s| &s.id).filter(both).any(|id| changed(id))),
        (Reason::Settings, settings.iter().any(|(key, ..)| SAMPLING.contains(key))),
        (Reason::Redrawing, old.no_redrawing != new.no_redrawing),
        (Reason::Version, old.version != new.version),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

/// Whether a shared input can change a scenario: a script that one run alone imports moves only scenarios
/// whose own script is another, unless it took another's place under its name.
fn shared((file, fate): &(String, Fate), inputs: &[(String, Fate)]) -> bool {
    let name = |file: &str| Path::new(file).file_name().map(OsStr::to_owned);
    let instead = |(other, what): &(String, Fate)| what != fate && other != file && name(other) == name(file);
    *fate == Fate::Changed || !file.ends_with(".rhai") || inputs.iter().any(instead)
}

/// The parts of a result's indicator over all draws.
pub(super) fn split<'a>(scenario: &'a RunScenario, result: &RunResult) -> Option<&'a RunSplit> {
    let wanted = (result.target, result.year, None);
    scenario.splits.iter().find(|s| (s.target, s.year, s.scope) == wanted)
}

/// Whether what differs between two runs of an indicator is mainly the part by the counting scope, by the
/// rule for two scenarios of one run, and more than other draws may make of it.
pub(super) fn by_scope(
    (old, before): (&Run, Option<&RunSplit>),
    (new, after): (&Run, Option<&RunSplit>),
    threshold: f64,
) -> bool {
    let (Some(a), Some(b)) = (before, after) else {
        // One run has no parts.
        return before.or(after).is_some_and(|split| split.by_scope.mean != 0.0);
    };
    let scope = b.by_scope.mean - a.by_scope.mean;
    let same_luck = (old.draws, old.seed, &old.sampler) == (new.draws, new.seed, &new.sampler);
    let noise =
        if same_luck { 0.0 } else { error(&a.by_scope, old.draws).hypot(error(&b.by_scope, new.draws)) };
    // Where years begin elsewhere the case's figures are others: that is no counting.
    let growth = b.growth.mean - a.growth.mean + b.start - a.start;
    let parts = [growth, scope, b.composition.mean - a.composition.mean];
    scope.abs() > noise && Between::of(parts, threshold).mainly_scope
}

/// Half of the 95 % interval of a part's mean. Redrawing happens or not, so a draw has no part or about the
/// largest of the band: m = pJ has the variance m(J - m) / n. Beyond the band it happens in 5 % at most.
fn error(part: &RunPart, draws: u64) -> f64 {
    let mean = part.mean.abs();
    let jump = part.band.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    let jump = if jump > mean { jump } else { mean / 0.05 };
    1.96 * (mean * (jump - mean) / draws.max(1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::changes::recorded::{Named, RunCase};
    use serde_json::Value;

    fn input(file: &str, sha256: &str) -> Input {
        Input { file: file.into(), sha256: sha256.into() }
    }

    fn run_of(draws: u64, seed: u64, scenarios: &[(&str, &str)], inputs: Vec<Input>) -> Run {
        let scenario = |&(id, script): &(&str, &str)| RunScenario {
            id: id.into(),
            script: Some(script.into()),
            name: Named { zh: id.into(), en: id.into() },
            likelihoods: Vec::new(),
            splits: Vec::new(),
        };
        Run {
            version: "1".into(),
            case: RunCase {
                id: "a".into(),
                name: Named { zh: "甲".into(), en: "A".into() },
                as_of: "2000-01-01".into(),
                milestones: Vec::new(),
                demonstration: false,
            },
            seed,
            draws,
            sampler: Value::Null,
            no_redrawing: false,
            inputs,
            targets: Vec::new(),
            scenarios: scenarios.iter().map(scenario).collect(),
        }
    }

    #[test]
    fn a_difference_is_by_scope_if_that_part_leads_and_is_no_noise() {
        let part = |mean: f64, most: f64| RunPart { mean, band: vec![0.0, 0.0, 0.0, 0.0, most] };
        let split = |growth: f64, scope: f64| RunSplit {
            target: 0,
            year: 2000,
            scope: None,
            start: 20.0,
            growth: part(growth, growth),
            by_scope: part(scope, 20.0),
            composition: part(0.0, 0.0),
        };
        // A fifth of the draws jumps by 20: the 95 % interval of the mean of 20,000 is
        // 1.96 * sqrt(4 * 16 / 20000) = 0.111 either way, of the difference of two 0.157.
        let runs = [run_of(20_000, 1, &[], Vec::new()), run_of(20_000, 2, &[], Vec::new())];
        assert!((error(&split(1.0, 4.0).by_scope, 20_000) - 0.1109).abs() < 1e-4);
        let told = |a: &RunSplit, b: &RunSplit| by_scope((&runs[0], Some(a)), (&runs[1], Some(b)), 50.0);
        assert!(!told(&split(1.0, 4.0), &split(1.0, 4.15)));
        assert!(told(&split(1.0, 4.0), &split(1.0, 4.2)));
        // Of the same draws nothing is noise.
        let same = |a: &RunSplit, b: &RunSplit| by_scope((&runs[0], Some(a)), (&runs[0], Some(b)), 50.0);
        assert!(same(&split(1.0, 4.0), &split(1.0, 4.15)));
        // More growth than scope.
        assert!(!told(&split(1.0, 4.0), &split(2.0, 4.5)));
        // One run does not redraw, or has no parts.
        assert!(told(&split(1.0, 4.0), &split(1.0, 0.0)));
        assert!(by_scope((&runs[0], Some(&split(1.0, 4.0))), (&runs[1], None), 50.0));
        assert!(!by_scope((&runs[0], None), (&runs[1], None), 50.0));
    }

    #[test]
    fn what_only_a_new_scenario_imports_is_no_reason_of_the_others() {
        let base = || input("baseline.rhai", "1");
        let old = run_of(100, 1, &[("baseline", "baseline.rhai")], vec![base(), input("park.rhai", "2")]);
        let more =
            vec![base(), input("park.rhai", "2"), input("labs.rhai", "3"), input("m/chapter2.rhai", "4")];
        let new = run_of(100, 1, &[("baseline", "baseline.rhai"), ("labs", "labs.rhai")], more);
        let of = |new: &Run| {
            let found = inputs((&old.inputs, "a"), (&new.inputs, "a"));
            reasons((&old, &old.scenarios[0]), (new, &new.scenarios[0]), &[], &found)
        };
        assert_eq!(of(&new), []);
        // The model's own script and a table of the case are shared by all.
        let model = run_of(100, 1, &[("baseline", "baseline.rhai")], vec![base(), input("park.rhai", "5")]);
        assert_eq!(of(&model), [Reason::Shared]);
        let table = vec![base(), input("park.rhai", "2"), input("zones.csv", "6")];
        assert_eq!(of(&run_of(100, 1, &[("baseline", "baseline.rhai")], table)), [Reason::Shared]);
    }

    #[test]
    fn a_script_in_the_place_of_another_is_a_reason() {
        let of = |all: [(&str, Fate); 2]| {
            let all = all.map(|(file, fate)| (file.to_owned(), fate));
            all.clone().map(|input| shared(&input, &all))
        };
        assert_eq!(of([("m/a.rhai", Fate::Added), ("m/b.rhai", Fate::Removed)]), [false; 2]);
        assert_eq!(of([("my/a.rhai", Fate::Added), ("m/a.rhai", Fate::Removed)]), [true; 2]);
    }

    #[test]
    fn an_input_that_only_moved_is_no_change() {
        let old = [input("a/x.rhai", "1"), input("zones.csv", "2"), input("gone.csv", "3")];
        let new = [input("b/x.rhai", "1"), input("zones.csv", "4"), input("more.csv", "5")];
        let wanted = [("zones.csv", Fate::Changed), ("more.csv", Fate::Added), ("gone.csv", Fate::Removed)];
        assert_eq!(inputs((&old, "a"), (&new, "a")), wanted.map(|(file, fate)| (file.to_owned(), fate)));
    }

    #[test]
    fn a_case_in_another_folder_has_the_same_files() {
        let (old, new) = ([input("tz/zones.csv", "1")], [input("tz27/zones.csv", "2")]);
        let wanted = [("tz27/zones.csv".to_owned(), Fate::Changed)];
        assert_eq!(inputs((&old, "tz"), (&new, "tz27")), wanted);
        assert_eq!(inputs((&old, "tz"), (&old, "tz")), []);
    }

    #[test]
    fn files_that_changed_places_have_both_changed() {
        let old = [input("a.rhai", "1"), input("b.rhai", "2")];
        let new = [input("a.rhai", "2"), input("b.rhai", "1")];
        let wanted = [("a.rhai", Fate::Changed), ("b.rhai", Fate::Changed)];
        assert_eq!(inputs((&old, "a"), (&new, "a")), wanted.map(|(file, fate)| (file.to_owned(), fate)));
    }
}
