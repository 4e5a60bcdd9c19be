//! A number with unit, spread, provenance and source, as figures and blocks share it.
//!
//! Owns the rules of honesty: a published number names its source, an assumed one
//! its reason and its spread. Never: knows what the number is of.

use super::catches::is_share;
use super::head::PROVENANCES;
use super::source::{check_published, read_source};
use super::table::Row;
use super::unit::Unit;
use super::{Provenance, Source};
use crate::error::{Code, Result, Together};

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
    let unit = row.field("unit").unit();
    let known = unit.as_ref().ok().copied();
    let value = row.field("value").amount(known);
    let spread = read_spread(row, known, value.as_ref().ok().copied());
    let provenance = row.field("provenance").word(PROVENANCES);
    // A range that cannot be read is there, so that it is not missing as well.
    let given = spread.as_ref().map_or(true, Option::is_some);
    let honest =
        provenance.as_ref().map_or(Ok(()), |provenance| check_honesty(row, *provenance, known, given));
    let (unit, value, spread, provenance, source, ()) =
        (unit, value, spread, provenance, read_source(row), honest).together()?;
    Ok(Amount { unit, value, spread, provenance, source, note: row.field("note").text.clone() })
}

/// A value that is only drawn: growth may be below zero and above 100 %, a share may not.
pub(super) fn comparable_amount(row: &Row, unit: Option<&Unit>) -> Result<f64> {
    let wider = unit.filter(|unit| unit.zh == "%" && !is_share(row)).map(|unit| Unit {
        min: -100.0,
        max: 1000.0,
        ..*unit
    });
    row.field("value").amount(wider.as_ref().or(unit))
}

/// P5 and P95: both or neither, around the value if that is known.
fn read_spread(row: &Row, unit: Option<&Unit>, value: Option<f64>) -> Result<Option<(f64, f64)>> {
    let (low_field, high_field) = (row.field("low"), row.field("high"));
    if low_field.is_empty() && high_field.is_empty() {
        return Ok(None);
    }
    let (low, high) = (low_field.amount(unit), high_field.amount(unit)).together()?;
    let text = &row.field("value").text;
    let below = match value {
        Some(value) if low > value => {
            let error = low_field.error(Code::LowAboveValue);
            Err(error.with("low", &low_field.text).with("value", text))
        }
        _ => Ok(()),
    };
    let above = match value {
        Some(value) if value > high => {
            let error = high_field.error(Code::ValueAboveHigh);
            Err(error.with("value", text).with("high", &high_field.text))
        }
        _ => Ok(()),
    };
    (below, above).together()?;
    Ok(Some((low, high)))
}

/// What each provenance owes the reader; `spread` tells whether a range is given.
fn check_honesty(row: &Row, provenance: Provenance, unit: Option<&Unit>, spread: bool) -> Result<()> {
    let title = row.field("title");
    let reason = |code| if title.is_empty() { Err(title.error(code)) } else { Ok(()) };
    let range = |term: &str, needed: bool| match needed && !spread {
        true => Err(row.field("low").error(Code::SpreadMissing).with("provenance", term)),
        false => Ok(()),
    };
    match provenance {
        Provenance::Published => check_published(row),
        Provenance::Derived => {
            // A ratio may follow exactly from published figures; a level carried forward never does.
            let level = unit.is_some_and(|unit| unit.level);
            (range("@derived", level), reason(Code::DerivedWithoutFormula)).together().map(|_| ())
        }
        Provenance::Assumed => {
            (range("@assumed", true), reason(Code::AssumedWithoutReason)).together().map(|_| ())
        }
    }
}
