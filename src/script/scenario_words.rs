//! The planner's words: zones, rules, other beliefs, other targets.

use super::functions::words;
use super::operators::apply;
use super::trace::{Shared, Trace};
use super::translate::{Rhai, wrong, wrong_at};
use super::value::{Recipe, locked, node_of_kind, plain_number, traced, type_term};
use super::zones::{self, ZoneRef, mask, years};
use super::{Host, engine, levers};
use crate::case::{Text, unit};
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::model::{Every, Kind, NodeId, Op, Scope};
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
        Ok(ZoneRef { zones: vec![index], rule: None, name: trace.case.zones[index].id.clone() })
    });
    words!(engine, shared, ["zones" "全部园区"], |trace, _place| {
        Ok(ZoneRef { zones: (0..trace.case.zones.len()).collect(), rule: None, name: "zones".to_owned() })
    });
    words!(engine, shared, ["split" "分配"], |trace, place, zone: ZoneRef, lever: Name, when: Dynamic, amount: Dynamic| {
        levers::split(trace, &zone, &lever, &when, &amount, place)
    });
    words!(engine, shared, ["last" "上年"], |trace, place, _zone: ZoneRef, name: Name| last(trace, &name, true, &place));
    words!(engine, shared, ["last" "上年"], |trace, place, name: Name| last(trace, &name, false, &place));
    words!(engine, shared, ["figure" "改数据"], |trace, place, zone: Name, id: Name, value: Dynamic| {
        figure(trace, Some(&zone), &id, &value, &place)
    });
    words!(engine, shared, ["figure" "改数据"], |trace, place, id: Name, value: Dynamic| figure(trace, None, &id, &value, &place));
    words!(engine, shared, ["target" "改目标"], |trace, place, id: Name, changes: Map| target(trace, &id, &changes, &place));
    for name in ["rule", "规则"] {
        let one = shared.clone();
        engine.register_fn(name, move |context: NativeCallContext, when: Dynamic, body: FnPtr| {
            let all = locked(&one, |trace| (0..trace.case.zones.len()).collect());
            rule(
                &one,
                &context,
                &ZoneRef { zones: all, rule: None, name: "zones".to_owned() },
                &when,
                &body,
                0,
            )
        });
        let one = shared.clone();
        engine.register_fn(
            name,
            move |context: NativeCallContext, zone: ZoneRef, when: Dynamic, body: FnPtr| {
                rule(&one, &context, &zone, &when, &body, 0)
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
    refuse_model_words(engine, shared);
    levers::register(engine, shared);
}

/// Words of the model script say where they belong.
fn refuse_model_words(engine: &mut Engine, shared: &Shared) {
    for (en, zh) in super::reserved::MODEL {
        for name in [*en, *zh] {
            macro_rules! refuse {
                ($($arg:ident)*) => {
                    let one = shared.clone();
                    engine.register_fn(name, move |context: NativeCallContext $(, $arg: Dynamic)*| -> Rhai<Dynamic> {
                        $(let _ = $arg;)*
                        apply(&one, &context, |_, _| {
                            Err(Error::new(Code::WrongPhase).with("function", name).with("script", "@model-script"))
                        })
                    });
                };
            }
            refuse!(_a);
            refuse!(_a _b);
            refuse!(_a _b _c);
            refuse!(_a _b _c _d);
            refuse!(_a _b _c _d _e);
            refuse!(_a _b _c _d _e _f);
        }
    }
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
    let (each, before) = apply(shared, context, |trace, place| {
        let years = years(trace, "rule", when, &trace.argument_place(&place, index))?;
        let mask = mask(trace, &zone.zones, &years);
        trace.rules.push(mask);
        let file = trace.closures.get(body.fn_name()).cloned();
        let before = std::mem::replace(&mut trace.closure_file, file);
        Ok((ZoneRef { rule: Some(trace.rules.len() - 1), ..zone.clone() }, before))
    })?;
    let outcome = body.call_within_context::<Dynamic>(context, (each,));
    locked(shared, |trace| trace.closure_file = before);
    outcome.map(|_| ())
}

/// Last year's value of an indicator, in its own unit; in the first step that of the base year.
fn last(trace: &mut Trace, name: &str, by_zone: bool, place: &Place) -> Result<Dynamic> {
    let fits =
        |i: &&crate::model::graph::Indicator| if by_zone { i.zone.is_some() } else { i.city.is_some() };
    let named =
        |i: &&crate::model::graph::Indicator| i.label.id == name || i.label.zh == name || i.label.en == name;
    let indicators = &trace.graph.indicators;
    let found = indicators.iter().filter(fits).find(named).cloned().ok_or_else(|| {
        let known = indicators.iter().filter(fits).flat_map(|i| [i.label.id.as_str(), i.label.zh.as_str()]);
        Error::at(Code::UnknownIndicator, trace.argument_place(place, 0))
            .with("indicator", name)
            .with_some("nearest", nearest_name(name, known))
    })?;
    let node = if by_zone { found.zone } else { found.city };
    let before = trace.graph.previous(node.expect("filtered"), None, true);
    let scale = trace.graph.number(found.scale);
    Ok(traced(trace.graph.op(Op::Mul, &[before, scale], Some(place.clone()))))
}

/// Another belief about a figure of the case.
fn figure(trace: &mut Trace, zone: Option<&str>, id: &str, value: &Dynamic, place: &Place) -> Result<()> {
    let first = usize::from(zone.is_some());
    let zone = zone
        .map(|name| zones::find(trace, name).map_err(|e| e.or_at(trace.argument_place(place, 0))))
        .transpose()?;
    let index = trace.graph.figures.iter().position(|(name, _)| name == id).ok_or_else(|| {
        let known = trace.graph.figures.iter().map(|(name, _)| name.as_str());
        Error::at(Code::UnknownFigure, trace.argument_place(place, first))
            .with("figure", id)
            .with_some("nearest", nearest_name(id, known))
    })?;
    let old = trace.graph.figures[index].1;
    let by_zone = trace.graph.node(old).scope == Scope::Zone;
    if by_zone != zone.is_some() {
        let wanted = if by_zone { "@zone-figure" } else { "@city-figure" };
        return Err(Error::at(Code::FigureScope, place.clone()).with("figure", id).with("wanted", wanted));
    }
    let believed = believed(trace, zone, id, value, &trace.argument_place(place, first + 1))?;
    let unit = trace.case.figures.iter().find(|f| f.indicator == id).map_or("", |f| f.unit.as_str());
    let scale = unit::find(unit).map_or(1.0, |u| u.scale);
    let scale = trace.graph.number(scale);
    let believed = trace.graph.op(Op::Mul, &[believed, scale], Some(place.clone()));
    trace.graph.figures[index].1 = match zone {
        None => believed,
        Some(zone) => {
            let here: Vec<f64> = (0..trace.case.zones.len()).map(|z| f64::from(z == zone)).collect();
            let here = trace.graph.zone_numbers(&here);
            let half = trace.graph.number(0.5);
            let here = trace.graph.op(Op::Gt, &[here, half], None);
            trace.graph.op(Op::When, &[here, believed, old], Some(place.clone()))
        }
    };
    Ok(())
}

fn believed(
    trace: &mut Trace,
    zone: Option<usize>,
    id: &str,
    value: &Dynamic,
    place: &Place,
) -> Result<NodeId> {
    if let Some(recipe) = value.clone().try_cast::<Recipe>() {
        let zone = zone.map_or("city", |z| trace.case.zones[z].id.as_str());
        let name = format!("belief/{zone}/{id}");
        return super::functions::bind(trace, &name, &recipe, Scope::City, Every::Once, place);
    }
    node_of_kind(trace, "figure", value, Kind::Number).map_err(|e| e.or_at(place.clone()))
}

/// Another threshold or year of a target: `target("T1a", #{threshold: 4.5, year: 2028})`.
fn target(trace: &mut Trace, id: &str, changes: &Map, place: &Place) -> Result<()> {
    let case = trace.case.clone();
    if !case.targets.iter().any(|t| t.id == id) {
        let known = case.targets.iter().map(|t| t.id.as_str());
        return Err(Error::at(Code::UnknownTarget, trace.argument_place(place, 0))
            .with("target", id)
            .with_some("nearest", nearest_name(id, known)));
    }
    let (mut threshold, mut year) = (None, None);
    for (key, value) in changes {
        let at = trace.argument_place(place, 1);
        let number = plain_number(value).ok_or_else(|| {
            Error::at(Code::WrongType, at.clone())
                .with("function", "target")
                .with("found", type_term(value))
                .with("wanted", "@number")
        })?;
        match key.as_str() {
            "threshold" | "阈值" => threshold = Some(number),
            "year" | "年份" => {
                years(trace, "target", value, &at)?;
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
    Ok(())
}

/// Runs another scenario's script first; its title is not taken.
fn based_on(shared: &Shared, host: &Host, context: &NativeCallContext, name: &str) -> Rhai<()> {
    let place = locked(shared, |trace| trace.place(context));
    let found = host.sources.scenario(name).map_err(|e| wrong_at(e, place.clone()))?;
    locked(shared, |trace| {
        if trace.bases.contains(&found.script.shown) || trace.entry == found.script.shown {
            return Err(wrong(Error::at(Code::ImportCircle, place.clone()).with("path", name)));
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
