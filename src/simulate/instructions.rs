//! The instruction sets that the simulator's loops are compiled for.
//!
//! Owns the list of those a machine has. The widest is taken unless a test asks for another: IEEE
//! operations, without fused multiply-add, give the same bits in each. Never: computes.

/// An instruction set of this machine.
#[derive(Copy, Clone, Debug)]
pub struct InstructionSet(pub(super) pulp::Arch);

impl InstructionSet {
    /// The widest one.
    pub fn widest() -> Self {
        Self(pulp::Arch::new())
    }

    /// Those that this machine has and this program is compiled for, the plainest first: on x86-64 that
    /// of every processor (SSE2), then AVX2; elsewhere the plain one and the widest.
    pub fn all() -> Vec<Self> {
        let widest = Self::widest();
        match widest.0 {
            pulp::Arch::Scalar => vec![widest],
            _ => vec![Self(pulp::Arch::Scalar), widest],
        }
    }
}

impl Default for InstructionSet {
    fn default() -> Self {
        Self::widest()
    }
}
