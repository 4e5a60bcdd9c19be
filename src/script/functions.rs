//! Words of both script types: binding luck, memory, delays, tables.

use super::balance;
use super::operators::apply;
use super::trace::{Shared, Trace};
use super::types::of_value;
use super::value::{Operand, Parameter, Recipe, StockRef, operand_of_kind, plain_number, traced};
use crate::error::{Code, Error, Place, Result};
use crate::maths;
use crate::model::graph::{Lookup, Stock, Value};
use crate::model::unit::Unit;
use crate::model::{Distribution, Every, Family, Kind, Label, NodeId, Op, Scope};
use rhai::{Array, Dynamic, Engine, ImmutableString, NativeCallContext};

/// Registers an English and a Chinese word for the same function.
macro_rules! words {
    ($engine:expr, $shared:expr, [$en:literal $zh:literal], |$trace:ident, $place:ident $(, $arg:ident : $of:ty)*| $body:expr) => {
        super::functions::word!($engine, $shared, $en, |$trace, $place $(, $arg: $of)*| $body);
        super::functions::word!($engine, $shared, $zh, |$trace, $place $(, $arg: $of)*| $body);
    };
}
macro_rules! word {
    ($engine:expr, $shared:expr, $name:expr, |$trace:ident, $place:ident $(, $arg:ident : $of:ty)*| $body:expr) => {
        let one = $shared.clone();
        $engine.register_fn($name, move |context: rhai::NativeCallContext $(, $arg: $of)*| {
            super::operators::apply(&one, &context, |$trace, $place| $body)
        });
    };
}
pub(super) use {word, words};

/// Registers the words.
pub fn register(engine: &mut Engine, shared: &Shared) {
    for name in ["uncertain", "不确定"] {
        let one = shared.clone();
        engine.register_fn(
            name,
            move |context: NativeCallContext,
                  name: ImmutableString,
                  recipe: Dynamic,
                  scope: Dynamic,
                  every: Dynamic| {
                apply(&one, &context, |trace, place| {
                    uncertain(trace, &name, &recipe, &scope, &every, None, place)
                })
            },
        );
        word!(engine, shared, name, |trace,
                                     place,
                                     name: ImmutableString,
                                     recipe: Dynamic,
                                     scope: Dynamic,
                                     every: Dynamic,
                                     unit: ImmutableString| {
            uncertain(trace, &name, &recipe, &scope, &every, Some(&unit), place)
        });
    }
    memory(engine, shared);
    counts(engine, shared);
    words!(engine, shared, ["between" "介于"], |trace, place, low: Dynamic, high: Dynamic| between(trace, &low, &high, place));
    words!(engine, shared, ["with_unit" "带单位"], |trace, place, x: Dynamic, unit: ImmutableString| {
        let value = argument(trace, "with_unit", &x, 0, &place)?;
        balance::with_unit(trace, &value, &unit, &place)
    });
    words!(engine, shared, ["end" "期末"], |trace, _place, stock: StockRef| {
        let scope = trace.graph.stocks[stock.index].scope;
        Ok(traced(trace.graph.add(Value::StockEnd(stock.index), scope, Kind::Number, None), stock.unit))
    });
}

/// Values of other times, and tables.
fn memory(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["previous" "上期"], |trace, place, x: Dynamic, first: Dynamic| {
        let x = argument(trace, "previous", &x, 0, &place)?;
        let first = argument(trace, "previous", &first, 1, &place)?;
        let node = trace.graph.previous(x.node, Some(first.node), false);
        Ok(traced(node, balance::alike(trace, "previous", &[x, first], &place)?))
    });
    words!(engine, shared, ["delay" "延迟"], |trace, place, x: Dynamic, years: Dynamic| delay(trace, &x, &years, None, &place));
    words!(engine, shared, ["delay" "延迟"], |trace, place, x: Dynamic, years: Dynamic, first: Dynamic| {
        delay(trace, &x, &years, Some(&first), &place)
    });
    words!(engine, shared, ["smooth" "平滑"], |trace, place, x: Dynamic, years: Dynamic, first: Dynamic| {
        smooth(trace, &x, &years, &first, place)
    });
    words!(engine, shared, ["lookup" "查表"], |trace, place, x: Dynamic, points: Array| lookup(trace, &x, &points, place));
}

