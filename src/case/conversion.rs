//! Amounts of a table put into the units of their figures.
//!
//! Owns which unit a figure is in (the unit column's, that in which the indicator is
//! kept, or that of its first row) and the list of what was converted. Never: takes
//! one kind of unit for another.

use super::records::TableFile;
use super::table::Row;
use super::unit::{self, Unit};
use super::written::{Scaled, number};
use crate::error::{Code, Error, Place};

/// Columns that hold amounts.
const AMOUNTS: [&str; 3] = ["value", "low", "high"];

/// What was converted in one column, from one unit to another.
struct Converted {
    column: &'static str,
    from: String,
    to: &'static Unit,
    count: u32,
    place: Place,
    example: (String, String),
}

/// Which unit amounts are put into.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// One for each indicator: that in which it is kept, else that of its first row.
    OfIndicator,
    /// Each row's own.
    OfRow,
}

/// Puts the amounts of `rows` as plain numbers in the unit of their figure, and notes each conversion.
///
/// What is no number stays as it is: reading it gives the error. Gives a [`Code::UnitKind`] for each cell
/// whose unit, its own or the header's, measures something else.
pub(super) fn convert(rows: &mut [Row], file: &TableFile, into: Target) -> Vec<Error> {
    let mut faults = Vec::new();
    let mut units: Vec<(String, &'static Unit)> = Vec::new();
    let mut converted: Vec<Converted> = Vec::new();
    for row in rows {
        let header = |column: &str| row.header_units.iter().find(|(name, _)| *name == column);
        // A header's unit that is none, as in 数值（初步核算）, says nothing of units.
        let of_header =
            |column: &str| header(column).or_else(|| header("value")).map(|(_, unit)| unit.clone());
        let of_header = |column: &str| of_header(column).and_then(|unit| Some((Scaled::read(&unit)?, unit)));
        let in_header = AMOUNTS.map(of_header);
        let stated = row.field("unit").text.clone();
        let stated = match (&in_header, stated.is_empty()) {
            ([Some((_, unit)), ..], true) => unit.clone(),
            _ => stated,
        };
        let Some(scaled) = Scaled::read(&stated) else { continue };
        let indicator = row.field("indicator").text.clone();
        let kept = if into == Target::OfIndicator { file.guide.units.as_slice() } else { &[] };
        let Some(target) = target(&indicator, &stated, &scaled, &units, kept) else { continue };
        if into == Target::OfIndicator && !units.iter().any(|(known, _)| *known == indicator) {
            units.push((indicator, target));
        }
        let Some(wanted) = Scaled::read(target.zh) else { continue };
        for field in &mut row.fields {
            if field.name == "unit" {
                target.zh.clone_into(&mut field.text);
            }
            let Some(index) = AMOUNTS.iter().position(|name| *name == field.name) else { continue };
            let Some((digits, carried)) = number(&field.text) else { continue };
            let (from, name) = match (carried.is_empty(), &in_header[index]) {
                (false, _) => match Scaled::read(&carried) {
                    Some(from) => (from, carried),
                    None => continue,
                },
                (true, Some((from, name))) => (from.clone(), name.clone()),
                (true, None) => (scaled.clone(), stated.clone()),
            };
            if !from.alike(&wanted) {
                let error = field.error(Code::UnitKind).with("column", field.name).with("found", name);
                let (zh, en) = unit::quoted(target.zh);
                faults.push(error.named("unit", zh, en));
                continue;
            }
            let text = if from == wanted { Some(digits) } else { from.converted(&digits, &wanted) };
            let Some(text) = text else { continue };
            if from != wanted {
                remember(&mut converted, field.name, name, target, &field.place, (&field.text, &text));
            }
            field.text = text;
        }
    }
    converted.into_iter().for_each(|converted| file.note(converted.note()));
    faults
}

/// The unit of a figure: of those `kept`, those of earlier rows, or its own.
fn target(
    indicator: &str,
    stated: &str,
    scaled: &Scaled,
    units: &[(String, &'static Unit)],
    kept: &[(String, &'static Unit)],
) -> Option<&'static Unit> {
    let alike = |unit: &&'static Unit| Scaled::read(unit.zh).is_some_and(|other| other.alike(scaled));
    let named = |units: &[(String, &'static Unit)], indicator: &str| {
        units.iter().find(|(name, _)| name == indicator).map(|(_, unit)| *unit).filter(alike)
    };
    let known = |units: &[(String, &'static Unit)]| named(units, indicator);
    // In tables of the past, what the city has is called by its figure with `city_` in front.
    let of_city = |units: &[(String, &'static Unit)]| named(units, indicator.strip_prefix("city_")?);
    // Shares and multiples stay as stated: their internal number is the same.
    let kept = if scaled.is_number() { None } else { known(kept).or_else(|| of_city(kept)) };
    kept.or_else(|| known(units)).or_else(|| unit::find(stated)).or_else(|| scaled.standard())
}

fn remember(
    converted: &mut Vec<Converted>,
    column: &'static str,
    from: String,
    to: &'static Unit,
    place: &Place,
    example: (&str, &str),
) {
    let same = |known: &&mut Converted| known.column == column && known.from == from && known.to == to;
    match converted.iter_mut().find(same) {
        Some(known) => known.count += 1,
        None => converted.push(Converted {
            column,
            from,
            to,
            count: 1,
            place: place.clone(),
            example: (example.0.to_owned(), example.1.to_owned()),
        }),
    }
}

impl Converted {
    fn note(self) -> Error {
        let (zh, en) = unit::quoted(self.to.zh);
        Error::at(Code::UnitsConverted, self.place)
            .with("column", self.column)
            .with("n", self.count)
            .with("found", self.from)
            .named("unit", zh, en)
            .with("first", self.example.0)
            .with("second", self.example.1)
    }
}
