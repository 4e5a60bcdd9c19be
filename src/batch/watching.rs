//! Runs a scenario again whenever one of its files changes.
//!
//! Owns what is looked at and when: contents, a few times a second, which works on
//! every disk and needs nothing of the system. Never: prints.

use super::{CaseChoice, Loaded, Plan, Prepared, Settings, choose, load_case, prepare, run_planned};
use crate::case::text_of;
use crate::error::Result;
use crate::script::{SECONDS, Script, Traced};
use crate::summary::Summary;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Time between two looks at the files.
const PAUSE: Duration = Duration::from_millis(200);

/// What a run came to.
pub struct Seen {
    /// The summary, the baseline first.
    pub summary: Summary,
    /// The traced scenarios, for their notes.
    pub scenarios: Vec<Traced>,
    /// What the run took.
    pub took: Duration,
}

/// Runs the scenario of `word` now and after every change, until `stop` is set; `show` gets what each
/// run came to, mistakes included.
pub fn watch(
    case: &CaseChoice,
    word: &Path,
    settings: Settings,
    no_redrawing: bool,
    stop: &AtomicBool,
    show: &mut dyn FnMut(Result<Seen>),
) {
    let mut watched = Watched { files: Vec::new(), contents: Vec::new(), loaded: None };
    while !stop.load(Ordering::Relaxed) {
        let start = Instant::now();
        // Contents are taken before the run: what is saved while it lasts is run next.
        watched.list(case, word);
        let seen = watched.once(case, word, (settings, no_redrawing), stop);
        if stop.load(Ordering::Relaxed) {
            return;
        }
        show(seen.map(|(summary, scenarios)| Seen { summary, scenarios, took: start.elapsed() }));
        while !stop.load(Ordering::Relaxed) && !watched.changed(case) {
            std::thread::sleep(PAUSE);
        }
    }
}

/// Files with their contents, and the case while it has not changed.
struct Watched {
    files: Vec<PathBuf>,
    contents: Vec<Option<Vec<u8>>>,
    loaded: Option<Loaded>,
}

impl Watched {
    /// The scenario, the files of the case's folder and below it, and what the scenario read last.
    fn list(&mut self, case: &CaseChoice, word: &Path) {
        let mut files = vec![word.to_owned()];
        if let CaseChoice::Named(folder) = case {
            below(folder, &mut files, 0);
        }
        files.append(&mut self.files);
        files.sort();
        files.dedup();
        self.contents = files.iter().map(|file| std::fs::read(file).ok()).collect();
        self.files = files;
    }

    /// Whether a file changed since it was listed; a changed case is read anew.
    fn changed(&mut self, case: &CaseChoice) -> bool {
        let now = self.files.iter().map(|file| std::fs::read(file).ok());
        let changed: Vec<&PathBuf> = self
            .files
            .iter()
            .zip(&self.contents)
            .zip(now)
            .filter(|((_, old), new)| *old != new)
            .map(|((file, _), _)| file)
            .collect();
        let of_case = |file: &&PathBuf| matches!(case, CaseChoice::Named(folder) if file.starts_with(folder));
        if changed.iter().any(of_case) {
            self.loaded = None;
        }
        !changed.is_empty()
    }

    fn once(
        &mut self,
        case: &CaseChoice,
        word: &Path,
        (settings, no_redrawing): (Settings, bool),
        stop: &AtomicBool,
    ) -> Result<(Summary, Vec<Traced>)> {
        let scenario = choose(case, &[word.to_owned()])?;
        let loaded = match self.loaded.take() {
            Some(loaded) => loaded,
            None if no_redrawing => load_case(case, SECONDS)?.without_redrawing(),
            None => load_case(case, SECONDS)?,
        };
        let again = loaded.again(case, SECONDS)?;
        self.loaded = Some(loaded);
        let prepared: Prepared = prepare(again, &scenario)?;
        self.remember(prepared.scenarios.iter().flat_map(|traced| &traced.read));
        let summary = run_planned(&prepared, settings, Plan::default(), stop, &|_| {})?;
        Ok((summary, prepared.scenarios))
    }

    /// Scripts on disk that the scenario read are watched from here on.
    fn remember<'a>(&mut self, scripts: impl Iterator<Item = &'a Script>) {
        for script in scripts {
            let path = PathBuf::from(&script.shown);
            if !self.files.contains(&path) && path.is_file() {
                // As on disk, unless that is not what was run: a text has lost its encoding and its mark.
                let now = std::fs::read(&path).ok();
                let text = now.as_ref().and_then(|bytes| text_of(&script.shown, bytes).ok());
                let same = text.is_some_and(|text| text.trim_start_matches('\u{feff}') == script.text);
                self.contents.push(now.filter(|_| same));
                self.files.push(path);
            }
        }
    }
}

/// Files of a folder and its folders, a few levels deep.
fn below(folder: &Path, into: &mut Vec<PathBuf>, depth: usize) {
    const DEEPEST: usize = 3;
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let known =
            path.extension().is_some_and(|e| ["toml", "csv", "xlsx", "rhai"].iter().any(|known| e == *known));
        if path.is_dir() && depth < DEEPEST {
            below(&path, into, depth + 1);
        } else if known {
            into.push(path);
        }
    }
}
