//! `zonecast completions SHELL` and `zonecast man [COMMAND]`: for shells and manuals, from the same
//! options and help texts as the program itself.

use super::arguments::Arguments;
use super::{options, print};
use crate::error::{Code, Error, Result};
use clap_complete::Shell;

/// Prints what a shell reads to complete commands and options.
pub fn completions(arguments: &Arguments) -> Result<()> {
    let found = match arguments.words.as_slice() {
        [one] => one.display().to_string(),
        [] => return Err(Error::new(Code::MissingArgument).with("argument", "@a-shell")),
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    let shell = match found.as_str() {
        "bash" => Shell::Bash,
        "zsh" => Shell::Zsh,
        "fish" => Shell::Fish,
        "powershell" => Shell::PowerShell,
        _ => {
            let error = Error::new(Code::BadValue).with("option", "completions");
            return Err(error.with("found", found).with("wanted", "@a-shell"));
        }
    };
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut options::completed(arguments.lang), "zonecast", &mut bytes);
    print(&String::from_utf8_lossy(&bytes));
    Ok(())
}

/// Prints the manual page of the program or of a command, for `man -l -`.
pub fn man(arguments: &Arguments) -> Result<()> {
    let all = options::described(arguments.lang);
    let page = match arguments.words.as_slice() {
        [] => all,
        [name] => options::one(all, &name.display().to_string())?,
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    let mut bytes = Vec::new();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(page).render(&mut bytes);
    print(&String::from_utf8_lossy(&bytes));
    Ok(())
}
