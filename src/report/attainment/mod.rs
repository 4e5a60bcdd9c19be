//! Chart `attainment` (达成研判): every target of one scenario on one page.
//!
//! Owns the layout of the page. Each row is drawn relative to its own target
//! value, better to the right, so that rows compare at a glance; the printed
//! numbers stay in the indicator's unit. Never: computes a likelihood.

mod bars;
mod foot;
mod rows;

use super::format;
use super::light;
use super::page;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::View;
use super::{axis::Axis, font};
use crate::case::Force;
use crate::message::scale::{self, Outlook, Sureness};
use crate::summary::{Joint, ScenarioSummary};
use bars::{bar, range, ratio, scope_line};
use foot::{legends, notes_here};
use rows::{Row, Scope, rows};

/// Left edges of the columns; the bars have both ends.
#[derive(Copy, Clone)]
struct Columns {
    threshold: f64,
    start: f64,
    bars: (f64, f64),
    light: f64,
    words: f64,
    /// Most lines of a name or verdict.
    lines: usize,
    /// Whether the clause stands below the name.
    clauses: bool,
    /// Whether the name stands above the bar and has the threshold below it, for want of width.
    stacked: bool,
}

/// Columns of a usual sheet.
const USUAL: Columns = Columns {
    threshold: 338.0,
    start: 416.0,
    bars: (500.0, 842.0),
    light: 884.0,
    words: 904.0,
    lines: 2,
    clauses: true,
    stacked: false,
};

/// Columns of a figure on a page of text.
const TEXT: Columns = Columns {
    threshold: 190.0,
    start: 190.0,
    bars: (244.0, 474.0),
    light: 490.0,
    words: 504.0,
    lines: 4,
    clauses: true,
    stacked: true,
};

/// Columns of a slide, where names are not cut.
const SLIDE: Columns = Columns {
    threshold: 242.0,
    start: 310.0,
    bars: (372.0, 560.0),
    light: 578.0,
    words: 594.0,
    lines: 4,
    clauses: false,
    stacked: false,
};

/// What a row of a slide may be higher than at least.
const PAD: f64 = 26.0;

impl Columns {
    fn of(sheet: &Sheet) -> Self {
        match (sheet.is_slide(), sheet.is_text()) {
            (false, _) => USUAL,
            (true, false) => SLIDE,
            (true, true) => TEXT,
        }
    }
}

/// Where things stand on the page.
struct Layout {
    at: Columns,
    axis: Axis,
}

/// Room for a target's id before its name.
const NAME: f64 = 42.0;

/// Room at both ends of the bars for the numbers of P5 and P95.
const END_LABEL: f64 = 46.0;

/// What a slide has in place of the sentence that a change is mainly by scope.
const MARK: &str = "†";

/// Height of a line for one counting scope.
const SCOPE_LINE: f64 = 28.0;

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary) -> f64 {
    let year = view.milestone().unwrap_or(view.summary.case.base_year);
    let mut rows: Vec<Row> = rows(view, scenario, year);
    let year_text = year.to_string();
    let name = view.text(&scenario.name);
    let title = view.fill("attainment-title", &[("scenario", name)]);
    let subtitle = view
        .fill("attainment-subtitle", &[("case", view.text(&view.summary.case.name)), ("year", &year_text)]);
    let (shown, first) = (sheet.items(rows.len()), sheet.part().head);
    // Columns say what it says, so that further slides have more room.
    let mut y = page::header(sheet, view, &title, if first { &subtitle } else { "" });
    if first {
        y = joint(sheet, view, scenario, year, y);
    }
    let at = Columns::of(sheet);
    let layout = Layout { at, axis: axis(&rows, at.bars) };
    rows.iter_mut().for_each(|row| row.join(&layout.axis));
    if !shown.is_empty() {
        y = head(sheet, view, &layout, y);
    }
    let mut previous = "";
    let pad = if sheet.is_slide() && !sheet.is_text() { sheet.stretch(PAD, 0.0) } else { 0.0 };
    for row in &rows[shown.clone()] {
        let ink = if row.target.of == previous { Ink::GRID } else { Ink::RULE };
        sheet.line((MARGIN, y), (sheet.right(), y), ink, 0.75);
        previous = &row.target.of;
        y = draw_row(sheet, view, &layout, row, (y, pad));
    }
    sheet.line((MARGIN, y), (sheet.right(), y), Ink::RULE, 0.75);
    y = legends(sheet, view, &rows[shown.clone()], y);
    let here = notes_here(sheet, view, &rows[shown]);
    let mut notes = Vec::new();
    if view.internal {
        notes.push(view.word("attainment-internal").to_owned());
    }
    if rows.iter().any(|row| row.result.is_some_and(|r| r.prior_driven)) {
        notes.push(view.word("prior-driven-note").to_owned());
    }
    notes.extend(scenario.beliefs.iter().map(|belief| view.text(belief).to_owned()));
    page::footer_with(sheet, view, y + 28.0, Some(name), (&here, &notes))
}

