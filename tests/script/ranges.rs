//! What a scenario sets has to be possible: totals, uncertain amounts, figures and thresholds.

use crate::common::planner::{check, check_note, path, runs};
use zonecast::error::Code;

#[test]
fn a_total_is_at_most_what_the_zones_together_may_take() {
    check(
        "scenario(\"甲\", \"a\");\nzones().split(\"invest\", 2030, 160);",
        "a.rhai:2:31：杠杆 投资(invest) 给 3 个园区合计 160 亿元/年，应在 0 到 150 之间",
        "a.rhai:2:31: lever invest is given 160 (unit: 100 million yuan a year) for 3 zones together; must be between 0 and 150",
    );
    check(
        "scenario(\"甲\", \"a\");\nzones().split(\"land\", 2030, -5);",
        "a.rhai:2:29：杠杆 土地(land) 给 3 个园区合计 -5 亩/年，应不小于 0",
        "a.rhai:2:29: lever land is given -5 (unit: mu a year) for 3 zones together; must be at least 0",
    );
}

#[test]
fn an_uncertain_amount_is_in_range_in_the_middle_and_cut_in_the_tails() {
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2030, uniform(600, 800));",
        "a.rhai:2:28：杠杆 投资(invest) 的不确定数量中位数为 700 亿元/年，应在 0 到 50 之间",
        "a.rhai:2:28: the uncertain amount of lever invest has the median 700 (unit: 100 million yuan a year); must be between 0 and 50",
    );
    check(
        "scenario(\"甲\", \"a\");\nzones().split(\"invest\", 2030, uniform(150, 160));",
        "a.rhai:2:31：杠杆 投资(invest) 的不确定数量中位数为 155 亿元/年，应在 0 到 150 之间",
        "a.rhai:2:31: the uncertain amount of lever invest has the median 155 (unit: 100 million yuan a year); must be between 0 and 150",
    );
    check_note(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2030, uniform(-20, 60));",
        "a.rhai:2:28：注意：杠杆 投资(invest) 的不确定数量在少数抽样中超出范围，超出时按边界计；应在 0 到 50 之间（亿元/年）",
        "a.rhai:2:28: note: the uncertain amount of lever invest leaves its range in some draws and is cut at the limit; must be between 0 and 50 (unit: 100 million yuan a year)",
    );
}

#[test]
fn no_draw_sets_a_lever_beyond_its_range() {
    // The capital of the first zone starts at 100 and gains what is invested in 2030.
    let scenario = runs("zone(\"台州高新区\").invest(2030, uniform(-100, 140));");
    let gains: Vec<f64> = (0..200)
        .map(|draw| path(&scenario, "capital", draw)[0].last().expect("a last year") - 100.0)
        .collect();
    assert!(gains.iter().all(|gain| (0.0..=50.0).contains(gain)), "{gains:?}");
    assert!(gains.contains(&0.0) && gains.contains(&50.0), "{gains:?}");
    assert!(gains.iter().any(|gain| *gain > 5.0 && *gain < 45.0), "{gains:?}");
}

#[test]
fn a_rule_cannot_ask_for_more_than_a_lever_gives() {
    let scenario = runs("rule(2026..=2027, |z| z.invest(10 * z.last(\"capital\")));");
    assert_eq!(path(&scenario, "capital", 0)[0][1..5], [100.0, 150.0, 200.0, 200.0]);
}

#[test]
fn figures_and_thresholds_make_sense_in_their_unit() {
    check(
        "scenario(\"甲\", \"a\");\nfigure(\"台州高新区\", \"capital\", -3);",
        "a.rhai:2:28：“capital”为 -3，以“亿元”计的数不能小于 0",
        "a.rhai:2:28: `capital` is -3; a number in `100 million yuan` is at least 0",
    );
    check(
        "scenario(\"甲\", \"a\");\nfigure(\"台州高新区\", \"capital\", uniform(-50, 50));",
        "a.rhai:2:28：“capital”为 -45，以“亿元”计的数不能小于 0",
        "a.rhai:2:28: `capital` is -45; a number in `100 million yuan` is at least 0",
    );
    check(
        "scenario(\"甲\", \"a\");\ntarget(\"T5\", #{threshold: -1});",
        "a.rhai:2:14：“threshold”为 -1，以“亿元”计的数不能小于 0",
        "a.rhai:2:14: `threshold` is -1; a number in `100 million yuan` is at least 0",
    );
}

#[test]
fn another_belief_is_something_set() {
    let scenario = runs("figure(\"台州高新区\", \"capital\", 120);");
    assert!(scenario.notes.iter().all(|n| n.code != Code::NothingSet), "{:?}", scenario.notes);
}
