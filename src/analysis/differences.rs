//! How the indicators of scenarios differ from those of the first one, by common luck.
//!
//! Owns the paired statistics: every draw is simulated under all scenarios with the same luck, and
//! what is averaged are the differences within draws. Never: looks at targets or words.

use super::coverage::Z;
use crate::error::Result;
use crate::experiment::Experiment;
use crate::simulate::{Retained, retain};
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

/// Running mean and spread of differences (Welford 1962; merged as in Chan, Golub and LeVeque 1983).
#[derive(Copy, Clone, Debug, Default, PartialEq)]
struct Paired {
    n: u64,
    mean: f64,
    squares: f64,
    above: u64,
    below: u64,
}

impl Paired {
    fn add(&mut self, difference: f64) {
        self.n += 1;
        let before = difference - self.mean;
        self.mean += before / self.n as f64;
        self.squares += before * (difference - self.mean);
        self.above += u64::from(difference > 0.0);
        self.below += u64::from(difference < 0.0);
    }

    fn merge(&mut self, other: &Self) {
        let n = self.n + other.n;
        if other.n == 0 {
            return;
        }
        let (a, b) = (self.n as f64, other.n as f64);
        let between = other.mean - self.mean;
        self.squares += other.squares + between * between * a * b / n as f64;
        self.mean += between * b / n as f64;
        self.n = n;
        self.above += other.above;
        self.below += other.below;
    }
}

/// Sums over some draws; merged in order of the draws they give the same bytes on any number of threads.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// `[scenario after the first][row][year]`.
    paired: Vec<Vec<Vec<Paired>>>,
}

/// The rows that are compared: every indicator of the city, then of every zone.
pub fn rows(experiment: &Experiment, zones: usize) -> Vec<(usize, Option<usize>)> {
    let mut rows = Vec::new();
    for (index, one) in experiment.scenarios[0].program.graph.indicators.iter().enumerate() {
        rows.extend(one.city.map(|_| (index, None)));
        let zones = one.zone.map_or(0, |_| zones);
        rows.extend((0..zones).map(|zone| (index, Some(zone))));
    }
    rows
}

/// Differences of some draws of an experiment.
///
/// # Errors
/// `Interrupted`.
pub fn sums(
    experiment: &Experiment,
    rows: &[(usize, Option<usize>)],
    draws: Range<u64>,
    stop: &AtomicBool,
) -> Result<Sums> {
    let (others, years) = (experiment.scenarios.len() - 1, experiment.program.graph.years());
    let mut sums = Sums { paired: vec![vec![vec![Paired::default(); years]; rows.len()]; others] };
    retain(experiment, draws, stop, |some| {
        some.draws.clone().for_each(|draw| add(&mut sums, rows, some, draw));
        Ok(())
    })?;
    Ok(sums)
}

fn add(sums: &mut Sums, rows: &[(usize, Option<usize>)], some: &Retained, draw: u64) {
    for (scenario, of) in sums.paired.iter_mut().enumerate() {
        for (paired, &row) in of.iter_mut().zip(rows) {
            for (year, paired) in paired.iter_mut().enumerate() {
                let value = |scenario| some.value(scenario, row, year, draw).filter(|v| v.is_finite());
                if let (Some(first), Some(other)) = (value(0), value(scenario + 1)) {
                    paired.add(other - first);
                }
            }
        }
    }
}

impl Sums {
    /// Takes in the sums of the draws that follow.
    pub fn merge(&mut self, next: &Self) {
        let (all, next) =
            (self.paired.iter_mut().flatten().flatten(), next.paired.iter().flatten().flatten());
        all.zip(next).for_each(|(sum, next)| sum.merge(next));
    }

    /// The differences found.
    pub fn differences(&self, rows: &[(usize, Option<usize>)]) -> Vec<Difference> {
        let mut all = Vec::new();
        for (scenario, of) in self.paired.iter().enumerate() {
            for (paired, &(indicator, zone)) in of.iter().zip(rows) {
                let found = paired.iter().enumerate().filter(|(_, paired)| paired.n > 0);
                all.extend(found.map(|(year, p)| Difference {
                    scenario: scenario + 1,
                    indicator,
                    zone,
                    year,
                    mean: p.mean,
                    error: half_width(p),
                    above: p.above as f64 / p.n as f64,
                    below: p.below as f64 / p.n as f64,
                }));
            }
        }
        all
    }
}

fn half_width(paired: &Paired) -> f64 {
    match paired.n {
        // One draw says nothing of the spread.
        0 | 1 => f64::INFINITY,
        n => Z * (paired.squares / (n - 1) as f64 / n as f64).sqrt(),
    }
}

/// How one indicator differs in one year.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Difference {
    /// Index of the scenario that is compared with the first.
    pub scenario: usize,
    /// Index of the indicator.
    pub indicator: usize,
    /// Index of the zone; none for the city.
    pub zone: Option<usize>,
    /// Index of the year since the base year.
    pub year: usize,
    /// Mean of the other less the first, in the indicator's unit.
    pub mean: f64,
    /// Half-width of its 95 % interval (sampling error only).
    pub error: f64,
    /// Share of draws in which the other is higher.
    pub above: f64,
    /// Share of draws in which it is lower.
    pub below: f64,
}

impl Difference {
    /// What can be said of its sign.
    pub fn sign(&self) -> Sign {
        sign(self.mean, self.mean - self.error, self.mean + self.error, self.above + self.below > 0.0)
    }
}

/// What a difference with its interval says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The same in every draw.
    Same,
    /// Surely higher.
    Higher,
    /// Surely lower.
    Lower,
    /// The interval holds zero: cannot be told.
    Untold,
}

/// The sign of a difference with its 95 % interval; `differs`: whether any draw differs at all.
pub fn sign(mean: f64, low: f64, high: f64, differs: bool) -> Sign {
    match mean {
        _ if !differs => Sign::Same,
        _ if low > 0.0 => Sign::Higher,
        _ if high < 0.0 => Sign::Lower,
        _ => Sign::Untold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_merged_are_the_whole_and_the_interval_is_the_textbook_one() {
        let values: Vec<f64> = (0..97).map(|i| f64::from(i * i % 31) - 12.5).collect();
        let mut whole = Paired::default();
        values.iter().for_each(|x| whole.add(*x));
        let mut merged = Paired::default();
        for part in values.chunks(10) {
            let mut sum = Paired::default();
            part.iter().for_each(|x| sum.add(*x));
            merged.merge(&sum);
        }
        merged.merge(&Paired::default());
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
        for found in [whole, merged] {
            assert!((found.mean - mean).abs() < 1e-12);
            assert!((half_width(&found) - 1.96 * (variance / n).sqrt()).abs() < 1e-4);
            assert_eq!(found.above, values.iter().filter(|x| **x > 0.0).count() as u64);
            assert_eq!(found.below, values.iter().filter(|x| **x < 0.0).count() as u64);
        }
    }

    #[test]
    fn one_draw_tells_nothing_and_no_difference_is_the_same() {
        let mut one = Paired::default();
        one.add(3.0);
        assert!(half_width(&one).is_infinite());
        assert_eq!(sign(3.0, f64::NEG_INFINITY, f64::INFINITY, true), Sign::Untold);
        assert_eq!(sign(0.0, 0.0, 0.0, false), Sign::Same);
        assert_eq!(sign(1.0, 0.5, 1.5, true), Sign::Higher);
        assert_eq!(sign(-1.0, -1.5, -0.5, true), Sign::Lower);
    }
}
