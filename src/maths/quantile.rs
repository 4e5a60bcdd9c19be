//! Quantiles of bounded distributions, and the root finder all quantiles share.
//!
//! Owns the beta, PERT and triangular quantiles. It must never iterate without a cap: a
//! root finder that hangs on one odd parameter would hang a whole run.

use crate::maths::beta::BetaKernel;
use crate::maths::elementary::{exp, ln, ln_1p};
use crate::maths::normal::norm_quantile;
use crate::maths::power::pow;
use crate::maths::special::{ln_gamma_1p, stirling_error, valid};
use std::cell::Cell;

/// The `u`-quantile of the beta distribution.
///
/// Source: safeguarded Halley steps on the logarithm of the smaller tail, started from
/// M. Abramowitz and I. Stegun, 1964, 26.5.22 (A. H. Carter, 1947, Biometrika 34) or from
/// the leading power of the tail. Domain: `a`, `b` from 1e-100 to 1e7; `u` <= 0 gives 0,
/// `u` >= 1 gives 1; NaN for invalid parameters. Accuracy, for `u` from 2^-53 to 1 - 2^-53: within 20 ulp
/// for shapes from 1 to 50 (measured: 12, and 7 beyond the outer hundredths), where a tail is summed from
/// dozens of rounded terms. Below 1 that is divided by the smaller shape, as the logarithm of the tail is;
/// above 50 it is multiplied by a fiftieth of the larger one, as what is near one is taken to its power.
/// Monotone in `u` up to that.
#[inline]
pub fn beta_quantile(a: f64, b: f64, u: f64) -> f64 {
    if !(valid(a) && valid(b)) || u.is_nan() {
        return f64::NAN;
    }
    if u <= 0.0 {
        return 0.0;
    }
    if u >= 1.0 {
        return 1.0;
    }
    let Shape { kernel, ln_front, .. } = Shape::of(a, b);
    let guess = beta_start(a, b, u);
    // Solve from the end the root is nearer to, where its distance keeps all its digits.
    let near_zero = match guess {
        Some(x) => x <= 0.5,
        None => u <= kernel.tails(0.5, 0.5).lower,
    };
    if near_zero {
        let leading = leading_power(a, u, ln_front.0);
        let start = guess.unwrap_or_else(|| beta_power(a, b, leading));
        let root = beta_root(kernel, a, b, start, (u, 1.0 - u));
        refined((a, b), root, leading)
    } else {
        let upper = 1.0 - u;
        let leading = leading_power(b, upper, ln_front.1);
        let start = guess.map_or_else(|| beta_power(b, a, leading), |x| 1.0 - x);
        let root = beta_root(kernel.swapped(), b, a, start, (upper, u));
        // Below one half one less `u` is rounded; there the upper tail has given the root.
        1.0 - if u < 0.5 { root } else { refined((b, a), root, leading) }
    }
}

/// The `u`-quantile of the PERT distribution: a beta distribution stretched over
/// [`low`, `high`] with the given `mode`.
///
/// Source: D. Vose, 2008, Risk Analysis, 3rd edition, shape 4. Domain: finite `low` <=
/// `mode` <= `high`, NaN otherwise; a width of zero gives `low`. Accuracy: as
/// [`beta_quantile`], times the width, and an ulp of the larger bound.
#[inline]
pub fn pert_quantile(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let width = high - low;
    if !ordered(low, mode, high) || u.is_nan() {
        return f64::NAN;
    }
    if width == 0.0 {
        return low;
    }
    let a = 1.0 + 4.0 * ((mode - low) / width);
    let b = 1.0 + 4.0 * ((high - mode) / width);
    clamp(low + width * beta_quantile(a, b, u), low, high)
}

/// The `u`-quantile of the triangular distribution.
///
/// Source: definition, each side measured from its own end. Domain: finite `low` <= `mode`
/// <= `high`, NaN otherwise; a width of zero gives `low`; `u` is clamped to [0, 1].
/// Accuracy: a few ulp of the larger bound.
#[inline(always)]
pub fn triangular_quantile(low: f64, mode: f64, high: f64, u: f64) -> f64 {
    let width = high - low;
    let u = clamp(u, 0.0, 1.0);
    let safe = if width > 0.0 { width } else { 1.0 };
    let rise = (mode - low) / safe;
    let fall = (high - mode) / safe;
    let left = low + width * (u * rise).sqrt();
    let right = high - width * ((1.0 - u) * fall).sqrt();
    let value = clamp(if u < rise { left } else { right }, low, high);
    if ordered(low, mode, high) { value } else { f64::NAN }
}

