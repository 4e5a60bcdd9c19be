//! Chart `fans`: the main targets' indicators over the years as small multiples.
//!
//! Owns what each panel shows: one fan per counting scope where scopes differ, because
//! one fan over both would be of no future. Never: computes a statistic.

use super::font;
use super::format;
use super::page;
use super::panel::{self, Fan, Panel, Threshold};
use super::scope;
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::View;
use crate::summary::{Band, ScenarioSummary, TargetHead};

/// Columns of panels on a usual sheet, the gap between them, and their height.
const COLUMNS: usize = 3;
const GAP: f64 = 24.0;
const HEIGHT: f64 = 312.0;
const IN_TEXT: f64 = 220.0;

/// Least height of a panel on a slide, and on a page of text, where three rows find room.
const LEAST: f64 = 180.0;
const LEAST_IN_TEXT: f64 = 166.0;

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, index: usize) -> f64 {
    let scenario = &view.summary.scenarios[index];
    let name = view.text(&scenario.name);
    let title = view.fill("fans-title", &[("scenario", name)]);
    let top = page::header(sheet, view, &title, view.word("fans-subtitle")) + 8.0;
    // An event has no path: it has happened or it has not.
    let shares = view.main_targets().filter(|(_, target)| !target.event);
    let targets: Vec<(usize, TargetHead)> = shares.map(|(t, _)| (t, view.as_read(scenario, t))).collect();
    // Three upright panels on a slide, unless they would leave one alone on the last.
    let upright = sheet.is_slide() && !sheet.is_text() && targets.len() % 3 != 1 && targets.len() > 2;
    let columns = if upright { 3 } else { sheet.columns(COLUMNS, GAP) };
    let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
    let targets = &targets[sheet.groups(targets.len(), columns)];
    let (usual, least) = if sheet.is_text() { (IN_TEXT, LEAST_IN_TEXT) } else { (HEIGHT, LEAST) };
    let height = sheet.stretch(usual, least);
    let mut marks = false;
    let mut unlabelled = Vec::new();
    for (i, (index_of, target)) in targets.iter().enumerate() {
        let x = MARGIN + (width + GAP) * (i % columns) as f64;
        let y = top + (height + GAP) * (i / columns) as f64;
        let panel = panel(view, scenario, (*index_of, target), view.baseline_of(index));
        marks |= !panel.history.is_empty();
        for mark in panel::draw(sheet, view, &panel, (x, y, width, height)) {
            unlabelled.push(format!("{} {} {}", target.id, mark.year, view.text(&mark.area)));
        }
    }
    let rows = targets.len().div_ceil(columns) as f64;
    let y = legend(sheet, view, (index > 0, marks), top + rows * (height + GAP) + 4.0);
    let here = scope::notes(sheet, view, scenario, &|of| targets.iter().any(|(shown, _)| *shown == of));
    page::footer_with(sheet, view, y, Some(name), (&here, &notes(view, &unlabelled)))
}

/// Published points without room for a label, named below the chart.
pub(super) fn notes(view: &View, unlabelled: &[String]) -> Vec<String> {
    let list = unlabelled.join(view.word("list-separator"));
    if list.is_empty() { Vec::new() } else { vec![view.fill("unlabelled-points", &[("list", &list)])] }
}

fn panel<'a>(
    view: &View<'a>,
    scenario: &'a ScenarioSummary,
    (index, target): (usize, &TargetHead),
    baseline: Option<&'a ScenarioSummary>,
) -> Panel<'a> {
    let name = format!("{} {}", target.id, indicator_name(view, target));
    let label = view.fill("threshold-label", &[("threshold", &format::threshold(view, target))]);
    let (fans, compared) = fans_of(view, scenario, baseline, &target.indicator, None);
    Panel {
        title: format::name_with_unit(view, &name, &target.unit) + scope::mark_of_any(view, scenario, index),
        years: &view.summary.case.years,
        fans,
        compared,
        threshold: Some(Threshold { value: target.threshold, year: target.year, text: label }),
        history: view.history(&target.indicator, None),
        range: None,
    }
}

/// The name of a target's indicator: the target's own may say its threshold, which is no axis.
pub(super) fn indicator_name<'a>(view: &View<'a>, target: &TargetHead) -> &'a str {
    view.indicator(&target.indicator).map_or("", |(_, head)| view.text(&head.name))
}

