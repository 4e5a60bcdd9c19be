//! What of a script cannot be read, beside the first mistake of syntax.
//!
//! Owns how a line with a mistake is mended or left out so that the rest can be read.
//! Never: runs a script, or gives one that was mended to anyone else.

use super::Script;
use super::engine;
use super::foreign::{half_width, meant};
use super::trace::Shared;
use crate::error::{Code, Error, Place};
use rhai::Engine;

/// Most mistakes of a script that are told at once.
pub const MOST: usize = 20;

/// The first mistake and those behind it.
pub fn unread(engine: &Engine, shared: &Shared, script: &Script, first: Error) -> Vec<Error> {
    let mut lines: Vec<String> = script.text.lines().map(str::to_owned).collect();
    let mut errors = vec![first];
    while errors.len() < MOST {
        let Some(last) = errors.last() else { break };
        let Some(place) = last.place.clone().filter(|at| *at.file == *script.shown && at.line > 0) else {
            break;
        };
        let read = |lines: &[String]| {
            let rest = Script { shown: script.shown.clone(), text: lines.join("\n") };
            engine::parsed(engine, shared, &rest).err()
        };
        let mut found = None;
        for (index, line) in mendings(&lines, last, &place) {
            let before = std::mem::replace(&mut lines[index], line);
            match read(&lines) {
                // The rest has no mistake.
                None => return errors,
                Some(next) if behind(&next, &place) => {
                    found = Some(next);
                    break;
                }
                Some(_) => lines[index] = before,
            }
        }
        let Some(next) = found else { break };
        errors.push(next);
    }
    errors
}

/// Whether a mistake stands in the same file behind a place.
fn behind(next: &Error, place: &Place) -> bool {
    let at = next.place.as_ref().filter(|at| at.file == place.file);
    at.is_some_and(|at| (at.line, at.column) > (place.line, place.column))
}

/// Ways to go on behind a mistake, the gentlest first: a line by its index, and what to read in its stead.
fn mendings(lines: &[String], error: &Error, place: &Place) -> Vec<(usize, String)> {
    let index = place.line as usize - 1;
    let Some(line) = lines.get(index) else { return Vec::new() };
    let mut ways = Vec::new();
    if error.code == Code::FullWidth {
        ways.push((index, narrowed(line)));
    }
    // What ends a statement is missing behind the code of its line.
    let at_end = error.code == Code::MissingToken && error.arg("found").is_none();
    if let Some(wanted) = error.arg("wanted").filter(|_| at_end) {
        let (before, comment) = line.split_at(code_end(line));
        ways.push((index, format!("{before}{wanted}{comment}")));
    }
    // A comma is told of the line behind.
    let at_start =
        line.chars().take(place.column as usize - usize::from(place.column > 0)).all(char::is_whitespace);
    let above = lines[..index].iter().rposition(|line| !code(line).is_empty());
    let comma = error.code == Code::MissingToken && at_start && error.arg("wanted") == Some(",");
    if let Some(above) = above.filter(|_| comma) {
        let (before, comment) = lines[above].split_at(code_end(&lines[above]));
        ways.push((above, format!("{before},{comment}")));
    }
    if is_whole(lines, index, error.code == Code::UnclosedText) {
        ways.push((index, String::new()));
    }
    ways
}

/// A line without its comment, in half-width.
fn code(line: &str) -> String {
    narrowed(line.get(..code_end(line)).unwrap_or(line)).trim().to_owned()
}

/// Where the comment of a line starts, without the blanks before it.
fn code_end(line: &str) -> usize {
    line.split("//").next().unwrap_or_default().trim_end().len()
}

/// Whether a line is a statement, or an entry of a map or a list, by itself, brackets and quotes closed.
fn is_whole(lines: &[String], index: usize, unclosed: bool) -> bool {
    let text = code(&lines[index]);
    let before = lines[..index].iter().rev().map(|line| code(line)).find(|line| !line.is_empty());
    let after = lines[index + 1..].iter().map(|line| code(line)).find(|line| !line.is_empty());
    let count = |wanted: char| text.chars().filter(|c| *c == wanted).count();
    let closed =
        [('(', ')'), ('[', ']'), ('{', '}')].iter().all(|(open, close)| count(*open) == count(*close));
    let statement =
        before.as_ref().is_none_or(|before| before.ends_with([';', '}', '{'])) && text.ends_with(';');
    let last = after.is_some_and(|after| after.starts_with(['}', ']', ')']));
    let entry =
        before.is_some_and(|before| before.ends_with([',', '{', '[', '('])) && (text.ends_with(',') || last);
    (statement || entry) && closed && (count('"') % 2 == 0 || unclosed)
}

/// A line with half-width marks, but for those inside texts.
fn narrowed(line: &str) -> String {
    // The mark that ends the text, if one is open.
    let mut open: Option<[char; 2]> = None;
    let chars: Vec<char> = line.chars().collect();
    let narrow = |(index, c): (usize, &char)| {
        let (c, half) = (*c, half_width(*c));
        match open {
            Some(ends) if ends.contains(&c) => open = None,
            Some(_) => return c,
            None if c == '"' => open = Some(['"', '"']),
            None if half == Some('"') && c == '＂' => open = Some([c, c]),
            None if half == Some('"') => {
                open = Some(if ['‘', '’'].contains(&c) { ['‘', '’'] } else { ['“', '”'] })
            }
            None => {}
        }
        half.and_then(|_| meant(&chars, index)).unwrap_or(c)
    };
    chars.iter().enumerate().map(narrow).collect()
}
