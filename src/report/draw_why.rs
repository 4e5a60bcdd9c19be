//! Why a target came out as it did in one draw: its change in parts, and what moved it.
//!
//! Owns the layout. Never: computes a statistic.

use super::draw::{DrawPage, decimals, grid, lines, name_cell, percentile, place, wrapped};
use super::{format, terminal};
use crate::analysis::draw::{Effect, Quantity, Why};

/// Columns for the name of a zone.
const ZONE: u16 = 20;

/// The change in parts, and what would have been with one uncertainty at its median.
pub(super) fn reasons(page: &DrawPage, why: &Why) -> String {
    let (Some(target), Some(met)) = (page.case.targets.get(why.target), page.draw.targets.get(why.target))
    else {
        return String::new();
    };
    let mut out = String::from("\n");
    let decimals = format::decimals(met.threshold).min(2) + 1;
    let number = |x: f64| format::number(x, decimals);
    let signed = |x: f64| format::shown(x, decimals, true);
    let unit = if target.unit == "%" { "%" } else { "" };
    let level = |x: f64| format!("{}{unit}", number(x));
    let year = met.year.to_string();
    if let Some(split) = why.split {
        let base = page.draw.years.first().map_or(String::new(), i32::to_string);
        out += &wrapped(&page.fill(
            "draw-split",
            &[
                ("target", &target.id),
                ("base", &base),
                ("start", &level(split.start)),
                ("year", &year),
                ("end", &level(split.end)),
                ("growth", &signed(split.growth)),
                ("by_scope", &signed(split.scope)),
                ("composition", &signed(split.composition)),
            ],
        ));
    }
    let value = level(why.drawn.value);
    let (of, moving) = (why.of.to_string(), why.moving.to_string());
    let args = [
        ("target", target.id.as_str()),
        ("year", &year),
        ("value", &value),
        ("of", &of),
        ("moving", &moving),
    ];
    if why.whole.is_empty() {
        return format!("{out}{}", wrapped(&page.fill("draw-no-effect", &args)));
    }
    let then = |effect: &Effect| {
        let change = format!("{} ({})", number(effect.value), signed(effect.value - why.drawn.value));
        [change, page.word(if effect.met { "draw-met" } else { "draw-missed" }).to_owned()]
    };
    out += &wrapped(&page.fill("draw-effects", &args));
    out += &whole(page, &why.whole, &then);
    if !why.single.is_empty() {
        out += &wrapped(page.word("draw-single-effects"));
        out += &single(page, &why.single, &then);
    }
    out
}

/// Uncertainties as a whole; what was drawn is told if it is one number.
fn whole(page: &DrawPage, list: &[Effect], then: &impl Fn(&Effect) -> [String; 2]) -> String {
    let heads = ["uncertainty", "draw-value", "draw-percentile", "draw-if-median", "draw-then", "draw-place"];
    let mut grid = grid(page, &heads, 1..4);
    for effect in list {
        let Some(q) = page.draw.quantities.get(effect.quantity) else { continue };
        let drawn = match q.by_zone || !q.once {
            true => [page.word("draw-several").to_owned(), String::new()],
            false => drawn(q, effect),
        };
        let [change, outcome] = then(effect);
        let [value, share] = drawn;
        grid.add_row([name_cell(page, q, "", false), value, share, change, outcome, place(q.place.as_ref())]);
    }
    lines(&grid)
}

/// Single values, of one zone and year.
fn single(page: &DrawPage, list: &[Effect], then: &impl Fn(&Effect) -> [String; 2]) -> String {
    let heads =
        ["uncertainty", "zone", "year-head", "draw-value", "draw-percentile", "draw-if-median", "draw-then"];
    let mut grid = grid(page, &heads, 3..6);
    for effect in list {
        let Some(q) = page.draw.quantities.get(effect.quantity) else { continue };
        let year = effect.year.and_then(|at| page.draw.years.get(at)).map(i32::to_string);
        let [value, share] = drawn(q, effect);
        let [change, outcome] = then(effect);
        grid.add_row([
            name_cell(page, q, "", false),
            terminal::fold(page.zone_name(effect.zone), ZONE, 2),
            year.unwrap_or_else(|| page.word("draw-no-year").to_owned()),
            value,
            share,
            change,
            outcome,
        ]);
    }
    lines(&grid)
}

/// The number drawn, and its percentile.
fn drawn(q: &Quantity, effect: &Effect) -> [String; 2] {
    let (zone, year) = (effect.zone.unwrap_or(0), effect.year.unwrap_or(0));
    let value = q.values.get(zone).and_then(|row| *row.get(year)?);
    let share = q.percentiles.get(zone).and_then(|row| *row.get(year)?);
    [
        value.map_or("–".to_owned(), |x| format::number(x, decimals(x))),
        share.map_or(String::new(), percentile),
    ]
}
