//! Backwards: how much more numerator reaches a threshold.
//!
//! Owns the closed forms. The denominator is held at its P50, so that the spread of the
//! need is the spread of the share. Never: knows draws.

use crate::summary::Band;
use schemars::JsonSchema;
use serde::Serialize;

/// What is lacking of a numerator, in its unit; positive in the direction of the target.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Need {
    /// P50 of the numerator in the year of the target.
    pub numerator: f64,
    /// P50 of the denominator there.
    pub denominator: f64,
    /// P5, P50, P95 of the need for the city, for a zone only P50; negative for what is to spare.
    /// The zones' needs add up to the city's.
    pub amount: (Option<f64>, f64, Option<f64>),
    /// P50 of the need if the denominator stays as it is: by conversion instead of addition. The
    /// zones' add up to the city's.
    pub fixed: f64,
}

/// A zone's part of the target, and what it has.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Part {
    /// Its part of the target as a pure number.
    pub target: f64,
    /// P50 of its value as a pure number.
    pub value: f64,
    /// P50 of its numerator.
    pub numerator: f64,
    /// P50 of its denominator; the city's where values are shares of the city.
    pub denominator: f64,
    /// Its share of what falls on the city as a whole; the zones' add up to 1.
    pub weight: f64,
    /// Share of the denominator's growth by the city's need that is below this part: all of it where
    /// values are shares of the city, else `weight`.
    pub moved: f64,
}

/// How a numerator acts on its share.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Aim {
    /// Target value as a pure number.
    pub target: f64,
    /// 1 if more is better, else -1.
    pub sign: f64,
    /// Share of more numerator that is also more denominator, 0 to 1.
    pub adds: f64,
}

impl Aim {
    /// More numerator for a share `value` of `denominator` to become the target; negative to spare.
    ///
    /// From (N + n) / (D + a n) = T, where the share a of it adds to the denominator too.
    pub fn lacking(&self, value: f64, denominator: f64) -> f64 {
        self.fixed(value, denominator) / (1.0 - self.adds * self.target)
    }

    /// The same with the denominator as it is.
    pub fn fixed(&self, value: f64, denominator: f64) -> f64 {
        self.sign * (self.target - value) * denominator
    }

    /// The city's need from the band of its share (as pure numbers); none if no amount is enough.
    pub fn city(&self, share: &Band, numerator: f64, denominator: f64) -> Option<Need> {
        if self.adds * self.target >= 1.0 {
            return None;
        }
        let need = |value: f64| self.lacking(value, denominator);
        let (small, large) = if self.sign > 0.0 { (share[4], share[0]) } else { (share[0], share[4]) };
        Some(Need {
            numerator,
            denominator,
            amount: (Some(need(small)), need(share[2]), Some(need(large))),
            fixed: self.fixed(share[2], denominator),
        })
    }

