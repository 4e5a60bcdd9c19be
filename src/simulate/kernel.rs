//! Runs a program over one block of draws: each instruction is one loop.
//!
//! Owns the workspace of a thread. Never: knows names of zones, targets or files.

use super::instructions::InstructionSet;
use super::luck;
use super::medians::SameDraw;
use super::spread::{Place, Spread};
use crate::compile::{Change, Instruction, Program, Slot};
use crate::maths;
use crate::model::{Every, Op, Scope};
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
    slots: Vec<Vec<f64>>,
    once: Vec<Run>,
    step: Vec<Run>,
    first_draw: u64,
    /// Set if every place of the block holds the same draw.
    same: Option<SameDraw>,
}

/// Number of draws in a block; results do not depend on it.
pub fn block_size(zones: usize) -> usize {
    // Whole vectors, several side by side.
    (2048 / zones.max(1)).clamp(32, 256) & !15
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
        let room = |(scope, unused): (&Scope, &bool)| if *unused { 0 } else { rows(*scope) * draws };
        let slots = program.slots.iter().zip(&program.unused);
        let mut slots: Vec<Vec<f64>> = slots.map(|slot| vec![0.0; room(slot)]).collect();
        for (slot, values) in &program.fills {
            for (row, value) in slots[*slot].chunks_exact_mut(draws).zip(values) {
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
        for run in &runs {
            let rows = if run.scope == Scope::Zone { program.zones() } else { 1 };
            let tile = (TILE / self.draws).max(1);
            for first in (0..rows).step_by(tile) {
                let rows = first..(first + tile).min(rows);
                for instruction in &list[run.instructions.clone()] {
                    self.execute(instruction, &rows, index, time);
                }
            }
        }
        *(if step { &mut self.step } else { &mut self.once }) = runs;
    }

    /// Executes an instruction for some zones (or the city's one row).
    fn execute(&mut self, instruction: &Instruction, rows: &Range<usize>, index: usize, time: f64) {
        let program = self.program;
        let base = index == 0;
        match instruction {
            Instruction::Op(op, out, args) => {
                self.write(*out, rows, |this, out| this.op(*op, out, args, rows))
            }
            Instruction::Luck(out, index_of, score) => {
                let yearly = program.graph.uncertainties[*index_of].every == Every::Yearly;
                let year = if yearly { program.graph.base_year + index as i32 } else { 0 };
                self.write(*out, rows, |this, out| this.luck(out, *index_of, *score, year, rows));
            }
            Instruction::Tabulated(out, table, at) => {
                let table = program.table(*table);
                self.write(*out, rows, |this, out| map(out, this.rows(*at, rows), |z| table.at(z)));
            }
            Instruction::Direct(out, distribution, at) => {
                let distribution = &program.distributions()[*distribution];
                let quantile = |u| distribution.quantile(u);
                self.write(*out, rows, |this, out| map(out, this.rows(*at, rows), quantile));
            }
            Instruction::Reduce(reduction, out, of) => {
                self.write(*out, rows, |this, out| reduction.apply_block(out, &this.slots[*of]));
            }
            Instruction::Lookup(out, table, at) => {
                let table = &program.lookups()[*table];
                self.write(*out, rows, |this, out| map(out, this.rows(*at, rows), |x| table.at(x)));
            }
            Instruction::Path(out, path) => {
                let paths = program.paths()[*path].rows.iter().skip(rows.start);
                let draws = self.draws;
                let fill = |(row, values): (&mut [f64], &Vec<f64>)| row.fill(values[index]);
                self.write(*out, rows, |_, out| out.chunks_exact_mut(draws).zip(paths).for_each(fill));
            }
            Instruction::Year(out) => {
                let year = f64::from(program.graph.base_year + index as i32);
                self.write(*out, rows, |_, out| out.fill(year));
            }
            Instruction::Time(out) => self.write(*out, rows, |_, out| out.fill(time)),
            Instruction::StockStart(out, initial) if base => {
                self.write(*out, rows, |this, out| broadcast(out, this.rows(*initial, rows)));
            }
            Instruction::StockEnd(out, start, _) if base => {
                self.write(*out, rows, |this, out| broadcast(out, this.rows(*start, rows)));
            }
            Instruction::StockEnd(out, start, change) => {
                self.write(*out, rows, |this, out| this.end(out, *start, change, rows))
            }
            Instruction::First(out, first) if index <= 1 && time == 0.0 => {
                self.write(*out, rows, |this, out| broadcast(out, this.rows(*first, rows)));
            }
            Instruction::StockStart(..) | Instruction::First(..) => {}
        }
    }

    /// Lends some rows of the output slot to `act` while it reads others.
    fn write(&mut self, out: Slot, rows: &Range<usize>, act: impl FnOnce(&Self, &mut [f64])) {
        let mut values = std::mem::take(&mut self.slots[out]);
        act(self, &mut values[rows.start * self.draws..rows.end * self.draws]);
        self.slots[out] = values;
    }

    /// Some rows of a slot, or the city's one row, which serves every zone.
    fn rows(&self, slot: Slot, rows: &Range<usize>) -> &[f64] {
        let values = &self.slots[slot];
        if values.len() == self.draws {
            values
        } else {
            &values[rows.start * self.draws..rows.end * self.draws]
        }
    }

    /// Applies an op; city operands serve every zone.
    fn op(&self, op: Op, out: &mut [f64], args: &[Slot], rows: &Range<usize>) {
        let mut operands: [&[f64]; 3] = [&[]; 3];
        operands.iter_mut().zip(args).for_each(|(operand, slot)| *operand = self.rows(*slot, rows));
        let operands = &operands[..args.len()];
        let wide = operands.iter().all(|operand| operand.len() == out.len());
        let row = if wide { out.len() } else { self.draws };
        self.keys.instructions.0.dispatch(Apply { op, out, operands, row });
    }

    fn luck(&self, out: &mut [f64], index: usize, score: bool, year: i32, rows: &Range<usize>) {
        if let Some(same) = &self.same {
            let index_of_year = (year - self.program.graph.base_year).max(0) as usize;
            for (out, zone) in out.chunks_exact_mut(self.draws).zip(rows.clone()) {
                let own = |luck: usize| {
                    let key = self.keys.of[luck][zone];
                    luck::uniform_in(key, year, same.draw, self.keys.spread.place(key, year))
                };
                same.fill(out, (index, score), (zone, index_of_year), own);
            }
            return;
        }
        let first = self.first_draw;
        for (out, &key) in out.chunks_exact_mut(self.draws).zip(&self.keys.of[index][rows.clone()]) {
            let place = self.keys.spread.place(key, year);
            self.keys.instructions.0.dispatch(Luck { out, key, year, first, place, score });
        }
    }

    /// End of a stock after one Euler step; flows are summed in order, then added.
    fn end(&self, out: &mut [f64], start: Slot, change: &Change, rows: &Range<usize>) {
        let dt = 1.0 / f64::from(self.program.graph.steps_per_year);
        match change {
            Change::Next(next) => broadcast(out, self.rows(*next, rows)),
            Change::Flows(flows) => {
                out.fill(0.0);
                for (flow, sign) in flows {
                    let flow = self.rows(*flow, rows);
                    for row in out.chunks_exact_mut(flow.len()) {
                        row.iter_mut().zip(flow).for_each(|(sum, x)| *sum += sign * x);
                    }
                }
                out.iter_mut().zip(self.rows(start, rows)).for_each(|(sum, x)| *sum = x + *sum * dt);
            }
        }
    }
}

/// Uniforms or normal scores of one luck, as [`Apply`] is done.
struct Luck<'a> {
    out: &'a mut [f64],
    key: u64,
    year: i32,
    first: u64,
    place: Place,
    score: bool,
}

impl pulp::NullaryFnOnce for Luck<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { out, key, year, first, place, score } = self;
        luck::fill_in(out, key, year, first, place);
        if score {
            maths::norm_quantiles(out);
        }
    }
}

/// An op on whole rows, `row` numbers at a time.
///
/// The widest instruction set of the machine takes it; IEEE operations give the same
/// bits in each. A type of its own, because a closure that only borrows is called through
/// a shim that is compiled for the narrowest set.
struct Apply<'a> {
    op: Op,
    out: &'a mut [f64],
    operands: &'a [&'a [f64]],
    row: usize,
}

impl pulp::NullaryFnOnce for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { op, out, operands: all, row } = self;
        for (zone, out) in out.chunks_exact_mut(row).enumerate() {
            let mut operands: [&[f64]; 3] = [&[]; 3];
            for (operand, values) in operands.iter_mut().zip(all) {
                *operand = if values.len() == row { values } else { &values[zone * row..(zone + 1) * row] };
            }
            op.apply_block(out, &operands[..all.len()]);
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
