//! Every distribution against its own distribution function, and the luck behind all of them.
//!
//! Owns the proof that draws have the distribution that was asked for: Kolmogorov-Smirnov and Pearson
//! tests, means and variances, on the simulator's own luck. What is expected comes from the distribution
//! functions of another library or from closed forms, never from our quantile functions. All p-values of
//! this file are judged together, by Holm's correction for their number.

mod common;

use common::draws::{draws, program};
use common::{small_case, target};
use statrs::distribution::{Beta, ContinuousCDF, Gamma, LogNormal, Normal, StudentsT, Triangular};
use statrs::distribution::{Binomial, ChiSquared, Discrete as _, Poisson};
use std::collections::BTreeSet;
use zonecast::model::Family;

/// Draws of a test.
const DRAWS: usize = 1 << 16;
/// Probability that a right program fails this file: the seed is fixed, so it fails never or always.
const LEVEL: f64 = 0.001;

/// A p-value with what was tested.
struct Tested(String, f64);

/// The tests that fail at a level over all of them together (Holm 1979, Scandinavian Journal of
/// Statistics 6, 65-70).
fn holm(tested: &[Tested], level: f64) -> Vec<String> {
    let mut order: Vec<&Tested> = tested.iter().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let open = |(at, of): &(usize, &&Tested)| of.1 <= level / (tested.len() - at) as f64;
    order.iter().enumerate().take_while(open).map(|(_, of)| format!("{}: p = {:e}", of.0, of.1)).collect()
}

/// The largest gap between the empirical and the exact distribution function, as a p-value
/// (Kolmogorov 1933; Stephens' correction, 1970, JRSS B 32, 115-122).
fn kolmogorov_smirnov(values: &[f64], cdf: impl Fn(f64) -> f64) -> f64 {
    let (mut sorted, n) = (values.to_vec(), values.len() as f64);
    sorted.sort_unstable_by(f64::total_cmp);
    let gap = (sorted.iter().enumerate())
        .map(|(i, x)| (cdf(*x) - i as f64 / n).max((i as f64 + 1.0) / n - cdf(*x)))
        .fold(0.0, f64::max);
    let x = (n.sqrt() + 0.12 + 0.11 / n.sqrt()) * gap;
    let term = |k: i32| 2.0 * (-1.0_f64).powi(k - 1) * (-2.0 * f64::from(k * k) * x * x).exp();
    if x < 0.2 { 1.0 } else { (1..=100).map(term).sum::<f64>().clamp(0.0, 1.0) }
}

/// Pearson's test of counts against probabilities; cells with less than five expected are one.
fn pearson(counts: &[(f64, f64)], n: usize) -> f64 {
    let (mut cells, mut rest) = (Vec::new(), (0.0, 0.0));
    for &(count, probability) in counts {
        let expected = probability * n as f64;
        if expected < 5.0 {
            rest = (rest.0 + count, rest.1 + expected);
        } else {
            cells.push((count, expected));
        }
    }
    if rest.1 > 0.0 || rest.0 > 0.0 {
        cells.push(rest);
    }
    let statistic: f64 = cells.iter().map(|(count, expected)| (count - expected).powi(2) / expected).sum();
    1.0 - ChiSquared::new(cells.len() as f64 - 1.0).expect("several cells").cdf(statistic)
}

/// Two-sided p-value of a normal score.
fn two_sided(score: f64) -> f64 {
    2.0 * Normal::new(0.0, 1.0).expect("valid").cdf(-score.abs())
}

/// Mean, variance and fourth central moment.
#[derive(Copy, Clone, Debug)]
struct Moments {
    mean: f64,
    variance: f64,
    fourth: f64,
}

impl Moments {
    /// Of values with probabilities.
    fn of(weighted: &[(f64, f64)]) -> Self {
        let sum = |f: &dyn Fn(f64) -> f64| weighted.iter().map(|(x, p)| f(*x) * p).sum::<f64>();
        let mean = sum(&|x| x);
        Self { mean, variance: sum(&|x| (x - mean).powi(2)), fourth: sum(&|x| (x - mean).powi(4)) }
    }

