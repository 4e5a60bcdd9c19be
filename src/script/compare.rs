//! Comparisons of plain values: numbers with numbers, texts with texts, nothing else in silence.
//!
//! Rhai answers `"3" < 4` and `"3" == 3` with false. Here different types are an
//! error, but for `()`, which equals nothing else; and so is equality of what only
//! a draw knows.

use super::operators::apply;
use super::trace::Shared;
use super::translate::Rhai;
use super::types::of_value;
use super::value::{only_plain, plain_number};
use crate::error::{Code, Error};
use rhai::{Array, Dynamic, Engine, Map, NativeCallContext};
use std::cmp::Ordering;

/// Registers comparisons for every pair of types without one of its own.
pub fn register(engine: &mut Engine, shared: &Shared) {
    for name in ["==", "!="] {
        let one = shared.clone();
        engine.register_fn(name, move |context: NativeCallContext, a: Dynamic, b: Dynamic| {
            equal(&one, &context, &a, &b).map(|equal| equal == (name == "=="))
        });
        // Maps have an equality of Rhai's own, which would go before this one and into any depth.
        let one = shared.clone();
        engine.register_fn(name, move |context: NativeCallContext, a: Map, b: Map| {
            let both = [Dynamic::from(a), Dynamic::from(b)];
            equal(&one, &context, &both[0], &both[1]).map(|equal| equal == (name == "=="))
        });
    }
    for name in ["<", "<=", ">", ">="] {
        let one = shared.clone();
        let test = move |order: Ordering| match name {
            "<" => order.is_lt(),
            "<=" => order.is_le(),
            ">" => order.is_gt(),
            _ => order.is_ge(),
        };
        engine.register_fn(name, move |context: NativeCallContext, a: Dynamic, b: Dynamic| {
            let order = order(&a, &b);
            order.map_or_else(|| refused(&one, &context, &a, &b), |order| Ok(order.is_some_and(test)))
        });
    }
}

/// The order of two numbers or two texts; inside, nothing for a NaN.
fn order(a: &Dynamic, b: &Dynamic) -> Option<Option<Ordering>> {
    if let (Ok(a), Ok(b)) = (a.as_int(), b.as_int()) {
        return Some(Some(a.cmp(&b)));
    }
    if let (Some(a), Some(b)) = (plain_number(a), plain_number(b)) {
        return Some(a.partial_cmp(&b));
    }
    let texts = of_value(a) == "@a-text" && of_value(b) == "@a-text";
    texts.then(|| Some(a.to_string().cmp(&b.to_string())))
}

fn equal(shared: &Shared, context: &NativeCallContext, a: &Dynamic, b: &Dynamic) -> Rhai<bool> {
    if of_value(a) != of_value(b) && !a.is_unit() && !b.is_unit() {
        return refused(shared, context, a, b);
    }
    apply(shared, context, |trace, _| {
        only_plain(trace, [a, b], Error::new(Code::EqualityOff))?;
        Ok(same(a, b))
    })
}

fn refused(shared: &Shared, context: &NativeCallContext, a: &Dynamic, b: &Dynamic) -> Rhai<bool> {
    apply(shared, context, |_, _| {
        Err(Error::new(Code::OperatorTypes)
            .with("operator", context.fn_name())
            .with("found", [of_value(a), of_value(b)].join("|")))
    })
}

/// Whether two plain values are equal; numbers by value, arrays and maps item by item.
pub fn same(a: &Dynamic, b: &Dynamic) -> bool {
    if let Some(order) = order(a, b) {
        return order == Some(Ordering::Equal);
    }
    if let (Some(a), Some(b)) = (a.read_lock::<Array>(), b.read_lock::<Array>()) {
        return a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a, b));
    }
    if let (Some(a), Some(b)) = (a.read_lock::<Map>(), b.read_lock::<Map>()) {
        return a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)));
    }
    of_value(a) == of_value(b) && a.to_string() == b.to_string()
}
