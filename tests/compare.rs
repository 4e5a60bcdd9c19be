//! `zonecast compare` as a user meets it: differences from common luck, held against the draws themselves.

use assert_cmd::Command;
use std::collections::HashMap;
use std::path::Path;

const LAND: &str = "scenario(\"用地\", \"Land\");\nzones().split(\"land\", 2027, 300);\n";
const MORE: &str = "scenario(\"用地二\", \"Land twice\");\nzones().split(\"land\", 2027, 600);\nzones().rd_subsidy(2027..=2030, 0.1);\n";

fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends"), text(output.stdout), text(output.stderr))
}

/// Rows of a CSV by column identifier: the name, or what stands in brackets at its end.
fn rows(path: &Path) -> Vec<HashMap<String, String>> {
    let text = std::fs::read_to_string(path).expect("written");
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let cells = |line: &str| {
        // Commas between quotation marks, every second piece, part nothing.
        let pieces = line.split('"').enumerate();
        let kept: String =
            pieces.map(|(at, p)| if at % 2 == 1 { p.replace(',', ";") } else { p.to_owned() }).collect();
        kept.split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let id = |name: String| name.rsplit_once('(').map_or(name.clone(), |(_, id)| id.replace(')', ""));
    let head: Vec<String> = cells(lines.next().expect("a header")).into_iter().map(id).collect();
    lines.map(|line| head.iter().cloned().zip(cells(line)).collect()).collect()
}

fn number(row: &HashMap<String, String>, column: &str) -> f64 {
    row[column].parse().expect(column)
}

#[test]
fn differences_are_those_of_the_draws_and_the_same_on_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("a.rhai"), LAND).expect("written");
    std::fs::write(at.join("b.rhai"), MORE).expect("written");
    let common = ["--draws", "1500", "--seed", "5", "--lang", "en", "--quiet"];
    let compare = |threads: &str, out: &str| {
        let words =
            [&["compare", "a.rhai", "b.rhai", "--threads", threads, "--out", out][..], &common].concat();
        let (code, shown, said) = run(at, &words);
        assert!(code == 0 && shown.is_empty(), "{shown}{said}");
    };
    compare("1", "one");
    compare("2", "two");
    for file in
        ["differences.csv", "differences.svg", "measures_compared.csv", "scripts.diff", "summary.json"]
    {
        let bytes = |out: &str| std::fs::read(at.join(out).join(file)).expect(file);
        assert_eq!(bytes("one"), bytes("two"), "{file}");
    }
    let words =
        [&["run", "a.rhai", "b.rhai", "--keep-draws", "1500", "--charts", "none"][..], &common].concat();
    assert_eq!(run(at, &words).0, 0);
    // The same draws, paired by hand.
    let mut draws: HashMap<(String, String, String), HashMap<String, f64>> = HashMap::new();
    for row in rows(&at.join("out/draws.csv")) {
        let key = (row["draw"].clone(), row["zone_id"].clone(), row["year"].clone());
        let value = row.get("t1a").and_then(|v| v.parse().ok());
        if let Some(value) = value {
            draws.entry(key).or_default().insert(row["scenario_id"].clone(), value);
        }
    }
    let found = rows(&at.join("one/differences.csv"));
    let mut held = 0;
    for row in found.iter().filter(|row| row["quantity_id"] == "t1a") {
        let of = |key: &(String, String, String)| (&key.1, &key.2) == (&row["zone_id"], &row["year"]);
        let pairs = draws.iter().filter(|(key, _)| of(key)).map(|(_, values)| values["b"] - values["a"]);
        let pairs: Vec<f64> = pairs.collect();
        assert_eq!(pairs.len(), 1500, "{row:?}");
        let n = pairs.len() as f64;
        let mean = pairs.iter().sum::<f64>() / n;
        let deviation = (pairs.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        // `draws.csv` gives seven digits of values of about 3.
        let near = |a: f64, b: f64| (a - b).abs() < 1e-7;
        assert!(near(number(row, "difference"), mean), "{mean} {row:?}");
        let low = mean - 1.959_964 * deviation / n.sqrt();
        assert!(near(number(row, "difference_low"), low), "{low} {row:?}");
        let above = pairs.iter().filter(|x| **x > 0.0).count() as f64 / n;
        let close = pairs.iter().filter(|x| x.abs() < 1e-6).count() as f64 / n;
        assert!((number(row, "share_above") - above).abs() <= close + 1e-12, "{above} {row:?}");
        held += 1;
    }
    assert!(held > 20, "{held} rows");
    // Before the levers differ nothing does.
    let base = found.iter().filter(|row| row["what"] != "likelihood" && row["year"] == "2024");
    assert!(base.clone().count() > 100 && base.clone().all(|row| row["sign"] == "same"));
}

#[test]
fn a_copy_differs_in_nothing_and_what_is_wrong_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("a.rhai"), LAND).expect("written");
    std::fs::write(at.join("copy.rhai"), LAND).expect("written");
    std::fs::write(at.join("b.rhai"), MORE).expect("written");
    let (code, shown, said) = run(at, &["compare", "a.rhai", "copy.rhai", "--draws", "300"]);
    assert!(code == 0 && shown.contains("脚本：copy.rhai 与 a.rhai 相同"), "{shown}{said}");
    let rows = rows(&at.join("compare/differences.csv"));
    assert!(rows.len() > 500);
    for row in &rows {
        assert_eq!(row["sign"], "相同", "{row:?}");
    }
    let (code, shown, _) = run(at, &["compare", "a.rhai", "b.rhai", "--draws", "300", "--lang", "en"]);
    assert_eq!(code, 0);
    for line in ["-scenario(\"用地\", \"Land\");", "+zones().rd_subsidy(2027..=2030, 0.1);"] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    for words in [&["compare"][..], &["compare", "a.rhai"]] {
        let (code, _, said) = run(at, words);
        assert!(code == 2 && said.contains("两个以上情景"), "{said}");
    }
    let (code, _, said) = run(at, &["compare", "a.rhai", "nowhere"]);
    assert!(code != 0 && said.contains("nowhere"), "{said}");
}
