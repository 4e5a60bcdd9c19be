//! Slips of the pen that are legal, as notes: ranges that lose their last year, shares for percentages.
//!
//! Looks at lines of planners only, never at shipped ones. Never: refuses anything.

use super::balance;
use super::embedded::is_shipped;
use super::trace::{Phase, Trace};
use super::value::Operand;
use crate::error::{Code, Error, Place};
use crate::model::Op;
use crate::model::unit::Law;
use rhai::Expr;

/// Numbers that are years wherever they stand.
const YEARS: std::ops::Range<i64> = 1900..2200;

/// A note on `a..b` between two years of the horizon, which leaves out the last one.
pub fn half_open(expr: &Expr, trace: &mut Trace) {
    let Expr::FnCall(call, at) = expr else { return };
    let [Expr::IntegerConstant(first, start), Expr::IntegerConstant(last, _)] = call.args[..] else { return };
    let years = YEARS.contains(&first) && first < last && last <= i64::from(trace.case.horizon.1);
    if call.name != ".." || !years {
        return;
    }
    let place = trace.at(if start.is_none() { *at } else { start });
    let note = Error::at(Code::YearsHalfOpen, place)
        .with("found", format!("{first}..{last}"))
        .with("last", last)
        .with("wanted", format!("{first}..={last}"));
    add(trace, note);
}

/// A note on a comparison of a value in % with a bare number between 0 and 1.
pub fn share_for_percent(trace: &mut Trace, op: Op, operands: &[Operand], place: &Place) {
    let [a, b] = operands else { return };
    if op.law() != Law::Compared || trace.phase == Phase::Model {
        return;
    }
    for (index, number, value) in [(0, a, b), (1, b, a)] {
        let bare = number.unit.is_none();
        let found = trace.graph.constant(number.node).filter(|x| bare && *x > 0.0 && *x < 1.0);
        let unit = value.unit.as_ref().and_then(|unit| trace.units.resolved(unit));
        if let (Some(found), true) = (found, unit == Some(balance::known("%"))) {
            let meant = (found * 1e8).round() / 1e6;
            let note = Error::at(Code::ShareForPercent, trace.argument_place(place, index));
            add(trace, note.with("found", found).with("meant", meant));
        }
    }
}

/// Adds a note once, however often a loop passes by.
fn add(trace: &mut Trace, note: Error) {
    let shipped = note.place.as_ref().is_some_and(|place| is_shipped(&place.file));
    if trace.phase == Phase::Scenario && !shipped && !trace.notes.contains(&note) {
        trace.notes.push(note);
    }
}
