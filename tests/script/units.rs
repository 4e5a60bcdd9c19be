//! Units: a wrong equation ends in both units and its place, a right one in nothing.

use crate::common::host;
use crate::common::planner::{check, check_model, planner_case, runs};
use std::sync::Arc;
use zonecast::case::Case;
use zonecast::error::Code;
use zonecast::message::{Lang, say};
use zonecast::script::{Model, Script, trace_model};

/// Traces a model script, with its place in messages.
pub fn traced(case: &Arc<Case>, text: &str) -> zonecast::error::Result<Model> {
    let script = Script { shown: "model.rhai".to_owned(), text: text.to_owned() };
    trace_model(case, &script, &host(&crate::common::Scripts::default()))
}

/// A model script that must run.
#[track_caller]
fn balances(text: &str) -> Model {
    traced(&planner_case(), text).unwrap_or_else(|e| panic!("{text}\n{}", say(&e, Lang::En)))
}

/// A stock of money, one of land and a parameter, in front of a line of the script.
const HEAD: &str = r#"let K = stock("k", "资", "K", data("capital"), "亿元"); let L = stock("l", "地", "L", data("area"), "亩"); let x = uncertain("x", normal(0, 1), per_city, once);"#;

/// What is said of the second line of a script, after the stocks.
#[track_caller]
fn check_line(line: &str, zh: &str, en: &str) {
    let place = "model.rhai:2:";
    check_model(&format!("{HEAD}\n{line}"), &format!("{place}{zh}"), &format!("{place}{en}"));
}

#[test]
fn sums_comparisons_and_choices_want_one_unit() {
    check_line(
        "K + L",
        "3：“+”的各项单位须相同，这里一项是“亿元”，另一项是“亩”",
        "3: `+` wants one unit on all sides; one is `100 million yuan`, the other `mu`",
    );
    check_line(
        r#"data("capital") - K * L"#,
        "17：“-”的各项单位须相同，这里一项是“亿元”，另一项是“亿元·亩”",
        "17: `-` wants one unit on all sides; one is `100 million yuan`, the other `100 million yuan*mu`",
    );
    check_line(
        "K > L",
        "3：“>”的各项单位须相同，这里一项是“亿元”，另一项是“亩”",
        "3: `>` wants one unit on all sides; one is `100 million yuan`, the other `mu`",
    );
    check_line(
        "较小值(K / L, L)",
        "1：“min”的各项单位须相同，这里一项是“亿元/亩”，另一项是“亩”",
        "1: `min` wants one unit on all sides; one is `100 million yuan/mu`, the other `mu`",
    );
    check_line(
        "when(K > 3.0, K, L)",
        "1：“when”的各项单位须相同，这里一项是“亿元”，另一项是“亩”",
        "1: `when` wants one unit on all sides; one is `100 million yuan`, the other `mu`",
    );
    check_line(
        "year + K",
        "6：“+”的各项单位须相同，这里一项是“年”，另一项是“亿元”",
        "6: `+` wants one unit on all sides; one is `year`, the other `100 million yuan`",
    );
    check_line(
        "total(K) + count_where(K > 3.0)",
        "10：“+”的各项单位须相同，这里一项是“亿元”，另一项是“1”",
        "10: `+` wants one unit on all sides; one is `100 million yuan`, the other `1`",
    );
}

#[test]
fn scales_of_one_unit_do_not_mix() {
    check_line(
        r#"K + with_unit(3.0, "万元")"#,
        "3：“+”的各项单位须相同，这里一项是“亿元”，另一项是“万元”",
        "3: `+` wants one unit on all sides; one is `100 million yuan`, the other `10,000 yuan`",
    );
    check_line(
        r#"lever("p", "价", "P", "万元/亩", #{}) + K / L"#,
        "35：“+”的各项单位须相同，这里一项是“万元/亩”，另一项是“亿元/亩”",
        "35: `+` wants one unit on all sides; one is `10,000 yuan/mu`, the other `100 million yuan/mu`",
    );
    check_line(
        r#"1.0 - lever("p", "税率", "P", "%", #{}) + K / K"#,
        "39：“+”的各项单位须相同，这里一项是“%”，另一项是“1”",
        "39: `+` wants one unit on all sides; one is `%`, the other `1`",
    );
    // Coal per 10,000 yuan times 100 million yuan is 10,000 tonnes of coal.
    balances(&format!(
        r#"{HEAD} let e = lever("e", "能耗", "E", "吨标准煤/万元", #{{}});
        e * K + with_unit(1.0, "万吨标准煤");"#
    ));
}

