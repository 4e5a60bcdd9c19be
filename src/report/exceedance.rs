//! Chart `exceedance` (可达水平): which level of each main target is reached with which confidence.
//!
//! Owns the layout: a panel per target, the confidence rising, one curve per counting scope where scopes
//! differ. Answers the drafter's question which threshold could be set. Never: computes a statistic.

use super::axis::Axis;
use super::fans::indicator_name;
use super::font;
use super::format;
use super::page;
use super::scope;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::{View, upward};
use crate::summary::{CONFIDENCES, ScenarioSummary, TargetHead};

/// Panels side by side on a usual sheet, the gap between them, and the height of a plot.
const COLUMNS: usize = 3;
const GAP: f64 = 30.0;
const PLOT: f64 = 190.0;

/// Room left of a plot for the axis, above it for the title, below it for the values.
const LEFT: f64 = 40.0;
const ABOVE: f64 = 44.0;

/// Height of a line of scopes' names.
const LINE: f64 = 14.0;
const BELOW: f64 = 36.0;
/// On a slide: least height of a plot, and what is left below the panels.
const LEAST: f64 = 90.0;
const UNDER: f64 = 130.0;

/// Confidences that have their levels written beside the curve.
const WRITTEN: [f64; 2] = [0.8, 0.5];

/// Whole levels this far apart at most are seen as steps; of more the steps are finer than the line.
const NEAR: f64 = 60.0;

struct Curve<'a> {
    ink: Ink,
    name: &'a str,
    levels: &'a [f64],
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary) -> f64 {
    let year = view.milestone().unwrap_or(view.summary.case.base_year);
    let name = view.text(&scenario.name);
    let title = view.fill("exceedance-title", &[("scenario", name)]);
    let top = page::header(sheet, view, &title, view.word("exceedance-subtitle")) + 8.0;
    let columns = sheet.columns(COLUMNS, GAP);
    let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
    let panels = view.main_targets().map(|(index, _)| (index, curves(view, scenario, index, year)));
    let panels: Vec<(usize, Vec<Curve>)> = panels.filter(|(_, curves)| !curves.is_empty()).collect();
    let shown = &panels[sheet.items(panels.len())];
    let drawn = shown.len();
    // On a page of text names of scopes stand below one another.
    let scopes = shown.iter().map(|(_, curves)| curves.len()).max().unwrap_or(1);
    let above = ABOVE + if sheet.is_text() { LINE * (scopes.max(1) - 1) as f64 } else { 0.0 };
    let plot = sheet.fit(PLOT, LEAST, top + above + BELOW, UNDER);
    for (at, (index, curves)) in shown.iter().enumerate() {
        let x = MARGIN + (width + GAP) * (at % columns) as f64;
        let y = top + (above + plot + BELOW) * (at / columns) as f64;
        panel(sheet, view, &view.as_read(scenario, *index), curves, (x, y, width, plot), above);
    }
    let y = top + (above + plot + BELOW) * drawn.div_ceil(columns) as f64;
    let notes = vec![view.word("exceedance-note").to_owned()];
    let of = |target: usize| shown.iter().any(|(index, _)| *index == target);
    let here = scope::lines_in(view, std::slice::from_ref(scenario), &of, &|of| of == year);
    page::footer_with(sheet, view, y, Some(name), (&here, &notes))
}

/// One curve per counting scope where they differ, else one of all draws.
fn curves<'a>(view: &View<'a>, scenario: &'a ScenarioSummary, target: usize, year: i32) -> Vec<Curve<'a>> {
    let found = |scope: Option<usize>| view.levels(scenario, target, year, scope).map(|of| &*of.levels);
    let of_scope = |(s, scope): (usize, &'a crate::summary::ScopeHead)| {
        let (ink, name) = (Ink::SERIES[s % Ink::SERIES.len()], view.text(&scope.name));
        Some(Curve { ink, name, levels: found(Some(s))? })
    };
    let scopes: Vec<Curve> = view.summary.case.scopes.iter().enumerate().filter_map(of_scope).collect();
    let all = found(None).map(|levels| Curve { ink: Ink::NAVY, name: "", levels });
    let depends = view.summary.targets.get(target).is_some_and(|head| {
        (0..view.summary.case.scopes.len())
            .any(|s| view.bands(scenario, &head.indicator, None, Some(s)).is_some())
    });
    if depends && scopes.len() > 1 { scopes } else { all.into_iter().collect() }
}

