//! Well-formed slips: shares for percentages, months for years, other prices, other years, jumps.

use crate::sample::{Memory, check};
use zonecast::analysis::check_case;
use zonecast::case::Case;
use zonecast::message::{Lang, say};

fn notes(case: &Case, lang: Lang) -> Vec<String> {
    case.notes.iter().map(|note| say(note, lang)).collect()
}

/// What is said of the sample with one text of a table changed.
fn noted(file: &str, from: &str, to: &str) -> Vec<String> {
    notes(&Memory::sample().with(file, from, to).read().expect("notes only"), Lang::Zh)
}

#[test]
fn shares_percentages_and_prices_are_not_mixed() {
    check(
        "zones.csv",
        "va_share,%,city,占比,2024,,nominal,20,10,30",
        "va_share,1,city,占比,2024,,nominal,^20,10,30",
        "“va_share”是比重，单位写“1”时不应超过 1，这里却是 20；如是百分数，请把单位改为“%”",
        "`va_share` is a share, which in the unit `1` is at most 1, but it is 20; if it is a percentage, write the unit `%`",
    );
    let case =
        Memory::sample().with("zones.csv", ",20,10,30", ",0.012,0.01,0.03").read().expect("a note only");
    assert_eq!(
        notes(&case, Lang::Zh),
        [
            "scenarios/small/zones.csv:2:45：注意：“va_share”为 0.012 %，小得少见；如是比重 0.012，请把单位改为“1”或乘以 100；确为 0.012 %，请在数后写上百分号"
        ]
    );
    check(
        "city.csv",
        "va,亿元,,增加值",
        "va,亿元,,^增加值（可比价）",
        "“va”在这里是可比价，另一处写的是现价；现价与可比价不能混用",
        "`va` is in comparable prices here, but nominal prices are stated for it; do not mix the two",
    );
    check(
        "history.csv",
        "va,,,,是,2020,1400,亿元,统计局,公报",
        "va,,,,是,2020,1400,亿元,统计局,^公报（按可比价）",
        "“va”在这里是可比价，另一处写的是现价；现价与可比价不能混用",
        "`va` is in comparable prices here, but nominal prices are stated for it; do not mix the two",
    );
}

/// The sample with other shares of value added, no others near.
fn shares(values: [&str; 4]) -> Vec<String> {
    let mut memory = Memory::sample();
    for (from, to) in [",20,10,30", ",40,20,60", ",15,10,30", ",35,20,60"].iter().zip(values) {
        memory = memory.with(
            "zones.csv",
            &format!("nominal{from},assumed"),
            &format!("nominal,{to},0.001,90,assumed"),
        );
    }
    notes(&memory.read().expect("notes only"), Lang::Zh)
}

#[test]
fn percentages_up_to_one_are_doubted_where_all_are_and_not_where_a_sign_says_so() {
    assert_eq!(
        shares(["0.2", "0.4", "0.15", "0.35"]),
        [
            "scenarios/small/zones.csv:2:45：注意：“va_share”为 0.2 %（这项数据共 4 处），小得少见；如是比重 0.2，请把单位改为“1”或乘以 100（4 处都要改）；确为 0.2 %，请在数后写上百分号"
        ]
    );
    assert_eq!(shares(["0.2%", "0.4%", "0.15%", "0.35%"]), [""; 0]);
    // One small zone beside larger ones is nothing unusual.
    assert_eq!(shares(["0.9", "40", "15", "35"]), [""; 0]);
}

#[test]
fn words_of_sources_and_notes_are_read_too() {
    let published = "published,统计局,年报,,2025-03,";
    let said = noted("zones.csv", published, "published,统计局,年报,,2025-03,2024年1—11月累计");
    assert_eq!(
        said,
        [
            "scenarios/small/zones.csv:7:58：注意：“note”提到“2024年1—11月累计”；请核对数据是全年数，不是几个月的累计数"
        ]
    );
    assert_eq!(noted("zones.csv", published, "published,统计局,年报,,2025-03,上半年末时点数"), [""; 0]);
    let said = noted(
        "zones.csv",
        "west,,staff,人,,人员,2024,,,700,,,published,统计局,年报,,2025-03,",
        "west,,staff,人,,人员,2024,,nominal,700,,,published,统计局,年报,,2025-03,按2020年可比价计算",
    );
    assert_eq!(
        said,
        [
            "scenarios/small/zones.csv:7:65：注意：“note”提到可比价，价格口径却写的是现价；请核对，现价与可比价不能混用"
        ]
    );
}

