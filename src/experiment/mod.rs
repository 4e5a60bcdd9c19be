//! One case, one model and its scenarios, bound together: every name resolved, every bound checked.
//!
//! Owns the plan of a run: which scenarios, which targets on which indicators, in
//! which years. What leaves here can be simulated without asking anyone. Never:
//! knows Rhai or draws.

mod benchmark;
mod fraction;
mod history;
mod measure;
mod sampler;

pub use benchmark::benchmarks;
pub use history::history;
pub use measure::{Amount, Evidence, Measure, Measures, Move, Spread, Used};
pub use sampler::{Dimensions, REPLICATES, Sampler};

use crate::case::{BenchmarkPoint, Case, Force, Operator, Text, unit};
use crate::compile::{Program, Slot, compile, together};
use crate::error::{Code, Error, Result, nearest_name};
use crate::model::{Graph, Label, NodeId};

/// A scenario as traced: its own copy of the model with levers set.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Identifier and names.
    pub label: Label,
    /// The model with this scenario's levers.
    pub graph: Graph,
    /// Targets whose threshold or year the scenario states otherwise: `(target id, threshold, year)`.
    pub retargeted: Vec<(String, Option<f64>, Option<i32>)>,
    /// The measures it uses.
    pub measures: Measures,
}

/// A compiled scenario.
#[derive(Clone, Debug)]
pub struct Bound {
    /// Identifier and names.
    pub label: Label,
    /// The scenario alone; what it reports and checks, and what replays a draw.
    pub program: Program,
    /// For each slot of `program`: the one in [`Experiment::program`] that holds its values, if it is
    /// still needed there.
    pub slots: Vec<Option<Slot>>,
    /// The targets as this scenario reads them, in order of the case.
    pub targets: Vec<BoundTarget>,
    /// The measures it uses.
    pub measures: Measures,
}

/// A target resolved to an indicator of the model.
#[derive(Clone, Debug, PartialEq)]
pub struct BoundTarget {
    /// Index of the indicator.
    pub indicator: usize,
    /// Comparison.
    pub operator: Operator,
    /// Threshold in the indicator's unit.
    pub threshold: f64,
    /// Year of the threshold.
    pub year: i32,
    /// For targets that must hold: index of the first year in which they must.
    pub hold_from: Option<usize>,
}

impl Bound {
    /// Slot in [`Experiment::program`] of a node that the scenario reports or checks.
    ///
    /// # Panics
    /// If it does neither.
    pub fn slot(&self, node: NodeId) -> Slot {
        self.slots[node.index()].expect("what is reported or checked has a slot")
    }
}

impl BoundTarget {
    /// Whether a value in the indicator's unit meets the threshold.
    #[inline]
    pub fn met_by(&self, value: f64) -> bool {
        match self.operator {
            Operator::AtLeast => value >= self.threshold,
            Operator::Above => value > self.threshold,
            Operator::AtMost => value <= self.threshold,
            Operator::Below => value < self.threshold,
        }
    }

    /// Whether a draw meets the target if judged at the end of a year; to be told every year in order.
    ///
    /// `held` starts as `true` and stays so while the threshold is met in every year in which it must
    /// hold: a target that must hold is met only by a draw that has held it from its first year on.
    #[inline]
    pub fn met_in(&self, year_index: usize, value: f64, held: &mut bool) -> bool {
        let now = self.met_by(value);
        if let Some(from) = self.hold_from {
            *held &= now || year_index < from;
        }
        now && *held
    }

    /// How far a value is on the good side of the threshold, in the indicator's unit; negative on the bad one.
    pub fn margin(&self, value: f64) -> f64 {
        match self.operator {
            Operator::AtLeast | Operator::Above => value - self.threshold,
            Operator::AtMost | Operator::Below => self.threshold - value,
        }
    }

    /// Index of the year in which the scenario judges it.
    pub fn year_index(&self, base_year: i32) -> usize {
        (self.year - base_year).max(0) as usize
    }
}

