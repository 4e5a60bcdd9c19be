//! The Latin hypercube: even margins in every replicate, smaller errors, intervals that hold.

mod common;

use assert_cmd::Command;
use common::draws::program;
use common::{bound, model, outcomes, scenario, small_case, target};
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use zonecast::experiment::{Experiment, REPLICATES, Sampler};
use zonecast::message::{Lang, say};
use zonecast::script::Model;
use zonecast::simulate::{Control, Keys, Replay, Spread, Tally, Workspace, block_size, simulate_until};
use zonecast::summary::{Judge, Summary, summarise};

const MARGINS: &str = r#"
    let first = uncertain("first", uniform(0.0, 1.0), per_city, once);
    let second = uncertain("second", uniform(0.0, 1.0), per_zone, yearly);
    indicator("first", "甲", "First", first, "1");
    indicator("second", "乙", "Second", second, "1");
    indicator("rising", "增", "Rising", exp(first + total(second) / 2.0), "1");
"#;

/// Draws of every indicator, zone and year under a sampler: `(id, zone, year index)` to values.
fn margins(sampler: Sampler, seed: u64, n: u64) -> BTreeMap<(String, usize, usize), Vec<f64>> {
    let program = program(&small_case(&["a", "b"], 2024, 2026, 1, ""), MARGINS);
    let spread = sampler.replicate(n).map(Spread::latin).unwrap_or_default();
    let keys = Keys::new(&program, seed).spread(spread.clone());
    let block = block_size(program.zones());
    let mut space = Workspace::new(&program, &keys, block);
    let mut values: BTreeMap<_, Vec<f64>> = BTreeMap::new();
    for first in (0..n).step_by(block) {
        space.run(first, |year, space| {
            for indicator in program.indicators() {
                let slot = indicator.zone.or(indicator.city).expect("reported").index();
                for (zone, row) in space.slot(slot).chunks_exact(block).enumerate() {
                    let kept = values.entry((indicator.label.id.clone(), zone, year)).or_default();
                    kept.extend_from_slice(&row[..(n - first).min(block as u64) as usize]);
                }
            }
        });
    }
    // The scalar interpreter has the same luck.
    for draw in (0..n).step_by(97) {
        Replay::new(&program, seed, draw).spread(spread.clone()).run(|year, _, replay| {
            for indicator in program.indicators() {
                let slot = indicator.zone.or(indicator.city).expect("reported").index();
                let (id, value) = (indicator.label.id.clone(), replay.value(slot, 0));
                assert_eq!(values[&(id, 0, year)][draw as usize].to_bits(), value.to_bits());
            }
            true
        });
    }
    values
}

/// Largest distance between the distribution function of values and the uniform one.
fn kolmogorov_smirnov(values: &[f64]) -> f64 {
    let (mut sorted, n) = (values.to_vec(), values.len() as f64);
    sorted.sort_unstable_by(f64::total_cmp);
    let distance = |(i, u): (usize, &f64)| (u - i as f64 / n).max((i as f64 + 1.0) / n - u);
    sorted.iter().enumerate().map(distance).fold(0.0, f64::max)
}

#[test]
fn every_margin_is_exactly_even_in_each_replicate() {
    // 625 is no power of two and no multiple of a block.
    let size = 625_usize;
    let values = margins(Sampler::LatinHypercube, 5, REPLICATES * size as u64);
    for ((id, zone, year), us) in values.iter().filter(|((id, ..), _)| id != "rising") {
        for replicate in us.chunks_exact(size) {
            let mut strata: Vec<usize> = replicate.iter().map(|u| (u * size as f64) as usize).collect();
            assert!(!strata.is_sorted(), "in a random order");
            strata.sort_unstable();
            assert!(strata.iter().copied().eq(0..size), "{id} {zone} {year}");
        }
        // Every replicate is within 1 / n of uniform, so all of them together are; 20,000 independent
        // draws would be off by 1.36 / sqrt(20,000) in one of twenty cases.
        let distance = kolmogorov_smirnov(us);
        assert!(distance <= 1.0 / size as f64, "{id} {zone} {year}: {distance}");
        // Within strata the luck is independent: all replicates fill each stratum evenly too.
        let inside: Vec<f64> = us.iter().map(|u| (u * size as f64).fract()).collect();
        assert!(kolmogorov_smirnov(&inside) < 2.23 / (us.len() as f64).sqrt(), "one in 10,000");
    }
    // Margins are permuted independently: correlations as of random permutations.
    let columns: Vec<&Vec<f64>> = values.iter().filter(|((id, ..), _)| id == "second").map(|v| v.1).collect();
    for (i, a) in columns.iter().enumerate() {
        for b in &columns[i + 1..] {
            let n = a.len() as f64;
            let product: f64 = a.iter().zip(*b).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum();
            assert!((product / n * 12.0).abs() < 5.0 / n.sqrt(), "{}", product / n * 12.0);
        }
    }
}

