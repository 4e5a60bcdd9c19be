//! The standard normal distribution: density, distribution function, quantile.
//!
//! Owns the rational approximations of Cody and of Wichura. It must never compute a small
//! upper tail as one minus a rounded lower one; callers wanting it negate the argument.

use crate::maths::double::two_product;
use crate::maths::elementary::{exp_sum, ln, ln_ordinary};

/// 1 / sqrt(2 pi).
pub(super) const INV_SQRT_TAU: f64 = 0.398_942_280_401_432_7;

/// Density of the standard normal distribution.
///
/// Source: definition, with the square of `x` kept in two doubles. Domain: all doubles.
/// Accuracy: within 2 ulp (relative error below 4e-16), within an ulp where the density is
/// subnormal.
#[inline]
pub fn norm_pdf(x: f64) -> f64 {
    INV_SQRT_TAU * gauss(x)
}

/// Probability that a standard normal variable is at most `x`.
///
/// Source: W. J. Cody, 1969, Mathematics of Computation 23, 631-637, in the form of his
/// ANORM (1993, ACM TOMS 19, 22-32). Domain: all doubles. Accuracy: within 4 ulp (relative
/// error below 8e-16), also far in the lower tail, as the quotient of two polynomials is
/// multiplied by an exponential; zero below -38.5, where doubles end.
#[inline]
pub fn norm_cdf(x: f64) -> f64 {
    let size = x.abs();
    if size <= CENTRE {
        return 0.5 + norm_centre(x);
    }
    let ratio = if size <= FAR { middle_ratio(size) } else { far_ratio(size) };
    let tail = gauss(x) * ratio;
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// The `u`-quantile of the standard normal distribution.
///
/// Source: M. J. Wichura, 1988, algorithm AS 241 (PPND16), Applied Statistics 37, 477-484.
/// Domain: 0 < `u` < 1, subnormals included; minus infinity for `u` <= 0, infinity for
/// `u` >= 1, NaN for NaN. Accuracy: within 4 ulp (measured: 3.9; the published coefficients
/// alone are good to 1e-16, and in the tails the root of a rounded logarithm is taken). Exactly antisymmetric
/// about one half wherever `1 - u` is exact.
#[inline]
pub fn norm_quantile(u: f64) -> f64 {
    // Branches, measured: five draws in six need no logarithm, and evaluating all three
    // regions to select one is slower even where it becomes vector instructions.
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        return q * as241(&AS241_CENTRE, q.mul_add(-q, 0.180_625));
    }
    let tail = if q < 0.0 { u } else { 1.0 - u };
    let depth = (-ln(tail)).sqrt();
    let size = if depth <= 5.0 { as241(&AS241_MIDDLE, depth - 1.6) } else { as241(&AS241_FAR, depth - 5.0) };
    let value = if q < 0.0 { -size } else { size };
    let lower = if u <= 0.0 { f64::NEG_INFINITY } else { value };
    if u >= 1.0 { f64::INFINITY } else { lower }
}

/// Puts the quantile in the place of each probability; the bits of [`norm_quantile`].
///
/// The centre is computed for all, in a loop that becomes vector instructions. One draw in
/// six lies in a tail; those are brought together and done the same way by the formula of the
/// middle region. What lies beyond that, one draw in 10^11, is done alone.
#[inline(always)]
pub fn norm_quantiles(us: &mut [f64]) {
    let mut from = 0;
    while from < us.len() {
        let to = (from + SOME).min(us.len());
        some_quantiles(&mut us[from..to]);
        from = to;
    }
}

/// Probabilities that are looked at together.
const SOME: usize = 256;

