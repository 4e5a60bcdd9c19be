//! Several plain graphs as one: what always has the same value stands once.
//!
//! The scenarios of an experiment have most of their equations in common, and what a
//! lever does not reach has the same value in each. Nodes are equal if they do the same
//! to equal nodes; stocks and memories read the last step, so they count as equal until
//! found otherwise (Alpern, Wegman and Zadeck, 1988, POPL 15, 1-11). Never: rounds, or
//! reorders an operation; equal means equal in every bit.

use crate::model::graph::{Graph, Memory, NodeId, Stock, Value};
use rustc_hash::FxHashMap as HashMap;
use std::hash::Hash;

/// One graph for all, and for each of `graphs` the node in it that a node became.
///
/// The graphs are plain ([`super::lower`]) and over the same zones and years. The
/// result reports nothing of its own: indicators, levers and costs stay with `graphs`.
///
/// # Panics
/// If the graphs are over other zones or years.
pub fn merge(graphs: &[&Graph]) -> (Graph, Vec<Vec<NodeId>>) {
    let first = graphs.first().expect("an experiment has a scenario");
    let frame = |g: &Graph| (g.zones.clone(), g.base_year, g.last_year, g.steps_per_year);
    assert!(graphs.iter().all(|g| frame(g) == frame(first)), "scenarios of one case");
    let (tables, names) = tables(
        graphs,
        Graph::new(first.zones.clone(), first.base_year, first.last_year, first.steps_per_year),
    );
    let mut parts: Vec<Parts> = graphs.iter().map(|g| Parts::together(g)).collect();
    let mut count = 0;
    loop {
        let (mut merged, nodes) = number(graphs, &names, &parts, tables.clone());
        let refined = refine(graphs, &parts, &nodes);
        if refined.1 == count {
            finish(graphs, &parts, &nodes, &mut merged);
            return (merged, nodes);
        }
        (parts, count) = refined;
    }
}

/// For the tables of one graph: their indices in the merged one.
struct Names {
    zone_tables: Vec<usize>,
    distributions: Vec<usize>,
    uncertainties: Vec<usize>,
    paths: Vec<usize>,
    lookups: Vec<usize>,
}

/// The equivalence of stocks and memories: equal numbers for what may still be equal.
struct Parts {
    stocks: Vec<usize>,
    memories: Vec<usize>,
}

impl Parts {
    fn together(graph: &Graph) -> Self {
        Self { stocks: vec![0; graph.stocks.len()], memories: vec![0; graph.memories.len()] }
    }
}

/// Index of each thing in a list of distinct ones that grows as needed.
struct Distinct<K>(HashMap<K, usize>);

impl<K: Hash + Eq> Distinct<K> {
    fn new() -> Self {
        Self(HashMap::default())
    }

    /// The index of `key`; `enter` is called if it is new.
    fn index(&mut self, key: K, enter: impl FnOnce()) -> usize {
        let next = self.0.len();
        *self.0.entry(key).or_insert_with(|| {
            enter();
            next
        })
    }
}

/// Enters the tables of all graphs into `merged`; numbers are compared by their bits.
fn tables(graphs: &[&Graph], mut merged: Graph) -> (Graph, Vec<Names>) {
    let bits = |xs: &[f64]| xs.iter().map(|x| x.to_bits()).collect::<Vec<u64>>();
    let (mut zone_tables, mut distributions, mut uncertainties) =
        (Distinct::new(), Distinct::new(), Distinct::new());
    let (mut paths, mut lookups) = (Distinct::new(), Distinct::new());
    let names = graphs.iter().map(|graph| {
        let of_distribution = graph.distributions.iter().map(|d| {
            let key = (d.family(), bits(d.parameters()));
            distributions.index(key, || merged.distributions.push(d.clone()))
        });
        let distributions: Vec<usize> = of_distribution.collect();
        Names {
            zone_tables: (graph.zone_tables.iter())
                .map(|t| zone_tables.index(t.clone(), || merged.zone_tables.push(t.clone())))
                .collect(),
            // Luck is its name; the distribution that is read off it stands with the quantile.
            uncertainties: (graph.uncertainties.iter())
                .map(|u| {
                    let enter = || {
                        let distribution = distributions[u.distribution];
                        merged
                            .uncertainties
                            .push(crate::model::graph::Uncertainty { distribution, ..u.clone() });
                    };
                    uncertainties.index((u.name.clone(), u.scope, u.every), enter)
                })
                .collect(),
            paths: (graph.paths.iter())
                .map(|p| {
                    let rows: Vec<Vec<u64>> = p.rows.iter().map(|row| bits(row)).collect();
                    paths.index((p.scope, rows), || merged.paths.push(p.clone()))
                })
                .collect(),
            lookups: (graph.lookups.iter())
                .map(|l| lookups.index((bits(&l.xs), bits(&l.ys)), || merged.lookups.push(l.clone())))
                .collect(),
            distributions,
        }
    });
    let names = names.collect();
    (merged, names)
}

