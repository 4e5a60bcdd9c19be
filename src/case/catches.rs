//! Slips that are well-formed: another city of a like name, months taken for a year,
//! a share for a percentage, prices of one kind for the other.
//!
//! Owns the rules; which cities are alike stands in `scenarios/namesakes.csv`. Never:
//! corrects anything.

use super::columns::is_cumulative;
use super::conversion::{Target, convert};
use super::embedded::namesakes_csv;
use super::field::Field;
use super::records::{Blank, Guide, TableFile};
use super::table::{Row, Rows, read_table};
use super::{Figure, HistoryPoint, Zone};
use crate::error::{Code, Error, Result, nearest_name};

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
        let published = row.optional("provenance").is_none_or(|field| field.text == "published");
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
    table.faults.extend(convert(&mut table.rows, file, Target::OfIndicator));
    let namesakes = Namesakes::of(&file.guide.city)?;
    for row in &table.rows {
        let checks = [
            check_months(row, file),
            check_share(row, file),
            check_identifier(row, file),
            namesakes.check_row(row, file),
        ];
        table.faults.extend(checks.into_iter().filter_map(Result::err));
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
    let published = row.optional("provenance").is_none_or(|field| field.text == "published");
    // What stood at the end of some months is no sum of them.
    let sum = |field: &&Field| !["时点", "末"].iter().any(|word| field.text.contains(word));
    let spoken = ["title", "note"].into_iter().filter_map(cumulative).filter(|_| published).filter(sum);
    spoken.for_each(|field| file.note(told(field, Code::CumulativeSource)));
    Ok(())
}

/// A figure called by its name in words, where its identifier belongs.
fn check_identifier(row: &Row, file: &TableFile) -> Result<()> {
    let field = row.field("indicator");
    if field.text.is_ascii() {
        return Ok(());
    }
    // Of two figures with like names that of zones is meant beside a zone.
    let by_zone = row.optional("zone").is_some_and(|zone| !zone.is_empty());
    let names = file.guide.names.iter().filter(|(_, zh)| !(by_zone && zh.starts_with("全市")));
    let nearest = nearest_name(&field.text, names.clone().map(|(_, zh)| zh.as_str()));
    let known = nearest.and_then(|nearest| names.clone().find(|(_, zh)| *zh == nearest));
    let error = field.error(Code::UnknownFigure).with("figure", &field.text);
    Err(error.with_some("nearest", known.map(|(id, _)| id)))
}

/// A share of more than one is a percentage; a percentage of next to nothing may be a share.
fn check_share(row: &Row, file: &TableFile) -> Result<()> {
    let (value, unit) = (row.field("value"), row.field("unit"));
    let Ok(x) = value.text.parse::<f64>() else { return Ok(()) };
    let told = |code| {
        let error = value.error(code).with("figure", &row.field("indicator").text);
        error.with("found", &value.text)
    };
    if unit.text == "1" && is_share(row) && x > 1.0 {
        return Err(told(Code::ShareOverOne));
    }
    if unit.text == "%" && x > 0.0 && x < 0.015 {
        file.note(told(Code::PercentTiny));
    }
    Ok(())
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
