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
use super::sheet::{At, Ink, MARGIN, Pen, Sheet};
use super::view::{View, upward};
use crate::summary::{CONFIDENCES, ScenarioSummary, TargetHead};

/// Panels side by side on a usual sheet, the gap between them, and the height of a plot.
const COLUMNS: usize = 3;
const GAP: f64 = 30.0;
const PLOT: f64 = 190.0;

/// Room left of a plot for the axis, above it for a title of one line and the target, below it for the values.
const LEFT: f64 = 40.0;
const ABOVE: f64 = 36.0;
const BELOW: f64 = 48.0;

/// Height of a further line of a title, and its letters.
const LINE: f64 = 15.0;
const TITLE: f64 = 12.5;

/// Least height of a plot on a slide or page.
const LEAST: f64 = 104.0;

/// Confidences that have their levels written beside the curve.
const WRITTEN: [f64; 2] = [0.8, 0.5];

/// Whole levels this far apart at most are seen as steps; of more the steps are finer than the line.
const NEAR: f64 = 60.0;

/// Values that are reached with less confidence would only lengthen the foot of a curve.
const SEEN: f64 = 0.005;

struct Curve<'a> {
    ink: Ink,
    name: &'a str,
    levels: &'a [f64],
    /// The values that are possible with the share of draws that reach each; empty where there are many.
    values: &'a [(f64, f64)],
}

impl Curve<'_> {
    /// Levels with their confidence, the surest first.
    fn points(&self) -> Vec<(f64, f64)> {
        let levels = self.levels.iter().copied().zip(CONFIDENCES).filter(|(level, _)| level.is_finite());
        let seen = self.values.iter().copied().filter(|(_, share)| *share >= SEEN);
        let mut seen: Vec<(f64, f64)> = seen.collect();
        // Beyond the last value nothing is reached.
        seen.extend(seen.last().map(|(level, _)| (*level, 0.0)));
        if seen.is_empty() { levels.collect() } else { seen }
    }

    /// Whether it is a step function.
    fn is_stepped(&self) -> bool {
        !self.values.is_empty() || is_discrete(self.levels)
    }
}

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, scenario: &ScenarioSummary) -> f64 {
    let year = view.milestone().unwrap_or(view.summary.case.base_year);
    let name = view.text(&scenario.name);
    let title = view.fill("exceedance-title", &[("scenario", name)]);
    let top = page::header(sheet, view, &title, view.word("exceedance-subtitle")) + 8.0;
    // A slide is wide enough for as many as a usual sheet, a page of text is not.
    let columns = if sheet.is_text() { sheet.columns(COLUMNS, GAP) } else { COLUMNS };
    let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
    let panels = view.main_targets().map(|(index, _)| (index, curves(view, scenario, index, year)));
    let panels: Vec<(usize, Vec<Curve>)> = panels.filter(|(_, curves)| !curves.is_empty()).collect();
    let shown = &panels[sheet.groups(panels.len(), columns)];
    let top = legend(sheet, shown.iter().map(|(_, curves)| curves), top);
    let titles: Vec<Vec<String>> = shown
        .iter()
        .map(|(index, _)| {
            let mark = scope::mark(
                view,
                scenario,
                view.split_in(scenario, *index, year, None),
                scope::Beside::Level,
            );
            font::wrap(&(title_of(view, &view.as_read(scenario, *index)) + mark), TITLE, width, 3)
        })
        .collect();
    let plot = sheet.stretch(PLOT, LEAST);
    let mut y = top;
    for (row, titles) in shown.chunks(columns).zip(titles.chunks(columns)) {
        let lines = titles.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let above = ABOVE + LINE * (lines - 1.0);
        for (column, ((index, curves), title)) in row.iter().zip(titles).enumerate() {
            let x = MARGIN + (width + GAP) * column as f64;
            sheet.lines(x, y + 14.0, title, Pen::new(TITLE, Ink::TEXT), LINE);
            panel(sheet, view, &view.as_read(scenario, *index), curves, (x, y + above, width, plot));
        }
        y += above + plot + BELOW;
    }
    let notes = vec![view.word("exceedance-note").to_owned()];
    let of = |target: usize| shown.iter().any(|(index, _)| *index == target);
    let here =
        scope::lines_in(view, std::slice::from_ref(scenario), (&of, &|of| of == year), scope::Beside::Level);
    page::footer_with(sheet, view, y, Some(name), (&here, &notes))
}

