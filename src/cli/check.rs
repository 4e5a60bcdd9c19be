//! `zonecast check`: reads and traces, no simulation.

use super::arguments::Arguments;
use super::{print, remark, remarks};
use crate::batch::{Plan, Settings, benchmark_notes, bind, choose, load_case, prepare};
use crate::error::Result;
use crate::message::term;
use crate::script::SECONDS;

/// Runs the command; without a word it checks the scenarios that come with the case.
pub fn check(arguments: &Arguments) -> Result<()> {
    let files = choose(&arguments.case, &arguments.words)?;
    let prepared = prepare(load_case(&arguments.case, SECONDS)?, &files)?;
    prepared.model.case.notes.iter().for_each(|note| remark(note, arguments.lang));
    benchmark_notes(&prepared)?.iter().for_each(|note| remark(note, arguments.lang));
    remarks(&prepared.scenarios, arguments);
    // Binding finds what only the whole shows: targets without indicator, circular equations.
    let settings = Settings { draws: 1, seed: arguments.seed, threads: arguments.threads };
    bind(&prepared, settings, Plan::default())?;
    let fine = term("all-fine", arguments.lang).unwrap_or("");
    let names: Vec<&str> = prepared
        .scenarios
        .iter()
        .map(|t| arguments.lang.pick(&t.scenario.label.zh, &t.scenario.label.en))
        .collect();
    let (colon, comma) = (arguments.lang.pick("：", ": "), arguments.lang.pick("、", ", "));
    print(&format!("{fine}{colon}{}\n", names.join(comma)));
    Ok(())
}
