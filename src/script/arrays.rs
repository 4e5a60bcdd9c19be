//! Arrays and plain arithmetic as scripts need them.
//!
//! Rhai's own array package searches by value and accepts predicates that return
//! anything; on simulated values both answer in silence and wrongly. This one
//! refuses. Also: `/` on integers gives the true quotient, not its floor.

use super::compare::same;
use super::operators::{apply, raised};
use super::trace::Shared;
use super::translate::Rhai;
use super::types::of_value;
use super::value::only_plain;
use super::zones::ZoneRef;
use crate::error::{Code, Error};
use crate::maths;
use rhai::{Array, Dynamic, Engine, FnPtr, FuncRegistration, INT, ImmutableString, Map, NativeCallContext};

/// Registers arrays and arithmetic.
pub fn register(engine: &mut Engine, shared: &Shared) {
    engine.register_iterator::<Array>();
    engine.register_fn("len", |array: &mut Array| array.len() as INT);
    engine.register_fn("len", |zones: ZoneRef| zones.zones.len() as INT);
    engine.register_get("len", |array: &mut Array| array.len() as INT);
    engine.register_fn("is_empty", |array: &mut Array| array.is_empty());
    changing(engine);
    engine.register_fn("+", |a: Array, b: Array| -> Array { a.into_iter().chain(b).collect() });
    for name in ["map", "for_each"] {
        engine.register_fn(name, |context: NativeCallContext, array: Array, each: FnPtr| -> Rhai<Array> {
            array.into_iter().map(|item| each.call_within_context(&context, (item,))).collect()
        });
    }
    engine.register_fn(
        "reduce",
        |context: NativeCallContext, array: Array, step: FnPtr, start: Dynamic| -> Rhai<Dynamic> {
            array.into_iter().try_fold(start, |sum, item| step.call_within_context(&context, (sum, item)))
        },
    );
    texts::<Array>(engine, shared);
    texts::<Map>(engine, shared);
    predicates(engine, shared);
    searches(engine, shared);
    quotients(engine, shared);
}

/// What changes an array; not for constants.
fn changing(engine: &mut Engine) {
    let impure = |name: &str| FuncRegistration::new(name).with_purity(false);
    impure("push").register_into_engine(engine, |array: &mut Array, item: Dynamic| array.push(item));
    impure("pop").register_into_engine(engine, |array: &mut Array| array.pop().unwrap_or(Dynamic::UNIT));
    impure("reverse").register_into_engine(engine, |array: &mut Array| array.reverse());
    impure("+=").register_into_engine(engine, |array: &mut Array, item: Dynamic| {
        match item.clone().into_array() {
            Ok(items) => array.extend(items),
            Err(_) => array.push(item),
        }
    });
}

/// `filter`, `some`, `all`: the test must say true or false.
fn predicates(engine: &mut Engine, shared: &Shared) {
    let test = |shared: &Shared, context: &NativeCallContext, test: &FnPtr, item: &Dynamic| -> Rhai<bool> {
        let found: Dynamic = test.call_within_context(context, (item.clone(),))?;
        found.as_bool().or_else(|_| {
            apply(shared, context, |_, _| {
                Err(Error::new(Code::PredicateNotBool)
                    .with("function", context.fn_name())
                    .with("found", of_value(&found)))
            })
        })
    };
    let one = shared.clone();
    engine.register_fn("filter", move |context: NativeCallContext, array: Array, by: FnPtr| -> Rhai<Array> {
        let mut kept = Array::new();
        for item in array {
            if test(&one, &context, &by, &item)? {
                kept.push(item);
            }
        }
        Ok(kept)
    });
    for (name, wanted) in [("some", true), ("all", false)] {
        let one = shared.clone();
        engine.register_fn(name, move |context: NativeCallContext, array: Array, by: FnPtr| -> Rhai<bool> {
            for item in &array {
                if test(&one, &context, &by, item)? == wanted {
                    return Ok(wanted);
                }
            }
            Ok(!wanted)
        });
    }
}

/// Searching by value works for plain numbers and texts only.
fn searches(engine: &mut Engine, shared: &Shared) {
    // Without anything that only a draw knows, the items equal to one.
    let search = |shared: &Shared, context: &NativeCallContext, word: &str, array: &Array, item: &Dynamic| {
        apply(shared, context, |trace, _| {
            let refused = Error::new(Code::SearchOff).with("function", word);
            only_plain(trace, array.iter().chain([item]), refused)?;
            Ok(array.iter().position(|x| same(x, item)))
        })
    };
    let one = shared.clone();
    engine.register_fn(
        "contains",
        move |context: NativeCallContext, array: Array, item: Dynamic| -> Rhai<bool> {
            Ok(search(&one, &context, "in", &array, &item)?.is_some())
        },
    );
    let one = shared.clone();
    engine.register_fn(
        "index_of",
        move |context: NativeCallContext, array: Array, item: Dynamic| -> Rhai<INT> {
            Ok(search(&one, &context, "index_of", &array, &item)?.map_or(-1, |i| i as INT))
        },
    );
}

/// Arrays and maps as text, unless something in them is known only in a draw.
fn texts<T: rhai::Variant + Clone>(engine: &mut Engine, shared: &Shared) {
    for name in ["print", "debug", "to_string", "to_debug"] {
        let one = shared.clone();
        engine.register_fn(name, move |context: NativeCallContext, value: T| -> Rhai<ImmutableString> {
            let value = Dynamic::from(value);
            apply(&one, &context, |trace, place| {
                let plain = only_plain(trace, [&value], Error::new(Code::ValueAsText));
                plain.map_err(|error| raised(trace, error.or_at(place)))?;
                Ok(text(&value).into())
            })
        });
    }
}

/// The text of a plain value inside an array or a map.
fn text(value: &Dynamic) -> String {
    if let Some(items) = value.read_lock::<Array>() {
        return format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", "));
    }
    if let Some(map) = value.read_lock::<Map>() {
        let pairs = map.iter().map(|(key, value)| format!("{key}: {}", text(value)));
        return format!("#{{{}}}", pairs.collect::<Vec<_>>().join(", "));
    }
    if value.is_string() { format!("{:?}", value.to_string()) } else { value.to_string() }
}

/// `1/3` is a third; powers and the like use our own functions, the same on every machine.
fn quotients(engine: &mut Engine, shared: &Shared) {
    let divide = |shared: &Shared, context: &NativeCallContext, a: f64, b: f64| -> Rhai<f64> {
        if b == 0.0 {
            return apply(shared, context, |_, _| {
                Err(Error::new(Code::Arithmetic).with("detail", "@division-by-zero"))
            });
        }
        Ok(a / b)
    };
    macro_rules! quotient {
        ($($a:ty, $b:ty;)*) => {$(
            let one = shared.clone();
            engine.register_fn("/", move |context: NativeCallContext, a: $a, b: $b| {
                divide(&one, &context, a as f64, b as f64)
            });
            engine.register_fn("**", |a: $a, b: $b| maths::pow(a as f64, b as f64));
        )*};
    }
    quotient!(i64, i64; i64, f64; f64, i64; f64, f64;);
    engine.register_fn("to_float", |x: i64| x as f64);
}
