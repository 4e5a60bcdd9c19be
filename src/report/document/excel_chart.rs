//! Native charts of the workbook, drawn by whatever opens it from the cells of a table.
//!
//! Owns what kind of chart a table has. Never: writes a cell.

use super::tree::{Lines, Plot};
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType,
    ChartType, Color,
};

/// Fills of series on top of each other: neighbours differ in grey by a fifth.
const FILLS: [u32; 6] = [0x1B3F66, 0xE9A13B, 0x3E6B63, 0xE6ECF2, 0x5B7590, 0xC9CED4];

/// Colours of percentiles and of a threshold; the dashes tell them apart without colour, too.
const BAND: u32 = 0x14406B;
const THRESHOLD: u32 = 0xA83222;

/// Width and height of a line chart, in pixels.
pub(super) const LINES: (u32, u32) = (560, 290);

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

/// Percentiles along the years, the first of which stand in the row at `first` below the row of heads.
pub(super) fn lines(plot: &Lines, sheet: &str, (head, first): (u32, u32)) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let last = first + u32::try_from(plot.rows.1 - plot.rows.0).unwrap_or(1).saturating_sub(1);
    let [low, middle, high] = plot.band;
    let outer = (1.25, ChartLineDashType::Dash, BAND);
    let mut looks = vec![(high, outer), (middle, (2.5, ChartLineDashType::Solid, BAND)), (low, outer)];
    looks.extend(plot.threshold.map(|at| (at, (1.75, ChartLineDashType::RoundDot, THRESHOLD))));
    for (column, (width, dashes, colour)) in looks {
        let mut line = ChartLine::new();
        line.set_color(Color::RGB(colour)).set_width(width).set_dash_type(dashes);
        let series = chart.add_series();
        series
            .set_categories((sheet, first, at(plot.along), last, at(plot.along)))
            .set_values((sheet, first, at(column), last, at(column)))
            .set_name((sheet, head, at(column)))
            .set_format(ChartFormat::new().set_line(&line));
    }
    chart.title().set_name(&plot.title).set_font(ChartFont::new().set_size(11).set_bold());
    chart.y_axis().set_min(plot.range.0).set_max(plot.range.1);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(LINES.0).set_height(LINES.1);
    chart
}

#[cfg(test)]
mod tests {
    use super::super::excel::xlsx;
    use super::super::sample;
    use super::super::tree::{Block, Cell, Column, Lines, Table};
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

    #[test]
    fn percentiles_by_year_are_lines_over_cells_of_their_sheet() {
        let mut document = sample::document();
        let row = |year: i32, x: f64| {
            let mut row = vec![Cell::year(year)];
            row.extend([x - 1.0, x, x + 1.0, 5.0].map(|x| Cell::number(x, 1)));
            row
        };
        let columns = ["年份", "P5", "P50", "P95", "目标值"].map(|head| Column::number(head, 1.0)).to_vec();
        let lines = |from: usize| Lines {
            title: format!("T{from}"),
            rows: (from, from + 2),
            along: 0,
            band: [1, 2, 3],
            threshold: Some(4),
            range: (0.0, 10.0),
        };
        document.sheets = vec![Table {
            name: "走势".into(),
            columns,
            rows: vec![row(2001, 3.0), row(2002, 4.0), row(2001, 6.0), row(2002, 7.0)],
            lines: vec![lines(0), lines(2)],
            ..Table::default()
        }];
        let bytes = xlsx(&document).expect("written");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let mut part = |name: &str| {
            let mut text = String::new();
            zip.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
            text
        };
        // The first chart is that of the sample's table. Heads stand in row 3.
        for (chart, rows) in [("xl/charts/chart2.xml", (4, 5)), ("xl/charts/chart3.xml", (6, 7))] {
            let chart = part(chart);
            for column in ["B", "C", "D", "E"] {
                let wanted = format!("走势!${column}${}:${column}${}", rows.0, rows.1);
                assert!(chart.contains(&wanted), "{wanted}: {chart}");
                assert!(chart.contains(&format!("走势!${column}$3<")), "{chart}");
            }
            assert!(chart.contains(&format!("走势!$A${}:$A${}", rows.0, rows.1)), "{chart}");
            assert!(chart.contains("<c:lineChart>"), "{chart}");
        }
        assert!(part("xl/worksheets/sheet3.xml").contains("<v>7</v>"));
    }
}
