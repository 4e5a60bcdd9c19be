//! Outlooks in words: scope by scope where that differs, and how a likelihood changes against the baseline.
//!
//! Owns the words for changes, shared by charts and documents. Never: prints a likelihood as a number,
//! computes one.

use super::terminal::short;
use super::view::View;
use crate::case::Force;
use crate::message::scale::Wording;
use crate::summary::{ScenarioSummary, TargetHead, TargetResult};

/// A change of a likelihood from which it is clear, in `0.0..=1.0`.
const CLEAR: f64 = 0.1;

/// A change less than this is called none: likelihoods are told in whole points.
pub(super) const SLIGHT: f64 = 0.005;

/// The words of a likelihood without what they advise; what others decide is to be strived for.
pub(super) fn words(view: &View, target: &TargetHead, probability: f64) -> &'static str {
    match target.force {
        Force::Batch if view.wording == Wording::Formal => view.word("strive-for"),
        _ => short(view.wording(target, probability)),
    }
}

/// The likelihoods of a target counting scope by counting scope, where their words differ under some
/// scenario: all draws together would stand for none of them, and a reader compares scenarios.
pub(super) fn by_scope(
    view: &View,
    scenario: &ScenarioSummary,
    target: usize,
    year: i32,
) -> Option<Vec<f64>> {
    let found = |scenario: &ScenarioSummary| -> Vec<f64> {
        let of = |scope| {
            let own = |r: &&TargetResult| (r.target, r.year, r.scope) == (target, year, Some(scope));
            scenario.likelihoods.iter().find(own)
        };
        let results = (0..view.summary.case.scopes.len()).filter_map(of);
        results.map(|r| r.likelihood.probability).collect()
    };
    let apart = |scenario: &ScenarioSummary| {
        let (head, found) = (view.as_read(scenario, target), found(scenario));
        found.iter().any(|p| words(view, &head, *p) != words(view, &head, found[0]))
    };
    view.summary.scenarios.iter().any(apart).then(|| found(scenario))
}

/// The word for a change against the baseline, and the change; nothing if there is none to speak of.
pub(super) fn change(result: &TargetResult) -> Option<(&'static str, f64)> {
    let (change, low, high) = result.change?;
    let key = match (improves((change, low, high)), worsens((change, low, high))) {
        (true, _) if change >= CLEAR => "much-better",
        (true, _) => "better",
        (_, true) if change <= -CLEAR => "much-worse",
        (_, true) => "worse",
        _ => return None,
    };
    Some((key, change))
}

/// Whether a change of a likelihood (with its 95 % interval) is worth a word: surely above zero, and
/// half a point at least.
pub(super) fn improves((change, low, _): (f64, f64, f64)) -> bool {
    low > 0.0 && change >= SLIGHT
}

/// Whether a change of a likelihood is for the worse, by the same rule.
pub(super) fn worsens((change, low, high): (f64, f64, f64)) -> bool {
    improves((-change, -high, -low))
}
