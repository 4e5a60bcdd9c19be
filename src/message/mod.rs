//! The one catalogue: every sentence a user reads, in Chinese and English.
//!
//! Owns the wording of errors, warnings, labels and the scales of likelihood.
//! Never decides anything: it is given data and a language.

mod case_words;
mod commands;
mod document;
mod errors;
mod excerpt;
pub mod explain;
pub mod help;
pub mod help_case;
mod help_results;
pub mod reference;
pub mod scale;
pub mod schema_meanings;
pub mod schema_words;
mod terms;

use crate::error::{Error, Place};
pub use errors::template;
pub use excerpt::excerpt;
pub use terms::term;

/// Language of everything a user sees.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The Chinese or the English of two texts.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// The sentence for an error, with its place in front: `file:line:column: ...`.
pub fn say(error: &Error, lang: Lang) -> String {
    let sentence = fill(template(error.code, lang), lang, |name| {
        error.value(name).map(|arg| lang.pick(&arg.zh, &arg.en))
    });
    match &error.place {
        Some(place) => format!("{}{}{sentence}", place_text(place, lang), lang.pick("：", ": ")),
        None => sentence,
    }
}

/// `file:line:column`, or the sheet, row and column of a cell; without the parts that are unknown.
pub fn place_text(place: &Place, lang: Lang) -> String {
    if let Some(sheet) = &place.sheet {
        return cell_text(place, sheet, lang);
    }
    match (place.line, place.column) {
        (0, _) => place.file.to_string(),
        (line, 0) => format!("{}:{line}", place.file),
        (line, column) => format!("{}:{line}:{column}", place.file),
    }
}

/// `zones.xlsx 工作表“高新区”第 5 行 C 列`.
fn cell_text(place: &Place, sheet: &str, lang: Lang) -> String {
    let mut text =
        format!("{}{}{sheet}{}", place.file, lang.pick(" 工作表“", " sheet `"), lang.pick("”", "`"));
    if place.line > 0 {
        text += &lang.pick("第 {} 行", " row {}").replace("{}", &place.line.to_string());
    }
    if place.line > 0 && place.column > 0 {
        text += &lang.pick(" {} 列", " column {}").replace("{}", &column_letters(place.column));
    }
    text
}

/// Letters of a column as spreadsheets show them: 1 is A, 27 is AA.
fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Fills `{name}` from `args`; `[?...?]` is dropped unless all names in it are given.
pub fn fill<'a>(template: &str, lang: Lang, args: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(start) = rest.find("[?") {
        out += &fill_plain(&rest[..start], lang, &args).0;
        let inner = &rest[start + 2..];
        let end = inner.find("?]").unwrap_or(inner.len());
        let (text, complete) = fill_plain(&inner[..end], lang, &args);
        if complete {
            out += &text;
        }
        rest = inner.get(end + 2..).unwrap_or("");
    }
    out + fill_plain(rest, lang, &args).0.as_str()
}

/// Fills `{name}`; also says whether every name had a value.
fn fill_plain<'a>(template: &str, lang: Lang, args: &impl Fn(&str) -> Option<&'a str>) -> (String, bool) {
    let mut out = String::new();
    let mut complete = true;
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out += before;
        let Some((name, tail)) = after.split_once('}') else { break };
        match args(name) {
            Some(value) => {
                let value = worded(value, lang);
                if touching(&out, &value) {
                    out.push(' ');
                }
                out += &value;
                if touching(&out, tail) {
                    out.push(' ');
                }
            }
            None => complete = false,
        }
        rest = tail;
    }
    (out + rest, complete)
}

