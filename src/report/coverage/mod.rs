//! Coverage of the policy: clause by clause on the terminal, in full as CSV and JSON.
//!
//! Owns the layout. The table shows only signs that the interval supports; numbers are on the
//! cards of single clauses, measures and targets, and in the files. Never: computes a statistic.

mod card;
mod cost;
mod csv;

pub use card::coverage_cards;

use super::format;
use super::names::Names;
use super::view::rises;
use super::{NamedBytes, Options};
use crate::analysis::{Coverage, Effect, MeasureRow, Standing, TargetRow};
use crate::case::{Force, Text};
use crate::experiment::{Evidence, Measure};
use crate::message::{Lang, fill, term};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table as Grid, TableStyle, Width};

/// Widest line of a note on the terminal.
const WIDTH: u16 = 100;

/// Widths of the columns of a clause's measures.
fn columns(lang: Lang) -> [u16; 7] {
    match lang {
        Lang::Zh => [24, 18, 6, 6, 14, 30, 8],
        Lang::En => [22, 17, 8, 10, 12, 28, 9],
    }
}

/// The files: measures with their effects, targets, and everything as JSON.
pub fn coverage_files(coverage: &Coverage, options: &Options) -> Vec<NamedBytes> {
    let mut json = serde_json::to_vec_pretty(coverage).expect("plain data is JSON");
    json.push(b'\n');
    vec![
        csv::measures_csv(coverage, options),
        csv::targets_csv(coverage, options),
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

/// Names of measures of the library by their identifiers; one of another library keeps its identifier.
fn measure_names(coverage: &Coverage, ids: &[impl AsRef<str>], lang: Lang) -> String {
    let name = |id: &str| {
        let known = coverage.measures.iter().find(|row| row.measure.id == id);
        known.map_or(id, |row| text(&row.measure.name, lang)).to_owned()
    };
    let all: Vec<String> = ids.iter().map(|id| name(id.as_ref())).collect();
    all.join(lang.pick("、", ", "))
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
    let heads = [
        word("csv-measure", lang).to_owned(),
        word("cost-head", lang).to_owned(),
        word("delay-head", lang).to_owned(),
        word("evidence-head", lang).to_owned(),
        filled("touches-head", &first_text),
        filled("effect-head", &later_text),
        word("used-head", lang).to_owned(),
    ];
    // The departments are those of the clause: each is named once, above its measures.
    let mut clauses = String::new();
    for rows in coverage.measures.chunk_by(|a, b| same_clause(&a.measure, &b.measure)) {
        let mut grid = grid();
        grid.set_header(heads.clone());
        for (at, width) in columns(lang).into_iter().enumerate() {
            if let Some(column) = grid.column_mut(at) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + 2)));
            }
        }
        for row in rows {
            let m = &row.measure;
            let fold = |at: usize, text: &str| super::terminal::fold(text, columns(lang)[at], 4);
            grid.add_row([
                fold(0, text(&m.name, lang)),
                fold(1, &cost::middle(&m.unit, m.cost, names)),
                fold(2, &delay(m, lang)),
                evidence(m.evidence, lang).to_owned(),
                word(if row.touches_first { "yes" } else { "no" }, lang).to_owned(),
                fold(5, &moved(coverage, row, later, lang)),
                row.used_by.len().to_string(),
            ]);
        }
        let m = &rows[0].measure;
        let head = format!("{}  {}", names.clause(&m.clause), names.list(&m.departments));
        clauses += &format!("{}\n{}\n", super::terminal::fold(&head, WIDTH, 3), grid.trim_fmt());
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
    let unmoved = unmoved(coverage).join(lang.pick("、", ", "));
    let ids = Some(unmoved.as_str()).filter(|ids| !ids.is_empty());
    let unmoved =
        ids.map(|ids| fill(word("moved-by-none", lang), lang, |name| (name == "ids").then_some(ids)));
    let unmoved = unmoved.map_or(String::new(), |text| wrapped(&text) + "\n");
    let marked = coverage.measures.iter().flat_map(|row| &row.effects).any(|e| e.matters && e.mainly_scope);
    let marked = if marked { wrapped(word("arrow-by-scope", lang)) + "\n" } else { String::new() };
    format!("{clauses}{}\n{marked}{targets}\n{unmoved}{}\n", wrapped(&arrows), wrapped(&note))
}

/// The mark of an effect that is mainly by the counting scope.
fn by_scope(effect: &Effect) -> &'static str {
    if effect.mainly_scope { "†" } else { "" }
}

/// Whether two measures stand under one clause and the same departments.
fn same_clause(a: &Measure, b: &Measure) -> bool {
    a.clause == b.clause && a.departments == b.departments
}

/// A number of a declaration with two significant digits.
fn significant(x: f64) -> String {
    format::number(x, digits(x, 2))
}

/// Decimals that show so many significant digits.
fn digits(x: f64, significant: i32) -> usize {
    if x == 0.0 { 0 } else { (significant - 1 - x.abs().log10().floor() as i32).clamp(0, 9) as usize }
}

/// Years from spending to effect, such as `1–3`.
fn delay(measure: &Measure, lang: Lang) -> String {
    let (first, last) = (measure.delay.iter().min(), measure.delay.iter().max());
    let (first, last) = (first.copied().unwrap_or_default(), last.copied().unwrap_or_default());
    let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
    fill(word("delay-years", lang), lang, |name| (name == "years").then_some(years.as_str()))
}

/// Main targets that no measure surely moves, by identifier.
fn unmoved(coverage: &Coverage) -> Vec<&str> {
    let none = |index: &usize| moved_by(coverage, *index).is_empty();
    let targets = (0..coverage.targets.len()).filter(none).map(|index| &coverage.targets[index]);
    targets.filter(|t| t.main).map(|t| t.id.as_str()).collect()
}

/// Targets that a measure surely moves, with an arrow: the main ones in `year`, else in another
/// milestone, else other readings; why there is none otherwise.
fn moved(coverage: &Coverage, row: &MeasureRow, year: i32, lang: Lang) -> String {
    let signs = |wanted: i32, main: bool| -> String {
        let some = row.effects.iter().filter(|e| e.year == wanted && e.matters);
        let some = some.filter(|e| coverage.targets[e.target].main || !main);
        let arrow = |sign: i32| if sign > 0 { "↑" } else { "↓" };
        let all =
            some.map(|e| format!("{}{}{}", coverage.targets[e.target].id, arrow(e.sign()), by_scope(e)));
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
            // What is counted has no denominator.
            fold(
                &match t.unit.as_str() {
                    "1" => names.text(&t.numerator),
                    _ => format!("{} / {}", names.text(&t.numerator), names.text(&t.denominator)),
                },
                44,
            ),
            moved_by(coverage, index).len().to_string(),
        ]);
    }
    grid.trim_fmt()
}

fn threshold(target: &TargetRow, lang: Lang) -> String {
    let wanted = format::wanted(target.operator, target.threshold, &target.unit, target.event, lang);
    format!("{wanted} ({})", target.year)
}

fn grid() -> Grid {
    let rule = LineStyle::none().fill('─').junction('─');
    let mut grid = Grid::new();
    grid.load_style(TableStyle::new().top_border(rule).header_separator(rule).bottom_border(rule));
    grid.set_content_arrangement(ContentArrangement::Disabled);
    grid
}
