//! `benchmarks.csv` (对标): published figures of other places, to stand beside the city's own.
//!
//! Owns its columns. Some months of a year may be entered, but they are told apart and never compared
//! with years. A row's number stays in the row's unit until the city's is known. Never: a start value or
//! anything a model reads.

use super::amount::comparable_amount;
use super::conversion::{Target, convert};
use super::field::Field;
use super::head::Unique;
use super::history::YES_NO;
use super::period::Period;
use super::records::TableFile;
use super::source::{ADDRESS, check_published, read_source, without_address};
use super::table::{Row, read_table};
use super::unit;
use super::written::rescaled;
use super::{Source, Text};
use crate::error::{Code, Error, Place, Result, Together};

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
    /// Where its value stands.
    pub value_place: Place,
    /// Where its unit stands.
    pub unit_place: Place,
}

impl BenchmarkPoint {
    /// The same figure in `unit`, if that measures the same; powers of ten lose nothing.
    pub fn in_unit(&self, unit: &str) -> Option<Self> {
        let value = rescaled(self.value, &self.unit, unit)?;
        Some(Self { value, unit: unit.to_owned(), ..self.clone() })
    }

    /// The note that it was put into the unit of `converted`.
    pub fn conversion(&self, converted: &Self) -> Error {
        let ((zh, en), found) = (unit::quoted(&converted.unit), unit::quoted(&self.unit));
        Error::at(Code::UnitsConverted, self.value_place.clone())
            .with("column", "value")
            .with("n", 1)
            .named("found", found.0, found.1)
            .named("unit", zh, en)
            .with("first", self.value)
            .with("second", converted.value)
    }
}

/// Reads `benchmarks.csv` of the case of a city with this Chinese name.
pub(super) fn read_benchmarks(file: &TableFile) -> Result<Vec<BenchmarkPoint>> {
    let mut table = read_table(file, COLUMNS, &[ADDRESS])?;
    let faults = convert(&mut table.rows, file, Target::OfRow);
    table.faults.extend(faults);
    let mut known = Unique::new("@benchmark");
    table.each(|row| read_point(row, &file.guide.city, &mut known))
}

fn read_point(row: &Row, city: &str, known: &mut Unique) -> Result<BenchmarkPoint> {
    let text = |column: &str| row.field(column).required();
    let unit = row.field("unit").unit();
    let value = comparable_amount(row, unit.as_ref().ok().copied());
    let names = (text("indicator_zh"), text("indicator_en"), text("place_en")).together();
    let (indicator, names, place_zh, same_definition, definition, period, amount, source) = (
        text("indicator"),
        names,
        place_named(row, city),
        row.field("same_definition").word(YES_NO),
        text("definition"),
        Period::read(row.field("year")),
        (value, unit).together(),
        (origin(row), read_source(row), without_address(row.field("note"))).together(),
    )
        .together()?;
    let same = format!("{place_zh} {indicator} {period}");
    known.check(&Field { text: same, ..row.field("place_zh").clone() })?;
    let ((zh, en, place_en), (value, unit), (origin, source, ())) = (names, amount, source);
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
        value_place: row.field("value").place.clone(),
        unit_place: row.field("unit").place.clone(),
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
        let rows = "city_va,增加值,value added,乙市,Yi,是,规上,2001,17369000,万元,published,局,公报,,2002,\n\
                    city_va,增加值,value added,丙市,Bing,是,规上,2001年1-9月,1405,亿元,reposted,,转载,,,\n\
                    city_va,增加值,value added,丙市,Bing,否,规上,2001H1,900,亿元,reposted,,转载,,,\n";
        let found = read(rows).expect("well formed");
        let periods: Vec<u32> = found.iter().map(|p| p.period.last_month).collect();
        assert_eq!((periods, found[1].period.year), (vec![12, 9, 6], 2001));
        assert_eq!((found[2].same_definition, found[2].origin), (false, Origin::Reposted));
        // Each row keeps its unit until the city's is known; 10^4 万元 are one 亿元.
        let kept: Vec<(f64, &str)> = found.iter().map(|p| (p.value, p.unit.as_str())).collect();
        assert_eq!(kept, [(17_369_000.0, "万元"), (1405.0, "亿元"), (900.0, "亿元")]);
        let put = |at: usize, unit: &str| found[at].in_unit(unit).map(|p| p.value);
        assert_eq!(
            (put(0, "亿元"), put(1, "亿元"), put(1, "万元")),
            (Some(1736.9), Some(1405.0), Some(14_050_000.0))
        );
        assert_eq!(put(0, "人"), None);
    }

    #[test]
    fn one_period_in_two_spellings_is_told_as_given_twice() {
        let row = |year: &str| {
            format!("city_va,增加值,value added,乙市,Yi,是,规上,{year},1,亿元,reposted,,转载,,,\n")
        };
        let twice = read(&["2001H1", "2001年1-6月"].map(row).concat()).expect_err("twice");
        assert_eq!((twice.code, twice.place.as_ref().map(|p| p.line)), (Code::NamedTwice, Some(3)));
        assert_eq!(twice.arg("name"), Some("乙市 city_va 2001.1-6"));
        assert_eq!(read(&["2001H1", "2001", "2001Q3"].map(row).concat()).map(|all| all.len()), Ok(3));
    }

    #[test]
    fn growth_may_be_below_zero_and_a_share_may_not() {
        let row = |name: &str, value: &str| {
            format!("growth,{name},growth,乙市,Yi,是,{name},2001,{value},%,reposted,,转载,,,\n")
        };
        let value =
            |name: &str, value: &str| read(&row(name, value)).map(|all| all[0].value).map_err(|e| e.code);
        assert_eq!(value("增加值增速", "-3.2"), Ok(-3.2));
        assert_eq!(value("增加值增速", "－3.2%"), Ok(-3.2));
        assert_eq!(value("出口增长", "140"), Ok(140.0));
        assert_eq!(value("增加值增速", "-320"), Err(Code::PercentOutOfRange));
        assert_eq!(value("占全市比重", "-3.2"), Err(Code::PercentOutOfRange));
        assert_eq!(value("占全市比重", "140"), Err(Code::PercentOutOfRange));
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
        assert_eq!(of("2001", "上半年"), (Code::BenchmarkPeriod, 2, 36));
        assert_eq!(of("亿元", "斤斗").0, Code::UnknownUnit);
        assert_eq!(of("published", "memory").0, Code::UnknownWord);
        assert_eq!(of("规上", "").0, Code::EmptyCell);
        assert_eq!(of("2001,1", "2001,").0, Code::EmptyCell);
        let twice = read(&format!("{good}\n{good}\n")).expect_err("twice");
        assert_eq!((twice.code, twice.place.map(|p| p.line)), (Code::NamedTwice, Some(3)));
    }
}
