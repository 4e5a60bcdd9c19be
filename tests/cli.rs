//! The command line as a user meets it: exit codes, messages in both languages, files left behind.

use assert_cmd::Command;
use std::path::Path;

fn zonecast(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    command.current_dir(folder);
    command
}

fn first_line(said: &str) -> &str {
    said.lines().next().unwrap_or_default()
}

#[track_caller]
fn check(words: &[&str], code: i32, zh: &str, en: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, want) in [("zh", zh), ("en", en)] {
        let output = zonecast(folder.path()).args(words).args(["--lang", lang]).output().expect("it runs");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(first_line(&said), want, "{words:?}");
        assert_eq!(said.contains("explain-error ZC"), code == 1, "wrong usage explains itself: {said}");
        assert_eq!(output.status.code(), Some(code), "{words:?}");
    }
    let left = std::fs::read_dir(folder.path()).expect("readable").count();
    assert_eq!(left, 0, "{words:?} left something behind");
}

#[test]
fn wrong_usage_is_answered_with_what_would_be_right() {
    check(
        &["rnu"],
        2,
        "错误 ZC0402: 没有命令“rnu”；可用：run、check、list、coverage、tables、draw、model、verify、compare、changes、new、case、watch、explain-error、completions、man、reference；是否想写“run”？",
        "error ZC0402: there is no command `rnu`; there are: run, check, list, coverage, tables, draw, model, verify, compare, changes, new, case, watch, explain-error, completions, man, reference; did you mean `run`?",
    );
    check(
        &["run", "--drawz", "5"],
        2,
        "错误 ZC0401: 命令 run 没有选项“--drawz”，是否想写“--draws”？",
        "error ZC0401: `run` has no option `--drawz`; did you mean `--draws`?",
    );
    check(
        &["run", "--draws"],
        2,
        "错误 ZC0403: 选项 --draws 后面缺少值",
        "error ZC0403: option --draws needs a value",
    );
    check(
        &["run", "--draws", "0"],
        2,
        "错误 ZC0404: --draws 的值“0”不对，应为：1 到 10000000 的整数",
        "error ZC0404: --draws got `0`; wanted: a whole number from 1 to 10000000",
    );
    check(
        &["run", "--seed", "x"],
        2,
        "错误 ZC0404: --seed 的值“x”不对，应为：随机种子，即 0 到 18446744073709551615 的整数（种子相同则结果相同），或 random（每次不同）",
        "error ZC0404: --seed got `x`; wanted: a seed, that is a whole number from 0 to 18446744073709551615 (the same seed gives the same results), or random (new in each run)",
    );
    check(
        &["run", "--seed", "-1"],
        2,
        "错误 ZC0404: --seed 的值“-1”不对，应为：随机种子，即 0 到 18446744073709551615 的整数（种子相同则结果相同），或 random（每次不同）",
        "error ZC0404: --seed got `-1`; wanted: a seed, that is a whole number from 0 to 18446744073709551615 (the same seed gives the same results), or random (new in each run)",
    );
    check(
        &["list", "--draws", "5"],
        2,
        "错误 ZC0401: 命令 list 没有选项“--draws”；它是命令 run 的选项",
        "error ZC0401: `list` has no option `--draws`; it belongs to `run`",
    );
    check(
        &["check", "a.rhai", "--quiet"],
        2,
        "错误 ZC0401: 命令 check 没有选项“--quiet”；它是命令 run 的选项",
        "error ZC0401: `check` has no option `--quiet`; it belongs to `run`",
    );
    check(
        &["list", "--cse", "x"],
        2,
        "错误 ZC0401: 命令 list 没有选项“--cse”，是否想写“--case”？",
        "error ZC0401: `list` has no option `--cse`; did you mean `--case`?",
    );
    check(
        &["run", "--wording", "poetic"],
        2,
        "错误 ZC0404: --wording 的值“poetic”不对，应为：formal 或 ipcc",
        "error ZC0404: --wording got `poetic`; wanted: formal or ipcc",
    );
    check(
        &["run", "--style", "poster"],
        2,
        "错误 ZC0404: --style 的值“poster”不对，应为：report（报告、屏幕）、word（Word 版心宽 15.6 厘米）或 slides（16:9 幻灯片）",
        "error ZC0404: --style got `poster`; wanted: report (reports, screens), word (15.6 cm, the text width of a Word page) or slides (16:9)",
    );
    for dpi in ["71", "601", "fine"] {
        check(
            &["run", "--dpi", dpi],
            2,
            &format!("错误 ZC0404: --dpi 的值“{dpi}”不对，应为：72 到 600 的整数（每英寸点数）"),
            &format!("error ZC0404: --dpi got `{dpi}`; wanted: a whole number from 72 to 600 (dots an inch)"),
        );
    }
    check(
        &["run", "--svg-text", "outline"],
        2,
        "错误 ZC0404: --svg-text 的值“outline”不对，应为：live（文字）或 paths（字形轮廓）",
        "error ZC0404: --svg-text got `outline`; wanted: live (text) or paths (outlines)",
    );
    check(
        &["run", "--seed", "1", "--seed", "2"],
        2,
        "错误 ZC0405: 选项 --seed 写了两次，只能写一次",
        "error ZC0405: option --seed is given twice; give it once",
    );
    check(
        &["list", "parks"],
        2,
        "错误 ZC0404: list 的值“parks”不对，应为：园区、杠杆、指标、目标、定性目标或情景（zones、levers、indicators、targets、ledger、scenarios）",
        "error ZC0404: list got `parks`; wanted: zones, levers, indicators, targets, ledger or scenarios",
    );
    check(
        &["new"],
        2,
        "错误 ZC0406: 缺少情景名称，如 zonecast new 人才优先",
        "error ZC0406: missing: the name of the scenario, as in zonecast new talent",
    );
    check(
        &["run", "--charts", "fanz"],
        2,
        "错误 ZC0501: 没有名为“fanz”的图；可用：all、none、attainment、fans、exceedance、zones、waterfall、budget、scenarios、benchmarks、fan:指标[@园区]；是否想写“fans”？",
        "error ZC0501: unknown chart `fanz`; known: all, none, attainment, fans, exceedance, zones, waterfall, budget, scenarios, benchmarks, fan:INDICATOR[@ZONE]; did you mean `fans`?",
    );
}

