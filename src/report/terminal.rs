//! The table on the terminal: targets by scenarios, joint attainment, money, later milestones.
//!
//! Owns what fits into a terminal: at most six scenarios side by side, further
//! ones in blocks below. Likelihoods are whole percent. Never: prints.

use super::format;
use super::scenarios::{budget_note, over_budget};
use super::view::View;
use super::{Options, font, precision, scope};
use crate::case::Force;
use crate::message::scale::{self, Sureness};
use crate::summary::{ScenarioSummary, Summary, TargetHead, TargetResult};
use comfy_table::{Cell, ContentArrangement, LineStyle, Table, TableStyle};

/// Most scenarios side by side.
const BLOCK: usize = 6;

/// Columns that texts of the first column and of a scenario may take; six scenarios give 100.
const FIRST: u16 = 27;
const SCENARIO: u16 = 10;

/// Difference of likelihood between counting scopes from which they get rows of their own; they have
/// them too where their levels lie apart.
const SCOPE_MATTERS: f64 = 0.25;

/// The whole report for the terminal, ending in a line break.
pub fn table(summary: &Summary, options: &Options) -> String {
    let view = View::new(summary, options);
    let Some(year) = view.milestone() else { return String::new() };
    let mut out = String::new();
    for block in summary.scenarios.chunks(BLOCK) {
        out += &policy(&view, block, year);
        out.push('\n');
    }
    let later = &summary.case.milestones[1..];
    let list: Vec<String> = later.iter().map(i32::to_string).collect();
    if !later.is_empty() && view.main_targets().next().is_some() {
        for block in summary.scenarios.chunks(BLOCK) {
            out += &view.fill("terminal-later", &[("years", &list.join("/"))]);
            out.push('\n');
            out += &extrapolated(&view, block, later);
            out.push('\n');
        }
    }
    out += &scope::table(&view);
    for note in notes(&view, year) {
        out += &note;
        out.push('\n');
    }
    out
}

/// The year of the policy: likelihood with wording, joint attainment, money.
fn policy<'a>(view: &View<'a>, block: &'a [ScenarioSummary], year: i32) -> String {
    let year_text = year.to_string();
    let mut table = frame(view, block, &view.fill("terminal-head", &[("year", &year_text)]));
    for (index, target) in view.summary.targets.iter().enumerate() {
        let name = format!("{} {} {}", target.id, view.text(&target.name), wanted(view, target));
        row(&mut table, &name, block, |s| {
            let split = view.split(s, index, year, None);
            let text = cell(
                view,
                target,
                view.result(s, index, year, None),
                scope::mark(view, s, split, scope::Beside::Both),
            );
            match format::own_threshold(view, s, index) {
                Some(own) => format!("{text}\n{own}"),
                None => text,
            }
        });
        for (k, scope) in
            view.summary.case.scopes.iter().enumerate().filter(|_| scopes_matter(view, index, year))
        {
            let result = |s: &'a ScenarioSummary| view.result(s, index, year, Some(k));
            let name = format!("· {}", view.text(&scope.name));
            row(&mut table, &name, block, |s| {
                result(s).map(|r| scale::percent(r.likelihood.probability)).unwrap_or_default()
            });
        }
    }
    let groups = block.first().map(|s| view.joints(s, year)).unwrap_or_default();
    for (k, joint) in groups.iter().enumerate() {
        row(&mut table, &view.fill("terminal-joint", &[("group", &view.group(joint))]), block, |s| {
            let joint = view.joints(s, year).get(k).copied();
            joint.map(|j| precision::with_error(j.all.probability, j.all.interval)).unwrap_or_default()
        });
    }
    if !groups.is_empty() {
        row(&mut table, view.word("terminal-weakest"), block, |s| weakest(view, s, year));
    }
    let money = view.fill("terminal-money", &[("year", &year_text)]);
    row(&mut table, &money, block, |s| money_cell(view, s));
    if view.summary.case.budget.is_some() {
        row(&mut table, view.word("terminal-peak"), block, |s| match s.budget.peak {
            Some((year, share)) if share > 0.0 => {
                format!("{}%\n{year}", format::number(share * 100.0, 0))
            }
            _ => "0".to_owned(),
        });
    }
    let last = view.summary.case.years.last().copied().unwrap_or(year).to_string();
    let until = |key| view.fill(key, &[("year", &last)]);
    row(&mut table, &until("terminal-leverage"), block, |s| {
        s.budget.leverage.map_or("–".to_owned(), |x| format::shown(x, 1, false))
    });
    row(&mut table, &until("terminal-undelivered"), block, |s| format::money(s.budget.undelivered));
    table.trim_fmt()
}

