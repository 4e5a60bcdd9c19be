//! Slips that are well-formed: another city of a like name, months taken for a year,
//! a share for a percentage, prices of one kind for the other.
//!
//! Owns the rules; which cities are alike stands in `scenarios/namesakes.csv`. Never:
//! corrects anything.

use super::columns::{half_width, is_cumulative};
use super::conversion::{Target, convert, shares_of_totals};
use super::embedded::namesakes_csv;
use super::field::{Field, is_date};
use super::records::{Blank, Guide, TableFile};
use super::table::{Row, Rows, read_table};
use super::{Figure, HistoryPoint, Zone};
use crate::error::{Code, Error, Result};

/// A city that is taken for another.
struct City {
    zh: String,
    en: String,
    province_en: String,
    /// First four digits of its division code.
    code: String,
}

/// The cities that the one of a case is taken for.
pub(super) struct Namesakes {
    own: String,
    others: Vec<City>,
}

impl Namesakes {
    /// Those of the city in a case's Chinese name; none if its name is like no other's.
    ///
    /// # Errors
    /// A fault of the embedded table.
    pub fn of(case_zh: &str) -> Result<Self> {
        let (file, bytes) = namesakes_csv();
        let table = TableFile::decode(file, bytes, Guide::default())?;
        let rows = read_table(&table, &["zh", "en", "province_en", "code"], &[])?;
        let city = |row: &Row| {
            Ok(City {
                zh: row.field("zh").required()?,
                en: row.field("en").required()?,
                province_en: row.field("province_en").required()?,
                code: row.field("code").required()?,
            })
        };
        let mut cities = rows.each(city)?;
        let own = cities.iter().position(|city| case_zh.contains(&city.zh)).map(|at| cities.remove(at));
        let Some(own) = own else { return Ok(Self { own: String::new(), others: Vec::new() }) };
        cities.retain(|city| city.en == own.en);
        Ok(Self { own: own.zh, others: cities })
    }

    /// What in a text names another city of a like name.
    fn named_in(&self, text: &str) -> Option<String> {
        self.others.iter().find_map(|city| {
            let english =
                [", ", " ", " ("].map(|between| format!("{}{between}{}", city.en, city.province_en));
            let code = text.split(|c: char| !c.is_ascii_digit());
            let code =
                code.filter(|digits| digits.len() == 6 && digits.starts_with(&city.code)).map(str::to_owned);
            let names = english.into_iter().chain([city.zh.clone()]).chain(code);
            names.into_iter().find(|name| text.contains(name.as_str()))
        })
    }

    fn error(&self, error: Error, found: &str) -> Error {
        error.with("found", found).with("city", &self.own)
    }

    /// Checks the names of zones.
    pub fn check_zones(&self, zones: &[Zone]) -> Result<()> {
        let faults = zones.iter().filter_map(|zone| {
            let found = self.named_in(&zone.name.zh).or_else(|| self.named_in(&zone.name.en))?;
            Some(self.error(Error::at(Code::Namesake, zone.place.clone()), &found))
        });
        Error::of_all(faults).map_or(Ok(()), Err)
    }

    /// Checks what a row says of its city and its source; reasons and formulas may compare cities.
    fn check_row(&self, row: &Row, file: &TableFile) -> Result<()> {
        let compared =
            row.optional("same_definition").is_some_and(|f| ["否", "no"].contains(&f.text.as_str()));
        let published = is_published(row);
        let mut faults = Vec::new();
        for field in &row.fields {
            let source = ["issuer", "title", "document"].contains(&field.name);
            let area = ["area_zh", "area_en"].contains(&field.name);
            if !source && !area && !["zh", "en", "definition"].contains(&field.name) {
                continue;
            }
            let Some(found) = self.named_in(&field.text) else { continue };
            if area && compared {
                continue;
            }
            if source && (compared || !published) {
                file.note(self.error(field.error(Code::NamesakeCompared), &found));
            } else {
                faults.push(self.error(field.error(Code::Namesake), &found));
            }
        }
        Error::of_all(faults).map_or(Ok(()), Err)
    }
}

/// Puts amounts into the units of their figures and looks for slips in every row.
///
/// What [`convert`] and the rules here find is left to [`Rows::each`].
///
/// # Errors
/// A fault of the embedded table of namesakes.
pub(super) fn looked_through(mut table: Rows, file: &TableFile) -> Result<Rows> {
    if file.guide.gaps_allowed {
        table.rows.retain(|row| {
            let filled = ["value", "low", "high"]
                .iter()
                .filter_map(|c| row.optional(c))
                .any(|field| !field.is_empty());
            if !filled {
                file.gap(blank(row));
            }
            filled
        });
    }
    shares_of_totals(&mut table.rows, file);
    let signed: Vec<bool> =
        table.rows.iter().map(|row| half_width(&row.field("value").text).ends_with('%')).collect();
    table.faults.extend(convert(&mut table.rows, file, Target::OfIndicator));
    check_percents(&table.rows, &signed, file);
    check_dates(&table.rows, file);
    let namesakes = Namesakes::of(&file.guide.city)?;
    for row in &table.rows {
        let checks = [check_months(row, file), check_share(row), namesakes.check_row(row, file)];
        table.faults.extend(checks.into_iter().filter_map(Result::err));
        check_words_of_prices(row, file);
    }
    Ok(table)
}

