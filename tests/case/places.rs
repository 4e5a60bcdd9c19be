//! Lines and columns, encodings and spreadsheets' habits.

use crate::sample::{Memory, check};
use zonecast::case::{Folder, Provenance, read_case};
use zonecast::error::Code;
use zonecast::message::{Lang, say};

#[test]
fn the_small_case_is_read_whole() {
    let case = Memory::sample().read().expect("valid");
    assert_eq!((case.id.as_str(), case.name.zh.as_str(), case.steps_per_year), ("small", "甲市", 1));
    assert_eq!(
        (case.base_year, case.horizon, case.milestones.as_slice()),
        (2024, (2025, 2030), &[2027, 2030][..])
    );
    assert_eq!((case.zones.len(), case.scopes.len(), case.figures.len()), (2, 2, 7));
    let share = &case.figures[3];
    assert_eq!((share.zone, share.scope, share.share_of_city), (Some(1), Some(1), true));
    assert_eq!((share.value, share.spread), (35.0, Some((20.0, 60.0))));
    assert_eq!((case.figures[5].provenance, case.figures[5].spread), (Provenance::Published, None));
    assert_eq!(case.figures[6].source.title, "1,600×1.06");
    assert_eq!((case.blocks.len(), case.blocks[0].amounts.len(), case.blocks[0].outside_in), (2, 2, Some(0)));
    assert_eq!(case.history[1].area.en, "Jia county");
    assert_eq!(case.targets[0].indicator_place.line, 9);
    assert_eq!(case.targets[0].zone_indicator.as_deref(), Some("z_t1a"));
    assert_eq!(
        (case.targets[1].of.as_str(), case.targets[1].main, case.targets[1].hold_from),
        ("T6", true, Some(2024))
    );
    let inputs: Vec<&str> = case.inputs.iter().map(|input| input.file.as_str()).collect();
    assert_eq!(inputs[..2], ["small/case.toml", "small/zones.csv"]);
    assert!(case.inputs.iter().all(|input| input.sha256.len() == 64));
}

#[test]
fn byte_order_mark_crlf_blank_lines_and_empty_rows_do_not_matter() {
    let mut files = Memory::sample();
    for text in files.0.values_mut() {
        let crlf = String::from_utf8(text.clone()).expect("UTF-8").replace('\n', "\r\n");
        *text = format!("\u{feff}{crlf}").into_bytes();
    }
    let city = files.0.get_mut("city.csv").expect("there");
    city.extend(b"\r\n,,,,,,,,,,,,,,,,\r\n");
    let case = files.read().expect("still valid");
    assert_eq!((case.figures.len(), case.figures[6].place.line, case.figures[6].place.column), (7, 2, 2));
}

#[test]
fn columns_may_stand_in_any_order() {
    let files = Memory::sample()
        .with("history.csv", "indicator,zone,", "zone,indicator,")
        .with("history.csv", "va,,,", ",va,,")
        .with("history.csv", "t,east,", "east,t,");
    assert_eq!(files.read().expect("valid").history[1].indicator, "t");
}

#[test]
fn a_quoted_field_over_lines_keeps_later_places_right() {
    check(
        "city.csv",
        "增加值,2024,,nominal,1700",
        "\"增,加\n\"\"值\"\"\",2024,,nominal,^一千",
        "“value”为“一千”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "`value` is `一千`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    );
}

#[test]
fn a_place_in_a_quoted_field_is_its_text() {
    check(
        "city.csv",
        "1700",
        "\"^1,70\"",
        "“value”为“1,70”，不是数；应写成 1453.9 或 1,453.9 的样子，后面可带单位",
        "`value` is `1,70`, not a number; write it like 1453.9 or 1,453.9, with or without a unit behind it",
    );
}

#[test]
fn a_file_in_another_encoding_says_where_it_stops_being_utf8() {
    let mut files = Memory::sample();
    let zones = files.0.get_mut("zones.csv").expect("there");
    let at = zones.iter().position(|b| !b.is_ascii()).expect("Chinese");
    zones[at] = 0xff;
    let error = files.read().expect_err("not UTF-8");
    let zh = "scenarios/small/zones.csv:2:28：“zones.csv”不是 UTF-8 编码，请另存为 UTF-8 后重试";
    let en = "scenarios/small/zones.csv:2:28: `zones.csv` is not UTF-8; save it as UTF-8 and try again";
    assert_eq!((say(&error, Lang::Zh).as_str(), say(&error, Lang::En).as_str()), (zh, en));
}

