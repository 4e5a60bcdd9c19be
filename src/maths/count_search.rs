//! Quantiles of large or odd counts: the search from a good guess, and the cases without one.
//!
//! Owns the Cornish-Fisher guess, the walk from it, and the answers at the ends of the
//! domain. It must never walk without a cap, nor return a fraction.

use crate::maths::beta::BetaKernel;
use crate::maths::counts::MAX_STEPS;
use crate::maths::normal::norm_quantile;
use crate::maths::quantile::clamp;
use crate::maths::special::{Tails, gamma_tails};

/// From this mean on, the rounded Cornish-Fisher approximation is the answer.
const ROUND_FROM: f64 = 1e4;

/// The Poisson quantiles that are not summed from zero.
pub(super) fn other_poisson(lambda: f64, u: f64) -> f64 {
    if !(0.0..f64::INFINITY).contains(&lambda) || u.is_nan() {
        return f64::NAN;
    }
    if u <= 0.0 || lambda == 0.0 {
        return 0.0;
    }
    if u >= 1.0 {
        return f64::INFINITY;
    }
    let root = lambda.sqrt();
    let k = cornish_fisher(lambda, root, 1.0 / root, 1.0 / lambda, norm_quantile(u));
    if lambda >= ROUND_FROM {
        return k;
    }
    // P(K <= k) is the upper tail of a gamma variable with k + 1 degrees.
    let tails = gamma_tails(k + 1.0, lambda);
    let excess = excess_over(u, tails);
    let ratio = |k: f64| lambda / (k + 1.0);
    settle(Walk { k, excess, term: tails.density / lambda, strict: false }, lambda, ratio)
}

/// The binomial quantiles that are not summed from zero.
pub(super) fn other_binomial(n: f64, p: f64, u: f64) -> f64 {
    let whole = (0.0..f64::INFINITY).contains(&n) && rounded(n) == n;
    if !whole || !(0.0..=1.0).contains(&p) || u.is_nan() {
        return f64::NAN;
    }
    if u <= 0.0 || n == 0.0 || p == 0.0 {
        return 0.0;
    }
    if u >= 1.0 || p == 1.0 {
        return n;
    }
    if p <= 0.5 {
        return few_successes(n, p, u, false);
    }
    n - few_successes(n, 1.0 - p, 1.0 - u, true)
}

/// A point on the way to a quantile: P(K <= k) - u and P(K = k).
#[derive(Clone, Copy, Debug)]
struct Walk {
    k: f64,
    excess: f64,
    term: f64,
    /// Whether u must be exceeded rather than reached.
    strict: bool,
}

impl Walk {
    fn reached(self, excess: f64) -> bool {
        if self.strict { excess > 0.0 } else { excess >= 0.0 }
    }
}

/// Walk up or down to the smallest count that reaches the target.
///
/// `ratio(k)` is P(K = k + 1) / P(K = k).
fn settle(mut walk: Walk, mean: f64, ratio: impl Fn(f64) -> f64) -> f64 {
    let descending = walk.reached(walk.excess);
    let mut steps = 0.0;
    while steps < MAX_STEPS {
        steps += 1.0;
        if descending {
            let before = walk.excess - walk.term;
            if walk.k <= 0.0 || !walk.reached(before) {
                break;
            }
            walk.k -= 1.0;
            walk.term /= ratio(walk.k);
            walk.excess = before;
        } else {
            // Terms this small past the mean cannot close a gap that is only rounding.
            if walk.reached(walk.excess) || (walk.term < 1e-18 && walk.k > mean) {
                break;
            }
            walk.term *= ratio(walk.k);
            walk.k += 1.0;
            walk.excess += walk.term;
        }
    }
    walk.k
}

/// Binomial quantile for 0 < p <= 1/2 and 0 < u < 1, by a search.
fn few_successes(n: f64, p: f64, u: f64, strict: bool) -> f64 {
    let q = 1.0 - p;
    let mean = n * p;
    let ratio = |k: f64| (n - k) / (k + 1.0) * (p / q);
    let variance = mean * q;
    let root = variance.sqrt();
    let (skew, kurtosis) = ((q - p) / root, (1.0 - 6.0 * p * q) / variance);
    let k = clamp(cornish_fisher(mean, root, skew, kurtosis, norm_quantile(u)), 0.0, n);
    if mean >= ROUND_FROM || k >= n {
        return k;
    }
    // P(K <= k) is the upper tail of a beta variable with parameters k + 1 and n - k.
    let tails = BetaKernel::new(k + 1.0, n - k).tails(p, q);
    let term = tails.density / (p * (n - k));
    let excess = excess_over(u, tails);
    clamp(settle(Walk { k, excess, term, strict }, mean, ratio), 0.0, n)
}

/// P(K <= k) - u from the tails of the matching continuous variable, the small way round.
fn excess_over(u: f64, tails: Tails) -> f64 {
    if u < 0.5 { tails.upper - u } else { (1.0 - u) - tails.lower }
}

/// The whole number nearest to the normal deviate corrected for skewness and kurtosis.
fn cornish_fisher(mean: f64, root: f64, skew: f64, kurtosis: f64, z: f64) -> f64 {
    let z2 = z * z;
    let corrected = z + skew * (z2 - 1.0) / 6.0 + kurtosis * z * (z2 - 3.0) / 24.0
        - skew * skew * z * (2.0 * z2 - 5.0) / 36.0;
    let k = rounded(mean + root * corrected);
    if k < 0.0 { 0.0 } else { k }
}

/// The nearest whole number, ties to even, for arguments that are not very negative.
pub(super) fn rounded(x: f64) -> f64 {
    let two52 = 4_503_599_627_370_496.0;
    if x.abs() < two52 { (x + two52) - two52 } else { x }
}
