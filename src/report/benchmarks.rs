//! Chart `benchmarks` (对标): the city beside other places, indicator by indicator, of one year and one definition.
//!
//! Owns the layout: a panel per indicator and year, a row per place in the order of the case, for nothing
//! here ranks. What speaks of some months or counts something else keeps its row and stays blank, with the
//! reason. Never: computes a statistic.

use super::axis::Axis;
use super::font;
use super::format;
use super::page;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::View;
use crate::case::Origin;
use crate::summary::{Band, Benchmark, LeftOut, Peer, ScenarioSummary};

/// Panels side by side on a usual sheet, the gap between them, and the height of a row.
const COLUMNS: usize = 2;
const GAP: f64 = 40.0;
const ROW: f64 = 34.0;

/// Least height of a row on a slide or page.
const LEAST: f64 = 24.0;

/// Room for names of places, and for the number right of a mark.
const NAMES: f64 = 132.0;
const NUMBER: f64 = 62.0;

/// Room above the rows without further lines of the heading, and below them.
const ABOVE: f64 = 30.0;
const BELOW: f64 = 34.0;

/// What is shown of the city itself.
pub(super) struct Own {
    /// Published value of the year.
    pub published: Option<f64>,
    /// P50 or value, and P5 and P95 if there is a spread.
    pub projected: Option<(f64, Option<(f64, f64)>)>,
    /// Whether that is the model's, under the first scenario; else a figure of the case.
    pub modelled: bool,
}

/// The city's own value of the same year: what is published, and the model's or the case's estimate.
pub(super) fn own(view: &View, of: &Benchmark) -> Own {
    let first = view.summary.scenarios.first();
    let same = view.indicator(&of.indicator).is_some_and(|(_, head)| head.unit == of.unit);
    // A value over counting scopes that lie apart would stand for none of them.
    let plain = |s: &&ScenarioSummary| same && !view.scopes_apart(s, &of.indicator, of.year);
    let band: Option<Band> =
        first.filter(plain).and_then(|s| view.band(s, &of.indicator, None, None, of.year));
    let modelled = band.map(|band| (band[2], Some((band[0], band[4]))));
    Own { published: of.own, projected: modelled.or(of.estimate), modelled: modelled.is_some() }
}

/// The city among other places.
pub(super) fn city(view: &View) -> &'static str {
    view.word("benchmark-city")
}

/// Why a figure of another place is blank.
pub(super) fn reason(view: &View, of: &Benchmark, peer: &Peer) -> Option<String> {
    let year = of.year.to_string();
    Some(match peer.left_out? {
        LeftOut::Months => {
            view.fill("benchmark-months", &[("period", &period(view, of, peer)), ("year", &year)])
        }
        LeftOut::Definition => {
            view.fill("benchmark-definition", &[("definition", &view.names().text(&peer.definition))])
        }
    })
}

/// The time that a figure speaks of, as printed.
pub(super) fn period(view: &View, of: &Benchmark, peer: &Peer) -> String {
    let (year, last) = (of.year.to_string(), peer.last_month);
    let key = match last {
        12 => return year,
        3 => "benchmark-quarter",
        6 => "benchmark-half",
        9 => "benchmark-three-quarters",
        1 => "benchmark-january",
        _ => "benchmark-first-months",
    };
    view.fill(key, &[("year", &year), ("last", &last.to_string())])
}

/// Decimals of a simulated or estimated value of a comparison: those of its largest number.
pub(super) fn decimals(of: &Benchmark) -> usize {
    format::decimals(of.peers.iter().map(|peer| peer.value).fold(0.0, f64::max)).min(2)
}

