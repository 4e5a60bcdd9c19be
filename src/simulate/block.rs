//! One block of draws into counts: rows into histograms, targets into attainment.
//!
//! Owns the reading of a workspace at year ends, for all scenarios together. Never:
//! owns threads.

use super::Fault;
use super::attained::Attained;
use super::histogram::{Bins, Histograms, Places};
use super::instructions::InstructionSet;
use super::kernel::{Keys, Workspace};
use super::range::{BINS, Range};
use super::series::{Reader, Rows};
use super::sums::Sums;
use super::tally::{Shape, Tally};
use crate::compile::Slot;
use crate::experiment::Experiment;
use std::sync::Arc;

/// Sizes of a scenario's counts.
pub fn shape(experiment: &Experiment, rows: &Rows, scenario: usize) -> Shape {
    let years = experiment.program.graph.years();
    Shape {
        strata: experiment.strata,
        columns: rows.of[scenario].len() * years,
        milestones: experiment.milestones.len(),
        targets: experiment.scenarios[scenario].targets.len(),
        main: experiment.main.len(),
        years,
    }
}

/// What has been counted.
pub struct Counts {
    /// Histograms of all rows.
    histograms: Histograms,
    of_draws: OfDraws,
}

/// What a thread counts for itself.
pub struct OfDraws {
    sums: Sums,
    /// By scenario; without histograms.
    tallies: Vec<Tally>,
}

impl OfDraws {
    fn new(experiment: &Experiment, rows: &Rows, instructions: InstructionSet) -> Self {
        let replicates = experiment.replicate().map_or(0, |n| experiment.draws.div_ceil(n)) as usize;
        let tally = |scenario| {
            let empty = Tally::new(shape(experiment, rows, scenario));
            Tally { replicates: vec![empty.clone(); replicates], ..empty }
        };
        let years = experiment.program.graph.years();
        Self {
            sums: Sums::new(years, rows.summed.len(), experiment.strata, instructions),
            tallies: (0..experiment.scenarios.len()).map(tally).collect(),
        }
    }
}

impl Counts {
    /// Nothing counted yet.
    pub fn new(experiment: &Experiment, rows: &Rows, instructions: InstructionSet) -> Self {
        let years = experiment.program.graph.years();
        Self {
            histograms: Histograms::new(years, rows.rows.len(), experiment.strata, experiment.draws),
            of_draws: OfDraws::new(experiment, rows, instructions),
        }
    }

    /// The histograms, for threads to count in.
    pub fn histograms(&self) -> &Histograms {
        &self.histograms
    }

    /// Adds what a thread has counted for itself.
    pub fn add(&mut self, thread: &OfDraws) {
        self.of_draws.sums.merge(&thread.sums);
        self.of_draws.tallies.iter_mut().zip(&thread.tallies).for_each(|(a, b)| a.merge(b));
    }

    /// The histogram of a row in a year, over the draws of a counting scope or all.
    pub fn histogram(&self, year: usize, row: usize, strata: usize, stratum: Option<usize>) -> [u64; BINS] {
        self.histograms.get(year, row, stratum.map_or(0..strata, |s| s..s + 1))
    }

    /// Counts of targets by scenario, without histograms and sums.
    pub fn tallies(&self) -> &[Tally] {
        &self.of_draws.tallies
    }

    /// Gives every scenario the histograms and sums of its own columns.
    pub fn into_tallies(self, rows: &Rows, years: usize) -> Vec<Tally> {
        let histograms = Arc::new(self.histograms);
        let OfDraws { sums, mut tallies } = self.of_draws;
        for (scenario, (tally, of)) in tallies.iter_mut().zip(&rows.of).enumerate() {
            let strata = tally.draws.len();
            tally.bins = Bins::new(histograms.clone(), of.clone(), years);
            tally.sums = vec![0; strata * of.len() * years];
            for &(series, row) in &rows.summed_of[scenario] {
                for (stratum, year) in (0..strata).flat_map(|s| (0..years).map(move |y| (s, y))) {
                    let at = (stratum * of.len() + series) * years + year;
                    tally.sums[at] = sums.get(year, row, stratum);
                }
            }
            let all = |row: usize, year: usize| (0..strata).map(|s| sums.get(year, row, s)).sum::<i128>();
            let by_year = |row: &usize| (0..years).map(|year| all(*row, year)).collect::<Vec<i128>>();
            let monies = rows.money_of[scenario].iter();
            tally.money =
                monies.map(|m| m.each_ref().map(|part| part.iter().map(by_year).collect())).collect();
            tally.private = rows.private_of[scenario].iter().flat_map(by_year).collect();
        }
        tallies
    }
}

/// A block of draws under way.
pub struct Block<'a> {
    experiment: &'a Experiment,
    rows: &'a Rows,
    space: Workspace<'a>,
    reader: Reader<'a>,
    first: u64,
    draws: usize,
    /// The counting scope of every draw, in each way to count by scope.
    strata: Vec<Vec<usize>>,
    /// By scenario: the first draw of the block with a value that is not finite.
    bad: Vec<Option<usize>>,
    instructions: InstructionSet,
}

impl<'a> Block<'a> {
    /// Room for blocks of `size` draws.
    pub fn new(experiment: &'a Experiment, rows: &'a Rows, keys: &'a Keys, size: usize) -> Self {
        Self {
            experiment,
            rows,
            space: Workspace::new(&experiment.program, keys, size),
            reader: Reader::new(rows, size),
            first: 0,
            draws: size,
            strata: vec![Vec::new(); rows.strata.len()],
            bad: vec![None; experiment.scenarios.len()],
            instructions: keys.instructions,
        }
    }

