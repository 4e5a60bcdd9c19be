//! `targets.toml`: what the policy wants, by when, in whose words.
//!
//! Owns its keys. Whether the indicator exists is asked where the model is known.
//! Never: judges whether a target is met.

use super::head::{LEVELS, Unique, count, name, year};
use super::text::SourceText;
use super::toml_keys::{self, Keys};
use super::{Force, JointGroup, Operator, Target, unit};
use crate::error::{Code, Error, Place, Result, Together, all_of, nearest_name};

/// Indicators of the model that a target's share is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Fraction {
    /// Indicator that is the numerator, with values by zone; none if only weights are known.
    pub numerator: Option<String>,
    /// Indicator that is the denominator; its values by zone, if it has any, are the zones' weights.
    pub denominator: String,
    /// Whether more of the numerator is as much more of the denominator.
    pub numerator_in_denominator: bool,
    /// Indicator of the city that tells which share of that is more denominator, where it is not all of
    /// it: what zones save lowers the city's mean by their share in it.
    pub denominator_share: Option<String>,
    /// Where that name stands, or the denominator's without one.
    pub denominator_share_place: Place,
    /// Where the numerator's name stands, or the denominator's without one.
    pub numerator_place: Place,
    /// Where the denominator's name stands.
    pub denominator_place: Place,
}

const KEYS: &[&str] = &[
    "id",
    "of",
    "main",
    "name_zh",
    "name_en",
    "clause",
    "words",
    "force",
    "indicator",
    "zone_indicator",
    "numerator_indicator",
    "denominator_indicator",
    "numerator_in_denominator",
    "denominator_share_indicator",
    "operator",
    "threshold",
    "unit",
    "year",
    "hold_from",
    "event",
    "pieces",
    "level",
    "scope",
    "numerator",
    "denominator",
    "definition",
    "department",
];

/// Most whole things of a threshold; beyond it goals are as good as smooth.
const MOST_PIECES: u32 = 10_000;

const JOINT_KEYS: &[&str] = &["name_zh", "name_en", "of"];

const FORCES: &[(&str, Force)] = &[
    ("reach", Force::Reach),
    ("exceed", Force::Exceed),
    ("strive", Force::Strive),
    ("hold", Force::Hold),
    ("batch", Force::Batch),
    ("trigger", Force::Trigger),
];

const OPERATORS: &[(&str, Operator)] =
    &[(">=", Operator::AtLeast), (">", Operator::Above), ("<=", Operator::AtMost), ("<", Operator::Below)];

/// Reads `targets.toml`; `years` are the base year and the last simulated one.
pub(super) fn read_targets(source: &SourceText, years: (i32, i32)) -> Result<(Vec<Target>, Vec<JointGroup>)> {
    let table = toml_keys::parse(source)?;
    let keys = Keys::new(source, &table, &["target", "joint"])?;
    let mut ids = Unique::new("@target");
    let tables = keys.tables("target", KEYS)?;
    let targets = all_of(tables.iter().map(|t| read_target(t, years, &mut ids)))?;
    check_main_readings(&targets)?;
    let mut names = Unique::new("@joint-group");
    let groups = keys.tables("joint", JOINT_KEYS)?;
    let groups = all_of(groups.iter().map(|t| read_group(t, &targets, &mut names)))?;
    Ok((targets, groups))
}

/// A group names what its targets are readings of, each once.
fn read_group(keys: &Keys<'_>, targets: &[Target], names: &mut Unique) -> Result<JointGroup> {
    names.check(&keys.text("name_zh")?)?;
    let mut members = Unique::new("@target");
    let member = |field: &super::field::Field| {
        if !targets.iter().any(|target| target.of == field.text) {
            let nearest = nearest_name(&field.text, targets.iter().map(|target| target.of.as_str()));
            return Err(Error::at(Code::JointTarget, field.place.clone())
                .with("target", &field.text)
                .with_some("nearest", nearest));
        }
        members.check(field)
    };
    Ok(JointGroup { name: name(keys)?, of: all_of(keys.texts("of")?.iter().map(member))? })
}

