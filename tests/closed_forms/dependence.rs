//! Dependence: orthants of correlated luck, joint attainment, independence of what is not tied.

use crate::common::draws::{check_share, draws, program};
use crate::common::{small_case, summary_of, target};
use std::f64::consts::PI;

const N: usize = 200_000;

/// P(both above their medians) with normal scores correlated `rho` (Sheppard 1899).
fn two(rho: f64) -> f64 {
    0.25 + rho.asin() / (2.0 * PI)
}

/// P(all three above their medians).
fn three(ab: f64, ac: f64, bc: f64) -> f64 {
    0.125 + (ab.asin() + ac.asin() + bc.asin()) / (4.0 * PI)
}

/// Likelihood of `t` at the end under a script that declares the indicator `t`.
fn likelihood(script: &str) -> f64 {
    let case = small_case(&["a", "b"], 2024, 2026, 1, &target("T", "t", ">=", 1.0, 2026));
    summary_of(&case, script, N as u64).scenarios[0].likelihoods[0].likelihood.probability
}

#[test]
fn two_correlated_lucks_are_both_high_as_often_as_sheppard_says() {
    // The copula is Gaussian whatever the margins; every margin below has its median in the condition.
    let margins = [
        ("normal(3.0, 2.0)", 3.0),
        ("lognormal(2.0, 0.7)", 2.0),
        ("uniform(-1.0, 3.0)", 1.0),
        ("triangular(0.0, 1.0, 2.0)", 1.0),
        ("pert(0.0, 5.0, 10.0)", 5.0),
        ("student_t(3, 0.1)", 0.0),
        ("beta(2.0, 2.0)", 0.5),
    ];
    for (index, rho) in [-1.0_f64, -0.8, -0.3, 0.0, 0.57, 0.95, 1.0].into_iter().enumerate() {
        let ((first, a), (second, b)) = (margins[index], margins[(index + 1) % margins.len()]);
        let (scope, every) = [("per_city", "once"), ("per_city", "yearly")][index % 2];
        let script = format!(
            r#"
            let a = uncertain("a", {first}, {scope}, {every});
            let b = uncertain("b", {second}, {scope}, {every});
            correlate("a", "b", {rho:?});
            indicator("t", "甲", "T", when(and(a > {a:?}, b > {b:?}), 1.0, 0.0), "1");
        "#
        );
        check_share(likelihood(&script), two(rho), N);
    }
}

#[test]
fn correlation_by_zone_ties_the_lucks_of_each_zone_and_not_those_of_different_zones() {
    let case = small_case(&["a", "b"], 2024, 2026, 1, &target("T", "t", ">=", 1.0, 2026));
    let script = r#"
        let a = uncertain("a", normal(0.0, 1.0), per_zone, yearly);
        let b = uncertain("b", normal(0.0, 1.0), per_zone, yearly);
        correlate("a", "b", 0.6);
        indicator("a", "甲", "A", a, "1");
        indicator("b", "乙", "B", b, "1");
        indicator("t", "丙", "T", total(a), "1");
    "#;
    let program = program(&case, script);
    let read = |id: &str, zone: usize, year: usize| draws(&program, 9, id, Some(zone), N).swap_remove(year);
    let both = |x: &[f64], y: &[f64]| {
        x.iter().zip(y).filter(|(x, y)| **x > 0.0 && **y > 0.0).count() as f64 / N as f64
    };
    check_share(both(&read("a", 0, 1), &read("b", 0, 1)), two(0.6), N);
    check_share(both(&read("a", 1, 2), &read("b", 1, 2)), two(0.6), N);
    check_share(both(&read("a", 0, 1), &read("b", 1, 1)), 0.25, N);
    check_share(both(&read("a", 0, 1), &read("a", 1, 1)), 0.25, N);
    check_share(both(&read("a", 0, 1), &read("a", 0, 2)), 0.25, N);
    check_share(both(&read("a", 0, 1), &read("b", 0, 2)), 0.25, N);
}

