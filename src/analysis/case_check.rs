//! A case looked at as a whole: sums against the city, gaps, jumps of the past, blocks.
//!
//! Owns the rules of plausibility. Takes a case that was read, gives findings as data.
//! Never: corrects a figure, reads a file or knows the model.

use super::case_starts;
use crate::case::{
    BenchmarkPoint, Block, Case, Figure, Gap, HistoryPoint, Keeper, Provenance, Target, Text, unit,
};
use crate::error::{Code, Error, Place};
use crate::maths;
use crate::model::Label;

/// Zones may exceed the city by so many percent: figures are rounded.
const TOLERANCE: f64 = 1.0;
/// A series that grows more than this from one point to the next is looked at.
const JUMP: f64 = 3.0;
/// Growth so many robust standard deviations from the median is looked at.
const OUTLIER: f64 = 4.0;
/// Median absolute deviations to a standard deviation, for a normal distribution.
const MAD_TO_SD: f64 = 1.4826;
/// Log growth rates scatter by at least this much; a smoother series would flag any change.
const LEAST_SD: f64 = 0.02;
/// Fewer growth rates than this have no usual spread.
const LEAST_RATES: usize = 4;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseFindings {
    /// Faults to be mended before results mean anything.
    pub wrong: Vec<Error>,
    /// What is worth a look.
    pub remarks: Vec<Error>,
}

/// Looks at a case; `gaps` are the figures that are still missing, `labels` the model's indicators.
pub fn check_case(case: &Case, gaps: &[Gap], labels: &[Label]) -> CaseFindings {
    let mut found = CaseFindings { wrong: Vec::new(), remarks: case.notes.clone() };
    list_gaps(case, gaps, &mut found);
    list_assumed(case, &mut found);
    add_up(case, &mut found);
    for series in series(&case.history) {
        check_series(case, labels, &series, &mut found);
        found.remarks.extend(case_starts::check_start(case, labels, &series));
        found.remarks.extend(case_starts::unused(case, labels, &series));
    }
    found.remarks.extend(case_starts::far_off(case));
    check_blocks(case, &mut found);
    // Levels of a template that is still to be filled in say nothing.
    if gaps.is_empty() {
        found.remarks.extend(case.targets.iter().filter_map(|target| no_zone_of_level(case, target)));
    }
    found.remarks.extend(benchmarks_listed(case, labels));
    found
}

/// A target of a level that no zone has now.
fn no_zone_of_level(case: &Case, target: &Target) -> Option<Error> {
    // A national zone was recognised before.
    let counts = |level: &str, of: &str| of == level || (level, of) == ("recognised", "national");
    let level = target.level.filter(|level| !case.zones.iter().any(|zone| counts(level, &zone.level)))?;
    let (zh, en) = match level {
        "national" => ("国家级", "national"),
        "creating" => ("创建类", "creating"),
        _ => ("认定类", "recognised"),
    };
    Some(
        Error::at(Code::NoZoneOfLevel, target.place.clone())
            .with("target", &target.id)
            .named("level", zh, en),
    )
}

fn keeper<'a>(case: &'a Case, indicator: &str) -> Option<&'a Keeper> {
    case.keepers.iter().find(|keeper| keeper.indicator == indicator)
}

/// Name for people of an indicator that tables of the past or of other places have: the model's, that in
/// the table of other places, else that of the figure it is of.
pub fn figure_name(case: &Case, labels: &[Label], indicator: &str) -> Text {
    if let Some(label) = labels.iter().find(|label| label.id == indicator) {
        return Text { zh: label.zh.clone(), en: label.en.clone() };
    }
    if let Some(point) = case.benchmarks.iter().find(|point| point.indicator == indicator) {
        return point.name.clone();
    }
    // Indicators of the city are figures with `city_` in front.
    match indicator.strip_prefix("city_") {
        Some(of_city) => figure_words(case, false, of_city),
        None => figure_words(case, true, indicator),
    }
}

/// What a figure says that it counts, without remarks; else its keeper's name, else its identifier.
///
/// What keepers have may be what a share is of and not the share.
pub(super) fn figure_words(case: &Case, by_zone: bool, indicator: &str) -> Text {
    let mut own = case.figures.iter().filter(|f| f.indicator == indicator && f.zone.is_some() == by_zone);
    let figure = own.find(|figure| !figure.definition.is_empty());
    defined(case, figure.map_or("", |figure| &figure.definition), indicator)
}

