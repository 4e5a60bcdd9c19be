//! Numbers and units as offices write them: `1,453.9亿元`, `４．１％`, `53000 万元`.
//!
//! Owns thousands separators and the kinds of units with their exact factors. Never:
//! guesses: a comma that groups neither three nor four digits is no separator.

use super::columns::half_width;
use super::unit::{self, UNITS, Unit};

/// A unit of some kind: `10^tens * times` of the kind's own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scaled {
    kind: String,
    tens: i32,
    times: f64,
}

/// Kind, its names in Chinese and English, the power of ten and the factor.
const NAMES: &[(&str, &[&str], i32, f64)] = &[
    ("money", &["元", "yuan"], 0, 1.0),
    ("money", &["千元"], 3, 1.0),
    ("money", &["万元", "10,000 yuan"], 4, 1.0),
    ("money", &["百万元", "million yuan"], 6, 1.0),
    ("money", &["亿元", "100 million yuan"], 8, 1.0),
    ("money", &["billion yuan"], 9, 1.0),
    ("money", &["万亿元"], 12, 1.0),
    ("land", &["亩", "mu"], 0, 1.0),
    ("land", &["万亩", "10,000 mu"], 4, 1.0),
    ("land", &["公顷", "hectares", "ha"], 0, 15.0),
    ("land", &["平方公里", "平方千米", "square kilometres"], 2, 15.0),
    ("land", &["平方米", "square metres"], -4, 15.0),
    ("land", &["万平方米"], 0, 15.0),
    ("people", &["人", "名", "persons"], 0, 1.0),
    ("people", &["千人"], 3, 1.0),
    ("people", &["万人", "10,000 persons"], 4, 1.0),
    ("firms", &["家", "firms"], 0, 1.0),
    ("firms", &["万家"], 4, 1.0),
    ("items", &["个", "items"], 0, 1.0),
    ("pieces", &["件", "pieces"], 0, 1.0),
    ("pieces", &["万件"], 4, 1.0),
    ("coal", &["吨标准煤", "吨标煤"], 0, 1.0),
    ("coal", &["万吨标准煤", "万吨标煤", "10,000 tonnes of coal equivalent"], 4, 1.0),
    ("time", &["年", "years"], 0, 1.0),
    ("number", &["1"], 0, 1.0),
    ("number", &["倍", "times"], 0, 1.0),
    ("number", &["%"], -2, 1.0),
    ("number", &["‰"], -3, 1.0),
    ("points", &["百分点", "percentage points"], 0, 1.0),
];

/// The kind of a pure number.
const NUMBER: &str = "number";

impl Scaled {
    /// The unit that a text names, such as 万元 or 亿元/年.
    pub fn read(text: &str) -> Option<Self> {
        let plain = half_width(text);
        // Compound names that are written in words are those of the units of cases.
        let plain = unit::find(&plain).map_or(plain, |unit| unit.zh.to_owned());
        let mut parts = plain.split('/').map(|part| {
            let part = part.trim();
            NAMES.iter().find(|(_, names, ..)| names.iter().any(|name| name.eq_ignore_ascii_case(part)))
        });
        let (kind, _, tens, times) = parts.next()??;
        let mut scaled = Self { kind: (*kind).to_owned(), tens: *tens, times: *times };
        for part in parts {
            let (kind, _, tens, times) = part?;
            scaled.kind += &format!("/{kind}");
            scaled.tens -= tens;
            scaled.times /= times;
        }
        Some(scaled)
    }

    /// Whether both measure the same.
    pub fn alike(&self, other: &Scaled) -> bool {
        self.kind == other.kind
    }

    /// Whether it is a pure number: a share, a multiple.
    pub fn is_number(&self) -> bool {
        self.kind == NUMBER
    }

    /// The first unit of cases that measures the same.
    pub fn standard(&self) -> Option<&'static Unit> {
        UNITS.iter().find(|unit| Scaled::read(unit.zh).is_some_and(|scaled| scaled.alike(self)))
    }

    /// `digits`, a plain decimal in this unit, in `other`: powers of ten move the point and lose nothing.
    pub fn converted(&self, digits: &str, other: &Scaled) -> Option<String> {
        let (digits, power) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
        let power = power.parse::<i32>().ok()?.checked_add(self.tens - other.tens)?;
        let x: f64 = format!("{digits}e{power}").parse().ok()?;
        let factor = self.times / other.times;
        let x = if factor == 1.0 { x } else { x * self.times / other.times };
        x.is_finite().then(|| x.to_string())
    }
}

/// A value in a unit, in another one that measures the same; nothing if it does not.
pub(super) fn rescaled(value: f64, from: &str, to: &str) -> Option<f64> {
    let (from, to) = (Scaled::read(from)?, Scaled::read(to)?);
    let digits = from.alike(&to).then(|| from.converted(&value.to_string(), &to)).flatten()?;
    digits.parse().ok()
}

