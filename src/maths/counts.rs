//! Quantiles of counts: Poisson and binomial.
//!
//! Owns the summation from zero, the search from a good guess, and the sizes at which one
//! gives way to the next. It must never walk without a cap, nor return a fraction.

use crate::maths::beta::BetaKernel;
use crate::maths::double::two_sum;
use crate::maths::elementary::{exp, ln_1p};
use crate::maths::normal::norm_quantile;
use crate::maths::power::pow;
use crate::maths::quantile::clamp;
use crate::maths::special::{Tails, gamma_tails};

/// Below this mean, probabilities are summed up from zero.
const SUM_BELOW: f64 = 50.0;
/// From this mean on, the rounded Cornish-Fisher approximation is the answer.
const ROUND_FROM: f64 = 1e4;
/// Cap of the walks; a sum below mean 50 takes at most about 200 steps.
const MAX_STEPS: u32 = 1_000;

/// The `u`-quantile of the Poisson distribution: the smallest k with P(K <= k) >= `u`.
///
/// Source: definition, by summation for means below 50 and by a search with the incomplete
/// gamma function below 1e4; from there on E. A. Cornish and R. A. Fisher, 1937, Revue de
/// l'Institut International de Statistique 5, 307-320, rounded, at most one off. Domain:
/// finite `lambda` >= 0, NaN otherwise; `u` <= 0 gives 0, `u` >= 1 infinity (0 for mean 0).
/// Accuracy: exact where `u` is further than 1e-13 from the steps of the distribution.
#[inline]
pub fn poisson_quantile(lambda: f64, u: f64) -> f64 {
    if !(0.0..f64::INFINITY).contains(&lambda) || u.is_nan() {
        return f64::NAN;
    }
    if u <= 0.0 || lambda == 0.0 {
        return 0.0;
    }
    if u >= 1.0 {
        return f64::INFINITY;
    }
    let ratio = |k: f64| lambda / (k + 1.0);
    if lambda < SUM_BELOW {
        let term = exp(-lambda);
        return settle(Walk { k: 0.0, excess: term - u, term, strict: false }, lambda, ratio);
    }
    let root = lambda.sqrt();
    let k = cornish_fisher(lambda, root, 1.0 / root, 1.0 / lambda, norm_quantile(u));
    if lambda >= ROUND_FROM {
        return k;
    }
    // P(K <= k) is the upper tail of a gamma variable with k + 1 degrees.
    let tails = gamma_tails(k + 1.0, lambda);
    let excess = excess_over(u, tails);
    settle(Walk { k, excess, term: tails.density / lambda, strict: false }, lambda, ratio)
}

