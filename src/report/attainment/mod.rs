//! Chart `attainment` (达成研判): every target of one scenario on one page.
//!
//! Owns the layout of the page. Each row is drawn relative to its own target
//! value, better to the right, so that rows compare at a glance; the printed
//! numbers stay in the indicator's unit. Never: computes a likelihood.

mod bars;

use super::drawing::SLIDE_SHEET;
use super::format;
use super::light;
use super::page;
use super::sheet::{Ink, MARGIN, Pen, Sheet, WIDTH};
use super::view::View;
use super::{axis::Axis, font};
use crate::case::Force;
use crate::message::scale::{self, Outlook, Sureness};
use crate::summary::{Band, ScenarioSummary, TargetHead, TargetResult};
use bars::{bar, bar_legend, ratio, scope_line, value};

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
}

/// Columns of a usual sheet.
const USUAL: Columns =
    Columns { threshold: 338.0, start: 416.0, bars: (500.0, 842.0), light: 884.0, words: 904.0, lines: 2 };

/// Columns of a narrow sheet, and its width.
const NARROW: Columns =
    Columns { threshold: 196.0, start: 262.0, bars: (314.0, 496.0), light: 514.0, words: 530.0, lines: 4 };
const NARROW_SHEET: f64 = 760.0;

/// Columns of a slide, where names are not cut, and its width.
const SLIDE: Columns =
    Columns { threshold: 244.0, start: 306.0, bars: (372.0, 560.0), light: 578.0, words: 594.0, lines: 4 };

impl Columns {
    /// The columns of a sheet; what it has more goes to the bars.
    fn of(sheet: &Sheet) -> Self {
        let width = sheet.right() + MARGIN;
        let (of, more) = match width < WIDTH {
            true if sheet.is_slide() => (SLIDE, width - SLIDE_SHEET),
            true => (NARROW, width - NARROW_SHEET),
            false => (USUAL, width - WIDTH),
        };
        let more = more.max(0.0);
        let bars = (of.bars.0, of.bars.1 + more);
        Self { bars, light: of.light + more, words: of.words + more, ..of }
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

/// Height of a line for one counting scope.
const SCOPE_LINE: f64 = 28.0;

/// One target in one scenario.
struct Row<'a> {
    /// As this scenario reads it.
    target: TargetHead,
    index: usize,
    /// Of all draws, where they are of one counting scope; else each scope has its own.
    start: Option<Band>,
    band: Option<Band>,
    result: Option<&'a TargetResult>,
    /// That the change is mainly one of scope, if so.
    mainly_scope: Option<String>,
    scopes: Vec<Scope<'a>>,
    /// Whether all counting scopes have the same printed numbers, so that one line stands for all.
    alike: bool,
}

/// The same under one counting scope.
struct Scope<'a> {
    name: &'a str,
    start: Option<Band>,
    band: Band,
    result: Option<&'a TargetResult>,
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary) -> f64 {
    let year = view.milestone().unwrap_or(view.summary.case.base_year);
    let rows: Vec<Row> = rows(view, scenario, year);
    let year_text = year.to_string();
    let name = view.text(&scenario.name);
    let title = view.fill("attainment-title", &[("scenario", name)]);
    let subtitle = view
        .fill("attainment-subtitle", &[("case", view.text(&view.summary.case.name)), ("year", &year_text)]);
    let mut y = page::header(sheet, view, &title, &subtitle);
    let (shown, first) = (sheet.items(rows.len()), sheet.part().head);
    if first {
        y = joint(sheet, view, scenario, year, y);
    }
    let at = Columns::of(sheet);
    let layout = Layout { at, axis: axis(&rows, at.bars) };
    if !shown.is_empty() {
        y = head(sheet, view, &layout, y);
    }
    let mut previous = "";
    for row in &rows[shown] {
        let ink = if row.target.of == previous { Ink::GRID } else { Ink::RULE };
        sheet.line((MARGIN, y), (sheet.right(), y), ink, 0.75);
        previous = &row.target.of;
        y = draw_row(sheet, view, &layout, row, y);
    }
    sheet.line((MARGIN, y), (sheet.right(), y), Ink::RULE, 0.75);
    let end = light::legend(sheet, view, MARGIN, y + 22.0) + 24.0;
    let wide = 68.0 + font::width(view.word("bar-legend"), 11.0);
    // Below the lights where there is no room beside them; then the first of several slides says it.
    if end + wide <= sheet.right() {
        bar_legend(sheet, view, end, y + 22.0);
    } else if first {
        y += 20.0;
        bar_legend(sheet, view, MARGIN, y + 22.0);
    }
    let mut notes = vec![view.word("attainment-note").to_owned()];
    if rows.iter().any(|row| row.result.is_some_and(|r| r.prior_driven)) {
        notes.push(view.word("prior-driven-note").to_owned());
    }
    notes.extend(scenario.beliefs.iter().map(|belief| view.text(belief).to_owned()));
    page::footer(sheet, view, y + 28.0, Some(name), &notes)
}

