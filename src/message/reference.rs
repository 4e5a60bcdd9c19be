//! What the words of scripts mean, in one line each, with signature and example, in both languages.
//!
//! Owns the texts of words that no case declares; which words there are stands with
//! their registration, and tests compare the two. In examples `{year}`, `{next}`,
//! `{zone}`, `{indicator}`, `{target}`, `{figure}`, `{base}` and `{lever}` stand for what a case has;
//! `{amount}` is one of that lever, `{least}`, `{most}` and `{tenth}` are half of it, half as much again and a tenth.

/// A word: its signature, its meaning and an example.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The English word, or the symbol of an operator.
    pub word: &'static str,
    /// How it is written, in Chinese and English words.
    pub signature: [&'static str; 2],
    /// What it means, in Chinese and English.
    pub meaning: [&'static str; 2],
    /// An example in Chinese and English words.
    pub example: [&'static str; 2],
}

macro_rules! entries {
    ($( $word:literal: $sz:literal $se:literal, $mz:literal $me:literal, $ez:literal $ee:literal; )+) => {
        const ENTRIES: &[Entry] = &[$(Entry {
            word: $word, signature: [$sz, $se], meaning: [$mz, $me], example: [$ez, $ee]
        }),+];
    };
}

/// The entry of a word.
pub fn entry(word: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.word == word)
}

/// Every word that has an entry.
pub fn entries() -> &'static [Entry] {
    ENTRIES
}

/// Words of the script language itself, which nothing here registers.
pub const LANGUAGE: [&str; 6] = ["let", "fn", "for", "if", "import", "print"];

