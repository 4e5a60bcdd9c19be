//! `zonecast completions SHELL` and `zonecast man [COMMAND]`: for shells and manuals, from the same
//! options and help texts as the program itself.

use super::arguments::Arguments;
use super::options::Offered;
use super::{choices, manual, options, print};
use crate::batch::{CaseChoice, load_case, own_scenarios};
use crate::error::{Code, Error, Result};
use crate::script::SECONDS;
use clap_complete::Shell;

/// Prints what a shell reads to complete commands and options.
pub fn completions(arguments: &Arguments) -> Result<()> {
    let found = match arguments.words.as_slice() {
        [one] => one.display().to_string(),
        [] => return Err(Error::new(Code::MissingArgument).with("argument", "@a-shell")),
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    let shell = choices::chosen(choices::SHELLS, Some(&found), ("completions", "@a-shell"))?;
    let mut bytes = Vec::new();
    let offered = offered()?;
    clap_complete::generate(shell, &mut options::completed(arguments.lang, &offered), "zonecast", &mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    print(&if shell == Shell::Zsh { with_files(&text, &offered.scenarios) } else { text });
    Ok(())
}

/// What the default case offers.
fn offered() -> Result<Offered> {
    let case = load_case(&CaseChoice::Default, SECONDS)?.model.case;
    let scenarios = own_scenarios(&CaseChoice::Default)?;
    Ok(Offered {
        scenarios: scenarios.into_iter().map(|file| file.id).collect(),
        zones: case.zones.iter().map(|zone| zone.id.clone()).collect(),
        targets: case.targets.iter().map(|target| target.id.clone()).collect(),
    })
}

/// Where zsh would take the names of scenarios alone, files as well.
fn with_files(text: &str, scenarios: &[String]) -> String {
    let list = scenarios.join(" ");
    let both = format!("{{_alternative \"scenarios:scenario:({list})\" \"files:file:_files\"}}");
    text.replace(&format!("'*::words:({list})'"), &format!("'*::words:{both}'"))
}

/// Prints the manual page of the program or of a command, for `man -l -`.
pub fn man(arguments: &Arguments) -> Result<()> {
    let all = options::described(arguments.lang);
    let (command, name) = match arguments.words.as_slice() {
        [] => (all, String::new()),
        [name] => {
            let name = name.display().to_string();
            (options::one(all, &name)?, name)
        }
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    print(&manual::page(&command, &name, arguments.lang));
    Ok(())
}
