//! Scrambled Sobol sequences: even in the lucks that matter, smaller errors, intervals that hold.

mod common;

use assert_cmd::Command;
use common::{bound, model, outcomes, scenario, small_case, target};
use std::sync::atomic::AtomicBool;
use zonecast::experiment::{Experiment, REPLICATES, Sampler};
use zonecast::message::{Lang, say};
use zonecast::script::Model;
use zonecast::simulate::{
    Control, Keys, Replay, Spread, Tally, Workspace, block_size, simulate_until, sobol_dimensions,
};
use zonecast::summary::{Judge, Summary, summarise};

/// Ninety lucks that move no target, declared before the two that do, and one that does a little.
fn crowd() -> Experiment {
    let mut script = String::new();
    for k in 0..30 {
        script += &format!("let idle{k} = uncertain(\"idle{k}\", uniform(0.0, 1.0), per_zone, yearly);\n");
        script += &format!("indicator(\"idle{k}\", \"闲{k}\", \"Idle {k}\", idle{k}, \"1\");\n");
    }
    script += r#"
        let little = uncertain("little", uniform(0.0, 1.0), per_city, yearly);
        let u = uncertain("u", uniform(0.0, 1.0), per_city, once);
        let v = uncertain("v", uniform(0.0, 1.0), per_city, once);
        indicator("little", "小", "Little", little, "1");
        indicator("u", "甲", "U", u, "1");
        indicator("v", "乙", "V", v, "1");
        indicator("product", "积", "Product", exp(u) * exp(0.8 * v) + 0.0 * little, "1");
    "#;
    let targets = target("T", "product", ">=", 2.5, 2026);
    let model = model(&small_case(&["a"], 2024, 2026, 1, &targets), &script);
    let mut experiment = bound(&model.expect("valid"), Vec::new(), 1, 512);
    experiment.sampler = Sampler::Sobol;
    experiment
}

/// Every draw of some indicators, `[indicator][draw]`, in the last year; the scalar interpreter agrees.
fn read(experiment: &Experiment, ids: &[&str]) -> Vec<Vec<f64>> {
    let (bound, n) = (&experiment.scenarios[0], experiment.draws);
    let spread = Spread::of(experiment);
    let keys = Keys::new(&experiment.program, experiment.seed).spread(spread.clone());
    let block = block_size(experiment.program.zones());
    let mut space = Workspace::new(&experiment.program, &keys, block);
    let nodes: Vec<zonecast::model::NodeId> = ids
        .iter()
        .map(|id| {
            let found = bound.program.indicators().iter().find(|i| i.label.id == *id).expect("declared");
            found.city.or(found.zone).expect("reported")
        })
        .collect();
    let mut values = vec![Vec::new(); ids.len()];
    let last = experiment.program.graph.years() - 1;
    for first in (0..n).step_by(block) {
        space.run(first, |year, space| {
            let some = (n - first).min(block as u64) as usize;
            for (values, node) in values.iter_mut().zip(&nodes).filter(|_| year == last) {
                values.extend_from_slice(&space.slot(bound.slot(*node))[..some]);
            }
        });
    }
    for draw in (0..n).step_by(61) {
        let mut replay = Replay::new(&bound.program, experiment.seed, draw).spread(spread.clone());
        replay.run(|year, _, replay| {
            for (values, node) in values.iter().zip(&nodes).filter(|_| year == last) {
                assert_eq!(values[draw as usize].to_bits(), replay.value(node.index(), 0).to_bits());
            }
            true
        });
    }
    values
}

#[test]
fn the_lucks_that_move_a_target_get_the_first_dimensions_and_fill_every_box() {
    let mut experiment = crowd();
    assert_eq!(sobol_dimensions(&experiment.program), 64);
    experiment.draws = REPLICATES * 64;
    let values = read(&experiment, &["u", "v"]);
    for (us, vs) in values[0].chunks_exact(64).zip(values[1].chunks_exact(64)) {
        assert!(!us.is_sorted());
        // Sobol's first two dimensions are a net: one of 64 points in each box of area 1 / 64.
        for a in 0..=6 {
            let (wide, high) = (f64::from(1 << a), f64::from(1 << (6 - a)));
            let number = |(u, v): (&f64, &f64)| (u * wide) as u32 * (1 << (6 - a)) + (v * high) as u32;
            let mut boxes: Vec<u32> = us.iter().zip(vs).map(number).collect();
            boxes.sort_unstable();
            assert!(boxes.into_iter().eq(0..64), "boxes of {wide} by {high}");
        }
    }
}

