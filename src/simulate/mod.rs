//! Draws in blocks over all threads, counted into tallies.
//!
//! Owns threads, the pilot that sets the histograms' ranges, and the check that
//! values stay finite. Takes an [`Experiment`], gives [`Outcome`]. Never: runs a
//! script, reads a file or a clock, prints.

mod arithmetic;
mod attained;
mod block;
mod exact;
mod histogram;
mod instructions;
mod judged;
mod kernel;
mod latin;
pub mod luck;
mod medians;
mod order;
mod pilot;
mod plan;
mod range;
mod retained;
mod scalar;
mod series;
mod slots;
mod sobol;
mod spread;
mod sums;
mod tally;

pub use histogram::Bins;
pub use instructions::InstructionSet;
pub use judged::{Judged, judge};
pub use kernel::{Keys, Workspace, block_size};
pub use medians::{AtMedian, CameOut, Weights, at_medians};
pub use range::{BINS, Range, Scale};
pub use retained::{Retained, retain, whole};
pub use scalar::Replay;
pub use series::Series;
pub use spread::{Place, Spread, sobol_dimensions};
pub use tally::{FIXED, Shape, Tally};

use crate::error::{Code, Error, Result};
use crate::experiment::{Bound, Experiment, Sampler};
use pilot::Pilot;
use plan::Plan;
use rayon::prelude::*;
use series::Rows;
use std::sync::atomic::{AtomicBool, Ordering};

/// Draws of the pilot: always the first ones, whatever the number of draws.
pub const PILOT_DRAWS: u64 = 1024;

/// Counts of one scenario with what is needed to read them.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The reported series, in column order; column = series * years + year.
    pub series: Vec<Series>,
    /// Histogram range of each column.
    pub ranges: Vec<Range>,
    /// Exact percentiles P5, P25, P50, P75, P95: `[column][all draws, then each counting scope]`; none
    /// where a scope changes nothing. Empty lists if they were not asked for. Each is the smallest value
    /// that at least that share of the draws does not exceed.
    pub exact: Vec<Vec<Option<[f64; 5]>>>,
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
    pool.install(|| run(experiment, control, InstructionSet::widest()))
}

/// [`simulate`] on a given instruction set; the counts do not depend on it.
///
/// # Errors
/// As [`simulate`].
///
/// # Panics
/// If the machine cannot start a thread.
pub fn simulate_on(
    instructions: InstructionSet,
    experiment: &Experiment,
    control: &Control,
) -> Result<Vec<Outcome>> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(control.threads).build().expect("threads can be started");
    pool.install(|| run(experiment, control, instructions))
}

/// Simulates in growing batches: up to each of `looks` (rising, even except for the last) draws in
/// turn, until `enough` is content with the counts so far; leaves the number of draws made in
/// [`Experiment::draws`].
///
/// The outcome is that of [`simulate`] with the number of draws left. Independent draws are kept from
/// look to look; those of a Latin hypercube or a Sobol sequence depend on their number and are made
/// anew, at most twice as many in all. The counts shown to `enough` have no histograms and no sums.
///
/// # Errors
/// As [`simulate`].
///
/// # Panics
/// If the machine cannot start a thread.
pub fn simulate_until(
    experiment: &mut Experiment,
    looks: &[u64],
    enough: &(dyn Fn(&Experiment, &[Tally]) -> bool + Sync),
    control: &Control,
) -> Result<Vec<Outcome>> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(control.threads).build().expect("threads can be started");
    if experiment.sampler != Sampler::Random {
        return pool.install(|| anew(experiment, looks, enough, control));
    }
    pool.install(|| {
        experiment.draws = looks.last().copied().unwrap_or(experiment.draws);
        let mut draws = looks.first().copied().unwrap_or(0);
        let (plan, mut counts) = Plan::start(experiment, InstructionSet::widest(), draws, control)?;
        for &look in looks {
            plan.count(draws..look, &mut counts, control)?;
            draws = look;
            if enough(experiment, counts.tallies()) {
                break;
            }
        }
        let outcomes = plan.outcomes(counts, draws, control)?;
        experiment.draws = draws;
        Ok(outcomes)
    })
}

/// [`simulate_until`] with new draws for each look.
fn anew(
    experiment: &mut Experiment,
    looks: &[u64],
    enough: &(dyn Fn(&Experiment, &[Tally]) -> bool + Sync),
    control: &Control,
) -> Result<Vec<Outcome>> {
    for &look in looks {
        experiment.draws = look;
        let (plan, counts) = Plan::start(experiment, InstructionSet::widest(), look, control)?;
        if looks.last() == Some(&look) || enough(experiment, counts.tallies()) {
            return plan.outcomes(counts, look, control);
        }
    }
    run(experiment, control, InstructionSet::widest())
}

