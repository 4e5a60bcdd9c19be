//! What a change of the counting scope does to every target at once, for the terminal.
//!
//! Owns the small table below the main one, and the line that says that a target
//! is met mainly by scope. Never: computes a statistic.

use super::format;
use super::sheet::Sheet;
use super::terminal::{brief, fold, plain_table};
use super::view::View;
use crate::message::scale::Outlook;
use crate::summary::{ScenarioSummary, Split, TargetHead};
use comfy_table::Cell;

/// Columns that a scenario's name may take.
const FIRST: u16 = 18;

/// The table of scenarios whose scope part is not zero, with the sentences; empty if there is none.
pub(super) fn table(view: &View) -> String {
    let moved: Vec<&ScenarioSummary> = view.summary.scenarios.iter().filter(|s| moves(s)).collect();
    let targets: Vec<(usize, &TargetHead)> =
        view.main_targets().filter(|(t, _)| is_split(view, *t)).collect();
    if moved.is_empty() || targets.is_empty() {
        return String::new();
    }
    let mut table = plain_table();
    let head = fold(view.word("scope-effect-head"), FIRST, 2);
    let heads = targets.iter().map(|(_, target)| target.id.as_str());
    table.set_header(std::iter::once(head.as_str()).chain(heads).map(Cell::new));
    for scenario in &moved {
        let name = fold(brief(view.text(&scenario.name)), FIRST - 5, 1);
        let years = years(scenario).into_iter();
        for (year, scope) in years.flat_map(|year| scopes(scenario).into_iter().map(move |s| (year, s))) {
            let cell = |&(index, target): &(usize, &TargetHead)| {
                let split = view.split_in(scenario, index, year, scope);
                split.map_or("–".to_owned(), |split| cell(target, split))
            };
            let scope =
                scope.map_or(String::new(), |s| view.text(&view.summary.case.scopes[s].name).to_owned());
            let head = format!("{name} {year}\n{}", fold(&scope, FIRST, 2));
            table.add_row(
                std::iter::once(head.trim_end().to_owned()).chain(targets.iter().map(cell)).map(Cell::new),
            );
        }
    }
    table.column_iter_mut().for_each(|column| {
        column.set_padding((1, 0));
    });
    let mut out = format!("{}\n{}\n", view.word("scope-effect"), table.trim_fmt());
    for line in lines(view, &view.summary.scenarios, &|_| true, Beside::Both) {
        out += &line;
        out.push('\n');
    }
    out
}

/// Change of the likelihood, then of the mean in brackets; a mark where scope is the main part. Not of
/// the median: approval is yes or no, so the median jumps between nothing and all of it.
fn cell(target: &TargetHead, split: &Split) -> String {
    let likelihood = format::points(split.likelihood_by_scope.0);
    let mean = format::signed(split.by_scope.mean, format::target_decimals(target));
    let mark = if split.mainly_scope || split.changed_by_scope { "†" } else { "" };
    format!("{likelihood} ({mean}){mark}")
}

/// What a mark of scope stands beside, and so what it says to be mainly by scope.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// A result: its change since the base year, or that it is called otherwise than the baseline's.
    Level,
    /// A change of a likelihood against the baseline.
    Change,
    /// Both in one cell.
    Both,
}

/// Whether what is shown of a target is mainly by scope.
pub(super) fn moved(view: &View, scenario: &ScenarioSummary, split: &Split, beside: Beside) -> bool {
    let renamed = || split.changed_by_scope && renamed(view, scenario, split);
    match beside {
        Beside::Level => split.mainly_scope || renamed(),
        Beside::Change => split.changed_by_scope,
        Beside::Both => split.mainly_scope || split.changed_by_scope,
    }
}

/// Whether a result is in another class than that of the first scenario.
fn renamed(view: &View, scenario: &ScenarioSummary, split: &Split) -> bool {
    let class = |of: &ScenarioSummary| {
        let results = of.likelihoods.iter();
        let mut own =
            results.filter(|r| (r.target, r.year, r.scope) == (split.target, split.year, split.scope));
        own.next().map(|r| Outlook::of(r.likelihood.probability))
    };
    view.summary.scenarios.first().is_some_and(|first| class(first) != class(scenario))
}

