//! What a run found, ready to be read: bands, likelihoods, joint attainment.
//!
//! Owns the numbers that reports show. Computed once from tallies; a report
//! never computes a statistic. Never: knows Rhai, equations or charts.
//!
//! The serialised form is `summary.json`; its schema is documented in the README.

mod benchmark;
mod budget;
mod build;
mod estimate;
mod exceed;
mod importance;
mod levels;
mod replicates;
mod sampling;
mod split;
mod until;
mod written;

pub use benchmark::{Benchmark, LeftOut, Peer};
pub use build::summarise;
pub use estimate::{likelihood, likelihood_at, paired_change};
pub use exceed::reached;
pub use importance::{Correlated, Dependence, Importance, Influence, largest};
pub use levels::{CONFIDENCES, Levels};
pub use replicates::{change_of_replicates, of_replicates};
pub use sampling::Sampling;
pub use split::{Between, Change, Split, scope_leads};
pub use until::{FIRST_LOOK, Judge, Judged, Side, Verdict, looks};
pub use written::{repeats, rounded};

use crate::case::{Force, Goal, InputHash, Operator, Provenance, Text};
use crate::experiment::Measure;
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the schema of `summary.json`.
pub const SCHEMA: &str = "zonecast-summary/1";

/// Everything a run found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Summary {
    /// Name and version of this schema.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// Version of zonecast.
    pub version: String,
    /// The case.
    pub case: CaseHead,
    /// Seed of all luck.
    pub seed: u64,
    /// Number of draws.
    pub draws: u64,
    /// How draws were spread; none for independent draws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sampler: Option<Sampling>,
    /// How precise likelihoods had to be and the line they are judged by; none unless asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
    /// `exact`: percentiles are order statistics of the draws; none if they are read off histograms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percentiles: Option<String>,
    /// Levers that change the counting scope were ignored (`--no-redrawing`).
    pub no_redrawing: bool,
    /// Every input file with its hash.
    pub inputs: Vec<InputHash>,
    /// The zones, in order.
    pub zones: Vec<ZoneHead>,
    /// The indicators, in order of the model.
    pub indicators: Vec<IndicatorHead>,
    /// Indicators whose change since the base year is split, with their parts.
    pub parts: Vec<PartsHead>,
    /// The targets, in order of the case.
    pub targets: Vec<TargetHead>,
    /// One entry per scenario; the first is the baseline (trend continued).
    pub scenarios: Vec<ScenarioSummary>,
    /// What the main targets of the scenario that a report tells in detail depend on most; none without a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importance: Option<Importance>,
}

/// What reports say of the case.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CaseHead {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Date of the data.
    pub as_of: String,
    /// Year of the start values.
    pub base_year: i32,
    /// All reported years: the base year, then every simulated one.
    pub years: Vec<i32>,
    /// Years that likelihoods are given for; the first is the policy's.
    pub milestones: Vec<i32>,
    /// Whether outputs by zone carry the demonstration mark.
    pub demonstration: bool,
    /// Names of the figures by zone that are still assumed, if most are actual; no part of `summary.json`.
    #[serde(skip)]
    pub still_assumed: Vec<Text>,
    /// Counting scopes with their probability.
    pub scopes: Vec<ScopeHead>,
    /// Published points of the past for charts.
    pub history: Vec<HistoryMark>,
    /// Indicators of the city beside those of other places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<Benchmark>,
    /// Yearly public budget that scenarios are compared with, 亿元, if the case gives one.
    pub budget: Option<f64>,
    /// Goals in words only, as the case keeps them; nothing of them is simulated.
    pub ledger: Vec<Goal>,
    /// English for names that the case gives in Chinese only; no part of `summary.json`.
    #[serde(skip)]
    pub glossary: Vec<Text>,
}

/// A counting scope.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScopeHead {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Probability given to it.
    pub probability: f64,
}

/// A published point of the past.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct HistoryMark {
    /// Indicator.
    pub indicator: String,
    /// Index of the zone; none for the city.
    pub zone: Option<usize>,
    /// Area if it is not the zone or the city itself; else empty.
    pub area: Text,
    /// Same definition as the indicator; else drawn hollow.
    pub same_definition: bool,
    /// Year.
    pub year: i32,
    /// Value in the indicator's unit.
    pub value: f64,
}

