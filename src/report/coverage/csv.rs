//! Coverage as CSV: a row per measure, target and year; a row per target.

use super::super::csv_table::{Table, yes};
use super::super::view::sign;
use super::{evidence, force, measure_names, moved_by, names, standing, text, word};
use crate::analysis::{Coverage, MeasureRow};
use crate::report::names::Names;
use crate::report::{NamedBytes, Options};

const MEASURES: [&str; 35] = [
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
    "moves_names",
    "evidence",
    "basis",
    "why_no_effect",
    "not_with",
    "not_with_names",
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
    "mainly_scope",
    "target_unit",
    "draws",
    "seed",
];

const TARGETS: [&str; 17] = [
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
    "measures_names",
];

pub(super) fn measures_csv(coverage: &Coverage, options: &Options) -> NamedBytes {
    let (lang, names) = (options.lang, names(coverage, options.lang));
    let mut table = Table::plain(lang, &MEASURES);
    for row in &coverage.measures {
        if row.effects.is_empty() {
            described(&mut table, coverage, row, names);
            table.texts(&[""; 10]);
            table.texts(&[&coverage.draws.to_string(), &coverage.seed.to_string()]);
            table.end();
        }
        for effect in &row.effects {
            let target = &coverage.targets[effect.target];
            described(&mut table, coverage, row, names);
            table.texts(&[&target.id, text(&target.name, lang), &effect.year.to_string()]);
            [effect.change, effect.interval.0, effect.interval.1].into_iter().for_each(|x| table.number(x));
            table.texts(&[&effect.sign().to_string(), yes(effect.matters)]);
            table.texts(&[yes(effect.mainly_scope), &names.unit(&target.unit)]);
            table.texts(&[&coverage.draws.to_string(), &coverage.seed.to_string()]);
            table.end();
        }
    }
    table.named("coverage.csv")
}

/// The cells that describe the measure itself.
fn described(table: &mut Table, coverage: &Coverage, row: &MeasureRow, names: Names) {
    let (m, lang) = (&row.measure, names.lang);
    let comma = lang.pick("、", ", ");
    let moves: Vec<&str> = m.moves.iter().map(|x| x.lever.as_str()).collect();
    let moved: Vec<&str> = m.moves.iter().map(|x| text(&x.name, lang)).collect();
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
    table.texts(&[&moves.join(comma), &moved.join(comma)]);
    table.texts(&[evidence(m.evidence, lang), text(&m.basis, lang), why]);
    table.texts(&[&m.not_with.join(comma), &measure_names(coverage, &m.not_with, lang)]);
    table.texts(&[&used.join(comma), yes(row.touches_first), &row.file]);
}

pub(super) fn targets_csv(coverage: &Coverage, options: &Options) -> NamedBytes {
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
        let moved = moved_by(coverage, index);
        table.texts(&[&moved.join(lang.pick("、", ", ")), &measure_names(coverage, &moved, lang)]);
        table.end();
    }
    table.named("coverage_targets.csv")
}
