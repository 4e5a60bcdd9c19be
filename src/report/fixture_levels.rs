//! Made-up levels and confidences for the tests of this room.

use super::fixture::{BASE, MILESTONES, Row, band, middle};
use crate::case::Operator;
use crate::summary::{CONFIDENCES, Levels};

/// Levels of every target, spread evenly between the ends of its band.
pub(super) fn levels(rows: &[Row], s: usize) -> Vec<Levels> {
    let mut out = Vec::new();
    for (target, row) in rows.iter().enumerate() {
        for (year, scope) in MILESTONES.into_iter().flat_map(|y| [None, Some(0), Some(1)].map(|k| (y, k))) {
            let spread = row.spread * (0.45 + 0.12 * f64::from(year - BASE));
            let [low, .., high] = band(middle(row, s, year, None, scope), spread);
            let up = matches!(row.operator, Operator::AtLeast | Operator::Above);
            let at = |c: &f64| if up { high - (high - low) * c } else { low + (high - low) * c };
            out.push(Levels {
                target,
                year,
                evaluated: year,
                scope,
                levels: CONFIDENCES.iter().map(at).collect(),
                steps: Vec::new(),
            });
        }
    }
    out
}
