//! 分园区: simulated values by zone, marked as what they are; no light, no rank.
//!
//! Owns the chapter's table. Never: compares zones, computes a statistic.

use super::book::Book;
use super::tree::{Block, Cell, Chapter, Column};
use crate::case::Provenance;
use crate::report::format::target_decimals;
use crate::report::scope;
use crate::summary::TargetHead;

/// The chapter; empty without targets by zone.
pub(super) fn chapter(book: &Book) -> Chapter {
    let view = &book.view;
    let by_zone = |(_, target): &(usize, &TargetHead)| target.zone_indicator.is_some();
    let targets: Vec<(usize, &TargetHead)> = view.main_targets().filter(by_zone).collect();
    if targets.is_empty() || view.summary.zones.is_empty() {
        return super::chapter(book.word("zones-heading"), true, Vec::new());
    }
    let intro = match view.summary.case.demonstration {
        true if !view.summary.case.still_assumed.is_empty() => "zones-intro-partly",
        true => "zones-intro-demonstration",
        false => "zones-intro",
    };
    let blocks = vec![Block::Paragraph(book.word(intro).to_owned()), table(book, &targets)];
    super::chapter(book.word("zones-heading"), true, blocks)
}

fn table(book: &Book, targets: &[(usize, &TargetHead)]) -> Block {
    let view = &book.view;
    let focus = book.focus();
    let (base, year) = (view.summary.case.base_year, book.year());
    let scopes: Vec<usize> = (0..view.summary.case.scopes.len()).collect();
    let mut rows = Vec::new();
    for (z, zone) in view.summary.zones.iter().enumerate() {
        let depends = |s: &usize| {
            let all = targets.iter().filter_map(|(_, t)| t.zone_indicator.as_deref());
            all.into_iter().any(|id| view.bands(focus, id, Some(z), Some(*s)).is_some())
        };
        let own: Vec<Option<usize>> = scopes.iter().copied().filter(depends).map(Some).collect();
        for scope in if own.is_empty() { vec![None] } else { own } {
            let mut row = vec![
                Cell::text(view.text(&zone.name)),
                Cell::text(level(book, &zone.level)),
                Cell::text(provenance(book, zone.provenance)),
                Cell::text(book.scope(scope)),
            ];
            for (_, target) in targets {
                let id = target.zone_indicator.as_deref().unwrap_or_default();
                let digits = target_decimals(target);
                for at in [base, year] {
                    let band = view.band(focus, id, Some(z), scope, at);
                    // What does not depend on the counting scope stands in the rows of every one.
                    let band = band.or_else(|| view.band(focus, id, Some(z), None, at));
                    let number = |x: f64| Cell::number(x, decimals(zone.provenance, x, digits));
                    row.push(band.map_or(Cell::text("–"), |band| number(band[2])));
                }
            }
            rows.push(row);
        }
    }
    let mut columns = vec![
        Column::text(book.word("zone-column"), 2.2),
        Column::text(book.word("status-of-zone"), 0.8),
        Column::text(book.word("figure-provenance-head"), 0.9),
        Column::text(book.word("scope-head"), 1.6),
    ];
    for (_, target) in targets {
        let unit = super::division::unit(book, &target.unit);
        let head = |at: i32| {
            view.fill("year-unit-head", &[("name", &target.id), ("year", &at.to_string()), ("unit", unit)])
        };
        columns.extend([base, year].map(|at| Column::number(head(at), 0.9)));
    }
    let caption = view.fill("zones-caption", &[("scenario", book.name(focus))]);
    let mut table = book.table(book.by_zone(caption), columns, rows);
    table.drop_empty(3);
    table.name = book.word("sheet-zones").to_owned();
    table.notes.push(book.word("zones-table-note").to_owned());
    if book.by_scopes() {
        table.notes.push(book.word("zones-table-scopes").to_owned());
    }
    if scope::moves(focus) {
        table.notes.push(book.word("zones-redrawn").to_owned());
    }
    Block::Table(table)
}

/// Decimals of a zone's value in a target's unit, `usual` where figures are known: more than two digits of
/// what rests on assumptions would look like statistics.
pub(super) fn decimals(provenance: Provenance, value: f64, usual: usize) -> usize {
    match provenance {
        Provenance::Assumed => (1.0 - value.abs().log10().floor()).clamp(0.0, usual as f64) as usize,
        Provenance::Published | Provenance::Derived => usual,
    }
}

/// A level as a word, or as the case writes it.
fn level(book: &Book, level: &str) -> String {
    crate::message::term(level, book.view.lang).unwrap_or(level).to_owned()
}

/// Where figures come from, as a word.
pub(super) fn provenance(book: &Book, provenance: Provenance) -> &'static str {
    book.word(match provenance {
        Provenance::Published => "evidence-published",
        Provenance::Derived => "derived",
        Provenance::Assumed => "assumed",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assumed_values_have_two_digits() {
        let shown = |of, x: f64, usual| Cell::number(x, decimals(of, x, usual)).shown();
        let told = [(38.84, 1), (3.094, 2), (0.7512, 2), (0.94, 1), (0.0, 1)];
        let assumed = told.map(|(x, usual)| shown(Provenance::Assumed, x, usual));
        assert_eq!(assumed, ["39", "3.1", "0.75", "0.9", "0"]);
        assert_eq!(shown(Provenance::Derived, 38.84, 1), "38.8");
    }
}
