//! Same input, same bytes: threads, comments, zones, years and strangers change nothing.

mod common;

use common::draws::{draws, moments, program, program_of};
use common::{bound, case_with, model, outcomes, scenario, small_case, target};
use proptest::prelude::*;
use rand_philox::{philox4x32_10, splitmix64};
use std::sync::Arc;
use zonecast::case::Case;
use zonecast::summary::summarise;

/// Shocks of every kind, memory, a lever.
const MODEL: &str = r#"
    let invest = lever("invest", "投资", "Investment", "1/年", #{});
    let common = uncertain("common", normal(0.02, 0.05), per_city, yearly);
    let own = uncertain("own", student_t(3, 0.055), per_zone, yearly);
    let rate = uncertain("rate", pert(0.05, 0.08, 0.12), per_zone, once);
    let bounded = uncertain("bounded", uniform(0.0, 1.0), per_zone, yearly);
    correlate("own", "bounded", 0.4);
    let K = stock("K", "资本", "Capital", 10.0 * exp(own), "1");
    K.inflow(1.0 * K * (common + own) + delay(invest, 1));
    K.outflow(rate * K * bounded);
    indicator("K", "资本", "Capital", K, "1");
    indicator("last", "上年", "Last", previous(K, 0.0) + rate, "1");
    indicator("total", "合计", "Total", total(K), "1");
    cost(1.0 * invest);
"#;

const SCENARIO: &str = r#"
    scenario("投资", "Invest");
    zones().invest(2025..=2027, 1.0);
    zone("a").invest(2026, lognormal(0.5, 0.4));
    rule(2026..=2027, |z| z.invest(when(z.last("K") < 10.0, 0.5, 0.0)));
"#;

fn case_of(zones: &[&str], last: i32, steps: u32) -> Arc<Case> {
    small_case(zones, 2024, last, steps, &target("T", "total", ">=", 25.0, 2027))
}

/// The bytes of the summary of baseline and scenario.
fn bytes(threads: usize, draws: u64) -> String {
    let case = case_of(&["a", "b"], 2028, 2);
    let model = model(&case, MODEL).expect("valid");
    let invest = scenario(&model, SCENARIO).expect("valid").scenario;
    let experiment = bound(&model, vec![invest], 42, draws);
    let outcomes = outcomes(&experiment, threads).expect("finite");
    let summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new(); 2]);
    serde_json::to_string(&summary).expect("plain data")
}

#[test]
fn one_two_and_three_threads_give_the_same_bytes() {
    // An odd number of draws, and fewer than the pilot's.
    for draws in [10_001, 77] {
        let one = bytes(1, draws);
        assert!(one.len() > 1000);
        for threads in [2, 3] {
            assert!(bytes(threads, draws) == one, "{threads} threads, {draws} draws");
        }
    }
}

/// Bits of an indicator by zone under the scenario, `[zone][year][draw]`.
fn by_zone(case: &Arc<Case>, script: &str, id: &str, zones: usize) -> Vec<Vec<Vec<u64>>> {
    let program = program_of(case, script, SCENARIO);
    let bits = |v: Vec<Vec<f64>>| v.iter().map(|row| row.iter().map(|x| x.to_bits()).collect()).collect();
    (0..zones).map(|zone| bits(draws(&program, 5, id, Some(zone), 600))).collect()
}

