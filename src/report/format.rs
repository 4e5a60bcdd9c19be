//! Numbers as printed on charts and in the terminal's table.
//!
//! Owns decimals, signs and units beside numbers. Never: rounds what goes into
//! CSV or JSON.

use super::view::{TIMES, View, sign};
use crate::case::{Operator, unit};
use crate::message::{Lang, term};
use crate::summary::{Likelihood, ScenarioSummary, Split, TargetHead};

/// Units that come in whole pieces.
pub(super) const WHOLE: [&str; 4] = ["家", "人", "个", "件"];

/// Decimals that show about three significant digits at the size of `scale`.
pub(super) fn decimals(scale: f64) -> usize {
    match scale.abs() {
        s if s >= 100.0 => 0,
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

/// A number with three significant digits: a simulated level is worth no more.
pub(super) fn three_digits(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// A number that always carries its sign; zero carries none.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    let zero = !text.chars().any(|c| c.is_ascii_digit() && c != '0');
    if value > 0.0 && !zero { format!("+{text}") } else { text }
}

/// A number whose nothing is a plain 0, and what only rounds to nothing says so.
pub(super) fn shown(value: f64, decimals: usize, with_sign: bool) -> String {
    match (rounds_to_nothing(value, decimals), with_sign) {
        (true, false) if value > 0.0 => format!("<{}", number(0.1_f64.powi(decimals as i32), decimals)),
        (true, _) => "0".to_owned(),
        (false, _) if value == 0.0 => "0".to_owned(),
        (false, true) => signed(value, decimals),
        (false, false) => number(value, decimals),
    }
}

/// Whether a number other than nothing would be printed as nothing.
pub(super) fn rounds_to_nothing(value: f64, decimals: usize) -> bool {
    value != 0.0
        && value.is_finite()
        && !number(value, decimals).contains(|c: char| c.is_ascii_digit() && c != '0')
}

/// The shortest text of a number that was typed by a person, such as a threshold.
pub(super) fn plain(value: f64) -> String {
    format!("{value}").replace('-', "−")
}

/// A number with its unit; `%` sticks to the number, a pure number has no unit.
pub(super) fn with_unit(lang: Lang, value: &str, unit: &str) -> String {
    match unit {
        "%" => format!("{value}%"),
        "1" | "" => value.to_owned(),
        TIMES if lang == Lang::En => format!("{} {value}", term("unit-ratio", lang).unwrap_or_default()),
        _ => {
            let name = unit::find(unit).map_or(unit, |known| lang.pick(known.zh, known.en));
            format!("{value} {name}")
        }
    }
}

/// A name with its unit, for headings; a pure number has no unit, nor has a name that ends with it or
/// says that it is a ratio.
pub(super) fn name_with_unit(view: &View, name: &str, unit: &str) -> String {
    match unit {
        "1" | "" => name.to_owned(),
        _ if name.to_lowercase().ends_with(view.unit(unit)) => name.to_owned(),
        TIMES if name.contains(view.word("unit-ratio")) => name.to_owned(),
        _ => view.fill("name-with-unit", &[("name", name), ("unit", view.unit(unit))]),
    }
}

/// A target's threshold, such as `≥4%`; with its year if that is not the year of the policy.
pub(super) fn threshold(view: &View, target: &TargetHead) -> String {
    let text = wanted(target.operator, target.threshold, &target.unit, target.event, view.lang);
    match other_year(view, target) {
        Some(year) => view.fill("threshold-of-year", &[("threshold", &text), ("year", &year.to_string())]),
        None => text,
    }
}

/// The threshold by which a scenario alone judges a target; nothing if it judges by the case's.
pub(super) fn own_threshold(view: &View, scenario: &ScenarioSummary, target: usize) -> Option<String> {
    let own = view.read_otherwise(scenario, target).then(|| view.as_read(scenario, target))?;
    Some(view.fill("own-threshold", &[("threshold", &threshold(view, &own))]))
}

/// A comparison with a threshold, such as `≥4%`; what happens or does not is a word.
pub fn wanted(operator: Operator, threshold: f64, unit: &str, event: bool, lang: Lang) -> String {
    let word = |key: &str| term(key, lang).unwrap_or_default().to_owned();
    match (operator, threshold) {
        // At least once, or at least all there are: the number says less than the word.
        (_, 1.0) if event => word("happens"),
        (Operator::AtLeast, 100.0) if unit == "%" && !event => word("all-of-them"),
        _ => with_unit(lang, &format!("{}{}", sign(operator), plain(threshold)), unit),
    }
}

/// The year of a target if it is not the first milestone.
pub(super) fn other_year(view: &View, target: &TargetHead) -> Option<i32> {
    Some(target.year).filter(|&year| view.milestone() != Some(year))
}

/// An interval of a likelihood in whole percent, such as `66–68%`.
///
/// Rounded outwards, so that what is printed is never narrower than the interval.
pub(super) fn interval(likelihood: &Likelihood) -> String {
    let (low, high) = likelihood.interval;
    let (least, most) = ((low * 100.0 + 1e-9).floor(), (high * 100.0 - 1e-9).ceil());
    match (low, high) {
        _ if high < 0.01 => "<1%".to_owned(),
        _ if low > 0.99 => ">99%".to_owned(),
        _ if low < 0.01 && high > 0.99 => format!("{least:.0}–{most:.0}%"),
        _ if low < 0.01 => format!("≤{most:.0}%"),
        _ if high > 0.99 => format!("≥{least:.0}%"),
        _ => format!("{least:.0}–{most:.0}%"),
    }
}

/// A change of a likelihood in whole points, such as `+12`; a change that rounds to nothing is `0`.
pub(super) fn points(change: f64) -> String {
    signed(change * 100.0, 0)
}

/// The change since the base year at the same scope in words: of several counting scopes one by one, for their mean would be
/// of none of them.
pub(super) fn same_scope(
    view: &View,
    scenario: &ScenarioSummary,
    target: &TargetHead,
    split: &Split,
) -> String {
    same_scope_by(view, scenario, target, split, &|split| Some(split.same_scope))
}

/// The same of another change at the same scope, 0 where there is none.
pub(super) fn same_scope_by(
    view: &View,
    scenario: &ScenarioSummary,
    target: &TargetHead,
    split: &Split,
    of: &dyn Fn(&Split) -> Option<f64>,
) -> String {
    let own = scenario.splits.iter().filter(|s| (s.target, s.evaluated) == (split.target, split.evaluated));
    let changes = own.filter(|_| split.scope.is_none()).filter_map(|s| Some((s.scope?, of(s)?)));
    let changes: std::collections::BTreeMap<usize, f64> = changes.collect();
    scope_by_scope(view, &changes, &|change| change_of(view, target, change))
        .unwrap_or_else(|| change_of(view, target, of(split).unwrap_or(0.0)))
}

/// What is said of every counting scope, one after the other, or once if it is the same of all; nothing
/// without scopes.
pub(super) fn scope_by_scope(
    view: &View,
    of: &std::collections::BTreeMap<usize, f64>,
    say: &dyn Fn(f64) -> String,
) -> Option<String> {
    let said: Vec<(usize, String)> = of.iter().map(|(scope, x)| (*scope, say(*x))).collect();
    let (_, first) = said.first()?;
    if said.iter().all(|(_, text)| text == first) {
        return Some(first.clone());
    }
    let one = |(scope, text): &(usize, String)| {
        let name = view.text(&view.summary.case.scopes[*scope].name);
        view.fill("of-one-scope", &[("scope", name), ("change", text)])
    };
    let list = said.iter().map(one).collect::<Vec<_>>().join(view.lang.pick("、", ", "));
    Some(view.fill("of-scopes", &[("list", &list)]))
}

/// A change of a target's indicator in words.
fn change_of(view: &View, target: &TargetHead, change: f64) -> String {
    let digits = target_decimals(target);
    let size = number(change.abs(), digits);
    let key = match (change < 0.0, target.unit == "%") {
        (false, true) => "rise-points",
        (true, true) => "fall-points",
        (false, false) => "rise-ratio",
        (true, false) => "fall-ratio",
    };
    match no_change(view, change, digits) {
        None => view.fill(key, &[("x", &size)]),
        Some(none) => none.to_owned(),
    }
}

/// What is said of a change that rounds to nothing; nothing of others.
pub(super) fn no_change(view: &View, change: f64, decimals: usize) -> Option<&'static str> {
    let some = number(change, decimals).contains(|c: char| c.is_ascii_digit() && c != '0');
    (!some).then(|| view.word("no-change"))
}

/// Money in 亿元: one decimal below 10, else whole; nothing at all is a plain zero, and what only rounds
/// to nothing says so.
pub(super) fn money(value: f64) -> String {
    shown(value, money_decimals(value), false)
}

/// An amount of 亿元 with its unit: in English as billions from 10 on, as fine as in Chinese, else as
/// millions; what only rounds to nothing says so.
pub(super) fn yuan(view: &View, value: f64) -> String {
    match money_as(view, value, value) {
        (text, unit) if value > 0.0 && text == "0" => format!("<1 {unit}"),
        (text, unit) => format!("{text} {unit}"),
    }
}

/// An amount of 亿元 in the unit that goes with another amount, and that unit.
pub(super) fn money_as(view: &View, value: f64, like: f64) -> (String, &'static str) {
    match (view.lang, like.abs() >= 10.0) {
        (Lang::Zh, _) => (money(value), view.word("unit-money")),
        (Lang::En, true) => (number(value / 10.0, 1 + money_decimals(like)), view.word("unit-billion")),
        (Lang::En, false) if like.abs() >= 0.1 => {
            // As fine as a tenth of 亿元.
            (number((value * 10.0).round() * 10.0, 0), view.word("unit-million"))
        }
        (Lang::En, false) => (number(value * 100.0, 0), view.word("unit-million")),
    }
}

/// An amount of 亿元 that was typed by a person, with all its digits.
pub(super) fn yuan_as_given(view: &View, value: f64) -> String {
    // Ten digits are more than anyone types; they drop what binary fractions add.
    let given = |x: f64| plain((x * 1e10).round() / 1e10);
    match (view.lang, value.abs() >= 10.0) {
        (Lang::Zh, _) => format!("{} {}", plain(value), view.word("unit-money")),
        (Lang::En, true) => format!("{} {}", given(value / 10.0), view.word("unit-billion")),
        (Lang::En, false) => format!("{} {}", given(value * 100.0), view.word("unit-million")),
    }
}

/// Decimals of money in 亿元, parts and sums alike: one below 100, so that an amount is the same in every
/// chart, table and text.
pub(super) fn money_decimals(value: f64) -> usize {
    usize::from(value.abs() < 99.95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_of_any_size() {
        let of = [1702.4, 1964.0, -0.012345, 55.56, 999.6, 7.0, 0.0].map(three_digits);
        assert_eq!(of, [1700.0, 1960.0, -0.0123, 55.6, 1000.0, 7.0, 0.0]);
    }

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
    fn money_is_told_in_a_unit_of_its_language() {
        let summary = super::super::fixture::summary(1);
        let said = |lang: Lang, value: f64| {
            let options = super::super::Options { lang, ..Default::default() };
            let view = View::new(&summary, &options);
            (yuan(&view, value), yuan_as_given(&view, value))
        };
        let rows = [
            (12.4, "12.4 亿元", "12.4 亿元", "1.24 billion yuan", "1.24 billion yuan"),
            (99.96, "100 亿元", "99.96 亿元", "10.0 billion yuan", "9.996 billion yuan"),
            (14.25, "14.2 亿元", "14.25 亿元", "1.43 billion yuan", "1.425 billion yuan"),
            (1.5, "1.5 亿元", "1.5 亿元", "150 million yuan", "150 million yuan"),
            (0.03, "<0.1 亿元", "0.03 亿元", "3 million yuan", "3 million yuan"),
            (0.004, "<0.1 亿元", "0.004 亿元", "<1 million yuan", "0.4 million yuan"),
        ];
        for (value, zh, zh_given, en, en_given) in rows {
            assert_eq!(said(Lang::Zh, value), (zh.to_owned(), zh_given.to_owned()));
            assert_eq!(said(Lang::En, value), (en.to_owned(), en_given.to_owned()));
        }
    }

    #[test]
    fn what_rounds_to_nothing_is_told_from_nothing() {
        assert!(rounds_to_nothing(0.04, 1) && rounds_to_nothing(-0.5, 0) && !rounds_to_nothing(0.06, 1));
        assert!(!rounds_to_nothing(0.0, 1) && !rounds_to_nothing(f64::NAN, 1));
    }

    #[test]
    fn thresholds_read_alike_everywhere() {
        let wanted =
            |operator, threshold, unit: &str, event, lang| wanted(operator, threshold, unit, event, lang);
        assert_eq!(wanted(Operator::AtLeast, 4.0, "%", false, Lang::En), "≥4%");
        assert_eq!(wanted(Operator::AtLeast, 1.0, "1", true, Lang::En), "happens");
        assert_eq!(wanted(Operator::AtLeast, 100.0, "%", false, Lang::Zh), "100%");
        assert_eq!(wanted(Operator::AtLeast, 100.0, "%", false, Lang::En), "100%");
        assert_eq!(wanted(Operator::Above, 100.0, "%", false, Lang::En), ">100%");
        assert_eq!(wanted(Operator::AtLeast, 2.0, "1", true, Lang::Zh), "≥2");
        assert_eq!(wanted(Operator::Below, 1.0, "倍", false, Lang::En), "ratio <1");
        assert_eq!(wanted(Operator::Below, 1.0, "倍", false, Lang::Zh), "<1 倍");
        assert_eq!(wanted(Operator::AtLeast, 3.0, "亿元", false, Lang::En), "≥3 100 million yuan");
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
        assert_eq!(interval(&narrow), "66–68%");
        let wide = Likelihood { probability: 0.671, interval: (0.62, 0.71) };
        assert_eq!(interval(&wide), "62–71%");
    }
}
