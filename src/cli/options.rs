//! The commands and their options, and what is said of a wrong one.

use super::choices;
use super::told::{first_sentence, joined, said_of, value_of, words_of};
use crate::error::{Code, Error, Result, nearest_name};
use crate::message::help::help;
use crate::message::{Lang, term};
use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, ValueHint};
use std::ffi::OsStr;
use std::path::PathBuf;

/// A command with the options that it has besides `--lang` and `--help`.
struct Options {
    name: &'static str,
    /// Those with a value.
    valued: &'static [&'static str],
    /// Those without.
    flags: &'static [&'static str],
}

const COMMANDS: [Options; 17] = [
    Options {
        name: "run",
        valued: &[
            "case",
            "draws",
            "sampler",
            "until",
            "line",
            "keep-draws",
            "seed",
            "threads",
            "out",
            "charts",
            "style",
            "dpi",
            "svg-text",
            "wording",
            "report",
            "focus",
        ],
        flags: &["quiet", "no-redrawing", "exact", "internal", "coverage", "parquet"],
    },
    Options { name: "check", valued: &["case"], flags: &[] },
    Options { name: "list", valued: &["case"], flags: &[] },
    Options { name: "coverage", valued: &["case", "seed", "threads", "out"], flags: &["quiet"] },
    Options {
        name: "tables",
        valued: &["case", "draws", "sampler", "seed", "threads", "out", "by", "wording"],
        flags: &["quiet", "no-redrawing"],
    },
    Options {
        name: "draw",
        valued: &[
            "case",
            "scenario",
            "zone",
            "target",
            "typical-miss",
            "typical-hit",
            "scope",
            "draws",
            "sampler",
            "among",
            "seed",
            "threads",
            "csv",
        ],
        flags: &["all-years", "no-redrawing"],
    },
    Options { name: "model", valued: &["case", "graph"], flags: &[] },
    Options { name: "verify", valued: &["case", "threads"], flags: &["quiet"] },
    Options {
        name: "compare",
        valued: &["case", "draws", "seed", "threads", "out"],
        flags: &["quiet", "no-redrawing"],
    },
    Options { name: "changes", valued: &[], flags: &[] },
    Options { name: "new", valued: &["case"], flags: &[] },
    Options { name: "case", valued: &["zones", "format", "out"], flags: &[] },
    Options {
        name: "watch",
        valued: &["case", "draws", "seed", "threads", "wording"],
        flags: &["no-redrawing"],
    },
    Options { name: "explain-error", valued: &[], flags: &[] },
    Options { name: "completions", valued: &[], flags: &[] },
    Options { name: "man", valued: &[], flags: &[] },
    Options { name: "reference", valued: &["case", "format", "definitions", "schema"], flags: &[] },
];

impl Options {
    /// Every option as written.
    fn written(&self) -> impl Iterator<Item = String> {
        self.valued.iter().chain(["lang", "help"].iter()).chain(self.flags).map(|o| format!("--{o}"))
    }

    fn subcommand(&self) -> Command {
        Command::new(self.name)
            .disable_help_flag(true)
            .arg(flag("help").short('h'))
            .arg(
                Arg::new("words")
                    .num_args(0..)
                    .value_parser(clap::value_parser!(PathBuf))
                    // `draw -5` is a wrong draw, not an unknown option.
                    .allow_negative_numbers(self.name == "draw"),
            )
            .args(self.valued.iter().copied().map(valued))
            .args(self.flags.iter().copied().map(flag))
    }
}

/// The command of this name.
pub fn named(word: &OsStr) -> Option<&'static str> {
    names().find(|name| word == *name)
}

/// The command of this name, for words that can be nothing else.
///
/// # Errors
/// [`Code::UnknownCommand`] with the nearest.
pub fn known(word: &OsStr) -> Result<&'static str> {
    named(word).ok_or_else(|| unknown_command(&word.to_string_lossy()))
}

