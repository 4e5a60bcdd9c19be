//! `likelihood.csv`, `first_year.csv`, `levels.csv` and `bands.csv`: numbers for spreadsheets and other programs.
//!
//! Owns columns and quoting. Counts are written in the shortest form that reads back
//! as the same number, percentiles in seven digits; a byte-order mark makes Excel read Chinese. Headers
//! are words in the chosen language with the stable column name in brackets.
//! Never: rounds a count.

use super::csv_table::{Table, yes};
use super::view::{View, sign};
use super::{NamedBytes, Options, precision, scope};
use crate::case::Provenance;
use crate::message::scale::Sureness;
use crate::summary::{BandSeries, CONFIDENCES, Joint, ScenarioSummary, Summary, TargetResult, repeats};

/// Columns of `likelihood.csv`: stable names; words are the catalogue's.
const LIKELIHOOD: [&str; 20] = [
    "scenario_id",
    "scenario",
    "target_id",
    "target",
    "clause",
    "indicator_id",
    "operator",
    "threshold",
    "unit",
    "year",
    "scope_id",
    "scope",
    "extrapolated",
    "probability",
    "low95",
    "high95",
    "change",
    "change_low95",
    "change_high95",
    "note",
];

/// Columns of `bands.csv`.
const BANDS: [&str; 19] = [
    "scenario_id",
    "scenario",
    "indicator_id",
    "indicator",
    "unit",
    "zone_id",
    "zone",
    "provenance",
    "scope_id",
    "scope",
    "mixed_scopes",
    "year",
    "p5",
    "p25",
    "p50",
    "p75",
    "p95",
    "extrapolated",
    "note",
];

/// Likelihoods of every target and of joint attainment, by scenario, milestone and counting scope.
///
/// Joint attainment has the targets' identifiers joined by `+` for its target.
pub fn likelihood_csv(summary: &Summary, options: &Options) -> NamedBytes {
    let view = View::new(summary, options);
    let mut table = Table::new(&view, &LIKELIHOOD);
    for scenario in &summary.scenarios {
        for result in view.results(scenario) {
            target_row(&mut table, &view, scenario, result);
        }
        for joint in &scenario.joint {
            joint_row(&mut table, &view, scenario, joint);
        }
    }
    table.named("likelihood.csv")
}

/// Columns of `first_year.csv`.
const FIRST_YEAR: [&str; 9] =
    ["scenario_id", "scenario", "target_id", "target", "scope_id", "scope", "year", "share", "note"];

/// In which year a target is met for the first time: share of all draws by year, the base year for
/// those that meet it already; the last row of a target, without a year, is the share that never does.
pub fn first_year_csv(summary: &Summary, options: &Options) -> NamedBytes {
    let view = View::new(summary, options);
    let mut table = Table::new(&view, &FIRST_YEAR);
    for scenario in &summary.scenarios {
        for result in scenario.likelihoods.iter().filter(|r| !r.first_year.is_empty()) {
            let target = &summary.targets[result.target];
            let never = (1.0 - result.first_year.iter().sum::<f64>()).max(0.0);
            let years = summary.case.years.iter().map(|year| year.to_string());
            let shares = years.zip(result.first_year.iter().copied());
            for (row, (year, share)) in shares.chain([(String::new(), never)]).enumerate() {
                let names = [&*scenario.id, view.text(&scenario.name), &target.id, view.text(&target.name)];
                table.texts(&names);
                table.scope(&view, result.scope);
                table.texts(&[&year]);
                table.number(share);
                let note = match row {
                    0 => Some("met-already"),
                    _ if year.is_empty() => Some("never-met"),
                    _ => None,
                };
                table.note(&view, &Vec::from_iter(note.map(|key| view.word(key))));
            }
        }
    }
    table.named("first_year.csv")
}

/// Columns of `levels.csv`.
const LEVELS: [&str; 12] = [
    "scenario_id",
    "scenario",
    "target_id",
    "target",
    "scope_id",
    "scope",
    "mixed_scopes",
    "year",
    "confidence",
    "level_reached",
    "unit",
    "note",
];

