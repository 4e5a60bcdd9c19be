//! What is kept of the draws: integer counts, mergeable in any order.
//!
//! Owns histograms of every reported column and counts of targets met. Counts are
//! integers, so a merge gives the same bytes whoever came first; memory does not
//! grow with the number of draws. Never: estimates anything; `summary` does.

/// Bins of a histogram, the first and the last for what falls outside its range.
pub const BINS: usize = 256;

/// Range of a column's histogram.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Range {
    /// Lower end of the second bin.
    pub low: f64,
    /// Width of an inner bin; 0 for a column that never varied in the pilot.
    pub width: f64,
}

impl Range {
    /// A range around pilot values: P1 to P99, and half of P5 to P95 on both sides.
    ///
    /// `values` are finite; they are sorted here.
    pub fn around(values: &mut [f64]) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| values[(share * (values.len() - 1) as f64).round() as usize];
        let reach = 0.5 * (at(0.95) - at(0.05));
        let (mut low, mut high) = (at(0.01) - reach, at(0.99) + reach);
        if reach == 0.0 {
            // Mostly one value: keep the whole range of what was seen.
            (low, high) = (at(0.0), at(1.0));
        }
        let width = (high - low) / (BINS - 2) as f64;
        Self { low, width: if width.is_finite() { width } else { 0.0 } }
    }

    /// The bin of a value.
    #[inline]
    pub fn bin(&self, value: f64) -> usize {
        if self.width == 0.0 {
            return if value < self.low { 0 } else { 1 + usize::from(value > self.low) * (BINS - 2) };
        }
        // Rust's float-to-integer conversion saturates: below 0 becomes 0.
        (((value - self.low) / self.width + 1.0) as usize).min(BINS - 1)
    }
}

/// Counts of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Histograms, `[stratum][column][bin]`.
    pub bins: Vec<u32>,
    /// Draws per stratum.
    pub draws: Vec<u64>,
    /// `[milestone][stratum][target]`: draws that meet the target.
    pub met: Vec<u64>,
    /// `[milestone][stratum][combination of main targets met]`.
    pub joint: Vec<u64>,
    /// `[stratum][target][year]`: draws that meet the target for the first time in that year.
    pub first: Vec<u64>,
    /// `[milestone][stratum][target]`: met here and not in the first scenario.
    pub gained: Vec<u64>,
    /// `[milestone][stratum][target]`: met in the first scenario and not here.
    pub lost: Vec<u64>,
}

/// Sizes that all tallies of a scenario share.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Counting scopes.
    pub strata: usize,
    /// Reported columns.
    pub columns: usize,
    /// Milestones.
    pub milestones: usize,
    /// Targets.
    pub targets: usize,
    /// Main targets.
    pub main: usize,
    /// Years, the base year included.
    pub years: usize,
}

impl Tally {
    /// All zero.
    pub fn new(shape: Shape) -> Self {
        let by_target = shape.milestones * shape.strata * shape.targets;
        Self {
            bins: vec![0; shape.strata * shape.columns * BINS],
            draws: vec![0; shape.strata],
            met: vec![0; by_target],
            joint: vec![0; shape.milestones * shape.strata * (1 << shape.main)],
            first: vec![0; shape.strata * shape.targets * shape.years],
            gained: vec![0; by_target],
            lost: vec![0; by_target],
        }
    }

    /// Adds the counts of another tally of the same shape.
    pub fn merge(&mut self, other: &Self) {
        self.bins.iter_mut().zip(&other.bins).for_each(|(a, b)| *a += b);
        let pairs = [
            (&mut self.draws, &other.draws),
            (&mut self.met, &other.met),
            (&mut self.joint, &other.joint),
            (&mut self.first, &other.first),
            (&mut self.gained, &other.gained),
            (&mut self.lost, &other.lost),
        ];
        for (mine, theirs) in pairs {
            mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_falls_into_the_bin_that_holds_it() {
        let mut values: Vec<f64> = (0..1000).map(|i| f64::from(i) / 10.0).collect();
        let range = Range::around(&mut values);
        for x in [-1e300, -40.0, 0.0, 17.3, 99.9, 141.0, 1e300] {
            let bin = range.bin(x);
            let low = range.low + range.width * (bin as f64 - 1.0);
            assert!(bin == 0 || x >= low - 1e-9, "{x}");
            assert!(bin == BINS - 1 || x < low + range.width + 1e-9, "{x}");
        }
    }

    #[test]
    fn a_constant_column_has_one_bin() {
        let range = Range::around(&mut [3.0; 50]);
        assert_eq!([2.9, 3.0, 3.1].map(|x| range.bin(x)), [0, 1, BINS - 1]);
    }
}
