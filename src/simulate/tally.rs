//! What is kept of the draws: integer counts, mergeable in any order.
//!
//! Owns counts of targets met. Counts are integers, so a merge gives the same bytes
//! whoever came first; memory does not grow with the number of draws. Never:
//! estimates anything; `summary` does.

use super::histogram::Bins;

/// Counts of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// Histograms of every reported column, all threads' together.
    pub bins: Bins,
    /// Draws per stratum.
    pub draws: Vec<u64>,
    /// `[milestone][stratum][target]`: draws that meet the target.
    pub met: Vec<u64>,
    /// `[milestone][stratum][combination of main targets met]`.
    pub joint: Vec<u64>,
    /// `[stratum][target][year]`: draws that meet the target for the first time in that year; in the
    /// base year those that start beyond it.
    pub first: Vec<u64>,
    /// `[milestone][stratum][target]`: met here and not in the first scenario.
    pub gained: Vec<u64>,
    /// `[milestone][stratum][target]`: met in the first scenario and not here.
    pub lost: Vec<u64>,
    /// `[milestone][stratum][target]`: met with the change of scope and not without it.
    pub by_scope: Vec<u64>,
    /// `[milestone][stratum][target]`: met without the change of scope and not with it.
    pub despite_scope: Vec<u64>,
    /// `[stratum][column]`: sums in steps of 1 / [`FIXED`], of indicators that are split only. Parts
    /// add up in every draw, so their means add up; sums of whole numbers merge in any order.
    pub sums: Vec<i128>,
    /// `[what public money is spent on][all of it, the part in vain][zone][year]`: the same sums, over
    /// all counting scopes; money of the city has one entry for its zones, a part unknown has none.
    pub money: Vec<[Vec<Vec<i128>>; 2]>,
    /// `[year]`: sums of private money; empty if the model states none.
    pub private: Vec<i128>,
    /// The same counts of targets, without histograms and sums, of each replicate of a Latin
    /// hypercube or a Sobol sequence alone; empty for independent draws.
    pub replicates: Vec<Tally>,
}

/// Steps of a sum in one unit.
pub const FIXED: f64 = (1_u64 << 40) as f64;

/// Sizes that all tallies of a scenario share.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Counting scopes.
    pub strata: usize,
    /// Reported columns.
    pub columns: usize,
    /// Milestones.
    pub milestones: usize,
    /// Targets.
    pub targets: usize,
    /// Main targets.
    pub main: usize,
    /// Years, the base year included.
    pub years: usize,
}

impl Tally {
    /// All zero.
    pub fn new(shape: Shape) -> Self {
        let by_target = shape.milestones * shape.strata * shape.targets;
        Self {
            bins: Bins::default(),
            draws: vec![0; shape.strata],
            met: vec![0; by_target],
            joint: vec![0; shape.milestones * shape.strata * (1 << shape.main)],
            first: vec![0; shape.strata * shape.targets * shape.years],
            gained: vec![0; by_target],
            lost: vec![0; by_target],
            by_scope: vec![0; by_target],
            despite_scope: vec![0; by_target],
            sums: Vec::new(),
            money: Vec::new(),
            private: Vec::new(),
            replicates: Vec::new(),
        }
    }

    /// Adds the counts of another tally of the same shape; histograms are not among them.
    pub fn merge(&mut self, other: &Self) {
        self.replicates.iter_mut().zip(&other.replicates).for_each(|(a, b)| a.merge(b));
        let pairs = [
            (&mut self.draws, &other.draws),
            (&mut self.met, &other.met),
            (&mut self.joint, &other.joint),
            (&mut self.first, &other.first),
            (&mut self.gained, &other.gained),
            (&mut self.lost, &other.lost),
            (&mut self.by_scope, &other.by_scope),
            (&mut self.despite_scope, &other.despite_scope),
        ];
        for (mine, theirs) in pairs {
            mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        }
    }
}
