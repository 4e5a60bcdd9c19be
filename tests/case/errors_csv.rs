//! Every way a CSV file can be wrong, with the exact sentences.

use crate::sample::{check, check_at};

#[test]
fn header_and_row_length() {
    check_at(
        "zones.csv",
        ",note\n",
        "\n",
        "1",
        "缺少列“note”，请在表头中补上",
        "column `note` is missing; add it to the header",
    );
    check(
        "zones.csv",
        "indicator",
        "^indicater",
        "没有名为“indicater”的列，是否想写“indicator”？",
        "unknown column `indicater`; did you mean `indicator`?",
    );
    check("zones.csv", ",note\n", ",note,^extra\n", "没有名为“extra”的列", "unknown column `extra`");
    check(
        "zones.csv",
        ",note\n",
        ",note,^zone\n",
        "列“zone”重复，第 1 行已经有了",
        "column `zone` is given twice, first in line 1",
    );
    check_at(
        "city.csv",
        "1700,",
        "1700,,",
        "2",
        "这一行有 18 格，表头有 17 列，请检查逗号和引号",
        "this row has 18 cells, the header has 17; check commas and quotation marks",
    );
    check_at(
        "history.csv",
        "indicator,zone,area_zh,area_en,same_definition,year,value,unit,issuer,title,document,date",
        "indicator,zone,area_zh;same_definition;year",
        "1",
        "分不清表头是用逗号还是用分号分隔的；请只用一种",
        "the header can be split by the comma or by the semicolon; use one of them",
    );
    check(
        "city.csv",
        "增加值,",
        "^\"增加值,",
        "引号没有配对，请在这段文字末尾补上英文双引号",
        "this quotation mark is never closed; add a double quote at the end of the text",
    );
    check("city.csv", ",va,", ",^,", "“indicator”不能为空", "`indicator` must not be empty");
}

#[test]
fn numbers_units_and_years() {
    check(
        "zones.csv",
        ",20,10,30",
        ",^abc,10,30",
        "“value”为“abc”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "`value` is `abc`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    );
    check(
        "zones.csv",
        ",20,10,30",
        ",^inf,10,30",
        "“value”为“inf”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "`value` is `inf`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    );
    check(
        "zones.csv",
        ",20,10,30",
        ",^140,10,30",
        "“value”为 140，百分数应在 0 到 100 之间",
        "`value` is 140; a percentage is between 0 and 100",
    );
    check(
        "zones.csv",
        ",20,10,30",
        ",20,10,^140",
        "“high”为 140，百分数应在 0 到 100 之间",
        "`high` is 140; a percentage is between 0 and 100",
    );
    check(
        "zones.csv",
        ",20,10,30",
        ",^-3,10,30",
        "“value”为 -3，百分数应在 0 到 100 之间",
        "`value` is -3; a percentage is between 0 and 100",
    );
    check(
        "zones.csv",
        ",900,",
        ",^-900,",
        "“value”为 -900，以“人”计的数不能小于 0",
        "`value` is -900; a number in `persons` is at least 0",
    );
    check(
        "zones.csv",
        ",20,10,30",
        ",20,^25,30",
        "低值（P5）25 大于中值（P50）20，应为 低值 ≤ 中值 ≤ 高值",
        "low (P5) 25 is above value (P50) 20; wanted: low <= value <= high",
    );
    check(
        "zones.csv",
        ",20,10,30",
        ",20,10,^15",
        "中值（P50）20 大于高值（P95）15，应为 低值 ≤ 中值 ≤ 高值",
        "value (P50) 20 is above high (P95) 15; wanted: low <= value <= high",
    );
    check("zones.csv", ",20,10,30", ",20,10,^", "“high”不能为空", "`high` must not be empty");
    check(
        "city.csv",
        "亿元",
        "^亿圆",
        "没有名为“亿圆”的单位，是否想写“亿元”？",
        "unknown unit `亿圆`; did you mean `亿元`?",
    );
    let zh = "%、百分点、亿元、亿元/年、万元、万元/亩、家、家/年、人、人/年、亩、亩/年、吨标准煤/万元、万吨标准煤、平方公里、个、个/年、件、年、倍、1（无单位）";
    let en = "%; percentage points; 100 million yuan; 100 million yuan a year; 10,000 yuan; 10,000 yuan per mu; firms; firms a year; persons; persons a year; mu; mu a year; tonnes of coal equivalent per 10,000 yuan; 10,000 tonnes of coal equivalent; square kilometres; items; items a year; pieces; years; times; 1 (no unit)";
    check(
        "city.csv",
        "亿元",
        "^furlong",
        &format!("没有名为“furlong”的单位；可用的单位：{zh}"),
        &format!("unknown unit `furlong`; known units: {en}"),
    );
    check(
        "city.csv",
        ",2024,",
        ",^20240,",
        "“year”为 20240，应为 1900 到 2200 年",
        "`year` is 20240; wanted: 1900 to 2200",
    );
    check(
        "history.csv",
        ",2020,",
        ",^2020H1,",
        "“year”为“2020H1”，是几个月的累计数，不能当作全年数；请填全年数据",
        "`year` is `2020H1`, which counts some months, not a year; enter figures of a whole year",
    );
    check(
        "history.csv",
        "2021-03",
        "^2021-13",
        "“2021-13”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子",
        "`2021-13` is not a date; write it like 2001-03-31, 2001-03 or 2001",
    );
}

