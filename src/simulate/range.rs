//! Where the values of a column are counted: the bins of one histogram.
//!
//! Owns the way from a value to its bin and back. A pilot chooses it: a column of few
//! distinct values gets a bin for each, so that its percentiles are exact; any other
//! gets stretches of even bins, narrow where P5 and P95 are expected (draws are sparse there, so
//! that a wide bin would say little) and wide beyond P1 and P99; on a logarithmic scale if it
//! spans magnitudes, with its two most frequent values (nothing spent, a floor or a ceiling
//! reached) counted apart. Never: counts.

use super::order::{Order, are_apart, at, key, most_frequent, of_key};
use super::scale::Scale;
use std::sync::Arc;

/// Bins of a histogram.
pub const BINS: usize = 256;

/// Most distinct values that get a bin each; the gaps around them take the others.
const MOST_ATOMS: usize = (BINS - 1) / 2;

/// The bin of what lies below the even ones: after the atoms', of which the first is always kept.
fn below(atoms: [Option<f64>; 2]) -> usize {
    1 + usize::from(atoms[1].is_some())
}

/// The bins of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Range {
    /// Rising values; bin 2i + 1 holds value i itself, bin 2i what lies just below it.
    Atoms(Arc<[f64]>),
    /// Stretches of bins of one width on a scale: the first are the atoms', the next and the last are open.
    Stretches {
        /// Scale.
        scale: Scale,
        /// Ends of the stretches on the scale, rising.
        ends: [f64; STRETCHES + 1],
        /// How many bins each has.
        bins: [u8; STRETCHES],
        /// Values that very many draws share, the most frequent first.
        atoms: [Option<f64>; 2],
    },
}

/// Stretches: beyond P1, up to the window of P5, that window, the middle, and the same backwards.
const STRETCHES: usize = 7;

/// Bins of each stretch; the middle has what is left over.
const SHARES: [u8; STRETCHES] = [8, 10, 60, 0, 60, 10, 8];

impl Range {
    /// Bins for what pilot values let expect; `values` are finite and change places.
    pub fn around(values: &mut [f64]) -> Self {
        // Zero has two signs; they are one value.
        values.iter_mut().for_each(|x| *x += 0.0);
        let mut keys: Vec<i64> = values.iter().map(|x| key(*x)).collect();
        if are_apart(&keys, MOST_ATOMS)
            && let Some(range) = Self::even(&Order::of(&mut keys), [None, None])
        {
            return range;
        }
        keys.sort_unstable();
        values.iter_mut().zip(keys).for_each(|(x, key)| *x = of_key(key));
        let mut distinct = values.to_vec();
        distinct.dedup();
        if distinct.len() <= MOST_ATOMS {
            return Range::Atoms(distinct.into());
        }
        let atoms = most_frequent(values);
        let others: Vec<f64> = values.iter().copied().filter(|x| !atoms.contains(&Some(*x))).collect();
        // The percentiles are those of all values.
        let order = Order::of_rising(&others).with_windows(&Order::of_rising(values));
        Self::even(&order, atoms).unwrap_or_else(|| {
            // Too wide or too narrow for even bins.
            let picked = (0..MOST_ATOMS).map(|i| at(&distinct, i as f64 / (MOST_ATOMS - 1) as f64));
            Range::Atoms(picked.collect())
        })
    }

    /// Even bins beside the atoms'; none if no width is fit for them.
    fn even(others: &Order, atoms: [Option<f64>; 2]) -> Option<Self> {
        let scale = Scale::fitting(others);
        let reach = 0.5 * (scale.of(others.p95) - scale.of(others.p5));
        let [p1, a, b, c, d, p99] = others.edges.map(|value| scale.of(value));
        // One bin more on either side for what falls outside.
        let all = (BINS - 2 - below(atoms)) as u8;
        let (mut ends, mut bins) = ([p1 - reach, p1, a, b, c, d, p99, p99 + reach], SHARES);
        if reach == 0.0 {
            // Mostly one value even so: keep the whole range of what was seen.
            let most = scale.of(others.most);
            ends = [scale.of(others.least), most, most, most, most, most, most, most];
        }
        for (bins, ends) in bins.iter_mut().zip(ends.windows(2)) {
            *bins = if ends[1] > ends[0] { *bins } else { 0 };
        }
        // What empty stretches leave goes to the middle, or to the only one.
        let widest = if ends[4] > ends[3] { 3 } else { 0 };
        bins[widest] = 0;
        bins[widest] = all - bins.iter().sum::<u8>();
        let narrowest = ends.windows(2).zip(&bins).map(|(ends, bins)| (ends[1] - ends[0]) / f64::from(*bins));
        let fit = narrowest.filter(|width| !width.is_nan()).all(|width| width > 0.0 && width.is_finite());
        (fit && ends[STRETCHES] > ends[0]).then_some(Range::Stretches { scale, ends, bins, atoms })
    }

