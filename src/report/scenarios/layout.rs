//! How chart `scenarios` divides its sheet: which targets have a column, how wide columns and how high rows are.
//!
//! Never: draws.

use super::words::Said;
use super::{MARGIN, dots};
use crate::report::axis::Axis;
use crate::report::sheet::Sheet;
use crate::report::view::View;
use crate::report::{font, outlook};
use crate::summary::{ScenarioSummary, TargetHead, TargetResult};

/// Width of the scenarios' names, and the most of a sheet that they take.
const NAMES: f64 = 176.0;
const NAMES_SHARE: f64 = 0.2;
const NAMES_IN_TEXT: f64 = 0.25;

/// Width of the money panel and the gap before it, and the most of a sheet that it takes.
const MONEY: (f64, f64) = (230.0, 26.0);
const MONEY_SHARE: f64 = 0.25;

/// Most columns of targets side by side on a usual sheet; further ones stand in a block below.
const MOST_COLUMNS: usize = 7;

/// Least width of a column of dots and of words.
const COLUMN: f64 = 84.0;
const OF_WORDS: f64 = 80.0;

/// Usual and least height of a scenario's row, and its most on a slide; in one lower than the fourth a
/// number stands beside its dot.
const ROW: f64 = 46.0;
const LEAST: f64 = 25.0;
const ON_SLIDE: f64 = 90.0;
pub(super) const LOW: f64 = 40.0;

/// Leading of names in a low row.
pub(super) const SMALL: f64 = 11.5;

/// A target and its place.
pub(super) type Looked<'a> = (usize, &'a TargetHead);

/// How the sheet is divided.
pub(super) struct Layout {
    /// Width of the scenarios' names.
    pub names: f64,
    /// Width of the money beside the first block.
    pub beside: f64,
    /// Number of blocks.
    pub blocks: usize,
    /// Columns of a block.
    pub columns: usize,
    /// Width of a column.
    pub width: f64,
    /// Whether money has a block of its own instead.
    pub apart: bool,
}

impl Layout {
    /// Of so many targets: blocks below each other, of much the same number of columns.
    pub fn of(sheet: &Sheet, view: &View, targets: usize) -> Layout {
        let names = NAMES.min(sheet.inner() * if sheet.is_text() { NAMES_IN_TEXT } else { NAMES_SHARE });
        let beside = MONEY.0.min(sheet.inner() * MONEY_SHARE);
        let left = sheet.inner() - names - beside - MONEY.1;
        let column = if view.internal { COLUMN } else { OF_WORDS };
        // On a slide or page money stands beside the targets only if all of them find room there.
        let apart = sheet.is_slide() && (left / column).floor() < targets.max(1) as f64;
        let room = if apart { sheet.inner() - names } else { left };
        let most = MOST_COLUMNS.max(sheet.columns(MOST_COLUMNS, 0.0)).min((room / column) as usize).max(1);
        let blocks = targets.div_ceil(most);
        let columns = targets.div_ceil(blocks.max(1)).max(1);
        Layout { names, beside, blocks, columns, width: room / columns as f64, apart }
    }
}

/// The main targets that some scenario changes, or reads otherwise, and those that none does.
pub(super) fn split<'a>(
    view: &View<'a>,
    others: &[ScenarioSummary],
    year: i32,
) -> (Vec<Looked<'a>>, Vec<Looked<'a>>) {
    let changes = |scenario: &ScenarioSummary, target: usize| {
        let own = |r: &&TargetResult| (r.target, r.year, r.scope) == (target, year, None);
        let result = scenario.likelihoods.iter().find(own);
        result.and_then(outlook::change).is_some() || view.read_otherwise(scenario, target)
    };
    view.main_targets().partition(|(index, _)| others.iter().any(|scenario| changes(scenario, *index)))
}

/// The columns of targets: left edges and the common axis of changes; in words there is none.
pub(super) struct Grid {
    /// Width of the scenarios' names.
    pub names: f64,
    /// Width of a column.
    pub width: f64,
    /// Height of each scenario's row.
    pub rows: Vec<f64>,
    /// Height of the rows of money in a block of its own.
    pub of_money: f64,
    changes: Option<(f64, f64)>,
}

impl Grid {
    /// As high as names and words need, and as the sheet has room for.
    pub fn of(
        sheet: &Sheet,
        view: &View,
        (base, others): (&ScenarioSummary, &[ScenarioSummary]),
        (targets, year): (&[Looked], i32),
        layout: &Layout,
    ) -> Grid {
        let Layout { names, width, .. } = *layout;
        let usual = if sheet.is_text() || !sheet.is_slide() { ROW } else { ON_SLIDE };
        let cell = |scenario: &ScenarioSummary, index| {
            Said::of(view, (base, scenario), (index, year), ("†", width)).height()
        };
        let row = |scenario: &ScenarioSummary| {
            let words = targets.iter().map(|(index, _)| cell(scenario, *index)).fold(0.0, f64::max);
            let least = least(view, std::slice::from_ref(scenario), names);
            let least = if view.internal { least } else { least.max(words) };
            sheet.stretch(usual.max(least), least)
        };
        // Dots are compared along and across: their rows are alike.
        let alike = sheet.stretch(usual, least(view, others, names));
        let rows = match view.internal {
            true => vec![alike; others.len()],
            false => others.iter().map(row).collect(),
        };
        let changes = view.internal.then(|| dots::range(view, others, targets, year));
        Grid { names, width, rows, of_money: alike, changes }
    }

    /// Left edge of a column.
    pub fn left(&self, column: usize) -> f64 {
        MARGIN + self.names + self.width * column as f64
    }

    /// The axis of a column.
    pub fn axis(&self, column: usize) -> Option<Axis> {
        let ends = (self.left(column) + 16.0, self.left(column) + self.width - 16.0);
        Some(Axis::new(self.changes?, ends))
    }
}

/// Least height of a row that holds all names, smaller where one takes several lines.
fn least(view: &View, others: &[ScenarioSummary], names: f64) -> f64 {
    let room = names - 10.0;
    let long = others.iter().map(|s| view.text(&s.name)).filter(|name| font::width(name, 13.0) > room);
    let lines = long.map(|name| font::wrap(name, 10.0, room, 3).len()).max().unwrap_or(1);
    LEAST.max(SMALL * lines as f64 + 2.0)
}
