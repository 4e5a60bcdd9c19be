//! Tasks by department: measures of a scenario with years, money, effect and evidence.
//!
//! Owns the list. What the model itself spends (levers set directly) is a task without
//! a measure. Never: tries a measure; effects are handed in.

use crate::analysis::Effect;
use crate::case::Case;
use crate::experiment::{Amount, Measure, Used};
use crate::summary::ScenarioSummary;
use schemars::JsonSchema;
use serde::Serialize;

/// A measure as tried alone against the baseline by common luck.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// The measure as it was tried.
    pub measure: Measure,
    /// Effects on the targets by milestone.
    pub effects: Vec<Effect>,
    /// Whether it can still touch the policy's year.
    pub touches_first: bool,
    /// Years from first spending to the first move of any target's indicator, the model's own lags
    /// included; none if nothing ever moves.
    pub lag: Option<i32>,
}

/// A scenario's uses of measures, and the trials of those measures.
#[derive(Copy, Clone, Debug)]
pub struct Plan<'a> {
    /// Every use.
    pub used: &'a [Used],
    /// Trials; measures of the scenario's own are not among them.
    pub tried: &'a [Tried],
}

/// A department's part in a measure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Task {
    /// Department.
    pub department: String,
    /// Whether it leads (牵头) or goes along (配合).
    pub leads: bool,
    /// Index into the scenario's measures; none for what is set by levers directly.
    pub measure: Option<usize>,
    /// How it is used.
    pub uses: Vec<Use>,
    /// Expected public money by year, 亿元; with the leading department only, so that it adds up.
    pub money: Vec<f64>,
    /// Targets it moves.
    pub moves: Vec<Move>,
    /// Whether it can still touch the policy's year; none if it was not tried.
    pub touches_first: Option<bool>,
    /// First year in which it moves any target's indicator: first spending and the lag of its trial;
    /// none if it was not tried or moves nothing by itself.
    pub first_effect: Option<i32>,
}

/// A target that a measure surely and noticeably moves.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Move {
    /// Index of the target.
    pub target: usize,
    /// 1 if its indicator rises, -1 if it falls.
    pub sign: i32,
    /// First milestone in which the effect matters.
    pub year: i32,
    /// Whether the effect is then mainly one of the counting scope, no growth.
    pub mainly_scope: bool,
}

/// One use of a measure.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Use {
    /// First year of spending and last.
    pub years: (i32, i32),
    /// Indices of the zones.
    pub zones: Vec<usize>,
    /// Amount per zone and year.
    pub amount: Amount,
}

/// The tasks of a scenario by department, the leading ones first, departments in order of appearance.
pub fn tasks(case: &Case, scenario: &ScenarioSummary, plan: Plan) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    let target = case.milestones.first().copied();
    for (index, measure) in scenario.measures.iter().enumerate() {
        // By the whole declaration: a scenario's own measure may have the id of a shipped one.
        let tried = plan.tried.iter().find(|t| t.measure.differs(measure).is_none());
        let uses = uses(case, plan.used, index);
        let first = uses.iter().map(|u| u.years.0).min();
        // This scenario may begin earlier or later than the trial does.
        let effect = first.zip(tried.and_then(|tried| tried.lag)).map(|(year, lag)| year + lag);
        for (at, department) in measure.departments.iter().enumerate() {
            tasks.push(Task {
                department: department.clone(),
                leads: at == 0,
                measure: Some(index),
                uses: uses.clone(),
                money: if at == 0 { money(scenario, &measure.id, None) } else { Vec::new() },
                moves: tried.map(|t| moves(&t.effects)).unwrap_or_default(),
                touches_first: tried.map(|t| effect.map_or(t.touches_first, |year| Some(year) <= target)),
                first_effect: effect,
            });
        }
    }
    let own = scenario.budget.lines.iter().filter(|line| line.measure.is_empty());
    let own: std::collections::BTreeSet<&str> = own.map(|line| line.department.as_str()).collect();
    for department in own {
        tasks.push(Task {
            department: department.to_owned(),
            leads: true,
            measure: None,
            uses: Vec::new(),
            money: money(scenario, "", Some(department)),
            moves: Vec::new(),
            touches_first: None,
            first_effect: None,
        });
    }
    by_department(tasks)
}

/// Stable order: departments as they first appear, what they lead before what they join.
fn by_department(tasks: Vec<Task>) -> Vec<Task> {
    let mut order: Vec<String> = Vec::new();
    for task in &tasks {
        if !order.contains(&task.department) {
            order.push(task.department.clone());
        }
    }
    let mut tasks = tasks;
    tasks.sort_by_key(|t| (order.iter().position(|d| *d == t.department), !t.leads));
    tasks
}

fn uses(case: &Case, used: &[Used], measure: usize) -> Vec<Use> {
    let year = |index: Option<&usize>| case.base_year + index.copied().unwrap_or(0) as i32;
    let one = |u: &Used| Use {
        years: (year(u.years.iter().min()), year(u.years.iter().max())),
        zones: u.zones.clone(),
        amount: u.amount,
    };
    let mut uses: Vec<Use> = Vec::new();
    for found in used.iter().filter(|u| u.measure == measure && !u.years.is_empty()).map(one) {
        // Zones of the same amount and years are one line; a second use in a zone is a line of its own.
        let twin = uses.iter_mut().find(|u| {
            let apart = u.zones.iter().all(|zone| !found.zones.contains(zone));
            apart && (u.years, u.amount) == (found.years, found.amount) && found.amount != Amount::Simulated
        });
        match twin {
            Some(twin) => {
                twin.zones.extend(found.zones);
                twin.zones.sort_unstable();
            }
            None => uses.push(found),
        }
    }
    uses
}

/// Expected money of a measure by year; without a measure, of one department.
fn money(scenario: &ScenarioSummary, measure: &str, department: Option<&str>) -> Vec<f64> {
    let mut sum = vec![0.0; scenario.budget.public.len()];
    let wanted = |d: &str| department.is_none_or(|wanted| wanted == d);
    for line in scenario.budget.lines.iter().filter(|l| l.measure == measure && wanted(&l.department)) {
        for zone in &line.by_zone {
            sum.iter_mut().zip(zone).for_each(|(sum, x)| *sum += x);
        }
    }
    sum
}

/// The first milestone in which each target surely and noticeably moves.
fn moves(effects: &[Effect]) -> Vec<Move> {
    let mut found: Vec<Move> = Vec::new();
    for effect in effects.iter().filter(|e| e.matters) {
        if found.iter().all(|moved| moved.target != effect.target) {
            let Effect { target, year, mainly_scope, .. } = *effect;
            found.push(Move { target, sign: effect.sign(), year, mainly_scope });
        }
    }
    found
}
