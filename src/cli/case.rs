//! `zonecast case new` and `zonecast case check`: a case of one's own.

use super::arguments::Arguments;
use super::{complain, print, remark};
use crate::batch::{Looked, look_through, new_case, stage};
use crate::error::{Code, Error, Result};
use crate::message::term;
use crate::report::{Template, history_chart};
use crate::script::SECONDS;
use std::path::Path;

/// Most zones of a template.
pub const MOST_ZONES: u64 = 200;

/// What the command does.
pub const VERBS: [&str; 2] = ["new", "check"];

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let (what, folder) = match arguments.words.as_slice() {
        [what, folder] => (what.display().to_string(), folder),
        [] => return Err(Error::new(Code::MissingArgument).with("argument", "@case-verb")),
        [_] => return Err(Error::new(Code::MissingArgument).with("argument", "@a-case-folder")),
        [_, _, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    let elsewhere = |option: &str, command: &str| {
        Err(Error::new(Code::CaseOption).with("option", option).with("command", command))
    };
    let words = &arguments.case_words;
    match what.as_str() {
        "new" if words.out.is_some() => elsewhere("--out", "case check"),
        "new" => new(arguments, folder),
        "check" if words.zones.is_some() => elsewhere("--zones", "case new"),
        "check" if words.workbooks.is_some() => elsewhere("--format", "case new"),
        "check" => check(arguments, folder),
        _ => Err(Error::new(Code::BadValue)
            .with("option", "case")
            .with("found", what)
            .with("wanted", "@case-verb-wanted")),
    }
}

fn new(arguments: &Arguments, folder: &Path) -> Result<()> {
    let words = &arguments.case_words;
    let template = Template {
        zones: words.zones.unwrap_or(3),
        workbooks: words.workbooks.unwrap_or(false),
        lang: arguments.lang,
    };
    let written = new_case(folder, template)?;
    written.iter().for_each(|path| print(&format!("{}\n", path.display())));
    Ok(())
}

fn check(arguments: &Arguments, folder: &Path) -> Result<()> {
    let lang = arguments.lang;
    let Looked { case, labels, found } = look_through(folder, SECONDS)?;
    found.remarks.iter().for_each(|note| remark(note, lang));
    found.wrong.iter().for_each(|error| complain(error, lang));
    if let Some(out) = &arguments.case_words.out {
        let (files, warnings) = history_chart(&case, &labels, lang)?;
        warnings.iter().for_each(|warning| remark(warning, lang));
        stage(out)?.finish(&files)?;
    }
    if !found.wrong.is_empty() {
        return Err(Error::new(Code::CaseFaults).with("n", found.wrong.len()));
    }
    let name = lang.pick(&case.name.zh, &case.name.en);
    print(&format!("{}{}{name}\n", term("all-fine", lang).unwrap_or(""), lang.pick("：", ": ")));
    Ok(())
}
