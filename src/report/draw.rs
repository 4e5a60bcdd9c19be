//! One draw on the terminal: outcome by target, what was unusual, then every quantity by year.
//!
//! Owns the layout and which years are shown. Values in full are in the CSV file. Never:
//! computes a statistic.

use super::{format, terminal};
use crate::analysis::draw::{Draw, Kind, Picked, Quantity, Why};
use crate::case::{Case, Text, unit};
use crate::error::Place;
use crate::experiment::{Amount, Sampler};
use crate::message::{Lang, fill, term};
use crate::model::unit_text;
use comfy_table::{CellAlignment, Table as Grid};

/// Widest line of text on the terminal.
const WIDTH: u16 = 104;
/// Columns for the name of a quantity.
const NAME: u16 = 30;
/// Years side by side.
const YEARS: usize = 6;

/// A draw with the way it is read.
#[derive(Copy, Clone)]
pub struct DrawPage<'a> {
    /// The case.
    pub case: &'a Case,
    /// The draw.
    pub draw: &'a Draw,
    /// How it was picked, if it was.
    pub picked: Option<Picked>,
    /// Sampler and number of draws of the run, if the draw's luck depends on them.
    pub draws: Option<(Sampler, u64)>,
    /// Why a target came out as it did, if one was asked for.
    pub why: Option<&'a Why>,
    /// Index of the zone; none for the city.
    pub zone: Option<usize>,
    /// Every year instead of base year, first year and milestones.
    pub all_years: bool,
    /// Language.
    pub lang: Lang,
}

impl<'a> DrawPage<'a> {
    pub(super) fn word(&self, key: &'static str) -> &'static str {
        term(key, self.lang).unwrap_or(key)
    }

    pub(super) fn fill(&self, key: &'static str, args: &[(&str, &str)]) -> String {
        fill(self.word(key), self.lang, |name| args.iter().find(|(n, _)| *n == name).map(|(_, v)| *v))
    }

    pub(super) fn text<'b>(&self, text: &'b Text) -> &'b str {
        let (here, there) = (self.lang.pick(&text.zh, &text.en), self.lang.pick(&text.en, &text.zh));
        if here.is_empty() { there } else { here }
    }

    /// A unit as printed, compound ones too; a pure number has none.
    pub(super) fn unit(&self, name: &str) -> String {
        let nowhere = Place::new("", 0, 0);
        match (unit::find(name), self.lang) {
            (Some(known), _) if known.zh == "1" => String::new(),
            (Some(known), lang) => lang.pick(known.zh, known.en).to_owned(),
            (None, Lang::Zh) => name.to_owned(),
            (None, Lang::En) => unit_text::read(name, &nowhere)
                .map_or_else(|_| name.to_owned(), |unit| unit_text::english(&unit)),
        }
    }

    /// What kind of row it is, such as `inflow 2`.
    pub(super) fn kind(&self, kind: Kind) -> String {
        let numbered = |key, n: usize| self.fill(key, &[("n", &n.to_string())]);
        match kind {
            Kind::Start => self.word("draw-start").to_owned(),
            Kind::Inflow(n) => numbered("draw-inflow", n),
            Kind::Outflow(n) => numbered("draw-outflow", n),
            Kind::Change => self.word("draw-change").to_owned(),
            Kind::End => self.word("draw-end").to_owned(),
            Kind::Figure => self.word("draw-figure").to_owned(),
            Kind::Uncertainty => self.word("uncertainty").to_owned(),
            Kind::Count => self.word("draw-count").to_owned(),
            Kind::Lever => self.word("lever").to_owned(),
            Kind::Indicator => self.word("indicator").to_owned(),
        }
    }

    pub(super) fn zone_name(&self, zone: Option<usize>) -> &'a str {
        match zone.and_then(|zone| self.case.zones.get(zone)) {
            Some(zone) => terminal::brief(self.lang.pick(&zone.name.zh, &zone.name.en)),
            None => self.word("city-sum"),
        }
    }

    /// Value of a quantity as the page shows it: of its zone, or of the whole city.
    fn value(&self, q: &Quantity, year: usize) -> Option<f64> {
        match (q.by_zone, self.zone) {
            (true, Some(zone)) => *q.values.get(zone)?.get(year)?,
            (true, None) => q.whole(year),
            (false, _) => *q.values.first()?.get(year)?,
        }
    }

    fn percentile(&self, q: &Quantity, year: usize) -> Option<f64> {
        let zone = if q.by_zone { self.zone? } else { 0 };
        *q.percentiles.get(zone)?.get(year)?
    }

    /// Indices of the years shown, in groups that fit side by side.
    fn years(&self) -> Vec<Vec<usize>> {
        let explained = self.why.and_then(|why| self.draw.targets.get(why.target)).map(|met| met.year);
        let shown = |(at, year): (usize, &i32)| {
            let wanted = at < 2 || self.case.milestones.contains(year) || explained == Some(*year);
            (wanted || self.all_years).then_some(at)
        };
        let years: Vec<usize> = self.draw.years.iter().enumerate().filter_map(shown).collect();
        years.chunks(YEARS).map(<[usize]>::to_vec).collect()
    }
}

