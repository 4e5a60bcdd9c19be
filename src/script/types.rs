//! Names of types in messages: one table from Rhai's types to terms of the catalogue.

use super::value::{Recipe, StockRef, Traced};
use super::zones::ZoneRef;
use rhai::{Array, Dynamic, Engine, FnPtr, ImmutableString, Map};
use std::any::TypeId;
use std::ops::{Range, RangeInclusive};

/// A type: its identity, its name in Rust, the name that Rhai's errors use, the term of the catalogue.
struct Row {
    id: TypeId,
    rust: &'static str,
    name: &'static str,
    term: &'static str,
}

fn row<T: 'static>(name: &'static str, term: &'static str) -> Row {
    Row { id: TypeId::of::<T>(), rust: std::any::type_name::<T>(), name, term }
}

fn table() -> [Row; 17] {
    [
        row::<i64>("i64", "@a-number"),
        row::<f64>("f64", "@a-number"),
        row::<bool>("bool", "@yes-no"),
        row::<ImmutableString>("string", "@a-text"),
        row::<String>("&str | ImmutableString | String", "@a-text"),
        row::<&str>("&str", "@a-text"),
        row::<char>("char", "@a-text"),
        row::<Array>("array", "@array"),
        row::<Map>("map", "@map"),
        row::<FnPtr>("Fn", "@a-function"),
        row::<()>("()", "@nothing"),
        row::<Range<i64>>("range", "@a-range"),
        row::<RangeInclusive<i64>>("range=", "@a-range"),
        row::<Traced>("value", "@a-value"),
        row::<StockRef>("stock", "@a-stock"),
        row::<Recipe>("distribution", "@distribution"),
        row::<ZoneRef>("zone", "@a-zone"),
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
    table().iter().find(|row| row.id == id).map(|row| row.term)
}

/// The term for a type as Rhai's errors name it.
pub fn of_name(name: &str) -> &'static str {
    let name = name.trim().trim_start_matches("&mut ");
    table().iter().find(|row| row.name == name || row.rust == name).map_or("@something", |row| row.term)
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
    table().iter().find(|row| row.id == id).map(|row| row.name)
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

/// Terms as one argument of a message: without repetition, in the table's order, `@a|@b`.
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
    let order = |term: &str| table().iter().position(|row| row.term == term);
    distinct.sort_by_key(|term| order(term));
    distinct.join("|")
}
