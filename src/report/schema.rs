//! JSON Schemas (draft 2020-12) of the JSON files, from the types that are written.
//!
//! Owns what the types do not say: titles in Chinese, that no other field is there, and plain
//! words for what their documentation says in the language of the sources. Never: a field.

use super::Entry;
use crate::analysis::{Coverage, Reported};
use crate::message::schema_meanings::field_meaning;
use crate::message::schema_words::field_title;
use crate::summary::Summary;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// A kind of JSON that zonecast writes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// `summary.json`.
    Summary,
    /// `report.json`.
    Report,
    /// `coverage.json`.
    Coverage,
    /// What `reference --format json` prints.
    Reference,
}

impl JsonKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Summary, Self::Report, Self::Coverage, Self::Reference];

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name that stands for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Report => "report",
            Self::Coverage => "coverage",
            Self::Reference => "reference",
        }
    }
}

/// The schema as text, ending in a line break.
pub fn json_schema(kind: JsonKind) -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let (root, title) = match kind {
        JsonKind::Summary => (generator.into_root_schema_for::<Summary>(), "模拟结果（summary.json）"),
        JsonKind::Report => (generator.into_root_schema_for::<Reported>(), "报告数据（report.json）"),
        JsonKind::Coverage => (generator.into_root_schema_for::<Coverage>(), "措施覆盖（coverage.json）"),
        JsonKind::Reference => (generator.into_root_schema_for::<Vec<Entry>>(), "脚本词汇"),
    };
    let mut root = root.to_value();
    let whole = root["title"].as_str().unwrap_or_default().to_owned();
    finish(&mut root, &whole);
    if let Some(Value::Object(kinds)) = root.get_mut("$defs") {
        kinds.iter_mut().for_each(|(name, of)| finish(of, name));
    }
    let id = format!("urn:zonecast:{}:1", kind.name());
    let mut ordered = Map::from_iter([
        ("$schema".to_owned(), root["$schema"].clone()),
        ("$id".to_owned(), json!(id)),
        ("title".to_owned(), json!(title)),
    ]);
    let rest = root.as_object().into_iter().flatten().filter(|(key, _)| !ordered.contains_key(*key));
    let rest: Vec<(String, Value)> = rest.map(|(key, value)| (key.clone(), value.clone())).collect();
    ordered.extend(rest);
    // Keys are texts, which JSON always takes.
    serde_json::to_string_pretty(&ordered).unwrap_or_default() + "\n"
}

/// Closes the type `kind`, titles its fields and puts its descriptions plainly.
fn finish(of: &mut Value, kind: &str) {
    let Value::Object(keys) = of else { return };
    if let Some(Value::Object(fields)) = keys.get_mut("properties") {
        for (name, field) in fields.iter_mut() {
            if let (Value::Object(field), Some(title)) = (field, field_title(kind, name)) {
                field.insert("title".to_owned(), json!(title));
            }
        }
        keys.insert("additionalProperties".to_owned(), json!(false));
    }
    plainly(of);
    describe(of, kind);
}

/// Says what each field of the type `kind` means in Chinese, too, before the English.
fn describe(of: &mut Value, kind: &str) {
    let Some(Value::Object(fields)) = of.get_mut("properties") else { return };
    for (name, field) in fields {
        let title = || field["title"].as_str().map(|title| format!("{title}。"));
        let Some(zh) = field_meaning(kind, name).map(str::to_owned).or_else(title) else { continue };
        let said = match field["description"].as_str() {
            Some(en) => format!("{zh} {en}"),
            None => zh,
        };
        field["description"] = json!(said);
    }
}

/// Every description below a value without marks of the sources and with its unit in English.
fn plainly(value: &mut Value) {
    match value {
        Value::Object(keys) => {
            // Types of their own are put plainly one by one.
            for (key, value) in keys.iter_mut().filter(|(key, _)| *key != "$defs") {
                match value {
                    Value::String(text) if key == "description" => *text = plain(text),
                    other => plainly(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(plainly),
        _ => {}
    }
}

/// ``[`CaseHead::years`]`` names a field of the sources; readers of JSON know it as `years`.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for (at, part) in text.split('`').enumerate() {
        // Every second part stands between two marks.
        let part = if at % 2 == 1 { part.rsplit("::").next().unwrap_or(part) } else { part };
        plain += part.trim_start_matches(|c| c == ']' && at % 2 == 0);
        plain = plain.trim_end_matches('[').to_owned();
    }
    let text = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace("亿元", "in 100 million yuan (亿元)").replace("in in ", "in ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fields of all types of a schema with what is said of them.
    fn fields(kind: JsonKind) -> Vec<(String, Value)> {
        let schema: Value = serde_json::from_str(&json_schema(kind)).expect("JSON");
        let kinds = schema["$defs"].as_object().expect("types").values().chain([&schema]);
        let of = |of: &Value| {
            let fields = of["properties"].as_object().cloned().unwrap_or_default();
            fields.into_iter().collect::<Vec<_>>()
        };
        kinds.flat_map(of).collect()
    }

    #[test]
    fn every_field_has_a_chinese_title_and_a_description_in_both_languages() {
        for kind in JsonKind::ALL {
            let fields = fields(kind);
            assert!(fields.len() >= 8, "{kind:?}");
            for (name, field) in fields {
                assert!(field["title"].is_string(), "{kind:?}: {name} has no title");
                let said = field["description"].as_str().unwrap_or_default();
                assert!(!said.is_empty() && !said.contains(['[', '`']), "{kind:?}: {name}: {said}");
                let (zh, en) = said.split_once("。 ").unwrap_or_default();
                let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(chinese(zh) || zh == "SHA-256" || zh.starts_with('P'), "{kind:?}: {name}: {said}");
                assert!(en.chars().any(|c| c.is_ascii_alphabetic()), "{kind:?}: {name}: {said}");
            }
        }
    }

    #[test]
    fn no_meaning_is_of_a_field_that_is_not_there() {
        let all: Vec<String> = JsonKind::ALL.into_iter().flat_map(fields).map(|(name, _)| name).collect();
        for name in crate::message::schema_meanings::named() {
            let field = name.rsplit('.').next().unwrap_or(name);
            assert!(all.iter().any(|known| known == field), "{name}");
        }
    }

    #[test]
    fn links_and_units_of_the_sources_are_put_plainly() {
        assert_eq!(
            plain("Money, 亿元, one per entry of [`CaseHead::years`]\nand `a`."),
            "Money, in 100 million yuan (亿元), one per entry of years and a."
        );
    }
}