#[allow(
    clippy::needless_range_loop,
    reason = "what iterators leave as calls would not be vector instructions"
)]
#[inline(always)]
fn some_quantiles(us: &mut [f64]) {
    let n = us.len().min(SOME);
    // One byte for each, in the tails 1; then the places of those. The next place is written whether
    // one in the tails stands there or not, because a processor cannot guess which do.
    let mut marks = [0_u8; SOME];
    for i in 0..n {
        marks[i] = u8::from((us[i] - 0.5).abs() > 0.425);
    }
    let (mut tails, mut found) = ([0_u8; SOME], 0);
    for i in 0..n {
        tails[found % SOME] = i as u8;
        found += usize::from(marks[i]);
    }
    // Filled up to whole vectors, so that no rest is left to single values.
    let filled = found.next_multiple_of(8).min(SOME);
    let mut sizes = [0.0; SOME];
    sizes[found..filled].fill(0.01);
    for i in 0..found {
        let u = us[usize::from(tails[i]) % n];
        sizes[i] = if u < 0.5 { u } else { 1.0 - u };
    }
    // Deeper than this is the far region; zero and less are special cases.
    let mut beyond = 0;
    for size in &mut sizes[..filled] {
        // NaN is not in the middle region either.
        let middle = *size >= LEAST_MIDDLE;
        beyond |= u64::from(!middle);
        let depth = (-ln_ordinary(*size)).sqrt();
        *size = as241(&AS241_MIDDLE, depth - 1.6);
    }
    if beyond > 0 {
        for u in us {
            *u = norm_quantile(*u);
        }
        return;
    }
    for i in 0..found {
        let u = us[usize::from(tails[i]) % n];
        sizes[i] = if u < 0.5 { -sizes[i] } else { sizes[i] };
    }
    for i in 0..n {
        let q = us[i] - 0.5;
        us[i] = q * as241(&AS241_CENTRE, q.mul_add(-q, 0.180_625));
    }
    for i in 0..found {
        us[usize::from(tails[i]) % n] = sizes[i];
    }
}

/// Tails of at least this size lie in the middle region, with room for rounding: it ends at e^-25.
const LEAST_MIDDLE: f64 = 1e-10;

/// Distribution function less one half, for |x| <= 0.6744, without loss near zero.
#[inline]
pub(super) fn norm_centre(x: f64) -> f64 {
    let z = x * x;
    let mut above = CENTRE_ABOVE[0];
    let mut below = 1.0_f64;
    for (a, b) in CENTRE_ABOVE[1..].iter().zip(&CENTRE_BELOW) {
        above = above.mul_add(z, *a);
        below = below.mul_add(z, *b);
    }
    x * (above / below)
}

/// Ratio of two polynomials of degree seven, both by Horner side by side.
#[inline(always)]
fn as241(table: &[(f64, f64); 8], r: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    for c in table {
        (above, below) = (f64::mul_add(above, r, c.0), f64::mul_add(below, r, c.1));
    }
    above / below
}

/// exp(-x^2 / 2), the square in two doubles because its error is magnified by its size.
#[inline]
fn gauss(x: f64) -> f64 {
    // Beyond 39 the result is zero; the clamp keeps the product's splitting finite.
    let size = x.abs();
    let clamped = if size > 40.0 { 40.0 } else { size };
    let (square, error) = two_product(clamped, clamped);
    exp_sum(-0.5 * square, -0.5 * error)
}

/// Tail over exp(-x^2 / 2) for `CENTRE` < x <= `FAR`.
#[inline]
fn middle_ratio(x: f64) -> f64 {
    let mut above = MIDDLE_ABOVE[0];
    let mut below = 1.0_f64;
    for (a, b) in MIDDLE_ABOVE[1..].iter().zip(&MIDDLE_BELOW) {
        above = above.mul_add(x, *a);
        below = below.mul_add(x, *b);
    }
    above / below
}

/// Tail over exp(-x^2 / 2) for x > `FAR`.
#[inline]
fn far_ratio(x: f64) -> f64 {
    let z = 1.0 / (x * x);
    let mut above = FAR_ABOVE[0];
    let mut below = 1.0_f64;
    for (a, b) in FAR_ABOVE[1..].iter().zip(&FAR_BELOW) {
        above = above.mul_add(z, *a);
        below = below.mul_add(z, *b);
    }
    (INV_SQRT_TAU - z * (above / below)) / x
}

/// The upper quartile, where Cody's central form ends.
const CENTRE: f64 = 0.674_489_75;
/// sqrt(32), where Cody's asymptotic form begins.
const FAR: f64 = 5.656_854_249_492_381;

