//! Made-up figures of other places for the tests of this room.

use super::fixture::text;
use crate::case::{Origin, Source};
use crate::summary::{Benchmark, LeftOut, Peer};

/// Two comparisons: one with a projection and a blank, one without anything of the city.
pub(super) fn benchmarks(year: i32) -> Vec<Benchmark> {
    let peer = |zh: &str, en: &str, value: f64, left_out: Option<LeftOut>| Peer {
        place: text(zh, en),
        value,
        period: if left_out == Some(LeftOut::Months) { format!("{year}.1-6") } else { year.to_string() },
        last_month: if left_out == Some(LeftOut::Months) { 6 } else { 12 },
        left_out,
        definition: "按旧口径统计".into(),
        origin: if value > 45.0 { Origin::Published } else { Origin::Reposted },
        source: Source { title: "统计公报".into(), ..Source::default() },
        note: String::new(),
    };
    let of = |indicator: &str, zh: &str, en: &str, peers: Vec<Peer>| Benchmark {
        indicator: indicator.into(),
        name: text(zh, en),
        unit: "%".into(),
        year,
        own_source: None,
        own: None,
        estimate: None,
        peers,
    };
    vec![
        of(
            "t2",
            "规上工业增加值占全市比重",
            "Share of the city's above-scale value added",
            vec![
                peer("东邻市", "Eastern city", 48.25, None),
                peer("西邻市", "Western city", 21.5, Some(LeftOut::Months)),
                peer("一个名称很长的南方城市和它的新区", "A southern city with a long name", 39.125, None),
            ],
        ),
        of(
            "elsewhere",
            "别处才有的指标",
            "Known elsewhere only",
            vec![peer("北邻市", "Northern city", 12.0, Some(LeftOut::Definition))],
        ),
    ]
}
