//! The glossary: English for what a case and its measures say in Chinese only.
//!
//! Owns its columns, `zh,en`: departments, parts of units, definitions. Never: translates.

use super::Text;
use super::head::Unique;
use super::records::TableFile;
use super::table::{Row, read_table};
use crate::error::{Result, all_of};

/// Reads the glossary.
pub(super) fn read_glossary(file: &TableFile) -> Result<Vec<Text>> {
    let mut known = Unique::new("@glossary-entry");
    let rows = read_table(file, &["zh", "en"], &[])?;
    let entry = |row: &Row| {
        row.field("zh").required()?;
        Ok(Text { zh: known.check(row.field("zh"))?, en: row.field("en").required()? })
    };
    all_of(rows.iter().map(entry))
}
