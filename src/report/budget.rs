//! Chart `budget` (资金): a scenario's public money year by year, in parts by leading department.
//!
//! Owns the layout: a stacked bar a year, told apart by shade, hatching and letter, so that it survives
//! grey printing; beside it what is without effect, which is inside the money. All are means, which add
//! up. Never: computes a statistic.

use super::axis::Axis;
use super::font;
use super::format;
use super::look::{self, Look};
use super::page;
use super::sheet::{At, Ink, MARGIN, Pen, Sheet};
use super::view::View;
use crate::analysis::{DepartmentMoney, departments_by_money, large_departments, undelivered_by_year};
use crate::summary::ScenarioSummary;

/// Departments that have a part of their own; what further ones lead is one part together.
const MOST: usize = 5;

/// Height of the plot, room left of it for the axis, and width of the key right of it with its gap.
const PLOT: f64 = 360.0;
const LEFT: f64 = 44.0;
const KEY: (f64, f64) = (250.0, 28.0);

/// Least height of the plot on a slide or page.
const LEAST: f64 = 180.0;

/// Gap between the two columns of a key that stands on a slide of its own.
const GAP: f64 = 28.0;

/// The most of a sheet that the key takes.
const KEY_SHARE: f64 = 0.27;
const KEY_ON_SLIDE: f64 = 0.3;

/// A budget line farther above the highest bar than this would flatten the bars and is only told.
const FARTHEST: f64 = 2.5;

/// One part of every bar.
struct Part {
    /// How it is told apart: one department has one letter and look in all charts, of all runs of a case.
    look: Look,
    name: String,
    years: Vec<f64>,
    total: f64,
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary) -> f64 {
    let name = view.text(&scenario.name);
    let title = view.fill("budget-title", &[("scenario", name)]);
    let parts = parts(view, scenario);
    if parts.is_empty() {
        let top = page::header(sheet, view, &title, view.word("budget-subtitle")) + 8.0;
        sheet.rect(MARGIN, top, sheet.inner(), 120.0, Ink::WASH);
        let middle = MARGIN + sheet.inner() / 2.0;
        sheet.text(middle, top + 66.0, view.word("budget-nothing"), Pen::new(15.0, Ink::SOFT).middle());
        return page::footer(sheet, view, top + 124.0, Some(name), &[]);
    }
    let subtitle = format!("{}{}", view.word("budget-subtitle"), caption(view, scenario));
    let top = page::header(sheet, view, &title, &subtitle) + 8.0;
    let lost = undelivered_by_year(&scenario.budget);
    let entries = entries(view, &parts, lost.iter().sum());
    // The bars are the first item, then comes the key: what of it finds no room beside them stands on a
    // slide of its own, in two columns.
    let all = 1 + entries.len();
    let shown = sheet.groups(all, all);
    let told = &entries[shown.start.saturating_sub(1)..shown.end.saturating_sub(1)];
    let mut notes = vec![view.word("budget-chart-note").to_owned()];
    if shown.start > 0 || shown.is_empty() {
        let below = columns(sheet, told, top);
        notes.extend(beyond(view, scenario));
        return page::footer(sheet, view, below, Some(name), &notes);
    }
    let top = top + 18.0;
    let key = KEY.0.min(sheet.inner() * if sheet.is_slide() { KEY_ON_SLIDE } else { KEY_SHARE });
    let (left, right) = (MARGIN + LEFT, sheet.right() - key - KEY.1);
    let height = sheet.stretch(PLOT, LEAST);
    let below = self::key(sheet, told, (right + KEY.1, top, key));
    bars(sheet, view, scenario, &parts, (left, right, top, height));
    notes.extend(beyond(view, scenario));
    page::footer(sheet, view, (top + height + 26.0).max(below), Some(name), &notes)
}

/// The case's yearly budget where it lies too far above the bars to be drawn.
fn beyond(view: &View, scenario: &ScenarioSummary) -> Option<String> {
    let budget = view.summary.case.budget.filter(|line| *line > most(scenario) * FARTHEST)?;
    Some(view.fill("budget-beyond", &[("budget", &format::yuan_as_given(view, budget))]))
}

/// The most that a year spends.
fn most(scenario: &ScenarioSummary) -> f64 {
    scenario.budget.public.iter().copied().filter(|x| x.is_finite()).fold(0.0, f64::max)
}