/// Values of [`trial`], and by scenario the first year in which it moves anything.
pub type Trial = (Vec<Vec<Vec<Vec<f64>>>>, Vec<Option<usize>>);

/// Values of the targets' indicators in the first draws, the same draws in every scenario:
/// `[scenario][target][base year, then the year looked at for each milestone][draw]`.
///
/// For comparing many scenarios by common luck without counting anything.
///
/// # Errors
/// As [`simulate`].
///
/// # Panics
/// If the machine cannot start a thread.
pub fn trial(experiment: &Experiment, control: &Control) -> Result<Vec<Vec<Vec<Vec<f64>>>>> {
    Ok(trial_moves(experiment, control)?.0)
}

/// The same, with the first year (its index) in which each scenario moves any target's indicator in
/// any draw, against the first scenario.
///
/// # Errors
/// As [`trial`].
///
/// # Panics
/// As [`trial`].
pub fn trial_moves(experiment: &Experiment, control: &Control) -> Result<Trial> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(control.threads).build().expect("threads can be started");
    pool.install(|| {
        if control.stop.load(Ordering::Relaxed) {
            return Err(Error::new(Code::Interrupted));
        }
        prepare(experiment)?;
        let keys = keys(experiment);
        let pilot = Pilot::targets(experiment, &Rows::new(experiment), &keys);
        let pilot = pilot.map_err(|fault| culprit(experiment, fault))?;
        (control.progress)(PILOT_DRAWS * experiment.scenarios.len() as u64);
        Ok((pilot.targets, pilot.moved))
    })
}

/// The error that a run ends in for a draw with a value that is not finite.
pub fn fault_of(experiment: &Experiment, scenario: usize, draw: u64) -> Error {
    culprit(experiment, Fault { draw, scenario })
}

/// A draw of a scenario with a value that is not finite; the smallest draw comes first.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    draw: u64,
    scenario: usize,
}

fn run(experiment: &Experiment, control: &Control, instructions: InstructionSet) -> Result<Vec<Outcome>> {
    let (plan, counts) = Plan::start(experiment, instructions, experiment.draws, control)?;
    plan.outcomes(counts, experiment.draws, control)
}

fn keys(experiment: &Experiment) -> Keys {
    Keys::new(&experiment.program, experiment.seed).spread(Spread::of(experiment))
}

/// Checks that every luck has a key of its own and makes the tables of slow quantiles.
fn prepare(experiment: &Experiment) -> Result<()> {
    for bound in &experiment.scenarios {
        unique(bound, &Keys::new(&bound.program, experiment.seed))?;
    }
    let program = &experiment.program;
    program.tabulated().par_iter().for_each(|distribution| {
        program.table(*distribution);
    });
    Ok(())
}

/// Replays a draw with the scalar interpreter to name the first value that is not finite.
fn culprit(experiment: &Experiment, Fault { draw, scenario }: Fault) -> Error {
    let bound = &experiment.scenarios[scenario];
    let graph = &bound.program.graph;
    let mut found = None;
    let replay = Replay::new(&bound.program, experiment.seed, draw);
    replay.spread(Spread::of(experiment)).run(|index, _, replay| {
        for named in &bound.program.checked {
            let by_zone = bound.program.slots[named.slot] == crate::model::Scope::Zone;
            for zone in 0..if by_zone { graph.zones.len() } else { 1 } {
                let value = replay.value(named.slot, zone);
                if !value.is_finite() {
                    found = Some((named.clone(), by_zone.then_some(zone), index, value));
                    return false;
                }
            }
        }
        true
    });
    let (zh, en) = (&bound.label.zh, &bound.label.en);
    let mut error = Error::new(Code::NotFinite).named("scenario", zh, en).with("draw", draw);
    if let Some((named, zone, index, value)) = found {
        error = error.with("kind", named.kind).named("name", named.label.in_chinese(), &named.label.id);
        if let Some(zone) = zone.map(|zone| &experiment.zones[zone]) {
            error = error.named("zone", &zone.zh, &zone.en);
        }
        error = error.with("year", graph.base_year + index as i32).with("value", value);
        error.place = graph.nodes[named.slot].place.clone();
    }
    error
}

/// Two names with one key would have the same luck.
fn unique(bound: &Bound, keys: &Keys) -> Result<()> {
    let mut seen = std::collections::HashMap::new();
    for (uncertainty, keys) in bound.program.graph.uncertainties.iter().zip(&keys.of) {
        for key in keys {
            if let Some(first) = seen.insert(*key, &uncertainty.name) {
                return Err(Error::new(Code::NameCollision)
                    .with("first", first)
                    .with("second", &uncertainty.name));
            }
        }
    }
    Ok(())
}
