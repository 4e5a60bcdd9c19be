//! The content tree as a workbook: a sheet per table, with number formats, frozen heads, filters and native charts.
//!
//! Owns sheets and formats. Numbers go in in full; their format shows the decimals that mean
//! something. Never: knows what it prints.

use super::excel_chart::{chart, lines as line_chart};
use super::excel_print::{A4, on_paper};
use super::tree::{Cell, Column, Document, Table};
use crate::error::{Code, Error, Result};
use crate::message::term;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthChar;

/// Most characters of a sheet's name.
const NAME: usize = 31;

/// Row of a table's head: caption and mark stand above it.
const HEAD: u32 = 2;

/// The document as a workbook.
///
/// # Errors
/// [`Code::CannotReport`] if a sheet or the archive is refused.
pub(super) fn xlsx(document: &Document) -> Result<Vec<u8>> {
    write(document)
        .map_err(|_| Error::new(Code::CannotReport).with("format", "xlsx").with("reason", "@columns-refused"))
}

/// Formats that all sheets share.
struct Look {
    title: Format,
    mark: Format,
    head: Format,
    text: Format,
    number: Format,
    note: Format,
}

fn look() -> Look {
    let font = |format: Format| format.set_font_name("宋体").set_font_size(11);
    Look {
        title: font(Format::new()).set_bold().set_font_size(14),
        mark: font(Format::new()).set_font_color(Color::RGB(0x00B2_3A26)),
        head: font(Format::new())
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0x00F0_F2F4))
            .set_border_bottom(FormatBorder::Medium)
            .set_border_top(FormatBorder::Medium),
        text: font(Format::new())
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            // Away from a number on its left.
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_border_bottom(FormatBorder::Hair),
        // A little room, or a number would touch the text to the right of it.
        number: font(Format::new())
            .set_align(FormatAlign::Right)
            .set_align(FormatAlign::Top)
            .set_indent(1)
            .set_border_bottom(FormatBorder::Hair),
        note: font(Format::new()).set_font_size(10).set_font_color(Color::RGB(0x005C_6166)),
    }
}

fn write(document: &Document) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // No file holds a clock: the date is that of the data.
    let date = ExcelDateTime::parse_from_str(&document.date)?;
    let properties = DocProperties::new().set_title(&document.title).set_author("zonecast");
    workbook.set_properties(&properties.set_creation_datetime(&date));
    let look = look();
    let tables: Vec<&Table> = document.tables().chain(&document.sheets).collect();
    let names = sheet_names(&tables, term("contents", document.lang).unwrap_or("-"));
    let (first, rest) = (names[0].as_str(), &names[1..]);
    contents(workbook.add_worksheet().set_name(first)?, document, &tables, rest, &look)?;
    for (table, name) in tables.iter().zip(rest) {
        of_table(workbook.add_worksheet().set_name(name)?, document, table, name, &look)?;
    }
    workbook.save_to_buffer()
}

/// Names of the sheets, the contents first: allowed, short enough, each once.
fn sheet_names(tables: &[&Table], contents: &str) -> Vec<String> {
    let mut names: Vec<String> = vec![contents.to_owned()];
    for table in tables {
        let allowed = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
        let plain: String = table.name.chars().filter(allowed).take(NAME).collect();
        let taken = |name: &String| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
        let mut name = plain.clone();
        let mut number = 2;
        while name.trim().is_empty() || taken(&name) {
            let tail = format!(" {number}");
            let kept: String = plain.chars().take(NAME - tail.len()).collect();
            name = format!("{kept}{tail}");
            number += 1;
        }
        names.push(name);
    }
    names
}

fn contents(
    sheet: &mut Worksheet,
    document: &Document,
    tables: &[&Table],
    names: &[String],
    look: &Look,
) -> std::result::Result<(), XlsxError> {
    sheet.set_column_width(0, 24)?.set_column_width(1, 72)?;
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, &document.title, &look.title)?;
    sheet.write_string_with_format(1, 0, &document.subtitle, &look.note)?;
    sheet.write_string_with_format(2, 0, document.mark.as_deref().unwrap_or(""), &look.mark)?;
    sheet.write_string_with_format(3, 0, &document.imprint, &look.note)?;
    for ((table, name), row) in tables.iter().zip(names).zip(5..) {
        sheet.write_url_with_text(row, 0, format!("internal:'{name}'!A1").as_str(), name.as_str())?;
        sheet.write_string(row, 1, table.caption.shown())?;
    }
    Ok(())
}

