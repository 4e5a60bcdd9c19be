//! Chart `scenarios`: every scenario against the baseline, target by target, beside its public money.
//!
//! Owns the layout. Changes come from common luck and stand in the summary
//! with their interval. Never: computes a statistic.

use super::axis::Axis;
use super::font;
use super::format;
use super::page;
use super::scenarios_money as money;
pub(super) use super::scenarios_money::{budget_note, over_budget};
use super::scope;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::terminal::short;
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

/// Usual and least height of a scenario's row, and its most on a slide; in one lower than the fourth a number stands beside its dot.
const ROW: f64 = 46.0;
const LEAST: f64 = 25.0;
const ON_SLIDE: f64 = 90.0;
const LOW: f64 = 40.0;

/// Leading of names in a low row.
const SMALL: f64 = 11.5;

/// A change less than this is called none, as in the tables.
const SLIGHT: f64 = 0.005;

/// Radius of a dot.
const DOT: f64 = 4.0;

/// The columns of targets: left edges and the common axis of changes.
struct Grid {
    names: f64,
    width: f64,
    row: f64,
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
    // On a slide or page money has a block of its own, else it stands beside the first.
    let apart = sheet.is_slide();
    let subtitle = if apart { "scenarios-changes-of" } else { "scenarios-subtitle" };
    let mut subtitle = view.fill(subtitle, &args);
    if view.milestone().is_some_and(|first| year > first) {
        let due = view.main_targets().any(|(_, target)| target.year == year);
        subtitle += &view.fill(if due { "scenarios-later-but" } else { "scenarios-later" }, &args);
    }
    let y = page::header(sheet, view, &title, &subtitle);
    let targets: Vec<(usize, &TargetHead)> = view.main_targets().collect();
    // Blocks below each other, of much the same number of columns.
    let names = NAMES.min(sheet.inner() * if sheet.is_text() { NAMES_IN_TEXT } else { NAMES_SHARE });
    let beside = MONEY.0.min(sheet.inner() * MONEY_SHARE);
    let room = sheet.inner() - names - if apart { 0.0 } else { beside + MONEY.1 };
    let most = MOST_COLUMNS.max(sheet.columns(MOST_COLUMNS, 0.0)).min((room / COLUMN) as usize).max(1);
    let blocks = targets.len().div_ceil(most).max(1);
    let columns = targets.len().div_ceil(blocks).max(1);
    let (width, row) = (
        room / columns as f64,
        sheet.stretch(if sheet.is_text() || !apart { ROW } else { ON_SLIDE }, least(view, others, names)),
    );
    let grid = Grid { names, width, row, changes: changes(view, others, &targets, year) };
    let mut bottom = y;
    // Best cut between blocks, else between scenarios.
    let count = others.len();
    let shown = sheet.groups(count * (blocks + usize::from(apart)), count);
    let part = |k: usize| shown.start.max(count * k)..shown.end.min(count * (k + 1));
    let mut told: Vec<usize> = Vec::new();
    for (k, block) in targets.chunks(columns).enumerate().filter(|(k, _)| !part(*k).is_empty()) {
        let (here, y) = (part(k), if part(k).start == shown.start { y } else { bottom + 34.0 });
        let others = &others[here.start - count * k..here.end - count * k];
        let top = head(sheet, view, base, block, &grid, year, y);
        bottom = rows(sheet, view, others, block, &grid, year, top);
        told.extend(block.iter().map(|(index, _)| *index));
        if k == 0 && !apart {
            let money = money::money(sheet, view, at, sheet.right() - beside);
            money::head(sheet, view, &year_text, top, &money);
            for (i, scenario) in others.iter().enumerate() {
                money::bar(sheet, view, scenario, &money, (top + row * (i as f64 + 0.5), row));
            }
        }
    }
    let spent = part(blocks);
    if apart && !spent.is_empty() {
        let y = if spent.start == shown.start { y } else { bottom + 34.0 };
        let of = &others[spent.start - count * blocks..spent.end - count * blocks];
        bottom = money_block(sheet, view, of, (at, &year_text), &grid, y);
    }
    let mut here = Vec::new();
    if !told.is_empty() {
        here.extend([view.word("scenarios-note"), view.word("scenarios-hollow")].map(str::to_owned));
        // Of each target in the year it is looked at on this page.
        let results = || others.iter().flat_map(|s| &s.likelihoods).filter(|r| r.year == year);
        let lines = told.iter().flat_map(|target| {
            let looked = |at: i32| results().any(|r| (r.target, r.evaluated) == (*target, at));
            scope::lines_in(view, others, (&|index| index == *target, &looked), scope::Beside::Change)
        });
        let lines = scope::few(sheet, view, lines.collect());
        if lines.first().is_some_and(|line| line != view.word("by-scope-note")) {
            // The dots are changes of likelihoods, the sentences are not.
            here.push(view.word("same-scope-is").to_owned());
        }
        here.extend(lines);
        if others.iter().any(|s| told.iter().any(|index| view.read_otherwise(s, *index))) {
            here.push(view.word("own-threshold-note").to_owned());
        }
    }
    if (apart && !spent.is_empty()) || (!apart && shown.start < count) {
        here.extend(money::note_so_far(view, &money::money(sheet, view, at, MARGIN)));
    }
    page::footer_with(sheet, view, bottom + 22.0, None, (&here, &[]))
}