/// The common axis of all rows; what lies beyond 0 and 2 is clipped.
fn axis(rows: &[Row], bars: (f64, f64)) -> Axis {
    let mut range = (0.9_f64, 1.1_f64);
    for row in rows {
        let bands = row.band.iter().map(|(band, _)| band);
        let bands = bands.chain(row.scopes.iter().map(|scope| &scope.band));
        let bands = bands.filter(|_| !row.target.event);
        for value in bands.flat_map(|band| [band[0], band[4]]) {
            let share = ratio(&row.target, value).clamp(0.0, 2.0);
            range = (range.0.min(share), range.1.max(share));
        }
    }
    Axis::new(range, (bars.0 + END_LABEL, bars.1 - END_LABEL))
}

/// The strip above the table: all targets together, and the weakest one.
fn joint(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary, year: i32, y: f64) -> f64 {
    let Some(joint) = view.joint(scenario, year) else { return y };
    let text =
        if view.internal { joint_numbers(view, scenario, joint) } else { joint_words(view, scenario, joint) };
    let lines = font::wrap(&text, 14.0, sheet.inner() - 32.0, 2);
    let height = 16.0 + 20.0 * lines.len() as f64;
    sheet.rect(MARGIN, y, sheet.inner(), height, Ink::WASH);
    sheet.rect(MARGIN, y, 4.0, height, Ink::NAVY);
    sheet.lines(MARGIN + 18.0, y + 23.0, &lines, Pen::new(14.0, Ink::TEXT), 20.0);
    y + height + 14.0
}

/// The weakest target of a group.
fn weakest(view: &View, scenario: &ScenarioSummary, joint: &Joint) -> Option<String> {
    let name =
        |t: &crate::summary::TargetHead| format!("{} {}", t.of, view.lang.pick(&t.name.zh, &t.name.en));
    view.weakest_said(scenario, joint, &name)
}

/// How likely a group is met together, in words.
fn joint_words(view: &View, scenario: &ScenarioSummary, joint: &Joint) -> String {
    let words = view.word(match Outlook::of(joint.all.probability) {
        Outlook::Gap => "together-hard",
        Outlook::Strained => "together-strained",
        Outlook::Push => "together-push",
        Outlook::Hopeful | Outlook::OnTrack => "together-hopeful",
    });
    let (group, weakest) = (view.group(joint), weakest(view, scenario, joint));
    let mut args = vec![("group", group.as_str()), ("words", words)];
    args.extend(weakest.as_deref().map(|name| ("weakest", name)));
    view.fill("together", &args)
}

/// The same in numbers, with how many of them are met.
fn joint_numbers(view: &View, scenario: &ScenarioSummary, joint: &Joint) -> String {
    let group = view.group(joint);
    let all = scale::percent(joint.all.probability);
    let interval = format::interval(&joint.all);
    let (likely, at_least) =
        joint.at_least.iter().enumerate().rfind(|(_, p)| **p >= 0.5).unwrap_or((0, &1.0));
    let (likely, at_least) = (likely.to_string(), scale::percent(*at_least));
    let weakest = weakest(view, scenario, joint);
    let mut args = vec![
        ("group", group.as_str()),
        ("all", all.as_str()),
        ("interval", interval.as_str()),
        ("k", likely.as_str()),
        ("p", at_least.as_str()),
    ];
    args.extend(weakest.as_deref().map(|name| ("weakest", name)));
    view.fill("joint-strip", &args)
}

fn head(sheet: &mut Sheet, view: &View, layout: &Layout, y: f64) -> f64 {
    let Layout { at, axis } = layout;
    let pen = Pen::new(11.0, Ink::QUIET);
    let base = view.summary.case.base_year.to_string();
    let bars = font::wrap(view.word("bars-column"), 11.0, at.bars.1 - at.bars.0, 2);
    let middle = (at.bars.0 + at.bars.1) / 2.0;
    let line = sheet.lines(middle, y + 14.0, &bars, pen.middle(), 14.0);
    let y = line - 14.0;
    sheet.text(MARGIN, line, view.word("target-column"), pen);
    if !at.stacked {
        sheet.text(at.threshold, line, view.word("threshold"), pen);
    }
    sheet.text(at.start, line, &view.fill("start-column", &[("year", &base)]), pen);
    sheet.text(at.light - 7.0, line, view.word("likelihood-column"), pen);
    for tick in axis.ticks(6) {
        let text = format!("{}%", format::number(tick * 100.0, 0));
        // On a narrow sheet ticks stand close to each other and to the target's.
        let both = font::width(view.word("on-target"), 11.0) + font::width(&text, 11.0);
        let close = (axis.at(tick) - axis.at(1.0)).abs() < both / 2.0 + 4.0;
        let crowded = at.lines > 2
            && (close || !sheet.is_free(axis.at(tick), y + 32.0, &format!(" {text} "), pen.middle()));
        if (tick - 1.0).abs() > 1e-9 && !crowded {
            sheet.text(axis.at(tick), y + 32.0, &text, pen.middle());
        }
    }
    sheet.text(axis.at(1.0), y + 32.0, view.word("on-target"), Pen::new(11.0, Ink::BRICK).middle());
    y + 40.0
}