    /// The bins of values times `scale`, one byte each; in loops that become vector instructions.
    ///
    /// # Panics
    /// If there are more bins to write than values.
    #[inline(always)]
    pub fn bins(&self, values: &[f64], scale: f64, bins: &mut [u8]) {
        match self {
            Range::Atoms(atoms) => {
                for (bin, value) in bins.iter_mut().zip(values) {
                    *bin = among(atoms, value * scale);
                }
            }
            Range::Stretches { scale: on, ends, bins: counts, atoms } => {
                let way = Way::new(ends, counts, atoms);
                // Plain loops: what closures leave as calls would not be vector instructions.
                match on {
                    Scale::Linear => {
                        for (bin, value) in bins.iter_mut().zip(values) {
                            let value = value * scale;
                            *bin = way.bin(value, value);
                        }
                    }
                    Scale::Positive => {
                        for (bin, value) in bins.iter_mut().zip(values) {
                            let value = value * scale;
                            *bin = way.bin(value, Scale::Positive.of(value));
                        }
                    }
                    Scale::Negative => {
                        for (bin, value) in bins.iter_mut().zip(values) {
                            let value = value * scale;
                            *bin = way.bin(value, Scale::Negative.of(value));
                        }
                    }
                }
            }
        }
    }

    /// The bin of a value.
    pub fn bin(&self, value: f64) -> usize {
        let mut bin = [0];
        self.bins(&[value], 1.0, &mut bin);
        usize::from(bin[0])
    }

    /// The counted values in rising order: from, to, how many; evenly spread in between.
    pub fn pieces(&self, counts: &[u64; BINS]) -> Vec<(f64, f64, f64)> {
        let count = |bin: usize| counts[bin] as f64;
        match self {
            Range::Atoms(atoms) => {
                let edge = |i: usize| atoms.get(i.min(atoms.len().saturating_sub(1))).copied().unwrap_or(0.0);
                let pair = |i: usize| {
                    let gap = (edge(i.saturating_sub(1)), edge(i), count(2 * i));
                    [gap, (edge(i), edge(i), count((2 * i + 1).min(BINS - 1)))]
                };
                let last = (edge(atoms.len()), edge(atoms.len()), count(2 * atoms.len()));
                (0..atoms.len()).flat_map(pair).chain([last]).collect()
            }
            Range::Stretches { scale, ends, bins, atoms } => {
                let least = below(*atoms);
                let even = least + 1;
                let edges: Vec<f64> = edges(ends, bins).map(|place| scale.value(place)).collect();
                let edge = |bin: usize| edges[bin.clamp(even, BINS - 1) - even];
                let mut pieces = Vec::with_capacity(BINS + 2);
                for bin in least..BINS {
                    let (from, to) =
                        if bin == least { (edge(even), edge(even)) } else { (edge(bin), edge(bin + 1)) };
                    pieces.push((from, to, count(bin)));
                }
                for (bin, atom) in atoms.iter().enumerate() {
                    if let Some(atom) = atom {
                        part_at(&mut pieces, *atom, count(bin));
                    }
                }
                pieces
            }
        }
    }
}

/// The lower ends of all bins on the scale, and the upper end of the last.
fn edges(ends: &[f64; STRETCHES + 1], bins: &[u8; STRETCHES]) -> impl Iterator<Item = f64> {
    let edge = |k: usize, bin: u8| ends[k] + (ends[k + 1] - ends[k]) * (f64::from(bin) / f64::from(bins[k]));
    (0..STRETCHES).flat_map(move |k| (0..bins[k]).map(move |bin| edge(k, bin))).chain([ends[STRETCHES]])
}

/// The way from a value to its bin, in numbers that are the same for all values.
struct Way {
    from: [f64; STRETCHES],
    /// Bins of each stretch, and how many come with one unit of the scale.
    most: [f64; STRETCHES],
    per: [f64; STRETCHES],
    least: f64,
    /// The atoms; nothing is equal to NaN.
    first: f64,
    second: f64,
}

impl Way {
    #[inline(always)]
    fn new(ends: &[f64; STRETCHES + 1], bins: &[u8; STRETCHES], atoms: &[Option<f64>; 2]) -> Self {
        let (mut from, mut most, mut per) = ([0.0; STRETCHES], [0.0; STRETCHES], [0.0; STRETCHES]);
        for k in 0..STRETCHES {
            (from[k], most[k]) = (ends[k], f64::from(bins[k]));
            per[k] = if bins[k] > 0 { most[k] / (ends[k + 1] - ends[k]) } else { 0.0 };
        }
        let [first, second] = atoms.map(|atom| atom.unwrap_or(f64::NAN));
        Self { from, most, per, least: below(*atoms) as f64, first, second }
    }