fn rows<'a>(view: &View<'a>, scenario: &'a ScenarioSummary, year: i32) -> Vec<Row<'a>> {
    let base = view.summary.case.base_year;
    let scope = |target: &TargetHead, index: usize, s: usize| {
        Some(Scope {
            name: view.text(&view.summary.case.scopes[s].name),
            start: view.band(scenario, &target.indicator, None, Some(s), base),
            band: view.band(scenario, &target.indicator, None, Some(s), target.year)?,
            result: view.result(scenario, index, year, Some(s)),
        })
    };
    let scopes = 0..view.summary.case.scopes.len();
    let row = |index: usize| {
        let target = view.as_read(scenario, index);
        let own = scopes.clone().filter(|_| !target.event).filter_map(|s| scope(&target, index, s));
        let own: Vec<Scope> = own.collect();
        let alike = own.len() > 1
            && own.iter().all(|of| printed(view, &target, of) == printed(view, &target, &own[0]));
        let mixed = !alike && view.scopes_of(scenario, &target.indicator, None) != [None];
        let of_all = |year| view.band(scenario, &target.indicator, None, None, year).filter(|_| !mixed);
        Row {
            index,
            start: of_all(base),
            band: of_all(target.year),
            result: view.result(scenario, index, year, None),
            mainly_scope: (view.split(scenario, index, year, None))
                .and_then(|split| format::mainly_scope(view, &target, split)),
            scopes: if alike { Vec::new() } else { own },
            alike,
            target,
        }
    };
    (0..view.summary.targets.len()).map(row).collect()
}

/// The numbers of a counting scope as they are printed: its start, its range and its likelihood.
fn printed(view: &View, target: &TargetHead, of: &Scope) -> Vec<String> {
    let start = of.start.iter().map(|band| band[2]);
    let numbers = start.chain([of.band[0], of.band[2], of.band[4]]).map(|x| value(view, target, x));
    numbers.chain(of.result.map(|result| scale::percent(result.likelihood.probability))).collect()
}

