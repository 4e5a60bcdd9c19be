//! Units of what a script computes: each operation's law, and what each word wants.
//!
//! Units go along with the script's values, not with nodes, because one node may be
//! a literal here and money there. A bare number takes whatever unit its place wants.
//! Never: knows how open units are solved (see `model::unit`) or how they are written.

use super::trace::{Phase, Trace};
use super::value::{Operand, Parameter, Recipe, traced};
use crate::case::unit;
use crate::error::{Code, Error, Place, Result};
use crate::maths;
use crate::model::unit::{Factor, Law, Ratio, Unit};
use crate::model::unit_text::{chinese, english, percents, read};
use crate::model::{Op, Value};
use rhai::Dynamic;

/// The unit of numbers as a text states them; names of the case's table work in both languages.
///
/// # Errors
/// `UnitUnknown` or `UnitWriting`.
pub fn stated(text: &str, at: &Place) -> Result<Unit> {
    read(unit::find(text).map_or(text, |unit| unit.zh), at)
}

/// The unit of the model's own numbers for something that a text states: `%` is a share of one.
///
/// # Errors
/// As [`stated`].
pub fn inside(text: &str, at: &Place) -> Result<Unit> {
    let shares = Unit::of(Factor::Ten, Ratio::whole(2 * i64::from(percents(text))));
    let unit = stated(text, at)?;
    unit.times(&shares, Ratio::ONE).ok_or_else(|| Error::at(Code::UnitWriting, at.clone()).with("unit", text))
}

/// The model's own number per stated number.
pub fn scale(text: &str) -> f64 {
    match percents(text) {
        0 => 1.0,
        1 => 0.01,
        power => maths::pow(0.01, f64::from(power)),
    }
}

/// The unit of a text that is known to be one.
pub fn known(text: &str) -> Unit {
    stated(text, &Place::default()).unwrap_or_default()
}

/// A unit a year.
pub fn a_year(unit: &Unit) -> Unit {
    unit.times(&known("年"), Ratio::whole(-1)).unwrap_or_default()
}

/// A unit as an argument of a message.
fn shown(trace: &Trace, unit: &Unit) -> String {
    let unit = trace.units.resolved(unit).unwrap_or_default();
    format!("@unit:{}|{}", chinese(&unit), english(&unit))
}

/// Whether two units that are known are one and the same.
pub fn same(trace: &mut Trace, one: &str, other: &str) -> bool {
    trace.units.equate(&known(one), &known(other)).is_ok()
}

/// The unit of a result, after its operands' units were found to fit.
///
/// # Errors
/// `UnitsDiffer` at the operation, `NotPure` at the operand.
pub fn of_op(trace: &mut Trace, op: Op, args: &[Operand], place: &Place) -> Result<Unit> {
    let symbol = op.symbol();
    match op.law() {
        Law::Alike if op == Op::Sub && since_a_year(trace, args) => Ok(trace.units.open()),
        Law::Alike => alike(trace, symbol, args, place),
        Law::Compared => alike(trace, symbol, args, place).map(|_| Unit::pure()),
        Law::Chosen => alike(trace, symbol, &args[1..], place),
        Law::Logic => Ok(Unit::pure()),
        Law::Product => Ok(product(trace, args, Ratio::ONE)),
        Law::Quotient => Ok(product(trace, args, Ratio::whole(-1))),
        Law::Root => Ok(power(trace, &args[0], Ratio::new(1, 2))),
        Law::Pure => {
            let places = (0..).zip(args);
            pure(trace, symbol, places, place).map(|()| Unit::pure())
        }
        Law::First => {
            pure(trace, symbol, (1..).zip(&args[1..]), place)?;
            Ok(args[0].unit.clone().unwrap_or_else(|| trace.units.open()))
        }
        Law::Power => {
            pure(trace, symbol, [(1, &args[1])], place)?;
            if let Some(by) = trace.graph.constant(args[1].node).and_then(Ratio::near) {
                return Ok(power(trace, &args[0], Some(by)));
            }
            pure(trace, symbol, [(0, &args[0])], place).map(|()| Unit::pure())
        }
    }
}

/// Whether this counts the years since one that is written down (`year - 2024`): a count is a bare number.
fn since_a_year(trace: &Trace, args: &[Operand]) -> bool {
    trace.graph.node(args[0].node).value == Value::Year && args[1].unit.is_none()
}

/// The one unit of several values, which is that of the result.
///
/// # Errors
/// `UnitsDiffer` at the call.
pub fn alike(trace: &mut Trace, function: &str, args: &[Operand], place: &Place) -> Result<Unit> {
    let mut units = args.iter().filter_map(|arg| arg.unit.as_ref());
    let Some(first) = units.next() else { return Ok(trace.units.open()) };
    for unit in units {
        if let Err((one, other)) = trace.units.equate(first, unit) {
            return Err(Error::at(Code::UnitsDiffer, place.clone())
                .with("function", function)
                .with("found", shown(trace, &one))
                .with("wanted", shown(trace, &other)));
        }
    }
    Ok(first.clone())
}

/// A bare factor may have any unit, so the product may too.
fn product(trace: &mut Trace, args: &[Operand], power: Ratio) -> Unit {
    match (&args[0].unit, &args[1].unit) {
        (Some(a), Some(b)) => trace.units.product(a, b, power),
        _ => trace.units.open(),
    }
}

fn power(trace: &mut Trace, of: &Operand, by: Option<Ratio>) -> Unit {
    match (&of.unit, by) {
        (Some(unit), Some(by)) => trace.units.product(&Unit::pure(), unit, by),
        _ => trace.units.open(),
    }
}

