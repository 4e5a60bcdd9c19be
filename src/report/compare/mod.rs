//! `compare`: likelihoods, indicators and money of scenarios beside those of the first, in words and files.
//!
//! Owns what stands on the terminal; every indicator, zone and year is in the CSV. A difference whose
//! interval holds zero is never given a sign. Never: computes a statistic.

mod chart;
mod csv;
mod scoped;

use super::terminal::{brief, fold, plain_table, wanted};
use super::view::View;
use super::{NamedBytes, Options, format, paint};
use crate::analysis::differences::{Difference, Sign, sign};
use crate::error::{Error, Result};
use crate::message::scale;
use crate::summary::{ScenarioSummary, Summary, TargetHead, TargetResult, paired_change};
use comfy_table::Cell;

/// Columns that names and a scenario's cells may take.
const FIRST: u16 = 30;
const SCENARIO: u16 = 16;

/// Measures that stand on the terminal at most.
const MEASURES: usize = 15;

/// What is compared.
pub struct Comparison<'a> {
    /// The scenarios; the first is what the others are compared with.
    pub summary: &'a Summary,
    /// Differences of the indicators.
    pub differences: &'a [Difference],
}

/// Money of one measure under every scenario, 亿元 over the horizon (means).
struct Money {
    name: String,
    id: String,
    amounts: Vec<f64>,
}

/// The report for the terminal, ending in a line break.
pub fn compare_text(comparison: &Comparison, options: &Options) -> String {
    let view = View::new(comparison.summary, options);
    let first = view.text(&view.summary.scenarios[0].name);
    let mut out = format!("{}\n", view.fill("compare-title", &[("scenario", first)]));
    for &year in &view.summary.case.milestones {
        out += &likelihoods(&view, year);
        out.push('\n');
    }
    out += &format!("{}\n{}\n", view.word("compare-indicators"), indicators(&view, comparison));
    let money = money(&view);
    if !money.is_empty() {
        out += &format!("{}\n{}\n", view.word("compare-measures"), measures(&view, &money));
        if money.len() > MEASURES {
            let more = (money.len() - MEASURES).to_string();
            out += &format!("{}\n", view.fill("compare-more", &[("n", &more)]));
        }
    }
    out += &format!("{}\n", view.word("compare-note"));
    for line in scoped::lines(&view) {
        out += &format!("{line}\n");
    }
    if view.summary.case.demonstration {
        out += &format!("{}\n", view.word("demonstration"));
    }
    out
}

/// The files of a comparison: CSV of everything and the chart; warnings as of every chart.
///
/// # Errors
/// `CannotPaint` if the drawing cannot be turned into a picture.
pub fn compare_files(comparison: &Comparison, options: &Options) -> Result<(Vec<NamedBytes>, Vec<Error>)> {
    let view = View::new(comparison.summary, options);
    let painting = paint::paint(chart::NAME, options.drawing, |sheet| chart::draw(sheet, &view));
    let (mut files, warnings) = paint::files(chart::NAME, &painting)?;
    files.extend([csv::differences(&view, comparison), csv::measures(&view, &money(&view))]);
    Ok((files, warnings))
}

fn others<'a>(view: &View<'a>) -> &'a [ScenarioSummary] {
    &view.summary.scenarios[1..]
}

fn grid(view: &View, head: &str) -> comfy_table::Table {
    let mut table = plain_table();
    let name = |s: &ScenarioSummary| fold(brief(view.text(&s.name)), SCENARIO, 2);
    let names = view.summary.scenarios.iter().map(name);
    table.set_header(std::iter::once(fold(head, FIRST, 4)).chain(names).map(Cell::new));
    table.column_iter_mut().for_each(|column| {
        column.set_padding((1, 0));
    });
    table
}

/// What a milestone's likelihoods are: of targets, or of an extrapolation but for targets of that year.
fn year_head(view: &View, year: i32) -> String {
    let due = view.main_targets().any(|(_, target)| target.year == year);
    let key = match (view.milestone() == Some(year), due) {
        (true, _) => "compare-year",
        (false, true) => "compare-later-but",
        (false, false) => "compare-later",
    };
    view.fill(key, &[("year", &year.to_string())])
}