/// The threshold; for what happens or does not only its year, if that is not the policy's.
pub(super) fn wanted(view: &View, target: &TargetHead) -> String {
    match (target.event && target.threshold == 1.0, format::other_year(view, target)) {
        (false, _) => format::threshold(view, target),
        (true, Some(year)) => view
            .fill("threshold-of-year", &[("threshold", ""), ("year", &year.to_string())])
            .trim()
            .to_owned(),
        (true, None) => String::new(),
    }
}

/// Later milestones: percentages only, as the document sets no target there.
fn extrapolated<'a>(view: &View<'a>, block: &'a [ScenarioSummary], years: &[i32]) -> String {
    let mut table = frame(view, block, view.word("target-column"));
    // A target of a later year is no extrapolation before it; the first table has its answer.
    let first = view.milestone();
    for (index, target) in view.main_targets().filter(|(_, target)| Some(target.year) <= first) {
        let name = format!("{} {}", target.id, view.text(&target.name));
        row(&mut table, &name, block, |scenario| {
            let one = |year: &i32| view.result(scenario, index, *year, None);
            let text = |r: Option<&TargetResult>| {
                r.map_or("–".to_owned(), |r| scale::percent(r.likelihood.probability))
            };
            years.iter().map(|year| text(one(year))).collect::<Vec<_>>().join("/")
        });
    }
    table.trim_fmt()
}

/// An empty table with horizontal rules only.
pub(super) fn plain_table() -> Table {
    let rule = LineStyle::none().fill('─').junction('─');
    let style = TableStyle::new().top_border(rule).header_separator(rule).bottom_border(rule);
    let mut table = Table::new();
    table.load_style(style);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

fn frame(view: &View, block: &[ScenarioSummary], head: &str) -> Table {
    let mut table = plain_table();
    let names = block.iter().map(|scenario| fold(brief(view.text(&scenario.name)), SCENARIO, 3));
    table.set_header(std::iter::once(fold(head, FIRST, 3)).chain(names).map(Cell::new));
    table.column_iter_mut().for_each(|column| {
        column.set_padding((1, 0));
    });
    table
}

/// Adds a row, its texts folded to the columns' widths.
fn row<'a>(
    table: &mut Table,
    name: &str,
    block: &'a [ScenarioSummary],
    cell: impl Fn(&'a ScenarioSummary) -> String,
) {
    let fold_lines =
        |text: String| text.lines().map(|line| fold(line, SCENARIO, 3)).collect::<Vec<_>>().join("\n");
    let cells = block.iter().map(|scenario| fold_lines(cell(scenario)));
    table.add_row(std::iter::once(fold(name, FIRST, 3)).chain(cells).map(Cell::new));
}

/// `text` in lines of at most `width` columns.
pub(super) fn fold(text: &str, width: u16, lines: usize) -> String {
    font::wrap_by(text, f64::from(width), lines, &|text| columns(text) as f64).join("\n")
}

/// Columns on a terminal: Chinese characters and full-width marks take two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if c > '\u{2e80}' { 2 } else { 1 }).sum()
}

/// A scenario's name without what it says in brackets or after a comma.
pub fn brief(name: &str) -> &str {
    name.split(['（', '(', '，', ',', '：', ':'])
        .next()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .unwrap_or(name)
}

/// Likelihood with its error, and words below; readings beside the main one get no words.
fn cell(view: &View, target: &TargetHead, result: Option<&TargetResult>, mark: &str) -> String {
    let Some(result) = result else { return "–".to_owned() };
    let p = result.likelihood.probability;
    let star = if result.prior_driven { "*" } else { "" };
    let mut number = format!("{}{star}{mark}", precision::with_error(p, result.likelihood.interval));
    if precision::too_close(result) {
        number += &format!("\n{}", view.word("too-close"));
    }
    match target.main {
        // What depends on others has its words once, below the table.
        true if matches!(target.force, Force::Batch | Force::Trigger) => number,
        true => match view.judged(target, &result.likelihood) {
            (words, Sureness::Borderline) => format!("{number}\n≈{}", short(words)),
            (words, _) => format!("{number}\n{}", short(words)),
        },
        false => number,
    }
}

