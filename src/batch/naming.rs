//! Which scenario a word means: a path, a file's stem or a title; the same for commands and `based_on`.
//!
//! Owns that rule and what is said of a word that means nothing. Never: traces a script.

use super::loading::{CaseChoice, ScenarioFile, add, load_scenarios, own_scenarios, stem};
use crate::error::{Code, Error, Result, all_of, nearest_name};
use crate::report::terminal::brief;
use crate::script::{Script, Traced};
use std::path::{Path, PathBuf};

/// The scenarios that words mean, in their order; without words all that come with the case.
///
/// A file (with or without its ending) or folder of that name comes first, then the case's scenarios by file name and by title.
///
/// # Errors
/// [`Code::UnknownScenario`] with the nearest name, or those of reading.
pub fn choose(case: &CaseChoice, words: &[PathBuf]) -> Result<Vec<ScenarioFile>> {
    let own = own_scenarios(case)?;
    if words.is_empty() {
        return Ok(own);
    }
    let mut files = Vec::new();
    let meant = |word: &PathBuf| {
        // What `new` wrote under this name, whoever else bears it as a title.
        let written = PathBuf::from(format!("{}.rhai", word.display()));
        if word.exists() {
            load_scenarios(std::slice::from_ref(word))
        } else if written.is_file() {
            load_scenarios(&[written])
        } else {
            named(&own, &word.display().to_string()).map(|file| vec![file])
        }
    };
    let found = all_of(words.iter().map(meant))?;
    found.into_iter().flatten().try_for_each(|file| add(&mut files, file))?;
    Ok(files)
}

/// Adds the file's stem to titles that several scenarios of a run have.
pub(super) fn tell_apart(scenarios: &mut [Traced]) {
    let titles: Vec<String> = scenarios.iter().map(|traced| traced.scenario.label.zh.clone()).collect();
    for traced in scenarios {
        let label = &mut traced.scenario.label;
        if titles.iter().filter(|title| **title == label.zh).count() > 1 {
            (label.zh, label.en) =
                (format!("{}（{}）", label.zh, label.id), format!("{} ({})", label.en, label.id));
        }
    }
}

fn named(own: &[ScenarioFile], word: &str) -> Result<ScenarioFile> {
    let by_stem = own.iter().find(|file| file.id == plain(word));
    let by_title = || own.iter().find(|file| is_titled(&file.script, word));
    by_stem.or_else(by_title).cloned().ok_or_else(|| {
        let ids: Vec<&str> = own.iter().map(|file| file.id.as_str()).collect();
        let known: Vec<String> = own.iter().flat_map(|file| names(&file.script)).collect();
        Error::new(Code::UnknownScenario)
            .with("scenario", word)
            .with_some("nearest", nearest_name(plain(word), known.iter().map(String::as_str)))
            .listed("known", &ids)
    })
}

/// A script's name without its ending.
pub(super) fn plain(name: &str) -> &str {
    name.strip_suffix(".rhai").unwrap_or(name)
}

/// Whether a script gives itself this title, in either language, or what outputs show of it.
pub(super) fn is_titled(script: &Script, name: &str) -> bool {
    titles(&script.text).into_iter().any(|title| title == name || brief(title) == name)
}

/// Stem and titles of a script.
pub(super) fn names(script: &Script) -> Vec<String> {
    let titles = titles(&script.text).into_iter().map(str::to_owned);
    std::iter::once(stem(Path::new(&script.shown))).chain(titles).collect()
}

/// The titles that a script gives itself, as written; it is not run for them.
fn titles(text: &str) -> Vec<&str> {
    let mut titles = Vec::new();
    for (start, word) in ["scenario", "情景"].iter().flat_map(|word| text.match_indices(word)) {
        let line = text[..start].rsplit('\n').next().unwrap_or("");
        if line.contains("//") || line.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let mut rest = text[start + word.len()..].trim_start().strip_prefix('(');
        while let Some((title, behind)) = rest.and_then(|r| r.trim_start().strip_prefix('"')?.split_once('"'))
        {
            titles.push(title);
            rest = behind.trim_start().strip_prefix(',');
        }
    }
    titles
}
