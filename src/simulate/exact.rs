//! Exact percentiles: the same draws are simulated again, and only where a percentile lies is it looked at.
//!
//! Owns the narrowing. The histograms of the first pass tell in which bin a percentile lies. A further
//! pass counts, for each, the draws below that bin and within it; it keeps the values within if there are
//! at most [`KEPT`], else counts them in [`PARTS`] finer bins of which one is taken on. So the k-th
//! smallest value is found to its last bit: after one pass if a bin has at most [`KEPT`] draws, as a rule
//! after two with a million, after nine at worst. What the histograms told is checked by the counts below
//! and within, never trusted. Memory is bounded by 8 [`KEPT`] bytes for each percentile still looked for
//! and thread, whatever the number of draws. Counts are integers and values are sorted in the end, so
//! that threads do not matter. Never: estimates.

use super::block::Counts;
use super::kernel::Workspace;
use super::range::{BINS, Range};
use super::series::{Reader, Rows};
use crate::experiment::Experiment;
use crate::model::dependence::dependents;

/// Percentiles looked for, in percent.
pub const PERCENTILES: [u64; 5] = [5, 25, 50, 75, 95];
/// Most values kept of one bin.
const KEPT: usize = 256;
/// Finer bins of a bin.
const PARTS: usize = 256;

/// A percentile that is looked for: the `rank`-th smallest of a row's values in a year.
#[derive(Clone, Debug)]
struct Wanted {
    year: usize,
    row: usize,
    /// Among the draws of this counting scope, or all.
    stratum: Option<usize>,
    /// From 1.
    rank: u64,
    /// Keys of the values among which it lies.
    low: u64,
    high: u64,
    /// How many draws there are between, as far as known.
    within: u64,
    found: Option<f64>,
}

/// What a thread has seen of one percentile.
#[derive(Clone, Debug, Default)]
struct Seen {
    below: u64,
    within: u64,
    /// Keys of the values within, up to [`KEPT`].
    kept: Vec<u64>,
    /// Counts of finer bins; empty if values are kept.
    parts: Vec<u32>,
}

/// Percentiles of every row, year and counting scope that is reported.
pub struct Exact {
    wanted: Vec<Wanted>,
}

/// A whole number that rises with the value; zero has one sign.
fn key(value: f64) -> u64 {
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

fn value(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key & !(1 << 63) } else { !key })
}

impl Exact {
    /// What is to be found, from the histograms of the first pass.
    pub fn new(experiment: &Experiment, rows: &Rows, ranges: &[Vec<Range>], counts: &Counts) -> Self {
        let scoped = by_scope(experiment, rows);
        let mut wanted = Vec::new();
        for (year, ranges) in ranges.iter().enumerate() {
            for (row, range) in ranges.iter().enumerate() {
                let scopes = if scoped[row] { experiment.strata } else { 0 };
                for stratum in std::iter::once(None).chain((0..scopes).map(Some)) {
                    let bins = counts.histogram(year, row, experiment.strata, stratum);
                    wanted.extend(start(range, &bins).map(|of| Wanted { year, row, stratum, ..of }));
                }
            }
        }
        Self { wanted }
    }

    /// Whether nothing is left to be looked for.
    pub fn is_done(&self) -> bool {
        self.wanted.iter().all(|of| of.found.is_some())
    }

    /// What one thread counts of the percentiles still looked for.
    pub fn seeing(&self) -> Seeing {
        let open = self.wanted.iter().filter(|of| of.found.is_none()).cloned();
        let open: Vec<Wanted> = open.collect();
        let fresh = |of: &Wanted| Seen {
            parts: if of.within > KEPT as u64 { vec![0; PARTS] } else { Vec::new() },
            ..Seen::default()
        };
        Seeing { seen: open.iter().map(fresh).collect(), open, keys: Vec::new() }
    }

    /// Narrows every percentile by what all threads have seen together.
    pub fn narrow(&mut self, threads: Vec<Seeing>) {
        let mut threads = threads.into_iter();
        let Some(mut all) = threads.next() else { return };
        threads.for_each(|other| all.merge(other));
        let open = self.wanted.iter_mut().filter(|of| of.found.is_none());
        open.zip(all.seen).for_each(|(of, seen)| of.narrow(seen));
    }

    /// Percentiles by row, year and counting scope (none for all draws); none if not looked for.
    pub fn bands(&self) -> std::collections::HashMap<(usize, usize, Option<usize>), [f64; 5]> {
        let bands = self.wanted.chunks_exact(PERCENTILES.len());
        bands
            .map(|of| {
                let band = std::array::from_fn(|at| of[at].found.unwrap_or(f64::NAN));
                ((of[0].row, of[0].year, of[0].stratum), band)
            })
            .collect()
    }
}

