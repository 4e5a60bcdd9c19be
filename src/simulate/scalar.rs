//! One draw, one number at a time: the slow, plain interpreter of a bound graph.
//!
//! The reference that the kernel is held against, and the one that names the
//! first culprit when a value is not finite. Never: used for results.

use super::luck;
use super::spread::Spread;
use crate::compile::Program;
use crate::maths;
use crate::model::graph::{NodeId, Value};
use crate::model::{Every, Scope};

/// Everything one draw did: values by year, node and zone.
pub struct Replay<'a> {
    program: &'a Program,
    seed: u64,
    draw: u64,
    spread: Spread,
    /// Values of the current step: `[node][zone]`.
    values: Vec<Vec<f64>>,
    /// Starts of stocks and remembered values for the next step, by node.
    kept: Vec<Option<Vec<f64>>>,
}

impl<'a> Replay<'a> {
    /// Prepares the replay of an independent draw.
    pub fn new(program: &'a Program, seed: u64, draw: u64) -> Self {
        let nodes = program.graph.nodes.len();
        Self {
            program,
            seed,
            draw,
            spread: Spread::default(),
            values: vec![Vec::new(); nodes],
            kept: vec![None; nodes],
        }
    }

    /// The same draw of a run whose draws are spread otherwise, as [`Spread::of`] says.
    pub fn spread(self, spread: Spread) -> Self {
        Self { spread, ..self }
    }

    /// Runs the draw; `each_step(year index, last step of the year, replay)` may stop it with `false`.
    pub fn run(&mut self, mut each_step: impl FnMut(usize, bool, &Self) -> bool) {
        let graph = &self.program.graph;
        for index in 0..graph.years() {
            let steps = if index == 0 { 1 } else { graph.steps_per_year };
            for step in 0..steps {
                self.step(index, step);
                if !each_step(index, step + 1 == steps, self) {
                    return;
                }
                self.keep(index, step + 1 == steps);
            }
        }
    }

    /// Value of a node in a zone (any zone for a city node).
    pub fn value(&self, node: usize, zone: usize) -> f64 {
        let row = &self.values[node];
        if row.len() == 1 { row[0] } else { row[zone] }
    }

    /// Share of an uncertainty's own distribution that lies below what was drawn, in `0.0..1.0`.
    ///
    /// `weights` are those of its correlated normal score; see [`crate::model::copula::mixing_weights`].
    pub fn percentile(&self, weights: &[(usize, f64)], zone: usize, year_index: usize) -> f64 {
        if let [(alone, weight)] = weights
            && *weight == 1.0
        {
            return self.uniform(*alone, zone, year_index);
        }
        let score = |(other, weight): &(usize, f64)| {
            weight * maths::norm_quantile(self.uniform(*other, zone, year_index))
        };
        maths::norm_cdf(weights.iter().map(score).sum())
    }

    fn step(&mut self, index: usize, step: u32) {
        let graph = &self.program.graph;
        for node in 0..graph.nodes.len() {
            let zones = if graph.nodes[node].scope == Scope::Zone { graph.zones.len() } else { 1 };
            let row: Vec<f64> = (0..zones).map(|zone| self.evaluate(node, zone, index, step)).collect();
            self.values[node] = row;
        }
    }

    fn evaluate(&self, node: usize, zone: usize, index: usize, step: u32) -> f64 {
        let graph = &self.program.graph;
        let per_year = f64::from(graph.steps_per_year);
        let at = |n: NodeId| self.value(n.index(), zone);
        match &graph.nodes[node].value {
            Value::Const(bits) => f64::from_bits(*bits),
            Value::ZoneConst(table) => f64::from_bits(graph.zone_tables[*table][zone]),
            Value::Op(op, args) => op.apply(&args.iter().map(|&a| at(a)).collect::<Vec<_>>()),
            Value::Year => f64::from(graph.base_year + index as i32),
            Value::Time if index == 0 => 0.0,
            Value::Time => (index - 1) as f64 + f64::from(step) / per_year,
            Value::Score(u) => maths::norm_quantile(self.uniform(*u, zone, index)),
            Value::Unit(u) => self.uniform(*u, zone, index),
            Value::Quantile { distribution, at: z, score: true } => {
                self.program.table(*distribution).at(at(*z))
            }
            Value::Quantile { distribution, at: u, score: false } => {
                graph.distributions[*distribution].quantile(at(*u))
            }
            Value::Reduce(reduction, of) => {
                let mut out = [0.0];
                reduction.apply_block(&mut out, &self.values[of.index()]);
                out[0]
            }
            Value::Lookup(table, of) => graph.lookups[*table].at(at(*of)),
            Value::Path(path) => graph.paths[*path].rows[zone.min(graph.paths[*path].rows.len() - 1)][index],
            Value::Stock(stock) => match &self.kept[node] {
                Some(kept) if index > 0 => kept[zone],
                _ => at(graph.stocks[*stock].initial),
            },
            Value::StockEnd(stock) => self.stock_end(*stock, zone, index),
            Value::Previous(memory) => {
                let memory = &graph.memories[*memory];
                match (memory.first, &self.kept[node]) {
                    (Some(first), _) if index == 0 || (index == 1 && step == 0) => at(first),
                    (_, Some(kept)) => kept[zone],
                    _ => 0.0,
                }
            }
            Value::Uncertain(_)
            | Value::Lever(_)
            | Value::LeverPart(..)
            | Value::Baseline(_)
            | Value::Figure(_) => {
                unreachable!("lowering leaves no such node")
            }
        }
    }

    fn stock_end(&self, index_of: usize, zone: usize, index: usize) -> f64 {
        let graph = &self.program.graph;
        let stock = &graph.stocks[index_of];
        let start = graph.nodes.iter().position(|n| n.value == Value::Stock(index_of)).expect("declared");
        let start = self.value(start, zone);
        if index == 0 {
            return start;
        }
        match stock.next {
            Some(next) => self.value(next.index(), zone),
            None => {
                let flows = stock.flows.iter().map(|(n, sign)| sign * self.value(n.index(), zone));
                start + flows.fold(0.0, |sum, x| sum + x) * (1.0 / f64::from(graph.steps_per_year))
            }
        }
    }

    fn uniform(&self, index: usize, zone: usize, year_index: usize) -> f64 {
        let graph = &self.program.graph;
        let uncertainty = &graph.uncertainties[index];
        let zone = if uncertainty.scope == Scope::Zone { graph.zones[zone].as_str() } else { "" };
        let year = match uncertainty.every {
            Every::Once => 0,
            Every::Yearly => graph.base_year + year_index as i32,
        };
        let key = luck::key(self.seed, &uncertainty.name, zone);
        luck::uniform_in(key, year, self.draw, self.spread.place(key, year))
    }

    fn keep(&mut self, index: usize, year_end: bool) {
        let graph = &self.program.graph;
        let mut kept = self.kept.clone();
        for (node, value) in graph.nodes.iter().map(|n| &n.value).enumerate() {
            let from = match value {
                Value::Stock(stock) => {
                    graph.nodes.iter().position(|n| n.value == Value::StockEnd(*stock)).expect("declared")
                }
                Value::Previous(memory) => {
                    let memory = &graph.memories[*memory];
                    if (memory.first.is_some() && index == 0) || (memory.yearly && !year_end) {
                        continue;
                    }
                    memory.of.index()
                }
                _ => continue,
            };
            let zones = if graph.nodes[node].scope == Scope::Zone { graph.zones.len() } else { 1 };
            kept[node] = Some((0..zones).map(|zone| self.value(from, zone)).collect());
        }
        self.kept = kept;
    }
}