/// Which level of each main target is reached with which confidence, by year looked at and counting scope;
/// rows of all draws say whether they mix scopes that differ.
pub fn levels_csv(summary: &Summary, options: &Options) -> NamedBytes {
    let view = View::new(summary, options);
    let mut table = Table::new(&view, &LEVELS);
    for scenario in &summary.scenarios {
        let mixed = |indicator: &str| {
            let index = view.indicator(indicator).map(|(index, _)| index);
            mixes(scenario.bands.iter().filter(|of| Some(of.indicator) == index && of.zone.is_none()))
        };
        // As with results: a target's own year may be the year of another milestone.
        let mut seen = std::collections::BTreeSet::new();
        for of in scenario.levels.iter().filter(|of| seen.insert((of.target, of.evaluated, of.scope))) {
            let target = &summary.targets[of.target];
            for (confidence, level) in CONFIDENCES.iter().zip(&of.levels) {
                let names = [&*scenario.id, view.text(&scenario.name), &target.id, view.text(&target.name)];
                table.texts(&names);
                let mixed = of.scope.is_none() && mixed(&target.indicator);
                table.scope(&view, of.scope);
                table.texts(&[yes(mixed), &of.evaluated.to_string()]);
                table.number(*confidence);
                table.percentile(*level);
                table.texts(&[view.unit(&target.unit)]);
                table.note(&view, &Vec::from_iter(mixed.then(|| view.word("mixed-scopes"))));
            }
        }
    }
    table.named("levels.csv")
}

/// Percentile bands by scenario, indicator, zone, counting scope and year; scopes whose bands are all
/// those of all draws have no rows, and rows of all draws say whether they mix scopes that differ.
pub fn bands_csv(summary: &Summary, options: &Options) -> NamedBytes {
    let view = View::new(summary, options);
    let mut table = Table::new(&view, &BANDS);
    for scenario in &summary.scenarios {
        // Bands of all draws stand before those of scopes.
        for same in scenario.bands.chunk_by(|a, b| (a.indicator, a.zone) == (b.indicator, b.zone)) {
            let mixed = mixes(same.iter());
            for series in same.iter().filter(|of| of.scope.is_none() || mixed) {
                band_rows(&mut table, &view, scenario, (series, mixed && series.scope.is_none()));
            }
        }
    }
    table.named("bands.csv")
}

/// Whether bands of one indicator in one place differ by counting scope, so that those of all draws mix
/// scopes: percentiles of no one's future.
fn mixes<'a>(same: impl Iterator<Item = &'a BandSeries> + Clone) -> bool {
    let Some(all) = same.clone().find(|of| of.scope.is_none()) else { return false };
    same.into_iter().any(|of| of.scope.is_some() && !repeats(of, all))
}

fn target_row(table: &mut Table, view: &View, scenario: &ScenarioSummary, result: &TargetResult) {
    let target = &view.summary.targets[result.target];
    table.texts(&[
        &scenario.id,
        view.text(&scenario.name),
        &target.id,
        view.text(&target.name),
        &view.names().clause(&target.clause),
    ]);
    table.texts(&[&target.indicator, sign(target.operator)]);
    table.number(result.threshold);
    table.texts(&[&view.names().unit(&target.unit), &result.evaluated.to_string()]);
    table.scope(view, result.scope);
    table.texts(&[yes(result.extrapolated)]);
    table.likelihood(&result.likelihood);
    match result.change {
        Some((change, low, high)) => [change, low, high].map(|value| table.number(value)),
        None => [(); 3].map(|()| table.texts(&[""])),
    };
    let mut notes = Vec::new();
    if result.extrapolated {
        notes.push(view.word("extrapolated-note"));
    } else if result.evaluated < result.year {
        notes.push(view.word("not-due"));
    } else {
        let (words, sure) = view.judged(target, &result.likelihood);
        notes.push(words);
        notes.extend((sure == Sureness::Borderline).then(|| view.word("borderline")));
    }
    if precision::too_close(result) {
        notes.push(view.word("too-close"));
    }
    if result.prior_driven {
        notes.push(view.word("prior-driven"));
    }
    let split = view.split(scenario, result.target, result.year, result.scope);
    let sentence = split.and_then(|split| scope::of_level(view, scenario, target, split));
    notes.extend(sentence.as_deref());
    table.note(view, &notes);
}