/// Events and counts with a luck of their own.
fn counts(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["occurs" "发生"], |trace, place, name: ImmutableString, p: Dynamic| {
        let p = argument(trace, "occurs", &p, 1, &place)?;
        balance::pure(trace, "occurs", [(1, &p)], &place)?;
        let luck = uniform(trace, &name, Scope::City, Every::Yearly, &place)?;
        Ok(traced(trace.graph.op(Op::Lt, &[luck, p.node], Some(place)), Unit::pure()))
    });
    words!(engine, shared, ["poisson" "泊松计数"], |trace, place, name: ImmutableString, mean: Dynamic| {
        let mean = argument(trace, "poisson", &mean, 1, &place)?;
        let scope = trace.graph.widest(&[mean.node]);
        let luck = uniform(trace, &name, scope, Every::Yearly, &place)?;
        let unit = balance::alike(trace, "poisson", std::slice::from_ref(&mean), &place)?;
        Ok(traced(trace.graph.op(Op::Poisson, &[mean.node, luck], Some(place)), unit))
    });
    words!(engine, shared, ["binomial" "二项计数"], |trace, place, name: ImmutableString, n: Dynamic, p: Dynamic| {
        let n = argument(trace, "binomial", &n, 1, &place)?;
        let p = argument(trace, "binomial", &p, 2, &place)?;
        balance::pure(trace, "binomial", [(2, &p)], &place)?;
        let scope = trace.graph.widest(&[n.node, p.node]);
        let luck = uniform(trace, &name, scope, Every::Yearly, &place)?;
        let unit = balance::alike(trace, "binomial", std::slice::from_ref(&n), &place)?;
        Ok(traced(trace.graph.op(Op::Binomial, &[n.node, p.node, luck], Some(place)), unit))
    });
}

/// An argument that must be a number; a mistake stands where the argument does.
pub fn argument(
    trace: &mut Trace,
    function: &str,
    x: &Dynamic,
    index: usize,
    call: &Place,
) -> Result<Operand> {
    operand_of_kind(trace, function, x, Kind::Number).map_err(|e| e.or_at(trace.argument_place(call, index)))
}

/// A uniform of its own luck.
fn uniform(trace: &mut Trace, name: &str, scope: Scope, every: Every, place: &Place) -> Result<NodeId> {
    let uniform = Distribution::new(Family::Uniform, vec![0.0, 1.0])?;
    trace.graph.uncertain(name, uniform, scope, every, Some(place.clone()))
}

fn uncertain(
    trace: &mut Trace,
    name: &str,
    recipe: &Dynamic,
    scope: &Dynamic,
    every: &Dynamic,
    unit: Option<&str>,
    place: Place,
) -> Result<Dynamic> {
    let wrong = |found: &Dynamic, wanted: &str, index: usize, trace: &Trace| {
        Error::at(Code::WrongType, trace.argument_place(&place, index))
            .with("function", "uncertain")
            .with("found", of_value(found))
            .with("wanted", wanted)
    };
    let scope = match scope.to_string().as_str() {
        "per_zone" => Scope::Zone,
        "per_city" => Scope::City,
        _ => return Err(wrong(scope, "@per-scope", 2, trace)),
    };
    let every = match every.to_string().as_str() {
        "once" => Every::Once,
        "yearly" => Every::Yearly,
        _ => return Err(wrong(every, "@frequency", 3, trace)),
    };
    let Some(recipe) = recipe.clone().try_cast::<Recipe>() else {
        return Err(wrong(recipe, "@distribution", 1, trace));
    };
    let unit = match unit {
        Some(text) => balance::stated(text, &trace.argument_place(&place, 4))?,
        None => trace.units.open(),
    };
    bind(trace, name, &recipe, scope, every, &unit, &place).map(|node| traced(node, unit))
}

