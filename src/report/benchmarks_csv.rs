//! `benchmarks.csv`: the city and other places, with what is blank and why.
//!
//! Owns its columns. Never: fills a blank.

use super::benchmarks::{city, own, period, reason};
use super::csv_table::Table;
use super::view::View;
use super::{NamedBytes, Options};
use crate::case::{Origin, Source};
use crate::summary::{Benchmark, Peer, Summary};

const COLUMNS: [&str; 11] = [
    "indicator_id",
    "indicator",
    "unit",
    "peer_place",
    "period",
    "value",
    "p5",
    "p95",
    "kind",
    "source",
    "note",
];

/// The comparisons with other places, one place a row.
pub fn benchmarks_csv(summary: &Summary, options: &Options) -> NamedBytes {
    let view = View::new(summary, options);
    let mut table = Table::new(&view, &COLUMNS);
    for of in &summary.case.benchmarks {
        let head = |table: &mut Table, place: &str, period: &str| {
            table.texts(&[&of.indicator, view.text(&of.name), view.unit(&of.unit), place, period]);
        };
        let year = of.year.to_string();
        let own = own(&view, of);
        for (value, kind) in [
            (own.published.map(|value| (value, None)), "benchmark-own"),
            (own.projected, if own.modelled { "benchmark-projected" } else { "benchmark-estimate" }),
        ] {
            let Some((value, spread)) = value else { continue };
            head(&mut table, city(&view), &year);
            match spread {
                Some((low, high)) => [value, low, high].into_iter().for_each(|x| table.percentile(x)),
                None => {
                    table.number(value);
                    table.texts(&["", ""]);
                }
            }
            let published = of.own_source.as_ref().filter(|_| kind == "benchmark-own");
            table.texts(&[view.word(kind), &published.map_or(String::new(), |of| source(&view, of))]);
            table.note(&view, &[]);
        }
        for peer in &of.peers {
            head(&mut table, view.text(&peer.place), &period(&view, of, peer));
            match peer.left_out {
                None => table.number(peer.value),
                Some(_) => table.texts(&[""]),
            }
            table.texts(&[
                "",
                "",
                view.word(kind(peer)),
                &source(&view, &peer.source),
                &note(&view, of, peer),
            ]);
            table.end();
        }
    }
    table.named("benchmarks.csv")
}

/// What kind of figure another place's is.
pub(super) fn kind(peer: &Peer) -> &'static str {
    match peer.origin {
        Origin::Published => "benchmark-published",
        Origin::Reposted => "benchmark-reposted",
    }
}

/// Issuer, title, number and date of a source, as far as they are known.
pub(super) fn source(view: &View, of: &Source) -> String {
    let names = view.names();
    let parts = [names.text(&of.issuer), names.text(&of.title), of.document.clone(), of.date.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(view.word("list-separator"))
}

/// Why it is blank, then the case's own note.
pub(super) fn note(view: &View, of: &Benchmark, peer: &Peer) -> String {
    let own = (!peer.note.is_empty()).then(|| view.names().text(&peer.note));
    let parts: Vec<String> = reason(view, of, peer).into_iter().chain(own).collect();
    parts.join(view.lang.pick("；", "; "))
}
