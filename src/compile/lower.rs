//! A bound graph made plain: no lever, no baseline, no named uncertainty left.
//!
//! Levers become the values that the scenario set (zero if none), baselines become
//! twins computed with every lever at zero, uncertainties become quantiles of
//! correlated luck. In the result every node stands after what it needs within a
//! step, so the order of nodes is an order of evaluation.

use crate::error::{Code, Error, Result};
use crate::model::copula::mixing_weights;
use crate::model::distribution::Form;
use crate::model::graph::{Graph, Indicator, Memory, Money, NodeId, Stock, Value};
use crate::model::{Kind, Op, Scope};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

/// A node of the source graph, as it is (`false`) or with every lever at zero (`true`).
type Key = (NodeId, bool);

/// The plain graph of a bound one; its stocks, memories and indicators are its own.
///
/// # Errors
/// [`Code::Circular`] if equations need each other within one step;
/// [`Code::BadCorrelation`] from the copula.
pub fn lower(source: &Graph) -> Result<Graph> {
    let mut target =
        Graph::new(source.zones.clone(), source.base_year, source.last_year, source.steps_per_year);
    target.zone_tables = source.zone_tables.clone();
    target.distributions = source.distributions.clone();
    target.uncertainties = source.uncertainties.clone();
    target.paths = source.paths.clone();
    target.lookups = source.lookups.clone();
    target.levers = source.levers.clone();
    target.parts = source.parts.clone();
    target.fixed_scope = source.fixed_scope;
    let mut lowering = Lowering {
        source,
        target,
        touched: touched_by_levers(source),
        weights: mixing_weights(source)?,
        done: HashMap::default(),
        open: HashSet::default(),
        stocks: HashMap::default(),
        memories: HashMap::default(),
        pending: Vec::new(),
    };
    lowering.run()?;
    Ok(lowering.target)
}

struct Lowering<'a> {
    source: &'a Graph,
    target: Graph,
    touched: Vec<bool>,
    weights: Vec<Vec<(usize, f64)>>,
    done: HashMap<Key, NodeId>,
    open: HashSet<Key>,
    stocks: HashMap<(usize, bool), usize>,
    memories: HashMap<(usize, bool), usize>,
    /// What must be there at the end of a step: ends of stocks, values to remember.
    pending: Vec<Pending>,
}

enum Pending {
    Stock(usize, bool),
    Memory(usize, bool),
}