    /// Starts `draws` draws from `first` (even) on.
    pub fn start(&mut self, first: u64, draws: usize) {
        (self.first, self.draws) = (first, draws);
        self.bad.fill(None);
        self.space.start(first);
    }

    /// Simulates a year; the years come in order.
    pub fn year(&mut self, index: usize) {
        self.space.year(index);
        self.reader.start_year(index, &self.space);
        if index == 0 {
            for (strata, slot) in self.strata.iter_mut().zip(&self.rows.strata) {
                strata.clear();
                strata.resize(self.draws, 0);
                scopes(self.experiment, &self.space, *slot, strata);
            }
        }
    }

    /// Looks for values of the year that are not finite; those of rows only unless `rows_are_finite`.
    pub fn check(&mut self, rows_are_finite: bool) {
        if !rows_are_finite || !self.reader.others_are_finite(&self.space, self.instructions) {
            self.reader.faults(&self.space, self.draws, self.instructions, &mut self.bad);
        }
    }

    /// Raw values of a row in the block's draws, and the factor to the reported unit.
    pub fn row(&self, row: usize) -> (&[f64], f64) {
        let (values, scale) = self.reader.row(&self.rows.rows[row], &self.space);
        (&values[..self.draws], scale)
    }

    /// The first draw of each scenario with a value that is not finite, so far.
    pub fn faults(&self) -> impl Iterator<Item = Fault> {
        let faults = self.bad.iter().enumerate();
        faults
            .filter_map(|(scenario, bad)| bad.map(|draw| Fault { draw: self.first + draw as u64, scenario }))
    }

    /// The workspace and its reader, and the counting scope of every draw, in each way to count by scope.
    pub fn read(&self) -> (&Reader<'a>, &Workspace<'a>, &[Vec<usize>]) {
        (&self.reader, &self.space, &self.strata)
    }
}

/// The counting of one thread, for all scenarios.
pub struct Counter<'a> {
    experiment: &'a Experiment,
    rows: &'a Rows,
    places: Places,
    attained: Vec<Attained<'a>>,
    counts: OfDraws,
    /// Targets met by the first scenario in this block: `[milestone][draw]`, one bit per target.
    reference: Vec<Vec<u32>>,
}

impl<'a> Counter<'a> {
    /// Nothing counted yet, for blocks of `size` draws.
    pub fn new(experiment: &'a Experiment, rows: &'a Rows, keys: &Keys, size: usize) -> Self {
        Self {
            experiment,
            rows,
            places: Places::new(rows.strata.len(), size, keys.instructions),
            attained: Vec::new(),
            counts: OfDraws::new(experiment, rows, keys.instructions),
            reference: vec![vec![0; size]; experiment.milestones.len()],
        }
    }

    /// Counts a year of the first `draws` draws of a block, and tells whether all counted values are finite;
    /// the years come in order.
    pub fn year(
        &mut self,
        (index, ranges): (usize, &[Range]),
        block: &Block,
        draws: usize,
        histograms: &Histograms,
    ) -> bool {
        if index == 0 {
            let scenarios = self.experiment.scenarios.iter();
            self.attained = scenarios.map(|bound| Attained::new(self.experiment, bound, draws)).collect();
            block.strata.iter().enumerate().for_each(|(way, strata)| self.places.scopes(way, strata));
        }
        let (reader, space) = (&block.reader, &block.space);
        let finite = histograms.count((index, ranges), self.rows, (reader, space), &mut self.places, draws);
        for (at, row) in self.rows.summed.iter().enumerate() {
            let (values, scale) = reader.row(row, space);
            self.counts.sums.add(index, at, &values[..draws], scale, &block.strata[row.strata]);
        }
        self.attained.iter_mut().for_each(|a| a.year(index, space));
        finite
    }

    /// Counts what the first `draws` draws of a block have met, after the last year.
    pub fn end(&mut self, block: &Block, draws: usize) {
        for (scenario, attained) in self.attained.iter().enumerate() {
            let shape = shape(self.experiment, self.rows, scenario);
            let strata = &block.strata[self.rows.strata_of[scenario]];
            let tally = &mut self.counts.tallies[scenario];
            for (replicate, some) in pieces(block.first, draws, self.experiment.replicate()) {
                let tally = match tally.replicates.get_mut(replicate) {
                    Some(replicate) => replicate,
                    None => &mut *tally,
                };
                attained.count(tally, shape, (strata, some), scenario > 0, &mut self.reference);
            }
        }
    }

    /// The counts.
    pub fn finish(mut self) -> OfDraws {
        for tally in &mut self.counts.tallies {
            let replicates = std::mem::take(&mut tally.replicates);
            replicates.iter().for_each(|replicate| tally.merge(replicate));
            tally.replicates = replicates;
        }
        self.counts
    }
}

/// The counting scope of every draw of a block, from its slot if the case has several.
pub fn scopes(experiment: &Experiment, space: &Workspace, slot: Option<Slot>, strata: &mut [usize]) {
    if let Some(slot) = slot {
        let last = experiment.strata - 1;
        strata.iter_mut().zip(space.slot(slot)).for_each(|(s, x)| *s = (*x as usize).min(last));
    }
}

/// Draws of a block by replicate: its number, and which draws of the block belong to it.
fn pieces(first: u64, draws: usize, replicate: Option<u64>) -> Vec<(usize, std::ops::Range<usize>)> {
    let Some(size) = replicate else { return vec![(0, 0..draws)] };
    let end = first + draws as u64;
    let numbers = first / size..end.div_ceil(size);
    let inside = |number: u64| (number * size).max(first) - first..((number + 1) * size).min(end) - first;
    numbers
        .map(|number| (number as usize, inside(number)))
        .map(|(number, of)| (number, of.start as usize..of.end as usize))
        .collect()
}
