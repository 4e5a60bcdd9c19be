//! Counts: binomial, Poisson and single events, with constant and with drawn parameters.

use crate::common::draws::{check_moments, check_share, draws, program, share};
use crate::common::{small_case, target};
use statrs::distribution::{Binomial, Discrete, DiscreteCDF, Poisson};
use statrs::function::beta::ln_beta;

const N: usize = 200_000;

/// Draws of `x` in the first simulated year.
fn values(script: &str) -> Vec<f64> {
    let case = small_case(&["a"], 2024, 2025, 1, &target("T", "x", ">=", 0.0, 2025));
    let script = format!("{script} indicator(\"x\", \"甲\", \"X\", x, \"1\");");
    let values = draws(&program(&case, &script), 11, "x", None, N).swap_remove(1);
    assert!(values.iter().all(|x| x.fract() == 0.0 && *x >= 0.0), "counts are whole");
    values
}

/// Every atom up to `most`, and what is above it.
#[track_caller]
fn check_atoms(values: &[f64], most: u64, pmf: impl Fn(u64) -> f64) {
    (0..=most).for_each(|k| check_share(share(values, |x| x == k as f64), pmf(k), N));
    let above = 1.0 - (0..=most).map(&pmf).sum::<f64>();
    check_share(share(values, |x| x > most as f64), above.max(0.0), N);
}

#[test]
fn binomial_counts_have_the_probabilities_and_moments_of_the_formula() {
    for (n, p) in [(10_u64, 0.3), (3, 0.95), (60, 0.02), (400, 0.5)] {
        let x = values(&format!("let x = binomial(\"n\", {n}, {p:?});"));
        let exact = Binomial::new(p, n).expect("valid");
        check_atoms(&x, n.min(8), |k| exact.pmf(k));
        check_share(share(&x, |x| x <= (n / 2) as f64), exact.cdf(n / 2), N);
        check_moments(&x, n as f64 * p, n as f64 * p * (1.0 - p));
    }
}

#[test]
fn poisson_counts_have_the_probabilities_and_moments_of_the_formula() {
    for mean in [0.2, 2.5, 49.0, 51.0, 3_000.0, 20_000.0] {
        let x = values(&format!("let x = poisson(\"n\", {mean:?});"));
        let exact = Poisson::new(mean).expect("valid");
        check_atoms(&x, 5, |k| exact.pmf(k));
        for k in [mean - mean.sqrt(), mean, mean + mean.sqrt()].map(|k| k.floor().max(0.0)) {
            let (found, wanted) = (share(&x, |x| x <= k), exact.cdf(k as u64));
            // From a mean of 10,000 on a count may be one off.
            let slack = if mean >= 1e4 { exact.pmf(k as u64) } else { 0.0 };
            let error = 5.0 * (0.25 / N as f64).sqrt();
            assert!((found - wanted).abs() <= slack + error, "mean {mean}, up to {k}: {found}, not {wanted}");
        }
        check_moments(&x, mean, mean);
    }
}

#[test]
fn binomial_counts_with_a_beta_probability_are_beta_binomial() {
    let x =
        values("let p = uncertain(\"p\", beta(2.0, 3.0), per_city, once); let x = binomial(\"n\", 10, p);");
    let choose = |n: u64, k: u64| (0..k).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64);
    let pmf = |k: u64| choose(10, k) * (ln_beta(2.0 + k as f64, 13.0 - k as f64) - ln_beta(2.0, 3.0)).exp();
    check_atoms(&x, 10, pmf);
    // n a / (a + b), and n a b (a + b + n) / ((a + b)^2 (a + b + 1)).
    check_moments(&x, 4.0, 10.0 * 2.0 * 3.0 * 15.0 / (25.0 * 6.0));
}

#[test]
fn poisson_counts_with_a_uniform_mean_are_over_dispersed_by_its_variance() {
    let x = values("let m = uncertain(\"m\", uniform(1.0, 7.0), per_city, once); let x = poisson(\"n\", m);");
    check_moments(&x, 4.0, 4.0 + 36.0 / 12.0);
}

#[test]
fn an_event_occurs_with_its_probability_anew_in_every_year() {
    let case = small_case(&["a"], 2024, 2034, 1, &target("T", "x", ">=", 0.0, 2034));
    let script = r#"
        let flood = occurs("flood", 0.1);
        let never = stock("never", "未", "Not yet", 1.0, "1");
        never.becomes(when(flood, 0.0, never));
        indicator("x", "甲", "X", when(flood, 1.0, 0.0), "1");
        indicator("never", "未", "Not yet", never, "1");
    "#;
    let program = program(&case, script);
    let (x, never) = (draws(&program, 4, "x", None, N), draws(&program, 4, "never", None, N));
    for year in 1..=10 {
        check_share(share(&x[year], |x| x == 1.0), 0.1, N);
        check_share(share(&never[year], |x| x == 1.0), 0.9_f64.powi(year as i32), N);
    }
}
