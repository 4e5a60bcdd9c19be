//! The words that split the change of an indicator: its value in the base year, and its parts.
//!
//! Owns the names of the parts. What each part is the model says, in its equations.

use super::functions::{argument, words};
use super::trace::{Shared, Trace};
use super::value::traced;
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::model::graph::{Indicator, Parts, Stock};
use crate::model::{Label, NodeId, Op, Scope};
use rhai::{Dynamic, Engine, ImmutableString as Name};

/// Ends of identifiers and names: growth, scope, composition, and the value without the scope part.
const NAMES: [(&str, &str, &str); 4] = [
    ("growth", "自身增长", "growth"),
    ("scope", "统计范围", "scope"),
    ("composition", "结构变化", "composition"),
    ("same_scope", "同口径", "at the same scope"),
];

/// Registers the words.
pub fn register(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["at_start" "起点值"], |trace, place, x: Dynamic| {
        let x = argument(trace, "at_start", &x, 0, &place)?;
        let unit = x.unit.unwrap_or_else(|| trace.units.open());
        at_start(trace, x.node, place).map(|node| traced(node, unit))
    });
    words!(engine, shared, ["parts" "分解"], |trace, place, id: Name, growth: Dynamic, scope: Dynamic, composition: Dynamic| {
        parts(trace, &id, &[growth, scope, composition], &place)
    });
}

/// What a node was at the end of the base year, in every year; asked for twice, it is the same node.
fn at_start(trace: &mut Trace, x: NodeId, place: Place) -> Result<NodeId> {
    let id = format!("start/{}", x.index());
    let graph = &mut trace.graph;
    let known = graph.stocks.iter().find(|s| s.label.id == id).and_then(|s| s.next);
    if let Some(known) = known {
        return Ok(known);
    }
    let label = Label { id, zh: "起点值".to_owned(), en: "value at the start".to_owned() };
    let node = graph.stock(Stock {
        label,
        unit: "1".to_owned(),
        scope: graph.node(x).scope,
        initial: x,
        flows: Vec::new(),
        next: None,
        place: Some(place),
    })?;
    if let Some(stock) = graph.stocks.last_mut() {
        stock.next = Some(node);
    }
    Ok(node)
}

/// Reports the parts of a city indicator as indicators of their own, beside its value without the scope part.
fn parts(trace: &mut Trace, id: &str, values: &[Dynamic; 3], place: &Place) -> Result<()> {
    let indicators = &trace.graph.indicators;
    let of = indicators.iter().position(|i| i.label.id == id && i.city.is_some()).ok_or_else(|| {
        let known = indicators.iter().filter(|i| i.city.is_some()).map(|i| i.label.id.as_str());
        Error::at(Code::UnknownIndicator, trace.argument_place(place, 0))
            .with("indicator", id)
            .with_some("nearest", nearest_name(id, known))
    })?;
    let split = trace.graph.indicators[of].clone();
    let mut nodes = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let node = argument(trace, "parts", value, 1 + index, place)?.node;
        if trace.graph.node(node).scope == Scope::Zone {
            let at = trace.argument_place(place, 1 + index);
            return Err(Error::at(Code::ZoneValueInCity, at).with("name", "parts"));
        }
        nodes.push(node);
    }
    let whole = split.city.unwrap_or(nodes[0]);
    nodes.push(trace.graph.op(Op::Sub, &[whole, nodes[1]], None));
    let first = trace.graph.indicators.len();
    // A change of a share is in points; the value without the scope part is a share again.
    let points = if split.unit == "%" { "百分点" } else { &split.unit };
    let units = [points, points, points, &split.unit];
    for (((end, zh, en), unit), node) in NAMES.into_iter().zip(units).zip(nodes) {
        let label = Label {
            id: format!("{id}_{end}"),
            zh: format!("{}：{zh}", split.label.zh),
            en: format!("{}: {en}", split.label.en),
        };
        let (unit, scale, place) = (unit.to_owned(), split.scale, Some(place.clone()));
        trace.graph.indicator(Indicator { label, unit, scale, zone: None, city: Some(node), place })?;
    }
    let [growth, scope, composition, same_scope] = [first, first + 1, first + 2, first + 3];
    trace.graph.parts.push(Parts { of, growth, scope, composition, same_scope });
    Ok(())
}
