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
    // --- case files
    "block": "区块", "block";
    "scope": "口径", "scope";
    "column": "列", "column";
    "derived": "推算", "derived";
    "assumed": "假设", "assumed";
    "quoted-text": "带引号的文字", "a quoted text";
    "a-number": "数", "a number";
    "whole-number": "整数", "a whole number";
    "whole-numbers": "整数列表，如 [1, 2]", "a list of whole numbers such as [1, 2]";
    "true-or-false": " true 或 false", "true or false";
    "two-years": "首末两年，如 [2001, 2010]", "a first and a last year such as [2001, 2010]";
    "table": "一个表", "a table";
    "tables": "用双方括号写的表", "tables in double brackets";
    // --- reasons why a file cannot be read
    "not-found": "文件不存在", "no such file";
    "not-permitted": "没有权限", "no permission";
    "is-a-folder": "这是文件夹，不是文件", "it is a folder, not a file";
    "outside-folder": "文件名不能指向案例文件夹之外", "the name leads out of the case folder";
    "disk-refused": "磁盘拒绝读取", "the disk refused";
    // --- report labels
    // --- command line
}
