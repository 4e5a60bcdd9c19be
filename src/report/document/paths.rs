//! 逐年走势: percentiles of the main targets' indicators year by year, with charts that a workbook draws.
//!
//! Owns a sheet of the workbook; on paper the fans show the same. Never: computes a statistic.

use super::book::Book;
use super::tree::{Cell, Column, Lines, Table};
use crate::report::axis::Axis;
use crate::report::fans::indicator_name;
use crate::report::format::{name_with_unit, target_decimals};
use crate::summary::{Band, TargetHead};

/// Columns: target, scope, unit, year, P5, P50, P95, threshold.
const YEAR: usize = 3;
const BAND: [usize; 3] = [4, 5, 6];
const THRESHOLD: usize = 7;

/// The sheet of the scenario told in detail; nothing without targets.
pub(super) fn sheet(book: &Book) -> Option<Table> {
    let (view, scenario) = (&book.view, book.focus());
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (index, _) in view.main_targets().filter(|(_, target)| !target.event) {
        let read = view.as_read(scenario, index);
        for scope in view.scopes_of(scenario, &read.indicator, None) {
            let Some(bands) = view.bands(scenario, &read.indicator, None, scope) else { continue };
            let from = rows.len();
            rows.extend(years(book, &read, book.scope(scope), bands));
            lines.push(chart(book, &read, book.scope(scope), (from, bands)));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text(book.word("target-column"), 3.2),
        Column::text(book.word("scope-head"), 1.6),
        Column::text(book.word("unit"), 0.8),
        Column::number(book.word("csv-year"), 0.9),
        Column::number("P5", 0.9),
        Column::number("P50", 0.9),
        Column::number("P95", 0.9),
        Column::number(book.word("threshold"), 1.2),
    ];
    let caption = view.fill("paths-caption", &[("scenario", book.name(scenario))]);
    let mut table = book.table(caption, columns, rows);
    table.name = book.word("sheet-paths").to_owned();
    table.notes.push(book.word("paths-note").to_owned());
    table.lines = lines;
    Some(table)
}

/// A row a year; the threshold stands up to the year that it is asked for in, as later there is none.
fn years(book: &Book, target: &TargetHead, scope: &str, bands: &[Band]) -> Vec<Vec<Cell>> {
    let digits = target_decimals(target);
    let number = |x: f64| if x.is_finite() { Cell::number(x, digits) } else { Cell::text("") };
    let row = |(year, band): (&i32, &Band)| {
        let mut row = vec![
            Cell::text(book.view.text(&target.name)),
            Cell::text(scope),
            Cell::text(book.view.unit(&target.unit)),
            Cell::year(*year),
        ];
        row[0] = Cell::text(format!("{} {}", target.id, row[0].shown()));
        row.extend([band[0], band[2], band[4]].map(number));
        row.push(if *year <= target.year { number(target.threshold) } else { Cell::text("") });
        row
    };
    book.view.summary.case.years.iter().zip(bands).map(row).collect()
}

/// The chart of the rows from `from` on.
fn chart(book: &Book, target: &TargetHead, scope: &str, (from, bands): (usize, &[Band])) -> Lines {
    let name = format!("{} {}", target.id, indicator_name(&book.view, target));
    let name = name_with_unit(&book.view, &name, &target.unit);
    let title = if scope.is_empty() { name } else { format!("{name} · {scope}") };
    let values = bands.iter().flat_map(|band| [band[0], band[4]]).chain([target.threshold]);
    let ends = values
        .filter(|x| x.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)));
    Lines {
        title,
        rows: (from, from + bands.len()),
        along: YEAR,
        band: BAND,
        threshold: Some(THRESHOLD),
        range: Axis::padded(ends, 0.02, (0.0, 1.0)).to_ticks(5).ends(),
    }
}
