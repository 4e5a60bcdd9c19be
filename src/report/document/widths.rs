//! How wide the columns of a table are in a Word file and on a page of HTML: such that its rows are low.
//!
//! Owns the search for widths. Every column is at least as wide as its longest word; then whichever saves
//! most lines for what it takes is made wider, and what is left is shared by the columns' weights.
//! Neighbours of one weight that hold about as much, such as years or scenarios, stay equally wide.
//! Never: knows what is printed, how high a line is.

use super::tree::{Column, Table};
use crate::report::font;

/// What a cell loses at its sides, in twentieths of a point.
pub(super) const SIDES: f64 = 140.0;

/// Steps that a table's width is divided into.
const STEPS: usize = 360;

/// Most rows that are looked at for their heights.
const MOST_ROWS: usize = 120;

/// Steps by which width is moved between columns.
const MOVES: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];

/// Characters of a longer cell that stay in one line at least, in widths of a Chinese character.
const TOGETHER: f64 = 4.2;

/// How many times as much text a column of a band holds at most as its first.
const ALIKE: f64 = 1.6;

/// How many times as wide a word is in a bold head.
const BOLD: f64 = 1.04;

/// What the head counts for against a row: it stands on every page.
const HEAD: f64 = 2.0;

/// What a line of a single cell counts for against a line of its row.
const LITTLE: f64 = 0.03;

/// Widths of the columns from `first` on in letters of so many points, together exactly `width` twentieths
/// of a point; by weights where not even the longest words have room.
pub(super) fn fitted(table: &Table, first: usize, width: u32, size: f64) -> Vec<u32> {
    let shown = &table.columns[first..];
    let mut search = Search::of(table, first, size, f64::from(width) / STEPS as f64);
    let least: usize = search.bands.iter().map(|band| band.least * band.columns.len()).sum();
    if least > STEPS {
        return divided(shown.iter().map(|column| column.weight), width);
    }
    let mut left = STEPS - least;
    while let Some((band, more)) = search.best(left) {
        search.bands[band].steps += more;
        left -= more * search.bands[band].columns.len();
    }
    search.exchange(&mut left);
    search.share(left, shown);
    divided(search.bands.iter().flat_map(|band| band.columns.clone().map(|_| band.steps as f64)), width)
}

/// `width` divided by weights, together exactly it.
fn divided(weights: impl Iterator<Item = f64> + Clone, width: u32) -> Vec<u32> {
    let sum: f64 = weights.clone().sum();
    let mut edge = (0.0, 0);
    let next = |weight: f64| {
        let before = edge.1;
        edge.0 += weight;
        edge.1 = (edge.0 / sum * f64::from(width)).round() as u32;
        edge.1 - before
    };
    weights.map(next).collect()
}

/// Points to measure a text with: Latin letters of documents are narrower than those of the font at hand.
pub(super) fn points(text: &str, size: f64) -> f64 {
    if text.is_ascii() { size * 0.88 } else { size }
}

/// Columns that are equally wide.
struct Band {
    columns: std::ops::Range<usize>,
    /// Steps of a column, and the least.
    steps: usize,
    least: usize,
}

struct Search {
    /// By column and row, head first, the words of its lines.
    texts: Vec<Vec<Measured>>,
    bands: Vec<Band>,
    /// Width of a step, in twentieths of a point.
    step: f64,
    /// By column and steps, the lines of its rows; none where not asked for yet.
    known: Vec<Vec<Option<Vec<usize>>>>,
}

impl Search {
    fn of(table: &Table, first: usize, size: f64, step: f64) -> Self {
        let shown = &table.columns[first..];
        let cells = |at: usize| table.rows.iter().map(move |row| row[first + at].shown());
        let column = |(at, column): (usize, &Column)| -> Vec<Measured> {
            let texts = std::iter::once(column.head.clone()).chain(cells(at));
            texts.map(|text| Measured::of(&text, size)).collect()
        };
        let texts: Vec<Vec<Measured>> = shown.iter().enumerate().map(column).collect();
        let least = |at: usize| {
            let wide = texts[at].iter().map(|text| text.least(size)).fold(0.0, f64::max);
            ((wide + SIDES) / step).ceil() as usize
        };
        let mut bands: Vec<Band> = Vec::new();
        for at in 0..shown.len() {
            let alike = |to: usize| {
                let kind = |at: usize| (shown[at].weight, shown[at].numeric);
                let held = |at: usize| texts[at].iter().skip(1).map(Measured::whole).sum::<f64>().max(1.0);
                let times = held(to) / held(at);
                kind(to) == kind(at) && (shown[at].numeric || (1.0 / ALIKE..=ALIKE).contains(&times))
            };
            let own = least(at);
            match bands.last_mut() {
                Some(band) if alike(band.columns.start) => {
                    band.columns.end = at + 1;
                    band.least = band.least.max(own);
                    band.steps = band.least;
                }
                _ => bands.push(Band { columns: at..at + 1, steps: own, least: own }),
            }
        }
        let known = vec![vec![None; STEPS + 1]; shown.len()];
        // Of a long table some rows tell how wide columns should be.
        let every = table.rows.len().div_ceil(MOST_ROWS).max(1);
        let some = |column: Vec<Measured>| -> Vec<Measured> {
            column
                .into_iter()
                .enumerate()
                .filter(|(at, _)| *at == 0 || at % every == 0)
                .map(|(_, t)| t)
                .collect()
        };
        let texts = texts.into_iter().map(some).collect();
        Self { texts, bands, step, known }
    }

