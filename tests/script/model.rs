//! Mistakes in model scripts.

use crate::common::planner::check_model;

#[test]
fn stocks() {
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k += 1;"#,
        "model.rhai:1:44：存量“k”不能用 += 改变；请写 k.inflow(每年的量) 或 outflow",
        "model.rhai:1:44: stock `k` cannot be changed with +=; write k.inflow(amount a year) or outflow",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k -= 1;"#,
        "model.rhai:1:44：存量“k”不能用 -= 改变；请写 k.inflow(每年的量) 或 outflow",
        "model.rhai:1:44: stock `k` cannot be changed with -=; write k.inflow(amount a year) or outflow",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k *= 2;"#,
        "model.rhai:1:44：存量“k”不能用 *= 改变；请写 k.inflow(每年的量) 或 outflow",
        "model.rhai:1:44: stock `k` cannot be changed with *=; write k.inflow(amount a year) or outflow",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k.inflow("x");"#,
        "model.rhai:1:51：inflow 的参数是文字，应为数或模拟值",
        "model.rhai:1:51: inflow got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k.outflow(normal(0, 1));"#,
        r#"model.rhai:1:52：分布 normal 尚未抽样；请先写 uncertain("名称", normal(...), per_zone, once)"#,
        r#"model.rhai:1:52: the distribution normal is not drawn yet; bind it first: uncertain("name", normal(...), per_zone, once)"#,
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k.becomes(k > 1);"#,
        "model.rhai:1:52：becomes 需要数，这里却是条件；请写 when(x > 3, 1, 0)",
        "model.rhai:1:52: becomes wants a number but got a condition; write when(x > 3, 1, 0)",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k.inflow(data("capital"));"#,
        "model.rhai:1:51：“k”是全市口径，此处却给了分园区的值；请先用 total() 等汇总",
        "model.rhai:1:51: `k` is city-wide but got a value by zone; reduce it first, for example with total()",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿"); "#,
        "model.rhai:1:35：没有名为“亿”的单位，是否想写“亿元”？",
        "model.rhai:1:35: unknown unit `亿`; did you mean `亿元`?",
    );
    check_model(
        r#"stock("k", "资", "K", "x", "亿元");"#,
        "model.rhai:1:22：stock 的参数是文字，应为数或模拟值",
        "model.rhai:1:22: stock got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"stock("k", "资", "K", 1.0, "亿元"); stock("k", "资", "K", 1.0, "亿元");"#,
        "model.rhai:1:34：存量“k”声明了两次，请改名",
        "model.rhai:1:34: stock `k` is declared twice; rename one",
    );
    check_model(
        r#"stock("k", "资", "K", 1.0);"#,
        "model.rhai:1:1：stock 需要 5 个参数，这里给了 4 个",
        "model.rhai:1:1: wrong number of arguments for stock: 4, wanted 5",
    );
    check_model(
        r#"let k = stock("k", "资", "K", data("capital"), "亿元"); if k > 3 { }"#,
        "model.rhai:1:59：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "model.rhai:1:59: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check_model(
        r#"let k = stock("k", "资", "K", data("capital"), "亿元"); if k { }"#,
        "model.rhai:1:57：模拟值在抽样前还不知道，不能用于 if、while、&&、||；请写 when(条件, 甲, 乙)、and、or、not",
        "model.rhai:1:57: a simulated value is not known yet and cannot steer if, while, && or ||; write when(condition, a, b), and, or, not",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k == 1"#,
        "model.rhai:1:44：模拟值、园区和分布不能用 == 或 != 比较；请用 <、<=、>、>=",
        "model.rhai:1:44: simulated values, zones and distributions cannot be compared with == or !=; use <, <=, > or >=",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); k.level"#,
        "model.rhai:1:44：存量没有名为“level”的属性",
        "model.rhai:1:44: a stock has no property `level`",
    );
    check_model(
        r#"let k = stock("k", "资", "K", 1.0, "亿元"); `${k}`"#,
        "model.rhai:1:44：模拟值、分布和园区不能变成文字；模拟值在抽样前还不知道",
        "model.rhai:1:44: simulated values, distributions and zones have no text; a simulated value is not known yet",
    );
    check_model(
        "end(3)",
        "model.rhai:1:5：end 的参数是数，应为区间、存量",
        "model.rhai:1:5: end got a number; wanted a range, a stock",
    );
}

