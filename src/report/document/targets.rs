//! 目标研判: every reading of every target under every scenario, now and later, with the ranges behind it.
//!
//! Owns the chapter's tables. Never: computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use crate::error::{Error, Result};
use crate::report::chart::Chart;
use crate::report::format::{target_decimals, threshold};
use crate::report::precision;
use crate::summary;

/// The chapter.
pub(super) fn chapter(book: &Book, warnings: &mut Vec<Error>) -> Result<Chapter> {
    let mut blocks = Vec::new();
    if !book.view.summary.targets.is_empty() {
        blocks.push(Block::Paragraph(book.word("targets-intro").to_owned()));
        blocks.push(Block::Heading(book.of_year("targets-first", book.year())));
        blocks.push(outlooks(book));
        blocks.push(Block::Heading(book.word("targets-ranges").to_owned()));
        blocks.extend([ranges(book), levels(book)]);
        if !book.later().is_empty() {
            blocks.push(Block::Heading(book.word("targets-later").to_owned()));
            blocks.push(later(book));
        }
    }
    // Figures last: they want upright pages.
    blocks.extend(super::benchmarks::blocks(book));
    let mut figures = Vec::new();
    if !book.view.summary.targets.is_empty() {
        let caption = book.view.fill("fans-caption", &[("scenario", book.name(book.focus()))]);
        figures.extend(book.figure(Chart::Fans, book.focus, caption, warnings)?);
        let caption = book.view.fill("exceedance-caption", &[("scenario", book.name(book.focus()))]);
        figures.extend(book.figure(Chart::Exceedance, book.focus, caption, warnings)?);
    }
    if !book.view.summary.case.benchmarks.is_empty() {
        let caption = book.word("benchmarks-heading").to_owned();
        figures.extend(book.figure(Chart::Benchmarks, 0, caption, warnings)?);
    }
    if !figures.is_empty() {
        blocks.push(Block::Heading(book.word("figures-heading").to_owned()));
        blocks.extend(figures);
    }
    Ok(super::chapter(book.word("targets-heading"), true, blocks))
}

