//! The planner's words: zones, rules, other beliefs, other targets.

use super::foreign::half_width;
use super::functions::words;
use super::operators::apply;
use super::trace::{Shared, Trace};
use super::translate::{Rhai, limit, wrong, wrong_at};
use super::types::of_value;
use super::value::{Recipe, locked, operand_of_kind, plain_number, traced};
use super::zones::{self, ZoneRef, mask, years};
use super::{Host, balance, engine, levers, ranges};
use crate::case::{Case, Text, unit};
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::model::unit::Unit;
use crate::model::{Every, Kind, NodeId, Op, Reduction, Scope};
use rhai::{Dynamic, Engine, FnPtr, ImmutableString as Name, Map, NativeCallContext};

/// Registers the words of scenario scripts, with those of the model's levers.
pub fn register(engine: &mut Engine, shared: &Shared, host: &Host) {
    words!(engine, shared, ["scenario" "情景"], |trace, _place, zh: Name, en: Name| {
        if trace.bases.is_empty() {
            trace.title = Some(Text { zh: zh.to_string(), en: en.to_string() });
        }
        Ok(())
    });
    words!(engine, shared, ["scenario" "情景"], |trace, _place, name: Name| {
        if trace.bases.is_empty() {
            trace.title = Some(Text { zh: name.to_string(), en: name.to_string() });
        }
        Ok(())
    });
    words!(engine, shared, ["zone" "园区"], |trace, place, name: Name| {
        let index = zones::find(trace, &name).map_err(|e| e.or_at(trace.argument_place(&place, 0)))?;
        Ok(zones::one(trace, index))
    });
    words!(engine, shared, ["zones" "全部园区"], |trace, _place| {
        Ok(zones::all(trace))
    });
    words!(engine, shared, ["split" "分配"], |trace, place, zone: ZoneRef, lever: Name, when: Dynamic, amount: Dynamic| {
        levers::split(trace, &zone, &lever, &when, &amount, place)
    });
    words!(engine, shared, ["last" "上年"], |trace, place, zone: ZoneRef, name: Name| last(trace, &name, Some(&zone), &place));
    words!(engine, shared, ["last" "上年"], |trace, place, name: Name| last(trace, &name, None, &place));
    words!(engine, shared, ["figure" "改数据"], |trace, place, zone: Name, id: Name, value: Dynamic| {
        figure(trace, Some(&zone), &id, &value, &place)
    });
    words!(engine, shared, ["figure" "改数据"], |trace, place, id: Name, value: Dynamic| figure(trace, None, &id, &value, &place));
    words!(engine, shared, ["target" "改目标"], |trace, place, id: Name, changes: Map| target(trace, &id, &changes, &place));
    for name in ["rule", "规则"] {
        let one = shared.clone();
        engine.register_fn(name, move |context: NativeCallContext, when: Dynamic, body: FnPtr| {
            let all = locked(&one, |trace| zones::all(trace));
            rule(&one, &context, &all, &when, &body, 0)
        });
        let one = shared.clone();
        engine.register_fn(
            name,
            move |context: NativeCallContext, zone: ZoneRef, when: Dynamic, body: FnPtr| {
                rule(&one, &context, &zone, &when, &body, 1)
            },
        );
    }
    for name in ["based_on", "基于"] {
        let one = shared.clone();
        let host = host.clone();
        engine.register_fn(name, move |context: NativeCallContext, base: Name| {
            based_on(&one, &host, &context, &base)
        });
    }
    engine.register_iterator::<ZoneRef>();
    super::measures::register(engine, shared);
    levers::register(engine, shared);
}

/// Traces a rule at once: the closure is called with "each zone".
fn rule(
    shared: &Shared,
    context: &NativeCallContext,
    zone: &ZoneRef,
    when: &Dynamic,
    body: &FnPtr,
    index: usize,
) -> Rhai<()> {
    let each = apply(shared, context, |trace, place| {
        let years = years(trace, "rule", when, &trace.argument_place(&place, index))?;
        let mask = mask(trace, zone, &years);
        trace.rules.push(mask);
        Ok(ZoneRef { rule: Some(trace.rules.len() - 1), ..zone.clone() })
    })?;
    body.call_within_context::<Dynamic>(context, (each,)).map(|_| ())
}

