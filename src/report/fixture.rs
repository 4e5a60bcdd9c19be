//! A made-up summary for the tests of this room: many zones, long names, six scenarios.
//!
//! Numbers are smooth functions of their position, no statistics. Years start
//! at 2000 so that nothing here looks like the policy's.

use crate::case::{Force, InputHash, Operator, Provenance, Text};
use crate::summary::{
    Band, BandSeries, CaseHead, Change, HistoryMark, IndicatorHead, Joint, Likelihood, SCHEMA,
    ScenarioSummary, ScopeHead, Split, Summary, TargetHead, TargetResult, ZoneHead,
};

/// Base year of the made-up case.
pub(super) const BASE: i32 = 2000;

/// Milestones of the made-up case.
pub(super) const MILESTONES: [i32; 3] = [BASE + 3, BASE + 6, BASE + 11];

/// A text in both languages.
pub(super) fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.into(), en: en.into() }
}

pub(super) struct Row {
    id: &'static str,
    of: &'static str,
    zh: &'static str,
    en: &'static str,
    force: Force,
    pub operator: Operator,
    threshold: f64,
    start: f64,
    growth: f64,
    pub spread: f64,
}

const fn row(id: &'static str, of: &'static str, zh: &'static str, en: &'static str) -> Row {
    let (force, operator) = (Force::Exceed, Operator::Above);
    Row { id, of, zh, en, force, operator, threshold: 50.0, start: 40.0, growth: 1.5, spread: 4.0 }
}

fn table() -> Vec<Row> {
    let (reach, most) = (Operator::AtLeast, Operator::AtMost);
    let rd = |id, zh, en, start| Row {
        force: Force::Reach,
        operator: reach,
        threshold: 4.0,
        start,
        growth: 0.09,
        spread: 0.35,
        ..row(id, "T1", zh, en)
    };
    vec![
        rd("T1a", "研发费用占营收比重（规上工业）", "R&D expenses / revenue, above-scale industry", 3.5),
        rd("T1b", "研发经费占营收比重（规上工业）", "R&D expenditure / revenue, above-scale industry", 3.2),
        rd("T1c", "研发投入占营收比重（纳统企业）", "R&D / revenue, all firms in the zone statistics", 3.8),
        Row {
            start: 38.0,
            growth: 2.0,
            spread: 9.0,
            ..row("T2", "T2", "规上工业增加值占全市比重", "Share of the city's above-scale value added")
        },
        Row {
            force: Force::Strive,
            operator: reach,
            threshold: 35.0,
            start: 31.0,
            growth: 1.6,
            spread: 3.0,
            ..row("T3", "T3", "高新技术企业占全市比重", "Share of the city's high-tech enterprises")
        },
        Row {
            threshold: 60.0,
            start: 45.0,
            growth: 1.4,
            ..row("T4", "T4", "规上工业企业中高新技术企业占比", "High-tech share of above-scale firms")
        },
        Row {
            threshold: 80.0,
            start: 74.0,
            growth: 2.2,
            ..row("T5", "T5", "高新技术产业增加值占比", "High-tech industry share of value added")
        },
        Row {
            force: Force::Hold,
            operator: Operator::Below,
            threshold: 1.0,
            start: 0.86,
            growth: -0.01,
            spread: 0.09,
            ..row(
                "T6a",
                "T6",
                "单位增加值能耗与全市之比（低于1）",
                "Energy per value added, ratio to the city (below 1)",
            )
        },
        Row {
            force: Force::Hold,
            operator: most,
            threshold: 0.8,
            start: 0.86,
            growth: -0.01,
            spread: 0.09,
            ..row(
                "T6b",
                "T6",
                "单位增加值能耗与全市之比（领先）",
                "Energy per value added, ratio to the city (lead)",
            )
        },
    ]
}

pub(super) fn band(middle: f64, spread: f64) -> Band {
    [middle - spread, middle - spread * 0.42, middle, middle + spread * 0.42, middle + spread * 1.1]
}

/// The middle of a target's indicator: it grows by the year, by the scenario, differs by scope and zone.
pub(super) fn middle(
    row: &Row,
    scenario: usize,
    year: i32,
    zone: Option<usize>,
    scope: Option<usize>,
) -> f64 {
    let years = f64::from(year - BASE);
    let lift = row.growth.signum() * row.spread * 0.07 * scenario as f64 * years.min(6.0) / 3.0;
    let scope = match (row.id, scope) {
        ("T2", Some(0)) => 7.0,
        ("T2", Some(_)) => -9.0,
        (_, Some(s)) => row.spread * (0.15 - 0.3 * s as f64),
        _ => 0.0,
    };
    let zone = zone.map_or(0.0, |z| row.spread * 1.6 * ((z as f64 * 1.7 + row.start).sin()));
    row.start + row.growth * years + lift + scope + zone
}