fn blank(row: &Row) -> Blank {
    let text = |column| row.optional(column).map_or(String::new(), |field| field.text.clone());
    let (zone, indicator, definition) = (text("zone"), text("indicator"), text("definition"));
    Blank { zone, indicator, definition, place: row.field("value").place.clone() }
}

/// Months in what a row counts are an error, in the title of its source a note.
fn check_months(row: &Row, file: &TableFile) -> Result<()> {
    let cumulative = |column| row.optional(column).filter(|field| is_cumulative(&field.text));
    let told = |field: &Field, code| field.error(code).with("column", field.name).with("found", &field.text);
    if let Some(field) = cumulative("definition") {
        return Err(told(field, Code::CumulativePeriod));
    }
    if is_published(row) {
        let fields = ["title", "note"].into_iter().filter_map(cumulative);
        fields.for_each(|field| file.note(told(field, Code::CumulativeSource)));
    }
    Ok(())
}

/// Whether a figure is one that somebody published, or its table only has such.
fn is_published(row: &Row) -> bool {
    row.optional("provenance").is_none_or(|field| field.text == "published")
}

/// Prices of one kind in the source or note of a figure that is stated to be of the other.
fn check_words_of_prices(row: &Row, file: &TableFile) {
    let stated = row.optional("price_basis").map_or("", |field| field.text.as_str());
    if stated.is_empty() || !is_published(row) {
        return;
    }
    for field in ["title", "note"].into_iter().filter_map(|column| row.optional(column)) {
        if let Some(found) = prices_in(&field.text).filter(|found| *found != stated) {
            let note = field.error(Code::PricesDoubtful).with("column", field.name);
            file.note(note.with("found", format!("@{found}")).with("stated", format!("@{stated}")));
        }
    }
}

/// A share of more than one is a percentage.
fn check_share(row: &Row) -> Result<()> {
    let (value, unit) = (row.field("value"), row.field("unit"));
    match value.text.parse::<f64>() {
        Ok(x) if unit.text == "1" && is_share(row) && x > 1.0 => {
            let error = value.error(Code::ShareOverOne).with("figure", &row.field("indicator").text);
            Err(error.with("found", &value.text))
        }
        _ => Ok(()),
    }
}

/// A percentage this small is unusual, whatever it measures.
const TINY: f64 = 0.015;
/// One that is so many times smaller than another zone's is so too.
const TIMES_SMALLER: f64 = 30.0;

/// Percentages that may be shares: next to nothing, or up to one where those of the other zones are so
/// too or are far larger. A cell that says `%` itself means it.
fn check_percents(rows: &[Row], signed: &[bool], file: &TableFile) {
    let percents: Vec<(&Row, f64, bool)> = rows
        .iter()
        .zip(signed)
        .filter(|(row, _)| row.field("unit").text == "%")
        .filter_map(|(row, signed)| Some((row, row.field("value").text.parse::<f64>().ok()?, *signed)))
        .filter(|(_, x, _)| *x > 0.0)
        .collect();
    let mut seen: Vec<&str> = Vec::new();
    for (row, ..) in &percents {
        let figure = row.field("indicator").text.as_str();
        if seen.contains(&figure) {
            continue;
        }
        seen.push(figure);
        let same = || percents.iter().filter(|(row, ..)| row.field("indicator").text == figure);
        let largest = same().map(|(_, x, _)| *x).fold(0.0, f64::max);
        let doubtful = |(row, x, signed): &&&(&Row, f64, bool)| {
            // Zones differ much in what part of the city they are.
            let of_city = row.optional("share_of").is_some_and(|whole| !whole.is_empty());
            let apart = !of_city && largest >= TIMES_SMALLER * x;
            !signed && (*x < TINY || (*x <= 1.0 && (largest <= 1.0 || apart)))
        };
        let doubtful: Vec<_> = same().filter(|percent| doubtful(&percent)).collect();
        let Some((row, ..)) = doubtful.first() else { continue };
        let value = row.field("value");
        let note = value.error(Code::PercentTiny).with("figure", figure).with("found", &value.text);
        file.note(note.with_some("n", (doubtful.len() > 1).then_some(doubtful.len())));
    }
}

