//! The changes of chart `scenarios` in words: the version that is passed on.
//!
//! Owns arrows and their words, which are those of the documents. Never: prints a likelihood or its change as
//! a number.

use crate::message::scale::Sureness;
use crate::report::sheet::{Ink, Pen, Sheet};
use crate::report::view::View;
use crate::report::{font, outlook};
use crate::summary::{ScenarioSummary, TargetResult};

/// Letters of the word for a change, and of the outlook below it.
const WORD: f64 = 12.0;
const OUTLOOK: f64 = 10.5;

/// Height of a line of an outlook, and the most lines of one.
const LINE: f64 = 13.0;
const MOST: usize = 4;

/// Width of an arrow with the gap behind it.
const ARROW: f64 = 15.0;

/// How a target stands under a scenario, scope by scope where that differs; too few draws have no verdict.
pub(super) fn standing(view: &View, scenario: &ScenarioSummary, target: usize, year: i32) -> Option<String> {
    let own = |r: &&TargetResult| (r.target, r.year, r.scope) == (target, year, None);
    let result = scenario.likelihoods.iter().find(own)?;
    let head = view.as_read(scenario, target);
    let (words, sure) = view.judged(&head, &result.likelihood);
    if sure == Sureness::TooFew {
        return Some(words.to_owned());
    }
    let said = outlook::by_scope(view, scenario, target, year, &[year]).map(|each| {
        let words = |r: &&TargetResult| outlook::words(view, &head, r.likelihood.probability);
        each.iter().map(words).collect::<Vec<_>>()
    });
    let of_all = || outlook::words(view, &head, result.likelihood.probability).to_owned();
    // Alike under all scopes it is said once.
    let once = |said: Vec<&str>| match said.iter().all(|words| *words == said[0]) {
        true => said[0].to_owned(),
        false => said.join(view.lang.pick("／", " / ")),
    };
    Some(said.filter(|said| !said.is_empty()).map_or_else(of_all, once))
}

/// Whether some outlook of a target is told scope by scope, parted by strokes.
pub(super) fn by_stroke(
    view: &View,
    base: &ScenarioSummary,
    others: &[ScenarioSummary],
    target: usize,
    year: i32,
) -> bool {
    let stroke = view.lang.pick("／", " / ");
    let standing = |of| standing(view, of, target, year).is_some_and(|said| said.contains(stroke));
    standing(base) || others.iter().any(standing)
}

/// What a cell says of a change.
pub(super) struct Said {
    /// The key of the word for it; none if nothing changes.
    key: Option<&'static str>,
    /// The word with its mark of scope, in lines where the column is narrow.
    word: Vec<String>,
    /// The outlook in lines, where it is another than that of the baseline.
    lines: Vec<String>,
}

impl Said {
    /// What is said in a cell so wide.
    pub fn of(
        view: &View,
        (base, scenario): (&ScenarioSummary, &ScenarioSummary),
        (target, year): (usize, i32),
        (mark, width): (&'static str, f64),
    ) -> Said {
        let own = |r: &&TargetResult| (r.target, r.year, r.scope) == (target, year, None);
        let result = scenario.likelihoods.iter().find(own);
        let Some((key, _)) = result.and_then(outlook::change) else {
            return Said { key: None, word: Vec::new(), lines: Vec::new() };
        };
        let standing = |of| standing(view, of, target, year);
        let now = standing(scenario).filter(|now| Some(now) != standing(base).as_ref());
        let lines =
            now.map_or(Vec::new(), |now| font::wrap(&format!("→ {now}"), OUTLOOK, width - 10.0, MOST));
        let word = font::wrap(&format!("{}{mark}", view.word(key)), WORD, width - ARROW - 8.0, 2);
        Said { key: Some(key), word, lines }
    }

    /// The least height of a row that holds it.
    pub fn height(&self) -> f64 {
        8.0 + WORD + LINE * self.below() as f64
    }

    /// Lines below the first.
    fn below(&self) -> usize {
        self.word.len().saturating_sub(1) + self.lines.len()
    }

    /// Draws it in a column from `left`, around `y`.
    pub fn draw(&self, sheet: &mut Sheet, left: f64, y: f64) {
        let first = y + 4.5 - LINE / 2.0 * self.below() as f64;
        let Some(key) = self.key else {
            sheet.text(left + 6.0 + ARROW, first, "–", Pen::new(WORD, Ink::QUIET));
            return;
        };
        arrow(sheet, key, left + 6.0, first);
        sheet.lines(left + 6.0 + ARROW, first, &self.word, Pen::new(WORD, Ink::TEXT), LINE);
        let below = first + LINE * self.word.len() as f64 + 1.0;
        sheet.lines(left + 6.0, below, &self.lines, Pen::new(OUTLOOK, Ink::SOFT), LINE);
    }
}

/// A triangle that points the way, filled if the change is clear: told apart without colour.
fn arrow(sheet: &mut Sheet, key: &str, x: f64, base: f64) {
    let (foot, tip) = if key.ends_with("better") { (base, base - 9.0) } else { (base - 9.0, base) };
    let ink = if key.ends_with("better") { Ink::NAVY } else { Ink::BRICK };
    let corners = [(x, foot), (x + 10.0, foot), (x + 5.0, tip)];
    match key.starts_with("much") {
        true => sheet.polygon(&corners, ink),
        false => sheet.path(&[corners[0], corners[1], corners[2], corners[0]], ink, 1.25),
    }
}