#[test]
fn words_suggest_the_nearest_known_one() {
    check(
        "zones.csv",
        "east,parks",
        "^eest,parks",
        "没有名为“eest”的园区，是否想写“east”？",
        "unknown zone `eest`; did you mean `east`?",
    );
    check(
        "zones.csv",
        "西园,",
        "^西圆区,",
        "没有名为“西圆区”的园区；可用：东园、西园",
        "unknown zone `西圆区`; known: 东园, 西园",
    );
    check(
        "zones.csv",
        "east,parks",
        "east,^park",
        "“scope”不能是“park”；可用：parks、platforms；是否想写“parks”？",
        "`scope` cannot be `park`; known: parks, platforms; did you mean `parks`?",
    );
    check(
        "zones.csv",
        ",city,",
        ",^town,",
        "“share_of”不能是“town”；可用：全市（city）",
        "`share_of` cannot be `town`; known: city",
    );
    check(
        "zones.csv",
        "nominal",
        "^nominel",
        "“price_basis”不能是“nominel”；可用：现价（nominal）、可比价（comparable）；是否想写“nominal”？",
        "`price_basis` cannot be `nominel`; known: nominal, comparable; did you mean `nominal`?",
    );
    check(
        "zones.csv",
        "assumed",
        "^asumed",
        "“provenance”不能是“asumed”；可用：公布（published）、推算（derived）、假设（assumed）；是否想写“assumed”？",
        "`provenance` cannot be `asumed`; known: published, derived, assumed; did you mean `assumed`?",
    );
    check(
        "history.csv",
        "是",
        "^对",
        "“same_definition”不能是“对”；可用：是、否、yes、no",
        "`same_definition` cannot be `对`; known: 是, 否, yes, no",
    );
    check("history.csv", "甲县", "^", "“area_zh”不能为空", "`area_zh` must not be empty");
}

#[test]
fn each_provenance_owes_its_source() {
    check(
        "zones.csv",
        "统计局",
        "^",
        "公布的数据必须写明来源，“issuer”不能为空；没有来源请标为“假设”（assumed）",
        "a published figure names its source: `issuer` must not be empty; without a source it is `assumed`",
    );
    check(
        "zones.csv",
        "2025-03",
        "^",
        "公布的数据必须写明来源，“date”不能为空；没有来源请标为“假设”（assumed）",
        "a published figure names its source: `date` must not be empty; without a source it is `assumed`",
    );
    check(
        "history.csv",
        "公报",
        "^",
        "公布的数据必须写明来源，“title”不能为空；没有来源请标为“假设”（assumed）",
        "a published figure names its source: `title` must not be empty; without a source it is `assumed`",
    );
    check(
        "zones.csv",
        "判断",
        "^",
        "假设的数据必须在“来源、算式或理由”列（title）写明理由",
        "an assumed figure gives its reason in `title`",
    );
    check(
        "zones.csv",
        "800×1.125",
        "^",
        "推算的数据必须在“来源、算式或理由”列（title）写明算式",
        "a derived figure gives its formula in `title`",
    );
    check(
        "zones.csv",
        ",20,10,30",
        ",20,^,",
        "假设的数据必须给出范围：请填低值（P5，列 low）和高值（P95，列 high）",
        "a figure that is assumed needs its spread: fill in low (P5) and high (P95)",
    );
    check(
        "zones.csv",
        "500,1500",
        "^,",
        "推算的数据必须给出范围：请填低值（P5，列 low）和高值（P95，列 high）",
        "a figure that is derived needs its spread: fill in low (P5) and high (P95)",
    );
    check(
        "blocks.csv",
        "25,60",
        "^,",
        "假设的数据必须给出范围：请填低值（P5，列 low）和高值（P95，列 high）",
        "a figure that is assumed needs its spread: fill in low (P5) and high (P95)",
    );
}

