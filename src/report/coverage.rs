//! Coverage of the policy: clause by clause on the terminal, in full as CSV and JSON.
//!
//! Owns the layout. The terminal shows only signs that the interval supports; numbers
//! are in the files. Never: computes a statistic.

use super::csv_table::{Table, yes};
use super::format;
use super::names::Names;
use super::view::{rises, sign};
use super::{NamedBytes, Options};
use crate::analysis::{Coverage, MeasureRow, Standing, TargetRow};
use crate::case::{Force, Text, unit};
use crate::experiment::Evidence;
use crate::message::{Lang, fill, term};
use comfy_table::{ContentArrangement, LineStyle, Table as Grid, TableStyle};

const MEASURES: [&str; 32] = [
    "clause",
    "measure_id",
    "measure",
    "words",
    "departments",
    "departments_now",
    "unit",
    "trial",
    "cost_p5",
    "cost_p50",
    "cost_p95",
    "delay",
    "delivery_p50",
    "moves",
    "evidence",
    "basis",
    "why_no_effect",
    "not_with",
    "used_by",
    "touches_first",
    "file",
    "target_id",
    "target",
    "year",
    "change",
    "change_low95",
    "change_high95",
    "sign",
    "matters",
    "target_unit",
    "draws",
    "seed",
];

const TARGETS: [&str; 16] = [
    "clause",
    "target_id",
    "target",
    "main",
    "words",
    "force",
    "operator",
    "threshold",
    "unit",
    "year",
    "target_scope",
    "numerator",
    "denominator",
    "definition",
    "departments",
    "measures",
];

/// Widest line of a note on the terminal.
const WIDTH: u16 = 100;

/// The files: measures with their effects, targets, and everything as JSON.
pub fn coverage_files(coverage: &Coverage, options: &Options) -> Vec<NamedBytes> {
    let mut json = serde_json::to_vec_pretty(coverage).expect("plain data is JSON");
    json.push(b'\n');
    vec![
        measures_csv(coverage, options),
        targets_csv(coverage, options),
        NamedBytes { name: "coverage.json".to_owned(), bytes: json },
    ]
}

fn text(text: &Text, lang: Lang) -> &str {
    let here = lang.pick(text.zh.as_str(), text.en.as_str());
    if here.is_empty() { &text.zh } else { here }
}

/// Names that measures and targets give in Chinese only.
fn names(coverage: &Coverage, lang: Lang) -> Names<'_> {
    Names { glossary: &coverage.glossary, lang }
}

fn word(key: &'static str, lang: Lang) -> &'static str {
    term(key, lang).unwrap_or(key)
}

fn evidence(evidence: Evidence, lang: Lang) -> &'static str {
    let key = match evidence {
        Evidence::Published => "evidence-published",
        Evidence::Derived => "evidence-derived",
        Evidence::Judgement => "evidence-judgement",
    };
    word(key, lang)
}

fn measures_csv(coverage: &Coverage, options: &Options) -> NamedBytes {
    let (lang, names) = (options.lang, names(coverage, options.lang));
    let mut table = Table::plain(lang, &MEASURES);
    for row in &coverage.measures {
        if row.effects.is_empty() {
            described(&mut table, row, names);
            table.texts(&[""; 9]);
            table.texts(&[&coverage.draws.to_string(), &coverage.seed.to_string()]);
            table.end();
        }
        for effect in &row.effects {
            let target = &coverage.targets[effect.target];
            described(&mut table, row, names);
            table.texts(&[&target.id, text(&target.name, lang), &effect.year.to_string()]);
            [effect.change, effect.interval.0, effect.interval.1].into_iter().for_each(|x| table.number(x));
            table.texts(&[&effect.sign().to_string(), yes(effect.matters), &names.unit(&target.unit)]);
            table.texts(&[&coverage.draws.to_string(), &coverage.seed.to_string()]);
            table.end();
        }
    }
    table.named("coverage.csv")
}

