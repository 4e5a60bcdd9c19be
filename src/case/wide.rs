//! Office tables as they are: a row for each zone, a column for each indicator.
//!
//! Owns `[[table]]` of `case.toml` and how such a table's cells get into rows of `zones.csv` that
//! wait for their value. Never: invents a row, or writes over a value.

use super::columns::{half_width, head_of, header_unit, is_footnote, is_sum};
use super::field::{Field, YEARS};
use super::head::year;
use super::keepers::Keeper;
use super::records::{Cell, Guide, TableFile};
use super::table::{HEADER_WITHIN, Row};
use super::toml_keys::Keys;
use super::written::{Scaled, number};
use super::{CountingScope, Zone};
use crate::error::{Code, Error, Place, Result, Together, all_of, nearest_name};

const KEYS: &[&str] = &["file", "scope", "year", "issuer", "title", "document", "date", "columns"];

/// What an office writes into a cell without a figure.
const NONE: [&str; 6] = ["-", "—", "——", "－", "…", "/"];

/// What `case.toml` says of an office table.
pub(super) struct WideSpec {
    /// Its file.
    pub file: Field,
    /// The counting scope its figures are of, if only of one.
    scope: Field,
    year: Option<i32>,
    /// Cells that every figure of the table has in common, by column.
    common: Vec<(&'static str, Field)>,
    /// What heads call an indicator, and the indicator.
    columns: Vec<(String, Field)>,
}

/// Reads the tables `[[table]]`.
pub(super) fn read_specs(keys: &Keys<'_>) -> Result<Vec<WideSpec>> {
    all_of(keys.tables("table", KEYS)?.iter().map(|table| {
        let optional = |key| table.optional_text(key).map(|field| field.unwrap_or_else(|| empty(key, table)));
        let year = table
            .optional_integer("year")
            .and_then(|found| found.map(|found| year("year", found, YEARS)).transpose());
        let date = table.text("date").map(Field::plainly_written).and_then(|date| {
            date.date()?;
            Ok(date)
        });
        let columns = table.texts_by_key("columns");
        let source = (table.text("issuer"), table.text("title"), optional("document"), date).together();
        let (file, scope, year, (issuer, title, document, date), columns) =
            (table.text("file"), optional("scope"), year, source, columns).together()?;
        let common = vec![("issuer", issuer), ("title", title), ("document", document), ("date", date)];
        Ok(WideSpec { file, scope: scope.plainly_written(), year, common, columns })
    }))
}

fn empty(name: &'static str, table: &Keys<'_>) -> Field {
    Field { name, text: String::new(), place: table.place.clone() }
}

/// An office table, read.
pub(super) struct Wide {
    spec: WideSpec,
    records: Vec<Vec<Cell>>,
    /// Cells that cannot be read.
    faults: Vec<Error>,
    start: Place,
}

impl Wide {
    /// Splits the file that `spec` names; of a workbook, the sheet that names a zone.
    ///
    /// # Errors
    /// An unknown counting scope; what [`TableFile::decode`] and [`TableFile::records`] refuse.
    pub fn new(
        spec: WideSpec,
        shown: &str,
        bytes: &[u8],
        (zones, scopes): (&[Zone], &[CountingScope]),
    ) -> Result<Self> {
        spec.scope.scope(scopes)?;
        let holds = |rows: &[Vec<Cell>]| rows.iter().flatten().any(|cell| names_zone(cell, zones));
        let file = TableFile::decode_sheet(shown, bytes, Guide::default(), &holds)?;
        let mut records = file.records(&[])?;
        records.retain(|record| record.iter().any(|cell| !cell.text.is_empty()));
        Ok(Self { spec, records, faults: file.faults(), start: file.start() })
    }

    /// Puts the table's figures into the rows that wait for them; gives what is wrong.
    pub fn fill(&self, rows: &mut [Row], zones: &[Zone], keepers: &[Keeper], file: &TableFile) -> Vec<Error> {
        let mut faults = self.faults.clone();
        let Some((top, columns)) = self.header(rows, keepers) else {
            let place = Place { column: 0, ..self.start.clone() };
            faults.push(Error::at(Code::WideNoHeader, place).with("rows", HEADER_WITHIN));
            return faults;
        };
        let header = &self.records[top];
        let under = &self.records[top + 1..];
        let Some(zone_column) = self.zone_column(under, zones) else {
            let place = header.first().map_or_else(|| self.start.clone(), |cell| cell.place.clone());
            let error = Error::at(Code::WideNoZones, place);
            faults.push(error.listed("known", zones.iter().map(|zone| &zone.name.zh)));
            return faults;
        };
        let unused = header.iter().enumerate().filter(|(at, cell)| {
            let numbers =
                || under.iter().any(|record| record.get(*at).is_some_and(|c| number(&c.text).is_some()));
            *at > zone_column && !cell.text.is_empty() && !columns.iter().any(|c| c.at == *at) && numbers()
        });
        let unused: Vec<&Cell> = unused.map(|(_, cell)| cell).collect();
        if let Some(first) = unused.first() {
            let note = Error::at(Code::WideColumnUnused, first.place.clone());
            file.note(note.listed("found", unused.iter().map(|cell| &cell.text)));
        }
        for record in under {
            let Some(name) = record.get(zone_column).filter(|cell| is_zone_row(cell)) else { continue };
            let named = Field { name: "zone", text: name.text.clone(), place: name.place.clone() };
            match named.zone(zones) {
                Ok(zone) => columns.iter().for_each(|column| {
                    if let Some(cell) = record.get(column.at).filter(|cell| !is_blank(cell)) {
                        faults.extend(self.put(rows, (zone, zones), column, cell).err());
                    }
                }),
                Err(error) => faults.push(error),
            }
        }
        faults
    }

