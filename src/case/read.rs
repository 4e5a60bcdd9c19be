//! Reads a whole case: every file in turn, hashed, parsed and checked.
//!
//! Owns the order of reading. Never: knows a column or a key.

use super::catches::{Namesakes, check_prices};
use super::field::Field;
use super::files::CaseFiles;
use super::head::kept;
use super::records::{Blank, Guide, TableFile, Total};
use super::text::SourceText;
use super::unit;
use super::wide::{Wide, WideSpec};
use super::{
    Case, CountingScope, Figure, InputHash, Zone, benchmarks, blocks, figures, glossary, head, history,
    keepers, ledger, targets, validate,
};
use crate::error::{Code, Error, Place, Result, all_of};
use sha2::{Digest, Sha256};

/// Reads the case `id` from `files`; errors name files as `shown_root/name`.
///
/// # Errors
/// The first fault found, with file, line and column.
pub fn read_case(id: &str, files: &dyn CaseFiles, shown_root: &str) -> Result<Case> {
    read(id, files, shown_root, false).map(|(case, _)| case)
}

/// The same for a case that is still being filled in: rows without any value are left out and listed.
///
/// # Errors
/// The first fault found besides such rows.
pub fn read_unfinished(id: &str, files: &dyn CaseFiles, shown_root: &str) -> Result<(Case, Vec<Gap>)> {
    read(id, files, shown_root, true)
}

fn read(id: &str, files: &dyn CaseFiles, shown_root: &str, gaps_allowed: bool) -> Result<(Case, Vec<Gap>)> {
    let guide = Guide { gaps_allowed, ..Guide::default() };
    let mut reader = Reader {
        id,
        files,
        shown_root,
        inputs: Vec::new(),
        texts: Vec::new(),
        guide,
        notes: Vec::new(),
        blanks: Vec::new(),
    };
    let (case, gaps) = read_all(&mut reader).map_err(|error| error.quoting(texts(&reader.texts)))?;
    Ok((Case { texts: reader.texts, ..case }, gaps))
}

/// What zones' shares are shares of.
fn totals(of_city: &[Figure], scopes: &[CountingScope]) -> Vec<Total> {
    let total = |figure: &Figure| Total {
        indicator: figure.indicator.clone(),
        scope: figure.scope.and_then(|scope| scopes.get(scope)).map(|scope| scope.id.clone()),
        value: figure.value,
        unit: figure.unit.clone(),
    };
    of_city.iter().map(total).collect()
}

/// Names and texts of files.
fn texts(files: &[FileText]) -> impl Iterator<Item = (&str, &str)> + Clone {
    files.iter().map(|file| (file.shown.as_str(), file.text.as_str()))
}

