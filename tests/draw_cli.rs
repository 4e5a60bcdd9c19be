//! `zonecast draw` as a user meets it: both languages, files, and what is said of wrong words.

use assert_cmd::Command;
use std::path::Path;

fn run(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).arg("draw").args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends"), text(output.stdout), text(output.stderr))
}

fn columns(line: &str) -> usize {
    line.chars().map(|c| if c > '\u{2e80}' { 2 } else { 1 }).sum()
}

/// Chinese text without the line breaks of a terminal.
fn unfolded(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

/// Cells of a line of CSV; no cell of these files holds a line break.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => cells.last_mut().expect("at least one").push(c),
        }
    }
    cells
}

#[track_caller]
fn check(words: &[&str], zh: &str, en: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, said) in [("zh", zh), ("en", en)] {
        let all = [words, &["--lang", lang, "--csv", "never.csv"]].concat();
        let (code, shown, found) = run(folder.path(), &all);
        // Zones have long names; one language is enough for their list.
        if !said.is_empty() {
            assert_eq!((shown.as_str(), found.lines().next().unwrap_or_default()), ("", said));
        }
        assert_ne!(code, 0);
        assert!(!folder.path().join("never.csv").exists(), "nothing is half-written");
    }
}

#[test]
fn a_draw_is_told_in_both_languages_within_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, title, wanted) in [
        (
            "zh",
            "土地优先（含区划调整，待批）",
            ["抽样编号 4711", "＋流入 1", "park.rhai:", "指标（台州高新区）", "T3：2024 年"],
        ),
        ("en", "land_first", ["draw 4711", "+ inflow 1", "park.rhai:", "Indicators (", "T3: "]),
    ] {
        let words = ["4711", "--scenario", title, "--zone", "台州高新区", "--target", "T3", "--lang", lang];
        let (code, shown, _) = run(folder.path(), &words);
        assert_eq!(code, 0);
        for wanted in wanted {
            assert!(shown.contains(wanted), "{wanted}\n{shown}");
        }
        let widest = shown.lines().map(|line| columns(line.trim_end())).max();
        assert!(widest <= Some(110), "{widest:?}\n{shown}");
        if lang == "en" {
            let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            let line = shown.lines().find(|line| line.contains(chinese));
            assert_eq!(line, None);
        }
    }
    // The zone may be named without the remark in brackets that outputs leave out, too.
    for zone in ["临海市高新区", "临海市高新区（名称待核）", "linhai"] {
        let (code, shown, said) = run(folder.path(), &["5", "--zone", zone]);
        assert_eq!((code, said.as_str()), (0, ""), "{zone}");
        assert!(shown.contains("指标（临海市高新区）"), "{shown}");
    }
    // The typical miss says in which counting scope it is typical; one may be named.
    let typical = ["--typical-miss", "T3", "--draws", "400"];
    let (code, shown, _) = run(folder.path(), &typical);
    assert!(code == 0 && unfolded(&shown).contains("只在次数最多的这一口径内"), "{shown}");
    let (code, shown, _) = run(folder.path(), &[&typical[..], &["--scope", "托管平台全域"]].concat());
    let shown = unfolded(&shown);
    assert!(code == 0 && shown.contains("统计口径：托管平台全域"), "{shown}");
    assert!(
        shown.contains("在所选口径内取该年指标值和全市各项规模指标（亿元、家）的排位都最接近居中的一次"),
        "{shown}"
    );
    assert!(shown.contains("若取中位数"), "{shown}");
    // The city's view says what it adds up; every year fits too.
    let (code, shown, _) = run(folder.path(), &["0", "--all-years"]);
    assert_eq!(code, 0);
    assert!(shown.contains("各园区合") && shown.contains("2026"), "{shown}");
    let widest = shown.lines().map(|line| columns(line.trim_end())).max();
    assert!(widest <= Some(110), "{widest:?}\n{shown}");
}

