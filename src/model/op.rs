//! The op table: every arithmetic operation a model may use, one row each.
//!
//! A row fixes an op's names in scripts, the kinds of its operands, the law of their units,
//! its meaning on one number and a worked example. The enum, the constant folder, the block
//! kernel, the scalar oracle, the Rhai binding, the reference entry and the table
//! test are generated from, or loop over, these rows, so they cannot disagree.
//! To add an op, add a row here and touch nothing else.

use super::Kind::{self, Condition, Number};
use super::unit::Law;
use crate::maths;

macro_rules! ops {
    // One number after the other, or many side by side where the row has a function for that.
    (@loop $out:ident $n:ident |$($x:ident),+| $body:expr, ) => {
        for i in 0..$n { $(let $x = $x[i];)+ $out[i] = $body; }
    };
    (@loop $out:ident $n:ident |$($x:ident),+| $body:expr, $block:path) => {
        if $n == 1 { $(let $x = $x[0];)+ $out[0] = $body; } else { $block($out, $($x),+); }
    };
    ($( $(#[$doc:meta])* $name:ident $symbol:literal $zh:literal [$($kind:ident)+ => $result:ident] $law:ident |$($x:ident),+| $body:expr, $(block $block:path,)? ($($eg:expr),+) -> $want:expr; )+) => {
        /// An operation on one to three numbers; see the table in this file.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Op { $( $(#[$doc])* $name ),+ }

        impl Op {
            /// Every op, in table order.
            pub const ALL: &'static [Op] = &[$(Op::$name),+];

            /// The operator or function name that scripts use.
            pub fn symbol(self) -> &'static str {
                match self { $(Op::$name => $symbol),+ }
            }

            /// The Chinese function name; empty for operators.
            pub fn chinese(self) -> &'static str {
                match self { $(Op::$name => $zh),+ }
            }

            /// Number of operands, 1 to 3.
            pub fn arity(self) -> usize {
                self.kinds().0.len()
            }

            /// Kinds of the operands and of the result.
            pub fn kinds(self) -> (&'static [Kind], Kind) {
                match self { $(Op::$name => (&[$($kind),+], $result)),+ }
            }

            /// What it asks of its operands' units.
            pub fn law(self) -> Law {
                match self { $(Op::$name => Law::$law),+ }
            }

            /// A worked example, `(operands, result)`, checked by the tests.
            pub fn example(self) -> (&'static [f64], f64) {
                match self { $(Op::$name => (&[$($eg),+], $want)),+ }
            }

            /// Applies the op to every draw of a block: `out[i] = op(args[..][i])`.
            ///
            /// # Panics
            /// If an operand is shorter than `out`, or there are not `arity` operands.
            #[inline(always)]
            pub fn apply_block(self, out: &mut [f64], args: &[&[f64]]) {
                let n = out.len();
                match self { $(Op::$name => {
                    let &[$($x),+] = args else { panic!("{self:?} takes {} operands", self.arity()) };
                    $(let $x = &$x[..n];)+
                    ops!(@loop out n |$($x),+| $body, $($block)?);
                }),+ }
            }
        }
    };
}

