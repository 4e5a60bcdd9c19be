//! Departments' tables: targets by zone, needs, tasks and progress, as CSV and on the terminal.
//!
//! Owns the layout. On the terminal stand the main readings of a scenario; every
//! reading and year is in the files. Never: computes a statistic.

mod amounts;
mod needs;
mod progress;
mod targets;
mod tasks;

pub(super) use tasks::{evidence, moves_by_year, plan, scope_note};

use super::csv_table::Table;
use super::view::View;
use super::{NamedBytes, Options, terminal};
use crate::analysis::tables::{Division, Tables, TargetTable};
use crate::case::Text;
use crate::summary::{ScenarioSummary, Summary, TargetHead};
use comfy_table::Table as Grid;

/// Widest line of a note on the terminal.
const WIDTH: u16 = 104;

/// Columns that the files by target begin with.
const FIRST: [&str; 11] = [
    "scenario_id",
    "scenario",
    "target_id",
    "target",
    "responsible",
    "by",
    "scope_id",
    "scope",
    "zone_id",
    "zone",
    "year",
];

/// Summary and tables with the way they are read.
#[derive(Copy, Clone)]
struct Pages<'a> {
    view: View<'a>,
    tables: &'a Tables,
}

impl<'a> Pages<'a> {
    /// Scenarios with their index.
    fn scenarios(&self) -> impl Iterator<Item = (usize, &'a ScenarioSummary)> + use<'a> {
        self.view.summary.scenarios.iter().enumerate()
    }

    /// Targets of a scenario: as it reads them, with their tables, counting scope by counting scope.
    fn targets(&self, scenario: usize) -> Vec<(TargetHead, &'a TargetTable)> {
        let summary = &self.view.summary.scenarios[scenario];
        let tables = self.tables.scenarios[scenario].targets.iter();
        // What happens or does not has no path, no part by zone and nothing that is lacking.
        let read = tables.map(|table| (self.view.as_read(summary, table.target), table));
        read.filter(|(head, _)| !head.event).collect()
    }

    /// Name of the counting scope that a table is of; nothing where there is no difference.
    fn scope(&self, table: &TargetTable) -> &'a str {
        table.scope.map_or("", |s| self.view.text(&self.view.summary.case.scopes[s].name))
    }

    /// A CSV with the columns that all targets' files begin with.
    fn csv(&self, columns: &[&'static str]) -> Table {
        Table::new(&self.view, &[&FIRST[..], columns].concat())
    }

    /// The cells of [`FIRST`].
    fn first(
        &self,
        csv: &mut Table,
        scenario: usize,
        (head, target): (&TargetHead, &TargetTable),
        zone: Option<usize>,
        year: i32,
    ) {
        let view = &self.view;
        let scenario = &view.summary.scenarios[scenario];
        csv.texts(&[&scenario.id, view.text(&scenario.name), &head.id]);
        let departments = view.names().text(&head.department);
        csv.texts(&[view.lang.pick(&head.name.zh, &head.name.en), &departments, self.by()]);
        csv.scope(view, target.scope);
        csv.texts(&self.zone(zone));
        csv.texts(&[&year.to_string()]);
    }

    /// Identifier and name of a zone; of the city without one.
    fn zone(&self, zone: Option<usize>) -> [&'a str; 2] {
        zone.map(|z| &self.view.summary.zones[z])
            .map_or(["", self.view.word("city-sum")], |zone| [zone.id.as_str(), self.view.text(&zone.name)])
    }

    fn by(&self) -> &'static str {
        self.view.word(match self.tables.by {
            Division::Base => "by-base",
            Division::Potential => "by-potential",
            Division::Gap => "by-gap",
        })
    }

    fn title(&self, key: &'static str, scenario: &'a ScenarioSummary) -> String {
        let title = self.view.fill(key, &[("scenario", self.view.text(&scenario.name)), ("by", self.by())]);
        match self.view.summary.no_redrawing {
            true => format!("{title}{}{}", self.view.word("list-separator"), self.view.word("no-redrawing")),
            false => title,
        }
    }

    /// Notes for a row: by zone the demonstration mark, if the figures are invented.
    fn notes(&self, notes: &[&'static str], zone: bool) -> String {
        let mark = (zone && self.view.summary.case.demonstration).then_some("demonstration");
        let words: Vec<&str> = notes.iter().copied().chain(mark).map(|key| self.view.word(key)).collect();
        words.join(self.view.word("list-separator"))
    }

    /// The demonstration mark as a line of its own, if it is due.
    fn mark(&self) -> String {
        match self.view.summary.case.demonstration {
            true => format!("{}\n", self.view.word("demonstration")),
            false => String::new(),
        }
    }
}

/// The tables of all scenarios as files.
pub fn tables_files(summary: &Summary, tables: &Tables, options: &Options) -> Vec<NamedBytes> {
    let pages = Pages { view: View::new(summary, options), tables };
    vec![targets::csv(&pages), needs::csv(&pages), tasks::csv(&pages), progress::csv(&pages)]
}

/// The terminal's tables: all four of the last scenario if one was `chosen`; else the progress of
/// every scenario. Ends in a line break.
pub fn tables_text(summary: &Summary, tables: &Tables, chosen: bool, options: &Options) -> String {
    let pages = Pages { view: View::new(summary, options), tables };
    let Some(last) = summary.scenarios.last() else { return String::new() };
    if chosen {
        let at = summary.scenarios.len() - 1;
        let parts = [targets::text(&pages, at), needs::text(&pages, at), tasks::text(&pages, at)];
        let progress = progress::text(&pages, at, true);
        return format!("{}\n{progress}{}", parts.join("\n"), names_in_full(&pages.view));
    }
    let each = pages.scenarios().map(|(at, _)| progress::text(&pages, at, at + 1 == summary.scenarios.len()));
    let hint = pages.view.fill("tables-hint", &[("scenario", &last.id)]);
    format!("{}{hint}\n", each.collect::<Vec<_>>().join("\n"))
}

/// A table with a heading line; columns with one space before them.
fn grid(heads: Vec<String>) -> Grid {
    let mut grid = terminal::plain_table();
    grid.set_header(heads);
    grid.column_iter_mut().for_each(|column| {
        column.set_padding((1, 0));
    });
    grid
}

/// Text in lines that fit the terminal.
fn wrapped(text: &str) -> String {
    format!("{}\n", terminal::fold(text, WIDTH, 8))
}

/// The full names of the zones whose short names leave out what stands in brackets, such as that a name
/// is to be checked; nothing if there are none.
fn names_in_full(view: &View) -> String {
    let names = view.summary.zones.iter().map(|zone| view.text(&zone.name));
    let longer: Vec<&str> = names.filter(|name| terminal::brief(name) != *name).collect();
    match longer.is_empty() {
        true => String::new(),
        false => wrapped(&view.fill("names-in-full", &[("list", &longer.join(view.word("list-separator")))])),
    }
}

/// A zone's name without what it says in brackets, in lines of `width`.
fn short_name(view: &View, name: &Text, width: u16) -> String {
    terminal::fold(terminal::brief(view.lang.pick(&name.zh, &name.en)), width, 3)
}