#[test]
fn the_file_holds_every_year_with_unit_kind_and_place_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["12", "--zone", "台州高新区", "--lang", "en", "--csv", "draw.csv"];
    assert_eq!(run(folder.path(), &words).0, 0);
    let path = folder.path().join("draw.csv");
    let text = std::fs::read_to_string(&path).expect("written");
    let rows: Vec<Vec<String>> = text.lines().skip(1).map(cells).collect();
    let of = |kind: &str| rows.iter().filter(|row| row[3] == kind && row[4] == "capital").collect::<Vec<_>>();
    let (start, end) = (of("start"), of("end"));
    // Base year and eleven simulated ones.
    assert_eq!((start.len(), end.len()), (12, 12));
    let value = |row: &[String]| row[10].parse::<f64>().expect("a number");
    assert!(end.windows(2).zip(&start[1..]).all(|(ends, start)| value(ends[0]) == value(start)));
    assert_eq!((end[0][6].as_str(), &end[0][12][..27]), ("100 million yuan", "scripts/model/park.rhai:232"));
    assert!(rows.iter().all(|row| !row[12].is_empty() || row[3] != "indicator"));
    // A second time the file is kept.
    let (code, _, said) = run(folder.path(), &words);
    assert_ne!(code, 0);
    assert!(said.contains("exists and is not overwritten"), "{said}");
    assert_eq!(std::fs::read_to_string(&path).expect("kept"), text);
}

#[test]
fn wrong_words_are_answered_with_what_would_be_right() {
    let wanted =
        ("从 0 到 9999999 的整数，0 为第一次抽样", "a whole number from 0 to 9999999; 0 is the first draw");
    for found in ["-1", "x", "1.5", "10000000", "99999999999999999999999"] {
        check(
            &[found],
            &format!("错误 ZC0404: draw 的值“{found}”不对，应为：{}", wanted.0),
            &format!("error ZC0404: draw got `{found}`; wanted: {}", wanted.1),
        );
    }
    check(
        &["1", "--target", "T33"],
        "错误 ZC0340: 没有目标“T33”，是否想写“T3”？",
        "error ZC0340: unknown target `T33`; did you mean `T3`?",
    );
    check(
        &["1", "--zone", "温岭高新园区"],
        "错误 ZC0102: 没有名为“温岭高新园区”的园区，是否想写“温岭高新区”？",
        "error ZC0102: unknown zone `温岭高新园区`; did you mean `Wenling high-tech zone`?",
    );
    check(
        &["1", "--zone", "xyz"],
        "错误 ZC0102: 没有名为“xyz”的园区；可用：台州高新区、台州现代医药高新区、温岭高新区、临海市高新区(名称待核)、\
         玉环市高新区(名称待核)、黄岩区高新区(名称待核)、天台县高新区(名称待核)、仙居县高新区(名称待核)",
        "",
    );
    check(
        &[],
        "错误 ZC0406: 缺少抽样编号，或 --typical-miss、--typical-hit",
        "error ZC0406: missing: the number of a draw, or --typical-miss or --typical-hit",
    );
    check(
        &["3", "--typical-miss", "T3"],
        "错误 ZC0422: “draw 3”与“--typical-miss”不能同时写：每次只展开一次抽样，请只留一个",
        "error ZC0422: `draw 3` and `--typical-miss` exclude each other: one draw is told at a time; keep one of them",
    );
    check(
        &["--typical-hit", "T3", "--typical-miss", "T3"],
        "错误 ZC0422: “--typical-hit”与“--typical-miss”不能同时写：每次只展开一次抽样，请只留一个",
        "error ZC0422: `--typical-hit` and `--typical-miss` exclude each other: one draw is told at a time; keep one of them",
    );
    check(
        &["3", "--scope", "名称园区"],
        "错误 ZC0421: 选项 --scope 只能与 --typical-miss 或 --typical-hit 一起使用",
        "error ZC0421: option --scope needs --typical-miss or --typical-hit beside it",
    );
    check(
        &["--typical-miss", "T3", "--scope", "全市"],
        "错误 ZC0420: 没有名为“全市”的统计口径；可用：名称园区、托管平台全域",
        "error ZC0420: unknown counting scope `全市`; known: named parks only, host platforms as a whole",
    );
    check(
        &["64", "--sampler", "lhs", "--draws", "64"],
        "错误 ZC0423: 抽样编号 64 不存在：--sampler lhs --draws 64 的抽样编号为 0 到 63",
        "error ZC0423: there is no draw 64: with --sampler lhs --draws 64 draws are numbered 0 to 63",
    );
    check(
        &["64", "--sampler", "sobol", "--draws", "64"],
        "错误 ZC0423: 抽样编号 64 不存在：--sampler sobol --draws 64 的抽样编号为 0 到 63",
        "error ZC0423: there is no draw 64: with --sampler sobol --draws 64 draws are numbered 0 to 63",
    );
    check(
        &["6", "--among", "all"],
        "错误 ZC0421: 选项 --among 只能与 --sampler sobol 一起使用",
        "error ZC0421: option --among needs --sampler sobol beside it",
    );
    check(
        &["0", "--sampler", "lhs", "--draws", "65"],
        "错误 ZC0404: --draws 的值“65”不对，应为：用 --sampler lhs 时为 32 的倍数，至少 64",
        "error ZC0404: --draws got `65`; wanted: with --sampler lhs a multiple of 32, at least 64",
    );
    check(
        &["--typical-hit", "T4", "--draws", "1"],
        "错误 ZC0412: 1 次抽样中没有一次达成目标 T4；可增加 --draws 或换一个目标",
        "error ZC0412: none of 1 draws meets target T4; take more --draws or another target",
    );
    let folder = tempfile::tempdir().expect("a folder");
    let (code, _, said) = run(folder.path(), &["1", "--scenario", "land_frist", "--lang", "en"]);
    assert!(code != 0 && said.contains("did you mean `land_first`?"), "{said}");
    let (code, _, said) = run(folder.path(), &["1", "--scenario", "Land frist"]);
    assert!(code != 0 && said.contains("是否想写"), "{said}");
}

