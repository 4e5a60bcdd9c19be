//! `zonecast coverage`: clause by clause what the policy's measures do.

use super::arguments::Arguments;
use super::{print, run};
use crate::batch::{Settings, coverage, coverage_draws, load_case, own_scenarios, stage};
use crate::error::Result;
use crate::message::term;
use crate::report::{Options, coverage_files, coverage_table};
use crate::script::SECONDS;

/// Measures and scenarios are scripts of their own; together they get so many times the time of one run.
pub(super) const TIMES: u64 = 30;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    arguments.without_words()?;
    let files = own_scenarios(&arguments.case)?;
    let loaded = load_case(&arguments.case, SECONDS * TIMES)?;
    let stop = run::interruptible();
    let staged = stage(&arguments.out)?;
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let bar = run::progress(arguments, coverage_draws());
    let found = coverage(&loaded, &files, settings, &stop, &|draws| bar.inc(draws))?;
    bar.finish_and_clear();
    let options = Options { lang: arguments.lang, wording: arguments.wording, ..Options::default() };
    staged.finish(&coverage_files(&found, &options))?;
    if !arguments.quiet {
        print(&coverage_table(&found, &options));
        let word = term("written-to", arguments.lang).unwrap_or("");
        print(&format!("{word}{}{}\n", arguments.lang.pick("：", ": "), arguments.out.display()));
    }
    Ok(())
}