/// Everything a run needs.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// Seed of all luck.
    pub seed: u64,
    /// Number of draws.
    pub draws: u64,
    /// How they are spread; independent unless told otherwise.
    pub sampler: Sampler,
    /// Which lucks have the dimensions of a Sobol sequence, if another run with more scenarios has chosen;
    /// else they are chosen by what moves this one's targets.
    pub dimensions: Option<Dimensions>,
    /// Whether percentiles are exact order statistics, by simulating again; else they are read off
    /// histograms.
    pub exact: bool,
    /// Names of the zones, for messages.
    pub zones: Vec<Text>,
    /// What is simulated: all scenarios, with what they have in common computed once.
    pub program: Program,
    /// The scenarios; the first is the one that others are compared with.
    pub scenarios: Vec<Bound>,
    /// Indices of the years that likelihoods are given for.
    pub milestones: Vec<usize>,
    /// Indices of the targets that are counted jointly, in order of the case.
    pub main: Vec<usize>,
    /// Groups whose joint attainment is given: name, and positions in `main`.
    pub groups: Vec<(Text, Vec<usize>)>,
    /// Number of counting scopes.
    pub strata: usize,
    /// Figures of other places, in the units of the city's.
    pub benchmarks: Vec<BenchmarkPoint>,
}

impl Experiment {
    /// Draws of one replicate; none for independent draws.
    pub fn replicate(&self) -> Option<u64> {
        self.sampler.replicate(self.draws)
    }

    /// Year index in which a target is looked at for a milestone: the first milestone means the
    /// target's own year (a scenario may state another), the later ones are the same for all.
    pub fn evaluated(&self, milestone: usize, index: usize, target: &BoundTarget, base_year: i32) -> usize {
        if milestone == 0 { target.year_index(base_year) } else { index }
    }
}

/// Largest number of targets; attainment is kept in the bits of a word.
pub const MOST_TARGETS: usize = 32;
/// Largest number of targets that count jointly; every combination is counted.
pub const MOST_JOINT: usize = 12;

/// Binds scenarios to a case and compiles them.
///
/// # Errors
/// A target on an unknown indicator, too many targets, or those of [`compile`].
pub fn experiment(case: &Case, scenarios: Vec<Scenario>, seed: u64, draws: u64) -> Result<Experiment> {
    let (main, groups) = groups(case);
    within("@targets", case.targets.len(), MOST_TARGETS)?;
    within("@main-targets", main.len(), MOST_JOINT)?;
    let benchmarks = scenarios.first().map(|first| benchmarks(case, &first.graph)).transpose()?;
    let mut scenarios = scenarios.into_iter().map(|s| bind(case, s)).collect::<Result<Vec<Bound>>>()?;
    let (program, slots) = together(&scenarios.iter().map(|s| &s.program).collect::<Vec<_>>());
    scenarios.iter_mut().zip(slots).for_each(|(bound, slots)| bound.slots = slots);
    let year_index = |year: &i32| (year - case.base_year).max(0) as usize;
    Ok(Experiment {
        seed,
        draws,
        sampler: Sampler::Random,
        dimensions: None,
        exact: false,
        zones: case.zones.iter().map(|zone| zone.name.clone()).collect(),
        program: program.packed(),
        scenarios,
        milestones: case.milestones.iter().map(year_index).collect(),
        main,
        groups,
        strata: case.scopes.len().max(1),
        benchmarks: benchmarks.map_or_else(Vec::new, |(points, _)| points),
    })
}

/// The targets that count jointly, and the case's groups of them; one nameless group of all main
/// targets if the case states none.
fn groups(case: &Case) -> (Vec<usize>, Vec<(Text, Vec<usize>)>) {
    let stated = |of: &String| case.joint.is_empty() || case.joint.iter().any(|group| group.of.contains(of));
    let counted = |i: &usize| case.targets[*i].main && stated(&case.targets[*i].of);
    let main: Vec<usize> = (0..case.targets.len()).filter(counted).collect();
    let places = |of: &[String]| {
        let inside = |k: &usize| of.contains(&case.targets[main[*k]].of);
        (0..main.len()).filter(inside).collect::<Vec<usize>>()
    };
    let groups = case.joint.iter().map(|group| (group.name.clone(), places(&group.of))).collect();
    match case.joint.is_empty() {
        true => (main.clone(), vec![(Text::default(), (0..main.len()).collect())]),
        false => (main.clone(), groups),
    }
}

