//! Student's t distribution with any positive degrees of freedom.
//!
//! Owns its distribution function and quantile. It must never subtract a tail from one
//! half or one where the difference is the small quantity: both tails and the centre are
//! computed as such, so that the quantile is exactly antisymmetric.

use crate::maths::beta::BetaKernel;
use crate::maths::elementary::{exp, ln, ln_1p};
use crate::maths::normal::{INV_SQRT_TAU, norm_cdf, norm_centre, norm_quantile};
use crate::maths::quantile::{halley, solve};
use crate::maths::special::ln_gamma;

/// From here on Hill's expansion is exact to the last bits, and cheaper.
const MANY: f64 = 1e4;
/// From here on the normal distribution itself is.
const NORMAL: f64 = 1e17;

/// Probability that a Student t variable with `df` degrees of freedom is at most `x`.
///
/// Source: incomplete beta function (M. Abramowitz and I. Stegun, 1964, 26.7.1); from 1e4
/// degrees the normalising expansion of G. W. Hill, 1970, algorithm 395, Communications of
/// the ACM 13, 617-619. Domain: `df` > 0, infinity included (normal); NaN otherwise.
/// Accuracy: relative error of the smaller tail below 1e-12 (1e-13 up to 300 degrees), down
/// to tails of 1e-16.
#[inline]
pub fn student_t_cdf(df: f64, x: f64) -> f64 {
    if df.is_nan() || df <= 0.0 || x.is_nan() {
        return f64::NAN;
    }
    if x == 0.0 {
        return 0.5;
    }
    let parts = Student::new(df).parts(x.abs());
    if x > 0.0 { 1.0 - parts.tail } else { parts.tail }
}

/// The `u`-quantile of Student's t distribution with `df` degrees of freedom.
///
/// Source: safeguarded Halley steps, on the central probability near the median and on the
/// logarithm of the tail elsewhere. Domain: `df` > 0, infinity included (normal), NaN
/// otherwise; `u` <= 0 gives minus infinity, `u` >= 1 infinity, as does a quantile too
/// large for a double. Accuracy, for `u` down to 2^-53 and near the median: within 4 ulp from 1e4
/// degrees on; within 30 ulp from 1 to 100 degrees (measured: 25); below one degree 50 ulp over the
/// degrees, as a logarithm is divided by them (measured: 444 at a tenth); between 100 and 1e4 degrees 25 ulp and 1/20 of the degrees,
/// for half of them is the power of a rounded number near one. Exactly antisymmetric wherever `1 - u` is
/// exact.
#[inline]
pub fn student_t_quantile(df: f64, u: f64) -> f64 {
    if df.is_nan() || df <= 0.0 || u.is_nan() {
        return f64::NAN;
    }
    if u <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if u >= 1.0 {
        return f64::INFINITY;
    }
    if u == 0.5 {
        return 0.0;
    }
    if df >= NORMAL {
        return norm_quantile(u);
    }
    let size = student_root(Student::new(df), if u < 0.5 { u } else { 1.0 - u });
    if u < 0.5 { -size } else { size }
}

/// A t distribution with what depends on its degrees of freedom only.
#[derive(Clone, Copy, Debug)]
struct Student {
    df: f64,
    root: f64,
    /// ln(a B(a, 1/2)) with a = df / 2: the leading power of the tail.
    ln_front: f64,
    kernel: BetaKernel,
}

/// At some t > 0: probability beyond t, probability between 0 and t, and t times the density.
#[derive(Clone, Copy, Debug)]
struct Parts {
    tail: f64,
    centre: f64,
    density: f64,
}

impl Student {
    fn new(df: f64) -> Self {
        // Many degrees never use the kernel; a capped one avoids infinite parameters.
        let a = 0.5 * if df < MANY { df } else { MANY };
        // ln gamma(a + 1) rather than ln a + ln gamma(a), which cancel for few degrees.
        let ln_front = ln_gamma(a + 1.0) + ln_gamma(0.5) - ln_gamma(a + 0.5);
        Self { df, root: df.sqrt(), ln_front, kernel: BetaKernel::new(a, 0.5) }
    }

    fn parts(self, t: f64) -> Parts {
        if self.df >= MANY { self.parts_of_many(t) } else { self.parts_of_few(t) }
    }

