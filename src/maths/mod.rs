//! Elementary functions, distribution functions and quantiles in portable arithmetic.
//!
//! Owns every transcendental function of the program. It must never call the platform's
//! `exp`, `ln`, `powf`, `sin`, ...: those differ between libraries, and one different last bit
//! would change a run's bytes. Only IEEE 754 `+ - * / sqrt`, the fused multiply-add where it is
//! written as `mul_add`, comparisons and bit operations are used, all of which round the same
//! way everywhere; a NaN is a NaN everywhere, but its payload and sign bits are not promised.
//! A machine without a fused multiply-add (x86-64 before AVX2) computes it in software: the same
//! bits, many times slower.
//!
//! | file         | what it holds                                                  |
//! |--------------|----------------------------------------------------------------|
//! | `elementary` | `exp`, `exp_m1`, `ln`, `ln_1p`, `logistic`                     |
//! | `blocks`     | `exp`, `ln` and `logistic` of blocks of values                 |
//! | `power`      | `pow`, over a double-double logarithm                          |
//! | `normal`     | normal cdf, density and quantile                               |
//! | `special`    | `ln_gamma`, the incomplete gamma function                      |
//! | `beta`       | the incomplete beta function                                   |
//! | `gamma`      | the gamma quantile                                             |
//! | `double`     | sums and products in two doubles                               |
//! | `quantile`   | beta, PERT and triangular quantiles, and the root finder       |
//! | `ranks`      | ranks and their correlation                                    |
//! | `student`    | Student's t cdf and quantile                                   |
//! | `counts`     | Poisson and binomial quantiles, summed side by side            |
//! | `count_search` | those of large or odd counts, by a search                    |

mod beta;
mod blocks;
mod count_search;
mod counts;
mod double;
mod elementary;
mod gamma;
mod normal;
mod power;
mod quantile;
mod ranks;
#[cfg(test)]
mod references;
mod special;
mod student;
#[cfg(test)]
mod testing;

pub use beta::inc_beta;
pub use blocks::{exps, lns, logistics};
pub use counts::{binomial_quantile, binomial_quantiles, poisson_quantile, poisson_quantiles};
pub use elementary::{exp, exp_m1, ln, ln_1p, logistic};
pub use gamma::{gamma_quantile, gamma_quantile_of_mean};
pub use normal::{norm_cdf, norm_pdf, norm_quantile, norm_quantiles};
pub use power::pow;
pub use quantile::{beta_quantile, pert_quantile, triangular_quantile};
pub use ranks::{correlation_of_ranks, rank_correlation, ranks};
pub use special::{inc_gamma, ln_gamma};
pub use student::{student_t_cdf, student_t_quantile};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::Lcg;

    /// FNV-1a over the bits of a function's values at two thousand pairs of uniforms.
    fn fingerprint(f: fn(f64, f64) -> f64) -> u64 {
        let mut lcg = Lcg::new(99);
        (0..2_000).fold(0xcbf2_9ce4_8422_2325, |hash, _| {
            let bits = f(lcg.unit(), lcg.unit()).to_bits();
            (hash ^ bits ^ (bits >> 32)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    }

    /// The promise of this room: a change of any last bit, by a compiler, an instruction
    /// set or an edit, must be noticed. Tables are renewed only on purpose.
    #[test]
    fn every_function_gives_the_same_bits_on_every_machine() {
        let found = ROWS.iter().map(|(name, f, expected)| (name, fingerprint(*f), expected));
        let others: Vec<String> = found
            .filter(|(_, found, expected)| found != *expected)
            .map(|(name, found, expected)| format!("{name}: {found:#018x}, not {expected:#018x}"))
            .collect();
        assert!(others.is_empty(), "{others:#?}");
    }

    type Row = (&'static str, fn(f64, f64) -> f64, u64);

    const ROWS: [Row; 21] = [
        ("exp", |u, v| exp(1400.0 * u - 750.0 * v), 0xb76f_25ff_dcc7_7524),
        ("exp_m1", |u, v| exp_m1(40.0 * u - 40.0 * v), 0x2d46_98e8_ed33_b77f),
        ("ln", |u, v| ln(u / v), 0xb26b_02fa_a7d4_d032),
        ("ln_1p", |u, v| ln_1p(3.0 * u - v), 0x4ce3_0c52_097b_1fc3),
        ("logistic", |u, v| logistic(50.0 * u - 50.0 * v), 0xe1a0_9856_05ce_6cba),
        ("pow", |u, v| pow(9.0 * u, 90.0 * v - 45.0), 0xe31b_3106_aab3_0925),
        ("norm_pdf", |u, v| norm_pdf(30.0 * u - 30.0 * v), 0x7d20_3b8f_4b7b_b686),
        ("norm_cdf", |u, v| norm_cdf(10.0 * u - 10.0 * v), 0x742f_d6fe_e3dd_4706),
        ("norm_quantile", |u, v| norm_quantile(u * pow(v, 9.0)), 0xa469_6147_aaa4_20a4),
        ("ln_gamma", |u, v| ln_gamma(u * 20.0 / v), 0x017a_fbf2_afe4_9720),
        ("inc_beta", |u, v| inc_beta(9.0 * u, 3.0, v), 0xa06c_b82b_7433_ba5c),
        ("inc_gamma", |u, v| inc_gamma(9.0 * u, 9.0 * v), 0x5059_66b3_de3a_66fd),
        ("beta_quantile", |u, v| beta_quantile(5.0 * u, 2.0, v), 0x7441_4fe5_6cb7_e3cd),
        ("gamma_quantile", |u, v| gamma_quantile(5.0 * u, v), 0xa10e_0023_3ec2_e716),
        ("gamma_quantile_of_mean", |u, v| gamma_quantile_of_mean(2.0, 0.1 * u, v), 0xa9c1_647a_f210_29f1),
        ("pert_quantile", |u, v| pert_quantile(0.0, u, 1.0, v), 0xde68_2449_dd3c_8687),
        ("triangular_quantile", |u, v| triangular_quantile(0.0, u, 1.0, v), 0x8f42_d8c9_00d9_4b6c),
        ("student_t_cdf", |u, v| student_t_cdf(9.0 * u, 9.0 * v - 7.0), 0x1c57_94a9_835e_f66d),
        ("student_t_quantile", |u, v| student_t_quantile(2.0 / u, v), 0x43ad_3736_cdc4_9a73),
        ("poisson_quantile", |u, v| poisson_quantile(30.0 / u, v), 0xed7a_7caf_4bee_dde5),
        ("binomial_quantile", |u, v| binomial_quantile(400.0, u, v), 0x54d2_1b6c_6243_bf65),
    ];
}
