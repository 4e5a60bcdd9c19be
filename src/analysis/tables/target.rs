//! One target under one scenario: path, division among zones, need.
//!
//! Owns which of the summary's bands are read for what. Never: simulates.

use super::need::Part;
use super::{Aim, Division, Line, Need, Parts, TargetTable, ZoneLine};
use crate::case::{Case, Force, Operator, Target, unit};
use crate::maths;
use crate::summary::{Band, ScenarioSummary, Summary};

/// Probability that an indicator (in a zone or the city) reaches a value in a year, by index.
pub(super) type Reached<'a> = &'a dyn Fn(usize, Option<usize>, usize, (f64, bool)) -> Option<f64>;

/// Everything a target's table is made from.
pub(super) struct Maker<'a> {
    pub case: &'a Case,
    pub summary: &'a Summary,
    pub scenario: &'a ScenarioSummary,
    /// Index of the target.
    pub target: usize,
    /// Index of the counting scope whose draws are read; none for all.
    pub scope: Option<usize>,
    pub by: Division,
    pub reached: Reached<'a>,
}

impl Maker<'_> {
    pub fn table(&self) -> TargetTable {
        let (threshold, year) = self.reading();
        let years: Vec<i32> = (self.case.base_year..=year).collect();
        let city = self.city(threshold, years.len());
        let denominators = self.target().fraction.as_ref().map(|f| f.denominator.as_str());
        let need = self.need(threshold, years.len() - 1);
        let zones = denominators.and_then(|id| self.zones(id, &city, need));
        let fraction = self.target().fraction.as_ref();
        let numerator = fraction.and_then(|f| self.indicator(f.numerator.as_ref()?));
        let shares = denominators.is_some_and(|id| self.named(id, Some(0)).is_none());
        let adds = self.adds(years.len() - 1).unwrap_or(0.0);
        let (target, scope) = (self.target, self.scope);
        TargetTable { target, scope, threshold, years, city, zones, need, numerator, adds, shares }
    }

    fn target(&self) -> &Target {
        &self.case.targets[self.target]
    }

    fn upward(&self) -> bool {
        matches!(self.target().operator, Operator::AtLeast | Operator::Above)
    }

    /// 1 if more is better, else -1.
    fn sign(&self) -> f64 {
        if self.upward() { 1.0 } else { -1.0 }
    }

    /// Change per year from `base` to `value`; 0 if `base` is good enough.
    fn rise(&self, base: f64, value: f64, years: usize) -> f64 {
        (self.sign() * (value - base)).max(0.0) * self.sign() / (years - 1).max(1) as f64
    }

    /// Threshold and year as the scenario reads them.
    fn reading(&self) -> (f64, i32) {
        let first = self.case.milestones.first();
        let result =
            self.scenario.likelihoods.iter().find(|r| (r.target, Some(&r.year)) == (self.target, first));
        result.map_or((self.target().threshold, self.target().year), |r| (r.threshold, r.evaluated))
    }

    fn band(&self, indicator: usize, zone: Option<usize>) -> Option<&[Band]> {
        let of = |scope| {
            let wanted = (indicator, zone, scope);
            self.scenario.bands.iter().find(|b| (b.indicator, b.zone, b.scope) == wanted)
        };
        // What does not depend on the scope has bands of all draws only.
        of(self.scope).or_else(|| of(None)).map(|series| series.years.as_slice())
    }

    fn indicator(&self, id: &str) -> Option<usize> {
        self.summary.indicators.iter().position(|i| i.id == id)
    }

    fn named(&self, id: &str, zone: Option<usize>) -> Option<&[Band]> {
        self.band(self.indicator(id)?, zone)
    }

    /// The city: linear from the base year's P50 to the threshold; what is held or met already has
    /// to stay at the threshold.
    fn city(&self, threshold: f64, years: usize) -> Line {
        let target = self.target();
        let indicator = self.indicator(&target.indicator).expect("bound targets have their indicator");
        let bands = self.band(indicator, None).expect("bound targets have a city series");
        let p50: Vec<f64> = bands[..years].iter().map(|band| band[2]).collect();
        let met = if self.upward() { p50[0] >= threshold } else { p50[0] <= threshold };
        let start = if met || target.force == Force::Hold { threshold } else { p50[0] };
        let step = target.pieces.map(|pieces| target.threshold.abs() / f64::from(pieces));
        let goal = |y| whole(between(start, threshold, y, years), threshold, step, self.sign());
        let path: Vec<f64> = (0..years).map(goal).collect();
        let mut reached = self.reached(indicator, None, &path);
        if let Some(last) = reached.last_mut() {
            let first = self.case.milestones.first();
            let mut results = self.scenario.likelihoods.iter();
            let result =
                results.find(|r| (r.target, Some(&r.year), r.scope) == (self.target, first, self.scope));
            // The target's own year is counted draw by draw.
            *last = result.map(|r| r.likelihood.probability).or(*last);
        }
        let growth = self.growth(threshold, None, years);
        let (sign, rise) = (self.sign(), self.rise(p50[0], threshold, years));
        Line { sign, base: p50[0], path, p50, reached, rise, growth }
    }

    fn reached(&self, indicator: usize, zone: Option<usize>, path: &[f64]) -> Vec<Option<f64>> {
        let at = |(year, value): (usize, &f64)| match year {
            0 => None,
            _ => (self.reached)(indicator, zone, year, (*value, self.upward())),
        };
        path.iter().enumerate().map(at).collect()
    }

    /// Growth per year from the numerator of the base year to the one that `value` needs.
    fn growth(&self, value: f64, zone: Option<usize>, years: usize) -> Option<f64> {
        let fraction = self.target().fraction.as_ref()?;
        let numerator = self.named(fraction.numerator.as_ref()?, zone)?;
        let denominator =
            self.named(&fraction.denominator, zone).or(self.named(&fraction.denominator, None))?;
        let needed = value * self.scale() * denominator[years - 1][2];
        // Our own power: the standard library's has other bits on other machines.
        let growth = maths::pow(needed / numerator[0][2], 1.0 / (years - 1).max(1) as f64) - 1.0;
        growth.is_finite().then_some(growth)
    }

    /// Pure number per unit of the target.
    fn scale(&self) -> f64 {
        unit::find(&self.target().unit).map_or(1.0, |unit| unit.scale)
    }

    /// The zones, if the indicator has values by zone.
    fn zones(&self, denominator: &str, city: &Line, need: Option<Need>) -> Option<Vec<ZoneLine>> {
        let target = self.target();
        let id = target.zone_indicator.as_ref().unwrap_or(&target.indicator);
        let indicator = self.indicator(id)?;
        let count = self.case.zones.len();
        let years = city.path.len();
        let bands: Vec<&[Band]> = (0..count).map(|z| self.band(indicator, Some(z))).collect::<Option<_>>()?;
        let of_zone = (0..count).map(|z| self.named(denominator, Some(z)));
        let below: Option<Vec<&[Band]>> = of_zone.collect();
        let column = |year: usize| -> Vec<f64> { bands.iter().map(|band| band[year][2]).collect() };
        let base = column(0);
        let mut lines: Vec<ZoneLine> = base.iter().map(|value| empty(*value, self.sign())).collect();
        for year in 0..years {
            let weights = weights(below.as_deref(), count, year);
            // What a zone can do is what it does in the target's year; how far it is from its mark
            // is a question of the year itself.
            let potential = column(if self.by == Division::Gap { year } else { years - 1 });
            let held = (city.path[0] == city.path[years - 1]).then_some(self.sign());
            let shares = below.is_none();
            let parts = Parts { base: &base, potential: &potential, weights: &weights, shares, held };
            let values = parts.divide(city.path[year], self.by);
            for ((line, value), (weight, band)) in
                lines.iter_mut().zip(values).zip(weights.iter().zip(&bands))
            {
                line.line.path.push(value);
                line.line.p50.push(band[year][2]);
                line.weights.push(*weight);
            }
        }
        for (zone, line) in lines.iter_mut().enumerate() {
            self.finish(line, indicator, zone);
        }
        if let Some(city) = need {
            self.needs(&mut lines, &city, below.is_none());
        }
        self.rank(&mut lines);
        Some(lines)
    }

    /// Fills in what follows from the path of a zone.
    fn finish(&self, line: &mut ZoneLine, indicator: usize, zone: usize) {
        let years = line.line.path.len();
        let value = line.line.path[years - 1];
        line.line.rise = self.rise(line.line.base, value, years);
        line.line.growth = self.growth(value, Some(zone), years);
        // Chances by zone are notices; for invented figures they are switched off.
        line.line.reached = match self.case.demonstration {
            true => vec![None; years],
            false => self.reached(indicator, Some(zone), &line.line.path),
        };
    }

    /// What each zone needs in the target's year, so that it adds up to what the `city` needs.
    fn needs(&self, lines: &mut [ZoneLine], city: &Need, shares: bool) {
        let paths: f64 = lines.iter().map(|zone| zone.line.path.last().copied().unwrap_or(0.0)).sum();
        let count = lines.len() as f64;
        let part = |(zone, line): (usize, &ZoneLine)| {
            let (path, p50, weight) = (line.line.path.last()?, line.line.p50.last()?, line.weights.last()?);
            let end = line.line.path.len() - 1;
            let (_, (numerator, denominator)) = self.aim(*path, end)?;
            let whole = self.named(denominator, None)?;
            let of_all = if paths == 0.0 { 1.0 / count } else { path / paths };
            Some(Part {
                target: path * self.scale(),
                value: p50 * self.scale(),
                numerator: self.named(numerator, Some(zone))?[end][2],
                denominator: self.named(denominator, Some(zone)).unwrap_or(whole)[end][2],
                weight: if shares { of_all } else { *weight },
                moved: if shares { 1.0 } else { *weight },
            })
        };
        let end = lines.first().map_or(0, |line| line.line.path.len() - 1);
        let parts: Option<Vec<Part>> = lines.iter().enumerate().map(part).collect();
        let Some((parts, (aim, _))) = parts.zip(self.aim(self.reading().0, end)) else { return };
        for (line, need) in lines.iter_mut().zip(aim.zones(city, &parts)) {
            line.need = Some(need);
        }
    }

    /// How the numerator acts on the target value `value`, with the names of numerator and denominator.
    fn aim(&self, value: f64, year: usize) -> Option<(Aim, (&str, &str))> {
        let fraction = self.target().fraction.as_ref()?;
        let aim = Aim { target: value * self.scale(), sign: self.sign(), adds: self.adds(year)? };
        Some((aim, (fraction.numerator.as_ref()?, &fraction.denominator)))
    }

    /// Share of more numerator that is also more denominator.
    fn adds(&self, year: usize) -> Option<f64> {
        let fraction = self.target().fraction.as_ref()?;
        match &fraction.denominator_share {
            Some(id) => {
                let indicator = self.indicator(id)?;
                let scale = unit::find(&self.summary.indicators[indicator].unit).map_or(1.0, |u| u.scale);
                Some(self.band(indicator, None)?[year][2] * scale)
            }
            None => Some(if fraction.numerator_in_denominator { 1.0 } else { 0.0 }),
        }
    }

    fn need(&self, threshold: f64, year: usize) -> Option<Need> {
        let (aim, (numerator, denominator)) = self.aim(threshold, year)?;
        let share = self.named(&self.target().indicator, None)?[year].map(|value| value * self.scale());
        let at = |id| Some(self.named(id, None)?[year][2]);
        aim.city(&share, at(numerator)?, at(denominator)?)
    }

    /// Places by gap in the last year; none while the figures by zone are a demonstration.
    fn rank(&self, lines: &mut [ZoneLine]) {
        if self.case.demonstration {
            return;
        }
        let gaps: Vec<f64> = lines.iter().map(|l| l.line.gap(l.line.path.len() - 1)).collect();
        for (line, own) in lines.iter_mut().zip(&gaps) {
            line.rank = Some(1 + gaps.iter().filter(|gap| *gap > own).count());
        }
    }
}

