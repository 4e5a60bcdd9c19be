//! The command line: reads words, calls `batch`, prints.
//!
//! Owns exit codes (0 done, 1 the input is wrong, 2 wrong usage, 3 the disk
//! refused, 130 interrupted by Ctrl-C or a request to end) and all printing.
//! Never: simulates or lays out.

mod arguments;
mod case;
mod changes;
mod check;
mod choices;
mod compare;
mod coverage;
mod draw;
mod explain;
mod list;
mod manual;
mod memory;
mod model;
mod new;
mod options;
mod reference;
mod run;
mod shells;
mod tables;
mod told;
mod verify;
mod watch;

use crate::error::{Code, Error};
use crate::message::help::{examples, help};
use crate::message::{Lang, excerpt, fill, say, term};
use arguments::{Arguments, Parsed};
use std::process::ExitCode;

/// Runs the command line; the first argument is the program's name.
pub fn main(words: Vec<std::ffi::OsString>) -> ExitCode {
    let lang = arguments::language(&words);
    let result = match arguments::parse(words) {
        Ok(Parsed::Help(command)) => {
            print(help(&command, lang));
            print(&examples::below(&command, lang));
            Ok(())
        }
        Ok(Parsed::Version) => {
            print(concat!("zonecast ", env!("CARGO_PKG_VERSION"), "\n"));
            Ok(())
        }
        Ok(Parsed::Command(arguments)) => match arguments.command.as_str() {
            "run" => run::run(&arguments),
            "check" => check::check(&arguments),
            "list" => list::list(&arguments),
            "model" => model::model(&arguments),
            "coverage" => coverage::run(&arguments),
            "tables" => tables::run(&arguments),
            "draw" => draw::run(&arguments),
            "verify" => verify::run(&arguments),
            "changes" => changes::run(&arguments),
            "compare" => compare::run(&arguments),
            "case" => case::run(&arguments),
            "watch" => watch::watching(&arguments),
            "explain-error" => explain::run(&arguments),
            "completions" => shells::completions(&arguments),
            "man" => shells::man(&arguments),
            "reference" => reference::run(&arguments),
            _ => new::new(&arguments),
        },
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error, lang);
            ExitCode::from(exit_code(error.code))
        }
    }
}

fn exit_code(code: Code) -> u8 {
    match code {
        Code::Interrupted => 130,
        Code::CannotWrite => 3,
        // Asking for a chart or an option that is not there is wrong usage.
        Code::UnknownChart | Code::NoBand | Code::ForeignOutput => 2,
        code if code.number() / 100 == 4
            && !matches!(code, Code::NoScenario | Code::SameStem | Code::NoTypicalDraw)
            && !matches!(
                code,
                Code::NotASummary
                    | Code::OtherSchema
                    | Code::SummaryLacks
                    | Code::SummaryUnread
                    | Code::OtherCase
            )
            && !matches!(code, Code::OtherInputs | Code::NumbersDiffer | Code::CannotReport)
            && !matches!(code, Code::CaseFaults) =>
        {
            2
        }
        _ => 1,
    }
}

/// Prints to standard output; a closed pipe ends the output in peace.
fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Each mistake on standard error with the line it points to, how many there are, and where more is said.
fn complain(error: &Error, lang: Lang) {
    use std::io::Write;
    let word = lang.pick("错误", "error");
    let mut text = String::new();
    for mistake in error.each() {
        text += &format!("{word} {}: {}\n", mistake.code.id(), say(mistake, lang));
        text += &excerpt(mistake).unwrap_or_default();
    }
    let args = [("n", (error.more.len() + 1).to_string()), ("code", error.code.id())];
    let mut say = |key: &str| {
        let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, v)| v.as_str());
        text += &format!("{}\n", fill(term(key, lang).unwrap_or_default(), lang, value));
    };
    if !error.more.is_empty() {
        say("error-count");
    }
    // Wrong usage says itself what would be right.
    if ![2, 130].contains(&exit_code(error.code)) {
        say("explain-hint");
    }
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// A note or warning on standard error.
fn remark(error: &Error, lang: Lang) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{}", say(error, lang));
}

/// Notes and printed lines of traced scenarios.
fn remarks(scenarios: &[crate::script::Traced], arguments: &Arguments) {
    use std::io::Write;
    for traced in scenarios {
        traced.printed.iter().for_each(|line| {
            let _ = writeln!(std::io::stderr(), "{}: {line}", traced.scenario.label.id);
        });
        for note in &traced.notes {
            remark(note, arguments.lang);
            // Who checks looks for what to mend; with results on the screen a line each is enough.
            if arguments.command == "check" {
                let _ = std::io::stderr().write_all(excerpt(note).unwrap_or_default().as_bytes());
            }
        }
    }
}
