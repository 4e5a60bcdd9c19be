//! The change of a share split into growth, scope and composition: the parts add up in every draw.

mod common;

use common::{bound, case_with, model, outcomes, scenario, small_case, target};
use std::sync::atomic::AtomicBool;
use zonecast::batch::{CaseChoice, Settings, load_case, own_scenarios, prepare, run};
use zonecast::compile::{Program, compile};
use zonecast::message::{Lang, say};
use zonecast::script::trace_scenario;
use zonecast::simulate::Replay;
use zonecast::summary::{ScenarioSummary, summarise};

/// City values of every indicator by year in one draw, in the reported unit.
fn replay(program: &Program, draw: u64) -> Vec<Vec<f64>> {
    let mut years = Vec::new();
    Replay::new(program, 20_261_124, draw).run(|_, last, replay| {
        if last {
            let value = |i: &zonecast::model::graph::Indicator| {
                i.city.map_or(f64::NAN, |node| replay.value(node.index(), 0) * i.scale)
            };
            years.push(program.indicators().iter().map(value).collect());
        }
        true
    });
    years
}

/// The programs of the shipped scenarios, as they are and without redrawing.
fn shipped(fixed: bool) -> Vec<(String, Program)> {
    let mut loaded = load_case(&CaseChoice::Default, 60).expect("the embedded case");
    if fixed {
        loaded.model.fix_scope();
    }
    let files = own_scenarios(&CaseChoice::Default).expect("embedded scenarios");
    let program = |file: &zonecast::batch::ScenarioFile| {
        let traced = trace_scenario(&loaded.model, &file.id, &file.script, &loaded.host);
        let traced = traced.unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
        (file.id.clone(), compile(&traced.scenario.graph).expect("compiled"))
    };
    files.iter().map(program).collect()
}

#[test]
fn the_parts_add_up_to_the_change_in_every_draw_year_and_scenario() {
    for (id, program) in shipped(false) {
        assert_eq!(program.graph.parts.len(), 8, "t1a, t1b, t1c, t2 to t6");
        for draw in 0..24 {
            let years = replay(&program, draw);
            for parts in &program.graph.parts {
                for (year, now) in years.iter().enumerate() {
                    let change = now[parts.of] - years[0][parts.of];
                    let sum = now[parts.growth] + now[parts.scope] + now[parts.composition];
                    let name = &program.indicators()[parts.of].label.id;
                    assert!((change - sum).abs() <= 1e-9, "{id} {name} {draw} {year}: {change} is not {sum}");
                    let same = now[parts.of] - now[parts.scope];
                    assert!((now[parts.same_scope] - same).abs() <= 1e-9, "{id} {name} {draw} {year}");
                }
            }
        }
    }
}

#[test]
fn the_scope_part_is_the_difference_to_the_same_draw_without_redrawing() {
    let mut moved = 0;
    for ((id, with), (_, without)) in shipped(false).iter().zip(&shipped(true)) {
        for draw in 0..12 {
            for (now, then) in replay(with, draw).iter().zip(&replay(without, draw)) {
                for parts in &with.graph.parts {
                    let scope = now[parts.of] - then[parts.of];
                    let name = &with.indicators()[parts.of].label.id;
                    assert!((now[parts.scope] - scope).abs() <= 1e-9, "{id} {name} {draw}");
                    assert_eq!(then[parts.scope].to_bits(), 0.0_f64.to_bits(), "{id} {name} {draw}");
                    for part in [parts.growth, parts.composition, parts.same_scope] {
                        assert!((now[part] - then[part]).abs() <= 1e-9, "{id} {name} {draw}");
                    }
                    moved += usize::from(scope != 0.0);
                }
            }
        }
    }
    assert!(moved > 200, "redrawing hardly ever moved anything: {moved}");
}

