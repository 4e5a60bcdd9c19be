//! The change of an indicator since the base year in parts: growth, scope, composition.
//!
//! Owns what counts as mainly by scope. Means, because they add up and medians do
//! not, and because approval is yes or no: the median of the scope part jumps
//! between nothing and all of it.

use super::build::{scopes, strata_of};
use super::replicates;
use super::{Band, TargetResult, written};
use crate::case::Operator;
use crate::experiment::{Bound, BoundTarget, Experiment};
use crate::model::graph::Parts;
use crate::simulate::{FIXED, Outcome, Series, Shape, Tally};
use schemars::JsonSchema;
use serde::Serialize;

/// Share of the threshold below which a scope part is nothing to report.
const NOTHING: f64 = 0.001;

/// A part of a change since the base year, in points (ratios: in the ratio's own unit).
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Mean over draws; the means of the parts add up to the change of the mean.
    pub mean: f64,
    /// Percentiles over draws; those of parts do not add up.
    #[serde(serialize_with = "written::band")]
    pub band: Band,
}

/// The change of a target's indicator since the base year in parts that add up in every draw.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Split {
    /// Index into [`super::Summary::targets`].
    pub target: usize,
    /// Milestone year.
    pub year: i32,
    /// Year in which the target is looked at, as in [`super::TargetResult::evaluated`].
    pub evaluated: i32,
    /// Index into the counting scopes; none for all draws together.
    pub scope: Option<usize>,
    /// Mean in the base year, in the indicator's unit.
    pub start: f64,
    /// Mean in the year looked at.
    pub end: f64,
    /// By growth at the same scope.
    pub growth: Change,
    /// By another counting scope.
    pub by_scope: Change,
    /// By a change of the mix at the same scope.
    pub composition: Change,
    /// Mean change at the same scope: growth and composition together (同口径增长).
    pub same_scope: f64,
    /// The mean scope part is more than half of what moves towards the threshold since the base year, and
    /// at least a thousandth of it: 主要受统计范围调整影响.
    pub mainly_scope: bool,
    /// More than half of a sure change of the likelihood against the baseline, for better or worse, is
    /// surely by scope.
    pub changed_by_scope: bool,
    /// Change of the likelihood by scope, the same draws with and without it, with its 95 % interval.
    pub likelihood_by_scope: (f64, f64, f64),
    /// Median with the change of scope less the median without it; noisy, as approval is yes or no.
    #[serde(serialize_with = "written::percentile")]
    pub median_by_scope: f64,
}

/// The splits of every target whose indicator has parts, by milestone and counting scope.
///
/// `band_of` gives the bands of a series by year.
pub fn splits(
    experiment: &Experiment,
    bound: &Bound,
    outcome: &Outcome,
    band_of: &dyn Fn(&Series, Option<usize>) -> Vec<Band>,
) -> Vec<Split> {
    let base_year = bound.program.graph.base_year;
    let mut splits = Vec::new();
    for (target, read) in bound.targets.iter().enumerate() {
        let parts = bound.program.graph.parts.iter().find(|p| p.of == read.indicator);
        let Some(parts) = parts else { continue };
        for (milestone, &index) in experiment.milestones.iter().enumerate() {
            let at = experiment.evaluated(milestone, index, read, base_year);
            for scope in scopes(&outcome.tally.draws) {
                let change = |indicator: usize| Change {
                    mean: mean(outcome, indicator, at, scope),
                    band: band_of(&Series::Indicator(indicator, None), scope)[at],
                };
                let median = |indicator: usize| change(indicator).band[2];
                let (growth, by_scope, composition) =
                    (change(parts.growth), change(parts.scope), change(parts.composition));
                splits.push(Split {
                    target,
                    year: base_year + index as i32,
                    evaluated: base_year + at as i32,
                    scope,
                    start: mean(outcome, parts.of, 0, scope),
                    end: mean(outcome, parts.of, at, scope),
                    same_scope: growth.mean + composition.mean,
                    mainly_scope: mainly_scope(read, [growth.mean, by_scope.mean, composition.mean]),
                    changed_by_scope: false,
                    growth,
                    by_scope,
                    composition,
                    likelihood_by_scope: replicates::change(&outcome.tally, |tally| {
                        counts(tally, outcome.shape, milestone, target, scope)
                    }),
                    median_by_scope: median(parts.of) - median(parts.same_scope),
                });
            }
        }
    }
    splits
}

