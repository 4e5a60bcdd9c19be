//! A CSV table being written: header in words, quoting, numbers, the demonstration mark.
//!
//! Owns the form that all our CSV files share. Numbers are in full; only percentiles
//! lose the digits that no simulation knows.

use super::NamedBytes;
use super::view::View;
use crate::message::Lang;
use crate::summary::{Likelihood, rounded};

/// A yes or no as a cell.
pub(super) fn yes(value: bool) -> &'static str {
    if value { "1" } else { "0" }
}

/// Rows being written; a row ends with its note.
pub(super) struct Table {
    out: String,
    fresh: bool,
}

impl Table {
    /// A table with its header.
    pub fn new(view: &View, columns: &[&'static str]) -> Self {
        Self::plain(view.lang, columns)
    }

    /// A table with its header, of something else than a summary.
    pub fn plain(lang: Lang, columns: &[&'static str]) -> Self {
        Self::with(lang, columns, &[])
    }

    /// Rows of a table whose header is written already.
    pub fn headless() -> Self {
        Self { out: String::new(), fresh: true }
    }

    /// The same with further columns whose words are given.
    pub fn with(lang: Lang, columns: &[&'static str], more: &[String]) -> Self {
        let mut table = Self { out: "\u{feff}".to_owned(), fresh: true };
        columns.iter().for_each(|column| table.texts(&[&head(lang, column)]));
        more.iter().for_each(|word| table.texts(&[word]));
        table.end();
        table
    }

    /// Adds cells of text.
    pub fn texts(&mut self, values: &[&str]) {
        for value in values {
            if !std::mem::take(&mut self.fresh) {
                self.out.push(',');
            }
            if value.contains(['"', ',', '\n', '\r']) {
                self.out += &format!("\"{}\"", value.replace('"', "\"\""));
            } else {
                self.out += value;
            }
        }
    }

    /// Adds a number in its shortest exact form; nothing if it is not finite.
    pub fn number(&mut self, value: f64) {
        if value.is_finite() { self.texts(&[&value.to_string()]) } else { self.texts(&[""]) }
    }

    /// Adds a percentile, in as many digits as files give of one.
    pub fn percentile(&mut self, value: f64) {
        self.number(rounded(value));
    }

    /// Adds a likelihood with its interval.
    pub fn likelihood(&mut self, likelihood: &Likelihood) {
        for value in [likelihood.probability, likelihood.interval.0, likelihood.interval.1] {
            self.number(value);
        }
    }

    /// Adds identifier and name of a counting scope.
    pub fn scope(&mut self, view: &View, scope: Option<usize>) {
        match scope {
            Some(s) => {
                let scope = &view.summary.case.scopes[s];
                self.texts(&[&scope.id, view.text(&scope.name)]);
            }
            None => self.texts(&["all", view.word("scope-all")]),
        }
    }

    /// The last column: notes and the demonstration mark.
    pub fn note(&mut self, view: &View, notes: &[&str]) {
        let mark = view.summary.case.demonstration.then(|| view.word("demonstration"));
        let notes: Vec<&str> = notes.iter().copied().chain(mark).collect();
        self.texts(&[&notes.join(view.word("list-separator"))]);
        self.end();
    }

    /// Ends a row.
    pub fn end(&mut self) {
        self.out += "\r\n";
        self.fresh = true;
    }

    /// The table as a file.
    pub fn named(self, name: &str) -> NamedBytes {
        NamedBytes { name: name.to_owned(), bytes: self.out.into_bytes() }
    }
}

/// The records of a table that was written here, header first.
#[cfg(any(test, feature = "parquet"))]
pub(super) fn parsed(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let mut input = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    // No cell is longer than the table.
    let (mut cell, mut length) = (vec![0; input.len() + 1], 0);
    loop {
        let (result, read, written) = reader.read_field(input, &mut cell[length..]);
        input = &input[read..];
        length += written;
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8_lossy(&cell[..length]).into_owned());
                length = 0;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
            _ => {}
        }
    }
}

/// A column's header: its words with its stable name, or the name alone.
pub(super) fn head(lang: Lang, column: &'static str) -> String {
    let word = crate::message::term(column_word(column), lang).unwrap_or(column);
    if word == column { column.to_owned() } else { format!("{word}({column})") }
}

/// The catalogue's key for a column's words.
fn column_word(column: &'static str) -> &'static str {
    const WORDS: [(&str, &str); 114] = [
        ("mainly_scope", "csv-mainly-scope"),
        ("mixed_scopes", "csv-mixed-scopes"),
        ("peer_place", "csv-peer-place"),
        ("period", "csv-period"),
        ("source", "csv-source"),
        ("confidence", "csv-confidence"),
        ("level_reached", "csv-level-reached"),
        ("against_id", "csv-against-id"),
        ("what", "csv-what"),
        ("difference", "csv-difference"),
        ("difference_low", "csv-difference-low"),
        ("difference_high", "csv-difference-high"),
        ("share_above", "csv-share-above"),
        ("share_below", "csv-share-below"),
        ("draw", "csv-draw"),
        ("quantity_id", "csv-quantity-id"),
        ("quantity", "csv-quantity"),
        ("value", "csv-value"),
        ("percentile", "csv-percentile"),
        ("place", "csv-place"),
        ("by", "csv-by"),
        ("weight", "csv-weight"),
        ("base", "csv-base"),
        ("target_value", "csv-target-value"),
        ("gap", "csv-gap"),
        ("rise_per_year", "csv-rise"),
        ("numerator_growth", "csv-growth"),
        ("rank", "csv-rank"),
        ("numerator_p50", "csv-numerator-p50"),
        ("denominator_p50", "csv-denominator-p50"),
        ("need_p5", "csv-need-p5"),
        ("need_p50", "csv-need-p50"),
        ("need_p95", "csv-need-p95"),
        ("need_fixed_p50", "csv-need-fixed"),
        ("denominator_moves", "csv-denominator-moves"),
        ("role", "csv-role"),
        ("plan", "csv-plan"),
        ("first_effect", "csv-first-effect"),
        ("path", "csv-path"),
        ("light", "csv-light"),
        ("outlook", "csv-outlook"),
        ("responsible", "csv-responsible"),
        ("goal_id", "csv-goal-id"),
        ("goal", "csv-goal"),
        ("goal_department", "csv-goal-department"),
        ("status", "csv-status"),
        ("goal_evidence", "csv-goal-evidence"),
        ("matters", "csv-matters"),
        ("words", "csv-words"),
        ("departments", "csv-departments"),
        ("departments_now", "csv-departments-now"),
        ("trial", "csv-trial"),
        ("cost_p5", "csv-cost-p5"),
        ("cost_p50", "csv-cost-p50"),
        ("cost_p95", "csv-cost-p95"),
        ("delay", "csv-delay"),
        ("delivery_p50", "csv-delivery"),
        ("moves", "csv-moves"),
        ("moves_names", "csv-moves-names"),
        ("evidence", "csv-evidence"),
        ("basis", "csv-basis"),
        ("why_no_effect", "csv-why"),
        ("not_with", "csv-not-with"),
        ("not_with_names", "csv-not-with-names"),
        ("measures_names", "csv-measures-names"),
        ("used_by", "csv-used-by"),
        ("touches_first", "csv-touches"),
        ("file", "csv-file"),
        ("sign", "csv-sign"),
        ("target_unit", "csv-target-unit"),
        ("draws", "csv-draws"),
        ("seed", "csv-seed"),
        ("main", "csv-main"),
        ("force", "csv-force"),
        ("target_scope", "csv-target-scope"),
        ("numerator", "csv-numerator"),
        ("denominator", "csv-denominator"),
        ("definition", "csv-definition"),
        ("measures", "csv-measures"),
        ("kind", "csv-kind"),
        ("department", "csv-department"),
        ("measure_id", "csv-measure-id"),
        ("measure", "csv-measure"),
        ("amount", "csv-amount"),
        ("share", "csv-share"),
        ("scenario_id", "csv-scenario-id"),
        ("scenario", "csv-scenario"),
        ("target_id", "csv-target-id"),
        ("target", "csv-target"),
        ("clause", "csv-clause"),
        ("indicator_id", "csv-indicator-id"),
        ("indicator", "csv-indicator"),
        ("operator", "csv-operator"),
        ("threshold", "csv-threshold"),
        ("unit", "csv-unit"),
        ("year", "csv-year"),
        ("scope_id", "csv-scope-id"),
        ("scope", "csv-scope"),
        ("extrapolated", "csv-extrapolated"),
        ("probability", "csv-probability"),
        ("low95", "csv-low"),
        ("high95", "csv-high"),
        ("change", "csv-change"),
        ("change_low95", "csv-change-low"),
        ("change_high95", "csv-change-high"),
        ("note", "csv-note"),
        ("zone_id", "csv-zone-id"),
        ("zone", "csv-zone"),
        ("provenance", "csv-provenance"),
        ("p5", "csv-p5"),
        ("p25", "csv-p25"),
        ("p50", "csv-p50"),
        ("p75", "csv-p75"),
        ("p95", "csv-p95"),
    ];
    WORDS.iter().find(|(known, _)| *known == column).map_or(column, |(_, word)| word)
}
