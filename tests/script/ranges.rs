//! What a scenario sets has to be possible: totals, uncertain amounts, figures and thresholds.

use crate::common::planner::{check, check_note, path, runs};
use crate::common::planner::{planner_case, planner_model};
use crate::common::{model, scenario};
use zonecast::error::Code;
use zonecast::message::{Lang, say};

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
        "a.rhai:2:16：“threshold”为 -1，以“亿元”计的数不能小于 0",
        "a.rhai:2:16: `threshold` is -1; a number in `100 million yuan` is at least 0",
    );
}

#[test]
fn another_belief_is_something_set() {
    let scenario = runs("figure(\"台州高新区\", \"capital\", 120);");
    assert!(scenario.notes.iter().all(|n| n.code != Code::NothingSet), "{:?}", scenario.notes);
}

/// Notes of a scenario on a lever whose totals are divided by area: 12.5, 37.5 and 50 %.
fn divided(text: &str) -> Result<Vec<zonecast::error::Error>, zonecast::error::Error> {
    let script = r#"
let area = data("area");
let plots = lever("plots", "地块", "Plots", "亩/年", #{low: 5, high: 100, split_by: area});
indicator("plots", "地块", "Plots", plots, "亩/年");
"#;
    let model = model(&planner_case(), script).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En)));
    scenario(&model, &format!("scenario(\"甲\", \"a\");\n{text}")).map(|traced| traced.notes)
}

#[track_caller]
fn refused(text: &str, zh: &str, en: &str) {
    let error = divided(text).expect_err("a mistake");
    assert_eq!(say(&error, Lang::Zh), zh);
    assert_eq!(say(&error, Lang::En), en);
}

#[test]
fn a_total_divided_by_weight_fits_the_largest_zone_too() {
    // 240 is within 3 x 100, but half of it goes to one zone.
    refused(
        "zones().split(\"plots\", 2030, 240);",
        "a.rhai:2:30：杠杆 地块(plots) 合计 240 亩/年，按权重分给“仙居高新区” 50%，即 120，每个园区应在 5 到 100 之间；合计最多 200",
        "a.rhai:2:30: lever plots is given 240 (unit: mu a year) in all; `Xianju` gets 50 % by weight, 120; each zone must be between 5 and 100; the total may be at most 200",
    );
    refused(
        "zones().split(\"plots\", 2030, 30);",
        "a.rhai:2:30：杠杆 地块(plots) 合计 30 亩/年，按权重分给“台州高新区” 12.5%，即 3.75，每个园区应在 5 到 100 之间；合计最少 40",
        "a.rhai:2:30: lever plots is given 30 (unit: mu a year) in all; `Taizhou` gets 12.5 % by weight, 3.75; each zone must be between 5 and 100; the total must be at least 40",
    );
    for fits in ["200", "40", "120.5", "uniform(50, 190)"] {
        let notes = divided(&format!("zones().split(\"plots\", 2030, {fits});")).expect("it fits");
        assert!(notes.is_empty(), "{fits}: {notes:?}");
    }
}

#[test]
fn an_uncertain_total_fits_in_the_middle_and_is_noted_in_the_tails() {
    refused(
        "zones().split(\"plots\", 2030, uniform(200, 280));",
        "a.rhai:2:30：杠杆 地块(plots) 合计 240 亩/年，按权重分给“仙居高新区” 50%，即 120，每个园区应在 5 到 100 之间；合计最多 200",
        "a.rhai:2:30: lever plots is given 240 (unit: mu a year) in all; `Xianju` gets 50 % by weight, 120; each zone must be between 5 and 100; the total may be at most 200",
    );
    let notes = divided("zones().split(\"plots\", 2030, uniform(100, 280));").expect("the median fits");
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!((notes[0].code, notes[0].arg("high")), (Code::SpreadClipped, Some("200")));
}

#[test]
fn calls_that_add_up_beyond_a_range_in_a_draw_are_said() {
    // 30 and 35 in the median, each within 0 to 50: 15 are cut off.
    let text = "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2030, uniform(28, 32));\nzone(\"台州高新区\").invest(2030, uniform(30, 40));";
    let model = planner_model();
    let notes = scenario(&model, text).unwrap_or_else(|e| panic!("{}", say(&e, Lang::En))).notes;
    let note = notes.iter().find(|note| note.code == Code::LeverCut).expect("it is said");
    assert_eq!(
        say(note, Lang::Zh),
        "a.rhai:3:28：注意：2030 年“台州高新区”的各次设定合计使 投资(invest) 达到 65 亿元/年（中位数），超出 0 到 50，超出部分不计入"
    );
    assert_eq!(
        say(note, Lang::En),
        "a.rhai:3:28: note: in 2030 the calls for `Taizhou` add up to 65 (unit: 100 million yuan a year) of invest in the median, outside 0 to 50; what is beyond is cut off"
    );
    // Totals by weight add up too: each fits alone, 60 and 60 of 100 do not.
    let notes = divided("zones().split(\"plots\", 2030, 120); zones().split(\"plots\", 2030, 120);")
        .expect("each fits");
    assert!(notes.iter().any(|note| note.code == Code::LeverCut), "{notes:?}");
    // Within the range nothing is said.
    let notes =
        divided("zones().split(\"plots\", 2030, 90); zones().split(\"plots\", 2030, 90);").expect("it fits");
    assert!(notes.iter().all(|note| note.code != Code::LeverCut), "{notes:?}");
}

#[test]
fn years_with_a_minus_between_them_are_answered_with_the_range() {
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2027-2029, 3);",
        "a.rhai:2:22：“2027-2029”是两个年份相减；年份区间请写 2027..=2029",
        "a.rhai:2:22: `2027-2029` subtracts one year from the other; write a range of years as 2027..=2029",
    );
    check(
        "scenario(\"甲\", \"a\");\nzones().split(\"land\", 2027 - 2029, 3);",
        "a.rhai:2:23：“2027 - 2029”是两个年份相减；年份区间请写 2027..=2029",
        "a.rhai:2:23: `2027 - 2029` subtracts one year from the other; write a range of years as 2027..=2029",
    );
    // A plain year of long ago stays what it is.
    check(
        "scenario(\"甲\", \"a\");\nzone(\"台州高新区\").invest(2030 - 7, 3);",
        "a.rhai:2:22：年份 2023 不在模拟期 2025 到 2035 之内",
        "a.rhai:2:22: year 2023 is outside the horizon 2025 to 2035",
    );
}
