//! `zonecast run`: simulate, show the table, write the folder.

use super::arguments::Arguments;
use super::coverage::{TIMES, all_covered};
use super::{memory, print, remark, remarks};
use crate::batch::{
    Keep, Kept, Plan, Settings, Work, add_reports, check_charts, check_kept, choose, files, importance,
    keep_draws, load_case, own_scenarios, prepare, stage,
};
use crate::error::Result;
use crate::message::term;
use crate::report::{self, NamedBytes, Options, coverage_files, terminal};
use crate::script::SECONDS;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let start = Instant::now();
    let charts = report::parse(&arguments.charts)?;
    let files_to_run = choose(&arguments.case, &arguments.words)?;
    let wanted = !arguments.report.formats.is_empty();
    // A report tries measures one by one, and their scripts share one clock.
    let loaded = load_case(&arguments.case, if wanted { SECONDS * TIMES } else { SECONDS })?;
    let loaded = if arguments.no_redrawing { loaded.without_redrawing() } else { loaded };
    let work = Work::new(loaded, &files_to_run, wanted)?;
    if arguments.coverage {
        // What the coverage will trace at the end must be in order before anything is simulated.
        prepare(load_case(&arguments.case, SECONDS * TIMES)?, &own_scenarios(&arguments.case)?)?;
    }
    let prepared = work.run();
    check_charts(prepared, &charts)?;
    let fewest = arguments.keep_draws.map(|wanted| wanted.min(arguments.draws));
    fewest.map(|draws| check_kept(prepared, draws)).transpose()?;
    if !arguments.quiet {
        remarks(&prepared.scenarios, arguments);
    }
    // From here on there is something to clean up, so Ctrl-C no longer just ends the program.
    let stop = interruptible();
    let mut staged = stage(&arguments.out)?;
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let once = work.draws(settings);
    let bar = progress(arguments, once);
    let Arguments { sampler, until, line, exact, .. } = *arguments;
    let plan = Plan { sampler, until, line, exact };
    let tick = |draws| advance(&bar, once, draws, arguments);
    let (drawing, internal) = (arguments.drawing, arguments.report.internal);
    let options = Options { lang: arguments.lang, wording: arguments.wording, drawing, internal };
    let (mut summary, found) = work.simulate((settings, plan), &stop, &tick)?;
    if found.is_some() {
        let told = arguments.report.told_in_detail(&summary)?;
        summary.importance = Some(importance(prepared, (&summary, told), settings, &stop)?);
    }
    bar.finish_and_clear();
    let keep = |draws| {
        let keep = Keep { draws, parquet: arguments.parquet };
        keep_draws(prepared, (settings, plan), keep, (&summary, &options), &mut staged, &stop)
    };
    let kept = arguments.keep_draws.map(keep).transpose()?;
    let (mut written, mut warnings) = files(&summary, &charts, &options)?;
    #[cfg(feature = "parquet")]
    if arguments.parquet {
        written.extend(report::parquet_tables(&written, &options)?);
    }
    if let (Work::Reported(prepared), Some(found)) = (&work, &found) {
        let (asked, run) = ((&arguments.report, &options), (&**prepared, settings));
        let of_report = add_reports(&mut written, run, (&summary, found), asked, &stop)?;
        // A chart that stands in a report too has had its say.
        warnings.extend(of_report.into_iter().filter(|w| !warnings.contains(w)).collect::<Vec<_>>());
    }
    if arguments.coverage {
        written.extend(coverage_of_run(arguments, &stop, &options)?);
    }
    if stop.load(Ordering::Relaxed) {
        return Err(crate::error::Error::new(crate::error::Code::Interrupted));
    }
    staged.finish(&written)?;
    warnings.iter().for_each(|w| remark(w, arguments.lang));
    if !arguments.quiet {
        print(&terminal::table(&summary, &options));
        let word = |key| term(key, arguments.lang).unwrap_or(key);
        let colon = arguments.lang.pick("：", ": ");
        if let Some(kept) = kept {
            print(&said_of(kept, word("kept-note")));
        }
        let memory = memory::peak().map(|peak| format!("    {}{colon}{peak:.0} MB", word("peak-memory")));
        print(&format!(
            "{}{colon}{}    {}{colon}{:.1} s{}\n",
            word("written-to"),
            arguments.out.display(),
            word("seconds-taken"),
            start.elapsed().as_secs_f64(),
            memory.unwrap_or_default()
        ));
    }
    Ok(())
}

/// The files of `zonecast coverage` for the run's case and seed.
fn coverage_of_run(arguments: &Arguments, stop: &AtomicBool, options: &Options) -> Result<Vec<NamedBytes>> {
    let loaded = load_case(&arguments.case, SECONDS * TIMES)?;
    let loaded = if arguments.no_redrawing { loaded.without_redrawing() } else { loaded };
    let found = all_covered(arguments, &loaded, stop)?;
    Ok(coverage_files(&found, options))
}

/// The line on `draws.csv`.
fn said_of(kept: Kept, note: &str) -> String {
    let size = format!("{:.1}", kept.bytes as f64 / 1e6);
    format!("{}\n", note.replace("{draws}", &kept.draws.to_string()).replace("{size}", &size))
}

/// Moves the bar on; draws that come again, for exact percentiles, make it longer and change its words.
fn advance(bar: &ProgressBar, once: u64, draws: u64, arguments: &Arguments) {
    let (position, length) = (bar.position() + draws, bar.length().unwrap_or(0));
    if arguments.exact && position > length {
        bar.set_length(length + once);
        bar.set_message(term("second-pass", arguments.lang).unwrap_or(""));
    }
    bar.inc(draws);
}

/// A flag that Ctrl-C sets, and so does a request to end (SIGTERM, SIGHUP): what was begun is
/// removed and the exit code is 130 for all of them. A second one ends the program at once.
pub(super) fn interruptible() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    // Without a handler (none can be set twice) Ctrl-C simply ends the program.
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    stop
}

/// A bar on a terminal, none in a pipe.
pub(super) fn progress(arguments: &Arguments, length: u64) -> ProgressBar {
    if arguments.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    let word = term("simulating", arguments.lang).unwrap_or("");
    let style = ProgressStyle::with_template("{msg} {bar:40} {percent:>3}% {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(word);
    bar
}
