//! A table file as records of cells, each with its place: CSV text or a workbook's sheet.
//!
//! Owns the choice between the two, splitting of CSV (through `csv-core`) and of its
//! separator: comma, tab, semicolon or full-width comma, whichever splits the header
//! into known columns. Never: knows what a column means.

use super::columns::{chinese_name, recognised};
use super::text::SourceText;
use super::unit::Unit;
use super::workbook;
use crate::error::{Code, Error, Place, Result};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::cell::RefCell;

/// A field before its column is known.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// The text, trimmed.
    pub text: String,
    /// Where it starts.
    pub place: Place,
}

/// What readers of tables need to know of the case.
#[derive(Clone, Default)]
pub(super) struct Guide {
    /// Chinese name of the case.
    pub city: String,
    /// Units in which indicators are kept.
    pub units: Vec<(String, &'static Unit)>,
    /// Identifiers of figures and what people call them in Chinese.
    pub names: Vec<(String, String)>,
    /// Whether rows without a value are gaps to be listed instead of faults.
    pub gaps_allowed: bool,
}

/// A table file, read but not yet split into columns.
pub(super) struct TableFile {
    content: Content,
    /// What is known of the case.
    pub guide: Guide,
    /// What was found on the way that is no fault.
    notes: RefCell<Vec<Error>>,
    /// Rows without a value.
    gaps: RefCell<Vec<Blank>>,
    /// Columns and what the header calls them, where that is not their own name.
    heads: RefCell<Vec<(&'static str, String)>>,
}

/// A row that waits for its value.
#[derive(Clone, Debug)]
pub(super) struct Blank {
    /// Zone as written; empty for the city.
    pub zone: String,
    /// Identifier of the figure.
    pub indicator: String,
    /// What it counts.
    pub definition: String,
    /// Where the value is missing.
    pub place: Place,
}

enum Content {
    Text(SourceText),
    Sheet(workbook::Sheet),
}

impl TableFile {
    /// Decodes `bytes` as CSV, or as a workbook if they are one; `shown` is the path that errors name.
    ///
    /// # Errors
    /// Bytes in no known encoding; a workbook that cannot be read.
    pub fn decode(shown: &str, bytes: &[u8], guide: Guide) -> Result<Self> {
        let (notes, gaps, heads) = (RefCell::default(), RefCell::default(), RefCell::default());
        // Workbooks are zip archives, whatever they are called.
        if bytes.starts_with(b"PK\x03\x04") || workbook::is_name(shown) {
            let content = Content::Sheet(workbook::read(shown, bytes)?);
            return Ok(Self { content, guide, notes, gaps, heads });
        }
        let (text, encoding) = SourceText::decode_table(shown, bytes)?;
        let file = Self { content: Content::Text(text), guide, notes, gaps, heads };
        if let Some(encoding) = encoding {
            file.note(Error::at(Code::ReadAs, Place::file(shown)).with("encoding", encoding));
        }
        Ok(file)
    }

    /// Remembers something that is no fault.
    pub fn note(&self, note: Error) {
        self.notes.borrow_mut().push(note);
    }

    /// Remembers a row without a value.
    pub fn gap(&self, gap: Blank) {
        self.gaps.borrow_mut().push(gap);
    }

    /// Remembers what the header calls a column.
    pub fn head(&self, column: &'static str, head: String) {
        if head != column {
            self.heads.borrow_mut().push((column, head));
        }
    }

    /// An error or note with columns named as the header names them, in Chinese if it is in Chinese.
    pub fn in_its_words(&self, mut error: Error) -> Error {
        let heads = self.heads.borrow();
        if heads.iter().all(|(_, head)| head.is_ascii()) {
            return error;
        }
        let word = |name: &str| match heads.iter().find(|(column, _)| *column == name) {
            Some((_, head)) => head.clone(),
            None => chinese_name(name).to_owned(),
        };
        let each =
            |list: &str, between: &str| list.split(between).map(word).collect::<Vec<_>>().join(between);
        let named = error.arg("kind").is_some_and(|kind| kind == "@column");
        let column = error.code == Code::UnknownColumn;
        for (name, value) in &mut error.args {
            match *name {
                "column" | "what" => value.zh = word(&value.zh),
                "name" if named => value.zh = word(&value.zh),
                "nearest" if column => value.zh = word(&value.zh),
                "lacking" | "columns" => {
                    (value.zh, value.en) = (each(&value.zh, "、"), each(&value.en, ", "));
                    continue;
                }
                _ => continue,
            }
            value.en.clone_from(&value.zh);
        }
        error.more = error.more.into_iter().map(|error| self.in_its_words(error)).collect();
        error
    }

    /// What was remembered: notes, and rows without a value.
    pub fn remembered(self) -> (Vec<Error>, Vec<Blank>) {
        let notes = self.notes.take().into_iter().map(|note| self.in_its_words(note)).collect();
        (notes, self.gaps.into_inner())
    }

    /// Where the file starts.
    pub fn start(&self) -> Place {
        match &self.content {
            Content::Text(source) => source.place(0),
            Content::Sheet(sheet) => sheet.start.clone(),
        }
    }

    /// Its text; none of a workbook.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(source) => Some(&source.text),
            Content::Sheet(_) => None,
        }
    }

    /// Cells that cannot be read, such as those that show `#N/A`.
    pub fn faults(&self) -> Vec<Error> {
        match &self.content {
            Content::Text(_) => Vec::new(),
            Content::Sheet(sheet) => sheet.faults.clone(),
        }
    }

