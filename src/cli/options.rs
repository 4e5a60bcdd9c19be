//! The commands and their options, and what is said of a wrong one.

use crate::error::{Code, Error, nearest_name};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};
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

const COMMANDS: [Options; 12] = [
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
            "wording",
            "report",
            "focus",
        ],
        flags: &["quiet", "no-redrawing", "exact", "internal"],
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
            "seed",
            "threads",
            "csv",
        ],
        flags: &["all-years", "no-redrawing"],
    },
    Options { name: "model", valued: &["case", "graph"], flags: &[] },
    Options { name: "verify", valued: &["case", "threads"], flags: &["quiet"] },
    Options { name: "new", valued: &["case"], flags: &[] },
    Options {
        name: "watch",
        valued: &["case", "draws", "seed", "threads", "wording"],
        flags: &["no-redrawing"],
    },
    Options { name: "explain-error", valued: &[], flags: &[] },
    Options { name: "reference", valued: &["case", "format", "definitions"], flags: &[] },
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
    error.with_some("nearest", nearest_name(option, known.iter().map(String::as_str)))
}

fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|command| command.name)
}

fn unknown_command(name: &str) -> Error {
    Error::new(Code::UnknownCommand)
        .with("command", name)
        .with_some("nearest", nearest_name(name, names()))
        .listed("known", names())
}