/// Sources younger than the data.
fn check_dates(rows: &[Row], file: &TableFile) {
    let Some((_, as_of)) = &file.guide.dates else { return };
    for date in rows.iter().filter_map(|row| row.optional("date")).filter(|date| later(&date.text, as_of)) {
        file.note(date.error(Code::SourceAfterData).with("found", &date.text).with("date", as_of));
    }
}

/// Figures of another year than the one that zones start from; one note for each indicator.
pub(super) fn check_years(rows: &[Row], file: &TableFile) {
    let Some((base_year, _)) = &file.guide.dates else { return };
    let mut seen: Vec<&str> = Vec::new();
    for row in rows {
        let (year, figure) = (row.field("year"), row.field("indicator").text.as_str());
        let other = year.text.parse::<i32>().is_ok_and(|year| year != *base_year);
        if other && !seen.contains(&figure) {
            seen.push(figure);
            let note = year.error(Code::YearNotBase).with("figure", figure).with("found", &year.text);
            file.note(note.with("year", base_year));
        }
    }
}

/// Whether a date is later than another, as far as both are told: a month is not later than one of its days.
fn later(date: &str, than: &str) -> bool {
    let told = date.len().min(than.len());
    is_date(date) && matches!((date.get(..told), than.get(..told)), (Some(date), Some(than)) if date > than)
}

/// Whether a row speaks of a part of a whole, by its words.
pub(super) fn is_share(row: &Row) -> bool {
    let spoken = ["definition", "indicator_zh"].iter().filter_map(|column| row.optional(column));
    row.field("indicator").text.ends_with("_share")
        || row.optional("share_of").is_some_and(|field| !field.is_empty())
        || spoken
            .into_iter()
            .any(|field| ["比重", "占比", "比例"].iter().any(|word| field.text.contains(word)))
}

/// The kind of prices that a text speaks of, if of one only.
pub(super) fn prices_in(text: &str) -> Option<&'static str> {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match (any(&["可比价", "不变价", "constant prices"]), any(&["现价", "当年价", "current prices"]))
    {
        (true, false) => Some("comparable"),
        (false, true) => Some("nominal"),
        _ => None,
    }
}

/// Prices that a row's own words contradict, and points of the past in other prices than their figure.
pub(super) fn check_prices(figures: &[Figure], history: &[HistoryPoint]) -> Result<()> {
    let differ = |error: Error, figure: &str, found: &str, stated: &str| {
        let (found, stated) = (format!("@{found}"), format!("@{stated}"));
        error.with("figure", figure).with("found", found).with("stated", stated)
    };
    let mut faults = Vec::new();
    for figure in figures.iter().filter(|figure| !figure.price_basis.is_empty()) {
        if let Some(found) = prices_in(&figure.definition).filter(|found| *found != figure.price_basis) {
            let error = Error::at(Code::PricesDiffer, figure.definition_place.clone());
            faults.push(differ(error, &figure.indicator, found, &figure.price_basis));
        }
    }
    // A zone's part of the city is one of like prices, and zones are added up.
    for (at, figure) in figures.iter().enumerate().filter(|(_, figure)| !figure.price_basis.is_empty()) {
        let whole = figure.indicator.strip_suffix("_share").filter(|_| figure.share_of_city);
        let fits = |other: &&Figure| {
            let of_city = other.zone.is_none() && whole == Some(other.indicator.as_str());
            let of_zone =
                other.zone.is_some() && figure.zone.is_some() && other.indicator == figure.indicator;
            (of_city || of_zone) && !other.price_basis.is_empty() && other.price_basis != figure.price_basis
        };
        // The city's figure comes behind its zones'; between zones the later row tells it.
        let before = figures.get(..at).unwrap_or_default().iter().filter(|f| f.zone.is_some()).find(fits);
        if let Some(other) = before.or_else(|| figures.iter().filter(|f| f.zone.is_none()).find(fits)) {
            let error = Error::at(Code::PricesDiffer, figure.price_place.clone());
            faults.push(differ(error, &figure.indicator, &figure.price_basis, &other.price_basis));
            break;
        }
    }
    for (at, point) in history.iter().enumerate() {
        let Some(found) = point.price_basis else { continue };
        // Indicators of the city are figures with `city_` in front.
        let name = point.indicator.strip_prefix("city_").unwrap_or(&point.indicator);
        let figure = figures.iter().find(|f| f.indicator == name && f.zone == point.zone);
        let stated = figure.map(|figure| figure.price_basis.as_str()).filter(|stated| !stated.is_empty());
        let before = history.iter().take(at).find(|b| b.indicator == point.indicator && b.zone == point.zone);
        let stated = stated.or_else(|| before.and_then(|before| before.price_basis));
        if let Some(stated) = stated.filter(|stated| *stated != found) {
            let error = Error::at(Code::PricesDiffer, point.price_place.clone());
            faults.push(differ(error, &point.indicator, found, stated));
        }
    }
    Error::of_all(faults).map_or(Ok(()), Err)
}
