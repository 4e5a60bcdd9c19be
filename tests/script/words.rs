//! The planner's words: what each does to levers, figures and targets, year by year.

use crate::common::planner::{check_prints, path, planner_model, runs, runs_with, scripts, traced};

/// Values of an indicator in one zone for some years.
#[track_caller]
fn check(text: &str, indicator: &str, zone: usize, years: &[i32], wanted: &[f64]) {
    let rows = path(&runs(text), indicator, 0);
    let got: Vec<f64> = years.iter().map(|year| rows[zone][(year - 2024) as usize]).collect();
    let near = got.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= 1e-12 * b.abs().max(1.0));
    assert!(near && got.len() == wanted.len(), "{got:?}, wanted {wanted:?}");
}

/// The example of the specification, word for word.
const EXAMPLE: &str = r#"
scenario("人才优先", "Talent first");
let gx = zone("台州高新区");
gx.invest(2027..=2029, 3.0);                     // 亿元 a year on top of the baseline
gx.talent(2027..=2032, pert(10, 18, 30));        // elite talent, persons a year; may be uncertain
zones().split("land", 2028, 800);                // mu for the whole city, divided by a stated weight
rule(2028..=2035, |z| z.rd_subsidy(when(z.last("rd_intensity") < 4.0, 0.3, 0.0)));
园区("温岭高新区").投资(2027..=2029, 2.0);
"#;

#[test]
fn the_example_works_as_it_stands() {
    let found = traced(EXAMPLE, &scripts(&[])).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(found.scenario.label.zh, "人才优先");
    assert_eq!(found.scenario.label.en, "Talent first");
    assert!(found.notes.is_empty(), "{:?}", found.notes);
    let capital = path(&found, "capital", 3);
    assert_eq!(capital[0][2..=6], [100.0, 103.0, 106.0, 109.0, 109.0]);
    assert_eq!(capital[1][2..=6], [50.0, 52.0, 54.0, 56.0, 56.0]);
    assert_eq!(capital[2][2..=6], [25.0; 5]);
    let staff = path(&found, "staff", 3);
    assert!((10.0..=30.0).contains(&staff[0][3]), "{staff:?}");
    assert!(staff[0][3..=8].iter().all(|x| *x == staff[0][3]), "one luck in every year: {staff:?}");
    assert_eq!(staff[0][9], 0.0);
    // Weights 1000 : 3000 : 4000.
    let land = path(&found, "land", 3);
    assert_eq!([land[0][4], land[1][4], land[2][4]], [100.0, 300.0, 400.0]);
    assert!(land.iter().flatten().sum::<f64>() == 800.0);
    // 2.0 % in 2027, so 0.3 more from 2028 on.
    let intensity = path(&found, "rd_intensity", 3);
    assert!((intensity[2][3] - 2.0).abs() < 1e-12 && (intensity[2][4] - 2.3).abs() < 1e-12);
}

#[test]
fn a_lever_word_adds_and_set_replaces_in_script_order() {
    let gx = "let gx = zone(\"台州高新区\"); ";
    let text = |rest: &str| format!("{gx}{rest}");
    check(&text("gx.talent(2027..=2028, 3); gx.talent(2028, 4);"), "staff", 0, &[2027, 2028], &[3.0, 7.0]);
    check(
        &text("gx.talent(2027..=2028, 3); gx.set_talent(2028, 4);"),
        "staff",
        0,
        &[2027, 2028],
        &[3.0, 4.0],
    );
    check(&text("gx.set_talent(2028, 4); gx.talent(2028, 3);"), "staff", 0, &[2028], &[7.0]);
    check(&text("gx.talent(2028, 3); gx.设人才(2028, 0);"), "staff", 0, &[2028], &[0.0]);
    // Replacing also takes away what only a draw knows.
    check(&text("gx.talent(2028, pert(1, 2, 3)); gx.set_talent(2028, 5);"), "staff", 0, &[2028], &[5.0]);
    check(&text("gx.talent(2030.., 1);"), "staff", 0, &[2029, 2030, 2035], &[0.0, 1.0, 1.0]);
    check(&text("gx.talent(2030..2032, 1);"), "staff", 0, &[2031, 2032], &[1.0, 0.0]);
    // A sum that is put right again by `set_` is no mistake.
    check(&text("gx.invest(2030, 60); gx.set_invest(2030, 50);"), "capital", 0, &[2030], &[150.0]);
}

