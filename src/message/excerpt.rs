//! The line of a script or file that an error points to, with carets below the culprit.
//!
//! Owns how wide characters are, how much of a line is shown and how far the carets
//! reach. Never: reads a file; the error carries the line.

use crate::error::{Code, Error};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a line that are shown, and columns before the culprit in a longer line.
const WIDEST: usize = 100;
const BEFORE: usize = 50;

/// Stands for what is left out of a long line.
const CUT: &str = "...";

/// The line with its number and, if the column is known, carets below it; each line ends in a line end.
///
/// None if the error has no line.
pub fn excerpt(error: &Error) -> Option<String> {
    let (place, line) = (error.place.as_ref()?, error.line.as_ref()?);
    let chars: Vec<char> = line.trim_end().chars().map(shown).collect();
    let start = (place.column as usize).saturating_sub(1).min(chars.len());
    // Of a cell with a full-width mark in it the mark alone is wrong.
    let mark = error.code == Code::FullWidth && place.file.ends_with(".csv");
    let end = match place.column {
        0 => start,
        _ if mark => start + 1,
        _ => start + extent(&chars[start..], &place.file),
    };
    // One column more: what is missing may be missing behind the end.
    let (first, last) = window(&chars, start);
    let cut = |cut: bool| if cut { CUT } else { "" };
    let part = |from: usize, to: usize| -> String { chars[from.min(to)..to].iter().collect() };
    let number = place.line.to_string();
    let mut text =
        format!("  {number} | {}{}{}\n", cut(first > 0), part(first, last), cut(last < chars.len()));
    if place.column > 0 {
        let before = cut(first > 0).len() + part(first, start).width();
        let carets = part(start, end.min(last).max(start)).width().max(1);
        text += &format!("  {} | {}{}\n", " ".repeat(number.len()), " ".repeat(before), "^".repeat(carets));
    }
    Some(text)
}

/// A character as it is printed: what would move the cursor takes one column.
fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() || c.width() == Some(0) => '\u{fffd}',
        c => c,
    }
}

/// First and last (exclusive) character that fit, with the culprit among them.
fn window(chars: &[char], start: usize) -> (usize, usize) {
    let width = |c: &char| c.width().unwrap_or(1);
    let fitting = |from: usize| {
        let mut columns = 0;
        let fits = |c: &&char| {
            columns += width(c);
            columns <= WIDEST
        };
        from + chars[from..].iter().take_while(fits).count()
    };
    if fitting(0) == chars.len() {
        return (0, chars.len());
    }
    let mut columns = 0;
    let before = chars[..start].iter().rev().take_while(|c| {
        columns += width(c);
        columns <= BEFORE
    });
    let first = start - before.count();
    (first, fitting(first))
}

/// How many characters from the culprit's first one belong to it: a text in quotes, a number or range,
/// a word, or a symbol; a cell of a table.
fn extent(chars: &[char], file: &str) -> usize {
    let Some(&first) = chars.first() else { return 1 };
    if file.ends_with(".csv") && first != '"' {
        return chars.iter().position(|c| [',', '"'].contains(c)).unwrap_or(chars.len()).max(1);
    }
    let in_word = |c: &char| c.is_alphanumeric() || *c == '_';
    let digits_behind = |skip: usize| chars.get(skip).is_some_and(char::is_ascii_digit);
    match first {
        '"' | '\'' => {
            let end = chars[1..].iter().position(|c| *c == first);
            end.map_or(chars.len(), |end| end + 2)
        }
        '-' if digits_behind(1) => 1 + number(&chars[1..]),
        c if c.is_ascii_digit() => number(chars),
        c if in_word(&c) => chars.iter().take_while(|c| in_word(c)).count(),
        _ => {
            let symbol = |c: &&char| c.is_ascii_punctuation() && !"\"'()[]{};,_".contains(**c);
            chars.iter().take_while(symbol).count().max(1)
        }
    }
}