/// The words of a definition in the language in which it is written, and in English if the glossary has it.
fn defined(case: &Case, definition: &str, indicator: &str) -> Text {
    let first = |text: &str| text.split(['；', ';']).next().unwrap_or(text).to_owned();
    let Text { zh, en } = case.figure_name(indicator);
    let english = case.glossary.iter().find(|entry| entry.zh == definition).map(|entry| first(&entry.en));
    match (definition.is_empty(), definition.is_ascii()) {
        (true, _) => Text { zh, en },
        (false, true) => Text { zh, en: first(definition) },
        (false, false) => Text { zh: first(definition), en: english.unwrap_or(en) },
    }
}

/// An error that names a figure by its words, with its identifier.
pub(super) fn naming(error: Error, words: &Text, indicator: &str) -> Error {
    let with_id = |words: &str, zh: bool| match (words == indicator, zh) {
        (true, _) => indicator.to_owned(),
        (false, true) => format!("{words}（{indicator}）"),
        (false, false) => format!("{words} ({indicator})"),
    };
    error.named("figure", with_id(&words.zh, true), with_id(&words.en, false))
}

/// What the city is compared with, by indicator and year in order of the table.
fn benchmarks_listed(case: &Case, labels: &[Label]) -> Vec<Error> {
    let mut groups: Vec<Vec<&BenchmarkPoint>> = Vec::new();
    for point in &case.benchmarks {
        let of = |p: &BenchmarkPoint| (p.indicator.clone(), p.period.year);
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| of(first) == of(point))) {
            Some(group) => group.push(point),
            None => groups.push(vec![point]),
        }
    }
    let listed = |group: Vec<&BenchmarkPoint>| {
        let first = *group.first()?;
        let words = figure_name(case, labels, &first.indicator);
        let (zh, en) = unit::quoted(&first.unit);
        let mut error = Error::at(Code::BenchmarksListed, first.place.clone())
            .with("year", first.period.year)
            .named("unit", zh, en);
        let (compared, blank): (Vec<&BenchmarkPoint>, Vec<&BenchmarkPoint>) =
            group.into_iter().partition(|point| point.period.is_year() && point.same_definition);
        for (name, points) in [("compared", compared), ("blank", blank)] {
            let all = |place: &dyn Fn(&BenchmarkPoint) -> String, between: &str| {
                points.iter().map(|point| place(point)).collect::<Vec<_>>().join(between)
            };
            if points.is_empty() {
                continue;
            }
            let (zh, en) = match name {
                "compared" => (
                    all(&|p| format!("{} {}", p.place_name.zh, p.value), "、"),
                    all(&|p| format!("{} {}", p.place_name.en, p.value), ", "),
                ),
                _ => (
                    all(&|p| format!("{}（{}）", p.place_name.zh, p.period), "、"),
                    all(&|p| format!("{} ({})", p.place_name.en, p.period), ", "),
                ),
            };
            error = error.named(name, zh, en);
        }
        Some(naming(error, &words, &first.indicator))
    };
    groups.into_iter().filter_map(listed).collect()
}

/// Adds whom to ask, with the department's English name if the glossary has it.
fn ask(case: &Case, error: Error, indicator: &str) -> Error {
    let Some(keeper) = keeper(case, indicator) else { return error };
    let english = |zh: &str| {
        let part = |zh: &str| case.glossary.iter().find(|entry| entry.zh == zh).map(|entry| entry.en.clone());
        let parts: Vec<String> = zh.split('、').map(|zh| part(zh).unwrap_or_else(|| zh.to_owned())).collect();
        part(zh).unwrap_or_else(|| parts.join(", "))
    };
    error.named("department", &keeper.department, english(&keeper.department)).named(
        "kept",
        &keeper.kept_as,
        english(&keeper.kept_as),
    )
}

fn list_gaps(case: &Case, gaps: &[Gap], found: &mut CaseFindings) {
    for gap in gaps {
        let words = defined(case, &gap.definition, &gap.indicator);
        let error = naming(Error::at(Code::FigureGap, gap.place.clone()), &words, &gap.indicator);
        let error = match gap.zone.and_then(|zone| case.zones.get(zone)) {
            Some(zone) => error.named("zone", &zone.name.zh, &zone.name.en),
            None => error,
        };
        found.wrong.push(ask(case, error, &gap.indicator));
    }
}

