//! Histograms of every counted row and year, filled a batch of draws at a time.
//!
//! Owns the batch: the bins that draws fall into are noted in passing and counted when
//! a few blocks have come together, because all histograms are far larger than a cache
//! and each should be fetched once for many draws. Never: chooses a range.

use super::instructions::InstructionSet;
use super::range::{BINS, Range};

/// Draws of a batch; counts do not depend on it.
const BATCH: usize = 1024;

/// The histograms of one thread.
pub struct Histograms {
    /// Counts, `[column][stratum][bin]`.
    counts: Vec<u32>,
    strata: usize,
    /// Bins of the draws at hand, `[column][draw of the batch]`.
    noted: Vec<u8>,
    /// For each way to count by scope: where a draw's histogram starts in its column, `[way][draw of the batch]`.
    starts: Vec<Vec<u32>>,
    /// Way to count by scope of each column.
    ways: Vec<usize>,
    batch: usize,
    filled: usize,
    instructions: InstructionSet,
}

/// The bins of some values, by the widest instruction set of the machine.
struct Note<'a> {
    range: &'a Range,
    values: &'a [f64],
    scale: f64,
    bins: &'a mut [u8],
}

impl pulp::NullaryFnOnce for Note<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.range.bins(self.values, self.scale, self.bins);
    }
}

impl Histograms {
    /// Nothing counted; `ways` holds the way to count by scope of each column.
    pub fn new(ways: Vec<usize>, strata: usize, block: usize, instructions: InstructionSet) -> Self {
        let batch = BATCH.max(block);
        let different = ways.iter().max().map_or(0, |way| way + 1);
        Self {
            counts: vec![0; ways.len() * strata * BINS],
            strata,
            noted: vec![0; ways.len() * batch],
            starts: vec![vec![0; batch]; different],
            ways,
            batch,
            filled: 0,
            instructions,
        }
    }

    /// Makes room for a block of draws; call before [`Histograms::note`].
    pub fn start_block(&mut self, draws: usize) {
        if self.filled + draws > self.batch {
            self.flush();
        }
    }

    /// Notes the scopes of the block's draws for one way to count by scope.
    pub fn scopes(&mut self, way: usize, strata: &[usize]) {
        let starts = &mut self.starts[way][self.filled..self.filled + strata.len()];
        starts.iter_mut().zip(strata).for_each(|(start, stratum)| *start = (stratum * BINS) as u32);
    }

    /// Notes the bins of the block's draws in a column.
    pub fn note(&mut self, column: usize, range: &Range, values: &[f64], scale: f64) {
        let from = column * self.batch + self.filled;
        let bins = &mut self.noted[from..from + values.len()];
        self.instructions.0.dispatch(Note { range, values, scale, bins });
    }

    /// Ends a block of draws.
    pub fn end_block(&mut self, draws: usize) {
        self.filled += draws;
    }

    fn flush(&mut self) {
        let columns =
            self.counts.chunks_exact_mut(self.strata * BINS).zip(self.noted.chunks_exact(self.batch));
        for ((counts, bins), way) in columns.zip(&self.ways) {
            let starts = &self.starts[*way][..self.filled];
            for (bin, start) in bins.iter().zip(starts) {
                counts[*start as usize + usize::from(*bin)] += 1;
            }
        }
        self.filled = 0;
    }

    /// The counts, `[column][stratum][bin]`.
    pub fn finish(mut self) -> Vec<u32> {
        self.flush();
        self.counts
    }
}
