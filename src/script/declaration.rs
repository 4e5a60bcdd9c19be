//! The declaration of a measure: a map of a script as a record, checked key by key.
//!
//! Owns which keys there are and what they may hold, and that one id has one
//! declaration in a scenario. Never: spends or moves anything.

use super::levers;
use super::trace::Trace;
use super::types::of_value;
use super::value::{Recipe, plain_number};
use crate::case::Text;
use crate::error::{Code, Error, Place, Result, Together, all_of, nearest_name};
use crate::experiment::{Evidence, Measure, Move, Spread};
use crate::model::graph::Value;
use crate::model::{Every, NodeId, Scope};
use rhai::{Dynamic, Map};

/// Keys of a measure's declaration; those with `true` must be there.
const KEYS: [(&str, bool); 19] = [
    ("id", true),
    ("zh", true),
    ("en", true),
    ("clause", true),
    ("words", true),
    ("departments", true),
    ("now", false),
    ("unit", true),
    ("trial", true),
    ("cost", true),
    ("delay", true),
    ("delivery", true),
    ("moves", true),
    ("evidence", true),
    ("basis", true),
    ("basis_en", true),
    ("why_no_effect", false),
    ("why_no_effect_en", false),
    ("not_with", false),
];

/// Chinese for keys, which are written in English.
const CHINESE: [(&str, &str); 12] = [
    ("编号", "id"),
    ("名称", "zh"),
    ("条款", "clause"),
    ("原文", "words"),
    ("责任单位", "departments"),
    ("单位", "unit"),
    ("成本", "cost"),
    ("时滞", "delay"),
    ("延迟", "delay"),
    ("到位率", "delivery"),
    ("通道", "moves"),
    ("依据", "basis"),
];

/// The map of a declaration with the place to complain at.
pub struct Declared<'a> {
    /// The map.
    pub map: &'a Map,
    /// Where it stands.
    pub at: Place,
    /// Where each key stands, if the map is written in the call.
    pub keys: Vec<(String, Place)>,
}

impl Declared<'_> {
    /// Where a key stands (`moves.key` for one of what it moves), or else the map.
    pub fn place(&self, key: &str) -> Place {
        let written = self.keys.iter().find(|(name, _)| name == key).map(|(_, at)| at);
        written.unwrap_or(&self.at).clone()
    }

    /// A value of the wrong type.
    pub fn wrong(&self, key: &str, found: &Dynamic, wanted: &str) -> Error {
        Error::at(Code::WrongType, self.place(key))
            .with("function", key.trim_start_matches("moves."))
            .with("found", of_value(found))
            .with("wanted", wanted)
    }

    fn text(&self, key: &str) -> Result<String> {
        let Some(value) = self.map.get(key) else { return Ok(String::new()) };
        value.clone().into_string().map_err(|_| self.wrong(key, value, "@a-text"))
    }

    fn texts(&self, key: &str) -> Result<Vec<String>> {
        let Some(value) = self.map.get(key) else { return Ok(Vec::new()) };
        let items = value.clone().into_array().map_err(|_| self.wrong(key, value, "@array"))?;
        let text = |item: Dynamic| item.clone().into_string().map_err(|_| self.wrong(key, &item, "@a-text"));
        items.into_iter().map(text).collect()
    }

    /// Whole years, one or several.
    fn delays(&self) -> Result<Vec<u32>> {
        let value = self.map.get("delay").cloned().unwrap_or(Dynamic::UNIT);
        let items = value.clone().into_array().unwrap_or_else(|_| vec![value.clone()]);
        let whole =
            |item: &Dynamic| item.as_int().ok().and_then(|y| u32::try_from(y).ok()).filter(|y| *y <= 100);
        let delays: Option<Vec<u32>> = items.iter().map(whole).collect();
        delays.filter(|d| !d.is_empty()).ok_or_else(|| self.wrong("delay", &value, "@whole-years"))
    }
}

