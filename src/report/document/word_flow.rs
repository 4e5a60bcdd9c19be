//! How high the parts of a Word file stand, and which of them begin a page.
//!
//! Owns the estimate: lines have exact heights, so that only their number is guessed, from the width of
//! the letters. A table that would find little room where it comes, but all of it on the next page, goes
//! there with its heading. Never: knows what is printed.

use super::tree::{Block, Chapter, Document, Table};
use super::word::{UPRIGHT, figure_height, page_with};
use super::word_table::{Letters, letters, notes, widths};
use crate::message::Lang;
use crate::report::font;

/// Heights in twentieths of a point: a line of text or heading, what a heading of a chapter has above, a
/// line of a caption and what it has around, a note.
const LINE: f64 = 560.0;
const CHAPTER: f64 = 120.0;
const CAPTION: (f64, f64) = (340.0, 220.0);
const NOTE: (f64, f64) = (280.0, 20.0);

/// Title, subtitle and imprint above the first chapter.
const TITLE: f64 = 780.0 + 400.0 + 380.0;

/// Sizes in points of text, captions and notes.
const TEXT_SIZE: f64 = 16.0;
const CAPTION_SIZE: f64 = 12.0;
const NOTE_SIZE: f64 = 9.0;

/// Rules between rows, and what a cell loses at its sides.
const RULE: f64 = 10.0;
const SIDES: f64 = 140.0;

/// The share of a page that a table split over two has at least on its first, and the least of a longer one.
const SPLIT: f64 = 0.55;
const BEGUN: f64 = 0.25;

/// What a table of one page is at most, and what a page that has to hold everything is filled to: not every
/// program breaks a list of identifiers, which leaves lines half empty there.
const FULL: f64 = 0.97;
const HELD: f64 = 0.92;

/// How a chapter that has to fit on a page is written: half points and line of its text, letters of its table.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Tight {
    /// Half points of the text.
    pub text: u32,
    /// Height of a line, in twentieths of a point.
    pub line: u32,
    /// Half points of the table.
    pub table: u32,
}

/// From the usual to the smallest; English, which is longer, begins with the third.
const TIGHT: [Tight; 6] = [
    Tight { text: 21, line: 310, table: 17 },
    Tight { text: 20, line: 290, table: 17 },
    Tight { text: 19, line: 264, table: 17 },
    Tight { text: 18, line: 248, table: 16 },
    Tight { text: 17, line: 232, table: 15 },
    Tight { text: 16, line: 218, table: 14 },
];

/// Lines that a text takes in letters of so many points between sides so far apart, in twentieths of a point.
fn lines(text: &str, size: f64, room: f64) -> f64 {
    // Latin letters of the file are narrower than those that are measured.
    let latin = text.is_ascii();
    let size = if latin { size * 0.88 } else { size };
    text.split('\n').map(|line| font::wrap(line, size, room / 20.0, usize::MAX).len().max(1)).sum::<usize>()
        as f64
}

/// A table in parts, from the caption to its notes.
struct Heights {
    caption: f64,
    head: f64,
    rows: Vec<f64>,
    notes: f64,
}

impl Heights {
    fn of(table: &Table, document: &Document, chapter: &Chapter, (width, letters): (u32, Letters)) -> Self {
        let shown = &table.columns[table.groups..];
        let widths = widths(shown, width);
        let size = f64::from(letters.size) / 2.0;
        let row = |texts: &mut dyn Iterator<Item = String>| {
            let cells = texts.zip(&widths).map(|(text, w)| lines(&text, size, f64::from(*w) - SIDES));
            cells.fold(1.0, f64::max) * f64::from(letters.line) + RULE
        };
        let mut rows = Vec::new();
        for run in table.runs() {
            // The line above a run stands with its first row.
            let mut above = if table.common(run).is_some() { f64::from(letters.line) + RULE } else { 0.0 };
            for cells in run {
                rows.push(above + row(&mut cells[table.groups..].iter().map(|cell| cell.shown())));
                above = 0.0;
            }
        }
        let width = f64::from(width);
        let note = |text: &String| lines(text, NOTE_SIZE, width) * NOTE.0 + NOTE.1;
        Heights {
            caption: lines(&table.caption.shown(), CAPTION_SIZE, width) * CAPTION.0 + CAPTION.1,
            head: row(&mut shown.iter().map(|column| column.head.clone())),
            rows,
            notes: notes(table, document, chapter).iter().map(note).sum(),
        }
    }

    fn total(&self) -> f64 {
        self.caption + self.head + self.rows.iter().sum::<f64>() + self.notes
    }

    /// Where it ends on the last of its pages if it begins at `y`.
    fn end(&self, y: f64, page: f64) -> f64 {
        let mut y = y + self.caption + self.head;
        for row in &self.rows {
            y = if y + row > page { self.head + row } else { y + row };
        }
        if y + self.notes > page { self.head + self.notes } else { y + self.notes }
    }
}

/// How the chapters that have to fit on a page are written: as large as they fit there.
pub(super) fn tight(document: &Document, chapter: &Chapter) -> Tight {
    let (width, height) = UPRIGHT.inner();
    let of = |tight: &Tight| -> f64 {
        let blocks = chapter.blocks.iter().map(|block| match block {
            Block::Table(table) => {
                Heights::of(table, document, chapter, (width, Letters::of(tight.table))).total()
            }
            Block::Paragraph(text) => {
                // The first line begins two letters in.
                let size = f64::from(tight.text) / 2.0;
                20.0 + lines(&format!("　　{text}"), size, f64::from(width)) * f64::from(tight.line)
            }
            Block::Heading(_) | Block::Address(_) => LINE,
            Block::Figure(figure) => figure_height(figure, &UPRIGHT),
        });
        TITLE + CHAPTER + LINE + blocks.sum::<f64>()
    };
    let from = if document.lang == Lang::En { 2 } else { 0 };
    let fits = |tight: &&Tight| of(tight) <= f64::from(height) * HELD;
    TIGHT[from..].iter().find(fits).copied().unwrap_or(TIGHT[TIGHT.len() - 1])
}

