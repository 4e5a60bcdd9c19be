//! Mistakes that only a whole case, a run or two runs show: through the command line, with their exact words.

use crate::Compared;
use assert_cmd::Command;
use std::fs;
use std::path::Path;

fn zonecast(folder: &Path, words: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends"), text(output.stdout), text(output.stderr))
}

/// One row: what standard error says in both languages, in full.
#[track_caller]
fn check(folder: &Path, words: &[&str], zh: &str, en: &str) {
    let said = ["zh", "en"].map(|lang| {
        let (code, _, said) = zonecast(folder, &[words, &["--lang", lang]].concat());
        assert_ne!(code, 0, "{words:?}");
        said.trim_end().to_owned()
    });
    let mut compared = Compared::default();
    compared.row(&words.join(" "), (zh, en), said);
    compared.end(1);
}

/// The shipped case as `city`, with `more` behind its model and one replacement in `case.toml`.
fn city(folder: &Path, more: &str, (from, to): (&str, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let to_city = folder.join("city");
    fs::create_dir_all(to_city.join("model")).expect("made");
    for entry in fs::read_dir(root.join("scenarios/taizhou")).expect("the shipped case") {
        let path = entry.expect("entry").path();
        let text = fs::read_to_string(&path).expect("text");
        let toml = path.ends_with("case.toml");
        assert!(!toml || text.contains(from), "{from}");
        let text = if toml { text.replacen(from, to, 1) } else { text };
        fs::write(to_city.join(path.file_name().expect("a name")), text).expect("written");
    }
    let model = fs::read_to_string(root.join("scripts/model/park.rhai")).expect("the shipped model");
    fs::write(to_city.join("model/park.rhai"), format!("{}\n{more}", model.trim_end())).expect("written");
}

/// The line behind the shipped model.
fn behind(line: usize) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let model = fs::read_to_string(root.join("scripts/model/park.rhai")).expect("the shipped model");
    model.trim_end().lines().count() + line
}

#[test]
fn what_the_model_asks_of_itself_and_of_the_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let same = ("steps_per_year = 1", "steps_per_year = 1");
    let circle = "let k1 = stock(\"k1\", \"甲量\", \"First\", 1.0, \"1\");\nk1.becomes(k1.end() + 1.0);\n\
                  indicator(\"k1\", \"甲量\", \"First\", k1, \"1\");\n";
    city(folder.path(), circle, same);
    let line = behind(2);
    check(
        folder.path(),
        &["check", "baseline", "--case", "city"],
        &format!(
            "错误 ZC0107: 方程在同一步内互相依赖：k1 -> city/model/park.rhai:{line}；请用 previous(x, 初值) 断开\n详细说明：zonecast explain-error ZC0107"
        ),
        &format!(
            "error ZC0107: equations need each other within one step: k1 -> city/model/park.rhai:{line}; break the loop with previous(x, first)\nmore: zonecast explain-error ZC0107"
        ),
    );
    // Two texts with one FNV-1a hash of 64 bits, as known from collections of collisions.
    let twins = "let a1 = uncertain(\"8yn0iYCKYHlIj4-BwPqk\", normal(0.0, 1.0), per_city, once, \"1\");\n\
                 let a2 = uncertain(\"GReLUrM4wMqfg9yzV3KQ\", normal(0.0, 1.0), per_city, once, \"1\");\n\
                 indicator(\"both\", \"两者\", \"Both\", a1 + a2, \"1\");\n";
    city(folder.path(), twins, same);
    check(
        folder.path(),
        &["run", "baseline", "--case", "city", "--draws", "10", "--charts", "none", "--quiet"],
        "错误 ZC0118: “8yn0iYCKYHlIj4-BwPqk”与“GReLUrM4wMqfg9yzV3KQ”的名称散列相同，请改其中一个名称\n详细说明：zonecast explain-error ZC0118",
        "error ZC0118: `8yn0iYCKYHlIj4-BwPqk` and `GReLUrM4wMqfg9yzV3KQ` have the same hash; rename one\nmore: zonecast explain-error ZC0118",
    );
    city(folder.path(), "", ("steps_per_year = 1", "steps_per_year = 2"));
    check(
        folder.path(),
        &["check", "baseline", "--case", "city"],
        "错误 ZC0130: city/model/park.rhai:8:1：这个模型的方程按年书写，案例却设了每年 2 步；请在 case.toml 中设 steps_per_year = 1\n  8 | yearly_steps();\n    | ^^^^^^^^^^^^\n详细说明：zonecast explain-error ZC0130",
        "error ZC0130: city/model/park.rhai:8:1: this model is written in yearly steps, but the case has 2 a year; set steps_per_year = 1 in case.toml\n  8 | yearly_steps();\n    | ^^^^^^^^^^^^\nmore: zonecast explain-error ZC0130",
    );
}

