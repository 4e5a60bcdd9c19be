//! Words that scripts may not redefine, and names they may not hide.
//!
//! The tables of ops, reductions and distributions bring their own words; this
//! file lists the rest once, so that hints, checks and the reference agree.

use crate::model::{Family, Op, Reduction};

/// Global names that are no functions.
pub const NAMES: &[&str] = &[
    "year",
    "年份",
    "time",
    "时间",
    "per_zone",
    "分园区",
    "per_city",
    "全市",
    "once",
    "一次",
    "yearly",
    "每年",
];

/// Words of model scripts, with their Chinese forms.
pub const MODEL: &[(&str, &str)] = &[
    ("stock", "存量"),
    ("lever", "杠杆"),
    ("large_above", "大额界线"),
    ("data", "数据"),
    ("shares", "份额"),
    ("blocks", "区块"),
    ("yearly_steps", "按年计算"),
    ("indicator", "指标"),
    ("cost", "财政成本"),
    ("private_money", "社会资金"),
    ("directly", "直接设定"),
    ("public_in", "所含公共投入"),
    ("due_next", "下年到位"),
    ("public_next", "下年所含公共投入"),
    ("baseline", "基线"),
    ("correlate", "相关"),
    ("named", "名为"),
    ("in_scope", "口径为"),
    ("level_is", "级别为"),
    ("inflow", "流入"),
    ("outflow", "流出"),
    ("becomes", "变为"),
    ("end", "期末"),
    ("at_start", "起点值"),
    ("parts", "分解"),
];

/// Words of scenario scripts.
pub const SCENARIO: &[(&str, &str)] = &[
    ("scenario", "情景"),
    ("zone", "园区"),
    ("zones", "全部园区"),
    ("rule", "规则"),
    ("figure", "改数据"),
    ("target", "改目标"),
    ("based_on", "基于"),
    ("last", "上年"),
    ("split", "分配"),
    ("measure", "措施"),
];

/// Words of both.
pub const COMMON: &[(&str, &str)] = &[
    ("uncertain", "不确定"),
    ("between", "介于"),
    ("previous", "上期"),
    ("delay", "延迟"),
    ("smooth", "平滑"),
    ("lookup", "查表"),
    ("occurs", "发生"),
    ("binomial", "二项计数"),
    ("poisson", "泊松计数"),
    ("with_unit", "带单位"),
];

/// Functions of Rhai that scripts may not use.
pub const OFF: &[&str] =
    &["eval", "sleep", "timestamp", "exit", "parse_json", "get_fn_metadata_list", "try", "catch"];

/// Every word that a script may not define itself.
pub fn words() -> Vec<&'static str> {
    let pairs = MODEL.iter().chain(SCENARIO).chain(COMMON).flat_map(|(a, b)| [*a, *b]);
    let ops = Op::ALL.iter().flat_map(|op| [op.symbol(), op.chinese()]);
    let reductions = Reduction::ALL.iter().flat_map(|r| [r.symbol(), r.chinese()]);
    let families = Family::ALL.iter().flat_map(|f| [f.symbol(), f.chinese()]);
    pairs
        .chain(ops)
        .chain(reductions)
        .chain(families)
        .filter(|w| w.chars().any(char::is_alphabetic))
        .collect()
}
