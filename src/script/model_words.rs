//! The modeller's words: stocks, levers, figures of the case, indicators.

use super::balance;
use super::figure_words::{COUNTING_SCOPE, blocks, data, in_scope, level_is, shares};
use super::functions::{argument, words};
use super::trace::{Shared, Trace, Zoning};
use super::types::of_value;
use super::value::{Operand, StockRef, operand_of_kind, plain_number, traced};
use crate::error::{Code, Error, Place, Result, nearest_name};
use crate::model::graph::{Indicator, Lever, LeverPart, Money, Stock, Value};
use crate::model::{Kind, Label, NodeId, Op, Reduction, Scope};
use rhai::{Dynamic, Engine, ImmutableString as Name, Map};

/// The unit of public money.
pub const COST: &str = "亿元/年";

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
        fits(trace, stock.index, next.node, &trace.argument_place(&place, 1))?;
        balance::wants(trace, "becomes", &next, &stock.unit, &trace.argument_place(&place, 1))?;
        trace.graph.stocks[stock.index].next = Some(next.node);
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
    words!(engine, shared, ["large_above" "大额界线"], |trace, place, lever: Name, x: Dynamic| {
        let bound = argument(trace, "large_above", &x, 1, &place)?;
        let at = trace.argument_place(&place, 0);
        let lever = super::levers::find_any(trace, &lever).map_err(|e| e.or_at(at))?;
        trace.zoning[lever].large = Some(bound.node);
        Ok(())
    });
    words!(engine, shared, ["data" "数据"], |trace, place, id: Name| {
        data(trace, &id, place).map(|node| traced(node, balance::of_figure(trace, &id)))
    });
    words!(engine, shared, ["shares" "份额"], |trace, place, id: Name| shares(trace, &id, place));
    words!(engine, shared, ["yearly_steps" "按年计算"], |trace, place| {
        match trace.graph.steps_per_year {
            1 => Ok(()),
            steps => Err(Error::at(Code::YearlyModel, place).with("steps", steps)),
        }
    });
    words!(engine, shared, ["blocks" "区块"], |trace, place, id: Name| blocks(trace, &id, place));
    words!(engine, shared, ["in_scope" "口径为"], |trace, place, id: Name| in_scope(trace, &id, place));
    words!(engine, shared, ["level_is" "级别为"], |trace, place, level: Name| level_is(trace, &level, &place));
    words!(engine, shared, ["baseline" "基线"], |trace, place, x: Dynamic| {
        let of = argument(trace, "baseline", &x, 0, &place)?;
        let scope = trace.graph.node(of.node).scope;
        let unit = of.unit.unwrap_or_else(|| trace.units.open());
        Ok(traced(trace.graph.add(Value::Baseline(of.node), scope, Kind::Number, Some(place)), unit))
    });
    words!(engine, shared, ["correlate" "相关"], |trace, place, a: Name, b: Name, rho: Dynamic| correlate(trace, &a, &b, &rho, &place));
    words!(engine, shared, ["named" "名为"], |trace, place, id: Name, zh: Name, en: Name| named(trace, label(&id, &zh, &en), &place));
}

fn reports(engine: &mut Engine, shared: &Shared) {
    words!(engine, shared, ["cost" "财政成本"], |trace, place, x: Dynamic| cost(trace, &x, "", None, &place));
    words!(engine, shared, ["cost" "财政成本"], |trace, place, x: Dynamic, department: Name| {
        cost(trace, &x, &department, None, &place)
    });
    words!(engine, shared, ["cost" "财政成本"], |trace, place, x: Dynamic, department: Name, delivery: Dynamic| {
        cost(trace, &x, &department, Some(&delivery), &place)
    });
    words!(engine, shared, ["directly" "直接设定"], |trace, place, lever: Name| {
        part(trace, "directly", &lever, LeverPart::Direct, &place)
    });
    words!(engine, shared, ["public_in" "所含公共投入"], |trace, place, lever: Name| {
        part(trace, "public_in", &lever, LeverPart::Public, &place)
    });
    words!(engine, shared, ["due_next" "下年到位"], |trace, place, lever: Name| {
        part(trace, "due_next", &lever, LeverPart::Next, &place)
    });
    words!(engine, shared, ["public_next" "下年所含公共投入"], |trace, place, lever: Name| {
        part(trace, "public_next", &lever, LeverPart::PublicNext, &place)
    });
    words!(engine, shared, ["private_money" "社会资金"], |trace, place, x: Dynamic| {
        let money = argument(trace, "private_money", &x, 0, &place)?;
        let at = trace.argument_place(&place, 0);
        balance::wants(trace, "private_money", &money, &balance::known(COST), &at)?;
        trace.graph.attract(money.node);
        Ok(())
    });
    words!(engine, shared, ["indicator" "指标"], |trace, place, id: Name, zh: Name, en: Name, x: Dynamic, unit: Name| {
        indicator(trace, label(&id, &zh, &en), &[x], &unit, place)
    });
    words!(engine, shared, ["indicator" "指标"], |trace, place, id: Name, zh: Name, en: Name, x: Dynamic, city: Dynamic, unit: Name| {
        indicator(trace, label(&id, &zh, &en), &[x, city], &unit, place)
    });
}

