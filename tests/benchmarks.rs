//! Figures of other places as an office enters them: drawn beside the city's own, told where they are wrong.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of the shipped case under `folder`, its benchmarks edited.
fn edited(folder: &Path, edit: impl Fn(&str) -> String) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou");
    let to = folder.join("city");
    std::fs::create_dir(&to).expect("made");
    for entry in std::fs::read_dir(from).expect("the shipped case") {
        let path = entry.expect("entry").path();
        let name = path.file_name().expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("text");
        let text = if name == "benchmarks.csv" { edit(&text) } else { text };
        std::fs::write(to.join(name), text).expect("written");
    }
    to
}

fn zonecast(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    command.current_dir(folder).args(words).output().expect("it runs")
}

#[track_caller]
fn check(from: &str, to: &str, zh: &str, en: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), |text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    for (lang, wanted) in [("zh", zh), ("en", en)] {
        let output = zonecast(folder.path(), &["check", "--case", "city", "--lang", lang]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(said.lines().next(), Some(wanted), "{to}");
        assert_eq!(output.status.code(), Some(1), "{said}");
    }
}

#[test]
fn wrong_rows_are_told_with_their_place_in_both_languages() {
    check(
        "温州市",
        "台州市",
        "错误 ZC0278: city/benchmarks.csv:2:52：“台州市”就是本市，不能作为对标城市；本市的历史数据写在 history 表",
        "error ZC0278: city/benchmarks.csv:2:52: `台州市` is the city itself and no place to compare with; its own figures belong into the table history",
    );
    check(
        "reposted,,转载资料，未见原件",
        "reposted,,",
        "错误 ZC0279: city/benchmarks.csv:2:99：转载的数据必须在“title”写明转自何处、原件是否核对，不能为空",
        "error ZC0279: city/benchmarks.csv:2:99: a reposted figure must say in `title` where it was read and whether the original was seen",
    );
    check(
        "city_firms",
        "city_frims",
        "错误 ZC0280: city/benchmarks.csv:4:1：对标指标“city_frims”既不是模型的全市指标，也不是“city_”加全市数据的编号，是否想写“city_firms”？",
        "error ZC0280: city/benchmarks.csv:4:1: `city_frims` to be compared is neither an indicator of the model for the city nor `city_` and a figure of the city; did you mean `city_firms`?",
    );
    check(
        "9291,家",
        "9291,人",
        "错误 ZC0281: city/benchmarks.csv:4:1：对标指标“city_firms”的单位是人，本市的是家",
        "error ZC0281: city/benchmarks.csv:4:1: `city_firms` of another place is in persons, the city's in firms",
    );
}

#[test]
fn some_months_are_never_drawn_beside_years() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["run", "baseline", "--draws", "300", "--charts", "benchmarks", "--report", "md", "--quiet"];
    let output = zonecast(folder.path(), &words);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).expect(name);
    let (svg, csv, report) = (read("benchmarks.svg"), read("benchmarks.csv"), read("report.md"));
    for text in [&svg, &csv, &report] {
        assert!(!text.contains("1405") && !text.contains("1,405"), "a half-year is drawn");
        for shown in ["温州市", "嘉兴市", "9291", "1736.9"] {
            assert!(text.contains(shown), "{shown}");
        }
    }
    // A year without any figure of the city stays blank; with one it stands there as published.
    let rows = |place: &str, period: &str| -> Vec<&str> {
        let with = format!(",{place},{period},");
        csv.lines().filter(|row| row.starts_with("city_rd_gdp,") && row.contains(&with)).collect()
    };
    assert_eq!(rows("本市", "2023"), [""; 0]);
    assert!(rows("本市", "2020")[0].contains(",2.4,"), "{csv}");
    assert!(
        rows("绍兴市", "2023")[0].contains(",2.87,") && rows("绍兴市", "2023")[0].contains("转载"),
        "{csv}"
    );
    // The figure of the case is arithmetic, with its spread.
    let own =
        csv.lines().find(|row| row.starts_with("city_firms,") && row.contains(",本市,")).expect("a row");
    assert!(own.contains(",5500,5000,6000,"), "{own}");
    // What is simulated in several counting scopes has no value of its own there: the case's estimate stands.
    let summary: serde_json::Value = serde_json::from_str(&read("summary.json")).expect("JSON");
    let indicators = summary["indicators"].as_array().expect("a list");
    let va = indicators.iter().position(|i| i["id"] == "city_va").expect("an indicator");
    let mut bands = summary["scenarios"][0]["bands"].as_array().expect("a list").iter();
    assert!(bands.any(|b| b["indicator"] == va && b["zone"].is_null() && !b["scope"].is_null()));
    let own = csv.lines().find(|row| row.starts_with("city_va,") && row.contains(",本市,")).expect("a row");
    let estimate = &summary["case"]["benchmarks"].as_array().expect("a list").iter();
    let mut estimate = estimate.clone().filter(|b| b["indicator"] == "city_va" && b["year"] == 2024);
    let estimate = &estimate.next().expect("a comparison")["estimate"];
    let wanted = [&estimate[0], &estimate[1][0], &estimate[1][1]].map(|x| x.as_f64().expect("a number"));
    let cells: Vec<f64> = own.split(',').filter_map(|cell| cell.parse().ok()).collect();
    assert_eq!(cells[1..4], wanted, "{own}");
    assert!(own.contains("本市推算值"), "{own}");
    assert_eq!(summary["case"]["benchmarks"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_case_without_the_file_has_neither_chart_nor_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = edited(folder.path(), str::to_owned);
    let toml = std::fs::read_to_string(city.join("case.toml")).expect("text");
    let without = toml.replace("benchmarks = \"benchmarks.csv\"\n", "");
    std::fs::write(city.join("case.toml"), without).expect("written");
    let words = ["run", "baseline", "--case", "city", "--draws", "100", "--charts", "all", "--quiet"];
    assert_eq!(zonecast(folder.path(), &words).status.code(), Some(0));
    let out = folder.path().join("out");
    assert!(out.join("budget_baseline.svg").is_file());
    assert!(!out.join("benchmarks.svg").exists() && !out.join("benchmarks.csv").exists());
}

#[test]
fn in_english_nothing_of_the_comparison_is_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    let words =
        ["run", "full_package", "--draws", "100", "--charts", "benchmarks,budget", "--lang", "en", "--quiet"];
    assert_eq!(zonecast(folder.path(), &words).status.code(), Some(0));
    let chinese = |c: char| matches!(c, '\u{2e80}'..='\u{fdff}' | '\u{ff00}'..='\u{ffef}');
    for name in ["benchmarks.svg", "benchmarks.csv", "budget_full_package.svg", "budget_baseline.svg"] {
        let text = std::fs::read_to_string(folder.path().join("out").join(name)).expect(name);
        assert_eq!(text.lines().find(|line| line.contains(chinese)), None, "{name}");
    }
}
