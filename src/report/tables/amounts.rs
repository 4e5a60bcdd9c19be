//! Amounts of measures as people say them.
//!
//! Owns the words around a number of a measure's unit. Never: knows years or zones.

use crate::message::Lang;
use crate::report::format::{WHOLE, plain, yuan_as_given};
use crate::report::view::View;

/// Half a laboratory a year is one in two years: what comes in whole pieces is told over all years, if that
/// makes whole ones and a year's does not.
pub(super) fn in_all(view: &View, x: f64, unit: &str, years: i32) -> Option<String> {
    let (piece, rest) = unit.split_once("/年")?;
    let sum = x * f64::from(years);
    let fits = WHOLE.contains(&piece) && x.fract() != 0.0 && (sum - sum.round()).abs() < 1e-9 && sum > 0.5;
    let told = || counted(view, sum.round(), &format!("{piece}{rest}"));
    fits.then(|| view.fill("plan-sum", &[("amount", &told())]))
}

/// Half a platform in each of two zones is one that they share: what comes in whole pieces is told of all
/// `zones` together, if that makes whole ones and neither a year's of one zone nor all its `years` do.
pub(super) fn together(view: &View, x: f64, unit: &str, (years, zones): (i32, usize)) -> Option<String> {
    let sum = x * zones as f64;
    let pieces = WHOLE.iter().any(|piece| unit.starts_with(piece)) && x.fract() != 0.0;
    let fits = pieces && zones > 1 && sum > 0.5 && (sum - sum.round()).abs() < 1e-9;
    let each = in_all(view, x, unit, years).is_some();
    (fits && !each).then(|| view.fill("plan-together", &[("amount", &counted(view, sum.round(), unit))]))
}

/// What comes in whole pieces is told in whole pieces, everything else in two digits.
pub(super) fn significant(x: f64, unit: &str) -> f64 {
    if x >= 1.0 && WHOLE.iter().any(|whole| unit.starts_with(whole)) {
        return x.round();
    }
    let size = 10_f64.powi(1 - x.abs().max(1e-9).log10().floor() as i32);
    (x * size).round() / size
}

/// An amount of a measure's unit, which may carry a remark in brackets. In English things that have no
/// name are just counted, one thing is no plural, and money is in millions or billions.
pub(super) fn counted(view: &View, x: f64, unit: &str) -> String {
    if let Some(counted) = hundreds(view, x, unit) {
        return counted;
    }
    let shown = plain((x * 1e6).round() / 1e6);
    match (unit, unit.strip_prefix("1（"), view.lang) {
        // A bare count is its own unit; in Chinese its remark follows at once.
        ("1", ..) => shown,
        // What 1 stands for is said in words, and of a part how much of it.
        (_, Some(remark), Lang::Zh) => match remark.strip_suffix('）').and_then(whole) {
            Some(whole) if x == 1.0 => whole.to_owned(),
            Some(whole) => format!("{whole}的 {}%", plain((x * 1e4).round() / 1e2)),
            None => format!("{shown}（{remark}"),
        },
        (.., Lang::Zh) => format!("{shown} {unit}"),
        (_, Some(_), Lang::En) => {
            let remark = view.names().unit(unit);
            match remark.strip_prefix("1 = ") {
                Some(whole) if x == 1.0 => whole.to_owned(),
                Some(whole) => format!("{}% of: {whole}", plain((x * 1e4).round() / 1e2)),
                None => format!("{shown} ({remark})"),
            }
        }
        (.., Lang::En) => {
            let named = view.names().unit(unit);
            let money = unit.strip_prefix("亿元").and_then(|_| named.strip_prefix("100 million yuan"));
            if let Some(rest) = money {
                return format!("{}{rest}", yuan_as_given(view, x));
            }
            let (first, rest) =
                named.split_once(' ').map_or((&*named, String::new()), |(a, b)| (a, format!(" {b}")));
            match (first, first.strip_suffix('s')) {
                ("items", _) => format!("{shown}{rest}"),
                (_, Some(one)) if x == 1.0 => format!("{shown} {one}{rest}"),
                _ => format!("{shown} {named}"),
            }
        }
    }
}

/// What 1 stands for, of a remark such as `1为逐季开展`.
pub(super) fn whole(remark: &str) -> Option<&str> {
    remark.strip_prefix('1')?.trim_start().strip_prefix('为')
}

/// An amount in hundreds as people count it; nothing for other units.
fn hundreds(view: &View, x: f64, unit: &str) -> Option<String> {
    let shown = plain((x * 1e8).round() / 1e6);
    // A percentage point is no hundred of anything.
    let of = unit.strip_prefix('百').filter(|rest| !rest.starts_with('分'))?;
    match view.lang {
        Lang::Zh => Some(format!("{shown} {of}")),
        Lang::En => {
            let named = view.names().unit(unit);
            Some(format!("{shown} {}", named.strip_prefix("hundred ")?))
        }
    }
}