/// Fans of an indicator of the city or a zone and the baseline's medians: one per counting scope where
/// scopes differ, else one over all draws.
pub(super) fn fans_of<'a>(
    view: &View<'a>,
    scenario: &'a ScenarioSummary,
    baseline: Option<&'a ScenarioSummary>,
    indicator: &str,
    zone: Option<usize>,
) -> (Vec<Fan<'a>>, Vec<&'a [Band]>) {
    let scopes = view.scopes_of(scenario, indicator, zone);
    let bands = |of: &'a ScenarioSummary, scope| view.bands(of, indicator, zone, scope);
    let fan = |scope: &Option<usize>| {
        let ink = scope.map_or(Ink::SLATE, |s| Ink::SERIES[s % Ink::SERIES.len()]);
        Some(Fan { bands: bands(scenario, *scope)?, ink })
    };
    let fans = scopes.iter().filter_map(fan).collect();
    let compared = baseline.iter().flat_map(|base| scopes.iter().filter_map(|scope| bands(base, *scope)));
    (fans, compared.collect())
}

/// The legend below the panels; goes on to a second line where one is full. Says what dashes are if
/// something is compared, and what points are if there are any.
pub(super) fn legend(sheet: &mut Sheet, view: &View, (compared, marks): (bool, bool), y: f64) -> f64 {
    let pen = Pen::new(11.0, Ink::QUIET);
    let (mut x, mut y) = (MARGIN, y);
    let mut item = |sheet: &mut Sheet, text: &str, mark: &dyn Fn(&mut Sheet, f64, f64)| {
        let room = 30.0 + font::width(text, pen.size);
        if x > MARGIN && x + room > sheet.right() {
            (x, y) = (MARGIN, y + 19.0);
        }
        mark(sheet, x, y - 4.0);
        sheet.text(x + 30.0, y, &font::cut(text, pen.size, sheet.inner() - 30.0), pen);
        x += room + 26.0;
    };
    item(sheet, view.word("legend-fan"), &|sheet, x, y| {
        sheet.rect(x, y - 7.0, 24.0, 14.0, Ink::SLATE.fade(0.16));
        sheet.rect(x, y - 4.0, 24.0, 8.0, Ink::SLATE.fade(0.26));
        sheet.line((x, y), (x + 24.0, y), Ink::SLATE, 2.0);
    });
    let shown = view.summary.scenarios.iter().flat_map(|s| &s.bands).filter_map(|b| b.scope);
    let shown: std::collections::BTreeSet<usize> = shown.collect();
    let scopes = view.summary.case.scopes.iter().enumerate().filter(|(s, _)| shown.contains(s));
    for (k, (s, scope)) in scopes.enumerate() {
        let text = view.fill("legend-scope", &[("scope", view.text(&scope.name))]);
        let ink = Ink::SERIES[s % Ink::SERIES.len()];
        item(sheet, &text, &|sheet, x, y| panel::swatch(sheet, ink, k > 0, (x, y, 24.0)));
    }
    if compared {
        item(sheet, view.word("legend-baseline"), &|sheet, x, y| {
            sheet.dashes((x, y), (x + 24.0, y), Ink::TEXT, 1.25, (4.0, 3.0));
        });
    }
    if marks {
        item(sheet, view.word("legend-same"), &|sheet, x, y| sheet.disc(x + 16.0, y, 3.25, Ink::TEXT));
        item(sheet, view.word("legend-other"), &|sheet, x, y| sheet.ring(x + 16.0, y, 3.5, Ink::SOFT, 1.25));
    }
    y + 6.0
}

#[cfg(test)]
mod tests {
    use crate::report::{Chart, Options, chart, fixture, pages};

    #[test]
    fn of_two_counting_scopes_one_is_filled_and_the_other_an_outline() {
        let summary = fixture::summary(1);
        let page = &pages(&summary, &[Chart::Fans]).expect("pages").0[0];
        let svg = chart::painting(&summary, &Options::default(), page).svg;
        let count = |element: &str, colour: &str| {
            let inks = svg.split('<').filter(|tag| tag.starts_with(element) && tag.contains(colour));
            inks.count()
        };
        // Two areas for each of the six main targets in the first scope's colour, none in the second's.
        assert_eq!(count("polygon", "#14406B"), 12);
        assert_eq!(count("polygon", "#EFA23A") + count("polygon", "#8F6123"), 0);
        // P5, P95 and the median, whose core is paper.
        let paths = svg.split('<').filter(|tag| tag.starts_with("polyline") && tag.contains("#8F6123"));
        assert!(paths.count() >= 18);
        assert!(count("polyline", "#FFFFFF") >= 6);
    }
}
