//! Reads a whole case: every file in turn, hashed, parsed and checked.
//!
//! Owns the order of reading. Never: knows a column or a key.

use super::files::CaseFiles;
use super::text::SourceText;
use super::{
    Case, Figure, FileText, InputHash, blocks, figures, glossary, head, history, keepers, ledger, targets,
    validate,
};
use crate::error::{Error, Result};
use sha2::{Digest, Sha256};

/// Reads the case `id` from `files`; errors name files as `shown_root/name`.
///
/// # Errors
/// The first fault found, with file, line and column.
pub fn read_case(id: &str, files: &dyn CaseFiles, shown_root: &str) -> Result<Case> {
    let mut reader = Reader { id, files, shown_root, inputs: Vec::new(), texts: Vec::new() };
    let case = read_all(&mut reader).map_err(|error| error.quoting(texts(&reader.texts)))?;
    Ok(Case { inputs: reader.inputs, texts: reader.texts, ..case })
}

/// Names and texts of files.
fn texts(files: &[FileText]) -> impl Iterator<Item = (&str, &str)> + Clone {
    files.iter().map(|file| (file.shown.as_str(), file.text.as_str()))
}

/// The case without what the reader itself keeps.
fn read_all(reader: &mut Reader<'_>) -> Result<Case> {
    let head = head::read_head(&reader.read("case.toml")?)?;
    let (zones, scopes, files) = (&head.zones, &head.scopes, &head.files);
    // The files know nothing of each other, so the mistakes of all of them are told at once.
    let mut faults = Vec::new();
    let by_zone = reader.parsed(&files.zones, |s| figures::read_zone_figures(s, zones, scopes));
    let of_city = reader.parsed(&files.city, |s| figures::read_city_figures(s, scopes));
    let (by_zone, of_city) = (kept(by_zone, &mut faults), kept(of_city, &mut faults));
    let figures: Vec<Figure> = by_zone.into_iter().chain(of_city).collect();
    // Figures are compared with each other only if all of them are there.
    if faults.is_empty() {
        kept(validate::check_figures(&figures, zones, scopes), &mut faults);
    }
    let blocks = reader.parsed(&files.blocks, |s| blocks::read_blocks(s, zones, scopes));
    let checked = blocks.and_then(|blocks| validate::check_blocks(&blocks).map(|()| blocks));
    let blocks = kept(checked, &mut faults);
    let history = reader.parsed(&files.history, |s| history::read_history(s, zones));
    let checked = history.and_then(|history| validate::check_history(&history).map(|()| history));
    let history = kept(checked, &mut faults);
    let years = (head.base_year, head.horizon.1);
    let (targets, joint) =
        kept(reader.parsed(&files.targets, |s| targets::read_targets(s, years)), &mut faults);
    let ledger = kept(reader.parsed(&files.ledger, ledger::read_ledger), &mut faults);
    let glossary = kept(reader.parsed(&files.glossary, glossary::read_glossary), &mut faults);
    let keepers = kept(reader.parsed(&files.keepers, keepers::read_keepers), &mut faults);
    if let Some(error) = Error::of_all(faults) {
        return Err(error);
    }
    Ok(Case {
        id: reader.id.to_owned(),
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
        inputs: Vec::new(),
        texts: Vec::new(),
    })
}

/// What was read, or nothing and the mistake among the others.
fn kept<T: Default>(read: Result<T>, faults: &mut Vec<Error>) -> T {
    read.unwrap_or_else(|error| {
        faults.push(error);
        T::default()
    })
}

/// Reads files and remembers their hashes.
struct Reader<'a> {
    id: &'a str,
    files: &'a dyn CaseFiles,
    shown_root: &'a str,
    inputs: Vec<InputHash>,
    texts: Vec<FileText>,
}

impl Reader<'_> {
    fn read(&mut self, name: &str) -> Result<SourceText> {
        let bytes = self.files.read(name)?;
        self.inputs.push(InputHash { file: format!("{}/{name}", self.id), sha256: sha256_hex(&bytes) });
        let root = self.shown_root.trim_end_matches('/');
        let shown = if root.is_empty() { name.to_owned() } else { format!("{root}/{name}") };
        let source = SourceText::decode(&shown, &bytes)?;
        self.texts.push(FileText { shown, text: source.text.clone() });
        Ok(source)
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
    /// Names and texts of the files as read, for the lines that errors quote.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        texts(&self.texts)
    }

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
