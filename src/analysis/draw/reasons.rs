//! Why a target came out as it did in one draw: what each uncertainty did to it, and its change in parts.
//!
//! Owns the ranking. What an uncertainty did is simulated: the same draw once more with it at its
//! median, everything else as drawn. Effects of several do not add up. Never: words anything.

use super::{Draw, Kind, Quantity};
use crate::error::Result;
use crate::experiment::{Bound, Experiment, Scenario};
use crate::model::Every;
use crate::model::causal::behind;
use crate::model::copula::mixing_weights;
use crate::model::graph::Value;
use crate::simulate::{AtMedian, CameOut, Control, at_medians};
use std::collections::BTreeSet;

/// Entries of each list.
const MOST: usize = 6;
/// Single values that are looked at; those of the uncertainties with the largest effects come first.
const MOST_SINGLE: usize = 2048;
/// Change of the indicator, as a share of the larger of it and its threshold, that is only rounding.
const ROUNDING: f64 = 1e-9;

/// What a target would have come to with something at its median.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Effect {
    /// Index into [`Draw::quantities`].
    pub quantity: usize,
    /// The zone; none for all zones together, or the city.
    pub zone: Option<usize>,
    /// Index of the year; none for all years together, or if drawn once.
    pub year: Option<usize>,
    /// The indicator's value in the year of the target, in the target's unit.
    pub value: f64,
    /// How much the margin would have been larger, in the target's unit.
    pub gain: f64,
    /// Whether the target would have been met.
    pub met: bool,
}

/// The change of a target's indicator since the base year, in the target's unit.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Split {
    /// Value of the base year.
    pub start: f64,
    /// Value of the target's year: `start + growth + scope + composition`.
    pub end: f64,
    /// By growth at the same scope.
    pub growth: f64,
    /// By another counting scope.
    pub scope: f64,
    /// By another mix at the same scope.
    pub composition: f64,
}

/// Why a target came out as it did.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// Index of the target.
    pub target: usize,
    /// The target in the draw as it is.
    pub drawn: CameOut,
    /// Uncertainties, each in all zones and years together; the largest effect first, none without any.
    pub whole: Vec<Effect>,
    /// Single values, of one zone and year, of the uncertainties in `whole` that have several.
    pub single: Vec<Effect>,
    /// Uncertainties that stand behind the indicator.
    pub of: usize,
    /// Those among them with any effect in this draw.
    pub moving: usize,
    /// The change in parts, if the model gives them.
    pub split: Option<Split>,
}

/// Ranks what was drawn by what it did to a target; `run` has the exposed scenario as its only one.
///
/// # Errors
/// Those of simulating.
pub fn why(
    draw: &Draw,
    scenario: &Scenario,
    run: &Experiment,
    target: usize,
    control: &Control,
) -> Result<Option<Why>> {
    let Some(bound) = run.scenarios.first() else { return Ok(None) };
    let (Some(read), Some(first)) = (bound.targets.get(target), draw.years.first()) else { return Ok(None) };
    let at = read.year_index(*first);
    if at >= draw.years.len() {
        return Ok(None);
    }
    let weights = mixing_weights(&scenario.graph)?;
    let asked = |lucks: &[AtMedian]| {
        Ok(at_medians(run, (0, target), draw.draw, (lucks, &weights), control)?.into_iter())
    };
    let candidates = candidates(draw, scenario, bound, read.indicator);
    let all = |&(_, uncertainty): &(usize, usize)| AtMedian { uncertainty, zone: None, year: None };
    let lucks: Vec<AtMedian> = candidates.iter().map(all).collect();
    let mut found = asked(&lucks)?;
    let Some(drawn) = found.next() else { return Ok(None) };
    let size = drawn.value.abs().max(read.threshold.abs());
    let effect = |(&(quantity, _), luck): (&(usize, usize), &AtMedian), then: CameOut| {
        let gain = then.margin - drawn.margin;
        let moves = then.met != drawn.met || gain.abs() > ROUNDING * size;
        let AtMedian { zone, year, .. } = *luck;
        let effect = Effect { quantity, zone, year, value: then.value, gain, met: then.met };
        (then.value.is_finite() && moves).then_some(effect)
    };
    let pairs = candidates.iter().zip(&lucks).zip(found);
    let mut whole: Vec<Effect> = pairs.filter_map(|(pair, then)| effect(pair, then)).collect();
    let moving = whole.len();
    largest(&mut whole);
    let (mut of_single, mut lucks) = (Vec::new(), Vec::new());
    for one in &whole {
        let Some(candidate) = candidates.iter().find(|(quantity, _)| *quantity == one.quantity) else {
            continue;
        };
        let some = single_values(&draw.quantities[one.quantity], bound, candidate.1, at);
        if lucks.len() + some.len() <= MOST_SINGLE {
            of_single.extend(some.iter().map(|_| *candidate));
            lucks.extend(some);
        }
    }
    let found = asked(&lucks)?.skip(1);
    let pairs = of_single.iter().zip(&lucks).zip(found);
    let mut single: Vec<Effect> = pairs.filter_map(|(pair, then)| effect(pair, then)).collect();
    largest(&mut single);
    let split = split(draw, bound, read.indicator, at);
    Ok(Some(Why { target, drawn, whole, single, of: candidates.len(), moving, split }))
}