fn valued(name: &'static str) -> Arg {
    // `--seed -1` is a wrong seed, not an unknown option.
    Arg::new(name).long(name).num_args(1).action(ArgAction::Set).allow_negative_numbers(true)
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// What clap splits the words by.
pub fn command() -> Command {
    Command::new("zonecast")
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(flag("help").short('h'))
        .arg(flag("version").short('V'))
        .arg(valued("lang").global(true))
        .subcommands(COMMANDS.iter().map(Options::subcommand))
}

/// Clap's mistakes in our words.
pub fn usage(error: &clap::Error, command: Option<&'static str>) -> Error {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    // Clap shows arguments as `--draws <draws>`; only the name is of use.
    let named = |text: String| text.split_whitespace().next().unwrap_or_default().to_owned();
    let argument = named(context(ContextKind::InvalidArg));
    match error.kind() {
        ErrorKind::InvalidSubcommand => unknown_command(&context(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument if argument.starts_with('-') => unknown_option(&argument, command),
        ErrorKind::UnknownArgument => unknown_command(&argument),
        // The words of a command are no option.
        ErrorKind::InvalidValue if argument.starts_with('[') => Error::new(Code::EmptyWord),
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            Error::new(Code::MissingValue).with("option", argument)
        }
        ErrorKind::ArgumentConflict => Error::new(Code::OptionTwice).with("option", argument),
        _ => Error::new(Code::TooManyArguments).with("found", argument),
    }
}

/// An option that nothing has, or that belongs to another command.
fn unknown_option(option: &str, command: Option<&'static str>) -> Error {
    let error = Error::new(Code::UnknownOption).with("option", option).with_some("command", command);
    let owner = COMMANDS.iter().find(|owner| owner.written().any(|known| known == option));
    if let Some(owner) = owner {
        return error.with("owner", owner.name);
    }
    let meant = COMMANDS.iter().find(|known| Some(known.name) == command).unwrap_or(&COMMANDS[0]);
    let known: Vec<String> = meant.written().collect();
    let meant = choices::in_chinese(option).filter(|meant| known.iter().any(|option| option == meant));
    let nearest = meant.map(str::to_owned);
    let near = || nearest_name(option, known.iter().map(String::as_str));
    error.with_some("nearest", nearest.or_else(near))
}

/// The error of a word that starts with another dash than options do: text programs make one of two.
pub fn dashed(word: &OsStr, command: &'static str) -> Option<Error> {
    let word = word.to_str()?;
    let name = word.trim_start_matches(['—', '–', '－', '―', '−', '-']);
    if word.starts_with('-') || name.len() == word.len() || name.is_empty() {
        return None;
    }
    let option = format!("--{}", name.split('=').next().unwrap_or(name));
    let meant = COMMANDS.iter().find(|known| known.name == command)?;
    let known = meant.written().any(|known| known == option).then_some(option);
    let error = Error::new(Code::UnknownOption).with("option", word).with("command", command);
    Some(error.with_some("nearest", known))
}

fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|command| command.name)
}

fn unknown_command(name: &str) -> Error {
    Error::new(Code::UnknownCommand)
        .with("command", name)
        .with_some(
            "nearest",
            choices::in_chinese(name).map(str::to_owned).or_else(|| nearest_name(name, names())),
        )
        .listed("known", names())
}

/// The commands and options with what the catalogue's help says of them, for completions and manuals.
pub fn described(lang: Lang) -> Command {
    let all = help("", lang);
    let about = |text: &'static str, paragraph: usize| {
        joined(text.split("\n\n").nth(paragraph).unwrap_or_default().lines(), lang)
    };
    let said = |name: &str, text: &str| {
        // An option that a short help names in its usage alone means what it means everywhere.
        let everywhere = || said_of(name, all, lang).or_else(|| said_of(name, help("run", lang), lang));
        said_of(name, text, lang).or_else(everywhere).unwrap_or_default()
    };
    let top = ["help", "version", "lang"];
    let mut command = command().version(env!("CARGO_PKG_VERSION")).about(about(all, 0));
    for name in top {
        command = command.mut_arg(name, |arg| arg.help(said(name, all)));
    }
    command = command.mut_arg("lang", |arg| arg.value_name("zh|en"));
    for Options { name, valued, flags } in &COMMANDS {
        let text = help(name, lang);
        command = command.mut_subcommand(name, |mut sub| {
            for option in valued.iter().chain(*flags) {
                sub = sub.mut_arg(option, |arg| arg.help(said(option, text)));
            }
            sub = sub.mut_arg("help", |arg| arg.help(term("man-help", lang).unwrap_or_default()));
            for option in *valued {
                let value = value_of(option, text).or_else(|| value_of(option, help("run", lang)));
                sub = sub.mut_arg(option, |arg| arg.value_name(value.unwrap_or(lang.pick("值", "VALUE"))));
            }
            sub.mut_arg("words", |arg| arg.value_name(words_of(name, text))).about(about(text, 1))
        });
    }
    command
}

