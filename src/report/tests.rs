//! What holds for every chart: no overlap, no broken number, same bytes each time.

use super::sheet::{At, GRID, Ink, Pen, TextBox, WIDTH};
use super::*;
use crate::error::Code;
use crate::message::say;
use crate::summary::Summary;
use resvg::usvg::roxmltree;

const EVERYTHING: &str = "all,fan:t2,fan:t1a,fan:t4_zone@z1";

fn options(lang: Lang) -> Options {
    Options { lang, ..Options::default() }
}

/// Every page of a summary, as drawn.
fn paintings(summary: &Summary, lang: Lang) -> Vec<(String, paint::Painting)> {
    let (pages, _) = pages(summary, &parse(EVERYTHING).expect("known")).expect("pages");
    pages
        .into_iter()
        .map(|page| (page.name.clone(), chart::painting(summary, &options(lang), &page)))
        .collect()
}

/// The boxes of all texts, read back from the SVG itself.
fn boxes_in(svg: &str) -> Vec<TextBox> {
    let document = roxmltree::Document::parse(svg).expect("well-formed");
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let read = |node: roxmltree::Node| {
        let number = |name: &str| node.attribute(name).expect(name).parse::<f64>().expect(name);
        let size = number("font-size") / GRID;
        assert_eq!(node.attribute("dy"), Some("0.76em"));
        let at = match node.attribute("text-anchor") {
            Some("middle") => At::Middle,
            Some("end") => At::End,
            _ => At::Start,
        };
        let text = node.text().expect("text");
        let pen = Pen { size, ink: Ink::TEXT, at };
        TextBox::of(text, number("x") / GRID, number("y") / GRID + 0.76 * size, pen)
    };
    texts.map(read).collect()
}

#[track_caller]
fn assert_disjoint(name: &str, painting: &paint::Painting, lang: Lang) {
    let boxes = boxes_in(&painting.svg);
    assert_eq!(boxes.len(), painting.boxes.len(), "{name}: every text is registered");
    assert!(!boxes.is_empty(), "{name}");
    for (i, a) in boxes.iter().enumerate() {
        let inside =
            a.left >= 0.0 && a.right <= WIDTH && a.top >= 0.0 && a.bottom <= f64::from(painting.size.1);
        assert!(inside, "{name} {lang:?}: outside the page: {a:?}");
        for b in &boxes[i + 1..] {
            assert!(!a.overlaps(b), "{name} {lang:?}:\n{a:?}\n{b:?}");
        }
    }
}

#[test]
fn text_boxes_are_disjoint_for_any_number_of_zones_in_both_languages() {
    for zones in [1, 3, 8, 30] {
        for lang in [Lang::Zh, Lang::En] {
            for (name, painting) in paintings(&fixture::summary(zones), lang) {
                assert_disjoint(&name, &painting, lang);
            }
        }
    }
}

#[test]
fn text_boxes_stay_disjoint_with_very_long_names_and_extreme_numbers() {
    let mut summary = fixture::summary(4);
    let long = "一个非常非常长的名称用来检验排版是否仍然清楚可读并且互不重叠第二遍一个非常长的名称";
    let latin = "An exceedingly long name that checks whether the layout stays readable and nothing overlaps anywhere";
    let name = || fixture::text(long, latin);
    summary.case.name = name();
    summary.targets.iter_mut().for_each(|target| target.name = name());
    summary.zones.iter_mut().for_each(|zone| zone.name = name());
    summary.scenarios.iter_mut().for_each(|scenario| scenario.name = name());
    summary.case.scopes.iter_mut().for_each(|scope| scope.name = name());
    for series in summary.scenarios.iter_mut().flat_map(|s| &mut s.bands) {
        if series.indicator % 4 == 0 {
            series.years.iter_mut().for_each(|band| *band = band.map(|v| v * 1234.5 - 3000.0));
        }
    }
    for scenario in &mut summary.scenarios {
        scenario.cost_to_target_year = scenario.cost_to_target_year.map(|v| v * 12345.0);
        scenario.cost_so_far.iter_mut().for_each(|band| *band = band.map(|v| v * 12345.0));
        for result in &mut scenario.likelihoods {
            result.change = result.change.map(|_| (-0.97, -0.99, -0.95));
        }
    }
    for lang in [Lang::Zh, Lang::En] {
        for (name, painting) in paintings(&summary, lang) {
            assert_disjoint(&name, &painting, lang);
        }
    }
}

