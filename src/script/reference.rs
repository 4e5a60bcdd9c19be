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

/// What scenario scripts of a model may call, as definitions that editors read (`.d.rhai`).
pub fn definitions(model: &Model, host: &Host) -> String {
    let shared: Shared = Arc::new(Mutex::new(Trace::for_scenario(model)));
    engine(&shared, host, Phase::Scenario).definitions().single_file()
}

/// How many arguments the registered functions of a name take; for the tests of the reference.
pub fn arities(model: &Model, host: &Host, phase_of_model: bool, name: &str) -> Vec<usize> {
    let shared: Shared = Arc::new(Mutex::new(Trace::for_scenario(model)));
    let phase = if phase_of_model { Phase::Model } else { Phase::Scenario };
    let found = engine(&shared, host, phase).collect_fn_metadata(
        None,
        |info| (info.metadata.name == name).then(|| info.metadata.param_types.len()),
        true,
    );
    found
}
