//! `ledger.csv`: the goals in words only, as the case keeps them.
//!
//! Owns its columns. Never: judges a goal; nothing here is simulated.

use super::csv_table::Table;
use super::view::View;
use super::{NamedBytes, Options};
use crate::summary::Summary;

/// Columns of `ledger.csv`.
const LEDGER: [&str; 8] =
    ["goal_id", "goal", "clause", "words", "goal_department", "status", "goal_evidence", "note"];

/// The goals in words only, one a row.
pub fn ledger_csv(summary: &Summary, options: &Options) -> NamedBytes {
    let view = View::new(summary, options);
    let mut table = Table::new(&view, &LEDGER);
    for goal in &summary.case.ledger {
        let names = view.names();
        table.texts(&[&goal.id, view.text(&goal.name), &names.clause(&goal.clause)]);
        table.texts(&[&names.quote(&goal.words), &names.text(&goal.department)]);
        table.texts(&[view.word(goal.status.term()), &names.text(&goal.evidence), view.word("ledger-note")]);
        table.end();
    }
    table.named("ledger.csv")
}
