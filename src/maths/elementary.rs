//! Exponential and logarithm, and their neighbours, to about one ulp.
//!
//! Owns the argument reductions and polynomials of `exp`, `exp_m1`, `ln`, `ln_1p` and
//! `logistic`. It must never branch on the argument: special cases are chosen by selects
//! on values, so that a loop over a block of draws becomes vector instructions.

use crate::maths::double::two_sum;

/// ln 2 cut to 41 bits, so that its product with any exponent of a double is exact.
pub(super) const LN2_HIGH: f64 = 0.693_147_180_559_663;
/// The rest of ln 2.
pub(super) const LN2_LOW: f64 = 2.823_529_056_303_157_7e-13;
/// Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// Bits of sqrt(1/2): mantissas are taken from [sqrt(1/2), sqrt(2)).
const SQRT_HALF_BITS: u64 = 0x3fe6_a09e_667f_3bcd;

/// e to the power `x`.
///
/// Source: reduction of W. J. Cody and W. Waite, 1980, Software Manual for the Elementary
/// Functions; own polynomial. Domain: all doubles; above 709.78 infinity, below -745.13
/// zero, gradual underflow in between. Accuracy: within 1 ulp of the rounded result.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    // Beyond the clamps the result is infinity or zero anyhow; NaN passes both selects.
    let clamped = if x > 710.0 { 710.0 } else { x };
    let clamped = if clamped < -746.0 { -746.0 } else { clamped };
    let whole = clamped.mul_add(std::f64::consts::LOG2_E, ROUNDER) - ROUNDER;
    let (first, second) = two_powers(whole);
    // Two factors reach the subnormals and the overflow with one rounding at the end.
    exp_reduced(clamped, whole) * first * second
}

/// e to the power `x`, less one, without loss of digits near zero.
///
/// Source: as [`exp`]; the one is taken off before the last rounding. Domain: all doubles.
/// Accuracy: within 1 ulp of the rounded result.
#[inline(always)]
pub fn exp_m1(x: f64) -> f64 {
    // Below -40 the result rounds to -1; the clamp keeps 2^-k representable.
    let low = if x < -40.0 { -40.0 } else { x };
    let clamped = if low > 710.0 { 710.0 } else { low };
    let (whole, r, rest) = reduce_exp(clamped, 0.0);
    let (first, second) = two_powers(whole);
    let capped = if whole > 100.0 { 100.0 } else { whole };
    let (inverse_first, inverse_second) = two_powers(-capped);
    // e^x - 1 = 2^k (e^r - 1 + 1 - 2^-k), the bracket summed without error.
    let (sum, error) = two_sum(1.0 - inverse_first * inverse_second, r);
    let tail = error + (r * r).mul_add(exp_polynomial(r), rest);
    let result = (sum + tail) * first * second;
    if x == 0.0 { x } else { result }
}

/// Natural logarithm of `x`.
///
/// Source: reduction to s = (m - 1) / (m + 1) as in P. T. P. Tang, 1990, ACM TOMS 16,
/// 378-400; own polynomial. Domain: `x` >= 0, subnormals included; 0 gives minus infinity,
/// negative arguments NaN. Accuracy: within 1 ulp of the rounded result.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let (exponent, mantissa) = mantissa_of(x);
    let result = ln_reduced(exponent, mantissa - 1.0, exponent * LN2_LOW);
    let finite = if x < f64::INFINITY { result } else { x };
    let positive = if x == 0.0 { f64::NEG_INFINITY } else { finite };
    if x < 0.0 { f64::NAN } else { positive }
}

/// Natural logarithm of `1 + x`, without loss of digits near zero.
///
/// Source: as [`ln`], with the rounding error of `1 + x` put back. Domain: `x` >= -1;
/// -1 gives minus infinity, less NaN. Accuracy: within 1 ulp of the rounded result.
#[inline(always)]
pub fn ln_1p(x: f64) -> f64 {
    let (sum, error) = two_sum(1.0, x);
    let (exponent, mantissa) = mantissa_of(sum);
    // With no exponent to take out, `x` itself is the exact reduced argument.
    let plain = exponent == 0.0;
    let f = if plain { x } else { mantissa - 1.0 };
    let correction = if plain { 0.0 } else { error / sum };
    let result = ln_reduced(exponent, f, exponent * LN2_LOW + correction);
    let finite = if x < f64::INFINITY { result } else { x };
    let inside = if x == -1.0 { f64::NEG_INFINITY } else { finite };
    let signed = if x == 0.0 { x } else { inside };
    if x < -1.0 { f64::NAN } else { signed }
}