/// Two zones with exact paths: ratio 1/2 and 1/4 at the start, 3/5 and 1/4 later; the second doubles.
const TWO_ZONES: &str = r#"
    let later = when(year > 2024.5, 1.0, 0.0);
    let d = data("d") * (1.0 + later * (data("d") - 10.0) / 30.0);
    let n = d * (data("r") + later * 0.1 * (data("r") - 0.25) / 0.25);
    let moved = lever("moved", "划入", "Moved", "1", #{high: 1.0, scope: true});
    let annexed = total(moved) / 2.0 * 10.0;
    let same = total(n) / total(d);
    let whole = total(n) / (total(d) + annexed);
    indicator("s", "占比", "Share", whole, "%");
    let ratio = n / d;
    let weight = d / total(d);
    let growth = total((weight + at_start(weight)) * (ratio - at_start(ratio))) / 2.0;
    let composition = total((ratio + at_start(ratio)) * (weight - at_start(weight))) / 2.0;
    分解("s", growth, whole - same, composition);
"#;

#[test]
fn a_split_in_closed_form_and_in_the_summary() {
    // d is 10 and 40 at the start, then 10 and 80; r is 1/2 and 1/4, then 3/5 and 1/4; 10 more are annexed.
    let rows = "a,,d,1,,口径,2024,,,10,10,10,assumed,,判断,,,\nb,,d,1,,口径,2024,,,40,40,40,assumed,,判断,,,\n\
                a,,r,1,,口径,2024,,,0.5,0.5,0.5,assumed,,判断,,,\nb,,r,1,,口径,2024,,,0.25,0.25,0.25,assumed,,判断,,,\n";
    let target = target("T", "s", ">=", 20.0, 2026).replace("unit = \"1\"", "unit = \"%\"");
    let case = case_with(&["a", "b"], 2024, 2026, 1, &target, rows, "");
    let model = model(&case, TWO_ZONES).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    let moved = scenario(&model, "scenario(\"甲\", \"A\");\nzones().moved(2025..=2026, 1);").expect("traced");
    let experiment = bound(&model, vec![moved.scenario], 1, 700);
    let summary = summarise(
        &case,
        &experiment,
        &outcomes(&experiment, 2).expect("run"),
        Vec::new(),
        vec![Vec::new(); 2],
    );
    // Weights 1/5, 4/5, then 1/9, 8/9; means of both ends.
    let growth: f64 = 100.0 * (0.2 + 1.0 / 9.0) / 2.0 * 0.1;
    let composition = 100.0 * ((0.5 + 0.6) / 2.0 * (1.0 / 9.0 - 0.2) + 0.25 * (8.0 / 9.0 - 0.8));
    let (start, same, whole): (f64, f64, f64) = (30.0, 100.0 * 26.0 / 90.0, 26.0);
    assert!((growth + composition - (same - start)).abs() < 1e-12);
    for (index, scope) in [(0, 0.0), (1, whole - same)] {
        let [split] = summary.scenarios[index].splits.as_slice() else { panic!("one split") };
        let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-9, "{found}, not {wanted}");
        near(split.start, start);
        near(split.end, same + scope);
        for (part, wanted) in
            [(split.growth, growth), (split.by_scope, scope), (split.composition, composition)]
        {
            near(part.mean, wanted);
            part.band.iter().for_each(|x| near(*x, wanted));
        }
        near(split.same_scope, same - start);
        near(split.median_by_scope, scope);
        // Growth is all that moves towards at least 20 %.
        assert!(!split.mainly_scope);
    }
    assert!(!summary.no_redrawing);
    let points: Vec<&str> = summary.indicators.iter().map(|i| i.unit.as_str()).collect();
    assert_eq!(points, ["%", "百分点", "百分点", "百分点", "%"]);
    let ids: Vec<&str> = summary.indicators.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(ids, ["s", "s_growth", "s_scope", "s_composition", "s_same_scope"]);
}

#[test]
fn a_lever_of_scope_stays_at_zero_if_the_scope_is_kept() {
    let rows =
        "a,,d,1,,口径,2024,,,10,10,10,assumed,,判断,,,\na,,r,1,,口径,2024,,,0.5,0.5,0.5,assumed,,判断,,,\n";
    let target = target("T", "s", ">=", 20.0, 2026).replace("unit = \"1\"", "unit = \"%\"");
    let case = case_with(&["a"], 2024, 2026, 1, &target, rows, "");
    let mut model = model(&case, TWO_ZONES).expect("traced");
    model.fix_scope();
    assert_eq!(model.notes, []);
    let moved = scenario(&model, "scenario(\"甲\", \"A\");\nzones().moved(2025..=2026, 1);").expect("traced");
    let experiment = bound(&model, vec![moved.scenario], 1, 100);
    let summary = summarise(
        &case,
        &experiment,
        &outcomes(&experiment, 1).expect("run"),
        Vec::new(),
        vec![Vec::new(); 2],
    );
    assert!(summary.no_redrawing);
    assert_eq!(summary.scenarios[0].bands, summary.scenarios[1].bands);
    // What a scenario may not set it may not set here either.
    let beyond = scenario(&model, "scenario(\"甲\", \"A\");\nzones().moved(2025, 3);").err().expect("beyond");
    assert_eq!(beyond.code, zonecast::error::Code::LeverRange);
}

