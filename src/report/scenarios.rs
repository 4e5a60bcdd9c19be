//! Chart `scenarios`: every scenario against the baseline, target by target, beside its public money.
//!
//! Owns the layout. Changes come from common luck and stand in the summary
//! with their interval. Never: computes a statistic.

use super::axis::Axis;
use super::font;
use super::format;
use super::page;
use super::scope;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::View;
use crate::message::scale;
use crate::summary::{ScenarioSummary, TargetHead, TargetResult};

/// Width of the scenarios' names, and the most of a sheet that they take.
const NAMES: f64 = 176.0;
const NAMES_SHARE: f64 = 0.2;
const NAMES_IN_TEXT: f64 = 0.25;

/// Width of the money panel and the gap before it, and the most of a sheet that it takes.
const MONEY: (f64, f64) = (230.0, 26.0);
const MONEY_SHARE: f64 = 0.25;

/// Most columns of targets side by side on a usual sheet; further ones stand in a block below.
const MOST_COLUMNS: usize = 7;

/// Least width of a column.
const COLUMN: f64 = 84.0;

/// Height of a scenario's row.
const ROW: f64 = 46.0;

/// The columns of targets: left edges and the common axis of changes.
struct Grid {
    names: f64,
    width: f64,
    changes: (f64, f64),
}

impl Grid {
    fn left(&self, column: usize) -> f64 {
        MARGIN + self.names + self.width * column as f64
    }

    fn axis(&self, column: usize) -> Axis {
        Axis::new(self.changes, (self.left(column) + 16.0, self.left(column) + self.width - 16.0))
    }
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, year: i32) -> f64 {
    let at = view.year(year).unwrap_or(0);
    let year_text = year.to_string();
    let (base, others) = match view.summary.scenarios.split_first() {
        Some((base, others)) => (base, others),
        None => return 1.0,
    };
    let args = [("baseline", view.text(&base.name)), ("year", year_text.as_str())];
    let title = view.fill("scenarios-title", &args);
    let mut subtitle = view.fill("scenarios-subtitle", &args);
    if view.milestone().is_some_and(|first| year > first) {
        let due = view.main_targets().any(|(_, target)| target.year == year);
        subtitle += &view.fill(if due { "scenarios-later-but" } else { "scenarios-later" }, &args);
    }
    let y = page::header(sheet, view, &title, &subtitle);
    let targets: Vec<(usize, &TargetHead)> = view.main_targets().collect();
    // Blocks below each other, of much the same number of columns.
    let names = NAMES.min(sheet.inner() * if sheet.is_text() { NAMES_IN_TEXT } else { NAMES_SHARE });
    let room = sheet.inner() - names - money_width(sheet) - MONEY.1;
    let most = MOST_COLUMNS.max(sheet.columns(MOST_COLUMNS, 0.0)).min((room / COLUMN) as usize).max(1);
    let blocks = targets.len().div_ceil(most).max(1);
    let columns = targets.len().div_ceil(blocks).max(1);
    let width = room / columns as f64;
    let grid = Grid { names, width, changes: changes(view, others, &targets, year) };
    let (mut bottom, all) = (y, others);
    // On slides the chart may be cut between scenarios.
    let shown = sheet.items(others.len() * blocks);
    for (k, block) in targets.chunks(columns).enumerate() {
        let from = others.len() * k;
        let here = shown.start.max(from)..shown.end.min(from + others.len());
        if here.is_empty() {
            continue;
        }
        let y = if here.start == shown.start { y } else { bottom + 34.0 };
        let others = &others[here.start - from..here.end - from];
        let top = head(sheet, view, base, block, &grid, year, y);
        bottom = rows(sheet, view, others, block, &grid, year, top);
        if k == 0 {
            let money = money_axis(sheet, all, at);
            money_head(sheet, view, &year_text, top, &money);
            for (i, scenario) in others.iter().enumerate() {
                money_bar(sheet, view, scenario, (&money, at), top + ROW * (i as f64 + 0.5));
            }
        }
    }
    let mut notes = vec![view.word("scenarios-note").to_owned()];
    if others.iter().any(|s| targets.iter().any(|(index, _)| view.read_otherwise(s, *index))) {
        notes.push(view.word("own-threshold-note").to_owned());
    }
    let shown =
        |at: i32| others.iter().flat_map(|s| &s.likelihoods).any(|r| (r.year, r.evaluated) == (year, at));
    notes.extend(scope::lines_in(view, others, &|_| true, &shown));
    notes.extend(budget_note(view));
    page::footer(sheet, view, bottom + 22.0, None, &notes)
}