    /// p-values of the mean and of the variance around the true mean.
    fn test(&self, values: impl Iterator<Item = f64> + Clone) -> [f64; 2] {
        let n = values.clone().count() as f64;
        let mean = values.clone().sum::<f64>() / n;
        let variance = values.map(|x| (x - self.mean).powi(2)).sum::<f64>() / n;
        let spread = ((self.fourth - self.variance * self.variance) / n).sqrt();
        [(mean - self.mean) / (self.variance / n).sqrt(), (variance - self.variance) / spread].map(two_sided)
    }
}

type Map = Box<dyn Fn(f64) -> f64>;

/// A continuous recipe.
struct Continuous {
    recipe: &'static str,
    cdf: Map,
    /// Ends of what moments are computed over, on the scale of `scale`.
    ends: (f64, f64),
    /// Moments are compared on the logarithm: those of a heavy tail are never reached.
    logarithm: bool,
}

impl Continuous {
    /// Moments from the distribution function alone, by a slow sum over 400,000 cells.
    fn moments(&self) -> Moments {
        const CELLS: u32 = 400_000;
        let width = (self.ends.1 - self.ends.0) / f64::from(CELLS);
        let place = |i: f64| self.ends.0 + width * i;
        let below = |i: f64| (self.cdf)(if self.logarithm { place(i).exp() } else { place(i) });
        let cell = |i: u32| {
            let i = f64::from(i);
            (place(i + 0.5), below(i + 1.0) - below(i))
        };
        Moments::of(&(0..CELLS).map(cell).collect::<Vec<_>>())
    }

    fn test(&self, what: &str, values: &[f64], tested: &mut Vec<Tested>) {
        let name = |test: &str| format!("{} {what}, {test}", self.recipe);
        tested.push(Tested(name("Kolmogorov-Smirnov"), kolmogorov_smirnov(values, &self.cdf)));
        let on = |x: &f64| if self.logarithm { x.ln() } else { *x };
        let [mean, variance] = self.moments().test(values.iter().map(on));
        tested.extend([Tested(name("mean"), mean), Tested(name("variance"), variance)]);
    }
}

