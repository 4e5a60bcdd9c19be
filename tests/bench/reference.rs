//! The reference model of the benchmark against a plain computation of its own definition.
//!
//! Owns a second statement of the model: one draw, one number at a time, from the same uniforms,
//! with the exponentials of the standard library and the normal and beta quantiles of another
//! crate. What has a closed form is held against that too.

#[path = "../common/mod.rs"]
mod common;

use common::draws::{check_moments, draws};
use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::beta::beta_reg;
use std::path::Path;
use zonecast::batch::{CaseChoice, load_case, prepare};
use zonecast::compile::{Program, compile};
use zonecast::simulate::Keys;

const ZONES: usize = 10;
const YEARS: usize = 11;
const SEED: u64 = 20_261_124;

/// Indicators by zone, in order of the definition, then those of the city.
const BY_ZONE: [&str; 8] =
    ["va", "revenue", "rd", "enterprises", "talent", "high_tech_va", "energy", "va_per_land"];
const OF_CITY: [&str; 4] = ["rd_intensity", "high_tech_share", "energy_intensity", "enterprise_share"];

fn reference() -> Program {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/reference");
    let loaded = load_case(&CaseChoice::Named(folder), 10).expect("the case reads");
    let prepared = prepare(loaded, &[]).expect("the baseline");
    compile(&prepared.scenarios[0].scenario.graph).expect("it compiles")
}

/// The uniform of an uncertainty in a draw, from the address that `simulate::luck` documents.
fn uniform(program: &Program, keys: &Keys, name: &str, zone: usize, year: u32, draw: u64) -> f64 {
    let index = program.graph.uncertainties.iter().position(|u| u.name == name).expect("declared");
    let key = keys.of[index][zone];
    let words = rand_philox::philox4x32_10(
        [(draw / 2) as u32, ((draw / 2) >> 32) as u32, year, 0],
        [key as u32, (key >> 32) as u32],
    );
    let at = 2 * (draw % 2) as usize;
    let bits = (u64::from(words[at + 1]) << 32) | u64::from(words[at]);
    ((bits >> 12) as f64 + 0.5) / 4_503_599_627_370_496.0
}

fn normal(u: f64) -> f64 {
    Normal::new(0.0, 1.0).expect("valid").inverse_cdf(u)
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Quantile of the triangular distribution with ends 0.10 and 0.25 and mode 0.15.
fn triangular(u: f64) -> f64 {
    let (low, mode, high): (f64, f64, f64) = (0.10, 0.15, 0.25);
    if u < (mode - low) / (high - low) {
        low + (u * (high - low) * (mode - low)).sqrt()
    } else {
        high - ((1.0 - u) * (high - low) * (high - mode)).sqrt()
    }
}

/// Quantiles of PERT(0.04, 0.07, 0.14) at k / 1024, by bisection of the distribution function.
fn pert_knots() -> Vec<f64> {
    let knot = |k: u32| {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            let below = beta_reg(1.0 + 4.0 * 0.3, 1.0 + 4.0 * 0.7, middle) < f64::from(k) / 1024.0;
            if below { low = middle } else { high = middle }
        }
        0.04 + 0.10 * low
    };
    (0..=1024).map(|k| if k == 1024 { 0.14 } else { knot(k) }).collect()
}

fn interpolated(knots: &[f64], u: f64) -> f64 {
    let index = (u * 1024.0) as usize;
    knots[index] + (u * 1024.0 - index as f64) * (knots[index + 1] - knots[index])
}

/// Columns by zone `[zone][year][item]` and of the city `[year][item]` of one draw.
type Columns = (Vec<Vec<[f64; 8]>>, Vec<[f64; 4]>);

