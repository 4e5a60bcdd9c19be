//! Chart `zones`: zones by targets, each cell the gap of the median to the target value.
//!
//! Owns the matrix's layout and shading. Zones stay in the order of the case:
//! nothing here ranks them. Never: computes a statistic; a gap is a difference.

use super::font;
use super::format;
use super::page;
use super::scope;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::{View, upward};
use crate::case::Provenance;
use crate::summary::{ScenarioSummary, TargetHead, ZoneHead};

/// Width of the zones' names, and the most of a sheet that they take.
const NAMES: f64 = 250.0;
const NAMES_SHARE: f64 = 0.25;

/// The same on a slide and on a page of text, which leave room for whole names.
const NAMES_ON_SLIDE: f64 = 0.34;
const NAMES_IN_TEXT: f64 = 0.43;

/// Widest and narrowest column of a target.
const COLUMN: (f64, f64) = (80.0, 150.0);

/// Height of a zone's row with one value, and of each further one.
const ROW: f64 = 30.0;
const MORE: f64 = 17.0;

/// Least height of a value on a slide.
const LINE: f64 = 18.0;

/// How much higher a row may be on a slide.
const TALLER: f64 = 1.6;

/// Shades from slight to large, for values short of the target and beyond it.
const SHORT: [Ink; 3] = [Ink(0xfb, 0xea, 0xd6, 1.0), Ink(0xf3, 0xc0, 0x86, 1.0), Ink(0xe0, 0x8a, 0x2c, 1.0)];
const BEYOND: [Ink; 3] = [Ink(0xe3, 0xec, 0xf4, 1.0), Ink(0xb4, 0xcb, 0xe0, 1.0), Ink(0x7b, 0xa3, 0xc6, 1.0)];

/// Gaps relative to the target value at which the shade grows darker.
const STEPS: [f64; 2] = [0.1, 0.25];

/// A target that has an indicator by zone.
struct Column {
    /// As the scenario reads it.
    target: TargetHead,
    indicator: String,
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary) -> f64 {
    let year = view.milestone().unwrap_or(view.summary.case.base_year);
    let year_text = year.to_string();
    let name = view.text(&scenario.name);
    let title = view.fill("zones-title", &[("scenario", name)]);
    let subtitle = view.fill("zones-subtitle", &[("year", &year_text)]);
    let mut y = page::header(sheet, view, &title, &subtitle);
    let columns = columns(view, scenario);
    let scopes = scopes(view, scenario, &columns);
    let several = scopes.len().max(1) as f64;
    let usual = ROW + MORE * (several - 1.0);
    let slide = sheet.is_slide() && !sheet.is_text();
    let least = if slide { (LINE * several).max(ROW) } else { usual };
    let height = sheet.stretch(if slide { usual * TALLER } else { usual }, least);
    let share = match (sheet.is_slide(), sheet.is_text()) {
        (_, true) => NAMES_IN_TEXT,
        (true, _) => NAMES_ON_SLIDE,
        _ => NAMES_SHARE,
    };
    let names = NAMES.min(sheet.inner() * share);
    // What finds no room side by side stands in a block below.
    let room = ((sheet.inner() - names) / COLUMN.0).floor().max(1.0) as usize;
    let each = columns.len().div_ceil(columns.len().div_ceil(room).max(1)).max(1);
    let zones = view.summary.zones.len();
    let shown = sheet.groups(zones * columns.len().div_ceil(each), zones);
    for (k, block) in columns.chunks(each).enumerate() {
        let rows = shown.start.max(zones * k)..shown.end.min(zones * (k + 1));
        if rows.is_empty() {
            continue;
        }
        let first = rows.start == shown.start;
        let width = ((sheet.inner() - names) / each as f64).clamp(COLUMN.0, COLUMN.1);
        let top = head(sheet, view, block, (names, width), if first { y } else { y + 20.0 });
        y = top;
        for row in rows {
            let (index, zone) = (row - zones * k, &view.summary.zones[row - zones * k]);
            zone_name(sheet, view, zone, (y, height), names);
            for (i, column) in block.iter().enumerate() {
                let x = MARGIN + names + width * i as f64;
                let scopes = view.scopes_of(scenario, &column.indicator, Some(index));
                let of_scope = |scope: Option<usize>| {
                    let year = column.target.year;
                    let band = view.band(scenario, &column.indicator, Some(index), scope, year)?;
                    Some(gap(&column.target, band[2]))
                };
                let gaps: Vec<Option<f64>> = scopes.into_iter().map(of_scope).collect();
                cell(sheet, (view, &column.target), &gaps, zone, (x, y, width, height));
            }
            y += height;
            sheet.line((MARGIN, y), (MARGIN + names, y), Ink::GRID, 0.75);
        }
    }
    let y = legend(sheet, view, y + 26.0);
    let mut here = vec![view.word("zones-note").to_owned()];
    if scopes.len() > 1 {
        let names: Vec<&str> = scopes.iter().map(|s| view.text(&view.summary.case.scopes[*s].name)).collect();
        here.push(view.fill("zones-scopes", &[("scopes", &names.join(view.word("list-separator")))]));
    }
    if scope::moves(scenario) {
        here.push(view.word("zones-redrawn").to_owned());
    }
    page::footer_with(sheet, view, y, Some(name), (&here, &[]))
}

