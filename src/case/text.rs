//! A text file of a case with the way back from byte offsets to lines and columns.
//!
//! Owns decoding (UTF-8 with or without byte order mark). Never: knows a format.

use crate::error::{Code, Error, Place, Result};

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
    /// Decodes `bytes`; `shown` is the path that errors name.
    pub fn decode(shown: &str, bytes: &[u8]) -> Result<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(shown, text.to_owned())),
            Err(e) => {
                let valid = bytes.get(..e.valid_up_to()).unwrap_or_default();
                let before = Self::new(shown, String::from_utf8_lossy(valid).into_owned());
                let short = shown.rsplit('/').next().unwrap_or(shown);
                let line = before.text.rsplit('\n').next().map(|line| format!("{line}\u{fffd}").into());
                let error = Error::at(Code::NotUtf8, before.place(before.text.len())).with("file", short);
                Err(Error { line, ..error })
            }
        }
    }

    fn new(shown: &str, text: String) -> Self {
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Self { shown: shown.to_owned(), text, line_starts }
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
}
