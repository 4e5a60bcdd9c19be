//! A text file of a case with the way back from byte offsets to lines and columns.
//!
//! Owns decoding: UTF-8 with or without byte order mark; for tables also UTF-16 with
//! its mark and GB18030 (of which GBK and GB2312 are parts), as spreadsheets export
//! them. Never: knows a format.

use crate::error::{Code, Error, Place, Result};
use encoding_rs::{DecoderResult, GB18030, UTF_16BE, UTF_16LE};

/// A decoded file.
pub(super) struct SourceText {
    /// Path as shown in errors.
    shown: String,
    /// The text, without byte order mark.
    pub text: String,
    /// Byte offset of the first character of each line.
    line_starts: Vec<usize>,
}

impl SourceText {
    /// Decodes UTF-8; `shown` is the path that errors name.
    pub fn decode(shown: &str, bytes: &[u8]) -> Result<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(shown, text.to_owned())),
            Err(e) => Err(undecoded(shown, bytes, e.valid_up_to(), Code::NotUtf8)),
        }
    }

    /// Decodes a table in any of the encodings that spreadsheets write.
    ///
    /// Also gives the encoding's name if it is not UTF-8, because GB18030 takes nearly any bytes.
    pub fn decode_table(shown: &str, bytes: &[u8]) -> Result<(Self, Option<&'static str>)> {
        let wide = [(&b"\xff\xfe"[..], UTF_16LE), (&b"\xfe\xff"[..], UTF_16BE)];
        if let Some((_, encoding)) = wide.iter().find(|(mark, _)| bytes.starts_with(mark)) {
            let (text, _) = encoding.decode_with_bom_removal(bytes);
            return Ok((Self::new(shown, text.into_owned()), Some(encoding.name())));
        }
        let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let Err(fault) = std::str::from_utf8(plain) else { return Ok((Self::decode(shown, bytes)?, None)) };
        if is_mostly_utf8(plain) {
            return Err(undecoded(shown, plain, fault.valid_up_to(), Code::NotUtf8));
        }
        match gb18030(plain) {
            Ok(text) => Ok((Self::new(shown, text), Some("GB18030"))),
            Err(before) => {
                let before = Self::new(shown, before);
                Err(Error::at(Code::NoEncoding, before.place(before.text.len())).with("file", short(shown)))
            }
        }
    }

    /// A text that was decoded already.
    pub fn new(shown: &str, text: String) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Self { shown: shown.to_owned(), text, line_starts }
    }

    /// The same file with another text of as many characters a line.
    pub fn with_text(&self, text: String) -> Self {
        Self::new(&self.shown, text)
    }

    /// Line and column (in characters, from 1) of the byte at `offset`.
    pub fn place(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count()) + 1;
        Place::new(&self.shown, clamp(line), clamp(column))
    }
}

/// The text of a planner's file in UTF-8 or in any encoding that Chinese editors write.
///
/// # Errors
/// Bytes in none of them, with the place of the first one.
pub fn text_of(shown: &str, bytes: &[u8]) -> Result<String> {
    SourceText::decode_table(shown, bytes).map(|(source, _)| source.text)
}

/// Whether bytes are UTF-8 with a few broken ones: GB18030 would take many of them for other characters.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| !byte.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    whole > broken
}

/// The text, or what it says up to the first broken byte.
fn gb18030(bytes: &[u8]) -> std::result::Result<String, String> {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(room.unwrap_or(0));
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        _ => Err(text),
    }
}

fn undecoded(shown: &str, bytes: &[u8], valid: usize, code: Code) -> Error {
    let valid = bytes.get(..valid).unwrap_or_default();
    let before = SourceText::new(shown, String::from_utf8_lossy(valid).into_owned());
    Error::at(code, before.place(before.text.len())).with("file", short(shown))
}

fn short(shown: &str) -> &str {
    shown.rsplit('/').next().unwrap_or(shown)
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_ignore_the_byte_order_mark() {
        let source = SourceText::decode("a.csv", "\u{feff}台州,x\n园,区".as_bytes()).expect("utf-8");
        assert_eq!(source.place(0), Place::new("a.csv", 1, 1));
        assert_eq!(source.place("台州,".len()), Place::new("a.csv", 1, 4));
        assert_eq!(source.place("台州,x\n园,".len()), Place::new("a.csv", 2, 3));
        assert_eq!(source.place(usize::MAX), Place::new("a.csv", 2, 4));
    }

    #[test]
    fn tables_come_in_gbk_and_utf_16_and_a_broken_byte_is_placed() {
        // GBK of 园区 (GB 2312 rows 52 and 39), and 4 bytes of GB18030 for U+20000.
        let gbk = b"\xd4\xb0\xc7\xf8,\x95\x32\x82\x36\n";
        let (source, encoding) = SourceText::decode_table("a.csv", gbk).expect("GB18030");
        assert_eq!((source.text.as_str(), encoding), ("园区,\u{20000}\n", Some("GB18030")));
        let (source, encoding) = SourceText::decode_table("a.csv", b"\xff\xfe\x2d\x4e").expect("UTF-16");
        assert_eq!((source.text.as_str(), encoding), ("中", Some("UTF-16LE")));
        let broken =
            SourceText::decode_table("a.csv", b"\xd4\xb0\n\xc7\xf8\xff,").map(|_| ()).expect_err("broken");
        assert_eq!((broken.code, broken.place), (Code::NoEncoding, Some(Place::new("a.csv", 2, 2))));
        let cut = SourceText::decode_table("a.csv", b"\xe5\x9b\xad,\xff").map(|_| ()).expect_err("broken");
        assert_eq!((cut.code, cut.place), (Code::NotUtf8, Some(Place::new("a.csv", 1, 3))));
    }
}
