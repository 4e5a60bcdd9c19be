//! Which level of a target's indicator is reached with which confidence: where a threshold could be set.
//!
//! Owns the list of confidences. Levels are percentiles, read from the side that is better for the
//! target. Never: recommends a threshold.

use super::build::{scopes, strata_of};
use super::estimate::percentiles;
use crate::case::{Operator, Target};
use crate::experiment::{Bound, Experiment};
use crate::simulate::{Outcome, Series};
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
                all.push(Levels { target, year, evaluated, scope, levels });
            }
        }
    }
    all
}