/// A zone.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ZoneHead {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Level, such as `recognised` or `creating`.
    pub level: String,
    /// Where the level comes from.
    pub level_provenance: Provenance,
    /// The weakest provenance among its figures.
    pub provenance: Provenance,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct IndicatorHead {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Unit of every number of it.
    pub unit: String,
    /// Whether it is given by zone (else only for the city).
    pub by_zone: bool,
}

/// An indicator that is split and its parts, as indices into [`Summary::indicators`].
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PartsHead {
    /// The indicator.
    pub indicator: usize,
    /// Change by growth at the same scope.
    pub growth: usize,
    /// Change by another counting scope.
    pub scope: usize,
    /// Change of the mix at the same scope.
    pub composition: usize,
    /// The indicator's value without the change of scope.
    pub same_scope: usize,
}

/// A target.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TargetHead {
    /// Identifier, such as `T1a`.
    pub id: String,
    /// The target it is a reading of, such as `T1`.
    pub of: String,
    /// Whether this reading stands for the target.
    pub main: bool,
    /// Short name.
    pub name: Text,
    /// Clause.
    pub clause: String,
    /// Quoted words.
    pub words: String,
    /// Force of the verb.
    pub force: Force,
    /// Indicator.
    pub indicator: String,
    /// The indicator of the same meaning by zone, if the model has one.
    pub zone_indicator: Option<String>,
    /// Comparison.
    pub operator: Operator,
    /// Threshold in `unit`.
    pub threshold: f64,
    /// Unit.
    pub unit: String,
    /// Year of the threshold.
    pub year: i32,
    /// Whether it happens or does not, so that a range of its indicator says nothing.
    pub event: bool,
    /// Definition (口径).
    pub definition: String,
    /// Responsible department.
    pub department: String,
}

/// What was found under one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScenarioSummary {
    /// Identifier: the file's stem.
    pub id: String,
    /// Its script, as [`Summary::inputs`] name it; none of a baseline without one.
    pub script: Option<String>,
    /// Name.
    pub name: Text,
    /// Public money of the year, 亿元, one band per entry of [`CaseHead::years`].
    #[serde(serialize_with = "written::bands")]
    pub cost: Vec<Band>,
    /// Public money since the first simulated year, by year: percentiles over draws, 亿元.
    #[serde(serialize_with = "written::bands")]
    pub cost_so_far: Vec<Band>,
    /// Total public money up to the year of the policy's targets: percentiles over draws, 亿元.
    #[serde(serialize_with = "written::band")]
    pub cost_to_target_year: Band,
    /// Total public money over the horizon, 亿元.
    #[serde(serialize_with = "written::band")]
    pub cost_total: Band,
    /// The measures it uses.
    pub measures: Vec<Measure>,
    /// Expected public money by department, measure, zone and year.
    pub budget: Budget,
    /// Bands by indicator, zone and counting scope; scopes only if several have draws and the
    /// indicator depends on them.
    pub bands: Vec<BandSeries>,
    /// Likelihoods by target, milestone and counting scope.
    pub likelihoods: Vec<TargetResult>,
    /// Joint attainment by group, milestone and counting scope.
    pub joint: Vec<Joint>,
    /// Changes since the base year in parts, by target, milestone and counting scope; targets whose
    /// indicator has parts only.
    pub splits: Vec<Split>,
    /// Which level of each main target's indicator is reached with which confidence.
    pub levels: Vec<Levels>,
    /// What the scenario believes otherwise than the case says; every output of it repeats this.
    pub beliefs: Vec<Text>,
    /// Warnings of reading and simulating, as worded sentences in both languages.
    pub warnings: Vec<Text>,
}

