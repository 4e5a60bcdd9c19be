//! Numerator and denominator of a target, looked up in the model.
//!
//! Owns the checks: the indicators exist, have the values that dividing a target
//! among zones needs, and one unit. Never: a number.

use crate::case::{Fraction, Target, unit};
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::model::Graph;
use crate::model::graph::Indicator;

/// Checks the fraction of a target, if it has one.
pub(super) fn check(target: &Target, graph: &Graph) -> Result<()> {
    let Some(fraction) = &target.fraction else { return Ok(()) };
    let Fraction { numerator, denominator, numerator_place, denominator_place, .. } = fraction;
    let below = find(graph, denominator, denominator_place)?;
    if below.city.is_none() {
        return Err(lacks(target, "denominator_indicator", denominator, "@for-the-city", denominator_place));
    }
    let Some(numerator) = numerator else { return Ok(()) };
    let above = find(graph, numerator, numerator_place)?;
    for (missing, wanted) in [(above.city.is_none(), "@for-the-city"), (above.zone.is_none(), "@by-zone")] {
        if missing {
            return Err(lacks(target, "numerator_indicator", numerator, wanted, numerator_place));
        }
    }
    if let Some(share) = &fraction.denominator_share {
        let (key, at) = ("denominator_share_indicator", &fraction.denominator_share_place);
        let found = find(graph, share, at)?;
        if found.city.is_none() {
            return Err(lacks(target, key, share, "@for-the-city", at));
        }
        if !["%", "1"].contains(&found.unit.as_str()) {
            let found = unit::quoted(&found.unit);
            let error = Error::at(Code::UnitWrong, at.clone()).with("function", key).with("wanted", "%");
            return Err(error.named("found", found.0, found.1));
        }
    }
    if above.unit != below.unit {
        let (above, below) = (unit::quoted(&above.unit), unit::quoted(&below.unit));
        return Err(Error::at(Code::FractionUnits, numerator_place.clone())
            .with("target", &target.id)
            .named("numerator", above.0, above.1)
            .named("denominator", below.0, below.1));
    }
    Ok(())
}

fn find<'a>(graph: &'a Graph, id: &str, at: &Place) -> Result<&'a Indicator> {
    let known = graph.indicators.iter().map(|i| i.label.id.as_str());
    graph.indicators.iter().find(|i| i.label.id == id).ok_or_else(|| {
        Error::at(Code::UnknownIndicator, at.clone())
            .with("indicator", id)
            .with_some("nearest", nearest_name(id, known))
    })
}

fn lacks(target: &Target, key: &str, indicator: &str, wanted: &str, at: &Place) -> Error {
    let error = Error::at(Code::FractionScope, at.clone()).with("target", &target.id).with("key", key);
    error.with("indicator", indicator).with("wanted", wanted)
}
