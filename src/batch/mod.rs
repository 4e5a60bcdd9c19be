//! From files to files: reads a case and scenarios, runs them, writes the output folder.
//!
//! Owns the order of work and everything that touches disk or clock in a run.
//! Never: prints; it hands texts and bytes to whoever called.

mod case_files;
mod changes;
mod channels;
mod comparing;
mod coverage;
mod draw;
mod importance;
mod loading;
mod naming;
mod output;
mod reference;
mod reporting;
mod retained;
mod sources;
mod tables;
mod verifying;
mod watching;

pub use case_files::{Looked, look_through, new_case};
pub use changes::{Changes, Fate, Reason, ScenarioChanges, TargetChange, changes};
pub use comparing::{Compared, ScriptPair, compare, prepare_compared, script_pairs};
pub use coverage::{Asked, asked, coverage, trial_draws};
pub use draw::{Told, Wanted, reading_note, scope_named, target_named, tell, trace_among, trace_one};
pub use importance::importance;
pub use loading::{CaseChoice, Loaded, ScenarioFile, load_case, load_scenarios, own_scenarios};
pub use naming::choose;
pub use output::{Staged, Stream, stage, write_new};
pub use reference::entries;
pub use reporting::{Report, add_reports};
pub use retained::{Keep, Kept, check_kept, keep_draws};
pub use sources::DiskSources;
pub use tables::{Prepared as PreparedTables, Work, prepare as prepare_tables, tables};
pub use verifying::{Difference, Recorded, Verified, recorded, verify};
pub use watching::{Seen, watch};

pub use crate::analysis::Coverage;
pub use crate::analysis::tables::Division;
use crate::case::{InputHash, Text, sha256_hex};
use crate::error::{Code, Error, Result, all_of};
pub use crate::experiment::Sampler;
use crate::experiment::{Experiment, Scenario, benchmarks, experiment};
use crate::message::{Lang, say};
use crate::model::Label;
use crate::report::{self, Chart, NamedBytes, Options};
use crate::script::{Model, Script, Traced, baseline, texts, trace_scenario};
use crate::simulate::{Control, Outcome, Tally, simulate, simulate_until};
use crate::summary::{Judge, Summary, summarise};
use std::sync::atomic::AtomicBool;

/// File stem of the scenario that others are compared with.
pub const BASELINE: &str = "baseline";

/// How many draws, which luck, how many threads.
#[derive(Copy, Clone, Debug)]
pub struct Settings {
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; 0 for all.
    pub threads: usize,
}

/// What a run does besides making a fixed number of draws.
#[derive(Copy, Clone, Debug, Default)]
pub struct Plan {
    /// How draws are spread.
    pub sampler: Sampler,
    /// Half-width of 95 % intervals at which to stop, as a share; [`Settings::draws`] is then the most.
    pub until: Option<f64>,
    /// Line that likelihoods are judged by, as a probability.
    pub line: Option<f64>,
    /// Whether percentiles are exact, by simulating all draws again.
    pub exact: bool,
}

/// A case, its model and its traced scenarios, ready to run or to be listed.
pub struct Prepared {
    /// The model, with the case.
    pub model: Model,
    /// Traced scenarios; the first is the baseline.
    pub scenarios: Vec<Traced>,
    /// Every input with its hash.
    pub inputs: Vec<InputHash>,
}

