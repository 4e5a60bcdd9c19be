//! The power function, over a logarithm carried in two doubles.
//!
//! Owns `pow` and its double-double logarithm. It must never form `y ln x` in one double:
//! its rounding error would be multiplied by hundreds in the exponential.

use crate::maths::double::{fast_two_sum, two_product, two_sum};
use crate::maths::elementary::{LN2_HIGH, LN2_LOW, atanh_polynomial, exp_sum, mantissa_of};

/// `x` to the power `y`.
///
/// Source: definition e^(y ln x), the logarithm to about 2^-65 as in P. T. P. Tang, 1990,
/// ACM TOMS 16, 378-400. Domain: all doubles, with the special cases of IEEE 754-2019
/// section 9.2.1: x^0 = 1^y = 1 even for NaN, a negative base needs a whole exponent
/// (NaN otherwise), zeros and infinities as limits with the sign of odd powers.
/// Accuracy: within 1 ulp of the rounded result, for all finite results.
#[inline(always)]
pub fn pow(x: f64, y: f64) -> f64 {
    let magnitude = x.abs();
    // Beyond 2^65 any base but 1 over- or underflows; the clamp keeps products finite.
    let y_high = if y > 3.7e19 { 3.7e19 } else { y };
    let y_clamped = if y_high < -3.7e19 { -3.7e19 } else { y_high };
    let (log_high, log_low) = ln_double(magnitude);
    let (high, error) = two_product(y_clamped, log_high);
    let finite = exp_sum(high, error + y_clamped * log_low);

    let to_zero = (magnitude == 0.0) == (y > 0.0);
    let limit = if to_zero { 0.0 } else { f64::INFINITY };
    let extreme = (magnitude == 0.0) | (magnitude == f64::INFINITY);
    let positive = if extreme { limit } else { finite };

    let (whole, odd) = parity(y);
    let signed = if odd & x.is_sign_negative() { -positive } else { positive };
    let lost = (x.is_nan() | y.is_nan()) | ((x < 0.0) & (x > f64::NEG_INFINITY) & !whole);
    let value = if lost { f64::NAN } else { signed };
    if (y == 0.0) | (x == 1.0) { 1.0 } else { value }
}

/// Natural logarithm of a positive finite double, as two doubles.
#[inline(always)]
fn ln_double(x: f64) -> (f64, f64) {
    let (k, m) = mantissa_of(x);
    // s = (m - 1) / (m + 1), with the remainder of the division as its low part.
    let f = m - 1.0;
    let (d, d_low) = two_sum(m, 1.0);
    let s = f / d;
    let (back, back_low) = two_product(s, d);
    let s_low = (((f - back) - back_low) - s * d_low) / d;
    let (z, z_error) = two_product(s, s);
    let z_low = z_error + 2.0 * s * s_low;
    // w = 1/3 + z Q(z), then the series is s + s z w.
    let third_low = 1.850_371_707_708_594e-17;
    let (w, w_low) = fast_two_sum(1.0 / 3.0, third_low + z * atanh_polynomial(z));
    let (t, t_error) = two_product(z, w);
    let t_low = t_error + (z * w_low + z_low * w);
    let (v, v_error) = two_product(s, t);
    let v_low = v_error + (s * t_low + s_low * t);
    let (half, half_error) = fast_two_sum(s, v);
    let half_low = half_error + (s_low + v_low);
    let (sum, sum_error) = fast_two_sum(k * LN2_HIGH, 2.0 * half);
    fast_two_sum(sum, sum_error + (2.0 * half_low + k * LN2_LOW))
}

/// Whether an exponent is whole, and whether it is odd; infinities count as even.
#[inline(always)]
fn parity(y: f64) -> (bool, bool) {
    let size = y.abs();
    let half = 0.5 * size;
    // Adding 2^52 drops the fraction of anything smaller; larger doubles have none.
    let two52 = 4_503_599_627_370_496.0;
    let whole = (size >= two52) | ((size + two52) - two52 == size);
    let even = (half >= two52) | ((half + two52) - two52 == half);
    (whole, whole & !even)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::{Lcg, ulps};

    #[track_caller]
    fn check(name: &str, limit: u64, mut draw: impl FnMut(&mut Lcg) -> (f64, f64)) {
        let mut lcg = Lcg::new(limit + 7);
        let mut worst = (0, (0.0, 0.0));
        for _ in 0..60_000 {
            let (x, y) = draw(&mut lcg);
            let distance = ulps(pow(x, y), core_math::pow(x, y));
            if distance > worst.0 {
                worst = (distance, (x, y));
            }
        }
        println!("{name}: worst {} ulp at {:?}", worst.0, worst.1);
        assert!(worst.0 <= limit, "{name}: {} ulp at {:?}", worst.0, worst.1);
    }

    #[test]
    fn powers_are_within_one_ulp_of_the_rounded_result() {
        check("pow moderate", 1, |g| (g.between(0.0, 20.0), g.between(-20.0, 20.0)));
        check("pow compound growth", 1, |g| (1.0 + g.between(-0.1, 0.1), g.between(0.0, 5000.0)));
        check("pow near the range's ends", 1, |g| {
            let x = g.between(1.0, 1e6);
            (x, g.between(-745.0, 710.0) / core_math::log(x))
        });
        check("pow whole exponents", 1, |g| (g.between(-9.0, 9.0), (g.bits() % 400) as f64 - 200.0));
        check("pow any bits", 1, |g| (f64::from_bits(g.bits()), f64::from_bits(g.bits())));
        check("pow huge exponents", 1, |g| (1.0 + g.between(-1e-12, 1e-12), g.between(-6e14, 6e14)));
        check("pow subnormal bases", 1, |g| (g.unit() * 1e-308, g.between(-1.0, 1.0)));
    }

    #[test]
    fn special_cases_are_those_of_the_standard_library() {
        let values = [
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            2.0,
            -2.0,
            3.0,
            -3.0,
            1.5,
            -1.5,
            1e300,
            -1e300,
            5e-324,
            9_007_199_254_740_991.0,
            -9_007_199_254_740_991.0,
            4_503_599_627_370_497.0,
            4_503_599_627_370_495.5,
            9_007_199_254_740_992.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::NAN,
            f64::MAX,
            f64::MIN_POSITIVE,
        ];
        for x in values {
            for y in values {
                let (found, expected) = (pow(x, y), x.powf(y));
                assert!(ulps(found, expected) <= 1, "{x:e} ^ {y:e}: {found:e}, not {expected:e}");
                assert!(found.is_nan() || found.is_sign_negative() == expected.is_sign_negative());
            }
        }
    }
}
