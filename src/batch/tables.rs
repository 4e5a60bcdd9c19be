//! Departments' tables: the scenarios simulated, the measures they use tried one by one.
//!
//! Owns the order of work. Never: computes a table.

use super::coverage::{Trial, trial_draws, try_measures};
use super::{Counted, Loaded, ScenarioFile, Settings, counted, prepare as trace, run_planned};
use crate::analysis::tables::{self, Division, Plan, Tables, Tried};
use crate::error::Result;
use crate::script::{Shipped, Traced, shipped_measures};
use crate::summary::Summary;
use std::sync::atomic::AtomicBool;

/// Scenarios traced and measures found, ready to run.
pub struct Prepared {
    loaded: Loaded,
    run: super::Prepared,
    measures: Vec<Shipped>,
}

impl Prepared {
    /// The traced scenarios, the baseline first.
    pub fn scenarios(&self) -> &[Traced] {
        &self.run.scenarios
    }

    /// The case, model and scenarios as a plain run takes them.
    pub fn run(&self) -> &super::Prepared {
        &self.run
    }

    /// Number of scenario draws that [`tables`] simulates, for a progress bar.
    pub fn draws(&self, settings: Settings) -> u64 {
        settings.draws * self.run.scenarios.len() as u64 + trial_draws(self.measures.len())
    }
}

/// Traces the scenarios and finds the measures of the library that they use.
///
/// # Errors
/// The first mistake in a script, with its place.
pub fn prepare(loaded: Loaded, files: &[ScenarioFile]) -> Result<Prepared> {
    let again = Loaded {
        model: loaded.model.clone(),
        host: loaded.host.clone(),
        baseline_file: loaded.baseline_file.clone(),
    };
    let run = trace(again, files)?;
    let declared = |s: &Shipped| {
        let mut all = run.scenarios.iter().flat_map(|t| &t.scenario.measures.declared);
        all.any(|measure| measure.id == s.function)
    };
    let measures = shipped_measures().into_iter().filter(declared).collect();
    Ok(Prepared { loaded, run, measures })
}

/// Simulates as the plan says, tries the measures used (always by independent draws), and makes the
/// tables.
///
/// # Errors
/// Those of binding and simulating.
pub fn tables(
    prepared: &Prepared,
    settings: Settings,
    (plan, by): (super::Plan, Division),
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<(Summary, Tables)> {
    let Prepared { loaded, run, measures } = prepared;
    let Counted { experiment, outcomes, summary } = counted(run, settings, plan, stop, progress)?;
    let trials = try_measures(loaded, measures, settings, stop, progress)?;
    let tried: Vec<Tried> = (trials.into_iter())
        .flat_map(|Trial { traced, effects, touches_first, lag, .. }| {
            let measures = traced.scenario.measures.declared.into_iter();
            measures.map(move |measure| Tried { measure, effects: effects.clone(), touches_first, lag })
        })
        .collect();
    let case = &run.model.case;
    let scenarios = summary.scenarios.iter().zip(&experiment.scenarios);
    let tasks = scenarios
        .map(|(scenario, bound)| {
            tables::tasks(case, scenario, Plan { used: &bound.measures.used, tried: &tried })
        })
        .collect();
    let found = tables::tables(case, &summary, &outcomes, tasks, by);
    Ok((summary, found))
}

/// What is simulated: scenarios alone, or with the measures that a report needs tried.
pub enum Work {
    /// Scenarios alone.
    Plain(Box<super::Prepared>),
    /// With the tables of departments.
    Reported(Box<Prepared>),
}

impl Work {
    /// Traces the scenarios, and for a report finds the measures that they use.
    ///
    /// # Errors
    /// As [`prepare`].
    pub fn new(loaded: Loaded, files: &[ScenarioFile], reported: bool) -> Result<Self> {
        Ok(match reported {
            true => Self::Reported(Box::new(prepare(loaded, files)?)),
            false => Self::Plain(Box::new(trace(loaded, files)?)),
        })
    }

    /// The case, model and scenarios.
    pub fn run(&self) -> &super::Prepared {
        match self {
            Self::Plain(prepared) => prepared,
            Self::Reported(prepared) => prepared.run(),
        }
    }

    /// Scenario draws, for a progress bar.
    pub fn draws(&self, settings: Settings) -> u64 {
        match self {
            Self::Plain(prepared) => settings.draws * prepared.scenarios.len() as u64,
            Self::Reported(prepared) => prepared.draws(settings),
        }
    }

    /// Simulates as the plan says; with the tables that a report has, if there is one.
    ///
    /// # Errors
    /// As [`tables`].
    pub fn simulate(
        &self,
        (settings, plan): (Settings, super::Plan),
        stop: &AtomicBool,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<(Summary, Option<Tables>)> {
        match self {
            Self::Plain(prepared) => Ok((run_planned(prepared, settings, plan, stop, progress)?, None)),
            Self::Reported(prepared) => {
                let by = (plan, Division::default());
                let (summary, found) = self::tables(prepared, settings, by, stop, progress)?;
                Ok((summary, Some(found)))
            }
        }
    }
}
