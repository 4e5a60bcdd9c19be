//! A TOML table as named keys, each with its line and column.
//!
//! Owns the checks of syntax, missing keys, unknown keys and kinds of values.
//! Never: knows what a key means; never lets the parser's own English through.

use super::field::Field;
use super::text::SourceText;
use super::toml_faults::faults;
use crate::error::{Code, Error, Place, Result, all_of, nearest_name};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Keys of one table of a file.
pub(super) struct Keys<'a> {
    source: &'a SourceText,
    table: &'a DeTable<'a>,
    /// Where the table starts: errors about what is missing point here.
    pub place: Place,
}

/// Longest value that an error quotes.
const SHORT: usize = 40;

/// Parses a file.
///
/// # Errors
/// The first fault of every line.
pub(super) fn parse(source: &SourceText) -> Result<DeTable<'_>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    match errors.is_empty() {
        true => Ok(table.into_inner()),
        false => Err(Error::of_all(faults(source)).expect("what the parser refuses has a fault")),
    }
}

impl<'a> Keys<'a> {
    /// The top of a parsed file, which may hold only the keys in `known`.
    pub fn new(source: &'a SourceText, table: &'a DeTable<'a>, known: &[&str]) -> Result<Self> {
        let place = Place { line: 0, column: 0, ..source.place(0) };
        Self { source, table, place }.only(known)
    }

    /// Refuses keys that are not in `known`, in the order of the file.
    fn only(self, known: &[&str]) -> Result<Self> {
        let unknown = self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        let mut unknown: Vec<_> = unknown.collect();
        unknown.sort_by_key(|key| key.span().start);
        let errors = unknown.into_iter().map(|key| {
            Error::at(Code::UnknownKey, self.source.place(key.span().start))
                .with("key", key.get_ref())
                .with_some("nearest", nearest_name(key.get_ref(), known.iter().copied()))
        });
        Error::of_all(errors).map_or(Ok(()), Err)?;
        Ok(self)
    }

    /// The value of a key that may be absent, and where it stands.
    fn value(&self, key: &str) -> Option<(&'a DeValue<'a>, Range<usize>)> {
        let (_, value) = self.table.iter().find(|(k, _)| k.get_ref() == key)?;
        Some((value.get_ref(), value.span()))
    }

    /// A value read by `read`; the error says which kind is wanted.
    fn typed<T>(
        &self,
        key: &'static str,
        wanted: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Result<Option<(T, Place)>> {
        let Some((value, span)) = self.value(key) else { return Ok(None) };
        let place = self.source.place(span.start);
        match read(value) {
            Some(x) => Ok(Some((x, place))),
            None => {
                let error = Error::at(Code::WrongKind, place).with("key", key).with("wanted", wanted);
                Err(error.with_some("found", self.short(span)))
            }
        }
    }

    /// A value as it is written, if it is short and on one line.
    fn short(&self, span: Range<usize>) -> Option<&'a str> {
        let text = self.source.text.get(span)?.trim();
        let fits = !text.is_empty() && text.chars().count() <= SHORT && !text.contains('\n');
        fits.then_some(text)
    }

    fn missing(&self, key: &'static str) -> Error {
        Error::at(Code::MissingKey, self.place.clone()).with("key", key)
    }

    /// A text that may be absent.
    pub fn optional_text(&self, key: &'static str) -> Result<Option<Field>> {
        let found = self.typed(key, "@quoted-text", |value| value.as_str())?;
        Ok(found.map(|(text, place)| Field { name: key, text: text.trim().to_owned(), place }))
    }

    /// A text that must be there and not empty.
    pub fn text(&self, key: &'static str) -> Result<Field> {
        let field = self.optional_text(key)?.ok_or_else(|| self.missing(key))?;
        field.required()?;
        Ok(field)
    }

    /// A whole number that may be absent.
    pub fn optional_integer(&self, key: &'static str) -> Result<Option<(i64, Place)>> {
        self.typed(key, "@whole-number", integer)
    }

    /// A whole number that must be there.
    pub fn integer(&self, key: &'static str) -> Result<(i64, Place)> {
        self.optional_integer(key)?.ok_or_else(|| self.missing(key))
    }

    /// A finite number that must be there.
    pub fn number(&self, key: &'static str) -> Result<(f64, Place)> {
        self.typed(key, "@a-number", number)?.ok_or_else(|| self.missing(key))
    }

