//! Chart `scenarios`: every scenario against the baseline, target by target, beside its public money.
//!
//! Owns the layout. Changes come from common luck and stand in the summary with their interval; internally
//! they are drawn in points, else told in words. Never: computes a statistic.

mod dots;
mod layout;
mod money;
#[cfg(test)]
mod tests;
mod words;

use super::axis::Axis;
use super::font;
use super::format;
use super::outlook;
use super::page;
use super::scope;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::terminal::short;
use super::view::View;
use crate::message::scale;
use crate::summary::{ScenarioSummary, TargetHead};
use layout::{Grid, LOW, Layout, Looked, SMALL, split};
pub(super) use money::{budget_note, over_budget};
use words::Said;

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
    let (targets, unchanged) = split(view, others, year);
    let layout = Layout::of(sheet, view, targets.len());
    let Layout { beside, blocks, columns, apart, .. } = layout;
    let subtitle = match (apart, view.internal) {
        (true, true) => "scenarios-changes-of",
        (false, true) => "scenarios-subtitle",
        (true, false) => "scenarios-words-of",
        (false, false) => "scenarios-words-subtitle",
    };
    let mut subtitle = view.fill(subtitle, &args);
    if view.milestone().is_some_and(|first| year > first) {
        let due = view.main_targets().any(|(_, target)| target.year == year);
        subtitle += &view.fill(if due { "scenarios-later-but" } else { "scenarios-later" }, &args);
    }
    let y = page::header(sheet, view, &title, &subtitle);
    let grid = Grid::of(sheet, view, (base, others), (&targets, year), &layout);
    let mut bottom = y;
    // Best cut between blocks, else between scenarios.
    let count = others.len();
    let shown = sheet.groups(count * (blocks + usize::from(apart || blocks == 0)), count);
    let part = |k: usize| shown.start.max(count * k)..shown.end.min(count * (k + 1));
    let mut told: Vec<usize> = Vec::new();
    for (k, block) in targets.chunks(columns).enumerate().filter(|(k, _)| !part(*k).is_empty()) {
        let (here, y) = (part(k), if part(k).start == shown.start { y } else { bottom + 34.0 });
        let here = here.start - count * k..here.end - count * k;
        let top = head(sheet, view, base, block, &grid, year, y);
        bottom = rows(sheet, view, (base, &others[here.clone()]), (block, year), (&grid, here.start), top);
        told.extend(block.iter().map(|(index, _)| *index));
        if k == 0 && !apart {
            let money = money::money(sheet, view, at, sheet.right() - beside);
            money::head(sheet, view, &year_text, top, &money);
            let mut y = top;
            for (scenario, row) in others[here.clone()].iter().zip(&grid.rows[here]) {
                money::bar(sheet, view, scenario, &money, (y + row / 2.0, *row));
                y += row;
            }
        }
    }
    // Where nothing changes, money is all there is to show.
    let apart = apart || blocks == 0;
    let spent = part(blocks);
    if apart && !spent.is_empty() {
        let y = if spent.start == shown.start { y } else { bottom + 34.0 };
        let of = &others[spent.start - count * blocks..spent.end - count * blocks];
        bottom = money_block(sheet, view, of, (at, &year_text), (grid.names, grid.of_money), y);
    }
    let mut here = Vec::new();
    if !told.is_empty() {
        if view.internal {
            here.extend([view.word("scenarios-note"), view.word("scenarios-hollow")].map(str::to_owned));
        }
        let strokes = |index: &usize| words::by_stroke(view, base, others, *index, year);
        if !view.internal && told.iter().any(strokes) {
            here.push(outlook::strokes_note(view));
        }
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
    let mut notes = Vec::new();
    if !view.internal && blocks > 0 {
        notes.push(view.word("scenarios-words").to_owned());
    }
    if !unchanged.is_empty() {
        notes.push(unchanged_note(view, base, &unchanged, year));
    }
    page::footer_with(sheet, view, bottom + 22.0, None, (&here, &notes))
}

/// The targets that stand in no column, with how they stand under the baseline.
fn unchanged_note(view: &View, base: &ScenarioSummary, targets: &[Looked], year: i32) -> String {
    let one = |(index, target): &Looked| {
        let words = words::standing(view, base, *index, year);
        view.fill("target-standing", &[("id", &*target.id), ("words", words.as_deref().unwrap_or("–"))])
    };
    let list: Vec<String> = targets.iter().map(one).collect();
    view.fill("scenarios-unchanged", &[("list", &list.join(view.lang.pick("、", ", ")))])
}