/// The mark of a result, or of its change, that is mainly one of scope.
pub(super) fn mark(
    view: &View,
    scenario: &ScenarioSummary,
    split: Option<&Split>,
    beside: Beside,
) -> &'static str {
    if split.is_some_and(|split| moved(view, scenario, split, beside)) { "†" } else { "" }
}

/// The counting scopes one by one where there are several: a mean over all draws would mix them.
fn scopes(scenario: &ScenarioSummary) -> Vec<Option<usize>> {
    let each: std::collections::BTreeSet<usize> = scenario.splits.iter().filter_map(|s| s.scope).collect();
    if each.is_empty() { vec![None] } else { each.into_iter().map(Some).collect() }
}

/// The years that targets are looked at, each once: a target's own year may be a milestone of others.
fn years(scenario: &ScenarioSummary) -> std::collections::BTreeSet<i32> {
    scenario.splits.iter().map(|split| split.evaluated).collect()
}

fn is_split(view: &View, target: usize) -> bool {
    view.summary.scenarios.iter().flat_map(|s| &s.splits).any(|split| split.target == target)
}

/// Whether the counting scope changes in any draw.
pub(super) fn moves(scenario: &ScenarioSummary) -> bool {
    scenario.splits.iter().any(|s| s.by_scope.mean != 0.0 || s.by_scope.band.iter().any(|x| *x != 0.0))
}

/// The lines of a scenario's targets asked for below a chart of all years; on a slide, which has little
/// room, of the last one.
pub(super) fn notes(
    sheet: &Sheet,
    view: &View,
    scenario: &ScenarioSummary,
    of: &dyn Fn(usize) -> bool,
) -> Vec<String> {
    let last = years(scenario).last().copied();
    let asked = |year: i32| !sheet.is_slide() || Some(year) == last;
    few(sheet, view, lines_in(view, std::slice::from_ref(scenario), (of, &asked), Beside::Level))
}

/// Lines that stand on a slide or page of text at most, for it has little room.
const MOST: usize = 1;

/// The lines; where they are many for so little room, what the mark means is said once instead.
pub(super) fn few(sheet: &Sheet, view: &View, lines: Vec<String>) -> Vec<String> {
    match sheet.is_slide() && lines.len() > MOST {
        true => vec![view.word("by-scope-note").to_owned()],
        false => lines,
    }
}

/// The mark of a target that has one in some milestone.
pub(super) fn mark_of_any(view: &View, scenario: &ScenarioSummary, target: usize) -> &'static str {
    let mut own = scenario.splits.iter().filter(|split| split.target == target && split.scope.is_none());
    if own.any(|split| moved(view, scenario, split, Beside::Level)) { "†" } else { "" }
}

/// What the mark of a target says, with the change at the same scope: since the base year where that is
/// mainly by scope, else against the first scenario.
fn sentence(
    view: &View,
    scenario: &ScenarioSummary,
    target: &TargetHead,
    split: &Split,
    beside: Beside,
) -> String {
    if split.mainly_scope && beside != Beside::Change {
        let change = format::same_scope(view, scenario, target, split);
        return view.fill("mainly-scope", &[("change", &change)]);
    }
    let against = |own: &Split| {
        let first = view.summary.scenarios.first()?;
        let same = |s: &&Split| (s.target, s.year, s.scope) == (own.target, own.year, own.scope);
        Some(own.against(first.splits.iter().find(same)?, target.threshold).same_scope)
    };
    let change = format::same_scope_by(view, scenario, target, split, &against);
    let baseline = view.summary.scenarios.first().map_or("", |first| brief(view.text(&first.name)));
    view.fill("changed-by-scope", &[("change", &change), ("baseline", baseline)])
}

/// The sentence of a result that is mainly by scope; none of others.
pub(super) fn of_level(
    view: &View,
    scenario: &ScenarioSummary,
    target: &TargetHead,
    split: &Split,
) -> Option<String> {
    moved(view, scenario, split, Beside::Level)
        .then(|| sentence(view, scenario, target, split, Beside::Level))
}

/// One line per scenario, target and sentence on years that are marked, of the targets asked for.
pub(super) fn lines(
    view: &View,
    scenarios: &[ScenarioSummary],
    of: &dyn Fn(usize) -> bool,
    beside: Beside,
) -> Vec<String> {
    lines_in(view, scenarios, (of, &|_| true), beside)
}

