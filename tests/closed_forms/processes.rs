//! Random processes: geometric Brownian motion, first passage, autoregression, moving average.

use crate::common::draws::{check_moments, check_share, draws, moments, program};
use crate::common::{small_case, summary_of, target};
use statrs::distribution::{Continuous, ContinuousCDF, Normal};
use zonecast::summary::Summary;

const N: usize = 200_000;

/// Distribution of the first year in which the only target is met; the base year first.
fn first_year(summary: &Summary) -> &[f64] {
    &summary.scenarios[0].likelihoods[0].first_year
}

/// A level whose logarithm moves by N(mu, sigma^2) a year, met above `level` within ten years.
fn brownian(mu: f64, sigma: f64, level: f64) -> Summary {
    let case = small_case(&["a"], 2024, 2034, 1, &target("T", "s", ">", level, 2034));
    let script = format!(
        r#"
        let e = uncertain("shock", normal({mu:?}, {sigma:?}), per_city, yearly);
        let s = stock("level", "水平", "Level", 1.0, "1");
        s.becomes(s * exp(e));
        indicator("s", "水平", "Level", s, "1");
    "#
    );
    summary_of(&case, &script, N as u64)
}

#[test]
fn geometric_brownian_motion_has_the_percentiles_and_the_likelihood_of_the_formula() {
    // ln S after n years is N(n mu, n sigma^2).
    let summary = brownian(0.02, 0.1, 1.3);
    let log = |n: f64| Normal::new(n * 0.02, 0.1 * n.sqrt()).expect("valid");
    let found = summary.scenarios[0].likelihoods[0].likelihood;
    check_share(found.probability, log(10.0).sf(1.3_f64.ln()), N);
    for year in 1..=10 {
        let band = summary.scenarios[0].bands[0].years[year];
        for (got, p) in band.iter().zip([0.05, 0.25, 0.5, 0.75, 0.95]) {
            check_share(log(year as f64).cdf(got.ln()), p, N);
        }
    }
}

/// Probability of passing `barrier` for the first time at check 1, 2, ..., by integrating
/// the density of the paths still below it: Simpson's rule on a fine grid.
fn passage(mu: f64, sigma: f64, barrier: f64, checks: usize) -> Vec<f64> {
    const CELLS: usize = 1200;
    let step = Normal::new(mu, sigma).expect("valid");
    let low = barrier.min(0.0) - 9.0 * sigma * (checks as f64).sqrt() - mu.abs() * checks as f64;
    let width = (barrier - low) / CELLS as f64;
    let at = |i: usize| low + width * i as f64;
    let weight = |i: usize| match i {
        0 | CELLS => width / 3.0,
        i if i % 2 == 1 => 4.0 * width / 3.0,
        _ => 2.0 * width / 3.0,
    };
    let mut passed = vec![step.sf(barrier)];
    let mut density: Vec<f64> = (0..=CELLS).map(|i| step.pdf(at(i))).collect();
    for _ in 1..checks {
        passed.push((0..=CELLS).map(|i| weight(i) * density[i] * step.sf(barrier - at(i))).sum());
        let next = |j: usize| (0..=CELLS).map(|i| weight(i) * density[i] * step.pdf(at(j) - at(i))).sum();
        density = (0..=CELLS).map(next).collect();
    }
    passed
}

#[test]
fn the_integral_of_first_passage_agrees_with_sparre_andersen() {
    // A symmetric walk stays below its start for n steps with probability C(2n, n) / 4^n.
    let passed = passage(0.0, 0.3, 0.0, 6);
    let mut below = 1.0;
    for (n, p) in passed.iter().enumerate() {
        let still = below * (2.0 * n as f64 + 1.0) / (2.0 * n as f64 + 2.0);
        assert!((below - still - p).abs() < 1e-6, "check {}: {p}", n + 1);
        below = still;
    }
}

#[test]
fn a_symmetric_walk_first_passes_its_start_as_often_as_sparre_andersen_proved() {
    let summary = brownian(0.0, 0.1, 1.0);
    let mut below = 1.0;
    for (n, found) in first_year(&summary).iter().skip(1).enumerate() {
        let still = below * (2.0 * n as f64 + 1.0) / (2.0 * n as f64 + 2.0);
        check_share(*found, below - still, N);
        below = still;
    }
    check_share(1.0 - first_year(&summary).iter().sum::<f64>(), below, N);
}

