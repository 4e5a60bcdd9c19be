//! Where the values of a column are counted: the bins of one histogram.
//!
//! Owns the way from a value to its bin and back. A pilot chooses it: a column of few
//! distinct values gets a bin for each, so that its percentiles are exact; any other
//! gets even bins, on a logarithmic scale if it spans magnitudes, with its two most
//! frequent values (nothing spent, a floor or a ceiling reached) counted apart. Never: counts.

use super::order::{Order, are_apart, at, key, most_frequent, of_key};
use std::sync::Arc;

/// Bins of a histogram.
pub const BINS: usize = 256;

/// Most distinct values that get a bin each; the gaps around them take the others.
const MOST_ATOMS: usize = (BINS - 1) / 2;

/// The bin of what lies below the even ones: after the atoms', of which the first is always kept.
fn below(atoms: [Option<f64>; 2]) -> usize {
    1 + usize::from(atoms[1].is_some())
}

/// From this ratio of P95 to P5 on, a column of one sign is counted on a logarithmic scale.
const MAGNITUDES: f64 = 16.0;

/// The bins of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Range {
    /// Rising values; bin 2i + 1 holds value i itself, bin 2i what lies just below it.
    Atoms(Arc<[f64]>),
    /// Bins of one width on a scale: the first are the atoms', the next and the last are open.
    Even {
        /// Scale.
        scale: Scale,
        /// Lower end of the first even bin, on the scale.
        low: f64,
        /// Width of a bin, on the scale.
        width: f64,
        /// Values that very many draws share, the most frequent first.
        atoms: [Option<f64>; 2],
    },
}

/// A rising map of a column's values.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The values themselves.
    Linear,
    /// Logarithm of positive values, linear between powers of two: the bits of a double, read as a number.
    Positive,
    /// The same for negative values.
    Negative,
}

impl Scale {
    /// The linear scale, unless values of one sign span magnitudes.
    fn fitting(of: &Order) -> Self {
        match of {
            _ if of.least > 0.0 && of.p95 > MAGNITUDES * of.p5 => Scale::Positive,
            _ if of.most < 0.0 && of.p5 < MAGNITUDES * of.p95 => Scale::Negative,
            _ => Scale::Linear,
        }
    }

    /// A value on the scale; values of the wrong sign count as zero.
    #[inline]
    fn of(self, value: f64) -> f64 {
        match self {
            Scale::Linear => value,
            Scale::Positive => bits_of_positive(value),
            Scale::Negative => -bits_of_positive(-value),
        }
    }

    /// The value at a place of the scale.
    fn value(self, place: f64) -> f64 {
        match self {
            Scale::Linear => place,
            Scale::Positive => f64::from_bits(place.max(0.0) as u64),
            Scale::Negative => -f64::from_bits((-place).max(0.0) as u64),
        }
    }
}

/// The bits of a positive number, read as a number; zero for any other.
#[inline(always)]
fn bits_of_positive(value: f64) -> f64 {
    let held = if value > 0.0 { value } else { 0.0 };
    held.to_bits() as f64
}

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
        Self::even(&Order::of_rising(&others), atoms).unwrap_or_else(|| {
            // Too wide or too narrow for even bins.
            let picked = (0..MOST_ATOMS).map(|i| at(&distinct, i as f64 / (MOST_ATOMS - 1) as f64));
            Range::Atoms(picked.collect())
        })
    }

    /// Even bins beside the atoms'; none if no width is fit for them.
    fn even(others: &Order, atoms: [Option<f64>; 2]) -> Option<Self> {
        let scale = Scale::fitting(others);
        let place = |value: f64| scale.of(value);
        let reach = 0.5 * (place(others.p95) - place(others.p5));
        let (mut low, mut high) = (place(others.p1) - reach, place(others.p99) + reach);
        if reach == 0.0 {
            // Mostly one value even so: keep the whole range of what was seen.
            (low, high) = (place(others.least), place(others.most));
        }
        // One bin more on either side for what falls outside.
        let width = (high - low) / (BINS - 2 - below(atoms)) as f64;
        (width > 0.0 && width.is_finite()).then_some(Range::Even { scale, low, width, atoms })
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
            Range::Even { scale: on, low, width, atoms } => {
                let least = below(*atoms) as f64;
                // Nothing is equal to NaN.
                let [first, second] = atoms.map(|atom| atom.unwrap_or(f64::NAN));
                let bin = |value: f64, place: f64| {
                    let even = floor((place - low) / width + (least + 1.0), least);
                    let even = if value == second { 1 } else { even };
                    if value == first { 0 } else { even }
                };
                let pairs = bins.iter_mut().zip(values).map(|(bin, value)| (bin, value * scale));
                match on {
                    Scale::Linear => pairs.for_each(|(to, x)| *to = bin(x, Scale::Linear.of(x))),
                    Scale::Positive => pairs.for_each(|(to, x)| *to = bin(x, Scale::Positive.of(x))),
                    Scale::Negative => pairs.for_each(|(to, x)| *to = bin(x, Scale::Negative.of(x))),
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
            Range::Even { scale, low, width, atoms } => {
                let least = below(*atoms);
                let even = least + 1;
                let edge = |bin: usize| scale.value(low + width * (bin.clamp(even, BINS - 1) - even) as f64);
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
        let edges = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300, 0.5, 3.0];
        let pilots: [Vec<f64>; 4] = [
            unit(1024).collect(),
            unit(1024).map(|u| u.powi(8) + 1e-9).collect(),
            unit(1024).map(|u| -u.powi(8) - 1e-9).collect(),
            unit(1024).map(|u| (u - 0.5).max(0.0)).collect(),
        ];
        for mut pilot in pilots {
            let values: Vec<f64> =
                pilot.iter().map(|x| x * 1.7 - 0.2).chain(pilot.clone()).chain(edges).collect();
            let Range::Even { scale, low, width, atoms } = Range::around(&mut pilot) else {
                panic!("even bins")
            };
            let plain = |x: f64| match atoms.iter().position(|atom| *atom == Some(x)) {
                Some(atom) => atom,
                None => {
                    let least = if atoms[1].is_some() { 2 } else { 1 };
                    (((scale.of(x) - low) / width + (least + 1) as f64) as usize).clamp(least, BINS - 1)
                }
            };
            let range = Range::Even { scale, low, width, atoms };
            let mut bins = vec![0; values.len()];
            range.bins(&values, 1.0, &mut bins);
            for (bin, value) in bins.iter().zip(&values) {
                assert_eq!(usize::from(*bin), plain(*value), "{value} in {range:?}");
                assert_eq!(usize::from(*bin), range.bin(*value));
            }
        }
    }

    #[test]
    fn magnitudes_are_counted_on_a_logarithmic_scale() {
        let scale = |values: &[f64]| Scale::fitting(&Order::of_rising(values));
        assert_eq!(scale(&[1.0, 2.0, 3.0]), Scale::Linear);
        assert_eq!(scale(&[1.0, 2.0, 300.0]), Scale::Positive);
        assert_eq!(scale(&[-300.0, -2.0, -1.0]), Scale::Negative);
        assert_eq!(scale(&[-300.0, 2.0, 300.0]), Scale::Linear);
        for x in [1e-5, 1.0, 1.7, 12345.0] {
            assert!((Scale::Positive.value(Scale::Positive.of(x)) / x - 1.0).abs() < 1e-12);
            assert!((Scale::Negative.value(Scale::Negative.of(-x)) / x + 1.0).abs() < 1e-12);
        }
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
