//! 对标: the city beside other places, as a chart and as a table with its blanks and their reasons.
//!
//! Owns the table. Never: ranks, or fills a blank.

use super::book::Book;
use super::tree::{Block, Cell, Column};
use crate::report::benchmarks::{as_given, city, decimals, own, period};
use crate::report::benchmarks_csv::{kind, note, source};
use crate::report::format::{name_with_unit, three_digits};
use crate::summary::Benchmark;

/// The section's texts and table; none without figures of other places.
pub(super) fn blocks(book: &Book) -> Vec<Block> {
    if book.view.summary.case.benchmarks.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(book.word("benchmarks-heading").to_owned()),
        Block::Paragraph(book.word("benchmarks-intro").to_owned()),
        table(book),
    ]
}

fn table(book: &Book) -> Block {
    let view = &book.view;
    let rows = view.summary.case.benchmarks.iter().flat_map(|of| rows(book, of)).collect();
    let columns = vec![
        Column::text(book.word("csv-indicator"), 2.4),
        Column::text(book.word("csv-period"), 1.1),
        Column::text(book.word("csv-peer-place"), 1.1),
        Column::number(book.word("csv-value"), 0.9),
        Column::number("P5", 0.8),
        Column::number("P95", 0.8),
        Column::text(book.word("csv-kind"), 1.4),
        Column::text(book.word("csv-source"), 2.2),
        Column::text(book.word("csv-note"), 3.0),
    ];
    let mut table = book.table(book.word("benchmarks-caption").to_owned(), columns, rows);
    table.groups = 1;
    table.name = book.word("sheet-benchmarks").to_owned();
    table.provenance = book.word("from-case").to_owned();
    let first = view.summary.scenarios.first().map(|s| view.text(&s.name)).unwrap_or_default();
    table.notes.push(view.fill("benchmarks-note", &[("scenario", first)]));
    Block::Table(table)
}

fn rows(book: &Book, of: &Benchmark) -> Vec<Vec<Cell>> {
    let view = &book.view;
    let (digits, own) = (decimals(of), own(view, of));
    let name = name_with_unit(view, view.text(&of.name), &of.unit);
    let head = |place: &str, period: String| vec![Cell::text(&*name), Cell::text(period), Cell::text(place)];
    let blank = || Cell::text("");
    let mut rows = Vec::new();
    let projected = if own.modelled { "benchmark-projected" } else { "benchmark-estimate" };
    for (value, word) in [(own.published.map(|x| (x, None)), "benchmark-own"), (own.projected, projected)] {
        let Some((value, spread)) = value else { continue };
        let mut row = head(city(view), of.year.to_string());
        // Published figures as they are; of a simulated one no more than three digits mean something.
        row.push(match spread {
            Some(_) => Cell::number(three_digits(value), digits),
            None => Cell::number(value, as_given(value)),
        });
        match spread {
            Some((low, high)) => row.extend([low, high].map(|x| Cell::number(three_digits(x), digits))),
            None => row.extend([blank(), blank()]),
        }
        let published = of.own_source.as_ref().filter(|_| word == "benchmark-own");
        let source = published.map_or(String::new(), |of| source(view, of));
        row.extend([Cell::text(book.word(word)), Cell::text(source), blank()]);
        rows.push(row);
    }
    if rows.is_empty() {
        let mut row = head(city(view), of.year.to_string());
        row.extend([blank(), blank(), blank(), blank(), blank(), Cell::text(book.word("benchmark-no-own"))]);
        rows.push(row);
    }
    for peer in &of.peers {
        let mut row = head(view.text(&peer.place), period(view, of, peer));
        row.push(if peer.left_out.is_none() {
            Cell::number(peer.value, as_given(peer.value))
        } else {
            blank()
        });
        row.extend([blank(), blank(), Cell::text(book.word(kind(peer)))]);
        row.extend([Cell::text(source(view, &peer.source)), Cell::text(note(view, of, peer))]);
        rows.push(row);
    }
    rows
}