/// Root of an increasing condition on [`low`, `high`], both positive.
///
/// `step` says whether its argument lies above the root and proposes a better argument.
/// Proposals outside the bracket, NaN included, and every other one after the first ten,
/// are replaced by its middle. Ends once a proposal moves by less than `near` of itself: steps
/// that shrink fast have then arrived.
pub(super) fn solve(
    (low, high): (f64, f64),
    start: f64,
    near: f64,
    step: impl Fn(f64) -> (bool, f64),
) -> f64 {
    let (mut low, mut high, mut x) = (low, high, clamp(start, low, high));
    if x.is_nan() {
        x = middle(low, high);
    }
    // Sixty halvings of the exponent and the mantissa exhaust any bracket of doubles.
    for round in 0..130 {
        let (above, proposal) = step(x);
        if above {
            high = x;
        } else {
            low = x;
        }
        if (proposal - x).abs() <= near * x || high - low <= 2.0 * f64::EPSILON * low {
            return if proposal.is_nan() { x } else { clamp(proposal, low, high) };
        }
        let trusted = proposal > low && proposal < high && (round < 10 || round % 2 == 0);
        x = if trusted { proposal } else { middle(low, high) };
    }
    x
}

/// `x` held in [`low`, `high`]; NaN stays NaN.
#[inline(always)]
pub(super) fn clamp(x: f64, low: f64, high: f64) -> f64 {
    let raised = if x < low { low } else { x };
    if raised > high { high } else { raised }
}

/// Middle of a positive bracket, by magnitude while it spans several.
fn middle(low: f64, high: f64) -> f64 {
    if high > 4.0 * low { low.sqrt() * high.sqrt() } else { low + 0.5 * (high - low) }
}

/// Finite, in order, and of a width a double can hold.
#[inline(always)]
fn ordered(low: f64, mode: f64, high: f64) -> bool {
    low <= mode && mode <= high && (high - low) < f64::INFINITY
}

/// A Newton step mended by half the curvature times the step (E. Halley, 1694).
///
/// `curvature` is the second over the first derivative; held so that a bad one can only
/// halve or double the step.
#[inline]
pub(super) fn halley(newton: f64, curvature: f64) -> f64 {
    newton / clamp(1.0 + 0.5 * newton * curvature, 0.5, 2.0)
}

/// The root of I_z(a, b) = lower, best at or below one half.
fn beta_root(kernel: BetaKernel, a: f64, b: f64, start: f64, (lower, upper): (f64, f64)) -> f64 {
    // Halley's steps shrink cubically: the next would move it by less than 1e-16.
    solve((f64::MIN_POSITIVE, 1.0 - f64::EPSILON), start, 4e-6, |z| {
        let y = 1.0 - z;
        let tails = kernel.tails(z, y);
        // In the logarithm of the smaller tail as a function of ln z.
        let bend = a - (b - 1.0) * z / y;
        if lower <= upper {
            let slope = tails.density / (y * tails.lower);
            let step = halley(-ln(tails.lower / lower) / slope, bend - slope);
            (tails.lower > lower, z * exp(step))
        } else {
            let slope = tails.density / (y * tails.upper);
            let step = halley(ln(tails.upper / upper) / slope, bend + slope);
            (tails.upper < upper, z * exp(step))
        }
    })
}

/// A first guess of the beta quantile by the normal approximation, where that is good.
fn beta_start(a: f64, b: f64, u: f64) -> Option<f64> {
    if a <= 1.0 || b <= 1.0 || !(1e-4..=0.9999).contains(&u) {
        return None;
    }
    let z = -norm_quantile(u);
    let (of_a, of_b) = (1.0 / (2.0 * a - 1.0), 1.0 / (2.0 * b - 1.0));
    let h = 2.0 / (of_a + of_b);
    let lambda = (z * z - 3.0) / 6.0;
    let w = z * (h + lambda).sqrt() / h - (of_b - of_a) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
    Some(a / (a + b * exp(2.0 * w)))
}

/// (u e^front)^(1/a): where the leading power of a lower tail, x^a e^-front, has the probability `u`.
///
/// What one over `a` lacks is put back: a small `a` multiplies it by hundreds.
pub(super) fn leading_power(a: f64, u: f64, front: f64) -> f64 {
    let inverse = 1.0 / a;
    let lacking = f64::mul_add(-inverse, a, 1.0) * inverse;
    pow(u, inverse) * exp(front / a + lacking * ln(u))
}

