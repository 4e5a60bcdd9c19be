//! Runs a program over one block of draws: each instruction is one loop.
//!
//! Owns the workspace of a thread. Never: knows names of zones, targets or files.

use super::luck;
use crate::compile::{Change, Instruction, Program, Slot};
use crate::maths;
use crate::model::{Every, Scope};

/// Keys of all luck of a program: `[uncertainty][zone]`.
#[derive(Clone, Debug)]
pub struct Keys(pub Vec<Vec<u64>>);

impl Keys {
    /// The keys under `seed`.
    pub fn new(program: &Program, seed: u64) -> Self {
        let zones = &program.graph.zones;
        let of = |u: &crate::model::graph::Uncertainty| match u.scope {
            Scope::City => vec![luck::key(seed, &u.name, "")],
            Scope::Zone => zones.iter().map(|z| luck::key(seed, &u.name, z)).collect(),
        };
        Self(program.graph.uncertainties.iter().map(of).collect())
    }
}

/// Slots of one thread for one program, with a block of draws in each.
pub struct Workspace<'a> {
    program: &'a Program,
    keys: &'a Keys,
    draws: usize,
    slots: Vec<Vec<f64>>,
    words: Vec<u32>,
    first_draw: u64,
    arch: pulp::Arch,
}

/// Number of draws in a block; results do not depend on it.
pub fn block_size(zones: usize) -> usize {
    (2048 / zones.max(1)).clamp(32, 256) & !1
}

impl<'a> Workspace<'a> {
    /// Room for blocks of `draws` (even) draws.
    pub fn new(program: &'a Program, keys: &'a Keys, draws: usize) -> Self {
        let rows = |scope: Scope| if scope == Scope::Zone { program.zones() } else { 1 };
        let room = |(scope, unused): (&Scope, &bool)| if *unused { 0 } else { rows(*scope) * draws };
        let slots = program.slots.iter().zip(&program.unused);
        let mut slots: Vec<Vec<f64>> = slots.map(|slot| vec![0.0; room(slot)]).collect();
        for (slot, values) in &program.fills {
            for (row, value) in slots[*slot].chunks_exact_mut(draws).zip(values) {
                row.fill(*value);
            }
        }
        Self { program, keys, draws, slots, words: Vec::new(), first_draw: 0, arch: pulp::Arch::new() }
    }

    /// Draws in a block.
    pub fn draws(&self) -> usize {
        self.draws
    }

    /// Values of a slot: `[draw]` or `[zone][draw]`.
    pub fn slot(&self, slot: Slot) -> &[f64] {
        &self.slots[slot]
    }

    /// Simulates the draws from `first_draw` (even) on; `each_year` sees the year ends.
    pub fn run(&mut self, first_draw: u64, mut each_year: impl FnMut(usize, &Self)) {
        self.start(first_draw);
        for index in 0..self.program.graph.years() {
            self.year(index);
            each_year(index, self);
        }
    }

    /// Starts the draws from `first_draw` (even) on.
    pub fn start(&mut self, first_draw: u64) {
        self.first_draw = first_draw;
        let program = self.program;
        // What has no stated first value starts from zero in every block.
        for carry in program.carries.iter().filter(|c| !c.skip_base) {
            self.slots[carry.slot].fill(0.0);
        }
        for instruction in &program.once {
            self.execute(instruction, 0, 0.0);
        }
    }

    /// Simulates a year; the years come in order, and afterwards the slots hold its end.
    pub fn year(&mut self, index: usize) {
        let program = self.program;
        let per_year = program.graph.steps_per_year;
        if index > 0 {
            self.carry(index - 1, true);
        }
        for step in 0..if index == 0 { 1 } else { per_year } {
            if step > 0 {
                self.carry(index, false);
            }
            let time = match index {
                0 => 0.0,
                _ => (index - 1) as f64 + f64::from(step) / f64::from(per_year),
            };
            for instruction in &program.step {
                self.execute(instruction, index, time);
            }
        }
    }

    /// Copies what outlives the step.
    fn carry(&mut self, index: usize, year_end: bool) {
        for carry in &self.program.carries {
            if (carry.skip_base && index == 0) || (carry.yearly && !year_end) {
                continue;
            }
            if carry.moves && self.slots[carry.slot].len() == self.slots[carry.from].len() {
                self.slots.swap(carry.slot, carry.from);
                continue;
            }
            let mut kept = std::mem::take(&mut self.slots[carry.slot]);
            let from = &self.slots[carry.from];
            kept.chunks_exact_mut(from.len()).for_each(|row| row.copy_from_slice(from));
            self.slots[carry.slot] = kept;
        }
    }