/// A number that a cell starts with, as a plain decimal, and the unit behind it (empty if none).
///
/// Nothing if the cell does not start with a number, or if its commas group no thousands.
pub(super) fn number(text: &str) -> Option<(String, String)> {
    let plain = half_width(text);
    let sign = if plain.starts_with('-') { "-" } else { "" };
    let rest = plain.trim_start_matches(['-', '+']);
    if plain.len() - rest.len() > 1 {
        return None;
    }
    let grouped = |c: char| c.is_ascii_digit() || c == ',' || c == ' ';
    let end = rest.find(|c| !grouped(c)).unwrap_or(rest.len());
    let whole = ungrouped(rest.get(..end)?.trim_end())?;
    let mut after = rest.get(end..)?;
    let mut fraction = String::new();
    if let Some(decimals) = after.strip_prefix('.') {
        fraction = decimals.chars().take_while(char::is_ascii_digit).collect();
        after = decimals.get(fraction.len()..)?;
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let power = exponent(after);
    let unit = after.get(power.len()..)?.trim().to_owned();
    let point = if fraction.is_empty() { "" } else { "." };
    let whole = if whole.is_empty() { "0" } else { &whole };
    Some((format!("{sign}{whole}{point}{fraction}{power}"), unit))
}

/// The exponent at the start of a text, such as `e-3`; empty if there is none.
fn exponent(text: &str) -> &str {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return "" };
    let digits = rest.trim_start_matches(['-', '+']);
    let count = digits.chars().take_while(char::is_ascii_digit).count();
    let signs = rest.len() - digits.len();
    if count == 0 || signs > 1 { "" } else { text.get(..1 + signs + count).unwrap_or("") }
}

/// Digits without their separators: groups of three, or of four as 万 and 亿 group them.
fn ungrouped(text: &str) -> Option<String> {
    let separator = text.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator else { return Some(text.to_owned()) };
    let groups: Vec<&str> = text.split(separator).collect();
    let whole = |size: usize| {
        let (first, rest) = groups.split_first()?;
        let fits = (1..=size).contains(&first.len()) && rest.iter().all(|group| group.len() == size);
        fits.then(|| groups.concat())
    };
    let digits = whole(3).or_else(|| whole(4))?;
    digits.chars().all(|c| c.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, digits, unit) in [
            ("1453.9", "1453.9", ""),
            ("１，４５３．９", "1453.9", ""),
            ("1,453.9亿元", "1453.9", "亿元"),
            ("12,345,678 元", "12345678", "元"),
            ("1,2345,6789", "123456789", ""),
            ("1 453.9", "1453.9", ""),
            ("４．１％", "4.1", "%"),
            ("-3.5", "-3.5", ""),
            ("－3", "-3", ""),
            (".5", "0.5", ""),
            ("1.5e3", "1.5e3", ""),
            ("12万人", "12", "万人"),
            ("3.7‰", "3.7", "‰"),
        ] {
            assert_eq!(number(text), Some((digits.to_owned(), unit.to_owned())), "{text}");
        }
        for text in ["", "abc", "约1700", "123,45.6", "1,45", "--3", "1.2.3x/", ",5", "inf", "亿元"] {
            let found = number(text).filter(|(_, unit)| unit.is_empty() || Scaled::read(unit).is_some());
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn units_are_converted_by_their_definition() {
        let to = |digits: &str, from: &str, to: &str| {
            Scaled::read(from).and_then(|unit| unit.converted(digits, &Scaled::read(to)?))
        };
        // 10^4 万元 are one 亿元; a 公顷 is 15 亩, a 平方公里 100 公顷.
        assert_eq!(to("53000", "万元", "亿元").as_deref(), Some("5.3"));
        assert_eq!(to("1453.9", "亿元", "万元").as_deref(), Some("14539000"));
        assert_eq!(to("2", "公顷", "亩").as_deref(), Some("30"));
        assert_eq!(to("1500", "亩", "平方公里").as_deref(), Some("1"));
        assert_eq!(to("41", "‰", "%").as_deref(), Some("4.1"));
        assert_eq!(to("0.041", "1", "%").as_deref(), Some("4.1"));
        assert_eq!(to("12", "万元/公顷", "万元/亩").as_deref(), Some("0.8"));
        assert_eq!(to("3.5", "万人", "人").as_deref(), Some("35000"));
    }

    #[test]
    fn every_unit_of_cases_is_of_a_kind() {
        for unit in UNITS {
            let scaled = Scaled::read(unit.zh).unwrap_or_else(|| panic!("{}", unit.zh));
            assert!(Scaled::read(unit.en).is_some_and(|english| english.alike(&scaled)), "{}", unit.en);
        }
        let (money, people) = (Scaled::read("元"), Scaled::read("人"));
        assert!(!money.as_ref().expect("money").alike(people.as_ref().expect("people")));
        assert_eq!(money.and_then(|money| money.standard()).map(|unit| unit.zh), Some("亿元"));
    }
}
