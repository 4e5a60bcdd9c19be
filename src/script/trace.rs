//! What tracing a script gathers: the graph, titles, levers' settings, notes.
//!
//! Owns the state behind every word. One trace per script run.

use super::engine::Stop;
use super::lines::Lines;
use super::{Model, Script};
use crate::case::{Case, Text};
use crate::error::{Error, Place};
use crate::experiment::Measures;
use crate::model::unit::{Unit, Units};
use crate::model::{Graph, NodeId};
use rhai::{NativeCallContext, Position};
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

/// The trace as shared by the engine's functions.
pub type Shared = Arc<Mutex<Trace>>;

/// Which words a script may use.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The model script.
    Model,
    /// A scenario script.
    Scenario,
}

/// One thing a scenario did to a lever.
#[derive(Clone, Debug)]
pub struct Action {
    /// Index of the lever.
    pub lever: usize,
    /// `[zone][year index]`: where it applies.
    pub mask: Vec<Vec<bool>>,
    /// Replaces instead of adding.
    pub replace: bool,
    /// Written in a rule: applied after all paths.
    pub rule: bool,
    /// Amount: a plain number or a node.
    pub amount: Amount,
    /// Where.
    pub place: Place,
}

/// Amount of an action.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    /// Known now.
    Number(f64),
    /// Known in a draw.
    Node(NodeId),
}

/// What a lever has to do with zones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Zoning {
    /// Weight that divides a city's amount among the zones.
    pub weight: Option<NodeId>,
    /// Zero in zones where the model makes nothing of the lever.
    pub acts: Option<NodeId>,
    /// An amount in one year beyond which a scenario gets a note.
    pub large: Option<NodeId>,
}

/// What a use of a measure adds to a lever.
#[derive(Clone, Copy, Debug)]
pub struct Effect {
    /// Index of the lever.
    pub lever: usize,
    /// What is added, in the lever's unit.
    pub amount: NodeId,
    /// Public money inside it, 亿元 a year; none if the lever is not money.
    pub public: Option<NodeId>,
    /// What it brings one year later; none if it brings all at once.
    pub next: Option<NodeId>,
    /// Public money inside that; none if the lever is not money.
    pub public_next: Option<NodeId>,
}

/// State of one script run.
pub struct Trace {
    /// Model or scenario.
    pub phase: Phase,
    /// The case.
    pub case: Arc<Case>,
    /// The graph so far.
    pub graph: Graph,
    /// Units found so far.
    pub units: Units,
    /// Uncertainties that a script bound by name, with the unit of their values.
    pub drawn: Vec<(usize, Unit)>,
    /// Per lever: what it has to do with zones.
    pub zoning: Vec<Zoning>,
    /// Title that the scenario gave itself.
    pub title: Option<Text>,
    /// What was done to levers, in order.
    pub actions: Vec<Action>,
    /// Other thresholds or years.
    pub retargeted: Vec<(String, Option<f64>, Option<i32>)>,
    /// Whether the scenario states another belief about a figure.
    pub believes: bool,
    /// Measures used.
    pub measures: Measures,
    /// Where each of them is declared first.
    pub declared_at: Vec<Place>,
    /// Quantities of measures that are drawn already, by name.
    pub quantities: HashMap<String, NodeId>,
    /// What measures add to levers.
    pub effects: Vec<Effect>,
    /// Masks of rules being traced; the zone handed to the closure refers to one.
    pub rules: Vec<Vec<Vec<bool>>>,
    /// How many amounts were bound under a lever's name so far.
    pub bound: HashMap<String, usize>,
    /// Warnings and notes.
    pub notes: Vec<Error>,
    /// What the script printed.
    pub printed: Vec<String>,
    /// Scripts read.
    pub read: Vec<Script>,
    /// Which lines belong to which file.
    pub lines: Lines,
    /// Parameters of each function that a script defines: its name and how many it takes.
    pub functions: Vec<(String, usize)>,
    /// How many variables of its surroundings each closure captures, by its generated name.
    pub captures: HashMap<String, usize>,
    /// Positions of the arguments of each call, by the call's position.
    pub arguments: FxHashMap<Position, Arguments>,
    /// Calls that may use a measure of a library.
    pub calls: Vec<super::callers::Call>,
    /// Keys of the first map that a call takes, such as those of a measure, by the call's position.
    pub keys: FxHashMap<Position, Vec<(String, Position)>>,
    /// A mistake found where the engine would swallow it; raised at the next operation.
    pub pending: Option<Error>,
    /// Whether there is one; read without the lock.
    pub has_pending: Arc<AtomicBool>,
    /// The limit that the run went beyond, once it did; read without the lock.
    pub beyond: Arc<OnceLock<Stop>>,
    /// Name of the entry script.
    pub entry: String,
    /// Scenarios being built upon, to notice circles.
    pub bases: Vec<String>,
}

