//! `differences.csv` and `measures_compared.csv`: every difference, of likelihoods and of indicators.
//!
//! Owns their columns. Never: rounds.

use super::{Comparison, Money, change_sign, scoped};
use crate::analysis::differences::Sign;
use crate::report::NamedBytes;
use crate::report::csv_table::Table;
use crate::report::view::View;

const DIFFERENCES: [&str; 17] = [
    "scenario_id",
    "scenario",
    "against_id",
    "what",
    "quantity_id",
    "quantity",
    "zone_id",
    "zone",
    "year",
    "unit",
    "difference",
    "difference_low",
    "difference_high",
    "share_above",
    "share_below",
    "sign",
    "note",
];

/// Likelihoods (as shares) by target and milestone, then mean differences of indicators by zone and year.
pub(super) fn differences(view: &View, comparison: &Comparison) -> NamedBytes {
    let mut table = Table::new(view, &DIFFERENCES);
    let against = view.summary.scenarios[0].id.as_str();
    for scenario in &view.summary.scenarios[1..] {
        let names = [scenario.id.as_str(), view.text(&scenario.name), against];
        for result in view.results(scenario).into_iter().filter(|r| r.scope.is_none()) {
            let target = &view.summary.targets[result.target];
            table.texts(&names);
            table.texts(&[view.word("compare-likelihood"), &target.id, view.text(&target.name)]);
            table.texts(&["", view.word("city-sum"), &result.evaluated.to_string(), view.unit("1")]);
            match (result.change, change_sign(view, result)) {
                (Some((mean, low, high)), Some(sign)) => {
                    [mean, low, high].into_iter().for_each(|value| table.number(value));
                    table.texts(&["", "", word(view, sign)]);
                }
                _ => table.texts(&["", "", "", "", "", view.word("compare-otherwise")]),
            }
            let note = scoped::note(view, scenario, result);
            table.note(view, &Vec::from_iter(note.as_deref()));
        }
    }
    for difference in comparison.differences {
        let scenario = &view.summary.scenarios[difference.scenario];
        let head = &view.summary.indicators[difference.indicator];
        table.texts(&[&scenario.id, view.text(&scenario.name), against]);
        table.texts(&[view.word("compare-indicator"), &head.id, view.text(&head.name)]);
        let zone = difference.zone.map(|zone| &view.summary.zones[zone]);
        let zone = zone.map_or(["", view.word("city-sum")], |zone| [zone.id.as_str(), view.text(&zone.name)]);
        table.texts(&zone);
        table.texts(&[&view.summary.case.years[difference.year].to_string(), view.unit(&head.unit)]);
        let (mean, error) = (difference.mean, difference.error);
        for value in [mean, mean - error, mean + error, difference.above, difference.below] {
            table.number(value);
        }
        table.texts(&[word(view, difference.sign())]);
        let between = scoped::of_difference(comparison, difference);
        let marked = !scoped::mark_of(between, difference.sign()).is_empty();
        table.note(view, &Vec::from_iter(marked.then(|| view.word("difference-by-scope"))));
    }
    table.named("differences.csv")
}

fn word(view: &View, sign: Sign) -> &'static str {
    view.word(match sign {
        Sign::Same => "compare-same",
        Sign::Higher => "compare-higher",
        Sign::Lower => "compare-lower",
        Sign::Untold => "compare-untold",
    })
}

/// Expected public money of each measure that the scenarios spend differently on, by scenario.
pub(super) fn measures(view: &View, money: &[Money]) -> NamedBytes {
    let mut table = Table::new(view, &["measure_id", "measure", "scenario_id", "scenario", "public", "note"]);
    for one in money {
        for (scenario, amount) in view.summary.scenarios.iter().zip(&one.amounts) {
            table.texts(&[&one.id, &one.name, &scenario.id, view.text(&scenario.name)]);
            table.number(*amount);
            table.note(view, &[]);
        }
    }
    table.named("measures_compared.csv")
}
