//! The city's target divided among the zones, so that the parts add up to it.
//!
//! Owns the three ways of dividing, as closed forms. Never: knows draws or units.

use schemars::JsonSchema;
use serde::Serialize;

/// By what the city's target is divided.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Division {
    /// In proportion to the zones' values in the base year.
    #[default]
    Base,
    /// In proportion to the zones' P50 under the scenario in the year of the target.
    Potential,
    /// From the zones' P50 in each year; what the city lacks is borne in proportion to each zone's distance.
    Gap,
}

/// The zones' values and weights in one year; the city's value is the weighted sum.
#[derive(Copy, Clone, Debug)]
pub struct Parts<'a> {
    /// Values in the base year.
    pub base: &'a [f64],
    /// P50 under the scenario: in the year of the target, for [`Division::Gap`] in the year itself.
    pub potential: &'a [f64],
    /// Weights: shares of the denominator, or 1 where values are shares of the city themselves.
    pub weights: &'a [f64],
    /// Whether the values are shares of the city. No zone has to reach the threshold then: its mark
    /// is the part in proportion to the base year; else the threshold itself is every zone's mark.
    pub shares: bool,
    /// For a target that is held or met already, 1 if more is better, else -1: what is better than
    /// needed keeps its level then. None for a path that still has to rise or fall.
    pub held: Option<f64>,
}

