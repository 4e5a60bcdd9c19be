//! Rhai's errors in our words: code, place and cure.
//!
//! Owns the mapping; nothing of Rhai's own English reaches a user unless no code
//! fits, and then only as the quoted detail.

use super::trace::{Trace, place};
use super::value::{Recipe, StockRef, Traced};
use crate::error::{Code, Error, Place, nearest_name};
use rhai::{Dynamic, EvalAltResult, LexError, ParseErrorType, Position};

/// What a registered function returns.
pub type Rhai<T> = Result<T, Box<EvalAltResult>>;

/// Carries one of our errors through the engine.
pub fn wrong(error: Error) -> Box<EvalAltResult> {
    EvalAltResult::ErrorRuntime(Dynamic::from(error), Position::NONE).into()
}

/// The same, with a place if it has none.
pub fn wrong_at(error: Error, place: Place) -> Box<EvalAltResult> {
    wrong(error.or_at(place))
}

/// Full-width punctuation that Chinese keyboards give, and what is meant.
const FULL_WIDTH: &[(char, char)] = &[
    ('，', ','),
    ('（', '('),
    ('）', ')'),
    ('；', ';'),
    ('“', '"'),
    ('”', '"'),
    ('：', ':'),
    ('。', '.'),
    ('【', '['),
    ('】', ']'),
    ('｛', '{'),
    ('｝', '}'),
    ('＝', '='),
    ('＋', '+'),
    ('－', '-'),
    ('＊', '*'),
    ('／', '/'),
    ('＜', '<'),
    ('＞', '>'),
    ('！', '!'),
    ('｜', '|'),
    ('、', ','),
    ('‘', '"'),
    ('’', '"'),
    ('［', '['),
    ('］', ']'),
    ('＃', '#'),
    ('％', '%'),
    ('\u{3000}', ' '),
];

/// The error of a run, in our words.
pub fn translated(error: EvalAltResult, trace: &Trace) -> Error {
    let mut file = trace.entry.clone();
    let mut error = error;
    loop {
        error = match error {
            EvalAltResult::ErrorInFunctionCall(_, source, inner, _) => {
                if !source.is_empty() {
                    file = source;
                }
                *inner
            }
            EvalAltResult::ErrorInModule(source, inner, _) => {
                if !source.is_empty() {
                    file = source;
                }
                *inner
            }
            EvalAltResult::ErrorRuntime(value, at) => {
                let thrown_at = place(&file, at);
                return match value.clone().try_cast::<Error>() {
                    Some(ours) => ours.or_at(thrown_at),
                    None => Error::at(Code::Thrown, thrown_at).with("text", value),
                };
            }
            other => return plain(other, &file, trace),
        }
    }
}

fn plain(error: EvalAltResult, file: &str, trace: &Trace) -> Error {
    let at = place(file, error.position());
    let new = |code| Error::at(code, at.clone());
    match error {
        EvalAltResult::ErrorParsing(kind, position) => parse_error(&kind, place(file, position), trace),
        EvalAltResult::ErrorVariableNotFound(name, _) => unknown_name(&name, at, trace),
        EvalAltResult::ErrorModuleNotFound(name, _) => unknown_name(&name, at, trace),
        EvalAltResult::ErrorForbiddenVariable(name, _) => new(Code::ReservedName).with("name", name),
        EvalAltResult::ErrorFunctionNotFound(signature, _) => unknown_function(&signature, at, trace),
        EvalAltResult::ErrorMismatchDataType(wanted, found, _) => mismatch(&wanted, &found, at),
        EvalAltResult::ErrorPropertyNotFound(key, _) => new(Code::MissingMapKey).with("key", key),
        EvalAltResult::ErrorIndexNotFound(key, _) => new(Code::MissingMapKey).with("key", key),
        EvalAltResult::ErrorArrayBounds(length, index, _)
        | EvalAltResult::ErrorStringBounds(length, index, _) => {
            new(Code::IndexBeyond).with("index", index).with("length", length)
        }
        EvalAltResult::ErrorAssignmentToConstant(name, _)
        | EvalAltResult::ErrorNonPureMethodCallOnConstant(name, _) => {
            new(Code::ConstantAssigned).with("name", name)
        }
        EvalAltResult::ErrorArithmetic(detail, _) => {
            let division = detail.to_lowercase().contains("zero");
            new(Code::Arithmetic).with("detail", if division { "@division-by-zero" } else { "@overflow" })
        }
        EvalAltResult::ErrorTooManyOperations(_) => {
            limit("@operations", super::engine::OPERATIONS, at, trace)
        }
        EvalAltResult::ErrorStackOverflow(_) => {
            limit("@call-depth", super::engine::CALL_DEPTH as u64, at, trace)
        }
        EvalAltResult::ErrorTerminated(..) => limit("@seconds", super::engine::SECONDS, at, trace),
        EvalAltResult::ErrorDataTooLarge(what, _) => too_large(&what, at, trace),
        other => new(Code::ScriptOther).with("detail", other),
    }
}