/// Draws that meet the target only by the change of scope, only despite it, and all.
fn counts(
    tally: &Tally,
    shape: Shape,
    milestone: usize,
    target: usize,
    scope: Option<usize>,
) -> (u64, u64, u64) {
    let sum = |counts: &[u64]| -> u64 {
        strata_of(scope, shape.strata)
            .map(|s| counts[(milestone * shape.strata + s) * shape.targets + target])
            .sum()
    };
    let n = tally.draws[strata_of(scope, shape.strata)].iter().sum();
    (sum(&tally.by_scope), sum(&tally.despite_scope), n)
}

/// The mean of a summed indicator over draws.
fn mean(outcome: &Outcome, indicator: usize, year: usize, scope: Option<usize>) -> f64 {
    let (shape, tally) = (outcome.shape, &outcome.tally);
    let at = outcome.series.iter().position(|s| *s == Series::Indicator(indicator, None));
    let column = at.expect("every part has a city series") * shape.years + year;
    let strata = strata_of(scope, shape.strata);
    let n: u64 = tally.draws[strata.clone()].iter().sum();
    let sum: i128 = strata.map(|s| tally.sums[s * shape.columns + column]).sum();
    sum as f64 / FIXED / n.max(1) as f64
}

/// Marks the splits whose target's likelihood changes against the baseline mainly by scope.
pub fn mark_changes(splits: &mut [Split], results: &[TargetResult]) {
    for split in splits {
        let own = |r: &&TargetResult| (r.target, r.year, r.scope) == (split.target, split.year, split.scope);
        let change = results.iter().find(own).and_then(|r| r.change);
        split.changed_by_scope =
            change.is_some_and(|change| change_by_scope(change, split.likelihood_by_scope));
    }
}

/// Changes of a likelihood below half a point are called none.
const SLIGHT: f64 = 0.005;

/// Whether more than half of a sure change of a likelihood is surely by scope; both with their interval.
fn change_by_scope((change, low, high): (f64, f64, f64), by_scope: (f64, f64, f64)) -> bool {
    let sure = |low: f64, high: f64| low > 0.0 || high < 0.0;
    let told = sure(low, high) && change.abs() >= SLIGHT && sure(by_scope.1, by_scope.2);
    told && by_scope.0 * change > 0.0 && by_scope.0.abs() > change.abs() / 2.0
}

/// Whether the mean scope part is more than half of what moves towards the threshold.
fn mainly_scope(target: &BoundTarget, [growth, scope, composition]: [f64; 3]) -> bool {
    let up = matches!(target.operator, Operator::AtLeast | Operator::Above);
    scope_leads(up, scope, &[growth, composition], target.threshold)
}

/// Whether the part by scope is more than half of what moves up, or down, and at least a thousandth of
/// the threshold.
///
/// Parts that move the other way are no help and do not count.
pub fn scope_leads(up: bool, scope: f64, others: &[f64], threshold: f64) -> bool {
    let moving = |part: f64| if up { part.max(0.0) } else { (-part).max(0.0) };
    let all = moving(scope) + others.iter().copied().map(moving).sum::<f64>();
    moving(scope) > all / 2.0 && moving(scope) >= NOTHING * threshold.abs()
}

/// How the mean of a target's indicator in one scenario differs from that in another, in parts.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Between {
    /// The part by scope is more than half of what moves the way of the difference, and at least a
    /// thousandth of the threshold.
    pub mainly_scope: bool,
    /// Difference at the same scope, in the indicator's unit.
    pub same_scope: f64,
}

