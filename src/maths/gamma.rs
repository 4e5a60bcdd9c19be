//! The quantile of the gamma distribution, by its shape and by its mean and standard deviation.
//!
//! Owns the two ways to it: a root for moderate shapes, an expansion about the normal score for large
//! ones. It must never lose the digits of a tail by taking it from one.

use crate::maths::elementary::{exp, ln, ln_1p};
use crate::maths::normal::norm_quantile;
use crate::maths::quantile::{clamp, halley, leading_power, solve};
use crate::maths::special::{gamma_tails, ln_gamma, ln_gamma_1p, small_gamma_series, valid};

/// From this shape on the expansion is exact to the last bits, and cheaper than a root.
const MANY: f64 = 1000.0;

/// The `u`-quantile of the gamma distribution with a shape and scale 1.
///
/// Source: safeguarded Halley steps on the logarithm of the smaller tail, started from the leading power
/// of the lower tail or from E. B. Wilson and M. M. Hilferty, 1931, PNAS 17, 684-688; from 1000 on
/// Cornish's and Fisher's expansion, see [`normalised`]. Domain: `shape` from 1e-100 to 1e300; `u` <= 0
/// gives 0, `u` >= 1 infinity; NaN for invalid parameters. A quantile below 5e-324 is 0. Accuracy, for `u`
/// from 2^-53 to 1 - 2^-53: within 2 ulp from 1000 on, within 16 ulp below (measured: 12, and 5 but for
/// shapes around 1 in the middle), because there a tail is summed from dozens of rounded terms.
#[inline]
pub fn gamma_quantile(shape: f64, u: f64) -> f64 {
    if !valid(shape) || u.is_nan() {
        return f64::NAN;
    }
    if u <= 0.0 {
        return 0.0;
    }
    if u >= 1.0 {
        return f64::INFINITY;
    }
    if shape >= MANY {
        let root = shape.sqrt();
        return shape + root * normalised(norm_quantile(u), 1.0 / root);
    }
    gamma_root(shape, u)
}

/// The `u`-quantile of the gamma distribution with a mean and a standard deviation.
///
/// Source: [`gamma_quantile`] of the shape `(mean / sd)^2`, times `mean` over the shape. Domain: `mean` > 0
/// and `sd` >= 0, both finite, NaN otherwise; no spread gives `mean`. Accuracy: as there and 2 ulp more,
/// and what the rounding of the shape brings.
#[inline]
pub fn gamma_quantile_of_mean(mean: f64, sd: f64, u: f64) -> f64 {
    if !valid(mean) || !(0.0..f64::INFINITY).contains(&sd) || u.is_nan() {
        return f64::NAN;
    }
    if sd == 0.0 {
        return mean;
    }
    let (ratio, spread) = (mean / sd, sd / mean);
    let shape = ratio * ratio;
    if shape < MANY {
        return mean * (gamma_quantile(shape, u) / shape);
    }
    if u <= 0.0 {
        return 0.0;
    }
    mean + sd * normalised(norm_quantile(u), spread)
}

/// The deviation from the mean in standard deviations at the normal score `z`, where `s` is one over the
/// root of the shape.
///
/// Source: E. A. Cornish and R. A. Fisher, 1938, Revue de l'Institut International de Statistique 5,
/// 307-320, continued to s^11 by solving the differential equation of the quantile (G. Steinbrecher and
/// W. T. Shaw, 2008, European Journal of Applied Mathematics 19, 87-112) power by power.
fn normalised(z: f64, s: f64) -> f64 {
    let z2 = z * z;
    let term = |(power, factors): (usize, &&[f64])| {
        let sum = factors.iter().fold(0.0, |sum, c| f64::mul_add(sum, z2, *c));
        if power % 2 == 0 { z * sum } else { sum }
    };
    // Highest powers of s first.
    TERMS.iter().enumerate().map(term).rev().fold(0.0, |sum, term| f64::mul_add(sum, s, term))
}

