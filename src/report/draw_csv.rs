//! One draw as CSV: a row for every quantity, zone and year.
//!
//! Never: rounds, or leaves a year out.

use super::csv_table::Table;
use super::draw::DrawPage;
use crate::analysis::draw::Quantity;

const COLUMNS: [&str; 14] = [
    "scenario_id",
    "draw",
    "seed",
    "kind",
    "quantity_id",
    "quantity",
    "unit",
    "zone_id",
    "zone",
    "year",
    "value",
    "percentile",
    "place",
    "note",
];

/// Every value of the draw; of a page on one zone that zone's and the city's.
pub fn draw_csv(page: &DrawPage) -> Vec<u8> {
    let mut table = Table::plain(page.lang, &COLUMNS);
    for q in &page.draw.quantities {
        for zone in 0..q.values.len() {
            if !q.by_zone || page.zone.is_none_or(|wanted| wanted == zone) {
                rows(&mut table, page, q, zone);
            }
        }
    }
    table.named("").bytes
}

fn rows(table: &mut Table, page: &DrawPage, q: &Quantity, zone: usize) {
    let draw = page.draw;
    let (kind, name) = (page.kind(q.kind), page.name(q));
    let unit = page.unit(&q.unit);
    let place = q.place_of(zone).map_or(String::new(), |place| crate::message::place_text(place, page.lang));
    let of = page.case.zones.get(zone).filter(|_| q.by_zone);
    let (id, zone_name) = of.map_or(("", page.word("city-sum")), |zone| (&zone.id, page.text(&zone.name)));
    let demonstration = of.is_some() && page.case.demonstration;
    let note = if demonstration { page.word("demonstration") } else { "" };
    for (at, year) in draw.years.iter().enumerate() {
        let Some(value) = q.values.get(zone).and_then(|row| *row.get(at)?) else { continue };
        let (number, seed) = (draw.draw.to_string(), draw.seed.to_string());
        table.texts(&[&draw.scenario, &number, &seed, &kind, &q.id, &name, &unit, id, zone_name]);
        table.texts(&[&year.to_string()]);
        table.number(value);
        match q.percentiles.get(zone).and_then(|row| *row.get(at)?) {
            // A percentile in percent, as P5 and P95 are.
            Some(share) => table.number(share * 100.0),
            None => table.texts(&[""]),
        }
        table.texts(&[&place, note]);
        table.end();
    }
}
