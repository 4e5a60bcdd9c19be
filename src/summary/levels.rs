//! Which level of a target's indicator is reached with which confidence: where a threshold could be set.
//!
//! Owns the list of confidences. Levels are percentiles, read from the side that is better for the
//! target. Never: recommends a threshold.

use super::build::{scopes, strata_of};
use super::estimate::percentiles;
use crate::case::{Operator, Target};
use crate::experiment::{Bound, Experiment};
use crate::simulate::{BINS, Outcome, Range, Series};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// Confidences that levels are given for, from the surest down: 95 % to 5 % in steps of five.
pub const CONFIDENCES: [f64; 19] = [
    0.95, 0.90, 0.85, 0.80, 0.75, 0.70, 0.65, 0.60, 0.55, 0.50, 0.45, 0.40, 0.35, 0.30, 0.25, 0.20, 0.15,
    0.10, 0.05,
];

/// Levels of a target's indicator in a milestone year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Levels {
    /// Index into [`super::Summary::targets`]; main readings that are no events only.
    pub target: usize,
    /// Milestone year.
    pub year: i32,
    /// Year in which the indicator is looked at, as in [`super::TargetResult::evaluated`].
    pub evaluated: i32,
    /// Index into the counting scopes; none for all draws together, which of an indicator with bands by
    /// scope is a mixture, the result under none of them.
    pub scope: Option<usize>,
    /// For each of [`CONFIDENCES`]: the level that the indicator reaches (at least, or at most if less
    /// is better) in that share of the draws, in the target's unit.
    #[serde(serialize_with = "rounded")]
    pub levels: Vec<f64>,
    /// Of an indicator that takes few values, such as a share of some zones: each of them with the share of
    /// the draws that reach it, the easiest first; else empty. For charts; no part of `summary.json`.
    #[serde(skip)]
    pub steps: Vec<(f64, f64)>,
}

/// Draws for each value of an indicator, on average, from which its values are few.
const DRAWS_A_VALUE: u64 = 20;

/// The values of a column and the share of the draws that reach each, the easiest first.
fn steps(range: &Range, counts: &[u64; BINS], upward: bool) -> Vec<(f64, f64)> {
    let Range::Atoms(atoms) = range else { return Vec::new() };
    let total: u64 = counts.iter().sum();
    // A value has the bin of odd number, what lies below it and above the last one the even ones.
    let seen: Vec<usize> = (0..atoms.len()).filter(|i| counts[2 * i + 1] > 0).collect();
    if total < DRAWS_A_VALUE * seen.len() as u64 {
        return Vec::new();
    }
    let reach = |i: usize| {
        let reached: u64 =
            if upward { counts[2 * i + 1..].iter().sum() } else { counts[..2 * i + 2].iter().sum() };
        (atoms[i], reached as f64 / total as f64)
    };
    let mut steps: Vec<(f64, f64)> = seen.into_iter().map(reach).collect();
    if !upward {
        steps.reverse();
    }
    steps
}

fn rounded<S: Serializer>(levels: &[f64], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(levels.iter().copied().map(super::rounded))
}

/// The levels of a scenario.
pub(super) fn levels(
    targets: &[Target],
    experiment: &Experiment,
    bound: &Bound,
    outcome: &Outcome,
) -> Vec<Levels> {
    let shape = outcome.shape;
    let mut all = Vec::new();
    for (target, _) in targets.iter().enumerate().filter(|(_, head)| head.main && !head.event) {
        let read = &bound.targets[target];
        let upward = matches!(read.operator, Operator::AtLeast | Operator::Above);
        let wanted = Series::Indicator(read.indicator, None);
        let Some(at) = outcome.series.iter().position(|series| *series == wanted) else { continue };
        let base_year = bound.program.graph.base_year;
        for (milestone, &year) in experiment.milestones.iter().enumerate() {
            let looked_at = experiment.evaluated(milestone, year, read, base_year);
            let column = at * shape.years + looked_at;
            for scope in scopes(&outcome.tally.draws) {
                let counts = outcome.tally.bins.get(column, strata_of(scope, shape.strata));
                let shares = CONFIDENCES.map(|c| if upward { 1.0 - c } else { c });
                let mut levels = percentiles(&counts, &outcome.ranges[column], &shares);
                // Where order statistics are known they stand in place of what a histogram says.
                let exact = outcome.exact.get(column).and_then(|of| of.get(scope.map_or(0, |s| s + 1)));
                if let Some(Some(band)) = exact {
                    for (at, share) in shares.iter().enumerate() {
                        let known = super::SHARES.iter().position(|known| (known - share).abs() < 1e-9);
                        levels[at] = known.map_or(levels[at], |known| band[known]);
                    }
                }
                let [year, evaluated] = [year, looked_at].map(|index| base_year + index as i32);
                let steps = steps(&outcome.ranges[column], &counts, upward);
                all.push(Levels { target, year, evaluated, scope, levels, steps });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(values: &[f64]) -> (Range, [u64; BINS]) {
        let range = Range::around(&mut values.to_vec());
        let mut counts = [0; BINS];
        values.iter().for_each(|value| counts[range.bin(*value)] += 1);
        (range, counts)
    }

    #[test]
    fn a_share_of_some_zones_has_the_steps_that_it_can_take() {
        // 10 draws of 3 of 4 zones, 30 of 4 of 5, 60 of all: 75 % is reached in all, 80 % in nine tenths.
        let shares = [(75.0, 10), (80.0, 30), (100.0, 60)];
        let values: Vec<f64> = shares.iter().flat_map(|(share, n)| vec![*share; *n]).collect();
        let (range, counts) = counted(&values);
        assert_eq!(steps(&range, &counts, true), [(75.0, 1.0), (80.0, 0.9), (100.0, 0.6)]);
        // Where less is better all stay at or below 100, and a tenth at or below 75.
        assert_eq!(steps(&range, &counts, false), [(100.0, 1.0), (80.0, 0.4), (75.0, 0.1)]);
    }

    #[test]
    fn what_the_pilot_did_not_see_counts_where_it_lies() {
        let (range, mut counts) = counted(&[vec![75.0; 50], vec![100.0; 40]].concat());
        // Ten further draws of 80.
        counts[range.bin(80.0)] += 10;
        assert_eq!(steps(&range, &counts, true), [(75.0, 1.0), (100.0, 0.4)]);
    }

    #[test]
    fn an_amount_has_no_steps() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let (range, counts) = counted(&values);
        assert_eq!(steps(&range, &counts, true), []);
    }
}
