//! Where scripts may import from: the folder of the importing file, the case's, then the shipped scripts.
//!
//! A scenario that another builds on is looked for in the same order, by path, by file
//! name and by either of its titles.
//! A path is resolved, links followed, and compared with the folder it must stay in.

use super::loading::{read_script, script_names, stem};
use super::naming::{is_titled, names, plain};
use crate::case::embedded_scenarios;
use crate::error::{Code, Error, Result, nearest_name};
use crate::script::{Found, Script, Sources, shipped_names, shipped_script};
use std::path::{Component, Path, PathBuf};

/// Imports from disk and from the shipped scripts.
#[derive(Clone, Debug)]
pub struct DiskSources {
    /// Folder of the case, if it is on disk.
    folder: Option<PathBuf>,
    /// Name of the embedded case, if it is one.
    case: Option<String>,
}

impl DiskSources {
    /// Sources of a case on disk or embedded.
    pub fn new(folder: Option<PathBuf>, case: Option<String>) -> Self {
        Self { folder, case }
    }

    /// A file below `root`, if it exists and does not leave it through a link.
    fn below(&self, root: &Path, path: &str) -> Result<Option<Script>> {
        // A file of the current folder is shown as the user would name it.
        let full = if root == Path::new(".") { PathBuf::from(path) } else { root.join(path) };
        if !full.is_file() {
            return Ok(None);
        }
        let inside = match (full.canonicalize(), root.canonicalize()) {
            (Ok(real), Ok(real_root)) => real.starts_with(real_root),
            _ => false,
        };
        if !inside {
            return Err(Error::new(Code::ImportOutside).with("path", path));
        }
        read_script(&full).map(Some)
    }
}

impl Sources for DiskSources {
    fn import(&self, path: &str, from: &str) -> Result<Found> {
        is_below(path)?;
        let mut roots = vec![beside(from)];
        roots.extend(self.folder.clone());
        let shipped = shipped_script(path);
        for root in roots.iter().filter(|r| r.is_dir()) {
            if let Some(script) = self.below(root, path)? {
                return Ok(Found { script, shadows: shipped.is_some() });
            }
        }
        if let Some(script) = shipped {
            return Ok(Found { script, shadows: false });
        }
        let shipped = shipped_names();
        let near = nearest_name(path, shipped.iter().map(String::as_str));
        // The file alone may be right and its folder wrong.
        let file = path.rsplit('/').next().unwrap_or(path);
        let same = || shipped.iter().find(|known| known.rsplit('/').next() == Some(file)).cloned();
        let near = near.or_else(same);
        Err(Error::new(Code::ImportMissing).with("path", path).with_some("nearest", near))
    }

    fn scenario(&self, name: &str, from: &str) -> Result<Found> {
        let stem = plain(name);
        let found = |script| Found { script, shadows: false };
        if let Some(script) = self.by_path(name, from)? {
            return Ok(Found { script, shadows: false });
        }
        let mut known = Vec::new();
        // A script does not build on itself if another of that name is there.
        let mut itself = None;
        let own = Path::new(from).canonicalize().ok();
        for (root, scripts) in self.homes(stem, from)? {
            let full = |script: &Script| Path::new(&script.shown).canonicalize().ok();
            let is_own = |s: &Script| s.shown == from || (root.is_some() && own.is_some() && full(s) == own);
            let of_stem = scripts.iter().filter(|s| self::stem(Path::new(&s.shown)) == stem);
            for script in of_stem.chain(scripts.iter().filter(|s| is_titled(s, name))) {
                if !is_own(script) {
                    return Ok(found(script.clone()));
                }
                itself = Some(script.clone());
            }
            known.extend(scripts.iter().flat_map(names));
        }
        if let Some(script) = itself {
            return Ok(found(script));
        }
        let near = nearest_name(stem, known.iter().map(String::as_str));
        Err(Error::new(Code::BaseMissing).with("name", name).with_some("nearest", near))
    }
}

impl DiskSources {
    /// The scenario at a path below the script's folder, or the case's.
    fn by_path(&self, name: &str, from: &str) -> Result<Option<Script>> {
        if !name.contains(['/', '\\']) {
            return Ok(None);
        }
        let file = format!("{}.rhai", plain(name));
        is_below(&file)?;
        for root in std::iter::once(beside(from)).chain(self.folder.clone()).filter(|root| root.is_dir()) {
            if let Some(script) = self.below(&root, &file)? {
                return Ok(Some(script));
            }
        }
        Ok(None)
    }

    /// Scripts that a scenario may build on: beside it, in the case's folder, then embedded ones.
    fn homes(&self, stem: &str, from: &str) -> Result<Vec<(Option<PathBuf>, Vec<Script>)>> {
        let mut homes = Vec::new();
        for root in std::iter::once(beside(from)).chain(self.folder.clone()).filter(|root| root.is_dir()) {
            let mut scripts = Vec::new();
            for name in script_names(&root) {
                match self.below(&root, &name) {
                    Ok(script) => scripts.extend(script),
                    // A neighbour that cannot be read matters only if it is the one that was meant.
                    Err(error) if name.strip_suffix(".rhai") == Some(stem) => return Err(error),
                    Err(_) => {}
                }
            }
            homes.push((Some(root), scripts));
        }
        if let Some(case) = &self.case {
            let shown = |(file, text): (String, &str)| Script {
                shown: format!("scenarios/{case}/{file}"),
                text: text.to_owned(),
            };
            homes.push((None, embedded_scenarios(case).into_iter().map(shown).collect()));
        }
        Ok(homes)
    }
}

/// Whether a path can only lead downwards.
fn is_below(path: &str) -> Result<()> {
    let plain = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
    match Path::new(path).components().all(plain) && !path.contains('\\') {
        true => Ok(()),
        false => Err(Error::new(Code::ImportOutside).with("path", path)),
    }
}

/// The folder of a script.
fn beside(from: &str) -> PathBuf {
    let root = Path::new(from).parent().map(Path::to_path_buf).unwrap_or_default();
    if root.as_os_str().is_empty() { PathBuf::from(".") } else { root }
}