#[test]
fn a_number_that_is_not_finite_never_reaches_a_coordinate() {
    let mut summary = fixture::summary(2);
    for (i, series) in summary.scenarios.iter_mut().flat_map(|s| &mut s.bands).enumerate() {
        series.years[i % 12][i % 5] = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY][i % 3];
    }
    for scenario in &mut summary.scenarios {
        scenario.cost_to_target_year[4] = f64::NAN;
        scenario.cost_so_far.iter_mut().for_each(|band| band[4] = f64::NAN);
        scenario.likelihoods[0].change = Some((f64::NAN, f64::NAN, f64::NAN));
    }
    for (name, painting) in paintings(&summary, Lang::En) {
        let document = roxmltree::Document::parse(&painting.svg).expect("well-formed");
        for attribute in document.descendants().flat_map(|node| node.attributes()) {
            let value = attribute.value();
            assert!(!value.contains("NaN") && !value.contains("inf"), "{name}: {attribute:?}");
            assert!(
                !value
                    .split([',', ' '])
                    .any(|v| v.trim_start_matches('-').len() > 9 && v.parse::<i64>().is_ok())
            );
        }
    }
}

#[test]
fn the_same_summary_gives_the_same_bytes() {
    let summary = fixture::summary(3);
    let which = parse("attainment,fan:t2").expect("known");
    let once = charts(&summary, &options(Lang::Zh), &which).expect("drawn");
    assert_eq!(once, charts(&summary, &options(Lang::Zh), &which).expect("drawn"));
    assert_eq!(json::summary_json(&summary), json::summary_json(&summary.clone()));
}

#[test]
fn every_page_comes_as_svg_and_as_png_of_twice_its_size() {
    let summary = fixture::summary(1);
    let (files, warnings) =
        charts(&summary, &options(Lang::Zh), &parse("scenarios").expect("known")).expect("drawn");
    assert!(warnings.is_empty(), "{warnings:?}");
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let later = summary.case.milestones[1..]
        .iter()
        .flat_map(|y| ["svg", "png"].map(|e| format!("scenarios_{y}.{e}")));
    let wanted: Vec<String> =
        ["scenarios.svg", "scenarios.png"].map(str::to_owned).into_iter().chain(later).collect();
    assert_eq!(names, wanted);
    let width = u32::from_be_bytes(files[1].bytes[16..20].try_into().expect("header"));
    assert_eq!(f64::from(width), 2.0 * WIDTH);
    let svg = String::from_utf8(files[0].bytes.clone()).expect("UTF-8");
    assert!(svg.contains("font-family=\"ZonecastSans, Noto Sans SC,"));
    assert!(svg.contains("viewBox=\"0 0 1200 "));
}

#[test]
fn every_page_carries_the_demonstration_mark_only_when_the_case_says_so() {
    let mut summary = fixture::summary(1);
    for demonstration in [true, false] {
        summary.case.demonstration = demonstration;
        for (lang, mark) in
            [(Lang::Zh, "演示数据·非统计数据"), (Lang::En, "Demonstration data, not statistics")]
        {
            for (name, painting) in paintings(&summary, lang) {
                assert_eq!(painting.svg.contains(mark), demonstration, "{name}");
            }
        }
    }
}

#[test]
fn a_result_that_repeats_its_prior_says_so() {
    let (_, painting) = &paintings(&fixture::summary(1), Lang::Zh)[0];
    assert!(painting.svg.contains("先验驱动"));
}

/// All texts of a page in one, line breaks left out.
fn texts(painting: &paint::Painting) -> String {
    painting.boxes.iter().map(|area| area.text.as_str()).collect()
}

