//! Distributions as drawn: moments, and percentiles of the summary, against an independent library.

use crate::common::draws::{check_moments, check_share, draws, program, share};
use crate::common::{small_case, summary_of, target};
use statrs::distribution::{Beta, ContinuousCDF, Gamma, LogNormal, Normal, StudentsT, Triangular};

const N: usize = 200_000;

/// Draws of a recipe, and the probabilities below its reported P5 ... P95 under `cdf`.
#[track_caller]
fn check(recipe: &str, mean: f64, variance: f64, cdf: impl Fn(f64) -> f64) {
    let case = small_case(&["a"], 2024, 2025, 1, &target("T", "x", ">=", 0.0, 2025));
    let script = format!(
        "let x = uncertain(\"x\", {recipe}, per_city, yearly); indicator(\"x\", \"甲\", \"X\", x, \"1\");"
    );
    let x = draws(&program(&case, &script), 2, "x", None, N).swap_remove(1);
    check_moments(&x, mean, variance);
    let summary = summary_of(&case, &script, N as u64);
    let band = summary.scenarios[0].bands[0].years[1];
    for (x, p) in band.iter().zip([0.05, 0.25, 0.5, 0.75, 0.95]) {
        check_share(cdf(*x), p, N);
    }
}

#[test]
fn pert_has_the_moments_of_its_definition_and_the_percentiles_of_the_beta_distribution() {
    for (low, mode, high) in [(10.0, 18.0, 30.0), (0.0, 0.0, 1.0), (-5.0, 4.0, 5.0), (300.0, 500.0, 650.0)] {
        let width = high - low;
        let beta =
            Beta::new(1.0 + 4.0 * (mode - low) / width, 1.0 + 4.0 * (high - mode) / width).expect("valid");
        let mean = (low + 4.0 * mode + high) / 6.0;
        let variance = (mean - low) * (high - mean) / 7.0;
        check(&format!("pert({low:?}, {mode:?}, {high:?})"), mean, variance, |x| beta.cdf((x - low) / width));
    }
}

#[test]
fn lognormal_has_the_moments_and_percentiles_of_the_formula() {
    for (median, s) in [(3.0_f64, 0.7_f64), (100.0, 0.1), (1.0, 0.3)] {
        let exact = LogNormal::new(median.ln(), s).expect("valid");
        let mean = median * (s * s / 2.0).exp();
        let variance = mean * mean * ((s * s).exp() - 1.0);
        check(&format!("lognormal({median:?}, {s:?})"), mean, variance, |x| exact.cdf(x));
    }
}

#[test]
fn normal_triangular_beta_and_uniform_have_their_moments_and_percentiles() {
    let normal = Normal::new(3.0, 2.0).expect("valid");
    check("normal(3.0, 2.0)", 3.0, 4.0, |x| normal.cdf(x));
    let triangular = Triangular::new(1.0, 7.0, 2.0).expect("valid");
    let variance = (1.0 + 4.0 + 49.0 - 2.0 - 7.0 - 14.0) / 18.0;
    check("triangular(1.0, 2.0, 7.0)", 10.0 / 3.0, variance, |x| triangular.cdf(x));
    let beta = Beta::new(0.7, 3.0).expect("valid");
    check("beta(0.7, 3.0)", 0.7 / 3.7, 0.7 * 3.0 / (3.7 * 3.7 * 4.7), |x| beta.cdf(x));
    check("uniform(-2.0, 6.0)", 2.0, 64.0 / 12.0, |x| (x + 2.0) / 8.0);
}

#[test]
fn gamma_has_the_mean_and_standard_deviation_that_were_asked_for() {
    for (mean, sd) in [(3.0_f64, 2.0_f64), (40.0, 60.0), (0.5, 1.5), (500.0, 10.0)] {
        let exact = Gamma::new((mean / sd).powi(2), mean / (sd * sd)).expect("valid");
        check(&format!("gamma({mean:?}, {sd:?})"), mean, sd * sd, |x| exact.cdf(x));
    }
}

