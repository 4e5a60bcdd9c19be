//! The sheet of paper that charts draw on: plotters' SVG backend on a fine grid.
//!
//! Owns units (a sheet is measured in pixels; the backend gets four grid steps
//! per pixel, so that lines do not step) and the register of every
//! text's box. All text goes through [`Sheet::text`], so that a test can prove
//! that no two texts overlap. Never: knows what a chart means.

use super::drawing::SLIDE_SHEET;
use super::font;
pub(super) use super::ink::Ink;
use super::part::Part;
use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{IntoFont, TextStyle};

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
    /// What every plot may be higher than at least.
    extra: f64,
    cuts: Cuts,
    spare: f64,
}

/// Where a chart may be cut.
#[derive(Copy, Clone, Debug, Default)]
pub(super) struct Cuts {
    /// How many items it has.
    pub items: usize,
    /// How many of them stand together: a cut between two such groups is better than within one.
    pub group: usize,
}

impl<'a> Sheet<'a> {
    /// An empty sheet of this width that writes SVG to `out`.
    pub fn new(out: &'a mut String, width: f64) -> Self {
        let backend = SVGBackend::with_string(out, (1, 1));
        let (boxes, marks, part) = (Vec::new(), Vec::new(), Part::WHOLE);
        let cuts = Cuts { items: 0, group: 1 };
        Self { width, backend, boxes, marks, part, most: None, extra: 0.0, cuts, spare: 0.0 }
    }

    /// An empty slide of this size for a part of a chart, whose plots may be `extra` higher than at least.
    pub fn slide(out: &'a mut String, (width, most): (f64, f64), part: Part, extra: f64) -> Self {
        Self { part, most: Some(most), extra, ..Self::new(out, width) }
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
        self.groups(count, 1)
    }

    /// The same, of which so many stand together, such as a row.
    pub fn groups(&mut self, count: usize, group: usize) -> std::ops::Range<usize> {
        self.cuts = Cuts { items: count, group: group.max(1) };
        self.part.from.min(count)..self.part.upto.min(count)
    }

    /// Where the chart may be cut, as it said.
    pub fn cuts(&self) -> Cuts {
        self.cuts
    }

    /// A height that may be less than usual on a slide or a page, but at least `least`.
    pub fn stretch(&self, usual: f64, least: f64) -> f64 {
        self.most.map_or(usual, |_| (least + self.extra).min(usual).max(least))
    }

    /// Where a footer so high begins at or below `y`: on a slide at its foot.
    pub fn foot(&mut self, y: f64, height: f64) -> f64 {
        let most = self.most.filter(|_| !self.is_text());
        let from = most.map_or(y, |most| y.max(most - height));
        self.spare = from - y;
        from
    }

    /// What is empty above the footer.
    pub fn spare(&self) -> f64 {
        self.spare
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
        self.avoid_area((x - radius, y - radius, x + radius, y + radius));
    }

    /// The same of an area: left, top, right, bottom.
    pub fn avoid_area(&mut self, (left, top, right, bottom): (f64, f64, f64, f64)) {
        self.marks.push(TextBox { text: String::new(), left, top, right, bottom });
    }

    /// Writes `text` at the first of `places` where it is clear of texts and within `left..right`;
    /// a place that is also clear of marks is preferred.
    pub fn place(&mut self, places: &[(f64, f64, At)], within: (f64, f64), text: &str, pen: Pen) -> bool {
        self.place_clear(places, within, text, pen) || self.place_among(places, within, (text, pen), false)
    }

    /// The same, but only where it is clear of marks too.
    pub fn place_clear(
        &mut self,
        places: &[(f64, f64, At)],
        within: (f64, f64),
        text: &str,
        pen: Pen,
    ) -> bool {
        self.place_among(places, within, (text, pen), true)
    }

    fn place_among(
        &mut self,
        places: &[(f64, f64, At)],
        within: (f64, f64),
        (text, pen): (&str, Pen),
        clear: bool,
    ) -> bool {
        let marks: &[TextBox] = if clear { &self.marks } else { &[] };
        let fits = |&&(x, y, at): &&(f64, f64, At)| {
            let area = TextBox::of(text, x, y, Pen { at, ..pen });
            let inside = area.left >= within.0 && area.right <= within.1;
            // Its plate is a little wider than the text, and must not cover a neighbour.
            let plate = TextBox { left: area.left - 2.0, right: area.right + 2.0, ..area };
            inside && !self.boxes.iter().chain(marks).any(|other| plate.overlaps(other))
        };
        let Some(&(x, y, at)) = places.iter().find(fits) else { return false };
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