/// Likelihoods of a milestone: of every reading in the policy's year, later of the main ones.
fn likelihoods(view: &View, year: i32) -> String {
    let policy = view.milestone() == Some(year);
    let mut table = grid(view, &year_head(view, year));
    for (index, target) in view.summary.targets.iter().enumerate().filter(|(_, t)| policy || t.main) {
        let result = |s| view.result(s, index, year, None);
        // A target of a later year is looked at there and stands in one table only.
        let Some(first) = result(&view.summary.scenarios[0]).filter(|r| policy || r.evaluated == year) else {
            continue;
        };
        // In a later milestone's table every target is looked at in that year, its own or not.
        let wanted = match (policy, target.event && target.threshold == 1.0) {
            (true, _) => wanted(view, target),
            (false, true) => String::new(),
            (false, false) => {
                format::wanted(target.operator, target.threshold, &target.unit, target.event, view.lang)
            }
        };
        let name = format!("{} {} {wanted}", target.id, view.text(&target.name));
        let chance = scale::percent(first.likelihood.probability);
        let own = |s: &ScenarioSummary| {
            let own = format::own_threshold(view, s, index);
            own.map_or(String::new(), |own| format!("\n{}", fold(&own, SCENARIO, 3)))
        };
        let base = &view.summary.scenarios[0];
        let mut row = vec![fold(name.trim(), FIRST, 4), chance + own(base).as_str()];
        row.extend(others(view).iter().map(|s| {
            let difference = result(s).map_or("", |result| scoped::mark(view, s, result));
            likelihood_cell(view, result(s), difference) + own(s).as_str()
        }));
        table.add_row(row.into_iter().map(Cell::new));
    }
    table.trim_fmt()
}

/// A likelihood, and below it its change with its mark, if it is mainly by scope.
fn likelihood_cell(view: &View, result: Option<&TargetResult>, mark: &str) -> String {
    let Some(result) = result else { return "–".to_owned() };
    let p = scale::percent(result.likelihood.probability);
    format!("{p}\n{}{mark}", change(view, result))
}

/// A change of a likelihood in points with its error, or what is to be said in its place.
fn change(view: &View, result: &TargetResult) -> String {
    let (Some(change), Some(sign)) = (result.change, change_sign(view, result)) else {
        return view.word("compare-otherwise").to_owned();
    };
    match sign {
        Sign::Same => view.word("compare-same").to_owned(),
        Sign::Untold => view.word("compare-untold").to_owned(),
        Sign::Higher | Sign::Lower => points(change),
    }
}

/// What can be said of the sign of a likelihood's change; nothing without a change.
fn change_sign(view: &View, result: &TargetResult) -> Option<Sign> {
    let (mean, low, high) = result.change?;
    Some(sign(mean, low, high, likelihood_differs(view.summary.draws, (mean, high))))
}

/// A change of a likelihood (with its 95 % interval without zero, as shares) in points, such as `+12 ±2`.
pub(super) fn points((mean, low, high): (f64, f64, f64)) -> String {
    let error = (mean - low).max(high - mean) * 100.0;
    with_error(mean * 100.0, error, usize::from(error < 0.95))
        .unwrap_or_else(|| between(mean * 100.0, (low * 100.0, high * 100.0)))
}

/// A difference with its error, in as many decimals from `least` on as tell its sign: the error is rounded
/// up, so that it is never narrower than the interval. Nothing if the error is as large as the difference.
fn with_error(mean: f64, error: f64, least: usize) -> Option<String> {
    (least..=least.max(6)).find_map(|decimals| {
        let unit = 10_f64.powi(decimals as i32);
        let (shown, error) = ((mean.abs() * unit).round() / unit, (error * unit - 1e-9).ceil() / unit);
        (shown > error).then(|| format!("{} ±{error:.decimals$}", format::signed(mean, decimals)))
    })
}

