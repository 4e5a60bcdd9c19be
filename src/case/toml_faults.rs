//! What is wrong with the writing of a TOML file: every line that is no TOML, told in our words.
//!
//! Owns how a line with a fault is mended or left out so that the rest can be read.
//! Never: knows what a key means; never lets the parser's own English through.

use super::text::SourceText;
use crate::error::{Code, Error};
use toml::de::DeTable;

/// Full-width marks that are taken for those of TOML.
const FULL_WIDTH: [(char, char); 12] = [
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('＂', '"'),
    ('＝', '='),
    ('：', '='),
    ('，', ','),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
];

/// Most faults that are told at once.
const MOST: usize = 20;
/// Longest value that an error quotes.
const SHORT: usize = 40;

/// The faults of a file, in its order; none of a good one.
pub(super) fn faults(source: &SourceText) -> Vec<Error> {
    let mut lines: Vec<String> = source.text.lines().map(str::to_owned).collect();
    let mut errors: Vec<Error> = Vec::new();
    let mut told = 0;
    while errors.len() < MOST {
        let rest = source.with_text(lines.join("\n"));
        let Some((start, twice)) = first_behind(&rest, told) else { break };
        let again = twice.is_some();
        let error = worded(&rest, start, twice);
        let line = error.place.as_ref().map_or(0, |place| place.line as usize);
        // A full-width mark may stand before the place where the parser noticed.
        told = rest.place(start).line.max(u32::try_from(line).unwrap_or(0));
        errors.push(error);
        let Some(mended) = line.checked_sub(1).and_then(|at| mended(lines.get(at)?, again, errors.len()))
        else {
            break;
        };
        lines[line - 1] = mended;
    }
    errors
}

/// The first fault in a line behind `line`: where it starts, and whether it is a name given twice.
///
/// What is said of the rest of a line follows from its first fault.
fn first_behind(source: &SourceText, line: u32) -> Option<(usize, Option<String>)> {
    let (_, faults) = DeTable::parse_recoverable(&source.text);
    let place = |fault: &toml::de::Error| fault.span().map_or(0, |span| span.start);
    // The parser goes through a file more than once.
    let first =
        faults.iter().filter(|fault| source.place(place(fault)).line > line).min_by_key(|f| place(f))?;
    // It has one message for repeated keys; all others are about syntax.
    let name = first.span().and_then(|span| source.text.get(span)).unwrap_or_default();
    Some((place(first), (first.message() == "duplicate key").then(|| name.to_owned())))
}

fn worded(source: &SourceText, start: usize, twice: Option<String>) -> Error {
    if let Some(name) = twice {
        return Error::at(Code::KeyTwice, source.place(start)).with("key", name);
    }
    let from = source.text.get(..start).and_then(|text| text.rfind('\n')).map_or(0, |end| end + 1);
    let line = source.text.get(from..).and_then(|text| text.lines().next()).unwrap_or_default();
    if let Some((at, error)) = value_fault(line) {
        return Error { place: Some(source.place(from + at)), ..error };
    }
    let error = Error::at(Code::TomlSyntax, source.place(start));
    match full_width(line) {
        Some((at, full, half)) => {
            Error { place: Some(source.place(from + at)), ..error }.with("found", full).with("wanted", half)
        }
        None => error,
    }
}

/// What is wrong with the value behind a key: a text without quotation marks or with an open one, or a
/// number with something behind it. Its offset in the line, and the error without its place.
fn value_fault(line: &str) -> Option<(usize, Error)> {
    let (key, value) = line.split_once('=')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-. ".contains(c);
    if !key.chars().all(plain) {
        return None;
    }
    let at = key.len() + 1 + (value.len() - value.trim_start().len());
    let value = without_comment(value.trim_start()).trim_end();
    let short: String = value.chars().take(SHORT).collect();
    let error = |code, found: &str| Some((at, Error::new(code).with("found", found)));
    let first = value.chars().next()?;
    if first == '"' && !value.starts_with("\"\"\"") && value.matches('"').count() % 2 == 1 {
        return Some((at, Error::new(Code::UnclosedQuote)));
    }
    let number = first.is_ascii_digit() || ['+', '-'].contains(&first);
    if number && value.parse::<f64>().is_err() && !value.contains([':', '"']) {
        return error(Code::BadNumber, &short);
    }
    let word = ["true", "false", "inf", "nan"].contains(&value);
    let opens = FULL_WIDTH.iter().any(|(full, _)| *full == first);
    let text = !number && !word && !opens && !"\"'[{".contains(first);
    if text { error(Code::TextUnquoted, short.trim_end_matches(['"', '”'])) } else { None }
}

/// A value up to the comment behind it.
fn without_comment(value: &str) -> &str {
    let mut quoted = false;
    let comment = value.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == '#' && !quoted
    });
    value.get(..comment.map_or(value.len(), |(at, _)| at)).unwrap_or(value)
}

/// The first full-width mark outside texts and comments in a line, with its offset and the mark that is meant.
fn full_width(line: &str) -> Option<(usize, char, char)> {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        match FULL_WIDTH.iter().find(|(full, _)| *full == c) {
            Some((_, half)) if !quoted => return Some((at, c, *half)),
            _ if c == '#' && !quoted => return None,
            _ => {}
        }
    }
    None
}

/// What to read in the stead of a faulty line so that the lines behind it keep their meaning; nothing if
/// they belong to what it leaves open.
fn mended(line: &str, twice: bool, count: usize) -> Option<String> {
    let half = |c: char| FULL_WIDTH.iter().find(|(full, _)| *full == c).map_or(c, |(_, half)| *half);
    let plain: String = line.chars().map(half).collect();
    let bare = without_comment(&plain).trim();
    if bare.starts_with('[') && !bare.contains('=') {
        let name: String = bare.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        // Keys below a header given twice belong to neither table.
        return Some(match (twice || name.is_empty(), bare.starts_with("[[")) {
            (true, _) => format!("[zonecast-{count}]"),
            (false, true) => format!("[[{name}]]"),
            (false, false) => format!("[{name}]"),
        });
    }
    let even = |open: char, close: char| bare.matches(open).count() == bare.matches(close).count();
    let whole = even('[', ']') && even('{', '}') && !bare.contains("\"\"\"") && !bare.contains("'''");
    whole.then(String::new)
}
