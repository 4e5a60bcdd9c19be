//! The sheet of paper that charts draw on: plotters' SVG backend on a fine grid.
//!
//! Owns units (a sheet is measured in pixels; the backend gets four grid steps
//! per pixel, so that lines do not step), the palette and the register of every
//! text's box. All text goes through [`Sheet::text`], so that a test can prove
//! that no two texts overlap. Never: knows what a chart means.

use super::drawing::SLIDE_SHEET;
use super::font;
use super::part::Part;
use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBAColor, ShapeStyle, TextStyle};

/// Grid steps of the backend per pixel.
pub(super) const GRID: f64 = 4.0;

/// Width of a sheet in pixels, unless its style has another.
pub(super) const WIDTH: f64 = 1200.0;

/// Free margin left and right.
pub(super) const MARGIN: f64 = 44.0;

/// plotters takes a text's height for its size; its SVG backend divides by this.
const SIZE_TO_HEIGHT: f64 = 1.24;

/// plotters moves text anchored at the top down by this many ems, to the baseline.
const TOP_TO_BASELINE: f64 = 0.76;

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

    /// Grey level on white paper, in `0.0..=1.0` (ITU-R BT.601 weights, as printers use).
    #[cfg(test)]
    pub fn grey(self) -> f64 {
        let full = 0.299 * f64::from(self.0) + 0.587 * f64::from(self.1) + 0.114 * f64::from(self.2);
        full / 255.0 * self.3 + 1.0 - self.3
    }

    fn rgba(self) -> RGBAColor {
        RGBAColor(self.0, self.1, self.2, self.3)
    }

    fn filled(self) -> ShapeStyle {
        self.rgba().filled()
    }

    fn stroke(self, width: f64) -> ShapeStyle {
        self.rgba().stroke_width(((width * GRID).round() as u32).max(1))
    }
}

/// Which end of a text its x speaks of.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// Left end.
    Start,
    /// Middle.
    Middle,
    /// Right end.
    End,
}

/// How a text is written.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Pen {
    /// Size in pixels per em.
    pub size: f64,
    /// Colour.
    pub ink: Ink,
    /// Anchor.
    pub at: At,
}

impl Pen {
    /// A pen that writes to the right of x.
    pub fn new(size: f64, ink: Ink) -> Pen {
        Pen { size, ink, at: At::Start }
    }

    /// The same pen, writing around x.
    pub fn middle(self) -> Pen {
        Pen { at: At::Middle, ..self }
    }

    /// The same pen, writing to the left of x.
    pub fn end(self) -> Pen {
        Pen { at: At::End, ..self }
    }
}

/// The box of one text, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextBox {
    /// The text.
    pub text: String,
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl TextBox {
    /// The box of `text` with its baseline at (`x`, `y`).
    pub fn of(text: &str, x: f64, y: f64, pen: Pen) -> TextBox {
        let width = font::width(text, pen.size);
        let left = match pen.at {
            At::Start => x,
            At::Middle => x - width / 2.0,
            At::End => x - width,
        };
        let (top, bottom) = (y - font::ASCENT * pen.size, y + font::DESCENT * pen.size);
        TextBox { text: text.to_owned(), left, top, right: left + width, bottom }
    }

    /// Whether the two boxes share more than an edge.
    pub fn overlaps(&self, other: &TextBox) -> bool {
        let apart = self.right <= other.left
            || other.right <= self.left
            || self.bottom <= other.top
            || other.bottom <= self.top;
        !apart
    }
}

/// A sheet being drawn; y grows downwards, lengths are pixels.
pub(super) struct Sheet<'a> {
    width: f64,
    backend: SVGBackend<'a>,
    boxes: Vec<TextBox>,
    marks: Vec<TextBox>,
    part: Part,
    most: Option<f64>,
    items: usize,
}

impl<'a> Sheet<'a> {
    /// An empty sheet of this width that writes SVG to `out`.
    pub fn new(out: &'a mut String, width: f64) -> Self {
        let backend = SVGBackend::with_string(out, (1, 1));
        let (boxes, marks, part) = (Vec::new(), Vec::new(), Part::WHOLE);
        Self { width, backend, boxes, marks, part, most: None, items: 0 }
    }