    /// Adds columns so wide to the rows: the most lines of a row, and the lines of all its cells.
    fn lines(&mut self, columns: std::ops::Range<usize>, steps: usize, into: &mut [(usize, usize)]) {
        for at in columns {
            let room = steps as f64 * self.step - SIDES;
            let texts = &self.texts[at];
            let count = || texts.iter().map(|text| text.lines(room)).collect::<Vec<_>>();
            let lines = self.known[at][steps].get_or_insert_with(count);
            for ((most, all), own) in into.iter_mut().zip(lines) {
                (*most, *all) = ((*most).max(*own), *all + *own);
            }
        }
    }

    /// The band that saves most for what it takes, and by how many steps a column of it grows: lines go away in
    /// jumps, so that one step alone may save none.
    fn best(&mut self, left: usize) -> Option<(usize, usize)> {
        let rows = self.texts.first().map_or(0, Vec::len);
        let mut best: Option<(f64, usize, usize)> = None;
        for band in 0..self.bands.len() {
            let mut others = vec![(1, 0); rows];
            for other in (0..self.bands.len()).filter(|other| *other != band) {
                let (columns, steps) = (self.bands[other].columns.clone(), self.bands[other].steps);
                self.lines(columns, steps, &mut others);
            }
            let (columns, steps) = (self.bands[band].columns.clone(), self.bands[band].steps);
            let mut now = others.clone();
            self.lines(columns.clone(), steps, &mut now);
            for more in 1..=(left / columns.len()) {
                let mut then = others.clone();
                self.lines(columns.clone(), steps + more, &mut then);
                let saved = (cost(&now) - cost(&then)) / (more * columns.len()) as f64;
                if saved > best.map_or(0.0, |(most, ..)| most) {
                    best = Some((saved, band, more));
                }
            }
        }
        best.map(|(_, band, more)| (band, more))
    }

    /// What all rows cost now.
    fn cost(&mut self) -> f64 {
        let mut rows = vec![(1, 0); self.texts.first().map_or(0, Vec::len)];
        for band in 0..self.bands.len() {
            let (columns, steps) = (self.bands[band].columns.clone(), self.bands[band].steps);
            self.lines(columns, steps, &mut rows);
        }
        cost(&rows)
    }

    /// Moves width from one band to another while that makes rows lower: what was taken first may have
    /// saved more elsewhere.
    fn exchange(&mut self, left: &mut usize) {
        let mut now = self.cost();
        let pairs = |n: usize| (0..n).flat_map(move |from| (0..n).map(move |to| (from, to)));
        'again: loop {
            for (from, to) in pairs(self.bands.len()).filter(|(from, to)| from != to) {
                let (gives, takes) = (self.bands[from].columns.len(), self.bands[to].columns.len());
                for more in MOVES {
                    let less = (more * takes).saturating_sub(*left).div_ceil(gives);
                    if self.bands[from].steps < self.bands[from].least + less {
                        break;
                    }
                    self.bands[from].steps -= less;
                    self.bands[to].steps += more;
                    let then = self.cost();
                    if then < now - 1e-9 {
                        now = then;
                        *left = *left + less * gives - more * takes;
                        continue 'again;
                    }
                    self.bands[from].steps += less;
                    self.bands[to].steps -= more;
                }
            }
            return;
        }
    }

    /// Gives what is left to the bands that are narrowest by their weights.
    fn share(&mut self, mut left: usize, shown: &[Column]) {
        let by_weight = |band: &Band| band.steps as f64 / shown[band.columns.start].weight;
        while let Some(band) = self
            .bands
            .iter_mut()
            .filter(|band| band.columns.len() <= left)
            .min_by(|a, b| by_weight(a).total_cmp(&by_weight(b)))
        {
            band.steps += 1;
            left -= band.columns.len();
        }
    }
}

/// What rows cost: their heights; the lines of single cells a little, for where two cells of a row are
/// equally high neither alone makes it lower.
fn cost(rows: &[(usize, usize)]) -> f64 {
    let of = |(most, all): &(usize, usize)| *most as f64 + *all as f64 * LITTLE;
    let [head, rows @ ..] = rows else { return 0.0 };
    HEAD * of(head) + rows.iter().map(of).sum::<f64>()
}

/// A text as the widths of what a line cannot break, in twentieths of a point: without and with the space
/// that follows; line by line of those it has itself.
struct Measured {
    lines: Vec<Vec<(f64, f64)>>,
    /// How many times as wide as measured a word may be, for it may stand in a bold head.
    bold: f64,
}

impl Measured {
    fn of(text: &str, size: f64) -> Self {
        let narrow = points(text, size);
        let measure = |text: &str| font::width(text, narrow) * 20.0;
        let piece = |piece: &String| (measure(piece.trim_end()), measure(piece));
        let lines = text.split('\n').map(|line| font::pieces(line).iter().map(piece).collect());
        Self { lines: lines.collect(), bold: BOLD * size / narrow }
    }