/// Likelihood that goes with a band: from the place of the threshold in it.
fn chance(row: &Row, middle: f64) -> f64 {
    let up = matches!(row.operator, Operator::AtLeast | Operator::Above);
    let z = (middle - row.threshold) / row.spread * 2.2 * if up { 1.0 } else { -1.0 };
    1.0 / (1.0 + (-z).exp())
}

fn likelihood(p: f64) -> Likelihood {
    let half = 1.96 * (p * (1.0 - p) / 20_000.0).sqrt();
    Likelihood { probability: p, interval: ((p - half).max(0.0), (p + half).min(1.0)) }
}

/// A summary with `zones` zones and six scenarios.
pub(super) fn summary(zones: usize) -> Summary {
    let (case, rows) = (case(), table());
    let mut indicators: Vec<IndicatorHead> = Vec::new();
    for row in &rows {
        let unit = if row.of == "T6" { "1" } else { "%" };
        let head = |id: String, by_zone| IndicatorHead {
            id,
            name: text(row.zh, row.en),
            unit: unit.into(),
            by_zone,
        };
        indicators.push(head(row.id.to_lowercase(), false));
        indicators.push(head(format!("{}_zone", row.id.to_lowercase()), true));
    }
    let names = [
        ("trend", "趋势延续", "Trend continued"),
        ("full", "全面发力", "Full package"),
        ("talent", "人才优先", "Talent first"),
        (
            "land",
            "用地优先（含四至调整，须省级批准）",
            "Land first, with redrawing subject to provincial approval",
        ),
        ("invest", "投资优先", "Investment first"),
        ("adaptive", "适应性调整", "Adaptive"),
    ];
    let scenarios = names.iter().enumerate().map(|(s, n)| scenario(&case, &rows, zones, s, *n)).collect();
    Summary {
        schema: SCHEMA.into(),
        version: "0.1.0".into(),
        seed: 42,
        draws: 20_000,
        sampler: None,
        judged: None,
        percentiles: None,
        no_redrawing: false,
        inputs: vec![InputHash { file: "case.toml".into(), sha256: "0".repeat(64) }],
        zones: (0..zones).map(zone).collect(),
        indicators,
        parts: Vec::new(),
        targets: rows.iter().map(target).collect(),
        scenarios,
        importance: None,
        case,
    }
}

fn case() -> CaseHead {
    let scope = |id: &str, zh, en, probability| ScopeHead { id: id.into(), name: text(zh, en), probability };
    let mark = |indicator: &str, year, value, same_definition, area| HistoryMark {
        indicator: indicator.into(),
        zone: None,
        area,
        same_definition,
        year: BASE + year,
        value,
    };
    CaseHead {
        id: "made-up".into(),
        name: text("示例市高新区", "High-tech zones of a made-up city"),
        as_of: "2002-11-20".into(),
        base_year: BASE,
        years: (BASE..=BASE + 11).collect(),
        milestones: MILESTONES.to_vec(),
        demonstration: true,
        still_assumed: Vec::new(),
        scopes: vec![
            scope("platform", "承载平台整体口径", "Host platforms as a whole", 0.55),
            scope("named", "挂牌园区口径", "Named parks only", 0.45),
        ],
        history: vec![
            mark("t2", -4, 31.0, true, text("", "")),
            mark("t2", -2, 35.5, true, text("", "")),
            mark("t1a", -1, 4.1, false, text("某县级市全市规上工业", "A county-level city")),
            mark("t5", -9, 43.1, false, text("全市", "City")),
            mark("t5", -4, 62.1, false, text("全市", "City")),
            mark("t5", 0, 79.1, false, text("某县级市全市", "A county-level city")),
        ],
        benchmarks: super::fixture_benchmarks::benchmarks(BASE),
        budget: Some(14.2),
        ledger: Vec::new(),
        glossary: Vec::new(),
    }
}

fn zone(z: usize) -> ZoneHead {
    let provenance = if z % 3 == 1 { Provenance::Derived } else { Provenance::Assumed };
    let long = z % 4 == 3;
    let zh = if long {
        format!("第{}号县级先进装备与现代医药高新区(名称待核)", z + 1)
    } else {
        format!("第{}号高新区", z + 1)
    };
    let en = if long {
        format!("Advanced equipment and pharmaceutical zone No. {} (name to be checked)", z + 1)
    } else {
        format!("Zone No. {}", z + 1)
    };
    ZoneHead {
        id: format!("z{}", z + 1),
        name: text(&zh, &en),
        level: "creating".into(),
        level_provenance: Provenance::Assumed,
        provenance,
    }
}

fn target(row: &Row) -> TargetHead {
    TargetHead {
        id: row.id.into(),
        of: row.of.into(),
        main: !matches!(row.id, "T1b" | "T1c" | "T6b"),
        name: text(row.zh, row.en),
        clause: "1.2".into(),
        words: "引文".into(),
        force: row.force,
        indicator: row.id.to_lowercase(),
        zone_indicator: Some(format!("{}_zone", row.id.to_lowercase())),
        operator: row.operator,
        threshold: row.threshold,
        unit: if row.of == "T6" { "1".into() } else { "%".into() },
        year: MILESTONES[0],
        event: false,
        definition: "口径".into(),
        department: "某局".into(),
    }
}

