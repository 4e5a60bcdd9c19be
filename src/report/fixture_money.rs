//! Made-up public money for the tests of this room.

use super::fixture::{BASE, text};
use crate::summary::{Budget, BudgetLine, CaseHead};

/// One line of money, half of it in each of two zones.
pub(super) fn budget(case: &CaseHead, s: usize, spend: f64) -> Budget {
    let years = case.years.len();
    let (department, measure, clause) = ("某局".into(), "laboratory".into(), "2.1".into());
    let line = BudgetLine {
        department,
        measure,
        clause,
        name: text("实验室", "Laboratory"),
        by_zone: vec![vec![spend / 2.0; years]; 2],
        undelivered: vec![spend / 5.0; years],
    };
    Budget {
        lines: if s > 0 { vec![line] } else { Vec::new() },
        public: vec![spend; years],
        private: vec![3.0 * spend; years],
        leverage: (s > 0).then_some(3.0),
        peak: Some((BASE + 1, spend / 14.0)),
        undelivered: spend / 5.0 * years as f64,
    }
}
