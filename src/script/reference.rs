//! The words that scripts may use, as the reference and editors ask for them.
//!
//! Owns nothing but the way out: the words are those of `reserved` and of the engine.

use super::engine::engine;
use super::reserved;
use super::trace::{Phase, Shared, Trace};
use super::{Host, Model};
use std::sync::{Arc, Mutex};

/// Where a word belongs.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Scenario scripts.
    Scenario,
    /// Model scripts.
    Model,
    /// Both.
    Both,
    /// Both; a name and no function.
    Names,
}

/// A word in both languages.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it belongs.
    pub shelf: Shelf,
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// Every word besides those of levers, operations, reductions and distributions.
pub fn words() -> Vec<Word> {
    let of = |shelf, pairs: &'static [(&'static str, &'static str)]| {
        pairs.iter().map(move |&(en, zh)| Word { shelf, en, zh })
    };
    let names =
        reserved::NAMES.chunks_exact(2).map(|pair| Word { shelf: Shelf::Names, en: pair[0], zh: pair[1] });
    let known = of(Shelf::Scenario, reserved::SCENARIO).chain(of(Shelf::Both, reserved::COMMON));
    known.chain(of(Shelf::Model, reserved::MODEL)).chain(names).collect()
}

/// Every function that a script type may call: its name and how many arguments it takes, sorted.
///
/// A method's object counts as an argument.
pub fn signatures(model: &Model, host: &Host, of_models: bool) -> Vec<(String, usize)> {
    let shared: Shared = Arc::new(Mutex::new(Trace::for_scenario(model)));
    let phase = if of_models { Phase::Model } else { Phase::Scenario };
    let mut found = engine(&shared, host, phase).collect_fn_metadata(
        None,
        |info| Some((info.metadata.name.to_string(), info.metadata.param_types.len())),
        true,
    );
    found.sort();
    found.dedup();
    found
}