/// A row from `y` down, with room of `pad` around what it says; gives the y below.
fn draw_row(sheet: &mut Sheet, view: &View, layout: &Layout, row: &Row, (y, pad): (f64, f64)) -> f64 {
    let Layout { at, axis } = layout;
    let (top, y) = (y, y + pad / 2.0);
    let first = y + 29.0;
    let name_end = names(sheet, view, row, at, y);
    let words_end = words(sheet, view, row, at, first);
    let ink = if row.target.main { Ink::TEXT } else { Ink::SOFT };
    let threshold =
        font::wrap(&format::threshold(view, &row.target), 13.0, at.start - at.threshold - 6.0, at.lines);
    // Where the name stands above it, the bar has a line of its own.
    let own = if at.stacked { name_end + 30.0 } else { first };
    let last = match at.stacked {
        true => name_end,
        false => sheet.lines(at.threshold, first, &threshold, Pen::new(13.0, ink), 17.0),
    };
    // More than two lines may reach below name and verdict.
    let threshold_end = if at.lines > 2 { last } else { first };
    if let Some(start) = row.start.filter(|_| !row.target.event) {
        let room = at.bars.0 - at.start - 4.0;
        let text = range(view, &row.target, start);
        let (from, to) = text.split_once('–').unwrap_or((&text, ""));
        let lines = match font::width(&text, 13.0) > room {
            true => vec![format!("{from}–"), to.to_owned()],
            false => vec![text],
        };
        sheet.lines(at.start, own, &lines, Pen::new(13.0, ink), 16.0);
    }
    let alone = row.band.is_some() || row.target.event;
    let low = if alone { own + 8.0 + if at.stacked { 8.0 } else { 0.0 } } else { first + 8.0 };
    // The number above a bar must not touch what stands below the name.
    let gap = if at.stacked { 12.0 } else { 8.0 };
    let below = name_end.max(words_end).max(threshold_end).max(low) + gap;
    let end = below + SCOPE_LINE * row.scopes.len() as f64 + 4.0 + pad / 2.0;
    let from = if at.stacked { name_end + 7.0 } else { top };
    for tick in axis.ticks(6).into_iter().filter(|_| !row.target.event) {
        sheet.line((axis.at(tick), from + 1.0), (axis.at(tick), end - 1.0), Ink::GRID, 0.75);
    }
    // An event happens or does not: a distance to the target says nothing.
    if row.target.event {
        sheet.text(
            (at.bars.0 + at.bars.1) / 2.0,
            own,
            view.word("event-row"),
            Pen::new(11.0, Ink::QUIET).middle(),
        );
        return end;
    }
    sheet.line((axis.at(1.0), from), (axis.at(1.0), end), Ink::BRICK, 1.25);
    if let Some((band, middle)) = row.band.as_ref().filter(|_| !row.target.event) {
        bar(sheet, view, axis, &row.target, (band, *middle), (own - 4.0, 6.0, Ink::SLATE));
    }
    for (i, scope) in row.scopes.iter().enumerate() {
        scope_line(sheet, view, layout, &row.target, scope, below + SCOPE_LINE * i as f64 + 12.0, i);
    }
    end
}

