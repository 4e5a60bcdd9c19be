//! The palette: colours by what they are used for.
//!
//! Owns colours and their grey. Never: draws.

use super::sheet::GRID;
use plotters::style::{Color, RGBAColor, ShapeStyle};

/// A colour of the palette, with its opacity.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Ink(pub u8, pub u8, pub u8, pub f64);

impl Ink {
    /// Titles and numbers.
    pub const TEXT: Ink = Ink(0x1b, 0x26, 0x31, 1.0);
    /// Second-rank text.
    pub const SOFT: Ink = Ink(0x55, 0x62, 0x6e, 1.0);
    /// Captions, axes' labels.
    pub const QUIET: Ink = Ink(0x7a, 0x86, 0x91, 1.0);
    /// Rules and axes.
    pub const RULE: Ink = Ink(0xc5, 0xcd, 0xd4, 1.0);
    /// Grid lines.
    pub const GRID: Ink = Ink(0xe6, 0xea, 0xed, 1.0);
    /// Ground of headings and of the extrapolated part.
    pub const WASH: Ink = Ink(0xf4, 0xf6, 0xf8, 1.0);
    /// Paper.
    pub const PAPER: Ink = Ink(0xff, 0xff, 0xff, 1.0);
    /// First series.
    pub const NAVY: Ink = Ink(0x14, 0x40, 0x6b, 1.0);
    /// Second series.
    pub const AMBER: Ink = Ink(0xef, 0xa2, 0x3a, 1.0);
    /// All counting scopes together, between the first two.
    pub const SLATE: Ink = Ink(0x62, 0x75, 0x86, 1.0);
    /// Third series.
    pub const STEEL: Ink = Ink(0x3f, 0x6f, 0x6a, 1.0);
    /// Thresholds and the demonstration mark.
    pub const BRICK: Ink = Ink(0xa8, 0x32, 0x22, 1.0);

    /// Series next to one another, in the order of use.
    pub const SERIES: [Ink; 3] = [Ink::NAVY, Ink::AMBER, Ink::STEEL];

    /// The same colour with another opacity.
    pub fn fade(self, opacity: f64) -> Ink {
        Ink(self.0, self.1, self.2, opacity)
    }

    /// The same colour, darker: for lines and letters that have no area behind them.
    pub fn deep(self) -> Ink {
        let darker = |part: u8| (f64::from(part) * 0.6).round() as u8;
        Ink(darker(self.0), darker(self.1), darker(self.2), self.3)
    }

    /// Grey level on white paper, in `0.0..=1.0` (ITU-R BT.601 weights, as printers use).
    #[cfg(test)]
    pub fn grey(self) -> f64 {
        let full = 0.299 * f64::from(self.0) + 0.587 * f64::from(self.1) + 0.114 * f64::from(self.2);
        full / 255.0 * self.3 + 1.0 - self.3
    }

    /// As plotters knows it.
    pub(super) fn rgba(self) -> RGBAColor {
        RGBAColor(self.0, self.1, self.2, self.3)
    }

    /// The style of an area.
    pub(super) fn filled(self) -> ShapeStyle {
        self.rgba().filled()
    }

    /// The style of a line so many pixels wide.
    pub(super) fn stroke(self, width: f64) -> ShapeStyle {
        self.rgba().stroke_width(((width * GRID).round() as u32).max(1))
    }
}
