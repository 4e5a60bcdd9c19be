//! Where the files of a case come from: a trait and the folder on disk.
//!
//! Owns the only file access of the room. Never: parses what it reads.

use crate::error::{Code, Error, Result};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// A source of the files of one case.
pub trait CaseFiles {
    /// Bytes of the file `name`, such as `zones.csv`.
    ///
    /// # Errors
    /// [`Code::CannotRead`] if there is no such file or it cannot be read.
    fn read(&self, name: &str) -> Result<Vec<u8>>;

    /// Whether there is a file `name`.
    fn has(&self, name: &str) -> bool {
        self.read(name).is_ok()
    }
}

/// A case folder on disk.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Path of the folder.
    pub path: PathBuf,
}

impl Folder {
    /// The folder at `path`; nothing is read yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }
}

impl CaseFiles for Folder {
    fn has(&self, name: &str) -> bool {
        is_inside(name) && self.path.join(name).is_file()
    }

    fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path.join(name);
        if !is_inside(name) {
            return Err(cannot_read(&path.display().to_string(), "@outside-folder"));
        }
        std::fs::read(&path).map_err(|e| cannot_read(&path.display().to_string(), reason(e.kind())))
    }
}

/// The error of a file that cannot be read; `reason` is a term of the catalogue.
pub(super) fn cannot_read(file: &str, reason: &str) -> Error {
    Error::new(Code::CannotRead).with("file", file).with("reason", reason)
}

/// Whether a relative name stays inside its folder.
fn is_inside(name: &str) -> bool {
    Path::new(name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The operating system's reason as a term, because its own words are in one language only.
fn reason(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "@not-found",
        ErrorKind::PermissionDenied => "@not-permitted",
        ErrorKind::IsADirectory => "@is-a-folder",
        _ => "@disk-refused",
    }
}
