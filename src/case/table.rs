//! A table as rows of named fields, each with its place.
//!
//! Owns finding the header (below title rows, which are skipped) and the checks of
//! header and row length. Never: knows what a column means.

use super::columns::{column_of, header_unit, is_cumulative, recognised};
use super::field::Field;
use super::records::{Cell, TableFile};
use crate::error::{Code, Error, Place, Result, all_of, nearest_name};

/// The header is looked for in so many rows of the file.
pub(super) const HEADER_WITHIN: usize = 20;

/// One row; fields are in the order of the file.
pub(super) struct Row {
    pub fields: Vec<Field>,
    /// Units that the header gives to columns.
    pub header_units: Vec<(&'static str, String)>,
}

impl Row {
    /// The field of a column that the table was read with.
    pub fn field(&self, column: &str) -> &Field {
        self.optional(column).expect("a row is only asked for columns that its table was read with")
    }

    /// The field of a column that the table may lack.
    pub fn optional(&self, column: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == column)
    }
}

/// Reads a table whose header has exactly `columns`, in any order, and any of `optional`.
///
/// Rows without any text are skipped, because spreadsheets leave them behind; so are
/// rows whose first cell starts with `#`, and all above the header.
///
/// # Errors
/// Missing, unknown or repeated columns, rows of another length, an open quote.
pub(super) fn read_table(
    file: &TableFile,
    columns: &[&'static str],
    optional: &[&'static str],
) -> Result<Vec<Row>> {
    let known = [columns, optional].concat();
    let mut records = file.records(&known)?;
    records.retain(|record| record.iter().any(|cell| !cell.text.is_empty()) && !is_comment(record));
    let named = |record: &Vec<Cell>| recognised(record.iter().map(|cell| cell.text.as_str()), &known) >= 2;
    let top = records.iter().take(HEADER_WITHIN).position(named).unwrap_or(0);
    let mut records = records.into_iter().skip(top);
    let header = records.next().unwrap_or_default();
    let order = header_order(&header, columns, &known, file)?;
    let units = header_units(&header, &order);
    let row = |mut record: Vec<Cell>| {
        // A workbook's row ends with its last cell, a CSV row does not.
        while file.is_workbook() && record.len() < order.len() {
            let place = record.first().map_or_else(|| file.start(), |cell| cell.place.clone());
            let column = u32::try_from(record.len() + 1).unwrap_or(u32::MAX);
            record.push(Cell { text: String::new(), place: Place { column, ..place } });
        }
        let stray = |(cell, name): (&Cell, &Option<&str>)| name.is_none() && !cell.text.is_empty();
        if record.len() != order.len() || record.iter().zip(&order).any(stray) {
            let place = record.first().map_or_else(|| file.start(), |cell| cell.place.clone());
            return Err(Error::at(Code::RowLength, whole_line(&place))
                .with("found", record.len())
                .with("wanted", order.iter().flatten().count()));
        }
        let cells = record.into_iter().zip(&order);
        let fields =
            cells.filter_map(|(c, name)| Some(Field { name: (*name)?, text: c.text, place: c.place }));
        Ok(Row { fields: fields.map(Field::plainly_written).collect(), header_units: units.clone() })
    };
    all_of(records.map(row))
}

fn is_comment(record: &[Cell]) -> bool {
    record.first().is_some_and(|cell| cell.text.starts_with(['#', '＃']))
}

/// The column of each header cell; none for empty cells at its end, which spreadsheets leave behind.
fn header_order(
    header: &[Cell],
    columns: &[&'static str],
    known: &[&'static str],
    file: &TableFile,
) -> Result<Vec<Option<&'static str>>> {
    let used = header.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
    let mut order: Vec<Option<&'static str>> = Vec::new();
    for cell in header.iter().take(used) {
        let Some(column) = column_of(&cell.text, known) else {
            return Err(unknown_column(cell, header, known));
        };
        if order.contains(&Some(column)) {
            return Err(Error::at(Code::NamedTwice, cell.place.clone())
                .with("kind", "@column")
                .with("name", column)
                .with("line", cell.place.line));
        }
        order.push(Some(column));
    }
    if let Some(column) = columns.iter().find(|column| !order.contains(&Some(**column))) {
        let place = whole_line(&header.first().map_or_else(|| file.start(), |c| c.place.clone()));
        return Err(Error::at(Code::MissingColumn, place).with("column", column));
    }
    order.resize(header.len(), None);
    Ok(order)
}

/// The error of a header cell that names no column.
fn unknown_column(cell: &Cell, header: &[Cell], known: &[&'static str]) -> Error {
    if cell.text.is_empty() {
        return Error::at(Code::EmptyCell, cell.place.clone()).with("column", "@header");
    }
    // 1-9月 is no column, whatever else its header says.
    if is_cumulative(&cell.text) || cell.text.contains("累计") {
        let error = Error::at(Code::CumulativePeriod, cell.place.clone());
        return error.with("column", "@header").with("found", &cell.text);
    }
    let named: Vec<&str> = header.iter().filter_map(|cell| column_of(&cell.text, known)).collect();
    let unused = known.iter().copied().filter(|column| !named.contains(column));
    Error::at(Code::UnknownColumn, cell.place.clone())
        .with("column", &cell.text)
        .with_some("nearest", nearest_name(&cell.text, unused))
}

fn header_units(header: &[Cell], order: &[Option<&'static str>]) -> Vec<(&'static str, String)> {
    let units =
        header.iter().zip(order).filter_map(|(cell, name)| Some(((*name)?, header_unit(&cell.text)?)));
    units.collect()
}

fn whole_line(place: &Place) -> Place {
    Place { column: 0, ..place.clone() }
}
