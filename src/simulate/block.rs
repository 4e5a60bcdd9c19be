//! One block of draws into counts: columns into histograms, targets into attainment.
//!
//! Owns the reading of a workspace at year ends. Never: owns threads.

use super::kernel::{Keys, SharedLuck, Workspace};
use super::range::{BINS, Range};
use super::tally::{FIXED, Shape, Tally};
use super::{PILOT_DRAWS, block_size};
use crate::experiment::{Bound, Experiment};
use crate::model::Scope;

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

/// Which series are summed: those of indicators that are split, and their parts.
fn summed(bound: &Bound, series: &[Series]) -> Vec<bool> {
    let parts = &bound.program.graph.parts;
    let wanted = |index: usize| {
        parts.iter().any(|p| [p.of, p.growth, p.scope, p.composition, p.same_scope].contains(&index))
    };
    series.iter().map(|s| matches!(s, Series::Indicator(index, None) if wanted(*index))).collect()
}

/// Sizes of a scenario's counts.
pub fn shape(experiment: &Experiment, bound: &Bound) -> Shape {
    Shape {
        strata: experiment.strata,
        columns: series(bound).len() * bound.program.graph.years(),
        milestones: experiment.milestones.len(),
        targets: bound.targets.len(),
        main: experiment.main.len(),
        years: bound.program.graph.years(),
    }
}

/// Reads the value of a series from a workspace, scaled to its unit.
struct Reader<'a> {
    bound: &'a Bound,
    so_far: Vec<f64>,
}

impl<'a> Reader<'a> {
    fn new(bound: &'a Bound, draws: usize) -> Self {
        Self { bound, so_far: vec![0.0; draws] }
    }

    /// Adds the year's public money to the running sum.
    fn start_year(&mut self, index: usize, space: &Workspace) {
        if index == 0 {
            self.so_far.fill(0.0);
        } else if let Some(cost) = self.bound.program.graph.cost {
            self.so_far.iter_mut().zip(space.slot(cost.index())).for_each(|(sum, x)| *sum += x);
        }
    }

    /// Row of raw values and the factor to the reported unit.
    fn row<'b>(&'b self, series: &Series, space: &'b Workspace) -> (&'b [f64], f64) {
        let draws = space.draws();
        match series {
            Series::Indicator(index, zone) => {
                let indicator = &self.bound.program.indicators()[*index];
                let node = match zone {
                    Some(_) => indicator.zone,
                    None => indicator.city,
                };
                let values = space.slot(node.expect("the series exists").index());
                let row = if values.len() == draws { 0 } else { zone.unwrap_or(0) };
                (&values[row * draws..(row + 1) * draws], indicator.scale)
            }
            Series::Cost => match self.bound.program.graph.cost {
                Some(cost) => (space.slot(cost.index()), 1.0),
                None => (&self.so_far, 0.0),
            },
            Series::CostSoFar => (&self.so_far, 1.0),
        }
    }
}

/// First draw of the block, below `draws`, in which a checked value is not finite.
fn fault(bound: &Bound, space: &Workspace, draws: usize) -> Option<usize> {
    let mut first: Option<usize> = None;
    for named in &bound.program.checked {
        for row in space.slot(named.slot).chunks_exact(space.draws()) {
            // x * 0 is 0 for finite x and NaN otherwise; the sum vectorises.
            let finite = row[..draws].iter().map(|x| x * 0.0).sum::<f64>() == 0.0;
            if !finite {
                let here = row[..draws].iter().position(|x| !x.is_finite());
                first = [first, here].into_iter().flatten().min();
            }
        }
    }
    first
}

/// Ranges of the histograms, and pilot values of the targets, from the first draws.
pub struct Pilot {
    /// Series in column order.
    pub series: Vec<Series>,
    /// Whether a series is summed.
    summed: Vec<bool>,
    /// Histogram range by column.
    pub ranges: Vec<Range>,
    /// Sizes.
    pub shape: Shape,
    /// `[target][base year, then the year it is looked at for each milestone][draw]`.
    pub targets: Vec<Vec<Vec<f64>>>,
}

