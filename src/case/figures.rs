//! `zones.csv` and `city.csv`: figures in long format, one a row.
//!
//! Owns their columns. Never: checks figures against each other (see `validate`).

use super::amount::{Amount, read_amount};
use super::catches::{check_years, looked_through};
use super::keepers::Keeper;
use super::records::TableFile;
use super::source::ADDRESS;
use super::table::{Row, read_table};
use super::wide::Wide;
use super::{CountingScope, Figure, Zone};
use crate::error::{Result, Together};

const ZONE_COLUMNS: &[&str] = &[
    "zone",
    "scope",
    "indicator",
    "unit",
    "share_of",
    "definition",
    "year",
    "vintage",
    "price_basis",
    "value",
    "low",
    "high",
    "provenance",
    "issuer",
    "title",
    "document",
    "date",
    "note",
];

pub(super) const PRICE_BASES: &[(&str, &str)] = &[("nominal", "nominal"), ("comparable", "comparable")];

/// What a zone's figure can be a share of.
const WHOLES: &[(&str, bool)] = &[("city", true)];

/// Reads `zones.csv`; office tables fill the rows that wait for their value.
pub(super) fn read_zone_figures(
    file: &TableFile,
    zones: &[Zone],
    scopes: &[CountingScope],
    (tables, keepers): (&[Wide], &[Keeper]),
) -> Result<Vec<Figure>> {
    let mut rows = read_table(file, ZONE_COLUMNS, &[ADDRESS])?;
    for table in tables {
        let strange = table.check_columns(&rows.rows);
        rows.faults.extend(strange);
        table.fill(&mut rows, zones, keepers, file);
    }
    let rows = looked_through(rows, file)?;
    check_years(&rows.rows, file);
    rows.each(|row| {
        let (zone, figure) = (row.field("zone").zone(zones), read_figure(row, scopes)).together()?;
        Ok(Figure { zone: Some(zone), ..figure })
    })
}

/// Reads `city.csv`: the same columns without `zone`.
pub(super) fn read_city_figures(file: &TableFile, scopes: &[CountingScope]) -> Result<Vec<Figure>> {
    let columns = ZONE_COLUMNS.get(1..).unwrap_or_default();
    let rows = looked_through(read_table(file, columns, &[ADDRESS])?, file)?;
    rows.each(|row| read_figure(row, scopes))
}

/// A figure of the city, whatever its table.
fn read_figure(row: &Row, scopes: &[CountingScope]) -> Result<Figure> {
    let optional = |column| Some(row.field(column)).filter(|field| !field.is_empty());
    let (scope, indicator, share_of_city, definition, year, price_basis, amount) = (
        row.field("scope").scope(scopes),
        row.field("indicator").required(),
        optional("share_of").map_or(Ok(false), |field| field.word(WHOLES)),
        row.field("definition").required(),
        row.field("year").year(),
        optional("price_basis").map_or(Ok(""), |field| field.word(PRICE_BASES)),
        read_amount(row),
    )
        .together()?;
    let Amount { unit, value, spread, provenance, source, note } = amount;
    Ok(Figure {
        zone: None,
        scope,
        indicator,
        unit: unit.zh.to_owned(),
        share_of_city,
        definition,
        year,
        vintage: row.field("vintage").text.clone(),
        price_basis: price_basis.to_owned(),
        value,
        spread,
        provenance,
        source,
        note,
        place: row.field("indicator").place.clone(),
        unit_place: row.field("unit").place.clone(),
        value_place: row.field("value").place.clone(),
        definition_place: row.field("definition").place.clone(),
        price_place: row.field("price_basis").place.clone(),
    })
}
