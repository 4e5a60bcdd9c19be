//! `zonecast tables` as a user meets it: both languages, any number of threads, sums, wrong usage.

use assert_cmd::Command;
use std::path::Path;

const SCENARIO: &str = r#"
import "measures/chapter2" as m;
scenario("实验室", "Laboratories");
m::provincial_key_laboratory(zones(), 2026..=2027, 1);
m::provincial_key_laboratory(zone("台州高新区"), 2028, triangular(0.0, 1.0, 2.0));
zone("台州高新区").invest(2027, 1.0);
"#;

const FILES: [&str; 4] = ["decomposition.csv", "needs.csv", "tasks.csv", "progress.csv"];

fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).arg("tables").args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends"), text(output.stdout), text(output.stderr))
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{fdff}' | '\u{ff00}'..='\u{ffef}')
}

fn columns(line: &str) -> usize {
    line.chars().map(|c| if c > '\u{2e80}' { 2 } else { 1 }).sum()
}

#[test]
fn one_scenario_gives_four_tables_in_both_languages_on_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("labs.rhai"), SCENARIO).expect("written");
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).expect("written");
    for (lang, titles) in [
        (
            "zh",
            ["一、指标分解表：实验室", "二、达到目标还需增加", "三、分部门任务清单", "四、年度目标与进度"],
        ),
        (
            "en",
            [
                "1. Targets by zone: Laboratories",
                "2. Needed to reach",
                "3. Tasks by department",
                "4. Yearly path",
            ],
        ),
    ] {
        let words = ["labs.rhai", "--draws", "2000", "--lang", lang, "--by", "gap", "--threads"];
        let (code, shown, said) = run(folder.path(), &[&words[..], &["1", "--out", lang]].concat());
        assert_eq!((code, said.as_str()), (0, ""));
        for title in titles {
            assert!(shown.contains(title), "{title}\n{shown}");
        }
        let chinese = shown.lines().find(|line| line.chars().any(is_chinese));
        assert!(lang == "zh" || chinese.is_none(), "{chinese:?}");
        let widest = shown.lines().map(|line| columns(line.trim_end())).max();
        assert!(widest <= Some(110), "{widest:?}\n{shown}");
        let (_, again, _) = run(folder.path(), &[&words[..], &["2", "--out", "two"]].concat());
        assert_eq!(shown.replace(&format!("{lang}\n"), ""), again.replace("two\n", ""));
        for file in FILES {
            assert_eq!(read(&format!("{lang}/{file}")), read(&format!("two/{file}")), "{file}");
        }
    }
    // In English only the document's own words, marked as such, and the user's are Chinese.
    for file in FILES {
        let text = read(&format!("en/{file}"));
        let parts = text.split('\u{201c}');
        let plain: String =
            parts.map(|part| part.split_once('\u{201d}').map_or(part, |(_, rest)| rest)).collect();
        assert_eq!(plain.lines().find(|line| line.chars().any(is_chinese)), None, "{file}");
    }
    let heads = read("en/needs.csv");
    assert!(heads.starts_with(
        "\u{feff}scenario_id,scenario,target_id,target,responsible,by,scope_id,scope,zone_id,zone,year,"
    ));
    // A measure has its leading department and those that go along; levers stand for themselves.
    let tasks = read("zh/tasks.csv");
    for wanted in [
        "labs,实验室,市科技局,牵头,二（一）,provincial_key_laboratory",
        "市发展改革委,配合",
        "情景中直接设定的投入",
        "2026–2027 年，全部园区，各 1 个/年",
        "2028 年，台州高新区，约 1 个/年",
    ] {
        assert!(tasks.contains(wanted), "{wanted}\n{tasks}");
    }
    sums(&read("zh/decomposition.csv"));
    // Energy has a need too, for the city and every zone, in both counting scopes and readings.
    let needs = read("zh/needs.csv");
    let energy = needs.lines().filter(|row| row.starts_with("labs,") && row.contains(",万吨标准煤,"));
    assert_eq!(energy.count(), 2 * 2 * 9, "{needs}");
    // By zone there are neither lights nor ranks while the figures are a demonstration.
    let progress = read("zh/progress.csv");
    let zones = progress.lines().filter(|row| row.contains(",gaoxin,"));
    assert!(zones.clone().count() > 0);
    for row in zones {
        assert!(row.contains(",,,,%,") || row.contains(",,,,倍,"), "{row}");
        assert!(row.contains("演示数据·非统计数据"), "{row}");
    }
}