/// A number as far as it goes, a range of years included.
fn number(chars: &[char]) -> usize {
    let plain = |c: &char| c.is_alphanumeric() || *c == '_';
    let mut end = chars.iter().take_while(|c| plain(c)).count();
    for join in ["..=", "..", "."] {
        let behind = chars[end..].iter().zip(join.chars()).filter(|(a, b)| **a == *b).count() == join.len();
        if behind && chars.get(end + join.len()).is_some_and(char::is_ascii_digit) {
            end += join.len();
            end += chars[end..].iter().take_while(|c| plain(c)).count();
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;

    #[track_caller]
    fn check(file: &str, line: &str, column: u32, want: &str) {
        let text = format!("\n\n{line}\n");
        let error = Error::at(Code::TomlSyntax, Place::new(file, 3, column)).quoting([(file, text.as_str())]);
        assert_eq!(excerpt(&error).expect("the line is known"), want);
    }

    #[test]
    fn carets_stand_below_the_culprit_with_chinese_two_columns_wide() {
        // 园区 ( " 滨 海 " ) . : 2+2+1+1+2+2+1+1+1 = 13 columns before 投资.
        check(
            "a.rhai",
            "园区(\"滨海\").投资(2001..=2003, 12);",
            10,
            "  3 | 园区(\"滨海\").投资(2001..=2003, 12);\n    |              ^^^^\n",
        );
        check(
            "a.rhai",
            "园区(\"滨海\").投资(2001..=2003, 12);",
            13,
            "  3 | 园区(\"滨海\").投资(2001..=2003, 12);\n    |                   ^^^^^^^^^^^\n",
        );
        check("a.rhai", "园区(\"滨海\")", 4, "  3 | 园区(\"滨海\")\n    |      ^^^^^^\n");
        check("a.rhai", "x <= y", 3, "  3 | x <= y\n    |   ^^\n");
        check("a.rhai", "f(-1.5e3, 2)", 3, "  3 | f(-1.5e3, 2)\n    |   ^^^^^^\n");
    }

    #[test]
    fn cells_are_underlined_as_a_whole_and_empty_ones_at_their_comma() {
        check("z.csv", "甲,1 234,x", 3, "  3 | 甲,1 234,x\n    |    ^^^^^\n");
        check("z.csv", "a,,x", 3, "  3 | a,,x\n    |   ^\n");
        check("z.csv", "a,b", 0, "  3 | a,b\n");
        let error = Error::at(Code::FullWidth, Place::new("z.csv", 1, 2)).quoting([("z.csv", "甲，乙，丙")]);
        assert_eq!(excerpt(&error).as_deref(), Some("  1 | 甲，乙，丙\n    |   ^^\n"));
    }

    #[test]
    fn what_is_missing_behind_the_end_has_a_caret_there() {
        check("a.rhai", "let x = 3", 10, "  3 | let x = 3\n    |          ^\n");
        check("a.rhai", "", 1, "  3 | \n    | ^\n");
    }

    #[test]
    fn a_long_line_is_shown_around_the_culprit() {
        let line = format!("{}错{}", "甲".repeat(60), "b".repeat(200));
        // 25 characters of two columns before it fill the 50, then 2 + 48 more.
        let want = format!(
            "  3 | ...{}错{}...\n    | {}{}\n",
            "甲".repeat(25),
            "b".repeat(48),
            " ".repeat(3 + 50),
            "^".repeat(50)
        );
        check("a.rhai", &line, 61, &want);
    }

    #[test]
    fn tabs_and_marks_without_width_take_one_column() {
        check("a.rhai", "\t\u{200b}x", 3, "  3 |  \u{fffd}x\n    |   ^\n");
    }

    #[test]
    fn an_error_without_its_text_has_no_excerpt() {
        let error = Error::at(Code::TomlSyntax, Place::new("a.toml", 9, 1));
        assert_eq!(excerpt(&error.clone().quoting([("b.toml", "x")])), None);
        assert_eq!(excerpt(&error.quoting([("a.toml", "x")])), None, "the file has no such line");
    }
}
