//! A measure or a target of the coverage told in full on the terminal: words, departments, money,
//! delay, evidence, and every sure change with its interval.

use super::{
    by_scope, cost, delay, digits, evidence, force, measure_names, moved_by, names, significant, standing,
    text, threshold, unmoved, word,
};
use crate::analysis::{Coverage, Effect, MeasureRow};
use crate::experiment::Spread;
use crate::message::{Lang, fill};
use crate::report::names::Names;
use crate::report::terminal::fold;
use crate::report::{Options, format};

/// Widest line of a value.
const WIDTH: u16 = 84;

/// Width of the names on the left.
const LEFT: usize = 12;

/// Cards of the measures at some places of the coverage, then of targets; each ends in an empty line.
pub fn coverage_cards(
    coverage: &Coverage,
    measures: &[usize],
    targets: &[usize],
    options: &Options,
) -> String {
    let names = names(coverage, options.lang);
    let one = measures.iter().map(|&at| measure(coverage, &coverage.measures[at], names));
    let two = targets.iter().map(|&at| target(coverage, at, names));
    one.chain(two).map(|card| card + "\n").collect()
}

/// One named value; further lines stand under the first.
fn line(key: &'static str, value: &str, lang: Lang) -> String {
    let folded = fold(value, WIDTH, 30);
    let mut name = word(key, lang).to_owned();
    let mut out = String::new();
    for part in folded.lines() {
        let blank = LEFT.saturating_sub(unicode_width::UnicodeWidthStr::width(name.as_str()));
        out += &format!("  {name}{}{part}\n", " ".repeat(blank));
        name.clear();
    }
    out
}

/// P50 with P5 and P95, or the number itself.
fn spread(of: Spread) -> String {
    let [low, middle, high] = [of.low, of.middle, of.high].map(significant);
    if of.low == of.high { middle } else { format!("{middle} ({low}–{high})") }
}

fn measure(coverage: &Coverage, row: &MeasureRow, names: Names) -> String {
    let (m, lang) = (&row.measure, names.lang);
    let comma = lang.pick("、", ", ");
    let mut out = format!("{}  {} ({})\n", names.clause(&m.clause), text(&m.name, lang), m.id);
    out += &line("card-words", &names.quote(&m.words), lang);
    let now =
        if m.now == m.departments { word("now-as-listed", lang).to_owned() } else { names.list(&m.now) };
    out += &line("card-departments", &names.list(&m.departments), lang);
    out += &line("card-now", &now, lang);
    let values = [
        ("cost", cost::spread(&m.unit, m.cost, names)),
        ("unit", names.unit(&m.unit)),
        ("trial", format::plain(m.trial)),
    ];
    let filled = |key: &'static str, values: &[(&str, String)]| {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, v)| v.as_str());
        fill(word(key, lang), lang, value)
    };
    out += &line("card-cost", &filled("card-cost-value", &values), lang);
    let mut parts = vec![("years", delay(m, lang)), ("delivery", spread(m.delivery))];
    // Several years share it equally.
    parts.extend((m.delay.len() > 1).then(|| ("several", String::new())));
    out += &line("card-delay", &filled("card-delay-value", &parts), lang);
    let moves = m.moves.iter().map(|x| {
        let (size, unit) = cost::readable(x.size, &x.unit, names);
        let unit = if unit == "1" { String::new() } else { format!(" {unit}") };
        format!("{} {}{unit}", text(&x.name, lang), spread(size))
    });
    let moves: Vec<String> = moves.collect();
    if !moves.is_empty() {
        out += &line("card-moves", &moves.join(lang.pick("；", "; ")), lang);
    }
    let basis = format!("{}{}{}", evidence(m.evidence, lang), lang.pick("。", ". "), text(&m.basis, lang));
    out += &line("card-evidence", &basis, lang);
    let used: Vec<&str> = row.used_by.iter().map(|name| text(name, lang)).collect();
    let used = if used.is_empty() { word("none-of-them", lang).to_owned() } else { used.join(comma) };
    out += &line("card-used", &used, lang);
    if !m.not_with.is_empty() {
        out += &line("card-not-with", &measure_names(coverage, &m.not_with, lang), lang);
    }
    let first = coverage.milestones.first().map(i32::to_string).unwrap_or_default();
    let touches = if row.touches_first { "card-touches" } else { "card-touches-not" };
    out += &line("card-first", &filled(touches, &[("year", first)]), lang);
    let why = m.why_no_effect.as_ref().map_or_else(|| standing(row, lang), |why| text(why, lang));
    if !why.is_empty() {
        out += &line("card-why", why, lang);
    }
    let changes = changes(coverage, row, names);
    if changes.is_empty() {
        return out;
    }
    let (from, to) = coverage.years;
    let tried = [
        ("zones", coverage.zones.to_string()),
        ("trial", format::plain(m.trial)),
        ("unit", names.unit(&m.unit)),
        ("years", format!("{from}–{to}")),
        ("draws", coverage.draws.to_string()),
    ];
    out += &line("card-changes", &filled("card-changes-value", &tried), lang);
    out + changes.as_str()
}