#[test]
fn figures_levers_and_indicators() {
    check_model(
        r#"data("capitl")"#,
        "model.rhai:1:6：案例数据中没有“capitl”，是否想写“capital”？",
        "model.rhai:1:6: the case holds no figure `capitl`; did you mean `capital`?",
    );
    check_model(
        "data(3)",
        "model.rhai:1:6：data 的参数是数，应为文字",
        "model.rhai:1:6: data got a number; wanted a text",
    );
    check_model(
        r#"shares("capitl")"#,
        "model.rhai:1:8：案例数据中没有“capitl”，是否想写“capital”？",
        "model.rhai:1:8: the case holds no figure `capitl`; did you mean `capital`?",
    );
    check_model(
        r#"in_scope("x")"#,
        "model.rhai:1:10：“in_scope”不能是“x”；可用：all",
        "model.rhai:1:10: `in_scope` cannot be `x`; known: all",
    );
    check_model(
        r#"level_is("recognized")"#,
        "model.rhai:1:10：没有名为“recognized”的园区级别；可用：national, recognised, creating；是否想写“recognised”？",
        "model.rhai:1:10: no zone can have the level `recognized`; known: national, recognised, creating; did you mean `recognised`?",
    );
    check_model(
        r#"lever("a", "甲", "A", "亿元", #{lo: 1});"#,
        "model.rhai:1:28：没有名为“lo”的键，是否想写“low”？",
        "model.rhai:1:28: there is no key `lo`; did you mean `low`?",
    );
    check_model(
        r#"lever("a", "甲", "A", "亿元", #{low: "1"});"#,
        "model.rhai:1:28：low 的参数是文字，应为数",
        "model.rhai:1:28: low got a text; wanted a number",
    );
    check_model(
        r#"lever("a", "甲", "A", "亿元", #{split_by: "x"});"#,
        "model.rhai:1:28：split_by 的参数是文字，应为数或模拟值",
        "model.rhai:1:28: split_by got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"lever("a", "甲", "A", "亿");"#,
        "model.rhai:1:1：lever 需要 5 个参数，这里给了 4 个",
        "model.rhai:1:1: wrong number of arguments for lever: 4, wanted 5",
    );
    check_model(
        r#"lever("a", "甲", "A", "亿", #{});"#,
        "model.rhai:1:22：没有名为“亿”的单位，是否想写“亿元”？",
        "model.rhai:1:22: unknown unit `亿`; did you mean `亿元`?",
    );
    check_model(
        r#"lever("a", "甲", "A", "亿元", #{}); lever("b", "甲", "B", "亿元", #{});"#,
        "model.rhai:1:34：杠杆“b”声明了两次，请改名",
        "model.rhai:1:34: lever `b` is declared twice; rename one",
    );
    check_model(
        r#"indicator("a", "b", "c", 1.0);"#,
        "model.rhai:1:1：indicator 需要 5、6 个参数，这里给了 4 个",
        "model.rhai:1:1: wrong number of arguments for indicator: 4, wanted 5, 6",
    );
    check_model(
        r#"indicator("a", "b", "c", "x", "亿元");"#,
        "model.rhai:1:26：indicator 的参数是文字，应为数或模拟值",
        "model.rhai:1:26: indicator got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"indicator("a", "b", "c", 1.0, "亿");"#,
        "model.rhai:1:31：没有名为“亿”的单位，是否想写“亿元”？",
        "model.rhai:1:31: unknown unit `亿`; did you mean `亿元`?",
    );
    check_model(
        r#"indicator("a", "b", "c", data("capital"), data("capital"), "亿元");"#,
        "model.rhai:1:43：“a”是全市口径，此处却给了分园区的值；请先用 total() 等汇总",
        "model.rhai:1:43: `a` is city-wide but got a value by zone; reduce it first, for example with total()",
    );
    check_model(
        r#"cost("x")"#,
        "model.rhai:1:6：cost 的参数是文字，应为数或模拟值",
        "model.rhai:1:6: cost got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"baseline("x")"#,
        "model.rhai:1:10：baseline 的参数是文字，应为数或模拟值",
        "model.rhai:1:10: baseline got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"zone("台州高新区")"#,
        "model.rhai:1:1：zone 只能在情景脚本中使用",
        "model.rhai:1:1: zone belongs in a scenario script",
    );
    check_model(
        "规则(2027, |z| 3)",
        "model.rhai:1:1：规则 只能在情景脚本中使用",
        "model.rhai:1:1: 规则 belongs in a scenario script",
    );
}