/// The logistic function 1 / (1 + e^-x), without overflow.
///
/// Source: definition, with the exponential of the negative magnitude so that the far
/// lower tail keeps its digits. Domain: all doubles. Accuracy: within 2 ulp.
#[inline(always)]
pub fn logistic(x: f64) -> f64 {
    logistic_with(x, exp(-x.abs()))
}

/// [`logistic`] given `e`, the exponential of the negative magnitude of `x`.
#[inline(always)]
pub(super) fn logistic_with(x: f64, e: f64) -> f64 {
    let numerator = if x < 0.0 { e } else { 1.0 };
    numerator / (1.0 + e)
}

/// e to the power `high + low`, where `low` is at most a few ulp of `high`.
#[inline(always)]
pub(super) fn exp_sum(high: f64, low: f64) -> f64 {
    // Beyond the clamps the result is infinity or zero anyhow; NaN passes both selects.
    let (over, under) = (high > 710.0, high < -746.0);
    let clamped = if over { 710.0 } else { high };
    let clamped = if under { -746.0 } else { clamped };
    let low = if over | under { 0.0 } else { low };
    let (whole, r, rest) = reduce_exp(clamped, low);
    let (first, second) = two_powers(whole);
    // Two factors reach the subnormals and the overflow with one rounding at the end.
    (1.0 + (r + (r * r).mul_add(exp_polynomial(r), rest))) * first * second
}

/// e to the power of `x` less `whole` times ln 2; with one reduced argument, whose rounding costs a
/// quarter of an ulp.
#[inline(always)]
fn exp_reduced(x: f64, whole: f64) -> f64 {
    let r = whole.mul_add(-LN2_LOW, whole.mul_add(-LN2_HIGH, x));
    let r2 = r * r;
    1.0 + r2.mul_add(short_exp_polynomial(r, r2), r)
}

/// [`exp`] for |x| < 708, where neither clamps nor a second scaling are needed; the same bits.
#[inline(always)]
pub(super) fn exp_ordinary(x: f64) -> f64 {
    let planted = x.mul_add(std::f64::consts::LOG2_E, ROUNDER);
    let power = exp_reduced(x, planted - ROUNDER);
    // The whole number stands in the last bits; added to the exponent it scales without rounding.
    f64::from_bits(power.to_bits().wrapping_add(planted.to_bits() << 52))
}

/// [`ln`] for positive normal doubles, where no special case needs a select; the same bits.
#[inline(always)]
pub(super) fn ln_ordinary(x: f64) -> f64 {
    let (exponent, mantissa) = parts_of_normal(x);
    ln_reduced(exponent, mantissa - 1.0, exponent * LN2_LOW)
}

/// Exponent k (as a double) and mantissa in [sqrt(1/2), sqrt(2)) of a positive double.
#[inline(always)]
pub(super) fn mantissa_of(x: f64) -> (f64, f64) {
    let subnormal = x < f64::MIN_POSITIVE;
    let scaled = if subnormal { x * 18_014_398_509_481_984.0 } else { x };
    let shift = if subnormal { 54.0 } else { 0.0 };
    let (exponent, mantissa) = parts_of_normal(scaled);
    (exponent - shift, mantissa)
}

/// The same for a positive normal double.
#[inline(always)]
fn parts_of_normal(x: f64) -> (f64, f64) {
    // Biased so that every shift is a logical one, which all vector sets have.
    let bits = x.to_bits();
    let biased = bits.wrapping_add(1024 << 52).wrapping_sub(SQRT_HALF_BITS) >> 52;
    let mantissa = f64::from_bits(bits.wrapping_add(1024 << 52).wrapping_sub(biased << 52));
    // A whole number below 2^52 becomes a double by planting it in the mantissa of 2^52.
    let exponent = f64::from_bits(0x4330_0000_0000_0000 | biased) - 4_503_599_627_371_520.0;
    (exponent, mantissa)
}

/// (atanh(s) / s - 1 - z / 3) / z^2 with z = s^2, for 0 <= z <= 0.0295.
///
/// Interpolated at the Chebyshev nodes with 300 bits; error below 2^-66 of the whole.
#[inline(always)]
pub(super) fn atanh_polynomial(z: f64) -> f64 {
    const SERIES: [[f64; 2]; 4] = [
        [0.058_530_632_322_816_99, 0.058_621_635_304_233_734],
        [0.076_922_974_435_035_9, 0.066_674_043_994_061_7],
        [0.111_111_111_108_263_83, 0.090_909_091_680_499_24],
        [0.2, 0.142_857_142_857_146_85],
    ];
    even_and_odd(&SERIES, z, z * z)
}

