//! What is reported, and where in the workspace it stands.
//!
//! Owns the order of a scenario's columns, and which rows of the workspace are read
//! for all scenarios: a row that several report is read and counted once. Never: counts.

use super::instructions::InstructionSet;
use super::kernel::Workspace;
use crate::compile::Slot;
use crate::experiment::{Bound, Experiment};
use crate::model::NodeId;
use std::collections::{HashMap, HashSet};

/// A reported series: one indicator in one zone or for the city, or the public money so far.
#[derive(Clone, Debug, PartialEq)]
pub enum Series {
    /// Index of the indicator; its zone, or none for the city.
    Indicator(usize, Option<usize>),
    /// Public money of the year, 亿元.
    Cost,
    /// Public money since the first simulated year, 亿元.
    CostSoFar,
}

impl Series {
    /// The node it is read from; none for money so far, which is summed up.
    pub fn node(&self, bound: &Bound) -> Option<NodeId> {
        match self {
            Self::Indicator(index, zone) => {
                let indicator = &bound.program.graph.indicators[*index];
                if zone.is_some() { indicator.zone } else { indicator.city }
            }
            Self::Cost | Self::CostSoFar => None,
        }
    }
}

/// The series of a scenario, in column order.
pub fn series(bound: &Bound) -> Vec<Series> {
    let mut series = Vec::new();
    for (index, indicator) in bound.program.indicators().iter().enumerate() {
        if indicator.city.is_some() {
            series.push(Series::Indicator(index, None));
        }
        if indicator.zone.is_some() {
            series.extend((0..bound.program.zones()).map(|zone| Series::Indicator(index, Some(zone))));
        }
    }
    series.extend([Series::Cost, Series::CostSoFar]);
    series
}

/// Where the values of a series come from.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
enum Source {
    /// One row of a slot.
    Slot(Slot, usize),
    /// The running sum of a slot, by its index in [`Rows::sums`].
    Sum(usize),
    /// Zero: nothing costs anything.
    Zero,
}

/// A row of values that is counted: its source, the bits of its factor to the reported unit,
/// and the counting scopes it is counted by (index into [`Rows::strata`]).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    source: Source,
    scale: u64,
    /// Index into [`Rows::strata`].
    pub strata: usize,
}

/// Every row that some scenario reports.
pub struct Rows {
    /// The rows, each once.
    pub rows: Vec<Row>,
    /// `[scenario]`: its series, in column order.
    pub series: Vec<Vec<Series>>,
    /// `[scenario][series]`: index into `rows`.
    pub of: Vec<Vec<usize>>,
    /// Slots of the counting scope of a draw; none where the case has only one.
    pub strata: Vec<Option<Slot>>,
    /// `[scenario]`: index into `strata`.
    pub strata_of: Vec<usize>,
    /// The rows that are summed over draws, each once.
    pub summed: Vec<Row>,
    /// `[scenario]`: index of a series and of its row in `summed`.
    pub summed_of: Vec<Vec<(usize, usize)>>,
    /// `[scenario][what the money is spent on][part spent in vain, 0 or 1][zone]`: indices into
    /// `summed`; without zones one entry.
    pub money_of: Vec<Vec<[Vec<usize>; 2]>>,
    /// `[scenario]`: index into `summed` of private money.
    pub private_of: Vec<Option<usize>>,
    /// Slots that are summed over the years.
    pub sums: Vec<Slot>,
    /// Slots that must stay finite, with the scenarios they belong to.
    pub checked: Vec<(Slot, Vec<usize>)>,
    /// Those of them that `rows` leave out in part.
    unread: Vec<Slot>,
}