#[test]
fn functions_of_pure_numbers_refuse_units() {
    check_line(
        "exp(K)",
        "5：exp 只接受纯数（单位 1），这里却是“亿元”；请先除以同单位的量",
        "5: exp wants a pure number (unit 1) but got a value in `100 million yuan`; divide it by something in that unit first",
    );
    check_line(
        "ln(K / L)",
        "4：ln 只接受纯数（单位 1），这里却是“亿元/亩”；请先除以同单位的量",
        "4: ln wants a pure number (unit 1) but got a value in `100 million yuan/mu`; divide it by something in that unit first",
    );
    check_line(
        "2.0 ** K",
        "8：** 只接受纯数（单位 1），这里却是“亿元”；请先除以同单位的量",
        "8: ** wants a pure number (unit 1) but got a value in `100 million yuan`; divide it by something in that unit first",
    );
    check_line(
        "K ** x",
        "1：** 只接受纯数（单位 1），这里却是“亿元”；请先除以同单位的量",
        "1: ** wants a pure number (unit 1) but got a value in `100 million yuan`; divide it by something in that unit first",
    );
    check_line(
        r#"occurs("flood", K)"#,
        "17：occurs 只接受纯数（单位 1），这里却是“亿元”；请先除以同单位的量",
        "17: occurs wants a pure number (unit 1) but got a value in `100 million yuan`; divide it by something in that unit first",
    );
    check_line(
        r#"binomial("b", L, L)"#,
        "18：binomial 只接受纯数（单位 1），这里却是“亩”；请先除以同单位的量",
        "18: binomial wants a pure number (unit 1) but got a value in `mu`; divide it by something in that unit first",
    );
    check_line(
        r#"shares("capital")"#,
        "8：shares 只接受纯数（单位 1），这里却是“亿元”；请先除以同单位的量",
        "8: shares wants a pure number (unit 1) but got a value in `100 million yuan`; divide it by something in that unit first",
    );
}

#[test]
fn powers_and_roots_change_the_unit() {
    check_line(
        "K ** 2 + K",
        "8：“+”的各项单位须相同，这里一项是“亿元^2”，另一项是“亿元”",
        "8: `+` wants one unit on all sides; one is `100 million yuan^2`, the other `100 million yuan`",
    );
    check_line(
        "sqrt(K) + K",
        "9：“+”的各项单位须相同，这里一项是“亿元^0.5”，另一项是“亿元”",
        "9: `+` wants one unit on all sides; one is `100 million yuan^0.5`, the other `100 million yuan`",
    );
    balances(&format!(
        "{HEAD} sqrt(K * K) + (K ** 2) ** 0.5 + K ** 0.3 * K ** 0.7 + K * L / L + 1.0 / (1.0 / K);"
    ));
}

#[test]
fn flows_are_a_year_and_next_values_are_in_the_unit_of_the_stock() {
    check_line(
        "K.inflow(K)",
        "10：inflow 的值应以“亿元/年”计，这里却是“亿元”",
        "10: inflow wants a value in `100 million yuan/year` but got one in `100 million yuan`",
    );
    check_line(
        "L.流出(L * K / K)",
        "6：outflow 的值应以“亩/年”计，这里却是“亩”",
        "6: outflow wants a value in `mu/year` but got one in `mu`",
    );
    check_line(
        "K.becomes(L)",
        "11：becomes 的值应以“亿元”计，这里却是“亩”",
        "11: becomes wants a value in `100 million yuan` but got one in `mu`",
    );
    check_line(
        r#"stock("m", "乙", "M", data("area"), "亿元")"#,
        "22：存量“m”声明以“亿元”计，它的值却以“亩”计",
        "22: stock `m` is declared in `100 million yuan`, but its value is in `mu`",
    );
    check_line(
        "previous(K, L)",
        "1：“previous”的各项单位须相同，这里一项是“亿元”，另一项是“亩”",
        "1: `previous` wants one unit on all sides; one is `100 million yuan`, the other `mu`",
    );
    check_line(
        "smooth(K, L, K)",
        "11：smooth 的值应以“年”计，这里却是“亩”",
        "11: smooth wants a value in `year` but got one in `mu`",
    );
    check_line(
        "delay(K, 1) + delay(L, 1, 2.0)",
        "13：“+”的各项单位须相同，这里一项是“亿元”，另一项是“亩”",
        "13: `+` wants one unit on all sides; one is `100 million yuan`, the other `mu`",
    );
}

#[test]
fn indicators_and_costs_have_their_declared_units() {
    check_line(
        r#"indicator("i", "甲", "I", L, total(L), "亿元")"#,
        "26：指标“i”声明以“亿元”计，它的值却以“亩”计",
        "26: indicator `i` is declared in `100 million yuan`, but its value is in `mu`",
    );
    check_line(
        r#"indicator("i", "甲", "I", L / L, total(K) / total(L), "%")"#,
        "33：指标“i”声明以“%”计，它的值却以“亿元/亩”计",
        "33: indicator `i` is declared in `%`, but its value is in `100 million yuan/mu`",
    );
    check_line(
        "cost(K)",
        "6：cost 的值应以“亿元/年”计，这里却是“亿元”",
        "6: cost wants a value in `100 million yuan/year` but got one in `100 million yuan`",
    );
    check_line(
        r#"cost(lever("p", "补贴", "P", "万元/年", #{}))"#,
        "6：cost 的值应以“亿元/年”计，这里却是“万元/年”",
        "6: cost wants a value in `100 million yuan/year` but got one in `10,000 yuan/year`",
    );
}

