//! One panel of fans over the years: bands, medians, threshold, published points, direct labels.
//!
//! Owns the panel's layout, shared by `fans` and `fan`. What finds no free
//! place is given back as notes, never printed over something else. Never:
//! knows scenarios or computes a statistic.

use super::axis::Axis;
use super::font;
use super::format;
use super::sheet::{At, Ink, Pen, Sheet};
use super::view::View;
use crate::summary::{Band, HistoryMark};

/// Room left of the plot for the y axis, right of it for the direct labels, below it for the years.
const LEFT: f64 = 40.0;
const RIGHT: f64 = 66.0;
const BELOW: f64 = 22.0;

/// Bands by year with the ink they are drawn in.
pub(super) struct Fan<'a> {
    /// One band per year.
    pub bands: &'a [Band],
    /// Ink of the median; the areas are the same, faded.
    pub ink: Ink,
}

/// A threshold line.
pub(super) struct Threshold {
    /// Value in the panel's unit.
    pub value: f64,
    /// Year it speaks of: solid up to it, dashed after.
    pub year: i32,
    /// Label.
    pub text: String,
}

/// What a panel shows.
pub(super) struct Panel<'a> {
    /// Heading.
    pub title: String,
    /// Years of the bands.
    pub years: &'a [i32],
    /// Fans; the first one is filled, further ones are outlines, so that both are read where they overlap.
    pub fans: Vec<Fan<'a>>,
    /// Medians compared with, dashed.
    pub compared: Vec<&'a [Band]>,
    /// Threshold.
    pub threshold: Option<Threshold>,
    /// Published points.
    pub history: Vec<&'a HistoryMark>,
    /// Fixed range of values; else taken from what is shown.
    pub range: Option<(f64, f64)>,
}

impl Panel<'_> {
    /// The least and greatest value shown.
    pub fn range(&self) -> (f64, f64) {
        let mut range = (f64::INFINITY, f64::NEG_INFINITY);
        let bands = self.fans.iter().flat_map(|fan| fan.bands).flat_map(|band| [band[0], band[4]]);
        let median = self.compared.iter().copied().flatten().map(|band| band[2]);
        let threshold = self.threshold.iter().map(|threshold| threshold.value);
        let history = self.history.iter().map(|mark| mark.value);
        for value in bands.chain(median).chain(threshold).chain(history).filter(|v| v.is_finite()) {
            range = (range.0.min(value), range.1.max(value));
        }
        range
    }

    fn first_year(&self) -> i32 {
        let first = self.years.first().copied().unwrap_or(0);
        self.history.iter().map(|mark| mark.year).fold(first, i32::min)
    }

    /// The year after which everything is an extrapolation, if there are such years here.
    fn turn(&self, view: &View) -> Option<i32> {
        let year = self.threshold.as_ref().map(|threshold| threshold.year).or(view.milestone());
        year.filter(|year| (self.first_year()..self.last_year()).contains(year))
    }

    fn last_year(&self) -> i32 {
        self.years.last().copied().unwrap_or(0)
    }
}

/// Where the axes of a panel lie.
struct Plot {
    x: Axis,
    y: Axis,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Plot {
    fn at(&self, year: i32, value: f64) -> (f64, f64) {
        (self.x.at(f64::from(year)), self.y.at(value))
    }

    fn line(&self, years: &[i32], bands: &[Band], k: usize) -> Vec<(f64, f64)> {
        years.iter().zip(bands).map(|(&year, band)| self.at(year, band[k])).collect()
    }

    fn area(&self, years: &[i32], bands: &[Band], (low, high): (usize, usize)) -> Vec<(f64, f64)> {
        let mut points = self.line(years, bands, high);
        points.extend(self.line(years, bands, low).into_iter().rev());
        points
    }
}

/// Draws the panel into `x, y, width, height`; gives published points that found no room for a label.
pub(super) fn draw<'a>(
    sheet: &mut Sheet,
    view: &View,
    panel: &Panel<'a>,
    (x, y, width, height): (f64, f64, f64, f64),
) -> Vec<&'a HistoryMark> {
    let title = font::wrap(&panel.title, 13.0, width, 2);
    let top = sheet.lines(x, y + 14.0, &title, Pen::new(13.0, Ink::TEXT), 17.0);
    let top = wanted(sheet, panel, x, top, width) + 20.0;
    let (left, right, bottom) = (x + LEFT, x + width - RIGHT, y + height - BELOW);
    let years = (f64::from(panel.first_year()), f64::from(panel.last_year()));
    let range = panel.range.unwrap_or_else(|| panel.range());
    let plot = Plot {
        x: Axis::new(years, (left, right)),
        y: Axis::padded(range, 0.06, (bottom, top)),
        left,
        right,
        top,
        bottom,
    };
    ground(sheet, view, panel, &plot);
    for (k, fan) in panel.fans.iter().enumerate() {
        match k {
            0 => draw_fan(sheet, panel.years, fan, &plot),
            _ => outline(sheet, panel.years, fan, &plot),
        }
        avoid_fan(sheet, &plot.line(panel.years, fan.bands, 4), &plot.line(panel.years, fan.bands, 0));
    }
    for bands in &panel.compared {
        let points = plot.line(panel.years, bands, 2);
        dashed_path(sheet, &points, Ink::TEXT, 1.25);
    }
    for mark in &panel.history {
        sheet.avoid(plot.at(mark.year, mark.value), 4.0);
    }
    end_labels(sheet, panel, &plot);
    threshold(sheet, panel, &plot);
    if let Some(year) = panel.turn(view) {
        // Above the plot, where it covers nothing.
        let (x, y) = (plot.x.at(f64::from(year)), plot.top - 5.0);
        let places = [(x, y, At::Start), (plot.right, y, At::End)];
        let pen = Pen::new(10.5, Ink::QUIET);
        sheet.place(&places, (plot.left, plot.right + RIGHT), view.word("extrapolated"), pen);
    }
    history(sheet, view, panel, &plot)
}