#[test]
fn only_listed_files_are_read() {
    let mut files =
        Memory::sample().with("case.toml", "[[scope]]", "[files]\ncity = \"city.csv\"\n\n[[scope]]");
    files.0.retain(|name, _| name == "case.toml" || name == "city.csv");
    let case = files.read().expect("valid");
    assert_eq!((case.figures.len(), case.blocks.len(), case.targets.len()), (1, 0, 0));
}

#[test]
fn a_case_without_scopes_counts_everything() {
    let text = "name_zh='甲'\nname_en='A'\nbase_year=2000\nhorizon=[2001,2002]\nas_of='2000'\nmilestones=[2001]\n\
        demonstration=false\nmodel='m.rhai'\nsteps_per_year=8\n[files]\n[[zone]]\nid='a'\nname_zh='一'\nname_en='A'\n\
        level='national'\nlevel_provenance='published'\n";
    let case = Memory([("case.toml".to_owned(), text.into())].into()).read().expect("valid");
    assert_eq!(
        (case.scopes[0].id.as_str(), case.scopes[0].probability, case.steps_per_year),
        ("all", 1.0, 8)
    );
}

#[test]
fn a_missing_file_or_folder_is_said_in_both_languages() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let files = Folder::new(folder.path());
    let error = read_case("x", &files, "x").expect_err("empty folder");
    assert_eq!(error.code, Code::CannotRead);
    assert!(say(&error, Lang::Zh).ends_with("case.toml”：文件不存在"), "{}", say(&error, Lang::Zh));
    assert!(say(&error, Lang::En).ends_with("case.toml`: no such file"), "{}", say(&error, Lang::En));
}

#[test]
fn a_file_name_cannot_leave_the_folder() {
    let folder = tempfile::tempdir().expect("temporary folder");
    let text = String::from_utf8(Memory::sample().0["case.toml"].clone()).expect("UTF-8");
    let text = text.replacen("[[scope]]", "[files]\nzones = \"../zones.csv\"\n\n[[scope]]", 1);
    std::fs::write(folder.path().join("case.toml"), text).expect("written");
    let error = read_case("x", &Folder::new(folder.path()), "x").expect_err("outside");
    assert!(say(&error, Lang::En).ends_with("the name leads out of the case folder"), "{error}");
}

#[test]
fn an_open_quote_at_the_end_of_the_file_is_found_where_it_opens() {
    let mut files = Memory::sample();
    files.0.get_mut("city.csv").expect("there").extend("\"\",x,\"a \"\"b\"\"\n".bytes());
    let error = files.read().expect_err("open quote");
    assert_eq!(error.code, Code::UnclosedQuote);
    assert_eq!(error.place.map(|place| (place.line, place.column)), Some((3, 6)));
}

#[test]
fn a_file_without_anything_lacks_its_header() {
    let mut files = Memory::sample();
    files.0.insert("blocks.csv".to_owned(), Vec::new());
    let error = files.read().expect_err("empty");
    assert_eq!((error.code, error.arg("rows")), (Code::NoHeader, Some("20")));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(
        file in proptest::sample::select(vec!["case.toml", "zones.csv", "blocks.csv", "targets.toml"]),
        at in 0usize..2000,
        bytes in proptest::collection::vec(proptest::sample::select(b",\"\n\r[]='{}0a-.%\xe5\x9b\xff".to_vec()), 0..6),
        drop in 0usize..40,
    ) {
        let mut files = Memory::sample();
        let text = files.0.get_mut(file).expect("there");
        let start = at.min(text.len());
        let end = (start + drop).min(text.len());
        text.splice(start..end, bytes);
        if let Err(error) = files.read() {
            for lang in [Lang::Zh, Lang::En] {
                proptest::prop_assert!(!say(&error, lang).is_empty());
            }
        }
    }
}
