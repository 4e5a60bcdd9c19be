//! What a scenario does to levers, and how its actions become one value per lever.
//!
//! A lever word adds, `set_` replaces, in script order; rules come after all
//! paths. Plain amounts become a table (an input of the program), others nodes.

use super::functions::bind;
use super::ranges::{self, Room};
use super::trace::{Action, Amount, Shared, Trace};
use super::types::of_value;
use super::value::{Recipe, operand_of_kind, plain_number};
use super::zones::{ZoneRef, mask, years};
use super::{balance, measures, odd};
use crate::error::{Code, Error, Place, Result};
use crate::model::graph::{Lever, Path};
use crate::model::{Every, Kind, NodeId, Op, Scope};
use rhai::{Dynamic, Engine};

/// A word of a lever: which lever, and whether it replaces or adds.
#[derive(Clone)]
struct Word {
    lever: usize,
    name: String,
    replace: bool,
}

/// Registers the words of every lever of the model, in both languages.
pub fn register(engine: &mut Engine, shared: &Shared) {
    let levers: Vec<(usize, String, String)> = super::value::locked(shared, |trace| {
        let levers = trace.graph.levers.iter().enumerate();
        levers
            .filter(|(_, l)| !l.internal)
            .map(|(i, l)| (i, l.label.id.clone(), l.label.zh.clone()))
            .collect()
    });
    for (lever, id, zh) in levers {
        let words = [
            (id.clone(), false),
            (format!("set_{id}"), true),
            (zh.clone(), false),
            (format!("set_{zh}"), true),
            (format!("设{zh}"), true),
        ];
        for (name, replace) in words {
            let (one, word) = (shared.clone(), Word { lever, name: name.clone(), replace });
            engine.register_fn(
                &name,
                move |context: rhai::NativeCallContext, zone: ZoneRef, when: Dynamic, amount: Dynamic| {
                    super::operators::apply(&one, &context, |trace, place| {
                        act(trace, &zone, &word, &when, &amount, place)
                    })
                },
            );
            let (one, word) = (shared.clone(), Word { lever, name: name.clone(), replace });
            engine.register_fn(
                &name,
                move |context: rhai::NativeCallContext, zone: ZoneRef, amount: Dynamic| {
                    super::operators::apply(&one, &context, |trace, place| {
                        act_in_rule(trace, &zone, &word, &amount, place)
                    })
                },
            );
        }
    }
}

/// The index of a lever that planners set, by either of its names.
///
/// # Errors
/// `UnknownLever` with the nearest name.
pub fn find(trace: &Trace, name: &str) -> Result<usize> {
    find_among(trace, name, |lever| !lever.internal)
}

/// The index of any lever, those included that only measures move.
///
/// # Errors
/// `UnknownLever` with the nearest name.
pub fn find_any(trace: &Trace, name: &str) -> Result<usize> {
    find_among(trace, name, |_| true)
}

/// The index of what a measure moves: a channel, which only measures move, or a lever.
///
/// # Errors
/// `UnknownChannel` with the nearest channel, or else the nearest lever.
pub fn find_channel(trace: &Trace, name: &str) -> Result<usize> {
    find_among(trace, name, |_| true).map_err(|_| {
        let named = |internal: bool| {
            let levers = trace.graph.levers.iter().filter(move |lever| lever.internal == internal);
            levers.flat_map(|lever| [lever.label.id.as_str(), lever.label.zh.as_str()])
        };
        let nearest = crate::error::nearest_name(name, named(true));
        let nearest = nearest.or_else(|| crate::error::nearest_name(name, named(false)));
        Error::new(Code::UnknownChannel).with("channel", name).with_some("nearest", nearest)
    })
}

fn find_among(trace: &Trace, name: &str, fits: impl Fn(&Lever) -> bool) -> Result<usize> {
    let levers = &trace.graph.levers;
    let named = |l: &Lever| fits(l) && (l.label.id == name || l.label.zh == name);
    levers.iter().position(named).ok_or_else(|| {
        let open = levers.iter().filter(|l| fits(l));
        let known = open.flat_map(|l| [l.label.id.as_str(), l.label.zh.as_str()]);
        Error::new(Code::UnknownLever)
            .with("lever", name)
            .with_some("nearest", crate::error::nearest_name(name, known))
    })
}

