//! The content tree of a report as plain data: chapters, paragraphs, tables, figures.
//!
//! Owns what a report can hold. Built once, rendered by one file per format, and no
//! renderer knows what it prints. Never: computes, words or lays anything out.

use crate::message::Lang;
use crate::report::format;

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Language of the fixed words.
    pub lang: Lang,
    /// Title.
    pub title: String,
    /// Line below the title.
    pub subtitle: String,
    /// A mark that every page and sheet carries, such as that figures are no statistics.
    pub mark: Option<String>,
    /// Case, draws, seed, date of the data and version in one line.
    pub imprint: String,
    /// Date of the data, as files give a date.
    pub date: String,
    /// Chapters in order; the first one fits on a page.
    pub chapters: Vec<Chapter>,
    /// Tables that only a workbook has, behind those of the chapters.
    pub sheets: Vec<Table>,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// Heading with its number.
    pub heading: String,
    /// Whether its tables want a page on its side.
    pub wide: bool,
    /// Whether it has to fit on a page.
    pub compact: bool,
    /// Whether it is a letter, with pages of its own.
    pub letter: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of a chapter.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of the second level, with its number.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Whom a letter is to, at the edge of the text.
    Address(String),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
}

/// A table; every row has one cell per column.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Table {
    /// Short name, for the tab of a sheet.
    pub name: String,
    /// Caption.
    pub caption: Caption,
    /// Columns.
    pub columns: Vec<Column>,
    /// How many of the first columns say what a run of rows has in common; on paper they become
    /// a line above these rows.
    pub groups: usize,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the last row is the total of those above.
    pub total: bool,
    /// Notes below it.
    pub notes: Vec<String>,
    /// Where the numbers of all rows come from.
    pub provenance: String,
    /// A chart that a workbook draws of it.
    pub chart: Option<Plot>,
    /// Line charts that a workbook draws beside runs of its rows.
    pub lines: Vec<Lines>,
}

impl Table {
    /// Drops the column at `at` if all its cells are empty, and says whether it did.
    pub fn drop_empty(&mut self, at: usize) -> bool {
        let empty = self.rows.iter().all(|row| row.get(at).is_some_and(|cell| cell.shown().is_empty()));
        if empty {
            self.columns.remove(at);
            self.rows.iter_mut().for_each(|row| drop(row.remove(at)));
        }
        empty
    }
}

/// A caption, numbered when the document is complete.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Caption {
    /// What is counted, such as 表.
    pub label: String,
    /// Number, from 1.
    pub number: usize,
    /// What it says.
    pub text: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Heading, with the unit if all rows share one.
    pub head: String,
    /// Width against the other columns.
    pub weight: f64,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text; may be empty. A line break parts its lines where a format has them.
    Text(String),
    /// A number with the decimals that mean something.
    Number {
        /// In full.
        value: f64,
        /// Decimals printed.
        decimals: usize,
        /// Whether a plus is printed.
        signed: bool,
    },
}

/// A chart of a table's columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// Title.
    pub title: String,
    /// Column with the names on the axis.
    pub names: usize,
    /// Columns with the values, one series each.
    pub values: Vec<usize>,
    /// Whether rows are the series instead, stacked, with the heads of the columns along the axis.
    pub stacked: bool,
    /// Name of the axis of values.
    pub axis: String,
}

/// A line chart of a run of rows: percentiles along the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Title.
    pub title: String,
    /// First row and the one behind the last, counted from 0.
    pub rows: (usize, usize),
    /// Column with the years.
    pub along: usize,
    /// Columns of the lower end, the middle and the upper end.
    pub band: [usize; 3],
    /// Column of a threshold, empty where there is none; none if it is empty in all rows.
    pub threshold: Option<usize>,
    /// Least and greatest value on the axis.
    pub range: (f64, f64),
}

/// A figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Name of its files, without extension.
    pub name: String,
    /// Caption.
    pub caption: Caption,
    /// The drawing.
    pub svg: String,
    /// The same drawn for pages of text, in parts if it is long.
    pub parts: Vec<String>,
    /// These parts as PNG, each with its size in pixels.
    pub pictures: Vec<(Vec<u8>, (u32, u32))>,
}

