//! What the terminal says of precision: the sampler, when drawing stopped, what is too close to call.
//!
//! Owns those sentences. Never: decides what is precise enough.

use super::format;
use super::view::View;
use crate::message::scale::{self, Sureness};
use crate::summary::{Likelihood, Side, TargetResult};

/// Points of error above which the interval stands for the likelihood.
const WIDE: f64 = 10.0;

/// `67% ±1`: the farther end of the sampling interval in points, rounded up. Beside `<1%` and `>99%`
/// the other end of the interval if it is not as close, and the interval alone if it is wide.
pub(super) fn with_error(probability: f64, (low, high): (f64, f64)) -> String {
    let text = scale::percent(probability);
    let points = ((high - probability).max(probability - low) * 100.0 - 1e-9).ceil().max(1.0);
    if text.starts_with(['<', '>']) || points > WIDE {
        return format::interval(&Likelihood { probability, interval: (low, high) });
    }
    format!("{text} ±{points}")
}

/// Whether the draws do not tell on which side of the line a likelihood is.
pub(super) fn too_close(result: &TargetResult) -> bool {
    result.verdict.is_some_and(|verdict| verdict.side == Some(Side::TooClose))
}

/// What the marks beside words mean, as far as there are any in the policy's year.
pub(super) fn unsure(view: &View, year: i32) -> Vec<String> {
    let results = view.summary.scenarios.iter().flat_map(|scenario| &scenario.likelihoods);
    let shown =
        |r: &&TargetResult| r.year == year && r.scope.is_none() && view.summary.targets[r.target].main;
    let found: std::collections::BTreeSet<Sureness> = results
        .filter(shown)
        .map(|r| view.judged(&view.summary.targets[r.target], &r.likelihood).1)
        .collect();
    let borderline =
        found.contains(&Sureness::Borderline).then(|| format!("≈ {}", view.word("borderline-note")));
    let few = found.contains(&Sureness::TooFew).then(|| view.word("too-few-note").to_owned());
    borderline.into_iter().chain(few).collect()
}

/// The notes of a run with another sampler, to be precise, or judged by a line; none of others.
pub(super) fn notes(view: &View) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(sampler) = &view.summary.sampler {
        let [replicates, draws] = [sampler.replicates, sampler.draws].map(|number| number.to_string());
        let dimensions = sampler.dimensions.map(|number| number.to_string());
        let mut named = vec![("replicates", replicates.as_str()), ("draws", &draws)];
        named.extend(dimensions.as_ref().map(|number| ("dimensions", number.as_str())));
        notes.push(view.fill(if dimensions.is_some() { "sobol-note" } else { "sampler-note" }, &named));
    }
    if view.summary.percentiles.is_some() {
        notes.push(view.word("exact-note").to_owned());
    }
    let Some(judged) = &view.summary.judged else { return notes };
    let percent = |share: f64| format::plain(crate::summary::rounded(share * 100.0));
    let draws = view.summary.draws.to_string();
    let (line, open) = (judged.line.map(percent), judged.open.to_string());
    if let Some(until) = judged.until.map(percent) {
        let mut named = vec![("draws", draws.as_str()), ("until", &until), ("open", &open)];
        let widest = format::number(judged.widest * 100.0, 2);
        named.push(("widest", &widest));
        named.extend(line.as_ref().map(|line| ("line", line.as_str())));
        let key = if judged.open > 0 { "until-open-note" } else { "until-note" };
        notes.push(view.fill(key, &named));
    }
    let results = view.summary.scenarios.iter().flat_map(|scenario| &scenario.likelihoods);
    if let Some(line) = line.filter(|_| results.into_iter().any(too_close)) {
        notes.push(view.fill("too-close-note", &[("draws", &draws), ("line", &line)]));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likelihoods_are_whole_percent() {
        assert_eq!(with_error(0.3748, (0.3681, 0.3815)), "37% ±1");
        assert_eq!(with_error(0.5, (0.46, 0.54)), "50% ±4");
        assert_eq!(with_error(0.0, (0.0, 0.0002)), "<1%");
        // No hit in 100 draws and in one, every hit in 100: Wilson's intervals, rounded outwards.
        assert_eq!(with_error(0.0, (0.0, 0.0370)), "≤4%");
        assert_eq!(with_error(1.0, (0.9630, 1.0)), "≥96%");
        assert_eq!(with_error(0.0, (0.0, 0.7935)), "≤80%");
        assert_eq!(with_error(0.5, (0.1500, 0.8500)), "15–85%");
    }
}