/// Public money of the year, under a department if one is named; `delivery` is the share of its
/// effect that is delivered.
///
/// Of levers it counts what a scenario sets itself: a measure states its own cost.
fn cost(
    trace: &mut Trace,
    x: &Dynamic,
    department: &str,
    delivery: Option<&Dynamic>,
    place: &Place,
) -> Result<()> {
    let spent = argument(trace, "cost", x, 0, place)?;
    balance::wants(trace, "cost", &spent, &balance::known(COST), &trace.argument_place(place, 0))?;
    let spent = trace.graph.directly(spent.node);
    trace.graph.spend(spent);
    let lost = match delivery {
        None => None,
        Some(delivery) => {
            let delivery = argument(trace, "cost", delivery, 2, place)?;
            balance::pure(trace, "cost", [(2, &delivery)], place)?;
            Some(trace.graph.undelivered(spent, delivery.node))
        }
    };
    let (department, source) = (department.to_owned(), String::new());
    trace.graph.monies.push(Money { department, source, spent, lost });
    Ok(())
}

/// A part of a lever's value, by the lever's name.
fn part(trace: &mut Trace, word: &str, name: &str, part: LeverPart, place: &Place) -> Result<Dynamic> {
    let at = trace.argument_place(place, 0);
    let lever = super::levers::find_any(trace, name).map_err(|e| e.or_at(at.clone()))?;
    let unit = balance::known(&trace.graph.levers[lever].unit);
    let node = trace.graph.lever_part(lever, part);
    if matches!(part, LeverPart::Public | LeverPart::PublicNext) {
        let money = Operand { node, unit: Some(unit.clone()) };
        balance::wants(trace, word, &money, &balance::known(COST), &at)?;
    }
    Ok(traced(node, unit))
}

/// Names an uncertainty or a figure for people; a name may stand for both if they have one id.
fn named(trace: &mut Trace, label: Label, place: &Place) -> Result<()> {
    // A model may name what only cases with several counting scopes have.
    if label.id == COUNTING_SCOPE && trace.graph.stratum.is_none() {
        return Ok(());
    }
    let at = trace.argument_place(place, 0);
    let graph = &mut trace.graph;
    let known = graph.uncertainties.iter().map(|u| u.name.as_str());
    let known: Vec<&str> = known.chain(graph.figures.iter().map(|figure| figure.0.as_str())).collect();
    if !known.contains(&label.id.as_str()) {
        let nearest = nearest_name(&label.id, known);
        let error = Error::at(Code::UnknownUncertainty, at);
        return Err(error.with("name", &label.id).with_some("nearest", nearest));
    }
    if graph.names.iter().any(|name| name.id == label.id) {
        let error = Error::at(Code::DeclaredTwice, place.clone());
        return Err(error.with("kind", "@name-for-people").with("name", &label.id));
    }
    graph.names.push(label);
    Ok(())
}

fn label(id: &str, zh: &str, en: &str) -> Label {
    Label { id: id.to_owned(), zh: zh.to_owned(), en: en.to_owned() }
}

fn stock(trace: &mut Trace, label: Label, initial: &Dynamic, unit: &str, place: Place) -> Result<StockRef> {
    let wanted = balance::stated(unit, &trace.argument_place(&place, 4))?;
    let initial = argument(trace, "stock", initial, 3, &place)?;
    let at = trace.argument_place(&place, 3);
    balance::declares(trace, ("@stock", &label.id, unit), &initial, &wanted, &at)?;
    let scope = trace.graph.node(initial.node).scope;
    let node = trace.graph.stock(Stock {
        label,
        unit: unit.to_owned(),
        scope,
        initial: initial.node,
        flows: Vec::new(),
        next: None,
        place: Some(place),
    })?;
    Ok(StockRef { index: trace.graph.stocks.len() - 1, node, unit: wanted })
}

