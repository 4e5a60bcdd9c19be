//! The model as data: a graph of values, stocks, levers, uncertainties, indicators.
//!
//! Owns the graph, THE op table, THE distribution table and units. Scripts build a graph
//! by tracing; `experiment` binds a scenario to it; `compile` reads it. Never:
//! knows Rhai, files, draws or charts.

mod args;
pub mod causal;
pub mod copula;
mod declared;
pub mod dependence;
pub mod distribution;
pub mod figure;
pub mod graph;
mod money;
pub mod op;
pub mod reduce;
pub mod unit;
pub mod unit_text;

pub use args::Args;
pub use distribution::{Distribution, Family};
pub use graph::{Graph, Node, NodeId, Value};
pub use op::Op;
pub use reduce::Reduction;

/// Kind of a value: a number or a condition (0 or 1).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A number.
    Number,
    /// A condition: 1 where it holds, 0 elsewhere.
    Condition,
}

/// How many values a node has per draw.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// One per draw.
    City,
    /// One per zone and draw.
    Zone,
}

/// How often a luck is drawn.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Every {
    /// Once per draw.
    Once,
    /// Anew in each calendar year.
    Yearly,
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Label {
    /// Stable identifier.
    pub id: String,
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Label {
    /// The Chinese name with the identifier that scripts use: `投资(invest)`.
    pub fn in_chinese(&self) -> String {
        if self.zh == self.id { self.id.clone() } else { format!("{}({})", self.zh, self.id) }
    }
}