/// The same with a term less, and with the third of z: (atanh(s) / s - 1) / z; error below 2^-62 of the
/// whole.
#[inline(always)]
fn short_atanh_polynomial(z: f64) -> f64 {
    const SERIES: [[f64; 2]; 4] = [
        [0.064_568_088_360_911_25, 0.066_429_787_175_966_76],
        [0.076_927_873_982_310_16, 0.090_909_041_237_722_7],
        [0.111_111_111_355_511_7, 0.142_857_142_856_692_54],
        [0.200_000_000_000_000_12, 1.0 / 3.0],
    ];
    let [fifth, third] = both(&SERIES, z * z);
    z.mul_add(fifth, third)
}

/// A polynomial in x from pairs of coefficients (even power, odd power), highest first; `x2` = x^2.
///
/// Two chains side by side: half the steps that wait for one another.
#[inline(always)]
fn even_and_odd<const N: usize>(series: &[[f64; 2]; N], x: f64, x2: f64) -> f64 {
    let [even, odd] = both(series, x2);
    x.mul_add(odd, even)
}

/// Two polynomials of one argument by Horner's rule, highest coefficients first.
#[inline(always)]
fn both<const N: usize>(series: &[[f64; 2]; N], x: f64) -> [f64; 2] {
    let mut sums = series[0];
    for c in &series[1..] {
        sums = [sums[0].mul_add(x, c[0]), sums[1].mul_add(x, c[1])];
    }
    sums
}

/// k ln 2 + ln(1 + f); `low` is the part of k ln 2 that [`LN2_HIGH`] leaves, and what corrects f.
#[inline(always)]
fn ln_reduced(exponent: f64, f: f64, low: f64) -> f64 {
    let s = f / (2.0 + f);
    let z = s * s;
    let series = (z + z) * short_atanh_polynomial(z);
    let half_square = 0.5 * f * f;
    // f enters last and unrounded, so that the error stays below one ulp near 1.
    let small = s.mul_add(half_square + series, low);
    exponent.mul_add(LN2_HIGH, f - (half_square - small))
}

/// Split `high + low` into k ln 2 + r + rest with whole k and |r| <= ln(2) / 2.
#[inline(always)]
fn reduce_exp(high: f64, low: f64) -> (f64, f64, f64) {
    let whole = high.mul_add(std::f64::consts::LOG2_E, ROUNDER) - ROUNDER;
    let (r, rest) = reduced(high, low, whole);
    (whole, r, rest)
}

/// `high + low` less `whole` times ln 2, as r + rest.
#[inline(always)]
fn reduced(high: f64, low: f64, whole: f64) -> (f64, f64) {
    let top = whole.mul_add(-LN2_HIGH, high);
    two_sum(top, whole.mul_add(-LN2_LOW, low))
}

/// Two powers of two whose product is 2^k, for -2040 <= k <= 2040; NaN gives some powers.
#[inline(always)]
fn two_powers(k: f64) -> (f64, f64) {
    let biased = (k + ROUNDER).to_bits().wrapping_add(2048) & 0xfff;
    let half = biased >> 1;
    let other = biased - half;
    let power = |shifted: u64| f64::from_bits(shifted.wrapping_sub(1) << 52);
    (power(half), power(other))
}

/// (e^r - 1 - r) / r^2 for |r| <= ln(2) / 2.
///
/// Interpolated at the Chebyshev nodes with 300 bits; relative error of e^r below 3e-19.
#[inline(always)]
fn exp_polynomial(r: f64) -> f64 {
    const SERIES: [[f64; 2]; 6] = [
        [2.091_469_456_035_159_2e-9, 0.0],
        [2.755_727_362_486_648e-7, 2.510_522_763_655_176e-8],
        [2.480_158_732_556_212_5e-5, 2.755_725_537_465_874_4e-6],
        [0.001_388_888_888_888_374_4, 0.000_198_412_698_748_407_68],
        [0.041_666_666_666_666_67, 0.008_333_333_333_326_129],
        [0.5, 0.166_666_666_666_666_7],
    ];
    even_and_odd(&SERIES, r, r * r)
}

