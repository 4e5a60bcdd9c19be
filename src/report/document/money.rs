//! 措施与资金: public money by department and measure, year by year.
//!
//! Owns the chapter's tables. Never: computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column, Plot};
use crate::analysis::by_department;
use crate::error::{Error, Result};
use crate::report::budget::department;
use crate::report::chart::Chart;

/// The chapter; empty if the scenario spends nothing.
pub(super) fn chapter(book: &Book, warnings: &mut Vec<Error>) -> Result<Chapter> {
    let mut blocks = Vec::new();
    if !book.focus().budget.lines.is_empty() {
        let name = book.name(book.focus());
        blocks.push(Block::Paragraph(book.view.fill("money-intro", &[("scenario", name)])));
        // The figure first: it wants an upright page, as the figures of the chapter before do.
        let caption = book.view.fill("budget-figure", &[("scenario", name)]);
        blocks.extend(book.figure(Chart::Budget, book.focus, caption, warnings)?);
        blocks.push(Block::Heading(book.word("money-departments").to_owned()));
        blocks.push(departments(book));
        blocks.push(Block::Heading(book.word("money-measures").to_owned()));
        blocks.push(measures(book));
    }
    Ok(super::chapter(book.word("money-heading"), true, blocks))
}

/// Positions of the years with money, and these years.
fn spent(book: &Book) -> Vec<(usize, i32)> {
    let years = book.view.summary.case.years.iter().copied().enumerate();
    let public = &book.focus().budget.public;
    years.filter(|(at, _)| public.get(*at).is_some_and(|x| *x != 0.0)).collect()
}

/// The rows with their total below; texts but the first stay empty there.
fn with_total(book: &Book, mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let sum = |column: usize| {
        rows.iter().try_fold(0.0, |sum, row| match row[column] {
            Cell::Number { value, .. } => Some(sum + value),
            Cell::Text(_) => None,
        })
    };
    let total = (0..rows.first().map_or(0, Vec::len)).map(|column| match (column, sum(column)) {
        (0, _) => Cell::text(book.word("sum-column")),
        (_, Some(sum)) => Cell::money(sum),
        (_, None) => Cell::text(""),
    });
    let total: Vec<Cell> = total.collect();
    rows.push(total);
    rows
}

fn departments(book: &Book) -> Block {
    let years = spent(book);
    // In the order of the measures' table and the tasks.
    let leads = book.tables.scenarios[book.focus].tasks.iter().filter(|task| task.leads);
    let order: Vec<&str> = leads.map(|task| task.department.as_str()).collect();
    let mut departments = by_department(&book.focus().budget);
    departments
        .sort_by_key(|of| order.iter().position(|known| *known == of.department).unwrap_or(usize::MAX));
    let rows = departments.into_iter().map(|of| {
        let mut row = vec![Cell::text(department(&book.view, &of.department))];
        row.extend(years.iter().map(|(at, _)| Cell::money(of.public[*at])));
        row.extend([Cell::money(of.total), Cell::money(of.undelivered)]);
        row
    });
    let rows = with_total(book, rows.collect());
    let mut columns = vec![Column::text(book.word("csv-department"), 2.4)];
    columns.extend(years.iter().map(|(_, year)| Column::number(year.to_string(), 0.8)));
    columns.push(Column::number(book.word("sum-column"), 0.9));
    columns.push(Column::number(book.word("lost-column"), 1.3));
    let scenario = book.name(book.focus());
    let caption = book.view.fill("departments-caption", &[("scenario", scenario)]);
    let mut table = book.table(caption, columns, rows);
    table.total = true;
    table.name = book.word("sheet-departments").to_owned();
    table.chart = Some(Plot {
        title: book
            .view
            .fill("money-by-year-chart", &[("scenario", scenario), ("unit", book.word("unit-money"))]),
        names: 0,
        values: (1..=years.len()).collect(),
        stacked: true,
        axis: book.word("unit-money").to_owned(),
    });
    table.notes.push(book.word("expected-note").to_owned());
    Block::Table(table)
}

fn measures(book: &Book) -> Block {
    let view = &book.view;
    let focus = book.focus();
    let tasks = book.tables.scenarios[book.focus].tasks.iter().filter(|task| task.leads);
    let years = spent(book);
    let rows = tasks.filter(|task| task.money.iter().any(|x| *x != 0.0)).map(|task| {
        let measure = task.measure.map(|index| &focus.measures[index]);
        let name = measure.map_or(book.word("levers-directly"), |m| view.text(&m.name));
        let clause = measure.map_or(String::new(), |m| book.clause(&m.clause));
        let mut row =
            vec![Cell::text(department(&book.view, &task.department)), Cell::text(clause), Cell::text(name)];
        row.extend(years.iter().map(|(at, _)| Cell::money(task.money[*at])));
        row.push(Cell::money(task.money.iter().sum()));
        row
    });
    let rows = with_total(book, rows.collect());
    let mut columns = vec![
        Column::text(book.word("csv-department"), 1.8),
        Column::text(book.word("clause-head"), 1.1),
        Column::text(book.word("csv-measure"), 2.6),
    ];
    columns.extend(years.iter().map(|(_, year)| Column::number(year.to_string(), 0.8)));
    columns.push(Column::number(book.word("sum-column"), 0.9));
    let caption = view.fill("measures-caption", &[("scenario", book.name(focus))]);
    let mut table = book.table(caption, columns, rows);
    table.total = true;
    table.name = book.word("sheet-measures").to_owned();
    table.notes.push(book.word("expected-note").to_owned());
    Block::Table(table)
}
