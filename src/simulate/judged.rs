//! One target in every draw: its indicator's value in the year looked at, and whether it is met.
//!
//! For picking single draws. Owns the loop over blocks; the values are the kernel's own. Never: counts.

use super::kernel::{Workspace, block_size};
use super::{Control, Fault, culprit, prepare};
use crate::error::{Code, Error, Result};
use crate::experiment::Experiment;
use rayon::prelude::*;
use std::sync::atomic::Ordering;

/// A target in one draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The draw.
    pub draw: u64,
    /// The indicator's value in the year of the target, in the target's unit.
    pub value: f64,
    /// Whether the draw meets the target, held in every year in which it must.
    pub met: bool,
    /// Index of the draw's counting scope; 0 if the case has one only.
    pub scope: usize,
    /// The city's values of further indicators in the same year, in their units, as they were asked for.
    pub beside: Vec<f64>,
}

/// Judges every draw of an experiment by one target of one scenario, in order of the draws; `beside` are
/// further indicators to be told of each, by their place; one without a value of the city is left out.
///
/// # Errors
/// [`Code::NotFinite`] with the first draw whose value is not finite; [`Code::Interrupted`] if stopped.
///
/// # Panics
/// If the machine cannot start a thread.
pub fn judge(
    experiment: &Experiment,
    scenario: usize,
    target: usize,
    beside: &[usize],
    control: &Control,
) -> Result<Vec<Judged>> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(control.threads).build().expect("threads can be started");
    pool.install(|| {
        prepare(experiment)?;
        let keys = super::keys(experiment);
        let block = block_size(experiment.program.zones());
        let firsts: Vec<u64> = (0..experiment.draws).step_by(block).collect();
        let judged: Vec<Vec<Judged>> = firsts
            .par_iter()
            .map_init(
                || Workspace::new(&experiment.program, &keys, block),
                |space, &first| {
                    if control.stop.load(Ordering::Relaxed) {
                        return Vec::new();
                    }
                    let judged = block_of(experiment, scenario, (target, beside), space, first);
                    (control.progress)(judged.len() as u64);
                    judged
                },
            )
            .collect();
        if control.stop.load(Ordering::Relaxed) {
            return Err(Error::new(Code::Interrupted));
        }
        let judged: Vec<Judged> = judged.concat();
        match judged.iter().find(|one| !one.value.is_finite()) {
            Some(one) => Err(culprit(experiment, Fault { draw: one.draw, scenario })),
            None => Ok(judged),
        }
    })
}

fn block_of(
    experiment: &Experiment,
    scenario: usize,
    (target, beside): (usize, &[usize]),
    space: &mut Workspace,
    first: u64,
) -> Vec<Judged> {
    let bound = &experiment.scenarios[scenario];
    let read = &bound.targets[target];
    let indicator = &bound.program.indicators()[read.indicator];
    let slot = bound.slot(indicator.city.expect("bound targets have a city value"));
    let at = experiment.evaluated(0, 0, read, bound.program.graph.base_year);
    let years = bound.program.graph.years();
    let draws = (experiment.draws - first).min(space.draws() as u64) as usize;
    let others = beside.iter().filter_map(|at| {
        let indicator = bound.program.indicators().get(*at)?;
        Some((bound.slot(indicator.city?), indicator.scale))
    });
    let others: Vec<_> = others.collect();
    let unjudged = |draw| Judged { draw, value: f64::NAN, met: false, scope: 0, beside: Vec::new() };
    let mut judged: Vec<Judged> = (first..first + draws as u64).map(unjudged).collect();
    let scopes = bound.program.graph.stratum.map(|node| bound.slot(node));
    let mut held = vec![true; judged.len()];
    space.start(first);
    for index in 0..=at.min(years.saturating_sub(1)) {
        space.year(index);
        // As the counts read it: in the base year.
        if let (0, Some(scopes)) = (index, scopes) {
            let last = experiment.strata - 1;
            judged
                .iter_mut()
                .zip(space.slot(scopes))
                .for_each(|(one, x)| one.scope = (*x as usize).min(last));
        }
        for ((one, held), value) in judged.iter_mut().zip(&mut held).zip(space.slot(slot)) {
            one.value = value * indicator.scale;
            one.met = read.met_in(index, one.value, held) && index == at;
        }
        for (slot, scale) in others.iter().filter(|_| index == at) {
            let values = judged.iter_mut().zip(space.slot(*slot));
            values.for_each(|(one, value)| one.beside.push(value * scale));
        }
    }
    judged
}
