//! Sampling error: intervals of likelihoods and of changes.

use statrs::distribution::{Binomial, Discrete};
use zonecast::summary::{likelihood, paired_change};

const Z: f64 = 1.959_963_984_540_054;

#[test]
fn intervals_of_likelihoods_are_those_newcombe_published() {
    // Newcombe (1998), Statistics in Medicine 17, 857-872, Table I, method 3 (score).
    for (hits, n, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        let got = likelihood(hits, n);
        assert_eq!(got.probability, hits as f64 / n as f64);
        assert!((got.interval.0 - low).abs() < 5e-5 && (got.interval.1 - high).abs() < 5e-5, "{got:?}");
    }
}

#[test]
fn ends_of_an_interval_are_the_probabilities_just_not_rejected_by_the_score_test() {
    for n in [7_u64, 100, 20_000, 10_000_000] {
        for hits in [0, 1, n / 3, n - 1, n] {
            let got = likelihood(hits, n);
            for p in [got.interval.0, got.interval.1] {
                assert!((0.0..=1.0).contains(&p));
                let distance = (got.probability - p).abs();
                let error = (p * (1.0 - p) / n as f64).sqrt();
                assert!((distance - Z * error).abs() < 1e-12 + 1e-9 * distance, "{hits} of {n}: {got:?}");
            }
            let mirrored = likelihood(n - hits, n);
            assert!((got.interval.0 + mirrored.interval.1 - 1.0).abs() < 1e-12, "{hits} of {n}");
        }
    }
}

#[test]
fn intervals_cover_the_truth_about_95_times_in_100() {
    // Exact coverage by summing the binomial distribution, averaged over probabilities
    // (Agresti and Coull 1998, American Statistician 52, 119-126: close to nominal on average).
    let n = 50;
    let rows = 1..200;
    let coverage = rows.clone().map(|i| {
        let p = f64::from(i) / 200.0;
        let binomial = Binomial::new(p, n).expect("valid");
        let covers = |hits: &u64| {
            let (low, high) = likelihood(*hits, n).interval;
            low <= p && p <= high
        };
        (0..=n).filter(covers).map(|hits| binomial.pmf(hits)).sum::<f64>()
    });
    let mean = coverage.sum::<f64>() / rows.len() as f64;
    assert!((mean - 0.95).abs() < 0.005, "{mean}");
}

#[test]
fn changes_under_common_luck_have_intervals_from_the_discordant_draws_alone() {
    // With many discordant draws the interval is Wald's for matched pairs,
    // (b - c) / n +- z sqrt(b + c - (b - c)^2 / n) / n (McNemar 1947).
    let (gained, lost, n) = (60_000_u64, 40_000_u64, 1_000_000_u64);
    let (change, low, high) = paired_change(gained, lost, n);
    assert_eq!(change, 0.02);
    let (b, c, n) = (gained as f64, lost as f64, n as f64);
    let half = Z * (b + c - (b - c).powi(2) / n).sqrt() / n;
    assert!((low - (0.02 - half)).abs() < 1e-6 && (high - (0.02 + half)).abs() < 1e-6, "{low} {high}");
    // Swapping the scenarios swaps the signs.
    let (change, low, high) = paired_change(3, 11, 50);
    let swapped = paired_change(11, 3, 50);
    assert_eq!((change, low, high), (-swapped.0, -swapped.2, -swapped.1));
    // Nothing changed in a thousand draws is no proof that nothing changes.
    assert!(paired_change(0, 0, 1_000).1 < 0.0 && paired_change(0, 0, 1_000).2 > 0.0);
}
