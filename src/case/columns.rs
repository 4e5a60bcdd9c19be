//! Names of columns as offices write them, and the words of their cells.
//!
//! Owns the two tables: Chinese names of columns, Chinese words for what files write
//! in English. Never: reads a file.

/// Column, then what else its header may say.
const COLUMNS: &[(&str, &[&str])] = &[
    ("zone", &["园区", "园区名称", "高新区", "所属园区"]),
    ("scope", &["口径", "统计口径", "统计范围"]),
    ("indicator", &["指标", "指标代码"]),
    ("unit", &["单位", "计量单位"]),
    ("share_of", &["占比基数", "占何者比重"]),
    ("definition", &["指标口径", "指标解释", "口径说明"]),
    ("year", &["年份", "年度", "时间", "时期"]),
    ("vintage", &["数据版次", "版次"]),
    ("price_basis", &["价格口径", "计价方式"]),
    ("value", &["数值", "数据", "中值", "P50"]),
    ("low", &["低值", "下限", "P5"]),
    ("high", &["高值", "上限", "P95"]),
    ("provenance", &["数据性质", "数据来源类别"]),
    ("issuer", &["发布单位", "发布机构", "数据来源单位"]),
    ("title", &["来源、算式或理由", "来源", "标题", "文件名称"]),
    ("document", &["文号"]),
    ("date", &["发布日期", "日期"]),
    ("note", &["备注", "说明"]),
    ("url", &["网址", "链接", "原文地址"]),
    ("block", &["区块", "区块代码"]),
    ("zh", &["中文", "中文名称", "名称", "指标名称", "区块名称"]),
    ("en", &["英文", "英文名称"]),
    ("outside_in", &["未计入的口径", "未计入口径"]),
    ("area_zh", &["地区", "地区名称", "区域"]),
    ("area_en", &["地区英文名称", "地区英文"]),
    ("same_definition", &["口径一致", "是否同口径"]),
    ("department", &["责任单位", "提供单位", "部门"]),
    ("indicator_zh", &["指标名称", "指标中文名称"]),
    ("indicator_en", &["指标英文名称"]),
    ("place_zh", &["对标城市", "城市", "地区", "城市名称"]),
    ("place_en", &["对标城市英文名称", "城市英文名称", "地区英文名称"]),
    ("kept_as", &["统计资料", "资料名称", "报表或台账"]),
    ("asked_years", &["索取年份", "所需年份"]),
];

/// Column, what its cells may say, and the word that is meant.
const WORDS: &[(&str, &str, &str)] = &[
    ("provenance", "公布", "published"),
    ("provenance", "实际", "published"),
    ("provenance", "推算", "derived"),
    ("provenance", "假设", "assumed"),
    ("provenance", "转载", "reposted"),
    ("price_basis", "现价", "nominal"),
    ("price_basis", "当年价", "nominal"),
    ("price_basis", "可比价", "comparable"),
    ("price_basis", "不变价", "comparable"),
    ("share_of", "全市", "city"),
    ("level", "国家级", "national"),
    ("level", "认定", "recognised"),
    ("level", "认定类", "recognised"),
    ("level", "已认定", "recognised"),
    ("level", "创建", "creating"),
    ("level", "创建中", "creating"),
    ("level", "创建类", "creating"),
    ("level_provenance", "公布", "published"),
    ("level_provenance", "推算", "derived"),
    ("level_provenance", "假设", "assumed"),
];

/// Every column of the tables.
pub(super) fn all_columns() -> Vec<&'static str> {
    COLUMNS.iter().map(|(name, _)| *name).collect()
}

/// Chinese name of a column, as templates write it; the column's own name if it has none.
pub fn chinese_name(column: &str) -> &str {
    let found = COLUMNS.iter().find(|(name, _)| *name == column);
    found.and_then(|(_, names)| names.first().copied()).unwrap_or(column)
}

/// Every name of a column in Chinese; none if it has none.
pub(super) fn chinese_names(column: &str) -> &'static [&'static str] {
    COLUMNS.iter().find(|(name, _)| *name == column).map_or(&[], |(_, names)| names)
}

/// What a header cell calls its column, without the unit in brackets.
pub(super) fn head_of(header: &str) -> String {
    let plain = half_width(header);
    split_unit(&plain).map_or(plain.as_str(), |(name, _)| name).trim().to_owned()
}

/// Chinese words of a column for a word that files write in English.
pub(super) fn chinese_words(column: &str, meant: &str) -> Vec<&'static str> {
    WORDS.iter().filter(|(of, _, word)| *of == column && *word == meant).map(|(_, zh, _)| *zh).collect()
}

