//! Fewer slots: a value that nobody reads any more leaves its slot to the next one.
//!
//! What a step computes in between is short-lived; kept apart, a thread's values
//! would not fit its cache. Slots that are reported, checked or carried into the
//! next step keep their own. Never: changes what is computed.

use super::{Instruction, Program, Slot};
use crate::model::Scope;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

impl Program {
    /// The same program with slots reused within a step; slots without use are marked in `unused`.
    #[must_use]
    pub fn packed(mut self) -> Self {
        if self.unused.contains(&true) {
            return self;
        }
        self.fuse();
        let pinned = pinned(&self);
        let mut list = std::mem::take(&mut self.once);
        let once = list.len();
        list.append(&mut self.step);
        let last = last_reads(&list);
        let mut renamed: HashMap<Slot, Slot> = HashMap::default();
        let mut free: HashMap<Scope, Vec<Slot>> = HashMap::default();
        for (at, instruction) in list.iter_mut().enumerate() {
            let own = instruction.written();
            let read = instruction.reads();
            if !pinned[own] {
                let scope = self.slots[own];
                let slot = free.get_mut(&scope).and_then(Vec::pop).unwrap_or(own);
                renamed.insert(own, slot);
                self.unused[own] = slot != own;
            }
            instruction.rename(&renamed);
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
    for slot in program.step.iter().flat_map(Instruction::reads).filter(|slot| once.contains(slot)) {
        pinned[slot] = true;
    }
    let flat = (0..pinned.len()).filter(|slot| program.flat[*slot]);
    let kept = program.reported.iter().copied().chain(program.checked.iter().map(|c| c.slot));
    for slot in kept.chain(flat).chain(program.carries.iter().flat_map(|c| [c.slot, c.from])) {
        pinned[slot] = true;
    }
    pinned
}

/// For each slot: the last instruction that reads it.
fn last_reads(step: &[Instruction]) -> HashMap<Slot, usize> {
    let mut last = HashMap::default();
    for (at, instruction) in step.iter().enumerate() {
        for slot in instruction.reads() {
            last.insert(slot, at);
        }
    }
    last
}
