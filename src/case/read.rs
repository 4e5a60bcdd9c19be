//! Reads a whole case: every file in turn, hashed, parsed and checked.
//!
//! Owns the order of reading. Never: knows a column or a key.

use super::files::CaseFiles;
use super::text::SourceText;
use super::{Case, InputHash, blocks, figures, glossary, head, history, keepers, ledger, targets, validate};
use crate::error::Result;
use sha2::{Digest, Sha256};

/// Reads the case `id` from `files`; errors name files as `shown_root/name`.
///
/// # Errors
/// The first fault found, with file, line and column.
pub fn read_case(id: &str, files: &dyn CaseFiles, shown_root: &str) -> Result<Case> {
    let mut reader = Reader { id, files, shown_root, inputs: Vec::new() };
    let head = head::read_head(&reader.read("case.toml")?)?;
    let (zones, scopes, files) = (&head.zones, &head.scopes, &head.files);
    let mut figures = reader.parsed(&files.zones, |s| figures::read_zone_figures(s, zones, scopes))?;
    figures.extend(reader.parsed(&files.city, |s| figures::read_city_figures(s, scopes))?);
    validate::check_figures(&figures, zones, scopes)?;
    let blocks = reader.parsed(&files.blocks, |s| blocks::read_blocks(s, zones, scopes))?;
    validate::check_blocks(&blocks)?;
    let history = reader.parsed(&files.history, |s| history::read_history(s, zones))?;
    validate::check_history(&history)?;
    let years = (head.base_year, head.horizon.1);
    let (targets, joint) = reader.parsed(&files.targets, |s| targets::read_targets(s, years))?;
    let ledger = reader.parsed(&files.ledger, ledger::read_ledger)?;
    let glossary = reader.parsed(&files.glossary, glossary::read_glossary)?;
    let keepers = reader.parsed(&files.keepers, keepers::read_keepers)?;
    Ok(Case {
        id: id.to_owned(),
        name: head.name,
        base_year: head.base_year,
        horizon: head.horizon,
        steps_per_year: head.steps_per_year,
        as_of: head.as_of,
        demonstration: head.demonstration,
        milestones: head.milestones,
        model: head.model,
        scopes: head.scopes,
        zones: head.zones,
        figures,
        blocks,
        history,
        targets,
        joint,
        ledger,
        glossary,
        keepers,
        inputs: reader.inputs,
    })
}

/// Reads files and remembers their hashes.
struct Reader<'a> {
    id: &'a str,
    files: &'a dyn CaseFiles,
    shown_root: &'a str,
    inputs: Vec<InputHash>,
}

impl Reader<'_> {
    fn read(&mut self, name: &str) -> Result<SourceText> {
        let bytes = self.files.read(name)?;
        self.inputs.push(InputHash { file: format!("{}/{name}", self.id), sha256: sha256_hex(&bytes) });
        let root = self.shown_root.trim_end_matches('/');
        let shown = if root.is_empty() { name.to_owned() } else { format!("{root}/{name}") };
        SourceText::decode(&shown, &bytes)
    }

    /// Reads and parses a file, or gives nothing if the case has no such file.
    fn parsed<T: Default>(
        &mut self,
        name: &Option<String>,
        parse: impl FnOnce(&SourceText) -> Result<T>,
    ) -> Result<T> {
        match name {
            Some(name) => parse(&self.read(name)?),
            None => Ok(T::default()),
        }
    }
}

/// SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Case {
    /// The year after the date of the data, when what is decided now starts; within the horizon.
    pub fn next_year(&self) -> i32 {
        let year = self.as_of.get(..4).and_then(|y| y.parse::<i32>().ok());
        year.map_or(self.horizon.0, |year| (year + 1).clamp(self.horizon.0, self.horizon.1))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn hashes_match_the_published_example() {
        // FIPS 180-4, example of one block: "abc".
        let wanted = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(super::sha256_hex(b"abc"), wanted);
    }
}
