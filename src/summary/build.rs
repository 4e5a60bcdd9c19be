//! From counts to the summary: which numbers go where.

use super::estimate::{band, surely_correlated};
use super::replicates::{change, share};
use super::split::{heads, mark_changes, splits};
use super::*;
use crate::case::Case;
use crate::experiment::{Bound, Experiment};
use crate::model::dependence::dependents;
use crate::simulate::{Outcome, Series, Shape, Tally};

/// Squared rank correlation with the base year that an answer which only repeats its prior surely has.
const PRIOR_SHARE: f64 = 0.8;

/// Puts the counts of a run into a [`Summary`].
///
/// `inputs` are all files with their hashes; `warnings` holds one list per scenario.
pub fn summarise(
    case: &Case,
    experiment: &Experiment,
    outcomes: &[Outcome],
    inputs: Vec<InputHash>,
    warnings: Vec<Vec<Text>>,
) -> Summary {
    let first = &experiment.scenarios[0];
    let scenarios = experiment.scenarios.iter().zip(outcomes).zip(warnings).enumerate();
    Summary {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        case: case_head(case, experiment),
        seed: experiment.seed,
        draws: experiment.draws,
        sampler: Sampling::of(experiment),
        judged: None,
        percentiles: experiment.exact.then(|| "exact".to_owned()),
        no_redrawing: first.program.graph.fixed_scope,
        inputs,
        zones: zones(case),
        indicators: indicators(first),
        parts: heads(&first.program.graph.parts),
        targets: targets(case, first),
        scenarios: scenarios
            .map(|(index, ((bound, outcome), warnings))| {
                scenario(case, experiment, bound, outcome, (index > 0).then_some(first), warnings)
            })
            .collect(),
        importance: None,
    }
}

fn case_head(case: &Case, experiment: &Experiment) -> CaseHead {
    let scope = |s: &crate::case::CountingScope| ScopeHead {
        id: s.id.clone(),
        name: s.name.clone(),
        probability: s.probability,
    };
    let mark = |p: &crate::case::HistoryPoint| HistoryMark {
        indicator: p.indicator.clone(),
        zone: p.zone,
        area: p.area.clone(),
        same_definition: p.same_definition,
        year: p.year,
        value: p.value,
    };
    CaseHead {
        id: case.id.clone(),
        name: case.name.clone(),
        as_of: case.as_of.clone(),
        base_year: case.base_year,
        years: (case.base_year..=case.horizon.1).collect(),
        milestones: case.milestones.clone(),
        demonstration: case.demonstration,
        still_assumed: still_assumed(case),
        scopes: case.scopes.iter().map(scope).collect(),
        history: case.history.iter().map(mark).collect(),
        benchmarks: super::benchmark::benchmarks(case, &experiment.benchmarks),
        budget: budget_of(case),
        ledger: case.ledger.clone(),
        glossary: case.glossary.clone(),
    }
}

/// What is still assumed by zone, once most figures by zone are actual; before that everything is.
fn still_assumed(case: &Case) -> Vec<Text> {
    let by_zone = case.figures.iter().filter(|figure| figure.zone.is_some());
    let (assumed, actual): (Vec<_>, Vec<_>) = by_zone.partition(|f| f.provenance == Provenance::Assumed);
    if !case.demonstration || actual.len() <= assumed.len() {
        return Vec::new();
    }
    case.assumed_by_zone().into_iter().map(|indicator| case.figure_name(indicator)).collect()
}

/// The yearly public budget that scenarios are compared with, 亿元.
fn budget_of(case: &Case) -> Option<f64> {
    case.figures.iter().find(|f| f.zone.is_none() && f.indicator == "budget").map(|f| f.value)
}

fn zones(case: &Case) -> Vec<ZoneHead> {
    let weakest = |zone: usize| {
        let mut weakest = Provenance::Published;
        for figure in case.figures.iter().filter(|f| f.zone == Some(zone)) {
            weakest = match (weakest, figure.provenance) {
                (Provenance::Assumed, _) | (_, Provenance::Assumed) => Provenance::Assumed,
                (Provenance::Derived, _) | (_, Provenance::Derived) => Provenance::Derived,
                _ => Provenance::Published,
            };
        }
        weakest
    };
    let head = |(index, zone): (usize, &crate::case::Zone)| ZoneHead {
        id: zone.id.clone(),
        name: zone.name.clone(),
        level: zone.level.clone(),
        level_provenance: zone.level_provenance,
        provenance: weakest(index),
    };
    case.zones.iter().enumerate().map(head).collect()
}

fn indicators(bound: &Bound) -> Vec<IndicatorHead> {
    let head = |i: &crate::model::graph::Indicator| IndicatorHead {
        id: i.label.id.clone(),
        name: Text { zh: i.label.zh.clone(), en: i.label.en.clone() },
        unit: i.unit.clone(),
        by_zone: i.zone.is_some(),
    };
    bound.program.indicators().iter().map(head).collect()
}

