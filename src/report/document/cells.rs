//! Likelihoods as tables say them: in words, counting scope by counting scope where these differ, with the
//! marks of what drives them and the notes that the marks need.
//!
//! Owns the one difference between the circulated and the internal version: the latter adds numbers in
//! brackets. Never: computes a statistic.

use super::book::Book;
use super::tree::Cell;
use crate::message::scale::{self, Sureness};
use crate::report::{format, outlook, scope};
use crate::summary::{ScenarioSummary, TargetHead, TargetResult};

/// What a note below a table is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Likelihoods that only repeat the spread of start values.
    Prior,
    /// Likelihoods that the draws leave between two classes.
    Borderline,
    /// What differs by counting scope.
    Scopes,
    /// Scenarios that judge by thresholds of their own.
    OwnThreshold,
    /// Changes that are mainly by scope, under the scenario of this identifier.
    Scope(String),
}

/// More changes that are mainly by scope are told in one note, without their size at the same scope.
const MOST_LINES: usize = 4;

/// A note below a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// What it is about.
    pub of: About,
    /// What it says.
    pub text: String,
}

impl<'a> Book<'a> {
    /// A probability as this version says it: in words, internally with the number in brackets.
    pub fn said(&self, words: &str, probability: f64) -> String {
        self.with_number(words, &scale::percent(probability))
    }

    /// Words, internally with a number in brackets.
    fn with_number(&self, words: &str, number: &str) -> String {
        if !self.internal {
            return words.to_owned();
        }
        self.view.fill("words-with-number", &[("words", words), ("p", number)])
    }

    /// A likelihood of a target, without what the words advise.
    pub fn outlook(&self, target: &TargetHead, probability: f64) -> String {
        self.said(self.words(target, probability), probability)
    }

