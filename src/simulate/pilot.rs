//! The pilot: the first draws choose the histograms' ranges.
//!
//! Owns the pilot's values, one year at a time. Never: counts.

use super::kernel::{Keys, Workspace, block_size};
use super::range::Range;
use super::series::{Reader, Rows, Series};
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
        let (pilot, fault) = Self::go(experiment, rows, keys, false);
        fault.map_or(Ok(pilot), Err)
    }

    /// The targets' values, finite or not: for telling which luck they depend on.
    pub fn values(experiment: &Experiment, rows: &Rows, keys: &Keys) -> Vec<Vec<Vec<Vec<f64>>>> {
        Self::go(experiment, rows, keys, false).0.targets
    }

    /// Simulates the pilot; the error is the first draw with a value that is not finite.
    ///
    /// All blocks go from year to year together, so that never more than one year is kept.
    pub fn run(experiment: &Experiment, rows: &Rows, keys: &Keys) -> Result<Self, Fault> {
        let (pilot, fault) = Self::go(experiment, rows, keys, true);
        fault.map_or(Ok(pilot), Err)
    }

    fn go(experiment: &Experiment, rows: &Rows, keys: &Keys, ranges: bool) -> (Self, Option<Fault>) {
        let block = block_size(experiment.program.zones());
        let firsts: Vec<u64> = (0..PILOT_DRAWS).step_by(block).collect();
        let start = |&first: &u64| {
            let mut space = Workspace::new(&experiment.program, keys, block);
            space.start(first);
            Part {
                space,
                reader: Reader::new(rows, block),
                first,
                bad: vec![None; experiment.scenarios.len()],
            }
        };
        let mut parts: Vec<Part> = firsts.par_iter().map(start).collect();
        let targets = experiment.scenarios.iter().map(|bound| vec![Vec::new(); bound.targets.len()]);
        let moved = vec![None; experiment.scenarios.len()];
        let mut pilot = Self { ranges: Vec::new(), targets: targets.collect(), moved };
        for index in 0..experiment.program.graph.years() {
            parts.par_iter_mut().for_each(|part| part.year(index));
            let range = |row: usize| {
                let mut values = values(rows, &parts, row);
                values.retain(|x| x.is_finite());
                Range::around(&mut values)
            };
            if ranges {
                pilot.ranges.push((0..rows.rows.len()).into_par_iter().map(range).collect());
            } else {
                pilot.keep_moved(experiment, rows, &parts, index);
            }
            pilot.keep_targets(experiment, rows, &parts, index);
        }
        let faults = parts.iter().flat_map(|part| {
            let faults = part.bad.iter().enumerate();
            faults.filter_map(|(scenario, bad)| {
                bad.map(|draw| Fault { draw: part.first + draw as u64, scenario })
            })
        });
        // A pilot draw beyond the run's own draws is nobody's fault.
        let fault = faults.filter(|fault| fault.draw < experiment.draws).min();
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
            let before = values(rows, parts, reference);
            for scenario in 1..experiment.scenarios.len() {
                // What two scenarios have in common is one row.
                let other = row(scenario, indicator).filter(|other| *other != reference);
                let Some(other) = other.filter(|_| self.moved[scenario].is_none()) else { continue };
                if values(rows, parts, other) != before {
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
                    kept[at] = values(rows, parts, row);
                }
            }
        }
    }
}

/// One block of the pilot.
struct Part<'a> {
    space: Workspace<'a>,
    reader: Reader<'a>,
    first: u64,
    /// By scenario: the first draw of the block with a value that is not finite.
    bad: Vec<Option<usize>>,
}

impl Part<'_> {
    /// Draws of the block that belong to the pilot.
    fn draws(&self) -> usize {
        (PILOT_DRAWS - self.first).min(self.space.draws() as u64) as usize
    }

    fn year(&mut self, index: usize) {
        self.space.year(index);
        self.reader.start_year(index, &self.space);
        let draws = self.draws();
        self.reader.faults(&self.space, draws, &mut self.bad);
    }
}

/// This year's values of a row in every draw of the pilot, in the reported unit.
fn values(rows: &Rows, parts: &[Part], row: usize) -> Vec<f64> {
    let mut values = Vec::with_capacity(PILOT_DRAWS as usize);
    for part in parts {
        let (raw, scale) = part.reader.row(&rows.rows[row], &part.space);
        values.extend(raw[..part.draws()].iter().map(|x| x * scale));
    }
    values
}
