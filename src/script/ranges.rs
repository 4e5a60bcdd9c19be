//! Whether what a scenario sets can be: ranges of levers, units of figures and thresholds.
//!
//! Plain numbers are checked here and now. What is known only in a draw is kept
//! within the lever's range in every draw, and said if that will happen. Never:
//! judges whether an amount is wise.

use super::central::central;
use super::trace::{Action, Amount, Trace};
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

/// The action that a sum owes most to, of those that count: from the last that replaces on.
pub fn largest<'a>(actions: &[&'a Action], zone: usize, year: usize, sum: f64) -> Option<&'a Action> {
    let mut counted: Vec<&Action> = Vec::new();
    for action in actions.iter().filter(|action| action.mask[zone][year]) {
        if action.replace {
            counted.clear();
        }
        counted.push(action);
    }
    let part = |action: &&&Action| match action.amount {
        Amount::Number(x) => x * sum.signum(),
        Amount::Node(_) => 0.0,
    };
    // Of equal ones the last, which was one too many.
    counted.iter().max_by(|a, b| part(a).total_cmp(&part(b))).copied()
}

/// An error about a lever, with its name and unit in both languages.
pub fn of_lever(code: Code, lever: &Lever, place: &Place) -> Error {
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

/// What zones can take together of an amount that is divided among them.
pub struct Room {
    /// Number of zones.
    zones: usize,
    /// Zones with their shares of the amount in the middle of all luck; none if all are equal or
    /// only a draw knows them.
    shares: Vec<(usize, f64)>,
}

impl Room {
    /// Equal parts for so many zones.
    pub fn even(zones: usize) -> Self {
        Self { zones, shares: Vec::new() }
    }

    /// Parts by weight: `share` is the node that divides the amount among `zones`.
    pub fn by_weight(trace: &Trace, zones: &[usize], share: NodeId) -> Self {
        let shares = central(trace, share, 0).filter(|shares| shares.iter().all(|x| x.is_finite()));
        let own = |shares: Vec<f64>| zones.iter().map(|&zone| (zone, shares[zone])).collect();
        Self { zones: zones.len(), shares: shares.map(own).unwrap_or_default() }
    }

    /// Smallest and largest amount for a lever: what all zones together may take.
    fn all(&self, (low, high): (f64, f64)) -> (f64, f64) {
        (low * self.zones as f64, high * self.zones as f64)
    }

    /// The same so that no zone's part leaves the lever's range.
    fn each(&self, (low, high): (f64, f64)) -> (f64, f64) {
        let (least, most) = self.all((low, high));
        let parts = self.shares.iter().filter(|(_, share)| *share > 0.0);
        parts
            .fold((least, most), |(least, most), (_, share)| (least.max(low / share), most.min(high / share)))
    }
}

/// Checks a plain total that is divided among zones.
///
/// # Errors
/// `SplitRange` if the zones together could not take it, `SplitShare` if one of them could not take its part.
pub fn split_in_range(trace: &Trace, lever: usize, room: &Room, found: f64, place: &Place) -> Result<()> {
    let declared = &trace.graph.levers[lever];
    let (low, high) = room.all(declared.range);
    if (low..=high).contains(&found) {
        return parts_in_range(trace, lever, room, found, place);
    }
    let error = of_lever(Code::SplitRange, declared, place).with("zones", room.zones).with("found", found);
    Err(limits(error, (low, high)))
}

/// Checks each zone's part of a total; the zone that is furthest out is named.
fn parts_in_range(trace: &Trace, lever: usize, room: &Room, total: f64, place: &Place) -> Result<()> {
    let declared = &trace.graph.levers[lever];
    let (low, high) = declared.range;
    let parts = room.shares.iter().map(|&(zone, share)| (zone, share, beyond(total * share, (low, high))));
    let Some((zone, share, _)) = parts.filter(|p| p.2 > 0.0).max_by(|a, b| a.2.total_cmp(&b.2)) else {
        return Ok(());
    };
    let name = &trace.case.zones[zone].name;
    let error = of_lever(Code::SplitShare, declared, place)
        .named("zone", &name.zh, &name.en)
        .with("total", rounded(total))
        .with("share", (share * 1e4).round() / 1e2)
        .with("found", rounded(total * share));
    let (least, most) = room.each((low, high));
    // Rounded to the side that is surely right, up to what `beyond` takes for rounding.
    let error = match total * share > high {
        true => error.with("fits_most", (most * 1e3 + most.abs() * 1e-7).floor() / 1e3),
        false => error.with("fits_least", (least * 1e3 - least.abs() * 1e-7).ceil() / 1e3),
    };
    Err(limits(error, (low, high)))
}

/// By how much a value leaves a range; nothing or less if it does not, or by rounding alone.
fn beyond(x: f64, (low, high): (f64, f64)) -> f64 {
    (x - high - 1e-9 * high.abs()).max(low - 1e-9 * low.abs() - x)
}

fn rounded(x: f64) -> f64 {
    (x * 1e6).round() / 1e6
}

/// Checks a distribution given for a lever of one zone or of several together; parameters that are
/// themselves simulated cannot be known here.
///
/// # Errors
/// `SpreadRange` or `SplitShare` if its median is out of range. A tail out of range is a note.
pub fn spread_in_range(
    trace: &mut Trace,
    lever: usize,
    room: &Room,
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
    let (all, each) = (room.all(declared.range), room.each(declared.range));
    let middle = distribution.quantile(0.5);
    let tails = [RARE, 1.0 - RARE].map(|u| distribution.quantile(u));
    let inside = |x: f64, (low, high): (f64, f64)| (low..=high).contains(&x);
    if !inside(middle, all) {
        let error = limits(of_lever(Code::SpreadRange, declared, place), all);
        return Err(error.with("found", rounded(middle)));
    }
    parts_in_range(trace, lever, room, middle, place)?;
    if !tails.iter().all(|&x| inside(x, each)) {
        let note = limits(of_lever(Code::SpreadClipped, declared, place), each);
        trace.notes.push(note);
    }
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

/// A note if measures and what is set beside them leave a lever's range together
/// ([`Code::MeasureCut`]: what is beyond is paid and has no effect), or calls of the lever's own words do
/// ([`Code::LeverCut`]), in the middle of all luck. The furthest zone and year is named among those that `set` gives a place for,
/// which is that of the note.
pub fn cut_note(
    trace: &mut Trace,
    code: Code,
    lever: usize,
    sum: NodeId,
    set: impl Fn(&Trace, usize, usize) -> Option<Place>,
) {
    let range = trace.graph.levers[lever].range;
    let mut worst = (0.0, 0, 0, 0.0);
    for year in 0..trace.graph.years() {
        for (zone, x) in central(trace, sum, year).into_iter().flatten().enumerate() {
            if beyond(x, range) > worst.0 && set(trace, zone, year).is_some() {
                worst = (beyond(x, range), zone, year, x);
            }
        }
    }
    let (excess, zone, year, found) = worst;
    if excess > 0.0 {
        let name = &trace.case.zones[zone].name;
        let place = set(trace, zone, year).unwrap_or_default();
        let note = of_lever(code, &trace.graph.levers[lever], &place)
            .named("zone", &name.zh, &name.en)
            .with("year", trace.case.base_year + year as i32)
            // A median of what is simulated: four digits tell it.
            .with("found", to_digits(found, 4));
        trace.notes.push(limits(note, range));
    }
}

/// A number with so many digits that count.
fn to_digits(x: f64, digits: i32) -> f64 {
    let places = digits - 1 - x.abs().max(1e-9).log10().floor() as i32;
    let unit = 10_f64.powi(places.abs());
    let shown = if places < 0 { (x / unit).round() * unit } else { (x * unit).round() / unit };
    if shown.is_finite() { shown } else { x }
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
