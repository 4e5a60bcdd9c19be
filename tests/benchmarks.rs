//! Figures of other places as an office enters them: drawn beside the city's own, told where they are wrong.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of the shipped case under `folder`, its benchmarks edited.
fn edited(folder: &Path, edit: impl Fn(&str) -> String) -> PathBuf {
    edited_file(folder, "benchmarks.csv", edit)
}

/// A copy of the shipped case under `folder`, one file edited.
fn edited_file(folder: &Path, file: &str, edit: impl Fn(&str) -> String) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou");
    let to = folder.join("city");
    std::fs::create_dir(&to).expect("made");
    for entry in std::fs::read_dir(from).expect("the shipped case") {
        let path = entry.expect("entry").path();
        let name = path.file_name().expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("text");
        let text = if name == file { edit(&text) } else { text };
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
fn an_address_or_a_copy_is_no_source() {
    check(
        "转载资料，未见原件,,,与规上",
        "见http://www.mirror.cn/a.html,,,与规上",
        "错误 ZC0286: city/benchmarks.csv:2:100：“title”中是网址“http://www.mirror.cn/a.html”，网址不是来源；请写发布单位和文件名称，网址可移到“url”列（网址，可不设，不会印出）",
        "error ZC0286: city/benchmarks.csv:2:100: `title` holds the address `http://www.mirror.cn/a.html`, and an address is no source; name the institution and its document, and put the address into the column `url` (optional, never printed)",
    );
    check(
        "reposted,国家统计局,分省数据整理，未见原件,,,",
        "published,某网转载,分省数据,,2021,",
        "错误 ZC0287: city/benchmarks.csv:5:125：“issuer”为“某网转载”，转载不是来源；请写原发布单位和原件名称，未见原件的不是公布的数据",
        "error ZC0287: city/benchmarks.csv:5:125: `issuer` is `某网转载`, and a copy is no source; name the issuer and title of the original; a figure whose original was not seen is not published",
    );
}

#[test]
fn addresses_have_a_column_of_their_own_which_is_not_printed() {
    let with_column = |text: &str| {
        let rows = text.lines().enumerate().map(|(at, row)| match at {
            0 => format!("{row},网址\n"),
            _ => format!("{row},http://www.mirror.cn/{at}.html\n"),
        });
        rows.collect()
    };
    let (table, chart, _) = drawn("zh", with_column);
    assert!(table.contains("温州市") && !table.contains("mirror") && !chart.contains("mirror"));
}

/// What `case check` says of an edited history, line by line, in both languages, and its exit code.
fn past(edit: impl Fn(&str) -> String) -> ([Vec<String>; 2], Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    edited_file(folder.path(), "history.csv", edit);
    let output = ["zh", "en"].map(|lang| zonecast(folder.path(), &["case", "check", "city", "--lang", lang]));
    let lines = |output: &Output| {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        said.lines().filter(|line| line.contains("city/history.csv")).map(str::to_owned).collect()
    };
    (output.each_ref().map(lines), output[0].status.code())
}

#[test]
fn the_past_in_other_units_of_a_kind_is_converted_and_listed() {
    // 10^4 万元 are one 亿元. R&D expenses have no keeper who says in which unit they are kept.
    let edit = |text: &str| {
        let other = text.replace("2012,705.2,亿元", "2012,7052000,万元");
        let other = other.replace("2021,1453.9,亿元", "2021,14539000,万元");
        let rows = "rd_expenses,,台州市,Taizhou,是,2020,1230000,万元,统计局,公报,,2021\n\
                    rd_expenses,,台州市,Taizhou,是,2021,130,亿元,统计局,公报,,2022\n";
        format!("{other}{rows}")
    };
    let ([zh, en], code) = past(edit);
    assert_eq!(code, Some(0), "{zh:?}");
    assert_eq!(
        zh,
        [
            "city/history.csv:2:29：说明：列“value”中 2 个数已从“万元”换算为“亿元”，如 7052000 换算为 705.2",
            "city/history.csv:17:33：说明：列“value”中 1 个数已从“亿元”换算为“万元”，如 130 换算为 1300000",
            "city/history.csv:16:33：说明：列“value”中 2 个数已从“万元”换算为“亿元”，如 1230000 换算为 123",
        ]
    );
    assert_eq!(
        en[0],
        "city/history.csv:2:29: note: column `value`: 2 converted from `万元` to `100 million yuan`, such as 7052000 to 705.2"
    );
    // What is drawn and compared is in the model's unit.
    let folder = tempfile::tempdir().expect("a folder");
    edited_file(folder.path(), "history.csv", edit);
    let words = ["run", "baseline", "--case", "city", "--draws", "100", "--charts", "none", "--quiet"];
    let output = zonecast(folder.path(), &words);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(folder.path().join("out/summary.json")).expect("a summary");
    let summary: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let marks = summary["case"]["history"].as_array().expect("marks");
    let value = |indicator: &str, year: i64| {
        let mark = marks.iter().find(|m| m["indicator"] == indicator && m["year"] == year);
        mark.and_then(|mark| mark["value"].as_f64())
    };
    assert_eq!((value("city_va", 2012), value("city_va", 2021)), (Some(705.2), Some(1453.9)));
    assert_eq!((value("rd_expenses", 2020), value("rd_expenses", 2021)), (Some(123.0), Some(130.0)));
}

#[test]
fn the_past_in_another_kind_of_unit_is_told_at_the_unit() {
    let ([zh, en], code) = past(|text| text.replace("85.37,亿元", "85.37,亩"));
    assert_eq!(code, Some(1), "{zh:?}");
    assert_eq!(
        zh,
        [
            "错误 ZC0288: city/history.csv:12:51：历史数据“va”的单位是“亩”，这项指标以“亿元”计，两者不是同一类单位"
        ]
    );
    assert_eq!(
        en,
        [
            "error ZC0288: city/history.csv:12:51: `va` of the past is in `mu`, but the indicator is in `100 million yuan`, which measures something else"
        ]
    );
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
        "错误 ZC0279: city/benchmarks.csv:2:99：转载的数据必须在“来源、算式或理由”列（title）写明转自何处、原件是否核对，不能为空",
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
        "错误 ZC0281: city/benchmarks.csv:4:81：对标指标“city_firms”的单位是人，本市的是家",
        "error ZC0281: city/benchmarks.csv:4:81: `city_firms` of another place is in persons, the city's in firms",
    );
    // Of several rows of one indicator the wrong one is named.
    check(
        "2023,2.87,%",
        "2023,2.87,亿元",
        "错误 ZC0281: city/benchmarks.csv:6:90：对标指标“city_rd_gdp”的单位是亿元，本市的是%",
        "error ZC0281: city/benchmarks.csv:6:90: `city_rd_gdp` of another place is in 100 million yuan, the city's in %",
    );
    check(
        ",2024H1,",
        ",2024年三季度,",
        "错误 ZC0284: city/benchmarks.csv:3:74：“2024年三季度”不是年份，也不是从 1 月起的几个月；应写成 2001、2001年1-9月、2001年上半年 或 2001年前三季度 的样子，单个季度或月份不能对标",
        "error ZC0284: city/benchmarks.csv:3:74: `2024年三季度` is neither a year nor months from January on; write it like 2001, 2001H1, 2001Q3 (January to September) or 2001.1-9; a single quarter or month cannot be compared",
    );
    let half = "city_va,规上工业增加值,Above-scale industrial value added,嘉兴市,Jiaxing,是,规上工业增加值,2024H1,1405.46,亿元,";
    check(
        half,
        &format!("{half}reposted,,转载,,,\n{}", half.replace("2024H1", "2024年1—6月")),
        "错误 ZC0213: city/benchmarks.csv:4:52：对标数据“嘉兴市 city_va 2024.1-6”重复，第 3 行已经有了",
        "error ZC0213: city/benchmarks.csv:4:52: benchmark `嘉兴市 city_va 2024.1-6` is given twice, first in line 3",
    );
}

