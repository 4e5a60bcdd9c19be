//! Questions beyond one run: what every measure of the policy does, clause by clause.
//!
//! Owns comparisons of many scenarios by common luck. Never: reads scripts, draws charts.

mod coverage;

pub use coverage::{Coverage, Effect, MeasureRow, TargetRow, effects, targets};