/// Wants pure numbers as some arguments of a call, each given with its index.
///
/// # Errors
/// `NotPure` at the argument.
pub fn pure<'a>(
    trace: &mut Trace,
    function: &str,
    args: impl IntoIterator<Item = (usize, &'a Operand)>,
    call: &Place,
) -> Result<()> {
    for (index, arg) in args {
        let Some(unit) = &arg.unit else { continue };
        if let Err((found, _)) = trace.units.equate(unit, &Unit::pure()) {
            return Err(Error::at(Code::NotPure, trace.argument_place(call, index))
                .with("function", function)
                .with("found", shown(trace, &found)));
        }
    }
    Ok(())
}

/// Wants a value in a unit where a word takes it.
///
/// # Errors
/// `UnitWrong` at the argument.
pub fn wants(trace: &mut Trace, function: &str, value: &Operand, wanted: &Unit, at: &Place) -> Result<()> {
    let Some(unit) = &value.unit else { return Ok(()) };
    trace.units.equate(unit, wanted).map_err(|(found, wanted)| {
        Error::at(Code::UnitWrong, at.clone())
            .with("function", function)
            .with("found", shown(trace, &found))
            .with("wanted", shown(trace, &wanted))
    })
}

/// A planner's value with a unit of the same kind, such as 万元/年 where 亿元/年 is wanted, put into the
/// unit that is wanted; any other as it is.
pub fn put(trace: &mut Trace, value: Operand, wanted: &Unit) -> Operand {
    let Some(unit) = value.unit.as_ref().and_then(|unit| trace.units.resolved(unit)) else { return value };
    let gap = unit.times(wanted, Ratio::whole(-1)).map(|gap| gap.factors().to_vec());
    let Some([(Factor::Ten, power)]) = gap.as_deref() else { return value };
    let (power, 1) = power.parts() else { return value };
    // Dividing by a whole power is exact where multiplying by its inverse would not be.
    let op = if power < 0 { Op::Div } else { Op::Mul };
    let scale = trace.graph.number(maths::pow(10.0, power.unsigned_abs() as f64));
    Operand { node: trace.graph.op(op, &[value.node, scale], None), unit: Some(wanted.clone()) }
}

/// Wants the value of something declared in a unit that stands for the declared one inside the model.
///
/// # Errors
/// `UnitDeclared` at the value.
pub fn declares(
    trace: &mut Trace,
    (kind, name, text): (&str, &str, &str),
    value: &Operand,
    wanted: &Unit,
    at: &Place,
) -> Result<()> {
    wants(trace, "", value, wanted, at).map_err(|error| {
        Error::at(Code::UnitDeclared, at.clone())
            .with("kind", kind)
            .with("name", name)
            .with("found", error.arg("found").unwrap_or_default())
            .with("wanted", shown(trace, &known(text)))
    })
}

/// A value, or a bare number, as one in a stated unit.
///
/// # Errors
/// Those of [`stated`]; `UnitWrong` for a value in another unit.
pub fn with_unit(trace: &mut Trace, value: &Operand, text: &str, call: &Place) -> Result<Dynamic> {
    let unit = stated(text, &trace.argument_place(call, 1))?;
    wants(trace, "with_unit", value, &unit, &trace.argument_place(call, 0))?;
    Ok(traced(value.node, unit))
}

/// The unit of a figure in the model's own numbers.
pub fn of_figure(trace: &Trace, id: &str) -> Unit {
    let figure = trace.case.figures.iter().find(|figure| figure.indicator == id);
    figure.and_then(|figure| inside(&figure.unit, &figure.place).ok()).unwrap_or_default()
}

/// Units of a distribution's parameters: each is a pure number, or in the unit of what is drawn.
///
/// # Errors
/// `UnitWrong` where the draw is bound.
pub fn of_recipe(trace: &mut Trace, recipe: &Recipe, drawn: &Unit, place: &Place) -> Result<()> {
    let family = recipe.family;
    let names = family.parameters();
    let is_pure = |index: usize| names.get(index).is_some_and(|name| family.pure_parameters().contains(name));
    if !names.is_empty() && (0..names.len()).all(is_pure) {
        let drawn = Operand { node: crate::model::NodeId(0), unit: Some(drawn.clone()) };
        wants(trace, family.symbol(), &drawn, &Unit::pure(), place)?;
    }
    for (index, parameter) in recipe.parameters.iter().enumerate() {
        if let Parameter::Value(value) = parameter {
            let wanted = if is_pure(index) { &Unit::pure() } else { drawn };
            wants(trace, family.symbol(), value, wanted, place)?;
        }
    }
    Ok(())
}

/// Writes down the unit of everything drawn; a note where a model's equations tell none.
pub fn settle(trace: &mut Trace) {
    for (index, unit) in std::mem::take(&mut trace.drawn) {
        let unit = trace.units.resolved(&unit).filter(Unit::is_known);
        let uncertainty = &mut trace.graph.uncertainties[index];
        uncertainty.unit = unit.as_ref().map(chinese).unwrap_or_default();
        if unit.is_none() && trace.phase == Phase::Model {
            let place = uncertainty.place.clone().unwrap_or_default();
            trace.notes.push(Error::at(Code::UnitOpen, place).with("name", &uncertainty.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_of_cases_is_known_here_under_both_names() {
        for unit in unit::UNITS {
            let [zh, en] = [unit.zh, unit.en].map(|name| stated(name, &Place::default()));
            assert!(zh.is_ok() && zh == en, "{}: {zh:?} {en:?}", unit.zh);
            assert_eq!(scale(unit.zh), unit.scale, "{}", unit.zh);
        }
    }
}
