//! Which differences between two scenarios are mainly by the counting scope: one changes it and the other
//! does not, or both do otherwise.
//!
//! Owns the mark and its sentences. Never: decides what is mainly by scope.

use super::{Comparison, change_sign, others};
use crate::analysis::differences::{Difference, Sign};
use crate::report::format;
use crate::report::terminal::brief;
use crate::report::view::View;
use crate::summary::{Between, ScenarioSummary, TargetResult};

/// What of a target's difference from the first scenario is by scope; nothing where the two are read
/// otherwise or the indicator has no parts.
pub(super) fn of_result(view: &View, scenario: &ScenarioSummary, result: &TargetResult) -> Option<Between> {
    result.change?;
    let split = |s| view.split_in(s, result.target, result.evaluated, None);
    Some(split(scenario)?.against(split(&view.summary.scenarios[0])?, result.threshold))
}

/// The same of an indicator of the city, from the differences of its parts.
pub(super) fn of_difference(comparison: &Comparison, difference: &Difference) -> Option<Between> {
    let head = comparison.summary.parts.iter().find(|parts| parts.indicator == difference.indicator)?;
    let part = |indicator: usize| {
        let same = |d: &&Difference| {
            (d.scenario, d.zone, d.year) == (difference.scenario, None, difference.year)
                && d.indicator == indicator
        };
        comparison.differences.iter().find(same).map(|found| found.mean)
    };
    let parts = [part(head.growth)?, part(head.scope)?, part(head.composition)?];
    let id = &comparison.summary.indicators[difference.indicator].id;
    let target = comparison.summary.targets.iter().find(|target| target.indicator == *id);
    let found = Between::of(parts, target.map_or(0.0, |target| target.threshold));
    difference.zone.is_none().then_some(found)
}

/// The mark of a difference that is mainly by scope; none where there is no sign to explain.
pub(super) fn mark_of(between: Option<Between>, sign: Sign) -> &'static str {
    let told = matches!(sign, Sign::Higher | Sign::Lower);
    if told && between.is_some_and(|between| between.mainly_scope) { "†" } else { "" }
}

/// The mark of a target's difference.
pub(super) fn mark(view: &View, scenario: &ScenarioSummary, result: &TargetResult) -> &'static str {
    change_sign(view, result).map_or("", |sign| mark_of(of_result(view, scenario, result), sign))
}

/// What is said of a target's difference that is mainly by scope: the difference at the same scope, one
/// counting scope after the other; nothing of others.
pub(super) fn note(view: &View, scenario: &ScenarioSummary, result: &TargetResult) -> Option<String> {
    let between = of_result(view, scenario, result).filter(|_| !mark(view, scenario, result).is_empty())?;
    let target = &view.summary.targets[result.target];
    let say = |x: f64| {
        let key = if target.unit == "%" { "points-of-change" } else { "plain-change" };
        view.fill(key, &[("x", &format::signed(x, format::target_decimals(target)))])
    };
    let own = (0..view.summary.case.scopes.len()).filter_map(|scope| {
        let split = |s| view.split_in(s, result.target, result.evaluated, Some(scope));
        let first = split(&view.summary.scenarios[0])?;
        Some((scope, split(scenario)?.against(first, result.threshold).same_scope))
    });
    let change = format::scope_by_scope(view, &own.collect(), &say);
    Some(view.fill("difference-at-scope", &[("change", &change.unwrap_or_else(|| say(between.same_scope)))]))
}

