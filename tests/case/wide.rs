//! Office tables with a row for each zone and a column for each indicator; shares given as amounts.

use crate::sample::Memory;
use rust_xlsxwriter::{Format, Workbook};
use zonecast::case::{Case, Provenance};
use zonecast::error::Error;
use zonecast::message::{Lang, say};

const ZONES: &str = "\
zone,scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note
east,,va_share,%,city,占比,2024,,nominal,,,,,,,,,
west,,va_share,%,city,占比,2024,,nominal,,,,,,,,,
east,,staff,人,,研发人员,2024,,,,,,,,,,,
west,,staff,人,,研发人员,2024,,,,,,,,,,,
";

const SPEC: &str = "
[[table]]
file = \"指标.csv\"
issuer = \"统计局\"
title = \"2024年高新区主要指标\"
date = \"2025-03-01\"
[table.columns]
\"规上工业增加值\" = \"va_share\"
";

const TABLE: &str = "\
2024年全市高新区主要指标,,,,
序号,园区名称,规上工业增加值（万元）,研发人员,税收（亿元）
１,东园,\"3,400,000\",９００,12.5
２,西园,2550000,0.07万人,7.1
,合计,5950000,1600,19.6
注：增加值为现价。,,,,
";

/// The sample with empty cells and an office table.
fn office(table: &[u8]) -> Memory {
    let mut memory = Memory::sample();
    let toml = String::from_utf8(memory.0["case.toml"].clone()).expect("UTF-8") + SPEC;
    memory.0.insert("case.toml".to_owned(), toml.into_bytes());
    memory.0.insert("zones.csv".to_owned(), ZONES.as_bytes().to_vec());
    memory.0.insert("指标.csv".to_owned(), table.to_vec());
    memory
}

fn read(memory: &Memory) -> Case {
    memory.read().unwrap_or_else(|error| panic!("{}", say(&error, Lang::En)))
}

fn value(case: &Case, zone: usize, indicator: &str) -> (f64, String) {
    let own = |f: &&zonecast::case::Figure| f.zone == Some(zone) && f.indicator == indicator;
    let figure = case.figures.iter().find(own).expect("filled");
    (figure.value, figure.unit.clone())
}

#[test]
fn an_office_table_fills_what_waits_for_its_figures() {
    let gbk = encoding_rs::GBK.encode(TABLE).0.into_owned();
    let mut book = Workbook::new();
    let other = book.add_worksheet();
    other.set_name("填表说明").expect("a name");
    other.write(0, 0, "请按园区填写").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 4, "2024年全市高新区主要指标", &Format::new()).expect("a title");
    let rows: [[&str; 5]; 3] = [
        ["序号", "高新区", "规上工业增加值（万元）", "研发人员", "税收"],
        ["1", "东园", "3400000", "900", ""],
        ["2", "西园", "2550000", "700", ""],
    ];
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).expect("a cell"),
                Err(_) => sheet.write(row, column, cell).expect("a cell"),
            };
        }
    }
    let workbook = book.save_to_buffer().expect("a workbook");
    for bytes in [TABLE.as_bytes().to_vec(), gbk, workbook] {
        let case = read(&office(&bytes));
        // 3,400,000 万元 are 340 of the city's 1,700 亿元, a fifth; 255 are 15 %.
        assert_eq!(value(&case, 0, "va_share"), (20.0, "%".to_owned()));
        assert_eq!(value(&case, 1, "va_share"), (15.0, "%".to_owned()));
        assert_eq!(value(&case, 0, "staff"), (900.0, "人".to_owned()));
        assert_eq!(value(&case, 1, "staff"), (700.0, "人".to_owned()));
        let figure = &case.figures[0];
        assert_eq!(figure.provenance, Provenance::Published);
        assert_eq!((figure.source.issuer.as_str(), figure.source.date.as_str()), ("统计局", "2025-03-01"));
        assert_eq!(figure.value_place.file.as_ref(), "scenarios/small/指标.csv");
        assert!(!case.demonstration);
        let hashed: Vec<&str> = case.inputs.iter().map(|input| input.file.as_str()).collect();
        assert_eq!(hashed[..4], ["small/case.toml", "small/zones.csv", "small/指标.csv", "small/city.csv"]);
    }
}

#[test]
fn what_is_done_with_an_office_table_is_told() {
    let case = read(&office(TABLE.as_bytes()));
    let said = |lang| case.notes.iter().map(|note| say(note, lang)).collect::<Vec<_>>();
    assert_eq!(
        said(Lang::Zh)[..2],
        [
            "scenarios/small/指标.csv:2:26：注意：没有用到的列：税收（亿元）；如是某项指标，请在 case.toml 的 [table.columns] 中写明",
            "scenarios/small/指标.csv:3:7：说明：列“value”中“va_share”的 2 个数按“万元”填写，已除以全市的 1700 亿元 折为占比，如 3,400,000万元 折为 20%"
        ]
    );
    assert_eq!(
        said(Lang::En)[..2],
        [
            "scenarios/small/指标.csv:2:26: note: columns that are not used: 税收（亿元）; if one is an indicator, say so in [table.columns] of case.toml",
            "scenarios/small/指标.csv:3:7: note: column `value`: 2 of `va_share` given in `万元` divided by the city's 1700 (100 million yuan), such as 3,400,000万元 to 20%"
        ]
    );
}