impl Rows {
    /// The rows of an experiment.
    pub fn new(experiment: &Experiment) -> Self {
        let mut rows = Self {
            rows: Vec::new(),
            series: experiment.scenarios.iter().map(series).collect(),
            of: Vec::new(),
            strata: Vec::new(),
            strata_of: Vec::new(),
            summed: Vec::new(),
            summed_of: Vec::new(),
            money_of: Vec::new(),
            private_of: Vec::new(),
            sums: Vec::new(),
            checked: checked(experiment),
            unread: Vec::new(),
        };
        let mut known: HashMap<Row, usize> = HashMap::new();
        for bound in &experiment.scenarios {
            let stratum = bound.program.graph.stratum.map(|node| bound.slot(node));
            let strata = position(&mut rows.strata, stratum);
            rows.strata_of.push(strata);
            let mut of = Vec::new();
            for one in series(bound) {
                let (source, scale) = rows.source(experiment, bound, &one);
                let row = Row { source, scale: scale.to_bits(), strata };
                of.push(*known.entry(row).or_insert_with(|| {
                    rows.rows.push(row);
                    rows.rows.len() - 1
                }));
            }
            let summed = rows.series[rows.of.len()].iter().enumerate();
            let summed: Vec<usize> =
                summed.filter(|(_, one)| is_summed(bound, one)).map(|(at, _)| at).collect();
            let summed = summed.into_iter().map(|at| (at, position(&mut rows.summed, rows.rows[of[at]])));
            rows.summed_of.push(summed.collect());
            rows.of.push(of);
            rows.money(experiment, bound, strata);
        }
        let sources: HashSet<Source> = rows.rows.iter().map(|row| row.source).collect();
        let zones = |slot: Slot| match experiment.program.slots[slot] {
            crate::model::Scope::Zone => experiment.program.zones(),
            crate::model::Scope::City => 1,
        };
        let slots = rows.checked.iter().map(|(slot, _)| *slot);
        let is_read =
            |slot: &Slot| (0..zones(*slot)).all(|zone| sources.contains(&Source::Slot(*slot, zone)));
        rows.unread = slots.filter(|slot| !is_read(slot)).collect();
        rows
    }

    /// The rows of public money by what it is spent on, and of private money.
    fn money(&mut self, experiment: &Experiment, bound: &Bound, strata: usize) {
        let scale = 1.0_f64.to_bits();
        let mut rows_of = |node: NodeId| -> Vec<usize> {
            let slot = bound.slot(node);
            let by_zone = experiment.program.slots[slot] == crate::model::Scope::Zone;
            let zones = if by_zone { experiment.program.zones() } else { 1 };
            let row = |zone| Row { source: Source::Slot(slot, zone), scale, strata };
            (0..zones).map(|zone| position(&mut self.summed, row(zone))).collect()
        };
        let graph = &bound.program.graph;
        let monies = graph.monies.iter();
        let monies =
            monies.map(|m| [rows_of(m.spent), m.lost.map(&mut rows_of).unwrap_or_default()]).collect();
        let private = graph.private.map(|node| rows_of(node)[0]);
        self.money_of.push(monies);
        self.private_of.push(private);
    }

    fn source(&mut self, experiment: &Experiment, bound: &Bound, series: &Series) -> (Source, f64) {
        let cost = bound.program.graph.cost.map(|node| bound.slot(node));
        match (series, cost) {
            (Series::Indicator(index, zone), _) => {
                let indicator = &bound.program.indicators()[*index];
                let node = if zone.is_some() { indicator.zone } else { indicator.city };
                let slot = bound.slot(node.expect("the series exists"));
                let by_zone = experiment.program.slots[slot] == crate::model::Scope::Zone;
                (Source::Slot(slot, if by_zone { zone.unwrap_or(0) } else { 0 }), indicator.scale)
            }
            (_, None) => (Source::Zero, 1.0),
            (Series::Cost, Some(cost)) => (Source::Slot(cost, 0), 1.0),
            (Series::CostSoFar, Some(cost)) => (Source::Sum(position(&mut self.sums, cost)), 1.0),
        }
    }
}

/// Whether a series is summed: an indicator that is split, or one of its parts.
fn is_summed(bound: &Bound, series: &Series) -> bool {
    let parts = &bound.program.graph.parts;
    let Series::Indicator(index, None) = series else { return false };
    parts.iter().any(|p| [p.of, p.growth, p.scope, p.composition, p.same_scope].contains(index))
}

