//! A plain graph without what changes nothing: known values are tables, neutral steps are gone.
//!
//! Owns the rewriting and the choice of what is still needed. In a scenario most levers
//! are zero; what they would do costs nothing then. Never: rounds or reorders; a value that
//! stays is computed as before (the sign of a zero may differ).

use super::known::{Known, known, same};
use crate::model::graph::{Graph, Memory, NodeId, Path, Stock, Value};
use crate::model::{Kind, Op, Scope};

/// The simpler graph, and for each node the one in it with the same values; none for what
/// nobody needs. `roots` are needed.
pub fn simplify(graph: &Graph, roots: &[NodeId]) -> (Graph, Vec<Option<NodeId>>) {
    let known = known(graph);
    let mut pass = Pass {
        graph,
        instead: (0..graph.nodes.len()).map(|node| NodeId(node as u32)).collect(),
        starts: vec![None; graph.stocks.len()],
        ends: vec![None; graph.stocks.len()],
        known,
    };
    pass.find_neutral();
    let needed = pass.needed(roots);
    pass.rebuild(&needed)
}

struct Pass<'a> {
    graph: &'a Graph,
    known: Vec<Option<Known>>,
    /// The node that always has the same value; often the node itself.
    instead: Vec<NodeId>,
    starts: Vec<Option<NodeId>>,
    ends: Vec<Option<NodeId>>,
}

