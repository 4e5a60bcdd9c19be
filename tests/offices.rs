//! Cases as offices make them: twins in other formats give the same bytes; `case new` and `case check`.

use assert_cmd::Command;
use rust_xlsxwriter::Workbook;
use std::fs;
use std::path::{Path, PathBuf};

const TABLES: [&str; 7] =
    ["zones.csv", "city.csv", "blocks.csv", "history.csv", "benchmarks.csv", "english.csv", "keepers.csv"];

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou")
}

/// A folder with the shipped case in `case`, each table written by `write`.
fn twin(write: impl Fn(&Path, &str, &str)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("case");
    fs::create_dir(&case).expect("made");
    for entry in fs::read_dir(shipped()).expect("readable") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        let text = fs::read_to_string(&path).expect("UTF-8");
        match TABLES.contains(&name.as_str()) {
            true => write(&case, &name, &text),
            false => fs::write(case.join(&name), text).expect("written"),
        }
    }
    folder
}

/// `summary.json` of a short run, without the hashes of its inputs.
fn summary(folder: &Path) -> String {
    let run = ["run", "land_first", "--case", "case", "--draws", "200", "--charts", "none", "--quiet"];
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    command.current_dir(folder).args(run).assert().success();
    let text = fs::read_to_string(folder.join("out/summary.json")).expect("written");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert!(json["inputs"].as_array().is_some_and(|inputs| inputs.len() > 5));
    json.as_object_mut().expect("an object").remove("inputs");
    json.to_string()
}

/// The records of a CSV text.
fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            c => cell.push(c),
        }
    }
    records
}

/// Digits, points and percent signs as input methods write them in full width.
fn wide(number: &str) -> String {
    number.chars().map(|c| char::from_u32(c as u32 + 0xfee0).expect("ASCII")).collect()
}

#[test]
fn twins_in_gbk_with_full_width_digits_and_as_workbooks_give_the_same_bytes() {
    let plain = twin(|case, name, text| fs::write(case.join(name), text).expect("written"));
    let gbk = twin(|case, name, text| {
        let mut out = String::new();
        for (index, record) in records(text).into_iter().enumerate() {
            let cell = |cell: &String| match cell.parse::<f64>() {
                Ok(_) if index > 0 => wide(cell),
                _ => format!("\"{}\"", cell.replace('"', "\"\"")),
            };
            out += &format!("{}\r\n", record.iter().map(cell).collect::<Vec<_>>().join(","));
        }
        let (bytes, _, lost) = encoding_rs::GB18030.encode(&out);
        assert!(!lost, "{name}");
        fs::write(case.join(name), bytes).expect("written");
    });
    let workbooks = twin(|case, name, text| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "报送数据").expect("written");
        for (row, record) in (2_u32..).zip(records(text)) {
            for (column, cell) in (0_u16..).zip(&record) {
                match cell.parse::<f64>() {
                    Ok(x) => sheet.write_number(row, column, x).expect("written"),
                    Err(_) if cell.is_empty() => continue,
                    Err(_) => sheet.write_string(row, column, cell).expect("written"),
                };
            }
        }
        workbook.save(case.join(name.replace(".csv", ".xlsx"))).expect("saved");
    });
    let wanted = summary(plain.path());
    assert_eq!(summary(gbk.path()), wanted, "GBK");
    assert_eq!(summary(workbooks.path()), wanted, "workbooks");
}

fn case(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    let output = command.current_dir(folder).arg("case").args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
}

/// Enters the shipped case's figures of a zone (or the city) into the rows of a template.
fn filled(template: &str, from: &str, zones: bool) -> String {
    let known = records(&fs::read_to_string(shipped().join(from)).expect("readable"));
    let at = |header: &[String], names: &[&str]| {
        header
            .iter()
            .position(|column| names.contains(&column.as_str()))
            .unwrap_or_else(|| panic!("{names:?}"))
    };
    let rows = records(template.trim_start_matches('\u{feff}'));
    let columns = [
        ("value", "数值"),
        ("low", "低值"),
        ("high", "高值"),
        ("provenance", "数据性质"),
        ("issuer", "发布单位"),
        ("title", "来源、算式或理由"),
        ("document", "文号"),
        ("date", "发布日期"),
    ];
    let mut out = String::new();
    for (index, mut row) in rows.iter().cloned().enumerate() {
        if index > 1 {
            let indicator = &row[at(&rows[0], &["indicator", "指标"])];
            let zone =
                if zones { row[0].trim_start_matches("zone").parse::<usize>().expect("a number") } else { 1 };
            let same = |known: &&Vec<String>| known[at(&records_head(from), &["indicator"])] == *indicator;
            // Under two counting scopes the first row of each zone is taken.
            let mut seen: Vec<&str> = Vec::new();
            let mut first = known.iter().filter(same).filter(|row| {
                !zones || {
                    let new = !seen.contains(&row[0].as_str());
                    seen.push(&row[0]);
                    new
                }
            });
            let source = first.nth(zone - 1).cloned().expect("a row of the shipped case");
            for (en, zh) in columns {
                let column = at(&rows[0], &[en, zh]);
                row[column] = source[at(&records_head(from), &[en])].clone();
            }
        }
        let cells: Vec<String> =
            row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        out += &format!("{}\n", cells.join(","));
    }
    out
}

