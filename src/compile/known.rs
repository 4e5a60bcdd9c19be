//! What a plain graph computes without any luck: levers' paths and all that follows from them.
//!
//! Owns the walk through the years in which a value is either a number or not known. Most
//! levers of a scenario are zero, and what they are multiplied with does not matter then.
//! Never: guesses; what is known is what every draw computes.

use crate::model::graph::{Graph, NodeId, Value};
use crate::model::{Op, Scope};

/// Values of a node that no draw can change: `[year since the base year][zone]`, or one by year.
pub type Known = Vec<Vec<f64>>;

/// For each node of a plain graph its values, if they are the same in every draw.
///
/// A product with zero is zero here, also with what is not finite (a lever at zero has no
/// effect, whatever it acts on), and its sign is not kept.
pub fn known(graph: &Graph) -> Vec<Option<Known>> {
    let mut walk = Walk {
        graph,
        ends: vec![0; graph.stocks.len()],
        starts: vec![0; graph.stocks.len()],
        now: vec![None; graph.nodes.len()],
        kept: vec![None; graph.nodes.len()],
        found: vec![Some(Vec::with_capacity(graph.years())); graph.nodes.len()],
    };
    for (index, node) in graph.nodes.iter().enumerate() {
        match node.value {
            Value::Stock(stock) => walk.starts[stock] = index,
            Value::StockEnd(stock) => walk.ends[stock] = index,
            _ => {}
        }
    }
    for year in 0..graph.years() {
        walk.year(year);
    }
    // A stock is one thing: its start and its end are both known, or neither is.
    for (start, end) in walk.starts.iter().zip(&walk.ends) {
        if walk.found[*start].is_none() || walk.found[*end].is_none() {
            (walk.found[*start], walk.found[*end]) = (None, None);
        }
    }
    walk.found
}

struct Walk<'a> {
    graph: &'a Graph,
    /// Node of each stock's end and start.
    ends: Vec<usize>,
    starts: Vec<usize>,
    /// Values of the step by zone.
    now: Vec<Option<Vec<f64>>>,
    /// Starts of stocks and remembered values for the next step.
    kept: Vec<Option<Vec<f64>>>,
    /// Values of all years so far.
    found: Vec<Option<Known>>,
}

