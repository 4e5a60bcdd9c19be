//! Chart `differences`: changes of the likelihoods against the first scenario, with their intervals.
//!
//! Owns the layout: a row per main target, a panel per milestone, a line per scenario, all on one axis
//! of percentage points. Filled where the sign is sure, hollow where the interval holds zero.

use super::{change, others, scoped, year_head};
use crate::report::axis::Axis;
use crate::report::page;
use crate::report::sheet::{Ink, MARGIN, Pen, Sheet};
use crate::report::view::View;
use crate::report::{font, format};
use crate::summary::TargetResult;

/// Name of the files.
pub(super) const NAME: &str = "differences";

/// Where panels begin; the gap between them; room for the number right of a whisker.
const PANELS: f64 = 320.0;
const GAP: f64 = 28.0;
const NUMBER: f64 = 92.0;

/// Height of a scenario's line.
const LINE: f64 = 17.0;

/// Draws the page; gives its height.
pub(super) fn draw(sheet: &mut Sheet, view: &View) -> f64 {
    let first = view.text(&view.summary.scenarios[0].name);
    let title = view.fill("compare-title", &[("scenario", first)]);
    let mut y = page::header(sheet, view, &title, view.word("compare-subtitle"));
    y = legend(sheet, view, y);
    let milestones = &view.summary.case.milestones;
    let width = (sheet.right() - PANELS + GAP) / milestones.len().max(1) as f64 - GAP;
    let left = |panel: usize| PANELS + (width + GAP) * panel as f64;
    let range = range(view);
    let axis = |panel: usize| Axis::padded(range, 0.08, (left(panel), left(panel) + width - NUMBER));
    let heads = milestones.iter().map(|year| font::wrap(&year_head(view, *year), 12.0, width, 4));
    let heads: Vec<Vec<String>> = heads.collect();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1);
    heads.iter().enumerate().for_each(|(panel, head)| {
        sheet.lines(left(panel), y + 14.0, head, Pen::new(12.0, Ink::TEXT), 15.0);
    });
    y += 15.0 * lines.saturating_sub(1) as f64;
    for panel in 0..milestones.len() {
        for tick in axis(panel).ticks(4) {
            let text = format::signed(tick * 100.0, axis(panel).tick_decimals(4).saturating_sub(2));
            sheet.text(axis(panel).at(tick), y + 32.0, &text, Pen::new(10.0, Ink::QUIET).middle());
        }
    }
    y += 40.0;
    let height = LINE * others(view).len() as f64 + 14.0;
    for (index, target) in view.main_targets() {
        let of_year = |year: i32| move |s| view.result(s, index, year, None).filter(|r| r.evaluated == year);
        if !milestones.iter().any(|year| view.summary.scenarios.first().and_then(of_year(*year)).is_some()) {
            continue;
        }
        let room = PANELS - MARGIN - 20.0;
        let own = format::other_year(view, target).map_or(String::new(), |own| {
            view.fill("threshold-of-year", &[("threshold", ""), ("year", &own.to_string())])
        });
        let name = font::wrap(&format!("{} {}{own}", target.id, view.text(&target.name)), 13.0, room, 3);
        let height = height.max(18.0 * name.len() as f64 + 16.0);
        sheet.line((MARGIN, y), (sheet.right(), y), Ink::RULE, 0.75);
        sheet.lines(MARGIN, y + 20.0, &name, Pen::new(13.0, Ink::TEXT), 17.0);
        for (panel, year) in milestones.iter().enumerate() {
            let axis = axis(panel);
            for tick in axis.ticks(4) {
                let ink = if tick == 0.0 { Ink::QUIET } else { Ink::GRID };
                sheet.line((axis.at(tick), y + 1.0), (axis.at(tick), y + height - 1.0), ink, 0.75);
            }
            for (k, scenario) in others(view).iter().enumerate() {
                let Some(result) = of_year(*year)(scenario) else { continue };
                let end = left(panel) + width - NUMBER + 8.0;
                let mark = scoped::mark(view, scenario, result);
                line(sheet, view, (result, mark), &axis, (y + 12.0 + LINE * k as f64, end), k);
            }
        }
        y += height;
    }
    sheet.line((MARGIN, y), (sheet.right(), y), Ink::RULE, 0.75);
    let mut notes = vec![view.word("compare-note").to_owned()];
    notes.extend(scoped::lines(view));
    page::footer(sheet, view, y + 4.0, None, &notes)
}

/// One scenario's change: whisker, point, number and mark.
fn line(
    sheet: &mut Sheet,
    view: &View,
    (result, mark): (&TargetResult, &str),
    axis: &Axis,
    (y, end): (f64, f64),
    k: usize,
) {
    let ink = Ink::SERIES[k % Ink::SERIES.len()];
    let text = format!("{}{mark}", change(view, result));
    if let Some((mean, low, high)) = result.change {
        sheet.line((axis.at(low), y), (axis.at(high), y), ink, 1.75);
        match low > 0.0 || high < 0.0 {
            true => sheet.disc(axis.at(mean), y, 4.0, ink),
            false => sheet.ring(axis.at(mean), y, 4.0, ink, 1.25),
        }
    }
    sheet.text(end, y + 4.0, &font::cut(&text, 10.5, NUMBER - 10.0), Pen::new(10.5, Ink::SOFT));
}

/// Which line is which scenario: in the order of the lines, with their colours.
fn legend(sheet: &mut Sheet, view: &View, y: f64) -> f64 {
    let (mut x, mut y) = (MARGIN, y + 6.0);
    for (k, scenario) in others(view).iter().enumerate() {
        let name =
            font::cut(&format!("{}. {}", k + 1, view.text(&scenario.name)), 12.0, sheet.inner() - 30.0);
        let width = font::width(&name, 12.0) + 44.0;
        if x + width > sheet.right() {
            (x, y) = (MARGIN, y + 20.0);
        }
        sheet.disc(x + 5.0, y - 4.0, 4.0, Ink::SERIES[k % Ink::SERIES.len()]);
        sheet.text(x + 16.0, y, &name, Pen::new(12.0, Ink::TEXT));
        x += width;
    }
    y + 18.0
}

/// Changes of all panels with their intervals; zero is always among them.
fn range(view: &View) -> (f64, f64) {
    let results = others(view).iter().flat_map(|s| s.likelihoods.iter().filter(|r| r.scope.is_none()));
    let main = results.filter(|r| view.summary.targets[r.target].main);
    let changes = main.filter_map(|r| r.change).flat_map(|(_, low, high)| [low, high]);
    changes.fold((-0.005, 0.005), |(low, high): (f64, f64), value| (low.min(value), high.max(value)))
}