/// Id, name and clause; gives the y below them.
fn names(sheet: &mut Sheet, view: &View, row: &Row, at: &Columns, y: f64) -> f64 {
    let target = &row.target;
    let (size, ink) = if target.main { (14.0, Ink::TEXT) } else { (12.0, Ink::SOFT) };
    sheet.text(MARGIN, y + 24.0, &target.id, Pen::new(size, ink));
    let right = if at.stacked { at.light - 14.0 } else { at.threshold };
    let room = right - MARGIN - NAME - 10.0;
    let lines = font::wrap(view.text(&target.name), size, room, at.lines);
    let mut line = sheet.lines(MARGIN + NAME, y + 24.0, &lines, Pen::new(size, ink), size + 4.0);
    let clause = view.fill("clause", &[("clause", &view.names().clause(&target.clause))]);
    let reading = (!target.main).then(|| view.word("other-reading"));
    let close = row.close.map(|_| view.word("scopes-close"));
    let wanted = view.fill("threshold-label", &[("threshold", &format::threshold(view, target))]);
    let wanted = at.stacked.then_some(wanted.as_str());
    // A slide is for the back of a room: which clause it is stands in the report, which scopes in the legend.
    let said = [Some(clause.as_str()), close].into_iter().flatten().filter(|_| at.clauses);
    let small = wanted.into_iter().chain(said).chain(reading).collect::<Vec<_>>().join(" · ");
    if !small.is_empty() {
        let lines = font::wrap(&small, 11.0, room, at.lines);
        line = sheet.lines(MARGIN + NAME, line + 16.0, &lines, Pen::new(11.0, Ink::QUIET), 15.0);
    }
    let Some(sentence) = row.mainly_scope.as_ref().filter(|_| at.stacked) else { return line };
    let lines = font::wrap(sentence, 11.0, room, 3);
    sheet.lines(MARGIN + NAME, line + 16.0, &lines, Pen::new(11.0, Ink::BRICK), 15.0)
}

/// What is to be said where each counting scope has a line and a verdict of its own: a mixture of them would
/// be that of none. Gives the y below.
fn apart(sheet: &mut Sheet, view: &View, row: &Row, at: &Columns, first: f64) -> f64 {
    let room = sheet.right() - at.words;
    let prior =
        row.result.filter(|result| result.prior_driven).map(|_| (view.word("prior-driven"), Ink::QUIET));
    let scope = row.mainly_scope.as_deref().filter(|_| !at.stacked).map(|sentence| (sentence, Ink::BRICK));
    let scope = scope.map(|(sentence, ink)| (if at.clauses { sentence } else { MARK }, ink));
    let mut line = first - 15.0;
    for (text, ink) in prior.into_iter().chain(scope) {
        let lines = font::wrap(text, 11.0, room, at.lines + 3);
        line = sheet.lines(at.words, line + 15.0, &lines, Pen::new(11.0, ink), 15.0);
    }
    line.max(first)
}

/// Light, words with the number in brackets, and the interval; gives the y below them.
fn words(sheet: &mut Sheet, view: &View, row: &Row, at: &Columns, first: f64) -> f64 {
    let Some(result) = row.result else { return first };
    if !row.scopes.is_empty() {
        return apart(sheet, view, row, at, first);
    }
    let p = result.likelihood.probability;
    // What others decide is strived for or waited for: no class is told by a light.
    if !matches!(row.target.force, Force::Batch | Force::Trigger) {
        light::light(sheet, at.light, first - 5.0, 7.5, Outlook::of(p));
    }
    let (words, sure) = view.judged(&view.summary.targets[row.index], &result.likelihood);
    let text = match view.internal {
        true => view.fill("words-with-number", &[("words", words), ("p", &scale::percent(p))]),
        false => words.to_owned(),
    };
    let text = if at.clauses || row.mainly_scope.is_none() { text } else { text + MARK };
    let lines = font::wrap(&text, 14.0, sheet.right() - at.words, at.lines);
    let line = sheet.lines(at.words, first, &lines, Pen::new(14.0, Ink::TEXT), 18.0);
    let mut small: Vec<String> = Vec::new();
    if view.internal {
        small.push(view.fill("interval-note", &[("interval", &format::interval(&result.likelihood))]));
        small.extend(row.close.map(|(low, high)| {
            let (low, high) = (scale::percent(low), scale::percent(high));
            let p = if low == high { low } else { format!("{}–{high}", low.trim_end_matches('%')) };
            view.fill("scopes-likelihood", &[("p", &p)])
        }));
    }
    small.extend((sure == Sureness::Borderline).then(|| view.word("borderline").to_owned()));
    small.extend(result.prior_driven.then(|| view.word("prior-driven").to_owned()));
    let room = sheet.right() - at.words;
    let line = match font::wrap(&small.join(" · "), 11.0, room, at.lines) {
        lines if small.is_empty() || lines.is_empty() => line,
        lines => sheet.lines(at.words, line + 16.0, &lines, Pen::new(11.0, Ink::QUIET), 15.0),
    };
    // Where the name stands above the bar, it stands below the name.
    let Some(sentence) = row.mainly_scope.as_ref().filter(|_| at.clauses && !at.stacked) else { return line };
    let lines = font::wrap(sentence, 11.0, room, at.lines + 3);
    sheet.lines(at.words, line + 16.0, &lines, Pen::new(11.0, Ink::BRICK), 15.0)
}