/// Which blocks of every chapter begin a page, beside those that the kind of page parts; the first entry is
/// the chapter's own heading.
pub(super) fn breaks(document: &Document) -> Vec<Vec<bool>> {
    let mut flow = Flow { y: 0.0, wide: false, letter: false };
    document.chapters.iter().map(|chapter| flow.chapter(document, chapter)).collect()
}

/// Where the next block begins.
struct Flow {
    y: f64,
    wide: bool,
    /// Whether it stood in a letter so far.
    letter: bool,
}

impl Flow {
    fn chapter(&mut self, document: &Document, chapter: &Chapter) -> Vec<bool> {
        let mut found = vec![false; chapter.blocks.len() + 1];
        if chapter.compact {
            self.y = 0.0;
            return found;
        }
        if chapter.letter != self.letter {
            // A letter can be taken out: neither it nor what follows shares a page.
            let turned = self.wide != page_with(chapter, 0).is_wide();
            (found[0], self.letter, self.y) = (!turned, chapter.letter, 0.0);
        }
        // What leads to the next table or figure: its height, and the entry that it begins with.
        let (mut lead, mut first) = (CHAPTER + LINE, Some(0));
        for (at, block) in chapter.blocks.iter().enumerate() {
            let page = page_with(chapter, at);
            let (width, height) = page.inner();
            let (width, height) = (f64::from(width), f64::from(height));
            if self.wide != page.is_wide() {
                (self.y, self.wide) = (0.0, page.is_wide());
            }
            match block {
                Block::Heading(text) => lead += lines(text, TEXT_SIZE, width - 640.0) * LINE,
                Block::Address(text) => lead += lines(text, TEXT_SIZE, width) * LINE,
                Block::Paragraph(text) => lead += lines(&format!("　　{text}"), TEXT_SIZE, width) * LINE,
                Block::Figure(figure) => {
                    let parts = figure.pictures.len();
                    let one = lead + figure_height(figure, page);
                    self.y = if self.y + one > height || parts > 1 { one } else { self.y + one };
                    (lead, first) = (0.0, None);
                    continue;
                }
                Block::Table(table) => {
                    let letters = letters(table, chapter);
                    let of = Heights::of(table, document, chapter, (width as u32, letters));
                    if self.goes_on(lead, &of, height) {
                        found[first.unwrap_or(at + 1)] = true;
                        self.y = 0.0;
                    }
                    self.y = of.end(self.y + lead, height);
                    (lead, first) = (0.0, None);
                    continue;
                }
            }
            first = first.or(Some(at + 1));
        }
        self.y += lead;
        found
    }

    /// Whether a table with what leads to it begins the next page rather than here.
    fn goes_on(&self, lead: f64, of: &Heights, page: f64) -> bool {
        let (rest, total) = (page - self.y, lead + of.total());
        if self.y <= 0.0 || total <= rest {
            return false;
        }
        let begun = lead + of.caption + of.head + BEGUN * page;
        if total <= page * FULL { rest <= SPLIT * page || rest < begun } else { rest < begun }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::tree::{Cell, Column};
    use super::*;

    /// A chapter on its side with a heading before each of two tables of so many rows of one line.
    fn document(rows: [usize; 2]) -> Document {
        let table = |count: usize| Table {
            columns: vec![Column::text("a", 1.0)],
            rows: (0..count).map(|n| vec![Cell::text(n.to_string())]).collect(),
            ..Table::default()
        };
        let mut document = sample::document();
        document.chapters.truncate(2);
        document.chapters[1].blocks =
            rows.map(|count| [Block::Heading("h".into()), Block::Table(table(count))]).concat();
        document
    }

    #[test]
    fn a_table_that_fits_on_the_next_page_begins_there_and_a_long_one_where_it_has_room() {
        // A page on its side has 11906 - 1587 - 1474 = 8845 twentieths of a point; a row takes 247 + 10.
        // Headings, caption and head take 680 + 560 + 560 + 257 of it: after 12 rows half is left, so that 20 more
        // go on to the next page and 5 stay; after 18 rows 90 more do not begin in so little room.
        let begins = |rows| breaks(&document(rows))[1].clone();
        assert_eq!(begins([12, 20]), [false, false, false, true, false]);
        assert_eq!(begins([12, 5]), [false; 5]);
        assert_eq!(begins([18, 90]), [false, false, false, true, false]);
        assert_eq!(begins([3, 90]), [false; 5]);
    }

    #[test]
    fn a_page_that_has_to_hold_everything_is_written_smaller_where_it_is_full() {
        let mut document = sample::document();
        let usual = tight(&document, &document.chapters[0]);
        assert_eq!(usual, TIGHT[0]);
        // A line of 442 points holds 42 characters of 10.5 points; the page has 638 points, of which title,
        // heading and the sample take about 190. 600 characters are 15 lines of 15.5 points.
        let more = |n: usize| Block::Paragraph("字".repeat(n));
        document.chapters[0].blocks.push(more(600));
        assert_eq!(tight(&document, &document.chapters[0]), TIGHT[0]);
        document.chapters[0].blocks.push(more(600));
        let smaller = tight(&document, &document.chapters[0]);
        assert!(smaller.text < usual.text && smaller.line < usual.line, "{smaller:?}");
    }
}