#[test]
fn parameters_have_a_unit_declared_or_found_by_the_first_equation() {
    check_line(
        r#"let d = uncertain("d", pert(0.06, 0.08, 0.1), per_city, once, "1/年"); exp(d)"#,
        "75：exp 只接受纯数（单位 1），这里却是“1/年”；请先除以同单位的量",
        "75: exp wants a pure number (unit 1) but got a value in `1/year`; divide it by something in that unit first",
    );
    check_line(
        "K.outflow(x * K); exp(x)",
        "23：exp 只接受纯数（单位 1），这里却是“1/年”；请先除以同单位的量",
        "23: exp wants a pure number (unit 1) but got a value in `1/year`; divide it by something in that unit first",
    );
    check_line(
        r#"uncertain("d", normal(K, L), per_zone, once)"#,
        "1：normal 的值应以“亿元”计，这里却是“亩”",
        "1: normal wants a value in `100 million yuan` but got one in `mu`",
    );
    check_line(
        r#"uncertain("d", lognormal(K, K), per_zone, once, "亿元")"#,
        "1：lognormal 的值应以“1”计，这里却是“亿元”",
        "1: lognormal wants a value in `1` but got one in `100 million yuan`",
    );
    check_line(
        r#"uncertain("d", bernoulli(0.3), per_zone, once, "家")"#,
        "1：bernoulli 的值应以“1”计，这里却是“家”",
        "1: bernoulli wants a value in `1` but got one in `firm`",
    );
    let model = balances(&format!(
        r#"{HEAD} K.outflow(x * K);
        let per_mu = uncertain("per_mu", pert(1, 2, 3), per_city, once);
        let share = uncertain("share", beta(2, 3), per_zone, yearly);
        let fixed = uncertain("fixed", normal(0, 1), per_zone, yearly, "persons/year");
        let start = uncertain("start", discrete([[2027, 0.5], [2028, 0.5]]), per_city, once);
        K + per_mu * L; year >= start;"#
    ));
    let own = |name: &str| !name.starts_with("figure/");
    let parameters = model.graph.uncertainties.iter().filter(|u| own(&u.name));
    let found: Vec<&str> = parameters.map(|u| u.unit.as_str()).collect();
    assert_eq!(found, ["1/年", "亿元/亩", "1", "人/年", "年"]);
    assert!(model.notes.is_empty(), "{:?}", model.notes);
}

#[test]
fn a_parameter_whose_unit_nothing_tells_is_said() {
    let model = balances("let x = uncertain(\"x\", normal(0, 1), per_city, once);\n0.5 * x + 1.0;");
    let said = [Lang::Zh, Lang::En].map(|lang| model.notes.iter().map(|n| say(n, lang)).collect::<Vec<_>>());
    assert_eq!(
        said,
        [
            [
                "model.rhai:1:9：说明：不确定量“x”没有写单位，方程中也推断不出；请在 uncertain(...) 末尾写上，如“1/年”"
            ],
            [
                "model.rhai:1:9: note: uncertainty `x` has no unit and the equations do not tell one; add it as the last argument of uncertain(...), such as `1/year`"
            ]
        ]
    );
}

#[test]
fn texts_of_units_are_read_or_refused() {
    check_line(
        r#"lever("p", "价", "P", "亿元/母", #{})"#,
        "22：没有名为“母”的单位（写在“亿元/母”中）；可用：元 亩 人 家 年 吨标准煤 平方公里 件 1 倍 个 % 百分点，前面可加万、亿，用 · 和 / 连接",
        "22: unknown unit `母` in `亿元/母`; known units: 元 亩 人 家 年 吨标准煤 平方公里 件 1 倍 个 % 百分点, joined by * and /",
    );
    check_line(
        r#"with_unit(1.0, "万吨标煤")"#,
        "16：没有名为“万吨标煤”的单位，是否想写“万吨标准煤”？",
        "16: unknown unit `万吨标煤`; did you mean `万吨标准煤`?",
    );
    check_line(
        r#"uncertain("y", normal(0, 1), per_city, once, "亿元/亩·年")"#,
        "46：单位“亿元/亩·年”的写法无法辨认；请写成“亿元/年”“人·年”“亿元/(亩·年)”的样子",
        "46: cannot read the unit `亿元/亩·年`; write it like `yuan/year`, `person*year` or `yuan/(mu*year)`",
    );
    check_line(
        r#"with_unit(K, "亩")"#,
        "11：with_unit 的值应以“亩”计，这里却是“亿元”",
        "11: with_unit wants a value in `mu` but got one in `100 million yuan`",
    );
}

