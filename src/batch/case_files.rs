//! Cases being made: writes the files of a new one, looks through one on disk.
//!
//! Owns what a new case copies from the embedded one. Never: judges a figure.

use super::loading::{CaseChoice, load_case};
use super::output::write_new;
use crate::analysis::{CaseFindings, check_case};
use crate::case::{Case, CaseFiles, Embedded, Folder, default_case_id, read_case, read_unfinished};
use crate::error::{Code, Error, Result};
use crate::report::{NamedBytes, Template, case_template};
use std::path::{Path, PathBuf};

/// Files that a new case has in common with the embedded one.
const COPIED: [&str; 4] = ["targets.toml", "english.csv", "keepers.csv", "baseline.rhai"];

/// Writes a new case into `folder`; gives the paths written.
///
/// # Errors
/// [`Code::FileExists`] if one of its files is there already, before anything is written; `CannotWrite`.
pub fn new_case(folder: &Path, template: Template) -> Result<Vec<PathBuf>> {
    let id = default_case_id();
    let embedded = Embedded::new(id.clone());
    let like = read_case(&id, &embedded, &format!("scenarios/{id}"))?;
    let mut files = case_template(&like, template)?;
    for name in COPIED {
        files.push(NamedBytes { name: name.to_owned(), bytes: embedded.read(name)? });
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

/// Reads the case in `folder` and looks through it; a complete one is bound to its model as well.
///
/// # Errors
/// What keeps it from being read, with the place.
pub fn look_through(folder: &Path, seconds: u64) -> Result<(Case, CaseFindings)> {
    let choice = CaseChoice::Named(folder.to_owned());
    if !folder.is_dir() {
        // Says what is there instead, and which cases are known.
        return load_case(&choice, seconds).map(|loaded| {
            let case = (*loaded.model.case).clone();
            let found = check_case(&case, &[]);
            (case, found)
        });
    }
    let id = folder.file_name().map_or_else(|| "case".into(), |name| name.to_string_lossy().into_owned());
    let (case, gaps) = read_unfinished(&id, &Folder::new(folder), &folder.display().to_string())?;
    let mut found = check_case(&case, &gaps);
    if gaps.is_empty() {
        found.wrong.extend(load_case(&choice, seconds).err());
    }
    Ok((case, found))
}
