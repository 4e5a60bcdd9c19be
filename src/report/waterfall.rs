//! Chart `waterfall`: the change of each target's indicator since the base year, in parts.
//!
//! Owns the layout: a row per target whose indicator has parts, a panel per
//! milestone, a bar per counting scope. Bars are means, which add up; whiskers are
//! P5-P95, which do not. Never: computes a statistic.

use super::axis::Axis;
use super::fans::indicator_name;
use super::font;
use super::format;
use super::page;
use super::sheet::{At, Ink, MARGIN, Pen, Sheet};
use super::view::View;
use crate::summary::{Band, ScenarioSummary, Split, TargetHead};

/// Panels side by side on a usual sheet, the gap between them, and the height of a plot.
const COLUMNS: usize = 3;
const GAP: f64 = 24.0;
const PLOT: f64 = 132.0;

/// Room left of a plot for the axis, above it for the year, below it for the names of the steps.
const LEFT: f64 = 36.0;
const ABOVE: f64 = 24.0;
const BELOW: f64 = 30.0;

/// Least height of a plot on a slide or page.
const LEAST: f64 = 68.0;

/// Widest bar.
const BAR: f64 = 24.0;

/// Bars of one counting scope: the base year, three parts, the year looked at.
struct Bars {
    ink: Ink,
    /// Where a bar starts (none: at the foot of the plot) and ends.
    spans: [(Option<f64>, f64); 5],
    whiskers: [Option<(f64, f64)>; 5],
    labels: [String; 5],
}

/// One milestone of one target.
struct Panel {
    year: i32,
    sentence: Option<String>,
    bars: Vec<Bars>,
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary) -> f64 {
    let name = view.text(&scenario.name);
    let base = view.summary.case.base_year.to_string();
    let args = [("scenario", name), ("year", base.as_str())];
    let title = view.fill("waterfall-title", &args);
    let subtitle = view.fill("waterfall-subtitle", &args);
    // Bars say the years themselves, so that further slides have more room.
    let mut y = page::header(sheet, view, &title, if sheet.part().head { &subtitle } else { "" });
    let years = &view.summary.case.milestones;
    let rows = view.main_targets().map(|(index, _)| {
        let target = view.as_read(scenario, index);
        let panels = years.iter().filter_map(|year| panel(view, scenario, index, &target, *year));
        let panels: Vec<Panel> = panels.collect();
        (target, panels)
    });
    let rows: Vec<(TargetHead, Vec<Panel>)> = rows.filter(|(_, panels)| !panels.is_empty()).collect();
    for (target, panels) in &rows[sheet.items(rows.len())] {
        y = row(sheet, view, target, panels, y);
    }
    y = legend(sheet, view, scenario, y + 6.0);
    let here = [view.word("waterfall-bars").to_owned()];
    page::footer_with(sheet, view, y, Some(name), (&here, &[view.word("waterfall-note").to_owned()]))
}

fn panel(
    view: &View,
    scenario: &ScenarioSummary,
    index: usize,
    target: &TargetHead,
    year: i32,
) -> Option<Panel> {
    let all = view.split(scenario, index, year, None)?;
    let scopes = 0..view.summary.case.scopes.len();
    let by_scope: Vec<Bars> = scopes
        .filter_map(|s| Some((s, view.split(scenario, index, year, Some(s))?)))
        .map(|(s, split)| bars(view, scenario, target, split, Ink::SERIES[s % Ink::SERIES.len()]))
        .collect();
    let bars =
        if by_scope.is_empty() { vec![bars(view, scenario, target, all, Ink::NAVY)] } else { by_scope };
    let sentence = crate::report::scope::of_level(view, scenario, target, all);
    Some(Panel { year: all.evaluated, sentence, bars })
}

fn bars(view: &View, scenario: &ScenarioSummary, target: &TargetHead, split: &Split, ink: Ink) -> Bars {
    let decimals = format::target_decimals(target);
    let band = |year: i32| {
        let band: Option<Band> = [split.scope, None]
            .into_iter()
            .find_map(|scope| view.band(scenario, &target.indicator, None, scope, year));
        band.map(|band| (band[0], band[4]))
    };
    let parts = [&split.growth, &split.by_scope, &split.composition];
    let (mut spans, mut whiskers) = ([(None, split.start); 5], [None; 5]);
    let mut labels: [String; 5] = std::array::from_fn(|_| String::new());
    (whiskers[0], labels[0]) = (band(view.summary.case.base_year), format::number(split.start, decimals));
    let mut level = split.start;
    for (k, part) in parts.into_iter().enumerate() {
        spans[k + 1] = (Some(level), level + part.mean);
        let moves = part.band[4] > part.band[0];
        whiskers[k + 1] = moves.then_some((level + part.band[0], level + part.band[4]));
        labels[k + 1] = format::shown(part.mean, decimals, true);
        level += part.mean;
    }
    spans[4] = (None, split.end);
    (whiskers[4], labels[4]) = (band(split.evaluated), format::number(split.end, decimals));
    Bars { ink, spans, whiskers, labels }
}

