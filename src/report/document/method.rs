//! 方法与局限: how the numbers came about, what they do not say, and the hashes of all inputs.
//!
//! Owns the annex. Never: names a machine or a clock.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use crate::case::Provenance;
use crate::report::format::number;

/// The annex.
pub(super) fn chapter(book: &Book) -> Chapter {
    let view = &book.view;
    let paragraph = |text: &str| Block::Paragraph(text.to_owned());
    let mut blocks = vec![Block::Heading(book.word("method-how").to_owned())];
    let args = [
        ("draws", number(view.summary.draws as f64, 0)),
        ("seed", view.summary.seed.to_string()),
        ("version", view.summary.version.clone()),
        ("n", view.summary.scenarios.len().to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    blocks.push(Block::Paragraph(view.fill("method-draws", &args)));
    blocks.push(paragraph(book.word("method-reading")));
    blocks.push(Block::Heading(book.word("method-limits").to_owned()));
    blocks.push(Block::Paragraph(evidence(book)));
    blocks.push(paragraph(book.word("limits-effects")));
    blocks.push(paragraph(book.word("limits-events")));
    let beliefs = view.summary.scenarios.iter().flat_map(|s| {
        s.beliefs
            .iter()
            .map(|b| view.fill("believed", &[("scenario", view.text(&s.name)), ("belief", view.text(b))]))
    });
    let beliefs: Vec<Block> = beliefs.map(Block::Paragraph).collect();
    if !beliefs.is_empty() {
        blocks.push(Block::Heading(book.word("method-beliefs").to_owned()));
        blocks.extend(beliefs);
    }
    blocks.push(Block::Heading(book.word("method-inputs").to_owned()));
    blocks.push(inputs(book));
    super::chapter(book.word("method-heading"), false, blocks)
}

/// How many figures are published, derived and assumed.
fn evidence(book: &Book) -> String {
    let count = |p| book.case.figures.iter().filter(|f| f.provenance == p).count().to_string();
    let args = [
        ("all", book.case.figures.len().to_string()),
        ("published", count(Provenance::Published)),
        ("derived", count(Provenance::Derived)),
        ("assumed", count(Provenance::Assumed)),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    book.view.fill("limits-figures", &args)
}

fn inputs(book: &Book) -> Block {
    let rows = book.view.summary.inputs.iter();
    let rows = rows.map(|input| vec![Cell::text(&*input.file), Cell::text(&*input.sha256)]).collect();
    let columns = vec![Column::text(book.word("file-head"), 2.0), Column::text("SHA-256", 6.7)];
    let mut table = book.table(book.word("inputs-caption").to_owned(), columns, rows);
    table.name = book.word("sheet-inputs").to_owned();
    table.provenance = String::new();
    table.notes.push(book.word("inputs-note").to_owned());
    Block::Table(table)
}
