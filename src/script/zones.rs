//! Zones as scenario scripts hold them, and years as they write them.

use super::trace::Trace;
use super::types::of_value;
use crate::error::{Code, Error, Place, Result};
use rhai::Dynamic;

/// One zone, several, or "each zone" inside a rule.
#[derive(Clone, Debug)]
pub struct ZoneRef {
    /// Indices of the zones.
    pub zones: Vec<usize>,
    /// Their ids.
    pub ids: Vec<String>,
    /// Index of the rule's mask, inside a rule.
    pub rule: Option<usize>,
    /// Name in the address of luck: the zone's id, or `zones`.
    pub name: String,
}

/// Loops over zones give them one by one.
impl IntoIterator for ZoneRef {
    type Item = ZoneRef;
    type IntoIter = std::vec::IntoIter<ZoneRef>;

    fn into_iter(self) -> Self::IntoIter {
        let one = |(zone, name): (usize, String)| ZoneRef {
            zones: vec![zone],
            ids: vec![name.clone()],
            rule: self.rule,
            name,
        };
        self.zones.into_iter().zip(self.ids).map(one).collect::<Vec<_>>().into_iter()
    }
}

/// One zone.
pub fn one(trace: &Trace, index: usize) -> ZoneRef {
    let id = trace.case.zones[index].id.clone();
    ZoneRef { zones: vec![index], ids: vec![id.clone()], rule: None, name: id }
}

/// All zones.
pub fn all(trace: &Trace) -> ZoneRef {
    let ids: Vec<String> = trace.case.zones.iter().map(|z| z.id.clone()).collect();
    ZoneRef { zones: (0..ids.len()).collect(), ids, rule: None, name: "zones".to_owned() }
}

/// The zone that a name means; see [`crate::case::zone_named`].
///
/// # Errors
/// `UnknownZone` with the nearest name.
pub fn find(trace: &Trace, name: &str) -> Result<usize> {
    trace.case.zone_named(name)
}

/// A year or a range of years as indices since the base year.
///
/// # Errors
/// `YearOutside` for a year outside the horizon, `WrongType` for anything else.
pub fn years(trace: &Trace, function: &str, value: &Dynamic, place: &Place) -> Result<Vec<usize>> {
    let (first, last) = trace.case.horizon;
    let value = value.flatten_clone();
    let (from, to, shown) = if let Ok(year) = value.as_int() {
        if let Some(error) = subtracted(trace, year, place) {
            return Err(error);
        }
        (year, year, String::new())
    } else if let Some(range) = value.clone().try_cast::<std::ops::RangeInclusive<i64>>() {
        (*range.start(), *range.end(), format!("{range:?}"))
    } else if let Some(range) = value.clone().try_cast::<std::ops::Range<i64>>() {
        // `2030..` goes on to the last year.
        let to = if range.end == i64::MAX { i64::from(last) } else { range.end.saturating_sub(1) };
        (range.start, to, format!("{range:?}"))
    } else {
        return Err(Error::at(Code::WrongType, place.clone())
            .with("function", function)
            .with("found", of_value(&value))
            .with("wanted", "@years"));
    };
    let inside = |year: i64| (i64::from(first)..=i64::from(last)).contains(&year);
    for year in [from, to] {
        if !inside(year) {
            return Err(Error::at(Code::YearOutside, place.clone())
                .with("found", year)
                .with("first", first)
                .with("last", last));
        }
    }
    if from > to {
        let error = Error::at(Code::YearsEmpty, place.clone()).with("found", shown);
        return Err(error.with("first", first).with("last", last));
    }
    Ok((from..=to).map(|year| (year - i64::from(trace.case.base_year)) as usize).collect())
}

/// The error of two years with a minus between them where a range is meant: the difference of both.
fn subtracted(trace: &Trace, difference: i64, place: &Place) -> Option<Error> {
    let line: Vec<char> =
        trace.text(&place.file).lines().nth((place.line as usize).checked_sub(1)?)?.chars().collect();
    let inside = |c: &char| c.is_ascii_digit() || *c == '-' || *c == ' ';
    let column = (place.column as usize).saturating_sub(1).min(line.len());
    let start = line.get(..column)?.iter().rposition(|c| !inside(c)).map_or(0, |at| at + 1);
    let written: String = line.get(start..)?.iter().take_while(|c| inside(c)).collect();
    let indent = written.chars().take_while(|c| *c == ' ').count();
    let at = Place::new(&place.file, place.line, (start + indent) as u32 + 1);
    // A day, of which the year is meant.
    let parts: Option<Vec<i64>> = written.split('-').map(|part| part.trim().parse().ok()).collect();
    if let Some([year, month, day]) = parts.as_deref()
        && year - month - day == difference
        && *year >= 1000
    {
        let error = Error::at(Code::YearsWriting, at).with("found", written.trim());
        return Some(error.with("wanted", year));
    }
    let (first, last) = written.split_once('-')?;
    let (from, to) = (first.trim().parse::<i64>().ok()?, last.trim().parse::<i64>().ok()?);
    if from - to != difference || from < 1000 || to < 1000 {
        return None;
    }
    let error = Error::at(Code::YearsMinus, at).with("found", written.trim());
    Some(error.with("wanted", format!("{from}..={to}")))
}

/// A mask `[zone][year index]` over zones and years; inside a rule, the rule's own years and zones apply too.
pub fn mask(trace: &Trace, zone: &ZoneRef, years: &[usize]) -> Vec<Vec<bool>> {
    let mut mask = vec![vec![false; trace.graph.years()]; trace.case.zones.len()];
    let within = |z: usize, year: usize| zone.rule.is_none_or(|rule| trace.rules[rule][z][year]);
    for &z in &zone.zones {
        for &year in years {
            mask[z][year] = within(z, year);
        }
    }
    mask
}
