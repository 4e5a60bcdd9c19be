//! 规模: what the scenario told in detail changes of the amounts behind the targets, by common luck.
//!
//! Owns a table and a sentence: a shock moves numerator and denominator of a share alike, so that targets
//! alone would say nothing of it. Never: computes a statistic, gives a sign that cannot be told.

use super::book::Book;
use super::tree::{Block, Cell, Column};
use crate::analysis::differences::{Difference, Sign};
use crate::message::Lang;
use crate::report::format::{number, signed, yuan};
use crate::report::scope;
use crate::summary::IndicatorHead;

/// The section; nothing if no amount surely changes.
pub(super) fn blocks(book: &Book) -> Vec<Block> {
    let view = &book.view;
    let rows: Vec<Vec<Cell>> = amounts(book).into_iter().filter_map(|(at, _)| row(book, at)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut columns =
        vec![Column::text(book.word("csv-indicator"), 2.4), Column::text(book.word("unit"), 1.4)];
    let years = &view.summary.case.milestones;
    columns.extend(years.iter().map(|year| Column::text(book.of_year("change-head", *year), 1.8)));
    columns.push(Column::text(book.word("sizes-largest-head"), 2.2));
    let caption = view.fill("sizes-caption", &[("scenario", book.name(book.focus()))]);
    let mut table = book.table(caption, columns, rows);
    table.name = book.word("sheet-sizes").to_owned();
    let draws = number(book.compared.draws as f64, 0);
    let base = book.name(&view.summary.scenarios[0]);
    table.notes.push(view.fill("sizes-note", &[("n", &draws), ("baseline", base)]));
    if scope::moves(book.focus()) {
        table.notes.push(book.word("sizes-moved").to_owned());
    }
    vec![
        Block::Heading(book.word("sizes-heading").to_owned()),
        Block::Paragraph(book.word("sizes-intro").to_owned()),
        Block::Table(table),
    ]
}

/// The money behind the targets that changes most, in one sentence; empty if none surely does.
pub(super) fn sentence(book: &Book) -> String {
    let view = &book.view;
    let money = |at: usize| crate::case::unit::find(&view.summary.indicators[at].unit).map(|unit| unit.zh);
    let numerators = amounts(book).into_iter().filter(|(at, above)| *above && money(*at) == Some("亿元"));
    let changes = numerators.filter_map(|(at, _)| largest(book, at));
    let Some(most) = changes.reduce(|a, b| if b.mean.abs() > a.mean.abs() { b } else { a }) else {
        return String::new();
    };
    let year = view.summary.case.years[most.year].to_string();
    let size = match view.lang {
        Lang::Zh => format!("{} {}", number(most.mean.abs(), decimals(most).0), book.word("unit-money")),
        Lang::En => yuan(view, most.mean.abs()),
    };
    let name = view.text(&view.summary.indicators[most.indicator].name);
    let mut args = vec![("name", name), ("year", year.as_str()), ("x", size.as_str())];
    let moved = scope::moves(book.focus()).then(|| book.word("sizes-by-scope"));
    args.extend(moved.map(|text| ("scope", text)));
    view.fill(if most.mean > 0.0 { "sizes-rise" } else { "sizes-fall" }, &args)
}

/// Indicators that main targets are fractions of, each once, in order of the targets, and whether it is a
/// numerator: only amounts, for what is a rate itself has no size.
fn amounts(book: &Book) -> Vec<(usize, bool)> {
    let mut found: Vec<(usize, bool)> = Vec::new();
    for target in book.case.targets.iter().filter(|target| target.main) {
        let Some(fraction) = &target.fraction else { continue };
        let parts = [(fraction.numerator.as_deref(), true), (Some(fraction.denominator.as_str()), false)];
        for (id, above) in parts {
            let known = id.and_then(|id| book.view.indicator(id)).filter(|(_, head)| is_amount(head));
            let Some((at, _)) = known else { continue };
            match found.iter_mut().find(|(known, _)| *known == at) {
                Some((_, numerator)) => *numerator |= above,
                None => found.push((at, above)),
            }
        }
    }
    found
}

fn is_amount(head: &IndicatorHead) -> bool {
    !matches!(head.unit.as_str(), "%" | "1" | "倍" | "百分点") && !head.unit.contains('/')
}

/// The sure differences of an indicator of the city.
fn sure<'a>(book: &Book<'a>, indicator: usize) -> impl Iterator<Item = &'a Difference> {
    let own = move |d: &&Difference| (d.indicator, d.zone) == (indicator, None);
    let told = |d: &&Difference| matches!(d.sign(), Sign::Higher | Sign::Lower);
    book.compared.differences.iter().filter(own).filter(told)
}

