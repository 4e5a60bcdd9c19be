//! Why a call found no function: the name, the number of arguments, or one argument's type.
//!
//! Compares the call with everything the engine and the script define. The place
//! is that of the argument itself where the tree tells it.

use super::reserved;
use super::trace::{Phase, Trace};
use super::translate::follows;
use super::types;
use crate::error::{Code, Error, Place, nearest_name};
use crate::model::Family;
use rhai::Engine;
use std::any::TypeId;
use std::collections::BTreeSet;

/// What went wrong in a call that Rhai describes as `name (type, type)`.
pub fn unknown(signature: &str, at: Place, trace: &Trace, engine: &Engine) -> Error {
    let (name, types) = signature.split_once(" (").unwrap_or((signature, ""));
    let (module, name) = name.rsplit_once("::").map_or((false, name), |(_, name)| (true, name.trim()));
    let types = types.strip_suffix(')').unwrap_or(types);
    let found: Vec<&str> = types.split(", ").filter(|t| !t.is_empty()).collect();
    if reserved::OFF.contains(&name) {
        return Error::at(Code::WordOff, at).with("function", name);
    }
    if name.starts_with("anon$") {
        return closure(name, found.len(), at, trace);
    }
    if let Some(script) = elsewhere(name, trace.phase) {
        return Error::at(Code::WrongPhase, at).with("function", name).with("script", script);
    }
    let known = if module { Vec::new() } else { overloads(name, engine) };
    if !name.chars().any(char::is_alphabetic) {
        let found = operands(&found).join("|");
        return Error::at(Code::OperatorTypes, at).with("operator", name).with("found", found);
    }
    let scripted = trace.functions.iter().filter(|(own, _)| own == name).map(|(_, count)| *count);
    let mut counts: Vec<usize> = known.iter().map(Vec::len).chain(scripted).collect();
    counts.sort_unstable();
    counts.dedup();
    if counts.is_empty() && follows(trace.text(&at.file), name, &["let", "const"]) {
        return Error::at(Code::VariableCalled, at).with("name", name);
    }
    if counts.is_empty() {
        if let Some(file) = home(name).filter(|_| !module) {
            return not_imported(name, &file, "m", at);
        }
        let engine = (!module).then_some(engine);
        let nearest = nearest(name, trace, engine).or_else(|| shipped(name));
        return Error::at(Code::UnknownFunction, at).with("name", name).with_some("nearest", nearest);
    }
    // A method's object is no argument to its reader.
    let object = usize::from(trace.arguments_of(&at).is_some_and(|call| call.method));
    if !counts.contains(&found.len()) {
        if let Some(error) = slip(trace.text(&at.file), &at) {
            return error;
        }
        let zone = || {
            !known.is_empty()
                && known
                    .iter()
                    .all(|of| of.first().is_some_and(|id| *id == TypeId::of::<super::zones::ZoneRef>()))
        };
        if let Some(first) =
            found.first().filter(|first| object == 0 && types::of_name(first) != "@a-zone" && zone())
        {
            return Error::at(Code::WrongType, trace.argument_place(&at, 0))
                .with("function", name)
                .with("found", types::of_name(first))
                .with("wanted", "@a-zone");
        }
        if ["zone", "园区"].contains(&name)
            && found.len() > 1
            && found.iter().all(|name| types::of_name(name) == "@a-text")
        {
            return Error::at(Code::SeveralZones, at).with("function", name);
        }
        let wanted: Vec<String> =
            counts.iter().filter(|c| **c >= object).map(|c| (c - object).to_string()).collect();
        return Error::at(Code::WrongCount, at)
            .with("function", name)
            .with("wanted", wanted.join("|"))
            .with("found", found.len().saturating_sub(object));
    }
    match wrong_argument(&found, &known) {
        Some((0, "@array", wanted)) if wanted == "@a-zone" => {
            Error::at(Code::SeveralZones, trace.argument_place(&at, 0)).with("function", name)
        }
        Some((0, "@nothing", wanted)) if wanted == "@a-zone" && object == 1 => {
            Error::at(Code::ChainedCall, at).with("function", name)
        }
        Some((index, term, wanted)) => Error::at(Code::WrongType, trace.argument_place(&at, index))
            .with("function", name)
            .with("found", term)
            .with("wanted", wanted),
        // A single character in single quotes is no text.
        None => match found.iter().position(|name| *name == "char") {
            Some(index) => Error::at(Code::SingleQuotes, trace.argument_place(&at, index)),
            None => Error::at(Code::UnknownFunction, at).with("name", name),
        },
    }
}

