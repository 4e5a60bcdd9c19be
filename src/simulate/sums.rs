//! Exact sums over draws of the rows whose means are reported.
//!
//! Owns the sums as whole numbers of a small step, so that they are the same in
//! whatever order draws come, and parts of a sum add up to it. Never: divides.

use super::tally::FIXED;

/// Values with at most so many steps are added in 64 bits, a block at a time; larger ones one by one.
const MOST: f64 = (1_u64 << 52) as f64;

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
        // Most money is spent in few zones and years.
        if values.iter().map(|x| x.to_bits()).fold(0, |any, bits| any | bits) == 0 {
            return;
        }
        let at = (year * self.rows + row) * self.strata;
        let sums = &mut self.sums[at..at + self.strata];
        let steps = |x: &f64| (x * scale * FIXED) as i64;
        if values.iter().map(|x| (x * scale * FIXED).abs()).fold(0.0, f64::max) > MOST {
            // Beyond 2^63 steps the conversion stays at the end of its range.
            values.iter().zip(strata).for_each(|(x, s)| sums[*s] += i128::from(steps(x)));
            return;
        }
        if let [only] = sums {
            *only += i128::from(values.iter().map(steps).sum::<i64>());
            return;
        }
        for (stratum, sum) in sums.iter_mut().enumerate() {
            let here = |(x, s): (&f64, &usize)| if *s == stratum { steps(x) } else { 0 };
            *sum += i128::from(values.iter().zip(strata).map(here).sum::<i64>());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_values_sum_exactly_by_scope() {
        let mut sums = Sums::new(1, 1, 2);
        sums.add(0, 0, &[0.0, 0.0], 1.0, &[0, 1]);
        sums.add(0, 0, &[0.25, -1.5, 3.0], 100.0, &[0, 1, 0]);
        sums.add(0, 0, &[1e6, 2e6], 1.0, &[1, 1]);
        let steps = |x: f64| (x * FIXED) as i128;
        assert_eq!(sums.get(0, 0, 0), steps(325.0));
        assert_eq!(sums.get(0, 0, 1), steps(3e6 - 150.0));
    }
}
