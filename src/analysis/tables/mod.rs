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
pub use task::{Plan, Task, Tried, Use, tasks};

use crate::case::Case;
use crate::simulate::{Outcome, Series};
use crate::summary::{Summary, reached};

/// The tables of all scenarios of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// By what targets are divided among zones.
    pub by: Division,
    /// One entry per scenario of the summary.
    pub scenarios: Vec<ScenarioTables>,
}

/// The tables of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioTables {
    /// Every target, in order of the case.
    pub targets: Vec<TargetTable>,
    /// Who does what, by department.
    pub tasks: Vec<Task>,
}

/// A target's path for the city and, if it can be divided, for every zone.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetTable {
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
    /// More numerator is as much more denominator.
    pub adds: bool,
    /// The zones' values are shares of the city: its denominator has no values by zone.
    pub shares: bool,
}

/// A path, and what the scenario reaches of it.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
        let of_target = |target| {
            let found = |indicator, zone, year, value| {
                reached(outcome, &Series::Indicator(indicator, zone), year, value)
            };
            target::Maker { case, summary, scenario, target, by, reached: &found }.table()
        };
        ScenarioTables { targets: (0..case.targets.len()).map(of_target).collect(), tasks }
    };
    Tables { by, scenarios: scenarios.map(of).collect() }
}
