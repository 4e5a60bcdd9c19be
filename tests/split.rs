//! The change of a share split into growth, scope and composition: the parts add up in every draw.

mod common;

use common::{Scripts, bound, draws, host, model, scenario, small_case, target};
use zonecast::batch::{CaseChoice, load_case, own_scenarios};
use zonecast::compile::{Program, compile};
use zonecast::message::{Lang, say};
use zonecast::script::trace_scenario;
use zonecast::simulate::Replay;

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
        for draw in 0..16 {
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
    assert!(moved > 500, "redrawing hardly ever moved anything: {moved}");
}
