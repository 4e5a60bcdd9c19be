//! 领导一页纸: which targets stand how, what would change it, which money.
//!
//! Owns the page's sentences. Never: computes a statistic.

use super::book::{Book, improves, worsens};
use super::cells::About;
use super::sizes;
use super::tasks::{Touch, touch};
use super::tree::{Block, Cell, Chapter, Column};
use crate::case::Force;
use crate::message::Lang;
use crate::message::scale::{Outlook, Wording};
use crate::report::format::{money_as, number, shown, threshold, yuan, yuan_as_given};
use crate::report::{outlook, scope};
use crate::summary::{Joint, ScenarioSummary, Split, TargetHead};

/// A change of a likelihood that is called clear.
const CLEAR: f64 = 0.1;

/// Names of measures that a sentence gives at most.
const NAMED: usize = 4;

/// The page.
pub(super) fn chapter(book: &Book) -> Chapter {
    let blocks = vec![
        lead(book),
        table(book),
        book.sentences(vec![advice(book), joint(book)]),
        book.sentences(vec![plain(book), change(book), timing(book)]),
        book.sentences(vec![spending(book)]),
        book.sentences(attention(book)),
    ];
    Chapter { compact: true, ..super::chapter(book.word("brief-heading"), false, blocks) }
}

fn lead(book: &Book) -> Block {
    let view = &book.view;
    let case = &view.summary.case;
    let draws = number(view.summary.draws as f64, 0);
    let args = [
        ("base", case.base_year.to_string()),
        ("as_of", date(book, &case.as_of)),
        ("n", view.summary.scenarios.len().to_string()),
        ("draws", draws),
        ("year", book.year().to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut sentences = vec![view.fill("brief-lead", &args)];
    let base = &view.summary.scenarios[0];
    let idle = base.measures.is_empty() && base.cost_total[4] == 0.0 && base.beliefs.is_empty();
    if idle && view.summary.scenarios.len() > 1 {
        sentences.push(view.fill("baseline-nothing", &[("baseline", book.name(base))]));
    }
    if case.demonstration {
        sentences.push(match view.still_assumed() {
            Some(list) => view.fill("brief-partly", &[("list", &list)]),
            None => book.word("brief-demonstration").to_owned(),
        });
    }
    book.sentences(sentences)
}

/// A date as texts have it.
fn date(book: &Book, date: &str) -> String {
    let parts: Vec<i32> = date.split('-').filter_map(|part| part.parse().ok()).collect();
    match (book.view.lang, parts.as_slice()) {
        (Lang::Zh, [year, month, day]) => format!("{year} 年 {month} 月 {day} 日"),
        _ => date.to_owned(),
    }
}

fn table(book: &Book) -> Block {
    let view = &book.view;
    let year = book.year();
    let base = &view.summary.scenarios[0];
    let mut shown = Vec::new();
    let mut rows = Vec::new();
    // Triggers are nobody's target; they are told below.
    for (index, target) in view.main_targets().filter(|(_, t)| t.force != Force::Trigger) {
        shown.push((base, index, year));
        let mut row = vec![
            Cell::text(book.target(target)),
            Cell::text(threshold(view, target)),
            book.cell(base, index, year),
        ];
        match book.best(index, year) {
            Some(best) => {
                shown.push((best, index, year));
                row.push(Cell::text(book.name(best)));
                row.push(improved(book, best, index, year));
            }
            None => row.extend([Cell::text(book.word("none-of-them")), Cell::text("–")]),
        }
        rows.push(row);
    }
    let columns = vec![
        Column::text(book.word("target-column"), 4.3),
        Column::text(book.word("threshold"), 1.9),
        Column::text(book.name(base), 2.6),
        Column::text(book.word("best-head"), 1.6),
        Column::text(book.word("best-outlook-head"), 2.4),
    ];
    let caption = book.of_year("brief-caption", year);
    let mut table = book.table(caption, columns, rows);
    table.name = book.word("sheet-brief").to_owned();
    // Of the scenario in detail the sentence below tells what is by scope.
    let told = About::Scope(book.focus().id.clone());
    let notes = book.mark_notes(&shown, scope::Beside::Level).into_iter().filter(|note| note.of != told);
    table.notes = notes.map(|note| note.text).collect();
    Block::Table(table)
}

/// The outlook under the scenario that improves a target most; where its classes stay the baseline's, by how
/// much it improves, or the row would read as if nothing did.
fn improved<'a>(book: &Book<'a>, best: &'a ScenarioSummary, target: usize, year: i32) -> Cell {
    let said = book.cell(best, target, year).shown();
    let base = &book.view.summary.scenarios[0];
    let change = book.view.result(best, target, year, None).and_then(outlook::change);
    match change.filter(|_| book.classes(best, target, year) == book.classes(base, target, year)) {
        Some((key, _)) => Cell::text(format!("{said}{}{}", book.view.lang.pick("，", ", "), book.word(key))),
        None => Cell::text(said),
    }
}

/// What is advised where a target is far off under the baseline.
fn advice(book: &Book) -> String {
    let view = &book.view;
    let base = &view.summary.scenarios[0];
    let gap = view.main_targets().any(|(index, target)| {
        let told = !matches!(target.force, Force::Batch | Force::Trigger);
        let result = view.result(base, index, book.year(), None).filter(|_| told);
        result.is_some_and(|r| Outlook::of(r.likelihood.probability) == Outlook::Gap)
    });
    let formal = view.wording == Wording::Formal;
    if formal && gap { book.word("terminal-advice").to_owned() } else { String::new() }
}

/// That several targets are hard to meet together, and because of which.
fn joint(book: &Book) -> String {
    let view = &book.view;
    let words = |joint: &Joint| {
        let p = joint.all.probability;
        let words = match Outlook::of(p) {
            Outlook::Gap => book.word("together-hard"),
            Outlook::Strained => book.word("together-strained"),
            Outlook::Push => book.word("together-push"),
            Outlook::Hopeful | Outlook::OnTrack => book.word("together-hopeful"),
        };
        book.said(words, p)
    };
    let name = |target: &TargetHead| target.id.clone();
    let weakest = |joint: &Joint| match &view.weakest(book.focus(), joint)[..] {
        // One is named in full, several by their numbers.
        [(one, _)] => Some(book.target(&view.summary.targets[*one])),
        _ => view.weakest_said(book.focus(), joint, &name),
    };
    // Groups of which the same is to be said share a sentence.
    let mut said: Vec<(String, Option<String>, Vec<String>)> = Vec::new();
    for joint in view.joints(book.focus(), book.year()) {
        let (words, weakest, name) = (words(joint), weakest(joint), view.group(joint));
        match said.iter_mut().find(|(w, t, _)| (w, t) == (&words, &weakest)) {
            Some((.., groups)) => groups.push(name),
            None => said.push((words, weakest, vec![name])),
        }
    }
    let one = |(words, weakest, groups): &(String, Option<String>, Vec<String>)| {
        let groups = book.list(groups);
        let mut args = vec![("group", groups.as_str()), ("words", words)];
        args.extend(weakest.as_deref().map(|weakest| ("weakest", weakest)));
        view.fill("together", &args)
    };
    let list: Vec<String> = said.iter().map(one).collect();
    if list.is_empty() {
        return String::new();
    }
    let list = list.join(book.word("list-separator"));
    view.fill("together-line", &[("scenario", book.name(book.focus())), ("list", &list)])
}

/// What the scenario told in detail changes, in the policy's year and later.
fn change(book: &Book) -> String {
    let view = &book.view;
    if view.summary.scenarios.len() == 1 {
        return book.word("change-nothing-compared").to_owned();
    }
    // The baseline is what others are compared with.
    if book.focus == 0 {
        return String::new();
    }
    let focus = book.focus();
    let base = &view.summary.scenarios[0];
    let (raised, lowered) = (changed(book, improves, false), changed(book, worsens, false));
    let args = [
        ("scenario", book.name(focus)),
        ("baseline", book.name(base)),
        ("raised", raised.as_str()),
        ("lowered", lowered.as_str()),
    ];
    // What others decide is strived for, not judged.
    let mut sought =
        vec![("raised", changed(book, improves, true)), ("lowered", changed(book, worsens, true))];
    sought.retain(|(_, list)| list != book.word("none-of-them"));
    let sought: Vec<(&str, &str)> = sought.iter().map(|(name, list)| (*name, list.as_str())).collect();
    let sought = if sought.is_empty() { String::new() } else { view.fill("change-sought", &sought) };
    let mut sentences = vec![view.fill("change-line", &args), sought, scoped(book), sizes::sentence(book)];
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(view.lang.pick("", " "))
}

/// What the marks of scope mean, if there are some.
fn scoped(book: &Book) -> String {
    let view = &book.view;
    let years = &view.summary.case.milestones;
    let own = || book.focus().splits.iter().filter(|of| of.scope.is_none() && of.changed_by_scope);
    let told = |of: &Split| years.contains(&of.evaluated) && view.summary.targets[of.target].main;
    if !own().any(told) {
        return String::new();
    }
    let mut said = vec![book.word("scoped-line").to_owned()];
    said.extend(super::sizes::redrawn(book, "redrawn-line"));
    said.join(view.lang.pick("", " "))
}

/// That no scenario clearly changes a main target's outlook in the policy's year but by scope, if so.
fn plain(book: &Book) -> String {
    let (view, year) = (&book.view, book.year());
    let clear = |scenario: &ScenarioSummary, index: usize| {
        let result = scenario.likelihoods.iter().find(|r| (r.target, r.year, r.scope) == (index, year, None));
        let by_scope = view.split_in(scenario, index, year, None).is_some_and(|of| of.changed_by_scope);
        let change = result.filter(|r| r.evaluated == year).and_then(|r| r.change);
        change.is_some_and(|(change, low, _)| low > 0.0 && change >= CLEAR && !by_scope)
    };
    let targets: Vec<usize> =
        view.main_targets().filter(|(_, t)| t.force != Force::Trigger).map(|(index, _)| index).collect();
    let any = book.scenarios().skip(1).any(|(_, s)| targets.iter().any(|index| clear(s, *index)));
    let redrawn = book.scenarios().any(|(_, scenario)| scope::moves(scenario));
    let key = if redrawn { "plain-none" } else { "plain-none-at-all" };
    if any || view.summary.scenarios.len() < 2 { String::new() } else { book.of_year(key, year) }
}

/// The targets whose likelihood changes as asked for, year by year, of those that are judged or of those
/// that are only `sought`; years of the same targets are named together, and what is mainly one of scope
/// is marked.
fn changed(book: &Book, asked: fn((f64, f64, f64)) -> bool, sought: bool) -> String {
    let view = &book.view;
    let focus = book.focus();
    let of_year = |year: i32| -> Vec<String> {
        let sure = |index: usize| {
            // A target of a later year is looked at in that year, whatever milestone stands for it.
            let result = view.result(focus, index, year, None).filter(|r| r.evaluated == year);
            result.and_then(|r| r.change).is_some_and(asked)
        };
        let mark = |index: usize| {
            scope::mark(view, focus, view.split(focus, index, year, None), scope::Beside::Change)
        };
        view.main_targets()
            .filter(|(_, target)| target.force != Force::Trigger)
            .filter(|(index, target)| (target.force == Force::Batch) == sought && sure(*index))
            .map(|(index, target)| format!("{}{}", target.id, mark(index)))
            .collect()
    };
    let mut lines: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for year in std::iter::once(book.year()).chain(book.later().iter().copied()) {
        let ids = of_year(year);
        match lines.iter_mut().find(|(known, _)| *known == ids) {
            Some((_, years)) => years.push(year.to_string()),
            None => lines.push((ids, vec![year.to_string()])),
        }
    }
    if lines.iter().all(|(ids, _)| ids.is_empty()) {
        return book.word("none-of-them").to_owned();
    }
    // Of what is sought it is enough to say what changes.
    lines.retain(|(ids, _)| !ids.is_empty() || !sought);
    let line = |(ids, years): &(Vec<String>, Vec<String>)| match ids.is_empty() {
        true => view.fill("change-of-year-none", &[("year", &book.list(years))]),
        false => view.fill("change-of-year", &[("year", &book.list(years)), ("ids", &book.list(ids))]),
    };
    lines.iter().map(line).collect::<Vec<_>>().join(book.word("list-separator"))
}

/// How many measures can still touch the policy's year.
fn timing(book: &Book) -> String {
    let tasks = book.tables.scenarios[book.focus].tasks.iter().filter(|task| task.leads);
    let touches: Vec<Touch> = tasks.filter_map(|task| touch(book, task)).collect();
    if touches.is_empty() {
        return String::new();
    }
    let count = |of: Touch| touches.iter().filter(|touch| **touch == of).count();
    let mut args = vec![
        ("n", touches.len().to_string()),
        ("yes", count(Touch::Seen).to_string()),
        ("year", book.year().to_string()),
        ("scenario", book.name(book.focus()).to_owned()),
    ];
    let seen = book.tables.scenarios[book.focus].tasks.iter().filter(|task| task.leads);
    let seen = seen.filter(|task| touch(book, task) == Some(Touch::Seen)).filter_map(|task| task.measure);
    let seen = seen.map(|measure| book.view.text(&book.focus().measures[measure].name).to_owned());
    let seen: Vec<String> = seen.collect();
    args.extend((1..=NAMED).contains(&seen.len()).then(|| ("names", book.list(&seen))));
    let others = [("unseen", Touch::Unseen), ("no", Touch::Late), ("idle", Touch::Idle)];
    let others = others.map(|(name, of)| (name, count(of))).into_iter().filter(|(_, n)| *n > 0);
    args.extend(others.map(|(name, n)| (name, n.to_string())));
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    book.view.fill("timing", &args)
}

fn spending(book: &Book) -> String {
    let view = &book.view;
    let focus = book.focus();
    let [low, _, middle, _, high] = focus.cost_to_target_year;
    if high <= 0.0 {
        return view.fill("spending-none", &[("scenario", book.name(focus))]);
    }
    let last = view.summary.case.years.last().copied().unwrap_or_default();
    let part = |x: f64| match view.lang {
        Lang::Zh => Cell::money(x).shown(),
        Lang::En => money_as(view, x, middle).0,
    };
    let mut args = vec![
        ("scenario", book.name(focus).to_owned()),
        ("year", book.year().to_string()),
        ("last", last.to_string()),
        ("money", money(book, middle)),
        ("unit", money_as(view, low, middle).1.to_owned()),
        ("low", part(low)),
        ("high", part(high)),
        ("lost", money(book, focus.budget.undelivered)),
        ("total", money(book, focus.budget.public.iter().sum())),
    ];
    // An interval that is no wider than its digits says nothing.
    args.retain(|(name, _)| !["low", "high"].contains(name) || part(low) != part(high));
    if let (Some((peak, share)), Some(budget)) = (focus.budget.peak, view.summary.case.budget) {
        args.extend([("peak", peak.to_string()), ("budget", for_scale(book, yuan_as_given(view, budget)))]);
        args.push(("share", Cell::number(share * 100.0, 0).shown()));
    }
    args.extend(focus.budget.leverage.map(|x| ("leverage", shown(x, 1, false))));
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    view.fill("spending", &args)
}

/// The yearly budget with what it is.
fn for_scale(book: &Book, budget: String) -> String {
    match book.budget_meaning() {
        Some(meaning) => book
            .view
            .fill("budget-for-scale", &[("budget", &budget), ("meaning", meaning.trim_end_matches('。'))]),
        None => budget,
    }
}

/// An amount with its unit: in Chinese as the tables have it.
fn money(book: &Book, value: f64) -> String {
    match book.view.lang {
        Lang::Zh => format!("{} {}", Cell::money(value).shown(), book.word("unit-money")),
        Lang::En => yuan(&book.view, value),
    }
}

fn attention(book: &Book) -> Vec<String> {
    let view = &book.view;
    let of_force = |force: Force, key| {
        let all = view.summary.targets.iter().filter(|target| target.force == force);
        let ids: Vec<String> = all.map(|target| target.id.clone()).collect();
        if ids.is_empty() { String::new() } else { view.fill(key, &[("ids", &book.list(&ids))]) }
    };
    let last = book.word("brief-limits").to_owned();
    vec![of_force(Force::Batch, "batch-line"), of_force(Force::Trigger, "trigger-line"), last]
}
