//! The shipped library of measures: which functions its files offer.
//!
//! Owns how a measure is told from a helper: a function of zones, years and amount
//! with a plain name; its Chinese twin only calls it. Never: runs a script.

use super::{shipped_names, shipped_script};
use rhai::{Engine, FnAccess};

/// Folder of the measures among the shipped scripts.
const FOLDER: &str = "measures/";

/// A measure of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Path for `import`, such as `measures/chapter2`.
    pub path: String,
    /// Name of the function.
    pub function: String,
    /// Its Chinese twin, if there is one.
    pub twin: Option<String>,
}

impl Shipped {
    /// A scenario that tries it in all zones, in its usual amount, from the year after the data on.
    pub fn trial(&self) -> String {
        let Self { path, function, .. } = self;
        format!("import \"{path}\" as m;\nscenario(\"{function}\");\nm::{function}(zones(), (), ());\n")
    }
}

/// Every measure of the library, file by file in the order written.
pub fn shipped_measures() -> Vec<Shipped> {
    let files = shipped_names().into_iter().filter(|name| name.starts_with(FOLDER));
    files.flat_map(|file| measures_of(&file)).collect()
}

fn measures_of(file: &str) -> Vec<Shipped> {
    let Some(script) = shipped_script(file) else { return Vec::new() };
    let mut engine = Engine::new_raw();
    engine.set_max_expr_depths(0, 0);
    // A file that does not parse says so where it is imported.
    let Ok(ast) = engine.compile(&script.text) else { return Vec::new() };
    let offered =
        |f: &rhai::ScriptFnMetadata| f.access == FnAccess::Public && f.params == ["zones", "years", "amount"];
    let all = ast.iter_functions().filter(offered).map(|f| f.name.to_owned());
    let (mut names, twins): (Vec<String>, Vec<String>) = all.partition(|name| name.is_ascii());
    // A twin does nothing but call: its text starts with the other's name.
    let calls = |twin: &str, name: &str| {
        let (_, text) = script.text.split_once(&format!("fn {twin}(zones, years, amount)"))?;
        text.trim_start().strip_prefix('{')?.trim_start().strip_prefix(name)?.trim_start().strip_prefix('(')
    };
    names.sort_by_key(|name| script.text.find(&format!("fn {name}(")));
    let path = file.trim_end_matches(".rhai").to_owned();
    let shipped = |function: String| {
        let twin = twins.iter().find(|twin| calls(twin, &function).is_some()).cloned();
        Shipped { path: path.clone(), function, twin }
    };
    names.into_iter().map(shipped).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_offers_measures_of_every_chapter_and_no_helper() {
        let measures = shipped_measures();
        for chapter in 2..=7 {
            let path = format!("measures/chapter{chapter}");
            assert!(measures.iter().filter(|m| m.path == path).count() > 5, "{path}");
        }
        assert!(measures.iter().all(|m| !m.function.contains("department")), "{measures:?}");
        assert!(measures.iter().all(|m| m.twin.is_some()), "a Chinese word for each: {measures:?}");
        let twin = |name: &str| measures.iter().find(|m| m.function == name).and_then(|m| m.twin.as_deref());
        assert_eq!(twin("hte_coaching"), Some("高企培育"));
    }
}
