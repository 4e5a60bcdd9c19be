//! A city's figures, zones, targets and history, each with its provenance.
//!
//! Owns the types of a case and its readers (TOML and CSV). A case is data from
//! a folder, embedded or on disk; nothing about any one city stands in code.
//! Never: knows equations, scripts or draws.
//!
//! # The files of a case folder
//!
//! TOML files are UTF-8, with or without byte order mark. A table is a CSV file in
//! UTF-8, UTF-16, GBK or GB18030, or a workbook of the same name (`zones.xlsx` in place
//! of `zones.csv`; both are an error), whose sheet of the table's name or else the first
//! is read. Separators are commas, tabs, semicolons or full-width commas. It has one
//! header row with exactly the columns named here or their Chinese names (`columns`),
//! in any order; titles above it and rows that start with `#` are skipped. Texts may be
//! quoted with `"`; numbers may be full-width, with thousands separators and with a unit
//! of the same kind, in the cell or in brackets in the header, which is converted and
//! noted ([`Case::notes`]). Units are those of [`unit::UNITS`]; a percentage is written
//! as such (`4.1` with `%`).
//!
//! `case.toml`: `name_zh name_en base_year horizon as_of milestones demonstration
//! model` (`demonstration = true` has no effect once no figure by zone is assumed), optional `steps_per_year` (1). `horizon = [first, last]`, the first being
//! the year after the base year. `[[scope]] id name_zh name_en probability`, optional `meaning_zh meaning_en`: readings
//! of what is counted today, probabilities sum to 1; without any there is one scope,
//! `all`. `[[zone]] id name_zh name_en level level_provenance` with a level `national`,
//! `recognised` or `creating`. `[files]` with `zones city blocks history targets`:
//! only the files listed are read; without it all five are, under the names below.
//! `ledger`, `glossary`, `keepers` and `benchmarks` may be listed too.
//!
//! `zones.csv`, one figure a row: `zone,scope,indicator,unit,share_of,definition,year,
//! vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note`.
//! `zone` is an id or the Chinese name; `scope` is empty (same under every scope) or
//! there is one row for each scope. `share_of` is `city` (then the zones add up to at
//! most 100 %) or empty. `price_basis`: `nominal`, `comparable` or empty.
//! `value low high` are P50, P5, P95. `provenance`:
//!
//! - `published` needs issuer, title and date;
//! - `derived` needs the formula in `title`, and for levels the spread;
//! - `assumed` needs the reason in `title`, and the spread.
//!
//! All tables with sources take an optional column `url`: addresses belong there and are never printed.
//!
//! `city.csv`: the same without `zone`.
//!
//! `blocks.csv`, one quantity a row: `block,zh,en,zone,outside_in,indicator,unit,value,
//! low,high,provenance,issuer,title,document,date,note`. All rows of a block name the
//! same zone. `outside_in` is the scope under which the block is not counted yet;
//! empty: under every scope.
//!
//! `history.csv`, published whole years only: `indicator,zone,area_zh,area_en,same_definition,year,
//! value,unit,issuer,title,document,date`, optional `price_basis,note`. `same_definition` is `是` or `否` (then the area is named).
//!
//! `benchmarks.csv`, figures of other places: `indicator,indicator_zh,indicator_en,place_zh,place_en,
//! same_definition,definition,year,value,unit,provenance,issuer,title,document,date,note`. `indicator` is the
//! model's, or `city_` and a figure of the city. `year` may be months from January on in any usual spelling
//! (`2024H1`, 2024年1-6月; a quarter by letter, `2024Q3`, counts from January), which are told and not drawn.
//! Each row has its own unit, which is put into the city's. `provenance`: `published`, or `reposted` (someone's copy; `title` says what is known).
//!
//! `targets.toml`: `[[target]]` with `id name_zh name_en clause words force indicator operator
//! threshold unit year scope numerator denominator definition department`, optional `of` (own id),
//! `main` (true), `zone_indicator`, `hold_from` (with the force `hold`), `denominator_indicator`,
//! `numerator_indicator`, `numerator_in_denominator` (of what the share is made; more of the one is as
//! much more of the other), `denominator_share_indicator` (only the share this gives), `pieces` (whole
//! things that make up the threshold), `event` (happens or not; true for `batch`, `trigger`), `level` (of the
//! zones it counts, national ones among the recognised, so that `case check` says if there are none). Forces:
//! `reach exceed strive hold batch trigger`; operators: `>= > <= <`. One reading of a target is `main`;
//! `[[joint]] name_zh name_en of`: groups of joint attainment, by `of` (without any, all targets).
//!
//! `english.csv`, the glossary: `zh,en` for departments, parts of the measures' units, and what
//! targets say of their scope, numerator, denominator and definition; used by English outputs.
//!
//! `[departments]` of `case.toml`: names of departments in the library of measures, with what the city's own
//! are called.
//!
//! `keepers.csv`, whom to ask for actual values: `indicator,zh,en,unit,department,kept_as`, one row per
//! indicator of `zones.csv`, `city.csv` or `blocks.csv`; `asked_years`, in words, where other years are asked for
//! than those of the figure.
//!
//! `ledger.toml`, goals in words only: `[[goal]] id name_zh name_en clause words department
//! status evidence` with a status `yes no evidence`; `evidence` says what there is or is missing.

