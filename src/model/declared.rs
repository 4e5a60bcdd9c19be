//! What a model declares by name: stocks, levers, uncertainties, indicators, tables.
//!
//! Owns the plain records; `graph` keeps them in lists and hands out nodes.

use super::graph::NodeId;
use super::{Every, Label, Scope};
use crate::error::Place;

/// An accumulation.
#[derive(Clone, Debug)]
pub struct Stock {
    /// Name.
    pub label: Label,
    /// Unit.
    pub unit: String,
    /// Scope.
    pub scope: Scope,
    /// Value at the end of the base year.
    pub initial: NodeId,
    /// Flows a year with their sign.
    pub flows: Vec<(NodeId, f64)>,
    /// Value at the end of a step, instead of flows.
    pub next: Option<NodeId>,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// What planners control.
#[derive(Clone, Debug)]
pub struct Lever {
    /// Name; both languages are words of the scenario language.
    pub label: Label,
    /// Unit.
    pub unit: String,
    /// Scope.
    pub scope: Scope,
    /// Smallest and largest value that may be set.
    pub range: (f64, f64),
    /// Moved by measures only: no word of the scenario language.
    pub internal: bool,
    /// Changes what counts as a zone, not what is there; see [`super::Graph::fixed_scope`].
    pub scope_only: bool,
    /// Says what is assumed of the outside world, no policy: it spends nothing by nature.
    pub assumed: bool,
    /// What it does and after how long, in Chinese and English; for the reference.
    pub effect: Option<[String; 2]>,
    /// The value a scenario gave it; none means zero.
    pub set: Option<NodeId>,
    /// The part of `set` that the scenario sets itself, without measures; none means zero.
    pub direct: Option<NodeId>,
    /// Public money of measures inside `set`, 亿元 a year; none means zero. Only for levers in that unit.
    pub public: Option<NodeId>,
    /// What measures begun by now bring to it one year later; none means nothing.
    pub next: Option<NodeId>,
    /// Public money inside `next`, as `public` is inside `set`; none means zero.
    pub public_next: Option<NodeId>,
    /// Where it is declared.
    pub place: Option<Place>,
}

impl Lever {
    /// The node of a part of its value; none means zero.
    pub fn part(&self, part: LeverPart) -> Option<NodeId> {
        match part {
            LeverPart::Direct => self.direct,
            LeverPart::Public => self.public,
            LeverPart::Next => self.next,
            LeverPart::PublicNext => self.public_next,
        }
    }
}

/// A part of a lever's value that a model may ask for.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum LeverPart {
    /// What a scenario sets itself.
    Direct,
    /// Public money inside what measures add, as far as it is delivered.
    Public,
    /// What measures begun by now bring one year later.
    Next,
    /// Public money inside that.
    PublicNext,
}

/// A bound distribution: its name is its luck.
#[derive(Clone, Debug)]
pub struct Uncertainty {
    /// Name, part of the address of its luck.
    pub name: String,
    /// Index into [`super::Graph::distributions`].
    pub distribution: usize,
    /// One luck per draw or per zone and draw.
    pub scope: Scope,
    /// How often it is drawn.
    pub every: Every,
    /// Unit of the value that is drawn with it, declared or inferred from the equations; empty if unknown.
    pub unit: String,
    /// Where it is bound.
    pub place: Option<Place>,
}

/// Memory of a node's last value.
#[derive(Clone, Debug)]
pub struct Memory {
    /// The node remembered.
    pub of: NodeId,
    /// Value in the base year and in the first step; none: the value of the base year.
    pub first: Option<NodeId>,
    /// Once a year instead of once a step.
    pub yearly: bool,
}

/// A reported number.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Name.
    pub label: Label,
    /// Unit of the reported value.
    pub unit: String,
    /// Reported value per model value (100 for `%`).
    pub scale: f64,
    /// By zone, if given.
    pub zone: Option<NodeId>,
    /// For the city, if given.
    pub city: Option<NodeId>,
    /// Where it is declared.
    pub place: Option<Place>,
}