fn list_assumed(case: &Case, found: &mut CaseFindings) {
    let amounts = case.blocks.iter().flat_map(|block| &block.amounts);
    let amounts = amounts.map(|a| (a.provenance, case.figure_name(&a.indicator), &a.indicator, &a.place));
    let figures = case
        .figures
        .iter()
        .map(|f| (f.provenance, figure_words(case, f.zone.is_some(), &f.indicator), &f.indicator, &f.place));
    let mut counts: Vec<(Text, &str, Place, usize)> = Vec::new();
    for (_, words, indicator, place) in figures.chain(amounts).filter(|(p, ..)| *p == Provenance::Assumed) {
        match counts.iter_mut().find(|(_, known, at, _)| known == indicator && at.file == place.file) {
            Some((.., count)) => *count += 1,
            None => counts.push((words, indicator, place.clone(), 1)),
        }
    }
    for (words, indicator, place, count) in counts {
        let error = naming(Error::at(Code::FiguresAssumed, place), &words, indicator).with("n", count);
        found.remarks.push(ask(case, error, indicator));
    }
}

/// Zones and the city's blocks against the city's total, under every counting scope.
fn add_up(case: &Case, found: &mut CaseFindings) {
    let totals = case.figures.iter().filter(|f| f.zone.is_none() && f.scope.is_none());
    for total in totals.filter(|f| unit::find(&f.unit).is_some_and(|unit| unit.level)) {
        for scope in 0..case.scopes.len() {
            let zones = zones_sum(case, total, scope);
            let error = |code, sum: f64, place: &Place| {
                let (zh, en) = unit::quoted(&total.unit);
                let words = figure_words(case, false, &total.indicator);
                let words = Text {
                    zh: words.zh.trim_start_matches("全市").to_owned(),
                    en: words.en.trim_end_matches(" of the city").to_owned(),
                };
                let error = naming(Error::at(code, place.clone()), &words, &total.indicator)
                    .with("sum", rounded(sum))
                    .with("city", rounded(total.value))
                    .named("unit", zh, en)
                    .with("tolerance", TOLERANCE);
                match &case.scopes[scope].name {
                    name if case.scopes.len() > 1 => error.named("scope", &name.zh, &name.en),
                    _ => error,
                }
            };
            let over = |sum: f64| sum > total.value * (1.0 + TOLERANCE / 100.0);
            if let Some((sum, place)) = &zones {
                if over(*sum) {
                    found.wrong.push(error(Code::SumOverCity, *sum, place));
                    continue;
                }
                let share = rounded(100.0 * sum / total.value);
                found.remarks.push(error(Code::SumOfZones, *sum, place).with("share", share));
            }
            let blocks = outside(case, scope).flat_map(|block| &block.amounts);
            let blocks = blocks.filter(|a| a.indicator == total.indicator && a.unit == total.unit);
            let blocks: f64 = blocks.map(|amount| amount.value).sum();
            let sum = zones.map_or(0.0, |(sum, _)| sum) + blocks;
            if blocks > 0.0 && over(sum) {
                found.wrong.push(error(Code::BlocksOverCity, sum, &total.place));
            }
        }
    }
}

/// What the zones have of a total: their own amounts, or their shares of it.
pub(super) fn zones_sum(case: &Case, total: &Figure, scope: usize) -> Option<(f64, Place)> {
    let counted = |f: &&Figure| f.zone.is_some() && f.scope.is_none_or(|s| s == scope);
    let amounts = || case.figures.iter().filter(counted);
    let same = |f: &&Figure| f.indicator == total.indicator && f.unit == total.unit && !f.share_of_city;
    let own: Vec<&Figure> = amounts().filter(same).collect();
    if let Some(first) = own.first() {
        return Some((own.iter().map(|f| f.value).sum(), first.place.clone()));
    }
    let shared = format!("{}_share", total.indicator);
    let shares: Vec<&Figure> = amounts().filter(|f| f.share_of_city && f.indicator == shared).collect();
    let first = shares.first()?;
    let scale = unit::find(&first.unit).map_or(1.0, |unit| unit.scale);
    Some((shares.iter().map(|f| f.value * scale * total.value).sum(), first.place.clone()))
}