/// Last year's value of an indicator, in its own unit; in the first step that of the base year.
///
/// In a rule and on several zones it is each zone's own; on one zone it is that zone's, as one value.
fn last(trace: &mut Trace, name: &str, zone: Option<&ZoneRef>, place: &Place) -> Result<Dynamic> {
    let by_zone = zone.is_some();
    let fits =
        |i: &&crate::model::graph::Indicator| if by_zone { i.zone.is_some() } else { i.city.is_some() };
    let named =
        |i: &&crate::model::graph::Indicator| i.label.id == name || i.label.zh == name || i.label.en == name;
    let indicators = &trace.graph.indicators;
    let found = indicators.iter().filter(fits).find(named).cloned().ok_or_else(|| {
        let known = indicators.iter().filter(fits).flat_map(|i| [i.label.id.as_str(), i.label.zh.as_str()]);
        Error::at(Code::UnknownIndicator, trace.argument_place(place, usize::from(by_zone)))
            .with("indicator", name)
            .with_some("nearest", nearest_name(name, known))
    })?;
    let node = if by_zone { found.zone } else { found.city };
    let before = trace.graph.previous(node.expect("filtered"), None, true);
    let scale = trace.graph.number(found.scale);
    let value = trace.graph.op(Op::Mul, &[before, scale], Some(place.clone()));
    let value = match zone {
        Some(ZoneRef { zones, rule: None, .. }) if zones.len() == 1 => only(trace, value, zones[0], place),
        _ => value,
    };
    Ok(traced(value, balance::known(&found.unit)))
}

/// One zone's value as a value of the city.
fn only(trace: &mut Trace, value: NodeId, zone: usize, place: &Place) -> NodeId {
    let zero = trace.graph.number(0.0);
    let here = is_zone(trace, zone);
    let alone = trace.graph.op(Op::When, &[here, value, zero], Some(place.clone()));
    trace.graph.reduce(Reduction::Total, alone, Some(place.clone()))
}

/// The condition that holds in one zone only.
fn is_zone(trace: &mut Trace, zone: usize) -> NodeId {
    let here: Vec<f64> = (0..trace.case.zones.len()).map(|z| f64::from(z == zone)).collect();
    let here = trace.graph.zone_numbers(&here);
    let half = trace.graph.number(0.5);
    trace.graph.op(Op::Gt, &[here, half], None)
}

/// Another belief about a figure of the case.
fn figure(trace: &mut Trace, zone: Option<&str>, id: &str, value: &Dynamic, place: &Place) -> Result<()> {
    let first = usize::from(zone.is_some());
    let zone = zone
        .map(|name| zones::find(trace, name).map_err(|e| e.or_at(trace.argument_place(place, 0))))
        .transpose()?;
    let index = trace.graph.figures.iter().position(|(name, _)| name == id).ok_or_else(|| {
        let at = trace.argument_place(place, first);
        if trace.case.figures.iter().any(|f| f.indicator == id) {
            return Error::at(Code::FigureUnused, at).with("figure", id);
        }
        Error::at(Code::UnknownFigure, at).with("figure", id).with_some("nearest", nearest_figure(trace, id))
    })?;
    let old = trace.graph.figures[index].1;
    let by_zone = trace.graph.node(old).scope == Scope::Zone;
    if by_zone != zone.is_some() {
        let wanted = if by_zone { "@zone-figure" } else { "@city-figure" };
        return Err(Error::at(Code::FigureScope, trace.argument_place(place, first))
            .with("figure", id)
            .with("wanted", wanted));
    }
    let unit = trace.case.figures.iter().find(|f| f.indicator == id).map_or("", |f| f.unit.as_str());
    let (scale, wanted) = (unit::find(unit).map_or(1.0, |u| u.scale), balance::known(unit));
    let at = trace.argument_place(place, first + 1);
    if let Some(x) = plain_number(value) {
        ranges::in_unit(unit, id, x, &at)?;
    } else if let Some(Ok(spread)) = value.clone().try_cast::<Recipe>().map(|r| r.constant(trace)) {
        for share in [0.05, 0.95] {
            ranges::in_unit(unit, id, spread.quantile(share), &at)?;
        }
    }
    trace.believes = true;
    let note = belief_note(trace, zone, id, value, place);
    trace.notes.push(note);
    let believed = believed(trace, zone, id, value, &wanted, &at)?;
    let scale = trace.graph.number(scale);
    let believed = trace.graph.op(Op::Mul, &[believed, scale], Some(place.clone()));
    trace.graph.figures[index].1 = match zone {
        None => believed,
        Some(zone) => {
            let here = is_zone(trace, zone);
            trace.graph.op(Op::When, &[here, believed, old], Some(place.clone()))
        }
    };
    Ok(())
}