    fn parts_of_few(self, t: f64) -> Parts {
        let w = t / self.root;
        if w > 1e9 {
            // The tail's leading power is exact here, and w^2 could overflow.
            let tail = 0.5 * exp(-self.df * ln(w) - self.ln_front);
            return Parts { tail, centre: 0.5 - tail, density: tail * self.df };
        }
        let square = w * w;
        let tails = self.kernel.tails(1.0 / (1.0 + square), square / (1.0 + square));
        Parts { tail: 0.5 * tails.lower, centre: 0.5 * tails.upper, density: tails.density }
    }

    fn parts_of_many(self, t: f64) -> Parts {
        let z = self.hill(t);
        let tail = norm_cdf(-z);
        let centre = if z <= 0.6744 { norm_centre(z) } else { 0.5 - tail };
        // Two terms of the constant are enough: this only steers Newton's steps.
        let shape = exp(-0.5 * (self.df + 1.0) * ln_1p(t / self.df * t));
        Parts { tail, centre, density: t * INV_SQRT_TAU * (1.0 - 0.25 / self.df) * shape }
    }

    /// The normal deviate with the same tail as `t`, to about df^-4.
    fn hill(self, t: f64) -> f64 {
        if self.df >= NORMAL {
            return t;
        }
        let a = self.df - 0.5;
        let b = 48.0 * a * a;
        let y = a * ln_1p(t / self.df * t);
        let fourth = (((-0.4 * y - 3.3) * y - 24.0) * y - 85.5) / (0.8 * y * y + 100.0 + b);
        ((fourth + y + 3.0) / b + 1.0) * y.sqrt()
    }

    /// A first guess of the deviate whose tail is `p`.
    fn start(self, p: f64) -> f64 {
        let power = (ln(2.0 * p) + self.ln_front) / (0.5 * self.df);
        // x = df / (df + t^2) to leading order; far out it is the answer.
        let x = exp(power);
        if self.df < MANY && x < 0.2 {
            let far = exp(-0.5 * power);
            return self.root * far * (1.0 - x).sqrt();
        }
        if self.df < 1.0 {
            return self.root;
        }
        let z = -norm_quantile(p);
        let z2 = z * z;
        let first = (z2 + 1.0) / (4.0 * self.df);
        let second = ((5.0 * z2 + 16.0) * z2 + 3.0) / (96.0 * self.df * self.df);
        z * (1.0 + first + second)
    }
}

