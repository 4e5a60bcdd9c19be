//! A bound graph as a straight list of instructions over slots.
//!
//! Owns lowering, the layout of slots and the order of instructions. A program is
//! plain data: levers' numbers are its inputs. Never: knows scripts, threads or files.

mod fuse;
mod instruction;
mod known;
mod lower;
mod merge;
mod pack;
mod simplify;
mod table;

pub use fuse::takes_flat;
pub use instruction::{Carry, Change, Instruction, Named, Pair};
pub use lower::lower;
pub use merge::merge;
pub use table::QuantileTable;

use crate::error::{Code, Error, Result};
use crate::model::distribution::Form;
use crate::model::graph::{Graph, Indicator, Lookup, NodeId, Path, Value};
use crate::model::{Distribution, Every, Label, Scope};
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// Index of a slot: a block of draws, or of zones and draws.
pub type Slot = usize;

/// A compiled model with its scenario.
#[derive(Clone, Debug)]
pub struct Program {
    /// The plain graph it was made of; the scalar interpreter reads it.
    pub graph: Graph,
    /// Scope of every slot; a slot is the node of the same index.
    pub slots: Vec<Scope>,
    /// Slots that a packed program does not use.
    pub unused: Vec<bool>,
    /// Slots of a packed program that hold one value per zone (or one), the same in all draws.
    pub flat: Vec<bool>,
    /// Constant slots, one value per zone (or one).
    pub fills: Vec<(Slot, Vec<f64>)>,
    /// Once per draw.
    pub once: Vec<Instruction>,
    /// In every step.
    pub step: Vec<Instruction>,
    /// Copies at the end of a step, in an order that reads before it writes.
    pub carries: Vec<Carry>,
    /// Slots that are read at year ends.
    pub reported: Vec<Slot>,
    /// Slots that must stay finite.
    pub checked: Vec<Named>,
    /// Quantile tables by distribution, made when first read; see [`Program::table`].
    tables: Vec<OnceLock<QuantileTable>>,
}

impl Program {
    /// Number of zones, at least one row for zone slots.
    pub fn zones(&self) -> usize {
        self.graph.zones.len()
    }

    /// The quantile table of a distribution; the first one to ask makes it.
    pub fn table(&self, distribution: usize) -> &QuantileTable {
        self.tables[distribution].get_or_init(|| QuantileTable::new(&self.graph.distributions[distribution]))
    }

    /// The distributions whose tables are read.
    pub fn tabulated(&self) -> Vec<usize> {
        let table = |instruction: &Instruction| match instruction {
            Instruction::Tabulated(_, distribution, _) => Some(*distribution),
            _ => None,
        };
        let mut tabulated: Vec<usize> = self.once.iter().chain(&self.step).filter_map(table).collect();
        tabulated.sort_unstable();
        tabulated.dedup();
        tabulated
    }

    /// Distributions in use.
    pub fn distributions(&self) -> &[Distribution] {
        &self.graph.distributions
    }

    /// Paths in use.
    pub fn paths(&self) -> &[Path] {
        &self.graph.paths
    }

    /// Lookups in use.
    pub fn lookups(&self) -> &[Lookup] {
        &self.graph.lookups
    }

    /// Indicators with their slots (as node ids).
    pub fn indicators(&self) -> &[Indicator] {
        &self.graph.indicators
    }
}

/// Compiles a bound graph.
///
/// # Errors
/// [`Code::NoIndicator`] if nothing is reported; those of [`lower`].
pub fn compile(bound: &Graph) -> Result<Program> {
    if bound.indicators.is_empty() {
        return Err(Error::new(Code::NoIndicator));
    }
    let graph = lower(bound)?;
    let (reported, checked) = (reported(&graph), checked(&graph));
    Ok(assemble(graph, reported, checked))
}

