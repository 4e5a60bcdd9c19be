//! Slips of planners' pens in scenarios: what they write who think of a text, a spreadsheet or another
//! language, and what would be right.

use crate::Compared;
use crate::common::planner::{mistake, scripts};
use crate::told;
use zonecast::message::Lang;

/// What stands below the title, with what is said of it; places are of `a.rhai`.
const SLIPS: &[(&str, &str, &str)] = &[
    (
        "for z in zones() {\n\tz.invest(2028, 1)\n\tz.talent(2028, 10)\n}",
        "a.rhai:3:19：缺少“;”",
        "a.rhai:3:19: `;` is missing",
    ),
    (
        "zones().invest(2027-01-01, 3);",
        "a.rhai:2:16：“2027-01-01”不是脚本中年份的写法，应写 2027",
        "a.rhai:2:16: `2027-01-01` is not how scripts write years; write 2027",
    ),
    (
        "zones().invest(2027 to 2030, 3);",
        "a.rhai:2:16：“2027 to 2030”不是脚本中年份的写法，应写 2027..=2030",
        "a.rhai:2:16: `2027 to 2030` is not how scripts write years; write 2027..=2030",
    ),
    (
        "for y in 2027:2030 { zones().invest(y, 1); }",
        "a.rhai:2:10：“2027:2030”不是脚本中年份的写法，应写 2027..=2030",
        "a.rhai:2:10: `2027:2030` is not how scripts write years; write 2027..=2030",
    ),
    (
        "zone(「台州高新区」).invest(2028, 3);",
        "a.rhai:2:6：此处是全角“「”，请改为半角 \"",
        "a.rhai:2:6: full-width `「` here; write the half-width \"",
    ),
    (
        "zones().invest(2028, 三点五);",
        "a.rhai:2:22：“三点五”不是数；应写成 1453.9 的样子，不带千分位和单位",
        "a.rhai:2:22: `三点五` is not a number; write it like 1453.9, without thousands separator or unit",
    ),
    (
        "zones().invest(2028, ５０％);",
        "a.rhai:2:22：此处是全角“５”，请改为半角 5",
        "a.rhai:2:22: full-width `５` here; write the half-width 5",
    ),
    (
        "target(\"T5\", #{threshold: \"5%\"});",
        "a.rhai:2:16：threshold 的参数是文字，应为数",
        "a.rhai:2:16: threshold got a text; wanted a number",
    ),
    (
        "target(\"T5\", {threshold: 5});",
        "a.rhai:2:14：脚本中没有“{”这种写法，应写“#{”",
        "a.rhai:2:14: `{` is no symbol of scripts; write `#{`",
    ),
    (
        "target(T5, #{threshold: 5});",
        "a.rhai:2:8：没有名为“T5”的变量或词，是否想写“\"T5\"”？",
        "a.rhai:2:8: nothing is called `T5`; did you mean `\"T5\"`?",
    ),
    (
        "target(\"t55\", #{threshold: 5});",
        "a.rhai:2:8：没有目标“t55”，是否想写“T5”？",
        "a.rhai:2:8: unknown target `t55`; did you mean `T5`?",
    ),
    (
        "let a = #{2027: 3, 2028: 4};",
        "a.rhai:2:11：映射的键应是名称或加引号的文字，这里却是数 2027；若要作键，请写 \"2027\"；各年数值不同，请分年设定",
        "a.rhai:2:11: a key of a map is a name or a text in quotation marks, not the number 2027; to use it as a key write \"2027\"; for amounts that differ by year set each year",
    ),
    (
        "rule(2028, z => z.invest(0.2));",
        "a.rhai:2:14：脚本中没有“=>”这种写法，应写“|z| ...”",
        "a.rhai:2:14: `=>` is no symbol of scripts; write `|z| ...`",
    ),
    (
        "rule(2028, zones().invest(0.2));",
        "a.rhai:2:20：invest 只有一个参数时只能写在 规则(年份, |z| ...) 里；平时请写 invest(年份, 数量)",
        "a.rhai:2:20: invest with one argument belongs inside rule(years, |z| ...); elsewhere write invest(years, amount)",
    ),
    (
        "for (y = 2027; y <= 2030; y++) { }",
        "a.rhai:2:1：脚本中没有“for (”这种写法，应写“for y in 2001..=2003”",
        "a.rhai:2:1: `for (` is no symbol of scripts; write `for y in 2001..=2003`",
    ),
    (
        "全市().invest(2028, 3);",
        "a.rhai:2:1：没有名为“全市”的函数，是否想写“全部园区”？",
        "a.rhai:2:1: there is no function `全市`; did you mean `全部园区`?",
    ),
    (
        "分配(\"投资\", 2028, 3);",
        "a.rhai:2:4：分配 的参数是文字，应为园区",
        "a.rhai:2:4: 分配 got a text; wanted a zone",
    ),
    (
        "zones().invest(2028, 3);\n}",
        "a.rhai:3:1：“}”没有与之配对的左括号；请删去，或补上左括号",
        "a.rhai:3:1: `}` closes nothing; remove it, or open the bracket it closes",
    ),
    (
        "x = 3;",
        "a.rhai:2:1：没有名为“x”的变量或词，是否想写“let x”？",
        "a.rhai:2:1: nothing is called `x`; did you mean `let x`?",
    ),
    (
        "zones().invest(2028, 300);\nzones().invest(2028..=2029, 2);",
        "a.rhai:2:22：2028 年“台州高新区”的杠杆 投资(invest) 为 302 亿元/年，应在 0 到 50 之间",
        "a.rhai:2:22: lever invest of `Taizhou` is 302 (unit: 100 million yuan a year) in 2028; must be between 0 and 50",
    ),
    (
        "zones().invest(2028, with_unit(5000000, \"万元/年\"));",
        "a.rhai:2:22：2028 年“台州高新区”的杠杆 投资(invest) 为 500 亿元/年，应在 0 到 50 之间",
        "a.rhai:2:22: lever invest of `Taizhou` is 500 (unit: 100 million yuan a year) in 2028; must be between 0 and 50",
    ),
];

#[test]
fn a_slip_is_told_where_it_stands_with_what_would_be_right() {
    let mut compared = Compared::default();
    for (text, zh, en) in SLIPS {
        let error = mistake(&format!("scenario(\"甲\", \"A\");\n{text}"), &scripts(&[]));
        compared.row(text, (zh, en), [Lang::Zh, Lang::En].map(|lang| told(&error, lang)));
    }
    compared.end(20);
}