    /// The first row that names an indicator, and which column holds which.
    fn header(&self, rows: &[Row], keepers: &[Keeper]) -> Option<(usize, Vec<Column>)> {
        self.records.iter().take(HEADER_WITHIN).enumerate().find_map(|(top, record)| {
            let columns = record.iter().enumerate().filter_map(|(at, cell)| {
                let indicator = self.indicator(&cell.text, rows, keepers)?;
                // A bracket that holds no unit, as in (初步核算), says nothing of it.
                let unit = header_unit(&cell.text).filter(|unit| Scaled::read(unit).is_some());
                Some(Column { at, indicator, unit: unit.unwrap_or_default() })
            });
            let columns: Vec<Column> = columns.collect();
            (!columns.is_empty()).then_some((top, columns))
        })
    }

    /// The indicator that a head names: as `columns` says, or by its identifier, its definition in
    /// `zones.csv` or its name in the table of keepers.
    fn indicator(&self, head: &str, rows: &[Row], keepers: &[Keeper]) -> Option<String> {
        let (whole, bare) = (half_width(head), head_of(head));
        let is = |name: &str| {
            let name = half_width(name);
            !name.is_empty() && (name == whole || name == bare || head_of(&name) == bare)
        };
        let stated = self.spec.columns.iter().find(|(name, _)| is(name)).map(|(_, field)| field.text.clone());
        let of_row =
            || rows.iter().find(|row| ["indicator", "definition"].iter().any(|c| is(&row.field(c).text)));
        let row = || of_row().map(|row| row.field("indicator").text.clone());
        // The table of keepers names figures of the city as well, which no zone has.
        let of_zone =
            |keeper: &&Keeper| rows.iter().any(|row| row.field("indicator").text == keeper.indicator);
        let kept =
            || keepers.iter().filter(of_zone).find(|keeper| is(&keeper.name.zh) || is(&keeper.name.en));
        stated.or_else(row).or_else(|| kept().map(|keeper| keeper.indicator.clone()))
    }

    /// The first column that names a zone.
    fn zone_column(&self, under: &[Vec<Cell>], zones: &[Zone]) -> Option<usize> {
        let width = under.iter().map(Vec::len).max().unwrap_or(0);
        (0..width)
            .find(|at| under.iter().any(|record| record.get(*at).is_some_and(|cell| names_zone(cell, zones))))
    }

    /// Puts a cell into the row of its zone and indicator.
    fn put(
        &self,
        rows: &mut [Row],
        (zone, zones): (usize, &[Zone]),
        column: &Column,
        cell: &Cell,
    ) -> Result<()> {
        let told = |code| {
            let error = Error::at(code, cell.place.clone()).with("figure", &column.indicator);
            error.with("zone", zones.get(zone).map_or("", |zone| zone.name.zh.as_str()))
        };
        let of_cell = |row: &&mut Row| {
            let scope = &row.field("scope").text;
            row.field("indicator").text == column.indicator
                && row.field("zone").zone(zones).is_ok_and(|found| found == zone)
                && (self.spec.scope.is_empty() || *scope == self.spec.scope.text)
        };
        let mut rows: Vec<&mut Row> = rows.iter_mut().filter(of_cell).collect();
        let filled = |row: &&mut Row| ["value", "low", "high"].iter().any(|c| !row.field(c).is_empty());
        if let Some(row) = rows.iter().find(|row| filled(row)) {
            let place = &row.field("value").place;
            return Err(told(Code::WideTwice).with("file", &place.file).with("line", place.line));
        }
        if rows.is_empty() {
            return Err(told(Code::WideNoRow));
        }
        for row in &mut rows {
            for field in &mut row.fields {
                match field.name {
                    "value" => {
                        let own = number(&cell.text).is_none_or(|(_, unit)| !unit.is_empty());
                        let unit = if own { "" } else { column.unit.as_str() };
                        field.text = format!("{}{unit}", cell.text);
                        field.place = cell.place.clone();
                    }
                    "year" => {
                        if let Some(year) = self.spec.year {
                            field.text = year.to_string();
                        }
                    }
                    "provenance" => "published".clone_into(&mut field.text),
                    name => {
                        let common = self.spec.common.iter().find(|(column, _)| *column == name);
                        if let Some((_, common)) = common.filter(|(_, common)| !common.is_empty()) {
                            field.text.clone_from(&common.text);
                            field.place = common.place.clone();
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Refuses indicators that `columns` names and no row of `zones.csv` has.
    pub fn check_columns(&self, rows: &[Row]) -> Vec<Error> {
        let known = || rows.iter().map(|row| row.field("indicator").text.as_str());
        let strange = self.spec.columns.iter().filter(|(_, field)| known().all(|name| name != field.text));
        let error = |(_, field): &(String, Field)| {
            let error = field.error(Code::WideUnknownIndicator).with("found", &field.text);
            error.with_some("nearest", nearest_name(&field.text, known()))
        };
        strange.map(error).collect()
    }
}

/// A column of an office table that holds an indicator.
struct Column {
    at: usize,
    indicator: String,
    /// The unit in its head, empty if there is none.
    unit: String,
}

fn names_zone(cell: &Cell, zones: &[Zone]) -> bool {
    let field = Field { name: "zone", text: cell.text.clone(), place: cell.place.clone() };
    field.zone(zones).is_ok()
}

fn is_blank(cell: &Cell) -> bool {
    cell.text.is_empty() || NONE.contains(&cell.text.as_str())
}

/// Whether a cell of the zones' column may name a zone: it is no sum and no remark below the table.
fn is_zone_row(cell: &Cell) -> bool {
    !cell.text.is_empty() && !cell.text.starts_with('#') && !is_footnote(&cell.text) && !is_sum(&cell.text)
}