impl Lowering<'_> {
    fn run(&mut self) -> Result<()> {
        for indicator in &self.source.indicators {
            let zone = indicator.zone.map(|n| self.translate((n, false))).transpose()?;
            let city = indicator.city.map(|n| self.translate((n, false))).transpose()?;
            self.target.indicators.push(Indicator { zone, city, ..indicator.clone() });
        }
        self.target.stratum = self.source.stratum.map(|n| self.translate((n, false))).transpose()?;
        self.target.cost = self.source.cost.map(|n| self.translate((n, false))).transpose()?;
        self.target.private = self.source.private.map(|n| self.translate((n, false))).transpose()?;
        for money in &self.source.monies {
            let spent = self.translate((money.spent, false))?;
            let lost = money.lost.map(|n| self.translate((n, false))).transpose()?;
            self.target.monies.push(Money { spent, lost, ..money.clone() });
        }
        for (index, lever) in self.source.levers.iter().enumerate() {
            let set = lever.set.map(|n| self.translate((n, false))).transpose()?;
            let plain = &mut self.target.levers[index];
            plain.set = set;
            (plain.direct, plain.public, plain.next) = (None, None, None);
        }
        while let Some(pending) = self.pending.pop() {
            match pending {
                Pending::Stock(stock, baseline) => self.finish_stock(stock, baseline)?,
                Pending::Memory(memory, baseline) => {
                    let of = self.translate((self.source.memories[memory].of, baseline))?;
                    let index = self.memories[&(memory, baseline)];
                    self.target.memories[index].of = of;
                }
            }
        }
        Ok(())
    }

    fn finish_stock(&mut self, stock: usize, baseline: bool) -> Result<()> {
        let declared = &self.source.stocks[stock];
        if declared.next.is_some() && !declared.flows.is_empty() {
            return Err(self.stock_error(Code::StockTwoWays, stock));
        }
        if declared.next.is_none() && declared.flows.is_empty() {
            return Err(self.stock_error(Code::StockNeverChanges, stock));
        }
        self.translate_stock_end(stock, baseline)?;
        Ok(())
    }

    fn stock_error(&self, code: Code, stock: usize) -> Error {
        let stock = &self.source.stocks[stock];
        let mut error = Error::new(code).with("name", &stock.label.id);
        error.place = stock.place.clone();
        error
    }

    /// Makes sure that the node of the stock's end exists, and what it needs.
    fn translate_stock_end(&mut self, stock: usize, baseline: bool) -> Result<()> {
        let declared = &self.source.stocks[stock];
        let ends: Vec<NodeId> = declared.flows.iter().map(|f| f.0).chain(declared.next).collect();
        let mut flows = Vec::new();
        for node in ends {
            flows.push(self.translate((node, baseline))?);
        }
        let index = self.stocks[&(stock, baseline)];
        let scope = declared.scope;
        self.target.stocks[index].next = declared.next.map(|_| flows[0]);
        if declared.next.is_none() {
            let signs = declared.flows.iter().map(|f| f.1);
            self.target.stocks[index].flows = flows.into_iter().zip(signs).collect();
        }
        self.target.add(Value::StockEnd(index), scope, Kind::Number, declared.place.clone());
        Ok(())
    }

    /// Translates a node and all it needs within the step; no recursion, scripts may chain deeply.
    fn translate(&mut self, root: Key) -> Result<NodeId> {
        let root = self.canonical(root);
        let mut stack = vec![(root, false)];
        while let Some((key, ready)) = stack.pop() {
            if self.done.contains_key(&key) {
                continue;
            }
            if ready {
                self.open.remove(&key);
                let node = self.build(key)?;
                self.done.insert(key, node);
                continue;
            }
            if !self.open.insert(key) {
                return Err(self.circular(&stack, key));
            }
            stack.push((key, true));
            for need in self.needs(key) {
                let need = self.canonical(need);
                if !self.done.contains_key(&need) {
                    stack.push((need, false));
                }
            }
        }
        Ok(self.done[&root])
    }

    /// Nodes that no lever touches are their own baseline.
    fn canonical(&self, (node, baseline): Key) -> Key {
        (node, baseline && self.touched[node.index()])
    }

    fn circular(&mut self, stack: &[(Key, bool)], key: Key) -> Error {
        let path = stack.iter().filter(|(k, ready)| *ready && self.open.contains(k)).map(|(k, _)| *k);
        let from_here = path.skip_while(|k| *k != key);
        let mut names: Vec<String> = Vec::new();
        for (node, _) in from_here {
            let name = match &self.source.node(node).value {
                Value::StockEnd(s) | Value::Stock(s) => self.source.stocks[*s].label.id.clone(),
                Value::Lever(l) => self.source.levers[*l].label.id.clone(),
                _ => match &self.source.node(node).place {
                    Some(place) => format!("{}:{}", place.file, place.line),
                    None => continue,
                },
            };
            if names.last() != Some(&name) {
                names.push(name);
            }
        }
        names.truncate(8);
        let mut error = Error::new(Code::Circular).with("names", names.join(" -> "));
        error.place = self.source.node(key.0).place.clone();
        error
    }

    /// What a scenario made of a lever, or of a part of it.
    fn set(&self, lever: &Value) -> Option<NodeId> {
        match lever {
            Value::Lever(lever) => self.source.levers[*lever].set,
            Value::LeverPart(lever, part) => self.source.levers[*lever].part(*part),
            _ => None,
        }
    }

    /// What a node needs within the same step.
    fn needs(&self, (node, baseline): Key) -> Vec<Key> {
        let with = |nodes: Vec<NodeId>| nodes.into_iter().map(|n| (n, baseline)).collect();
        match &self.source.node(node).value {
            Value::Op(_, args) => with(args.to_vec()),
            Value::Reduce(_, of) | Value::Lookup(_, of) => with(vec![*of]),
            Value::Baseline(of) => vec![(*of, true)],
            lever @ (Value::Lever(_) | Value::LeverPart(..)) if !baseline => {
                with(self.set(lever).into_iter().collect())
            }
            Value::Figure(figure) => with(vec![self.source.figures[*figure].1]),
            Value::Quantile { at, .. } => with(vec![*at]),
            Value::Stock(stock) => with(vec![self.source.stocks[*stock].initial]),
            Value::StockEnd(stock) => {
                let stock = &self.source.stocks[*stock];
                let start = vec![stock.initial];
                with(start.into_iter().chain(stock.flows.iter().map(|f| f.0)).chain(stock.next).collect())
            }
            Value::Previous(memory) => with(self.source.memories[*memory].first.into_iter().collect()),
            _ => Vec::new(),
        }
    }

    /// The translated node; everything it needs is done.
    fn build(&mut self, (node, baseline): Key) -> Result<NodeId> {
        let source = self.source;
        let from = source.node(node);
        let place = from.place.clone();
        let done = |this: &Self, n: NodeId| this.done[&this.canonical((n, baseline))];
        Ok(match &from.value {
            Value::Op(op, args) => {
                let args: Vec<NodeId> = args.iter().map(|&a| done(self, a)).collect();
                let built = self.target.op(*op, &args, place);
                self.keep_scope(built, from.scope)
            }
            Value::Reduce(reduction, of) => {
                let of = done(self, *of);
                self.target.reduce(*reduction, of, place)
            }
            Value::Lookup(table, of) => {
                let of = done(self, *of);
                let scope = self.target.node(of).scope;
                self.target.add(Value::Lookup(*table, of), scope, Kind::Number, place)
            }
            Value::Baseline(of) => self.done[&self.canonical((*of, true))],
            lever @ (Value::Lever(_) | Value::LeverPart(..)) => match self.set(lever) {
                Some(set) if !baseline => {
                    let set = done(self, set);
                    self.keep_scope(set, from.scope)
                }
                _ => self.zero(from.scope),
            },
            Value::Figure(figure) => {
                let drawn = done(self, source.figures[*figure].1);
                self.keep_scope(drawn, from.scope)
            }
            Value::Uncertain(index) => self.draw(*index, from.scope),
            Value::Stock(stock) => self.stock_start(*stock, baseline),
            Value::StockEnd(stock) => {
                self.stock_start(*stock, baseline);
                self.translate_stock_end(*stock, baseline)?;
                let index = self.stocks[&(*stock, baseline)];
                self.target.add(Value::StockEnd(index), from.scope, Kind::Number, place)
            }
            Value::Previous(memory) => self.previous(*memory, baseline, from.scope, from.kind),
            value => self.target.add(value.clone(), from.scope, from.kind, place),
        })
    }

    /// A by-zone node stays by zone even if its lever turned out to be a city constant.
    fn keep_scope(&mut self, node: NodeId, scope: Scope) -> NodeId {
        if scope == Scope::Zone { self.target.by_zone(node) } else { node }
    }

    fn zero(&mut self, scope: Scope) -> NodeId {
        match scope {
            Scope::City => self.target.number(0.0),
            Scope::Zone => {
                let zeros = vec![0.0; self.target.zones.len()];
                self.target.zone_numbers(&zeros)
            }
        }
    }

    fn stock_start(&mut self, stock: usize, baseline: bool) -> NodeId {
        let declared = &self.source.stocks[stock];
        let key = (stock, baseline);
        let index = match self.stocks.get(&key) {
            Some(&index) => index,
            None => {
                let initial = self.done[&self.canonical((declared.initial, baseline))];
                let mut copy = Stock { initial, flows: Vec::new(), next: None, ..declared.clone() };
                if baseline {
                    copy.label.id += "/baseline";
                }
                self.target.stocks.push(copy);
                self.stocks.insert(key, self.target.stocks.len() - 1);
                self.pending.push(Pending::Stock(stock, baseline));
                self.target.stocks.len() - 1
            }
        };
        self.target.add(Value::Stock(index), declared.scope, Kind::Number, declared.place.clone())
    }

    fn previous(&mut self, memory: usize, baseline: bool, scope: Scope, kind: Kind) -> NodeId {
        let declared = &self.source.memories[memory];
        let key = (memory, baseline);
        if !self.memories.contains_key(&key) {
            let first = declared.first.map(|n| self.done[&self.canonical((n, baseline))]);
            // `of` is filled in when everything else is there; it may need this very node.
            self.target.memories.push(Memory { of: NodeId(0), first, yearly: declared.yearly });
            self.memories.insert(key, self.target.memories.len() - 1);
            self.pending.push(Pending::Memory(memory, baseline));
        }
        self.target.add(Value::Previous(self.memories[&key]), scope, kind, None)
    }

    /// The value of a bound uncertainty: a quantile of its (correlated) luck.
    fn draw(&mut self, index: usize, scope: Scope) -> NodeId {
        let uncertainty = &self.source.uncertainties[index];
        let distribution = &self.source.distributions[uncertainty.distribution];
        let form = distribution.form();
        let weights = self.weights[index].clone();
        let alone = weights.len() == 1 && weights[0] == (index, 1.0);
        let add = |this: &mut Self, value| this.target.add(value, scope, Kind::Number, None);
        if alone && form == Form::Direct {
            let unit = add(self, Value::Unit(index));
            let value = Value::Quantile { distribution: uncertainty.distribution, at: unit, score: false };
            return add(self, value);
        }
        let mut score = None;
        for (other, weight) in weights {
            let own = add(self, Value::Score(other));
            let weight = self.target.number(weight);
            let part = self.target.op(Op::Mul, &[own, weight], None);
            score = Some(score.map_or(part, |sum| self.target.op(Op::Add, &[sum, part], None)));
        }
        let score = score.expect("an uncertainty has at least its own weight");
        match form {
            Form::Normal => {
                let [mean, sd] = [0, 1].map(|i| distribution.parameters()[i]);
                let (mean, sd) = (self.target.number(mean), self.target.number(sd));
                let spread = self.target.op(Op::Mul, &[score, sd], None);
                self.target.op(Op::Add, &[mean, spread], None)
            }
            Form::Direct => {
                let unit = self.target.op(Op::NormCdf, &[score], None);
                let value =
                    Value::Quantile { distribution: uncertainty.distribution, at: unit, score: false };
                add(self, value)
            }
            Form::Tabulated => {
                let value =
                    Value::Quantile { distribution: uncertainty.distribution, at: score, score: true };
                add(self, value)
            }
        }
    }
}