fn act(
    trace: &mut Trace,
    zone: &ZoneRef,
    word: &Word,
    when: &Dynamic,
    amount: &Dynamic,
    place: Place,
) -> Result<()> {
    let when_at = trace.argument_place(&place, 1);
    let years = years(trace, &word.name, when, &when_at)?;
    let mask = mask(trace, zone, &years);
    odd::over(trace, &set_years(&mask), &when_at);
    let at = trace.argument_place(&place, 2);
    let amount = amount_of(trace, zone, word, &Room::even(1), amount, &at)?;
    let rule = zone.rule.is_some();
    match (rule, word.replace) {
        (true, _) => {}
        (false, true) => odd::lost(trace, word.lever, &mask, &at),
        (false, false) => warn_twice(trace, word, &mask, &place),
    }
    trace.actions.push(Action { lever: word.lever, mask, replace: word.replace, rule, amount, place: at });
    Ok(())
}

fn act_in_rule(trace: &mut Trace, zone: &ZoneRef, word: &Word, amount: &Dynamic, place: Place) -> Result<()> {
    let Some(rule) = zone.rule else {
        return Err(Error::new(Code::OnlyInRule).with("function", &word.name));
    };
    let years: Vec<usize> = (0..trace.graph.years()).collect();
    debug_assert!(rule < trace.rules.len(), "a zone of a rule refers to its mask");
    let mask = mask(trace, zone, &years);
    odd::over(trace, &set_years(&mask), &place);
    let at = trace.argument_place(&place, 1);
    let amount = amount_of(trace, zone, word, &Room::even(1), amount, &at)?;
    trace.actions.push(Action {
        lever: word.lever,
        mask,
        replace: word.replace,
        rule: true,
        amount,
        place: at,
    });
    Ok(())
}

/// Divides a city's amount among the zones by the lever's weight (equally if it has none).
///
/// # Errors
/// As for a lever word.
pub fn split(
    trace: &mut Trace,
    zone: &ZoneRef,
    lever: &str,
    when: &Dynamic,
    amount: &Dynamic,
    place: Place,
) -> Result<()> {
    let at = trace.argument_place(&place, 1);
    let name = lever.to_owned();
    let lever = find(trace, lever).map_err(|e| e.or_at(at))?;
    let word = Word { lever, name, replace: false };
    let when_at = trace.argument_place(&place, 2);
    let years = years(trace, "split", when, &when_at)?;
    let whole = ZoneRef { name: "city".to_owned(), zones: vec![0], ids: Vec::new(), rule: None };
    let at = trace.argument_place(&place, 3);
    let inside: Vec<f64> = (0..trace.case.zones.len()).map(|z| f64::from(zone.zones.contains(&z))).collect();
    let inside = trace.graph.zone_numbers(&inside);
    let weight = trace.zoning[lever].weight;
    let share = {
        let weight = weight.unwrap_or(inside);
        let weight = trace.graph.op(Op::Mul, &[weight, inside], None);
        let sum = trace.graph.reduce(crate::model::Reduction::Total, weight, None);
        trace.graph.op(Op::Div, &[weight, sum], None)
    };
    let room = match weight {
        Some(_) => Room::by_weight(trace, &zone.zones, share),
        None => Room::even(zone.zones.len()),
    };
    let total = amount_of(trace, &whole, &word, &room, amount, &at)?;
    if let Amount::Number(x) = total {
        ranges::split_in_range(trace, lever, &room, x, &at)?;
    }
    let mask = mask(trace, zone, &years);
    odd::over(trace, &set_years(&mask), &when_at);
    let rule = zone.rule.is_some();
    let part = match (weight, total) {
        (None, Amount::Number(x)) => Amount::Number(x / zone.zones.len().max(1) as f64),
        (_, total) => {
            let total = node(trace, total);
            Amount::Node(trace.graph.op(Op::Mul, &[total, share], Some(place.clone())))
        }
    };
    if !rule {
        warn_twice(trace, &word, &mask, &place);
    }
    trace.actions.push(Action { lever, mask, replace: false, rule, amount: part, place });
    Ok(())
}

