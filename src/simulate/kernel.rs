//! Runs a program over one block of draws: each instruction is one loop.
//!
//! Owns the workspace of a thread. Never: knows names of zones, targets or files.

use super::arithmetic::{self, Operand};
use super::instructions::InstructionSet;
use super::luck;
use super::medians::SameDraw;
use super::slots::{LINE, Values};
use super::spread::Spread;
use crate::compile::{Change, Instruction, Program, Slot, takes_flat};
use crate::maths;
use crate::model::{Every, Op, Scope};
use pulp::Simd;
use std::ops::Range;

/// Keys of all luck of a program, and how its draws are spread.
#[derive(Clone, Debug)]
pub struct Keys {
    /// The keys, `[uncertainty][zone]`.
    pub of: Vec<Vec<u64>>,
    /// How the draws are spread.
    spread: Spread,
    /// What the kernels run on.
    pub(super) instructions: InstructionSet,
}

impl Keys {
    /// The keys under `seed`, for independent draws.
    pub fn new(program: &Program, seed: u64) -> Self {
        let zones = &program.graph.zones;
        let of = |u: &crate::model::graph::Uncertainty| match u.scope {
            Scope::City => vec![luck::key(seed, &u.name, "")],
            Scope::Zone => zones.iter().map(|z| luck::key(seed, &u.name, z)).collect(),
        };
        let of = program.graph.uncertainties.iter().map(of).collect();
        Self { of, spread: Spread::default(), instructions: InstructionSet::widest() }
    }

    /// The same for draws that are spread otherwise.
    pub fn spread(self, spread: Spread) -> Self {
        Self { spread, ..self }
    }

    /// The same on another instruction set; values do not depend on it.
    pub fn on(self, instructions: InstructionSet) -> Self {
        Self { instructions, ..self }
    }
}

/// Slots of one thread for one program, with a block of draws in each.
pub struct Workspace<'a> {
    program: &'a Program,
    keys: &'a Keys,
    draws: usize,
    slots: Vec<Values>,
    once: Vec<Run>,
    step: Vec<Run>,
    first_draw: u64,
    /// Set if every place of the block holds the same draw.
    same: Option<SameDraw>,
}

/// Number of draws in a block; results do not depend on it.
pub fn block_size(zones: usize) -> usize {
    // Whole vectors, several side by side.
    (1024 / zones.max(1)).clamp(32, 128) & !15
}

/// Values that consecutive instructions work on before the next ones are fetched: what one
/// leaves is still in a near cache when the next reads it, and fetching costs little beside the work.
/// Results do not depend on it.
const TILE: usize = 1024;

/// Consecutive instructions of one scope. Those by zone need nothing of another zone, so that
/// all of them may be done for some zones before the others have their turn.
struct Run {
    instructions: Range<usize>,
    scope: Scope,
}

/// Cuts a list of instructions into runs.
fn runs(list: &[Instruction], slots: &[Scope]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, instruction) in list.iter().enumerate() {
        let scope = slots[instruction.written()];
        match runs.last_mut() {
            Some(run) if run.scope == scope => run.instructions.end = at + 1,
            _ => runs.push(Run { instructions: at..at + 1, scope }),
        }
    }
    runs
}

impl<'a> Workspace<'a> {
    /// Room for blocks of `draws` (even) draws.
    pub fn new(program: &'a Program, keys: &'a Keys, draws: usize) -> Self {
        let rows = |scope: Scope| if scope == Scope::Zone { program.zones() } else { 1 };
        let row = |slot: Slot| if program.flat[slot] { LINE } else { draws };
        let room = |slot: Slot| if program.unused[slot] { 0 } else { rows(program.slots[slot]) * row(slot) };
        let mut slots: Vec<Values> = (0..program.slots.len()).map(|slot| Values::new(room(slot))).collect();
        for (slot, values) in &program.fills {
            for (row, value) in slots[*slot].chunks_exact_mut(row(*slot)).zip(values) {
                row.fill(*value);
            }
        }
        let [once, step] = [&program.once, &program.step].map(|list| runs(list, &program.slots));
        Self { program, keys, draws, slots, once, step, first_draw: 0, same: None }
    }

