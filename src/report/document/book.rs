//! What all chapters ask: the scenario told in detail, names and lists, tables and figures begun.
//!
//! Owns the choice of that scenario. Never: computes a statistic; what is chosen here is chosen by what the summary says.

use super::tree::{Block, Caption, Cell, Column, Figure, Table};
use super::{Compared, Source};
use crate::analysis::tables::{Tables, TargetTable};
use crate::case::Case;
use crate::error::{Error, Result};
use crate::report::chart::{self, Chart};
use crate::report::format;
pub(super) use crate::report::outlook::{improves, worsens};
use crate::report::terminal::brief;
use crate::report::view::View;
use crate::report::{Drawing, Options, Style, paint};
use crate::summary::{ScenarioSummary, Summary, TargetHead, TargetResult};

/// Summary, case and tables with the way they are read.
pub(super) struct Book<'a> {
    /// The summary.
    pub view: View<'a>,
    /// The case.
    pub case: &'a Case,
    /// Departments' tables.
    pub tables: &'a Tables,
    /// What the scenario told in detail changes, draw by draw.
    pub compared: Compared<'a>,
    /// Index of the scenario told in detail.
    pub focus: usize,
    /// Whether the numbers of likelihoods stand in brackets.
    pub internal: bool,
    options: Options,
}

impl<'a> Book<'a> {
    /// Reads a source as `options` say.
    pub fn new(source: &Source<'a>, options: &Options, internal: bool) -> Self {
        let view = View::new(source.summary, options);
        let focus = source.focus.unwrap_or_else(|| chosen(&source.summary.scenarios));
        let Source { case, tables, compared, .. } = *source;
        Self { view, case, tables, compared, focus, internal, options: *options }
    }

    /// The scenarios with their index.
    pub fn scenarios(&self) -> impl Iterator<Item = (usize, &'a ScenarioSummary)> + use<'a> {
        self.view.summary.scenarios.iter().enumerate()
    }

    /// The scenario told in detail.
    pub fn focus(&self) -> &'a ScenarioSummary {
        &self.view.summary.scenarios[self.focus]
    }