/// Width of the provenance column and of the empty one before a chart beside the rows, in characters.
const PROVENANCE: f64 = 14.0;
const GAP: f64 = 8.43;

/// Widths of the columns, in characters: by their weights, but no word of head or cells is broken, and
/// beside a head there is room for the arrow of the filter. A column is a little wider where that saves
/// a line with next to nothing on it, such as a closing bracket.
fn widths(table: &Table) -> Vec<f64> {
    let longest = |text: &str| pieces(text).into_iter().map(|(wide, _)| wide).fold(0.0, f64::max);
    let wide = |(at, column): (usize, &Column)| {
        let cells = || table.rows.iter().filter_map(|row| row.get(at)).map(Cell::shown);
        let head = |width: f64| width * 1.1 + 3.0;
        let least =
            cells().fold(head(longest(&column.head)), |least, cell| least.max(longest(&cell) + 1.5 + INDENT));
        let whole = whole_width(&column.head);
        let least = if whole <= SHORT { least.max(head(whole)) } else { least };
        let width = (column.weight * 10.0).max(least.min(LONGEST)).clamp(9.0, 70.0);
        let lines = cells().flat_map(|cell| cell.split('\n').map(whole_width).collect::<Vec<_>>());
        let near = lines.map(|line| line * 1.05 + 1.5 + INDENT).filter(|line| *line <= width + NEARLY);
        near.fold(width, f64::max)
    };
    table.columns.iter().enumerate().map(wide).collect()
}

/// Width of a text on one line.
fn whole_width(text: &str) -> f64 {
    pieces(text).into_iter().map(|(wide, space)| wide + space).sum()
}

/// A head of at most so many characters stands on one line.
const SHORT: f64 = 14.0;

/// Characters that a column is widened by at most so that a text stands on one line; a hash is longer.
const NEARLY: f64 = 8.0;

/// A longer word, such as a hash, may be broken.
const LONGEST: f64 = 24.0;

/// Room that an indented text loses, in characters.
const INDENT: f64 = 1.5;

/// What a text can be broken into, with the space behind: words, single Chinese characters.
fn pieces(text: &str) -> Vec<(f64, f64)> {
    let mut pieces: Vec<(f64, f64)> = Vec::new();
    let mut word = false;
    for c in text.chars() {
        // Fonts for Chinese make arrows and quotes as wide as a character, but lines break only at characters.
        let (width, breaks) = (c.width_cjk().unwrap_or(0) as f64, c > '\u{2e80}');
        match pieces.last_mut() {
            Some(last) if c == ' ' => last.1 += 1.0,
            Some(last) if word && !breaks => last.0 += width,
            _ => pieces.push((width, 0.0)),
        }
        word = c != ' ' && !breaks;
    }
    pieces
}

/// Lines that a text takes in a column, broken as spreadsheets do.
fn lines(text: &str, width: f64) -> f64 {
    text.split('\n').map(|line| broken(line, width)).sum()
}

/// Lines that a text without a line break takes.
fn broken(text: &str, width: f64) -> f64 {
    let (mut lines, mut used) = (1.0, 0.0);
    for (word, space) in pieces(text) {
        // Letters differ in width; some room is left for wide ones. Characters do not.
        let word = if word > 2.0 { word * 1.05 } else { word };
        if used > 0.0 && used + word > width {
            (lines, used) = (lines + 1.0, 0.0);
        }
        used += word + space;
        if used > width {
            let more = ((used - space) / width).ceil() - 1.0;
            (lines, used) = (lines + more.max(0.0), used - more.max(0.0) * width);
        }
    }
    lines
}

/// Height of a line in points; fonts that stand in for 宋体 are higher than it is.
const LINE: f64 = 16.0;

/// Height of a row in points that shows every text in a column of a width. It is set because not
/// every program makes room for lines that wrap when it opens a file.
fn high(cells: impl Iterator<Item = (String, f64)>) -> f64 {
    let lines = cells.map(|(text, width)| lines(&text, width - 1.0 - INDENT));
    // No row may be higher than 409 points.
    (lines.fold(1.0, f64::max) * LINE + 2.0).min(409.0)
}