/// Per node: whether any lever can move it, through stocks and memories too.
fn touched_by_levers(graph: &Graph) -> Vec<bool> {
    let mut touched = vec![false; graph.nodes.len()];
    loop {
        let mut changed = false;
        for index in 0..graph.nodes.len() {
            let any = |nodes: &[NodeId]| nodes.iter().any(|n| touched[n.index()]);
            let now = match &graph.nodes[index].value {
                Value::Lever(_) | Value::LeverPart(..) => true,
                Value::Op(_, args) => any(args),
                Value::Reduce(_, of) | Value::Lookup(_, of) => any(&[*of]),
                Value::Figure(figure) => any(&[graph.figures[*figure].1]),
                Value::Quantile { at, .. } => any(&[*at]),
                Value::Stock(s) | Value::StockEnd(s) => {
                    let stock = &graph.stocks[*s];
                    any(&[stock.initial])
                        || stock.flows.iter().any(|(n, _)| touched[n.index()])
                        || stock.next.is_some_and(|n| touched[n.index()])
                }
                Value::Previous(m) => {
                    let memory = &graph.memories[*m];
                    any(&[memory.of]) || memory.first.is_some_and(|n| touched[n.index()])
                }
                _ => false,
            };
            if now && !touched[index] {
                touched[index] = true;
                changed = true;
            }
        }
        if !changed {
            return touched;
        }
    }
}
