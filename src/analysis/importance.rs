//! What the main targets of a scenario depend on: its uncertainties beside its indicators, draw by draw.
//!
//! Owns which uncertainties are looked at and how they are told apart from luck. Independent draws,
//! whatever the run's sampler, so that a correlation means the same in every run. Never: words anything.

use super::draw::{exposed, named};
use crate::case::{Operator, Text};
use crate::error::Result;
use crate::experiment::{Bound, Experiment, Scenario};
use crate::maths::{correlation_of_ranks, ranks};
use crate::model::causal::behind;
use crate::model::graph::{Graph, NodeId, Value};
use crate::model::{Every, Family, Scope};
use crate::simulate::retain;
use crate::summary::{Correlated, Dependence, Importance, Influence, Summary, largest};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::atomic::AtomicBool;

/// A scenario with an indicator for every uncertainty behind its main targets, and what to read of it.
pub struct Study {
    /// The scenario with indicators added at the end.
    pub scenario: Scenario,
    /// Milestone year.
    year: i32,
    asked: Vec<Asked>,
    lucks: Vec<Luck>,
}

/// A target to be explained.
struct Asked {
    target: usize,
    evaluated: i32,
    operator: Operator,
    /// Index of its indicator.
    indicator: usize,
    /// Uncertainties behind it.
    behind: BTreeSet<usize>,
}

/// An uncertainty as it is read.
struct Luck {
    /// Index in the scenario's graph.
    uncertainty: usize,
    /// What it is told as: a figure's own and common error are one.
    told: String,
    /// Index of the indicator that shows it.
    indicator: usize,
    zones: usize,
    yearly: bool,
    /// No quantity of which there could be more: what decides counts, events and the counting scope.
    bare: bool,
}

/// Values of some draws: of the targets' indicators, and of each uncertainty by zone and year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// `[target][draw]`.
    results: Vec<Vec<f64>>,
    /// `[uncertainty][zone and year][draw]`.
    lucks: Vec<Vec<Vec<f64>>>,
}

impl Values {
    /// Adds later draws.
    pub fn append(&mut self, mut later: Self) {
        let join = |a: &mut Vec<Vec<f64>>, b: &mut Vec<Vec<f64>>| {
            a.iter_mut().zip(b).for_each(|(a, b)| a.append(b));
        };
        join(&mut self.results, &mut later.results);
        self.lucks.iter_mut().zip(&mut later.lucks).for_each(|(a, b)| join(a, b));
    }
}

/// What to simulate to tell what the main targets of a scenario depend on in the first milestone.
pub fn study(scenario: &Scenario, bound: &Bound, summary: &Summary, at: usize) -> Study {
    let graph = &scenario.graph;
    let year = summary.case.milestones.first().copied().unwrap_or(summary.case.base_year);
    let results = summary.scenarios.get(at).map_or(&[][..], |found| &found.likelihoods);
    let asked = results.iter().filter(|r| r.year == year && r.scope.is_none());
    let asked = asked.filter(|r| summary.targets.get(r.target).is_some_and(|target| target.main));
    let asked: Vec<Asked> = asked
        .filter_map(|result| {
            let read = bound.targets.get(result.target)?;
            let city = graph.indicators.get(read.indicator)?.city?;
            let behind = behind(graph, [city]).into_iter().filter_map(|node| uncertainty(graph, node));
            Some(Asked {
                target: result.target,
                evaluated: result.evaluated,
                operator: read.operator,
                indicator: read.indicator,
                behind: behind.collect(),
            })
        })
        .collect();
    let mut nodes = BTreeMap::new();
    for (index, _) in graph.nodes.iter().enumerate() {
        let node = NodeId(index as u32);
        if let Some(uncertainty) =
            uncertainty(graph, node).filter(|u| asked.iter().any(|a| a.behind.contains(u)))
        {
            nodes.entry(uncertainty).or_insert(node);
        }
    }
    let bare = bare(graph, &nodes);
    let mut scenario = scenario.clone();
    let mut lucks = Vec::new();
    for (&uncertainty, &node) in &nodes {
        let known = &graph.uncertainties[uncertainty];
        let by_zone = graph.node(node).scope == Scope::Zone;
        lucks.push(Luck {
            uncertainty,
            told: told(&known.name),
            indicator: scenario.graph.indicators.len(),
            zones: if by_zone { graph.zones.len() } else { 0 },
            yearly: known.every == Every::Yearly,
            bare: bare.contains(&uncertainty),
        });
        scenario.graph.indicators.push(exposed(graph, node, &known.name, known.unit.clone()));
    }
    Study { scenario, year, asked, lucks }
}

fn uncertainty(graph: &Graph, node: NodeId) -> Option<usize> {
    match graph.node(node).value {
        Value::Uncertain(index) => Some(index),
        _ => None,
    }
}

fn told(name: &str) -> String {
    match name.strip_suffix("/common") {
        Some(figure) if figure.starts_with("figure/") => figure.to_owned(),
        _ => name.to_owned(),
    }
}

