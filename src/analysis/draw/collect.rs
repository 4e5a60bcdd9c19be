//! The values of one draw, read from the scalar interpreter under the model's own names.
//!
//! Owns which nodes are read. What was drawn has no node of its own in a compiled model,
//! so it is exposed as indicators of a copy; luck has names, so the copy draws the same.

use super::figures::locate;
use super::{Draw, Kind, Met, Quantity};
use crate::case::{Case, Text, unit};
use crate::error::Result;
use crate::experiment::{Bound, Experiment, Scenario};
use crate::model::causal::behind;
use crate::model::copula::mixing_weights;
use crate::model::graph::{Graph, Indicator, NodeId, Value};
use crate::model::{Every, Family, Label, Op, Scope};
use crate::simulate::{Replay, Spread};
use std::collections::HashMap;

/// A scenario whose compiled form keeps what was drawn.
pub struct Exposed {
    /// The scenario with indicators added at the end.
    pub scenario: Scenario,
    /// What each added indicator is, in order: kind, and index of the uncertainty if it is one.
    drawn: Vec<(Kind, Option<usize>)>,
}

/// Adds an indicator for every figure, uncertainty and count behind anything that is reported.
pub fn expose(scenario: &Scenario) -> Exposed {
    let graph = &scenario.graph;
    let named =
        graph.stocks.iter().flat_map(|s| s.flows.iter().map(|f| f.0).chain(s.next).chain([s.initial]));
    let reported = graph.indicators.iter().flat_map(|i| [i.zone, i.city]).flatten();
    let levers = graph.levers.iter().filter_map(|lever| lever.set);
    let used = behind(graph, named.chain(reported).chain(levers).chain(graph.stratum));
    let mut added: Vec<(Indicator, Kind, Option<usize>)> = Vec::new();
    for (index, node) in graph.figures.iter().enumerate().map(|(index, figure)| (index, figure.1)) {
        let name = &graph.figures[index].0;
        added.push((exposed(graph, node, name, String::new()), Kind::Figure, None));
    }
    for &node in &used {
        match &graph.node(node).value {
            Value::Uncertain(index) => {
                let uncertainty = &graph.uncertainties[*index];
                let mut shown = exposed(graph, node, &uncertainty.name, uncertainty.unit.clone());
                shown.place = uncertainty.place.clone().or(shown.place);
                added.push((shown, Kind::Uncertainty, Some(*index)));
            }
            // Counts and events are decided by a uniform luck that only they read.
            Value::Op(op @ (Op::Poisson | Op::Binomial | Op::Lt), args) => {
                // The luck stands last, before an event's chance first; the chance may be drawn too.
                let luck = if *op == Op::Lt { args.first() } else { args.last() };
                let luck = luck.and_then(|arg| match graph.node(*arg).value {
                    Value::Uncertain(index) => Some(index),
                    _ => None,
                });
                let uniform = |index: &usize| {
                    let distribution = &graph.distributions[graph.uncertainties[*index].distribution];
                    distribution.family() == Family::Uniform
                };
                if let Some(index) = luck.filter(uniform) {
                    let shown = exposed(graph, node, &graph.uncertainties[index].name, String::new());
                    added.push((shown, Kind::Count, Some(index)));
                }
            }
            _ => {}
        }
    }
    // A count tells what its bare luck does not.
    let counts: Vec<usize> = added.iter().filter(|a| a.1 == Kind::Count).filter_map(|a| a.2).collect();
    added.retain(|a| a.1 != Kind::Uncertainty || a.2.is_none_or(|index| !counts.contains(&index)));
    let mut scenario = scenario.clone();
    let drawn = added.iter().map(|(_, kind, index)| (*kind, *index)).collect();
    scenario.graph.indicators.extend(added.into_iter().map(|(indicator, ..)| indicator));
    Exposed { scenario, drawn }
}

/// An indicator that shows a node as it is.
pub(in crate::analysis) fn exposed(graph: &Graph, node: NodeId, id: &str, unit: String) -> Indicator {
    let by_zone = graph.node(node).scope == Scope::Zone;
    Indicator {
        label: Label { id: id.to_owned(), zh: id.to_owned(), en: id.to_owned() },
        unit,
        scale: 1.0,
        zone: by_zone.then_some(node),
        city: (!by_zone).then_some(node),
        place: graph.node(node).place.clone(),
    }
}

/// Where a quantity is read: a node, and what is done with it.
struct Column {
    quantity: Quantity,
    node: usize,
    factor: f64,
    read: Read,
    /// Index of the uncertainty whose percentile is told.
    luck: Option<usize>,
}

#[derive(Copy, Clone, PartialEq)]
enum Read {
    /// Value at the end of the year.
    Last,
    /// Value at the start of the first step.
    First,
    /// Sum over the steps, each times its length.
    Sum,
    /// Value at the end less that of another node at the start of the first step.
    Less(usize),
}