#[test]
fn scenarios_are_checked_as_well() {
    check(
        "rule(2027, |z| z.talent(z.last(\"capital\")));",
        "a.rhai:1:25：talent 的值应以“人/年”计，这里却是“亿元”",
        "a.rhai:1:25: talent wants a value in `person/year` but got one in `100 million yuan`",
    );
    check(
        "rule(2027, |z| z.invest(when(z.last(\"rd_intensity\") < z.last(\"capital\"), 1.0, 0.0)));",
        "a.rhai:1:53：“<”的各项单位须相同，这里一项是“%”，另一项是“亿元”",
        "a.rhai:1:53: `<` wants one unit on all sides; one is `%`, the other `100 million yuan`",
    );
    check(
        "zones().split(\"land\", 2027, with_unit(3.0, \"亩\"));",
        "a.rhai:1:29：land 的值应以“亩/年”计，这里却是“亩”",
        "a.rhai:1:29: land wants a value in `mu/year` but got one in `mu`",
    );
    check(
        "figure(\"温岭高新区\", \"capital\", 2.0 + last(\"capital\") ** 2);",
        "a.rhai:1:28：figure 的值应以“亿元”计，这里却是“亿元^2”",
        "a.rhai:1:28: figure wants a value in `100 million yuan` but got one in `100 million yuan^2`",
    );
    check(
        "zones().invest(2027, uniform(0.0, last(\"capital\")));",
        "a.rhai:1:22：uniform 的值应以“亿元/年”计，这里却是“亿元”",
        "a.rhai:1:22: uniform wants a value in `100 million yuan/year` but got one in `100 million yuan`",
    );
    let text = "rule(2027.., |z| { z.rd_subsidy(min(0.6, 0.4 * max(0.0, 4.0 - z.last(\"rd_intensity\"))));
        z.talent(year - 2020); z.talent(2.0 * 1.02 ** (year - 2027)); z.invest(0.1 * last(\"capital\")) });
        zones().invest(2027, with_unit(3.0, \"亿元/年\")); zones().talent(2027, pert(1, 2, 3));";
    assert!(runs(text).notes.iter().all(|note| note.code == Code::LeverTwice));
}

#[test]
fn bare_numbers_take_the_unit_of_their_place() {
    balances(&format!(
        r#"{HEAD}
        K.inflow(3.0); K.outflow(0.08 * K); L.becomes(L + 5.0);
        K + 1.0 > 2.0; max(0.0, L); min(0.5, K / K); when(K > 0.0, L, 0.0);
        K / (0.05 + x); ln(K / baseline(K)); exp(-0.1 * time); exp(0.02 * (year - 2024)); 1.02 ** time;
        let half = 0.5; half * K + K; half * L + L; half + x;
        fn absorbed(amount, capacity) {{ capacity * (1.0 - exp(-amount / capacity)) }}
        let invest = lever("invest", "投", "I", "亿元/年", #{{}});
        K.inflow(absorbed(delay(invest, 1), 0.12 * K) + smooth(invest, 2.0, 0.0));
        delay(ln(K / baseline(K)), 2); lookup(year, [[2025, 1.0], [2030, 2.0]]) * K + K;
        poisson("n", L) + L; binomial("m", 10, 0.5) + L; mean_over_zones(K) + total(K) - largest(K) + K;
        year >= 2027; when(year >= uncertain("u", discrete([[2027, 1]]), per_city, once), 1.0, 0.0) * K + K;
        let zero = K * 0.0; stock("z1", "甲", "Z", zero, "亿元").becomes(K); and(K > 1.0, L < 2.0);
        indicator("share", "占比", "Share", K / total(K), "%"); indicator("n", "个数", "N", count_where(K > 9.0), "个");
        indicator("growth", "增速", "Growth", K / previous(K, 1.0) - 1.0, "%"); cost(invest); cost(0.5 * total(L));"#
    ));
}

#[test]
fn a_unit_once_taken_is_kept() {
    check_line(
        "let half = 0.5 * K; half + K; half + L",
        "36：“+”的各项单位须相同，这里一项是“亿元”，另一项是“亩”",
        "36: `+` wants one unit on all sides; one is `100 million yuan`, the other `mu`",
    );
    check_line(
        "let y = uncertain(\"y\", normal(0, 1), per_zone, once); y * y + K; y + K",
        "68：“+”的各项单位须相同，这里一项是“亿元^0.5”，另一项是“亿元”",
        "68: `+` wants one unit on all sides; one is `100 million yuan^0.5`, the other `100 million yuan`",
    );
}
