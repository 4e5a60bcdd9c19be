//! 分部门任务清单: who does what, when, for how much, and what it moves.
//!
//! Owns the layout. Never: computes a statistic.

use super::amounts::{counted, in_all, significant, together, whole};
use super::{Pages, grid, wrapped};
use crate::analysis::tables::{Move, Task, Use};
use crate::experiment::{Amount, Evidence, Measure};
use crate::report::NamedBytes;
use crate::report::csv_table::{Table, yes};
use crate::report::format::shown;
use crate::report::terminal::{brief, fold};
use crate::report::view::{View, upward};
use crate::summary::ScenarioSummary;
use std::collections::BTreeMap;

const COLUMNS: [&str; 17] = [
    "scenario_id",
    "scenario",
    "responsible",
    "role",
    "clause",
    "measure_id",
    "measure",
    "words",
    "plan",
    "unit",
    "year",
    "amount",
    "moves",
    "touches_first",
    "first_effect",
    "evidence",
    "note",
];

/// `tasks.csv`: a row for each year with money, or one without.
pub(super) fn csv(pages: &Pages) -> NamedBytes {
    let view = &pages.view;
    let mut table = Table::new(view, &COLUMNS);
    for (at, scenario) in pages.scenarios() {
        for task in &pages.tables.scenarios[at].tasks {
            let years = view.summary.case.years.iter().zip(&task.money);
            let mut rows: Vec<(String, f64)> =
                years.filter(|(_, x)| **x != 0.0).map(|(year, x)| (year.to_string(), *x)).collect();
            if rows.is_empty() {
                rows.push((String::new(), f64::NAN));
            }
            for (year, amount) in rows {
                row(&mut table, pages, scenario, task, (&year, amount));
            }
        }
    }
    table.named("tasks.csv")
}

fn row(
    table: &mut Table,
    pages: &Pages,
    scenario: &ScenarioSummary,
    task: &Task,
    (year, amount): (&str, f64),
) {
    let view = &pages.view;
    let measure = task.measure.map(|index| &scenario.measures[index]);
    let comma = view.word("list-separator");
    let text = |get: &dyn Fn(&Measure) -> String| measure.map(get).unwrap_or_default();
    let names = view.names();
    table.texts(&[&scenario.id, view.text(&scenario.name), &names.text(&task.department)]);
    table.texts(&[view.word(if task.leads { "leads" } else { "joins" })]);
    table.texts(&[&names.clause(&text(&|m| m.clause.clone())), &text(&|m| m.id.clone())]);
    table.texts(&[&name(view, measure), &names.quote(&text(&|m| m.words.clone()))]);
    let unit = text(&|m| m.unit.clone());
    let plan: Vec<String> = task.uses.iter().map(|u| plan(view, u, &unit, usize::MAX)).collect();
    table.texts(&[&plan.join(comma), &names.unit(&unit), year]);
    table.number(amount);
    let moves = moves(view, task, &|_| true);
    table.texts(&[&moves.join(comma), task.touches_first.map_or("", yes)]);
    table.texts(&[&task.first_effect.map(|y| y.to_string()).unwrap_or_default()]);
    table.texts(&[measure.map_or("", |m| evidence(view, m.evidence))]);
    let why = measure.and_then(|m| m.why_no_effect.as_ref()).map(|why| view.lang.pick(&why.zh, &why.en));
    let untried = (task.touches_first.is_none()).then(|| view.word("not-tried"));
    let by_scope = task.moves.iter().any(|moved| moved.mainly_scope).then(|| view.word("arrow-by-scope"));
    let notes: Vec<&str> = why.into_iter().chain(untried).chain(by_scope).collect();
    table.texts(&[&notes.join(comma)]);
    table.end();
}

fn name(view: &View, measure: Option<&Measure>) -> String {
    let name = measure.map(|m| view.lang.pick(&m.name.zh, &m.name.en));
    name.unwrap_or(view.word("levers-directly")).to_owned()
}

