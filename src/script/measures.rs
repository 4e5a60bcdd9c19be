//! The word `measure`: a policy action of a clause, with cost, delay, delivery and effect.
//!
//! A measure moves levers of the model; it never touches a target. Money is spent
//! in full in its own year, the effect comes later and only as far as it is
//! delivered. Sizes, costs and delivery are drawn once per measure, so that the
//! same measure in two zones has the same luck. Never: knows what a clause says.

use super::central::central;
use super::declaration::{Declared, declare, model_quantity};
use super::embedded::is_shipped;
use super::functions::{bind, words};
use super::model_words::COST;
use super::trace::{Effect, Shared, Trace};
use super::value::{Recipe, known_amount, operand_of_kind, plain_number};
use super::zones::{ZoneRef, mask, years};
use super::{balance, callers, levers, odd, ranges};
use crate::case::Text;
use crate::error::{Code, Error, Place, Result};
use crate::experiment::{Measure, Used};
use crate::model::graph::{Money, Path};
use crate::model::{Every, Kind, NodeId, Op, Scope};
use rhai::{Dynamic, Engine, Map};

/// Registers the word.
pub fn register(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["measure" "措施"], |trace, place, declared: Map, zone: ZoneRef, when: Dynamic, amount: Dynamic| {
        measure(trace, &declared, &zone, &when, &amount, &place)
    });
}

