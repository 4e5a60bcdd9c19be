//! 敏感性说明: how much the answer hangs on readings, counting scopes and start values.
//!
//! Owns one paragraph and a table. Never: computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use crate::message::scale::Outlook;
use crate::summary::TargetHead;

/// The chapter; empty without targets.
pub(super) fn chapter(book: &Book) -> Chapter {
    let view = &book.view;
    let heading = book.word("sensitivity-heading");
    if view.summary.targets.is_empty() {
        return super::chapter(heading, true, Vec::new());
    }
    let scenario = book.focus();
    let year = book.year();
    let scopes: Vec<usize> = (0..view.summary.case.scopes.len()).filter(|_| book.by_scopes()).collect();
    let judged =
        |target: usize, scope| view.result(scenario, target, year, scope).map(|r| r.likelihood.probability);
    let outlook =
        |target: &TargetHead, p: Option<f64>| p.map_or("–".to_owned(), |p| book.outlook(target, p));
    let mut moved = Vec::new();
    let mut prior = Vec::new();
    let mut rows = Vec::new();
    for index in 0..view.summary.targets.len() {
        let target = &TargetHead { ..view.as_read(scenario, index) };
        let all = judged(index, None);
        let each: Vec<Option<f64>> = scopes.iter().map(|s| judged(index, Some(*s))).collect();
        let classes: std::collections::BTreeSet<Outlook> =
            each.iter().flatten().map(|p| Outlook::of(*p)).collect();
        let interval =
            |s: &usize| view.result(scenario, index, year, Some(*s)).map(|r| r.likelihood.interval);
        let intervals: Vec<(f64, f64)> = scopes.iter().filter_map(interval).collect();
        // Two classes may meet within the sampling error; then nothing depends on the scope.
        let apart = intervals.iter().any(|a| intervals.iter().any(|b| a.1 < b.0));
        if classes.len() > 1 && apart && target.main {
            moved.push(target.id.clone());
        }
        let own = view.result(scenario, index, year, None).is_some_and(|r| r.prior_driven);
        if own && target.main {
            prior.push(target.id.clone());
        }
        let mut row = vec![
            Cell::text(format!(
                "{} {}{}",
                target.id,
                view.lang.pick(&target.name.zh, &target.name.en),
                book.own_year(target)
            )),
            Cell::text(outlook(target, all)),
        ];
        row.extend(each.iter().map(|p| Cell::text(outlook(target, *p))));
        row.push(Cell::text(if own { book.word("prior-driven") } else { "" }));
        rows.push(row);
    }
    let key = match (book.by_scopes(), moved.is_empty() && prior.is_empty()) {
        (true, true) => "sensitivity-none",
        (false, true) => "sensitivity-no-starts",
        (true, false) => "sensitivity-intro",
        (false, false) => "sensitivity-starts",
    };
    let none = || book.word("none-of-them").to_owned();
    let said = |ids: &Vec<String>| if ids.is_empty() { none() } else { book.list(ids) };
    let (moved, prior) = (said(&moved), said(&prior));
    let args = [("moved", moved.as_str()), ("prior", &prior), ("scenario", book.name(scenario))];
    let all = if book.by_scopes() { "scope-all" } else { "outlook-head" };
    let mut columns = vec![Column::text(book.word("target-column"), 3.2), Column::text(book.word(all), 1.5)];
    columns.extend(scopes.iter().map(|s| Column::text(book.scope(Some(*s)), 1.5)));
    columns.push(Column::text(book.word("csv-note"), 1.0));
    let caption = if book.by_scopes() { "sensitivity-caption" } else { "outlook-alone-caption" };
    let caption = view.fill(caption, &[("scenario", book.name(scenario)), ("year", &year.to_string())]);
    let mut table = book.table(caption, columns, rows);
    table.name = book.word("sheet-sensitivity").to_owned();
    if !table.drop_empty(table.columns.len() - 1) {
        table.notes.push(book.word("prior-driven-note").to_owned());
    }
    let mut blocks = vec![Block::Paragraph(view.fill(key, &args)), Block::Table(table)];
    blocks.extend(super::importance::blocks(book));
    super::chapter(heading, true, blocks)
}