fn too_large(what: &str, at: Place, trace: &Trace) -> Error {
    let what = what.to_lowercase();
    if what.contains("string") {
        limit("@text-size", super::engine::TEXT as u64, at, trace)
    } else if what.contains("map") {
        limit("@map-size", super::engine::MAP as u64, at, trace)
    } else {
        limit("@array-size", super::engine::ARRAY as u64, at, trace)
    }
}

fn limit(what: &str, most: u64, at: Place, trace: &Trace) -> Error {
    Error::at(Code::Limit, at).with("what", what).with("most", most).with("script", &trace.entry)
}

fn mismatch(wanted: &str, found: &str, at: Place) -> Error {
    let ours =
        [std::any::type_name::<Traced>(), std::any::type_name::<StockRef>(), std::any::type_name::<Recipe>()];
    if wanted == "bool" && ours.iter().any(|name| found.ends_with(name) || name.ends_with(found)) {
        return Error::at(Code::BranchOnValue, at);
    }
    Error::at(Code::WrongType, at)
        .with("function", "?")
        .with("found", rhai_type(found))
        .with("wanted", rhai_type(wanted))
}

/// A term for one of Rhai's type names.
fn rhai_type(name: &str) -> String {
    match name {
        "i64" | "f64" => "@number".to_owned(),
        "bool" => "@yes-no".to_owned(),
        "string" | "char" => "@text".to_owned(),
        "array" => "@array".to_owned(),
        "map" => "@map".to_owned(),
        "Fn" => "@function".to_owned(),
        "()" => "@nothing".to_owned(),
        name if name.ends_with("Traced") => "@value".to_owned(),
        name if name.ends_with("StockRef") => "@stock".to_owned(),
        name if name.ends_with("Recipe") => "@distribution".to_owned(),
        name if name.ends_with("ZoneRef") => "@zone".to_owned(),
        name => name.to_owned(),
    }
}

fn unknown_name(name: &str, at: Place, trace: &Trace) -> Error {
    // A name that the script does define, but outside the function that uses it.
    let text = trace.read.iter().find(|s| s.shown == at.file).map_or("", |s| s.text.as_str());
    let declared = |word: &str| {
        text.lines().any(|line| {
            line.split_whitespace()
                .collect::<Vec<_>>()
                .windows(2)
                .any(|w| w[0] == word && w[1].trim_end_matches(['=', ';']) == name)
        })
    };
    if declared("let") || declared("const") {
        return Error::at(Code::VariableInFunction, at).with("name", name);
    }
    let known = super::reserved::NAMES.iter().copied();
    Error::at(Code::UnknownName, at).with("name", name).with_some("nearest", nearest_name(name, known))
}

