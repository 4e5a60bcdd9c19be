//! Cases being made: writes the files of a new one, looks through one on disk.
//!
//! Owns what a new case copies from the embedded one. Never: judges a figure.

use super::loading::{CaseChoice, Loaded, load_case};
use super::output::write_new;
use super::{Plan, Settings, bind, prepare, quoted};
use crate::analysis::{CaseFindings, check_case};
use crate::case::{Case, CaseFiles, Embedded, Folder, Keeper, default_case_id, read_case, read_unfinished};
use crate::error::{Code, Error, Result};
use crate::experiment::benchmarks;
use crate::model::Label;
use crate::report::{NamedBytes, Template, case_template};
use crate::simulate::{Control, simulate};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Files that a new case has in common with the embedded one.
const COPIED: [&str; 4] = ["targets.toml", "english.csv", "keepers.csv", "baseline.rhai"];
/// What stands for the embedded city's own names elsewhere: pairs parted by a tab.
const ELSEWHERE: &str = "elsewhere.tsv";

/// Pairs of a name of the embedded case's city and what a new case has instead, in the order of replacing.
struct Elsewhere(Vec<(String, String)>);

impl Elsewhere {
    fn read(embedded: &Embedded) -> Result<Self> {
        let text = String::from_utf8_lossy(&embedded.read(ELSEWHERE)?).into_owned();
        let pairs =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        Ok(Self(pairs.map(|(here, there)| (here.to_owned(), there.to_owned())).collect()))
    }

    fn put(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (here, there)| text.replace(here, there))
    }

    /// What tables of a new case take from the embedded one, in neutral words.
    fn put_case(&self, mut like: Case) -> Case {
        let put = |text: &mut String| *text = self.put(text);
        like.figures.iter_mut().for_each(|figure| put(&mut figure.definition));
        for keeper in &mut like.keepers {
            let Keeper { name, department, kept_as, asked_years, .. } = keeper;
            [&mut name.zh, &mut name.en, department, kept_as, asked_years].into_iter().for_each(put);
        }
        like.glossary.iter_mut().flat_map(|entry| [&mut entry.zh, &mut entry.en]).for_each(put);
        like
    }
}

/// Writes a new case into `folder`; gives the paths written.
///
/// # Errors
/// [`Code::FileExists`] if one of its files is there already, before anything is written; `CannotWrite`.
pub fn new_case(folder: &Path, template: Template) -> Result<Vec<PathBuf>> {
    let id = default_case_id();
    let embedded = Embedded::new(id.clone());
    let like = read_case(&id, &embedded, &format!("scenarios/{id}"))?;
    let elsewhere = Elsewhere::read(&embedded)?;
    let mut files = case_template(&elsewhere.put_case(like), template)?;
    for name in COPIED {
        let text = elsewhere.put(&String::from_utf8_lossy(&embedded.read(name)?));
        files.push(NamedBytes { name: name.to_owned(), bytes: text.into_bytes() });
    }
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.name)).collect();
    if let Some(there) = paths.iter().find(|path| path.exists()) {
        return Err(Error::new(Code::FileExists).with("file", there.display()));
    }
    std::fs::create_dir_all(folder).map_err(|e| super::output::refused(folder, &e))?;
    for (path, file) in paths.iter().zip(&files) {
        write_new(path, &file.bytes)?;
    }
    Ok(paths)
}

/// A case that was looked through.
pub struct Looked {
    /// The case.
    pub case: Case,
    /// Names of its model's indicators; none while figures are missing.
    pub labels: Vec<Label>,
    /// What was found.
    pub found: CaseFindings,
}

/// Reads the case in `folder` and looks through it; a complete one is bound to its model as well.
///
/// # Errors
/// What keeps it from being read, with the place.
pub fn look_through(folder: &Path, seconds: u64) -> Result<Looked> {
    let choice = CaseChoice::Named(folder.to_owned());
    if !folder.is_dir() {
        // Says what is there instead, and which cases are known.
        return load_case(&choice, seconds).map(|loaded| {
            let (case, labels) = ((*loaded.model.case).clone(), labels(&loaded));
            let found = check_case(&case, &[], &labels);
            Looked { case, labels, found }
        });
    }
    let id = folder.file_name().map_or_else(|| "case".into(), |name| name.to_string_lossy().into_owned());
    let (mut case, gaps) = read_unfinished(&id, &Folder::new(folder), &folder.display().to_string())?;
    let mut faults = Vec::new();
    let labels = match gaps.is_empty().then(|| load_case(&choice, seconds)) {
        Some(Ok(loaded)) => {
            faults.extend(survives(loaded.again(&choice, seconds)?).err());
            let put = &loaded.model.case;
            case.history.clone_from(&put.history);
            // The notes of reading are the same; behind them are those of converting.
            case.notes.extend(put.notes.iter().skip(case.notes.len()).cloned().collect::<Vec<_>>());
            match benchmarks(&case, &loaded.model.graph) {
                Ok((points, notes)) => {
                    case.benchmarks = points;
                    case.notes.extend(notes);
                }
                Err(error) => {
                    faults.retain(|fault: &Error| error.each().all(|other| other.code != fault.code));
                    faults.extend(error.each().map(|e| Error { more: Vec::new(), ..e.clone() }));
                }
            }
            labels(&loaded)
        }
        Some(Err(error)) => {
            faults.push(error);
            Vec::new()
        }
        None => Vec::new(),
    };
    let mut found = check_case(&case, &gaps, &labels);
    found.wrong.extend(faults.into_iter().map(|error| error.quoting(case.texts())));
    Ok(Looked { case, labels, found })
}

/// Draws of the baseline that a case must survive: what only a draw shows, such as a division by zero.
const TRIED: u64 = 64;

/// Simulates a few draws of the baseline.
///
/// # Errors
/// What went wrong in a draw, at the model's line.
fn survives(loaded: Loaded) -> Result<()> {
    let prepared = prepare(loaded, &[])?;
    let settings = Settings { draws: TRIED, seed: 1, threads: 0 };
    let experiment = bind(&prepared, settings, Plan::default())?;
    let stop = AtomicBool::new(false);
    let control = Control { threads: settings.threads, stop: &stop, progress: &|_| {} };
    simulate(&experiment, &control).map(|_| ()).map_err(|e| quoted(e, &prepared.model, &prepared.scenarios))
}

fn labels(loaded: &Loaded) -> Vec<Label> {
    loaded.model.graph.indicators.iter().map(|indicator| indicator.label.clone()).collect()
}
