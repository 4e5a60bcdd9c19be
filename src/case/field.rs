//! One cell of a table or one text of a TOML file, with its place.
//!
//! Owns turning words into numbers, years, dates, units and members of a
//! vocabulary, each with its error. Never: knows which file it comes from.

use super::columns::{chinese_words, half_width, is_cumulative, word_meant};
use super::unit::{self, Unit};
use super::{CountingScope, Zone};
use crate::error::{Code, Error, Place, Result, nearest_name};

/// Years outside this range are a slip of the pen.
pub(super) const YEARS: (i32, i32) = (1900, 2200);

/// A named text with its place.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Column or key.
    pub name: &'static str,
    /// The text, trimmed.
    pub text: String,
    /// Where it starts.
    pub place: Place,
}

impl Field {
    /// The cell as the readers expect it: full-width signs, 2024年, 2025/3/17 and Chinese words put plainly.
    ///
    /// What cannot be put so stays as it is, to be quoted in errors; amounts are put plainly with their units.
    pub fn plainly_written(mut self) -> Self {
        const CODES: &[&str] =
            &["scope", "outside_in", "block", "indicator", "unit", "share_of", "year", "date"];
        const WORDS: &[&str] = &["price_basis", "provenance", "same_definition", "level", "level_provenance"];
        // Prose stays as it is written, full-width brackets and all.
        if !CODES.contains(&self.name) && !WORDS.contains(&self.name) {
            return self;
        }
        let plain = half_width(&self.text);
        if let Some(meant) = word_meant(self.name, &plain) {
            self.text = meant.to_owned();
        } else if self.name == "year" {
            let bare = plain.strip_suffix('年').unwrap_or(&plain).trim();
            if bare.bytes().all(|b| b.is_ascii_digit()) {
                self.text = bare.to_owned();
            }
        } else if self.name == "date" {
            self.text = plain_date(&plain).unwrap_or(self.text);
        } else {
            self.text = plain;
        }
        self
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// An error of `code` here.
    pub fn error(&self, code: Code) -> Error {
        Error::at(code, self.place.clone())
    }

    /// The text, which must not be empty.
    pub fn required(&self) -> Result<String> {
        if self.is_empty() {
            return Err(self.error(Code::EmptyCell).with("column", self.name));
        }
        Ok(self.text.clone())
    }

    /// A finite number.
    pub fn number(&self) -> Result<f64> {
        let text = self.required()?;
        text.parse()
            .ok()
            .filter(|x: &f64| x.is_finite())
            .ok_or_else(|| self.error(Code::NotANumber).with("column", self.name).with("found", text))
    }

    /// A number that makes sense in `unit`; any number if that is not known.
    pub fn amount(&self, unit: Option<&Unit>) -> Result<f64> {
        let x = self.number()?;
        unit.map_or(Ok(()), |unit| unit.check(x, &self.text, self.name, &self.place))?;
        Ok(x)
    }

    /// A plausible year.
    pub fn year(&self) -> Result<i32> {
        let text = self.required()?;
        if is_cumulative(&text) || text.contains("累计") {
            return Err(self.error(Code::CumulativePeriod).with("column", self.name).with("found", text));
        }
        text.parse()
            .ok()
            .filter(|y| (YEARS.0..=YEARS.1).contains(y))
            .ok_or_else(|| bad_year(self.name, &text, YEARS, &self.place))
    }

    /// A date such as 2024, 2024-03 or 2024-03-31, or nothing.
    pub fn date(&self) -> Result<String> {
        if self.is_empty() || is_date(&self.text) {
            return Ok(self.text.clone());
        }
        Err(self.error(Code::BadDate).with("found", &self.text))
    }

    /// A known unit.
    pub fn unit(&self) -> Result<&'static Unit> {
        unit::find_at(&self.required()?, &self.place)
    }

