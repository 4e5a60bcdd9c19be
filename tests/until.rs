//! Drawing until the answer is precise: the same counts, the right confidence, and what it says.

mod common;

use assert_cmd::Command;
use common::{bound, model, small_case, target};
use std::sync::atomic::AtomicBool;
use zonecast::experiment::{Experiment, Sampler};
use zonecast::maths::binomial_quantile;
use zonecast::simulate::{Control, Tally, luck, simulate, simulate_until};
use zonecast::summary::{Judge, Side, Summary, Verdict, likelihood, likelihood_at, looks, summarise};

/// Likelihoods of one half, of a tenth and of one in a thousand.
const MODEL: &str = r#"
    let u = uncertain("u", uniform(0.0, 1.0), per_city, yearly);
    let v = uncertain("v", uniform(0.0, 1.0), per_city, yearly);
    indicator("half", "半", "Half", u, "1");
    indicator("tenth", "十一", "Tenth", v, "1");
"#;

/// A run judged on some threads: draws made, and the summary.
fn judged(judge: Judge, threads: usize) -> (u64, Summary) {
    let targets = [("A", "half", 0.5), ("B", "tenth", 0.9), ("C", "tenth", 0.999)];
    let targets = targets.map(|(id, indicator, threshold)| target(id, indicator, ">=", threshold, 2026));
    let case = small_case(&["a"], 2024, 2026, 1, &targets.concat());
    let model = model(&case, MODEL).expect("valid");
    let mut experiment = bound(&model, Vec::new(), 11, judge.cap);
    let enough = |experiment: &Experiment, tallies: &[Tally]| judge.enough(experiment, tallies);
    let control = Control { threads, stop: &AtomicBool::new(false), progress: &|_| {} };
    let outcomes = simulate_until(&mut experiment, &judge.looks(), &enough, &control).expect("finite");
    let mut summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new()]);
    if judge.until.is_some() || judge.line.is_some() {
        judge.pronounce(&mut summary, &outcomes.iter().map(|o| &o.tally).collect::<Vec<_>>());
    }
    (experiment.draws, summary)
}

/// The summary without what judging adds.
fn plain(mut summary: Summary) -> String {
    summary.judged = None;
    summary.scenarios.iter_mut().flat_map(|s| &mut s.likelihoods).for_each(|r| r.verdict = None);
    serde_json::to_string(&summary).expect("plain data")
}

fn verdicts(summary: &Summary) -> Vec<Verdict> {
    summary.scenarios[0].likelihoods.iter().filter_map(|r| r.verdict).collect()
}

#[test]
fn a_run_that_stops_by_itself_is_the_run_of_that_many_draws_on_any_threads() {
    // Of one half, half of the interval is 2.77 * 0.5 / sqrt(n) with nine looks: 1 % from 19,180 on.
    let judge = Judge { until: Some(0.01), line: None, cap: 1_000_000 };
    let (draws, summary) = judged(judge, 2);
    assert_eq!(draws, 32_768);
    assert!(verdicts(&summary).iter().all(|v| v.side.is_none() && (v.interval.1 - v.interval.0) <= 0.02));
    let fixed = Judge { until: None, line: None, cap: draws };
    assert_eq!(plain(summary.clone()), plain(judged(fixed, 1).1));
    assert_eq!(serde_json::to_string(&judged(judge, 1).1).ok(), serde_json::to_string(&summary).ok());
    // A cap that is no doubling, and odd.
    let (draws, summary) = judged(Judge { until: Some(0.001), line: None, cap: 9_001 }, 2);
    assert_eq!(draws, 9_001);
    assert_eq!(summary.judged.expect("judged").open, 2, "one in a thousand is narrow");
    assert_eq!(plain(summary), plain(judged(Judge { until: None, line: None, cap: draws }, 2).1));
}