    #[inline(always)]
    fn bin(&self, value: f64, place: f64) -> u8 {
        let Self { from, most, per, .. } = self;
        // Below the first stretch it goes below zero; NaN stays NaN.
        let along = (place - from[0]) * per[0];
        let mut passed = self.least + 1.0 + if along > most[0] { most[0] } else { along };
        for k in 1..STRETCHES {
            let along = (place - from[k]) * per[k];
            let begun = if along > 0.0 { along } else { 0.0 };
            passed += if begun < most[k] { begun } else { most[k] };
        }
        let even = floor(passed, self.least);
        let even = if value == self.second { 1 } else { even };
        if value == self.first { 0 } else { even }
    }
}

/// The bin among distinct values: twice the number of those below, and one more for the value itself.
#[inline(always)]
fn among(atoms: &[f64], value: f64) -> u8 {
    let below = atoms.partition_point(|atom| *atom < value);
    (2 * below + usize::from(atoms.get(below) == Some(&value))) as u8
}

/// The whole part of a number, held within the least and the last bin; NaN counts as the least.
#[inline(always)]
fn floor(x: f64, least: f64) -> u8 {
    let raised = if x > least { x } else { least };
    let held = if raised < (BINS - 1) as f64 { raised } else { (BINS - 1) as f64 };
    // Adding 2^52 leaves the nearest whole number in the last bits; no conversion that vectors lack.
    let planted = held + 4_503_599_627_370_496.0;
    let above = planted - 4_503_599_627_370_496.0 > held;
    (planted.to_bits() as u8).wrapping_sub(u8::from(above))
}

