//! Checks of figures against each other, after all of them are read.
//!
//! Owns: no figure twice, one unit per indicator, every scope given, shares of a
//! whole within the whole. Never: judges whether a figure is plausible.

use super::{Block, CountingScope, Figure, HistoryPoint, Zone, unit};
use crate::error::{Code, Error, Place, Result, all_of};

/// Checks start values.
pub(super) fn check_figures(figures: &[Figure], zones: &[Zone], scopes: &[CountingScope]) -> Result<()> {
    check_twice(figures)?;
    let city = figures.iter().filter(|figure| figure.zone.is_none());
    let by_zone = figures.iter().filter(|figure| figure.zone.is_some());
    let checks = [
        check_units(city.map(|figure| (figure.indicator.as_str(), figure.unit.as_str(), &figure.unit_place))),
        check_units(
            by_zone.map(|figure| (figure.indicator.as_str(), figure.unit.as_str(), &figure.unit_place)),
        ),
        check_scopes_complete(figures, zones, scopes),
        check_shares(figures, scopes),
    ];
    all_of(checks).map(|_| ())
}

/// Checks that blocks agree on the unit of each quantity.
pub(super) fn check_blocks(blocks: &[Block]) -> Result<()> {
    let amounts = blocks.iter().flat_map(|block| &block.amounts);
    check_units(amounts.map(|amount| (amount.indicator.as_str(), amount.unit.as_str(), &amount.unit_place)))
}

/// Checks that the points of one chart line are in one unit.
pub(super) fn check_history(history: &[HistoryPoint]) -> Result<()> {
    check_units(
        history.iter().map(|point| (point.indicator.as_str(), point.unit.as_str(), &point.unit_place)),
    )
}

/// A figure of a zone under a scope is given once; no scope means every scope.
fn check_twice(figures: &[Figure]) -> Result<()> {
    let faults = figures.iter().enumerate().filter_map(|(i, figure)| {
        let twin = figures.iter().take(i).find(|other| {
            let scopes_meet = other.scope == figure.scope || other.scope.is_none() || figure.scope.is_none();
            other.zone == figure.zone && other.indicator == figure.indicator && scopes_meet
        });
        let error = Error::at(Code::FigureTwice, figure.place.clone()).with("figure", &figure.indicator);
        twin.map(|twin| error.with("line", twin.place.line))
    });
    Error::of_all(faults).map_or(Ok(()), Err)
}

/// One indicator has one unit, because nothing converts 万元 to 亿元 later. What most of its rows say
/// counts (of equals the first), and the others are at fault.
fn check_units<'a>(rows: impl Iterator<Item = (&'a str, &'a str, &'a Place)>) -> Result<()> {
    let rows: Vec<_> = rows.collect();
    // Indicator and unit with the line of the first such row and the number of them.
    let mut seen: Vec<(&str, &str, u32, usize)> = Vec::new();
    for (indicator, unit, place) in &rows {
        match seen.iter_mut().find(|(known, of, ..)| (*known, *of) == (*indicator, *unit)) {
            Some((.., count)) => *count += 1,
            None => seen.push((indicator, unit, place.line, 1)),
        }
    }
    let usual = |indicator: &str| {
        let all = seen.iter().filter(|(known, ..)| *known == indicator);
        all.reduce(|most, of| if of.3 > most.3 { of } else { most })
    };
    let fault = |(indicator, unit, place): &(&str, &str, &Place)| {
        let (_, most, line, _) = usual(indicator).filter(|(_, most, ..)| most != unit)?;
        let (found, first) = (unit::quoted(unit), unit::quoted(most));
        Some(
            Error::at(Code::MixedUnits, (*place).clone())
                .with("figure", *indicator)
                .named("found", found.0, found.1)
                .named("first", first.0, first.1)
                .with("line", line),
        )
    };
    Error::of_all(rows.iter().filter_map(fault)).map_or(Ok(()), Err)
}

/// A figure given under one scope is needed under all of them.
fn check_scopes_complete(figures: &[Figure], zones: &[Zone], scopes: &[CountingScope]) -> Result<()> {
    let mut faults = Vec::new();
    for (at, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.scope.is_some()) {
        let same = |other: &&Figure| other.zone == figure.zone && other.indicator == figure.indicator;
        // Its first row stands for all of a figure.
        if figures.iter().take(at).any(|other| same(&other)) {
            continue;
        }
        let given: Vec<usize> = figures.iter().filter(same).filter_map(|other| other.scope).collect();
        for (_, scope) in scopes.iter().enumerate().filter(|(i, _)| !given.contains(i)) {
            let error = Error::at(Code::ScopeMissing, figure.place.clone())
                .with("figure", &figure.indicator)
                .with("scope", &scope.id);
            faults.push(match figure.zone.and_then(|i| zones.get(i)) {
                Some(zone) => error.named("zone", &zone.name.zh, &zone.name.en),
                None => error,
            });
        }
    }
    Error::of_all(faults).map_or(Ok(()), Err)
}

/// Zones' shares of the city are at most the city, under every scope.
fn check_shares(figures: &[Figure], scopes: &[CountingScope]) -> Result<()> {
    let shares = all_of(figures.iter().filter(|figure| figure.share_of_city).map(share_in_percent))?;
    let mut faults = Vec::new();
    for (i, scope) in scopes.iter().enumerate() {
        let mut sums: Vec<(&str, f64)> = Vec::new();
        for (figure, share) in shares.iter().filter(|(figure, _)| figure.scope.is_none_or(|s| s == i)) {
            let index = sums.iter().position(|(known, _)| *known == figure.indicator).unwrap_or_else(|| {
                sums.push((&figure.indicator, 0.0));
                sums.len() - 1
            });
            let Some((_, sum)) = sums.get_mut(index) else { continue };
            let before = *sum;
            *sum += share;
            // A sum of decimals may miss 100 by the last bits. The first row that is too much tells it.
            if *sum > 100.0 + 1e-6 && before <= 100.0 + 1e-6 {
                faults.push(
                    Error::at(Code::SharesOverWhole, figure.value_place.clone())
                        .with("figure", &figure.indicator)
                        .with_some("scope", (scopes.len() > 1).then_some(&scope.id))
                        .with("sum", (*sum * 100.0).round() / 100.0),
                );
            }
        }
    }
    Error::of_all(faults).map_or(Ok(()), Err)
}

fn share_in_percent(figure: &Figure) -> Result<(&Figure, f64)> {
    match unit::find(&figure.unit) {
        Some(unit) if unit.zh == "%" => Ok((figure, figure.value)),
        Some(unit) if unit.zh == "1" => Ok((figure, figure.value * 100.0)),
        _ => {
            let (zh, en) = unit::quoted(&figure.unit);
            let error =
                Error::at(Code::ShareUnit, figure.unit_place.clone()).with("figure", &figure.indicator);
            Err(error.named("unit", zh, en))
        }
    }
}
