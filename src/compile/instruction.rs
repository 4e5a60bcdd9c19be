//! What a program is made of: instructions over slots, and what outlives a step.

use super::Slot;
use crate::model::{Label, Op, Reduction};
use rustc_hash::FxHashMap as HashMap;

/// One step of the program; each is one loop over a slot.
#[derive(Clone, Debug)]
pub enum Instruction {
    /// An operation on slots.
    Op(Op, Slot, Vec<Slot>),
    /// Two operations, one on what the other gives.
    Pair(Pair, Slot, [Slot; 3]),
    /// Luck of an uncertainty: its index; as normal score or as uniform.
    Luck(Slot, usize, bool),
    /// A quantile read from a table at normal scores.
    Tabulated(Slot, usize, Slot),
    /// A quantile computed from uniforms.
    Direct(Slot, usize, Slot),
    /// A reduction over the zones.
    Reduce(Reduction, Slot, Slot),
    /// A piecewise linear function.
    Lookup(Slot, usize, Slot),
    /// A table by zone and year.
    Path(Slot, usize),
    /// The calendar year.
    Year(Slot),
    /// Time at the start of the step.
    Time(Slot),
    /// In the base year: the stock's start value.
    StockStart(Slot, Slot),
    /// The stock's end: flows with sign, or the next value; in the base year the start.
    StockEnd(Slot, Slot, Change),
    /// In the base year and the first step: the memory's first value, if it has one.
    First(Slot, Slot),
}

impl Instruction {
    /// The slot it writes.
    #[inline]
    pub fn written(&self) -> Slot {
        match self {
            Instruction::Op(_, out, _)
            | Instruction::Pair(_, out, _)
            | Instruction::Luck(out, ..)
            | Instruction::Tabulated(out, ..)
            | Instruction::Direct(out, ..)
            | Instruction::Reduce(_, out, _)
            | Instruction::Lookup(out, ..)
            | Instruction::Path(out, _)
            | Instruction::Year(out)
            | Instruction::Time(out)
            | Instruction::StockStart(out, _)
            | Instruction::StockEnd(out, ..)
            | Instruction::First(out, _) => *out,
        }
    }

    /// The slots it reads.
    pub fn reads(&self) -> Vec<Slot> {
        match self {
            Instruction::Op(_, _, args) => args.clone(),
            Instruction::Pair(_, _, args) => args.to_vec(),
            Instruction::Tabulated(_, _, of)
            | Instruction::Direct(_, _, of)
            | Instruction::Reduce(_, _, of)
            | Instruction::Lookup(_, _, of)
            | Instruction::StockStart(_, of)
            | Instruction::First(_, of) => vec![*of],
            Instruction::StockEnd(_, start, Change::Next(next)) => vec![*start, *next],
            Instruction::StockEnd(_, start, Change::InPlace) => vec![*start],
            Instruction::StockEnd(_, start, Change::Flows(flows)) => {
                [*start].into_iter().chain(flows.iter().map(|(flow, _)| *flow)).collect()
            }
            Instruction::Luck(..) | Instruction::Path(..) | Instruction::Year(_) | Instruction::Time(_) => {
                Vec::new()
            }
        }
    }

    /// Puts new names of slots in the place of old ones; slots without one keep theirs.
    pub(super) fn rename(&mut self, renamed: &HashMap<Slot, Slot>) {
        let new = |slot: &mut Slot| {
            if let Some(name) = renamed.get(slot) {
                *slot = *name;
            }
        };
        match self {
            Instruction::Op(_, out, args) => args.iter_mut().chain([out]).for_each(new),
            Instruction::Pair(_, out, args) => args.iter_mut().chain([out]).for_each(new),
            Instruction::Tabulated(out, _, of)
            | Instruction::Direct(out, _, of)
            | Instruction::Reduce(_, out, of)
            | Instruction::Lookup(out, _, of)
            | Instruction::StockStart(out, of)
            | Instruction::First(out, of) => [out, of].into_iter().for_each(new),
            Instruction::StockEnd(out, start, Change::Next(next)) => {
                [out, start, next].into_iter().for_each(new)
            }
            Instruction::StockEnd(out, start, Change::InPlace) => [out, start].into_iter().for_each(new),
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
}

/// Two operations at once: `outer(inner(a, b), c)`, or `outer(c, inner(a, b))` where `second`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The operation on the first two operands.
    pub inner: Op,
    /// The operation on its result and the third operand.
    pub outer: Op,
    /// Whether the third operand comes first.
    pub second: bool,
}

/// How a stock gets from the start to the end of a step.
#[derive(Clone, Debug)]
pub enum Change {
    /// Flows a year, each with its sign.
    Flows(Vec<(Slot, f64)>),
    /// The value at the end.
    Next(Slot),
    /// The instruction that makes the value at the end has written it in this slot.
    InPlace,
}

/// A value that outlives the step.
#[derive(Clone, Debug)]
pub struct Carry {
    /// Where it is kept.
    pub slot: Slot,
    /// What is copied there at the end of a step.
    pub from: Slot,
    /// Kept through the first step (a memory with a stated first value).
    pub skip_base: bool,
    /// Only at the end of a year.
    pub yearly: bool,
    /// `from` is made anew in every step before anyone reads it, so it may be moved instead of copied.
    pub moves: bool,
}

/// What a checked or reported slot is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Slot.
    pub slot: Slot,
    /// `@stock`, `@indicator`, `@lever`.
    pub kind: &'static str,
    /// Its name.
    pub label: Label,
}