/// The draw as text; ends in a line break.
pub fn draw_text(page: &DrawPage) -> String {
    let mut out = heading(page);
    out += &targets(page);
    if let Some(why) = page.why {
        out += &super::draw_why::reasons(page, why);
    }
    for title in ["draw-indicators", "draw-stocks", "draw-levers", "draw-yearly", "draw-once"] {
        let belongs = |q: &Quantity| group(q) == title;
        let rows: Vec<&Quantity> =
            page.draw.quantities.iter().filter(|q| belongs(q) && shown(page, q)).collect();
        if rows.is_empty() {
            continue;
        }
        out += &format!("\n{}\n", page.fill(title, &[("zone", page.zone_name(page.zone))]));
        out += &if title == "draw-once" { once(page, &rows) } else { by_year(page, &rows) };
        if title == "draw-levers" {
            out += &measures(page);
        }
    }
    out += &wrapped(page.word("draw-luck-note"));
    if page.zone.is_none() {
        out += &wrapped(page.word("draw-city-note"));
    }
    if page.case.demonstration {
        out += &wrapped(page.word("demonstration"));
    }
    out
}

/// The title under which a quantity stands.
fn group(q: &Quantity) -> &'static str {
    match q.kind {
        Kind::Indicator => "draw-indicators",
        Kind::Lever => "draw-levers",
        Kind::Uncertainty | Kind::Count if !q.once => "draw-yearly",
        Kind::Uncertainty | Kind::Count | Kind::Figure => "draw-once",
        Kind::Start | Kind::Inflow(_) | Kind::Outflow(_) | Kind::Change | Kind::End => "draw-stocks",
    }
}

fn is_drawn(q: &Quantity) -> bool {
    matches!(q.kind, Kind::Uncertainty | Kind::Count)
}

/// Whether a quantity has a place on the page: what zones draw has none in the city's view.
fn shown(page: &DrawPage, q: &Quantity) -> bool {
    let city_twin = |of: &&Quantity| of.kind == Kind::Indicator && !of.by_zone && of.id == q.id;
    match (q.kind, q.by_zone, page.zone) {
        (_, false, _) | (_, true, Some(_)) => true,
        (Kind::Indicator, true, None) => !page.draw.quantities.iter().any(|of| city_twin(&of)),
        (_, true, None) => !is_drawn(q),
    }
}

fn heading(page: &DrawPage) -> String {
    let draw = page.draw;
    let scope_name = |scope: usize| {
        let several = page.case.scopes.len() > 1;
        page.case.scopes.get(scope).filter(|_| several).map(|scope| page.text(&scope.name))
    };
    let draws = page.draws.map(|(_, draws)| draws.to_string());
    let sobol = page.draws.is_some_and(|(sampler, _)| sampler == Sampler::Sobol);
    let spread = page.word(if sobol { "draw-sobol" } else { "draw-lhs" });
    let (number, seed) = (draw.draw.to_string(), draw.seed.to_string());
    let mut args = vec![
        ("case", page.text(&page.case.name)),
        ("scenario", page.text(&draw.name)),
        ("id", draw.scenario.as_str()),
        ("draw", number.as_str()),
        ("seed", seed.as_str()),
    ];
    args.extend(draws.as_deref().into_iter().flat_map(|draws| [("draws", draws), ("spread", spread)]));
    args.extend(draw.scope.and_then(scope_name).map(|scope| ("scope", scope)));
    let mut out = wrapped(&page.fill("draw-heading", &args));
    if let Some(picked) = page.picked {
        let target = page.case.targets.get(picked.target).map_or("", |target| target.id.as_str());
        let key = if picked.met { "draw-picked-hit" } else { "draw-picked-miss" };
        let [of, wanted, crowd] = [picked.of, picked.wanted, picked.crowd].map(|n| n.to_string());
        let mut args = vec![("of", of.as_str()), ("wanted", &wanted), ("target", target), ("draw", &number)];
        let scope = scope_name(picked.scope);
        let why = if picked.asked { "draw-scope-asked" } else { "draw-scope-most" };
        args.push(("why", if scope.is_some() { page.word(why) } else { "" }));
        args.extend(scope.map(|scope| ("scope", scope)));
        args.push(("crowd", &crowd));
        out += &wrapped(&page.fill(key, &args));
    }
    out
}

