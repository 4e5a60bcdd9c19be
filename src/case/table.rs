//! A table as rows of named fields, each with its place.
//!
//! Owns finding the header (below title rows, which are skipped) and the checks of
//! header and row length. Never: knows what a column means.

use super::columns::{
    chinese_name, chinese_names, column_of, head_of, header_unit, is_cumulative, is_footnote, recognised,
};
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

/// The rows of a table that could be split into columns, and what is wrong with it so far.
pub(super) struct Rows {
    pub rows: Vec<Row>,
    pub faults: Vec<Error>,
}

impl Rows {
    /// Reads every row; mistakes of all rows and cells come together, in the order of the file.
    ///
    /// # Errors
    /// Every mistake; of a cell the first one alone, for what else is said of it follows from that.
    pub fn each<T>(self, read: impl FnMut(&Row) -> Result<T>) -> Result<Vec<T>> {
        match all_of(self.rows.iter().map(read)) {
            Ok(values) => Error::of_all(self.faults).map_or(Ok(values), |error| Err(told_once(error))),
            Err(error) => Err(told_once(error.after(self.faults))),
        }
    }
}

/// Mistakes of one file in its order, one for each cell.
pub(super) fn told_once(mut error: Error) -> Error {
    let more = std::mem::take(&mut error.more);
    let mut all = vec![error];
    for error in more {
        let cell = error.place.as_ref().is_some_and(|place| place.column > 0);
        if !cell || all.iter().all(|other| other.place != error.place) {
            all.push(error);
        }
    }
    all.sort_by_key(|error| error.place.as_ref().map(|place| (place.line, place.column)));
    let first = all.remove(0);
    Error { more: all, ..first }
}

