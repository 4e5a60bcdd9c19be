//! What is odd in the figures of a case taken together, as notes: shares for percentages, prices of the
//! other kind, figures of other years, dates to come, a mark that is not stated.
//!
//! Owns these rules; slips of single rows are in `catches`, sums and jumps in the check of
//! a case. Never: corrects or refuses anything.

use super::catches::prices_in;
use super::{Case, Figure, unit};
use crate::error::{Code, Error, Place};

/// The notes, in the order of the files.
pub(super) fn notes(case: &Case, head: Place) -> Vec<Error> {
    let mut notes = shares(case);
    notes.extend(prices(case));
    notes.extend(case.figures.iter().filter_map(|figure| told_later(case, figure)));
    notes.extend(unmarked(case, head));
    notes
}

fn naming(code: Code, figure: &Figure) -> Error {
    Error::at(code, figure.value_place.clone()).with("figure", &figure.indicator)
}

/// Figures in % of which no zone has more than one: all of them may be shares of one.
fn shares(case: &Case) -> Vec<Error> {
    let by_zone = |f: &&Figure| f.zone.is_some() && f.unit == "%";
    let mut told: Vec<&str> = Vec::new();
    let mut notes = Vec::new();
    for figure in case.figures.iter().filter(by_zone) {
        let same = case.figures.iter().filter(by_zone).filter(|f| f.indicator == figure.indicator);
        let all: Vec<f64> = same.map(|f| f.value).collect();
        let small = all.len() > 1 && all.iter().all(|x| *x > 0.0 && *x <= 1.0);
        if small && !told.contains(&figure.indicator.as_str()) {
            told.push(&figure.indicator);
            let percent = (figure.value * 1e8).round() / 1e6;
            notes.push(
                naming(Code::PercentsSmall, figure).with("found", figure.value).with("percent", percent),
            );
        }
    }
    notes
}

/// Amounts of money in other prices than most, and words of a source that say other prices than the row.
fn prices(case: &Case) -> Vec<Error> {
    let money = |f: &&Figure| f.unit.contains('元') && !f.unit.contains('/') && !f.price_basis.is_empty();
    let in_prices =
        |basis: &str| case.figures.iter().filter(money).filter(|f| f.price_basis == basis).count();
    let rarer = match (in_prices("nominal"), in_prices("comparable")) {
        (0, _) | (_, 0) => None,
        (nominal, comparable) => Some(if comparable > nominal { "nominal" } else { "comparable" }),
    };
    let told = |figure: &Figure, found: &str, stated: &str| {
        let note = naming(Code::PricesOdd, figure);
        note.with("found", format!("@{found}")).with("stated", format!("@{stated}"))
    };
    let other = |basis: &str| if basis == "nominal" { "comparable" } else { "nominal" };
    let mut notes = Vec::new();
    for figure in case.figures.iter().filter(|figure| !figure.price_basis.is_empty()) {
        let spoken = [&figure.source.title, &figure.note].into_iter().find_map(|text| prices_in(text));
        if let Some(spoken) = spoken.filter(|spoken| *spoken != figure.price_basis) {
            notes.push(told(figure, &figure.price_basis, spoken));
        } else if money(&figure) && Some(figure.price_basis.as_str()) == rarer {
            notes.push(told(figure, &figure.price_basis, other(&figure.price_basis)));
        }
    }
    notes
}

/// A start value of another year than the case's, or a source that is dated after the data.
fn told_later(case: &Case, figure: &Figure) -> Option<Error> {
    if figure.source.date.as_str() > case.as_of.as_str() {
        let note = naming(Code::DateToCome, figure).with("found", &figure.source.date);
        return Some(note.with("as_of", &case.as_of));
    }
    // Cities keep some figures of other years on purpose; zones are compared with each other.
    let level = unit::find(&figure.unit).is_some_and(|unit| unit.level) || figure.share_of_city;
    let other = figure.zone.is_some() && level && figure.year != case.base_year;
    other.then(|| naming(Code::YearOther, figure).with("year", figure.year).with("base", case.base_year))
}

/// Assumed figures by zone without the mark that says so.
fn unmarked(case: &Case, head: Place) -> Option<Error> {
    let assumed = case.assumed_by_zone().len();
    (!case.demonstration && assumed > 0).then(|| Error::at(Code::MarkMissing, head).with("n", assumed))
}
