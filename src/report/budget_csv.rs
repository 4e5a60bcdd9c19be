//! `budget.csv`: expected public money by department, measure, zone and year.
//!
//! Means, because they add up. What is spent without effect is a kind of row of its
//! own, inside the money spent. Never: rounds.

use super::csv_table::Table;
use super::view::View;
use super::{NamedBytes, Options};
use crate::summary::{BudgetLine, ScenarioSummary, Summary};

const COLUMNS: [&str; 12] = [
    "scenario_id",
    "scenario",
    "kind",
    "department",
    "measure_id",
    "measure",
    "clause",
    "zone_id",
    "zone",
    "year",
    "amount",
    "note",
];

/// The budgets of all scenarios; amounts are 亿元.
pub fn budget_csv(summary: &Summary, options: &Options) -> NamedBytes {
    let view = View::new(summary, options);
    let mut table = Table::new(&view, &COLUMNS);
    for scenario in &summary.scenarios {
        for line in &scenario.budget.lines {
            for (zone, years) in line.by_zone.iter().enumerate() {
                let zone = (line.by_zone.len() > 1).then_some(zone);
                rows(&mut table, &view, scenario, ("spent", line), zone, years);
            }
            rows(&mut table, &view, scenario, ("undelivered", line), None, &line.undelivered);
        }
        let private = BudgetLine::default();
        rows(&mut table, &view, scenario, ("private", &private), None, &scenario.budget.private);
    }
    table.named("budget.csv")
}

fn rows(
    table: &mut Table,
    view: &View,
    scenario: &ScenarioSummary,
    (kind, line): (&'static str, &BudgetLine),
    zone: Option<usize>,
    years: &[f64],
) {
    let word = view.word(match kind {
        "spent" => "money-spent",
        "undelivered" => "money-undelivered",
        _ => "money-private",
    });
    let zone = zone.map(|z| &view.summary.zones[z]);
    let (zone_id, zone_name) = zone.map_or(("", ""), |zone| (zone.id.as_str(), view.text(&zone.name)));
    for (&year, amount) in view.summary.case.years.iter().zip(years).filter(|(_, x)| **x != 0.0) {
        table.texts(&[&scenario.id, view.text(&scenario.name), word]);
        table.texts(&[&view.names().text(&line.department), &line.measure]);
        table.texts(&[
            view.text(&line.name),
            &view.names().clause(&line.clause),
            zone_id,
            zone_name,
            &year.to_string(),
        ]);
        table.number(*amount);
        table.note(view, &[]);
    }
}
