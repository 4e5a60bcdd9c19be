//! Histograms of every counted row and year, filled by all threads together.
//!
//! Owns the counts: one table for all threads, because tables of their own would grow with the machine.
//! Rows are locked a few at a time, a block of draws at once; sums of whole numbers do not depend on who
//! came first. Never: chooses a range.

use super::instructions::InstructionSet;
use super::kernel::Workspace;
use super::range::{BINS, Range};
use super::series::{AllFinite, Reader, Rows};
use pulp::NullaryFnOnce;
use std::sync::{Arc, Mutex};

/// Rows that are locked together.
const GROUP: usize = 32;

/// The histograms of a run, while it counts.
pub struct Histograms {
    /// `[year][group of rows]`.
    groups: Vec<Mutex<Cells>>,
    rows: usize,
    strata: usize,
}

/// Counts of a group of rows, `[row][stratum][bin]`.
enum Cells {
    /// While all draws of the run together fit.
    Small(Vec<u16>),
    Large(Vec<u32>),
}

/// Where the draws of a block are counted.
pub struct Places {
    /// For each way to count by scope: where a draw's histogram starts among those of its row,
    /// `[way][draw]`.
    starts: Vec<Vec<u32>>,
    /// Bins of a group's rows, `[row][draw]`.
    bins: Vec<u8>,
    instructions: InstructionSet,
}

/// The bins of some values, by the widest instruction set of the machine; tells whether all are finite.
struct Note<'a> {
    range: &'a Range,
    values: &'a [f64],
    scale: f64,
    bins: &'a mut [u8],
}

impl NullaryFnOnce for Note<'_> {
    type Output = bool;

    #[inline(always)]
    fn call(self) -> bool {
        self.range.bins(self.values, self.scale, self.bins);
        AllFinite(self.values).call()
    }
}

impl Places {
    /// For blocks of `draws` draws with so many ways to count by scope.
    pub fn new(ways: usize, draws: usize, instructions: InstructionSet) -> Self {
        Self { starts: vec![vec![0; draws]; ways], bins: vec![0; GROUP * draws], instructions }
    }

    /// Notes the scopes of the block's draws for one way to count by scope.
    pub fn scopes(&mut self, way: usize, strata: &[usize]) {
        self.starts[way].iter_mut().zip(strata).for_each(|(start, at)| *start = (at * BINS) as u32);
    }
}

impl Histograms {
    /// Nothing counted yet; there will be at most `draws` draws.
    pub fn new(years: usize, rows: usize, strata: usize, draws: u64) -> Self {
        let cells = |first: usize| {
            let cells = GROUP.min(rows - first) * strata * BINS;
            Mutex::new(match u16::try_from(draws) {
                Ok(_) => Cells::Small(vec![0; cells]),
                Err(_) => Cells::Large(vec![0; cells]),
            })
        };
        let groups = (0..years).flat_map(|_| (0..rows).step_by(GROUP).map(cells)).collect();
        Self { groups, rows, strata }
    }

    /// Counts a year of `draws` draws of a block; tells whether all values are finite.
    pub fn count(
        &self,
        (year, ranges): (usize, &[Range]),
        rows: &Rows,
        (reader, space): (&Reader, &Workspace),
        places: &mut Places,
        draws: usize,
    ) -> bool {
        let mut finite = true;
        let Places { starts, bins, instructions } = places;
        let width = bins.len() / GROUP;
        let groups = &self.groups[year * self.rows.div_ceil(GROUP)..];
        for ((rows, ranges), cells) in rows.rows.chunks(GROUP).zip(ranges.chunks(GROUP)).zip(groups) {
            for ((row, range), bins) in rows.iter().zip(ranges).zip(bins.chunks_exact_mut(width)) {
                let (values, scale) = reader.row(row, space);
                let (values, bins) = (&values[..draws], &mut bins[..draws]);
                finite &= instructions.0.dispatch(Note { range, values, scale, bins });
            }
            let mut cells = cells.lock().expect("no thread panics with the lock");
            for (at, (row, bins)) in rows.iter().zip(bins.chunks_exact(width)).enumerate() {
                let here = at * self.strata * BINS..(at + 1) * self.strata * BINS;
                let (bins, starts) = (&bins[..draws], &starts[row.strata]);
                match &mut *cells {
                    Cells::Small(cells) => add(&mut cells[here], bins, starts),
                    Cells::Large(cells) => add(&mut cells[here], bins, starts),
                }
            }
        }
        finite
    }

    /// The counts of a row in a year, over some counting scopes.
    pub fn get(&self, year: usize, row: usize, strata: std::ops::Range<usize>) -> [u64; BINS] {
        let mut sum = [0; BINS];
        let group = &self.groups[year * self.rows.div_ceil(GROUP) + row / GROUP];
        let cells = group.lock().expect("no thread panics with the lock");
        for stratum in strata {
            let at = ((row % GROUP) * self.strata + stratum) * BINS;
            let sums = sum.iter_mut();
            match &*cells {
                Cells::Small(cells) => {
                    sums.zip(&cells[at..at + BINS]).for_each(|(sum, n)| *sum += u64::from(*n));
                }
                Cells::Large(cells) => {
                    sums.zip(&cells[at..at + BINS]).for_each(|(sum, n)| *sum += u64::from(*n));
                }
            }
        }
        sum
    }
}

/// Counts draws by bin and by where their histogram starts.
#[inline(always)]
fn add<N: Copy + From<u8> + std::ops::AddAssign>(cells: &mut [N], bins: &[u8], starts: &[u32]) {
    if let Ok(only) = <&mut [N; BINS]>::try_from(&mut *cells) {
        bins.iter().for_each(|bin| only[usize::from(*bin)] += N::from(1));
        return;
    }
    for (bin, start) in bins.iter().zip(starts) {
        cells[*start as usize + usize::from(*bin)] += N::from(1);
    }
}

/// The histograms of one scenario's columns; what scenarios have in common stands once.
#[derive(Clone, Default)]
pub struct Bins {
    all: Option<Arc<Histograms>>,
    /// Row of each series.
    rows: Vec<usize>,
    years: usize,
}

impl Bins {
    /// Those of series that are read from `rows`.
    pub fn new(all: Arc<Histograms>, rows: Vec<usize>, years: usize) -> Self {
        Self { all: Some(all), rows, years }
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.rows.len() * self.years
    }

    /// The counts of a column, over some counting scopes; nothing for a column that is not there.
    pub fn get(&self, column: usize, strata: std::ops::Range<usize>) -> [u64; BINS] {
        let row = self.rows.get(column / self.years.max(1));
        match (&self.all, row) {
            (Some(all), Some(row)) => all.get(column % self.years, *row, strata),
            _ => [0; BINS],
        }
    }

    fn strata(&self) -> usize {
        self.all.as_ref().map_or(0, |all| all.strata)
    }
}

impl PartialEq for Bins {
    fn eq(&self, other: &Self) -> bool {
        let sizes = |bins: &Self| (bins.columns(), bins.strata());
        let cells = (0..self.columns()).flat_map(|c| (0..self.strata()).map(move |s| (c, s..s + 1)));
        sizes(self) == sizes(other)
            && cells.into_iter().all(|(column, s)| self.get(column, s.clone()) == other.get(column, s))
    }
}

impl std::fmt::Debug for Bins {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "Bins of {} columns by {} scopes", self.columns(), self.strata())
    }
}
