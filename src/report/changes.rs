//! The table of `changes`: likelihoods of two runs side by side.
//!
//! Owns its layout. Never: computes a statistic.

use super::compare::points;
use super::terminal::{fold, plain_table};
use crate::analysis::differences::Sign;
use crate::message::scale::percent;
use crate::message::{Lang, term};
use comfy_table::Cell;

/// Columns that a target's name may take.
const FIRST: u16 = 36;

/// A likelihood in two runs.
pub struct ChangeRow {
    /// Identifier and name of the target.
    pub target: String,
    /// Milestone.
    pub year: i32,
    /// Before and after, as shares.
    pub likelihood: (f64, f64),
    /// Change with its 95 % interval, as shares.
    pub change: (f64, f64, f64),
    /// What can be said of it; none if the target is read otherwise.
    pub sign: Option<Sign>,
    /// Mainly by the counting scope: marked.
    pub scope: bool,
}

/// A row per target, a column per milestone; ends without a line break.
pub fn changes_table(milestones: &[i32], rows: &[ChangeRow], lang: Lang) -> String {
    let word = |key: &'static str| term(key, lang).unwrap_or(key);
    let mut table = plain_table();
    let years = milestones.iter().map(i32::to_string);
    table.set_header(std::iter::once(word("target-column").to_owned()).chain(years).map(Cell::new));
    let mut names: Vec<&str> = rows.iter().map(|row| row.target.as_str()).collect();
    names.dedup();
    for name in names {
        let cell = |year: &i32| {
            let Some(row) = rows.iter().find(|row| (row.target.as_str(), row.year) == (name, *year)) else {
                return "–".to_owned();
            };
            let (before, after) = (percent(row.likelihood.0), percent(row.likelihood.1));
            let told = match row.sign {
                None => word("compare-otherwise").to_owned(),
                Some(Sign::Same) => word("compare-same").to_owned(),
                Some(Sign::Untold) => word("compare-untold").to_owned(),
                Some(Sign::Higher | Sign::Lower) => points(row.change),
            };
            let mark = if row.scope { "†" } else { "" };
            format!("{before} → {after}\n{told}{mark}")
        };
        let cells = milestones.iter().map(cell);
        table.add_row(std::iter::once(fold(name, FIRST, 2)).chain(cells).map(Cell::new));
    }
    table.trim_fmt()
}