entries! {
    // --- scenarios
    "scenario": "情景(中文名, 英文名)" "scenario(chinese_name, english_name)", "情景的标题，写在开头；只写一个则两种语言共用。" "Title of the scenario, at its start; one name serves both languages.", "情景(\"多投资\", \"More investment\");" "scenario(\"多投资\", \"More investment\");";
    "zone": "园区(名称)" "zone(name)", "一个园区，写编号或名称。" "One zone, by id or name.", "let a = 园区(\"{zone}\");" "let a = zone(\"{zone}\");";
    "zones": "全部园区()" "zones()", "全部园区，可用 for 逐个取。" "All zones; `for` takes them one by one.", "for z in 全部园区() { z.{lever}({year}, {amount}); }" "for z in zones() { z.{lever}({year}, {amount}); }";
    "rule": "园区.规则(年份, |z| 做法) 或 规则(年份, |z| 做法)" "zone.rule(years, |z| what) or rule(years, |z| what)", "按上年情况逐年决定；里面的杠杆词只写数量。" "Decides year by year from last year's values; levers inside take an amount only.", "规则({year}..={next}, |z| z.{lever}({amount}));" "rule({year}..={next}, |z| z.{lever}({amount}));";
    "figure": "改数据(数据名, 值) 或 改数据(园区名, 数据名, 值)" "figure(name, value) or figure(zone, name, value)", "对案例的一项数据另作判断；值可以是分布。各项输出会标明。" "Another belief about a figure of the case; the value may be a distribution. Every output says so.", "改数据({figure});" "figure({figure});";
    "target": "改目标(目标编号, #{阈值: 数, 年份: 年})" "target(id, #{threshold: number, year: year})", "按另一阈值或年份读目标；各项输出会标明。" "Reads a target with another threshold or year; every output says so.", "改目标(\"{target}\", #{年份: {next}});" "target(\"{target}\", #{year: {next}});";
    "based_on": "基于(情景)" "based_on(scenario)", "先执行另一个情景，再在其上增减；写文件名或标题。" "Runs another scenario first, by file name or title.", "基于(\"{base}\");" "based_on(\"{base}\");";
    "last": "园区.上年(指标) 或 上年(指标)" "zone.last(indicator) or last(indicator)", "指标上一年的值；首年为基年的值。" "An indicator's value of last year; in the first year that of the base year.", "let x = 上年(\"{indicator}\");" "let x = last(\"{indicator}\");";
    "split": "园区.分配(杠杆, 年份, 合计)" "zone.split(lever, years, total)", "把合计数按该杠杆的权重分给各园区；没有权重则平分。" "Divides a total among zones by the lever's weight, equally if it has none.", "全部园区().分配(\"{lever}\", {year}, {amount});" "zones().split(\"{lever}\", {year}, {amount});";
    "measure": "措施(#{声明}, 园区, 年份, 数量)" "measure(#{declaration}, zone, years, amount)", "声明并采用自己的措施；措施库在 measures/ 下，写法见其中。" "Declares and uses a measure of one's own; the library in measures/ shows how.", "措施(#{ id: \"mine\", zh: \"自拟措施\", en: \"My measure\", clause: \"2.1\", words: \"原文\", departments: [\"市科技局\"], unit: \"个/年\", trial: 1, cost: 0.1, delay: 1, delivery: 0.8, moves: #{ {lever}: {amount} }, evidence: \"judgement\", basis: \"判断\", basis_en: \"judgement\" }, 全部园区(), {year}, 1);" "measure(#{ id: \"mine\", zh: \"自拟措施\", en: \"My measure\", clause: \"2.1\", words: \"原文\", departments: [\"市科技局\"], unit: \"个/年\", trial: 1, cost: 0.1, delay: 1, delivery: 0.8, moves: #{ {lever}: {amount} }, evidence: \"judgement\", basis: \"判断\", basis_en: \"judgement\" }, zones(), {year}, 1);";
    // --- both script types
    "uncertain": "不确定(名称, 分布, 分园区|全市, 一次|每年[, 单位])" "uncertain(name, distribution, per_zone|per_city, once|yearly[, unit])", "按名称抽样一个分布；同名即同一份随机数。" "Draws a distribution under a name; the name is the address of its luck.", "let e = 不确定(\"偏差\", 正态分布(0, 1), 全市, 一次, \"1\");" "let e = uncertain(\"error\", normal(0, 1), per_city, once, \"1\");";
    "between": "介于(低, 高)" "between(low, high)", "以低、高为 P5、P95 的分布；跨度大且为正时取对数正态，否则正态。" "A distribution with these as P5 and P95: log-normal if positive and wide, else normal.", "let d = 介于(2, 8);" "let d = between(2, 8);";
    "previous": "上期(值, 初值)" "previous(value, first)", "上一步的值；第一步用初值。" "The value one step ago; the first value in the first step.", "let y = 上期(年份, 0);" "let y = previous(year, 0);";
    "delay": "延迟(值, 整年数[, 初值])" "delay(value, whole_years[, first])", "若干整年以前的值；此前为初值（不写为 0）。" "The value some whole years ago; before that the first value (0 unless given).", "let y = 延迟(年份, 2, 0);" "let y = delay(year, 2, 0);";
    "smooth": "平滑(值, 年数, 初值)" "smooth(value, years, first)", "以给定时间常数跟随一个值。" "Follows a value with a time constant in years.", "let y = 平滑(1.0, 3.0, 0.5);" "let y = smooth(1.0, 3.0, 0.5);";
    "lookup": "查表(值, [[x, y], ...])" "lookup(value, [[x, y], ...])", "按折线表取值，两端持平；x 由小到大。" "Reads a broken line through points with rising x, flat beyond its ends.", "let y = 查表(时间, [[0, 1], [5, 2]]);" "let y = lookup(time, [[0, 1], [5, 2]]);";
    "occurs": "发生(名称, 概率)" "occurs(name, probability)", "每年以此概率发生的事件，是一个条件。" "An event with this probability in each year, a condition.", "let c = 发生(\"大项目\", 0.2);" "let c = occurs(\"big project\", 0.2);";
    "binomial": "二项计数(名称, 次数, 概率)" "binomial(name, trials, probability)", "每年若干次中成功的次数，是整数。" "How many of so many trials succeed in a year, a whole number.", "let n = 二项计数(\"认定\", 10, 0.3);" "let n = binomial(\"certified\", 10, 0.3);";
    "poisson": "泊松计数(名称, 平均数)" "poisson(name, mean)", "每年少见事件的次数，是整数。" "Number of rare events in a year, a whole number.", "let n = 泊松计数(\"新企业\", 2.5);" "let n = poisson(\"entries\", 2.5);";
    "with_unit": "带单位(值, 单位)" "with_unit(value, unit)", "声明值的单位，供核对方程。" "States the unit of a value, for the check of equations.", "let m = 带单位(3.0, \"亿元\");" "let m = with_unit(3.0, \"亿元\");";
    // --- names
    "year": "年份" "year", "当前模拟年份。" "The year being simulated.", "let y = 年份;" "let y = year;";
    "time": "时间" "time", "自基年起的年数。" "Years since the base year.", "let t = 时间;" "let t = time;";
    "per_zone": "分园区" "per_zone", "各园区各抽各的，用于 不确定。" "Drawn for each zone, in uncertain.", "let e = 不确定(\"甲\", 正态分布(0, 1), 分园区, 一次, \"1\");" "let e = uncertain(\"a\", normal(0, 1), per_zone, once, \"1\");";
    "per_city": "全市" "per_city", "全市共用一个，用于 不确定。" "Drawn once for the city, in uncertain.", "let e = 不确定(\"乙\", 正态分布(0, 1), 全市, 一次, \"1\");" "let e = uncertain(\"b\", normal(0, 1), per_city, once, \"1\");";
    "once": "一次" "once", "整个模拟期只抽一次，用于 不确定。" "Drawn once for all years, in uncertain.", "let e = 不确定(\"丙\", 正态分布(0, 1), 全市, 一次, \"1\");" "let e = uncertain(\"c\", normal(0, 1), per_city, once, \"1\");";
    "yearly": "每年" "yearly", "每年重新抽，用于 不确定。" "Drawn anew each year, in uncertain.", "let e = 不确定(\"丁\", 正态分布(0, 1), 全市, 每年, \"1\");" "let e = uncertain(\"d\", normal(0, 1), per_city, yearly, \"1\");";
    // --- operators and functions
    "+": "a + b" "a + b", "和。" "Sum.", "let x = 2 + 3;" "let x = 2 + 3;";
    "-": "a - b 或 -a" "a - b or -a", "差，或相反数。" "Difference, or negation.", "let x = 2 - 3;" "let x = 2 - 3;";
    "*": "a * b" "a * b", "积。" "Product.", "let x = 2 * 3;" "let x = 2 * 3;";
    "/": "a / b" "a / b", "商；整数相除也得小数。" "Quotient; whole numbers give fractions too.", "let x = 3 / 2;" "let x = 3 / 2;";
    "**": "a ** b" "a ** b", "a 的 b 次方。" "a to the power b.", "let x = 2 ** 3;" "let x = 2 ** 3;";
    "<": "a < b" "a < b", "小于。" "Below.", "let c = 年份 < {next};" "let c = year < {next};";
    "<=": "a <= b" "a <= b", "不大于。" "At most.", "let c = 年份 <= {next};" "let c = year <= {next};";
    ">": "a > b" "a > b", "大于。" "Above.", "let c = 年份 > {year};" "let c = year > {year};";
    ">=": "a >= b" "a >= b", "不小于。" "At least.", "let c = 年份 >= {year};" "let c = year >= {year};";
    "exp": "指数(x)" "exp(x)", "自然指数。" "Exponential function.", "let x = 指数(时间 * 0.1);" "let x = exp(time * 0.1);";
    "ln": "对数(x)" "ln(x)", "自然对数；x 须大于 0。" "Natural logarithm; x is positive.", "let x = 对数(时间 + 1);" "let x = ln(time + 1);";
    "sqrt": "平方根(x)" "sqrt(x)", "平方根。" "Square root.", "let x = 平方根(时间);" "let x = sqrt(time);";
    "abs": "绝对值(x)" "abs(x)", "绝对值。" "Absolute value.", "let x = 绝对值(时间 - 3);" "let x = abs(time - 3);";
    "round": "取整(x)" "round(x)", "最近的整数，恰好一半取偶数。" "Nearest whole number, halves to the even one.", "let x = 取整(时间 * 0.5);" "let x = round(time * 0.5);";
    "min": "较小值(a, b)" "min(a, b)", "两者中较小的。" "The smaller of two.", "let x = 较小值(时间, 3);" "let x = min(time, 3);";
    "max": "较大值(a, b)" "max(a, b)", "两者中较大的。" "The larger of two.", "let x = 较大值(时间, 3);" "let x = max(time, 3);";
    "logistic": "逻辑曲线(x)" "logistic(x)", "1 / (1 + exp(-x))。" "1 / (1 + exp(-x)).", "let x = 逻辑曲线(时间 - 3);" "let x = logistic(time - 3);";
    "norm_cdf": "正态累积(x)" "norm_cdf(x)", "标准正态分布的累积概率。" "Cumulative probability of the standard normal distribution.", "let x = 正态累积(时间 - 3);" "let x = norm_cdf(time - 3);";
    "and": "且(甲, 乙)" "and(a, b)", "两个条件都成立。" "Both conditions hold.", "let c = 且(年份 > {year}, 年份 < {next});" "let c = and(year > {year}, year < {next});";
    "or": "或(甲, 乙)" "or(a, b)", "至少一个条件成立。" "At least one condition holds.", "let c = 或(年份 > {next}, 年份 < {year});" "let c = or(year > {next}, year < {year});";
    "not": "非(条件)" "not(condition)", "条件不成立。" "The condition does not hold.", "let c = 非(年份 > {year});" "let c = not(year > {year});";
    "when": "当(条件, 甲, 乙)" "when(condition, a, b)", "条件成立取甲，否则取乙；每次抽样各自判断。" "a where the condition holds, else b; decided in every draw.", "let x = 当(年份 > {year}, 2, 1);" "let x = when(year > {year}, 2, 1);";
    "binomial_at": "二项分位(次数, 概率, u)" "binomial_at(trials, probability, u)", "二项分布在累积概率 u 处的整数。" "Number of successes read off the uniform u.", "let n = 二项分位(10, 0.5, 时间 * 0.05);" "let n = binomial_at(10, 0.5, time * 0.05);";
    "poisson_at": "泊松分位(平均数, u)" "poisson_at(mean, u)", "泊松分布在累积概率 u 处的整数。" "Number of rare events read off the uniform u.", "let n = 泊松分位(0.5, 时间 * 0.05);" "let n = poisson_at(0.5, time * 0.05);";
    // --- reductions
    "total": "合计(x)" "total(x)", "各园区之和。" "Sum over the zones.", "let s = 合计(不确定(\"戊\", 正态分布(0, 1), 分园区, 一次, \"1\"));" "let s = total(uncertain(\"e\", normal(0, 1), per_zone, once, \"1\"));";
    "mean_over_zones": "园区平均(x)" "mean_over_zones(x)", "各园区的简单平均。" "Plain mean over the zones.", "let s = 园区平均(不确定(\"己\", 正态分布(0, 1), 分园区, 一次, \"1\"));" "let s = mean_over_zones(uncertain(\"f\", normal(0, 1), per_zone, once, \"1\"));";
    "count_where": "计数(条件)" "count_where(condition)", "条件成立的园区个数。" "Number of zones in which a condition holds.", "let n = 计数(不确定(\"庚\", 正态分布(0, 1), 分园区, 一次, \"1\") > 0);" "let n = count_where(uncertain(\"g\", normal(0, 1), per_zone, once, \"1\") > 0);";
    "largest": "最大园区值(x)" "largest(x)", "各园区中最大的值。" "Largest value of any zone.", "let s = 最大园区值(不确定(\"辛\", 正态分布(0, 1), 分园区, 一次, \"1\"));" "let s = largest(uncertain(\"h\", normal(0, 1), per_zone, once, \"1\"));";
    "smallest": "最小园区值(x)" "smallest(x)", "各园区中最小的值。" "Smallest value of any zone.", "let s = 最小园区值(不确定(\"壬\", 正态分布(0, 1), 分园区, 一次, \"1\"));" "let s = smallest(uncertain(\"i\", normal(0, 1), per_zone, once, \"1\"));";
    // --- distributions
    "uniform": "均匀分布(低, 高)" "uniform(low, high)", "两端之间处处等可能。" "Every value between two bounds equally likely.", "全部园区().{lever}({year}, 均匀分布(0, {amount}));" "zones().{lever}({year}, uniform(0, {amount}));";
    "triangular": "三角分布(低, 最可能, 高)" "triangular(low, mode, high)", "低、最可能、高三点连成的三角形。" "A triangle over low, mode and high.", "全部园区().{lever}({year}, 三角分布({least}, {amount}, {most}));" "zones().{lever}({year}, triangular({least}, {amount}, {most}));";
    "pert": "三点估计(低, 最可能, 高)" "pert(low, mode, high)", "三点估计，比三角分布更集中于最可能值。" "Three-point estimate, closer to the mode than a triangle.", "全部园区().{lever}({year}, 三点估计({least}, {amount}, {most}));" "zones().{lever}({year}, pert({least}, {amount}, {most}));";
    "normal": "正态分布(均值, 标准差)" "normal(mean, sd)", "正态分布。" "Normal with mean and standard deviation.", "全部园区().{lever}({year}, 正态分布({amount}, {tenth}));" "zones().{lever}({year}, normal({amount}, {tenth}));";
    "lognormal": "对数正态(中位数, 对数标准差)" "lognormal(median, log_sd)", "取对数后为正态，恒为正。" "Normal on a log scale, always positive.", "全部园区().{lever}({year}, 对数正态({amount}, 0.1));" "zones().{lever}({year}, lognormal({amount}, 0.1));";
    "beta": "贝塔分布(a, b)" "beta(a, b)", "0 到 1 之间的比例。" "A share between 0 and 1.", "let e = 不确定(\"癸\", 贝塔分布(2, 5), 全市, 一次, \"1\");" "let e = uncertain(\"j\", beta(2, 5), per_city, once, \"1\");";
    "gamma": "伽马分布(均值, 标准差)" "gamma(mean, sd)", "恒为正、偏向大值的量，如金额、工期；标准差至多为均值的 1000 倍。" "Positive and skewed to large values, as amounts of money or durations; sd at most 1000 times the mean.", "全部园区().{lever}({year}, 伽马分布({amount}, {tenth}));" "zones().{lever}({year}, gamma({amount}, {tenth}));";
    "student_t": "学生分布(自由度, 尺度)" "student_t(df, scale)", "厚尾的冲击，在 6 倍尺度处截断。" "Shocks with heavy tails, cut at 6 scales.", "let e = 不确定(\"子\", 学生分布(4, 0.1), 全市, 每年, \"1\");" "let e = uncertain(\"k\", student_t(4, 0.1), per_city, yearly, \"1\");";
    "bernoulli": "伯努利(概率)" "bernoulli(probability)", "以此概率为 1，否则为 0。" "1 with this probability, else 0.", "let e = 不确定(\"丑\", 伯努利(0.3), 全市, 一次, \"1\");" "let e = uncertain(\"l\", bernoulli(0.3), per_city, once, \"1\");";
    "discrete": "离散分布([[值, 权重], ...])" "discrete([[value, weight], ...])", "若干个值，各有权重。" "Listed values with listed weights.", "let e = 不确定(\"寅\", 离散分布([[0, 5], [1, 3], [2, 2]]), 全市, 一次, \"1\");" "let e = uncertain(\"m\", discrete([[0, 5], [1, 3], [2, 2]]), per_city, once, \"1\");";
    "empirical": "经验分布([值, ...])" "empirical([values])", "由观测值内插得到的分布。" "Observed values, interpolated.", "let e = 不确定(\"卯\", 经验分布([1.2, 1.5, 2.1]), 全市, 一次, \"1\");" "let e = uncertain(\"n\", empirical([1.2, 1.5, 2.1]), per_city, once, \"1\");";
    // --- models
    "stock": "存量(编号, 中文名, 英文名, 初值, 单位)" "stock(id, chinese, english, first, unit)", "逐年累积的量。" "What accumulates from year to year.", "let k = 存量(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.流入(5.0);" "let k = stock(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.inflow(5.0);";
    "lever": "杠杆(编号, 中文名, 英文名, 单位, #{low: 低, high: 高})" "lever(id, chinese, english, unit, #{low: low, high: high})", "规划者可调的量，分园区分年；情景不设时为 0。选项写 assumed: true 的是对外部环境的假设，不是政策；effect_zh、effect_en 写多久以后影响什么，供本参考列出。" "What planners set, by zone and year; 0 unless a scenario sets it. With the option assumed: true it is an assumption about the outside world, no policy; effect_zh and effect_en say for this reference what it moves and after how long.", "let l = 杠杆(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{low: 0, high: 10});" "let l = lever(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{low: 0, high: 10});";
    "large_above": "大额界线(杠杆, 值)" "large_above(lever, value)", "一年的设定超过此值时给出提示，如一年投资超过全部资本。" "A note if a year's amount exceeds this, such as an investment larger than all capital.", "let l = 杠杆(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); 大额界线(\"x\", 500.0);" "let l = lever(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); large_above(\"x\", 500.0);";
    "data": "数据(数据名)" "data(figure)", "案例中的一项数据，按其范围抽样。" "A figure of the case, drawn within its spread.", "let d = 数据(\"{city_figure}\");" "let d = data(\"{city_figure}\");";
    "shares": "份额(数据名)" "shares(figure)", "各园区占全市的份额；与其余地区合计为 1。" "The zones' shares of the city; with the rest they add up to 1.", "let s = 份额(\"{share_figure}\");" "let s = shares(\"{share_figure}\");";
    "blocks": "区块(数据名)" "blocks(figure)", "各园区可划入而今未计入的区块的合计。" "By zone: the sum over blocks that could be annexed and are outside today.", "let b = 区块(\"{block_figure}\");" "let b = blocks(\"{block_figure}\");";
    "yearly_steps": "按年计算()" "yearly_steps()", "声明本模型每年一步；案例另有设置则报错。" "Says that the model has one step a year.", "按年计算();" "yearly_steps();";
    "indicator": "指标(编号, 中文名, 英文名, [分园区值, ]全市值, 单位)" "indicator(id, chinese, english, [by_zone, ]of_city, unit)", "可报告的数；写两个值则先园区后全市。" "A number to report; of two values the first is by zone.", "指标(\"y\", \"产出\", \"Output\", 1.0, \"1\");" "indicator(\"y\", \"产出\", \"Output\", 1.0, \"1\");";
    "cost": "财政成本(金额[, 部门[, 到位率]])" "cost(money[, department[, delivery]])", "当年的财政支出；杠杆只计情景自己设定的部分。" "Public money of the year; of levers what a scenario sets itself.", "财政成本(带单位(0.5, \"亿元/年\"), \"市科技局\");" "cost(with_unit(0.5, \"亿元/年\"), \"市科技局\");";
    "private_money": "社会资金(金额)" "private_money(money)", "当年带动的社会资金。" "Private money brought in the year.", "社会资金(带单位(0.5, \"亿元/年\"));" "private_money(with_unit(0.5, \"亿元/年\"));";
    "directly": "直接设定(杠杆)" "directly(lever)", "杠杆中情景直接设定的部分，不含措施。" "What a scenario sets on a lever itself, without measures.", "let l = 杠杆(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = 直接设定(\"x\");" "let l = lever(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = directly(\"x\");";
    "public_in": "所含公共投入(杠杆)" "public_in(lever)", "措施带到杠杆里的财政资金。" "Public money inside what measures bring to a lever.", "let l = 杠杆(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = 所含公共投入(\"x\");" "let l = lever(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = public_in(\"x\");";
    "public_next": "下年所含公共投入(杠杆)" "public_next(lever)", "下年到位的数量中所含的财政资金。" "Public money inside what measures begun by now bring to a lever one year later.", "let l = 杠杆(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = 下年所含公共投入(\"x\");" "let l = lever(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = public_next(\"x\");";
    "due_next": "下年到位(杠杆)" "due_next(lever)", "已动用的措施要在下一年带给杠杆的数量。" "What measures begun by now bring to a lever one year later.", "let l = 杠杆(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = 下年到位(\"x\");" "let l = lever(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{}); let d = due_next(\"x\");";
    "baseline": "基线(值)" "baseline(value)", "同一次抽样中基线情景的值。" "The value in the baseline, in the same draw.", "let b = 基线(时间 * 2);" "let b = baseline(time * 2);";
    "correlate": "相关(名称, 名称, 系数)" "correlate(name, name, coefficient)", "两个不确定量的相关系数（正态得分）。" "Correlation of two uncertainties, of their normal scores.", "let a = 不确定(\"a\", 正态分布(0, 1), 全市, 一次, \"1\"); let b = 不确定(\"b\", 正态分布(0, 1), 全市, 一次, \"1\"); 相关(\"a\", \"b\", 0.4);" "let a = uncertain(\"a\", normal(0, 1), per_city, once, \"1\"); let b = uncertain(\"b\", normal(0, 1), per_city, once, \"1\"); correlate(\"a\", \"b\", 0.4);";
    "named": "名为(编号, 中文名, 英文名)" "named(id, chinese, english)", "给不确定量或数据起供人读的名称。" "Names an uncertainty or figure for people.", "let a = 不确定(\"a\", 正态分布(0, 1), 全市, 一次, \"1\"); 名为(\"a\", \"增长偏差\", \"Growth error\");" "let a = uncertain(\"a\", normal(0, 1), per_city, once, \"1\"); named(\"a\", \"增长偏差\", \"Growth error\");";
    "in_scope": "口径为(口径编号)" "in_scope(scope)", "本次抽样是否按此统计口径计。" "Whether this draw counts by the named scope.", "let c = 口径为(\"{scope}\");" "let c = in_scope(\"{scope}\");";
    "level_is": "级别为(级别)" "level_is(level)", "起点时园区为此级别的为 1，否则为 0。" "1 where the zone has this level at the start, else 0.", "let l = 级别为(\"recognised\");" "let l = level_is(\"recognised\");";
    "inflow": "存量.流入(每年的量)" "stock.inflow(amount_a_year)", "使存量增加的流量。" "A flow that adds to a stock.", "let k = 存量(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.流入(5.0);" "let k = stock(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.inflow(5.0);";
    "outflow": "存量.流出(每年的量)" "stock.outflow(amount_a_year)", "使存量减少的流量。" "A flow that takes from a stock.", "let k = 存量(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.流出(5.0);" "let k = stock(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.outflow(5.0);";
    "becomes": "存量.变为(下一步的值)" "stock.becomes(next_value)", "直接给出存量下一步的值，不能与流量同用。" "Gives the stock's next value; not together with flows.", "let k = 存量(\"k\", \"家数\", \"Firms\", 10.0, \"家\"); k.变为(12.0);" "let k = stock(\"k\", \"家数\", \"Firms\", 10.0, \"家\"); k.becomes(12.0);";
    "end": "存量.期末()" "stock.end()", "存量在本步结束时的值。" "The stock at the end of the step.", "let k = 存量(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.流入(5.0); let e = k.期末();" "let k = stock(\"k\", \"资本\", \"Capital\", 100.0, \"亿元\"); k.inflow(5.0); let e = k.end();";
    "at_start": "起点值(值)" "at_start(value)", "值在基年末的数，各年不变。" "What a value was at the end of the base year, in every year.", "let s = 起点值(时间 * 2);" "let s = at_start(time * 2);";
    "parts": "分解(指标, 增长, 范围, 结构)" "parts(indicator, growth, scope, composition)", "把指标自基年以来的变化分成三部分，三者相加即变化。" "Splits an indicator's change since the base year into three parts that add up.", "指标(\"y\", \"产出\", \"Output\", 1.0, \"1\"); 分解(\"y\", 0.0, 0.0, 0.0);" "indicator(\"y\", \"产出\", \"Output\", 1.0, \"1\"); parts(\"y\", 0.0, 0.0, 0.0);";
    // --- the script language
    "let": "let 名称 = 值;" "let name = value;", "声明变量。" "Declares a variable.", "let 数量 = 5;" "let amount = 5;";
    "fn": "fn 名称(参数) { ... }" "fn name(parameters) { ... }", "定义函数，写在最外层；看不到外面的变量。" "Defines a function at the top level; it sees its parameters only.", "fn 加倍(x) { x * 2 }\nlet y = 加倍(3);" "fn twice(x) { x * 2 }\nlet y = twice(3);";
    "for": "for 名称 in 区间或数组 { ... }" "for name in range_or_array { ... }", "逐个取；a..=b 含 b，a..b 不含。" "Takes items one by one; a..=b includes b, a..b does not.", "for y in {year}..={next} { 全部园区().{lever}(y, {amount}); }" "for y in {year}..={next} { zones().{lever}(y, {amount}); }";
    "if": "if 条件 { ... } else { ... }" "if condition { ... } else { ... }", "按普通的值分支；模拟值请用 当(条件, 甲, 乙)。" "Branches on plain values; use when(condition, a, b) for simulated ones.", "let x = if 2 > 1 { 5 } else { 3 };" "let x = if 2 > 1 { 5 } else { 3 };";
    "import": "import \"文件\" as 名称;" "import \"file\" as name;", "引入情景文件夹或自带 scripts/ 中的文件；其函数写 名称::函数(...)。" "Imports a file beside the scenario or of the shipped scripts; its functions are name::function(...).", "import \"measures/chapter2\" as m;" "import \"measures/chapter2\" as m;";
    "print": "print(文字或数)" "print(text_or_number)", "在终端显示，便于检查；模拟值没有数可显示。" "Shows something on the terminal; simulated values have no number yet.", "print(\"到此为止\");" "print(\"so far\");";
}
