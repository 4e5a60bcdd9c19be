//! What is the same for all draws of a run, and the loop over blocks that every pass shares.
//!
//! Owns the order of blocks and what becomes of a fault. Never: reads a clock, prints.

use super::block::{Block, Counter, Counts, OfDraws, shape};
use super::exact::{Exact, Seeing};
use super::instructions::InstructionSet;
use super::kernel::{Keys, block_size};
use super::pilot::Pilot;
use super::series::Rows;
use super::{Control, Fault, Outcome, PILOT_DRAWS, culprit, keys, prepare};
use crate::error::{Code, Error, Result};
use crate::experiment::Experiment;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is the same for all draws of a run.
pub struct Plan<'a> {
    experiment: &'a Experiment,
    rows: Rows,
    keys: Keys,
    pilot: Pilot,
}

impl<'a> Plan<'a> {
    /// Runs the pilot and counts the first `draws` draws; those of the pilot are among them.
    pub fn start(
        experiment: &'a Experiment,
        instructions: InstructionSet,
        draws: u64,
        control: &Control,
    ) -> Result<(Self, Counts)> {
        prepare(experiment)?;
        let keys = keys(experiment).on(instructions);
        let rows = Rows::new(experiment);
        let piloted = draws.min(PILOT_DRAWS);
        let (pilot, mut counts) =
            Pilot::run(experiment, &rows, &keys, piloted).map_err(|fault| culprit(experiment, fault))?;
        (control.progress)(piloted * experiment.scenarios.len() as u64);
        let plan = Self { experiment, rows, keys, pilot };
        plan.count(piloted..draws, &mut counts, control)?;
        Ok((plan, counts))
    }

    /// Counts of all draws with what is needed to read them; exact percentiles if they are wanted, for
    /// which all draws are simulated again.
    pub fn outcomes(&self, counts: Counts, draws: u64, control: &Control) -> Result<Vec<Outcome>> {
        let Self { experiment, rows, pilot, .. } = self;
        let exact = if experiment.exact { Some(self.exact(&counts, draws, control)?.bands()) } else { None };
        let ranges = |scenario: usize| {
            let of_row = |row: &usize| pilot.ranges.iter().map(|year| year[*row].clone()).collect::<Vec<_>>();
            rows.of[scenario].iter().flat_map(of_row).collect()
        };
        let years = experiment.program.graph.years();
        let bands = |scenario: usize| {
            let columns = rows.of[scenario].iter().flat_map(|row| (0..years).map(move |year| (*row, year)));
            let of_column = |(row, year): (usize, usize)| -> Vec<Option<[f64; 5]>> {
                let strata = std::iter::once(None).chain((0..experiment.strata).map(Some));
                let exact = exact.iter();
                exact.flat_map(|bands| strata.clone().map(|s| bands.get(&(row, year, s)).copied())).collect()
            };
            columns.map(of_column).collect()
        };
        let tallies = counts.into_tallies(rows, years).into_iter();
        let outcomes = tallies.zip(&pilot.targets).enumerate();
        Ok(outcomes
            .map(|(scenario, (tally, targets))| Outcome {
                series: rows.series[scenario].clone(),
                ranges: ranges(scenario),
                exact: bands(scenario),
                shape: shape(experiment, rows, scenario),
                pilot: targets.clone(),
                tally,
            })
            .collect())
    }

    /// Counts further draws (from an even one on).
    pub fn count(&self, draws: Range<u64>, counts: &mut Counts, control: &Control) -> Result<()> {
        let Self { experiment, rows, keys, pilot } = self;
        let histograms = counts.histograms();
        let new = |size: usize| {
            (Block::new(experiment, rows, keys, size), Counter::new(experiment, rows, keys, size))
        };
        let threads = self.each_block(draws, control, new, |(block, counter), first, draws| {
            block.start(first, draws);
            for (year, ranges) in pilot.ranges.iter().enumerate() {
                block.year(year);
                let finite = counter.year((year, ranges), block, draws, histograms);
                block.check(finite);
            }
            counter.end(block, draws);
            block.faults().min()
        })?;
        let threads: Vec<OfDraws> = threads.into_iter().map(|(_, counter)| counter.finish()).collect();
        threads.iter().for_each(|thread| counts.add(thread));
        Ok(())
    }

    /// Finds exact percentiles of the counted draws by simulating them again.
    fn exact(&self, counts: &Counts, draws: u64, control: &Control) -> Result<Exact> {
        let Self { experiment, rows, keys, pilot } = self;
        let mut exact = Exact::new(experiment, rows, &pilot.ranges, counts);
        while !exact.is_done() {
            let new = |size: usize| (Block::new(experiment, rows, keys, size), exact.seeing());
            let threads = self.each_block(0..draws, control, new, |(block, seeing), first, draws| {
                block.start(first, draws);
                for year in 0..experiment.program.graph.years() {
                    block.year(year);
                    let (reader, space, strata) = block.read();
                    seeing.year(year, rows, (reader, space), draws, strata);
                }
                None
            })?;
            let threads: Vec<Seeing> = threads.into_iter().map(|(_, seeing)| seeing).collect();
            exact.narrow(threads);
        }
        Ok(exact)
    }

    /// All blocks of some draws (from an even one on), taken in turn by whichever thread is free; `new`
    /// makes what a thread keeps for blocks of a size once it has one, `each` takes a block's first draw
    /// and number of draws and gives its first fault.
    fn each_block<T: Send>(
        &self,
        draws: Range<u64>,
        control: &Control,
        new: impl Fn(usize) -> T + Sync,
        each: impl Fn(&mut T, u64, usize) -> Option<Fault> + Sync,
    ) -> Result<Vec<T>> {
        let experiment = self.experiment;
        let block = block_size(experiment.program.zones());
        let next = AtomicU64::new(draws.start);
        // Blocks are taken in order, so every draw before the first fault is looked at on every machine.
        let first_fault: Mutex<Option<Fault>> = Mutex::new(None);
        let known = || *first_fault.lock().expect("no thread panics with the lock");
        let parts: Vec<Option<T>> = rayon::broadcast(|_| {
            let mut kept = None;
            loop {
                let first = next.fetch_add(block as u64, Ordering::Relaxed);
                let over = first >= draws.end || known().is_some_and(|fault| fault.draw < first);
                if over || control.stop.load(Ordering::Relaxed) {
                    break;
                }
                let some = (draws.end - first).min(block as u64);
                if let Some(fault) = each(kept.get_or_insert_with(|| new(block)), first, some as usize) {
                    let mut kept = first_fault.lock().expect("no thread panics with the lock");
                    *kept = Some(kept.map_or(fault, |kept| kept.min(fault)));
                }
                (control.progress)(some * experiment.scenarios.len() as u64);
            }
            kept
        });
        if control.stop.load(Ordering::Relaxed) {
            return Err(Error::new(Code::Interrupted));
        }
        match known() {
            Some(fault) => Err(culprit(experiment, fault)),
            None => Ok(parts.into_iter().flatten().collect()),
        }
    }
}