/// The largest sure difference of an indicator over the years.
fn largest<'a>(book: &Book<'a>, indicator: usize) -> Option<&'a Difference> {
    sure(book, indicator).reduce(|a, b| if b.mean.abs() > a.mean.abs() { b } else { a })
}

fn row(book: &Book, indicator: usize) -> Option<Vec<Cell>> {
    let view = &book.view;
    let head = &view.summary.indicators[indicator];
    let most = largest(book, indicator)?;
    let mut row = vec![Cell::text(view.text(&head.name)), Cell::text(view.unit(&head.unit))];
    for &year in &view.summary.case.milestones {
        let here = sure(book, indicator).find(|d| Some(d.year) == view.year(year));
        row.push(Cell::text(here.map_or("–".to_owned(), |d| told(book, d))));
    }
    let year = view.summary.case.years[most.year].to_string();
    row.push(Cell::text(view.fill("sizes-in-year", &[("year", &year), ("change", &told(book, most))])));
    Some(row)
}

/// A difference with its interval.
fn told(book: &Book, difference: &Difference) -> String {
    let (digits, (low, high)) = decimals(difference);
    let [x, low, high] = [difference.mean, low, high].map(|value| signed(value, digits));
    book.view.fill("sizes-interval", &[("x", &x), ("low", &low), ("high", &high)])
}

/// Decimals of a difference and its interval: two digits of the difference, or more where the interval
/// would be printed as if it held zero.
fn decimals(difference: &Difference) -> (usize, (f64, f64)) {
    let (low, high) = (difference.mean - difference.error, difference.mean + difference.error);
    let near = low.abs().min(high.abs());
    let usual = (1.0 - difference.mean.abs().log10().floor()).clamp(0.0, 2.0) as usize;
    let apart = |digits: &usize| near >= 0.5 * 10_f64.powi(-(*digits as i32));
    ((usual..3).find(apart).unwrap_or(3), (low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_has_two_digits_or_what_tells_it_from_zero() {
        let told = |mean: f64, error: f64| {
            let difference = Difference {
                scenario: 1,
                indicator: 0,
                zone: None,
                year: 1,
                mean,
                error,
                above: 0.0,
                below: 1.0,
            };
            let (digits, (low, high)) = decimals(&difference);
            [mean, low, high].map(|value| signed(value, digits))
        };
        assert_eq!(told(-78.6, 1.2), ["−79", "−80", "−77"]);
        assert_eq!(told(-2.671, 0.042), ["−2.7", "−2.7", "−2.6"]);
        assert_eq!(told(0.30, 0.22), ["+0.30", "+0.08", "+0.52"]);
        // 0.2 from zero: another decimal than two digits of 12 have.
        assert_eq!(told(-12.0, 11.8), ["−12.0", "−23.8", "−0.2"]);
    }

    #[test]
    fn rates_are_no_amounts() {
        let head = |unit: &str| IndicatorHead {
            id: String::new(),
            name: crate::case::Text::default(),
            unit: unit.into(),
            by_zone: false,
        };
        let amounts =
            ["亿元", "家", "万吨标准煤", "%", "倍", "1", "万元/亩"].map(|unit| is_amount(&head(unit)));
        assert_eq!(amounts, [true, true, true, false, false, false, false]);
    }
}