/// Weighted parts of the zones add up to the city, target by target and year by year.
#[track_caller]
fn sums(csv: &str) {
    let mut sum = 0.0;
    let mut cities = 0;
    for row in csv.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let value: f64 = cells[13].parse().expect("a number");
        if !cells[8].is_empty() {
            sum += value * cells[11].parse::<f64>().expect("a weight");
            continue;
        }
        // A target without parts by zone says so and stands for the city alone.
        if row.contains("不分解") {
            continue;
        }
        // What is held already may be better than needed: no zone falls behind (energy: less is better).
        if row.contains("不低于基年水平") && sum < value {
            (sum, cities) = (0.0, cities + 1);
            continue;
        }
        assert!((sum - value).abs() < 1e-12 * value.abs().max(1.0), "{sum}, not {value}: {row}");
        (sum, cities) = (0.0, cities + 1);
    }
    assert!(cities >= 54, "two counting scopes: {cities}");
}

#[test]
fn tables_can_leave_redrawing_out_and_sample_by_latin_hypercube() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["land_first", "--draws", "640", "--sampler", "lhs", "--no-redrawing", "--seed", "7"];
    let (code, shown, said) = run(folder.path(), &words);
    assert_eq!((code, said.as_str()), (0, ""));
    assert!(shown.contains("不含区划调整"), "{shown}");
    let tasks = std::fs::read_to_string(folder.path().join("tables/tasks.csv")).expect("written");
    assert!(tasks.contains("，全部园区，申报,1（1为申报）,"), "{tasks}");
    assert!(tasks.contains("各 0.5 百分点/年（占现有建筑面积）"), "{tasks}");
    let (_, with, _) = run(folder.path(), &words.map(|w| if w == "--no-redrawing" { "--quiet" } else { w }));
    assert_eq!(with, "");
}

#[test]
fn redrawing_takes_effect_when_the_model_first_moves_and_equal_zones_share_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = r#"
import "measures/chapter4" as m;
scenario("调整", "Redrawing");
m::boundary_redraw(zone("yuhuan"), 2026, 1);
m::boundary_redraw(zone("huangyan"), 2026, 1);
"#;
    std::fs::write(folder.path().join("redraw.rhai"), script).expect("written");
    let (code, _, said) = run(folder.path(), &["redraw.rhai", "--draws", "500"]);
    assert_eq!((code, said.as_str()), (0, ""));
    let tasks = std::fs::read_to_string(folder.path().join("tables/tasks.csv")).expect("written");
    let row = tasks.lines().find(|row| row.contains("boundary_redraw,")).expect("a task");
    // Approval takes a year at least: filed in 2026, seen in 2027.
    assert!(row.contains(",2027,判断"), "{row}");
    assert_eq!(row.matches("玉环市高新区、黄岩区高新区，申报").count(), 1, "{row}");
}

#[test]
fn without_a_choice_every_scenario_of_the_case_shows_its_progress() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, shown, said) = run(folder.path(), &["--draws", "500"]);
    assert_eq!((code, said.as_str()), (0, ""));
    for wanted in [
        "四、年度目标与进度：趋势延续",
        "四、年度目标与进度：人才优先",
        "zonecast tables talent_first",
        "结果文件夹：tables",
    ] {
        assert!(shown.contains(wanted), "{wanted}\n{shown}");
    }
    for file in FILES {
        assert!(folder.path().join("tables").join(file).is_file(), "{file}");
    }
}

#[track_caller]
fn check(words: &[&str], code: i32, zh: &str, en: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, wanted) in [("zh", zh), ("en", en)] {
        let (found, _, said) = run(folder.path(), &[words, &["--lang", lang]].concat());
        assert_eq!((found, said.trim_end()), (code, wanted));
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 0);
}

#[test]
fn wrong_words_are_answered_with_what_would_be_right() {
    check(
        &["talent_frist"],
        2,
        "错误 ZC0411: 没有情景“talent_frist”：既不是文件或文件夹，也不是案例自带情景的编号或标题；自带：baseline、adaptive、austerity、bid_concentrated、full_package、investment_first、land_first、talent_first；是否想写“talent_first”？",
        "error ZC0411: there is no scenario `talent_frist`: neither a file or folder nor id or title of one that comes with the case; those are: baseline, adaptive, austerity, bid_concentrated, full_package, investment_first, land_first, talent_first; did you mean `talent_first`?",
    );
    check(
        &["--by", "size"],
        2,
        "错误 ZC0404: --by 的值“size”不对，应为：base、potential 或 gap",
        "error ZC0404: --by got `size`; wanted: base, potential or gap",
    );
    check(
        &["baseline", "talent_first"],
        2,
        "错误 ZC0410: 多余的参数“talent_first”，请删去；含空格的名称请加引号",
        "error ZC0410: unexpected argument `talent_first`; leave it out, or quote a name with spaces",
    );
}