/// The cells that describe the measure itself.
fn described(table: &mut Table, row: &MeasureRow, names: Names) {
    let (m, lang) = (&row.measure, names.lang);
    let comma = lang.pick("、", ", ");
    let moves: Vec<String> = m.moves.iter().map(|x| x.lever.clone()).collect();
    let delay: Vec<String> = m.delay.iter().map(u32::to_string).collect();
    let used: Vec<&str> = row.used_by.iter().map(|name| text(name, lang)).collect();
    table.texts(&[&names.clause(&m.clause), &m.id, text(&m.name, lang), &names.quote(&m.words)]);
    let same = m.now == m.departments;
    let now = if same { word("now-as-listed", lang).to_owned() } else { names.list(&m.now) };
    table.texts(&[&names.list(&m.departments), &now, &names.unit(&m.unit)]);
    [m.trial, m.cost.low, m.cost.middle, m.cost.high].into_iter().for_each(|x| table.number(x));
    table.texts(&[&delay.join(" ")]);
    table.number(m.delivery.middle);
    let why = m.why_no_effect.as_ref().map_or_else(|| standing(row, lang), |why| text(why, lang));
    table.texts(&[&moves.join(comma), evidence(m.evidence, lang), text(&m.basis, lang), why]);
    table.texts(&[&m.not_with.join(comma), &used.join(comma), yes(row.touches_first), &row.file]);
}

/// Why no arrow stands beside a measure whose effect is simulated; empty if there is one.
fn standing(row: &MeasureRow, lang: Lang) -> &'static str {
    match row.standing {
        Standing::Moves => "",
        Standing::Small => word("effect-small", lang),
        Standing::LiftsOthers => word("nothing-alone", lang),
        // Its own words say why.
        Standing::NotSimulated => "",
    }
}

/// The force of the verb.
fn force(force: Force, lang: Lang) -> &'static str {
    let key = match force {
        Force::Reach => "force-reach",
        Force::Exceed => "force-exceed",
        Force::Strive => "force-strive",
        Force::Hold => "force-hold",
        Force::Batch => "force-batch",
        Force::Trigger => "force-trigger",
    };
    word(key, lang)
}

fn targets_csv(coverage: &Coverage, options: &Options) -> NamedBytes {
    let (lang, names) = (options.lang, names(coverage, options.lang));
    let mut table = Table::plain(lang, &TARGETS);
    for (index, t) in coverage.targets.iter().enumerate() {
        table.texts(&[&names.clause(&t.clause), &t.id, text(&t.name, lang), yes(t.main)]);
        table.texts(&[&names.quote(&t.words), force(t.force, lang)]);
        table.texts(&[sign(t.operator)]);
        table.number(t.threshold);
        table.texts(&[&names.unit(&t.unit), &t.year.to_string(), &names.text(&t.scope)]);
        let rest = [&t.numerator, &t.denominator, &t.definition, &t.department];
        table.texts(&rest.map(|text| names.text(text)).each_ref().map(String::as_str));
        table.texts(&[&moved_by(coverage, index).join(lang.pick("、", ", "))]);
        table.end();
    }
    table.named("coverage_targets.csv")
}

/// Measures that surely move a target in some year, by identifier.
fn moved_by(coverage: &Coverage, target: usize) -> Vec<&str> {
    let moves = |row: &&MeasureRow| row.effects.iter().any(|e| e.target == target && e.matters);
    coverage.measures.iter().filter(moves).map(|row| row.measure.id.as_str()).collect()
}

/// The table for the terminal, ending in a line break.
pub fn coverage_table(coverage: &Coverage, options: &Options) -> String {
    let (lang, names) = (options.lang, names(coverage, options.lang));
    let later = coverage.milestones.get(1).or(coverage.milestones.first()).copied().unwrap_or_default();
    let first = coverage.milestones.first().copied().unwrap_or_default();
    let (first_text, later_text) = (first.to_string(), later.to_string());
    let filled =
        |key: &'static str, year: &str| fill(word(key, lang), lang, |name| (name == "year").then_some(year));
    let mut grid = grid();
    let heads = [
        word("clause-head", lang).to_owned(),
        word("csv-measure", lang).to_owned(),
        word("csv-department", lang).to_owned(),
        word("evidence-head", lang).to_owned(),
        filled("touches-head", &first_text),
        filled("effect-head", &later_text),
        word("used-head", lang).to_owned(),
    ];
    grid.set_header(heads);
    for row in &coverage.measures {
        let m = &row.measure;
        let fold = |text: &str, width: u16| super::terminal::fold(text, width, 4);
        let department = m.departments.first().map_or("", String::as_str);
        grid.add_row([
            names.clause(&m.clause),
            fold(text(&m.name, lang), 22),
            fold(&names.text(department), 12),
            evidence(m.evidence, lang).to_owned(),
            word(if row.touches_first { "yes" } else { "no" }, lang).to_owned(),
            fold(&moved(coverage, row, later, lang), 30),
            row.used_by.len().to_string(),
        ]);
    }
    let targets = targets_table(coverage, lang);
    let (from, to) = coverage.years;
    let range = format!("{from}–{to}");
    let values = [
        ("n", coverage.measures.len().to_string()),
        ("draws", coverage.draws.to_string()),
        ("years", range),
        ("zones", coverage.zones.to_string()),
    ];
    let note = fill(word("coverage-note", lang), lang, |name| {
        values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    });
    let falling = coverage.targets.iter().filter(|t| t.main && !rises(t.operator)).map(|t| t.id.as_str());
    let falling = falling.collect::<Vec<_>>().join(lang.pick("、", ", "));
    let ids = Some(falling.as_str()).filter(|ids| !ids.is_empty());
    let arrows = fill(word("arrows", lang), lang, |name| ids.filter(|_| name == "ids"));
    let wrapped = |text: &str| super::terminal::fold(text, WIDTH, 8);
    format!("{}\n{}\n{}\n{}\n", grid.trim_fmt(), wrapped(&arrows), targets, wrapped(&note))
}