#[test]
fn keeping_the_scope_of_a_model_that_never_changes_it_is_worth_a_note() {
    let case = small_case(&["a"], 2024, 2026, 1, &target("T", "x", ">=", 0.0, 2026));
    let mut model = model(&case, "indicator(\"x\", \"年\", \"Year\", 1.0 * year, \"1\");").expect("traced");
    model.fix_scope();
    let said: Vec<[String; 2]> = model.notes.iter().map(|n| [say(n, Lang::Zh), say(n, Lang::En)]).collect();
    let wanted = [
        "注意：模型没有标为 scope 的杠杆，--no-redrawing 不起作用",
        "note: the model has no lever marked scope; --no-redrawing changes nothing",
    ];
    assert_eq!(said, [wanted.map(str::to_owned)]);
}

#[test]
fn what_scope_does_to_a_likelihood_is_the_difference_between_a_run_with_and_one_without() {
    let files = own_scenarios(&CaseChoice::Default).expect("embedded scenarios");
    let land: Vec<_> = files.into_iter().filter(|f| f.id == "land_first").collect();
    let settings = Settings { draws: 1500, seed: 3, threads: 2 };
    let run = |fixed: bool| {
        let loaded = load_case(&CaseChoice::Default, 60).expect("the embedded case");
        let loaded = if fixed { loaded.without_redrawing() } else { loaded };
        let prepared = prepare(loaded, &land).expect("prepared");
        run(&prepared, settings, &AtomicBool::new(false), &|_| {}).expect("a run")
    };
    let (with, without) = (run(false), run(true));
    assert!(!with.no_redrawing && without.no_redrawing);
    let summary_targets: Vec<String> = with.targets.iter().map(|target| target.id.to_string()).collect();
    let (with, without) = (&with.scenarios[1], &without.scenarios[1]);
    let (mut led, mut moved) = (0, 0);
    for (split, kept) in with.splits.iter().zip(&without.splits) {
        let p = |s: &ScenarioSummary| {
            let found = s
                .likelihoods
                .iter()
                .find(|r| (r.target, r.year, r.scope) == (split.target, split.year, split.scope));
            found.expect("a result").likelihood.probability
        };
        assert!((split.likelihood_by_scope.0 - (p(with) - p(without))).abs() < 1e-9, "{split:?}");
        assert!((split.end - kept.end - split.by_scope.mean).abs() < 1e-9);
        let sum = split.growth.mean + split.by_scope.mean + split.composition.mean;
        assert!((split.end - split.start - sum).abs() < 1e-9);
        assert!(!kept.mainly_scope && kept.likelihood_by_scope.0 == 0.0 && kept.median_by_scope == 0.0);
        let result = with
            .likelihoods
            .iter()
            .find(|r| (r.target, r.year, r.scope) == (split.target, split.year, split.scope));
        // Half a point at least, both surely not nothing, and more than half of it by scope.
        let (scope, least, most) = split.likelihood_by_scope;
        let changed = result.and_then(|r| r.change).is_some_and(|(change, low, high)| {
            change.abs() >= 0.005 && low * high > 0.0 && least * most > 0.0 && scope / change > 0.5
        });
        let by_level = ["T2", "T3"].contains(&summary_targets[split.target].as_str());
        led += usize::from(by_level);
        assert_eq!(split.mainly_scope, by_level, "{split:?}");
        assert_eq!(split.changed_by_scope, changed, "{split:?}");
        moved += usize::from(changed);
    }
    // T2 and T3, in every milestone, over all draws and under both counting scopes, by the level itself.
    assert_eq!(led, 2 * 3 * 3);
    assert!(moved > 0 && !without.splits.iter().any(|split| split.changed_by_scope));
}