/// The scenarios' changes of a block's targets; gives the y below them.
fn rows(
    sheet: &mut Sheet,
    view: &View,
    others: &[ScenarioSummary],
    targets: &[(usize, &TargetHead)],
    grid: &Grid,
    year: i32,
    top: f64,
) -> f64 {
    let bottom = top + ROW * others.len() as f64;
    for column in 0..targets.len() {
        ground(sheet, grid, column, top, bottom);
    }
    for (i, scenario) in others.iter().enumerate() {
        let y = top + ROW * i as f64;
        sheet.line((MARGIN, y), (sheet.right(), y), Ink::GRID, 0.75);
        name(sheet, view, scenario, y, grid.names);
        for (column, (index, _)) in targets.iter().enumerate() {
            if let Some(result) = view.result(scenario, *index, year, None) {
                let mark = view.split(scenario, *index, year, None).map_or("", scope::mark);
                change(sheet, &grid.axis(column), (result, mark), y + ROW / 2.0);
            }
            if view.read_otherwise(scenario, *index) {
                own_threshold(sheet, view, scenario, *index, (grid.left(column), grid.width, y));
            }
        }
    }
    sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 0.75);
    sheet.text(MARGIN, bottom + 14.0, view.word("points-axis"), Pen::new(10.0, Ink::QUIET));
    foot(sheet, grid, targets.len(), bottom);
    bottom
}

/// The common range of all changes, never narrower than five points either way.
fn changes(
    view: &View,
    others: &[ScenarioSummary],
    targets: &[(usize, &TargetHead)],
    year: i32,
) -> (f64, f64) {
    let mut range = (-0.05_f64, 0.05_f64);
    for scenario in others {
        for (index, _) in targets {
            let change = view.result(scenario, *index, year, None).and_then(|result| result.change);
            if let Some((_, low, high)) = change.filter(|c| c.1.is_finite() && c.2.is_finite()) {
                range = (range.0.min(low), range.1.max(high));
            }
        }
    }
    let margin = (range.1 - range.0) * 0.06;
    (range.0 - margin, range.1 + margin)
}

fn head(
    sheet: &mut Sheet,
    view: &View,
    base: &ScenarioSummary,
    targets: &[(usize, &TargetHead)],
    grid: &Grid,
    year: i32,
    y: f64,
) -> f64 {
    let room = grid.width - 12.0;
    let names: Vec<_> = targets.iter().map(|(_, t)| font::wrap(view.text(&t.name), 11.0, room, 6)).collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let bottom = y + 40.0 + lines * 15.0 + 10.0;
    sheet.text(MARGIN, bottom - 10.0, view.word("scenario"), Pen::new(11.0, Ink::QUIET));
    for (column, ((index, target), name)) in targets.iter().zip(&names).enumerate() {
        let x = grid.left(column) + 6.0;
        // Beside the policy's year a target is looked at in its own, which is named there and then.
        let own = format::other_year(view, target);
        let own = own.filter(|own| view.milestone() == Some(year) || *own == year);
        let id = own.map_or_else(|| target.id.clone(), |own| format!("{} ({own})", target.id));
        sheet.text(x, y + 16.0, &id, Pen::new(14.0, Ink::TEXT));
        sheet.lines(x, y + 33.0, name, Pen::new(11.0, Ink::SOFT), 15.0);
        if let Some(result) = view.result(base, *index, year, None) {
            let p = scale::percent(result.likelihood.probability);
            let text = view.fill("baseline-likelihood", &[("p", &p)]);
            sheet.text(x, bottom - 10.0, &text, Pen::new(11.0, Ink::TEXT));
        }
    }
    sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 1.0);
    bottom
}