/// Several programs as one, and for each of them the slot in it that a slot became.
///
/// What the programs have in common is computed once, and what no draw changes not at all; see
/// [`merge`] and `simplify`. Slots that nobody reads any more have no successor.
///
/// # Panics
/// If there is none, or they are over other zones or years.
pub fn together(programs: &[&Program]) -> (Program, Vec<Vec<Option<Slot>>>) {
    let simpler = programs.iter().map(|program| {
        let checked = program.checked.iter().map(|c| c.slot);
        let roots: Vec<NodeId> =
            program.reported.iter().copied().chain(checked).map(|slot| NodeId(slot as u32)).collect();
        simplify::simplify(&program.graph, &roots)
    });
    let simpler: Vec<(Graph, Vec<Option<NodeId>>)> = simpler.collect();
    let (graph, nodes) = merge(&simpler.iter().map(|(graph, _)| graph).collect::<Vec<_>>());
    let successors = simpler
        .iter()
        .zip(&nodes)
        .map(|((_, simple), merged)| simple.iter().map(|n| n.map(|n| merged[n.index()].index())).collect());
    let slots: Vec<Vec<Option<Slot>>> = successors.collect();
    let (mut reported, mut checked) = (Vec::new(), Vec::new());
    for (program, slots) in programs.iter().zip(&slots) {
        reported.extend(program.reported.iter().filter_map(|slot| slots[*slot]));
        let named = |c: &Named| slots[c.slot].map(|slot| Named { slot, ..c.clone() });
        checked.extend(program.checked.iter().filter_map(named));
    }
    (assemble(graph, reported, checked), slots)
}

/// The program of a plain graph.
fn assemble(graph: Graph, reported: Vec<Slot>, checked: Vec<Named>) -> Program {
    let changing = changing_within_a_draw(&graph);
    let stocks = stock_slots(&graph);
    let mut program = Program {
        slots: graph.nodes.iter().map(|n| n.scope).collect(),
        unused: vec![false; graph.nodes.len()],
        flat: vec![false; graph.nodes.len()],
        fills: Vec::new(),
        once: Vec::new(),
        step: Vec::new(),
        carries: carries(&graph, &changing, &stocks),
        reported,
        checked,
        tables: vec![OnceLock::new(); graph.distributions.len()],
        graph,
    };
    for (slot, changing) in changing.into_iter().enumerate() {
        emit(&mut program, slot, changing, &stocks);
    }
    program
}

/// Adds the instruction (or constant) of one node.
fn emit(program: &mut Program, slot: Slot, changing: bool, stocks: &[(Slot, Slot)]) {
    let graph = &program.graph;
    let slot_of = |n: &NodeId| n.index();
    let instruction = match &graph.nodes[slot].value {
        Value::Const(bits) => {
            program.fills.push((slot, vec![f64::from_bits(*bits)]));
            return;
        }
        Value::ZoneConst(table) => {
            let row = graph.zone_tables[*table].iter().map(|b| f64::from_bits(*b)).collect();
            program.fills.push((slot, row));
            return;
        }
        Value::Op(op, args) => Instruction::Op(*op, slot, args.iter().map(slot_of).collect()),
        Value::Year => Instruction::Year(slot),
        Value::Time => Instruction::Time(slot),
        Value::Score(index) => Instruction::Luck(slot, *index, true),
        Value::Unit(index) => Instruction::Luck(slot, *index, false),
        Value::Quantile { distribution, at, score: true } => {
            debug_assert_eq!(graph.distributions[*distribution].form(), Form::Tabulated);
            Instruction::Tabulated(slot, *distribution, at.index())
        }
        Value::Quantile { distribution, at, score: false } => {
            Instruction::Direct(slot, *distribution, at.index())
        }
        Value::Reduce(reduction, of) => Instruction::Reduce(*reduction, slot, of.index()),
        Value::Lookup(table, of) => Instruction::Lookup(slot, *table, of.index()),
        Value::Path(path) => Instruction::Path(slot, *path),
        Value::Stock(stock) => Instruction::StockStart(slot, graph.stocks[*stock].initial.index()),
        Value::StockEnd(index) => {
            let stock = &graph.stocks[*index];
            let change = match stock.next {
                Some(next) => Change::Next(next.index()),
                None => Change::Flows(stock.flows.iter().map(|(n, sign)| (n.index(), *sign)).collect()),
            };
            Instruction::StockEnd(slot, stocks[*index].0, change)
        }
        Value::Previous(memory) => match graph.memories[*memory].first {
            Some(first) => Instruction::First(slot, first.index()),
            None => return,
        },
        Value::Uncertain(_)
        | Value::Lever(_)
        | Value::LeverPart(..)
        | Value::Baseline(_)
        | Value::Figure(_) => {
            unreachable!("lowering leaves no such node")
        }
    };
    let list = if changing { &mut program.step } else { &mut program.once };
    list.push(instruction);
}