/// Index of a thing in a list, entering it if new.
fn position<T: PartialEq>(list: &mut Vec<T>, thing: T) -> usize {
    list.iter().position(|t| *t == thing).unwrap_or_else(|| {
        list.push(thing);
        list.len() - 1
    })
}

fn checked(experiment: &Experiment) -> Vec<(Slot, Vec<usize>)> {
    let mut checked: std::collections::BTreeMap<Slot, Vec<usize>> = Default::default();
    for (scenario, bound) in experiment.scenarios.iter().enumerate() {
        for named in &bound.program.checked {
            checked.entry(bound.slot(NodeId(named.slot as u32))).or_default().push(scenario);
        }
    }
    checked.into_iter().collect()
}

/// Reads rows at year ends; keeps what is summed over the years.
pub struct Reader<'a> {
    rows: &'a Rows,
    sums: Vec<Vec<f64>>,
    zero: Vec<f64>,
}

impl<'a> Reader<'a> {
    /// For blocks of `draws` draws.
    pub fn new(rows: &'a Rows, draws: usize) -> Self {
        Self { rows, sums: vec![vec![0.0; draws]; rows.sums.len()], zero: vec![0.0; draws] }
    }

    /// Adds the year's values to the running sums; the base year starts them.
    pub fn start_year(&mut self, index: usize, space: &Workspace) {
        for (sums, slot) in self.sums.iter_mut().zip(&self.rows.sums) {
            match index {
                0 => sums.fill(0.0),
                _ => sums.iter_mut().zip(space.slot(*slot)).for_each(|(sum, x)| *sum += x),
            }
        }
    }

    /// Raw values of a row and the factor to the reported unit.
    pub fn row<'b>(&'b self, row: &Row, space: &'b Workspace) -> (&'b [f64], f64) {
        let draws = space.draws();
        let values = match row.source {
            Source::Slot(slot, zone) => &space.slot(slot)[zone * draws..(zone + 1) * draws],
            Source::Sum(sum) => &self.sums[sum],
            Source::Zero => &self.zero,
        };
        (values, f64::from_bits(row.scale))
    }

    /// Whether all checked values that no row holds are finite.
    pub fn others_are_finite(&self, space: &Workspace, instructions: InstructionSet) -> bool {
        self.rows.unread.iter().all(|slot| instructions.0.dispatch(AllFinite(space.slot(*slot))))
    }

    /// Notes for each scenario the first draw, below `draws`, with a checked value that is not finite.
    pub fn faults(
        &self,
        space: &Workspace,
        draws: usize,
        instructions: InstructionSet,
        first: &mut [Option<usize>],
    ) {
        for (slot, scenarios) in &self.rows.checked {
            let values = space.slot(*slot);
            // What stands beyond the draws asked for is looked at only if something is wrong.
            if instructions.0.dispatch(AllFinite(values)) {
                continue;
            }
            for row in values.chunks_exact(space.draws()) {
                let here = row[..draws].iter().position(|x| !x.is_finite());
                for &scenario in scenarios {
                    first[scenario] = [first[scenario], here].into_iter().flatten().min();
                }
            }
        }
    }
}

/// Whether no value is infinite or NaN, by the widest instruction set of the machine.
pub struct AllFinite<'a>(pub &'a [f64]);

impl pulp::NullaryFnOnce for AllFinite<'_> {
    type Output = bool;

    #[inline(always)]
    fn call(self) -> bool {
        // x * 0 is 0 for finite x and NaN otherwise; many sums side by side become vectors.
        let mut sums = [0.0; 32];
        let (chunks, rest) = self.0.as_chunks::<32>();
        for chunk in chunks {
            for i in 0..32 {
                sums[i] += chunk[i] * 0.0;
            }
        }
        let mut sum = 0.0;
        for x in sums.iter().chain(rest) {
            sum += x * 0.0;
        }
        sum == 0.0
    }
}
