//! What departments need: targets divided among zones and years, needs, tasks, progress.
//!
//! Owns the tables' numbers, made from a summary by closed forms. Medians of zones do
//! not add up to the city's median; targets by zone do add up to the city's target.
//! Never: simulates, words anything.

mod division;
mod need;
mod target;
mod task;

pub use division::{Division, Parts};
pub use need::{Aim, Need};
pub use task::{Move, Plan, Task, Tried, Use, tasks};

use crate::case::Case;
use crate::simulate::{Outcome, Series};
use crate::summary::{ScenarioSummary, Summary, reached};
use schemars::JsonSchema;
use serde::Serialize;

/// The tables of all scenarios of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// By what targets are divided among zones.
    pub by: Division,
    /// One entry per scenario of the summary.
    pub scenarios: Vec<ScenarioTables>,
}

/// The tables of one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScenarioTables {
    /// Every target in order of the case; one whose indicator depends on the counting scope once for
    /// each, because a median over several lies between them and belongs to none.
    pub targets: Vec<TargetTable>,
    /// Who does what, by department.
    pub tasks: Vec<Task>,
}

/// A target's path for the city and, if it can be divided, for every zone.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TargetTable {
    /// Index of the target.
    pub target: usize,
    /// Index of the counting scope that all numbers are of; none where they are of all draws.
    pub scope: Option<usize>,
    /// Threshold as this scenario reads it.
    pub threshold: f64,
    /// Years from the base year to the target's; `path` and the like have one entry each.
    pub years: Vec<i32>,
    /// The city.
    pub city: Line,
    /// The zones in order of the case; none if the target names no denominator or has no values by zone.
    pub zones: Option<Vec<ZoneLine>>,
    /// What the city lacks in the target's year; none without a numerator.
    pub need: Option<Need>,
    /// Index of the numerator among the summary's indicators.
    pub numerator: Option<usize>,
    /// Share of more numerator that is also more denominator (P50), 0 to 1.
    pub adds: f64,
    /// The zones' values are shares of the city: its denominator has no values by zone.
    pub shares: bool,
}

/// A path, and what the scenario reaches of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Line {
    /// 1 if the target wants more of the indicator, -1 if less.
    pub sign: f64,
    /// P50 in the base year.
    pub base: f64,
    /// Value needed by year.
    pub path: Vec<f64>,
    /// P50 by year.
    pub p50: Vec<f64>,
    /// Probability of the path's value by year; none in the base year.
    pub reached: Vec<Option<f64>>,
    /// Change of the indicator needed per year, in its unit; 0 if none is needed.
    pub rise: f64,
    /// Growth of the numerator needed per year, nominal where it is money; none without a numerator.
    pub growth: Option<f64>,
}

impl Line {
    /// What is missing of the path in a year, negative beyond it: positive always means lacking,
    /// whether the target wants more or less.
    pub fn gap(&self, year: usize) -> f64 {
        self.sign * (self.path[year] - self.p50[year])
    }
}

/// A zone's part of a target.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ZoneLine {
    /// Path and result.
    pub line: Line,
    /// Weight in the city's value by year.
    pub weights: Vec<f64>,
    /// What it lacks in the target's year.
    pub need: Option<Need>,
    /// Place by gap in the target's year, the largest first; none for demonstration data.
    pub rank: Option<usize>,
}

/// The tables of targets of every scenario; `tasks` come from [`tasks`], one list per scenario.
pub fn tables(
    case: &Case,
    summary: &Summary,
    outcomes: &[Outcome],
    tasks: Vec<Vec<Task>>,
    by: Division,
) -> Tables {
    let scenarios = summary.scenarios.iter().zip(outcomes).zip(tasks);
    let of = |((scenario, outcome), tasks)| {
        let of_target = |target: usize| {
            let of_scope = move |scope| {
                let found = |indicator, zone, year, value| {
                    reached(outcome, (&Series::Indicator(indicator, zone), scope), year, value)
                };
                target::Maker { case, summary, scenario, target, scope, by, reached: &found }.table()
            };
            scopes(case, summary, scenario, target).into_iter().map(of_scope)
        };
        ScenarioTables { targets: (0..case.targets.len()).flat_map(of_target).collect(), tasks }
    };
    Tables { by, scenarios: scenarios.map(of).collect() }
}

/// The counting scopes that a target's indicator has bands of; all draws together if there are none.
fn scopes(case: &Case, summary: &Summary, scenario: &ScenarioSummary, target: usize) -> Vec<Option<usize>> {
    let id = &case.targets[target].indicator;
    let indicator = summary.indicators.iter().position(|i| i.id == *id);
    let city = scenario.bands.iter().filter(|b| Some(b.indicator) == indicator && b.zone.is_none());
    let found: Vec<Option<usize>> = city.map(|b| b.scope).filter(Option::is_some).collect();
    if found.is_empty() { vec![None] } else { found }
}