/// A difference with its interval, which is rounded outwards and never holds zero.
fn between(mean: f64, (low, high): (f64, f64)) -> String {
    let near = low.abs().min(high.abs());
    let decimals = (1..6).find(|&d| near * 10_f64.powi(d) >= 1.0).unwrap_or(6) as usize;
    let unit = 10_f64.powi(decimals as i32);
    let ends = [(low * unit + 1e-9).floor() / unit, (high * unit - 1e-9).ceil() / unit];
    let [low, high] = ends.map(|end| format::signed(end, decimals));
    format!("{} ({low}, {high})", format::signed(mean, decimals))
}

/// Whether any of `draws` meets the target under one scenario only: without one, the interval of a
/// change is the narrowest there is.
fn likelihood_differs(draws: u64, (mean, high): (f64, f64)) -> bool {
    mean != 0.0 || high > paired_change(0, 0, draws).2 * (1.0 + 1e-9)
}

/// Indicators of the main targets for the city at the milestones.
fn indicators(view: &View, comparison: &Comparison) -> String {
    let mut table = grid(view, view.word("compare-indicator-head"));
    let mut seen = std::collections::BTreeSet::new();
    for (_, target) in view.main_targets().filter(|(_, target)| !target.event) {
        let Some((index, head)) = view.indicator(&target.indicator).filter(|(i, _)| seen.insert(*i)) else {
            continue;
        };
        for &year in &view.summary.case.milestones {
            let Some(at) = view.year(year) else { continue };
            let decimals = format::target_decimals(target);
            let name = format::name_with_unit(view, view.text(&head.name), &head.unit);
            let median = |scenario, scope| {
                let band = view.band(scenario, &head.id, None, scope, year);
                band.map_or("–".to_owned(), |band| format::number(band[2], decimals))
            };
            let difference = |other: usize| {
                let here = (other + 1, index, None, at);
                let mut all = comparison.differences.iter();
                let found = all.find(|d| (d.scenario, d.indicator, d.zone, d.year) == here);
                found.map_or(String::new(), |d| {
                    let mark = scoped::mark_of(scoped::of_difference(comparison, d), d.sign());
                    format!("{}{mark}", told(view, target, d))
                })
            };
            let scopes = view.scopes_of(&view.summary.scenarios[0], &head.id, None);
            // The median of several scopes together is of no future: each has a row of its own.
            let apart = scopes != [None];
            let all = |scenario| if apart { String::new() } else { median(scenario, None) };
            let mut row = vec![fold(&format!("{year} {name}"), FIRST, 4), all(&view.summary.scenarios[0])];
            let both = |(other, scenario)| {
                format!("{}\n{}", all(scenario), difference(other)).trim_start().to_owned()
            };
            row.extend(others(view).iter().enumerate().map(both));
            table.add_row(row.into_iter().map(Cell::new));
            for scope in scopes.into_iter().flatten() {
                let name = format!("· {}", view.text(&view.summary.case.scopes[scope].name));
                let medians = view.summary.scenarios.iter().map(|scenario| median(scenario, Some(scope)));
                table.add_row(std::iter::once(fold(&name, FIRST, 2)).chain(medians).map(Cell::new));
            }
        }
    }
    table.trim_fmt()
}

/// A mean difference with its error, or what is to be said in its place.
fn told(view: &View, target: &TargetHead, difference: &Difference) -> String {
    match difference.sign() {
        Sign::Same => view.word("compare-same").to_owned(),
        Sign::Untold => view.word("compare-untold").to_owned(),
        Sign::Higher | Sign::Lower => {
            let (mean, error) = (difference.mean, difference.error);
            let decimals = format::target_decimals(target);
            let unit = 10_f64.powi(-(decimals as i32));
            // More digits than those of the values beside it would claim what no statistic can tell.
            if mean.abs() < 0.5 * unit {
                let key = if mean > 0.0 { "compare-hardly-higher" } else { "compare-hardly-lower" };
                return view.fill(key, &[("unit", &format::number(unit, decimals))]);
            }
            with_error(mean, error, decimals).unwrap_or_else(|| between(mean, (mean - error, mean + error)))
        }
    }
}

