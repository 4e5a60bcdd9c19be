//! What a scenario does that is legal but odd, as notes.
//!
//! Owns measures and levers that come too late, scenarios that spend nothing and amounts that a
//! model calls large. Sums beyond a range and levers set twice are noted where they
//! arise. Never: refuses anything.

use super::central::central;
use super::levers;
use super::measures::own_place;
use super::ranges::of_lever;
use super::trace::{Action, Amount, Trace};
use crate::error::{Code, Error, Place};
use crate::experiment::reading;
use crate::model::NodeId;
use crate::model::causal::years_until;
use crate::model::graph::{LeverPart, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the notes; levers have their values by now.
pub fn notes(trace: &mut Trace) {
    let mut notes = late(trace);
    notes.extend(late_levers(trace));
    notes.extend(spends_nothing(trace));
    notes.extend(large(trace));
    trace.notes.extend(notes);
}

/// A note on years that had ended when the data was taken: nothing can be decided for them any more.
/// `years` count from the base year.
pub fn over(trace: &mut Trace, years: &[usize], place: &Place) {
    let now = trace.case.as_of_year();
    let over: Vec<i32> =
        years.iter().map(|year| trace.case.base_year + *year as i32).filter(|year| *year < now).collect();
    if let (Some(first), Some(last)) = (over.first(), over.last()) {
        let years = if first == last { first.to_string() } else { format!("{first}-{last}") };
        let note = Error::at(Code::YearsOver, own_place(trace, place))
            .with("years", years)
            .with("as_of", &trace.case.as_of)
            .with("next", now);
        if !trace.notes.contains(&note) {
            trace.notes.push(note);
        }
    }
}

/// A note on earlier amounts of this script of which a replacing one, for the zones and years of `mask`,
/// leaves nothing. Replacing those of a scenario that this one is based on is what the word is for.
pub fn lost(trace: &mut Trace, lever: usize, mask: &[Vec<bool>], place: &Place) {
    let covered = |action: &Action| {
        action.mask.iter().zip(mask).all(|(old, new)| old.iter().zip(new).all(|(old, new)| !old | new))
    };
    let own = |action: &&Action| action.lever == lever && !action.rule && action.place.file == place.file;
    let Some(action) = trace.actions.iter().rev().filter(own).find(|action| covered(action)) else { return };
    let label = &trace.graph.levers[lever].label;
    let note = Error::at(Code::LeverLost, place.clone())
        .named("lever", label.in_chinese(), &label.id)
        .with("line", action.place.line);
    if !trace.notes.contains(&note) {
        trace.notes.push(note);
    }
}

/// Measures whose first effect comes after the last year of any target.
fn late(trace: &Trace) -> Vec<Error> {
    let years = trace.case.targets.iter().map(|target| reading(target, &trace.retargeted).1);
    let Some(last) = years.max() else { return Vec::new() };
    let mut notes: Vec<Error> = Vec::new();
    for used in &trace.measures.used {
        let measure = &trace.measures.declared[used.measure];
        let first = used.years.iter().min().zip(measure.delay.iter().min());
        let first = first.map(|(year, delay)| trace.case.base_year + *year as i32 + *delay as i32);
        if let Some(first) = first.filter(|first| *first > last && !measure.moves.is_empty()) {
            let note = Error::at(Code::MeasureLate, own_place(trace, &used.place))
                .named("measure", &measure.name.zh, &measure.name.en)
                .with("year", first)
                .with("last", last);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    notes
}

/// Amounts that move no target's indicator within the years simulated, because the equations let a lever
/// act a year or more later.
fn late_levers(trace: &Trace) -> Vec<Error> {
    // Who looks beyond the last target may decide for those years, too.
    let last = trace.graph.last_year;
    let mut lags: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    let mut notes: Vec<Error> = Vec::new();
    let first_set =
        |action: &Action| action.mask.iter().filter_map(|row| row.iter().position(|set| *set)).min();
    let own = |action: &&Action| !action.rule && !matches!(action.amount, Amount::Number(0.0));
    for action in trace.actions.iter().filter(own) {
        // A loop over years is one decision.
        let same = |other: &&Action| other.lever == action.lever && other.place == action.place;
        let Some(year) = trace.actions.iter().filter(same).filter_map(first_set).min() else { continue };
        let lag = *lags.entry(action.lever).or_insert_with(|| lag(trace, action.lever));
        let first = lag.map(|lag| trace.case.base_year + (year + lag) as i32);
        let Some(first) = first.filter(|first| *first > last) else { continue };
        let label = &trace.graph.levers[action.lever].label;
        let note = Error::at(Code::LeverLate, own_place(trace, &action.place))
            .named("lever", label.in_chinese(), &label.id)
            .with("year", first)
            .with("last", last);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// Years until a lever moves the first target that it moves at all.
fn lag(trace: &Trace, lever: usize) -> Option<usize> {
    let graph = &trace.graph;
    let targets = trace.case.targets.iter().map(|target| &target.indicator);
    let of = |id: &String| graph.indicators.iter().find(|indicator| indicator.label.id == *id)?.city;
    let nodes: BTreeSet<NodeId> = targets.filter_map(of).collect();
    nodes.into_iter().filter_map(|node| years_until(graph, node, lever)).min()
}

/// A scenario that sets levers or uses measures, none of which costs public money.
fn spends_nothing(trace: &Trace) -> Option<Error> {
    let graph = &trace.graph;
    // What a scenario assumes of the outside world is no act of the city.
    let acts = graph.levers.iter().any(|lever| lever.set.is_some() && !lever.assumed);
    // A model that knows no money has nothing to say of it.
    if !acts || graph.cost.is_none() {
        return None;
    }
    let costly = |source: &str| {
        let declared = trace.measures.declared.iter().find(|measure| measure.id == source);
        declared.is_some_and(|measure| measure.cost.high > 0.0)
    };
    let set = |node: &NodeId| match &graph.node(*node).value {
        Value::Lever(lever) | Value::LeverPart(lever, LeverPart::Direct) => {
            graph.levers[*lever].direct.is_some()
        }
        _ => false,
    };
    let spends =
        graph.monies.iter().any(|money| costly(&money.source) || graph.behind(money.spent).iter().any(set));
    (!spends).then(|| Error::at(Code::SpendsNothing, Place::file(&trace.entry)))
}

/// The amount that exceeds most what the model calls large there, for each lever.
fn large(trace: &Trace) -> Vec<Error> {
    let mut notes = Vec::new();
    for (index, (lever, zoning)) in trace.graph.levers.iter().zip(&trace.zoning).enumerate() {
        let (Some(set), Some(bound)) = (lever.direct, zoning.large) else { continue };
        let Some(bounds) = central(trace, bound, 0) else { continue };
        let mut worst = (1.0, 0, 0, 0.0);
        for year in 0..trace.graph.years() {
            for (zone, amount) in central(trace, set, year).into_iter().flatten().enumerate() {
                if bounds[zone] > 0.0 && amount / bounds[zone] > worst.0 {
                    worst = (amount / bounds[zone], zone, year, amount);
                }
            }
        }
        let (ratio, zone, year, amount) = worst;
        if ratio > 1.0 {
            let name = &trace.case.zones[zone].name;
            let rounded = |x: f64| (x * 1e3).round() / 1e3;
            let place = levers::last_set(trace, index, zone, year);
            let place = place.unwrap_or_else(|| Place::file(&trace.entry));
            let place = own_place(trace, &place);
            notes.push(
                of_lever(Code::LeverLarge, lever, &place)
                    .named("zone", &name.zh, &name.en)
                    .with("year", trace.case.base_year + year as i32)
                    .with("found", rounded(amount))
                    .with("large", rounded(bounds[zone])),
            );
        }
    }
    notes
}
