//! Where a figure of a draw stands: a line of the case's tables, or the scenario's line that believes
//! otherwise.
//!
//! Owns the search. Never: reads a value.

use super::Quantity;
use crate::case::Case;
use crate::error::Place;
use crate::model::Op;
use crate::model::graph::{Graph, NodeId, Value};

/// Gives a figure the places of its rows, under the counting scope of the draw.
pub fn locate(quantity: &mut Quantity, case: &Case, graph: &Graph, scope: Option<usize>) {
    let Some((_, node)) = graph.figures.iter().find(|(name, _)| *name == quantity.id) else { return };
    // What the model's script asks for, where a zone has no line of its own.
    let luck = format!("figure/{}", quantity.id);
    let asked = graph.uncertainties.iter().find(|u| u.name == luck).and_then(|u| u.place.clone());
    let of = |row: usize| {
        let zone = quantity.by_zone.then_some(row);
        let believed = believed(graph, *node, row);
        believed.or_else(|| in_tables(case, &quantity.id, zone, scope)).or_else(|| asked.clone())
    };
    let places: Vec<Option<Place>> = (0..quantity.values.len()).map(of).collect();
    quantity.place = places.iter().flatten().next().cloned();
    quantity.places = places;
}

/// The line of a scenario that sets the figure for a zone; the last one said holds.
fn believed(graph: &Graph, mut node: NodeId, zone: usize) -> Option<Place> {
    loop {
        let place = graph.node(node).place.clone()?;
        match &graph.node(node).value {
            Value::Op(Op::When, args) => match args[..] {
                [here, _, old] if !holds(graph, here, zone) => node = old,
                _ => return Some(place),
            },
            _ => return Some(place),
        }
    }
}

/// Whether a condition on the zone alone holds there.
fn holds(graph: &Graph, condition: NodeId, zone: usize) -> bool {
    match &graph.node(condition).value {
        Value::Const(bits) => f64::from_bits(*bits) != 0.0,
        Value::ZoneConst(table) => f64::from_bits(graph.zone_tables[*table][zone]) != 0.0,
        Value::Op(Op::Gt, args) => args.first().is_some_and(|of| holds(graph, *of, zone)),
        _ => false,
    }
}

/// The line of a figure, or the first block that is summed under `block/<figure>`.
fn in_tables(case: &Case, id: &str, zone: Option<usize>, scope: Option<usize>) -> Option<Place> {
    let counts = |of: Option<usize>| of.is_none() || scope.is_none() || of == scope;
    if let Some(amount) = id.strip_prefix("block/") {
        let here = case.blocks.iter().filter(|b| Some(b.zone) == zone && counts(b.outside_in));
        let with = |b: &&crate::case::Block| b.amounts.iter().any(|a| a.indicator == amount);
        return here.into_iter().find(with).map(|b| b.place.clone());
    }
    let figure = case.figures.iter().find(|f| f.indicator == id && f.zone == zone && counts(f.scope));
    figure.map(|f| f.value_place.clone())
}
