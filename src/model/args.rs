//! The operands of an operation: one to three nodes, kept where the node is.
//!
//! A graph has thousands of operations and each scenario copies them; a list on the heap
//! for each took a good part of the time from script to program.

use super::graph::NodeId;
use std::ops::Deref;

/// Most operands of an op.
const MOST: usize = 3;

/// One to three nodes in order.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Args {
    count: u8,
    /// The rest is node 0, so that equal operands are equal.
    nodes: [NodeId; MOST],
}

impl Deref for Args {
    type Target = [NodeId];

    fn deref(&self) -> &[NodeId] {
        &self.nodes[..usize::from(self.count)]
    }
}

impl FromIterator<NodeId> for Args {
    /// # Panics
    /// If there are more than three.
    fn from_iter<I: IntoIterator<Item = NodeId>>(iter: I) -> Self {
        let mut args = Self { count: 0, nodes: [NodeId(0); MOST] };
        for node in iter {
            args.nodes[usize::from(args.count)] = node;
            args.count += 1;
        }
        args
    }
}

impl<'a> IntoIterator for &'a Args {
    type Item = &'a NodeId;
    type IntoIter = std::slice::Iter<'a, NodeId>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