/// The same of the targets and in the years asked for.
pub(super) fn lines_in(
    view: &View,
    scenarios: &[ScenarioSummary],
    (of, asked): (&dyn Fn(usize) -> bool, &dyn Fn(i32) -> bool),
    beside: Beside,
) -> Vec<String> {
    let mut told = Vec::new();
    for scenario in scenarios {
        for (index, _) in view.main_targets().filter(|(index, _)| of(*index)) {
            let splits = years(scenario).into_iter().filter(|year| asked(*year));
            let splits = splits.filter_map(|year| view.split_in(scenario, index, year, None));
            told.extend(splits.map(|split| (scenario, split)));
        }
    }
    joined(view, &told, beside).into_iter().map(|(_, line)| line).collect()
}

/// The lines of what is marked, each with its scenario: years of a target of which
/// the same is to be said share a line, in the order in which they are first told.
pub(super) fn joined<'a>(
    view: &View,
    told: &[(&'a ScenarioSummary, &Split)],
    beside: Beside,
) -> Vec<(&'a ScenarioSummary, String)> {
    let mut said: Vec<(&ScenarioSummary, usize, String, std::collections::BTreeSet<i32>)> = Vec::new();
    for &(scenario, split) in told {
        let target = &view.summary.targets[split.target];
        if !moved(view, scenario, split, beside) {
            continue;
        }
        let sentence = sentence(view, scenario, target, split, beside);
        let same = |(of, at, known, _): &&mut (&ScenarioSummary, usize, String, _)| {
            (of.id.as_str(), *at, known.as_str()) == (scenario.id.as_str(), split.target, &*sentence)
        };
        match said.iter_mut().find(same) {
            Some((.., years)) => drop(years.insert(split.evaluated)),
            None => said.push((scenario, split.target, sentence, [split.evaluated].into())),
        }
    }
    let line = |(scenario, target, sentence, years): (&'a ScenarioSummary, usize, String, _)| {
        let years: Vec<String> =
            std::collections::BTreeSet::<i32>::iter(&years).map(i32::to_string).collect();
        let args = [
            ("scenario", brief(view.text(&scenario.name))),
            ("target", &*view.summary.targets[target].id),
            ("year", &years.join(view.lang.pick("、", ", "))),
            ("sentence", &sentence),
        ];
        (scenario, view.fill("scope-line", &args))
    };
    said.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::report::Options;

    #[test]
    fn the_mean_difference_is_shown_and_not_that_of_medians() {
        let mut summary = fixture::summary(1);
        for split in summary.scenarios.iter_mut().flat_map(|s| &mut s.splits) {
            split.by_scope.mean = 4.44;
            split.median_by_scope = 7.77;
        }
        let text = table(&View::new(&summary, &Options::default()));
        assert!(text.contains("(+4.4") && !text.contains("(+7."), "{text}");
        assert!(text.contains("均值"), "{text}");
    }

    #[test]
    fn a_target_whose_own_year_is_a_later_milestone_is_told_once() {
        let mut summary = fixture::summary(1);
        let t2 = summary.targets.iter().position(|target| target.id == "T2").expect("in the fixture");
        let later = fixture::MILESTONES[1];
        let splits = &mut summary.scenarios[3].splits;
        let twin: Vec<Split> = splits.iter().filter(|s| (s.target, s.year) == (t2, later)).cloned().collect();
        for split in splits.iter_mut().filter(|s| (s.target, s.year) == (t2, fixture::MILESTONES[0])) {
            let twin = twin.iter().find(|s| s.scope == split.scope).expect("the same scopes");
            *split = Split { year: split.year, ..twin.clone() };
        }
        let text = table(&View::new(&summary, &Options::default()));
        let told: Vec<&str> = text.lines().filter(|l| l.starts_with('†') && l.contains(" T2（")).collect();
        let years =
            told.iter().flat_map(|line| fixture::MILESTONES.iter().filter(|y| line.contains(&y.to_string())));
        assert_eq!(years.count(), fixture::MILESTONES.len() - 1, "{text}");
        let row = text.lines().find(|l| l.contains(&fixture::MILESTONES[0].to_string())).expect("a row");
        assert_eq!(row.matches('–').count(), 1, "T2 is not looked at then: {row}");
    }
}
