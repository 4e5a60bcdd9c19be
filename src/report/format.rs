//! Numbers as printed on charts and in the terminal's table.
//!
//! Owns decimals, signs and units beside numbers. Never: rounds what goes into
//! CSV or JSON.

use super::view::{View, sign};
use crate::summary::{Likelihood, Split, TargetHead};

/// Decimals that show about three significant digits at the size of `scale`.
pub(super) fn decimals(scale: f64) -> usize {
    match scale.abs() {
        s if s >= 1000.0 => 0,
        s if s >= 10.0 => 1,
        s if s >= 1.0 => 2,
        s if s > 0.0 => 3,
        _ => 1,
    }
}

/// Decimals for an indicator compared with a target: one for shares such as 50 %, two for 4 %.
pub(super) fn target_decimals(target: &TargetHead) -> usize {
    decimals(target.threshold).min(2)
}

/// A number with a true minus sign and thousands separated.
pub(super) fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && whole.len() > 4 {
            out.push(',');
        }
        out.push(digit);
    }
    let negative = value < 0.0 && text.chars().any(|c| c.is_ascii_digit() && c != '0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{out}{point}{fraction}", if negative { "−" } else { "" })
}

/// A number that always carries its sign; zero carries none.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    let zero = !text.chars().any(|c| c.is_ascii_digit() && c != '0');
    if value > 0.0 && !zero { format!("+{text}") } else { text }
}

/// The shortest text of a number that was typed by a person, such as a threshold.
pub(super) fn plain(value: f64) -> String {
    format!("{value}").replace('-', "−")
}

/// A number with its unit; `%` sticks to the number, a ratio has no unit.
pub(super) fn with_unit(view: &View, value: &str, unit: &str) -> String {
    match unit {
        "%" => format!("{value}%"),
        "1" | "" => value.to_owned(),
        _ => format!("{value} {}", view.unit(unit)),
    }
}

/// A name with its unit, for headings; a ratio has no unit.
pub(super) fn name_with_unit(view: &View, name: &str, unit: &str) -> String {
    match unit {
        "1" | "" => name.to_owned(),
        _ => view.fill("name-with-unit", &[("name", name), ("unit", view.unit(unit))]),
    }
}

/// A target's threshold, such as `≥4%`; with its year if that is not the year of the policy.
pub(super) fn threshold(view: &View, target: &TargetHead) -> String {
    let number = || format!("{}{}", sign(target.operator), plain(target.threshold));
    let text = match target.event && target.threshold == 1.0 {
        // At least once: the number says less than the word.
        true => view.word("happens").to_owned(),
        false => with_unit(view, &number(), &target.unit),
    };
    match other_year(view, target) {
        Some(year) => view.fill("threshold-of-year", &[("threshold", &text), ("year", &year.to_string())]),
        None => text,
    }
}

/// The year of a target if it is not the first milestone.
pub(super) fn other_year(view: &View, target: &TargetHead) -> Option<i32> {
    Some(target.year).filter(|&year| view.milestone() != Some(year))
}

/// An interval of a likelihood in whole percent, such as `66–68%`; with one decimal if narrower.
///
/// Rounded outwards, so that what is printed is never narrower than the interval.
pub(super) fn interval(likelihood: &Likelihood) -> String {
    let (low, high) = likelihood.interval;
    let outwards = |unit: f64| ((low * unit + 1e-9).floor(), (high * unit - 1e-9).ceil());
    let (least, most) = outwards(100.0);
    match (low, high) {
        _ if high < 0.01 => "<1%".to_owned(),
        _ if low > 0.99 => ">99%".to_owned(),
        _ if low < 0.01 && high > 0.99 => format!("{least:.0}–{most:.0}%"),
        _ if low < 0.01 => format!("≤{most:.0}%"),
        _ if high > 0.99 => format!("≥{least:.0}%"),
        _ if high - low < 0.01 => {
            let (least, most) = outwards(1000.0);
            format!("{:.1}–{:.1}%", least / 10.0, most / 10.0)
        }
        _ => format!("{least:.0}–{most:.0}%"),
    }
}

/// A change of a likelihood in whole points, such as `+12`; a change that rounds to nothing is `0`.
pub(super) fn points(change: f64) -> String {
    signed(change * 100.0, 0)
}

/// Says that a target's change is mainly one of scope, with the change at the same scope; else nothing.
pub(super) fn mainly_scope(view: &View, target: &TargetHead, split: &Split) -> Option<String> {
    let size = number(split.same_scope.abs(), target_decimals(target));
    let key = match (split.same_scope < 0.0, target.unit == "%") {
        (false, true) => "rise-points",
        (true, true) => "fall-points",
        (false, false) => "rise-ratio",
        (true, false) => "fall-ratio",
    };
    let change = match size.contains(|c: char| c.is_ascii_digit() && c != '0') {
        true => view.fill(key, &[("x", &size)]),
        false => view.word("no-change").to_owned(),
    };
    split.mainly_scope.then(|| view.fill("mainly-scope", &[("change", &change)]))
}

/// Money in 亿元: one decimal below 10, else whole; nothing at all is a plain zero.
pub(super) fn money(value: f64) -> String {
    number(value, money_decimals(value))
}

/// Decimals of money in 亿元: one below 10.
pub(super) fn money_decimals(value: f64) -> usize {
    usize::from(value != 0.0 && value.abs() < 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_a_true_minus_and_separate_thousands() {
        assert_eq!(number(-3.24, 1), "−3.2");
        assert_eq!(number(12345.6, 0), "12,346");
        assert_eq!(number(1234.0, 0), "1234");
        assert_eq!(number(-0.04, 1), "0.0");
        assert_eq!(signed(2.0, 1), "+2.0");
        assert_eq!(signed(0.004, 1), "0.0");
        assert_eq!(number(f64::NAN, 1), "–");
    }

    #[test]
    fn points_are_whole() {
        assert_eq!(points(0.1234), "+12");
        assert_eq!(points(-0.001), "0");
    }

    #[test]
    fn an_interval_is_in_whole_percent_and_never_claims_certainty() {
        let near = |low, high| interval(&Likelihood { probability: low, interval: (low, high) });
        assert_eq!(near(0.0, 0.004), "<1%");
        assert_eq!(near(0.0, 0.03), "≤3%");
        assert_eq!(near(0.97, 1.0), "≥97%");
        assert_eq!(near(0.998, 1.0), ">99%");
        let narrow = Likelihood { probability: 0.671, interval: (0.668, 0.674) };
        assert_eq!(interval(&narrow), "66.8–67.4%");
        let wide = Likelihood { probability: 0.671, interval: (0.62, 0.71) };
        assert_eq!(interval(&wide), "62–71%");
    }
}
