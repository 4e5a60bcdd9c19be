//! Sentences and labels of reports, Chinese and English, in the order in which a report says them.

macro_rules! terms {
    ($( $key:literal: $zh:literal, $en:literal; )+) => {
        /// Key, Chinese, English.
        pub(super) const TERMS: &[(&str, &str, &str)] = &[$(($key, $zh, $en)),+];
    };
}

terms! {
    "report-title": "{case}目标达成情况研判报告", "Outlook on the targets: {case}";
    "report-circulated": "（征求意见稿）", "(Draft for comment)";
    "report-internal": "（内部研究稿，括号内为模拟可能性）", "(Internal, simulated likelihoods in brackets)";
    "caption-marked": "{caption}（模拟值，演示数据·非统计数据）", "{caption} (simulated; demonstration data, not statistics)";
    "from-simulation": "模拟结果", "simulated";
    "from-document": "政策文件和案例口径", "the policy document and the case's definitions";
    "from-case": "案例数据文件", "the case's figures";
    "table-provenance": "数据来源：{source}", "Source: {source}";
    "provenance-column": "数据取自", "Taken from";
    "scope-head": "统计口径", "Counting scope";
    "scope-part-head": "统计范围", "By scope";
    "status-of-zone": "级别", "Status";
    "judged-scope-head": "考核范围", "Scope of judgement";
    "first-effect-head": "最早见效年", "First effect";
    "figure-provenance-head": "数据来源性质", "Provenance";
    "own-year-head": "年份", "Year";
    "strive-for": "列为争取事项", "to be strived for";
    // --- one page
    "brief-heading": "要点", "In brief";
    "sheet-brief": "要点", "Brief";
    "brief-lead": "本测算以 {base} 年为基年，数据截至 {as_of}，设 {n} 个情景，各作 {draws} 次随机模拟，研判 {year} 年目标的达成可能性。", "Base year {base}, data as of {as_of}; {n} scenarios, {draws} draws each; likelihood of the targets of {year}.";
    "brief-demonstration": "分园区数据均为假设（演示数据·非统计数据），录入实际数之前不得引用。", "All figures by zone are assumptions (demonstration data, not statistics); do not quote them before actual figures are entered.";
    "brief-caption": "主要目标研判（{year} 年，全市合计）", "Main targets in {year}, for the city";
    "best-head": "改善最明显的情景", "Best scenario";
    "best-outlook-head": "该情景下", "Outlook there";
    "together-line": "“{scenario}”情景下，{list}。", "Under {scenario}, {list}.";
    "together": "{group} 各项同时达成{words}[?，最薄弱的是 {weakest}?]", "{group}, all at once: {words}[? (weakest: {weakest})?]";
    "together-hard": "难度很大", "very difficult";
    "together-strained": "难度较大", "difficult";
    "together-push": "需持续加力", "needs sustained effort";
    "together-hopeful": "有望实现", "within reach";
    "change-line": "与“{baseline}”相比，“{scenario}”情景达成可能性有所提高的目标：{raised}。有所降低的目标：{lowered}。", "Against {baseline}, {scenario} measurably raises the likelihood of: {raised}. It lowers that of: {lowered}.";
    "change-of-year": "{year} 年 {ids}", "in {year}: {ids}";
    "change-of-year-none": "{year} 年无", "in {year}: none";
    "scoped-line": "† 主要受统计范围调整影响；各年、各口径的同口径变动：{list}。", "† Mainly by the change of statistical scope; at the same scope, over years and scopes: {list}.";
    "scoped-item": "{id} 为 {low}[? 至 {high}?][? 个{points}?]", "{id} {low}[? to {high}?][? {points}?]";
    "change-nothing-compared": "本次只模拟一个情景，未作比较。", "One scenario only: nothing is compared.";
    "timing": "该情景所用 {n} 项措施中，可影响 {year} 年目标的 {yes} 项，不可影响的 {no} 项；土地、平台等措施见效较慢，宜尽早安排。", "Of its {n} measures, {yes} can still touch {year} and {no} cannot; land and platforms are slow, so start early.";
    "spending": "“{scenario}”情景至 {year} 年累计公共投入 {money}（P5–P95 为 {low}–{high} {unit}）[?，投入最多的 {peak} 年为年度预算参考值 {budget}的 {share}%?][?；至 {last} 年每 1 元公共投入带动社会资金 {leverage} 元?]，至 {last} 年未形成效果的投入 {lost}。", "{scenario}: public money up to {year}: {money} (P5-P95 {low}-{high} {unit})[?; the largest year, {peak}, is {share}% of the yearly budget of {budget}?][?; up to {last} one public yuan is followed by {leverage} private yuan?]; without effect up to {last}: {lost}.";
    "spending-none": "“{scenario}”情景没有新增公共投入。", "{scenario} spends no additional public money.";
    "batch-line": "{ids} 取决于国家、省批次安排，列为争取事项。", "{ids}: batches are decided by nation and province; to be strived for.";
    "trigger-line": "{ids} 属支持政策的触发条件，以省评价为准。", "{ids}: triggers of support, by the provincial evaluation.";
    "brief-limits": "本测算未作回测，措施效应多为判断，适于比较情景，不宜作为预测数引用。", "No backtest; effects are mostly judgement: good for comparing scenarios, not for quoting as forecasts.";
    // --- targets
    "targets-heading": "目标研判", "Targets";
    "sheet-outlook": "目标研判", "Targets";
    "sheet-ranges": "指标区间", "Ranges";
    "sheet-later": "延伸测算", "Later years";
    "targets-intro": "目标均按全市合计研判。“研判”指在全部随机模拟中达到目标值的可能性，按正式表述分档：80% 及以上为预计可如期完成，60%–80% 为有望完成，40%–60% 为需持续加力，20%–40% 为压力较大，20% 以下为缺口明显；“力争”“保持”类目标措辞相应调整。", "Targets are judged on the city's total. An outlook is the share of draws that meet the threshold, in classes: 80% and above, 60-80%, 40-60%, 20-40%, below 20%.";
    "targets-first": "{year} 年目标", "Targets of {year}";
    "targets-ranges": "指标水平与区间", "Levels and ranges";
    "targets-later": "延伸测算（非文件目标）", "Extrapolation (no targets of the document)";
    "outlook-caption": "各情景下目标研判（{year} 年）", "Outlook by scenario, {year}";
    "name-of-reading": "{name}（另一口径）", "{name} (other reading)";
    "readings-note": "同一目标的不同口径分行列出，互不混用。括号注明年份的目标按该年研判。", "Readings of one target stand in rows of their own and are never mixed. A year in brackets: judged in that year.";
    "internal-note": "括号内为模拟可能性，只含抽样误差，不含模型误差。", "In brackets the simulated likelihood: sampling error only, no error of the model.";
    "levels-caption": "目标年把握与可达到的水平：{scenario}", "Levels reached with given confidence in the target's year: {scenario}";
    "levels-note": "把握为模拟中达到该水平的占比，只含模型内的不确定性，供研究目标值时参考；不宜单以一个百分数定目标。", "Confidence: share of draws that reach the level, the model's own uncertainty only. No target should rest on one percentage.";
    "sheet-levels": "可达水平", "Levels in reach";
    "confidence-head": "{p}%把握", "{p}% sure";
    "ranges-caption": "目标年指标水平与区间", "Levels and ranges in the target's year";
    "ranges-note": "P5、P50、P95 为模拟结果的百分位数；两种统计口径分别给出，不取平均。均为模拟值，不是统计数。", "P5, P50, P95: percentiles of the simulation; counting scopes apart, never averaged. Simulated, no statistics.";
    "later-caption": "延伸测算：各目标达到同一目标值的研判", "Extrapolation: the same thresholds in later years";
    "later-note": "延伸测算，非文件目标：文件未对这些年份提出目标值。", "Extrapolation: the document sets no target for these years.";
    "fans-caption": "主要指标走势：{scenario}", "Paths of the main targets: {scenario}";
    // --- zones
    "zones-heading": "分园区情况", "Zones";
    "sheet-zones": "分园区", "Zones";
    "zones-intro-demonstration": "分园区起点数据均为假设，下表只用于说明方法和口径，不亮灯、不通报、不排名；录入各园区实际数后方可使用。", "All start values by zone are assumptions: the table shows method and definitions; no light, no notice, no rank before actual figures are entered.";
    "zones-intro": "目标按全市合计考核，分园区数仅供参考；园区按数据文件顺序排列。", "Targets are judged on the city's total; zones are for orientation and stand in the order of the data.";
    "year-unit-head": "{name} {year} 年（{unit}）", "{name} {year} ({unit})";
    "zones-caption": "分园区指标水平：{scenario}", "Levels by zone: {scenario}";
    "zones-table-note": "各列为 P50；不分统计口径的指标在两种口径的行中相同。数据来源性质为该园区数据中最弱的一项。", "Columns are P50; indicators that do not depend on the counting scope are the same in its rows. Provenance: the weakest among the zone's figures.";
    // --- scenarios
    "scenarios-heading": "情景比较", "Scenarios";
    "sheet-spending": "情景与资金", "Scenarios, money";
    "sheet-changes": "较基线变化", "Changes";
    "sheet-scope": "统计范围影响", "Scope effects";
    "scenarios-intro": "各情景使用同一组随机数，逐次与基线情景比较。", "All scenarios are run with the same random numbers and compared with the baseline draw by draw.";
    "scenarios-money": "公共投入", "Public money";
    "scenarios-changes": "达成可能性的变化", "Changes of the outlook";
    "spending-caption": "各情景公共投入与撬动", "Public money and leverage by scenario";
    "money-median-head": "至 {year} 年公共投入 P50（亿元）", "Public money up to {year}, P50 (100m yuan)";
    "peak-year-head": "投入最多的年份", "Largest year";
    "peak-share-head": "占年度预算（%）", "Share of budget (%)";
    "leverage-head": "撬动倍数", "Leverage";
    "undelivered-head": "至 {year} 年未形成效果（亿元）", "Without effect up to {year} (100m yuan)";
    "unit-money": "亿元", "100 million yuan";
    "unit-billion": "十亿元", "billion yuan";
    "unit-million": "百万元", "million yuan";
    "spending-note": "公共投入为情景新增部分，按当年价格；P5、P95 为至目标年累计数的百分位数。撬动倍数为社会资金与公共投入之比。", "Public money: what the scenario adds, at current prices; P5 and P95 are of the total up to the target year. Leverage: private per public yuan.";
    "change-head": "{year} 年", "{year}";
    "changes-caption": "各情景较基线的变化", "Changes against the baseline";
    "report-changes-note": "按可能性变化的 95% 区间是否含零判断：不含零且不小于 10 个百分点为明显，不含零且不足 10 个百分点为略有，其余以及不足 0.5 个百分点的为基本不变。", "By the 95% interval of the change: without zero and 10 points or more is clear, half a point or more slight, all else unchanged.";
    "much-better": "明显提高", "clearly up";
    "better": "略有提高", "slightly up";
    "worse": "略有降低", "slightly down";
    "much-worse": "明显降低", "clearly down";
    "unchanged": "基本不变", "unchanged";
    "tasks-without-measure": "另有未对应措施的投入 {money}（模型内规则或直接设置的杠杆），不在表内，见分单位资金。", "Besides, {money} without a measure (rules of the model, or levers set directly) are not in this table; see money by department.";
    "words-with-points": "{words}（{x} 个百分点）", "{words} ({x} points)";
    "scope-heading": "统计范围调整的影响", "Effects of the counting scope";
    "scope-intro": "区划（统计范围）调整须省级主管部门批准。由此带来的指标变化属统计范围变化，不是发展增量，单独列出。", "Redrawing needs the province's approval. What it changes is a change of counting, no development, and stands apart.";
    "scope-caption": "指标变化分解：自身变化、统计范围、结构变化", "Change of indicators in parts: own, scope, composition";
    "scope-note": "各项为均值，可以相加；单位与指标相同（比重为百分点）。", "Parts are means and add up, in the indicator's unit (shares: points).";
    "mean-start-head": "基年均值", "Mean, base year";
    "mean-end-head": "该年均值", "Mean, that year";
    "mainly-scope-note": "主要受统计范围调整影响，同口径 {x}", "mainly by scope; {x} at the same scope";
    "waterfall-caption": "变动分解：{scenario}", "Change in parts: {scenario}";
    // --- benchmarks
    "benchmarks-heading": "与其他地区对标", "Comparison with other places";
    "sheet-benchmarks": "对标", "Benchmarks";
    "benchmarks-intro": "只比较同一口径、同一年份的数；部分月份的累计数和口径不同的数留空并说明原因。按案例所列顺序，不排名次。", "Only figures of one definition and one year are compared; a cumulative figure of part of a year, or one that counts something else, is left blank with the reason. In the order of the case; nothing is ranked.";
    "benchmarks-caption": "本市与其他地区", "The city and other places";
    // --- money
    "money-heading": "措施与资金", "Measures and money";
    "sheet-departments": "分部门资金", "Money by department";
    "sheet-measures": "分措施资金", "Money by measure";
    "money-intro": "以下以“{scenario}”情景为例，金额为期望值，列在牵头单位名下，不重复计算。", "For {scenario}; expected values with the leading department, nothing counted twice.";
    "money-departments": "分部门资金", "By department";
    "money-measures": "分措施资金", "By measure";
    "departments-caption": "分部门公共投入（亿元）：{scenario}", "Public money by department (100m yuan): {scenario}";
    "measures-caption": "分措施公共投入（亿元）：{scenario}", "Public money by measure (100m yuan): {scenario}";
    "budget-figure": "分年度分部门公共投入：{scenario}", "Public money by year and department: {scenario}";
    "sum-column": "合计", "Total";
    "lost-column": "其中未形成效果", "Without effect";
    "no-department": "未明确单位", "no department named";
    "expected-note": "期望值，按当年价格；因四舍五入，各项之和可能与合计略有出入。", "Expected values at current prices; as they are rounded, parts may not add up to the printed total exactly.";
    // --- division and needs
    "division-heading": "指标分解表", "Targets by zone";
    "sheet-division": "指标分解表", "Targets by zone";
    "division-intro": "全市目标值按权重分解到各园区和年度，各园区加权合计等于全市；园区按数据文件顺序排列。", "The city's targets divided among zones and years; the weighted sum is the city's. Zones in the order of the data.";
    "division-caption": "指标分解：{scenario}，{by}分解", "Targets by zone: {scenario}, {by}";
    "division-note": "应达值为 {year} 年 P50 到目标值的直线，已达到或须保持的为目标值。差距为应达值与 P50 之差，未达为正；占全市比重各园区直接相加，其余按分母加权。", "Wanted: straight line from the P50 of {year} to the threshold, or the threshold where met or to be held. Gap: wanted against P50, positive if lacking; shares of the city add up, others by the denominator's weight.";
    "base-year-head": "{year} 年基年值", "{year} base";
    "wanted-year-head": "{year} 年应达值", "{year} wanted";
    "p50-year-head": "{year} 年 P50", "{year} P50";
    "needs-heading": "倒推：达到目标还需增加多少", "What is still needed to reach the targets";
    "sheet-needs": "倒推", "Needs";
    "needs-intro": "按目标值倒推全市分子还需增加（能耗为减少）的数量，分母取目标年 P50。", "How much more numerator the city needs (energy: less), the denominator at its P50 of the target year.";
    "needs-caption": "达到目标还需增加的数量：{scenario}", "Needed to reach the targets: {scenario}";
    "needs-note": "还需 P5、P95 分别由指标较好、较差一端的百分位数得出（以高为好者为 P95、P5，以低为好者为 P5、P95）；负数为富余。增加值、营业收入等金额为现价，不作增速表述。", "P5 and P95 of the need come from the better and the worse end of the indicator (P95 and P5; P5 and P95 where less is better). Negative: to spare. Money is nominal and says nothing of growth.";
    "indicator-p50-head": "指标 P50", "Indicator P50";
    "numerator-p50-head": "{year} 年分子 P50", "Numerator P50 {year}";
    "need-head": "还需 P50", "Need P50";
    "need-how-head": "方式", "How";
    "need-how-adds": "新增，分母同增", "added, the denominator too";
    "need-how-converts": "存量中转化，分母不变", "by conversion, denominator as is";
    "need-how-less": "减少", "to be saved";
    // --- tasks
    "tasks-heading": "分部门任务清单", "Tasks by department";
    "sheet-tasks": "任务清单", "Tasks";
    "tasks-intro": "责任单位按文件原列，第一家为牵头单位，其余为配合单位；每项措施列在牵头单位名下，并注明条款。", "Departments as the document lists them, the first one leads and the others go along; each measure stands with the one that leads, with its clause.";
    "tasks-caption": "分部门任务清单：{scenario}", "Tasks by department: {scenario}";
    "tasks-note": "金额为期望值，只列在牵头单位名下。箭头表示单独试行时变化显著，括号内为首次显著的年份；最早见效年为首个投入年加最短时滞。依据为效应大小的来源。园区用简称，名称待核的见分园区情况。", "Money: expected, with the leading department only. Arrow: measurably moved when tried alone, first so in the year in brackets; first effect: first spending plus the shortest delay. Evidence: where the size of the effect comes from.";
    "money-unit-head": "金额（亿元）", "Money (100m yuan)";
    "touches-target-head": "{year} 年前", "Targets of {year}";
    "touches-yes": "可影响", "can touch";
    "touches-no": "不可影响", "cannot touch";
    // --- sensitivity
    "sensitivity-heading": "敏感性说明", "Sensitivity";
    "sheet-sensitivity": "敏感性", "Sensitivity";
    "sensitivity-intro": "结论对统计口径和起始值较为敏感。“{scenario}”情景下，研判档次随统计口径而变的主要目标：{moved}；结论主要取决于起始值假设（先验驱动）的主要目标：{prior}。上述目标应先核实口径和起始值，再讨论措施。逐个参数的敏感性未列入本报告。", "Answers hang on counting scope and start values. Under {scenario}, main targets whose class differs by scope: {moved}; prior-driven main targets: {prior}. Settle scope and start values of these before discussing measures. Parameters one by one are not part of this report.";
    "sensitivity-caption": "不同统计口径下的研判：{scenario}（{year} 年）", "Outlook by counting scope: {scenario}, {year}";
    // --- annexes
    "definitions-heading": "口径说明", "Definitions";
    "sheet-definitions": "口径说明", "Definitions";
    "sheet-ledger": "定性目标", "Goals in words";
    "definitions-intro": "原文摘自政策文件；文件未明确口径的，列出本测算的读法，供核定。", "Words of the document; where it leaves the definition open, the reading used here, to be confirmed.";
    "goal-there": "已有依据", "there";
    "goal-not-seen": "未见依据", "nothing found";
    "definitions-caption": "目标口径", "Definitions of the targets";
    "ledger-caption": "定性目标台账", "Goals in words only";
    "requests-heading": "数据需求函", "Request for data";
    "sheet-requests": "数据需求", "Data wanted";
    "request-to": "{departments}：", "To: {departments}.";
    "request-body": "为做好{case}目标研判，需以实际数替换现用的假设数和推算数。请按下表所列口径提供数据，并注明统计范围、年度和是否为最终数。", "To judge the targets of {case} on actual figures, please provide those listed below in place of assumed and derived ones, with counting scope, year and whether they are final.";
    "request-how": "如贵单位不掌握某项数据，请告知掌握单位；涉密或不便提供分园区数的，请提供全市合计数。请于　　年　月　日前反馈。联系人：　　　　，电话：　　　　。", "If you do not keep a figure, please say who does; where figures by zone cannot be given, please give the city's total. Reply by: ____ . Contact: ____ , telephone: ____ .";
    "requests-caption": "需提供的数据", "Figures wanted";
    "keeper-unknown": "待明确", "to be found out";
    "ask-head": "商请单位", "Whom to ask";
    "figure-head": "数据项", "Figure";
    "reach-head": "范围", "Reach";
    "kept-head": "数据出处", "Kept as";
    "zones-count": "{n} 个园区", "{n} zones";
    "each-scope": "{zones}，分统计口径", "{zones}, each counting scope";
    "method-heading": "方法、局限与输入文件", "Method, limits, inputs";
    "sheet-inputs": "输入文件", "Inputs";
    "method-how": "方法", "Method";
    "method-draws": "以脚本写明的因果方程逐年推演，{n} 个情景各作 {draws} 次随机模拟（随机种子 {seed}，zonecast {version}）；同样的输入和种子得到同样的结果。", "Causal equations written as scripts, year by year; {n} scenarios of {draws} draws (seed {seed}, zonecast {version}); the same inputs and seed give the same results.";
    "method-reading": "存量按年初值计入，投入按时滞和到位率形成效果。P50 为中位数，P5–P95 为九成模拟结果所在区间。中位数不能相加，分解表和资金表按各自注明的方法相加。", "Stocks count as they stand at the start of a year; money takes effect with delay and delivery. P50 is the median, P5-P95 holds nine tenths of the draws. Medians do not add up; tables that add up say how.";
    "method-limits": "局限", "Limits";
    "method-beliefs": "情景另设的数据", "Figures that scenarios state otherwise";
    "method-inputs": "输入文件及校验值", "Input files and their hashes";
    "limits-figures": "起点和参照数据共 {all} 条，其中公布 {published} 条、推算 {derived} 条、假设 {assumed} 条；假设数已给出较宽的范围，不得作为统计数据引用。", "Of {all} figures {published} are published, {derived} derived and {assumed} assumed with wide ranges; the last must not be quoted as statistics.";
    "limits-effects": "措施效应取自文献和判断，以判断为主，给出的是范围；未作回测，回测也只能检验基线趋势，不能检验政策效果。区间只含抽样误差和已列明的不确定性，不含模型误差。", "Effects come from literature and mostly judgement, as ranges; no backtest, and one would test trends only, not effects of policy. Intervals hold sampling error and the stated uncertainty, not errors of the model.";
    "limits-events": "取决于国家、省批次安排的事项只有基础概率，不作完成情况研判；目标年之后的结果为延伸测算，非文件目标。", "What hangs on batches of nation and province has base rates only; results past the target's year are extrapolations, no targets of the document.";
    "file-head": "文件", "File";
    "inputs-caption": "输入文件 SHA-256 校验值", "Input files with their SHA-256";
    "inputs-note": "可用 zonecast verify summary.json 重新运行并逐数核对。", "zonecast verify summary.json runs it again and confirms every number.";
    // --- verify
    "a-summary": "summary.json 或它所在的文件夹", "a summary.json, or the folder that holds it";
    "verify-lacking": "无此项", "no such entry";
    "verify-same": "核对一致：重新运行得到的 {n} 个数与文件完全相同。", "Confirmed: all {n} numbers of a new run are those of the file.";
    "verify-difference": "{path}：文件为 {recorded}，重新运行为 {found}", "{path}: the file says {recorded}, a new run {found}";
    // --- words of the formats
    "contents": "目录", "Contents";
    "sort-hint": "点击表头可排序", "Click a heading to sort";
}
