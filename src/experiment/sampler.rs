//! How the luck of a run's draws is spread over what is possible.
//!
//! Owns the kinds of sampling and which numbers of draws they can have. Never: draws.

use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Replicates of a Latin hypercube or of a Sobol sequence: enough for the error to be read off their differences (Student's
/// t with 31 degrees is 4 % wider than the normal), few enough for replicates to be long.
pub const REPLICATES: u64 = 32;

/// Most draws of a replicate; with more, a stratum would be finer than a number of the luck.
const LONGEST: u64 = 1 << 20;

/// Most points of a scrambled Sobol sequence, as its direction numbers have 16 digits.
const LONGEST_SOBOL: u64 = 1 << 16;

/// Dimensions of a Sobol sequence, by key of the luck and year (0 if drawn once), from 0.
pub type Dimensions = Arc<FxHashMap<(u64, i32), u32>>;

/// How draws are spread.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Sampler {
    /// Independent draws.
    #[default]
    Random,
    /// [`REPLICATES`] independent Latin hypercubes; within one, the draws of each luck fall into as
    /// many equally probable strata as there are draws, one into each.
    LatinHypercube,
    /// [`REPLICATES`] independently scrambled Sobol sequences for the lucks that matter most; the others
    /// fall into strata as those of a Latin hypercube do.
    Sobol,
}

impl Sampler {
    /// Whether so many draws can be spread.
    pub fn allows(self, draws: u64) -> bool {
        let (replicate, whole) = (draws / REPLICATES, draws.is_multiple_of(REPLICATES));
        match self {
            Self::Random => true,
            Self::LatinHypercube => whole && (2..=LONGEST).contains(&replicate),
            // Only whole powers of two of the points are spread evenly.
            Self::Sobol => whole && replicate.is_power_of_two() && (2..=LONGEST_SOBOL).contains(&replicate),
        }
    }

    /// Draws of one replicate out of `draws`; none for independent draws.
    pub fn replicate(self, draws: u64) -> Option<u64> {
        let longest = match self {
            Self::Random => return None,
            Self::LatinHypercube => LONGEST,
            Self::Sobol => LONGEST_SOBOL,
        };
        Some((draws / REPLICATES).clamp(1, longest))
    }
}