/// Everything that one draw of an exposed scenario did; the scenario is the experiment's only one.
///
/// # Errors
/// Those of the correlations.
pub fn collect(
    case: &Case,
    experiment: &Experiment,
    bound: &Bound,
    exposed: &Exposed,
    draw: u64,
) -> Result<Draw> {
    let graph = &bound.program.graph;
    let weights = mixing_weights(&exposed.scenario.graph)?;
    let mut columns = columns(graph, exposed);
    columns.iter_mut().filter(|column| column.quantity.kind == Kind::Figure).for_each(|c| c.in_unit(case));
    let mut targets: Vec<Met> = bound.targets.iter().enumerate().map(|(t, read)| unjudged(t, read)).collect();
    let mut held = vec![true; targets.len()];
    let mut scope = None;
    let dt = 1.0 / f64::from(graph.steps_per_year);
    let mut before = None;
    Replay::new(&bound.program, experiment.seed, draw).spread(Spread::of(experiment)).run(
        |index, last, replay| {
            let first = before != Some(index);
            before = Some(index);
            for column in &mut columns {
                column.step(index, first, last, dt, replay);
                if let (Some(luck), true) = (column.luck, last) {
                    for (zone, row) in column.quantity.percentiles.iter_mut().enumerate() {
                        let open = !decided(graph, column.node, zone, replay);
                        row.push(open.then(|| replay.percentile(&weights[luck], zone, index)));
                    }
                }
            }
            if last {
                scope = graph.stratum.map(|node| replay.value(node.index(), 0) as usize);
                for ((met, read), held) in targets.iter_mut().zip(&bound.targets).zip(&mut held) {
                    let indicator = &graph.indicators[read.indicator];
                    let Some(city) = indicator.city else { continue };
                    let value = replay.value(city.index(), 0) * indicator.scale;
                    let now = read.met_in(index, value, held);
                    if index == read.year_index(graph.base_year) {
                        (met.value, met.met) = (Some(value), now);
                    }
                }
            }
            true
        },
    );
    let mut quantities: Vec<Quantity> = columns.into_iter().map(|column| column.quantity).collect();
    // A lever that the scenario leaves alone is no part of its story.
    let moved = |q: &Quantity| q.values.iter().flatten().flatten().any(|value| *value != 0.0);
    quantities.retain(|q| q.kind != Kind::Lever || moved(q));
    let figures = quantities.iter_mut().filter(|q| q.kind == Kind::Figure);
    figures.for_each(|q| locate(q, case, &exposed.scenario.graph, scope));
    Ok(Draw {
        scenario: bound.label.id.clone(),
        name: Text { zh: bound.label.zh.clone(), en: bound.label.en.clone() },
        seed: experiment.seed,
        draw,
        scope: scope.map(|s: usize| s.min(experiment.strata.saturating_sub(1))),
        years: (graph.base_year..=graph.last_year).collect(),
        targets,
        quantities,
        measures: bound.measures.clone(),
    })
}

/// Whether a count or event has one outcome only, whatever its luck: a rate of 0, a probability of 0 or 1.
fn decided(graph: &Graph, node: usize, zone: usize, replay: &Replay) -> bool {
    let value = |arg: &NodeId| replay.value(arg.index(), zone);
    let certain = |p: f64| p <= 0.0 || p >= 1.0;
    match &graph.nodes[node].value {
        Value::Op(Op::Poisson, args) => args.first().is_some_and(|mean| value(mean) <= 0.0),
        Value::Op(Op::Binomial, args) => match &args[..] {
            [n, p, ..] => value(n) <= 0.0 || certain(value(p)),
            _ => false,
        },
        Value::Op(Op::Lt, args) => args.get(1).is_some_and(|chance| certain(value(chance))),
        _ => false,
    }
}

fn unjudged(target: usize, read: &crate::experiment::BoundTarget) -> Met {
    Met { target, threshold: read.threshold, year: read.year, value: None, met: false }
}

impl Column {
    fn step(&mut self, index: usize, first: bool, last: bool, dt: f64, replay: &Replay) {
        for (zone, row) in self.quantity.values.iter_mut().enumerate() {
            let value = replay.value(self.node, zone) * self.factor;
            if first {
                row.push(None);
            }
            let Some(cell) = row.last_mut() else { continue };
            match self.read {
                Read::First if first => *cell = Some(value),
                Read::Last if last => *cell = Some(value),
                Read::Sum if index > 0 => *cell = Some(cell.unwrap_or(0.0) + value * dt),
                // The start is kept in the cell until the end is there.
                Read::Less(start) if index > 0 => {
                    let start = if first { replay.value(start, zone) } else { cell.unwrap_or(0.0) };
                    *cell = Some(if last { value - start } else { start });
                }
                _ => {}
            }
        }
    }
}

