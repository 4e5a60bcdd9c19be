//! Which zone a user means: by identifier or name, in either language, with or without a remark in brackets.
//!
//! Owns that rule for command lines and scripts alike. Never: reads a file.

use super::Case;
use crate::error::{Code, Error, Result, nearest_name};

/// Zones listed in an error.
const LISTED: usize = 20;

impl Case {
    /// Index of the zone that a name means.
    ///
    /// # Errors
    /// As [`zone_named`].
    pub fn zone_named(&self, name: &str) -> Result<usize> {
        let names = self.zones.iter().map(|zone| [zone.id.as_str(), &zone.name.zh, &zone.name.en]);
        zone_named(&names.collect::<Vec<_>>(), name)
    }
}

/// Index of the zone that a name means; `zones` are identifiers, Chinese and English names.
///
/// # Errors
/// [`Code::UnknownZone`] with the nearest zone, or with all of them if none is near.
pub fn zone_named(zones: &[[&str; 3]], name: &str) -> Result<usize> {
    if let Some(exact) = zones.iter().position(|names| names.contains(&name)) {
        return Ok(exact);
    }
    // A remark may set two zones apart; then a name without it means neither.
    let bare = |names: &[&str; 3]| names.iter().any(|known| plain(known) == plain(name));
    let alike: Vec<usize> = (0..zones.len()).filter(|&at| bare(&zones[at])).collect();
    if let [one] = alike[..] {
        return Ok(one);
    }
    let error = Error::new(Code::UnknownZone).with("zone", name);
    let known: Vec<String> = zones.iter().flatten().map(|name| plain(name)).collect();
    let nearest = nearest_name(&plain(name), known.iter().map(String::as_str));
    let nearest = nearest.and_then(|near| zones.iter().find(|names| names.iter().any(|n| plain(n) == near)));
    Err(match nearest {
        Some([_, zh, en]) => error.named("nearest", *zh, *en),
        None => {
            let more = if zones.len() > LISTED { "…" } else { "" };
            let list = |at: usize, between: &str| {
                let names: Vec<&str> = zones.iter().take(LISTED).map(|names| names[at]).collect();
                names.join(between)
            };
            let english = if more.is_empty() { "" } else { ", ..." };
            error.named("known", list(1, "、") + more, list(2, ", ") + english)
        }
    })
}

/// A name without a remark in brackets at its end, and without regard to case and width of brackets.
fn plain(name: &str) -> String {
    let name = name.trim().replace('（', "(").replace('）', ")").to_lowercase();
    let bare = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(bare, _)| bare.trim());
    bare.filter(|bare| !bare.is_empty()).map(str::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONES: [[&str; 3]; 4] = [
        ["linhai", "临海市高新区(名称待核)", "Linhai High-tech Zone (name unconfirmed)"],
        ["wenling", "温岭高新区", "Wenling High-tech Zone"],
        ["east", "开发区（东区）", "Park (east)"],
        ["west", "开发区（西区）", "Park (west)"],
    ];

    #[test]
    fn a_zone_is_found_by_id_and_name_with_or_without_its_remark() {
        for (name, at) in [
            ("linhai", 0),
            ("临海市高新区(名称待核)", 0),
            ("临海市高新区（名称待核）", 0),
            ("临海市高新区", 0),
            ("Linhai High-tech Zone", 0),
            ("linhai high-tech zone (name unconfirmed)", 0),
            (" 温岭高新区 ", 1),
            ("开发区（东区）", 2),
        ] {
            assert_eq!(zone_named(&ZONES, name), Ok(at), "{name}");
        }
    }

    #[test]
    fn an_unknown_zone_is_answered_with_the_same_zone_in_both_languages_or_with_the_list() {
        let arg = |name: &str, arg: &str| {
            let error = zone_named(&ZONES, name).expect_err("unknown");
            error.value(arg).map(|value| (value.zh.clone(), value.en.clone()))
        };
        let near =
            ("临海市高新区(名称待核)".to_owned(), "Linhai High-tech Zone (name unconfirmed)".to_owned());
        assert_eq!(arg("临海高新区", "nearest"), Some(near.clone()));
        assert_eq!(arg("linhia", "nearest"), Some(near));
        assert_eq!((arg("临海高新区", "known"), arg("xyz", "nearest")), (None, None));
        let (zh, en) = arg("xyz", "known").expect("the zones are listed");
        assert_eq!(zh, "临海市高新区(名称待核)、温岭高新区、开发区（东区）、开发区（西区）");
        assert!(en.starts_with("Linhai") && en.ends_with(", Park (east), Park (west)"), "{en}");
        // Of many zones a few.
        let names: Vec<String> = (0..50).map(|n| format!("z{n:02}")).collect();
        let many: Vec<[&str; 3]> = names.iter().map(|name| [name.as_str(); 3]).collect();
        let known = zone_named(&many, "something else").expect_err("unknown");
        let known = known.value("known").expect("listed");
        assert!(known.zh.ends_with("z19…") && known.en.ends_with("z19, ..."), "{known:?}");
    }
}