/// The `u`-quantile of the binomial distribution: the smallest k with P(K <= k) >= `u`.
///
/// Source: as [`poisson_quantile`], with the incomplete beta function; for `p` > 1/2 the
/// failures are counted. The sizes 50 and 1e4 are those of the smaller of the two means.
/// Domain: `n` a whole number >= 0, `p` in [0, 1], NaN otherwise; `u` <= 0 gives 0, `u` >= 1
/// gives `n` (0 for `p` = 0). Accuracy: as [`poisson_quantile`].
#[inline]
pub fn binomial_quantile(n: f64, p: f64, u: f64) -> f64 {
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
    // K <= k means at least n - k failures: the first count of failures whose cumulated
    // probability exceeds 1 - u is the answer's complement. 1 - p is exact here.
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
    for _ in 0..MAX_STEPS {
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

/// Binomial quantile for 0 < p <= 1/2 and 0 <= u <= 1.
fn few_successes(n: f64, p: f64, u: f64, strict: bool) -> f64 {
    let q = 1.0 - p;
    let mean = n * p;
    let ratio = |k: f64| (n - k) / (k + 1.0) * (p / q);
    if mean < SUM_BELOW {
        // q^n, with what the rounding of q lost put back: n multiplies it.
        let (q, lost) = two_sum(1.0, -p);
        let term = if n < 1e6 { pow(q, n) * exp(n * (lost / q)) } else { exp(n * ln_1p(-p)) };
        return clamp(settle(Walk { k: 0.0, excess: term - u, term, strict }, mean, ratio), 0.0, n);
    }
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
fn rounded(x: f64) -> f64 {
    let two52 = 4_503_599_627_370_496.0;
    if x.abs() < two52 { (x + two52) - two52 } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::Lcg;
    use crate::maths::{inc_beta, inc_gamma};
    use proptest::prelude::*;

    fn poisson_cdf(lambda: f64, k: f64) -> f64 {
        if k < 0.0 { 0.0 } else { 1.0 - inc_gamma(k + 1.0, lambda) }
    }

    fn binomial_cdf(n: f64, p: f64, k: f64) -> f64 {
        match k {
            k if k < 0.0 => 0.0,
            k if k >= n => 1.0,
            k => 1.0 - inc_beta(k + 1.0, n - k, p),
        }
    }

    /// `k` must be where the distribution function steps over `u`, within rounding.
    #[track_caller]
    fn check(k: f64, u: f64, cdf: impl Fn(f64) -> f64) {
        assert!(k == rounded(k) && k >= 0.0, "{k} is no count");
        let (below, at) = (cdf(k - 1.0), cdf(k));
        assert!(below < u + 2e-13 && at > u - 2e-13, "{k}: {below:e} < {u:e} <= {at:e}");
    }

    #[test]
    fn small_cases_are_those_of_the_tables() {
        let poisson = [
            (1.0, 0.3, 0.0),
            (1.0, 0.4, 1.0),
            (1.0, 0.735, 1.0),
            (1.0, 0.736, 2.0),
            (0.0, 0.9, 0.0),
            (5.0, 0.95, 9.0),
            (10.0, 0.5, 10.0),
            (10.0, 0.025, 4.0),
            (10.0, 0.975, 17.0),
            (0.1, 0.9, 0.0),
        ];
        poisson.iter().for_each(|(lambda, u, k)| assert_eq!(poisson_quantile(*lambda, *u), *k));
        let binomial = [
            (1.0, 0.5, 0.5, 0.0),
            (1.0, 0.5, 0.500_001, 1.0),
            (10.0, 0.5, 0.5, 5.0),
            (4.0, 0.5, 0.3125, 1.0),
            (4.0, 0.5, 0.313, 2.0),
            (20.0, 0.25, 0.9, 8.0),
            (1.0, 0.75, 0.25, 0.0),
            (1.0, 0.75, 0.26, 1.0),
            (7.0, 1.0, 0.2, 7.0),
            (7.0, 0.0, 0.2, 0.0),
            (0.0, 0.5, 0.5, 0.0),
            (10.0, 0.999, 1e-10, 6.0),
        ];
        for (n, p, u, k) in binomial {
            assert_eq!(binomial_quantile(n, p, u), k, "n={n} p={p} u={u}");
        }
    }

    #[test]
    fn quantiles_are_where_the_distribution_function_steps_over() {
        let mut lcg = Lcg::new(31);
        for round in 0..12_000 {
            let lambda = core_math::exp(lcg.between(-6.0, 9.2));
            let u = if round % 4 == 0 { 0.5f64.powi(1 + round / 4 % 52) } else { lcg.unit() };
            let u = if round % 8 == 0 { 1.0 - u } else { u };
            check(poisson_quantile(lambda, u), u, |k| poisson_cdf(lambda, k));
            let n = rounded(core_math::exp(lcg.between(0.0, 9.0)));
            let p = if round % 3 == 0 { core_math::exp(lcg.between(-12.0, 0.0)) } else { lcg.unit() };
            check(binomial_quantile(n, p, u), u, |k| binomial_cdf(n, p, k));
        }
    }

    #[test]
    fn the_rounded_approximation_is_at_most_one_off() {
        let mut lcg = Lcg::new(32);
        for _ in 0..300 {
            let (u, lambda) = (lcg.unit(), lcg.between(1e4, 3e4));
            let k = poisson_quantile(lambda, u);
            assert!(poisson_cdf(lambda, k - 2.0) < u && poisson_cdf(lambda, k + 1.0) >= u);
            let (n, p) = (1e5, lcg.between(0.1, 0.9));
            let k = binomial_quantile(n, p, u);
            assert!(binomial_cdf(n, p, k - 2.0) < u && binomial_cdf(n, p, k + 1.0) >= u);
        }
        let k = binomial_quantile(1e9, 1e-8, 0.5);
        assert_eq!(k, poisson_quantile(10.0, 0.5));
    }

    #[test]
    fn invalid_and_extreme_arguments_give_nan_or_the_ends() {
        for value in [
            poisson_quantile(-1.0, 0.5),
            poisson_quantile(f64::INFINITY, 0.5),
            poisson_quantile(1.0, f64::NAN),
            binomial_quantile(1.5, 0.5, 0.5),
            binomial_quantile(-1.0, 0.5, 0.5),
            binomial_quantile(3.0, 1.5, 0.5),
            binomial_quantile(3.0, f64::NAN, 0.5),
            binomial_quantile(f64::INFINITY, 0.5, 0.5),
        ] {
            assert!(value.is_nan());
        }
        assert_eq!((poisson_quantile(3.0, 0.0), poisson_quantile(3.0, 1.0)), (0.0, f64::INFINITY));
        assert_eq!((binomial_quantile(9.0, 0.4, 0.0), binomial_quantile(9.0, 0.4, 1.0)), (0.0, 9.0));
        let last = 1.0 - 0.5f64.powi(53);
        assert!(poisson_quantile(49.9, last) < 130.0 && binomial_quantile(60.0, 0.8, last) <= 60.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]
        #[test]
        fn quantiles_rise(a in 1u64..1 << 53, b in 1u64..1 << 53, lambda in 0.0..200.0f64, p in 0.0..1.0f64) {
            let (a, b) = (a.min(b) as f64 * 0.5f64.powi(53), a.max(b) as f64 * 0.5f64.powi(53));
            prop_assert!(poisson_quantile(lambda, a) <= poisson_quantile(lambda, b));
            let n = rounded(2.0 * lambda);
            prop_assert!(binomial_quantile(n, p, a) <= binomial_quantile(n, p, b));
        }
    }
}