/// The common axis of all rows; what lies beyond 0 and 2 is clipped.
fn axis(rows: &[Row], bars: (f64, f64)) -> Axis {
    let mut range = (0.9_f64, 1.1_f64);
    for row in rows {
        let bands = row.band.iter().chain(row.scopes.iter().map(|scope| &scope.band));
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
    let group = view.group(joint);
    let all = scale::percent(joint.all.probability);
    let interval = format::interval(&joint.all);
    let (likely, at_least) =
        joint.at_least.iter().enumerate().rfind(|(_, p)| **p >= 0.5).unwrap_or((0, &1.0));
    let (likely, at_least) = (likely.to_string(), scale::percent(*at_least));
    let weakest = joint.bottleneck.and_then(|k| joint.targets.get(k)).map(|&t| &view.summary.targets[t]);
    let weakest = weakest.map(|t| format!("{} {}", t.of, view.text(&t.name)));
    let mut args = vec![
        ("group", group.as_str()),
        ("all", all.as_str()),
        ("interval", interval.as_str()),
        ("k", likely.as_str()),
        ("p", at_least.as_str()),
    ];
    args.extend(weakest.as_deref().map(|name| ("weakest", name)));
    let lines = font::wrap(&view.fill("joint-strip", &args), 14.0, sheet.inner() - 32.0, 2);
    let height = 16.0 + 20.0 * lines.len() as f64;
    sheet.rect(MARGIN, y, sheet.inner(), height, Ink::WASH);
    sheet.rect(MARGIN, y, 4.0, height, Ink::NAVY);
    sheet.lines(MARGIN + 18.0, y + 23.0, &lines, Pen::new(14.0, Ink::TEXT), 20.0);
    y + height + 14.0
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
    sheet.text(at.threshold, line, view.word("threshold"), pen);
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

fn draw_row(sheet: &mut Sheet, view: &View, layout: &Layout, row: &Row, y: f64) -> f64 {
    let Layout { at, axis } = layout;
    let first = y + 29.0;
    let name_end = names(sheet, view, row, at, y);
    let words_end = words(sheet, view, row, at, first);
    let ink = if row.target.main { Ink::TEXT } else { Ink::SOFT };
    let threshold =
        font::wrap(&format::threshold(view, &row.target), 13.0, at.start - at.threshold - 6.0, at.lines);
    let last = sheet.lines(at.threshold, first, &threshold, Pen::new(13.0, ink), 17.0);
    // More than two lines may reach below name and verdict.
    let threshold_end = if at.lines > 2 { last } else { first };
    if let Some(start) = row.start.filter(|_| !row.target.event) {
        sheet.text(at.start, first, &value(view, &row.target, start[2]), Pen::new(13.0, ink));
    }
    let below = name_end.max(words_end).max(threshold_end).max(first + 8.0) + 8.0;
    let end = below + SCOPE_LINE * row.scopes.len() as f64 + 4.0;
    for tick in axis.ticks(6).into_iter().filter(|_| !row.target.event) {
        sheet.line((axis.at(tick), y + 1.0), (axis.at(tick), end - 1.0), Ink::GRID, 0.75);
    }
    // An event happens or does not: a distance to the target says nothing.
    if row.target.event {
        sheet.text(
            (at.bars.0 + at.bars.1) / 2.0,
            first,
            view.word("event-row"),
            Pen::new(11.0, Ink::QUIET).middle(),
        );
        return end;
    }
    sheet.line((axis.at(1.0), y), (axis.at(1.0), end), Ink::BRICK, 1.25);
    if let Some(band) = row.band.as_ref().filter(|_| !row.target.event) {
        bar(sheet, view, axis, &row.target, band, (first - 4.0, 6.0, Ink::SLATE));
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
    let room = at.threshold - MARGIN - NAME - 10.0;
    let lines = font::wrap(view.text(&target.name), size, room, at.lines);
    let mut line = sheet.lines(MARGIN + NAME, y + 24.0, &lines, Pen::new(size, ink), size + 4.0);
    let clause = view.fill("clause", &[("clause", &view.names().clause(&target.clause))]);
    let reading = (!target.main).then(|| view.word("other-reading"));
    let alike = row.alike.then(|| view.word("scopes-alike"));
    let small = [clause.as_str()].into_iter().chain(reading).chain(alike).collect::<Vec<_>>().join(" · ");
    let lines = font::wrap(&small, 11.0, room, 2);
    line += 16.0;
    sheet.lines(MARGIN + NAME, line, &lines, Pen::new(11.0, Ink::QUIET), 15.0)
}

/// Light, words with the number in brackets, and the interval; gives the y below them.
fn words(sheet: &mut Sheet, view: &View, row: &Row, at: &Columns, first: f64) -> f64 {
    let Some(result) = row.result else { return first };
    let p = result.likelihood.probability;
    // What others decide is strived for or waited for: no class is told by a light.
    if !matches!(row.target.force, Force::Batch | Force::Trigger) {
        light::light(sheet, at.light, first - 5.0, 7.5, Outlook::of(p));
    }
    let (words, sure) = view.judged(&view.summary.targets[row.index], &result.likelihood);
    let text = view.fill("words-with-number", &[("words", words), ("p", &scale::percent(p))]);
    let lines = font::wrap(&text, 14.0, sheet.right() - at.words, at.lines);
    let line = sheet.lines(at.words, first, &lines, Pen::new(14.0, Ink::TEXT), 18.0);
    let mut small = view.fill("interval-note", &[("interval", &format::interval(&result.likelihood))]);
    if sure == Sureness::Borderline {
        small = format!("{small} · {}", view.word("borderline"));
    }
    if result.prior_driven {
        small = format!("{small} · {}", view.word("prior-driven"));
    }
    let room = sheet.right() - at.words;
    let small = font::wrap(&small, 11.0, room, at.lines);
    let line = sheet.lines(at.words, line + 16.0, &small, Pen::new(11.0, Ink::QUIET), 15.0);
    let Some(sentence) = &row.mainly_scope else { return line };
    let lines = font::wrap(sentence, 11.0, room, at.lines + 1);
    sheet.lines(at.words, line + 16.0, &lines, Pen::new(11.0, Ink::BRICK), 15.0)
}

#[cfg(test)]
mod tests {
    use crate::message::Lang;
    use crate::report::{Chart, Options, chart, fixture, pages};

    #[test]
    fn scopes_with_the_same_printed_numbers_share_one_line() {
        let mut summary = fixture::summary(1);
        let texts = |summary: &crate::summary::Summary, lang| -> Vec<String> {
            let page = &pages(summary, &[Chart::Attainment]).expect("pages").0[0];
            let options = Options { lang, ..Options::default() };
            chart::painting(summary, &options, page).boxes.into_iter().map(|of| of.text).collect()
        };
        let lines = |texts: &[String]| texts.iter().filter(|text| *text == "挂牌园区口径").count();
        let before = texts(&summary, Lang::Zh);
        assert!(!before.iter().any(|text| text.contains("各统计口径的数字相同")), "{before:?}");
        // T3 differs by less than what is printed: a hundredth where tenths stand.
        let place = |list: &[String], id: &str| list.iter().position(|found| found == id).expect("known");
        let ids: Vec<String> = summary.indicators.iter().map(|head| head.id.clone()).collect();
        let (t3, target) = (place(&ids, "t3"), 4);
        assert_eq!(summary.targets[target].id, "T3");
        for scenario in &mut summary.scenarios {
            for band in scenario.bands.iter_mut().filter(|of| (of.indicator, of.zone) == (t3, None)) {
                let add = if band.scope == Some(1) { 0.01 } else { 0.0 };
                band.years
                    .iter_mut()
                    .for_each(|band| *band = [30.0, 31.0, 32.0, 33.0, 34.0].map(|x| x + add));
            }
            for result in scenario.likelihoods.iter_mut().filter(|of| of.target == target) {
                result.likelihood.probability = 0.31;
            }
        }
        let after = texts(&summary, Lang::Zh);
        assert_eq!(lines(&after) + 1, lines(&before), "{after:?}");
        assert!(after.iter().any(|text| text.ends_with("各统计口径的数字相同")), "{after:?}");
        assert!(texts(&summary, Lang::En).iter().any(|text| text.ends_with("same under all scopes")));
        // Where a likelihood differs, both stand.
        for result in summary.scenarios.iter_mut().flat_map(|s| &mut s.likelihoods) {
            if (result.target, result.scope) == (target, Some(1)) {
                result.likelihood.probability = 0.33;
            }
        }
        assert_eq!(lines(&texts(&summary, Lang::Zh)), lines(&before));
    }
}
