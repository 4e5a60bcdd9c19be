//! `case check`: sums, jumps of the past, blocks, gaps, with the exact sentences.

use crate::sample::Memory;
use zonecast::analysis::{CaseFindings, check_case};
use zonecast::case::read_unfinished;
use zonecast::message::{Lang, say};

fn found(memory: &Memory) -> CaseFindings {
    let (case, gaps) =
        read_unfinished("small", memory, "small").unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    check_case(&case, &gaps, &[])
}

/// Asserts that the findings of one edit hold exactly one sentence more, in both languages.
#[track_caller]
fn check(file: &str, from: &str, to: &str, wrong: bool, zh: &str, en: &str) {
    let (before, after) = (found(&Memory::sample()), found(&Memory::sample().with(file, from, to)));
    let pick = |found: &CaseFindings| if wrong { found.wrong.clone() } else { found.remarks.clone() };
    let new: Vec<_> = pick(&after).into_iter().filter(|error| !pick(&before).contains(error)).collect();
    let said = |lang| new.iter().map(|error| say(error, lang)).collect::<Vec<_>>();
    assert_eq!(said(Lang::Zh), [zh.to_owned()]);
    assert_eq!(said(Lang::En), [en.to_owned()]);
}

#[test]
fn the_sample_has_remarks_but_no_fault() {
    let found = found(&Memory::sample());
    assert_eq!(found.wrong, []);
    let said: Vec<String> = found.remarks.iter().map(|note| say(note, Lang::Zh)).collect();
    // Shares of 20 and 15 % under one scope, 40 and 35 % under the other, of 1700.
    assert_eq!(
        said,
        [
            "small/zones.csv:2:12：说明：“占比（va_share）”有 4 条为假设",
            "small/blocks.csv:2:23：说明：“firms”有 2 条为假设",
            "small/blocks.csv:3:23：说明：“va”有 1 条为假设",
            "small/zones.csv:2:12：说明：各园区“增加值（va）”合计（名称园区）595 亿元，占全市 1700 亿元的 35 %（容差 1 %）",
            "small/zones.csv:3:16：说明：各园区“增加值（va）”合计（平台全域）1275 亿元，占全市 1700 亿元的 75 %（容差 1 %）",
        ]
    );
}

#[test]
fn zones_and_blocks_are_held_against_the_city() {
    // 900 and 700 are more than 1500, and than 1 % above it, under either scope.
    let more = |city: &str| {
        let to = format!(",staff,人,,人员,2024,,,{city},1000,1900,derived,,算式,,,\n,va,");
        found(&Memory::sample().with("city.csv", ",va,", &to))
    };
    let said: Vec<String> = more("1500").wrong.iter().map(|error| say(error, Lang::Zh)).collect();
    assert_eq!(
        said,
        [
            "small/zones.csv:6:7：各园区“人员（staff）”合计（名称园区）1600 人，超过全市的 1500 人（容差 1 %）；请核对统计口径",
            "small/zones.csv:6:7：各园区“人员（staff）”合计（平台全域）1600 人，超过全市的 1500 人（容差 1 %）；请核对统计口径",
        ]
    );
    assert_eq!(
        say(&more("1500").wrong[0], Lang::En),
        "small/zones.csv:6:7: the zones' `staff` under `parks` add up to 1600, more than the city's 1500 (persons; tolerance 1 %); check what is counted"
    );
    // 1600 is within 1 % of 1590.
    assert_eq!(more("1590").wrong, []);
}

