//! Stocks and flows: the cooling teacup, an epidemic, reductions over zones.

use crate::common::{small_case, summary_of, target};
use zonecast::summary::Summary;

/// Band of the `index`-th series in each year; of a model without luck all five are one.
fn exact(summary: &Summary, index: usize) -> Vec<f64> {
    let bands = &summary.scenarios[0].bands[index].years;
    for band in bands {
        assert!(band.iter().all(|x| x.to_bits() == band[0].to_bits()), "{band:?}");
    }
    bands.iter().map(|band| band[2]).collect()
}

#[track_caller]
fn close(found: f64, wanted: f64, tolerance: f64) {
    assert!((found / wanted - 1.0).abs() <= tolerance, "{found:?}, not {wanted:?}");
}

#[test]
fn the_teacup_cools_by_eulers_product_and_by_newtons_law_up_to_the_known_error() {
    // dT/dt = -(T - 20) / tau from 90 degrees, eight steps a year, by flows and by `becomes`.
    let (room, start, tau, steps) = (20.0, 90.0, 10.0, 8);
    let case = small_case(&["a"], 2024, 2044, steps, &target("T", "cup", ">=", 0.0, 2044));
    let script = r#"
        let cup = stock("cup", "茶杯", "Teacup", 90.0, "1");
        cup.outflow((cup - 20.0) / 10.0);
        indicator("cup", "茶杯", "Teacup", cup, "1");
        let next = stock("next", "茶杯", "Teacup", 90.0, "1");
        next.becomes(next - (next - 20.0) / 10.0 / 8.0);
        indicator("next", "茶杯", "Teacup", next, "1");
    "#;
    let summary = summary_of(&case, script, 1_500);
    let h = 1.0 / (tau * f64::from(steps));
    for series in [0, 1] {
        for (year, found) in exact(&summary, series).iter().enumerate() {
            let t = year as f64;
            close(*found, room + (start - room) * (1.0 - h).powi(year as i32 * steps as i32), 1e-12);
            // ln(1 - h) = -h - h^2/2 - h^3/3 - ..., so the gap is e^(-t/tau) times e^(-t h / (2 tau) - ...).
            let newton = (start - room) * (-t / tau).exp();
            let correction = -t / tau * (h / 2.0 + h * h / 3.0);
            assert!(
                ((found - room) / newton - correction.exp()).abs() < 1.1 * t / tau * h.powi(3) / 4.0 + 1e-12
            );
        }
    }
}

/// Susceptible, infected and recovered shares at year ends, by a plain loop of Euler steps.
fn epidemic(beta: f64, gamma: f64, steps: u32, years: u32) -> Vec<[f64; 3]> {
    let dt = 1.0 / f64::from(steps);
    let (mut s, mut i, mut r) = (0.99, 0.01, 0.0);
    let mut ends = vec![[s, i, r]];
    for _ in 0..years {
        for _ in 0..steps {
            let (infections, recoveries) = (beta * s * i, gamma * i);
            s -= infections * dt;
            i += (infections - recoveries) * dt;
            r += recoveries * dt;
        }
        ends.push([s, i, r]);
    }
    ends
}

#[test]
fn an_epidemic_follows_an_independent_slow_loop_to_twelve_digits() {
    for steps in [1_u32, 50, 365] {
        let case = small_case(&["a"], 2024, 2044, steps, &target("T", "i", ">=", 0.0, 2044));
        let script = r#"
            let s = stock("s", "易感", "Susceptible", 0.99, "1");
            let i = stock("i", "感染", "Infected", 0.01, "1");
            let r = stock("r", "康复", "Recovered", 0.0, "1");
            let infections = 0.9 * s * i;
            let recoveries = 0.3 * i;
            s.outflow(infections);
            i.inflow(infections);
            i.outflow(recoveries);
            r.inflow(recoveries);
            indicator("s", "易感", "Susceptible", s, "1");
            indicator("i", "感染", "Infected", i, "1");
            indicator("r", "康复", "Recovered", r, "1");
        "#;
        let summary = summary_of(&case, script, 2);
        let wanted = epidemic(0.9, 0.3, steps, 20);
        for part in 0..3 {
            for (found, wanted) in exact(&summary, part).iter().zip(&wanted) {
                assert!(
                    (found - wanted[part]).abs() <= 1e-12 * wanted[part],
                    "{steps}: {found}, not {wanted:?}"
                );
            }
        }
    }
}

#[test]
fn a_fine_epidemic_ends_at_the_final_size_that_kermack_and_mckendrick_found() {
    // ln(s_0 / s_end) = R0 (1 - s_end) with nobody immune at first (1927, Proc. R. Soc. A 115).
    let end = epidemic(0.9, 0.3, 20_000, 150).last().expect("not empty")[0];
    assert!(((0.99 / end).ln() - 3.0 * (1.0 - end)).abs() < 1e-3, "{end}");
}

#[test]
fn reductions_over_zones_are_sums_means_and_extremes() {
    let case = small_case(&["a", "b", "c"], 2024, 2026, 1, &target("T", "total", ">=", 0.0, 2026));
    // One stock per zone, growing at rates that luck cannot move: 1, 4 and 16 by rank of a fixed draw.
    let script = r#"
        let e = uncertain("e", uniform(0.0, 1.0), per_zone, once);
        let high = when(e >= largest(e), 16.0, when(e <= smallest(e), 1.0, 4.0));
        let s = stock("s", "存量", "Stock", high, "1");
        s.inflow(0.5 * s);
        indicator("total", "合计", "Total", total(s), "1");
        indicator("mean", "平均", "Mean", mean_over_zones(s), "1");
        indicator("largest", "最大", "Largest", largest(end(s)), "1");
        indicator("smallest", "最小", "Smallest", smallest(end(s)), "1");
        indicator("count", "计数", "Count", count_where(end(s) > 2.0), "1");
        indicator("city", "全市", "City", total(year), "年");
    "#;
    let summary = summary_of(&case, script, 3_000);
    assert_eq!(exact(&summary, 0), [21.0, 21.0, 31.5]);
    // A mean's last bit depends on the order of the zones.
    let mean = &summary.scenarios[0].bands[1].years;
    mean.iter().zip([7.0, 7.0, 10.5]).for_each(|(found, wanted)| close(found[2], wanted, 1e-15));
    assert_eq!(exact(&summary, 2), [16.0, 24.0, 36.0]);
    assert_eq!(exact(&summary, 3), [1.0, 1.5, 2.25]);
    assert_eq!(exact(&summary, 4), [2.0, 2.0, 3.0]);
    assert_eq!(exact(&summary, 5), [6072.0, 6075.0, 6078.0]);
}
