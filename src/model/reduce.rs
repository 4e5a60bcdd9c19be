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
            #[inline(always)]
            pub fn apply_block(self, out: &mut [f64], input: &[f64]) {
                let draws = out.len();
                let zones = (input.len() / draws.max(1)) as f64;
                match self { $(Reduction::$name => {
                    let step = |$acc: f64, $x: f64, $n: f64| {
                        let _ = $n;
                        $step
                    };
                    // Some draws of all zones before the next ones, so that they stay in registers.
                    let of_many = some_at_once::<32>(out, input, draws, 0, $start, |acc, x| step(acc, x, zones));
                    let of_some =
                        some_at_once::<8>(out, input, draws, of_many, $start, |acc, x| step(acc, x, zones));
                    some_at_once::<1>(out, input, draws, of_some, $start, |acc, x| step(acc, x, zones));
                }),+ }
            }
        }
    };
}

/// Reduces as many whole groups of `N` draws as there are from a draw on; gives the draw after them.
#[inline(always)]
fn some_at_once<const N: usize>(
    out: &mut [f64],
    input: &[f64],
    draws: usize,
    from: usize,
    start: f64,
    step: impl Fn(f64, f64) -> f64,
) -> usize {
    let groups = out[from..].as_chunks_mut::<N>().0;
    let next = from + N * groups.len();
    for (group, at) in groups.iter_mut().zip((from..).step_by(N)) {
        let mut sums = [start; N];
        for row in input.chunks_exact(draws) {
            let Some(values) = row[at..].first_chunk::<N>() else { continue };
            for (sum, x) in sums.iter_mut().zip(values) {
                *sum = step(*sum, *x);
            }
        }
        *group = sums;
    }
    next
}

reductions! {
    /// Sum over the zones.
    Total "total" "合计" Alike 0.0, |acc, x, n| acc + x;
    /// Plain mean over the zones.
    MeanOverZones "mean_over_zones" "园区平均" Alike 0.0, |acc, x, n| acc + x / n;
    /// Number of zones in which a condition holds.
    CountWhere "count_where" "计数" Logic 0.0, |acc, x, n| acc + if x.is_nan() { x } else { f64::from(x != 0.0) };
    /// Largest value of any zone.
    Largest "largest" "最大园区值" Alike f64::NEG_INFINITY, |acc, x, n| if x > acc || x.is_nan() { x } else { acc };
    /// Smallest value of any zone.
    Smallest "smallest" "最小园区值" Alike f64::INFINITY, |acc, x, n| if x < acc || x.is_nan() { x } else { acc };
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

    #[test]
    fn what_is_no_number_in_one_zone_is_none_in_the_city() {
        for &reduction in Reduction::ALL {
            for zone in 0..3 {
                let mut input = [1.0, 5.0, 2.0];
                input[zone] = f64::NAN;
                let mut out = [0.0];
                reduction.apply_block(&mut out, &input);
                assert!(out[0].is_nan(), "{reduction:?}: {zone}");
            }
        }
    }

    #[test]
    fn a_draw_has_the_same_result_wherever_it_stands_in_a_block() {
        let (zones, draws) = (3, 21);
        let at = |zone: usize, draw: usize| ((zone * 31 + draw * 7) % 5) as f64 - 1.0;
        let input: Vec<f64> = (0..zones).flat_map(|z| (0..draws).map(move |d| at(z, d))).collect();
        for &reduction in Reduction::ALL {
            let mut block = vec![f64::NAN; draws];
            reduction.apply_block(&mut block, &input);
            for (draw, found) in block.iter().enumerate() {
                let mut alone = [f64::NAN];
                reduction.apply_block(&mut alone, &[0, 1, 2].map(|zone| at(zone, draw)));
                assert_eq!(found.to_bits(), alone[0].to_bits(), "{reduction:?}, draw {draw}");
            }
        }
    }
}
