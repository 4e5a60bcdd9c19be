//! Scripts: mistakes of scenarios and of models, several at once where each stands for itself.

use crate::common::planner::{mistake, planner_case, scripts};
use crate::common::{model, outcomes, small_case};
use crate::{Compared, told};
use zonecast::error::Error;
use zonecast::experiment::experiment;
use zonecast::message::Lang;
use zonecast::model::Label;
use zonecast::script::baseline;

/// A script with what is said of it.
type Row = (&'static str, &'static str, &'static str);

const SCENARIOS: &[Row] = &[
    (
        "scenario(\"甲\", \"A\");\nzones().invest(2020, 12);\nzone(\"台洲高新区\").invest(2028, 1);\nzones().invset(2028, 1);",
        "a.rhai:2:16：年份 2020 不在模拟期 2025 到 2035 之内\na.rhai:3:6：没有名为“台洲高新区”的园区，是否想写“台州高新区”？\na.rhai:4:9：没有名为“invset”的函数，是否想写“invest”？",
        "a.rhai:2:16: year 2020 is outside the horizon 2025 to 2035\na.rhai:3:6: unknown zone `台洲高新区`; did you mean `Taizhou`?\na.rhai:4:9: there is no function `invset`; did you mean `invest`?",
    ),
    (
        "scenario(\"甲\", \"A\")；\nzones().invest（2028, 1);",
        "a.rhai:1:19：此处是全角“；”，请改为半角 ;\na.rhai:2:15：此处是全角“（”，请改为半角 (",
        "a.rhai:1:19: full-width `；` here; write the half-width ;\na.rhai:2:15: full-width `（` here; write the half-width (",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().invest(2028-2030, 1);",
        "a.rhai:2:16：“2028-2030”是两个年份相减；年份区间请写 2028..=2030",
        "a.rhai:2:16: `2028-2030` subtracts one year from the other; write a range of years as 2028..=2030",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().invest(\"2028-2030\", 1);",
        "a.rhai:2:16：invest 的参数是文字，应为年份，如 2001 或 2001..=2003",
        "a.rhai:2:16: invest got a text; wanted a year or a range such as 2001..=2003",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().invest(2030..2028, 1);\nzones().talent(2028, \"20人\");",
        "a.rhai:2:16：年份区间 2030..2028 里没有年份；请从早到晚写，如 2025..=2035\na.rhai:3:22：talent 的参数是文字，应为数、分布或模拟值",
        "a.rhai:2:16: the range of years 2030..2028 holds no year; write it from early to late, such as 2025..=2035\na.rhai:3:22: talent got a text; wanted a number, a distribution or a simulated value",
    ),
    (
        "scenario(\"甲\", \"A\");\nzone(\"台州高新区\").invest(2028, 60);\nzone(\"温岭高新区\").set_invest(2028, -1);",
        "a.rhai:2:28：2028 年“台州高新区”的杠杆 投资(invest) 为 60 亿元/年，应在 0 到 50 之间\na.rhai:3:32：2028 年“温岭高新区”的杠杆 投资(invest) 为 -1 亿元/年，应在 0 到 50 之间",
        "a.rhai:2:28: lever invest of `Taizhou` is 60 (unit: 100 million yuan a year) in 2028; must be between 0 and 50\na.rhai:3:32: lever invest of `Wenling` is -1 (unit: 100 million yuan a year) in 2028; must be between 0 and 50",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().split(\"invest\", 2028, 200);",
        "a.rhai:2:31：杠杆 投资(invest) 给 3 个园区合计 200 亿元/年，应在 0 到 150 之间",
        "a.rhai:2:31: lever invest is given 200 (unit: 100 million yuan a year) for 3 zones together; must be between 0 and 150",
    ),
    (
        "scenario(\"甲\", \"A\");\nrule(2028, |z| if z.last(\"capital\") > 100.0 { z.invest(1) });",
        "a.rhai:2:37：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "a.rhai:2:37: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().invest(2028, with_unit(1, \"人/年\"));\nzones().invest(2029, with_unit(1, \"亿圆/年\"));",
        "a.rhai:2:22：invest 的值应以“亿元/年”计，这里却是“人/年”\na.rhai:3:35：没有名为“亿圆”的单位（写在“亿圆/年”中），是否想写“亿元”？",
        "a.rhai:2:22: invest wants a value in `100 million yuan/year` but got one in `person/year`\na.rhai:3:35: unknown unit `亿圆` in `亿圆/年`; did you mean `亿元`?",
    ),
    (
        "scenario(\"甲\", \"A\");\ntarget(\"T9\", #{threshold: 1});\ntarget(\"T5\", #{treshold: 1});",
        "a.rhai:2:8：没有目标“T9”，是否想写“T5”？\na.rhai:3:16：没有名为“treshold”的键，是否想写“threshold”？",
        "a.rhai:2:8: unknown target `T9`; did you mean `T5`?\na.rhai:3:16: there is no key `treshold`; did you mean `threshold`?",
    ),
    (
        "scenario(\"甲\", \"A\");\nfigure(\"台州高新区\", \"capitol\", 3);\nfigure(\"output\", 3);",
        "a.rhai:2:17：案例数据中没有“capitol”，是否想写“capital”？\na.rhai:3:8：模型没有用到数据“output”，改它不会有任何作用",
        "a.rhai:2:17: the case holds no figure `capitol`; did you mean `capital`?\na.rhai:3:8: the model does not use the figure `output`; changing it would do nothing",
    ),
    (
        "scenario(\"甲\", \"A\");\nimport \"measures/chapter9\" as m;",
        "a.rhai:2:8：找不到要引用的文件“measures/chapter9.rhai”，是否想写“measures/chapter2”？",
        "a.rhai:2:8: there is no file `measures/chapter9.rhai` to import; did you mean `measures/chapter2`?",
    ),
    (
        "scenario(\"甲\", \"A\");\nbased_on(\"land_frist\");",
        "a.rhai:2:10：找不到可作基础的情景“land_frist”，是否想写“land_first”？",
        "a.rhai:2:10: based_on: there is no scenario `land_frist`; did you mean `land_first`?",
    ),
    (
        "zones().invest(2028, 1);",
        "a.rhai:1:1：情景没有标题；请在开头写 scenario(\"名称\", \"Name\");",
        "a.rhai:1:1: the scenario has no title; start with scenario(\"Chinese name\", \"English name\");",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().invest(2028, pert(10, 5, 1));",
        "a.rhai:2:27：三点估计 的参数 低 为 10，应为 低 <= 最可能",
        "a.rhai:2:27: pert: parameter low is 10, wanted low <= mode",
    ),
    (
        "scenario(\"甲\", \"A\");\nlet zones = 3;\nfn talent() { 1 }",
        "a.rhai:3:4：“talent”是系统的词，不能重新定义；请换一个函数名",
        "a.rhai:3:4: `talent` is a word of zonecast and cannot be redefined; choose another name",
    ),
    (
        "scenario(\"甲\", \"A\");\nstock(\"x\", \"量\", \"X\", 1.0, \"1\");",
        "a.rhai:2:1：stock 只能在模型脚本中使用",
        "a.rhai:2:1: stock belongs in the model script",
    ),
    (
        "scenario('甲', 'A');",
        "a.rhai:1:10：文字请用英文双引号括起来，如 \"invest\"",
        "a.rhai:1:10: put a text in double quotes, such as \"invest\"",
    ),
];

const MODELS: &[Row] = &[
    // Several statements at once; what needs a failed one says nothing of its own.
    (
        "let c = data(\"capitol\");\nlet d = c * 2.0;\nlet u = uncertain(\"u\", normal(0.0, -1.0), per_city, once);\nlet l = lever(\"l\", \"杠杆\", \"Lever\", \"1\", #{hihg: 1.0});\nlarge_above(\"l\", 3.0);\nindicator(\"x\", \"指标\", \"X\", d + u + l, \"1\");\nindicator(\"y\", \"指标\", \"Y\", data(\"capital\"), \"亩\");",
        "model.rhai:1:14：案例数据中没有“capitol”，是否想写“capital”？\nmodel.rhai:3:36：正态分布 的参数 标准差 为 -1，应为 标准差 >= 0\nmodel.rhai:4:40：没有名为“hihg”的键，是否想写“high”？\nmodel.rhai:7:27：指标“y”声明以“亩”计，它的值却以“亿元”计",
        "model.rhai:1:14: the case holds no figure `capitol`; did you mean `capital`?\nmodel.rhai:3:36: normal: parameter sd is -1, wanted sd >= 0\nmodel.rhai:4:40: there is no key `hihg`; did you mean `high`?\nmodel.rhai:7:27: indicator `y` is declared in `mu`, but its value is in `100 million yuan`",
    ),
    (
        "let a = 1；\nlet b = 2;\nlet c = uncertain（\"u\", normal(0.0, 1.0), per_city, once);",
        "model.rhai:1:10：此处是全角“；”，请改为半角 ;\nmodel.rhai:3:18：此处是全角“（”，请改为半角 (",
        "model.rhai:1:10: full-width `；` here; write the half-width ;\nmodel.rhai:3:18: full-width `（` here; write the half-width (",
    ),
    (
        "let a = 1;",
        "模型没有声明任何指标；请用 indicator(...)",
        "the model declares no indicator; use indicator(...)",
    ),
    (
        "let s = stock(\"s\", \"存量\", \"Stock\", 0.0, \"1\");\nindicator(\"x\", \"指标\", \"X\", s, \"1\");",
        "model.rhai:1:9：存量“s”既没有流量也没有 becomes，永远不变；请补上 inflow、outflow 或 becomes",
        "model.rhai:1:9: stock `s` has neither flow nor `becomes` and would never change; give it inflow, outflow or becomes",
    ),
    (
        "let s = stock(\"s\", \"存量\", \"Stock\", 0.0, \"1\");\ns.inflow(1.0);\ns.becomes(2.0 * s);\nindicator(\"x\", \"指标\", \"X\", s, \"1\");",
        "model.rhai:1:9：存量“s”同时用了流量和 becomes；只能选一种",
        "model.rhai:1:9: stock `s` has flows and `becomes`; use one of them",
    ),
    (
        "let c = data(\"capitol\");\nindicator(\"x\", \"指标\", \"X\", c, \"亿元\");",
        "model.rhai:1:14：案例数据中没有“capitol”，是否想写“capital”？",
        "model.rhai:1:14: the case holds no figure `capitol`; did you mean `capital`?",
    ),
    (
        "let u = uncertain(\"u\", normal(0.0, -1.0), per_city, once);\nindicator(\"x\", \"指标\", \"X\", u, \"1\");",
        "model.rhai:1:36：正态分布 的参数 标准差 为 -1，应为 标准差 >= 0",
        "model.rhai:1:36: normal: parameter sd is -1, wanted sd >= 0",
    ),
    (
        "let u = uncertain(\"u\", normal(0.0, 1.0), per_city, once);\nlet v = uncertain(\"u\", normal(0.0, 1.0), per_city, once);\nindicator(\"x\", \"指标\", \"X\", u + v, \"1\");",
        "model.rhai:2:9：不确定量“u”声明了两次，请改名",
        "model.rhai:2:9: uncertainty `u` is declared twice; rename one",
    ),
    (
        "indicator(\"x\", \"指标\", \"X\", data(\"capital\") + data(\"area\"), \"亿元\");",
        "model.rhai:1:43：“+”的各项单位须相同，这里一项是“亿元”，另一项是“亩”",
        "model.rhai:1:43: `+` wants one unit on all sides; one is `100 million yuan`, the other `mu`",
    ),
    (
        "indicator(\"x\", \"指标\", \"X\", data(\"capital\"), \"亩\");",
        "model.rhai:1:27：指标“x”声明以“亩”计，它的值却以“亿元”计",
        "model.rhai:1:27: indicator `x` is declared in `mu`, but its value is in `100 million yuan`",
    ),
    (
        "let u = uncertain(\"u\", normal(0.0, 1.0), per_city, once);\ncorrelate(\"u\", \"w\", 2.0);\nindicator(\"x\", \"指标\", \"X\", u, \"1\");",
        "model.rhai:2:1：“u”与“w”的相关系数 2 无效，应在 -1 到 1 之间且两者均已声明",
        "model.rhai:2:1: correlation 2 of `u` and `w` is not valid; wanted: between -1 and 1, both declared before",
    ),
    (
        "let l = lever(\"l\", \"杠杆\", \"Lever\", \"1\", #{low: 0.0, hihg: 1.0});\nindicator(\"x\", \"指标\", \"X\", l, \"1\");",
        "model.rhai:1:40：没有名为“hihg”的键，是否想写“high”？",
        "model.rhai:1:40: there is no key `hihg`; did you mean `high`?",
    ),
    (
        "let u = uncertain(\"u\", normal(0.0, 1.0), per_city, once);\nindicator(\"x\", \"指标\", \"X\", delay(u, u), \"1\");",
        "model.rhai:2:36：delay 的参数是模拟值，应为不小于 0 的整数年",
        "model.rhai:2:36: delay got a simulated value; wanted a whole number of years, 0 or more",
    ),
    (
        "let k = stock(\"k\", \"资本\", \"Capital\", data(\"capital\"), \"亿元\");\nk += 1;\nindicator(\"x\", \"指标\", \"X\", k, \"亿元\");",
        "model.rhai:2:3：存量“k”不能用 += 改变；请写 k.inflow(每年的量) 或 outflow",
        "model.rhai:2:3: stock `k` cannot be changed with +=; write k.inflow(amount a year) or outflow",
    ),
];

/// Slips of people who write Chinese, a spreadsheet or another language more often than scripts.
const SLIPS: &[Row] = &[
    (
        "scenario(\"甲\", \"A\");\nzones().invest(2028, 5%);\nzones().talent(2028, 1,000);\nzones().invest(2027, 2030, 5);",
        "a.rhai:2:22：“5%”不是数；应写成 1453.9 的样子，不带千分位和单位",
        "a.rhai:2:22: `5%` is not a number; write it like 1453.9, without thousands separator or unit",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().talent(2028, 1,000);\nzones().invest(2027, 2030, 5);",
        "a.rhai:2:22：“1,000”不是数；应写成 1453.9 的样子，不带千分位和单位\na.rhai:3:16：“2027, 2030”不是脚本中年份的写法，应写 2027..=2030",
        "a.rhai:2:22: `1,000` is not a number; write it like 1453.9, without thousands separator or unit\na.rhai:3:16: `2027, 2030` is not how scripts write years; write 2027..=2030",
    ),
    (
        "scenario(\"甲\", \"A\");\n让 量 = 5;\n如果 (量 > 1) { zones().invest(2028, 量); }",
        "a.rhai:2:1：脚本中没有“让”这种写法，应写“let”\na.rhai:3:1：脚本中没有“如果”这种写法，应写“if”",
        "a.rhai:2:1: `让` is no symbol of scripts; write `let`\na.rhai:3:1: `如果` is no symbol of scripts; write `if`",
    ),
    (
        "scenario(\"甲\", \"A\");\n如果 (1 > 0) { zones().invest(2028, 5); }",
        "a.rhai:2:1：脚本中没有“如果”这种写法，应写“if”",
        "a.rhai:2:1: `如果` is no symbol of scripts; write `if`",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().invest(year=2028, amount=5);",
        "a.rhai:2:16：参数按顺序写，不写名称；请删去“year =”",
        "a.rhai:2:16: arguments go by their order and have no names; leave out `year =`",
    ),
    (
        "scenario(\"甲\", \"A\");\nzone(台州高新区).invest(2028, 5);\nzones().invest(2028, 五);",
        "a.rhai:2:6：没有名为“台州高新区”的变量或词，是否想写“\"台州高新区\"”？\na.rhai:3:22：“五”不是数；应写成 1453.9 的样子，不带千分位和单位",
        "a.rhai:2:6: nothing is called `台州高新区`; did you mean `\"台州高新区\"`?\na.rhai:3:22: `五` is not a number; write it like 1453.9, without thousands separator or unit",
    ),
    (
        "scenario(\"甲\", \"A\");\nzones().invest(2028,\u{a0}5);\n\u{200b}zones().talent(2028, 5);",
        "a.rhai:2:21：此处是全角“空格”，请改为半角 空格\na.rhai:3:1：脚本中没有“U+200B”这种写法",
        "a.rhai:2:21: full-width `space` here; write the half-width space\na.rhai:3:1: `U+200B` is no symbol of scripts",
    ),
    (
        "情景(\"甲\", \"A\")。\n全部园区()．投资(2028、5)；\nzones().talent(2028, 20 人);\nzones().talent(2028, 5));",
        "a.rhai:1:13：此处是全角“。”，请改为半角 ;\na.rhai:2:7：此处是全角“．”，请改为半角 .\na.rhai:3:22：“20 人”不是数；应写成 1453.9 的样子，不带千分位和单位\na.rhai:4:24：“)”没有与之配对的左括号；请删去，或补上左括号",
        "a.rhai:1:13: full-width `。` here; write the half-width ;\na.rhai:2:7: full-width `．` here; write the half-width .\na.rhai:3:22: `20 人` is not a number; write it like 1453.9, without thousands separator or unit\na.rhai:4:24: `)` closes nothing; remove it, or open the bracket it closes",
    ),
    // What is missing at the ends of several lines, and full-width marks beside it.
    (
        "scenario(\"甲\", \"A\")\nzones().invest(2028, 5) // 投资\nzones().talent（2028， 5）；\nzones().talent(2029, 5)\nlet x = 3;",
        "a.rhai:1:19：缺少“;”\na.rhai:2:24：缺少“;”\na.rhai:3:15：此处是全角“（”，请改为半角 (\na.rhai:4:24：缺少“;”",
        "a.rhai:1:19: `;` is missing\na.rhai:2:24: `;` is missing\na.rhai:3:15: full-width `（` here; write the half-width (\na.rhai:4:24: `;` is missing",
    ),
    (
        "scenario(\"甲\", \"A\");\nimport \"measures/chapter2\" as m;\nm::高企陪育(zones(), 2028, 1);",
        "a.rhai:3:4：没有名为“高企陪育”的函数，是否想写“高企培育 (measures/chapter3)”？",
        "a.rhai:3:4: there is no function `高企陪育`; did you mean `高企培育 (measures/chapter3)`?",
    ),
];

/// A planner's own file of measures that cannot be read, in more than one place.
const OWN: &str = "fn 甲(z, y, n) {
    measure(#{
        id: \"甲\", zh: “甲”, en: \"A\",
        clause： \"4.3\",
        words: \"投资\"
        unit: \"亿元/年\",
        cost: 5万,
        delay: 1,
    }, z, y, n)；
}
";

#[test]
fn an_imported_file_tells_all_its_mistakes_and_the_script_its_own() {
    let text = "scenario(\"甲\", \"A\");\nimport \"own\" as own;\nimport \"measures/chapter2\" as m;\nown::甲(zones(), 2028, 1);\nzones().invest(2020, 1);\nm::nothing();";
    let error = mistake(text, &scripts(&[("own.rhai", OWN), ("measures/chapter2.rhai", "")]));
    let mut compared = Compared::default();
    compared.row(
        text,
        (
            "own.rhai:3:22：此处是全角““”，请改为半角 \"\nown.rhai:4:15：此处是全角“：”，请改为半角 :\nown.rhai:6:9：“unit”之前缺少“,”\nown.rhai:7:15：“5万”不是数；应写成 1453.9 的样子，不带千分位和单位\nown.rhai:9:16：此处是全角“；”，请改为半角 ;\na.rhai:5:16：年份 2020 不在模拟期 2025 到 2035 之内\na.rhai:6:4：没有名为“nothing”的函数",
            "own.rhai:3:22: full-width `“` here; write the half-width \"\nown.rhai:4:15: full-width `：` here; write the half-width :\nown.rhai:6:9: `,` is missing before `unit`\nown.rhai:7:15: `5万` is not a number; write it like 1453.9, without thousands separator or unit\nown.rhai:9:16: full-width `；` here; write the half-width ;\na.rhai:5:16: year 2020 is outside the horizon 2025 to 2035\na.rhai:6:4: there is no function `nothing`",
        ),
        [Lang::Zh, Lang::En].map(|lang| told(&error, lang)),
    );
    compared.end(1);
}

/// The mistake of a model, when it is traced, bound or run.
fn of_model(text: &str) -> Error {
    let label = || Label { id: "baseline".into(), zh: "趋势延续".into(), en: "Trend continued".into() };
    let run = || {
        // Models of what the case holds run on it; the others on one without figures or targets.
        let case = match text.contains("data(") || text.contains("uncertain(") || text.contains("lever(") {
            true => planner_case(),
            false => small_case(&["a", "b"], 2024, 2030, 1, ""),
        };
        let model = model(&case, text)?;
        let bound = experiment(&model.case, vec![baseline(&model, label())], 1, 100)?;
        outcomes(&bound, 1).map(|_| ())
    };
    run().expect_err(text)
}

#[test]
fn every_mistake_is_told_in_both_languages() {
    let mut compared = Compared::default();
    for (text, zh, en) in SCENARIOS.iter().chain(SLIPS) {
        let files = match text.contains("m::") {
            true => [("land_first", ""), ("measures/chapter2.rhai", "")],
            false => [("land_first", ""), ("measures/chapter2", "")],
        };
        let error = mistake(text, &scripts(&files));
        compared.row(text, (zh, en), [Lang::Zh, Lang::En].map(|lang| told(&error, lang)));
    }
    for (text, zh, en) in MODELS {
        let error = of_model(text);
        compared.row(text, (zh, en), [Lang::Zh, Lang::En].map(|lang| told(&error, lang)));
    }
    compared.end(30);
}