/// Index of the measure among those of the scenario; the first use declares it.
///
/// # Errors
/// Those of a declaration; `MeasureTwice` if the id has another one already.
pub fn declare(trace: &mut Trace, declared: &Declared) -> Result<usize> {
    known_keys(declared)?;
    let measure = declaration(trace, declared)?;
    let Some(index) = trace.measures.declared.iter().position(|m| m.id == measure.id) else {
        trace.measures.declared.push(measure);
        trace.declared_at.push(declared.at.clone());
        return Ok(trace.measures.declared.len() - 1);
    };
    let Some(key) = trace.measures.declared[index].differs(&measure) else { return Ok(index) };
    let Place { file, line, column, .. } = &trace.declared_at[index];
    Err(Error::at(Code::MeasureTwice, declared.at.clone())
        .with("measure", &measure.id)
        .with("key", key)
        .with("first", format!("{file}:{line}:{column}")))
}

fn known_keys(declared: &Declared) -> Result<()> {
    let unknown = declared.map.keys().filter(|k| !KEYS.iter().any(|(known, _)| known == k));
    let meant = |key: &str| {
        let said = CHINESE.iter().find(|(zh, _)| *zh == key).map(|(_, key)| (*key).to_owned());
        said.or_else(|| nearest_name(key, KEYS.iter().map(|(k, _)| *k)))
    };
    let wrong: Vec<(&str, Option<String>)> = unknown.map(|key| (key.as_str(), meant(key))).collect();
    // A key that is written wrongly is not missing as well.
    let named = |key: &str| wrong.iter().any(|(_, meant)| meant.as_deref() == Some(key));
    let missing = KEYS.iter().filter(|(key, must)| *must && !declared.map.contains_key(*key));
    let missing: Vec<&str> = missing.map(|(key, _)| *key).filter(|key| !named(key)).collect();
    let lacking = || Error::at(Code::MeasureKey, declared.at.clone()).listed("key", &missing);
    let mut faults: Vec<Error> = Vec::new();
    for (key, meant) in &wrong {
        let error = Error::at(Code::MissingMapKey, declared.place(key));
        faults.push(error.with("key", key).with_some("nearest", meant.as_ref()));
    }
    faults.extend((!missing.is_empty()).then(lacking));
    Error::of_all(faults).map_or(Ok(()), Err)
}

fn evidence(declared: &Declared) -> Result<Evidence> {
    match declared.text("evidence")?.as_str() {
        "published" => Ok(Evidence::Published),
        "derived" => Ok(Evidence::Derived),
        "judgement" => Ok(Evidence::Judgement),
        other => {
            let known = ["published", "derived", "judgement"];
            Err(Error::at(Code::UnknownWord, declared.place("evidence"))
                .with("column", "evidence")
                .with("found", other)
                .with_some("nearest", nearest_name(other, known))
                .with("known", known.join(", ")))
        }
    }
}

/// What a unit of the measure moves, and by how much.
fn moves(trace: &Trace, declared: &Declared) -> Result<Vec<Move>> {
    let moved = declared.map.get("moves").cloned().unwrap_or(Dynamic::UNIT);
    let moved = moved.clone().try_cast::<Map>().ok_or_else(|| declared.wrong("moves", &moved, "@map"))?;
    let one = |(name, size): (&rhai::Identifier, &Dynamic)| {
        let key = format!("moves.{name}");
        let lever = levers::find_channel(trace, name).map_err(|e| e.or_at(declared.place(&key)))?;
        let size = spread(trace, declared, &key, size)?;
        let lever = &trace.graph.levers[lever];
        let label = &lever.label;
        let name = Text { zh: label.zh.clone(), en: label.en.clone() };
        Ok(Move { lever: label.id.clone(), name, unit: lever.unit.clone(), size })
    };
    all_of(moved.iter().map(one))
}

