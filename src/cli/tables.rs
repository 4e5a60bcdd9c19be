//! `zonecast tables`: what departments need of a scenario.

use super::arguments::Arguments;
use super::coverage::TIMES;
use super::{print, remarks, run};
use crate::batch::{Plan, Settings, choose, load_case, prepare_tables, stage, tables};
use crate::error::{Code, Error, Result};
use crate::message::term;
use crate::report::{Options, tables_files, tables_text};
use crate::script::SECONDS;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    if let Some(second) = arguments.words.get(1) {
        return Err(Error::new(Code::TooManyArguments).with("found", second.display()));
    }
    let files = choose(&arguments.case, &arguments.words)?;
    // All four tables of one scenario fit the terminal; a folder of several gets the overview.
    let chosen = !arguments.words.is_empty() && files.len() == 1;
    let loaded = load_case(&arguments.case, SECONDS * TIMES)?;
    let loaded = if arguments.no_redrawing { loaded.without_redrawing() } else { loaded };
    let prepared = prepare_tables(loaded, &files)?;
    if !arguments.quiet {
        remarks(prepared.scenarios(), arguments);
    }
    let stop = run::interruptible();
    let staged = stage(&arguments.out)?;
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let bar = run::progress(arguments, prepared.draws(settings));
    let how = (Plan { sampler: arguments.sampler, ..Plan::default() }, arguments.by);
    let (summary, found) = tables(&prepared, settings, how, &stop, &|draws| bar.inc(draws))?;
    bar.finish_and_clear();
    let options = Options { lang: arguments.lang, wording: arguments.wording, ..Options::default() };
    staged.finish(&tables_files(&summary, &found, &options))?;
    if !arguments.quiet {
        print(&tables_text(&summary, &found, chosen, &options));
        let word = term("written-to", arguments.lang).unwrap_or("");
        print(&format!("{word}{}{}\n", arguments.lang.pick("：", ": "), arguments.out.display()));
    }
    Ok(())
}
