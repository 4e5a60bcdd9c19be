//! Command lines shown below the help of a command and in its manual page, in both languages.
//!
//! In this order each runs in an empty folder: what one reads, one before it has written.

use super::super::{Lang, term};

/// A command line, and what it is for.
#[derive(Copy, Clone, Debug)]
pub struct Example {
    /// The command.
    pub command: &'static str,
    zh: (&'static str, &'static str),
    en: (&'static str, &'static str),
}

impl Example {
    /// The line as it is typed.
    pub fn line(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh.0, self.en.0)
    }

    /// What it is for.
    pub fn meaning(&self, lang: Lang) -> &'static str {
        lang.pick(self.zh.1, self.en.1)
    }
}

const fn example(
    command: &'static str,
    zh: (&'static str, &'static str),
    en: (&'static str, &'static str),
) -> Example {
    Example { command, zh, en }
}

/// All examples.
pub const EXAMPLES: [Example; 23] = [
    example(
        "new",
        ("zonecast new 多引人才", "写出情景文件 多引人才.rhai"),
        ("zonecast new more_talent", "writes the scenario more_talent.rhai"),
    ),
    example(
        "check",
        ("zonecast check 多引人才.rhai", "检查一个情景"),
        ("zonecast check more_talent.rhai", "checks a scenario"),
    ),
    example(
        "check",
        ("zonecast check", "检查案例自带的全部情景"),
        ("zonecast check", "checks all scenarios that come with the case"),
    ),
    example(
        "run",
        ("zonecast run 多引人才.rhai --report word,excel", "与基线对照运行，另写 Word、Excel 报告"),
        (
            "zonecast run more_talent.rhai --report docx,xlsx",
            "runs it beside the baseline; reports for Word and Excel as well",
        ),
    ),
    example(
        "run",
        (
            "zonecast run 人才优先 --draws 1万 --charts none --out 上期",
            "自带情景，抽样 1 万次，不画图，写入文件夹 上期",
        ),
        (
            "zonecast run talent_first --draws 10000 --charts none --out before",
            "a scenario of the case with 10,000 draws, without charts, into the folder before",
        ),
    ),
    example(
        "verify",
        ("zonecast verify out", "核对结果文件夹 out 中的每个数"),
        ("zonecast verify out", "confirms every number of the folder out"),
    ),
    example(
        "changes",
        ("zonecast changes 上期 out", "说明两次运行的变化"),
        ("zonecast changes before out", "tells what changed between two runs"),
    ),
    example(
        "compare",
        ("zonecast compare baseline 多引人才.rhai", "以基线为对照"),
        ("zonecast compare baseline more_talent.rhai", "compares a scenario with the baseline"),
    ),
    example(
        "compare",
        ("zonecast compare 人才优先 多引人才.rhai --draws 5000 --out 对比", "比较两个情景，写入文件夹 对比"),
        (
            "zonecast compare talent_first more_talent.rhai --draws 5000 --out differences",
            "compares two scenarios, into the folder differences",
        ),
    ),
    example(
        "tables",
        ("zonecast tables 人才优先 --by gap --out 部门用表", "按差距分解目标，写入文件夹 部门用表"),
        (
            "zonecast tables talent_first --by gap --out departments",
            "divides targets by distance, into the folder departments",
        ),
    ),
    example(
        "coverage",
        ("zonecast coverage 2.1", "展开条款 2.1 的措施，不写文件"),
        ("zonecast coverage 2.1", "the measures of clause 2.1 in full; writes no file"),
    ),
    example(
        "draw",
        ("zonecast draw 0 --target T3", "展开第 0 次抽样，说明 T3 为何达成或未达成"),
        ("zonecast draw 0 --target T3", "tells draw 0 and why it meets or misses T3"),
    ),
    example(
        "draw",
        ("zonecast draw --typical-miss T3 --scenario 多引人才.rhai", "取未达成 T3 的抽样中居中的一次"),
        (
            "zonecast draw --typical-miss T3 --scenario more_talent.rhai",
            "the one in the middle of the draws that miss T3",
        ),
    ),
    example("list", ("zonecast list levers", "列出杠杆"), ("zonecast list levers", "lists the levers")),
    example(
        "model",
        ("zonecast model --graph 因果图.dot", "写出 Graphviz 文件"),
        ("zonecast model --graph causes.dot", "writes a file for Graphviz"),
    ),
    example(
        "reference",
        ("zonecast reference 投资", "列出与投资有关的词"),
        ("zonecast reference invest", "lists the words to do with investment"),
    ),
    example(
        "reference",
        ("zonecast reference --format md > 参考.md", "全部的词，存为 Markdown 文件"),
        ("zonecast reference --format md > words.md", "all words, as a Markdown file"),
    ),
    example(
        "watch",
        ("zonecast watch 多引人才.rhai", "边改边看；Ctrl-C 结束"),
        ("zonecast watch more_talent.rhai", "shows results after every save; Ctrl-C ends it"),
    ),
    example(
        "case",
        ("zonecast case new 新案例 --zones 5 --format xlsx", "写出 5 个园区的空表（Excel）"),
        ("zonecast case new newcity --zones 5 --format xlsx", "writes empty workbooks for 5 zones"),
    ),
    example(
        "case",
        ("zonecast case check 新案例", "填好后检查"),
        ("zonecast case check newcity", "checks them once they are filled in"),
    ),
    example(
        "explain-error",
        ("zonecast explain-error ZC0326", "说明错误 ZC0326"),
        ("zonecast explain-error ZC0326", "explains the error ZC0326"),
    ),
    example(
        "completions",
        ("zonecast completions bash > zonecast.bash", "写出 bash 的补全脚本；source zonecast.bash 后生效"),
        (
            "zonecast completions bash > zonecast.bash",
            "writes completions for bash; source zonecast.bash loads them",
        ),
    ),
    example(
        "man",
        ("zonecast man run | man -l -", "阅读 run 的手册页"),
        ("zonecast man run | man -l -", "shows the manual page of run"),
    ),
];

/// Those of a command; of the whole program the first of `new`, `run` and `reference`.
pub fn examples(command: &str) -> impl Iterator<Item = &'static Example> {
    let overall = command.is_empty();
    let first = |name: &str| EXAMPLES.iter().find(|example| example.command == name);
    let whole = ["new", "run", "reference"].map(first).into_iter().flatten().filter(move |_| overall);
    let own = EXAMPLES.iter().filter(move |example| !overall && example.command == command);
    whole.chain(own)
}

/// What stands below a help text.
pub fn below(command: &str, lang: Lang) -> String {
    let each = examples(command).map(|one| format!("  {}\n      {}\n", one.line(lang), one.meaning(lang)));
    format!("\n{}\n{}", term("help-examples", lang).unwrap_or_default(), each.collect::<String>())
}