fn scenario(
    case: &CaseHead,
    rows: &[Row],
    zones: usize,
    s: usize,
    name: (&str, &str, &str),
) -> ScenarioSummary {
    let spend = [0.0, 13.0, 4.2, 11.5, 16.1, 7.4][s];
    let total = spend * 2.0;
    let places = std::iter::once((None, None))
        .chain([(None, Some(0)), (None, Some(1))])
        .chain((0..zones).map(|z| (Some(z), None)));
    let places: Vec<_> = places.collect();
    let mut bands = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for &(zone, scope) in &places {
            let years = case.years.iter().map(|&year| {
                let wide = if scope.is_some() { 0.5 } else { 1.0 };
                let spread = row.spread * wide * (0.45 + 0.12 * f64::from(year - BASE));
                band(middle(row, s, year, zone, scope), spread)
            });
            let indicator = 2 * i + usize::from(zone.is_some());
            bands.push(BandSeries { indicator, zone, scope, years: years.collect() });
        }
    }
    ScenarioSummary {
        id: name.0.into(),
        script: None,
        name: text(name.1, name.2),
        cost: case.years.iter().map(|&y| band(if y > BASE { spend } else { 0.0 }, spend * 0.2)).collect(),
        cost_to_target_year: band(total, total * 0.25),
        cost_total: band(total * 4.0, total),
        cost_so_far: (case.years.iter())
            .map(|&y| band(spend * f64::from((y - BASE).max(0)), spend * 0.5))
            .collect(),
        bands,
        likelihoods: likelihoods(case, rows, s),
        joint: MILESTONES.iter().map(|&year| joint(year, s)).collect(),
        splits: splits(rows, s),
        levels: super::fixture_levels::levels(rows, s),
        measures: Vec::new(),
        budget: super::fixture_money::budget(case, s, spend),
        beliefs: Vec::new(),
        warnings: Vec::new(),
    }
}

fn likelihoods(case: &CaseHead, rows: &[Row], s: usize) -> Vec<TargetResult> {
    let mut out = Vec::new();
    for (target, row) in rows.iter().enumerate() {
        for year in MILESTONES {
            for scope in [None, Some(0), Some(1)] {
                let p = chance(row, middle(row, s, year, None, scope));
                let change = p - chance(row, middle(row, 0, year, None, scope));
                let first = year == MILESTONES[0];
                out.push(TargetResult {
                    target,
                    year,
                    evaluated: year,
                    threshold: row.threshold,
                    scope,
                    extrapolated: !first,
                    likelihood: likelihood(p),
                    change: (s > 0).then_some((change, change - 0.012, change + 0.012)),
                    first_year: if first { first_years(p, case.years.len()) } else { Vec::new() },
                    prior_driven: row.id == "T6a" && s == 0,
                    verdict: None,
                });
            }
        }
    }
    out
}

/// Parts of the change; only the fourth scenario changes the scope.
fn splits(rows: &[Row], s: usize) -> Vec<Split> {
    let mut out = Vec::new();
    for (target, row) in rows.iter().enumerate() {
        for (year, scope) in MILESTONES.into_iter().flat_map(|y| [None, Some(0), Some(1)].map(|k| (y, k))) {
            let (start, end) = (middle(row, 0, BASE, None, scope), middle(row, s, year, None, scope));
            let by_scope = if s == 3 { (end - start) * 1.4 } else { 0.0 };
            let change = |mean: f64| Change { mean, band: band(mean, mean.abs() * 1.3) };
            let (growth, composition) = ((end - start) * 1.2 - by_scope, -0.2 * (end - start));
            out.push(Split {
                target,
                year,
                evaluated: year,
                scope,
                start,
                end,
                growth: change(growth),
                by_scope: change(by_scope),
                composition: change(composition),
                same_scope: growth + composition,
                mainly_scope: s == 3,
                changed_by_scope: s == 3,
                likelihood_by_scope: (by_scope / 50.0, by_scope / 55.0, by_scope / 45.0),
                median_by_scope: by_scope,
            });
        }
    }
    out
}

fn joint(year: i32, s: usize) -> Joint {
    let all = 0.04 + 0.03 * s as f64;
    Joint {
        name: text("", ""),
        year,
        scope: None,
        targets: vec![0, 3, 4, 5, 6, 7],
        all: likelihood(all),
        at_least: vec![1.0, 0.99, 0.93, 0.74, 0.41, 0.17, all],
        bottleneck: Some(3),
        only_miss: vec![0.02, 0.03, 0.01, 0.2, 0.02, 0.0],
    }
}

/// Nothing is met for the first time in the base year; after it every year alike.
fn first_years(p: f64, years: usize) -> Vec<f64> {
    (0..years).map(|year| if year == 0 { 0.0 } else { p / years as f64 }).collect()
}