    /// The scenarios that are told of at most: the baseline and the one told in detail.
    pub fn both(&self) -> Vec<&'a ScenarioSummary> {
        let all = &self.view.summary.scenarios;
        if self.focus == 0 { vec![&all[0]] } else { vec![&all[0], &all[self.focus]] }
    }

    /// The policy's year.
    pub fn year(&self) -> i32 {
        self.view.milestone().unwrap_or(self.view.summary.case.base_year)
    }

    /// The years beyond it that results are given for.
    pub fn later(&self) -> &'a [i32] {
        self.view.summary.case.milestones.get(1..).unwrap_or_default()
    }

    /// A scenario's name without what it says in brackets.
    pub fn name(&self, scenario: &'a ScenarioSummary) -> &'a str {
        brief(self.view.text(&scenario.name))
    }

    /// A label.
    pub fn word(&self, key: &'static str) -> &'static str {
        self.view.word(key)
    }

    /// A label with its year.
    pub fn of_year(&self, key: &'static str, year: i32) -> String {
        self.view.fill(key, &[("year", &year.to_string())])
    }

    /// A clause as the document writes it.
    pub fn clause(&self, clause: &str) -> String {
        self.view.names().clause(clause)
    }

    /// The year of a target as a scenario reads it, in brackets, if that is not the policy's.
    pub fn own_year(&self, target: &TargetHead) -> String {
        let year = format::other_year(&self.view, target).map(|year| year.to_string());
        year.map_or(String::new(), |year| {
            self.view.fill("threshold-of-year", &[("threshold", ""), ("year", &year)])
        })
    }

    /// Several texts as one list.
    pub fn list(&self, texts: &[String]) -> String {
        texts.join(self.view.lang.pick("、", ", "))
    }

    /// Sentences one after the other.
    pub fn sentences(&self, sentences: Vec<String>) -> Block {
        let kept: Vec<String> = sentences.into_iter().filter(|s| !s.is_empty()).collect();
        Block::Paragraph(kept.join(self.view.lang.pick("", " ")))
    }

    /// A target by id and name.
    pub fn target(&self, target: &'a TargetHead) -> String {
        format!("{} {}", target.id, self.view.text(&target.name))
    }

    /// What the yearly budget is that scenarios are compared with, as the case's source has it.
    pub fn budget_meaning(&self) -> Option<String> {
        let figure = self.case.figures.iter().find(|figure| figure.indicator == "budget")?;
        let definition = self.view.names().text(&figure.definition);
        let year = figure.year.to_string();
        Some(self.view.fill("budget-of-year", &[("definition", &definition), ("year", &year)]))
    }

    /// The scenario whose change of a target is surely for the better and the largest.
    pub fn best(&self, target: usize, year: i32) -> Option<&'a ScenarioSummary> {
        let better = self.scenarios().filter_map(|(_, scenario)| {
            let result = self.view.result(scenario, target, year, None)?;
            result.change.filter(|c| improves(*c)).map(|(change, ..)| (change, scenario))
        });
        // The first of equals, so that the order of scenarios decides.
        better.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, scenario)| scenario)
    }

    /// The tables of the scenario told in detail, with the targets as it reads them.
    pub fn target_tables(&self) -> Vec<(TargetHead, &'a TargetTable)> {
        let tables = self.tables.scenarios[self.focus].targets.iter();
        let read = tables.map(|table| (self.view.as_read(self.focus(), table.target), table));
        read.filter(|(head, _)| !head.event).collect()
    }

    /// Whether there are several counting scopes to tell apart.
    pub fn by_scopes(&self) -> bool {
        self.view.summary.case.scopes.len() > 1
    }

    /// Name of a counting scope; nothing for all draws together.
    pub fn scope(&self, scope: Option<usize>) -> &'a str {
        scope.map_or("", |s| self.view.text(&self.view.summary.case.scopes[s].name))
    }

    /// A simulated table; by zone it carries the mark that the figures are no statistics. Heads begin
    /// with a capital, however a label stands in sentences and files.
    pub fn table(&self, caption: String, mut columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
        for column in &mut columns {
            if let Some(first) = column.head.get(..1) {
                column.head = format!("{}{}", first.to_ascii_uppercase(), &column.head[1..]);
            }
        }
        let provenance = self.word("from-simulation").to_owned();
        Table {
            name: caption.clone(),
            caption: Caption::new(caption),
            columns,
            rows,
            provenance,
            ..Table::default()
        }
    }

    /// A caption by zone, with the demonstration mark if it is due.
    pub fn by_zone(&self, caption: String) -> String {
        match self.view.summary.case.demonstration {
            true => self.view.fill("caption-marked", &[("caption", &caption)]),
            false => caption,
        }
    }

    /// The chart of a kind for the scenario at `at`; none if there is nothing to draw.
    ///
    /// # Errors
    /// A chart that cannot be painted.
    pub fn figure(
        &self,
        kind: Chart,
        at: usize,
        caption: String,
        warnings: &mut Vec<Error>,
    ) -> Result<Option<Block>> {
        self.figure_of((self.view.summary, ""), (kind, at), caption, warnings)
    }

    /// The same of a summary that leaves some of it out; its files are named with `ending`.
    ///
    /// # Errors
    /// A chart that cannot be painted.
    pub fn figure_of(
        &self,
        (summary, ending): (&Summary, &str),
        (kind, at): (Chart, usize),
        caption: String,
        warnings: &mut Vec<Error>,
    ) -> Result<Option<Block>> {
        let (pages, _) = chart::pages(summary, &[kind])?;
        let Some(page) = pages.into_iter().nth(at) else { return Ok(None) };
        // On a screen it is one drawing, in Word as many pages as its letters need.
        let of = |style: Style| Options {
            drawing: Drawing { style, ..self.options.drawing },
            internal: self.internal,
            ..self.options
        };
        let painting = chart::painting(summary, &of(Style::Report), &page);
        let (mut pictures, mut parts) = (Vec::new(), Vec::new());
        for part in chart::paintings(summary, &of(Style::Word), &page) {
            let (files, missing) = paint::files(&part.title, &part)?;
            warnings.extend(missing);
            let png = files.into_iter().find(|file| file.name.ends_with(".png")).map(|file| file.bytes);
            pictures.push((png.unwrap_or_default(), part.size));
            parts.push(without_title(&part.svg));
        }
        Ok(Some(Block::Figure(Figure {
            name: page.name + ending,
            // Its title is the name of its file, which a reader has no use for.
            svg: without_title(&painting.svg),
            caption: Caption::new(caption),
            parts,
            pictures,
        })))
    }
}

/// The scenario told in detail unless one is asked for: the one with the largest sum of surely
/// improved likelihoods over targets and milestones, counting scope left out; if none improves any,
/// the first one beside the baseline, and the baseline only if it is alone.
pub(super) fn chosen(scenarios: &[ScenarioSummary]) -> usize {
    let gained = |s: &ScenarioSummary| -> f64 {
        let by_scope = |r: &TargetResult| {
            s.splits.iter().any(|p| (p.target, p.year) == (r.target, r.year) && p.changed_by_scope)
        };
        let results = s.likelihoods.iter().filter(|r| r.scope.is_none() && !by_scope(r));
        results.filter_map(|r| r.change).filter(|(_, low, _)| *low > 0.0).map(|(change, ..)| change).sum()
    };
    let gains = scenarios.iter().enumerate().skip(1).map(|(at, s)| (at, gained(s)));
    // The first of equals, so that the order of scenarios decides.
    gains
        .fold(
            (scenarios.len().min(2).saturating_sub(1), 0.0),
            |best, one| if one.1 > best.1 { one } else { best },
        )
        .0
}

fn without_title(svg: &str) -> String {
    match svg.split_once("<title>").and_then(|(head, rest)| Some((head, rest.split_once("</title>")?.1))) {
        Some((head, rest)) => format!("{head}{}", rest.trim_start()),
        None => svg.to_owned(),
    }
}
