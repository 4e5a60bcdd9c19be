//! What a summary says of a sampler other than independent draws.

use crate::experiment::{Experiment, REPLICATES, Sampler};
use crate::simulate::sobol_dimensions;
use schemars::JsonSchema;
use serde::Serialize;

/// How draws were spread.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Sampling {
    /// `lhs`: a Latin hypercube; `sobol`: scrambled Sobol sequences.
    pub name: String,
    /// Independent replicates; intervals come from their differences.
    pub replicates: u64,
    /// Draws of each.
    pub draws: u64,
    /// Lucks that have a dimension of the Sobol sequence; none without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimensions: Option<usize>,
}

impl Sampling {
    /// Of an experiment; none for independent draws.
    pub fn of(experiment: &Experiment) -> Option<Self> {
        let draws = experiment.replicate()?;
        let name = match experiment.sampler {
            Sampler::Random => "random",
            Sampler::LatinHypercube => "lhs",
            Sampler::Sobol => "sobol",
        };
        let dimensions =
            (experiment.sampler == Sampler::Sobol).then(|| sobol_dimensions(&experiment.program));
        Some(Self { name: name.to_owned(), replicates: REPLICATES, draws, dimensions })
    }
}