fn targets(case: &Case, bound: &Bound) -> Vec<TargetHead> {
    let by_zone = |id: &str| bound.program.indicators().iter().any(|i| i.label.id == id && i.zone.is_some());
    let head = |t: &crate::case::Target| TargetHead {
        id: t.id.clone(),
        of: t.of.clone(),
        main: t.main,
        name: t.name.clone(),
        clause: t.clause.clone(),
        words: t.words.clone(),
        force: t.force,
        zone_indicator: t.zone_indicator.clone().filter(|id| by_zone(id)),
        indicator: t.indicator.clone(),
        operator: t.operator,
        threshold: t.threshold,
        unit: t.unit.clone(),
        year: t.year,
        event: t.event,
        definition: t.definition.clone(),
        department: t.department.clone(),
    };
    case.targets.iter().map(head).collect()
}

/// None for all draws together, then each counting scope that has draws, if there are several.
///
/// A scope that is ruled out (probability 0) has no draw, and nothing can be said of it.
pub(super) fn scopes(draws: &[u64]) -> Vec<Option<usize>> {
    let counted: Vec<usize> = (0..draws.len()).filter(|&s| draws[s] > 0).collect();
    let each = if counted.len() > 1 { counted } else { Vec::new() };
    std::iter::once(None).chain(each.into_iter().map(Some)).collect()
}

pub(super) fn strata_of(scope: Option<usize>, strata: usize) -> std::ops::Range<usize> {
    scope.map_or(0..strata, |s| s..s + 1)
}

fn scenario(
    case: &Case,
    experiment: &Experiment,
    bound: &Bound,
    outcome: &Outcome,
    compared: Option<&Bound>,
    warnings: Vec<Text>,
) -> ScenarioSummary {
    let shape = outcome.shape;
    let target_year = experiment.milestones.first().copied().unwrap_or(shape.years - 1);
    let of_series = |wanted: &Series, scope: Option<usize>| -> Vec<Band> {
        let at = outcome.series.iter().position(|s| s == wanted).expect("every scenario has these series");
        (0..shape.years)
            .map(|year| {
                let column = at * shape.years + year;
                let exact = outcome.exact.get(column).and_then(|of| of.get(scope.map_or(0, |s| s + 1)));
                if let Some(Some(band)) = exact {
                    return *band;
                }
                let counts = outcome.tally.bins.get(column, strata_of(scope, shape.strata));
                band(&counts, &outcome.ranges[column])
            })
            .collect()
    };
    let graph = &bound.program.graph;
    let by_scope = graph.stratum.map(|stratum| dependents(graph, stratum));
    let mut bands = Vec::new();
    for series in &outcome.series {
        if let Series::Indicator(indicator, zone) = series {
            let head = &graph.indicators[*indicator];
            let node = if zone.is_some() { head.zone } else { head.city };
            let depends = node.zip(by_scope.as_ref()).is_some_and(|(node, by_scope)| by_scope[node.index()]);
            // Where the scope changes nothing, the draws of one scope say the same with more noise.
            let all = |scope: &Option<usize>| depends || scope.is_none();
            for scope in scopes(&outcome.tally.draws).into_iter().filter(all) {
                let years = of_series(series, scope);
                bands.push(BandSeries { indicator: *indicator, zone: *zone, scope, years });
            }
        }
    }
    let so_far = of_series(&Series::CostSoFar, None);
    let likelihoods = likelihoods(experiment, bound, outcome, compared);
    let mut splits = splits(experiment, bound, outcome, &of_series);
    mark_changes(&mut splits, &likelihoods);
    ScenarioSummary {
        id: bound.label.id.clone(),
        script: None,
        name: Text { zh: bound.label.zh.clone(), en: bound.label.en.clone() },
        cost: of_series(&Series::Cost, None),
        cost_to_target_year: so_far[target_year],
        cost_total: so_far[shape.years - 1],
        measures: bound.measures.declared.clone(),
        budget: super::budget::budget(bound, outcome, budget_of(case)),
        cost_so_far: so_far,
        bands,
        likelihoods,
        joint: joints(experiment, bound, outcome),
        splits,
        levels: super::levels::levels(&case.targets, experiment, bound, outcome),
        beliefs: Vec::new(),
        warnings,
    }
}

