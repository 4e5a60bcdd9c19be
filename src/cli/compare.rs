//! `zonecast compare`: scenarios against the first one named.

use super::arguments::Arguments;
use super::{print, remark, remarks, run};
use crate::batch::{Settings, choose, compare, load_case, prepare_compared, script_pairs, stage};
use crate::error::{Code, Error, Result};
use crate::message::{fill, term};
use crate::report::{Comparison, NamedBytes, Options, compare_files, compare_text, json::summary_json};
use crate::script::SECONDS;

/// Lines of scripts that differ and still stand on the terminal.
const LINES: usize = 30;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    if arguments.words.is_empty() {
        return Err(Error::new(Code::MissingArgument).with("argument", "@two-scenarios"));
    }
    let files = choose(&arguments.case, &arguments.words)?;
    let loaded = load_case(&arguments.case, SECONDS)?;
    let loaded = if arguments.no_redrawing { loaded.without_redrawing() } else { loaded };
    let prepared = prepare_compared(loaded, &files)?;
    if !arguments.quiet {
        remarks(&prepared.scenarios, arguments);
    }
    let stop = run::interruptible();
    let staged = stage(&arguments.out)?;
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    // Every draw is simulated twice: for the counts, and for the differences of the indicators.
    let bar = run::progress(arguments, 2 * settings.draws * files.len() as u64);
    let compared = compare(&prepared, settings, &stop, &|draws| bar.inc(draws))?;
    bar.finish_and_clear();
    let options = Options { lang: arguments.lang, wording: arguments.wording, ..Options::default() };
    let comparison = Comparison { summary: &compared.summary, differences: &compared.differences };
    let (mut written, warnings) = compare_files(&comparison, &options)?;
    let pairs = script_pairs(&files, &prepared.scenarios);
    let diff: String = pairs.iter().map(|pair| pair.diff.as_str()).collect();
    written.push(NamedBytes { name: "scripts.diff".into(), bytes: diff.into_bytes() });
    written.push(summary_json(&compared.summary));
    staged.finish(&written)?;
    warnings.iter().for_each(|w| remark(w, arguments.lang));
    if arguments.quiet {
        return Ok(());
    }
    print(&compare_text(&comparison, &options));
    for pair in &pairs {
        let key = match (pair.based, pair.lines) {
            (true, _) => "compare-script-based",
            (false, (0, 0)) => "compare-script-same",
            (false, _) => "compare-script",
        };
        let (fewer, more) = (pair.lines.0.to_string(), pair.lines.1.to_string());
        let args = [("first", &pair.files.0), ("other", &pair.files.1), ("fewer", &fewer), ("more", &more)];
        let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, v)| v.as_str());
        let mut line = fill(term(key, arguments.lang).unwrap_or_default(), arguments.lang, value);
        let long = pair.lines.0 + pair.lines.1 > LINES;
        if long {
            line += term("compare-script-long", arguments.lang).unwrap_or_default();
        }
        print(&format!("{line}\n"));
        if !long {
            print(&pair.diff);
        }
    }
    let word = term("written-to", arguments.lang).unwrap_or("");
    print(&format!("{word}{}{}\n", arguments.lang.pick("：", ": "), arguments.out.display()));
    Ok(())
}
