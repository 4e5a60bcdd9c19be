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
    "array": "数组", "an array";
    "map": "键值表", "a map";
    "function": "函数", "function";
    "nothing": "空值 ()", "nothing ()";
    "yes-no": " true 或 false", "true or false";
    "distribution": "分布", "a distribution";
    "a-text": "文字", "a text";
    "a-condition": "条件", "a condition";
    "a-value": "模拟值", "a simulated value";
    "a-stock": "存量", "a stock";
    "a-zone": "园区", "a zone";
    "a-function": "函数", "a function";
    "a-range": "区间", "a range";
    "fraction": "带小数点的数", "a number with a decimal point";
    "pairs": "成对的数值与权重，至少一对", "pairs of a value and a weight, at least one";
    "positive-weights": "合计大于 0 的权重", "weights with a positive sum";
    "one-value": "至少一个数", "at least one number";
    "rising-values": "从小到大的数", "numbers in rising order";
    "finite-number": "有限的数", "a finite number";
    "something": "别的东西", "something else";
    "number-or-value": "数或模拟值", "a number or a simulated value";
    "iterable": "数组或区间，如 2027..=2029", "an array or a range such as 2027..=2029";
    "closure": "这个闭包", "the closure";
    "parameter": "参数", "parameter";
    "key": "键", "key";
    "variable": "变量", "variable";
    "space": "空格", "space";
    "years": "年份，如 2027 或 2027..=2029", "a year or a range such as 2027..=2029";
    "amount": "数、分布或模拟值", "a number, a distribution or a simulated value";
    "zone-name": "园区名称", "the name of a zone";
    "frequency": " once 或 yearly", "once or yearly";
    "scope": " per_zone 或 per_city", "per_zone or per_city";
    "points": "升序的点列 [[x, y], ...]，至少两点", "at least two points [[x, y], ...] with rising x";
    "whole-years": "不小于 0 的整数年", "a whole number of years, 0 or more";
    "model-script": "模型脚本", "the model script";
    "scenario-script": "情景脚本", "a scenario script";
    "operations": "运算次数", "operations";
    "call-depth": "函数调用层数", "depth of calls";
    "text-size": "文字长度", "size of texts";
    "array-size": "数组长度", "size of arrays";
    "nesting": "数组和键值表的嵌套层数", "nesting of arrays and maps";
    "map-size": "键值表大小", "size of maps";
    "lines": "脚本及其引用文件的总行数", "lines of the script with all it imports";
    "file-depth": "文件互相引用的层数", "depth of files that import each other";
    "functions": "函数个数", "functions of a file";
    "variables": "变量个数", "variables";
    "modules": "引用次数", "imports";
    "made": "模型元素和设定的个数", "nodes and settings made";
    "printed": "输出的字数", "characters printed";
    "seconds": "运行秒数", "seconds of running";
    "expression-depth": "表达式层数", "depth of expressions";
    "division-by-zero": "除以零", "division by zero";
    "overflow": "整数超出范围", "integer overflow";
    "normal-family": "正态分布", "a normal distribution";
    "lognormal-family": "对数正态分布", "a log-normal distribution";
    // --- case files
    "block": "区块", "block";
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
