//! Fewer slots: a value that nobody reads any more leaves its slot to the next one.
//!
//! What a step computes in between is short-lived; kept apart, a thread's values
//! would not fit its cache. Slots that are reported, checked or carried into the
//! next step keep their own. Never: changes what is computed, or in which order.

use super::{Change, Instruction, Program, Slot};
use crate::model::Scope;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

impl Program {
    /// The same program with slots reused within a step; slots without use are marked in `unused`.
    #[must_use]
    pub fn packed(mut self) -> Self {
        if self.unused.contains(&true) {
            return self;
        }
        let pinned = pinned(&self);
        let mut list = std::mem::take(&mut self.once);
        let once = list.len();
        list.append(&mut self.step);
        let last = last_reads(&list);
        let mut renamed: HashMap<Slot, Slot> = HashMap::default();
        let mut free: HashMap<Scope, Vec<Slot>> = HashMap::default();
        for (at, instruction) in list.iter_mut().enumerate() {
            let own = instruction.written();
            let read = reads(instruction);
            if !pinned[own] {
                let scope = self.slots[own];
                let slot = free.get_mut(&scope).and_then(Vec::pop).unwrap_or(own);
                renamed.insert(own, slot);
                self.unused[own] = slot != own;
            }
            rename(instruction, &renamed);
            // The slot of a value may be taken after the last instruction that reads it.
            let mut over: Vec<Slot> = read.into_iter().chain([own]).collect();
            over.sort_unstable();
            over.dedup();
            for dead in over.into_iter().filter(|s| !pinned[*s] && last.get(s).is_none_or(|l| *l <= at)) {
                if let Some(slot) = renamed.get(&dead) {
                    free.entry(self.slots[dead]).or_default().push(*slot);
                }
            }
        }
        self.step = list.split_off(once);
        self.once = list;
        self
    }
}

/// Slots that must survive the step, or that no instruction makes.
fn pinned(program: &Program) -> Vec<bool> {
    let mut pinned = vec![true; program.slots.len()];
    for instruction in program.once.iter().chain(&program.step) {
        let keeps = matches!(
            instruction,
            Instruction::StockStart(..) | Instruction::StockEnd(..) | Instruction::First(..)
        );
        pinned[instruction.written()] = keeps;
    }
    // What is made once is read in every step.
    let once: HashSet<Slot> = program.once.iter().map(Instruction::written).collect();
    for slot in program.step.iter().flat_map(reads).filter(|slot| once.contains(slot)) {
        pinned[slot] = true;
    }
    let kept = program.reported.iter().copied().chain(program.checked.iter().map(|c| c.slot));
    for slot in kept.chain(program.carries.iter().flat_map(|c| [c.slot, c.from])) {
        pinned[slot] = true;
    }
    pinned
}

/// For each slot: the last instruction that reads it.
fn last_reads(step: &[Instruction]) -> HashMap<Slot, usize> {
    let mut last = HashMap::default();
    for (at, instruction) in step.iter().enumerate() {
        for slot in reads(instruction) {
            last.insert(slot, at);
        }
    }
    last
}

fn reads(instruction: &Instruction) -> Vec<Slot> {
    match instruction {
        Instruction::Op(_, _, args) => args.clone(),
        Instruction::Tabulated(_, _, of)
        | Instruction::Direct(_, _, of)
        | Instruction::Reduce(_, _, of)
        | Instruction::Lookup(_, _, of)
        | Instruction::StockStart(_, of)
        | Instruction::First(_, of) => vec![*of],
        Instruction::StockEnd(_, start, Change::Next(next)) => vec![*start, *next],
        Instruction::StockEnd(_, start, Change::Flows(flows)) => {
            [*start].into_iter().chain(flows.iter().map(|(flow, _)| *flow)).collect()
        }
        Instruction::Luck(..) | Instruction::Path(..) | Instruction::Year(_) | Instruction::Time(_) => {
            Vec::new()
        }
    }
}

/// Puts the new names into an instruction; slots without one keep theirs.
fn rename(instruction: &mut Instruction, renamed: &HashMap<Slot, Slot>) {
    let new = |slot: &mut Slot| {
        if let Some(name) = renamed.get(slot) {
            *slot = *name;
        }
    };
    match instruction {
        Instruction::Op(_, out, args) => args.iter_mut().chain([out]).for_each(new),
        Instruction::Tabulated(out, _, of)
        | Instruction::Direct(out, _, of)
        | Instruction::Reduce(_, out, of)
        | Instruction::Lookup(out, _, of)
        | Instruction::StockStart(out, of)
        | Instruction::First(out, of) => [out, of].into_iter().for_each(new),
        Instruction::StockEnd(out, start, Change::Next(next)) => [out, start, next].into_iter().for_each(new),
        Instruction::StockEnd(out, start, Change::Flows(flows)) => {
            flows.iter_mut().map(|(flow, _)| flow).chain([out, start]).for_each(new);
        }
        Instruction::Luck(out, ..)
        | Instruction::Path(out, _)
        | Instruction::Year(out)
        | Instruction::Time(out) => {
            new(out);
        }
    }
}