/// The measure as declared.
fn declaration(trace: &Trace, declared: &Declared) -> Result<Measure> {
    let id = declared.text("id")?;
    let trial = || {
        let trial = declared.map.get("trial").cloned().unwrap_or(Dynamic::UNIT);
        plain_number(&trial).ok_or_else(|| declared.wrong("trial", &trial, "@a-number"))
    };
    let quantity = |key: &'static str, high: f64| {
        value_spread(trace, declared, key).and_then(|spread| within(declared, key, spread, high))
    };
    let (evidence, trial, moves, cost, delay, delivery) = (
        evidence(declared),
        trial(),
        moves(trace, declared),
        quantity("cost", 1e6),
        declared.delays(),
        quantity("delivery", 1.0),
    )
        .together()?;
    // Measures are shared by cities, whose departments have names of their own.
    let here = |mut names: Vec<String>| {
        let renamed = |name: &String| trace.case.departments.iter().find(|(listed, _)| listed == name);
        names.iter_mut().for_each(|name| renamed(name).map(|(_, own)| name.clone_from(own)).unwrap_or(()));
        names
    };
    let (departments, now) = (here(declared.texts("departments")?), here(declared.texts("now")?));
    let why = Text { zh: declared.text("why_no_effect")?, en: declared.text("why_no_effect_en")? };
    if moves.is_empty() && why.zh.is_empty() {
        return Err(Error::at(Code::MeasureKey, declared.place("moves")).with("key", "why_no_effect"));
    }
    if departments.is_empty() {
        return Err(Error::at(Code::MeasureKey, declared.place("departments")).with("key", "departments"));
    }
    Ok(Measure {
        id,
        name: Text { zh: declared.text("zh")?, en: declared.text("en")? },
        clause: declared.text("clause")?,
        words: declared.text("words")?,
        now: if now.is_empty() { departments.clone() } else { now },
        departments,
        unit: declared.text("unit")?,
        trial,
        cost,
        delay,
        delivery,
        moves,
        evidence,
        basis: Text { zh: declared.text("basis")?, en: declared.text("basis_en")? },
        why_no_effect: Some(why).filter(|why| !why.zh.is_empty()),
        not_with: declared.texts("not_with")?,
    })
}

/// Checks that a quantity is from 0 to `high`.
fn within(declared: &Declared, key: &str, spread: Spread, high: f64) -> Result<Spread> {
    for found in [spread.low, spread.high] {
        if !(0.0..=high).contains(&found) {
            let error = Error::at(Code::OutOfRange, declared.place(key)).with("what", key);
            return Err(error.with("found", found).with("low", 0).with("high", high));
        }
    }
    Ok(spread)
}

fn value_spread(trace: &Trace, declared: &Declared, key: &str) -> Result<Spread> {
    let value = declared.map.get(key).cloned().unwrap_or(Dynamic::UNIT);
    spread(trace, declared, key, &value)
}

/// P5, P50 and P95 of a plain number or of a distribution with constant parameters.
fn spread(trace: &Trace, declared: &Declared, key: &str, value: &Dynamic) -> Result<Spread> {
    if let Some(x) = plain_number(value) {
        return Ok(Spread { low: x, middle: x, high: x });
    }
    let distribution = match (value.clone().try_cast::<Recipe>(), model_quantity(trace, declared, key, value))
    {
        (Some(recipe), _) => recipe.constant(trace).map_err(|e| e.or_at(declared.place(key)))?,
        (None, found) => {
            let (_, index) = found?.ok_or_else(|| declared.wrong(key, value, "@number-or-distribution"))?;
            trace.graph.distributions[index].clone()
        }
    };
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|u| distribution.quantile(u));
    Ok(Spread { low, middle, high })
}

/// The uncertainty of the model that a text names, so that a price is one and the same wherever it is
/// paid: its node and distribution; none if the value is no text.
///
/// # Errors
/// `UnknownName` if the model draws nothing of that name once for the whole city.
pub fn model_quantity(
    trace: &Trace,
    declared: &Declared,
    key: &str,
    value: &Dynamic,
) -> Result<Option<(NodeId, usize)>> {
    let Ok(name) = value.clone().into_immutable_string() else { return Ok(None) };
    let graph = &trace.graph;
    let drawn: Vec<bool> =
        graph.uncertainties.iter().map(|u| u.scope == Scope::City && u.every == Every::Once).collect();
    let unknown = || {
        let named = graph.uncertainties.iter().zip(&drawn).filter(|(_, drawn)| **drawn);
        let names = named.map(|(u, _)| u.name.as_str());
        Error::at(Code::UnknownName, declared.place(key))
            .with("name", &name)
            .with_some("nearest", nearest_name(&name, names))
    };
    let index = graph.uncertainties.iter().position(|u| u.name == name.as_str());
    let index = index.filter(|index| drawn[*index]).ok_or_else(unknown)?;
    let mut nodes = (0_u32..).zip(&graph.nodes);
    let node = nodes.find(|(_, node)| matches!(node.value, Value::Uncertain(at) if at == index));
    let (at, _) = node.ok_or_else(unknown)?;
    Ok(Some((NodeId(at), graph.uncertainties[index].distribution)))
}