/// Traces the scenarios of a run, the baseline first.
///
/// # Errors
/// Every script's mistakes, with their places.
pub fn prepare(loaded: Loaded, files: &[ScenarioFile]) -> Result<Prepared> {
    let Loaded { model, host, baseline_file } = loaded;
    let own = baseline_file.iter().filter(|_| !files.iter().any(|f| f.id == BASELINE));
    let trace = |file: &ScenarioFile| trace_scenario(&model, &file.id, &file.script, &host);
    let mut scenarios = all_of(own.chain(files).map(trace))?;
    match scenarios.iter().position(|traced| traced.scenario.label.id == BASELINE) {
        Some(at) => scenarios[..=at].rotate_right(1),
        None => scenarios.insert(0, zero_levers(&model)),
    }
    naming::tell_apart(&mut scenarios);
    // That the baseline sets nothing is its nature and no news.
    scenarios[0].notes.retain(|n| n.code != crate::error::Code::NothingSet);
    // What the model script had to say is said once, with the baseline.
    scenarios[0].notes.splice(0..0, model.notes.iter().cloned());
    let mut inputs = model.case.inputs.clone();
    let scripts = model.read.iter().chain(scenarios.iter().flat_map(|s| &s.read));
    for Script { shown, text } in scripts {
        if !inputs.iter().any(|i| i.file == *shown) {
            inputs.push(InputHash { file: shown.clone(), sha256: sha256_hex(text.as_bytes()) });
        }
    }
    Ok(Prepared { model, scenarios, inputs })
}

/// An error about what was read earlier, with the line that it points to.
pub fn quoted(error: Error, model: &Model, scenarios: &[Traced]) -> Error {
    let scripts = texts(&model.read).chain(scenarios.iter().flat_map(|traced| texts(&traced.read)));
    error.quoting(model.case.texts().chain(scripts))
}

fn zero_levers(model: &Model) -> Traced {
    let label = Label { id: BASELINE.into(), zh: "趋势延续".into(), en: "Trend continued".into() };
    Traced { scenario: baseline(model, label), notes: Vec::new(), printed: Vec::new(), read: Vec::new() }
}

/// Checks before the simulation that the charts asked for can be drawn.
///
/// # Errors
/// A fan of an indicator or zone that is not there.
pub fn check_charts(prepared: &Prepared, charts: &[Chart]) -> Result<()> {
    let indicators = prepared.model.graph.indicators.iter();
    let zones = prepared.model.case.zones.iter();
    let drawable = report::Drawable {
        indicators: indicators
            .map(|i| ([i.label.id.as_str(), &i.label.zh, &i.label.en], i.city.is_some(), i.zone.is_some()))
            .collect(),
        zones: zones.map(|z| [z.id.as_str(), &z.name.zh, &z.name.en]).collect(),
    };
    report::check(charts, &drawable)
}

/// Notes on figures of other places that were put into the city's units.
///
/// # Errors
/// A row that is of nothing the city has, or in another kind of unit.
pub fn benchmark_notes(prepared: &Prepared) -> Result<Vec<Error>> {
    let put = benchmarks(&prepared.model.case, &prepared.model.graph);
    put.map(|(_, notes)| notes).map_err(|error| quoted(error, &prepared.model, &prepared.scenarios))
}

