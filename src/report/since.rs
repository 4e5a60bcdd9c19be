//! What a save changed: likelihoods and money of a watched scenario beside those of the save before.
//!
//! Both ran on the same draws, so that what differs comes from what was edited. Never: decides which runs
//! are compared.

use super::Options;
use super::format;
use super::scope;
use super::terminal::{fold, plain_table};
use super::view::View;
use crate::message::scale::percent;
use crate::summary::{ScenarioSummary, Summary};
use comfy_table::Cell;

/// Columns that a target's name may take.
const FIRST: u16 = 36;

/// A table of what differs, or a sentence that nothing does; none if the runs cannot be compared.
pub fn since(before: &Summary, now: &Summary, options: &Options) -> Option<String> {
    let view = View::new(now, options);
    let (old, new) = (before.scenarios.last()?, now.scenarios.last()?);
    let years = &now.case.milestones;
    let alike = |one: &Summary| one.targets.iter().map(|t| (t.id.clone(), t.year)).collect::<Vec<_>>();
    if alike(before) != alike(now) || *years != before.case.milestones {
        return None;
    }
    let earlier = View::new(before, options);
    let mut rows = Vec::new();
    for (target, head) in view.main_targets() {
        let cells: Vec<String> =
            years.iter().map(|year| cell((&earlier, old), (&view, new), target, *year)).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((format!("{} {}", head.id, view.text(&head.name)), cells));
        }
    }
    let money = money((&earlier, old), (&view, new), years.len());
    if money.iter().any(|cell| !cell.is_empty()) {
        rows.push((view.word("since-money").to_owned(), money));
    }
    if rows.is_empty() {
        return Some(view.word("since-same").to_owned());
    }
    let mut table = plain_table();
    let head = std::iter::once(view.word("since-head").to_owned()).chain(years.iter().map(i32::to_string));
    table.set_header(head.map(Cell::new));
    for (name, cells) in rows {
        table.add_row(std::iter::once(fold(&name, FIRST, 2)).chain(cells).map(Cell::new));
    }
    Some(format!("{}\n{}", table.trim_fmt(), view.word("since-note")))
}

/// `18% → 24%`, or the change in points where both read the same; empty where nothing differs.
fn cell<'a>(
    (earlier, old): (&View<'a>, &'a ScenarioSummary),
    (view, new): (&View<'a>, &'a ScenarioSummary),
    target: usize,
    year: i32,
) -> String {
    let of = |view: &View<'a>, scenario| view.result(scenario, target, year, None);
    let (Some(was), Some(is)) = (of(earlier, old), of(view, new)) else { return String::new() };
    if (was.threshold, was.evaluated) != (is.threshold, is.evaluated) {
        return view.word("compare-otherwise").to_owned();
    }
    let (was, is) = (was.likelihood.probability, is.likelihood.probability);
    if was == is {
        return String::new();
    }
    let mark = scope::mark(view, new, view.split(new, target, year, None), scope::Beside::Both);
    match (percent(was), percent(is)) {
        (before, now) if before != now => format!("{before} → {now}{mark}"),
        (_, now) => {
            let points = (is - was) * 100.0;
            let size = format::shown(points.abs(), 1, false);
            let sign = if points > 0.0 { '+' } else { '−' };
            // What only rounds to nothing has no direction.
            let change = if size.starts_with('<') { size } else { format!("{sign}{size}") };
            view.fill("since-points", &[("now", &format!("{now}{mark}")), ("points", &change)])
        }
    }
}

/// Public money up to the policy's year and up to the last, where it differs as printed.
fn money(
    (earlier, old): (&View, &ScenarioSummary),
    (view, new): (&View, &ScenarioSummary),
    years: usize,
) -> Vec<String> {
    let sums = |s: &ScenarioSummary| [s.cost_to_target_year[2], s.cost_total[2]];
    let mut cells = vec![String::new(); years];
    let places = [0, years.saturating_sub(1)];
    for (at, (was, is)) in places.into_iter().zip(sums(old).into_iter().zip(sums(new))).rev() {
        let (was, is) = (format::yuan(earlier, was), format::yuan(view, is));
        if let Some(cell) = cells.get_mut(at).filter(|_| was != is) {
            *cell = format!("{was} → {is}");
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::message::Lang;

    fn told(lang: Lang, edit: impl FnOnce(&mut ScenarioSummary)) -> String {
        let before = fixture::summary(2);
        let mut now = before.clone();
        edit(now.scenarios.last_mut().expect("two scenarios"));
        since(&before, &now, &Options { lang, ..Options::default() }).expect("the same targets")
    }

    #[test]
    fn nothing_edited_is_said_in_a_sentence() {
        assert_eq!(told(Lang::Zh, |_| {}), "与上次保存相比，结果没有变化。");
        assert_eq!(told(Lang::En, |_| {}), "Nothing differs from the save before.");
    }

    #[test]
    fn only_what_differs_has_a_row() {
        let before = fixture::summary(2);
        let first = before.scenarios.last().and_then(|s| s.likelihoods.first()).expect("a result");
        let (target, year) = (first.target, first.year);
        let old = percent(first.likelihood.probability);
        let change = |to: f64| {
            move |s: &mut ScenarioSummary| {
                let result = s.likelihoods.iter_mut().find(|r| (r.target, r.year) == (target, year));
                result.expect("the result").likelihood.probability = to;
            }
        };
        let zh = told(Lang::Zh, change(0.995));
        assert!(zh.contains(&format!("{old} → >99%")), "{zh}");
        let rows = zh.lines().filter(|line| line.starts_with(" T")).count();
        assert_eq!(rows, 1, "{zh}");
        let little = first.likelihood.probability + 0.002;
        let en = told(Lang::En, change(little));
        assert!(en.contains(&format!("{} (+0.2)", percent(little))), "{en}");
    }

    #[test]
    fn money_that_differs_is_told_with_its_unit() {
        let zh = told(Lang::Zh, |s| s.cost_to_target_year = [1.0, 2.0, 25.0, 30.0, 31.0]);
        assert!(zh.contains("→ 25.0 亿元"), "{zh}");
        let en = told(Lang::En, |s| s.cost_total = [1.0, 2.0, 125.0, 130.0, 131.0]);
        let row = en.lines().find(|line| line.contains("Public money up to that year"));
        assert!(row.is_some_and(|row| row.trim_end().ends_with("→ 12.5 billion yuan")), "{en}");
    }
}
