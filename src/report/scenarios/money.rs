//! The money of chart `scenarios`: public money so far, beside the yearly budget of the same years.
//!
//! Owns bars, the budget's line and its words. Never: computes a statistic; a budget of several years is so
//! many times that of one.

use crate::report::axis::Axis;
use crate::report::sheet::{Ink, Pen, Sheet};
use crate::report::view::View;
use crate::report::{font, format};
use crate::summary::ScenarioSummary;

/// A budget line farther right of the longest bar than this would flatten the bars and is only told.
const FARTHEST: f64 = 1.6;

/// Money of a year, in 亿元, that is printed as more than nothing.
const SOME: f64 = 0.05;

/// Room right of the bars for their numbers.
const NUMBERS: f64 = 74.0;

/// What a number keeps from the budget's line at least.
const APART: f64 = 6.0;

/// The bars' axis, the position of their year and the sum of the yearly budgets up to it.
pub(super) struct Money {
    axis: Axis,
    at: usize,
    budget: Option<f64>,
}

/// The money up to the year at `at`, in bars from `left` to the right edge.
pub(super) fn money(sheet: &Sheet, view: &View, at: usize, left: f64) -> Money {
    let others = view.summary.scenarios.iter().skip(1);
    let ends = others.filter_map(|s| Some(s.cost_so_far.get(at)?[4])).filter(|v| v.is_finite());
    let most = ends.fold(1.0, f64::max);
    let budget = budget_so_far(view, at).map(|(_, sum)| sum).filter(|sum| *sum <= most * FARTHEST);
    let axis = Axis::new((0.0, most.max(budget.unwrap_or(0.0))), (left, sheet.right() - NUMBERS));
    Money { axis, at, budget }
}

/// What the bars are, its last line just above `bottom`.
pub(super) fn head(sheet: &mut Sheet, view: &View, year: &str, bottom: f64, money: &Money) {
    let text = view.fill("money-column", &[("year", year)]);
    let left = money.axis.at(0.0);
    let lines = font::wrap(&text, 11.0, sheet.right() - left, 3);
    let first = bottom - 10.0 - 15.0 * (lines.len() - 1) as f64;
    sheet.lines(left, first, &lines, Pen::new(11.0, Ink::QUIET), 15.0);
}

/// The bar of a scenario around `y` in a row so high.
pub(super) fn bar(
    sheet: &mut Sheet,
    view: &View,
    scenario: &ScenarioSummary,
    money: &Money,
    (y, row): (f64, f64),
) {
    let Money { axis, at, budget } = money;
    let Some(&band) = scenario.cost_so_far.get(*at) else { return };
    let zero = axis.at(0.0);
    sheet.line((zero, y - row / 2.0), (zero, y + row / 2.0), Ink::SOFT, 1.0);
    sheet.rect(zero, y - 7.0, (axis.at(band[2]) - zero).max(0.0), 14.0, Ink::AMBER.fade(0.75));
    sheet.line((axis.at(band[0]), y), (axis.at(band[4]), y), Ink::TEXT, 1.25);
    for end in [band[0], band[4]] {
        sheet.line((axis.at(end), y - 3.5), (axis.at(end), y + 3.5), Ink::TEXT, 1.25);
    }
    if let Some(sum) = budget {
        sheet.dashes(
            (axis.at(*sum), y - row / 2.0),
            (axis.at(*sum), y + row / 2.0),
            Ink::BRICK,
            1.25,
            (4.0, 4.0),
        );
    }
    let (told, pen) = (format::money(band[2]), Pen::new(12.0, Ink::TEXT));
    let end = axis.at(band[4].max(band[2])) + 8.0;
    let x = clear_of(budget.map(|sum| axis.at(sum)), end, font::width(&told, pen.size));
    let over = over_budget_to(view, scenario, *at);
    let up = if over.is_some() { 9.0 } else { 0.0 };
    sheet.plate(x, y + 4.5 - up, &told, pen);
    if let Some(text) = over {
        let (pen, room) = (Pen::new(10.0, Ink::BRICK), sheet.right() - x);
        let lines = font::wrap(&text, pen.size, room.max(60.0), 2);
        for (line, text) in lines.iter().enumerate() {
            sheet.plate(x, y + 7.5 + 12.0 * line as f64, text, pen);
        }
    }
}

