//! What main targets depend on most, as a part of 敏感性说明.
//!
//! Owns one paragraph and a table. Never: computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Column};
use crate::summary::{Dependence, Importance, Influence};

/// Uncertainties told of each target.
const TOLD: usize = 3;

/// The paragraph and the table; nothing if the run did not look for it.
pub(super) fn blocks(book: &Book) -> Vec<Block> {
    let view = &book.view;
    let found = view.summary.importance.as_ref().filter(|found| found.scenario == book.focus().id);
    let Some(found) = found.filter(|found| !found.targets.is_empty()) else { return Vec::new() };
    let year = found.year.to_string();
    let mut columns = vec![Column::text(book.word("target-column"), 2.6)];
    let heads = ["importance-first", "importance-second", "importance-third"];
    columns.extend(heads.map(|head| Column::text(book.word(head), 2.6)));
    let rows = found.targets.iter().map(|dependence| row(book, dependence)).collect();
    let caption = view.fill("importance-caption", &[("scenario", book.name(book.focus())), ("year", &year)]);
    let mut table = book.table(caption, columns, rows);
    table.name = book.word("sheet-importance").to_owned();
    table.notes.push(book.word("importance-signs").to_owned());
    table.notes.push(view.fill("importance-shares", &[("draws", &found.draws.to_string())]));
    let mut said = vec![view.fill("importance-intro", &[("year", &year)])];
    said.extend(data_first(book, found));
    vec![book.sentences(said), Block::Table(table)]
}

/// The targets that hang on errors of data most, and these data, each once.
fn data_first(book: &Book, found: &Importance) -> Option<String> {
    let mut targets = Vec::new();
    let mut figures: Vec<String> = Vec::new();
    for dependence in &found.targets {
        let Some(first) = dependence.influences.first().filter(|first| of_data(first)) else { continue };
        targets.push(book.view.summary.targets[dependence.target].id.clone());
        let figure = book.view.text(&first.name).to_owned();
        if !figures.contains(&figure) {
            figures.push(figure);
        }
    }
    let args = [("targets", book.list(&targets)), ("figures", book.list(&figures))];
    let args = args.each_ref().map(|(key, text)| (*key, text.as_str()));
    (!targets.is_empty()).then(|| book.view.fill("importance-data", &args))
}

fn of_data(influence: &Influence) -> bool {
    influence.id.starts_with("figure/")
}

fn row(book: &Book, dependence: &Dependence) -> Vec<Cell> {
    let target = &book.view.as_read(book.focus(), dependence.target);
    let name = book.view.lang.pick(&target.name.zh, &target.name.en);
    let mut row = vec![Cell::text(format!("{} {name}{}", target.id, book.own_year(target)))];
    row.extend(dependence.influences.iter().take(TOLD).map(|one| Cell::text(told(book, one))));
    if row.len() == 1 {
        let key = if dependence.constant { "importance-constant" } else { "importance-none" };
        row.push(Cell::text(book.word(key)));
    }
    row.resize(TOLD + 1, Cell::text("–"));
    row
}

/// Name, direction and share of an uncertainty, the share to the nearest 5 points.
fn told(book: &Book, one: &Influence) -> String {
    let name = name(book, one);
    let sign = one
        .helps
        .map_or("", |helps| book.word(if helps { "importance-helps" } else { "importance-hinders" }));
    let fifths = (one.share * 20.0).round() as u32;
    let key = if fifths == 0 { "importance-small" } else { "importance-share" };
    let share = format!("{}%", fifths.max(1) * 5);
    book.view.fill(key, &[("name", &name), ("sign", sign), ("share", &share)])
}

/// Name of an uncertainty: of data that it is their error, of a measure what of it is uncertain.
fn name(book: &Book, one: &Influence) -> String {
    let name = book.view.text(&one.name);
    if of_data(one) {
        return book.view.fill("importance-figure", &[("figure", name)]);
    }
    let of_measure = one.id.starts_with("measure/");
    let last = one.id.rsplit('/').next().unwrap_or_default();
    match (of_measure, last) {
        (true, "delivery") => book.view.fill("draw-measure-delivery", &[("measure", name)]),
        (true, "cost") => book.view.fill("draw-measure-cost", &[("measure", name)]),
        _ => name.to_owned(),
    }
}