/// The same with a term less and `r2` = r^2; relative error of e^r below 2^-55.
#[inline(always)]
fn short_exp_polynomial(r: f64, r2: f64) -> f64 {
    const SERIES: [[f64; 2]; 5] = [
        [2.762_007_589_254_816_4e-7, 2.510_037_584_222_37e-8],
        [2.480_152_132_234_228e-5, 2.755_726_848_028_971_6e-6],
        [0.001_388_888_891_719_673_6, 0.000_198_412_698_630_405_59],
        [0.041_666_666_666_624_164, 0.008_333_333_333_330_065],
        [0.500_000_000_000_000_1, 0.166_666_666_666_666_69],
    ];
    even_and_odd(&SERIES, r, r2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::{Lcg, ulps};

    const EDGES: [f64; 30] = [
        0.0,
        -0.0,
        5e-324,
        -5e-324,
        1e-310,
        -1e-310,
        f64::MIN_POSITIVE,
        1e-20,
        -1e-20,
        1e-9,
        -0.5,
        0.5,
        0.346_573_590_279_972_6,
        -0.346_573_590_279_972_7,
        1.0,
        -1.0,
        2.0,
        std::f64::consts::SQRT_2,
        std::f64::consts::FRAC_1_SQRT_2,
        36.7,
        -37.5,
        700.0,
        -708.5,
        709.782_712_893_384,
        709.782_712_893_385,
        -745.133_219_101_941,
        -745.14,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ];

    /// Compare over the edges, all magnitudes, and a range; print the worst distance.
    #[track_caller]
    fn check(name: &str, range: (f64, f64), limit: u64, ours: fn(f64) -> f64, oracle: fn(f64) -> f64) {
        let mut lcg = Lcg::new(range.1.to_bits());
        let mut worst = (0, 0.0);
        let mut measure = |x: f64| {
            let distance = ulps(ours(x), oracle(x));
            if distance > worst.0 {
                worst = (distance, x);
            }
        };
        EDGES.iter().for_each(|x| measure(*x));
        for _ in 0..60_000 {
            measure(lcg.between(range.0, range.1));
            measure(f64::from_bits(lcg.bits()));
            measure(lcg.between(-1.0, 1.0));
            measure(1.0 + lcg.between(-1e-3, 1e-3));
            measure(lcg.unit() * lcg.unit().powi(40));
        }
        (1..=53).for_each(|k| measure(0.5f64.powi(k)));
        println!("{name}: worst {} ulp at {:e}", worst.0, worst.1);
        assert!(worst.0 <= limit, "{name}: {} ulp at {:e}", worst.0, worst.1);
    }

    #[test]
    fn exp_is_within_one_ulp_of_the_rounded_result() {
        check("exp", (-750.0, 715.0), 1, exp, core_math::exp);
        check("exp near the subnormals", (-746.0, -700.0), 1, exp, core_math::exp);
    }

    #[test]
    fn exp_m1_is_within_one_ulp_of_the_rounded_result() {
        check("exp_m1", (-60.0, 715.0), 1, exp_m1, core_math::expm1);
        check("exp_m1 centre", (-2.0, 2.0), 1, exp_m1, core_math::expm1);
    }

    #[test]
    fn ln_is_within_one_ulp_of_the_rounded_result() {
        check("ln", (0.0, 10.0), 1, ln, core_math::log);
        check("ln wide", (0.0, 1e300), 1, ln, core_math::log);
    }

    #[test]
    fn ln_1p_is_within_one_ulp_of_the_rounded_result() {
        check("ln_1p", (-1.0, 10.0), 1, ln_1p, core_math::log1p);
        check("ln_1p wide", (-1.0, 1e18), 1, ln_1p, core_math::log1p);
    }

    #[test]
    fn logistic_is_within_two_ulp_of_its_definition_in_twice_the_digits() {
        // 1/(1+e) with e correctly rounded is itself good to about 1 ulp.
        fn oracle(x: f64) -> f64 {
            let e = core_math::exp(-x.abs());
            if x < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
        }
        check("logistic", (-750.0, 40.0), 2, logistic, oracle);
        check("logistic centre", (-5.0, 5.0), 2, logistic, oracle);
    }

    #[test]
    fn zeros_keep_their_sign() {
        assert!(exp_m1(-0.0).is_sign_negative() && ln_1p(-0.0).is_sign_negative());
        assert_eq!((logistic(0.0), exp(0.0), ln(1.0)), (0.5, 1.0, 0.0));
    }
}