impl Walk<'_> {
    fn year(&mut self, year: usize) {
        let steps = if year == 0 { 1 } else { self.graph.steps_per_year };
        for step in 0..steps {
            for node in 0..self.graph.nodes.len() {
                self.now[node] = self.value(node, year, step);
                self.note(node, step);
            }
            self.keep(year, step + 1 == steps);
        }
    }

    /// Keeps the year's value; one that moves within the year is not known by year.
    fn note(&mut self, node: usize, step: u32) {
        let Some(found) = &mut self.found[node] else { return };
        match (&self.now[node], step) {
            (Some(now), 0) => found.push(now.clone()),
            (Some(now), _) if found.last().is_some_and(|first| same(first, now)) => {}
            _ => self.found[node] = None,
        }
    }

    fn rows(&self, node: usize) -> usize {
        if self.graph.nodes[node].scope == Scope::Zone { self.graph.zones.len() } else { 1 }
    }

    fn value(&self, node: usize, year: usize, step: u32) -> Option<Vec<f64>> {
        let graph = self.graph;
        let now = |n: &NodeId| self.now[n.index()].as_deref();
        let per_year = f64::from(graph.steps_per_year);
        match &graph.nodes[node].value {
            Value::Const(bits) => Some(vec![f64::from_bits(*bits)]),
            Value::ZoneConst(table) => {
                Some(graph.zone_tables[*table].iter().map(|b| f64::from_bits(*b)).collect())
            }
            Value::Year => Some(vec![f64::from(graph.base_year + year as i32)]),
            Value::Time if year == 0 => Some(vec![0.0]),
            Value::Time => Some(vec![(year - 1) as f64 + f64::from(step) / per_year]),
            Value::Path(path) => {
                let rows = &graph.paths[*path].rows;
                let row = |zone: usize| rows[zone.min(rows.len() - 1)][year];
                Some((0..self.rows(node)).map(row).collect())
            }
            Value::Op(op, args) => self.op(*op, args, node),
            Value::Reduce(reduction, of) => {
                let mut out = [0.0];
                reduction.apply_block(&mut out, now(of)?);
                Some(out.to_vec())
            }
            Value::Lookup(table, of) => {
                let table = &graph.lookups[*table];
                Some(now(of)?.iter().map(|x| table.at(*x)).collect())
            }
            Value::Stock(stock) => match year {
                0 => Some(self.by_rows(node, now(&graph.stocks[*stock].initial)?)),
                _ => self.kept[node].clone(),
            },
            Value::StockEnd(stock) => self.end(*stock, node, year),
            Value::Previous(memory) => match graph.memories[*memory].first {
                Some(first) if year == 0 || (year == 1 && step == 0) => {
                    Some(self.by_rows(node, now(&first)?))
                }
                None if year == 0 => Some(vec![0.0; self.rows(node)]),
                _ => self.kept[node].clone(),
            },
            // What only luck decides; nothing else is left after lowering.
            _ => None,
        }
    }

    /// A city's value serves every zone.
    fn by_rows(&self, node: usize, values: &[f64]) -> Vec<f64> {
        let at = |zone: usize| if values.len() == 1 { values[0] } else { values[zone] };
        (0..self.rows(node)).map(at).collect()
    }

    fn op(&self, op: Op, args: &[NodeId], node: usize) -> Option<Vec<f64>> {
        let known = |at: usize| self.now[args[at].index()].as_deref();
        let all = |at: usize, x: f64| known(at).is_some_and(|values| values.iter().all(|v| *v == x));
        let settled = match op {
            Op::Mul if all(0, 0.0) || all(1, 0.0) => Some(0.0),
            Op::Div if all(0, 0.0) => Some(0.0),
            Op::And if all(0, 0.0) || all(1, 0.0) => Some(0.0),
            Op::Or if all(0, 1.0) || all(1, 1.0) => Some(1.0),
            _ => None,
        };
        if let Some(value) = settled {
            return Some(vec![value; self.rows(node)]);
        }
        if op == Op::When && (all(0, 0.0) || all(0, 1.0)) {
            return Some(self.by_rows(node, known(if all(0, 1.0) { 1 } else { 2 })?));
        }
        let rows = self.rows(node);
        let mut wide: [Vec<f64>; 3] = Default::default();
        for (at, wide) in wide.iter_mut().enumerate().take(args.len()) {
            *wide = self.by_rows(node, known(at)?);
        }
        let mut out = vec![0.0; rows];
        op.apply_block(&mut out, &[&wide[0][..], &wide[1], &wide[2]][..args.len()]);
        Some(out)
    }

    /// As the kernel computes it: flows are summed in order, then added.
    fn end(&self, stock: usize, node: usize, year: usize) -> Option<Vec<f64>> {
        let declared = &self.graph.stocks[stock];
        let start = self.now[self.starts[stock]].as_deref()?;
        if year == 0 {
            return Some(start.to_vec());
        }
        if let Some(next) = declared.next {
            return Some(self.by_rows(node, self.now[next.index()].as_deref()?));
        }
        let mut sums = vec![0.0; self.rows(node)];
        for (flow, sign) in &declared.flows {
            let flow = self.by_rows(node, self.now[flow.index()].as_deref()?);
            sums.iter_mut().zip(flow).for_each(|(sum, x)| *sum += sign * x);
        }
        let dt = 1.0 / f64::from(self.graph.steps_per_year);
        Some(start.iter().zip(sums).map(|(x, sum)| x + sum * dt).collect())
    }

    fn keep(&mut self, year: usize, year_end: bool) {
        let mut kept = self.kept.clone();
        for (node, declared) in self.graph.nodes.iter().enumerate() {
            let from = match declared.value {
                Value::Stock(stock) => self.ends[stock],
                Value::Previous(memory) => {
                    let memory = &self.graph.memories[memory];
                    if (memory.first.is_some() && year == 0) || (memory.yearly && !year_end) {
                        continue;
                    }
                    memory.of.index()
                }
                _ => continue,
            };
            kept[node] = self.now[from].as_ref().map(|values| self.by_rows(node, values));
        }
        self.kept = kept;
    }
}

/// Equal in every bit.
pub fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}
