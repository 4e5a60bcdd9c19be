//! The reference of a case: every word that its scripts may use, from where it is declared.
//!
//! Owns gathering: words from the script room's registrations with the catalogue's
//! texts, operations and distributions from their tables, levers, indicators and
//! figures from the traced model, measures by tracing each. Never: lays out.

use super::channels::channels;
use super::coverage::try_one;
use super::{BASELINE, CaseChoice, Loaded, own_scenarios};
use crate::case::{Text, unit};
use crate::error::Result;
use crate::message::reference::{Entry as Texts, LANGUAGE, entry};
use crate::message::{Lang, fill, term};
use crate::model::graph::Lever;
use crate::model::{Family, Op, Reduction};
use crate::report::{Entry, Names};
use crate::script::{Shelf, Shipped, shipped_measures, words};
use rayon::prelude::*;

/// Every entry, in the order in which a planner needs them.
///
/// # Errors
/// Those of reading the case's scenarios and of tracing the library's measures.
pub fn entries(loaded: &Loaded, choice: &CaseChoice) -> Result<Vec<Entry>> {
    let gathered = Gathered::of(loaded, choice)?;
    let mut all = gathered.levers();
    let shelf = |wanted: Shelf| words().into_iter().filter(move |word| word.shelf == wanted);
    all.extend(shelf(Shelf::Scenario).filter_map(|w| gathered.word("reference-scenario", false, w.en, w.zh)));
    let measures = gathered.measures()?;
    all.extend(channels(&loaded.model.graph.levers, &measures));
    all.extend(measures.into_iter().map(|(_, entry)| entry));
    all.extend(gathered.targets());
    all.extend(gathered.indicators());
    all.extend(gathered.figures());
    let families = Family::ALL.iter().map(|f| (f.symbol(), f.chinese()));
    all.extend(families.filter_map(|(en, zh)| gathered.word("reference-distributions", false, en, zh)));
    all.extend(shelf(Shelf::Both).filter_map(|w| gathered.word("reference-both", false, w.en, w.zh)));
    all.extend(shelf(Shelf::Names).filter_map(|w| gathered.word("reference-names", false, w.en, w.zh)));
    let mut seen = Vec::new();
    for (en, zh) in Op::ALL.iter().map(|op| (op.symbol(), op.chinese())) {
        // Minus is one sign for two operations.
        if !seen.contains(&en) {
            seen.push(en);
            all.extend(gathered.word("reference-functions", false, en, zh));
        }
    }
    let reductions = Reduction::ALL.iter().map(|r| (r.symbol(), r.chinese()));
    all.extend(reductions.filter_map(|(en, zh)| gathered.word("reference-reductions", false, en, zh)));
    all.extend(shelf(Shelf::Model).filter_map(|w| gathered.word("reference-model", true, w.en, w.zh)));
    all.extend(LANGUAGE.iter().filter_map(|word| gathered.word("reference-language", false, word, "")));
    Ok(all)
}

/// What examples are filled with.
struct Gathered<'a> {
    loaded: &'a Loaded,
    /// Years of examples.
    years: (i32, i32),
    /// Id of a scenario of the case that is not the baseline.
    base: Option<String>,
}

fn both(text: impl Into<String>) -> Text {
    let text = text.into();
    Text { zh: text.clone(), en: text }
}

pub(super) fn terms(key: &str, args: &[(&str, &str)]) -> Text {
    let value = |name: &str| args.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let say = |lang| fill(term(key, lang).unwrap_or_default(), lang, value);
    Text { zh: say(Lang::Zh), en: say(Lang::En) }
}

pub(super) fn unit_of(name: &str) -> Text {
    match unit::find(name) {
        Some(found) if found.zh == "1" => Text::default(),
        Some(found) => Text { zh: found.zh.to_owned(), en: found.en.to_owned() },
        None => both(name),
    }
}

/// A range in words; nothing where there are no limits.
pub(super) fn range((low, high): (f64, f64)) -> Text {
    let (low, high) = (low.is_finite().then(|| low.to_string()), high.is_finite().then(|| high.to_string()));
    match (low, high) {
        (Some(low), Some(high)) => terms("reference-between", &[("low", &low), ("high", &high)]),
        (Some(low), None) => terms("reference-least", &[("low", &low)]),
        (None, Some(high)) => terms("reference-most", &[("high", &high)]),
        (None, None) => Text::default(),
    }
}

