//! The reference of a case's words: on the terminal, as Markdown, as JSON.
//!
//! Owns how entries are laid out and searched. Never: decides which words there are.

use crate::case::Text;
use crate::message::{Lang, term};
use schemars::JsonSchema;
use serde::Serialize;

/// A word, lever, measure, indicator, figure or distribution as the reference shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entry {
    /// Group, a term of the catalogue.
    pub group: &'static str,
    /// Whether it belongs in model scripts; else in scenarios, or in both.
    pub model: bool,
    /// Its name in either language.
    pub name: Text,
    /// How it is written.
    pub signature: Text,
    /// Unit, empty if it has none.
    pub unit: Text,
    /// What it may be, or its range; empty if nothing is to be said.
    pub bounds: Text,
    /// Meaning.
    pub meaning: Text,
    /// An example that runs; empty if the case lacks what it would need.
    pub example: Text,
}

/// How the reference is written.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Lines for a terminal.
    Terminal,
    /// Markdown.
    Markdown,
    /// JSON with both languages.
    Json,
}

impl Entry {
    /// Whether every one of some words stands somewhere in its names, texts or group.
    pub fn matches(&self, words: &[String]) -> bool {
        let group = [Lang::Zh, Lang::En].map(|lang| term(self.group, lang).unwrap_or(self.group));
        // The example has the word that is typed.
        let texts = [&self.name, &self.signature, &self.meaning, &self.unit, &self.example];
        let mut all: Vec<String> =
            texts.iter().flat_map(|t| [t.zh.to_lowercase(), t.en.to_lowercase()]).collect();
        all.extend(group.map(str::to_lowercase));
        words.iter().all(|word| all.iter().any(|text| text.contains(&word.to_lowercase())))
    }
}

/// The entries as a text.
pub fn reference(entries: &[Entry], layout: Layout, lang: Lang) -> String {
    match layout {
        // Entries are texts alone, which JSON always takes.
        Layout::Json => serde_json::to_string_pretty(entries).unwrap_or_default() + "\n",
        Layout::Markdown => grouped(entries, lang, |head| format!("## {head}\n\n"), markdown),
        Layout::Terminal => grouped(entries, lang, |head| format!("── {head}\n\n"), terminal),
    }
}

/// Definitions that editors read (`.d.rhai`): every entry's name in both languages, once for each number
/// of arguments that a function of that name takes, with its meaning above.
pub fn definitions(entries: &[Entry], signatures: &[(String, usize)], lang: Lang) -> String {
    let mut text = "module static;\n".to_owned();
    let mut seen: Vec<&str> = Vec::new();
    for entry in entries {
        for name in [&entry.name.zh, &entry.name.en] {
            let plain = name.starts_with(|c: char| c.is_alphabetic()) && !seen.contains(&name.as_str());
            for (_, count) in signatures.iter().filter(|(known, _)| plain && known == name) {
                let arguments: Vec<String> = parameters(pick(&entry.signature, lang), *count)
                    .into_iter()
                    .map(|name| format!("{name}: ?"))
                    .collect();
                text += &format!("\n/// {}\n", pick(&entry.signature, lang).replace('\n', " "));
                text += &format!("/// {}\n", pick(&entry.meaning, lang));
                let measured = measured(entry, lang);
                if !measured.is_empty() {
                    text += &format!("/// {measured}\n");
                }
                let example = pick(&entry.example, lang);
                example.lines().for_each(|line| text += &format!("/// > {line}\n"));
                text += &format!("fn {name}({}) -> ?;\n", arguments.join(", "));
            }
            seen.push(name);
        }
    }
    text
}

/// Names of a function's parameters as its signature has them, the object of a method first; numbered
/// where the signature tells none.
fn parameters(signature: &str, count: usize) -> Vec<String> {
    let plain = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == '_') && !name.is_empty();
    let named = |written: &'_ str| -> (Vec<String>, bool) {
        let (head, rest) = written.split_once('(').unwrap_or((written, ""));
        let list = rest.split(')').next().unwrap_or_default();
        let object = head.split_once('.').map(|(object, _)| object);
        // A closure is named by what it does.
        let each = list.split([',', '[', ']']).map(|name| name.rsplit('|').next().unwrap_or(name));
        let names = object.into_iter().chain(each).map(str::trim).filter(plain).map(str::to_owned);
        (names.collect(), object.is_some())
    };
    let written: Vec<(Vec<String>, bool)> =
        signature.split(" 或 ").flat_map(|part| part.split(" or ")).map(named).collect();
    if let Some((names, _)) = written.iter().find(|(names, _)| names.len() == count) {
        return names.clone();
    }
    for (mut names, method) in written {
        // Inside a rule the years are the rule's.
        if method && names.len() == 3 && count == 2 && !signature.contains('[') {
            names.remove(1);
        }
        if names.len() == count || (names.len() > count && signature.contains('[')) {
            names.truncate(count);
            return names;
        }
    }
    (1..=count).map(|i| format!("a{i}")).collect()
}

