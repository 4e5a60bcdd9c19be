//! A sheet of an `.xlsx` workbook as records of cells (through `calamine`).
//!
//! Owns the choice of the sheet (the one with the table's name, else the first shown one with heads
//! of a table, else the first shown), merged cells, and how numbers, percentages and dates of cells are written as
//! text. Never: lets a file's size or the library's own English through.

use super::columns::{all_columns, recognised};
use super::records::Cell;
use super::table::HEADER_WITHIN;
use crate::error::{Code, Error, Place, Result};
use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, StyleRange, Xlsx, XlsxError};
use std::io::Cursor;

/// A sheet beyond these is no table of a case, and would fill the memory.
const MOST: (u32, u32) = (20_000, 256);
/// Bytes that a workbook may unpack to.
const MOST_BYTES: u128 = 200_000_000;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Whether a file's name is one of a workbook.
pub(super) fn is_name(name: &str) -> bool {
    let name = name.to_lowercase();
    name.ends_with(".xlsx") || name.ends_with(".xls") || name.ends_with(".et")
}

/// The sheet that holds a table.
pub(super) struct Sheet {
    pub rows: Vec<Vec<Cell>>,
    /// Where it starts.
    pub start: Place,
    /// Cells that show an error.
    pub faults: Vec<Error>,
}

/// Reads the sheet that holds the table: the one with its name, else the first shown one with such rows,
/// else the first shown.
///
/// # Errors
/// No workbook, or too large a one.
pub(super) fn read(shown: &str, bytes: &[u8], holds: &dyn Fn(&[Vec<Cell>]) -> bool) -> Result<Sheet> {
    let unreadable = |error: &XlsxError| {
        let reason = match error {
            XlsxError::Password => "@password",
            // Old workbooks (.xls) are no zip archives.
            XlsxError::Zip(_) | XlsxError::Io(_) => "@not-xlsx",
            _ => "@damaged-workbook",
        };
        Error::at(Code::NotAWorkbook, Place::file(shown)).with("reason", reason)
    };
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok();
    if archive.and_then(|archive| archive.decompressed_size()).is_some_and(|size| size > MOST_BYTES) {
        return Err(too_large(Place::file(shown)));
    }
    let mut book: Book<'_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|e| unreadable(&e))?;
    let mut first = None;
    for (index, name) in candidates(&book, shown).into_iter().enumerate() {
        let sheet = read_sheet(&mut book, shown, &name).map_err(|fault| match fault {
            Fault::Library(error) => unreadable(&error),
            Fault::TooLarge(error) => *error,
        });
        // Sheets before the table may explain how to fill it in.
        match sheet {
            Ok(sheet) if holds(&sheet.rows) => return Ok(sheet),
            other if index == 0 => first = Some(other),
            _ => {}
        }
    }
    first
        .unwrap_or_else(|| Err(Error::at(Code::NotAWorkbook, Place::file(shown)).with("reason", "@no-sheet")))
}

/// Whether one of the first rows names two columns of tables.
pub(super) fn has_heads(rows: &[Vec<Cell>]) -> bool {
    let known = all_columns();
    let named = |row: &Vec<Cell>| recognised(row.iter().map(|cell| cell.text.as_str()), &known) >= 2;
    rows.iter().take(HEADER_WITHIN).any(named)
}

/// What keeps a sheet from being read.
enum Fault {
    Library(XlsxError),
    TooLarge(Box<Error>),
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

fn read_sheet(book: &mut Book<'_>, shown: &str, sheet: &str) -> std::result::Result<Sheet, Fault> {
    let start = Place { sheet: Some(sheet.into()), ..Place::new(shown, 1, 1) };
    let large = |place| Fault::TooLarge(Box::new(too_large(place)));
    // The library keeps the styles of everything between the outermost cells.
    if let Some((row, column)) = outside(book, sheet)? {
        return Err(large(Place { line: row + 1, column: column + 1, ..start }));
    }
    let styles = book.worksheet_style(sheet)?;
    let merged = book.merge_cells_by_sheet_name(sheet)?;
    let formulas = book.worksheet_formula(sheet)?;
    let (mut rows, mut faults): (Vec<Vec<Cell>>, Vec<Error>) = Default::default();
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let place = Place { line: row + 1, column: column + 1, ..start.clone() };
        if row >= MOST.0 || column >= MOST.1 {
            return Err(large(place));
        }
        let text = text_of(cell.get_value(), is_percent(&styles, (row, column)));
        if matches!(cell.get_value(), DataRef::Error(_)) {
            faults.push(Error::at(Code::CellShowsError, place).with("found", &text));
        }
        put(&mut rows, (row, column), text, &start);
    }
    let empty = |at: (u32, u32)| {
        let cell = rows.get(at.0 as usize).and_then(|row| row.get(at.1 as usize));
        cell.is_none_or(|cell| cell.text.is_empty())
    };
    let first = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let (row, column) = (first.0 + row as u32, first.1 + column as u32);
        if !formula.is_empty() && empty((row, column)) {
            let place = Place { line: row + 1, column: column + 1, ..start.clone() };
            faults.push(Error::at(Code::FormulaUnsaved, place).with("found", format!("={formula}")));
        }
    }
    for area in merged {
        fill(&mut rows, &area, &start);
    }
    Ok(Sheet { rows, start, faults })
}

