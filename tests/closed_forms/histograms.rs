//! Percentiles of the summary against sorting every draw.

use crate::common::draws::{draws, program};
use crate::common::{small_case, summary_of, target};
use std::sync::Arc;
use zonecast::case::Case;

const SHARES: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// A case and a model that reports an expression over lucks.
fn reported(expression: &str) -> (Arc<Case>, String) {
    let case = small_case(&["a"], 2024, 2025, 1, &target("T", "x", ">=", 0.0, 2025));
    let script = format!(
        r#"
        let n = uncertain("n", normal(0.0, 1.0), per_city, yearly);
        let m = uncertain("m", normal(0.0, 1.0), per_city, yearly);
        let u = uncertain("u", uniform(0.0, 1.0), per_city, yearly);
        let t1 = uncertain("t1", student_t(1, 1.0), per_city, yearly);
        let t3 = uncertain("t3", student_t(3, 0.05), per_city, yearly);
        let count = poisson("count", 4.0);
        indicator("x", "甲", "X", {expression}, "1");
    "#
    );
    (case, script)
}

/// The draws of an expression, rising.
fn sorted(expression: &str, n: usize) -> Vec<f64> {
    let (case, script) = reported(expression);
    let mut sorted = draws(&program(&case, &script), 1, "x", None, n).swap_remove(1);
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// Reported percentiles and those of the sorted draws.
fn both(expression: &str, n: usize) -> ([f64; 5], [f64; 5]) {
    let sorted = sorted(expression, n);
    let (case, script) = reported(expression);
    let exact = SHARES.map(|p| sorted[(p * n as f64).ceil() as usize - 1]);
    (summary_of(&case, &script, n as u64).scenarios[0].bands[0].years[1], exact)
}

/// Largest error of a reported percentile in units of (P95 - P5) / 3.29.
fn worst(expression: &str, n: usize) -> f64 {
    let (found, exact) = both(expression, n);
    let unit = (exact[4] - exact[0]) / 3.29;
    found.iter().zip(exact).map(|(found, exact)| (found - exact).abs() / unit).fold(0.0, f64::max)
}

const SMOOTH: [&str; 7] = ["n", "u", "exp(0.3 * n)", "t3", "exp(t3)", "t1", "n / (0.1 + abs(m))"];
const SKEWED: [&str; 5] = ["exp(n)", "exp(1.5 * n)", "-exp(1.5 * n)", "exp(2.0 * n)", "exp(t1)"];

#[test]
fn bins_add_no_error_that_more_draws_would_not_cure() {
    for (expressions, limit) in [(&SMOOTH[..], 0.002), (&SKEWED[..], 0.004)] {
        for expression in expressions {
            let error = worst(expression, 1_000_000);
            println!("{expression:24} {error:.5}");
            assert!(error < limit, "{expression}: {error}");
        }
    }
}

#[test]
fn at_the_default_number_of_draws_bins_add_a_small_part_of_the_sampling_error() {
    let n = 20_000;
    for expression in SMOOTH.iter().chain(&SKEWED) {
        let (found, _) = both(expression, n);
        let sorted = sorted(expression, n);
        for (found, p) in found.iter().zip(SHARES) {
            // One standard error of the order statistic, as a number of places.
            let places = (p * (1.0 - p) * n as f64).sqrt();
            let place = sorted.partition_point(|x| x < found) as f64;
            let off = (place - p * n as f64).abs() / places;
            assert!(off < 0.35, "{expression}, P{}: {off} standard errors", 100.0 * p);
        }
    }
}

#[test]
fn columns_of_few_values_and_floors_report_the_values_themselves() {
    for expression in [
        "count",
        "round(n)",
        "when(u < 0.3, 1.0, 0.0)",
        // A rare event in a column of zeros; a floor and a ceiling of a continuous one.
        "when(u < 0.04, 100.0 * exp(n), 0.0)",
        "max(n - 1.8, 0.0)",
        "3.7 + 0.0 * n",
    ] {
        let (found, exact) = both(expression, 20_000);
        for (found, exact) in found.iter().zip(exact) {
            assert_eq!(*found, exact, "{expression}");
        }
    }
    let (found, exact) = both("max(n, 0.0)", 20_000);
    assert_eq!(found[..2], exact[..2]);
    let (found, exact) = both("min(n, -1.0)", 20_000);
    assert_eq!(found[1..], exact[1..]);
    // Of a floor and a ceiling one is exact; the other is within a bin.
    let (found, exact) = both("max(min(n, 0.5), -0.5)", 20_000);
    for at in [0, 1, 3, 4] {
        assert!((found[at] - exact[at]).abs() < 0.01, "{found:?}, not {exact:?}");
    }
}

#[test]
fn a_column_that_hardly_varies_keeps_its_digits() {
    for expression in ["1.0 + 1e-12 * n", "1e9 + n", "1e-200 * n", "1e200 * n"] {
        assert!(worst(expression, 200_000) < 0.002, "{expression}");
    }
}
