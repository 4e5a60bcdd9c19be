//! Names of types in messages: one table from Rhai's types to terms of the catalogue.

use super::value::{Recipe, StockRef, Traced};
use super::zones::ZoneRef;
use rhai::{Array, Dynamic, Engine, FnPtr, ImmutableString, Map};
use std::any::TypeId;
use std::ops::{Range, RangeInclusive};

/// A type: its identity, the name that Rhai's errors use, the term of the catalogue.
type Row = (TypeId, &'static str, &'static str);

fn table() -> [Row; 17] {
    [
        (TypeId::of::<i64>(), "i64", "@a-number"),
        (TypeId::of::<f64>(), "f64", "@a-number"),
        (TypeId::of::<bool>(), "bool", "@yes-no"),
        (TypeId::of::<ImmutableString>(), "string", "@a-text"),
        (TypeId::of::<String>(), "&str | ImmutableString | String", "@a-text"),
        (TypeId::of::<&str>(), "&str", "@a-text"),
        (TypeId::of::<char>(), "char", "@a-text"),
        (TypeId::of::<Array>(), "array", "@array"),
        (TypeId::of::<Map>(), "map", "@map"),
        (TypeId::of::<FnPtr>(), "Fn", "@a-function"),
        (TypeId::of::<()>(), "()", "@nothing"),
        (TypeId::of::<Range<i64>>(), "range", "@a-range"),
        (TypeId::of::<RangeInclusive<i64>>(), "range=", "@a-range"),
        (TypeId::of::<Traced>(), "value", "@a-value"),
        (TypeId::of::<StockRef>(), "stock", "@a-stock"),
        (TypeId::of::<Recipe>(), "distribution", "@distribution"),
        (TypeId::of::<ZoneRef>(), "zone", "@a-zone"),
    ]
}

/// Gives our types the names of the table.
pub fn register(engine: &mut Engine) {
    engine
        .register_type_with_name::<Traced>("value")
        .register_type_with_name::<StockRef>("stock")
        .register_type_with_name::<Recipe>("distribution")
        .register_type_with_name::<ZoneRef>("zone");
}

/// The term for a value's type.
pub fn of_value(value: &Dynamic) -> &'static str {
    of_id(value.type_id()).unwrap_or("@something")
}

/// The term for a type, if scripts can name it.
pub fn of_id(id: TypeId) -> Option<&'static str> {
    table().iter().find(|(known, _, _)| *known == id).map(|(_, _, term)| *term)
}

/// The term for a type as Rhai's errors name it.
pub fn of_name(name: &str) -> &'static str {
    let name = name.trim().trim_start_matches("&mut ");
    table().iter().find(|(_, known, _)| *known == name).map_or("@something", |(_, _, term)| *term)
}

/// The term that tells whole numbers from others, where both stand for different things.
pub fn precise(name: &str) -> &'static str {
    match name {
        "i64" => "@whole-number",
        "f64" => "@fraction",
        other => of_name(other),
    }
}

/// Rhai's name for a type, if it has one here.
pub fn name_of_id(id: TypeId) -> Option<&'static str> {
    table().iter().find(|(known, _, _)| *known == id).map(|(_, name, _)| *name)
}

/// Whether two of Rhai's type names mean the same type; texts have several.
pub fn alike(a: &str, b: &str) -> bool {
    a == b || (of_name(a) == "@a-text" && of_name(b) == "@a-text")
}

/// Whether only a draw knows a value of this type.
pub fn is_simulated(term: &str) -> bool {
    ["@a-value", "@a-stock", "@distribution"].contains(&term)
}

/// Whether a type is ours, so that it has neither text nor equality.
pub fn is_own(term: &str) -> bool {
    is_simulated(term) || term == "@a-zone"
}

/// Terms as one argument of a message: without repetition, `@a|@b`.
pub fn list<'a>(terms: impl IntoIterator<Item = &'a str>) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for term in terms {
        if !distinct.contains(&term) {
            distinct.push(term);
        }
    }
    if distinct.contains(&"@a-number") && distinct.contains(&"@a-value") {
        return "@number-or-value".to_owned();
    }
    distinct.join("|")
}