/// Puts the atom between the parts of the piece it lies in.
fn part_at(pieces: &mut Vec<(f64, f64, f64)>, atom: f64, count: f64) {
    let place = pieces.partition_point(|(_, to, _)| *to <= atom);
    match pieces.get(place).copied() {
        Some((from, to, around)) if from < atom => {
            let below = around * ((atom - from) / (to - from));
            let parts = [(from, atom, below), (atom, atom, count), (atom, to, around - below)];
            pieces.splice(place..=place, parts);
        }
        _ => pieces.insert(place, (atom, atom, count)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distinct values over the unit interval.
    fn unit(n: u32) -> impl Iterator<Item = f64> {
        (0..n).map(|i| (f64::from(i) * 0.618_033_988_75 + 0.01).fract())
    }

    /// Every value lies in the piece of its own bin, unless that is open.
    #[track_caller]
    fn check(mut pilot: Vec<f64>, values: &[f64]) {
        let range = Range::around(&mut pilot);
        for value in values {
            let mut counts = [0; BINS];
            counts[range.bin(*value)] = 1;
            let pieces = range.pieces(&counts);
            assert!(pieces.windows(2).all(|w| w[0].1 <= w[1].0), "pieces rise");
            let holds = |(from, to, count): &(f64, f64, f64)| {
                let open = from == to;
                let slack = 1e-9 * (to - from).abs();
                *count > 0.0 && (open || (*value >= from - slack && *value <= to + slack))
            };
            assert!(pieces.iter().any(holds), "{value} in {range:?}");
        }
    }

    #[test]
    fn a_value_falls_into_the_piece_that_holds_it() {
        let far = [-1e300, -40.0, -1.0, 0.0, 1e-9, 0.3, 17.3, 99.9, 141.0, 1e300];
        check(unit(1024).collect(), &far);
        check(unit(1024).map(|u| u * u * u * u * 100.0 + 1e-3).collect(), &far);
        check(unit(1024).map(|u| -u * u * u * u * 100.0 - 1e-3).collect(), &far);
        check(unit(1024).map(|u| (u - 0.5).max(0.0)).collect(), &far);
        check(vec![3.0; 50], &far);
        check(unit(1024).map(|u| (u * 9.0).round()).collect(), &far);
        check(unit(1024).map(|u| (u - 0.5) * 2.0 * 1.7e308).collect(), &far);
        check(Vec::new(), &far);
    }

    #[test]
    fn a_block_of_values_falls_into_the_bins_of_the_plain_formula() {
        let odd = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 0.5, 3.0];
        let pilots: [Vec<f64>; 4] = [
            unit(1024).collect(),
            unit(1024).map(|u| u.powi(8) + 1e-9).collect(),
            unit(1024).map(|u| -u.powi(8) - 1e-9).collect(),
            unit(1024).map(|u| (u - 0.5).max(0.0)).collect(),
        ];
        for mut pilot in pilots {
            let values: Vec<f64> =
                pilot.iter().map(|x| x * 1.7 - 0.2).chain(pilot.clone()).chain(odd).collect();
            let Range::Stretches { scale, ends, bins: counts, atoms } = Range::around(&mut pilot) else {
                panic!("even bins")
            };
            let least = if atoms[1].is_some() { 2 } else { 1 };
            assert_eq!(counts.iter().map(|n| usize::from(*n)).sum::<usize>(), BINS - 2 - least);
            // How many lower ends a value has reached, unless it is an atom.
            let edges: Vec<f64> = edges(&ends, &counts).collect();
            assert_eq!(edges.len(), BINS - 1 - least);
            assert!(edges.windows(2).all(|w| w[0] < w[1]), "{edges:?}");
            let plain = |x: f64| match atoms.iter().position(|atom| *atom == Some(x)) {
                Some(atom) => atom,
                None => least + edges.iter().filter(|edge| scale.of(x) >= **edge).count(),
            };
            let range = Range::Stretches { scale, ends, bins: counts, atoms };
            let mut bins = vec![0; values.len()];
            range.bins(&values, 1.0, &mut bins);
            for (bin, value) in bins.iter().zip(&values) {
                // A value may lie on an end up to rounding.
                let near =
                    |edge: &f64| (scale.of(*value) - edge).abs() <= 1e-12 * (ends[STRETCHES] - ends[0]);
                let room = usize::from(edges.iter().any(near));
                assert!(usize::from(*bin).abs_diff(plain(*value)) <= room, "{value}: {bin} in {range:?}");
                assert_eq!(usize::from(*bin), range.bin(*value));
            }
        }
    }

    #[test]
    fn bins_are_narrow_where_the_fifth_and_the_last_twentieth_begin() {
        // Away from zero, where the scale is linear.
        let range = Range::around(&mut unit(1024).map(|u| 1.0 + u).collect::<Vec<_>>());
        let width = |u: f64| {
            let mut counts = [0; BINS];
            counts[range.bin(1.0 + u)] = 1;
            let piece = range.pieces(&counts).into_iter().find(|piece| piece.2 > 0.0).expect("counted");
            piece.1 - piece.0
        };
        // Of 1024 draws, four standard errors are 28: the windows reach from the 23rd to the 79th from either end.
        for value in [0.05, 0.03, 0.07, 0.93, 0.95, 0.97] {
            assert!(width(value) < 1.1 * 56.0 / 1024.0 / 60.0, "{value}: {}", width(value));
        }
        assert!(width(0.5) < 0.01 && width(0.25) < 0.01 && width(0.015) < 0.002);
        // Ten per cent of all values are zero: P5 is exact, and its bins serve the middle.
        let range = Range::around(&mut unit(1024).map(|u| (u - 0.1).max(0.0)).collect::<Vec<_>>());
        let Range::Stretches { bins, .. } = range else { panic!("even bins") };
        assert!(bins[2] == 0 && bins[3] > 120 && bins[4] == 60, "{bins:?}");
    }

    #[test]
    fn a_floor_is_counted_apart_from_what_lies_above_it() {
        let range = Range::around(&mut unit(1024).map(|u| (u - 0.5).max(0.0)).collect::<Vec<_>>());
        assert_eq!(range.bin(0.0), 0);
        assert_ne!(range.bin(1e-12), 0);
        let mut counts = [0; BINS];
        (counts[0], counts[range.bin(0.2)]) = (7, 3);
        let pieces: Vec<_> = range.pieces(&counts).into_iter().filter(|p| p.2 > 0.0).collect();
        assert_eq!(pieces[0], (0.0, 0.0, 7.0));
        assert_eq!(pieces.len(), 2);
    }

    #[test]
    fn a_floor_and_a_ceiling_are_both_exact() {
        let values = unit(1024).map(|u| if u < 0.6 { 0.0 } else { (u * 2.0 - 0.7).min(1.0) });
        let range = Range::around(&mut values.collect::<Vec<_>>());
        assert_eq!((range.bin(0.0), range.bin(1.0)), (0, 1));
        let mut counts = [0; BINS];
        (counts[0], counts[1], counts[range.bin(0.7)]) = (60, 30, 10);
        let pieces: Vec<_> = range.pieces(&counts).into_iter().filter(|p| p.2 > 0.0).collect();
        assert_eq!((pieces[0], pieces.last().copied()), ((0.0, 0.0, 60.0), Some((1.0, 1.0, 30.0))));
    }
}
