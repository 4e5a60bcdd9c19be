//! `draws.csv`: single draws for other programs, one row per draw, scenario, zone and year.
//!
//! Owns its columns; the rows come a few at a time, because the file may be far larger than memory.
//! Never: computes a value.

use super::csv_table::Table;
use super::view::View;
use super::{NamedBytes, Options};
use crate::summary::Summary;

/// Its name.
pub const DRAWS: &str = "draws.csv";

/// First columns; then comes one for each indicator, with its unit. A row of the city has no zone.
pub(super) const COLUMNS: [&str; 4] = ["draw", "scenario_id", "zone_id", "year"];

/// The header, with the byte-order mark.
pub fn draws_header(summary: &Summary, options: &Options) -> Vec<u8> {
    let view = View::new(summary, options);
    let of = |i: &crate::summary::IndicatorHead| match view.names().unit(&i.unit).as_str() {
        "1" => format!("{}({})", view.text(&i.name), i.id),
        unit => format!("{} {unit}({})", view.text(&i.name), i.id),
    };
    let indicators: Vec<String> = summary.indicators.iter().map(of).collect();
    bytes(Table::with(view.lang, &COLUMNS, &indicators))
}

/// The rows of a draw in a scenario; `value` gives an indicator's value in a zone (none: the city) in a
/// year, by their indices, or nothing where it has none. Seven digits are written.
pub fn draws_rows(
    summary: &Summary,
    scenario: usize,
    draw: u64,
    value: impl Fn(usize, Option<usize>, usize) -> Option<f64>,
) -> Vec<u8> {
    let mut table = Table::headless();
    let id = summary.scenarios.get(scenario).map_or("", |scenario| scenario.id.as_str());
    let zones = summary.zones.iter().enumerate().map(|(at, zone)| (Some(at), zone.id.as_str()));
    for (zone, zone_id) in std::iter::once((None, "")).chain(zones) {
        for (at, year) in summary.case.years.iter().enumerate() {
            table.texts(&[&draw.to_string(), id, zone_id, &year.to_string()]);
            for indicator in 0..summary.indicators.len() {
                table.percentile(value(indicator, zone, at).unwrap_or(f64::NAN));
            }
            table.end();
        }
    }
    bytes(table)
}

/// Roughly how many bytes a draw takes, before it is written: of so many scenarios, years and zones, and
/// of indicators by zone (`true`) and of the city alone.
pub fn draw_size(scenarios: usize, years: usize, zones: usize, by_zone: &[bool]) -> u64 {
    // Nine characters a value, one for a gap, two dozen for what stands before.
    let city = 24 + 9 * by_zone.len();
    let zone = by_zone.iter().map(|by_zone| if *by_zone { 9 } else { 1 }).sum::<usize>() + 24;
    (scenarios * years * (city + zones * zone)) as u64
}

fn bytes(table: Table) -> Vec<u8> {
    let NamedBytes { bytes, .. } = table.named(DRAWS);
    bytes
}
