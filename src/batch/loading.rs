//! Finding and reading the case, its model and the scenario scripts.

use super::{BASELINE, DiskSources};
use crate::case::{
    Case, Embedded, Folder, default_case_id, embedded_case_ids, embedded_scenarios, read_case, text_of,
};
use crate::error::{Code, Error, Result, nearest_name};
use crate::experiment::history;
use crate::script::{Host, Model, Script, shipped_script, trace_model};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Which case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseChoice {
    /// The embedded default.
    Default,
    /// A folder on disk, or the name of an embedded case.
    Named(PathBuf),
}

/// A scenario script of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioFile {
    /// File stem.
    pub id: String,
    /// Text with shown name.
    pub script: Script,
}

/// A case with its traced model.
pub struct Loaded {
    /// The model, with the case.
    pub model: Model,
    /// What its scripts may ask.
    pub host: Host,
    /// The case's own baseline scenario, if it has one.
    pub baseline_file: Option<ScenarioFile>,
}

impl Loaded {
    /// The same with a clock that starts anew; scripts of `choice` share the old one.
    ///
    /// # Errors
    /// A case that is no longer there.
    pub fn again(&self, choice: &CaseChoice, seconds: u64) -> Result<Self> {
        let host = host(&home(choice)?, seconds);
        Ok(Self { model: self.model.clone(), host, baseline_file: self.baseline_file.clone() })
    }

    /// The same with the counting scope kept as it is today: no redrawing in any scenario.
    #[must_use]
    pub fn without_redrawing(mut self) -> Self {
        self.model.fix_scope();
        self
    }
}

/// Where the chosen case lives: on disk, or embedded under a name.
enum Home {
    Disk(PathBuf),
    Embedded(String),
}

fn home(choice: &CaseChoice) -> Result<Home> {
    Ok(match choice {
        CaseChoice::Default => Home::Embedded(default_case_id()),
        CaseChoice::Named(path) if path.is_dir() => Home::Disk(path.clone()),
        CaseChoice::Named(path) => match path.to_str() {
            Some(name) if embedded_case_ids().iter().any(|id| id == name) => Home::Embedded(name.to_owned()),
            _ => return Err(no_case(path)),
        },
    })
}

fn no_case(path: &Path) -> Error {
    let (name, known) = (path.display().to_string(), embedded_case_ids());
    Error::new(if path.exists() { Code::CaseNoFolder } else { Code::CaseMissing })
        .with("case", &name)
        .listed("known", &known)
        .with_some("nearest", nearest_name(&name, known.iter().map(String::as_str)))
}

/// Reads a case and traces its model.
///
/// # Errors
/// What is wrong with its files or its model script, with the place.
pub fn load_case(choice: &CaseChoice, seconds: u64) -> Result<Loaded> {
    let home = home(choice)?;
    let case = match &home {
        Home::Embedded(id) => read_case(id, &Embedded::new(id.clone()), &format!("scenarios/{id}"))?,
        Home::Disk(path) => {
            let id = path.file_name().map_or_else(|| "case".into(), |n| n.to_string_lossy().into_owned());
            read_case(&id, &Folder::new(path.clone()), &path.display().to_string())
                .map_err(|error| unfilled(error, &id, path))?
        }
    };
    let case = Arc::new(case);
    let script = model_script(&case, &home)?;
    let host = host(&home, seconds);
    let mut model = trace_model(&case, &script, &host)?;
    model.case = with_history(&case, &model)?;
    let baseline_file = own_scenarios(choice)?.into_iter().find(|f| f.id == BASELINE);
    Ok(Loaded { model, host, baseline_file })
}

/// So many rows with empty cells are no slips, but a case that still has to be filled in.
const UNFILLED: usize = 5;

/// The mistakes of a case with one line for all its empty rows, if there are many: `case check` lists them.
fn unfilled(error: Error, id: &str, folder: &Path) -> Error {
    let (empty, others): (Vec<&Error>, Vec<&Error>) = error.each().partition(|e| e.code == Code::EmptyCell);
    let mut rows: Vec<(&str, u32)> =
        empty.iter().filter_map(|e| e.place.as_ref()).map(|at| (&*at.file, at.line)).collect();
    rows.sort_unstable();
    rows.dedup();
    if rows.len() < UNFILLED {
        return error;
    }
    let one = Error::new(Code::CaseUnfilled).with("case", id).with("n", rows.len());
    let others = others.into_iter().map(|e| Error { more: Vec::new(), ..e.clone() });
    let all = std::iter::once(one.with("folder", folder.display())).chain(others);
    Error::of_all(all).unwrap_or(error)
}

/// The case with its points of the past in the model's units, and the notes on those that were converted.
fn with_history(case: &Arc<Case>, model: &Model) -> Result<Arc<Case>> {
    let (points, notes) = history(case, &model.graph).map_err(|error| error.quoting(case.texts()))?;
    if notes.is_empty() {
        return Ok(case.clone());
    }
    let mut put = Case { history: points, ..(**case).clone() };
    put.notes.extend(notes);
    Ok(Arc::new(put))
}

