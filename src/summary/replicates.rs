//! Likelihoods and their changes with the sampling error of the run's own sampler.
//!
//! Owns the choice: independent draws have Wilson's interval, replicates of a Latin hypercube or a
//! Sobol sequence an interval from what differs between them, as draws within one are not independent. Never: draws.

use super::Likelihood;
use super::estimate::{likelihood, likelihood_at, paired_change};
use crate::maths::{norm_quantile, student_t_quantile};
use crate::simulate::Tally;

/// Confidence of the intervals that summaries give.
const CONFIDENCE: f64 = 0.95;

/// Share of draws with a hit; `count` gives hits and draws of a tally.
pub fn share(tally: &Tally, count: impl Fn(&Tally) -> (u64, u64)) -> Likelihood {
    let (hits, n) = count(tally);
    match tally.replicates.len() {
        0 | 1 => likelihood(hits, n),
        _ => of_replicates(&tally.replicates.iter().map(count).collect::<Vec<_>>(), CONFIDENCE),
    }
}

/// The same with the interval of another confidence.
pub fn share_at(tally: &Tally, confidence: f64, count: impl Fn(&Tally) -> (u64, u64)) -> Likelihood {
    let (hits, n) = count(tally);
    match tally.replicates.len() {
        0 | 1 => likelihood_at(hits, n, confidence),
        _ => of_replicates(&tally.replicates.iter().map(count).collect::<Vec<_>>(), confidence),
    }
}

/// Change of a likelihood with its 95 % interval; `count` gives gains, losses and draws of a tally.
pub fn change(tally: &Tally, count: impl Fn(&Tally) -> (u64, u64, u64)) -> (f64, f64, f64) {
    let (gained, lost, n) = count(tally);
    match tally.replicates.len() {
        0 | 1 => paired_change(gained, lost, n),
        _ => change_of_replicates(&tally.replicates.iter().map(count).collect::<Vec<_>>()),
    }
}

/// Share of draws with a hit from independent replicates (hits, draws), with an interval.
///
/// The variance is that of a ratio of sums over replicates (Cochran 1977, Sampling Techniques,
/// 6.4): of the residuals hits - p draws, as the draws in a counting scope differ by replicate. The
/// interval is Wilson's with the number of independent draws that have this variance, and Student's
/// t with one degree less than replicates for the normal (Franco et al. 2019, Journal of Survey
/// Statistics and Methodology 7, 334-364), so that it stays within 0 and 1. Where there is no hit,
/// or nothing else, the draws count as independent: a Latin hypercube or a scrambled Sobol sequence is
/// hardly ever worse (Owen 1997, SIAM Journal on Numerical Analysis 34, 1884-1910; 1998, ACM
/// Transactions on Modeling and Computer Simulation 8, 71-102). Replicates that agree are no certainty
/// either: the interval goes at least z^2 draws to each side, as Wilson's does from no hit.
pub fn of_replicates(replicates: &[(u64, u64)], confidence: f64) -> Likelihood {
    let (hits, n) = replicates.iter().fold((0, 0), |(hits, n), of| (hits + of.0, n + of.1));
    if n == 0 {
        return Likelihood { probability: 0.0, interval: (0.0, 1.0) };
    }
    if hits == 0 || hits == n {
        return likelihood_at(hits, n, confidence);
    }
    let p = hits as f64 / n as f64;
    let of = replicates.iter().map(|&(hits, draws)| (hits as f64, draws as f64));
    let (variance, t) = spread(of, p, n as f64, confidence);
    // One over the number of independent draws.
    let w = variance / (p * (1.0 - p));
    let shrink = 1.0 + t * t * w;
    let center = (p + t * t * w / 2.0) / shrink;
    let half = t * (variance + t * t * w * w / 4.0).sqrt() / shrink;
    let least = least(n as f64, confidence);
    let interval = ((center - half).min(p - least).max(0.0), (center + half).max(p + least).min(1.0));
    Likelihood { probability: p, interval }
}

/// Change of a likelihood from independent replicates (gained, lost, draws), with its 95 % interval:
/// Student's t on the same variance, and at least as far as [`of_replicates`].
pub fn change_of_replicates(replicates: &[(u64, u64, u64)]) -> (f64, f64, f64) {
    let of = replicates.iter().map(|&(gained, lost, n)| (gained as f64 - lost as f64, n as f64));
    let (sum, n) = of.clone().fold((0.0, 0.0), |(sum, n), of| (sum + of.0, n + of.1));
    if n == 0.0 {
        return (0.0, -1.0, 1.0);
    }
    let change = sum / n;
    let (variance, t) = spread(of, change, n, CONFIDENCE);
    let half = (t * variance.sqrt()).max(least(n, CONFIDENCE));
    (change, (change - half).max(-1.0), (change + half).min(1.0))
}

/// Variance of a ratio of sums over replicates, and the quantile of Student's t that goes with it.
fn spread(
    replicates: impl ExactSizeIterator<Item = (f64, f64)>,
    ratio: f64,
    n: f64,
    confidence: f64,
) -> (f64, f64) {
    let count = replicates.len() as f64;
    let squares: f64 = replicates.map(|(sum, draws)| (sum - ratio * draws) * (sum - ratio * draws)).sum();
    let degrees = (count - 1.0).max(1.0);
    (count / degrees * squares / (n * n), student_t_quantile(degrees, 0.5 + confidence / 2.0))
}

/// How far an interval reaches at least.
fn least(n: f64, confidence: f64) -> f64 {
    let z = norm_quantile(0.5 + confidence / 2.0);
    z * z / n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_replicates_have_the_t_interval_of_their_shares() {
        // Shares 0.49, 0.50, 0.51, 0.50 of 10,000 draws each: sd 0.00816497, t(3) 3.182446305.
        let got = of_replicates(&[4900, 5000, 5100, 5000].map(|hits| (hits, 10_000)), 0.95);
        let half = 3.182_446_305 * 0.008_164_966 / 2.0;
        assert_eq!(got.probability, 0.5);
        // Wilson's is narrower by 1 / sqrt(1 + t^2 w) with w = variance / p q.
        let w = (0.008_164_966_f64 / 2.0).powi(2) / 0.25;
        let wilson = half / (1.0 + 3.182_446_305_f64.powi(2) * w).sqrt();
        assert!((got.interval.1 - 0.5 - wilson).abs() < 1e-8, "{got:?}");
        let counts = [100, 200, 300, 200].map(|gained| (gained, 0, 10_000));
        let (change, low, high) = change_of_replicates(&counts);
        assert_eq!(change, 0.02);
        assert!((high - change - half).abs() < 1e-8 && (change - low - half).abs() < 1e-8, "{low} {high}");
    }

    #[test]
    fn agreement_of_all_replicates_is_no_certainty() {
        for (hits, low, high) in [(0, 0.0, 0.003_827), (500, 0.496_159, 0.503_841), (1000, 0.996_173, 1.0)] {
            let got = of_replicates(&[(hits / 4, 250); 4], 0.95);
            assert!((got.interval.0 - low).abs() < 1e-6, "{got:?}");
            assert!((got.interval.1 - high).abs() < 1e-6, "{got:?}");
        }
        let (_, low, high) = change_of_replicates(&[(0, 0, 250); 4]);
        assert!((high - 0.003_841).abs() < 1e-6 && low == -high);
        assert_eq!(of_replicates(&[(0, 0); 4], 0.95).interval, (0.0, 1.0));
        assert_eq!(change_of_replicates(&[]), (0.0, -1.0, 1.0));
    }
}