/// The least change that is printed as a number.
const LEAST: f64 = 0.001;

/// Decimals of a change on a card: what is less is said to be less.
const FINEST: usize = 3;

/// A target's name and a line of years for each that changes enough for an arrow in some milestone year;
/// if none does, for the main readings that surely change at all; those that are hardly changed in one line.
fn changes(coverage: &Coverage, row: &MeasureRow, names: Names) -> String {
    let lang = names.lang;
    let (mut out, mut marked, mut hardly) = (String::new(), false, Vec::new());
    let worth = row.effects.iter().any(|e| e.matters);
    for (index, target) in coverage.targets.iter().enumerate() {
        let own: Vec<_> = row.effects.iter().filter(|e| e.target == index).collect();
        let told = |e: &&Effect| if worth { e.matters } else { target.main && e.sign() != 0 };
        if !own.iter().any(told) {
            continue;
        }
        if own.iter().all(|e| format::rounds_to_nothing(e.change, FINEST) || e.change == 0.0) {
            hardly.push(target.id.as_str());
            continue;
        }
        let all = own.iter().map(|e| change(e, lang));
        let unit = match names.unit(&target.unit).as_str() {
            "1" => String::new(),
            "%" => format!(" ({})", word("card-points", lang)),
            unit => format!(" ({unit})"),
        };
        let all = all.collect::<Vec<_>>().join(lang.pick("；", "; "));
        out += &format!("    {} {}{unit}\n      {all}\n", target.id, text(&target.name, lang));
        marked |= own.iter().any(|e| e.mainly_scope);
    }
    if !hardly.is_empty() {
        let (ids, least) = (hardly.join(lang.pick("、", ", ")), format::number(LEAST, FINEST));
        let value = |name: &str| Some(if name == "ids" { ids.as_str() } else { least.as_str() });
        out += &format!("    {}\n", fill(word("card-hardly", lang), lang, value));
    }
    if marked {
        out += &format!("    {}\n", word("arrow-by-scope", lang));
    }
    out
}

/// A year with its change and interval, in as many digits as the interval is worth.
fn change(of: &Effect, lang: Lang) -> String {
    let (low, high) = of.interval;
    if format::rounds_to_nothing(of.change, FINEST) && of.sign() != 0 {
        let least = format::number(LEAST, FINEST);
        let key = if of.change > 0.0 { "card-up-less" } else { "card-down-less" };
        let said = fill(word(key, lang), lang, |_| Some(least.as_str()));
        return format!("{} {said}{}", of.year, by_scope(of));
    }
    let decimals = digits((high - low).max(of.change.abs() / 100.0), 1).min(FINEST);
    let number = |x: f64| format::shown(x, decimals, true);
    match (low, high) == (of.change, of.change) {
        true => format!("{} {}{}", of.year, number(of.change), by_scope(of)),
        false => {
            format!("{} {}{} [{}, {}]", of.year, number(of.change), by_scope(of), number(low), number(high))
        }
    }
}

fn target(coverage: &Coverage, at: usize, names: Names) -> String {
    let (t, lang) = (&coverage.targets[at], names.lang);
    let mut out = format!("{}  {}  {}\n", t.id, text(&t.name, lang), threshold(t, lang));
    let clause = format!("{} {}", names.clause(&t.clause), names.quote(&t.words));
    out += &line("card-words", &clause, lang);
    out += &line("card-force", force(t.force, lang), lang);
    let rest = [
        ("card-scope", &t.scope),
        ("card-numerator", &t.numerator),
        ("card-denominator", &t.denominator),
        ("card-definition", &t.definition),
        ("card-departments", &t.department),
    ];
    for (key, value) in rest {
        out += &line(key, &names.text(value), lang);
    }
    let moved = moved_by(coverage, at);
    let name = |id: &&str| {
        let row = coverage.measures.iter().find(|row| row.measure.id == *id);
        row.map_or((*id).to_owned(), |row| text(&row.measure.name, lang).to_owned())
    };
    let moved: Vec<String> = moved.iter().map(name).collect();
    let moved = match (moved.is_empty(), unmoved(coverage).contains(&t.id.as_str())) {
        (true, true) => {
            fill(word("moved-by-none", lang), lang, |name| (name == "ids").then_some(t.id.as_str()))
        }
        (true, false) => word("none-of-them", lang).to_owned(),
        _ => moved.join(lang.pick("、", ", ")),
    };
    out + line("card-moved-by", &moved, lang).as_str()
}
