//! What chart `scenarios` promises: dots, budget and notes.

use crate::message::Lang;
use crate::report::drawing::Style;
use crate::report::paint::Painting;
use crate::report::{Chart, Drawing, Options, chart, fixture, pages};
use crate::summary::Summary;

fn drawn(summary: &Summary, style: Style, internal: bool) -> Vec<Painting> {
    drawn_in(summary, Lang::Zh, style, internal)
}

fn drawn_in(summary: &Summary, lang: Lang, style: Style, internal: bool) -> Vec<Painting> {
    let page = &pages(summary, &[Chart::Scenarios]).expect("pages").0[0];
    let drawing = Drawing { style, ..Drawing::default() };
    chart::paintings(summary, &Options { lang, drawing, internal, ..Options::default() }, page)
}

fn texts(parts: &[Painting]) -> Vec<String> {
    parts.iter().flat_map(|part| &part.boxes).map(|of| of.text.clone()).collect()
}

/// Sets every change of the first scenario beside the baseline to the one, and of all others to none.
fn changed(change: f64) -> Summary {
    let mut summary = fixture::summary(1);
    for (s, scenario) in summary.scenarios.iter_mut().enumerate() {
        for result in scenario.likelihoods.iter_mut().filter(|r| r.change.is_some()) {
            let change = if s == 1 { change } else { 0.0 };
            result.change = Some((change, change - 0.004, change + 0.004));
        }
    }
    summary
}

#[test]
fn what_is_passed_on_tells_changes_in_words_and_the_internal_version_in_points() {
    let points = |text: &&String| {
        let digits = text.strip_prefix(['+', '−']).unwrap_or_default();
        digits.starts_with(|c: char| c.is_ascii_digit())
    };
    for style in [Style::Report, Style::Word, Style::Slides] {
        for lang in [Lang::Zh, Lang::En] {
            let of = |internal| texts(&drawn_in(&fixture::summary(1), lang, style, internal));
            assert_eq!(of(false).iter().find(points), None, "{style:?} {lang:?}");
            assert!(of(true).iter().any(|text| points(&text)), "{style:?} {lang:?}");
        }
    }
    // The words of the document: clear from ten points on, none below half a point.
    for (change, wanted) in [(0.1, "明显提高"), (0.09, "略有提高"), (-0.09, "略有降低"), (-0.1, "明显降低")]
    {
        let found = texts(&drawn(&changed(change), Style::Report, false));
        assert!(found.iter().any(|text| text.trim_end_matches('†') == wanted), "{wanted}: {found:?}");
    }
}

#[test]
fn an_outlook_stands_behind_an_arrow_where_it_is_not_that_of_the_baseline() {
    let mut summary = changed(0.1);
    for (s, scenario) in summary.scenarios.iter_mut().enumerate() {
        for result in &mut scenario.likelihoods {
            // From under strain to within reach under one scenario; the others change nothing to speak of.
            let p = if s == 1 { 0.7 } else { 0.3 };
            result.likelihood.probability = p;
            result.likelihood.interval = (p - 0.01, p + 0.01);
        }
    }
    let found = texts(&drawn(&summary, Style::Report, false));
    let arrows: Vec<&String> = found.iter().filter(|text| text.contains('→')).collect();
    assert!(arrows.iter().any(|text| *text == "→ 有望完成"), "{found:?}");
    assert!(arrows.iter().all(|text| !text.contains("压力")), "{arrows:?}");
}

