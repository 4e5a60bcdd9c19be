//! 口径说明: every target with the document's words and what exactly is counted; goals in words only.
//!
//! Owns the annex. Never: interprets; it repeats what the case says.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use crate::case::{CountingScope, Status};
use crate::message::Lang;
use crate::report::format::threshold;

/// The annex.
pub(super) fn chapter(book: &Book) -> Chapter {
    let mut blocks = Vec::new();
    if !book.case.targets.is_empty() {
        blocks.push(Block::Paragraph(book.word("definitions-intro").to_owned()));
        blocks.push(targets(book));
    }
    blocks.extend(scopes(book).map(Block::Paragraph));
    if !book.view.summary.case.ledger.is_empty() {
        blocks.push(ledger(book));
    }
    super::chapter(book.word("definitions-heading"), true, blocks)
}

fn targets(book: &Book) -> Block {
    let view = &book.view;
    let names = view.names();
    let rows = book.case.targets.iter().zip(&view.summary.targets).map(|(target, head)| {
        // What is counted has no denominator.
        let fraction = match target.unit.as_str() {
            "1" => names.text(&target.numerator),
            _ => format!("{} / {}", names.text(&target.numerator), names.text(&target.denominator)),
        };
        let texts = [
            book.target(head),
            book.clause(&target.clause),
            names.quote(&target.words),
            threshold(view, head),
            names.text(&target.scope),
            fraction,
            names.text(&target.definition),
            names.text(&target.department),
        ];
        texts.into_iter().map(Cell::text).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let columns = vec![
        Column::text(book.word("target-column"), 1.7),
        Column::text(book.word("clause-head"), 1.1),
        Column::text(book.word("csv-words"), 2.0),
        Column::text(book.word("threshold"), 1.2),
        Column::text(book.word("judged-scope-head"), 1.2),
        Column::text(book.word("fraction-head"), 2.0),
        Column::text(book.word("csv-definition"), 2.2),
        Column::text(book.word("csv-responsible"), 2.0),
    ];
    let mut table = book.table(book.word("definitions-caption").to_owned(), columns, rows);
    table.name = book.word("sheet-definitions").to_owned();
    table.notes.push(book.word("departments-of-others").to_owned());
    table.provenance = book.word("from-document").to_owned();
    Block::Table(table)
}

/// What each counting scope counts, and how likely the case holds it; nothing of a case that has only
/// one or does not say what they are.
pub(super) fn scopes(book: &Book) -> Option<String> {
    let view = &book.view;
    let told = book.case.scopes.iter().filter(|scope| !scope.meaning.zh.is_empty());
    let one = |scope: &CountingScope| {
        let share = crate::message::scale::percent(scope.probability);
        let args = [("scope", view.lang.pick(&scope.name.zh, &scope.name.en)), ("share", &*share)];
        let meaning = view.lang.pick(&scope.meaning.zh, &scope.meaning.en);
        view.fill("scope-meaning", &[args[0], args[1], ("meaning", meaning)])
    };
    let said: Vec<String> = told.map(one).collect();
    let all = said.join(view.lang.pick("；", "; "));
    (said.len() > 1).then(|| view.fill("scope-meanings", &[("scopes", &all)]))
}

/// Words of the case that its glossary lacks, marked as a quotation in the other language.
fn quoted(book: &Book, words: &str) -> String {
    let foreign = book.view.lang == Lang::En && !words.is_ascii();
    if foreign { format!("\u{201c}{words}\u{201d}") } else { words.to_owned() }
}

/// What is known of a goal, as a word of its own: a goal in words is not met or missed.
fn status(status: Status) -> &'static str {
    match status {
        Status::Yes => "goal-there",
        Status::No => "goal-not-seen",
        Status::Evidence => "evidence",
    }
}

fn ledger(book: &Book) -> Block {
    let view = &book.view;
    let names = view.names();
    let rows = view.summary.case.ledger.iter().map(|goal| {
        let texts = [
            view.text(&goal.name).to_owned(),
            book.clause(&goal.clause),
            names.quote(&goal.words),
            names.text(&goal.department),
            book.word(status(goal.status)).to_owned(),
            quoted(book, &names.text(&goal.evidence)),
        ];
        texts.into_iter().map(Cell::text).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let columns = vec![
        Column::text(book.word("csv-goal"), 1.8),
        Column::text(book.word("clause-head"), 1.1),
        Column::text(book.word("csv-words"), 2.6),
        Column::text(book.word("csv-responsible"), 1.6),
        Column::text(book.word("csv-status"), 0.8),
        Column::text(book.word("csv-goal-evidence"), 2.2),
    ];
    let mut table = book.table(book.word("ledger-caption").to_owned(), columns, rows);
    table.name = book.word("sheet-ledger").to_owned();
    table.provenance = book.word("from-document").to_owned();
    table.notes.push(book.word("ledger-note").to_owned());
    Block::Table(table)
}
