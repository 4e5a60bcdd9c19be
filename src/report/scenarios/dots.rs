//! The changes of chart `scenarios` as points with their interval: the internal version.
//!
//! Owns dots and their axes. Never: stands in a picture that is passed on, where likelihoods have words.

use crate::report::axis::Axis;
use crate::report::outlook::SLIGHT;
use crate::report::sheet::{Ink, MARGIN, Pen, Sheet};
use crate::report::view::View;
use crate::report::{font, format};
use crate::summary::{ScenarioSummary, TargetHead, TargetResult};

/// Radius of a dot.
const DOT: f64 = 4.0;

/// Dot, whisker, number and mark of one change in a row around `y`; hollow if it is slight or its interval
/// holds zero.
pub(super) fn change(
    sheet: &mut Sheet,
    axis: &Axis,
    (result, mark): (&TargetResult, &str),
    (y, low): (f64, bool),
    (left, right): (f64, f64),
) {
    let Some((change, least, most)) = result.change else { return };
    let (dot, text) = (axis.at(change), format!("{}{mark}", format::points(change)));
    let middle = if low { y } else { y + 5.0 };
    // One shorter than the dot would not be seen.
    let ends = [least, most].map(|end| axis.at(end));
    let seen = ends.iter().any(|end| (end - dot).abs() > DOT + 1.0);
    if seen {
        sheet.line((ends[0], middle), (ends[1], middle), Ink::NAVY, 1.75);
        for end in ends {
            sheet.line((end, middle - 3.0), (end, middle + 3.0), Ink::NAVY, 1.25);
        }
    }
    let clear = (least > 0.0 || most < 0.0) && change.abs() >= SLIGHT;
    match clear {
        true => sheet.disc(dot, middle, DOT, Ink::NAVY),
        false => sheet.ring(dot, middle, DOT, Ink::NAVY, 1.5),
    }
    let (pen, zero) = (Pen::new(12.0, Ink::TEXT), axis.at(0.0));
    let wide = font::width(&text, pen.size);
    if low {
        // Beside what is drawn, on the side away from zero if there is room.
        let (from, to) = match seen {
            true => (ends[0].min(dot - DOT), ends[1].max(dot + DOT)),
            false => (dot - DOT, dot + DOT),
        };
        let (fits_right, fits_left) = (to + 3.0 + wide < right, from - 3.0 - wide > left);
        let to_left = (change < 0.0 && fits_left) || !fits_right;
        match to_left {
            true => sheet.plate(from - 3.0, y + 4.0, &text, pen.end()),
            false => sheet.plate(to + 3.0, y + 4.0, &text, pen),
        }
        return;
    }
    // Beside the zero line rather than across it.
    let crosses = (dot - zero).abs() < wide / 2.0 + 3.0;
    match (crosses, change < 0.0) {
        (false, _) => sheet.text(dot, y - 5.0, &text, pen.middle()),
        (true, false) => sheet.text(zero + 4.0, y - 5.0, &text, pen),
        (true, true) => sheet.text(zero - 4.0, y - 5.0, &text, pen.end()),
    }
}

/// Zero and ticks of a column.
pub(super) fn ground(sheet: &mut Sheet, axis: &Axis, top: f64, bottom: f64) {
    let zero = axis.at(0.0);
    sheet.line((zero, top), (zero, bottom), Ink::SOFT, 1.0);
    for tick in ticks(axis) {
        if tick != 0.0 {
            sheet.line((axis.at(tick), top), (axis.at(tick), bottom), Ink::GRID, 0.75);
        }
    }
}

/// Ticks that leave room for their labels: the ends that matter and zero.
fn ticks(axis: &Axis) -> Vec<f64> {
    axis.ticks(4).into_iter().map(|tick| if tick.abs() < 1e-9 { 0.0 } else { tick }).collect()
}

/// What the axes below the columns measure, and their numbers.
pub(super) fn foot(sheet: &mut Sheet, view: &View, axes: &[Axis], bottom: f64) {
    sheet.text(MARGIN, bottom + 14.0, view.word("points-axis"), Pen::new(10.0, Ink::QUIET));
    let pen = Pen::new(10.0, Ink::QUIET).middle();
    for axis in axes {
        for tick in ticks(axis) {
            let (x, text) = (axis.at(tick), format::points(tick));
            if sheet.is_free(x, bottom + 14.0, &format!(" {text} "), pen) {
                sheet.text(x, bottom + 14.0, &text, pen);
            }
        }
    }
}

/// The common range of all changes, never narrower than five points either way.
pub(super) fn range(
    view: &View,
    others: &[ScenarioSummary],
    targets: &[(usize, &TargetHead)],
    year: i32,
) -> (f64, f64) {
    let mut range = (-0.05_f64, 0.05_f64);
    for scenario in others {
        for (index, _) in targets {
            let change = view.result(scenario, *index, year, None).and_then(|result| result.change);
            if let Some((_, low, high)) = change.filter(|c| c.1.is_finite() && c.2.is_finite()) {
                range = (range.0.min(low), range.1.max(high));
            }
        }
    }
    let margin = (range.1 - range.0) * 0.06;
    (range.0 - margin, range.1 + margin)
}