mod amount;
mod benchmarks;
mod blocks;
mod catches;
mod columns;
mod conversion;
mod embedded;
mod field;
mod figures;
mod files;
mod glossary;
mod head;
mod history;
mod keepers;
mod ledger;
mod period;
mod read;
mod records;
mod source;
mod table;
mod targets;
mod text;
mod toml_faults;
mod toml_keys;
pub mod unit;
mod validate;
mod wide;
mod workbook;
mod written;
mod zone_names;

use crate::error::{Error, Place};
pub use benchmarks::COLUMNS as BENCHMARK_COLUMNS;
pub use benchmarks::{BenchmarkPoint, Origin};
pub use blocks::COLUMNS as BLOCK_COLUMNS;
pub use blocks::{Block, BlockAmount};
pub use columns::chinese_name;
pub use embedded::{Embedded, default_case_id, embedded_case_ids, embedded_scenarios};
pub use files::{CaseFiles, Folder};
pub use head::LEVELS;
pub use history::COLUMNS as HISTORY_COLUMNS;
pub use history::HistoryPoint;
pub use keepers::Keeper;
pub use ledger::{Goal, Status};
pub use period::Period;
pub use read::{FileText, Gap, read_case, read_unfinished, sha256_hex};
pub use targets::Fraction;
pub use text::text_of;
pub use zone_names::zone_named;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, schemars::JsonSchema)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Where a figure comes from; `Assumed` is shown as such on every output.
#[derive(Copy, Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// Printed by an issuer; the row names it.
    Published,
    /// Arithmetic on published figures; the row gives the formula.
    Derived,
    /// No source: an explicit, wide assumption with its reason.
    Assumed,
}

/// One city's data, as read from its folder.
#[derive(Clone, Debug)]
pub struct Case {
    /// Name of its folder.
    pub id: String,
    /// Name for people.
    pub name: Text,
    /// Year of the start values; the first simulated year follows it.
    pub base_year: i32,
    /// First and last simulated year.
    pub horizon: (i32, i32),
    /// Euler steps in a year.
    pub steps_per_year: u32,
    /// Date of the data as printed in footers, such as `2026-11-20`.
    pub as_of: String,
    /// Whether every output by zone carries the mark "demonstration data, not statistics": stated, and
    /// some figure by zone is assumed.
    pub demonstration: bool,
    /// Years that results are given for; the first is the year of the policy's targets.
    pub milestones: Vec<i32>,
    /// Model script, a path below `scripts/` or the case folder.
    pub model: String,
    /// What could be counted as "in the zones" today: a discrete uncertainty, at least one.
    pub scopes: Vec<CountingScope>,
    /// The zones, in order of the files.
    pub zones: Vec<Zone>,
    /// Start values and other figures.
    pub figures: Vec<Figure>,
    /// Blocks that a redrawing could annex.
    pub blocks: Vec<Block>,
    /// Published points of the past, for charts.
    pub history: Vec<HistoryPoint>,
    /// Figures of other places.
    pub benchmarks: Vec<BenchmarkPoint>,
    /// Targets of the policy.
    pub targets: Vec<Target>,
    /// Groups whose joint attainment is given; empty: one group of all main targets.
    pub joint: Vec<JointGroup>,
    /// Goals in words only, which nothing simulates.
    pub ledger: Vec<Goal>,
    /// English for names that are given in Chinese only, such as departments.
    pub glossary: Vec<Text>,
    /// Who keeps the actual values of figures.
    pub keepers: Vec<Keeper>,
    /// Departments as measures of the library list them, with what they are called here.
    pub departments: Vec<(String, String)>,
    /// Every file read, with its SHA-256 in hexadecimal.
    pub inputs: Vec<InputHash>,
    /// What was converted or looks odd, but is no fault.
    pub notes: Vec<Error>,
    /// Every file read, for the lines that errors quote.
    pub texts: Vec<FileText>,
}

/// One reading of what is counted today, with its probability.
#[derive(Clone, Debug, PartialEq)]
pub struct CountingScope {
    /// Identifier used in the `scope` column.
    pub id: String,
    /// Name for people.
    pub name: Text,
    /// What is counted, in a phrase; empty texts if the case does not say.
    pub meaning: Text,
    /// Probability; all scopes sum to 1.
    pub probability: f64,
}

/// A zone (园区).
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Stable identifier; part of the address of its luck.
    pub id: String,
    /// Name for people.
    pub name: Text,
    /// Level, such as `recognised` or `creating`.
    pub level: String,
    /// Where the level comes from.
    pub level_provenance: Provenance,
    /// Where it is declared.
    pub place: Place,
}

