//! Units as people write them: `亿元/年`, `人·年`, `吨标准煤/万元`.
//!
//! Owns the table of base units, one row each, and both directions between text and
//! [`Unit`]. Never: solves equations (see `unit`).

use super::unit::{Factor, Ratio, Unit};
use crate::error::{Code, Error, Place, Result, nearest_name};

/// A base unit, or a name for a pure number: both names and the power of ten it stands for.
struct Row {
    zh: &'static str,
    en: &'static [&'static str],
    base: bool,
    ten: i64,
}

const fn base(zh: &'static str, en: &'static [&'static str]) -> Row {
    Row { zh, en, base: true, ten: 0 }
}

const fn number(zh: &'static str, en: &'static [&'static str], ten: i64) -> Row {
    Row { zh, en, base: false, ten }
}

/// Every base unit. A count of anything (`个`) and a multiple (`倍`) are pure numbers.
const ROWS: &[Row] = &[
    base("元", &["yuan"]),
    base("亩", &["mu"]),
    base("人", &["person", "persons"]),
    base("家", &["firm", "firms"]),
    base("年", &["year", "years"]),
    base("吨标准煤", &["tonne of coal equivalent", "tonnes of coal equivalent"]),
    base("平方公里", &["square kilometre", "square kilometres"]),
    base("件", &["piece", "pieces"]),
    number("1", &["1"], 0),
    number("倍", &["times"], 0),
    number("个", &["items"], 0),
    number("%", &["%"], -2),
    number("百分点", &["percentage points"], -2),
];

/// A power of ten in front of a base unit: both names and the power.
type Prefix = (&'static str, &'static str, i64);

/// Powers of ten in front of a base unit, the most usual first.
const PREFIXES: &[Prefix] = &[("", "", 0), ("亿", "100 million ", 8), ("万", "10,000 ", 4)];

/// Base units that are counted in 万 and 亿 by custom; others only if nothing else fits.
const SCALED: &[&str] = &["元", "吨标准煤", "人", "家", "件", "亩"];

/// The unit that a text names, as numbers in that unit have it: `%` is a hundredth.
///
/// Parts are joined by `·`, and `/` divides by the one part (or the parts in
/// parentheses) behind it; a power is written `家^2`.
///
/// # Errors
/// `UnitUnknown` with the nearest unit, `UnitWriting` for a text that can be read in two ways.
pub fn read(text: &str, at: &Place) -> Result<Unit> {
    let writing = || Error::at(Code::UnitWriting, at.clone()).with("unit", text);
    let plain: String = text.trim().chars().map(plain_sign).collect();
    let mut unit = Unit::pure();
    for (index, part) in divided(&plain).ok_or_else(writing)?.into_iter().enumerate() {
        let inner = part.strip_prefix('(').and_then(|part| part.strip_suffix(')'));
        if inner.is_none() && (part.contains(['(', ')']) || (index > 0 && part.contains('·'))) {
            return Err(writing());
        }
        let sign = if index == 0 { 1 } else { -1 };
        for factor in inner.unwrap_or(part).split('·') {
            let (name, power) = factor.trim().split_once('^').unwrap_or((factor.trim(), "1"));
            let power = power.parse().ok().and_then(Ratio::near).ok_or_else(writing)?;
            let named = named(name.trim()).ok_or_else(|| unknown(name.trim(), text, at))?;
            let part = named.to(power).ok_or_else(writing)?;
            unit = unit.times(&part, Ratio::whole(sign)).ok_or_else(writing)?;
        }
    }
    Ok(unit)
}

/// The power of ten that `%` puts between a stated number and the model's own: 4.1 % is 0.041 inside.
pub fn percents(text: &str) -> i32 {
    let sign = |index: usize| if index == 0 { 1 } else { -1 };
    let plain: String = text.chars().map(plain_sign).collect();
    let parts = plain.split('/').enumerate();
    parts.map(|(index, part)| sign(index) * part.matches('%').count() as i32).sum()
}

/// The half-width sign for what is also written full-width or otherwise.
fn plain_sign(c: char) -> char {
    match c {
        '／' => '/',
        '*' | '×' | '⋅' | '・' | '•' => '·',
        '（' => '(',
        '）' => ')',
        '％' => '%',
        other => other,
    }
}

/// The parts between `/`, those inside parentheses left together.
fn divided(text: &str) -> Option<Vec<&str>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '/' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            '/' => return None,
            _ => {}
        }
        if !(0..=1).contains(&depth) {
            return None;
        }
    }
    parts.push(text[start..].trim());
    (depth == 0).then_some(parts)
}

