//! What tracing a script gathers: the graph, titles, levers' settings, notes.
//!
//! Owns the state behind every word. One trace per script run.

use super::{Model, Script};
use crate::case::{Case, Text};
use crate::error::{Error, Place};
use crate::model::{Graph, NodeId};
use rhai::{NativeCallContext, Position};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

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

/// State of one script run.
pub struct Trace {
    /// The case.
    pub case: Arc<Case>,
    /// The graph so far.
    pub graph: Graph,
    /// Per lever: division of a city's amount among zones.
    pub weights: Vec<Option<NodeId>>,
    /// Title that the scenario gave itself.
    pub title: Option<Text>,
    /// What was done to levers, in order.
    pub actions: Vec<Action>,
    /// Other thresholds or years.
    pub retargeted: Vec<(String, Option<f64>, Option<i32>)>,
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
    /// File of each closure, by its generated name.
    pub closures: HashMap<String, String>,
    /// Places of the arguments of each call, by the call's place.
    pub arguments: HashMap<Place, Vec<Place>>,
    /// File whose closure is being called by one of our words.
    pub closure_file: Option<String>,
    /// Name of the entry script.
    pub entry: String,
    /// Scenarios being built upon, to notice circles.
    pub bases: Vec<String>,
}

impl Trace {
    fn new(case: Arc<Case>, graph: Graph, weights: Vec<Option<NodeId>>) -> Self {
        Self {
            case,
            graph,
            weights,
            title: None,
            actions: Vec::new(),
            retargeted: Vec::new(),
            rules: Vec::new(),
            bound: HashMap::new(),
            notes: Vec::new(),
            printed: Vec::new(),
            read: Vec::new(),
            closures: HashMap::new(),
            arguments: HashMap::new(),
            closure_file: None,
            entry: String::new(),
            bases: Vec::new(),
        }
    }

    /// An empty model of a case.
    pub fn for_model(case: Arc<Case>) -> Self {
        let zones = case.zones.iter().map(|z| z.id.clone()).collect();
        let graph = Graph::new(zones, case.base_year, case.horizon.1, case.steps_per_year);
        Self::new(case, graph, Vec::new())
    }

    /// A copy of the model to bind a scenario to.
    pub fn for_scenario(model: &Model) -> Self {
        Self::new(model.case.clone(), model.graph.clone(), model.weights.clone())
    }

    /// The place of a call.
    pub fn place(&self, context: &NativeCallContext) -> Place {
        let file = self
            .closure_file
            .clone()
            .or_else(|| context.call_source().map(str::to_owned))
            .unwrap_or_else(|| self.entry.clone());
        place(&file, context.call_position())
    }

    /// The place of an argument of a call (from 0, the object of a method not counted), or of the call.
    pub fn argument_place(&self, call: &Place, index: usize) -> Place {
        self.arguments.get(call).and_then(|places| places.get(index)).unwrap_or(call).clone()
    }
}

/// A place in a file.
pub fn place(file: &str, position: Position) -> Place {
    Place::new(file, position.line().unwrap_or(0) as u32, position.position().unwrap_or(0) as u32)
}
