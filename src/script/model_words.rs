//! The modeller's words: stocks, levers, figures of the case, indicators.

use super::functions::{argument, words};
use super::trace::{Shared, Trace};
use super::types::of_value;
use super::value::{StockRef, node_of_kind, plain_number, traced};
use crate::case::{Figure, unit};
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::model::figure::{Domain, Spread, by_stratum, drawn_figure};
use crate::model::graph::{Indicator, Lever, Money, Stock, Value};
use crate::model::{Distribution, Every, Family, Kind, Label, NodeId, Op, Reduction, Scope};
use rhai::{Dynamic, Engine, ImmutableString as Name, Map};

/// Registers the words of model scripts.
pub fn register(engine: &mut Engine, shared: &Shared) {
    stocks(engine, shared);
    figures(engine, shared);
    reports(engine, shared);
}

fn stocks(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["stock" "存量"], |trace, place, id: Name, zh: Name, en: Name, initial: Dynamic, unit: Name| {
        stock(trace, label(&id, &zh, &en), &initial, &unit, place)
    });
    words!(engine, shared, ["inflow" "流入"], |trace, place, stock: &mut StockRef, x: Dynamic| flow(trace, stock, &x, 1.0, &place));
    words!(engine, shared, ["outflow" "流出"], |trace, place, stock: &mut StockRef, x: Dynamic| flow(trace, stock, &x, -1.0, &place));
    words!(engine, shared, ["becomes" "变为"], |trace, place, stock: &mut StockRef, x: Dynamic| {
        let next = argument(trace, "becomes", &x, 1, &place)?;
        fits(trace, stock.index, next, &trace.argument_place(&place, 1))?;
        trace.graph.stocks[stock.index].next = Some(next);
        Ok(())
    });
    for name in ["+=", "-=", "*=", "/=", "**="] {
        let one = shared.clone();
        engine.register_fn(
            name,
            move |context: rhai::NativeCallContext,
                  stock: &mut StockRef,
                  _x: Dynamic|
                  -> super::translate::Rhai<()> {
                super::operators::apply(&one, &context, |trace, _| {
                    let id = trace.graph.stocks[stock.index].label.id.clone();
                    Err(Error::new(Code::StockAssigned).with("stock", id).with("operator", name))
                })
            },
        );
    }
}

fn figures(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["lever" "杠杆"], |trace, place, id: Name, zh: Name, en: Name, unit: Name, options: Map| {
        lever(trace, label(&id, &zh, &en), &unit, &options, place)
    });
    words!(engine, shared, ["data" "数据"], |trace, place, id: Name| data(trace, &id, place).map(traced));
    words!(engine, shared, ["shares" "份额"], |trace, place, id: Name| shares(trace, &id, place));
    words!(engine, shared, ["yearly_steps" "按年计算"], |trace, place| {
        match trace.graph.steps_per_year {
            1 => Ok(()),
            steps => Err(Error::at(Code::YearlyModel, place).with("steps", steps)),
        }
    });
    words!(engine, shared, ["blocks" "区块"], |trace, place, id: Name| blocks(trace, &id, place));
    words!(engine, shared, ["in_scope" "口径为"], |trace, place, id: Name| in_scope(trace, &id, place));
    words!(engine, shared, ["baseline" "基线"], |trace, place, x: Dynamic| {
        let of = argument(trace, "baseline", &x, 0, &place)?;
        let scope = trace.graph.node(of).scope;
        Ok(traced(trace.graph.add(Value::Baseline(of), scope, Kind::Number, Some(place))))
    });
    words!(engine, shared, ["correlate" "相关"], |trace, place, a: Name, b: Name, rho: Dynamic| correlate(trace, &a, &b, &rho, &place));
}

