//! The block kernel against the scalar interpreter, bit for bit.
//!
//! The interpreter evaluates one draw, one node and one number at a time; whatever
//! the kernel does with blocks, zones and lists of copies must give the same bits.

mod common;

use common::draws::{program, program_of};
use common::everything::{MODEL, SCENARIO, case};
use zonecast::batch::{CaseChoice, load_case, own_scenarios};
use zonecast::compile::{Change, Instruction, Program, compile};
use zonecast::model::{Family, Op, Reduction};
use zonecast::script::trace_scenario;
use zonecast::simulate::{Keys, Replay, Workspace, block_size};

/// Compares every slot of every draw of two blocks at every year end.
fn check(program: &Program, seed: u64, block: usize, first: u64, every: usize) {
    check_packed(program, seed, block);
    let keys = Keys::new(program, seed);
    let mut space = Workspace::new(program, &keys, block);
    // A block before, so that what it leaves behind would be noticed.
    space.run(first + 1000, |_, _| {});
    let mut kept: Vec<Vec<Vec<f64>>> = Vec::new();
    space.run(first, |_, space| {
        kept.push((0..program.slots.len()).map(|slot| space.slot(slot).to_vec()).collect());
    });
    for draw in (0..block).step_by(every) {
        Replay::new(program, seed, first + draw as u64).run(|year, year_end, replay| {
            if year_end {
                compare(program, &kept[year], block, draw, year, replay);
            }
            true
        });
    }
}

fn compare(program: &Program, kept: &[Vec<f64>], block: usize, draw: usize, year: usize, replay: &Replay) {
    for (slot, values) in kept.iter().enumerate() {
        for (zone, row) in values.chunks_exact(block).enumerate() {
            let (found, wanted) = (row[draw], replay.value(slot, zone));
            assert!(found.is_finite(), "a comparison of {found} proves nothing");
            let same = found.to_bits() == wanted.to_bits();
            let node = &program.graph.nodes[slot];
            assert!(
                same,
                "{node:?}, draw {draw}, zone {zone}, year {year}: kernel {found}, interpreter {wanted}"
            );
        }
    }
}

/// Compares what a packed program keeps (reported, checked) with the program it was made of.
fn check_packed(program: &Program, seed: u64, block: usize) {
    let packed = program.clone().packed();
    let keys = Keys::new(program, seed);
    let run = |program: &Program| {
        let mut space = Workspace::new(program, &keys, block);
        let mut kept = Vec::new();
        for first in [500, 0] {
            space.run(first, |_, space| {
                let bits = |x: &f64| x.to_bits();
                kept.extend(program.checked.iter().flat_map(|c| space.slot(c.slot).iter().map(bits)));
            });
        }
        kept
    };
    assert!(packed.unused.iter().any(|u| *u), "nothing was packed");
    assert!(run(program) == run(&packed), "packing changed a value");
}

#[test]
fn the_model_of_this_test_uses_every_op_reduction_and_distribution() {
    // Ops may be folded away or merged: ask the program, not the script.
    let program = program_of(&case(3, 1), MODEL, SCENARIO);
    let values = || program.graph.nodes.iter().map(|n| &n.value);
    for op in Op::ALL {
        assert!(values().any(|v| matches!(v, zonecast::model::Value::Op(o, _) if o == op)), "{op:?}");
    }
    for reduction in Reduction::ALL {
        assert!(
            values().any(|v| matches!(v, zonecast::model::Value::Reduce(r, _) if r == reduction)),
            "{reduction:?}"
        );
    }
    // And every way in which packing spares memory, so that comparing the packed program means something.
    let packed = program.clone().packed();
    let any = |way: fn(&Instruction) -> bool| packed.step.iter().any(way);
    assert!(any(|i| matches!(i, Instruction::Pair(..))), "nothing was joined");
    assert!(any(|i| matches!(i, Instruction::StockEnd(.., Change::InPlace))), "every stock was copied");
    assert!(packed.flat.contains(&true), "no constant is flat");
    for family in Family::ALL {
        let drawn = |u: &zonecast::model::graph::Uncertainty| {
            program.graph.distributions[u.distribution].family() == *family
        };
        assert!(program.graph.uncertainties.iter().any(drawn), "{family:?}");
    }
}

#[test]
fn kernel_and_interpreter_agree_bit_for_bit_with_one_three_and_seventeen_zones() {
    for zones in [1, 3, 17] {
        let case = case(zones, 1);
        for program in [program(&case, MODEL), program_of(&case, MODEL, SCENARIO)] {
            check(&program, 20_261_120, block_size(zones), 4_000_000_000, 37);
        }
    }
}

#[test]
fn kernel_and_interpreter_agree_bit_for_bit_with_eight_steps_a_year() {
    for zones in [1, 3, 17] {
        let program = program_of(&case(zones, 8), MODEL, SCENARIO);
        check(&program, 7, block_size(zones), 512, 61);
    }
}

#[test]
fn any_size_of_block_gives_the_same_bits() {
    let program = program_of(&case(3, 4), MODEL, SCENARIO);
    for block in [2, 6, 32] {
        check(&program, 1, block, 10, 1);
    }
}

#[test]
fn kernel_and_interpreter_agree_bit_for_bit_on_the_shipped_case_in_every_scenario() {
    let loaded = load_case(&CaseChoice::Default, 600).expect("the embedded case");
    let files = own_scenarios(&CaseChoice::Default).expect("embedded scenarios");
    assert!(files.len() > 5, "{}", files.len());
    for (at, file) in files.iter().enumerate() {
        let traced = trace_scenario(&loaded.model, &file.id, &file.script, &loaded.host);
        let program = compile(&traced.expect("traced").scenario.graph).expect("compiled");
        // Other draws of every scenario; a block of them, as a run has.
        let (block, first) = (block_size(program.zones()), 1_000 * at as u64);
        let keys = Keys::new(&program, 20_261_124);
        let mut space = Workspace::new(&program, &keys, block);
        let mut kept: Vec<Vec<Vec<f64>>> = Vec::new();
        space.run(first, |_, space| {
            kept.push((0..program.slots.len()).map(|slot| space.slot(slot).to_vec()).collect());
        });
        let (mut numbers, mut none) = (0, 0);
        for draw in (0..block).step_by(41) {
            Replay::new(&program, 20_261_124, first + draw as u64).run(|year, year_end, replay| {
                for (slot, values) in kept[year].iter().enumerate().filter(|_| year_end) {
                    for (zone, row) in values.chunks_exact(block).enumerate() {
                        let (found, wanted) = (row[draw], replay.value(slot, zone));
                        // A branch not taken may be no number, in both.
                        none += usize::from(found.is_nan() && wanted.is_nan());
                        let same = found.to_bits() == wanted.to_bits() || (found.is_nan() && wanted.is_nan());
                        let node = &program.graph.nodes[slot];
                        assert!(
                            same,
                            "{}: {node:?}, draw {draw}, zone {zone}, year {year}: {found}, {wanted}",
                            file.id
                        );
                        numbers += 1;
                    }
                }
                true
            });
        }
        assert!(numbers > 100_000 && none < numbers / 100, "{}: {none} of {numbers}", file.id);
    }
}