fn ground(sheet: &mut Sheet, grid: &Grid, column: usize, top: f64, bottom: f64) {
    let axis = grid.axis(column);
    if column.is_multiple_of(2) {
        sheet.rect(grid.left(column), top, grid.width, bottom - top, Ink::WASH);
    }
    let zero = axis.at(0.0);
    sheet.line((zero, top), (zero, bottom), Ink::SOFT, 1.0);
    for tick in ticks(&axis) {
        if tick != 0.0 {
            sheet.line((axis.at(tick), top), (axis.at(tick), bottom), Ink::GRID, 0.75);
        }
    }
}

/// Ticks that leave room for their labels: the ends that matter and zero.
fn ticks(axis: &Axis) -> Vec<f64> {
    axis.ticks(4).into_iter().map(|tick| if tick.abs() < 1e-9 { 0.0 } else { tick }).collect()
}

fn foot(sheet: &mut Sheet, grid: &Grid, columns: usize, bottom: f64) {
    let pen = Pen::new(10.0, Ink::QUIET).middle();
    for column in 0..columns {
        let axis = grid.axis(column);
        for tick in ticks(&axis) {
            let (x, text) = (axis.at(tick), format::points(tick));
            if sheet.is_free(x, bottom + 14.0, &format!(" {text} "), pen) {
                sheet.text(x, bottom + 14.0, &text, pen);
            }
        }
    }
}

fn name(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary, y: f64, names: f64) {
    let name = view.text(&scenario.name);
    let one = font::width(name, 13.0) <= names - 10.0;
    let (size, count) = if one { (13.0, 1) } else { (11.5, 3) };
    let lines = font::wrap(name, size, names - 10.0, count);
    let first = y + ROW / 2.0 + 4.5 - 7.0 * (lines.len() - 1) as f64;
    sheet.lines(MARGIN, first, &lines, Pen::new(size, Ink::TEXT), 14.0);
}

/// Dot, whisker, number and mark of one change; hollow if its interval holds zero.
fn change(sheet: &mut Sheet, axis: &Axis, (result, mark): (&TargetResult, &str), y: f64) {
    let Some((change, low, high)) = result.change else { return };
    let (dot, text) = (axis.at(change), format!("{}{mark}", format::points(change)));
    sheet.line((axis.at(low), y + 5.0), (axis.at(high), y + 5.0), Ink::NAVY, 1.75);
    for end in [low, high] {
        sheet.line((axis.at(end), y + 2.0), (axis.at(end), y + 8.0), Ink::NAVY, 1.25);
    }
    if low <= 0.0 && high >= 0.0 {
        sheet.ring(dot, y + 5.0, 4.0, Ink::NAVY, 1.5);
    } else {
        sheet.disc(dot, y + 5.0, 4.0, Ink::NAVY);
    }
    // Beside the zero line rather than across it.
    let (pen, zero) = (Pen::new(12.0, Ink::TEXT), axis.at(0.0));
    let crosses = (dot - zero).abs() < font::width(&text, pen.size) / 2.0 + 3.0;
    match (crosses, change < 0.0) {
        (false, _) => sheet.text(dot, y - 5.0, &text, pen.middle()),
        (true, false) => sheet.text(zero + 4.0, y - 5.0, &text, pen),
        (true, true) => sheet.text(zero - 4.0, y - 5.0, &text, pen.end()),
    }
}

/// What stands instead of a change where the scenario reads the target otherwise.
fn own_threshold(
    sheet: &mut Sheet,
    view: &View,
    scenario: &ScenarioSummary,
    target: usize,
    (left, width, y): (f64, f64, f64),
) {
    let text = format::own_threshold(view, scenario, target).unwrap_or_default();
    let pen = Pen::new(10.5, Ink::BRICK);
    let lines = font::wrap(&text, pen.size, width - 12.0, 3);
    let first = y + ROW / 2.0 + 4.0 - 6.5 * (lines.len() - 1) as f64;
    for (line, text) in lines.iter().enumerate() {
        sheet.plate(left + 6.0, first + 13.0 * line as f64, text, pen);
    }
}

