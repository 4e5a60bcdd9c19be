//! For what charts are drawn: where they go, how many dots an inch, texts as text or as outlines.
//!
//! Owns widths of sheets and physical sizes. Text sizes are the same on every sheet, so a narrower
//! sheet at the same physical width has larger letters. Never: draws.

use super::sheet::WIDTH;

/// Centimetres of an inch.
const INCH: f64 = 2.54;

/// Sheet pixels of an inch where charts have no physical size of their own (as in CSS).
const SCREEN_DPI: f64 = 96.0;

/// Width and most height of a figure on a Word page with its caption, centimetres.
const WORD: (f64, f64) = (15.6, 19.8);

/// Width of a Word figure's sheet, and what its empty margins lose at either side: letters of 10 pixels come
/// out at 7.5 points, 10 * 442.2 / 590.
const WORD_SHEET: (f64, f64) = (670.0, 40.0);

/// Width and height of a slide (16:9), centimetres.
const SLIDE: (f64, f64) = (33.867, 19.05);

/// Width of a slide's sheet on which letters of 10 pixels come out at 12 points: 10 * 960 / 800.
pub(super) const SLIDE_SHEET: f64 = 800.0;

/// Fewest and most dots an inch that may be asked for.
pub const DPI: (u64, u64) = (72, 600);

/// Where charts go.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub enum Style {
    /// Pages of a report or screen, as large as they are.
    #[default]
    Report,
    /// A Word page's width of text, with larger letters.
    Word,
    /// A slide, 16:9.
    Slides,
}

/// How texts stand in SVG.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub enum SvgText {
    /// As text, which can be searched and edited; shown in the reader's font.
    #[default]
    Live,
    /// As outlines of the font, the same everywhere.
    Paths,
}

/// How charts are drawn.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct Drawing {
    /// Where they go.
    pub style: Style,
    /// Dots an inch of PNG; the style's own if none.
    pub dpi: Option<u32>,
    /// Texts in SVG.
    pub svg_text: SvgText,
}

impl Drawing {
    /// Width of the sheet in pixels, and what of it is cut off at either side.
    pub(super) fn sheet(self) -> (f64, f64) {
        match self.style {
            Style::Report => (WIDTH, 0.0),
            Style::Word => WORD_SHEET,
            Style::Slides => (SLIDE_SHEET, 0.0),
        }
    }

    /// The most height of the sheet, in pixels; higher charts are cut into parts.
    pub(super) fn most(self) -> f64 {
        let (width, margin) = self.sheet();
        match self.style {
            Style::Report => f64::INFINITY,
            Style::Word => ((width - 2.0 * margin) * WORD.1 / WORD.0).floor(),
            Style::Slides => (width * 9.0 / 16.0).round(),
        }
    }

    /// Height of a picture whose chart is so high, in pixels; a slide is as high as slides are.
    pub(super) fn page(self, chart: f64) -> f64 {
        if self.style == Style::Slides { self.most() } else { chart.min(self.most()) }
    }

    /// Width on paper or screen, in centimetres, if the style fixes it.
    pub(super) fn paper(self) -> Option<f64> {
        match self.style {
            Style::Report => None,
            Style::Word => Some(WORD.0),
            Style::Slides => Some(SLIDE.0),
        }
    }

    /// Pixels of PNG per pixel of a sheet of this width, and the dots an inch to be recorded; none by default,
    /// when a picture is twice as large as its sheet.
    pub(super) fn raster(self, width: f64) -> (f64, Option<u32>) {
        let own = match self.style {
            Style::Report => None,
            Style::Word => Some(300),
            Style::Slides => Some(144),
        };
        let inches = self.paper().map_or(width / SCREEN_DPI, |paper| paper / INCH);
        match self.dpi.or(own) {
            Some(dpi) => (inches * f64::from(dpi) / width, Some(dpi)),
            None => (2.0, None),
        }
    }
}

/// Dots a metre, as PNG records them.
pub(super) fn dots_a_metre(dpi: u32) -> u32 {
    (f64::from(dpi) * 100.0 / INCH).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_as_large_as_paper_and_dots_say() {
        let of = |style, dpi| Drawing { style, dpi, ..Drawing::default() };
        // 15.6 cm at 300 dots an inch are 15.6 / 2.54 * 300 = 1842.5 dots.
        let (scale, dpi) = of(Style::Word, None).raster(590.0);
        assert!((scale * 590.0 - 1842.52).abs() < 0.01 && dpi == Some(300), "{scale}");
        // 13 1/3 inches of a slide at 144 are 1920 dots.
        let (scale, _) = of(Style::Slides, None).raster(1200.0);
        assert!((scale * 1200.0 - 1920.0).abs() < 0.05, "{scale}");
        // 1200 pixels of a screen are 12.5 inches.
        let (scale, dpi) = of(Style::Report, Some(72)).raster(1200.0);
        assert!((scale * 1200.0 - 900.0).abs() < 1e-9 && dpi == Some(72), "{scale}");
        assert_eq!(of(Style::Report, None).raster(1200.0), (2.0, None));
    }

    #[test]
    fn dots_an_inch_become_dots_a_metre() {
        // 1 inch is 0.0254 m by definition.
        assert_eq!([72, 300, 600].map(dots_a_metre), [2835, 11811, 23622]);
    }
}
