//! The glossary: English for what a case and its measures say in Chinese only.
//!
//! Owns its columns, `zh,en`: departments, parts of units, definitions. Never: translates.

use super::Text;
use super::head::Unique;
use super::records::TableFile;
use super::table::{Row, read_table};
use crate::error::{Result, Together};

/// Reads the glossary.
pub(super) fn read_glossary(file: &TableFile) -> Result<Vec<Text>> {
    let mut known = Unique::new("@glossary-entry");
    let rows = read_table(file, &["zh", "en"], &[])?;
    let entry = |row: &Row| {
        let (zh, en) = (row.field("zh").required(), row.field("en").required()).together()?;
        known.check(row.field("zh"))?;
        Ok(Text { zh, en })
    };
    rows.each(entry)
}
