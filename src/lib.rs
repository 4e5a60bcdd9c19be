//! zonecast
#![forbid(unsafe_code)]
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