/// Draws a recipe under a name, in a unit. Location-scale families may have simulated parameters.
///
/// # Errors
/// `UnitWrong` for a parameter in another unit; /// `ParameterNotConstant` where the family needs constants; `DeclaredTwice` for a name in use.
pub fn bind(
    trace: &mut Trace,
    name: &str,
    recipe: &Recipe,
    scope: Scope,
    every: Every,
    unit: &Unit,
    place: &Place,
) -> Result<NodeId> {
    let constant = |p: &Parameter| match p {
        Parameter::Number(_) => true,
        Parameter::Value(value) => trace.graph.constant(value.node).is_some(),
    };
    let fixed = recipe.parameters.iter().all(constant);
    balance::of_recipe(trace, recipe, unit, place)?;
    trace.drawn.push((trace.graph.uncertainties.len(), unit.clone()));
    if fixed {
        let distribution = recipe.constant(trace)?;
        return trace.graph.uncertain(name, distribution, scope, every, Some(place.clone()));
    }
    let standard = match recipe.family {
        Family::Normal | Family::LogNormal => Distribution::new(Family::Normal, vec![0.0, 1.0])?,
        Family::Uniform => Distribution::new(Family::Uniform, vec![0.0, 1.0])?,
        _ => recipe.constant(trace)?,
    };
    let p: Vec<NodeId> = recipe
        .parameters
        .iter()
        .map(|p| match p {
            Parameter::Number(x) => trace.graph.number(*x),
            Parameter::Value(value) => value.node,
        })
        .collect();
    let luck = trace.graph.uncertain(name, standard, scope, every, Some(place.clone()))?;
    Ok(located(trace, recipe.family, &p, luck, place))
}

/// The standard luck of a location-scale family moved to its simulated parameters.
fn located(trace: &mut Trace, family: Family, p: &[NodeId], luck: NodeId, place: &Place) -> NodeId {
    let graph = &mut trace.graph;
    let mut op = |op, args: &[NodeId]| graph.op(op, args, Some(place.clone()));
    match family {
        Family::Uniform => {
            let width = op(Op::Sub, &[p[1], p[0]]);
            let part = op(Op::Mul, &[width, luck]);
            op(Op::Add, &[p[0], part])
        }
        Family::LogNormal => {
            let shift = op(Op::Mul, &[p[1], luck]);
            let factor = op(Op::Exp, &[shift]);
            op(Op::Mul, &[p[0], factor])
        }
        _ => {
            let shift = op(Op::Mul, &[p[1], luck]);
            op(Op::Add, &[p[0], shift])
        }
    }
}

/// A 90 % interval: log-normal if both ends are positive and far apart, else normal; a note says which.
fn between(trace: &mut Trace, low: &Dynamic, high: &Dynamic, place: Place) -> Result<Recipe> {
    const Z95: f64 = 1.644_853_626_951_472_2;
    let number = |x: &Dynamic, index: usize| {
        plain_number(x).ok_or_else(|| {
            Error::at(Code::WrongType, trace.argument_place(&place, index))
                .with("function", "between")
                .with("found", of_value(x))
                .with("wanted", "@a-number")
        })
    };
    let (low, high) = (number(low, 0)?, number(high, 1)?);
    if low >= high {
        return Err(Error::at(Code::BadParameter, trace.argument_place(&place, 0))
            .named("distribution", "介于", "between")
            .named("parameter", "低", "low")
            .with("found", low)
            .named("wanted", "低 < 高", "low < high"));
    }
    let skewed = low > 0.0 && high / low >= 1.5;
    let (family, parameters) = if skewed {
        let (a, b) = (maths::ln(low), maths::ln(high));
        (Family::LogNormal, [maths::exp((a + b) / 2.0), (b - a) / (2.0 * Z95)])
    } else {
        (Family::Normal, [(low + high) / 2.0, (high - low) / (2.0 * Z95)])
    };
    trace.notes.push(
        Error::at(Code::BetweenFitted, place)
            .with("low", low)
            .with("high", high)
            .with("family", if skewed { "@lognormal-family" } else { "@normal-family" }),
    );
    Ok(Recipe { family, parameters: parameters.map(Parameter::Number).to_vec() })
}