impl Parts<'_> {
    /// The weighted sum of values of the zones.
    pub fn sum(&self, values: &[f64]) -> f64 {
        values.iter().zip(self.weights).map(|(value, weight)| value * weight).sum()
    }

    /// The zones' parts of the city's value `city`. Their weighted sum is `city`; it is better only
    /// where the city is held at less than its zones' levels, which they all keep then.
    pub fn divide(&self, city: f64, by: Division) -> Vec<f64> {
        let parts = match by {
            Division::Base => self.in_proportion(city, self.base),
            Division::Potential => self.in_proportion(city, self.potential),
            Division::Gap => self.by_gap(city),
        };
        match self.held {
            Some(sign) if sign * self.sum(self.base) >= sign * city => self.base.to_vec(),
            Some(sign) => self.keeping(parts, city, sign),
            None => parts,
        }
    }

    /// Gives zones that would fall behind their base year back to it; the others divide what is left.
    ///
    /// The zones' levels together are not good enough, so some zone has to improve: it ends.
    fn keeping(&self, mut parts: Vec<f64>, city: f64, sign: f64) -> Vec<f64> {
        let mut kept = vec![false; parts.len()];
        loop {
            let worse = |z: &usize| !kept[*z] && sign * parts[*z] < sign * self.base[*z];
            let falling: Vec<usize> = (0..parts.len()).filter(worse).collect();
            if falling.is_empty() {
                return parts;
            }
            for zone in falling {
                (kept[zone], parts[zone]) = (true, self.base[zone]);
            }
            let of = |wanted: bool| -> f64 {
                let chosen = (0..parts.len()).filter(|z| kept[*z] == wanted);
                chosen.map(|z| parts[z] * self.weights[z]).sum()
            };
            let (level, free) = (of(true), of(false));
            if free == 0.0 {
                return parts;
            }
            let factor = (city - level) / free;
            parts.iter_mut().zip(&kept).filter(|(_, kept)| !**kept).for_each(|(part, _)| *part *= factor);
        }
    }

    /// One factor for all zones; alike in every zone if there is nothing to be in proportion to.
    fn in_proportion(&self, city: f64, to: &[f64]) -> Vec<f64> {
        let sum = self.sum(to);
        if sum > 0.0 {
            return to.iter().map(|value| value * (city / sum)).collect();
        }
        vec![city / self.weights.iter().sum::<f64>(); to.len()]
    }

    /// Zones beyond their mark stay where they are; the others move towards it by one share of
    /// their distance.
    fn by_gap(&self, city: f64) -> Vec<f64> {
        let lacking = city - self.sum(self.potential);
        let marks =
            if self.shares { self.in_proportion(city, self.base) } else { vec![city; self.base.len()] };
        // The marks' weighted sum is the city's value, so where the city lacks something, a zone does.
        let distances: Vec<f64> = (marks.iter().zip(self.potential))
            .map(
                |(mark, value)| if lacking > 0.0 { (mark - value).max(0.0) } else { (mark - value).min(0.0) },
            )
            .collect();
        let sum = self.sum(&distances);
        let share = if sum == 0.0 { 0.0 } else { lacking / sum };
        self.potential.iter().zip(distances).map(|(value, distance)| value + share * distance).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(parts: &Parts, city: f64, by: Division, wanted: &[f64]) {
        let found = parts.divide(city, by);
        for (a, b) in found.iter().zip(wanted) {
            assert!((a - b).abs() < 1e-12, "{by:?}: {found:?}, not {wanted:?}");
        }
        assert!((parts.sum(&found) - city).abs() < 1e-12, "{by:?}: {found:?}");
    }

    #[test]
    fn ratios_are_divided_by_weight() {
        // Weights 3 to 1: the city stands at 2.5 in the base year and at 3.25 under the scenario.
        let parts = Parts {
            base: &[2.0, 4.0],
            potential: &[3.0, 4.0],
            weights: &[0.75, 0.25],
            shares: false,
            held: None,
        };
        check(&parts, 3.75, Division::Base, &[3.0, 6.0]);
        check(&parts, 3.25, Division::Potential, &[3.0, 4.0]);
        check(&parts, 6.5, Division::Potential, &[6.0, 8.0]);
        // The city lacks 0.35 of 3.6; only the first zone, 0.6 below, has a distance: 0.35 / 0.45 of it.
        check(&parts, 3.6, Division::Gap, &[3.0 + 0.35 / 0.45 * 0.6, 4.0]);
        // Beyond the city's value both come back, each by its distance.
        check(&parts, 3.0, Division::Gap, &[3.0, 3.0]);
    }

    #[test]
    fn shares_of_the_city_add_up_without_weights() {
        let parts = Parts {
            base: &[10.0, 30.0],
            potential: &[12.0, 30.0],
            weights: &[1.0, 1.0],
            shares: true,
            held: None,
        };
        check(&parts, 50.0, Division::Base, &[12.5, 37.5]);
        check(&parts, 50.0, Division::Potential, &[100.0 / 7.0, 250.0 / 7.0]);
        // Marks 12.5 and 37.5: distances 0.5 and 7.5 carry the 8 points that the city lacks.
        check(&parts, 50.0, Division::Gap, &[12.5, 37.5]);
        check(&parts, 42.0, Division::Gap, &[12.0, 30.0]);
    }

    #[test]
    fn zones_without_a_base_share_alike() {
        let parts = Parts {
            base: &[0.0, 0.0],
            potential: &[0.0, 0.0],
            weights: &[1.0, 1.0],
            shares: true,
            held: None,
        };
        for by in [Division::Base, Division::Potential, Division::Gap] {
            check(&parts, 10.0, by, &[5.0, 5.0]);
        }
    }

    #[test]
    fn a_held_target_never_lets_a_zone_fall_back() {
        // Less is better: levels 0.6 and 1.2, weights one half: the city stands at 0.9.
        let parts = Parts {
            base: &[0.6, 1.2],
            potential: &[0.7, 1.1],
            weights: &[0.5, 0.5],
            shares: false,
            held: Some(-1.0),
        };
        for by in [Division::Base, Division::Potential, Division::Gap] {
            // Held below 1 the city has room; no zone is asked to use it up.
            assert_eq!(parts.divide(1.0, by), [0.6, 1.2]);
        }
        check(&parts, 0.75, Division::Base, &[0.5, 1.0]);
        // By what they can do the first would get 0.7 * 0.85 / 0.9 = 0.661; it keeps 0.6, the other brings 1.1.
        check(&parts, 0.85, Division::Potential, &[0.6, 1.1]);
        // The second, 0.3 from its mark, would come to 0.9, the first stay at its P50 of 0.7; it is held at 0.6.
        check(&parts, 0.8, Division::Gap, &[0.6, 1.0]);
    }
}
