//! The words of the command line; clap splits them, the catalogue words the mistakes.

use super::choices::{
    self, DIVISIONS, LANGS, LAYOUTS, SAMPLERS, STYLES, SVG_TEXTS, TABLES, WORDINGS, chosen,
};
use super::options::{self, bad};
use crate::batch::{CaseChoice, Division, Report, Sampler, unfit_draws};
use crate::error::{Code, Error, Result};
use crate::message::Lang;
use crate::message::scale::Wording;
use crate::report::{DPI, Drawing, JsonKind, Layout, PARQUET};
use clap::ArgMatches;
use std::ffi::OsString;
use std::path::PathBuf;

/// What was asked for.
pub enum Parsed {
    /// The help of a command (empty: of the program).
    Help(String),
    /// The version.
    Version,
    /// A command.
    Command(Box<Arguments>),
}

/// A command with its options, checked.
pub struct Arguments {
    /// The name of the command.
    pub command: String,
    /// Words without a dash.
    pub words: Vec<PathBuf>,
    /// The case.
    pub case: CaseChoice,
    /// Draws; the most of them with `until`.
    pub draws: u64,
    /// How draws are spread.
    pub sampler: Sampler,
    /// Half-width at which to stop, as a share.
    pub until: Option<f64>,
    /// Line that likelihoods are judged by, as a probability.
    pub line: Option<f64>,
    /// Whether percentiles are exact.
    pub exact: bool,
    /// Number of draws to be kept as they are.
    pub keep_draws: Option<u64>,
    /// Whether tables and kept draws are written as Parquet too.
    pub parquet: bool,
    /// Seed.
    pub seed: u64,
    /// Threads; 0 for all.
    pub threads: usize,
    /// By what targets are divided among zones.
    pub by: Division,
    /// Output folder.
    pub out: PathBuf,
    /// File for the causal diagram.
    pub graph: Option<PathBuf>,
    /// List of charts as written.
    pub charts: String,
    /// How charts are drawn.
    pub drawing: Drawing,
    /// Reports beside the files of `run`.
    pub report: Report,
    /// Language.
    pub lang: Lang,
    /// Scale of likelihoods.
    pub wording: Wording,
    /// No table, no progress.
    pub quiet: bool,
    /// Levers that change the counting scope are ignored.
    pub no_redrawing: bool,
    /// Whether a run leaves the files of `coverage` too.
    pub coverage: bool,
    /// How the reference is written.
    pub layout: Layout,
    /// File for definitions that editors read.
    pub definitions: Option<PathBuf>,
    /// JSON whose schema is wanted instead of words.
    pub schema: Option<JsonKind>,
    /// What `draw` is told besides; see there.
    pub draw: DrawWords,
    /// What `case` is told besides.
    pub case_words: CaseWords,
}

/// The most draws of a run.
pub const MOST_DRAWS: u64 = 10_000_000;
/// The most draws of a run that stops by itself, unless stated.
const MOST_UNTIL: u64 = 1_000_000;

impl Arguments {
    /// For commands that take none.
    pub fn without_words(&self) -> Result<()> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => Err(Error::new(Code::TooManyArguments).with("found", word.display())),
        }
    }
}

/// Options of `draw` as written.
#[derive(Default)]
pub struct DrawWords {
    /// Scenario: id, title or file.
    pub scenario: Option<PathBuf>,
    /// Zone: id or name.
    pub zone: Option<String>,
    /// Target whose outcome is explained.
    pub target: Option<String>,
    /// Target that the typical draw misses.
    pub miss: Option<String>,
    /// Target that the typical draw meets.
    pub hit: Option<String>,
    /// Counting scope that the typical draw is picked in.
    pub scope: Option<String>,
    /// The other scenarios of the run that a draw of a Sobol sequence is of; an empty list for all.
    pub among: Option<Vec<PathBuf>>,
    /// File for every value.
    pub csv: Option<PathBuf>,
    /// Every year on the terminal.
    pub all_years: bool,
}

/// Options of `case` as given.
#[derive(Default)]
pub struct CaseWords {
    /// Number of zones.
    pub zones: Option<usize>,
    /// Whether tables are workbooks.
    pub workbooks: Option<bool>,
    /// Folder for the chart.
    pub out: Option<PathBuf>,
}

