//! Every way a TOML file can be wrong, with the exact sentences.

use crate::sample::{check, check_at};

#[test]
fn syntax_and_keys() {
    check(
        "case.toml",
        "\"甲市\"",
        "^甲市",
        "“甲市”是文字，要用英文双引号括起来，如 name = \"text\"",
        "`甲市` is a text and stands in double quotes, as in name = \"text\"",
    );
    check(
        "case.toml",
        "as_of = \"2026-11-20\"",
        "as_of = \"2024\"\n^as_of = \"2024\"",
        "“as_of”写了两次，请删去一处",
        "`as_of` is given twice; remove one",
    );
    check(
        "case.toml",
        "as_of",
        "^asof",
        "没有名为“asof”的项，是否想写“as_of”？",
        "unknown key `asof`; did you mean `as_of`?",
    );
    check_at("case.toml", "id = \"east\"\n", "", "22:1", "缺少“id”，请补上", "`id` is missing; add it");
    check_at(
        "case.toml",
        "as_of = \"2026-11-20\"\n",
        "",
        "",
        "缺少“as_of”，请补上",
        "`as_of` is missing; add it",
    );
    check(
        "case.toml",
        "\"recognised\"",
        "^1",
        "“level”应为带引号的文字，这里是 1",
        "`level` must be a quoted text, not 1",
    );
    check(
        "case.toml",
        "base_year = 2024",
        "base_year = ^2024.5",
        "“base_year”应为整数，这里是 2024.5",
        "`base_year` must be a whole number, not 2024.5",
    );
    check(
        "case.toml",
        "demonstration = true",
        "demonstration = ^\"yes\"",
        "“demonstration”应为 true 或 false，这里是 \"yes\"",
        "`demonstration` must be true or false, not \"yes\"",
    );
    check(
        "case.toml",
        "[2027, 2030]",
        "^2027",
        "“milestones”应为整数列表，如 [1, 2]，这里是 2027",
        "`milestones` must be a list of whole numbers such as [1, 2], not 2027",
    );
    check(
        "case.toml",
        "[2027, 2030]",
        "^[]",
        "“milestones”应为至少一个整数（如年份）",
        "`milestones` must be at least one whole number, such as a year",
    );
    check(
        "case.toml",
        "name_en = \"East\"",
        "name_en = ^\"\"",
        "“name_en”不能为空",
        "`name_en` must not be empty",
    );
}

#[test]
fn years_scopes_and_zones() {
    check(
        "case.toml",
        "horizon = [2025, 2030]",
        "horizon = [^2030, 2025]",
        "“horizon”为 [2030, 2025]，首年晚于末年；应先写首年，如 [2025, 2030]",
        "`horizon` is [2030, 2025], which ends before it starts; write the first year first, as in [2025, 2030]",
    );
    check(
        "case.toml",
        "[2025, 2030]",
        "[^2026, 2030]",
        "“horizon”为 2026，应为 2025 年",
        "`horizon` is 2026; wanted: 2025",
    );
    check(
        "case.toml",
        "[2025, 2030]",
        "[^2025]",
        "“horizon”应为首末两年，如 [2001, 2010]",
        "`horizon` must be a first and a last year such as [2001, 2010]",
    );
    check(
        "case.toml",
        "[2027, 2030]",
        "[2027, ^2031]",
        "“milestones”为 2031，应为 2025 到 2030 年",
        "`milestones` is 2031; wanted: 2025 to 2030",
    );
    check(
        "case.toml",
        "[2027, 2030]",
        "[2030, ^2027]",
        "“milestones”应为由早到晚的年份",
        "`milestones` must be years in rising order",
    );
    check(
        "case.toml",
        "base_year",
        "steps_per_year = ^0\nbase_year",
        "steps_per_year 为 0，应在 1 到 366 之间",
        "steps_per_year is 0, must be between 1 and 366",
    );
    check(
        "case.toml",
        "\"2026-11-20",
        "^\"20 Nov 2026",
        "“20 Nov 2026”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子",
        "`20 Nov 2026` is not a date; write it like 2001-03-31, 2001-03 or 2001",
    );
    check_at(
        "case.toml",
        "probability = 0.5",
        "probability = 0.6",
        "20:15",
        "各口径的概率合计为 1.1，应为 1",
        "the probabilities of the scopes add up to 1.1, must be 1",
    );
    check(
        "case.toml",
        "probability = 0.5",
        "probability = ^1.5",
        "probability 为 1.5，应在 0 到 1 之间",
        "probability is 1.5, must be between 0 and 1",
    );
    // What a scope counts is said in both languages or not at all.
    check_at(
        "case.toml",
        "id = \"platforms\"",
        "id = \"platforms\"\nmeaning_zh = \"平台全域\"",
        "16:1",
        "缺少“meaning_en”，请补上",
        "`meaning_en` is missing; add it",
    );
    check(
        "case.toml",
        "id = \"platforms\"",
        "id = ^\"parks\"",
        "口径“parks”重复，第 11 行已经有了",
        "scope `parks` is given twice, first in line 11",
    );
    check(
        "case.toml",
        "id = \"west\"",
        "id = ^\"east\"",
        "园区“east”重复，第 23 行已经有了",
        "zone `east` is given twice, first in line 23",
    );
    check(
        "case.toml",
        "\"西园\"",
        "^\"东园\"",
        "园区“东园”重复，第 24 行已经有了",
        "zone `东园` is given twice, first in line 24",
    );
    check(
        "case.toml",
        "\"creating\"",
        "^\"creatng\"",
        "“level”不能是“creatng”；可用：国家级（national）、认定（recognised）、创建（creating）；是否想写“creating”？",
        "`level` cannot be `creatng`; known: national, recognised, creating; did you mean `creating`?",
    );
}

