//! What holds for charts of every style: letters do not overlap, pictures have their size, outlines look alike.

use super::sheet::{GRID, TextBox};
use super::*;
use crate::summary::Summary;
use resvg::usvg::roxmltree;

const EVERY: [&str; 9] =
    ["attainment", "waterfall", "exceedance", "fans", "zones", "scenarios", "budget", "benchmarks", "fan:t2"];

const EVERYTHING: &str = "all,fan:t2,fan:t1a,fan:t4_zone@z1";

fn of(style: Style, lang: Lang) -> Options {
    Options { lang, drawing: Drawing { style, ..Drawing::default() }, ..Options::default() }
}

fn paintings(summary: &Summary, options: &Options, charts: &str) -> Vec<(String, paint::Painting)> {
    let (pages, _) = pages(summary, &parse(charts).expect("known")).expect("pages");
    let all = |page: &Page| chart::paintings(summary, options, page);
    pages.iter().flat_map(|page| all(page).into_iter().map(|of| (of.title.clone(), of))).collect()
}

/// What overlaps or leaves the page.
fn faults(name: &str, painting: &paint::Painting) -> Vec<String> {
    let (width, boxes) = (f64::from(painting.size.0), &painting.boxes);
    let outside = boxes.iter().filter(|a| a.left < 0.0 || a.right > width);
    let mut faults: Vec<String> = outside.map(|a| format!("{name}: outside the page: {a:?}")).collect();
    // Boxes that share less than a step of the grid touch, and no letter fills its box to the edge.
    let step = 1.0 / GRID;
    for (i, a) in boxes.iter().enumerate() {
        let (left, right) = (a.left + step, a.right - step);
        let inside = TextBox { left, right, top: a.top + step, bottom: a.bottom - step, ..a.clone() };
        let over = boxes[i + 1..].iter().filter(|b| inside.overlaps(b));
        faults.extend(over.map(|b| format!("{name}:\n  {a:?}\n  {b:?}")));
    }
    faults
}

