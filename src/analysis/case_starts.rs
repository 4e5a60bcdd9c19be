//! Start values held against the last ones of the past, and zones against each other.
//!
//! Owns the rules for slips that a table by itself does not show: another unit, the city's figure for
//! the zones'. Never: corrects a figure.

use super::case_check::{figure_name, figure_words, median, naming, rounded, zones_sum};
use crate::case::{Case, Figure, HistoryPoint, unit};
use crate::error::{Code, Error, nearest_name};
use crate::maths;
use crate::model::Label;

/// A start that is so many times the last value of the past, or the past of it, is looked at.
const START_JUMP: f64 = 2.0;
/// Years for which that holds; longer ones allow as much for each.
const JUMP_YEARS: f64 = 3.0;
/// A ratio of one zone that is so many times the middle one of the others, or a part of it, is looked at.
const FAR_OFF: f64 = 8.0;

/// The last point of the past against the start of what it counts.
pub(super) fn check_start(case: &Case, labels: &[Label], series: &[&HistoryPoint]) -> Option<Error> {
    let last = series.iter().rev().find(|point| point.same_definition && point.year <= case.base_year)?;
    let starts = starts(case, last);
    let (least, most) =
        starts.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), x| (least.min(*x), most.max(*x)));
    if last.value <= 0.0 || starts.is_empty() || least <= 0.0 {
        return None;
    }
    let years = f64::from(case.base_year - last.year);
    let allowed = maths::pow(START_JUMP, (years / JUMP_YEARS).max(1.0));
    // Under one counting scope the start may fit, under another not; that is no slip.
    let start = if most < last.value / allowed {
        most
    } else if least > last.value * allowed {
        least
    } else {
        return None;
    };
    let words = figure_name(case, labels, &last.indicator);
    let error = naming(Error::at(Code::StartJump, last.value_place.clone()), &words, &last.indicator);
    let error = error.with("before", last.year).with("first", last.value).with("year", case.base_year);
    Some(error.with("second", rounded(start)).with("factor", rounded(start / last.value)))
}

/// A series of the past that neither the model nor the figures know.
pub(super) fn unused(case: &Case, labels: &[Label], series: &[&HistoryPoint]) -> Option<Error> {
    let first = series.first()?;
    let name = &first.indicator;
    let figure = name.strip_prefix("city_").unwrap_or(name);
    let known = labels.is_empty()
        || labels.iter().any(|label| label.id == *name)
        || case.figures.iter().any(|f| f.indicator == figure);
    let nearest = nearest_name(name, labels.iter().map(|label| label.id.as_str()));
    let note = || Error::at(Code::HistoryUnused, first.place.clone()).with("figure", name);
    (!known).then(|| note().with_some("nearest", nearest))
}

/// What a point of the past grew into by the base year, in its unit, under every counting scope.
fn starts(case: &Case, point: &HistoryPoint) -> Vec<f64> {
    let in_its_unit = |value: f64, from: &str| {
        let given = HistoryPoint { value, unit: from.to_owned(), ..point.clone() };
        given.in_unit(&point.unit).map(|point| point.value)
    };
    let of_city =
        |indicator: &str| case.figures.iter().find(|f| f.zone.is_none() && f.indicator == indicator);
    let near_base = |figure: &Figure| figure.year == case.base_year;
    match (point.zone, point.indicator.strip_prefix("city_")) {
        (Some(_), _) => {
            let own = case.figures.iter().filter(|f| f.zone == point.zone && near_base(f));
            let start = |figure: &Figure| {
                if figure.indicator == point.indicator {
                    return in_its_unit(figure.value, &figure.unit);
                }
                let whole = figure.indicator.strip_suffix("_share").filter(|_| figure.share_of_city)?;
                let total = of_city(whole).filter(|total| whole == point.indicator && near_base(total))?;
                let scale = unit::find(&figure.unit).map_or(1.0, |unit| unit.scale);
                in_its_unit(figure.value * scale * total.value, &total.unit)
            };
            own.filter_map(start).collect()
        }
        (None, Some(indicator)) => {
            let figure = of_city(indicator).filter(|figure| near_base(figure));
            figure.and_then(|figure| in_its_unit(figure.value, &figure.unit)).into_iter().collect()
        }
        (None, None) => {
            let Some(total) = of_city(&point.indicator).filter(|total| near_base(total)) else {
                return Vec::new();
            };
            let sums = (0..case.scopes.len()).filter_map(|scope| zones_sum(case, total, scope));
            sums.filter_map(|(sum, _)| in_its_unit(sum, &total.unit)).collect()
        }
    }
}

/// Ratios of zones that are far from those of all others.
pub(super) fn far_off(case: &Case) -> Vec<Error> {
    // Amounts, and parts of the city, differ as much as zones do.
    let ratio = |f: &&Figure| {
        let compound = f.unit.contains('/');
        let level = unit::find(&f.unit).is_some_and(|unit| unit.level);
        f.zone.is_some() && !f.share_of_city && f.unit != "1" && f.value > 0.0 && (compound || !level)
    };
    let ratios: Vec<&Figure> = case.figures.iter().filter(ratio).collect();
    let told = ratios.iter().filter_map(|figure| {
        let others = || {
            ratios
                .iter()
                .filter(|o| o.indicator == figure.indicator && o.zone != figure.zone && o.unit == figure.unit)
        };
        if others().count() < 2 {
            return None;
        }
        let middle = median(others().map(|other| other.value));
        let factor = figure.value / middle;
        if (1.0 / FAR_OFF..=FAR_OFF).contains(&factor) {
            return None;
        }
        let zone = case.zones.get(figure.zone?)?;
        let words = figure_words(case, true, &figure.indicator);
        let (zh, en) = unit::quoted(&figure.unit);
        let error =
            naming(Error::at(Code::ZoneFarOff, figure.value_place.clone()), &words, &figure.indicator);
        let error = error.named("zone", &zone.name.zh, &zone.name.en).named("unit", zh, en);
        Some(error.with("found", figure.value).with("median", rounded(middle)))
    });
    told.collect()
}