/// The plot: a bar a year in `left, right, top, height`, with its sum, and the budget's line.
fn bars(
    sheet: &mut Sheet,
    view: &View,
    scenario: &ScenarioSummary,
    parts: &[Part],
    (left, right, top, height): (f64, f64, f64, f64),
) {
    let most = most(scenario);
    let line = view.summary.case.budget.filter(|line| *line <= most * FARTHEST);
    let up = Axis::new((0.0, most.max(line.unwrap_or(0.0)) * 1.08), (top + height, top));
    sheet.text(MARGIN, top - 12.0, view.word("unit-money"), Pen::new(11.0, Ink::QUIET));
    ground(sheet, &up, left, right);
    let lost = undelivered_by_year(&scenario.budget);
    let seen: Vec<usize> = (0..view.summary.case.years.len())
        .filter(|&year| year > 0 || scenario.budget.public.first().is_some_and(|x| *x != 0.0))
        .collect();
    let step = (right - left) / seen.len().max(1) as f64;
    for (k, &year) in seen.iter().enumerate() {
        let x = left + step * (k as f64 + 0.5);
        let label = view.summary.case.years[year].to_string();
        let pen = Pen::new(10.5, Ink::QUIET).middle();
        if sheet.is_free(x, top + height + 16.0, &format!(" {label} "), pen) {
            sheet.text(x, top + height + 16.0, &label, pen);
        }
        bar(sheet, parts, year, &up, (x - step * 0.34, step * 0.5));
        if let Some(lost) = lost.get(year).copied().filter(|lost| *lost > 0.0) {
            spoilt(sheet, &up, lost, (x + step * 0.19, step * 0.15));
        }
    }
    if let Some(line) = line {
        budget_line(sheet, view, &up, line, (left, right, top));
    }
    for (k, &year) in seen.iter().enumerate() {
        let total = scenario.budget.public.get(year).copied().unwrap_or(0.0);
        let (x, y) = (left + step * (k as f64 + 0.41), up.at(total));
        let places = [(x, y - 5.0, At::Middle), (x, y - 16.0, At::Middle)];
        let text = format::money(total);
        sheet.place(&places, (left - step * 0.1, right + 6.0), &text, Pen::new(11.0, Ink::TEXT));
    }
}

/// The parts of the bars: the departments that are largest over all scenarios in the case's order, then what
/// others lead.
fn parts(view: &View, scenario: &ScenarioSummary) -> Vec<Part> {
    let all = departments_by_money(view.summary.scenarios.iter().map(|s| &s.budget));
    let known = look::in_order(view, &all);
    let mut large = all;
    // A single further department stays itself.
    if large.len() > MOST + 1 {
        large.truncate(MOST);
    }
    let place = |name: &String| known.iter().position(|known| known == name);
    large.sort_by_key(|name| place(name).unwrap_or(usize::MAX));
    let part = |look: Look, name: String, of: DepartmentMoney| Part {
        look,
        name,
        years: of.public,
        total: of.total,
    };
    let (named, rest) = large_departments(&scenario.budget, &large);
    let one = |(_, of): (usize, DepartmentMoney)| {
        let look = place(&of.department).filter(|_| !of.department.is_empty()).map_or(Look::NOBODY, Look::of);
        part(look, department(view, &of.department), of)
    };
    let mut parts: Vec<Part> = named.into_iter().map(one).collect();
    parts.extend(
        rest.map(|(n, of)| part(Look::OTHERS, view.fill("budget-others", &[("n", &n.to_string())]), of)),
    );
    parts
}

/// A department as printed; what levers spend directly has none.
pub(super) fn department(view: &View, name: &str) -> String {
    if name.is_empty() { view.word("no-department").to_owned() } else { view.names().text(name) }
}

/// What the whole horizon comes to: the sum, leverage and what is without effect.
fn caption(view: &View, scenario: &ScenarioSummary) -> String {
    let budget = &scenario.budget;
    let last = view.summary.case.years.last().copied().unwrap_or_default().to_string();
    let total = format::yuan(view, budget.public.iter().sum());
    let leverage = budget.leverage.map(|x| format::shown(x, 1, false));
    let lost = (budget.undelivered > 0.0).then(|| format::yuan(view, budget.undelivered));
    let mut args = vec![("last", last.as_str()), ("total", total.as_str())];
    args.extend(leverage.as_deref().map(|x| ("leverage", x)));
    args.extend(lost.as_deref().map(|x| ("lost", x)));
    view.fill("budget-caption", &args)
}

fn ground(sheet: &mut Sheet, up: &Axis, left: f64, right: f64) {
    let decimals = up.tick_decimals(6);
    for tick in up.ticks(6) {
        let ink = if tick == 0.0 { Ink::RULE } else { Ink::GRID };
        sheet.line((left, up.at(tick)), (right, up.at(tick)), ink, 0.75);
        let text = format::number(tick, decimals);
        sheet.text(left - 6.0, up.at(tick) + 4.0, &text, Pen::new(10.5, Ink::QUIET).end());
    }
}