/// The money of scenarios in a block of its own; gives the y below.
fn money_block(
    sheet: &mut Sheet,
    view: &View,
    scenarios: &[ScenarioSummary],
    (at, year): (usize, &str),
    grid: &Grid,
    y: f64,
) -> f64 {
    let money = money::money(sheet, view, at, MARGIN + grid.names);
    let top = y + 40.0;
    sheet.text(MARGIN, top - 10.0, view.word("scenario"), Pen::new(11.0, Ink::QUIET));
    money::head(sheet, view, year, top, &money);
    sheet.line((MARGIN, top), (sheet.right(), top), Ink::RULE, 1.0);
    for (i, scenario) in scenarios.iter().enumerate() {
        let y = top + grid.row * i as f64;
        sheet.line((MARGIN, y), (sheet.right(), y), Ink::GRID, 0.75);
        name(sheet, view, scenario, y, grid);
        money::bar(sheet, view, scenario, &money, (y + grid.row / 2.0, grid.row));
    }
    let bottom = top + grid.row * scenarios.len() as f64;
    sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 0.75);
    bottom
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
    let (row, bottom) = (grid.row, top + grid.row * others.len() as f64);
    for column in 0..targets.len() {
        ground(sheet, grid, column, top, bottom);
    }
    for (i, scenario) in others.iter().enumerate() {
        let y = top + row * i as f64;
        sheet.line((MARGIN, y), (sheet.right(), y), Ink::GRID, 0.75);
        name(sheet, view, scenario, y, grid);
        for (column, (index, _)) in targets.iter().enumerate() {
            if let Some(result) = view.result(scenario, *index, year, None) {
                let mark = scope::mark(
                    view,
                    scenario,
                    view.split(scenario, *index, year, None),
                    scope::Beside::Change,
                );
                let within = (grid.left(column), grid.left(column) + grid.width);
                change(sheet, &grid.axis(column), (result, mark), (y + row / 2.0, row < LOW), within);
            }
            if view.read_otherwise(scenario, *index) {
                own_threshold(sheet, view, scenario, *index, (grid.left(column), grid.width, y + row / 2.0));
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
    let said = |(index, target): &(usize, &TargetHead)| {
        view.result(base, *index, year, None).map_or(1, |result| baseline(view, target, result, room).len())
    };
    let high = targets.iter().zip(&names).map(|(target, name)| name.len() + said(target)).max();
    let bottom = y + 40.0 + high.unwrap_or(2) as f64 * 15.0 - 5.0;
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
            let lines = baseline(view, target, result, room);
            let first = bottom - 10.0 - 15.0 * (lines.len() - 1) as f64;
            sheet.lines(x, first, &lines, Pen::new(11.0, Ink::TEXT), 15.0);
        }
    }
    sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 1.0);
    bottom
}

