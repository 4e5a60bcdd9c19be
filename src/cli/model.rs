//! `zonecast model`: the causal diagram of a model, from its own equations.

use super::arguments::Arguments;
use super::print;
use crate::batch::{load_case, write_new};
use crate::error::Result;
use crate::report::{Notation, causal_diagram};
use crate::script::SECONDS;

/// Runs the command; `--graph FILE` writes a new file, its ending chooses the notation.
pub fn model(arguments: &Arguments) -> Result<()> {
    arguments.without_words()?;
    let loaded = load_case(&arguments.case, SECONDS)?;
    let wanted: Vec<&str> = loaded.model.case.targets.iter().map(|t| t.indicator.as_str()).collect();
    let dot = arguments
        .graph
        .as_ref()
        .is_some_and(|path| path.extension().is_some_and(|e| e == "dot" || e == "gv"));
    let notation = if dot { Notation::Dot } else { Notation::Mermaid };
    let text = causal_diagram(&loaded.model.graph, notation, arguments.lang, &wanted);
    match &arguments.graph {
        Some(path) => write_new(path, text.as_bytes()),
        None => {
            print(&text);
            Ok(())
        }
    }
}
