//! Figures of the case in model scripts: as drawn, as shares of the city, by block, by counting scope.
//!
//! Owns how a figure becomes a node with a luck of its own. Never: knows what a
//! figure means.

use super::balance;
use super::trace::Trace;
use super::value::{Operand, traced};
use crate::case::{Figure, LEVELS, unit};
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::model::figure::{Domain, Spread, by_stratum, drawn_figure};
use crate::model::graph::Value;
use crate::model::unit::Unit;
use crate::model::{Distribution, Every, Family, Kind, NodeId, Op, Reduction, Scope};
use rhai::Dynamic;

/// A figure of the case as drawn; asked for twice, it is the same draw.
pub fn data(trace: &mut Trace, id: &str, place: Place) -> Result<NodeId> {
    if let Some(index) = trace.graph.figures.iter().position(|(name, _)| name == id) {
        let scope = trace.graph.node(trace.graph.figures[index].1).scope;
        return Ok(trace.graph.add(Value::Figure(index), scope, Kind::Number, None));
    }
    let case = trace.case.clone();
    let rows: Vec<_> = case.figures.iter().filter(|f| f.indicator == id).collect();
    if rows.is_empty() {
        let known = case.figures.iter().map(|f| f.indicator.as_str());
        return Err(Error::at(Code::UnknownFigure, trace.argument_place(&place, 0))
            .with("figure", id)
            .with_some("nearest", nearest_name(id, known)));
    }
    let by_zone = rows[0].zone.is_some();
    let units = if by_zone { case.zones.len() } else { 1 };
    let mut per_scope = Vec::new();
    for scope in 0..case.scopes.len().max(1) {
        let row = (0..units).map(|zone| {
            let wanted = by_zone.then_some(zone);
            let here = |f: &&&Figure| f.zone == wanted && f.scope.is_none_or(|s| s == scope);
            rows.iter().find(here).map(|figure| spread(figure)).ok_or_else(|| {
                let name = &case.zones[zone].name;
                // A row that only this zone has may be a slip of the pen.
                let alone = |f: &&Figure| {
                    !case.figures.iter().any(|o| o.zone != f.zone && o.indicator == f.indicator)
                };
                let own = case.figures.iter().filter(|f| f.zone == wanted).filter(alone);
                let slip = own.into_iter().find(|f| nearest_name(&f.indicator, [id]).is_some());
                let place = slip.map_or(&place, |f| &f.place).clone();
                let error = Error::at(Code::FigureMissingForZone, place).with("figure", id);
                error.named("zone", &name.zh, &name.en).with_some("found", slip.map(|f| &f.indicator))
            })
        });
        per_scope.push(row.collect::<Result<Vec<Spread>>>()?);
    }
    let domain = if rows[0].unit == "%" { Domain::Share } else { Domain::Positive };
    stratum(trace, &place)?;
    let scope = if by_zone { Scope::Zone } else { Scope::City };
    let drawn = drawn_figure(&mut trace.graph, id, &per_scope, scope, domain, Some(place))?;
    trace.graph.figures.push((id.to_owned(), drawn));
    let index = trace.graph.figures.len() - 1;
    Ok(trace.graph.add(Value::Figure(index), scope, Kind::Number, None))
}

/// A figure's median and spread in the model's units.
fn spread(figure: &Figure) -> Spread {
    let scale = unit::find(&figure.unit).map_or(1.0, |u| u.scale);
    Spread {
        value: figure.value * scale,
        low_high: figure.spread.map(|(low, high)| (low * scale, high * scale)),
    }
}

/// Name of the draw of today's counting scope; there is none where every figure has one value.
pub const COUNTING_SCOPE: &str = "counting_scope";

/// Today's counting scope as a draw of its own, made when first needed.
fn stratum(trace: &mut Trace, place: &Place) -> Result<Option<NodeId>> {
    let case = trace.case.clone();
    if case.scopes.len() > 1 && trace.graph.stratum.is_none() {
        let pairs = case.scopes.iter().enumerate().flat_map(|(i, s)| [i as f64, s.probability]);
        let distribution = Distribution::new(Family::Discrete, pairs.collect())?;
        let node = trace.graph.uncertain(
            COUNTING_SCOPE,
            distribution,
            Scope::City,
            Every::Once,
            Some(place.clone()),
        )?;
        trace.graph.stratum = Some(node);
    }
    Ok(trace.graph.stratum)
}

/// Shares of the city by zone: they and the rest of the city add up to one, the rest is never negative.
///
/// Weights are the drawn figures; the rest of the city has what their medians leave.
pub fn shares(trace: &mut Trace, id: &str, place: Place) -> Result<Dynamic> {
    let weight = data(trace, id, place.clone())?;
    let share = Operand { node: weight, unit: Some(balance::of_figure(trace, id)) };
    balance::pure(trace, "shares", [(0, &share)], &place)?;
    let case = trace.case.clone();
    let scopes = case.scopes.len().max(1);
    let mut rests = Vec::new();
    for scope in 0..scopes {
        let rows = case.figures.iter().filter(|f| f.indicator == id && f.scope.is_none_or(|s| s == scope));
        let sum: f64 = rows.map(|f| f.value * unit::find(&f.unit).map_or(1.0, |u| u.scale)).sum();
        rests.push(trace.graph.number((1.0 - sum).max(0.0)));
    }
    let rest = by_stratum(&mut trace.graph, &rests);
    let graph = &mut trace.graph;
    let sum = graph.reduce(Reduction::Total, weight, Some(place.clone()));
    let all = graph.op(Op::Add, &[sum, rest], Some(place.clone()));
    Ok(traced(graph.op(Op::Div, &[weight, all], Some(place)), Unit::pure()))
}

