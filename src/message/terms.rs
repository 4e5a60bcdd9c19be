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
    // --- command line
}
