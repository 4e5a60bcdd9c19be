//! Which charts there are, and drawing those asked for.
//!
//! Owns the names of `--charts` and the names of the files. A new chart is a
//! file of its own and one arm here. Never: lays anything out.

use super::paint::{self, Painting};
use super::sheet::Sheet;
use super::view::View;
use super::{
    NamedBytes, Options, attainment, benchmarks, budget, exceedance, fan, fans, scenarios, waterfall, zones,
};
use crate::case::zone_named;
use crate::error::{Code, Error, Result, nearest_name};
use crate::summary::Summary;

/// A chart that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chart {
    /// 达成研判: every target of one scenario on one page.
    Attainment,
    /// The main targets' indicators over the years.
    Fans,
    /// Which level is reached with which confidence.
    Exceedance,
    /// Zones by targets.
    Zones,
    /// Changes since the base year in parts.
    Waterfall,
    /// Public money by year and department.
    Budget,
    /// Scenarios against the baseline.
    Scenarios,
    /// The city beside other places.
    Benchmarks,
    /// One indicator over the years, in every scenario.
    Fan {
        /// Identifier of the indicator.
        indicator: String,
        /// Identifier or name of a zone; none for the city.
        zone: Option<String>,
    },
}

/// The charts of `--charts all`, with their names.
const STANDARD: [(&str, Chart); 8] = [
    ("attainment", Chart::Attainment),
    ("fans", Chart::Fans),
    ("exceedance", Chart::Exceedance),
    ("zones", Chart::Zones),
    ("waterfall", Chart::Waterfall),
    ("budget", Chart::Budget),
    ("scenarios", Chart::Scenarios),
    ("benchmarks", Chart::Benchmarks),
];

/// One page to be drawn: a chart, and its scenario if it speaks of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Name of the files, without extension.
    pub name: String,
    what: What,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum What {
    Attainment(usize),
    Fans(usize),
    Exceedance(usize),
    Zones(usize),
    Waterfall(usize),
    Budget(usize),
    Scenarios(i32),
    Benchmarks,
    Fan(usize, Option<usize>),
}

/// Reads the list of `--charts`: `all`, `none` or names separated by commas.
///
/// # Errors
/// [`Code::UnknownChart`], with the nearest known name.
pub fn parse(list: &str) -> Result<Vec<Chart>> {
    let mut charts = Vec::new();
    for name in list.split([',', '，']).map(str::trim).filter(|name| !name.is_empty()) {
        match name {
            "none" => {}
            "all" => charts.extend(STANDARD.map(|(_, chart)| chart)),
            _ => charts.push(one(name)?),
        }
    }
    let mut kept: Vec<Chart> = Vec::new();
    for chart in charts {
        if !kept.contains(&chart) {
            kept.push(chart);
        }
    }
    Ok(kept)
}

fn one(name: &str) -> Result<Chart> {
    if let Some((_, chart)) = STANDARD.iter().find(|(known, _)| *known == name) {
        return Ok(chart.clone());
    }
    if let Some(rest) = name.strip_prefix("fan:").filter(|rest| !rest.is_empty()) {
        let (indicator, zone) = match rest.split_once('@') {
            Some((indicator, zone)) => (indicator, Some(zone.to_owned())),
            None => (rest, None),
        };
        return Ok(Chart::Fan { indicator: indicator.to_owned(), zone });
    }
    let names = STANDARD.iter().map(|(known, _)| *known).chain(["all", "none"]);
    Err(Error::new(Code::UnknownChart)
        .with("chart", name)
        .with_some("nearest", nearest_name(name, names))
        .with("known", "@charts"))
}

