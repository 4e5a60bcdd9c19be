//! 指标分解表: every target by zone and year, with the city it adds up to.
//!
//! Owns the chapter's table. Never: computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use super::zones::decimals;
use crate::analysis::tables::{Division, Line};
use crate::case::Provenance;
use crate::message::Lang;
use crate::report::due;
use crate::report::format::{target_decimals, threshold};
use crate::report::view::TIMES;
use std::collections::BTreeSet;

/// Years of the path that are printed at most; the last ones of a longer path.
const YEARS: usize = 3;

/// The chapter; empty if no target can be divided.
pub(super) fn chapter(book: &Book) -> Chapter {
    let view = &book.view;
    let tables = book.target_tables();
    let divided: Vec<_> = tables.iter().filter(|(head, table)| head.main && table.zones.is_some()).collect();
    // Years that are over when the data is taken cannot be handed down any more.
    let open = divided.iter().flat_map(|(_, t)| &t.years[due::open(view, &t.years)]).copied();
    let years: Vec<i32> = open.collect::<BTreeSet<_>>().into_iter().collect();
    let years = &years[years.len().saturating_sub(YEARS)..];
    let mut rows = Vec::new();
    for (head, table) in &divided {
        let usual = target_decimals(head).max(1);
        let name =
            format!("{} {} {}", head.id, view.lang.pick(&head.name.zh, &head.name.en), threshold(view, head));
        let open = due::open(view, &table.years);
        let limit = due::limit(view, head, table);
        let row = |zone: String, line: &Line, provenance: Option<Provenance>, limit: Option<&str>| {
            let digits = provenance.map_or(usual, |p| decimals(p, line.base, usual));
            let end = line.path.len() - 1;
            let mut row = vec![
                Cell::text(name.clone()),
                Cell::text(book.scope(table.scope)),
                Cell::text(zone),
                Cell::text(unit(book, &head.unit)),
                Cell::number(line.base, digits),
            ];
            row.extend(years.iter().map(|year| {
                let at = table.years.iter().position(|own| own == year).filter(|at| open.contains(at));
                match (at, limit) {
                    // Another target's year.
                    (None, _) => Cell::text(""),
                    (Some(_), Some(limit)) => Cell::text(limit),
                    (Some(at), None) => Cell::number(line.path[at], digits),
                }
            }));
            row.push(Cell::number(line.p50[end], digits));
            // Differences of whole points in tenths, if they are small.
            let fine = |x: f64| provenance.map_or(digits, |p| decimals(p, x, usual));
            row.extend([line.gap(end), line.rise].map(|x| Cell::signed(x, fine(x))));
            row
        };
        for (zone, part) in view.summary.zones.iter().zip(table.zones.iter().flatten()) {
            rows.push(row(view.text(&zone.name).to_owned(), &part.line, Some(zone.provenance), None));
        }
        rows.push(row(book.word("city-sum").to_owned(), &table.city, None, limit.as_deref()));
    }
    if rows.is_empty() {
        return super::chapter(book.word("division-heading"), true, Vec::new());
    }
    let mut columns = vec![
        Column::text(book.word("target-column"), 2.6),
        Column::text(book.word("scope-head"), 1.4),
        Column::text(book.word("zone-column"), 2.4),
        Column::text(book.word("unit"), 0.7),
        Column::number(book.of_year("base-year-head", view.summary.case.base_year), 1.0),
    ];
    let last = divided.iter().filter_map(|(_, t)| t.years.last()).max().copied().unwrap_or_default();
    columns.extend(years.iter().map(|year| Column::number(book.of_year("wanted-year-head", *year), 1.0)));
    columns.push(Column::number(book.of_year("p50-year-head", last), 1.0));
    columns.push(Column::number(book.word("gap-head"), 0.9));
    columns.push(Column::number(book.word("rise-head"), 1.0));
    let by = book.word(match book.tables.by {
        Division::Base => "by-base",
        Division::Potential => "by-potential",
        Division::Gap => "by-gap",
    });
    let caption = view.fill("division-caption", &[("scenario", book.name(book.focus())), ("by", by)]);
    let mut table = book.table(book.by_zone(caption), columns, rows);
    table.groups = if table.drop_empty(1) { 1 } else { 2 };
    table.name = book.word("sheet-division").to_owned();
    table.notes.push(book.of_year("division-note", view.summary.case.base_year));
    let blocks = vec![Block::Paragraph(book.word("division-intro").to_owned()), Block::Table(table)];
    super::chapter(book.word("division-heading"), true, blocks)
}

/// A unit for a cell; a ratio says so.
pub(super) fn unit<'a>(book: &Book<'a>, unit: &str) -> &'a str {
    match crate::case::unit::find(unit) {
        _ if unit == "1" => book.word("unit-ratio"),
        Some(known) if known.zh == TIMES && book.view.lang == Lang::En => book.word("unit-ratio"),
        Some(known) => book.view.lang.pick(known.zh, known.en),
        None => "",
    }
}
