//! What chart `scenarios` promises: dots, budget and notes.

use super::drawing::Style;
use super::paint::Painting;
use super::{Chart, Drawing, Options, chart, fixture, pages};
use crate::summary::Summary;

fn drawn(summary: &Summary, style: Style) -> Vec<Painting> {
    let page = &pages(summary, &[Chart::Scenarios]).expect("pages").0[0];
    let options = Options { drawing: Drawing { style, ..Drawing::default() }, ..Options::default() };
    chart::paintings(summary, &options, page)
}

#[test]
fn a_change_below_half_a_point_is_hollow_however_sure() {
    let rings = |change: f64| {
        let mut summary = fixture::summary(1);
        for result in summary.scenarios.iter_mut().flat_map(|s| &mut s.likelihoods) {
            result.change = result.change.map(|_| (change, change - 0.0005, change + 0.0005));
        }
        let svg = drawn(&summary, Style::Report).swap_remove(0).svg;
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
    let texts: String = drawn(&summary, Style::Report)[0].boxes.iter().map(|of| of.text.as_str()).collect();
    let sum = 2.5 * at as f64;
    let (first, last) = (summary.case.years[1], fixture::MILESTONES[0]);
    let wanted = format!("年度预算参考值 2.5 亿元，{first}–{last} 年合计 {sum} 亿元");
    assert!(texts.contains(&wanted), "{wanted}: {texts}");
    // Of one year the budget is not told twice.
    for scenario in &mut summary.scenarios {
        scenario.cost.iter_mut().take(at).for_each(|band| *band = [0.0; 5]);
    }
    let texts: String = drawn(&summary, Style::Report)[0].boxes.iter().map(|of| of.text.as_str()).collect();
    assert!(texts.contains("年度预算参考值 2.5 亿元") && !texts.contains("年合计"), "{texts}");
}

#[test]
fn notes_stand_on_the_part_that_they_speak_of() {
    let mut summary = fixture::summary(1);
    summary.case.budget = Some(2.5);
    for style in [Style::Slides, Style::Word] {
        let parts = drawn(&summary, style);
        let all = |of: &Painting| -> String { of.boxes.iter().map(|text| text.text.as_str()).collect() };
        for part in &parts {
            let text = all(part);
            assert_eq!(text.contains("累计公共投入（"), text.contains("年度预算参考值"), "{text}");
            assert_eq!(text.contains("变化（百分点）"), text.contains("空心点"), "{text}");
            assert!(!text.contains('†') || text.contains("主要受统计范围调整"), "{text}");
        }
    }
}