/// The case without the texts that the reader keeps.
fn read_all(reader: &mut Reader<'_>) -> Result<(Case, Vec<Gap>)> {
    let mut head = head::read_head(&reader.read("case.toml")?)?;
    // The files know little of each other, so the mistakes of all of them are told at once.
    let mut faults = std::mem::take(&mut head.faults);
    let (zones, scopes, files) = (&head.zones, &head.scopes, &head.files);
    kept(Namesakes::of(&head.name.zh)?.check_zones(zones), &mut faults);
    reader.guide.city.clone_from(&head.name.zh);
    // Read first, for it says in which units figures are kept; listed last, as it always was.
    let keepers = reader.table(&files.keepers, keepers::read_keepers);
    let keepers = kept(keepers, &mut faults);
    let keepers_input = if files.keepers.is_some() { reader.inputs.pop() } else { None };
    let units = keepers.iter().filter_map(|k| Some((k.indicator.clone(), unit::find(&k.unit)?)));
    reader.guide.units = units.collect();
    reader.guide.dates = Some((head.base_year, head.as_of.clone()));
    // Zones' shares may be given as amounts, so the city's are read first; the order of the list stays.
    let (notes, blanks) = (reader.notes.len(), reader.blanks.len());
    let of_city = reader.table(&files.city, |s| figures::read_city_figures(s, scopes, &keepers));
    let city_input = if files.city.is_some() { reader.inputs.pop() } else { None };
    let (city_notes, city_blanks) = (reader.notes.split_off(notes), reader.blanks.split_off(blanks));
    reader.guide.totals = totals(of_city.as_deref().unwrap_or_default(), scopes);
    let tables = all_of(head.tables.into_iter().map(|spec| reader.wide(spec, (zones, scopes))));
    let tables = kept(tables, &mut faults);
    let table_inputs = reader.inputs.split_off(reader.inputs.len() - tables.len().min(reader.inputs.len()));
    let filled = (&tables[..], &keepers[..]);
    let by_zone = reader.table(&files.zones, |s| figures::read_zone_figures(s, zones, scopes, filled));
    reader.inputs.extend(table_inputs.into_iter().chain(city_input));
    reader.notes.extend(city_notes);
    reader.blanks.extend(city_blanks);
    let (by_zone, of_city) = (kept(by_zone, &mut faults), kept(of_city, &mut faults));
    let figures: Vec<Figure> = by_zone.into_iter().chain(of_city).collect();
    // Figures are compared with each other only if all of them are there.
    if faults.is_empty() {
        kept(validate::check_figures(&figures, zones, scopes), &mut faults);
    }
    let blocks = reader.table(&files.blocks, |s| blocks::read_blocks(s, zones, scopes));
    let checked = blocks.and_then(|blocks| validate::check_blocks(&blocks).map(|()| blocks));
    let blocks = kept(checked, &mut faults);
    let history = reader.table(&files.history, |s| history::read_history(s, zones));
    let checked = history.and_then(|history| validate::check_history(&history).map(|()| history));
    let history = kept(checked, &mut faults);
    if faults.is_empty() {
        kept(check_prices(&figures, &history), &mut faults);
    }
    let years = (head.base_year, head.horizon.1);
    let (targets, joint) =
        kept(reader.parsed(&files.targets, |s| targets::read_targets(s, years)), &mut faults);
    let ledger = kept(reader.parsed(&files.ledger, ledger::read_ledger), &mut faults);
    let glossary = kept(reader.table(&files.glossary, glossary::read_glossary), &mut faults);
    let benchmarks = kept(reader.table(&files.benchmarks, benchmarks::read_benchmarks), &mut faults);
    if let Some(error) = Error::of_all(faults) {
        return Err(error);
    }
    reader.inputs.extend(keepers_input);
    let mut gaps = Vec::new();
    for blank in std::mem::take(&mut reader.blanks) {
        let zone = Field { name: "zone", text: blank.zone, place: blank.place.clone() };
        let zone = if zone.is_empty() { None } else { Some(zone.zone(&head.zones)?) };
        let Blank { indicator, definition, place, .. } = blank;
        gaps.push(Gap { zone, indicator, definition, place });
    }
    let mut case = Case {
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
        benchmarks,
        targets,
        joint,
        ledger,
        glossary,
        keepers,
        departments: head.departments,
        inputs: std::mem::take(&mut reader.inputs),
        notes: std::mem::take(&mut reader.notes),
        texts: Vec::new(),
    };
    let assumed = case.assumed_by_zone().len();
    if !case.demonstration && assumed > 0 {
        case.demonstration = true;
        let note = Error::at(Code::MarkKept, Place::file(reader.shown("case.toml")));
        case.notes.push(note.with("n", assumed));
        return Ok((case, gaps));
    }
    // The mark is for invented figures; once none is left it would belie the actual ones.
    if case.demonstration && gaps.is_empty() && case.figures.iter().any(|f| f.zone.is_some()) {
        case.demonstration = !case.assumed_by_zone().is_empty();
        if !case.demonstration {
            case.notes.push(Error::at(Code::MarkLifted, Place::file(reader.shown("case.toml"))));
        }
    }
    Ok((case, gaps))
}

