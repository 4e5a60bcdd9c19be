//! How many draws reach a value that no target names, read off the counts of a run.
//!
//! Owns that one estimate. Linear within a bin, as the percentiles are, so that half of
//! the draws reach P50. Never: decides which values matter.

use super::build::strata_of;
use crate::simulate::{Outcome, Series};

/// Share of the draws of a counting scope (of all without one) in which an indicator (by zone, or the
/// city's) is at least `value`, or at most if not `upward`; none if the scenario has no such series or
/// no draw.
pub fn reached(
    outcome: &Outcome,
    (series, scope): (&Series, Option<usize>),
    year: usize,
    (value, upward): (f64, bool),
) -> Option<f64> {
    let shape = outcome.shape;
    let at = outcome.series.iter().position(|s| s == series)?;
    let column = at * shape.years + year;
    let counts = outcome.tally.bins.get(column, strata_of(scope, shape.strata));
    let pieces = outcome.ranges.get(column)?.pieces(&counts);
    let total: f64 = pieces.iter().map(|(.., count)| count).sum();
    (total > 0.0).then(|| pieces.iter().map(|piece| beyond(*piece, value, upward)).sum::<f64>() / total)
}

/// Counts of a piece that lie on the wanted side of a value.
fn beyond((from, to, count): (f64, f64, f64), value: f64, upward: bool) -> f64 {
    if to <= from {
        let there = if upward { from >= value } else { from <= value };
        return if there { count } else { 0.0 };
    }
    let above = ((to - value) / (to - from)).clamp(0.0, 1.0);
    count * if upward { above } else { 1.0 - above }
}

#[cfg(test)]
mod tests {
    use super::beyond;

    #[test]
    fn a_piece_counts_by_the_part_beyond_the_value() {
        assert_eq!(beyond((2.0, 4.0, 8.0), 3.5, true), 2.0);
        assert_eq!(beyond((2.0, 4.0, 8.0), 3.5, false), 6.0);
        assert_eq!(beyond((3.0, 3.0, 8.0), 3.0, true), 8.0);
        assert_eq!(beyond((3.0, 3.0, 8.0), 3.0, false), 8.0);
        assert_eq!(beyond((3.0, 3.0, 8.0), 3.1, true), 0.0);
    }
}
