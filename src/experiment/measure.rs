//! Measures of the policy as scenarios use them: what they are, what they cost, what they move.
//!
//! Owns plain records that outputs show. How a measure acts stands in the graph;
//! nothing here is simulated. Never: knows Rhai.

use crate::case::Text;
use crate::error::Place;
use schemars::JsonSchema;
use serde::Serialize;

/// Where the size of an effect comes from.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// A published source, named in the basis.
    Published,
    /// Arithmetic on published figures, given in the basis.
    Derived,
    /// Judgement; then the size is wide.
    Judgement,
}

/// A quantity that a measure is given with: P5, P50, P95; all equal if it is a plain number.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Spread {
    /// P5.
    pub low: f64,
    /// P50.
    pub middle: f64,
    /// P95.
    pub high: f64,
}

/// What a measure moves: a lever of the model.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Move {
    /// Identifier of the lever.
    pub lever: String,
    /// Name of the lever.
    pub name: Text,
    /// Unit of the lever.
    pub unit: String,
    /// Effect per unit of the measure's amount, in the lever's unit.
    pub size: Spread,
}

/// A measure as its author declares it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Measure {
    /// Identifier, part of the address of its luck.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Clause of the policy, such as `2.1`.
    pub clause: String,
    /// The quoted words.
    pub words: String,
    /// Responsible departments as the document lists them (文件原列); the first one leads.
    pub departments: Vec<String>,
    /// Departments responsible today (现职责).
    pub now: Vec<String>,
    /// Unit of the amount, per zone and year.
    pub unit: String,
    /// A usual amount per zone and year.
    pub trial: f64,
    /// Public money per unit of the amount, 亿元.
    pub cost: Spread,
    /// Whole years from spending to effect; several are equal parts.
    pub delay: Vec<u32>,
    /// Share of the effect that is really delivered.
    pub delivery: Spread,
    /// What it moves.
    pub moves: Vec<Move>,
    /// Where the sizes come from.
    pub evidence: Evidence,
    /// Why these sizes, costs and delays.
    pub basis: Text,
    /// Why nothing is simulated, if nothing is.
    pub why_no_effect: Option<Text>,
    /// Identifiers of measures it must not be combined with in one zone.
    pub not_with: Vec<String>,
}

impl Measure {
    /// The key of the declaration in which another one differs first, if it does.
    pub fn differs(&self, other: &Self) -> Option<&'static str> {
        let names = |m: &Self| (m.name.zh.clone(), m.name.en.clone());
        let keys = [
            ("id", self.id != other.id),
            ("zh, en", names(self) != names(other)),
            ("clause", self.clause != other.clause),
            ("words", self.words != other.words),
            ("departments", self.departments != other.departments),
            ("now", self.now != other.now),
            ("unit", self.unit != other.unit),
            ("trial", self.trial != other.trial),
            ("cost", self.cost != other.cost),
            ("delay", self.delay != other.delay),
            ("delivery", self.delivery != other.delivery),
            ("moves", self.moves != other.moves),
            ("evidence", self.evidence != other.evidence),
            ("basis", self.basis != other.basis),
            ("why_no_effect", self.why_no_effect != other.why_no_effect),
            ("not_with", self.not_with != other.not_with),
        ];
        keys.into_iter().find(|(_, differs)| *differs).map(|(key, _)| key)
    }
}

/// How much of a measure is used per zone and year.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    /// A plain number.
    Plain(f64),
    /// P50 of an amount that is drawn.
    Median(f64),
    /// It follows from simulated values, as in a rule; only draws know it.
    Simulated,
}

/// A measure used once by a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Used {
    /// Index into [`Measures::declared`].
    pub measure: usize,
    /// Indices of the zones.
    pub zones: Vec<usize>,
    /// Indices of the years in which money is spent, since the base year.
    pub years: Vec<usize>,
    /// Amount per zone and year.
    pub amount: Amount,
    /// Where.
    pub place: Place,
}

/// The measures of a scenario.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Measures {
    /// Each measure once, in order of first use.
    pub declared: Vec<Measure>,
    /// Every use.
    pub used: Vec<Used>,
}