#[test]
fn every_luck_is_even_in_each_replicate_with_a_dimension_or_without() {
    let mut experiment = crowd();
    experiment.draws = REPLICATES * 256;
    let ids: Vec<String> = (0..30).map(|k| format!("idle{k}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).chain(["little", "u", "v"]).collect();
    for (id, us) in ids.iter().zip(read(&experiment, &ids)) {
        for replicate in us.chunks_exact(256) {
            let mut slices: Vec<u32> = replicate.iter().map(|u| (u * 256.0) as u32).collect();
            slices.sort_unstable();
            assert!(slices.into_iter().eq(0..256), "{id}");
        }
    }
}

#[test]
fn scrambled_points_are_uniform_and_independent_from_seed_to_seed() {
    // One point of each run; over seeds it is anywhere, as are two points of one replicate together.
    let mut experiment = crowd();
    experiment.draws = 64;
    let (mut first, mut cells) = (Vec::new(), [0_u32; 4]);
    for seed in 0..4000 {
        experiment.seed = seed;
        let spread = Spread::of(&experiment);
        let keys = Keys::new(&experiment.program, seed).spread(spread);
        let mut space = Workspace::new(&experiment.program, &keys, 2);
        let u = experiment.scenarios[0].program.indicators().iter().find(|i| i.label.id == "u");
        let node = u.and_then(|u| u.city).expect("reported");
        space.start(62);
        let us = space.slot(experiment.scenarios[0].slot(node)).to_vec();
        // Both are of the last replicate, of two draws: one in each half, either in either.
        assert_ne!(us[0] < 0.5, us[1] < 0.5, "{us:?}");
        first.push(us[0]);
        cells[(us[0] * 4.0) as usize] += 1;
    }
    first.sort_unstable_by(f64::total_cmp);
    let n = first.len() as f64;
    let gap = first.iter().enumerate().map(|(i, u)| (u - i as f64 / n).abs()).fold(0.0, f64::max);
    assert!(gap < 1.95 / n.sqrt(), "one in a thousand: {gap}");
    assert!(cells.iter().all(|count| (f64::from(*count) - 1000.0).abs() < 4.0 * 27.4), "{cells:?}");
}

#[test]
fn the_mean_of_a_smooth_function_varies_far_less_than_with_other_samplers() {
    let spread = |sampler| {
        let (mut variance, mut all) = (0.0, Vec::new());
        for seed in 0..8 {
            let mut experiment = crowd();
            (experiment.seed, experiment.sampler, experiment.draws) = (seed, sampler, REPLICATES * 128);
            let values = read(&experiment, &["product"]).swap_remove(0);
            let means: Vec<f64> = values.chunks_exact(128).map(|r| r.iter().sum::<f64>() / 128.0).collect();
            let mean = means.iter().sum::<f64>() / means.len() as f64;
            variance += means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / 31.0 / 8.0;
            all.extend(means);
        }
        // The mean of exp(u) exp(0.8 v) is (e - 1) (e^0.8 - 1) / 0.8.
        let wanted = (1_f64.exp() - 1.0) * (0.8_f64.exp() - 1.0) / 0.8;
        let (mean, error) =
            (all.iter().sum::<f64>() / all.len() as f64, (variance / all.len() as f64).sqrt());
        assert!((mean - wanted).abs() < 5.0 * error, "{sampler:?}: {mean} +- {error}, not {wanted}");
        variance
    };
    let [random, lhs, sobol] = [Sampler::Random, Sampler::LatinHypercube, Sampler::Sobol].map(spread);
    // A net of 128 points takes away what two lucks do together, too.
    assert!(sobol < 0.05 * lhs && sobol < 0.002 * random, "{sobol} {lhs} {random}");
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
    let mut experiment = bound(&model, vec![more], 1, 512);
    experiment.sampler = Sampler::Sobol;
    (model, experiment)
}

fn summary(model: &Model, experiment: &Experiment, threads: usize) -> Summary {
    let outcomes = outcomes(experiment, threads).expect("finite");
    summarise(&model.case, experiment, &outcomes, Vec::new(), vec![Vec::new(); 2])
}

#[test]
fn intervals_hold_in_95_percent_of_runs_and_are_narrower_than_those_of_a_hypercube() {
    const SEEDS: u64 = 400;
    let (model, mut experiment) = sums();
    let (mut held, mut held_changes, mut widths) = ([0; 4], [0; 4], [0.0; 2]);
    for seed in 0..SEEDS {
        (experiment.seed, experiment.sampler) = (seed, Sampler::Sobol);
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
        // With few points in a replicate there is not much to spread.
        if seed < 10 {
            for (width, sampler) in widths.iter_mut().zip([Sampler::LatinHypercube, Sampler::Sobol]) {
                let long = Experiment { draws: 32 * 512, sampler, ..experiment.clone() };
                *width += size(&summary(&model, &long, 2));
            }
        }
    }
    // Five standard errors of a share of 95 %.
    let least = SEEDS as f64 * 0.95 - 5.0 * (SEEDS as f64 * 0.95 * 0.05).sqrt();
    for held in held.iter().chain(&held_changes) {
        assert!(*held as f64 >= least, "{held:?} of {SEEDS}");
    }
    assert!(widths[1] < 0.8 * widths[0], "{widths:?}");
}

#[test]
fn threads_and_stopping_change_no_byte() {
    let (model, mut experiment) = sums();
    experiment.draws = 32 * 1024;
    let text = |summary: &Summary| serde_json::to_string(summary).expect("plain data");
    let one = summary(&model, &experiment, 1);
    assert_eq!(text(&one), text(&summary(&model, &experiment, 2)));
    let said = one.sampler.as_ref().expect("not independent");
    let found = (said.name.as_str(), said.replicates, said.draws, said.dimensions);
    assert_eq!(found, ("sobol", 32, 1024, Some(3)));
    let judge = Judge { until: Some(0.001), line: None, cap: 1 << 20 };
    let enough = |experiment: &Experiment, tallies: &[Tally]| judge.enough(experiment, tallies);
    let control = Control { threads: 2, stop: &AtomicBool::new(false), progress: &|_| {} };
    let until = simulate_until(&mut experiment, &judge.looks(), &enough, &control).expect("finite");
    assert!(experiment.draws > 4096 && experiment.draws < 1 << 20, "{}", experiment.draws);
    assert!(Sampler::Sobol.allows(experiment.draws), "whole replicates: {}", experiment.draws);
    let plain = outcomes(&experiment, 1).expect("finite");
    for (a, b) in until.iter().zip(&plain) {
        assert!(a.tally == b.tally && a.pilot == b.pilot && a.ranges == b.ranges);
        assert_eq!(a.tally.replicates.len(), 32);
    }
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
fn draws_that_are_no_power_of_two_are_refused_with_what_would_be_right() {
    for draws in ["20000", "32", "4194304"] {
        check(
            &["--sampler", "sobol", "--draws", draws],
            &format!(
                "错误 ZC0404: --draws 的值“{draws}”不对，应为：用 --sampler sobol 时为 32 乘以 2 的幂，如 16384、32768，至少 64，至多 2097152"
            ),
            &format!(
                "error ZC0404: --draws got `{draws}`; wanted: with --sampler sobol 32 times a power of two, such as 16384 or 32768, at least 64, at most 2097152"
            ),
        );
    }
}

#[test]
fn a_run_with_a_sobol_sequence_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let words =
        ["run", "talent_first", "--charts", "none", "--lang", "en", "--sampler", "sobol", "--draws", "1024"];
    let output = command.current_dir(folder.path()).args(words).output().expect("it runs");
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        shown.contains("Sampler: scrambled Sobol sequence, 32 independent replicates of 32 draws;"),
        "{shown}"
    );
    let json = std::fs::read_to_string(folder.path().join("out/summary.json")).expect("written");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let wanted = serde_json::json!({"name": "sobol", "replicates": 32, "draws": 32, "dimensions": 64});
    assert_eq!(json["sampler"], wanted);
}