fn targets(page: &DrawPage) -> String {
    let mut grid = grid(page, &["target", "year-head", "draw-value", "threshold-head", "draw-outcome"], 2..4);
    for (met, target) in page.draw.targets.iter().zip(&page.case.targets) {
        let decimals = if target.event { 0 } else { format::decimals(met.threshold).min(2) };
        let unit = if target.unit == "%" { "%" } else { "" };
        let value = met.value.map_or("–".to_owned(), |x| format!("{}{unit}", format::number(x, decimals)));
        let outcome = page.word(if met.met { "draw-met" } else { "draw-missed" });
        grid.add_row([
            terminal::fold(&format!("{} {}", target.id, page.text(&target.name)), 52, 2),
            met.year.to_string(),
            value,
            format::wanted(target.operator, met.threshold, &target.unit, target.event, page.lang),
            outcome.to_owned(),
        ]);
    }
    lines(&grid)
}

/// Rows with a column for each year.
fn by_year(page: &DrawPage, rows: &[&Quantity]) -> String {
    let mut out = String::new();
    for years in page.years() {
        let mut grid = grid(page, &[], 1..1 + years.len());
        let labels = years.iter().filter_map(|at| page.draw.years.get(*at)).map(i32::to_string);
        let first = std::iter::once(page.word("name").to_owned());
        grid.set_header(first.chain(labels).chain([page.word("draw-place").to_owned()]));
        align(&mut grid, 1..1 + years.len());
        for q in rows {
            // Start and end of a stock are read against each other.
            let level = |q: &Quantity| matches!(q.kind, Kind::Start | Kind::End);
            let alike = |other: &&&Quantity| {
                other.id == q.id
                    && other.by_zone == q.by_zone
                    && (other.kind == q.kind || level(other) && level(q))
            };
            let shown = rows.iter().filter(alike).flat_map(|of| years.iter().map(|at| page.value(of, *at)));
            let shown: Vec<f64> = shown.flatten().collect();
            let largest = shown.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
            // What is counted has no decimals.
            let decimals = if shown.iter().all(|x| x.fract() == 0.0) { 0 } else { decimals(largest) };
            let cell = |at: &usize| {
                let value = page.value(q, *at).map_or("–".to_owned(), |x| format::number(x, decimals));
                match page.percentile(q, *at) {
                    // What is drawn for the base year has no effect.
                    _ if is_drawn(q) && *at == 0 => "–".to_owned(),
                    Some(p) => format!("{value}\n{}", percentile(p)),
                    None => value,
                }
            };
            let named = [Kind::Start, Kind::Lever, Kind::Indicator].contains(&q.kind) || is_drawn(q);
            let kind = if named { String::new() } else { page.kind(q.kind) };
            let name = std::iter::once(name_cell(page, q, &kind, true));
            grid.add_row(
                name.chain(years.iter().map(cell))
                    .chain([place(q.place_of(page.zone.filter(|_| q.by_zone).unwrap_or(0)))]),
            );
        }
        out += &lines(&grid);
    }
    out
}

/// Rows of what is drawn once in a draw.
fn once(page: &DrawPage, rows: &[&Quantity]) -> String {
    let mut grid = grid(page, &["name", "draw-value", "draw-percentile", "draw-place"], 1..3);
    for q in rows {
        let value = page
            .value(q, 0)
            .map_or("–".to_owned(), |x| format::number(x, if x.fract() == 0.0 { 0 } else { decimals(x) }));
        let percentile = page.percentile(q, 0).map_or(String::new(), percentile);
        grid.add_row([
            name_cell(page, q, "", true),
            value,
            percentile,
            place(q.place_of(page.zone.filter(|_| q.by_zone).unwrap_or(0))),
        ]);
    }
    lines(&grid)
}