/// Slots of each stock's value at the start and at the end of the step; lowering makes both.
fn stock_slots(graph: &Graph) -> Vec<(Slot, Slot)> {
    let mut slots = vec![(0, 0); graph.stocks.len()];
    for (slot, node) in graph.nodes.iter().enumerate() {
        match node.value {
            Value::Stock(stock) => slots[stock].0 = slot,
            Value::StockEnd(stock) => slots[stock].1 = slot,
            _ => {}
        }
    }
    slots
}

/// Per node: whether its value may differ between the steps of one draw.
fn changing_within_a_draw(graph: &Graph) -> Vec<bool> {
    let mut changing: Vec<bool> = Vec::with_capacity(graph.nodes.len());
    for node in &graph.nodes {
        let any = |nodes: &[NodeId]| nodes.iter().any(|n| changing[n.index()]);
        changing.push(match &node.value {
            Value::Op(_, args) => any(args),
            Value::Reduce(_, of) | Value::Lookup(_, of) => any(&[*of]),
            Value::Quantile { at, .. } => any(&[*at]),
            Value::Score(index) | Value::Unit(index) => graph.uncertainties[*index].every == Every::Yearly,
            Value::Const(_) | Value::ZoneConst(_) => false,
            _ => true,
        });
    }
    changing
}

/// Copies at the end of a step; a memory of a memory reads before the inner one is written.
fn carries(graph: &Graph, changing: &[bool], stocks: &[(Slot, Slot)]) -> Vec<Carry> {
    let mut memories: Vec<(usize, usize)> = (graph.nodes.iter().enumerate())
        .filter_map(|(node, n)| match n.value {
            Value::Previous(memory) => Some((node, memory)),
            _ => None,
        })
        .collect();
    memories.sort_by_key(|(node, _)| std::cmp::Reverse(memories_deep(graph, *node)));
    let mut copies: HashMap<Slot, usize> = HashMap::default();
    for (_, memory) in &memories {
        *copies.entry(graph.memories[*memory].of.index()).or_default() += 1;
    }
    let carry = |(slot, memory): (usize, usize)| {
        let memory = &graph.memories[memory];
        let (from, skip_base) = (memory.of.index(), memory.first.is_some());
        let moves = copies[&from] == 1 && changing[from] && made_anew(&graph.nodes[from].value);
        Carry { slot, from, skip_base, yearly: memory.yearly, moves }
    };
    let mut carries: Vec<Carry> = memories.into_iter().map(carry).collect();
    // A memory of a stock's start must be copied before the stock moves on.
    for &(slot, from) in stocks {
        carries.push(Carry { slot, from, skip_base: false, yearly: false, moves: true });
    }
    carries
}

/// Whether a changing value is made anew in every step, from nothing that its own slot held before.
fn made_anew(value: &Value) -> bool {
    !matches!(value, Value::Stock(_) | Value::StockEnd(_) | Value::Previous(_))
}

/// Length of the chain of memories of memories that starts at a node.
fn memories_deep(graph: &Graph, mut node: usize) -> usize {
    let mut depth = 0;
    while let Value::Previous(memory) = graph.nodes[node].value {
        node = graph.memories[memory].of.index();
        depth += 1;
    }
    depth
}

/// Indicators, public money and the counting scope.
fn reported(graph: &Graph) -> Vec<Slot> {
    let indicators = graph.indicators.iter().flat_map(|i| [i.zone, i.city]);
    let monies = graph.monies.iter().flat_map(|m| [Some(m.spent), m.lost]);
    let city = [graph.cost, graph.private, graph.stratum];
    indicators.chain(monies).chain(city).flatten().map(|n| n.index()).collect()
}

/// Stocks, indicators and lever values must stay finite.
fn checked(graph: &Graph) -> Vec<Named> {
    let mut checked = Vec::new();
    let mut add = |slot: usize, kind, label: &Label| checked.push(Named { slot, kind, label: label.clone() });
    for lever in &graph.levers {
        if let Some(set) = lever.set {
            add(set.index(), "@lever", &lever.label);
        }
    }
    for (stock, (_, end)) in graph.stocks.iter().zip(stock_slots(graph)) {
        add(end, "@stock", &stock.label);
    }
    for indicator in &graph.indicators {
        for node in [indicator.zone, indicator.city].into_iter().flatten() {
            add(node.index(), "@indicator", &indicator.label);
        }
    }
    checked
}
