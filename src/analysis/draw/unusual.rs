//! What was unusual in a draw, among what can move a target, and its change in parts.
//!
//! Owns the ranking by percentile. It tells what was rare, not how much it moved: with
//! many drawn values a few are extreme in every draw, so the number of values is given.

use super::{Draw, Kind, Quantity};
use crate::experiment::{Bound, Scenario};
use crate::model::causal::behind;
use crate::model::graph::Value;
use std::collections::BTreeSet;

/// Entries of each list.
const MOST: usize = 6;

/// A drawn value far from the middle of its distribution.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Unusual {
    /// Index into [`Draw::quantities`].
    pub quantity: usize,
    /// The zone; none for the city.
    pub zone: Option<usize>,
    /// Index of the year; none if drawn once.
    pub year: Option<usize>,
    /// Share of its distribution below it.
    pub percentile: f64,
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
    /// The most unusual values of the whole city, the most unusual first.
    pub city: Vec<Unusual>,
    /// The most unusual values of single zones.
    pub zones: Vec<Unusual>,
    /// Values that were drawn for the city and for zones and can move the target.
    pub of: [usize; 2],
    /// The change in parts, if the model gives them.
    pub split: Option<Split>,
}

/// Ranks what was drawn up to the year of a target and stands behind its indicator.
pub fn why(draw: &Draw, scenario: &Scenario, bound: &Bound, target: usize) -> Option<Why> {
    let read = bound.targets.get(target)?;
    let at = usize::try_from(draw.targets.get(target)?.year - draw.years.first()?).ok()?;
    let graph = &scenario.graph;
    let names: BTreeSet<&str> = behind(graph, graph.indicators[read.indicator].city)
        .into_iter()
        .filter_map(|node| match graph.node(node).value {
            Value::Uncertain(index) => Some(graph.uncertainties[index].name.as_str()),
            _ => None,
        })
        .collect();
    let drawn = draw.quantities.iter().enumerate();
    let drawn = drawn.filter(|(_, q)| !q.percentiles.is_empty() && names.contains(q.id.as_str()));
    let mut lists = [Vec::new(), Vec::new()];
    for (quantity, q) in drawn {
        for (zone, percentiles) in q.percentiles.iter().enumerate() {
            // What is drawn for the base year moves nothing: the start values are given.
            let years = if q.once { 0..1 } else { 1..(at + 1).min(percentiles.len()) };
            lists[usize::from(q.by_zone)].extend(years.map(|year| Unusual {
                quantity,
                zone: q.by_zone.then_some(zone),
                year: (!q.once).then_some(year),
                percentile: percentiles[year],
            }));
        }
    }
    let of = [lists[0].len(), lists[1].len()];
    let [city, zones] = lists.map(|mut list: Vec<Unusual>| {
        list.sort_by(|a, b| tail(a).total_cmp(&tail(b)));
        list.truncate(MOST);
        list
    });
    Some(Why { target, city, zones, of, split: split(draw, bound, read.indicator, at) })
}

/// Share of the distribution beyond a value, on its own side.
fn tail(unusual: &Unusual) -> f64 {
    unusual.percentile.min(1.0 - unusual.percentile)
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