/// The figure that is called so for people or as an indicator, or else the one with the nearest name.
fn nearest_figure(trace: &Trace, id: &str) -> Option<String> {
    let graph = &trace.graph;
    let figure = |id: &str| graph.figures.iter().any(|(name, _)| name == id);
    let named = graph.names.iter().chain(graph.indicators.iter().map(|indicator| &indicator.label));
    let labels: Vec<_> = named.filter(|label| figure(&label.id)).collect();
    let same = labels.iter().find(|label| label.zh == id || label.en == id);
    let known = || graph.figures.iter().map(|(name, _)| name.as_str());
    let close = || {
        let zh = nearest_name(id, labels.iter().map(|label| label.zh.as_str()))?;
        labels.iter().find(|label| label.zh == zh)
    };
    let label = same.or_else(|| close().filter(|_| !id.is_ascii()));
    label.map(|label| label.id.clone()).or_else(|| nearest_name(id, known()))
}

/// Says that a scenario believes otherwise, and what: every output of it repeats this.
fn belief_note(trace: &Trace, zone: Option<usize>, id: &str, value: &Dynamic, place: &Place) -> Error {
    let figure = trace.case.figures.iter().find(|f| f.indicator == id && f.zone == zone);
    let spread = |low: f64, middle: f64, high: f64| format!("{middle} ({low}–{high})");
    let stated = figure.map_or_else(String::new, |f| match f.spread {
        Some((low, high)) => spread(low, f.value, high),
        None => f.value.to_string(),
    });
    let rounded = |x: f64| (x * 1000.0).round() / 1000.0;
    let drawn = value.clone().try_cast::<Recipe>().and_then(|recipe| recipe.constant(trace).ok());
    let value = match (plain_number(value), drawn) {
        (Some(x), _) => x.to_string(),
        (None, Some(d)) => {
            let at = |share| rounded(d.quantile(share));
            spread(at(0.05), at(0.5), at(0.95))
        }
        _ => "…".to_owned(),
    };
    let note = Error::at(Code::FigureBelieved, place.clone());
    let note = note.with("figure", id).with("value", value).with("stated", stated);
    let unit = figure.map(|f| unit::quoted(&f.unit)).filter(|(zh, _)| !zh.starts_with('1'));
    let note = match unit {
        Some((zh, en)) => note.named("unit", zh, en),
        None => note,
    };
    match zone.map(|zone| &trace.case.zones[zone].name) {
        Some(name) => note.named("zone", &name.zh, &name.en),
        None => note,
    }
}

fn believed(
    trace: &mut Trace,
    zone: Option<usize>,
    id: &str,
    value: &Dynamic,
    unit: &Unit,
    place: &Place,
) -> Result<NodeId> {
    if let Some(recipe) = value.clone().try_cast::<Recipe>() {
        let zone = zone.map_or("city", |z| trace.case.zones[z].id.as_str());
        let name = format!("belief/{zone}/{id}");
        return super::functions::bind(trace, &name, &recipe, Scope::City, Every::Once, unit, place);
    }
    let value = operand_of_kind(trace, "figure", value, Kind::Number).map_err(|e| e.or_at(place.clone()))?;
    let value = balance::put(trace, value, unit);
    balance::wants(trace, "figure", &value, unit, place)?;
    Ok(value.node)
}

/// The target whose id or name comes nearest.
fn nearest_target(case: &Case, name: &str) -> Option<String> {
    let ids = case.targets.iter().map(|target| target.id.as_str());
    let named = || {
        let names = || case.targets.iter().map(|target| target.name.zh.as_str());
        let nearest = nearest_name(name, names())?;
        case.targets.iter().find(|target| target.name.zh == nearest).map(|target| target.id.clone())
    };
    nearest_name(&name.to_ascii_uppercase(), ids).or_else(named)
}

