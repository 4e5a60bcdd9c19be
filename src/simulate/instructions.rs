//! The instruction sets that the simulator's loops are compiled for.
//!
//! Owns the list of those a machine has. The widest is taken unless a test asks for another: IEEE
//! operations give the same bits in each, and a fused multiply-add stands only where it is written,
//! never where a compiler sees a chance. Never: computes.

/// An instruction set of this machine.
#[derive(Copy, Clone, Debug)]
pub struct InstructionSet(pub(super) pulp::Arch);

impl InstructionSet {
    /// The widest one.
    pub fn widest() -> Self {
        Self(pulp::Arch::new())
    }

    /// Those that this machine has and this program is compiled for, the plainest first: on x86-64 that
    /// of every processor (SSE2), then AVX2 and AVX-512; elsewhere the plain one and the widest.
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self(pulp::Arch::Scalar)];
        #[cfg(target_arch = "x86_64")]
        {
            all.extend(pulp::x86::V3::try_new().map(|simd| Self(pulp::Arch::V3(simd))));
            all.extend(pulp::x86::V4::try_new().map(|simd| Self(pulp::Arch::V4(simd))));
        }
        #[cfg(not(target_arch = "x86_64"))]
        if !matches!(Self::widest().0, pulp::Arch::Scalar) {
            all.push(Self::widest());
        }
        all
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            pulp::Arch::V4(_) => "AVX-512",
            #[cfg(target_arch = "x86_64")]
            pulp::Arch::V3(_) => "AVX2",
            pulp::Arch::Scalar => "baseline",
            _ => "vectors",
        }
    }
}

impl Default for InstructionSet {
    fn default() -> Self {
        Self::widest()
    }
}