/// Years, zones and amount of one use; of more than `most` zones only the first is named.
pub(in crate::report) fn plan(view: &View, used: &Use, unit: &str, most: usize) -> String {
    let (from, to) = used.years;
    let years = if from == to { from.to_string() } else { format!("{from}–{to}") };
    let about = |amount: String| view.fill("plan-median", &[("amount", &amount)]);
    let amount = match used.amount {
        Amount::Plain(x) => {
            Some(in_all(view, x, unit, to - from + 1).unwrap_or_else(|| counted(view, x, unit)))
        }
        Amount::Median(x) => Some(about(counted(view, significant(x, unit), unit))),
        Amount::Simulated => None,
    };
    let in_words = unit.strip_prefix("1（").and_then(|remark| whole(remark.strip_suffix('）')?)).is_some();
    let each = amount.map(|amount| match used.zones.len() {
        // What is done is not counted by zone.
        1 => amount,
        _ if in_words => amount,
        // A word follows at once, a number after a blank.
        _ if amount.starts_with(|c: char| c.is_ascii_digit()) => {
            view.fill("plan-each", &[("amount", &amount)])
        }
        _ => view.fill("plan-each-said", &[("amount", &amount)]),
    });
    let amount = match used.amount {
        Amount::Plain(x) => together(view, x, unit, (to - from + 1, used.zones.len())).or(each),
        Amount::Median(_) | Amount::Simulated => each,
    };
    let (key, amount) = match amount {
        Some(amount) => ("amount", amount),
        None => ("ruled", view.word("plan-ruled").to_owned()),
    };
    let zones = zones(view, &used.zones, most);
    let given = [("years", years.as_str()), ("zones", &zones), (key, &amount)];
    view.fill("plan-of", &given)
}

/// Zones by name, without what their names say in brackets.
fn zones(view: &View, zones: &[usize], most: usize) -> String {
    let all = &view.summary.zones;
    if zones.len() == all.len() && all.len() > 1 {
        return view.word("all-zones").to_owned();
    }
    let names: Vec<&str> = zones.iter().map(|&z| brief(view.text(&all[z].name))).collect();
    match names.first().filter(|_| names.len() > most) {
        Some(first) => view.fill("zones-more", &[("zones", *first), ("n", &names.len().to_string())]),
        None => names.join(view.lang.pick("、", ", ")),
    }
}

/// A target with its arrow, and the words for what is worse for it, which must not read as progress.
fn arrow(view: &View, moved: &Move) -> (String, &'static str) {
    let arrow = if moved.sign > 0 { "↑" } else { "↓" };
    let target = &view.summary.targets[moved.target];
    let worse = (moved.sign > 0) != upward(target);
    let mark = if moved.mainly_scope { "†" } else { "" };
    (format!("{}{arrow}{mark}", target.id), if worse { view.word("adverse-move") } else { "" })
}

/// Targets moved with an arrow and the first year in which the effect matters.
fn moves(view: &View, task: &Task, shown: &dyn Fn(usize) -> bool) -> Vec<String> {
    let one = |moved: &Move| {
        let (arrow, worse) = arrow(view, moved);
        // Brackets of the text's own width: a line of Chinese may be broken within the others.
        view.lang
            .pick("{arrow}（{year}{worse}）", "{arrow}({year}{worse})")
            .replace("{arrow}", &arrow)
            .replace("{year}", &moved.year.to_string())
            .replace("{worse}", worse)
    };
    task.moves.iter().filter(|moved| shown(moved.target)).map(one).collect()
}

/// The same year by year: those whose effect matters from a year on in one line.
pub(in crate::report) fn moves_by_year(
    view: &View,
    task: &Task,
    shown: &dyn Fn(usize) -> bool,
) -> Vec<String> {
    let mut years: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for moved in task.moves.iter().filter(|moved| shown(moved.target)) {
        let (arrow, worse) = arrow(view, moved);
        let worse = match worse.trim_start_matches(['，', ',', ' ']) {
            "" => String::new(),
            worse => view.lang.pick("（{}）", " ({})").replace("{}", worse),
        };
        years.entry(moved.year).or_default().push(format!("{arrow}{worse}"));
    }
    let (colon, comma) = (view.lang.pick("：", ": "), view.lang.pick("、", ", "));
    years.into_iter().map(|(year, moved)| format!("{year}{colon}{}", moved.join(comma))).collect()
}

/// What the mark beside an arrow means; nothing if no arrow shown carries it.
pub(in crate::report) fn scope_note(view: &View, tasks: &[Task]) -> Option<&'static str> {
    let marked = |moved: &Move| moved.mainly_scope && view.summary.targets[moved.target].main;
    tasks.iter().any(|task| task.moves.iter().any(marked)).then(|| view.word("arrow-by-scope"))
}

pub(in crate::report) fn evidence(view: &View, evidence: Evidence) -> &'static str {
    view.word(match evidence {
        Evidence::Published => "evidence-published",
        Evidence::Derived => "evidence-derived",
        Evidence::Judgement => "evidence-judgement",
    })
}