#[test]
fn everything_drawn_has_a_name_in_both_languages_and_hidden_stocks_are_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    // Every measure of the case's largest scenario, and uncertain amounts of a planner's own.
    let text = "scenario(\"自拟\", \"Own\"); based_on(\"full_package\");\n\
                zone(\"温岭高新区\").invest(2027, uniform(1, 2)); zone(\"温岭高新区\").invest(2028, uniform(1, 2));";
    std::fs::write(folder.path().join("own.rhai"), text).expect("written");
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let raw = |text: &str| text.replace(" / ", "").contains(['#', '_', '/']);
    for lang in ["zh", "en"] {
        let file = format!("{lang}.csv");
        let words = ["3", "--scenario", "own.rhai", "--zone", "温岭高新区", "--lang", lang, "--csv", &file];
        let (code, shown, said) = run(folder.path(), &words);
        assert_eq!(code, 0, "{said}");
        assert!(!shown.contains('#') && !shown.contains("measure/") && !shown.contains('…'), "{shown}");
        let text = std::fs::read_to_string(folder.path().join(&file)).expect("written");
        let rows: Vec<Vec<String>> = text.lines().skip(1).map(cells).collect();
        for row in &rows {
            let (id, name) = (&row[4], &row[5]);
            // One plain English word may be identifier and name at once.
            assert!(!raw(name) && (lang == "en" || name != id), "{id}: {name}");
            assert_eq!(chinese(name), lang == "zh", "{id}: {name}");
            assert!(!id.starts_with("start/"), "{id}");
        }
        let name = |id: &str| rows.iter().find(|row| row[4] == id).map(|row| row[5].clone());
        let wanted = match lang {
            "zh" => [
                "投资：数量（温岭高新区） 2",
                "增加值对用地的弹性",
                "数据“占全市高企比重”的共同偏差（标准差）",
            ],
            _ => [
                "Investment: amount (Wenling high-tech zone) 2",
                "elasticity to land",
                "common deviation of the figure: share of the city's high-tech enterprises (sd)",
            ],
        };
        for (id, wanted) in
            ["lever/wenling/invest#2", "beta_land", "figure/hte_share/common"].iter().zip(wanted)
        {
            assert_eq!(name(id).as_deref(), Some(wanted), "{id}");
        }
        // Nothing is drawn where a rate is 0: no national batch before it opens.
        let batch = |year: &str| {
            rows.iter()
                .find(|row| row[4] == "national_batch" && row[9] == year && row[12].starts_with("scripts/"))
        };
        assert_eq!(batch("2025").expect("told")[11], "", "{:?}", batch("2025"));
        assert_ne!(batch("2027").expect("told")[11], "");
    }
}

