//! How high the parts of a Word file stand, and which of them begin a page.
//!
//! Owns the estimate: lines have exact heights, so that only their number is guessed, from the width of
//! the letters. A table that would find little room where it comes, but all of it on the next page, goes
//! there with its heading. Never: knows what is printed.

use super::tree::{Block, Chapter, Document, Table};
use super::widths::{SIDES, fitted, points};
use super::word::{UPRIGHT, figure_height, page_with};
use super::word_table::{Letters, letters, notes};
use crate::message::Lang;
use crate::report::font;

/// Heights in twentieths of a point: a line of text or heading, what a heading of a chapter has above, a
/// line of a caption and what it has around, what a note has above.
const LINE: f64 = 560.0;
const CHAPTER: f64 = 120.0;
const CAPTION: (f64, f64) = (340.0, 220.0);
const NOTE: f64 = 20.0;

/// Title, subtitle and imprint above the first chapter, and a further line of the title.
const TITLE: f64 = 780.0 + 400.0 + 380.0;
const TITLE_LINE: f64 = 600.0;

/// Sizes in points of the title, of text and captions.
const TITLE_SIZE: f64 = 22.0;
const TEXT_SIZE: f64 = 16.0;
const CAPTION_SIZE: f64 = 12.0;

/// On pages on their side, whose lines are long: points and height of a line of text and of a heading of
/// the second level.
pub(super) const ASIDE_TEXT: (u32, u32) = (12, 400);
pub(super) const ASIDE_HEADING: (u32, u32) = (14, 460);

/// The rule between rows.
const RULE: f64 = 10.0;

/// The share of a page that a table split over two has at least on its first, and the least of a longer one.
const SPLIT: f64 = 0.55;
const BEGUN: f64 = 0.25;

/// The share of a page that the last part of a table takes at most if smaller letters are to save that page.
const TAIL: f64 = 0.4;

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
    /// Half points of its notes, which are smaller than the text.
    pub note: u32,
}

/// From the usual to the smallest; English, which is longer, begins with the third.
const TIGHT: [Tight; 6] = [
    Tight { text: 21, line: 310, table: 17, note: 17 },
    Tight { text: 20, line: 290, table: 17, note: 17 },
    Tight { text: 19, line: 264, table: 17, note: 16 },
    Tight { text: 18, line: 248, table: 16, note: 15 },
    Tight { text: 17, line: 232, table: 15, note: 14 },
    Tight { text: 16, line: 218, table: 14, note: 14 },
];

/// Lines that a text takes in letters of so many points between sides so far apart, in twentieths of a point.
fn lines(text: &str, size: f64, room: f64) -> f64 {
    let size = points(text, size);
    text.split('\n').map(|line| font::wrap(line, size, room / 20.0, usize::MAX).len().max(1)).sum::<usize>()
        as f64
}

/// Points and height of a line of text or heading: the usual, or those of a page on its side.
fn usual(wide: bool, aside: (u32, u32)) -> (f64, f64) {
    if wide { (f64::from(aside.0), f64::from(aside.1)) } else { (TEXT_SIZE, LINE) }
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
        let widths = fitted(table, table.groups, width, letters.points());
        let size = letters.points();
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
        let size = f64::from(letters.note) / 2.0;
        let note = |text: &String| lines(text, size, width) * f64::from(letters.note_line()) + NOTE;
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

    /// How often it goes on to a further page if it begins at `y`, and where it ends on the last one.
    fn end(&self, y: f64, page: f64) -> (usize, f64) {
        let (mut turns, mut y) = (0, y + self.caption + self.head);
        for row in &self.rows {
            if y + row > page {
                (turns, y) = (turns + 1, self.head);
            }
            y += row;
        }
        if y + self.notes > page { (turns + 1, self.head + self.notes) } else { (turns, y + self.notes) }
    }
}

/// How the chapters that have to fit on a page are written: as large as they fit there.
pub(super) fn tight(document: &Document, chapter: &Chapter) -> Tight {
    let (width, height) = UPRIGHT.inner();
    let of = |tight: &Tight| -> f64 {
        let blocks = chapter.blocks.iter().map(|block| match block {
            Block::Table(table) => {
                let letters = Letters::tight(tight.table, tight.note);
                Heights::of(table, document, chapter, (width, letters)).total()
            }
            Block::Paragraph(text) => {
                // The first line begins two letters in.
                let size = f64::from(tight.text) / 2.0;
                20.0 + lines(&format!("　　{text}"), size, f64::from(width)) * f64::from(tight.line)
            }
            Block::Heading(_) | Block::Address(_) => LINE,
            Block::Figure(figure) => figure_height(figure, &UPRIGHT),
        });
        let title = TITLE + TITLE_LINE * (lines(&document.title, TITLE_SIZE, f64::from(width)) - 1.0);
        title + CHAPTER + LINE + blocks.sum::<f64>()
    };
    let from = if document.lang == Lang::En { 2 } else { 0 };
    let fits = |tight: &&Tight| of(tight) <= f64::from(height) * HELD;
    TIGHT[from..].iter().find(fits).copied().unwrap_or(TIGHT[TIGHT.len() - 1])
}

