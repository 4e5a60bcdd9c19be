//! `case.toml`: names, years, counting scopes, zones and the list of files.
//!
//! Owns the meaning of its keys. Never: reads another file.

use super::field::{Field, YEARS, bad_year, is_date};
use super::table::told_once;
use super::text::SourceText;
use super::toml_keys::{self, Keys};
use super::wide::{WideSpec, read_specs};
use super::{CountingScope, Provenance, Text, Zone};
use crate::error::{Code, Error, Place, Result, Together, all_of};

/// Words for where something comes from.
pub(super) const PROVENANCES: &[(&str, Provenance)] = &[
    ("published", Provenance::Published),
    ("derived", Provenance::Derived),
    ("assumed", Provenance::Assumed),
];

/// Levels of a zone: national, recognised by the province (认定), being created (创建).
pub const LEVELS: [&str; 3] = ["national", "recognised", "creating"];

const KEYS: &[&str] = &[
    "name_zh",
    "name_en",
    "base_year",
    "horizon",
    "steps_per_year",
    "as_of",
    "milestones",
    "demonstration",
    "model",
    "files",
    "scope",
    "zone",
    "table",
    "departments",
];
const SCOPE_KEYS: &[&str] = &["id", "name_zh", "name_en", "meaning_zh", "meaning_en", "probability"];
const ZONE_KEYS: &[&str] = &["id", "name_zh", "name_en", "level", "level_provenance"];
const FILE_KEYS: &[&str] =
    &["zones", "city", "blocks", "history", "targets", "ledger", "glossary", "keepers", "benchmarks"];

/// Everything that `case.toml` says.
pub(super) struct Head {
    pub name: Text,
    pub base_year: i32,
    pub horizon: (i32, i32),
    pub steps_per_year: u32,
    pub as_of: String,
    pub demonstration: bool,
    pub milestones: Vec<i32>,
    pub model: String,
    pub scopes: Vec<CountingScope>,
    pub zones: Vec<Zone>,
    pub files: FileNames,
    pub tables: Vec<WideSpec>,
    pub departments: Vec<(String, String)>,
    /// Mistakes that leave enough to look through the tables as well.
    pub faults: Vec<Error>,
}

/// Names of the other files; none if the case has no such file.
pub(super) struct FileNames {
    pub zones: Option<String>,
    pub city: Option<String>,
    pub blocks: Option<String>,
    pub history: Option<String>,
    pub targets: Option<String>,
    pub ledger: Option<String>,
    pub glossary: Option<String>,
    pub keepers: Option<String>,
    pub benchmarks: Option<String>,
}

/// Reads `case.toml`.
pub(super) fn read_head(source: &SourceText) -> Result<Head> {
    let table = toml_keys::parse(source)?;
    let keys = Keys::new(source, &table, KEYS)?;
    // Each year is held against the one before.
    let years = keys.integer("base_year").and_then(|found| {
        let base_year = year("base_year", found, YEARS)?;
        let horizon = horizon(&keys, base_year)?;
        Ok((base_year, horizon, milestones(&keys, horizon)?))
    });
    let steps = count(&keys, "steps_per_year", 366);
    let as_of = keys.text("as_of").and_then(|field| as_of(&field));
    // What the tables are read with must be right; other mistakes are told with those of the tables.
    let mut faults = Vec::new();
    let known = (name(&keys), years, scopes(&keys), zones(&keys, &mut faults), file_names(&keys)).together();
    let steps = kept(steps, &mut faults);
    let as_of = kept(as_of, &mut faults);
    let demonstration = kept(keys.flag("demonstration"), &mut faults);
    let model = kept(keys.text("model").map(|model| model.text), &mut faults);
    let tables = kept(read_specs(&keys), &mut faults);
    let departments = kept(keys.texts_by_key("departments"), &mut faults);
    let departments = departments.into_iter().map(|(listed, own)| (listed, own.text)).collect();
    let (name, (base_year, horizon, milestones), scopes, zones, files) = match known {
        Ok(known) => known,
        Err(error) => return Err(told_once(error.after(faults))),
    };
    Ok(Head {
        name,
        base_year,
        horizon,
        steps_per_year: steps.unwrap_or(1),
        as_of,
        demonstration,
        milestones,
        model,
        scopes,
        zones,
        files,
        tables,
        departments,
        faults,
    })
}

