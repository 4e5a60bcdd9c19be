//! Figures of the case as drawn: P5, P50 and P95 are low, value and high; shares add up.

use crate::common::draws::{check_share, draws, program, share};
use crate::common::{case_with, summary_of, target};

const N: usize = 100_000;

/// A row of `zones.csv` (or `city.csv` if `zone` is empty).
fn row(zone: &str, id: &str, unit: &str, share_of: &str, [low, value, high]: [f64; 3]) -> String {
    let zone = if zone.is_empty() { String::new() } else { format!("{zone},") };
    format!("{zone},{id},{unit},{share_of},口径,2024,,,{value},{low},{high},assumed,,判断,,,\n")
}

#[test]
fn an_uncertain_figure_has_its_low_value_and_high_as_p5_p50_and_p95() {
    let figures = [
        ("amount", "亿元", [40.0, 100.0, 160.0]),
        ("skewed", "家", [90.0, 100.0, 400.0]),
        ("percent", "%", [2.0, 4.1, 15.0]),
        ("large", "%", [60.0, 93.0, 99.0]),
        ("signed", "百分点", [-5.0, -2.0, 6.0]),
    ];
    let city: String = figures.iter().map(|(id, unit, spread)| row("", id, unit, "", *spread)).collect();
    let case = case_with(&["a"], 2024, 2025, 1, &target("T", "t", ">=", 0.0, 2025), "", &city);
    let mut script = "indicator(\"t\", \"甲\", \"T\", 1.0 * year, \"1\");".to_owned();
    for (id, unit, _) in figures {
        script += &format!("indicator(\"i_{id}\", \"{id}\", \"{id}\", data(\"{id}\"), \"{unit}\");");
    }
    let program = program(&case, &script);
    let summary = summary_of(&case, &script, N as u64);
    for (index, (id, unit, [low, value, high])) in figures.into_iter().enumerate() {
        let scale = if unit == "%" { 0.01 } else { 1.0 };
        let x = draws(&program, 1, &format!("i_{id}"), None, N).swap_remove(1);
        check_share(share(&x, |x| x < low * scale), 0.05, N);
        check_share(share(&x, |x| x < value * scale), 0.5, N);
        check_share(share(&x, |x| x < high * scale), 0.95, N);
        if unit != "百分点" {
            assert!(x.iter().all(|x| *x > 0.0 && (unit != "%" || *x < 1.0)), "{id} leaves its domain");
        }
        // The reported band: half-way points are those of the half-normals on the figure's own scale.
        let band = summary.scenarios[0].bands[index + 1].years[1];
        let map = |x: f64| match unit {
            "%" => (x / (100.0 - x)).ln(),
            "百分点" => x,
            _ => x.ln(),
        };
        let part = 0.674_489_750_196_081_7 / 1.644_853_626_951_472_2;
        let middle = map(value);
        let wanted = [
            map(low),
            middle + part * (map(low) - middle),
            middle,
            middle + part * (map(high) - middle),
            map(high),
        ];
        let unit = (map(high) - map(low)) / 3.29;
        for (found, wanted) in band.iter().zip(wanted) {
            assert!((map(*found) - wanted).abs() < 0.05 * unit, "{id}: {band:?}, not {wanted} (transformed)");
        }
    }
}

#[test]
fn a_figure_without_a_spread_is_fixed() {
    let city = ",flat,亿元,,口径,2024,,,12.5,,,published,统计局,公报,,2025-03,\n";
    let case = case_with(&["a"], 2024, 2025, 1, &target("T", "flat", ">=", 0.0, 2025), "", city);
    let x = draws(
        &program(&case, r#"indicator("flat", "甲", "F", 1.0 * data("flat"), "1");"#),
        1,
        "flat",
        None,
        100,
    );
    assert!(x.concat().iter().all(|x| *x == 12.5));
}

#[test]
fn shares_of_the_city_add_up_and_leave_a_rest_that_is_never_negative() {
    let zones: String = [("a", [5.0, 20.0, 45.0]), ("b", [2.0, 15.0, 40.0]), ("c", [20.0, 60.0, 70.0])]
        .map(|(zone, spread)| row(zone, "va_share", "%", "city", spread))
        .concat();
    let case = case_with(&["a", "b", "c"], 2024, 2025, 1, &target("T", "sum", ">=", 0.0, 2025), &zones, "");
    let script = r#"
        let s = shares("va_share");
        indicator("share", "份额", "Share", s, "1");
        indicator("raw", "原值", "Raw", data("va_share"), "1");
        indicator("sum", "合计", "Sum", total(s), "1");
    "#;
    let program = program(&case, script);
    let of = |id: &str, zone: usize| draws(&program, 1, id, Some(zone), N).swap_remove(1);
    let (s, raw) = ([0, 1, 2].map(|z| of("share", z)), [0, 1, 2].map(|z| of("raw", z)));
    let sum = draws(&program, 1, "sum", None, N).swap_remove(1);
    for draw in 0..N {
        // The medians leave 5 % to the rest of the city.
        let all = raw[0][draw] + raw[1][draw] + raw[2][draw] + 0.05;
        for zone in 0..3 {
            assert!((s[zone][draw] - raw[zone][draw] / all).abs() < 1e-15);
            assert!(s[zone][draw] > 0.0);
        }
        let rest = 0.05 / all;
        assert!((sum[draw] + rest - 1.0).abs() < 1e-14 && rest > 0.0);
    }
}

#[test]
fn shares_whose_medians_fill_the_city_add_to_one() {
    let zones: String = [("a", [30.0, 50.0, 70.0]), ("b", [20.0, 50.0, 60.0])]
        .map(|(zone, spread)| row(zone, "va_share", "%", "city", spread))
        .concat();
    let case = case_with(&["a", "b"], 2024, 2025, 1, &target("T", "sum", ">=", 0.0, 2025), &zones, "");
    let script = r#"indicator("sum", "合计", "Sum", total(shares("va_share")), "1");"#;
    let sum = draws(&program(&case, script), 1, "sum", None, 10_000).swap_remove(1);
    assert!(sum.iter().all(|x| (x - 1.0).abs() < 1e-15));
}