fn unknown_function(signature: &str, at: Place, trace: &Trace) -> Error {
    let (name, arguments) = signature.split_once(" (").unwrap_or((signature, ""));
    let name = name.trim();
    if name.starts_with("anon$") {
        return Error::at(Code::ClosureFromImport, at);
    }
    let arguments = arguments.trim_end_matches(')');
    let types: Vec<String> = arguments
        .split(',')
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(|t| rhai_type(t.trim_start_matches("&mut ")))
        .collect();
    if super::reserved::OFF.contains(&name) {
        return Error::at(Code::WordOff, at).with("function", name);
    }
    let words = super::reserved::words();
    let levers = trace.graph.levers.iter().flat_map(|l| [l.label.id.as_str(), l.label.zh.as_str()]);
    let known: Vec<&str> = words.iter().copied().chain(levers).filter(|w| *w != name).collect();
    let nearest = nearest_name(name, known).filter(|_| !words.contains(&name));
    Error::at(Code::UnknownFunction, at)
        .with("name", name)
        .with("arguments", worded_list(&types))
        .with_some("nearest", nearest)
}

/// Types joined; terms inside a list are worded by the catalogue only when they stand alone, so a
/// list names them in both languages' common form.
fn worded_list(types: &[String]) -> String {
    match types {
        [one] => one.clone(),
        many => many.iter().map(|t| t.trim_start_matches('@')).collect::<Vec<_>>().join(", "),
    }
}

/// A syntax error, with the cure where we know one.
fn parse_error(kind: &ParseErrorType, at: Place, trace: &Trace) -> Error {
    let text = trace.read.iter().find(|s| s.shown == at.file).map_or("", |s| s.text.as_str());
    if let Some((found, wanted)) = full_width_at(text, &at) {
        return Error::at(Code::FullWidth, at).with("found", found).with("wanted", wanted);
    }
    match kind {
        ParseErrorType::ForbiddenVariable(name) => Error::at(Code::ReservedName, at).with("name", name),
        ParseErrorType::Reserved(word) | ParseErrorType::BadInput(LexError::ImproperSymbol(word, _))
            if word == "switch" =>
        {
            Error::at(Code::SwitchOff, at)
        }
        ParseErrorType::Reserved(word) if super::reserved::OFF.contains(&word.as_str()) => {
            Error::at(Code::WordOff, at).with("function", word)
        }
        ParseErrorType::BadInput(LexError::ImproperSymbol(word, _))
            if super::reserved::OFF.contains(&word.as_str()) =>
        {
            Error::at(Code::WordOff, at).with("function", word)
        }
        ParseErrorType::AssignmentToConstant(name) => {
            Error::at(Code::ConstantAssigned, at).with("name", name)
        }
        ParseErrorType::VariableUndefined(name) => unknown_name(name, at, trace),
        ParseErrorType::ExprTooDeep => {
            limit("@expression-depth", super::engine::EXPRESSION_DEPTH as u64, at, trace)
        }
        ParseErrorType::LiteralTooLarge(what, _) => too_large(what, at, trace),
        _ => {
            let found = near(text, &at);
            Error::at(Code::Syntax, at).with("found", found)
        }
    }
}

/// The full-width mark at (or just before) a place, and what is meant.
fn full_width_at(text: &str, at: &Place) -> Option<(char, char)> {
    let line = text.lines().nth((at.line as usize).checked_sub(1)?)?;
    let column = at.column as usize;
    let found = line.chars().nth(column.checked_sub(1)?)?;
    FULL_WIDTH.iter().find(|(full, _)| *full == found).copied()
}

/// A few characters at a place, quoted.
fn near(text: &str, at: &Place) -> String {
    let line = text.lines().nth((at.line as usize).saturating_sub(1)).unwrap_or("");
    let piece: String = line.chars().skip((at.column as usize).saturating_sub(1)).take(12).collect();
    if piece.trim().is_empty() { "`;`".to_owned() } else { format!("`{}`", piece.trim()) }
}
