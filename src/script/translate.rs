//! Rhai's errors in our words: code, place and cure.
//!
//! Owns the mapping of what goes wrong while a script runs; `syntax` has what does
//! not parse, `signature` calls that find no function. Nothing of Rhai's own
//! English reaches a user unless no code fits, and then only as the quoted detail.

use super::engine::Stop;
use super::trace::{Phase, Trace};
use super::{engine as limits, foreign, reserved, signature, syntax, types};
use crate::error::{Arg, Code, Error, Place, nearest_name};
use rhai::{Dynamic, Engine, EvalAltResult, Position};

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

/// The error of a run, in our words.
pub fn translated(error: EvalAltResult, trace: &Trace, engine: &Engine) -> Error {
    let mut error = error;
    // The innermost known place is where the mistake stands.
    let mut at = Place::file(&trace.entry);
    // A limit is of the user's own making even if a shipped script was running.
    let mut own = at.clone();
    // The statement of the script itself that led there.
    let mut statement = None;
    loop {
        if let Some(found) = trace.lines.place(error.position()) {
            if *found.file == trace.entry {
                statement.get_or_insert_with(|| found.clone());
            }
            if *found.file == trace.entry || !super::embedded::is_shipped(&found.file) {
                own = found.clone();
            }
            at = found;
        }
        error = match error {
            EvalAltResult::ErrorInFunctionCall(_, _, inner, _)
            | EvalAltResult::ErrorInModule(_, inner, _) => *inner,
            EvalAltResult::ErrorRuntime(value, _) if value.is::<Stop>() => {
                return stopped(&value, own, trace);
            }
            EvalAltResult::ErrorRuntime(value, _) => {
                return in_scenario(thrown(value, at), own, statement, trace);
            }
            EvalAltResult::ErrorTerminated(token, _) => return stopped(&token, own, trace),
            EvalAltResult::ErrorParsing(kind, _) => return syntax::parse_error(&kind, at, trace),
            EvalAltResult::ErrorFunctionNotFound(call, _) => {
                return in_scenario(signature::unknown(&call, at, trace, engine), own, statement, trace);
            }
            other => return in_scenario(plain(other, at, trace), own, statement, trace),
        }
    }
}

/// What a shipped library refuses is the doing of the scenario's line that called it, and two measures
/// that must not meet are that of the statement that uses the second one, whatever file declares it.
fn in_scenario(error: Error, own: Place, statement: Option<Place>, trace: &Trace) -> Error {
    let shipped = |place: &Place| super::embedded::is_shipped(&place.file);
    let moved = match (error.code, statement) {
        _ if trace.phase == Phase::Model => None,
        (Code::MeasureConflict, Some(statement)) => Some(statement),
        _ => {
            Some(own).filter(|own| own.line > 0 && !shipped(own) && error.place.as_ref().is_some_and(shipped))
        }
    };
    match moved {
        Some(own) => as_called(error, own, trace),
        None => error,
    }
}

/// A mistake of a library's call to `measure`, as one of the scenario's own call: its word, its argument.
///
/// Functions of the library take what `measure` takes behind its declaration, in the same order.
fn as_called(mut error: Error, own: Place, trace: &Trace) -> Error {
    let inner = error.place.as_ref().and_then(|place| trace.argument_index(place));
    let inner =
        inner.filter(|_| error.arg("function").is_none_or(|name| ["measure", "措施"].contains(&name)));
    let line = trace.text(&own.file).lines().nth((own.line as usize).max(1) - 1).unwrap_or_default();
    let rest = line.chars().skip((own.column as usize).max(1) - 1);
    let word: String = rest.take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if let (Some(_), Some((_, value)), false) =
        (inner, error.args.iter_mut().find(|(name, _)| *name == "function"), word.is_empty())
    {
        *value = Arg { zh: word.clone(), en: word };
    }
    let at = inner.and_then(|index| index.checked_sub(1)).map(|index| trace.argument_place(&own, index));
    Error { place: Some(at.unwrap_or(own)), ..error }
}

