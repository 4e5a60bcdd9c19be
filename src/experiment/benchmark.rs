//! Figures of other places put beside what the city has: the same indicator in the same unit.
//!
//! Owns which indicator or figure of the city a row belongs to. Never: compares values.

use crate::case::{BenchmarkPoint, Case, unit};
use crate::error::{Code, Error, Result, all_of, nearest_name};
use crate::model::graph::Graph;

/// Figures of other places in the city's units, and a note for each that was converted.
///
/// # Errors
/// [`Code::BenchmarkUnknown`] or [`Code::BenchmarkUnit`] for every wrong row.
pub fn benchmarks(case: &Case, graph: &Graph) -> Result<(Vec<BenchmarkPoint>, Vec<Error>)> {
    let points = all_of(case.benchmarks.iter().map(|point| in_own_unit(case, graph, point)))?;
    let pairs = case.benchmarks.iter().zip(&points);
    let notes = pairs.filter(|(read, put)| read.unit != put.unit).map(|(read, put)| read.conversion(put));
    let notes = notes.collect();
    Ok((points, notes))
}

fn in_own_unit(case: &Case, graph: &Graph, point: &BenchmarkPoint) -> Result<BenchmarkPoint> {
    let modelled = graph.indicators.iter().filter(|i| i.city.is_some());
    let modelled = modelled.map(|i| (i.label.id.clone(), i.unit.as_str()));
    let figures = case.figures.iter().filter(|f| f.zone.is_none());
    let figures = figures.map(|f| (format!("city_{}", f.indicator), f.unit.as_str()));
    let known: Vec<(String, &str)> = modelled.chain(figures).collect();
    let Some((_, own)) = known.iter().find(|(id, _)| *id == point.indicator) else {
        let nearest = nearest_name(&point.indicator, known.iter().map(|(id, _)| id.as_str()));
        let error = Error::at(Code::BenchmarkUnknown, point.place.clone());
        return Err(error.with("indicator", &point.indicator).with_some("nearest", nearest));
    };
    if *own == point.unit {
        return Ok(point.clone());
    }
    point.in_unit(own).ok_or_else(|| {
        let (found, wanted) = (unit::quoted(&point.unit), unit::quoted(own));
        Error::at(Code::BenchmarkUnit, point.unit_place.clone())
            .with("indicator", &point.indicator)
            .named("found", found.0, found.1)
            .named("wanted", wanted.0, wanted.1)
    })
}