    /// What it takes in one line.
    fn whole(&self) -> f64 {
        self.lines.iter().flatten().map(|(_, full)| full).sum()
    }

    /// What it takes at least: its longest word, or a few characters.
    fn least(&self, size: f64) -> f64 {
        let together = TOGETHER * size * 20.0;
        let of_line = |line: &Vec<(f64, f64)>| {
            let word = line.iter().map(|(bare, _)| *bare).fold(0.0, f64::max);
            (word * self.bold).max(line.iter().map(|(_, full)| full).sum::<f64>().min(together))
        };
        self.lines.iter().map(of_line).fold(0.0, f64::max)
    }

    /// Lines between sides so far apart.
    fn lines(&self, room: f64) -> usize {
        let of_line = |line: &Vec<(f64, f64)>| {
            let (mut lines, mut used) = (1, 0.0);
            for (bare, full) in line {
                if used > 0.0 && used + bare > room {
                    (lines, used) = (lines + 1, 0.0);
                }
                used += full;
            }
            lines
        };
        self.lines.iter().map(of_line).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Cell;
    use super::*;

    fn table(weights: &[f64], rows: &[&[&str]]) -> Table {
        let columns = weights.iter().map(|weight| Column::text("列", *weight)).collect();
        let rows = rows.iter().map(|row| row.iter().map(|text| Cell::text(*text)).collect()).collect();
        Table { columns, rows, ..Table::default() }
    }

    /// Lines of all rows, counted by the plain wrapping of charts.
    fn height(table: &Table, widths: &[u32], size: f64) -> usize {
        let lines = |(cell, width): (&Cell, &u32)| {
            let text = cell.shown();
            font::wrap(&text, points(&text, size), (f64::from(*width) - SIDES) / 20.0, usize::MAX).len()
        };
        let row = |row: &Vec<Cell>| row.iter().zip(widths).map(lines).fold(1, usize::max);
        table.rows.iter().map(row).sum()
    }

    #[test]
    fn no_division_of_the_width_makes_two_columns_lower() {
        let long =
            "科技局、发展改革委、经信局、财政局、人力社保局、自然资源和规划局、商务局、税务局、市场监管局";
        let words = "Development and Reform Commission, Economy and IT Bureau, Finance Bureau";
        let size = 8.0;
        for texts in [[long, "2027年，各园区各新增三家"], ["two words", words], [long, words]] {
            let table = table(&[1.0, 1.1], &[&texts]);
            let fitted = fitted(&table, 0, 6000, size);
            assert_eq!(fitted.iter().sum::<u32>(), 6000);
            let split = |left: u32| height(&table, &[left, 6000 - left], size);
            let least = (1..100).map(|k| split(k * 60)).min().expect("some");
            assert_eq!(height(&table, &fitted, size), least, "{texts:?}: {fitted:?}");
        }
    }

    #[test]
    fn no_width_of_the_first_column_makes_a_table_of_scenarios_lower() {
        let texts = [
            "规上工业企业研发费用占营收比重",
            "列为争取事项",
            "列为争取事项",
            "列为争取事项",
            "列为争取事项",
        ];
        let long = ["国家高新区", "力争值差距明显／压力较大", "缺口明显", "均为缺口明显", "需持续加力"];
        let table = table(&[2.4, 1.0, 1.0, 1.0, 1.0], &[&texts, &texts, &long]);
        let fitted = fitted(&table, 0, 6400, 8.0);
        let split = |first: u32| {
            let rest = (6400 - first) / 4;
            height(&table, &[first, rest, rest, rest, rest], 8.0)
        };
        let least = (10..100).map(|k| split(k * 40)).min().expect("some");
        assert_eq!(height(&table, &fitted, 8.0), least, "{fitted:?}");
    }

    #[test]
    fn neighbours_of_one_weight_are_equally_wide_and_no_word_is_parted() {
        let table = table(
            &[2.0, 1.0, 1.0],
            &[&["一", "needs more than expected effort", "needs sustained effort and more of it"]],
        );
        let fitted = fitted(&table, 0, 4000, 8.0);
        assert!(fitted[1].abs_diff(fitted[2]) <= 1, "{fitted:?}");
        let word = font::width("sustained", points("sustained effort", 8.0)) * 20.0;
        assert!(f64::from(fitted[1]) - SIDES >= word, "{fitted:?}");
    }

    #[test]
    fn columns_fill_the_page_exactly() {
        let widths = divided([1.0, 2.0, 0.7].into_iter(), 8845);
        assert_eq!(widths.iter().sum::<u32>(), 8845);
        assert!(widths[1] > widths[0] && widths[0] > widths[2]);
    }

    #[test]
    fn what_is_too_wide_for_the_page_is_divided_by_weights() {
        let table = table(&[3.0, 1.0], &[&["incomprehensibilities", "incomprehensibilities"]]);
        assert_eq!(fitted(&table, 0, 800, 8.0), [600, 200]);
    }
}