#[test]
fn the_past_does_not_jump() {
    check(
        "history.csv",
        "va,,,,是,2020,1400,",
        "va,,,,是,2016,300,亿元,统计局,公报,,2017\nva,,,,是,2020,1400,",
        false,
        "small/history.csv:3:14：注意：“va”2020 年为 1400，是 2016 年 300 的 4.667 倍；请核对单位和口径",
        "small/history.csv:3:14: note: `va` is 1400 in 2020, 4.667 times the 300 of 2016; check unit and definition",
    );
    check(
        "history.csv",
        "t,east",
        "va,,,,是,2020,1401,亿元,统计局,年鉴,,2021\nt,east",
        true,
        "small/history.csv:3:14：“va”2020 年有两个数：1401，第 2 行为 1400；请保留一个",
        "small/history.csv:3:14: `va` has two values in 2020: 1401, and 1400 in line 2; keep one",
    );
    // Four rates of 5 %, then one of 40 %: the median is 5 %, the spread the least, .02.
    let points =
        [(2015, 1000.0), (2016, 1050.0), (2017, 1102.5), (2018, 1157.625), (2019, 1215.506), (2020, 1701.71)];
    let rows: Vec<String> = points
        .iter()
        .map(|(year, value)| format!("va,,,,是,{year},{value},亿元,统计局,公报,,2021-03"))
        .collect();
    check(
        "history.csv",
        "va,,,,是,2020,1400,亿元,统计局,公报,,2021-03",
        &rows.join("\n"),
        false,
        "small/history.csv:7:14：注意：“va”2020 年的年均增速为 40 %，与该序列的中位数 5 % 相差超过 4 倍稳健标准差；请核对",
        "small/history.csv:7:14: note: `va` grew 40 % a year up to 2020; that is more than 4 robust deviations from the series' median 5 %; check it",
    );
}

#[test]
fn blocks_that_may_be_one_area_are_named() {
    check(
        "blocks.csv",
        "hill,山区,Hill,west,,firms,家,30,20,45",
        "hill,湾区山地,Hill,west,,firms,家,30,20,45",
        false,
        "small/blocks.csv:4:6：注意：区块“湾区”和“湾区山地”的名称互相包含；请核对范围是否重叠",
        "small/blocks.csv:4:6: note: of blocks `Bay` and `Hill` one name holds the other; check whether they overlap",
    );
    check(
        "blocks.csv",
        "hill,山区,Hill,west,,firms,家,30,20,45,assumed,,判断,,,",
        "hill,山区,Hill,west,,firms,家,40,20,45,assumed,,判断,,,\nhill,山区,Hill,west,,va,亿元,12,7,20,assumed,,判断,,,",
        true,
        "small/blocks.csv:4:1：区块“湾区”和“山区”有 2 项数据完全相同；请核对是否同一区域",
        "small/blocks.csv:4:1: blocks `Bay` and `Hill` have 2 figures in common to the last digit; check whether they are the same area",
    );
    // 1275 of the zones' own; 600 more is above 1700 by 10 %.
    check(
        "blocks.csv",
        "hill,山区,Hill,west,,firms,家,30,20,45,assumed,,判断,,,",
        "hill,山区,Hill,west,,firms,家,30,20,45,assumed,,判断,,,\nhill,山区,Hill,west,,va,亿元,600,500,700,assumed,,判断,,,",
        true,
        "small/city.csv:2:2：园区和可并入区块的“增加值（va）”合计（平台全域）1875 亿元，超过全市的 1700 亿元（容差 1 %）；请核对区块是否重叠",
        "small/city.csv:2:2: zones and blocks together have 1875 of `va` under `platforms`, more than the city's 1700 (100 million yuan; tolerance 1 %); check whether blocks overlap",
    );
}

#[test]
fn a_missing_value_is_listed_with_its_zone() {
    check(
        "zones.csv",
        "west,,staff,人,,人员,2024,,,700,,,published,统计局,年报,,2025-03,",
        "west,,staff,人,,人员,2024,,,,,,,,,,,",
        true,
        "small/zones.csv:7:26：缺少“人员（staff）”（西园）的数值",
        "small/zones.csv:7:26: the value of `staff` of `West` is missing",
    );
}

#[test]
fn a_target_of_a_level_that_no_zone_has_is_told() {
    let of = |level: &str| {
        let to = format!("id = \"T6\"\nlevel = \"{level}\"");
        let found = found(&Memory::sample().with("targets.toml", "id = \"T6\"", &to));
        let note = found.remarks.into_iter().find(|error| error.code.id() == "ZC0490");
        note.map(|note| [say(&note, Lang::Zh), say(&note, Lang::En)])
    };
    // The sample has a recognised zone and one being created.
    assert_eq!((of("recognised"), of("creating")), (None, None));
    assert_eq!(
        of("national"),
        Some([
            "small/targets.toml:21:1：注意：目标 T6 只计国家级园区，本案例没有；其可能性只是期间有园区升为这一级并达标的机会，不需要时可从 targets.toml 删去".to_owned(),
            "small/targets.toml:21:1: note: target T6 counts national zones only, of which the case has none; its likelihood is the chance that a zone gets there meanwhile and meets it; remove it from targets.toml if it is not wanted".to_owned(),
        ])
    );
}
