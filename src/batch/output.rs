//! The output folder: built beside its place and renamed as a whole.
//!
//! An existing folder is replaced only if zonecast made it. Whatever happens,
//! either the old or the new folder stands there, never half of one.

use crate::error::{Code, Error, Result};
use crate::report::NamedBytes;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Marks a folder as ours.
const MARK: &str = ".zonecast";

/// A folder under construction; removed unless put in place.
#[derive(Debug)]
pub struct Staged {
    place: PathBuf,
    temporary: PathBuf,
    /// Names of files that were written piece by piece.
    streamed: Vec<String>,
}

/// A file of such a folder that is written piece by piece.
pub struct Stream {
    place: PathBuf,
    file: std::io::BufWriter<std::fs::File>,
    bytes: u64,
}

impl Stream {
    /// Adds some bytes.
    ///
    /// # Errors
    /// `CannotWrite`.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        self.file.write_all(bytes).map_err(|e| refused(&self.place, &e))
    }

    /// Ends the file; gives its size.
    ///
    /// # Errors
    /// `CannotWrite`.
    pub fn close(mut self) -> Result<u64> {
        self.file.flush().map_err(|e| refused(&self.place, &e))?;
        Ok(self.bytes)
    }
}

/// Starts a folder beside `place`.
///
/// # Errors
/// `ForeignOutput` if something stands there that zonecast did not make; `CannotWrite`.
pub fn stage(place: &Path) -> Result<Staged> {
    if place.exists() && !is_ours(place) {
        return Err(Error::new(Code::ForeignOutput).with("folder", place.display()));
    }
    let name = place.file_name().map_or_else(|| "out".into(), |n| n.to_string_lossy().into_owned());
    let parent = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent).map_err(|e| refused(place, &e))?;
    let temporary = parent.join(format!(".{name}.{}", std::process::id()));
    std::fs::create_dir_all(&temporary).map_err(|e| refused(place, &e))?;
    Ok(Staged { place: place.to_owned(), temporary, streamed: Vec::new() })
}

impl Staged {
    /// Starts a file that is too large to be handed over as a whole.
    ///
    /// # Errors
    /// `CannotWrite`.
    pub fn open(&mut self, name: &str) -> Result<Stream> {
        let place = self.place.join(name);
        let file = std::fs::File::create(self.temporary.join(name)).map_err(|e| refused(&place, &e))?;
        self.streamed.push(name.to_owned());
        Ok(Stream { place, file: std::io::BufWriter::new(file), bytes: 0 })
    }

    /// Writes the files and puts the folder in place.
    ///
    /// # Errors
    /// `CannotWrite` with the file; what stood there before still does.
    pub fn finish(self, files: &[NamedBytes]) -> Result<()> {
        let mark = NamedBytes { name: MARK.to_owned(), bytes: listed(files, &self.streamed).into_bytes() };
        for file in files.iter().chain([&mark]) {
            let path = self.temporary.join(&file.name);
            std::fs::write(&path, &file.bytes).map_err(|e| refused(&self.place.join(&file.name), &e))?;
        }
        let mut old = self.temporary.clone().into_os_string();
        old.push(".old");
        let old = PathBuf::from(old);
        if self.place.exists() {
            std::fs::rename(&self.place, &old).map_err(|e| refused(&self.place, &e))?;
        }
        if let Err(error) = std::fs::rename(&self.temporary, &self.place) {
            // Put back what was there; the error is about the new folder.
            let _ = std::fs::rename(&old, &self.place);
            return Err(refused(&self.place, &error));
        }
        let _ = std::fs::remove_dir_all(&old);
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.temporary);
    }
}

/// The mark's text: the names of what zonecast wrote.
fn listed(files: &[NamedBytes], streamed: &[String]) -> String {
    files.iter().map(|file| &file.name).chain(streamed).map(|name| format!("{name}\n")).collect()
}

/// An empty folder, or one that holds nothing but what the mark lists.
fn is_ours(place: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(place) else { return false };
    let mark = std::fs::read_to_string(place.join(MARK)).unwrap_or_default();
    entries.flatten().all(|entry| {
        let name = entry.file_name();
        name == MARK || mark.lines().any(|line| name == line)
    })
}

/// `path` is the place that the user asked for, never a temporary one.
pub(super) fn refused(path: &Path, error: &std::io::Error) -> Error {
    let parent = path.parent().map(|at| if at.as_os_str().is_empty() { Path::new(".") } else { at });
    // Some places that are no real disk say that a folder is missing which is there.
    let there = error.kind() == std::io::ErrorKind::NotFound && parent.is_some_and(Path::is_dir);
    let why = if there { "@write-refused" } else { reason(error.kind()) };
    Error::new(Code::CannotWrite).with("file", path.display()).with("reason", why)
}

/// Why something cannot be written, as a term: the system's own words are in one language only.
fn reason(kind: std::io::ErrorKind) -> &'static str {
    use std::io::ErrorKind;
    match kind {
        ErrorKind::NotFound => "@no-folder",
        // A folder is wanted where a file exists.
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "@not-a-folder",
        ErrorKind::IsADirectory => "@is-a-folder",
        ErrorKind::PermissionDenied => "@not-permitted",
        ErrorKind::ReadOnlyFilesystem => "@read-only",
        ErrorKind::StorageFull => "@disk-full",
        ErrorKind::InvalidFilename => "@bad-file-name",
        _ => "@write-refused",
    }
}

/// Writes a file that must not exist yet.
///
/// # Errors
/// `FileExists`, `CannotWrite`.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    use std::io::ErrorKind;
    let opened = std::fs::File::options().write(true).create_new(true).open(path);
    let mut file = opened.map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => Error::new(Code::FileExists).with("file", path.display()),
        _ => refused(path, &e),
    })?;
    file.write_all(bytes).map_err(|e| refused(path, &e))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_folder_is_only_called_missing_where_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
        let said = |path: &std::path::Path| super::refused(path, &missing).arg("reason").map(str::to_owned);
        assert_eq!(said(&folder.path().join("x")).as_deref(), Some("@write-refused"));
        assert_eq!(said(&folder.path().join("a/x")).as_deref(), Some("@no-folder"));
        assert_eq!(said(std::path::Path::new("x")).as_deref(), Some("@write-refused"));
    }

    use super::*;
    use crate::message::{Lang, say};

    #[test]
    fn a_refused_write_is_called_a_write() {
        let error = refused(Path::new("out"), &std::io::Error::other("?"));
        assert_eq!(say(&error, Lang::Zh), "无法写入“out”：磁盘拒绝写入");
        assert_eq!(say(&error, Lang::En), "cannot write `out`: the disk refused to write");
    }
}
