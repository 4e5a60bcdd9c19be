//! The glossary: English for what a case and its measures say in Chinese only.
//!
//! Owns its columns, `zh,en`: departments, parts of units, definitions. Never: translates.

use super::Text;
use super::csv_table::read_table;
use super::head::Unique;
use super::text::SourceText;
use crate::error::{Result, all_of};

/// Reads the glossary.
pub(super) fn read_glossary(source: &SourceText) -> Result<Vec<Text>> {
    let mut known = Unique::new("@glossary-entry");
    let rows = read_table(source, &["zh", "en"])?;
    let entry = |row: &super::csv_table::Row| {
        row.field("zh").required()?;
        Ok(Text { zh: known.check(row.field("zh"))?, en: row.field("en").required()? })
    };
    all_of(rows.iter().map(entry))
}
