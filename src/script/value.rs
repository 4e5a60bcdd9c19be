//! The types that scripts handle: simulated values, stocks, distributions not yet drawn.
//!
//! Owns their names in messages and the way into the graph. A script's number,
//! stock or value becomes a node here and nowhere else.

use super::trace::{Shared, Trace};
use super::types::of_value;
use crate::error::{Code, Error, Result};
use crate::model::{Distribution, Family, Kind, NodeId};
use rhai::Dynamic;

/// A value that is known only inside a draw.
#[derive(Clone)]
pub struct Traced {
    /// Its node.
    pub node: NodeId,
}

/// A stock, to which flows can be added.
#[derive(Clone)]
pub struct StockRef {
    /// Index of the stock.
    pub index: usize,
    /// Node of its value at the start of a step.
    pub node: NodeId,
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
#[derive(Clone, Copy, Debug)]
pub enum Parameter {
    /// A constant.
    Number(f64),
    /// A simulated value.
    Node(NodeId),
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
                Parameter::Node(node) => trace.graph.constant(*node).ok_or_else(|| {
                    let name = self.family.parameters().get(index).copied().unwrap_or("value");
                    Error::new(Code::ParameterNotConstant)
                        .with("distribution", self.family.symbol())
                        .with("parameter", name)
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

/// The node of a script's value: a number, a yes or no, a simulated value or a stock.
///
/// # Errors
/// `RecipeUnbound` for a distribution, `WrongType` for anything else.
pub fn node_of(trace: &mut Trace, function: &str, value: &Dynamic) -> Result<NodeId> {
    if let Some(x) = plain_number(value) {
        return Ok(trace.graph.number(x));
    }
    let value = value.flatten_clone();
    if let Some(traced) = value.clone().try_cast::<Traced>() {
        return Ok(traced.node);
    }
    if let Some(stock) = value.clone().try_cast::<StockRef>() {
        return Ok(stock.node);
    }
    if let Ok(yes) = value.as_bool() {
        let bits = f64::from(yes).to_bits();
        let value = crate::model::Value::Const(bits);
        return Ok(trace.graph.add(value, crate::model::Scope::City, Kind::Condition, None));
    }
    if let Some(recipe) = value.clone().try_cast::<Recipe>() {
        return Err(Error::new(Code::RecipeUnbound).with("distribution", recipe.family.symbol()));
    }
    Err(Error::new(Code::WrongType)
        .with("function", function)
        .with("found", of_value(&value))
        .with("wanted", "@amount"))
}

/// The node of a value that must be of a kind.
///
/// # Errors
/// `ConditionAsNumber` or `NumberAsCondition`, and those of [`node_of`].
pub fn node_of_kind(trace: &mut Trace, function: &str, value: &Dynamic, kind: Kind) -> Result<NodeId> {
    let node = node_of(trace, function, value)?;
    match (kind, trace.graph.node(node).kind) {
        (Kind::Number, Kind::Condition) => {
            Err(Error::new(Code::ConditionAsNumber).with("function", function))
        }
        (Kind::Condition, Kind::Number) => {
            Err(Error::new(Code::NumberAsCondition).with("function", function))
        }
        _ => Ok(node),
    }
}

/// Deepest nesting of arrays and maps that is looked into; nothing sensible is deeper.
pub const NESTING: usize = 32;

/// Whether values hold, at any depth, something that only a draw knows, or are nested too deeply to tell.
pub fn holds_traced(values: &[Dynamic]) -> bool {
    holds(values, 0)
}

fn holds(values: &[Dynamic], depth: usize) -> bool {
    let inside = |value: &Dynamic| {
        if let Some(items) = value.read_lock::<rhai::Array>() {
            return holds(&items, depth + 1);
        }
        if let Some(map) = value.read_lock::<rhai::Map>() {
            return depth >= NESTING || map.values().any(|item| holds(std::slice::from_ref(item), depth + 1));
        }
        super::types::is_own(of_value(value))
    };
    depth >= NESTING || values.iter().any(inside)
}

/// Wraps a node for a script.
pub fn traced(node: NodeId) -> Dynamic {
    Dynamic::from(Traced { node })
}

/// Runs `act` on the locked trace.
pub fn locked<R>(shared: &Shared, act: impl FnOnce(&mut Trace) -> R) -> R {
    let mut trace = shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    act(&mut trace)
}