/// One line per target and sentence on differences that carry the mark: main targets at the milestones.
pub(super) fn lines(view: &View) -> Vec<String> {
    let first = brief(view.text(&view.summary.scenarios[0].name));
    let mut lines = Vec::new();
    for scenario in others(view) {
        // Years of which the same is to be said share a line.
        let mut said: Vec<(usize, String, Vec<String>)> = Vec::new();
        for result in view.results(scenario).into_iter().filter(|r| r.scope.is_none()) {
            let main = view.summary.targets[result.target].main;
            let Some(sentence) = note(view, scenario, result).filter(|_| main) else { continue };
            let year = result.evaluated.to_string();
            match said
                .iter_mut()
                .find(|(target, known, _)| (*target, known.as_str()) == (result.target, sentence.as_str()))
            {
                Some((.., years)) => years.push(year),
                None => said.push((result.target, sentence, vec![year])),
            }
        }
        said.sort_by_key(|(target, ..)| *target);
        lines.extend(said.iter().map(|(target, sentence, years)| {
            let args = [
                ("scenario", brief(view.text(&scenario.name))),
                ("first", first),
                ("target", &*view.summary.targets[*target].id),
                ("year", &years.join(view.lang.pick("、", ", "))),
                ("sentence", sentence),
            ];
            view.fill("difference-line", &args)
        }));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;
    use crate::report::compare::{compare_files, compare_text};
    use crate::report::{Options, fixture};
    use crate::summary::{PartsHead, Summary};

    const YEAR: i32 = fixture::MILESTONES[0];

    /// Two scenarios of the fixture, with parts of T2 in all milestones and a sure change of it.
    fn two(parts: [[f64; 3]; 2]) -> Summary {
        let mut summary = fixture::summary(1);
        summary.scenarios.truncate(2);
        let t2 = summary.targets.iter().position(|target| target.id == "T2").expect("in the fixture");
        for (scenario, parts) in summary.scenarios.iter_mut().zip(parts) {
            scenario.splits.retain(|split| split.target == t2);
            for split in &mut scenario.splits {
                split.mainly_scope = false;
                (split.growth.mean, split.by_scope.mean, split.composition.mean) =
                    (parts[0], parts[1], parts[2]);
            }
            for result in scenario.likelihoods.iter_mut().filter(|result| result.target == t2) {
                result.change = Some((-0.2, -0.22, -0.18));
            }
        }
        summary
    }

    fn told(summary: &Summary, lang: Lang) -> (String, String) {
        let options = Options { lang, ..Options::default() };
        let comparison = Comparison { summary, differences: &[] };
        let files = compare_files(&comparison, &options).expect("files").0;
        let csv = files.into_iter().find(|file| file.name == "differences.csv").expect("written");
        (compare_text(&comparison, &options), String::from_utf8(csv.bytes).expect("UTF-8"))
    }

    #[test]
    fn a_difference_by_scope_is_marked_whichever_of_the_two_redraws() {
        // The first redraws and grows by 2; the other does not and grows by 3.
        let summary = two([[2.0, 4.0, 0.0], [3.0, 0.0, 0.0]]);
        let (text, csv) = told(&summary, Lang::Zh);
        // The same in every milestone, and said once.
        let years = |between: &str| fixture::MILESTONES.map(|year| year.to_string()).join(between);
        let line = format!(
            "† 全面发力与趋势延续相比，T2（{} 年）：差别主要来自统计范围调整，同口径相差 +1.0 个百分点",
            years("、")
        );
        assert!(text.lines().any(|found| found == line), "{text}");
        assert!(text.contains("−20 ±2†"), "{text}");
        let marked = csv.lines().filter(|row| row.contains("差别主要来自统计范围调整"));
        assert_eq!(marked.count(), fixture::MILESTONES.len(), "{csv}");
        let (text, _) = told(&summary, Lang::En);
        let wanted =
            "the difference is mainly by the change of statistical scope; +1.0 points at the same scope";
        assert!(
            text.contains(&format!("† Full package against Trend continued, T2 ({}): {wanted}", years(", "))),
            "{text}"
        );
        // The chart carries the mark and the sentence, too.
        let options = Options::default();
        let view = View::new(&summary, &options);
        let chart = crate::report::paint::paint("c", options.drawing, |sheet| {
            crate::report::compare::chart::draw(sheet, &view)
        });
        let texts: Vec<&str> = chart.boxes.iter().map(|of| of.text.as_str()).collect();
        assert!(
            texts.iter().filter(|text| text.ends_with('†')).count() == fixture::MILESTONES.len(),
            "{texts:?}"
        );
        assert!(texts.iter().any(|text| text.starts_with("† 全面发力与趋势延续相比")), "{texts:?}");
        // Both redraw, one by much more; both alike; neither.
        for (parts, wanted) in [
            ([[2.0, 1.0, 0.0], [2.5, 4.0, 0.0]], true),
            ([[2.0, 4.0, 0.0], [5.0, 4.0, 0.0]], false),
            ([[2.0, 0.0, 0.0], [1.0, 0.0, 0.0]], false),
        ] {
            let (text, csv) = told(&two(parts), Lang::Zh);
            assert_eq!(text.contains('†'), wanted, "{text}");
            assert_eq!(csv.contains("统计范围调整"), wanted, "{csv}");
        }
    }

    #[test]
    fn an_indicators_difference_is_marked_by_the_differences_of_its_parts() {
        let mut summary = two([[2.0, 0.0, 0.0], [2.0, 4.0, 0.0]]);
        let at = |id: &str| summary.indicators.iter().position(|head| head.id == id).expect("known");
        // Any four indicators of the fixture may stand for the parts.
        let (t2, growth, scope, composition) = (at("t2"), at("t3"), at("t4"), at("t5"));
        summary.parts = vec![PartsHead { indicator: t2, growth, scope, composition, same_scope: at("t6a") }];
        let year = summary.case.years.iter().position(|year| *year == YEAR).expect("reported");
        let difference = |indicator: usize, mean: f64| Difference {
            scenario: 1,
            indicator,
            zone: None,
            year,
            mean,
            error: 0.25,
            above: 1.0,
            below: 0.0,
        };
        let of = |scope_part: f64| {
            let differences = [
                difference(t2, 1.5 + scope_part),
                difference(growth, 1.0),
                difference(scope, scope_part),
                difference(composition, 0.5),
            ];
            let comparison = Comparison { summary: &summary, differences: &differences };
            let files = compare_files(&comparison, &Options::default()).expect("files").0;
            let csv = files.into_iter().find(|file| file.name == "differences.csv").expect("written");
            let csv = String::from_utf8(csv.bytes).expect("UTF-8");
            let row =
                csv.lines().find(|row| row.contains("指标均值") && row.contains(",t2,")).expect("a row");
            (compare_text(&comparison, &Options::default()), row.to_owned())
        };
        let (text, row) = of(4.0);
        assert!(text.contains("+5.5 ±0.3†") && row.contains("差别主要来自统计范围调整"), "{row}\n{text}");
        let (text, row) = of(1.0);
        assert!(text.contains("+2.5 ±0.3\n") || !text.contains("±0.3†"), "{text}");
        assert!(!row.contains("统计范围调整"), "{row}");
    }
}
