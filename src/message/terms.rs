//! Terms used as arguments of sentences and as labels, Chinese and English.

use super::Lang;

macro_rules! terms {
    ($( $key:literal: $zh:literal, $en:literal; )+) => {
        const TERMS: &[(&str, &str, &str)] = &[$(($key, $zh, $en)),+];
    };
}

/// The word for a term's key, or nothing if the catalogue lacks it.
pub fn term(key: &str, lang: Lang) -> Option<&'static str> {
    TERMS.iter().find(|(k, _, _)| *k == key).map(|(_, zh, en)| lang.pick(zh, en))
}

terms! {
    // --- kinds of things
    "stock": "存量", "stock";
    "lever": "杠杆", "lever";
    "indicator": "指标", "indicator";
    "uncertainty": "不确定量", "uncertainty";
    "target": "目标", "target";
    "zone": "园区", "zone";
    "number": "数", "number";
    "text": "文字", "text";
    "condition": "条件", "condition";
    "value": "模拟值", "simulated value";
    "city-figure": "全市数据", "a figure of the city";
    "zone-figure": "分园区数据", "a figure by zone";
    // --- report labels
    "demonstration": "演示数据·非统计数据", "Demonstration data, not statistics";
    "prior-driven": "先验驱动", "prior-driven";
    "prior-driven-note": "先验驱动：结论主要重复起始值的假设区间，模型尚未增加信息。", "Prior-driven: the answer mostly repeats the assumed spread of the start values; the model adds little.";
    "extrapolated": "延伸测算", "extrapolation";
    "extrapolated-note": "延伸测算，非文件目标", "extrapolation, no target of the document";
    "imprint": "{case}[? · 情景：{scenario}?] · {draws} 次抽样 · 随机种子 {seed} · 数据截至 {as_of} · zonecast {version}", "{case}[? · scenario: {scenario}?] · {draws} draws · seed {seed} · data as of {as_of} · zonecast {version}";
    "name-with-unit": "{name}，{unit}", "{name}, {unit}";
    "list-separator": "；", "; ";
    "scenario": "情景", "Scenario";
    "zone-column": "园区", "Zone";
    "attainment-title": "达成研判：{scenario}", "Attainment: {scenario}";
    "attainment-subtitle": "{case} · {year} 年目标的达成可能性与区间（模拟结果，按全市合计考核）", "{case} · likelihood and range of the targets of {year} (simulated; judged on the city's total)";
    "attainment-note": "条形按各目标值归一（目标值 = 100%），向右为优；旁注数字为指标原值。抽样区间只反映抽样次数有限，不含模型误差。", "Bars are relative to each target value (target = 100%), better to the right; printed numbers are the indicator's own values. The sampling interval reflects the number of draws only, not errors of the model.";
    "joint-strip": "{n} 项目标同时达成：{all}（抽样95%区间 {interval}） · 至少达成 {k} 项：{p}[? · 最薄弱：{weakest}?]", "All {n} targets together: {all} (95% sampling interval {interval}) · at least {k} of them: {p}[? · weakest: {weakest}?]";
    "target-column": "目标", "Target";
    "threshold": "目标值", "Threshold";
    "start-column": "{year} 年 P50", "P50 in {year}";
    "bars-column": "{year} 年分布，相对目标值", "Distribution in {year}, relative to the threshold";
    "likelihood-column": "达成可能性", "Likelihood";
    "on-target": "目标", "target";
    "clause": "条款 {clause}", "Clause {clause}";
    "other-reading": "另一口径", "other reading";
    "words-with-number": "{words}（{p}）", "{words} ({p})";
    "interval-note": "抽样95%区间 {interval}", "95% sampling interval {interval}";
    "scope-likelihood": "该口径下 {p}", "{p} in this scope";
    "light-legend": "可能性：", "Likelihood:";
    "bar-legend": "P5–P95、P25–P75 与 P50；细线为各统计口径", "P5–P95, P25–P75 and P50; thin lines: counting scopes";
    "fans-title": "主要目标走势：{scenario}", "Paths of the main targets: {scenario}";
    "fans-subtitle": "每图：P5–P95、P25–P75 区间与 P50；红线为目标值，目标年之后为延伸测算，非文件目标", "Each panel: ranges P5–P95 and P25–P75 with P50; red line: threshold; past its year an extrapolation, no target of the document";
    "fan-title": "{indicator}：{place}", "{indicator}: {place}";
    "fan-subtitle": "单位：{unit}；各情景同一纵轴；P5–P95、P25–P75 区间与 P50；虚线为基线情景的 P50", "Unit: {unit}; scenarios on one scale; ranges P5–P95 and P25–P75 with P50; dashed: P50 of the baseline";
    "threshold-label": "目标 {threshold}", "target {threshold}";
    "legend-fan": "P5–P95、P25–P75、P50", "P5–P95, P25–P75, P50";
    "legend-baseline": "虚线：基线情景 P50", "dashed: P50 of the baseline";
    "legend-scope": "细线：{scope}（P5、P50、P95）", "thin lines: {scope} (P5, P50, P95)";
    "legend-same": "历史值（同口径）", "published (same definition)";
    "legend-other": "历史值（口径或区域不同）", "published (other definition or area)";
    "unlabelled-points": "图中未注名的历史值：{list}。", "Published points without a label: {list}.";
    "zones-title": "分园区与目标值的差距：{scenario}", "Zones against the target values: {scenario}";
    "zones-subtitle": "{year} 年 P50 减目标值，单位为百分点（比值类指标为比值之差）；正值表示优于目标值", "P50 in {year} minus the target value, in percentage points (ratios: difference of the ratio); positive: better than the target value";
    "zones-note": "目标按全市合计考核，分园区差距仅供参考；园区按数据文件顺序排列，不排名。", "Targets are judged on the city's total; gaps by zone are for orientation only. Zones stand in the order of the data, not ranked.";
    "short-of-target": "低于目标值（由大到小：25%以上、10–25%、10%以内）", "short of the target value (over 25%, 10–25%, below 10% of it)";
    "beyond-target": "优于目标值（10%以内、10–25%、25%以上）", "beyond the target value (below 10%, 10–25%, over 25% of it)";
    "assumed-hatched": "斜线：该园区数据为假设", "hatched: the zone's figures are assumed";
    "scenarios-title": "情景比较：相对“{baseline}”", "Scenarios against: {baseline}";
    "scenarios-subtitle": "{year} 年达成可能性的变化（百分点，横线为95%区间），与累计公共投入对照", "Change of the likelihood in {year} (percentage points, whisker: 95% interval), beside public money";
    "scenarios-note": "各情景使用同一组随机数，逐次抽样成对比较；空心点表示95%区间含零。区间只反映抽样误差，不含模型误差。", "All scenarios share the same luck, so changes are paired; hollow dots: the 95% interval holds zero. Intervals reflect sampling error only, not errors of the model.";
    "baseline-likelihood": "基线 {p}", "baseline {p}";
    "money-column": "至 {year} 年累计公共投入（亿元，P50 与 P5–P95）", "Public money up to {year} (100 million yuan, P50 with P5–P95)";
    "points-axis": "变化（百分点）", "Change (percentage points)";
    "over-budget": "年度超预算", "over budget";
    "budget-note": "年度预算参考值 {budget} 亿元；任一年度 P50 超过即标注“年度超预算”。", "Yearly budget for comparison: {budget} x 100 million yuan; marked if the P50 of any year exceeds it.";
    "unit-yi-yuan": "亿元", "100 million yuan";
    "unit-wan-yuan": "万元", "10,000 yuan";
    "unit-yi-yuan-a-year": "亿元/年", "100 million yuan a year";
    "unit-mu": "亩", "mu";
    "unit-persons": "人", "persons";
    "unit-firms": "家", "firms";
    "unit-wan-yuan-per-mu": "万元/亩", "10,000 yuan per mu";
    "unit-tce-per-wan-yuan": "吨标准煤/万元", "tce per 10,000 yuan";
    "unit-ratio": "比值", "ratio";
    "csv-scenario-id": "情景编号", "scenario_id";
    "csv-scenario": "情景", "scenario";
    "csv-target-id": "目标编号", "target_id";
    "csv-target": "目标", "target";
    "csv-clause": "条款", "clause";
    "csv-indicator-id": "指标编号", "indicator_id";
    "csv-indicator": "指标", "indicator";
    "csv-operator": "比较", "operator";
    "csv-threshold": "目标值", "threshold";
    "csv-unit": "单位", "unit";
    "csv-year": "年份", "year";
    "csv-scope-id": "统计口径编号", "scope_id";
    "csv-scope": "统计口径", "scope";
    "csv-extrapolated": "延伸测算", "extrapolated";
    "csv-probability": "达成概率", "probability";
    "csv-low": "抽样95%下限", "low95";
    "csv-high": "抽样95%上限", "high95";
    "csv-change": "较基线变化", "change";
    "csv-change-low": "变化95%下限", "change_low95";
    "csv-change-high": "变化95%上限", "change_high95";
    "csv-note": "说明", "note";
    "csv-zone-id": "园区编号", "zone_id";
    "csv-zone": "园区", "zone";
    "csv-provenance": "数据来源性质", "provenance";
    "csv-p5": "P5", "p5";
    "csv-p25": "P25", "p25";
    "csv-p50": "P50", "p50";
    "csv-p75": "P75", "p75";
    "csv-p95": "P95", "p95";
    "scope-all": "全部抽样", "all draws";
    "joint": "同时达成", "all together";
    "terminal-head": "{year} 年达成可能性", "Likelihood in {year}";
    "terminal-joint": "{n} 项同时达成", "All {n} together";
    "terminal-weakest": "最薄弱目标", "Weakest target";
    "terminal-money": "至 {year} 年公共投入，亿元（P5–P95）", "Public money up to {year}, 100 million yuan (P5–P95)";
    "terminal-later": "{years} 年：延伸测算，非文件目标", "{years}: extrapolation, no target of the document";
    "terminal-note": "±：抽样95%区间的半宽（百分点），不含模型误差。缺口明显者建议提前研究对策。", "±: half of the 95% sampling interval (points); errors of the model are not in it.";
    // --- command line
}
