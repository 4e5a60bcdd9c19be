//! 年度目标与进度: the path of every target by year, what the scenario reaches, and its light.
//!
//! Owns the layout. Lights are shapes and words, so they survive grey print. Never:
//! computes a statistic.

use super::{Pages, grid, wrapped};
use crate::analysis::tables::{Line, TargetTable};
use crate::message::scale::{Outlook, Wording, percent};
use crate::report::csv_table::Table;
use crate::report::format::{number, signed, target_decimals, threshold};
use crate::report::light::symbol;
use crate::report::terminal::{fold, short};
use crate::report::{NamedBytes, due};
use crate::summary::TargetHead;

const COLUMNS: [&str; 8] = ["path", "p50", "gap", "probability", "light", "outlook", "unit", "note"];

/// `progress.csv`.
pub(super) fn csv(pages: &Pages) -> NamedBytes {
    let mut table = pages.csv(&COLUMNS);
    for (at, _) in pages.scenarios() {
        for (head, target) in pages.targets(at) {
            let zones = target.zones.iter().flatten().enumerate().map(|(z, zone)| (Some(z), &zone.line));
            for (zone, line) in zones.chain([(None, &target.city)]) {
                for year in 0..target.years.len() {
                    row(&mut table, pages, at, (&head, target), (zone, line, year));
                }
            }
        }
    }
    table.named("progress.csv")
}

fn row(
    table: &mut Table,
    pages: &Pages,
    scenario: usize,
    (head, target): (&TargetHead, &TargetTable),
    (zone, line, year): (Option<usize>, &Line, usize),
) {
    let view = &pages.view;
    pages.first(table, scenario, (head, target), zone, target.years[year]);
    // Of a year that has ended only what the model says is left: nothing is asked of it any more.
    let past = year > 0 && !due::open(view, &target.years).contains(&year);
    let reached = line.reached[year].filter(|_| !past);
    let asked = |value: f64| if past { f64::NAN } else { value };
    let (path, gap) = (asked(line.path[year]), asked(line.gap(year)));
    for value in [path, line.p50[year], gap, reached.unwrap_or(f64::NAN)] {
        table.number(value);
    }
    let light = reached.map(|p| (symbol(Outlook::of(p)), view.wording(head, p)));
    let (shape, words) = light.unwrap_or(("", ""));
    table.texts(&[shape, words, view.unit(&head.unit)]);
    let held = target.city.path[0] == target.threshold;
    let path = if held { "path-held" } else { "path-linear" };
    let off = (zone.is_some() && view.summary.case.demonstration).then_some("light-off");
    let mut notes = vec![if past { "past-year" } else { path }];
    notes.extend(off);
    table.texts(&[&pages.notes(&notes, zone.is_some())]);
    table.end();
}

/// The main readings of a scenario for the terminal, the city by year.
pub(super) fn text(pages: &Pages, at: usize, noted: bool) -> String {
    let view = &pages.view;
    let keys = [
        "csv-target",
        "csv-year",
        "csv-path",
        "csv-p50",
        "gap-head",
        "csv-light",
        "chance-head",
        "csv-outlook",
    ];
    let mut table = grid(keys.map(|key| view.word(key).to_owned()).into());
    for (head, target) in pages.targets(at).into_iter().filter(|(head, _)| head.main) {
        let name = view.lang.pick(&head.name.zh, &head.name.en);
        let name = fold(&format!("{} {} {}", head.id, name, threshold(view, &head)), 34, 3);
        let name = format!("{name}\n{}", pages.scope(target));
        let mut lines = name.lines();
        let digits = target_decimals(&head);
        let open = due::open(view, &target.years);
        let years = target.years.iter().enumerate();
        for (year, calendar) in years.filter(|(year, _)| *year == 0 || open.contains(year)) {
            let city = &target.city;
            let reached = city.reached[year];
            table.add_row([
                lines.next().unwrap_or_default().to_owned(),
                calendar.to_string(),
                number(city.path[year], digits),
                number(city.p50[year], digits),
                signed(city.gap(year), digits),
                reached.map_or("", |p| symbol(Outlook::of(p))).to_owned(),
                reached.map_or(String::new(), percent),
                reached.map_or(String::new(), |p| fold(short(view.wording(&head, p)), 24, 3)),
            ]);
        }
    }
    let mut out =
        format!("{}\n{}\n", pages.title("tables-four", &view.summary.scenarios[at]), table.trim_fmt());
    if noted {
        let classes = Outlook::ALL.map(|o| format!("{} {}", symbol(o), o.range())).join("  ");
        out += &format!("{}  {classes}\n", view.word("light-legend"));
        out += &wrapped(view.word("tables-four-note"));
        if view.wording == Wording::Formal {
            out += &format!("{}\n", view.word("terminal-advice"));
        }
        out += &pages.mark();
    }
    out
}
