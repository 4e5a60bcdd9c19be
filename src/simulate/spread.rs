//! How the luck of a run is spread over what is possible, and which lucks get the Sobol dimensions.
//!
//! Owns the choice. A Sobol sequence is even in its first dimensions only, so these go to the lucks that
//! move the targets most: for each luck (name, zone and year) the squared correlations of its uniform
//! with the ranks of the main targets' indicators, in all scenarios, are summed over the independent
//! draws of a pilot; the largest sum gets the first dimension. The pilot depends on neither the number of
//! draws nor the threads, so the choice does not either. All others are spread as in a Latin hypercube.
//! Never: draws.

use super::kernel::Keys;
use super::luck;
use super::pilot::Pilot;
use super::series::Rows;
use crate::compile::Program;
use crate::experiment::{Dimensions, Experiment, Sampler};
use crate::maths::ranks;
use crate::model::Every;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Most lucks that get a Sobol dimension: later ones are even only in very many points.
const MOST: usize = 64;
/// Most columns that importance is read off; scenarios share most of theirs.
const COLUMNS: usize = 64;

/// How the draws of a run are spread.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    /// Draws of a replicate; none for independent draws.
    replicate: Option<u64>,
    /// Sobol dimensions by key of the luck and year.
    dimensions: Dimensions,
}

/// How one luck is spread.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Independently.
    Anywhere,
    /// One draw into each of as many strata as a replicate has draws.
    Stratum {
        /// Draws of a replicate.
        replicate: u64,
    },
    /// Along a dimension of a scrambled Sobol sequence.
    Dimension {
        /// Draws of a replicate.
        replicate: u64,
        /// The dimension, from 0.
        dimension: u32,
    },
}

impl Spread {
    /// Replicates of a Latin hypercube of so many draws.
    pub fn latin(replicate: u64) -> Self {
        Self { replicate: Some(replicate), ..Self::default() }
    }

    /// That of a run; for a Sobol sequence a pilot tells what matters.
    pub fn of(experiment: &Experiment) -> Self {
        let dimensions = match (experiment.sampler, &experiment.dimensions) {
            (Sampler::Sobol, Some(chosen)) => chosen.clone(),
            (Sampler::Sobol, None) => Arc::new(dimensions(experiment)),
            _ => Dimensions::default(),
        };
        Self { replicate: experiment.replicate(), dimensions }
    }

    /// The dimensions it has chosen, for an experiment that is to have the same draws.
    pub fn dimensions(&self) -> Dimensions {
        self.dimensions.clone()
    }

    /// How a luck is spread.
    pub fn place(&self, key: u64, year: i32) -> Place {
        let Some(replicate) = self.replicate else { return Place::Anywhere };
        match self.dimensions.get(&(key, year)) {
            Some(&dimension) => Place::Dimension { replicate, dimension },
            None => Place::Stratum { replicate },
        }
    }
}

/// Number of lucks that get a Sobol dimension.
pub fn sobol_dimensions(program: &Program) -> usize {
    lucks(program, &Keys::new(program, 0)).len().min(MOST)
}

/// Every luck: key and year, 0 if it is drawn once.
fn lucks(program: &Program, keys: &Keys) -> Vec<(u64, i32)> {
    let graph = &program.graph;
    let years: Vec<i32> = (graph.base_year..).take(graph.years()).collect();
    let mut lucks = Vec::new();
    for (uncertainty, keys) in graph.uncertainties.iter().zip(&keys.of) {
        let years = if uncertainty.every == Every::Yearly { &years[..] } else { &[0] };
        lucks.extend(keys.iter().flat_map(|key| years.iter().map(|year| (*key, *year))));
    }
    lucks
}

/// The Sobol dimensions of the lucks that matter most.
fn dimensions(experiment: &Experiment) -> FxHashMap<(u64, i32), u32> {
    let keys = Keys::new(&experiment.program, experiment.seed);
    let columns = columns(experiment, &keys);
    let lucks = lucks(&experiment.program, &keys);
    let importance = |&(key, year): &(u64, i32)| -> f64 {
        let mut us = vec![0.0; columns.first().map_or(0, Vec::len)];
        luck::fill(&mut us, key, year, 0);
        let product =
            |column: &Vec<f64>| us.iter().zip(column).map(|(u, rank)| (u - 0.5) * rank).sum::<f64>();
        columns.iter().map(|column| product(column).powi(2)).sum()
    };
    let importances: Vec<f64> = lucks.par_iter().map(importance).collect();
    let mut order: Vec<usize> = (0..lucks.len()).collect();
    // Equals stay in the order of the model.
    order.sort_by(|a, b| importances[*b].total_cmp(&importances[*a]));
    order.iter().take(MOST).zip(0..).map(|(at, dimension)| (lucks[*at], dimension)).collect()
}

/// Centred ranks of the main targets' indicators in the first year looked at, each with length 1.
fn columns(experiment: &Experiment, keys: &Keys) -> Vec<Vec<f64>> {
    let values = Pilot::values(experiment, &Rows::new(experiment), keys);
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for scenario in &values {
        let main = experiment.main.iter().filter_map(|target| scenario.get(*target));
        let all = scenario.iter().filter(|_| experiment.main.is_empty());
        // The base year comes first, then the milestones.
        for values in main.chain(all).filter_map(|target| target.get(1)) {
            let ranks = ranks(values);
            let mean = (ranks.len() as f64 + 1.0) / 2.0;
            let centred: Vec<f64> = ranks.iter().map(|rank| rank - mean).collect();
            let length = centred.iter().map(|x| x * x).sum::<f64>().sqrt();
            if length > 0.0 && columns.len() < COLUMNS {
                let column: Vec<f64> = centred.iter().map(|x| x / length).collect();
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
    }
    columns
}
