//! Operators and functions of the op table, the reductions and the distributions, as words.
//!
//! Everything is generated from the tables: a new row is a new word.

use super::balance;
use super::functions::argument;
use super::slips;
use super::trace::{Shared, Trace};
use super::translate::{Rhai, wrong_at};
use super::types::of_value;
use super::value::{
    Operand, Parameter, Recipe, StockRef, Traced, locked, operand_of, operand_of_kind, plain_number, traced,
};
use super::zones::ZoneRef;
use crate::error::{Code, Error, Place, Result};
use crate::model::unit::{Law, Unit};
use crate::model::{Family, Kind, NodeId, Op, Reduction};
use rhai::{Dynamic, Engine, ImmutableString, NativeCallContext};

/// Registers operators and functions on simulated values.
pub fn register(engine: &mut Engine, shared: &Shared) {
    for &op in Op::ALL {
        match op.arity() {
            1 => unary(engine, shared, op),
            2 => binary(engine, shared, op),
            _ => ternary(engine, shared, op),
        }
    }
    for &reduction in Reduction::ALL {
        for name in [reduction.symbol(), reduction.chinese()] {
            let shared = shared.clone();
            let kind = if reduction == Reduction::CountWhere { Kind::Condition } else { Kind::Number };
            engine.register_fn(name, move |context: NativeCallContext, x: Dynamic| {
                apply(&shared, &context, |trace, place| {
                    let x = operand_of_kind(trace, context.fn_name(), &x, kind)
                        .map_err(|e| e.or_at(trace.argument_place(&place, 0)))?;
                    let unit = match reduction.law() {
                        Law::Logic => Unit::pure(),
                        _ => x.unit.unwrap_or_else(|| trace.units.open()),
                    };
                    Ok(traced(trace.graph.reduce(reduction, x.node, Some(place)), unit))
                })
            });
        }
    }
    refuse_equality(engine, shared);
    refuse_text(engine, shared);
    for &family in Family::ALL {
        distribution(engine, shared, family);
    }
}

/// Runs a word's body with its place; a mistake gets the place of the call.
pub fn apply<R>(
    shared: &Shared,
    context: &NativeCallContext,
    body: impl FnOnce(&mut Trace, Place) -> Result<R>,
) -> Rhai<R> {
    locked(shared, |trace| {
        if let Some(stop) = trace.beyond.get() {
            return Err(stop.raised());
        }
        let place = trace.place(context);
        body(trace, place.clone()).map_err(|error| wrong_at(error, place))
    })
}

fn apply_op(shared: &Shared, context: &NativeCallContext, op: Op, args: &[Dynamic]) -> Rhai<Dynamic> {
    apply(shared, context, |trace, place| {
        let mut operands: Vec<Operand> = Vec::new();
        for (index, (arg, kind)) in args.iter().zip(op.kinds().0).enumerate() {
            let operand = match (op, index) {
                // Both arms of `when` may be conditions.
                (Op::When, 1 | 2) => operand_of(trace, op.symbol(), arg),
                _ => operand_of_kind(trace, op.symbol(), arg, *kind),
            };
            operands.push(operand.map_err(|e| e.or_at(trace.argument_place(&place, index)))?);
        }
        let unit = balance::of_op(trace, op, &operands, &place)?;
        slips::share_for_percent(trace, op, &operands, &place);
        let nodes: Vec<NodeId> = operands.iter().map(|operand| operand.node).collect();
        Ok(traced(trace.graph.op(op, &nodes, Some(place)), unit))
    })
}

fn is_operator(name: &str) -> bool {
    !name.chars().any(char::is_alphabetic)
}

fn names(op: Op) -> impl Iterator<Item = &'static str> {
    [op.symbol(), op.chinese()].into_iter().filter(|name| !name.is_empty())
}