/// The counting scopes in which a zone's values differ.
fn scopes(view: &View, scenario: &ScenarioSummary, columns: &[Column]) -> Vec<usize> {
    let zones = 0..view.summary.zones.len();
    let all = zones.flat_map(|zone| columns.iter().map(move |column| (zone, column)));
    let own = all.flat_map(|(zone, column)| view.scopes_of(scenario, &column.indicator, Some(zone)));
    own.flatten().collect::<std::collections::BTreeSet<usize>>().into_iter().collect()
}

fn columns(view: &View, scenario: &ScenarioSummary) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for index in 0..view.summary.targets.len() {
        let target = view.as_read(scenario, index);
        let Some(indicator) = target.zone_indicator.clone() else { continue };
        if view.indicator(&indicator).is_some_and(|(_, head)| head.by_zone) {
            columns.push(Column { target, indicator });
        }
    }
    columns
}

/// By how much `value` is beyond the target value; negative if it falls short.
fn gap(target: &TargetHead, value: f64) -> f64 {
    if upward(target) { value - target.threshold } else { target.threshold - value }
}

fn head(sheet: &mut Sheet, view: &View, columns: &[Column], (zones, width): (f64, f64), y: f64) -> f64 {
    let names: Vec<Vec<String>> = columns
        .iter()
        .map(|column| font::balance(view.text(&column.target.name), 12.0, width - 10.0, 5))
        .collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let bottom = y + 22.0 + lines * 16.0 + 24.0;
    sheet.text(MARGIN, bottom - 10.0, view.word("zone-column"), Pen::new(11.0, Ink::QUIET));
    for (i, (column, name)) in columns.iter().zip(&names).enumerate() {
        let x = MARGIN + zones + width * (i as f64 + 0.5);
        let ink = if column.target.main { Ink::TEXT } else { Ink::SOFT };
        sheet.text(x, y + 16.0, &column.target.id, Pen::new(14.0, ink).middle());
        sheet.lines(x, y + 35.0, name, Pen::new(12.0, ink).middle(), 16.0);
        let threshold = format::threshold(view, &column.target);
        sheet.text(x, bottom - 8.0, &threshold, Pen::new(11.0, Ink::BRICK).middle());
    }
    let right = (MARGIN + zones + width * columns.len() as f64).min(sheet.right());
    sheet.line((MARGIN, bottom), (right, bottom), Ink::RULE, 1.0);
    bottom + 1.0
}