#[test]
fn luck_and_memory() {
    check_model(
        r#"uncertain("x", normal(0, 1), per_zone, once); uncertain("x", normal(0, 1), per_zone, once);"#,
        "model.rhai:1:47：不确定量“x”声明了两次，请改名",
        "model.rhai:1:47: uncertainty `x` is declared twice; rename one",
    );
    check_model(
        r#"uncertain("x", normal(0, 1), "per_zoe", once);"#,
        "model.rhai:1:30：uncertain 的参数是文字，应为 per_zone 或 per_city",
        "model.rhai:1:30: uncertain got a text; wanted per_zone or per_city",
    );
    check_model(
        r#"uncertain("x", normal(0, 1), per_zone, "onc");"#,
        "model.rhai:1:40：uncertain 的参数是文字，应为 once 或 yearly",
        "model.rhai:1:40: uncertain got a text; wanted once or yearly",
    );
    check_model(
        r#"uncertain("x", pert(1, data("capital"), 3), per_zone, once);"#,
        "model.rhai:1:1：三点估计 的参数 最可能 必须是常数或数据",
        "model.rhai:1:1: pert: parameter mode must be a constant",
    );
    check_model(
        r#"correlate("a", "b", 1);"#,
        "model.rhai:1:1：“a”与“b”的相关系数 1 无效，应在 -1 到 1 之间且两者均已声明",
        "model.rhai:1:1: correlation 1 of `a` and `b` is not valid; wanted: between -1 and 1, both declared before",
    );
    check_model(
        r#"correlate("a", "b", "c");"#,
        "model.rhai:1:21：correlate 的参数是文字，应为数",
        "model.rhai:1:21: correlate got a text; wanted a number",
    );
    check_model(
        "delay(1, -1);",
        "model.rhai:1:10：delay 的参数是-1，应为不小于 0 的整数年",
        "model.rhai:1:10: delay got -1; wanted a whole number of years, 0 or more",
    );
    check_model(
        "delay(1, 1.5);",
        "model.rhai:1:10：delay 的参数是 1.5，应为不小于 0 的整数年",
        "model.rhai:1:10: delay got 1.5; wanted a whole number of years, 0 or more",
    );
    check_model(
        r#"delay("x", 1);"#,
        "model.rhai:1:7：delay 的参数是文字，应为数或模拟值",
        "model.rhai:1:7: delay got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"previous(1, "x")"#,
        "model.rhai:1:13：previous 的参数是文字，应为数或模拟值",
        "model.rhai:1:13: previous got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"smooth(1, "x", 3);"#,
        "model.rhai:1:11：smooth 的参数是文字，应为数或模拟值",
        "model.rhai:1:11: smooth got a text; wanted a number or a simulated value",
    );
    check_model(
        "lookup(1, [[1, 2]]);",
        "model.rhai:1:11：lookup 的参数是数组，应为升序的点列 [[x, y], ...]，至少两点",
        "model.rhai:1:11: lookup got an array; wanted at least two points [[x, y], ...] with rising x",
    );
    check_model(
        r#"lookup("x", [[1, 2], [2, 3]]);"#,
        "model.rhai:1:8：lookup 的参数是文字，应为数或模拟值",
        "model.rhai:1:8: lookup got a text; wanted a number or a simulated value",
    );
    check_model(
        "lookup(1, 3);",
        "model.rhai:1:11：lookup 的参数是数，应为数组",
        "model.rhai:1:11: lookup got a number; wanted an array",
    );
    check_model(
        r#"occurs("x", "y")"#,
        "model.rhai:1:13：occurs 的参数是文字，应为数或模拟值",
        "model.rhai:1:13: occurs got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"binomial("x", 3, "y")"#,
        "model.rhai:1:18：binomial 的参数是文字，应为数或模拟值",
        "model.rhai:1:18: binomial got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"poisson("x", "y")"#,
        "model.rhai:1:14：poisson 的参数是文字，应为数或模拟值",
        "model.rhai:1:14: poisson got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"total(data("capital") > 3)"#,
        "model.rhai:1:7：total 需要数，这里却是条件；请写 when(x > 3, 1, 0)",
        "model.rhai:1:7: total wants a number but got a condition; write when(x > 3, 1, 0)",
    );
    check_model(
        r#"count_where(data("capital"))"#,
        "model.rhai:1:13：count_where 需要条件（如 x > 3），这里却是数",
        "model.rhai:1:13: count_where wants a condition (such as x > 3) but got a number",
    );
    check_model(
        r#"data("capital") % 2"#,
        "model.rhai:1:17：“%”不能用于模拟值、数",
        "model.rhai:1:17: `%` does not work on a simulated value, a number",
    );
    check_model(
        r#"data("capital") ** "x""#,
        "model.rhai:1:20：** 的参数是文字，应为数或模拟值",
        "model.rhai:1:20: ** got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"1 < data("capital") < 3"#,
        "model.rhai:1:1：< 需要数，这里却是条件；请写 and(1 < x, x < 3)",
        "model.rhai:1:1: < wants a number but got a condition; write and(1 < x, x < 3)",
    );
}

