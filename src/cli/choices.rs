//! Options that take one of a few words, and what each word means.
//!
//! Owns the tables, from which options are read and completions are written; the first
//! row is what holds without the option. Never: prints.

use super::options::bad;
use crate::batch::{Division, Sampler};
use crate::error::Result;
use crate::message::Lang;
use crate::message::scale::Wording;
use crate::report::{FORMATS, JsonKind, Layout, Style, SvgText};

/// Words with their meanings.
pub type Choices<T> = &'static [(&'static str, T)];

/// `--lang`.
pub const LANGS: Choices<Lang> = &[("zh", Lang::Zh), ("en", Lang::En)];
/// `--wording`.
pub const WORDINGS: Choices<Wording> = &[("formal", Wording::Formal), ("ipcc", Wording::Ipcc)];
/// `--sampler`.
pub const SAMPLERS: Choices<Sampler> =
    &[("random", Sampler::Random), ("lhs", Sampler::LatinHypercube), ("sobol", Sampler::Sobol)];
/// `--style`.
pub const STYLES: Choices<Style> =
    &[("report", Style::Report), ("word", Style::Word), ("slides", Style::Slides)];
/// `--svg-text`.
pub const SVG_TEXTS: Choices<SvgText> = &[("live", SvgText::Live), ("paths", SvgText::Paths)];
/// `--by`.
pub const DIVISIONS: Choices<Division> =
    &[("base", Division::Base), ("potential", Division::Potential), ("gap", Division::Gap)];
/// `reference --format`.
pub const LAYOUTS: Choices<Layout> =
    &[("terminal", Layout::Terminal), ("md", Layout::Markdown), ("json", Layout::Json)];
/// `case --format`: whether tables are workbooks.
pub const TABLES: Choices<bool> = &[("csv", false), ("xlsx", true)];
/// Shells that `completions` writes for.
pub const SHELLS: Choices<clap_complete::Shell> = &[
    ("bash", clap_complete::Shell::Bash),
    ("zsh", clap_complete::Shell::Zsh),
    ("fish", clap_complete::Shell::Fish),
    ("powershell", clap_complete::Shell::PowerShell),
];

/// What a word means; without one the first row.
///
/// # Errors
/// `BadValue`, which says what is `wanted`.
pub fn chosen<T: Copy>(choices: Choices<T>, word: Option<&str>, (option, wanted): (&str, &str)) -> Result<T> {
    let Some(word) = word else { return Ok(choices[0].1) };
    let typed = word.trim();
    let named = |word: &str| choices.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    let found = named(typed).or_else(|| others(typed).find_map(named));
    found.map(|(_, meaning)| *meaning).ok_or_else(|| bad(option, word, wanted))
}

/// The words that an option of a command takes; none if it takes others, too.
pub fn words(command: &str, option: &str) -> Vec<&'static str> {
    match (command, option) {
        (_, "lang") => names(LANGS),
        (_, "sampler") => names(SAMPLERS),
        (_, "wording") => names(WORDINGS),
        (_, "style") => names(STYLES),
        (_, "svg-text") => names(SVG_TEXTS),
        (_, "by") => names(DIVISIONS),
        (_, "report") => FORMATS.iter().map(|(name, _)| *name).collect(),
        (_, "schema") => JsonKind::ALL.map(JsonKind::name).to_vec(),
        ("case", "format") => names(TABLES),
        (_, "format") => names(LAYOUTS),
        _ => Vec::new(),
    }
}

/// The words of a table.
pub fn names<T>(choices: Choices<T>) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

/// What else people call a word, and the word; one may stand for words of several options.
const OTHERS: [(&str, &str); 46] = [
    ("中文", "zh"),
    ("汉语", "zh"),
    ("简体中文", "zh"),
    ("chinese", "zh"),
    ("zh-cn", "zh"),
    ("zh_cn", "zh"),
    ("cn", "zh"),
    ("英文", "en"),
    ("英语", "en"),
    ("english", "en"),
    ("en-us", "en"),
    ("独立抽样", "random"),
    ("独立", "random"),
    ("拉丁超立方", "lhs"),
    ("报告", "report"),
    ("幻灯片", "slides"),
    ("ppt", "slides"),
    ("基年", "base"),
    ("潜力", "potential"),
    ("差距", "gap"),
    ("终端", "terminal"),
    ("markdown", "md"),
    ("excel", "xlsx"),
    ("xls", "xlsx"),
    ("word", "docx"),
    ("doc", "docx"),
    ("网页", "html"),
    ("htm", "html"),
    ("全部", "all"),
    ("所有", "all"),
    ("无", "none"),
    ("不画", "none"),
    ("不判定", "none"),
    ("达成", "attainment"),
    ("目标达成", "attainment"),
    ("扇形", "fans"),
    ("扇形图", "fans"),
    ("超越概率", "exceedance"),
    ("园区", "zones"),
    ("瀑布", "waterfall"),
    ("瀑布图", "waterfall"),
    ("资金", "budget"),
    ("预算", "budget"),
    ("情景", "scenarios"),
    ("情景对照", "scenarios"),
    ("对标", "benchmarks"),
];

