//! A number with unit, spread, provenance and source, as figures and blocks share it.
//!
//! Owns the rules of honesty: a published number names its source, an assumed one
//! its reason and its spread. Never: knows what the number is of.

use super::head::PROVENANCES;
use super::table::Row;
use super::unit::Unit;
use super::{Provenance, Source};
use crate::error::{Code, Error, Result};

/// What a row says about one number.
pub(super) struct Amount {
    pub unit: &'static Unit,
    pub value: f64,
    pub spread: Option<(f64, f64)>,
    pub provenance: Provenance,
    pub source: Source,
    pub note: String,
}

/// Reads the columns `unit value low high provenance issuer title document date note`.
pub(super) fn read_amount(row: &Row) -> Result<Amount> {
    let unit = row.field("unit").unit()?;
    let value = row.field("value").amount(unit)?;
    let spread = read_spread(row, unit, value)?;
    let provenance = row.field("provenance").word(PROVENANCES)?;
    let source = read_source(row)?;
    check_honesty(row, provenance, unit, spread)?;
    Ok(Amount { unit, value, spread, provenance, source, note: row.field("note").text.clone() })
}

/// P5 and P95: both or neither, around the value.
fn read_spread(row: &Row, unit: &Unit, value: f64) -> Result<Option<(f64, f64)>> {
    let (low_field, high_field) = (row.field("low"), row.field("high"));
    if low_field.is_empty() && high_field.is_empty() {
        return Ok(None);
    }
    let (low, high) = (low_field.amount(unit)?, high_field.amount(unit)?);
    let text = &row.field("value").text;
    if low > value {
        let error = low_field.error(Code::LowAboveValue);
        return Err(error.with("low", &low_field.text).with("value", text));
    }
    if value > high {
        let error = high_field.error(Code::ValueAboveHigh);
        return Err(error.with("value", text).with("high", &high_field.text));
    }
    Ok(Some((low, high)))
}

/// Issuer, title, document number and date.
pub(super) fn read_source(row: &Row) -> Result<Source> {
    Ok(Source {
        issuer: row.field("issuer").text.clone(),
        title: row.field("title").text.clone(),
        document: row.field("document").text.clone(),
        date: row.field("date").date()?,
    })
}

/// A published number must name issuer, title and date.
pub(super) fn check_published(row: &Row) -> Result<()> {
    match ["issuer", "title", "date"].iter().map(|c| row.field(c)).find(|field| field.is_empty()) {
        Some(field) => Err(field.error(Code::PublishedWithoutSource).with("column", field.name)),
        None => Ok(()),
    }
}

/// What each provenance owes the reader.
fn check_honesty(row: &Row, provenance: Provenance, unit: &Unit, spread: Option<(f64, f64)>) -> Result<()> {
    let title = row.field("title");
    let without_title = |code| if title.is_empty() { Err(title.error(code)) } else { Ok(()) };
    let spread_missing =
        |term: &str| -> Error { row.field("low").error(Code::SpreadMissing).with("provenance", term) };
    match provenance {
        Provenance::Published => check_published(row),
        Provenance::Derived => {
            without_title(Code::DerivedWithoutFormula)?;
            // A ratio may follow exactly from published figures; a level carried forward never does.
            if unit.level && spread.is_none() { Err(spread_missing("@derived")) } else { Ok(()) }
        }
        Provenance::Assumed => {
            without_title(Code::AssumedWithoutReason)?;
            if spread.is_none() { Err(spread_missing("@assumed")) } else { Ok(()) }
        }
    }
}