#[test]
fn the_name_of_several_readings_is_told_as_the_main_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = |target: &'static str, lang: &'static str| {
        ["--typical-hit", target, "--draws", "200", "--lang", lang]
    };
    let (code, _, said) = run(folder.path(), &words("t1", "zh"));
    assert_eq!((code, said.contains("说明：目标 t1 有几种口径，这里按主要口径 T1a")), (0, true), "{said}");
    let (code, _, said) = run(folder.path(), &words("T1", "en"));
    assert_eq!(
        (code, said.contains("note: target T1 has several readings; this is the main one, T1a")),
        (0, true),
        "{said}"
    );
    let (code, _, said) = run(folder.path(), &words("t1A", "zh"));
    assert_eq!((code, said.contains("几种口径")), (0, false), "{said}");
}

#[test]
fn a_draw_of_a_sobol_run_has_the_values_that_the_run_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let scenarios = ["land_first", "talent_first"];
    let sampler = ["--sampler", "sobol", "--draws", "2048", "--seed", "3"];
    let words = [&["run"], &scenarios[..], &sampler, &["--keep-draws", "64", "--charts", "none"]].concat();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder.path()).args(words).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("written");
    let text = read("out/draws.csv");
    let mut kept = text.trim_start_matches('\u{feff}').lines().map(cells);
    let names = kept.next().expect("a head");
    let kept: Vec<Vec<String>> = kept.filter(|row| row[0] == "37").collect();
    for (at, scenario) in scenarios.iter().enumerate() {
        let csv = format!("{at}.csv");
        let own = ["37", "--scenario", scenario, "--among", "land_first、talent_first", "--csv", &csv];
        let (code, shown, said) = run(folder.path(), &[&own[..], &sampler, &["--lang", "en"]].concat());
        assert_eq!(code, 0, "{said}");
        assert!(
            shown.split_whitespace().collect::<Vec<_>>().join(" ").contains("Sobol sequence of 2048 draws")
        );
        let mut compared = 0;
        for row in read(&csv).lines().map(cells).filter(|row| row[3] == "indicator") {
            let column = names.iter().position(|name| name.ends_with(&format!("({})", row[4])));
            let same = |kept: &&Vec<String>| kept[1] == *scenario && kept[2] == row[7] && kept[3] == row[9];
            let (Some(column), Some(of_run)) = (column, kept.iter().find(same)) else { continue };
            let [found, wanted] = [&row[10], &of_run[column]].map(|x| x.parse::<f64>().expect("a number"));
            // The file of draws has seven digits.
            assert!((found - wanted).abs() <= 1e-6 * wanted.abs().max(1e-6), "{row:?}: {wanted}");
            compared += 1;
        }
        assert!(compared > 1_000, "{compared}");
    }
    // Without saying which scenarios there were it is a draw of another run.
    let own = ["37", "--scenario", "land_first", "--csv", "alone.csv", "--lang", "en"];
    assert_eq!(run(folder.path(), &[&own[..], &sampler].concat()).0, 0);
    assert!(read("alone.csv") != read("0.csv"));
}

#[test]
fn every_figure_of_a_draw_says_which_line_it_comes_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = "scenario(\"另看\", \"Otherwise\");\nfigure(\"gaoxin\", \"rd_intensity\", 3.2);\n";
    std::fs::write(folder.path().join("a.rhai"), script).expect("written");
    let (code, _, said) =
        run(folder.path(), &["5", "--scenario", "a.rhai", "--csv", "a.csv", "--lang", "en"]);
    assert_eq!(code, 0, "{said}");
    let text = std::fs::read_to_string(folder.path().join("a.csv")).expect("written");
    let rows: Vec<Vec<String>> = text.lines().map(cells).filter(|row| row[3] == "figure").collect();
    assert!(rows.len() > 400, "{}", rows.len());
    for row in &rows {
        assert!(row[12].contains(':'), "{row:?} has no line");
    }
    let place = |id: &str, zone: &str| {
        let row = rows.iter().find(|row| row[4] == id && row[7] == zone);
        row.unwrap_or_else(|| panic!("no {id} of {zone}"))[12].clone()
    };
    assert_eq!(place("rd_intensity", "gaoxin"), "a.rhai:2:1");
    // The line of the table, counted by hand in the file itself.
    let zones = include_str!("../scenarios/taizhou/zones.csv");
    let (line, _) = (zones.lines().enumerate())
        .find(|(_, line)| line.starts_with("wenling,,rd_intensity,"))
        .expect("a row of the table");
    assert!(
        place("rd_intensity", "wenling").starts_with(&format!("scenarios/taizhou/zones.csv:{}:", line + 1))
    );
}