/// Continuous recipes with their distribution functions from an independent library.
fn continuous() -> Vec<Continuous> {
    let normal = Normal::new(3.0, 2.0).expect("valid");
    let triangular = Triangular::new(1.0, 7.0, 2.0).expect("valid");
    let row = |recipe, ends, cdf: Map| Continuous { recipe, cdf, ends, logarithm: false };
    let lognormal = |recipe, median: f64, sd: f64| {
        let of = LogNormal::new(median.ln(), sd).expect("valid");
        let ends = (median.ln() - 9.0 * sd, median.ln() + 9.0 * sd);
        Continuous { recipe, cdf: Box::new(move |x| of.cdf(x)), ends, logarithm: true }
    };
    let beta = |recipe, (low, high): (f64, f64), a: f64, b: f64| {
        let of = Beta::new(a, b).expect("valid");
        row(recipe, (low, high), Box::new(move |x| of.cdf((x - low) / (high - low))))
    };
    let gamma = |recipe, mean: f64, sd: f64| {
        let of = Gamma::new((mean / sd).powi(2), mean / (sd * sd)).expect("valid");
        // Far enough up for the fourth moment: 45 scales are e^-45.
        row(recipe, (0.0, mean + 45.0 * sd * sd / mean + 20.0 * sd), Box::new(move |x| of.cdf(x)))
    };
    let student = |recipe, df: f64, scale: f64| {
        let of = StudentsT::new(0.0, 1.0, df).expect("valid");
        let cut = move |x: f64| (of.cdf(x / scale) - of.cdf(-6.0)) / (1.0 - 2.0 * of.cdf(-6.0));
        row(recipe, (-6.0 * scale, 6.0 * scale), Box::new(cut))
    };
    vec![
        row("uniform(-2.0, 6.0)", (-2.0, 6.0), Box::new(|x| (x + 2.0) / 8.0)),
        row("normal(3.0, 2.0)", (-15.0, 21.0), Box::new(move |x| normal.cdf(x))),
        lognormal("lognormal(2.0, 1.5)", 2.0, 1.5),
        lognormal("lognormal(0.4, 0.2)", 0.4, 0.2),
        row("triangular(1.0, 2.0, 7.0)", (1.0, 7.0), Box::new(move |x| triangular.cdf(x))),
        row("triangular(0.0, 2.0, 2.0)", (0.0, 2.0), Box::new(|x| x * x / 4.0)),
        beta("pert(10.0, 18.0, 30.0)", (10.0, 30.0), 1.0 + 4.0 * 8.0 / 20.0, 1.0 + 4.0 * 12.0 / 20.0),
        beta("pert(0.0, 0.0, 5.0)", (0.0, 5.0), 1.0, 5.0),
        beta("beta(0.7, 3.0)", (0.0, 1.0), 0.7, 3.0),
        beta("beta(12.0, 12.0)", (0.0, 1.0), 12.0, 12.0),
        // Computed draw by draw: too steep near their ends for a table.
        beta("beta(0.1, 0.2)", (0.0, 1.0), 0.1, 0.2),
        gamma("gamma(3.0, 2.0)", 3.0, 2.0),
        gamma("gamma(2.0, 6.0)", 2.0, 6.0),
        gamma("gamma(500.0, 10.0)", 500.0, 10.0),
        student("student_t(3, 0.1)", 3.0, 0.1),
        student("student_t(1, 2.0)", 1.0, 2.0),
        student("student_t(30, 1.0)", 30.0, 1.0),
        row(
            "empirical([1.0, 2.0, 4.0])",
            (1.0, 4.0),
            Box::new(|x| if x < 2.0 { (x - 1.0) / 2.0 } else { 0.5 + (x - 2.0) / 4.0 }),
        ),
    ]
}

/// Recipes of few values with their probabilities.
fn discrete() -> Vec<(&'static str, Vec<(f64, f64)>)> {
    vec![
        ("bernoulli(0.3)", vec![(0.0, 0.7), (1.0, 0.3)]),
        ("bernoulli(0.002)", vec![(0.0, 0.998), (1.0, 0.002)]),
        ("discrete([[1, 2.0], [5, 5.0], [9, 3.0]])", vec![(1.0, 0.2), (5.0, 0.5), (9.0, 0.3)]),
        (
            "discrete([[-1.5, 1.0], [0, 0.0], [2, 31.0]])",
            vec![(-1.5, 1.0 / 32.0), (0.0, 0.0), (2.0, 31.0 / 32.0)],
        ),
    ]
}