/// Whether a Chinese character would touch a letter or digit: a space stands between them.
fn touching(before: &str, after: &str) -> bool {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    match (before.chars().next_back(), after.chars().next()) {
        (Some(a), Some(b)) => {
            (chinese(a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && chinese(b))
        }
        _ => false,
    }
}

/// An argument as a reader sees it: a unit `@unit:亿元|100 million yuan`, a term `@term`, a list of terms `@a|@b` or of numbers `2|3`, or
/// the value itself.
fn worded(value: &str, lang: Lang) -> String {
    if let Some((zh, en)) = value.strip_prefix("@unit:").and_then(|both| both.split_once('|')) {
        return lang.pick(zh, en).to_owned();
    }
    let whole = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let word = |part: &'_ str| {
        let term = part.strip_prefix('@').and_then(|key| term(key, lang));
        term.map(str::to_owned).or_else(|| whole(part).then(|| part.to_owned()))
    };
    let parts: Option<Vec<String>> = value.split('|').map(word).collect();
    parts.map_or_else(|| value.to_owned(), |parts| parts.join(lang.pick("、", ", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn every_code_speaks_both_languages_and_uses_only_its_arguments() {
        for &code in Code::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let text = template(code, lang);
                assert!(!text.is_empty(), "{code:?}");
                let mut rest = text;
                while let Some((_, after)) = rest.split_once('{') {
                    let (name, tail) = after.split_once('}').expect("closed brace");
                    assert!(code.args().contains(&name), "{code:?}: {{{name}}}");
                    rest = tail;
                }
                for name in code.args() {
                    assert!(text.contains(&format!("{{{name}}}")), "{code:?} never says {name} in {lang:?}");
                }
            }
            assert!(template(code, Lang::Zh).chars().any(|c| c > '\u{2e80}'), "{code:?} has no Chinese");
            assert!(template(code, Lang::En).is_ascii(), "{code:?}: plain ASCII in English");
        }
    }

    /// A sentence with every argument given, or with those only that it cannot do without.
    fn sample(code: Code, lang: Lang, all: bool) -> String {
        let bare = fill(template(code, lang), lang, |_| None);
        let needed = |name: &str| {
            // An argument outside `[?...?]` leaves a gap if it is missing.
            let text = template(code, lang);
            text.match_indices(&format!("{{{name}}}"))
                .any(|(at, _)| text[..at].rfind("[?").is_none_or(|open| text[open..at].contains("?]")))
        };
        debug_assert!(!bare.contains('{'));
        let mut error = Error::new(code);
        for name in code.args().iter().filter(|name| all || needed(name)) {
            error = match *name {
                "reason" => error.with(name, "@not-permitted"),
                "kind" => error.with(name, "@stock"),
                "found" | "wanted" => error.with(name, "@a-text"),
                _ => error.named(name, "甲", "x"),
            };
        }
        say(&error, lang)
    }

    #[test]
    fn no_sentence_stumbles_over_its_punctuation() {
        for &code in Code::ALL {
            for all in [true, false] {
                let zh = sample(code, Lang::Zh, all);
                for pair in zh.chars().zip(zh.chars().skip(1)) {
                    let marks = "，。；：？！、";
                    assert!(!(marks.contains(pair.0) && marks.contains(pair.1)), "{code:?}: {zh}");
                    assert!(!(pair.0 == '“' && pair.1 == '”'), "{code:?}: {zh}");
                }
                let en = sample(code, Lang::En, all);
                for pair in ["?;", "?,", "?:", ";;", ",,", " ;", " ,", "``", "  ", "()"] {
                    let spoken = en.replace(" ()", "").replace("total()", "").replace("zones()", "");
                    assert!(!spoken.contains(pair), "{code:?}: {en}");
                }
            }
        }
    }

    #[test]
    fn arguments_may_be_terms_and_lists_of_terms_or_numbers() {
        let error = |found: &str| Error::new(Code::OperatorTypes).with("operator", "*").with("found", found);
        assert_eq!(say(&error("@a-text|@a-number"), Lang::Zh), "“*”不能用于文字、数");
        assert_eq!(say(&error("@a-text|@a-number"), Lang::En), "`*` does not work on a text, a number");
        assert_eq!(say(&error("1|20"), Lang::En), "`*` does not work on 1, 20");
        assert_eq!(say(&error("a|b"), Lang::En), "`*` does not work on a|b");
        assert_eq!(say(&error("@home"), Lang::En), "`*` does not work on @home");
    }

    #[test]
    fn a_space_parts_chinese_from_letters_and_digits() {
        let error = |found: &str| Error::new(Code::WrongHere).with("found", found).with("wanted", "@yes-no");
        assert_eq!(say(&error("@a-text"), Lang::Zh), "此处是文字，应为 true 或 false");
        let error = Error::new(Code::NotIndexable).with("found", "@yes-no").with("index", "@a-number");
        assert_eq!(say(&error, Lang::Zh), "true 或 false 不能用数按方括号取值");
    }

    #[test]
    fn cells_of_workbooks_are_named_by_sheet_row_and_letter() {
        let place = Place { sheet: Some("高新区".into()), ..Place::new("zones.xlsx", 5, 3) };
        assert_eq!(place_text(&place, Lang::Zh), "zones.xlsx 工作表“高新区”第 5 行 C 列");
        assert_eq!(place_text(&place, Lang::En), "zones.xlsx sheet `高新区` row 5 column C");
        for (column, letters) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn no_key_of_a_term_stands_twice_in_any_table() {
        let mut seen = std::collections::BTreeSet::new();
        let twice: Vec<&str> = terms::keys().filter(|key| !seen.insert(*key)).collect();
        assert_eq!(twice, [""; 0]);
    }

    #[test]
    fn codes_have_different_numbers() {
        let mut numbers: Vec<u32> = Code::ALL.iter().map(|code| code.number()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), Code::ALL.len());
    }

    #[test]
    fn unknown_lever_says_where_and_what_is_nearest() {
        let error = Error::at(Code::UnknownLever, Place::new("a.rhai", 12, 4))
            .with("lever", "talnt")
            .with_some("nearest", crate::error::nearest_name("talnt", ["land", "talent"]));
        assert_eq!(say(&error, Lang::En), "a.rhai:12:4: unknown lever `talnt`; did you mean `talent`?");
        assert_eq!(say(&error, Lang::Zh), "a.rhai:12:4：没有名为“talnt”的杠杆，是否想写“talent”？");
    }
}
