//! `zones.csv` and `city.csv`: figures in long format, one a row.
//!
//! Owns their columns. Never: checks figures against each other (see `validate`).

use super::amount::{Amount, read_amount};
use super::catches::{check_years, looked_through};
use super::columns::{half_width, is_sum};
use super::keepers::Keeper;
use super::records::TableFile;
use super::source::ADDRESS;
use super::table::{Row, Rows, read_table};
use super::wide::Wide;
use super::{CountingScope, Figure, Zone};
use crate::error::{Code, Error, Result, Together, nearest_name};

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
    // Mistakes of office tables leave cells empty, which says nothing more.
    let strange: Vec<Error> = tables.iter().flat_map(|table| table.check_columns(&rows.rows)).collect();
    let filled = tables.iter().flat_map(|table| table.fill(&mut rows.rows, zones, keepers, file));
    let faults: Vec<Error> = filled.collect();
    Error::of_all(strange.into_iter().chain(faults)).map_or(Ok(()), Err)?;
    rows.rows.retain(|row| {
        let zone = row.field("zone");
        let sum = is_sum(&zone.text);
        if sum {
            file.note(zone.error(Code::SumSkipped).with("found", &zone.text));
        }
        !sum
    });
    let rows = looked_through(called_by_id(rows, keepers), file)?;
    check_years(&rows.rows, file);
    rows.each(|row| {
        let (zone, figure) = (row.field("zone").zone(zones), read_figure(row, scopes)).together()?;
        Ok(Figure { zone: Some(zone), ..figure })
    })
}

/// Rows whose indicator is called by its keeper's name get its identifier.
fn called_by_id(mut rows: Rows, keepers: &[Keeper]) -> Rows {
    for row in &mut rows.rows {
        let Some(field) = row.fields.iter_mut().find(|field| field.name == "indicator") else { continue };
        if field.text.is_ascii() || keepers.is_empty() {
            continue;
        }
        let names = || keepers.iter().map(|keeper| keeper.name.zh.as_str());
        match keepers.iter().find(|keeper| half_width(&keeper.name.zh) == half_width(&field.text)) {
            Some(keeper) => field.text.clone_from(&keeper.indicator),
            None => {
                let near = nearest_name(&field.text, names());
                let id = keepers.iter().find(|k| near.as_deref() == Some(k.name.zh.as_str()));
                let error = field.error(Code::UnknownFigureName).with("found", &field.text);
                rows.faults.push(error.with_some("nearest", id.map(|keeper| &keeper.indicator)));
            }
        }
    }
    rows
}

/// Reads `city.csv`: the same columns without `zone`.
pub(super) fn read_city_figures(
    file: &TableFile,
    scopes: &[CountingScope],
    keepers: &[Keeper],
) -> Result<Vec<Figure>> {
    let columns = ZONE_COLUMNS.get(1..).unwrap_or_default();
    let rows = looked_through(called_by_id(read_table(file, columns, &[ADDRESS])?, keepers), file)?;
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