/// Reads a table whose header has exactly `columns`, in any order, and any of `optional`.
///
/// Rows without any text are skipped, because spreadsheets leave them behind; so are
/// rows whose first cell starts with `#`, and all above the header.
///
/// # Errors
/// All missing, unknown and repeated columns; an open quote. Rows of another length and cells that show
/// an error are left to [`Rows::each`].
pub(super) fn read_table(
    file: &TableFile,
    columns: &[&'static str],
    optional: &[&'static str],
) -> Result<Rows> {
    let known = [columns, optional].concat();
    let mut records = file.records(&known)?;
    records.retain(|record| record.iter().any(|cell| !cell.text.is_empty()) && !is_remark(record));
    let named = |record: &Vec<Cell>| recognised(record.iter().map(|cell| cell.text.as_str()), &known) >= 2;
    let top = records.iter().take(HEADER_WITHIN).position(named).unwrap_or(0);
    let mut records = records.into_iter().skip(top);
    let header = records.next().unwrap_or_default();
    let mut faults = file.faults();
    for cell in &header {
        column_of(&cell.text, &known).into_iter().for_each(|column| file.head(column, head_of(&cell.text)));
    }
    let order = header_order(&header, columns, &known, file)
        .map_err(|error| told_once(error.after(std::mem::take(&mut faults))))?;
    let units = header_units(&header, &order);
    let row = |mut record: Vec<Cell>| {
        // A workbook's row ends with its last cell, a CSV row does not.
        while file.is_workbook() && record.len() < order.len() {
            let place = record.first().map_or_else(|| file.start(), |cell| cell.place.clone());
            let column = u32::try_from(record.len() + 1).unwrap_or(u32::MAX);
            record.push(Cell { text: String::new(), place: Place { column, ..place } });
        }
        if file.is_workbook() {
            let mut under = record.iter().zip(order.iter().chain(std::iter::repeat(&None)));
            let beside = |(cell, name): &(&Cell, &Option<&str>)| name.is_none() && !cell.text.is_empty();
            if let Some((cell, _)) = under.find(beside) {
                return Err(Error::at(Code::CellBeside, cell.place.clone()).with("found", &cell.text));
            }
            record.truncate(order.len());
        }
        let stray = |(cell, name): (&Cell, &Option<&str>)| name.is_none() && !cell.text.is_empty();
        if record.len() != order.len() || record.iter().zip(&order).any(stray) {
            let place = record.first().map_or_else(|| file.start(), |cell| cell.place.clone());
            if let Some(error) = full_width(&record, order.iter().flatten().count()) {
                return Err(error);
            }
            return Err(Error::at(Code::RowLength, whole_line(&place))
                .with("found", record.len())
                .with("wanted", order.iter().flatten().count()));
        }
        let cells = record.into_iter().zip(&order);
        let fields =
            cells.filter_map(|(c, name)| Some(Field { name: (*name)?, text: c.text, place: c.place }));
        Ok(Row { fields: fields.map(Field::plainly_written).collect(), header_units: units.clone() })
    };
    let mut rows = Vec::new();
    for record in records {
        match row(record) {
            Ok(row) => rows.push(row),
            Err(error) => faults.push(error),
        }
    }
    Ok(Rows { rows, faults })
}

/// A row that full-width marks keep from being split: commas, or quotation marks around a text with commas.
fn full_width(record: &[Cell], wanted: usize) -> Option<Error> {
    let commas = |cell: &Cell| cell.text.matches('，').count();
    let told = |cell: &Cell, found: char, wanted: char| {
        let before = cell.text.chars().take_while(|c| *c != found).count();
        let column = cell.place.column + u32::try_from(before).unwrap_or(0);
        let error = Error::at(Code::FullWidth, Place { column, ..cell.place.clone() });
        error.with("found", found).with("wanted", wanted)
    };
    if record.len() < wanted && record.len() + record.iter().map(commas).sum::<usize>() >= wanted {
        let cell = record.iter().find(|cell| commas(cell) > 0)?;
        return Some(told(cell, '，', ','));
    }
    let quoted = |cell: &&Cell| cell.text.starts_with('“') && !cell.text.contains('”');
    let cell = record.iter().find(quoted).filter(|_| record.len() > wanted)?;
    Some(told(cell, '“', '"'))
}

/// A row of comments, or a remark below the table, alone in its row or over all of it.
fn is_remark(record: &[Cell]) -> bool {
    let Some(first) = record.first() else { return false };
    let alone = || record.iter().all(|cell| cell.text.is_empty() || cell.text == first.text);
    first.text.starts_with(['#', '＃']) || (is_footnote(&first.text) && alone())
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
    let mut faults = Vec::new();
    for cell in header.iter().take(used) {
        let column = column_of(&cell.text, known);
        match column {
            None => faults.push(unknown_column(cell, header, columns, known)),
            Some(column) if order.contains(&Some(column)) => {
                let error = Error::at(Code::NamedTwice, cell.place.clone()).with("kind", "@column");
                faults.push(error.with("name", column).with("line", cell.place.line));
            }
            Some(_) => {}
        }
        order.push(column);
    }
    // A column that is written wrongly is not missing as well: a strange cell may stand for the one it
    // names or comes near, or else for any.
    let strange = |cell: &&Cell| column_of(&cell.text, known).is_none();
    let strange: Vec<&str> =
        header.iter().take(used).filter(strange).map(|cell| cell.text.as_str()).collect();
    let unread = columns.iter().filter(|column| !order.contains(&Some(**column)));
    let near = |column: &str, text: &str| text.contains(column) || nearest_name(text, [column]).is_some();
    let named = |column: &str| strange.iter().any(|text| near(column, text));
    let missing: Vec<&str> = unread.copied().filter(|column| !named(column)).collect();
    let free = strange.iter().filter(|text| !columns.iter().any(|column| near(column, text))).count();
    // A line that names no column is no header: what it lacks says nothing.
    if order.iter().all(Option::is_none) {
        let place = Place { column: 0, ..file.start() };
        let error = Error::at(Code::NoHeader, place).with("rows", HEADER_WITHIN);
        let chinese: Vec<&str> = columns.iter().map(|column| chinese_name(column)).collect();
        return Err(error.named("columns", chinese.join("、"), columns.join(", ")));
    }
    let missing = if missing.len() > free { missing } else { Vec::new() };
    let place = whole_line(&header.first().map_or_else(|| file.start(), |c| c.place.clone()));
    let error = |column| Error::at(Code::MissingColumn, place.clone()).with("column", column);
    faults.extend(missing.into_iter().map(error));
    Error::of_all(faults).map_or(Ok(()), Err)?;
    order.resize(header.len(), None);
    Ok(order)
}

/// The error of a header cell that names no column.
fn unknown_column(cell: &Cell, header: &[Cell], columns: &[&'static str], known: &[&'static str]) -> Error {
    if cell.text.is_empty() {
        return Error::at(Code::EmptyCell, cell.place.clone()).with("column", "@header");
    }
    // 1-9月 is no column, whatever else its header says.
    if is_cumulative(&cell.text) || cell.text.contains("累计") {
        let error = Error::at(Code::CumulativePeriod, cell.place.clone());
        return error.with("column", "@header").with("found", &cell.text);
    }
    let named: Vec<&str> = header.iter().filter_map(|cell| column_of(&cell.text, known)).collect();
    let unused = || known.iter().copied().filter(|column| !named.contains(column));
    let unused = unused().chain(unused().flat_map(chinese_names).copied());
    let error = Error::at(Code::UnknownColumn, cell.place.clone()).with("column", &cell.text);
    let lacking: Vec<&str> = columns.iter().copied().filter(|column| !named.contains(column)).collect();
    match nearest_name(&cell.text, unused) {
        Some(nearest) => error.with("nearest", nearest),
        None if lacking.is_empty() => error,
        None => error.listed("lacking", lacking),
    }
}

fn header_units(header: &[Cell], order: &[Option<&'static str>]) -> Vec<(&'static str, String)> {
    let units =
        header.iter().zip(order).filter_map(|(cell, name)| Some(((*name)?, header_unit(&cell.text)?)));
    units.collect()
}

fn whole_line(place: &Place) -> Place {
    Place { column: 0, ..place.clone() }
}