/// The language asked for, needed before anything else is read.
pub fn language(words: &[OsString]) -> Lang {
    let words: Vec<&str> = words.iter().filter_map(|w| w.to_str()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let apart = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    joined.or(apart).and_then(choices::language).unwrap_or(Lang::Zh)
}

/// Reads the words.
///
/// # Errors
/// Codes 04xx: wrong usage.
pub fn parse(words: Vec<OsString>) -> Result<Parsed> {
    // As other programs have it: `help`, `help run`.
    if words.get(1).is_some_and(|word| word == "help") {
        let of = words.get(2).filter(|word| !word.to_string_lossy().starts_with('-'));
        return of.map_or(Ok(Parsed::Help(String::new())), |word| {
            options::known(word).map(|name| Parsed::Help(name.to_owned()))
        });
    }
    // The command that was meant, for what is said of its options.
    let meant = words.iter().find_map(|word| options::named(word));
    let matches = options::command().try_get_matches_from(words).map_err(|e| options::usage(&e, meant))?;
    if matches.get_flag("version") {
        return Ok(Parsed::Version);
    }
    let Some((name, sub)) = matches.subcommand().filter(|_| !matches.get_flag("help")) else {
        return Ok(Parsed::Help(String::new()));
    };
    if sub.get_flag("help") {
        return Ok(Parsed::Help(name.to_owned()));
    }
    let words: Vec<PathBuf> = sub.get_many("words").into_iter().flatten().cloned().collect();
    let command = options::named(std::ffi::OsStr::new(name)).unwrap_or_default();
    if let Some(error) = words.iter().find_map(|word| options::dashed(word.as_os_str(), command)) {
        return Err(error);
    }
    let lang = chosen(LANGS, text(sub, "lang"), ("--lang", "@a-language"))?;
    let wording = chosen(WORDINGS, text(sub, "wording"), ("--wording", "@a-wording"))?;
    let until = percent(sub, "until", 0.5, "@a-half-width")?;
    let line = match (text(sub, "line"), until) {
        (Some("none" | "无" | "不判定"), _) => None,
        (None, until) => until.map(|_| 0.5),
        _ => percent(sub, "line", 1.0, "@a-line")?,
    };
    let sampler = chosen(SAMPLERS, text(sub, "sampler"), ("--sampler", "@a-sampler"))?;
    let draws = match (sampler, until) {
        // The powers of two that lie next to those of the other samplers.
        (Sampler::Sobol, Some(_)) => MOST_UNTIL.next_power_of_two(),
        (Sampler::Sobol, None) => 32_768,
        // A look while writing: fast before precise.
        _ if name == "watch" => 2_000,
        (_, Some(_)) => MOST_UNTIL,
        (_, None) => 20_000,
    };
    let draws = number(sub, "draws", draws, 1, MOST_DRAWS, "@a-whole-number")?;
    if !sampler.allows(draws) {
        return Err(unfit_draws(sampler, draws));
    }
    Ok(Parsed::Command(Box::new(Arguments {
        command: name.to_owned(),
        words,
        case: text(sub, "case").map_or(CaseChoice::Default, |c| CaseChoice::Named(c.into())),
        draws,
        sampler,
        until,
        line,
        exact: given(sub, "exact"),
        keep_draws: match text(sub, "keep-draws") {
            Some(_) => Some(number(sub, "keep-draws", 0, 1, 1_000_000, "@kept-draws")?),
            None => None,
        },
        parquet: parquet(sub)?,
        seed: match text(sub, "seed") {
            Some("random") => rand::random(),
            _ => number(sub, "seed", 1, 0, u64::MAX, "@a-seed")?,
        },
        threads: number(sub, "threads", 0, 0, 1024, "@threads")? as usize,
        by: chosen(DIVISIONS, text(sub, "by"), ("--by", "@a-division"))?,
        out: text(sub, "out")
            .unwrap_or(if ["coverage", "tables", "compare"].contains(&name) { name } else { "out" })
            .into(),
        graph: text(sub, "graph").map(PathBuf::from),
        charts: choices::listed(text(sub, "charts").unwrap_or("all")),
        drawing: drawing(sub)?,
        report: report(sub)?,
        lang,
        wording,
        quiet: given(sub, "quiet"),
        no_redrawing: given(sub, "no-redrawing"),
        coverage: given(sub, "coverage"),
        // Both commands have formats, but not the same ones.
        layout: {
            let word = text(sub, "format").filter(|_| name == "reference");
            chosen(LAYOUTS, word, ("--format", "@a-reference-format"))?
        },
        definitions: text(sub, "definitions").map(PathBuf::from),
        schema: schema(text(sub, "schema"))?,
        draw: draw_words(sub),
        case_words: if name == "case" { case_words(sub)? } else { CaseWords::default() },
    })))
}

fn case_words(matches: &ArgMatches) -> Result<CaseWords> {
    let zones = match text(matches, "zones") {
        Some(_) => Some(number(matches, "zones", 3, 1, super::case::MOST_ZONES, "@a-zone-count")? as usize),
        None => None,
    };
    let workbooks = text(matches, "format");
    let workbooks =
        workbooks.map(|word| chosen(TABLES, Some(word), ("--format", "@a-table-format"))).transpose()?;
    Ok(CaseWords { zones, workbooks, out: text(matches, "out").map(PathBuf::from) })
}

fn draw_words(matches: &ArgMatches) -> DrawWords {
    let word = |name| text(matches, name).map(str::to_owned);
    DrawWords {
        scenario: text(matches, "scenario").map(PathBuf::from),
        zone: word("zone"),
        target: word("target"),
        miss: word("typical-miss"),
        hit: word("typical-hit"),
        scope: word("scope"),
        among: text(matches, "among").map(scenarios),
        csv: text(matches, "csv").map(PathBuf::from),
        all_years: given(matches, "all-years"),
    }
}

/// A list of scenarios; none of it stands for all. A full-width comma may be part of a title.
fn scenarios(list: &str) -> Vec<PathBuf> {
    let parts = list.split([',', '、', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
    let all = ["all", "全部", "所有"];
    if all.contains(&list.trim()) { Vec::new() } else { parts.map(PathBuf::from).collect() }
}

fn drawing(matches: &ArgMatches) -> Result<Drawing> {
    let style = chosen(STYLES, text(matches, "style"), ("--style", "@a-style"))?;
    let svg_text = chosen(SVG_TEXTS, text(matches, "svg-text"), ("--svg-text", "@an-svg-text"))?;
    let dpi = match text(matches, "dpi") {
        Some(_) => Some(number(matches, "dpi", 0, DPI.0, DPI.1, "@dots-an-inch")? as u32),
        None => None,
    };
    Ok(Drawing { style, dpi, svg_text })
}

fn report(matches: &ArgMatches) -> Result<Report> {
    let formats = crate::report::formats(&choices::listed(text(matches, "report").unwrap_or_default()))?;
    let (internal, focus) = (given(matches, "internal"), text(matches, "focus").map(str::to_owned));
    // It says how a report reads, so without one it would do nothing in silence.
    match focus.as_ref().filter(|_| formats.is_empty()) {
        Some(_) => Err(Error::new(Code::ReportWanted).with("option", "--focus")),
        None => Ok(Report { formats, internal, focus }),
    }
}

fn schema(word: Option<&str>) -> Result<Option<JsonKind>> {
    let named = |found| JsonKind::named(found).ok_or_else(|| bad("--schema", found, "@a-schema"));
    word.map(named).transpose()
}

/// Whether Parquet is wanted, which not every program can write.
fn parquet(matches: &ArgMatches) -> Result<bool> {
    let wanted = given(matches, "parquet");
    if wanted && !PARQUET { Err(Error::new(Code::NoParquet)) } else { Ok(wanted) }
}

fn given(matches: &ArgMatches, flag: &str) -> bool {
    matches.try_get_one(flag).ok().flatten().copied().unwrap_or(false)
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a str> {
    matches.try_get_one::<String>(name).ok().flatten().map(String::as_str)
}

fn number(
    matches: &ArgMatches,
    name: &str,
    otherwise: u64,
    low: u64,
    high: u64,
    wanted: &str,
) -> Result<u64> {
    let Some(found) = text(matches, name) else { return Ok(otherwise) };
    let parsed = choices::whole(found).filter(|n| (low..=high).contains(n));
    parsed.ok_or_else(|| bad(&format!("--{name}"), found, wanted))
}

/// A percentage above 0 and below `high`, as a share; none if the option is not given.
fn percent(matches: &ArgMatches, name: &str, high: f64, wanted: &str) -> Result<Option<f64>> {
    let Some(found) = text(matches, name) else { return Ok(None) };
    let share = found.strip_suffix(['%', '％']).and_then(|n| n.trim().parse::<f64>().ok()).map(|n| n / 100.0);
    let share = share.filter(|share| *share > 0.0 && *share < high);
    share.map(Some).ok_or_else(|| bad(&format!("--{name}"), found, wanted))
}