#[test]
fn what_a_recorded_run_is_held_against() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let script = |land: u32| {
        let text = format!("scenario(\"甲\", \"A\");\nzones().split(\"land\", 2027, {land});\n");
        fs::write(at.join("a.rhai"), text).expect("written");
    };
    script(300);
    let words = ["run", "a.rhai", "--draws", "50", "--charts", "none", "--quiet"];
    assert_eq!(zonecast(at, &words).0, 0);
    let whole = zonecast(at, &["verify", "out"]).1;
    let count = whole.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() > 2).expect("a number");
    let summary = fs::read_to_string(at.join("out/summary.json")).expect("written");
    assert!(summary.contains("\"probability\": 0.5"));
    fs::write(at.join("wrong.json"), summary.replacen("\"probability\": 0.5", "\"probability\": 0.75", 1))
        .expect("written");
    check(
        at,
        &["verify", "wrong.json"],
        &format!(
            "错误 ZC0458: 核对不一致：重新运行后有 1 处与文件不同（共核对 {count} 个数）\n详细说明：zonecast explain-error ZC0458"
        ),
        &format!(
            "error ZC0458: not confirmed: 1 entries differ from a new run ({count} numbers compared)\nmore: zonecast explain-error ZC0458"
        ),
    );
    script(301);
    check(
        at,
        &["verify", "out"],
        "错误 ZC0457: out/summary.json：输入与 summary.json 记录的不同，未重新运行：a.rhai\n详细说明：zonecast explain-error ZC0457",
        "error ZC0457: out/summary.json: inputs differ from those recorded, so nothing was run: a.rhai\nmore: zonecast explain-error ZC0457",
    );
    assert!(summary.contains("\"id\": \"taizhou\""));
    let other = summary.replacen("\"id\": \"taizhou\"", "\"id\": \"other\"", 1);
    // The folder of a city's case may have another name each year.
    fs::write(at.join("moved.json"), &other).expect("written");
    assert_eq!(zonecast(at, &["changes", "out", "moved.json"]).0, 0);
    fs::write(at.join("other.json"), other.replace("台州市高新区", "甲市高新区")).expect("written");
    check(
        at,
        &["changes", "out", "other.json"],
        "错误 ZC0461: 两份 summary.json 属于不同的案例：“taizhou”和“other”\n详细说明：zonecast explain-error ZC0461",
        "error ZC0461: the summaries belong to two cases: `taizhou` and `other`\nmore: zonecast explain-error ZC0461",
    );
}

#[test]
fn what_a_run_cannot_give() {
    let folder = tempfile::tempdir().expect("a folder");
    // A target that no share of the city can meet.
    fs::write(folder.path().join("a.rhai"), "scenario(\"甲\", \"A\");\ntarget(\"T3\", #{threshold: 100});\n")
        .expect("written");
    check(
        folder.path(),
        &["draw", "--scenario", "a.rhai", "--typical-hit", "T3", "--draws", "10"],
        "错误 ZC0412: 10 次抽样中没有一次达成目标 T3；可增加 --draws 或换一个目标\n详细说明：zonecast explain-error ZC0412",
        "error ZC0412: none of 10 draws meets target T3; take more --draws or another target\nmore: zonecast explain-error ZC0412",
    );
    // More characters than a cell of a workbook holds, 32,767.
    let (zh, en) = ("长".repeat(40_000), "L".repeat(40_000));
    let long = format!("scenario(\"{zh}\", \"{en}\");\nzones().split(\"land\", 2027, 300);\n");
    fs::write(folder.path().join("long.rhai"), long).expect("written");
    let words = ["run", "long.rhai", "--draws", "20", "--charts", "none", "--report", "xlsx", "--quiet"];
    check(
        folder.path(),
        &words,
        "错误 ZC0451: 报告“xlsx”无法生成：表格内容无法写入\n详细说明：zonecast explain-error ZC0451",
        "error ZC0451: the report `xlsx` cannot be put together: the content of a table was refused\nmore: zonecast explain-error ZC0451",
    );
}
