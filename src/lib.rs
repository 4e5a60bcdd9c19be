//! zonecast: policy simulation for high-tech zones (高新区).
//!
//! City planners write what-if scripts; a Monte Carlo simulator projects every
//! zone's indicators; out come the likelihood of meeting each target, charts and
//! tables. This page is the floor plan; each room's own page says what it owns.
//!
//! ```text
//!  scenarios/<case>/*.toml, csv, xlsx  scripts/model/*.rhai       scenarios/<case>/*.rhai
//!         | figures, sources, spread          | equations                | what-if
//!       case ------------------------------> script   (Rhai runs once, here only)
//!         |                                   | model: graph            | scenario: the graph with levers set
//!         +-----------------------------> experiment  names resolved, bounds checked, targets bound
//!                                             |
//!                                          compile    lowering, then instructions over slots; one program for
//!                                             |       all scenarios: what they have in common is computed once
//!                                             |
//!                                          simulate   blocks of draws over all threads, integer counts
//!                                             |
//!                                          summary    bands, likelihoods, first year reached, joint attainment
//!                                             |
//!                                          analysis   what every measure of the policy does (coverage);
//!                                             |       targets divided, needs, tasks, progress (tables)
//!                                             |
//!                                          report     charts, tables, CSV, JSON, reports (HTML, Word, Excel,
//!                                             |       Markdown from one content tree) as named bytes
//!                                             |
//!                                          batch / cli   disk, terminal
//! ```
//!
//! Below all rooms: `error` (codes, places, arguments), `maths` (our own exp, ln
//! and quantiles: the same bits on every machine), `message` (every sentence, in
//! Chinese and English). `tests/tidy.rs` holds the arrows.
//!
//! Where to add things: a lever, an indicator or an equation in
//! `scripts/model/park.rhai`; an operation in [`model::op`], a distribution in
//! [`model::distribution`], a reduction in [`model::reduce`], a base unit in
//! [`model::unit_text`] (one row each); a chart as a file of `report` with an arm in
//! its list of charts; a chapter of reports or a format as a file of `report/document`; a measure
//! in `scripts/measures`; a sentence in `message`, with what a code means at length in `message/explain` and
//! what a word means in `message/reference.rs`; a city as a folder like `scenarios/taizhou`.
//!
//! # Example
//!
//! The embedded case under one scenario, without touching disk:
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//! use zonecast::batch::{self, CaseChoice, ScenarioFile, Settings};
//! use zonecast::script::Script;
//!
//! let text = r#"
//!     scenario("多供地", "More land");
//!     zones().split("land", 2027, 300);
//! "#;
//! let script = Script { shown: "land.rhai".into(), text: text.into() };
//! let loaded = batch::load_case(&CaseChoice::Default, 10)?;
//! let prepared = batch::prepare(loaded, &[ScenarioFile { id: "land".into(), script }])?;
//! let settings = Settings { draws: 1000, seed: 1, threads: 1 };
//! let summary = batch::run(&prepared, settings, &AtomicBool::new(false), &|_| {})?;
//!
//! // The baseline comes first; a likelihood has the interval of its sampling error.
//! assert_eq!(summary.scenarios[1].name.en, "More land");
//! let first = summary.scenarios[1].likelihoods[0].likelihood;
//! assert!(first.interval.0 <= first.probability && first.probability <= first.interval.1);
//! # Ok::<(), zonecast::error::Error>(())
//! ```

#![forbid(unsafe_code)]

pub mod analysis;
pub mod batch;
pub mod case;
pub mod cli;
pub mod compile;
pub mod error;
pub mod experiment;
pub mod maths;
pub mod message;
pub mod model;
pub mod report;
pub mod script;
pub mod simulate;
pub mod summary;
