//! 情景比较: scenarios against the baseline, and what redrawing does.
//!
//! Owns the chapter's tables. Never: computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column, Plot};
use crate::error::{Error, Result};
use crate::report::chart::Chart;
use crate::report::format::{money_decimals, no_change, points, signed, split_parts, target_decimals};
use crate::report::scenarios::{budget_note, over_budget};
use crate::report::{format, scope};
use crate::summary::TargetResult;

/// The chapter.
pub(super) fn chapter(book: &Book, warnings: &mut Vec<Error>) -> Result<Chapter> {
    let mut blocks = vec![
        Block::Paragraph(book.word("scenarios-intro").to_owned()),
        Block::Heading(book.word("scenarios-money").to_owned()),
        spending(book),
    ];
    if book.view.summary.scenarios.len() > 1 && !book.view.summary.targets.is_empty() {
        blocks.push(Block::Heading(book.word("scenarios-changes").to_owned()));
        blocks.push(changes(book));
    }
    let moved: Vec<usize> = book.scenarios().filter(|(_, s)| scope::moves(s)).map(|(at, _)| at).collect();
    if let Some(&first) = moved.first() {
        blocks.push(Block::Heading(book.word("scope-heading").to_owned()));
        blocks.push(Block::Paragraph(book.word("scope-intro").to_owned()));
        blocks.push(scope_effects(book, &moved));
        let scenario = &book.view.summary.scenarios[first];
        let caption = book.view.fill("waterfall-caption", &[("scenario", book.name(scenario))]);
        blocks.extend(book.figure(Chart::Waterfall, first, caption, warnings)?);
    }
    Ok(super::chapter(book.word("scenarios-heading"), true, blocks))
}

