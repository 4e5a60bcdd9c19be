//! Which charts there are, and drawing those asked for.
//!
//! Owns the names of `--charts` and the names of the files. A new chart is a
//! file of its own and one arm here. Never: lays anything out.

use super::paint::{self, Painting};
use super::view::View;
use super::{NamedBytes, Options, attainment, fan, fans, scenarios, zones};
use crate::error::{Code, Error, Result, nearest_name};
use crate::summary::Summary;

/// A chart that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chart {
    /// 达成研判: every target of one scenario on one page.
    Attainment,
    /// The main targets' indicators over the years.
    Fans,
    /// Zones by targets.
    Zones,
    /// Scenarios against the baseline.
    Scenarios,
    /// One indicator over the years, in every scenario.
    Fan {
        /// Identifier of the indicator.
        indicator: String,
        /// Identifier or name of a zone; none for the city.
        zone: Option<String>,
    },
}

/// The charts of `--charts all`, with their names.
const STANDARD: [(&str, Chart); 4] = [
    ("attainment", Chart::Attainment),
    ("fans", Chart::Fans),
    ("zones", Chart::Zones),
    ("scenarios", Chart::Scenarios),
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
    Zones(usize),
    Scenarios(i32),
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
    for chart in which {
        match chart {
            Chart::Attainment => each("attainment", What::Attainment),
            Chart::Fans => each("fans", What::Fans),
            Chart::Zones => each("zones", What::Zones),
            _ => {}
        }
    }
    for chart in which {
        match chart {
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
            Chart::Fan { indicator, zone } => pages.push(fan_page(summary, indicator, zone.as_deref())?),
            _ => {}
        }
    }
    Ok((pages, warnings))
}

fn fan_page(summary: &Summary, indicator: &str, zone: Option<&str>) -> Result<Page> {
    let heads = &summary.indicators;
    let names = |h: &'_ crate::summary::IndicatorHead| [h.id.clone(), h.name.zh.clone(), h.name.en.clone()];
    let index = heads.iter().position(|h| names(h).contains(&indicator.to_owned())).ok_or_else(|| {
        let known: Vec<String> = heads.iter().flat_map(names).collect();
        Error::new(Code::UnknownIndicator)
            .with("indicator", indicator)
            .with_some("nearest", nearest_name(indicator, known.iter().map(String::as_str)))
    })?;
    let zone_index = zone.map(|zone| zone_named(summary, zone)).transpose()?;
    let drawn = summary.scenarios.iter().any(|scenario| {
        scenario.bands.iter().any(|b| (b.indicator, b.zone, b.scope) == (index, zone_index, None))
    });
    if !drawn {
        return Err(Error::new(Code::NoBand).with("indicator", indicator).with_some("zone", zone));
    }
    let suffix = zone_index.map(|z| format!("_{}", summary.zones[z].id)).unwrap_or_default();
    Ok(Page {
        name: file_name(&format!("fan_{}{suffix}", heads[index].id)),
        what: What::Fan(index, zone_index),
    })
}

fn zone_named(summary: &Summary, name: &str) -> Result<usize> {
    let matches = |zone: &crate::summary::ZoneHead| {
        [&zone.id, &zone.name.zh, &zone.name.en].contains(&&name.to_owned())
    };
    summary.zones.iter().position(matches).ok_or_else(|| {
        let names = summary.zones.iter().flat_map(|z| [z.id.as_str(), &z.name.zh, &z.name.en]);
        Error::new(Code::UnknownZone).with("zone", name).with_some("nearest", nearest_name(name, names))
    })
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
    paint::files(&page.name, &painting(summary, options, page))
}

pub(super) fn painting(summary: &Summary, options: &Options, page: &Page) -> Painting {
    let view = View::new(summary, options);
    paint::paint(&page.name, |sheet| match page.what {
        What::Attainment(s) => attainment::draw(sheet, &view, &summary.scenarios[s]),
        What::Fans(s) => fans::draw(sheet, &view, s),
        What::Zones(s) => zones::draw(sheet, &view, &summary.scenarios[s]),
        What::Scenarios(year) => scenarios::draw(sheet, &view, year),
        What::Fan(indicator, zone) => fan::draw(sheet, &view, indicator, zone),
    })
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
