//! Draws in blocks over all threads, counted into tallies.
//!
//! Owns threads, the pilot that sets the histograms' ranges, and the check that
//! values stay finite. Takes an [`Experiment`], gives [`Outcome`]. Never: runs a
//! script, reads a file or a clock, prints.

mod block;
mod kernel;
mod luck;
mod range;
mod scalar;
mod tally;

pub use block::Series;
pub use kernel::{Keys, Workspace, block_size};
pub use range::{BINS, Range, Scale};
pub use scalar::Replay;
pub use tally::{FIXED, Shape, Tally};

use crate::error::{Code, Error, Result};
use crate::experiment::{Bound, Experiment};
use block::{Counter, Pilot};
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Draws of the pilot: always the first ones, whatever the number of draws.
pub const PILOT_DRAWS: u64 = 1024;

/// Counts of one scenario with what is needed to read them.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The reported series, in column order; column = series * years + year.
    pub series: Vec<Series>,
    /// Histogram range of each column.
    pub ranges: Vec<Range>,
    /// The counts.
    pub tally: Tally,
    /// Sizes of the counts.
    pub shape: Shape,
    /// Pilot values of each target's indicator: `[target][base year, then the year looked at for
    /// each milestone][draw]`.
    pub pilot: Vec<Vec<Vec<f64>>>,
}

/// How a run is steered from outside; the simulator itself has no clock and no screen.
pub struct Control<'a> {
    /// Threads; 0 for all.
    pub threads: usize,
    /// Set from outside to stop early.
    pub stop: &'a AtomicBool,
    /// Told the number of scenario draws that were just finished.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// Simulates every scenario of an experiment; the counts do not depend on the threads.
///
/// # Errors
/// [`Code::NotFinite`] with the first culprit of the first such draw;
/// [`Code::Interrupted`] if stopped.
///
/// # Panics
/// If the machine cannot start a thread.
pub fn simulate(experiment: &Experiment, control: &Control) -> Result<Vec<Outcome>> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(control.threads).build().expect("threads can be started");
    pool.install(|| run(experiment, control))
}

fn run(experiment: &Experiment, control: &Control) -> Result<Vec<Outcome>> {
    let keys: Vec<Keys> =
        experiment.scenarios.iter().map(|s| Keys::new(&s.program, experiment.seed)).collect();
    unique(experiment, &keys)?;
    let pilots = experiment
        .scenarios
        .par_iter()
        .zip(&keys)
        .map(|(bound, keys)| {
            Pilot::run(experiment, bound, keys).map_err(|draw| culprit(experiment, bound, draw))
        })
        .collect::<Vec<_>>();
    let pilots = pilots.into_iter().collect::<Result<Vec<Pilot>>>()?;
    let tallies = count(experiment, &keys, &pilots, control)?;
    Ok(pilots
        .into_iter()
        .zip(tallies)
        .map(|(pilot, tally)| Outcome {
            series: pilot.series,
            ranges: pilot.ranges,
            shape: pilot.shape,
            pilot: pilot.targets,
            tally,
        })
        .collect())
}

/// All blocks, taken in turn by whichever thread is free.
fn count(experiment: &Experiment, keys: &[Keys], pilots: &[Pilot], control: &Control) -> Result<Vec<Tally>> {
    let zones = experiment.scenarios.iter().map(|s| s.program.zones()).max().unwrap_or(1);
    let block = block_size(zones);
    let next = AtomicU64::new(0);
    // The first draw of each scenario that is not finite; the smallest wins on every machine.
    let faults: Vec<AtomicU64> = experiment.scenarios.iter().map(|_| AtomicU64::new(u64::MAX)).collect();
    let parts: Vec<Vec<Tally>> = rayon::broadcast(|_| {
        let mut counter = Counter::new(experiment, keys, pilots, block);
        loop {
            let first = next.fetch_add(block as u64, Ordering::Relaxed);
            if first >= experiment.draws || control.stop.load(Ordering::Relaxed) {
                break;
            }
            let draws = (experiment.draws - first).min(block as u64);
            for (scenario, fault) in faults.iter().enumerate() {
                if let Some(draw) = counter.count(scenario, first, draws as usize) {
                    fault.fetch_min(draw, Ordering::Relaxed);
                }
                (control.progress)(draws);
            }
            if faults.iter().any(|f| f.load(Ordering::Relaxed) < first) {
                break;
            }
        }
        counter.into_tallies()
    });
    if control.stop.load(Ordering::Relaxed) {
        return Err(Error::new(Code::Interrupted));
    }
    for (bound, fault) in experiment.scenarios.iter().zip(&faults) {
        let draw = fault.load(Ordering::Relaxed);
        if draw < u64::MAX {
            return Err(culprit(experiment, bound, draw));
        }
    }
    let mut parts = parts.into_iter();
    let mut sum = parts.next().unwrap_or_default();
    for part in parts {
        sum.iter_mut().zip(&part).for_each(|(a, b)| a.merge(b));
    }
    Ok(sum)
}

/// Replays a draw with the scalar interpreter to name the first value that is not finite.
fn culprit(experiment: &Experiment, bound: &Bound, draw: u64) -> Error {
    let graph = &bound.program.graph;
    let mut found = None;
    Replay::new(&bound.program, experiment.seed, draw).run(|index, _, replay| {
        for named in &bound.program.checked {
            let by_zone = bound.program.slots[named.slot] == crate::model::Scope::Zone;
            for zone in 0..if by_zone { graph.zones.len() } else { 1 } {
                let value = replay.value(named.slot, zone);
                if !value.is_finite() {
                    found = Some((named.clone(), by_zone.then(|| graph.zones[zone].clone()), index, value));
                    return false;
                }
            }
        }
        true
    });
    let mut error = Error::new(Code::NotFinite).with("scenario", &bound.label.zh).with("draw", draw);
    if let Some((named, zone, index, value)) = found {
        error = error.with("kind", named.kind).with("name", &named.name).with_some("zone", zone);
        error = error.with("year", graph.base_year + index as i32).with("value", value);
        error.place = graph.nodes[named.slot].place.clone();
    }
    error
}

/// Two names with one key would have the same luck.
fn unique(experiment: &Experiment, keys: &[Keys]) -> Result<()> {
    for (bound, keys) in experiment.scenarios.iter().zip(keys) {
        let mut seen = std::collections::HashMap::new();
        for (uncertainty, keys) in bound.program.graph.uncertainties.iter().zip(&keys.0) {
            for key in keys {
                if let Some(first) = seen.insert(*key, &uncertainty.name) {
                    return Err(Error::new(Code::NameCollision)
                        .with("first", first)
                        .with("second", &uncertainty.name));
                }
            }
        }
    }
    Ok(())
}
