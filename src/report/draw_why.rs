//! Why a target came out as it did in one draw: its change in parts, and what was unusual.
//!
//! Owns the layout. Never: computes a statistic.

use super::draw::{DrawPage, decimals, grid, lines, name_cell, percentile, place, wrapped};
use super::format;
use crate::analysis::draw::{Unusual, Why};

/// The change in parts and what was unusual behind a target.
pub(super) fn reasons(page: &DrawPage, why: &Why) -> String {
    let (Some(target), Some(met)) = (page.case.targets.get(why.target), page.draw.targets.get(why.target))
    else {
        return String::new();
    };
    let mut out = String::from("\n");
    if let Some(split) = why.split {
        let decimals = format::decimals(met.threshold).min(2) + 1;
        let number = |x: f64| format::number(x, decimals);
        let signed = |x: f64| format::signed(x, decimals);
        let base = page.draw.years.first().map_or(String::new(), i32::to_string);
        out += &wrapped(&page.fill(
            "draw-split",
            &[
                ("target", &target.id),
                ("base", &base),
                ("start", &number(split.start)),
                ("year", &met.year.to_string()),
                ("end", &number(split.end)),
                ("growth", &signed(split.growth)),
                ("by_scope", &signed(split.scope)),
                ("composition", &signed(split.composition)),
            ],
        ));
    }
    for (key, list, of) in
        [("draw-unusual-city", &why.city, why.of[0]), ("draw-unusual-zones", &why.zones, why.of[1])]
    {
        if list.is_empty() {
            continue;
        }
        let args = [("target", target.id.as_str()), ("of", &of.to_string())];
        out += &wrapped(&page.fill(key, &args));
        out += &unusual(page, list);
    }
    out
}

fn unusual(page: &DrawPage, list: &[Unusual]) -> String {
    let heads = ["uncertainty", "zone", "year-head", "draw-value", "draw-percentile", "draw-place"];
    let mut grid = grid(page, &heads, 3..5);
    for found in list {
        let Some(q) = page.draw.quantities.get(found.quantity) else { continue };
        let row = q.values.get(found.zone.unwrap_or(0));
        let value = row.and_then(|row| *row.get(found.year.unwrap_or(0))?);
        let year = found.year.and_then(|at| page.draw.years.get(at)).map(i32::to_string);
        grid.add_row([
            name_cell(page, q, "", false),
            page.zone_name(found.zone).to_owned(),
            year.unwrap_or_else(|| page.word("draw-no-year").to_owned()),
            value.map_or("–".to_owned(), |x| format::number(x, decimals(x))),
            percentile(found.percentile),
            place(q.place.as_ref()),
        ]);
    }
    lines(&grid)
}
