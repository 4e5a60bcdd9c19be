//! Figures of other places against what the city has: the same indicator in the same unit.
//!
//! Owns that check. Never: compares values.

use crate::case::{BenchmarkPoint, Case, unit};
use crate::error::{Code, Error, Result, nearest_name};
use crate::model::graph::Graph;

/// Checks every figure of another place.
///
/// # Errors
/// [`Code::BenchmarkUnknown`] or [`Code::BenchmarkUnit`] with the row.
pub(super) fn check(case: &Case, graph: &Graph) -> Result<()> {
    Error::of_all(case.benchmarks.iter().filter_map(|point| fault(case, graph, point))).map_or(Ok(()), Err)
}

fn fault(case: &Case, graph: &Graph, point: &BenchmarkPoint) -> Option<Error> {
    let modelled = graph.indicators.iter().filter(|i| i.city.is_some());
    let modelled = modelled.map(|i| (i.label.id.clone(), i.unit.as_str()));
    let figures = case.figures.iter().filter(|f| f.zone.is_none());
    let figures = figures.map(|f| (format!("city_{}", f.indicator), f.unit.as_str()));
    let known: Vec<(String, &str)> = modelled.chain(figures).collect();
    match known.iter().find(|(id, _)| *id == point.indicator) {
        None => Some(
            Error::at(Code::BenchmarkUnknown, point.place.clone())
                .with("indicator", &point.indicator)
                .with_some(
                    "nearest",
                    nearest_name(&point.indicator, known.iter().map(|(id, _)| id.as_str())),
                ),
        ),
        Some((_, own)) if *own != point.unit => {
            let (found, wanted) = (unit::quoted(&point.unit), unit::quoted(own));
            Some(
                Error::at(Code::BenchmarkUnit, point.place.clone())
                    .with("indicator", &point.indicator)
                    .named("found", found.0, found.1)
                    .named("wanted", wanted.0, wanted.1),
            )
        }
        Some(_) => None,
    }
}
