//! The reductions from zones to the city, one row each.
//!
//! Only a named reduction turns a value by zone into a value of the city.

use super::unit::Law;

macro_rules! reductions {
    ($( $(#[$doc:meta])* $name:ident $symbol:literal $zh:literal $law:ident $start:expr, |$acc:ident, $x:ident, $n:ident| $step:expr; )+) => {
        /// A reduction over the zones of one draw.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
        pub enum Reduction { $( $(#[$doc])* $name ),+ }

        impl Reduction {
            /// Every reduction, in table order.
            pub const ALL: &'static [Reduction] = &[$(Reduction::$name),+];

            /// The function name that scripts use.
            pub fn symbol(self) -> &'static str {
                match self { $(Reduction::$name => $symbol),+ }
            }

            /// The Chinese function name.
            pub fn chinese(self) -> &'static str {
                match self { $(Reduction::$name => $zh),+ }
            }

            /// Which unit its result has: that of the values, or `1` for counts of conditions.
            pub fn law(self) -> Law {
                match self { $(Reduction::$name => Law::$law),+ }
            }

            /// Reduces `input` of shape `[zone, draw]` to `out` of shape `[draw]`, in zone order.
            pub fn apply_block(self, out: &mut [f64], input: &[f64]) {
                let draws = out.len();
                let zones = (input.len() / draws.max(1)) as f64;
                match self { $(Reduction::$name => {
                    out.fill($start);
                    for row in input.chunks_exact(draws) {
                        for (acc, x) in out.iter_mut().zip(row) {
                            let ($acc, $x, $n) = (*acc, *x, zones);
                            let _ = $n;
                            *acc = $step;
                        }
                    }
                }),+ }
            }
        }
    };
}

reductions! {
    /// Sum over the zones.
    Total "total" "合计" Alike 0.0, |acc, x, n| acc + x;
    /// Plain mean over the zones.
    MeanOverZones "mean_over_zones" "园区平均" Alike 0.0, |acc, x, n| acc + x / n;
    /// Number of zones in which a condition holds.
    CountWhere "count_where" "计数" Logic 0.0, |acc, x, n| acc + f64::from(x != 0.0);
    /// Largest value of any zone.
    Largest "largest" "最大园区值" Alike f64::NEG_INFINITY, |acc, x, n| if x > acc { x } else { acc };
    /// Smallest value of any zone.
    Smallest "smallest" "最小园区值" Alike f64::INFINITY, |acc, x, n| if x < acc { x } else { acc };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reductions_give_what_a_hand_count_gives() {
        // Two draws, three zones: draw 0 has 1, 5, 0; draw 1 has 2, 2, 2.
        let input = [1.0, 2.0, 5.0, 2.0, 0.0, 2.0];
        let wants = [[6.0, 6.0], [2.0, 2.0], [2.0, 3.0], [5.0, 2.0], [0.0, 2.0]];
        for (&reduction, want) in Reduction::ALL.iter().zip(wants) {
            let mut out = [f64::NAN; 2];
            reduction.apply_block(&mut out, &input);
            assert!(out.iter().zip(want).all(|(a, b)| (a - b).abs() < 1e-15), "{reduction:?}: {out:?}");
        }
    }
}
