//! Money in the graph: public and private sums, what is not delivered, and who pays for what.
//!
//! Owns the rule that a measure states its own cost, which replaces the cost of the lever
//! for the part it moves. Levers that only measures move stay as they are: a model that
//! counts their cost does so on purpose. Never: changes a stock.

use super::graph::{Graph, LeverPart, NodeId, Value};
use super::{Kind, Op, Reduction, Scope};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

impl Graph {
    /// Adds to the public money of the year; an amount by zone is summed.
    pub fn spend(&mut self, amount: NodeId) {
        self.cost = Some(self.added(self.cost, amount));
    }

    /// Adds to the private money of the year; an amount by zone is summed.
    pub fn attract(&mut self, amount: NodeId) {
        self.private = Some(self.added(self.private, amount));
    }

    fn added(&mut self, sum: Option<NodeId>, amount: NodeId) -> NodeId {
        let amount = match self.node(amount).scope {
            Scope::City => amount,
            Scope::Zone => self.reduce(Reduction::Total, amount, None),
        };
        sum.map_or(amount, |sum| self.op(Op::Add, &[sum, amount], None))
    }

    /// The twin of a node that reads planners' levers without the part that measures move.
    ///
    /// Stocks keep what measures brought into them.
    pub fn directly(&mut self, root: NodeId) -> NodeId {
        let mut twins: HashMap<NodeId, NodeId> = HashMap::default();
        // Operands of pure nodes come before them, and so does what is remembered.
        for node in self.behind(root) {
            let twin = |n: &NodeId| twins.get(n).copied().unwrap_or(*n);
            let (scope, kind, place) = {
                let node = self.node(node);
                (node.scope, node.kind, node.place.clone())
            };
            let made = match self.node(node).value.clone() {
                Value::Lever(lever) if !self.levers[lever].internal => {
                    self.add(Value::LeverPart(lever, LeverPart::Direct), scope, kind, place)
                }
                Value::Op(op, args) if args.iter().any(|n| twins.contains_key(n)) => {
                    let args: Vec<NodeId> = args.iter().map(twin).collect();
                    self.op(op, &args, place)
                }
                Value::Reduce(reduction, of) if twins.contains_key(&of) => {
                    self.reduce(reduction, twin(&of), place)
                }
                Value::Lookup(table, of) if twins.contains_key(&of) => {
                    self.add(Value::Lookup(table, twin(&of)), scope, kind, place)
                }
                Value::Previous(memory) if twins.contains_key(&self.memories[memory].of) => {
                    let memory = self.memories[memory].clone();
                    self.previous(twin(&memory.of), memory.first, memory.yearly)
                }
                _ => continue,
            };
            twins.insert(node, made);
        }
        twins.get(&root).copied().unwrap_or(root)
    }

    /// The part of the city's money of a year whose effect is not delivered.
    pub fn undelivered(&mut self, spent: NodeId, delivery: NodeId) -> NodeId {
        let one = self.number(1.0);
        let lost = self.op(Op::Sub, &[one, delivery], None);
        let lost = self.op(Op::Mul, &[spent, lost], None);
        // By zone nobody asks for it.
        match self.node(lost).scope {
            Scope::City => lost,
            Scope::Zone => self.reduce(Reduction::Total, lost, None),
        }
    }

    /// The node of a part of a lever's value.
    pub fn lever_part(&mut self, lever: usize, part: LeverPart) -> NodeId {
        self.add(Value::LeverPart(lever, part), Scope::Zone, Kind::Number, None)
    }

    /// The nodes that a node is computed from without passing a stock, itself included, in order.
    pub fn behind(&self, root: NodeId) -> BTreeSet<NodeId> {
        let (mut found, mut open) = (BTreeSet::new(), vec![root]);
        while let Some(node) = open.pop() {
            if !found.insert(node) {
                continue;
            }
            match &self.node(node).value {
                Value::Op(_, args) => open.extend(args),
                Value::Reduce(_, of) | Value::Lookup(_, of) => open.push(*of),
                Value::Previous(memory) => open.push(self.memories[*memory].of),
                _ => {}
            }
        }
        found
    }
}
