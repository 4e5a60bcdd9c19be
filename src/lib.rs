//! zonecast
#![forbid(unsafe_code)]
pub mod case;
pub mod error;
pub mod message;
pub mod report;
pub mod summary;