fn records_head(from: &str) -> Vec<String> {
    records(&fs::read_to_string(shipped().join(from)).expect("readable")).swap_remove(0)
}

#[test]
fn a_run_of_an_unfilled_case_is_sent_to_the_check() {
    for (lang, head) in
        [("zh", "错误 ZC0476: 案例“mine”还有 "), ("en", "error ZC0476: the case `mine` still has ")]
    {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(case(folder.path(), &["new", "mine", "--zones", "2", "--lang", lang]).0, 0);
        let gaps =
            case(folder.path(), &["check", "mine"]).2.lines().filter(|line| line.contains("ZC0482")).count();
        let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
        let output =
            command.current_dir(folder.path()).args(["run", "--case", "mine", "--lang", lang]).output();
        let said = String::from_utf8(output.expect("it runs").stderr).expect("UTF-8");
        let wanted = match lang {
            "zh" => format!("{head}{gaps} 处没有填；逐项清单请看 zonecast case check mine"),
            _ => format!("{head}{gaps} empty places; zonecast case check mine lists them"),
        };
        assert_eq!(said.lines().next(), Some(wanted.as_str()), "{said}");
        assert_eq!(said.lines().filter(|line| line.contains("ZC0")).count(), 1, "one line alone: {said}");
    }
}

#[test]
fn a_new_case_has_no_name_of_the_city_it_is_modelled_on() {
    for lang in ["zh", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(case(folder.path(), &["new", "mine", "--lang", lang]).0, 0);
        for entry in fs::read_dir(folder.path().join("mine")).expect("made") {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("UTF-8");
            assert!(!text.contains("台州") && !text.contains("Taizhou"), "{}", path.display());
        }
    }
}

#[test]
fn a_new_case_lists_its_gaps_and_passes_once_they_are_filled() {
    for lang in ["zh", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        let (code, written, said) = case(folder.path(), &["new", "mine", "--zones", "2", "--lang", lang]);
        assert_eq!((code, said.as_str()), (0, ""), "{said}");
        assert_eq!(written.lines().count(), 10, "{written}");
        let (code, _, said) = case(folder.path(), &["check", "mine", "--lang", lang]);
        assert_eq!(code, 1);
        let gap = match lang {
            "zh" => {
                "：缺少“园区内规上工业增加值占全市规上工业增加值比重（va_share）”（园区1）的数值；可向市统计局索取：规模以上工业统计年报"
            }
            _ => {
                ": the value of `above-scale industrial value added by zone, share of the city (va_share)` of `Zone 1` is missing; ask Statistics Bureau: "
            }
        };
        assert!(said.contains(gap), "{said}");
        // One gap for each row of the two tables, and the sum of them.
        let rows = |file: &str| {
            let text = fs::read_to_string(folder.path().join("mine").join(file)).expect("written");
            text.lines().count() - 2
        };
        let gaps = said.lines().filter(|line| line.contains("ZC0482")).count();
        assert_eq!(gaps, rows("zones.csv") + rows("city.csv"), "{said}");
        for (file, zones) in [("zones.csv", true), ("city.csv", false)] {
            let path = folder.path().join("mine").join(file);
            let text = filled(&fs::read_to_string(&path).expect("written"), file, zones);
            fs::write(path, text).expect("written");
        }
        let (code, fine, said) = case(folder.path(), &["check", "mine", "--out", "drawn", "--lang", lang]);
        assert_eq!(code, 0, "{said}");
        assert!(!fine.is_empty());
        let (code, _, said) = case(folder.path(), &["new", "mine", "--lang", "en"]);
        assert_eq!(
            (code, said.trim_end()),
            (2, "error ZC0407: file `mine/case.toml` exists and is not overwritten; choose another name")
        );
        let mut check = Command::cargo_bin("zonecast").expect("the binary is built");
        check.current_dir(folder.path()).args(["check", "--case", "mine"]).assert().success();
    }
}

