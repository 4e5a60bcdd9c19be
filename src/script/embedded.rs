//! The shipped scripts, embedded: models and measures.

use super::Script;
use include_dir::{Dir, include_dir};

static SCRIPTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/scripts");

/// A shipped script by its path below `scripts/`, such as `model/park.rhai`.
pub fn shipped_script(path: &str) -> Option<Script> {
    let text = SCRIPTS.get_file(path)?.contents_utf8()?;
    Some(Script { shown: format!("scripts/{path}"), text: text.to_owned() })
}
