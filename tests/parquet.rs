//! Parquet files say what the CSV files say; with feature `parquet` only.
#![cfg(feature = "parquet")]

mod common;

use assert_cmd::Command;
use common::table::csv;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::path::Path;

fn run(folder: &Path, words: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[track_caller]
fn assert_equal(folder: &Path, stem: &str) -> (usize, serde_json::Value) {
    let (names, rows) = csv(&folder.join(format!("{stem}.csv")));
    let file = std::fs::File::open(folder.join(format!("{stem}.parquet"))).expect("written");
    let reader = SerializedFileReader::new(file).expect("Parquet");
    let meta = reader.metadata().file_metadata();
    let columns: Vec<&str> = meta.schema_descr().columns().iter().map(|c| c.name()).collect();
    assert_eq!(columns, names);
    let mut count = 0;
    for (found, wanted) in reader.get_row_iter(None).expect("rows").zip(&rows) {
        let found = found.expect("a row");
        for ((name, value), text) in found.get_column_iter().zip(wanted) {
            let same = match value {
                Field::Null => text.is_empty(),
                Field::Str(found) => found == text && !text.is_empty(),
                Field::Long(found) => found.to_string() == *text,
                Field::Double(found) => text.parse() == Ok(*found),
                other => panic!("{name}: {other:?}"),
            };
            assert!(same, "{stem} {name}: {value:?} is not {text}");
        }
        count += 1;
    }
    assert_eq!(count, rows.len(), "{stem}");
    let said = meta.key_value_metadata().expect("metadata").iter().find(|kv| kv.key == "zonecast.columns");
    let said = said.and_then(|kv| kv.value.as_deref()).expect("what is said of columns");
    let said: serde_json::Value = serde_json::from_str(said).expect("JSON");
    assert_eq!(said.as_object().map(|all| all.len()), Some(names.len()));
    (count, said)
}

#[test]
fn tables_and_draws_equal_the_csv_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let words = ["run", "land_first", "--draws", "200", "--keep-draws", "120", "--charts", "none", "--quiet"];
    for (lang, unit) in [("zh", "亿元"), ("en", "100 million yuan")] {
        run(at, &[&words[..], &["--parquet", "--lang", lang]].concat());
        let out = at.join("out");
        for stem in ["likelihood", "first_year", "bands", "levels", "budget", "ledger", "benchmarks"] {
            let (count, said) = assert_equal(&out, stem);
            assert!(count > 4, "{stem}: {count}");
            match stem {
                "budget" => assert_eq!(said["amount"]["unit"], unit),
                "benchmarks" => assert_eq!(said["value"]["unit_in"], "unit"),
                "bands" => assert_eq!(said["p50"]["unit_in"], "unit"),
                "likelihood" => assert_eq!(said["probability"]["unit"], "1"),
                _ => {}
            }
        }
        // One row per draw, scenario, zone (and the city) and year; more than one group of rows.
        let (count, said) = assert_equal(&out, "draws");
        assert_eq!(count % (120 * 2), 0);
        assert!(count > 16_384, "{count}");
        // Columns of identifiers are told in the words of the CSV header.
        let words = ["draw", "scenario_id", "zone_id", "year"].map(|name| said[name]["words"].clone());
        match lang {
            "zh" => assert_eq!(words, ["抽样编号", "情景编号", "园区编号", "年份"]),
            _ => assert_eq!(words, ["draw", "scenario_id", "zone_id", "year"]),
        }
        assert_eq!((&said["t2"]["unit"], &said["va"]["unit"]), (&"%".into(), &unit.into()), "{said}");
    }
    let first = std::fs::read(at.join("out/draws.parquet")).expect("written");
    run(at, &[&words[..], &["--parquet", "--lang", "en", "--threads", "1"]].concat());
    assert!(first == std::fs::read(at.join("out/draws.parquet")).expect("written"), "the same bytes");
    // The folder is known as zonecast's own, Parquet files and all, so the next run replaced it.
    run(at, &words);
    assert!(!at.join("out/draws.parquet").exists());
}
