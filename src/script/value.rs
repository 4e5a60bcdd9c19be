//! The types that scripts handle: simulated values, stocks, distributions not yet drawn.
//!
//! Owns their names in messages and the way into the graph. A script's number,
//! stock or value becomes a node here and nowhere else.

use super::trace::{Shared, Trace};
use super::types::of_value;
use crate::error::{Code, Error, Result};
use crate::experiment::Amount;
use crate::model::distribution::in_chinese;
use crate::model::unit::Unit;
use crate::model::{Distribution, Family, Kind, NodeId};
use rhai::Dynamic;

/// A value that is known only inside a draw.
#[derive(Clone)]
pub struct Traced {
    /// Its node.
    pub node: NodeId,
    /// Its unit.
    pub unit: Unit,
}

/// What an operation or a word works on.
#[derive(Clone, Debug)]
pub struct Operand {
    /// Its node.
    pub node: NodeId,
    /// Its unit; a bare number has none and takes any.
    pub unit: Option<Unit>,
}

/// A stock, to which flows can be added.
#[derive(Clone)]
pub struct StockRef {
    /// Index of the stock.
    pub index: usize,
    /// Node of its value at the start of a step.
    pub node: NodeId,
    /// Its unit.
    pub unit: Unit,
}

/// A distribution that is not drawn yet; a draw happens where it is bound.
#[derive(Clone)]
pub struct Recipe {
    /// Its family.
    pub family: Family,
    /// Parameters; nodes where the family allows simulated ones.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a recipe.
#[derive(Clone, Debug)]
pub enum Parameter {
    /// A constant.
    Number(f64),
    /// A simulated value.
    Value(Operand),
}

impl Recipe {
    /// The distribution, if every parameter is constant.
    ///
    /// # Errors
    /// `ParameterNotConstant`, or `BadParameter` from the family's checks.
    pub fn constant(&self, trace: &Trace) -> Result<Distribution> {
        let mut numbers = Vec::new();
        for (index, parameter) in self.parameters.iter().enumerate() {
            numbers.push(match parameter {
                Parameter::Number(x) => *x,
                Parameter::Value(value) => trace.graph.constant(value.node).ok_or_else(|| {
                    let name = self.family.parameters().get(index).copied().unwrap_or("value");
                    Error::new(Code::ParameterNotConstant)
                        .named("distribution", self.family.chinese(), self.family.symbol())
                        .named("parameter", in_chinese(name), name)
                })?,
            });
        }
        Distribution::new(self.family, numbers)
    }
}

/// The number in a plain integer or float.
pub fn plain_number(value: &Dynamic) -> Option<f64> {
    let value = value.flatten_clone();
    value.as_int().map(|i| i as f64).or_else(|_| value.as_float()).ok()
}

/// What is known of an amount before the draws: a number, or the P50 of a distribution with constant
/// parameters, drawn here or before.
pub fn known_amount(trace: &Trace, amount: &Dynamic, plain: Option<f64>) -> Amount {
    let median = || match amount.clone().try_cast::<Recipe>() {
        Some(recipe) => recipe.constant(trace).ok().map(|d| d.quantile(0.5)),
        None => {
            let value = amount.clone().try_cast::<Traced>()?;
            let crate::model::Value::Uncertain(index) = trace.graph.node(value.node).value else {
                return None;
            };
            let distribution = trace.graph.uncertainties[index].distribution;
            Some(trace.graph.distributions[distribution].quantile(0.5))
        }
    };
    match plain {
        Some(x) => Amount::Plain(x),
        // Never less than nothing, as in the draws.
        None => median().map_or(Amount::Simulated, |x| Amount::Median(x.max(0.0))),
    }
}

/// A script's value as an operand: a number, a yes or no, a simulated value or a stock.
///
/// # Errors
/// `RecipeUnbound` for a distribution, `WrongType` for anything else.
pub fn operand_of(trace: &mut Trace, function: &str, value: &Dynamic) -> Result<Operand> {
    if let Some(x) = plain_number(value) {
        return Ok(Operand { node: trace.graph.number(x), unit: None });
    }
    let value = value.flatten_clone();
    if let Some(traced) = value.clone().try_cast::<Traced>() {
        return Ok(Operand { node: traced.node, unit: Some(traced.unit) });
    }
    if let Some(stock) = value.clone().try_cast::<StockRef>() {
        return Ok(Operand { node: stock.node, unit: Some(stock.unit) });
    }
    if let Ok(yes) = value.as_bool() {
        let bits = f64::from(yes).to_bits();
        let value = crate::model::Value::Const(bits);
        let node = trace.graph.add(value, crate::model::Scope::City, Kind::Condition, None);
        return Ok(Operand { node, unit: None });
    }
    if let Some(recipe) = value.clone().try_cast::<Recipe>() {
        return Err(Error::new(Code::RecipeUnbound).with("distribution", recipe.family.symbol()));
    }
    Err(Error::new(Code::WrongType)
        .with("function", function)
        .with("found", of_value(&value))
        .with("wanted", "@number-or-value"))
}

/// The operand of a value that must be of a kind.
///
/// # Errors
/// `ConditionAsNumber` or `NumberAsCondition`, and those of [`operand_of`].
pub fn operand_of_kind(trace: &mut Trace, function: &str, value: &Dynamic, kind: Kind) -> Result<Operand> {
    let operand = operand_of(trace, function, value)?;
    match (kind, trace.graph.node(operand.node).kind) {
        (Kind::Number, Kind::Condition) => {
            let compares = function.starts_with(['<', '>']);
            let cure = if compares { "and(1 < x, x < 3)" } else { "when(x > 3, 1, 0)" };
            Err(Error::new(Code::ConditionAsNumber).with("function", function).with("cure", cure))
        }
        (Kind::Condition, Kind::Number) => {
            Err(Error::new(Code::NumberAsCondition).with("function", function))
        }
        _ => Ok(operand),
    }
}

/// Deepest nesting of arrays and maps that is looked into; nothing sensible is deeper.
pub const NESTING: usize = 32;

/// What values hold, at any depth.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inside {
    /// Nothing that only a draw knows.
    Plain,
    /// A simulated value, a stock, a distribution or a zone.
    Own,
    /// Nested too deeply to look into.
    TooDeep,
}

