//! What a unit of a measure costs, in the unit of money and of time that a reader would use.
//!
//! Owns the words. Never: computes a statistic.

use super::{significant, word};
use crate::experiment::Spread;
use crate::message::Lang;
use crate::report::names::Names;

/// Below so many 亿元 money is told in 万元 (in English in yuan instead of millions).
const SMALL: [f64; 2] = [0.1, 0.001];

/// The median cost of a unit, such as `3.5 万元/亩`.
pub(super) fn middle(unit: &str, cost: Spread, names: Names) -> String {
    told((unit, cost), names, &[cost.middle])
}

/// P50 with P5 and P95, or the number itself.
pub(super) fn spread(unit: &str, cost: Spread, names: Names) -> String {
    let Spread { low, middle, high } = cost;
    let values = [middle, low, high];
    told((unit, cost), names, if low == high { &values[..1] } else { &values })
}

/// A size in a unit that it reads well in, as printed: small amounts of 亿元 as 万元, in English as millions.
pub(super) fn readable(size: Spread, unit: &str, names: Names) -> (Spread, String) {
    let printed = names.unit(unit);
    let (large, small, factor) = match names.lang {
        Lang::Zh => ("亿元", "万元", 1e4),
        Lang::En => ("100 million yuan", "million yuan", 100.0),
    };
    match printed.strip_prefix(large).filter(|_| size.middle.abs() < SMALL[0]) {
        Some(rest) => {
            let of = |x: f64| x * factor;
            let size = Spread { low: of(size.low), middle: of(size.middle), high: of(size.high) };
            (size, format!("{small}{rest}"))
        }
        None => (size, printed),
    }
}

/// A number, or one with its two ends, in the unit of money that fits the median.
fn told((unit, cost): (&str, Spread), names: Names, values: &[f64]) -> String {
    let lang = names.lang;
    if cost.middle == 0.0 {
        return "0".to_owned();
    }
    if unit.starts_with("亿元") && cost.low == 1.0 && cost.high == 1.0 {
        return word("cost-itself", lang).to_owned();
    }
    let small = cost.middle < SMALL[usize::from(lang == Lang::En)];
    let (factor, money) = match (lang, small) {
        (Lang::Zh, false) => (1.0, "亿元"),
        (Lang::Zh, true) => (1e4, "万元"),
        (Lang::En, false) => (100.0, "million yuan"),
        (Lang::En, true) => (1e8, "yuan"),
    };
    let shown: Vec<String> = values.iter().map(|x| significant(x * factor)).collect();
    let amount = match shown.as_slice() {
        [middle, low, high] => format!("{middle} ({low}–{high})"),
        _ => shown.concat(),
    };
    format!("{amount} {money}{}", per(unit, names))
}

/// Per what: of something new each year once for each, of something kept up every year.
fn per(unit: &str, names: Names) -> String {
    // The unit without its explanation.
    let bare = unit.split(['（', '(']).next().unwrap_or_default().trim_end();
    let (things, once) = match bare.strip_suffix("/年") {
        Some(things) => (things, true),
        None => (bare, false),
    };
    match (names.lang, things, once) {
        (Lang::Zh, "1", _) => format!("/{}", word("cost-zone-year", names.lang)),
        (Lang::Zh, _, true) => format!("/{things}"),
        (Lang::Zh, _, false) => format!("/{things}·年"),
        (Lang::En, "1", _) => format!(" {}", word("cost-zone-year", names.lang)),
        (Lang::En, ..) => {
            let named = names.unit(bare);
            let things = named.strip_suffix(" a year").unwrap_or(&named);
            if once {
                format!(" / {things}")
            } else {
                format!(" / {things}, {}", word("cost-a-year", names.lang))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_read_in_units_that_people_use() {
        let told = |unit: &str, middle: f64, lang| {
            let cost = Spread { low: middle, middle, high: middle };
            super::middle(unit, cost, Names { glossary: &[], lang })
        };
        // 0.1 亿元 are 1000 万元 or 10 million yuan.
        for (unit, middle, zh) in [
            ("亩/年", 0.00035, "3.5 万元/亩"),
            ("个/年（新增）", 1.7, "1.7 亿元/个"),
            ("个（在用）", 0.073, "730 万元/个·年"),
            ("1（1为全面实施）", 0.026, "260 万元/园区·年"),
            ("亿元/年（财政支持）", 1.0, "即投入额"),
            ("家/年", 0.0, "0"),
        ] {
            assert_eq!(told(unit, middle, Lang::Zh), zh);
        }
        // 0.028 亿元 are 280 万元 or 2.8 million yuan.
        let size = Spread { low: 0.01, middle: 0.028, high: 0.05 };
        let of = |lang| readable(size, "亿元/年", Names { glossary: &[], lang });
        assert_eq!(((of(Lang::Zh).0.middle).round(), &*of(Lang::Zh).1), (280.0, "万元/年"));
        let (size, unit) = of(Lang::En);
        assert!((size.middle - 2.8).abs() < 1e-9 && unit.starts_with("million yuan"), "{unit}");
        assert_eq!(told("亩/年", 0.00035, Lang::En).split(" / ").next(), Some("35,000 yuan"));
        assert!(told("个/年", 1.7, Lang::En).starts_with("170 million yuan / "));
    }
}