impl Pass<'_> {
    fn find_neutral(&mut self) {
        for (index, node) in self.graph.nodes.iter().enumerate() {
            let id = NodeId(index as u32);
            match &node.value {
                Value::Stock(stock) => self.starts[*stock] = Some(id),
                Value::StockEnd(stock) => self.ends[*stock] = Some(id),
                Value::Op(op, args) if self.known[index].is_none() => {
                    let returned = self.returned(*op, args).map(|n| self.instead[n.index()]);
                    // A city's value in place of one by zone would change the shape.
                    if let Some(same) = returned.filter(|n| self.graph.node(*n).scope == node.scope) {
                        self.instead[index] = same;
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a node is this number in every zone and year.
    fn always(&self, node: NodeId, x: f64) -> bool {
        let zones_and_years = self.known[node.index()].as_ref();
        zones_and_years.is_some_and(|years| years.iter().flatten().all(|value| *value == x))
    }

    /// The operand that an op returns unchanged.
    fn returned(&self, op: Op, args: &[NodeId]) -> Option<NodeId> {
        let is = |at: usize, x: f64| self.always(args[at], x);
        match op {
            Op::Add if is(1, 0.0) => Some(args[0]),
            Op::Add if is(0, 0.0) => Some(args[1]),
            Op::Sub if is(1, 0.0) => Some(args[0]),
            Op::Mul if is(1, 1.0) => Some(args[0]),
            Op::Mul if is(0, 1.0) => Some(args[1]),
            Op::Div if is(1, 1.0) => Some(args[0]),
            Op::And if is(1, 1.0) => Some(args[0]),
            Op::And if is(0, 1.0) => Some(args[1]),
            Op::Or if is(1, 0.0) => Some(args[0]),
            Op::Or if is(0, 0.0) => Some(args[1]),
            Op::When if is(0, 1.0) => Some(args[1]),
            Op::When if is(0, 0.0) => Some(args[2]),
            _ => None,
        }
    }

    /// An op's operand; a city's value serves every zone.
    fn operand(&self, node: NodeId) -> NodeId {
        let node = self.instead[node.index()];
        match &self.graph.node(node).value {
            // This is how lowering spreads a city's value over the zones.
            Value::Op(Op::Mul, args)
                if self.known[node.index()].is_none()
                    && self.graph.node(node).scope == Scope::Zone
                    && self.graph.node(args[0]).scope == Scope::City
                    && self.always(args[1], 1.0) =>
            {
                self.operand(args[0])
            }
            _ => node,
        }
    }

    /// The flows that move a stock.
    fn flows(&self, stock: &Stock) -> Vec<(NodeId, f64)> {
        let moving = stock.flows.iter().filter(|(flow, _)| !self.always(*flow, 0.0));
        moving.map(|(flow, sign)| (self.instead[flow.index()], *sign)).collect()
    }

    /// What a node that stays needs, in this step or another.
    fn needs(&self, node: NodeId) -> Vec<NodeId> {
        let at = |n: &NodeId| self.instead[n.index()];
        if self.known[node.index()].is_some() {
            return Vec::new();
        }
        match &self.graph.node(node).value {
            // Known operands are made where they are used.
            Value::Op(_, args) => {
                args.iter().map(|n| self.operand(*n)).filter(|n| self.known[n.index()].is_none()).collect()
            }
            Value::Reduce(_, of) | Value::Lookup(_, of) | Value::Quantile { at: of, .. } => vec![at(of)],
            Value::Stock(index) | Value::StockEnd(index) => {
                let stock = &self.graph.stocks[*index];
                let both = [self.starts[*index], self.ends[*index]];
                let flows = self.flows(stock).into_iter().map(|(flow, _)| flow);
                let values = [Some(at(&stock.initial)), stock.next.as_ref().map(at)];
                both.into_iter().chain(values).flatten().chain(flows).collect()
            }
            Value::Previous(memory) => {
                let memory = &self.graph.memories[*memory];
                [Some(at(&memory.of)), memory.first.as_ref().map(at)].into_iter().flatten().collect()
            }
            _ => Vec::new(),
        }
    }

    fn needed(&self, roots: &[NodeId]) -> Vec<bool> {
        let mut needed = vec![false; self.graph.nodes.len()];
        let mut open: Vec<NodeId> = roots.iter().map(|n| self.instead[n.index()]).collect();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut needed[node.index()], true) {
                open.extend(self.needs(node));
            }
        }
        needed
    }

    fn rebuild(&self, needed: &[bool]) -> (Graph, Vec<Option<NodeId>>) {
        let source = self.graph;
        let mut target =
            Graph::new(source.zones.clone(), source.base_year, source.last_year, source.steps_per_year);
        target.zone_tables = source.zone_tables.clone();
        target.distributions = source.distributions.clone();
        target.uncertainties = source.uncertainties.clone();
        target.lookups = source.lookups.clone();
        let mut done: Vec<Option<NodeId>> = vec![None; source.nodes.len()];
        let (mut stocks, mut memories) = (Numbers::default(), Numbers::default());
        for index in (0..source.nodes.len()).filter(|index| needed[*index]) {
            let node = &source.nodes[index];
            if let Some(known) = &self.known[index] {
                done[index] = Some(table(&mut target, known, node.scope));
                continue;
            }
            let at = |done: &[Option<NodeId>], n: NodeId| {
                done[self.instead[n.index()].index()].expect("operands come first")
            };
            let value = match &node.value {
                Value::Op(op, args) => {
                    let built = args.iter().map(|n| self.built_operand(&mut target, &done, *n));
                    Value::Op(*op, built.collect())
                }
                Value::Reduce(reduction, of) => Value::Reduce(*reduction, at(&done, *of)),
                Value::Lookup(table, of) => Value::Lookup(*table, at(&done, *of)),
                Value::Quantile { distribution, at: of, score } => {
                    Value::Quantile { distribution: *distribution, at: at(&done, *of), score: *score }
                }
                Value::Stock(stock) => Value::Stock(stocks.of(*stock)),
                Value::StockEnd(stock) => Value::StockEnd(stocks.of(*stock)),
                Value::Previous(memory) => Value::Previous(memories.of(*memory)),
                other => other.clone(),
            };
            done[index] = Some(target.add(value, node.scope, node.kind, node.place.clone()));
        }
        for node in 0..done.len() {
            done[node] = done[self.instead[node].index()];
        }
        let at = |n: NodeId| done[n.index()].expect("needed");
        target.stocks = (stocks.0.iter())
            .map(|index| {
                let stock = &source.stocks[*index];
                Stock {
                    initial: at(stock.initial),
                    flows: self.flows(stock).into_iter().map(|(flow, sign)| (at(flow), sign)).collect(),
                    next: stock.next.map(at),
                    ..stock.clone()
                }
            })
            .collect();
        target.memories = (memories.0.iter())
            .map(|index| {
                let memory = &source.memories[*index];
                Memory { of: at(memory.of), first: memory.first.map(at), yearly: memory.yearly }
            })
            .collect();
        (target, done)
    }

    /// As [`Pass::operand`], built; a known value that is the same in every zone is the city's.
    fn built_operand(&self, target: &mut Graph, done: &[Option<NodeId>], node: NodeId) -> NodeId {
        let node = self.operand(node);
        let Some(known) = &self.known[node.index()] else {
            return done[node.index()].expect("operands come first");
        };
        let even = |year: &Vec<f64>| year.iter().all(|x| x.to_bits() == year[0].to_bits());
        if known.iter().all(even) {
            let city: Known = known.iter().map(|year| vec![year[0]]).collect();
            return table(target, &city, Scope::City);
        }
        table(target, known, Scope::Zone)
    }
}

/// New numbers for old ones, in order of first use.
#[derive(Default)]
struct Numbers(Vec<usize>);

impl Numbers {
    fn of(&mut self, old: usize) -> usize {
        self.0.iter().position(|known| *known == old).unwrap_or_else(|| {
            self.0.push(old);
            self.0.len() - 1
        })
    }
}

/// Known values as a constant if they never change, else as a table by year.
fn table(target: &mut Graph, known: &Known, scope: Scope) -> NodeId {
    let constant = known.windows(2).all(|years| same(&years[0], &years[1]));
    match (constant, scope) {
        (true, Scope::City) => target.add(Value::Const(known[0][0].to_bits()), scope, Kind::Number, None),
        (true, Scope::Zone) => target.zone_numbers(&known[0]),
        (false, _) => {
            let row = |zone| known.iter().map(|year| year[zone]).collect();
            let rows = (0..known[0].len()).map(row).collect();
            target.path(Path { scope, rows })
        }
    }
}
