//! The functions that models use most, on blocks of values.
//!
//! Owns the shorter way where every value of a piece is an ordinary one: no clamps, no
//! selects, one scaling. It must give the bits of the functions on single values, whatever
//! the values and however they are cut into pieces; the tests compare them.

use crate::maths::elementary::{exp, exp_ordinary, ln, ln_ordinary, logistic_with};

/// Values that are looked at together; one that is not ordinary costs its piece the shorter way.
const PIECE: usize = 256;

/// Bits of 708: below this magnitude the exponential neither overflows nor leaves the normal doubles.
const ORDINARY: u64 = 708.0_f64.to_bits();

/// `out[i]` = [`exp`]`(xs[i])`, the same bits.
#[inline(always)]
pub fn exps(out: &mut [f64], xs: &[f64]) {
    pieces(out, xs, wide, exp_ordinary, exp);
}

/// `out[i]` = [`ln`]`(xs[i])`, the same bits.
#[inline(always)]
pub fn lns(out: &mut [f64], xs: &[f64]) {
    // Below the least normal number or zero, or not below infinity.
    let other = |x: f64| {
        let bits = x.to_bits();
        bits | bits.wrapping_sub(f64::MIN_POSITIVE.to_bits())
            | (f64::INFINITY.to_bits() - 1).wrapping_sub(bits)
    };
    pieces(out, xs, other, ln_ordinary, ln);
}

/// `out[i]` = [`logistic`](crate::maths::logistic)`(xs[i])`, the same bits.
#[inline(always)]
pub fn logistics(out: &mut [f64], xs: &[f64]) {
    pieces(out, xs, wide, |x| exp_ordinary(-x.abs()), |x| exp(-x.abs()));
    // A loop of its own: together with the exponential there are not enough registers.
    for (out, x) in out.iter_mut().zip(xs) {
        *out = logistic_with(*x, *out);
    }
}

/// Sets the highest bit from magnitude 708 on, and for NaN.
#[inline(always)]
fn wide(x: f64) -> u64 {
    (ORDINARY - 1).wrapping_sub(x.abs().to_bits())
}

/// Applies `short`, and `any` instead to pieces with a value for which `other` sets the highest bit.
///
/// Bits instead of comparisons, so that looking costs nothing beside the sums and products of `short`.
#[allow(
    clippy::needless_range_loop,
    reason = "what iterators leave as calls would not be vector instructions"
)]
#[inline(always)]
fn pieces(
    out: &mut [f64],
    xs: &[f64],
    other: impl Fn(f64) -> u64,
    short: impl Fn(f64) -> f64,
    any: impl Fn(f64) -> f64,
) {
    let (all, mut from) = (out.len().min(xs.len()), 0);
    while from < all {
        let to = (from + PIECE).min(all);
        let (out, xs) = (&mut out[from..to], &xs[from..to]);
        let n = out.len();
        let mut others = 0;
        for i in 0..n {
            others |= other(xs[i]);
            out[i] = short(xs[i]);
        }
        if others >> 63 != 0 {
            for i in 0..n {
                out[i] = any(xs[i]);
            }
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::Lcg;
    use crate::maths::{logistic, norm_quantile, norm_quantiles};

    /// Values that have no shorter way, or stand at its ends.
    const SPECIAL: [f64; 17] = [
        0.0,
        -0.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::MIN_POSITIVE,
        5e-324,
        f64::MAX,
        -1.0,
        707.999_999_999_999_9,
        -707.999_999_999_999_9,
        708.0,
        -708.0,
        709.9,
        -745.2,
        1e-300,
        1e-17,
    ];

    /// Blocks of every length up to three pieces, with and without a special value among them.
    #[track_caller]
    fn check(
        ordinary: impl Fn(&mut Lcg) -> f64,
        specials: &[f64],
        one: fn(f64) -> f64,
        block: fn(&mut [f64], &[f64]),
    ) {
        let mut lcg = Lcg::new(41);
        for length in 0..3 * PIECE {
            let mut xs: Vec<f64> = (0..length).map(|_| ordinary(&mut lcg)).collect();
            for special in [None].into_iter().chain(specials.iter().map(Some)) {
                let at = lcg.bits() as usize % length.max(1);
                let before = xs.get(at).copied();
                if let (Some(x), Some(special)) = (xs.get_mut(at), special) {
                    *x = *special;
                }
                let mut found = vec![0.0; length];
                block(&mut found, &xs);
                for (x, found) in xs.iter().zip(found) {
                    let wanted = one(*x);
                    let same = found.to_bits() == wanted.to_bits() || (found.is_nan() && wanted.is_nan());
                    assert!(same, "at {x}: {found}, alone {wanted}");
                }
                if let (Some(x), Some(before)) = (xs.get_mut(at), before) {
                    *x = before;
                }
            }
        }
    }

    #[test]
    fn blocks_have_the_bits_of_single_values() {
        let wide = |lcg: &mut Lcg| lcg.between(-707.9, 707.9);
        let near = |lcg: &mut Lcg| lcg.between(-3.0, 3.0);
        check(wide, &SPECIAL, exp, exps);
        check(near, &SPECIAL, exp, exps);
        check(wide, &SPECIAL, logistic, logistics);
        check(near, &SPECIAL, logistic, logistics);
        check(|lcg| exp(lcg.between(-700.0, 700.0)), &SPECIAL, ln, lns);
        check(|lcg| lcg.between(0.5, 2.0), &SPECIAL, ln, lns);
    }

    #[test]
    fn normal_quantiles_of_blocks_have_the_bits_of_single_values() {
        let block = |out: &mut [f64], us: &[f64]| {
            out.copy_from_slice(us);
            norm_quantiles(out);
        };
        let edges = [0.0, 1.0, -1.0, 2.0, f64::NAN, 1e-300, 5e-324, 1.3e-11, 1.4e-11, 0.075, 0.925];
        let more = [1e-10, 1.0 - 1e-10, 0.5f64.powi(53), 1.0 - 0.5f64.powi(53), 0.5];
        let specials = [&edges[..], &more[..]].concat();
        check(|lcg| lcg.unit(), &specials, norm_quantile, block);
        // Tails only: more of them than a piece of any kind has on average.
        check(|lcg| lcg.between(0.0, 0.07), &specials, norm_quantile, block);
        check(|lcg| lcg.between(0.93, 1.0), &specials, norm_quantile, block);
    }
}