fn grouped(
    entries: &[Entry],
    lang: Lang,
    head: impl Fn(&str) -> String,
    one: impl Fn(&Entry, Lang) -> String,
) -> String {
    let mut text = String::new();
    let mut group = "";
    for entry in entries {
        if entry.group != group {
            group = entry.group;
            text += &head(term(group, lang).unwrap_or(group));
        }
        text += &one(entry, lang);
    }
    text
}

fn pick(text: &Text, lang: Lang) -> &str {
    lang.pick(&text.zh, &text.en)
}

/// Unit and range in one phrase; empty without both.
fn measured(entry: &Entry, lang: Lang) -> String {
    let parts = [&entry.unit, &entry.bounds].map(|text| pick(text, lang));
    let given: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    given.join(lang.pick("，", ", "))
}

/// Both names, the reader's first; one if they are alike.
fn names(entry: &Entry, lang: Lang) -> String {
    let Text { zh, en } = &entry.name;
    let (first, second) = if lang == Lang::Zh { (zh, en) } else { (en, zh) };
    if first == second { first.clone() } else { format!("{first} / {second}") }
}

fn terminal(entry: &Entry, lang: Lang) -> String {
    let measured = measured(entry, lang);
    let gap = if measured.is_empty() { "" } else { "    " };
    let mut text = format!("{}{gap}{measured}\n", names(entry, lang));
    text += &format!("    {}\n    {}\n", pick(&entry.signature, lang), pick(&entry.meaning, lang));
    pick(&entry.example, lang).lines().for_each(|line| text += &format!("      > {line}\n"));
    text + "\n"
}

fn markdown(entry: &Entry, lang: Lang) -> String {
    let mut text = format!(
        "### {}\n\n`{}`\n\n{}",
        names(entry, lang),
        pick(&entry.signature, lang),
        pick(&entry.meaning, lang)
    );
    let measured = measured(entry, lang);
    if !measured.is_empty() {
        text += &format!(" ({measured})");
    }
    text += "\n\n";
    let example = pick(&entry.example, lang);
    if !example.is_empty() {
        text += &format!("```rhai\n{example}\n```\n\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
        Entry {
            group: "reference-levers",
            model: false,
            name: text("投资", "invest"),
            signature: text("园区.投资(年份, 数量)", "zone.invest(years, amount)"),
            unit: text("亿元/年", "100 million yuan a year"),
            bounds: text("不小于 0", "at least 0"),
            meaning: text("工业投资。", "Industrial investment."),
            example: text("全部园区().投资(2028, 1);", "zones().invest(2028, 1);"),
        }
    }

    #[test]
    fn an_entry_reads_in_both_languages_and_three_layouts() {
        assert_eq!(
            reference(&[entry()], Layout::Terminal, Lang::Zh),
            "── 杠杆\n\n投资 / invest    亿元/年，不小于 0\n    园区.投资(年份, 数量)\n    工业投资。\n      > 全部园区().投资(2028, 1);\n\n"
        );
        assert_eq!(
            reference(&[entry()], Layout::Markdown, Lang::En),
            "## levers\n\n### invest / 投资\n\n`zone.invest(years, amount)`\n\nIndustrial investment. (100 million yuan a year, at least 0)\n\n```rhai\nzones().invest(2028, 1);\n```\n\n"
        );
        let json = reference(&[entry()], Layout::Json, Lang::Zh);
        let parsed: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(parsed[0]["signature"]["en"], "zone.invest(years, amount)");
    }

    #[test]
    fn a_filter_finds_names_meanings_and_groups_in_either_language() {
        let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        for found in [&["INVEST"][..], &["工业"], &["杠杆", "投资"], &[]] {
            assert!(entry().matches(&words(found)), "{found:?}");
        }
        assert!(!entry().matches(&words(&["invest", "land"])));
    }
}
