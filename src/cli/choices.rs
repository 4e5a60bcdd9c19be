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
/// `--sampler` of one draw: the dimensions of Sobol's are chosen by all scenarios of a run.
pub const DRAW_SAMPLERS: Choices<Sampler> = &[("random", Sampler::Random), ("lhs", Sampler::LatinHypercube)];
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
    let found = choices.iter().find(|(known, _)| *known == word);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| bad(option, word, wanted))
}

/// The words that an option of a command takes; none if it takes others, too.
pub fn words(command: &str, option: &str) -> Vec<&'static str> {
    match (command, option) {
        (_, "lang") => names(LANGS),
        ("draw", "sampler") => names(DRAW_SAMPLERS),
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
