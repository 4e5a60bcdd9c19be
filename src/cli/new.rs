//! `zonecast new NAME`: writes a commented scenario that runs as it is.

use super::arguments::Arguments;
use super::print;
use crate::batch::{load_case, write_new};
use crate::error::{Code, Error, Result};
use crate::message::help::new_scenario;
use crate::script::SECONDS;

/// Runs the command.
pub fn new(arguments: &Arguments) -> Result<()> {
    let name = match arguments.words.as_slice() {
        [one] => one.display().to_string(),
        [] => return Err(Error::new(Code::MissingArgument).with("argument", "@a-scenario-name")),
        [_, more, ..] => return Err(Error::new(Code::TooManyArguments).with("found", more.display())),
    };
    let name = name.trim_end_matches(".rhai").to_owned();
    if name.is_empty() || name.contains(['/', '\\', '"']) || name.contains(char::is_control) {
        return Err(Error::new(Code::BadValue)
            .with("option", "new")
            .with("found", name)
            .with("wanted", "@a-plain-name"));
    }
    let case = load_case(&arguments.case, SECONDS)?.model.case;
    let (first, last) = case.horizon;
    // From the third simulated year on, three years: what is decided now takes effect then.
    let from = (first + 2).min(last);
    let zone = case.zones.first().map_or("", |z| arguments.lang.pick(&z.name.zh, &z.name.en));
    let text = new_scenario(arguments.lang)
        .replace("{zone}", zone)
        .replace("{first}", &from.to_string())
        .replace("{last}", &(from + 2).min(last).to_string())
        .replace("{file}", &typed(&format!("{name}.rhai")))
        .replace("{name}", &name);
    let file = format!("{name}.rhai");
    write_new(std::path::Path::new(&file), text.as_bytes())?;
    print(&format!("{file}\n"));
    Ok(())
}

/// A file name as it is typed on a command line: quoted if it is more than one plain word.
fn typed(file: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-".contains(c);
    match file {
        _ if file.chars().all(plain) => file.to_owned(),
        // Between double quotes a shell would still read these two.
        _ if file.contains(['$', '`']) => format!("'{file}'"),
        _ => format!("\"{file}\""),
    }
}
