//! Expected public money: by department, measure, zone and year, with what is spent in vain.
//!
//! Owns means of money, because means add up over lines, zones and years and
//! percentiles do not. Never: judges whether it is much.

use super::{Budget, BudgetLine};
use crate::case::Text;
use crate::experiment::Bound;
use crate::simulate::{FIXED, Outcome};

/// The budget of a scenario; `yearly` is the case's yearly budget, 亿元.
pub fn budget(bound: &Bound, outcome: &Outcome, yearly: Option<f64>) -> Budget {
    let tally = &outcome.tally;
    let draws = tally.draws.iter().sum::<u64>().max(1) as f64;
    let mean = |sum: &i128| *sum as f64 / FIXED / draws;
    let years = outcome.shape.years;
    let lines = bound.program.graph.monies.iter().zip(&tally.money).map(|(money, [spent, lost])| {
        let measure = bound.measures.declared.iter().find(|m| m.id == money.source);
        BudgetLine {
            department: money.department.clone(),
            measure: money.source.clone(),
            name: measure.map_or_else(Text::default, |m| m.name.clone()),
            clause: measure.map_or_else(String::new, |m| m.clause.clone()),
            by_zone: spent.iter().map(|zone| zone.iter().map(mean).collect()).collect(),
            undelivered: match lost.is_empty() {
                true => Vec::new(),
                false => (0..years).map(|year| lost.iter().map(|zone| mean(&zone[year])).sum()).collect(),
            },
        }
    });
    let lines = merged(lines.collect());
    let public =
        (0..years).map(|year| lines.iter().flat_map(|l| &l.by_zone).map(|z| z[year]).sum::<f64>() + 0.0);
    let public: Vec<f64> = public.collect();
    let private: Vec<f64> = tally.private.iter().map(mean).collect();
    let (spent, attracted) = (public.iter().sum::<f64>(), private.iter().sum::<f64>());
    let base_year = bound.program.graph.base_year;
    let first_wins = |a: &usize, b: &usize| public[*a].total_cmp(&public[*b]).then(b.cmp(a));
    let highest = (0..years).max_by(first_wins).unwrap_or(0);
    let peak = yearly.filter(|b| *b > 0.0).map(|b| (base_year + highest as i32, public[highest] / b));
    Budget {
        leverage: (spent > 0.0 && !private.is_empty()).then_some(attracted / spent),
        peak,
        undelivered: lines.iter().flat_map(|l| &l.undelivered).sum::<f64>() + 0.0,
        public,
        private,
        lines,
    }
}

/// Uses of one measure under one department as one line; lines without money fall away.
fn merged(lines: Vec<BudgetLine>) -> Vec<BudgetLine> {
    let mut kept: Vec<BudgetLine> = Vec::new();
    for line in lines {
        let same = |l: &&mut BudgetLine| {
            (&l.department, &l.measure, l.by_zone.len())
                == (&line.department, &line.measure, line.by_zone.len())
        };
        match kept.iter_mut().find(same) {
            None => kept.push(line),
            Some(before) => {
                let rows = before.by_zone.iter_mut().zip(&line.by_zone);
                rows.for_each(|(a, b)| add(a, b));
                add(&mut before.undelivered, &line.undelivered);
            }
        }
    }
    kept.retain(|line| line.by_zone.iter().flatten().any(|x| *x != 0.0));
    kept
}

fn add(sum: &mut [f64], more: &[f64]) {
    sum.iter_mut().zip(more).for_each(|(a, b)| *a += b);
}