/// The row of a target: its name, then its panels on one scale; gives the y below.
fn row(sheet: &mut Sheet, view: &View, target: &TargetHead, panels: &[Panel], y: f64) -> f64 {
    let name = format!("{} {}", target.id, indicator_name(view, target));
    let title = font::cut(&format::name_with_unit(view, &name, &target.unit), 13.0, sheet.inner());
    sheet.line((MARGIN, y), (sheet.right(), y), Ink::RULE, 0.75);
    sheet.text(MARGIN, y + 20.0, &title, Pen::new(13.0, Ink::TEXT));
    let mut y = y + 24.0;
    let columns = sheet.columns(COLUMNS, GAP);
    let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
    let range = range(panels, target.threshold);
    let heads: Vec<Vec<String>> = panels.iter().map(|panel| head(view, panel, width)).collect();
    let lines = |heads: &[Vec<String>]| heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let height = sheet.stretch(PLOT, LEAST);
    for (line, heads) in panels.chunks(columns).zip(heads.chunks(columns)) {
        let top = y + ABOVE + 14.0 * (lines(heads) - 1.0);
        for (column, (panel, head)) in line.iter().zip(heads).enumerate() {
            let x = MARGIN + (width + GAP) * column as f64;
            sheet.lines(x, y + 14.0, head, Pen::new(11.0, Ink::SOFT), 14.0);
            plot(sheet, view, target, panel, range, (x + LEFT, top, x + width, top + height));
        }
        y = top + height + BELOW;
    }
    y
}

/// Year, and whether the change is mainly one of scope.
fn head(view: &View, panel: &Panel, width: f64) -> Vec<String> {
    let year = panel.year.to_string();
    let mut args = vec![("year", year.as_str())];
    args.extend(panel.sentence.as_deref().map(|sentence| ("sentence", sentence)));
    font::wrap(&view.fill("waterfall-year", &args), 11.0, width, 4)
}

/// What every panel of a row shows.
fn range(panels: &[Panel], threshold: f64) -> (f64, f64) {
    let bars = || panels.iter().flat_map(|panel| &panel.bars);
    let spans = bars().flat_map(|b| b.spans).flat_map(|(from, to)| [from.unwrap_or(to), to]);
    let whiskers = bars().flat_map(|b| b.whiskers).flatten().flat_map(|(low, high)| [low, high]);
    let mut range = (f64::INFINITY, f64::NEG_INFINITY);
    for value in spans.chain(whiskers).filter(|v| v.is_finite()) {
        range = (range.0.min(value), range.1.max(value));
    }
    // The target value is worth a little room, but not the bars' own.
    let near = (range.1 - range.0) * 0.25;
    if (range.0 - near..range.1 + near).contains(&threshold) {
        range = (range.0.min(threshold), range.1.max(threshold));
    }
    range
}

fn plot(
    sheet: &mut Sheet,
    view: &View,
    target: &TargetHead,
    panel: &Panel,
    range: (f64, f64),
    (left, top, right, bottom): (f64, f64, f64, f64),
) {
    let axis = Axis::padded(range, 0.12, (bottom, top));
    let decimals = axis.tick_decimals(4);
    for tick in axis.ticks(4) {
        let y = axis.at(tick);
        sheet.line((left, y), (right, y), Ink::GRID, 0.75);
        sheet.text(left - 5.0, y + 3.5, &format::number(tick, decimals), Pen::new(10.0, Ink::QUIET).end());
    }
    let line = axis.at(target.threshold);
    if (top..=bottom).contains(&line) {
        sheet.dashes((left, line), (right, line), Ink::BRICK, 1.25, (4.0, 4.0));
    }
    let step = (right - left) / 5.0;
    for (k, name) in names(view, panel.year).iter().enumerate() {
        let pen = Pen::new(10.0, Ink::SOFT).middle();
        let middle = left + step * (k as f64 + 0.5);
        sheet.text(middle, bottom + 14.0, &font::cut(name, pen.size, step - 0.5), pen);
    }
    let width = (step * 0.8 / panel.bars.len() as f64).min(BAR);
    for (s, bars) in panel.bars.iter().enumerate() {
        let shift = width * (s as f64 - (panel.bars.len() - 1) as f64 / 2.0);
        let middle = |k: usize| left + step * (k as f64 + 0.5) + shift;
        draw_bars(sheet, bars, &axis, bottom, width - 3.0, &middle);
    }
    for (s, bars) in panel.bars.iter().enumerate() {
        let shift = width * (s as f64 - (panel.bars.len() - 1) as f64 / 2.0);
        for k in 0..5 {
            label(sheet, bars, k, &axis, (left + step * (k as f64 + 0.5) + shift, left, right, bottom));
        }
    }
    sheet.line((left, bottom), (right, bottom), Ink::RULE, 1.0);
}

