//! Chart of a case's history: one panel a series, as the figures stand, without a model.
//!
//! Owns the layout of the panels. Never: computes a statistic.

use super::axis::Axis;

use super::sheet::{At, Ink, MARGIN, Pen, Sheet};
use super::{Drawing, NamedBytes, font, format, paint};
use crate::analysis::{figure_name, history_series};
use crate::case::{Case, HistoryPoint, unit};
use crate::error::{Error, Result};
use crate::message::{Lang, fill, term};
use crate::model::Label;

const COLUMNS: usize = 3;
const GAP: f64 = 28.0;
const HEIGHT: f64 = 230.0;

/// `history.svg` and `history.png`, with warnings for what cannot be shown; nothing without history.
///
/// # Errors
/// [`crate::error::Code::CannotPaint`].
pub fn history_chart(case: &Case, labels: &[Label], lang: Lang) -> Result<(Vec<NamedBytes>, Vec<Error>)> {
    let series = history_series(&case.history);
    if series.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let name = lang.pick(&case.name.zh, &case.name.en);
    let title = fill(term("history-title", lang).unwrap_or(""), lang, |_| Some(name));
    let painting = paint::paint(&title, Drawing::default(), |sheet| {
        sheet.text(MARGIN, 52.0, &title, Pen::new(24.0, Ink::TEXT));
        let note = term("history-note", lang).unwrap_or("");
        sheet.text(MARGIN, 78.0, note, Pen::new(13.0, Ink::SOFT));
        let columns = series.len().clamp(1, COLUMNS);
        let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
        for (index, points) in series.iter().enumerate() {
            let x = MARGIN + (width + GAP) * (index % columns) as f64;
            let y = 98.0 + (HEIGHT + GAP) * (index / columns) as f64;
            let head = heading(case, labels, points, lang);
            panel(sheet, &head, points, (x, y, width, HEIGHT));
        }
        let bottom = 98.0 + (HEIGHT + GAP) * series.len().div_ceil(columns) as f64;
        sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 0.75);
        let mut issuers: Vec<&str> = Vec::new();
        for point in series.iter().flatten() {
            if !issuers.contains(&point.source.issuer.as_str()) {
                issuers.push(&point.source.issuer);
            }
        }
        let list = issuers.join(lang.pick("、", ", "));
        let sources = fill(term("history-sources", lang).unwrap_or(""), lang, |_| Some(list.as_str()));
        let mut bottom = bottom;
        for line in font::wrap(&sources, 10.5, sheet.inner(), 6) {
            sheet.text(MARGIN, bottom + 18.0, &line, Pen::new(10.5, Ink::QUIET));
            bottom += 15.0;
        }
        let footer = format!("zonecast {}  {}", env!("CARGO_PKG_VERSION"), case.as_of);
        sheet.text(MARGIN, bottom + 18.0, &footer, Pen::new(10.5, Ink::QUIET));
        bottom + 36.0
    });
    paint::files("history", &painting)
}

fn panel(
    sheet: &mut Sheet,
    head: &str,
    points: &[&HistoryPoint],
    (x, y, width, height): (f64, f64, f64, f64),
) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    for (line, text) in font::wrap(head, 12.5, width, 2).iter().enumerate() {
        sheet.text(x, y + 14.0 + 16.0 * line as f64, text, Pen::new(12.5, Ink::TEXT));
    }
    let (top, bottom) = (y + 50.0, y + height - 18.0);
    let values = points.iter().map(|point| point.value);
    let range = values.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let vertical = Axis::padded(range, 0.12, (bottom, top));
    let years = (f64::from(first.year), f64::from(last.year));
    let horizontal = Axis::padded(years, 0.06, (x + 46.0, x + width - 8.0));
    let decimals = vertical.tick_decimals(4);
    for tick in vertical.ticks(4) {
        let at = vertical.at(tick);
        sheet.line((x + 46.0, at), (x + width, at), Ink::GRID, 0.75);
        sheet.text(x + 40.0, at + 3.5, &format::number(tick, decimals), Pen::new(10.5, Ink::QUIET).end());
    }
    let places: Vec<(f64, f64)> =
        points.iter().map(|point| (horizontal.at(f64::from(point.year)), vertical.at(point.value))).collect();
    // No line over years without a figure, nor from one definition to another.
    let joined = |a: &&HistoryPoint, b: &&HistoryPoint| {
        b.year == a.year + 1 && a.same_definition == b.same_definition && a.area == b.area
    };
    let mut from = 0;
    for run in points.chunk_by(joined) {
        sheet.path(&places[from..from + run.len()], Ink::NAVY, 1.75);
        from += run.len();
    }
    for (point, (at, height)) in points.iter().zip(&places) {
        // A point of another definition is hollow, as on the charts of a run.
        match point.same_definition {
            true => sheet.disc(*at, *height, 3.5, Ink::NAVY),
            false => sheet.ring(*at, *height, 3.5, Ink::NAVY, 1.5),
        }
        let year = Pen::new(10.5, Ink::QUIET).middle();
        if sheet.is_free(*at, bottom + 14.0, &point.year.to_string(), year) {
            sheet.text(*at, bottom + 14.0, &point.year.to_string(), year);
        }
    }
    for (point, (at, height)) in points.iter().zip(&places) {
        let choices = [
            (*at, height - 8.0, At::Middle),
            (*at, height + 16.0, At::Middle),
            (at + 7.0, height + 3.5, At::Start),
        ];
        sheet.place(&choices, (x, x + width), &point.value.to_string(), Pen::new(10.5, Ink::TEXT));
    }
}

fn heading(case: &Case, labels: &[Label], points: &[&HistoryPoint], lang: Lang) -> String {
    let Some(point) = points.first() else { return String::new() };
    let name = figure_name(case, labels, &point.indicator);
    let zone = point.zone.and_then(|zone| case.zones.get(zone)).map(|zone| &zone.name);
    let area = if point.area.zh.is_empty() { zone.unwrap_or(&case.name) } else { &point.area };
    let unit = unit::find(&point.unit).map_or("", |unit| lang.pick(unit.zh, unit.en));
    let (name, area) = (lang.pick(&name.zh, &name.en), lang.pick(&area.zh, &area.en));
    match lang {
        Lang::Zh => format!("{area}：{name}（{unit}）"),
        Lang::En => format!("{area}: {name} ({unit})"),
    }
}