fn read_target(keys: &Keys<'_>, years: (i32, i32), ids: &mut Unique) -> Result<Target> {
    let id = keys.text("id").and_then(|id| ids.check(&id));
    let unit = keys.text("unit").and_then(|field| unit::find_at(&field.text, &field.place));
    let threshold = keys.number("threshold").and_then(|(threshold, at)| {
        let unit = unit.as_ref().ok();
        unit.map_or(Ok(()), |unit| unit.check(threshold, &threshold.to_string(), "threshold", &at))?;
        Ok(threshold)
    });
    let force = keys.text("force").and_then(|field| field.word(FORCES));
    let target_year = keys.integer("year").and_then(|found| year("year", found, (years.0 + 1, years.1)));
    // Without a year or a force of its own it is held against what any target may have.
    let last = target_year.as_ref().map_or(years.1, |year| *year);
    let hold_from = hold_from(keys, force.as_ref().ok().copied(), (years.0, last));
    let text = |key| keys.text(key).map(|field| field.text);
    let optional = |key| keys.optional_text(key).map(|field| field.map(|field| field.text));
    let operator = keys.text("operator").and_then(|field| field.word(OPERATORS));
    let names = (id, optional("of"), keys.optional_flag("main"), name(keys), text("clause"), text("words"))
        .together();
    let what = (force, keys.text("indicator"), optional("zone_indicator"), fraction(keys)).together();
    let wanted = (operator, threshold, unit, target_year, hold_from).together();
    let level = || keys.optional_text("level")?.map(|field| field.word(&LEVELS.map(|l| (l, l)))).transpose();
    let more = (keys.optional_flag("event"), count(keys, "pieces", MOST_PIECES), level()).together();
    let fine =
        (text("scope"), text("numerator"), text("denominator"), text("definition"), text("department"))
            .together();
    let (names, what, wanted, more, fine) = (names, what, wanted, more, fine).together()?;
    let (id, of, main, name, clause, words) = names;
    let (force, indicator, zone_indicator, fraction) = what;
    let (operator, threshold, unit, year, hold_from) = wanted;
    let (scope, numerator, denominator, definition, department) = fine;
    Ok(Target {
        of: of.unwrap_or_else(|| id.clone()),
        id,
        main: main.unwrap_or(true),
        name,
        clause,
        words,
        force,
        indicator: indicator.text,
        indicator_place: indicator.place,
        zone_indicator,
        fraction,
        operator,
        threshold,
        unit: unit.zh.to_owned(),
        year,
        event: more.0.unwrap_or(matches!(force, Force::Batch | Force::Trigger)),
        hold_from,
        pieces: more.1,
        level: more.2,
        scope,
        numerator,
        denominator,
        definition,
        department,
        place: keys.place.clone(),
    })
}

/// Numerator and denominator; a numerator alone divides by nothing.
fn fraction(keys: &Keys<'_>) -> Result<Option<Fraction>> {
    let numerator = keys.optional_text("numerator_indicator")?;
    let denominator = keys.optional_text("denominator_indicator")?;
    let inside = keys.optional_flag("numerator_in_denominator")?;
    let needs = |key: &str, needs: &str, at: &Place| {
        Error::at(Code::KeyNeedsKey, at.clone()).with("key", key).with("needs", needs)
    };
    if inside.is_some() && numerator.is_none() {
        return Err(needs("numerator_in_denominator", "numerator_indicator", &keys.place));
    }
    let share = keys.optional_text("denominator_share_indicator")?;
    if let Some(field) = share.as_ref().filter(|_| inside != Some(true)) {
        let wanted = "numerator_in_denominator = true";
        return Err(needs("denominator_share_indicator", wanted, &field.place));
    }
    let Some(denominator) = denominator else {
        return match numerator {
            Some(field) => Err(needs("numerator_indicator", "denominator_indicator", &field.place)),
            None => Ok(None),
        };
    };
    Ok(Some(Fraction {
        denominator: denominator.required()?,
        numerator_place: numerator.as_ref().map_or(&denominator, |field| field).place.clone(),
        numerator: numerator.map(|field| field.required()).transpose()?,
        numerator_in_denominator: inside.unwrap_or(false),
        denominator_share_place: share.as_ref().map_or(&denominator, |field| field).place.clone(),
        denominator_share: share.map(|field| field.required()).transpose()?,
        denominator_place: denominator.place,
    }))
}

/// 保持 needs the first year in which it must hold.
fn hold_from(keys: &Keys<'_>, force: Option<Force>, range: (i32, i32)) -> Result<Option<i32>> {
    match keys.optional_integer("hold_from")? {
        Some(found) => Ok(Some(year("hold_from", found, range)?)),
        None if force == Some(Force::Hold) => Err(keys.needs("hold_from")),
        None => Ok(None),
    }
}

/// Of the readings of one target, exactly one stands for it.
fn check_main_readings(targets: &[Target]) -> Result<()> {
    let faults = targets.iter().enumerate().filter_map(|(at, target)| {
        let told = targets.iter().take(at).any(|other| other.of == target.of);
        let mains = targets.iter().filter(|other| other.of == target.of && other.main).count();
        let error = || Error::at(Code::MainReading, target.place.clone());
        (mains != 1 && !told).then(|| error().with("target", &target.of).with("found", mains))
    });
    Error::of_all(faults).map_or(Ok(()), Err)
}