fn panel(
    sheet: &mut Sheet,
    view: &View,
    target: &TargetHead,
    curves: &[Curve],
    (x, y, width, plot): (f64, f64, f64, f64),
    above: f64,
) {
    let name = format!("{} {}", target.id, indicator_name(view, target));
    let title = format::name_with_unit(view, &name, &target.unit);
    // Smaller rather than cut: what is measured must be readable.
    let size =
        [12.5, 11.5, 10.5].into_iter().find(|size| font::width(&title, *size) <= width).unwrap_or(10.0);
    sheet.text(x, y + 14.0, &font::cut(&title, size, width), Pen::new(size, Ink::TEXT));
    let (mut left, mut line) = (x, y + 30.0);
    for curve in curves.iter().filter(|curve| !curve.name.is_empty()) {
        let below = sheet.is_text();
        let room = if below { width } else { width / curves.len() as f64 };
        let text = font::cut(curve.name, 10.5, room - 20.0);
        sheet.rect(left, line - 5.0, 12.0, 2.5, curve.ink);
        sheet.text(left + 17.0, line, &text, Pen::new(10.5, Ink::SOFT));
        match below {
            true => line += LINE,
            false => left += 30.0 + font::width(&text, 10.5),
        }
    }
    let (left, right, top, bottom) = (x + LEFT, x + width - 8.0, y + above, y + above + plot);
    let values = curves.iter().flat_map(|curve| curve.levels).copied().filter(|v| v.is_finite());
    let range = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    // The target value is worth some room, but not most of it.
    let near = (range.1 - range.0) * 0.6;
    let seen = (range.0 - near..=range.1 + near).contains(&target.threshold);
    let range = if seen { (range.0.min(target.threshold), range.1.max(target.threshold)) } else { range };
    let across = Axis::padded(range, 0.06, (left, right));
    let up = Axis::new((0.0, 1.0), (bottom, top));
    for share in [0.0, 0.2, 0.5, 0.8, 1.0] {
        let line = up.at(share);
        sheet.line((left, line), (right, line), Ink::GRID, 0.75);
        let text = format!("{}%", format::number(share * 100.0, 0));
        sheet.text(left - 5.0, line + 3.5, &text, Pen::new(10.0, Ink::QUIET).end());
    }
    let decimals = across.tick_decimals(4);
    for tick in across.ticks(4) {
        sheet.line((across.at(tick), bottom), (across.at(tick), bottom + 4.0), Ink::RULE, 1.0);
        let text = format::number(tick, decimals);
        sheet.text(across.at(tick), bottom + 16.0, &text, Pen::new(10.0, Ink::QUIET).middle());
    }
    if seen {
        let at = across.at(target.threshold);
        sheet.dashes((at, top), (at, bottom), Ink::BRICK, 1.25, (4.0, 4.0));
    }
    let stepped = curves.iter().all(|curve| is_discrete(curve.levels));
    for curve in curves {
        let points = CONFIDENCES.iter().zip(curve.levels).filter(|(_, level)| level.is_finite());
        let points: Vec<_> = points.map(|(c, level)| (across.at(*level), up.at(*c))).collect();
        sheet.path(&if stepped { steps(&points) } else { points }, curve.ink, 2.0);
    }
    for share in WRITTEN {
        labels(sheet, target, curves, (&across, up.at(share), left, right), share);
    }
    let wanted = format::threshold(view, target);
    let text = view.fill("threshold-label", &[("threshold", &wanted)]);
    let pen = Pen::new(10.0, Ink::BRICK);
    // Where the number would leave the plot it stands on the other side of the line.
    let at = across.at(target.threshold);
    let (x, pen) = match seen {
        true if at + font::width(&text, pen.size) + 6.0 < right => (at + 4.0, pen),
        true => (at - 4.0, pen.end()),
        false => (right, pen.end()),
    };
    sheet.plate(x, top - 3.0, &text, pen);
}

/// Whether levels are those of a count: they take few values, or whole ones that lie close together.
fn is_discrete(levels: &[f64]) -> bool {
    let mut found: Vec<f64> = levels.iter().copied().filter(|level| level.is_finite()).collect();
    let count = found.len();
    found.sort_by(f64::total_cmp);
    found.dedup();
    let span = found.last().zip(found.first()).map_or(0.0, |(last, first)| last - first);
    let whole = found.iter().all(|level| level.fract() == 0.0);
    count > 0 && (2 * found.len() <= count || (whole && span <= NEAR))
}

