//! The pilot: the first draws choose the histograms' ranges, and are the first to be counted.
//!
//! Owns the pilot's values, one year at a time. Never: counts beyond them.

use super::block::{Block, Counter, Counts};
use super::histogram::Histograms;
use super::kernel::{Keys, block_size};
use super::range::Range;
use super::series::{Rows, Series};
use super::{Fault, PILOT_DRAWS};
use crate::experiment::Experiment;
use rayon::prelude::*;

/// Ranges of the histograms, and pilot values of the targets.
pub struct Pilot {
    /// Histogram range, `[year][row]`.
    pub ranges: Vec<Vec<Range>>,
    /// `[scenario][target][base year, then the year looked at for each milestone][draw]`.
    pub targets: Vec<Vec<Vec<Vec<f64>>>>,
    /// By scenario: index of the first year in which any target's indicator differs from the first
    /// scenario's in any draw; only without ranges.
    pub moved: Vec<Option<usize>>,
}

impl Pilot {
    /// The targets' values alone, without ranges; the error is as of [`Pilot::run`].
    pub fn targets(experiment: &Experiment, rows: &Rows, keys: &Keys) -> Result<Self, Fault> {
        let (pilot, fault) = Self::go(experiment, rows, keys, None);
        fault.map_or(Ok(pilot), Err)
    }

    /// The targets' values, finite or not: for telling which luck they depend on.
    pub fn values(experiment: &Experiment, rows: &Rows, keys: &Keys) -> Vec<Vec<Vec<Vec<f64>>>> {
        Self::go(experiment, rows, keys, None).0.targets
    }

    /// Simulates the pilot and counts the first `draws` of its draws; the error is the first draw with a
    /// value that is not finite.
    ///
    /// All blocks go from year to year together, so that never more than one year is kept.
    pub fn run(
        experiment: &Experiment,
        rows: &Rows,
        keys: &Keys,
        draws: u64,
    ) -> Result<(Self, Counts), Fault> {
        let mut counts = Counts::new(experiment, rows, keys.instructions);
        let (pilot, fault) = Self::go(experiment, rows, keys, Some((&mut counts, draws)));
        fault.map_or(Ok((pilot, counts)), Err)
    }

    fn go(
        experiment: &Experiment,
        rows: &Rows,
        keys: &Keys,
        counted: Option<(&mut Counts, u64)>,
    ) -> (Self, Option<Fault>) {
        let size = block_size(experiment.program.zones());
        let wanted = counted.as_ref().map_or(0, |(_, draws)| *draws);
        let firsts: Vec<u64> = (0..PILOT_DRAWS).step_by(size).collect();
        let start = |&first: &u64| {
            let mut block = Block::new(experiment, rows, keys, size);
            block.start(first, (PILOT_DRAWS - first).min(size as u64) as usize);
            let counted = wanted.saturating_sub(first).min(size as u64) as usize;
            let counter = (counted > 0).then(|| Counter::new(experiment, rows, keys, size));
            Part { block, counted, counter }
        };
        let mut parts: Vec<Part> = firsts.par_iter().map(start).collect();
        let targets = experiment.scenarios.iter().map(|bound| vec![Vec::new(); bound.targets.len()]);
        let moved = vec![None; experiment.scenarios.len()];
        let mut pilot = Self { ranges: Vec::new(), targets: targets.collect(), moved };
        for index in 0..experiment.program.graph.years() {
            parts.par_iter_mut().for_each(|part| {
                part.block.year(index);
                part.block.check(false);
            });
            match &counted {
                Some((counts, _)) => {
                    let range = |values: &mut Vec<f64>, row: usize| {
                        read(&parts, row, values);
                        values.retain(|x| x.is_finite());
                        Range::around(values)
                    };
                    let ranges = (0..rows.rows.len()).into_par_iter().map_init(Vec::new, range);
                    let ranges: Vec<Range> = ranges.collect();
                    let histograms = counts.histograms();
                    parts.par_iter_mut().for_each(|part| part.count((index, &ranges), histograms));
                    pilot.ranges.push(ranges);
                }
                None => pilot.keep_moved(experiment, rows, &parts, index),
            }
            pilot.keep_targets(experiment, rows, &parts, index);
        }
        // A pilot draw beyond the run's own draws is nobody's fault.
        let faults = parts.iter().flat_map(|part| part.block.faults());
        let fault = faults.filter(|fault| fault.draw < experiment.draws).min();
        if let Some((counts, _)) = counted {
            let counters =
                parts.into_iter().filter_map(|part| part.counter.map(|c| (c, part.block, part.counted)));
            for (mut counter, block, draws) in counters {
                counter.end(&block, draws);
                counts.add(&counter.finish());
            }
        }
        (pilot, fault)
    }