fn named(name: &str) -> Option<Unit> {
    let rows = || ROWS.iter().enumerate();
    let found = PREFIXES.iter().find_map(|(zh, en, ten)| {
        let (zh, en) = (name.strip_prefix(zh), name.strip_prefix(en));
        let fits = |row: &Row| zh == Some(row.zh) || en.is_some_and(|en| row.en.contains(&en));
        rows().find(|(_, row)| (row.base || *ten == 0) && fits(row)).map(|found| (found, *ten))
    });
    let ((index, row), ten) = found?;
    let scale = Unit::of(Factor::Ten, Ratio::whole(ten + row.ten));
    if row.base {
        scale.times(&Unit::of(Factor::Base(index as u8), Ratio::ONE), Ratio::ONE)
    } else {
        Some(scale)
    }
}

fn unknown(part: &str, text: &str, at: &Place) -> Error {
    let scaled =
        SCALED.iter().flat_map(|zh| PREFIXES.iter().map(move |(prefix, ..)| format!("{prefix}{zh}")));
    let known: Vec<String> = scaled.chain(ROWS.iter().map(|row| row.zh.to_owned())).collect();
    let nearest = nearest_name(part, known.iter().map(String::as_str));
    let all = ROWS.iter().map(|row| row.zh).collect::<Vec<_>>().join(" ");
    Error::at(Code::UnitUnknown, at.clone())
        .with("part", part)
        .with_some("unit", (part != text).then_some(text))
        .with_some("known", nearest.is_none().then_some(all))
        .with_some("nearest", nearest)
}

/// The text of a unit in Chinese: reading it gives the unit again, if none of it is open.
pub fn chinese(unit: &Unit) -> String {
    write(unit, "·", |row, prefix| format!("{}{}", prefix.0, row.zh))
}

/// The text of a unit in English; it can be read as well.
pub fn english(unit: &Unit) -> String {
    write(unit, "*", |row, prefix| format!("{}{}", prefix.1, row.en[0]))
}

fn write(unit: &Unit, join: &str, name: impl Fn(&Row, &Prefix) -> String) -> String {
    let bases: Vec<(&Row, Ratio)> = unit
        .factors()
        .iter()
        .filter_map(|(factor, power)| match factor {
            Factor::Base(index) => Some((ROWS.get(usize::from(*index))?, *power)),
            _ => None,
        })
        .collect();
    let ten = unit.power(Factor::Ten);
    let prefixes = prefixes(&bases, ten);
    let mut above: Vec<String> = Vec::new();
    let mut below = String::new();
    if prefixes.is_none() && ten != Ratio::whole(0) {
        above.push(if ten == Ratio::whole(-2) { "%".to_owned() } else { powered("10", ten, 1) });
    }
    if !unit.is_known() {
        above.push("?".to_owned());
    }
    for (index, (row, power)) in bases.iter().enumerate() {
        let name = name(row, prefixes.as_ref().map_or(&PREFIXES[0], |found| &PREFIXES[found[index]]));
        match power.parts().0 > 0 {
            true => above.push(powered(&name, *power, 1)),
            false => below += &format!("/{}", powered(&name, *power, -1)),
        }
    }
    let above = if above.is_empty() { "1".to_owned() } else { above.join(join) };
    above + below.as_str()
}

fn powered(name: &str, power: Ratio, sign: i64) -> String {
    match power.parts() {
        (above, 1) if above * sign == 1 => name.to_owned(),
        (above, 1) => format!("{name}^{}", above * sign),
        (above, below) => format!("{name}^{}", (above * sign) as f64 / below as f64),
    }
}