/// A year's parts on top of each other, the case's first department lowest.
fn bar(sheet: &mut Sheet, parts: &[Part], year: usize, up: &Axis, (x, width): (f64, f64)) {
    let mut sum = 0.0;
    for part in parts {
        let amount = part.years.get(year).copied().filter(|x| x.is_finite()).unwrap_or(0.0);
        let (foot, top) = (up.at(sum), up.at(sum + amount));
        sum += amount;
        if amount <= 0.0 {
            continue;
        }
        // Paper between neighbours, unless that leaves nothing.
        let gap = if foot - top > 3.0 { 1.0 } else { 0.0 };
        part.look.fill(sheet, (x, top + gap, width, foot - top - gap));
        if foot - top > 15.0 && width > 12.0 {
            part.look.letter(sheet, (x + width / 2.0, (foot + top) / 2.0 + 4.0));
        }
    }
}

/// What of a year's money is without effect, as a bar of its own beside it.
fn spoilt(sheet: &mut Sheet, up: &Axis, lost: f64, (x, width): (f64, f64)) {
    let (foot, top) = (up.at(0.0), up.at(lost));
    sheet.rect(x, top, width, foot - top, Ink::PAPER);
    sheet.hatch((x, top, width, foot - top), 3.0, Ink::BRICK);
    sheet.frame(x, top, width, foot - top, Ink::BRICK, 0.75);
}

fn budget_line(sheet: &mut Sheet, view: &View, up: &Axis, line: f64, (left, right, top): (f64, f64, f64)) {
    sheet.dashes((left, up.at(line)), (right, up.at(line)), Ink::BRICK, 1.25, (5.0, 4.0));
    let text = view.fill("budget-line", &[("budget", &format::yuan_as_given(view, line))]);
    // Above the plot: on the line it would lie on the bars of dear years.
    let text = font::cut(&text, 11.0, right - left - 90.0);
    let from = right - font::width(&text, 11.0) - 30.0;
    sheet.dashes((from, top - 16.0), (from + 24.0, top - 16.0), Ink::BRICK, 1.25, (5.0, 4.0));
    sheet.text(right, top - 12.0, &text, Pen::new(11.0, Ink::BRICK).end());
}

/// One line of the key: a part, or what is without effect, with its sum over the horizon.
struct Entry {
    /// Look of the part; none for what is without effect.
    look: Option<Look>,
    name: String,
    total: String,
}

/// The parts from the top of the bars down, then what is without effect.
fn entries(view: &View, parts: &[Part], lost: f64) -> Vec<Entry> {
    let sum = |total: f64| view.fill("budget-sum", &[("money", &format::yuan(view, total))]);
    let part = |part: &Part| Entry {
        look: Some(part.look),
        name: format!("{} {}", part.look.name(), part.name),
        total: sum(part.total),
    };
    let name = view.word("money-undelivered").to_owned();
    let lost = (lost > 0.0).then(|| Entry { look: None, name, total: sum(lost) });
    parts.iter().rev().map(part).chain(lost).collect()
}

/// Entries below one another, smaller and closer on a slide; gives the y below.
fn key(sheet: &mut Sheet, entries: &[Entry], (x, y, width): (f64, f64, f64)) -> f64 {
    let (most, step) = if sheet.is_slide() { (4, 21.0) } else { (2, 34.0) };
    let (size, leading) = if sheet.is_slide() { (11.0, 13.0) } else { (12.0, 15.0) };
    let mut y = y + 4.0;
    for entry in entries {
        let lines = font::wrap(&entry.name, size, width - 26.0, most);
        let last = sheet.lines(x + 26.0, y + 10.0, &lines, Pen::new(size, Ink::TEXT), leading);
        sheet.text(x + 26.0, last + leading, &entry.total, Pen::new(size.min(11.0), Ink::QUIET));
        match entry.look {
            Some(look) => look.fill(sheet, (x, y - 1.0, 18.0, 13.0)),
            None => {
                sheet.hatch((x + 5.0, y - 1.0, 8.0, 13.0), 3.0, Ink::BRICK);
                sheet.frame(x + 5.0, y - 1.0, 8.0, 13.0, Ink::BRICK, 0.75);
            }
        }
        y = last + step;
    }
    y
}

/// Entries in two columns, read downwards; gives the y below.
fn columns(sheet: &mut Sheet, entries: &[Entry], y: f64) -> f64 {
    let width = (sheet.inner() - GAP) / 2.0;
    let (left, right) = entries.split_at(entries.len().div_ceil(2));
    let below = key(sheet, left, (MARGIN, y, width));
    key(sheet, right, (MARGIN + width + GAP, y, width)).max(below)
}