fn outside(case: &Case, scope: usize) -> impl Iterator<Item = &Block> {
    case.blocks.iter().filter(move |block| block.outside_in.is_none_or(|s| s == scope))
}

/// Points of one indicator and one area of one definition, by year.
pub fn series(history: &[HistoryPoint]) -> Vec<Vec<&HistoryPoint>> {
    let mut all: Vec<Vec<&HistoryPoint>> = Vec::new();
    for point in history {
        let same = |other: &HistoryPoint| {
            (&other.indicator, other.zone, &other.area.zh, other.same_definition)
                == (&point.indicator, point.zone, &point.area.zh, point.same_definition)
        };
        match all.iter_mut().find(|series| series.first().is_some_and(|first| same(first))) {
            Some(series) => series.push(point),
            None => all.push(vec![point]),
        }
    }
    all.iter_mut().for_each(|series| series.sort_by_key(|point| point.year));
    all
}

fn check_series(case: &Case, labels: &[Label], series: &[&HistoryPoint], found: &mut CaseFindings) {
    let name = |code, point: &HistoryPoint| {
        let words = figure_name(case, labels, &point.indicator);
        naming(Error::at(code, point.value_place.clone()), &words, &point.indicator).with("year", point.year)
    };
    let mut rates: Vec<(f64, &HistoryPoint)> = Vec::new();
    for pair in series.windows(2) {
        let [before, after] = pair else { continue };
        if before.year == after.year {
            if before.value != after.value {
                let (first, second) =
                    if before.place.line <= after.place.line { (before, after) } else { (after, before) };
                let error = name(Code::HistoryTwice, second).with("second", second.value);
                found.wrong.push(error.with("first", first.value).with("line", first.place.line));
            }
            continue;
        }
        if before.value <= 0.0 || after.value <= 0.0 {
            continue;
        }
        let factor = after.value / before.value;
        if !(1.0 / JUMP..=JUMP).contains(&factor) {
            let error =
                name(Code::HistoryJump, after).with("second", after.value).with("first", before.value);
            found.remarks.push(error.with("before", before.year).with("factor", rounded(factor)));
        }
        rates.push((maths::ln(factor) / f64::from(after.year - before.year), after));
    }
    if rates.len() < LEAST_RATES {
        return;
    }
    let middle = median(rates.iter().map(|(rate, _)| *rate));
    let spread = (median(rates.iter().map(|(rate, _)| (rate - middle).abs())) * MAD_TO_SD).max(LEAST_SD);
    for (rate, point) in rates.iter().filter(|(rate, _)| (rate - middle).abs() > OUTLIER * spread) {
        let percent = |rate: f64| rounded(100.0 * (maths::exp(rate) - 1.0));
        let error = name(Code::HistoryOutlier, point).with("growth", percent(*rate));
        found.remarks.push(error.with("median", percent(middle)).with("scale", OUTLIER));
    }
}

/// The middle value, or the mean of the two middle ones; of nothing 0.
pub(super) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        n => (values[n / 2 - 1] + values[n / 2]) / 2.0,
    }
}

/// Two blocks may be one area: the same numbers, or a name within the other's.
fn check_blocks(case: &Case, found: &mut CaseFindings) {
    for (index, second) in case.blocks.iter().enumerate() {
        for first in case.blocks.iter().take(index) {
            let pairs = first.amounts.iter().filter_map(|amount| {
                let twin = second.amounts.iter().find(|other| other.indicator == amount.indicator)?;
                Some(amount.value == twin.value)
            });
            let pairs: Vec<bool> = pairs.collect();
            let named = |code, place: &Place| {
                Error::at(code, place.clone()).named("first", &first.name.zh, &first.name.en).named(
                    "second",
                    &second.name.zh,
                    &second.name.en,
                )
            };
            if pairs.len() >= 2 && pairs.iter().all(|same| *same) {
                found.wrong.push(named(Code::BlocksAlike, &second.place).with("n", pairs.len()));
            } else if first.name.zh.contains(&second.name.zh) || second.name.zh.contains(&first.name.zh) {
                found.remarks.push(named(Code::BlocksNamed, &second.name_place));
            }
        }
    }
}

/// Four digits are enough to be looked at.
pub(super) fn rounded(x: f64) -> f64 {
    format!("{x:.3e}").parse().unwrap_or(x)
}
