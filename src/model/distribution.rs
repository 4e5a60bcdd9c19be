//! The distribution table: every distribution a script may use, one row each.
//!
//! A row fixes names, parameters (which of them are pure numbers) with their checks, the quantile function, its
//! source and a worked example; the enum, the Rhai binding, the reference entry
//! and the table test come from the rows. Every draw is a quantile of one uniform,
//! so common luck, Latin hypercube and correlation all work alike.

use crate::error::{Code, Error, Result};
use crate::maths;

/// Shocks with heavy tails are cut at this many scales, by renormalising the quantile function.
pub const STUDENT_CUT: f64 = 6.0;

/// Beta shapes from here on are smooth enough for a table, to 1e-9 of the spread from P5 to P95. Smaller
/// ones rise by hundreds of orders of magnitude within a piece; their quantiles are computed one by one,
/// in about a microsecond each.
pub const LEAST_BETA: f64 = 0.5;

/// The same for gamma: standard deviations up to twice the mean, a shape of 1/4.
pub const MOST_GAMMA: f64 = 2.0;

/// How a quantile is computed for many draws.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// From the uniform, directly.
    Direct,
    /// `a + b z` of the normal score `z`.
    Normal,
    /// Through a table over the normal score, because the function itself is slow.
    Tabulated,
}

macro_rules! distributions {
    ($( $(#[$doc:meta])* $name:ident $symbol:literal $zh:literal [$($parameter:literal)*] pure [$($pure:literal)*] $form:ident $(where |$w:ident| $smooth:expr)?,
        check |$c:ident| [$($condition:expr => $index:literal $wanted:literal),*]
        quantile |$p:ident, $u:ident| $body:expr,
        ($($eg:expr),* ; $eu:expr) -> $want:expr; )+) => {
        /// A family of distributions; see the table in this file.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Family { $( $(#[$doc])* $name ),+ }

        impl Family {
            /// Every family, in table order.
            pub const ALL: &'static [Family] = &[$(Family::$name),+];

            /// The function name that scripts use.
            pub fn symbol(self) -> &'static str {
                match self { $(Family::$name => $symbol),+ }
            }

            /// The Chinese function name.
            pub fn chinese(self) -> &'static str {
                match self { $(Family::$name => $zh),+ }
            }

            /// Names of the parameters; empty for those that take lists.
            pub fn parameters(self) -> &'static [&'static str] {
                match self { $(Family::$name => &[$($parameter),*]),+ }
            }

            /// Those of the parameters that are pure numbers; the others are in the unit of the draw.
            pub fn pure_parameters(self) -> &'static [&'static str] {
                match self { $(Family::$name => &[$($pure),*]),+ }
            }

            /// How draws with these parameters are computed.
            fn form(self, p: &[f64]) -> Form {
                match self { $(Family::$name => {
                    let smooth = true $(&& { let $w = p; $smooth })?;
                    if smooth { Form::$form } else { Form::Direct }
                }),+ }
            }

            /// First parameter that is out of its domain: its index and what is wanted.
            fn fault(self, p: &[f64]) -> Option<(usize, &'static str)> {
                match self { $(Family::$name => {
                    let $c = p;
                    let checks: &[(bool, usize, &'static str)] = &[$(($condition, $index, $wanted)),*];
                    checks.iter().find(|(fine, ..)| !fine).map(|(_, index, wanted)| (*index, *wanted))
                }),+ }
            }

            /// Quantile of probability `u`, with parameters already checked.
            fn quantile(self, p: &[f64], u: f64) -> f64 {
                match self { $(Family::$name => { let ($p, $u) = (p, u); $body }),+ }
            }

            /// The same for many; short formulas become vectors.
            #[inline(always)]
            fn quantiles(self, p: &[f64], out: &mut [f64], us: &[f64]) {
                match self { $(Family::$name => for (x, u) in out.iter_mut().zip(us) {
                    let ($p, $u) = (p, *u);
                    *x = $body;
                }),+ }
            }

            /// A worked example: parameters, probability, quantile.
            pub fn example(self) -> (Vec<f64>, f64, f64) {
                match self { $(Family::$name => (vec![$($eg),*], $eu, $want)),+ }
            }
        }
    };
}

