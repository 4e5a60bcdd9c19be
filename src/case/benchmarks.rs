//! `benchmarks.csv` (对标): published figures of other places, to stand beside the city's own.
//!
//! Owns its columns. Some months of a year may be entered, but they are told apart and never compared
//! with years. Never: a start value or anything a model reads.

use super::amount::{check_published, read_source};
use super::columns::is_cumulative;
use super::conversion::convert;
use super::field::{Field, YEARS, bad_year};
use super::head::Unique;
use super::history::YES_NO;
use super::records::TableFile;
use super::table::{Row, read_table};
use super::{Source, Text};
use crate::error::{Code, Place, Result, Together};

/// Columns of `benchmarks.csv`.
pub const COLUMNS: &[&str] = &[
    "indicator",
    "indicator_zh",
    "indicator_en",
    "place_zh",
    "place_en",
    "same_definition",
    "definition",
    "year",
    "value",
    "unit",
    "provenance",
    "issuer",
    "title",
    "document",
    "date",
    "note",
];

const ORIGINS: &[(&str, Origin)] = &[("published", Origin::Published), ("reposted", Origin::Reposted)];

/// Where a figure of another place was read.
#[derive(Copy, Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// In the issuer's own document; the row names it.
    Published,
    /// In someone's copy of it (转载); the row says what is known.
    Reposted,
}

/// The time that a figure speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Period {
    /// A whole year.
    Year(i32),
    /// Some months of a year, as written.
    Months(i32, String),
}

impl Period {
    /// The year, whole or not.
    pub fn year(&self) -> i32 {
        match self {
            Self::Year(year) | Self::Months(year, _) => *year,
        }
    }
}

/// A figure of another place.
#[derive(Clone, Debug, PartialEq)]
pub struct BenchmarkPoint {
    /// Indicator of the model, or `city_` and a figure of the city.
    pub indicator: String,
    /// Name of what is compared.
    pub name: Text,
    /// The other place.
    pub place_name: Text,
    /// Whether it is of the same definition as the city's; else it is not drawn.
    pub same_definition: bool,
    /// What exactly is counted (口径).
    pub definition: String,
    /// The time it speaks of.
    pub period: Period,
    /// Value in `unit`.
    pub value: f64,
    /// Unit.
    pub unit: String,
    /// Where it was read.
    pub origin: Origin,
    /// Source.
    pub source: Source,
    /// Anything else a reader should know.
    pub note: String,
    /// Where it stands.
    pub place: Place,
}

/// Reads `benchmarks.csv` of the case of a city with this Chinese name.
pub(super) fn read_benchmarks(file: &TableFile) -> Result<Vec<BenchmarkPoint>> {
    let mut table = read_table(file, COLUMNS, &[])?;
    let faults = convert(&mut table.rows, file);
    table.faults.extend(faults);
    let mut known = Unique::new("@benchmark");
    table.each(|row| read_point(row, &file.guide.city, &mut known))
}

fn read_point(row: &Row, city: &str, known: &mut Unique) -> Result<BenchmarkPoint> {
    let text = |column: &str| row.field(column).required();
    let unit = row.field("unit").unit();
    let value = row.field("value").amount(unit.as_ref().ok().copied());
    let names = (text("indicator_zh"), text("indicator_en"), text("place_en")).together();
    let (indicator, names, place_zh, same_definition, definition, period, amount, source) = (
        text("indicator"),
        names,
        place_named(row, city),
        row.field("same_definition").word(YES_NO),
        text("definition"),
        period(row.field("year")),
        (value, unit).together(),
        (origin(row), read_source(row)).together(),
    )
        .together()?;
    let same = format!("{place_zh} {indicator} {}", row.field("year").text);
    known.check(&Field { text: same, ..row.field("place_zh").clone() })?;
    let ((zh, en, place_en), (value, unit), (origin, source)) = (names, amount, source);
    Ok(BenchmarkPoint {
        indicator,
        name: Text { zh, en },
        place_name: Text { zh: place_zh, en: place_en },
        same_definition,
        definition,
        period,
        value,
        unit: unit.zh.to_owned(),
        origin,
        source,
        note: row.field("note").text.clone(),
        place: row.field("indicator").place.clone(),
    })
}

/// The other place; the name of a case may begin with its city's, and a city's own figures belong into
/// its history.
fn place_named(row: &Row, city: &str) -> Result<String> {
    let field = row.field("place_zh");
    let name = field.required()?;
    match city.starts_with(name.as_str()) {
        true => Err(field.error(Code::BenchmarkOwnCity).with("found", &name)),
        false => Ok(name),
    }
}

