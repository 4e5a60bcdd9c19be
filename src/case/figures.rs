//! `zones.csv` and `city.csv`: figures in long format, one a row.
//!
//! Owns their columns. Never: checks figures against each other (see `validate`).

use super::amount::{Amount, read_amount};
use super::catches::looked_through;
use super::records::TableFile;
use super::table::{Row, read_table};
use super::{CountingScope, Figure, Zone};
use crate::error::{Result, all_of};

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

/// Reads `zones.csv`.
pub(super) fn read_zone_figures(
    file: &TableFile,
    zones: &[Zone],
    scopes: &[CountingScope],
) -> Result<Vec<Figure>> {
    let rows = looked_through(read_table(file, ZONE_COLUMNS, &[])?, file)?;
    all_of(rows.iter().map(|row| read_figure(row, Some(row.field("zone").zone(zones)?), scopes)))
}

/// Reads `city.csv`: the same columns without `zone`.
pub(super) fn read_city_figures(file: &TableFile, scopes: &[CountingScope]) -> Result<Vec<Figure>> {
    let columns = ZONE_COLUMNS.get(1..).unwrap_or_default();
    let rows = looked_through(read_table(file, columns, &[])?, file)?;
    all_of(rows.iter().map(|row| read_figure(row, None, scopes)))
}

fn read_figure(row: &Row, zone: Option<usize>, scopes: &[CountingScope]) -> Result<Figure> {
    let scope = row.field("scope").scope(scopes)?;
    let indicator = row.field("indicator");
    let share_of = row.field("share_of");
    let share_of_city = !share_of.is_empty() && share_of.word(WHOLES)?;
    let price_basis = row.field("price_basis");
    let price_basis = if price_basis.is_empty() { "" } else { price_basis.word(PRICE_BASES)? };
    let Amount { unit, value, spread, provenance, source, note } = read_amount(row)?;
    Ok(Figure {
        zone,
        scope,
        indicator: indicator.required()?,
        unit: unit.zh.to_owned(),
        share_of_city,
        definition: row.field("definition").required()?,
        year: row.field("year").year()?,
        vintage: row.field("vintage").text.clone(),
        price_basis: price_basis.to_owned(),
        value,
        spread,
        provenance,
        source,
        note,
        place: indicator.place.clone(),
    })
}