fn reports(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["cost" "财政成本"], |trace, place, x: Dynamic| cost(trace, &x, "", &place));
    words!(engine, shared, ["cost" "财政成本"], |trace, place, x: Dynamic, department: Name| {
        cost(trace, &x, &department, &place)
    });
    words!(engine, shared, ["private_money" "社会资金"], |trace, place, x: Dynamic| {
        let x = argument(trace, "private_money", &x, 0, &place)?;
        trace.graph.attract(x);
        Ok(())
    });
    words!(engine, shared, ["indicator" "指标"], |trace, place, id: Name, zh: Name, en: Name, x: Dynamic, unit: Name| {
        indicator(trace, label(&id, &zh, &en), &[x], &unit, place)
    });
    words!(engine, shared, ["indicator" "指标"], |trace, place, id: Name, zh: Name, en: Name, x: Dynamic, city: Dynamic, unit: Name| {
        indicator(trace, label(&id, &zh, &en), &[x, city], &unit, place)
    });
}

/// Public money of the year, under a department if one is named.
fn cost(trace: &mut Trace, x: &Dynamic, department: &str, place: &Place) -> Result<()> {
    let spent = argument(trace, "cost", x, 0, place)?;
    trace.graph.spend(spent);
    let (department, source) = (department.to_owned(), String::new());
    trace.graph.monies.push(Money { department, source, spent, lost: None });
    Ok(())
}

fn label(id: &str, zh: &str, en: &str) -> Label {
    Label { id: id.to_owned(), zh: zh.to_owned(), en: en.to_owned() }
}

fn known_unit(unit: &str, place: &Place) -> Result<f64> {
    unit::find_at(unit, place).map(|u| u.scale)
}

fn stock(trace: &mut Trace, label: Label, initial: &Dynamic, unit: &str, place: Place) -> Result<StockRef> {
    known_unit(unit, &trace.argument_place(&place, 4))?;
    let initial = argument(trace, "stock", initial, 3, &place)?;
    let scope = trace.graph.node(initial).scope;
    let unit = unit.to_owned();
    let node = trace.graph.stock(Stock {
        label,
        unit,
        scope,
        initial,
        flows: Vec::new(),
        next: None,
        place: Some(place),
    })?;
    Ok(StockRef { index: trace.graph.stocks.len() - 1, node })
}

fn flow(trace: &mut Trace, stock: &StockRef, x: &Dynamic, sign: f64, place: &Place) -> Result<()> {
    let word = if sign > 0.0 { "inflow" } else { "outflow" };
    let flow =
        node_of_kind(trace, word, x, Kind::Number).map_err(|e| e.or_at(trace.argument_place(place, 1)))?;
    fits(trace, stock.index, flow, &trace.argument_place(place, 1))?;
    trace.graph.stocks[stock.index].flows.push((flow, sign));
    Ok(())
}

/// A city stock cannot take a value by zone.
fn fits(trace: &Trace, stock: usize, node: NodeId, place: &Place) -> Result<()> {
    let stock = &trace.graph.stocks[stock];
    if stock.scope == Scope::City && trace.graph.node(node).scope == Scope::Zone {
        return Err(Error::at(Code::ZoneValueInCity, place.clone()).with("name", &stock.label.id));
    }
    Ok(())
}

