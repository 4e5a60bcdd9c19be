//! A CSV file as rows of named fields, each with its line and column.
//!
//! Owns splitting (through `csv-core`) and the checks of header and row length.
//! Never: knows what a column means.

use super::field::Field;
use super::text::SourceText;
use crate::error::{Code, Error, Place, Result, all_of, nearest_name};
use csv_core::{ReadFieldResult, Reader};

/// One row; fields are in the order of the columns asked for.
pub(super) struct Row {
    fields: Vec<Field>,
}

impl Row {
    /// The field of a column that the table was read with.
    pub fn field(&self, column: &str) -> &Field {
        let field = self.fields.iter().find(|field| field.name == column);
        field.expect("a row is only asked for columns that its table was read with")
    }
}

/// Reads a table whose header has exactly `columns`, in any order.
///
/// Rows without any text are skipped, because spreadsheets leave them behind.
///
/// # Errors
/// Missing, unknown or repeated columns, rows of another length, an open quote.
pub(super) fn read_table(source: &SourceText, columns: &[&'static str]) -> Result<Vec<Row>> {
    let mut records = split(source)?.into_iter();
    let header = records.next().unwrap_or_default();
    let order = header_order(&header, columns, source)?;
    let row = |record: Vec<Cell>| {
        if record.len() != order.len() {
            let place = record.first().map_or_else(|| source.place(0), |cell| whole_line(&cell.place));
            return Err(Error::at(Code::RowLength, place)
                .with("found", record.len())
                .with("wanted", order.len()));
        }
        let cells = record.into_iter().zip(&order);
        Ok(Row { fields: cells.map(|(c, &name)| Field { name, text: c.text, place: c.place }).collect() })
    };
    all_of(records.filter(|record| record.iter().any(|cell| !cell.text.is_empty())).map(row))
}

/// A field before its column is known.
struct Cell {
    text: String,
    place: Place,
}

/// The column of each header cell.
fn header_order(header: &[Cell], columns: &[&'static str], source: &SourceText) -> Result<Vec<&'static str>> {
    let mut order: Vec<&'static str> = Vec::new();
    for cell in header {
        let Some(&column) = columns.iter().find(|column| **column == cell.text) else {
            let unused = columns.iter().copied().filter(|c| header.iter().all(|cell| cell.text != *c));
            return Err(Error::at(Code::UnknownColumn, cell.place.clone())
                .with("column", &cell.text)
                .with_some("nearest", nearest_name(&cell.text, unused)));
        };
        if order.contains(&column) {
            return Err(Error::at(Code::NamedTwice, cell.place.clone())
                .with("kind", "@column")
                .with("name", column)
                .with("line", cell.place.line));
        }
        order.push(column);
    }
    match columns.iter().find(|column| !order.contains(column)) {
        Some(column) => {
            let place = whole_line(&header.first().map_or_else(|| source.place(0), |c| c.place.clone()));
            Err(Error::at(Code::MissingColumn, place).with("column", column))
        }
        None => Ok(order),
    }
}

fn whole_line(place: &Place) -> Place {
    Place { column: 0, ..place.clone() }
}

/// All records as fields with places.
fn split(source: &SourceText) -> Result<Vec<Vec<Cell>>> {
    let bytes = source.text.as_bytes();
    let mut reader = Reader::new();
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
                check_closed(source, start, at)?;
                let text = String::from_utf8_lossy(output.get(..written).unwrap_or_default());
                let text = text.trim().to_owned();
                record.push(Cell { text, place: source.place(content_start(bytes, start)) });
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
fn content_start(bytes: &[u8], start: usize) -> usize {
    let quoted = usize::from(bytes.get(start) == Some(&b'"'));
    let rest = bytes.get(start + quoted..).unwrap_or_default();
    let blanks = rest.iter().take_while(|b| **b == b' ').count();
    match rest.get(blanks) {
        Some(b',' | b'\r' | b'\n' | b'"') | None => start,
        Some(_) => start + quoted + blanks,
    }
}

/// A quoted field must end at its closing quote; csv-core would take any parse over none.
fn check_closed(source: &SourceText, start: usize, end: usize) -> Result<()> {
    let raw = source.text.as_bytes().get(start..end).unwrap_or_default();
    let Some((b'"', inside)) = raw.split_first() else { return Ok(()) };
    // Without the doubled quotes that stand for one, the first quote closes the field.
    let mut rest = inside;
    let closed = loop {
        let Some(quote) = rest.iter().position(|b| *b == b'"') else { break false };
        rest = rest.get(quote + 1..).unwrap_or_default();
        match rest.split_first() {
            Some((b'"', after)) => rest = after,
            _ => break rest.iter().all(|b| matches!(b, b',' | b' ' | b'\r' | b'\n')),
        }
    };
    if closed { Ok(()) } else { Err(Error::at(Code::UnclosedQuote, source.place(start))) }
}