/// `compared` is the scenario that changes are against, none for that scenario itself.
fn likelihoods(
    experiment: &Experiment,
    bound: &Bound,
    outcome: &Outcome,
    compared: Option<&Bound>,
) -> Vec<TargetResult> {
    let (shape, tally) = (outcome.shape, &outcome.tally);
    let base_year = bound.program.graph.base_year;
    let mut results = Vec::new();
    for (target, read) in bound.targets.iter().enumerate() {
        // Two readings of a target are no effect of a policy.
        let same = |first: &&Bound| {
            let other = &first.targets[target];
            (other.threshold, other.year) == (read.threshold, read.year)
        };
        let compared = compared.filter(same).is_some();
        for (milestone, &index) in experiment.milestones.iter().enumerate() {
            let year = base_year + index as i32;
            let index = experiment.evaluated(milestone, index, read, base_year);
            let pilot = &outcome.pilot[target];
            let prior = surely_correlated(&pilot[0], &pilot[milestone + 1], PRIOR_SHARE);
            for scope in scopes(&tally.draws) {
                let strata = strata_of(scope, shape.strata);
                let sum = |counts: &[u64]| -> u64 {
                    strata
                        .clone()
                        .map(|s| counts[(milestone * shape.strata + s) * shape.targets + target])
                        .sum()
                };
                let drawn = |tally: &Tally| -> u64 { tally.draws[strata.clone()].iter().sum() };
                let n = drawn(tally);
                let first_year = (0..shape.years).map(|year| {
                    let at = |s: usize| tally.first[(s * shape.targets + target) * shape.years + year];
                    strata.clone().map(at).sum::<u64>() as f64 / n.max(1) as f64
                });
                results.push(TargetResult {
                    target,
                    year,
                    evaluated: base_year + index as i32,
                    threshold: read.threshold,
                    scope,
                    extrapolated: base_year + index as i32 > read.year,
                    likelihood: share(tally, |t| (sum(&t.met), drawn(t))),
                    change: compared.then(|| change(tally, |t| (sum(&t.gained), sum(&t.lost), drawn(t)))),
                    first_year: if milestone == 0 { first_year.collect() } else { Vec::new() },
                    prior_driven: prior,
                    verdict: None,
                });
            }
        }
    }
    results
}

fn joints(experiment: &Experiment, bound: &Bound, outcome: &Outcome) -> Vec<Joint> {
    let groups = experiment.groups.iter().filter(|(_, members)| !members.is_empty());
    let each = groups.flat_map(|group| experiment.milestones.iter().enumerate().map(move |m| (group, m)));
    let mut joints = Vec::new();
    for ((name, members), (milestone, &index)) in each {
        for scope in scopes(&outcome.tally.draws) {
            let count = |tally: &Tally| Together::count(tally, outcome.shape, milestone, scope, members);
            joints.push(Joint {
                name: name.clone(),
                year: bound.program.graph.base_year + index as i32,
                scope,
                targets: members.iter().map(|&k| experiment.main[k]).collect(),
                all: share(&outcome.tally, |tally| count(tally).all()),
                ..count(&outcome.tally).joint()
            });
        }
    }
    joints
}

/// Draws by the combination of a group's targets that they meet.
struct Together {
    /// Draws by combination, one bit per member of the group.
    counts: Vec<u64>,
    members: usize,
    draws: u64,
}

impl Together {
    /// Sums the counted combinations over the targets outside the group.
    fn count(tally: &Tally, shape: Shape, milestone: usize, scope: Option<usize>, members: &[usize]) -> Self {
        let strata = strata_of(scope, shape.strata);
        let mut counts = vec![0; 1 << members.len()];
        for stratum in strata.clone() {
            let start = (milestone * shape.strata + stratum) << shape.main;
            for (mask, count) in tally.joint[start..start + (1 << shape.main)].iter().enumerate() {
                let inside =
                    members.iter().enumerate().map(|(bit, &k)| ((mask >> k) & 1) << bit).sum::<usize>();
                counts[inside] += count;
            }
        }
        Self { counts, members: members.len(), draws: tally.draws[strata].iter().sum() }
    }

    fn sum(&self, wanted: impl Fn(usize) -> bool) -> u64 {
        self.counts.iter().enumerate().filter(|(mask, _)| wanted(*mask)).map(|(_, count)| count).sum()
    }

    fn share(&self, hits: u64) -> f64 {
        hits as f64 / self.draws.max(1) as f64
    }

    /// Draws that meet all of them, and all draws.
    fn all(&self) -> (u64, u64) {
        (self.counts[self.counts.len() - 1], self.draws)
    }

    /// The numbers of a [`Joint`]; its name, year, scope, targets and likelihood are the caller's.
    fn joint(&self) -> Joint {
        let n = self.members;
        let all = (1 << n) - 1;
        let missed = |bit: usize| self.sum(|mask| mask >> bit & 1 == 0);
        let worst = (0..n).max_by_key(|&bit| (missed(bit), std::cmp::Reverse(bit)));
        let at_least = |k: usize| self.share(self.sum(|mask| mask.count_ones() as usize >= k));
        Joint {
            name: Text::default(),
            year: 0,
            scope: None,
            targets: Vec::new(),
            all: Likelihood { probability: 0.0, interval: (0.0, 1.0) },
            at_least: (0..=n).map(at_least).collect(),
            bottleneck: worst.filter(|&bit| missed(bit) > 0),
            only_miss: (0..n).map(|bit| self.share(self.counts[all & !(1 << bit)])).collect(),
        }
    }
}