/// The file of the library that has a measure of this very name.
fn home(name: &str) -> Option<String> {
    let mut all = super::library::shipped_measures().into_iter();
    all.find(|m| m.function == name || m.twin.as_deref() == Some(name)).map(|measure| measure.path)
}

fn not_imported(name: &str, file: &str, module: &str, at: Place) -> Error {
    Error::at(Code::NotImported, at).with("name", name).with("file", file).with("module", module)
}

/// A measure of the library behind the name of a module that nothing imports, as in `m::measure(...)`.
pub fn without_import(module: &str, at: &Place, trace: &Trace) -> Option<Error> {
    let line = trace.text(&at.file).lines().nth((at.line as usize).max(1) - 1)?;
    let rest: String = line.chars().skip((at.column as usize).max(1) - 1).collect();
    let behind = rest.strip_prefix(module)?.trim_start().strip_prefix("::")?.trim_start();
    let end = behind.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(behind.len());
    let name = &behind[..end];
    home(name).map(|file| not_imported(name, &file, module, at.clone()))
}

/// A measure of the library in another of its files, as it would be called there.
fn shipped(name: &str) -> Option<String> {
    let all = super::library::shipped_measures();
    let names = |measure: &super::library::Shipped| {
        [Some(measure.function.clone()), measure.twin.clone()].into_iter().flatten().collect::<Vec<_>>()
    };
    let known: Vec<String> = all.iter().flat_map(names).collect();
    let exact = known.iter().find(|known| *known == name).cloned();
    let nearest = exact.or_else(|| nearest_name(name, known.iter().map(String::as_str)))?;
    let file = all.iter().find(|measure| names(measure).contains(&nearest))?;
    Some(format!("{nearest} ({})", file.path))
}

/// Numbers with thousands separators and years joined by commas, which are several arguments, in a call
/// of one line.
fn slip(text: &str, at: &Place) -> Option<Error> {
    let line = text.lines().nth((at.line as usize).max(1) - 1)?;
    let chars: Vec<char> = line.chars().collect();
    let from = (at.column as usize).max(1) - 1;
    let open = from + chars.get(from..)?.iter().position(|c| *c == '(')? + 1;
    let close = open + chars.get(open..)?.iter().position(|c| *c == ')')?;
    let inside: String = chars.get(open..close)?.iter().collect();
    let parts: Vec<&str> = inside.split(',').collect();
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty();
    let mut column = open;
    for pair in parts.windows(2) {
        let [first, second] = pair else { break };
        let blanks = first.chars().take_while(|c| c.is_whitespace()).count();
        let start = Place::new(&at.file, at.line, (column + blanks) as u32 + 1);
        let found = format!("{},{second}", first.trim_start());
        let (number, year) =
            (first.trim_start(), |part: &str| part.len() == 4 && ("1900".."2200").contains(&part));
        if digits(number) && number.len() < 4 && digits(second) && second.len() == 3 {
            return Some(Error::at(Code::BadNumber, start).with("found", found));
        }
        if digits(number) && year(number) && digits(second.trim()) && year(second.trim()) {
            let wanted = format!("{number}..={}", second.trim());
            return Some(Error::at(Code::YearsWriting, start).with("found", found).with("wanted", wanted));
        }
        column += first.chars().count() + 1;
    }
    None
}

/// A closure that cannot be called: it takes another number of arguments, or is out of its file.
fn closure(name: &str, found: usize, at: Place, trace: &Trace) -> Error {
    let captured = trace.captures.get(name).copied().unwrap_or(0);
    match trace.functions.iter().find(|(own, _)| own == name) {
        Some((_, wanted)) if *wanted != found => Error::at(Code::WrongCount, at)
            .with("function", "@closure")
            .with("wanted", wanted.saturating_sub(captured))
            .with("found", found.saturating_sub(captured)),
        _ => Error::at(Code::ClosureFromImport, at),
    }
}

/// The script type that a word belongs to, if it is not this one.
fn elsewhere(name: &str, phase: Phase) -> Option<&'static str> {
    let (words, script) = match phase {
        Phase::Model => (reserved::SCENARIO, "@scenario-script"),
        Phase::Scenario => (reserved::MODEL, "@model-script"),
    };
    words.iter().any(|(en, zh)| *en == name || *zh == name).then_some(script)
}

/// Parameter types of every registered function of a name.
fn overloads(name: &str, engine: &Engine) -> Vec<Vec<TypeId>> {
    engine.collect_fn_metadata(
        None,
        |info| (info.metadata.name == name).then(|| info.metadata.param_types.to_vec()),
        true,
    )
}