fn zone_name(sheet: &mut Sheet, view: &View, zone: &ZoneHead, (y, height): (f64, f64), names: f64) {
    let name = view.text(&zone.name);
    let room = names - 12.0;
    let size = if font::width(name, 13.0) <= room { 13.0 } else { 11.0 };
    if font::width(name, size) <= room {
        sheet.text(MARGIN, y + height / 2.0 + 4.5, name, Pen::new(size, Ink::TEXT));
    } else {
        let lines = font::wrap(name, 10.5, room, 2);
        let first = y + height / 2.0 + 4.0 - 6.5 * (lines.len() - 1) as f64;
        sheet.lines(MARGIN, first, &lines, Pen::new(10.5, Ink::TEXT), 13.0);
    }
}

fn shade(target: &TargetHead, gap: f64) -> Ink {
    let size = if target.threshold == 0.0 { 1.0 } else { target.threshold.abs() };
    let step = STEPS.iter().filter(|limit| gap.abs() / size >= **limit).count();
    if gap < 0.0 { SHORT[step] } else { BEYOND[step] }
}

/// A zone's gap to a target, in every counting scope below one another. Shaded as printed, and not at
/// all while figures are for demonstration: then nothing by zone is judged.
fn cell(
    sheet: &mut Sheet,
    (view, target): (&View, &TargetHead),
    gaps: &[Option<f64>],
    zone: &ZoneHead,
    area: (f64, f64, f64, f64),
) {
    let (x, width, part) = (area.0 + 1.0, area.2 - 2.0, area.3 / gaps.len() as f64);
    let decimals = format::target_decimals(target);
    for (k, gap) in gaps.iter().enumerate() {
        let top = area.1 + part * k as f64;
        let (y, height) = (top + if k == 0 { 1.0 } else { 0.0 }, part - 1.0);
        let middle = (x + width / 2.0, top + part / 2.0 + 4.5);
        let Some(gap) = gap else {
            sheet.rect(x, y, width, height, Ink::WASH);
            sheet.text(middle.0, middle.1, "–", Pen::new(13.0, Ink::QUIET).middle());
            continue;
        };
        let unit = 10_f64.powi(decimals as i32);
        let ink = match view.summary.case.demonstration {
            true => Ink::WASH,
            false => shade(target, (gap * unit).round() / unit),
        };
        sheet.rect(x, y, width, height, ink);
        let text = format::signed(*gap, decimals);
        if zone.provenance == Provenance::Assumed {
            sheet.hatch((x, y, width, height), 7.0, Ink::TEXT.fade(0.16));
            let room = font::width(&text, 13.0) + 10.0;
            sheet.rect(middle.0 - room / 2.0, middle.1 - 12.5, room, 16.0, ink);
        }
        sheet.text(middle.0, middle.1, &text, Pen::new(13.0, Ink::TEXT).middle());
    }
}

fn legend(sheet: &mut Sheet, view: &View, y: f64) -> f64 {
    let pen = Pen::new(11.0, Ink::QUIET);
    let (mut x, mut y) = (MARGIN, y);
    let mut item = |sheet: &mut Sheet, inks: &[Ink], hatched: bool, text: &str| {
        let room = 24.0 * inks.len() as f64 + 6.0 + font::width(text, pen.size);
        if x > MARGIN && x + room > sheet.right() {
            (x, y) = (MARGIN, y + 20.0);
        }
        for ink in inks {
            sheet.rect(x, y - 10.0, 22.0, 13.0, *ink);
            if hatched {
                sheet.hatch((x, y - 10.0, 22.0, 13.0), 6.0, Ink::TEXT.fade(0.4));
            }
            x += 24.0;
        }
        sheet.text(x + 6.0, y, text, pen);
        x += font::width(text, pen.size) + 34.0;
    };
    let short: Vec<Ink> = SHORT.iter().rev().copied().collect();
    if !view.summary.case.demonstration {
        item(sheet, &short, false, view.word("short-of-target"));
        item(sheet, &BEYOND, false, view.word("beyond-target"));
    }
    item(sheet, &[Ink::WASH], true, view.word("assumed-hatched"));
    y + 6.0
}
