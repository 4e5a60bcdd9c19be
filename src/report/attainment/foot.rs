//! What stands below the rows of chart `attainment`: what lights, bars and marks mean.
//!
//! Never: draws a row.

use super::bars::bar_legend;
use super::rows::Row;
use crate::report::sheet::{MARGIN, Sheet};
use crate::report::view::View;
use crate::report::{font, light};

/// What lights and bars mean, as far as there are any; gives the y of the last line but one.
pub(super) fn legends(sheet: &mut Sheet, view: &View, rows: &[Row], y: f64) -> f64 {
    let end = light::legend(sheet, view, MARGIN, y + 22.0) + 24.0;
    if rows.iter().all(|row| row.target.event) {
        return y;
    }
    // Below the lights where there is no room beside them.
    let key = if sheet.is_slide() && !sheet.is_text() { "bar-legend-short" } else { "bar-legend" };
    let wide = 68.0 + font::width(view.word(key), 11.0);
    let (x, y) = if end + wide <= sheet.right() { (end, y) } else { (MARGIN, y + 20.0) };
    bar_legend(sheet, view, key, x, y + 22.0);
    y
}

/// What must be said beside the rows wherever they stand.
pub(super) fn notes_here(sheet: &Sheet, view: &View, rows: &[Row]) -> Vec<String> {
    let bars = rows.iter().any(|row| !row.target.event).then(|| view.word("attainment-note"));
    let scope = rows.iter().any(|row| row.mainly_scope.is_some()).then(|| view.word("by-scope-note"));
    // Elsewhere the rows say it at length.
    let scope = scope.filter(|_| sheet.is_slide() && !sheet.is_text());
    bars.into_iter().chain(scope).map(str::to_owned).collect()
}