    /// An empty slide of this size for a part of a chart.
    pub fn slide(out: &'a mut String, (width, most): (f64, f64), part: Part) -> Self {
        Self { part, most: Some(most), ..Self::new(out, width) }
    }

    /// Whether it is a slide: low, and with little around the chart.
    pub fn is_slide(&self) -> bool {
        self.most.is_some()
    }

    /// The part of the chart that it shows.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Says that the chart has so many items, between which it may be cut; gives those to be drawn here.
    pub fn items(&mut self, count: usize) -> std::ops::Range<usize> {
        self.items = count;
        self.part.from.min(count)..self.part.upto.min(count)
    }

    /// How many items the chart has, as it said.
    pub fn counted(&self) -> usize {
        self.items
    }

    /// A height: the usual one, or on a slide what is left from `y` on but for `below`, at least `least`.
    pub fn fit(&self, usual: f64, least: f64, y: f64, below: f64) -> f64 {
        self.most.map_or(usual, |most| (most - y - below).min(usual).max(least))
    }

    /// Right edge of the printed area.
    pub fn right(&self) -> f64 {
        self.width - MARGIN
    }

    /// Width of the printed area.
    pub fn inner(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Columns side by side, `gap` apart: `usual` on a usual sheet, fewer on a narrower one, each at most a
    /// tenth narrower than usual, on a page of text three tenths.
    pub fn columns(&self, usual: usize, gap: f64) -> usize {
        let each = (WIDTH - 2.0 * MARGIN + gap) / usual as f64;
        let least = if self.is_text() { 0.7 } else { 0.9 };
        (((self.inner() + gap) / (each * least)).floor() as usize).max(1)
    }

    /// Whether it stands on a page of text, narrower than any other.
    pub fn is_text(&self) -> bool {
        self.width < SLIDE_SHEET
    }

    /// Ends the drawing and gives the boxes of all texts.
    pub fn finish(mut self) -> Vec<TextBox> {
        self.backend.present().expect(IN_MEMORY);
        drop(self.backend);
        self.boxes
    }

    /// Fills a rectangle.
    pub fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, ink: Ink) {
        if let (Some(a), Some(b)) = (grid(x, y), grid(x + width, y + height)) {
            self.backend.draw_rect(a, b, &ink.filled(), true).expect(IN_MEMORY);
        }
    }