#[test]
fn an_amount_on_zones_is_per_zone_and_split_divides_a_total() {
    for zone in 0..3 {
        check("zones().talent(2027, 8);", "staff", zone, &[2027], &[8.0]);
        check("全部园区().分配(\"人才\", 2027, 6);", "staff", zone, &[2027], &[2.0]);
        check("for z in zones() { z.talent(2027, 8); }", "staff", zone, &[2027], &[8.0]);
        check("rule(2027, |z| z.split(\"talent\", 2027, 6));", "staff", zone, &[2027], &[2.0]);
    }
    check("zone(\"xianju\").split(\"land\", 2027, 800);", "land", 2, &[2027], &[800.0]);
    check("zone(\"Wenling\").split(\"land\", 2027, 800);", "land", 0, &[2027], &[0.0]);
    // An uncertain total is one luck for the city: the parts keep their proportions in every draw.
    let found = runs("zones().split(\"land\", 2027..=2028, pert(400, 800, 900));");
    for draw in 0..5 {
        let land = path(&found, "land", draw);
        assert!((land[1][3] / land[0][3] - 3.0).abs() < 1e-12, "{land:?}");
        assert!((land[2][3] / land[0][3] - 4.0).abs() < 1e-12, "{land:?}");
        assert_eq!(land[0][3], land[0][4]);
    }
}

#[test]
fn rules_apply_after_paths_and_in_script_order() {
    check("rule(2030, |z| z.set_talent(5)); zones().talent(2030, 3);", "staff", 1, &[2030], &[5.0]);
    check("rule(2030, |z| z.talent(5)); zones().set_talent(2030, 3);", "staff", 1, &[2030], &[8.0]);
    check("rule(2030, |z| z.set_talent(2)); rule(2030, |z| z.talent(1));", "staff", 1, &[2030], &[3.0]);
    check("rule(2030, |z| z.talent(1)); rule(2030, |z| z.set_talent(2));", "staff", 1, &[2030], &[2.0]);
    check(
        "rule(2028..=2030, |z| z.talent(1));",
        "staff",
        1,
        &[2027, 2028, 2030, 2031],
        &[0.0, 1.0, 1.0, 0.0],
    );
    // Inside a rule the rule's own years and zones hold as well.
    check("rule(2028, |z| z.talent(2027..=2029, 1));", "staff", 1, &[2027, 2028, 2029], &[0.0, 1.0, 0.0]);
    let one = "zone(\"温岭高新区\").rule(2028, |z| z.talent(1));";
    check(one, "staff", 1, &[2028], &[1.0]);
    check(one, "staff", 0, &[2028], &[0.0]);
    check("rule(2028, |z| z.rule(2027..=2028, |y| y.talent(1)));", "staff", 0, &[2027, 2028], &[0.0, 1.0]);
}

#[test]
fn last_is_last_years_value_in_its_own_unit_and_at_first_the_base_year() {
    // Capital: 100, 50, 25 in the base year. A bare factor takes the unit from 亿元 to 人/年.
    let text = "rule(2025..=2026, |z| z.talent(1.0 * z.last(\"capital\"))); zones().invest(2025, 10);";
    check(text, "staff", 0, &[2025, 2026], &[100.0, 110.0]);
    check(text, "staff", 2, &[2025, 2026], &[25.0, 35.0]);
    // 2 % is 2.0, not 0.02.
    check("rule(2025, |z| z.talent(1.0 * z.last(\"rd_intensity\")));", "staff", 1, &[2025], &[2.0]);
    check("rule(2025, |z| z.人才(1.0 * z.上年(\"研发强度\")));", "staff", 1, &[2025], &[2.0]);
    // The city's, and one named zone's, are the same in every zone.
    check("zones().talent(2025, 1.0 * last(\"capital\"));", "staff", 1, &[2025], &[175.0]);
    let one = "let gx = zone(\"台州高新区\"); zones().talent(2025, 1.0 * gx.last(\"capital\"));";
    check(one, "staff", 1, &[2025], &[100.0]);
    check("zones().talent(2025, 1.0 * zones().last(\"capital\"));", "staff", 2, &[2025], &[25.0]);
    let in_rule = "let gx = zone(\"台州高新区\"); rule(2025, |z| z.talent(1.0 * gx.last(\"capital\")));";
    check(in_rule, "staff", 2, &[2025], &[100.0]);
}

#[test]
fn a_scenario_may_believe_another_figure() {
    check("figure(\"台州高新区\", \"capital\", 120);", "capital", 0, &[2024, 2027], &[120.0, 120.0]);
    check("figure(\"台州高新区\", \"capital\", 120);", "capital", 1, &[2024], &[50.0]);
    check(
        "改数据(\"gaoxin\", \"capital\", 120); figure(\"wenling\", \"capital\", 60);",
        "capital",
        1,
        &[2024],
        &[60.0],
    );
    let found = runs("figure(\"台州高新区\", \"capital\", pert(110, 120, 130));");
    let values: Vec<f64> = (0..4).map(|draw| path(&found, "capital", draw)[0][0]).collect();
    assert!(values.iter().all(|x| (110.0..=130.0).contains(x)), "{values:?}");
    assert!(values.windows(2).all(|w| w[0] != w[1]), "{values:?}");
}

