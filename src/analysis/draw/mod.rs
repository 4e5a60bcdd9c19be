//! One draw told in full: every stock, flow, shock, lever and indicator, year by year.
//!
//! Owns the picking of a typical draw, the collecting of its values and what moved a target
//! in it. Values are those of the run with the same seed. Never: words anything.

mod collect;
mod figures;
mod pick;
mod reasons;

pub use collect::{Exposed, collect, expose};
pub(super) use collect::{exposed, named};
pub use pick::{Picked, typical};
pub use reasons::{Effect, Split, Why, why};

use crate::case::Text;
use crate::error::Place;
use crate::experiment::Measures;

/// What a quantity is.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A stock at the start of the year.
    Start,
    /// What flows in within the year; its number among the stock's inflows, from 1.
    Inflow(usize),
    /// What flows out within the year, as a positive number; its number among the outflows, from 1.
    Outflow(usize),
    /// The change of a stock whose next value is computed as a whole.
    Change,
    /// A stock at the end of the year.
    End,
    /// A figure of the case as drawn.
    Figure,
    /// An uncertainty as drawn.
    Uncertainty,
    /// A count or event that the luck of its name decides.
    Count,
    /// A lever with what the scenario and its measures set.
    Lever,
    /// An indicator.
    Indicator,
}

/// One quantity of the draw by zone and year.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What it is.
    pub kind: Kind,
    /// Identifier of the stock, figure, uncertainty, lever or indicator.
    pub id: String,
    /// Name; the identifier itself where the model has no other.
    pub name: Text,
    /// Unit of `values`; of a flow that of its stock, because it is what flowed within the year.
    pub unit: String,
    /// Line of the script that declares or computes it.
    pub place: Option<Place>,
    /// Of a figure the line of each row of `values`: in the case's tables, or in the scenario that believes
    /// otherwise; else empty, and `place` is that of all rows.
    pub places: Vec<Option<Place>>,
    /// Whether `values` has a row for every zone; else one for the city.
    pub by_zone: bool,
    /// Drawn once, the same in every year.
    pub once: bool,
    /// `[zone or city][year since the base year]`; none where there is nothing, such as flows of the base year.
    pub values: Vec<Vec<Option<f64>>>,
    /// Share of its own distribution below the value, shaped as `values`; empty if nothing was drawn,
    /// none where luck had no say, as in a count at a rate of 0.
    pub percentiles: Vec<Vec<Option<f64>>>,
}

/// A target in this draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Index of the target in the case.
    pub target: usize,
    /// Threshold as the scenario reads it.
    pub threshold: f64,
    /// Year in which it is judged.
    pub year: i32,
    /// The indicator's value in that year; none beyond the horizon.
    pub value: Option<f64>,
    /// Whether it is met.
    pub met: bool,
}

/// One draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Identifier of the scenario.
    pub scenario: String,
    /// Name of the scenario.
    pub name: Text,
    /// Seed of all luck.
    pub seed: u64,
    /// Index of the draw; the first one is 0.
    pub draw: u64,
    /// Index of the counting scope, if the case has several.
    pub scope: Option<usize>,
    /// The base year and every simulated one.
    pub years: Vec<i32>,
    /// The targets, in order of the case.
    pub targets: Vec<Met>,
    /// Every quantity, grouped: indicators, stocks with their flows, levers, what was drawn.
    pub quantities: Vec<Quantity>,
    /// The measures that the scenario uses.
    pub measures: Measures,
}

impl Draw {
    /// Whether every value is a finite number, as a run demands.
    pub fn finite(&self) -> bool {
        self.quantities.iter().flat_map(|q| &q.values).flatten().flatten().all(|value| value.is_finite())
    }
}

impl Quantity {
    /// Whether values of zones add up to the city's; a ratio, index or share is averaged instead.
    pub fn additive(&self) -> bool {
        let pure = ["", "1", "%", "倍", "年", "百分点"];
        let amount = self.unit.strip_suffix("/年").unwrap_or(&self.unit);
        !pure.contains(&amount) && !amount.contains('/')
    }

    /// The line that a row of `values` comes from.
    pub fn place_of(&self, row: usize) -> Option<&Place> {
        self.places.get(row).map_or(self.place.as_ref(), Option::as_ref)
    }

    /// The city's value in a year: of values by zone the sum, or the plain mean if they do not add up.
    pub fn whole(&self, year: usize) -> Option<f64> {
        let values: Option<Vec<f64>> = self.values.iter().map(|row| *row.get(year)?).collect();
        let values = values.filter(|values| !values.is_empty())?;
        let sum: f64 = values.iter().sum();
        Some(if self.additive() || !self.by_zone { sum } else { sum / values.len() as f64 })
    }
}
