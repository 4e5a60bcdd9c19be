//! The block kernel against the scalar interpreter, bit for bit, and every
//! distribution's draws against its own distribution function.
//!
//! The interpreter evaluates one draw, one node and one number at a time; whatever
//! the kernel does with blocks, zones and lists of copies must give the same bits.

mod common;

use common::draws::{draws, program, program_of};
use common::everything::{MODEL, SCENARIO, case};
use common::{small_case, target};
use statrs::distribution::{Beta, ContinuousCDF, LogNormal, Normal, StudentsT, Triangular};
use zonecast::compile::Program;
use zonecast::model::{Family, Op, Reduction};
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

/// The largest gap between the empirical and the exact distribution function, as a p-value
/// (Kolmogorov 1933; Stephens' correction, 1970, JRSS B 32, 115-122).
fn kolmogorov_smirnov(mut values: Vec<f64>, cdf: impl Fn(f64) -> f64) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len() as f64;
    let gap = (values.iter().enumerate())
        .map(|(i, x)| (cdf(*x) - i as f64 / n).max((i as f64 + 1.0) / n - cdf(*x)))
        .fold(0.0, f64::max);
    let x = (n.sqrt() + 0.12 + 0.11 / n.sqrt()) * gap;
    let term = |k: i32| 2.0 * (-1.0_f64).powi(k - 1) * (-2.0 * f64::from(k * k) * x * x).exp();
    if x < 0.2 { 1.0 } else { (1..=100).map(term).sum::<f64>().clamp(0.0, 1.0) }
}

type Row = (&'static str, Box<dyn Fn(f64) -> f64>);

/// Recipes with their distribution functions from an independent library.
fn continuous() -> Vec<Row> {
    let normal = Normal::new(3.0, 2.0).expect("valid");
    let lognormal = LogNormal::new(2.0_f64.ln(), 1.5).expect("valid");
    let triangular = Triangular::new(1.0, 7.0, 2.0).expect("valid");
    let pert = Beta::new(1.0 + 4.0 * 8.0 / 20.0, 1.0 + 4.0 * 12.0 / 20.0).expect("valid");
    let beta = Beta::new(0.7, 3.0).expect("valid");
    let (t3, t1) = [3.0, 1.0].map(|df| StudentsT::new(0.0, 1.0, df).expect("valid")).into();
    let cut = |t: StudentsT, x: f64| (t.cdf(x) - t.cdf(-6.0)) / (1.0 - 2.0 * t.cdf(-6.0));
    vec![
        ("uniform(-2.0, 6.0)", Box::new(|x| (x + 2.0) / 8.0)),
        ("normal(3.0, 2.0)", Box::new(move |x| normal.cdf(x))),
        ("lognormal(2.0, 1.5)", Box::new(move |x| lognormal.cdf(x))),
        ("triangular(1.0, 2.0, 7.0)", Box::new(move |x| triangular.cdf(x))),
        ("pert(10.0, 18.0, 30.0)", Box::new(move |x| pert.cdf((x - 10.0) / 20.0))),
        ("beta(0.7, 3.0)", Box::new(move |x| beta.cdf(x))),
        ("student_t(3, 0.1)", Box::new(move |x| cut(t3, x / 0.1))),
        ("student_t(1, 2.0)", Box::new(move |x| cut(t1, x / 2.0))),
        (
            "empirical([1.0, 2.0, 4.0])",
            Box::new(|x| if x < 2.0 { (x - 1.0) / 2.0 } else { 0.5 + (x - 2.0) / 4.0 }),
        ),
    ]
}

#[test]
fn draws_of_every_continuous_distribution_pass_a_kolmogorov_smirnov_test() {
    // Alone and as a correlated margin; per city once and per zone and year.
    let case = small_case(&["a", "b"], 2024, 2026, 1, &target("T", "t", ">=", 0.0, 2026));
    let rows = continuous();
    let level = 0.001 / (4.0 * rows.len() as f64);
    for (recipe, cdf) in rows {
        let script = format!(
            r#"
            let a = uncertain("a", {recipe}, per_city, once);
            let b = uncertain("b", {recipe}, per_zone, yearly);
            let c = uncertain("c", normal(0.0, 1.0), per_zone, yearly);
            let d = uncertain("d", {recipe}, per_zone, yearly);
            correlate("c", "d", -0.7);
            indicator("a", "甲", "A", a, "1");
            indicator("b", "乙", "B", b, "1");
            indicator("d", "丁", "D", d, "1");
            indicator("t", "丙", "T", total(c), "1");
        "#
        );
        let program = program(&case, &script);
        let read = |id, zone, year: usize| draws(&program, 77, id, zone, 50_000).swap_remove(year);
        for values in
            [read("a", None, 1), read("b", Some(0), 1), read("b", Some(1), 2), read("d", Some(1), 2)]
        {
            let p = kolmogorov_smirnov(values, &cdf);
            assert!(p > level, "{recipe}: p = {p}");
        }
    }
}

#[test]
fn the_kolmogorov_smirnov_test_of_this_file_notices_a_shift_of_a_fiftieth() {
    let values =
        |shift: f64| (0..50_000).map(|i| (f64::from(i) * 0.618_033_988_75).fract() + shift).collect();
    assert!(kolmogorov_smirnov(values(0.0), |x| x.clamp(0.0, 1.0)) > 0.9);
    assert!(kolmogorov_smirnov(values(0.02), |x| x.clamp(0.0, 1.0)) < 1e-9);
}