/// A file of a case as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileText {
    /// As errors name it.
    pub shown: String,
    /// Its text, without byte order mark.
    pub text: String,
}

/// A figure that is still missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Index of its zone; none for the city.
    pub zone: Option<usize>,
    /// Identifier.
    pub indicator: String,
    /// What it counts.
    pub definition: String,
    /// Where its value belongs.
    pub place: Place,
}

/// Reads files and remembers their hashes.
struct Reader<'a> {
    id: &'a str,
    files: &'a dyn CaseFiles,
    shown_root: &'a str,
    inputs: Vec<InputHash>,
    texts: Vec<FileText>,
    guide: Guide,
    notes: Vec<Error>,
    blanks: Vec<Blank>,
}

impl Reader<'_> {
    fn bytes(&mut self, name: &str) -> Result<(String, Vec<u8>)> {
        let bytes = self.files.read(name)?;
        self.inputs.push(InputHash { file: format!("{}/{name}", self.id), sha256: sha256_hex(&bytes) });
        Ok((self.shown(name), bytes))
    }

    fn shown(&self, name: &str) -> String {
        let root = self.shown_root.trim_end_matches('/');
        if root.is_empty() { name.to_owned() } else { format!("{root}/{name}") }
    }

    fn read(&mut self, name: &str) -> Result<SourceText> {
        let (shown, bytes) = self.bytes(name)?;
        let source = SourceText::decode(&shown, &bytes)?;
        self.texts.push(FileText { shown, text: source.text.clone() });
        Ok(source)
    }

    /// Reads an office table.
    fn wide(&mut self, spec: WideSpec, known: (&[Zone], &[CountingScope])) -> Result<Wide> {
        let (shown, bytes) = self.bytes(&spec.file.text)?;
        Wide::new(spec, &shown, &bytes, known)
    }

    /// Reads a table, or gives nothing if the case has no such file.
    fn table<T: Default>(
        &mut self,
        name: &Option<String>,
        parse: impl FnOnce(&TableFile) -> Result<T>,
    ) -> Result<T> {
        let Some(name) = name else { return Ok(T::default()) };
        let name = self.present(name)?;
        let (shown, bytes) = self.bytes(&name)?;
        let file = TableFile::decode(&shown, &bytes, self.guide.clone())?;
        self.texts.extend(file.text().map(|text| FileText { shown, text: text.to_owned() }));
        let parsed = parse(&file).map_err(|error| file.in_its_words(error))?;
        let (notes, blanks) = file.remembered();
        self.notes.extend(notes);
        self.blanks.extend(blanks);
        Ok(parsed)
    }

    /// The file of a table: as listed, or its twin in the other format.
    ///
    /// # Errors
    /// [`Code::BothFormats`] if there are both, for one of them is out of date.
    fn present(&self, name: &str) -> Result<String> {
        let twin = match name.rsplit_once('.') {
            Some((stem, "csv")) => format!("{stem}.xlsx"),
            Some((stem, "xlsx")) => format!("{stem}.csv"),
            _ => return Ok(name.to_owned()),
        };
        match (self.files.has(name), self.files.has(&twin)) {
            (true, true) => {
                let error = Error::at(Code::BothFormats, Place::file(self.shown(name)));
                Err(error.with("first", name).with("second", twin))
            }
            (false, true) => Ok(twin),
            (true, false) => Ok(name.to_owned()),
            (false, false) => {
                // A workbook in an old format is there to be read, and to be told what is wrong with it.
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                let old = ["xls", "et"].map(|extension| format!("{stem}.{extension}"));
                Ok(old.into_iter().find(|old| self.files.has(old)).unwrap_or_else(|| name.to_owned()))
            }
        }
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
        let year = self.as_of_year();
        year.saturating_add(1).clamp(self.horizon.0, self.horizon.1)
    }

    /// The year of the date of the data; those before it are over.
    pub fn as_of_year(&self) -> i32 {
        self.as_of.get(..4).and_then(|y| y.parse().ok()).unwrap_or(self.base_year)
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
