//! When a run has drawn enough, and whether a likelihood lies above or below a line.
//!
//! Owns the rule of stopping and the verdicts. Never: draws.
//!
//! The rule: the counts are looked at after 4,096 draws and then at every doubling, last at the
//! largest number allowed ([`looks`]); that makes k looks. A likelihood is *narrow* if half of its
//! interval is at most the width asked for, and *settled* if the interval lies wholly on one side of
//! the line. Drawing ends when every likelihood is narrow or settled: every target of every scenario
//! in the year it is evaluated for the first milestone, over all counting scopes.
//!
//! Who looks k times at 95 % intervals and stops when one suits is wrong more often than 5 % in the
//! end. So every look has the confidence 1 - 0.05 / k (Bonferroni): by the union bound all k
//! intervals of a likelihood hold together with at least 95 %, whatever the rule of stopping. Those
//! are the intervals of verdicts; [`super::Likelihood::interval`] stays that of a run whose number
//! of draws was fixed before.

use super::replicates::share_at;
use super::{Likelihood, Summary};
use crate::experiment::Experiment;
use crate::simulate::Tally;
use schemars::JsonSchema;
use serde::Serialize;

/// Draws before the first look.
pub const FIRST_LOOK: u64 = 4096;

/// The numbers of draws at which a run of at most `cap` draws is looked at; rising, at least one.
pub fn looks(cap: u64) -> Vec<u64> {
    let doubled = std::iter::successors(Some(FIRST_LOOK), |n| n.checked_mul(2));
    doubled.take_while(|n| *n < cap).chain([cap]).collect()
}

/// How precise likelihoods have to be, and the line they are judged by.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Judge {
    /// Half-width of an interval that is narrow enough, in `0.0..=0.5`; none if the number of draws is
    /// fixed.
    pub until: Option<f64>,
    /// The line, in `0.0..=1.0`; none if no question is asked.
    pub line: Option<f64>,
    /// Largest number of draws.
    pub cap: u64,
}

/// What a run was judged by.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Judged {
    /// Half-width that was asked for, as a share; none if the number of draws was fixed.
    pub until: Option<f64>,
    /// The line, as a probability; none if no question was asked.
    pub line: Option<f64>,
    /// Largest number of draws allowed.
    pub cap: u64,
    /// Number of looks allowed.
    pub looks: usize,
    /// Confidence of the intervals of verdicts: 1 - 0.05 / looks.
    pub confidence: f64,
    /// Likelihoods that are neither narrow nor settled.
    pub open: usize,
    /// The largest half-width of the intervals of verdicts, as a share; 0 if there is none.
    pub widest: f64,
}

/// Which side of the line a likelihood is on.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The whole interval lies above.
    Above,
    /// The whole interval lies below.
    Below,
    /// The interval contains the line: the draws do not tell (无法判定).
    TooClose,
}

/// A likelihood judged by the line.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Verdict {
    /// The side; none without a line.
    pub side: Option<Side>,
    /// The interval it was judged by, of the confidence [`Judged::confidence`].
    pub interval: (f64, f64),
}

impl Judge {
    /// The numbers of draws at which to look; one if the number is fixed.
    pub fn looks(&self) -> Vec<u64> {
        if self.until.is_some() { looks(self.cap) } else { vec![self.cap] }
    }

    /// Confidence of the interval of one look.
    pub fn confidence(&self) -> f64 {
        1.0 - 0.05 / self.looks().len() as f64
    }

    /// The verdict on a likelihood with this interval.
    pub fn verdict(&self, interval: (f64, f64)) -> Verdict {
        let side = |line: f64| match interval {
            (low, _) if low > line => Side::Above,
            (_, high) if high < line => Side::Below,
            _ => Side::TooClose,
        };
        Verdict { side: self.line.map(side), interval }
    }

