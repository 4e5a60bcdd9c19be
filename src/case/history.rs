//! `history.csv`: published points of the past, for charts.
//!
//! Owns its columns. Only whole years: a month or half-year is no year.
//! Never: a start value or anything a model reads.

use super::amount::comparable_amount;
use super::catches::{looked_through, prices_in};
use super::figures::PRICE_BASES;
use super::records::TableFile;
use super::source::{ADDRESS, check_published, read_source};
use super::table::{Row, read_table};
use super::written::rescaled;
use super::{Source, Text, Zone};
use crate::error::{Place, Result, Together};

/// Columns of `history.csv`.
pub const COLUMNS: &[&str] = &[
    "indicator",
    "zone",
    "area_zh",
    "area_en",
    "same_definition",
    "year",
    "value",
    "unit",
    "issuer",
    "title",
    "document",
    "date",
];

/// Whether a definition is the same.
pub(super) const YES_NO: &[(&str, bool)] = &[("是", true), ("否", false), ("yes", true), ("no", false)];

/// A published point of the past, drawn on charts.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryPoint {
    /// Indicator it belongs to.
    pub indicator: String,
    /// Index of the zone, or none for the city.
    pub zone: Option<usize>,
    /// Area the figure speaks of when it is not the zone or the city itself.
    pub area: Text,
    /// Whether it is of the same definition as the indicator; else drawn hollow.
    pub same_definition: bool,
    /// Year.
    pub year: i32,
    /// Value in `unit`.
    pub value: f64,
    /// Unit.
    pub unit: String,
    /// `nominal` or `comparable` prices, if the row or its source says so.
    pub price_basis: Option<&'static str>,
    /// Source.
    pub source: Source,
    /// Where it stands.
    pub place: Place,
    /// Where its unit stands.
    pub unit_place: Place,
    /// Where its value stands.
    pub value_place: Place,
    /// Where it says which prices; its first cell if nowhere.
    pub price_place: Place,
}

impl HistoryPoint {
    /// The same point in `unit`, if that measures the same; powers of ten lose nothing.
    pub fn in_unit(&self, unit: &str) -> Option<Self> {
        let value = rescaled(self.value, &self.unit, unit)?;
        Some(Self { value, unit: unit.to_owned(), ..self.clone() })
    }
}

/// Reads `history.csv`.
pub(super) fn read_history(file: &TableFile, zones: &[Zone]) -> Result<Vec<HistoryPoint>> {
    let rows = looked_through(read_table(file, COLUMNS, &["price_basis", "note", ADDRESS])?, file)?;
    rows.each(|row| read_point(row, zones))
}

fn read_point(row: &Row, zones: &[Zone]) -> Result<HistoryPoint> {
    let zone = Some(row.field("zone")).filter(|field| !field.is_empty());
    let zone = zone.map(|field| field.zone(zones)).transpose();
    let unit = row.field("unit").unit();
    let value = comparable_amount(row, unit.as_ref().ok().copied());
    let same_definition = row.field("same_definition").word(YES_NO);
    // Another definition is usually another area: then both names are needed.
    let area = |column: &str| match same_definition {
        Ok(false) => row.field(column).required(),
        _ => Ok(row.field(column).text.clone()),
    };
    let area = (area("area_zh"), area("area_en")).together();
    let source = (check_published(row), read_source(row)).together();
    let indicator = row.field("indicator").required();
    let (indicator, zone, area, same_definition, year, amount, price_basis, source) = (
        indicator,
        zone,
        area,
        same_definition,
        row.field("year").year(),
        (value, unit).together(),
        prices(row),
        source,
    )
        .together()?;
    let place = row.field("indicator").place.clone();
    let price_place = price_basis.as_ref().map_or_else(|| place.clone(), |(_, stated)| stated.clone());
    Ok(HistoryPoint {
        indicator,
        zone,
        area: Text { zh: area.0, en: area.1 },
        same_definition,
        year,
        value: amount.0,
        unit: amount.1.zh.to_owned(),
        price_basis: price_basis.map(|(basis, _)| basis),
        source: source.1,
        place,
        unit_place: row.field("unit").place.clone(),
        value_place: row.field("value").place.clone(),
        price_place,
    })
}

/// The prices that the row states, or those that its title or note speaks of, and where.
fn prices(row: &Row) -> Result<Option<(&'static str, Place)>> {
    if let Some(field) = row.optional("price_basis").filter(|field| !field.is_empty()) {
        return field.word(PRICE_BASES).map(|basis| Some((basis, field.place.clone())));
    }
    let spoken = ["title", "note"].iter().filter_map(|column| row.optional(column));
    let mut spoken = spoken.filter_map(|field| Some((prices_in(&field.text)?, field.place.clone())));
    Ok(spoken.next())
}
