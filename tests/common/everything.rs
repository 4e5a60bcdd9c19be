//! A model and a scenario that use whatever there is, for tests of the engine.

use super::{case_with, target};
use std::sync::Arc;
use zonecast::case::Case;

/// Everything a model may say, in one script.
pub const MODEL: &str = r#"
    let n = uncertain("n", normal(1.0, 0.4), per_zone, yearly);
    let m = uncertain("m", normal(0.0, 1.0), per_city, once);
    let z = uncertain("z", student_t(3, 0.2), per_zone, yearly);
    let l = uncertain("l", lognormal(2.0, 0.5), per_zone, yearly);
    let u = uncertain("u", uniform(-1.0, 2.0), per_zone, once);
    let tri = uncertain("tri", triangular(0.0, 1.0, 3.0), per_city, yearly);
    let p = uncertain("p", pert(10.0, 18.0, 30.0), per_zone, once);
    let b = uncertain("b", beta(2.0, 5.0), per_city, yearly);
    let g = uncertain("g", gamma(2.0, 1.5), per_zone, yearly);
    let g0 = uncertain("g0", gamma(2.0, 6.0), per_city, yearly);
    let b0 = uncertain("b0", beta(0.1, 0.2), per_zone, once);
    let c = uncertain("c", bernoulli(0.3), per_zone, yearly);
    let d = uncertain("d", discrete([[1, 2.0], [5, 5.0], [9, 3.0]]), per_city, once);
    let e = uncertain("e", empirical([4.0, 1.0, 2.0]), per_zone, yearly);
    correlate("n", "z", 0.57);
    correlate("l", "z", -0.3);
    correlate("tri", "b", 0.9);
    correlate("g0", "tri", 0.2);
    let drawn = uncertain("drawn", normal(m, l), per_zone, once);
    let wide = uncertain("wide", uniform(m - 1.0, m + b), per_city, yearly);
    let skewed = uncertain("skewed", lognormal(l, b), per_zone, yearly);
    let invest = lever("invest", "投资", "Investment", "1/年", #{low: -100.0, high: 100.0, split_by: p});
    let talent = lever("talent", "人才", "Talent", "1/年", #{low: -100.0, high: 100.0});
    let K = stock("K", "资本", "Capital", p * shares("va_share"), "1");
    let city = stock("city", "全市", "City", data("va"), "亿元");
    let H = stock("H", "人才存量", "Staff", 3.0 + u, "1");
    K.inflow(invest + delay(talent, 2) + 1.0);
    K.outflow(0.08 * K);
    K.inflow(tri);
    city.becomes(city * exp(0.02 * m) + total(K) / 100.0 - 0.5 * city ** 0.5);
    H.inflow(talent * c);
    H.inflow(when(occurs("flood", 0.2), -0.5, 0.25));
    let ops = abs(n) + n * u - n / l + -u + abs(n) ** b + sqrt(abs(z)) + ln(l) + round(10.0 * z);
    let more = min(n, u) + max(z, m) + logistic(n) + norm_cdf(z) + exp(z);
    let tests = and(n < u, or(z <= n, not(u > m))) ;
    let counted = poisson("events", abs(K)) + binomial("trials", round(p), b);
    let memory = previous(n, 0.0) + previous(previous(K, u), 0.0) + delay(end(H), 1, 5.0) + smooth(z, 3.0, u);
    let table = lookup(n, [[0.0, 1.0], [1.0, 4.0], [1.5, -2.0]]) + lookup(year, [[2025, 1.0], [2028, 2.0]]);
    let gap = K - baseline(K) + 1.0 * baseline(talent) + previous(K - baseline(K), 0.0);
    let city_side = total(ops) + mean_over_zones(K) + count_where(tests) + largest(n) - smallest(z) + total(m);
    cost(1.0 * (invest + talent));
    cost(total(invest) * 0.1);
    indicator("ops", "甲", "Ops", ops + more + when(when(tests, n >= u, z < m), 1.0, 0.0), city_side, "1");
    indicator("counted", "乙", "Counted", counted + memory + table + drawn + skewed + e + g + b0, "1");
    indicator("K", "资本", "Capital", K, "1");
    indicator("share", "份额", "Share", data("va_share") + 0.01 * gap, "%");
    indicator("city", "全市", "City", city, "亿元");
    indicator("t", "丙", "T", wide + d + time + g0 + total(H), "1");
"#;

/// Paths, rules, uncertain amounts, divisions, replacements and other beliefs.
pub const SCENARIO: &str = r#"
    scenario("全部", "Everything");
    let z1 = zone("z0");
    z1.invest(2025..=2027, 3.0);
    z1.invest(2027..=2029, pert(1.0, 2.0, 4.0));
    zones().talent(2026..=2029, uniform(-1.0, 2.0));
    zones().split("invest", 2028, 8.0);
    zones().split("invest", 2029..=2030, lognormal(4.0, 0.2));
    z1.set_talent(2028, 0.25);
    rule(2026..=2030, |z| z.invest(when(z.last("K") < 20.0, 0.5 + 0.1 * last("city"), 0.0)));
    rule(z1, 2027..=2028, |z| z.set_talent(z.last("share") / 10.0));
    figure("z0", "va_share", 7.5);
    figure("va", normal(90.0, 3.0));
"#;

/// A case of some zones whose shares of the city are uncertain.
pub fn case(zones: usize, steps: u32) -> Arc<Case> {
    let ids: Vec<String> = (0..zones).map(|z| format!("z{z}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let share = 80.0 / zones as f64;
    let row = |id: &&str| {
        format!(
            "{id},,va_share,%,city,口径,2024,,,{share},{},{},assumed,,判断,,,\n",
            share / 2.0,
            share * 1.2
        )
    };
    let by_zone: String = ids.iter().map(row).collect();
    let city = ",va,亿元,,口径,2024,,,100,80,130,assumed,,判断,,,\n";
    case_with(&ids, 2024, 2030, steps, &target("T", "t", ">=", 0.0, 2030), &by_zone, city)
}
