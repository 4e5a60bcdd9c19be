//! A reader's view of a summary: look-ups by name and year, texts in one language.
//!
//! Owns no number: it finds what the summary already holds. Never: computes a
//! statistic.

use crate::case::{Force, Operator, Text};
use crate::message::scale::{self, Sureness, Verb, Wording};
use crate::message::{Lang, term};
use crate::report::Options;
use crate::report::names::Names;
use crate::summary::{
    Band, HistoryMark, IndicatorHead, Joint, Levels, Likelihood, ScenarioSummary, Split, Summary, TargetHead,
    TargetResult,
};

/// The unit of a ratio that is counted in times.
pub(super) const TIMES: &str = "倍";

/// A summary with the language and scale it is read in.
#[derive(Copy, Clone)]
pub(super) struct View<'a> {
    /// The summary.
    pub summary: &'a Summary,
    /// Language.
    pub lang: Lang,
    /// Scale of likelihoods.
    pub wording: Wording,
    /// Whether likelihoods stand as numbers beside their words.
    pub internal: bool,
}

impl<'a> View<'a> {
    /// Reads `summary` as `options` say.
    pub fn new(summary: &'a Summary, options: &Options) -> Self {
        let Options { lang, wording, internal, .. } = *options;
        Self { summary, lang, wording, internal }
    }

    /// A label of the catalogue.
    pub fn word(&self, key: &'static str) -> &'static str {
        let found = term(key, self.lang);
        debug_assert!(found.is_some(), "the catalogue lacks `{key}`");
        found.unwrap_or(key)
    }

    /// A label of the catalogue with its arguments filled in.
    pub fn fill(&self, key: &'static str, args: &[(&str, &str)]) -> String {
        let value = |name: &str| args.iter().find(|(n, _)| *n == name).map(|(_, v)| *v);
        crate::message::fill(self.word(key), self.lang, value)
    }

    /// A text of the case in this language, or in the other if it lacks this one.
    pub fn text(&self, text: &'a Text) -> &'a str {
        let (here, there) = match self.lang {
            Lang::Zh => (&text.zh, &text.en),
            Lang::En => (&text.en, &text.zh),
        };
        if here.is_empty() { there } else { here }
    }

    /// A unit as printed: known Chinese units get an English name.
    pub fn unit(&self, unit: &'a str) -> &'a str {
        match crate::case::unit::find(unit) {
            _ if unit == "1" => self.word("unit-ratio"),
            // A ratio is counted in times only in Chinese.
            Some(known) if known.zh == TIMES && self.lang == Lang::En => self.word("unit-ratio"),
            Some(known) => self.lang.pick(known.zh, known.en),
            None => unit,
        }
    }

    /// Names that the case gives in Chinese only.
    pub fn names(&self) -> Names<'a> {
        Names::of(self)
    }

    /// Names of the figures by zone that are still assumed; none unless most are actual.
    pub fn still_assumed(&self) -> Option<String> {
        let names: Vec<&str> = self.summary.case.still_assumed.iter().map(|name| self.text(name)).collect();
        (!names.is_empty()).then(|| names.join(self.word("list-separator")))
    }

    /// The year of the policy: the first milestone.
    pub fn milestone(&self) -> Option<i32> {
        self.summary.case.milestones.first().copied()
    }

    /// Position of `year` among the reported years.
    pub fn year(&self, year: i32) -> Option<usize> {
        self.summary.case.years.iter().position(|&y| y == year)
    }

    /// The scenario that others are compared with, if it is not `scenario` itself.
    pub fn baseline_of(&self, scenario: usize) -> Option<&'a ScenarioSummary> {
        self.summary.scenarios.first().filter(|_| scenario > 0)
    }

    /// Position and head of an indicator.
    pub fn indicator(&self, id: &str) -> Option<(usize, &'a IndicatorHead)> {
        self.summary.indicators.iter().enumerate().find(|(_, head)| head.id == id)
    }

    /// Bands of an indicator by year; none of a counting scope that it does not depend on.
    pub fn bands(
        &self,
        scenario: &'a ScenarioSummary,
        indicator: &str,
        zone: Option<usize>,
        scope: Option<usize>,
    ) -> Option<&'a [Band]> {
        let (index, _) = self.indicator(indicator)?;
        let wanted = (index, zone, scope);
        let series = scenario.bands.iter().find(|b| (b.indicator, b.zone, b.scope) == wanted)?;
        Some(&series.years)
    }

    /// The band of an indicator in one year.
    pub fn band(
        &self,
        scenario: &'a ScenarioSummary,
        indicator: &str,
        zone: Option<usize>,
        scope: Option<usize>,
        year: i32,
    ) -> Option<Band> {
        let band = *self.bands(scenario, indicator, zone, scope)?.get(self.year(year)?)?;
        band.iter().all(|value| value.is_finite()).then_some(band)
    }

