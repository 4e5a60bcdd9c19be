//! The Taizhou case with more zones, made by splitting its own.
//!
//! Owns which figures are divided among the parts of a zone (shares of the city, people,
//! incubators) and which each part keeps (ratios). The first part keeps id and name, so
//! blocks and scenarios still find it. Same input, same bytes.

use std::path::{Path, PathBuf};

/// Columns of `zones.csv` that are read here.
const UNIT: usize = 3;
const SHARE_OF: usize = 4;
const VALUE: std::ops::RangeInclusive<usize> = 9..=11;

/// Writes the case with `zones` zones into `folder`; gives its path.
pub fn write(folder: &Path, zones: usize) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou");
    let to = folder.join(format!("taizhou_{zones}"));
    std::fs::create_dir_all(&to).expect("a temporary folder");
    let read = |name: &str| std::fs::read_to_string(from.join(name)).expect("the shipped case");
    let head = read("case.toml");
    let sections: Vec<&str> = head.split("[[zone]]").collect();
    let own = sections.len() - 1;
    // The first zones get one part more where the number does not divide.
    let parts = |zone: usize| zones / own + usize::from(zone < zones % own);
    let ids: Vec<String> = sections[1..].iter().map(|section| quoted(section, "id")).collect();
    let mut out = sections[0].to_owned();
    for (zone, section) in sections[1..].iter().enumerate() {
        for part in 0..parts(zone) {
            out += "[[zone]]";
            out += &renamed(section, part);
        }
    }
    std::fs::write(to.join("case.toml"), out).expect("written");
    let table = read("zones.csv");
    let mut lines = table.lines();
    let mut rows = format!("{}\n", lines.next().expect("a header"));
    for line in lines {
        let fields = fields(line);
        let zone = ids.iter().position(|id| *id == fields[0]).expect("a zone of the case");
        for part in 0..parts(zone) {
            rows += &split(&fields, parts(zone), part);
        }
    }
    std::fs::write(to.join("zones.csv"), rows).expect("written");
    let whole = [
        "city.csv",
        "blocks.csv",
        "history.csv",
        "benchmarks.csv",
        "targets.toml",
        "ledger.toml",
        "english.csv",
        "keepers.csv",
    ];
    for name in whole {
        std::fs::write(to.join(name), read(name)).expect("written");
    }
    to
}

/// The text of `key = "text"`.
fn quoted(section: &str, key: &str) -> String {
    let line = section.lines().find(|line| line.starts_with(&format!("{key} = "))).expect("the key");
    line.split('"').nth(1).expect("a text").to_owned()
}

/// A zone of `case.toml` as one of its parts.
fn renamed(section: &str, part: usize) -> String {
    if part == 0 {
        return section.to_owned();
    }
    let mut section = section.to_owned();
    for (key, mark) in [("id", "_"), ("name_zh", ""), ("name_en", " ")] {
        let name = quoted(&section, key);
        let line = |name: &str| format!("{key} = \"{name}\"");
        section = section.replacen(&line(&name), &line(&format!("{name}{mark}{}", part + 1)), 1);
    }
    section
}

/// A row of `zones.csv` for one part of its zone.
fn split(fields: &[String], parts: usize, part: usize) -> String {
    let mut fields = fields.to_vec();
    if part > 0 {
        fields[0] = format!("{}_{}", fields[0], part + 1);
    }
    if fields[SHARE_OF] == "city" || ["人", "个"].contains(&fields[UNIT].as_str()) {
        for at in VALUE {
            if let Ok(number) = fields[at].parse::<f64>() {
                fields[at] = format!("{}", number / parts as f64);
            }
        }
    }
    let quoted = |f: &String| {
        if f.contains([',', '"']) { format!("\"{}\"", f.replace('"', "\"\"")) } else { f.clone() }
    };
    fields.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n"
}

/// Fields of a line of CSV; quoted ones may hold commas, none holds a line break.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut inside) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => inside = !inside,
            ',' if !inside => fields.push(String::new()),
            c => fields.last_mut().expect("at least one").push(c),
        }
    }
    fields
}
