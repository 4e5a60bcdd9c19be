//! A slow quantile function as a table over the normal score.
//!
//! Cubic Hermite pieces through exact quantiles, for the shapes that are smooth enough
//! ([`Distribution::form`]): the error stays below 2e-9 of the spread from P5 to P95, and
//! relatively below 3e-5 (gamma: 5e-4) in a tail that falls to zero, down to a uniform of
//! 2^-53. Both the kernel and the scalar oracle read this table;
//! the tests compare it with the quantile function itself.

use crate::maths;
use crate::model::Distribution;

/// Largest normal score of a uniform with 53 bits.
const REACH: f64 = 8.25;
/// Pieces of the table.
const PIECES: usize = 1024;
/// Width of a piece; exact in binary up to the last bits, the same on every machine.
const STEP: f64 = 2.0 * REACH / PIECES as f64;

/// The last place that is looked up, in pieces from the first.
const LAST: f64 = PIECES as f64 - 1e-9;
/// Scores that are looked up together.
const TOGETHER: usize = 64;

/// Quantiles between evenly spaced normal scores.
#[derive(Clone, Debug, PartialEq)]
pub struct QuantileTable {
    /// Of each piece: the factors of 1, t, t^2 and t^3, where t rises from 0 to 1.
    pieces: Box<[[f64; 4]; PIECES]>,
}

impl QuantileTable {
    /// The table of a distribution.
    pub fn new(distribution: &Distribution) -> Self {
        let at = |index: isize| {
            let z = -REACH + STEP * index as f64;
            distribution.quantile(maths::norm_cdf(z).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0))
        };
        let values: Vec<f64> = (-2..=PIECES as isize + 2).map(at).collect();
        // Value and slope times [`STEP`] at a knot.
        let knot = |i: usize| {
            let slope = (values[i] - 8.0 * values[i + 1] + 8.0 * values[i + 3] - values[i + 4]) / 12.0;
            (values[i + 2], slope)
        };
        let mut pieces = Box::new([[0.0; 4]; PIECES]);
        for (index, piece) in pieces.iter_mut().enumerate() {
            let ((y0, d0), (y1, d1)) = (knot(index), knot(index + 1));
            let jump = y1 - y0;
            *piece = [y0, d0, 3.0 * jump - 2.0 * d0 - d1, d0 + d1 - 2.0 * jump];
        }
        Self { pieces }
    }

    /// The quantile at normal score `z`; scores beyond the reach count as its edge.
    #[inline]
    pub fn at(&self, z: f64) -> f64 {
        let mut quantile = [0.0];
        self.at_many(&mut quantile, &[z]);
        quantile[0]
    }

    /// [`Self::at`] of many, with the same bits; `zs` is as long as `out`.
    #[inline(always)]
    pub fn at_many(&self, out: &mut [f64], zs: &[f64]) {
        // Places and polynomials of many at once become vector instructions; looking up does not.
        let (mut places, mut found) = ([0.0; TOGETHER], [[0.0; 4]; TOGETHER]);
        for (out, zs) in out.chunks_mut(TOGETHER).zip(zs.chunks(TOGETHER)) {
            for (place, z) in places.iter_mut().zip(zs) {
                let position = (z + REACH) * (1.0 / STEP);
                // NaN is the first place.
                let raised = if position > 0.0 { position } else { 0.0 };
                *place = if raised < LAST { raised } else { LAST };
            }
            for ((place, found), _) in places.iter_mut().zip(&mut found).zip(zs) {
                let index = *place as usize % PIECES;
                *found = self.pieces[index];
                *place -= index as f64;
            }
            for ((out, t), [y, d, square, cube]) in out.iter_mut().zip(&places).zip(&found) {
                *out = t.mul_add(t.mul_add(t.mul_add(*cube, *square), *d), *y);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Family;
    use crate::model::distribution::Form;

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
    fn many_give_the_bits_of_single_scores() {
        let table = QuantileTable::new(&Distribution::new(Family::Pert, vec![1.0, 2.0, 5.0]).expect("valid"));
        let edges = [0.0, -0.0, REACH, -REACH, 9.0, -9.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        for length in 0..200 {
            let score = |i: usize| *edges.get(i % 17).unwrap_or(&((i * 731 % 1000) as f64 / 125.0 - 4.0));
            let zs: Vec<f64> = (0..length).map(score).collect();
            let mut many = vec![f64::NAN; length];
            table.at_many(&mut many, &zs);
            for (z, many) in zs.iter().zip(many) {
                assert_eq!(many.to_bits(), table.at(*z).to_bits(), "{z}");
            }
        }
    }

    #[test]
    fn the_table_is_the_quantile_function_to_nine_digits() {
        check(Family::Pert, &[10.0, 18.0, 30.0], 1e-9);
        check(Family::Beta, &[0.7, 3.0], 1e-9);
        check(Family::Beta, &[0.5, 0.5], 1e-9);
        check(Family::Beta, &[0.5, 200.0], 1e-9);
        check(Family::Gamma, &[1.0, 2.0], 1e-9);
        check(Family::Gamma, &[5.0, 0.1], 1e-9);
        check(Family::StudentT, &[3.0, 0.055], 1e-9);
        check(Family::StudentT, &[1.0, 1.0], 1e-9);
        check(Family::StudentT, &[10.0, 1.0], 2e-9);
    }

    #[test]
    fn what_is_too_steep_for_a_table_is_computed_draw_by_draw() {
        let form = |family, p: &[f64]| Distribution::new(family, p.to_vec()).expect("valid").form();
        for (family, steep, smooth) in
            [(Family::Beta, [3.0, 0.499], [3.0, 0.5]), (Family::Gamma, [1.0, 2.001], [1.0, 2.0])]
        {
            assert_eq!((form(family, &steep), form(family, &smooth)), (Form::Direct, Form::Tabulated));
        }
        // What a table would do there: beta(0.02, 0.02) is off by 1e-4 of its spread.
        let steep = Distribution::new(Family::Beta, vec![0.02, 0.02]).expect("valid");
        let (u, table) = (0.4903, QuantileTable::new(&steep));
        assert!((table.at(maths::norm_quantile(u)) - steep.quantile(u)).abs() > 1e-5);
    }

    #[test]
    fn the_far_tails_keep_their_relative_digits_down_to_the_smallest_uniform() {
        for (family, p, tolerance) in [
            (Family::Pert, [0.0, 3.0, 10.0].as_slice(), 1e-6),
            (Family::Pert, &[0.0, 0.0, 1.0], 1e-6),
            (Family::Beta, &[2.0, 5.0], 1e-7),
            (Family::Beta, &[0.5, 5.0], 3e-5),
            (Family::Gamma, &[3.0, 1.0], 1e-7),
            (Family::Gamma, &[1.0, 2.0], 5e-4),
        ] {
            let distribution = Distribution::new(family, p.to_vec()).expect("valid");
            let table = QuantileTable::new(&distribution);
            for k in (2..=212).map(|k| f64::from(k) / 4.0) {
                let u = maths::exp(-k * std::f64::consts::LN_2);
                let (found, wanted) = (table.at(maths::norm_quantile(u)), distribution.quantile(u));
                assert!((found / wanted - 1.0).abs() < tolerance, "{family:?} {p:?} at {u:e}");
            }
        }
    }
}