/// A root near zero with the digits of the leading power, which the logarithm of a tail has not.
///
/// Each round leaves at most half of the error that was there.
fn refined((a, b): (f64, f64), root: f64, leading: f64) -> f64 {
    let slow = (b - 1.0).abs().max(1.0);
    if leading * slow < 1e-17 {
        return leading;
    }
    if root * slow > (0.5 * (a + 1.0)).min(2.0) {
        return root;
    }
    (0..4).fold(root, |z, _| leading * exp(-ln_1p(a * small_beta_series(a, b, z)) / a))
}

/// Sum of (1 - b) (2 - b) ... (n - b) z^n / ((a + n) n!) from n = 1 on: what the lower tail over its
/// leading power has beyond one, over `a`.
fn small_beta_series(a: f64, b: f64, z: f64) -> f64 {
    let (mut power, mut sum) = (1.0, 0.0);
    for step in 1..=80 {
        let n = f64::from(step);
        power *= (n - b) / n * z;
        let term = power / (a + n);
        sum += term;
        if term.abs() <= sum.abs() * (0.25 * f64::EPSILON) {
            break;
        }
    }
    sum
}

/// A first guess from the lower tail's power series, inverted up to its fourth term.
///
/// Source: NIST Digital Library of Mathematical Functions, 8.17(ii), term by term; the leading term is
/// that of z^a / (a B(a, b)).
fn beta_power(a: f64, b: f64, leading: f64) -> f64 {
    let w = clamp(leading, 0.0, 0.5);
    let (over, more) = (b - 1.0, a + 1.0);
    let second = over / more;
    let third = second * ((a + 3.0 * b - 1.0) * a + 5.0 * b - 4.0) / (2.0 * more * (a + 2.0));
    let fourth = second
        * ((((a + 6.0 * b - 1.0) * a + (b + 2.0) * (8.0 * b - 5.0)) * a + (33.0 * b - 30.0) * b + 4.0) * a
            + (31.0 * b - 47.0) * b
            + 18.0)
        / (3.0 * more * more * (a + 2.0) * (a + 3.0));
    let series = w * (1.0 + w * (second + w * (third + w * fourth)));
    // Far from the end the series may go anywhere.
    clamp(series, 0.5 * w, (2.0 * w).min(0.5))
}

/// What the quantiles of one shape have in common.
#[derive(Clone, Copy, Debug)]
struct Shape {
    a: f64,
    b: f64,
    kernel: BetaKernel,
    /// Logarithms of the beta function times `a` and times `b`.
    ln_front: (f64, f64),
}

/// Logarithm of a B(a, b), whose error is small beside `a`: all terms are multiples of it.
///
/// gamma(b) / gamma(a + b) by the recurrence up to 8 and the differences of Stirling's series beyond.
fn ln_of_front(a: f64, b: f64) -> f64 {
    let (mut steps, mut large) = (0.0, b);
    while large < 8.0 {
        steps += ln_1p(a / large);
        large += 1.0;
    }
    let all = a + large;
    let series = stirling_error(large) - stirling_error(all);
    ln_gamma_1p(a) + steps + (a - (large - 0.5) * ln_1p(a / large) - a * ln(all) + series)
}

thread_local! {
    /// The last shape asked for: tables ask for a thousand quantiles of each. Values do not depend on it.
    static LAST: Cell<Option<Shape>> = const { Cell::new(None) };
}

