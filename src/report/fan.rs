//! Chart `fan:INDICATOR[@ZONE]`: one indicator in every scenario, panels on one common scale.
//!
//! Owns the layout of the panels. Never: computes a statistic.

use super::fans::{self, notes};
use super::format;
use super::page;
use super::panel::{self, Panel, Threshold};
use super::scope;
use super::sheet::{MARGIN, Sheet};
use super::terminal::brief;
use super::view::View;
use crate::summary::ScenarioSummary;

/// Most columns of panels, the gap between them, and their height.
const COLUMNS: usize = 3;
const GAP: f64 = 24.0;
const HEIGHT: f64 = 290.0;

/// Least height of a panel on a slide or page.
const LEAST: f64 = 150.0;

/// Draws the page of an indicator of the city or of a zone; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View, indicator: usize, zone: Option<usize>) -> f64 {
    let head = &view.summary.indicators[indicator];
    let place = match zone {
        Some(zone) => view.text(&view.summary.zones[zone].name),
        None => view.text(&view.summary.case.name),
    };
    let title = view.fill("fan-title", &[("indicator", view.text(&head.name)), ("place", place)]);
    let subtitle = view.fill("fan-subtitle", &[("unit", view.unit(&head.unit))]);
    let top = page::header(sheet, view, &title, &subtitle) + 8.0;
    let scenarios = view.summary.scenarios.iter();
    let base = view.summary.scenarios.first();
    let mut panels: Vec<Panel> = scenarios
        .enumerate()
        .map(|(i, scenario)| panel(view, scenario, base.filter(|_| i > 0), indicator, zone))
        .collect();
    let range = panels
        .iter()
        .map(Panel::range)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |a, b| (a.0.min(b.0), a.1.max(b.1)));
    let columns = panels.len().clamp(1, sheet.columns(COLUMNS, GAP));
    let width = (sheet.inner() - GAP * (columns - 1) as f64) / columns as f64;
    let height = sheet.stretch(if columns == 1 { HEIGHT * 1.5 } else { HEIGHT }, LEAST);
    let mut marks = false;
    let mut unlabelled = Vec::new();
    let shown = sheet.groups(panels.len(), columns);
    let panels = &mut panels[shown];
    for (i, panel) in panels.iter_mut().enumerate() {
        panel.range = Some(range);
        marks |= !panel.history.is_empty();
        let x = MARGIN + (width + GAP) * (i % columns) as f64;
        let y = top + (height + GAP) * (i / columns) as f64;
        for mark in panel::draw(sheet, view, panel, (x, y, width, height)) {
            let note = format!("{} {}", mark.year, view.text(&mark.area));
            if !unlabelled.contains(&note) {
                unlabelled.push(note);
            }
        }
    }
    let rows = panels.len().div_ceil(columns) as f64;
    let compared = view.summary.scenarios.len() > 1;
    let y = fans::legend(sheet, view, (compared, marks), top + rows * (height + GAP) + 4.0);
    let mut notes = notes(view, &unlabelled);
    notes.extend(scoped(view, &head.id, zone));
    // The model's money is nominal: a rising band is no growth of output.
    notes.extend(head.unit.contains('元').then(|| view.word("fan-nominal").to_owned()));
    page::footer(sheet, view, y, None, &notes)
}

/// Which scenarios change the counting scope: where an indicator's change has parts, what is mainly by
/// scope; of others that a jump may be no growth.
fn scoped(view: &View, indicator: &str, zone: Option<usize>) -> Vec<String> {
    let all = &view.summary.scenarios;
    let of = |target: usize| view.summary.targets[target].indicator == indicator;
    if zone.is_none() && all.iter().flat_map(|s| &s.splits).any(|split| of(split.target)) {
        return scope::lines(view, all, &of, scope::Beside::Level);
    }
    let moving = all.iter().filter(|scenario| scope::moves(scenario));
    let names: Vec<&str> = moving.map(|scenario| brief(view.text(&scenario.name))).collect();
    let list = names.join(view.lang.pick("、", ", "));
    if list.is_empty() { Vec::new() } else { vec![view.fill("jump-by-scope", &[("scenarios", &list)])] }
}

fn panel<'a>(
    view: &View<'a>,
    scenario: &'a ScenarioSummary,
    base: Option<&'a ScenarioSummary>,
    indicator: usize,
    zone: Option<usize>,
) -> Panel<'a> {
    let id = &view.summary.indicators[indicator].id;
    let target = view.summary.targets.iter().position(|target| zone.is_none() && target.indicator == *id);
    let threshold = target.map(|target| view.as_read(scenario, target)).map(|target| Threshold {
        value: target.threshold,
        year: target.year,
        text: view.fill("threshold-label", &[("threshold", &format::threshold(view, &target))]),
    });
    let (fans, compared) = fans::fans_of(view, scenario, base, id, zone);
    Panel {
        title: view.text(&scenario.name).to_owned(),
        years: &view.summary.case.years,
        fans,
        compared,
        threshold,
        history: view.history(id, zone),
        range: None,
    }
}