#[test]
fn targets() {
    check(
        "targets.toml",
        "\"reach\"",
        "^\"reech\"",
        "“force”不能是“reech”；可用：reach、exceed、strive、hold、batch、trigger；是否想写“reach”？",
        "`force` cannot be `reech`; known: reach, exceed, strive, hold, batch, trigger; did you mean `reach`?",
    );
    check(
        "targets.toml",
        "\">=\"",
        "^\"=>\"",
        "“operator”不能是“=>”；可用：>=、>、<=、<；是否想写“>=”？",
        "`operator` cannot be `=>`; known: >=, >, <=, <; did you mean `>=`?",
    );
    check(
        "targets.toml",
        "threshold = 4",
        "threshold = ^400",
        "“threshold”为 400，百分数应在 0 到 100 之间",
        "`threshold` is 400; a percentage is between 0 and 100",
    );
    check(
        "targets.toml",
        "threshold = 4",
        "threshold = ^nan",
        "“threshold”应为数，这里是 nan",
        "`threshold` must be a number, not nan",
    );
    check(
        "targets.toml",
        "\"倍\"",
        "^\"培\"",
        "没有名为“培”的单位；可用的单位：%、百分点、亿元、亿元/年、万元、万元/亩、家、家/年、人、人/年、亩、亩/年、吨标准煤/万元、万吨标准煤、平方公里、个、个/年、件、年、倍、1（无单位）",
        "unknown unit `培`; known units: %; percentage points; 100 million yuan; 100 million yuan a year; 10,000 yuan; 10,000 yuan per mu; firms; firms a year; persons; persons a year; mu; mu a year; tonnes of coal equivalent per 10,000 yuan; 10,000 tonnes of coal equivalent; square kilometres; items; items a year; pieces; years; times; 1 (no unit)",
    );
    check(
        "targets.toml",
        "year = 2027",
        "year = ^2037",
        "“year”为 2037，应为 2025 到 2030 年",
        "`year` is 2037; wanted: 2025 to 2030",
    );
    check_at(
        "targets.toml",
        "hold_from = 2024\n",
        "",
        "21:1",
        "缺少“hold_from”，请补上",
        "`hold_from` is missing; add it",
    );
    check(
        "targets.toml",
        "hold_from = 2024",
        "hold_from = ^2028",
        "“hold_from”为 2028，应为 2024 到 2027 年",
        "`hold_from` is 2028; wanted: 2024 to 2027",
    );
    check(
        "targets.toml",
        "id = \"T6\"",
        "id = ^\"T1a\"",
        "目标“T1a”重复，第 2 行已经有了",
        "target `T1a` is given twice, first in line 2",
    );
    check_at(
        "targets.toml",
        "of = \"T1\"\n",
        "of = \"T1\"\nmain = false\n",
        "1:1",
        "目标“T1”的各种口径中有 0 个标为 main，应恰有一个",
        "target `T1` has 0 readings marked main, must be exactly one",
    );
    check(
        "targets.toml",
        "[[target]]",
        "[[^targets]]",
        "没有名为“targets”的项，是否想写“target”？",
        "unknown key `targets`; did you mean `target`?",
    );
}

#[test]
fn a_numerator_needs_a_denominator() {
    check(
        "targets.toml",
        "zone_indicator = \"z_t1a\"",
        "numerator_indicator = ^\"rd\"",
        "写了“numerator_indicator”，还须写“denominator_indicator”",
        "`numerator_indicator` needs `denominator_indicator` beside it",
    );
    check_at(
        "targets.toml",
        "zone_indicator = \"z_t1a\"",
        "denominator_indicator = \"revenue\"\nnumerator_in_denominator = true",
        "1:1",
        "写了“numerator_in_denominator”，还须写“numerator_indicator”",
        "`numerator_in_denominator` needs `numerator_indicator` beside it",
    );
    check(
        "targets.toml",
        "zone_indicator = \"z_t1a\"",
        "denominator_indicator = ^\"\"",
        "“denominator_indicator”不能为空",
        "`denominator_indicator` must not be empty",
    );
}
