//! Coverage: clause by clause the measures, what they move, and by how much.
//!
//! Owns the paired comparison of a measure with the baseline in the same draws. Never:
//! counts attainment; single measures move likelihoods by less than their noise.

use crate::case::{Case, Force, Operator, Text};
use crate::experiment::{Experiment, Measure};
use crate::maths::norm_quantile;
use crate::summary::scope_leads;
use schemars::JsonSchema;
use serde::Serialize;

/// 97.5th percentile of the standard normal distribution.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// Version of the schema of `coverage.json`.
pub const COVERAGE_SCHEMA: &str = "zonecast-coverage/1";

/// What the policy's clauses are covered by.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Name and version of this schema.
    #[schemars(extend("const" = COVERAGE_SCHEMA))]
    pub schema: &'static str,
    /// Draws behind every effect.
    pub draws: usize,
    /// Seed of all luck.
    pub seed: u64,
    /// Zones in which a measure is tried.
    pub zones: usize,
    /// First year of spending in a trial, and last.
    pub years: (i32, i32),
    /// Years that effects are given for; the first is the policy's.
    pub milestones: Vec<i32>,
    /// The measures, by clause.
    pub measures: Vec<MeasureRow>,
    /// The targets, in order of the case.
    pub targets: Vec<TargetRow>,
    /// English for names that are given in Chinese only (departments, units, definitions).
    pub glossary: Vec<Text>,
}

/// A measure with what it does.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct MeasureRow {
    /// What it is.
    pub measure: Measure,
    /// The script that declares it.
    pub file: String,
    /// Names of the case's scenarios that use it.
    pub used_by: Vec<Text>,
    /// Effect on each target in each milestone year, targets first.
    pub effects: Vec<Effect>,
    /// Whether it can still touch the policy's year: any draw of any target differs there in its trial,
    /// or a scenario begins early enough for its lag.
    pub touches_first: bool,
    /// What its trial says of its effects altogether.
    pub standing: Standing,
}

/// What a trial says of a measure's effects altogether.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Some effect is worth an arrow.
    Moves,
    /// It has effects, but in the amount of its trial none is worth an arrow.
    Small,
    /// Every draw of every target is the baseline's: it only changes what others do.
    LiftsOthers,
    /// It is not simulated; the measure says why.
    NotSimulated,
}

impl Standing {
    /// Of a measure with these effects.
    pub fn of(measure: &Measure, effects: &[Effect]) -> Self {
        let still = |effect: &Effect| effect.change == 0.0 && effect.interval == (0.0, 0.0);
        match measure.why_no_effect {
            Some(_) => Self::NotSimulated,
            None if effects.iter().any(|effect| effect.matters) => Self::Moves,
            None if effects.iter().all(still) => Self::LiftsOthers,
            None => Self::Small,
        }
    }
}

/// Mean change of a target's indicator by a measure, against the baseline in the same draws.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Effect {
    /// Index into [`Coverage::targets`].
    pub target: usize,
    /// Year.
    pub year: i32,
    /// Mean change, in the target's unit (points for a percentage).
    pub change: f64,
    /// 95 % interval of the mean, by sampling alone.
    pub interval: (f64, f64),
    /// The sign is sure for all effects of the measure together ([`simultaneous`]), the change is at
    /// least a thousandth of the threshold and a dozen draws or more differ. Common luck makes even the
    /// slightest change sure; this tells what is worth an arrow.
    pub matters: bool,
    /// The part by another counting scope is more than half of what moves the way of the change, and at
    /// least a thousandth of the threshold (主要受统计范围调整影响): no growth.
    pub mainly_scope: bool,
}

/// Share of the threshold from which a change is worth an arrow.
const MATTERS: f64 = 0.001;

/// Draws that must differ: the interval of a mean is too narrow where an event turns in a few of them.
const DIFFERING: usize = 12;

impl Effect {
    /// 1 if the indicator surely rises, -1 if it falls, 0 if the interval holds zero.
    pub fn sign(&self) -> i32 {
        match self.interval {
            (low, _) if low > 0.0 => 1,
            (_, high) if high < 0.0 => -1,
            _ => 0,
        }
    }
}

/// A target with what it means.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TargetRow {
    /// Identifier.
    pub id: String,
    /// Whether this reading stands for the target.
    pub main: bool,
    /// Short name.
    pub name: Text,
    /// Clause.
    pub clause: String,
    /// Quoted words.
    pub words: String,
    /// Force of the verb.
    pub force: Force,
    /// Comparison.
    pub operator: Operator,
    /// Threshold in `unit`.
    pub threshold: f64,
    /// Unit.
    pub unit: String,
    /// Year.
    pub year: i32,
    /// Whether it happens or does not.
    pub event: bool,
    /// Scope, numerator, denominator and definition (口径).
    pub scope: String,
    /// Numerator.
    pub numerator: String,
    /// Denominator.
    pub denominator: String,
    /// Definition.
    pub definition: String,
    /// Responsible departments.
    pub department: String,
}

