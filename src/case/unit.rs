//! The units a case may use.
//!
//! Owns the table: one row per unit with both names, the scale to the model's
//! internal number and the range that makes sense. Never: converts money or time.

use crate::error::{Code, Error, Place, Result, nearest_name};

/// A unit of figures, indicators and targets.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Unit {
    /// Name as files write it.
    pub zh: &'static str,
    /// English name.
    pub en: &'static str,
    /// The model's internal number per unit: 4.1 % is 0.041 inside, everything else is itself.
    pub scale: f64,
    /// Smallest value that makes sense.
    pub min: f64,
    /// Largest value that makes sense.
    pub max: f64,
    /// Whether it measures the size of something (money, firms, people, land, energy).
    pub level: bool,
}

impl Unit {
    /// An amount of something: never negative, a level.
    const fn amount(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en, scale: 1.0, min: 0.0, max: f64::INFINITY, level: true }
    }

    /// A ratio or pure number from `min` on.
    const fn ratio(zh: &'static str, en: &'static str, min: f64) -> Self {
        Self { zh, en, scale: 1.0, min, max: f64::INFINITY, level: false }
    }

    /// Checks that `x`, written as `found` and called `name`, makes sense in this unit.
    ///
    /// # Errors
    /// `TooSmall`, or `PercentOutOfRange` where there is an upper limit too.
    pub fn check(&self, x: f64, found: &str, name: &str, at: &Place) -> Result<()> {
        if x >= self.min && x <= self.max {
            return Ok(());
        }
        let code = if self.scale == 1.0 && x < self.min { Code::TooSmall } else { Code::PercentOutOfRange };
        let error = Error::at(code, at.clone()).with("column", name).with("found", found);
        Err(match code {
            Code::TooSmall => error.named("unit", self.zh, self.en).with("low", self.min),
            _ => error.with("low", self.min).with("high", self.max),
        })
    }
}

/// Every unit.
pub const UNITS: &[Unit] = &[
    Unit { zh: "%", en: "%", scale: 0.01, min: 0.0, max: 100.0, level: false },
    Unit { zh: "百分点", en: "percentage points", scale: 1.0, min: -100.0, max: 100.0, level: false },
    Unit::amount("亿元", "100 million yuan"),
    Unit::amount("亿元/年", "100 million yuan a year"),
    Unit::amount("万元", "10,000 yuan"),
    Unit::amount("万元/亩", "10,000 yuan per mu"),
    Unit::amount("家", "firms"),
    Unit::amount("家/年", "firms a year"),
    Unit::amount("人", "persons"),
    Unit::amount("人/年", "persons a year"),
    Unit::amount("亩", "mu"),
    Unit::amount("亩/年", "mu a year"),
    Unit::amount("吨标准煤/万元", "tonnes of coal equivalent per 10,000 yuan"),
    Unit::amount("万吨标准煤", "10,000 tonnes of coal equivalent"),
    Unit::amount("平方公里", "square kilometres"),
    Unit::amount("个", "items"),
    Unit::amount("个/年", "items a year"),
    Unit::amount("件", "pieces"),
    Unit::ratio("年", "years", 0.0),
    Unit::ratio("倍", "times", 0.0),
    Unit::ratio("1", "1", f64::NEG_INFINITY),
];

/// The unit with this name, Chinese or English.
pub fn find(name: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.zh == name || unit.en == name)
}

/// Both names of a unit for sentences that quote it; a pure number's `1` is said to be none.
pub fn quoted(name: &str) -> (String, String) {
    match find(name) {
        Some(unit) if unit.zh == "1" => ("1（无单位）".to_owned(), "1 (no unit)".to_owned()),
        Some(unit) => (unit.zh.to_owned(), unit.en.to_owned()),
        None => (name.to_owned(), name.to_owned()),
    }
}

/// The unit with this name.
///
/// # Errors
/// [`Code::UnknownUnit`] with the nearest unit, or with all of them if none is near.
pub fn find_at(name: &str, at: &Place) -> Result<&'static Unit> {
    find(name).ok_or_else(|| {
        let error = Error::at(Code::UnknownUnit, at.clone()).with("unit", name);
        // What is nearest is quoted in the language in which it was written.
        match nearest_name(name, UNITS.iter().flat_map(|unit| [unit.zh, unit.en])) {
            Some(nearest) => error.with("nearest", nearest),
            None => {
                let (zh, en): (Vec<_>, Vec<_>) = UNITS.iter().map(|unit| quoted(unit.zh)).unzip();
                error.named("known", zh.join("、"), en.join("; "))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_percent_is_scaled_and_names_are_unique() {
        for (i, unit) in UNITS.iter().enumerate() {
            assert_eq!(unit.scale, if unit.zh == "%" { 0.01 } else { 1.0 }, "{}", unit.zh);
            assert!(UNITS[..i].iter().all(|other| other.zh != unit.zh && other.en != unit.en), "{}", unit.zh);
            assert!(unit.en.is_ascii(), "{}", unit.zh);
        }
    }
}
