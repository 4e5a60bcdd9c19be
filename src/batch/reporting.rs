//! Reports added to the files of a run.
//!
//! Owns which scenario a word of `--focus` means. Never: computes or words anything.

use super::comparing::against_first;
use super::{PreparedTables, Settings};
use crate::analysis::Reported;
use crate::analysis::tables::Tables;
use crate::error::{Code, Error, Result, nearest_name};
use crate::report::json::report_json;
use crate::report::terminal::brief;
use crate::report::{Compared, Format, NamedBytes, Options, Source, reports, told_in_detail};
use crate::summary::Summary;
use std::sync::atomic::AtomicBool;

/// What reports were asked for.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Formats; none for no report.
    pub formats: Vec<Format>,
    /// Whether likelihoods stand in brackets.
    pub internal: bool,
    /// Scenario told in detail, by id or title; chosen by the report if none.
    pub focus: Option<String>,
}

impl Report {
    /// Index of the scenario told in detail.
    ///
    /// # Errors
    /// [`Code::UnknownScenario`] for a focus that was not run.
    pub fn told_in_detail(&self, summary: &Summary) -> Result<usize> {
        let asked = self.focus.as_deref().map(|word| focus(summary, word)).transpose()?;
        Ok(asked.unwrap_or_else(|| told_in_detail(summary)))
    }
}

/// Draws that amounts are compared over: with common luck enough to tell small changes.
const COMPARED: u64 = 4096;

/// Adds the reports to the files of a run; gives the warnings of drawing.
///
/// # Errors
/// [`Code::UnknownScenario`] for a focus that was not run; those of writing a report.
pub fn add_reports(
    files: &mut Vec<NamedBytes>,
    (prepared, settings): (&PreparedTables, Settings),
    (summary, tables): (&Summary, &Tables),
    (report, options): (&Report, &Options),
    stop: &AtomicBool,
) -> Result<Vec<Error>> {
    let focus = report.told_in_detail(summary)?;
    let numbers = reported((prepared, settings), (summary, tables), focus, stop)?;
    let compared = Compared { differences: &numbers.differences, draws: numbers.compared };
    let case = &prepared.run().model.case;
    let source = Source { case, summary, tables, focus: Some(focus), compared };
    let (written, warnings) = reports(&source, &report.formats, options, report.internal)?;
    files.push(report_json(&numbers));
    for file in written {
        // A figure of the report may be a chart that was drawn already.
        match files.iter_mut().find(|known| known.name == file.name) {
            Some(known) => *known = file,
            None => files.push(file),
        }
    }
    Ok(warnings)
}

/// The numbers of a report that the summary does not have, with this scenario told in detail.
///
/// # Errors
/// Those of binding and simulating.
pub(super) fn reported(
    (prepared, settings): (&PreparedTables, Settings),
    (summary, tables): (&Summary, &Tables),
    focus: usize,
    stop: &AtomicBool,
) -> Result<Reported> {
    let draws = settings.draws.min(COMPARED);
    // The first scenario differs in nothing from itself.
    let differences = match focus {
        0 => Vec::new(),
        at => against_first(prepared.run(), at, Settings { draws, ..settings }, stop)?,
    };
    Ok(Reported::new((summary, focus), (differences, draws), tables))
}

fn focus(summary: &Summary, word: &str) -> Result<usize> {
    let names = |at: usize| {
        let scenario = &summary.scenarios[at];
        let (zh, en) = (scenario.name.zh.as_str(), scenario.name.en.as_str());
        [scenario.id.as_str(), zh, en, brief(zh), brief(en)]
    };
    let all = 0..summary.scenarios.len();
    all.clone().find(|&at| names(at).contains(&word)).ok_or_else(|| {
        let ids = summary.scenarios.iter().map(|s| s.id.as_str());
        Error::new(Code::UnknownScenario)
            .with("scenario", word)
            .with_some("nearest", nearest_name(word, all.flat_map(names)))
            .listed("known", ids)
    })
}
