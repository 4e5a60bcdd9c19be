//! `zonecast draw`: one future in full.

use super::arguments::Arguments;
use super::{print, remarks, run};
use crate::batch::{Settings, Wanted, load_case, target_named, tell, trace_one, write_new, zone_named};
use crate::error::{Code, Error, Result};
use crate::report::{DrawPage, draw_csv, draw_text};
use crate::script::SECONDS;

/// Whole numbers up to here have an exact decimal reading everywhere.
const LAST_DRAW: u64 = 1 << 53;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let words = &arguments.draw;
    let wanted = wanted(arguments)?;
    let loaded = load_case(&arguments.case, SECONDS)?;
    let loaded = if arguments.no_redrawing { loaded.without_redrawing() } else { loaded };
    let case = loaded.model.case.clone();
    let zone = words.zone.as_deref().map(|name| zone_named(&case, name)).transpose()?;
    for name in [&words.target, &words.miss, &words.hit].into_iter().flatten() {
        target_named(&case, name)?;
    }
    let (_, traced) = trace_one(&arguments.case, loaded, words.scenario.as_deref())?;
    let stop = run::interruptible();
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let told = tell(&case, &traced, &wanted, words.target.as_deref(), settings, &stop)?;
    let page = DrawPage {
        case: &case,
        draw: &told.draw,
        picked: told.picked,
        why: told.why.as_ref(),
        zone,
        all_years: words.all_years,
        lang: arguments.lang,
    };
    if let Some(path) = &words.csv {
        write_new(path, &draw_csv(&page))?;
    }
    remarks(std::slice::from_ref(&traced), arguments);
    print(&draw_text(&page));
    Ok(())
}

/// The draw asked for: a number, or a typical one of exactly one kind.
fn wanted(arguments: &Arguments) -> Result<Wanted> {
    let words = &arguments.draw;
    let found = arguments.words.first().map(|word| word.display().to_string());
    match (found, &words.miss, &words.hit) {
        (None, Some(miss), None) => Ok(Wanted::Typical(miss.clone(), false)),
        (None, None, Some(hit)) => Ok(Wanted::Typical(hit.clone(), true)),
        (None, None, None) => Err(Error::new(Code::MissingArgument).with("argument", "@draw-number")),
        (None, Some(_), Some(_)) => Err(Error::new(Code::TooManyArguments).with("found", "--typical-hit")),
        (Some(found), None, None) => {
            if let Some(second) = arguments.words.get(1) {
                return Err(Error::new(Code::TooManyArguments).with("found", second.display()));
            }
            let number = found.parse::<u64>().ok().filter(|number| *number <= LAST_DRAW);
            let wrong = Error::new(Code::BadValue).with("option", "draw").with("found", &found);
            number.map(Wanted::Number).ok_or(wrong.with("wanted", "@a-draw-number"))
        }
        (Some(found), ..) => Err(Error::new(Code::TooManyArguments).with("found", found)),
    }
}
