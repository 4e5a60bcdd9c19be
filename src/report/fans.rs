//! Chart `fans`: the main targets' indicators over the years as small multiples.
//!
//! Owns what each panel shows. Where counting scopes lie far apart the panel
//! shows one fan per scope, because one fan over both would have its median
//! where no draw is. Never: computes a statistic.

use super::font;
use super::format;
use super::page;
use super::panel::{self, Fan, Panel, Threshold};
use super::sheet::{Ink, MARGIN, Pen, Sheet};
use super::view::View;
use crate::summary::{Band, ScenarioSummary, TargetHead};

/// Columns of panels on a usual sheet, the gap between them, and their height.
const COLUMNS: usize = 3;
const GAP: f64 = 24.0;
const HEIGHT: f64 = 312.0;

/// Least height of a panel on a slide, and room there for what stands below the panels.
const LEAST: f64 = 200.0;
const UNDER: f64 = 128.0;

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, index: usize) -> f64 {
    let scenario = &view.summary.scenarios[index];
    let name = view.text(&scenario.name);
    let title = view.fill("fans-title", &[("scenario", name)]);
    let top = page::header(sheet, view, &title, view.word("fans-subtitle")) + 8.0;
    // An event has no path: it has happened or it has not.
    let shares = view.main_targets().filter(|(_, target)| !target.event);
    let targets: Vec<TargetHead> = shares.map(|(t, _)| view.as_read(scenario, t)).collect();
    let columns = sheet.columns(COLUMNS, GAP);
    let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
    let targets = &targets[sheet.items(targets.len())];
    let height = sheet.fit(HEIGHT, LEAST, top, UNDER);
    let mut unlabelled = Vec::new();
    for (i, target) in targets.iter().enumerate() {
        let x = MARGIN + (width + GAP) * (i % columns) as f64;
        let y = top + (height + GAP) * (i / columns) as f64;
        let panel = panel(view, scenario, target, view.baseline_of(index));
        for mark in panel::draw(sheet, view, &panel, (x, y, width, height)) {
            unlabelled.push(format!("{} {} {}", target.id, mark.year, view.text(&mark.area)));
        }
    }
    let rows = targets.len().div_ceil(columns) as f64;
    let y = legend(sheet, view, index > 0, top + rows * (height + GAP) + 4.0);
    page::footer(sheet, view, y, Some(name), &notes(view, &unlabelled))
}

/// Published points without room for a label, named below the chart.
pub(super) fn notes(view: &View, unlabelled: &[String]) -> Vec<String> {
    let list = unlabelled.join(view.word("list-separator"));
    if list.is_empty() { Vec::new() } else { vec![view.fill("unlabelled-points", &[("list", &list)])] }
}

fn panel<'a>(
    view: &View<'a>,
    scenario: &'a ScenarioSummary,
    target: &TargetHead,
    baseline: Option<&'a ScenarioSummary>,
) -> Panel<'a> {
    let name = format!("{} {}", target.id, view.text(&target.name));
    let label = view.fill("threshold-label", &[("threshold", &format::threshold(view, target))]);
    let (fans, compared) = city_fans(view, scenario, baseline, &target.indicator);
    Panel {
        title: format::name_with_unit(view, &name, &target.unit),
        years: &view.summary.case.years,
        fans,
        compared,
        threshold: Some(Threshold { value: target.threshold, year: target.year, text: label }),
        history: view.history(&target.indicator, None),
        range: None,
    }
}

/// Fans of an indicator of the city and the baseline's medians: one fan per counting
/// scope where scopes lie far apart, else one over all draws with the scopes as thin lines.
pub(super) fn city_fans<'a>(
    view: &View<'a>,
    scenario: &'a ScenarioSummary,
    baseline: Option<&'a ScenarioSummary>,
    indicator: &str,
) -> (Vec<Fan<'a>>, Vec<&'a [Band]>) {
    let scopes = scope_fans(view, scenario, indicator);
    let apart = view.milestone().and_then(|year| view.year(year)).is_some_and(|k| far_apart(&scopes, k));
    let mut fans: Vec<Fan> = Vec::new();
    if !apart {
        let together = view.bands(scenario, indicator, None, None);
        fans.extend(together.map(|bands| Fan { bands, ink: Ink::SLATE, name: String::new(), full: true }));
    }
    fans.extend(scopes.into_iter().map(|fan| Fan { full: apart, ..fan }));
    let of_baseline = |base: &'a ScenarioSummary| -> Vec<&'a [Band]> {
        match apart {
            true => scope_fans(view, base, indicator).into_iter().map(|fan| fan.bands).collect(),
            false => view.bands(base, indicator, None, None).into_iter().collect(),
        }
    };
    (fans, baseline.map(of_baseline).unwrap_or_default())
}

fn scope_fans<'a>(view: &View<'a>, scenario: &'a ScenarioSummary, indicator: &str) -> Vec<Fan<'a>> {
    let scopes = view.summary.case.scopes.iter().enumerate();
    let fan = |(s, scope): (usize, &'a crate::summary::ScopeHead)| {
        let bands = view.bands(scenario, indicator, None, Some(s))?;
        let ink = Ink::SERIES[s % Ink::SERIES.len()];
        Some(Fan { bands, ink, name: view.text(&scope.name).to_owned(), full: false })
    };
    scopes.filter_map(fan).collect()
}

/// Whether some scopes' middle halves do not touch in year `k`.
fn far_apart(fans: &[Fan], k: usize) -> bool {
    let middle: Vec<&Band> = fans.iter().filter_map(|fan| fan.bands.get(k)).collect();
    middle.iter().any(|a| middle.iter().any(|b| a[3] < b[1]))
}

/// The legend below the panels; goes on to a second line where one is full.
fn legend(sheet: &mut Sheet, view: &View, compared: bool, y: f64) -> f64 {
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
    for (s, scope) in view.summary.case.scopes.iter().enumerate().filter(|(s, _)| shown.contains(s)) {
        let text = view.fill("legend-scope", &[("scope", view.text(&scope.name))]);
        let ink = Ink::SERIES[s % Ink::SERIES.len()];
        item(sheet, &text, &|sheet, x, y| sheet.line((x, y), (x + 24.0, y), ink, 1.25));
    }
    if compared {
        item(sheet, view.word("legend-baseline"), &|sheet, x, y| {
            sheet.dashes((x, y), (x + 24.0, y), Ink::TEXT, 1.25, (4.0, 3.0));
        });
    }
    if !view.summary.case.history.is_empty() {
        item(sheet, view.word("legend-same"), &|sheet, x, y| sheet.disc(x + 16.0, y, 3.25, Ink::TEXT));
        item(sheet, view.word("legend-other"), &|sheet, x, y| sheet.ring(x + 16.0, y, 3.5, Ink::SOFT, 1.25));
    }
    y + 6.0
}