/// Expected public money by what it is spent on; means add up, percentiles would not.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema, Default)]
pub struct Budget {
    /// What money is spent on, in order of declaration.
    pub lines: Vec<BudgetLine>,
    /// Public money of the year, 亿元, one mean per entry of [`CaseHead::years`].
    pub public: Vec<f64>,
    /// Private money that follows it, 亿元; empty if the model states none.
    pub private: Vec<f64>,
    /// Private money per public yuan over the horizon (撬动倍数); none without either.
    pub leverage: Option<f64>,
    /// The year in which public money is the largest share of the case's yearly budget, and that
    /// share; none without a budget.
    pub peak: Option<(i32, f64)>,
    /// Public money over the horizon whose effect is not delivered, 亿元.
    pub undelivered: f64,
}

/// Expected public money of one department for one thing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema, Default)]
pub struct BudgetLine {
    /// Leading department (牵头单位); empty if none was named.
    pub department: String,
    /// Identifier of the measure; empty for what the model itself spends.
    pub measure: String,
    /// Name of the measure; empty for what the model itself spends.
    pub name: Text,
    /// Clause of the measure; empty for what the model itself spends.
    pub clause: String,
    /// Mean by zone and year, 亿元; without zones one entry for the city.
    pub by_zone: Vec<Vec<f64>>,
    /// Mean by year of the part whose effect is not delivered, 亿元; empty if that is not known.
    pub undelivered: Vec<f64>,
}

/// Percentiles P5, P25, P50, P75, P95.
pub type Band = [f64; 5];

/// The shares that [`Band`] holds the percentiles of.
pub const SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Bands of one indicator over the years.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BandSeries {
    /// Index into [`Summary::indicators`].
    pub indicator: usize,
    /// Index into [`Summary::zones`]; none for the city.
    pub zone: Option<usize>,
    /// Index into the counting scopes; none for all draws together, which of an indicator with bands by
    /// scope is a mixture, the result under none of them.
    pub scope: Option<usize>,
    /// One band per entry of [`CaseHead::years`], in the indicator's unit.
    #[serde(serialize_with = "written::bands")]
    pub years: Vec<Band>,
}

/// Probability of meeting a target, as estimated from a finite number of draws.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Likelihood {
    /// Share of draws that meet the target, in `0.0..=1.0`.
    pub probability: f64,
    /// 95 % interval, as shares, for sampling error only; the model may still be wrong.
    pub interval: (f64, f64),
}

/// What was found for one target in one milestone year.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TargetResult {
    /// Index into [`Summary::targets`].
    pub target: usize,
    /// Milestone year.
    pub year: i32,
    /// Year in which the target is looked at: the milestone, unless the scenario states another
    /// year for the policy's target.
    pub evaluated: i32,
    /// Threshold of this scenario, in the target's unit.
    pub threshold: f64,
    /// Index into the counting scopes; none for all draws together.
    pub scope: Option<usize>,
    /// Past the year of the threshold: an extrapolation, no target of the document.
    pub extrapolated: bool,
    /// Likelihood.
    pub likelihood: Likelihood,
    /// Change against the baseline from common luck, with its 95 % interval, as shares; none for the baseline
    /// and where the scenario reads the target differently (another threshold or year).
    pub change: Option<(f64, f64, f64)>,
    /// Share of draws that meet it for the first time in each year; same length as
    /// [`CaseHead::years`], so the first entry is what the base year meets already. The rest never
    /// does. Filled for the first milestone only, else empty.
    pub first_year: Vec<f64>,
    /// Whether the answer only repeats the spread of the start values (先验驱动): in the pilot its squared
    /// rank correlation with the base year is 0.8 or more over the whole 95 % interval.
    pub prior_driven: bool,
    /// Above or below the line, in the first milestone and over all draws; none unless asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// How the main targets of a group are met together.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Joint {
    /// Name of the group, such as `T1-T6`; empty if the case states no groups.
    pub name: Text,
    /// Milestone year.
    pub year: i32,
    /// Index into the counting scopes; none for all draws together.
    pub scope: Option<usize>,
    /// Indices of the targets counted.
    pub targets: Vec<usize>,
    /// All of them together.
    pub all: Likelihood,
    /// Probability of at least `k` of them, for `k` = 0, 1, ..., n.
    pub at_least: Vec<f64>,
    /// Index into `targets`: the one missed most often; none if all are always met.
    pub bottleneck: Option<usize>,
    /// Per target: share of draws in which it alone is missed.
    pub only_miss: Vec<f64>,
}
