//! Draws in blocks over all threads, counted into tallies.
//!
//! Owns threads, the pilot that sets the histograms' ranges, and the check that
//! values stay finite. Takes an [`Experiment`], gives [`Outcome`]. Never: runs a
//! script, reads a file or a clock, prints.

mod attained;
mod block;
mod histogram;
mod instructions;
mod judged;
mod kernel;
mod latin;
pub mod luck;
mod pilot;
mod range;
mod scalar;
mod series;
mod sums;
mod tally;

pub use instructions::InstructionSet;
pub use judged::{Judged, judge};
pub use kernel::{Keys, Workspace, block_size};
pub use range::{BINS, Range, Scale};
pub use scalar::Replay;
pub use series::Series;
pub use tally::{FIXED, Shape, Tally};

use crate::error::{Code, Error, Result};
use crate::experiment::{Bound, Experiment, Sampler};
use block::{Counter, Counts, shape};
use pilot::Pilot;
use rayon::prelude::*;
use series::Rows;
use std::sync::Mutex;
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
/// look to look; those of a Latin hypercube depend on their number and are made anew, at most twice as
/// many in all. The counts shown to `enough` have no histograms and no sums.
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
    if experiment.sampler == Sampler::LatinHypercube {
        return pool.install(|| anew(experiment, looks, enough, control));
    }
    pool.install(|| {
        experiment.draws = looks.last().copied().unwrap_or(experiment.draws);
        let plan = Plan::new(experiment, InstructionSet::widest())?;
        let (mut counts, mut draws) = (plan.count(0..looks.first().copied().unwrap_or(0), control)?, 0);
        for (at, &look) in looks.iter().enumerate() {
            if at > 0 {
                counts.merge(&plan.count(draws..look, control)?);
            }
            draws = look;
            if enough(experiment, counts.tallies()) {
                break;
            }
        }
        let outcomes = plan.outcomes(counts);
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
        let plan = Plan::new(experiment, InstructionSet::widest())?;
        let counts = plan.count(0..look, control)?;
        if looks.last() == Some(&look) || enough(experiment, counts.tallies()) {
            return Ok(plan.outcomes(counts));
        }
    }
    run(experiment, control, InstructionSet::widest())
}

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
        Ok(pilot.targets)
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
    let plan = Plan::new(experiment, instructions)?;
    let counts = plan.count(0..experiment.draws, control)?;
    Ok(plan.outcomes(counts))
}

fn keys(experiment: &Experiment) -> Keys {
    Keys::new(&experiment.program, experiment.seed).in_replicates(experiment.replicate())
}

/// What is the same for all draws of a run.
struct Plan<'a> {
    experiment: &'a Experiment,
    rows: Rows,
    keys: Keys,
    pilot: Pilot,
}

impl<'a> Plan<'a> {
    fn new(experiment: &'a Experiment, instructions: InstructionSet) -> Result<Self> {
        prepare(experiment)?;
        let keys = keys(experiment).on(instructions);
        let rows = Rows::new(experiment);
        let pilot = Pilot::run(experiment, &rows, &keys).map_err(|fault| culprit(experiment, fault))?;
        Ok(Self { experiment, rows, keys, pilot })
    }

    /// Counts with what is needed to read them.
    fn outcomes(&self, counts: Counts) -> Vec<Outcome> {
        let Self { experiment, rows, pilot, .. } = self;
        let ranges = |scenario: usize| {
            let of_row = |row: &usize| pilot.ranges.iter().map(|year| year[*row].clone()).collect::<Vec<_>>();
            rows.of[scenario].iter().flat_map(of_row).collect()
        };
        let tallies = counts.into_tallies(rows).into_iter();
        let outcomes = tallies.zip(&pilot.targets).enumerate();
        outcomes
            .map(|(scenario, (tally, targets))| Outcome {
                series: rows.series[scenario].clone(),
                ranges: ranges(scenario),
                shape: shape(experiment, rows, scenario),
                pilot: targets.clone(),
                tally,
            })
            .collect()
    }

    /// All blocks of some draws (from an even one on), taken in turn by whichever thread is free.
    fn count(&self, draws: std::ops::Range<u64>, control: &Control) -> Result<Counts> {
        let Self { experiment, rows, keys, pilot } = self;
        let block = block_size(experiment.program.zones());
        let next = AtomicU64::new(draws.start);
        // Blocks are taken in order, so every draw before the first fault is looked at on every machine.
        let first_fault: Mutex<Option<Fault>> = Mutex::new(None);
        let known = || *first_fault.lock().expect("no thread panics with the lock");
        let parts: Vec<Counts> = rayon::broadcast(|_| {
            let mut counter = Counter::new(experiment, rows, keys, pilot, block);
            loop {
                let first = next.fetch_add(block as u64, Ordering::Relaxed);
                let over = first >= draws.end || known().is_some_and(|fault| fault.draw < first);
                if over || control.stop.load(Ordering::Relaxed) {
                    break;
                }
                let draws = (draws.end - first).min(block as u64);
                if let Some(fault) = counter.count(first, draws as usize) {
                    let mut kept = first_fault.lock().expect("no thread panics with the lock");
                    *kept = Some(kept.map_or(fault, |kept| kept.min(fault)));
                }
                (control.progress)(draws * experiment.scenarios.len() as u64);
            }
            counter.finish()
        });
        if control.stop.load(Ordering::Relaxed) {
            return Err(Error::new(Code::Interrupted));
        }
        if let Some(fault) = known() {
            return Err(culprit(experiment, fault));
        }
        let mut parts = parts.into_iter();
        let mut sum = parts.next().expect("a pool has a thread");
        parts.for_each(|part| sum.merge(&part));
        Ok(sum)
    }
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
    replay.in_replicates(experiment.replicate()).run(|index, _, replay| {
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