/// Output tables and pictures of the comparison under an edited case, in a language, and what `check` says.
fn drawn(lang: &str, edit: impl Fn(&str) -> String) -> (String, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), edit);
    let words = ["run", "baseline", "--case", "city", "--draws", "100", "--charts", "benchmarks", "--quiet"];
    let output = zonecast(folder.path(), &[&words[..], &["--lang", lang]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).expect(name);
    let said = zonecast(folder.path(), &["check", "baseline", "--case", "city", "--lang", lang]);
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    (read("benchmarks.csv"), read("benchmarks.svg"), said)
}

#[test]
fn rows_in_mixed_units_are_put_into_the_citys_one_by_one() {
    for lang in ["zh", "en"] {
        let (csv, svg, said) = drawn(lang, str::to_owned);
        let (mixed_csv, mixed_svg, mixed_said) = drawn(lang, |text| {
            let text = text.replace("2024,1736.9,亿元", "2024,17369000,万元");
            text.replace("2023,2.87,%", "2023,0.0287,1")
        });
        assert_eq!((csv, svg), (mixed_csv, mixed_svg));
        let note = match lang {
            "zh" => {
                "city/benchmarks.csv:2:79：说明：列“value”中 1 个数已从“万元”换算为“亿元”，如 17369000 换算为 1736.9"
            }
            _ => {
                "city/benchmarks.csv:2:79: note: column `value`: 1 converted from `10,000 yuan` to `100 million yuan`, such as 17369000 to 1736.9"
            }
        };
        assert!(mixed_said.contains(note) && !said.contains(note), "{mixed_said}");
    }
}

