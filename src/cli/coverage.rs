//! `zonecast coverage`: clause by clause what the policy's measures do.

use super::arguments::Arguments;
use super::{print, run};
use crate::batch::{
    Asked, Loaded, ScenarioFile, Settings, asked, coverage, load_case, own_scenarios, stage, trial_draws,
};
use crate::error::Result;
use crate::message::term;
use crate::report::{Options, coverage_cards, coverage_files, coverage_table};
use crate::script::SECONDS;

/// Measures and scenarios are scripts of their own; together they get so many times the time of one run.
pub(super) const TIMES: u64 = 30;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let files = own_scenarios(&arguments.case)?;
    let loaded = load_case(&arguments.case, SECONDS * TIMES)?;
    let words: Vec<String> = arguments.words.iter().map(|word| word.display().to_string()).collect();
    let asked = asked(&loaded, &words)?;
    if !words.is_empty() {
        return cards(arguments, &loaded, &files, &asked);
    }
    let stop = run::interruptible();
    let staged = stage(&arguments.out)?;
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let bar = run::progress(arguments, trial_draws(asked.measures.len()));
    let found = coverage(&loaded, &files, &asked.measures, settings, &stop, &|draws| bar.inc(draws))?;
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

/// Some clauses, measures or targets in full; no file is written.
fn cards(arguments: &Arguments, loaded: &Loaded, files: &[ScenarioFile], asked: &Asked) -> Result<()> {
    let stop = run::interruptible();
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let bar = run::progress(arguments, trial_draws(asked.measures.len()));
    let found = coverage(loaded, files, &asked.measures, settings, &stop, &|draws| bar.inc(draws))?;
    bar.finish_and_clear();
    let options = Options { lang: arguments.lang, wording: arguments.wording, ..Options::default() };
    print(&coverage_cards(&found, &asked.named, &asked.targets, &options));
    Ok(())
}