/// The threshold's line and text below the title; gives the baseline.
fn wanted(sheet: &mut Sheet, panel: &Panel, x: f64, y: f64, width: f64) -> f64 {
    let Some(threshold) = &panel.threshold else { return y };
    let y = y + 16.0;
    sheet.line((x, y - 4.0), (x + 16.0, y - 4.0), Ink::BRICK, 1.5);
    sheet.text(x + 22.0, y, &font::cut(&threshold.text, 11.0, width - 24.0), Pen::new(11.0, Ink::BRICK));
    y
}

/// Extrapolated part, grid, axes and their labels.
fn ground(sheet: &mut Sheet, view: &View, panel: &Panel, plot: &Plot) {
    if let Some(year) = panel.turn(view) {
        let from = plot.x.at(f64::from(year));
        sheet.rect(from, plot.top, plot.right - from, plot.bottom - plot.top, Ink::WASH);
    }
    let decimals = plot.y.tick_decimals(5);
    for tick in plot.y.ticks(5) {
        let y = plot.y.at(tick);
        sheet.line((plot.left, y), (plot.right, y), Ink::GRID, 0.75);
        let text = format::number(tick, decimals);
        sheet.text(plot.left - 6.0, y + 4.0, &text, Pen::new(10.5, Ink::QUIET).end());
    }
    sheet.line((plot.left, plot.bottom), (plot.right, plot.bottom), Ink::RULE, 1.0);
    let milestones = view.summary.case.milestones.iter().copied();
    let years = [panel.last_year(), view.summary.case.base_year].into_iter().chain(milestones);
    let marked = panel.history.iter().map(|mark| mark.year);
    for year in years.chain([panel.first_year()]).chain(marked) {
        let x = plot.x.at(f64::from(year));
        let pen = Pen::new(10.5, Ink::QUIET).middle();
        let text = format!("{year}");
        let inside = year >= panel.first_year() && year <= panel.last_year();
        if inside && sheet.is_free(x, plot.bottom + 15.0, &format!("  {text}  "), pen) {
            sheet.line((x, plot.bottom), (x, plot.bottom + 3.0), Ink::RULE, 1.0);
            sheet.text(x, plot.bottom + 15.0, &text, pen);
        }
    }
}

fn draw_fan(sheet: &mut Sheet, years: &[i32], fan: &Fan, plot: &Plot) {
    sheet.polygon(&plot.area(years, fan.bands, (0, 4)), fan.ink.fade(0.16));
    sheet.polygon(&plot.area(years, fan.bands, (1, 3)), fan.ink.fade(0.26));
    sheet.path(&plot.line(years, fan.bands, 2), fan.ink, 2.0);
}

/// A fan without areas: P5 and P95 as thin lines, P25 and P75 dotted, the median as a double line.
fn outline(sheet: &mut Sheet, years: &[i32], fan: &Fan, plot: &Plot) {
    let ink = fan.ink.deep();
    for k in [0, 4] {
        sheet.path(&plot.line(years, fan.bands, k), ink, 1.0);
    }
    for k in [1, 3] {
        for pair in plot.line(years, fan.bands, k).windows(2) {
            sheet.dashes(pair[0], pair[1], ink, 1.0, (1.0, 3.0));
        }
    }
    let median = plot.line(years, fan.bands, 2);
    sheet.path(&median, ink, 4.0);
    sheet.path(&median, Ink::PAPER, 1.5);
}

/// A fan in a legend, around `y`: filled, or as an outline.
pub(super) fn swatch(sheet: &mut Sheet, ink: Ink, outlined: bool, (x, y, width): (f64, f64, f64)) {
    if outlined {
        let ink = ink.deep();
        sheet.frame(x, y - 4.0, width, 8.0, ink, 1.0);
        sheet.line((x, y), (x + width, y), ink, 4.0);
        sheet.line((x, y), (x + width, y), Ink::PAPER, 1.5);
        return;
    }
    sheet.rect(x, y - 4.0, width, 8.0, ink.fade(0.3));
    sheet.line((x, y), (x + width, y), ink, 2.0);
}

