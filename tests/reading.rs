//! The README's ways to read results, run as they stand: Python, R and Excel against `summary.json`.

mod common;

use assert_cmd::Command;
use calamine::{Data, Reader, Xlsx};
use common::table::csv;
use serde_json::Value;
use std::path::Path;
use std::process::Command as Program;

const README: &str = include_str!("../README.md");

/// The README's blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    README.split(&fence).skip(1).map(|rest| rest.split("```").next().expect("it ends")).collect()
}

/// A small run with everything that the README reads.
fn results(folder: &Path, more: &[&str]) -> Value {
    let words = ["run", "land_first", "--draws", "300", "--charts", "none", "--quiet"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).args(more).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(folder.join("out/summary.json")).expect("written");
    serde_json::from_str(&text).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn id(value: &Value) -> &str {
    value["id"].as_str().expect("an identifier")
}

/// `scenario target probability low high` of the first milestone over all draws.
fn likelihoods(summary: &Value) -> Vec<(String, [f64; 3])> {
    let year = &summary["case"]["milestones"][0];
    let of = |scenario: &Value| {
        let found =
            list(&scenario["likelihoods"]).iter().filter(|f| f["year"] == *year && f["scope"].is_null());
        let one = |found: &Value| {
            let target = &summary["targets"][found["target"].as_u64().expect("an index") as usize];
            let likelihood = &found["likelihood"];
            let numbers =
                [&likelihood["probability"], &likelihood["interval"][0], &likelihood["interval"][1]];
            (format!("{} {}", id(scenario), id(target)), numbers.map(number))
        };
        found.map(one).collect::<Vec<_>>()
    };
    list(&summary["scenarios"]).iter().flat_map(of).collect()
}

/// Median of an indicator of the city in the first milestone, by scenario, from the text of `draws.csv`.
fn medians(folder: &Path, summary: &Value, indicator: &str) -> Vec<(String, f64)> {
    let (names, rows) = csv(&folder.join("out/draws.csv"));
    let column = names.iter().position(|name| name == indicator).expect("the indicator's column");
    let year = summary["case"]["milestones"][0].to_string();
    let rows: Vec<Vec<String>> = rows.into_iter().filter(|row| row[2].is_empty() && row[3] == year).collect();
    let of = |scenario: &Value| {
        let mine = rows.iter().filter(|row| row[1] == id(scenario));
        let mut values: Vec<f64> = mine.map(|row| row[column].parse().expect("a number")).collect();
        values.sort_by(f64::total_cmp);
        // The number of draws is even: the mean of the two in the middle.
        let half = values.len() / 2;
        (id(scenario).to_owned(), (values[half - 1] + values[half]) / 2.0)
    };
    list(&summary["scenarios"]).iter().map(of).collect()
}

/// Runs a program in the folder, or tells that it is not there.
fn shown_by(program: &str, arguments: &[&str], folder: &Path) -> Option<String> {
    let output = Program::new(program).args(arguments).current_dir(folder).env("LANG", "C.UTF-8").output();
    let Ok(output) = output else {
        println!("skipped: {program} is not installed here");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// Whether a line starts with these words and goes on with these numbers, to the digits that it shows.
fn says(line: &str, words: &str, numbers: &[f64]) -> bool {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let wanted = words.split(' ').count();
    parts.len() == wanted + numbers.len()
        && parts[..wanted].join(" ") == words
        && parts[wanted..].iter().zip(numbers).all(|(found, wanted)| {
            found.parse().is_ok_and(|found: f64| (found - wanted).abs() <= 1e-6 * wanted.abs().max(1e-3))
        })
}

#[track_caller]
fn assert_told(shown: &str, words: &str, numbers: &[f64]) {
    assert!(shown.lines().any(|line| says(line, words, numbers)), "{words} {numbers:?} is not in\n{shown}");
}

#[test]
fn python_and_r_read_what_the_readme_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let (python, r) = (blocks("python"), blocks("r"));
    assert_eq!((python.len(), r.len()), (1, 1));
    std::fs::write(at.join("read.py"), python[0]).expect("written");
    std::fs::write(at.join("read.R"), r[0]).expect("written");
    for lang in ["zh", "en"] {
        let summary = results(at, &["--keep-draws", "40", "--lang", lang]);
        let likelihoods = likelihoods(&summary);
        assert_eq!(likelihoods.len(), 2 * list(&summary["targets"]).len());
        // An English header is the indicator's name with its identifier in brackets, too.
        let medians = medians(at, &summary, "t3");
        if let Some(shown) = shown_by("python3", &["read.py"], at) {
            likelihoods.iter().for_each(|(words, numbers)| assert_told(&shown, words, numbers));
            medians.iter().for_each(|(name, median)| assert_told(&shown, &format!("{name} t3"), &[*median]));
            let position = |list: &[Value], name: &str| list.iter().position(|of| id(of) == name);
            let t2 = position(list(&summary["indicators"]), "t2").expect("an indicator");
            let years = list(&summary["case"]["years"]);
            let year = years.iter().position(|y| *y == summary["case"]["milestones"][0]).expect("a year");
            for scenario in list(&summary["scenarios"]) {
                // By counting scope: a mixture of them is the result under none.
                let mine = |band: &&Value| band["indicator"] == t2 && band["zone"].is_null();
                let own =
                    list(&scenario["bands"]).iter().filter(mine).filter(|band| !band["scope"].is_null());
                let own: Vec<&Value> = own.collect();
                assert!(own.len() > 1, "{own:?}");
                for band in own {
                    let scope = band["scope"].as_u64().expect("an index") as usize;
                    let words = format!("{} t2 {}", id(scenario), id(&summary["case"]["scopes"][scope]));
                    assert_told(&shown, &words, &[0, 2, 4].map(|at| number(&band["years"][year][at])));
                }
                assert!(!shown.contains(&format!("{} t2 all", id(scenario))), "{shown}");
            }
        }
        if let Some(shown) = shown_by("Rscript", &["--vanilla", "read.R"], at) {
            // T10 is looked at in its own, later year, which is the year of its row.
            let first = likelihoods.iter().filter(|(words, _)| !words.contains("T10"));
            first.for_each(|(words, numbers)| assert_told(&shown, words, numbers));
            medians.iter().for_each(|(name, median)| assert_told(&shown, name, &[*median]));
        }
    }
}

/// The rows of a sheet below its head, with empty cells of a group filled from above.
fn sheet(book: &mut Xlsx<std::io::Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(name).expect(name);
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().skip(3).map(<[Data]>::to_vec).collect()
}

/// Whether a cell is that number, of which the JSON file has seven digits.
fn is(cell: &Data, wanted: &Value) -> bool {
    let wanted = number(wanted);
    matches!(cell, Data::Float(found) if (found - wanted).abs() <= 5e-7 * wanted.abs())
}

#[test]
fn the_workbook_holds_the_numbers_of_the_summary() {
    assert!(README.contains("工作表“指标区间”的 P5、P50、P95 是") && README.contains("表头在第 3 行"));
    let folder = tempfile::tempdir().expect("a folder");
    let summary = results(folder.path(), &["--report", "xlsx", "--focus", "land_first"]);
    let bytes = std::fs::read(folder.path().join("out/report.xlsx")).expect("written");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    let scopes = list(&summary["case"]["scopes"]);
    let named =
        |cell: &Data, of: &[Value]| of.iter().position(|v| v["name"]["zh"] == cell.to_string().as_str());
    // Targets are named by identifier and name.
    let target = |cell: &Data| {
        let text = cell.to_string();
        let first = text.split(' ').next().expect("a word").to_owned();
        list(&summary["targets"]).iter().position(|of| id(of) == first)
    };
    let (mut ranges, mut levels) = (0, 0);
    let mut scenario = 0;
    for row in sheet(&mut book, "指标区间") {
        // Remarks in brackets are left out, and a group names its scenario once.
        let short = row[0].to_string();
        let scenarios = list(&summary["scenarios"]).iter();
        let names = scenarios.map(|of| of["name"]["zh"].as_str().expect("a name"));
        let found = names.enumerate().find(|(_, name)| !short.is_empty() && name.starts_with(&short));
        scenario = found.map_or(scenario, |(at, _)| at);
        let (Some(target), scope) = (target(&row[1]), named(&row[2], scopes)) else { continue };
        let indicator = &summary["targets"][target]["indicator"];
        let indicator = list(&summary["indicators"]).iter().position(|of| of["id"] == *indicator);
        let year = list(&summary["case"]["years"])
            .iter()
            .position(|y| y.as_i64() == row[5].to_string().parse().ok());
        let bands = list(&summary["scenarios"][scenario]["bands"]).iter();
        let mut bands =
            bands.filter(|b| b["indicator"].as_u64() == indicator.map(|at| at as u64) && b["zone"].is_null());
        let band = bands.find(|b| b["scope"].as_u64() == scope.map(|at| at as u64)).expect("a band");
        let band = &band["years"][year.expect("a year")];
        let fits = is(&row[6], &band[0]) && is(&row[7], &band[2]) && is(&row[8], &band[4]);
        assert!(fits, "{row:?}: {band}");
        ranges += 1;
    }
    for row in sheet(&mut book, "可达水平") {
        let (Some(target), scope) = (target(&row[0]), named(&row[1], scopes)) else { continue };
        let focus = list(&summary["scenarios"]).iter().find(|of| id(of) == "land_first").expect("run");
        let mut of = list(&focus["levels"])
            .iter()
            .filter(|l| l["target"] == target && l["year"] == summary["case"]["milestones"][0]);
        let of = of.find(|l| l["scope"].as_u64() == scope.map(|at| at as u64)).expect("levels");
        let fits = [1, 3, 5, 9].iter().zip(&row[4..]).all(|(at, cell)| is(cell, &of["levels"][at]));
        assert!(fits, "{row:?}: {of}");
        levels += 1;
    }
    assert!(ranges >= 20 && levels >= 5, "{ranges} {levels}");
}