distributions! {
    /// Every value between two bounds equally likely.
    Uniform "uniform" "均匀分布" ["low" "high"] pure [] Direct,
        check |p| [p[0] < p[1] => 0 "low < high"]
        quantile |p, u| p[0] + (p[1] - p[0]) * u, (2.0, 6.0; 0.25) -> 3.0;
    /// Triangle over low, mode and high.
    Triangular "triangular" "三角分布" ["low" "mode" "high"] pure [] Direct,
        check |p| [p[0] <= p[1] => 0 "low <= mode", p[1] <= p[2] => 1 "mode <= high", p[0] < p[2] => 0 "low < high"]
        quantile |p, u| maths::triangular_quantile(p[0], p[1], p[2], u), (0.0, 1.0, 2.0; 0.5) -> 1.0;
    /// PERT: a beta distribution over low, mode and high with weight 4 (Malcolm et al. 1959; Vose 2008).
    Pert "pert" "三点估计" ["low" "mode" "high"] pure [] Tabulated,
        check |p| [p[0] <= p[1] => 0 "low <= mode", p[1] <= p[2] => 1 "mode <= high", p[0] < p[2] => 0 "low < high"]
        quantile |p, u| maths::pert_quantile(p[0], p[1], p[2], u), (0.0, 1.0, 2.0; 0.5) -> 1.0;
    /// Normal with mean and standard deviation.
    Normal "normal" "正态分布" ["mean" "sd"] pure [] Normal,
        check |p| [p[1] >= 0.0 => 1 "sd >= 0"]
        quantile |p, u| p[0] + p[1] * maths::norm_quantile(u), (3.0, 2.0; 0.5) -> 3.0;
    /// Log-normal with its median and the standard deviation of its logarithm.
    LogNormal "lognormal" "对数正态" ["median" "log_sd"] pure ["log_sd"] Direct,
        check |p| [p[0] > 0.0 => 0 "median > 0", p[1] >= 0.0 => 1 "log_sd >= 0"]
        quantile |p, u| p[0] * maths::exp(p[1] * maths::norm_quantile(u)), (3.0, 0.7; 0.5) -> 3.0;
    /// Beta with two shapes, on 0 to 1.
    Beta "beta" "贝塔分布" ["a" "b"] pure ["a" "b"] Tabulated where |p| p[0].min(p[1]) >= LEAST_BETA,
        check |p| [p[0] > 0.0 => 0 "a > 0", p[1] > 0.0 => 1 "b > 0"]
        quantile |p, u| maths::beta_quantile(p[0], p[1], u), (2.0, 2.0; 0.5) -> 0.5;
    /// Gamma with its mean and standard deviation: positive, skewed to large values.
    Gamma "gamma" "伽马分布" ["mean" "sd"] pure [] Tabulated where |p| p[1] <= MOST_GAMMA * p[0],
        check |p| [p[0] > 0.0 => 0 "mean > 0", p[1] >= 0.0 => 1 "sd >= 0",
                   p[1] <= 1000.0 * p[0] => 1 "sd <= 1000 * mean"]
        quantile |p, u| maths::gamma_quantile_of_mean(p[0], p[1], u), (2.0, 2.0; 0.75) -> 2.0 * 4.0_f64.ln();
    /// Student's t with degrees of freedom and scale, cut at 6 scales on both sides by renormalising.
    StudentT "student_t" "学生分布" ["df" "scale"] pure ["df"] Tabulated,
        check |p| [p[0] > 0.0 => 0 "df > 0", p[1] >= 0.0 => 1 "scale >= 0"]
        quantile |p, u| p[1] * cut_student(p[0], u), (3.0, 0.1; 0.5) -> 0.0;
    /// 1 with the stated probability, else 0.
    Bernoulli "bernoulli" "伯努利" ["probability"] pure ["probability"] Direct,
        check |p| [(0.0..=1.0).contains(&p[0]) => 0 "0 <= probability <= 1"]
        quantile |p, u| f64::from(u > 1.0 - p[0]), (0.3; 0.9) -> 1.0;
    /// Listed values with listed weights: value, weight, value, weight, ...
    Discrete "discrete" "离散分布" [] pure [] Direct,
        check |p| [p.len() >= 2 && p.len().is_multiple_of(2) => 0 "@pairs",
                   p.iter().skip(1).step_by(2).all(|w| *w >= 0.0) => 1 "weights >= 0",
                   p.iter().skip(1).step_by(2).sum::<f64>() > 0.0 => 1 "@positive-weights"]
        quantile |p, u| discrete(p, u), (1.0, 0.25, 5.0, 0.75; 0.5) -> 5.0;
    /// Observed values, linearly interpolated between order statistics (type 7 of Hyndman and Fan 1996).
    Empirical "empirical" "经验分布" [] pure [] Direct,
        check |p| [!p.is_empty() => 0 "@one-value", p.windows(2).all(|w| w[0] <= w[1]) => 0 "@rising-values"]
        quantile |p, u| empirical(p, u), (1.0, 2.0, 4.0; 0.75) -> 3.0;
}

/// Chinese names of parameters.
const CHINESE: [(&str, &str); 11] = [
    ("low", "低"),
    ("mode", "最可能"),
    ("high", "高"),
    ("mean", "均值"),
    ("sd", "标准差"),
    ("median", "中位数"),
    ("log_sd", "对数标准差"),
    ("df", "自由度"),
    ("scale", "尺度"),
    ("probability", "概率"),
    ("weights", "权重"),
];

