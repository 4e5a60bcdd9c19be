//! 倒推: how much more of each numerator reaches the target.
//!
//! Owns the chapter's table. Never: computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use crate::report::format::{WHOLE, target_decimals, threshold};

/// The chapter; empty if no target names its numerator.
pub(super) fn chapter(book: &Book) -> Chapter {
    let view = &book.view;
    let mut rows = Vec::new();
    for (head, table) in book.target_tables() {
        let (Some(need), Some(numerator)) = (table.need, table.numerator) else { continue };
        let numerator = &view.summary.indicators[numerator];
        let whole = WHOLE.contains(&numerator.unit.as_str());
        let amount = |value: f64| match whole {
            true => Cell::number(value.ceil(), 0),
            false => Cell::number(value, usize::from(value.abs() < 10.0)),
        };
        let end = table.city.path.len() - 1;
        let digits = target_decimals(&head);
        let (low, middle, high) = need.amount;
        let name = view.lang.pick(&head.name.zh, &head.name.en);
        let method = match (table.adds, table.city.sign < 0.0) {
            (_, true) => "need-how-less",
            (0.0, _) => "need-how-converts",
            _ => "need-how-adds",
        };
        rows.push(vec![
            Cell::text(format!("{} {name}", head.id)),
            Cell::text(book.scope(table.scope)),
            Cell::text(threshold(view, &head)),
            Cell::number(table.city.p50[end], digits),
            Cell::text(view.text(&numerator.name)),
            Cell::text(view.unit(&numerator.unit)),
            amount(need.numerator),
            amount(middle),
            low.map_or(Cell::text("–"), amount),
            high.map_or(Cell::text("–"), amount),
            Cell::text(book.word(method)),
        ]);
    }
    if rows.is_empty() {
        return super::chapter(book.word("needs-heading"), true, Vec::new());
    }
    let year = book.year();
    let columns = vec![
        Column::text(book.word("target-column"), 3.2),
        Column::text(book.word("scope-head"), 1.4),
        Column::text(book.word("threshold"), 1.0),
        Column::number(book.word("indicator-p50-head"), 1.0),
        Column::text(book.word("csv-numerator"), 1.9),
        Column::text(book.word("unit"), 1.4),
        Column::number(book.of_year("numerator-p50-head", year), 1.1),
        Column::number(book.word("need-head"), 1.0),
        Column::number("P5", 0.8),
        Column::number("P95", 0.8),
        Column::text(book.word("need-how-head"), 2.3),
    ];
    let caption = view.fill("needs-caption", &[("scenario", book.name(book.focus()))]);
    let mut table = book.table(caption, columns, rows);
    table.name = book.word("sheet-needs").to_owned();
    table.drop_empty(1);
    table.notes.push(book.word("needs-note").to_owned());
    let blocks = vec![Block::Paragraph(book.word("needs-intro").to_owned()), Block::Table(table)];
    super::chapter(book.word("needs-heading"), true, blocks)
}
