//! Exact sums over draws of the rows whose means are reported.
//!
//! Owns the sums as whole numbers of a small step, so that they are the same in
//! whatever order draws come, and parts of a sum add up to it. Never: divides.

use super::tally::FIXED;

/// Sums of one thread, `[year][row][stratum]`.
pub struct Sums {
    sums: Vec<i128>,
    rows: usize,
    strata: usize,
}

impl Sums {
    /// Nothing summed yet.
    pub fn new(years: usize, rows: usize, strata: usize) -> Self {
        Self { sums: vec![0; years * rows * strata], rows, strata }
    }

    /// Adds a year's values of a row, scaled to its unit; `strata` is the counting scope of each draw.
    pub fn add(&mut self, year: usize, row: usize, values: &[f64], scale: f64, strata: &[usize]) {
        let at = (year * self.rows + row) * self.strata;
        let sums = &mut self.sums[at..at + self.strata];
        for (x, stratum) in values.iter().zip(strata) {
            // Beyond 2^63 steps the conversion stays at the end of its range: no value of a model is there.
            sums[*stratum] += i128::from((x * scale * FIXED) as i64);
        }
    }

    /// Adds the sums of another thread.
    pub fn merge(&mut self, other: &Self) {
        self.sums.iter_mut().zip(&other.sums).for_each(|(a, b)| *a += b);
    }

    /// The sum of a row in a year over the draws of a counting scope.
    pub fn get(&self, year: usize, row: usize, stratum: usize) -> i128 {
        self.sums[(year * self.rows + row) * self.strata + stratum]
    }
}