/// The pages of `which`, and warnings for what cannot be drawn from this summary.
///
/// Pages are independent of one another; a caller may draw them on several threads.
///
/// # Errors
/// [`Code::UnknownIndicator`] or [`Code::UnknownZone`] for `fan:...` of something that is not there.
pub fn pages(summary: &Summary, which: &[Chart]) -> Result<(Vec<Page>, Vec<Error>)> {
    let mut pages = Vec::new();
    let mut warnings = Vec::new();
    let mut each = |kind: &str, what: fn(usize) -> What| {
        for (i, scenario) in summary.scenarios.iter().enumerate() {
            pages.push(Page { name: file_name(&format!("{kind}_{}", scenario.id)), what: what(i) });
        }
    };
    let (judged, by_zone) =
        (!summary.targets.is_empty(), summary.targets.iter().any(|t| t.zone_indicator.is_some()));
    let main = |target: usize| summary.targets.get(target).is_some_and(|t| t.main);
    let split = summary.scenarios.iter().flat_map(|s| &s.splits).any(|s| main(s.target));
    for chart in which {
        match chart {
            // Without targets these pages would be empty.
            Chart::Attainment | Chart::Fans | Chart::Exceedance | Chart::Scenarios if !judged => {}
            Chart::Zones if !by_zone => {}
            Chart::Waterfall if !split => {}
            Chart::Attainment => each("attainment", What::Attainment),
            Chart::Fans => each("fans", What::Fans),
            Chart::Exceedance => each("exceedance", What::Exceedance),
            Chart::Zones => each("zones", What::Zones),
            Chart::Waterfall => each("waterfall", What::Waterfall),
            Chart::Budget => each("budget", What::Budget),
            _ => {}
        }
    }
    for chart in which {
        match chart {
            Chart::Scenarios if !judged => {}
            Chart::Scenarios if summary.scenarios.len() < 2 => {
                warnings.push(Error::new(Code::NothingToCompare).with("chart", "scenarios"));
            }
            Chart::Scenarios => {
                let milestones = summary.case.milestones.iter().enumerate();
                pages.extend(milestones.map(|(i, &year)| Page {
                    name: if i == 0 { "scenarios".to_owned() } else { format!("scenarios_{year}") },
                    what: What::Scenarios(year),
                }));
            }
            Chart::Benchmarks if !summary.case.benchmarks.is_empty() => {
                pages.push(Page { name: "benchmarks".to_owned(), what: What::Benchmarks });
            }
            Chart::Fan { indicator, zone } => pages.push(fan_page(summary, indicator, zone.as_deref())?),
            _ => {}
        }
    }
    Ok((pages, warnings))
}