/// Simulates prepared scenarios and sums up.
///
/// # Errors
/// Those of binding and simulating.
pub fn run(
    prepared: &Prepared,
    settings: Settings,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Summary> {
    Ok(counted(prepared, settings, Plan::default(), stop, progress)?.summary)
}

/// The same as [`run`], stopping as the plan says.
///
/// # Errors
/// As [`run`].
pub fn run_planned(
    prepared: &Prepared,
    settings: Settings,
    plan: Plan,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Summary> {
    Ok(counted(prepared, settings, plan, stop, progress)?.summary)
}

/// A summary with the counts behind it and the experiment that was run.
pub(crate) struct Counted {
    /// What was run.
    pub experiment: Experiment,
    /// Counts by scenario.
    pub outcomes: Vec<Outcome>,
    /// The summary.
    pub summary: Summary,
}

/// A number of draws that a sampler cannot have.
pub fn unfit_draws(sampler: Sampler, draws: u64) -> Error {
    let wanted = if sampler == Sampler::Sobol { "@sobol-draws" } else { "@lhs-draws" };
    Error::new(Code::BadValue).with("option", "--draws").with("found", draws).with("wanted", wanted)
}

/// Binds the scenarios to the case, to be simulated as the plan says.
///
/// # Errors
/// What only the whole shows, such as a target without its indicator.
pub fn bind(prepared: &Prepared, settings: Settings, plan: Plan) -> Result<Experiment> {
    if !plan.sampler.allows(settings.draws) {
        return Err(unfit_draws(plan.sampler, settings.draws));
    }
    let scenarios: Vec<Scenario> = prepared.scenarios.iter().map(|t| t.scenario.clone()).collect();
    let bound = experiment(&prepared.model.case, scenarios, settings.seed, settings.draws);
    let bound = bound.map_err(|error| quoted(error, &prepared.model, &prepared.scenarios))?;
    Ok(Experiment { sampler: plan.sampler, exact: plan.exact, ..bound })
}

/// The same as [`run_planned`], with the counts.
fn counted(
    prepared: &Prepared,
    settings: Settings,
    plan: Plan,
    stop: &AtomicBool,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Counted> {
    let mut experiment = bind(prepared, settings, plan)?;
    let control = Control { threads: settings.threads, stop, progress };
    let Plan { until, line, .. } = plan;
    let judge = (until.is_some() || line.is_some()).then_some(Judge { until, line, cap: settings.draws });
    let outcomes = match &judge {
        Some(judge) => {
            let enough = |experiment: &Experiment, tallies: &[Tally]| judge.enough(experiment, tallies);
            simulate_until(&mut experiment, &judge.looks(), &enough, &control)
        }
        None => simulate(&experiment, &control),
    };
    let outcomes = outcomes.map_err(|error| quoted(error, &prepared.model, &prepared.scenarios))?;
    let worded = |e: &Error| Text { zh: say(e, Lang::Zh), en: say(e, Lang::En) };
    let warnings = prepared.scenarios.iter().map(|t| t.notes.iter().map(worded).collect()).collect();
    let case = &prepared.model.case;
    let mut summary = summarise(case, &experiment, &outcomes, prepared.inputs.clone(), warnings);
    if let Some(judge) = judge {
        judge.pronounce(&mut summary, &outcomes.iter().map(|outcome| &outcome.tally).collect::<Vec<_>>());
    }
    for (scenario, traced) in summary.scenarios.iter_mut().zip(&prepared.scenarios) {
        scenario.script = traced.read.first().map(|script| script.shown.clone());
        let believed = traced.notes.iter().filter(|note| note.code == Code::FigureBelieved);
        // Outputs are read without the script at hand, so its lines say nothing there.
        scenario.beliefs = believed.map(|note| worded(&Error { place: None, ..note.clone() })).collect();
    }
    Ok(Counted { experiment, outcomes, summary })
}

/// Every file of the output folder, with warnings; pages are drawn on all threads.
///
/// # Errors
/// Charts of what is not there.
pub fn files(
    summary: &Summary,
    charts: &[Chart],
    options: &Options,
) -> Result<(Vec<NamedBytes>, Vec<Error>)> {
    use rayon::prelude::*;
    let json = |summary: &Summary, _: &Options| report::json::summary_json(summary);
    let mut tables: Vec<fn(&Summary, &Options) -> NamedBytes> = vec![
        json,
        report::csv::likelihood_csv,
        report::csv::first_year_csv,
        report::csv::levels_csv,
        report::csv::bands_csv,
        report::budget_csv,
    ];
    if !summary.case.ledger.is_empty() {
        tables.push(report::ledger::ledger_csv);
    }
    if !summary.case.benchmarks.is_empty() {
        tables.push(report::benchmarks_csv);
    }
    let mut files: Vec<NamedBytes> = tables.par_iter().map(|table| table(summary, options)).collect();
    let (pages, mut warnings) = report::pages(summary, charts)?;
    let drawn: Vec<_> = pages.par_iter().map(|page| report::draw(summary, options, page)).collect();
    for page in drawn {
        let (named, missing) = page?;
        files.extend(named);
        warnings.extend(missing);
    }
    Ok((files, warnings))
}