#[test]
fn a_line_is_settled_early_and_what_lies_on_it_is_too_close() {
    // A tenth and one in a thousand are on one side at once; one half is drawn for until it is narrow.
    let (draws, summary) = judged(Judge { until: Some(0.01), line: Some(0.5), cap: 1_000_000 }, 2);
    assert_eq!(draws, 32_768);
    let sides: Vec<_> = verdicts(&summary).iter().filter_map(|v| v.side).collect();
    assert_eq!(sides, [Side::TooClose, Side::Below, Side::Below]);
    let (draws, summary) = judged(Judge { until: Some(0.001), line: Some(0.2), cap: 1_000_000 }, 2);
    assert_eq!(draws, 4096);
    let sides: Vec<_> = verdicts(&summary).iter().filter_map(|v| v.side).collect();
    assert_eq!(sides, [Side::Above, Side::Below, Side::Below]);
    // Without --until the verdict is that of the 95 % interval itself.
    let (_, summary) = judged(Judge { until: None, line: Some(0.5), cap: 4_000 }, 2);
    for result in &summary.scenarios[0].likelihoods {
        let (found, wanted) = (result.verdict.expect("judged").interval, result.likelihood.interval);
        assert!((found.0 - wanted.0).abs() < 1e-12 && (found.1 - wanted.1).abs() < 1e-12);
    }
}

#[test]
fn looks_within_the_pilot_and_beyond_it_count_every_draw_once() {
    let targets = target("A", "half", ">=", 0.5, 2026);
    let case = small_case(&["a", "b", "c"], 2024, 2026, 1, &targets);
    let model = model(&case, MODEL).expect("valid");
    let control = Control { threads: 2, stop: &AtomicBool::new(false), progress: &|_| {} };
    for looks in [&[1][..], &[100, 301], &[100, 1024], &[1024, 1025], &[2, 1000, 2500], &[1026, 2501]] {
        let draws = looks[looks.len() - 1];
        let mut experiment = bound(&model, Vec::new(), 11, draws);
        let plain = simulate(&experiment, &control).expect("finite");
        let never = |_: &Experiment, _: &[Tally]| false;
        let until = simulate_until(&mut experiment, looks, &never, &control).expect("finite");
        assert!(until[0].tally == plain[0].tally && until[0].ranges == plain[0].ranges, "{looks:?}");
        assert_eq!(until[0].tally.draws, [draws]);
        let bins = &until[0].tally.bins;
        assert!((0..bins.columns()).all(|column| bins.get(column, 0..1).iter().sum::<u64>() == draws));
    }
}

/// Runs the rule on draws with probability `p` of a hit: the last verdict, and hits of draws.
fn sequence(judge: &Judge, p: f64, repetition: u64) -> (Verdict, u64, u64) {
    let (mut hits, mut draws) = (0, 0);
    let mut last = None;
    for (at, look) in judge.looks().into_iter().enumerate() {
        let u = luck::uniform(luck::key(repetition, "look", ""), at as i32, 0);
        hits += binomial_quantile((look - draws) as f64, p, u) as u64;
        draws = look;
        let verdict = judge.verdict(likelihood_at(hits, draws, judge.confidence()).interval);
        last = Some(verdict);
        if !judge.is_open(&verdict) {
            break;
        }
    }
    (last.expect("at least one look"), hits, draws)
}

#[test]
fn looking_often_leaves_at_least_95_percent_of_intervals_right() {
    const REPETITIONS: u64 = 3_000;
    // Five standard errors of a share of 95 %.
    let room = 5.0 * (0.95_f64 * 0.05 / REPETITIONS as f64).sqrt();
    let mut naive_misses = 0;
    for (until, line, p) in
        [(0.002, Some(0.5), 0.5), (0.002, Some(0.5), 0.497), (0.004, None, 0.3), (0.004, Some(0.02), 0.021)]
    {
        let judge = Judge { until: Some(until), line, cap: 200_000 };
        let (mut right, mut wrong_side) = (0, 0);
        for repetition in 0..REPETITIONS {
            let (verdict, ..) = sequence(&judge, p, repetition);
            right += u64::from(verdict.interval.0 <= p && p <= verdict.interval.1);
            let wrong = if p < line.unwrap_or(p) { Side::Above } else { Side::Below };
            wrong_side += u64::from(verdict.side == Some(wrong));
            // The same rule with plain 95 % intervals at every look, as a contrast.
            naive_misses += u64::from(p == 0.5 && naive(p, repetition, &judge));
        }
        let share = |count: u64| count as f64 / REPETITIONS as f64;
        assert!(share(right) >= 0.95 - room, "{p}: {}", share(right));
        assert!(share(wrong_side) <= 0.05, "{p}: {}", share(wrong_side));
    }
    // What the correction is for: the question is wrongly settled much more often than in 5 %.
    assert!(naive_misses as f64 / REPETITIONS as f64 > 0.1, "{naive_misses}");
}

