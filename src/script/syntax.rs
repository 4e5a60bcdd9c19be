//! Syntax errors in our words: what stands there, and what would be right.

use super::foreign::{KEYWORDS, SYMBOLS, half_width, meant};
use super::trace::Trace;
use super::translate::{limit, unknown_name};
use super::types;
use super::{engine, reserved};
use crate::error::{Code, Error, Place};
use rhai::{LexError, ParseErrorType};

/// A syntax error, with the cure where we know one.
pub fn parse_error(kind: &ParseErrorType, at: Place, trace: &Trace) -> Error {
    let text = trace.text(&at.file);
    if let Some(error) = years(text, &at).or_else(|| joined_years(text, &at)) {
        return error;
    }
    if let Some(error) = full_width(kind, text, &at) {
        return error;
    }
    let new = |code| Error::at(code, at.clone());
    match kind {
        ParseErrorType::UnexpectedEOF => new(Code::Unfinished),
        ParseErrorType::MissingToken(wanted, why)
            if wanted == "}"
                && why.contains("map")
                && token(text, &at).starts_with(|c: char| c.is_ascii_digit()) =>
        {
            new(Code::NumberKey).with("found", token(text, &at))
        }
        ParseErrorType::MissingToken(wanted, why) => missing(closing(wanted, why, text, &at), text, at),
        ParseErrorType::BadInput(error) => lexical(error, text, at),
        ParseErrorType::Reserved(word) | ParseErrorType::UnknownOperator(word) => symbol(word, text, at),
        ParseErrorType::ForbiddenVariable(name) => new(Code::ReservedName).with("name", name),
        ParseErrorType::AssignmentToConstant(name) if name.is_empty() => new(Code::NotAssignable),
        ParseErrorType::AssignmentToConstant(name) => new(Code::ConstantAssigned).with("name", name),
        ParseErrorType::VariableUndefined(name) | ParseErrorType::ModuleUndefined(name) => {
            unknown_name(name, at, trace)
        }
        ParseErrorType::AssignmentToInvalidLHS(_) => new(Code::NotAssignable),
        ParseErrorType::MismatchedType(wanted, found) => {
            let wrong =
                new(Code::WrongHere).with("found", described(found)).with("wanted", described(wanted));
            foreign_behind(text, &at).unwrap_or(wrong)
        }
        ParseErrorType::MalformedIndexExpr(_) => new(Code::NotAnIndex),
        ParseErrorType::LoopBreak => new(Code::NotInLoop),
        ParseErrorType::WrongFnDefinition => new(Code::FunctionPlace),
        ParseErrorType::WrongExport => new(Code::ExportPlace),
        ParseErrorType::WrongDocComment => new(Code::DocComment),
        _ => named_or_limited(kind, text, at, trace),
    }
}

/// Names given twice, limits, and names or expressions that are missing.
fn named_or_limited(kind: &ParseErrorType, text: &str, at: Place, trace: &Trace) -> Error {
    let twice =
        |kind: &str, name: &str, at| Error::at(Code::DeclaredTwice, at).with("kind", kind).with("name", name);
    match kind {
        ParseErrorType::FnDuplicatedDefinition(name, _) => twice("@function", name, at),
        ParseErrorType::FnDuplicatedParam(_, name) => twice("@parameter", name, at),
        ParseErrorType::DuplicatedProperty(name) => twice("@key", name, at),
        ParseErrorType::DuplicatedVariable(name) | ParseErrorType::VariableExists(name) => {
            twice("@variable", name, at)
        }
        ParseErrorType::ExprTooDeep => limit("@expression-depth", engine::EXPRESSION_DEPTH as u64, at, trace),
        ParseErrorType::TooManyFunctions => limit("@functions", engine::FUNCTIONS as u64, at, trace),
        ParseErrorType::LiteralTooLarge(what, _) => super::translate::too_large(what, at, trace),
        ParseErrorType::VariableExpected
        | ParseErrorType::PropertyExpected
        | ParseErrorType::FnMissingName => standing(Code::NameMissing, text, at),
        ParseErrorType::FnMissingParams(_) => missing("(", text, at),
        ParseErrorType::FnMissingBody(_) => missing("{", text, at),
        ParseErrorType::ExprExpected(_) => standing(Code::ExpressionMissing, text, at),
        _ => standing(Code::Syntax, text, at),
    }
}