fn lever(trace: &mut Trace, label: Label, unit: &str, options: &Map, place: Place) -> Result<Dynamic> {
    known_unit(unit, &trace.argument_place(&place, 3))?;
    const KEYS: [&str; 5] = ["low", "high", "split_by", "internal", "scope"];
    if let Some(key) = options.keys().find(|k| !KEYS.contains(&k.as_str())) {
        return Err(Error::at(Code::MissingMapKey, trace.argument_place(&place, 4))
            .with("key", key)
            .with_some("nearest", nearest_name(key, KEYS)));
    }
    let number = |key: &str, otherwise: f64| match options.get(key) {
        None => Ok(otherwise),
        Some(x) => plain_number(x).ok_or_else(|| {
            Error::at(Code::WrongType, trace.argument_place(&place, 4))
                .with("function", key)
                .with("found", of_value(x))
                .with("wanted", "@a-number")
        }),
    };
    let range = (number("low", 0.0)?, number("high", f64::INFINITY)?);
    let flag = |key: &str| match options.get(key) {
        None => Ok(false),
        Some(x) => x.as_bool().map_err(|_| {
            Error::at(Code::WrongType, trace.argument_place(&place, 4))
                .with("function", key)
                .with("found", of_value(x))
                .with("wanted", "@true-or-false")
        }),
    };
    let (internal, scope_only) = (flag("internal")?, flag("scope")?);
    let weight = match options.get("split_by") {
        None => None,
        Some(x) => {
            let x = argument(trace, "split_by", x, 4, &place)?;
            let sum = trace.graph.reduce(Reduction::Total, x, None);
            Some(trace.graph.op(Op::Div, &[x, sum], None))
        }
    };
    let node = trace.graph.lever(Lever {
        label,
        unit: unit.to_owned(),
        scope: Scope::Zone,
        range,
        internal,
        scope_only,
        set: None,
        place: Some(place),
    })?;
    trace.weights.push(weight);
    Ok(traced(node))
}

/// A figure of the case as drawn; asked for twice, it is the same draw.
fn data(trace: &mut Trace, id: &str, place: Place) -> Result<NodeId> {
    if let Some(index) = trace.graph.figures.iter().position(|(name, _)| name == id) {
        let scope = trace.graph.node(trace.graph.figures[index].1).scope;
        return Ok(trace.graph.add(Value::Figure(index), scope, Kind::Number, None));
    }
    let case = trace.case.clone();
    let rows: Vec<_> = case.figures.iter().filter(|f| f.indicator == id).collect();
    if rows.is_empty() {
        let known = case.figures.iter().map(|f| f.indicator.as_str());
        return Err(Error::at(Code::UnknownFigure, trace.argument_place(&place, 0))
            .with("figure", id)
            .with_some("nearest", nearest_name(id, known)));
    }
    let by_zone = rows[0].zone.is_some();
    let units = if by_zone { case.zones.len() } else { 1 };
    let mut per_scope = Vec::new();
    for scope in 0..case.scopes.len().max(1) {
        let row = (0..units).map(|zone| {
            let wanted = by_zone.then_some(zone);
            let here = |f: &&&Figure| f.zone == wanted && f.scope.is_none_or(|s| s == scope);
            rows.iter().find(here).map(|figure| spread(figure)).ok_or_else(|| {
                Error::at(Code::FigureMissingForZone, place.clone())
                    .with("figure", id)
                    .with("zone", case.zones.get(zone).map_or(id, |z| z.name.zh.as_str()))
            })
        });
        per_scope.push(row.collect::<Result<Vec<Spread>>>()?);
    }
    let domain = if rows[0].unit == "%" { Domain::Share } else { Domain::Positive };
    stratum(trace, &place)?;
    let scope = if by_zone { Scope::Zone } else { Scope::City };
    let drawn = drawn_figure(&mut trace.graph, id, &per_scope, scope, domain, Some(place))?;
    trace.graph.figures.push((id.to_owned(), drawn));
    let index = trace.graph.figures.len() - 1;
    Ok(trace.graph.add(Value::Figure(index), scope, Kind::Number, None))
}

/// A figure's median and spread in the model's units.
fn spread(figure: &Figure) -> Spread {
    let scale = unit::find(&figure.unit).map_or(1.0, |u| u.scale);
    Spread {
        value: figure.value * scale,
        low_high: figure.spread.map(|(low, high)| (low * scale, high * scale)),
    }
}

/// Today's counting scope as a draw of its own, made when first needed.
fn stratum(trace: &mut Trace, place: &Place) -> Result<Option<NodeId>> {
    let case = trace.case.clone();
    if case.scopes.len() > 1 && trace.graph.stratum.is_none() {
        let pairs = case.scopes.iter().enumerate().flat_map(|(i, s)| [i as f64, s.probability]);
        let distribution = Distribution::new(Family::Discrete, pairs.collect())?;
        let node = trace.graph.uncertain(
            "counting_scope",
            distribution,
            Scope::City,
            Every::Once,
            Some(place.clone()),
        )?;
        trace.graph.stratum = Some(node);
    }
    Ok(trace.graph.stratum)
}

