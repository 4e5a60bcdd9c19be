//! Single draws of an indicator, and what a test needs to judge them.
//!
//! The summary shows percentiles only; here every draw is read from the workspace
//! of the block kernel. Never: estimates what `summary` estimates.

use std::sync::Arc;
use zonecast::case::Case;
use zonecast::compile::{Program, compile};
use zonecast::message::{Lang, say};
use zonecast::simulate::{Keys, Workspace, block_size};

/// The compiled baseline of a model script.
pub fn program(case: &Arc<Case>, script: &str) -> Program {
    let model = super::model(case, script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    compile(&model.graph).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

/// The compiled program of a scenario script on a model script.
pub fn program_of(case: &Arc<Case>, script: &str, scenario: &str) -> Program {
    let model = super::model(case, script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let traced = super::scenario(&model, scenario).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    compile(&traced.scenario.graph).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)))
}

/// Values `[year index][draw]` of an indicator in the model's own number, for a zone or the city.
pub fn draws(program: &Program, seed: u64, id: &str, zone: Option<usize>, n: usize) -> Vec<Vec<f64>> {
    let indicator = program.indicators().iter().find(|i| i.label.id == id).expect("declared");
    let slot = if zone.is_some() { indicator.zone } else { indicator.city }.expect("has this scope").index();
    let keys = Keys::new(program, seed);
    let block = block_size(program.zones());
    let mut space = Workspace::new(program, &keys, block);
    let mut values = vec![Vec::with_capacity(n + block); program.graph.years()];
    for first in (0..n).step_by(block) {
        space.run(first as u64, |year, space| {
            let slot = space.slot(slot);
            let row = if slot.len() == block { 0 } else { zone.unwrap_or(0) };
            values[year].extend_from_slice(&slot[row * block..(row + 1) * block]);
        });
    }
    values.iter_mut().for_each(|v| v.truncate(n));
    values
}

/// Mean and variance.
pub fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0))
}

/// Asserts mean and variance within five standard errors, which the draws themselves give.
#[track_caller]
pub fn check_moments(values: &[f64], mean: f64, variance: f64) {
    let n = values.len() as f64;
    let (m, v) = moments(values);
    let fourth = values.iter().map(|x| (x - m).powi(4)).sum::<f64>() / n;
    let (mean_error, variance_error) = ((v / n).sqrt(), ((fourth - v * v) / n).sqrt());
    assert!((m - mean).abs() <= 5.0 * mean_error, "mean {m} +- {mean_error}, not {mean}");
    assert!((v - variance).abs() <= 5.0 * variance_error, "variance {v} +- {variance_error}, not {variance}");
}

/// Asserts that a share of `n` draws is within five standard errors of a probability.
#[track_caller]
pub fn check_share(found: f64, probability: f64, n: usize) {
    let error = (probability * (1.0 - probability) / n as f64).sqrt();
    assert!((found - probability).abs() <= 5.0 * error + 1e-12, "{found}, not {probability} +- {error}");
}

/// Share of the values for which a condition holds.
pub fn share(values: &[f64], holds: impl Fn(f64) -> bool) -> f64 {
    values.iter().filter(|x| holds(**x)).count() as f64 / values.len() as f64
}