/// The corners of a step function through points of falling confidence: beyond a level that is reached the
/// next one is reached with its own confidence only.
fn steps(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let corners = points.windows(2).flat_map(|pair| [(pair[0].0, pair[1].1), pair[1]]);
    points.first().copied().into_iter().chain(corners).collect()
}

/// A point on each curve at one confidence, with its level; nothing where numbers would touch.
fn labels(
    sheet: &mut Sheet,
    target: &TargetHead,
    curves: &[Curve],
    (across, y, left, right): (&Axis, f64, f64, f64),
    share: f64,
) {
    let Some(at) = CONFIDENCES.iter().position(|c| (c - share).abs() < 1e-9) else { return };
    let pen = Pen::new(10.5, Ink::TEXT);
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for curve in curves {
        let Some(level) = curve.levels.get(at).filter(|level| level.is_finite()) else { continue };
        let x = across.at(*level);
        sheet.disc(x, y, 3.0, curve.ink);
        let text = format::number(*level, format::target_decimals(target));
        let wide = font::width(&text, pen.size);
        let from = if x + 7.0 + wide < right { x + 7.0 } else { x - 7.0 - wide };
        let free = |(a, b): &(f64, f64)| from > *b + 2.0 || from + wide + 2.0 < *a;
        if from >= left && taken.iter().all(free) {
            // Beside the curve: above one that falls, below one that rises.
            let below = if upward(target) { -4.0 } else { 14.0 };
            sheet.plate(from, y + below, &text, pen);
            taken.push((from, from + wide));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_from_amounts() {
        // 70, 80, 90 and 100 % of ten counties.
        let of_ten: Vec<f64> = (0..19).map(|i| 70.0 + 10.0 * f64::from(i / 5)).collect();
        let firms: Vec<f64> = (0..19).map(|i| 12.0 + f64::from(i)).collect();
        let share: Vec<f64> = (0..19).map(|i| 17.5 + 1.25 * f64::from(i)).collect();
        let staff: Vec<f64> = (0..19).map(|i| 4000.0 + 150.0 * f64::from(i)).collect();
        assert_eq!(
            [&of_ten, &firms, &share, &staff].map(|levels| is_discrete(levels)),
            [true, true, false, false]
        );
        assert!(!is_discrete(&[f64::NAN, f64::NAN]) && !is_discrete(&[]));
    }

    #[test]
    fn steps_fall_at_a_level_and_run_level_to_the_next() {
        // At least 70 with 90 %, at least 80 with 50 %: any level above 70 up to 80 has 50 %.
        let points = [(70.0, 0.95), (70.0, 0.9), (80.0, 0.5), (80.0, 0.1)];
        let wanted =
            [(70.0, 0.95), (70.0, 0.9), (70.0, 0.9), (70.0, 0.5), (80.0, 0.5), (80.0, 0.1), (80.0, 0.1)];
        assert_eq!(steps(&points), wanted);
        assert_eq!(steps(&[]), []);
    }

    #[test]
    fn a_count_is_drawn_with_level_and_upright_lines_only() {
        use crate::report::{Chart, Options, chart, fixture, pages};
        let lines = |stepped: bool| -> Vec<Vec<(f64, f64)>> {
            let mut summary = fixture::summary(2);
            for level in
                summary.scenarios.iter_mut().flat_map(|s| &mut s.levels).flat_map(|of| &mut of.levels)
            {
                *level = if stepped { (*level / 10.0).round() * 10.0 } else { *level };
            }
            let page = &pages(&summary, &[Chart::Exceedance]).expect("pages").0[0];
            let svg = chart::painting(&summary, &Options::default(), page).svg;
            let texts = svg.split("points=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let points = texts.map(|text| {
                let numbers = text.split([' ', ',']).filter_map(|part| part.parse::<f64>().ok());
                let numbers: Vec<f64> = numbers.collect();
                numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
            });
            points.filter(|points| points.len() >= CONFIDENCES.len()).collect()
        };
        let straight = |line: &Vec<(f64, f64)>| line.windows(2).all(|p| p[0].0 == p[1].0 || p[0].1 == p[1].1);
        let (counts, amounts) = (lines(true), lines(false));
        assert!(!counts.is_empty() && counts.iter().all(straight), "{counts:?}");
        assert!(!amounts.is_empty() && !amounts.iter().any(straight), "{amounts:?}");
    }
}