/// The change of a city indicator since the base year, split into parts that add up to it.
///
/// All are indices into [`super::Graph::indicators`].
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The indicator that is split.
    pub of: usize,
    /// Change by growth at the same scope.
    pub growth: usize,
    /// Change by another scope.
    pub scope: usize,
    /// Change of the mix at the same scope.
    pub composition: usize,
    /// The indicator's value without the change of scope.
    pub same_scope: usize,
}

/// A table by zone (or of the city) and year, such as a lever's path.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Scope.
    pub scope: Scope,
    /// Values of shape `[zone][year since the base year]`; one row for the city.
    pub rows: Vec<Vec<f64>>,
}

impl Path {
    /// The same path some years later; what would fall beyond the last year is lost.
    #[must_use]
    pub fn later(&self, years: usize) -> Self {
        let late = |row: &Vec<f64>| -> Vec<f64> {
            (0..row.len()).map(|y| y.checked_sub(years).map_or(0.0, |from| row[from])).collect()
        };
        Self { scope: self.scope, rows: self.rows.iter().map(late).collect() }
    }
}

/// Public money that someone spends on something, as declared.
#[derive(Clone, Debug)]
pub struct Money {
    /// Leading department; empty if none was named.
    pub department: String,
    /// Identifier of the measure; empty for what the model itself spends.
    pub source: String,
    /// 亿元 by year (and zone).
    pub spent: NodeId,
    /// The part of it whose effect is not delivered, if that is known.
    pub lost: Option<NodeId>,
}

/// Piecewise linear function through rising points, flat outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookup {
    /// Rising abscissae.
    pub xs: Vec<f64>,
    /// Ordinates.
    pub ys: Vec<f64>,
}

impl Lookup {
    /// Value at `x`.
    #[inline(always)]
    pub fn at(&self, x: f64) -> f64 {
        // Evenly spaced knots are found at once; NaN and others are searched for.
        let last = self.xs.len() - 1;
        let place = (x - self.xs[0]) / (self.xs[last] - self.xs[0]) * last as f64;
        let guess = (place as usize).min(last);
        match (self.xs.get(guess..guess + 2), self.ys.get(guess..guess + 2)) {
            (Some(&[from, to]), Some(&[low, high])) if from <= x && x < to => {
                low + (high - low) * ((x - from) / (to - from))
            }
            _ => self.searched(x),
        }
    }

    fn searched(&self, x: f64) -> f64 {
        if x.is_nan() {
            return x;
        }
        let above = self.xs.partition_point(|&knot| knot <= x);
        if above == 0 {
            return self.ys[0];
        }
        if above == self.xs.len() {
            return self.ys[above - 1];
        }
        let (x0, x1) = (self.xs[above - 1], self.xs[above]);
        let (y0, y1) = (self.ys[above - 1], self.ys[above]);
        y0 + (y1 - y0) * ((x - x0) / (x1 - x0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, with a plain search for the knots.
    fn searched(lookup: &Lookup, x: f64) -> f64 {
        // No number has no place between the knots.
        if x.is_nan() {
            return x;
        }
        let Some(above) = lookup.xs.iter().position(|knot| *knot > x) else {
            return lookup.ys[lookup.ys.len() - 1];
        };
        if above == 0 {
            return lookup.ys[0];
        }
        let (x0, x1, y0, y1) =
            (lookup.xs[above - 1], lookup.xs[above], lookup.ys[above - 1], lookup.ys[above]);
        y0 + (y1 - y0) * ((x - x0) / (x1 - x0))
    }

    #[test]
    fn even_and_uneven_knots_are_found_as_a_plain_search_finds_them() {
        let even: Vec<f64> = (0..50).map(|k| 3.0 + 0.1 * f64::from(k)).collect();
        let uneven = vec![-1e9, 0.0, 1e-9, 2.0, 2.5, 1e12];
        for xs in [even, uneven, vec![1.0, 2.0]] {
            let ys: Vec<f64> = xs.iter().map(|x| x * x + 1.0).collect();
            let lookup = Lookup { xs, ys };
            let between = (0..4000).map(|i| f64::from(i) * 0.0037 - 4.0);
            let far = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300, -1e300];
            for x in between.chain(far).chain(lookup.xs.clone()) {
                assert_eq!(lookup.at(x).to_bits(), searched(&lookup, x).to_bits(), "at {x}");
            }
        }
    }
}