/// A year or a range of years as a text has it around the place, such as `2001年至2003年`.
fn years(text: &str, at: &Place) -> Option<Error> {
    let joins = ['至', '到', '~', '～', '—', '–', '－'];
    let line: Vec<char> = line_of(text, at).chars().collect();
    let inside = |c: &char| c.is_ascii_digit() || *c == '年' || joins.contains(c);
    let column = ((at.column as usize).max(1) - 1).min(line.len());
    let start = line[..column].iter().rposition(|c| !inside(c)).map_or(0, |i| i + 1);
    let found: String = line[start..].iter().take_while(|c| inside(c)).collect();
    let years: Vec<&str> =
        found.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let plain = found.chars().all(|c| c.is_ascii_digit());
    let wanted = match years[..] {
        _ if plain || years.iter().any(|year| year.len() != 4) => return None,
        [year] if found.ends_with('年') => year.to_owned(),
        [first, last] if found.contains(joins) => format!("{first}..={last}"),
        _ => return None,
    };
    let at = Place::new(&at.file, at.line, start as u32 + 1);
    Some(Error::at(Code::YearsWriting, at).with("found", found).with("wanted", wanted))
}

/// Two years joined as in other languages, such as `2001:2003` or `2001 to 2003`, around a place.
fn joined_years(text: &str, at: &Place) -> Option<Error> {
    let line: Vec<char> = line_of(text, at).chars().collect();
    let column = (at.column as usize).max(1) - 1;
    let year = |start: usize| {
        let digits: String = line.get(start..start + 4)?.iter().collect();
        let alone = !line.get(start + 4).is_some_and(char::is_ascii_digit);
        (digits.len() == 4 && alone && ("1900".."2200").contains(&digits.as_str())).then_some(digits)
    };
    for start in column.saturating_sub(9)..=column {
        let Some(first) = year(start).filter(|_| start == 0 || !line[start - 1].is_ascii_digit()) else {
            continue;
        };
        let between: String = line[start + 4..].iter().take_while(|c| !c.is_ascii_digit()).collect();
        let next = start + 4 + between.chars().count();
        let joined = ["to", ":", "："].contains(&between.trim()) && column <= next;
        if let Some(last) = year(next).filter(|_| joined) {
            let found: String = line[start..next + 4].iter().collect();
            let at = Place::new(&at.file, at.line, start as u32 + 1);
            let error = Error::at(Code::YearsWriting, at).with("found", found);
            return Some(error.with("wanted", format!("{first}..={last}")));
        }
    }
    None
}

/// A full-width mark at the place (or right behind a half mark such as `#｛`), or a text
/// opened by one kind of quotation mark and closed by another.
fn full_width(kind: &ParseErrorType, text: &str, at: &Place) -> Option<Error> {
    let line: Vec<char> = line_of(text, at).chars().collect();
    let column = (at.column as usize).max(1) - 1;
    let here =
        [column, column + 1].into_iter().find(|&i| line.get(i).is_some_and(|c| half_width(*c).is_some()));
    let only_before = here.is_some_and(|i| i == column || line[column] == '#');
    let quote = || {
        let unclosed = matches!(
            kind,
            ParseErrorType::BadInput(LexError::UnterminatedString) | ParseErrorType::MissingToken(..)
        );
        let count = |wanted: char| line.iter().filter(|c| **c == wanted).count();
        let uneven = unclosed && count('“') != count('”');
        uneven.then(|| line.iter().position(|c| ['“', '”'].contains(c))).flatten()
    };
    let index = here.filter(|_| only_before).or_else(quote)?;
    let shown = |c: char| if c.is_whitespace() { "@space".to_owned() } else { c.to_string() };
    Some(
        Error::at(Code::FullWidth, Place::new(&at.file, at.line, index as u32 + 1))
            .with("found", shown(line[index]))
            .with("wanted", shown(meant(&line, index)?)),
    )
}

