//! Public money by department, measure, zone and year: expected values against sums by hand.

mod common;

use common::{Scripts, bound, laboratories, model, outcomes, scenario, scenario_with, small_case, target};
use std::sync::atomic::AtomicBool;
use zonecast::batch::{self, CaseChoice, ScenarioFile, Settings};
use zonecast::message::{Lang, say};
use zonecast::script::Script;
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

/// What a lever costs is paid by the lever or by the measure that moves it, never by both.
const SHARED: &str = r#"
let invest = lever("invest", "投资", "Investment", "亿元/年", #{high: 50.0});
let rd = lever("rd_in", "研发", "R&D", "亿元/年", #{internal: true, high: 9.0});
let staff = lever("staff_in", "人员", "Staff", "人/年", #{internal: true, high: 9.0});
cost(0.1 * invest, "市经信局", 0.6);
cost(delay(0.5 * max(total(invest) - 12.0, 0.0), 1), "市财政局");
private_money(invest - 0.1 * directly("invest") - public_in("invest") + rd - public_in("rd_in"));
indicator("x", "甲", "X", total(invest) / total(invest + 1.0), "1");
indicator("i", "投", "I", total(invest), "亿元/年");
indicator("s", "人", "S", total(staff), "人/年");
"#;

const PUSH: &str = r#"
scenario("甲", "A");
fn one(id, moves) {
    #{
        id: id, zh: id, en: id, clause: "4.3", words: "引导投资",
        departments: ["市发展改革委"], unit: "亿元/年", trial: 1, cost: 0.5, delay: 1,
        delivery: 0.8, moves: moves, evidence: "judgement", basis: "判断", basis_en: "judgement",
    }
}
measure(one("push", #{ invest: 2 }), zone("a"), 2025, 3);
measure(one("grant", #{ rd_in: 0.4, staff_in: 1 }), zone("a"), 2025, 5);
measure(one("both", #{ invest: 0.5, rd_in: 0.75 }), zone("b"), 2025, 2);
zones().invest(2026, 10);
"#;

fn shared() -> (Budget, Vec<f64>) {
    let case = small_case(&["a", "b"], 2024, 2027, 1, &target("T", "x", ">=", 1.0, 2027));
    let model = model(&case, SHARED).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let scenario = scenario_with(&model, PUSH, &Scripts::default());
    let scenario = scenario.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&model, vec![scenario.scenario], 1, 64);
    let outcomes = outcomes(&experiment, 1).expect("run");
    let summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new(); 2]);
    let bands = &summary.scenarios[1].bands;
    let city = bands.iter().find(|b| b.indicator == 1 && b.zone.is_none()).expect("a band");
    (summary.scenarios[1].budget.clone(), city.years.iter().map(|year| year[2]).collect())
}

#[test]
fn a_measure_pays_for_what_it_moves_and_the_lever_for_what_is_set() {
    let (budget, invest) = shared();
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-6, "{found}, not {wanted}");
    // Set directly 10 in each zone; by measures, 0.8 delivered, 3 x 2 x 0.8 and 2 x 0.5 x 0.8.
    near(invest[2], 20.0 + 4.8 + 0.8);
    let line = |id: &str| budget.lines.iter().find(|l| l.measure == id).expect("a line");
    let sum = |id: &str| line(id).by_zone.iter().flatten().sum::<f64>();
    near(sum(""), 0.1 * 20.0);
    near(line("").undelivered[2], 0.1 * 20.0 * 0.4);
    // Half of what is set beyond 12, a year later.
    let late = budget.lines.iter().find(|l| l.department == "市财政局").expect("a line");
    assert_eq!(late.by_zone, [[0.0, 0.0, 0.0, 4.0]]);
    for (id, money) in [("push", 1.5), ("grant", 2.5), ("both", 1.0)] {
        near(sum(id), money);
        near(line(id).undelivered[1], money * 0.2);
        assert_eq!(line(id).department, "市发展改革委");
    }
    // What the lever brings less a tenth, what the measures bring less what they deliver of their
    // cost, but no more than they bring: 0.5 of 2 and of 1.25, all of 0.4.
    let set = 20.0 - 2.0;
    let pushed = 3.0 * 0.8 * (2.0 - 0.5);
    let both = 2.0 * 0.8 * (1.25 - 0.5);
    near(budget.private[2], set + pushed + 0.0 + both);
    near(budget.undelivered, 0.8 + 0.2 * 5.0);
    near(budget.leverage.expect("money on both sides"), (set + pushed + both) / 11.0);
}

/// The equations of the shipped channels, with a speed that is known.
const EARLY: &str = r#"
let o = lever("organisation", "组织", "Organisation", "1", #{internal: true, high: 0.5});
let rd = lever("rd_in", "研发", "R&D", "亿元/年", #{internal: true, high: 9.0});
let sooner = 2.0 * o;
let early = sooner * due_next("rd_in");
let brought = rd + early - delay(early, 1);
let early_money = sooner * public_next("rd_in");
let money = public_in("rd_in") + early_money - delay(early_money, 1);
private_money(max(brought - money, 0.0));
indicator("x", "甲", "X", total(rd) / total(rd + 1.0), "1");
indicator("brought", "到位", "Brought", total(brought), "亿元/年");
indicator("money", "财政", "Money", total(money), "亿元/年");
"#;

/// Effect, public money in it and private money by year, and what all measures cost, when a measure of
/// this cost brings `size` of R&D two years later, and organisation brings a fifth of it forward.
fn early(cost: f64, size: f64) -> (Vec<f64>, Vec<f64>, Vec<f64>, f64) {
    let case = small_case(&["a", "b"], 2024, 2028, 1, &target("T", "x", ">=", 1.0, 2028));
    let model = model(&case, EARLY).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let text = format!(
        r#"scenario("甲", "A");
        fn one(id, cost, delay, delivery, moves) {{
            #{{
                id: id, zh: id, en: id, clause: "4.3", words: "投资", departments: ["市科技局"],
                unit: "亿元/年", trial: 1, cost: cost, delay: delay, delivery: delivery, moves: moves,
                evidence: "judgement", basis: "判断", basis_en: "judgement",
            }}
        }}
        measure(one("grant", {cost:?}, 2, 0.8, #{{ rd_in: {size:?} }}), zone("a"), 2025, 5);
        measure(one("push", 0.1, 0, 1.0, #{{ organisation: 0.1 }}), zone("a"), 2026, 1);"#
    );
    let scenario = scenario_with(&model, &text, &Scripts::default());
    let scenario = scenario.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&model, vec![scenario.scenario], 1, 64);
    let outcomes = outcomes(&experiment, 1).expect("run");
    let summary = summarise(&case, &experiment, &outcomes, Vec::new(), vec![Vec::new(); 2]);
    let medians = |index: usize| {
        let bands = &summary.scenarios[1].bands;
        let city = bands.iter().find(|b| b.indicator == index && b.zone.is_none()).expect("a band");
        city.years.iter().map(|year| year[2]).collect::<Vec<f64>>()
    };
    let budget = &summary.scenarios[1].budget;
    (medians(1), medians(2), budget.private.clone(), budget.public.iter().sum())
}

#[test]
fn what_comes_a_year_sooner_brings_its_money_along() {
    let near = |found: &[f64], wanted: [f64; 5]| {
        let alike = found.len() == 5 && found.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(alike, "{found:?}, not {wanted:?}");
    };
    // Years 2024 to 2028. 5 x 2 x 0.8 = 8 are due in 2027, with 5 x 0.5 x 0.8 = 2 of public money in them;
    // in 2026 organisation of 0.1, twice as fast, brings a fifth of both forward.
    let (effect, money, private, cost) = early(0.5, 2.0);
    near(&effect, [0.0, 0.0, 1.6, 6.4, 0.0]);
    near(&money, [0.0, 0.0, 0.4, 1.6, 0.0]);
    near(&private, [0.0, 0.0, 1.2, 4.8, 0.0]);
    // What is spent stays in its year, whenever it works: 5 x 0.5, and 0.1 for the organisation.
    assert!((cost - 2.6).abs() < 1e-9, "{cost}");
    // Where all that is brought is public money, none is private, in the first year neither.
    let (effect, money, private, _) = early(0.5, 0.5);
    near(&effect, [0.0, 0.0, 0.4, 1.6, 0.0]);
    near(&money, [0.0, 0.0, 0.4, 1.6, 0.0]);
    near(&private, [0.0; 5]);
}

#[test]
fn organisation_makes_no_private_money_by_bringing_public_money_forward() {
    // 0.01 of grants, due two years later, are all public money; organisation of 0.1 brings a tenth more
    // of R&D, a part of it a year sooner (0 to 0.3, on average 0.117). Only the tenth is private.
    let one = r#"fn one(id, cost, delay, moves) {
        #{
            id: id, zh: id, en: id, clause: "4.3", words: "投资", departments: ["市科技局"],
            unit: "亿元/年", trial: 1, cost: cost, delay: delay, delivery: 1.0, moves: moves,
            evidence: "judgement", basis: "判断", basis_en: "judgement",
        }
    }
    measure(one("grant", 0.5, 2, #{ rd_in: 0.5 }), zones(), 2027, 0.02);
    measure(one("push", 0.0, 0, #{ organisation: 0.1 }), zones(), 2025..=2035, 1);"#;
    let found = of_the_case(&[one]);
    // Absorption takes a little of so small an amount.
    assert!((found[0].0 - 0.1).abs() < 0.005, "{found:?}");
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

/// Leverage and the share of money without effect of scenarios of the embedded case.
fn of_the_case(texts: &[&str]) -> Vec<(f64, f64)> {
    let file = |(at, text): (usize, &&str)| ScenarioFile {
        id: format!("s{at}"),
        script: Script {
            shown: format!("s{at}.rhai"),
            text: format!("scenario(\"甲{at}\", \"A{at}\");\n{text}"),
        },
    };
    let files: Vec<ScenarioFile> = texts.iter().enumerate().map(file).collect();
    let run = || {
        let loaded = batch::load_case(&CaseChoice::Default, 10)?;
        let prepared = batch::prepare(loaded, &files)?;
        let settings = Settings { draws: 4000, seed: 1, threads: 2 };
        batch::run(&prepared, settings, &AtomicBool::new(false), &|_| {})
    };
    let summary = run().unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let shares = summary.scenarios[1..].iter().map(|s| {
        let public: f64 = s.budget.public.iter().sum();
        (s.budget.leverage.expect("public money"), s.budget.undelivered / public)
    });
    shares.collect()
}

#[test]
fn the_same_money_by_lever_and_by_measure_leverages_alike() {
    // The measures have the spreads that the model gives to its levers; only their luck differs.
    let investment = r#"measure(#{
        id: "own_investment", zh: "投", en: "I", clause: "4.3", words: "投资", departments: ["市经信局"],
        unit: "亿元/年", trial: 1, cost: pert(0.06, 0.10, 0.15), delay: 1, delivery: pert(0.6, 0.8, 0.95),
        moves: #{ capital_in: 1.0 }, evidence: "judgement", basis: "同杠杆", basis_en: "as the lever",
    }, zones(), 2027..=2030, 0.2);"#;
    let found = of_the_case(&[
        "zones().invest(2027..=2030, 0.2);",
        investment,
        "zones().rd_subsidy(2027..=2030, 0.01);",
        "import \"measures/chapter3\" as c3; c3::rd_guidance(zones(), 2027..=2030, 0.01);",
    ]);
    let near = |a: f64, b: f64, most: f64| assert!((a - b).abs() <= most, "{a}, not {b}: {found:?}");
    // Mean public share .102, mean delivery .792: (.792 - .792 x .102) / .102, less some saturation.
    near(found[0].0, 6.97, 0.35);
    near(found[0].0, found[1].0, 0.15);
    // Means of 0.208; 4,000 draws know each to 0.001.
    for (_, undelivered) in &found {
        near(*undelivered, 1.0 - (0.6 + 4.0 * 0.8 + 0.95) / 6.0, 0.005);
    }
    // A yuan brings 0.3 to 1.3 yuan: hardly ever more than itself.
    near(found[2].0, found[3].0, 0.005);
    assert!(found[2].0 > 0.0 && found[2].0 < 0.04, "{found:?}");
}