/// What an option takes that has no words of its own: a file, a folder.
fn hint(option: &str) -> ValueHint {
    match option {
        "out" | "case" => ValueHint::DirPath,
        "csv" | "graph" | "definitions" => ValueHint::FilePath,
        _ => ValueHint::Other,
    }
}

/// What the default case offers to options and commands that name something of a case.
pub struct Offered {
    /// Identifiers of scenarios.
    pub scenarios: Vec<String>,
    /// Identifiers of zones.
    pub zones: Vec<String>,
    /// Identifiers of targets.
    pub targets: Vec<String>,
}

impl Offered {
    fn by(&self, option: &str) -> &[String] {
        match option {
            "scenario" | "focus" | "among" => &self.scenarios,
            "zone" => &self.zones,
            "target" | "typical-miss" | "typical-hit" => &self.targets,
            _ => &[],
        }
    }
}

/// The described commands with the values of options, for shells; manuals would word them in English.
pub fn completed(lang: Lang, offered: &Offered) -> Command {
    let told = |command: &'static str, arg: Arg| {
        let option = arg.get_id().as_str().to_owned();
        let mut words: Vec<String> =
            choices::words(command, &option).into_iter().map(str::to_owned).collect();
        words.extend_from_slice(offered.by(&option));
        match words.is_empty() {
            true => arg.value_hint(hint(&option)),
            false => arg.value_parser(PossibleValuesParser::new(words)),
        }
    };
    let mut command = described(lang).mut_arg("lang", |arg| told("", arg));
    for Options { name, valued, .. } in &COMMANDS {
        command = command.mut_subcommand(name, |mut sub| {
            for option in *valued {
                sub = sub.mut_arg(option, |arg| told(name, arg));
            }
            let words: Vec<String> = match *name {
                "completions" => choices::names(choices::SHELLS).into_iter().map(str::to_owned).collect(),
                "list" => super::list::KINDS.iter().map(|(kind, _)| (*kind).to_owned()).collect(),
                "case" => super::case::VERBS.map(str::to_owned).to_vec(),
                "man" => names().map(str::to_owned).collect(),
                name if SCENARIOS.contains(&name) => offered.scenarios.clone(),
                _ => Vec::new(),
            };
            // A list shows a line of each command, not all its help.
            let about = sub
                .get_about()
                .map(|about| first_sentence(&about.to_string()).to_owned())
                .unwrap_or_default();
            let sub = sub.about(about);
            match words.is_empty() {
                true => sub,
                false => sub.mut_arg("words", |arg| arg.value_parser(PossibleValuesParser::new(words))),
            }
        });
    }
    command
}

/// Commands whose words are scenarios: files, folders or identifiers.
pub const SCENARIOS: [&str; 4] = ["run", "check", "tables", "compare"];

/// One command with the program's name in front.
///
/// # Errors
/// [`Code::UnknownCommand`] with the nearest.
pub fn one(all: Command, name: &str) -> Result<Command> {
    let found = all.find_subcommand(name).cloned().ok_or_else(|| unknown_command(name))?;
    let lang = all.get_arguments().find(|arg| arg.get_id() == "lang").cloned();
    let full = format!("zonecast {name}");
    Ok(found.args(lang).bin_name(full.clone()).display_name(full))
}

/// The mistake of a value that an option does not take.
pub fn bad(option: &str, found: &str, wanted: &str) -> Error {
    Error::new(Code::BadValue).with("option", option).with("found", found).with("wanted", wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_option_is_described_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            for command in described(lang).get_subcommands() {
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert_eq!(chinese(&about), lang == Lang::Zh, "{}: {about}", command.get_name());
                for arg in command.get_arguments().filter(|arg| arg.get_id() != "words") {
                    let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(text.len() > 3, "{} --{}", command.get_name(), arg.get_id());
                    assert!(lang == Lang::Zh || text.is_ascii(), "{text}");
                }
            }
        }
    }
}
