//! What a summary says of a sampler other than independent draws.

use crate::experiment::{Experiment, REPLICATES, Sampler};
use serde::Serialize;

/// How draws were spread.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sampling {
    /// `lhs`: a Latin hypercube.
    pub name: String,
    /// Independent replicates; intervals come from their differences.
    pub replicates: u64,
    /// Draws of each.
    pub draws: u64,
}

impl Sampling {
    /// Of an experiment; none for independent draws.
    pub fn of(experiment: &Experiment) -> Option<Self> {
        let draws = experiment.replicate()?;
        let name = match experiment.sampler {
            Sampler::Random => "random",
            Sampler::LatinHypercube => "lhs",
        };
        Some(Self { name: name.to_owned(), replicates: REPLICATES, draws })
    }
}
