//! What scenarios have in common is computed once: nobody may notice.

mod common;

use common::everything::{MODEL, SCENARIO, case};
use common::{bound, model, outcomes, scenario, small_case};
use zonecast::experiment::{Experiment, Scenario};
use zonecast::message::{Lang, say};
use zonecast::model::NodeId;
use zonecast::script::Model;
use zonecast::simulate::{Keys, Replay, Workspace};

/// Scenarios that touch the model of `everything` in all ways there are.
const SCENARIOS: [&str; 7] = [
    SCENARIO,
    "",
    "figure(\"z0\", \"va_share\", 7.5);",
    "figure(\"va\", normal(90.0, 3.0));",
    "zone(\"z0\").invest(2026..=2028, pert(1.0, 2.0, 4.0));",
    "zone(\"z0\").invest(2026..=2028, pert(1.0, 2.0, 5.0));",
    "rule(2027..=2030, |z| z.talent(when(z.last(\"K\") < 20.0, 1.5, 0.0))); target(\"T\", #{threshold: 3.0});",
];

fn scenarios(model: &Model) -> Vec<Scenario> {
    let traced = SCENARIOS.iter().map(|text| {
        let titled = if text.contains("scenario(") {
            (*text).to_owned()
        } else {
            format!("scenario(\"甲\", \"A\"); {text}")
        };
        scenario(model, &titled).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).scenario
    });
    traced.collect()
}

fn everything(zones: usize, steps: u32, draws: u64) -> (Model, Experiment) {
    let model = model(&case(zones, steps), MODEL).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let experiment = bound(&model, scenarios(&model), 20_261_124, draws);
    (model, experiment)
}

#[test]
fn a_scenario_among_others_gives_what_it_gives_alone_with_the_baseline() {
    for (zones, steps) in [(3, 1), (2, 3)] {
        let (model, experiment) = everything(zones, steps, 2_345);
        let together = outcomes(&experiment, 2).expect("finite");
        for (index, alone) in scenarios(&model).into_iter().enumerate() {
            let alone = outcomes(&bound(&model, vec![alone], experiment.seed, 2_345), 1).expect("finite");
            for (alone, among) in [(&alone[0], &together[0]), (&alone[1], &together[index + 1])] {
                assert!(alone.tally == among.tally, "counts of {}", SCENARIOS[index]);
                assert!(alone.ranges == among.ranges && alone.series == among.series);
                assert!(alone.pilot == among.pilot && alone.shape == among.shape);
            }
        }
    }
}

#[test]
fn every_reported_and_checked_value_is_that_of_the_scenario_alone_bit_for_bit() {
    for (zones, steps) in [(3, 1), (2, 4)] {
        let (_, experiment) = everything(zones, steps, 100);
        let (block, first) = (6, 1_000);
        let keys = Keys::new(&experiment.program, experiment.seed);
        let mut space = Workspace::new(&experiment.program, &keys, block);
        space.run(0, |_, _| {});
        let mut kept = Vec::new();
        let slots = 0..experiment.program.slots.len();
        space.run(first, |_, space| {
            kept.push(slots.clone().map(|s| space.slot(s).to_vec()).collect::<Vec<_>>())
        });
        for bound in &experiment.scenarios {
            let checked = bound.program.checked.iter().map(|c| c.slot);
            let read: Vec<usize> = checked.chain(bound.program.reported.iter().copied()).collect();
            for draw in 0..block {
                Replay::new(&bound.program, experiment.seed, first + draw as u64).run(
                    |year, year_end, replay| {
                        for &slot in read.iter().filter(|_| year_end) {
                            let values: &[f64] = &kept[year][bound.slot(NodeId(slot as u32))];
                            for (zone, row) in values.chunks_exact(block).enumerate() {
                                let (found, wanted) = (row[draw], replay.value(slot, zone));
                                let node = &bound.program.graph.nodes[slot];
                                // A product with a lever at zero has no sign: -0 + 0 is 0.
                                let bits = |x: f64| (x + 0.0).to_bits();
                                assert_eq!(bits(found), bits(wanted), "{node:?}: {found}, not {wanted}");
                            }
                        }
                        true
                    },
                );
            }
        }
    }
}

