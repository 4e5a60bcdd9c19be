//! Backwards: how much more numerator reaches a threshold.
//!
//! Owns the closed forms. The denominator is held at its P50, so that the spread of the
//! need is the spread of the share. Never: knows draws.

use crate::summary::Band;

/// What is lacking of a numerator, in its unit; positive in the direction of the target.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Need {
    /// P50 of the numerator in the year of the target.
    pub numerator: f64,
    /// P50 of the denominator there.
    pub denominator: f64,
    /// P5, P50, P95 of the need for the city, never negative; for a zone only P50, negative for
    /// what it has to spare.
    pub amount: (Option<f64>, f64, Option<f64>),
    /// P50 of the need if the denominator stays as it is: by conversion instead of addition.
    pub fixed: f64,
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
        let need = |value: f64| self.lacking(value, denominator).max(0.0);
        let (small, large) = if self.sign > 0.0 { (share[4], share[0]) } else { (share[0], share[4]) };
        Some(Need {
            numerator,
            denominator,
            amount: (Some(need(small)), need(share[2]), Some(need(large))),
            fixed: self.fixed(share[2], denominator).max(0.0),
        })
    }

    /// A zone's need for its part of the target. `added` is what of the city's need falls on the zone's
    /// denominator: it moves the common denominator of shares of the city, or the city's mean that
    /// zones are compared with, and nothing else.
    pub fn zone(&self, value: f64, numerator: f64, denominator: f64, added: Option<f64>) -> Option<Need> {
        if self.adds * self.target >= 1.0 {
            return None;
        }
        let fixed = self.fixed(value, denominator);
        let amount = match added {
            Some(added) => fixed + self.target * self.adds * added,
            None => self.lacking(value, denominator),
        };
        Some(Need { numerator, denominator, amount: (None, amount, None), fixed })
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
        assert_eq!(need.amount.0, Some(0.0));
        near(need.amount.1, 20.0);
        near(need.amount.2.expect("P95"), 40.0);
        near(need.fixed, 10.0);
        // Two zones with 10 and 30 of 100 bring the 20: 15 and 45 of 120.
        let part = |target| Aim { target, sign: 1.0, adds: 1.0 };
        near(part(0.125).zone(0.1, 10.0, 100.0, Some(20.0)).expect("met").amount.1, 5.0);
        near(part(0.375).zone(0.3, 30.0, 100.0, Some(20.0)).expect("met").amount.1, 15.0);
        // Downwards less is better: 0.4 of 100 to 0.3 wants 10 less.
        near(Aim { target: 0.3, sign: -1.0, adds: 0.0 }.lacking(0.4, 100.0), 10.0);
        assert_eq!(Aim { target: 1.0, sign: 1.0, adds: 1.0 }.city(&[0.4; 5], 40.0, 100.0), None);
    }
}