/// The measures in use, each with zones and years, by line of the scenario.
fn measures(page: &DrawPage) -> String {
    let (draw, mut out) = (page.draw, String::new());
    for used in &draw.measures.used {
        let here = page.zone.is_none_or(|zone| used.zones.contains(&zone));
        let Some(measure) = draw.measures.declared.get(used.measure).filter(|_| here) else { continue };
        let year =
            |at: Option<&usize>| at.and_then(|at| draw.years.get(*at)).map_or(String::new(), i32::to_string);
        let (first, last) = (year(used.years.first()), year(used.years.last()));
        let years = if first == last { first } else { format!("{first}–{last}") };
        let unit = page.unit(&measure.unit);
        // A unit in free words is known in the language of the policy only.
        let unit = if page.lang == Lang::Zh || unit.is_ascii() { unit } else { String::new() };
        let amount = match used.amount {
            Amount::Plain(x) => Some(format!("{} {unit}", format::plain(x))),
            Amount::Median(x) => Some(format!("P50 {} {unit}", format::plain(x))),
            Amount::Simulated => None,
        };
        let zones = used.zones.len().to_string();
        let at = place(Some(&used.place));
        let mut args =
            vec![("name", page.text(&measure.name)), ("years", &years), ("zones", &zones), ("place", &at)];
        args.extend(amount.as_deref().map(|amount| ("amount", amount.trim_end())));
        out += &wrapped(&page.fill("draw-measure", &args));
    }
    out
}

/// Name, kind of row, unit, and how zones were put together.
pub(super) fn name_cell(page: &DrawPage, q: &Quantity, kind: &str, whole: bool) -> String {
    if !kind.is_empty() {
        return terminal::fold(&format!("  {kind}"), NAME, 2);
    }
    let mut name = page.name(q);
    let unit = page.unit(&q.unit);
    if !unit.is_empty() {
        name = page.fill("name-with-unit", &[("name", &name), ("unit", &unit)]);
    }
    if whole && q.by_zone && page.zone.is_none() {
        name += page.word(if q.additive() { "draw-sum" } else { "draw-mean" });
    } else if whole && !q.by_zone && page.zone.is_some() && !is_drawn(q) {
        name += page.word("draw-of-city");
    }
    terminal::fold(&name, NAME, 6)
}

/// File name and line.
pub(super) fn place(place: Option<&Place>) -> String {
    let Some(place) = place else { return String::new() };
    let file = place.file.rsplit(['/', '\\']).next().unwrap_or(&place.file);
    format!("{file}:{}", place.line)
}

/// Decimals for about three digits, also of what is far below one.
pub(super) fn decimals(scale: f64) -> usize {
    match scale.abs() {
        s if s >= 0.1 || s == 0.0 => format::decimals(s),
        s if s >= 0.01 => 4,
        _ => 5,
    }
}

/// A percentile such as `P3`; with decimals near the ends.
pub(super) fn percentile(share: f64) -> String {
    let percent = share * 100.0;
    let decimals = match percent.min(100.0 - percent) {
        tail if tail >= 2.0 => 0,
        tail if tail >= 0.1 => 1,
        _ => 3,
    };
    format!("P{percent:.decimals$}")
}

pub(super) fn grid(page: &DrawPage, heads: &[&'static str], right: std::ops::Range<usize>) -> Grid {
    let mut grid = terminal::plain_table();
    if !heads.is_empty() {
        grid.set_header(heads.iter().map(|head| page.word(head)));
        align(&mut grid, right);
    }
    grid
}

/// Columns with one space before them, numbers to the right.
fn align(grid: &mut Grid, right: std::ops::Range<usize>) {
    for (at, column) in grid.column_iter_mut().enumerate() {
        column.set_padding((1, 0));
        if right.contains(&at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

pub(super) fn lines(grid: &Grid) -> String {
    format!("{}\n", grid.trim_fmt())
}

pub(super) fn wrapped(text: &str) -> String {
    format!("{}\n", terminal::fold(text, WIDTH, 8))
}