/// The value some whole years ago; before that the stated first value (zero if none).
fn delay(
    trace: &mut Trace,
    x: &Dynamic,
    years: &Dynamic,
    first: Option<&Dynamic>,
    place: &Place,
) -> Result<Dynamic> {
    let x = argument(trace, "delay", x, 0, place)?;
    let first = match first {
        Some(first) => argument(trace, "delay", first, 2, place)?,
        None => Operand { node: trace.graph.number(0.0), unit: None },
    };
    let whole = plain_number(years).filter(|y| *y >= 0.0 && y.fract() == 0.0 && *y <= 100.0);
    let whole = whole.ok_or_else(|| {
        Error::at(Code::WrongType, trace.argument_place(place, 1))
            .with("function", "delay")
            .with("found", plain_number(years).map_or(of_value(years).to_owned(), |x| x.to_string()))
            .with("wanted", "@whole-years")
    })?;
    let mut node = x.node;
    for _ in 0..(whole as u32) * trace.graph.steps_per_year {
        node = trace.graph.previous(node, Some(first.node), false);
    }
    Ok(traced(node, balance::alike(trace, "delay", &[x, first], place)?))
}

/// First-order smoothing: a stock that follows `x` with a time constant in years.
fn smooth(trace: &mut Trace, x: &Dynamic, years: &Dynamic, first: &Dynamic, place: Place) -> Result<Dynamic> {
    let x = argument(trace, "smooth", x, 0, &place)?;
    let years = argument(trace, "smooth", years, 1, &place)?;
    let initial = argument(trace, "smooth", first, 2, &place)?;
    balance::wants(trace, "smooth", &years, &balance::known("年"), &trace.argument_place(&place, 1))?;
    let scope = trace.graph.widest(&[x.node, years.node, initial.node]);
    let id = format!("smooth#{}", trace.graph.stocks.len());
    // What is smoothed is a stock as a rule, and that has a name.
    let label = match trace.graph.node(x.node).value {
        Value::Stock(of) | Value::StockEnd(of) => {
            let Label { zh, en, .. } = &trace.graph.stocks[of].label;
            Label { id, zh: format!("{zh}（平滑）"), en: format!("{en} (smoothed)") }
        }
        _ => Label { id, zh: "平滑值".to_owned(), en: "smoothed value".to_owned() },
    };
    let node = trace.graph.stock(Stock {
        label,
        unit: String::new(),
        scope,
        initial: initial.node,
        flows: Vec::new(),
        next: None,
        place: Some(place.clone()),
    })?;
    let gap = trace.graph.op(Op::Sub, &[x.node, node], Some(place.clone()));
    let flow = trace.graph.op(Op::Div, &[gap, years.node], Some(place.clone()));
    let index = trace.graph.stocks.len() - 1;
    trace.graph.stocks[index].flows.push((flow, 1.0));
    Ok(traced(node, balance::alike(trace, "smooth", &[x, initial], &place)?))
}

fn lookup(trace: &mut Trace, x: &Dynamic, points: &Array, place: Place) -> Result<Dynamic> {
    let of = argument(trace, "lookup", x, 0, &place)?;
    let pair = |p: &Dynamic| {
        let pair = p.clone().into_array().ok()?;
        match &pair[..] {
            [x, y] => Some((plain_number(x)?, plain_number(y)?)),
            _ => None,
        }
    };
    let pairs: Option<Vec<(f64, f64)>> = points.iter().map(pair).collect();
    let pairs = pairs.filter(|p| p.len() >= 2 && p.windows(2).all(|w| w[0].0 < w[1].0));
    let Some(pairs) = pairs else {
        return Err(Error::at(Code::WrongType, trace.argument_place(&place, 1))
            .with("function", "lookup")
            .with("found", "@array")
            .with("wanted", "@points"));
    };
    let (xs, ys) = pairs.into_iter().unzip();
    trace.graph.lookups.push(Lookup { xs, ys });
    let value = Value::Lookup(trace.graph.lookups.len() - 1, of.node);
    let scope = trace.graph.node(of.node).scope;
    // Bare points: what goes in and what comes out may have any units.
    let unit = trace.units.open();
    Ok(traced(trace.graph.add(value, scope, Kind::Number, Some(place)), unit))
}
