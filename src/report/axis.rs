//! A linear axis: values to pixels, and round numbers for its ticks.
//!
//! Owns scaling only; ticks are plotters' key points. Never: draws.

use plotters::coord::ranged1d::{BoldPoints, Ranged};
use plotters::coord::types::RangedCoordf64;

/// A range of values laid over a range of pixels.
#[derive(Copy, Clone, Debug)]
pub(super) struct Axis {
    values: (f64, f64),
    pixels: (f64, f64),
}

impl Axis {
    /// Lays `values` over `pixels`; an empty or broken range is widened to something drawable.
    pub fn new(values: (f64, f64), pixels: (f64, f64)) -> Self {
        let (mut low, mut high) = values;
        if !(low.is_finite() && high.is_finite() && low <= high) {
            (low, high) = (0.0, 1.0);
        }
        let least = (low.abs().max(high.abs()) * 1e-3).max(1e-9);
        if high - low < least {
            (low, high) = (low - least, high + least);
        }
        Self { values: (low, high), pixels }
    }

    /// The same with a margin of `share` of the range at both ends, but not past zero.
    pub fn padded(values: (f64, f64), share: f64, pixels: (f64, f64)) -> Self {
        let axis = Self::new(values, pixels);
        let (low, high) = axis.values;
        let margin = (high - low) * share;
        let floor = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
        Self { values: ((low - margin).max(floor), high + margin), pixels }
    }

    /// The same, with ends that are ticks, at most `count` or so of them.
    pub fn to_ticks(self, count: usize) -> Self {
        let ticks = self.ticks(count);
        let step = ticks.windows(2).map(|w| w[1] - w[0]).fold(f64::INFINITY, f64::min);
        let (low, high) = self.values;
        match (ticks.first(), ticks.last()) {
            (Some(first), Some(last)) if step.is_finite() => {
                let low = if *first - low > 1e-9 * step { first - step } else { low };
                let high = if high - last > 1e-9 * step { last + step } else { high };
                Self { values: (low, high), ..self }
            }
            _ => self,
        }
    }

    /// The least and the greatest value.
    pub fn ends(&self) -> (f64, f64) {
        self.values
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value - self.values.0) / (self.values.1 - self.values.0);
        self.pixels.0 + share * (self.pixels.1 - self.pixels.0)
    }

    /// At most `count` round values within the range.
    pub fn ticks(&self, count: usize) -> Vec<f64> {
        let range = RangedCoordf64::from(self.values.0..self.values.1);
        let inside = |v: &f64| *v >= self.values.0 - 1e-12 && *v <= self.values.1 + 1e-12;
        range.key_points(BoldPoints(count)).into_iter().filter(inside).collect()
    }

    /// Decimals that tell the ticks apart.
    pub fn tick_decimals(&self, count: usize) -> usize {
        let ticks = self.ticks(count);
        let step = ticks.windows(2).map(|w| w[1] - w[0]).fold(f64::INFINITY, f64::min);
        (0..6).find(|&d| (step * 10_f64.powi(d) - (step * 10_f64.powi(d)).round()).abs() < 1e-6).unwrap_or(0)
            as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let axis = Axis::new((0.37, 1.93), (0.0, 100.0));
        let ticks = axis.ticks(6);
        assert!(ticks.len() >= 3 && ticks.len() <= 6, "{ticks:?}");
        assert!(ticks.iter().all(|t| (0.37..=1.93).contains(t)));
        assert_eq!(axis.at(0.37), 0.0);
        assert_eq!(axis.at(1.93), 100.0);
    }

    #[test]
    fn ends_become_ticks() {
        let axis = Axis::new((0.0, 1964.0), (0.0, 100.0)).to_ticks(5);
        assert_eq!((axis.at(0.0), axis.at(2000.0)), (0.0, 100.0));
        let below = Axis::new((-3.0, 11.0), (0.0, 100.0)).to_ticks(5);
        assert_eq!((below.at(-5.0), below.at(15.0)), (0.0, 100.0));
        let held = Axis::new((0.0, 2000.0), (0.0, 100.0)).to_ticks(5);
        assert_eq!(held.at(2000.0), 100.0);
    }

    #[test]
    fn a_broken_range_still_gives_finite_pixels() {
        for range in [(f64::NAN, 1.0), (3.0, 3.0), (0.0, 0.0), (5.0, 1.0)] {
            assert!(Axis::new(range, (0.0, 100.0)).at(3.0).is_finite(), "{range:?}");
        }
    }
}
