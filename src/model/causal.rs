//! What moves what: the named things of a model and the arrows between them.
//!
//! Owns the walk from a stock or indicator back to what it is computed from,
//! through everything unnamed. Never: evaluates, or claims a sign.

use super::graph::{Graph, LeverPart, NodeId, Value};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A named thing.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// Index of a lever.
    Lever(usize),
    /// Index of a stock.
    Stock(usize),
    /// Index of an indicator.
    Indicator(usize),
}

/// An arrow from a cause to what it moves.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arrow {
    /// Cause.
    pub from: Named,
    /// What it moves.
    pub to: Named,
    /// Only through the value of an earlier step or year.
    pub delayed: bool,
}

/// Every arrow between levers, stocks and indicators, in order, each once.
///
/// A stock is moved by what stands in its flows or its next value; that it goes on
/// from itself is no arrow. A value at the start of a step is the stock itself.
pub fn arrows(graph: &Graph) -> Vec<Arrow> {
    let mut arrows = BTreeMap::new();
    let mut add = |to: Named, nodes: Vec<NodeId>| {
        for (from, delayed) in causes(graph, nodes) {
            if from != to {
                let known = arrows.entry((from, to)).or_insert(delayed);
                *known &= delayed;
            }
        }
    };
    for (index, stock) in graph.stocks.iter().enumerate() {
        add(Named::Stock(index), stock.flows.iter().map(|f| f.0).chain(stock.next).collect());
    }
    for (index, indicator) in graph.indicators.iter().enumerate() {
        add(Named::Indicator(index), indicator.zone.into_iter().chain(indicator.city).collect());
    }
    arrows.into_iter().map(|((from, to), delayed)| Arrow { from, to, delayed }).collect()
}

/// Named things that nodes are computed from, with whether only through memory.
fn causes(graph: &Graph, nodes: Vec<NodeId>) -> BTreeMap<Named, bool> {
    let mut found = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(NodeId, bool)> = nodes.into_iter().map(|n| (n, false)).collect();
    while let Some((node, delayed)) = open.pop() {
        if !seen.insert((node, delayed)) {
            continue;
        }
        let named = match &graph.node(node).value {
            Value::Lever(lever) => Some(Named::Lever(*lever)),
            Value::Stock(stock) | Value::StockEnd(stock) => Some(Named::Stock(*stock)),
            _ => None,
        };
        if let Some(named) = named {
            let known = found.entry(named).or_insert(delayed);
            *known &= delayed;
            continue;
        }
        match &graph.node(node).value {
            Value::Op(_, args) => open.extend(args.iter().map(|&a| (a, delayed))),
            Value::Reduce(_, of) | Value::Lookup(_, of) => open.push((*of, delayed)),
            // The baseline is what would be without any lever: a yardstick, no cause.
            Value::Baseline(_) => {}
            Value::Previous(memory) => open.push((graph.memories[*memory].of, true)),
            Value::Quantile { at, .. } => open.push((*at, delayed)),
            _ => {}
        }
    }
    found
}

/// Every node that a value is computed from, through earlier steps too, itself included.
///
/// A lever counts with what the scenario set it to, a figure with what draws it. A baseline is what
/// would be without any lever: here it counts, because its luck moves the value all the same.
pub fn behind(graph: &Graph, roots: impl IntoIterator<Item = NodeId>) -> BTreeSet<NodeId> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<NodeId> = roots.into_iter().collect();
    while let Some(node) = open.pop() {
        if !seen.insert(node) {
            continue;
        }
        open.extend(sources(graph, node, 1).into_iter().map(|(next, _)| next));
        match &graph.node(node).value {
            Value::Baseline(of) => open.push(*of),
            Value::Stock(stock) | Value::StockEnd(stock) => open.push(graph.stocks[*stock].initial),
            Value::Previous(memory) => open.extend(graph.memories[*memory].first),
            _ => {}
        }
    }
    seen
}

/// Whole years that pass before a lever can move a node at the end of a year; none if it never does.
///
/// Structure alone: what a rate of zero or a threshold holds back counts as moved.
pub fn years_until(graph: &Graph, node: NodeId, lever: usize) -> Option<usize> {
    let steps = graph.steps_per_year.max(1) as usize;
    let mut least = BTreeMap::from([(node, 0)]);
    let mut open = VecDeque::from([node]);
    let mut first: Option<usize> = None;
    while let Some(node) = open.pop_front() {
        let passed = least[&node];
        if let Value::Lever(of) | Value::LeverPart(of, LeverPart::Direct) = &graph.node(node).value
            && *of == lever
        {
            first = Some(first.map_or(passed, |first| first.min(passed)));
        }
        for (next, more) in sources(graph, node, steps) {
            let passed = passed + more;
            if least.get(&next).is_none_or(|known| passed < *known) {
                least.insert(next, passed);
                open.push_back(next);
            }
        }
    }
    // What a step starts from has been moved within the year by its earlier steps.
    first.map(|passed| passed / steps)
}

/// What a node is computed from once the simulation runs, and how many steps ago.
fn sources(graph: &Graph, node: NodeId, steps: usize) -> Vec<(NodeId, usize)> {
    let now = |nodes: &[NodeId]| nodes.iter().map(|node| (*node, 0)).collect();
    let moved = |stock: usize, ago| {
        let stock = &graph.stocks[stock];
        stock.flows.iter().map(|flow| flow.0).chain(stock.next).map(|node| (node, ago)).collect()
    };
    match &graph.node(node).value {
        Value::Op(_, args) => now(args),
        Value::Reduce(_, of) | Value::Lookup(_, of) => now(&[*of]),
        Value::Quantile { at, .. } => now(&[*at]),
        Value::Figure(figure) => now(&[graph.figures[*figure].1]),
        Value::Stock(stock) => moved(*stock, 1),
        Value::StockEnd(stock) => moved(*stock, 0),
        Value::Previous(memory) => {
            let memory = &graph.memories[*memory];
            vec![(memory.of, if memory.yearly { steps } else { 1 })]
        }
        // A scenario may let a lever follow another one.
        Value::Lever(lever) => now(graph.levers[*lever].set.as_slice()),
        Value::LeverPart(lever, part) => now(graph.levers[*lever].part(*part).as_slice()),
        _ => Vec::new(),
    }
}

/// The arrows among what is shown, when everything not shown is passed through.
pub fn reduced(all: &[Arrow], shown: impl Fn(Named) -> bool) -> Vec<Arrow> {
    let mut out = BTreeMap::new();
    let starts: BTreeSet<Named> = all.iter().map(|a| a.from).filter(|n| shown(*n)).collect();
    for from in starts {
        let mut seen = BTreeSet::new();
        let mut open = vec![(from, false)];
        while let Some((at, delayed)) = open.pop() {
            for arrow in all.iter().filter(|a| a.from == at) {
                let delayed = delayed || arrow.delayed;
                if shown(arrow.to) {
                    if arrow.to != from {
                        let known = out.entry((from, arrow.to)).or_insert(delayed);
                        *known &= delayed;
                    }
                } else if seen.insert((arrow.to, delayed)) {
                    open.push((arrow.to, delayed));
                }
            }
        }
    }
    out.into_iter().map(|((from, to), delayed)| Arrow { from, to, delayed }).collect()
}
