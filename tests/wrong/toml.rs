//! TOML: several keys of a table, several tables, several files.

use crate::{Edited, compare_edited};

const ROWS: &[Edited] = &[
    // Several lines that are no TOML, and a key given twice.
    (
        "targets.toml",
        &[("name_zh = \"强度\"", "name_zh = “强度”"), ("threshold = 4", "threshold：4")],
        "targets.toml:4:11：此处不是正确的 TOML 写法：““”是全角符号，请改为半角 \"；请检查引号、等号和方括号\ntargets.toml:12:10：此处不是正确的 TOML 写法：“：”是全角符号，请改为半角 =；请检查引号、等号和方括号",
        "targets.toml:4:11: not valid TOML here: `“` is a full-width mark, write \"; check quotation marks, equals signs and brackets\ntargets.toml:12:10: not valid TOML here: `：` is a full-width mark, write =; check quotation marks, equals signs and brackets",
    ),
    (
        "targets.toml",
        &[
            ("name_zh = \"强度\"", "name_zh = “强度”"),
            ("unit = \"倍\"", "unit = \"倍\"\nunit = \"倍\""),
            ("department = \"市经信局\"", "department = \"市经信局"),
        ],
        "targets.toml:4:11：此处不是正确的 TOML 写法：““”是全角符号，请改为半角 \"；请检查引号、等号和方括号\ntargets.toml:32:1：“unit”写了两次，请删去一处\ntargets.toml:39:14：引号没有配对，请在这段文字末尾补上英文双引号",
        "targets.toml:4:11: not valid TOML here: `“` is a full-width mark, write \"; check quotation marks, equals signs and brackets\ntargets.toml:32:1: `unit` is given twice; remove one\ntargets.toml:39:14: this quotation mark is never closed; add a double quote at the end of the text",
    ),
    (
        "case.toml",
        &[
            ("as_of = \"2026-11-20\"", "as_of = \"昨天\""),
            ("demonstration = true", "demonstration = 1"),
            ("name_en = \"Jia\"\n", ""),
        ],
        "case.toml：缺少“name_en”，请补上\ncase.toml:4:9：“昨天”不是日期，应写成 2001-03-31、2001-03 或 2001 的样子\ncase.toml:6:17：“demonstration”应为 true 或 false，这里是 1",
        "case.toml: `name_en` is missing; add it\ncase.toml:4:9: `昨天` is not a date; write it like 2001-03-31, 2001-03 or 2001\ncase.toml:6:17: `demonstration` must be true or false, not 1",
    ),
    (
        "case.toml",
        &[("base_year = 2024", "base_year = \"2024\""), ("model = \"model/small.rhai\"", "model = 3")],
        "case.toml:3:13：“base_year”应为整数，这里是 \"2024\"\ncase.toml:8:9：“model”应为带引号的文字，这里是 3",
        "case.toml:3:13: `base_year` must be a whole number, not \"2024\"\ncase.toml:8:9: `model` must be a quoted text, not 3",
    ),
    (
        "case.toml",
        &[("milestones = [2027, 2030]", "milestones = [2027, \"2030\"]")],
        "case.toml:6:14：“milestones”应为整数列表，如 [1, 2]，这里是 [2027, \"2030\"]",
        "case.toml:6:14: `milestones` must be a list of whole numbers such as [1, 2], not [2027, \"2030\"]",
    ),
    (
        "case.toml",
        &[("probability = 0.5", "probability = \"一半\""), ("id = \"platforms\"\n", "")],
        "case.toml:14:15：“probability”应为数，这里是 \"一半\"\ncase.toml:16:1：缺少“id”，请补上",
        "case.toml:14:15: `probability` must be a number, not \"一半\"\ncase.toml:16:1: `id` is missing; add it",
    ),
    (
        "case.toml",
        &[(
            "level = \"recognised\"\nlevel_provenance = \"assumed\"",
            "level = \"省级\"\nlevel_provenance = \"猜测\"",
        )],
        "case.toml:26:9：“level”不能是“省级”；可用：国家级（national）、已认定（recognised）、创建中（creating）\ncase.toml:27:20：“level_provenance”不能是“猜测”；可用：published、derived、assumed",
        "case.toml:26:9: `level` cannot be `省级`; known: national, recognised, creating\ncase.toml:27:20: `level_provenance` cannot be `猜测`; known: published, derived, assumed",
    ),
    (
        "case.toml",
        &[("id = \"east\"\nname_zh = \"东园\"", "name_zh = \"\"")],
        "case.toml:22:1：缺少“id”，请补上\ncase.toml:23:11：“name_zh”不能为空",
        "case.toml:22:1: `id` is missing; add it\ncase.toml:23:11: `name_zh` must not be empty",
    ),
    (
        "case.toml",
        &[("[[scope]]", "[scope]")],
        "case.toml:16:3：“scope”写了两次，请删去一处",
        "case.toml:16:3: `scope` is given twice; remove one",
    ),
    (
        "case.toml",
        &[("[[zone]]\nid = \"east\"", "[[zones]]\nid = \"east\"")],
        "case.toml:22:3：没有名为“zones”的项，是否想写“zone”？",
        "case.toml:22:3: unknown key `zones`; did you mean `zone`?",
    ),
    (
        "case.toml",
        &[("name_zh = \"甲市\"", "name_zh = “甲市”")],
        "case.toml:1:11：此处不是正确的 TOML 写法：““”是全角符号，请改为半角 \"；请检查引号、等号和方括号",
        "case.toml:1:11: not valid TOML here: `“` is a full-width mark, write \"; check quotation marks, equals signs and brackets",
    ),
    (
        "case.toml",
        &[("base_year = 2024", "base_year：2024")],
        "case.toml:3:10：此处不是正确的 TOML 写法：“：”是全角符号，请改为半角 =；请检查引号、等号和方括号",
        "case.toml:3:10: not valid TOML here: `：` is a full-width mark, write =; check quotation marks, equals signs and brackets",
    ),
    (
        "targets.toml",
        &[
            ("force = \"reach\"", "force = \"达到\""),
            ("operator = \">=\"", "operator = \"≥\""),
            ("threshold = 4", "threshold = \"4%\""),
            ("year = 2027", "year = 2050"),
        ],
        "targets.toml:8:9：“force”不能是“达到”；可用：reach、exceed、strive、hold、batch、trigger\ntargets.toml:11:12：“operator”不能是“≥”；可用：>=、>、<=、<\ntargets.toml:12:13：“threshold”应为数，这里是 \"4%\"\ntargets.toml:14:8：“year”为 2050，应为 2025 到 2030 年",
        "targets.toml:8:9: `force` cannot be `达到`; known: reach, exceed, strive, hold, batch, trigger\ntargets.toml:11:12: `operator` cannot be `≥`; known: >=, >, <=, <\ntargets.toml:12:13: `threshold` must be a number, not \"4%\"\ntargets.toml:14:8: `year` is 2050; wanted: 2025 to 2030",
    ),
    (
        "targets.toml",
        &[
            ("clause = \"一（二）\"\nwords = \"达4%以上\"\n", ""),
            ("department = \"市科技局\"", "department = \"\""),
        ],
        "targets.toml:1:1：缺少“clause”，请补上\ntargets.toml:1:1：缺少“words”，请补上\ntargets.toml:17:14：“department”不能为空",
        "targets.toml:1:1: `clause` is missing; add it\ntargets.toml:1:1: `words` is missing; add it\ntargets.toml:17:14: `department` must not be empty",
    ),
    (
        "targets.toml",
        &[("unit = \"%\"", "unit = \"百分之\""), ("id = \"T6\"", "id = 6")],
        "targets.toml:13:8：没有名为“百分之”的单位，是否想写“百分点”？\ntargets.toml:22:6：“id”应为带引号的文字，这里是 6",
        "targets.toml:13:8: unknown unit `百分之`; did you mean `百分点`?\ntargets.toml:22:6: `id` must be a quoted text, not 6",
    ),
    (
        "targets.toml",
        &[
            ("hold_from = 2024", "hold_from = \"今年\""),
            ("definition = \"可比价\"", "definition = [\"可比价\"]"),
        ],
        "targets.toml:33:13：“hold_from”应为整数，这里是 \"今年\"\ntargets.toml:37:14：“definition”应为带引号的文字，这里是 [\"可比价\"]",
        "targets.toml:33:13: `hold_from` must be a whole number, not \"今年\"\ntargets.toml:37:14: `definition` must be a quoted text, not [\"可比价\"]",
    ),
    (
        "targets.toml",
        &[("of = \"T1\"\n", "of = \"T1\"\nmain = \"是\"\npieces = 0\nevent = \"否\"\n")],
        "targets.toml:4:8：“main”应为 true 或 false，这里是 \"是\"\ntargets.toml:6:9：“event”应为 true 或 false，这里是 \"否\"\ntargets.toml:5:10：pieces 为 0，应在 1 到 10000 之间",
        "targets.toml:4:8: `main` must be true or false, not \"是\"\ntargets.toml:6:9: `event` must be true or false, not \"否\"\ntargets.toml:5:10: pieces is 0, must be between 1 and 10000",
    ),
    (
        "targets.toml",
        &[("id = \"T6\"\n", "id = \"T6\"\nmain = false\n"), ("of = \"T1\"\n", "of = \"T1\"\nmain = false\n")],
        "targets.toml:1:1：目标“T1”的各种口径中有 0 个标为 main，应恰有一个\ntargets.toml:22:1：目标“T6”的各种口径中有 0 个标为 main，应恰有一个",
        "targets.toml:1:1: target `T1` has 0 readings marked main, must be exactly one\ntargets.toml:22:1: target `T6` has 0 readings marked main, must be exactly one",
    ),
    (
        "targets.toml",
        &[(
            "[[target]]\nid = \"T6\"",
            "[[joint]]\nname_zh = \"前几项\"\nname_en = \"first\"\nof = [\"T1\", \"T7\", \"T1\"]\n\n[[target]]\nid = \"T6\"",
        )],
        "targets.toml:24:13：没有目标“T7”，不能计入同时达成；是否想写“T1”？\ntargets.toml:24:19：目标“T1”重复，第 24 行已经有了",
        "targets.toml:24:13: there is no target `T7` to be met jointly; did you mean `T1`?\ntargets.toml:24:19: target `T1` is given twice, first in line 24",
    ),
    (
        "targets.toml",
        &[("department = \"市经信局\"", "department = \"市经信局")],
        "targets.toml:38:14：引号没有配对，请在这段文字末尾补上英文双引号",
        "targets.toml:38:14: this quotation mark is never closed; add a double quote at the end of the text",
    ),
    // A fault of a header, of texts and of numbers; the tables behind them are read all the same.
    (
        "targets.toml",
        &[
            ("name_zh = \"强度\"", "name_zh = 研发强度，规上\""),
            ("operator = \">=\"", "operator = >="),
            ("threshold = 4", "threshold = 4% # 约"),
            ("[[target]]\nid = \"T6\"", "【【target】】\nid = \"T6\""),
            ("unit = \"倍\"", "unit = \"倍"),
            ("hold_from = 2024", "hold_from = 2024年"),
            ("definition = \"可比价\"", "definition “可比价”"),
        ],
        "targets.toml:4:11：“研发强度，规上”是文字，要用英文双引号括起来，如 name = \"text\"\ntargets.toml:11:12：“>=”是文字，要用英文双引号括起来，如 name = \"text\"\ntargets.toml:12:13：“4%”不是数；应写成 1453.9 的样子，不带千分位和单位\ntargets.toml:21:1：此处不是正确的 TOML 写法：“【”是全角符号，请改为半角 [；请检查引号、等号和方括号\ntargets.toml:31:8：引号没有配对，请在这段文字末尾补上英文双引号\ntargets.toml:33:13：“2024年”不是数；应写成 1453.9 的样子，不带千分位和单位\ntargets.toml:37:12：此处不是正确的 TOML 写法：““”是全角符号，请改为半角 \"；请检查引号、等号和方括号",
        "targets.toml:4:11: `研发强度，规上` is a text and stands in double quotes, as in name = \"text\"\ntargets.toml:11:12: `>=` is a text and stands in double quotes, as in name = \"text\"\ntargets.toml:12:13: `4%` is not a number; write it like 1453.9, without thousands separator or unit\ntargets.toml:21:1: not valid TOML here: `【` is a full-width mark, write [; check quotation marks, equals signs and brackets\ntargets.toml:31:8: this quotation mark is never closed; add a double quote at the end of the text\ntargets.toml:33:13: `2024年` is not a number; write it like 1453.9, without thousands separator or unit\ntargets.toml:37:12: not valid TOML here: `“` is a full-width mark, write \"; check quotation marks, equals signs and brackets",
    ),
    (
        "targets.toml",
        &[
            ("[[target]]\nid = \"T6\"", "[[target]\nid = \"T6\""),
            ("department = \"市经信局\"", "department = 市经信局"),
        ],
        "targets.toml:21:10：此处不是正确的 TOML 写法；请检查引号、等号和方括号\ntargets.toml:38:14：“市经信局”是文字，要用英文双引号括起来，如 name = \"text\"",
        "targets.toml:21:10: not valid TOML here; check quotation marks, equals signs and brackets\ntargets.toml:38:14: `市经信局` is a text and stands in double quotes, as in name = \"text\"",
    ),
    (
        "case.toml",
        &[
            ("base_year = 2024", "base_year = 2024\nbase_year = 2,024"),
            ("as_of = \"2026-11-20\"", "as_of ＝ \"2026-11-20\""),
            ("milestones = [2027, 2030]", "milestones = [2027，2030]"),
        ],
        "case.toml:4:1：“base_year”写了两次，请删去一处\ncase.toml:6:7：此处不是正确的 TOML 写法：“＝”是全角符号，请改为半角 =；请检查引号、等号和方括号\ncase.toml:7:19：此处不是正确的 TOML 写法：“，”是全角符号，请改为半角 ,；请检查引号、等号和方括号",
        "case.toml:4:1: `base_year` is given twice; remove one\ncase.toml:6:7: not valid TOML here: `＝` is a full-width mark, write =; check quotation marks, equals signs and brackets\ncase.toml:7:19: not valid TOML here: `，` is a full-width mark, write ,; check quotation marks, equals signs and brackets",
    ),
    (
        "targets.toml",
        &[("year = 2027\n", "year = 2027\nyear = 2028\n")],
        "targets.toml:15:1：“year”写了两次，请删去一处",
        "targets.toml:15:1: `year` is given twice; remove one",
    ),
    (
        "targets.toml",
        &[("indicator = \"t1a\"", "indicator = \"\""), ("zone_indicator = \"z_t1a\"", "zone_indicator = 1")],
        "targets.toml:9:13：“indicator”不能为空\ntargets.toml:10:18：“zone_indicator”应为带引号的文字，这里是 1",
        "targets.toml:9:13: `indicator` must not be empty\ntargets.toml:10:18: `zone_indicator` must be a quoted text, not 1",
    ),
];

#[test]
fn every_fault_is_told_in_both_languages() {
    compare_edited(ROWS, 20);
}
