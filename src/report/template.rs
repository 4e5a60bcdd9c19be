//! The files of a new case: tables with what belongs into each column, still without values.
//!
//! Owns which rows wait for a value: every figure of the case that it is modelled on, for
//! each zone. Never: invents a value.

use super::NamedBytes;
use crate::case::{BENCHMARK_COLUMNS, BLOCK_COLUMNS, Case, Figure, HISTORY_COLUMNS, chinese_name, unit};
use crate::error::{Code, Error, Result};
use crate::message::help_case::{case_toml, column_help};
use crate::message::{Lang, term};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// How a new case is written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Number of zones.
    pub zones: usize,
    /// Whether tables are workbooks instead of CSV.
    pub workbooks: bool,
    /// Language of headers and comments.
    pub lang: Lang,
}

/// A table: its name without extension, its columns, and rows of as many cells.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

const ZONES: &[&str] = &[
    "zone",
    "indicator",
    "definition",
    "unit",
    "value",
    "low",
    "high",
    "year",
    "provenance",
    "issuer",
    "title",
    "document",
    "date",
    "note",
    "scope",
    "share_of",
    "vintage",
    "price_basis",
];

/// `case.toml` and the tables of a new case, modelled on `like`.
///
/// # Errors
/// [`Code::CannotReport`] if a workbook is refused.
pub fn case_template(like: &Case, template: Template) -> Result<Vec<NamedBytes>> {
    let tables = [
        Table { name: "zones", columns: ZONES, rows: zone_rows(like, template) },
        Table {
            name: "city",
            columns: ZONES.get(1..).unwrap_or_default(),
            rows: city_rows(like, template.lang),
        },
        Table { name: "blocks", columns: BLOCK_COLUMNS, rows: Vec::new() },
        Table { name: "history", columns: HISTORY_COLUMNS, rows: Vec::new() },
        Table { name: "benchmarks", columns: BENCHMARK_COLUMNS, rows: Vec::new() },
    ];
    let mut files =
        vec![NamedBytes { name: "case.toml".to_owned(), bytes: head(like, template).into_bytes() }];
    for table in &tables {
        files.push(if template.workbooks {
            let bytes = workbook(table, like, template.lang);
            let bytes = bytes.map_err(|_| {
                Error::new(Code::CannotReport).with("format", "xlsx").with("reason", "@columns-refused")
            })?;
            NamedBytes { name: format!("{}.xlsx", table.name), bytes }
        } else {
            NamedBytes { name: format!("{}.csv", table.name), bytes: csv(table, template.lang).into_bytes() }
        });
    }
    Ok(files)
}

fn zone_id(zone: usize) -> String {
    format!("zone{}", zone + 1)
}

fn head(like: &Case, template: Template) -> String {
    let extension = if template.workbooks { "xlsx" } else { "csv" };
    let years: Vec<String> = like.milestones.iter().map(i32::to_string).collect();
    let mut text = case_toml(template.lang)
        .replace("{base_year}", &like.base_year.to_string())
        .replace("{first}", &like.horizon.0.to_string())
        .replace("{last}", &like.horizon.1.to_string())
        .replace("{milestones}", &years.join(", "))
        .replace("{as_of}", &like.as_of)
        .replace("{model}", &like.model)
        .replace("{extension}", extension);
    for zone in 0..template.zones {
        let number = zone + 1;
        text += &format!(
            "\n[[zone]]\nid = \"{}\"\nname_zh = \"园区{number}\"\nname_en = \"Zone {number}\"\n\
             level = \"creating\"\nlevel_provenance = \"assumed\"\n",
            zone_id(zone)
        );
    }
    text
}

/// Figures by zone of the model case, each once.
fn kinds(like: &Case) -> Vec<&Figure> {
    let mut kinds: Vec<&Figure> = Vec::new();
    for figure in like.figures.iter().filter(|figure| figure.zone.is_some()) {
        if !kinds.iter().any(|known| known.indicator == figure.indicator) {
            kinds.push(figure);
        }
    }
    kinds
}

fn zone_rows(like: &Case, template: Template) -> Vec<Vec<String>> {
    let rows = kinds(like).into_iter().flat_map(|figure| {
        (0..template.zones).map(move |zone| {
            let mut row = vec![zone_id(zone)];
            row.extend(figure_row(like, figure, template.lang));
            row
        })
    });
    rows.collect()
}

fn city_rows(like: &Case, lang: Lang) -> Vec<Vec<String>> {
    let mut seen: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for figure in like.figures.iter().filter(|figure| figure.zone.is_none()) {
        if !seen.contains(&figure.indicator.as_str()) {
            seen.push(&figure.indicator);
            rows.push(figure_row(like, figure, lang));
        }
    }
    rows
}

