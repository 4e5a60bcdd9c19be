//! What a help text says of a command's options and words.
//!
//! Owns how helps are read for completions and manuals. Never: words anything itself.

use crate::message::Lang;

/// Up to the first full stop; short helps end without one.
pub fn first_sentence(text: &str) -> &str {
    let end = text.find('。').into_iter().chain(text.find(". ")).min();
    end.map_or(text.trim_end_matches(['.', '。']), |end| &text[..end])
}

/// What a help text says of an option: the text beside it and on the indented lines below.
pub fn said_of(name: &str, text: &str, lang: Lang) -> Option<String> {
    let option = format!("--{name}");
    let mut lines = text.lines().skip_while(|line| {
        let mut words = line.split_whitespace().take(2);
        !line.starts_with("  ") || line.starts_with("      ") || words.all(|word| word != option)
    });
    let first = lines.next()?.trim_start();
    // A long value leaves one blank before the text.
    let behind_value = || first.splitn(3, ' ').nth(2);
    let beside = first.split_once("  ").map(|(_, text)| text).or_else(behind_value).unwrap_or("").trim();
    let below = lines.take_while(|line| line.starts_with("                ")).map(str::trim);
    Some(joined(std::iter::once(beside).chain(below).filter(|line| !line.is_empty()), lang))
}

/// What a help text calls the value of an option, such as `N`.
pub fn value_of<'a>(name: &str, text: &'a str) -> Option<&'a str> {
    let option = format!("--{name} ");
    let line = text.lines().filter(|line| !line.starts_with("      "));
    let value = line.filter_map(|line| line.trim_start().strip_prefix(&option)).next()?;
    // A long list of words leaves one blank before the text.
    let value = match value.split(' ').next() {
        Some(words) if words.contains('|') => words,
        _ => value.split("  ").next()?,
    };
    Some(value).filter(|value| !value.is_empty())
}

/// What a usage line calls the words of a command, such as `情景...`.
pub fn words_of(name: &str, text: &str) -> String {
    let usage = text.lines().next().unwrap_or_default();
    let behind = usage.split_once(&format!("zonecast {name}")).map_or("", |(_, behind)| behind);
    let words = behind
        .split_whitespace()
        .take_while(|word| !word.contains("--") && *word != "[选项]" && *word != "[options]");
    let words: Vec<&str> = words.map(|word| word.trim_matches(['[', ']'])).collect();
    if words.is_empty() { "WORDS".to_owned() } else { words.join(" ") }
}

/// Lines as one; between Chinese characters no blank is needed.
pub fn joined<'a>(lines: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    lines.fold(String::new(), |text, line| {
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        let wide = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (end, start) = (text.chars().next_back(), line.chars().next());
        let apart = lang == Lang::En || ((ascii(end) || ascii(start)) && wide(end) && wide(start));
        let blank = if apart && !text.is_empty() { " " } else { "" };
        format!("{text}{blank}{line}")
    })
}
