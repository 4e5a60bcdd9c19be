//! The shipped scripts, embedded: models and measures.

use super::Script;
use include_dir::{Dir, include_dir};

static SCRIPTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/scripts");

/// A shipped script by its path below `scripts/`, such as `model/park.rhai`.
pub fn shipped_script(path: &str) -> Option<Script> {
    let text = SCRIPTS.get_file(path)?.contents_utf8()?;
    Some(Script { shown: format!("scripts/{path}"), text: text.to_owned() })
}

/// Whether a shown name is that of a shipped script.
pub fn is_shipped(shown: &str) -> bool {
    shown.strip_prefix("scripts/").is_some_and(|path| SCRIPTS.get_file(path).is_some())
}

/// Paths of all shipped scripts, for hints.
pub fn shipped_names() -> Vec<String> {
    fn walk(folder: &Dir, into: &mut Vec<String>) {
        let scripts = folder.files().filter(|f| f.path().extension().is_some_and(|e| e == "rhai"));
        into.extend(scripts.filter_map(|f| Some(f.path().to_str()?.to_owned())));
        folder.dirs().for_each(|d| walk(d, into));
    }
    let mut names = Vec::new();
    walk(&SCRIPTS, &mut names);
    names.sort();
    names
}