/// Threshold and year of a target after a scenario's changes `(target id, threshold, year)`.
///
/// Several changes of one target add up; the last word on each part counts.
pub fn reading(target: &crate::case::Target, changes: &[(String, Option<f64>, Option<i32>)]) -> (f64, i32) {
    let own = || changes.iter().rev().filter(|(id, _, _)| *id == target.id);
    let threshold = own().find_map(|c| c.1).unwrap_or(target.threshold);
    (threshold, own().find_map(|c| c.2).unwrap_or(target.year))
}

fn within(what: &str, found: usize, high: usize) -> Result<()> {
    if found <= high {
        return Ok(());
    }
    Err(Error::new(Code::OutOfRange)
        .with("what", what)
        .with("found", found)
        .with("low", 0)
        .with("high", high))
}

fn bind(case: &Case, scenario: Scenario) -> Result<Bound> {
    let targets = case.targets.iter().map(|target| {
        let indicators = &scenario.graph.indicators;
        let known = indicators.iter().filter(|i| i.city.is_some()).map(|i| i.label.id.as_str());
        let indicator = indicators
            .iter()
            .position(|i| i.label.id == target.indicator && i.city.is_some())
            .ok_or_else(|| {
                Error::at(Code::UnknownIndicator, target.indicator_place.clone())
                    .with("indicator", &target.indicator)
                    .with_some("nearest", nearest_name(&target.indicator, known))
            })?;
        if indicators[indicator].unit != target.unit {
            let (found, wanted) = (unit::quoted(&target.unit), unit::quoted(&indicators[indicator].unit));
            return Err(Error::at(Code::TargetUnit, target.indicator_place.clone())
                .with("target", &target.id)
                .named("found", found.0, found.1)
                .named("wanted", wanted.0, wanted.1));
        }
        fraction::check(target, &scenario.graph)?;
        let (threshold, year) = reading(target, &scenario.retargeted);
        let hold = target.hold_from.filter(|_| target.force == Force::Hold);
        Ok(BoundTarget {
            indicator,
            operator: target.operator,
            threshold,
            year,
            hold_from: hold.map(|year| (year - case.base_year).max(0) as usize),
        })
    });
    let targets = targets.collect::<Result<Vec<_>>>()?;
    let program = compile(&scenario.graph)?;
    let Scenario { label, measures, .. } = scenario;
    Ok(Bound { label, program, slots: Vec::new(), targets, measures })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(operator: Operator, hold_from: Option<usize>, values: &[f64], wanted: &[bool]) {
        let target = BoundTarget { indicator: 0, operator, threshold: 5.0, year: 2003, hold_from };
        let mut held = true;
        let found: Vec<bool> =
            values.iter().enumerate().map(|(year, value)| target.met_in(year, *value, &mut held)).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_target_is_met_by_its_operator_and_must_hold_from_its_first_year_on() {
        let values = [4.0, 5.0, 6.0, 5.0, 4.0, 6.0];
        check(Operator::AtLeast, None, &values, &[false, true, true, true, false, true]);
        check(Operator::Above, None, &values, &[false, false, true, false, false, true]);
        check(Operator::AtMost, None, &values, &[true, true, false, true, true, false]);
        check(Operator::Below, None, &values, &[true, false, false, false, true, false]);
        // Lost in the fifth year, and for good; the first year does not count yet.
        check(Operator::AtLeast, Some(1), &values, &[false, true, true, true, false, false]);
        check(Operator::AtLeast, Some(5), &values, &[false, true, true, true, false, true]);
        check(Operator::AtLeast, Some(1), &[6.0, f64::NAN, 6.0], &[true, false, false]);
    }
}