/// Indices of the prefixes that take up a power of ten, as few as possible; nothing if none do.
fn prefixes(bases: &[(&Row, Ratio)], ten: Ratio) -> Option<Vec<usize>> {
    // Of more parts than this the rest keeps its bare names.
    const MOST: usize = 6;
    let choices = PREFIXES.len();
    let mut best: Option<(usize, Vec<usize>)> = None;
    for choice in 0..choices.pow(bases.len().min(MOST) as u32) {
        let chosen =
            |index: usize| if index < MOST { choice / choices.pow(index as u32) % choices } else { 0 };
        let names: Vec<usize> = (0..bases.len()).map(chosen).collect();
        let (mut left, mut used) = (Some(ten), 0);
        for ((row, power), name) in bases.iter().zip(&names) {
            let scale = PREFIXES[*name].2;
            used += usize::from(scale != 0) * if SCALED.contains(&row.zh) { 1 } else { 100 };
            let part = power.times(Ratio::whole(-scale));
            left = left.zip(part).and_then(|(left, part)| left.plus(part));
        }
        if left == Some(Ratio::whole(0)) && best.as_ref().is_none_or(|(least, _)| used < *least) {
            best = Some((used, names));
        }
    }
    best.map(|(_, names)| names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::unit::Unit;
    use proptest::prelude::*;

    fn unit(text: &str) -> Unit {
        read(text, &Place::default()).unwrap_or_else(|e| panic!("{text}: {e}"))
    }

    #[test]
    fn texts_are_written_as_people_write_them() {
        for text in [
            "1",
            "%",
            "亿元",
            "亿元/年",
            "万元/亩",
            "吨标准煤/万元",
            "万吨标准煤",
            "人/年",
            "1/年",
            "家",
            "元",
            "亩·年",
            "万人",
            "家^2",
            "亿元^0.5",
            "亿元/亩/年",
            "1/人/年^2",
            "平方公里",
            "10^4",
            "%/年",
            "人·年",
        ] {
            let again = if text == "10^4" { "万元/元" } else { text };
            assert_eq!(chinese(&unit(again)), text);
        }
    }

    #[test]
    fn one_unit_has_several_texts() {
        for (a, b) in [
            ("吨标准煤·亿元/万元", "万吨标准煤"),
            ("亿元/(亩·年)", "亿元/亩/年"),
            ("亿元／年", "100 million yuan/year"),
            ("人*年", "persons·years"),
            ("百分点", "%"),
            ("倍", "1"),
            ("10,000 tonnes of coal equivalent", "万吨标准煤"),
            (" 家 / 年 ", "家/年"),
            ("万元/亩", "元·万元/亩/元"),
        ] {
            assert_eq!(unit(a), unit(b), "{a}, {b}");
        }
        assert_ne!(unit("亿元"), unit("万元"));
        assert_ne!(unit("%"), unit("1"));
    }

    #[test]
    fn an_ambiguous_or_broken_text_is_refused() {
        for text in
            ["亿元/亩·年", "亿元/(亩/年)", "(亿元", "亿元)", "((年))", "家^x", "家^0.123456789", "家^1e99"]
        {
            let error = read(text, &Place::default()).expect_err(text);
            assert_eq!(error.code, Code::UnitWriting, "{text}");
        }
        for text in ["", "亿", "亿元/", "亿元·", "年/年/yaer", "万1"] {
            let error = read(text, &Place::default()).expect_err(text);
            assert_eq!(error.code, Code::UnitUnknown, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(parts in proptest::collection::vec((0..8usize, 0..3usize, -3..=3i64), 0..5)) {
            let mut sum = Unit::pure();
            for (row, prefix, power) in parts {
                let name = format!("{}{}", PREFIXES[prefix].0, ROWS[row].zh);
                sum = sum.times(&unit(&name), Ratio::whole(power)).expect("small");
            }
            if !chinese(&sum).contains("10^") {
                prop_assert_eq!(&unit(&chinese(&sum)), &sum);
                prop_assert_eq!(&unit(&english(&sum)), &sum);
            }
        }

        #[test]
        fn no_text_upsets_the_reader(text in "[亿万元年亩·/()^%1. -]{0,12}") {
            let _ = read(&text, &Place::default());
            let _ = percents(&text);
        }
    }
}
