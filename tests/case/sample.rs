//! A small valid case in memory, and one edit of it at a time.

use std::collections::BTreeMap;
use zonecast::case::{Case, CaseFiles, read_case};
use zonecast::error::{Code, Error, Result};
use zonecast::message::{Lang, say};

const CASE: &str = r#"name_zh = "甲市"
name_en = "Jia"
base_year = 2024
horizon = [2025, 2030]
as_of = "2026-11-20"
milestones = [2027, 2030]
demonstration = true
model = "model/small.rhai"

[[scope]]
id = "parks"
name_zh = "名称园区"
name_en = "parks"
probability = 0.5

[[scope]]
id = "platforms"
name_zh = "平台全域"
name_en = "platforms"
probability = 0.5

[[zone]]
id = "east"
name_zh = "东园"
name_en = "East"
level = "recognised"
level_provenance = "assumed"

[[zone]]
id = "west"
name_zh = "西园"
name_en = "West"
level = "creating"
level_provenance = "assumed"
"#;

const ZONES: &str = "\
zone,scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note
east,parks,va_share,%,city,占比,2024,,nominal,20,10,30,assumed,,判断,,,
east,platforms,va_share,%,city,占比,2024,,nominal,40,20,60,assumed,,判断,,,
west,parks,va_share,%,city,占比,2024,,nominal,15,10,30,assumed,,判断,,,
西园,platforms,va_share,%,city,占比,2024,,nominal,35,20,60,assumed,,判断,,,
east,,staff,人,,人员,2024,,,900,500,1500,derived,,800×1.125,,,
west,,staff,人,,人员,2024,,,700,,,published,统计局,年报,,2025-03,
";

const CITY: &str = "\
scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note
,va,亿元,,增加值,2024,,nominal,1700,1500,1900,derived,,\"1,600×1.06\",,,
";

const BLOCKS: &str = "\
block,zh,en,zone,outside_in,indicator,unit,value,low,high,provenance,issuer,title,document,date,note
bay,湾区,Bay,east,parks,firms,家,40,25,60,assumed,,判断,,,
bay,湾区,Bay,east,parks,va,亿元,12,7,20,assumed,,判断,,,
hill,山区,Hill,west,,firms,家,30,20,45,assumed,,判断,,,
";

const HISTORY: &str = "\
indicator,zone,area_zh,area_en,same_definition,year,value,unit,issuer,title,document,date
va,,,,是,2020,1400,亿元,统计局,公报,,2021-03
t,east,甲县,Jia county,否,2021,3.5,%,统计局,公报,,2022
";

const TARGETS: &str = r#"[[target]]
id = "T1a"
of = "T1"
name_zh = "强度"
name_en = "Intensity"
clause = "一（二）"
words = "达4%以上"
force = "reach"
indicator = "t1a"
zone_indicator = "z_t1a"
operator = ">="
threshold = 4
unit = "%"
year = 2027
scope = "合计"
numerator = "研发费用"
denominator = "营业收入"
definition = "规上工业"
department = "市科技局"

[[target]]
id = "T6"
name_zh = "能耗"
name_en = "Energy"
clause = "一（二）"
words = "保持领先"
force = "hold"
indicator = "t6"
operator = "<"
threshold = 1.0
unit = "倍"
year = 2027
hold_from = 2024
scope = "合计"
numerator = "能耗"
denominator = "增加值"
definition = "可比价"
department = "市经信局"
"#;

/// Files by name.
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl CaseFiles for Memory {
    fn read(&self, name: &str) -> Result<Vec<u8>> {
        let missing = || Error::new(Code::CannotRead).with("file", name).with("reason", "@not-found");
        self.0.get(name).cloned().ok_or_else(missing)
    }
}

impl Memory {
    /// The valid case.
    pub fn sample() -> Self {
        let files = [
            ("case.toml", CASE),
            ("zones.csv", ZONES),
            ("city.csv", CITY),
            ("blocks.csv", BLOCKS),
            ("history.csv", HISTORY),
            ("targets.toml", TARGETS),
        ];
        Self(files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into())
    }

    /// The valid case with the first `from` in `file` replaced.
    #[track_caller]
    pub fn with(mut self, file: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.0[file].clone()).expect("sample is UTF-8");
        assert!(text.contains(from), "{file} lacks {from}");
        self.0.insert(file.to_owned(), text.replacen(from, to, 1).into_bytes());
        self
    }

    /// Reads it as the case `small`, shown below `scenarios/small`.
    pub fn read(&self) -> Result<Case> {
        read_case("small", self, "scenarios/small")
    }
}

/// Asserts the exact sentences for one edit of the valid case, and that the
/// error points at the character after `^` in `to`.
#[track_caller]
pub fn check(file: &str, from: &str, to: &str, zh: &str, en: &str) {
    let marked = Memory::sample().with(file, from, to);
    let text = String::from_utf8(marked.0[file].clone()).expect("sample is UTF-8");
    let before = &text[..text.find('^').expect("the edit marks the culprit")];
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    let place = format!("{}:{column}", before.matches('\n').count() + 1);
    check_at(file, from, &to.replace('^', ""), &place, zh, en);
}

/// Asserts the exact sentences for one edit, and the place: `line:column`, `line` or nothing.
#[track_caller]
pub fn check_at(file: &str, from: &str, to: &str, place: &str, zh: &str, en: &str) {
    let error = Memory::sample().with(file, from, to).read().expect_err("this case is wrong");
    let colon = if place.is_empty() { "" } else { ":" };
    assert_eq!(say(&error, Lang::Zh), format!("scenarios/small/{file}{colon}{place}：{zh}"));
    assert_eq!(say(&error, Lang::En), format!("scenarios/small/{file}{colon}{place}: {en}"));
}
