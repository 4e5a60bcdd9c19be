//! Uncertain figures as draws: value is P50, low and high are P5 and P95.
//!
//! Drawn on a log scale for positive amounts, on a logit scale for shares, else
//! linearly, as two half-normals that meet at the median. No spread means fixed.
//! Never: knows files or provenance; it is given numbers.

use super::{Distribution, Every, Family, Graph, NodeId, Op, Scope};
use crate::error::{Place, Result};
use crate::maths;

/// Normal score of P95.
const Z95: f64 = 1.644_853_626_951_472_2;

/// Share of the variance of a figure's normal score that all zones have in common (judgement).
const COMMON: f64 = 0.5;

/// One figure in the model's internal number (a share is 0 to 1).
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Spread {
    /// P50.
    pub value: f64,
    /// P5 and P95; none if fixed.
    pub low_high: Option<(f64, f64)>,
}

/// The scale on which a figure's spread is drawn.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Logarithm.
    Positive,
    /// Logit.
    Share,
    /// Linear.
    Real,
}

impl Domain {
    /// Linear unless every number fits the domain.
    fn fitting(self, spreads: &[Spread]) -> Self {
        let inside = |x: f64| match self {
            Domain::Positive => x > 0.0,
            Domain::Share => x > 0.0 && x < 1.0,
            Domain::Real => true,
        };
        let all = |s: &Spread| inside(s.value) && s.low_high.is_none_or(|(lo, hi)| inside(lo) && inside(hi));
        if spreads.iter().all(all) { self } else { Domain::Real }
    }

    fn transformed(self, x: f64) -> f64 {
        match self {
            Domain::Positive => maths::ln(x),
            Domain::Share => maths::ln(x) - maths::ln_1p(-x),
            Domain::Real => x,
        }
    }
}

/// Scale parameters of the lower and the upper half-normal.
fn halves(spread: &Spread, domain: Domain) -> (f64, f64) {
    let Some((low, high)) = spread.low_high else { return (0.0, 0.0) };
    let middle = domain.transformed(spread.value);
    ((middle - domain.transformed(low)) / Z95, (domain.transformed(high) - middle) / Z95)
}

/// The drawn figure as a node; its luck is `figure/<name>`, the same under every counting scope.
///
/// By zone, half of the variance of the normal score is common to all zones
/// (luck `figure/<name>/common`): each zone keeps its P5, P50 and P95, but the
/// zones' sum does not become certain just because there are many of them.
///
/// `per_scope` has shape `[counting scope][zone]` (one entry inside for the city);
/// with one counting scope `stratum` is not read.
///
/// # Errors
/// If the name is bound already.
pub fn drawn_figure(
    graph: &mut Graph,
    name: &str,
    per_scope: &[Vec<Spread>],
    scope: Scope,
    domain: Domain,
    place: Option<Place>,
) -> Result<NodeId> {
    let all: Vec<Spread> = per_scope.concat();
    let domain = domain.fitting(&all);
    let table = |graph: &mut Graph, of: &dyn Fn(&Spread) -> f64| {
        let nodes: Vec<NodeId> = per_scope
            .iter()
            .map(|spreads| {
                let numbers: Vec<f64> = spreads.iter().map(of).collect();
                match scope {
                    Scope::City => graph.number(numbers[0]),
                    Scope::Zone => graph.zone_numbers(&numbers),
                }
            })
            .collect();
        by_stratum(graph, &nodes)
    };
    let value = table(graph, &|s| s.value);
    if all.iter().all(|s| s.low_high.is_none()) {
        return Ok(value);
    }
    let below = table(graph, &|s| halves(s, domain).0);
    let above = table(graph, &|s| halves(s, domain).1);
    let standard = Distribution::new(Family::Normal, vec![0.0, 1.0])?;
    let own =
        graph.uncertain(&format!("figure/{name}"), standard.clone(), scope, Every::Once, place.clone())?;
    let z = match scope {
        Scope::City => own,
        Scope::Zone => {
            // An error of judgement rarely stops at a zone's border: half of the variance is common.
            let common = format!("figure/{name}/common");
            let common = graph.uncertain(&common, standard, Scope::City, Every::Once, place)?;
            let half = graph.number(COMMON.sqrt());
            let rest = graph.number((1.0 - COMMON).sqrt());
            let common = graph.op(Op::Mul, &[common, half], None);
            let own = graph.op(Op::Mul, &[own, rest], None);
            graph.op(Op::Add, &[common, own], None)
        }
    };
    let zero = graph.number(0.0);
    let up = graph.op(Op::Gt, &[z, zero], None);
    let sd = graph.op(Op::When, &[up, above, below], None);
    let shift = graph.op(Op::Mul, &[sd, z], None);
    Ok(match domain {
        Domain::Positive => {
            let factor = graph.op(Op::Exp, &[shift], None);
            graph.op(Op::Mul, &[value, factor], None)
        }
        Domain::Share => {
            let middle = table(graph, &|s| domain.transformed(s.value));
            let x = graph.op(Op::Add, &[middle, shift], None);
            graph.op(Op::Logistic, &[x], None)
        }
        Domain::Real => graph.op(Op::Add, &[value, shift], None),
    })
}

/// The node of the draw's counting scope among one node per scope.
pub fn by_stratum(graph: &mut Graph, nodes: &[NodeId]) -> NodeId {
    let mut picked = nodes[0];
    let Some(stratum) = graph.stratum else { return picked };
    for (index, &node) in nodes.iter().enumerate().skip(1) {
        if node != picked {
            let edge = graph.number(index as f64 - 0.5);
            let here = graph.op(Op::Gt, &[stratum, edge], None);
            picked = graph.op(Op::When, &[here, node, picked], None);
        }
    }
    picked
}