/// `name_zh` and `name_en` of a table.
pub(super) fn name(keys: &Keys<'_>) -> Result<Text> {
    let (zh, en) = (keys.text("name_zh"), keys.text("name_en")).together()?;
    Ok(Text { zh: zh.text, en: en.text })
}

/// A year inside `range`.
pub(super) fn year(what: &str, (found, place): (i64, Place), range: (i32, i32)) -> Result<i32> {
    let year = i32::try_from(found).ok().filter(|y| (range.0..=range.1).contains(y));
    year.ok_or_else(|| bad_year(what, &found.to_string(), range, &place))
}

/// The first simulated year follows the base year.
fn horizon(keys: &Keys<'_>, base_year: i32) -> Result<(i32, i32)> {
    let mut found = keys.integers("horizon")?;
    let place = found.first().map_or_else(|| keys.place.clone(), |(_, place)| place.clone());
    let (Some(last), Some(first), true) = (found.pop(), found.pop(), found.is_empty()) else {
        let error = Error::at(Code::WrongKind, place).with("key", "horizon");
        return Err(error.with("wanted", "@two-years"));
    };
    if first.0 > last.0 {
        let error = Error::at(Code::HorizonReversed, first.1);
        return Err(error.with("first", first.0).with("last", last.0));
    }
    let next = base_year + 1;
    Ok((year("horizon", first, (next, next))?, year("horizon", last, (next, YEARS.1))?))
}

fn milestones(keys: &Keys<'_>, horizon: (i32, i32)) -> Result<Vec<i32>> {
    let mut years: Vec<i32> = Vec::new();
    for (found, place) in keys.integers("milestones")? {
        let year = year("milestones", (found, place.clone()), horizon)?;
        // The first is the policy's year, the others look further.
        if years.last().is_some_and(|last| *last >= year) {
            let error = Error::at(Code::WrongKind, place).with("key", "milestones");
            return Err(error.with("wanted", "@rising-years"));
        }
        years.push(year);
    }
    Ok(years)
}

/// A whole number from 1 to `most`, if it is there.
pub(super) fn count(keys: &Keys<'_>, what: &'static str, most: u32) -> Result<Option<u32>> {
    let Some((found, place)) = keys.optional_integer(what)? else { return Ok(None) };
    let count = u32::try_from(found).ok().filter(|n| (1..=most).contains(n));
    let error = || {
        let error = Error::at(Code::OutOfRange, place).with("what", what).with("found", found);
        error.with("low", 1).with("high", most)
    };
    count.map(Some).ok_or_else(error)
}

fn as_of(field: &Field) -> Result<String> {
    if is_date(&field.text) {
        return Ok(field.text.clone());
    }
    Err(field.error(Code::BadDate).with("found", &field.text))
}

/// The counting scopes; a case without any has one that counts everything.
fn scopes(keys: &Keys<'_>) -> Result<Vec<CountingScope>> {
    let mut scopes: Vec<CountingScope> = Vec::new();
    let mut unique = Unique::new("@scope");
    let mut last = Place::default();
    let mut read = |table: &Keys<'_>| {
        let id = table.text("id").and_then(|id| unique.check(&id));
        let (id, name, (probability, place), meaning) =
            (id, name(table), probability(table), meaning(table)).together()?;
        last = place;
        scopes.push(CountingScope { id, name, meaning, probability });
        Ok(())
    };
    all_of(keys.tables("scope", SCOPE_KEYS)?.iter().map(&mut read))?;
    if scopes.is_empty() {
        let name = Text { zh: "全部".to_owned(), en: "all".to_owned() };
        let meaning = Text::default();
        return Ok(vec![CountingScope { id: "all".to_owned(), name, meaning, probability: 1.0 }]);
    }
    let sum: f64 = scopes.iter().map(|scope| scope.probability).sum();
    if (sum - 1.0).abs() > 1e-9 {
        let sum = (sum * 1e6).round() / 1e6;
        return Err(Error::at(Code::ScopeProbabilities, last).with("sum", sum));
    }
    Ok(scopes)
}