    /// Whether it is a workbook, whose rows end with their last cell.
    pub fn is_workbook(&self) -> bool {
        matches!(self.content, Content::Sheet(_))
    }

    /// All records; `columns` are those that the header may name.
    ///
    /// # Errors
    /// An open quote, or a header that two separators split equally well.
    pub fn records(&self, columns: &[&'static str]) -> Result<Vec<Vec<Cell>>> {
        match &self.content {
            Content::Sheet(sheet) => Ok(sheet.rows.clone()),
            Content::Text(source) => match separator(source, columns)? {
                b'\0' => split(&source.with_text(narrowed(&source.text)), b','),
                separator => split(source, separator),
            },
        }
    }
}

/// Separators with their names; the zero byte stands for the full-width comma.
const SEPARATORS: [(u8, char, &str); 4] =
    [(b',', ',', "@comma"), (b'\t', '\t', "@tab"), (b';', ';', "@semicolon"), (b'\0', '，', "@wide-comma")];

/// The separator under which a line of the file's head names most columns.
fn separator(source: &SourceText, columns: &[&'static str]) -> Result<u8> {
    let named = |separator: char| {
        let lines = source.text.lines().take(super::table::HEADER_WITHIN);
        let cells =
            |line: &str| recognised(line.split(separator).map(|c| c.trim().trim_matches('"')), columns);
        lines.map(cells).max().unwrap_or(0)
    };
    let counts = SEPARATORS.map(|(byte, sign, word)| (named(sign), byte, word));
    let most = counts.iter().map(|(n, ..)| *n).max().unwrap_or(0);
    // One name alone is split by anything.
    if most < 2 {
        return Ok(b',');
    }
    let mut best = counts.iter().filter(|(n, ..)| *n == most);
    match (best.next(), best.next()) {
        (Some((_, _, first)), Some((_, _, second))) => {
            let place = Place { column: 0, ..source.place(0) };
            Err(Error::at(Code::TwoSeparators, place).with("first", first).with("second", second))
        }
        (Some((_, byte, _)), None) => Ok(*byte),
        _ => Ok(b','),
    }
}

/// The text with full-width commas outside quotation marks made plain ones.
fn narrowed(text: &str) -> String {
    let mut quoted = false;
    let narrow = |c: char| {
        quoted ^= c == '"';
        if c == '，' && !quoted { ',' } else { c }
    };
    text.chars().map(narrow).collect()
}

/// All records as fields with places.
fn split(source: &SourceText, separator: u8) -> Result<Vec<Vec<Cell>>> {
    let bytes = source.text.as_bytes();
    let mut reader: Reader = ReaderBuilder::new().delimiter(separator).build();
    let mut records = vec![];
    let mut record: Vec<Cell> = vec![];
    let mut at = 0;
    // No field is longer than the file, so the output never fills up.
    let mut output = vec![0; bytes.len() + 1];
    loop {
        let start = if record.is_empty() { skip_line_ends(bytes, at) } else { at };
        let rest = bytes.get(at..).unwrap_or_default();
        let (mut result, read, mut written) = reader.read_field(rest, &mut output);
        at += read;
        if result == ReadFieldResult::InputEmpty {
            // The last field ends with the file; csv-core is told so by an empty input.
            let tail = output.get_mut(written..).unwrap_or_default();
            let (last, _, more) = reader.read_field(&[], tail);
            (result, written) = (last, written + more);
        }
        match result {
            ReadFieldResult::Field { record_end } => {
                check_closed(source, start, at, separator)?;
                let text = String::from_utf8_lossy(output.get(..written).unwrap_or_default());
                let text = text.trim().to_owned();
                record.push(Cell { text, place: source.place(content_start(bytes, start, separator)) });
                if record_end {
                    records.push(std::mem::take(&mut record));
                }
            }
            _ => return Ok(records),
        }
    }
}

/// Offset of the first byte that is not a line end: blank lines belong to no record.
fn skip_line_ends(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()
}

/// Offset of the text itself, after an opening quote and blanks.
fn content_start(bytes: &[u8], start: usize, separator: u8) -> usize {
    let quoted = usize::from(bytes.get(start) == Some(&b'"'));
    let rest = bytes.get(start + quoted..).unwrap_or_default();
    let blanks = rest.iter().take_while(|b| **b == b' ').count();
    match rest.get(blanks) {
        Some(b'\r' | b'\n' | b'"') | None => start,
        Some(b) if *b == separator => start,
        Some(_) => start + quoted + blanks,
    }
}

/// A quoted field must end at its closing quote; csv-core would take any parse over none.
fn check_closed(source: &SourceText, start: usize, end: usize, separator: u8) -> Result<()> {
    let raw = source.text.as_bytes().get(start..end).unwrap_or_default();
    let Some((b'"', inside)) = raw.split_first() else { return Ok(()) };
    // Without the doubled quotes that stand for one, the first quote closes the field.
    let mut rest = inside;
    let closed = loop {
        let Some(quote) = rest.iter().position(|b| *b == b'"') else { break false };
        rest = rest.get(quote + 1..).unwrap_or_default();
        match rest.split_first() {
            Some((b'"', after)) => rest = after,
            _ => break rest.iter().all(|b| *b == separator || matches!(b, b' ' | b'\r' | b'\n')),
        }
    };
    if closed { Ok(()) } else { Err(Error::at(Code::UnclosedQuote, source.place(start))) }
}