fn joint_row(table: &mut Table, view: &View, scenario: &ScenarioSummary, joint: &Joint) {
    let ids: Vec<&str> = joint.targets.iter().map(|&t| view.summary.targets[t].id.as_str()).collect();
    let name = match view.text(&joint.name) {
        "" => view.word("joint").to_owned(),
        name => view.fill("terminal-joint", &[("group", name)]),
    };
    table.texts(&[&scenario.id, view.text(&scenario.name), &ids.join("+"), &name]);
    table.texts(&["", "", "", "", "", &joint.year.to_string()]);
    table.scope(view, joint.scope);
    let extrapolated = view.milestone().is_some_and(|first| joint.year > first);
    table.texts(&[yes(extrapolated)]);
    table.likelihood(&joint.all);
    table.texts(&["", "", ""]);
    let notes = if extrapolated { vec![view.word("extrapolated-note")] } else { Vec::new() };
    table.note(view, &notes);
}

fn band_rows(
    table: &mut Table,
    view: &View,
    scenario: &ScenarioSummary,
    (series, mixed): (&BandSeries, bool),
) {
    let indicator = &view.summary.indicators[series.indicator];
    let zone = series.zone.map(|z| &view.summary.zones[z]);
    let (zone_id, zone_name) = zone.map_or(("", ""), |zone| (zone.id.as_str(), view.text(&zone.name)));
    let provenance = zone.map_or("", |zone| match zone.provenance {
        Provenance::Published => view.word("evidence-published"),
        Provenance::Derived => view.word("evidence-derived"),
        Provenance::Assumed => view.word("assumed"),
    });
    for (&year, band) in view.summary.case.years.iter().zip(&series.years) {
        table.texts(&[&scenario.id, view.text(&scenario.name), &indicator.id, view.text(&indicator.name)]);
        table.texts(&[&view.names().unit(&indicator.unit), zone_id, zone_name, provenance]);
        table.scope(view, series.scope);
        table.texts(&[yes(mixed), &year.to_string()]);
        for value in band {
            table.percentile(*value);
        }
        table.texts(&[yes(view.milestone().is_some_and(|first| year > first))]);
        table.note(view, &Vec::from_iter(mixed.then(|| view.word("mixed-scopes"))));
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::message::Lang;

    fn rows(file: &NamedBytes) -> Vec<Vec<String>> {
        assert!(file.bytes.starts_with("\u{feff}".as_bytes()), "byte-order mark");
        super::super::csv_table::parsed(&file.bytes)
    }

    #[test]
    fn csv_parses_back_to_the_same_numbers() {
        let mut summary = fixture::summary(3);
        summary.scenarios[1].name = fixture::text("全面，“发力”\"a\",b", "Full, \"all\"");
        for lang in [Lang::Zh, Lang::En] {
            let options = Options { lang, ..Options::default() };
            let bands = rows(&bands_csv(&summary, &options));
            let wanted: Vec<f64> = summary
                .scenarios
                .iter()
                .flat_map(|s| &s.bands)
                .flat_map(|b| &b.years)
                .map(|b| b[2])
                .collect();
            let p50 = BANDS.iter().position(|c| *c == "p50").expect("column");
            let found: Vec<f64> = bands[1..].iter().map(|row| row[p50].parse().expect("number")).collect();
            assert_eq!(found.len(), wanted.len());
            for (found, wanted) in found.iter().zip(wanted) {
                // Half a unit of the seventh digit.
                assert!((found - wanted).abs() <= 5e-7 * wanted.abs(), "{found}, not {wanted}");
            }
            let digits = |cell: &String| cell.trim_start_matches(['-', '0', '.']).replace('.', "").len();
            assert!(bands[1..].iter().flat_map(|row| &row[p50 - 2..=p50 + 2]).all(|cell| digits(cell) <= 7));
            assert!(bands.iter().all(|row| row.len() == BANDS.len()));
            let likelihoods = rows(&likelihood_csv(&summary, &options));
            assert!(likelihoods.iter().all(|row| row.len() == LIKELIHOOD.len()));
            let count: usize = summary.scenarios.iter().map(|s| s.likelihoods.len() + s.joint.len()).sum();
            assert_eq!(likelihoods.len(), count + 1);
            assert!(
                likelihoods.iter().any(|row| row[1] == lang.pick("全面，“发力”\"a\",b", "Full, \"all\""))
            );
        }
    }

    #[test]
    fn a_target_has_one_row_for_each_year_looked_at_and_scope() {
        let mut summary = fixture::summary(1);
        for result in summary.scenarios.iter_mut().flat_map(|s| &mut s.likelihoods).filter(|r| r.target == 3)
        {
            // Its own year is that of the last milestone.
            if result.year == fixture::MILESTONES[0] {
                result.evaluated = fixture::MILESTONES[2];
            }
        }
        let rows = rows(&likelihood_csv(&summary, &Options::default()));
        let key = |row: &Vec<String>| [0, 2, 9, 10].map(|column| row[column].clone());
        let mut keys: Vec<_> = rows.iter().map(key).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all);
        assert_eq!(keys.iter().filter(|key| key[1] == "T2").count(), 6 * 2 * 3, "{keys:?}");
    }

    #[test]
    fn first_years_and_never_add_up_to_one() {
        let rows = rows(&first_year_csv(&fixture::summary(3), &Options::default()));
        let mut sums = std::collections::BTreeMap::new();
        for row in &rows[1..] {
            let share: f64 = row[7].parse().expect("a number");
            *sums.entry((row[0].clone(), row[2].clone(), row[4].clone())).or_insert(0.0) += share;
        }
        let noted = |note: &str| rows[1..].iter().filter(|row| row[8].starts_with(note)).count();
        assert_eq!((noted("基年已达成"), noted("模拟期内未达成")), (sums.len(), sums.len()));
        assert!(!sums.is_empty() && sums.values().all(|sum: &f64| (sum - 1.0).abs() < 1e-12), "{sums:?}");
    }

    #[test]
    fn headers_name_every_column_in_words_and_by_its_stable_name() {
        let zh = rows(&likelihood_csv(&fixture::summary(1), &Options::default()));
        assert_eq!(zh[0][13], "达成概率(probability)");
        let en = Options { lang: Lang::En, ..Options::default() };
        assert_eq!(rows(&likelihood_csv(&fixture::summary(1), &en))[0][13], "probability");
    }

    #[test]
    fn rows_of_all_draws_say_whether_they_mix_counting_scopes() {
        let mut summary = fixture::summary(1);
        // T3 is the same in every scope; T2 differs.
        let of = |id: &str, s: &Summary| s.indicators.iter().position(|head| head.id == id).expect("known");
        let t3 = of("t3", &summary);
        for scenario in &mut summary.scenarios {
            let all = scenario.bands.iter().find(|b| (b.indicator, b.zone, b.scope) == (t3, None, None));
            let years = all.expect("a band").years.clone();
            for band in scenario.bands.iter_mut().filter(|b| (b.indicator, b.zone) == (t3, None)) {
                band.years.clone_from(&years);
            }
        }
        let column = |rows: &[Vec<String>], name: &str| {
            let ends = format!("({name})");
            rows[0].iter().position(|head| head == name || head.ends_with(&ends)).expect("a column")
        };
        for (file, id, by) in [
            (bands_csv(&summary, &Options::default()), ["t2", "t3"], "indicator_id"),
            (levels_csv(&summary, &Options::default()), ["T2", "T3"], "target_id"),
        ] {
            let rows = rows(&file);
            let [by, scope, mixed] = [by, "scope_id", "mixed_scopes"].map(|name| column(&rows, name));
            let told = |id: &str, of: &str| -> Vec<&str> {
                let mine = rows.iter().filter(|row| row[by] == id && row[scope] == of);
                let mut found: Vec<&str> = mine.map(|row| row[mixed].as_str()).collect();
                found.dedup();
                found
            };
            assert_eq!(told(id[0], "all"), ["1"], "{}", file.name);
            assert_eq!(told(id[0], "named"), ["0"], "{}", file.name);
            assert_eq!(told(id[1], "all"), ["0"], "{}", file.name);
            for row in &rows[1..] {
                let noted = row.last().is_some_and(|note| note.contains("混合多种统计口径"));
                assert_eq!(row[mixed] == "1", noted, "{row:?}");
            }
        }
    }

    #[test]
    fn every_row_by_zone_carries_the_demonstration_mark() {
        let bands = rows(&bands_csv(&fixture::summary(1), &Options::default()));
        assert!(bands[1..].iter().all(|row| row[18].contains("演示数据·非统计数据")));
    }
}