#[test]
fn a_scenario_is_a_path_an_id_or_a_title_in_either_language() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("mine.rhai"),
        "scenario(\"甲\", \"Mine\");\nzones().invest(2028, 1.0);\n",
    )
    .expect("written");
    for word in ["talent_first", "talent_first.rhai", "人才优先", "Talent first", "mine.rhai"] {
        let output = zonecast(folder.path()).args(["check", word]).output().expect("it runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        let wanted = if word == "mine.rhai" { "甲" } else { "人才优先" };
        assert_eq!(said.trim_end(), format!("检查通过：趋势延续、{wanted}"), "{word}");
    }
    // What the tables show of a long title is enough.
    let words = ["run", "过紧日子", "mine.rhai", "--draws", "50", "--charts", "none", "--quiet"];
    assert!(zonecast(folder.path()).args(words).output().expect("it runs").status.success());
    let csv = std::fs::read_to_string(folder.path().join("out/likelihood.csv")).expect("written");
    for id in ["baseline", "austerity", "mine"] {
        assert!(csv.contains(&format!("\n{id},")), "{id}");
    }
}

#[test]
fn english_files_of_a_run_are_in_english() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["run", "full_package", "--lang", "en", "--draws", "50", "--charts", "none"];
    let output = zonecast(folder.path()).args(words).output().expect("it runs");
    let chinese =
        |line: &&str| line.chars().any(|c| matches!(c, '\u{2e80}'..='\u{fdff}' | '\u{ff00}'..='\u{ffef}'));
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(shown.lines().find(chinese), None);
    for file in ["likelihood.csv", "first_year.csv", "bands.csv", "budget.csv"] {
        let csv = std::fs::read_to_string(folder.path().join("out").join(file)).expect("written");
        assert!(csv.lines().count() > 20, "{file}");
        assert_eq!(csv.lines().find(chinese), None, "{file}");
    }
}

