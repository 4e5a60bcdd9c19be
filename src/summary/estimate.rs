//! Estimators and their sampling error: likelihoods, paired changes, percentiles of histograms.

use super::{Band, Likelihood, SHARES};
use crate::maths::{ln, norm_quantile, rank_correlation};
use crate::simulate::{BINS, Range};

/// 97.5th percentile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Share of `n` independent draws with `hits`, with Wilson's 95 % interval.
///
/// Wilson (1927, JASA 22, 209-212), because `p +- 1.96 se` claims certainty at 0
/// and 1: no hit in 1000 draws means "below 0.4 %", not "never". Without draws
/// the answer is "anything".
pub fn likelihood(hits: u64, n: u64) -> Likelihood {
    wilson(hits, n, Z)
}

/// The same with the interval of another confidence, such as 0.99.
pub fn likelihood_at(hits: u64, n: u64, confidence: f64) -> Likelihood {
    wilson(hits, n, norm_quantile(0.5 + confidence / 2.0))
}

fn wilson(hits: u64, n: u64, z: f64) -> Likelihood {
    if n == 0 {
        return Likelihood { probability: 0.0, interval: (0.0, 1.0) };
    }
    let (p, n) = (hits as f64 / n as f64, n as f64);
    let shrink = 1.0 + z * z / n;
    let center = (p + z * z / (2.0 * n)) / shrink;
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / shrink;
    // At 0 and n hits the formula reaches 0 and 1 up to rounding; say so exactly.
    let low = if hits == 0 { 0.0 } else { (center - half).max(0.0) };
    let high = if p == 1.0 { 1.0 } else { (center + half).min(1.0) };
    Likelihood { probability: p, interval: (low, high) }
}

/// Change of a likelihood between two scenarios under common luck, with its 95 % interval.
///
/// `gained` draws meet the target only now, `lost` only before. Agresti and Min
/// (2005, Statistics in Medicine 24, 729-740): Wald with half a draw added to each
/// cell, so that no discordant draw is not taken for certainty.
pub fn paired_change(gained: u64, lost: u64, n: u64) -> (f64, f64, f64) {
    if n == 0 {
        return (0.0, -1.0, 1.0);
    }
    let change = (gained as f64 - lost as f64) / n as f64;
    let (b, c, n) = (gained as f64 + 0.5, lost as f64 + 0.5, n as f64 + 2.0);
    let center = (b - c) / n;
    let half = Z * ((b + c) - (b - c) * (b - c) / n).max(0.0).sqrt() / n;
    (change, (center - half).max(-1.0), (center + half).min(1.0))
}

/// Percentiles P5, P25, P50, P75, P95 of a histogram, linear within a bin.
///
pub fn band(counts: &[u64; BINS], range: &Range) -> Band {
    let found = percentiles(counts, range, &SHARES);
    std::array::from_fn(|at| found[at])
}

/// The same for any shares of the counts, in `0.0..=1.0`.
pub fn percentiles(counts: &[u64; BINS], range: &Range, shares: &[f64]) -> Vec<f64> {
    let pieces = range.pieces(counts);
    let total = counts.iter().sum::<u64>() as f64;
    shares.iter().map(|share| percentile(&pieces, share * total)).collect()
}

/// The value with so many counts at or below it.
fn percentile(pieces: &[(f64, f64, f64)], wanted: f64) -> f64 {
    let mut below = 0.0;
    let mut reached = pieces.first().map_or(0.0, |(from, ..)| *from);
    for &(from, to, count) in pieces.iter().filter(|(.., count)| *count > 0.0) {
        if below + count >= wanted {
            return from + (to - from) * ((wanted - below) / count).clamp(0.0, 1.0);
        }
        below += count;
        reached = to;
    }
    reached
}

/// Whether the squared rank correlation is at least `share` over its whole 95 % interval.
///
/// On Fisher's scale, with the variance of Bonett and Wright (2000, Psychometrika 65, 23-28),
/// (1 + r^2 / 2) / (n - 3), as rank correlations vary more than linear ones.
pub fn surely_correlated(a: &[f64], b: &[f64], share: f64) -> bool {
    let r = rank_correlation(a, b).abs().min(1.0);
    let fisher = |r: f64| 0.5 * ln((1.0 + r) / (1.0 - r));
    let degrees = a.len() as f64 - 3.0;
    degrees > 0.0 && fisher(r) - Z * ((1.0 + r * r / 2.0) / degrees).sqrt() >= fisher(share.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hits: u64, n: u64, low: f64, high: f64) {
        let got = likelihood(hits, n);
        assert_eq!(got.probability, hits as f64 / n as f64);
        assert!((got.interval.0 - low).abs() < 1e-4, "{got:?}");
        assert!((got.interval.1 - high).abs() < 1e-4, "{got:?}");
    }

    #[test]
    fn interval_matches_published_values_and_never_claims_certainty() {
        // Newcombe (1998), Stat. Med. 17, 857-872, Table I, method 3.
        check(81, 263, 0.2553, 0.3662);
        check(15, 148, 0.0624, 0.1605);
        check(0, 20, 0.0, 0.1611);
        check(1, 29, 0.0061, 0.1718);
    }

    #[test]
    fn no_discordant_draw_is_no_certainty() {
        let (change, low, high) = paired_change(0, 0, 1000);
        assert_eq!(change, 0.0);
        assert!(low < 0.0 && high > 0.0 && high < 0.01);
    }

    #[test]
    fn percentiles_of_a_histogram_are_those_of_its_values() {
        let mut values: Vec<f64> =
            (0..10_000).map(|i| (f64::from(i) * 0.618_033_988_75).fract() * 10.0).collect();
        let range = Range::around(&mut values.clone());
        let mut bins = [0_u64; BINS];
        values.iter().for_each(|v| bins[range.bin(*v)] += 1);
        values.sort_unstable_by(f64::total_cmp);
        for (got, share) in band(&bins, &range).iter().zip([0.05, 0.25, 0.5, 0.75, 0.95]) {
            assert!((got - values[(share * 10_000.0) as usize]).abs() < 0.01, "{share}: {got}");
        }
    }

    #[test]
    fn a_correlation_is_sure_only_if_its_lower_end_is() {
        // Two swapped neighbours in each four: r = 1 - 6 * sum d^2 / (n (n^2 - 1)), close to 1.
        let line: Vec<f64> = (0..100).map(f64::from).collect();
        let swapped: Vec<f64> = (0..100).map(|i| f64::from(if i % 4 < 2 { i ^ 1 } else { i })).collect();
        assert!(surely_correlated(&line, &swapped, 0.8));
        // Four values, one pair swapped: r = 1 - 6 * 2 / 60 = 0.8, of which one degree of freedom says nothing.
        assert!(!surely_correlated(&line[..4], &swapped[..4], 0.3));
        assert!(!surely_correlated(&line[..3], &line[..3], 0.8));
        // r = 0.915 of ten values, r^2 = 0.84; its lower end is tanh(1.558 - 1.96 * sqrt(1.419 / 7)) = 0.593.
        let shuffled = [2.0, 0.0, 1.0, 4.0, 3.0, 5.0, 6.0, 9.0, 7.0, 8.0];
        let r = rank_correlation(&line[..10], &shuffled);
        assert!((r - (1.0 - 6.0 * 14.0 / 990.0)).abs() < 1e-12, "{r}");
        assert!(!surely_correlated(&line[..10], &shuffled, 0.8) && r * r > 0.8);
    }
}