impl Pilot {
    /// Simulates the pilot; the error is the first draw with a value that is not finite.
    pub fn run(experiment: &Experiment, bound: &Bound, keys: &Keys) -> std::result::Result<Self, u64> {
        let series = series(bound);
        let shape = shape(experiment, bound);
        let block = block_size(bound.program.zones());
        let mut space = Workspace::new(&bound.program, keys, block);
        let mut reader = Reader::new(bound, block);
        let mut columns: Vec<Vec<f64>> = vec![Vec::with_capacity(PILOT_DRAWS as usize); shape.columns];
        for first in (0..PILOT_DRAWS).step_by(block) {
            let draws = (PILOT_DRAWS - first).min(block as u64) as usize;
            let mut bad: Option<usize> = None;
            space.run(first, |index, space| {
                reader.start_year(index, space);
                bad = [bad, fault(bound, space, draws)].into_iter().flatten().min();
                for (at, one) in series.iter().enumerate() {
                    let (row, scale) = reader.row(one, space);
                    columns[at * shape.years + index].extend(row[..draws].iter().map(|x| x * scale));
                }
            });
            // A pilot draw beyond the run's own draws is nobody's fault.
            let bad = bad.map(|i| first + i as u64).filter(|&draw| draw < experiment.draws);
            if let Some(draw) = bad {
                return Err(draw);
            }
        }
        let targets = bound.targets.iter().map(|target| {
            let at = series.iter().position(|s| *s == Series::Indicator(target.indicator, None));
            let at = at.expect("bound targets have a city series");
            let base_year = bound.program.graph.base_year;
            let looked_at = (experiment.milestones.iter().enumerate())
                .map(|(m, &index)| experiment.evaluated(m, index, target, base_year));
            std::iter::once(0).chain(looked_at).map(|year| columns[at * shape.years + year].clone()).collect()
        });
        let targets = targets.collect();
        let mut finite = columns;
        finite.iter_mut().for_each(|c| c.retain(|x| x.is_finite()));
        let ranges = finite.iter_mut().map(|c| Range::around(c)).collect();
        Ok(Self { ranges, summed: summed(bound, &series), series, shape, targets })
    }
}

/// The counting of one thread, for all scenarios.
pub struct Counter<'a> {
    experiment: &'a Experiment,
    pilots: &'a [Pilot],
    spaces: Vec<Workspace<'a>>,
    readers: Vec<Reader<'a>>,
    tallies: Vec<Tally>,
    /// Targets met by the first scenario in this block: `[milestone][draw]`, one bit per target.
    reference: Vec<Vec<u32>>,
}

impl<'a> Counter<'a> {
    /// Nothing counted yet.
    pub fn new(experiment: &'a Experiment, keys: &'a [Keys], pilots: &'a [Pilot], block: usize) -> Self {
        let scenarios = &experiment.scenarios;
        let luck = SharedLuck::default();
        let space = |(s, k): (&'a Bound, &'a Keys)| {
            let space = Workspace::new(&s.program, k, block);
            // A scenario alone has nobody to share with.
            if scenarios.len() > 1 { space.sharing(luck.clone()) } else { space }
        };
        Self {
            experiment,
            pilots,
            spaces: scenarios.iter().zip(keys).map(space).collect(),
            readers: scenarios.iter().map(|s| Reader::new(s, block)).collect(),
            tallies: pilots.iter().map(|p| Tally::new(p.shape)).collect(),
            reference: vec![vec![0; block]; experiment.milestones.len()],
        }
    }

    /// Simulates and counts `draws` draws of a scenario; gives the first draw that is not finite.
    pub fn count(&mut self, scenario: usize, first: u64, draws: usize) -> Option<u64> {
        let bound = &self.experiment.scenarios[scenario];
        let pilot = &self.pilots[scenario];
        let tally = &mut self.tallies[scenario];
        let reader = &mut self.readers[scenario];
        let mut attained = Attained::new(self.experiment, bound, draws);
        let mut strata: Vec<usize> = vec![0; draws];
        let mut bad: Option<usize> = None;
        self.spaces[scenario].run(first, |index, space| {
            reader.start_year(index, space);
            if let (0, Some(node)) = (index, bound.program.graph.stratum) {
                let last = pilot.shape.strata - 1;
                let values = &space.slot(node.index())[..draws];
                strata.iter_mut().zip(values).for_each(|(s, x)| *s = (*x as usize).min(last));
            }
            bad = [bad, fault(bound, space, draws)].into_iter().flatten().min();
            for (at, one) in pilot.series.iter().enumerate() {
                let (row, scale) = reader.row(one, space);
                let column = at * pilot.shape.years + index;
                fill(tally, &pilot.ranges[column], pilot.shape, column, &row[..draws], scale, &strata);
                if pilot.summed[at] {
                    for (x, stratum) in row[..draws].iter().zip(&strata) {
                        tally.sums[stratum * pilot.shape.columns + column] +=
                            i128::from((x * scale * FIXED) as i64);
                    }
                }
            }
            attained.year(index, space);
        });
        attained.count(tally, pilot.shape, &strata, scenario > 0, &mut self.reference);
        bad.map(|i| first + i as u64)
    }

    /// The counts.
    pub fn into_tallies(self) -> Vec<Tally> {
        self.tallies
    }
}

fn fill(
    tally: &mut Tally,
    range: &Range,
    shape: Shape,
    column: usize,
    row: &[f64],
    scale: f64,
    strata: &[usize],
) {
    for (x, stratum) in row.iter().zip(strata) {
        let start = (stratum * shape.columns + column) * BINS;
        tally.bins[start + range.bin(x * scale)] += 1;
    }
}