/// One curve per counting scope where they differ, else one of all draws.
fn curves<'a>(view: &View<'a>, scenario: &'a ScenarioSummary, target: usize, year: i32) -> Vec<Curve<'a>> {
    let found =
        |scope: Option<usize>| view.levels(scenario, target, year, scope).map(|of| (&*of.levels, &*of.steps));
    let of_scope = |(s, scope): (usize, &'a crate::summary::ScopeHead)| {
        let (ink, name) = (Ink::SERIES[s % Ink::SERIES.len()], view.text(&scope.name));
        let (levels, values) = found(Some(s))?;
        Some(Curve { ink, name, levels, values })
    };
    let scopes: Vec<Curve> = view.summary.case.scopes.iter().enumerate().filter_map(of_scope).collect();
    let all = found(None).map(|(levels, values)| Curve { ink: Ink::NAVY, name: "", levels, values });
    let depends = view.summary.targets.get(target).is_some_and(|head| {
        (0..view.summary.case.scopes.len())
            .any(|s| view.bands(scenario, &head.indicator, None, Some(s)).is_some())
    });
    if depends && scopes.len() > 1 { scopes } else { all.into_iter().collect() }
}

/// What a panel measures.
fn title_of(view: &View, target: &TargetHead) -> String {
    let name = format!("{} {}", target.id, indicator_name(view, target));
    format::name_with_unit(view, &name, &target.unit)
}

/// The counting scopes' names, said once for all panels; gives the y below.
fn legend<'a, 'b: 'a>(sheet: &mut Sheet, panels: impl Iterator<Item = &'a Vec<Curve<'b>>>, y: f64) -> f64 {
    let Some(curves) = panels.max_by_key(|curves| curves.len()).filter(|curves| curves.len() > 1) else {
        return y;
    };
    let (mut x, mut line) = (MARGIN, y + 8.0);
    for curve in curves {
        let text = font::cut(curve.name, 11.0, sheet.inner() - 24.0);
        let wide = 24.0 + font::width(&text, 11.0);
        if x > MARGIN && x + wide > sheet.right() {
            (x, line) = (MARGIN, line + 16.0);
        }
        sheet.rect(x, line - 5.5, 16.0, 2.5, curve.ink);
        sheet.text(x + 22.0, line, &text, Pen::new(11.0, Ink::SOFT));
        x += wide + 20.0;
    }
    line + 10.0
}