/// The columns in order of telling.
fn columns(graph: &Graph, exposed: &Exposed) -> Vec<Column> {
    let nodes: HashMap<&Value, usize> = graph.nodes.iter().enumerate().map(|(i, n)| (&n.value, i)).collect();
    let added = graph.indicators.len() - exposed.drawn.len();
    let mut columns = Vec::new();
    for indicator in &graph.indicators[..added] {
        for node in [indicator.city, indicator.zone].into_iter().flatten() {
            let mut column = column(graph, Kind::Indicator, &indicator.label, &indicator.unit, node.index());
            (column.factor, column.quantity.place) = (indicator.scale, indicator.place.clone());
            columns.push(column);
        }
    }
    for (index, stock) in graph.stocks.iter().enumerate() {
        let ends = nodes.get(&Value::Stock(index)).zip(nodes.get(&Value::StockEnd(index)));
        let Some((&start, &end)) = ends.filter(|_| !stock.label.id.ends_with("/baseline")) else { continue };
        // What only remembers its start, as `at_start` does, is no stock to a reader.
        if stock.next.is_some_and(|next| next.index() == start) {
            continue;
        }
        let mut add = |kind: Kind, node: usize, read: Read| {
            let mut column = column(graph, kind, &stock.label, &stock.unit, node);
            let own = graph.nodes[node].place.clone().filter(|_| !matches!(kind, Kind::Start | Kind::End));
            column.quantity.place = own.or(stock.place.clone());
            // Flows are by zone as their stock is.
            column.shape(if stock.scope == Scope::Zone { graph.zones.len() } else { 0 });
            column.read = read;
            columns.push(column);
        };
        add(Kind::Start, start, Read::First);
        let (mut inflows, mut outflows) = (0, 0);
        for (flow, sign) in &stock.flows {
            let number = if *sign > 0.0 { &mut inflows } else { &mut outflows };
            *number += 1;
            let kind = if *sign > 0.0 { Kind::Inflow(*number) } else { Kind::Outflow(*number) };
            add(kind, flow.index(), Read::Sum);
        }
        if let Some(next) = stock.next {
            add(Kind::Change, next.index(), Read::Less(start));
        }
        add(Kind::End, end, Read::Last);
    }
    for lever in &graph.levers {
        if let Some(set) = lever.set {
            let mut column = column(graph, Kind::Lever, &lever.label, &lever.unit, set.index());
            column.quantity.place = lever.place.clone();
            columns.push(column);
        }
    }
    for (indicator, (kind, luck)) in graph.indicators[added..].iter().zip(&exposed.drawn) {
        let Some(node) = indicator.city.or(indicator.zone) else { continue };
        let mut column = column(graph, *kind, &indicator.label, &indicator.unit, node.index());
        column.quantity.place = indicator.place.clone();
        column.quantity.name = named(&exposed.scenario.graph, &indicator.label.id);
        column.luck = *luck;
        let every = luck.map_or(Every::Once, |index| graph.uncertainties[index].every);
        column.quantity.once = every == Every::Once;
        if luck.is_some() {
            column.quantity.percentiles = vec![Vec::new(); column.quantity.values.len()];
        }
        columns.push(column);
    }
    columns
}

fn column(graph: &Graph, kind: Kind, label: &Label, unit: &str, node: usize) -> Column {
    let quantity = Quantity {
        kind,
        id: label.id.clone(),
        name: Text { zh: label.zh.clone(), en: label.en.clone() },
        unit: unit.to_owned(),
        place: None,
        places: Vec::new(),
        by_zone: false,
        once: false,
        values: Vec::new(),
        percentiles: Vec::new(),
    };
    let mut column = Column { quantity, node, factor: 1.0, read: Read::Last, luck: None };
    column.shape(if graph.nodes[node].scope == Scope::Zone { graph.zones.len() } else { 0 });
    column
}

impl Column {
    /// A figure in the case's own unit.
    fn in_unit(&mut self, case: &Case) {
        let figure = case.figures.iter().find(|figure| figure.indicator == self.quantity.id);
        let Some(known) = figure.and_then(|figure| unit::find(&figure.unit)) else { return };
        self.quantity.unit = known.zh.to_owned();
        self.factor = 1.0 / known.scale;
    }

    /// Gives it a row for each of `zones`, or one for the city if there are none.
    fn shape(&mut self, zones: usize) {
        self.quantity.by_zone = zones > 0;
        self.quantity.values = vec![Vec::new(); zones.max(1)];
    }
}

/// Name of what was drawn: its own, else that of the stock it drives, else its identifier.
pub(in crate::analysis) fn named(graph: &Graph, id: &str) -> Text {
    let own = graph.names.iter().find(|label| label.id == id);
    let state = |label: &&Label| label.id == id || label.id == format!("{id}_state");
    let known = own.or_else(|| graph.stocks.iter().map(|stock| &stock.label).find(state));
    let (zh, en) = known.map_or((id, id), |label| (&label.zh, &label.en));
    Text { zh: zh.to_owned(), en: en.to_owned() }
}
