//! 规模: what the scenario told in detail changes of the amounts behind the targets, by common luck.
//!
//! Owns a table and a sentence: a shock moves numerator and denominator of a share alike, so that targets
//! alone would say nothing of it. Never: computes a statistic, gives a sign that cannot be told.

use super::book::Book;
use super::tree::{Block, Cell, Column};
use crate::analysis::differences::{Difference, Sign};
use crate::message::Lang;
use crate::report::format::{number, yuan};
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
    columns.extend(years.iter().map(|year| Column::number(book.of_year("change-head", *year), 1.4)));
    columns.push(Column::text(book.word("sizes-largest-head"), 1.4));
    columns.push(Column::number(book.word("sizes-largest-change"), 1.6));
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

/// The money behind the targets that changes most, in one sentence; empty if none surely does. It is the
/// city's where that is known: what zones gain may come out of the rest of the city, or of what is counted.
pub(super) fn sentence(book: &Book) -> String {
    let view = &book.view;
    let moved = scope::moves(book.focus());
    let mut money = amounts(book);
    money.retain(|(at, _)| {
        let unit = crate::case::unit::find(&view.summary.indicators[*at].unit);
        unit.is_some_and(|unit| unit.zh == "亿元")
    });
    let of_city = |at: usize| !view.summary.indicators[at].by_zone;
    let whole = money.iter().any(|(at, _)| of_city(*at));
    let asked = |(at, above): &(usize, bool)| if whole { of_city(*at) } else { *above && !moved };
    let changes = money.into_iter().filter(asked).filter_map(|(at, _)| largest(book, at));
    let Some(most) = changes.reduce(|a, b| if b.mean.abs() > a.mean.abs() { b } else { a }) else {
        return String::new();
    };
    let year = view.summary.case.years[most.year].to_string();
    let size = match view.lang {
        Lang::Zh => {
            format!("{} {}", number(most.mean.abs(), decimals(most, "亿元")), book.word("unit-money"))
        }
        Lang::En => yuan(view, most.mean.abs()),
    };
    let name = view.text(&view.summary.indicators[most.indicator].name);
    let args = [("name", name), ("year", year.as_str()), ("x", size.as_str())];
    let key = match (of_city(most.indicator), most.mean > 0.0) {
        (false, true) => "sizes-rise",
        (false, false) => "sizes-fall",
        (true, true) => "sizes-city-rise",
        (true, false) => "sizes-city-fall",
    };
    view.fill(key, &args)
}

/// In which share of the draws redrawing takes effect under the scenario told in detail, milestone by
/// milestone: elsewhere it is not granted, or not yet. Nothing if it changes nothing, or in all draws.
pub(super) fn redrawn(book: &Book, key: &'static str) -> Option<String> {
    let (view, compared) = (&book.view, book.compared.differences);
    let part = |indicator: usize| view.summary.parts.iter().any(|parts| parts.scope == indicator);
    let share = |year: i32| -> f64 {
        let at = view.year(year);
        let own = compared.iter().filter(|d| Some(d.year) == at && d.zone.is_none() && part(d.indicator));
        own.map(|d| d.above + d.below).fold(0.0, f64::max)
    };
    let years = &view.summary.case.milestones;
    let shares: Vec<(i32, f64)> = years.iter().map(|year| (*year, share(*year))).collect();
    let always = shares.iter().all(|(_, share)| *share > 0.995);
    if always || shares.iter().all(|(_, share)| *share == 0.0) {
        return None;
    }
    let one = |(year, share): &(i32, f64)| {
        let share = format!("{}%", number(share * 100.0, 0));
        view.fill("redrawn-in-year", &[("year", &year.to_string()), ("share", &share)])
    };
    let list = shares.iter().map(one).collect::<Vec<_>>();
    Some(view.fill(key, &[("list", &book.list(&list)), ("scenario", book.name(book.focus()))]))
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
    let told = |d: &Difference| Cell::signed(d.mean, decimals(d, &head.unit));
    // What is less than one of what is counted in whole ones is no change to speak of.
    if told(most).rounds_to_nothing() {
        return None;
    }
    let mut row = vec![Cell::text(view.text(&head.name)), Cell::text(view.unit(&head.unit))];
    for &year in &view.summary.case.milestones {
        let here = sure(book, indicator).find(|d| Some(d.year) == view.year(year));
        let here = here.map(told).filter(|cell| !cell.rounds_to_nothing());
        row.push(here.unwrap_or_else(|| Cell::text("–")));
    }
    row.extend([Cell::year(view.summary.case.years[most.year]), told(most)]);
    Some(row)
}

/// Decimals of a difference: two digits of it, and none of what is counted in whole ones.
fn decimals(difference: &Difference, unit: &str) -> usize {
    match unit {
        "家" | "个" | "人" => 0,
        _ => (1.0 - difference.mean.abs().log10().floor()).clamp(0.0, 2.0) as usize,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_two_digits_and_firms_are_whole() {
        let of = |mean: f64, unit: &str| {
            let (error, above, below) = (mean.abs() / 10.0, 0.0, 1.0);
            let difference =
                Difference { scenario: 1, indicator: 0, zone: None, year: 1, mean, error, above, below };
            Cell::signed(mean, decimals(&difference, unit)).shown()
        };
        assert_eq!([of(-78.6, "亿元"), of(-2.671, "亿元"), of(0.30, "亿元")], ["−79", "−2.7", "+0.30"]);
        assert_eq!([of(-0.2, "家"), of(12.6, "人")], ["0", "+13"]);
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