fn spending(book: &Book) -> Block {
    let view = &book.view;
    let rows = book.scenarios().map(|(_, scenario)| {
        let [low, _, middle, _, high] = scenario.cost_to_target_year;
        let digits = money_decimals(middle);
        let budget = &scenario.budget;
        let mut row = vec![Cell::text(view.text(&scenario.name))];
        row.extend([middle, low, high].map(|x| Cell::number(x, digits)));
        row.push(Cell::money(scenario.cost_total[2]));
        match budget.peak.filter(|(_, share)| *share > 0.0) {
            Some((year, share)) => row.extend([Cell::text(year.to_string()), Cell::number(share * 100.0, 0)]),
            None => row.extend([Cell::text("–"), Cell::text("–")]),
        }
        row.push(budget.leverage.map_or(Cell::text("–"), |x| Cell::number(x, 1)));
        row.push(Cell::money(budget.undelivered));
        row.push(Cell::text(over_budget(view, scenario).unwrap_or_default()));
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let last = view.summary.case.years.last().copied().unwrap_or_default();
    let year = book.year();
    let columns = vec![
        Column::text(book.word("scenario"), 2.2),
        Column::number(book.of_year("money-median-head", year), 1.3),
        Column::number("P5", 0.8),
        Column::number("P95", 0.8),
        Column::number(book.of_year("money-median-head", last), 1.3),
        Column::text(book.word("peak-year-head"), 1.0),
        Column::number(book.word("peak-share-head"), 1.1),
        Column::number(book.word("leverage-head"), 1.1),
        Column::number(book.of_year("undelivered-head", last), 1.3),
        Column::text(book.word("csv-note"), 1.4),
    ];
    let mut table = book.table(book.word("spending-caption").to_owned(), columns, rows);
    table.name = book.word("sheet-spending").to_owned();
    let title = book.of_year("money-median-head", year);
    table.chart = Some(Plot { axis: book.word("unit-money").to_owned(), title, names: 0, values: vec![1] });
    // Without a year over the budget there is nothing to remark.
    if table.rows.iter().all(|row| row.last().is_some_and(|cell| cell.shown().is_empty())) {
        table.columns.pop();
        table.rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    table.notes.extend(budget_note(view));
    table.notes.push(book.word("spending-note").to_owned());
    Block::Table(table)
}

/// Changes against the baseline by common luck, milestone by milestone.
fn changes(book: &Book) -> Block {
    let view = &book.view;
    let years = &view.summary.case.milestones;
    let (mut rows, mut shown) = (Vec::new(), Vec::new());
    for (_, scenario) in book.scenarios().skip(1) {
        for (index, target) in view.main_targets() {
            let result = |year: i32| view.result(scenario, index, year, None).filter(|r| r.evaluated == year);
            let mut row = vec![Cell::text(book.name(scenario)), Cell::text(book.target(target))];
            row.extend(years.iter().map(|&year| {
                shown.push((scenario, index, year));
                let mark = view.split(scenario, index, year, None).map_or("", scope::mark);
                let own = format::own_threshold(view, scenario, index).filter(|_| result(year).is_some());
                own.map_or_else(
                    || {
                        Cell::text(
                            change(book, result(year)) + if result(year).is_some() { mark } else { "" },
                        )
                    },
                    Cell::text,
                )
            }));
            rows.push(row);
        }
    }
    let mut columns =
        vec![Column::text(book.word("scenario"), 1.6), Column::text(book.word("target-column"), 3.4)];
    columns.extend(years.iter().map(|year| Column::text(book.of_year("change-head", *year), 1.8)));
    let mut table = book.table(book.word("changes-caption").to_owned(), columns, rows);
    table.groups = 1;
    table.name = book.word("sheet-changes").to_owned();
    table.notes.push(book.word("report-changes-note").to_owned());
    // Whose likelihood repeats its prior is said where likelihoods stand, not beside changes.
    table.notes.extend(book.mark_notes(&shown).into_iter().filter(|note| !note.starts_with('*')));
    Block::Table(table)
}

/// A change in words, internally with its points.
fn change(book: &Book, result: Option<&TargetResult>) -> String {
    let Some((change, low, high)) = result.and_then(|r| r.change) else { return "–".to_owned() };
    let key = match (low > 0.0, high < 0.0, change.abs() * 100.0) {
        (true, _, size) if size >= 10.0 => "much-better",
        (true, _, size) if size >= 0.5 => "better",
        (_, true, size) if size >= 10.0 => "much-worse",
        (_, true, size) if size >= 0.5 => "worse",
        _ => "unchanged",
    };
    let words = book.word(key);
    match book.internal && key != "unchanged" {
        true => book.view.fill("words-with-points", &[("words", words), ("x", &points(change))]),
        false => words.to_owned(),
    }
}

/// What redrawing does to medians, in every counting scope and milestone.
fn scope_effects(book: &Book, moved: &[usize]) -> Block {
    let view = &book.view;
    let mut rows = Vec::new();
    for scenario in moved.iter().map(|&at| &view.summary.scenarios[at]) {
        for split in &scenario.splits {
            let target = &view.summary.targets[split.target];
            let alone = scenario.splits.iter().all(|s| s.scope.is_none());
            if !target.main || (split.scope.is_none() && !alone) {
                continue;
            }
            let digits = target_decimals(target);
            let of = |mean: f64| Cell::signed(mean, digits);
            let mut row = vec![
                Cell::text(book.name(scenario)),
                Cell::text(book.target(target)),
                Cell::text(split.evaluated.to_string()),
                Cell::text(book.scope(split.scope)),
                Cell::number(split.start, digits),
                Cell::number(split.end, digits),
            ];
            row.extend(split_parts(target, split).map(of));
            // As in the sentence that other pages have of it.
            let (change, digits) = (split.same_scope, target_decimals(target));
            let same = no_change(view, change, digits);
            let same = same.map_or_else(|| signed(change, digits), str::to_owned);
            let note = match split.mainly_scope {
                true => view.fill("mainly-scope-note", &[("x", &same)]),
                false => String::new(),
            };
            row.push(Cell::text(note));
            rows.push(row);
        }
    }
    let columns = vec![
        Column::text(book.word("scenario"), 1.4),
        Column::text(book.word("target-column"), 3.0),
        Column::text(book.word("csv-year"), 0.8),
        Column::text(book.word("scope-head"), 1.6),
        Column::number(book.word("mean-start-head"), 1.0),
        Column::number(book.word("mean-end-head"), 1.0),
        Column::number(book.word("part-growth"), 1.0),
        Column::number(book.word("scope-part-head"), 1.0),
        Column::number(book.word("part-composition"), 1.0),
        Column::text(book.word("csv-note"), 2.4),
    ];
    let mut table = book.table(book.word("scope-caption").to_owned(), columns, rows);
    table.groups = 1;
    table.name = book.word("sheet-scope").to_owned();
    table.notes.push(book.word("scope-note").to_owned());
    Block::Table(table)
}
