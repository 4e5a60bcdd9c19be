//! Names that the case and its measures give in Chinese only, as a reader of English needs them.
//!
//! Owns how lists, units, clauses and quotations are put; the words are the case's
//! glossary. What it lacks stays as it is. Never: holds a word of its own.

use super::view::View;
use crate::case::{Text, unit};
use crate::message::{Lang, term};

/// A glossary with the language of the reader.
#[derive(Copy, Clone)]
pub struct Names<'a> {
    /// Chinese and English.
    pub glossary: &'a [Text],
    /// Language.
    pub lang: Lang,
}

impl<'a> Names<'a> {
    /// The names that a view reads.
    pub(super) fn of(view: &View<'a>) -> Self {
        Self { glossary: &view.summary.case.glossary, lang: view.lang }
    }

    fn known(&self, text: &str) -> Option<&'a str> {
        self.glossary.iter().find(|entry| entry.zh == text).map(|entry| entry.en.as_str())
    }

    /// A text, or a list of texts such as departments.
    pub fn text(&self, text: &str) -> String {
        if self.lang == Lang::Zh {
            return text.to_owned();
        }
        if let Some(known) = self.known(text) {
            return known.to_owned();
        }
        let parts: Vec<&str> = parts(text).into_iter().map(|part| self.known(part).unwrap_or(part)).collect();
        parts.join(", ")
    }

    /// Several texts as one list.
    pub fn list(&self, texts: &[String]) -> String {
        let texts: Vec<String> = texts.iter().map(|text| self.text(text)).collect();
        texts.join(self.lang.pick("、", ", "))
    }

    /// A unit, maybe with a remark in brackets, such as `个/年（新增）`.
    pub fn unit(&self, text: &str) -> String {
        if self.lang == Lang::Zh {
            return text.to_owned();
        }
        let plain = |text: &str| match (unit::find(text), self.known(text)) {
            (Some(unit), _) => unit.en.to_owned(),
            (None, Some(known)) => known.to_owned(),
            (None, None) => text.to_owned(),
        };
        match text.split_once('（').and_then(|(unit, rest)| Some((unit, rest.strip_suffix('）')?))) {
            // What 1 means says all.
            Some(("1", remark)) => plain(remark),
            Some((unit, remark)) => format!("{} ({})", plain(unit), plain(remark)),
            None => plain(text),
        }
    }

    /// A clause as the document writes it, `2.1` being `二（一）`; in English `2(1)` for either.
    pub fn clause(&self, text: &str) -> String {
        const DIGITS: &str = "一二三四五六七八九";
        let digits = |n: &str| n.parse().ok().and_then(|n: usize| DIGITS.chars().nth(n.checked_sub(1)?));
        let numbers = text.split_once('.').and_then(|(a, b)| Some((digits(a)?, digits(b)?)));
        let text = &numbers.map_or(text.to_owned(), |(chapter, section)| format!("{chapter}（{section}）"));
        if self.lang == Lang::Zh {
            return text.clone();
        }
        let digit = |c: char| match c {
            '（' => '(',
            '）' => ')',
            // One to nine; the document has no tenth chapter or section.
            _ => DIGITS.chars().zip('1'..='9').find(|(zh, _)| *zh == c).map_or(c, |(_, digit)| digit),
        };
        text.chars().map(digit).collect()
    }

    /// Words of the document, marked as such where they are not in the reader's language.
    pub fn quote(&self, words: &str) -> String {
        match self.lang {
            Lang::En if !words.is_empty() => {
                // A quotation within the quotation takes single marks.
                let words = words.replace('\u{201c}', "\u{2018}").replace('\u{201d}', "\u{2019}");
                let said = term("as-in-document", Lang::En).unwrap_or_default();
                format!("\u{201c}{words}\u{201d} ({said})")
            }
            _ => words.to_owned(),
        }
    }
}

/// The items of a list, not parted within brackets.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '（' | '〔' => depth += 1,
            '）' | '〕' => depth -= 1,
            '、' | '，' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_units_and_clauses_are_put_together_from_what_is_known() {
        let entry = |zh: &str, en: &str| Text { zh: zh.into(), en: en.into() };
        let glossary =
            [entry("市科技局", "Science"), entry("各县（市、区）政府", "counties"), entry("新增", "new")];
        let names = |lang| Names { glossary: &glossary, lang };
        let (zh, en) = (names(Lang::Zh), names(Lang::En));
        let list = "市科技局、某局，各县（市、区）政府";
        assert_eq!((zh.text(list).as_str(), en.text(list).as_str()), (list, "Science, 某局, counties"));
        assert_eq!((zh.clause("2.1").as_str(), zh.clause("2.x").as_str()), ("二（一）", "2.x"));
        assert_eq!(en.unit("个/年（新增）"), "items a year (new)");
        assert_eq!(en.unit("1（新增）"), "new");
        assert_eq!((en.clause("一（二）").as_str(), en.clause("2.1").as_str()), ("1(2)", "2(1)"));
        assert_eq!((zh.quote("甲").as_str(), en.quote("").as_str()), ("甲", ""));
    }
}
