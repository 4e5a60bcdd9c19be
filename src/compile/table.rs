//! A slow quantile function as a table over the normal score.
//!
//! Cubic Hermite pieces through exact quantiles; the error is far below that of
//! any number of draws. Both the kernel and the scalar oracle read this table;
//! the tests compare it with the quantile function itself.

use crate::maths;
use crate::model::Distribution;

/// Largest normal score of a uniform with 53 bits.
const REACH: f64 = 8.25;
/// Pieces of the table.
const PIECES: usize = 1024;
/// Width of a piece; exact in binary up to the last bits, the same on every machine.
const STEP: f64 = 2.0 * REACH / PIECES as f64;

/// Quantiles at evenly spaced normal scores, with slopes.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantileTable {
    /// Value and slope times [`STEP`] at each knot.
    knots: Vec<(f64, f64)>,
}

impl QuantileTable {
    /// The table of a distribution.
    pub fn new(distribution: &Distribution) -> Self {
        let at = |index: isize| {
            let z = -REACH + STEP * index as f64;
            distribution.quantile(maths::norm_cdf(z).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0))
        };
        let values: Vec<f64> = (-2..=PIECES as isize + 2).map(at).collect();
        let knots = (2..values.len() - 2).map(|i| {
            let slope = (values[i - 2] - 8.0 * values[i - 1] + 8.0 * values[i + 1] - values[i + 2]) / 12.0;
            (values[i], slope)
        });
        Self { knots: knots.collect() }
    }

    /// The quantile at normal score `z`; scores beyond the reach count as its edge.
    #[inline]
    pub fn at(&self, z: f64) -> f64 {
        let position = ((z + REACH) / STEP).clamp(0.0, PIECES as f64 - 1e-9);
        let index = position as usize;
        let t = position - index as f64;
        let ((y0, d0), (y1, d1)) = (self.knots[index], self.knots[index + 1]);
        let jump = y1 - y0;
        y0 + t * (d0 + t * ((3.0 * jump - 2.0 * d0 - d1) + t * (d0 + d1 - 2.0 * jump)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Family;

    #[track_caller]
    fn check(family: Family, parameters: &[f64], tolerance: f64) {
        let distribution = Distribution::new(family, parameters.to_vec()).expect("valid");
        let table = QuantileTable::new(&distribution);
        let spread = distribution.quantile(0.95) - distribution.quantile(0.05);
        for i in 1..20_000 {
            let u = f64::from(i) / 20_000.0;
            let error = (table.at(maths::norm_quantile(u)) - distribution.quantile(u)).abs() / spread;
            assert!(error < tolerance, "{family:?} {parameters:?} at {u}: {error}");
        }
    }

    #[test]
    fn the_table_is_the_quantile_function_to_nine_digits() {
        check(Family::Pert, &[10.0, 18.0, 30.0], 1e-9);
        check(Family::Beta, &[0.7, 3.0], 1e-8);
        check(Family::StudentT, &[3.0, 0.055], 1e-8);
        check(Family::StudentT, &[1.0, 1.0], 1e-7);
    }
}