/// Looks into values, arrays and maps.
pub fn inside<'a>(values: impl IntoIterator<Item = &'a Dynamic>) -> Inside {
    fn look(value: &Dynamic, depth: usize) -> Inside {
        if depth >= NESTING {
            return Inside::TooDeep;
        }
        let mut worst = Inside::Plain;
        if let Some(items) = value.read_lock::<rhai::Array>() {
            items.iter().for_each(|item| worst = worst.max(look(item, depth + 1)));
        } else if let Some(map) = value.read_lock::<rhai::Map>() {
            map.values().for_each(|item| worst = worst.max(look(item, depth + 1)));
        } else if super::types::is_own(of_value(value)) {
            worst = Inside::Own;
        }
        worst
    }
    values.into_iter().map(|value| look(value, 0)).max().unwrap_or(Inside::Plain)
}

/// Refuses values in which something is known only in a draw, with the error given, or nested too deeply.
///
/// # Errors
/// The error given, or `Limit`.
pub fn only_plain<'a>(
    trace: &Trace,
    values: impl IntoIterator<Item = &'a Dynamic>,
    error: Error,
) -> Result<()> {
    match inside(values) {
        Inside::Plain => Ok(()),
        Inside::Own => Err(error),
        Inside::TooDeep => Err(Error::new(Code::Limit)
            .with("what", "@nesting")
            .with("most", NESTING)
            .with("script", &trace.entry)),
    }
}

/// Wraps a node with its unit for a script.
pub fn traced(node: NodeId, unit: Unit) -> Dynamic {
    Dynamic::from(Traced { node, unit })
}

/// Runs `act` on the locked trace.
pub fn locked<R>(shared: &Shared, act: impl FnOnce(&mut Trace) -> R) -> R {
    let mut trace = shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    act(&mut trace)
}