#[test]
fn parts_of_an_indicator() {
    check_model(
        r#"indicator("s", "占", "S", 1.0 * year, "%"); parts("t", 1.0, 0.0, 0.0);"#,
        "model.rhai:1:50：没有名为“t”的指标",
        "model.rhai:1:50: unknown indicator `t`",
    );
    check_model(
        r#"indicator("sh", "占", "S", data("capital"), "亿元"); parts("sh", 1.0, 0.0, 0.0);"#,
        "model.rhai:1:57：没有名为“sh”的指标",
        "model.rhai:1:57: unknown indicator `sh`",
    );
    check_model(
        r#"indicator("s", "占", "S", 1.0 * year, "%"); parts("s", 1.0, data("capital"), 0.0);"#,
        "model.rhai:1:60：“parts”是全市口径，此处却给了分园区的值；请先用 total() 等汇总",
        "model.rhai:1:60: `parts` is city-wide but got a value by zone; reduce it first, for example with total()",
    );
    check_model(
        r#"indicator("s", "占", "S", 1.0 * year, "%"); parts("s", year > 3, 0.0, 0.0);"#,
        "model.rhai:1:55：parts 需要数，这里却是条件；请写 when(x > 3, 1, 0)",
        "model.rhai:1:55: parts wants a number but got a condition; write when(x > 3, 1, 0)",
    );
    check_model(
        r#"indicator("s", "占", "S", 1.0 * year, "%"); parts("s", 1.0, 0.0, 0.0); parts("s", 1.0, 0.0, 0.0);"#,
        "model.rhai:1:71：指标“s_growth”声明了两次，请改名",
        "model.rhai:1:71: indicator `s_growth` is declared twice; rename one",
    );
    check_model(
        r#"at_start("x");"#,
        "model.rhai:1:10：at_start 的参数是文字，应为数或模拟值",
        "model.rhai:1:10: at_start got a text; wanted a number or a simulated value",
    );
    check_model(
        r#"lever("a", "甲", "A", "1", #{scope: 1});"#,
        "model.rhai:1:27：scope 的参数是数，应为 true 或 false",
        "model.rhai:1:27: scope got a number; wanted true or false",
    );
}

#[test]
fn parts_of_levers_and_delivery_of_costs() {
    let levers = "let a = lever(\"invest\", \"投资\", \"Investment\", \"亿元/年\", #{});\nlet b = lever(\"talent\", \"人才\", \"Talent\", \"人/年\", #{});\n";
    check_model(
        &format!("{levers}directly(\"invset\");"),
        "model.rhai:3:10：没有名为“invset”的杠杆，是否想写“invest”？",
        "model.rhai:3:10: unknown lever `invset`; did you mean `invest`?",
    );
    check_model(
        &format!("{levers}public_in(\"talent\");"),
        "model.rhai:3:11：public_in 的值应以“亿元/年”计，这里却是“人/年”",
        "model.rhai:3:11: public_in wants a value in `100 million yuan/year` but got one in `person/year`",
    );
    check_model(
        &format!("{levers}cost(a, \"市经信局\", a);"),
        "model.rhai:3:17：cost 只接受纯数（单位 1），这里却是“亿元/年”；请先除以同单位的量",
        "model.rhai:3:17: cost wants a pure number (unit 1) but got a value in `100 million yuan/year`; divide it by something in that unit first",
    );
}