/// Measures on which the scenarios spend differently, the largest difference first.
fn money(view: &View) -> Vec<Money> {
    let mut all: Vec<Money> = Vec::new();
    let scenarios = &view.summary.scenarios;
    for (at, scenario) in scenarios.iter().enumerate() {
        for line in &scenario.budget.lines {
            let spent: f64 = line.by_zone.iter().flatten().sum();
            let own = if line.measure.is_empty() { line.department.as_str() } else { line.measure.as_str() };
            let known = all.iter().position(|money| money.id == own);
            let place = known.unwrap_or_else(|| {
                let named = if line.measure.is_empty() {
                    view.fill("compare-levers", &[("department", &view.names().text(&line.department))])
                } else {
                    view.text(&line.name).to_owned()
                };
                all.push(Money { name: named, id: own.to_owned(), amounts: vec![0.0; scenarios.len()] });
                all.len() - 1
            });
            all[place].amounts[at] += spent;
        }
    }
    let gap = |money: &Money| {
        let first = money.amounts[0];
        money.amounts.iter().map(|amount| (amount - first).abs()).fold(0.0, f64::max)
    };
    all.retain(|money| gap(money) > 1e-9);
    all.sort_by(|a, b| gap(b).total_cmp(&gap(a)));
    all
}

fn measures(view: &View, money: &[Money]) -> String {
    let mut table = grid(view, view.word("compare-measure-head"));
    for one in money.iter().take(MEASURES) {
        let amounts = one.amounts.iter().map(|amount| match *amount {
            0.0 => "–".to_owned(),
            amount => format::number(amount, if amount < 1.0 { 2 } else { format::money_decimals(amount) }),
        });
        table.add_row(std::iter::once(fold(&one.name, FIRST, 2)).chain(amounts).map(Cell::new));
    }
    table.trim_fmt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_of_a_sure_sign_never_holds_zero() {
        let read = |text: &str| text.replace('−', "-").replace('+', "").parse::<f64>().expect("a number");
        for mean in [0.0004, 0.0011, 0.0049, 0.0051, 0.0149, 0.03, 0.3, -0.0011, -0.0149, -0.4] {
            for share in [0.05, 0.3, 0.6, 0.9, 0.99] {
                for skew in [1.0, 1.5, 3.0] {
                    // The nearer end is on the side of the sign; the farther may reach beyond twice the mean.
                    let (near, far) = (mean * (1.0 - share), mean * (1.0 + share * skew));
                    let text = points((mean, f64::min(near, far), f64::max(near, far)));
                    let holds = match text.split_once(" ±") {
                        Some((mean, error)) => read(mean).abs() <= read(error),
                        None => {
                            let ends = text.split_once(" (").expect("an interval").1.trim_end_matches(')');
                            let (low, high) = ends.split_once(", ").expect("two ends");
                            read(low) <= 0.0 && read(high) >= 0.0
                        }
                    };
                    assert!(!holds, "{mean} {share} {skew}: {text}");
                }
            }
        }
        assert_eq!(points((0.12, 0.10, 0.14)), "+12 ±2");
        assert_eq!(points((-0.011, -0.021, -0.001)), "−1.1 ±1.0");
    }

    #[test]
    fn as_many_gained_as_lost_are_not_the_same_draws() {
        for draws in [1, 100, 20_000, 10_000_000] {
            let differs = |gained, lost| {
                let (mean, _, high) = paired_change(gained, lost, draws);
                likelihood_differs(draws, (mean, high))
            };
            assert!(!differs(0, 0), "{draws}");
            assert!(draws < 2 || differs(1, 1), "{draws}");
            assert!(differs(1, 0) && differs(0, 1), "{draws}");
        }
    }
}