fn unary(engine: &mut Engine, shared: &Shared, op: Op) {
    let condition = op.kinds().0[0] == Kind::Condition;
    // `!` is what Rhai writes for `not`.
    for name in names(op).chain((op == Op::Not).then_some("!")) {
        macro_rules! taking {
            ($($of:ty)*) => {$(
                let one = shared.clone();
                engine.register_fn(name, move |context: NativeCallContext, x: $of| {
                    apply_op(&one, &context, op, &[Dynamic::from(x)])
                });
            )*};
        }
        taking!(Traced StockRef Recipe);
        if is_operator(name) {
            continue;
        }
        if condition {
            engine.register_fn(name, move |x: bool| op.apply(&[f64::from(x)]) != 0.0);
        } else {
            // On plain numbers the same function, so that results never depend on the machine's own.
            engine.register_fn(name, move |x: f64| op.apply(&[x]));
            engine.register_fn(name, move |x: i64| op.apply(&[x as f64]));
        }
        // Anything else is refused with its place.
        taking!(Dynamic);
    }
}

fn binary(engine: &mut Engine, shared: &Shared, op: Op) {
    for name in names(op) {
        macro_rules! with_left {
            ($($left:ty)*) => {$(
                let one = shared.clone();
                engine.register_fn(name, move |context: NativeCallContext, a: $left, b: Dynamic| {
                    apply_op(&one, &context, op, &[Dynamic::from(a), b])
                });
                let one = shared.clone();
                engine.register_fn(name, move |context: NativeCallContext, a: Dynamic, b: $left| {
                    apply_op(&one, &context, op, &[a, Dynamic::from(b)])
                });
            )*};
        }
        with_left!(Traced StockRef Recipe);
        if is_operator(name) {
            continue;
        }
        let one = shared.clone();
        let plain = move |context: NativeCallContext, a: Dynamic, b: Dynamic| -> Rhai<Dynamic> {
            let condition = op.kinds().0[0] == Kind::Condition;
            match (plain_number(&a), plain_number(&b), a.as_bool(), b.as_bool()) {
                (Some(a), Some(b), ..) if !condition => Ok(Dynamic::from(op.apply(&[a, b]))),
                (_, _, Ok(a), Ok(b)) if condition => {
                    Ok(Dynamic::from(op.apply(&[f64::from(a), f64::from(b)]) != 0.0))
                }
                _ => apply_op(&one, &context, op, &[a, b]),
            }
        };
        engine.register_fn(name, plain);
    }
}

fn ternary(engine: &mut Engine, shared: &Shared, op: Op) {
    for name in names(op) {
        let one = shared.clone();
        engine.register_fn(name, move |context: NativeCallContext, a: Dynamic, b: Dynamic, c: Dynamic| {
            if let (Op::When, Ok(condition)) = (op, a.as_bool()) {
                return Ok(if condition { b } else { c });
            }
            apply_op(&one, &context, op, &[a, b, c])
        });
    }
}

/// `x == 3` would be false in silence for types that Rhai does not know.
fn refuse_equality(engine: &mut Engine, shared: &Shared) {
    for name in ["==", "!="] {
        macro_rules! refuse {
            ($($left:ty)*) => {$(
                let one = shared.clone();
                engine.register_fn(name, move |context: NativeCallContext, _a: $left, _b: Dynamic| -> Rhai<bool> {
                    apply(&one, &context, |_, _| Err(Error::new(Code::EqualityOff)))
                });
                let one = shared.clone();
                engine.register_fn(name, move |context: NativeCallContext, _a: Dynamic, _b: $left| -> Rhai<bool> {
                    apply(&one, &context, |_, _| Err(Error::new(Code::EqualityOff)))
                });
            )*};
        }
        refuse!(Traced StockRef Recipe ZoneRef);
    }
}

/// A simulated value has no text: not in `"a" + x`, not in a template, not in `print`.
fn refuse_text(engine: &mut Engine, shared: &Shared) {
    macro_rules! refuse {
        ($($of:ty)*) => {$(
            for name in ["to_string", "to_debug", "print", "debug"] {
                let one = shared.clone();
                engine.register_fn(name, move |context: NativeCallContext, _x: $of| -> Rhai<ImmutableString> {
                    no_text(&one, &context)
                });
            }
            let one = shared.clone();
            engine.register_fn("+", move |context: NativeCallContext, _a: ImmutableString, _b: $of| -> Rhai<ImmutableString> {
                apply(&one, &context, |_, _| Err(Error::new(Code::ValueAsText)))
            });
            let one = shared.clone();
            engine.register_fn("+", move |context: NativeCallContext, _a: $of, _b: ImmutableString| -> Rhai<ImmutableString> {
                apply(&one, &context, |_, _| Err(Error::new(Code::ValueAsText)))
            });
        )*};
    }
    refuse!(Traced StockRef Recipe ZoneRef);
}

