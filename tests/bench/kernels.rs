//! The simulator's own kernels alone, on a block that stays in the first cache.
//!
//! Owns how often the definition of the reference model needs each, and so how fast it could
//! run if nothing but these kernels cost time. Sums, products and loads are not in it.

use std::hint::black_box;
use zonecast::maths;
use zonecast::model::Op;
use zonecast::simulate::luck;

/// Values of a block.
const BLOCK: usize = 256;

/// A kernel: its name, evaluations in one draw of the reference model, nanoseconds a value.
pub struct Kernel {
    pub name: &'static str,
    pub in_a_draw: f64,
    pub nanoseconds: f64,
}

struct Apply<'a>(Op, &'a mut [f64], &'a [&'a [f64]]);

impl pulp::NullaryFnOnce for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        match self.0 {
            Op::Exp => maths::exps(self.1, self.2[0]),
            Op::Ln => maths::lns(self.1, self.2[0]),
            Op::Logistic => maths::logistics(self.1, self.2[0]),
            op => op.apply_block(self.1, self.2),
        }
    }
}

struct Scores<'a>(&'a mut [f64]);

impl pulp::NullaryFnOnce for Scores<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        maths::norm_quantiles(self.0);
    }
}

struct Uniforms<'a>(&'a mut [f64], u64);

impl pulp::NullaryFnOnce for Uniforms<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        luck::fill(self.0, 7, 0, self.1);
    }
}

/// Every kernel, measured. A draw has 110 zone-years of 4 exponentials, 4 logarithms, 3 logistic
/// curves and 7 divisions, 10 lognormal quantiles, 151 normal scores and 171 uniforms.
pub fn kernels() -> Vec<Kernel> {
    let arch = pulp::Arch::new();
    let mut uniforms = vec![0.0; BLOCK];
    luck::fill(&mut uniforms, 7, 0, 0);
    let small: Vec<f64> = uniforms.iter().map(|u| 4.0 * u - 2.0).collect();
    let large: Vec<f64> = uniforms.iter().map(|u| 200.0 * u + 1.0).collect();
    let mut out = vec![0.0; BLOCK];
    let mut kernel = |name, in_a_draw, op, args: &[&[f64]]| Kernel {
        name,
        in_a_draw,
        nanoseconds: nanoseconds(|| arch.dispatch(Apply(op, black_box(&mut out), black_box(args)))),
    };
    let mut all = vec![
        kernel("exp", 450.0, Op::Exp, &[&small]),
        kernel("ln", 440.0, Op::Ln, &[&large]),
        kernel("logistic", 330.0, Op::Logistic, &[&small]),
        kernel("division", 770.0, Op::Div, &[&small, &large]),
    ];
    let scores = nanoseconds(|| {
        out.copy_from_slice(black_box(&uniforms));
        arch.dispatch(Scores(black_box(&mut out)));
    });
    all.push(Kernel { name: "normal quantile", in_a_draw: 151.0, nanoseconds: scores });
    let mut first = 0;
    let philox = nanoseconds(|| {
        arch.dispatch(Uniforms(black_box(&mut out), first));
        first += BLOCK as u64;
    });
    all.push(Kernel { name: "Philox uniform", in_a_draw: 171.0, nanoseconds: philox });
    all
}

/// Draws a second of the reference model if only its kernels cost time.
pub fn limit(kernels: &[Kernel]) -> f64 {
    1e9 / kernels.iter().map(|k| k.in_a_draw * k.nanoseconds).sum::<f64>()
}

/// Nanoseconds a value, the best of many repetitions: other work on the machine only adds.
fn nanoseconds(mut one: impl FnMut()) -> f64 {
    const TIMES: u32 = 200;
    let mut best = f64::INFINITY;
    for _ in 0..200 {
        let start = std::time::Instant::now();
        (0..TIMES).for_each(|_| one());
        best = best.min(start.elapsed().as_secs_f64());
    }
    best * 1e9 / f64::from(TIMES) / BLOCK as f64
}
