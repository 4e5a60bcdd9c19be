//! 倒推: what is lacking of each numerator, for the city and by zone.
//!
//! Owns the layout. Never: computes a statistic.

use super::{Pages, grid, short_name, wrapped};
use crate::analysis::tables::{Need, TargetTable};
use crate::case::{Force, Operator};
use crate::report::NamedBytes;
use crate::report::csv_table::{Table, yes};
use crate::report::format::{WHOLE, number};
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
        (0.0, _) if zone.is_some() => "need-converts-zone",
        (0.0, _) => "need-converts",
        (1.0, true) => "need-adds-share",
        (1.0, false) if zone.is_some() => "need-adds-zone",
        (1.0, false) => "need-adds",
        _ if zone.is_some() => "need-common-zone",
        _ => "need-common",
    };
    let less = (line.sign < 0.0).then_some("need-less");
    let held = (head.force == Force::Hold).then_some("need-held");
    let strict = matches!(head.operator, Operator::Above | Operator::Below).then_some("need-strict");
    let notes: Vec<&'static str> =
        [method].into_iter().chain(less).chain(strict).chain(held).chain(["need-spare"]).collect();
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
        let columns = block.iter().map(|(_, table)| column(numerator(view, table).1, table));
        let columns: Vec<Vec<String>> = columns.collect();
        let names = view.summary.zones.iter().map(|zone| short_name(view, &zone.name, 24));
        for (at, name) in names.chain([view.word("city-sum").to_owned()]).enumerate() {
            let cells = columns.iter().map(|column| column.get(at).cloned().unwrap_or_default());
            table.add_row([name].into_iter().chain(cells).collect::<Vec<_>>());
        }
        out += &table.trim_fmt();
        out.push('\n');
    }
    out + wrapped(view.word("tables-two-note")).as_str() + pages.mark().as_str()
}

/// The zones' needs and the city's below, as printed; whole things of the zones add up to the city's.
fn column(unit: &str, table: &TargetTable) -> Vec<String> {
    let city = table.need.map_or(0.0, |need| need.amount.1.ceil());
    let zones: Vec<Option<Need>> = table.zones.iter().flatten().map(|zone| zone.need).collect();
    let amounts: Option<Vec<f64>> = zones.iter().map(|need| Some(need.as_ref()?.amount.1)).collect();
    let cells: Vec<String> = match amounts.filter(|_| WHOLE.contains(&unit)) {
        Some(amounts) => whole_parts(&amounts, city).iter().map(|x| number(*x, 0)).collect(),
        None => zones.iter().map(|need| cell(unit, *need)).collect(),
    };
    cells.into_iter().chain([cell(unit, table.need)]).collect()
}

/// Whole parts that add up to `sum` by the largest remainders (Hamilton's method).
fn whole_parts(amounts: &[f64], sum: f64) -> Vec<f64> {
    let mut parts: Vec<f64> = amounts.iter().map(|x| x.floor()).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let rest = |z: &usize| amounts[*z] - amounts[*z].floor();
    order.sort_by(|a, b| rest(b).total_cmp(&rest(a)));
    let missing = (sum - parts.iter().sum::<f64>()).clamp(0.0, parts.len() as f64) as usize;
    order.into_iter().take(missing).for_each(|z| parts[z] += 1.0);
    parts
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_parts_add_up_to_the_whole() {
        // 20.5 + 3.2 - 1.4 = 22.3, so 23 whole firms: the largest remainders are 0.6 of -1.4 and 0.5.
        assert_eq!(whole_parts(&[20.5, 3.2, -1.4], 23.0), [21.0, 3.0, -1.0]);
        assert_eq!(whole_parts(&[0.0, 0.0], 0.0), [0.0, 0.0]);
        assert_eq!(whole_parts(&[], 4.0), [0.0; 0]);
    }
}