/// The sentences for an office table, or other cells, with one text changed.
fn wrong(file: &str, from: &str, to: &str) -> [String; 2] {
    let error: Error = office(TABLE.as_bytes()).with(file, from, to).read().expect_err("wrong");
    [Lang::Zh, Lang::En].map(|lang| say(&error, lang))
}

#[test]
fn slips_of_office_tables_are_told_at_their_cell() {
    assert_eq!(
        wrong("zones.csv", "nominal,,,,,,,,,", "nominal,20,,,published,局,报,,2025,"),
        [
            "scenarios/small/指标.csv:3:7：“东园”的“va_share”在 scenarios/small/zones.csv 第 2 行已经填了数；两处请只留一处",
            "scenarios/small/指标.csv:3:7: `va_share` of `东园` is filled in at scenarios/small/zones.csv, row 2, as well; keep only one of the two"
        ]
    );
    assert_eq!(
        wrong("zones.csv", "west,,staff,人,,研发人员,2024,,,,,,,,,,,\n", ""),
        [
            "scenarios/small/指标.csv:4:14：zones 表中没有“西园”的“staff”这一行；请补上一行，数值留空",
            "scenarios/small/指标.csv:4:14: the table zones has no row for `staff` of `西园`; add one without a value"
        ]
    );
    assert_eq!(
        wrong("case.toml", "= \"va_share\"", "= \"va_sahre\""),
        [
            "scenarios/small/case.toml:42:13：zones 表中没有指标“va_sahre”；是否想写“va_share”？",
            "scenarios/small/case.toml:42:13: the table zones has no indicator `va_sahre`; did you mean `va_share`?"
        ]
    );
    assert_eq!(
        wrong("case.toml", "[table.columns]", "scope = \"park\"\n[table.columns]"),
        [
            "scenarios/small/case.toml:41:9：“scope”不能是“park”；可用：parks、platforms；是否想写“parks”？",
            "scenarios/small/case.toml:41:9: `scope` cannot be `park`; known: parks, platforms; did you mean `parks`?"
        ]
    );
    assert_eq!(
        wrong("指标.csv", "规上工业增加值（万元）,研发人员", "增加值（万元）,人员数"),
        [
            "scenarios/small/指标.csv:1：前 20 行中没有一格是指标的编号、名称或口径；请在 case.toml 的 [table.columns] 中写明哪一列是哪项指标，如 \"规上工业增加值\" = \"va_share\"",
            "scenarios/small/指标.csv:1: no cell of the first 20 rows is an indicator's id, name or definition; say in [table.columns] of case.toml which column is which, such as \"value added\" = \"va_share\""
        ]
    );
    assert_eq!(
        wrong("指标.csv", "西园", "西苑"),
        [
            "scenarios/small/指标.csv:4:3：没有名为“西苑”的园区，是否想写“西园”？",
            "scenarios/small/指标.csv:4:3: unknown zone `西苑`; did you mean `西园`?"
        ]
    );
    assert_eq!(
        wrong("指标.csv", "2550000", "255万人"),
        [
            "scenarios/small/指标.csv:4:6：“value”的单位写成“万人”，这项数据以“%”计，两者不是同一类单位",
            "scenarios/small/指标.csv:4:6: `value` is given in `万人`, but the figure is in `%`, which measures something else"
        ]
    );
}

#[test]
fn a_table_that_names_no_zone_says_how_zones_are_called() {
    let table = TABLE.replace("东园", "甲园").replace("西园", "乙园");
    let error = office(table.as_bytes()).read().expect_err("no zone");
    assert_eq!(
        say(&error, Lang::Zh),
        "scenarios/small/指标.csv:2:1：表中没有写园区名称的一列；园区应写成：东园、西园，或 case.toml 中的编号"
    );
    assert_eq!(
        say(&error, Lang::En),
        "scenarios/small/指标.csv:2:1: no column names zones; they are to be called 东园, 西园, or by their id in case.toml"
    );
}

proptest::proptest! {
    /// Shares given as amounts are those of the amounts' quotient, in whatever unit of their kind.
    #[test]
    fn shares_of_amounts_are_their_quotients(east in 1u32..600, west in 1u32..600, power in 0usize..3) {
        let (unit, times) = [("亿元", 1), ("万元", 10_000), ("百万元", 100)][power];
        let row = |zone: &str, x: u32| {
            format!("{zone},,va_share,{unit},city,占比,2024,,nominal,{},,,published,局,报,,2025,\n", x * times)
        };
        let head = ZONES.lines().next().expect("a header");
        let mut memory = Memory::sample();
        let rows = format!("{head}\n{}{}", row("east", east), row("west", west));
        memory.0.insert("zones.csv".to_owned(), rows.into_bytes());
        let case = read(&memory);
        for (zone, amount) in [(0, east), (1, west)] {
            let (found, unit) = value(&case, zone, "va_share");
            proptest::prop_assert_eq!(unit, "%");
            // The city has 1,700; six decimals are kept.
            proptest::prop_assert!((found - 100.0 * f64::from(amount) / 1700.0).abs() <= 5.1e-7);
        }
    }
}