/// The words before the first comma or semicolon.
pub(super) fn short(words: &str) -> &str {
    words.split(['，', ';']).next().unwrap_or(words)
}

fn scopes_matter(view: &View, target: usize, year: i32) -> bool {
    view.summary.scenarios.iter().any(|scenario| {
        let results = scenario.likelihoods.iter();
        let of_scope = results.filter(|r| (r.target, r.year) == (target, year) && r.scope.is_some());
        let range = of_scope
            .map(|r| r.likelihood.probability)
            .fold((1.0, 0.0), |(low, high): (f64, f64), p| (low.min(p), high.max(p)));
        let head = &view.summary.targets[target];
        let apart = || !head.event && view.scopes_apart(scenario, &head.indicator, head.year);
        head.main && (range.1 - range.0 >= SCOPE_MATTERS || apart())
    })
}

fn weakest<'a>(view: &View<'a>, scenario: &'a ScenarioSummary, year: i32) -> String {
    let found = view.joint(scenario, year).map(|joint| view.weakest(scenario, joint)).unwrap_or_default();
    let ids: Vec<&str> = found.iter().map(|(target, _)| &*view.summary.targets[*target].id).collect();
    // In order of the counting scopes, as the rows above.
    if ids.is_empty() { "–".to_owned() } else { ids.join(view.lang.pick("／", " / ")) }
}

fn money_cell(view: &View, scenario: &ScenarioSummary) -> String {
    let [low, _, middle, _, high] = scenario.cost_to_target_year;
    let mut text = format::money(middle);
    if high - low > 0.05 {
        // In the digits of the middle.
        let [low, high] = [low, high].map(|x| format::number(x, format::money_decimals(middle)));
        text += &format!("\n{low}–{high}");
    }
    if let Some(over) = over_budget(view, scenario) {
        text += &format!("\n{over}");
    }
    text
}

fn notes(view: &View, year: i32) -> Vec<String> {
    let mut notes = vec![view.word("terminal-note").to_owned()];
    notes.extend(precision::notes(view));
    // The advice belongs to the formal scale; the IPCC's says how likely something is and no more.
    if view.wording == scale::Wording::Formal {
        notes.push(view.word("terminal-advice").to_owned());
    }
    notes.extend([Force::Batch, Force::Trigger].into_iter().filter_map(|force| others_decide(view, force)));
    let results = view.summary.scenarios.iter().flat_map(|s| &s.likelihoods);
    if results.clone().any(|r| r.prior_driven && r.year == year) {
        notes.push(format!("* {}", view.word("prior-driven-note")));
    }
    notes.extend(precision::unsure(view, year));
    if view.summary.no_redrawing {
        notes.push(view.word("no-redrawing-note").to_owned());
    }
    let scenarios = view.summary.scenarios.iter();
    if scenarios
        .flat_map(|s| (0..view.summary.targets.len()).map(move |t| (s, t)))
        .any(|(s, t)| view.read_otherwise(s, t))
    {
        notes.push(view.word("own-threshold-note").to_owned());
    }
    for scenario in &view.summary.scenarios {
        let said = |belief| {
            view.fill("believed", &[("scenario", view.text(&scenario.name)), ("belief", view.text(belief))])
        };
        notes.extend(scenario.beliefs.iter().map(said));
    }
    notes.extend(budget_note(view));
    if view.summary.case.demonstration {
        notes.push(view.word("demonstration").to_owned());
        notes.extend(view.still_assumed().map(|list| view.fill("still-assumed", &[("list", &list)])));
    }
    notes
}