    /// Whether more draws are wanted for a likelihood.
    pub fn is_open(&self, verdict: &Verdict) -> bool {
        let (low, high) = verdict.interval;
        let narrow = self.until.is_none_or(|until| (high - low) / 2.0 <= until);
        let settled = verdict.side.is_some_and(|side| side != Side::TooClose);
        !narrow && !settled
    }

    /// Whether the counts so far are enough; one tally per scenario.
    pub fn enough(&self, experiment: &Experiment, tallies: &[Tally]) -> bool {
        let confidence = self.confidence();
        experiment.scenarios.iter().zip(tallies).all(|(bound, tally)| {
            let targets = bound.targets.len();
            (0..targets)
                .filter_map(|target| first_milestone(tally, targets, target, confidence))
                .all(|of| !self.is_open(&self.verdict(of.interval)))
        })
    }

    /// Writes the verdicts into the summary of these counts; one tally per scenario.
    pub fn pronounce(&self, summary: &mut Summary, tallies: &[&Tally]) {
        let confidence = self.confidence();
        let first = summary.case.milestones.first().copied();
        let (mut open, mut widest) = (0, 0.0_f64);
        for (scenario, tally) in summary.scenarios.iter_mut().zip(tallies) {
            let results = scenario.likelihoods.iter_mut();
            for result in results.filter(|r| Some(r.year) == first && r.scope.is_none()) {
                let of = first_milestone(tally, summary.targets.len(), result.target, confidence);
                result.verdict = of.map(|of| self.verdict(of.interval));
                let Some(verdict) = result.verdict else { continue };
                open += usize::from(self.is_open(&verdict));
                widest = widest.max((verdict.interval.1 - verdict.interval.0) / 2.0);
            }
        }
        let looks = self.looks().len();
        let Self { until, line, cap } = *self;
        summary.judged = Some(Judged { until, line, cap, looks, confidence, open, widest });
    }
}

/// The likelihood of a target in the first milestone over all counting scopes; none if the case has
/// no milestone.
fn first_milestone(tally: &Tally, targets: usize, target: usize, confidence: f64) -> Option<Likelihood> {
    let counted = |tally: &Tally| {
        let met = (0..tally.draws.len()).filter_map(|stratum| tally.met.get(stratum * targets + target));
        (met.sum(), tally.draws.iter().sum())
    };
    (!tally.met.is_empty()).then(|| share_at(tally, confidence, counted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_double_up_to_the_cap() {
        assert_eq!(looks(20_000), [4096, 8192, 16_384, 20_000]);
        assert_eq!(looks(8192), [4096, 8192]);
        assert_eq!(looks(4096), [4096]);
        assert_eq!(looks(77), [77]);
    }

    #[track_caller]
    fn check(until: Option<f64>, line: Option<f64>, interval: (f64, f64), side: Option<Side>, open: bool) {
        let judge = Judge { until, line, cap: 10_000 };
        let verdict = judge.verdict(interval);
        assert_eq!((verdict.side, judge.is_open(&verdict)), (side, open));
    }

    #[test]
    fn a_likelihood_is_done_when_narrow_or_on_one_side() {
        check(Some(0.01), Some(0.5), (0.2, 0.3), Some(Side::Below), false);
        check(Some(0.01), Some(0.5), (0.6, 0.7), Some(Side::Above), false);
        check(Some(0.01), Some(0.5), (0.45, 0.55), Some(Side::TooClose), true);
        check(Some(0.01), Some(0.5), (0.4905, 0.5095), Some(Side::TooClose), false);
        check(Some(0.01), None, (0.2, 0.3), None, true);
        check(Some(0.01), None, (0.205, 0.22), None, false);
        // A fixed number of draws is always enough, and may not tell.
        check(None, Some(0.5), (0.45, 0.55), Some(Side::TooClose), false);
        // On the line is not above it.
        check(None, Some(0.5), (0.5, 0.55), Some(Side::TooClose), false);
    }
}
