//! Quantiles of counts: Poisson and binomial.
//!
//! Owns the summation from zero, for many counts side by side, and the size at which it
//! gives way to `count_search`. It must never walk without a cap, nor return a fraction.

use crate::maths::count_search::{other_binomial, other_poisson, rounded};
use crate::maths::elementary::{exp_ordinary, ln_1p};

/// Below this mean, probabilities are summed up from zero.
const SUM_BELOW: f64 = 150.0;
/// Cap of the walks; a sum below mean 150 takes at most about 350 steps.
pub(super) const MAX_STEPS: f64 = 1_000.0;
/// Quantiles that are prepared together.
const PIECE: usize = 64;
/// Quantiles that are summed side by side: two of the widest vectors, so that one works while the
/// other waits for its last product.
const LANES: usize = 16;
/// Steps of a sum between two looks at whether all lanes have arrived.
const STRIDE: usize = 4;
/// 1 / (k + 1), for every step of a sum.
static SHARES: [f64; MAX_STEPS as usize] = {
    let mut shares = [0.0; MAX_STEPS as usize];
    let mut k = 0;
    while k < shares.len() {
        shares[k] = 1.0 / (k as f64 + 1.0);
        k += 1;
    }
    shares
};
/// The smallest number above zero.
const SMALLEST: f64 = f64::from_bits(1);

/// The `u`-quantile of the Poisson distribution: the smallest k with P(K <= k) >= `u`.
///
/// Source: definition, by summation for means below 150 and by a search with the incomplete
/// gamma function below 1e4; from there on E. A. Cornish and R. A. Fisher, 1937, Revue de
/// l'Institut International de Statistique 5, 307-320, rounded, at most one off. Domain:
/// finite `lambda` >= 0, NaN otherwise; `u` <= 0 gives 0, `u` >= 1 infinity (0 for mean 0).
/// Accuracy: exact where `u` is further than 1e-13 from the steps of the distribution.
#[inline]
pub fn poisson_quantile(lambda: f64, u: f64) -> f64 {
    let mut k = [0.0];
    poisson_quantiles(&mut k, &[lambda], &[u]);
    k[0]
}

/// The `u`-quantile of the binomial distribution: the smallest k with P(K <= k) >= `u`.
///
/// Source: as [`poisson_quantile`], with the incomplete beta function; for `p` > 1/2 the
/// failures are counted. The sizes 150 and 1e4 are those of the smaller of the two means.
/// Domain: `n` a whole number >= 0, `p` in [0, 1], NaN otherwise; `u` <= 0 gives 0, `u` >= 1
/// gives `n` (0 for `p` = 0). Accuracy: as [`poisson_quantile`].
#[inline]
pub fn binomial_quantile(n: f64, p: f64, u: f64) -> f64 {
    let mut k = [0.0];
    binomial_quantiles(&mut k, &[n], &[p], &[u]);
    k[0]
}

/// [`poisson_quantile`] of many, with the same bits; the operands are as long as `out`.
#[inline(always)]
pub fn poisson_quantiles(out: &mut [f64], lambda: &[f64], u: &[f64]) {
    for from in (0..out.len()).step_by(PIECE) {
        let (lambda, u) = (&filled(lambda, from), &filled(u, from));
        let summed = of_each([lambda, u], |[lambda, u]| {
            let inside = both(both(1.0, u > 0.0), u < 1.0);
            both(both(inside, lambda > 0.0), lambda < SUM_BELOW)
        });
        let mean = of_each([lambda, &summed], |[lambda, summed]| both(lambda, summed > 0.0));
        let target = of_each([u, &summed], |[u, summed]| if summed > 0.0 { u } else { -1.0 });
        // Means below 150 and probabilities up to 1/2: far from under- and overflow.
        let term = of_each([&mean], |[mean]| exp_ordinary(-mean));
        let zero = [0.0; PIECE];
        let sums = Sums { mean: &mean, rise: &mean, fall: &zero, term: &term, target: &target, reach: &zero };
        let mut counts = sums.counts::<false>();
        for i in 0..PIECE {
            if summed[i] == 0.0 {
                counts[i] = other_poisson(lambda[i], u[i]);
            }
        }
        put(out, from, &counts);
    }
}