impl Shape {
    fn of(a: f64, b: f64) -> Self {
        if let Some(shape) = LAST.get().filter(|shape| shape.a == a && shape.b == b) {
            return shape;
        }
        let ln_front = (ln_of_front(a, b), ln_of_front(b, a));
        let shape = Self { a, b, kernel: BetaKernel::new(a, b), ln_front };
        LAST.set(Some(shape));
        shape
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::inc_beta;
    use crate::maths::testing::{Lcg, relative};
    use proptest::prelude::*;

    #[track_caller]
    fn check(found: f64, expected: f64, tolerance: f64) {
        let error = relative(found, expected);
        assert!(error <= tolerance, "{found:e}, not {expected:e} (error {error:e})");
    }

    #[test]
    fn beta_quantiles_have_closed_forms_for_simple_shapes() {
        let mut lcg = Lcg::new(8);
        for _ in 0..3_000 {
            let u = lcg.unit();
            check(beta_quantile(1.0, 1.0, u), u, 1e-14);
            check(beta_quantile(0.25, 1.0, u), u.powi(4), 1e-13);
            check(beta_quantile(3.0, 1.0, u), core_math::cbrt(u), 1e-14);
            // 1 - sqrt(1 - u), without the cancellation.
            check(beta_quantile(1.0, 2.0, u), u / (1.0 + (1.0 - u).sqrt()), 1e-14);
        }
        for k in 1..=53 {
            check(beta_quantile(2.0, 1.0, 0.5f64.powi(k)), 0.5f64.powi(k).sqrt(), 1e-14);
        }
    }

    #[test]
    fn beta_quantiles_lead_back_through_the_distribution_function() {
        let mut lcg = Lcg::new(9);
        let mut worst = 0.0f64;
        for _ in 0..6_000 {
            let (a, b) = (core_math::exp(lcg.between(-3.0, 7.0)), core_math::exp(lcg.between(-3.0, 7.0)));
            let u = lcg.unit();
            let x = beta_quantile(a, b, u);
            // Closer to 1 the spacing of doubles outweighs a steep density.
            if x < 0.9999 {
                worst = worst.max((inc_beta(a, b, x) - u).abs());
            }
        }
        println!("beta cdf of quantile: worst {worst:e}");
        assert!(worst <= 1e-13, "{worst:e}");
    }

    #[test]
    fn invalid_and_extreme_arguments_give_nan_or_the_ends() {
        for value in [
            beta_quantile(0.0, 1.0, 0.5),
            beta_quantile(1.0, f64::INFINITY, 0.5),
            beta_quantile(1.0, 1.0, f64::NAN),
            pert_quantile(1.0, 0.5, 2.0, 0.5),
            pert_quantile(1.0, f64::NAN, 2.0, 0.5),
            triangular_quantile(0.0, 3.0, 2.0, 0.5),
            triangular_quantile(0.0, 1.0, 2.0, f64::NAN),
            triangular_quantile(0.0, 1.0, f64::INFINITY, 0.5),
        ] {
            assert!(value.is_nan());
        }
        assert_eq!((beta_quantile(2.0, 2.0, 0.0), beta_quantile(2.0, 2.0, 1.0)), (0.0, 1.0));
        assert_eq!((pert_quantile(3.0, 3.0, 3.0, 0.7), triangular_quantile(3.0, 3.0, 3.0, 0.7)), (3.0, 3.0));
        for (a, b, u) in [(1e-3, 1e-3, 1e-16), (1e-6, 5.0, 0.5), (1e6, 1e6, 1e-16), (1e-3, 1e5, 1.0 - 1e-16)]
        {
            assert!((0.0..=1.0).contains(&beta_quantile(a, b, u)));
        }
    }

    #[test]
    fn triangular_and_pert_quantiles_match_worked_values() {
        check(triangular_quantile(0.0, 1.0, 2.0, 0.125), 0.5, 1e-15);
        check(triangular_quantile(0.0, 1.0, 2.0, 0.875), 1.5, 1e-15);
        check(triangular_quantile(10.0, 10.0, 20.0, 0.75), 15.0, 1e-15);
        check(triangular_quantile(10.0, 20.0, 20.0, 0.25), 15.0, 1e-15);
        check(pert_quantile(2.0, 5.0, 8.0, 0.5), 5.0, 1e-14);
        // Mode at the lower end: beta(1, 5) has the quantile 1 - (1 - u)^(1/5).
        check(pert_quantile(0.0, 0.0, 1.0, 1.0 - 0.5f64.powi(5)), 0.5, 1e-14);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn quantiles_rise_and_stay_in_bounds(a in 1u64..1 << 53, b in 1u64..1 << 53, mode in 0.0..10.0f64) {
            let (a, b) = (a.min(b) as f64 * 0.5f64.powi(53), a.max(b) as f64 * 0.5f64.powi(53));
            for quantile in [pert_quantile, triangular_quantile] {
                let (x, y) = (quantile(0.0, mode, 10.0, a), quantile(0.0, mode, 10.0, b));
                prop_assert!(x <= y || b - a < 1e-12);
                prop_assert!((0.0..=10.0).contains(&x) && (0.0..=10.0).contains(&y));
            }
        }
    }
}
