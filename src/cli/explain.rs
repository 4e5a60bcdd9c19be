//! `zonecast explain-error CODE`: what a code means at length.

use super::arguments::Arguments;
use super::print;
use crate::error::{Code, Error, Result};
use crate::message::explain::explanation;
use crate::message::{Lang, term};

/// Codes near an unknown one that are named.
const NEAR: usize = 3;

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<()> {
    let found = match arguments.words.as_slice() {
        [one] => one.display().to_string(),
        [] => return Err(Error::new(Code::MissingArgument).with("argument", "@an-error-code")),
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    let code = code(&found)?;
    print(&text(code, arguments.lang));
    Ok(())
}

/// The code meant by `ZC0326`, `zc326` or `326`.
fn code(found: &str) -> Result<Code> {
    let upper = found.trim().to_uppercase();
    let number = upper.strip_prefix("ZC").unwrap_or(&upper).parse::<u32>().ok();
    if let Some(code) = Code::ALL.iter().find(|code| Some(code.number()) == number) {
        return Ok(*code);
    }
    let mut numbers: Vec<u32> = Code::ALL.iter().map(|code| code.number()).collect();
    numbers.sort_unstable();
    let id = |number: &u32| format!("ZC{number:04}");
    let error = Error::new(Code::UnknownCode)
        .with("found", found)
        .with_some("first", numbers.first().map(id))
        .with_some("last", numbers.last().map(id));
    let Some(number) = number else { return Err(error) };
    let mut near = numbers;
    near.sort_by_key(|known| (known.abs_diff(number), *known));
    near.truncate(NEAR);
    near.sort_unstable();
    Err(error.listed("nearest", near.iter().map(id)))
}

fn text(code: Code, lang: Lang) -> String {
    let word = |key: &str| term(key, lang).unwrap_or_default();
    let Some(found) = explanation(code, lang) else { return String::new() };
    let colon = lang.pick("：", ": ");
    let mut text = format!("{}\n\n", code.id());
    let parts = [("explain-what", found.what), ("explain-why", found.why), ("explain-mend", found.mend)];
    for (key, part) in parts {
        text += &format!("{}{colon}{part}\n", word(key));
    }
    if let Some((wrong, right)) = found.example {
        for (key, example) in [("explain-wrong", wrong), ("explain-right", right)] {
            text += &format!("\n{}{}\n", word(key), colon.trim_end());
            example.lines().for_each(|line| text += &format!("    {line}\n"));
        }
    }
    text
}