#[test]
fn targets_that_no_scenario_changes_stand_in_a_note_and_money_stays() {
    for internal in [false, true] {
        let parts = drawn(&changed(0.0), Style::Slides, internal);
        assert_eq!(parts.len(), 1, "one slide, of money");
        let all = texts(&parts).concat();
        assert!(
            all.contains("各情景均基本不变") && all.contains("T1a（") && all.contains("累计公共投入"),
            "{all}"
        );
    }
    // One that changes has a column, the others are told.
    let mut summary = changed(0.0);
    let t2 = summary.targets.iter().position(|target| target.id == "T2").expect("in the fixture");
    for result in summary.scenarios[1].likelihoods.iter_mut().filter(|r| r.target == t2) {
        result.change = Some((0.2, 0.19, 0.21));
    }
    let parts = drawn(&summary, Style::Slides, false);
    let found = texts(&parts);
    for part in &parts {
        let all = texts(std::slice::from_ref(part)).concat();
        assert!(all.contains("T2") && all.contains("累计公共投入"), "money stands beside the column: {all}");
    }
    assert!(found.iter().any(|text| text == "T2") && found.iter().all(|text| text != "T1a"), "{found:?}");
}

#[test]
fn a_change_below_half_a_point_is_hollow_however_sure() {
    let rings = |change: f64| {
        let mut summary = fixture::summary(1);
        for result in summary.scenarios.iter_mut().flat_map(|s| &mut s.likelihoods) {
            result.change = result.change.map(|_| (change, change - 0.0005, change + 0.0005));
        }
        // A target that nothing changes has no column: one scenario changes all.
        for result in &mut summary.scenarios[1].likelihoods {
            result.change = result.change.map(|_| (0.2, 0.19, 0.21));
        }
        let svg = drawn(&summary, Style::Report, true).swap_remove(0).svg;
        svg.split("<circle ")
            .filter(|of| {
                of.split("/>").next().is_some_and(|of| of.contains("fill=\"none\"") && of.contains("#14406B"))
            })
            .count()
    };
    assert!(rings(0.004) > 0);
    assert_eq!(rings(0.006), 0);
}

#[test]
fn money_stands_beside_the_budget_of_the_same_years() {
    let mut summary = fixture::summary(1);
    // Nothing in the base year, then spending: so many years as the milestone is after it.
    let at = summary.case.years.iter().position(|y| *y == fixture::MILESTONES[0]).expect("reported");
    summary.case.budget = Some(2.5);
    for scenario in &mut summary.scenarios {
        let years = scenario.cost.iter_mut().enumerate();
        years.for_each(|(k, band)| *band = [if k == 0 { 0.0 } else { 1.0 }; 5]);
    }
    let texts: String =
        drawn(&summary, Style::Report, false)[0].boxes.iter().map(|of| of.text.as_str()).collect();
    let sum = 2.5 * at as f64;
    let (first, last) = (summary.case.years[1], fixture::MILESTONES[0]);
    let wanted = format!("年度预算参考值 2.5 亿元，{first}–{last} 年合计 {sum} 亿元");
    assert!(texts.contains(&wanted), "{wanted}: {texts}");
    // Of one year the budget is not told twice.
    for scenario in &mut summary.scenarios {
        scenario.cost.iter_mut().take(at).for_each(|band| *band = [0.0; 5]);
    }
    let texts: String =
        drawn(&summary, Style::Report, false)[0].boxes.iter().map(|of| of.text.as_str()).collect();
    assert!(texts.contains("年度预算参考值 2.5 亿元") && !texts.contains("年合计"), "{texts}");
}

#[test]
fn notes_stand_on_the_part_that_they_speak_of() {
    let mut summary = fixture::summary(1);
    summary.case.budget = Some(2.5);
    for style in [Style::Slides, Style::Word] {
        let parts = drawn(&summary, style, true);
        for part in &parts {
            let text = texts(std::slice::from_ref(part)).concat();
            assert_eq!(text.contains("累计公共投入（"), text.contains("年度预算参考值"), "{text}");
            assert_eq!(text.contains("变化（百分点）"), text.contains("空心点"), "{text}");
            assert!(!text.contains('†') || text.contains("主要受统计范围调整"), "{text}");
        }
        let parts = drawn(&summary, style, false);
        let told: Vec<bool> =
            parts.iter().map(|part| texts(std::slice::from_ref(part)).concat().contains("为略有")).collect();
        assert!(told.iter().rev().skip(1).all(|told| !told) && told.last() == Some(&true), "{told:?}");
    }
}