/// The t > 0 with the tail probability `p` < 1/2.
fn student_root(student: Student, p: f64) -> f64 {
    let start = student.start(p);
    if start == f64::INFINITY {
        return start;
    }
    let target = 0.5 - p;
    // Newton's steps near the median shrink quadratically.
    solve((f64::MIN_POSITIVE, f64::MAX), start, 1e-7, |t| {
        let parts = student.parts(t);
        // Minus the logarithmic derivative of the density by ln t.
        let bend = (student.df + 1.0) / (1.0 + student.df / t / t);
        if p > 0.25 {
            (parts.centre > target, t + t * (target - parts.centre) / parts.density)
        } else {
            let slope = parts.density / parts.tail;
            let newton = ln(parts.tail / p) / slope;
            (parts.tail < p, t * exp(halley(newton, 1.0 - bend + slope)))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::{Lcg, relative};
    use proptest::prelude::*;
    use std::f64::consts::PI;

    #[track_caller]
    fn check(name: &str, found: f64, expected: f64, tolerance: f64) {
        let error = relative(found, expected);
        assert!(error <= tolerance, "{name}: {found:e}, not {expected:e} (error {error:e})");
    }

    /// Tail probabilities from 2^-53 to nearly one half, dense everywhere.
    fn tails(count: usize) -> impl Iterator<Item = f64> {
        let mut lcg = Lcg::new(21);
        let wide = (0..count).map(move |i| match i % 3 {
            0 => 0.5 * lcg.unit(),
            1 => core_math::exp(lcg.between(-36.7, -0.7)),
            _ => 0.5 - core_math::exp(lcg.between(-30.0, -2.0)),
        });
        (2..=53).map(|k| 0.5f64.powi(k)).chain(wide)
    }

    #[test]
    fn one_and_two_degrees_have_closed_forms() {
        for p in tails(6_000) {
            // Cauchy: the cotangent of pi p, or the tangent of pi times the centre.
            let cauchy = if p < 0.25 { 1.0 / core_math::tanpi(p) } else { core_math::tanpi(0.5 - p) };
            check("quantile df=1", -student_t_quantile(1.0, p), cauchy, 3e-14);
            let two = (1.0 - 2.0 * p) / (2.0 * p * (1.0 - p)).sqrt();
            check("quantile df=2", -student_t_quantile(2.0, p), two, 3e-14);
            let x = cauchy;
            check("cdf df=1", student_t_cdf(1.0, -x), core_math::atan(1.0 / x) / PI, 3e-14);
        }
    }

    #[test]
    fn quantile_and_distribution_function_agree_in_tails_and_centre() {
        let mut worst = [0.0f64; 2];
        for df in [0.05, 0.3, 0.9, 1.5, 3.0, 4.7, 10.0, 29.5, 300.0, 9_999.0, 10_000.0, 1e6, 1e12, 1e18] {
            for p in tails(400) {
                let t = -student_t_quantile(df, p);
                let parts = Student::new(df).parts(t);
                if t < 1e300 {
                    worst[0] = worst[0].max(relative(parts.tail, p));
                    worst[1] = worst[1].max(relative(parts.centre, 0.5 - p));
                }
                assert_eq!(student_t_quantile(df, 1.0 - p), -student_t_quantile(df, 1.0 - (1.0 - p)));
            }
        }
        println!("student: worst relative error of tail {:e}, centre {:e}", worst[0], worst[1]);
        assert!(worst[0] <= 1e-12 && worst[1] <= 1e-12, "{worst:?}");
    }

    #[test]
    fn values_of_fifty_digits_are_met() {
        // mpmath 1.3 at 50 digits: (df, t, probability below t).
        ROWS.iter().for_each(|(df, t, p)| {
            check(&format!("cdf {df} {t}"), student_t_cdf(*df, *t), *p, 1e-13);
            check(&format!("quantile {df} {p}"), student_t_quantile(*df, *p), *t, 1e-13);
        });
    }

    #[test]
    fn invalid_and_extreme_arguments_give_nan_or_infinity() {
        assert!(student_t_quantile(0.0, 0.3).is_nan() && student_t_cdf(-1.0, 0.3).is_nan());
        assert!(student_t_quantile(f64::NAN, 0.3).is_nan() && student_t_quantile(3.0, f64::NAN).is_nan());
        assert_eq!(student_t_quantile(3.0, 0.0), f64::NEG_INFINITY);
        assert_eq!(student_t_quantile(3.0, 1.0), f64::INFINITY);
        assert_eq!(student_t_quantile(1e-3, 1e-16), f64::NEG_INFINITY);
        assert_eq!(student_t_quantile(f64::INFINITY, 0.1), norm_quantile(0.1));
        assert_eq!(student_t_cdf(3.0, f64::NEG_INFINITY), 0.0);
        assert_eq!(student_t_cdf(f64::INFINITY, -2.0), norm_cdf(-2.0));
        assert_eq!((student_t_quantile(3.0, 0.5), student_t_cdf(3.0, 0.0)), (0.0, 0.5));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn quantile_rises_and_is_antisymmetric(a in 1u64..1 << 53, b in 1u64..1 << 53, ln_df in -2.0..12.0f64) {
            let df = core_math::exp(ln_df);
            let (a, b) = (a.min(b) as f64 * 0.5f64.powi(53), a.max(b) as f64 * 0.5f64.powi(53));
            let (x, y) = (student_t_quantile(df, a), student_t_quantile(df, b));
            prop_assert!(x <= y || b - a < 1e-12);
            prop_assert_eq!(student_t_quantile(df, 1.0 - a), -x);
            prop_assert!((student_t_cdf(df, x) - a).abs() <= 1e-13);
        }
    }

    const ROWS: [(f64, f64, f64); 17] = [
        (0.125, -1e+100, 1.2807270038740557e-13),
        (0.125, -0.5, 0.4355021927711022),
        (0.5, -3.0, 0.18365407799297173),
        (1.5, -2500000.0, 9.539585924444036e-11),
        (3.0, -0.001, 0.49963244748473046),
        (3.0, -40.0, 1.7190340394579263e-05),
        (4.7, -2.25, 0.03884057336835783),
        (10.0, -30.0, 1.980896171015662e-11),
        (30.0, -0.25, 0.40214570454028753),
        (30.0, -11.0, 2.375117697166522e-12),
        (300.0, -8.5, 4.520517915384105e-16),
        (9999.0, -8.25, 8.91760542467035e-17),
        (9999.0, -0.5, 0.30854304021175677),
        (10000.0, -8.25, 8.91750007350211e-17),
        (10000.0, -0.5, 0.3085430396616167),
        (12345.5, -3.0, 0.001352591847001011),
        (1000000.0, -8.0, 6.22753171660126e-16),
    ];
}