#[test]
fn first_years_of_passing_a_level_are_those_of_the_integral() {
    for (mu, sigma, level) in [(0.02, 0.1, 1.3_f64), (-0.05, 0.2, 1.1), (0.1, 0.05, 1.5)] {
        let summary = brownian(mu, sigma, level);
        let wanted = passage(mu, sigma, level.ln(), 10);
        assert_eq!(first_year(&summary)[0], 0.0, "the start is not above the level");
        for (found, wanted) in first_year(&summary)[1..].iter().zip(&wanted) {
            check_share(*found, *wanted, N);
        }
    }
}

#[test]
fn what_meets_the_target_in_the_base_year_is_no_success_of_a_later_one() {
    // Draws start uniformly on 0..1 and gain 0.2 a year: 0.4 of them start at 0.6 or above, 0.2
    // more get there in each of the first two years, 0.05 in the third, and after that all stand still.
    let case = small_case(&["a"], 2024, 2028, 1, &target("T", "x", ">=", 0.6, 2028));
    let script = r#"
        let u = uncertain("u", uniform(0, 1), per_city, once, "1");
        indicator("x", "甲", "X", u + min(0.2 * (year - 2024), 0.45), "1");
    "#;
    let summary = summary_of(&case, script, N as u64);
    for (found, wanted) in first_year(&summary).iter().zip([0.4, 0.2, 0.2, 0.05, 0.0]) {
        check_share(*found, wanted, N);
    }
    check_share(1.0 - first_year(&summary).iter().sum::<f64>(), 0.15, N);
}

#[test]
fn an_autoregression_has_the_variances_and_covariances_of_the_formula() {
    // x_t = phi x_(t-1) + e from x_0 = 0: Var x_t = s^2 (1 - phi^(2t)) / (1 - phi^2),
    // Cov(x_s, x_t) = phi^(t-s) Var x_s.
    let (phi, s) = (0.8_f64, 0.5_f64);
    let case = small_case(&["a"], 2024, 2034, 1, &target("T", "x", ">=", 0.0, 2034));
    let script = r#"
        let e = uncertain("shock", normal(0.0, 0.5), per_city, yearly);
        let x = stock("x", "偏离", "Deviation", 0.0, "1");
        x.becomes(0.8 * x + e);
        indicator("x", "偏离", "Deviation", x, "1");
    "#;
    let variance = |t: i32| s * s * (1.0 - phi.powi(2 * t)) / (1.0 - phi * phi);
    let x = draws(&program(&case, script), 5, "x", None, N);
    for t in 1..=10 {
        check_moments(&x[t as usize], 0.0, variance(t));
    }
    let products: Vec<f64> = x[3].iter().zip(&x[7]).map(|(a, b)| a * b).collect();
    let (mean, spread) = moments(&products);
    let wanted = phi.powi(4) * variance(3);
    assert!((mean - wanted).abs() < 5.0 * (spread / N as f64).sqrt(), "{mean}, not {wanted}");
    let summary = summary_of(&case, script, N as u64);
    for t in 1..=10 {
        let normal = Normal::new(0.0, variance(t).sqrt()).expect("valid");
        let band = summary.scenarios[0].bands[0].years[t as usize];
        band.iter().zip([0.05, 0.25, 0.5, 0.75, 0.95]).for_each(|(x, p)| check_share(normal.cdf(*x), p, N));
    }
}

#[test]
fn a_moving_average_over_remembered_shocks_has_the_variance_of_the_formula() {
    // y_t = e_t + theta e_(t-1) with the stated first value 0: s^2 in the first year, then s^2 (1 + theta^2).
    let case = small_case(&["a"], 2024, 2028, 1, &target("T", "y", ">=", 0.0, 2028));
    let script = r#"
        let e = uncertain("shock", normal(0.0, 0.5), per_city, yearly);
        indicator("y", "均值", "Average", e + 0.6 * previous(e, 0.0), "1");
    "#;
    let y = draws(&program(&case, script), 5, "y", None, N);
    check_moments(&y[1], 0.0, 0.25);
    (2..=4).for_each(|t| check_moments(&y[t], 0.0, 0.25 * 1.36));
    let lag: Vec<f64> = y[2].iter().zip(&y[3]).map(|(a, b)| a * b).collect();
    let (mean, spread) = moments(&lag);
    assert!((mean - 0.25 * 0.6).abs() < 5.0 * (spread / N as f64).sqrt(), "{mean}");
}
