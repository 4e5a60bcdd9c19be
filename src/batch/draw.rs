//! One draw of one scenario: finding the scenario, the zone and the target, picking, replaying.
//!
//! Owns the order of work. Never: computes what is told.

use super::{BASELINE, CaseChoice, Loaded, choose, prepare as trace_all};
use crate::analysis::draw::{Draw, Picked, Why, collect, expose, typical, why};
use crate::case::{Case, CountingScope};
use crate::error::{Code, Error, Result, nearest_name};
use crate::experiment::{Dimensions, Experiment, Sampler, Scenario, experiment};
use crate::script::{Model, Traced};
use crate::simulate::{Control, Spread, fault_of, judge};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Which draw of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The draw with this index; the first one is 0.
    Number(u64),
    /// The typical one among those that meet (`true`) or miss a target, within the counting scope with
    /// this index or the one with most of them.
    Typical(String, bool, Option<usize>),
}

/// A draw with how it was picked and what was unusual in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The draw.
    pub draw: Draw,
    /// How it was picked, if it was.
    pub picked: Option<Picked>,
    /// Sampler and number of draws of the run, if the draw's luck depends on them.
    pub draws: Option<(Sampler, u64)>,
    /// Why a target came out as it did, if one was asked for.
    pub why: Option<Why>,
}

/// Traces the one scenario asked for: by id, title or file; without a word the baseline.
///
/// # Errors
/// [`Code::UnknownScenario`] with the nearest id or title, or those of reading and tracing.
pub fn trace_one(case: &CaseChoice, loaded: Loaded, chosen: Option<&Path>) -> Result<(Model, Traced)> {
    trace_among(case, loaded, chosen, None).map(|(model, traced, _)| (model, traced))
}

/// The same, and all scenarios of the run that the draw is of, the baseline first: it and the scenario,
/// or those `among` which it was (an empty list: all that come with the case), in the order of the run.
///
/// # Errors
/// As [`trace_one`].
pub fn trace_among(
    case: &CaseChoice,
    loaded: Loaded,
    chosen: Option<&Path>,
    among: Option<&[PathBuf]>,
) -> Result<(Model, Traced, Vec<Scenario>)> {
    let one = chosen.map(|path| choose(case, &[path.to_owned()])).transpose()?.unwrap_or_default();
    let mut files = among.map(|words| choose(case, words)).transpose()?.unwrap_or_default();
    files.extend(
        one.iter().filter(|file| !files.iter().any(|f| f.id == file.id)).cloned().collect::<Vec<_>>(),
    );
    let super::Prepared { model, mut scenarios, .. } = trace_all(loaded, &files)?;
    let wanted = one.first().map_or(BASELINE, |file| file.id.as_str());
    let run = scenarios.iter().map(|traced| traced.scenario.clone()).collect();
    // Without such an id it is the baseline under a name of its own, the first one.
    let at = scenarios.iter().position(|traced| traced.scenario.label.id == wanted).unwrap_or(0);
    Ok((model, scenarios.swap_remove(at), run))
}

/// Index of the counting scope with a name, in either language or by id.
///
/// # Errors
/// [`Code::UnknownScope`] with the nearest, and all there are.
pub fn scope_named(case: &Case, name: &str) -> Result<usize> {
    let names = |scope: &CountingScope| [scope.id.clone(), scope.name.zh.clone(), scope.name.en.clone()];
    case.scopes.iter().position(|scope| names(scope).iter().any(|known| known == name)).ok_or_else(|| {
        let list = |of: fn(&CountingScope) -> &str, between| {
            case.scopes.iter().map(of).collect::<Vec<_>>().join(between)
        };
        let error = Error::new(Code::UnknownScope).with("scope", name);
        error.named("known", list(|s| s.name.zh.as_str(), "、"), list(|s| s.name.en.as_str(), ", "))
    })
}

/// Index of the target with an id, in capitals or not; `T3` also means the reading that stands for target 3.
///
/// # Errors
/// [`Code::UnknownTarget`] with the nearest id.
pub fn target_named(case: &Case, name: &str) -> Result<usize> {
    let exact = case.targets.iter().position(|t| t.id.eq_ignore_ascii_case(name));
    let main = || case.targets.iter().position(|t| t.of.eq_ignore_ascii_case(name) && t.main);
    exact.or_else(main).ok_or_else(|| {
        let known = case.targets.iter().map(|t| t.id.as_str());
        Error::new(Code::UnknownTarget).with("target", name).with_some("nearest", nearest_name(name, known))
    })
}

