//! Comments that are never closed: the engine would take the rest of the script for one, in silence.
//!
//! Owns just enough of the language's lexing to tell comments from texts. What is
//! wrong with texts themselves is left to the parser.

/// Line and column, from 1, of a `/*` without its `*/`, if there is one. Comments nest.
pub fn unclosed(text: &str) -> Option<(u32, u32)> {
    let chars: Vec<char> = text.chars().collect();
    // Braces open in each `${...}` around the place; the innermost is last.
    let mut braces: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        at = match (chars[at], chars.get(at + 1)) {
            ('/', Some('/')) => find(&chars, at, '\n'),
            ('/', Some('*')) => match after_comment(&chars, at) {
                Some(after) => after,
                None => return Some(place(&chars[..at])),
            },
            (quote @ ('"' | '\''), _) => after_text(&chars, at + 1, quote)?,
            ('#', _) => after_raw(&chars, at)?,
            ('`', _) => after_verbatim(&chars, at + 1, &mut braces),
            ('{', _) => {
                braces.iter_mut().next_back().into_iter().for_each(|open| *open += 1);
                at + 1
            }
            ('}', _) => match braces.last_mut() {
                Some(0) => {
                    braces.pop();
                    after_verbatim(&chars, at + 1, &mut braces)
                }
                Some(open) => {
                    *open -= 1;
                    at + 1
                }
                None => at + 1,
            },
            _ => at + 1,
        };
    }
    None
}

fn find(chars: &[char], from: usize, wanted: char) -> usize {
    chars[from..].iter().position(|&c| c == wanted).map_or(chars.len(), |i| from + i)
}

fn after_comment(chars: &[char], start: usize) -> Option<usize> {
    let (mut at, mut level) = (start, 0);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => level += 1,
            ('*', '/') => level -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if level == 0 {
            return Some(at);
        }
    }
    None
}

/// Behind a text in quotes; nothing if it is broken, which the parser will say.
fn after_text(chars: &[char], mut at: usize, quote: char) -> Option<usize> {
    while let Some(&c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '\n' => return None,
            _ if c == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

/// Behind a text such as `#"..."#`, or behind a `#` that starts none.
fn after_raw(chars: &[char], start: usize) -> Option<usize> {
    let hashes = chars[start..].iter().take_while(|&&c| c == '#').count();
    let open = start + hashes;
    if chars.get(open) != Some(&'"') {
        return Some(open);
    }
    let closed = |at: usize| chars[at] == '"' && chars[at + 1..].iter().take(hashes).all(|&c| c == '#');
    (open + 1..chars.len().checked_sub(hashes)?).find(|&at| closed(at)).map(|at| at + 1 + hashes)
}

/// Behind a text in backticks, or behind a `${` inside it.
fn after_verbatim(chars: &[char], mut at: usize, braces: &mut Vec<usize>) -> usize {
    while let Some(&c) = chars.get(at) {
        match (c, chars.get(at + 1)) {
            ('`', _) => return at + 1,
            ('$', Some('{')) => {
                braces.push(0);
                return at + 2;
            }
            _ => at += 1,
        }
    }
    at
}

fn place(before: &[char]) -> (u32, u32) {
    let line = before.iter().filter(|&&c| c == '\n').count() as u32 + 1;
    let column = before.iter().rev().take_while(|&&c| c != '\n').count() as u32 + 1;
    (line, column)
}