#[test]
fn a_comment_a_zone_a_year_and_a_stranger_leave_all_other_draws_alone() {
    let case = case_of(&["a", "b"], 2028, 2);
    for id in ["K", "last"] {
        let before = by_zone(&case, MODEL, id, 2);
        let commented = format!("// A line.\n\n{}", MODEL.replace("let K", "// 一行注释。\n    let K"));
        assert!(by_zone(&case, &commented, id, 2) == before, "comments");
        assert!(by_zone(&case_of(&["a", "b", "c"], 2028, 2), MODEL, id, 2) == before, "a zone at the end");
        let longer = by_zone(&case_of(&["a", "b"], 2030, 2), MODEL, id, 2);
        for (longer, before) in longer.iter().zip(&before) {
            assert!(
                longer[..before.len()] == before[..] && longer.len() == before.len() + 2,
                "two years more"
            );
        }
        let stranger = format!(
            "let s0 = uncertain(\"stranger\", normal(0.0, 1.0), per_zone, yearly);{MODEL}
             let s1 = uncertain(\"another\", beta(2.0, 3.0), per_city, once);
             indicator(\"s\", \"外\", \"S\", s0 + s1, \"1\");"
        );
        assert!(by_zone(&case, &stranger, id, 2) == before, "unrelated uncertainties before and after");
    }
}

#[test]
fn the_order_of_zones_and_of_declarations_does_not_move_luck() {
    let before = by_zone(&case_of(&["a", "b"], 2028, 1), MODEL, "K", 2);
    let mut swapped = by_zone(&case_of(&["b", "a"], 2028, 1), MODEL, "K", 2);
    swapped.reverse();
    assert!(swapped == before, "zones are known by their ids");
    let line = "let rate = uncertain(\"rate\", pert(0.05, 0.08, 0.12), per_zone, once);";
    let moved = format!("{line}{}", MODEL.replace(line, ""));
    assert!(by_zone(&case_of(&["a", "b"], 2028, 1), &moved, "K", 2) == before, "luck is known by its name");
}

/// The documented address: key = mix(seed, FNV-1a 64 of name, byte 255, zone id), counter words
/// 0-1 = draw / 2, word 2 = year, words 0-1 of the output for even draws, 52 upper bits.
fn luck(seed: u64, name: &str, zone: &str, year: u32, draw: u64) -> f64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in name.bytes().chain([0xff]).chain(zone.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    let seed = splitmix64(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
    let key = splitmix64(hash ^ seed.rotate_left(32)).wrapping_add(seed);
    let half = draw / 2;
    let out = philox4x32_10([half as u32, (half >> 32) as u32, year, 0], [key as u32, (key >> 32) as u32]);
    let (low, high) = if draw.is_multiple_of(2) { (out[0], out[1]) } else { (out[2], out[3]) };
    let bits = (u64::from(high) << 32 | u64::from(low)) >> 12;
    (bits as f64 + 0.5) / 2.0_f64.powi(52)
}

#[test]
fn a_lucks_address_is_the_documented_one_for_ever() {
    // The bits were computed by a separate program from Salmon et al. (2011), Fowler-Noll-Vo and
    // Stafford's mix 13; they must never change, or every published run would.
    let case = small_case(&["a", "b"], 2024, 2026, 1, &target("T", "city", ">=", 0.0, 2026));
    let script = r#"
        indicator("city", "全市", "City", uncertain("shock", uniform(0.0, 1.0), per_city, yearly), "1");
        indicator("zone", "园区", "Zone", uncertain("own/值", uniform(0.0, 1.0), per_zone, once), "1");
    "#;
    let program = program(&case, script);
    for (seed, zone, year, draw, bits) in [
        (1, None, 2025, 0, 0x3fd9_c990_0e59_bc6e_u64),
        (1, None, 2025, 1, 0x3fb7_86bc_5d7e_4c48),
        (1, None, 2026, 1, 0x3fed_2dab_5f7f_6fd5),
        (42, None, 2025, 9_999_999, 0x3fe0_2fdd_0fa4_837f),
        (1, Some(0), 0, 0, 0x3fb7_dedc_89f1_a998),
        (1, Some(1), 0, 7, 0x3fd6_01f7_95e1_403e),
        (0xdead_beef_cafe, Some(1), 0, 12_345_678_901, 0x3fd8_30ce_5203_012e),
    ] {
        let (id, name) = if zone.is_some() { ("zone", "own/值") } else { ("city", "shock") };
        let zone_id = zone.map_or("", |z: usize| ["a", "b"][z]);
        assert_eq!(luck(seed, name, zone_id, year, draw).to_bits(), bits, "{name} {zone_id} {year} {draw}");
        let index = if year == 0 { 1 } else { year as usize - 2024 };
        assert_eq!(drawn(&program, seed, id, zone, index, draw), bits, "{name} {zone_id} {year} {draw}");
    }
}

/// Bits of one draw, by the kernel.
fn drawn(
    program: &zonecast::compile::Program,
    seed: u64,
    id: &str,
    zone: Option<usize>,
    year: usize,
    draw: u64,
) -> u64 {
    let indicator = program.indicators().iter().find(|i| i.label.id == id).expect("declared");
    let slot = indicator.zone.or(indicator.city).expect("reported").index();
    let keys = zonecast::simulate::Keys::new(program, seed);
    let mut space = zonecast::simulate::Workspace::new(program, &keys, 2);
    let mut bits = 0;
    space.run(draw - draw % 2, |index, space| {
        if index == year {
            bits = space.slot(slot)[2 * zone.unwrap_or(0) + (draw % 2) as usize].to_bits();
        }
    });
    bits
}

#[test]
fn common_luck_cuts_the_variance_of_a_difference_to_a_tenth_and_less() {
    let case = case_of(&["a", "b"], 2030, 1);
    let (trend, invest) = (program(&case, MODEL), program_of(&case, MODEL, SCENARIO));
    let read = |program, seed| draws(program, seed, "total", None, 20_000).swap_remove(6);
    let difference = |a: &[f64], b: &[f64]| moments(&a.iter().zip(b).map(|(a, b)| a - b).collect::<Vec<_>>());
    let (base, same, other) = (read(&trend, 1), read(&invest, 1), read(&invest, 2));
    let (common, independent) = (difference(&same, &base), difference(&other, &base));
    assert!(common.1 < 0.1 * independent.1, "{common:?} {independent:?}");
    assert!((common.0 - independent.0).abs() < 5.0 * (independent.1 / 20_000.0).sqrt());
}

#[test]
fn counts_take_the_same_room_for_any_number_of_draws() {
    let case = case_of(&["a", "b"], 2028, 1);
    let model = model(&case, MODEL).expect("valid");
    // The pilot alone, small cells, large ones.
    let sizes = [1_000, 40_000, 70_000].map(|n| {
        let outcome = outcomes(&bound(&model, Vec::new(), 1, n), 2).expect("finite").swap_remove(0);
        let tally = &outcome.tally;
        assert_eq!(tally.draws.iter().sum::<u64>(), n);
        assert!((0..tally.bins.columns()).all(|c| tally.bins.get(c, 0..1).iter().sum::<u64>() == n));
        let pilot: usize = outcome.pilot.iter().flatten().map(Vec::len).sum();
        let counts = [&tally.draws, &tally.met, &tally.joint, &tally.first, &tally.gained, &tally.lost];
        (tally.bins.columns(), counts.map(Vec::len), outcome.ranges.len(), pilot)
    });
    assert!(sizes[0] == sizes[1] && sizes[0] == sizes[2]);
}

/// Expressions over whatever a model may hold, levers among it.
fn expression() -> impl Strategy<Value = String> {
    let leaves = [
        "invest",
        "talent",
        "K",
        "n",
        "m",
        "year",
        "1.5",
        "-0.25",
        "previous(K, 1.0)",
        "end(H)",
        "delay(talent, 2)",
        "previous(n * invest, 0.5)",
        "smooth(invest, 2.0, 1.0)",
        "lookup(talent, [[0.0, 1.0], [2.0, -3.0]])",
        "data(\"va\")",
        "total(invest)",
        "baseline(K)",
        "time",
    ];
    // A bare factor lets any unit stand anywhere, and is folded away.
    let leaf = proptest::sample::select(leaves.to_vec()).prop_map(|leaf| format!("(1.0 * {leaf})"));
    leaf.prop_recursive(4, 24, 2, |inner| {
        let operators = ["+", "-", "*"];
        let functions = ["max", "min"];
        prop_oneof![
            (inner.clone(), proptest::sample::select(operators.to_vec()), inner.clone())
                .prop_map(|(a, op, b)| format!("({a} {op} {b})")),
            (inner.clone(), proptest::sample::select(functions.to_vec()), inner.clone())
                .prop_map(|(a, f, b)| format!("{f}({a}, {b})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("when({a} > {b}, {c}, {a})")),
            inner.clone().prop_map(|a| format!("norm_cdf({a})")),
            inner.prop_map(|a| format!("exp(-abs({a}))")),
        ]
    })
}

/// Ways of leaving every lever at zero.
const NOTHING: [&str; 4] = [
    "",
    "zones().invest(2025..=2027, 0); zone(\"b\").talent(2026, 0.0);",
    "zones().invest(2025..=2027, 3.0); zone(\"a\").talent(2025, uniform(1.0, 2.0));
     zones().set_invest(2025..=2027, 0.0); zones().set_talent(2025, 0.0);",
    "zones().split(\"invest\", 2026, pert(1.0, 2.0, 4.0)); rule(2025..=2027, |z| z.set_invest(0.0));
     rule(2026..=2027, |z| z.talent(when(z.last(\"x\") > 1e300, 1.0 / z.last(\"x\"), 0.0)));",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn levers_at_zero_are_the_baseline_bit_for_bit(
        x in expression(),
        flow in expression(),
        steps in 1_u32..4,
        nothing in 0_usize..NOTHING.len(),
    ) {
        let city = ",va,亿元,,口径,2024,,,100,80,130,assumed,,判断,,,\n";
        let targets = target("T", "t", ">=", 0.0, 2027);
        let case = case_with(&["a", "b"], 2024, 2027, steps, &targets, "", city);
        let script = format!(r#"
            let invest = lever("invest", "投资", "Investment", "1", #{{low: 0.0, high: 100.0}});
            let talent = lever("talent", "人才", "Talent", "1/年", #{{}});
            let n = uncertain("n", normal(0.0, 1.0), per_zone, yearly);
            let m = uncertain("m", student_t(3, 1.0), per_city, once);
            let H = stock("H", "人才存量", "Staff", 2.0, "1");
            let K = stock("K", "资本", "Capital", 2.0 + n, "1");
            H.inflow(total(talent) - 0.1 * H);
            let x = {x};
            K.becomes(norm_cdf({flow}) + 0.5 * K);
            indicator("x", "甲", "X", by_zone(x), "1");
            indicator("same", "乙", "Same", by_zone(baseline(by_zone(x))), "1");
            indicator("t", "丙", "T", total(n), "1");
        "#).replace("by_zone(", "(0.0 * n + ");
        let wanted = draws(&program(&case, &script), 3, "x", Some(1), 64);
        let bits = |rows: &[Vec<f64>]| rows.concat().iter().map(|x| x.to_bits()).collect::<Vec<u64>>();
        let scenario = format!("scenario(\"空\", \"Nothing\"); {}", NOTHING[nothing]);
        for program in [program(&case, &script), program_of(&case, &script, &scenario)] {
            for id in ["x", "same"] {
                prop_assert!(bits(&draws(&program, 3, id, Some(1), 64)) == bits(&wanted), "{id} of {script}");
            }
        }
    }
}
