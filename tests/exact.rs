//! Exact percentiles against sorting all values; how far histograms are from them; the retained sample.

mod common;

use assert_cmd::Command;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use zonecast::batch::{CaseChoice, Prepared, load_case, own_scenarios, prepare};
use zonecast::experiment::{Experiment, Sampler, experiment};
use zonecast::simulate::{
    Control, Keys, PILOT_DRAWS, Series, Spread, Workspace, block_size, simulate, simulate_until,
};
use zonecast::summary::{Band, summarise};

/// A case with its baseline and at most one of its scenarios.
fn prepared(choice: &CaseChoice) -> Prepared {
    let loaded = load_case(choice, 600).expect("the case reads");
    let files = own_scenarios(choice).expect("scenarios");
    let some = files.into_iter().filter(|file| file.id != "baseline").take(1).collect::<Vec<_>>();
    prepare(loaded, &some).expect("scenarios are traced")
}

fn reference() -> CaseChoice {
    CaseChoice::Named(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/reference"))
}

fn bind(prepared: &Prepared, draws: u64) -> Experiment {
    let scenarios = prepared.scenarios.iter().map(|t| t.scenario.clone()).collect();
    experiment(&prepared.model.case, scenarios, 20_261_124, draws).expect("bound")
}

/// Where a band stands: scenario, indicator, zone, counting scope and year.
type Place = (usize, usize, Option<usize>, Option<usize>, usize);

fn bands(prepared: &Prepared, experiment: &Experiment, threads: usize) -> BTreeMap<Place, Band> {
    let control = Control { threads, stop: &AtomicBool::new(false), progress: &|_| {} };
    let outcomes = simulate(experiment, &control).expect("finite");
    let warnings = vec![Vec::new(); experiment.scenarios.len()];
    let summary = summarise(&prepared.model.case, experiment, &outcomes, Vec::new(), warnings);
    assert_eq!(summary.percentiles.as_deref(), experiment.exact.then_some("exact"));
    let mut bands = BTreeMap::new();
    for (scenario, of) in summary.scenarios.iter().enumerate() {
        for series in &of.bands {
            for (year, band) in series.years.iter().enumerate() {
                bands.insert((scenario, series.indicator, series.zone, series.scope, year), *band);
            }
        }
    }
    bands
}

/// Every value of a year, `[scenario][indicator, zone][draw]`, and the counting scope of each draw by scenario.
type Values = (Vec<BTreeMap<(usize, Option<usize>), Vec<f64>>>, Vec<Vec<usize>>);

/// All draws of a year, by the block kernel alone.
fn values(experiment: &Experiment, wanted: usize) -> Values {
    let keys = Keys::new(&experiment.program, experiment.seed).spread(Spread::of(experiment));
    let block = block_size(experiment.program.zones());
    let mut space = Workspace::new(&experiment.program, &keys, block);
    let mut all = vec![BTreeMap::new(); experiment.scenarios.len()];
    let mut scopes = vec![Vec::new(); experiment.scenarios.len()];
    for first in (0..experiment.draws).step_by(block) {
        let some = (experiment.draws - first).min(block as u64) as usize;
        space.start(first);
        for year in 0..=wanted {
            space.year(year);
            for (bound, scopes) in experiment.scenarios.iter().zip(&mut scopes).filter(|_| year == 0) {
                let of = |x: &f64| (*x as usize).min(experiment.strata - 1);
                match bound.program.graph.stratum.map(|n| bound.slot(n)) {
                    Some(slot) => scopes.extend(space.slot(slot)[..some].iter().map(of)),
                    None => scopes.extend(vec![0; some]),
                }
            }
        }
        for (bound, all) in experiment.scenarios.iter().zip(&mut all) {
            for (at, indicator) in bound.program.indicators().iter().enumerate() {
                let zones = (0..bound.program.zones()).map(Some).filter(|_| indicator.zone.is_some());
                for zone in indicator.city.map(|_| None).into_iter().chain(zones) {
                    let node = if zone.is_some() { indicator.zone } else { indicator.city };
                    let slot = space.slot(bound.slot(node.expect("reported")));
                    let row = if slot.len() == block { 0 } else { zone.unwrap_or(0) };
                    let row = slot[row * block..][..some].iter().map(|x| x * indicator.scale + 0.0);
                    all.entry((at, zone)).or_insert_with(Vec::new).extend(row);
                }
            }
        }
    }
    (all, scopes)
}

/// Compares every band with the sorted values: the smallest one not exceeded by at least that share.
fn check(choice: &CaseChoice, draws: u64, sampler: Sampler) {
    let prepared = prepared(choice);
    let mut experiment = bind(&prepared, draws);
    (experiment.exact, experiment.sampler) = (true, sampler);
    let found = bands(&prepared, &experiment, 2);
    let mut compared = 0;
    for wanted in 0..experiment.program.graph.years() {
        let (all, scopes) = values(&experiment, wanted);
        for ((scenario, indicator, zone, scope, _), band) in found.iter().filter(|(p, _)| p.4 == wanted) {
            let values = all[*scenario][&(*indicator, *zone)].iter().zip(&scopes[*scenario]);
            let here = |(_, of): &(&f64, &usize)| scope.is_none_or(|s| s == **of);
            let mut sorted: Vec<f64> = values.filter(here).map(|(x, _)| *x).collect();
            sorted.sort_unstable_by(f64::total_cmp);
            for (share, found) in [5, 25, 50, 75, 95].into_iter().zip(band) {
                let place = (share * sorted.len()).div_ceil(100).max(1) - 1;
                let name = &prepared.model.graph.indicators[*indicator].label.id;
                let what = format!("{scenario} {name} {zone:?} {scope:?} {wanted} P{share}");
                assert_eq!(found.to_bits(), sorted[place].to_bits(), "{what}: {found} {}", sorted[place]);
                compared += 1;
            }
        }
    }
    assert!(compared > 4000, "{compared}");
}

#[test]
fn exact_percentiles_of_the_reference_model_are_those_of_its_sorted_values() {
    check(&reference(), 20_000, Sampler::Random);
}

#[test]
fn exact_percentiles_of_the_shipped_case_are_those_of_its_sorted_values() {
    check(&CaseChoice::Default, 4096, Sampler::Sobol);
}

#[test]
fn threads_and_stopping_change_no_exact_percentile_and_an_interrupt_ends_the_second_pass() {
    let prepared = prepared(&reference());
    let mut experiment = bind(&prepared, 8192);
    experiment.exact = true;
    let one = bands(&prepared, &experiment, 1);
    assert!(one == bands(&prepared, &experiment, 3));
    // A run that stops by itself after as many draws has the same percentiles.
    let stop = AtomicBool::new(false);
    let control = Control { threads: 2, stop: &stop, progress: &|_| {} };
    let enough = |experiment: &Experiment, tallies: &[zonecast::simulate::Tally]| {
        assert!(!experiment.scenarios.is_empty());
        tallies[0].draws.iter().sum::<u64>() >= 8192
    };
    let until = simulate_until(&mut experiment, &[4096, 8192, 50_000], &enough, &control).expect("finite");
    assert_eq!(experiment.draws, 8192);
    let plain = simulate(&experiment, &control).expect("finite");
    assert!(until[0].exact == plain[0].exact && !plain[0].exact.is_empty());
    // The second pass begins after the last draw of the first.
    let done = AtomicU64::new(0);
    let watch = |draws: u64| {
        let before = done.fetch_add(draws, Ordering::Relaxed);
        stop.fetch_or(before > 8192 * experiment.scenarios.len() as u64, Ordering::Relaxed);
    };
    let control = Control { threads: 1, stop: &stop, progress: &watch };
    let error = simulate(&experiment, &control).expect_err("interrupted");
    assert_eq!(error.code, zonecast::error::Code::Interrupted);
}

/// Errors of the percentiles that histograms give, in standard deviations of a normal distribution with
/// the same P5 and P95, sorted.
fn errors(choice: &CaseChoice, draws: u64) -> Vec<f64> {
    let prepared = prepared(choice);
    let mut experiment = bind(&prepared, draws);
    let rough = bands(&prepared, &experiment, 2);
    experiment.exact = true;
    let exact = bands(&prepared, &experiment, 2);
    let mut errors = Vec::new();
    for (place, exact) in &exact {
        let unit = (exact[4] - exact[0]) / 3.29;
        if unit > 0.0 {
            errors.extend(exact.iter().zip(&rough[place]).map(|(a, b)| (a - b).abs() / unit));
        }
    }
    errors.sort_unstable_by(f64::total_cmp);
    errors
}

#[test]
fn histograms_are_far_closer_to_exact_percentiles_than_the_draws_are_to_the_truth() {
    // A median of n draws is off by 1.25 / sqrt(n) standard deviations, a P5 by 2.1 / sqrt(n).
    let errors = errors(&reference(), 20_000);
    let at = |share: f64| errors[(share * (errors.len() - 1) as f64) as usize];
    assert!(errors.len() > 4000 && at(0.5) < 0.001 && at(0.99) < 0.005, "{} {}", at(0.5), at(0.99));
}

#[test]
#[ignore = "measures: cargo test --test exact -- --ignored --nocapture"]
fn measure_the_errors_of_histograms() {
    for (name, choice) in [("reference", reference()), ("taizhou", CaseChoice::Default)] {
        for draws in [20_000, 200_000] {
            let errors = errors(&choice, draws);
            let at = |share: f64| errors[(share * (errors.len() - 1) as f64) as usize];
            println!(
                "{name} {draws}: {} percentiles, median {:.5}, 99 % {:.5}, largest {:.5}; above 0.002: {:.2} %",
                errors.len(),
                at(0.5),
                at(0.99),
                at(1.0),
                100.0 * errors.iter().filter(|e| **e > 0.002).count() as f64 / errors.len() as f64
            );
        }
    }
}

#[test]
fn the_pilot_and_the_columns_of_an_outcome_are_where_they_were() {
    let experiment = bind(&prepared(&reference()), 100);
    let control = Control { threads: 1, stop: &AtomicBool::new(false), progress: &|_| {} };
    let outcome = simulate(&experiment, &control).expect("finite").swap_remove(0);
    assert!(outcome.exact.iter().all(Vec::is_empty), "nobody asked");
    assert!(outcome.series.contains(&Series::CostSoFar));
    assert!(outcome.pilot.iter().flatten().all(|values| values.len() <= PILOT_DRAWS as usize));
}

fn run(folder: &Path, words: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).arg("run").args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn a_run_keeps_draws_says_their_size_and_its_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/bench/reference");
    let case = case.to_str().expect("UTF-8");
    let words = ["--case", case, "--draws", "2048", "--charts", "none", "--keep-draws", "100"];
    let (shown, said, code) = run(folder.path(), &[&words[..], &["--lang", "en", "--exact"]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(shown.contains("Percentiles are exact:"), "{shown}");
    assert!(shown.contains("draws.csv: all indicators of the first 100 draws"), "{shown}");
    #[cfg(target_os = "linux")]
    assert!(shown.contains("peak memory: ") && shown.trim_end().ends_with(" MB"), "{shown}");
    let text = std::fs::read_to_string(folder.path().join("out/draws.csv")).expect("written");
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header = lines.next().expect("a header");
    assert!(header.starts_with("draw,scenario_id,zone_id,year,Value added(va),"), "{header}");
    // Every draw, for the city and ten zones, in twelve years.
    assert_eq!(lines.clone().count(), 100 * 11 * 12);
    // The values are those of the run: the same draws by the kernel alone.
    let experiment = bind_seed_one(&prepared(&CaseChoice::Named(case.into())), 2048);
    let (all, _) = values(&experiment, 11);
    let (zones, last) = (prepared_zones(case), (2024 + 11).to_string());
    for line in lines.filter(|line| line.split(',').nth(3) == Some(&last)) {
        let cells: Vec<&str> = line.split(',').collect();
        let draw: usize = cells[0].parse().expect("a number");
        let zone = (!cells[2].is_empty()).then(|| zones.iter().position(|z| z == cells[2]).expect("a zone"));
        for ((indicator, _), values) in all[0].iter().filter(|((_, z), _)| *z == zone) {
            let found: f64 = cells[4 + indicator].parse().expect("a number");
            assert!((found - values[draw]).abs() <= 1e-6 * values[draw].abs(), "{line}");
        }
    }
    // Without it there is none, and the folder is still known as ours.
    let (_, said, code) = run(folder.path(), &["--case", case, "--draws", "64", "--charts", "none"]);
    assert_eq!((said.as_str(), code), ("", Some(0)));
    assert!(!folder.path().join("out/draws.csv").exists());
    // A hypercube is kept by whole replicates.
    let lhs = [&words[..], &["--sampler", "lhs"]].concat();
    let (shown, ..) = run(folder.path(), &lhs);
    assert!(shown.contains("draws.csv：前 128 次抽样的全部指标"), "{shown}");
}

fn bind_seed_one(prepared: &Prepared, draws: u64) -> Experiment {
    Experiment { seed: 1, ..bind(prepared, draws) }
}

fn prepared_zones(case: &str) -> Vec<String> {
    let loaded = load_case(&CaseChoice::Named(case.into()), 10).expect("the case reads");
    loaded.model.case.zones.iter().map(|zone| zone.id.clone()).collect()
}

#[test]
fn more_draws_than_fit_a_file_are_refused_before_the_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["--draws", "10000000", "--keep-draws", "1000000", "--lang"];
    let (shown, said, code) = run(folder.path(), &[&words[..], &["en"]].concat());
    assert_eq!((shown.as_str(), code), ("", Some(2)), "{said}");
    assert!(said.contains("error ZC0440: keeping 1000000 draws takes about "), "{said}");
    let (_, said, _) = run(folder.path(), &[&words[..], &["zh"]].concat());
    assert!(said.contains("错误 ZC0440: 保留 1000000 次抽样约需 "), "{said}");
    assert!(!folder.path().join("out").exists());
    let (_, said, code) = run(folder.path(), &["--keep-draws", "0"]);
    assert_eq!(code, Some(2));
    assert_eq!(said.trim_end(), "错误 ZC0404: --keep-draws 的值“0”不对，应为：1 到 1000000 的整数");
}
