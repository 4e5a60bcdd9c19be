//! 分部门任务清单: who leads what, when, for how much, what it moves, whether it still can.
//!
//! Owns the chapter's table. Never: computes a statistic.

use super::book::{Book, improves, worsens};
use super::tree::{Block, Cell, Chapter, Column};
use crate::analysis::tables::{Move, Task};
use crate::report::format::yuan;
use crate::report::tables::{evidence, moves_by_year, plan, scope_note};
use crate::report::view::upward;
use crate::summary::TargetHead;

/// What a measure does to the targets of the policy's year.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Touch {
    /// It visibly moves one of them.
    Seen,
    /// It takes effect by then, but moves none visibly.
    Unseen,
    /// It takes effect later.
    Late,
    /// It moves no target's indicator noticeably in any year.
    Idle,
}

/// What a task does to the targets of the policy's year; nothing if it was not tried. Where the scenario
/// changes no likelihood of that year, none of its measures can be said to.
pub(super) fn touch(book: &Book, task: &Task) -> Option<Touch> {
    let view = &book.view;
    let moved = |moved: &Move| view.summary.targets[moved.target].main;
    let changed = |(index, _): (usize, &TargetHead)| {
        let result = view.result(book.focus(), index, book.year(), None);
        let own = result.filter(|r| r.evaluated == book.year());
        own.and_then(|r| r.change).is_some_and(|change| improves(change) || worsens(change))
    };
    Some(match task.touches_first? {
        false if task.moves.is_empty() => Touch::Idle,
        false => Touch::Late,
        true if task.moves.iter().any(moved) && view.main_targets().any(changed) => Touch::Seen,
        true => Touch::Unseen,
    })
}

/// The chapter; empty if the scenario uses no measure.
pub(super) fn chapter(book: &Book) -> Chapter {
    let view = &book.view;
    let focus = book.focus();
    let tasks = &book.tables.scenarios[book.focus].tasks;
    let mut rows = Vec::new();
    // Each measure once, with the department that leads it; those that go along stand beside it.
    for task in tasks.iter().filter(|task| task.leads) {
        let Some(measure) = task.measure.map(|index| &focus.measures[index]) else { continue };
        let total: f64 = task.money.iter().sum();
        let plans: Vec<String> = task.uses.iter().map(|used| plan(view, used, &measure.unit, 3)).collect();
        let main = |target: usize| view.summary.targets[target].main;
        let touches = book.word(match touch(book, task) {
            Some(Touch::Seen) => "touches-yes",
            Some(Touch::Unseen) => "touches-unseen",
            Some(Touch::Late) => "touches-no",
            Some(Touch::Idle) => "touches-none",
            None => "not-tried",
        });
        rows.push(vec![
            Cell::text(view.names().text(&task.department)),
            Cell::text(book.clause(&measure.clause)),
            Cell::text(view.text(&measure.name)),
            Cell::text(view.names().list(measure.departments.get(1..).unwrap_or_default())),
            Cell::text(plans.join(book.word("list-separator"))),
            Cell::money(total),
            Cell::text(moves_by_year(view, task, &main).join(view.lang.pick("；\n", ";\n"))),
            task.first_effect.map_or(Cell::text(""), Cell::year),
            Cell::text(touches),
            Cell::text(evidence(view, measure.evidence)),
        ]);
    }
    if rows.is_empty() {
        return super::chapter(book.word("tasks-heading"), true, Vec::new());
    }
    let columns = vec![
        Column::text(book.word("leads"), 1.5),
        Column::text(book.word("clause-head"), 1.1),
        Column::text(book.word("csv-measure"), 2.0),
        Column::text(book.word("support-head"), 1.8),
        Column::text(book.word("csv-plan"), 3.0),
        Column::number(book.word("money-unit-head"), 0.9),
        Column::text(book.word("affects-head"), 1.9),
        Column::text(book.word("first-effect-head"), 0.8),
        Column::text(book.of_year("touches-target-head", book.year()), 1.3),
        Column::text(book.word("evidence-head"), 1.0),
    ];
    let caption = view.fill("tasks-caption", &[("scenario", book.name(focus))]);
    let mut table = book.table(caption, columns, rows);
    table.groups = 1;
    table.name = book.word("sheet-tasks").to_owned();
    let falling = view.main_targets().filter(|(_, target)| !upward(target));
    let falling: Vec<String> = falling.map(|(_, target)| target.id.clone()).collect();
    let falling = book.list(&falling);
    let args = if falling.is_empty() { Vec::new() } else { vec![("ids", falling.as_str())] };
    let since = view.fill("trial-since", &[("year", &book.case.next_year().to_string())]);
    table.notes.extend([view.fill("tasks-note", &[("since", &since)]), view.fill("arrows", &args)]);
    table.notes.extend(scope_note(view, tasks).map(str::to_owned));
    let others = tasks.iter().filter(|task| task.leads && task.measure.is_none());
    let others: f64 = others.flat_map(|task| &task.money).sum();
    if others > 0.0 {
        table.notes.push(view.fill("tasks-without-measure", &[("money", &yuan(view, others))]));
    }
    let blocks = vec![Block::Paragraph(book.word("tasks-intro").to_owned()), Block::Table(table)];
    super::chapter(book.word("tasks-heading"), true, blocks)
}