    /// The same with one draw in every place of the block, whatever draw is started from.
    pub(super) fn of_one_draw(self, same: SameDraw) -> Self {
        Self { same: Some(same), ..self }
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
        self.execute_all(false, 0, 0.0);
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
            self.execute_all(true, index, time);
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

    /// Executes the instructions of a step, or those that come once.
    fn execute_all(&mut self, step: bool, index: usize, time: f64) {
        let program = self.program;
        let list = if step { &program.step } else { &program.once };
        let runs = std::mem::take(if step { &mut self.step } else { &mut self.once });
        let instructions = self.keys.instructions.0;
        for run in &runs {
            let all = if run.scope == Scope::Zone { program.zones() } else { 1 };
            let list = &list[run.instructions.clone()];
            instructions.dispatch(Steps { space: self, list, all, index, time });
        }
        *(if step { &mut self.step } else { &mut self.once }) = runs;
    }

    /// Executes an instruction for some zones (or the city's one row).
    #[inline(always)]
    fn execute<S: Simd>(
        &mut self,
        simd: S,
        instruction: &Instruction,
        rows: &Range<usize>,
        (index, time): (usize, f64),
    ) {
        let program = self.program;
        let base = index == 0;
        let slot = instruction.written();
        // The output leaves its place while the others are read.
        let mut values = std::mem::take(&mut self.slots[slot]);
        let row = self.row(slot);
        let out = &mut values[rows.start * row..rows.end * row];
        match instruction {
            Instruction::Op(op, _, args) => self.op(simd, *op, out, args, rows),
            Instruction::Pair(pair, _, args) => {
                let [a, b, c] = args;
                let operands = [self.operand(*a, rows), self.operand(*b, rows), self.operand(*c, rows)];
                arithmetic::two(simd, *pair, out, row, operands);
            }
            Instruction::Luck(_, index_of, score) => {
                let yearly = program.graph.uncertainties[*index_of].every == Every::Yearly;
                let year = if yearly { program.graph.base_year + index as i32 } else { 0 };
                self.luck(out, *index_of, *score, year, rows);
            }
            Instruction::Tabulated(_, table, at) => {
                program.table(*table).at_many(out, self.rows(*at, rows));
            }
            Instruction::Direct(_, distribution, at) => {
                program.distributions()[*distribution].quantiles(out, self.rows(*at, rows));
            }
            Instruction::Reduce(reduction, _, of) => reduction.apply_block(out, &self.slots[*of]),
            Instruction::Lookup(_, table, at) => {
                let (table, at) = (&program.lookups()[*table], self.rows(*at, rows));
                for (out, x) in out.iter_mut().zip(at) {
                    *out = table.at(*x);
                }
            }
            Instruction::Path(_, path) => {
                let paths = program.paths()[*path].rows.iter().skip(rows.start);
                for (row, values) in out.chunks_exact_mut(row).zip(paths) {
                    row.fill(values[index]);
                }
            }
            Instruction::Year(_) => out.fill(f64::from(program.graph.base_year + index as i32)),
            Instruction::Time(_) => out.fill(time),
            Instruction::StockStart(_, first) | Instruction::StockEnd(_, first, _) if base => {
                broadcast(out, self.rows(*first, rows));
            }
            Instruction::StockEnd(_, start, change) => self.end(out, *start, change, rows),
            Instruction::First(_, first) if index <= 1 && time == 0.0 => {
                broadcast(out, self.rows(*first, rows));
            }
            Instruction::StockStart(..) | Instruction::First(..) => {}
        }
        self.slots[slot] = values;
    }

    /// Values of a slot in one zone.
    #[inline(always)]
    fn row(&self, slot: Slot) -> usize {
        if self.program.flat[slot] { LINE } else { self.draws }
    }

    /// Some rows of a slot, or the city's one row, which serves every zone.
    #[inline(always)]
    fn rows(&self, slot: Slot, rows: &Range<usize>) -> &[f64] {
        let (values, row) = (&self.slots[slot][..], self.row(slot));
        if values.len() == row { values } else { &values[rows.start * row..rows.end * row] }
    }

    #[inline(always)]
    fn operand(&self, slot: Slot, rows: &Range<usize>) -> Operand<'_> {
        Operand::new(self.rows(slot, rows), self.row(slot))
    }