/// Targets that a measure surely moves, with an arrow: the main ones in `year`, else in another
/// milestone, else other readings; why there is none otherwise.
fn moved(coverage: &Coverage, row: &MeasureRow, year: i32, lang: Lang) -> String {
    let signs = |wanted: i32, main: bool| -> String {
        let some = row.effects.iter().filter(|e| e.year == wanted && e.matters);
        let some = some.filter(|e| coverage.targets[e.target].main || !main);
        let arrow = |sign: i32| if sign > 0 { "↑" } else { "↓" };
        let all = some.map(|e| format!("{}{}", coverage.targets[e.target].id, arrow(e.sign())));
        all.collect::<Vec<_>>().join(" ")
    };
    let others = coverage.milestones.iter().filter(|other| **other != year).map(|other| (*other, true));
    let all = coverage.milestones.iter().map(|other| (*other, false));
    let found = std::iter::once((year, true)).chain(others).chain(all);
    let found =
        found.map(|(wanted, main)| (wanted, signs(wanted, main))).find(|(_, signs)| !signs.is_empty());
    match (row.standing, found) {
        (Standing::NotSimulated, _) => word("not-simulated", lang).to_owned(),
        (_, Some((wanted, signs))) if wanted == year => signs,
        (_, Some((wanted, signs))) => {
            let wanted = wanted.to_string();
            let value = |name: &str| Some(if name == "year" { wanted.as_str() } else { signs.as_str() });
            fill(word("effect-of-year", lang), lang, value)
        }
        _ => standing(row, lang).to_owned(),
    }
}

/// Target by target: threshold, year, numerator over denominator, number of measures that move it.
fn targets_table(coverage: &Coverage, lang: Lang) -> String {
    let (mut grid, names) = (grid(), names(coverage, lang));
    let heads = ["csv-target-id", "csv-target", "threshold-head", "fraction-head", "measures-head"];
    grid.set_header(heads.map(|key| word(key, lang)));
    let fold = |text: &str, width: u16| super::terminal::fold(text, width, 4);
    for (index, t) in coverage.targets.iter().enumerate() {
        grid.add_row([
            t.id.clone(),
            fold(text(&t.name, lang), 26),
            threshold(t, lang),
            fold(&format!("{} / {}", names.text(&t.numerator), names.text(&t.denominator)), 44),
            moved_by(coverage, index).len().to_string(),
        ]);
    }
    grid.trim_fmt()
}

fn threshold(target: &TargetRow, lang: Lang) -> String {
    let name = unit::find(&target.unit).map_or(target.unit.as_str(), |u| lang.pick(u.zh, u.en));
    let unit = match name {
        "%" => "%".to_owned(),
        "1" => String::new(),
        name => format!(" {name}"),
    };
    format!("{}{}{unit} ({})", sign(target.operator), format::plain(target.threshold), target.year)
}

fn grid() -> Grid {
    let rule = LineStyle::none().fill('─').junction('─');
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new().top_border(rule).header_separator(rule).bottom_border(rule));
    grid.set_content_arrangement(ContentArrangement::Disabled);
    grid
}