#[test]
fn letters_are_apart_on_word_pages_and_slides_in_both_languages() {
    let mut found = Vec::new();
    for zones in [1, 8, 30] {
        for lang in [Lang::Zh, Lang::En] {
            for style in [Style::Word, Style::Slides] {
                for (name, painting) in paintings(&fixture::summary(zones), &of(style, lang), EVERYTHING) {
                    found.extend(faults(&format!("{name} {style:?} {lang:?} {zones}"), &painting));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_word_page_is_as_wide_as_its_text_and_a_slide_is_16_to_9() {
    let summary = fixture::summary(2);
    for (name, painting) in paintings(&summary, &of(Style::Word, Lang::Zh), "attainment,budget") {
        assert!(
            painting.svg.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"15.600cm\""),
            "{name}"
        );
    }
    for (name, painting) in paintings(&summary, &of(Style::Slides, Lang::Zh), EVERYTHING) {
        let (width, height) = painting.size;
        assert_eq!(width * 9, height * 16, "{name}");
        assert!(painting.svg.contains(" width=\"33.867cm\" height=\"19.050cm\""), "{name}");
    }
}

/// Size in points of the smallest letters: a slide is 960 points wide, a page of text 15.6 cm.
fn smallest(painting: &paint::Painting) -> f64 {
    let document = roxmltree::Document::parse(&painting.svg).expect("well-formed");
    let texts = document.descendants().filter_map(|node| node.attribute("font-size"));
    let least = texts.filter_map(|size| size.parse::<f64>().ok()).fold(f64::INFINITY, f64::min);
    let group = document.descendants().find_map(|node| node.attribute("transform")).expect("a group");
    let (_, scale) = group.split_once("scale(").expect("a scale");
    let scale: f64 = scale.trim_end_matches(')').parse().expect("a number");
    let width = if painting.drawing.style == Style::Word { 15.6 / 2.54 * 72.0 } else { 960.0 };
    least * scale * width / f64::from(painting.size.0)
}

#[test]
fn a_long_chart_stands_on_several_slides_with_letters_of_12_points() {
    in_parts(Style::Slides, 11.99);
}

#[test]
fn a_long_chart_stands_on_several_pages_of_text_with_letters_of_7_and_a_half_points() {
    in_parts(Style::Word, 7.49);
}

/// Every chart in parts: no letter is smaller, nothing is left out or cut short.
fn in_parts(style: Style, points: f64) {
    let mut found: Vec<String> = Vec::new();
    for zones in [2, 8] {
        let summary = fixture::summary(zones);
        for lang in [Lang::Zh, Lang::En] {
            for chart in EVERY {
                let slides = paintings(&summary, &of(style, lang), chart);
                for (name, slide) in &slides {
                    if smallest(slide) < points {
                        found.push(format!("{name} {lang:?}: {} points", smallest(slide)));
                    }
                    assert!(slide.boxes.iter().all(|text| text.bottom <= f64::from(slide.size.1)), "{name}");
                }
                // Cut or not, it says the same: every target, and no name shorter than on a page.
                let of_report = paintings(&summary, &of(Style::Report, lang), chart);
                let ids = |paintings: &[(String, paint::Painting)]| {
                    let mut found: Vec<String> = summary
                        .targets
                        .iter()
                        .flat_map(|target| {
                            let begins = format!("{} ", target.id);
                            let named =
                                move |text: &str| text == begins.trim_end() || text.starts_with(&begins);
                            let texts = paintings.iter().flat_map(|(_, painting)| &painting.boxes);
                            texts
                                .filter(move |of| named(&of.text))
                                .map(|_| target.id.clone())
                                .collect::<Vec<_>>()
                        })
                        .collect();
                    found.sort();
                    // A name in a sentence may begin a line of a narrow sheet.
                    if style == Style::Word || ["zones", "scenarios"].contains(&chart) {
                        found.dedup();
                    }
                    found
                };
                assert_eq!(ids(&slides), ids(&of_report), "{chart} {lang:?}");
                let texts = |paintings: &[(String, paint::Painting)]| -> Vec<String> {
                    paintings.iter().flat_map(|(_, p)| &p.boxes).map(|of| of.text.clone()).collect()
                };
                let (before, after) = (texts(&of_report), texts(&slides));
                let cut = after.iter().filter(|text| text.ends_with('…') && !before.contains(text));
                found.extend(cut.map(|text| format!("{chart} {lang:?} {zones}: {text}")));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    // Files of parts say which they are.
    let summary = fixture::summary(8);
    let pages = pages(&summary, &[Chart::Attainment]).expect("pages").0;
    let files = draw(&summary, &of(style, Lang::Zh), &pages[0]).expect("drawn").0;
    let count = files.len() / 2;
    assert!(count > 1, "{count}");
    for (k, pair) in files.chunks(2).enumerate() {
        let name = format!("{}_{}of{count}", pages[0].name, k + 1);
        assert_eq!([&pair[0].name, &pair[1].name], [&format!("{name}.svg"), &format!("{name}.png")]);
    }
}

/// Width of a PNG in dots, and the dots a metre that it records.
fn png_size(bytes: &[u8]) -> (u32, Option<u32>) {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a picture");
    let info = reader.info();
    (info.width, info.pixel_dims.map(|dims| dims.xppu))
}

#[test]
fn pictures_have_the_dots_that_were_asked_for_and_say_so() {
    let summary = fixture::summary(1);
    let page = &pages(&summary, &[Chart::Benchmarks]).expect("pages").0[0];
    let size = |style, dpi| {
        let options = Options { drawing: Drawing { style, dpi, ..Drawing::default() }, ..Options::default() };
        png_size(&draw(&summary, &options, page).expect("drawn").0[1].bytes)
    };
    // Twice its 1200 pixels, of no size on paper.
    assert_eq!(size(Style::Report, None), (2400, None));
    // 12.5 inches; 1 inch is 0.0254 m.
    assert_eq!(size(Style::Report, Some(96)), (1200, Some(3780)));
    // 15.6 cm are 6.1417 inches.
    assert_eq!(size(Style::Word, None), (1843, Some(11811)));
    assert_eq!(size(Style::Word, Some(600)), (3685, Some(23622)));
    // 13 1/3 inches.
    assert_eq!(size(Style::Slides, None), (1920, Some(5669)));
}

#[test]
fn outlines_look_like_the_letters_they_stand_for() {
    let summary = fixture::summary(1);
    let page = &pages(&summary, &[Chart::Benchmarks]).expect("pages").0[0];
    for style in [Style::Report, Style::Word] {
        let file = |svg_text| {
            let options = Options { drawing: Drawing { style, svg_text, dpi: None }, ..Options::default() };
            let files = draw(&summary, &options, page).expect("drawn").0;
            String::from_utf8(files[0].bytes.clone()).expect("UTF-8")
        };
        let (live, paths) = (file(SvgText::Live), file(SvgText::Paths));
        assert!(live.contains("<text ") && !paths.contains("<text"), "{style:?}");
        assert!(!paths.contains("font-family") && paths.contains("<title>benchmarks</title>"));
        let document = roxmltree::Document::parse(&paths).expect("well-formed");
        let attribute = |name| document.root_element().attribute(name).map(str::to_owned);
        let before = roxmltree::Document::parse(&live).expect("well-formed");
        for name in ["width", "height", "viewBox"] {
            assert_eq!(attribute(name).as_deref(), before.root_element().attribute(name), "{name}");
        }
        // Rendered, both are the same picture but for rounding at the edges of letters.
        let painting = chart::painting(&summary, &of(style, Lang::Zh), page);
        let pixels = |svg: &str| {
            let painting = paint::Painting { svg: svg.to_owned(), ..painting.clone() };
            paint::pixels(&painting, &paint::tree(&painting).expect("a tree")).expect("a picture")
        };
        let (a, b) = (pixels(&live), pixels(&paths));
        let far = a.data().iter().zip(b.data()).filter(|(a, b)| a.abs_diff(**b) > 64).count();
        let inked = a.data().iter().filter(|byte| **byte < 128).count();
        assert!(inked > 10_000 && far * 1000 < inked, "{style:?}: {far} of {inked}");
    }
}

fn texts(painting: &paint::Painting) -> Vec<&str> {
    painting.boxes.iter().map(|area| area.text.as_str()).collect()
}

/// The budget chart of a scenario whose money is of several departments.
fn budget_texts(summary: &Summary, scenario: usize, lang: Lang) -> Vec<String> {
    let options = Options { lang, ..Options::default() };
    let (_, painting) = paintings(summary, &options, "budget").swap_remove(scenario);
    texts(&painting).into_iter().map(str::to_owned).collect()
}

#[test]
fn sums_of_the_budget_chart_are_those_of_the_summary() {
    let mut summary = fixture::summary(1);
    let years = summary.case.years.len();
    let line = summary.scenarios[1].budget.lines[0].clone();
    // Departments stand by their money in all scenarios; here only one scenario spends any.
    summary.scenarios.iter_mut().for_each(|scenario| scenario.budget.lines.clear());
    let budget = &mut summary.scenarios[1].budget;
    budget.lines = (1..=8_u32)
        .map(|n| crate::summary::BudgetLine {
            department: format!("{n}局"),
            by_zone: vec![(0..years).map(|year| f64::from(n) * 0.25 + year as f64).collect()],
            undelivered: vec![0.125; years],
            ..line.clone()
        })
        .collect();
    // 36 quarters and eight times the year's number.
    budget.public = (0..years).map(|year| 9.0 + 8.0 * year as f64).collect();
    budget.undelivered = years as f64;
    let found = budget_texts(&summary, 1, Lang::Zh);
    for (year, sum) in summary.scenarios[1].budget.public.iter().enumerate() {
        let wanted = format::money(*sum);
        assert!(found.contains(&wanted), "year {year}: {wanted} of {found:?}");
    }
    // The five largest stand alone: 8, 7, 6, 5, 4 quarters a year and 0 + 1 + ... + 11 = 66.
    // Letters go by the names of the departments, not by their money.
    for (letter, quarters) in [("H", 8.0), ("G", 7.0), ("F", 6.0), ("E", 5.0), ("D", 4.0)] {
        let name = format!("{letter} {quarters}局");
        let at = found.iter().position(|text| *text == name).unwrap_or_else(|| panic!("{name}: {found:?}"));
        let total = quarters * 0.25 * years as f64 + 66.0;
        assert_eq!(found[at + 1], format!("合计 {} 亿元", format::money(total)), "{name}");
    }
    // The others are 3, 2 and 1 quarters.
    let at = found.iter().position(|text| text == "+ 其余 3 个单位").expect("the others");
    assert_eq!(found[at + 1], format!("合计 {} 亿元", format::money(1.5 * years as f64 + 3.0 * 66.0)));
    assert!(found.iter().any(|text| text.contains("撬动倍数 3.0")), "{found:?}");
    // What only rounds to nothing is not called nothing.
    let budget = &mut summary.scenarios[1].budget;
    budget.public[3] = 0.02;
    for line in &mut budget.lines {
        (line.by_zone[0][3], line.undelivered[3]) = (0.0025, 0.0);
    }
    assert!(budget_texts(&summary, 1, Lang::Zh).iter().any(|text| text == "<0.1"));
}

#[test]
fn a_budget_with_a_long_key_stands_on_several_slides_and_names_everyone() {
    let mut summary = fixture::summary(1);
    let years = summary.case.years.len();
    summary.scenarios.iter_mut().for_each(|scenario| scenario.budget.lines.clear());
    let long = "发展和改革委员会、经济和信息化局与自然资源和规划局联合工作专班";
    summary.scenarios[1].budget.lines = (1..=8_u32)
        .map(|n| crate::summary::BudgetLine {
            department: format!("{n}{long}"),
            by_zone: vec![vec![f64::from(n); years]],
            undelivered: vec![0.5; years],
            ..crate::summary::BudgetLine::default()
        })
        .collect();
    // 1 + 2 + ... + 8.
    summary.scenarios[1].budget.public = vec![36.0; years];
    for lang in [Lang::Zh, Lang::En] {
        let slides: Vec<_> = paintings(&summary, &of(Style::Slides, lang), "budget").into_iter().collect();
        let slides: Vec<_> = slides.iter().filter(|(name, _)| name.starts_with("budget_full")).collect();
        assert!(slides.len() > 1, "{lang:?}");
        let all: Vec<&str> = slides.iter().flat_map(|(_, slide)| texts(slide)).collect();
        for letter in ["H 8", "G 7", "F 6", "E 5", "D 4", "+ "] {
            assert_eq!(all.iter().filter(|text| text.starts_with(letter)).count(), 1, "{letter}: {all:?}");
        }
        assert!(all.iter().all(|text| !text.ends_with('…')), "{all:?}");
        for (name, slide) in &slides {
            assert!(smallest(slide) >= 11.99, "{name} {lang:?}: {}", smallest(slide));
            assert_eq!(faults(name, slide), [""; 0]);
            assert!(slide.boxes.iter().all(|text| text.bottom <= f64::from(slide.size.1)), "{name}");
        }
    }
}

#[test]
fn a_scenario_that_spends_nothing_says_so() {
    let summary = fixture::summary(1);
    for (lang, wanted) in
        [(Lang::Zh, "本情景不安排公共投入"), (Lang::En, "This scenario spends no public money")]
    {
        assert!(budget_texts(&summary, 0, lang).iter().any(|text| text == wanted));
        assert!(budget_texts(&summary, 1, lang).iter().all(|text| text != wanted));
    }
}

#[test]
fn some_months_and_other_definitions_stay_blank_with_their_reason() {
    let mut summary = fixture::summary(1);
    // An indicator of one counting scope: of several the median would be of no future.
    let t2 = summary.indicators.iter().position(|head| head.id == "t2").expect("an indicator");
    for scenario in &mut summary.scenarios {
        scenario.bands.retain(|band| band.indicator != t2 || band.scope.is_none());
    }
    let options = Options::default();
    let (_, painting) = paintings(&summary, &options, "benchmarks").swap_remove(0);
    let found = texts(&painting);
    let all = found.concat();
    assert!(all.contains("48.25") && all.contains("39.125"), "{found:?}");
    assert!(!all.contains("21.5") && !all.contains("12.0"), "{found:?}");
    assert!(all.contains("空缺：所见为 2000 年上半年累计数，不与 2000 年全年数比较"), "{found:?}");
    assert!(all.contains("空缺：口径不同（按旧口径统计）"), "{found:?}");
    assert!(all.contains("本市没有同年同口径的数"), "{found:?}");
    // The city's own is the baseline's median of that year.
    let band = summary.scenarios[0]
        .bands
        .iter()
        .find(|b| summary.indicators[b.indicator].id == "t2" && b.zone.is_none() && b.scope.is_none());
    let median = format::number(format::three_digits(band.expect("a band").years[0][2]), 1);
    let median = format!("约 {median}");
    assert!(found.contains(&median.as_str()), "{median}: {found:?}");
    let csv = String::from_utf8(benchmarks_csv(&summary, &options).bytes).expect("UTF-8");
    let row = csv.lines().find(|row| row.contains("西邻市")).expect("a row");
    assert!(!row.contains("21.5") && row.contains("上半年累计数"), "{row}");
    let mut without = summary.clone();
    without.case.benchmarks.clear();
    assert_eq!(pages(&without, &[Chart::Benchmarks]).expect("pages").0, []);
}