#[test]
fn a_period_is_worded_alike_whatever_its_spelling() {
    for (lang, half, three) in [
        ("zh", ",2024 年上半年,", ",2024 年前三季度,"),
        ("en", ",the first half of 2024,", ",the first three quarters of 2024,"),
    ] {
        let plain = drawn(lang, str::to_owned);
        assert!(plain.0.contains(half), "{}", plain.0);
        for spelling in ["2024年上半年", "2024年1—6月", "2024.1-6月", "1H2024"] {
            assert_eq!(plain.0, drawn(lang, |text| text.replace("2024H1", spelling)).0, "{spelling}");
        }
        let quarters = drawn(lang, |text| text.replace("2024H1", "2024Q3")).0;
        assert!(quarters.contains(three), "{quarters}");
    }
}

#[test]
fn a_case_is_checked_with_its_benchmarks_and_figures_by_their_words() {
    for (lang, wanted) in [
        (
            "zh",
            [
                "city/benchmarks.csv:2:1：说明：对标“全市规上工业增加值（city_va）”，2024 年，以“亿元”计：温州市 1736.9；部分月份或口径不同，只列不比：嘉兴市（2024.1-6）",
                "city/benchmarks.csv:6:1：说明：对标“全社会R&D经费占GDP比重（city_rd_gdp）”，2023 年，以“%”计：绍兴市 2.87、浙江省（全省） 3.2",
                "说明：“园区内规上工业增加值占全市规上工业增加值比重（va_share）”有 ",
            ],
        ),
        (
            "en",
            [
                "city/benchmarks.csv:2:1: note: benchmark `Above-scale value added of the city (city_va)`, 2024, in 100 million yuan: Wenzhou 1736.9; some months or another definition, told but not compared: Jiaxing (2024.1-6)",
                "city/benchmarks.csv:6:1: note: benchmark `R&D expenditure / GDP (city_rd_gdp)`, 2023, in %: Shaoxing 2.87, Zhejiang (whole province) 3.2",
                "note: `zone's share of the city's above-scale industrial value added (va_share)`: ",
            ],
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        edited(folder.path(), str::to_owned);
        let output = zonecast(folder.path(), &["case", "check", "city", "--out", "drawn", "--lang", lang]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        for line in wanted {
            assert!(said.contains(line), "{line}\n{said}");
        }
        // In English nothing is told by a Chinese name.
        let chinese = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
        assert!(lang == "zh" || !said.lines().any(|line| line.contains(chinese)), "{said}");
        // A share of GDP is not the money itself.
        let svg = std::fs::read_to_string(folder.path().join("drawn/history.svg")).expect("drawn");
        let label = if lang == "zh" {
            "全社会R&amp;D经费占GDP比重（%）"
        } else {
            "R&amp;D expenditure / GDP (%)"
        };
        assert!(svg.contains(label), "{svg}");
    }
    // What keeps rows from being compared is a fault of the case.
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), |text| text.replace("9291,家", "9291,人"));
    let output = zonecast(folder.path(), &["case", "check", "city"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("ZC0281: city/benchmarks.csv:4:81："), "{said}");
}

#[test]
fn growth_below_zero_is_drawn() {
    let row = "investment_growth,工业投资增速,Growth of industrial investment,温州市,Wenzhou,是,工业投资增速,2025,-3.2,%,reposted,,转载,,,\n";
    let (csv, svg, _) = drawn("zh", |text| format!("{text}{row}"));
    let found = csv.lines().find(|line| line.starts_with("investment_growth,") && line.contains(",温州市,"));
    assert!(found.is_some_and(|line| line.contains(",2025,-3.2,")), "{csv}");
    assert!(svg.contains("-3.2") || svg.contains("−3.2"), "{svg}");
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
    // The projection is the baseline's of that year.
    let summary: serde_json::Value = serde_json::from_str(&read("summary.json")).expect("JSON");
    let indicators = summary["indicators"].as_array().expect("a list");
    let va = indicators.iter().position(|i| i["id"] == "city_va").expect("an indicator");
    let mut bands = summary["scenarios"][0]["bands"].as_array().expect("a list").iter();
    let band = bands.find(|b| b["indicator"] == va && b["zone"].is_null() && b["scope"].is_null());
    let band = &band.expect("a band")["years"][0];
    let own = csv.lines().find(|row| row.starts_with("city_va,") && row.contains(",本市,")).expect("a row");
    let cells: Vec<f64> = own.split(',').filter_map(|cell| cell.parse().ok()).collect();
    for (found, at) in [(cells[1], 2), (cells[2], 0), (cells[3], 4)] {
        let wanted = band[at].as_f64().expect("a number");
        assert!((found - wanted).abs() <= 1e-6 * wanted, "{own}: {band}");
    }
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
