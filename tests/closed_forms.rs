//! Closed forms: what the simulator gives is what mathematics says.

mod common;

use common::{small_case, summary_of, target};

/// Likelihood of the only target in its own year.
fn likelihood(summary: &zonecast::summary::Summary) -> (f64, f64, f64) {
    let found = summary.scenarios[0].likelihoods[0].likelihood;
    (found.probability, found.interval.0, found.interval.1)
}

#[test]
fn geometric_brownian_motion_passes_a_level_as_often_as_the_formula_says() {
    // ln S after n years is N(n mu, n sigma^2): P(S_5 >= 1.3) in closed form.
    let case = small_case(&["a"], 2024, 2029, 1, &target("T", "s", ">=", 1.3, 2029));
    let script = r#"
        let e = uncertain("shock", normal(0.02, 0.1), per_city, yearly);
        let s = stock("level", "水平", "Level", 1.0, "1");
        s.becomes(s * exp(e));
        indicator("s", "水平", "Level", s, "1");
    "#;
    let summary = summary_of(&case, script, 200_000);
    let z = (1.3_f64.ln() - 5.0 * 0.02) / (0.1 * 5.0_f64.sqrt());
    let want = 1.0 - zonecast::maths::norm_cdf(z);
    let (_, low, high) = likelihood(&summary);
    assert!(low < want && want < high, "{want} not in {low}..{high}");
    let band = summary.scenarios[0].bands[0].years[5];
    for (got, p) in band.iter().zip([0.05, 0.25, 0.5, 0.75, 0.95]) {
        let want = (5.0 * 0.02 + 0.1 * 5.0_f64.sqrt() * zonecast::maths::norm_quantile(p)).exp();
        assert!((got / want - 1.0).abs() < 0.004, "P{p}: {got} against {want}");
    }
}