impl Document {
    /// Every table in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.chapters.iter().flat_map(|chapter| &chapter.blocks).filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Every figure in order.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.chapters.iter().flat_map(|chapter| &chapter.blocks).filter_map(|block| match block {
            Block::Figure(figure) => Some(figure),
            _ => None,
        })
    }
}

impl Caption {
    /// A caption that is not numbered yet.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Label and number.
    pub fn numbered(&self) -> String {
        format!("{}{}", self.label, self.number)
    }

    /// As printed; without a number where nothing is counted.
    pub fn shown(&self) -> String {
        if self.number == 0 { self.text.clone() } else { format!("{}  {}", self.numbered(), self.text) }
    }
}

impl Table {
    /// The rows that count something, and the total of them if there is one.
    pub fn parted(&self) -> (&[Vec<Cell>], Option<&Vec<Cell>>) {
        match self.rows.split_last().filter(|_| self.total) {
            Some((total, rows)) => (rows, Some(total)),
            None => (&self.rows, None),
        }
    }

    /// The rows as runs that share their first cells.
    pub fn runs(&self) -> impl Iterator<Item = &[Vec<Cell>]> {
        self.rows.chunk_by(|a, b| self.groups > 0 && a[..self.groups] == b[..self.groups])
    }

    /// What a run of rows has in common, in one line; nothing without groups.
    pub fn common(&self, run: &[Vec<Cell>]) -> Option<String> {
        let first = run.first().filter(|_| self.groups > 0)?;
        let texts = first[..self.groups].iter().map(Cell::shown).filter(|text| !text.is_empty());
        Some(texts.collect::<Vec<_>>().join(" · "))
    }
}

impl Column {
    /// A column of texts.
    pub fn text(head: impl Into<String>, weight: f64) -> Self {
        Self { head: head.into(), weight, numeric: false }
    }

    /// A column of numbers.
    pub fn number(head: impl Into<String>, weight: f64) -> Self {
        Self { head: head.into(), weight, numeric: true }
    }
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number.
    pub fn number(value: f64, decimals: usize) -> Self {
        Self::Number { value, decimals, signed: false }
    }

    /// A year.
    pub fn year(year: i32) -> Self {
        Self::number(f64::from(year), 0)
    }

    /// A number that carries its sign.
    pub fn signed(value: f64, decimals: usize) -> Self {
        Self::Number { value, decimals, signed: true }
    }

    /// Money in 亿元, as every chart and text has it.
    pub fn money(value: f64) -> Self {
        Self::number(value, format::money_decimals(value))
    }

    /// Whether it is a number that is not nothing but printed as if it were.
    pub fn rounds_to_nothing(&self) -> bool {
        matches!(self, Self::Number { value, decimals, .. } if format::rounds_to_nothing(*value, *decimals))
    }

    /// As printed: nothing at all is a plain 0, and what only rounds to nothing says so.
    pub fn shown(&self) -> String {
        let (value, decimals, signed) = match self {
            Self::Text(text) => return text.clone(),
            Self::Number { value, decimals, signed } => (*value, *decimals, *signed),
        };
        format::shown(value, decimals, signed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_plain_zero_and_hardly_anything_is_not_called_nothing() {
        let shown = [
            (Cell::number(0.0, 1), "0"),
            (Cell::number(0.004, 2), "<0.01"),
            (Cell::number(0.4, 0), "<1"),
            (Cell::number(-0.004, 2), "0"),
            (Cell::signed(0.004, 2), "0"),
            (Cell::signed(1.25, 1), "+1.2"),
            (Cell::money(0.254), "0.3"),
            (Cell::money(66.07), "66.1"),
            (Cell::money(99.96), "100"),
            (Cell::money(0.03), "<0.1"),
            (Cell::money(0.0), "0"),
            (Cell::number(f64::NAN, 1), "–"),
        ];
        shown.iter().for_each(|(cell, wanted)| assert_eq!(cell.shown(), *wanted, "{cell:?}"));
    }
}
