//! Points of the past put into the units of what they are drawn and compared with.
//!
//! Owns which indicator or figure a point belongs to. Never: draws or compares a value.

use crate::case::{Case, HistoryPoint, unit};
use crate::error::{Code, Error, Result, all_of};
use crate::model::graph::Graph;

/// Points of the past in the model's units, and a note for each pair of units that was converted.
///
/// Points of what neither the model nor the case has stay as they are.
///
/// # Errors
/// [`Code::HistoryUnit`] for every point in another kind of unit.
pub fn history(case: &Case, graph: &Graph) -> Result<(Vec<HistoryPoint>, Vec<Error>)> {
    let points = all_of(case.history.iter().map(|point| in_own_unit(case, graph, point)))?;
    let converted = case.history.iter().zip(&points).filter(|(read, put)| read.unit != put.unit);
    // One note a pair of units, with its first conversion as an example.
    let mut pairs: Vec<(&HistoryPoint, &HistoryPoint, u32)> = Vec::new();
    for (read, put) in converted {
        match pairs.iter_mut().find(|(first, to, _)| (&first.unit, &to.unit) == (&read.unit, &put.unit)) {
            Some((.., count)) => *count += 1,
            None => pairs.push((read, put, 1)),
        }
    }
    let notes = pairs.into_iter().map(|(read, put, count)| {
        let ((zh, en), found) = (unit::quoted(&put.unit), unit::quoted(&read.unit));
        Error::at(Code::UnitsConverted, read.value_place.clone())
            .with("column", "value")
            .with("n", count)
            .named("found", found.0, found.1)
            .named("unit", zh, en)
            .with("first", read.value)
            .with("second", put.value)
    });
    let notes = notes.collect();
    Ok((points, notes))
}

fn in_own_unit(case: &Case, graph: &Graph, point: &HistoryPoint) -> Result<HistoryPoint> {
    let modelled = graph.indicators.iter().find(|i| i.label.id == point.indicator);
    // Indicators of the city are figures with `city_` in front.
    let name = match point.zone {
        Some(_) => Some(point.indicator.as_str()),
        None => point.indicator.strip_prefix("city_"),
    };
    let same = |f: &&crate::case::Figure| {
        Some(f.indicator.as_str()) == name && f.zone.is_some() == point.zone.is_some()
    };
    let own = modelled.map(|i| i.unit.as_str());
    let own = own.or_else(|| case.figures.iter().find(same).map(|figure| figure.unit.as_str()));
    let Some(own) = own.filter(|own| *own != point.unit) else { return Ok(point.clone()) };
    point.in_unit(own).ok_or_else(|| {
        let (found, wanted) = (unit::quoted(&point.unit), unit::quoted(own));
        Error::at(Code::HistoryUnit, point.unit_place.clone())
            .with("indicator", &point.indicator)
            .named("found", found.0, found.1)
            .named("wanted", wanted.0, wanted.1)
    })
}
