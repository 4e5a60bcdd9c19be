//! What every chart carries: title, subtitle, notes, the quiet footer and the marks.
//!
//! Owns the furniture of a page. Never: draws a number of the model.

use super::font;
use super::format;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::View;

/// Size, leading and lines of a title that stands in one line of a slide or page.
const SMALLER: [(f64, f64, usize); 4] = [(24.0, 32.0, 1), (21.0, 28.0, 1), (18.0, 24.0, 1), (16.0, 22.0, 1)];

/// Draws title, subtitle and the demonstration mark; gives the y below them.
pub(super) fn header(sheet: &mut Sheet, view: &View, title: &str, subtitle: &str) -> f64 {
    let first = if sheet.is_slide() { 38.0 } else { 52.0 };
    let room = sheet.inner() - badge(sheet, view, first) - 24.0;
    let numbered = sheet.part().of.map(|(number, all)| format!("{title} ({number}/{all})"));
    let title = numbered.as_deref().unwrap_or(title);
    // On a slide a title that does not fit into a line is written smaller, not cut.
    let fits = |size: &&(f64, f64, usize)| font::width(title, size.0) <= room;
    let (size, leading, most) = match sheet.is_slide() {
        true => SMALLER.iter().find(fits).copied().unwrap_or((18.0, 24.0, 4)),
        false => (24.0, 32.0, 2),
    };
    let title = font::wrap(title, size, room, most);
    let mut y = sheet.lines(MARGIN, first, &title, Pen::new(size, Ink::TEXT), leading);
    if subtitle.is_empty() {
        return y + 14.0;
    }
    // On every part: shown alone, it must say its year and unit.
    let subtitle = font::wrap(subtitle, 13.0, sheet.inner(), 3);
    y = sheet.lines(MARGIN, y + 26.0, &subtitle, Pen::new(13.0, Ink::SOFT), 19.0);
    y + 14.0
}

/// Draws the demonstration mark in the upper right corner; gives the width it takes.
fn badge(sheet: &mut Sheet, view: &View, y: f64) -> f64 {
    if !view.summary.case.demonstration {
        return 0.0;
    }
    let text = view.word("demonstration");
    let width = font::width(text, 12.0) + 20.0;
    sheet.frame(sheet.right() - width, y - 19.0, width, 24.0, Ink::BRICK, 1.0);
    sheet.text(sheet.right() - width / 2.0, y - 2.5, text, Pen::new(12.0, Ink::BRICK).middle());
    width
}

/// Draws notes and the footer; gives the height of the page.
pub(super) fn footer(
    sheet: &mut Sheet,
    view: &View,
    y: f64,
    scenario: Option<&str>,
    notes: &[String],
) -> f64 {
    footer_with(sheet, view, y, scenario, (&[], notes))
}

/// The same with notes on what is shown `here`, which stand on every part of a chart, not on its last alone.
pub(super) fn footer_with(
    sheet: &mut Sheet,
    view: &View,
    y: f64,
    scenario: Option<&str>,
    (here, notes): (&[String], &[String]),
) -> f64 {
    let mut y = y;
    let told = sheet.part().notes;
    for note in here.iter().chain(notes.iter().filter(|_| told)) {
        // A narrow slide takes more lines for the same words.
        let lines = font::wrap(note, 11.0, sheet.inner(), if sheet.is_slide() { 6 } else { 3 });
        y = sheet.lines(MARGIN, y + 17.0, &lines, Pen::new(11.0, Ink::QUIET), 16.0);
    }
    let (above, below) = if sheet.is_slide() { (8.0, 9.0) } else { (16.0, 24.0) };
    let mark = if view.summary.case.demonstration { view.word("demonstration") } else { "" };
    let room = sheet.inner() - font::width(mark, 10.5) - 24.0;
    // A slide names the scenario in its title.
    let said = scenario.filter(|_| !sheet.is_slide());
    let text = font::wrap(&imprint(view, said), 10.5, room, if sheet.is_text() { 3 } else { 2 });
    let lines = 15.0 * text.len().saturating_sub(1) as f64;
    y = sheet.foot(y + above, 18.0 + lines + below);
    sheet.line((MARGIN, y), (sheet.right(), y), Ink::RULE, 0.75);
    y += 18.0;
    sheet.text(sheet.right(), y, mark, Pen::new(10.5, Ink::BRICK).end());
    sheet.lines(MARGIN, y, &text, Pen::new(10.5, Ink::QUIET), 15.0) + below
}

/// Case, scenario, draws, seed and date of the data in one line.
pub(super) fn imprint(view: &View, scenario: Option<&str>) -> String {
    let summary = view.summary;
    let draws = format::number(summary.draws as f64, 0);
    let seed = summary.seed.to_string();
    let args = [
        ("case", view.text(&summary.case.name)),
        ("draws", draws.as_str()),
        ("seed", seed.as_str()),
        ("as_of", summary.case.as_of.as_str()),
        ("version", summary.version.as_str()),
    ];
    let mut named: Vec<(&str, &str)> = args.to_vec();
    named.extend(scenario.map(|name| ("scenario", name)));
    named.extend(summary.no_redrawing.then(|| ("scope", view.word("no-redrawing"))));
    view.fill("imprint", &named)
}