/// What stands below the bars.
fn names(view: &View, year: i32) -> [String; 5] {
    let year_name = |year: i32| view.fill("waterfall-year", &[("year", &year.to_string())]);
    let [growth, scope, mix] =
        ["part-growth", "part-scope", "part-composition"].map(|key| view.word(key).to_owned());
    [year_name(view.summary.case.base_year), growth, scope, mix, year_name(year)]
}

fn draw_bars(
    sheet: &mut Sheet,
    bars: &Bars,
    axis: &Axis,
    foot: f64,
    width: f64,
    middle: &dyn Fn(usize) -> f64,
) {
    for (k, (from, to)) in bars.spans.iter().enumerate() {
        let (a, b) = (from.map_or(foot, |from| axis.at(from)), axis.at(*to));
        let (x, y, height) = (middle(k) - width / 2.0, a.min(b), (a - b).abs().max(1.0));
        let ink = if from.is_some() { bars.ink.fade(0.85) } else { bars.ink.fade(0.4) };
        sheet.rect(x, y, width, height, ink);
        if k == 2 {
            sheet.hatch((x, y, width, height), 4.0, Ink::PAPER.fade(0.8));
        }
        if k < 4 {
            sheet.line((middle(k) + width / 2.0, b), (middle(k + 1) - width / 2.0, b), bars.ink, 0.75);
        }
        if let Some((low, high)) = bars.whiskers[k] {
            let (low, high) = (axis.at(low), axis.at(high));
            sheet.line((middle(k), low), (middle(k), high), Ink::TEXT, 1.0);
            for end in [low, high] {
                sheet.line((middle(k) - 3.0, end), (middle(k) + 3.0, end), Ink::TEXT, 1.0);
            }
        }
    }
}

/// The number of a bar above or below all of it, where there is room.
fn label(
    sheet: &mut Sheet,
    bars: &Bars,
    k: usize,
    axis: &Axis,
    (x, left, right, bottom): (f64, f64, f64, f64),
) {
    let (from, to) = bars.spans[k];
    let ends =
        [from.unwrap_or(to), to].into_iter().chain(bars.whiskers[k].into_iter().flat_map(|w| [w.0, w.1]));
    let ends: Vec<f64> = ends.map(|value| axis.at(value)).filter(|y| y.is_finite()).collect();
    let high = ends.iter().copied().fold(bottom, f64::min);
    let low = ends.iter().copied().fold(high, f64::max);
    let mut places = vec![(x, high - 4.0, At::Middle)];
    if from.is_some() && low + 16.0 < bottom {
        places.push((x, low + 12.0, At::Middle));
    }
    if from.is_none() {
        places.push((x, bottom - 5.0, At::Middle));
    }
    places.extend([
        (x, high - 15.0, At::Middle),
        (x + 6.0, high - 4.0, At::Start),
        (x - 6.0, high - 4.0, At::End),
        (x, high - 26.0, At::Middle),
    ]);
    sheet.place(&places, (left - 2.0, right + 2.0), &bars.labels[k], Pen::new(10.0, Ink::TEXT));
}

/// One entry per counting scope, the hatched scope part and the whiskers; gives the y below.
fn legend(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary, y: f64) -> f64 {
    let pen = Pen::new(11.0, Ink::QUIET);
    let (mut x, mut y) = (MARGIN, y + 12.0);
    let mut item = |sheet: &mut Sheet, text: &str, mark: &dyn Fn(&mut Sheet, f64, f64)| {
        let room = 22.0 + font::width(text, pen.size);
        if x > MARGIN && x + room > sheet.right() {
            (x, y) = (MARGIN, y + 19.0);
        }
        mark(sheet, x, y);
        sheet.text(x + 22.0, y, &font::cut(text, pen.size, sheet.inner() - 22.0), pen);
        x += room + 26.0;
    };
    for (s, scope) in view.summary.case.scopes.iter().enumerate() {
        if scenario.splits.iter().any(|split| split.scope == Some(s)) {
            let ink = Ink::SERIES[s % Ink::SERIES.len()];
            item(sheet, view.text(&scope.name), &|sheet, x, y| {
                sheet.rect(x, y - 9.0, 14.0, 10.0, ink.fade(0.85))
            });
        }
    }
    item(sheet, view.word("legend-part-scope"), &|sheet, x, y| {
        sheet.rect(x, y - 9.0, 14.0, 10.0, Ink::SLATE);
        sheet.hatch((x, y - 9.0, 14.0, 10.0), 4.0, Ink::PAPER.fade(0.8));
    });
    item(sheet, view.word("legend-whisker"), &|sheet, x, y| {
        sheet.line((x + 7.0, y - 10.0), (x + 7.0, y + 1.0), Ink::TEXT, 1.0);
        for end in [y - 10.0, y + 1.0] {
            sheet.line((x + 4.0, end), (x + 10.0, end), Ink::TEXT, 1.0);
        }
    });
    item(sheet, view.word("legend-threshold"), &|sheet, x, y| {
        sheet.dashes((x, y - 4.0), (x + 16.0, y - 4.0), Ink::BRICK, 1.25, (4.0, 4.0));
    });
    y + 6.0
}