/// The sheet with the table's name, else those that are shown, in their order.
fn candidates(book: &Book<'_>, shown: &str) -> Vec<String> {
    let file = shown.rsplit('/').next().unwrap_or(shown);
    let table = file.split('.').next().unwrap_or(file);
    let sheets = || book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    if let Some(named) = sheets().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(table)) {
        return vec![named.name.clone()];
    }
    let visible = sheets().filter(|sheet| sheet.visible == SheetVisible::Visible);
    visible.map(|sheet| sheet.name.clone()).collect()
}

fn too_large(place: Place) -> Error {
    Error::at(Code::SheetTooLarge, place).with("rows", MOST.0).with("columns", MOST.1)
}

/// The first cell beyond what a table may have.
fn outside(book: &mut Book<'_>, sheet: &str) -> std::result::Result<Option<(u32, u32)>, XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some((row, column, _)) = cells.next_style_id()? {
        if row >= MOST.0 || column >= MOST.1 {
            return Ok(Some((row, column)));
        }
    }
    Ok(None)
}

/// Whether a number is shown as a percentage.
fn is_percent(styles: &StyleRange, at: (u32, u32)) -> bool {
    let format = styles.get(at).and_then(|style| style.number_format.as_ref());
    format.is_some_and(|format| format.format_code.contains('%') || matches!(format.format_id, Some(9 | 10)))
}

/// A cell as it would be typed: numbers in full, a percentage with its sign, a date as 2001-03-31.
fn text_of(value: &DataRef<'_>, percent: bool) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(x) => x.to_string(),
        DataRef::Float(x) if percent => format!("{}%", number(*x, 2)),
        DataRef::Float(x) => number(*x, 0),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(time) => number(time.as_f64(), 0),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// `x * 10^tens` with the 15 digits that spreadsheets show: 0.1 + 0.2 is 0.3 there.
fn number(x: f64, tens: i32) -> String {
    let digits = format!("{x:.14e}");
    let (digits, power) = digits.split_once('e').unwrap_or((&digits, "0"));
    let power = power.parse::<i32>().unwrap_or(0) + tens;
    format!("{digits}e{power}").parse::<f64>().map_or_else(|_| x.to_string(), |x| x.to_string())
}

fn put(rows: &mut Vec<Vec<Cell>>, (row, column): (u32, u32), text: String, start: &Place) {
    while rows.len() <= row as usize {
        rows.push(Vec::new());
    }
    let Some(cells) = rows.get_mut(row as usize) else { return };
    while cells.len() <= column as usize {
        let next = u32::try_from(cells.len()).unwrap_or(u32::MAX).saturating_add(1);
        let place = Place { line: row + 1, column: next, ..start.clone() };
        cells.push(Cell { text: String::new(), place });
    }
    if let Some(cell) = cells.get_mut(column as usize) {
        cell.text = text;
    }
}

/// A text merged over several rows, such as a zone's name, stands in each of them; a number does not,
/// for it would be counted more than once.
fn fill(rows: &mut Vec<Vec<Cell>>, area: &Dimensions, start: &Place) {
    let ((top, left), (bottom, _)) = (area.start, area.end);
    let text = rows.get(top as usize).and_then(|row| row.get(left as usize)).map(|cell| cell.text.clone());
    let Some(text) = text.filter(|text| !text.is_empty() && super::written::number(text).is_none()) else {
        return;
    };
    let last = bottom.min(u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1));
    for row in top.saturating_add(1)..=last {
        put(rows, (row, left), text.clone(), start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_a_spreadsheet_shows() {
        for (x, tens, text) in [
            (0.1 + 0.2, 0, "0.3"),
            (2024.0, 0, "2024"),
            (0.045, 2, "4.5"),
            (1453.9, 0, "1453.9"),
            (-0.07, 2, "-7"),
        ] {
            assert_eq!(number(x, tens), text);
        }
    }
}