fn lexical(error: &LexError, text: &str, at: Place) -> Error {
    match error {
        LexError::UnterminatedString => Error::at(Code::UnclosedText, at),
        LexError::MalformedNumber(found) => {
            let found = if found.is_empty() { token(text, &at) } else { found.clone() };
            Error::at(Code::BadNumber, at).with("found", found)
        }
        LexError::MalformedChar(_) => Error::at(Code::SingleQuotes, at),
        LexError::MalformedEscapeSequence(found) => Error::at(Code::BadEscape, at).with("found", found),
        LexError::ImproperSymbol(word, _) => symbol(word, text, at),
        LexError::UnexpectedInput(word) => unexpected(word, text, at),
        LexError::MalformedIdentifier(_) => standing(Code::NameMissing, text, at),
        _ => standing(Code::Syntax, text, at),
    }
}

/// A word or symbol that scripts do not use.
fn symbol(word: &str, text: &str, at: Place) -> Error {
    if word == "switch" {
        return Error::at(Code::SwitchOff, at);
    }
    if reserved::OFF.contains(&word) {
        return Error::at(Code::WordOff, at).with("function", word);
    }
    if word == "this" {
        return Error::at(Code::ThisUnbound, at);
    }
    if word.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Error::at(Code::ReservedWord, at).with("name", word);
    }
    let there = token(text, &at);
    if word == "=" || there == "=" {
        return Error::at(Code::NotASymbol, at).with("found", "=").with("wanted", "==");
    }
    if word == "--" && before(text, &at).trim().is_empty() {
        return Error::at(Code::NotASymbol, at).with("found", word).with("wanted", "//");
    }
    let known = |word: &str| SYMBOLS.iter().find(|(symbol, _)| *symbol == word).copied();
    // What nobody can see is named by its number.
    let shown = if word.is_empty() { &there } else { word };
    if let Some(c) = shown.chars().next().filter(|c| unseen(*c)) {
        return Error::at(Code::NotASymbol, at).with("found", format!("U+{:04X}", u32::from(c)));
    }
    match known(word).or_else(|| known(&there)) {
        Some((found, wanted)) => Error::at(Code::NotASymbol, at).with("found", found).with("wanted", wanted),
        None => Error::at(Code::NotASymbol, at).with("found", shown),
    }
}

/// Whether a character takes no ink: blanks of other widths, joiners and marks of direction.
fn unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Something that starts no expression.
fn unexpected(word: &str, text: &str, at: Place) -> Error {
    if word == "this" {
        return Error::at(Code::ThisUnbound, at);
    }
    if !word.is_ascii() || word == "=" || SYMBOLS.iter().any(|(symbol, _)| *symbol == word) {
        return symbol(word, text, at);
    }
    let before = before(text, &at).trim_end().chars().next_back();
    let open = before.is_some_and(|c| "=+-*/%<>,([{&|!:.".contains(c));
    standing(if open { Code::ExpressionMissing } else { Code::Syntax }, text, at)
}

/// A symbol of another language behind the word or number at a place.
fn foreign_behind(text: &str, at: &Place) -> Option<Error> {
    let rest: String = line_of(text, at).chars().skip((at.column as usize).max(1) - 1).collect();
    let behind = rest.trim_start_matches(|c: char| c.is_alphanumeric() || "_.\"".contains(c)).trim_start();
    let column = at.column + (rest.chars().count() - behind.chars().count()) as u32;
    let there = Place::new(&at.file, at.line, column);
    let found = token(text, &there);
    SYMBOLS.iter().any(|(symbol, _)| *symbol == found).then(|| symbol(&found, text, there))
}