impl Between {
    /// `parts` are the differences of growth, scope and composition; both scenarios start alike.
    pub fn of([growth, scope, composition]: [f64; 3], threshold: f64) -> Self {
        let up = growth + scope + composition > 0.0;
        let mainly_scope = scope_leads(up, scope, &[growth, composition], threshold);
        Self { mainly_scope, same_scope: growth + composition }
    }
}

impl Split {
    /// The parts since the base year: growth, scope, composition.
    fn parts(&self) -> [f64; 3] {
        [self.growth.mean, self.by_scope.mean, self.composition.mean]
    }

    /// What of the difference from the same target in `first` is by scope.
    pub fn against(&self, first: &Split, threshold: f64) -> Between {
        let (here, there) = (self.parts(), first.parts());
        Between::of(std::array::from_fn(|part| here[part] - there[part]), threshold)
    }
}

/// The parts of a model as positions among its indicators.
pub fn heads(parts: &[Parts]) -> Vec<super::PartsHead> {
    let head = |p: &Parts| super::PartsHead {
        indicator: p.of,
        growth: p.growth,
        scope: p.scope,
        composition: p.composition,
        same_scope: p.same_scope,
    };
    parts.iter().map(head).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(operator: Operator, parts: [f64; 3], wanted: bool) {
        let target = BoundTarget { indicator: 0, operator, threshold: 50.0, year: 2000, hold_from: None };
        assert_eq!(mainly_scope(&target, parts), wanted, "{operator:?} {parts:?}");
    }

    #[test]
    fn mainly_by_scope_is_more_than_half_of_what_moves_towards_the_threshold() {
        check(Operator::Above, [1.0, 1.1, 0.0], true);
        check(Operator::Above, [1.0, 1.0, 0.0], false);
        check(Operator::Above, [0.6, 1.1, 0.6], false);
        // What moves away does not count.
        check(Operator::AtLeast, [-6.0, 4.0, -1.0], true);
        check(Operator::AtLeast, [2.0, -4.0, 0.0], false);
        check(Operator::AtMost, [1.0, -4.0, 0.0], true);
        check(Operator::Below, [-5.0, -4.0, 0.0], false);
        // Less than a thousandth of the threshold is nothing to report.
        check(Operator::Above, [0.0, 0.04, 0.0], false);
        check(Operator::Above, [0.0, 0.0, 0.0], false);
    }

    #[test]
    fn a_change_of_a_likelihood_is_by_scope_if_more_than_half_of_it_is_for_better_or_worse() {
        let by = |change: f64, scope: f64| {
            let around = |x: f64| (x, x - 0.002, x + 0.002);
            change_by_scope(around(change), around(scope))
        };
        assert!(by(0.10, 0.08) && by(-0.10, -0.08) && by(-0.10, -0.14));
        assert!(!by(0.10, 0.05) && !by(-0.10, 0.08));
        // Less than half a point, or not to be told from zero.
        assert!(!by(0.004, 0.004) && !by(0.0, 0.08) && !by(0.006, 0.001));
    }

    #[test]
    fn a_difference_is_by_scope_if_that_part_leads_the_way_it_goes() {
        let between = |parts| Between::of(parts, 50.0);
        // One redraws, the other does not; the same growth, or more of it.
        assert_eq!(between([0.0, 4.0, 0.0]), Between { mainly_scope: true, same_scope: 0.0 });
        assert_eq!(between([3.0, 4.0, 0.5]), Between { mainly_scope: true, same_scope: 3.5 });
        assert!(!between([4.0, 3.0, 0.0]).mainly_scope);
        // The first redraws and this one does not: lower by scope, though it grows more.
        assert_eq!(between([1.0, -4.0, 0.0]), Between { mainly_scope: true, same_scope: 1.0 });
        assert!(!between([-6.0, 4.0, 0.0]).mainly_scope);
        // Both alike.
        assert!(!between([2.0, 0.0, 0.0]).mainly_scope);
        assert!(!between([0.0, 0.0, 0.0]).mainly_scope);
    }
}