fn measure(
    trace: &mut Trace,
    map: &Map,
    zone: &ZoneRef,
    when: &Dynamic,
    amount: &Dynamic,
    place: &Place,
) -> Result<()> {
    let declared = Declared { map, at: trace.argument_place(place, 0), keys: trace.keys_of(place) };
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
    let mut used = Used { measure: index, zones, years, amount, place: place.clone() };
    let called = (*place.file != trace.entry).then(|| callers::caller(trace, &used)).flatten();
    // What is said of the years stands at the argument behind the zones, in either call.
    let when =
        called.as_ref().map_or_else(|| trace.argument_place(place, 2), |at| trace.argument_place(at, 1));
    odd::over(trace, &used.years, &when);
    used.place = called.unwrap_or(used.place);
    trace.measures.used.push(used);
    Ok(())
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
            let error = Error::at(Code::MeasureAmount, at.clone());
            let error = error.named("measure", &measure.name.zh, &measure.name.en);
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
            let value = balance::put(trace, value, &unit);
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
    if let Some((node, _)) = model_quantity(trace, declared, key, value)? {
        return Ok(node);
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
    let lost = graph.undelivered(money, delivery);
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
    let arrives = |trace: &mut Trace, sooner: u32| {
        let arrived = arrived(trace, path, &measure.delay, sooner)?;
        Some(trace.graph.op(Op::Mul, &[arrived, delivery], None))
    };
    let zero = trace.graph.number(0.0);
    let (arrived, next) = (arrives(trace, 0).unwrap_or(zero), arrives(trace, 1));
    let mut parts = Vec::new();
    for (name, size) in &moves {
        let lever = levers::find_channel(trace, name).map_err(|e| e.or_at(declared.at.clone()))?;
        parts.push((lever, quantity(trace, declared, &measure.id, name, size)?));
    }
    let cost = declared.map.get("cost").cloned().unwrap_or(Dynamic::UNIT);
    let cost = quantity(trace, declared, &measure.id, "cost", &cost)?;
    let public = public_share(trace, &parts, cost);
    for (lever, size) in parts {
        let amount = trace.graph.op(Op::Mul, &[arrived, size], Some(declared.at.clone()));
        let next = next.map(|next| trace.graph.op(Op::Mul, &[next, size], Some(declared.at.clone())));
        let share = public.filter(|_| is_money(trace, lever));
        let mut public_in = |amount: Option<NodeId>| {
            let (amount, share) = (amount?, share?);
            let brought = trace.graph.op(Op::Max, &[amount, zero], None);
            Some(trace.graph.op(Op::Mul, &[brought, share], None))
        };
        let (public, public_next) = (public_in(Some(amount)), public_in(next));
        trace.effects.push(Effect { lever, amount, public, next, public_next });
    }
    Ok(())
}

fn is_money(trace: &mut Trace, lever: usize) -> bool {
    let unit = trace.graph.levers[lever].unit.clone();
    balance::same(trace, &unit, COST)
}

/// The share of public money in the money that a unit of a measure brings; none if it brings none.
///
/// All its cost counts against what it brings, whatever else it moves, but no more than all of that.
fn public_share(trace: &mut Trace, parts: &[(usize, NodeId)], cost: NodeId) -> Option<NodeId> {
    let zero = trace.graph.number(0.0);
    let mut brought: Option<NodeId> = None;
    for &(lever, size) in parts {
        if is_money(trace, lever) {
            let size = trace.graph.op(Op::Max, &[size, zero], None);
            brought = Some(brought.map_or(size, |sum| trace.graph.op(Op::Add, &[sum, size], None)));
        }
    }
    let graph = &mut trace.graph;
    let (least, one) = (graph.number(f64::MIN_POSITIVE), graph.number(1.0));
    let brought = graph.op(Op::Max, &[brought?, least], None);
    let share = graph.op(Op::Div, &[cost, brought], None);
    Some(graph.op(Op::Min, &[share, one], None))
}

/// What was started `delay` years ago, less `sooner` years; several delays are equal parts.
///
/// None if no part is that late.
fn arrived(trace: &mut Trace, path: NodeId, delays: &[u32], sooner: u32) -> Option<NodeId> {
    let graph = &mut trace.graph;
    let zero = graph.number(0.0);
    let steps = graph.steps_per_year;
    let mut sum: Option<NodeId> = None;
    for years in delays.iter().filter_map(|delay| delay.checked_sub(sooner)) {
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
    let parts = graph.number(1.0 / delays.len().max(1) as f64);
    Some(graph.op(Op::Mul, &[sum?, parts], None))
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

/// Notes on measures that do nothing in zones that pay for them; after the script, whose beliefs
/// about figures may decide where a lever acts.
///
/// # Errors
/// None that a script can cause: every move of a declared measure is a lever.
pub fn idle_notes(trace: &mut Trace) -> Result<()> {
    for used in trace.measures.used.clone() {
        let measure = trace.measures.declared[used.measure].clone();
        idle(trace, &measure, &used.zones, &used.place)?;
    }
    Ok(())
}

/// A note if nothing that a measure moves acts in some of the zones.
fn idle(trace: &mut Trace, measure: &Measure, zones: &[usize], place: &Place) -> Result<()> {
    let mut acting = vec![measure.moves.is_empty(); trace.case.zones.len()];
    for moved in &measure.moves {
        let lever = levers::find_channel(trace, &moved.lever)?;
        let acts = trace.zoning[lever].acts.map(|node| central(trace, node, 0));
        for (zone, acting) in acting.iter_mut().enumerate() {
            // What only a draw knows may act.
            *acting |= acts.as_ref().is_none_or(|acts| acts.as_ref().is_none_or(|acts| acts[zone] != 0.0));
        }
    }
    let names: Vec<_> = zones.iter().filter(|&&z| !acting[z]).map(|&z| &trace.case.zones[z].name).collect();
    if names.is_empty() {
        return Ok(());
    }
    let both = |list: Vec<&Text>| {
        let zh: Vec<&str> = list.iter().map(|text| text.zh.as_str()).collect();
        let en: Vec<&str> = list.iter().map(|text| text.en.as_str()).collect();
        (zh.join("、"), en.join(", "))
    };
    let (zones, moves) = (both(names), both(measure.moves.iter().map(|m| &m.name).collect()));
    let note = Error::at(Code::MeasureIdle, own_place(trace, place));
    let note = note.named("measure", &measure.name.zh, &measure.name.en);
    trace.notes.push(note.named("zones", zones.0, zones.1).named("levers", moves.0, moves.1));
    Ok(())
}

/// A place in a planner's own file; a line of the shipped library would send the reader to the wrong one.
pub fn own_place(trace: &Trace, place: &Place) -> Place {
    if is_shipped(&place.file) { Place::file(&trace.entry) } else { place.clone() }
}

/// Where the last measure stands that moves a lever of a zone by then; the whole file if none is known.
fn last_moved(trace: &Trace, lever: usize, zone: usize, year: usize) -> Place {
    let moves = |used: &&Used| {
        let declared = &trace.measures.declared[used.measure];
        let this = |name: &str| levers::find_channel(trace, name).is_ok_and(|found| found == lever);
        used.zones.contains(&zone)
            && used.years.first().is_some_and(|first| *first <= year)
            && declared.moves.iter().any(|moved| this(&moved.lever))
    };
    let last = trace.measures.used.iter().rfind(moves);
    last.map_or_else(|| Place::file(&trace.entry), |used| own_place(trace, &used.place))
}

/// Parts of a lever's value: see [`crate::model::graph::Lever`].
#[derive(Default)]
pub struct LeverParts {
    /// What a scenario sets itself with the measures' effects.
    pub set: Option<NodeId>,
    /// The public money in these.
    pub public: Option<NodeId>,
    /// What measures bring a year later.
    pub next: Option<NodeId>,
    /// The public money in that.
    pub public_next: Option<NodeId>,
}

/// What a scenario sets on a lever itself together with the measures' effects.
pub fn with_effects(trace: &mut Trace, lever: usize, set: Option<NodeId>) -> LeverParts {
    let effects: Vec<Effect> = trace.effects.iter().filter(|e| e.lever == lever).copied().collect();
    if effects.is_empty() {
        return LeverParts { set, ..LeverParts::default() };
    }
    let mut sum = |start: Option<NodeId>, parts: Vec<NodeId>| {
        let add = |sum: Option<NodeId>, part: NodeId| {
            Some(sum.map_or(part, |sum| trace.graph.op(Op::Add, &[sum, part], None)))
        };
        let sum = parts.into_iter().fold(start, add)?;
        Some(trace.graph.by_zone(sum))
    };
    let public = sum(None, effects.iter().filter_map(|e| e.public).collect());
    let next = sum(None, effects.iter().filter_map(|e| e.next).collect());
    let public_next = sum(None, effects.iter().filter_map(|e| e.public_next).collect());
    let all = sum(set, effects.iter().map(|e| e.amount).collect());
    if let Some(all) = all {
        ranges::cut_note(trace, Code::MeasureCut, lever, all, |trace, zone, year| {
            Some(last_moved(trace, lever, zone, year))
        });
    }
    let mut within = |amount: Option<NodeId>| amount.map(|x| ranges::clipped(trace, lever, x));
    LeverParts { set: within(all), public, next: within(next), public_next }
}
