//! CSV: several faults of a row, of a header, of a file and of files, all told at once.

use crate::sample::Memory;
use crate::{Edited, compare_edited};

const ROWS: &[Edited] = &[
    // One row, several cells.
    (
        "zones.csv",
        &[(
            "east,parks,va_share,%,city,占比,2024,,nominal,20,10,30,assumed,,判断",
            "eest,park,va_share,%,town,占比,20240,,nominel,x,y,z,asumed,,判断",
        )],
        "zones.csv:2:1：没有名为“eest”的园区，是否想写“east”？\nzones.csv:2:6：“scope”不能是“park”；可用：parks、platforms；是否想写“parks”？\nzones.csv:2:22：“share_of”不能是“town”；可用：全市（city）\nzones.csv:2:30：“year”为 20240，应为 1900 到 2200 年\nzones.csv:2:37：“price_basis”不能是“nominel”；可用：现价（nominal）、可比价（comparable）；是否想写“nominal”？\nzones.csv:2:45：“value”为“x”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nzones.csv:2:47：“low”为“y”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nzones.csv:2:49：“high”为“z”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nzones.csv:2:51：“provenance”不能是“asumed”；可用：公布（published）、推算（derived）、假设（assumed）；是否想写“assumed”？",
        "zones.csv:2:1: unknown zone `eest`; did you mean `east`?\nzones.csv:2:6: `scope` cannot be `park`; known: parks, platforms; did you mean `parks`?\nzones.csv:2:22: `share_of` cannot be `town`; known: city\nzones.csv:2:30: `year` is 20240; wanted: 1900 to 2200\nzones.csv:2:37: `price_basis` cannot be `nominel`; known: nominal, comparable; did you mean `nominal`?\nzones.csv:2:45: `value` is `x`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nzones.csv:2:47: `low` is `y`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nzones.csv:2:49: `high` is `z`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nzones.csv:2:51: `provenance` cannot be `asumed`; known: published, derived, assumed; did you mean `assumed`?",
    ),
    (
        "zones.csv",
        &[(",20,10,30,assumed", ",约20,,30,assumed")],
        "zones.csv:2:45：“value”为“约20”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nzones.csv:2:49：“low”不能为空",
        "zones.csv:2:45: `value` is `约20`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nzones.csv:2:49: `low` must not be empty",
    ),
    (
        "zones.csv",
        &[("700,,,published,统计局,年报,,2025-03", "700,,,published,,,,")],
        "zones.csv:7:42：公布的数据必须写明来源，“issuer”不能为空；没有来源请标为“假设”（assumed）\nzones.csv:7:43：公布的数据必须写明来源，“title”不能为空；没有来源请标为“假设”（assumed）\nzones.csv:7:45：公布的数据必须写明来源，“date”不能为空；没有来源请标为“假设”（assumed）",
        "zones.csv:7:42: a published figure names its source: `issuer` must not be empty; without a source it is `assumed`\nzones.csv:7:43: a published figure names its source: `title` must not be empty; without a source it is `assumed`\nzones.csv:7:45: a published figure names its source: `date` must not be empty; without a source it is `assumed`",
    ),
    (
        "zones.csv",
        &[("900,500,1500,derived,,800×1.125", "900,,,derived,,")],
        "zones.csv:6:30：推算的数据必须给出范围：请填低值（P5，列 low）和高值（P95，列 high）\nzones.csv:6:41：推算的数据必须在“来源、算式或理由”列（title）写明算式",
        "zones.csv:6:30: a figure that is derived needs its spread: fill in low (P5) and high (P95)\nzones.csv:6:41: a derived figure gives its formula in `title`",
    ),
    (
        "zones.csv",
        &[(",20,10,30,assumed", ",20,30,10,assumed")],
        "zones.csv:2:48：低值（P5）30 大于中值（P50）20，应为 低值 ≤ 中值 ≤ 高值\nzones.csv:2:51：中值（P50）20 大于高值（P95）10，应为 低值 ≤ 中值 ≤ 高值",
        "zones.csv:2:48: low (P5) 30 is above value (P50) 20; wanted: low <= value <= high\nzones.csv:2:51: value (P50) 20 is above high (P95) 10; wanted: low <= value <= high",
    ),
    (
        "zones.csv",
        &[("west,,staff,人,,人员,2024,,,700", "west,,staff,仁,,人员,2024年上半年,,,-700")],
        "zones.csv:7:13：没有名为“仁”的单位；可用的单位：%、百分点、亿元、亿元/年、万元、万元/亩、家、家/年、人、人/年、亩、亩/年、吨标准煤/万元、万吨标准煤、平方公里、个、个/年、件、年、倍、1（无单位）\nzones.csv:7:19：“year”为“2024年上半年”，是几个月的累计数，不能当作全年数；请填全年数据",
        "zones.csv:7:13: unknown unit `仁`; known units: %; percentage points; 100 million yuan; 100 million yuan a year; 10,000 yuan; 10,000 yuan per mu; firms; firms a year; persons; persons a year; mu; mu a year; tonnes of coal equivalent per 10,000 yuan; 10,000 tonnes of coal equivalent; square kilometres; items; items a year; pieces; years; times; 1 (no unit)\nzones.csv:7:19: `year` is `2024年上半年`, which counts some months, not a year; enter figures of a whole year",
    ),
    (
        "zones.csv",
        &[(",900,500,1500,", ",900亩,500亩,1500人,")],
        "zones.csv:6:26：“value”的单位写成“亩”，这项数据以“人”计，两者不是同一类单位\nzones.csv:6:31：“low”的单位写成“亩”，这项数据以“人”计，两者不是同一类单位",
        "zones.csv:6:26: `value` is given in `亩`, but the figure is in `persons`, which measures something else\nzones.csv:6:31: `low` is given in `亩`, but the figure is in `persons`, which measures something else",
    ),
    (
        "zones.csv",
        &[("east,,staff,人,,人员,2024", "east,,,人,,,")],
        "zones.csv:6:7：“indicator”不能为空\nzones.csv:6:11：“definition”不能为空\nzones.csv:6:12：“year”不能为空",
        "zones.csv:6:7: `indicator` must not be empty\nzones.csv:6:11: `definition` must not be empty\nzones.csv:6:12: `year` must not be empty",
    ),
    // Several rows, one of them too short.
    (
        "zones.csv",
        &[
            ("east,parks,va_share", "eest,parks,va_share"),
            (",700,,,published,统计局,年报,,2025-03,", ",700,,published"),
            (",35,20,60", ",三十五,20,60"),
        ],
        "zones.csv:2:1：没有名为“eest”的园区，是否想写“east”？\nzones.csv:5:47：“value”为“三十五”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nzones.csv:7：这一行有 12 格，表头有 18 列，请检查逗号和引号",
        "zones.csv:2:1: unknown zone `eest`; did you mean `east`?\nzones.csv:5:47: `value` is `三十五`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nzones.csv:7: this row has 12 cells, the header has 18; check commas and quotation marks",
    ),
    (
        "city.csv",
        &[("1700,1500,1900,derived", "1.7e3亿元,一五〇〇,１９００,推断")],
        "city.csv:2:35：“low”为“一五〇〇”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\ncity.csv:2:45：“provenance”不能是“推断”；可用：公布（published）、推算（derived）、假设（assumed）；是否想写“推算”？",
        "city.csv:2:35: `low` is `一五〇〇`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\ncity.csv:2:45: `provenance` cannot be `推断`; known: published, derived, assumed; did you mean `推算`?",
    ),
    (
        "city.csv",
        &[("derived,,\"1,600×1.06\",,,", "published,统计局,公报,,2025-02-30,")],
        "city.csv:2:60：“2025-02-30”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子",
        "city.csv:2:60: `2025-02-30` is not a date; write it like 2001-03-31, 2001-03 or 2001",
    ),
    // Headers.
    (
        "zones.csv",
        &[("zone,scope,indicator,unit", "zone,scoop,indicator,unite"), (",note\n", ",note,note\n")],
        "zones.csv:1:6：没有名为“scoop”的列；表头还缺：scope、unit\nzones.csv:1:22：没有名为“unite”的列，是否想写“unit”？\nzones.csv:1:131：列“note”重复，第 1 行已经有了",
        "zones.csv:1:6: unknown column `scoop`; still missing: scope, unit\nzones.csv:1:22: unknown column `unite`; did you mean `unit`?\nzones.csv:1:131: column `note` is given twice, first in line 1",
    ),
    (
        "zones.csv",
        &[(",provenance,issuer,title", ",issuer")],
        "zones.csv:1：缺少列“provenance”，请在表头中补上\nzones.csv:1：缺少列“title”，请在表头中补上",
        "zones.csv:1: column `provenance` is missing; add it to the header\nzones.csv:1: column `title` is missing; add it to the header",
    ),
    (
        "city.csv",
        &[(
            "scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note\n",
            "",
        )],
        "city.csv:1：前 20 行中找不到表头；应有一行写明各列：口径、指标、单位、占比基数、指标口径、年份、数据版次、价格口径、数值、低值、高值、数据性质、发布单位、来源、算式或理由、文号、发布日期、备注",
        "city.csv:1: no header in the first 20 rows; one row names the columns: scope, indicator, unit, share_of, definition, year, vintage, price_basis, value, low, high, provenance, issuer, title, document, date, note",
    ),
    (
        "history.csv",
        &[("indicator,zone", "indicator,园区名,")],
        "history.csv:1:11：没有名为“园区名”的列，是否想写“园区”？\nhistory.csv:1:15：“表头”不能为空",
        "history.csv:1:11: unknown column `园区名`; did you mean `园区`?\nhistory.csv:1:15: `header` must not be empty",
    ),
    // Blocks and the past.
    (
        "blocks.csv",
        &[("bay,湾区,Bay,east,parks,va", "bay,湾,Gulf,east,platforms,va")],
        "blocks.csv:3:5：区块“bay”的“zh”在这里是“湾”，与第 2 行不同；同一区块各行应一致\nblocks.csv:3:7：区块“bay”的“en”在这里是“Gulf”，与第 2 行不同；同一区块各行应一致\nblocks.csv:3:17：区块“bay”的“outside_in”在这里是“platforms”，与第 2 行不同；同一区块各行应一致",
        "blocks.csv:3:5: `zh` of block `bay` is `湾` here but not in line 2; all rows of a block must agree\nblocks.csv:3:7: `en` of block `bay` is `Gulf` here but not in line 2; all rows of a block must agree\nblocks.csv:3:17: `outside_in` of block `bay` is `platforms` here but not in line 2; all rows of a block must agree",
    ),
    (
        "blocks.csv",
        &[(
            "hill,山区,Hill,west,,firms,家,30,20,45,assumed,,判断",
            ",山区,,north,nowhere,,家,30,20,45,assumed,,",
        )],
        "blocks.csv:4:1：“block”不能为空\nblocks.csv:4:5：“en”不能为空\nblocks.csv:4:6：没有名为“north”的园区；可用：东园、西园\nblocks.csv:4:12：“outside_in”不能是“nowhere”；可用：parks、platforms\nblocks.csv:4:20：“indicator”不能为空\nblocks.csv:4:41：假设的数据必须在“来源、算式或理由”列（title）写明理由",
        "blocks.csv:4:1: `block` must not be empty\nblocks.csv:4:5: `en` must not be empty\nblocks.csv:4:6: unknown zone `north`; known: 东园, 西园\nblocks.csv:4:12: `outside_in` cannot be `nowhere`; known: parks, platforms\nblocks.csv:4:20: `indicator` must not be empty\nblocks.csv:4:41: an assumed figure gives its reason in `title`",
    ),
    (
        "history.csv",
        &[(
            "t,east,甲县,Jia county,否,2021,3.5,%,统计局,公报,,2022",
            "t,east,,,否,21年,3.5x,%,,公报,,2022/13/1",
        )],
        "history.csv:3:8：“area_zh”不能为空\nhistory.csv:3:9：“area_en”不能为空\nhistory.csv:3:12：“year”为 21，应为 1900 到 2200 年\nhistory.csv:3:16：“value”为“3.5x”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位\nhistory.csv:3:23：公布的数据必须写明来源，“issuer”不能为空；没有来源请标为“假设”（assumed）\nhistory.csv:3:28：“2022/13/1”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子",
        "history.csv:3:8: `area_zh` must not be empty\nhistory.csv:3:9: `area_en` must not be empty\nhistory.csv:3:12: `year` is 21; wanted: 1900 to 2200\nhistory.csv:3:16: `value` is `3.5x`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it\nhistory.csv:3:23: a published figure names its source: `issuer` must not be empty; without a source it is `assumed`\nhistory.csv:3:28: `2022/13/1` is not a date; write it like 2001-03-31, 2001-03 or 2001",
    ),
    (
        "history.csv",
        &[(
            "va,,,,是,2020,1400,亿元,统计局,公报,,2021-03",
            "va,南园,,,对,2020,1400,亿圆,统计局,公报,,2021-03",
        )],
        "history.csv:2:4：没有名为“南园”的园区，是否想写“东园”？\nhistory.csv:2:9：“same_definition”不能是“对”；可用：是、否、yes、no\nhistory.csv:2:21：没有名为“亿圆”的单位，是否想写“亿元”？",
        "history.csv:2:4: unknown zone `南园`; did you mean `东园`?\nhistory.csv:2:9: `same_definition` cannot be `对`; known: 是, 否, yes, no\nhistory.csv:2:21: unknown unit `亿圆`; did you mean `亿元`?",
    ),
    // The caret stands under the unit, the price or the value that is wrong, not at the row's name.
    (
        "blocks.csv",
        &[("bay,湾区,Bay,east,parks,firms,家", "bay,湾区,Bay,east,parks,firms,人")],
        "blocks.csv:4:26：“firms”的单位在这里是“家”，第 2 行是“人”；同一指标只能用一种单位",
        "blocks.csv:4:26: `firms` is in `firms` here and in `persons` in line 2; use one unit for an indicator",
    ),
    // Full-width commas and quotation marks in one row, dates and ranges for a year.
    (
        "history.csv",
        &[
            (
                "va,,,,是,2020,1400,亿元,统计局,公报,,2021-03",
                "va，，，，是，2020，1400，亿元，统计局，公报，，2021-03",
            ),
            ("3.5,%,统计局,公报", "3.5,%,统计局,“公报,2022”"),
        ],
        "history.csv:2:3：此处是全角“，”，请改为半角 ,\nhistory.csv:3:39：此处是全角““”，请改为半角 \"",
        "history.csv:2:3: full-width `，` here; write the half-width ,\nhistory.csv:3:39: full-width `“` here; write the half-width \"",
    ),
    (
        "history.csv",
        &[(",2020,1400", ",2020/12/31,1400"), (",2021,3.5", ",2020-2021,3.5")],
        "history.csv:2:9：“year”为“2020/12/31”，不是年份；应写成 2001 的样子\nhistory.csv:3:24：“year”为“2020-2021”，不是年份；应写成 2001 的样子",
        "history.csv:2:9: `year` is `2020/12/31`, not a year; write it like 2001\nhistory.csv:3:24: `year` is `2020-2021`, not a year; write it like 2001",
    ),
    // Sources.
    (
        "history.csv",
        &[
            ("1400,亿元,统计局,公报", "1400,亿元,http://www.mirror.cn/a.html,某网转载公报"),
            ("3.5,%,统计局,公报", "3.5,%,统计局（tjj.a.gov.cn）,ｗｗｗ．ａ．ｃｎ"),
        ],
        "history.csv:2:22：“issuer”中是网址“http://www.mirror.cn/a.html”，网址不是来源；请写发布单位和文件名称，网址可移到“url”列（网址，可不设，不会印出）\nhistory.csv:2:52：“title”为“某网转载公报”，转载不是来源；请写原发布单位和原件名称，未见原件的不是公布的数据\nhistory.csv:3:39：“issuer”中是网址“tjj.a.gov.cn”，网址不是来源；请写发布单位和文件名称，网址可移到“url”列（网址，可不设，不会印出）\nhistory.csv:3:53：“title”中是网址“ｗｗｗ．ａ．ｃｎ”，网址不是来源；请写发布单位和文件名称，网址可移到“url”列（网址，可不设，不会印出）",
        "history.csv:2:22: `issuer` holds the address `http://www.mirror.cn/a.html`, and an address is no source; name the institution and its document, and put the address into the column `url` (optional, never printed)\nhistory.csv:2:52: `title` is `某网转载公报`, and a copy is no source; name the issuer and title of the original; a figure whose original was not seen is not published\nhistory.csv:3:39: `issuer` holds the address `tjj.a.gov.cn`, and an address is no source; name the institution and its document, and put the address into the column `url` (optional, never printed)\nhistory.csv:3:53: `title` holds the address `ｗｗｗ．ａ．ｃｎ`, and an address is no source; name the institution and its document, and put the address into the column `url` (optional, never printed)",
    ),
    // Two files.
    (
        "zones.csv",
        &[("西园,platforms", "西圆区,platforms"), (",15,10,30", ",15,10,150")],
        "zones.csv:4:51：“high”为 150，百分数应在 0 到 100 之间\nzones.csv:5:1：没有名为“西圆区”的园区；可用：东园、西园",
        "zones.csv:4:51: `high` is 150; a percentage is between 0 and 100\nzones.csv:5:1: unknown zone `西圆区`; known: 东园, 西园",
    ),
];

#[test]
fn every_fault_is_told_in_both_languages() {
    compare_edited(ROWS, 20);
}

#[test]
fn faults_of_two_files_are_told_in_the_order_of_the_files() {
    let memory = Memory::sample()
        .with("zones.csv", ",20,10,30", ",二十,10,30")
        .with("city.csv", "1700", "一千七")
        .with("targets.toml", "\"reach\"", "\"reech\"");
    let error = memory.read().expect_err("wrong");
    let files: Vec<&str> = error.each().filter_map(|e| e.place.as_ref()).map(|place| &*place.file).collect();
    assert_eq!(
        files,
        ["zones.csv", "city.csv", "targets.toml"].map(|file| format!("scenarios/small/{file}"))
    );
}