/// Adds every node under the present partition; equal ones become one.
fn number(
    graphs: &[&Graph],
    names: &[Names],
    parts: &[Parts],
    mut merged: Graph,
) -> (Graph, Vec<Vec<NodeId>>) {
    let mut nodes = Vec::with_capacity(graphs.len());
    for ((graph, names), parts) in graphs.iter().zip(names).zip(parts) {
        let mut done: Vec<NodeId> = Vec::with_capacity(graph.nodes.len());
        for node in &graph.nodes {
            let value = renamed(&node.value, names, parts, &done);
            done.push(merged.add(value, node.scope, node.kind, node.place.clone()));
        }
        nodes.push(done);
    }
    (merged, nodes)
}

/// A value in terms of the merged graph.
fn renamed(value: &Value, names: &Names, parts: &Parts, done: &[NodeId]) -> Value {
    let at = |n: &NodeId| done[n.index()];
    match value {
        Value::Const(bits) => Value::Const(*bits),
        Value::ZoneConst(table) => Value::ZoneConst(names.zone_tables[*table]),
        Value::Op(op, args) => Value::Op(*op, args.iter().map(at).collect()),
        Value::Year => Value::Year,
        Value::Time => Value::Time,
        Value::Score(index) => Value::Score(names.uncertainties[*index]),
        Value::Unit(index) => Value::Unit(names.uncertainties[*index]),
        Value::Quantile { distribution, at: of, score } => {
            Value::Quantile { distribution: names.distributions[*distribution], at: at(of), score: *score }
        }
        Value::Stock(stock) => Value::Stock(parts.stocks[*stock]),
        Value::StockEnd(stock) => Value::StockEnd(parts.stocks[*stock]),
        Value::Previous(memory) => Value::Previous(parts.memories[*memory]),
        Value::Reduce(reduction, of) => Value::Reduce(*reduction, at(of)),
        Value::Path(path) => Value::Path(names.paths[*path]),
        Value::Lookup(table, of) => Value::Lookup(names.lookups[*table], at(of)),
        Value::Uncertain(_)
        | Value::Lever(_)
        | Value::LeverPart(..)
        | Value::Baseline(_)
        | Value::Figure(_) => {
            unreachable!("lowering leaves no such node")
        }
    }
}

/// Parts what is made from different nodes; the finer partition and the number of its parts.
fn refine(graphs: &[&Graph], parts: &[Parts], nodes: &[Vec<NodeId>]) -> (Vec<Parts>, usize) {
    let (mut stocks, mut memories) = (Distinct::new(), Distinct::new());
    let refined = graphs.iter().zip(parts).zip(nodes).map(|((graph, parts), nodes)| {
        let at = |n: NodeId| nodes[n.index()];
        let stock = |(stock, part): (&Stock, &usize)| {
            let flows: Vec<(NodeId, u64)> = stock.flows.iter().map(|(n, s)| (at(*n), s.to_bits())).collect();
            stocks.index((*part, stock.scope, at(stock.initial), stock.next.map(at), flows), || {})
        };
        let memory = |(memory, part): (&Memory, &usize)| {
            memories.index((*part, memory.yearly, memory.first.map(at), at(memory.of)), || {})
        };
        Parts {
            stocks: graph.stocks.iter().zip(&parts.stocks).map(stock).collect(),
            memories: graph.memories.iter().zip(&parts.memories).map(memory).collect(),
        }
    });
    let refined = refined.collect();
    (refined, stocks.0.len() + memories.0.len())
}

/// Enters one stock and one memory for each part.
fn finish(graphs: &[&Graph], parts: &[Parts], nodes: &[Vec<NodeId>], merged: &mut Graph) {
    for ((graph, parts), nodes) in graphs.iter().zip(parts).zip(nodes) {
        let at = |n: NodeId| nodes[n.index()];
        for (stock, part) in graph.stocks.iter().zip(&parts.stocks) {
            if *part == merged.stocks.len() {
                merged.stocks.push(Stock {
                    initial: at(stock.initial),
                    flows: stock.flows.iter().map(|(n, sign)| (at(*n), *sign)).collect(),
                    next: stock.next.map(at),
                    ..stock.clone()
                });
            }
        }
        for (memory, part) in graph.memories.iter().zip(&parts.memories) {
            if *part == merged.memories.len() {
                merged.memories.push(Memory {
                    of: at(memory.of),
                    first: memory.first.map(at),
                    yearly: memory.yearly,
                });
            }
        }
    }
}
