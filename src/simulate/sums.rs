//! Exact sums over draws of the rows whose means are reported.
//!
//! Owns the sums as whole numbers of a small step, so that they are the same in
//! whatever order draws come, and parts of a sum add up to it. Never: divides.

use super::instructions::InstructionSet;
use super::tally::FIXED;

/// Values with at most so many steps are added in 64 bits, a block at a time; larger ones one by one.
const MOST: f64 = (1_u64 << 52) as f64;

/// Steps at which a value stays: ten million draws of it still fit into 127 bits.
const END: f64 = (1_u128 << 100) as f64;

/// Sums of one thread, `[year][row][stratum]`.
pub struct Sums {
    sums: Vec<i128>,
    rows: usize,
    strata: usize,
    instructions: InstructionSet,
}

impl Sums {
    /// Nothing summed yet.
    pub fn new(years: usize, rows: usize, strata: usize, instructions: InstructionSet) -> Self {
        Self { sums: vec![0; years * rows * strata], rows, strata, instructions }
    }

    /// Adds a year's values of a row, scaled to its unit; `strata` is the counting scope of each draw.
    pub fn add(&mut self, year: usize, row: usize, values: &[f64], scale: f64, strata: &[usize]) {
        let at = (year * self.rows + row) * self.strata;
        let sums = &mut self.sums[at..at + self.strata];
        self.instructions.0.dispatch(Add { values, scale, strata, sums });
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

/// Values that are added, by the widest instruction set of the machine.
struct Add<'a> {
    values: &'a [f64],
    scale: f64,
    strata: &'a [usize],
    sums: &'a mut [i128],
}

impl pulp::NullaryFnOnce for Add<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { values, scale, strata, sums } = self;
        let (mut any, mut large) = (0, 0);
        for x in values {
            any |= x.to_bits();
            large |= u64::from((x * scale * FIXED).abs() > MOST);
        }
        // Most money is spent in few zones and years.
        if any == 0 {
            return;
        }
        if large != 0 {
            let steps = |x: f64| (x * scale * FIXED).clamp(-END, END) as i128;
            values.iter().zip(strata).for_each(|(x, s)| sums[*s] += steps(*x));
            return;
        }
        if let [only] = sums {
            let mut sum = 0;
            for x in values {
                sum += (x * scale * FIXED) as i64;
            }
            *only += i128::from(sum);
            return;
        }
        for (stratum, of) in sums.iter_mut().enumerate() {
            let mut sum = 0;
            for (x, s) in values.iter().zip(strata) {
                sum += if *s == stratum { (x * scale * FIXED) as i64 } else { 0 };
            }
            *of += i128::from(sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_values_sum_exactly_by_scope() {
        let mut sums = Sums::new(1, 1, 2, InstructionSet::widest());
        sums.add(0, 0, &[0.0, 0.0], 1.0, &[0, 1]);
        sums.add(0, 0, &[0.25, -1.5, 3.0], 100.0, &[0, 1, 0]);
        sums.add(0, 0, &[1e6, 2e6], 1.0, &[1, 1]);
        let steps = |x: f64| (x * FIXED) as i128;
        assert_eq!(sums.get(0, 0, 0), steps(325.0));
        assert_eq!(sums.get(0, 0, 1), steps(3e6 - 150.0));
        // 2^63 steps are 8,388,608: what is larger once stayed there.
        sums.add(0, 0, &[2e7, -1e8, 1e15], 1.0, &[0, 1, 0]);
        assert_eq!(sums.get(0, 0, 0), steps(325.0) + steps(2e7) + steps(1e15));
        assert_eq!(sums.get(0, 0, 1), steps(3e6 - 150.0) - steps(1e8));
        // At the end of the range sums of ten million draws still fit.
        sums.add(0, 0, &[f64::MAX, 1.0], 1.0, &[0, 1]);
        assert!(sums.get(0, 0, 0) > steps(1e17) && sums.get(0, 0, 0) < i128::MAX / 10_000_000);
    }
}
