//! Which years of a target's path can still be handed down, and what the city's row says there.
//!
//! Owns both rules, so that documents, files and the terminal agree. Never: computes a statistic.

use super::format::wanted;
use super::view::View;
use crate::analysis::tables::TargetTable;
use crate::summary::TargetHead;
use std::ops::Range;

/// The positions in `years` (a path's, from the base year on) that had not ended when the data was
/// taken: nothing can be asked of a year that is over. At least the last, the target's own year; never
/// the base year beside it.
pub(super) fn open(view: &View, years: &[i32]) -> Range<usize> {
    let digits = view.summary.case.as_of.get(..4).unwrap_or_default();
    let now = digits.parse::<i32>().unwrap_or(i32::MIN);
    let last = years.len().saturating_sub(1);
    let first = years.iter().position(|&year| year >= now).unwrap_or(last);
    first.clamp(1.min(last), last)..years.len()
}

/// What the city's row says in place of a value if all zones keep a level that is better than the
/// city's target: the limit that it has to hold, such as `<1`, for the zones do not add up to it.
pub(super) fn limit(view: &View, head: &TargetHead, table: &TargetTable) -> Option<String> {
    let zones = table.zones.as_ref()?;
    let end = table.city.path.len() - 1;
    let sum: f64 = zones.iter().map(|zone| zone.weights[end] * zone.line.path[end]).sum();
    let city = table.city.path[end];
    let apart = (sum - city).abs() > 1e-6 * city.abs().max(1.0);
    apart.then(|| wanted(head.operator, table.threshold, "1", false, view.lang))
}