/// What a scope counts, where the case says so, in both languages.
fn meaning(table: &Keys<'_>) -> Result<Text> {
    let text = |key| Ok(table.optional_text(key)?.map(|field| field.text));
    match (text("meaning_zh"), text("meaning_en")).together()? {
        (Some(zh), Some(en)) => Ok(Text { zh, en }),
        (None, None) => Ok(Text::default()),
        (Some(_), None) => Err(table.needs("meaning_en")),
        (None, Some(_)) => Err(table.needs("meaning_zh")),
    }
}

fn probability(table: &Keys<'_>) -> Result<(f64, Place)> {
    let (found, place) = table.number("probability")?;
    if (0.0..=1.0).contains(&found) {
        return Ok((found, place));
    }
    let error = Error::at(Code::OutOfRange, place).with("what", "probability").with("found", found);
    Err(error.with("low", 0).with("high", 1))
}

fn zones(keys: &Keys<'_>, faults: &mut Vec<Error>) -> Result<Vec<Zone>> {
    let (mut ids, mut names) = (Unique::new("@zone"), Unique::new("@zone"));
    let tables = keys.some_tables("zone", ZONE_KEYS)?;
    all_of(tables.iter().map(|table| zone(table, &mut ids, &mut names, faults)))
}

/// A zone; tables only need to know how it is called, so a mistake in its level is left to `faults`.
fn zone(table: &Keys<'_>, ids: &mut Unique, names: &mut Unique, faults: &mut Vec<Error>) -> Result<Zone> {
    let id = table.text("id").and_then(|id| ids.check(&id));
    // A name that is missing is told by the name itself.
    let unique = table.text("name_zh").map_or(Ok(String::new()), |name| names.check(&name));
    let plain = |key| table.text(key).map(Field::plainly_written);
    let level = plain("level").and_then(|field| field.word(&LEVELS.map(|level| (level, level))));
    let provenance = plain("level_provenance").and_then(|field| field.word(PROVENANCES));
    let called = (id, name(table), unique).together();
    let (level, level_provenance) =
        kept_or((level, provenance).together(), faults, ("creating", Provenance::Assumed));
    let (id, name, _) = called?;
    Ok(Zone { id, name, level: level.to_owned(), level_provenance, place: table.place.clone() })
}

/// Without `[files]` the first five are expected under their usual names; with it, only those listed.
fn file_names(keys: &Keys<'_>) -> Result<FileNames> {
    let table = keys.table("files", FILE_KEYS)?;
    let name = |key: &'static str, usual: &str| match &table {
        None => Ok(Some(usual.to_owned())),
        Some(table) => Ok(table.optional_text(key)?.map(|field| field.text)),
    };
    let listed = |key: &'static str| match &table {
        None => Ok(None),
        Some(table) => Ok(table.optional_text(key)?.map(|field| field.text)),
    };
    Ok(FileNames {
        zones: name("zones", "zones.csv")?,
        city: name("city", "city.csv")?,
        blocks: name("blocks", "blocks.csv")?,
        history: name("history", "history.csv")?,
        targets: name("targets", "targets.toml")?,
        ledger: listed("ledger")?,
        glossary: listed("glossary")?,
        keepers: listed("keepers")?,
        benchmarks: listed("benchmarks")?,
    })
}

/// What was read, or nothing and the mistake among the others.
pub(super) fn kept<T: Default>(read: Result<T>, faults: &mut Vec<Error>) -> T {
    kept_or(read, faults, T::default())
}

/// The same with something else instead.
fn kept_or<T>(read: Result<T>, faults: &mut Vec<Error>, otherwise: T) -> T {
    read.unwrap_or_else(|error| {
        faults.push(error);
        otherwise
    })
}

/// Refuses a name that was seen before.
pub(super) struct Unique {
    kind: &'static str,
    seen: Vec<(String, u32)>,
}

impl Unique {
    /// Nothing seen yet; `kind` is a term of the catalogue.
    pub fn new(kind: &'static str) -> Self {
        Self { kind, seen: Vec::new() }
    }

    /// The field's text, if it is new.
    pub fn check(&mut self, field: &Field) -> Result<String> {
        if let Some((_, line)) = self.seen.iter().find(|(name, _)| *name == field.text) {
            let error = field.error(Code::NamedTwice).with("kind", self.kind);
            return Err(error.with("name", &field.text).with("line", line));
        }
        self.seen.push((field.text.clone(), field.place.line));
        Ok(field.text.clone())
    }
}