/// Shares of the city by zone: they and the rest of the city add up to one, the rest is never negative.
///
/// Weights are the drawn figures; the rest of the city has what their medians leave.
fn shares(trace: &mut Trace, id: &str, place: Place) -> Result<Dynamic> {
    let weight = data(trace, id, place.clone())?;
    let case = trace.case.clone();
    let scopes = case.scopes.len().max(1);
    let mut rests = Vec::new();
    for scope in 0..scopes {
        let rows = case.figures.iter().filter(|f| f.indicator == id && f.scope.is_none_or(|s| s == scope));
        let sum: f64 = rows.map(|f| f.value * unit::find(&f.unit).map_or(1.0, |u| u.scale)).sum();
        rests.push(trace.graph.number((1.0 - sum).max(0.0)));
    }
    let rest = by_stratum(&mut trace.graph, &rests);
    let graph = &mut trace.graph;
    let sum = graph.reduce(Reduction::Total, weight, Some(place.clone()));
    let all = graph.op(Op::Add, &[sum, rest], Some(place.clone()));
    Ok(traced(graph.op(Op::Div, &[weight, all], Some(place))))
}

/// By zone: the sum over blocks that could be annexed and are outside today.
///
/// A zone's blocks are taken together: medians, lows and highs are summed.
fn blocks(trace: &mut Trace, id: &str, place: Place) -> Result<Dynamic> {
    let case = trace.case.clone();
    // A city without areas to annex is a city all the same.
    let none = case.blocks.is_empty();
    if !none && !case.blocks.iter().any(|b| b.amounts.iter().any(|a| a.indicator == id)) {
        let known = case.blocks.iter().flat_map(|b| b.amounts.iter().map(|a| a.indicator.as_str()));
        return Err(Error::at(Code::UnknownFigure, trace.argument_place(&place, 0))
            .with("figure", id)
            .with_some("nearest", nearest_name(id, known)));
    }
    let name = format!("block/{id}");
    if let Some(index) = trace.graph.figures.iter().position(|(n, _)| *n == name) {
        return Ok(traced(trace.graph.add(Value::Figure(index), Scope::Zone, Kind::Number, None)));
    }
    let mut per_scope = Vec::new();
    for scope in 0..case.scopes.len().max(1) {
        let mut spreads = vec![Spread { value: 0.0, low_high: Some((0.0, 0.0)) }; case.zones.len()];
        for block in case.blocks.iter().filter(|b| b.outside_in.is_none_or(|s| s == scope)) {
            for amount in block.amounts.iter().filter(|a| a.indicator == id) {
                let spread = &mut spreads[block.zone];
                let (low, high) = amount.spread.unwrap_or((amount.value, amount.value));
                let (sum_low, sum_high) = spread.low_high.unwrap_or((0.0, 0.0));
                spread.value += amount.value;
                spread.low_high = Some((sum_low + low, sum_high + high));
            }
        }
        per_scope.push(spreads);
    }
    stratum(trace, &place)?;
    let drawn = block_figure(trace, &name, &per_scope, place)?;
    trace.graph.figures.push((name, drawn));
    let index = trace.graph.figures.len() - 1;
    Ok(traced(trace.graph.add(Value::Figure(index), Scope::Zone, Kind::Number, None)))
}