/// The value of a straight line over so many years.
fn between(from: f64, to: f64, year: usize, years: usize) -> f64 {
    if year + 1 >= years { to } else { from + (to - from) * year as f64 / (years - 1) as f64 }
}

/// The last attainable value on the way to `goal`, counted from it in steps; as it is without them.
///
/// A whole thing counts when it is complete, so a path never asks for more than the straight line. A
/// hundredth of a step is forgiven, because a percentile lies within a bin.
fn whole(value: f64, goal: f64, step: Option<f64>, sign: f64) -> f64 {
    let Some(step) = step.filter(|step| *step > 0.0) else { return value };
    let missing = ((sign * (goal - value)).max(0.0) / step - 0.01).ceil().max(0.0);
    goal - sign * missing * step
}

/// Shares of the denominator by zone; 1 for all where the zones' values are shares of the city.
fn weights(denominators: Option<&[&[Band]]>, zones: usize, year: usize) -> Vec<f64> {
    let Some(bands) = denominators else { return vec![1.0; zones] };
    let sum: f64 = bands.iter().map(|band| band[year][2]).sum();
    bands.iter().map(|band| if sum > 0.0 { band[year][2] / sum } else { 1.0 / zones as f64 }).collect()
}

fn empty(base: f64, sign: f64) -> ZoneLine {
    let line =
        Line { sign, base, path: Vec::new(), p50: Vec::new(), reached: Vec::new(), rise: 0.0, growth: None };
    ZoneLine { line, weights: Vec::new(), need: None, rank: None }
}