/// A plot at `x, top, width, height`.
fn panel(
    sheet: &mut Sheet,
    view: &View,
    target: &TargetHead,
    curves: &[Curve],
    (x, top, width, plot): (f64, f64, f64, f64),
) {
    let (left, right, bottom) = (x + LEFT, x + width - 8.0, top + plot);
    let values = curves.iter().flat_map(|curve| curve.points()).map(|(level, _)| level);
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
    let unit = view.indicator(&target.indicator).map_or("", |(_, head)| view.unit(&head.unit));
    let axes = match unit.is_empty() {
        true => view.word("exceedance-axes-plain").to_owned(),
        false => view.fill("exceedance-axes", &[("unit", unit)]),
    };
    sheet.text(left, bottom + 32.0, &font::cut(&axes, 10.0, right - left + 8.0), Pen::new(10.0, Ink::QUIET));
    if seen {
        let at = across.at(target.threshold);
        sheet.dashes((at, top), (at, bottom), Ink::BRICK, 1.25, (4.0, 4.0));
        sheet.avoid_area((at - 1.0, top, at + 1.0, bottom));
    }
    let stepped = curves.iter().all(Curve::is_stepped);
    for curve in curves {
        let points = curve.points().into_iter();
        let points: Vec<_> = points.map(|(level, share)| (across.at(level), up.at(share))).collect();
        let points = if stepped { steps(&points) } else { points };
        sheet.path(&points, curve.ink, 2.0);
        avoid_path(sheet, &points);
    }
    for share in WRITTEN {
        labels(sheet, target, curves, (&across, up.at(share), left, right), share);
    }
    let wanted = format::threshold(view, target);
    let text = view.fill("threshold-label", &[("threshold", &wanted)]);
    let pen = Pen::new(10.0, Ink::BRICK);
    // Where the number would leave the plot it stands on the other side of the line.
    let at = across.at(target.threshold);
    let wide = font::width(&text, pen.size);
    let (x, pen) = match seen {
        true if at - 4.0 + wide < right => (at - 4.0, pen),
        true if at + 4.0 - wide > x => (at + 4.0, pen.end()),
        _ => (right, pen.end()),
    };
    sheet.text(x, top - 5.0, &text, pen);
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

/// Keeps numbers off a curve.
fn avoid_path(sheet: &mut Sheet, points: &[(f64, f64)]) {
    for pair in points.windows(2) {
        let length = (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1);
        let count = (length / 3.0).ceil().max(1.0);
        for step in 0..=count as usize {
            let share = step as f64 / count;
            let between = |a: f64, b: f64| a + (b - a) * share;
            sheet.avoid((between(pair[0].0, pair[1].0), between(pair[0].1, pair[1].1)), 1.5);
        }
    }
}

/// A point on each curve at one confidence, with its level in the curve's colour; one in black where all
/// print the same number. Nothing where numbers would touch.
fn labels(
    sheet: &mut Sheet,
    target: &TargetHead,
    curves: &[Curve],
    (across, y, left, right): (&Axis, f64, f64, f64),
    share: f64,
) {
    let Some(at) = CONFIDENCES.iter().position(|c| (c - share).abs() < 1e-9) else { return };
    let found = curves.iter().filter_map(|curve| {
        let level = curve.levels.get(at).copied().filter(|level| level.is_finite())?;
        let text = format::number(level, format::target_decimals(target));
        Some((across.at(level), text, curve.ink))
    });
    let mut found: Vec<(f64, String, Ink)> = found.collect();
    for (x, _, ink) in &found {
        sheet.disc(*x, y, 3.0, *ink);
        sheet.avoid((*x, y), 3.5);
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let alike = found.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let count = if alike { found.len().min(1) } else { found.len() };
    // Beside the curve: above one that falls or below one that rises to its right, and the other way round
    // to its left.
    let (beside_right, beside_left) = if upward(target) { (-4.0, 13.0) } else { (13.0, -4.0) };
    for (k, (x, text, ink)) in found.iter().take(count).enumerate() {
        let (up, down) = (beside_right - 9.0, beside_left + 9.0);
        let (up, down) = if upward(target) { (up, down) } else { (up + 18.0, down - 18.0) };
        let mut to_right = vec![(x + 6.0, y + beside_right, At::Start), (x + 9.0, y + 4.0, At::Start)];
        to_right.push((x + 6.0, y + up, At::Start));
        let mut to_left = vec![(x - 6.0, y + beside_left, At::End), (x - 9.0, y + 4.0, At::End)];
        to_left.push((x - 6.0, y + down, At::End));
        // The leftmost of several leaves the right to the others, and these the left to it if it is near.
        let near = found.get(k + 1).is_some_and(|next| x - next.0 < font::width(text, 10.5) + 24.0);
        let places = match (k + 1 == count && count > 1, near) {
            (true, _) => [to_left, to_right].concat(),
            (false, true) => to_right,
            (false, false) => [to_right, to_left].concat(),
        };
        let ink = if count == 1 { Ink::TEXT } else { ink.deep() };
        sheet.place(&places, (left - 4.0, right + 8.0), text, Pen::new(10.5, ink));
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

    #[test]
    fn of_two_close_curves_both_numbers_stand_in_their_colours_and_of_one_number_one() {
        use crate::report::{Chart, Options, chart, fixture, pages};
        let summary = |apart: f64| {
            let mut summary = fixture::summary(1);
            for of in summary.scenarios.iter_mut().flat_map(|s| &mut s.levels) {
                let from = if of.scope == Some(1) { 40.0 + apart } else { 40.0 };
                of.levels.iter_mut().enumerate().for_each(|(k, level)| *level = from - 2.0 * k as f64);
            }
            summary
        };
        let svg = |apart: f64| {
            let summary = summary(apart);
            let page = &pages(&summary, &[Chart::Exceedance]).expect("pages").0[0];
            chart::painting(&summary, &Options::default(), page).svg
        };
        // Confidences fall by 5 points from 95 %, so that of one half is the tenth: 40 - 2 * 9.
        let count = |svg: &str, number: &str, ink: &str| {
            let texts = svg.split("<text ").skip(1).filter(|text| text.contains(&format!(">{number}<")));
            texts.filter(|text| text.contains(ink)).count()
        };
        let at = CONFIDENCES.iter().position(|c| (c - 0.5).abs() < 1e-9).expect("one half");
        let number = |apart: f64| format::number(40.0 + apart - 2.0 * at as f64, 1);
        let close = svg(0.4);
        let two = count(&close, &number(0.4), "#8F6123");
        assert!(two > 0);
        let deep = Ink::NAVY.deep();
        let hex = format!("#{:02X}{:02X}{:02X}", deep.0, deep.1, deep.2);
        assert_eq!(count(&close, &number(0.0), &hex), two, "{hex}");
        let same = svg(0.0);
        assert_eq!(count(&same, &number(0.0), &hex), 0);
        assert!(count(&same, &number(0.0), "#1B2631") > 0);
    }
}