/// The tasks of a scenario for the terminal.
pub(super) fn text(pages: &Pages, at: usize) -> String {
    let view = &pages.view;
    let scenario = &view.summary.scenarios[at];
    let title = pages.title("tables-three", scenario);
    let tasks = &pages.tables.scenarios[at].tasks;
    if tasks.is_empty() {
        return format!("{title}\n{}\n", view.word("no-tasks"));
    }
    let heads = [
        "csv-responsible",
        "csv-role",
        "clause-head",
        "csv-measure",
        "csv-plan",
        "money-head",
        "moves-head",
        "first-head",
        "evidence-head",
    ];
    let mut table = grid(heads.iter().map(|key| fold(view.word(key), 12, 2)).collect());
    let mut before = "";
    for task in tasks {
        let measure = task.measure.map(|index| &scenario.measures[index]);
        let unit = measure.map_or("", |m| m.unit.as_str());
        let plan: Vec<String> = task.uses.iter().map(|u| fold(&plan(view, u, unit, 2), 18, 6)).collect();
        let department = if task.department == before { "" } else { task.department.as_str() };
        before = &task.department;
        let main = |target: usize| view.summary.targets[target].main;
        table.add_row([
            fold(&view.names().text(department), 12, 6),
            view.word(if task.leads { "leads" } else { "joins" }).to_owned(),
            measure.map_or(String::new(), |m| view.names().clause(&m.clause)),
            fold(&name(view, measure), 18, 5),
            plan.join("\n"),
            amounts(view, &task.money),
            moves(view, task, &main).iter().map(|line| fold(line, 14, 2)).collect::<Vec<_>>().join("\n"),
            task.first_effect.map(|year| year.to_string()).unwrap_or_default(),
            measure.map_or("", |m| evidence(view, m.evidence)).to_owned(),
        ]);
    }
    let falling = view.main_targets().filter(|(_, target)| !upward(target)).map(|(_, t)| t.id.as_str());
    let ids = falling.collect::<Vec<_>>().join(view.lang.pick("、", ", "));
    let ids = if ids.is_empty() { Vec::new() } else { vec![("ids", ids.as_str())] };
    let by_scope = scope_note(view, tasks).map_or(String::new(), wrapped);
    let notes =
        [wrapped(view.word("tables-three-note")), wrapped(&view.fill("arrows", &ids)), by_scope].concat();
    format!("{title}\n{}\n{notes}", table.trim_fmt())
}

/// Money by year, equal years in a row together, with its sum below.
fn amounts(view: &View, by_year: &[f64]) -> String {
    let spent = view.summary.case.years.iter().zip(by_year).filter(|(_, x)| **x != 0.0);
    let mut runs: Vec<(i32, i32, String)> = Vec::new();
    for (year, x) in spent {
        let shown = amount(*x);
        match runs.last_mut().filter(|(_, to, before)| to + 1 == *year && *before == shown) {
            Some((_, to, _)) => *to = *year,
            None => runs.push((*year, *year, shown)),
        }
    }
    let line = |(from, to, shown): &(i32, i32, String)| match from == to {
        true => format!("{from}: {shown}"),
        // Of several years it is the money of each.
        false => {
            let years = format!("{from}–{:02}", to % 100);
            fold(&view.fill("each-year", &[("years", &years), ("amount", shown)]), 12, 2)
        }
    };
    let mut lines: Vec<String> = runs.iter().map(line).collect();
    if !runs.is_empty() {
        lines.push(view.fill("sum-head", &[("sum", &amount(by_year.iter().sum()))]));
    }
    lines.join("\n")
}