/// The cells behind the zone's; what waits for the office is empty.
fn figure_row(like: &Case, figure: &Figure, lang: Lang) -> Vec<String> {
    let keeper = like.keepers.iter().find(|keeper| keeper.indicator == figure.indicator);
    let english = |zh: &str| like.glossary.iter().find(|entry| entry.zh == zh).map(|entry| entry.en.clone());
    let named = |zh: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => english(zh).unwrap_or_else(|| zh.to_owned()),
    };
    let definition = match (lang, keeper) {
        (Lang::En, Some(keeper)) if figure.share_of_city => format!("{}, share of the city", keeper.name.en),
        (Lang::En, Some(keeper)) => keeper.name.en.clone(),
        _ => figure.definition.clone(),
    };
    let ask = keeper.map_or(String::new(), |keeper| {
        let between = lang.pick("：", ": ");
        let word = term("template-ask", lang).unwrap_or("");
        format!("{word}{}{between}{}", named(&keeper.department), named(&keeper.kept_as))
    });
    let unit = unit::find(&figure.unit).map_or(figure.unit.as_str(), |unit| lang.pick(unit.zh, unit.en));
    let cell = |column: &&str| match *column {
        "indicator" => figure.indicator.clone(),
        "definition" => definition.clone(),
        "unit" => unit.to_owned(),
        "year" => figure.year.to_string(),
        "share_of" if figure.share_of_city => "city".to_owned(),
        "price_basis" => figure.price_basis.clone(),
        "note" => ask.clone(),
        _ => String::new(),
    };
    ZONES.iter().skip(1).map(cell).collect()
}

fn header(column: &'static str, lang: Lang) -> &'static str {
    match lang {
        // Two columns of one table must not share a name.
        Lang::Zh => chinese_name(column),
        Lang::En => column,
    }
}

/// What belongs into each column; the first cell starts with `#`, so that readers skip the row.
fn comments(table: &Table, lang: Lang) -> Vec<String> {
    // Figures of other places are not assumed, and may be of some months.
    let key = |column: &&'static str| match (table.name, *column) {
        ("benchmarks", "provenance") => "origin",
        ("benchmarks", "year") => "period",
        ("history" | "benchmarks", "indicator") => "indicator_past",
        _ => *column,
    };
    let told = table.columns.iter().map(key).enumerate();
    told.map(|(i, column)| format!("{}{}", if i == 0 { "# " } else { "" }, column_help(column, lang)))
        .collect()
}

fn csv(table: &Table, lang: Lang) -> String {
    // Spreadsheets take a file for UTF-8 only if it says so.
    let mut text = "\u{feff}".to_owned();
    let mut line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        text += &format!("{}\n", cells.join(","));
    };
    let names: Vec<String> = table.columns.iter().map(|column| header(column, lang).to_owned()).collect();
    line(&names);
    line(&comments(table, lang));
    table.rows.iter().for_each(|row| line(row));
    text
}

fn quoted(cell: &str) -> String {
    match cell.contains([',', '"', '\n']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

fn workbook(table: &Table, like: &Case, lang: Lang) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No file holds a clock: the date is that of the data.
    let date = ExcelDateTime::parse_from_str(&like.as_of)?;
    workbook.set_properties(&DocProperties::new().set_author("zonecast").set_creation_datetime(&date));
    let font = Format::new().set_font_name("宋体").set_font_size(11);
    let head = font.clone().set_bold().set_background_color(Color::RGB(0x00F0_F2F4));
    let note = font.clone().set_font_size(10).set_font_color(Color::RGB(0x005C_6166)).set_text_wrap();
    let note = note.set_align(FormatAlign::Top);
    let sheet: &mut Worksheet = workbook.add_worksheet();
    sheet.set_name(table.name)?;
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_row_height(1, 66)?;
    let comments = comments(table, lang);
    for (index, column) in (0_u16..).zip(table.columns) {
        sheet.write_with_format(0, index, header(column, lang), &head)?;
        let wide = ["definition", "title", "note"].contains(column);
        sheet.set_column_width(index, if wide { 34.0 } else { 18.0 })?;
    }
    for (index, comment) in (0_u16..).zip(&comments) {
        sheet.write_with_format(1, index, comment, &note)?;
    }
    for (row, cells) in (2_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_with_format(row, column, number, &font)?,
                Err(_) => sheet.write_with_format(row, column, cell, &font)?,
            };
        }
    }
    workbook.save_to_buffer()
}
