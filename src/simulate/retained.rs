//! The values of the first draws, as they are: a sample of fixed size for other programs.
//!
//! Owns the reading, a few draws at a time. The same draws as in the run, with the same luck. Never: counts.

use super::kernel::Workspace;
use super::series::{Reader, Rows, Series};
use super::{keys, prepare};
use crate::error::{Code, Error, Result};
use crate::experiment::Experiment;
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicBool, Ordering};

/// Draws that are held at a time: all their years and rows.
const TOGETHER: usize = 32;

/// Number of draws that `wanted` ones become: as many if they are independent, else whole replicates,
/// because part of one is no fair sample; never more than the run has.
pub fn whole(experiment: &Experiment, wanted: u64) -> u64 {
    let replicate = experiment.replicate().unwrap_or(1);
    wanted.div_ceil(replicate).saturating_mul(replicate).min(experiment.draws)
}

type Places = FxHashMap<(usize, usize, Option<usize>), usize>;

/// Some draws with every reported value.
pub struct Retained<'a> {
    /// Numbers of the draws.
    pub draws: std::ops::Range<u64>,
    /// Row by scenario, indicator and zone.
    places: &'a Places,
    /// `[year][row][draw]`, in reported units.
    values: &'a [Vec<Vec<f64>>],
}

impl Retained<'_> {
    /// An indicator's value, in a zone or (none) of the city, in its unit; none if it is not reported.
    pub fn value(
        &self,
        scenario: usize,
        (indicator, zone): (usize, Option<usize>),
        year: usize,
        draw: u64,
    ) -> Option<f64> {
        let row = *self.places.get(&(scenario, indicator, zone))?;
        self.values.get(year)?.get(row)?.get(draw.checked_sub(self.draws.start)? as usize).copied()
    }
}

/// Simulates some draws of a run again and shows them, in order, a few at a time.
///
/// # Errors
/// [`Code::Interrupted`] if stopped, and whatever `each` ends with.
pub fn retain(
    experiment: &Experiment,
    draws: std::ops::Range<u64>,
    stop: &AtomicBool,
    mut each: impl FnMut(&Retained) -> Result<()>,
) -> Result<()> {
    prepare(experiment)?;
    let (rows, keys) = (Rows::new(experiment), keys(experiment));
    let mut space = Workspace::new(&experiment.program, &keys, TOGETHER);
    let mut reader = Reader::new(&rows, TOGETHER);
    let mut values = vec![vec![Vec::new(); rows.rows.len()]; experiment.program.graph.years()];
    let mut places = Places::default();
    for (scenario, (series, of)) in rows.series.iter().zip(&rows.of).enumerate() {
        for (one, row) in series.iter().zip(of) {
            if let Series::Indicator(indicator, zone) = one {
                places.insert((scenario, *indicator, *zone), *row);
            }
        }
    }
    for first in draws.clone().step_by(TOGETHER) {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::new(Code::Interrupted));
        }
        let some = (draws.end - first).min(TOGETHER as u64);
        space.start(first);
        for (year, values) in values.iter_mut().enumerate() {
            space.year(year);
            reader.start_year(year, &space);
            for (kept, row) in values.iter_mut().zip(&rows.rows) {
                let (raw, scale) = reader.row(row, &space);
                kept.clear();
                kept.extend(raw[..some as usize].iter().map(|x| x * scale));
            }
        }
        each(&Retained { draws: first..first + some, places: &places, values: &values })?;
    }
    Ok(())
}
