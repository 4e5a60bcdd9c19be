//! Which line of a planner's own script used a measure that a library declares.
//!
//! Rhai tells a word where it is called, and that is inside the library. So the calls
//! of planners' files are kept with what they say of zone, years and amount, and the
//! one that fits what a measure was given is its caller. Never: guesses among lines
//! that say something else.

use super::embedded::is_shipped;
use super::trace::Trace;
use super::zones;
use crate::error::Place;
use crate::experiment::{Amount, Used};
use rhai::{Expr, ImmutableString, Position};

/// A call with as many arguments as functions of a library take.
pub struct Call {
    name: ImmutableString,
    at: Position,
    written: [Written; 3],
}

/// What an argument says on its own.
enum Written {
    /// A year, a range of years or an amount.
    Numbers(f64, f64),
    /// A zone by its name.
    Zone(ImmutableString),
    /// What only running tells.
    Open,
}

/// The call as it is kept; none if no measure of a library is called so.
pub fn noted(expr: &Expr) -> Option<Call> {
    let Expr::FnCall(call, at) = expr else { return None };
    let [zone, years, amount] = &call.args[..] else { return None };
    let written = [zone, years, amount].map(written);
    Some(Call { name: call.name.clone(), at: *at, written })
}

fn written(expr: &Expr) -> Written {
    match expr {
        Expr::IntegerConstant(x, _) => Written::Numbers(*x as f64, *x as f64),
        Expr::FloatConstant(x, _) => Written::Numbers(**x, **x),
        Expr::FnCall(call, _) => match (call.name.as_str(), &call.args[..]) {
            ("..=", [Expr::IntegerConstant(from, _), Expr::IntegerConstant(to, _)]) => {
                Written::Numbers(*from as f64, *to as f64)
            }
            ("zone" | "园区", [Expr::StringConstant(name, _)]) => Written::Zone(name.clone()),
            _ => Written::Open,
        },
        _ => Written::Open,
    }
}

/// The call in a planner's file that used a measure; `used` itself stands in a library.
///
/// Of several calls that say the same, each use has its own, in the order of the script.
pub fn caller(trace: &Trace, used: &Used) -> Option<Place> {
    let names = functions(trace.text(&used.place.file), used.place.line as usize);
    let fitting: Vec<Place> = trace
        .calls
        .iter()
        .filter(|call| names.contains(&call.name.as_str()) && fits(trace, call, used))
        .filter_map(|call| trace.lines.place(call.at))
        .filter(|at| at.file != used.place.file && !is_shipped(&at.file))
        .collect();
    let same = |other: &&Used| {
        (other.measure, &other.zones, &other.years, other.amount)
            == (used.measure, &used.zones, &used.years, used.amount)
    };
    let before = trace.measures.used.iter().filter(same).count();
    fitting.get(before.min(fitting.len().checked_sub(1)?)).cloned()
}

/// The function of a library around a line, and those that only call it in another language.
fn functions(text: &str, line: usize) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().take(line).collect();
    let Some(own) = lines.into_iter().rev().find_map(declared) else { return Vec::new() };
    let calls = |line: &&str| {
        let body = line.split_once('{').map(|(_, body)| body.trim_start());
        body.and_then(|body| body.strip_prefix(own)).is_some_and(|rest| rest.starts_with('('))
    };
    std::iter::once(own).chain(text.lines().filter(calls).filter_map(declared)).collect()
}

/// The name of the function that a line begins.
fn declared(line: &str) -> Option<&str> {
    line.strip_prefix("fn ")?.split('(').next().map(str::trim)
}

/// Whether nothing that a call says is otherwise in what a measure was given.
fn fits(trace: &Trace, call: &Call, used: &Used) -> bool {
    let [zone, years, amount] = &call.written;
    let zone = match zone {
        Written::Zone(name) => zones::find(trace, name).is_ok_and(|zone| used.zones == [zone]),
        _ => true,
    };
    let year = |at: Option<&usize>| at.map(|at| f64::from(trace.case.base_year) + *at as f64);
    let years = match years {
        Written::Numbers(from, to) => {
            (year(used.years.first()), year(used.years.last())) == (Some(*from), Some(*to))
        }
        _ => true,
    };
    let amount = match amount {
        Written::Numbers(x, _) => used.amount == Amount::Plain(*x),
        _ => true,
    };
    zone && years && amount
}
