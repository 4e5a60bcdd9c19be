//! Which values of a model depend on a given one, through operations, stocks and memories.
//!
//! Owns that walk over the graph as written: it finds what can depend, whatever the
//! numbers are. Never: evaluates.

use super::graph::{Graph, NodeId, Value};

/// By node: whether it is `on` or computed from it, in the same step or an earlier one.
pub fn dependents(graph: &Graph, on: NodeId) -> Vec<bool> {
    let mut found = vec![false; graph.nodes.len()];
    found[on.index()] = true;
    // Stocks and memories lead back to nodes that come later, so one pass is not enough.
    loop {
        let mut more = false;
        for index in 0..graph.nodes.len() {
            let now = found[index] || operands(graph, &graph.nodes[index].value).any(|n| found[n.index()]);
            more |= now != found[index];
            found[index] = now;
        }
        if !more {
            return found;
        }
    }
}

/// What a value is computed from.
fn operands<'a>(graph: &'a Graph, value: &'a Value) -> Box<dyn Iterator<Item = NodeId> + 'a> {
    match value {
        Value::Op(_, args) => Box::new(args.iter().copied()),
        Value::Reduce(_, of) | Value::Lookup(_, of) | Value::Baseline(of) => Box::new([*of].into_iter()),
        Value::Quantile { at, .. } => Box::new([*at].into_iter()),
        Value::Figure(index) => Box::new([graph.figures[*index].1].into_iter()),
        Value::Lever(index) => Box::new(graph.levers[*index].set.into_iter()),
        Value::LeverPart(index, part) => Box::new(graph.levers[*index].part(*part).into_iter()),
        Value::Previous(index) => {
            let memory = &graph.memories[*index];
            Box::new([memory.of].into_iter().chain(memory.first))
        }
        Value::Stock(index) | Value::StockEnd(index) => {
            let stock = &graph.stocks[*index];
            let flows = stock.flows.iter().map(|(flow, _)| *flow);
            Box::new([stock.initial].into_iter().chain(stock.next).chain(flows))
        }
        Value::Const(_)
        | Value::ZoneConst(_)
        | Value::Year
        | Value::Time
        | Value::Uncertain(_)
        | Value::Score(_)
        | Value::Unit(_)
        | Value::Path(_) => Box::new(std::iter::empty()),
    }
}
