//! The scenario that `new` writes, in both languages.

pub(super) const SCENARIO_ZH: &str = r#"// 情景：{name}。运行：zonecast run {file}
// 杠杆数值是在基线之上的增量；可用的杠杆、园区、指标：zonecast list
scenario("{name}", "{name}");

// 某一园区：从 {first} 到 {last} 年，每年增加工业投资 2 亿元。
园区("{zone}").投资({first}..={last}, 2.0);

// 全市：一年供地 300 亩，按各园区规模分配。
全部园区().分配("土地", {first}, 300);

// 不确定的数量：高层次人才每年 10 至 30 人，最可能 18 人。
园区("{zone}").人才({first}..={last}, 三点估计(10, 18, 30));

// 规则：上一年研发强度低于 4% 的园区，每年补助 0.2 亿元。
规则({first}..={last}, |z| z.研发补助(当(z.上年("rd_intensity") < 4.0, 0.2, 0.0)));
"#;

pub(super) const SCENARIO_EN: &str = r#"// Scenario: {name}. Run it: zonecast run {file}
// Lever amounts come on top of the baseline; words, zones and indicators: zonecast list
scenario("{name}", "{name}");

// One zone: 2 (100 million yuan) more industrial investment a year.
zone("{zone}").invest({first}..={last}, 2.0);

// The whole city: 300 mu of land in one year, divided among the zones by size.
zones().split("land", {first}, 300);

// An uncertain amount: 10 to 30 elite talents a year, most likely 18.
zone("{zone}").talent({first}..={last}, pert(10, 18, 30));

// A rule: a zone whose R&D ratio was below 4 % last year gets 0.2 (100 million yuan).
rule({first}..={last}, |z| z.rd_subsidy(when(z.last("rd_intensity") < 4.0, 0.2, 0.0)));
"#;