/// By row: whether a series read from it can depend on the counting scope of a draw.
fn by_scope(experiment: &Experiment, rows: &Rows) -> Vec<bool> {
    let mut scoped = vec![false; rows.rows.len()];
    for ((bound, series), of) in experiment.scenarios.iter().zip(&rows.series).zip(&rows.of) {
        let graph = &bound.program.graph;
        let Some(depends) = graph.stratum.map(|stratum| dependents(graph, stratum)) else { continue };
        for (one, row) in series.iter().zip(of) {
            scoped[*row] |= one.node(bound).is_some_and(|node| depends[node.index()]);
        }
    }
    scoped
}

/// The five percentiles of a histogram, each with the bin it lies in; none if there are no draws.
fn start(range: &Range, bins: &[u64; BINS]) -> impl Iterator<Item = Wanted> {
    let pieces: Vec<(f64, f64, f64)> = range.pieces(bins).into_iter().filter(|piece| piece.2 > 0.0).collect();
    let draws: u64 = bins.iter().sum();
    let percentiles = PERCENTILES.into_iter().filter(move |_| draws > 0);
    percentiles.map(move |percent| {
        let rank = (percent * draws).div_ceil(100).max(1);
        let mut below = 0.0;
        let mut piece = (f64::NEG_INFINITY, f64::INFINITY, draws as f64);
        for of in &pieces {
            if below + of.2 >= rank as f64 {
                piece = *of;
                break;
            }
            below += of.2;
        }
        // A bin's ends are known up to rounding.
        let room = if piece.0 == piece.1 { 0 } else { 1 << 12 };
        let (low, high) = (key(piece.0).saturating_sub(room), key(piece.1).saturating_add(room));
        let within = piece.2.ceil() as u64;
        Wanted { year: 0, row: 0, stratum: None, rank, low, high, within, found: None }
    })
}

impl Wanted {
    /// Width of a finer bin, as a power of two.
    fn shift(&self) -> u32 {
        let span = self.high - self.low;
        (u64::BITS - span.leading_zeros()).saturating_sub(PARTS.ilog2())
    }

    fn narrow(&mut self, seen: Seen) {
        if self.rank <= seen.below {
            // Not in that bin: below it, or above.
            (self.low, self.high, self.within) = (0, self.low - 1, seen.below);
            return;
        }
        let inside = self.rank - seen.below;
        if inside > seen.within {
            (self.low, self.high, self.within) = (self.high + 1, u64::MAX, u64::MAX);
            return;
        }
        if self.low == self.high {
            self.found = Some(value(self.low));
        } else if seen.parts.is_empty() && seen.within <= KEPT as u64 {
            let mut kept = seen.kept;
            kept.sort_unstable();
            self.found = kept.get(inside as usize - 1).map(|key| value(*key));
        } else if seen.parts.is_empty() {
            // More than were expected: the next pass counts them.
            self.within = seen.within;
        } else {
            let (shift, mut before) = (self.shift(), 0);
            for (part, &count) in (0_u64..).zip(&seen.parts) {
                if before + u64::from(count) >= inside {
                    let low = self.low + (part << shift);
                    self.high = self.high.min(low.saturating_add((1 << shift) - 1));
                    (self.low, self.within) = (low, u64::from(count));
                    break;
                }
                before += u64::from(count);
            }
            if self.low == self.high {
                self.found = Some(value(self.low));
            }
        }
    }
}

/// The counting of one thread in one pass.
pub struct Seeing {
    /// The percentiles still looked for, by year and row.
    open: Vec<Wanted>,
    seen: Vec<Seen>,
    /// Keys of the row at hand.
    keys: Vec<u64>,
}

impl Seeing {
    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.seen.iter_mut().zip(other.seen) {
            mine.below += theirs.below;
            mine.within += theirs.within;
            mine.kept.extend(theirs.kept);
            mine.parts.iter_mut().zip(theirs.parts).for_each(|(a, b)| *a += b);
        }
    }

    /// Looks at the year ends of a block of draws; `strata` is the counting scope of each draw, in each
    /// way to count by scope.
    pub fn year(
        &mut self,
        year: usize,
        rows: &Rows,
        (reader, space): (&Reader, &Workspace),
        draws: usize,
        strata: &[Vec<usize>],
    ) {
        let first = self.open.partition_point(|of| of.year < year);
        let last = self.open.partition_point(|of| of.year <= year);
        let mut at_row = None;
        for (of, seen) in self.open[first..last].iter().zip(&mut self.seen[first..last]) {
            let row = &rows.rows[of.row];
            if at_row != Some(of.row) {
                let (values, scale) = reader.row(row, space);
                self.keys.clear();
                self.keys.extend(values[..draws].iter().map(|x| key(x * scale)));
                at_row = Some(of.row);
            }
            match of.stratum {
                None => self.keys.iter().for_each(|key| seen.see(of, *key)),
                Some(wanted) => {
                    let here = self.keys.iter().zip(&strata[row.strata]);
                    here.filter(|(_, stratum)| **stratum == wanted).for_each(|(key, _)| seen.see(of, *key));
                }
            }
        }
    }
}

