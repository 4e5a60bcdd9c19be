//! Fewer passes over memory: two sums or products at once, no copies, no rows of equal values.
//!
//! A sum or product is so little work that loading its operands and storing its result is most of
//! it. Owns which operations are done together and which slots need no draws. Never: changes
//! what is computed, or in which order; both roundings of a pair stay.

use super::{Change, Instruction, Pair, Program, Slot};
use crate::model::Op;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

impl Program {
    /// Puts results of stocks in their place, joins pairs and marks flat slots.
    pub(super) fn fuse(&mut self) {
        let kept = self.kept();
        let mut step = std::mem::take(&mut self.step);
        self.in_place(&mut step, &kept);
        let mut once = std::mem::take(&mut self.once);
        let mut readers: HashMap<Slot, usize> = HashMap::default();
        for slot in once.iter().chain(&step).flat_map(Instruction::reads) {
            *readers.entry(slot).or_default() += 1;
        }
        for list in [&mut once, &mut step] {
            self.pairs(list, &readers, &kept);
        }
        (self.once, self.step) = (once, step);
        self.mark_flat(&kept);
    }

    /// Slots that are read from outside the lists of instructions.
    fn kept(&self) -> HashSet<Slot> {
        let read = self.reported.iter().copied().chain(self.checked.iter().map(|c| c.slot));
        read.chain(self.carries.iter().flat_map(|c| [c.slot, c.from])).collect()
    }

    /// Lets the instruction that makes a stock's next value write the stock's end at once, where
    /// nobody needs the two apart: they differ in the base year.
    fn in_place(&mut self, step: &mut [Instruction], kept: &HashSet<Slot>) {
        let (mut last, mut written) = (HashMap::default(), HashMap::default());
        for (at, instruction) in step.iter().enumerate() {
            written.insert(instruction.written(), at);
            last.extend(instruction.reads().into_iter().map(|slot| (slot, at)));
        }
        let mut renamed: HashMap<Slot, Slot> = HashMap::default();
        for at in 0..step.len() {
            let Instruction::StockEnd(end, _, Change::Next(next)) = step[at] else { continue };
            let here = written.get(&next).is_some_and(|writer: &usize| {
                !matches!(
                    step[*writer],
                    Instruction::StockStart(..) | Instruction::StockEnd(..) | Instruction::First(..)
                )
            });
            let over = last.get(&next) == Some(&at);
            let alike = self.slots[next] == self.slots[end];
            if here && over && alike && !kept.contains(&next) && !renamed.contains_key(&next) {
                renamed.insert(next, end);
                self.unused[next] = true;
            }
        }
        for instruction in step {
            if let Instruction::StockEnd(_, _, change @ Change::Next(_)) = instruction
                && matches!(change, Change::Next(next) if renamed.contains_key(next))
            {
                *change = Change::InPlace;
            }
            instruction.rename(&renamed);
        }
    }

    /// Joins an operation whose result only the next one reads with that one.
    fn pairs(&mut self, list: &mut Vec<Instruction>, readers: &HashMap<Slot, usize>, kept: &HashSet<Slot>) {
        let mut made: HashMap<Slot, usize> = HashMap::default();
        let mut gone = vec![false; list.len()];
        for at in 0..list.len() {
            let Instruction::Op(outer, out, args) = &list[at] else { continue };
            let (outer, out) = (*outer, *out);
            let joined = match &args[..] {
                [a, b] if joins(outer) => {
                    let inner = |slot: &Slot| {
                        let alone = readers.get(slot) == Some(&1) && !kept.contains(slot);
                        let at = *made.get(slot).filter(|_| alone)?;
                        match &list[at] {
                            Instruction::Op(inner, slot, args) if self.slots[*slot] == self.slots[out] => {
                                Some((at, *inner, [args[0], args[1]]))
                            }
                            _ => None,
                        }
                    };
                    let first = inner(a).map(|found| (found, *b, false));
                    first.or_else(|| inner(b).map(|found| (found, *a, outer == Op::Sub)))
                }
                _ => None,
            };
            match joined {
                Some(((from, inner, [a, b]), c, second)) => {
                    gone[from] = true;
                    self.unused[list[from].written()] = true;
                    list[at] = Instruction::Pair(Pair { inner, outer, second }, out, [a, b, c]);
                }
                None if joins(outer) => {
                    made.insert(out, at);
                }
                None => {}
            }
        }
        let mut gone = gone.into_iter();
        list.retain(|_| !gone.next().unwrap_or(false));
    }

    /// Marks the slots of constants and tables by year that only operations read which take one
    /// value for all draws.
    fn mark_flat(&mut self, kept: &HashSet<Slot>) {
        let constant = self.fills.iter().map(|(slot, _)| *slot);
        let by_year = self.once.iter().chain(&self.step).filter_map(|instruction| match instruction {
            Instruction::Path(out, _) => Some(*out),
            _ => None,
        });
        let flat: Vec<Slot> = constant.chain(by_year).filter(|slot| !kept.contains(slot)).collect();
        flat.into_iter().for_each(|slot| self.flat[slot] = true);
        for instruction in self.once.iter().chain(&self.step) {
            let takes = match instruction {
                Instruction::Op(op, ..) => takes_flat(*op),
                Instruction::Pair(..) => true,
                _ => false,
            };
            if !takes {
                instruction.reads().into_iter().for_each(|slot| self.flat[slot] = false);
            }
        }
    }
}

/// Operations that are joined.
fn joins(op: Op) -> bool {
    matches!(op, Op::Add | Op::Sub | Op::Mul)
}

/// Operations that take an operand of one value for all draws.
pub fn takes_flat(op: Op) -> bool {
    joins(op) || op == Op::Div
}