/// [`binomial_quantile`] of many, with the same bits; the operands are as long as `out`.
#[inline(always)]
pub fn binomial_quantiles(out: &mut [f64], n: &[f64], p: &[f64], u: &[f64]) {
    for from in (0..out.len()).step_by(PIECE) {
        let (n, p, u) = (&filled(n, from), &filled(p, from), &filled(u, from));
        // K <= k means at least n - k failures: the first count of failures whose cumulated
        // probability exceeds 1 - u is the answer's complement. 1 - p is exact there.
        let few = of_each([p], |[p]| if p > 0.5 { 1.0 - p } else { p });
        let target = of_each([p, u], |[p, u]| if p > 0.5 { 1.0 - u } else { u });
        let reach = of_each([p], |[p]| if p > 0.5 { SMALLEST } else { 0.0 });
        let summed = of_each([n, &few, u], |[n, few, u]| {
            let inside = both(both(both(1.0, u > 0.0), u < 1.0), few > 0.0);
            let whole = both(both(inside, n > 0.0), rounded(n) == n);
            both(whole, n * few < SUM_BELOW)
        });
        let few = of_each([&few, &summed], |[few, summed]| both(few, summed > 0.0));
        let trials = of_each([n, &summed], |[n, summed]| both(n, summed > 0.0));
        let target = of_each([&target, &summed], |[t, summed]| if summed > 0.0 { t } else { -1.0 });
        let odds = of_each([&few], |[few]| few / (1.0 - few));
        let mean = of_each([&trials, &few], |[trials, few]| trials * few);
        // (n - k) / (k + 1) is (n + 1) / (k + 1) - 1.
        let rise = of_each([&trials, &odds], |[trials, odds]| (trials + 1.0) * odds);
        let term = of_each([&trials, &few], |[trials, few]| exp_ordinary(trials * ln_1p(-few)));
        let sums =
            Sums { mean: &mean, rise: &rise, fall: &odds, term: &term, target: &target, reach: &reach };
        let counts = sums.counts::<true>();
        let mut counts = of_each([&counts, n, p], |[count, n, p]| {
            let k = if count < n { count } else { n };
            if p > 0.5 { n - k } else { k }
        });
        for i in 0..PIECE {
            if summed[i] == 0.0 {
                counts[i] = other_binomial(n[i], p[i], u[i]);
            }
        }
        put(out, from, &counts);
    }
}

/// 1 where both hold, else 0: a product of selects, which a block can take side by side.
#[inline(always)]
fn both(a: f64, b: bool) -> f64 {
    if b { a } else { 0.0 }
}

/// The values from a place on, as many as there are; then zeros.
#[inline(always)]
fn filled(values: &[f64], from: usize) -> [f64; PIECE] {
    let values = &values[from..];
    match values.first_chunk() {
        Some(piece) => *piece,
        None => {
            let mut filled = [0.0; PIECE];
            filled[..values.len()].copy_from_slice(values);
            filled
        }
    }
}

/// Writes a piece, as far as there is room.
#[inline(always)]
fn put(out: &mut [f64], from: usize, counts: &[f64; PIECE]) {
    let out = &mut out[from..];
    match out.first_chunk_mut() {
        Some(piece) => *piece = *counts,
        None => out.copy_from_slice(&counts[..out.len()]),
    }
}

/// A function of the values of each place: a loop over a fixed range, which becomes vector instructions.
#[inline(always)]
fn of_each<const N: usize>(of: [&[f64; PIECE]; N], f: impl Fn([f64; N]) -> f64) -> [f64; PIECE] {
    let mut out = [0.0; PIECE];
    for i in 0..PIECE {
        let mut values = [0.0; N];
        for (value, of) in values.iter_mut().zip(of) {
            *value = of[i];
        }
        out[i] = f(values);
    }
    out
}

