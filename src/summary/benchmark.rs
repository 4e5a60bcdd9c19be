//! What the city is compared with: figures of other places beside its own of the same year.
//!
//! Owns which of the case's figures stand beside which. Never: compares, ranks or converts.

use crate::case::{BenchmarkPoint, Case, Figure, Origin, Provenance, Source, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// An indicator in one year, of the city and of other places.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Benchmark {
    /// Identifier.
    pub indicator: String,
    /// Name of what is compared.
    pub name: Text,
    /// Unit of every number.
    pub unit: String,
    /// Year.
    pub year: i32,
    /// The city's published value of that year and definition.
    pub own: Option<f64>,
    /// Where that value was published.
    pub own_source: Option<Source>,
    /// The city's figure of that year that is not published: value, and P5 and P95 if it has a spread.
    pub estimate: Option<(f64, Option<(f64, f64)>)>,
    /// The other places, in order of the case.
    pub peers: Vec<Peer>,
}

/// A figure of another place.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Peer {
    /// The place.
    pub place: Text,
    /// Value.
    pub value: f64,
    /// The time it speaks of in one spelling, `2001` or `2001.1-6`.
    pub period: String,
    /// Last month that it counts, from January on; 12 for the whole year.
    pub last_month: u32,
    /// Why it must not be compared; none if it may.
    pub left_out: Option<LeftOut>,
    /// What exactly is counted.
    pub definition: String,
    /// Where it was read.
    pub origin: Origin,
    /// Source.
    pub source: Source,
    /// Anything else a reader should know.
    pub note: String,
}

/// Why a figure of another place is not compared.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LeftOut {
    /// It speaks of some months of the year.
    Months,
    /// It counts something else.
    Definition,
}

/// The comparisons of `points`, one per indicator and year, in order of their first rows.
pub(super) fn benchmarks(case: &Case, points: &[BenchmarkPoint]) -> Vec<Benchmark> {
    let mut found: Vec<Benchmark> = Vec::new();
    for point in points {
        let year = point.period.year;
        let at = found.iter().position(|b| (&b.indicator, b.year) == (&point.indicator, year));
        let at = at.unwrap_or_else(|| {
            found.push(begun(case, point, year));
            found.len() - 1
        });
        found[at].peers.push(peer(point));
    }
    found
}

fn begun(case: &Case, point: &BenchmarkPoint, year: i32) -> Benchmark {
    let same = |unit: &str| unit == point.unit;
    // Indicators of the city are figures with `city_` in front.
    let figure = point.indicator.strip_prefix("city_").and_then(|name| {
        let of_city = |f: &&Figure| f.zone.is_none() && f.scope.is_none() && f.year == year && same(&f.unit);
        case.figures.iter().filter(of_city).find(|f| f.indicator == name)
    });
    let published = |f: &&Figure| f.provenance == Provenance::Published;
    let marks = case.history.iter().filter(|p| p.zone.is_none() && p.same_definition && same(&p.unit));
    let mark = marks.into_iter().find(|p| p.indicator == point.indicator && p.year == year);
    let mark = mark.map(|p| (p.value, &p.source));
    let own = mark.or(figure.filter(published).map(|f| (f.value, &f.source)));
    Benchmark {
        indicator: point.indicator.clone(),
        name: point.name.clone(),
        unit: point.unit.clone(),
        year,
        own: own.map(|(value, _)| value),
        own_source: own.map(|(_, source)| source.clone()),
        estimate: figure.filter(|f| !published(f)).map(|f| (f.value, f.spread)),
        peers: Vec::new(),
    }
}

fn peer(point: &BenchmarkPoint) -> Peer {
    let months = (!point.period.is_year()).then_some(LeftOut::Months);
    Peer {
        place: point.place_name.clone(),
        value: point.value,
        period: point.period.to_string(),
        last_month: point.period.last_month,
        left_out: months.or((!point.same_definition).then_some(LeftOut::Definition)),
        definition: point.definition.clone(),
        origin: point.origin,
        source: point.source.clone(),
        note: point.note.clone(),
    }
}
