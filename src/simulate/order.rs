//! What the pilot's values of a column tell: their order, as far as needed, and which are frequent.
//!
//! Owns the way to find that fast, for thousands of columns. Never: chooses bins.

/// The value below which a share of rising values falls.
pub fn at(values: &[f64], share: f64) -> f64 {
    values.get(rank(values.len(), share)).copied().unwrap_or(0.0)
}

/// Where it stands among so many.
fn rank(values: usize, share: f64) -> usize {
    (share * (values.max(1) - 1) as f64).round() as usize
}

/// Standard errors of a percentile of the pilot on either side within which the run's own is expected.
const WINDOW: f64 = 4.0;

/// What even bins are made from: some of the values in rising order.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// P5.
    pub p5: f64,
    /// P95.
    pub p95: f64,
    /// P1, from and to where P5 is expected, from and to where P95 is, P99.
    pub edges: [f64; 6],
}

/// Where the values of an [`Order`] stand among so many: of the smallest, P1, P5 and its window, then
/// the same backwards.
fn ranks(values: usize) -> [usize; 10] {
    let at = |share: f64| rank(values, share);
    let room = (WINDOW * (values as f64 * 0.05 * 0.95).sqrt()) as usize;
    let (low, high) = (at(0.05), at(0.95));
    let p5 = [low.saturating_sub(room).max(at(0.01)), low, (low + room).min(at(0.5))];
    let p95 = [high.saturating_sub(room).max(at(0.5)), high, (high + room).min(at(0.99))];
    [0, at(0.01), p5[0], p5[1], p5[2], p95[0], p95[1], p95[2], at(0.99), values.max(1) - 1]
}

impl Order {
    /// Of rising values.
    pub fn of_rising(values: &[f64]) -> Self {
        Self::of_found(ranks(values.len()).map(|rank| values.get(rank).copied().unwrap_or(0.0)))
    }

    /// Of values in any order, as keys, at least one; they change places.
    pub fn of(keys: &mut [i64]) -> Self {
        let ranks = ranks(keys.len());
        let mut found = [0; 10];
        select(keys, 0, &ranks, &mut found);
        Self::of_found(found.map(of_key))
    }

    fn of_found([least, p1, a, p5, b, c, p95, d, p99, most]: [f64; 10]) -> Self {
        Self { least, most, p5, p95, edges: [p1, a, b, c, d, p99] }
    }

    /// The same with percentiles expected where they are among other values, as far as that is within.
    pub fn with_windows(self, others: &Self) -> Self {
        let [p1, .., p99] = self.edges;
        let [_, a, b, c, d, _] = others.edges.map(|x| x.clamp(p1, p99));
        Self { edges: [p1, a, b, c, d, p99], ..self }
    }
}

/// Finds the keys at some (rising) ranks; `first` is the rank of the first key.
fn select(keys: &mut [i64], first: usize, ranks: &[usize], found: &mut [i64]) {
    let middle = ranks.len() / 2;
    let Some(rank) = ranks.get(middle) else { return };
    let (below, at, above) = keys.select_nth_unstable(rank - first);
    let (from, to) = (ranks.partition_point(|r| r < rank), ranks.partition_point(|r| r <= rank));
    found[from..to].fill(*at);
    select(below, first, &ranks[..from], &mut found[..from]);
    select(above, rank + 1, &ranks[to..], &mut found[to..]);
}

/// Buckets by which values are told apart.
const BUCKETS: usize = 4096;

/// Whether there are certainly more distinct values than `many`, and none that one in a hundred
/// shares.
pub fn are_apart(keys: &[i64], many: usize) -> bool {
    let mut counts = [0_u8; BUCKETS];
    for key in keys {
        // The upper bits of a product depend on all bits of the key (Fibonacci hashing).
        let bucket = (*key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BUCKETS.ilog2());
        let count = &mut counts[bucket as usize];
        *count = count.saturating_add(1);
    }
    // Equal values are in one bucket, so a value is no more frequent than its bucket.
    let most = counts.iter().copied().max().unwrap_or(0);
    let filled = counts.iter().filter(|count| **count > 0).count();
    filled > many && most < u8::MAX && 100 * usize::from(most) < keys.len()
}

/// A whole number that rises as `f64::total_cmp` does; such are sorted faster.
pub fn key(value: f64) -> i64 {
    turned(value.to_bits() as i64)
}

pub fn of_key(key: i64) -> f64 {
    f64::from_bits(turned(key) as u64)
}

/// The bits of negative numbers rise with their size: all but the sign are turned over.
fn turned(bits: i64) -> i64 {
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

/// The two values that most of the rising values share, if at least one in a hundred does.
pub fn most_frequent(values: &[f64]) -> [Option<f64>; 2] {
    let mut most = [(0, None); 2];
    for run in values.chunk_by(|a, b| a == b).filter(|run| 100 * run.len() >= values.len()) {
        if run.len() > most[0].0 {
            most = [(run.len(), Some(run[0])), most[0]];
        } else if run.len() > most[1].0 {
            most[1] = (run.len(), Some(run[0]));
        }
    }
    most.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distinct values over the unit interval.
    fn unit(n: u32) -> impl Iterator<Item = f64> {
        (0..n).map(|i| (f64::from(i) * 0.618_033_988_75 + 0.01).fract())
    }

    #[test]
    fn order_is_the_same_by_sorting_and_by_selection() {
        for n in (1..60).chain([1023, 1024]) {
            let mut values: Vec<f64> = unit(n).map(|u| (u - 0.5) * f64::from(n)).collect();
            let mut keys: Vec<i64> = values.iter().map(|x| key(*x)).collect();
            values.sort_unstable_by(f64::total_cmp);
            assert_eq!(Order::of(&mut keys), Order::of_rising(&values), "{n}");
        }
    }

    #[test]
    fn values_are_apart_unless_few_or_shared_by_one_in_a_hundred() {
        let apart = |values: &[f64]| are_apart(&values.iter().map(|x| key(*x)).collect::<Vec<_>>(), 127);
        let with_equals = |n: usize| {
            let mut values: Vec<f64> = unit(1024).collect();
            values[..n].fill(0.25);
            values
        };
        assert!(apart(&with_equals(1)) && apart(&with_equals(2)));
        assert!(!apart(&with_equals(11)) && !apart(&with_equals(300)) && !apart(&with_equals(1024)));
        assert!(!apart(&unit(127).collect::<Vec<_>>()));
        assert!(!apart(&unit(1024).map(|u| (u * 100.0).floor()).collect::<Vec<_>>()));
    }
}