impl Trace {
    fn new(phase: Phase, case: Arc<Case>, graph: Graph, zoning: Vec<Zoning>) -> Self {
        Self {
            phase,
            case,
            graph,
            units: Units::default(),
            drawn: Vec::new(),
            zoning,
            title: None,
            actions: Vec::new(),
            retargeted: Vec::new(),
            believes: false,
            measures: Measures::default(),
            declared_at: Vec::new(),
            quantities: HashMap::new(),
            effects: Vec::new(),
            rules: Vec::new(),
            bound: HashMap::new(),
            notes: Vec::new(),
            printed: Vec::new(),
            read: Vec::new(),
            lines: Lines::default(),
            functions: Vec::new(),
            captures: HashMap::new(),
            arguments: FxHashMap::default(),
            calls: Vec::new(),
            keys: FxHashMap::default(),
            pending: None,
            has_pending: Arc::default(),
            beyond: Arc::default(),
            entry: String::new(),
            bases: Vec::new(),
        }
    }

    /// An empty model of a case.
    pub fn for_model(case: Arc<Case>) -> Self {
        let zones = case.zones.iter().map(|z| z.id.clone()).collect();
        let graph = Graph::new(zones, case.base_year, case.horizon.1, case.steps_per_year);
        Self::new(Phase::Model, case, graph, Vec::new())
    }

    /// A copy of the model to bind a scenario to.
    pub fn for_scenario(model: &Model) -> Self {
        Self::new(Phase::Scenario, model.case.clone(), model.graph.clone(), model.zoning.clone())
    }

    /// The place of a position; the entry script as a whole if there is none.
    pub fn at(&self, position: Position) -> Place {
        self.lines.place(position).unwrap_or_else(|| Place::file(&self.entry))
    }

    /// The place of a call.
    pub fn place(&self, context: &NativeCallContext) -> Place {
        self.at(context.call_position())
    }

    /// The place of an argument of a call (from 0, the object of a method included), or of the call.
    pub fn argument_place(&self, call: &Place, index: usize) -> Place {
        let written = self.arguments_of(call).and_then(|call| call.positions.get(index));
        written.map_or_else(|| call.clone(), |position| self.at(*position))
    }

    /// The arguments of a call as written, if the call is written somewhere.
    pub fn arguments_of(&self, call: &Place) -> Option<&Arguments> {
        self.arguments.get(&self.lines.position(call)?)
    }

    /// Which argument of a call starts at a place, if one does.
    pub fn argument_index(&self, place: &Place) -> Option<usize> {
        let position = self.lines.position(place)?;
        let starts = |call: &Arguments| call.positions.iter().position(|start| *start == position);
        let calls = self.arguments.iter().filter_map(|(at, call)| Some((*at, starts(call)?)));
        // Of calls inside each other the outermost stands first.
        calls.min().map(|(_, index)| index)
    }

    /// Keys of the first map that a call takes, each with its place; none if the map is not written there.
    pub fn keys_of(&self, call: &Place) -> Vec<(String, Place)> {
        let keys = self.lines.position(call).and_then(|position| self.keys.get(&position));
        keys.into_iter().flatten().map(|(key, at)| (key.clone(), self.at(*at))).collect()
    }

    /// The text of a file that was read.
    pub fn text(&self, shown: &str) -> &str {
        self.read.iter().find(|script| script.shown == shown).map_or("", |script| script.text.as_str())
    }

    /// Keeps a mistake that the engine would swallow; the first one stays.
    pub fn raise(&mut self, error: Error) {
        self.pending.get_or_insert(error);
        self.has_pending.store(true, Ordering::Relaxed);
    }

    /// How much the script has made so far, for a limit on memory.
    pub fn size(&self) -> usize {
        self.graph.nodes.len() + self.units.size() + self.actions.len() + self.notes.len() + self.rules.len()
    }
}

/// The arguments of a call as written.
pub struct Arguments {
    /// Where they start, the object of a method first.
    pub positions: Vec<Position>,
    /// Whether it is written as a method.
    pub method: bool,
}