#[test]
fn a_template_of_workbooks_is_the_same_bytes_again_and_read_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a", "b"] {
        assert_eq!(case(folder.path(), &["new", name, "--format", "xlsx"]).0, 0);
    }
    for table in ["zones.xlsx", "city.xlsx", "blocks.xlsx", "history.xlsx", "benchmarks.xlsx"] {
        let read = |name: &str| fs::read(folder.path().join(name).join(table)).expect("written");
        assert_eq!(read("a"), read("b"), "{table}");
    }
    let (code, _, said) = case(folder.path(), &["check", "a"]);
    assert_eq!(code, 1);
    assert!(
        said.starts_with(
            "错误 ZC0482: a/zones.xlsx 工作表“zones”第 3 行 E 列：缺少“园区内规上工业增加值占全市规上工业增加值比重（va_share）”（园区1）的数值"
        ),
        "{said}"
    );
}

#[test]
fn wrong_uses_of_case_are_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    for (words, zh) in [
        (&["--lang", "zh"][..], "错误 ZC0406: 缺少 new 或 check，以及案例文件夹，如 zonecast case new 本市"),
        (&["new"], "错误 ZC0406: 缺少案例文件夹，如 zonecast case new 本市"),
        (&["make", "x"], "错误 ZC0404: case 的值“make”不对，应为：new 或 check"),
        (&["new", "x", "--zones", "0"], "错误 ZC0404: --zones 的值“0”不对，应为：1 到 200 的整数"),
        (&["new", "x", "--format", "ods"], "错误 ZC0404: --format 的值“ods”不对，应为：csv 或 xlsx"),
        (&["new", "x", "--out", "y"], "错误 ZC0478: 选项 --out 只用于 case check"),
        (&["check", "x", "--zones", "2"], "错误 ZC0478: 选项 --zones 只用于 case new"),
    ] {
        let (code, _, said) = case(folder.path(), words);
        assert_eq!((code, said.trim_end()), (2, zh));
    }
}

/// The shipped case with every figure by zone for which `actual` holds entered as an actual one.
fn with_actual(actual: impl Fn(&str) -> bool) -> tempfile::TempDir {
    twin(|case, name, text| {
        let mut out = String::new();
        for (index, mut record) in records(text).into_iter().enumerate() {
            if name == "zones.csv" && index > 0 && actual(&record[2]) {
                // Value and spread stay; only where they come from is another.
                let source = ["published", "某局", "统计年报", "", "2025-03"];
                for (cell, word) in record[12..17].iter_mut().zip(source) {
                    *cell = word.to_owned();
                }
            }
            let cells: Vec<String> =
                record.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
            out += &format!("{}\n", cells.join(","));
        }
        fs::write(case.join(name), out).expect("written");
    })
}

/// Everything that a run says and writes, as far as it is text.
fn said_by_a_run(folder: &Path) -> String {
    let run =
        ["run", "land_first", "--case", "case", "--draws", "100", "--charts", "fans", "--report", "html,md"];
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    let output = command.current_dir(folder).args(run).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut said = String::from_utf8(output.stdout).expect("UTF-8");
    for entry in fs::read_dir(folder.join("out")).expect("readable") {
        let path = entry.expect("an entry").path();
        said += &String::from_utf8_lossy(&fs::read(path).expect("readable"));
    }
    said
}

#[test]
fn the_mark_goes_with_the_last_assumed_figure_and_says_before_which_are_left() {
    let mark = "演示数据";
    let all = said_by_a_run(with_actual(|_| true).path());
    assert!(!all.contains(mark), "{:?}", all.find(mark).map(|at| &all[at.saturating_sub(90)..at + 12]));
    let most = said_by_a_run(with_actual(|indicator| indicator != "elite").path());
    assert!(most.contains("仍为假设的分园区数据：在园区的高层次人才数\n"), "the terminal");
    assert!(
        most.contains(
            "以下各项仍为假设（演示数据·非统计数据），录入实际数之前不得引用：在园区的高层次人才数。"
        ),
        "reports"
    );
    assert!(!most.contains("分园区数据均为假设"));
    let none = said_by_a_run(with_actual(|_| false).path());
    assert!(none.contains("分园区数据均为假设") && !none.contains("仍为假设的分园区数据"));
}