fn outlooks(book: &Book) -> Block {
    let view = &book.view;
    let year = book.year();
    let mut shown = Vec::new();
    let rows = view.summary.targets.iter().enumerate().map(|(index, target)| {
        let name = match target.main {
            true => book.target(target),
            false => view.fill("name-of-reading", &[("name", &book.target(target))]),
        };
        let mut row = vec![Cell::text(name), Cell::text(threshold(view, target))];
        for (_, scenario) in book.scenarios() {
            shown.push((scenario, index, year));
            row.push(book.cell(scenario, index, year));
        }
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let mut columns =
        vec![Column::text(book.word("target-column"), 3.2), Column::text(book.word("threshold"), 1.2)];
    columns.extend(book.scenarios().map(|(_, scenario)| Column::text(book.name(scenario), 1.3)));
    let mut table = book.table(book.of_year("outlook-caption", year), columns, rows);
    table.name = book.word("sheet-outlook").to_owned();
    table.notes.extend(
        book.mark_notes(&shown, crate::report::scope::Beside::Level).into_iter().map(|note| note.text),
    );
    table.notes.push(book.word("readings-note").to_owned());
    table.notes.extend(precision::notes(view));
    if book.internal {
        table.notes.push(book.word("internal-note").to_owned());
    }
    Block::Table(table)
}

/// Percentiles of every indicator in its target's year, counting scope by counting scope.
fn ranges(book: &Book) -> Block {
    let view = &book.view;
    let base = view.summary.case.base_year;
    let mut rows = Vec::new();
    for scenario in book.both() {
        let mut done = Vec::new();
        for (index, target) in view.summary.targets.iter().enumerate().filter(|(_, t)| !t.event) {
            let read = view.as_read(scenario, index);
            // Readings of one indicator share its range.
            if done.contains(&(&target.indicator, read.year)) {
                continue;
            }
            done.push((&target.indicator, read.year));
            for scope in view.scopes_of(scenario, &target.indicator, None) {
                let at = |year| view.band(scenario, &target.indicator, None, scope, year);
                let (Some(start), Some(end)) = (at(base), at(read.year)) else { continue };
                let digits = target_decimals(&read);
                let mut row = vec![
                    Cell::text(book.name(scenario)),
                    Cell::text(book.target(target)),
                    Cell::text(book.scope(scope)),
                    Cell::text(view.unit(&target.unit)),
                    Cell::number(start[2], digits),
                    Cell::year(read.year),
                ];
                row.extend([end[0], end[2], end[4]].map(|x| Cell::number(x, digits)));
                row.push(Cell::text(threshold(view, &read)));
                rows.push(row);
            }
        }
    }
    let columns = vec![
        Column::text(book.word("scenario"), 1.4),
        Column::text(book.word("target-column"), 3.2),
        Column::text(book.word("scope-head"), 1.6),
        Column::text(book.word("unit"), 0.8),
        Column::number(book.of_year("start-column", base), 1.2),
        Column::text(book.word("csv-year"), 0.8),
        Column::number("P5", 0.9),
        Column::number("P50", 0.9),
        Column::number("P95", 0.9),
        Column::text(book.word("threshold"), 1.2),
    ];
    let mut table = book.table(book.word("ranges-caption").to_owned(), columns, rows);
    table.groups = 1;
    table.name = book.word("sheet-ranges").to_owned();
    table.drop_empty(2);
    table.notes.push(book.word("ranges-note").to_owned());
    if book.by_scopes() {
        table.notes.push(book.word("ranges-scopes").to_owned());
    }
    Block::Table(table)
}

/// Confidences that the table of levels has columns for, surest first.
const CONFIDENCES: [f64; 4] = [0.9, 0.8, 0.7, 0.5];

/// Which level is reached with which confidence in the target's year, under the scenario in detail.
fn levels(book: &Book) -> Block {
    let (view, year, scenario) = (&book.view, book.year(), book.focus());
    let places = CONFIDENCES.map(|c| summary::CONFIDENCES.iter().position(|known| (known - c).abs() < 1e-9));
    let mut rows = Vec::new();
    for (index, target) in view.main_targets() {
        let read = view.as_read(scenario, index);
        for scope in view.scopes_of(scenario, &target.indicator, None) {
            let Some(of) = view.levels(scenario, index, year, scope) else { continue };
            let mut row = vec![
                Cell::text(book.target(target)),
                Cell::text(book.scope(scope)),
                Cell::text(view.unit(&target.unit)),
                Cell::year(of.evaluated),
            ];
            let level = |place: &Option<usize>| place.and_then(|p| of.levels.get(p)).copied();
            let cell = |level: Option<f64>| Cell::number(level.unwrap_or(f64::NAN), target_decimals(&read));
            row.extend(places.iter().map(level).map(cell));
            row.push(Cell::text(threshold(view, &read)));
            rows.push(row);
        }
    }
    let head = |c: &f64| view.fill("confidence-head", &[("p", &format!("{:.0}", c * 100.0))]);
    let mut columns = vec![
        Column::text(book.word("target-column"), 3.2),
        Column::text(book.word("scope-head"), 1.6),
        Column::text(book.word("unit"), 0.8),
    ];
    columns.push(Column::text(book.word("own-year-head"), 0.8));
    columns.extend(CONFIDENCES.iter().map(|c| Column::number(head(c), 1.1)));
    columns.push(Column::text(book.word("threshold"), 1.4));
    let caption = view.fill("levels-caption", &[("scenario", book.name(scenario))]);
    let mut table = book.table(caption, columns, rows);
    table.name = book.word("sheet-levels").to_owned();
    table.drop_empty(1);
    table.notes.push(book.word("levels-note").to_owned());
    Block::Table(table)
}

fn later(book: &Book) -> Block {
    let view = &book.view;
    let years = book.later();
    let mut shown = Vec::new();
    let mut rows = Vec::new();
    for (index, target) in view.main_targets().filter(|(_, t)| Some(t.year) <= view.milestone()) {
        let mut row = vec![Cell::text(book.target(target)), Cell::text(threshold(view, target))];
        for scenario in book.both() {
            for &year in years {
                shown.push((scenario, index, year));
                row.push(book.cell(scenario, index, year));
            }
        }
        rows.push(row);
    }
    let mut columns =
        vec![Column::text(book.word("target-column"), 3.2), Column::text(book.word("threshold"), 1.2)];
    for scenario in book.both() {
        let head = |year: &i32| format!("{} {year}", book.name(scenario));
        columns.extend(years.iter().map(|year| Column::text(head(year), 1.5)));
    }
    let mut table = book.table(book.word("later-caption").to_owned(), columns, rows);
    table.name = book.word("sheet-later").to_owned();
    table.notes.push(book.word("later-note").to_owned());
    table.notes.extend(
        book.mark_notes(&shown, crate::report::scope::Beside::Level).into_iter().map(|note| note.text),
    );
    Block::Table(table)
}
