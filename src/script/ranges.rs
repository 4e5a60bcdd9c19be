//! Whether what a scenario sets can be: ranges of levers, units of figures and thresholds.
//!
//! Plain numbers are checked here and now. What is known only in a draw is kept
//! within the lever's range in every draw, and said if that will happen. Never:
//! judges whether an amount is wise.

use super::trace::Trace;
use super::value::{Parameter, Recipe};
use crate::case::unit;
use crate::error::{Code, Error, Place, Result};
use crate::model::graph::Lever;
use crate::model::{NodeId, Op};

/// Chance on either side that a distribution may leave a lever's range without a word.
const RARE: f64 = 0.001;

/// Checks a plain amount of one zone and year.
///
/// # Errors
/// `LeverRange` with zone and year.
pub fn in_range(
    trace: &Trace,
    lever: usize,
    zone: usize,
    year: usize,
    found: f64,
    place: &Place,
) -> Result<()> {
    let declared = &trace.graph.levers[lever];
    let (low, high) = declared.range;
    if (low..=high).contains(&found) {
        return Ok(());
    }
    let name = &trace.case.zones[zone].name;
    let error = of_lever(Code::LeverRange, declared, place)
        .named("zone", &name.zh, &name.en)
        .with("year", trace.case.base_year + year as i32)
        .with("found", found);
    Err(limits(error, (low, high)))
}

/// An error about a lever, with its name and unit in both languages.
fn of_lever(code: Code, lever: &Lever, place: &Place) -> Error {
    let error = Error::at(code, place.clone()).named("lever", lever.label.in_chinese(), &lever.label.id);
    match unit::find(&lever.unit).filter(|unit| unit.zh != "1") {
        Some(unit) => error.named("unit", unit.zh, unit.en),
        None => error,
    }
}

/// What would have been right: both ends, or the one that there is.
fn limits(error: Error, (low, high): (f64, f64)) -> Error {
    match (low.is_finite(), high.is_finite()) {
        (true, true) => error.with("low", low).with("high", high),
        (true, false) => error.with("least", low),
        (false, true) => error.with("most", high),
        (false, false) => error,
    }
}

/// Checks a plain total that is divided among `zones` zones.
///
/// # Errors
/// `SplitRange` if the zones together could not take it.
pub fn split_in_range(trace: &Trace, lever: usize, zones: usize, found: f64, place: &Place) -> Result<()> {
    let declared = &trace.graph.levers[lever];
    let (low, high) = (declared.range.0 * zones as f64, declared.range.1 * zones as f64);
    if (low..=high).contains(&found) {
        return Ok(());
    }
    let error = of_lever(Code::SplitRange, declared, place).with("zones", zones).with("found", found);
    Err(limits(error, (low, high)))
}

/// Checks a distribution given for a lever of `zones` zones together; parameters that are
/// themselves simulated cannot be known here.
///
/// # Errors
/// `SpreadRange` if its median is out of range. A tail out of range is a note.
pub fn spread_in_range(
    trace: &mut Trace,
    lever: usize,
    zones: usize,
    recipe: &Recipe,
    place: &Place,
) -> Result<()> {
    let known = |p: &Parameter| match p {
        Parameter::Number(_) => true,
        Parameter::Value(value) => trace.graph.constant(value.node).is_some(),
    };
    if !recipe.parameters.iter().all(known) {
        return Ok(());
    }
    let distribution = recipe.constant(trace)?;
    let declared = &trace.graph.levers[lever];
    let (low, high) = (declared.range.0 * zones as f64, declared.range.1 * zones as f64);
    let middle = distribution.quantile(0.5);
    let tails = [RARE, 1.0 - RARE].map(|u| distribution.quantile(u));
    let inside = |x: f64| (low..=high).contains(&x);
    let code = match (inside(middle), tails.iter().all(|&x| inside(x))) {
        (true, true) => return Ok(()),
        (true, false) => Code::SpreadClipped,
        (false, _) => Code::SpreadRange,
    };
    let mut error = limits(of_lever(code, declared, place), (low, high));
    if code == Code::SpreadRange {
        error = error.with("found", (middle * 1e6).round() / 1e6);
        return Err(error);
    }
    trace.notes.push(error);
    Ok(())
}

/// The amount kept within the lever's range; a value that is no number stays one.
pub fn clipped(trace: &mut Trace, lever: usize, amount: NodeId) -> NodeId {
    let (low, high) = trace.graph.levers[lever].range;
    let mut amount = amount;
    for (op, bound) in [(Op::Max, low), (Op::Min, high)] {
        if bound.is_finite() {
            let bound = trace.graph.number(bound);
            amount = trace.graph.op(op, &[amount, bound], None);
        }
    }
    amount
}

/// Checks that a believed figure or a threshold makes sense in its unit; `name` is what it is called.
///
/// # Errors
/// `TooSmall` or `PercentOutOfRange`.
pub fn in_unit(unit: &str, name: &str, found: f64, place: &Place) -> Result<()> {
    match unit::find(unit) {
        Some(unit) => unit.check(found, &found.to_string(), name, place),
        None => Ok(()),
    }
}
