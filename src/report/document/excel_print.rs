//! How a sheet of a table is printed: on its side, as wide as a page, charts whole.
//!
//! Owns scale and page breaks. Never: writes a cell.

use super::excel_chart::LINES;
use super::tree::Table;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// A4.
pub(super) const A4: u8 = 9;

/// Pixels between the margins of a page on its side, at full scale.
const PAGE: (f64, f64) = (988.0, 650.0);

/// The share of a page's width that is filled: programs differ by so much in how wide columns are.
const SAFE: f64 = 0.76;

/// Pixels of a point of a row's height.
const POINT: f64 = 96.0 / 72.0;

/// Sets the paper of a sheet whose columns are so wide, in characters, and whose rows so high, in points;
/// the first `head` rows are repeated on every page.
///
/// # Errors
/// A row beyond those of a sheet.
pub(super) fn on_paper(
    sheet: &mut Worksheet,
    table: &Table,
    (widths, heights): (&[f64], &[f64]),
    head: usize,
) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4);
    if table.lines.is_empty() {
        sheet.set_print_fit_to_pages(1, 0);
        return Ok(());
    }
    // Breaks count only at a given scale, not where pages are fitted.
    let wide = pixels(widths) + f64::from(LINES.0);
    let scale = (SAFE * PAGE.0 / wide).clamp(0.1, 1.0);
    sheet.set_print_scale((scale * 100.0).floor() as u16);
    let firsts: Vec<usize> = table.lines.iter().map(|plot| head + plot.rows.0).collect();
    let breaks = breaks(heights, head, &firsts, PAGE.1 / scale);
    sheet
        .set_page_breaks(&breaks.into_iter().filter_map(|row| u32::try_from(row).ok()).collect::<Vec<_>>())?;
    Ok(())
}

/// Pixels of columns so wide, in characters.
fn pixels(widths: &[f64]) -> f64 {
    widths.iter().map(|width| width * 7.0 + 5.0).sum()
}

/// Rows before which a page ends: the runs that begin at `firsts` stay whole where a page can hold them.
fn breaks(heights: &[f64], head: usize, firsts: &[usize], page: f64) -> Vec<usize> {
    let high = |rows: std::ops::Range<usize>| -> f64 {
        heights.get(rows).unwrap_or_default().iter().map(|points| points * POINT).sum()
    };
    let above = high(0..head);
    let (mut used, mut breaks) = (above, Vec::new());
    for (k, &first) in firsts.iter().enumerate() {
        let next = firsts.get(k + 1).copied().unwrap_or(heights.len());
        // A chart may reach below its rows.
        let needed = high(first..next).max(f64::from(LINES.1));
        if used + needed > page && used > above {
            breaks.push(first);
            used = above;
        }
        used += high(first..next);
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_rows_stay_whole_on_their_pages() {
        // Three rows of 15 points above, then runs of twelve rows of 18 points, 288 pixels each.
        let heights: Vec<f64> = [15.0; 3].into_iter().chain([18.0; 60]).collect();
        let firsts = [3, 15, 27, 39, 51];
        // 60 pixels are repeated; two runs of 290 at most stand on a page of 650, all five on one of 1,520.
        assert_eq!(breaks(&heights, 3, &firsts, 650.0), [27, 51]);
        assert_eq!(breaks(&heights, 3, &firsts, 1520.0), [] as [usize; 0]);
        // What no page holds is not parted for ever.
        assert_eq!(breaks(&heights, 3, &firsts, 200.0), [15, 27, 39, 51]);
    }
}