/// The years in which a mask sets anything.
fn set_years(mask: &[Vec<bool>]) -> Vec<usize> {
    let years = mask.first().map_or(0, Vec::len);
    (0..years).filter(|&year| mask.iter().any(|row| row[year])).collect()
}

/// A plain number, or a node: a recipe is drawn here, under the lever's name, once per call.
///
/// `room` is what the zones that the amount is for can take together.
fn amount_of(
    trace: &mut Trace,
    zone: &ZoneRef,
    word: &Word,
    room: &Room,
    amount: &Dynamic,
    at: &Place,
) -> Result<Amount> {
    if let Some(x) = plain_number(amount) {
        if !x.is_finite() {
            let error = Error::at(Code::AmountNotFinite, at.clone());
            return Err(error.with("function", &word.name).with("found", x));
        }
        return Ok(Amount::Number(x));
    }
    let unit = balance::known(&trace.graph.levers[word.lever].unit);
    if let Some(recipe) = amount.clone().try_cast::<Recipe>() {
        ranges::spread_in_range(trace, word.lever, room, &recipe, at).map_err(|e| e.or_at(at.clone()))?;
        // The address of luck is the same in both languages.
        let name = format!("lever/{}/{}", zone.name, trace.graph.levers[word.lever].label.id);
        let calls = trace.bound.entry(name.clone()).or_insert(0);
        *calls += 1;
        let name = if *calls == 1 { name } else { format!("{name}#{calls}") };
        let scope = if zone.zones.len() > 1 { Scope::Zone } else { Scope::City };
        let bound = bind(trace, &name, &recipe, scope, Every::Once, &unit, at);
        return bound.map(Amount::Node).map_err(|e| e.or_at(at.clone()));
    }
    let value = operand_of_kind(trace, &word.name, amount, Kind::Number).map_err(|error| match error.code {
        Code::WrongType => Error::new(Code::WrongType)
            .with("function", &word.name)
            .with("found", of_value(amount))
            .with("wanted", "@amount"),
        _ => error,
    });
    let value = value.map_err(|e| e.or_at(at.clone()))?;
    let value = balance::put(trace, value, &unit);
    balance::wants(trace, &word.name, &value, &unit, at)?;
    // An amount with its unit is as plain as one without.
    Ok(trace.graph.constant(value.node).map_or(Amount::Node(value.node), Amount::Number))
}

fn node(trace: &mut Trace, amount: Amount) -> NodeId {
    match amount {
        Amount::Number(x) => trace.graph.number(x),
        Amount::Node(node) => node,
    }
}

/// A second call on the same lever, zone and year adds; legal, but worth a word.
fn warn_twice(trace: &mut Trace, word: &Word, mask: &[Vec<bool>], place: &Place) {
    for (zone, row) in mask.iter().enumerate() {
        let again: Vec<usize> = (0..row.len())
            .filter(|&year| {
                let before = |a: &Action| a.lever == word.lever && !a.rule && a.mask[zone][year];
                row[year] && trace.actions.iter().any(before)
            })
            .collect();
        if let (Some(first), Some(last)) = (again.first(), again.last()) {
            let year = |index: &usize| trace.case.base_year + *index as i32;
            let years = if first == last {
                year(first).to_string()
            } else {
                format!("{}-{}", year(first), year(last))
            };
            let label = &trace.graph.levers[word.lever].label;
            let zone = &trace.case.zones[zone].name;
            // The cure is in the language in which the planner wrote.
            let own = if word.name == label.zh { &label.zh } else { &label.id };
            let note = Error::at(Code::LeverTwice, place.clone())
                .named("lever", label.in_chinese(), &label.id)
                .named("zone", &zone.zh, &zone.en)
                .with("years", years)
                .with("word", format!("set_{own}"));
            trace.notes.push(note);
            return;
        }
    }
}

