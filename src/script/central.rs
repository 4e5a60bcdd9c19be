//! What a value is when every luck stands at its median, as far as that is known without a draw.
//!
//! Owns the reading of a graph in the middle of all distributions, for checks of what a
//! scenario asks for. Never: simulates; a stock or a value of another year is not known here.

use super::trace::Trace;
use crate::maths::norm_cdf;
use crate::model::graph::Value;
use crate::model::{NodeId, Op};
use std::collections::{HashMap, HashSet};

/// Values by zone of a node in a year (its index since the base year); a city's value is every zone's.
///
/// None if it depends on stocks, on other years or on levers. No recursion: scripts may chain deeply.
pub fn central(trace: &Trace, root: NodeId, year: usize) -> Option<Vec<f64>> {
    let mut done: HashMap<NodeId, Vec<f64>> = HashMap::new();
    // A node that is open and not done while it is asked for again would be its own cause.
    let mut stack = vec![(root, false)];
    let mut open = HashSet::new();
    while let Some((node, ready)) = stack.pop() {
        if done.contains_key(&node) {
            continue;
        }
        if ready {
            let value = value(trace, node, year, &done)?;
            done.insert(node, value);
            continue;
        }
        if !open.insert(node) {
            return None;
        }
        stack.push((node, true));
        stack.extend(needs(trace, node).into_iter().filter(|n| !done.contains_key(n)).map(|n| (n, false)));
    }
    done.remove(&root)
}

fn needs(trace: &Trace, node: NodeId) -> Vec<NodeId> {
    match &trace.graph.node(node).value {
        Value::Op(_, args) => args.to_vec(),
        Value::Reduce(_, of) | Value::Lookup(_, of) | Value::Quantile { at: of, .. } => vec![*of],
        Value::Figure(figure) => vec![trace.graph.figures[*figure].1],
        _ => Vec::new(),
    }
}

fn value(trace: &Trace, node: NodeId, year: usize, done: &HashMap<NodeId, Vec<f64>>) -> Option<Vec<f64>> {
    let graph = &trace.graph;
    let zones = graph.zones.len();
    let each = |x: f64| Some(vec![x; zones]);
    let of = |node: &NodeId| done.get(node);
    match &graph.node(node).value {
        Value::Const(bits) => each(f64::from_bits(*bits)),
        Value::ZoneConst(table) => {
            Some(graph.zone_tables[*table].iter().map(|x| f64::from_bits(*x)).collect())
        }
        Value::Op(op, args) => {
            let args: Option<Vec<&Vec<f64>>> = args.iter().map(of).collect();
            Some(applied(*op, &args?, zones))
        }
        Value::Reduce(reduction, from) => {
            let mut out = [0.0];
            reduction.apply_block(&mut out, of(from)?);
            each(out[0])
        }
        Value::Lookup(table, from) => Some(of(from)?.iter().map(|x| graph.lookups[*table].at(*x)).collect()),
        Value::Figure(figure) => of(&graph.figures[*figure].1).cloned(),
        Value::Uncertain(index) => {
            let distribution = graph.uncertainties[*index].distribution;
            each(graph.distributions[distribution].quantile(0.5))
        }
        Value::Score(_) => each(0.0),
        Value::Unit(_) => each(0.5),
        Value::Quantile { distribution, at, score } => {
            let at = of(at)?.iter().map(|x| if *score { norm_cdf(*x) } else { *x });
            Some(at.map(|u| graph.distributions[*distribution].quantile(u)).collect())
        }
        Value::Year => each(f64::from(graph.base_year) + year as f64),
        Value::Path(path) => {
            let rows = &graph.paths[*path].rows;
            (0..zones).map(|zone| rows.get(zone).or(rows.first())?.get(year).copied()).collect()
        }
        _ => None,
    }
}

fn applied(op: Op, args: &[&Vec<f64>], zones: usize) -> Vec<f64> {
    (0..zones).map(|zone| op.apply(&args.iter().map(|arg| arg[zone]).collect::<Vec<f64>>())).collect()
}