/// The words that another one may stand for.
fn others(word: &str) -> impl Iterator<Item = &'static str> {
    let same = move |other: &&(&str, &str)| other.0.eq_ignore_ascii_case(word);
    OTHERS.iter().filter(same).map(|(_, known)| *known)
}

/// A list as people type it, such as `Word、excel`, with commas and the words of the program:
/// of those whose parts are none it keeps what was typed.
pub fn listed(text: &str) -> String {
    let parts = text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
    let known = |part: &str| {
        let fan =
            [("fan", ':'), ("fan", '：'), ("扇形图", ':'), ("扇形图", '：'), ("扇形", ':'), ("扇形", '：')];
        let after = fan.iter().find_map(|(word, mark)| part.strip_prefix(word)?.strip_prefix(*mark));
        match after {
            Some(what) => format!("fan:{}", what.replace('＠', "@")),
            None => others(part).next().map_or_else(|| part.to_ascii_lowercase(), str::to_owned),
        }
    };
    parts.map(known).collect::<Vec<_>>().join(",")
}

/// The language that a word means.
pub fn language(word: &str) -> Option<Lang> {
    chosen(LANGS, Some(word), ("--lang", "@a-language")).ok()
}

/// A whole number as people type it: `20000`, `20_000`, `20,000`, `２００００`, `2万`, `2e4`.
pub fn whole(text: &str) -> Option<u64> {
    let half = |c: char| char::from_u32(c as u32 - 0xff10 + u32::from('0'));
    let narrow = |c: char| if ('０'..='９').contains(&c) { half(c).unwrap_or(c) } else { c };
    let plain: String = text.trim().chars().filter(|c| !['_', ',', '，'].contains(c)).map(narrow).collect();
    let in_words = [("万", 4), ("亿", 8)];
    let scaled = in_words.iter().find_map(|(unit, tens)| Some((plain.strip_suffix(unit)?, *tens)));
    let (digits, tens) = match (scaled, plain.split_once(['e', 'E'])) {
        (Some(found), _) => found,
        (None, Some((digits, tens))) => (digits, tens.parse::<u32>().ok()?),
        (None, None) => (plain.as_str(), 0),
    };
    digits.trim_end().parse::<u64>().ok()?.checked_mul(10_u64.checked_pow(tens)?)
}

/// Commands and options by what a Chinese speaker would call them.
const CHINESE: [(&str, &str); 22] = [
    ("运行", "run"),
    ("模拟", "run"),
    ("检查", "check"),
    ("列出", "list"),
    ("列表", "list"),
    ("抽样", "draw"),
    ("比较", "compare"),
    ("对比", "compare"),
    ("核对", "verify"),
    ("新建", "new"),
    ("案例", "case"),
    ("帮助", "help"),
    ("--抽样", "--draws"),
    ("--次数", "--draws"),
    ("--种子", "--seed"),
    ("--线程", "--threads"),
    ("--语言", "--lang"),
    ("--案例", "--case"),
    ("--输出", "--out"),
    ("--图", "--charts"),
    ("--报告", "--report"),
    ("--帮助", "--help"),
];

/// The command or option that a Chinese word stands for.
pub fn in_chinese(word: &str) -> Option<&'static str> {
    CHINESE.iter().find(|(zh, _)| *zh == word).map(|(_, en)| *en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_words_are_read_as_people_type_them() {
        assert_eq!(listed("Word、excel；网页, MD"), "docx,xlsx,html,md");
        assert_eq!(
            listed("达成、扇形图，fan：va＠linhai； 对标"),
            "attainment,fans,fan:va@linhai,benchmarks"
        );
        assert_eq!(listed("扇形图:规上工业增加值"), "fan:规上工业增加值");
        assert_eq!(listed("饼图"), "饼图");
        for word in ["中文", "ZH", "Chinese", " 简体中文 "] {
            assert_eq!(language(word), Some(Lang::Zh), "{word}");
        }
        assert_eq!(language("English"), Some(Lang::En));
        assert_eq!(language("fr"), None);
        // A word that stands for one of another option is none of this one.
        assert!(chosen(STYLES, Some("拉丁超立方"), ("--style", "@a-style")).is_err());
        assert!(matches!(chosen(STYLES, Some("word"), ("--style", "@a-style")), Ok(Style::Word)));
    }

    #[test]
    fn whole_numbers_are_read_as_people_type_them() {
        for text in ["20000", "20_000", "20,000", "２００００", "2万", "2e4", "２万"] {
            assert_eq!(whole(text), Some(20_000), "{text}");
        }
        for text in ["", "2.5", "一千", "-1", "2e", "e4", "9e99", "万"] {
            assert_eq!(whole(text), None, "{text}");
        }
        assert_eq!(whole("3亿"), Some(300_000_000));
    }
}
