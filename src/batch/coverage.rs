//! What every measure of the library does: one trial scenario each, compared by common luck.
//!
//! Owns the order of work. Measures are tried a few at a time, so that memory does
//! not grow with their number.

use super::{Loaded, ScenarioFile, Settings};
use crate::analysis::{COVERAGE_SCHEMA, Coverage, Effect, MeasureRow, Standing, effects, targets};
use crate::case::Text;
use crate::error::{Code, Error, Result, all_of, nearest_name};
use crate::experiment::{Measure, Scenario, experiment};
use crate::message::Lang;
use crate::model::Label;
use crate::report::Names;
use crate::script::{Script, Shipped, Traced, baseline, shipped_measures, trace_scenario};
use crate::simulate::{Control, PILOT_DRAWS, trial_moves};
use std::sync::atomic::AtomicBool;

/// Measures tried together.
const GROUP: usize = 12;

/// Tries measures of the library on a case; `files` are scenarios that may use them.
///
/// # Errors
/// A measure or scenario that cannot be traced, with its place; those of simulating.
pub fn coverage(
    loaded: &Loaded,
    files: &[ScenarioFile],
    measures: &[Shipped],
    settings: Settings,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Coverage> {
    let (model, host) = (&loaded.model, &loaded.host);
    let case = &model.case;
    let scenarios: Vec<Traced> = (files.iter())
        .map(|file| trace_scenario(model, &file.id, &file.script, host))
        .collect::<Result<_>>()?;
    let tried = try_measures(loaded, measures, settings, stop, progress)?;
    let mut measures = Vec::new();
    for Trial { shipped, traced, effects, touches_first, lag } in tried {
        for measure in &traced.scenario.measures.declared {
            let uses =
                |t: &&Traced| t.scenario.measures.declared.iter().any(|m| m.differs(measure).is_none());
            // The earliest year in which a scenario begins it, if its effect then still comes in time.
            let begun = |t: &Traced| begins(t, measure).map(|at| model.graph.base_year + at as i32);
            let in_time =
                scenarios.iter().filter_map(begun).zip(std::iter::repeat(lag)).any(|(year, lag)| {
                    lag.is_some_and(|lag| case.milestones.first().is_some_and(|first| year + lag <= *first))
                });
            let name = |t: &Traced| Text { zh: t.scenario.label.zh.clone(), en: t.scenario.label.en.clone() };
            measures.push(MeasureRow {
                measure: measure.clone(),
                file: format!("{}.rhai", shipped.path),
                used_by: scenarios.iter().filter(uses).map(name).collect(),
                effects: effects.clone(),
                touches_first: touches_first || in_time,
                standing: Standing::of(measure, &effects),
            });
        }
    }
    Ok(Coverage {
        schema: COVERAGE_SCHEMA,
        draws: PILOT_DRAWS as usize,
        seed: settings.seed,
        zones: case.zones.len(),
        years: (case.next_year(), case.horizon.1),
        milestones: case.milestones.clone(),
        measures,
        targets: targets(case),
        glossary: case.glossary.clone(),
    })
}

/// Index of the first year in which a scenario uses a measure.
fn begins(traced: &Traced, measure: &Measure) -> Option<usize> {
    let measures = &traced.scenario.measures;
    let used = measures.used.iter().filter(|u| measures.declared[u.measure].differs(measure).is_none());
    used.filter_map(|u| u.years.first().copied()).min()
}

/// A measure of the library as tried.
pub(super) struct Trial {
    /// The measure.
    pub shipped: Shipped,
    /// Its scenario.
    pub traced: Traced,
    /// Effects on the targets.
    pub effects: Vec<Effect>,
    /// Whether it touches the policy's year.
    pub touches_first: bool,
    /// Years from first spending to the first move of any target's indicator in any draw.
    pub lag: Option<i32>,
}

/// Tries measures of the library, a few at a time, against a baseline without levers.
pub(super) fn try_measures(
    loaded: &Loaded,
    measures: &[Shipped],
    settings: Settings,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Vec<Trial>> {
    let label = Label { id: "baseline".into(), zh: "baseline".into(), en: "baseline".into() };
    let reference = baseline(&loaded.model, label);
    let control = Control { threads: settings.threads, stop, progress };
    let mut found = Vec::new();
    for group in measures.chunks(GROUP) {
        let tried = group.iter().map(|shipped| try_one(loaded, shipped)).collect::<Result<Vec<_>>>()?;
        let all: Vec<Scenario> =
            std::iter::once(reference.clone()).chain(tried.iter().map(|t| t.scenario.clone())).collect();
        let bound = experiment(&loaded.model.case, all, settings.seed, PILOT_DRAWS);
        let bound = bound.map_err(|error| super::quoted(error, &loaded.model, &tried))?;
        let (values, moved) = trial_moves(&bound, &control)?;
        let base_year = bound.program.graph.base_year;
        // A trial spends from the first simulated year on.
        let lag = |at: usize| base_year + at as i32 - loaded.model.case.next_year();
        let rows = group.iter().cloned().zip(tried).zip(effects(&bound, &values)).zip(&moved[1..]);
        found.extend(rows.map(|(((shipped, traced), (effects, touches_first)), moved)| {
            let lag = moved.map(lag);
            Trial { shipped, traced, effects, touches_first, lag }
        }));
    }
    mark_scope(loaded, &mut found, settings, &control)?;
    Ok(found)
}

/// Tries measures that change the counting scope once more while it stays as it is, and marks the
/// effects that are mainly by scope.
fn mark_scope(loaded: &Loaded, trials: &mut [Trial], settings: Settings, control: &Control) -> Result<()> {
    let changes = |trial: &&mut Trial| {
        let mut levers = trial.traced.scenario.graph.levers.iter();
        levers.any(|lever| lever.scope_only && lever.set.is_some())
    };
    let mut changing: Vec<&mut Trial> = trials.iter_mut().filter(changes).collect();
    if changing.is_empty() {
        return Ok(());
    }
    let mut model = loaded.model.clone();
    model.fix_scope();
    let label = Label { id: "baseline".into(), zh: "baseline".into(), en: "baseline".into() };
    let mut all = vec![baseline(&model, label)];
    for trial in &changing {
        all.push(
            trace_scenario(&model, &trial.shipped.function, &trial_script(&trial.shipped), &loaded.host)?
                .scenario,
        );
    }
    let bound = experiment(&model.case, all, settings.seed, PILOT_DRAWS)?;
    let fixed = effects(&bound, &trial_moves(&bound, control)?.0);
    for (trial, (fixed, _)) in changing.iter_mut().zip(&fixed) {
        crate::analysis::mark_scope(&bound, &mut trial.effects, fixed);
    }
    Ok(())
}

/// What of the policy someone asks for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Measures to try.
    pub measures: Vec<Shipped>,
    /// Those of `measures` that are asked for by clause or name.
    pub named: Vec<usize>,
    /// Targets asked for, as indices into those of the case.
    pub targets: Vec<usize>,
}

/// The measures and targets that words mean: a clause (`2.1`, `二（一）`), a chapter (`2`, `二`), a measure
/// by function, identifier or name, a target (`T4`, `T1a`). Without words every measure, none by name.
///
/// A target needs every measure: it tells which of them move it.
///
/// # Errors
/// [`Code::NotInPolicy`] for every word that means nothing, with the nearest one that does; those of tracing.
pub fn asked(loaded: &Loaded, words: &[String]) -> Result<Asked> {
    let measures = shipped_measures();
    if words.is_empty() {
        return Ok(Asked { measures, named: Vec::new(), targets: Vec::new() });
    }
    let targets = &loaded.model.case.targets;
    let traced = measures.iter().map(|shipped| try_one(loaded, shipped)).collect::<Result<Vec<_>>>()?;
    let [clauses, in_english] = [Lang::Zh, Lang::En].map(|lang| Names { glossary: &[], lang });
    let names_of = |at: usize| {
        let declared = traced[at].scenario.measures.declared.iter();
        let names = declared.flat_map(|m| {
            let clause = clauses.clause(&m.clause);
            let chapter =
                [m.clause.split('.').next(), clause.split('（').next()].map(|x| x.unwrap_or("").to_owned());
            let half_width = clause.replace('（', "(").replace('）', ")");
            let both = [&m.id, &m.clause, &m.name.zh, &m.name.en].map(String::clone);
            both.into_iter().chain(chapter).chain([clause, half_width, in_english.clause(&m.clause)])
        });
        let Shipped { function, twin, .. } = &measures[at];
        names.chain([function.clone()]).chain(twin.clone()).collect::<Vec<String>>()
    };
    let known: Vec<Vec<String>> = (0..measures.len()).map(names_of).collect();
    let mut found = Asked { measures: Vec::new(), named: Vec::new(), targets: Vec::new() };
    let mut chosen = vec![false; measures.len()];
    let take = |word: &String| {
        let mut meant = false;
        for (at, names) in known.iter().enumerate() {
            let is = names.contains(word);
            chosen[at] |= is;
            meant |= is;
        }
        for (at, target) in targets.iter().enumerate() {
            let is = [&target.id, &target.of].iter().any(|id| id.eq_ignore_ascii_case(word));
            meant |= is;
            if is && !found.targets.contains(&at) {
                found.targets.push(at);
            }
        }
        if meant {
            return Ok(());
        }
        let ids = targets.iter().map(|target| target.id.as_str());
        let nearest = nearest_name(word, known.iter().flatten().map(String::as_str).chain(ids));
        Err(Error::new(Code::NotInPolicy).with("word", word).with_some("nearest", nearest))
    };
    all_of(words.iter().map(take))?;
    let all = !found.targets.is_empty();
    for (shipped, chosen) in measures.into_iter().zip(chosen) {
        if chosen {
            found.named.push(found.measures.len());
        }
        if chosen || all {
            found.measures.push(shipped);
        }
    }
    Ok(found)
}

/// Number of scenario draws of trying so many measures, for a progress bar.
pub fn trial_draws(measures: usize) -> u64 {
    (measures + measures.div_ceil(GROUP)) as u64 * PILOT_DRAWS
}

/// Traces one measure in all zones, in its usual amount.
pub(super) fn try_one(loaded: &Loaded, shipped: &Shipped) -> Result<Traced> {
    trace_scenario(&loaded.model, &shipped.function, &trial_script(shipped), &loaded.host)
}

fn trial_script(shipped: &Shipped) -> Script {
    Script { shown: format!("<{}>", shipped.function), text: shipped.trial() }
}