    /// Notes the year for scenarios whose targets' indicators differ from the first scenario's now.
    fn keep_moved(&mut self, experiment: &Experiment, rows: &Rows, parts: &[Part], index: usize) {
        let Some(first) = experiment.scenarios.first() else { return };
        let indicators: std::collections::BTreeSet<usize> =
            first.targets.iter().map(|target| target.indicator).collect();
        let row = |scenario: usize, indicator: usize| {
            let found = rows.series[scenario].iter().position(|s| *s == Series::Indicator(indicator, None));
            found.map(|series| rows.of[scenario][series])
        };
        for indicator in indicators {
            let Some(reference) = row(0, indicator) else { continue };
            let before = values(parts, reference);
            for scenario in 1..experiment.scenarios.len() {
                // What two scenarios have in common is one row.
                let other = row(scenario, indicator).filter(|other| *other != reference);
                let Some(other) = other.filter(|_| self.moved[scenario].is_none()) else { continue };
                if values(parts, other) != before {
                    self.moved[scenario] = Some(index);
                }
            }
        }
    }

    /// Keeps the values of the targets' indicators in the base year and at milestones.
    fn keep_targets(&mut self, experiment: &Experiment, rows: &Rows, parts: &[Part], index: usize) {
        let base_year = experiment.program.graph.base_year;
        for (scenario, bound) in experiment.scenarios.iter().enumerate() {
            for (kept, target) in self.targets[scenario].iter_mut().zip(&bound.targets) {
                kept.resize(experiment.milestones.len() + 1, Vec::new());
                let looked_at = (experiment.milestones.iter().enumerate())
                    .map(|(m, &year)| experiment.evaluated(m, year, target, base_year));
                let years = std::iter::once(0).chain(looked_at);
                for at in years.enumerate().filter(|(_, year)| *year == index).map(|(at, _)| at) {
                    let series = rows.series[scenario]
                        .iter()
                        .position(|s| *s == Series::Indicator(target.indicator, None));
                    let row = rows.of[scenario][series.expect("bound targets have a city series")];
                    kept[at] = values(parts, row);
                }
            }
        }
    }
}

/// One block of the pilot, and the counting of its first draws if any count.
struct Part<'a> {
    block: Block<'a>,
    counted: usize,
    counter: Option<Counter<'a>>,
}

impl Part<'_> {
    fn count(&mut self, (index, ranges): (usize, &[Range]), histograms: &Histograms) {
        if let Some(counter) = &mut self.counter {
            counter.year((index, ranges), &self.block, self.counted, histograms);
        }
    }
}

/// This year's values of a row in every draw of the pilot, in the reported unit.
fn values(parts: &[Part], row: usize) -> Vec<f64> {
    let mut values = Vec::new();
    read(parts, row, &mut values);
    values
}

/// The same into a vector that is there already.
fn read(parts: &[Part], row: usize, values: &mut Vec<f64>) {
    values.clear();
    values.reserve(PILOT_DRAWS as usize);
    for part in parts {
        let (raw, scale) = part.block.row(row);
        values.extend(raw.iter().map(|x| x * scale));
    }
}