/// Whether looking at plain 95 % intervals settles on a side although `p` is on the line.
fn naive(p: f64, repetition: u64, judge: &Judge) -> bool {
    let (mut hits, mut draws) = (0, 0);
    judge.looks().into_iter().enumerate().any(|(at, look)| {
        let u = luck::uniform(luck::key(repetition, "look", ""), at as i32, 0);
        hits += binomial_quantile((look - draws) as f64, p, u) as u64;
        draws = look;
        let (low, high) = likelihood(hits, draws).interval;
        low > p || high < p
    })
}

/// Likelihoods of one half and of one in six (the sum of three uniforms, of Irwin 1927 and Hall 1927), and
/// of 1/2 + ln(1/2) / 2 (a product of two).
const KNOWN: &str = r#"
    let u = uncertain("u", uniform(0.0, 1.0), per_city, yearly);
    let v = uncertain("v", uniform(0.0, 1.0), per_city, yearly);
    let w = uncertain("w", uniform(0.0, 1.0), per_city, yearly);
    indicator("sum", "和", "Sum", u + v + w, "1");
    indicator("product", "积", "Product", u * v, "1");
"#;

#[test]
fn intervals_of_replicates_that_stop_by_themselves_cover_and_sides_are_seldom_wrong() {
    const SEEDS: u64 = 300;
    let likelihoods = [0.5, 1.0 / 6.0, 0.5 + 0.5 * 0.5_f64.ln()];
    let targets = [("A", "sum", 1.5), ("B", "sum", 2.0), ("C", "product", 0.5)];
    let targets = targets.map(|(id, indicator, threshold)| target(id, indicator, ">=", threshold, 2026));
    let case = small_case(&["a"], 2024, 2026, 1, &targets.concat());
    let model = model(&case, KNOWN).expect("valid");
    let control = Control { threads: 1, stop: &AtomicBool::new(false), progress: &|_| {} };
    // No more than a rate of 5 % gives but once in a million (one sided, 4.75 standard errors).
    let most = |n: f64| 0.05 * n + 4.75 * (0.05 * 0.95 * n).sqrt();
    // Half-widths that some runs reach at the first look, and others do not.
    for (sampler, until) in
        [(Sampler::Random, 0.016), (Sampler::LatinHypercube, 0.008), (Sampler::Sobol, 0.004)]
    {
        let (mut misses, mut wrong, mut on_line, mut late) = ([0; 3], 0, 0, 0);
        for seed in 0..SEEDS {
            // The line lies on a likelihood, so that every side told of it is wrong.
            let at = (seed % 3) as usize;
            let judge = Judge { until: Some(until), line: Some(likelihoods[at]), cap: 8192 };
            let mut experiment = bound(&model, Vec::new(), seed, judge.cap);
            experiment.sampler = sampler;
            let enough = |experiment: &Experiment, tallies: &[Tally]| judge.enough(experiment, tallies);
            let outcomes =
                simulate_until(&mut experiment, &judge.looks(), &enough, &control).expect("finite");
            let mut summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new()]);
            judge.pronounce(&mut summary, &outcomes.iter().map(|o| &o.tally).collect::<Vec<_>>());
            late += u64::from(experiment.draws == judge.cap);
            for (target, verdict) in verdicts(&summary).into_iter().enumerate() {
                let (low, high) = verdict.interval;
                misses[target] += u64::from(!(low..=high).contains(&likelihoods[target]));
                let wanted = match likelihoods[target].total_cmp(&likelihoods[at]) {
                    std::cmp::Ordering::Less => Side::Below,
                    std::cmp::Ordering::Equal => Side::TooClose,
                    std::cmp::Ordering::Greater => Side::Above,
                };
                let settled = verdict.side != Some(Side::TooClose);
                wrong += u64::from(settled && verdict.side != Some(wanted));
                on_line += u64::from(wanted == Side::TooClose);
            }
        }
        println!("{sampler:?}: misses {misses:?}, {wrong} of {on_line} wrong, {late} stopped last");
        assert!(misses.iter().all(|n| *n as f64 <= most(SEEDS as f64)), "{sampler:?}: {misses:?}");
        assert!(wrong as f64 <= most(on_line as f64), "{sampler:?}: {wrong} of {on_line}");
        // Intervals are no wider than they need to be: some miss.
        assert!(misses.iter().sum::<u64>() > 0, "{sampler:?}: {misses:?}");
    }
}

