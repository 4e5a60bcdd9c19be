//! Expected public money by leading department: lines of a budget summed over measures and zones.
//!
//! Owns these sums; means add up, percentiles would not. Never: judges whether it is much.

use crate::summary::Budget;

/// Expected public money that one department leads.
#[derive(Clone, Debug, PartialEq)]
pub struct DepartmentMoney {
    /// Leading department; empty if none was named.
    pub department: String,
    /// Mean by year, 亿元, one entry per reported year.
    pub public: Vec<f64>,
    /// Its sum, 亿元.
    pub total: f64,
    /// Of it without effect, 亿元.
    pub undelivered: f64,
}

/// The money of a budget by department, in order of the budget's lines.
pub fn by_department(budget: &Budget) -> Vec<DepartmentMoney> {
    let years = budget.public.len();
    let mut found: Vec<DepartmentMoney> = Vec::new();
    for line in &budget.lines {
        let at = found.iter().position(|d| d.department == line.department).unwrap_or_else(|| {
            let department = line.department.clone();
            found.push(DepartmentMoney {
                department,
                public: vec![0.0; years],
                total: 0.0,
                undelivered: 0.0,
            });
            found.len() - 1
        });
        let of = &mut found[at];
        for zone in &line.by_zone {
            of.public.iter_mut().zip(zone).for_each(|(sum, x)| *sum += x);
        }
        of.undelivered += line.undelivered.iter().sum::<f64>();
    }
    found.iter_mut().for_each(|d| d.total = d.public.iter().sum());
    found
}

/// Departments by their money in several budgets together, the largest first; equals stay in order of
/// the budgets' lines.
pub fn departments_by_money<'a>(budgets: impl Iterator<Item = &'a Budget>) -> Vec<String> {
    let mut found: Vec<(String, f64)> = Vec::new();
    for of in budgets.flat_map(by_department) {
        match found.iter_mut().find(|(known, _)| *known == of.department) {
            Some((_, sum)) => *sum += of.total,
            None => found.push((of.department, of.total)),
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.into_iter().map(|(department, _)| department).collect()
}

/// A department's money with its place, or how many departments are in it.
pub type Numbered = (usize, DepartmentMoney);

/// Those of `large` that have money in a budget, each with its place there, and the others as one with
/// their number.
pub fn large_departments(budget: &Budget, large: &[String]) -> (Vec<Numbered>, Option<Numbered>) {
    let place = |of: &DepartmentMoney| large.iter().position(|known| *known == of.department);
    let (named, others): (Vec<_>, Vec<_>) =
        by_department(budget).into_iter().partition(|of| place(of).is_some());
    let mut named: Vec<_> = named.into_iter().filter_map(|of| Some((place(&of)?, of))).collect();
    named.sort_by_key(|(place, _)| *place);
    let count = others.len();
    let together = others.into_iter().reduce(|mut sum, of| {
        sum.public.iter_mut().zip(&of.public).for_each(|(sum, x)| *sum += x);
        sum.total += of.total;
        sum.undelivered += of.undelivered;
        sum
    });
    (named, together.map(|of| (count, DepartmentMoney { department: String::new(), ..of })))
}

/// Public money without effect by year, 亿元, one entry per reported year.
pub fn undelivered_by_year(budget: &Budget) -> Vec<f64> {
    let mut sums = vec![0.0; budget.public.len()];
    for line in &budget.lines {
        sums.iter_mut().zip(&line.undelivered).for_each(|(sum, x)| *sum += x);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::BudgetLine;

    #[test]
    fn departments_add_up_to_the_budget() {
        let line = |department: &str, by_zone: Vec<Vec<f64>>, lost: f64| BudgetLine {
            department: department.into(),
            by_zone,
            undelivered: vec![lost, 0.0],
            ..BudgetLine::default()
        };
        let lines = vec![
            line("甲局", vec![vec![0.5, 1.0], vec![0.25, 0.0]], 0.25),
            line("乙局", vec![vec![0.0, 2.0]], 0.5),
            line("甲局", vec![vec![1.0, 0.0]], 0.125),
        ];
        let found = by_department(&Budget { lines, public: vec![1.75, 3.0], ..Budget::default() });
        let told: Vec<_> = found.iter().map(|d| (d.department.as_str(), d.total, d.undelivered)).collect();
        assert_eq!(told, [("甲局", 2.75, 0.375), ("乙局", 2.0, 0.5)]);
        assert_eq!(found[0].public, [1.75, 1.0]);
    }

    #[test]
    fn the_largest_departments_and_the_others_add_up_to_every_year() {
        let line = |n: u32| BudgetLine {
            department: format!("{n}局"),
            by_zone: vec![vec![f64::from(n), 1.0]],
            undelivered: vec![0.25, 0.5],
            ..BudgetLine::default()
        };
        let lines: Vec<BudgetLine> = [3, 9, 1, 7, 5].map(line).into();
        let budget = Budget { lines, public: vec![25.0, 5.0], ..Budget::default() };
        let order = departments_by_money([&budget].into_iter());
        assert_eq!(order, ["9局", "7局", "5局", "3局", "1局"]);
        let (large, rest) = large_departments(&budget, &order[..2]);
        let names: Vec<(usize, &str)> = large.iter().map(|(at, d)| (*at, d.department.as_str())).collect();
        assert_eq!(names, [(0, "9局"), (1, "7局")]);
        // Among more departments one keeps its place, whatever it spends here.
        let other = ["8局", "7局", "9局"].map(str::to_owned);
        let places: Vec<usize> = large_departments(&budget, &other).0.iter().map(|(at, _)| *at).collect();
        assert_eq!(places, [1, 2]);
        let (count, rest) = rest.expect("others");
        assert_eq!((count, rest.public.as_slice(), rest.total), (3, &[9.0, 3.0][..], 12.0));
        for year in 0..2 {
            let sum: f64 = large.iter().map(|(_, d)| d).chain([&rest]).map(|d| d.public[year]).sum();
            assert_eq!(sum, budget.public[year]);
        }
        assert_eq!(undelivered_by_year(&budget), [1.25, 2.5]);
    }
}