    /// `true` or `false` that may be absent.
    pub fn optional_flag(&self, key: &'static str) -> Result<Option<bool>> {
        Ok(self.typed(key, "@true-or-false", DeValue::as_bool)?.map(|(flag, _)| flag))
    }

    /// `true` or `false` that must be there.
    pub fn flag(&self, key: &'static str) -> Result<bool> {
        self.optional_flag(key)?.ok_or_else(|| self.missing(key))
    }

    /// A list of whole numbers, each with its place, that must be there and not empty.
    pub fn integers(&self, key: &'static str) -> Result<Vec<(i64, Place)>> {
        let read = |value: &'a DeValue<'a>| {
            let items = value.as_array()?.iter();
            items.map(|item| Some((integer(item.get_ref())?, item.span()))).collect::<Option<Vec<_>>>()
        };
        let (found, place) = self.typed(key, "@whole-numbers", read)?.ok_or_else(|| self.missing(key))?;
        if found.is_empty() {
            return Err(Error::at(Code::WrongKind, place).with("key", key).with("wanted", "@one-or-more"));
        }
        Ok(found.into_iter().map(|(x, span)| (x, self.source.place(span.start))).collect())
    }

    /// A list of texts, each with its place, that must be there and not empty.
    pub fn texts(&self, key: &'static str) -> Result<Vec<Field>> {
        let read = |value: &'a DeValue<'a>| {
            let items = value.as_array()?.iter();
            let all: Option<Vec<_>> =
                items.map(|item| Some((item.get_ref().as_str()?, item.span()))).collect();
            all.filter(|all| !all.is_empty())
        };
        let (found, _) = self.typed(key, "@texts", read)?.ok_or_else(|| self.missing(key))?;
        let field = |(text, span): (&str, Range<usize>)| Field {
            name: key,
            text: text.trim().to_owned(),
            place: self.source.place(span.start),
        };
        Ok(found.into_iter().map(field).collect())
    }

    /// A table that may be absent.
    pub fn table(&self, key: &'static str, known: &[&str]) -> Result<Option<Keys<'a>>> {
        let Some((table, place)) = self.typed(key, "@table", |value| value.as_table())? else {
            return Ok(None);
        };
        Ok(Some(Keys { source: self.source, table, place }.only(known)?))
    }

    /// The texts of a table that may be absent, by keys of any name.
    pub fn texts_by_key(&self, key: &'static str) -> Result<Vec<(String, Field)>> {
        let read = |value: &'a DeValue<'a>| {
            let entries = value.as_table()?.iter();
            let text = |(key, value): (&'a toml::Spanned<_>, &'a toml::Spanned<DeValue<'a>>)| {
                let key: &std::borrow::Cow<'a, str> = key.get_ref();
                Some((key.to_string(), value.get_ref().as_str()?, value.span()))
            };
            entries.map(text).collect::<Option<Vec<_>>>()
        };
        let found = self.typed(key, "@texts", read)?.map(|(found, _)| found).unwrap_or_default();
        let field = |(name, text, span): (String, &str, Range<usize>)| {
            let place = self.source.place(span.start);
            (name, Field { name: key, text: text.trim().to_owned(), place })
        };
        Ok(found.into_iter().map(field).collect())
    }

    /// The tables `[[key]]`; none if absent.
    pub fn tables(&self, key: &'static str, known: &[&str]) -> Result<Vec<Keys<'a>>> {
        let read = |value: &'a DeValue<'a>| {
            let items = value.as_array()?.iter();
            items.map(|item| Some((item.get_ref().as_table()?, item.span()))).collect::<Option<Vec<_>>>()
        };
        let Some((found, _)) = self.typed(key, "@tables", read)? else { return Ok(Vec::new()) };
        all_of(found.into_iter().map(|(table, span)| {
            let place = self.source.place(span.start);
            Keys { source: self.source, table, place }.only(known)
        }))
    }

    /// The tables `[[key]]`, of which there must be one.
    pub fn some_tables(&self, key: &'static str, known: &[&str]) -> Result<Vec<Keys<'a>>> {
        let found = self.tables(key, known)?;
        if found.is_empty() { Err(self.missing(key)) } else { Ok(found) }
    }

    /// The error of a key that is missing because of another one's value.
    pub fn needs(&self, key: &'static str) -> Error {
        self.missing(key)
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value.as_float() {
        Some(float) => float.as_str().parse().ok().filter(|x: &f64| x.is_finite()),
        // Whole numbers of a case are far below 2^53.
        None => integer(value).map(|x| x as f64),
    }
}