fn by_definition(knots: &[f64], u: &impl Fn(&str, usize, u32) -> f64) -> Columns {
    let mut c = [0.0; YEARS + 1];
    for t in 1..=YEARS {
        c[t] = 0.6 * c[t - 1] + 0.01 * normal(u("eps_c", 0, 2024 + t as u32));
    }
    let mut zones = Vec::new();
    let mut sums = vec![[0.0; 7]; YEARS];
    for zone in 0..ZONES {
        let z = zone as f64;
        let (va_rate, va_ref, max_land) = (0.25 + 0.01 * z, 20.0 + 4.0 * z, 2.0 * (10.0 + z));
        let a = 0.30 + 0.005 * z + 0.02 * normal(u("a", zone, 0));
        let d = 0.10 + 0.02 * normal(u("d", zone, 0));
        let dr = triangular(u("dr", zone, 0));
        let rdr = (0.05 + 0.002 * z) * (0.15 * normal(u("rdr", zone, 0))).exp();
        let x = interpolated(knots, u("x", zone, 0));
        let (mut k, mut r, mut h, mut l) = (80.0 + 15.0 * z, 30.0 + 8.0 * z, 20.0 + 3.0 * z, 10.0 + z);
        let (mut e, mut n) = (100.0 + 20.0 * z, 300.0 + 50.0 * z);
        let (mut productivity, mut energy, mut s) = (1.0 + 0.02 * z, 0.5 - 0.02 * z, 0.0);
        let mut rows = Vec::new();
        for t in 1..=YEARS {
            s = 0.5 * s + 0.02 * normal(u("eps_z", zone, 2024 + t as u32));
            productivity *= (0.012 + 0.001 * z + (0.5 + 0.05 * z) * c[t] + s).exp();
            let weights = a * k.ln() + (0.40 - 0.005 * z) * h.ln() + 0.08 * l.ln() + d * r.ln();
            let va = productivity * weights.exp();
            let revenue = va / va_rate;
            let rd = revenue * rdr * (1.0 + 0.02 * t as f64);
            let conversion = logistic(-1.0 + 0.5 * (r.ln() - k.ln()) + 2.0 * s);
            e = e * (1.0 - x) + 0.3 * (n - e) * conversion + (2.0 + 0.2 * z) * (2.0 * s + c[t]).exp();
            n = f64::max(e, n * (1.02 + 0.2 * c[t]));
            let share = logistic(-1.0 + 2.0 * e / n + 0.3 * r / va);
            energy *= (-(0.02 + 0.03 * share + 0.1 * s)).exp();
            h = h * (1.0 - 0.06) + 0.16 * h * logistic(2.0 * (va / h - 1.0));
            k = k * (1.0 - 0.08) + 0.35 * va;
            r = r * (1.0 - dr) + rd;
            l += 0.3 * (1.0 - l / max_land) * f64::min(va / va_ref, 2.0);
            rows.push([va, revenue, rd, e, h, va * share, energy * va, va / l]);
            let parts = [rd, revenue, va * share, va, energy * va, e, n];
            sums[t - 1].iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
        zones.push(rows);
    }
    (zones, sums.iter().map(|q| [q[0] / q[1], q[2] / q[3], q[4] / q[3], q[5] / q[6]]).collect())
}

#[track_caller]
fn check_close(found: f64, wanted: f64, what: &str) {
    assert!((found / wanted - 1.0).abs() < 1e-9, "{what}: {found}, by definition {wanted}");
}

#[test]
fn every_column_agrees_with_a_plain_computation_of_the_definition() {
    const DRAWS: usize = 300;
    let program = reference();
    let keys = Keys::new(&program, SEED);
    let knots = pert_knots();
    let wanted: Vec<Columns> = (0..DRAWS as u64)
        .map(|draw| {
            by_definition(&knots, &|name, zone, year| uniform(&program, &keys, name, zone, year, draw))
        })
        .collect();
    let mut compared = 0;
    for (item, id) in BY_ZONE.iter().enumerate() {
        for zone in 0..ZONES {
            let found = draws(&program, SEED, id, Some(zone), DRAWS);
            for (t, draw) in (1..=YEARS).flat_map(|t| (0..DRAWS).map(move |draw| (t, draw))) {
                check_close(found[t][draw], wanted[draw].0[zone][t - 1][item], id);
                compared += 1;
            }
        }
    }
    for (item, id) in OF_CITY.iter().enumerate() {
        let found = draws(&program, SEED, id, None, DRAWS);
        for (t, draw) in (1..=YEARS).flat_map(|t| (0..DRAWS).map(move |draw| (t, draw))) {
            check_close(found[t][draw], wanted[draw].1[t - 1][item], id);
            compared += 1;
        }
    }
    assert_eq!(compared, 924 * DRAWS);
}

#[test]
fn uniforms_next_to_the_ends_and_the_knots_of_the_table_give_what_the_definition_gives() {
    // The case's own table, read as the script reads it, at every knot and between.
    let program = reference();
    let table = &program.lookups()[0];
    let knots = pert_knots();
    assert_eq!((table.xs.len(), table.ys.len()), (1025, 1025));
    for (k, knot) in knots.iter().enumerate() {
        assert_eq!(table.xs[k], k as f64 / 1024.0);
        assert!((table.ys[k] - knot).abs() < 1e-12, "knot {k}: {}, by bisection {knot}", table.ys[k]);
    }
    let least = 0.5 / 4_503_599_627_370_496.0;
    for u in [least, 1e-9, 0.4 / 1024.0, 1.0 / 1024.0, 0.3, 0.5, 1023.6 / 1024.0, 1.0 - least] {
        check_close(table.at(u), interpolated(&knots, u), "between knots");
    }
}

#[test]
fn the_first_year_has_the_logarithmic_moments_of_its_closed_form() {
    let program = reference();
    for zone in [0, 4, 9] {
        let z = zone as f64;
        let (k, r): (f64, f64) = (80.0 + 15.0 * z, 30.0 + 8.0 * z);
        let (h, l): (f64, f64) = (20.0 + 3.0 * z, 10.0 + z);
        // ln VA is a sum of independent normal variables.
        let growth = 0.012 + 0.001 * z + (1.0 + 0.02 * z).ln();
        let mean = growth
            + (0.30 + 0.005 * z) * k.ln()
            + (0.40 - 0.005 * z) * h.ln()
            + 0.08 * l.ln()
            + 0.10 * r.ln();
        let shocks = (0.01 * (0.5 + 0.05 * z)).powi(2) + 0.02_f64.powi(2);
        let variance = shocks + (0.02 * k.ln()).powi(2) + (0.02 * r.ln()).powi(2);
        let logs = |id| -> Vec<f64> {
            draws(&program, SEED, id, Some(zone), 40_000)[1].iter().map(|x| x.ln()).collect()
        };
        check_moments(&logs("va"), mean, variance);
        let rd = ((0.05 + 0.002 * z) * 1.02 / (0.25 + 0.01 * z)).ln();
        check_moments(&logs("rd"), mean + rd, variance + 0.15 * 0.15);
    }
}