/// An amount well inside a lever's range: a power of ten.
fn usual((low, high): (f64, f64)) -> f64 {
    let size = if high.is_finite() { ((high - low.max(0.0)) / 2.0).clamp(1e-6, 1.0) } else { 1.0 };
    let mut amount = 1.0;
    while amount > size {
        amount /= 10.0;
    }
    if (low..=high).contains(&amount) { amount } else { low }
}

impl<'a> Gathered<'a> {
    fn of(loaded: &'a Loaded, choice: &CaseChoice) -> Result<Self> {
        let case = &loaded.model.case;
        let first = case.next_year();
        let base = own_scenarios(choice)?.into_iter().map(|file| file.id).find(|id| id != BASELINE);
        Ok(Self { loaded, years: (first, (first + 1).min(case.horizon.1)), base })
    }

    fn open_levers(&self) -> impl Iterator<Item = &'a Lever> {
        // Levers that only measures move are no words of scenarios.
        self.loaded.model.graph.levers.iter().filter(|lever| !lever.internal)
    }

    /// What `{name}` stands for in an example; none if the case has no such thing.
    fn value(&self, name: &str, zh: bool) -> Option<String> {
        let (case, graph) = (&self.loaded.model.case, &self.loaded.model.graph);
        let lever = || self.open_levers().find(|lever| lever.range.0 <= 0.0);
        let of_city = || case.figures.iter().find(|f| f.zone.is_none());
        Some(match name {
            "year" => self.years.0.to_string(),
            "next" => self.years.1.to_string(),
            "zone" => case.zones.first().map(|z| if zh { z.name.zh.clone() } else { z.name.en.clone() })?,
            "lever" => lever().map(|l| if zh { l.label.zh.clone() } else { l.label.id.clone() })?,
            "amount" => usual(lever()?.range).to_string(),
            "least" => (usual(lever()?.range) * 0.5).to_string(),
            "tenth" => (usual(lever()?.range) * 0.1).to_string(),
            "most" => (usual(lever()?.range) * 1.5).to_string(),
            "indicator" => graph.indicators.iter().find(|i| i.city.is_some())?.label.id.clone(),
            "target" => case.targets.first()?.id.clone(),
            "figure" => self.belief(zh)?,
            "base" => self.base.clone()?,
            "scope" => case.scopes.first()?.id.clone(),
            "city_figure" => of_city()?.indicator.clone(),
            "share_figure" => case.figures.iter().find(|f| f.share_of_city)?.indicator.clone(),
            "block_figure" => case.blocks.iter().flat_map(|b| &b.amounts).next()?.indicator.clone(),
            _ => return None,
        })
    }

    /// Arguments of `figure` that say what the case says.
    fn belief(&self, zh: bool) -> Option<String> {
        let (case, graph) = (&self.loaded.model.case, &self.loaded.model.graph);
        let read = |id: &str| graph.figures.iter().any(|(name, _)| name == id);
        let figure = case.figures.iter().find(|f| read(&f.indicator))?;
        let place =
            figure.zone.and_then(|z| case.zones.get(z)).map(|z| if zh { &z.name.zh } else { &z.name.en });
        let place = place.map_or_else(String::new, |name| format!("\"{name}\", "));
        Some(format!("{place}\"{}\", {}", figure.indicator, figure.value))
    }

    /// An example with what the case has; empty if it lacks something.
    fn example(&self, text: &str, zh: bool) -> String {
        const NAMES: [&str; 16] = [
            "year",
            "next",
            "zone",
            "lever",
            "amount",
            "least",
            "most",
            "tenth",
            "indicator",
            "target",
            "figure",
            "base",
            "scope",
            "city_figure",
            "share_figure",
            "block_figure",
        ];
        let mut out = text.to_owned();
        for name in NAMES.iter().filter(|name| text.contains(&format!("{{{name}}}"))) {
            let Some(value) = self.value(name, zh) else { return String::new() };
            out = out.replace(&format!("{{{name}}}"), &value);
        }
        out
    }

    /// A word with the catalogue's texts.
    fn word(&self, group: &'static str, model: bool, en: &str, zh: &str) -> Option<Entry> {
        let Texts { signature, meaning, example, .. } = entry(en)?;
        let text = |pair: &[&str; 2]| Text { zh: pair[0].to_owned(), en: pair[1].to_owned() };
        Some(Entry {
            group,
            model,
            name: Text { zh: if zh.is_empty() { en } else { zh }.to_owned(), en: en.to_owned() },
            signature: text(signature),
            unit: Text::default(),
            bounds: Text::default(),
            meaning: text(meaning),
            example: Text { zh: self.example(example[0], true), en: self.example(example[1], false) },
        })
    }

    fn levers(&self) -> Vec<Entry> {
        let entry = |lever: &Lever| {
            let (id, zh) = (&lever.label.id, &lever.label.zh);
            // What changes the counting scope is asked for or not.
            let amount = if lever.scope_only { lever.range.1 } else { usual(lever.range) };
            let year = self.years.0;
            let (zh_label, en_label) = (lever.label.zh.clone(), lever.label.en.clone());
            let mut told = vec![("zh", zh_label.as_str()), ("en", en_label.as_str())];
            if let Some([zh, en]) = &lever.effect {
                told.extend([("effect", zh.as_str()), ("effect_en", en.as_str())]);
            }
            Entry {
                group: "reference-levers",
                model: false,
                name: Text { zh: zh.clone(), en: id.clone() },
                signature: terms("reference-lever-signature", &[("zh", zh), ("en", id)]),
                unit: unit_of(&lever.unit),
                bounds: range(lever.range),
                meaning: terms(
                    if lever.assumed { "reference-lever-assumed" } else { "reference-lever" },
                    &told,
                ),
                example: Text {
                    zh: format!("全部园区().{zh}({year}, {amount});"),
                    en: format!("zones().{id}({year}, {amount});"),
                },
            }
        };
        self.open_levers().map(entry).collect()
    }

    /// Measures of the library, each with the identifiers of what it moves.
    fn measures(&self) -> Result<Vec<(Vec<String>, Entry)>> {
        let shipped = shipped_measures();
        let traced: Result<Vec<_>> = shipped.par_iter().map(|s| Ok((s, try_one(self.loaded, s)?))).collect();
        let mut entries = Vec::new();
        for (Shipped { path, function, twin }, traced) in traced? {
            let Some(measure) = traced.scenario.measures.declared.first() else { continue };
            let names = |lang| Names { glossary: &self.loaded.model.case.glossary, lang };
            let moves = |zh: bool| -> Vec<&str> {
                measure
                    .moves
                    .iter()
                    .map(|m| if zh { m.name.zh.as_str() } else { m.name.en.as_str() })
                    .collect()
            };
            let say = |lang: Lang| {
                let zh = lang == Lang::Zh;
                let name = if zh { &measure.name.zh } else { &measure.name.en };
                let (cost, moves) =
                    (money(measure.cost.middle, lang), moves(zh).join(if zh { "、" } else { ", " }));
                let clause = names(lang).clause(&measure.clause);
                let key = if moves.is_empty() { "reference-measure-idle" } else { "reference-measure" };
                let said =
                    terms(key, &[("name", name), ("clause", &clause), ("cost", &cost), ("moves", &moves)]);
                if zh { said.zh } else { said.en }
            };
            let (year, trial) = (self.years.0, measure.trial);
            let word = twin.as_ref().unwrap_or(function);
            let moved = measure.moves.iter().map(|m| m.lever.clone()).collect();
            entries.push((
                moved,
                Entry {
                    group: "reference-measures",
                    model: false,
                    name: Text { zh: measure.name.zh.clone(), en: function.clone() },
                    signature: terms(
                        "reference-measure-signature",
                        &[("path", path), ("function", function)],
                    ),
                    unit: Text {
                        zh: names(Lang::Zh).unit(&measure.unit),
                        en: names(Lang::En).unit(&measure.unit),
                    },
                    bounds: terms("reference-usual", &[("amount", &trial.to_string())]),
                    meaning: Text { zh: say(Lang::Zh), en: say(Lang::En) },
                    example: Text {
                        zh: format!("import \"{path}\" as m;\nm::{word}(全部园区(), {year}, {trial});"),
                        en: format!("import \"{path}\" as m;\nm::{function}(zones(), {year}, {trial});"),
                    },
                },
            ));
        }
        Ok(entries)
    }

    fn targets(&self) -> Vec<Entry> {
        let entry = |target: &crate::case::Target| {
            let (id, year) = (&target.id, self.loaded.model.case.horizon.1.to_string());
            let (threshold, by) = (target.threshold.to_string(), target.year.to_string());
            Entry {
                group: "reference-targets",
                model: false,
                name: both(id),
                signature: Text {
                    zh: format!("改目标(\"{id}\", #{{年份: 年}})"),
                    en: format!("target(\"{id}\", #{{year: year}})"),
                },
                unit: unit_of(&target.unit),
                bounds: terms("reference-threshold", &[("threshold", &threshold), ("year", &by)]),
                meaning: target.name.clone(),
                example: Text {
                    zh: format!("改目标(\"{id}\", #{{年份: {year}}});"),
                    en: format!("target(\"{id}\", #{{year: {year}}});"),
                },
            }
        };
        self.loaded.model.case.targets.iter().map(entry).collect()
    }

    fn indicators(&self) -> Vec<Entry> {
        let year = self.years.0;
        let entry = |indicator: &crate::model::graph::Indicator| {
            let id = &indicator.label.id;
            let signature = match (indicator.zone.is_some(), indicator.city.is_some()) {
                (true, true) => "reference-last-both",
                (true, false) => "reference-last-zone",
                _ => "reference-last-city",
            };
            let example = match indicator.city {
                Some(_) => {
                    Text { zh: format!("let x = 上年(\"{id}\");"), en: format!("let x = last(\"{id}\");") }
                }
                None => Text {
                    zh: format!("规则({year}, |z| {{ let x = z.上年(\"{id}\"); }});"),
                    en: format!("rule({year}, |z| {{ let x = z.last(\"{id}\"); }});"),
                },
            };
            Entry {
                group: "reference-indicators",
                model: false,
                name: both(id),
                signature: terms(signature, &[("id", id)]),
                unit: unit_of(&indicator.unit),
                bounds: Text::default(),
                meaning: Text { zh: indicator.label.zh.clone(), en: indicator.label.en.clone() },
                example,
            }
        };
        self.loaded.model.graph.indicators.iter().map(entry).collect()
    }

    /// Figures of the case that the model reads, each once.
    fn figures(&self) -> Vec<Entry> {
        let (case, graph) = (&self.loaded.model.case, &self.loaded.model.graph);
        let mut entries = Vec::new();
        for (id, _) in &graph.figures {
            let Some(figure) = case.figures.iter().find(|f| f.indicator == *id) else { continue };
            let zone = figure.zone.and_then(|z| case.zones.get(z)).map(|z| &z.name);
            let place = |name: &str| zone.map_or_else(String::new, |_| format!("\"{name}\", "));
            let (zh, en) = zone.map_or(("", ""), |name| (name.zh.as_str(), name.en.as_str()));
            let (low, high) = figure.spread.unwrap_or((figure.value, figure.value));
            let [low, high, value] = [low, high, figure.value].map(|x| x.to_string());
            let (key, definition) = ("reference-spread", figure.definition.clone());
            let args: &[(&str, &str)] = &[("low", &low), ("value", &value), ("high", &high)];
            let place_said = zone.cloned().unwrap_or_default();
            let mut bounds = terms(key, args);
            if zone.is_some() {
                (bounds.zh, bounds.en) = (
                    format!("{}：{}", place_said.zh, bounds.zh),
                    format!("{}: {}", place_said.en, bounds.en),
                );
            }
            let label = graph.names.iter().find(|label| label.id == *id);
            let english = Names { glossary: &case.glossary, lang: Lang::En }.text(&definition);
            entries.push(Entry {
                group: "reference-figures",
                model: false,
                name: both(id),
                signature: terms(
                    if zone.is_some() { "reference-figure-zone" } else { "reference-figure-city" },
                    &[("id", id)],
                ),
                unit: unit_of(&figure.unit),
                bounds,
                meaning: label.map_or(Text { zh: definition, en: english }, |l| Text {
                    zh: l.zh.clone(),
                    en: l.en.clone(),
                }),
                example: Text {
                    zh: format!("改数据({}\"{id}\", {value});", place(zh)),
                    en: format!("figure({}\"{id}\", {value});", place(en)),
                },
            });
        }
        entries
    }
}

/// An amount of 亿元 with two digits that count, in a unit that needs few zeros.
fn money(amount: f64, lang: Lang) -> String {
    let (value, unit) = match lang {
        Lang::Zh if amount.abs() >= 0.1 || amount == 0.0 => (amount, "亿元"),
        Lang::Zh => (1e4 * amount, "万元"),
        Lang::En => (100.0 * amount, "million yuan"),
    };
    let size = if value == 0.0 { 1.0 } else { value.abs().log10().floor() };
    let decimals = (1.0 - size).clamp(0.0, 6.0) as usize;
    format!("{value:.decimals$} {unit}")
}