/// How a block stands: whether it begins a page, beside those that the kind of page parts, and the letters of
/// a table.
#[derive(Copy, Clone, Debug, PartialEq, Default)]
pub(super) struct Placed {
    /// Whether it begins a page.
    pub first: bool,
    /// Letters of a table.
    pub letters: Option<Letters>,
}

/// How the blocks of every chapter stand; the first entry is the chapter's own heading.
pub(super) fn placed(document: &Document) -> Vec<Vec<Placed>> {
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
    fn chapter(&mut self, document: &Document, chapter: &Chapter) -> Vec<Placed> {
        let mut found = vec![Placed::default(); chapter.blocks.len() + 1];
        if chapter.compact {
            self.y = 0.0;
            return found;
        }
        if chapter.letter != self.letter {
            // A letter can be taken out: neither it nor what follows shares a page.
            let turned = self.wide != page_with(chapter, 0).is_wide();
            (found[0].first, self.letter, self.y) = (!turned, chapter.letter, 0.0);
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
                Block::Heading(text) => {
                    let (size, line) = usual(self.wide, ASIDE_HEADING);
                    lead += lines(text, size, width - 640.0) * line;
                }
                Block::Address(text) => lead += lines(text, TEXT_SIZE, width) * LINE,
                Block::Paragraph(text) => {
                    let (size, line) = usual(self.wide, ASIDE_TEXT);
                    lead += lines(&format!("　　{text}"), size, width) * line;
                }
                Block::Figure(figure) => {
                    let parts = figure.pictures.len();
                    let one = lead + figure_height(figure, page);
                    self.y = if self.y + one > height || parts > 1 { one } else { self.y + one };
                    (lead, first) = (0.0, None);
                    continue;
                }
                Block::Table(table) => {
                    let (letters, goes_on, end) =
                        self.of_table(lead, height, letters(table, chapter), &|letters| {
                            Heights::of(table, document, chapter, (width as u32, letters))
                        });
                    found[at + 1].letters = Some(letters);
                    found[first.unwrap_or(at + 1)].first |= goes_on;
                    self.y = end;
                    (lead, first) = (0.0, None);
                    continue;
                }
            }
            first = first.or(Some(at + 1));
        }
        self.y += lead;
        found
    }

    /// The letters of a table, whether it begins the next page, and where it ends: in smaller letters where
    /// these save the page that only its last rows or notes would stand on.
    fn of_table(
        &self,
        lead: f64,
        page: f64,
        usual: Letters,
        of: &dyn Fn(Letters) -> Heights,
    ) -> (Letters, bool, f64) {
        let try_in = |letters: Letters| {
            let heights = of(letters);
            let goes_on = self.goes_on(lead, &heights, page);
            let (turns, end) = heights.end(if goes_on { lead } else { self.y + lead }, page);
            (letters, goes_on, turns + usize::from(goes_on), end)
        };
        let first = try_in(usual);
        let saves = |of: &(Letters, bool, usize, f64)| of.2 < first.2 && first.3 <= TAIL * page;
        let (letters, goes_on, _, end) = usual.smaller().map(try_in).find(saves).unwrap_or(first);
        (letters, goes_on, end)
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
        // Headings, caption and head take 680 + 460 + 560 + 257 of it: after 12 rows half is left, so that 20 more
        // go on to the next page and 5 stay; after 18 rows 90 more do not begin in so little room.
        let begins = |rows| placed(&document(rows))[1].iter().map(|of| of.first).collect::<Vec<_>>();
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

    #[test]
    fn smaller_letters_save_a_page_that_only_last_rows_would_stand_on() {
        // Headings, caption and head take 680 + 460 + 560 + 257 of 8845 twentieths of a point: there is room for 26
        // rows of 257. In letters half a point smaller head and rows take 244, which gives room for 28 rows,
        // in still smaller ones 231, for 29.
        let of = |rows: usize| {
            let placed = placed(&document([rows, 1]));
            placed[1][2].letters.map(|letters| letters.size)
        };
        assert_eq!([26, 27, 29, 90].map(of), [Some(19), Some(18), Some(17), Some(19)]);
    }
}