#[test]
fn missing_files_are_named() {
    check(
        &["run", "talent_frist.rhai"],
        2,
        "错误 ZC0411: 没有情景“talent_frist.rhai”：既不是文件或文件夹，也不是案例自带情景的编号或标题；自带：baseline、adaptive、austerity、bid_concentrated、full_package、investment_first、land_first、talent_first；是否想写“talent_first”？",
        "error ZC0411: there is no scenario `talent_frist.rhai`: neither a file or folder nor id or title of one that comes with the case; those are: baseline, adaptive, austerity, bid_concentrated, full_package, investment_first, land_first, talent_first; did you mean `talent_first`?",
    );
    check(
        &["check", "人才优生"],
        2,
        "错误 ZC0411: 没有情景“人才优生”：既不是文件或文件夹，也不是案例自带情景的编号或标题；自带：baseline、adaptive、austerity、bid_concentrated、full_package、investment_first、land_first、talent_first；是否想写“人才优先”？",
        "error ZC0411: there is no scenario `人才优生`: neither a file or folder nor id or title of one that comes with the case; those are: baseline, adaptive, austerity, bid_concentrated, full_package, investment_first, land_first, talent_first; did you mean `人才优先`?",
    );
    check(
        &["check", "--case", "nowhere"],
        1,
        "错误 ZC0240: 找不到案例“nowhere”：没有这个文件夹，也没有这个名称的内置案例；内置案例：taizhou",
        "error ZC0240: there is no case `nowhere`: neither a folder nor an embedded case has that name; embedded cases: taizhou",
    );
    check(
        &["list", "--case", "taizhuo"],
        1,
        "错误 ZC0240: 找不到案例“taizhuo”：没有这个文件夹，也没有这个名称的内置案例；内置案例：taizhou；是否想写“taizhou”？",
        "error ZC0240: there is no case `taizhuo`: neither a folder nor an embedded case has that name; embedded cases: taizhou; did you mean `taizhou`?",
    );
}

#[test]
fn what_cannot_be_written_is_named_by_its_final_place() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a"), "").expect("written");
    let long = "a".repeat(300);
    let missing = format!("{}/甲", "b".repeat(300));
    for (out, zh, en) in [
        ("a/out", "路径中有一段是文件，不是文件夹", "part of the path is a file, not a folder"),
        (&long, "名称过长或含有不允许的字符", "the name is too long or has characters that are not allowed"),
        (
            &missing,
            "名称过长或含有不允许的字符",
            "the name is too long or has characters that are not allowed",
        ),
    ] {
        for (lang, want) in [
            ("zh", format!("错误 ZC0002: 无法写入“{out}”：{zh}")),
            ("en", format!("error ZC0002: cannot write `{out}`: {en}")),
        ] {
            let run = ["run", "--draws", "10", "--quiet", "--out", out, "--lang", lang];
            let output = zonecast(folder.path()).args(run).output().expect("it runs");
            assert_eq!(first_line(&String::from_utf8_lossy(&output.stderr)), want);
            assert_eq!(output.status.code(), Some(3));
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1, "something was left");
}

#[test]
fn a_new_scenario_runs_as_it_is_in_both_languages() {
    for lang in ["zh", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        zonecast(folder.path()).args(["new", "试一试", "--lang", lang]).assert().success();
        let run = ["run", "试一试.rhai", "--draws", "200", "--charts", "none", "--lang", lang];
        let output = zonecast(folder.path()).args(run).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(folder.path().join("out/summary.json").is_file());
        // A second time it refuses to overwrite what may have been edited.
        let again =
            zonecast(folder.path()).args(["new", "试一试", "--lang", lang]).output().expect("it runs");
        assert_eq!(again.status.code(), Some(2));
    }
}

#[test]
fn a_new_scenario_says_how_to_type_its_name() {
    for (name, typed) in [("Talent x", "\"Talent x.rhai\""), ("a$b", "'a$b.rhai'"), ("人才-2", "人才-2.rhai")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        for (lang, head) in [("zh", "运行：zonecast run "), ("en", "Run it: zonecast run ")] {
            zonecast(folder.path()).args(["new", name, "--lang", lang]).assert().success();
            let file = folder.path().join(format!("{name}.rhai"));
            let text = std::fs::read_to_string(&file).expect("written");
            assert!(text.lines().next().is_some_and(|l| l.ends_with(&format!("{head}{typed}"))), "{text}");
            assert!(text.contains(&format!("scenario(\"{name}\", \"{name}\");")), "{text}");
            std::fs::remove_file(file).expect("removed");
        }
    }
}