/// Money in 亿元 to a million yuan: sums of several years read as added up.
fn amount(x: f64) -> String {
    shown(x, 2, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Text;
    use crate::message::Lang;
    use crate::report::{Options, fixture};

    #[test]
    fn an_effect_that_is_mainly_by_scope_is_marked_and_noted() {
        let summary = fixture::summary(1);
        let at = |id: &str| summary.targets.iter().position(|target| target.id == id).expect("known");
        let year = fixture::MILESTONES[0];
        let moved = |id: &str, mainly_scope| Move { target: at(id), sign: 1, year, mainly_scope };
        let task = |moves: Vec<Move>| Task {
            department: "某局".into(),
            leads: true,
            measure: None,
            uses: Vec::new(),
            money: Vec::new(),
            moves,
            touches_first: None,
            first_effect: None,
        };
        let falls = Move { target: at("T6a"), sign: -1, year, mainly_scope: false };
        let harms = Move { target: at("T5"), ..falls };
        let zh = Options::default();
        let told = moves(&View::new(&summary, &zh), &task(vec![falls, harms]), &|_| true);
        assert_eq!(told, [format!("T6a↓（{year}）"), format!("T5↓（{year}，不利）")]);
        let later = Move { year: fixture::MILESTONES[1], ..moved("T3", false) };
        let both = task(vec![later, falls, harms]);
        let (then, en) = (fixture::MILESTONES[1], Options { lang: Lang::En, ..Options::default() });
        let by_year = |options| moves_by_year(&View::new(&summary, options), &both, &|_| true);
        assert_eq!(by_year(&zh), [format!("{year}：T6a↓、T5↓（不利）"), format!("{then}：T3↑")]);
        assert_eq!(by_year(&en), [format!("{year}: T6a↓, T5↓ (adverse)"), format!("{then}: T3↑")]);
        let (redraws, grows) =
            (task(vec![moved("T2", true), moved("T4", false)]), task(vec![moved("T3", false)]));
        for (lang, wanted, note) in [
            (Lang::Zh, [format!("T2↑†（{year}）"), format!("T4↑（{year}）")], "主要受统计范围调整影响"),
            (Lang::En, [format!("T2↑†({year})"), format!("T4↑({year})")], "mainly by the change"),
        ] {
            let options = Options { lang, ..Options::default() };
            let view = View::new(&summary, &options);
            assert_eq!(moves(&view, &redraws, &|_| true), wanted);
            assert!(
                scope_note(&view, &[grows.clone(), redraws.clone()]).is_some_and(|text| text.contains(note))
            );
            assert_eq!(scope_note(&view, std::slice::from_ref(&grows)), None);
        }
    }

    #[test]
    fn half_a_laboratory_a_year_is_one_in_two_years() {
        let summary = fixture::summary(1);
        let options = Options::default();
        let said = |x: f64, unit: &str, years: i32| in_all(&View::new(&summary, &options), x, unit, years);
        assert_eq!(said(0.5, "个/年（新增）", 2).as_deref(), Some("累计 1 个（新增）"));
        assert_eq!(said(0.25, "家/年", 8).as_deref(), Some("累计 2 家"));
        // Nothing whole comes of it, it is whole each year, or it is no piece.
        for (x, unit, years) in [(0.5, "个/年", 1), (2.0, "个/年", 3), (0.5, "亿元/年", 2), (0.5, "个", 2)]
        {
            assert_eq!(said(x, unit, years), None, "{x} {unit}");
        }
    }

    #[test]
    fn half_a_platform_in_each_of_two_zones_is_one_together() {
        let summary = fixture::summary(1);
        let options = Options::default();
        let said = |x: f64, unit: &str, years: i32, zones: usize| {
            together(&View::new(&summary, &options), x, unit, (years, zones))
        };
        assert_eq!(said(0.5, "个（在运行）", 8, 2).as_deref(), Some("共 1 个（在运行）"));
        assert_eq!(said(0.25, "个/年（新增）", 3, 8).as_deref(), Some("共 2 个/年（新增）"));
        // Each has whole ones in some years; they are no pieces; no whole ones come of it; one zone.
        for (x, unit, years, zones) in [
            (0.5, "个/年", 2, 2),
            (0.5, "亿元/年", 3, 2),
            (0.5, "个", 3, 3),
            (0.5, "个", 3, 1),
            (2.0, "个", 3, 2),
        ] {
            assert_eq!(said(x, unit, years, zones), None, "{x} {unit}");
        }
    }

    #[test]
    fn amounts_of_measures_read_as_people_say_them() {
        let mut summary = fixture::summary(1);
        let entry = |zh: &str, en: &str| Text { zh: zh.into(), en: en.into() };
        summary.case.glossary = vec![
            entry("1为逐季开展", "1 = every quarter"),
            entry("新增", "new"),
            entry("百套", "hundred flats"),
            entry("百分点/年", "points a year"),
            entry("百台套/年", "hundred instruments a year"),
            entry("财政出资", "public money"),
        ];
        let said = |lang, x: f64, unit: &str| {
            counted(&View::new(&summary, &Options { lang, ..Options::default() }), x, unit)
        };
        for (x, unit, zh, en) in [
            (1.0, "1（1为逐季开展）", "逐季开展", "every quarter"),
            (0.5, "1（1为逐季开展）", "逐季开展的 50%", "50% of: every quarter"),
            (1.0, "百套", "100 套", "100 flats"),
            (0.5, "百分点/年（新增）", "0.5 百分点/年（新增）", "0.5 points a year (new)"),
            (0.25, "百台套/年（新增）", "25 台套/年（新增）", "25 instruments a year (new)"),
            (1.5, "亿元/年（财政出资）", "1.5 亿元/年（财政出资）", "150 million yuan a year (public money)"),
            (1.0, "家/年", "1 家/年", "1 firm a year"),
            (2.0, "家/年（新增）", "2 家/年（新增）", "2 firms a year (new)"),
            (0.5, "个/年（新增）", "0.5 个/年（新增）", "0.5 a year (new)"),
            (3.0, "1", "3", "3"),
        ] {
            assert_eq!((said(Lang::Zh, x, unit), said(Lang::En, x, unit)), (zh.to_owned(), en.to_owned()));
        }
        // What is only known as a median is told in whole persons, or in two digits.
        assert_eq!(significant(8.38, "人/年"), 8.0);
        assert_eq!(significant(0.5266, "个/年"), 0.53);
        assert_eq!(significant(1234.0, "亩"), 1200.0);
    }
}
