//! One draw of one scenario: finding the scenario, the zone and the target, picking, replaying.
//!
//! Owns the order of work. Never: computes what is told.

use super::{BASELINE, CaseChoice, Loaded, choose, prepare as trace_all};
use crate::analysis::draw::{Draw, Picked, Why, collect, expose, typical, why};
use crate::case::Case;
use crate::error::{Code, Error, Result, nearest_name};
use crate::experiment::experiment;
use crate::script::{Model, Traced};
use crate::simulate::{Control, fault_of, judge};
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Which draw of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The draw with this index; the first one is 0.
    Number(u64),
    /// The typical one among those that meet (`true`) or miss a target.
    Typical(String, bool),
}

/// A draw with how it was picked and what was unusual in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The draw.
    pub draw: Draw,
    /// How it was picked, if it was.
    pub picked: Option<Picked>,
    /// Why a target came out as it did, if one was asked for.
    pub why: Option<Why>,
}

/// Traces the one scenario asked for: by id, title or file; without a word the baseline.
///
/// # Errors
/// [`Code::UnknownScenario`] with the nearest id or title, or those of reading and tracing.
pub fn trace_one(case: &CaseChoice, loaded: Loaded, chosen: Option<&Path>) -> Result<(Model, Traced)> {
    let files = match chosen {
        Some(path) => choose(case, &[path.to_owned()])?,
        None => Vec::new(),
    };
    let super::Prepared { model, mut scenarios, .. } = trace_all(loaded, &files)?;
    let wanted = files.first().map_or(BASELINE, |file| file.id.as_str());
    // Without such an id it is the baseline under a name of its own, the first one.
    let at = scenarios.iter().position(|traced| traced.scenario.label.id == wanted).unwrap_or(0);
    Ok((model, scenarios.swap_remove(at)))
}

/// Index of the zone with a name, in either language or by id.
///
/// # Errors
/// [`Code::UnknownZone`] with the nearest name.
pub fn zone_named(case: &Case, name: &str) -> Result<usize> {
    let names = |z: &crate::case::Zone| [z.id.clone(), z.name.zh.clone(), z.name.en.clone()];
    case.zones.iter().position(|z| names(z).iter().any(|known| known == name)).ok_or_else(|| {
        let known: Vec<String> = case.zones.iter().flat_map(names).collect();
        let nearest = nearest_name(name, known.iter().map(String::as_str));
        Error::new(Code::UnknownZone).with("zone", name).with_some("nearest", nearest)
    })
}

/// Index of the target with an id; `T3` also means the reading that stands for target 3.
///
/// # Errors
/// [`Code::UnknownTarget`] with the nearest id.
pub fn target_named(case: &Case, name: &str) -> Result<usize> {
    let exact = case.targets.iter().position(|t| t.id == name);
    let main = || case.targets.iter().position(|t| t.of == name && t.main);
    exact.or_else(main).ok_or_else(|| {
        let known = case.targets.iter().map(|t| t.id.as_str());
        Error::new(Code::UnknownTarget).with("target", name).with_some("nearest", nearest_name(name, known))
    })
}

/// Tells one draw; `target` is the one whose outcome is explained, if any.
///
/// # Errors
/// [`Code::NoTypicalDraw`] if no draw meets (or misses) the target, or those of binding and simulating.
pub fn tell(
    case: &Case,
    traced: &Traced,
    wanted: &Wanted,
    target: Option<&str>,
    settings: super::Settings,
    stop: &AtomicBool,
) -> Result<Told> {
    let picked = match wanted {
        Wanted::Number(_) => None,
        Wanted::Typical(name, met) => {
            let target = target_named(case, name)?;
            let run = experiment(case, vec![traced.scenario.clone()], settings.seed, settings.draws)?;
            let control = Control { threads: settings.threads, stop, progress: &|_| {} };
            let picked = typical(&judge(&run, 0, target, &control)?, target, *met);
            Some(picked.ok_or_else(|| {
                Error::new(Code::NoTypicalDraw)
                    .with("draws", settings.draws)
                    .with("target", name)
                    .with("outcome", if *met { "@draw-meets" } else { "@draw-misses" })
            })?)
        }
    };
    let number = match wanted {
        Wanted::Number(number) => *number,
        Wanted::Typical(..) => picked.map_or(0, |picked| picked.draw),
    };
    let explained = target.map(|name| target_named(case, name)).transpose()?;
    let explained = explained.or(picked.map(|picked| picked.target));
    let exposed = expose(&traced.scenario);
    let run = experiment(case, vec![exposed.scenario.clone()], settings.seed, settings.draws)?;
    let bound = run.scenarios.first().ok_or_else(|| Error::new(Code::UnknownScenario))?;
    let draw = collect(case, &run, bound, &exposed, number)?;
    if !draw.finite() {
        return Err(fault_of(&run, 0, number));
    }
    let why = explained.and_then(|target| why(&draw, &traced.scenario, bound, target));
    Ok(Told { draw, picked, why })
}