fn of_table(
    sheet: &mut Worksheet,
    document: &Document,
    table: &Table,
    name: &str,
    look: &Look,
) -> std::result::Result<(), XlsxError> {
    let mark = document.mark.as_deref().unwrap_or("");
    sheet.write_string_with_format(0, 0, table.caption.shown(), &look.title)?;
    sheet.write_string_with_format(1, 0, mark, &look.mark)?;
    let provenance = term("provenance-column", document.lang).unwrap_or_default();
    let sourced = !table.provenance.is_empty();
    let heads = table.columns.iter().map(|column| column.head.as_str()).chain(sourced.then_some(provenance));
    for (head, column) in heads.zip(0..) {
        sheet.write_string_with_format(HEAD, column, head, &look.head)?;
    }
    let wide = widths(table);
    for (width, at) in wide.iter().zip(0..) {
        sheet.set_column_width(at, *width)?;
    }
    let widths = || wide.iter().copied().chain([PROVENANCE]);
    let heads = table.columns.iter().map(|column| column.head.clone());
    // Heads are bold, and the arrow of the filter stands over their last line.
    let head = high(heads.zip(widths().map(|width| width / 1.1 - 2.0)));
    sheet.set_row_height(HEAD, head)?;
    // Rows above and heads, then those of the table.
    let mut heights = vec![LINE; HEAD as usize];
    heights.push(head);
    let mut last = HEAD;
    let (rows, total) = table.parted();
    for row in &table.rows {
        last += 1;
        let is_total = (last - HEAD) as usize > rows.len();
        let bold = |format: Format| if is_total { format.set_bold() } else { format };
        let height = high(row.iter().map(Cell::shown).zip(widths()));
        sheet.set_row_height(last, height)?;
        heights.push(height);
        for (cell, column) in row.iter().zip(0..) {
            match cell {
                Cell::Number { value, decimals, signed } if value.is_finite() => {
                    // What rounds to nothing without being nothing is told as in the other formats.
                    let nothing = cell.rounds_to_nothing();
                    let shown = || format!("\"{}\"", cell.shown().replace('"', ""));
                    let format = if nothing { shown() } else { number_format(*decimals, *signed, *value) };
                    let format = look.number.clone().set_num_format(format);
                    sheet.write_number_with_format(last, column, *value, &bold(format))?;
                }
                _ => {
                    sheet.write_string_with_format(last, column, cell.shown(), &bold(look.text.clone()))?;
                }
            }
        }
        if sourced {
            let at = u16::try_from(row.len()).unwrap_or(u16::MAX);
            sheet.write_string_with_format(last, at, &table.provenance, &look.text)?;
        }
    }
    let columns = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    let rightmost = if sourced { columns } else { columns.saturating_sub(1) };
    if sourced {
        sheet.set_column_width(columns, PROVENANCE)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    // A total is no row to be sorted or filtered.
    let counted = last - u32::from(total.is_some());
    sheet.autofilter(HEAD, 0, counted.max(HEAD + 1), rightmost)?;
    sheet.set_repeat_rows(0, HEAD)?;
    let reach = [PROVENANCE, GAP];
    let printed: Vec<f64> =
        wide.iter().copied().chain(reach.into_iter().skip(usize::from(!sourced))).collect();
    on_paper(sheet, table, (&printed, &heights), HEAD as usize + 1)?;
    sheet.set_header(format!("&R{}", mark.replace('&', "&&"))).set_footer("&C&P");
    for (note, row) in table.notes.iter().zip(last + 2..) {
        sheet.write_string_with_format(row, 0, note, &look.note)?;
    }
    if let Some(plot) = table.chart.as_ref().filter(|_| !table.rows.is_empty()) {
        let below = last + 3 + u32::try_from(table.notes.len()).unwrap_or(0);
        sheet.insert_chart(below, 0, &chart(plot, name, (HEAD, counted)))?;
    }
    for plot in &table.lines {
        // Beside the rows that it shows, a narrow column away.
        let first = HEAD + 1 + u32::try_from(plot.rows.0).unwrap_or(0);
        let right = if sourced { columns + 2 } else { columns + 1 };
        sheet.insert_chart(first, right, &line_chart(plot, name, (HEAD, first)))?;
    }
    Ok(())
}

/// Decimals shown, thousands separated from five digits on; a signed number always shows its sign.
fn number_format(decimals: usize, signed: bool, value: f64) -> String {
    let whole = if value.abs() < 9999.5 { "0" } else { "#,##0" };
    let plain = if decimals == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(decimals)) };
    // Nothing at all is a plain zero.
    if signed { format!("+{plain};-{plain};0") } else { format!("{plain};-{plain};0") }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use std::io::{Cursor, Read};

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut text = String::new();
        zip.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
        text
    }

    #[test]
    fn a_sheet_holds_numbers_in_full_a_frozen_head_a_filter_and_a_chart() {
        let bytes = xlsx(&sample::document()).expect("written");
        let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
        for wanted in ["<v>12345.64</v>", "<v>-1.5</v>", "<autoFilter ref=\"A3:D6\"/>", "state=\"frozen\""] {
            assert!(sheet.contains(wanted), "{wanted}\n{sheet}");
        }
        let workbook = part(&bytes, "xl/workbook.xml");
        assert!(workbook.contains("name=\"目录\"") && workbook.contains("name=\"分解表\""), "{workbook}");
        let chart = part(&bytes, "xl/charts/chart1.xml");
        assert!(chart.contains("$C$4:$C$6") && chart.contains("$B$4:$B$6"), "{chart}");
        assert!(part(&bytes, "xl/styles.xml").contains("#,##0.0"));
        assert!(part(&bytes, "docProps/core.xml").contains("2001-02-03T"), "no clock");
    }

    #[test]
    fn no_word_is_broken_and_every_line_has_room() {
        let columns = vec![Column::number("Composition", 0.5), Column::text("Money (100m yuan)", 0.9)];
        let row = vec![Cell::number(1.0, 0), Cell::text("judgement 甲乙丙")];
        let table = Table { columns, rows: vec![row], ..Table::default() };
        let widths = widths(&table);
        assert!(widths[0] >= 11.0 && widths[1] >= 9.0, "{widths:?}");
        // A closing bracket alone on a line: the column is as wide as the text, 24 characters of two.
        let row = vec![Cell::text("土地优先（含区划调整）")];
        let one = Table { columns: vec![Column::text("情景", 2.0)], rows: vec![row], ..Table::default() };
        assert!(super::widths(&one)[0] >= 22.0 + 1.5 + INDENT);
        assert_eq!(lines("土地优先（含区划调整）", super::widths(&one)[0] - 1.0 - INDENT), 1.0);
        // "Money ", "(100m ", "yuan)".
        assert_eq!(lines("Money (100m yuan)", 10.0), 3.0);
        assert_eq!(lines(&"字".repeat(9), 10.0), 2.0);
        // An arrow is as wide as a character and stays with its word.
        assert_eq!(pieces("T1a↑ 甲"), [(5.0, 1.0), (2.0, 0.0)]);
        assert_eq!(lines("", 10.0), 1.0);
    }

    #[test]
    fn a_total_is_neither_sorted_nor_drawn() {
        let mut document = sample::document();
        if let Some(super::super::tree::Block::Table(table)) = document.chapters[0].blocks.last_mut() {
            (table.total, table.groups) = (true, 0);
        }
        let bytes = xlsx(&document).expect("written");
        assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<autoFilter ref=\"A3:D5\"/>"));
        assert!(part(&bytes, "xl/charts/chart1.xml").contains("$C$4:$C$5"));
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let document = sample::document();
        assert_eq!(xlsx(&document).expect("written"), xlsx(&document).expect("written"));
    }

    #[test]
    fn names_of_sheets_are_allowed_and_differ() {
        let table = |name: &str| Table { name: name.into(), ..Table::default() };
        let tables = ["甲/乙", "甲乙", &"长".repeat(40), ""].map(table);
        let names = sheet_names(&tables.iter().collect::<Vec<_>>(), "目录");
        assert_eq!(names[..3], ["目录".to_owned(), "甲乙".to_owned(), "甲乙 2".to_owned()]);
        assert!(names.iter().all(|n| (1..=NAME).contains(&n.chars().count())), "{names:?}");
    }
}