/// Zones without blocks have zero; the others are drawn on a log scale.
fn block_figure(trace: &mut Trace, name: &str, per_scope: &[Vec<Spread>], place: Place) -> Result<NodeId> {
    let has: Vec<Vec<f64>> =
        per_scope.iter().map(|row| row.iter().map(|s| f64::from(s.value > 0.0)).collect()).collect();
    let filled: Vec<Vec<Spread>> = per_scope
        .iter()
        .map(|row| {
            let fill = Spread { value: 1.0, low_high: Some((1.0, 1.0)) };
            row.iter().map(|s| if s.value > 0.0 { *s } else { fill }).collect()
        })
        .collect();
    let drawn = drawn_figure(&mut trace.graph, name, &filled, Scope::Zone, Domain::Positive, Some(place))?;
    let masks: Vec<NodeId> = has.iter().map(|row| trace.graph.zone_numbers(row)).collect();
    let mask = by_stratum(&mut trace.graph, &masks);
    Ok(trace.graph.op(Op::Mul, &[drawn, mask], None))
}

/// Whether this draw counts by the named scope.
fn in_scope(trace: &mut Trace, id: &str, place: Place) -> Result<Dynamic> {
    let case = trace.case.clone();
    let index = case.scopes.iter().position(|s| s.id == id).ok_or_else(|| {
        let known: Vec<&str> = case.scopes.iter().map(|s| s.id.as_str()).collect();
        Error::at(Code::UnknownWord, trace.argument_place(&place, 0))
            .with("column", "in_scope")
            .with("found", id)
            .with("known", known.join(", "))
            .with_some("nearest", nearest_name(id, known))
    })?;
    let Some(stratum) = stratum(trace, &place)? else {
        return Ok(Dynamic::from(true));
    };
    let graph = &mut trace.graph;
    let (low, high) = (graph.number(index as f64 - 0.5), graph.number(index as f64 + 0.5));
    let above = graph.op(Op::Gt, &[stratum, low], None);
    let below = graph.op(Op::Lt, &[stratum, high], None);
    Ok(traced(graph.op(Op::And, &[above, below], Some(place))))
}

fn correlate(trace: &mut Trace, a: &str, b: &str, rho: &Dynamic, place: &Place) -> Result<()> {
    let rho = plain_number(rho).ok_or_else(|| {
        Error::at(Code::WrongType, trace.argument_place(place, 2))
            .with("function", "correlate")
            .with("found", of_value(rho))
            .with("wanted", "@a-number")
    })?;
    let find = |name: &str| trace.graph.uncertainties.iter().position(|u| u.name == name);
    let bad = || Error::new(Code::BadCorrelation).with("first", a).with("second", b).with("found", rho);
    let (Some(first), Some(second)) = (find(a), find(b)) else { return Err(bad()) };
    let alike = crate::model::copula::drawn_alike(&trace.graph, first, second);
    if first == second || !alike || !(-1.0..=1.0).contains(&rho) {
        return Err(bad());
    }
    trace.graph.correlations.push((first, second, rho));
    Ok(())
}

/// Declares an indicator by zone, for the city, or both (zone first).
fn indicator(trace: &mut Trace, label: Label, values: &[Dynamic], unit: &str, place: Place) -> Result<()> {
    let scale = 1.0 / known_unit(unit, &trace.argument_place(&place, 3 + values.len()))?;
    let (mut zone, mut city) = (None, None);
    for (index, value) in values.iter().enumerate() {
        let at = trace.argument_place(&place, 3 + index);
        let node = match value.clone().try_cast::<StockRef>() {
            // A stock is reported as it stands at the end of the year.
            Some(stock) => {
                let scope = trace.graph.stocks[stock.index].scope;
                trace.graph.add(Value::StockEnd(stock.index), scope, Kind::Number, None)
            }
            None => node_of_kind(trace, "indicator", value, Kind::Number).map_err(|e| e.or_at(at.clone()))?,
        };
        match (trace.graph.node(node).scope, index) {
            (Scope::City, 0) if values.len() == 2 => zone = Some(trace.graph.by_zone(node)),
            (Scope::City, _) => city = Some(node),
            (Scope::Zone, 0) => zone = Some(node),
            (Scope::Zone, _) => {
                return Err(Error::at(Code::ZoneValueInCity, at).with("name", &label.id));
            }
        }
    }
    let unit = unit.to_owned();
    trace.graph.indicator(Indicator { label, unit, scale, zone, city, place: Some(place) })
}
