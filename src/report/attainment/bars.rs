//! The bars of chart `attainment`: of a target, of one counting scope, and what they mean.
//!
//! Owns where a value stands relative to its target. Never: computes a likelihood.

use super::{Layout, NAME, Scope};
use crate::case::Force;
use crate::message::scale::{self, Outlook};
use crate::report::axis::Axis;
use crate::report::light::light;
use crate::report::sheet::{At, Ink, MARGIN, Pen, Sheet, TextBox};
use crate::report::terminal::short;
use crate::report::view::{View, upward};
use crate::report::{font, format};
use crate::summary::{Band, TargetHead, TargetResult};

/// Where a value stands relative to the target value: 1 on target, more is better.
pub(super) fn ratio(target: &TargetHead, value: f64) -> f64 {
    let size = if target.threshold == 0.0 { 1.0 } else { target.threshold.abs() };
    let gap = (value - target.threshold) / size;
    if upward(target) { 1.0 + gap } else { 1.0 - gap }
}

/// A value as printed beside its target.
fn value(view: &View, target: &TargetHead, value: f64) -> String {
    let text = format::number(value, format::target_decimals(target));
    if target.unit == "%" { format::with_unit(view.lang, &text, "%") } else { text }
}

/// A number, or the two ends of what several counting scopes have.
pub(super) fn range(view: &View, target: &TargetHead, (low, high): (f64, f64)) -> String {
    let (from, to) = (value(view, target, low), value(view, target, high));
    if from == to { from } else { format!("{}–{to}", from.trim_end_matches('%')) }
}

/// A bar around `y` of half a height and an ink, with its three numbers.
pub(super) fn bar(
    sheet: &mut Sheet,
    view: &View,
    axis: &Axis,
    target: &TargetHead,
    (band, middle): (&Band, (f64, f64)),
    (y, half, ink): (f64, f64, Ink),
) {
    let x = |value: f64| axis.at(ratio(target, value).clamp(0.0, 2.0));
    let (left, right) = (x(band[0]).min(x(band[4])), x(band[0]).max(x(band[4])));
    sheet.rect(left, y - half, (right - left).max(1.0), 2.0 * half, ink.fade(0.32));
    let (a, b) = (x(band[1]).min(x(band[3])), x(band[1]).max(x(band[3])));
    sheet.rect(a, y - half, (b - a).max(1.0), 2.0 * half, ink.fade(0.75));
    let (from, to) = (x(middle.0).min(x(middle.1)), x(middle.0).max(x(middle.1)));
    sheet.rect(from - 1.5, y - half - 3.0, to - from + 3.0, 2.0 * half + 6.0, Ink::TEXT);
    let (low, high) = if upward(target) { (band[0], band[4]) } else { (band[4], band[0]) };
    let line = axis.at(1.0);
    let pen = Pen::new(11.0, Ink::SOFT);
    let mut beside = |x: f64, y: f64, text: &str, pen: Pen| {
        let (x, pen) = off_line(line, x, text, pen);
        sheet.plate(x, y, text, pen);
    };
    beside(left - 5.0, y + 4.0, &value(view, target, low), pen.end());
    beside(right + 5.0, y + 4.0, &value(view, target, high), pen);
    let pen = Pen::new(12.0, Ink::TEXT).middle();
    beside((from + to) / 2.0, y - half - 5.0, &range(view, target, middle), pen);
}

/// Where a text stands that would touch the target's line: wholly on the side where it has its anchor.
fn off_line(line: f64, x: f64, text: &str, pen: Pen) -> (f64, Pen) {
    const CLEAR: f64 = 4.0;
    let area = TextBox::of(text, x, 0.0, pen);
    if area.right + CLEAR <= line || area.left - CLEAR >= line {
        return (x, pen);
    }
    match pen.at {
        // Beside a bar that ends near the line.
        At::Start => (line + CLEAR, pen),
        At::End => (line - CLEAR, pen),
        At::Middle if x < line => (line - CLEAR, pen.end()),
        At::Middle => (line + CLEAR, Pen { at: At::Start, ..pen }),
    }
}

/// The line of one counting scope.
pub(super) fn scope_line(
    sheet: &mut Sheet,
    view: &View,
    layout: &Layout,
    target: &TargetHead,
    scope: &Scope,
    y: f64,
    i: usize,
) {
    let Layout { at, axis } = layout;
    let ink = Ink::SERIES[i % Ink::SERIES.len()];
    let pen = Pen::new(11.0, Ink::SOFT);
    let room = at.start - MARGIN - NAME - 26.0;
    sheet.rect(MARGIN + NAME, y - 1.0, 10.0, 2.0, ink);
    let lines = font::wrap(scope.name, 11.0, room, 2);
    sheet.lines(MARGIN + NAME + 16.0, y + 4.0 - 6.5 * (lines.len() - 1) as f64, &lines, pen, 13.0);
    if let Some(start) = scope.start {
        sheet.text(at.start, y + 4.0, &value(view, target, start[2]), pen);
    }
    let middle = (scope.band[2], scope.band[2]);
    bar(sheet, view, axis, target, (&scope.band, middle), (y, 4.0, ink));
    if let Some(result) = scope.result {
        if !matches!(target.force, Force::Batch | Force::Trigger) {
            light(sheet, at.light, y, 5.0, Outlook::of(result.likelihood.probability));
        }
        let text = match view.internal {
            true => numbered(view, target, result, sheet.right() - at.words),
            false => short(view.judged(target, &result.likelihood).0).to_owned(),
        };
        sheet.text(at.words, y + 4.0, &font::cut(&text, pen.size, sheet.right() - at.words), pen);
    }
}

/// The class with its number, where there is room for both.
fn numbered(view: &View, target: &TargetHead, result: &TargetResult, room: f64) -> String {
    let p = scale::percent(result.likelihood.probability);
    let words = short(view.judged(target, &result.likelihood).0);
    let both = view.fill("words-with-number", &[("words", words), ("p", &p)]);
    if font::width(&both, 11.0) <= room { both } else { view.fill("scope-likelihood", &[("p", &p)]) }
}

/// What the parts of a bar are.
pub(super) fn bar_legend(sheet: &mut Sheet, view: &View, key: &'static str, x: f64, y: f64) {
    let pen = Pen::new(11.0, Ink::QUIET);
    sheet.rect(x, y - 9.0, 60.0, 10.0, Ink::SLATE.fade(0.32));
    sheet.rect(x + 15.0, y - 9.0, 28.0, 10.0, Ink::SLATE.fade(0.75));
    sheet.rect(x + 27.0, y - 11.0, 3.0, 14.0, Ink::TEXT);
    sheet.text(x + 68.0, y, view.word(key), pen);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_line_never_runs_through_a_number() {
        let line = 100.0;
        for at in [At::Start, At::Middle, At::End] {
            for x in 40..160 {
                let pen = Pen { at, ..Pen::new(11.0, Ink::SOFT) };
                let (x, pen) = off_line(line, f64::from(x), "47.9%", pen);
                let area = TextBox::of("47.9%", x, 0.0, pen);
                assert!(area.right <= line - 3.9 || area.left >= line + 3.9, "{at:?} {x}: {area:?}");
            }
        }
    }
}
