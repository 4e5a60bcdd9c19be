//! How many digits of a percentile files give.
//!
//! Owns the rounding of what is written. A percentile is read off a histogram of some
//! ten thousand draws: three or four of its digits mean something. Counts and what
//! follows from them are exact and stay so. Never: rounds what is computed with.

use super::Band;
use serde::{Serialize, Serializer};

/// The number with seven significant digits; what is not finite stays as it is.
pub fn rounded(value: f64) -> f64 {
    // The decimal text rounds exactly; powers of ten would not.
    if value.is_finite() { format!("{value:.6e}").parse().unwrap_or(value) } else { value }
}

pub(super) fn percentile<S: Serializer>(value: &f64, out: S) -> Result<S::Ok, S::Error> {
    rounded(*value).serialize(out)
}

pub(super) fn band<S: Serializer>(band: &Band, out: S) -> Result<S::Ok, S::Error> {
    band.map(rounded).serialize(out)
}

pub(super) fn bands<S: Serializer>(bands: &[Band], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(bands.iter().map(|band| band.map(rounded)))
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn seven_digits_stay_whatever_the_size() {
        for (value, wanted) in [
            (1.0 / 3.0, 0.333_333_3),
            (-2.0e9 / 3.0, -666_666_700.0),
            (1.234_567_89e-12, 1.234_568e-12),
            (50.0, 50.0),
            (0.0, 0.0),
        ] {
            assert_eq!(rounded(value), wanted);
        }
        assert!(rounded(f64::NAN).is_nan());
    }
}