    fn execute(&mut self, instruction: &Instruction, index: usize, time: f64) {
        let program = self.program;
        let base = index == 0;
        match instruction {
            Instruction::Op(op, out, args) => self.write(*out, |this, out| this.op(*op, out, args)),
            Instruction::Luck(out, index_of, score) => {
                let yearly = program.graph.uncertainties[*index_of].every == Every::Yearly;
                let year = if yearly { program.graph.base_year + index as i32 } else { 0 };
                self.luck(*out, *index_of, *score, year);
            }
            Instruction::Tabulated(out, table, at) => {
                let table = program.table(*table);
                self.write(*out, |this, out| map(out, &this.slots[*at], |z| table.at(z)));
            }
            Instruction::Direct(out, distribution, at) => {
                let distribution = &program.distributions()[*distribution];
                self.write(*out, |this, out| map(out, &this.slots[*at], |u| distribution.quantile(u)));
            }
            Instruction::Reduce(reduction, out, of) => {
                self.write(*out, |this, out| reduction.apply_block(out, &this.slots[*of]));
            }
            Instruction::Lookup(out, table, at) => {
                let table = &program.lookups()[*table];
                self.write(*out, |this, out| map(out, &this.slots[*at], |x| table.at(x)));
            }
            Instruction::Path(out, path) => {
                let rows = &program.paths()[*path].rows;
                let draws = self.draws;
                let fill = |(row, values): (&mut [f64], &Vec<f64>)| row.fill(values[index]);
                self.write(*out, |_, out| out.chunks_exact_mut(draws).zip(rows).for_each(fill));
            }
            Instruction::Year(out) => {
                let year = f64::from(program.graph.base_year + index as i32);
                self.slots[*out].fill(year);
            }
            Instruction::Time(out) => self.slots[*out].fill(time),
            Instruction::StockStart(out, initial) if base => {
                self.write(*out, |this, out| broadcast(out, &this.slots[*initial]));
            }
            Instruction::StockEnd(out, start, _) if base => {
                self.write(*out, |this, out| broadcast(out, &this.slots[*start]));
            }
            Instruction::StockEnd(out, start, change) => {
                self.write(*out, |this, out| this.end(out, *start, change))
            }
            Instruction::First(out, first) if index <= 1 && time == 0.0 => {
                self.write(*out, |this, out| broadcast(out, &this.slots[*first]));
            }
            Instruction::StockStart(..) | Instruction::First(..) => {}
        }
    }

    /// Lends the output slot to `act` while it reads others.
    fn write(&mut self, out: Slot, act: impl FnOnce(&Self, &mut [f64])) {
        let mut values = std::mem::take(&mut self.slots[out]);
        act(self, &mut values);
        self.slots[out] = values;
    }

    /// Applies an op; city operands serve every zone.
    fn op(&self, op: crate::model::Op, out: &mut [f64], args: &[Slot]) {
        let wide = args.iter().all(|slot| self.slots[*slot].len() == out.len());
        let rows = if wide { out.len() } else { self.draws };
        self.arch.dispatch(Apply { op, out, args, slots: &self.slots, rows });
    }

    fn luck(&mut self, out: Slot, index: usize, score: bool, year: i32) {
        let mut words = std::mem::take(&mut self.words);
        let (keys, draws, first) = (&self.keys.0[index], self.draws, self.first_draw);
        for (row, key) in self.slots[out].chunks_exact_mut(draws).zip(keys) {
            luck::fill(row, *key, year, first, &mut words);
            if score {
                self.arch.dispatch(Scores(row));
            }
        }
        self.words = words;
    }

    /// End of a stock after one Euler step; flows are summed in order, then added.
    fn end(&self, out: &mut [f64], start: Slot, change: &Change) {
        let dt = 1.0 / f64::from(self.program.graph.steps_per_year);
        match change {
            Change::Next(next) => broadcast(out, &self.slots[*next]),
            Change::Flows(flows) => {
                out.fill(0.0);
                for (flow, sign) in flows {
                    let flow = &self.slots[*flow];
                    for row in out.chunks_exact_mut(flow.len()) {
                        row.iter_mut().zip(flow).for_each(|(sum, x)| *sum += sign * x);
                    }
                }
                out.iter_mut().zip(&self.slots[start]).for_each(|(sum, x)| *sum = x + *sum * dt);
            }
        }
    }
}

/// Uniforms to normal scores, as [`Apply`] is done.
struct Scores<'a>(&'a mut [f64]);

impl pulp::NullaryFnOnce for Scores<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        maths::norm_quantiles(self.0);
    }
}

/// An op on whole slots, `rows` numbers at a time.
///
/// The widest instruction set of the machine takes it; IEEE operations give the same
/// bits in each. A type of its own, because a closure that only borrows is called through
/// a shim that is compiled for the narrowest set.
struct Apply<'a> {
    op: crate::model::Op,
    out: &'a mut [f64],
    args: &'a [Slot],
    slots: &'a [Vec<f64>],
    rows: usize,
}

impl pulp::NullaryFnOnce for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { op, out, args, slots, rows } = self;
        for (zone, out) in out.chunks_exact_mut(rows).enumerate() {
            let mut operands: [&[f64]; 3] = [&[]; 3];
            for (operand, slot) in operands.iter_mut().zip(args) {
                let values = &slots[*slot];
                *operand =
                    if values.len() == rows { values } else { &values[zone * rows..(zone + 1) * rows] };
            }
            op.apply_block(out, &operands[..args.len()]);
        }
    }
}

fn map(out: &mut [f64], input: &[f64], f: impl Fn(f64) -> f64) {
    out.iter_mut().zip(input).for_each(|(out, x)| *out = f(*x));
}

/// Copies; a city value serves every zone.
fn broadcast(out: &mut [f64], from: &[f64]) {
    out.chunks_exact_mut(from.len()).for_each(|row| row.copy_from_slice(from));
}