/// The bracket that ends a list, where the parser would also take a comma.
fn closing<'a>(wanted: &'a str, why: &str, text: &str, at: &Place) -> &'a str {
    let found = token(text, at);
    let ends = found.is_empty() || [";", ")", "]", "}", "let"].contains(&found.as_str());
    match why {
        _ if wanted != "," || !ends => wanted,
        _ if why.contains("array") => "]",
        _ if why.contains("map") || why.contains("propert") => "}",
        _ => ")",
    }
}

fn missing(wanted: &str, text: &str, at: Place) -> Error {
    let found = token(text, &at);
    if let Some(error) = keyword(text, &at).or_else(|| named_argument(&found, text, &at)) {
        return error;
    }
    if SYMBOLS.iter().any(|(symbol, _)| *symbol == found) {
        return symbol(&found, text, at);
    }
    let head = before(text, &at);
    // A unit may stand a blank behind its number.
    let unit = found.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    let close = if unit { head.trim_end() } else { head };
    let number: String = close.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let digit_behind = line_of(text, &at).chars().nth(at.column as usize).is_some_and(|c| c.is_ascii_digit());
    let behind = (found == "," && digit_behind) || found.starts_with(char::is_alphabetic);
    if behind && number.chars().next_back().is_some_and(|c| c.is_ascii_digit()) {
        let number: String = number.chars().rev().collect();
        let blanks = &head[close.len()..];
        let column = at.column - (number.chars().count() + blanks.chars().count()) as u32;
        let at = Place::new(&at.file, at.line, column);
        return Error::at(Code::BadNumber, at).with("found", format!("{number}{blanks}{found}"));
    }
    if found.is_empty() {
        return Error::at(Code::Unfinished, at).with("wanted", wanted);
    }
    if found == "=>" {
        return Error::at(Code::NotASymbol, at).with("found", found).with("wanted", "|z| ...");
    }
    // A map begins like a block but for its mark.
    let opened = |at: &usize| head[..*at].trim_end().ends_with(['(', ',', ':', '=']);
    if let (":", Some(brace)) = (found.as_str(), head.rfind('{').filter(opened)) {
        let column = head[..brace].chars().count() as u32 + 1;
        let at = Place::new(&at.file, at.line, column);
        return Error::at(Code::NotASymbol, at).with("found", "{").with("wanted", "#{");
    }
    // A bracket that closes nothing wants no semicolon before it.
    if wanted == ";" && [")", "]", "}"].contains(&found.as_str()) {
        return Error::at(Code::ExtraBracket, at).with("found", found);
    }
    // What ends a statement is missing behind it, on the line before.
    if let (";", true, Some(end)) = (wanted, head.trim().is_empty(), line_end(text, &at)) {
        return Error::at(Code::MissingToken, end).with("wanted", wanted);
    }
    Error::at(Code::MissingToken, at).with("wanted", wanted).with("found", found)
}

/// Behind the last line with code before a place.
fn line_end(text: &str, at: &Place) -> Option<Place> {
    let above = text.lines().enumerate().take((at.line as usize).checked_sub(1)?);
    let code = |line: &str| line.split("//").next().unwrap_or(line).trim_end().chars().count();
    let (line, length) =
        above.map(|(line, text)| (line, code(text))).filter(|(_, length)| *length > 0).last()?;
    Some(Place::new(&at.file, line as u32 + 1, length as u32 + 1))
}

/// A word at the start of a line that stands for a keyword, with something behind it.
fn keyword(text: &str, at: &Place) -> Option<Error> {
    let before = before(text, at);
    let start = before.len() - before.trim_start().len();
    let word = before.trim_start();
    let end = word.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(word.len());
    let (found, wanted) = KEYWORDS.iter().find(|(keyword, _)| *keyword == &word[..end])?;
    let column = before[..start].chars().count() as u32 + 1;
    let at = Place::new(&at.file, at.line, column);
    Some(Error::at(Code::NotASymbol, at).with("found", found).with("wanted", wanted))
}