#[test]
fn the_looks_of_the_documented_cap_are_nine() {
    assert_eq!(looks(1_000_000).len(), 9);
}

#[test]
fn the_command_line_says_when_it_stopped_and_what_is_too_close_to_call() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
        let words = [&["run", "talent_first", "--charts", "none", "--lang"], words].concat();
        let output = command.current_dir(folder.path()).args(words).output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("written");
    // Too wide a line for 4,096 draws: about half of the draws meet T5.
    let (code, shown, said) = run(&["en", "--until", "3%", "--line", "47 %", "--out", "until"]);
    assert_eq!(code, Some(0), "{said}");
    for wanted in [
        "Too close",
        "Stopped after 4096 draws: the half-width of every interval (percentage points) is at most 3, or the interval",
        "is on one side of 47%; the largest half-width is ",
        "too close to call: 4096 draws do not tell whether the likelihood is above or below 47%.",
    ] {
        assert!(shown.contains(wanted), "{wanted}\n{shown}");
    }
    let of_until = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, shown, _) = run(&["zh", "--until", "0.1%", "--draws", "5000", "--line", "47%", "--out", "zh"]);
    for wanted in ["无法判定", "抽样 5000 次（上限）后，仍有", "且不能判定在 47% 之上还是之下"]
    {
        assert!(shown.contains(wanted), "{wanted}\n{shown}");
    }
    assert!(read("zh/likelihood.csv").contains("无法判定"));
    let (_, shown, _) = run(&["en", "--draws", "4096", "--out", "fixed"]);
    assert!(!shown.contains("Too close") && !shown.contains("Stopped"), "{shown}");
    for name in ["bands.csv", "first_year.csv", "budget.csv"] {
        assert_eq!(read(&format!("until/{name}")), read(&format!("fixed/{name}")), "{name}");
    }
    let without = read("until/likelihood.csv").replace("; Too close to call", "");
    assert_eq!(without, read("fixed/likelihood.csv"));
    let json = |name| serde_json::from_str::<serde_json::Value>(&read(name)).expect("JSON");
    let (mut until, fixed) = (json("until/summary.json"), json("fixed/summary.json"));
    let judged = until.as_object_mut().and_then(|summary| summary.shift_remove("judged")).expect("said");
    assert_eq!((&judged["line"], &judged["open"], &judged["looks"]), (&0.47.into(), &0.into(), &9.into()));
    let mut widest = 0.0_f64;
    let mut sides = std::collections::BTreeMap::new();
    for scenario in until["scenarios"].as_array_mut().expect("a list") {
        for result in scenario["likelihoods"].as_array_mut().expect("a list") {
            let verdict = result.as_object_mut().and_then(|result| result.shift_remove("verdict"));
            if let Some(interval) = verdict.as_ref().map(|verdict| &verdict["interval"]) {
                let [low, high] = [0, 1].map(|at| interval[at].as_f64().expect("a number"));
                widest = widest.max((high - low) / 2.0);
            }
            let side = verdict.as_ref().map(|verdict| verdict["side"].to_string());
            *sides.entry(side.unwrap_or_default()).or_insert(0) += 1;
        }
    }
    assert!(sides["\"too_close\""] > 0 && sides["\"above\""] > 0 && sides["\"below\""] > 0, "{sides:?}");
    assert!(until == fixed);
    // What was settled by the line may be wider than was asked for; the largest half-width is told.
    assert_eq!(judged["widest"].as_f64(), Some(widest));
    assert!(of_until.contains(&format!("the largest half-width is {:.2}.", widest * 100.0)), "{of_until}");
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
fn wrong_precision_is_answered_with_what_would_be_right() {
    for wrong in ["0.5", "0%", "50%", "x%", "NaN%"] {
        check(
            &["--until", wrong],
            &format!("错误 ZC0404: --until 的值“{wrong}”不对，应为：大于 0%、小于 50% 的半宽，如 0.5%"),
            &format!(
                "error ZC0404: --until got `{wrong}`; wanted: a half-width above 0% and below 50%, such as 0.5%"
            ),
        );
    }
    check(
        &["--line", "100%"],
        "错误 ZC0404: --line 的值“100%”不对，应为：大于 0%、小于 100% 的可能性，如 50%，或 none",
        "error ZC0404: --line got `100%`; wanted: a likelihood above 0% and below 100%, as 50%, or none",
    );
}
