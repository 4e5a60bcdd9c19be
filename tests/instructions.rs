//! Every instruction set of the machine gives the same bytes.
//!
//! Each set is forced in turn, on the reference model, on the shipped case with all its scenarios, and
//! on a model that uses every operation and distribution.

mod common;

use common::draws::program_of;
use common::everything;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use zonecast::batch::{CaseChoice, Prepared, load_case, own_scenarios, prepare};
use zonecast::case::Case;
use zonecast::experiment::{Experiment, Sampler, experiment};
use zonecast::simulate::{Control, InstructionSet, Keys, Workspace, simulate_on};
use zonecast::summary::summarise;

fn prepared(choice: &CaseChoice) -> Prepared {
    let loaded = load_case(choice, 600).expect("the case reads");
    let files = own_scenarios(choice).expect("scenarios");
    prepare(loaded, &files).expect("scenarios are traced")
}

fn experiment_of(prepared: &Prepared, draws: u64) -> (Arc<Case>, Experiment) {
    let scenarios = prepared.scenarios.iter().map(|t| t.scenario.clone()).collect();
    let case = prepared.model.case.clone();
    let bound = experiment(&case, scenarios, 20_261_124, draws).expect("bound");
    (case, bound)
}

/// The bytes of the summary on an instruction set.
fn bytes(case: &Case, experiment: &Experiment, set: InstructionSet) -> String {
    let control = Control { threads: 2, stop: &AtomicBool::new(false), progress: &|_| {} };
    let outcomes = simulate_on(set, experiment, &control).expect("finite");
    let warnings = vec![Vec::new(); experiment.scenarios.len()];
    serde_json::to_string(&summarise(case, experiment, &outcomes, Vec::new(), warnings)).expect("plain data")
}

/// Compares whole runs on every instruction set, with every sampler and with exact percentiles.
fn check(choice: &CaseChoice, draws: u64) {
    let (case, mut experiment) = experiment_of(&prepared(choice), draws);
    let ways = [(Sampler::Random, false), (Sampler::LatinHypercube, true), (Sampler::Sobol, false)];
    for (sampler, exact) in ways {
        (experiment.sampler, experiment.exact) = (sampler, exact);
        let sets = InstructionSet::all();
        let first = bytes(&case, &experiment, sets[0]);
        assert!(first.len() > 10_000, "a whole summary");
        for set in &sets[1..] {
            assert!(bytes(&case, &experiment, *set) == first, "{sampler:?} on {set:?}");
        }
    }
}

#[test]
fn the_reference_model_gives_the_same_bytes_on_every_instruction_set() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/reference");
    check(&CaseChoice::Named(folder), 2048);
}

#[test]
fn the_shipped_case_gives_the_same_bytes_on_every_instruction_set() {
    check(&CaseChoice::Default, 256);
}

#[test]
fn every_operation_and_distribution_gives_the_same_bits_on_every_instruction_set() {
    let program = program_of(&everything::case(3, 2), everything::MODEL, everything::SCENARIO);
    let bits = |set: InstructionSet| {
        let keys = Keys::new(&program, 3).on(set);
        let mut space = Workspace::new(&program, &keys, 64);
        let mut bits: Vec<u64> = Vec::new();
        space.run(0, |_, space| {
            let slots = (0..program.slots.len()).flat_map(|slot| space.slot(slot));
            bits.extend(slots.map(|x| x.to_bits()));
        });
        bits
    };
    let sets = InstructionSet::all();
    let first = bits(sets[0]);
    assert!(first.len() > 10_000, "{}", first.len());
    assert!(sets[1..].iter().all(|set| bits(*set) == first));
}

#[test]
fn machines_with_wide_vectors_are_compared_with_those_without() {
    // Else the tests of this file would compare one set with itself.
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2")
        && std::arch::is_x86_feature_detected!("fma")
        && std::arch::is_x86_feature_detected!("bmi2")
        && std::arch::is_x86_feature_detected!("f16c")
    {
        let names: Vec<_> = InstructionSet::all().into_iter().map(InstructionSet::name).collect();
        let flags = [
            std::arch::is_x86_feature_detected!("avx512f"),
            std::arch::is_x86_feature_detected!("avx512bw"),
            std::arch::is_x86_feature_detected!("avx512cd"),
            std::arch::is_x86_feature_detected!("avx512dq"),
            std::arch::is_x86_feature_detected!("avx512vl"),
        ];
        let all: &[&str] =
            if flags == [true; 5] { &["baseline", "AVX2", "AVX-512"] } else { &["baseline", "AVX2"] };
        assert_eq!(names, all);
    }
    assert!(!InstructionSet::all().is_empty());
}
