//! Channels in the reference: what only measures move, for those who write measures of their own.
//!
//! Owns their entries. Never: decides which channels there are.

use super::reference::{range, terms, unit_of};
use crate::case::Text;
use crate::model::Label;
use crate::model::graph::Lever;
use crate::report::Entry;

/// What only measures move, each with the first measure of the library that moves it.
pub(super) fn channels(levers: &[Lever], measures: &[(Vec<String>, Entry)]) -> Vec<Entry> {
    let channels = levers.iter().filter(|lever| lever.internal);
    let entry = |lever: &Lever| {
        let Label { id, zh, en } = &lever.label;
        let moving: Vec<&Entry> =
            measures.iter().filter(|(moves, _)| moves.contains(id)).map(|(_, entry)| entry).collect();
        let count = moving.len().to_string();
        let names = |all: Vec<&str>, between| all.into_iter().take(3).collect::<Vec<_>>().join(between);
        let zh_names = names(moving.iter().map(|m| m.name.zh.as_str()).collect(), "、");
        let en_names = names(moving.iter().map(|m| m.name.en.as_str()).collect(), ", ");
        let key = if moving.is_empty() { "reference-channel-idle" } else { "reference-channel" };
        let said = |zh_args: bool| {
            let names = if zh_args { &zh_names } else { &en_names };
            terms(key, &[("zh", zh), ("en", en), ("n", &count), ("names", names)])
        };
        Entry {
            group: "reference-channels",
            model: false,
            name: Text { zh: zh.clone(), en: id.clone() },
            signature: Text {
                zh: format!("moves: #{{ {zh}: 数 }}"),
                en: format!("moves: #{{ {id}: size }}"),
            },
            unit: unit_of(&lever.unit),
            bounds: range(lever.range),
            meaning: Text { zh: said(true).zh, en: said(false).en },
            example: moving.first().map_or_else(Text::default, |measure| measure.example.clone()),
        }
    };
    channels.map(entry).collect()
}