/// The root of a shape below [`MANY`].
fn gamma_root(shape: f64, u: f64) -> f64 {
    // The lower tail is x^a / gamma(a + 1) times a series that begins with 1.
    let leading = leading_power(shape, u, ln_gamma_1p(shape));
    if leading < 1e-17 {
        return leading;
    }
    let (lower, upper) = (u, 1.0 - u);
    // Halley's steps shrink cubically: the next would move it by less than 1e-16.
    let mut root = solve((f64::MIN_POSITIVE, f64::MAX), start(shape, u, leading), 4e-6, |x| {
        let tails = gamma_tails(shape, x);
        let bend = shape - x;
        if lower <= upper {
            let slope = tails.density / tails.lower;
            let step = halley(-ln(tails.lower / lower) / slope, bend - slope);
            (tails.lower > lower, x * exp(step))
        } else {
            let slope = tails.density / tails.upper;
            let step = halley(ln(tails.upper / upper) / slope, bend + slope);
            (tails.upper < upper, x * exp(step))
        }
    });
    // Below one the leading power has digits that the logarithm of a tail has not; each round leaves at
    // most half of the error that was there.
    if root <= 1.0 {
        for _ in 0..4 {
            root = leading * exp(-ln_1p(shape * small_gamma_series(shape, root)) / shape);
        }
    }
    root
}

/// A first guess of the quantile.
fn start(shape: f64, u: f64, leading: f64) -> f64 {
    if leading < 0.3 * (shape + 1.0) {
        return leading * (1.0 + leading / (shape + 1.0));
    }
    let cube = 1.0 - 1.0 / (9.0 * shape) + norm_quantile(u) / (3.0 * shape.sqrt());
    if shape > 0.5 && cube > 0.1 {
        return shape * cube * cube * cube;
    }
    // Far up the tail is x^(a - 1) e^-x / gamma(a).
    let far = -(ln(1.0 - u) + ln_gamma(shape));
    if far > 1.0 { clamp(far + (shape - 1.0) * ln(far), 0.5, far + 1.0) } else { 0.5 * (shape + 1.0) }
}

/// Polynomials in the normal score by rising power of s, each in the square of the score, highest first;
/// those of even powers of s are to be multiplied by the score.
const TERMS: [&[f64]; 12] = [
    &[1.0],
    &[1.0 / 3.0, -1.0 / 3.0],
    &[1.0 / 36.0, -7.0 / 36.0],
    &[-1.0 / 270.0, -7.0 / 810.0, 8.0 / 405.0],
    &[1.0 / 4320.0, 8.0 / 1215.0, -433.0 / 38_880.0],
    &[1.0 / 17_010.0, -1.0 / 840.0, -923.0 / 204_120.0, 184.0 / 25_515.0],
    &[
        -2.553_644_914_756_026e-5,
        -2.961_901_495_852_113_2e-5,
        0.001_969_953_676_486_598_5,
        0.001_971_314_531_756_918_5,
    ],
    &[
        4.899_078_973_153_047e-6,
        8.371_981_623_010_43e-5,
        -0.000_172_610_882_487_425_7,
        -0.001_904_997_786_342_093_5,
        0.000_652_629_898_171_736_3,
    ],
    &[
        -2.428_276_122_977_769e-7,
        -2.588_686_937_966_773_2e-5,
        -0.000_129_574_685_098_090_46,
        0.000_331_530_048_894_017_8,
        0.001_772_009_575_355_697_3,
    ],
    &[
        -1.854_062_210_715_16e-7,
        3.160_639_058_368_063_2e-6,
        6.401_354_139_884_852e-5,
        0.000_154_644_594_761_065_82,
        -0.000_342_218_163_930_851_7,
        -0.001_238_576_963_551_137_4,
    ],
    &[
        7.542_464_855_411_896e-8,
        7.141_944_463_516_492e-7,
        -1.206_770_002_921_424_9e-5,
        -0.000_108_922_126_922_740_78,
        -0.000_210_626_062_468_954_57,
        0.000_184_801_238_443_312_57,
    ],
    &[
        -1.472_162_728_068_84e-8,
        -4.862_830_116_312_092e-7,
        -1.291_095_234_261_079_6e-6,
        2.584_903_934_438_905e-5,
        0.000_159_654_870_566_495_42,
        0.000_332_422_396_990_434_96,
        -0.000_450_988_837_684_095_1,
    ],
];
