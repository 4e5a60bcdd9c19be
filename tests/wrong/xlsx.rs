//! Workbooks: cells named by sheet, row and column letter, all of a file at once.

use crate::sample::Memory;
use crate::{Compared, told};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zonecast::message::Lang;

/// The sample's `zones.csv` as a sheet below a title, numbers as numbers.
fn zones(edit: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut sheet = Worksheet::new();
    sheet.set_name("zones").expect("a name");
    sheet.write_string(0, 0, "甲市高新区数据").expect("written");
    let text = String::from_utf8(Memory::sample().0["zones.csv"].clone()).expect("UTF-8");
    for (line, row) in text.lines().zip(1..) {
        for (cell, column) in line.split(',').zip(0..).filter(|(cell, _)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(x) => sheet.write_number(row, column, x).expect("written"),
                Err(_) => sheet.write_string(row, column, cell).expect("written"),
            };
        }
    }
    edit(&mut sheet);
    let mut book = Workbook::new();
    book.push_worksheet(sheet);
    book.save_to_buffer().expect("a workbook")
}

fn texts(cells: &'static [(u32, u16, &'static str)]) -> Vec<u8> {
    zones(|sheet| {
        for (row, column, text) in cells {
            sheet.write_string(*row, *column, *text).expect("written");
        }
    })
}

fn errors(cells: &'static [(u32, u16, &'static str)]) -> Vec<u8> {
    zones(|sheet| {
        for (row, column, shown) in cells {
            sheet.write_formula(*row, *column, Formula::new("=1/0").set_result(*shown)).expect("written");
        }
    })
}

fn hidden() -> Vec<u8> {
    let mut book = Workbook::new();
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Line);
    chart.add_series().set_values("图!$A$1:$A$3");
    book.add_chartsheet().set_name("图").expect("a name").insert_chart(0, 0, &chart).expect("inserted");
    book.save_to_buffer().expect("a workbook")
}

/// A workbook with its sheet's XML edited.
fn edited(whole: Vec<u8>, edit: impl Fn(&str) -> String) -> Vec<u8> {
    use std::io::{Read, Write};
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(whole)).expect("an archive");
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("read");
        let name = part.name().expect("a name").into_owned();
        if name.contains("sheet1") {
            bytes = edit(&String::from_utf8(bytes).expect("UTF-8")).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        to.write_all(&bytes).expect("written");
    }
    to.finish().expect("ended").into_inner()
}

/// A workbook of which a part is cut away inside.
fn damaged() -> Vec<u8> {
    edited(zones(|_| {}), |_| "<worksheet><sheetData><row r=".to_owned())
}

/// Formulas as programs write them that do not calculate: without a value.
fn unsaved() -> Vec<u8> {
    let whole = zones(|sheet| {
        for (row, column, formula) in [(2, 9, "=B3*2"), (4, 10, "=SUM(J3:J4)")] {
            let formula = Formula::new(formula).set_result("76543");
            sheet.write_formula(row, column, formula).expect("written");
        }
    });
    edited(whole, |sheet| sheet.replace("<v>76543</v>", ""))
}

fn dated() -> Vec<u8> {
    let date = ExcelDateTime::from_ymd(2024, 3, 1).expect("a date");
    zones(|sheet| {
        let shown = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(2, 6, &date, &shown).expect("written");
        sheet.write_boolean(3, 9, true).expect("written");
    })
}

fn percentages() -> Vec<u8> {
    zones(|sheet| {
        let shown = Format::new().set_num_format("0%");
        sheet.write_with_format(2, 9, 20.0, &shown).expect("written");
        sheet.write_with_format(3, 10, -0.2, &shown).expect("written");
    })
}