    /// The counting scopes that an indicator has bands of its own in; none of all draws together if it
    /// has some, for a percentile over several scopes is of no future.
    pub fn scopes_of(
        &self,
        scenario: &'a ScenarioSummary,
        indicator: &str,
        zone: Option<usize>,
    ) -> Vec<Option<usize>> {
        let all = (0..self.summary.case.scopes.len()).map(Some);
        let own: Vec<_> = all.filter(|s| self.bands(scenario, indicator, zone, *s).is_some()).collect();
        if own.is_empty() { vec![None] } else { own }
    }

    /// Whether some counting scopes' middle halves of an indicator do not touch in a year.
    pub fn scopes_apart(&self, scenario: &'a ScenarioSummary, indicator: &str, year: i32) -> bool {
        let scopes = self.scopes_of(scenario, indicator, None).into_iter();
        let bands: Vec<Band> =
            scopes.filter_map(|scope| self.band(scenario, indicator, None, scope, year)).collect();
        bands.iter().any(|a| bands.iter().any(|b| a[3] < b[1]))
    }

    /// The result of a target in a milestone year.
    pub fn result(
        &self,
        scenario: &'a ScenarioSummary,
        target: usize,
        year: i32,
        scope: Option<usize>,
    ) -> Option<&'a TargetResult> {
        scenario.likelihoods.iter().find(|r| (r.target, r.year, r.scope) == (target, year, scope))
    }

    /// The levels of a target in a milestone year.
    pub fn levels(
        &self,
        scenario: &'a ScenarioSummary,
        target: usize,
        year: i32,
        scope: Option<usize>,
    ) -> Option<&'a Levels> {
        scenario.levels.iter().find(|of| (of.target, of.year, of.scope) == (target, year, scope))
    }

    /// Results by target, year looked at and counting scope, each once: the milestone that stands for
    /// a target's own year may fall on the year of another milestone.
    pub fn results(&self, scenario: &'a ScenarioSummary) -> Vec<&'a TargetResult> {
        let mut seen = std::collections::BTreeSet::new();
        let results = scenario.likelihoods.iter();
        results.filter(|r| seen.insert((r.target, r.evaluated, r.scope))).collect()
    }

    /// The change of a target's indicator in parts, in the year looked at.
    pub fn split_in(
        &self,
        scenario: &'a ScenarioSummary,
        target: usize,
        evaluated: i32,
        scope: Option<usize>,
    ) -> Option<&'a Split> {
        scenario.splits.iter().find(|s| (s.target, s.evaluated, s.scope) == (target, evaluated, scope))
    }

    /// The change of a target's indicator in parts, in a milestone year.
    pub fn split(
        &self,
        scenario: &'a ScenarioSummary,
        target: usize,
        year: i32,
        scope: Option<usize>,
    ) -> Option<&'a Split> {
        scenario.splits.iter().find(|s| (s.target, s.year, s.scope) == (target, year, scope))
    }

    /// A target as a scenario reads it: with the threshold and year that it is judged by there.
    pub fn as_read(&self, scenario: &ScenarioSummary, target: usize) -> TargetHead {
        let mut head = self.summary.targets[target].clone();
        let first = self.milestone();
        let result = scenario.likelihoods.iter().find(|r| r.target == target && Some(r.year) == first);
        if let Some(result) = result {
            (head.threshold, head.year) = (result.threshold, result.evaluated);
        }
        head
    }

    /// Whether a scenario reads a target otherwise than the case states it.
    pub fn read_otherwise(&self, scenario: &ScenarioSummary, target: usize) -> bool {
        let (read, stated) = (self.as_read(scenario, target), &self.summary.targets[target]);
        (read.threshold, read.year) != (stated.threshold, stated.year)
    }

    /// Joint attainment of the first group over all draws in a milestone year.
    pub fn joint(&self, scenario: &'a ScenarioSummary, year: i32) -> Option<&'a Joint> {
        self.joints(scenario, year).into_iter().next()
    }

    /// Joint attainment of every group over all draws in a milestone year.
    pub fn joints(&self, scenario: &'a ScenarioSummary, year: i32) -> Vec<&'a Joint> {
        scenario.joint.iter().filter(|joint| joint.year == year && joint.scope.is_none()).collect()
    }

    /// The weakest targets of a group: one of all draws, or one of each counting scope where they are not the same;
    /// then with the scope. Nothing if all are always met.
    ///
    /// What others decide is strived for, so it is named only if the group holds nothing else.
    pub fn weakest(&self, scenario: &'a ScenarioSummary, joint: &Joint) -> Vec<(usize, Option<usize>)> {
        let of = |joint: &Joint| {
            let weakest = *joint.targets.get(joint.bottleneck?)?;
            let own = self.summary.targets[weakest].force != Force::Batch;
            let named = if own { weakest } else { self.least_likely(scenario, joint).unwrap_or(weakest) };
            Some((named, joint.scope))
        };
        let same = |j: &&Joint| (&j.name, j.year) == (&joint.name, joint.year) && j.scope.is_some();
        let each: Vec<(usize, Option<usize>)> = scenario.joint.iter().filter(same).filter_map(of).collect();
        match each.iter().any(|(target, _)| *target != each[0].0) {
            true => each,
            false => of(joint).map(|(target, _)| (target, None)).into_iter().collect(),
        }
    }

    /// The member of a group that is met least often among those that others do not decide, the first
    /// of equals.
    fn least_likely(&self, scenario: &'a ScenarioSummary, joint: &Joint) -> Option<usize> {
        let likely = |target: usize| {
            let of = |scope| self.result(scenario, target, joint.year, scope);
            // What does not depend on the counting scope has one result of all draws.
            of(joint.scope).or_else(|| of(None)).map_or(1.0, |result| result.likelihood.probability)
        };
        let own = |target: &usize| self.summary.targets[*target].force != Force::Batch;
        let members = joint.targets.iter().copied().filter(own);
        members.reduce(|a, b| if likely(b) < likely(a) { b } else { a })
    }

    /// The same in words.
    pub fn weakest_said(
        &self,
        scenario: &'a ScenarioSummary,
        joint: &Joint,
        name: &dyn Fn(&TargetHead) -> String,
    ) -> Option<String> {
        let one = |&(target, scope): &(usize, Option<usize>)| {
            let name = name(&self.summary.targets[target]);
            match scope.and_then(|scope| self.summary.case.scopes.get(scope)) {
                None => name,
                Some(scope) => {
                    self.fill("weakest-in-scope", &[("target", &name), ("scope", self.text(&scope.name))])
                }
            }
        };
        let said: Vec<String> = self.weakest(scenario, joint).iter().map(one).collect();
        (!said.is_empty()).then(|| said.join(self.lang.pick("、", ", ")))
    }

    /// A group by its name, or by the number of its targets if the case names none.
    pub fn group(&self, joint: &'a Joint) -> String {
        let name = self.text(&joint.name);
        if name.is_empty() {
            return self.fill("joint-count", &[("n", &joint.targets.len().to_string())]);
        }
        name.to_owned()
    }

    /// The readings that stand for their target, with their position.
    pub fn main_targets(&self) -> impl Iterator<Item = (usize, &'a TargetHead)> + use<'a> {
        self.summary.targets.iter().enumerate().filter(|(_, target)| target.main)
    }

    /// Published points of an indicator.
    pub fn history(&self, indicator: &str, zone: Option<usize>) -> Vec<&'a HistoryMark> {
        let marks = self.summary.case.history.iter();
        marks.filter(|m| m.indicator == indicator && m.zone == zone && m.value.is_finite()).collect()
    }

    /// A likelihood of `target` in words.
    pub fn wording(&self, target: &TargetHead, probability: f64) -> &'static str {
        scale::words(probability, self.wording, verb(target), self.lang)
    }

    /// The words of a likelihood of `target`, and how sure they are; no verdict from too few draws.
    pub fn judged(&self, target: &TargetHead, likelihood: &Likelihood) -> (&'static str, Sureness) {
        let sure = scale::sureness(likelihood.interval, self.wording, verb(target));
        match sure {
            Sureness::TooFew => (self.word("too-few"), sure),
            _ => (self.wording(target, likelihood.probability), sure),
        }
    }
}

