//! Which file a position belongs to.
//!
//! Rhai's positions carry a line, not a file, and the file it reports for a call is
//! wrong for closures that cross files. So every script is parsed below the lines of
//! those before it: a line number alone then names file and line. Rhai counts up to
//! 65,535 lines; `MOST` stays below.

use crate::error::Place;
use rhai::Position;
use std::sync::Arc;

/// Most lines of a script with everything it imports.
pub const MOST: usize = 60_000;

/// The files of one run, in the order in which they were parsed.
#[derive(Default)]
pub struct Lines {
    files: Vec<(usize, Arc<str>)>,
    used: usize,
}

impl Lines {
    /// Enters a file and gives the number of lines to put above it, or nothing beyond [`MOST`].
    pub fn enter(&mut self, shown: &str, lines: usize) -> Option<usize> {
        let above = self.used;
        // One line more: a parser may point behind the last line.
        self.used = above + lines + 1;
        if self.used > MOST {
            return None;
        }
        self.files.push((above, shown.into()));
        Some(above)
    }

    /// The position that means a place in a file that was entered.
    pub fn position(&self, place: &Place) -> Option<Position> {
        let (above, _) = self.files.iter().find(|(_, shown)| *shown == place.file)?;
        let line = u16::try_from(above + place.line as usize).ok().filter(|_| place.line > 0)?;
        Some(Position::new(line, u16::try_from(place.column).ok()?))
    }

    /// The place that a position means, if it means one.
    pub fn place(&self, position: Position) -> Option<Place> {
        let line = position.line()?;
        let after = self.files.partition_point(|(above, _)| *above < line);
        let (above, shown) = self.files.get(after.checked_sub(1)?)?;
        let column = position.position().unwrap_or(0) as u32;
        Some(Place { file: shown.clone(), line: (line - above) as u32, column, sheet: None })
    }
}