/// Another threshold or year of a target: `target("T1a", #{threshold: 4.5, year: 2028})`.
fn target(trace: &mut Trace, id: &str, changes: &Map, place: &Place) -> Result<()> {
    let case = trace.case.clone();
    // Small or full-width letters mean the same target.
    let half: String = id.chars().map(|c| half_width(c).unwrap_or(c)).collect();
    let declared = case.targets.iter().find(|t| t.id.eq_ignore_ascii_case(&half));
    let id = declared.map_or(id, |target| target.id.as_str());
    if declared.is_none() {
        let error = Error::at(Code::UnknownTarget, trace.argument_place(place, 0)).with("target", id);
        // The name that several readings share is no reading itself: all of them may be meant.
        let same = case.targets.iter().filter(|t| t.of.eq_ignore_ascii_case(&half));
        let readings: Vec<&str> = same.map(|t| t.id.as_str()).collect();
        return Err(match readings.is_empty() {
            true => error.with_some("nearest", nearest_target(&case, &half)),
            false => error.listed("readings", &readings),
        });
    }
    let (mut threshold, mut year) = (None, None);
    let keys = trace.keys_of(place);
    for (key, value) in changes {
        let written = keys.iter().find(|(name, _)| name == key.as_str()).map(|(_, at)| at.clone());
        let at = written.unwrap_or_else(|| trace.argument_place(place, 1));
        let number = plain_number(value).ok_or_else(|| {
            Error::at(Code::WrongType, at.clone())
                .with("function", key)
                .with("found", of_value(value))
                .with("wanted", "@a-number")
        })?;
        match key.as_str() {
            "threshold" | "阈值" => {
                let unit = declared.map_or("", |t| t.unit.as_str());
                ranges::in_unit(unit, key, number, &at)?;
                threshold = Some(number);
            }
            "year" | "年份" => {
                years(trace, key, value, &at)?;
                year = Some(number as i32);
            }
            _ => {
                let nearest = nearest_name(key, ["threshold", "year", "阈值", "年份"]);
                return Err(Error::at(Code::MissingMapKey, at)
                    .with("key", key)
                    .with_some("nearest", nearest));
            }
        }
    }
    trace.retargeted.push((id.to_owned(), threshold, year));
    // Every output of this scenario reads the target differently, so it is said.
    let (threshold, year) = declared.map_or((0.0, 0), |t| crate::experiment::reading(t, &trace.retargeted));
    // Calls add up, so only what they come to is said.
    trace.notes.retain(|n| n.code != Code::TargetChanged || n.arg("target") != Some(id));
    let note = Error::at(Code::TargetChanged, place.clone());
    trace.notes.push(note.with("target", id).with("threshold", threshold).with("year", year));
    Ok(())
}

/// Runs another scenario's script first; its title is not taken.
fn based_on(shared: &Shared, host: &Host, context: &NativeCallContext, name: &str) -> Rhai<()> {
    let place = locked(shared, |trace| trace.place(context));
    let at = locked(shared, |trace| trace.argument_place(&place, 0));
    // A path leads downwards only.
    if name.starts_with('/') || name.contains(['\\', ':', '\0']) || name.contains("..") {
        return Err(wrong(Error::at(Code::BaseMissing, at).with("name", name)));
    }
    let found = host.sources.scenario(name, &place.file).map_err(|e| wrong_at(e, at.clone()))?;
    locked(shared, |trace| {
        if trace.bases.contains(&found.script.shown) || trace.entry == found.script.shown {
            return Err(wrong(Error::at(Code::ImportCircle, at.clone()).with("path", name)));
        }
        if trace.bases.len() >= engine::FILE_DEPTH {
            return Err(wrong(limit("@file-depth", engine::FILE_DEPTH as u64, place.clone(), trace)));
        }
        trace.bases.push(found.script.shown.clone());
        Ok(())
    })?;
    let engine = context.engine();
    let ast = engine::parsed(engine, shared, &found.script).map_err(wrong)?;
    let outcome = engine.eval_ast::<Dynamic>(&ast);
    locked(shared, |trace| trace.bases.pop());
    match outcome {
        Ok(_) => Ok(()),
        Err(inner) => {
            let shown = found.script.shown;
            Err(rhai::EvalAltResult::ErrorInModule(shown, inner, context.call_position()).into())
        }
    }
}
