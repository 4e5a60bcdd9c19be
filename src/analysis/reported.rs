//! What a report shows beyond the summary of its run: tables of departments, and differences of amounts.
//!
//! Owns its schema. Never: computes a number.

use super::differences::Difference;
use super::tables::{Division, ScenarioTables, Tables};
use crate::summary::Summary;
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the schema of `report.json`.
pub const REPORT_SCHEMA: &str = "zonecast-report/1";

/// The numbers of a report that `summary.json` does not have.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reported {
    /// Name and version of this schema.
    #[schemars(extend("const" = REPORT_SCHEMA))]
    pub schema: &'static str,
    /// Identifier of the scenario told in detail.
    pub scenario: String,
    /// Draws that `differences` are taken over, each under both scenarios with the same luck.
    pub compared: u64,
    /// How the city's indicators under that scenario differ from those of the first; none if it is the first.
    pub differences: Vec<Difference>,
    /// By what targets are divided among zones.
    pub division: Division,
    /// Targets divided and turned round, and tasks: one entry per scenario of `summary.json`.
    pub scenarios: Vec<ScenarioTables>,
}

impl Reported {
    /// Everything, of the scenario with this index.
    pub fn new(
        (summary, scenario): (&Summary, usize),
        (differences, compared): (Vec<Difference>, u64),
        tables: &Tables,
    ) -> Self {
        Self {
            schema: REPORT_SCHEMA,
            scenario: summary.scenarios.get(scenario).map(|s| s.id.clone()).unwrap_or_default(),
            compared,
            differences,
            division: tables.by,
            scenarios: tables.scenarios.clone(),
        }
    }
}