/// A figure with its source and spread. Values are in `unit` (4.1 with `%` is 4.1 %).
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Index into [`Case::zones`]; none for the city.
    pub zone: Option<usize>,
    /// Index into [`Case::scopes`]; none if the same under every scope.
    pub scope: Option<usize>,
    /// Identifier that models ask for with `data("...")`.
    pub indicator: String,
    /// Unit, one of [`crate::case::unit`]'s.
    pub unit: String,
    /// Whether it is the zone's share of the city, so that zones and rest add up to the whole.
    pub share_of_city: bool,
    /// What exactly is counted (口径).
    pub definition: String,
    /// Year it speaks of.
    pub year: i32,
    /// Edition of the statistics, such as `2024-03`.
    pub vintage: String,
    /// `nominal`, `comparable` or empty for what is no money.
    pub price_basis: String,
    /// P50.
    pub value: f64,
    /// P5 and P95; none if fixed.
    pub spread: Option<(f64, f64)>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Issuer, title, document number and date of the source, or the reason of an assumption.
    pub source: Source,
    /// Anything else a reader should know.
    pub note: String,
    /// Where it stands.
    pub place: Place,
    /// Where its unit stands.
    pub unit_place: Place,
    /// Where its value stands.
    pub value_place: Place,
    /// Where it says what is counted.
    pub definition_place: Place,
    /// Where its prices are stated.
    pub price_place: Place,
}

/// Source of a figure as it may be printed; never the address of a mirror.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, schemars::JsonSchema)]
pub struct Source {
    /// Who published it.
    pub issuer: String,
    /// Title of the document; for derived figures the formula, for assumed ones the reason.
    pub title: String,
    /// Document number.
    pub document: String,
    /// Date of publication.
    pub date: String,
}

/// How strongly the text puts a target.
#[derive(Copy, Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// 达…以上.
    Reach,
    /// 超过.
    Exceed,
    /// 力争; never worded as completed or not.
    Strive,
    /// 保持: in every year from [`Target::hold_from`].
    Hold,
    /// Depends on batches that others decide: strived for, never worded as completed or not.
    Batch,
    /// A condition that triggers support when it happens; nobody's duty.
    Trigger,
}

/// Targets whose joint attainment is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointGroup {
    /// Name for people.
    pub name: Text,
    /// What its targets are readings of ([`Target::of`]); the main readings count.
    pub of: Vec<String>,
}

/// Comparison of an indicator with a threshold.
#[derive(Copy, Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub enum Operator {
    /// `>=`
    #[serde(rename = ">=")]
    AtLeast,
    /// `>`
    #[serde(rename = ">")]
    Above,
    /// `<=`
    #[serde(rename = "<=")]
    AtMost,
    /// `<`
    #[serde(rename = "<")]
    Below,
}

/// A target of the policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Identifier, such as `T1a`.
    pub id: String,
    /// The target this is a reading of, such as `T1`; its own id if it is the only one.
    pub of: String,
    /// Whether this reading stands for the target in joint attainment and overviews.
    pub main: bool,
    /// Short name.
    pub name: Text,
    /// Clause of the policy.
    pub clause: String,
    /// The quoted words.
    pub words: String,
    /// Force of the verb.
    pub force: Force,
    /// City-scope indicator of the model.
    pub indicator: String,
    /// Where the indicator's name stands, for the error if the model lacks it.
    pub indicator_place: Place,
    /// Indicator by zone of the same meaning, for tables of zones by targets.
    pub zone_indicator: Option<String>,
    /// Indicators that the share is made of, if the case names them.
    pub fraction: Option<Fraction>,
    /// Comparison.
    pub operator: Operator,
    /// Threshold in `unit`.
    pub threshold: f64,
    /// Unit, the same as the indicator's.
    pub unit: String,
    /// Year of the threshold.
    pub year: i32,
    /// Whether it happens or does not, so that a range of its indicator says nothing.
    pub event: bool,
    /// For [`Force::Hold`]: the first year in which it must hold.
    pub hold_from: Option<i32>,
    /// Whole things that make up the threshold; yearly goals rise by whole ones.
    pub pieces: Option<u32>,
    /// Level of the zones that it counts, such as `recognised`; none if it is not of one level.
    pub level: Option<&'static str>,
    /// What is summed over: scope, numerator, denominator, definition (口径).
    pub scope: String,
    /// Numerator in words.
    pub numerator: String,
    /// Denominator in words.
    pub denominator: String,
    /// Definition (口径).
    pub definition: String,
    /// Responsible department.
    pub department: String,
    /// Where it stands.
    pub place: Place,
}

/// A file that went into a result.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct InputHash {
    /// Name with the case's or library's own folder, such as `<case>/zones.csv`; never a path of this machine.
    pub file: String,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}