#[test]
fn a_cut_student_shock_is_the_distribution_between_its_cuts() {
    let t = StudentsT::new(0.0, 1.0, 3.0).expect("valid");
    let below = t.cdf(-6.0);
    let cdf = |x: f64| (t.cdf(x / 0.1) - below) / (1.0 - 2.0 * below);
    // Second moment between -6 and 6 by Simpson's rule over the quantile function of three degrees:
    // density 6 sqrt(3) / (pi (3 + x^2)^2), whose x^2-integral is elementary.
    let antiderivative = |x: f64| {
        let r = 3.0_f64.sqrt();
        6.0 * r / std::f64::consts::PI * ((x / r).atan() / (2.0 * r) - x / (2.0 * (3.0 + x * x)))
    };
    let second = 2.0 * antiderivative(6.0) / (1.0 - 2.0 * below);
    check("student_t(3, 0.1)", 0.0, 0.01 * second, cdf);
}

#[test]
fn drawn_parameters_give_the_mixture() {
    // A normal whose mean is normal is normal; a log-normal with a log-normal median is log-normal.
    let case = small_case(&["a"], 2024, 2025, 1, &target("T", "x", ">=", 0.0, 2025));
    let script = r#"
        let m = uncertain("m", normal(1.0, 3.0), per_city, once);
        indicator("x", "甲", "X", uncertain("x", normal(m, 4.0), per_city, yearly), "1");
        let k = uncertain("k", lognormal(2.0, 0.3), per_city, once);
        indicator("y", "乙", "Y", uncertain("y", lognormal(k, 0.4), per_city, yearly), "1");
        let u = uncertain("u", uniform(0.0, 1.0), per_city, once);
        indicator("z", "丙", "Z", uncertain("z", uniform(u, 1.0), per_city, yearly), "1");
    "#;
    let program = program(&case, script);
    let read = |id: &str| draws(&program, 8, id, None, N).swap_remove(1);
    check_moments(&read("x"), 1.0, 25.0);
    let logs: Vec<f64> = read("y").iter().map(|y| y.ln()).collect();
    check_moments(&logs, 2.0_f64.ln(), 0.25);
    // E z = 3/4, E z^2 = E (1 + u + u^2) / 3 = 11/18.
    check_moments(&read("z"), 0.75, 11.0 / 18.0 - 9.0 / 16.0);
}

#[test]
fn a_ninety_percent_interval_holds_ninety_percent() {
    let case = small_case(&["a"], 2024, 2025, 1, &target("T", "x", ">=", 0.0, 2025));
    for (low, high) in [(2.0, 9.0), (-3.0, 4.0), (100.0, 110.0)] {
        let script = format!(
            "let x = uncertain(\"x\", between({low:?}, {high:?}), per_city, once); indicator(\"x\", \"甲\", \"X\", x, \"1\");"
        );
        let x = draws(&program(&case, &script), 6, "x", None, N).swap_remove(1);
        check_share(share(&x, |x| x < low), 0.05, N);
        check_share(share(&x, |x| x > high), 0.05, N);
    }
}

#[test]
fn discrete_and_empirical_draws_have_the_listed_probabilities() {
    let case = small_case(&["a"], 2024, 2025, 1, &target("T", "x", ">=", 0.0, 2025));
    let script = r#"
        let x = uncertain("x", discrete([[1, 2.0], [5, 5.0], [9, 3.0]]), per_city, once);
        indicator("x", "甲", "X", x, "1");
        let b = uncertain("b", bernoulli(0.3), per_city, once);
        indicator("b", "乙", "B", b, "1");
        let e = uncertain("e", empirical([4.0, 1.0, 2.0]), per_city, once);
        indicator("e", "丙", "E", e, "1");
    "#;
    let program = program(&case, script);
    let read = |id: &str| draws(&program, 8, id, None, N).swap_remove(1);
    let (x, b, e) = (read("x"), read("b"), read("e"));
    for (value, probability) in [(1.0, 0.2), (5.0, 0.5), (9.0, 0.3)] {
        check_share(share(&x, |x| x == value), probability, N);
    }
    check_share(share(&b, |b| b == 1.0), 0.3, N);
    assert!(b.iter().all(|b| *b == 0.0 || *b == 1.0));
    // Half of the draws between 1 and 2, half between 2 and 4, evenly.
    check_share(share(&e, |e| e < 1.5), 0.25, N);
    check_share(share(&e, |e| e < 2.0), 0.5, N);
    check_share(share(&e, |e| e < 3.5), 0.875, N);
}
