//! 数据需求函: which figures are assumed or derived, and whom to ask for the actual ones.
//!
//! Owns the letter and its list. Never: prints an assumed value as if it were one of statistics.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use super::zones::provenance;
use crate::case::{Figure, Provenance};
use std::collections::BTreeSet;

/// The annex; empty if every figure is published.
pub(super) fn chapter(book: &Book) -> Chapter {
    let view = &book.view;
    let names = view.names();
    let mut rows: Vec<(String, Vec<Cell>)> = Vec::new();
    for figures in by_indicator(book) {
        let Some(first) = figures.first() else { continue };
        let keeper = book.case.keepers.iter().find(|keeper| keeper.indicator == first.indicator);
        let ask = keeper.map_or(book.word("keeper-unknown").to_owned(), |k| names.text(&k.department));
        let name = keeper.map_or(names.text(&first.definition), |k| view.text(&k.name).to_owned());
        let kept = keeper.map_or(String::new(), |k| names.text(&k.kept_as));
        let weakest = figures.iter().map(|f| f.provenance).max_by_key(|p| *p == Provenance::Assumed);
        let zones: BTreeSet<usize> = figures.iter().filter_map(|f| f.zone).collect();
        let reach = match zones.len() {
            0 => book.word("city-sum").to_owned(),
            n => view.fill("zones-count", &[("n", &n.to_string())]),
        };
        let scopes: BTreeSet<usize> = figures.iter().filter_map(|f| f.scope).collect();
        let reach = match scopes.is_empty() {
            true => reach,
            false => view.fill("each-scope", &[("zones", &reach)]),
        };
        // Years that have ended since are asked for too.
        let known = figures.iter().map(|f| f.year);
        let since =
            figures.iter().map(|f| f.year).max().map_or(0..0, |last| last + 1..year_of(book).max(last));
        let years: BTreeSet<i32> = known.chain(since).collect();
        let row = [
            ask.clone(),
            name,
            keeper.map_or_else(String::new, |k| super::division::unit(book, &k.unit).to_owned()),
            reach,
            keeper
                .map(|k| names.text(&k.asked_years))
                .filter(|asked| !asked.is_empty())
                .unwrap_or_else(|| runs(book, &years)),
            weakest.map_or(String::new(), |p| provenance(book, p).to_owned()),
            kept,
        ];
        rows.push((ask, row.into_iter().map(Cell::text).collect()));
    }
    let heading = book.word("requests-heading");
    if rows.is_empty() {
        return super::chapter(heading, false, Vec::new());
    }
    // Stable: by whom to ask in order of first appearance, figures in the order of the files.
    let mut order: Vec<String> = Vec::new();
    rows.iter().for_each(|(ask, _)| {
        if !order.contains(ask) {
            order.push(ask.clone());
        }
    });
    rows.sort_by_key(|(ask, _)| order.iter().position(|known| known == ask));
    let columns = vec![
        Column::text(book.word("ask-head"), 1.6),
        Column::text(book.word("figure-head"), 3.0),
        Column::text(book.word("unit"), 0.9),
        Column::text(book.word("reach-head"), 1.8),
        Column::text(book.word("csv-year"), 1.5),
        Column::text(book.word("figure-provenance-head"), 1.0),
        Column::text(book.word("kept-head"), 2.4),
    ];
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let mut table = book.table(book.word("requests-caption").to_owned(), columns, rows);
    table.groups = 1;
    table.name = book.word("sheet-requests").to_owned();
    table.provenance = book.word("from-case").to_owned();
    let mut asked: Vec<&str> = Vec::new();
    for department in book.case.keepers.iter().flat_map(|k| k.department.split('、')) {
        let wanted = order.iter().any(|ask| ask.contains(&names.text(department)));
        if wanted && !asked.contains(&department) {
            asked.push(department);
        }
    }
    let asked: Vec<String> = asked.into_iter().map(|department| names.text(department)).collect();
    let asked = book.list(&asked);
    let letter = [
        view.fill("request-to", &[("departments", &asked)]),
        view.fill("request-body", &[("case", view.text(&view.summary.case.name))]),
        book.word("request-how").to_owned(),
    ];
    let [to, text @ ..] = letter;
    let mut blocks = vec![Block::Address(to)];
    blocks.extend(text.map(Block::Paragraph));
    // Who is asked by counting scope must know what that is.
    let by_scope = book.case.figures.iter().any(|f| f.scope.is_some());
    blocks.extend(super::definitions::scopes(book).filter(|_| by_scope).map(Block::Paragraph));
    blocks.push(Block::Table(table));
    Chapter { letter: true, ..super::chapter(heading, false, blocks) }
}

/// Years as a list, three or more in a row as from and to.
fn runs(book: &Book, years: &BTreeSet<i32>) -> String {
    let years: Vec<i32> = years.iter().copied().collect();
    let texts = years.chunk_by(|a, b| a + 1 == *b).flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{first}–{last}")],
        few => few.iter().map(i32::to_string).collect(),
    });
    book.list(&texts.collect::<Vec<_>>())
}

/// The year of the case's date.
fn year_of(book: &Book) -> i32 {
    let digits = book.case.as_of.get(..4).unwrap_or_default();
    digits.parse().unwrap_or_default()
}

/// Whether a figure's actual value is wanted: not of what is published, nor of what follows from that by
/// counting and so has no spread, such as a number of counties.
fn asked_for(figure: &Figure) -> bool {
    match figure.provenance {
        Provenance::Published => false,
        Provenance::Derived => figure.spread.is_some(),
        Provenance::Assumed => true,
    }
}

/// Figures whose actual values are wanted, those of one indicator together, in order of appearance.
fn by_indicator<'a>(book: &Book<'a>) -> Vec<Vec<&'a Figure>> {
    let mut found: Vec<Vec<&Figure>> = Vec::new();
    for figure in book.case.figures.iter().filter(|f| asked_for(f)) {
        let same = |of: &&mut Vec<&Figure>| {
            of.first()
                .is_some_and(|f| f.indicator == figure.indicator && f.zone.is_some() == figure.zone.is_some())
        };
        match found.iter_mut().find(same) {
            Some(of) => of.push(figure),
            None => found.push(vec![figure]),
        }
    }
    found
}