#[test]
fn the_mean_of_a_rising_function_varies_much_less_between_replicates() {
    let spread = |sampler| {
        let mut variances = Vec::new();
        for seed in 0..10 {
            let values = margins(sampler, seed, REPLICATES * 64);
            let rising = &values[&("rising".to_owned(), 0, 1)];
            let means: Vec<f64> = rising.chunks_exact(64).map(|r| r.iter().sum::<f64>() / 64.0).collect();
            let mean = means.iter().sum::<f64>() / means.len() as f64;
            variances.push(means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / 31.0);
        }
        variances.iter().sum::<f64>() / 10.0
    };
    let (lhs, random) = (spread(Sampler::LatinHypercube), spread(Sampler::Random));
    // What is left is what is not a sum of functions of one luck each (Stein 1987, Technometrics 29,
    // 143-151). For a product of exp(u) and twice exp(u / 2): E f^2 - (E f)^2 less the main effects.
    let moments = |c: f64| ((c.exp() - 1.0) / c, ((2.0 * c).exp() - 1.0) / (2.0 * c));
    let factors = [1.0, 0.5, 0.5].map(moments);
    let mean: f64 = factors.iter().map(|f| f.0).product();
    let all = factors.iter().map(|f| f.1).product::<f64>() - mean * mean;
    let main: f64 = factors.iter().map(|f| (f.1 / (f.0 * f.0) - 1.0) * mean * mean).sum();
    assert!((random * 64.0 / all - 1.0).abs() < 0.4, "{random} {}", all / 64.0);
    assert!((lhs * 64.0 / (all - main) - 1.0).abs() < 0.4, "{lhs} {}", (all - main) / 64.0);
    assert!(lhs < 0.1 * random, "{lhs} {random}");
}