/// The column that a header cell names, if it is one of `known`; a unit behind it in brackets is no part of it.
pub(super) fn column_of(header: &str, known: &[&'static str]) -> Option<&'static str> {
    let bare = head_of(header);
    let same =
        |column: &str| column.eq_ignore_ascii_case(&bare) || chinese_names(column).contains(&bare.as_str());
    known.iter().copied().find(|column| same(column))
}

/// How many different columns of `known` a row names.
pub(super) fn recognised<'a>(cells: impl Iterator<Item = &'a str>, known: &[&'static str]) -> usize {
    let mut found: Vec<&str> = cells.filter_map(|cell| column_of(cell, known)).collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// The unit that a header cell gives in brackets, as in 数值（万元）.
pub(super) fn header_unit(header: &str) -> Option<String> {
    let plain = half_width(header);
    split_unit(&plain).map(|(_, unit)| unit.trim_start_matches("单位:").trim().to_owned())
}

fn split_unit(plain: &str) -> Option<(&str, &str)> {
    let (name, unit) = plain.strip_suffix(')')?.rsplit_once('(')?;
    (!name.trim().is_empty()).then_some((name, unit))
}

/// The word that a cell of `column` means.
pub(super) fn word_meant(column: &str, text: &str) -> Option<&'static str> {
    WORDS.iter().find(|(of, word, _)| *of == column && *word == text).map(|(_, _, meant)| *meant)
}

/// The text with full-width letters, digits, signs and blanks as ASCII, without blanks at its ends.
pub(super) fn half_width(text: &str) -> String {
    half_width_each(text).trim().to_owned()
}

/// The same, character by character.
pub(super) fn half_width_each(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2212}' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// Whether a cell that should name a zone names a sum instead.
pub(super) fn is_sum(text: &str) -> bool {
    const SUMS: [&str; 7] = ["合计", "总计", "小计", "全市", "全市合计", "total", "sum"];
    SUMS.contains(&half_width(text).replace(' ', "").to_lowercase().as_str())
}

/// Whether a text is a remark below a table.
pub(super) fn is_footnote(text: &str) -> bool {
    let plain = half_width(text);
    let plain = plain.trim_start_matches('(');
    let after = ["注", "附注", "说明", "备注", "资料来源", "数据来源"]
        .iter()
        .find_map(|word| plain.strip_prefix(word));
    after.is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(':'))
}

/// Whether a text speaks of the first months of a year: 1-9月, 上半年, 前三季度.
pub(super) fn is_cumulative(text: &str) -> bool {
    let plain = half_width(text).replace(['—', '–', '~', '至', '到'], "-").replace(' ', "");
    let words = ["上半年", "前三季度", "一季度", "前两季度"];
    let from_january = |text: &str| {
        text.match_indices("1-").any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after: String = text[at + 2..].chars().take_while(char::is_ascii_digit).collect();
            let rest = text[at + 2 + after.len()..].trim_start();
            let month = after.parse::<u32>().is_ok_and(|month| (2..=11).contains(&month));
            !before.is_some_and(|c| c.is_ascii_digit()) && month && rest.starts_with('月')
        })
    };
    // 2020H1, but not H13 or another name with these letters.
    let half = plain.to_uppercase();
    let half = half.strip_suffix("H1").is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
    // The end of a half-year is a day, as for stocks of people or land.
    let spoken = |word: &&str| {
        plain.match_indices(*word).any(|(at, _)| !plain[at + word.len()..].starts_with(['末', '底']))
    };
    half || words.iter().any(spoken) || from_january(&plain.replace("月-", "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_from_january_are_no_year_but_a_whole_year_is() {
        for text in
            ["2024年1-9月", "1—9月", "2024年1月至11月", "上半年", "2024年前三季度", "１－６月", "2020H1"]
        {
            assert!(is_cumulative(text), "{text}");
        }
        for text in
            ["2024", "2024年上半年末时点数", "1-12月", "2024年11-12月", "2024年", "6月末", "9月", "2024-03"]
        {
            assert!(!is_cumulative(text), "{text}");
        }
    }

    #[test]
    fn headers_are_read_in_both_languages_with_their_unit() {
        let known = ["zone", "value", "year"];
        assert_eq!(column_of("数值（万元）", &known), Some("value"));
        assert_eq!(header_unit("数值（单位：万元）").as_deref(), Some("万元"));
        assert_eq!(column_of("Value", &known), Some("value"));
        assert_eq!(column_of("ｙｅａｒ", &known), Some("year"));
        assert_eq!((column_of("口径", &known), header_unit("数值")), (None, None));
        assert_eq!(recognised(["园区", "高新区", "x"].into_iter(), &known), 1);
    }
}
