//! 指标分解表: every target by zone and year, with the city it adds up to.
//!
//! Owns the layout. Never: computes a statistic.

use super::{Pages, grid, short_name, wrapped};
use crate::analysis::tables::{Line, TargetTable};
use crate::report::format::{number, signed, target_decimals, threshold};
use crate::report::{NamedBytes, due};
use crate::summary::TargetHead;

const COLUMNS: [&str; 10] = [
    "weight",
    "base",
    "target_value",
    "p50",
    "gap",
    "rise_per_year",
    "numerator_growth",
    "rank",
    "unit",
    "note",
];

/// `decomposition.csv`.
pub(super) fn csv(pages: &Pages) -> NamedBytes {
    let mut table = pages.csv(&COLUMNS);
    for (at, _) in pages.scenarios() {
        for (head, target) in pages.targets(at) {
            for year in due::open(&pages.view, &target.years) {
                let calendar = target.years[year];
                let zones = target.zones.iter().flatten().enumerate();
                let lines = zones.map(|(z, zone)| (Some(z), &zone.line, Some(zone))).chain([(
                    None,
                    &target.city,
                    None,
                )]);
                for (zone, line, part) in lines {
                    pages.first(&mut table, at, (&head, target), zone, calendar);
                    table.number(part.map_or(f64::NAN, |p| p.weights[year]));
                    for value in [line.base, line.path[year], line.p50[year], line.gap(year), line.rise] {
                        table.number(value);
                    }
                    table.number(line.growth.unwrap_or(f64::NAN));
                    let rank = part.and_then(|p| p.rank).map(|rank| rank.to_string());
                    table.texts(&[&rank.unwrap_or_default(), pages.view.unit(&head.unit)]);
                    table.texts(&[&pages.notes(&[note(target, zone.is_none())], zone.is_some())]);
                    table.end();
                }
            }
        }
    }
    table.named("decomposition.csv")
}

/// What a row says of the division.
fn note(target: &TargetTable, city: bool) -> &'static str {
    match (&target.zones, city) {
        (None, _) => "no-fraction",
        (Some(_), true) if target.city.path[0] == target.threshold => "sum-held",
        (Some(_), true) => "sum-exact",
        (Some(_), false) if target.city.path[0] == target.threshold => "path-held",
        (Some(_), false) => "path-linear",
    }
}

/// The main readings of a scenario for the terminal, one block each.
pub(super) fn text(pages: &Pages, at: usize) -> String {
    let view = &pages.view;
    let mut out = format!("{}\n", pages.title("tables-one", &view.summary.scenarios[at]));
    for (head, target) in pages.targets(at).into_iter().filter(|(head, _)| head.main) {
        let name = view.lang.pick(&head.name.zh, &head.name.en);
        let scope = match pages.scope(target) {
            "" => String::new(),
            scope => format!("  {}", view.fill("of-scope", &[("scope", scope)])),
        };
        let departments = view.names().text(&head.department);
        let of = format!("{} {} {}{scope}  {}", head.id, name, threshold(view, &head), departments);
        out += &wrapped(&of);
        out += &block(pages, &head, target);
        out.push('\n');
    }
    let base = view.summary.case.base_year.to_string();
    out + wrapped(&view.fill("tables-one-note", &[("year", &base)])).as_str() + pages.mark().as_str()
}

fn block(pages: &Pages, head: &TargetHead, target: &TargetTable) -> String {
    let view = &pages.view;
    let (first, last) = (target.years[0].to_string(), target.years[target.years.len() - 1].to_string());
    // Years that can still be handed down; of a long path the last ones, the rest is in the file.
    let open = due::open(view, &target.years);
    let shown = open.start.max(open.end.saturating_sub(5))..open.end;
    let limit = due::limit(view, head, target);
    let mut heads = vec![view.word("csv-zone").to_owned(), view.fill("base-of", &[("year", &first)])];
    heads.extend(
        target.years[shown.clone()].iter().map(|y| view.fill("wanted-of", &[("year", &y.to_string())])),
    );
    heads.push(view.fill("p50-of", &[("year", &last)]));
    heads.extend(["gap-head", "rise-head"].map(|key| view.word(key).to_owned()));
    let ranked = target.zones.iter().flatten().any(|zone| zone.rank.is_some());
    heads.extend(ranked.then(|| view.word("csv-rank").to_owned()));
    let mut table = grid(heads);
    let digits = target_decimals(head).max(if target.zones.is_some() { 1 } else { 0 });
    let cells = |name: String, line: &Line, rank: Option<usize>, limit: Option<&str>| {
        let end = line.path.len() - 1;
        let mut cells = vec![name, number(line.base, digits)];
        let wanted = line.path[shown.clone()].iter();
        cells.extend(wanted.map(|x| limit.map_or_else(|| number(*x, digits), str::to_owned)));
        cells.push(number(line.p50[end], digits));
        cells.extend([signed(line.gap(end), digits), signed(line.rise, digits)]);
        cells.extend(ranked.then(|| rank.map_or(String::new(), |r| r.to_string())));
        cells
    };
    for (zone, part) in view.summary.zones.iter().zip(target.zones.iter().flatten()) {
        table.add_row(cells(short_name(view, &zone.name, 30), &part.line, part.rank, None));
    }
    table.add_row(cells(view.word("city-sum").to_owned(), &target.city, None, limit.as_deref()));
    table.trim_fmt()
}
