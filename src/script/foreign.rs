//! Signs and words of texts and of other languages that planners write in scripts, and what is meant.
//!
//! Owns the tables. Never: judges where a sign may stand.

/// Chinese punctuation outside the block of full-width ASCII.
const FULL_WIDTH: &[(char, char)] = &[
    ('“', '"'),
    ('”', '"'),
    ('‘', '"'),
    ('’', '"'),
    ('。', '.'),
    ('、', ','),
    ('【', '['),
    ('】', ']'),
    ('「', '"'),
    ('」', '"'),
    ('『', '"'),
    ('』', '"'),
    ('《', '<'),
    ('》', '>'),
    ('—', '-'),
    ('·', '.'),
    ('\u{3000}', ' '),
    ('\u{a0}', ' '),
];

/// What stands for keywords in other languages, and what scripts write.
pub const KEYWORDS: &[(&str, &str)] = &[
    ("让", "let"),
    ("令", "let"),
    ("设", "let"),
    ("变量", "let"),
    ("定义", "let"),
    ("如果", "if"),
    ("若", "if"),
    ("否则", "else"),
    ("循环", "for"),
    ("对于", "for"),
    ("函数", "fn"),
    ("def", "fn"),
    ("返回", "return"),
    ("引入", "import"),
    ("导入", "import"),
];

/// Symbols of other languages and of mathematics, and what scripts write.
pub const SYMBOLS: &[(&str, &str)] = &[
    ("===", "=="),
    ("!==", "!="),
    ("<>", "!="),
    (":=", "="),
    ("<-", "<="),
    ("->", "."),
    ("++", "+= 1"),
    ("--", "-= 1"),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
    ("×", "*"),
    ("÷", "/"),
    ("−", "-"),
    ("#", "//"),
    ("...", "..="),
    ("~", ".."),
    ("^", "**"),
];

/// The half-width form of a full-width character.
pub fn half_width(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xff01 + 0x21),
        _ => FULL_WIDTH.iter().find(|(full, _)| *full == c).map(|(_, half)| *half),
    }
}

/// What is meant by a full-width mark of a line: the stop at its end is that of a statement.
pub fn meant(line: &[char], index: usize) -> Option<char> {
    let rest: String = line.get(index + 1..)?.iter().collect();
    let last = rest.trim().is_empty() || rest.trim_start().starts_with("//");
    if line[index] == '。' && last { Some(';') } else { half_width(line[index]) }
}