fn verb(target: &TargetHead) -> Verb {
    match target.force {
        Force::Reach | Force::Exceed => Verb::Meet,
        Force::Strive => Verb::Strive,
        Force::Hold => Verb::Hold,
        Force::Batch => Verb::Batch,
        Force::Trigger => Verb::Trigger,
    }
}

/// Whether more of the indicator is better for the target.
pub(super) fn upward(target: &TargetHead) -> bool {
    rises(target.operator)
}

/// Whether a comparison asks for more.
pub(super) fn rises(operator: Operator) -> bool {
    matches!(operator, Operator::AtLeast | Operator::Above)
}

/// The operator as printed.
pub(super) fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::AtLeast => "≥",
        Operator::Above => ">",
        Operator::AtMost => "≤",
        Operator::Below => "<",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn what_others_decide_is_never_the_weakest_of_a_group_that_holds_others() {
        let mut summary = fixture::summary(2);
        let year = fixture::MILESTONES[0];
        let joint = summary.scenarios[1].joint[0].clone();
        let batch = joint.targets[joint.bottleneck.expect("one is missed")];
        // All others are met in 70 % of the draws, but one in 30 %; the batch happens in 5 %.
        let least = *joint.targets.iter().rfind(|target| **target != batch).expect("others");
        for result in summary.scenarios[1].likelihoods.iter_mut().filter(|r| r.year == year) {
            result.likelihood.probability = match result.target {
                target if target == batch => 0.05,
                target if target == least => 0.3,
                _ => 0.7,
            };
        }
        let weakest = |summary: &Summary| {
            View::new(summary, &Options::default()).weakest(&summary.scenarios[1], &joint)
        };
        assert_eq!(weakest(&summary), [(batch, None)]);
        summary.targets[batch].force = Force::Batch;
        assert_eq!(weakest(&summary), [(least, None)]);
    }
}
