//! Amounts of a table put into the units of their figures.
//!
//! Owns which unit a figure is in (the unit column's, that in which the indicator is
//! kept, or that of its first row) and the list of what was converted. Never: takes
//! one kind of unit for another.

use super::records::{TableFile, Total};
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

/// Turns amounts that stand for shares of the city into percentages of its figure, and notes it.
///
/// The share `x_share` is one of the city's `x`; what cannot be divided stays, to be found by [`convert`].
pub(super) fn shares_of_totals(rows: &mut [Row], file: &TableFile) {
    let mut computed: Vec<Computed> = Vec::new();
    for row in rows {
        let text = |column| row.optional(column).map_or("", |field| field.text.as_str());
        let (indicator, scope) = (text("indicator").to_owned(), text("scope").to_owned());
        let Some(whole) = indicator.strip_suffix("_share").filter(|_| text("share_of") == "city") else {
            continue;
        };
        let fits = |total: &&Total| {
            total.indicator == whole
                && total.scope.as_ref().is_none_or(|of| *of == scope)
                && total.value > 0.0
        };
        let Some(total) = file.guide.totals.iter().find(fits) else { continue };
        let Some(into) = Scaled::read(&total.unit).filter(|into| !into.is_number()) else { continue };
        let header = row.header_units.iter().find(|(name, _)| *name == "value").map(|(_, unit)| unit.clone());
        let stated = row.field("unit").text.clone();
        let mut any = false;
        for field in row.fields.iter_mut().filter(|field| AMOUNTS.contains(&field.name)) {
            let Some((digits, carried)) = number(&field.text) else { continue };
            let of_header = header.as_ref().filter(|unit| Scaled::read(unit).is_some());
            let name = if carried.is_empty() { of_header.unwrap_or(&stated).clone() } else { carried };
            let amount = Scaled::read(&name).filter(|from| from.alike(&into));
            let amount = amount.and_then(|from| from.converted(&digits, &into)?.parse::<f64>().ok());
            let Some(amount) = amount else { continue };
            any = true;
            // As many digits as people read; the amounts have no more.
            let share = format!("{}%", (amount / total.value * 1e8).round() / 1e6);
            match computed.iter_mut().find(|known| known.figure == indicator && known.column == field.name) {
                Some(known) => known.count += 1,
                None => computed.push(Computed {
                    column: field.name,
                    figure: indicator.clone(),
                    found: name,
                    total: total.clone(),
                    count: 1,
                    place: field.place.clone(),
                    example: (field.text.clone(), share.clone()),
                }),
            }
            field.text = share;
        }
        if let Some(unit) = row.fields.iter_mut().find(|field| any && field.name == "unit") {
            "%".clone_into(&mut unit.text);
        }
    }
    computed.into_iter().for_each(|computed| file.note(computed.note()));
}

/// Amounts of one column that became shares.
struct Computed {
    column: &'static str,
    figure: String,
    found: String,
    total: Total,
    count: u32,
    place: Place,
    example: (String, String),
}

impl Computed {
    fn note(self) -> Error {
        let (zh, en) = unit::quoted(&self.total.unit);
        Error::at(Code::SharesComputed, self.place)
            .with("column", self.column)
            .with("figure", self.figure)
            .with("n", self.count)
            .with("found", self.found)
            .with("total", self.total.value)
            .named("unit", zh, en)
            .with("first", self.example.0)
            .with("second", self.example.1)
    }
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