#[test]
fn a_target_met_mainly_by_scope_says_so_wherever_its_likelihood_stands() {
    let summary = fixture::summary(1);
    let zh = "主要受统计范围调整影响，同口径下降3.2个百分点";
    let en = "mainly by the change of statistical scope; −3.2 points at the same scope";
    // Beside changes against the first scenario it is the change against that one.
    let t2 = summary.targets.iter().position(|target| target.id == "T2").expect("in the fixture");
    let own = |at: usize| {
        let mut splits = summary.scenarios[at].splits.iter();
        let own = splits.find(|s| (s.target, s.year, s.scope) == (t2, fixture::MILESTONES[0], None));
        own.expect("a split").same_scope
    };
    let fall = own(0) - own(3);
    assert!(fall > 3.3, "another number than that since the base year: {fall}");
    let changed = [
        format!("与趋势延续的差别主要受统计范围调整影响，剔除后较趋势延续下降{fall:.1}个百分点"),
        format!(
            "differs from Trend continued mainly by the change of statistical scope; without it −{fall:.1} points against Trend continued"
        ),
    ];
    for ((lang, wanted), changed) in [(Lang::Zh, zh), (Lang::En, en)].into_iter().zip(changed) {
        let plain = |text: &str| text.replace(' ', "");
        for (name, painting) in paintings(&summary, lang) {
            // Where its likelihood or its level stands.
            let pages = ["attainment_land", "waterfall_land", "fans_land", "exceedance_land", "fan_t2"];
            let about = pages.iter().any(|page| name.starts_with(page));
            assert_eq!(plain(&texts(&painting)).contains(&plain(wanted)), about, "{name}");
            // Where its change stands, on the year's page.
            assert_eq!(plain(&texts(&painting)).contains(&plain(&changed)), name == "scenarios", "{name}");
        }
        let table = terminal::table(&summary, &options(lang));
        let line = table.lines().find(|line| plain(line).contains(&plain(wanted)));
        let line = line.unwrap_or_else(|| panic!("{table}"));
        assert!(line.starts_with('†') && line.contains("T2") && line.contains("2003"), "{line}");
        let csv = csv::likelihood_csv(&summary, &options(lang));
        assert!(plain(&String::from_utf8(csv.bytes).expect("UTF-8")).contains(&plain(wanted)));
    }
    let ratio = "主要受统计范围调整影响，同口径上升 0.02";
    assert!(terminal::table(&summary, &options(Lang::Zh)).contains(ratio));
}

#[test]
fn a_percentile_over_several_counting_scopes_is_printed_nowhere() {
    let mut summary = fixture::summary(3);
    for scenario in &mut summary.scenarios {
        let own = |b: &crate::summary::BandSeries| b.scope.is_some();
        let depends: Vec<_> =
            scenario.bands.iter().filter(|b| own(b)).map(|b| (b.indicator, b.zone)).collect();
        assert!(depends.iter().any(|(_, zone)| zone.is_none()));
        for series in &mut scenario.bands {
            if series.scope.is_none() && depends.contains(&(series.indicator, series.zone)) {
                series.years.iter_mut().for_each(|band| *band = [7777.0; 5]);
            }
        }
        for of in scenario.levels.iter_mut().filter(|of| of.scope.is_none()) {
            of.levels.iter_mut().for_each(|level| *level = 7777.0);
        }
    }
    let mixed = |text: &str| text.contains("7777") || text.contains("7,777") || text.contains("77.7");
    for lang in [Lang::Zh, Lang::En] {
        for (name, painting) in paintings(&summary, lang) {
            let found = painting.boxes.iter().find(|area| mixed(&area.text));
            assert_eq!(found, None, "{name}");
        }
        let comparison = Comparison { summary: &summary, differences: &[] };
        for text in [terminal::table(&summary, &options(lang)), compare_text(&comparison, &options(lang))] {
            assert!(!mixed(&text), "{text}");
        }
    }
}

#[test]
fn a_department_has_one_letter_in_the_charts_of_all_scenarios() {
    let mut summary = fixture::summary(1);
    for (s, scenario) in summary.scenarios.iter_mut().enumerate() {
        let years = scenario.budget.public.len();
        // Another department is the largest in each.
        let line = |(k, department): (usize, &str)| crate::summary::BudgetLine {
            department: department.into(),
            by_zone: vec![vec![((s + k) % 3 + 1) as f64; years]],
            undelivered: vec![0.0; years],
            ..Default::default()
        };
        scenario.budget.lines = ["甲局", "乙局", "丙局"].into_iter().enumerate().map(line).collect();
        scenario.budget.public = vec![6.0; years];
    }
    let (pages, _) = pages(&summary, &[Chart::Budget]).expect("pages");
    let mut letters = std::collections::BTreeMap::new();
    for page in pages {
        let painting = chart::painting(&summary, &options(Lang::En), &page);
        for text in painting.boxes.iter().map(|area| &area.text) {
            // Entries of the key begin with their letter.
            let Some((letter, name)) = text.split_once(' ').filter(|(letter, _)| letter.len() == 1) else {
                continue;
            };
            if letter.chars().all(|c| c.is_ascii_uppercase()) && !name.contains(" other departments") {
                let known = letters.entry(name.to_owned()).or_insert_with(|| letter.to_owned());
                assert_eq!(known, letter, "{name} in {}", page.name);
            }
        }
    }
    assert_eq!(letters.len(), 3, "{letters:?}");
}

