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

/// The results of a target counting scope by counting scope, where their words differ under some scenario in
/// one of the years `beside`: all draws together would stand for none of them, and a reader compares
/// scenarios and years.
pub(super) fn by_scope<'a>(
    view: &View,
    scenario: &'a ScenarioSummary,
    target: usize,
    year: i32,
    beside: &[i32],
) -> Option<Vec<&'a TargetResult>> {
    fn found(of: &ScenarioSummary, scopes: usize, target: usize, year: i32) -> Vec<&TargetResult> {
        let of = |scope| {
            let own = |r: &&TargetResult| (r.target, r.year, r.scope) == (target, year, Some(scope));
            of.likelihoods.iter().find(own)
        };
        (0..scopes).filter_map(of).collect()
    }
    let scopes = view.summary.case.scopes.len();
    let apart = |scenario: &ScenarioSummary, year: i32| {
        let (head, found) = (view.as_read(scenario, target), found(scenario, scopes, target, year));
        let said = |r: &TargetResult| words(view, &head, r.likelihood.probability);
        found.iter().any(|r| said(r) != said(found[0]))
    };
    let told = |year: &i32| view.summary.scenarios.iter().any(|scenario| apart(scenario, *year));
    beside.iter().any(told).then(|| found(scenario, scopes, target, year))
}

/// What stands before and behind the strokes between outlooks.
pub(super) fn strokes_note(view: &View) -> String {
    let scopes: Vec<&str> = view.summary.case.scopes.iter().map(|scope| view.text(&scope.name)).collect();
    view.fill("scopes-apart-note", &[("scopes", &scopes.join(view.lang.pick("、", ", ")))])
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