/// Keeps labels off a fan, given its upper and lower edge.
fn avoid_fan(sheet: &mut Sheet, above: &[(f64, f64)], below: &[(f64, f64)]) {
    const STEPS: usize = 8;
    for (high, low) in above.windows(2).zip(below.windows(2)) {
        for step in 0..STEPS {
            let between = |pair: &[(f64, f64)], share: f64| {
                (pair[0].0 + (pair[1].0 - pair[0].0) * share, pair[0].1 + (pair[1].1 - pair[0].1) * share)
            };
            let ends = [step, step + 1].map(|step| step as f64 / STEPS as f64);
            let [a, b] = ends.map(|share| between(high, share));
            let [c, d] = ends.map(|share| between(low, share));
            sheet.avoid_area((a.0, a.1.min(b.1), b.0, c.1.max(d.1)));
        }
    }
}

fn dashed_path(sheet: &mut Sheet, points: &[(f64, f64)], ink: Ink, stroke: f64) {
    for pair in points.windows(2) {
        let length = (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1);
        // Whole dashes between two points, so that corners stay closed.
        let dash = length / (2.0 * (length / 7.0).round().max(1.0));
        sheet.dashes(pair[0], pair[1], ink, stroke, (dash * 1.1, dash * 0.9));
    }
}

/// Percentiles of the last year, right of the plot, pushed apart where they would touch.
fn end_labels(sheet: &mut Sheet, panel: &Panel, plot: &Plot) {
    const STEP: f64 = 13.5;
    let mut labels: Vec<(f64, String, Ink)> = Vec::new();
    for (at, fan) in panel.fans.iter().enumerate() {
        let Some(band) = fan.bands.last() else { continue };
        // Steps such as 80, 90 and 100 need no decimals.
        let whole = band.iter().all(|value| value.fract() == 0.0);
        let decimals = if whole { 0 } else { format::decimals(band[2]).min(2) };
        let shown: &[(usize, &str)] =
            if panel.fans.len() == 1 { &[(4, "P95"), (2, "P50"), (0, "P5")] } else { &[(2, "P50")] };
        for &(k, name) in shown.iter().filter(|(k, _)| band[*k].is_finite()) {
            let text = format!("{name} {}", format::number(format::three_digits(band[k]), decimals));
            // Of several fans each has the ink of its line.
            let ink = match (at, panel.fans.len()) {
                (_, 1) if k == 2 => Ink::TEXT,
                (_, 1) => Ink::QUIET,
                (0, _) => fan.ink,
                _ => fan.ink.deep(),
            };
            labels.push((plot.y.at(band[k]), text, ink));
        }
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    for i in 1..labels.len() {
        labels[i].0 = labels[i].0.max(labels[i - 1].0 + STEP);
    }
    let over = labels.last().map_or(0.0, |last| (last.0 - plot.bottom).max(0.0));
    for (y, text, ink) in &labels {
        let pen = Pen::new(10.5, *ink);
        sheet.text(plot.right + 6.0, y - over + 4.0, &font::cut(text, pen.size, RIGHT - 6.0), pen);
    }
}

fn threshold(sheet: &mut Sheet, panel: &Panel, plot: &Plot) {
    let Some(threshold) = &panel.threshold else { return };
    let y = plot.y.at(threshold.value);
    let turn = plot.x.at(f64::from(threshold.year)).clamp(plot.left, plot.right);
    sheet.line((plot.left, y), (turn, y), Ink::BRICK, 1.5);
    sheet.dashes((turn, y), (plot.right, y), Ink::BRICK, 1.25, (4.0, 4.0));
}

/// Draws the published points; those of another definition are hollow and carry their area.
fn history<'a>(sheet: &mut Sheet, view: &View, panel: &Panel<'a>, plot: &Plot) -> Vec<&'a HistoryMark> {
    let mut unlabelled = Vec::new();
    for mark in &panel.history {
        let (x, y) = plot.at(mark.year, mark.value);
        if mark.same_definition {
            sheet.disc(x, y, 3.25, Ink::TEXT);
        } else {
            sheet.ring(x, y, 3.5, Ink::SOFT, 1.25);
        }
        let area = view.text(&mark.area);
        if area.is_empty() {
            continue;
        }
        let places = [
            (x - 6.0, y + 4.0, At::End),
            (x, y - 7.0, At::Middle),
            (x + 6.0, y + 4.0, At::Start),
            (x, y + 15.0, At::Middle),
            (x - 4.0, y - 7.0, At::Start),
            (x - 4.0, y + 15.0, At::Start),
        ];
        if !sheet.place_clear(&places, (plot.left, plot.right), area, Pen::new(10.0, Ink::SOFT)) {
            unlabelled.push(*mark);
        }
    }
    unlabelled
}
