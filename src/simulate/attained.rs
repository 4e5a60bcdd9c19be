//! Which targets each draw of a block has met, and their counts.
//!
//! Owns the bits of attainment. Never: reads anything but targets' indicators.

use super::kernel::Workspace;
use super::tally::{Shape, Tally};
use crate::experiment::{Bound, Experiment};
use crate::model::Scope;
use std::ops::Range;

/// Which targets each draw of a block has met in one scenario.
pub struct Attained<'a> {
    experiment: &'a Experiment,
    bound: &'a Bound,
    /// `[target][draw]`: index of the first year met, 0 if the start does already, or none.
    first: Vec<Vec<Option<usize>>>,
    /// `[target][draw]`: still held in every year so far.
    held: Vec<Vec<bool>>,
    /// `[milestone][draw]`, one bit per target.
    met: Vec<Vec<u32>>,
    /// The same as if the counting scope had not changed; none if no target's indicator is split.
    same_scope: Option<Box<Attained<'a>>>,
}

impl<'a> Attained<'a> {
    /// Nothing met yet by any of `draws` draws.
    pub fn new(experiment: &'a Experiment, bound: &'a Bound, draws: usize) -> Self {
        let split = !bound.program.graph.parts.is_empty();
        let same_scope = split.then(|| Box::new(Self::one(experiment, bound, draws)));
        Self { same_scope, ..Self::one(experiment, bound, draws) }
    }

    fn one(experiment: &'a Experiment, bound: &'a Bound, draws: usize) -> Self {
        let targets = bound.targets.len();
        Self {
            same_scope: None,
            experiment,
            bound,
            first: vec![vec![None; draws]; targets],
            held: vec![vec![true; draws]; targets],
            met: vec![vec![0; draws]; experiment.milestones.len()],
        }
    }

    /// Looks at the targets at the end of a year.
    pub fn year(&mut self, index: usize, space: &Workspace) {
        self.one_year(index, space, |target| target);
        let parts = &self.bound.program.graph.parts;
        let split = |of: usize| parts.iter().find(|p| p.of == of).map_or(of, |p| p.same_scope);
        if let Some(same) = &mut self.same_scope {
            same.one_year(index, space, split);
        }
    }

    /// `read` gives the indicator that is looked at instead of a target's own.
    fn one_year(&mut self, index: usize, space: &Workspace, read: impl Fn(usize) -> usize) {
        let base_year = self.bound.program.graph.base_year;
        for (at, target) in self.bound.targets.iter().enumerate() {
            let milestones: Vec<usize> = (self.experiment.milestones.iter().enumerate())
                .filter(|(m, year)| self.experiment.evaluated(*m, **year, target, base_year) == index)
                .map(|(m, _)| m)
                .collect();
            let indicator = &self.bound.program.indicators()[read(target.indicator)];
            let node = indicator.city.expect("bound");
            debug_assert_eq!(self.bound.program.slots[node.index()], Scope::City);
            let values = space.slot(self.bound.slot(node));
            for (draw, value) in values[..self.first[at].len()].iter().enumerate() {
                let value = value * indicator.scale;
                let met = target.met_in(index, value, &mut self.held[at][draw]);
                // The first year counts even if the threshold is lost again.
                if self.first[at][draw].is_none() && target.met_by(value) {
                    self.first[at][draw] = Some(index);
                }
                for &milestone in &milestones {
                    self.met[milestone][draw] |= u32::from(met) << at;
                }
            }
        }
    }

    /// Adds some draws of the block to the counts; `reference` is what the first scenario met, or is
    /// told so.
    pub fn count(
        &self,
        tally: &mut Tally,
        shape: Shape,
        (strata, draws): (&[usize], Range<usize>),
        compare: bool,
        reference: &mut [Vec<u32>],
    ) {
        for (draw, &stratum) in strata.iter().enumerate().take(draws.end).skip(draws.start) {
            tally.draws[stratum] += 1;
            for (target, first) in self.first.iter().enumerate() {
                if let Some(year) = first[draw] {
                    tally.first[(stratum * shape.targets + target) * shape.years + year] += 1;
                }
            }
            for (milestone, met) in self.met.iter().enumerate() {
                let met = met[draw];
                let at = milestone * shape.strata + stratum;
                let combination = (self.experiment.main.iter().enumerate())
                    .fold(0, |sum, (bit, &target)| sum | (((met >> target) & 1) << bit));
                tally.joint[at * (1 << shape.main) + combination as usize] += 1;
                let before = if compare { reference[milestone][draw] } else { met };
                reference[milestone][draw] = if compare { before } else { met };
                let same = self.same_scope.as_ref().map_or(met, |same| same.met[milestone][draw]);
                for target in 0..shape.targets {
                    let (with, without) = ((met >> target) & 1, (same >> target) & 1);
                    tally.by_scope[at * shape.targets + target] += u64::from(with & !without & 1);
                    tally.despite_scope[at * shape.targets + target] += u64::from(without & !with & 1);
                    let (now, then) = ((met >> target) & 1, (before >> target) & 1);
                    tally.met[at * shape.targets + target] += u64::from(now);
                    tally.gained[at * shape.targets + target] += u64::from(now & !then & 1);
                    tally.lost[at * shape.targets + target] += u64::from(then & !now & 1);
                }
            }
        }
    }
}
