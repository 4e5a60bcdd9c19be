//! Where scripts may import from: the folder of the importing file, then the shipped scripts.
//!
//! A path is resolved, links followed, and compared with the folder it must stay in.

use super::loading::{read_script, stem_names};
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
        let full = root.join(path);
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
        let plain = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
        if !Path::new(path).components().all(plain) || path.contains('\\') {
            return Err(Error::new(Code::ImportOutside).with("path", path));
        }
        let root = Path::new(from).parent().map(Path::to_path_buf).unwrap_or_default();
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        let mut roots = vec![root];
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
        let names = shipped_names();
        let near = nearest_name(path, names.iter().map(String::as_str));
        Err(Error::new(Code::ImportMissing).with("path", path).with_some("nearest", near))
    }

    fn scenario(&self, name: &str) -> Result<Found> {
        let stem = name.strip_suffix(".rhai").unwrap_or(name);
        let plain = Path::new(stem).components().count() == 1 && !stem.contains(['/', '\\']) && stem != "..";
        let mut known = Vec::new();
        if let (true, Some(folder)) = (plain, &self.folder) {
            if let Some(script) = self.below(folder, &format!("{stem}.rhai"))? {
                return Ok(Found { script, shadows: false });
            }
            known.extend(stem_names(folder));
        }
        for (file, text) in self.case.iter().flat_map(|case| embedded_scenarios(case)) {
            let case = self.case.as_deref().unwrap_or_default();
            let script = Script { shown: format!("scenarios/{case}/{file}"), text: text.to_owned() };
            if file == format!("{stem}.rhai") || text.contains(&format!("scenario(\"{name}\"")) {
                return Ok(Found { script, shadows: false });
            }
            known.push(file.trim_end_matches(".rhai").to_owned());
        }
        let near = nearest_name(name, known.iter().map(String::as_str));
        Err(Error::new(Code::BaseMissing).with("name", name).with_some("nearest", near))
    }
}