#[test]
fn the_bars_of_a_waterfall_add_up() {
    let summary = fixture::summary(1);
    for scenario in &summary.scenarios {
        let pages = pages(&summary, &[Chart::Waterfall]).expect("pages").0;
        let page = pages.iter().find(|p| p.name == format!("waterfall_{}", scenario.id)).expect("a page");
        let written = texts(&chart::painting(&summary, &options(Lang::En), page));
        for split in scenario.splits.iter().filter(|s| s.scope.is_some() && summary.targets[s.target].main) {
            let sum = split.growth.mean + split.by_scope.mean + split.composition.mean;
            assert!((split.start + sum - split.end).abs() < 1e-9);
            let target = &summary.targets[split.target];
            let number = |x: f64| format::number(x, format::target_decimals(target));
            assert!(written.contains(&number(split.end)), "{}", scenario.id);
            // Every part is printed as it is, not as the sum would have it.
            for part in [&split.growth, &split.by_scope, &split.composition] {
                let shown = format::shown(part.mean, format::target_decimals(target), true);
                assert!(written.contains(&shown), "{shown}: {split:?}");
            }
        }
    }
}

#[test]
fn without_parts_there_is_no_waterfall_and_nothing_about_scope() {
    let mut summary = fixture::summary(1);
    summary.scenarios.iter_mut().for_each(|s| s.splits.clear());
    assert_eq!(pages(&summary, &[Chart::Waterfall]).expect("pages").0, []);
    assert!(!terminal::table(&summary, &options(Lang::Zh)).contains("统计范围"));
    summary.no_redrawing = true;
    for (lang, mark) in [(Lang::Zh, "不含区划调整"), (Lang::En, "without redrawing")] {
        for (name, painting) in paintings(&summary, lang) {
            assert!(texts(&painting).contains(mark), "{name}");
        }
    }
}

#[test]
fn a_character_without_a_glyph_is_named_in_a_warning() {
    let mut summary = fixture::summary(1);
    summary.scenarios[1].name = fixture::text("火箭\u{1f680}", "Rocket \u{1f680}");
    let (_, warnings) =
        charts(&summary, &options(Lang::Zh), &parse("scenarios").expect("known")).expect("drawn");
    assert_eq!(warnings.len(), summary.case.milestones.len(), "one per page");
    assert_eq!(warnings[0].code, Code::MissingGlyph);
    assert_eq!(warnings[0].arg("characters"), Some("\u{1f680}"));
}

#[test]
fn charts_are_known_by_name_and_a_slip_gets_the_nearest() {
    assert_eq!(parse("none").expect("known"), []);
    assert_eq!(parse("all,zones").expect("known").len(), 8);
    let fan = Chart::Fan { indicator: "va_share".into(), zone: Some("某园".into()) };
    assert_eq!(parse("fan:va_share@某园").expect("known"), [fan]);
    let error = parse("zone").expect_err("unknown");
    assert!(say(&error, Lang::En).contains("did you mean `zones`?"), "{}", say(&error, Lang::En));
}

#[test]
fn a_fan_of_something_unknown_names_the_nearest() {
    let summary = fixture::summary(2);
    let code = |list: &str| pages(&summary, &parse(list).expect("known")).expect_err(list).code;
    assert_eq!(code("fan:t99"), Code::UnknownIndicator);
    assert_eq!(code("fan:t4_zone@z9"), Code::UnknownZone);
    assert_eq!(code("fan:t4@z1"), Code::NoBand);
}

#[test]
fn a_baseline_alone_is_drawn_without_the_comparison() {
    let mut summary = fixture::summary(2);
    summary.scenarios.truncate(1);
    let (pages, warnings) = pages(&summary, &parse("all").expect("known")).expect("pages");
    assert_eq!(pages.len(), 7);
    assert_eq!(warnings[0].code, Code::NothingToCompare);
    for (name, painting) in paintings(&summary, Lang::Zh) {
        assert_disjoint(&name, &painting, Lang::Zh);
    }
}

#[test]
#[ignore = "writes pictures to ZONECAST_PICTURES, or the temporary folder, for the eye"]
fn pictures_for_the_eye() {
    let folder = std::env::var_os("ZONECAST_PICTURES").map_or_else(std::env::temp_dir, Into::into);
    for (lang, tag) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        for zones in [1, 8, 30] {
            let which = parse(if zones == 8 { EVERYTHING } else { "zones" }).expect("known");
            let (files, _) = charts(&fixture::summary(zones), &options(lang), &which).expect("drawn");
            for file in files {
                std::fs::write(folder.join(format!("{tag}{zones}_{}", file.name)), file.bytes)
                    .expect("written");
            }
        }
        let text = terminal::table(&fixture::summary(8), &options(lang));
        std::fs::write(folder.join(format!("{tag}_terminal.txt")), text).expect("written");
    }
}
