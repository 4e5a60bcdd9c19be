//! How the luck of a run's draws is spread over what is possible.
//!
//! Owns the kinds of sampling and which numbers of draws they can have. Never: draws.

/// Replicates of a Latin hypercube: enough for the error to be read off their differences (Student's
/// t with 31 degrees is 4 % wider than the normal), few enough for replicates to be long.
pub const REPLICATES: u64 = 32;

/// Most draws of a replicate; with more, a stratum would be finer than a number of the luck.
const LONGEST: u64 = 1 << 20;

/// How draws are spread.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Sampler {
    /// Independent draws.
    #[default]
    Random,
    /// [`REPLICATES`] independent Latin hypercubes; within one, the draws of each luck fall into as
    /// many equally probable strata as there are draws, one into each.
    LatinHypercube,
}

impl Sampler {
    /// Whether so many draws can be spread.
    pub fn allows(self, draws: u64) -> bool {
        let replicate = draws / REPLICATES;
        self == Self::Random || (draws.is_multiple_of(REPLICATES) && (2..=LONGEST).contains(&replicate))
    }

    /// Draws of one replicate out of `draws`; none for independent draws.
    pub fn replicate(self, draws: u64) -> Option<u64> {
        (self == Self::LatinHypercube).then(|| (draws / REPLICATES).clamp(1, LONGEST))
    }
}
