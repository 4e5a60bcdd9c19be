//! Public money by department, measure, zone and year: expected values against sums by hand.

mod common;

use common::{bound, laboratories, model, outcomes, scenario, small_case, target};
use zonecast::message::{Lang, say};
use zonecast::summary::{Budget, summarise};

const MODEL: &str = r#"
let invest = lever("invest", "投资", "Investment", "亿元/年", #{high: 50.0});
let p = lever("platforms", "平台", "Platforms", "个/年", #{internal: true, high: 9.0});
cost(0.1 * invest, "市经信局");
private_money(0.9 * invest);
indicator("x", "甲", "X", total(invest) / total(invest + 1.0), "1");
"#;

fn budget() -> (Budget, Budget, Vec<f64>) {
    let case = small_case(&["a", "b"], 2024, 2027, 1, &target("T", "x", ">=", 1.0, 2027));
    let model = model(&case, MODEL);
    let model = model.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let scenario = scenario(&model, &laboratories("uniform(0.2, 0.4)"));
    let scenario = scenario.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&model, vec![scenario.scenario], 1, 20_000);
    let outcomes = outcomes(&experiment, 2).expect("run");
    let summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new(); 2]);
    let mean_cost = summary.scenarios[1].cost.iter().map(|b| b[2]).collect();
    (summary.scenarios[0].budget.clone(), summary.scenarios[1].budget.clone(), mean_cost)
}

#[test]
fn money_adds_up_over_lines_zones_and_years() {
    let (baseline, with, median) = budget();
    assert!(baseline.lines.is_empty() && baseline.leverage.is_none());
    let line = |id: &str| with.lines.iter().find(|l| l.measure == id).expect("a line");
    let (lab, own) = (line("laboratory"), line(""));
    assert_eq!((lab.department.as_str(), own.department.as_str()), ("市科技局", "市经信局"));
    assert_eq!(lab.clause, "2.1");
    // The mean of uniform(0.2, 0.4) is 0.3; 20,000 draws know it to about 0.0004.
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 0.005, "{found}, not {wanted}");
    for (year, wanted) in [0.0, 0.6, 0.9, 0.0].into_iter().enumerate() {
        near(lab.by_zone[0][year], wanted);
        near(lab.undelivered[year], [0.0, 0.15, 0.3, 0.0][year]);
    }
    near(lab.by_zone[1][2], 0.3);
    assert_eq!(own.by_zone[1], [0.0, 0.0, 1.0, 0.0]);
    assert_eq!(with.private, [0.0, 0.0, 9.0, 0.0]);
    for year in 0..4 {
        let sum: f64 = with.lines.iter().flat_map(|l| &l.by_zone).map(|z| z[year]).sum();
        assert!((with.public[year] - sum).abs() < 1e-12);
        // The distribution of the cost is symmetric here, so its median is its mean.
        near(with.public[year], median[year]);
    }
    near(with.leverage.expect("money on both sides"), 9.0 / 2.8);
    near(with.undelivered, 0.45);
}