    /// The zones' needs for their parts of the target; they add up to the `city`'s.
    ///
    /// What the city needs moves the denominator of all, by weight. Medians of zones do not add up
    /// to the city's, nor do parts where the city has room to spare: the difference is shared by weight.
    pub fn zones(&self, city: &Need, parts: &[Part]) -> Vec<Need> {
        let fixed: Vec<f64> =
            parts.iter().map(|p| self.sign * (p.target - p.value) * p.denominator).collect();
        let moved = parts.iter().map(|p| p.target * self.adds * city.amount.1 * p.moved);
        let amounts: Vec<f64> = fixed.iter().zip(moved).map(|(fixed, moved)| fixed + moved).collect();
        let close = |found: Vec<f64>, whole: f64| -> Vec<f64> {
            let rest = whole - found.iter().sum::<f64>();
            found.iter().zip(parts).map(|(found, part)| found + rest * part.weight).collect()
        };
        let (amounts, fixed) = (close(amounts, city.amount.1), close(fixed, city.fixed));
        let need = |((part, amount), fixed): ((&Part, f64), f64)| Need {
            numerator: part.numerator,
            denominator: part.denominator,
            amount: (None, amount, None),
            fixed,
        };
        parts.iter().zip(amounts).zip(fixed).map(need).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_reaches_the_target_when_added() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a}, not {b}");
        // 40 of 100 to 50 %: 10 by conversion, 20 by addition: 60 of 120.
        let aim = |adds| Aim { target: 0.5, sign: 1.0, adds };
        near(aim(0.0).lacking(0.4, 100.0), 10.0);
        near(aim(1.0).lacking(0.4, 100.0), 20.0);
        // Half of it is more denominator: 40 / 3 gives 160 / 3 of 320 / 3.
        near(aim(0.5).lacking(0.4, 100.0), 40.0 / 3.0);
        let need = aim(1.0).city(&[0.3, 0.35, 0.4, 0.45, 0.6], 40.0, 100.0).expect("it can be met");
        // The city's P95 of 60 % has 25 to spare: 35 of 75 ... by the same closed form.
        near(need.amount.0.expect("P5"), -20.0);
        near(need.amount.1, 20.0);
        near(need.amount.2.expect("P95"), 40.0);
        near(need.fixed, 10.0);
        // Two zones with 10 and 30 of 100 bring the 20: 15 and 45 of 120.
        let share = |target, value, weight| Part {
            target,
            value,
            numerator: value * 100.0,
            denominator: 100.0,
            weight,
            moved: 1.0,
        };
        let zones = aim(1.0).zones(&need, &[share(0.125, 0.1, 0.25), share(0.375, 0.3, 0.75)]);
        near(zones[0].amount.1, 5.0);
        near(zones[1].amount.1, 15.0);
        // Downwards less is better: 0.4 of 100 to 0.3 wants 10 less.
        near(Aim { target: 0.3, sign: -1.0, adds: 0.0 }.lacking(0.4, 100.0), 10.0);
        assert_eq!(Aim { target: 1.0, sign: 1.0, adds: 1.0 }.city(&[0.4; 5], 40.0, 100.0), None);
    }

    #[test]
    fn needs_of_zones_add_up_to_the_citys_for_any_parts_and_medians() {
        let mut state = 1_u64;
        let mut next = || {
            // Knuth's MMIX generator: any numbers will do.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for trial in 0..2000 {
            let zones = 1 + (next() * 12.0) as usize;
            let (shares, sign) = (trial % 2 == 0, if trial % 3 == 0 { -1.0 } else { 1.0 });
            let adds = [0.0, 0.4, 1.0][trial % 3];
            let city_share = next();
            let raw: Vec<f64> = (0..zones).map(|_| 0.01 + next()).collect();
            let sum: f64 = raw.iter().sum();
            let aim = Aim { target: 0.95 * next(), sign, adds };
            // Medians of zones do not add up to the city's: neither values nor denominators do here.
            let band = [city_share - 0.1, city_share - 0.05, city_share, city_share + 0.05, city_share + 0.1];
            let city = aim.city(&band, 50.0 * city_share, 50.0).expect("below one");
            let parts: Vec<Part> = (raw.iter())
                .map(|x| Part {
                    target: next() * 1.2,
                    value: next(),
                    numerator: next(),
                    denominator: if shares { 50.0 } else { 60.0 * next() },
                    weight: x / sum,
                    moved: if shares { 1.0 } else { x / sum },
                })
                .collect();
            let needs = aim.zones(&city, &parts);
            let (amount, fixed): (f64, f64) =
                needs.iter().fold((0.0, 0.0), |(a, f), n| (a + n.amount.1, f + n.fixed));
            let size: f64 = 1.0 + needs.iter().map(|n| n.amount.1.abs() + n.fixed.abs()).sum::<f64>();
            assert!((amount - city.amount.1).abs() < 1e-12 * size, "{trial}: {amount}, {city:?}");
            assert!((fixed - city.fixed).abs() < 1e-12 * size, "{trial}: {fixed}, {city:?}");
            assert!(needs.iter().all(|n| n.amount.1.is_finite()));
        }
    }
}
