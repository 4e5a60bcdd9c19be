//! The embedded font: what it can show and how wide a text is.
//!
//! Owns the bytes of the font and its family name. One weight only: hierarchy
//! on charts comes from size and grey. Never: draws.

use std::sync::{Arc, OnceLock};

/// The font itself; licence and origin stand beside it in `font/`.
pub(super) const BYTES: &[u8] = include_bytes!("font/ZonecastSans-Regular.ttf");

/// Families named in SVG files: the embedded one, then what readers may have.
pub(super) const FAMILIES: &str =
    "ZonecastSans, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, sans-serif";

/// Height of a text box above its baseline, in ems.
pub(super) const ASCENT: f64 = 0.88;

/// Depth of a text box below its baseline, in ems.
pub(super) const DESCENT: f64 = 0.22;

fn face() -> &'static ttf_parser::Face<'static> {
    static FACE: OnceLock<ttf_parser::Face<'static>> = OnceLock::new();
    FACE.get_or_init(|| ttf_parser::Face::parse(BYTES, 0).expect("the embedded font is a font"))
}

/// The font as resvg wants it; nothing of the machine's own fonts is looked at.
pub(super) fn database() -> Arc<resvg::usvg::fontdb::Database> {
    static DATABASE: OnceLock<Arc<resvg::usvg::fontdb::Database>> = OnceLock::new();
    DATABASE
        .get_or_init(|| {
            let mut fonts = resvg::usvg::fontdb::Database::new();
            fonts.load_font_data(BYTES.to_vec());
            Arc::new(fonts)
        })
        .clone()
}

/// Whether the font can show `c`.
pub(super) fn has(c: char) -> bool {
    face().glyph_index(c).is_some()
}

/// Width of `text` at `size`, from the font's advance widths; a missing glyph counts one em.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let face = face();
    let upm = f64::from(face.units_per_em());
    let units = |c| match face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph)) {
        Some(advance) => f64::from(advance),
        None => upm,
    };
    text.chars().map(units).sum::<f64>() * size / upm
}

/// `text` cut to at most `room` wide, with an ellipsis if anything was cut.
pub(super) fn cut(text: &str, size: f64, room: f64) -> String {
    cut_by(text, room, &|text| width(text, size))
}

/// `text` in at most `lines` lines, each at most `room` wide; the last is cut if need be.
pub(super) fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    wrap_by(text, room, lines, &|text| width(text, size))
}

/// [`cut`] with another measure of width.
fn cut_by(text: &str, room: f64, measure: &dyn Fn(&str) -> f64) -> String {
    if measure(text) <= room {
        return text.to_owned();
    }
    // The longer the wider, so the longest that fits is found by halving.
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let begun = |end: usize| format!("{}…", text[..end].trim_end());
    match ends.partition_point(|end| measure(&begun(*end)) <= room) {
        0 => String::new(),
        n => begun(ends[n - 1]),
    }
}

/// [`wrap`] with another measure of width, such as columns of a terminal.
pub(super) fn wrap_by(text: &str, room: f64, lines: usize, measure: &dyn Fn(&str) -> f64) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut pieces = pieces(text).into_iter().flat_map(|piece| syllables(piece, room, measure));
    while let Some(piece) = pieces.next() {
        let longer = format!("{line}{piece}");
        if line.is_empty() || measure(longer.trim_end()) <= room {
            line = longer;
        } else if done.len() + 1 < lines {
            done.push(line.trim_end().to_owned());
            line = piece;
        } else {
            line = longer + pieces.by_ref().collect::<String>().as_str();
        }
    }
    if !line.trim().is_empty() {
        done.push(line.trim_end().to_owned());
    }
    // A soft hyphen is seen at the end of a line only.
    let hyphen = |line: &String| match line.strip_suffix(SOFT) {
        Some(begun) => format!("{}-", begun.replace(SOFT, "")),
        None => line.replace(SOFT, ""),
    };
    done.iter().map(|line| cut_by(&hyphen(line), room, measure)).collect()
}

/// Stands where a word was parted.
const SOFT: char = '\u{ad}';

/// Letters of the longest word that is parted.
const LONGEST_WORD: usize = 200;

/// A word too long for a line in parts that are not, each but the last with a soft hyphen; three letters
/// at least stay together.
fn syllables(piece: String, room: f64, measure: &dyn Fn(&str) -> f64) -> Vec<String> {
    // What is longer is no word, and would take long to part.
    if piece.len() > LONGEST_WORD {
        return vec![piece];
    }
    let mut parts = Vec::new();
    let mut rest = piece;
    while measure(rest.trim_end()) > room && rest.trim_end().chars().all(|c| c.is_ascii_alphabetic()) {
        let longest = rest.trim_end().len().saturating_sub(3);
        let fits = |at: &usize| measure(&format!("{}-", &rest[..*at])) <= room;
        let Some(at) = (3..=longest).rev().find(fits) else { break };
        let tail = rest.split_off(at);
        parts.push(format!("{rest}{SOFT}"));
        rest = tail;
    }
    parts.push(rest);
    parts
}

/// As [`wrap`], but with lines of about equal width, for centred headings.
pub(super) fn balance(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let wanted = wrap(text, size, room, lines);
    let mut narrow = room;
    while narrow > size {
        let next = wrap(text, size, narrow - size / 2.0, lines);
        let same = next.len() == wanted.len() && next.concat().len() == wanted.concat().len();
        if !same || next.iter().any(|line| line.ends_with('…')) {
            break;
        }
        narrow -= size / 2.0;
    }
    wrap(text, size, narrow, lines)
}

/// Parts between which a line may break: words with their space, single Chinese
/// characters; closing marks stay with what they close.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut breakable = true;
    let mut opened = false;
    for c in text.chars() {
        let wide = c > '\u{2e80}';
        let closing = "，。；：、！？）》」』”’·%…,.;:)".contains(c);
        let starts = (breakable || wide) && !opened && !closing && c != ' ';
        match out.last_mut() {
            Some(last) if !starts => last.push(c),
            _ => out.push(c.to_string()),
        }
        breakable = c == ' ' || c == '-' || wide;
        opened = "（《「『“‘(".contains(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_one_em_wide_and_latin_is_narrower() {
        assert_eq!(width("园区", 10.0), 20.0);
        assert!(width("ab", 10.0) < 15.0);
    }

    #[test]
    fn lines_break_between_words_and_never_before_a_closing_mark() {
        assert_eq!(wrap("缺口明显，建议提前", 10.0, 50.0, 3), ["缺口明显，", "建议提前"]);
        assert_eq!(wrap("缺口明显，建议提前", 10.0, 40.0, 3)[0], "缺口明");
        assert_eq!(wrap("sustained effort", 10.0, 60.0, 2), ["sustained", "effort"]);
    }

    #[test]
    fn balanced_lines_leave_no_single_character_alone() {
        assert_eq!(wrap("一二三四五", 10.0, 40.0, 2), ["一二三四", "五"]);
        assert_eq!(balance("一二三四五", 10.0, 40.0, 2), ["一二三", "四五"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(wrap("一二三四五六七八", 10.0, 40.0, 1), ["一二三…"]);
        assert_eq!(cut("一二三", 10.0, 30.0), "一二三");
    }

    #[test]
    fn the_font_shows_every_mark_that_charts_use() {
        for c in "−–·≥≤≠%…“”（）●○▲◆◇±×→亿元".chars() {
            assert!(has(c), "{c}");
        }
        assert!(!has('\u{1f600}'));
    }
}