/// Decimals of a value as it was published.
pub(super) fn as_given(value: f64) -> usize {
    format::plain(value).split_once('.').map_or(0, |(_, decimals)| decimals.len().min(4))
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View) -> f64 {
    let title = view.fill("benchmarks-title", &[("case", view.text(&view.summary.case.name))]);
    let top = page::header(sheet, view, &title, view.word("benchmarks-subtitle")) + 8.0;
    let all = &view.summary.case.benchmarks;
    let columns = sheet.columns(COLUMNS, GAP).min(all.len().max(1));
    let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
    let mut y = top;
    let row = sheet.stretch(ROW, LEAST);
    let lines: Vec<&[Benchmark]> = all.chunks(columns).collect();
    for line in &lines[sheet.items(lines.len())] {
        let rows = line.iter().map(|of| of.peers.len() + 1).max().unwrap_or(1) as f64;
        let heads: Vec<Vec<String>> = line.iter().map(|of| head(view, of, width)).collect();
        let above = ABOVE + 16.0 * (heads.iter().map(Vec::len).max().unwrap_or(1) as f64 - 1.0);
        for (column, (of, head)) in line.iter().zip(&heads).enumerate() {
            let x = MARGIN + (width + GAP) * column as f64;
            sheet.lines(x, y + 14.0, head, Pen::new(13.0, Ink::TEXT), 16.0);
            panel(sheet, view, of, (x, y + above, width));
        }
        y += above + row * rows + BELOW + 8.0;
    }
    y = legend(sheet, view, y + 6.0);
    let first = view.summary.scenarios.first().map(|s| view.text(&s.name)).unwrap_or_default();
    let here = [view.fill("benchmarks-note", &[("scenario", first)])];
    page::footer_with(sheet, view, y, None, (&here, &[]))
}

/// Indicator, unit and year.
fn head(view: &View, of: &Benchmark, width: f64) -> Vec<String> {
    let name = format::name_with_unit(view, view.text(&of.name), &of.unit);
    let head = view.fill("benchmark-head", &[("name", &name), ("year", &of.year.to_string())]);
    font::wrap(&head, 13.0, width, 2)
}

fn panel(sheet: &mut Sheet, view: &View, of: &Benchmark, (x, top, width): (f64, f64, f64)) {
    let names = NAMES.min(width * 0.3);
    let (left, right) = (x + names, x + width - NUMBER);
    let row = sheet.stretch(ROW, LEAST);
    let bottom = top + row * (of.peers.len() + 1) as f64;
    let own = own(view, of);
    let shown = of.peers.iter().filter(|peer| peer.left_out.is_none()).map(|peer| peer.value);
    let ends = own.projected.map(|(value, spread)| spread.map_or(value, |(_, high)| high));
    let lows = own.projected.map(|(value, spread)| spread.map_or(value, |(low, _)| low));
    let all: Vec<f64> =
        shown.chain(own.published).chain(ends).chain(lows).filter(|v| v.is_finite()).collect();
    // Growth may be below zero.
    let (least, most) = (all.iter().copied().fold(0.0, f64::min), all.iter().copied().fold(0.0, f64::max));
    let across = Axis::new((least, if most > least { most } else { least + 1.0 }), (left, right)).to_ticks(5);
    for tick in across.ticks(5) {
        sheet.line((across.at(tick), top), (across.at(tick), bottom), Ink::GRID, 0.75);
        let text = format::number(tick, across.tick_decimals(5));
        let pen = Pen::new(10.5, Ink::QUIET).middle();
        if sheet.is_free(across.at(tick), bottom + 15.0, &format!(" {text} "), pen) {
            sheet.text(across.at(tick), bottom + 15.0, &text, pen);
        }
    }
    sheet.line((across.at(0.0), top), (across.at(0.0), bottom), Ink::RULE, 1.0);
    let digits = decimals(of);
    let place = |sheet: &mut Sheet, at: usize, name: &str, ink: Ink| {
        let middle = top + row * (at as f64 + 0.5);
        let lines = font::wrap(name, 12.0, names - 12.0, 2);
        let first = middle + 4.5 - 7.0 * (lines.len() - 1) as f64;
        sheet.lines(x, first, &lines, Pen::new(12.0, ink), 14.0);
        middle
    };
    let middle = place(sheet, 0, city(view), Ink::NAVY);
    draw_own(sheet, view, &own, (&across, middle, digits));
    for (k, peer) in of.peers.iter().enumerate() {
        let line = top + row * (k + 1) as f64;
        sheet.line((x, line), (right, line), Ink::GRID, 0.75);
        let middle = place(sheet, k + 1, view.text(&peer.place), Ink::TEXT);
        match reason(view, of, peer) {
            Some(reason) => {
                let lines = font::wrap(&reason, 10.5, x + width - left - 10.0, 2);
                let first = middle + 4.0 - 6.5 * (lines.len() - 1) as f64;
                sheet.rect(left + 4.0, line + 3.0, x + width - left - 4.0, row - 6.0, Ink::PAPER);
                sheet.lines(left + 8.0, first, &lines, Pen::new(10.5, Ink::QUIET), 13.0);
            }
            None => {
                match peer.origin {
                    Origin::Published => sheet.disc(across.at(peer.value), middle, 4.5, Ink::TEXT),
                    Origin::Reposted => sheet.ring(across.at(peer.value), middle, 4.5, Ink::TEXT, 1.5),
                }
                let text = format::number(peer.value, as_given(peer.value));
                sheet.text(across.at(peer.value) + 10.0, middle + 4.0, &text, Pen::new(11.0, Ink::TEXT));
            }
        }
    }
}

