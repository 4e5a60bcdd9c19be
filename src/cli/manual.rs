//! A manual page (roff, for `man`) of the program or a command, from the help texts and options.
//!
//! Owns the form of the page. Chinese gets places where a line may break, which roff only
//! sees at blanks; headings are in the language of the page. Never: words anything itself.

use super::told::{first_sentence, joined};
use crate::message::help::{examples, help};
use crate::message::{Lang, term};
use clap::{Arg, Command};

/// Exit codes that a page explains, with the terms that do.
const CODES: [(&str, &str); 5] =
    [("0", "man-done"), ("1", "man-wrong"), ("2", "man-usage"), ("3", "man-disk"), ("130", "man-stopped")];

/// The page of a command that [`super::options::described`] has described; `name` is empty for the program.
pub fn page(command: &Command, name: &str, lang: Lang) -> String {
    let text = help(name, lang);
    let title = if name.is_empty() { "zonecast".to_owned() } else { format!("zonecast-{name}") };
    let word = |key: &str| term(key, lang).unwrap_or_default();
    let mut page = Page { text: "'\\\" -*- coding: utf-8 -*-\n".to_owned() };
    let version = env!("CARGO_PKG_VERSION");
    page.line(&format!(
        ".TH {} 1 \"\" \"zonecast {version}\" \"{}\"",
        roff(&title),
        roff(word("man-manual"))
    ));
    // Neither stretched blanks nor hyphens; macros of newer groff take the alignment from `AD`.
    page.line(".ds AD l\n.ad l\n.nh");
    page.heading(word("man-name"));
    page.line(&format!("{} \\- {}", roff(&title), roff(&about(command, name, lang))));
    page.heading(word("man-synopsis"));
    page.synopsis(command, text, lang);
    page.heading(word("man-description"));
    paragraphs(text).for_each(|paragraph| page.paragraph(paragraph, lang));
    page.heading(word("man-options"));
    for arg in options(command, text) {
        page.item(&option(arg), &arg.get_help().map(ToString::to_string).unwrap_or_default());
    }
    page.heading(word("man-examples"));
    for example in examples::examples(name) {
        page.line(&format!(".TP\n\\fB{}\\fR\n{}", roff(example.line(lang)), roff(example.meaning(lang))));
    }
    page.heading(word("man-exit"));
    for (code, key) in CODES {
        page.item(code, word(key));
    }
    page.text
}

/// The line of the command in the list of all, which is short; of the program its first sentence.
fn about(command: &Command, name: &str, lang: Lang) -> String {
    let lines = help("", lang).lines().filter_map(|line| line.strip_prefix("  ")?.split_once("  "));
    let mut named = lines.filter(|(what, _)| what.split(' ').next() == Some(name));
    if let Some((_, text)) = named.next() {
        return text.trim().to_owned();
    }
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let own = about.strip_prefix("zonecast：").or(about.strip_prefix("zonecast: ")).unwrap_or(&about);
    first_sentence(own).to_owned()
}

/// The options in the order of the help; those it does not list come last.
fn options<'a>(command: &'a Command, text: &str) -> Vec<&'a Arg> {
    let mut options: Vec<&Arg> = command.get_arguments().filter(|arg| arg.get_id() != "words").collect();
    let listed = |arg: &Arg| {
        let written = format!("  --{} ", arg.get_long().unwrap_or_default());
        text.find(&written).unwrap_or(usize::MAX)
    };
    options.sort_by_key(|arg| listed(arg));
    options
}

struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text += line;
        self.text.push('\n');
    }

    fn heading(&mut self, words: &str) {
        self.line(&format!(".SH {}", roff(words)));
    }

    fn item(&mut self, what: &str, text: &str) {
        self.line(&format!(
            ".TP\n{}\n{}",
            if what.contains('\\') { what.to_owned() } else { roff(what) },
            roff(text)
        ));
    }

    /// Every usage line, with the options in full where the help only says that there are some.
    fn synopsis(&mut self, command: &Command, text: &str, lang: Lang) {
        let options: Vec<String> = options(command, text)
            .into_iter()
            .map(|arg| format!("[{}]", option(arg).replace(' ', "\\ ")))
            .collect();
        for (at, usage) in usages(text, lang).enumerate() {
            if at > 0 {
                self.line(".br");
            }
            let words = usage.split(' ').map(|word| match word {
                "[选项]" | "[options]" => options.join(" "),
                word if word.trim_start_matches('[').starts_with("--") || word == "zonecast" => {
                    format!("\\fB{}\\fR", roff(word))
                }
                word => roff(word),
            });
            let line = words.collect::<Vec<_>>().join(" ");
            self.line(&line);
        }
    }

    /// Plain text, or a list whose items start at the margin or two blanks from it.
    fn paragraph(&mut self, lines: &str, lang: Lang) {
        let listed = |line: &&str| line.trim_start().split_once("  ").is_some();
        let first = lines.lines().find(|line| !heads(line));
        if !first.as_ref().is_some_and(listed) {
            let text = joined(lines.lines(), lang);
            return self.line(&format!(".PP\n{}", roff(&text)));
        }
        let mut items: Vec<(&str, Vec<&str>)> = Vec::new();
        for line in lines.lines().filter(|line| !heads(line)) {
            match (line.starts_with("      "), line.trim_start().split_once("  ")) {
                (false, Some((what, text))) => items.push((what, vec![text.trim()])),
                _ => items.last_mut().into_iter().for_each(|(_, text)| text.push(line.trim())),
            }
        }
        for (what, text) in items {
            self.item(what, &joined(text.into_iter(), lang));
        }
    }
}

/// Whether a line only says what follows.
fn heads(line: &str) -> bool {
    line.ends_with(['：', ':'])
}

/// What a help text says besides how to use the command and its options.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let optional = |part: &str| part.lines().skip(1).any(|line| line.trim_start().starts_with("--"));
    let usage = |part: &str| part.starts_with("用法") || part.starts_with("usage");
    text.trim_end().split("\n\n").filter(move |part| !usage(part) && !optional(part))
}

/// The lines that tell how a command is written.
fn usages(text: &str, lang: Lang) -> impl Iterator<Item = &str> {
    let head = lang.pick("用法：", "usage: ");
    let lines = text.lines().skip_while(move |line| !line.starts_with(head));
    lines.take_while(|line| !line.is_empty()).map(move |line| line.strip_prefix(head).unwrap_or(line).trim())
}

/// An option with its value, in roff.
fn option(arg: &Arg) -> String {
    let short = arg.get_short().map(|short| format!("\\fB\\-{short}\\fR, ")).unwrap_or_default();
    let long = roff(&format!("--{}", arg.get_long().unwrap_or_default()));
    let value = arg.get_action().takes_values().then(|| arg.get_value_names()).flatten();
    let value =
        value.and_then(<[_]>::first).map(|value| format!(" \\fI{}\\fR", roff(value))).unwrap_or_default();
    format!("{short}\\fB{long}\\fR{value}")
}

/// Text that roff shows as it is; lines may break between Chinese characters.
fn roff(text: &str) -> String {
    let wide =
        |c: char| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '\u{2018}'..='\u{201d}');
    let closes = |c: char| "，。；：、！？）》」』】”’％…. )]".contains(c);
    let opens = |c: char| "（《「『【“‘ ([".contains(c);
    let mut out = String::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        if let Some(before) = before
            && (wide(before) || wide(c))
            && !closes(c)
            && !opens(before)
        {
            out += "\\:";
        }
        match c {
            '\\' => out += "\\e",
            '-' => out += "\\-",
            '\'' => out += "\\(aq",
            '`' => out += "\\(ga",
            '~' => out += "\\(ti",
            '^' => out += "\\(ha",
            '"' => out += "\\(dq",
            // A line that starts with a dot is a request.
            '.' if before.is_none() => out += "\\&.",
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_chinese_characters_but_not_before_a_comma() {
        assert_eq!(roff("目标，T3"), "目\\:标，\\:T3");
        assert_eq!(roff("（a）b-c"), "（a）\\:b\\-c");
        assert_eq!(roff(".x 'y' \\"), "\\&.x \\(aqy\\(aq \\e");
        assert_eq!(roff("看 run 的"), "看 run 的");
    }
}