fn money_width(sheet: &Sheet) -> f64 {
    MONEY.0.min(sheet.inner() * MONEY_SHARE)
}

fn money_axis(sheet: &Sheet, others: &[ScenarioSummary], at: usize) -> Axis {
    let most = others
        .iter()
        .filter_map(|s| Some(s.cost_so_far.get(at)?[4]))
        .filter(|v| v.is_finite())
        .fold(1.0, f64::max);
    let left = sheet.right() - money_width(sheet);
    Axis::new((0.0, most), (left, sheet.right() - 74.0))
}

fn money_head(sheet: &mut Sheet, view: &View, year: &str, top: f64, axis: &Axis) {
    let text = view.fill("money-column", &[("year", year)]);
    let lines = font::wrap(&text, 11.0, money_width(sheet), 3);
    let first = top - 10.0 - 15.0 * (lines.len() - 1) as f64;
    sheet.lines(axis.at(0.0), first, &lines, Pen::new(11.0, Ink::QUIET), 15.0);
}

fn money_bar(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary, (axis, at): (&Axis, usize), y: f64) {
    let Some(&band) = scenario.cost_so_far.get(at) else { return };
    let zero = axis.at(0.0);
    sheet.line((zero, y - ROW / 2.0), (zero, y + ROW / 2.0), Ink::SOFT, 1.0);
    sheet.rect(zero, y - 7.0, (axis.at(band[2]) - zero).max(0.0), 14.0, Ink::AMBER.fade(0.75));
    sheet.line((axis.at(band[0]), y), (axis.at(band[4]), y), Ink::TEXT, 1.25);
    for end in [band[0], band[4]] {
        sheet.line((axis.at(end), y - 3.5), (axis.at(end), y + 3.5), Ink::TEXT, 1.25);
    }
    let x = axis.at(band[4].max(band[2])) + 8.0;
    let over = over_budget(view, scenario);
    let up = if over.is_some() { 9.0 } else { 0.0 };
    sheet.text(x, y + 4.5 - up, &format::money(band[2]), Pen::new(12.0, Ink::TEXT));
    if let Some(text) = over {
        let (pen, room) = (Pen::new(10.0, Ink::BRICK), sheet.right() - x);
        let lines = font::wrap(&text, pen.size, room.max(60.0), 2);
        sheet.lines(x, y + 7.5, &lines, pen, 12.0);
    }
}

/// The years whose median spending is above the yearly budget, such as `超预算 2028–2030`.
pub(super) fn over_budget(view: &View, scenario: &ScenarioSummary) -> Option<String> {
    let budget = view.summary.case.budget?;
    let years = view.summary.case.years.iter().zip(&scenario.cost);
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for (&year, _) in years.filter(|(_, band)| band[2] > budget) {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == year => run.1 = year,
            _ => runs.push((year, year)),
        }
    }
    let run =
        |&(from, to): &(i32, i32)| if from == to { format!("{from}") } else { format!("{from}–{to}") };
    let list: Vec<String> = runs.iter().map(run).collect();
    let years = list.join(view.lang.pick("、", ", "));
    (!runs.is_empty()).then(|| view.fill("over-budget", &[("years", &years)]))
}

/// What the yearly budget is, and how years above it are marked if there is one.
pub(super) fn budget_note(view: &View) -> Option<String> {
    let budget = format::yuan_as_given(view, view.summary.case.budget?);
    let marked = view.fill("over-budget", &[("years", "")]);
    let mut args = vec![("budget", budget.as_str())];
    if view.summary.scenarios.iter().any(|scenario| over_budget(view, scenario).is_some()) {
        args.push(("marked", marked.trim()));
    }
    Some(view.fill("budget-note", &args))
}