/// By zone: the sum over blocks that could be annexed and are outside today.
///
/// A zone's blocks are taken together: medians, lows and highs are summed.
pub fn blocks(trace: &mut Trace, id: &str, place: Place) -> Result<Dynamic> {
    let case = trace.case.clone();
    let amounts = || case.blocks.iter().flat_map(|b| &b.amounts);
    let amount = amounts().find(|a| a.indicator == id);
    // A city without areas to annex is a city all the same.
    if amount.is_none() && !case.blocks.is_empty() {
        let known = amounts().map(|a| a.indicator.as_str());
        return Err(Error::at(Code::UnknownFigure, trace.argument_place(&place, 0))
            .with("figure", id)
            .with_some("nearest", nearest_name(id, known)));
    }
    let unit = amount.map_or_else(|| trace.units.open(), |amount| balance::known(&amount.unit));
    let name = format!("block/{id}");
    if let Some(index) = trace.graph.figures.iter().position(|(n, _)| *n == name) {
        return Ok(traced(trace.graph.add(Value::Figure(index), Scope::Zone, Kind::Number, None), unit));
    }
    let mut per_scope = Vec::new();
    for scope in 0..case.scopes.len().max(1) {
        let mut spreads = vec![Spread { value: 0.0, low_high: Some((0.0, 0.0)) }; case.zones.len()];
        for block in case.blocks.iter().filter(|b| b.outside_in.is_none_or(|s| s == scope)) {
            for amount in block.amounts.iter().filter(|a| a.indicator == id) {
                let spread = &mut spreads[block.zone];
                let (low, high) = amount.spread.unwrap_or((amount.value, amount.value));
                let (sum_low, sum_high) = spread.low_high.unwrap_or((0.0, 0.0));
                spread.value += amount.value;
                spread.low_high = Some((sum_low + low, sum_high + high));
            }
        }
        per_scope.push(spreads);
    }
    stratum(trace, &place)?;
    let drawn = block_figure(trace, &name, &per_scope, place)?;
    trace.graph.figures.push((name, drawn));
    let index = trace.graph.figures.len() - 1;
    Ok(traced(trace.graph.add(Value::Figure(index), Scope::Zone, Kind::Number, None), unit))
}

/// Zones without blocks have zero; the others are drawn on a log scale.
fn block_figure(trace: &mut Trace, name: &str, per_scope: &[Vec<Spread>], place: Place) -> Result<NodeId> {
    let has: Vec<Vec<f64>> =
        per_scope.iter().map(|row| row.iter().map(|s| f64::from(s.value > 0.0)).collect()).collect();
    let filled: Vec<Vec<Spread>> = per_scope
        .iter()
        .map(|row| {
            let fill = Spread { value: 1.0, low_high: Some((1.0, 1.0)) };
            row.iter().map(|s| if s.value > 0.0 { *s } else { fill }).collect()
        })
        .collect();
    let drawn = drawn_figure(&mut trace.graph, name, &filled, Scope::Zone, Domain::Positive, Some(place))?;
    let masks: Vec<NodeId> = has.iter().map(|row| trace.graph.zone_numbers(row)).collect();
    let mask = by_stratum(&mut trace.graph, &masks);
    Ok(trace.graph.op(Op::Mul, &[drawn, mask], None))
}

/// Whether this draw counts by the named scope.
pub fn in_scope(trace: &mut Trace, id: &str, place: Place) -> Result<Dynamic> {
    let case = trace.case.clone();
    let index = case.scopes.iter().position(|s| s.id == id).ok_or_else(|| {
        let known: Vec<&str> = case.scopes.iter().map(|s| s.id.as_str()).collect();
        Error::at(Code::UnknownWord, trace.argument_place(&place, 0))
            .with("column", "in_scope")
            .with("found", id)
            .with("known", known.join(", "))
            .with_some("nearest", nearest_name(id, known))
    })?;
    let Some(stratum) = stratum(trace, &place)? else {
        return Ok(Dynamic::from(true));
    };
    let graph = &mut trace.graph;
    let (low, high) = (graph.number(index as f64 - 0.5), graph.number(index as f64 + 0.5));
    let above = graph.op(Op::Gt, &[stratum, low], None);
    let below = graph.op(Op::Lt, &[stratum, high], None);
    Ok(traced(graph.op(Op::And, &[above, below], Some(place)), Unit::pure()))
}

/// By zone: 1 where the zone has this level at the start, else 0.
///
/// # Errors
/// `UnknownLevel` for a word that no case may use as a level.
pub fn level_is(trace: &mut Trace, level: &str, place: &Place) -> Result<Dynamic> {
    if !LEVELS.contains(&level) {
        return Err(Error::at(Code::UnknownLevel, trace.argument_place(place, 0))
            .with("level", level)
            .with("known", LEVELS.join(", "))
            .with_some("nearest", nearest_name(level, LEVELS.iter().copied())));
    }
    let here: Vec<f64> = trace.case.zones.iter().map(|z| f64::from(z.level == level)).collect();
    Ok(traced(trace.graph.zone_numbers(&here), Unit::pure()))
}
