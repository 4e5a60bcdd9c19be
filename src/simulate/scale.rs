//! The scale on which the values of a column are counted: their own, or a logarithmic one.
//!
//! Owns the maps there and back, made so that they become vector instructions. Never: counts.

use super::order::Order;

/// From this ratio of P95 to P5 on, a column of one sign is counted on a logarithmic scale.
const MAGNITUDES: f64 = 16.0;

/// A rising map of a column's values.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The values themselves.
    Linear,
    /// Logarithm of positive values, linear between powers of two: the bits of a double, read as a number.
    Positive,
    /// The same for negative values.
    Negative,
}

impl Scale {
    /// The linear scale, unless values of one sign span magnitudes.
    pub fn fitting(of: &Order) -> Self {
        match of {
            _ if of.least > 0.0 && of.p95 > MAGNITUDES * of.p5 => Scale::Positive,
            _ if of.most < 0.0 && of.p5 < MAGNITUDES * of.p95 => Scale::Negative,
            _ => Scale::Linear,
        }
    }

    /// A value on the scale; values of the wrong sign count as zero.
    #[inline(always)]
    pub fn of(self, value: f64) -> f64 {
        match self {
            Scale::Linear => value,
            Scale::Positive => bits_of_positive(value),
            Scale::Negative => -bits_of_positive(-value),
        }
    }

    /// The value at a place of the scale.
    pub fn value(self, place: f64) -> f64 {
        match self {
            Scale::Linear => place,
            Scale::Positive => f64::from_bits(place.max(0.0) as u64),
            Scale::Negative => -f64::from_bits((-place).max(0.0) as u64),
        }
    }
}

/// The bits of a positive number, read as a number; zero for any other.
#[inline(always)]
fn bits_of_positive(value: f64) -> f64 {
    let held = if value > 0.0 { value } else { 0.0 };
    held.to_bits() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magnitudes_are_counted_on_a_logarithmic_scale() {
        let scale = |values: &[f64]| Scale::fitting(&Order::of_rising(values));
        assert_eq!(scale(&[1.0, 2.0, 3.0]), Scale::Linear);
        assert_eq!(scale(&[1.0, 2.0, 300.0]), Scale::Positive);
        assert_eq!(scale(&[-300.0, -2.0, -1.0]), Scale::Negative);
        assert_eq!(scale(&[-300.0, 2.0, 300.0]), Scale::Linear);
        for x in [1e-5, 1.0, 1.7, 12345.0] {
            assert!((Scale::Positive.value(Scale::Positive.of(x)) / x - 1.0).abs() < 1e-12);
            assert!((Scale::Negative.value(Scale::Negative.of(-x)) / x + 1.0).abs() < 1e-12);
        }
    }
}
