//! Questions beyond one run: what every measure of the policy does, clause by clause,
//! and what every department needs to know of a scenario.
//!
//! Owns comparisons of many scenarios by common luck, and targets divided and turned round,
//! and single draws told in full. Never: reads scripts, draws charts.

mod case_check;
mod case_starts;
mod coverage;
pub mod differences;
pub mod draw;
pub mod importance;
mod money;
mod reported;
pub mod tables;

pub use case_check::{CaseFindings, check_case, figure_name, series as history_series};
pub use coverage::{
    COVERAGE_SCHEMA, Coverage, Effect, MeasureRow, Standing, TargetRow, effects, mark_scope, targets,
};
pub use money::{
    DepartmentMoney, by_department, departments_by_money, large_departments, undelivered_by_year,
};
pub use reported::{REPORT_SCHEMA, Reported};
