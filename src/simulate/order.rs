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

/// What the even bins are made from: some values in rising order.
#[derive(Copy, Clone, Debug, Default, PartialEq)]
pub struct Order {
    pub least: f64,
    pub p1: f64,
    pub p5: f64,
    pub p95: f64,
    pub p99: f64,
    pub most: f64,
}

impl Order {
    /// Of rising values.
    pub fn of_rising(values: &[f64]) -> Self {
        let [least, p1, p5, p95, p99, most] =
            [0.0, 0.01, 0.05, 0.95, 0.99, 1.0].map(|share| at(values, share));
        Self { least, p1, p5, p95, p99, most }
    }

    /// Of values in any order, at least one; they change places.
    pub fn of(keys: &mut [i64]) -> Self {
        let ranks = [0.01, 0.05, 0.95, 0.99].map(|share| rank(keys.len(), share));
        let (below, p5, above) = keys.select_nth_unstable(ranks[1]);
        let (p5, p1) = (*p5, nth(below, ranks[0]).unwrap_or(*p5));
        let least = below.iter().copied().min().unwrap_or(p5);
        let first = ranks[1] + 1;
        let p95 = nth(above, ranks[2].saturating_sub(first)).filter(|_| ranks[2] >= first).unwrap_or(p5);
        let past = ranks[2].saturating_sub(first).min(above.len());
        let last = &mut above[past..];
        let p99 = nth(last, ranks[3] - ranks[2]).filter(|_| ranks[3] >= first).unwrap_or(p95);
        let most = last.iter().copied().max().unwrap_or(p99);
        let [least, p1, p5, p95, p99, most] = [least, p1, p5, p95, p99, most].map(of_key);
        Self { least, p1, p5, p95, p99, most }
    }
}

/// The n-th smallest, from 0; those before and after it go to its sides.
fn nth(keys: &mut [i64], n: usize) -> Option<i64> {
    (n < keys.len()).then(|| *keys.select_nth_unstable(n).1)
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
