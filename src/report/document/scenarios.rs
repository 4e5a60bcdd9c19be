//! 情景比较: scenarios against the baseline, and what redrawing does.
//!
//! Owns the chapter's tables. Never: computes a statistic.

use super::book::Book;
use super::cells::About;
use super::tree::{Block, Cell, Chapter, Column, Plot};
use crate::error::{Error, Result};
use crate::report::chart::Chart;
use crate::report::format::{points, target_decimals};
use crate::report::outlook::change;
use crate::report::scenarios::{budget_note, over_budget};
use crate::report::view::{View, upward};
use crate::report::{format, scope};
use crate::summary::{ScenarioSummary, Split, scope_leads};

/// The chapter.
pub(super) fn chapter(book: &Book, warnings: &mut Vec<Error>) -> Result<Chapter> {
    let mut blocks = vec![
        Block::Paragraph(book.word("scenarios-intro").to_owned()),
        Block::Heading(book.word("scenarios-money").to_owned()),
        spending(book),
    ];
    if book.view.summary.scenarios.len() > 1 && !book.view.summary.targets.is_empty() {
        blocks.push(Block::Heading(book.word("scenarios-changes").to_owned()));
        blocks.push(changes(book));
    }
    blocks.extend(super::sizes::blocks(book));
    let moved: Vec<usize> = book.scenarios().filter(|(_, s)| scope::moves(s)).map(|(at, _)| at).collect();
    if let Some(&first) = moved.first() {
        blocks.push(Block::Heading(book.word("scope-heading").to_owned()));
        blocks.push(Block::Paragraph(book.word("scope-intro").to_owned()));
        blocks.push(scope_effects(book, &moved));
        blocks.extend(waterfall(book, first, warnings)?);
    }
    Ok(super::chapter(book.word("scenarios-heading"), true, blocks))
}

