//! What the targets' indicators depend on most: shares of their spread by uncertainty.
//!
//! Owns the numbers and what is left out of them. Never: simulates.

use crate::case::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// Most uncertainties that are kept of a target.
const MOST: usize = 5;

/// What the main targets of one scenario depend on most, from independent draws of its own.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Importance {
    /// Identifier of the scenario.
    pub scenario: String,
    /// Milestone year.
    pub year: i32,
    /// Independent draws that ranks are correlated over.
    pub draws: u64,
    /// One entry per main target that is judged in that milestone, in order of the targets.
    pub targets: Vec<Dependence>,
}

/// What one target's indicator depends on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Dependence {
    /// Index into [`super::Summary::targets`].
    pub target: usize,
    /// Year in which the target is looked at.
    pub evaluated: i32,
    /// Whether the indicator is the same number in all draws, so that nothing can move it.
    pub constant: bool,
    /// Sum of the shares of all uncertainties behind the indicator. Below 1 by what acts together, not in one direction,
    /// or through counts; above it where uncertainties are correlated.
    pub explained: f64,
    /// The largest ones, in order; only those that can be told from nothing.
    pub influences: Vec<Influence>,
}

/// What one uncertainty does to a target's indicator.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Influence {
    /// Identifier of the uncertainty; `figure/ID` is the error of a figure of the case, that of its zones and the common one.
    pub id: String,
    /// Its name; of an error the figure's, of a measure's or a lever's the measure's or the lever's.
    pub name: Text,
    /// Share of the indicator's spread that goes with it: squared rank correlation, without what chance alone gives,
    /// summed over zones and years.
    pub share: f64,
    /// Half-width of its 95 % interval; sampling error only.
    pub error: f64,
    /// Whether more of it helps to meet the target; none if it acts both ways or is bare luck.
    pub helps: Option<bool>,
}

/// Sums of the rank correlations of one uncertainty's values in zones and years with an indicator.
#[derive(Copy, Clone, Debug, Default)]
pub struct Correlated {
    share: f64,
    variance: f64,
    signed: f64,
    size: f64,
}

impl Correlated {
    /// Adds the rank correlation of one value over so many draws.
    ///
    /// A correlation of nothing has a square of `1 / (n - 1)` on average, which is taken off as in an adjusted
    /// coefficient of determination; its variance is that of a squared coefficient (delta method, and `2 / n^2` at zero).
    pub fn add(&mut self, correlation: f64, draws: usize) {
        let (n, square) = (draws.max(3) as f64, correlation * correlation);
        self.share += square - (1.0 - square) / (n - 2.0);
        self.variance += (4.0 * square * (1.0 - square) * (1.0 - square) + 2.0 / n) / n;
        self.signed += correlation * correlation.abs();
        self.size += square;
    }

    /// The share.
    pub fn share(&self) -> f64 {
        self.share
    }

    /// Half-width of the share's 95 % interval.
    pub fn error(&self) -> f64 {
        1.96 * self.variance.sqrt()
    }

    /// Whether values go with the indicator: nearly all of the share in one direction, else none.
    pub fn rises(&self) -> Option<bool> {
        (self.signed.abs() >= 0.8 * self.size).then_some(self.signed > 0.0)
    }
}

/// The largest influences that can be told from nothing, in order; equal ones in the order given.
pub fn largest(mut influences: Vec<Influence>) -> Vec<Influence> {
    influences.retain(|one| one.share > one.error);
    influences.sort_by(|a, b| b.share.total_cmp(&a.share));
    influences.truncate(MOST);
    influences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_nothing_are_nothing_on_average() {
        // With n draws the correlation of independent ranks has variance 1 / (n - 1).
        let n = 101;
        let mut sum = Correlated::default();
        [0.1, -0.1].iter().for_each(|r| sum.add(*r, n));
        assert!(sum.share().abs() < 1e-12, "{}", sum.share());
        assert!(sum.share() < sum.error());
        assert_eq!(sum.rises(), None);
        let mut whole = Correlated::default();
        whole.add(-1.0, n);
        assert!((whole.share() - 1.0).abs() < 1e-12 && whole.rises() == Some(false));
    }

    #[test]
    fn only_what_can_be_told_from_nothing_is_kept_largest_first() {
        let one = |id: &str, share: f64, error: f64| Influence {
            id: id.into(),
            name: Text { zh: id.into(), en: id.into() },
            share,
            error,
            helps: None,
        };
        let kept = largest(vec![one("a", 0.02, 0.03), one("b", 0.1, 0.03), one("c", 0.5, 0.04)]);
        assert_eq!(kept.iter().map(|i| i.id.as_str()).collect::<Vec<_>>(), ["c", "b"]);
    }
}
