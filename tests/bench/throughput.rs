//! Draws per second of the Taizhou case, one thread and all: `cargo bench --bench throughput`.
//!
//! Prints the size of the program too, so that a change of the model and a change
//! of the engine can be told apart. Absolute figures depend on the machine.

use std::sync::atomic::AtomicBool;
use std::time::Instant;
use zonecast::batch::{self, CaseChoice, Settings};
use zonecast::compile::{Program, compile, together};

fn main() {
    let draws = std::env::var("DRAWS").ok().and_then(|d| d.parse().ok()).unwrap_or(20_000);
    let files = batch::own_scenarios(&CaseChoice::Default).expect("embedded scenarios");
    let start = Instant::now();
    let loaded = batch::load_case(&CaseChoice::Default, 10).expect("the embedded case");
    let prepared = batch::prepare(loaded, &files).expect("the embedded scenarios");
    println!("read and traced: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut programs: Vec<Program> = Vec::new();
    for traced in &prepared.scenarios {
        let start = Instant::now();
        let program = compile(&traced.scenario.graph).expect("the embedded model");
        println!(
            "{:<18} {} nodes, {} instructions once, {} a step, compiled in {:.1} ms",
            traced.scenario.label.id,
            program.slots.len(),
            program.once.len(),
            program.step.len(),
            start.elapsed().as_secs_f64() * 1e3
        );
        programs.push(program);
    }
    let start = Instant::now();
    let (program, _) = together(&programs.iter().collect::<Vec<_>>());
    println!(
        "{:<18} {} nodes, {} instructions once, {} a step, merged in {:.1} ms",
        "all as one",
        program.slots.len(),
        program.once.len(),
        program.step.len(),
        start.elapsed().as_secs_f64() * 1e3
    );
    let all = std::thread::available_parallelism().map_or(1, usize::from);
    for threads in if all > 1 { vec![1, all] } else { vec![1] } {
        let start = Instant::now();
        let settings = Settings { draws, seed: 1, threads };
        let summary = batch::run(&prepared, settings, &AtomicBool::new(false), &|_| {}).expect("a run");
        let seconds = start.elapsed().as_secs_f64();
        let total = draws as f64 * summary.scenarios.len() as f64;
        println!(
            "{threads} threads: {} scenarios x {draws} draws in {seconds:.2} s, {:.0} scenario draws a second",
            summary.scenarios.len(),
            total / seconds
        );
    }
}
