//! 倒推: what is lacking of each numerator, for the city and by zone.
//!
//! Owns the layout. Never: computes a statistic.

use super::{Pages, grid, short_name, wrapped};
use crate::analysis::tables::{Need, TargetTable};
use crate::case::{Force, Operator};
use crate::report::NamedBytes;
use crate::report::csv_table::{Table, yes};
use crate::report::format::number;
use crate::report::view::View;
use crate::summary::TargetHead;

const COLUMNS: [&str; 13] = [
    "numerator",
    "unit",
    "target_value",
    "p50",
    "target_unit",
    "numerator_p50",
    "denominator_p50",
    "need_p5",
    "need_p50",
    "need_p95",
    "need_fixed_p50",
    "denominator_moves",
    "note",
];

/// Units that come in whole pieces.
const WHOLE: [&str; 4] = ["家", "人", "个", "件"];

/// `needs.csv`.
pub(super) fn csv(pages: &Pages) -> NamedBytes {
    let mut table = pages.csv(&COLUMNS);
    for (at, _) in pages.scenarios() {
        for (head, target) in pages.targets(at) {
            let zones = target.zones.iter().flatten().enumerate();
            let zones = zones.filter_map(|(z, zone)| Some((Some(z), zone.need.as_ref()?)));
            for (zone, need) in zones.chain(target.need.iter().map(|need| (None, need))) {
                row(&mut table, pages, at, (&head, target), zone, need);
            }
        }
    }
    table.named("needs.csv")
}

fn row(
    table: &mut Table,
    pages: &Pages,
    scenario: usize,
    (head, target): (&TargetHead, &TargetTable),
    zone: Option<usize>,
    need: &Need,
) {
    let view = &pages.view;
    let (name, unit) = numerator(view, target);
    let line =
        zone.map_or(&target.city, |z| &target.zones.as_ref().expect("a zone's need has a line")[z].line);
    let end = line.path.len() - 1;
    pages.first(table, scenario, (head, target), zone, target.years[end]);
    table.texts(&[name, view.unit(unit)]);
    table.number(if zone.is_none() { target.threshold } else { line.path[end] });
    table.number(line.p50[end]);
    table.texts(&[view.unit(&head.unit)]);
    let (low, middle, high) = need.amount;
    let ends = [low, Some(middle), high].map(|x| x.unwrap_or(f64::NAN));
    for value in [need.numerator, need.denominator].into_iter().chain(ends).chain([need.fixed]) {
        table.number(value);
    }
    table.texts(&[yes(target.adds > 0.0)]);
    let method = match (target.adds, zone.is_some() && target.shares) {
        (0.0, _) => "need-converts",
        (1.0, true) => "need-adds-share",
        (1.0, false) => "need-adds",
        _ if zone.is_some() => "need-common-zone",
        _ => "need-common",
    };
    let less = (line.sign < 0.0).then_some("need-less");
    let held = (head.force == Force::Hold).then_some("need-held");
    let strict = matches!(head.operator, Operator::Above | Operator::Below).then_some("need-strict");
    let spare = zone.is_some().then_some("need-spare");
    let notes: Vec<&'static str> =
        [method].into_iter().chain(less).chain(strict).chain(held).chain(spare).collect();
    table.texts(&[&pages.notes(&notes, zone.is_some())]);
    table.end();
}

/// Name and unit of a target's numerator.
fn numerator<'a>(view: &View<'a>, target: &TargetTable) -> (&'a str, &'a str) {
    let found = target.numerator.map(|index| &view.summary.indicators[index]);
    found.map_or(("", ""), |indicator| (view.text(&indicator.name), &indicator.unit))
}

/// Main readings with a numerator side by side, the zones below one another.
pub(super) fn text(pages: &Pages, at: usize) -> String {
    let view = &pages.view;
    let all = pages.targets(at);
    let main = |(head, table): &&(TargetHead, &TargetTable)| head.main && table.need.is_some();
    let mut targets: Vec<_> = all.iter().filter(main).collect();
    // Stable: one counting scope after the other, in each the targets in their order.
    targets.sort_by_key(|(_, table)| table.scope);
    let mut out = format!("{}\n", pages.title("tables-two", &view.summary.scenarios[at]));
    let blocks = targets.chunk_by(|(_, a), (_, b)| a.scope == b.scope).flat_map(|same| same.chunks(5));
    for block in blocks {
        let scope = block.first().map_or("", |(_, table)| pages.scope(table));
        if !scope.is_empty() {
            out += &format!("{}\n", view.fill("of-scope", &[("scope", scope)]));
        }
        let heads = block.iter().map(|(head, table)| {
            let (name, unit) = numerator(view, table);
            let plus = if table.adds > 0.0 { "+" } else { "" };
            let plus = if table.city.sign < 0.0 { format!("{plus}−") } else { plus.to_owned() };
            let unit = super::super::terminal::fold(view.unit(unit), 14, 3);
            format!("{}{plus} {}\n{unit}", head.id, super::super::terminal::fold(name, 11, 4))
        });
        let mut table = grid([view.word("csv-zone").to_owned()].into_iter().chain(heads).collect());
        let row = |name: String, need: &dyn Fn(&TargetTable) -> Option<Need>| {
            let cells = block.iter().map(|(_, table)| cell(numerator(view, table).1, need(table)));
            [name].into_iter().chain(cells).collect::<Vec<_>>()
        };
        for (z, zone) in view.summary.zones.iter().enumerate() {
            let need = |table: &TargetTable| table.zones.as_ref().and_then(|zones| zones[z].need);
            table.add_row(row(short_name(view, &zone.name, 24), &need));
        }
        table.add_row(row(view.word("city-sum").to_owned(), &|table| table.need));
        out += &table.trim_fmt();
        out.push('\n');
    }
    out + wrapped(view.word("tables-two-note")).as_str() + pages.mark().as_str()
}

fn cell(unit: &str, need: Option<Need>) -> String {
    let Some(need) = need else { return "–".to_owned() };
    let text = |value: f64| match WHOLE.contains(&unit) {
        true => number(value.ceil(), 0),
        false => number(value, if value.abs() < 10.0 { 1 } else { 0 }),
    };
    let (low, middle, high) = need.amount;
    match (low, high) {
        (Some(low), Some(high)) => format!("{}\n({}–{})", text(middle), text(low), text(high)),
        _ => text(middle),
    }
}
