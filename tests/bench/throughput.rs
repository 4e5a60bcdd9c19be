//! Draws per CPU-second, simulation only and with everything counted: `cargo bench --bench throughput`.
//!
//! Prints for the reference model, Taizhou, and Taizhou split into 100 and 500 zones how long
//! tracing and compiling take and how fast draws come, the simulator's kernels alone in the same
//! run, two threads against two processes, memory, and (where `python3` has numpy and scipy; set
//! `PYTHON` for another) a numpy program of the reference model. `SECONDS` is the CPU time of one
//! measurement. What the figures mean stands in `README.md` beside this file.

mod enlarged;
mod kernels;
mod measure;
mod subject;

use measure::{Rate, rate, timed};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use subject::Subject;
use zonecast::batch::{CaseChoice, own_scenarios};

/// Draws of the run whose memory is looked at.
const MANY: u64 = 1_000_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match &words[..] {
        [what, draws] => child(what, draws.parse().expect("a number of draws")),
        _ => everything(),
    }
}

/// A process of its own, started by this program: simulates on one thread, or counts on all.
fn child(what: &str, draws: u64) {
    let subject = Subject::new(&reference(), &[]);
    let (cpu, wall) = timed(|| match what {
        "simulate" => {
            std::hint::black_box(subject.simulate_only(draws, 1));
        }
        "full" => {
            std::hint::black_box(subject.full(draws, threads()));
        }
        what => panic!("no such measurement: {what}"),
    });
    println!("{cpu} {wall} {}", measure::peak_megabytes().unwrap_or(f64::NAN));
}