/// Uniform lucks, and the choice of a counting scope: a larger one is no larger quantity.
fn bare(graph: &Graph, nodes: &BTreeMap<usize, NodeId>) -> BTreeSet<usize> {
    let of_scope = |index: &usize| graph.stratum.is_some_and(|node| uncertainty(graph, node) == Some(*index));
    let uniform = |index: &usize| {
        graph.distributions[graph.uncertainties[*index].distribution].family() == Family::Uniform
    };
    nodes.keys().copied().filter(|index| uniform(index) || of_scope(index)).collect()
}

/// Simulates draws of the study; `run` has its scenario as the only one.
///
/// # Errors
/// `Interrupted` if stopped.
pub fn values(study: &Study, run: &Experiment, draws: Range<u64>, stop: &AtomicBool) -> Result<Values> {
    let base = run.program.graph.base_year;
    let at = |year: i32| (year - base).max(0) as usize;
    let last = study.asked.iter().map(|asked| at(asked.evaluated)).max().unwrap_or(0);
    let places = |luck: &Luck| -> Vec<(Option<usize>, usize)> {
        let zones: Vec<Option<usize>> =
            if luck.zones == 0 { vec![None] } else { (0..luck.zones).map(Some).collect() };
        let years = if luck.yearly { 0..last + 1 } else { 0..1 };
        zones.into_iter().flat_map(|zone| years.clone().map(move |year| (zone, year))).collect()
    };
    let places: Vec<_> = study.lucks.iter().map(places).collect();
    let mut found = Values {
        results: vec![Vec::new(); study.asked.len()],
        lucks: places.iter().map(|places| vec![Vec::new(); places.len()]).collect(),
    };
    retain(run, draws, stop, |some| {
        for draw in some.draws.clone() {
            let read =
                |indicator: usize, zone, year| some.value(0, (indicator, zone), year, draw).unwrap_or(0.0);
            for (asked, values) in study.asked.iter().zip(&mut found.results) {
                values.push(read(asked.indicator, None, at(asked.evaluated)));
            }
            for ((luck, places), columns) in study.lucks.iter().zip(&places).zip(&mut found.lucks) {
                for ((zone, year), column) in places.iter().zip(columns) {
                    column.push(read(luck.indicator, *zone, *year));
                }
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// Correlates ranks: what each target depends on most.
pub fn importance(study: &Study, values: &Values) -> Importance {
    let results: Vec<Vec<f64>> = values.results.iter().map(|values| ranks(values)).collect();
    let mut sums: Vec<BTreeMap<&str, Correlated>> = vec![BTreeMap::new(); results.len()];
    for (luck, columns) in study.lucks.iter().zip(&values.lucks) {
        for column in columns {
            let column = ranks(column);
            for ((asked, result), sums) in study.asked.iter().zip(&results).zip(&mut sums) {
                if asked.behind.contains(&luck.uncertainty) {
                    let correlation = correlation_of_ranks(&column, result);
                    sums.entry(&luck.told).or_default().add(correlation, result.len());
                }
            }
        }
    }
    let targets = study.asked.iter().zip(&values.results).zip(&sums);
    let targets = targets.map(|((asked, values), sums)| study.dependence(asked, values, sums)).collect();
    let draws = values.results.first().map_or(0, Vec::len) as u64;
    Importance { scenario: study.scenario.label.id.clone(), year: study.year, draws, targets }
}

impl Study {
    /// Name of an uncertainty; of a figure's error, a measure's effect or an uncertain lever that of the
    /// figure, the measure or the lever.
    fn name(&self, id: &str) -> Text {
        let graph = &self.scenario.graph;
        // A luck that was bound again has a number behind its name.
        let id = id.rsplit_once('#').map_or(id, |(id, _)| id);
        if let Some(figure) = id.strip_prefix("figure/") {
            return named(graph, figure);
        }
        let parts: Vec<&str> = id.split('/').collect();
        let declared = |id: &str| self.scenario.measures.declared.iter().find(|measure| measure.id == id);
        match parts[..] {
            ["measure", a, b] => declared(a).or_else(|| declared(b)).map(|measure| measure.name.clone()),
            ["lever", _, lever] => graph
                .levers
                .iter()
                .find(|known| known.label.id == lever)
                .map(|known| Text { zh: known.label.zh.clone(), en: known.label.en.clone() }),
            _ => None,
        }
        .unwrap_or_else(|| named(graph, id))
    }

    fn dependence(&self, asked: &Asked, values: &[f64], sums: &BTreeMap<&str, Correlated>) -> Dependence {
        let constant = values.windows(2).all(|two| two[0].total_cmp(&two[1]).is_eq());
        let upward = matches!(asked.operator, Operator::AtLeast | Operator::Above);
        let influence = |(id, sum): (&&str, &Correlated)| {
            let bare = self.lucks.iter().any(|luck| luck.told == **id && luck.bare);
            Influence {
                id: (*id).to_owned(),
                name: self.name(id),
                share: sum.share(),
                error: sum.error(),
                helps: sum.rises().filter(|_| !bare).map(|rises| rises == upward),
            }
        };
        let all: Vec<Influence> = if constant { Vec::new() } else { sums.iter().map(influence).collect() };
        Dependence {
            target: asked.target,
            evaluated: asked.evaluated,
            constant,
            explained: all.iter().map(|one| one.share).sum(),
            influences: largest(all),
        }
    }
}
