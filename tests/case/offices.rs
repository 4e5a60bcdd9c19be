//! Tables as offices have them: encodings, separators, titles, units, workbooks, slips.

use crate::sample::{Memory, check, check_at};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use zonecast::case::Case;
use zonecast::message::{Lang, say};

fn sample() -> Case {
    Memory::sample().read().expect("the sample is well formed")
}

/// Figures without their places, which differ between formats.
fn bare(case: &Case) -> String {
    let mut figures = case.figures.clone();
    figures.iter_mut().for_each(|figure| {
        (figure.place, figure.unit_place, figure.value_place) = Default::default();
        (figure.definition_place, figure.price_place) = Default::default();
    });
    format!("{figures:?}")
}

fn notes(case: &Case, lang: Lang) -> Vec<String> {
    case.notes.iter().map(|note| say(note, lang)).collect()
}

/// The sample with one table as these bytes.
fn with_bytes(name: &str, bytes: Vec<u8>) -> Memory {
    let mut memory = Memory::sample();
    memory.0.remove(&name.replace(".xlsx", ".csv"));
    memory.0.insert(name.to_owned(), bytes);
    memory
}

fn text(name: &str) -> String {
    String::from_utf8(Memory::sample().0[name].clone()).expect("UTF-8")
}

#[test]
fn encodings_separators_and_titles_change_nothing() {
    let plain = text("city.csv");
    let wide = format!("全市起点数据（报送稿）,,,,,,,,,,,,,,,,\n# 单位：见各行,,,,,,,,,,,,,,,,\n{plain}");
    let renamed = plain.replacen(
        "scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note",
        "口径,指标,单位,占比基数,指标口径,年份,数据版次,价格口径,数值（亿元）,低值,高值,数据性质,发布单位,来源、算式或理由,文号,发布日期,备注",
        1,
    );
    let renamed = renamed.replace(
        ",2024,,nominal,1700,1500,1900,derived,",
        ",２０２４年,,现价,\"１，７００\",\"1,500亿元\",1 900,推算,",
    );
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(plain.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let variants = [
        gbk(&plain),
        gbk(&renamed),
        ["\u{feff}", &renamed].concat().into_bytes(),
        wide.into_bytes(),
        utf16,
        plain.replace("\"1,600×1.06\"", "1600×1.06").replace(',', "\t").into_bytes(),
        plain.replace("\"1,600×1.06\"", "1600×1.06").replace(',', ";").into_bytes(),
        plain.replace("\"1,600×1.06\"", "1600×1.06").replace(',', "，").into_bytes(),
    ];
    let wanted = bare(&sample());
    for (index, bytes) in variants.into_iter().enumerate() {
        let case =
            with_bytes("city.csv", bytes).read().unwrap_or_else(|e| panic!("{index}: {}", say(&e, Lang::En)));
        let found = bare(&case).replace("1600×1.06", "1,600×1.06");
        assert_eq!(found, wanted, "{index}");
    }
    let case = with_bytes("city.csv", gbk(&plain)).read().expect("GBK");
    assert_eq!(
        notes(&case, Lang::Zh),
        ["scenarios/small/city.csv：说明：这个文件不是 UTF-8，已按 GB18030 读取；如有乱码请另存为 UTF-8"]
    );
}

#[test]
fn units_are_converted_and_each_column_is_noted_once() {
    let head = text("city.csv").lines().next().expect("a header").to_owned();
    let rows = "\n,va,万元,,增加值,2024,,nominal,17000000,\"15,000,000\",1900亿元,derived,,算式,,,\n\
        ,land,公顷,,工业用地,2024,,,200,150,300,assumed,,判断,,,\n\
        ,staff,万人,,人员,2024,,,1.5,1,2,assumed,,判断,,,\n\
        ,rate,%,,增加值率,2024,,,215‰,20,23%,assumed,,判断,,,\n";
    let mut memory = with_bytes("city.csv", (head + rows).into_bytes());
    let keepers = "indicator,zh,en,unit,department,kept_as\nva,增加值,value added,亿元,统计局,年报\n";
    memory.0.insert("keepers.csv".to_owned(), keepers.as_bytes().to_vec());
    let files = "[files]\nzones=\"zones.csv\"\ncity=\"city.csv\"\nblocks=\"blocks.csv\"\nhistory=\"history.csv\"\ntargets=\"targets.toml\"\nkeepers=\"keepers.csv\"\n\n[[scope]]";
    let case = memory
        .with("case.toml", "[[scope]]", files)
        .read()
        .unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let found = |name: &str| {
        let figure = case.figures.iter().find(|f| f.indicator == name).expect("there");
        (figure.unit.clone(), figure.value, figure.spread)
    };
    // 10^4 万元 are one 亿元, a 公顷 15 亩, a ‰ a tenth of a %.
    assert_eq!(found("va"), ("亿元".to_owned(), 1700.0, Some((1500.0, 1900.0))));
    assert_eq!(found("land"), ("亩".to_owned(), 3000.0, Some((2250.0, 4500.0))));
    assert_eq!(found("rate"), ("%".to_owned(), 21.5, Some((20.0, 23.0))));
    let staff = case.figures.iter().find(|f| f.indicator == "staff" && f.zone.is_none()).expect("there");
    assert_eq!((staff.unit.as_str(), staff.value), ("人", 15_000.0));
    let said = notes(&case, Lang::Zh);
    assert_eq!(said.len(), 9, "{said:#?}");
    assert_eq!(
        said[0],
        "scenarios/small/city.csv:2:27：说明：列“value”中 1 个数已从“万元”换算为“亿元”，如 17000000 换算为 1700"
    );
    assert_eq!(
        notes(&case, Lang::En)[0],
        "scenarios/small/city.csv:2:27: note: column `value`: 1 converted from `万元` to `100 million yuan`, such as 17000000 to 1700"
    );
}

fn row(sheet: &mut Worksheet, at: u32, line: &str) {
    for (column, cell) in line.split(',').enumerate() {
        let column = u16::try_from(column).expect("few");
        match cell.parse::<f64>() {
            Ok(x) => sheet.write_number(at, column, x).expect("written"),
            Err(_) if cell.is_empty() => continue,
            Err(_) => sheet.write_string(at, column, cell).expect("written"),
        };
    }
}

/// `zones.xlsx` of the sample: two title rows, a name merged over two rows, percentages as such.
fn workbook(edit: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let mut cover = Worksheet::new();
    cover.set_name("封面").expect("a name");
    let mut sheet = Worksheet::new();
    sheet.set_name("zones").expect("a name");
    sheet.merge_range(0, 0, 0, 17, "甲市高新区数据", &Format::new()).expect("merged");
    for (index, line) in text("zones.csv").lines().enumerate() {
        row(&mut sheet, 2 + u32::try_from(index).expect("few"), line);
    }
    sheet.write_string(8, 1, "").expect("written");
    sheet.merge_range(3, 0, 4, 0, "east", &Format::new()).expect("merged");
    sheet.write_with_format(3, 9, 0.2, &Format::new().set_num_format("0.0%")).expect("written");
    let date = ExcelDateTime::from_ymd(2025, 3, 1).expect("a date");
    sheet.write_with_format(8, 16, &date, &Format::new().set_num_format("yyyy-mm-dd")).expect("written");
    edit(&mut sheet);
    book.push_worksheet(cover);
    book.push_worksheet(sheet);
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_says_what_its_csv_says() {
    let case =
        with_bytes("zones.xlsx", workbook(|_| {})).read().unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    assert_eq!(bare(&case).replace("2025-03-01", "2025-03"), bare(&sample()));
    assert_eq!(case.inputs[1].file, "small/zones.xlsx");
    let mut both = Memory::sample();
    both.0.insert("zones.xlsx".to_owned(), workbook(|_| {}));
    let error = both.read().expect_err("both");
    assert_eq!(
        say(&error, Lang::Zh),
        "scenarios/small/zones.csv：“zones.csv”和“zones.xlsx”同时存在，不知以哪个为准；请移走其中一个"
    );
    assert_eq!(
        say(&error, Lang::En),
        "scenarios/small/zones.csv: `zones.csv` and `zones.xlsx` are both there; move one of them away"
    );
}

#[track_caller]
fn wrong_workbook(bytes: Vec<u8>, zh: &str, en: &str) {
    let error = with_bytes("zones.xlsx", bytes).read().expect_err("wrong");
    assert_eq!(say(&error, Lang::Zh), format!("scenarios/small/zones.xlsx{zh}"));
    assert_eq!(say(&error, Lang::En), format!("scenarios/small/zones.xlsx{en}"));
}

#[test]
fn wrong_cells_of_workbooks_are_named_by_sheet_row_and_column() {
    wrong_workbook(
        workbook(|sheet| {
            sheet.write_string(4, 9, "约四成").expect("written");
        }),
        " 工作表“zones”第 5 行 J 列：“value”为“约四成”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        " sheet `zones` row 5 column J: `value` is `约四成`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    );
    wrong_workbook(
        workbook(|sheet| {
            sheet.write_string(4, 3, "亩").expect("written");
        }),
        " 工作表“zones”第 5 行 D 列：“va_share”的单位在这里是“亩”，第 4 行是“%”；同一指标只能用一种单位",
        " sheet `zones` row 5 column D: `va_share` is in `mu` here and in `%` in line 4; use one unit for an indicator",
    );
    wrong_workbook(
        workbook(|sheet| {
            sheet.write_string(30_000, 0, "x").expect("written");
        }),
        " 工作表“zones”第 30001 行 A 列：工作表太大，最多 20000 行、256 列；请删去无关的单元格或格式",
        " sheet `zones` row 30001 column A: the sheet is too large; at most 20000 rows and 256 columns; clear cells and formats that do not belong to the table",
    );
    wrong_workbook(
        b"PK\x03\x04 and nothing more".to_vec(),
        "：无法读取这个工作簿：不是 .xlsx 格式；.xls、.et 请另存为 .xlsx",
        ": cannot read this workbook: it is not in the format .xlsx; save .xls or .et files as .xlsx",
    );
    wrong_workbook(
        workbook(|sheet| {
            let formula = rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A");
            sheet.write_formula(4, 9, formula).expect("written");
        }),
        " 工作表“zones”第 5 行 J 列：单元格显示错误值 #N/A；请改正公式或填入数值",
        " sheet `zones` row 5 column J: the cell shows #N/A; mend its formula or enter the value",
    );
}

#[test]
fn a_workbook_in_an_old_format_is_told_what_to_do() {
    let mut memory = Memory::sample();
    memory.0.remove("zones.csv");
    // The first bytes of a compound file, as Excel 97 writes it.
    memory.0.insert("zones.xls".to_owned(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec());
    let error = memory.read().expect_err("old");
    assert_eq!(
        say(&error, Lang::Zh),
        "scenarios/small/zones.xls：无法读取这个工作簿：不是 .xlsx 格式；.xls、.et 请另存为 .xlsx"
    );
    assert_eq!(
        say(&error, Lang::En),
        "scenarios/small/zones.xls: cannot read this workbook: it is not in the format .xlsx; save .xls or .et files as .xlsx"
    );
}

#[test]
fn wrong_units_separators_and_encodings() {
    check(
        "zones.csv",
        ",900,",
        ",^900亩,",
        "“value”的单位写成“亩”，这项数据以“人”计，两者不是同一类单位",
        "`value` is given in `亩`, but the figure is in `persons`, which measures something else",
    );
    check(
        "zones.csv",
        ",900,",
        ",^9.00.5.1,",
        "“value”为“9.00.5.1”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "`value` is `9.00.5.1`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    );
    check(
        "city.csv",
        "1700",
        "\"^17,00\"",
        "“value”为“17,00”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "`value` is `17,00`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    );
    let bytes = b"indicator,zone\n\xd4\xb0\xff\xff".to_vec();
    let error = with_bytes("history.csv", bytes).read().expect_err("broken");
    assert_eq!(
        say(&error, Lang::Zh),
        "scenarios/small/history.csv:2:2：“history.csv”不是 UTF-8、GBK 或 GB18030 编码，或在此处损坏；请另存为 UTF-8 后重试"
    );
    assert_eq!(
        say(&error, Lang::En),
        "scenarios/small/history.csv:2:2: `history.csv` is neither UTF-8 nor GBK nor GB18030, or is damaged here; save it as UTF-8 and try again"
    );
    check_at(
        "history.csv",
        "indicator,zone,area_zh,area_en,same_definition,year,",
        "indicator,zone,area_zh,area_en,same_definition,year;",
        "1:48",
        "没有名为“year;value”的列，是否想写“year”？",
        "unknown column `year;value`; did you mean `year`?",
    );
}

#[test]
fn months_are_no_year() {
    check(
        "history.csv",
        ",2020,",
        ",^2020年1-9月,",
        "“year”为“2020年1-9月”，是几个月的累计数，不能当作全年数；请填全年数据",
        "`year` is `2020年1-9月`, which counts some months, not a year; enter figures of a whole year",
    );
    check(
        "zones.csv",
        "人员,2024",
        "^上半年人员,2024",
        "“definition”为“上半年人员”，是几个月的累计数，不能当作全年数；请填全年数据",
        "`definition` is `上半年人员`, which counts some months, not a year; enter figures of a whole year",
    );
    check(
        "history.csv",
        "value",
        "^前三季度数值",
        "“表头”为“前三季度数值”，是几个月的累计数，不能当作全年数；请填全年数据",
        "`header` is `前三季度数值`, which counts some months, not a year; enter figures of a whole year",
    );
    let case = Memory::sample().with("history.csv", "公报", "1-11月月报").read().expect("a note only");
    assert_eq!(
        notes(&case, Lang::Zh),
        [
            "scenarios/small/history.csv:2:26：注意：“title”提到“1-11月月报”；请核对数据是全年数，不是几个月的累计数"
        ]
    );
}

#[test]
fn another_city_of_a_like_name_is_noticed() {
    let taizhou = |file: &str, from: &str, to: &str| {
        Memory::sample().with("case.toml", "甲市", "台州市").with(file, from, to).read()
    };
    for (file, from, to, found) in [
        ("zones.csv", "统计局", "泰州市统计局", "泰州"),
        ("zones.csv", "年报,,", "年报,编号321202,", "321202"),
        (
            "blocks.csv",
            "湾区,Bay,east,parks,firms",
            "湾区,\"Bay, Taizhou (Jiangsu)\",east,parks,firms",
            "Taizhou (Jiangsu",
        ),
        ("history.csv", "va,,,,是", "va,,泰州市,,是", "泰州"),
    ] {
        let error = taizhou(file, from, to).expect_err("the other city");
        assert!(
            say(&error, Lang::Zh)
                .ends_with(&format!("：“{found}”是另一个名称相近的城市，本案例是台州；请核对来源和数据")),
            "{}",
            say(&error, Lang::Zh)
        );
    }
    // A comparison in a reason is noted only; another city's case has nothing to do with it.
    let case = taizhou("zones.csv", "判断", "参照泰州市比例判断").expect("a note only");
    assert_eq!(
        notes(&case, Lang::En),
        [
            "scenarios/small/zones.csv:2:63: note: `泰州` is another city of a like name; this case is 台州; check it unless it is meant for comparison"
        ]
    );
    assert!(Memory::sample().with("zones.csv", "统计局", "泰州市统计局").read().is_ok());
    let zone = Memory::sample().with("case.toml", "甲市", "台州市").with("case.toml", "西园", "泰州西园");
    assert_eq!(zone.read().expect_err("a zone there").code.id(), "ZC0270");
}

proptest::proptest! {
    #[test]
    fn the_mark_stays_exactly_while_a_figure_by_zone_is_assumed(
        kinds in proptest::collection::vec(0usize..3, 6),
    ) {
        let head = text("zones.csv").lines().next().expect("a header").to_owned();
        let mut zones = head;
        for (index, kind) in kinds.iter().enumerate() {
            let source = ["published,局,年报,,2025,", "derived,,1+1,,,", "assumed,,判断,,,"][*kind];
            let zone = ["east", "west"][index % 2];
            zones += &format!("\n{zone},,x{index},人,,人员,2024,,,10,5,20,{source}");
        }
        let case = with_bytes("zones.csv", zones.into_bytes()).read().expect("well formed");
        let assumed = kinds.contains(&2);
        proptest::prop_assert_eq!(case.demonstration, assumed);
        let said = notes(&case, Lang::Zh);
        let lifted = "scenarios/small/case.toml：说明：分园区数据已没有假设数，输出不再带演示标记";
        proptest::prop_assert_eq!(said, if assumed { vec![] } else { vec![lifted.to_owned()] });
        let still: Vec<String> =
            (0..6).filter(|index| kinds[*index] == 2).map(|index| format!("x{index}")).collect();
        proptest::prop_assert_eq!(case.assumed_by_zone(), still);
    }
}