    /// A member of a vocabulary.
    pub fn word<T: Copy>(&self, vocabulary: &[(&'static str, T)]) -> Result<T> {
        let text = self.required()?;
        // Files without a table's columns, such as case.toml, may say it in Chinese, too.
        let text = word_meant(self.name, &half_width(&text)).map_or(text, str::to_owned);
        vocabulary
            .iter()
            .find(|(word, _)| *word == text)
            .map(|(_, meaning)| *meaning)
            .ok_or_else(|| self.unknown_word(&vocabulary.iter().map(|(word, _)| *word).collect::<Vec<_>>()))
    }

    /// The error of a word that is none of `known`.
    fn unknown_word(&self, known: &[&str]) -> Error {
        let chinese = known.iter().flat_map(|word| chinese_words(self.name, word));
        let both = |word: &&str| match chinese_words(self.name, word).first() {
            Some(zh) => format!("{zh}（{word}）"),
            None => (*word).to_owned(),
        };
        let zh: Vec<String> = known.iter().map(both).collect();
        self.error(Code::UnknownWord)
            .with("column", self.name)
            .with("found", &self.text)
            .with_some("nearest", nearest_name(&self.text, known.iter().copied().chain(chinese)))
            .named("known", zh.join("、"), known.join(", "))
    }

    /// Index of the zone with this identifier or Chinese name.
    pub fn zone(&self, zones: &[Zone]) -> Result<usize> {
        let text = self.required()?;
        let plain = half_width(&text);
        let same = |zone: &Zone| [&zone.id, &zone.name.zh].iter().any(|name| half_width(name) == plain);
        zones.iter().position(same).ok_or_else(|| {
            let names = zones.iter().flat_map(|zone| [zone.id.as_str(), zone.name.zh.as_str()]);
            let error = self.error(Code::UnknownZone).with("zone", &text);
            match nearest_name(&text, names) {
                Some(nearest) => error.with("nearest", nearest),
                None => error.listed("known", zones.iter().map(|zone| &zone.name.zh)),
            }
        })
    }

    /// Index of the counting scope with this identifier; none if empty.
    pub fn scope(&self, scopes: &[CountingScope]) -> Result<Option<usize>> {
        if self.is_empty() {
            return Ok(None);
        }
        let position = scopes.iter().position(|scope| scope.id == self.text);
        position.map(Some).ok_or_else(|| {
            self.unknown_word(&scopes.iter().map(|scope| scope.id.as_str()).collect::<Vec<_>>())
        })
    }
}

/// A date as files write it: 2025年3月17日, 2025/3/17 and 2025.3.17 are 2025-03-17.
fn plain_date(plain: &str) -> Option<String> {
    let dashed = plain.trim_end_matches(['年', '月', '日']).replace(['年', '月', '/', '.'], "-");
    let two = |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_owned() };
    let parts: Vec<String> = dashed.split('-').map(|part| two(part.trim())).collect();
    Some(parts.join("-")).filter(|date| is_date(date))
}

/// The error of a year outside `range`, or of what is none.
pub(super) fn bad_year(what: &str, found: &str, range: (i32, i32), at: &Place) -> Error {
    if found.parse::<i64>().is_err() {
        return Error::at(Code::NotAYear, at.clone()).with("what", what).with("found", found);
    }
    let error = Error::at(Code::BadYear, at.clone()).with("what", what).with("found", found);
    error.with("low", range.0).with_some("high", (range.0 != range.1).then_some(range.1))
}

/// Whether `text` is a year, a month or a day.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |i: usize, length: usize, low: u32, high: u32| {
        parts.get(i).is_none_or(|part| {
            let digits = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
            digits && part.parse().is_ok_and(|n: u32| (low..=high).contains(&n))
        })
    };
    let value = |i: usize| parts.get(i).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let (year, month) = (value(0), value(1));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    parts.len() <= 3 && number(0, 4, 1900, 2200) && number(1, 2, 1, 12) && number(2, 2, 1, days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_days() {
        for date in ["2024", "2024-02", "2024-02-29", "2000-02-29", "2025-04-30", "2025-12-31"] {
            assert!(is_date(date), "{date}");
        }
        for none in
            ["2025-02-29", "1900-02-29", "2025-04-31", "2025-00-01", "2025-13", "25-01-01", "2025-1-1"]
        {
            assert!(!is_date(none), "{none}");
        }
    }
}
