//! Scripts to graphs: Rhai runs once, here only; nothing else knows Rhai.
//!
//! Owns the sandboxed engine, the modeller's and the planner's words, positions
//! and hints. Gets texts through [`Sources`] and its time limit through a
//! callback, so it touches neither disk nor clock. Never: simulates.

mod arrays;
mod balance;
mod callers;
mod central;
mod check;
mod comments;
mod compare;
mod declaration;
mod embedded;
mod engine;
mod figure_words;
mod foreign;
mod functions;
mod levers;
mod library;
mod lines;
mod measures;
mod model_words;
mod modules;
mod odd;
mod operators;
mod parts;
mod ranges;
mod reference;
mod reserved;
mod scenario_words;
mod signature;
mod slips;
mod statements;
mod syntax;
mod trace;
mod translate;
mod types;
mod unread;
mod value;
mod zones;

pub use embedded::{shipped_names, shipped_script};
pub use engine::SECONDS;
pub use library::{Shipped, shipped_measures};
pub use reference::{Shelf, Word, signatures, words};

use crate::case::{Case, Text};
use crate::error::{Error, Result};
use crate::experiment::Scenario;
use crate::model::{Graph, Label};
use std::sync::Arc;
use trace::{Phase, Trace};

/// A script's text with the name that messages show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// As shown in messages, such as `scenarios/taizhou/talent.rhai`.
    pub shown: String,
    /// Its text.
    pub text: String,
}

/// A file that an `import` or `based_on` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The script.
    pub script: Script,
    /// It hides a shipped file of the same name.
    pub shadows: bool,
}

/// Where imports come from; the implementation keeps scripts inside their folders.
pub trait Sources: Send + Sync {
    /// The file `path` as imported from `from` (a shown name).
    ///
    /// # Errors
    /// `ImportOutside` if the path leaves the folders, `ImportMissing` with the nearest name.
    fn import(&self, path: &str, from: &str) -> Result<Found>;

    /// The scenario called `name` (file stem or title), for `based_on` in `from` (a shown name).
    ///
    /// # Errors
    /// `BaseMissing` with the nearest name.
    fn scenario(&self, name: &str, from: &str) -> Result<Found>;
}

/// What a script may ask of the outside.
#[derive(Clone)]
pub struct Host {
    /// Texts.
    pub sources: Arc<dyn Sources>,
    /// Whether the time for scripts is over.
    pub out_of_time: Arc<dyn Fn() -> bool + Send + Sync>,
}

/// A traced model.
#[derive(Clone)]
pub struct Model {
    /// The case it was traced with.
    pub case: Arc<Case>,
    /// The graph.
    pub graph: Graph,
    /// Per lever: what it has to do with zones.
    zoning: Vec<trace::Zoning>,
    /// Notes, in order.
    pub notes: Vec<Error>,
    /// Every script that was read, for hashes.
    pub read: Vec<Script>,
}

impl Model {
    /// Keeps the counting scope as it is: scenarios traced from here on cannot move the levers that
    /// change it. A note if the model has no such lever.
    pub fn fix_scope(&mut self) {
        self.graph.fixed_scope = true;
        if !self.graph.levers.iter().any(|lever| lever.scope_only) {
            self.notes.push(Error::new(crate::error::Code::NoScopeLever));
        }
    }
}

/// A traced scenario with what there was to say.
pub struct Traced {
    /// The scenario.
    pub scenario: Scenario,
    /// Warnings and notes, in order.
    pub notes: Vec<Error>,
    /// What the script printed.
    pub printed: Vec<String>,
    /// Every script that was read, for hashes.
    pub read: Vec<Script>,
}

/// Names and texts of scripts, for the lines that errors quote.
pub fn texts(scripts: &[Script]) -> impl Iterator<Item = (&str, &str)> + Clone {
    scripts.iter().map(|script| (script.shown.as_str(), script.text.as_str()))
}

/// Runs a model script once.
///
/// # Errors
/// The first mistake in the script, with its place, and those beside it in other statements.
pub fn trace_model(case: &Arc<Case>, script: &Script, host: &Host) -> Result<Model> {
    let trace = || Trace::for_model(case.clone());
    let mut trace = engine::run(trace(), script, host, Phase::Model)
        .map_err(|first| statements::beside(first, trace(), script, (host, Phase::Model)))?;
    balance::settle(&mut trace);
    let (graph, zoning) = (trace.graph, trace.zoning);
    Ok(Model { case: case.clone(), graph, zoning, notes: trace.notes, read: trace.read })
}

/// Runs a scenario script once, on its own copy of the model.
///
/// `id` is the file's stem.
///
/// # Errors
/// The first mistake in the script, with its place, and those beside it in other statements.
pub fn trace_scenario(model: &Model, id: &str, script: &Script, host: &Host) -> Result<Traced> {
    let mut trace =
        engine::run(Trace::for_scenario(model), script, host, Phase::Scenario).map_err(|first| {
            statements::beside(first, Trace::for_scenario(model), script, (host, Phase::Scenario))
        })?;
    levers::compose(&mut trace).map_err(|error| error.quoting(texts(&trace.read)))?;
    odd::notes(&mut trace);
    balance::settle(&mut trace);
    let notes = trace.notes.iter().map(|note| note.clone().quoting(texts(&trace.read))).collect();
    let Text { zh, en } = trace.title.clone().ok_or_else(|| {
        let place = crate::error::Place::new(&script.shown, 1, 1);
        Error::at(crate::error::Code::NoTitle, place).quoting(texts(&trace.read))
    })?;
    Ok(Traced {
        scenario: Scenario {
            label: Label { id: id.to_owned(), zh, en },
            graph: trace.graph,
            retargeted: trace.retargeted,
            measures: trace.measures,
        },
        notes,
        printed: trace.printed,
        read: trace.read,
    })
}

/// The model with every lever at zero, as a scenario: the trend continued.
pub fn baseline(model: &Model, label: Label) -> Scenario {
    let (graph, retargeted) = (model.graph.clone(), Vec::new());
    Scenario { label, graph, retargeted, measures: crate::experiment::Measures::default() }
}
