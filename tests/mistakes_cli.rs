//! Mistakes as the terminal shows them: the line, carets below the culprit, all of them at once.

use assert_cmd::Command;
use std::path::Path;

/// Exit code and standard error of `zonecast check` in a folder.
fn check(folder: &Path, words: &[&str], lang: &str) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    let output = command.current_dir(folder).arg("check").args(words).args(["--lang", lang]).output();
    let output = output.expect("it runs");
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("in a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    folder
}

/// A case of one zone; the files given replace its own.
fn case(files: &[(&str, &str)]) -> tempfile::TempDir {
    let head = "name_zh = \"小\"\nname_en = \"Small\"\nbase_year = 2024\nhorizon = [2025, 2030]\nas_of = \"2026-01-01\"\nmilestones = [2030]\ndemonstration = true\nmodel = \"model/m.rhai\"\n[files]\nzones = \"zones.csv\"\ncity = \"city.csv\"\ntargets = \"targets.toml\"\n[[zone]]\nid = \"a\"\nname_zh = \"甲园\"\nname_en = \"A\"\nlevel = \"recognised\"\nlevel_provenance = \"assumed\"\n";
    let columns = "scope,indicator,unit,share_of,definition,year,vintage,price_basis,value,low,high,provenance,issuer,title,document,date,note\n";
    // Scripts beside case.toml are scenarios, so the model lies in a folder of its own.
    let folder = folder(&[
        ("case.toml", head),
        ("zones.csv", &format!("zone,{columns}")),
        ("city.csv", columns),
        ("targets.toml", ""),
        ("model/m.rhai", "indicator(\"x\", \"值\", \"x\", 1.0, \"1\");\n"),
    ]);
    for (name, text) in files {
        let text = text.replace("{columns}", columns);
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

#[test]
fn the_line_and_carets_below_the_argument_follow_the_message() {
    let folder = folder(&[("a.rhai", "scenario(\"甲\", \"A\");\n全部园区().投资(2020, 12);\n")]);
    let (code, said) = check(folder.path(), &["a.rhai"], "zh");
    // 全部园区 is 8 columns wide, ().  3, 投资 4, ( 1: the year stands in column 17 of the terminal.
    let want = "错误 ZC0325: a.rhai:2:11：年份 2020 不在模拟期 2025 到 2035 之内\n  2 | 全部园区().投资(2020, 12);\n    |                 ^^^^\n详细说明：zonecast explain-error ZC0325\n";
    assert_eq!((code, said.as_str()), (Some(1), want));
}

#[test]
fn every_script_and_every_statement_tells_its_own_mistake() {
    let folder = folder(&[
        (
            "a.rhai",
            "scenario(\"甲\", \"A\");\nzones().invest(2020, 12);\nlet z = zone(\"nowhere\");\nz.invest(2028, 1);\nzones().invset(2028, 1);\nzones().invest(2028, 1e9);\n",
        ),
        ("b.rhai", "scenario(\"乙\", \"B\";\n"),
        ("fine.rhai", "scenario(\"丙\", \"C\");\nzones().invest(2028, 1);\n"),
    ]);
    let (code, said) = check(folder.path(), &["a.rhai", "b.rhai", "fine.rhai"], "en");
    assert_eq!(code, Some(1), "{said}");
    let heads: Vec<&str> =
        said.lines().filter(|l| l.starts_with("error ")).filter_map(|l| l.split(": ").nth(1)).collect();
    // Line 4 only follows from line 3, and the range of line 6 is looked at once all statements are fine.
    assert_eq!(heads, ["a.rhai:2:16", "a.rhai:3:14", "a.rhai:5:9", "b.rhai:1:18"], "{said}");
    assert!(said.contains("\nerrors: 4\nmore: zonecast explain-error ZC0325\n"), "{said}");
}

#[test]
fn every_line_that_cannot_be_read_is_told() {
    let text = "scenario(\"甲\", \"A\");\nzones().invest(2028，5);\nzones().invest(2029, 5)；\nzones().talent(2028 5);\nlet x = zones(;\nzones().land(2028, 1)；\n";
    let folder = folder(&[("a.rhai", text)]);
    let (_, said) = check(folder.path(), &["a.rhai"], "en");
    let heads: Vec<&str> =
        said.lines().filter(|l| l.starts_with("error ")).filter_map(|l| l.split(": ").nth(1)).collect();
    // Line 5 leaves a bracket open, so nobody can tell where its statement ends: there it stops.
    assert_eq!(heads[..3], ["a.rhai:2:20", "a.rhai:3:24", "a.rhai:4:21"], "{said}");
    assert!(heads.len() == 4 && heads[3].starts_with("a.rhai:5:"), "{said}");
}

#[test]
fn every_amount_out_of_range_is_told() {
    let text = "scenario(\"甲\", \"A\");\nzones().invest(2028, 1e9);\nzones().talent(2028..=2030, 1e9);\nzones().invest(2030, -5);\n";
    let folder = folder(&[("a.rhai", text)]);
    let (_, said) = check(folder.path(), &["a.rhai"], "en");
    let mut lines: Vec<&str> =
        said.lines().filter(|l| l.starts_with("error ZC0326")).filter_map(|l| l.split(':').nth(2)).collect();
    lines.sort_unstable();
    assert_eq!(lines, ["2", "3", "4"], "{said}");
}

#[test]
fn rows_and_tables_of_a_case_tell_all_their_mistakes_at_once() {
    let row = |zone: &str, value: &str| {
        format!("{zone},,va,亿元,,口径,2024,,nominal,{value},1,9,assumed,,理由,,,\n")
    };
    let zones = format!("zone,{{columns}}{}{}{}", row("a", "x1"), row("b", "2"), row("a", "3"));
    let folder = case(&[
        ("zones.csv", &zones),
        ("targets.toml", "[[target]]\nidd = \"T1\"\nforse = \"reach\"\n[[target]]\nid = 3\n"),
    ]);
    let (code, said) = check(folder.path(), &["--case", "."], "en");
    assert_eq!(code, Some(1), "{said}");
    let heads: Vec<&str> = said.lines().filter(|l| l.starts_with("error ")).collect();
    let starts = [
        "error ZC0206: ./zones.csv:2:28: `value` is `x1`",
        "error ZC0102: ./zones.csv:3:1: unknown zone `b`",
        "error ZC0223: ./targets.toml:2:1: unknown key `idd`; did you mean `id`?",
        "error ZC0223: ./targets.toml:3:1: unknown key `forse`; did you mean `force`?",
    ];
    assert_eq!(heads.len(), starts.len(), "{said}");
    for (head, start) in heads.iter().zip(starts) {
        assert!(head.starts_with(start), "{said}");
    }
    // Chinese characters before the cell are two columns wide: 亿元 and 口径 add four columns to 27.
    let carets = format!("    | {}^^\n", " ".repeat(27 + 4));
    assert!(said.contains(&carets), "{said}");
}

#[test]
fn what_only_the_whole_shows_points_into_its_file_too() {
    let target = "[[target]]\nid = \"T1\"\nname_zh = \"目标\"\nname_en = \"Target\"\nclause = \"1\"\nwords = \"达\"\nforce = \"reach\"\nindicator = \"y\"\noperator = \">=\"\nthreshold = 1\nunit = \"1\"\nyear = 2030\nscope = \"全\"\nnumerator = \"甲\"\ndenominator = \"乙\"\ndefinition = \"口径\"\ndepartment = \"部门\"\n";
    let folder = case(&[("targets.toml", target)]);
    let (_, said) = check(folder.path(), &["--case", "."], "en");
    let (head, excerpt) = said.split_once('\n').expect("more than one line");
    assert!(head.starts_with("error ZC0103: ./targets.toml:8:13: "), "{said}");
    assert!(excerpt.starts_with("  8 | indicator = \"y\"\n    |             ^^^\n"), "{said}");
}

#[test]
fn a_code_is_explained_at_length_in_both_languages() {
    let explain = |words: &[&str], lang: &str| {
        let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
        let output = command.arg("explain-error").args(words).args(["--lang", lang]).output();
        let output = output.expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, zh, _) = explain(&["ZC0302"], "zh");
    assert_eq!(code, Some(0));
    assert!(zh.starts_with("ZC0302\n\n发生了什么：脚本里有全角标点。\n为何要紧："), "{zh}");
    assert!(zh.ends_with("错误写法：\n    投资（2028，5）；\n\n正确写法：\n    投资(2028, 5);\n"), "{zh}");
    for word in ["zc0302", "302", "0302"] {
        let (_, en, _) = explain(&[word], "en");
        assert!(en.starts_with("ZC0302\n\nWhat happened: A full-width"), "{en}");
    }
    // Between 386 and 389 there is no code.
    let (code, _, said) = explain(&["ZC0387"], "en");
    assert_eq!(code, Some(2));
    assert_eq!(
        said,
        "error ZC0470: there is no error `ZC0387`; codes run from ZC0001 to ZC0505; near it: ZC0385, ZC0386, ZC0389\n"
    );
    let (code, _, said) = explain(&["多少"], "zh");
    assert_eq!(code, Some(2));
    assert_eq!(said, "错误 ZC0470: 没有编号为“多少”的错误；编号从 ZC0001 到 ZC0505\n");
    assert_eq!(explain(&[], "en").0, Some(2));
}

/// The first lines of what a check of `a.rhai` says in Chinese of its mistakes.
#[track_caller]
fn mistakes(at: &Path) -> Vec<String> {
    let (code, said) = check(at, &["a.rhai"], "zh");
    assert_eq!(code, Some(1), "{said}");
    said.lines().filter(|line| line.starts_with("错误")).map(str::to_owned).collect()
}

#[test]
fn a_library_measure_called_wrongly_is_told_in_the_words_of_the_call() {
    let text = "scenario(\"甲\", \"A\");\nimport \"measures/chapter2\" as c2;\nc2::省重点实验室(\"台州高新区\", 2027, 1);\nc2::省重点实验室(园区(\"台州高新区\"), 2020, 1);\nc2::provincial_key_laboratory(zone(\"台州高新区\"), 2027, \"x\");\n";
    let folder = folder(&[("a.rhai", text)]);
    assert_eq!(
        mistakes(folder.path()),
        [
            "错误 ZC0305: a.rhai:3:12：省重点实验室 的参数是文字，应为园区",
            "错误 ZC0325: a.rhai:4:25：年份 2020 不在模拟期 2025 到 2035 之内",
            "错误 ZC0305: a.rhai:5:52：provincial_key_laboratory 的参数是文字，应为数或模拟值",
        ]
    );
    let (_, said) = check(folder.path(), &["a.rhai"], "en");
    assert!(said.contains("error ZC0305: a.rhai:3:12: 省重点实验室 got a text; wanted a zone\n"), "{said}");
}

#[test]
fn every_wrong_key_of_an_own_measure_is_told_at_that_key() {
    let text = "scenario(\"甲\", \"A\");\n措施(#{\n  id: \"a\", zh: \"甲\", en: \"A\", clause: \"2.1\", words: \"原文\", departments: [\"市科技局\"], unit: \"个/年\",\n  trial: 1, cost: 0.1, delay: 1,\n  delivery: 80,\n  moves: #{ 研发: 0.02, 科创平台: \"多\" },\n  evidence: \"judgement\", basis: \"判断\", basis_en: \"judgement\" }, 全部园区(), 2028, 1);\n措施(#{ id: \"b\", 成本: 3 }, 全部园区(), 2028, 1);\n";
    let folder = folder(&[("a.rhai", text)]);
    assert_eq!(
        mistakes(folder.path()),
        [
            "错误 ZC0383: a.rhai:6:13：没有名为“研发”的通道或杠杆，全部通道见 zonecast reference 通道；是否想写“带动研发”？",
            "错误 ZC0303: a.rhai:6:23：没有名为“多”的变量或词",
            "错误 ZC0115: a.rhai:5:3：delivery 为 80，应在 0 到 1 之间",
            "错误 ZC0329: a.rhai:8:16：没有名为“成本”的键，是否想写“cost”？",
            "错误 ZC0393: a.rhai:8:4：措施的声明缺少“zh、en、clause、words、departments、unit、trial、delay、delivery、moves、evidence、basis、basis_en”，请补上",
        ]
    );
}

#[test]
fn the_example_of_a_whole_declaration_is_one() {
    use zonecast::error::Code;
    use zonecast::message::{Lang, explain::explanation};
    let example = explanation(Code::MeasureKey, Lang::Zh).and_then(|told| told.example);
    let (wrong, right) = example.expect("there is an example");
    for (text, wanted) in [(wrong, 1), (right, 0)] {
        let folder = folder(&[("a.rhai", &format!("scenario(\"甲\", \"A\");\n{text}\n"))]);
        let (code, said) = check(folder.path(), &["a.rhai"], "zh");
        assert_eq!(code, Some(wanted), "{said}");
    }
}

#[test]
fn a_case_that_no_draw_survives_does_not_pass_its_check() {
    let model = "let a = uncertain(\"a\", uniform(-2.0, -1.0), per_city, once, \"1\");\nindicator(\"x\", \"值\", \"x\", ln(a), \"1\");\n";
    let folder = case(&[("model/m.rhai", model)]);
    for (lang, said_of) in [("zh", "model/m.rhai:2:"), ("en", "model/m.rhai:2:")] {
        let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
        let output = command.current_dir(folder.path()).args(["case", "check", ".", "--lang", lang]).output();
        let output = output.expect("it runs");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("ZC0116") && said.contains(said_of), "{said}");
    }
}
