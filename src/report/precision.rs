//! What the terminal says of precision: the sampler, when drawing stopped, what is too close to call.
//!
//! Owns those sentences. Never: decides what is precise enough.

use super::format;
use super::view::View;
use crate::summary::{Side, TargetResult};

/// Whether the draws do not tell on which side of the line a likelihood is.
pub(super) fn too_close(result: &TargetResult) -> bool {
    result.verdict.is_some_and(|verdict| verdict.side == Some(Side::TooClose))
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