/// The targets that others decide on, with their words; on the formal scale these do not vary.
fn others_decide(view: &View, force: Force) -> Option<String> {
    let of_force: Vec<_> = view.summary.targets.iter().filter(|target| target.force == force).collect();
    let first = of_force.first().filter(|_| view.wording == scale::Wording::Formal)?;
    let ids: Vec<&str> = of_force.iter().map(|target| target.id.as_str()).collect();
    Some(view.fill("others-decide", &[("ids", &ids.join(", ")), ("words", view.wording(first, 0.5))]))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::message::Lang;

    const LINE: usize = 100;

    #[test]
    fn no_line_is_longer_than_a_hundred_columns() {
        for lang in [Lang::Zh, Lang::En] {
            for scenarios in [1, 2, 6, 9] {
                let mut summary = fixture::summary(3);
                let six = summary.scenarios.clone();
                summary.scenarios = six.into_iter().cycle().take(scenarios).collect();
                let text = table(&summary, &Options { lang, ..Options::default() });
                for line in text.lines().filter(|line| line.contains(['─', '═', '%'])) {
                    assert!(columns(line.trim_end()) <= LINE, "{} {line}", columns(line));
                }
            }
        }
    }

    #[test]
    fn the_table_says_what_a_planner_asks_first() {
        let text = table(&fixture::summary(3), &Options::default());
        for wanted in
            ["T1a", "T6b", "同时达成", "最薄弱", "延伸测算，非文件目标", "公共投入", "演示数据·非统计数据"]
        {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
        assert!(!text.contains(" 0%") && !text.contains("100%"), "{text}");
    }

    #[test]
    fn advice_belongs_to_the_formal_wording() {
        for (wording, lang, said) in [
            (scale::Wording::Formal, Lang::Zh, true),
            (scale::Wording::Formal, Lang::En, true),
            (scale::Wording::Ipcc, Lang::Zh, false),
            (scale::Wording::Ipcc, Lang::En, false),
        ] {
            let text = table(&fixture::summary(3), &Options { lang, wording, ..Options::default() });
            let advice = lang.pick(
                "\n缺口明显者建议提前研究对策。\n",
                "\nWhere there is a clear gap, prepare measures early.\n",
            );
            assert_eq!(text.contains(advice), said, "{wording:?}\n{text}");
        }
    }

    #[test]
    fn what_others_decide_is_said_once_and_never_called_completed() {
        let mut summary = fixture::summary(3);
        for target in summary.targets.iter_mut().filter(|target| target.of == "T2" || target.of == "T3") {
            (target.force, target.event) = (Force::Batch, true);
        }
        let zh = table(&summary, &Options::default());
        assert!(zh.contains("\nT2, T3：取决于国家、省批次安排，列为争取事项。\n"), "{zh}");
        let en = table(&summary, &Options { lang: Lang::En, ..Options::default() });
        let words = "\nT2, T3: Strive for it; batches are decided by nation and province.\n";
        assert!(en.contains(words), "{en}");
        let ipcc = table(&summary, &Options { wording: scale::Wording::Ipcc, ..Options::default() });
        assert!(!ipcc.contains("争取事项"), "{ipcc}");
    }

    #[test]
    fn every_group_of_joint_attainment_has_a_row_and_beliefs_are_repeated() {
        let mut summary = fixture::summary(3);
        for scenario in &mut summary.scenarios {
            let more: Vec<_> = scenario.joint.iter().cloned().map(|j| named(j, "T1–T9", "T1-T9")).collect();
            scenario.joint = scenario.joint.drain(..).map(|j| named(j, "T1–T6", "T1-T6")).collect();
            scenario.joint.extend(more);
        }
        summary.scenarios[1].beliefs = vec![fixture::text("注意：另定", "note: believed")];
        let text = table(&summary, &Options { lang: Lang::En, ..Options::default() });
        for wanted in ["T1-T6 together", "T1-T9 together", "\nFull package: note: believed\n"] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
    }

    fn named(joint: crate::summary::Joint, zh: &str, en: &str) -> crate::summary::Joint {
        crate::summary::Joint { name: fixture::text(zh, en), ..joint }
    }

    #[test]
    fn a_word_that_the_interval_does_not_support_is_marked() {
        let mut summary = fixture::summary(1);
        for result in &mut summary.scenarios[0].likelihoods {
            let few = summary.targets[result.target].of != "T2";
            result.likelihood.probability = 0.6;
            result.likelihood.interval = if few { (0.3, 0.85) } else { (0.58, 0.62) };
        }
        let text = table(&summary, &Options::default());
        for wanted in ["样本不足", "≈有望完成", "\n≈ "] {
            assert!(text.contains(wanted), "{wanted}\n{text}");
        }
    }
}