ops! {
    /// Sum.
    Add "+" "" [Number Number => Number] Alike |a, b| a + b, (2.0, 3.0) -> 5.0;
    /// Difference.
    Sub "-" "" [Number Number => Number] Alike |a, b| a - b, (2.0, 3.0) -> -1.0;
    /// Product.
    Mul "*" "" [Number Number => Number] Product |a, b| a * b, (2.0, 3.0) -> 6.0;
    /// Quotient.
    Div "/" "" [Number Number => Number] Quotient |a, b| a / b, (3.0, 2.0) -> 1.5;
    /// Negation, written as a prefix minus.
    Neg "-" "" [Number => Number] Alike |a| -a, (2.0) -> -2.0;
    /// `a` to the power `b`.
    Pow "**" "" [Number Number => Number] Power |a, b| maths::pow(a, b), (2.0, 3.0) -> 8.0;
    /// Below.
    Lt "<" "" [Number Number => Condition] Compared |a, b| if a < b { 1.0 } else if a >= b { 0.0 } else { f64::NAN }, (2.0, 3.0) -> 1.0;
    /// At most.
    Le "<=" "" [Number Number => Condition] Compared |a, b| if a <= b { 1.0 } else if a > b { 0.0 } else { f64::NAN }, (3.0, 3.0) -> 1.0;
    /// Above.
    Gt ">" "" [Number Number => Condition] Compared |a, b| if a > b { 1.0 } else if a <= b { 0.0 } else { f64::NAN }, (2.0, 3.0) -> 0.0;
    /// At least.
    Ge ">=" "" [Number Number => Condition] Compared |a, b| if a >= b { 1.0 } else if a < b { 0.0 } else { f64::NAN }, (2.0, 3.0) -> 0.0;
    /// Exponential function.
    Exp "exp" "指数" [Number => Number] Pure |a| maths::exp(a), block maths::exps, (0.0) -> 1.0;
    /// Natural logarithm.
    Ln "ln" "对数" [Number => Number] Pure |a| maths::ln(a), block maths::lns, (1.0) -> 0.0;
    /// Square root.
    Sqrt "sqrt" "平方根" [Number => Number] Root |a| a.sqrt(), (9.0) -> 3.0;
    /// Absolute value.
    Abs "abs" "绝对值" [Number => Number] Alike |a| a.abs(), (-2.0) -> 2.0;
    /// Nearest integer, halves to the even one.
    Round "round" "取整" [Number => Number] Alike |a| a.round_ties_even(), (2.5) -> 2.0;
    /// The smaller of two.
    Min "min" "较小值" [Number Number => Number] Alike |a, b| if b < a || b.is_nan() { b } else { a }, (2.0, 3.0) -> 2.0;
    /// The larger of two.
    Max "max" "较大值" [Number Number => Number] Alike |a, b| if b > a || b.is_nan() { b } else { a }, (2.0, 3.0) -> 3.0;
    /// Logistic curve, 1 / (1 + exp(-x)).
    Logistic "logistic" "逻辑曲线" [Number => Number] Pure |a| maths::logistic(a), block maths::logistics, (0.0) -> 0.5;
    /// Cumulative probability of the standard normal distribution.
    NormCdf "norm_cdf" "正态累积" [Number => Number] Pure |a| maths::norm_cdf(a), (0.0) -> 0.5;
    /// Both conditions hold; one that does not decides alone, whatever the other is.
    And "and" "且" [Condition Condition => Condition] Logic |a, b| if a == 0.0 || b == 0.0 { 0.0 } else if a.is_nan() || b.is_nan() { f64::NAN } else { 1.0 }, (1.0, 0.0) -> 0.0;
    /// At least one condition holds; one that does decides alone, whatever the other is.
    Or "or" "或" [Condition Condition => Condition] Logic |a, b| if a.abs() > 0.0 || b.abs() > 0.0 { 1.0 } else if a.is_nan() || b.is_nan() { f64::NAN } else { 0.0 }, (1.0, 0.0) -> 1.0;
    /// The condition does not hold.
    Not "not" "非" [Condition => Condition] Logic |a| if a.is_nan() { a } else { f64::from(a == 0.0) }, (1.0) -> 0.0;
    /// `when(c, a, b)` is `a` where `c` holds and `b` elsewhere; both are computed.
    When "when" "当" [Condition Number Number => Number] Chosen |c, a, b| if c.abs() > 0.0 { a } else if c == 0.0 { b } else { c }, (1.0, 4.0, 9.0) -> 4.0;
    /// Number of successes in `n` trials of probability `p`, read off the uniform `u`.
    Binomial "binomial_at" "二项分位" [Number Number Number => Number] First |n, p, u| maths::binomial_quantile(n, p, u), block maths::binomial_quantiles, (10.0, 0.5, 0.5) -> 5.0;
    /// Number of rare events with mean `m`, read off the uniform `u`.
    Poisson "poisson_at" "泊松分位" [Number Number => Number] First |m, u| maths::poisson_quantile(m, u), block maths::poisson_quantiles, (0.5, 0.5) -> 0.0;
}

impl Op {
    /// Applies the op to single numbers; the constant folder and the reference
    /// interpreter use this. It is a block of one, so it cannot drift from the kernel.
    pub fn apply(self, args: &[f64]) -> f64 {
        let mut out = [f64::NAN];
        let views: Vec<&[f64]> = args.iter().map(std::slice::from_ref).collect();
        self.apply_block(&mut out, &views);
        out[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_keeps_its_worked_example() {
        for &op in Op::ALL {
            let (args, want) = op.example();
            assert_eq!(args.len(), op.arity(), "{op:?}");
            assert_eq!(op.apply(args), want, "{op:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_never_lost_unless_it_does_not_matter() {
        let nan = f64::NAN;
        for &op in Op::ALL {
            let (args, _) = op.example();
            for at in 0..args.len() {
                let mut args = args.to_vec();
                args[at] = nan;
                // A branch not taken, and the other side of a condition that decides alone, do not matter.
                let decided = match op {
                    Op::And => args.contains(&0.0),
                    Op::Or => args.contains(&1.0),
                    Op::When => at == 2,
                    _ => false,
                };
                assert_eq!(op.apply(&args).is_nan(), !decided, "{op:?}: {args:?}");
            }
        }
        assert_eq!(Op::And.apply(&[nan, 0.0]), 0.0);
        assert!(Op::And.apply(&[nan, 1.0]).is_nan() && Op::Or.apply(&[0.0, nan]).is_nan());
        assert_eq!(Op::When.apply(&[0.0, nan, 9.0]), 9.0);
    }

    #[test]
    fn a_block_gives_the_bits_of_single_numbers() {
        let xs: Vec<f64> = (0..97).map(|i| f64::from(i) * 0.37 - 7.0).collect();
        let ys: Vec<f64> = xs.iter().map(|x| 1.5 - x * x / 9.0).collect();
        let zs: Vec<f64> = (0..97).map(|i| (f64::from(i) + 0.5) / 97.0).collect();
        for &op in Op::ALL {
            let args = &[&xs[..], &ys, &zs][..op.arity()];
            let mut out = vec![0.0; xs.len()];
            op.apply_block(&mut out, args);
            for i in 0..xs.len() {
                let single: Vec<f64> = args.iter().map(|a| a[i]).collect();
                assert_eq!(op.apply(&single).to_bits(), out[i].to_bits(), "{op:?} at {single:?}");
            }
        }
    }
}