/// How a target stands under the baseline: in words, internally with the number.
fn baseline(view: &View, target: &TargetHead, result: &TargetResult, room: f64) -> Vec<String> {
    let p = scale::percent(result.likelihood.probability);
    let words = short(view.judged(target, &result.likelihood).0);
    let text = match view.internal {
        true => view.fill("words-with-number", &[("words", words), ("p", &p)]),
        false => words.to_owned(),
    };
    font::wrap(&view.fill("baseline-likelihood", &[("words", &text)]), 11.0, room, 5)
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

/// Least height of a row that holds all names, smaller where one takes several lines.
fn least(view: &View, others: &[ScenarioSummary], names: f64) -> f64 {
    let room = names - 10.0;
    let long = others.iter().map(|s| view.text(&s.name)).filter(|name| font::width(name, 13.0) > room);
    let lines = long.map(|name| font::wrap(name, 10.0, room, 3).len()).max().unwrap_or(1);
    LEAST.max(SMALL * lines as f64 + 2.0)
}

fn name(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary, y: f64, grid: &Grid) {
    let (name, room) = (view.text(&scenario.name), grid.names - 10.0);
    let (size, leading, count) = match (font::width(name, 13.0) <= room, grid.row < LOW) {
        (true, _) => (13.0, 14.0, 1),
        (false, false) => (11.5, 14.0, 3),
        (false, true) => (10.0, SMALL, 3),
    };
    let lines = font::wrap(name, size, room, count);
    let first = y + grid.row / 2.0 + 4.5 - leading / 2.0 * (lines.len() - 1) as f64;
    sheet.lines(MARGIN, first, &lines, Pen::new(size, Ink::TEXT), leading);
}

/// Dot, whisker, number and mark of one change in a row around `y`; hollow if it is slight or its interval
/// holds zero.
fn change(
    sheet: &mut Sheet,
    axis: &Axis,
    (result, mark): (&TargetResult, &str),
    (y, low): (f64, bool),
    (left, right): (f64, f64),
) {
    let Some((change, least, most)) = result.change else { return };
    let (dot, text) = (axis.at(change), format!("{}{mark}", format::points(change)));
    let middle = if low { y } else { y + 5.0 };
    // One shorter than the dot would not be seen.
    let ends = [least, most].map(|end| axis.at(end));
    let seen = ends.iter().any(|end| (end - dot).abs() > DOT + 1.0);
    if seen {
        sheet.line((ends[0], middle), (ends[1], middle), Ink::NAVY, 1.75);
        for end in ends {
            sheet.line((end, middle - 3.0), (end, middle + 3.0), Ink::NAVY, 1.25);
        }
    }
    let clear = (least > 0.0 || most < 0.0) && change.abs() >= SLIGHT;
    match clear {
        true => sheet.disc(dot, middle, DOT, Ink::NAVY),
        false => sheet.ring(dot, middle, DOT, Ink::NAVY, 1.5),
    }
    let (pen, zero) = (Pen::new(12.0, Ink::TEXT), axis.at(0.0));
    let wide = font::width(&text, pen.size);
    if low {
        // Beside what is drawn, on the side away from zero if there is room.
        let (from, to) = match seen {
            true => (ends[0].min(dot - DOT), ends[1].max(dot + DOT)),
            false => (dot - DOT, dot + DOT),
        };
        let (fits_right, fits_left) = (to + 3.0 + wide < right, from - 3.0 - wide > left);
        let to_left = (change < 0.0 && fits_left) || !fits_right;
        match to_left {
            true => sheet.plate(from - 3.0, y + 4.0, &text, pen.end()),
            false => sheet.plate(to + 3.0, y + 4.0, &text, pen),
        }
        return;
    }
    // Beside the zero line rather than across it.
    let crosses = (dot - zero).abs() < wide / 2.0 + 3.0;
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
    let first = y + 4.0 - 6.5 * (lines.len() - 1) as f64;
    for (line, text) in lines.iter().enumerate() {
        sheet.plate(left + 6.0, first + 13.0 * line as f64, text, pen);
    }
}