    /// Applies an op; city operands serve every zone.
    #[inline(always)]
    fn op<S: Simd>(&self, simd: S, op: Op, out: &mut [f64], args: &[Slot], rows: &Range<usize>) {
        if let [a, b] = args
            && takes_flat(op)
        {
            return arithmetic::one(simd, op, out, self.draws, [*a, *b].map(|slot| self.operand(slot, rows)));
        }
        let mut operands: [&[f64]; 3] = [&[]; 3];
        for (operand, slot) in operands.iter_mut().zip(args) {
            *operand = self.rows(*slot, rows);
        }
        let all = &operands[..args.len()];
        let wide = all.iter().all(|operand| operand.len() == out.len());
        let row = if wide { out.len() } else { self.draws };
        for (zone, out) in out.chunks_exact_mut(row).enumerate() {
            let mut operands: [&[f64]; 3] = [&[]; 3];
            for (operand, values) in operands.iter_mut().zip(all) {
                *operand = if values.len() == row { values } else { &values[zone * row..(zone + 1) * row] };
            }
            op.apply_block(out, &operands[..all.len()]);
        }
    }

    #[inline(always)]
    fn luck(&self, out: &mut [f64], index: usize, score: bool, year: i32, rows: &Range<usize>) {
        if let Some(same) = &self.same {
            return self.same_luck(same, out, (index, score), year, rows);
        }
        let first = self.first_draw;
        for (out, &key) in out.chunks_exact_mut(self.draws).zip(&self.keys.of[index][rows.clone()]) {
            luck::fill_in(out, key, year, first, self.keys.spread.place(key, year));
        }
        if score {
            maths::norm_quantiles(out);
        }
    }

    #[inline(never)]
    fn same_luck(
        &self,
        same: &SameDraw,
        out: &mut [f64],
        luck: (usize, bool),
        year: i32,
        rows: &Range<usize>,
    ) {
        let index_of_year = (year - self.program.graph.base_year).max(0) as usize;
        for (out, zone) in out.chunks_exact_mut(self.draws).zip(rows.clone()) {
            let own = |luck: usize| {
                let key = self.keys.of[luck][zone];
                luck::uniform_in(key, year, same.draw, self.keys.spread.place(key, year))
            };
            same.fill(out, luck, (zone, index_of_year), own);
        }
    }

    /// End of a stock after one Euler step; flows are summed in order, then added.
    #[inline(always)]
    fn end(&self, out: &mut [f64], start: Slot, change: &Change, rows: &Range<usize>) {
        let flows = match change {
            Change::Next(next) => return broadcast(out, self.rows(*next, rows)),
            Change::InPlace => return,
            Change::Flows(flows) => flows,
        };
        let dt = 1.0 / f64::from(self.program.graph.steps_per_year);
        out.fill(0.0);
        for (flow, sign) in flows {
            let flow = self.rows(*flow, rows);
            for row in out.chunks_exact_mut(flow.len()) {
                for (sum, x) in row.iter_mut().zip(flow) {
                    *sum += sign * x;
                }
            }
        }
        for (sum, x) in out.iter_mut().zip(self.rows(start, rows)) {
            *sum = x + *sum * dt;
        }
    }
}

/// Some consecutive instructions, for tile after tile of zones.
///
/// The widest instruction set of the machine takes all of it; IEEE operations give the same bytes in
/// each. A type of its own, because a closure that only borrows is called through a shim that is
/// compiled for the narrowest set.
struct Steps<'s, 'a> {
    space: &'s mut Workspace<'a>,
    list: &'s [Instruction],
    all: usize,
    index: usize,
    time: f64,
}

impl pulp::WithSimd for Steps<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let tile = (TILE / self.space.draws).max(1);
        for first in (0..self.all).step_by(tile) {
            let rows = first..(first + tile).min(self.all);
            for instruction in self.list {
                self.space.execute(simd, instruction, &rows, (self.index, self.time));
            }
        }
    }
}

/// Copies; a city value serves every zone.
#[inline(always)]
fn broadcast(out: &mut [f64], from: &[f64]) {
    for row in out.chunks_exact_mut(from.len()) {
        row.copy_from_slice(from);
    }
}