/// Refuses a text. A template and the printing of an array swallow errors: it is raised as well.
fn no_text<R>(shared: &Shared, context: &NativeCallContext) -> Rhai<R> {
    apply(shared, context, |trace, place| Err(raised(trace, Error::at(Code::ValueAsText, place))))
}

/// Keeps a mistake in the trace as well.
pub fn raised(trace: &mut Trace, error: Error) -> Error {
    trace.raise(error.clone());
    error
}

/// The words of a distribution: a recipe, not yet a draw.
fn distribution(engine: &mut Engine, shared: &Shared, family: Family) {
    for name in [family.symbol(), family.chinese()] {
        let one = shared.clone();
        let recipe = move |context: NativeCallContext, args: Vec<Dynamic>| {
            apply(&one, &context, |trace, place| recipe(trace, family, context.fn_name(), &args, &place))
        };
        match family.parameters().len() {
            1 => {
                engine.register_fn(name, move |context: NativeCallContext, a: Dynamic| {
                    recipe(context, vec![a])
                });
            }
            2 => {
                engine.register_fn(name, move |context: NativeCallContext, a: Dynamic, b: Dynamic| {
                    recipe(context, vec![a, b])
                });
            }
            3 => {
                engine.register_fn(
                    name,
                    move |context: NativeCallContext, a: Dynamic, b: Dynamic, c: Dynamic| {
                        recipe(context, vec![a, b, c])
                    },
                );
            }
            _ => list_distribution(engine, shared, family, name),
        }
    }
}

/// A recipe from a call's arguments; checked at once if all are plain numbers.
fn recipe(trace: &mut Trace, family: Family, word: &str, args: &[Dynamic], call: &Place) -> Result<Recipe> {
    let mut parameters = Vec::new();
    for (index, arg) in args.iter().enumerate() {
        parameters.push(match plain_number(arg) {
            Some(x) => Parameter::Number(x),
            None => Parameter::Value(argument(trace, word, arg, index, call)?),
        });
    }
    let recipe = Recipe { family, parameters };
    if recipe.parameters.iter().all(|p| matches!(p, Parameter::Number(_))) {
        recipe.constant(trace).map_err(|e| at_parameter(e, family, trace, call))?;
    }
    Ok(recipe)
}

/// Puts a bad parameter's mistake where that parameter stands.
fn at_parameter(error: Error, family: Family, trace: &Trace, call: &Place) -> Error {
    let index = family
        .parameters()
        .iter()
        .position(|name| error.value("parameter").is_some_and(|found| found.en == *name));
    error.or_at(index.map_or_else(|| call.clone(), |index| trace.argument_place(call, index)))
}

/// `discrete([[value, weight], ...])` and `empirical([values])`.
fn list_distribution(engine: &mut Engine, shared: &Shared, family: Family, name: &str) {
    let one = shared.clone();
    engine.register_fn(name, move |context: NativeCallContext, items: rhai::Array| -> Rhai<Recipe> {
        apply(&one, &context, |trace, place| {
            let at = trace.argument_place(&place, 0);
            let wrong = |found: &Dynamic| {
                Error::at(Code::WrongType, at.clone())
                    .with("function", family.symbol())
                    .with("found", of_value(found))
                    .with("wanted", "@a-number")
            };
            let mut numbers = Vec::new();
            for item in &items {
                let inner = item.clone().into_array().unwrap_or_else(|_| vec![item.clone()]);
                for x in &inner {
                    numbers.push(plain_number(x).ok_or_else(|| wrong(x))?);
                }
            }
            if family == Family::Empirical {
                numbers.sort_unstable_by(f64::total_cmp);
            }
            let parameters = numbers.into_iter().map(Parameter::Number).collect();
            let recipe = Recipe { family, parameters };
            recipe.constant(trace).map_err(|e| e.or_at(at))?;
            Ok(recipe)
        })
    });
}