/// Where a row says that it was read, with what that asks for.
fn origin(row: &Row) -> Result<Origin> {
    let origin = row.field("provenance").word(ORIGINS)?;
    match origin {
        Origin::Published => check_published(row)?,
        Origin::Reposted if row.field("title").is_empty() => {
            return Err(row.field("title").error(Code::RepostWithoutTitle));
        }
        Origin::Reposted => {}
    }
    Ok(origin)
}

/// A year, or some months of one as in 2001H1, 2001年上半年 or 2001年1-9月.
fn period(field: &Field) -> Result<Period> {
    if !is_cumulative(&field.text) && !field.text.contains("累计") {
        return field.year().map(Period::Year);
    }
    let year: String = field.text.chars().take_while(char::is_ascii_digit).collect();
    let year = year.parse().ok().filter(|year| (YEARS.0..=YEARS.1).contains(year));
    let error = || bad_year(field.name, &field.text, YEARS, &field.place);
    year.map(|year| Period::Months(year, field.text.clone())).ok_or_else(error)
}

#[cfg(test)]
mod tests {
    use super::super::records::Guide;
    use super::*;

    const HEAD: &str = "indicator,indicator_zh,indicator_en,place_zh,place_en,same_definition,definition,year,\
                        value,unit,provenance,issuer,title,document,date,note\n";

    fn read(rows: &str) -> Result<Vec<BenchmarkPoint>> {
        let guide = Guide { city: "甲市高新区".into(), ..Guide::default() };
        let file = TableFile::decode("benchmarks.csv", format!("{HEAD}{rows}").as_bytes(), guide);
        read_benchmarks(&file.expect("UTF-8"))
    }

    #[test]
    fn years_and_months_are_told_apart_and_units_converted() {
        let rows = "city_va,增加值,value added,乙市,Yi,是,规上,2001,17369,万元,published,局,公报,,2002,\n\
                    city_va,增加值,value added,丙市,Bing,是,规上,2001年1-9月,1405,亿元,reposted,,转载,,,\n\
                    city_va,增加值,value added,丙市,Bing,否,规上,2001H1,900,亿元,reposted,,转载,,,\n";
        let found = read(rows).expect("well formed");
        let periods: Vec<i32> = found.iter().map(|p| p.period.year()).collect();
        assert_eq!(periods, [2001; 3]);
        assert_eq!(found[0].period, Period::Year(2001));
        assert_eq!(found[1].period, Period::Months(2001, "2001年1-9月".into()));
        assert_eq!((found[2].same_definition, found[2].origin), (false, Origin::Reposted));
        // All amounts of an indicator are in the unit of its first row.
        assert_eq!((found[0].value, found[1].value, found[1].unit.as_str()), (17369.0, 14_050_000.0, "万元"));
    }

    #[test]
    fn wrong_rows_are_told_with_their_place() {
        let good = "city_va,增加值,value added,乙市,Yi,是,规上,2001,1,亿元,published,局,公报,,2002,";
        let of = |from: &str, to: &str| {
            let error = read(&format!("{}\n", good.replacen(from, to, 1))).expect_err(to);
            let place = error.place.clone().expect("a place");
            (error.code, place.line, place.column)
        };
        assert_eq!(read(&format!("{good}\n")).expect("good").len(), 1);
        assert_eq!(of("乙市", "甲市"), (Code::BenchmarkOwnCity, 2, 25));
        assert_eq!(of("published,局,公报", "reposted,,").0, Code::RepostWithoutTitle);
        assert_eq!(of("published,局", "published,").0, Code::PublishedWithoutSource);
        assert_eq!(of("2001", "20011").0, Code::BadYear);
        assert_eq!(of("2001", "上半年").0, Code::BadYear);
        assert_eq!(of("亿元", "斤斗").0, Code::UnknownUnit);
        assert_eq!(of("published", "memory").0, Code::UnknownWord);
        assert_eq!(of("规上", "").0, Code::EmptyCell);
        assert_eq!(of("2001,1", "2001,").0, Code::EmptyCell);
        let twice = read(&format!("{good}\n{good}\n")).expect_err("twice");
        assert_eq!((twice.code, twice.place.map(|p| p.line)), (Code::NamedTwice, Some(3)));
    }
}