fn spending(book: &Book) -> Block {
    let view = &book.view;
    let rows = book.scenarios().map(|(_, scenario)| {
        let [low, _, middle, _, high] = scenario.cost_to_target_year;
        let budget = &scenario.budget;
        let mut row = vec![Cell::text(view.text(&scenario.name))];
        row.extend([middle, low, high].map(Cell::money));
        row.push(Cell::money(scenario.cost_total[2]));
        match budget.peak.filter(|(_, share)| *share > 0.0) {
            Some((year, share)) => row.extend([Cell::year(year), Cell::number(share * 100.0, 0)]),
            None => row.extend([Cell::text("–"), Cell::text("–")]),
        }
        row.push(budget.leverage.map_or(Cell::text("–"), |x| Cell::number(x, 1)));
        row.push(Cell::money(budget.undelivered));
        row.push(Cell::text(over_budget(view, scenario).unwrap_or_default()));
        row
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let last = view.summary.case.years.last().copied().unwrap_or_default();
    let year = book.year();
    let columns = vec![
        Column::text(book.word("scenario"), 2.2),
        Column::number(book.of_year("money-median-head", year), 1.3),
        Column::number("P5", 0.8),
        Column::number("P95", 0.8),
        Column::number(book.of_year("money-median-head", last), 1.3),
        Column::text(book.word("peak-year-head"), 1.0),
        Column::number(book.word("peak-share-head"), 1.1),
        Column::number(book.word("leverage-head"), 1.1),
        Column::number(book.of_year("undelivered-head", last), 1.3),
        Column::text(book.word("csv-note"), 1.4),
    ];
    let mut table = book.table(book.word("spending-caption").to_owned(), columns, rows);
    table.name = book.word("sheet-spending").to_owned();
    let (title, axis) = (book.of_year("money-median-head", year), book.word("unit-money").to_owned());
    table.chart = Some(Plot { axis, title, names: 0, values: vec![1], stacked: false });
    // Without a year over the budget there is nothing to remark.
    table.drop_empty(table.columns.len() - 1);
    table.notes.extend(budget_note(view));
    table.notes.extend(book.budget_meaning().map(|text| view.fill("budget-meaning", &[("meaning", &text)])));
    table.notes.push(book.word("spending-note").to_owned());
    Block::Table(table)
}

/// Changes against the baseline by common luck: a row per target that changes anywhere, a column per
/// scenario; the targets that change nowhere in one sentence.
fn changes(book: &Book) -> Block {
    let view = &book.view;
    let years = &view.summary.case.milestones;
    let (mut rows, mut shown, mut unchanged) = (Vec::new(), Vec::new(), Vec::new());
    for (index, target) in view.main_targets() {
        let cells: Vec<String> =
            book.scenarios().skip(1).map(|(_, scenario)| of_scenario(book, scenario, index)).collect();
        if cells.iter().all(String::is_empty) {
            unchanged.push(target.id.clone());
            continue;
        }
        for (_, scenario) in book.scenarios().skip(1) {
            shown.extend(years.iter().map(|year| (scenario, index, *year)));
        }
        let cells = cells.into_iter().map(|text| if text.is_empty() { "–".to_owned() } else { text });
        rows.push(std::iter::once(book.target(target)).chain(cells).map(Cell::text).collect());
    }
    let unchanged = book.list(&unchanged);
    if rows.is_empty() {
        return Block::Paragraph(view.fill("report-changes-none", &[("ids", &unchanged)]));
    }
    let mut columns = vec![Column::text(book.word("target-column"), 2.0)];
    columns.extend(book.scenarios().skip(1).map(|(_, scenario)| Column::text(book.name(scenario), 1.7)));
    let mut table = book.table(book.word("changes-caption").to_owned(), columns, rows);
    table.name = book.word("sheet-changes").to_owned();
    let args = if unchanged.is_empty() { Vec::new() } else { vec![("ids", unchanged.as_str())] };
    table.notes.push(view.fill("report-changes-note", &args));
    if book.by_scopes() {
        table.notes.push(book.word("report-changes-scopes").to_owned());
    }
    // Whose likelihood repeats its prior is said where likelihoods stand, not beside changes.
    let notes =
        book.mark_notes(&shown, scope::Beside::Change).into_iter().filter(|note| note.of != About::Prior);
    table.notes.extend(notes.map(|note| note.text));
    Block::Table(table)
}

/// The changes of a target under a scenario, a line per word, years of the same word together; empty if
/// nothing changes.
fn of_scenario<'a>(book: &Book<'a>, scenario: &'a ScenarioSummary, target: usize) -> String {
    let view = &book.view;
    // By a standard of its own nothing is compared with the baseline, in no year.
    if let Some(own) = format::own_threshold(view, scenario, target) {
        return own;
    }
    // What does not depend on the counting scope would only differ by luck.
    let depends = view.scopes_of(scenario, &view.summary.targets[target].indicator, None);
    let scopes = depends.into_iter().flatten();
    let each: Vec<(usize, Vec<Said>)> =
        scopes.map(|s| (s, changed(view, scenario, target, Some(s)))).collect();
    // All draws together stand for no counting scope, so scopes that clearly differ are told one by one.
    let years = &view.summary.case.milestones;
    let apart = |year: &i32| {
        let steps: Vec<i32> = each.iter().map(|(_, said)| step(said, *year)).collect();
        steps.iter().any(|one| steps.iter().any(|other| one - other >= 2))
    };
    if !years.iter().any(apart) {
        return lines(book, &changed(view, scenario, target, None));
    }
    let of_scope = |(s, said): &(usize, Vec<Said>)| {
        let told = if said.is_empty() { "–".to_owned() } else { lines(book, said) };
        view.fill("change-in-scope", &[("scope", book.scope(Some(*s))), ("changes", &told)])
    };
    each.iter().map(of_scope).collect::<Vec<_>>().join("\n")
}

/// A change as a step up or down a scale: slight is one, clear is two.
fn step(said: &[Said], year: i32) -> i32 {
    let of = said.iter().find(|s| s.years.contains(&year.to_string()));
    of.map_or(0, |s| match s.key {
        "much-better" => 2,
        "better" => 1,
        "worse" => -1,
        _ => -2,
    })
}

/// What changes under a scenario in one counting scope, or over all draws.
fn changed<'a>(
    view: &View<'a>,
    scenario: &'a ScenarioSummary,
    target: usize,
    of: Option<usize>,
) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for &year in &view.summary.case.milestones {
        // A target of a later year is looked at in that year, whatever milestone stands for it.
        let found = view.result(scenario, target, year, of).filter(|r| r.evaluated == year);
        let Some((key, size)) = found.and_then(change) else { continue };
        let mark = scope::mark(view, scenario, view.split(scenario, target, year, of), scope::Beside::Change);
        let new = Said { key, mark, years: vec![year.to_string()], points: vec![points(size)] };
        match said.iter_mut().find(|known| (known.key, known.mark) == (key, mark)) {
            Some(known) => {
                known.years.extend(new.years);
                known.points.extend(new.points);
            }
            None => said.push(new),
        }
    }
    said
}

