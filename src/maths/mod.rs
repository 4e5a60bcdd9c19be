//! Elementary functions, distribution functions and quantiles in portable arithmetic.
//!
//! Owns every transcendental function of the program. It must never call the platform's
//! `exp`, `ln`, `powf`, `sin`, ... nor a fused multiply-add: those differ between
//! libraries and instruction sets, and one different last bit would change a run's bytes.
//! Only IEEE 754 `+ - * / sqrt`, comparisons and bit operations are used, all of which
//! round the same way everywhere; a NaN is a NaN everywhere, but its payload and sign
//! bits are not promised.
//!
//! | file         | what it holds                                                  |
//! |--------------|----------------------------------------------------------------|
//! | `elementary` | `exp`, `exp_m1`, `ln`, `ln_1p`, `logistic`                     |
//! | `power`      | `pow`, over a double-double logarithm                          |
//! | `normal`     | normal cdf, density and quantile                               |
//! | `special`    | `ln_gamma`, the incomplete gamma function                      |
//! | `beta`       | the incomplete beta function                                   |
//! | `double`     | sums and products in two doubles                               |
//! | `quantile`   | beta, PERT and triangular quantiles, and the root finder       |
//! | `student`    | Student's t cdf and quantile                                   |
//! | `counts`     | Poisson and binomial quantiles                                 |

mod beta;
mod counts;
mod double;
mod elementary;
mod normal;
mod power;
mod quantile;
mod special;
mod student;
#[cfg(test)]
mod testing;

pub use beta::inc_beta;
pub use counts::{binomial_quantile, poisson_quantile};
pub use elementary::{exp, exp_m1, ln, ln_1p, logistic};
pub use normal::{norm_cdf, norm_pdf, norm_quantile};
pub use power::pow;
pub use quantile::{beta_quantile, pert_quantile, triangular_quantile};
pub use special::{inc_gamma, ln_gamma};
pub use student::{student_t_cdf, student_t_quantile};