/// The money of scenarios in a block of its own; gives the y below.
fn money_block(
    sheet: &mut Sheet,
    view: &View,
    scenarios: &[ScenarioSummary],
    (at, year): (usize, &str),
    (names, row): (f64, f64),
    y: f64,
) -> f64 {
    let money = money::money(sheet, view, at, MARGIN + names);
    let top = y + 40.0;
    sheet.text(MARGIN, top - 10.0, view.word("scenario"), Pen::new(11.0, Ink::QUIET));
    money::head(sheet, view, year, top, &money);
    sheet.line((MARGIN, top), (sheet.right(), top), Ink::RULE, 1.0);
    for (i, scenario) in scenarios.iter().enumerate() {
        let y = top + row * i as f64;
        sheet.line((MARGIN, y), (sheet.right(), y), Ink::GRID, 0.75);
        name(sheet, view, scenario, (y, row), names);
        money::bar(sheet, view, scenario, &money, (y + row / 2.0, row));
    }
    let bottom = top + row * scenarios.len() as f64;
    sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 0.75);
    bottom
}

/// The scenarios' changes of a block's targets; gives the y below them.
fn rows(
    sheet: &mut Sheet,
    view: &View,
    (base, others): (&ScenarioSummary, &[ScenarioSummary]),
    (targets, year): (&[(usize, &TargetHead)], i32),
    (grid, first): (&Grid, usize),
    top: f64,
) -> f64 {
    let heights = &grid.rows[first..first + others.len()];
    let bottom = top + heights.iter().sum::<f64>();
    for column in 0..targets.len() {
        if column.is_multiple_of(2) {
            sheet.rect(grid.left(column), top, grid.width, bottom - top, Ink::WASH);
        }
        if let Some(axis) = grid.axis(column) {
            dots::ground(sheet, &axis, top, bottom);
        }
    }
    let mut next = top;
    for (scenario, &row) in others.iter().zip(heights) {
        let y = next;
        next += row;
        sheet.line((MARGIN, y), (sheet.right(), y), Ink::GRID, 0.75);
        name(sheet, view, scenario, (y, row), grid.names);
        for (column, (index, _)) in targets.iter().enumerate() {
            let (left, middle) = (grid.left(column), y + row / 2.0);
            let mark =
                scope::mark(view, scenario, view.split(scenario, *index, year, None), scope::Beside::Change);
            match (grid.axis(column), view.result(scenario, *index, year, None)) {
                _ if view.read_otherwise(scenario, *index) => {}
                (Some(axis), Some(result)) => {
                    dots::change(
                        sheet,
                        &axis,
                        (result, mark),
                        (middle, row < LOW),
                        (left, left + grid.width),
                    );
                }
                (None, Some(_)) => {
                    Said::of(view, (base, scenario), (*index, year), (mark, grid.width))
                        .draw(sheet, left, middle);
                }
                _ => {}
            }
            if view.read_otherwise(scenario, *index) {
                own_threshold(sheet, view, scenario, *index, (left, grid.width, middle));
            }
        }
    }
    sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 0.75);
    let axes: Vec<Axis> = (0..targets.len()).filter_map(|column| grid.axis(column)).collect();
    if !axes.is_empty() {
        dots::foot(sheet, view, &axes, bottom);
    }
    bottom
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
    let said = |(index, _): &(usize, &TargetHead)| baseline(view, base, (*index, year), room).len().max(1);
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
        let lines = baseline(view, base, (*index, year), room);
        let first = bottom - 10.0 - 15.0 * lines.len().saturating_sub(1) as f64;
        sheet.lines(x, first, &lines, Pen::new(11.0, Ink::TEXT), 15.0);
    }
    sheet.line((MARGIN, bottom), (sheet.right(), bottom), Ink::RULE, 1.0);
    bottom
}

/// How a target stands under the baseline: in words, internally with the number.
fn baseline(view: &View, base: &ScenarioSummary, (index, year): (usize, i32), room: f64) -> Vec<String> {
    let Some(result) = view.result(base, index, year, None) else { return Vec::new() };
    let numbered = || {
        let words = short(view.judged(&view.summary.targets[index], &result.likelihood).0);
        let p = scale::percent(result.likelihood.probability);
        view.fill("words-with-number", &[("words", words), ("p", &p)])
    };
    let text = match view.internal {
        true => numbered(),
        false => words::standing(view, base, index, year).unwrap_or_default(),
    };
    font::wrap(&view.fill("baseline-likelihood", &[("words", &text)]), 11.0, room, 5)
}

fn name(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary, (y, row): (f64, f64), names: f64) {
    let (name, room) = (view.text(&scenario.name), names - 10.0);
    let (size, leading, count) = match (font::width(name, 13.0) <= room, row < LOW) {
        (true, _) => (13.0, 14.0, 1),
        (false, false) => (11.5, 14.0, 3),
        (false, true) => (10.0, SMALL, 3),
    };
    let lines = font::wrap(name, size, room, count);
    let first = y + row / 2.0 + 4.5 - leading / 2.0 * (lines.len() - 1) as f64;
    sheet.lines(MARGIN, first, &lines, Pen::new(size, Ink::TEXT), leading);
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
