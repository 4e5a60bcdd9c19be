//! Chinese marks and spacing of a document as offices write them.
//!
//! Owns three rules: no space between a number and a Chinese character, no half-width brackets around
//! Chinese, no half-width comma between Chinese characters. Never: changes a number or a word.

use super::tree::{Block, Caption, Cell, Document, Table};

/// Applies the rules to all texts of a document.
pub(super) fn set(document: &mut Document) {
    of(&mut document.title);
    of(&mut document.subtitle);
    of(&mut document.imprint);
    for chapter in &mut document.chapters {
        of(&mut chapter.heading);
        for block in &mut chapter.blocks {
            match block {
                Block::Heading(text) | Block::Paragraph(text) | Block::Address(text) => of(text),
                Block::Table(table) => of_table(table),
                Block::Figure(figure) => of_caption(&mut figure.caption),
            }
        }
    }
    document.sheets.iter_mut().for_each(of_table);
}

fn of_caption(caption: &mut Caption) {
    of(&mut caption.text);
}

fn of_table(table: &mut Table) {
    of_caption(&mut table.caption);
    of(&mut table.provenance);
    table.columns.iter_mut().for_each(|column| of(&mut column.head));
    table.notes.iter_mut().for_each(of);
    for cell in table.rows.iter_mut().flatten() {
        if let Cell::Text(text) = cell {
            of(text);
        }
    }
    if let Some(plot) = &mut table.chart {
        of(&mut plot.title);
        of(&mut plot.axis);
    }
    table.lines.iter_mut().for_each(|lines| of(&mut lines.title));
}

fn of(text: &mut String) {
    *text = joined(&full_width(text));
}

/// A Chinese character or mark.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”')
}

/// Brackets that hold a Chinese character, and commas between two, in full width.
fn full_width(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut open = Vec::new();
    for at in 0..chars.len() {
        match chars[at] {
            '(' => open.push(at),
            ')' => {
                let Some(from) = open.pop() else { continue };
                if chars[from..at].iter().copied().any(is_chinese) {
                    (chars[from], chars[at]) = ('（', '）');
                }
            }
            ',' if at > 0
                && is_chinese(chars[at - 1])
                && chars.get(at + 1).is_some_and(|c| is_chinese(*c)) =>
            {
                chars[at] = '，';
            }
            _ => {}
        }
    }
    chars.into_iter().collect()
}

/// Spaces between a number and a Chinese character fall away; those beside names such as T2 stay.
fn joined(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_numeral = |token: &mut dyn Iterator<Item = char>| {
        let (mut digits, mut all) = (false, true);
        for c in token.take_while(|c| *c != ' ' && !is_chinese(*c) && *c != '\n') {
            digits |= c.is_ascii_digit();
            all &= c.is_ascii_digit() || ".,%–−+<>≥≤≈-/:".contains(c);
        }
        digits && all
    };
    let falls = |at: usize| {
        let (before, after) = (at.checked_sub(1).map(|k| chars[k]), chars.get(at + 1).copied());
        let number_behind = || is_numeral(&mut chars[at + 1..].iter().copied());
        let number_before = || is_numeral(&mut chars[..at].iter().rev().copied());
        (before.is_some_and(is_chinese) && number_behind())
            || (after.is_some_and(is_chinese) && number_before())
    };
    let kept = chars.iter().enumerate().filter(|(at, c)| **c != ' ' || !falls(*at));
    kept.map(|(_, c)| *c).collect()
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(text: &str, wanted: &str) {
        let mut text = text.to_owned();
        super::of(&mut text);
        assert_eq!(text, wanted);
    }

    #[test]
    fn marks_and_spaces_are_those_of_offices() {
        check(
            "至 2001 年累计 4.8 亿元（P5–P95 为 3.0–6.9 亿元）",
            "至2001年累计4.8亿元（P5–P95 为3.0–6.9亿元）",
        );
        check("T2 规上工业（2001 年）：<1 倍", "T2 规上工业（2001年）：<1倍");
        check("高新区(名称待核)、f(x) 与 (a, b)", "高新区（名称待核）、f(x) 与 (a, b)");
        check("到2002年,高新区 1,000 家", "到2002年，高新区1,000家");
        check("zonecast 0.1.0 版, 2026-11-20", "zonecast 0.1.0版, 2026-11-20");
        check("趋势延续 2002", "趋势延续2002");
        check("“甲” 3 项", "“甲”3项");
    }
}