#[test]
fn a_run_beside_the_baseline_leaves_one_whole_folder_and_the_same_bytes_again() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(
        folder.path().join("a.rhai"),
        "scenario(\"甲\", \"A\");\nzones().split(\"land\", 2028, 800);\n",
    )
    .expect("written");
    let mut seen = Vec::new();
    for threads in ["1", "2"] {
        let run = [
            "run",
            "a.rhai",
            "--draws",
            "600",
            "--charts",
            "scenarios,fan:t2",
            "--threads",
            threads,
            "--quiet",
        ];
        zonecast(folder.path()).args(run).assert().success();
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder.path().join("out")).expect("readable") {
            let path = entry.expect("entry").path();
            files.push((path.file_name().expect("name").to_owned(), std::fs::read(&path).expect("readable")));
        }
        files.sort();
        seen.push(files);
    }
    assert!(seen[0].iter().any(|(name, _)| name == "fan_t2.png"));
    assert_eq!(seen[0], seen[1], "one and two threads differ");
    let names: Vec<_> =
        std::fs::read_dir(folder.path()).expect("readable").map(|e| e.expect("e").file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_folder_that_zonecast_did_not_make_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("out")).expect("made");
    std::fs::write(folder.path().join("out/thesis.docx"), "dear").expect("written");
    let output =
        zonecast(folder.path()).args(["run", "--draws", "100", "--lang", "en"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("folder `out` was not made by zonecast"), "{said}");
    assert!(folder.path().join("out/thesis.docx").is_file());
}

#[test]
fn a_file_that_the_user_put_into_the_results_is_not_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = ["run", "--draws", "100", "--charts", "none", "--quiet"];
    zonecast(folder.path()).args(run).assert().success();
    zonecast(folder.path()).args(run).assert().success();
    std::fs::write(folder.path().join("out/report.docx"), "dear").expect("written");
    zonecast(folder.path()).args(run).assert().code(2);
    assert!(folder.path().join("out/report.docx").is_file());
}

#[test]
fn a_scenario_that_leaves_its_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("secret.rhai"), "fn f() { 1 }").expect("written");
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).expect("made");
    for path in ["../secret", "/etc/passwd"] {
        let text = format!("import \"{path}\" as s;\nscenario(\"甲\", \"A\");\n");
        std::fs::write(inner.join("a.rhai"), text).expect("written");
        let output = zonecast(&inner).args(["check", "a.rhai", "--lang", "en"]).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.starts_with("error ZC0322: a.rhai:1:"), "{said}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.rhai", inner.join("link.rhai")).expect("linked");
        std::fs::write(inner.join("a.rhai"), "import \"link\" as s;\nscenario(\"甲\", \"A\");\n")
            .expect("written");
        let output = zonecast(&inner).args(["check", "a.rhai", "--lang", "en"]).output().expect("it runs");
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error ZC0322: a.rhai:1:"));
    }
}

#[test]
fn help_and_version_speak_the_language_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let say = |words: &[&str]| {
        let output = zonecast(folder.path()).args(words).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(say(&["--help"]).starts_with("zonecast：高新区政策模拟"));
    assert!(say(&["run", "--help", "--lang", "en"]).starts_with("usage: zonecast run"));
    assert!(say(&["--version"]).starts_with("zonecast 0."));
    assert!(say(&["list", "levers"]).contains("投资 / invest"));
    assert!(say(&["list", "zones", "--lang", "en"]).contains("recognised"));
}

#[test]
fn a_run_without_redrawing_says_so_on_the_terminal_and_in_the_summary() {
    for (lang, note) in [
        ("zh", "不含区划调整（--no-redrawing）：各情景的区划调整均未计入。"),
        ("en", "Without redrawing (--no-redrawing): no scenario's redrawing is counted."),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let run = ["run", "--no-redrawing", "--draws", "200", "--charts", "none", "--lang", lang];
        let output = zonecast(folder.path()).args(run).output().expect("it runs");
        let said = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(said.contains(note), "{said}");
        assert!(!said.contains('†'), "nothing is met by scope: {said}");
        let summary = std::fs::read_to_string(folder.path().join("out/summary.json")).expect("written");
        assert!(summary.contains("\"no_redrawing\": true"), "{}", &summary[..400]);
    }
}