fn flow(trace: &mut Trace, stock: &StockRef, x: &Dynamic, sign: f64, place: &Place) -> Result<()> {
    let word = if sign > 0.0 { "inflow" } else { "outflow" };
    let flow =
        operand_of_kind(trace, word, x, Kind::Number).map_err(|e| e.or_at(trace.argument_place(place, 1)))?;
    let at = trace.argument_place(place, 1);
    fits(trace, stock.index, flow.node, &at)?;
    balance::wants(trace, word, &flow, &balance::a_year(&stock.unit), &at)?;
    trace.graph.stocks[stock.index].flows.push((flow.node, sign));
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
    let wanted = balance::stated(unit, &trace.argument_place(&place, 3))?;
    const KEYS: [&str; 9] =
        ["low", "high", "split_by", "internal", "scope", "assumed", "acts_where", "effect_zh", "effect_en"];
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
    let (internal, scope_only, assumed) = (flag("internal")?, flag("scope")?, flag("assumed")?);
    let told = |key: &str| match options.get(key) {
        None => Ok(None),
        Some(x) => x.clone().into_string().map(Some).map_err(|_| {
            Error::at(Code::WrongType, trace.argument_place(&place, 4))
                .with("function", key)
                .with("found", of_value(x))
                .with("wanted", "@a-text")
        }),
    };
    // Told in one language it serves both, as names do.
    let effect = match (told("effect_zh")?, told("effect_en")?) {
        (Some(zh), Some(en)) => Some([zh, en]),
        (Some(one), None) | (None, Some(one)) => Some([one.clone(), one]),
        (None, None) => None,
    };
    let weight = match options.get("split_by") {
        None => None,
        Some(x) => {
            let x = argument(trace, "split_by", x, 4, &place)?.node;
            let sum = trace.graph.reduce(Reduction::Total, x, None);
            Some(trace.graph.op(Op::Div, &[x, sum], None))
        }
    };
    let acts = match options.get("acts_where") {
        None => None,
        Some(x) => Some(argument(trace, "acts_where", x, 4, &place)?.node),
    };
    let node = trace.graph.lever(Lever {
        label,
        unit: unit.to_owned(),
        scope: Scope::Zone,
        range,
        internal,
        scope_only,
        assumed,
        effect,
        set: None,
        direct: None,
        public: None,
        next: None,
        public_next: None,
        place: Some(place),
    })?;
    trace.zoning.push(Zoning { weight, acts, large: None });
    Ok(traced(node, wanted))
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
    let wanted = balance::inside(unit, &trace.argument_place(&place, 3 + values.len()))?;
    let (mut zone, mut city) = (None, None);
    for (index, value) in values.iter().enumerate() {
        let at = trace.argument_place(&place, 3 + index);
        let value = match value.clone().try_cast::<StockRef>() {
            // A stock is reported as it stands at the end of the year.
            Some(stock) => {
                let scope = trace.graph.stocks[stock.index].scope;
                let node = trace.graph.add(Value::StockEnd(stock.index), scope, Kind::Number, None);
                Operand { node, unit: Some(stock.unit) }
            }
            None => {
                operand_of_kind(trace, "indicator", value, Kind::Number).map_err(|e| e.or_at(at.clone()))?
            }
        };
        balance::declares(trace, ("@indicator", &label.id, unit), &value, &wanted, &at)?;
        let node = value.node;
        match (trace.graph.node(node).scope, index) {
            (Scope::City, 0) if values.len() == 2 => zone = Some(trace.graph.by_zone(node)),
            (Scope::City, _) => city = Some(node),
            (Scope::Zone, 0) => zone = Some(node),
            (Scope::Zone, _) => {
                return Err(Error::at(Code::ZoneValueInCity, at).with("name", &label.id));
            }
        }
    }
    let (unit, scale) = (unit.to_owned(), 1.0 / balance::scale(unit));
    trace.graph.indicator(Indicator { label, unit, scale, zone, city, place: Some(place) })
}