/// A workbook in place of `zones.csv`, with what is said of it.
type Row = (&'static str, fn() -> Vec<u8>, &'static str, &'static str);

const ROWS: &[Row] = &[
    (
        "three cells that show errors",
        || errors(&[(2, 9, "#N/A"), (4, 10, "#DIV/0!"), (6, 16, "#REF!")]),
        "zones.xlsx 工作表“zones”第 3 行 J 列：单元格显示错误值 #N/A；请改正公式或填入数值\nzones.xlsx 工作表“zones”第 5 行 K 列：单元格显示错误值 #DIV/0!；请改正公式或填入数值\nzones.xlsx 工作表“zones”第 7 行 Q 列：单元格显示错误值 #REF!；请改正公式或填入数值",
        "zones.xlsx sheet `zones` row 3 column J: the cell shows #N/A; mend its formula or enter the value\nzones.xlsx sheet `zones` row 5 column K: the cell shows #DIV/0!; mend its formula or enter the value\nzones.xlsx sheet `zones` row 7 column Q: the cell shows #REF!; mend its formula or enter the value",
    ),
    (
        "an error cell and wrong cells beside it",
        || {
            zones(|sheet| {
                sheet.write_formula(2, 9, Formula::new("=1/0").set_result("#VALUE!")).expect("written");
                sheet.write_string(2, 0, "eest").expect("written");
                sheet.write_string(5, 11, "六十多").expect("written");
            })
        },
        "zones.xlsx 工作表“zones”第 3 行 A 列：没有名为“eest”的园区，是否想写“east”？\nzones.xlsx 工作表“zones”第 3 行 J 列：单元格显示错误值 #VALUE!；请改正公式或填入数值\nzones.xlsx 工作表“zones”第 6 行 L 列：“high”为“六十多”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "zones.xlsx sheet `zones` row 3 column A: unknown zone `eest`; did you mean `east`?\nzones.xlsx sheet `zones` row 3 column J: the cell shows #VALUE!; mend its formula or enter the value\nzones.xlsx sheet `zones` row 6 column L: `high` is `六十多`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    ),
    (
        "formulas that were saved without their results",
        unsaved,
        "zones.xlsx 工作表“zones”第 3 行 J 列：单元格里是公式 =B3*2，却没有保存它的结果；请用 Excel 或 WPS 打开后再存一次，或直接填数值\nzones.xlsx 工作表“zones”第 5 行 K 列：单元格里是公式 =SUM(J3:J4)，却没有保存它的结果；请用 Excel 或 WPS 打开后再存一次，或直接填数值",
        "zones.xlsx sheet `zones` row 3 column J: the cell has the formula =B3*2 without its result; open and save the workbook in Excel or WPS, or enter the value\nzones.xlsx sheet `zones` row 5 column K: the cell has the formula =SUM(J3:J4) without its result; open and save the workbook in Excel or WPS, or enter the value",
    ),
    (
        "an error in the header",
        || errors(&[(1, 9, "#NAME?")]),
        "zones.xlsx 工作表“zones”第 2 行 J 列：单元格显示错误值 #NAME?；请改正公式或填入数值",
        "zones.xlsx sheet `zones` row 2 column J: the cell shows #NAME?; mend its formula or enter the value",
    ),
    (
        "texts for numbers",
        || texts(&[(2, 9, "约二十"), (3, 9, "—"), (4, 10, "10左右")]),
        "zones.xlsx 工作表“zones”第 3 行 J 列：“value”为“约二十”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nzones.xlsx 工作表“zones”第 4 行 J 列：“value”为“—”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nzones.xlsx 工作表“zones”第 5 行 K 列：“low”为“10左右”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "zones.xlsx sheet `zones` row 3 column J: `value` is `约二十`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nzones.xlsx sheet `zones` row 4 column J: `value` is `—`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nzones.xlsx sheet `zones` row 5 column K: `low` is `10左右`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    ),
    (
        "words that are none",
        || texts(&[(2, 1, "park"), (3, 12, "估计"), (4, 8, "当前价"), (5, 4, "全省")]),
        "zones.xlsx 工作表“zones”第 3 行 B 列：“scope”不能是“park”；可用：parks、platforms；是否想写“parks”？\nzones.xlsx 工作表“zones”第 4 行 M 列：“provenance”不能是“估计”；可用：公布（published）、推算（derived）、假设（assumed）\nzones.xlsx 工作表“zones”第 5 行 I 列：“price_basis”不能是“当前价”；可用：现价（nominal）、可比价（comparable）；是否想写“当年价”？\nzones.xlsx 工作表“zones”第 6 行 E 列：“share_of”不能是“全省”；可用：全市（city）；是否想写“全市”？",
        "zones.xlsx sheet `zones` row 3 column B: `scope` cannot be `park`; known: parks, platforms; did you mean `parks`?\nzones.xlsx sheet `zones` row 4 column M: `provenance` cannot be `估计`; known: published, derived, assumed\nzones.xlsx sheet `zones` row 5 column I: `price_basis` cannot be `当前价`; known: nominal, comparable; did you mean `当年价`?\nzones.xlsx sheet `zones` row 6 column E: `share_of` cannot be `全省`; known: city; did you mean `全市`?",
    ),
    (
        "units of another kind",
        || texts(&[(6, 9, "900亩"), (7, 9, "700万元")]),
        "zones.xlsx 工作表“zones”第 7 行 J 列：“value”的单位写成“亩”，这项数据以“人”计，两者不是同一类单位\nzones.xlsx 工作表“zones”第 8 行 J 列：“value”的单位写成“万元”，这项数据以“人”计，两者不是同一类单位",
        "zones.xlsx sheet `zones` row 7 column J: `value` is given in `亩`, but the figure is in `persons`, which measures something else\nzones.xlsx sheet `zones` row 8 column J: `value` is given in `万元`, but the figure is in `persons`, which measures something else",
    ),
    (
        "a unit that is none",
        || texts(&[(6, 3, "伙"), (7, 3, "仁")]),
        "zones.xlsx 工作表“zones”第 7 行 D 列：没有名为“伙”的单位；可用的单位：%、百分点、亿元、亿元/年、万元、万元/亩、家、家/年、人、人/年、亩、亩/年、吨标准煤/万元、万吨标准煤、平方公里、个、个/年、件、年、倍、1（无单位）\nzones.xlsx 工作表“zones”第 8 行 D 列：没有名为“仁”的单位；可用的单位：%、百分点、亿元、亿元/年、万元、万元/亩、家、家/年、人、人/年、亩、亩/年、吨标准煤/万元、万吨标准煤、平方公里、个、个/年、件、年、倍、1（无单位）",
        "zones.xlsx sheet `zones` row 7 column D: unknown unit `伙`; known units: %; percentage points; 100 million yuan; 100 million yuan a year; 10,000 yuan; 10,000 yuan per mu; firms; firms a year; persons; persons a year; mu; mu a year; tonnes of coal equivalent per 10,000 yuan; 10,000 tonnes of coal equivalent; square kilometres; items; items a year; pieces; years; times; 1 (no unit)\nzones.xlsx sheet `zones` row 8 column D: unknown unit `仁`; known units: %; percentage points; 100 million yuan; 100 million yuan a year; 10,000 yuan; 10,000 yuan per mu; firms; firms a year; persons; persons a year; mu; mu a year; tonnes of coal equivalent per 10,000 yuan; 10,000 tonnes of coal equivalent; square kilometres; items; items a year; pieces; years; times; 1 (no unit)",
    ),
    (
        "a date for a year, a yes for a number",
        dated,
        "zones.xlsx 工作表“zones”第 3 行 G 列：“year”为“2024-03-01”，不是年份；应写成 2001 的样子\nzones.xlsx 工作表“zones”第 4 行 J 列：“value”为“是”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "zones.xlsx sheet `zones` row 3 column G: `year` is `2024-03-01`, not a year; write it like 2001\nzones.xlsx sheet `zones` row 4 column J: `value` is `是`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    ),
    (
        "percentages out of range",
        percentages,
        "zones.xlsx 工作表“zones”第 3 行 J 列：“value”为 2000，百分数应在 0 到 100 之间\nzones.xlsx 工作表“zones”第 4 行 K 列：“low”为 -20，百分数应在 0 到 100 之间",
        "zones.xlsx sheet `zones` row 3 column J: `value` is 2000; a percentage is between 0 and 100\nzones.xlsx sheet `zones` row 4 column K: `low` is -20; a percentage is between 0 and 100",
    ),
    (
        "wrong headers",
        || texts(&[(1, 2, "指标号"), (1, 9, "1-9月数值")]),
        "zones.xlsx 工作表“zones”第 2 行 C 列：没有名为“指标号”的列，是否想写“指标”？\nzones.xlsx 工作表“zones”第 2 行 J 列：“表头”为“1-9月数值”，是几个月的累计数，不能当作全年数；请填全年数据",
        "zones.xlsx sheet `zones` row 2 column C: unknown column `指标号`; did you mean `指标`?\nzones.xlsx sheet `zones` row 2 column J: `header` is `1-9月数值`, which counts some months, not a year; enter figures of a whole year",
    ),
    (
        "a header twice",
        || texts(&[(1, 17, "zone"), (1, 18, "备注")]),
        "zones.xlsx 工作表“zones”第 2 行 R 列：列“园区”重复，第 2 行已经有了",
        "zones.xlsx sheet `zones` row 2 column R: column `园区` is given twice, first in line 2",
    ),
    (
        "a cell beside the table",
        || texts(&[(4, 20, "核对过")]),
        "zones.xlsx 工作表“zones”第 5 行 U 列：“核对过”在表格之外，这一列没有表头；请移走，或补上表头",
        "zones.xlsx sheet `zones` row 5 column U: `核对过` stands beside the table, in a column without a header; move it away or add the header",
    ),
    (
        "a cell far to the right",
        || texts(&[(2, 300, "x")]),
        "zones.xlsx 工作表“zones”第 3 行 KO 列：工作表太大，最多 20000 行、256 列；请删去无关的单元格或格式",
        "zones.xlsx sheet `zones` row 3 column KO: the sheet is too large; at most 20000 rows and 256 columns; clear cells and formats that do not belong to the table",
    ),
    (
        "empty names and sources",
        || {
            zones(|sheet| {
                for (row, column) in [(2, 0), (2, 5), (7, 13), (7, 16)] {
                    sheet.clear_cell(row, column);
                }
            })
        },
        "zones.xlsx 工作表“zones”第 3 行 A 列：“zone”不能为空\nzones.xlsx 工作表“zones”第 3 行 F 列：“definition”不能为空\nzones.xlsx 工作表“zones”第 8 行 N 列：公布的数据必须写明来源，“issuer”不能为空；没有来源请标为“假设”（assumed）\nzones.xlsx 工作表“zones”第 8 行 Q 列：公布的数据必须写明来源，“date”不能为空；没有来源请标为“假设”（assumed）",
        "zones.xlsx sheet `zones` row 3 column A: `zone` must not be empty\nzones.xlsx sheet `zones` row 3 column F: `definition` must not be empty\nzones.xlsx sheet `zones` row 8 column N: a published figure names its source: `issuer` must not be empty; without a source it is `assumed`\nzones.xlsx sheet `zones` row 8 column Q: a published figure names its source: `date` must not be empty; without a source it is `assumed`",
    ),
    (
        "months",
        || texts(&[(6, 6, "2024年前三季度"), (7, 5, "1-11月人员")]),
        "zones.xlsx 工作表“zones”第 7 行 G 列：“year”为“2024年前三季度”，是几个月的累计数，不能当作全年数；请填全年数据\nzones.xlsx 工作表“zones”第 8 行 F 列：“definition”为“1-11月人员”，是几个月的累计数，不能当作全年数；请填全年数据",
        "zones.xlsx sheet `zones` row 7 column G: `year` is `2024年前三季度`, which counts some months, not a year; enter figures of a whole year\nzones.xlsx sheet `zones` row 8 column F: `definition` is `1-11月人员`, which counts some months, not a year; enter figures of a whole year",
    ),
    (
        "dates that are none",
        || texts(&[(7, 16, "2025年2月31日"), (6, 16, "去年")]),
        "zones.xlsx 工作表“zones”第 7 行 Q 列：“去年”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子\nzones.xlsx 工作表“zones”第 8 行 Q 列：“2025年2月31日”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子",
        "zones.xlsx sheet `zones` row 7 column Q: `去年` is not a date; write it like 2001-03-31, 2001-03 or 2001\nzones.xlsx sheet `zones` row 8 column Q: `2025年2月31日` is not a date; write it like 2001-03-31, 2001-03 or 2001",
    ),
    (
        "a chart sheet alone",
        hidden,
        "zones.xlsx：无法读取这个工作簿：没有可见的工作表，请把表格放在一张未隐藏的工作表中",
        "zones.xlsx: cannot read this workbook: it has no visible sheet; put the table on a sheet that is shown",
    ),
    (
        "a damaged sheet",
        damaged,
        "zones.xlsx：无法读取这个工作簿：文件已损坏，请用表格软件打开后重新保存",
        "zones.xlsx: cannot read this workbook: it is damaged; open it in a spreadsheet program and save it again",
    ),
    (
        "no workbook",
        || b"PK\x03\x04 nothing".to_vec(),
        "zones.xlsx：无法读取这个工作簿：不是 .xlsx 格式；.xls、.et 请另存为 .xlsx",
        "zones.xlsx: cannot read this workbook: it is not in the format .xlsx; save .xls or .et files as .xlsx",
    ),
    (
        "zones that are not there",
        || texts(&[(2, 0, "东圆"), (3, 0, "north"), (5, 0, "西 园")]),
        "zones.xlsx 工作表“zones”第 3 行 A 列：没有名为“东圆”的园区，是否想写“东园”？\nzones.xlsx 工作表“zones”第 4 行 A 列：没有名为“north”的园区；可用：东园、西园\nzones.xlsx 工作表“zones”第 6 行 A 列：没有名为“西 园”的园区，是否想写“西园”？",
        "zones.xlsx sheet `zones` row 3 column A: unknown zone `东圆`; did you mean `东园`?\nzones.xlsx sheet `zones` row 4 column A: unknown zone `north`; known: 东园, 西园\nzones.xlsx sheet `zones` row 6 column A: unknown zone `西 园`; did you mean `西园`?",
    ),
];

#[test]
fn every_fault_is_told_in_both_languages() {
    let mut compared = Compared::default();
    for (what, bytes, zh, en) in ROWS {
        let mut memory = Memory::sample();
        memory.0.remove("zones.csv");
        memory.0.insert("zones.xlsx".to_owned(), bytes());
        let error = memory.read().map(|_| ()).expect_err(what);
        let said = [Lang::Zh, Lang::En].map(|lang| told(&error, lang).replace("scenarios/small/", ""));
        compared.row(what, (zh, en), said);
    }
    compared.end(20);
}