/// Where a number so wide begins that would begin at `x`: right of the budget's line if that crossed it.
fn clear_of(line: Option<f64>, x: f64, width: f64) -> f64 {
    match line {
        Some(line) if (x - APART..x + width + APART).contains(&line) => line + APART + 1.0,
        _ => x,
    }
}

/// The first year that some scenario spends in and the yearly budgets from it up to the year at `at`, added.
fn budget_so_far(view: &View, at: usize) -> Option<(i32, f64)> {
    let budget = view.summary.case.budget?;
    let years = &view.summary.case.years;
    let spends =
        |k: &usize| view.summary.scenarios.iter().any(|s| s.cost.get(*k).is_some_and(|b| b[2] >= SOME));
    let first = (0..=at).find(spends)?;
    // Whole steps of ten digits: what was typed has no more.
    let sum = (budget * (at + 1 - first) as f64 * 1e10).round() / 1e10;
    Some((*years.get(first)?, sum))
}

/// What the budget of the chart's years is, and how years above the yearly one are marked if there are some.
pub(super) fn note_so_far(view: &View, money: &Money) -> Option<String> {
    let at = money.at;
    let budget = format::yuan_as_given(view, view.summary.case.budget?);
    let Some((first, sum)) = budget_so_far(view, at) else {
        return Some(view.fill("budget-note", &[("budget", &budget)]));
    };
    let last = *view.summary.case.years.get(at)?;
    let several = first < last;
    let (first, last) = (first.to_string(), last.to_string());
    let (sum, marked) = (format::yuan_as_given(view, sum), view.fill("over-budget", &[("years", "")]));
    let mut args = vec![("budget", &*budget)];
    // Of one year the sum is the budget itself.
    args.extend([("from", &*first), ("to", &last), ("sum", &sum)].into_iter().filter(|_| several));
    args.extend(money.budget.map(|_| ("dashed", view.word("budget-dashed"))));
    if view.summary.scenarios.iter().any(|scenario| over_budget_to(view, scenario, at).is_some()) {
        args.push(("marked", marked.trim()));
    }
    Some(view.fill("budget-note-sum", &args))
}

/// The years whose median spending is above the yearly budget, behind the words that say so.
pub(in crate::report) fn over_budget(view: &View, scenario: &ScenarioSummary) -> Option<String> {
    over_budget_to(view, scenario, usize::MAX)
}

/// The same up to the year at `last`.
fn over_budget_to(view: &View, scenario: &ScenarioSummary, last: usize) -> Option<String> {
    let budget = view.summary.case.budget?;
    let years = view.summary.case.years.iter().zip(&scenario.cost).take(last.saturating_add(1));
    let mut runs: Vec<(i32, i32)> = Vec::new();
    for (&year, _) in years.filter(|(_, band)| band[2] > budget) {
        match runs.last_mut() {
            Some(run) if run.1 + 1 == year => run.1 = year,
            _ => runs.push((year, year)),
        }
    }
    let run =
        |&(from, to): &(i32, i32)| if from == to { format!("{from}") } else { format!("{from}–{to}") };
    let list: Vec<String> = runs.iter().map(run).collect();
    let years = list.join(view.lang.pick("、", ", "));
    (!runs.is_empty()).then(|| view.fill("over-budget", &[("years", &years)]))
}

/// What the yearly budget is, and how years above it are marked if there is one.
pub(in crate::report) fn budget_note(view: &View) -> Option<String> {
    let budget = format::yuan_as_given(view, view.summary.case.budget?);
    let marked = view.fill("over-budget", &[("years", "")]);
    let mut args = vec![("budget", budget.as_str())];
    if view.summary.scenarios.iter().any(|scenario| over_budget(view, scenario).is_some()) {
        args.push(("marked", marked.trim()));
    }
    Some(view.fill("budget-note", &args))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_does_not_cross_the_line_of_the_budget() {
        assert_eq!(clear_of(None, 100.0, 30.0), 100.0);
        assert_eq!(clear_of(Some(90.0), 100.0, 30.0), 100.0);
        assert_eq!(clear_of(Some(140.0), 100.0, 30.0), 100.0);
        for line in [95.0, 100.0, 110.0, 134.0] {
            let x = clear_of(Some(line), 100.0, 30.0);
            assert!(x > line + APART && x - line < 8.0, "{line}: {x}");
        }
    }
}