/// Whether a scenario of the list reads an indicator from where the baseline does.
fn shares(experiment: &Experiment, scenario: usize, id: &str) -> bool {
    let slot = |index: usize| {
        let bound = &experiment.scenarios[index];
        let indicator = bound.program.indicators().iter().find(|i| i.label.id == id).expect("declared");
        bound.slot(indicator.zone.or(indicator.city).expect("reported"))
    };
    slot(0) == slot(scenario + 1)
}

#[test]
fn just_what_a_scenario_does_not_touch_is_shared() {
    let (_, experiment) = everything(3, 1, 100);
    let rows = [
        (1, "K", true),
        (1, "share", true),
        (1, "city", true),
        // Shares of the city are start values of K, and K is summed into the city's stock.
        (2, "K", false),
        (2, "share", false),
        (2, "city", false),
        (2, "counted", false),
        // The city's own figure is the start of its stock only.
        (3, "city", false),
        (3, "K", true),
        (4, "K", false),
        (4, "city", false),
        (6, "K", false),
    ];
    for (scenario, id, wanted) in rows {
        assert_eq!(shares(&experiment, scenario, id), wanted, "{id} under `{}`", SCENARIOS[scenario]);
    }
    // One luck, two distributions: the scenarios differ from each other, not only from the baseline.
    let k = |scenario: usize| {
        let bound = &experiment.scenarios[scenario + 1];
        let indicator = bound.program.indicators().iter().find(|i| i.label.id == "K").expect("declared");
        bound.slot(indicator.zone.expect("by zone"))
    };
    assert_ne!(k(4), k(5));
}

#[test]
fn a_model_without_stocks_or_a_scenario_like_the_baseline_costs_one_program() {
    let case = small_case(&["a", "b"], 2024, 2026, 1, "");
    let script = "let e = uncertain(\"e\", uniform(0, 1), per_zone, yearly);\nindicator(\"x\", \"指标\", \"X\", e * 2.0, \"1\");\n";
    let model = model(&case, script).expect("traced");
    let same = scenario(&model, "scenario(\"甲\", \"A\");").expect("traced").scenario;
    let experiment = bound(&model, vec![same.clone(), same], 1, 100);
    assert_eq!(experiment.program.step.len(), experiment.scenarios[0].program.step.len());
    let outcomes = outcomes(&experiment, 1).expect("finite");
    assert_eq!(outcomes[0].tally.bins, outcomes[2].tally.bins);
}

#[test]
fn what_a_lever_at_zero_would_do_is_not_computed() {
    let case = small_case(&["a", "b"], 2024, 2026, 1, "");
    let script = r#"
let e = uncertain("e", uniform(0, 1), per_zone, yearly);
let x = lever("x", "杠杆", "Lever", "1", #{low: 0.0, high: 10.0});
let grown = stock("grown", "累计", "Grown", x * e, "1");
grown.becomes(grown + exp(e) * x);
indicator("y", "指标", "Y", e + grown * exp(x + 1.0) * when(e > 0.5, 2.0, 3.0), "1");
"#;
    let model = model(&case, script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let idle = scenario(&model, "scenario(\"甲\", \"A\");").expect("traced").scenario;
    let busy =
        scenario(&model, "scenario(\"乙\", \"B\"); zone(\"a\").x(2025, 1.0);").expect("traced").scenario;
    let steps = |scenario| {
        let experiment = bound(&model, vec![scenario], 1, 100);
        experiment.program.step.len()
    };
    // The luck and its quantile are left, for the baseline and the scenario together.
    assert_eq!(steps(idle), 2);
    assert!(steps(busy) > 5);
}