#[test]
fn other_years_and_later_sources_are_noted() {
    let said = noted("zones.csv", "west,,staff,人,,人员,2024", "west,,staff,人,,人员,2023");
    assert_eq!(
        said,
        [
            "scenarios/small/zones.csv:7:19：注意：“staff”填的是 2023 年的数，各园区却从 2024 年起推演；请改填 2024 年的数，或核对 case.toml 的 base_year"
        ]
    );
    let said = noted("zones.csv", "年报,,2025-03,", "年报,,2029-03-01,");
    assert_eq!(
        said,
        [
            "scenarios/small/zones.csv:7:50：注意：发布日期 2029-03-01 晚于数据截止日期 2026-11-20（case.toml 的 as_of）；请核对两者"
        ]
    );
    // A month is not later than a day in it.
    assert_eq!(noted("zones.csv", "年报,,2025-03,", "年报,,2026-11,"), [""; 0]);
}

#[test]
fn zones_and_city_have_one_kind_of_prices() {
    check(
        "zones.csv",
        "west,parks,va_share,%,city,占比,2024,,nominal",
        "west,parks,va_share,%,city,占比,2024,,^comparable",
        "“va_share”在这里是可比价，另一处写的是现价；现价与可比价不能混用",
        "`va_share` is in comparable prices here, but nominal prices are stated for it; do not mix the two",
    );
    let city = Memory::sample().with("city.csv", ",nominal,1700", ",comparable,1700");
    assert_eq!(city.read().expect_err("shares of another kind").code.id(), "ZC0274");
}

#[test]
fn the_mark_stays_with_assumed_figures_whatever_the_case_says() {
    let case = Memory::sample().with("case.toml", "demonstration = true", "demonstration = false");
    let case = case.read().expect("a note only");
    assert!(case.demonstration);
    assert_eq!(
        notes(&case, Lang::En),
        [
            "scenarios/small/case.toml: note: case.toml says demonstration = false, but 1 of the figures by zone are assumed, so the demonstration mark stays"
        ]
    );
}

#[test]
fn levels_and_figures_may_be_called_in_chinese() {
    let plain = Memory::sample().read().expect("the sample");
    let named = Memory::sample()
        .with("case.toml", "level = \"recognised\"", "level = \"认定\"")
        .with("case.toml", "level = \"creating\"", "level = \"创建类\"")
        .read()
        .expect("the same");
    assert_eq!(
        named.zones.iter().map(|zone| &zone.level).collect::<Vec<_>>(),
        plain.zones.iter().map(|zone| &zone.level).collect::<Vec<_>>()
    );
}

#[test]
fn mistakes_of_the_case_and_of_its_tables_come_together() {
    let wrong = Memory::sample()
        .with("case.toml", "level = \"recognised\"", "level = \"省级\"")
        .with("case.toml", "as_of = \"2026-11-20\"", "as_of = \"去年\"")
        .with("zones.csv", "900,500", "约900,500")
        .with("city.csv", "1700,1500", "x,1500");
    let error = wrong.read().expect_err("four mistakes");
    let places: Vec<String> =
        error.each().map(|e| e.place.as_ref().map_or("".into(), |p| p.file.to_string())).collect();
    let file = |name: &str| format!("scenarios/small/{name}");
    assert_eq!(places, [file("case.toml"), file("case.toml"), file("zones.csv"), file("city.csv")]);
}

#[test]
fn figures_are_found_by_their_keepers_name() {
    let keepers = "indicator,zh,en,unit,department,kept_as\nstaff,研发人员数,staff,人,统计局,年报\n";
    let files = "[files]\nzones=\"zones.csv\"\ncity=\"city.csv\"\nblocks=\"blocks.csv\"\nhistory=\"history.csv\"\ntargets=\"targets.toml\"\nkeepers=\"keepers.csv\"\n\n[[scope]]";
    let mut memory = Memory::sample().with("case.toml", "[[scope]]", files);
    memory.0.insert("keepers.csv".to_owned(), keepers.as_bytes().to_vec());
    let called = memory.with("zones.csv", "east,,staff,", "east,,研发人员数,");
    let case = called.read().expect("the name is known");
    assert_eq!(case.figures.iter().filter(|figure| figure.indicator == "staff").count(), 2);
    let error = called.with("zones.csv", "east,,研发人员数,", "east,,研发人员,").read().expect_err("nearly");
    assert_eq!(
        say(&error, Lang::Zh),
        "scenarios/small/zones.csv:6:7：“指标”一列写编号，或写提供单位表（keepers）中的名称，这里的“研发人员”两者都不是；是否想写“staff”？"
    );
}

