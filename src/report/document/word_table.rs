//! Tables of a Word file: widths, rows that stay together, notes.
//!
//! Owns which rows may not stand alone on a page. Never: knows what it prints.

use super::tree::{Cell, Chapter, Document, Table};
use super::widths::{SIDES, fitted};
use super::word::{KEPT, caption, run, styled};
use crate::message::term;

/// Letters of a table: half points, and the height of a line in twentieths of a point. It is exact, so that
/// rows are as high whatever font stands in.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Letters {
    /// Half points.
    pub size: u32,
    /// Height of a line.
    pub line: u32,
    /// Half points of the notes below.
    pub note: u32,
}

/// Half points of usual notes.
const NOTE: u32 = 18;

/// The least half points of a table that is written smaller to save a page.
const LEAST: u32 = 15;

impl Letters {
    /// Letters of so many half points.
    pub fn of(size: u32) -> Self {
        // A line is 1.3 times as high as its letters.
        Self { size, line: size * 13, note: NOTE }
    }

    /// Size in points.
    pub fn points(self) -> f64 {
        f64::from(self.size) / 2.0
    }

    /// The same on a page that has to hold everything, whose notes are smaller than its text.
    pub fn tight(size: u32, note: u32) -> Self {
        Self { note, ..Self::of(size) }
    }

    /// Height of a line of the notes, in twentieths of a point.
    pub fn note_line(self) -> u32 {
        if self.note == NOTE { 280 } else { self.note * 14 }
    }

    /// These, then smaller ones down to the least that can be read well.
    pub fn smaller(self) -> impl Iterator<Item = Self> {
        let least = LEAST.min(self.size).max(self.size.saturating_sub(2));
        (least..=self.size).rev().map(Self::of)
    }
}

/// Those of a table in a chapter of usual pages.
pub(super) fn letters(table: &Table, chapter: &Chapter) -> Letters {
    Letters::of(size(table.columns.len() - table.groups, chapter.wide))
}

/// Half points of a table's text by the number of its columns.
fn size(columns: usize, wide: bool) -> u32 {
    match (columns, wide) {
        (..=5, _) => 19,
        (6..=8, true) => 18,
        (9..=11, true) => 16,
        (_, true) => 15,
        (6..=8, false) => 16,
        (_, false) => 14,
    }
}

/// A table with its caption above and its notes below, as wide as given in twentieths of a point.
pub(super) fn of_table(
    table: &Table,
    document: &Document,
    (chapter, width, size): (&Chapter, u32, Letters),
    first: bool,
) -> String {
    let shown = &table.columns[table.groups..];
    let widths = fitted(table, table.groups, width, size.points());
    let mut out = caption("Caption", &table.caption, first);
    let rule = |side: &str, size: u32| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"404040\"/>")
    };
    let thin = "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/>";
    // Said in every table, for not every program takes them from the default style.
    let side = |side: &str| format!("<w:{side} w:w=\"{}\" w:type=\"dxa\"/>", SIDES / 2.0);
    let margins = format!("<w:tblCellMar>{}{}</w:tblCellMar>", side("left"), side("right"));
    out += &format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{}{}{thin}\
         </w:tblBorders><w:tblLayout w:type=\"fixed\"/>{margins}</w:tblPr><w:tblGrid>{}</w:tblGrid>",
        rule("top", 12),
        rule("bottom", 12),
        widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect::<String>()
    );
    let heads = shown.iter().zip(&widths).map(|(column, width)| {
        let line = "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"404040\"/></w:tcBorders>";
        cell(*width, &format!("{line}<w:vAlign w:val=\"center\"/>"), "TableHead", ("", ""), &column.head, size)
    });
    out += &row("<w:cantSplit/><w:tblHeader/>", &heads.collect::<String>());
    let notes = notes(table, document, chapter);
    let mut left = table.rows.len();
    for run in table.runs() {
        if let Some(common) = table.common(run) {
            let span = format!(
                "<w:gridSpan w:val=\"{}\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F0F2F4\"/>",
                shown.len()
            );
            out += &row("<w:cantSplit/>", &cell(width, &span, "TableText", (KEPT, ""), &common, size));
        }
        for cells in run {
            left -= 1;
            // The last row does not stand alone on a page, nor do notes.
            let kept = left == 1 || (left == 0 && !notes.is_empty());
            let kept = if kept { KEPT } else { "" };
            let style = if table.total && left == 0 { "TableHead" } else { "TableText" };
            let cells = cells[table.groups..].iter().zip(shown).zip(&widths);
            let cells = cells.map(|((of, column), width)| {
                let right = matches!(of, Cell::Number { .. }) || column.numeric;
                let side = if right { "<w:jc w:val=\"right\"/>" } else { "<w:jc w:val=\"left\"/>" };
                cell(*width, "<w:vAlign w:val=\"center\"/>", style, (kept, side), &of.shown(), size)
            });
            out += &row("<w:cantSplit/>", &cells.collect::<String>());
        }
    }
    out += "</w:tbl>";
    for (k, note) in notes.iter().enumerate() {
        out += &self::note(note, size, if k + 1 < notes.len() { KEPT } else { "" });
    }
    out
}