/// The targets of a case.
pub fn targets(case: &Case) -> Vec<TargetRow> {
    let row = |t: &crate::case::Target| TargetRow {
        id: t.id.clone(),
        main: t.main,
        name: t.name.clone(),
        clause: t.clause.clone(),
        words: t.words.clone(),
        force: t.force,
        operator: t.operator,
        threshold: t.threshold,
        unit: t.unit.clone(),
        year: t.year,
        event: t.event,
        scope: t.scope.clone(),
        numerator: t.numerator.clone(),
        denominator: t.denominator.clone(),
        definition: t.definition.clone(),
        department: t.department.clone(),
    };
    case.targets.iter().map(row).collect()
}

/// Effects of each scenario of an experiment against its first one, in order.
///
/// `values` are those of [`crate::simulate::trial`]: `[scenario][target][base year, then
/// milestones][draw]`.
pub fn effects(experiment: &Experiment, values: &[Vec<Vec<Vec<f64>>>]) -> Vec<(Vec<Effect>, bool)> {
    let base_year = experiment.program.graph.base_year;
    let Some((reference, others)) = values.split_first() else { return Vec::new() };
    let of = |scenario: &Vec<Vec<Vec<f64>>>| {
        let mut effects: Vec<Effect> = Vec::new();
        let mut touches = false;
        let looked_at = scenario.len() * experiment.milestones.len();
        for (target, (with, without)) in scenario.iter().zip(reference).enumerate() {
            let read = &experiment.scenarios[0].targets[target];
            for (milestone, &index) in experiment.milestones.iter().enumerate() {
                // A target of a later year has its value under that year.
                if experiment.evaluated(milestone, index, read, base_year) != index {
                    continue;
                }
                let pairs = with[milestone + 1].iter().zip(&without[milestone + 1]);
                let changes: Vec<f64> = pairs.map(|(a, b)| a - b).collect();
                touches |= milestone == 0 && changes.iter().any(|change| *change != 0.0);
                let (change, half) = mean(&changes);
                let differing = changes.iter().filter(|change| **change != 0.0).count();
                let threshold = read.threshold.abs();
                let (low, high) = (change - half, change + half);
                effects.push(Effect {
                    target,
                    year: base_year + index as i32,
                    change,
                    interval: (low, high),
                    matters: change.abs() > half * simultaneous(looked_at) / Z
                        && change.abs() >= MATTERS * threshold
                        && differing >= DIFFERING,
                    mainly_scope: false,
                });
            }
        }
        (effects, touches)
    };
    others.iter().map(of).collect()
}

/// Marks the effects that are mainly by the counting scope: `fixed` are those of the same measure, in the
/// same order, while the scope stays as it is.
pub fn mark_scope(experiment: &Experiment, effects: &mut [Effect], fixed: &[Effect]) {
    for (effect, fixed) in effects.iter_mut().zip(fixed) {
        let threshold = experiment.scenarios[0].targets[effect.target].threshold;
        let scope = effect.change - fixed.change;
        effect.mainly_scope = scope_leads(effect.change > 0.0, scope, &[fixed.change], threshold);
    }
}

/// How many standard errors make `n` two-sided tests wrong by chance in 5 % of cases at most, all taken
/// together, however they depend on each other (Bonferroni; Dunn 1961, JASA 56, 52-64).
///
/// A dozen and a half targets in three years would else give some arrow by chance to every other
/// measure that does nothing.
pub fn simultaneous(n: usize) -> f64 {
    norm_quantile(1.0 - 0.025 / n.max(1) as f64)
}

/// Mean and half of its 95 % interval.
fn mean(changes: &[f64]) -> (f64, f64) {
    let n = changes.len().max(1) as f64;
    let mean = changes.iter().sum::<f64>() / n;
    let square = changes.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>();
    (mean, Z * (square / (n - 1.0).max(1.0) / n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_mean_is_the_textbook_one() {
        // Values 1..=9: mean 5, sample variance 7.5, standard error sqrt(7.5 / 9).
        let changes: Vec<f64> = (1..=9).map(f64::from).collect();
        let (mean, half) = mean(&changes);
        assert_eq!(mean, 5.0);
        assert!((half - 1.959_963_984_540_054 * (7.5_f64 / 9.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn many_comparisons_ask_for_more_standard_errors() {
        // Dunn (1961), Table 1, infinite degrees of freedom: 1.96, 2.58, 2.81 for 1, 5, 10 contrasts.
        for (n, wanted) in [(1, 1.96), (5, 2.58), (10, 2.81)] {
            assert!((simultaneous(n) - wanted).abs() < 0.005, "{n}: {}", simultaneous(n));
        }
    }

    fn effect(change: f64) -> Effect {
        let (target, year, interval) = (0, 2000, (change, change));
        Effect { target, year, change, interval, matters: false, mainly_scope: false }
    }

    #[test]
    fn a_sign_is_claimed_only_outside_the_interval() {
        let effect = |low, high| Effect { interval: (low, high), ..effect(0.0) };
        assert_eq!(effect(0.1, 0.3).sign(), 1);
        assert_eq!(effect(-0.3, -0.1).sign(), -1);
        assert_eq!(effect(-0.1, 0.2).sign(), 0);
        assert_eq!(effect(0.0, 0.0).sign(), 0);
    }
}
