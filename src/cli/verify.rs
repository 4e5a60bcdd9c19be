//! `zonecast verify`: run again what a summary records and confirm every number.

use super::arguments::Arguments;
use super::coverage::TIMES;
use super::{print, run};
use crate::batch::{recorded, verify};
use crate::error::{Code, Error, Result};
use crate::message::{fill, term};
use crate::script::SECONDS;

/// Differences that are named one by one.
const SHOWN: usize = 20;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let Some((path, scripts)) = arguments.words.split_first() else {
        return Err(Error::new(Code::MissingArgument).with("argument", "@a-summary"));
    };
    let recorded = recorded(path, &arguments.case, scripts, (arguments.threads, SECONDS * TIMES))?;
    let stop = run::interruptible();
    let bar = run::progress(arguments, recorded.draws());
    let verified = verify(&recorded, &stop, &|draws| bar.inc(draws))?;
    bar.finish_and_clear();
    let say = |key: &str, args: &[(&str, &str)]| {
        let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let text = fill(term(key, arguments.lang).unwrap_or_default(), arguments.lang, value);
        print(&format!("{text}\n"));
    };
    for difference in verified.differences.iter().take(SHOWN) {
        let none = term("verify-lacking", arguments.lang).unwrap_or_default();
        let shown = |text: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
        let (before, now) = (shown(&difference.recorded), shown(&difference.found));
        say("verify-difference", &[("path", &difference.path), ("recorded", &before), ("found", &now)]);
    }
    match verified.differences.len() {
        0 => {
            say("verify-same", &[("n", &verified.numbers.to_string())]);
            Ok(())
        }
        n => Err(Error::new(Code::NumbersDiffer).with("n", n).with("of", verified.numbers)),
    }
}
