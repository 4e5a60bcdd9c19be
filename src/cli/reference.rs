//! `zonecast reference`: every word that scripts of a case may use; schemas of JSON files.

use super::arguments::Arguments;
use super::coverage::TIMES;
use super::print;
use crate::batch::{entries, load_case, write_new};
use crate::error::Result;
use crate::message::term;
use crate::report::{Entry, Layout, definitions, json_schema, reference};
use crate::script::{SECONDS, signatures};

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    if let Some(kind) = arguments.schema {
        // The forms of files are those of the program, whatever the case.
        arguments.without_words()?;
        print(&json_schema(kind));
        return Ok(());
    }
    // Every measure of the library is traced for what it says of itself.
    let loaded = load_case(&arguments.case, SECONDS * TIMES)?;
    let words: Vec<String> = arguments.words.iter().map(|word| word.display().to_string()).collect();
    let all = entries(&loaded, &arguments.case)?;
    if let Some(path) = &arguments.definitions {
        let callable = signatures(&loaded.model, &loaded.host, false);
        write_new(path, definitions(&all, &callable, arguments.lang).as_bytes())?;
    }
    let found: Vec<Entry> = all.into_iter().filter(|entry| entry.matches(&words)).collect();
    if found.is_empty() && arguments.layout != Layout::Json {
        print(&format!("{}\n", term("reference-none", arguments.lang).unwrap_or_default()));
        return Ok(());
    }
    print(&reference(&found, arguments.layout, arguments.lang));
    Ok(())
}