#[test]
fn three_correlated_targets_are_met_together_as_often_as_the_orthant_formula_says() {
    let (ab, ac, bc) = (0.57, -0.14, 0.46);
    let names = ["a", "b", "c"];
    let targets: String = names.iter().map(|n| target(&n.to_uppercase(), n, ">=", 0.0, 2026)).collect();
    let case = small_case(&["z"], 2024, 2026, 1, &targets);
    let script = format!(
        r#"
        let a = uncertain("a", normal(0.0, 1.0), per_city, yearly);
        let b = uncertain("b", normal(0.0, 2.0), per_city, yearly);
        let c = uncertain("c", normal(0.0, 0.1), per_city, yearly);
        correlate("a", "b", {ab:?});
        correlate("c", "a", {ac:?});
        correlate("b", "c", {bc:?});
        indicator("a", "甲", "A", a, "1");
        indicator("b", "乙", "B", b, "1");
        indicator("c", "丙", "C", c, "1");
    "#
    );
    let summary = summary_of(&case, &script, N as u64);
    let joint = &summary.scenarios[0].joint[0];
    let all = three(ab, ac, bc);
    check_share(joint.all.probability, all, N);
    // Exactly one missed: the pair that is met, less all three.
    let misses = [two(bc) - all, two(ac) - all, two(ab) - all];
    joint.only_miss.iter().zip(misses).for_each(|(found, wanted)| check_share(*found, wanted, N));
    let none = three(ab, ac, bc); // By symmetry of the normal distribution.
    let at_least = [1.0, 1.0 - none, all + misses.iter().sum::<f64>(), all];
    assert_eq!(joint.at_least.len(), 4);
    joint.at_least.iter().zip(at_least).for_each(|(found, wanted)| check_share(*found, wanted, N));
    assert_eq!(joint.at_least[3], joint.all.probability);
}

#[test]
fn the_bottleneck_is_the_target_missed_most_often() {
    let targets =
        [("A", 0.2), ("B", 0.6), ("C", 0.4)].map(|(id, t)| target(id, &id.to_lowercase(), ">=", t, 2026));
    let case = small_case(&["z"], 2024, 2026, 1, &targets.concat());
    let script = |names: [&str; 3]| {
        let line = |(of, name): (&str, &str)| {
            format!(
                "let x = uncertain(\"{name}\", uniform(0.0, 1.0), per_city, yearly); indicator(\"{of}\", \"{of}\", \"{of}\", x, \"1\");"
            )
        };
        ["a", "b", "c"].into_iter().zip(names).map(line).collect::<String>()
    };
    let summary = summary_of(&case, &script(["p", "q", "r"]), N as u64);
    let joint = &summary.scenarios[0].joint[0];
    assert_eq!(joint.bottleneck.map(|at| joint.targets[at]), Some(1));
    // Independent: products.
    check_share(joint.all.probability, 0.8 * 0.4 * 0.6, N);
    check_share(joint.only_miss[1], 0.8 * 0.6 * 0.6, N);
    check_share(joint.at_least[1], 1.0 - 0.2 * 0.6 * 0.4, N);
}

#[test]
fn an_indicator_drawn_once_keeps_its_luck_and_one_drawn_yearly_does_not() {
    let case = small_case(&["z"], 2024, 2026, 1, &target("T", "a", ">=", 0.0, 2026));
    let script = r#"
        let a = uncertain("a", normal(0.0, 1.0), per_city, once);
        let b = uncertain("b", normal(0.0, 1.0), per_city, yearly);
        indicator("a", "甲", "A", a, "1");
        indicator("b", "乙", "B", b, "1");
    "#;
    let program = program(&case, script);
    let (a, b) = (draws(&program, 9, "a", None, N), draws(&program, 9, "b", None, N));
    assert_eq!(a[0], a[2]);
    let both = b[1].iter().zip(&b[2]).filter(|(x, y)| **x > 0.0 && **y > 0.0).count();
    check_share(both as f64 / N as f64, 0.25, N);
}