/// A note that the name of several readings is taken for the main one of them.
///
/// # Errors
/// As [`target_named`].
pub fn reading_note(case: &Case, name: &str) -> Result<Option<Error>> {
    let id = &case.targets[target_named(case, name)?].id;
    let note = || Error::new(Code::TargetReading).with("found", name).with("target", id);
    Ok((!id.eq_ignore_ascii_case(name)).then(note))
}

/// Tells one draw of a run with a sampler; `target` is the one whose outcome is explained, if any.
///
/// `run` holds all scenarios of that run, which choose the dimensions of a Sobol sequence together; other
/// samplers do not read it.
///
/// # Errors
/// [`Code::NoTypicalDraw`] if no draw meets (or misses) the target, [`Code::DrawBeyond`] if the run has
/// no such draw, or those of binding and simulating.
pub fn tell(
    case: &Case,
    traced: &Traced,
    (wanted, target): (&Wanted, Option<&str>),
    (sampler, run): (Sampler, &[Scenario]),
    settings: super::Settings,
    stop: &AtomicBool,
) -> Result<Told> {
    if !sampler.allows(settings.draws) {
        return Err(super::unfit_draws(sampler, settings.draws));
    }
    let control = Control { threads: settings.threads, stop, progress: &|_| {} };
    let dimensions = dimensions(case, (sampler, run), settings)?;
    let bind = |scenario: &Scenario| {
        let run = experiment(case, vec![scenario.clone()], settings.seed, settings.draws)?;
        Ok(Experiment { sampler, dimensions: dimensions.clone(), ..run })
    };
    let picked = match wanted {
        Wanted::Number(_) => None,
        Wanted::Typical(name, met, scope) => {
            let target = target_named(case, name)?;
            let run = bind(&traced.scenario)?;
            let judged = judge(&run, 0, target, &levels(&run), &control)?;
            let none = || {
                let error =
                    Error::new(Code::NoTypicalDraw).with("draws", settings.draws).with("target", name);
                let scope = scope.and_then(|scope| case.scopes.get(scope)).map(|scope| &scope.name);
                let error = error.with("outcome", if *met { "@draw-meets" } else { "@draw-misses" });
                match scope {
                    Some(scope) => error.named("scope", &scope.zh, &scope.en),
                    None => error,
                }
            };
            Some(typical(&judged, target, *met, *scope).ok_or_else(none)?)
        }
    };
    let number = match wanted {
        Wanted::Number(number) => *number,
        Wanted::Typical(..) => picked.map_or(0, |picked| picked.draw),
    };
    // Independent draws do not depend on how many there are; those of other samplers do.
    let draws = sampler.replicate(settings.draws).map(|_| (sampler, settings.draws));
    if let Some((_, draws)) = draws.filter(|(_, draws)| number >= *draws) {
        let name = if sampler == Sampler::Sobol { "sobol" } else { "lhs" };
        let error = Error::new(Code::DrawBeyond).with("found", number).with("draws", draws);
        let error = error.with("sampler", name);
        return Err(error.with("last", draws - 1));
    }
    let explained = target.map(|name| target_named(case, name)).transpose()?;
    let explained = explained.or(picked.map(|picked| picked.target));
    let exposed = expose(&traced.scenario);
    let run = bind(&exposed.scenario)?;
    let bound = run.scenarios.first().ok_or_else(|| Error::new(Code::UnknownScenario))?;
    let draw = collect(case, &run, bound, &exposed, number)?;
    if !draw.finite() {
        return Err(fault_of(&run, 0, number));
    }
    let why = match explained {
        Some(target) => why(&draw, &traced.scenario, &run, target, &control)?,
        None => None,
    };
    Ok(Told { draw, picked, draws, why })
}

/// The dimensions that all scenarios of a run have chosen; none without a Sobol sequence.
fn dimensions(
    case: &Case,
    (sampler, run): (Sampler, &[Scenario]),
    settings: super::Settings,
) -> Result<Option<Dimensions>> {
    if sampler != Sampler::Sobol || run.is_empty() {
        return Ok(None);
    }
    let run = experiment(case, run.to_vec(), settings.seed, settings.draws)?;
    Ok(Some(Spread::of(&Experiment { sampler, ..run }).dimensions()))
}

/// Indicators that are levels, such as value added and firms, by their place: a draw in which these are odd
/// is no typical one, however usual its ratios are.
fn levels(run: &Experiment) -> Vec<usize> {
    const UNITS: [&str; 2] = ["亿元", "家"];
    let indicators = run.scenarios.first().map_or(&[][..], |bound| bound.program.indicators());
    let all = indicators.iter().enumerate();
    all.filter(|(_, of)| UNITS.contains(&of.unit.as_str())).map(|(at, _)| at).collect()
}