#[test]
fn a_ratio_far_from_those_of_the_others_is_noted() {
    let mut rows = String::from(
        "zone,scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note\n",
    );
    let mut toml = String::from_utf8(Memory::sample().0["case.toml"].clone()).expect("UTF-8");
    toml += "\n[[zone]]\nid = \"north\"\nname_zh = \"北园\"\nname_en = \"North\"\nlevel = \"creating\"\nlevel_provenance = \"assumed\"\n";
    for (zone, density, staff) in [("east", 13, 10), ("west", 140, 1000), ("north", 110, 900)] {
        rows +=
            &format!("{zone},,va_per_mu,万元/亩,,亩均,2024,,nominal,{density},,,published,局,报,,2025,\n");
        rows += &format!("{zone},,staff,人,,人员,2024,,,{staff},,,published,局,报,,2025,\n");
    }
    let mut memory = Memory::sample();
    memory.0.insert("case.toml".to_owned(), toml.into_bytes());
    memory.0.insert("zones.csv".to_owned(), rows.into_bytes());
    let case = memory.read().expect("well formed");
    let found = check_case(&case, &[], &[]);
    let far: Vec<String> =
        found.remarks.iter().filter(|r| r.code.id() == "ZC0253").map(|r| say(r, Lang::Zh)).collect();
    // The others' middle is 125; sizes of zones may differ as they do.
    assert_eq!(
        far,
        [
            "scenarios/small/zones.csv:2:40：注意：“东园”的“亩均（va_per_mu）”为 13（单位：万元/亩），其他园区居中的为 125；请核对单位和小数点"
        ]
    );
}

#[test]
fn sheets_of_remarks_before_the_table_are_passed_over() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let remarks = book.add_worksheet();
    remarks.set_name("填表说明").expect("a name");
    remarks.write(0, 0, "本表由统计局填报，单位：亿元").expect("a cell");
    let table = book.add_worksheet();
    table.set_name("全市数据").expect("a name");
    let mut memory = Memory::sample();
    let csv = String::from_utf8(memory.0.remove("city.csv").expect("there")).expect("UTF-8");
    for (row, line) in (0_u32..).zip(csv.replace("\"1,600×1.06\"", "1600×1.06").lines()) {
        for (column, cell) in (0_u16..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            table.write(row, column, cell).expect("a cell");
        }
    }
    memory.0.insert("city.xlsx".to_owned(), book.save_to_buffer().expect("a workbook"));
    let case = memory.read().expect("the second sheet");
    let figure = case.figures.iter().find(|figure| figure.zone.is_none()).expect("the city's");
    assert_eq!((figure.value, figure.spread), (1700.0, Some((1500.0, 1900.0))));
}

#[test]
fn rows_of_sums_and_remarks_are_no_zones() {
    let mut memory = Memory::sample();
    let table = memory.0.get_mut("zones.csv").expect("there");
    table.extend("合计,,staff,人,,人员,2024,,,1600,,,,,,,,\n注：人员为年末数,,,,,,,,,,,,,,,,,\n".as_bytes());
    let case = memory.read().expect("both are skipped");
    assert_eq!(case.figures.len(), Memory::sample().read().expect("the sample").figures.len());
    assert_eq!(notes(&case, Lang::Zh), ["scenarios/small/zones.csv:8:1：说明：“合计”一行不是园区，没有读入"]);
}

#[test]
fn a_start_far_from_the_past_is_noted() {
    let jumps = |from: &str, to: &str| {
        let case = Memory::sample().with("history.csv", from, to).read().expect("well formed");
        let found = check_case(&case, &[], &[]);
        let jump = found.remarks.iter().filter(|remark| remark.code.id() == "ZC0252");
        jump.map(|remark| say(remark, Lang::Zh)).collect::<Vec<_>>()
    };
    // 1,400 in 2020 and 1,700 in 2024 for the city; under its scopes the zones have 35 and 75 % of that.
    assert_eq!(jumps("va,,,,是,2020,1400", "city_va,,,,是,2020,1400"), [""; 0]);
    assert_eq!(
        jumps("va,,,,是,2020,1400", "city_va,,,,是,2020,140"),
        [
            "scenarios/small/history.csv:2:19：注意：“增加值（city_va）”2020 年为 140，起点 2024 年却为 1700，是前者的 12.14 倍；请核对单位（如 万元、亿元）和范围（园区、全市）"
        ]
    );
    assert_eq!(jumps("2020,1400", "2020,1000"), [""; 0]);
    // 75 % of 1,700 is 1,275, less than half of 3,400.
    assert_eq!(jumps("2020,1400", "2023,3400").len(), 1);
    // An east zone with 340 and 680, of 20 and 40 %.
    assert_eq!(jumps("va,,,,是,2020,1400", "va,east,,,是,2023,300"), [""; 0]);
    assert_eq!(jumps("va,,,,是,2020,1400", "va,east,,,是,2023,30").len(), 1);
}
