//! `zonecast changes`: what changed between two runs.

use super::arguments::Arguments;
use super::print;
use crate::batch::{Changes, Fate, Reason, ScenarioChanges, TargetChange, changes};
use crate::error::{Code, Error, Result};
use crate::message::{Lang, fill, term};
use crate::report::{ChangeRow, changes_table};

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let [old, new] = arguments.words.as_slice() else {
        return Err(match arguments.words.len() {
            0 | 1 => Error::new(Code::MissingArgument).with("argument", "@two-summaries"),
            _ => Error::new(Code::TooManyArguments).with("found", arguments.words[2].display()),
        });
    };
    let found = changes(old, new)?;
    let lang = arguments.lang;
    print(&differences(&found, lang));
    for scenario in &found.scenarios {
        let name = lang.pick(scenario.name.zh.as_str(), scenario.name.en.as_str());
        let reasons: Vec<&str> =
            scenario.reasons.iter().map(|reason| word(reason_key(*reason), lang)).collect();
        let none = word("changes-none", lang);
        let reasons = if reasons.is_empty() { none.to_owned() } else { reasons.join(lang.pick("、", ", ")) };
        let value = |key: &str| Some(if key == "scenario" { name } else { reasons.as_str() });
        // What did not change needs no reason.
        let same = scenario.targets.iter().all(|t| t.likelihood.0 == t.likelihood.1);
        let head = if same { "changes-scenario-same" } else { "changes-scenario" };
        print(&format!("{}\n", fill(word(head, lang), lang, value)));
        if let Some((before, after)) = &scenario.scripts {
            let value = |key: &str| Some(if key == "before" { before.as_str() } else { after.as_str() });
            print(&format!("{}\n", fill(word("changes-two-files", lang), lang, value)));
        }
        if !same {
            print(&format!("{}\n", changes_table(&found.milestones, &rows(scenario, lang), lang)));
        }
    }
    let scope = found.scenarios.iter().flat_map(|s| &s.targets).any(TargetChange::mainly_scope);
    let notes = [("changes-by-scope", scope), ("demonstration", found.demonstration)];
    for (note, _) in notes.into_iter().filter(|(_, holds)| *holds) {
        print(&format!("{}\n", word(note, lang)));
    }
    print(&format!("{}\n", word("changes-note", lang)));
    Ok(())
}

fn word(key: &'static str, lang: Lang) -> &'static str {
    term(key, lang).unwrap_or(key)
}

fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Script => "changes-script",
        Reason::Shared => "changes-shared",
        Reason::Other => "changes-other",
        Reason::Settings => "changes-setup",
        Reason::Redrawing => "changes-without",
        Reason::Version => "changes-program",
    }
}

/// Settings, inputs and scenarios of one run only.
fn differences(found: &Changes, lang: Lang) -> String {
    let mut out = String::new();
    if found.settings.is_empty() && found.inputs.is_empty() {
        out += &format!("{}\n", word("changes-nothing", lang));
    }
    if !found.settings.is_empty() {
        out += &format!("{}\n", word("changes-settings", lang));
        for (key, before, after) in &found.settings {
            // Yes and no are words of the catalogue, all else is text.
            let [before, after] = [before, after].map(|text| match text.as_str() {
                "yes" => word("yes", lang),
                "no" => word("no", lang),
                text => text,
            });
            out += &format!("  {}{}{before} → {after}\n", word(key, lang), lang.pick("：", ": "));
        }
    }
    if !found.inputs.is_empty() {
        out += &format!("{}\n", word("changes-inputs", lang));
        for (file, fate) in &found.inputs {
            let key = match fate {
                Fate::Changed => "changes-changed",
                Fate::Added => "changes-added",
                Fate::Removed => "changes-removed",
            };
            out += &format!("  {} {file}\n", word(key, lang));
        }
    }
    for (fate, key) in [(Fate::Added, "changes-only-new"), (Fate::Removed, "changes-only-old")] {
        let names = found.single.iter().filter(|(_, of)| *of == fate);
        let names: Vec<&str> = names.map(|(name, _)| lang.pick(name.zh.as_str(), &name.en)).collect();
        if !names.is_empty() {
            let list = names.join(lang.pick("、", ", "));
            out += &format!("{}\n", fill(word(key, lang), lang, |_| Some(list.as_str())));
        }
    }
    out
}

fn rows(scenario: &ScenarioChanges, lang: Lang) -> Vec<ChangeRow> {
    let row = |t: &TargetChange| ChangeRow {
        target: format!("{} {}", t.id, lang.pick(&t.name.zh, &t.name.en)),
        year: t.year,
        likelihood: t.likelihood,
        change: t.change,
        sign: t.sign,
        scope: t.mainly_scope(),
    };
    scenario.targets.iter().map(row).collect()
}