/// Counts, as a model writes them, with their probabilities.
fn counts() -> Vec<(&'static str, Vec<(f64, f64)>)> {
    let poisson = |mean: f64, most: u64| {
        let of = Poisson::new(mean).expect("valid");
        (0..=most).map(|k| (k as f64, of.pmf(k))).collect()
    };
    let binomial = |n: u64, p: f64| {
        let of = Binomial::new(p, n).expect("valid");
        (0..=n).map(|k| (k as f64, of.pmf(k))).collect()
    };
    vec![
        (r#"poisson("N", 0.7 + 0.0 * z)"#, poisson(0.7, 40)),
        (r#"poisson("N", 23.0 + 0.0 * z)"#, poisson(23.0, 200)),
        (r#"binomial("N", 9.0 + 0.0 * z, 0.15)"#, binomial(9, 0.15)),
        (r#"binomial("N", 120.0, 0.5 + 0.0 * z)"#, binomial(120, 0.5)),
        (r#"when(occurs("N", 0.08), 1.0 + 0.0 * z, 0.0)"#, vec![(0.0, 0.92), (1.0, 0.08)]),
    ]
}

fn test_counts(name: &str, values: &[f64], wanted: &[(f64, f64)], tested: &mut Vec<Tested>) {
    let count = |value: f64| values.iter().filter(|x| **x == value).count() as f64;
    let cells: Vec<(f64, f64)> = wanted.iter().map(|(x, p)| (count(*x), *p)).collect();
    assert_eq!(cells.iter().map(|c| c.0).sum::<f64>(), values.len() as f64, "{name}: a value that cannot be");
    tested.push(Tested(format!("{name}, Pearson"), pearson(&cells, values.len())));
    let [mean, variance] = Moments::of(wanted).test(values.iter().copied());
    // Where there are but two values, their variance says again what their mean does.
    tested.extend([Tested(format!("{name}, mean"), mean), Tested(format!("{name}, variance"), variance)]);
}

/// Draws of a recipe bound in several ways: alone per city, by zone and year, and as a correlated margin.
fn bound(recipe: &str, seed: u64) -> Vec<(&'static str, Vec<f64>)> {
    let case = small_case(&["a", "b"], 2024, 2026, 1, &target("T", "t", ">=", 0.0, 2026));
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
    let read = |id, zone, year: usize| draws(&program, seed, id, zone, DRAWS).swap_remove(year);
    vec![
        ("per city", read("a", None, 1)),
        ("by zone and year", read("b", Some(0), 1)),
        ("by zone and year, another", read("b", Some(1), 2)),
        ("correlated", read("d", Some(1), 2)),
    ]
}

#[test]
fn draws_of_every_distribution_have_its_distribution_function_mean_and_variance() {
    let mut tested = Vec::new();
    for row in continuous() {
        for (what, values) in bound(row.recipe, 77) {
            row.test(what, &values, &mut tested);
        }
    }
    for (recipe, wanted) in discrete() {
        for (what, values) in bound(recipe, 78) {
            test_counts(&format!("{recipe} {what}"), &values, &wanted, &mut tested);
        }
    }
    for (expression, wanted) in counts() {
        let case = small_case(&["a", "b"], 2024, 2026, 1, &target("T", "t", ">=", 0.0, 2026));
        let script = format!(
            r#"let z = uncertain("z", normal(0.0, 1.0), per_zone, yearly);
            indicator("n", "个", "N", {expression}, "1");
            indicator("t", "丙", "T", total(z), "1");"#
        );
        let program = program(&case, &script);
        let values = draws(&program, 79, "n", Some(1), DRAWS).swap_remove(2);
        test_counts(expression, &values, &wanted, &mut tested);
    }
    let drawn: BTreeSet<&str> = tested.iter().filter_map(|t| t.0.split('(').next()).collect();
    for family in Family::ALL {
        assert!(drawn.contains(family.symbol()), "{family:?} has no row in this file");
    }
    assert_eq!(holm(&tested, LEVEL), [] as [String; 0], "of {} tests", tested.len());
}

/// Cells of a side in tests of independence.
const SIDE: usize = 16;

/// Pearson's test that pairs fill the unit square evenly.
fn independent(a: &[f64], b: &[f64]) -> f64 {
    let mut counts = vec![(0.0, 1.0 / (SIDE * SIDE) as f64); SIDE * SIDE];
    let cell = |u: f64| (u * SIDE as f64) as usize;
    a.iter().zip(b).for_each(|(a, b)| counts[cell(*a) * SIDE + cell(*b)].0 += 1.0);
    pearson(&counts, a.len().min(b.len()))
}

#[test]
fn luck_is_uniform_and_independent_from_draw_to_draw_zone_to_zone_and_year_to_year() {
    let case = small_case(&["a", "b", "c"], 2024, 2027, 1, &target("T", "t", ">=", 0.0, 2026));
    let program = program(
        &case,
        r#"
        let first = uncertain("first", uniform(0.0, 1.0), per_zone, yearly);
        let second = uncertain("second", uniform(0.0, 1.0), per_zone, yearly);
        let single = uncertain("once", uniform(0.0, 1.0), per_city, once);
        indicator("first", "甲", "First", first, "1");
        indicator("second", "乙", "Second", second, "1");
        indicator("once", "丁", "Once", single, "1");
        indicator("t", "丙", "T", total(first), "1");
    "#,
    );
    let mut streams: Vec<(String, Vec<f64>)> = Vec::new();
    for (id, zone) in [("first", 0), ("first", 1), ("first", 2), ("second", 0)] {
        for (year, values) in draws(&program, 5, id, Some(zone), DRAWS).into_iter().enumerate() {
            streams.push((format!("{id}, zone {zone}, year {year}"), values));
        }
    }
    for seed in [5, 6] {
        streams
            .push((format!("once, seed {seed}"), draws(&program, seed, "once", None, DRAWS).swap_remove(0)));
    }
    let mut tested = Vec::new();
    for (at, (name, us)) in streams.iter().enumerate() {
        tested.push(Tested(format!("{name}, Kolmogorov-Smirnov"), kolmogorov_smirnov(us, |u| u)));
        for lag in [1, 2, 3, 256] {
            tested.push(Tested(format!("{name}, lag {lag}"), independent(us, &us[lag..])));
        }
        // The last bits that a double of this size keeps, by bytes.
        let mut bytes = vec![(0.0, 1.0 / 256.0); 256];
        us.iter().for_each(|u| bytes[(u * 4_294_967_296.0) as usize % 256].0 += 1.0);
        tested.push(Tested(format!("{name}, bits 24 to 32"), pearson(&bytes, us.len())));
        for (other, vs) in &streams[at + 1..] {
            tested.push(Tested(format!("{name} with {other}"), independent(us, vs)));
        }
    }
    assert!(tested.len() > 200, "{}", tested.len());
    assert_eq!(holm(&tested, LEVEL), [] as [String; 0], "of {} tests", tested.len());
}

#[test]
fn the_tests_of_this_file_notice_what_is_wrong() {
    // A golden-ratio sequence: even, then shifted by a fiftieth.
    let values = |shift: f64| (0..50_000).map(move |i| (f64::from(i) * 0.618_033_988_75).fract() + shift);
    let kolmogorov = |shift| kolmogorov_smirnov(&values(shift).collect::<Vec<_>>(), |x| x.clamp(0.0, 1.0));
    assert!(kolmogorov(0.0) > 0.9);
    assert!(kolmogorov(0.02) < 1e-9);
    // Even as it is, it is anything but independent of itself.
    let us: Vec<f64> = values(0.0).collect();
    assert!(independent(&us, &us[1..]) < 1e-9);
    let uniform = Moments { mean: 0.5, variance: 1.0 / 12.0, fourth: 1.0 / 80.0 };
    assert!(uniform.test(values(0.0)).iter().all(|p| *p > 0.9));
    assert!(uniform.test(values(0.02))[0] < 1e-9);
    assert!(uniform.test(values(0.0).map(|u| 0.5 + 0.95 * (u - 0.5)))[1] < 1e-9);
    assert!(pearson(&[(30_100.0, 0.6), (19_900.0, 0.4)], 50_000) > 0.3);
    assert!(pearson(&[(31_000.0, 0.6), (19_000.0, 0.4)], 50_000) < 1e-9);
    // The sum over cells finds the moments of a uniform and of a normal.
    let rows = continuous();
    for (row, mean, variance, fourth) in [(0, 2.0, 64.0 / 12.0, 4096.0 / 80.0), (1, 3.0, 4.0, 48.0)] {
        let found = rows[row].moments();
        for (found, wanted) in [(found.mean, mean), (found.variance, variance), (found.fourth, fourth)] {
            assert!((found / wanted - 1.0).abs() < 1e-6, "{found} {wanted}");
        }
    }
    // Holm's own steps: 0.01 and 0.013 fall below 0.05 / 4 and 0.05 / 3, 0.03 not below 0.05 / 2.
    let tested = [0.04, 0.01, 0.03, 0.013].map(|p| Tested(p.to_string(), p));
    assert_eq!(holm(&tested, 0.05), ["0.01: p = 1e-2", "0.013: p = 1.3e-2"]);
    assert!(holm(&tested, 0.01).is_empty());
}
