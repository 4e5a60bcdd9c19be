//! Texts within XML and HTML.
//!
//! Owns what has to be escaped. Never: knows a format.

/// A text with what XML would read as marks escaped; control characters that it refuses fall away.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            c if c.is_control() && !['\t', '\n'].contains(&c) => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_are_escaped_and_control_characters_dropped() {
        assert_eq!(super::escape("a<b> & \"c\"\u{1}\u{1b}甲"), "a&lt;b&gt; &amp; &quot;c&quot;甲");
    }
}