    /// Draws a rectangle's outline.
    pub fn frame(&mut self, x: f64, y: f64, width: f64, height: f64, ink: Ink, stroke: f64) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
        self.path(&corners, ink, stroke);
    }

    /// Draws a straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink, stroke: f64) {
        self.path(&[from, to], ink, stroke);
    }

    /// Draws a straight line of dashes: `on` pixels of ink, `off` pixels without.
    pub fn dashes(&mut self, from: (f64, f64), to: (f64, f64), ink: Ink, stroke: f64, (on, off): (f64, f64)) {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        if !length.is_finite() || length == 0.0 {
            return;
        }
        let point = |d: f64| {
            let share = (d / length).min(1.0);
            (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        };
        let mut start = 0.0;
        while start < length {
            self.line(point(start), point(start + on), ink, stroke);
            start += on + off;
        }
    }

    /// Draws a line through `points`; points that are not finite break nothing, they are left out.
    pub fn path(&mut self, points: &[(f64, f64)], ink: Ink, stroke: f64) {
        let points: Vec<_> = points.iter().filter_map(|&(x, y)| grid(x, y)).collect();
        if points.len() > 1 {
            self.backend.draw_path(points, &ink.stroke(stroke)).expect(IN_MEMORY);
        }
    }

    /// Fills the polygon with corners `points`.
    pub fn polygon(&mut self, points: &[(f64, f64)], ink: Ink) {
        let points: Vec<_> = points.iter().filter_map(|&(x, y)| grid(x, y)).collect();
        if points.len() > 2 {
            self.backend.fill_polygon(points, &ink.filled()).expect(IN_MEMORY);
        }
    }

    /// Fills a circle.
    pub fn disc(&mut self, x: f64, y: f64, radius: f64, ink: Ink) {
        if let Some(centre) = grid(x, y) {
            let radius = (radius * GRID).round() as u32;
            self.backend.draw_circle(centre, radius, &ink.filled(), true).expect(IN_MEMORY);
        }
    }

    /// Draws a circle's outline on paper.
    pub fn ring(&mut self, x: f64, y: f64, radius: f64, ink: Ink, stroke: f64) {
        self.disc(x, y, radius, Ink::PAPER);
        if let Some(centre) = grid(x, y) {
            let radius = ((radius - stroke / 2.0) * GRID).round() as u32;
            self.backend.draw_circle(centre, radius, &ink.stroke(stroke), false).expect(IN_MEMORY);
        }
    }

    /// Writes `text` with its baseline at (`x`, `y`) and registers its box.
    pub fn text(&mut self, x: f64, y: f64, text: &str, pen: Pen) {
        let Some(at) = grid(x, y - TOP_TO_BASELINE * pen.size) else { return };
        let text = &text.replace(char::is_control, " ");
        if text.trim().is_empty() {
            return;
        }
        let anchor = match pen.at {
            At::Start => HPos::Left,
            At::Middle => HPos::Center,
            At::End => HPos::Right,
        };
        let size = pen.size * GRID * SIZE_TO_HEIGHT;
        let colour = pen.ink.rgba();
        let style = TextStyle::from((font::FAMILIES, size).into_font())
            .color(&colour)
            .pos(Pos::new(anchor, VPos::Top));
        self.backend.draw_text(text, &style, at).expect(IN_MEMORY);
        self.boxes.push(TextBox::of(text, x, y, pen));
    }

    /// Writes `text` on a plate of paper, so that lines below do not cross it.
    pub fn plate(&mut self, x: f64, y: f64, text: &str, pen: Pen) {
        let area = TextBox::of(text, x, y, pen);
        let (width, height) = (area.right - area.left, area.bottom - area.top);
        self.rect(area.left - 2.0, area.top, width + 4.0, height, Ink::PAPER.fade(0.9));
        self.text(x, y, text, pen);
    }

    /// Writes lines below one another, `leading` pixels apart; gives the last baseline.
    pub fn lines(&mut self, x: f64, y: f64, lines: &[String], pen: Pen, leading: f64) -> f64 {
        for (i, line) in lines.iter().enumerate() {
            self.text(x, y + leading * i as f64, line, pen);
        }
        y + leading * lines.len().saturating_sub(1) as f64
    }

    /// Whether `text` would be clear of every text so far.
    pub fn is_free(&self, x: f64, y: f64, text: &str, pen: Pen) -> bool {
        let area = TextBox::of(text, x, y, pen);
        !self.boxes.iter().any(|other| area.overlaps(other))
    }

    /// Asks texts that have a choice of places to stay `radius` away from a point.
    pub fn avoid(&mut self, (x, y): (f64, f64), radius: f64) {
        let text = String::new();
        let (left, right) = (x - radius, x + radius);
        self.marks.push(TextBox { text, left, top: y - radius, right, bottom: y + radius });
    }

    /// Writes `text` at the first of `places` where it is clear of texts and within `left..right`;
    /// a place that is also clear of marks is preferred.
    pub fn place(&mut self, places: &[(f64, f64, At)], within: (f64, f64), text: &str, pen: Pen) -> bool {
        let fits = |&&(x, y, at): &&(f64, f64, At), marks: &[TextBox]| {
            let area = TextBox::of(text, x, y, Pen { at, ..pen });
            let inside = area.left >= within.0 && area.right <= within.1;
            // Its plate is a little wider than the text, and must not cover a neighbour.
            let plate = TextBox { left: area.left - 2.0, right: area.right + 2.0, ..area };
            inside && !self.boxes.iter().chain(marks).any(|other| plate.overlaps(other))
        };
        let clear = places.iter().find(|place| fits(place, &self.marks));
        let Some(&(x, y, at)) = clear.or_else(|| places.iter().find(|place| fits(place, &[]))) else {
            return false;
        };
        self.plate(x, y, text, Pen { at, ..pen });
        true
    }
}

const IN_MEMORY: &str = "writing into a string never fails";

/// A point on the backend's grid; none if a coordinate is not finite.
fn grid(x: f64, y: f64) -> Option<(i32, i32)> {
    let on_grid = |v: f64| v.is_finite().then(|| (v * GRID).round() as i32);
    Some((on_grid(x)?, on_grid(y)?))
}
