//! One draw many times over, each time with one luck at its median: what did that luck do?
//!
//! A block in which every place holds the same draw: the kernel computes a hundred of these
//! questions as fast as a hundred draws. Owns the luck of such a block. Never: ranks, counts.

use super::kernel::{Workspace, block_size};
use super::{Control, prepare};
use crate::error::{Code, Error, Result};
use crate::experiment::{BoundTarget, Experiment};
use crate::maths;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::Ordering;

/// Own scores of which each correlated score is made, by uncertainty; see
/// [`crate::model::copula::mixing_weights`].
pub type Weights = Vec<Vec<(usize, f64)>>;

/// A luck that is set to the median of its distribution.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct AtMedian {
    /// Index among the uncertainties of the scenario.
    pub uncertainty: usize,
    /// The zone; none for all of them, or the city.
    pub zone: Option<usize>,
    /// Index of the year; none for all of them, or what is drawn once.
    pub year: Option<usize>,
}

/// How a target came out.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct CameOut {
    /// The indicator's value in the year of the target, in the target's unit.
    pub value: f64,
    /// Distance on the good side of the threshold, in the same unit; of a target that must hold
    /// that of its worst year.
    pub margin: f64,
    /// Whether it is met.
    pub met: bool,
}

/// A target of a scenario in one draw: as it is, then with each luck in turn at its median.
///
/// A correlated luck is moved alone: the others keep their values. `weights` are those of the
/// scenario's uncertainties.
///
/// # Errors
/// [`Code::Interrupted`] if stopped, or those of preparing the run.
///
/// # Panics
/// If the machine cannot start a thread.
pub fn at_medians(
    experiment: &Experiment,
    (scenario, target): (usize, usize),
    draw: u64,
    (lucks, weights): (&[AtMedian], &Weights),
    control: &Control,
) -> Result<Vec<CameOut>> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(control.threads).build().expect("threads can be started");
    pool.install(|| {
        prepare(experiment)?;
        let keys = super::keys(experiment);
        let places = block_size(experiment.program.zones());
        let (names, weights) = renamed(experiment, scenario, weights);
        let moved = |luck: &AtMedian| Some(AtMedian { uncertainty: names[luck.uncertainty], ..*luck });
        let all: Vec<Option<AtMedian>> = std::iter::once(None).chain(lucks.iter().map(moved)).collect();
        let parts: Vec<Vec<CameOut>> = all
            .par_chunks(places)
            .map(|lucks| {
                if control.stop.load(Ordering::Relaxed) {
                    return Vec::new();
                }
                let same = SameDraw { draw, lucks: lucks.to_vec(), weights: weights.clone() };
                let mut space = Workspace::new(&experiment.program, &keys, places).of_one_draw(same);
                block_of(experiment, scenario, target, &mut space, lucks.len())
            })
            .collect();
        match control.stop.load(Ordering::Relaxed) {
            true => Err(Error::new(Code::Interrupted)),
            false => Ok(parts.concat()),
        }
    })
}

/// A scenario's uncertainties as the run numbers them, and the weights in these numbers.
fn renamed(experiment: &Experiment, scenario: usize, weights: &Weights) -> (Vec<usize>, Weights) {
    let all = &experiment.program.graph.uncertainties;
    let index: HashMap<&str, usize> = all.iter().enumerate().map(|(i, u)| (u.name.as_str(), i)).collect();
    let own = &experiment.scenarios[scenario].program.graph.uncertainties;
    let names: Vec<usize> =
        own.iter().map(|u| *index.get(u.name.as_str()).expect("a run has its scenarios' luck")).collect();
    let mut of_run: Weights = (0..all.len()).map(|i| vec![(i, 1.0)]).collect();
    for (name, row) in names.iter().zip(weights) {
        of_run[*name] = row.iter().map(|(other, weight)| (names[*other], *weight)).collect();
    }
    (names, of_run)
}

fn block_of(
    experiment: &Experiment,
    scenario: usize,
    target: usize,
    space: &mut Workspace,
    places: usize,
) -> Vec<CameOut> {
    let bound = &experiment.scenarios[scenario];
    let read: &BoundTarget = &bound.targets[target];
    let indicator = &bound.program.indicators()[read.indicator];
    let slot = bound.slot(indicator.city.expect("bound targets have a city value"));
    let at = read.year_index(bound.program.graph.base_year);
    let mut out = vec![CameOut { value: f64::NAN, margin: f64::INFINITY, met: false }; places];
    let mut held = vec![true; places];
    space.start(0);
    for index in 0..=at.min(bound.program.graph.years().saturating_sub(1)) {
        space.year(index);
        for ((one, held), value) in out.iter_mut().zip(&mut held).zip(space.slot(slot)) {
            one.value = value * indicator.scale;
            one.met = read.met_in(index, one.value, held) && index == at;
            if index == at || read.hold_from.is_some_and(|from| index >= from) {
                one.margin = one.margin.min(read.margin(one.value));
            }
        }
    }
    out
}

/// The luck of a block in which every place holds the same draw.
pub struct SameDraw {
    /// The draw.
    pub draw: u64,
    /// By place: what is at its median, numbered as in the program that runs. Places beyond are the draw as it is.
    lucks: Vec<Option<AtMedian>>,
    weights: Weights,
}

impl SameDraw {
    /// Fills a row: own luck `index` of a zone (or the city) and year, as a normal score or a uniform.
    ///
    /// `uniform` gives the own luck of any uncertainty there.
    pub fn fill(
        &self,
        out: &mut [f64],
        (index, score): (usize, bool),
        (zone, year): (usize, usize),
        uniform: impl Fn(usize) -> f64,
    ) {
        let own = uniform(index);
        out.fill(if score { maths::norm_quantile(own) } else { own });
        for (out, luck) in out.iter_mut().zip(&self.lucks) {
            let Some(luck) = luck else { continue };
            let here = luck.zone.is_none_or(|z| z == zone) && luck.year.is_none_or(|y| y == year);
            // Of a correlated group each member's weights are on itself and those before it: only members
            // from the moved one on have own scores that change.
            if here && self.weights[index].iter().any(|(other, _)| *other == luck.uncertainty) {
                let z = self.own_score(luck.uncertainty, index, &uniform);
                *out = if score { z } else { maths::norm_cdf(z) };
            }
        }
    }

    /// The own score of `index` that puts the correlated score of `still` at zero and leaves the other
    /// correlated scores where they are: forward substitution through the Cholesky factor.
    fn own_score(&self, still: usize, index: usize, uniform: &impl Fn(usize) -> f64) -> f64 {
        let mut own: Vec<(usize, f64)> = Vec::new();
        let mut after = 0.0;
        for (member, _) in &self.weights[index] {
            let row = &self.weights[*member];
            let before = |other: &usize| own.iter().find(|(m, _)| m == other).map_or(0.0, |(_, z)| *z);
            let drawn = |other: &usize| maths::norm_quantile(uniform(*other));
            let score = if *member == still { 0.0 } else { row.iter().map(|(o, w)| w * drawn(o)).sum() };
            let rest: f64 = row.iter().filter(|(o, _)| o != member).map(|(o, w)| w * before(o)).sum();
            let weight = row.iter().find(|(o, _)| o == member).map_or(0.0, |(_, w)| *w);
            // What is wholly made of others has no luck of its own to move.
            after = if weight > 1e-9 { (score - rest) / weight } else { drawn(member) };
            own.push((*member, after));
        }
        after
    }
}
