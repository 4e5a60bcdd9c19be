//! The light of a likelihood: a shape first, a colour second, so that it survives grey printing.
//!
//! Owns shapes and colours of the five classes. Never: decides a class.

use super::sheet::{Ink, Pen, Sheet};
use super::view::View;
use crate::message::scale::Outlook;

/// Colour of a class; the three differ in grey level by at least a fifth.
pub(super) fn colour(outlook: Outlook) -> Ink {
    match outlook {
        Outlook::OnTrack | Outlook::Hopeful => Ink(0x00, 0x4d, 0x44, 1.0),
        Outlook::Push => Ink(0xf5, 0xb8, 0x0a, 1.0),
        Outlook::Strained | Outlook::Gap => Ink(0xd4, 0x4a, 0x32, 1.0),
    }
}

/// The light of a class where nothing can be drawn: the same shapes as characters.
pub(super) fn symbol(outlook: Outlook) -> &'static str {
    match outlook {
        Outlook::OnTrack => "●",
        Outlook::Hopeful => "○",
        Outlook::Push => "▲",
        Outlook::Strained => "◇",
        Outlook::Gap => "◆",
    }
}

/// Draws the light of a class around (`x`, `y`): disc, ring, triangle, open and full diamond.
pub(super) fn light(sheet: &mut Sheet, x: f64, y: f64, radius: f64, outlook: Outlook) {
    let ink = colour(outlook);
    let r = radius;
    let diamond = |r: f64| [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
    match outlook {
        Outlook::OnTrack => sheet.disc(x, y, r, ink),
        Outlook::Hopeful => sheet.ring(x, y, r, ink, r * 0.42),
        Outlook::Push => {
            let corners = [(x, y - r), (x + r * 1.05, y + r * 0.85), (x - r * 1.05, y + r * 0.85)];
            sheet.polygon(&corners, ink);
        }
        Outlook::Strained => {
            sheet.polygon(&diamond(r * 1.15), ink);
            sheet.polygon(&diamond(r * 0.58), Ink::PAPER);
        }
        Outlook::Gap => sheet.polygon(&diamond(r * 1.15), ink),
    }
}

/// Draws the legend of the lights from (`x`, `y`) to the right; gives the x where it ends.
pub(super) fn legend(sheet: &mut Sheet, view: &View, x: f64, y: f64) -> f64 {
    let pen = Pen::new(11.0, Ink::QUIET);
    let mut x = x;
    sheet.text(x, y, view.word("light-legend"), pen);
    x += super::font::width(view.word("light-legend"), pen.size) + 16.0;
    for outlook in Outlook::ALL {
        light(sheet, x, y - 4.0, 5.0, outlook);
        sheet.text(x + 10.0, y, outlook.range(), pen);
        x += super::font::width(outlook.range(), pen.size) + 30.0;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lights_of_different_colour_differ_in_grey_by_a_fifth() {
        let greys: Vec<f64> =
            [Outlook::OnTrack, Outlook::Push, Outlook::Gap].map(|o| colour(o).grey()).to_vec();
        for (i, a) in greys.iter().enumerate() {
            for b in &greys[i + 1..] {
                assert!((a - b).abs() >= 0.2, "{greys:?}");
            }
        }
    }

    #[test]
    fn neighbouring_series_differ_in_grey_by_a_fifth() {
        let together = [Ink::SLATE, Ink::NAVY, Ink::AMBER, Ink::SLATE];
        for pair in Ink::SERIES.windows(2).chain(together.windows(2)) {
            assert!((pair[0].grey() - pair[1].grey()).abs() >= 0.2, "{pair:?}");
        }
    }
}