/// Sums of three uniforms; a lever adds to it.
const SUMS: &str = r#"
    let more = lever("more", "加", "More", "1", #{low: 0.0, high: 1.0});
    let u = uncertain("u", uniform(0.0, 1.0), per_city, once);
    let v = uncertain("v", uniform(0.0, 1.0), per_city, once);
    let w = uncertain("w", uniform(0.0, 1.0), per_city, once);
    indicator("sum", "和", "Sum", u + v + w + total(more), "1");
"#;

/// Probability that the sum of three uniforms is at least `x` (Irwin 1927, Hall 1927).
fn irwin_hall(x: f64) -> f64 {
    let power = |k: f64| (x - k).max(0.0).powi(3);
    1.0 - (power(0.0) - 3.0 * power(1.0) + 3.0 * power(2.0) - power(3.0)) / 6.0
}

const THRESHOLDS: [f64; 4] = [1.5, 2.0, 2.8, 0.3];

fn sums() -> (Model, Experiment) {
    let of = |(at, threshold): (usize, &f64)| target(&format!("T{at}"), "sum", ">=", *threshold, 2025);
    let targets: String = THRESHOLDS.iter().enumerate().map(of).collect();
    let model = model(&small_case(&["a"], 2024, 2025, 1, &targets), SUMS).expect("valid");
    let text = "scenario(\"加\", \"More\"); zone(\"a\").more(2025, 0.1);";
    let more = scenario(&model, text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).scenario;
    let experiment = bound(&model, vec![more], 1, 512);
    (model, experiment)
}

fn summary(model: &Model, experiment: &Experiment, threads: usize) -> Summary {
    let outcomes = outcomes(experiment, threads).expect("finite");
    summarise(&model.case, experiment, &outcomes, Vec::new(), vec![Vec::new(); 2])
}

#[test]
fn intervals_from_replicates_hold_in_95_percent_of_runs_and_are_narrower() {
    const SEEDS: u64 = 600;
    let (model, mut experiment) = sums();
    let (mut held, mut held_changes, mut width, mut wide) = ([0; 4], [0; 4], 0.0, 0.0);
    for seed in 0..SEEDS {
        (experiment.seed, experiment.sampler) = (seed, Sampler::LatinHypercube);
        let found = summary(&model, &experiment, 2);
        for (at, x) in THRESHOLDS.iter().enumerate() {
            let (p, more) = (irwin_hall(*x), irwin_hall(x - 0.1));
            let [before, after] = [0, 1].map(|scenario| &found.scenarios[scenario].likelihoods[at]);
            let (low, high) = before.likelihood.interval;
            held[at] += u64::from(low <= p && p <= high);
            let (_, low, high) = after.change.expect("compared");
            held_changes[at] += u64::from(low <= more - p && more - p <= high);
        }
        let size = |summary: &Summary| {
            let (low, high) = summary.scenarios[0].likelihoods[0].likelihood.interval;
            high - low
        };
        width += size(&found);
        if seed < 20 {
            experiment.sampler = Sampler::Random;
            wide += size(&summary(&model, &experiment, 2)) / 20.0 * SEEDS as f64;
        }
    }
    // Five standard errors of a share of 95 %.
    let least = SEEDS as f64 * 0.95 - 5.0 * (SEEDS as f64 * 0.95 * 0.05).sqrt();
    for held in held.iter().chain(&held_changes) {
        assert!(*held as f64 >= least, "{held:?} of {SEEDS}");
    }
    assert!(width < 0.7 * wide, "{width} {wide}");
}

#[test]
fn threads_and_stopping_change_no_byte() {
    let (model, mut experiment) = sums();
    (experiment.sampler, experiment.draws) = (Sampler::LatinHypercube, 32 * 625);
    let text = |summary: &Summary| serde_json::to_string(summary).expect("plain data");
    let one = summary(&model, &experiment, 1);
    assert_eq!(text(&one), text(&summary(&model, &experiment, 2)));
    let said = one.sampler.as_ref().expect("not independent");
    assert_eq!((said.name.as_str(), said.replicates, said.draws), ("lhs", 32, 625));
    // 1 % is reached at some doubling; the run of that number of draws is the same.
    let judge = Judge { until: Some(0.01), line: None, cap: 1 << 20 };
    let enough = |experiment: &Experiment, tallies: &[Tally]| judge.enough(experiment, tallies);
    let control = Control { threads: 2, stop: &AtomicBool::new(false), progress: &|_| {} };
    let until = simulate_until(&mut experiment, &judge.looks(), &enough, &control).expect("finite");
    assert!(experiment.draws > 4096 && experiment.draws < 1 << 20, "{}", experiment.draws);
    let plain = outcomes(&experiment, 1).expect("finite");
    for (a, b) in until.iter().zip(&plain) {
        assert!(a.tally == b.tally && a.pilot == b.pilot && a.ranges == b.ranges);
        assert_eq!(a.tally.replicates.len(), 32);
        let sum: u64 = a.tally.replicates.iter().flat_map(|r| &r.draws).sum();
        assert_eq!(sum, experiment.draws);
    }
    // Another number of draws is another hypercube; few draws, and the pilot's ranges, are no trouble.
    experiment.draws = 64;
    assert_eq!(text(&summary(&model, &experiment, 1)), text(&summary(&model, &experiment, 2)));
}

#[test]
fn the_culprit_of_a_value_that_is_not_finite_is_found_with_the_same_luck() {
    let case = small_case(&["a"], 2024, 2026, 1, "");
    let script = "let e = uncertain(\"e\", uniform(0, 1), per_city, once);\nindicator(\"x\", \"指标\", \"X\", ln(e - 0.001), \"1\");\n";
    let mut experiment = bound(&model(&case, script).expect("traced"), Vec::new(), 3, 32 * 1000);
    experiment.sampler = Sampler::LatinHypercube;
    let error = outcomes(&experiment, 2).expect_err("one of a thousand draws is too small");
    assert!(say(&error, Lang::En).contains("indicator `x` became NaN in 2024"), "{}", say(&error, Lang::En));
    let draw: u64 = error.value("draw").expect("named").en.parse().expect("a number");
    assert!(draw < 1000, "every replicate has one in its lowest stratum");
}

#[track_caller]
fn check(words: &[&str], zh: &str, en: &str) {
    for (lang, want) in [("zh", zh), ("en", en)] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
        let output = command.arg("run").args(words).args(["--lang", lang]).output().expect("it runs");
        assert_eq!(String::from_utf8(output.stderr).expect("UTF-8").trim_end(), want);
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn a_sampler_that_is_not_there_and_draws_it_cannot_have_are_named() {
    check(
        &["--sampler", "sobel"],
        "错误 ZC0404: --sampler 的值“sobel”不对，应为：random（独立抽样）、lhs（拉丁超立方）或 sobol（随机化 Sobol 序列）",
        "error ZC0404: --sampler got `sobel`; wanted: random (independent draws), lhs (Latin hypercube) or sobol (scrambled Sobol sequence)",
    );
    for draws in ["1000", "32"] {
        check(
            &["--sampler", "lhs", "--draws", draws],
            &format!(
                "错误 ZC0404: --draws 的值“{draws}”不对，应为：用 --sampler lhs 时为 32 的倍数，至少 64"
            ),
            &format!(
                "error ZC0404: --draws got `{draws}`; wanted: with --sampler lhs a multiple of 32, at least 64"
            ),
        );
    }
}

#[test]
fn a_run_with_a_latin_hypercube_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let words =
        ["run", "talent_first", "--charts", "none", "--lang", "en", "--sampler", "lhs", "--draws", "1024"];
    let output = command.current_dir(folder.path()).args(words).output().expect("it runs");
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    let note = "Sampler: Latin hypercube, 32 independent replicates of 32 draws; intervals come from their differences.";
    assert!(shown.contains(note), "{shown}{}", String::from_utf8_lossy(&output.stderr));
    let json = std::fs::read_to_string(folder.path().join("out/summary.json")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["sampler"], serde_json::json!({"name": "lhs", "replicates": 32, "draws": 32}));
}
