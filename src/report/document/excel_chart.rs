//! Native charts of the workbook, drawn by whatever opens it from the cells of a table.
//!
//! Owns what kind of chart a table has. Never: writes a cell.

use super::tree::Plot;
use rust_xlsxwriter::{Chart, ChartAxisCrossing, ChartFormat, ChartLine, ChartType, Color};

/// Fills of series on top of each other: neighbours differ in grey by a fifth.
const FILLS: [u32; 6] = [0x1B3F66, 0xE9A13B, 0x3E6B63, 0xE6ECF2, 0x5B7590, 0xC9CED4];

/// The chart of a sheet whose row of heads and last row of values are given.
pub(super) fn chart(plot: &Plot, sheet: &str, rows: (u32, u32)) -> Chart {
    let mut chart = if plot.stacked { stacked(plot, sheet, rows) } else { bars(plot, sheet, rows) };
    chart.title().set_name(&plot.title);
    chart
}

fn at(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// Bars of the columns that a plot names; the first row stands on top.
fn bars(plot: &Plot, sheet: &str, (head, last): (u32, u32)) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    for &column in &plot.values {
        let series = chart.add_series();
        series
            .set_categories((sheet, head + 1, at(plot.names), last, at(plot.names)))
            .set_values((sheet, head + 1, at(column), last, at(column)))
            .set_name((sheet, head, at(column)));
    }
    // The vertical axis holds the names; turned over, it would take the numbers to the top.
    chart.y_axis().set_reverse();
    chart.y_axis().set_crossing(ChartAxisCrossing::Max);
    chart.x_axis().set_name(&plot.axis);
    if plot.values.len() == 1 {
        chart.legend().set_hidden();
    }
    chart.set_width(720).set_height((last - head).saturating_mul(34).clamp(200, 900) + 80);
    chart
}

/// A column for each of the columns that a plot names, in which the rows stand on top of each other.
fn stacked(plot: &Plot, sheet: &str, (head, last): (u32, u32)) -> Chart {
    let mut chart = Chart::new(ChartType::ColumnStacked);
    let (Some(&from), Some(&upto)) = (plot.values.first(), plot.values.last()) else { return chart };
    for row in head + 1..=last {
        let fill = FILLS[(row - head - 1) as usize % FILLS.len()];
        let mut look = ChartFormat::new();
        look.set_solid_fill(rust_xlsxwriter::ChartSolidFill::new().set_color(Color::RGB(fill)));
        look.set_border(ChartLine::new().set_color(Color::RGB(FILLS[0])).set_width(0.5));
        let series = chart.add_series();
        series
            .set_categories((sheet, head, at(from), head, at(upto)))
            .set_values((sheet, row, at(from), row, at(upto)))
            .set_name((sheet, row, at(plot.names)))
            .set_format(&mut look)
            .set_gap(60);
    }
    chart.y_axis().set_name(&plot.axis);
    chart.set_width(860).set_height(420);
    chart
}

#[cfg(test)]
mod tests {
    use super::super::excel::xlsx;
    use super::super::{sample, tree::Block};
    use std::io::Read;

    #[test]
    fn rows_stand_on_top_of_each_other_along_the_heads_of_the_columns() {
        let mut document = sample::document();
        let Some(Block::Table(table)) = document.chapters[0].blocks.last_mut() else { panic!("a table") };
        let plot = table.chart.as_mut().expect("a chart");
        (plot.stacked, plot.names, plot.values) = (true, 0, vec![1, 2]);
        let bytes = xlsx(&document).expect("written");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let mut chart = String::new();
        zip.by_name("xl/charts/chart1.xml").expect("a chart").read_to_string(&mut chart).expect("UTF-8");
        assert!(chart.contains("<c:grouping val=\"stacked\"/>"), "{chart}");
        // Heads stand in the third row, the three rows of values below.
        for wanted in ["$B$3:$C$3", "$B$4:$C$4", "$B$5:$C$5", "$B$6:$C$6", "$A$4", "$A$6"] {
            assert!(chart.contains(wanted), "{wanted}: {chart}");
        }
        assert!(!chart.contains("$C$7"), "{chart}");
    }
}
