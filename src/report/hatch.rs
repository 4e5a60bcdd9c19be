//! Hatching of a rectangle on a sheet, as one element of the drawing.
//!
//! Never: knows what is hatched.

use super::sheet::{Ink, Sheet};

impl Sheet<'_> {
    /// Hatches a rectangle with rising lines, `step` pixels apart.
    ///
    /// All lines are one polygon: thin strips joined along the rectangle's edge, and
    /// back the same way, so that the joints enclose nothing. One element instead of many.
    pub fn hatch(&mut self, (x, y, width, height): (f64, f64, f64, f64), step: f64, ink: Ink) {
        const THICK: f64 = 0.75;
        let mut points = Vec::new();
        let mut starts = Vec::new();
        let mut sum = x + y + step;
        while sum + THICK < x + width + y + height {
            let start = |sum: f64| (x.max(sum - y - height), sum - x.max(sum - y - height));
            let end = |sum: f64| ((x + width).min(sum - y), sum - (x + width).min(sum - y));
            points.extend([start(sum), end(sum), end(sum + THICK), start(sum + THICK)]);
            starts.push(start(sum));
            sum += step;
        }
        points.extend(starts.into_iter().rev());
        self.polygon(&points, ink);
    }

    /// Rules a rectangle with level lines, `step` pixels apart.
    pub fn rule_over(&mut self, (x, y, width, height): (f64, f64, f64, f64), step: f64, ink: Ink) {
        let mut line = y + step / 2.0;
        while line < y + height {
            self.line((x, line), (x + width, line), ink, 0.75);
            line += step;
        }
    }
}
