//! One target under one scenario: path, division among zones, need.
//!
//! Owns which of the summary's bands are read for what. Never: simulates.

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
        let path: Vec<f64> = (0..years).map(|y| between(start, threshold, y, years)).collect();
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
            let parts =
                Parts { base: &base, potential: &potential, weights: &weights, shares: below.is_none() };
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
            self.finish(line, indicator, zone, need.filter(|_| below.is_none() || self.common()));
        }
        self.rank(&mut lines);
        Some(lines)
    }

    /// Fills in what follows from the path of a zone; `shared` is the city's need where what one zone
    /// adds changes the denominator of all.
    fn finish(&self, line: &mut ZoneLine, indicator: usize, zone: usize, shared: Option<Need>) {
        let years = line.line.path.len();
        let (value, p50) = (line.line.path[years - 1], line.line.p50[years - 1]);
        line.line.rise = self.rise(line.line.base, value, years);
        line.line.growth = self.growth(value, Some(zone), years);
        // Chances by zone are notices; for invented figures they are switched off.
        line.line.reached = match self.case.demonstration {
            true => vec![None; years],
            false => self.reached(indicator, Some(zone), &line.line.path),
        };
        line.need = self.aim(value, years - 1).and_then(|(aim, fraction)| {
            let numerator = self.named(fraction.0, Some(zone))?[years - 1][2];
            let whole = self.named(fraction.1, None)?;
            let denominator = self.named(fraction.1, Some(zone)).unwrap_or(whole)[years - 1][2];
            let added = shared.map(|need| need.amount.1 * denominator / need.denominator);
            aim.zone(p50 * self.scale(), numerator, denominator, added)
        });
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

    /// Whether all zones' denominators hang on what the zones do together, as a city's mean does.
    fn common(&self) -> bool {
        self.target().fraction.as_ref().is_some_and(|fraction| fraction.denominator_share.is_some())
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