    /// Its words alone; what others decide is to be strived for.
    pub fn words(&self, target: &TargetHead, probability: f64) -> &'static str {
        outlook::words(&self.view, target, probability)
    }

    /// The result of a target in a milestone, with the marks of what drives it, and the scenario's own
    /// threshold if it has one: tables have the case's in a column.
    pub fn cell(&self, scenario: &'a ScenarioSummary, target: usize, year: i32) -> Cell {
        let Some(result) = self.view.result(scenario, target, year, None) else { return Cell::text("–") };
        let head = self.view.as_read(scenario, target);
        let star = if result.prior_driven { "*" } else { "" };
        let split = self.view.split(scenario, target, year, None);
        let scope = scope::mark(&self.view, scenario, split, scope::Beside::Level);
        let own = format::own_threshold(&self.view, scenario, target);
        let own = own.map_or(String::new(), |own| format!(" {own}"));
        let said = match self.by_scope(scenario, target, year) {
            Some(said) => said,
            None => {
                let unsure = if self.borderline(&head, result) { "≈" } else { "" };
                format!("{}{unsure}", self.outlook(&head, result.likelihood.probability))
            }
        };
        Cell::text(format!("{said}{star}{scope}{own}"))
    }

    /// Whether the draws leave open which of two classes a likelihood is of.
    fn borderline(&self, head: &TargetHead, result: &TargetResult) -> bool {
        self.view.judged(head, &result.likelihood).1 == Sureness::Borderline
    }

    /// What is said of a target counting scope by counting scope, where that differs: all draws together
    /// would stand for none of them. Scopes of which the same is to be said share the words.
    fn by_scope(&self, scenario: &'a ScenarioSummary, target: usize, year: i32) -> Option<String> {
        let found = self.scope_by_scope(scenario, target, year)?;
        let head = self.view.as_read(scenario, target);
        let words = |r: &&TargetResult| self.words(&head, r.likelihood.probability);
        let first = words(found.first()?);
        let unsure = |r: &&TargetResult| if self.borderline(&head, r) { "≈" } else { "" };
        if found.iter().all(|r| words(r) == first) {
            let mark = found.iter().map(unsure).find(|mark| !mark.is_empty()).unwrap_or_default();
            let words = self.view.fill("same-in-scopes", &[("words", first)]);
            let numbers: Vec<String> =
                found.iter().map(|r| scale::percent(r.likelihood.probability)).collect();
            return Some(format!("{}{mark}", self.with_number(&words, &self.list(&numbers))));
        }
        let one =
            |r: &&TargetResult| format!("{}{}", self.outlook(&head, r.likelihood.probability), unsure(r));
        Some(found.iter().map(one).collect::<Vec<_>>().join(self.view.lang.pick("／", " / ")))
    }

    /// The results by counting scope, where these are told apart.
    fn scope_by_scope(
        &self,
        scenario: &'a ScenarioSummary,
        target: usize,
        year: i32,
    ) -> Option<Vec<&'a TargetResult>> {
        // Later years are compared with each other as well.
        let own = [year];
        let beside: &[i32] = if self.later().contains(&year) { self.later() } else { &own };
        outlook::by_scope(&self.view, scenario, target, year, beside)
    }

    /// The results behind a cell.
    fn behind(&self, scenario: &'a ScenarioSummary, target: usize, year: i32) -> Vec<&'a TargetResult> {
        let of_all = || self.view.result(scenario, target, year, None).into_iter().collect();
        self.scope_by_scope(scenario, target, year).unwrap_or_else(of_all)
    }

    /// Their words.
    pub fn classes(&self, scenario: &'a ScenarioSummary, target: usize, year: i32) -> Vec<&'static str> {
        let head = self.view.as_read(scenario, target);
        let results = self.behind(scenario, target, year).into_iter();
        results.map(|r| self.words(&head, r.likelihood.probability)).collect()
    }

    /// The notes that the marks of [`Book::cell`] need, for the results that are shown.
    pub fn mark_notes(
        &self,
        shown: &[(&'a ScenarioSummary, usize, i32)],
        beside: scope::Beside,
    ) -> Vec<Note> {
        let results = || shown.iter().filter_map(|(s, t, y)| self.view.result(s, *t, *y, None));
        let mut notes = Vec::new();
        if results().any(|r: &TargetResult| r.prior_driven) {
            notes.push(Note { of: About::Prior, text: format!("* {}", self.word("prior-driven-note")) });
        }
        if shown.iter().any(|(scenario, target, _)| self.view.read_otherwise(scenario, *target)) {
            notes.push(Note { of: About::OwnThreshold, text: self.word("own-threshold-note").to_owned() });
        }
        let unsure = |(scenario, target, year): &(&'a ScenarioSummary, usize, i32)| {
            let head = self.view.as_read(scenario, *target);
            self.behind(scenario, *target, *year).into_iter().any(|r| self.borderline(&head, r))
        };
        let levels = beside == scope::Beside::Level;
        if levels && shown.iter().any(unsure) {
            let text = format!("≈ {}", self.word("between-classes-note"));
            notes.push(Note { of: About::Borderline, text });
        }
        let stroke = |(scenario, target, year): &(&'a ScenarioSummary, usize, i32)| {
            let classes = self.classes(scenario, *target, *year);
            classes.iter().any(|words| *words != classes[0])
        };
        if levels && shown.iter().any(stroke) {
            notes.push(Note { of: About::Scopes, text: outlook::strokes_note(&self.view) });
        }
        let splits = shown.iter().filter_map(|(scenario, target, year)| {
            Some((*scenario, self.view.split(scenario, *target, *year, None)?))
        });
        let lines = scope::joined(&self.view, &splits.collect::<Vec<_>>(), beside);
        if lines.len() > MOST_LINES {
            notes.push(Note { of: About::Scopes, text: self.word("scope-marks-note").to_owned() });
            return notes;
        }
        notes.extend(
            lines.into_iter().map(|(scenario, text)| Note { of: About::Scope(scenario.id.clone()), text }),
        );
        notes
    }
}