fn everything() {
    let seconds = std::env::var("SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(1.5);
    println!("{}, {}, {} threads", measure::processor(), measure::vectors(), threads());
    let kernels = kernels::kernels();
    println!("\nkernels alone, ns a value (times in one draw of the reference model)");
    for kernel in &kernels {
        println!("  {:<16} {:>6.2}  ({})", kernel.name, kernel.nanoseconds, kernel.in_a_draw);
    }
    let limit = kernels::limit(&kernels);
    println!("  if nothing else cost time: {limit:.0} draws per CPU-second");
    println!("\ndraws per CPU-second; simulation only and full pipeline, one thread and all");
    println!(
        "  case               nodes  step  read ms  trace ms  compile ms  1 thread       all      full  full all"
    );
    let folder = tempfile::tempdir().expect("a temporary folder");
    let own = own_scenarios(&CaseChoice::Default).expect("embedded scenarios");
    let named = |zones| CaseChoice::Named(enlarged::write(folder.path(), zones));
    let [simulated, full] = line("reference", seconds, &Subject::new(&reference(), &[]));
    line("taizhou", seconds, &Subject::new(&CaseChoice::Default, &[]));
    line("taizhou, all", seconds, &Subject::new(&CaseChoice::Default, &own));
    line("100 zones", seconds, &Subject::new(&named(100), &[]));
    line("500 zones", seconds, &Subject::new(&named(500), &[]));
    println!("\nthe reference model");
    println!("  of the kernels alone:           {:.2}", simulated.cpu / limit);
    println!("  full pipeline of simulation:    {:.2}", full.cpu / simulated.cpu);
    processes(seconds, simulated);
    let [_, _, peak] = run(&["full", &MANY.to_string()], 1)[0];
    println!("  memory of {MANY} draws counted: {peak:.0} MB");
    numpy(simulated, full);
}

/// Measures a case and prints its line; gives the rates of one thread, simulation only and full.
fn line(name: &str, seconds: f64, subject: &Subject) -> [Rate; 2] {
    let program = &subject.experiment.program;
    let scenarios = subject.experiment.scenarios.len() as f64;
    print!(
        "  {name:<16} {:>7} {:>5} {:>8.1} {:>9.1} {:>11.1}",
        program.slots.len(),
        program.step.len(),
        subject.read,
        subject.traced,
        subject.compiled
    );
    // A draw of several scenarios counts once for each.
    let of = |rate: Rate| Rate { cpu: rate.cpu * scenarios, wall: rate.wall * scenarios };
    let block = subject.block();
    let simulated = |threads| {
        of(rate(seconds, 2 * block, |draws| {
            std::hint::black_box(subject.simulate_only(draws, threads));
        }))
    };
    let full = |threads| {
        of(rate(seconds, 2048, |draws| {
            std::hint::black_box(subject.full(draws, threads));
        }))
    };
    let rates = [simulated(1), simulated(threads()), full(1), full(threads())];
    println!("{}", rates.map(|rate| format!(" {:>9.0}", rate.cpu)).concat());
    [rates[0], rates[2]]
}

/// Two threads against two processes at the same time, by CPU time and by the clock.
fn processes(seconds: f64, one: Rate) {
    let subject = Subject::new(&reference(), &[]);
    let draws = (one.cpu * seconds) as u64;
    let (mut cpu, mut wall) = ([f64::INFINITY; 2], [f64::INFINITY; 2]);
    // By turns, so that what else the machine does falls on both.
    for _ in 0..3 {
        let (c, w) = timed(|| {
            std::hint::black_box(subject.simulate_only(2 * draws, 2));
        });
        (cpu[0], wall[0]) = (cpu[0].min(c), wall[0].min(w));
        let two = run(&["simulate", &draws.to_string()], 2);
        cpu[1] = cpu[1].min(two[0][0] + two[1][0]);
        wall[1] = wall[1].min(two[0][1].max(two[1][1]));
    }
    println!(
        "  two threads of two processes:   {:.2} by CPU time, {:.2} by the clock",
        cpu[1] / cpu[0],
        wall[1] / wall[0]
    );
}

/// Runs this program as `number` processes at once; each gives CPU seconds, seconds, megabytes.
fn run(words: &[&str], number: usize) -> Vec<[f64; 3]> {
    let program = std::env::current_exe().expect("this program");
    let start = |_| Command::new(&program).args(words).stdout(Stdio::piped()).spawn().expect("it starts");
    let children: Vec<_> = (0..number).map(start).collect();
    let end = |child: std::process::Child| {
        let output = child.wait_with_output().expect("it ends");
        let text = String::from_utf8(output.stdout).expect("text");
        let numbers: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        numbers.try_into().unwrap_or_else(|_| panic!("three numbers, not {text:?}"))
    };
    children.into_iter().map(end).collect()
}

/// The numpy program: blocks of several sizes, the best counts; then with quantiles.
fn numpy(simulated: Rate, full: Rate) {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    println!("\nnumpy, the same model");
    let there = Command::new(&python).args(["-c", "import numpy, scipy"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        println!("  skipped: {python} with numpy and scipy is not here");
        return;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/numpy_reference.py");
    let ask = |what: &str, draws: u64, block: u64| -> (f64, f64) {
        let words = [what.to_owned(), draws.to_string(), block.to_string()];
        let output = Command::new(&python).arg(&script).args(words).output().expect("it runs");
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let number = |key: &str| found[key].as_f64().expect("a number");
        (number("draws_per_cpu_second"), number("peak_mb"))
    };
    let blocks = [1024, 2048, 4096, 8192].map(|block| (ask("means", 1 << 17, block).0, block));
    let (best, block) = blocks.into_iter().fold((0.0, 0), |a, b| if b.0 > a.0 { b } else { a });
    let again = ask("means", 1 << 17, block).0.max(best);
    println!("  blocks of {block}: {again:.0} draws per CPU-second; ours {:.2} times", simulated.cpu / again);
    let (quantiles, peak) = (0..2)
        .map(|_| ask("quantiles", 100_000, block))
        .fold((0.0, 0.0), |a, b| if b.0 > a.0 { b } else { a });
    println!(
        "  with quantiles: {quantiles:.0} draws per CPU-second, {peak:.0} MB at 100,000 draws; ours {:.2} times",
        full.cpu / quantiles
    );
}

fn reference() -> CaseChoice {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/reference");
    CaseChoice::Named(folder)
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