/// Turns the actions into one value per lever and checks plain amounts against the lever's range.
///
/// # Errors
/// `LeverRange` with zone and year, for every call that is out of range.
pub fn compose(trace: &mut Trace) -> Result<()> {
    let mut actions = std::mem::take(&mut trace.actions);
    // Stable: script order within paths and within rules.
    actions.sort_by_key(|a| a.rule);
    if actions.is_empty()
        && trace.measures.used.is_empty()
        && trace.retargeted.is_empty()
        && !trace.believes
        && trace.title.is_some()
    {
        trace.notes.push(Error::at(Code::NothingSet, Place::file(&trace.entry)));
    }
    measures::idle_notes(trace)?;
    let mut faults = Vec::new();
    for lever in 0..trace.graph.levers.len() {
        let own: Vec<&Action> = actions.iter().filter(|a| a.lever == lever).collect();
        let set = match own.is_empty() {
            true => None,
            false => compose_one(trace, lever, &own).map_err(|error| faults.push(error)).ok(),
        };
        let ignored = trace.graph.fixed_scope && trace.graph.levers[lever].scope_only;
        if ignored {
            continue;
        }
        let effects = measures::with_effects(trace, lever, set);
        let lever = &mut trace.graph.levers[lever];
        lever.direct = set;
        (lever.set, lever.public) = (effects.set, effects.public);
        (lever.next, lever.public_next) = (effects.next, effects.public_next);
    }
    trace.actions = actions;
    Error::of_all(faults).map_or(Ok(()), Err)
}

/// Where a scenario last set a lever in a zone and year.
pub fn last_set(trace: &Trace, lever: usize, zone: usize, year: usize) -> Option<Place> {
    let here = |action: &&Action| action.lever == lever && action.mask[zone][year];
    trace.actions.iter().rfind(here).map(|action| action.place.clone())
}

fn compose_one(trace: &mut Trace, lever: usize, actions: &[&Action]) -> Result<NodeId> {
    let mut table = vec![vec![0.0; trace.graph.years()]; trace.case.zones.len()];
    let mut extras: Vec<(NodeId, Vec<Vec<f64>>)> = Vec::new();
    for action in actions {
        let cells = || {
            let rows = action.mask.iter().enumerate();
            rows.flat_map(|(z, row)| (0..row.len()).filter(move |&y| row[y]).map(move |y| (z, y)))
        };
        if action.replace {
            for (zone, year) in cells() {
                table[zone][year] = 0.0;
                extras.iter_mut().for_each(|(_, mask)| mask[zone][year] = 0.0);
            }
        }
        match action.amount {
            Amount::Number(x) => {
                cells().for_each(|(zone, year)| table[zone][year] += x);
            }
            Amount::Node(node) => {
                let mut mask = vec![vec![0.0; trace.graph.years()]; trace.case.zones.len()];
                cells().for_each(|(zone, year)| mask[zone][year] = 1.0);
                extras.push((node, mask));
            }
        }
    }
    let last = |zone: usize, year: usize| actions.iter().rev().find(|a| a.mask[zone][year]);
    let mut faults: Vec<Error> = Vec::new();
    for (zone, row) in table.iter().enumerate() {
        for (year, found) in row.iter().enumerate() {
            // A cell that a draw adds to is known only in the draw.
            let plain = extras.iter().all(|(_, mask)| mask[zone][year] == 0.0);
            if let Some(action) = ranges::largest(actions, zone, year, *found).filter(|_| plain) {
                let said = faults.iter().any(|error| error.place.as_ref() == Some(&action.place));
                let checked = ranges::in_range(trace, lever, zone, year, *found, &action.place);
                faults.extend(checked.err().filter(|_| !said));
            }
        }
    }
    if let Some(error) = Error::of_all(faults) {
        return Err(error);
    }
    let mut sum = trace.graph.path(Path { scope: Scope::Zone, rows: table });
    let known = extras.is_empty();
    let zero = trace.graph.number(0.0);
    for (amount, mask) in extras {
        let mask = trace.graph.path(Path { scope: Scope::Zone, rows: mask });
        // Not a product: what the amount is in years it does not apply to is nobody's concern.
        let part = trace.graph.op(Op::When, &[mask, amount, zero], None);
        sum = trace.graph.op(Op::Add, &[sum, part], None);
    }
    if known {
        return Ok(sum);
    }
    // Where nothing is set there is nothing to cut.
    ranges::cut_note(trace, Code::LeverCut, lever, sum, |_, zone, year| {
        last(zone, year).map(|action| action.place.clone())
    });
    Ok(ranges::clipped(trace, lever, sum))
}