impl Seen {
    #[inline]
    fn see(&mut self, of: &Wanted, key: u64) {
        self.below += u64::from(key < of.low);
        if key < of.low || key > of.high {
            return;
        }
        self.within += 1;
        if let Some(part) = self.parts.get_mut(((key - of.low) >> of.shift()) as usize) {
            *part += 1;
        } else if self.kept.len() < KEPT {
            self.kept.push(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_rise_with_values_and_lead_back() {
        let values = [-1e300, -2.0, -1.0, -1e-310, 0.0, 1e-310, 0.5, 1.0, 1e300];
        assert!(values.windows(2).all(|w| key(w[0]) < key(w[1])));
        assert!(values.iter().all(|x| value(key(*x)).to_bits() == x.to_bits()));
        assert_eq!(key(-0.0), key(0.0));
    }

    /// Finds the percentiles of some values with a histogram of a pilot, counting the passes.
    fn passes(values: &[f64], pilot: &mut [f64]) -> usize {
        let range = Range::around(pilot);
        let mut bins = [0_u64; BINS];
        values.iter().for_each(|x| bins[range.bin(*x)] += 1);
        let mut exact = Exact { wanted: start(&range, &bins).collect() };
        let mut passes = 0;
        while !exact.is_done() {
            passes += 1;
            assert!(passes < 20, "it ends");
            // Two threads share the draws.
            let mut threads = [exact.seeing(), exact.seeing()];
            for (i, x) in values.iter().enumerate() {
                let Seeing { open, seen, .. } = &mut threads[i % 2];
                open.iter().zip(seen).for_each(|(of, seen)| seen.see(of, key(*x)));
            }
            exact.narrow(threads.into());
        }
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        for (of, percent) in exact.wanted.iter().zip(PERCENTILES) {
            let rank = (percent as usize * values.len()).div_ceil(100);
            assert_eq!(of.found, Some(sorted[rank.max(1) - 1]), "{percent}");
        }
        passes
    }

    #[test]
    fn percentiles_are_those_of_the_sorted_values_however_they_lie() {
        let unit = |n: u32| (0..n).map(|i| (f64::from(i) * 0.618_033_988_75 + 0.01).fract());
        let pilot = || unit(1024).collect::<Vec<f64>>();
        // Away from zero, where bins are of one width: some 150 and some 3,000 values in each.
        let away = |n: u32| unit(n).map(|u| u + 1.0).collect::<Vec<_>>();
        assert_eq!(passes(&away(20_000), &mut away(1024)), 1);
        assert_eq!(passes(&away(400_000), &mut away(1024)), 2);
        assert_eq!(passes(&[0.3], &mut pilot()), 1);
        // The pilot was no guide: all draws lie outside, in an open bin, or on one value within a bin.
        passes(&unit(5000).map(|u| u * 1e9 + 5.0).collect::<Vec<_>>(), &mut pilot());
        passes(&unit(5000).map(|u| -u * 1e-9 - 5.0).collect::<Vec<_>>(), &mut pilot());
        passes(&vec![0.123_456_7; 5000], &mut pilot());
        passes(
            &unit(5000).map(|u| if u < 0.5 { 0.3 } else { 0.3 + f64::EPSILON }).collect::<Vec<_>>(),
            &mut pilot(),
        );
        // A floor, a ceiling, whole numbers, magnitudes.
        let bounded: Vec<f64> = unit(9000).map(|u| (2.0 * u - 0.5).clamp(0.0, 1.0)).collect();
        passes(&bounded, &mut bounded[..1024].to_vec());
        let whole: Vec<f64> = unit(9000).map(|u| (9.0 * u).floor()).collect();
        passes(&whole, &mut whole[..1024].to_vec());
        let wide: Vec<f64> = unit(9000).map(|u| (20.0 * u - 9.0).exp()).collect();
        passes(&wide, &mut wide[..1024].to_vec());
    }
}