/// An argument with a name before it, as in `invest(year=2001, ...)`.
fn named_argument(found: &str, text: &str, at: &Place) -> Option<Error> {
    let head = before(text, at).trim_end();
    if let Some((start, _)) = head.split_once("for").filter(|(_, rest)| rest.trim_start().starts_with('(')) {
        let at = Place::new(&at.file, at.line, start.chars().count() as u32 + 1);
        return Some(
            Error::at(Code::NotASymbol, at).with("found", "for (").with("wanted", "for y in 2001..=2003"),
        );
    }
    let name: String = head.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let opened = head.get(..head.len() - name.len())?.trim_end().ends_with(['(', ',']);
    if found != "=" || !opened || name.is_empty() {
        return None;
    }
    let column = head.chars().count() - name.chars().count();
    let at = Place::new(&at.file, at.line, column as u32 + 1);
    Some(Error::at(Code::NamedArgument, at).with("name", name.chars().rev().collect::<String>()))
}

/// A percentage, where scripts take a plain number.
fn percentage(text: &str, at: &Place) -> Option<Error> {
    // A line that was mended to be read further still stands here as it was written.
    let head: String = before(text, at).trim_end().chars().map(|c| half_width(c).unwrap_or(c)).collect();
    let head = head.strip_suffix('%')?;
    let digits: String = head.chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let column = head.chars().count() - digits.chars().count();
    let number: String = digits.chars().rev().collect();
    let at = Place::new(&at.file, at.line, column as u32 + 1);
    (!number.is_empty()).then(|| Error::at(Code::BadNumber, at).with("found", format!("{number}%")))
}

fn standing(code: Code, text: &str, at: Place) -> Error {
    let unread = [Code::ExpressionMissing, Code::Syntax].contains(&code);
    let percentage = unread.then(|| percentage(text, &at)).flatten();
    if let Some(error) = percentage {
        return error;
    }
    let found = token(text, &at);
    if found.is_empty() {
        return Error::at(Code::Unfinished, at);
    }
    if code == Code::Syntax && [")", "]", "}"].contains(&found.as_str()) {
        return Error::at(Code::ExtraBracket, at).with("found", found);
    }
    Error::at(code, at).with("found", found)
}

fn line_of<'a>(text: &'a str, at: &Place) -> &'a str {
    text.lines().nth((at.line as usize).max(1) - 1).unwrap_or("")
}

/// What stands in the line before a place.
fn before<'a>(text: &'a str, at: &Place) -> &'a str {
    let line = line_of(text, at);
    let end = line.char_indices().nth((at.column as usize).max(1) - 1).map_or(line.len(), |(i, _)| i);
    &line[..end]
}

/// The word or symbol at a place, at most 20 characters; empty at the end of the script.
fn token(text: &str, at: &Place) -> String {
    let rest = || line_of(text, at).chars().skip((at.column as usize).max(1) - 1);
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let word: String = rest().take_while(|c| in_word(*c)).take(20).collect();
    if !word.is_empty() {
        return word;
    }
    let symbol = |c: &char| c.is_ascii_punctuation() && !"\"'`()[]{};,".contains(*c);
    let symbols: String = rest().take_while(symbol).take(3).collect();
    if symbols.is_empty() { rest().take(1).filter(|c| !c.is_whitespace()).collect() } else { symbols }
}

/// The term for a type in a parser's words, such as `a number`.
fn described(words: &str) -> &'static str {
    match words {
        "a boolean expression" => "@yes-no",
        "an iterable value" => "@iterable",
        "a number" | "a floating-point number" => "@a-number",
        "a string" | "a character" => "@a-text",
        "an array" => "@array",
        "an object map" => "@map",
        other => types::of_name(other),
    }
}