/// Terms of operands; whole numbers are told from others only if there is nothing else to tell.
fn operands(found: &[&str]) -> Vec<&'static str> {
    let terms: Vec<&str> = found.iter().map(|t| types::of_name(t)).collect();
    if terms.iter().all(|term| *term == "@a-number") {
        return found.iter().map(|t| types::precise(t)).collect();
    }
    terms
}

/// The first argument that fits no overload which fits all arguments before it: its index, its term
/// and what would fit.
fn wrong_argument(found: &[&str], known: &[Vec<TypeId>]) -> Option<(usize, &'static str, String)> {
    let any = |id: &TypeId| *id == TypeId::of::<rhai::Dynamic>() || types::name_of_id(*id).is_none();
    let fits = |id: &TypeId, name: &str| {
        any(id) || types::name_of_id(*id).is_some_and(|wanted| types::alike(wanted, name))
    };
    let same_count: Vec<&Vec<TypeId>> = known.iter().filter(|types| types.len() == found.len()).collect();
    let fitting =
        |types: &Vec<TypeId>| types.iter().zip(found).take_while(|(id, name)| fits(id, name)).count();
    let index = same_count.iter().map(|t| fitting(t)).max().filter(|index| *index < found.len())?;
    let wanted: Vec<&str> = same_count
        .iter()
        .filter(|types| fitting(types) == index)
        .filter_map(|types| types::name_of_id(types[index]))
        .collect();
    let term = types::of_name(found[index]);
    if wanted.iter().all(|name| types::of_name(name) == term) {
        return Some((
            index,
            types::precise(found[index]),
            types::list(wanted.into_iter().map(types::precise)),
        ));
    }
    Some((index, term, types::list(wanted.into_iter().map(types::of_name))))
}

/// The nearest function of a script, or also the nearest word or lever if an engine is given.
fn nearest(name: &str, trace: &Trace, engine: Option<&Engine>) -> Option<String> {
    let half: String = name.chars().map(|c| super::foreign::half_width(c).unwrap_or(c)).collect();
    let levers = trace.graph.levers.iter().flat_map(|l| [l.label.id.clone(), l.label.zh.clone()]);
    let natives = engine.into_iter().flat_map(|engine| {
        let words = reserved::words().into_iter().map(str::to_owned);
        let natives = engine.collect_fn_metadata(None, |info| Some(info.metadata.name.to_string()), true);
        levers.clone().chain(words).chain(natives)
    });
    let scripted = trace.functions.iter().map(|(name, _)| name.clone());
    let known: Vec<String> = natives
        .chain(scripted)
        .filter(|known| !known.contains('$') && known.chars().any(char::is_alphabetic) && known != name)
        .collect();
    if known.contains(&half) {
        return Some(half);
    }
    // A lever's word alone adds; who writes 替换 wants the one that replaces.
    let replaced = half.strip_prefix("替换").or_else(|| half.strip_prefix("设为"));
    let replaced = replaced.map(|lever| format!("set_{}", lever.trim_start_matches('_')));
    if let Some(word) = replaced.filter(|word| known.contains(word)) {
        return Some(word);
    }
    if let Some((_, word)) = engine.and_then(|_| MEANT.iter().find(|(other, _)| *other == half)) {
        return Some((*word).to_owned());
    }
    // The beginning of a distribution's name is that, whatever else begins alike.
    let begun = |f: &&Family| half.chars().count() >= 2 && !half.is_ascii() && f.chinese().starts_with(&half);
    if let Some(family) = engine.and_then(|_| Family::ALL.iter().find(begun)) {
        return Some(family.chinese().to_owned());
    }
    nearest_name(&half, known.iter().map(String::as_str)).or_else(|| alike(&half, &known))
}

/// The only known word of as many Chinese characters, four or more, whose latter half is the same.
fn alike(name: &str, known: &[String]) -> Option<String> {
    let end = |word: &str| -> Vec<char> { word.chars().skip(word.chars().count() / 2).collect() };
    let length = name.chars().count();
    let same = |word: &&String| {
        !word.is_ascii() && !word.contains('_') && word.chars().count() == length && end(word) == end(name)
    };
    let found: BTreeSet<&String> = known.iter().filter(same).filter(|_| length >= 4).collect();
    found.first().filter(|_| found.len() == 1).map(|word| (*word).clone())
}

/// What other programs and textbooks say, and our word.
const MEANT: [(&str, &str); 5] = [
    ("区间", "介于"),
    ("范围", "介于"),
    ("全市", "全部园区"),
    ("所有园区", "全部园区"),
    ("各园区", "全部园区"),
];
