//! One block of draws into counts: rows into histograms, targets into attainment.
//!
//! Owns the reading of a workspace at year ends, for all scenarios together. Never:
//! owns threads.

use super::Fault;
use super::attained::Attained;
use super::histogram::Histograms;
use super::kernel::{Keys, Workspace};
use super::pilot::Pilot;
use super::range::{BINS, Range};
use super::series::{Reader, Rows};
use super::sums::Sums;
use super::tally::{Shape, Tally};
use crate::compile::Slot;
use crate::experiment::Experiment;

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

/// What a thread has counted.
pub struct Counts {
    /// Histograms of all rows, `[year][row][stratum][bin]`.
    bins: Vec<u32>,
    sums: Sums,
    /// By scenario; without histograms.
    tallies: Vec<Tally>,
}

impl Counts {
    /// Adds the counts of another thread.
    pub fn merge(&mut self, other: &Self) {
        self.bins.iter_mut().zip(&other.bins).for_each(|(a, b)| *a += b);
        self.sums.merge(&other.sums);
        self.tallies.iter_mut().zip(&other.tallies).for_each(|(a, b)| a.merge(b));
    }

    /// The histogram of a row in a year, over the draws of a counting scope or all.
    pub fn histogram(
        &self,
        rows: &Rows,
        year: usize,
        row: usize,
        strata: usize,
        stratum: Option<usize>,
    ) -> [u64; BINS] {
        let mut sum = [0; BINS];
        for stratum in stratum.map_or(0..strata, |s| s..s + 1) {
            let at = ((year * rows.rows.len() + row) * strata + stratum) * BINS;
            let bins = self.bins[at..at + BINS].iter();
            sum.iter_mut().zip(bins).for_each(|(sum, count)| *sum += u64::from(*count));
        }
        sum
    }

    /// Counts of targets by scenario, without histograms and sums.
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// Gives every scenario the histograms and sums of its own columns.
    pub fn into_tallies(self, rows: &Rows) -> Vec<Tally> {
        let Self { bins, sums, mut tallies } = self;
        for (scenario, (tally, of)) in tallies.iter_mut().zip(&rows.of).enumerate() {
            let strata = tally.draws.len();
            let years = bins.len() / (rows.rows.len() * strata * BINS).max(1);
            tally.bins.reserve_exact(strata * of.len() * years * BINS);
            for stratum in 0..strata {
                for row in of {
                    for year in 0..years {
                        let at = ((year * rows.rows.len() + row) * strata + stratum) * BINS;
                        tally.bins.extend_from_slice(&bins[at..at + BINS]);
                    }
                }
            }
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

/// The counting of one thread, for all scenarios.
pub struct Counter<'a> {
    experiment: &'a Experiment,
    rows: &'a Rows,
    ranges: &'a [Vec<Range>],
    space: Workspace<'a>,
    reader: Reader<'a>,
    histograms: Histograms,
    sums: Sums,
    tallies: Vec<Tally>,
    /// Targets met by the first scenario in this block: `[milestone][draw]`, one bit per target.
    reference: Vec<Vec<u32>>,
}

impl<'a> Counter<'a> {
    /// Nothing counted yet.
    pub fn new(
        experiment: &'a Experiment,
        rows: &'a Rows,
        keys: &'a Keys,
        pilot: &'a Pilot,
        block: usize,
    ) -> Self {
        let ways = pilot.ranges.iter().flat_map(|_| rows.rows.iter().map(|row| row.strata)).collect();
        let replicates = experiment.replicate().map_or(0, |n| experiment.draws.div_ceil(n)) as usize;
        let tally = |scenario| {
            let empty = Tally::new(Shape { columns: 0, ..shape(experiment, rows, scenario) });
            Tally { replicates: vec![empty.clone(); replicates], ..empty }
        };
        Self {
            experiment,
            rows,
            ranges: &pilot.ranges,
            space: Workspace::new(&experiment.program, keys, block),
            reader: Reader::new(rows, block),
            histograms: Histograms::new(ways, experiment.strata, block, keys.instructions),
            sums: Sums::new(experiment.program.graph.years(), rows.summed.len(), experiment.strata),
            tallies: (0..experiment.scenarios.len()).map(tally).collect(),
            reference: vec![vec![0; block]; experiment.milestones.len()],
        }
    }

    /// Simulates and counts `draws` draws of every scenario; gives the first fault of the block.
    pub fn count(&mut self, first: u64, draws: usize) -> Option<Fault> {
        let scenarios = &self.experiment.scenarios;
        let mut attained: Vec<Attained> =
            scenarios.iter().map(|bound| Attained::new(self.experiment, bound, draws)).collect();
        let mut strata = vec![vec![0; draws]; self.rows.strata.len()];
        let mut bad: Vec<Option<usize>> = vec![None; scenarios.len()];
        self.histograms.start_block(draws);
        self.space.start(first);
        for index in 0..self.experiment.program.graph.years() {
            self.space.year(index);
            self.reader.start_year(index, &self.space);
            if index == 0 {
                self.read_strata(&mut strata);
            }
            self.reader.faults(&self.space, draws, &mut bad);
            self.note(index, draws);
            for (at, row) in self.rows.summed.iter().enumerate() {
                let (values, scale) = self.reader.row(row, &self.space);
                self.sums.add(index, at, &values[..draws], scale, &strata[row.strata]);
            }
            attained.iter_mut().for_each(|a| a.year(index, &self.space));
        }
        self.histograms.end_block(draws);
        for (scenario, attained) in attained.iter().enumerate() {
            let shape = shape(self.experiment, self.rows, scenario);
            let strata = &strata[self.rows.strata_of[scenario]];
            let tally = &mut self.tallies[scenario];
            for (replicate, some) in pieces(first, draws, self.experiment.replicate()) {
                let tally = match tally.replicates.get_mut(replicate) {
                    Some(replicate) => replicate,
                    None => &mut *tally,
                };
                attained.count(tally, shape, (strata, some), scenario > 0, &mut self.reference);
            }
        }
        let faults = bad.iter().enumerate();
        faults.filter_map(|(scenario, bad)| bad.map(|i| Fault { draw: first + i as u64, scenario })).min()
    }

    /// The counting scope of every draw, in each way to count by scope.
    fn read_strata(&mut self, strata: &mut [Vec<usize>]) {
        for (way, (strata, slot)) in strata.iter_mut().zip(&self.rows.strata).enumerate() {
            scopes(self.experiment, &self.space, *slot, strata);
            self.histograms.scopes(way, strata);
        }
    }

    /// Notes the bins of a year's rows.
    fn note(&mut self, index: usize, draws: usize) {
        let (rows, ranges) = (&self.rows.rows, &self.ranges[index]);
        for (at, (row, range)) in rows.iter().zip(ranges).enumerate() {
            let (values, scale) = self.reader.row(row, &self.space);
            self.histograms.note(index * rows.len() + at, range, &values[..draws], scale);
        }
    }

    /// The counts.
    pub fn finish(mut self) -> Counts {
        for tally in &mut self.tallies {
            let replicates = std::mem::take(&mut tally.replicates);
            replicates.iter().for_each(|replicate| tally.merge(replicate));
            tally.replicates = replicates;
        }
        Counts { bins: self.histograms.finish(), sums: self.sums, tallies: self.tallies }
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
