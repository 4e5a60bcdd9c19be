//! Closed forms: what the simulator gives is what mathematics says.
//!
//! Expected values come from formulas, publications or a slow computation written
//! in the test; sampled ones may be five standard errors off.

#[path = "../common/mod.rs"]
mod common;

mod batches;
mod counts;
mod dependence;
mod distributions;
mod dynamics;
mod figures;
mod histograms;
mod intervals;
mod memory;
mod processes;