/// What was drawn and stands behind an indicator: index of the quantity, and of the uncertainty.
fn candidates(draw: &Draw, scenario: &Scenario, bound: &Bound, indicator: usize) -> Vec<(usize, usize)> {
    let graph = &scenario.graph;
    let used: BTreeSet<usize> = behind(graph, graph.indicators.get(indicator).and_then(|i| i.city))
        .into_iter()
        .filter_map(|node| match graph.node(node).value {
            Value::Uncertain(index) => Some(index),
            _ => None,
        })
        .collect();
    let quantity = |index: usize| {
        let name = &bound.program.graph.uncertainties.get(index)?.name;
        draw.quantities.iter().position(|q| !q.percentiles.is_empty() && q.id == *name)
    };
    used.into_iter().filter_map(|index| Some((quantity(index)?, index))).collect()
}

/// Every single value of an uncertainty up to a year; none if it has only one.
fn single_values(q: &Quantity, bound: &Bound, uncertainty: usize, at: usize) -> Vec<AtMedian> {
    let yearly = bound.program.graph.uncertainties[uncertainty].every == Every::Yearly;
    let zones: Vec<Option<usize>> =
        if q.by_zone { (0..q.values.len()).map(Some).collect() } else { vec![None] };
    let years: Vec<Option<usize>> = if yearly { (0..=at).map(Some).collect() } else { vec![None] };
    if zones.len() * years.len() < 2 {
        return Vec::new();
    }
    let of_zone = |zone: Option<usize>| years.iter().map(move |&year| AtMedian { uncertainty, zone, year });
    zones.into_iter().flat_map(of_zone).collect()
}

/// Leaves the largest effects, in order; equal ones in the order of the draw's quantities.
fn largest(effects: &mut Vec<Effect>) {
    effects.sort_by(|a, b| b.gain.abs().total_cmp(&a.gain.abs()).then(a.quantity.cmp(&b.quantity)));
    effects.truncate(MOST);
}

fn split(draw: &Draw, bound: &Bound, indicator: usize, at: usize) -> Option<Split> {
    let graph = &bound.program.graph;
    let parts = graph.parts.iter().find(|parts| parts.of == indicator)?;
    let value = |of: usize, year: usize| {
        let id = &graph.indicators[of].label.id;
        let city = |q: &&Quantity| q.kind == Kind::Indicator && !q.by_zone && q.id == *id;
        *draw.quantities.iter().find(city)?.values.first()?.get(year)?
    };
    Some(Split {
        start: value(parts.of, 0)?,
        end: value(parts.of, at)?,
        growth: value(parts.growth, at)?,
        scope: value(parts.scope, at)?,
        composition: value(parts.composition, at)?,
    })
}