#[test]
fn figures_agree_with_each_other() {
    check_at(
        "zones.csv",
        "west,parks",
        "east,parks",
        "4:12",
        "数据“va_share”重复，第 2 行已经给出；每个园区、每种口径只能有一行",
        "figure `va_share` is given twice, first in line 2; one row per zone and scope",
    );
    check_at(
        "zones.csv",
        "east,platforms",
        "east,",
        "3:7",
        "数据“va_share”重复，第 2 行已经给出；每个园区、每种口径只能有一行",
        "figure `va_share` is given twice, first in line 2; one row per zone and scope",
    );
    check_at(
        "zones.csv",
        "西园,platforms,va_share,%,city,占比,2024,,nominal,35,20,60,assumed,,判断,,,\n",
        "",
        "4:12",
        "“va_share”（西园）缺少口径“platforms”的一行；要么每种口径各一行，要么 scope 留空",
        "`va_share` of `West` has no row for scope `platforms`; give one row for each scope or leave scope empty",
    );
    check_at(
        "zones.csv",
        "40,20,60",
        "65.1,20,70",
        "5:47",
        "各园区“va_share”在口径“platforms”下合计到此已达 100.1 %，占全市比重合计不能超过 100 %",
        "the zones' `va_share` under scope `platforms` add up to 100.1 % at this row; shares of the city are at most 100 % together",
    );
    check_at(
        "zones.csv",
        "west,,staff,人",
        "west,,staff,家",
        "7:13",
        "“staff”的单位在这里是“家”，第 6 行是“人”；同一指标只能用一种单位",
        "`staff` is in `firms` here and in `persons` in line 6; use one unit for an indicator",
    );
    // What most rows say counts, wherever the other one stands.
    check_at(
        "zones.csv",
        "east,parks,va_share,%",
        "east,parks,va_share,亩",
        "2:21",
        "“va_share”的单位在这里是“亩”，第 3 行是“%”；同一指标只能用一种单位",
        "`va_share` is in `mu` here and in `%` in line 3; use one unit for an indicator",
    );
    check_at(
        "zones.csv",
        "east,,staff,人,",
        "east,,staff,人,city",
        "6:13",
        "“staff”是占全市比重，单位应为“%”，不是“人”",
        "`staff` is a share of the city; its unit is `%`, not `persons`",
    );
}

#[test]
fn a_firm_belongs_to_one_zone() {
    check(
        "blocks.csv",
        "bay,湾区,Bay,east,parks,va",
        "bay,湾区,Bay,^west,parks,va",
        "区块“bay”在第 2 行属于园区“东园”，这里又属于“西园”；一家企业只能属于一个园区",
        "block `bay` belongs to zone `East` in line 2 and to `West` here; a firm belongs to one zone only",
    );
    check(
        "blocks.csv",
        "hill,山区",
        "hill,^湾区",
        "区块“湾区”重复，第 2 行已经有了",
        "block `湾区` is given twice, first in line 2",
    );
    check(
        "blocks.csv",
        "east,parks,va",
        "east,^platforms,va",
        "区块“bay”的“outside_in”在这里是“platforms”，与第 2 行不同；同一区块各行应一致",
        "`outside_in` of block `bay` is `platforms` here but not in line 2; all rows of a block must agree",
    );
    check(
        "blocks.csv",
        "east,parks,va,亿元",
        "east,parks,^firms,家",
        "数据“firms”重复，第 2 行已经给出；每个园区、每种口径只能有一行",
        "figure `firms` is given twice, first in line 2; one row per zone and scope",
    );
    check(
        "blocks.csv",
        "west,,firms,家",
        "west,,firms,^个",
        "“firms”的单位在这里是“个”，第 2 行是“家”；同一指标只能用一种单位",
        "`firms` is in `items` here and in `firms` in line 2; use one unit for an indicator",
    );
}