/// Which targets each draw of a block has met.
struct Attained<'a> {
    experiment: &'a Experiment,
    bound: &'a Bound,
    /// `[target][draw]`: index of the first year met, or none.
    first: Vec<Vec<Option<usize>>>,
    /// `[target][draw]`: still held in every year so far.
    held: Vec<Vec<bool>>,
    /// `[milestone][draw]`, one bit per target.
    met: Vec<Vec<u32>>,
    /// The same as if the counting scope had not changed; none if no target's indicator is split.
    same_scope: Option<Box<Attained<'a>>>,
}

impl<'a> Attained<'a> {
    fn new(experiment: &'a Experiment, bound: &'a Bound, draws: usize) -> Self {
        let split = !bound.program.graph.parts.is_empty();
        let same_scope = split.then(|| Box::new(Self::one(experiment, bound, draws)));
        Self { same_scope, ..Self::one(experiment, bound, draws) }
    }

    fn one(experiment: &'a Experiment, bound: &'a Bound, draws: usize) -> Self {
        let targets = bound.targets.len();
        Self {
            same_scope: None,
            experiment,
            bound,
            first: vec![vec![None; draws]; targets],
            held: vec![vec![true; draws]; targets],
            met: vec![vec![0; draws]; experiment.milestones.len()],
        }
    }

    fn year(&mut self, index: usize, space: &Workspace) {
        self.one_year(index, space, |target| target);
        let parts = &self.bound.program.graph.parts;
        let split = |of: usize| parts.iter().find(|p| p.of == of).map_or(of, |p| p.same_scope);
        if let Some(same) = &mut self.same_scope {
            same.one_year(index, space, split);
        }
    }

    /// `read` gives the indicator that is looked at instead of a target's own.
    fn one_year(&mut self, index: usize, space: &Workspace, read: impl Fn(usize) -> usize) {
        let base_year = self.bound.program.graph.base_year;
        for (at, target) in self.bound.targets.iter().enumerate() {
            let milestones: Vec<usize> = (self.experiment.milestones.iter().enumerate())
                .filter(|(m, year)| self.experiment.evaluated(*m, **year, target, base_year) == index)
                .map(|(m, _)| m)
                .collect();
            let indicator = &self.bound.program.indicators()[read(target.indicator)];
            let values = space.slot(indicator.city.expect("bound").index());
            debug_assert_eq!(self.bound.program.slots[indicator.city.expect("bound").index()], Scope::City);
            for (draw, value) in values[..self.first[at].len()].iter().enumerate() {
                let now = target.met_by(value * indicator.scale);
                if let Some(from) = target.hold_from {
                    self.held[at][draw] &= now || index < from;
                }
                let met = now && self.held[at][draw];
                if now && index > 0 && self.first[at][draw].is_none() {
                    self.first[at][draw] = Some(index);
                }
                for &milestone in &milestones {
                    self.met[milestone][draw] |= u32::from(met) << at;
                }
            }
        }
    }

    fn count(
        &self,
        tally: &mut Tally,
        shape: Shape,
        strata: &[usize],
        compare: bool,
        reference: &mut [Vec<u32>],
    ) {
        for (draw, &stratum) in strata.iter().enumerate() {
            tally.draws[stratum] += 1;
            for (target, first) in self.first.iter().enumerate() {
                if let Some(year) = first[draw] {
                    tally.first[(stratum * shape.targets + target) * shape.years + year] += 1;
                }
            }
            for (milestone, met) in self.met.iter().enumerate() {
                let met = met[draw];
                let at = milestone * shape.strata + stratum;
                let combination = (self.experiment.main.iter().enumerate())
                    .fold(0, |sum, (bit, &target)| sum | (((met >> target) & 1) << bit));
                tally.joint[at * (1 << shape.main) + combination as usize] += 1;
                let before = if compare { reference[milestone][draw] } else { met };
                reference[milestone][draw] = if compare { before } else { met };
                let same = self.same_scope.as_ref().map_or(met, |same| same.met[milestone][draw]);
                for target in 0..shape.targets {
                    let (with, without) = ((met >> target) & 1, (same >> target) & 1);
                    tally.by_scope[at * shape.targets + target] += u64::from(with & !without & 1);
                    tally.despite_scope[at * shape.targets + target] += u64::from(without & !with & 1);
                    let (now, then) = ((met >> target) & 1, (before >> target) & 1);
                    tally.met[at * shape.targets + target] += u64::from(now);
                    tally.gained[at * shape.targets + target] += u64::from(now & !then & 1);
                    tally.lost[at * shape.targets + target] += u64::from(then & !now & 1);
                }
            }
        }
    }
}