/// The city's row: a square for what is published, a bar with its interval for what is projected.
fn draw_own(sheet: &mut Sheet, view: &View, own: &Own, (across, middle, digits): (&Axis, f64, usize)) {
    let number = |sheet: &mut Sheet, from: f64, text: &str| {
        sheet.text(from + 10.0, middle + 4.0, text, Pen::new(11.0, Ink::NAVY));
    };
    if let Some((value, spread)) = own.projected.filter(|(value, _)| value.is_finite()) {
        let end = spread.map_or(value, |(_, high)| high);
        if let Some((low, high)) = spread {
            sheet.rect(
                across.at(low),
                middle - 4.0,
                across.at(high) - across.at(low),
                8.0,
                Ink::NAVY.fade(0.25),
            );
        }
        sheet.line((across.at(value), middle - 8.0), (across.at(value), middle + 8.0), Ink::NAVY, 2.5);
        if own.published.is_none() {
            // An estimate has no more digits than it is worth.
            let text = format::number(format::three_digits(value), digits);
            number(sheet, across.at(end), &view.fill("benchmark-about", &[("x", &text)]));
        }
    }
    if let Some(value) = own.published {
        sheet.rect(across.at(value) - 4.5, middle - 4.5, 9.0, 9.0, Ink::NAVY);
        let end = own.projected.and_then(|(_, spread)| spread).map_or(value, |(_, high)| high.max(value));
        number(sheet, across.at(end), &format::number(value, as_given(value)));
    }
    if own.published.is_none() && own.projected.is_none() {
        let text = view.word("benchmark-no-own");
        sheet.plate(across.at(0.0) + 8.0, middle + 4.0, text, Pen::new(10.5, Ink::QUIET));
    }
}

fn legend(sheet: &mut Sheet, view: &View, y: f64) -> f64 {
    let pen = Pen::new(11.0, Ink::QUIET);
    let (mut x, mut y) = (MARGIN, y + 12.0);
    let mut item = |sheet: &mut Sheet, key: &'static str, mark: &dyn Fn(&mut Sheet, f64, f64)| {
        let text = view.word(key);
        let room = 24.0 + font::width(text, pen.size);
        if x > MARGIN && x + room > sheet.right() {
            (x, y) = (MARGIN, y + 19.0);
        }
        mark(sheet, x, y - 4.0);
        sheet.text(x + 24.0, y, &font::cut(text, pen.size, sheet.inner() - 24.0), pen);
        x += room + 24.0;
    };
    item(sheet, "benchmark-own", &|sheet, x, y| sheet.rect(x + 4.5, y - 4.5, 9.0, 9.0, Ink::NAVY));
    item(sheet, "benchmark-projected", &|sheet, x, y| {
        sheet.rect(x, y - 4.0, 18.0, 8.0, Ink::NAVY.fade(0.25));
        sheet.line((x + 9.0, y - 7.0), (x + 9.0, y + 7.0), Ink::NAVY, 2.5);
    });
    item(sheet, "benchmark-published", &|sheet, x, y| sheet.disc(x + 9.0, y, 4.5, Ink::TEXT));
    item(sheet, "benchmark-reposted", &|sheet, x, y| sheet.ring(x + 9.0, y, 4.5, Ink::TEXT, 1.5));
    y + 6.0
}
