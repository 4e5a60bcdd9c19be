//! `summary.json` and `report.json`: a whole summary, what reports show beyond it; the same bytes each time.
//!
//! Owns the line breaks; the schema is the types of `summary` and `analysis`.

use super::NamedBytes;
use crate::analysis::Reported;
use crate::summary::Summary;
use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};
use std::io::{Result, Write};

/// Levels that are laid out line by line: those of the summary, of its scenarios and of their lists.
/// An entry of such a list, as a band over the years, stands on one line.
const DEEP: usize = 4;

/// The summary as JSON; a number that is not finite becomes `null`.
pub fn summary_json(summary: &Summary) -> NamedBytes {
    written("summary.json", summary)
}

/// The numbers of a report that the summary does not have.
pub fn report_json(reported: &Reported) -> NamedBytes {
    written("report.json", reported)
}

fn written(name: &str, what: &impl Serialize) -> NamedBytes {
    let mut bytes = Vec::new();
    let mut out = Serializer::with_formatter(&mut bytes, Lines::default());
    what.serialize(&mut out).expect("keys are texts");
    bytes.push(b'\n');
    NamedBytes { name: name.to_owned(), bytes }
}

/// Pretty down to [`DEEP`] levels, compact below.
#[derive(Default)]
struct Lines<'a> {
    pretty: PrettyFormatter<'a>,
    depth: usize,
}

impl Lines<'_> {
    fn compact(&self) -> bool {
        self.depth > DEEP
    }
}

impl Formatter for Lines<'_> {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.depth += 1;
        if self.compact() { out.write_all(b"[") } else { self.pretty.begin_array(out) }
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        let compact = self.compact();
        self.depth -= 1;
        if compact { out.write_all(b"]") } else { self.pretty.end_array(out) }
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        match self.compact() {
            true if first => Ok(()),
            true => out.write_all(b","),
            false => self.pretty.begin_array_value(out, first),
        }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        if self.compact() { Ok(()) } else { self.pretty.end_array_value(out) }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        self.depth += 1;
        if self.compact() { out.write_all(b"{") } else { self.pretty.begin_object(out) }
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        let compact = self.compact();
        self.depth -= 1;
        if compact { out.write_all(b"}") } else { self.pretty.end_object(out) }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> Result<()> {
        match self.compact() {
            true if first => Ok(()),
            true => out.write_all(b","),
            false => self.pretty.begin_object_key(out, first),
        }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        if self.compact() { out.write_all(b":") } else { self.pretty.begin_object_value(out) }
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> Result<()> {
        if self.compact() { Ok(()) } else { self.pretty.end_object_value(out) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_band_over_the_years_stands_on_one_line_and_reads_back() {
        let summary = fixture::summary(2);
        let text = String::from_utf8(summary_json(&summary).bytes).expect("UTF-8");
        let found: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let first = &summary.scenarios[0].bands[0];
        let wanted = crate::summary::rounded(first.years[1][2]);
        assert_eq!(found["scenarios"][0]["bands"][0]["years"][1][2], wanted);
        let of_bands =
            |line: &&str| line.trim_start().starts_with("{\"indicator\":") && line.contains("years");
        let count: usize = summary.scenarios.iter().map(|s| s.bands.len()).sum();
        assert_eq!(text.lines().filter(of_bands).count(), count);
        assert!(text.lines().any(|line| line == "  \"schema\": \"zonecast-summary/1\","), "{text}");
    }
}