/// Parameters, or what is wanted of them, in Chinese words; a term of the catalogue stays one.
pub fn in_chinese(text: &str) -> String {
    let word = |word: &str| CHINESE.iter().find(|(name, _)| *name == word).map(|(_, zh)| *zh);
    text.split(' ').map(|part| word(part).unwrap_or(part)).collect::<Vec<_>>().join(" ")
}

fn cut_student(df: f64, u: f64) -> f64 {
    let below = maths::student_t_cdf(df, -STUDENT_CUT);
    // Symmetric form, so that u and 1 - u give opposite values.
    let inside = |u: f64| maths::student_t_quantile(df, below + u * (1.0 - 2.0 * below));
    if u <= 0.5 { inside(u) } else { -inside(1.0 - u) }
}

fn discrete(p: &[f64], u: f64) -> f64 {
    let total: f64 = p.iter().skip(1).step_by(2).sum();
    let mut sum = 0.0;
    for pair in p.chunks_exact(2) {
        sum += pair[1];
        if u * total <= sum && pair[1] > 0.0 {
            return pair[0];
        }
    }
    p[p.len() - 2]
}

fn empirical(p: &[f64], u: f64) -> f64 {
    let position = u * (p.len() - 1) as f64;
    let below = (position.floor() as usize).min(p.len() - 1);
    let above = (below + 1).min(p.len() - 1);
    p[below] + (p[above] - p[below]) * (position - below as f64)
}

/// A distribution with constant, checked parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    family: Family,
    parameters: Vec<f64>,
}

impl Distribution {
    /// Checks the parameters.
    ///
    /// # Errors
    /// [`Code::BadParameter`] with the first parameter that is out of its domain.
    pub fn new(family: Family, parameters: Vec<f64>) -> Result<Self> {
        let wrong = |index: usize, wanted: &str| {
            let name =
                family.parameters().get(index).map_or_else(|| (index + 1).to_string(), |n| (*n).to_owned());
            Error::new(Code::BadParameter)
                .named("distribution", family.chinese(), family.symbol())
                .named("parameter", in_chinese(&name), &name)
                .with("found", parameters.get(index).map_or_else(|| "@nothing".to_owned(), f64::to_string))
                .named("wanted", in_chinese(wanted), wanted)
        };
        let takes_list = family.parameters().is_empty();
        if !takes_list && parameters.len() != family.parameters().len() {
            return Err(wrong(parameters.len(), &family.parameters().join(", ")));
        }
        if let Some(index) = parameters.iter().position(|x| !x.is_finite()) {
            return Err(wrong(index, "@finite-number"));
        }
        match family.fault(&parameters) {
            Some((index, wanted)) => Err(wrong(index, wanted)),
            None => Ok(Self { family, parameters }),
        }
    }

    /// Its family.
    pub fn family(&self) -> Family {
        self.family
    }

    /// How its draws are computed.
    pub fn form(&self) -> Form {
        self.family.form(&self.parameters)
    }

    /// Its parameters, in the family's order.
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// The value below which a share `u` of draws falls, `u` in (0, 1).
    pub fn quantile(&self, u: f64) -> f64 {
        self.family.quantile(&self.parameters, u)
    }

    /// The quantile at every probability; the bits of [`Distribution::quantile`].
    #[inline(always)]
    pub fn quantiles(&self, out: &mut [f64], us: &[f64]) {
        match (self.family, &self.parameters[..]) {
            // Scores of many are found together.
            (Family::LogNormal, &[median, log_sd]) => {
                out.copy_from_slice(us);
                maths::norm_quantiles(out);
                for x in out {
                    *x = median * maths::exp(log_sd * *x);
                }
            }
            (family, parameters) => family.quantiles(parameters, out, us),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_keeps_its_worked_example_and_rises() {
        for &family in Family::ALL {
            let (parameters, u, want) = family.example();
            let distribution = Distribution::new(family, parameters).expect("worked example");
            assert!((distribution.quantile(u) - want).abs() < 1e-12, "{family:?}");
            let quantiles: Vec<f64> = (1..100).map(|i| distribution.quantile(f64::from(i) / 100.0)).collect();
            assert!(quantiles.windows(2).all(|w| w[0] <= w[1]), "{family:?}");
        }
    }

    #[test]
    fn student_shocks_are_cut_and_symmetric() {
        let t = Distribution::new(Family::StudentT, vec![3.0, 0.5]).expect("valid");
        assert!(t.quantile(1.0 - 1e-12) <= 3.0 + 1e-9 && t.quantile(1.0 - 1e-12) > 2.99);
        assert_eq!(t.quantile(0.25), -t.quantile(0.75));
    }

    #[test]
    fn a_parameter_out_of_its_domain_is_named() {
        let error = Distribution::new(Family::Pert, vec![1.0, 0.5, 2.0]).expect_err("low above mode");
        assert_eq!(error.arg("parameter"), Some("低"));
        assert!(Distribution::new(Family::Normal, vec![1.0, f64::NAN]).is_err());
        assert!(Distribution::new(Family::Discrete, vec![1.0]).is_err());
    }
}