/// What a fan can be asked of, known before anything is simulated.
pub struct Drawable<'a> {
    /// Identifier, Chinese and English name of each indicator, with whether it is given for the city and by zone.
    pub indicators: Vec<([&'a str; 3], bool, bool)>,
    /// Identifier, Chinese and English name of each zone.
    pub zones: Vec<[&'a str; 3]>,
}

/// Checks that every fan asked for can be drawn.
///
/// # Errors
/// [`Code::ChartIndicator`] or [`Code::ChartZone`] with the nearest that could be drawn, or
/// [`Code::NoBand`].
pub fn check(charts: &[Chart], drawable: &Drawable) -> Result<()> {
    for chart in charts {
        let Chart::Fan { indicator, zone } = chart else { continue };
        let zone = zone.as_deref();
        if let Err(error) = find_fan(drawable, indicator, zone) {
            let chart = |indicator: &str, zone: Option<&str>| match zone {
                Some(zone) => format!("fan:{indicator}@{zone}"),
                None => format!("fan:{indicator}"),
            };
            let near = error.value("nearest");
            return Err(match error.code {
                Code::UnknownIndicator => Error::new(Code::ChartIndicator)
                    .with("chart", chart(indicator, zone))
                    .with("indicator", indicator)
                    .with_some("nearest", near.map(|near| chart(&near.zh, zone))),
                Code::UnknownZone => {
                    let of = |zone: &str| chart(indicator, Some(zone));
                    let unknown = Error::new(Code::ChartZone)
                        .with("chart", chart(indicator, zone))
                        .with("zone", zone.unwrap_or_default());
                    match (near, error.value("known")) {
                        (Some(near), _) => unknown.named("nearest", of(&near.zh), of(&near.en)),
                        (None, Some(known)) => unknown.named("known", &known.zh, &known.en),
                        (None, None) => unknown,
                    }
                }
                _ => error,
            });
        }
    }
    Ok(())
}

fn find_fan(drawable: &Drawable, indicator: &str, zone: Option<&str>) -> Result<(usize, Option<usize>)> {
    let index =
        drawable.indicators.iter().position(|(names, ..)| names.contains(&indicator)).ok_or_else(|| {
            let known = drawable.indicators.iter().flat_map(|(names, ..)| *names);
            Error::new(Code::UnknownIndicator)
                .with("indicator", indicator)
                .with_some("nearest", nearest_name(indicator, known))
        })?;
    let zone_index = zone.map(|name| zone_named(&drawable.zones, name)).transpose()?;
    let (_, city, by_zone) = drawable.indicators[index];
    if !(if zone.is_some() { by_zone } else { city }) {
        return Err(Error::new(Code::NoBand).with("indicator", indicator).with_some("zone", zone));
    }
    Ok((index, zone_index))
}

fn fan_page(summary: &Summary, indicator: &str, zone: Option<&str>) -> Result<Page> {
    let bands = || summary.scenarios.iter().flat_map(|s| &s.bands);
    let heads = summary.indicators.iter().enumerate();
    let drawable = Drawable {
        indicators: heads
            .map(|(i, head)| {
                let city = bands().any(|b| (b.indicator, b.zone, b.scope) == (i, None, None));
                ([head.id.as_str(), &head.name.zh, &head.name.en], city, head.by_zone)
            })
            .collect(),
        zones: summary.zones.iter().map(|z| [z.id.as_str(), &z.name.zh, &z.name.en]).collect(),
    };
    let (index, zone) = find_fan(&drawable, indicator, zone)?;
    let suffix = zone.map(|z| format!("_{}", summary.zones[z].id)).unwrap_or_default();
    let id = &summary.indicators[index].id;
    Ok(Page { name: file_name(&format!("fan_{id}{suffix}")), what: What::Fan(index, zone) })
}

/// A name without characters that some file system refuses.
fn file_name(name: &str) -> String {
    let refused = |c: char| c.is_control() || c.is_whitespace() || "/\\:*?\"<>|".contains(c);
    name.chars().map(|c| if refused(c) { '_' } else { c }).collect()
}

/// Draws one page as SVG and PNG, with warnings for characters that the font lacks.
///
/// # Errors
/// [`Code::CannotPaint`] if the drawing cannot be turned into a picture.
pub fn draw(summary: &Summary, options: &Options, page: &Page) -> Result<(Vec<NamedBytes>, Vec<Error>)> {
    let (mut files, mut warnings) = (Vec::new(), Vec::new());
    for painting in paintings(summary, options, page) {
        let (drawn, missing) = paint::files(&painting.title, &painting)?;
        files.extend(drawn);
        warnings.extend(missing);
    }
    Ok((files, warnings))
}

/// A page as one picture, whatever its style.
pub(super) fn painting(summary: &Summary, options: &Options, page: &Page) -> Painting {
    let view = View::new(summary, options);
    paint::paint(&page.name, options.drawing, |sheet| lay_out(sheet, &view, page))
}

/// A page as one picture, or as several slides if it is long.
pub(super) fn paintings(summary: &Summary, options: &Options, page: &Page) -> Vec<Painting> {
    let view = View::new(summary, options);
    paint::paintings(&page.name, options.drawing, |sheet| lay_out(sheet, &view, page))
}

fn lay_out(sheet: &mut Sheet, view: &View, page: &Page) -> f64 {
    let summary = view.summary;
    match page.what {
        What::Attainment(s) => attainment::draw(sheet, view, &summary.scenarios[s]),
        What::Fans(s) => fans::draw(sheet, view, s),
        What::Exceedance(s) => exceedance::draw(sheet, view, &summary.scenarios[s]),
        What::Zones(s) => zones::draw(sheet, view, &summary.scenarios[s]),
        What::Waterfall(s) => waterfall::draw(sheet, view, &summary.scenarios[s]),
        What::Budget(s) => budget::draw(sheet, view, &summary.scenarios[s]),
        What::Scenarios(year) => scenarios::draw(sheet, view, year),
        What::Benchmarks => benchmarks::draw(sheet, view),
        What::Fan(indicator, zone) => fan::draw(sheet, view, indicator, zone),
    }
}

/// Draws every page of `which`; gives the files and the warnings.
///
/// # Errors
/// As [`pages`] and [`draw`].
pub fn charts(
    summary: &Summary,
    options: &Options,
    which: &[Chart],
) -> Result<(Vec<NamedBytes>, Vec<Error>)> {
    let (pages, mut warnings) = pages(summary, which)?;
    let mut files = Vec::new();
    for page in &pages {
        let (drawn, missing) = draw(summary, options, page)?;
        files.extend(drawn);
        warnings.extend(missing);
    }
    Ok((files, warnings))
}