/// A line per word.
fn lines(book: &Book, said: &[Said]) -> String {
    let view = &book.view;
    let line = |Said { key, mark, years, points }: &Said| {
        let words = book.word(key);
        // Internally with its points, year by year.
        let words = match book.internal {
            true => view.fill("words-with-points", &[("words", words), ("x", &book.list(points))]),
            false => words.to_owned(),
        };
        let words = words + *mark;
        view.fill("change-in-years", &[("years", &book.list(years)), ("words", &words)])
    };
    said.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is said of some years alike: the word, the mark of scope, the years and their points.
struct Said {
    key: &'static str,
    mark: &'static str,
    years: Vec<String>,
    points: Vec<String>,
}

/// The change in parts of the targets that move mainly by scope; the others' are in the table, and the
/// whole chart is among the files of a run.
fn waterfall(book: &Book, at: usize, warnings: &mut Vec<Error>) -> Result<Option<Block>> {
    let scenario = &book.view.summary.scenarios[at];
    let leads = |s: &Split| {
        let target = &book.view.summary.targets[s.target];
        let others = [s.growth.mean, s.composition.mean];
        s.scope.is_none() && scope_leads(upward(target), s.by_scope.mean, &others, target.threshold)
    };
    let led = |target: usize| scenario.splits.iter().any(|s| s.target == target && leads(s));
    if !scenario.splits.iter().any(|split| led(split.target)) {
        return Ok(None);
    }
    let mut some = book.view.summary.clone();
    some.scenarios[at].splits.retain(|split| led(split.target));
    let caption = book.view.fill("waterfall-caption", &[("scenario", book.name(scenario))]);
    book.figure_of((&some, "_scope"), (Chart::Waterfall, at), caption, warnings)
}

/// What redrawing does to medians, in every counting scope and milestone.
fn scope_effects(book: &Book, moved: &[usize]) -> Block {
    let view = &book.view;
    let mut rows = Vec::new();
    for scenario in moved.iter().map(|&at| &view.summary.scenarios[at]) {
        for split in &scenario.splits {
            let target = &view.summary.targets[split.target];
            let alone = scenario.splits.iter().all(|s| s.scope.is_none());
            if !target.main || (split.scope.is_none() && !alone) {
                continue;
            }
            let digits = target_decimals(target);
            let of = |mean: f64| Cell::signed(mean, digits);
            let mut row = vec![
                Cell::text(book.name(scenario)),
                Cell::text(format!(
                    "{}{}",
                    book.target(target),
                    scope::mark(view, scenario, Some(split), scope::Beside::Both)
                )),
                Cell::year(split.evaluated),
                Cell::text(book.scope(split.scope)),
                Cell::number(split.start, digits),
                Cell::number(split.end, digits),
            ];
            row.extend([&split.growth, &split.by_scope, &split.composition].map(|part| of(part.mean)));
            row.push(of(split.same_scope));
            rows.push(row);
        }
    }
    let columns = vec![
        Column::text(book.word("scenario"), 1.4),
        Column::text(book.word("target-column"), 3.0),
        Column::text(book.word("csv-year"), 0.8),
        Column::text(book.word("scope-head"), 1.6),
        Column::number(book.word("mean-start-head"), 1.0),
        Column::number(book.word("mean-end-head"), 1.0),
        Column::number(book.word("own-change-head"), 1.0),
        Column::number(book.word("scope-part-head"), 1.0),
        Column::number(book.word("part-composition"), 1.0),
        Column::number(book.word("same-scope-head"), 1.1),
    ];
    let mut table = book.table(book.word("scope-caption").to_owned(), columns, rows);
    table.groups = 1;
    table.name = book.word("sheet-scope").to_owned();
    table.drop_empty(3);
    table.notes.push(book.word("scope-note").to_owned());
    // How often it is granted is known of the scenario in detail only.
    match moved.contains(&book.focus) {
        true => table.notes.extend(super::sizes::redrawn(book, "redrawn-share")),
        false => table.notes.push(book.word("redrawn-mean").to_owned()),
    }
    if moved.iter().any(|&at| {
        view.summary.scenarios[at].splits.iter().any(|split| split.mainly_scope || split.changed_by_scope)
    }) {
        table.notes.push(book.word("scope-mark-note").to_owned());
    }
    Block::Table(table)
}