/// One of our errors, or what a script threw itself.
fn thrown(value: Dynamic, at: Place) -> Error {
    if let Some(ours) = value.clone().try_cast::<Error>() {
        return ours.or_at(at);
    }
    if super::value::inside([&value]) != super::value::Inside::Plain {
        return Error::at(Code::ValueAsText, at);
    }
    let text = if value.is_unit() { "throw".to_owned() } else { value.to_string() };
    Error::at(Code::Thrown, at).with("text", text)
}

/// What our watch on the run stopped it for.
fn stopped(token: &Dynamic, at: Place, trace: &Trace) -> Error {
    match token.clone().try_cast::<Stop>() {
        Some(Stop::Operations) => limit("@operations", limits::OPERATIONS, at, trace),
        Some(Stop::Depth) => limit("@call-depth", limits::CALL_DEPTH as u64, at, trace),
        Some(Stop::Size) => limit("@made", limits::SIZE as u64, at, trace),
        Some(Stop::Pending) if trace.pending.is_some() => {
            trace.pending.clone().map_or_else(|| Error::new(Code::ValueAsText), |e| e.or_at(at))
        }
        _ => limit("@seconds", limits::SECONDS, at, trace),
    }
}

fn plain(error: EvalAltResult, at: Place, trace: &Trace) -> Error {
    use EvalAltResult as E;
    let new = |code| Error::at(code, at.clone());
    match error {
        E::ErrorVariableNotFound(name, _) | E::ErrorModuleNotFound(name, _) => unknown_name(&name, at, trace),
        E::ErrorForbiddenVariable(name, _) => new(Code::ReservedName).with("name", name),
        E::ErrorMismatchDataType(wanted, found, _) | E::ErrorMismatchOutputType(wanted, found, _) => {
            mismatch(&wanted, &found, at)
        }
        E::ErrorPropertyNotFound(key, _) => new(Code::MissingMapKey).with("key", key),
        E::ErrorIndexNotFound(key, _) => new(Code::MissingMapKey).with("key", key),
        E::ErrorIndexingType(types, _) => not_indexable(&types, at),
        E::ErrorDotExpr(text, _) => no_property(&text, at),
        E::ErrorArrayBounds(length, index, _)
        | E::ErrorStringBounds(length, index, _)
        | E::ErrorBitFieldBounds(length, index, _) => {
            new(Code::IndexBeyond).with("index", index).with("length", length)
        }
        E::ErrorFor(_) => new(Code::NotIterable),
        E::ErrorUnboundThis(_) => new(Code::ThisUnbound),
        E::ErrorDataRace(..) => new(Code::ValueInUse),
        E::ErrorAssignmentToConstant(name, _) => new(Code::ConstantAssigned).with("name", name),
        E::ErrorNonPureMethodCallOnConstant(name, _) => {
            let name = name.rsplit('$').next().unwrap_or(&name);
            new(Code::ConstantChanged).with("function", name)
        }
        E::ErrorArithmetic(detail, _) => {
            let division = detail.to_lowercase().contains("zero");
            new(Code::Arithmetic).with("detail", if division { "@division-by-zero" } else { "@overflow" })
        }
        E::ErrorTooManyOperations(_) => limit("@operations", limits::OPERATIONS, at, trace),
        E::ErrorTooManyVariables(_) => limit("@variables", limits::VARIABLES as u64, at, trace),
        E::ErrorTooManyModules(_) => limit("@modules", limits::MODULES as u64, at, trace),
        E::ErrorStackOverflow(_) => limit("@call-depth", limits::CALL_DEPTH as u64, at, trace),
        E::ErrorDataTooLarge(what, _) => too_large(&what, at, trace),
        other => new(Code::ScriptOther).with("detail", other),
    }
}

/// A limit on the size of a text, an array or a map.
pub fn too_large(what: &str, at: Place, trace: &Trace) -> Error {
    let what = what.to_lowercase();
    if what.contains("string") {
        limit("@text-size", limits::TEXT as u64, at, trace)
    } else if what.contains("map") {
        limit("@map-size", limits::MAP as u64, at, trace)
    } else {
        limit("@array-size", limits::ARRAY as u64, at, trace)
    }
}

