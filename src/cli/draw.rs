//! `zonecast draw`: one future in full.

use super::arguments::{Arguments, MOST_DRAWS};
use super::{print, remark, remarks, run};
use crate::batch::{
    Sampler, Settings, Wanted, load_case, quoted, reading_note, scope_named, tell, trace_among, write_new,
};
use crate::error::{Code, Error, Result};
use crate::report::{DrawPage, draw_csv, draw_text};
use crate::script::SECONDS;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let words = &arguments.draw;
    let mut wanted = wanted(arguments)?;
    let loaded = load_case(&arguments.case, SECONDS)?;
    let loaded = if arguments.no_redrawing { loaded.without_redrawing() } else { loaded };
    let case = loaded.model.case.clone();
    let zone = words.zone.as_deref().map(|name| case.zone_named(name)).transpose()?;
    if let (Some(name), Wanted::Typical(_, _, scope)) = (&words.scope, &mut wanted) {
        *scope = Some(scope_named(&case, name)?);
    }
    let mut notes = Vec::new();
    for name in [&words.target, &words.miss, &words.hit].into_iter().flatten() {
        notes.extend(reading_note(&case, name)?);
    }
    let among = words.among.as_deref();
    if among.is_some() && arguments.sampler != Sampler::Sobol {
        let error = Error::new(Code::OptionNeeds).with("option", "--among");
        return Err(error.with("needs", "@sobol-option"));
    }
    let (model, traced, run) = trace_among(&arguments.case, loaded, words.scenario.as_deref(), among)?;
    let stop = run::interruptible();
    let settings = Settings { draws: arguments.draws, seed: arguments.seed, threads: arguments.threads };
    let asked = (&wanted, words.target.as_deref());
    let told = tell(&case, &traced, asked, (arguments.sampler, &run), settings, &stop)
        .map_err(|error| quoted(error, &model, std::slice::from_ref(&traced)))?;
    let page = DrawPage {
        case: &case,
        draw: &told.draw,
        picked: told.picked,
        draws: told.draws,
        why: told.why.as_ref(),
        zone,
        all_years: words.all_years,
        lang: arguments.lang,
    };
    if let Some(path) = &words.csv {
        write_new(path, &draw_csv(&page))?;
    }
    remarks(std::slice::from_ref(&traced), arguments);
    notes.iter().for_each(|note| remark(note, arguments.lang));
    print(&draw_text(&page));
    Ok(())
}

/// The draw asked for: a number, or a typical one of exactly one kind.
fn wanted(arguments: &Arguments) -> Result<Wanted> {
    let words = &arguments.draw;
    let found = arguments.words.first().map(|word| word.display().to_string());
    let both =
        |found: &str, option: &str| Error::new(Code::NotBoth).with("found", found).with("option", option);
    let option = if words.miss.is_some() { "--typical-miss" } else { "--typical-hit" };
    let wanted = match (found, &words.miss, &words.hit) {
        (_, Some(_), Some(_)) => return Err(both("--typical-hit", option)),
        (Some(found), None, None) => {
            if let Some(second) = arguments.words.get(1) {
                return Err(Error::new(Code::TooManyArguments).with("found", second.display()));
            }
            let number = found.parse::<u64>().ok().filter(|number| *number < MOST_DRAWS);
            let wrong = Error::new(Code::BadValue).with("option", "draw").with("found", &found);
            Wanted::Number(number.ok_or(wrong.with("wanted", "@a-draw-number"))?)
        }
        (Some(found), ..) => return Err(both(&format!("draw {found}"), option)),
        (None, Some(miss), None) => Wanted::Typical(miss.clone(), false, None),
        (None, None, Some(hit)) => Wanted::Typical(hit.clone(), true, None),
        (None, None, None) => return Err(Error::new(Code::MissingArgument).with("argument", "@draw-number")),
    };
    match (&wanted, &words.scope) {
        (Wanted::Number(_), Some(_)) => {
            let error = Error::new(Code::OptionNeeds).with("option", "--scope");
            Err(error.with("needs", "@typical-options"))
        }
        _ => Ok(wanted),
    }
}
