//! `zonecast watch FILE`: the table again after every save.

use super::arguments::Arguments;
use super::{complain, print, remarks, run};
use crate::batch::{Settings, watch};
use crate::error::{Code, Error, Result};
use crate::message::{fill, term};
use crate::report::{Options, since, terminal};
use std::io::{IsTerminal, Write};
use std::sync::atomic::Ordering;

/// Runs the command; Ctrl-C is its ordinary end.
pub fn watching(arguments: &Arguments) -> Result<()> {
    let word = match arguments.words.as_slice() {
        [one] => one,
        [] => return Err(Error::new(Code::MissingArgument).with("argument", "@a-scenario-to-watch")),
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let options = Options { lang: arguments.lang, wording: arguments.wording, ..Options::default() };
    let stop = run::interruptible();
    let say = |key: &str, args: &[(&str, &str)]| {
        let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        print(&format!("{}\n", fill(term(key, arguments.lang).unwrap_or_default(), arguments.lang, value)));
    };
    let (mut nothing, mut before, mut found) = (None, None, false);
    watch(&arguments.case, word, settings, arguments.no_redrawing, &stop, &mut |seen| {
        if std::io::stdout().is_terminal() {
            // Clears the screen and what was scrolled out of it.
            print("\u{1b}[2J\u{1b}[3J\u{1b}[H");
            // Before anything goes to standard error, which does not wait for a line end.
            let _ = std::io::stdout().flush();
        }
        let seen_once = std::mem::replace(&mut found, true);
        match seen {
            Ok(seen) => {
                print(&terminal::table(&seen.summary, &options));
                remarks(&seen.scenarios, arguments);
                let changed = before.as_ref().and_then(|before| since(before, &seen.summary, &options));
                changed.iter().for_each(|changed| print(&format!("{changed}\n")));
                before = Some(seen.summary);
                let (draws, took) = (arguments.draws.to_string(), format!("{:.2}", seen.took.as_secs_f64()));
                say("watch-done", &[("draws", &draws), ("seconds", &took)]);
            }
            // What never was there cannot be saved again; a file that went away for a moment can.
            Err(error) if error.code == Code::UnknownScenario && !seen_once => {
                nothing = Some(error);
                stop.store(true, Ordering::Relaxed);
            }
            Err(error) => {
                complain(&error, arguments.lang);
                say("watch-wrong", &[]);
            }
        }
    });
    if let Some(error) = nothing {
        return Err(error);
    }
    // The line on which Ctrl-C was typed is left behind.
    print("\n");
    Ok(())
}