/// A limit that a script reached, with the entry script's name.
pub fn limit(what: &str, most: u64, at: Place, trace: &Trace) -> Error {
    Error::at(Code::Limit, at).with("what", what).with("most", most).with("script", &trace.entry)
}

fn mismatch(wanted: &str, found: &str, at: Place) -> Error {
    let names = (found, wanted);
    let (mut found, mut wanted) = (types::of_name(found), types::of_name(wanted));
    if found == wanted {
        (found, wanted) = (types::precise(names.0), types::precise(names.1));
    }
    if wanted == "@yes-no" && types::is_simulated(found) {
        return Error::at(Code::BranchOnValue, at);
    }
    Error::at(Code::WrongHere, at).with("found", found).with("wanted", wanted)
}

/// `type [index]` or `type [index] = value` in Rhai's words.
fn not_indexable(words: &str, at: Place) -> Error {
    let (object, index) = words.split_once(" [").unwrap_or((words, ""));
    let index = index.split(']').next().unwrap_or(index);
    Error::at(Code::NotIndexable, at)
        .with("found", types::of_name(object))
        .with("index", types::of_name(index))
}

/// A property that a type lacks; Rhai quotes the name first, the type second.
fn no_property(words: &str, at: Place) -> Error {
    let mut quoted = words.split('\'').skip(1).step_by(2);
    let name = quoted.next().unwrap_or_default().to_owned();
    let found = types::of_name(quoted.next().unwrap_or_default());
    Error::at(Code::NoProperty, at).with("name", name).with("found", found)
}

/// Numbers as Chinese texts spell them.
const CHINESE_DIGITS: &str = "零一二三四五六七八九十百千万亿两点半";

/// A name that nothing defines, or that a script defines outside the function that uses it.
pub fn unknown_name(name: &str, at: Place, trace: &Trace) -> Error {
    if follows(trace.text(&at.file), name, &["let", "const"]) {
        return Error::at(Code::VariableInFunction, at).with("name", name);
    }
    if follows(trace.text(&at.file), name, &["as"]) {
        return Error::at(Code::ModuleAsValue, at).with("name", name);
    }
    if let Some(error) = signature::without_import(name, &at, trace) {
        return error;
    }
    let half: String = name.chars().map(|c| foreign::half_width(c).unwrap_or(c)).collect();
    let words = reserved::words();
    let levers = trace
        .graph
        .levers
        .iter()
        .filter(|l| !l.internal)
        .flat_map(|l| [l.label.id.as_str(), l.label.zh.as_str()]);
    let known: Vec<&str> = reserved::NAMES.iter().copied().chain(words).chain(levers).collect();
    if known.contains(&name) {
        return Error::at(Code::WordAsValue, at).with("name", name);
    }
    if name.chars().all(|c| CHINESE_DIGITS.contains(c)) {
        return Error::at(Code::BadNumber, at).with("found", name);
    }
    // Names of zones and targets are texts.
    let zone = trace.case.zones.iter().any(|zone| [&zone.id, &zone.name.zh].iter().any(|own| *own == name));
    let target = trace.case.targets.iter().any(|target| target.id == name || target.of == name);
    let line = trace.text(&at.file).lines().nth((at.line as usize).max(1) - 1).unwrap_or_default();
    let behind: String = line.chars().skip((at.column as usize).max(1) - 1 + name.chars().count()).collect();
    let behind = behind.trim_start();
    let nearest = if zone || target {
        Some(format!("\"{name}\""))
    } else if behind.starts_with('=') && !behind.starts_with("==") {
        Some(format!("let {name}"))
    } else {
        // What is like nothing here and not called may be a text.
        let chinese = name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let text = || (chinese && behind.starts_with([',', ')'])).then(|| format!("\"{name}\""));
        nearest_name(&half, known).or_else(text)
    };
    Error::at(Code::UnknownName, at).with("name", name).with_some("nearest", nearest)
}

/// Whether `name` stands behind one of the keywords somewhere in a text.
pub fn follows(text: &str, name: &str, keywords: &[&str]) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(start, _)| {
        let before = text[..start].trim_end();
        let behind = keywords
            .iter()
            .any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(in_word)));
        behind && before.len() < start && !text[start + name.len()..].starts_with(in_word)
    })
}
