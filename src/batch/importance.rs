//! What the main targets of a scenario depend on most: draws of its own, over all threads.
//!
//! Owns the number of draws. Never: correlates.

use super::{Prepared, Settings, quoted};
use crate::analysis::importance::{importance as correlate, study, values};
use crate::error::Result;
use crate::experiment::experiment;
use crate::summary::{Importance, Summary};
use rayon::prelude::*;
use std::sync::atomic::AtomicBool;

/// Draws: a share of a half has an error of some three hundredths.
const DRAWS: u64 = 2048;
/// Draws of one piece of work.
const CHUNK: u64 = 256;

/// What the main targets of a scenario depend on most in the first milestone.
///
/// # Errors
/// Those of binding and simulating.
pub fn importance(
    prepared: &Prepared,
    (summary, scenario): (&Summary, usize),
    settings: Settings,
    stop: &AtomicBool,
) -> Result<Importance> {
    let case = &prepared.model.case;
    let of = |scenario| {
        let bound = experiment(case, vec![scenario], settings.seed, DRAWS);
        bound.map_err(|error| quoted(error, &prepared.model, &prepared.scenarios))
    };
    let traced = &prepared.scenarios[scenario].scenario;
    let bound = of(traced.clone())?;
    let study = study(traced, &bound.scenarios[0], summary, scenario);
    let run = of(study.scenario.clone())?;
    let work = || -> Result<_> {
        let chunk = |chunk: u64| values(&study, &run, chunk * CHUNK..(chunk + 1) * CHUNK, stop);
        let parts: Vec<_> = (0..DRAWS / CHUNK).into_par_iter().map(chunk).collect::<Result<_>>()?;
        let all = parts.into_iter().reduce(|mut all, part| {
            all.append(part);
            all
        });
        Ok(correlate(&study, &all.unwrap_or_default()))
    };
    match rayon::ThreadPoolBuilder::new().num_threads(settings.threads).build() {
        Ok(pool) => pool.install(work),
        // Without threads of its own it still works on those that are there.
        Err(_) => work(),
    }
}
