//! The word `measure`: a policy action of a clause, with cost, delay, delivery and effect.
//!
//! A measure moves levers of the model; it never touches a target. Money is spent
//! in full in its own year, the effect comes later and only as far as it is
//! delivered. Sizes, costs and delivery are drawn once per measure, so that the
//! same measure in two zones has the same luck. Never: knows what a clause says.

use super::functions::{bind, words};
use super::trace::{Shared, Trace};
use super::types::of_value;
use super::value::{Recipe, known_amount, operand_of_kind, plain_number};
use super::zones::{ZoneRef, mask, years};
use super::{balance, levers, ranges};
use crate::case::Text;
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::experiment::{Evidence, Measure, Move, Spread, Used};
use crate::model::graph::{Money, Path};
use crate::model::{Every, Kind, NodeId, Op, Reduction, Scope};
use rhai::{Dynamic, Engine, Map};

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

/// Registers the word.
pub fn register(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["measure" "措施"], |trace, place, declared: Map, zone: ZoneRef, when: Dynamic, amount: Dynamic| {
        measure(trace, &declared, &zone, &when, &amount, &place)
    });
}

/// The map of a declaration with the place to complain at.
struct Declared<'a> {
    map: &'a Map,
    at: Place,
}

impl Declared<'_> {
    fn wrong(&self, key: &str, found: &Dynamic, wanted: &str) -> Error {
        Error::at(Code::WrongType, self.at.clone())
            .with("function", key)
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

fn measure(
    trace: &mut Trace,
    map: &Map,
    zone: &ZoneRef,
    when: &Dynamic,
    amount: &Dynamic,
    place: &Place,
) -> Result<()> {
    let declared = Declared { map, at: trace.argument_place(place, 0) };
    known_keys(&declared)?;
    let index = declare(trace, &declared)?;
    let measure = trace.measures.declared[index].clone();
    let spent = years_of(trace, zone, when, &trace.argument_place(place, 2))?;
    let mask = mask(trace, zone, &spent);
    let at = trace.argument_place(place, 3);
    let plain = if amount.is_unit() { Some(measure.trial) } else { plain_number(amount) };
    let path = amount_path(trace, zone, &measure, (amount, plain), &mask, &at)?;
    spend(trace, &declared, &measure, path)?;
    act(trace, &declared, &measure, path)?;
    // In a rule only its own zones and years count.
    let years: Vec<usize> = (0..trace.graph.years()).filter(|&y| mask.iter().any(|row| row[y])).collect();
    let zones: Vec<usize> = (0..mask.len()).filter(|&z| mask[z].contains(&true)).collect();
    conflict(trace, &measure, &zones, &years, place)?;
    let amount = known_amount(trace, amount, plain);
    let used = Used { measure: index, zones, years, amount, place: place.clone() };
    trace.measures.used.push(used);
    Ok(())
}

fn known_keys(declared: &Declared) -> Result<()> {
    let at = || declared.at.clone();
    if let Some(key) = declared.map.keys().find(|k| !KEYS.iter().any(|(known, _)| known == k)) {
        return Err(Error::at(Code::MissingMapKey, at())
            .with("key", key)
            .with_some("nearest", nearest_name(key, KEYS.iter().map(|(k, _)| *k))));
    }
    match KEYS.iter().find(|(key, must)| *must && !declared.map.contains_key(*key)) {
        Some((key, _)) => Err(Error::at(Code::MeasureKey, at()).with("key", key)),
        None => Ok(()),
    }
}

/// Index of the measure among those of the scenario; the first use declares it.
fn declare(trace: &mut Trace, declared: &Declared) -> Result<usize> {
    let id = declared.text("id")?;
    if let Some(index) = trace.measures.declared.iter().position(|m| m.id == id) {
        return Ok(index);
    }
    let evidence = match declared.text("evidence")?.as_str() {
        "published" => Evidence::Published,
        "derived" => Evidence::Derived,
        "judgement" => Evidence::Judgement,
        other => {
            let known = ["published", "derived", "judgement"];
            return Err(Error::at(Code::UnknownWord, declared.at.clone())
                .with("column", "evidence")
                .with("found", other)
                .with_some("nearest", nearest_name(other, known))
                .with("known", known.join(", ")));
        }
    };
    let trial = declared.map.get("trial").cloned().unwrap_or(Dynamic::UNIT);
    let trial = plain_number(&trial).ok_or_else(|| declared.wrong("trial", &trial, "@a-number"))?;
    let moved = declared.map.get("moves").cloned().unwrap_or(Dynamic::UNIT);
    let moved = moved.clone().try_cast::<Map>().ok_or_else(|| declared.wrong("moves", &moved, "@map"))?;
    let mut moves = Vec::new();
    for (name, size) in &moved {
        let lever = levers::find_any(trace, name).map_err(|e| e.or_at(declared.at.clone()))?;
        let size = spread(trace, declared, name, size)?;
        let lever = &trace.graph.levers[lever];
        let label = &lever.label;
        let name = Text { zh: label.zh.clone(), en: label.en.clone() };
        moves.push(Move { lever: label.id.clone(), name, unit: lever.unit.clone(), size });
    }
    let departments = declared.texts("departments")?;
    let now = declared.texts("now")?;
    let why = Text { zh: declared.text("why_no_effect")?, en: declared.text("why_no_effect_en")? };
    if moves.is_empty() && why.zh.is_empty() {
        return Err(Error::at(Code::MeasureKey, declared.at.clone()).with("key", "why_no_effect"));
    }
    if departments.is_empty() {
        return Err(Error::at(Code::MeasureKey, declared.at.clone()).with("key", "departments"));
    }
    let cost = within(declared, "cost", value_spread(trace, declared, "cost")?, 1e6)?;
    let delivery = within(declared, "delivery", value_spread(trace, declared, "delivery")?, 1.0)?;
    trace.measures.declared.push(Measure {
        id,
        name: Text { zh: declared.text("zh")?, en: declared.text("en")? },
        clause: declared.text("clause")?,
        words: declared.text("words")?,
        now: if now.is_empty() { departments.clone() } else { now },
        departments,
        unit: declared.text("unit")?,
        trial,
        cost,
        delay: declared.delays()?,
        delivery,
        moves,
        evidence,
        basis: Text { zh: declared.text("basis")?, en: declared.text("basis_en")? },
        why_no_effect: Some(why).filter(|why| !why.zh.is_empty()),
        not_with: declared.texts("not_with")?,
    });
    Ok(trace.measures.declared.len() - 1)
}

/// Checks that a quantity is from 0 to `high`.
fn within(declared: &Declared, key: &str, spread: Spread, high: f64) -> Result<Spread> {
    for found in [spread.low, spread.high] {
        if !(0.0..=high).contains(&found) {
            let error = Error::at(Code::OutOfRange, declared.at.clone()).with("what", key);
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
    let Some(recipe) = value.clone().try_cast::<Recipe>() else {
        return Err(declared.wrong(key, value, "@number-or-distribution"));
    };
    let distribution = recipe.constant(trace).map_err(|e| e.or_at(declared.at.clone()))?;
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|u| distribution.quantile(u));
    Ok(Spread { low, middle, high })
}

/// Years of spending; nothing given means from the year after the data to the end (in a rule: its years).
fn years_of(trace: &Trace, zone: &ZoneRef, when: &Dynamic, at: &Place) -> Result<Vec<usize>> {
    if !when.is_unit() {
        return years(trace, "measure", when, at);
    }
    if zone.rule.is_some() {
        return Ok((0..trace.graph.years()).collect());
    }
    let (from, last) = (trace.case.next_year(), trace.case.horizon.1);
    Ok((from..=last).map(|year| (year - trace.case.base_year) as usize).collect())
}

/// The amount by zone and year, zero where the measure is not applied.
fn amount_path(
    trace: &mut Trace,
    zone: &ZoneRef,
    measure: &Measure,
    (amount, plain): (&Dynamic, Option<f64>),
    mask: &[Vec<bool>],
    at: &Place,
) -> Result<NodeId> {
    let table = |x: f64| -> Vec<Vec<f64>> {
        mask.iter().map(|row| row.iter().map(|on| if *on { x } else { 0.0 }).collect()).collect()
    };
    if let Some(x) = plain {
        if !(x.is_finite() && x >= 0.0) {
            let error = Error::at(Code::MeasureAmount, at.clone()).with("measure", &measure.id);
            return Err(error.with("found", x));
        }
        return Ok(trace.graph.path(Path { scope: Scope::Zone, rows: table(x) }));
    }
    // What is counted may be in words of the clause; then it takes any unit.
    let unit = balance::stated(&measure.unit, at).unwrap_or_else(|_| trace.units.open());
    let node = match amount.clone().try_cast::<Recipe>() {
        Some(recipe) => {
            let name = format!("measure/{}/{}", zone.name, measure.id);
            let calls = trace.bound.entry(name.clone()).or_insert(0);
            *calls += 1;
            let name = if *calls == 1 { name } else { format!("{name}#{calls}") };
            let scope = if zone.zones.len() > 1 { Scope::Zone } else { Scope::City };
            bind(trace, &name, &recipe, scope, Every::Once, &unit, at).map_err(|e| e.or_at(at.clone()))?
        }
        None => {
            let value = operand_of_kind(trace, "measure", amount, Kind::Number);
            let value = value.map_err(|e| e.or_at(at.clone()))?;
            balance::wants(trace, &measure.id, &value, &unit, at)?;
            value.node
        }
    };
    let zero = trace.graph.number(0.0);
    let on = trace.graph.path(Path { scope: Scope::Zone, rows: table(1.0) });
    // Never less than nothing, whatever a rule asks for.
    let node = trace.graph.op(Op::Max, &[node, zero], None);
    Ok(trace.graph.op(Op::When, &[on, node, zero], Some(at.clone())))
}

/// One value per draw of a quantity of the measure, the same wherever it is used.
fn quantity(trace: &mut Trace, declared: &Declared, id: &str, key: &str, value: &Dynamic) -> Result<NodeId> {
    if let Some(x) = plain_number(value) {
        return Ok(trace.graph.number(x));
    }
    let name = format!("measure/{id}/{key}");
    if let Some(known) = trace.quantities.get(&name) {
        return Ok(*known);
    }
    let recipe = value.clone().try_cast::<Recipe>();
    let recipe = recipe.ok_or_else(|| declared.wrong(key, value, "@number-or-distribution"))?;
    let unit = trace.units.open();
    let node = bind(trace, &name, &recipe, Scope::City, Every::Once, &unit, &declared.at)
        .map_err(|e| e.or_at(declared.at.clone()))?;
    trace.quantities.insert(name, node);
    Ok(node)
}

/// Public money: all of it in the year of spending, under the leading department.
fn spend(trace: &mut Trace, declared: &Declared, measure: &Measure, path: NodeId) -> Result<()> {
    let mut of = |key: &str| {
        let value = declared.map.get(key).cloned().unwrap_or(Dynamic::UNIT);
        quantity(trace, declared, &measure.id, key, &value)
    };
    let (cost, delivery) = (of("cost")?, of("delivery")?);
    let graph = &mut trace.graph;
    let money = graph.op(Op::Mul, &[path, cost], None);
    let one = graph.number(1.0);
    let lost = graph.op(Op::Sub, &[one, delivery], None);
    let lost = graph.op(Op::Mul, &[money, lost], None);
    // By zone nobody asks for it.
    let lost = graph.reduce(Reduction::Total, lost, None);
    graph.spend(money);
    let department = measure.departments.first().cloned().unwrap_or_default();
    graph.monies.push(Money { department, source: measure.id.clone(), spent: money, lost: Some(lost) });
    Ok(())
}

/// The effect: amount x size x delivery, after the delay, on each lever it moves.
fn act(trace: &mut Trace, declared: &Declared, measure: &Measure, path: NodeId) -> Result<()> {
    let moves = declared.map.get("moves").and_then(|m| m.clone().try_cast::<Map>()).unwrap_or_default();
    if moves.is_empty() {
        return Ok(());
    }
    let delivery = declared.map.get("delivery").cloned().unwrap_or(Dynamic::UNIT);
    let delivery = quantity(trace, declared, &measure.id, "delivery", &delivery)?;
    let arrived = arrived(trace, path, &measure.delay);
    let arrived = trace.graph.op(Op::Mul, &[arrived, delivery], None);
    for (name, size) in &moves {
        let lever = levers::find_any(trace, name).map_err(|e| e.or_at(declared.at.clone()))?;
        let size = quantity(trace, declared, &measure.id, name, size)?;
        let effect = trace.graph.op(Op::Mul, &[arrived, size], Some(declared.at.clone()));
        trace.effects.push((lever, effect));
    }
    Ok(())
}

/// What was started `delay` years ago; several delays are equal parts.
fn arrived(trace: &mut Trace, path: NodeId, delays: &[u32]) -> NodeId {
    let graph = &mut trace.graph;
    let zero = graph.number(0.0);
    let steps = graph.steps_per_year;
    let mut sum: Option<NodeId> = None;
    for &years in delays {
        let late = match graph.path_of(path) {
            // A table known now is moved now; nothing has to be remembered in the draws.
            Some(table) => {
                let table = table.later(years as usize);
                graph.path(table)
            }
            None => (0..years * steps).fold(path, |node, _| graph.previous(node, Some(zero), false)),
        };
        sum = Some(sum.map_or(late, |sum| graph.op(Op::Add, &[sum, late], None)));
    }
    let sum = sum.unwrap_or(zero);
    let parts = graph.number(1.0 / delays.len().max(1) as f64);
    graph.op(Op::Mul, &[sum, parts], None)
}

/// Two measures that count the same thing must not meet in one zone and year.
fn conflict(trace: &Trace, measure: &Measure, zones: &[usize], spent: &[usize], place: &Place) -> Result<()> {
    for used in &trace.measures.used {
        let other = &trace.measures.declared[used.measure];
        let excluded = measure.not_with.contains(&other.id) || other.not_with.contains(&measure.id);
        let here = used.zones.iter().find(|z| zones.contains(z));
        let year = used.years.iter().find(|y| spent.contains(y));
        if let (true, Some(&z), Some(&year)) = (excluded, here, year) {
            return Err(Error::at(Code::MeasureConflict, place.clone())
                .named("measure", &measure.name.zh, &measure.name.en)
                .named("other", &other.name.zh, &other.name.en)
                .named("zone", &trace.case.zones[z].name.zh, &trace.case.zones[z].name.en)
                .with("year", trace.case.base_year + year as i32));
        }
    }
    Ok(())
}

/// Adds the measures' effects to what a scenario sets on a lever itself.
pub fn with_effects(trace: &mut Trace, lever: usize, set: Option<NodeId>) -> Option<NodeId> {
    let effects: Vec<NodeId> = trace.effects.iter().filter(|e| e.0 == lever).map(|e| e.1).collect();
    if effects.is_empty() {
        return set;
    }
    let mut sum = set;
    for effect in effects {
        sum = Some(sum.map_or(effect, |sum| trace.graph.op(Op::Add, &[sum, effect], None)));
    }
    let sum = sum.map(|sum| trace.graph.by_zone(sum))?;
    Some(ranges::clipped(trace, lever, sum))
}