/// What a piece of quantiles sums up, from k = 0 on.
struct Sums<'a> {
    mean: &'a [f64; PIECE],
    /// P(K = k + 1) / P(K = k) is `rise / (k + 1) - fall`.
    rise: &'a [f64; PIECE],
    fall: &'a [f64; PIECE],
    /// P(K = 0).
    term: &'a [f64; PIECE],
    /// The uniform; below zero where nothing is summed.
    target: &'a [f64; PIECE],
    /// What P(K <= k) less the target must reach: zero, or the smallest number above it.
    reach: &'a [f64; PIECE],
}

impl Sums<'_> {
    /// The smallest counts that reach their targets; `FALLS` unless every `fall` is zero.
    #[inline(always)]
    fn counts<const FALLS: bool>(&self) -> [f64; PIECE] {
        let mut counts = [0.0; PIECE];
        for (at, counts) in counts.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let cut = |values: &[f64; PIECE]| values.as_chunks::<LANES>().0[at];
            let [mean, rise, fall] = [self.mean, self.rise, self.fall].map(cut);
            let [term, target, reach] = [self.term, self.target, self.reach].map(cut);
            *counts = lanes::<FALLS>([mean, rise, fall], term, [target, reach]);
        }
        counts
    }
}

/// Several sums side by side; a step is the same k in every lane.
#[inline(always)]
#[allow(clippy::needless_range_loop, reason = "the loop over a fixed range becomes vector instructions")]
fn lanes<const FALLS: bool>(
    [mean, rise, fall]: [[f64; LANES]; 3],
    mut term: [f64; LANES],
    [target, reach]: [[f64; LANES]; 2],
) -> [f64; LANES] {
    let mut excess = [0.0; LANES];
    for i in 0..LANES {
        excess[i] = term[i] - target[i];
    }
    let mut count = [0.0; LANES];
    let mut k = 0.0;
    // A lane that has reached its target stays there: terms are not negative beyond rounding.
    // Arrays and selects, so that the inner loop becomes vector instructions.
    for shares in SHARES.as_chunks::<STRIDE>().0 {
        for share in shares {
            // A loop for each statement: together they would become vectors of two or four.
            for i in 0..LANES {
                count[i] += if excess[i] < reach[i] { 1.0 } else { 0.0 };
            }
            for i in 0..LANES {
                term[i] *= if FALLS { rise[i].mul_add(*share, -fall[i]) } else { rise[i] * share };
            }
            for i in 0..LANES {
                excess[i] += term[i];
            }
        }
        k += STRIDE as f64;
        for i in 0..LANES {
            // Terms this small past the mean cannot close a gap that is only rounding.
            let spent = both(f64::INFINITY, term[i] < 1e-18);
            excess[i] += both(spent, k > mean[i]);
        }
        let mut walking = [0_u64; LANES];
        for i in 0..LANES {
            walking[i] = u64::from(excess[i] < reach[i]);
        }
        if walking.iter().fold(0, |any, lane| any | lane) == 0 {
            break;
        }
    }
    count
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
    fn many_give_the_bits_of_single_numbers() {
        let mut lcg = Lcg::new(33);
        for _ in 0..200 {
            let size = 1 + (lcg.unit() * 70.0) as usize;
            let mut column = |f: &mut dyn FnMut(&mut Lcg) -> f64| (0..size).map(|_| f(&mut lcg)).collect();
            let u: Vec<f64> = column(&mut |l| if l.unit() < 0.05 { rounded(l.unit()) } else { l.unit() });
            let p: Vec<f64> = column(&mut |l| if l.unit() < 0.1 { rounded(l.unit()) } else { l.unit() });
            let n: Vec<f64> = column(&mut |l| rounded(core_math::exp(l.between(-2.0, 9.0))));
            let mean: Vec<f64> = column(&mut |l| core_math::exp(l.between(-6.0, 9.3)));
            let mut out = vec![0.0; size];
            binomial_quantiles(&mut out, &n, &p, &u);
            for i in 0..size {
                assert_eq!(out[i].to_bits(), binomial_quantile(n[i], p[i], u[i]).to_bits());
            }
            poisson_quantiles(&mut out, &mean, &u);
            for i in 0..size {
                assert_eq!(out[i].to_bits(), poisson_quantile(mean[i], u[i]).to_bits());
            }
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