#[test]
fn a_scenario_may_state_another_target() {
    let found = runs("target(\"T5\", #{threshold: 280, year: 2028}); 改目标(\"T5\", #{阈值: 290.5});");
    let wanted = [("T5".to_owned(), Some(280.0), Some(2028)), ("T5".to_owned(), Some(290.5), None)];
    assert_eq!(found.scenario.retargeted, wanted);
}

#[test]
fn a_scenario_may_build_on_another() {
    let base = "scenario(\"基础\", \"Base\"); zones().talent(2027, 3); rule(2028, |z| z.talent(1));";
    let text = "based_on(\"base\"); zones().talent(2027, 1); rule(2028, |z| z.set_talent(9));";
    let found = runs_with(text, &[("base", base)]);
    assert_eq!((found.scenario.label.zh.as_str(), found.read.len()), ("甲", 2));
    let staff = path(&found, "staff", 0);
    assert_eq!(staff[1][3..=4], [4.0, 9.0]);
    assert_eq!(found.notes.len(), 1, "adding to the base's path is said: {:?}", found.notes);
}

#[test]
fn loops_functions_maps_and_imports_work() {
    let text = "fn step(z, year0, by) { for i in 0..3 { z.talent(year0 + i, by * (i + 1)); } }
        let plan = #{gaoxin: 2, wenling: 3};
        for id in [\"gaoxin\", \"wenling\"] { step(zone(id), 2027, plan[id]); }";
    check(text, "staff", 0, &[2027, 2028, 2029, 2030], &[2.0, 4.0, 6.0, 0.0]);
    check(text, "staff", 1, &[2029], &[9.0]);
    let module = "fn give(z, years, n) { z.talent(years, n) } fn rules(n) { rule(2030, |z| z.talent(n)); }";
    let text = "import \"measures/m\" as m; m::give(zone(\"gaoxin\"), 2027, 5); m::rules(2);";
    let staff = path(&runs_with(text, &[("measures/m.rhai", module)]), "staff", 0);
    assert_eq!((staff[0][3], staff[2][6]), (5.0, 2.0));
    // Every year a rule of its own: a closure handed to `rule` directly sees each value of the loop.
    let text = "for y in 2027..=2029 { rule(y, |z| z.talent(y - 2026)); }";
    check(text, "staff", 0, &[2027, 2028, 2029], &[1.0, 2.0, 3.0]);
    let text = "let kept = []; for y in 2027..=2029 { let n = y; kept.push(|z| z.talent(n - 2026)); }
        for (f, i) in kept { rule(2027 + i, f); }";
    check(text, "staff", 0, &[2027, 2028, 2029], &[1.0, 2.0, 3.0]);
}

#[test]
fn the_year_is_visible_everywhere() {
    check("rule(2025..=2030, |z| z.talent(year - 2020));", "staff", 0, &[2025, 2030], &[5.0, 10.0]);
    check("fn ramp() { 年份 - 2020 } rule(2025.., |z| z.talent(ramp()));", "staff", 0, &[2026], &[6.0]);
    check("let f = || year - 2020; rule(2025.., |z| z.talent(f.call()));", "staff", 0, &[2026], &[6.0]);
    let module = "fn ramp() { [1].map(|x| year - 2020)[0] }";
    let text = "import \"m\" as m; rule(2025.., |z| z.talent(m::ramp()));";
    assert_eq!(path(&runs_with(text, &[("m.rhai", module)]), "staff", 0)[0][2], 6.0);
}

#[test]
fn a_module_body_runs_once() {
    let files = [("m.rhai", "print(\"m\"); fn f() { 1 }"), ("n.rhai", "import \"m\" as m; fn g() { 2 }")];
    let text =
        "import \"m\" as a; import \"m\" as b; import \"n\" as n; for i in 0..3 { import \"m\" as c; }";
    assert_eq!(runs_with(text, &files).printed, ["m"]);
}

#[test]
fn plain_numbers_texts_and_arrays_behave_as_a_planner_expects() {
    check_prints(
        "print(1/3); print(2027/4); print(6/3); print(7 % 4);",
        &["0.3333333333333333", "506.75", "2.0", "3"],
    );
    check_prints("print([1, \"甲\", #{b: 2.5}]); print(`${[1]}元`);", &["[1, \"甲\", #{b: 2.5}]", "[1]元"]);
    check_prints(
        "print(2 in [1, 2.0]); print([1, [2]] == [1, [2]]); print([\"a\"].index_of(\"a\"));",
        &["true", "true", "0"],
    );
    check_prints(
        "print(1 < 1.5); print(\"a\" < \"b\"); print((() == 3) || 2 == 2.0);",
        &["true", "true", "true"],
    );
    check_prints(
        "print([1, 2, 3].filter(|x| x > 1)); print([1, 2].reduce(|s, x| s + x, 0));",
        &["[2, 3]", "3"],
    );
    check_prints(
        "print(and(true, false)); print(not(true)); print(when(true, 1, 2)); print(max(1, 2.5));",
        &["false", "false", "1", "2.5"],
    );
    check_prints(
        "let a = 1; let a = 2; print(a); print(sqrt(9)); print(且(true, 非(false)));",
        &["2", "3.0", "true"],
    );
}

#[test]
fn chinese_and_english_words_give_equal_bits() {
    let english = "let a = uncertain(\"x\", triangular(1, 2, 4), per_zone, once);
        zones().talent(2027..=2029, a); zone(\"Taizhou\").invest(2027, between(1, 3));
        zones().split(\"land\", 2028, lognormal(100, 0.2));
        rule(2028.., |z| z.rd_subsidy(when(and(z.last(\"rd_intensity\") < 4.0, year > 2029), max(0.1, exp(-1)), 0)));
        figure(\"Wenling\", \"capital\", normal(60, 1));";
    let chinese = "let a = 不确定(\"x\", 三角分布(1, 2, 4), 分园区, 一次);
        全部园区().人才(2027..=2029, a); 园区(\"台州高新区\").投资(2027, 介于(1, 3));
        全部园区().分配(\"土地\", 2028, 对数正态(100, 0.2));
        规则(2028.., |z| z.研发补助(当(且(z.上年(\"研发强度\") < 4.0, 年份 > 2029), 较大值(0.1, 指数(-1)), 0)));
        改数据(\"温岭高新区\", \"capital\", 正态分布(60, 1));";
    let (english, chinese) = (runs(english), runs(chinese));
    for indicator in ["capital", "staff", "land", "rd_intensity"] {
        for draw in 0..5 {
            let bits =
                |t| path(t, indicator, draw).concat().into_iter().map(f64::to_bits).collect::<Vec<_>>();
            assert_eq!(bits(&english), bits(&chinese), "{indicator}");
        }
    }
}

#[test]
fn an_uncertain_amount_is_bound_once_per_call_under_a_stable_name() {
    let names = |text: &str| {
        let model = planner_model().graph.uncertainties.len();
        let found = runs(text).scenario.graph.uncertainties;
        found[model..].iter().map(|u| u.name.clone()).collect::<Vec<_>>()
    };
    let text =
        "let gx = zone(\"台州高新区\"); gx.talent(2027..=2030, pert(1, 2, 3)); gx.人才(2031, pert(1, 2, 3));
        zones().talent(2032, pert(1, 2, 3)); zones().split(\"talent\", 2033, pert(1, 2, 3));
        rule(2034, |z| z.talent(pert(1, 2, 3))); figure(\"gaoxin\", \"capital\", pert(1, 2, 3));";
    let wanted = [
        "lever/gaoxin/talent",
        "lever/gaoxin/talent#2",
        "lever/zones/talent",
        "lever/city/talent",
        "lever/zones/talent#2",
        "belief/gaoxin/capital",
    ];
    assert_eq!(names(text), wanted);
    assert_eq!(names(&format!("// 注释\n\n{}", text.replace("; ", ";\n"))), wanted);
    // Two calls are two lucks; one bound value used twice is one luck.
    let found =
        runs("let g = zone(\"gaoxin\"); g.talent(2027, pert(1, 2, 3)); g.talent(2028, pert(1, 2, 3));");
    let staff = path(&found, "staff", 1);
    assert_ne!(staff[0][3], staff[0][4]);
    let found = runs(
        "let n = uncertain(\"n\", pert(1, 2, 3), per_city, once); let g = zone(\"gaoxin\"); g.talent(2027, n); g.talent(2028, n);",
    );
    let staff = path(&found, "staff", 1);
    assert_eq!(staff[0][3], staff[0][4]);
    // On several zones each has its own.
    let staff = path(&runs("zones().talent(2027, pert(1, 2, 3));"), "staff", 1);
    assert_ne!(staff[0][3], staff[1][3]);
}
