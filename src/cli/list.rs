//! `zonecast list`: what a case holds and which words its scenarios may use.

use super::arguments::Arguments;
use super::print;
use crate::batch::{load_case, own_scenarios, prepare};
use crate::case::{Case, Text, unit};
use crate::error::{Code, Error, Result};
use crate::message::{Lang, term};
use crate::report::{Names, wanted};
use crate::script::{Model, SECONDS};
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

/// What there is to list, with the term of the catalogue that names it in Chinese.
pub const KINDS: [(&str, &str); 6] = [
    ("zones", "zone"),
    ("levers", "lever"),
    ("indicators", "indicator"),
    ("targets", "target"),
    ("ledger", "goal"),
    ("scenarios", "scenario"),
];
/// Columns that a table may take on a terminal.
const WIDTH: u16 = 100;

/// Runs the command.
pub fn list(arguments: &Arguments) -> Result<()> {
    let wanted = match arguments.words.as_slice() {
        [] => None,
        [one] => Some(in_english(&one.display().to_string())),
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    if let Some(found) = wanted.as_deref().filter(|w| !KINDS.iter().any(|(kind, _)| kind == w)) {
        return Err(Error::new(Code::BadValue)
            .with("option", "list")
            .with("found", found)
            .with("wanted", "@a-listing"));
    }
    let loaded = load_case(&arguments.case, SECONDS)?;
    let (model, case, lang) = (loaded.model.clone(), loaded.model.case.clone(), arguments.lang);
    let mut loaded = Some(loaded);
    for (kind, _) in KINDS.iter().filter(|(kind, _)| wanted.as_deref().is_none_or(|w| w == *kind)) {
        let table = match *kind {
            "zones" => zones(&case, lang),
            "levers" => levers(&model, lang),
            "indicators" => indicators(&model, lang),
            "targets" => targets(&case, lang),
            "ledger" => ledger(&case, lang),
            _ => {
                let files = own_scenarios(&arguments.case)?;
                let prepared = prepare(loaded.take().expect("scenarios are listed once"), &files)?;
                let mut table = table(lang, &["id", "name"]);
                for traced in &prepared.scenarios {
                    let label = &traced.scenario.label;
                    table.add_row([label.id.as_str(), lang.pick(&label.zh, &label.en)]);
                }
                table
            }
        };
        print(&format!("{}\n", table.trim_fmt()));
    }
    Ok(())
}

/// The kind that a word means, in either language; a word that means none as it is.
fn in_english(word: &str) -> String {
    let named = |term_of: &str| term(term_of, Lang::Zh).is_some_and(|zh| zh == word);
    let kind = KINDS.iter().find(|(_, key)| named(key)).map(|(kind, _)| *kind);
    kind.unwrap_or(word).to_owned()
}

fn table(lang: Lang, heads: &[&'static str]) -> Table {
    let mut table = Table::new();
    table.load_style(style()).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(heads.iter().map(|h| term(h, lang).unwrap_or(h)));
    table
}

/// Horizontal rules only, as in the result table.
fn style() -> TableStyle {
    let rule = LineStyle::none().fill('─').junction('─');
    TableStyle::new().top_border(rule).header_separator(rule).bottom_border(rule)
}

fn text(text: &Text, lang: Lang) -> &str {
    lang.pick(&text.zh, &text.en)
}

fn unit_name(unit: &str, lang: Lang) -> &str {
    match unit::find(unit) {
        // A pure number has no unit to be read.
        Some(found) if found.zh == "1" => "",
        Some(found) => lang.pick(found.zh, found.en),
        None => unit,
    }
}

fn zones(case: &Case, lang: Lang) -> Table {
    let mut table = table(lang, &["id", "name", "level"]);
    for zone in &case.zones {
        let level = term(&zone.level, lang).unwrap_or(&zone.level);
        table.add_row([zone.id.as_str(), text(&zone.name, lang), level]);
    }
    table
}

fn levers(model: &Model, lang: Lang) -> Table {
    let mut table = table(lang, &["words-head", "unit", "range-head"]);
    // Levers that only measures move are no words of scenarios.
    for lever in model.graph.levers.iter().filter(|lever| !lever.internal) {
        let (low, high) = lever.range;
        let assumed = if lever.assumed { term("lever-assumed", lang).unwrap_or("") } else { "" };
        let words = format!("{} / {}{assumed}", lever.label.zh, lever.label.id);
        let high = if high.is_finite() { high.to_string() } else { "∞".to_owned() };
        table.add_row([words, unit_name(&lever.unit, lang).to_owned(), format!("{low} – {high}")]);
    }
    table
}

fn indicators(model: &Model, lang: Lang) -> Table {
    let mut table = table(lang, &["id", "name", "unit", "by-zone-head"]);
    for indicator in &model.graph.indicators {
        let by_zone = term(if indicator.zone.is_some() { "yes" } else { "no" }, lang).unwrap_or("");
        let label = &indicator.label;
        let name = lang.pick(&label.zh, &label.en);
        table.add_row([label.id.as_str(), name, unit_name(&indicator.unit, lang), by_zone]);
    }
    table
}

fn targets(case: &Case, lang: Lang) -> Table {
    let mut table =
        table(lang, &["id", "name", "clause-head", "threshold-head", "year-head", "department-head"]);
    let names = Names { glossary: &case.glossary, lang };
    for target in &case.targets {
        table.add_row([
            target.id.clone(),
            text(&target.name, lang).to_owned(),
            names.clause(&target.clause),
            wanted(target.operator, target.threshold, &target.unit, target.event, lang),
            target.year.to_string(),
            names.text(&target.department),
        ]);
    }
    table
}

/// Goals in words only, folded to what a terminal holds.
fn ledger(case: &Case, lang: Lang) -> Table {
    let mut table = table(lang, &["id", "name", "clause-head", "status-head", "goal-evidence-head"]);
    let names = Names { glossary: &case.glossary, lang };
    for goal in &case.ledger {
        let status = term(goal.status.term(), lang).unwrap_or("");
        let evidence = names.text(&goal.evidence);
        let cells = [&goal.id, text(&goal.name, lang), &names.clause(&goal.clause), status, &evidence];
        table.add_row(cells);
    }
    table
}