/// What stands below a table: its notes, and where its numbers come from. A page that has to hold
/// everything says the latter in its first lines.
pub(super) fn notes(table: &Table, document: &Document, chapter: &Chapter) -> Vec<String> {
    let mut notes = table.notes.clone();
    if !table.provenance.is_empty() && !chapter.compact {
        let source = term("table-provenance", document.lang).unwrap_or_default();
        notes.push(source.replace("{source}", &table.provenance));
    }
    notes
}

/// A note below a table.
fn note(text: &str, letters: Letters, kept: &str) -> String {
    let Letters { note: size, .. } = letters;
    if size == NOTE {
        return styled("Note", text, kept);
    }
    let spacing =
        format!("<w:spacing w:before=\"10\" w:line=\"{}\" w:lineRule=\"exact\"/>", letters.note_line());
    let text = run(text, &format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    format!("<w:p><w:pPr><w:pStyle w:val=\"Note\"/>{kept}{spacing}</w:pPr>{text}</w:p>")
}

fn row(properties: &str, cells: &str) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
}

fn cell(
    width: u32,
    properties: &str,
    style: &str,
    (kept, side): (&str, &str),
    text: &str,
    Letters { size, line, .. }: Letters,
) -> String {
    let text = run(text, &format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    let spacing = format!("<w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/>");
    // The schema wants the span before borders, shading and alignment; callers keep that order.
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr><w:p><w:pPr><w:pStyle \
         w:val=\"{style}\"/>{kept}{spacing}{side}</w:pPr>{text}</w:p></w:tc>"
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::tree::Block;
    use super::*;

    #[test]
    fn the_last_row_and_notes_do_not_stand_alone() {
        let document = sample::document();
        let chapter = &document.chapters[0];
        let Some(Block::Table(table)) = chapter.blocks.iter().find(|b| matches!(b, Block::Table(_))) else {
            panic!("the sample has a table")
        };
        // Ten rows without groups and one note: kept are the last but one and the last.
        let rows = (0..10).map(|n| vec![Cell::text(format!("r{n}")), Cell::text(""), Cell::text("")]);
        let table = Table { rows: rows.collect(), groups: 0, notes: vec!["注".into()], ..table.clone() };
        let xml = of_table(&table, &document, (chapter, 8845, Letters::of(19)), false);
        let kept = |n: usize| {
            let row = xml.split("<w:tr>").find(|row| row.contains(&format!(">r{n}<"))).expect("a row");
            // Every paragraph of the row or none.
            let count = row.split("</w:tr>").next().map_or(0, |row| row.matches(KEPT).count());
            assert!(count == 0 || count == 3, "row {n}: {count}");
            count == 3
        };
        let kept: Vec<usize> = (0..10).filter(|n| kept(*n)).collect();
        assert_eq!(kept, [8, 9]);
    }
}
