//! `zonecast coverage`: clause by clause what the policy's measures do.

use super::arguments::Arguments;
use super::{print, run};
use crate::batch::{
    Coverage, Loaded, Settings, asked, coverage, load_case, own_scenarios, stage, trial_draws,
};
use crate::error::Result;
use crate::message::term;
use crate::report::{Options, coverage_cards, coverage_files, coverage_table};
use crate::script::{SECONDS, Shipped};
use std::sync::atomic::AtomicBool;

/// Measures and scenarios are scripts of their own; together they get so many times the time of one run.
pub(super) const TIMES: u64 = 30;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let loaded = load_case(&arguments.case, SECONDS * TIMES)?;
    let words: Vec<String> = arguments.words.iter().map(|word| word.display().to_string()).collect();
    let options = Options { lang: arguments.lang, wording: arguments.wording, ..Options::default() };
    if !words.is_empty() {
        // Some clauses, measures or targets in full; no file is written.
        let asked = asked(&loaded, &words)?;
        let found = covered(arguments, &loaded, &asked.measures, &run::interruptible())?;
        print(&coverage_cards(&found, &asked.named, &asked.targets, &options));
        return Ok(());
    }
    let stop = run::interruptible();
    let staged = stage(&arguments.out)?;
    let found = all_covered(arguments, &loaded, &stop)?;
    staged.finish(&coverage_files(&found, &options))?;
    if !arguments.quiet {
        print(&coverage_table(&found, &options));
        let word = term("written-to", arguments.lang).unwrap_or("");
        print(&format!("{word}{}{}\n", arguments.lang.pick("：", ": "), arguments.out.display()));
    }
    Ok(())
}

/// Every measure of the library tried on a case, with a bar.
pub(super) fn all_covered(arguments: &Arguments, loaded: &Loaded, stop: &AtomicBool) -> Result<Coverage> {
    covered(arguments, loaded, &asked(loaded, &[])?.measures, stop)
}

fn covered(
    arguments: &Arguments,
    loaded: &Loaded,
    measures: &[Shipped],
    stop: &AtomicBool,
) -> Result<Coverage> {
    let files = own_scenarios(&arguments.case)?;
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let bar = run::progress(arguments, trial_draws(measures.len()));
    let found = coverage(loaded, &files, measures, settings, stop, &|draws| bar.inc(draws))?;
    bar.finish_and_clear();
    Ok(found)
}