// Tables are printed as published, with more digits than a double holds; highest power first.
#[allow(clippy::excessive_precision)]
const CENTRE_ABOVE: [f64; 5] = [
    0.065682337918207449113,
    2.2352520354606839287,
    161.02823106855587881,
    1067.6894854603709582,
    18154.981253343561249,
];
#[allow(clippy::excessive_precision)] // as published
const CENTRE_BELOW: [f64; 4] =
    [47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
#[allow(clippy::excessive_precision)] // as published
const MIDDLE_ABOVE: [f64; 9] = [
    1.0765576773720192317e-8,
    0.39894151208813466764,
    8.8831497943883759412,
    93.506656132177855979,
    597.27027639480026226,
    2494.5375852903726711,
    6848.1904505362823326,
    11602.651437647350124,
    9842.7148383839780218,
];
#[allow(clippy::excessive_precision)] // as published
const MIDDLE_BELOW: [f64; 8] = [
    22.266688044328115691,
    235.38790178262499861,
    1519.377599407554805,
    6485.558298266760755,
    18615.571640885098091,
    34900.952721145977266,
    38912.003286093271411,
    19685.429676859990727,
];
#[allow(clippy::excessive_precision)] // as published
const FAR_ABOVE: [f64; 6] = [
    0.02307344176494017303,
    0.21589853405795699,
    0.1274011611602473639,
    0.022235277870649807,
    0.001421619193227893466,
    2.9112874951168792e-5,
];
#[allow(clippy::excessive_precision)] // as published
const FAR_BELOW: [f64; 5] = [
    1.28426009614491121,
    0.468238212480865118,
    0.0659881378689285515,
    0.00378239633202758244,
    7.29751555083966205e-5,
];
/// AS 241 near the centre: (numerator, denominator) coefficients.
#[allow(clippy::excessive_precision)] // as published
const AS241_CENTRE: [(f64, f64); 8] = [
    (2.5090809287301226727e3, 5.2264952788528545610e3),
    (3.3430575583588128105e4, 2.8729085735721942674e4),
    (6.7265770927008700853e4, 3.9307895800092710610e4),
    (4.5921953931549871457e4, 2.1213794301586595867e4),
    (1.3731693765509461125e4, 5.3941960214247511077e3),
    (1.9715909503065514427e3, 6.8718700749205790830e2),
    (1.3314166789178437745e2, 4.2313330701600911252e1),
    (3.3871328727963666080, 1.0),
];
/// AS 241 for tails down to e^-25.
#[allow(clippy::excessive_precision)] // as published
const AS241_MIDDLE: [(f64, f64); 8] = [
    (7.74545014278341407640e-4, 1.05075007164441684324e-9),
    (2.27238449892691845833e-2, 5.47593808499534494600e-4),
    (2.41780725177450611770e-1, 1.51986665636164571966e-2),
    (1.27045825245236838258, 1.48103976427480074590e-1),
    (3.64784832476320460504, 6.89767334985100004550e-1),
    (5.76949722146069140550, 1.67638483018380384940),
    (4.63033784615654529590, 2.05319162663775882187),
    (1.42343711074968357734, 1.0),
];
/// AS 241 beyond that.
#[allow(clippy::excessive_precision)] // as published
const AS241_FAR: [(f64, f64); 8] = [
    (2.01033439929228813265e-7, 2.04426310338993978564e-15),
    (2.71155556874348757815e-5, 1.42151175831644588870e-7),
    (1.24266094738807843860e-3, 1.84631831751005468180e-5),
    (2.65321895265761230930e-2, 7.86869131145613259100e-4),
    (2.96560571828504891230e-1, 1.48753612908506148525e-2),
    (1.78482653991729133580, 1.36929880922735805310e-1),
    (5.46378491116411436990, 5.99832206555887937690e-1),
    (6.65790464350110377720, 1.0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::{Lcg, relative};
    use proptest::prelude::*;

    /// Correctly rounded erfc behind an argument whose own rounding is put back.
    fn oracle_cdf(x: f64) -> f64 {
        let root = std::f64::consts::FRAC_1_SQRT_2;
        let (scaled, error) = two_product(-x, root);
        // 1/sqrt(2) itself lacks 4.83e-17; the slope of erfc turns both into a correction.
        let lost = error - x * -4.833_646_656_726_457e-17;
        let slope = -std::f64::consts::FRAC_2_SQRT_PI * core_math::exp(-scaled * scaled);
        0.5 * (core_math::erfc(scaled) + slope * lost)
    }

    #[track_caller]
    fn check(name: &str, limit: f64, mut error_at: impl FnMut(&mut Lcg) -> (f64, f64)) {
        let mut lcg = Lcg::new(5);
        let mut worst = (0.0, 0.0);
        for _ in 0..40_000 {
            let (error, x) = error_at(&mut lcg);
            if error > worst.0 {
                worst = (error, x);
            }
        }
        println!("{name}: worst relative error {:e} at {:e}", worst.0, worst.1);
        assert!(worst.0 <= limit, "{name}: {:e} at {:e}", worst.0, worst.1);
    }

    #[test]
    fn cdf_keeps_its_relative_error_down_to_the_smallest_doubles() {
        for (name, low, high) in
            [("cdf", -37.0, 10.0), ("cdf centre", -1.0, 1.0), ("cdf near 0", -1e-6, 1e-6)]
        {
            check(name, 8e-16, |g| {
                let x = g.between(low, high);
                (relative(norm_cdf(x), oracle_cdf(x)), x)
            });
        }
        assert_eq!(norm_cdf(f64::NEG_INFINITY), 0.0);
        assert_eq!((norm_cdf(f64::INFINITY), norm_cdf(0.0)), (1.0, 0.5));
        assert!(norm_cdf(f64::NAN).is_nan() && norm_cdf(-38.0) > 0.0 && norm_cdf(-1e300) == 0.0);
    }

    #[test]
    fn quantile_is_the_inverse_of_the_correctly_rounded_cdf() {
        /// One Newton step from our answer shows its error; odd about zero in the centre.
        fn error(u: f64) -> f64 {
            let x = norm_quantile(u);
            let residual = if x.abs() < 0.3 {
                let half_erf = 0.5 * core_math::erf(x * std::f64::consts::FRAC_1_SQRT_2);
                half_erf - (u - 0.5)
            } else if x < 0.0 {
                oracle_cdf(x) - u
            } else {
                (1.0 - u) - oracle_cdf(-x)
            };
            if x == 0.0 { residual } else { (residual / norm_pdf(x) / x).abs() }
        }
        check("quantile", 8e-16, |g| {
            let u = g.unit();
            (error(u), u)
        });
        check("quantile centre", 8e-16, |g| {
            let u = 0.5 + g.between(-1e-4, 1e-4);
            (error(u), u)
        });
        check("quantile tail", 8e-16, |g| {
            let u = core_math::exp(g.between(-690.0, -1.0));
            (error(u), u)
        });
        check("quantile of powers of two", 8e-16, |g| {
            let u = 0.5f64.powi(1 + (g.bits() % 53) as i32);
            (error(u).max(error(1.0 - u)), u)
        });
        let ends = [(0.0, f64::NEG_INFINITY), (-1.0, f64::NEG_INFINITY), (1.0, f64::INFINITY), (0.5, 0.0)];
        ends.iter().for_each(|(u, x)| assert_eq!(norm_quantile(*u), *x));
        assert!(norm_quantile(f64::NAN).is_nan());
    }

    #[test]
    fn many_quantiles_have_the_bits_of_each() {
        let mut lcg = Lcg::new(6);
        let mut us: Vec<f64> = (0..1_001).map(|_| lcg.unit()).collect();
        us.extend([0.0, 1.0, -1.0, 2.0, 0.5, 0.075, 0.925, 5e-324, 1.0 - f64::EPSILON / 2.0, f64::NAN]);
        let alone: Vec<u64> = us.iter().map(|u| norm_quantile(*u).to_bits()).collect();
        norm_quantiles(&mut us);
        assert!(us.iter().map(|x| x.to_bits()).eq(alone));
    }

    #[test]
    fn density_is_the_definition() {
        check("pdf", 4e-16, |g| {
            let x = g.between(-8.0, 8.0);
            let (square, error) = two_product(x, x);
            let e = core_math::exp(-0.5 * square);
            (relative(norm_pdf(x), (e - e * 0.5 * error) * INV_SQRT_TAU), x)
        });
    }

    proptest! {
        #[test]
        fn quantile_rises_and_cdf_leads_back(a in 1u64..1 << 53, b in 1u64..1 << 53) {
            let (a, b) = (a.min(b) as f64 * 0.5f64.powi(53), a.max(b) as f64 * 0.5f64.powi(53));
            let (x, y) = (norm_quantile(a), norm_quantile(b));
            prop_assert!(x <= y || b - a < 1e-15);
            prop_assert!((norm_cdf(x) - a).abs() <= 1e-15);
            prop_assert_eq!(norm_quantile(1.0 - a), -x);
        }
    }
}