fn model_script(case: &Case, home: &Home) -> Result<Script> {
    if let Home::Disk(folder) = home {
        let path = folder.join(&case.model);
        if path.is_file() {
            return read_script(&path);
        }
    }
    shipped_script(&case.model).ok_or_else(|| {
        Error::new(Code::CannotRead)
            .with("file", format!("scripts/{}", case.model))
            .with("reason", "@not-found")
    })
}

/// The host of a run's scripts; its clock starts at the first question.
fn host(home: &Home, seconds: u64) -> Host {
    let folder = match home {
        Home::Disk(path) => Some(path.clone()),
        Home::Embedded(_) => None,
    };
    let case = match home {
        Home::Disk(_) => None,
        Home::Embedded(id) => Some(id.clone()),
    };
    let start = Instant::now();
    let limit = Duration::from_secs(seconds);
    Host {
        sources: Arc::new(DiskSources::new(folder, case)),
        out_of_time: Arc::new(move || start.elapsed() > limit),
    }
}

/// The scenarios that come with a case, the baseline first, then by name.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn own_scenarios(choice: &CaseChoice) -> Result<Vec<ScenarioFile>> {
    let mut found = match home(choice)? {
        Home::Embedded(id) => embedded_scenarios(&id)
            .into_iter()
            .map(|(name, text)| ScenarioFile {
                id: stem(Path::new(&name)),
                script: Script { shown: format!("scenarios/{id}/{name}"), text: text.to_owned() },
            })
            .collect(),
        Home::Disk(folder) => folder_scenarios(&folder)?,
    };
    found.sort_by_key(|f| (f.id != BASELINE, f.id.clone()));
    Ok(found)
}

/// Reads scenario files and folders of them, in the order given.
///
/// # Errors
/// A file or folder that cannot be read; `NoScenario` for a folder without scripts.
pub fn load_scenarios(paths: &[PathBuf]) -> Result<Vec<ScenarioFile>> {
    let mut files: Vec<ScenarioFile> = Vec::new();
    for path in paths {
        let found = if path.is_dir() {
            let found = folder_scenarios(path)?;
            if found.is_empty() {
                return Err(Error::new(Code::NoScenario).with("folder", path.display()));
            }
            found
        } else {
            vec![ScenarioFile { id: stem(path), script: read_script(path)? }]
        };
        found.into_iter().try_for_each(|file| add(&mut files, file))?;
    }
    Ok(files)
}

/// Adds a scenario to those of a run; two of one name could not be told apart in the outputs.
pub(super) fn add(files: &mut Vec<ScenarioFile>, file: ScenarioFile) -> Result<()> {
    if let Some(before) = files.iter().find(|f| f.id == file.id) {
        if before.script.shown == file.script.shown {
            return Err(Error::new(Code::ScenarioTwice).with("scenario", &file.script.shown));
        }
        return Err(Error::new(Code::SameStem)
            .with("first", &before.script.shown)
            .with("second", &file.script.shown));
    }
    files.push(file);
    Ok(())
}

fn folder_scenarios(folder: &Path) -> Result<Vec<ScenarioFile>> {
    let entries = std::fs::read_dir(folder).map_err(|e| cannot_read(folder, &e))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| cannot_read(folder, &e))?.path();
        if path.is_file() && path.extension().is_some_and(|e| e == "rhai") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| Ok(ScenarioFile { id: stem(path), script: read_script(path)? })).collect()
}

/// Names of the scripts of a folder, sorted; none if it cannot be read.
pub(super) fn script_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".rhai")).collect();
    names.sort();
    names
}

pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// A script from disk, in UTF-8 or in the encodings of Chinese editors; a byte order mark is no part of it.
pub(super) fn read_script(path: &Path) -> Result<Script> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|e| cannot_read(path, &e))?;
    let text = decoded(&shown, &bytes)?;
    Ok(Script { shown, text: text.trim_start_matches('\u{feff}').to_owned() })
}

fn decoded(shown: &str, bytes: &[u8]) -> Result<String> {
    text_of(shown, bytes).map_err(|error| {
        let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let head = valid.rsplit('\n').next().unwrap_or_default();
        let error = Error { code: Code::NotUtf8, args: Vec::new(), ..error }.with("file", shown);
        // Bytes that are no text of any kind have no line to be shown.
        let line = (!valid.is_empty()).then(|| format!("{head}\u{fffd}").into());
        Error { line, ..error }
    })
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Error {
    Error::new(Code::CannotRead).with("file", path.display()).with("reason", reason(error))
}

/// The operating system's reason as a term, because its own words are in one language only.
fn reason(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "@not-found",
        ErrorKind::PermissionDenied => "@not-permitted",
        ErrorKind::IsADirectory => "@is-a-folder",
        _ => "@disk-refused",
    }
}
