//! Reports as a user meets them: numbers of the summary, words of a policy draft, the same bytes each time.

use assert_cmd::Command;
use serde_json::Value;
use std::io::Read;
use std::path::Path;

const SCENARIO: &str = r#"
import "measures/chapter2" as m;
scenario("实验室", "Laboratories");
m::provincial_key_laboratory(zones(), 2026..=2027, 1);
zone("台州高新区").invest(2027..=2028, 1.0);
"#;

/// Everything that the tests look at, made once: a circulated report, an internal one and one in English.
struct Made {
    folder: tempfile::TempDir,
}

fn run(folder: &Path, words: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    (output.status.code().expect("it ends"), String::from_utf8(output.stderr).expect("UTF-8"))
}

fn made() -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("labs.rhai"), SCENARIO).expect("written");
    let common =
        ["run", "labs.rhai", "land_first", "--draws", "600", "--charts", "none", "--quiet", "--report"];
    for more in [
        &["all", "--threads", "1", "--out", "zh", "--focus", "labs"][..],
        &["html,docx,xlsx", "--threads", "2", "--out", "again", "--focus", "labs"],
        &["md", "--internal", "--out", "internal", "--focus", "labs"],
        &["md,xlsx", "--lang", "en", "--focus", "land_first", "--out", "en"],
    ] {
        let (code, said) = run(folder.path(), &[&common[..], more].concat());
        assert_eq!(code, 0, "{said}");
    }
    Made { folder }
}

impl Made {
    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join(name)).expect(name)
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    fn part(&self, archive: &str, name: &str) -> String {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(self.bytes(archive))).expect("an archive");
        let mut text = String::new();
        zip.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
        text
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{fdff}' | '\u{ff00}'..='\u{ffef}')
}

/// Whether a percentage stands at the end of a bracket.
fn has_numbers(text: &str) -> bool {
    text.match_indices("%）").any(|(at, _)| text[..at].ends_with(|c: char| c.is_ascii_digit()))
}

/// A text without the brackets that only the internal version has.
fn without_numbers(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('（') {
        out += before;
        let Some((inner, tail)) = after.split_once('）') else { break };
        let number = inner.strip_suffix("个百分点").or_else(|| inner.strip_suffix('%'));
        let plain = |c: char| c.is_ascii_digit() || "+−\\<>、%".contains(c);
        if !number.is_some_and(|n| !n.is_empty() && n.chars().all(plain)) {
            out += &format!("（{inner}）");
        }
        rest = tail;
    }
    out + rest
}

#[test]
fn reports_say_what_the_summary_says_in_the_words_of_a_draft() {
    let made = made();
    let summary: Value = serde_json::from_str(&made.text("zh/summary.json")).expect("JSON");
    let markdown = made.text("zh/report.md");
    numbers(&made, &summary, &markdown);
    chapters(&markdown);
    wording(&markdown);

    // The internal version adds numbers in brackets and the sentences that say so, nothing else.
    let internal = made.text("internal/report_internal.md");
    let same = |text: &str| {
        let lines = without_numbers(text);
        let kept = lines.lines().filter(|l| !l.starts_with('（') && !l.contains("括号内为模拟可能性"));
        kept.filter(|l| !l.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(has_numbers(&internal) && !has_numbers(&markdown), "{internal}");
    assert_eq!(same(&internal), same(&markdown));

    // The same bytes on any number of threads.
    for name in ["report.html", "report.docx", "report.xlsx", "summary.json"] {
        assert!(made.bytes(&format!("zh/{name}")) == made.bytes(&format!("again/{name}")), "{name}");
    }

    // In English only quotations of the document are Chinese.
    let english = made.text("en/report.md");
    let parts = english.split('\u{201c}');
    let plain: String = parts.map(|p| p.split_once('\u{201d}').map_or(p, |(_, rest)| rest)).collect();
    let line = plain.lines().find(|line| line.chars().any(is_chinese));
    assert_eq!(line, None);
    assert!(english.contains("## 1. In brief") && english.contains("Land first"), "{english}");
    heads(&made);
    totals(&made.text("zh/report.html"));
    raised_and_lowered(&made, &english);
}

/// No head is an identifier of a file, none stands twice in a table, and in English all are capitals.
fn heads(made: &Made) {
    use calamine::Reader;
    let mut all: Vec<Vec<String>> = Vec::new();
    for name in ["zh/report.md", "en/report.md"] {
        let text = made.text(name);
        let lines: Vec<&str> = text.lines().collect();
        let tables = lines.windows(2).filter(|pair| pair[1].starts_with("| ---"));
        all.extend(
            tables.map(|pair| pair[0].trim_matches(['|', ' ']).split(" | ").map(str::to_owned).collect()),
        );
    }
    for name in ["zh/report.xlsx", "en/report.xlsx"] {
        let bytes = std::io::Cursor::new(made.bytes(name));
        let mut book = calamine::Xlsx::new(bytes).expect("a workbook");
        for (sheet, range) in book.worksheets().into_iter().skip(1) {
            let row = range.rows().nth(2).unwrap_or_else(|| panic!("{sheet}"));
            all.push(row.iter().map(ToString::to_string).filter(|head| !head.is_empty()).collect());
        }
    }
    assert!(all.len() > 60, "{}", all.len());
    for heads in &all {
        let mut once = heads.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), heads.len(), "{heads:?}");
        for head in heads {
            assert!(!head.contains('_') && !head.starts_with(|c: char| c.is_ascii_lowercase()), "{heads:?}");
        }
    }
}

/// The numbers above a total add up to it, column by column.
fn totals(html: &str) {
    let mut held = 0;
    for table in html.split("<tbody>").skip(1).filter_map(|t| t.split_once("</table>")) {
        let Some((rows, total)) = table.0.split_once("<tfoot>") else { continue };
        let numbers = |row: &str| -> Vec<f64> {
            row.split("data-v=\"").skip(1).filter_map(|t| t.split_once('"')?.0.parse().ok()).collect()
        };
        let rows: Vec<Vec<f64>> = rows.split("<tr>").skip(1).map(numbers).collect();
        for (column, wanted) in numbers(total).into_iter().enumerate() {
            let sum: f64 = rows.iter().map(|row| row[column]).sum();
            assert!((sum - wanted).abs() < 1e-9, "{sum}, not {wanted}");
            held += 1;
        }
    }
    // By department and by measure: three years and the total, and once what is without effect.
    assert_eq!(held, 4 + 1 + 4);
}

/// What the leaders' page calls raised and lowered are the surely changed likelihoods of the summary,
/// and what is mainly by scope is marked there and in the table of changes.
fn raised_and_lowered(made: &Made, english: &str) {
    let summary: Value = serde_json::from_str(&made.text("en/summary.json")).expect("JSON");
    let list = |of: &Value, key: &str| of[key].as_array().expect("a list").clone();
    let scenario = &summary["scenarios"][2];
    assert_eq!(scenario["id"], "land_first");
    let line = english.lines().find(|l| l.contains("measurably raises")).expect("the sentence");
    let (raised, lowered) = line.split_once(" It lowers that of: ").expect("both lists");
    let (lowered, rest) = lowered.split_once(". ").expect("more is said");
    // What others decide is sought, and told apart.
    let sought = rest.strip_prefix("Of those decided by batches, which are sought, more likely: ");
    let sought = sought.and_then(|rest| Some(rest.split_once(". ")?.0)).expect("batches are likelier");
    let table = english.split("Changes against the baseline").nth(1).expect("the table");
    let head = table.lines().find(|line| line.starts_with("| Target |")).expect("a head");
    let column =
        head.split(" | ").position(|name| name.trim_end_matches(" |") == "Land first").expect("a column");
    let (mut up, mut down, mut scoped) = (0, 0, 0);
    for result in list(scenario, "likelihoods").iter().filter(|r| r["scope"].is_null()) {
        let target = &summary["targets"][result["target"].as_u64().expect("an index") as usize];
        let year = result["year"].as_i64().expect("a year");
        let change = result["change"].as_array();
        let Some(change) = change.filter(|_| target["main"] == true && result["evaluated"] == year) else {
            continue;
        };
        let [mean, low, high] = [0, 1, 2].map(|at| change[at].as_f64().expect("a number"));
        let split = list(scenario, "splits")
            .into_iter()
            .find(|s| s["target"] == result["target"] && s["year"] == year && s["scope"].is_null());
        let mark = split.is_some_and(|s| s["changed_by_scope"] == true);
        let id = target["id"].as_str().expect("a text");
        let row = table.lines().find(|l| l.starts_with(&format!("| {id} ")));
        let cell = row.and_then(|row| row.split(" | ").nth(column)).unwrap_or_default();
        match said_of(cell, &year.to_string()) {
            Some(said) => assert_eq!(said.contains('†'), mark, "{id} {year}: {cell}"),
            None => assert!(mean.abs() < 0.005 || (low <= 0.0 && high >= 0.0), "{id} {year}: {cell}"),
        }
        scoped += usize::from(mark);
        if target["force"] == "trigger" || mean.abs() < 0.005 {
            continue;
        }
        let named = |list: &str| {
            let mut parts = list.split("in ").filter(|part| {
                part.split_once(": ").is_some_and(|(years, _)| years.contains(&year.to_string()))
            });
            let wanted = if mark { format!("{id}†") } else { id.to_owned() };
            parts.any(|part| part.split([' ', ',', ';', '.']).any(|word| word == wanted))
        };
        let batch = target["force"] == "batch";
        assert_eq!(named(if batch { sought } else { raised }), low > 0.0, "{id} {year}: {line}");
        assert!(!batch || !(named(raised) || named(lowered)) && high >= 0.0, "{id} {year}: {line}");
        assert_eq!(named(lowered), high < 0.0, "{id} {year}: {line}");
        (up, down) = (up + usize::from(low > 0.0), down + usize::from(high < 0.0));
    }
    assert!(up > 0 && down > 0 && scoped > 0, "{up} {down} {scoped}");
    assert!(table.contains("mainly by the change of statistical scope"), "{table}");
}

/// What a cell such as `2027, 2030: slightly up† 2035: clearly up†` says of a year.
fn said_of<'a>(cell: &'a str, year: &str) -> Option<&'a str> {
    let (_, rest) = cell.split_once(year)?;
    let (_, words) = rest.split_once(": ")?;
    words.split(|c: char| c.is_ascii_digit()).next()
}

/// Numbers traced from `summary.json` to each document.
fn numbers(made: &Made, summary: &Value, markdown: &str) {
    let scenario = &summary["scenarios"][1];
    assert_eq!(scenario["id"], "labs");
    let [html, word] = [made.text("zh/report.html"), made.part("zh/report.docx", "word/document.xml")];
    let sheets: String =
        (2..=9).map(|n| made.part("zh/report.xlsx", &format!("xl/worksheets/sheet{n}.xml"))).collect();
    let cost = scenario["cost_to_target_year"][2].as_f64().expect("P50");
    let undelivered = scenario["budget"]["undelivered"].as_f64().expect("a mean");
    // Both are expected values: of what is spent in all some has no effect.
    let public = scenario["budget"]["public"].as_array().expect("money by year");
    let total: f64 = public.iter().map(|x| x.as_f64().expect("a mean")).sum();
    let t2 = &summary["indicators"].as_array().expect("a list").iter().position(|i| i["id"] == "t2");
    let series = scenario["bands"].as_array().expect("a list").iter();
    let mut of_t2 =
        series.filter(|b| b["indicator"].as_u64().map(|n| n as usize) == *t2 && b["zone"].is_null());
    let parks = of_t2.find(|b| b["scope"] == 0).expect("a band of the first scope");
    let year =
        summary["case"]["years"].as_array().expect("a list").iter().position(|y| *y == 2027).expect("a year");
    let median = parks["years"][year][2].as_f64().expect("P50");
    let money =
        |x: f64| if x == 0.0 { "0".to_owned() } else { format!("{x:.*}", if x < 99.95 { 1 } else { 0 }) };
    // Without a space between number and character.
    let brief = format!("至2027年累计公共投入{}亿元", money(cost));
    for text in [markdown, &html, &word] {
        assert!(text.contains(&brief), "{brief}");
        let all =
            format!("至2035年累计{}亿元（期望值），其中未形成效果的{}亿元", money(total), money(undelivered));
        assert!(text.contains(&all), "{all}");
        assert!(text.contains(&format!("{median:.1}")), "{median}");
    }
    // Sheets hold numbers in full; percentiles of the summary have seven digits.
    let values: Vec<f64> = sheets.split("<v>").filter_map(|t| t.split_once("</v>")?.0.parse().ok()).collect();
    for wanted in [cost, undelivered, median] {
        assert!(values.iter().any(|v| (v - wanted).abs() <= 1e-6 * wanted.abs()), "{wanted}");
    }
}

fn chapters(markdown: &str) {
    let found: Vec<&str> = markdown.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let wanted = [
        "一、要点",
        "二、目标研判",
        "三、分园区情况",
        "四、情景比较",
        "五、措施与资金",
        "六、指标分解表",
        "七、倒推：达到目标还需增加多少",
        "八、分部门任务清单",
        "九、敏感性说明",
        "十、口径说明",
        "十一、数据需求函",
        "十二、方法、局限与输入文件",
    ];
    assert_eq!(found, wanted);
    // Tables and figures are numbered without a gap.
    let numbers =
        markdown.lines().filter_map(|l| l.strip_prefix("**表")?.split_once("  ")?.0.parse::<usize>().ok());
    let numbers: Vec<usize> = numbers.collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
}

/// What would embarrass if printed.
fn wording(markdown: &str) {
    // Nothing at all is a plain 0; three decimals may begin with two zeros.
    for (at, _) in markdown.match_indices("0.00") {
        let tens = markdown[..at].ends_with(|c: char| c.is_ascii_digit());
        let next = markdown[at + 4..].chars().next();
        assert!(tens || next.is_some_and(|c| ('1'..='9').contains(&c)), "{}", &markdown[at..at + 6]);
    }
    for forbidden in [" 0%", "未完成", "泰州", "http", "NaN", "inf", "zonecast run", "| 否 |", "P(all)"]
    {
        assert!(!markdown.contains(forbidden), "{forbidden}");
    }
    // No percentage has decimals beyond those of a threshold.
    for (at, _) in markdown.match_indices('%') {
        let before: String =
            markdown[..at].chars().rev().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        assert!(!before.contains('.'), "{before}");
    }
    // Growth is only said of shares at the same scope, never of money.
    for (at, word) in markdown.match_indices("增长") {
        let next = markdown[at + word.len()..].trim_start().chars().next();
        // Scope by scope: 同口径：甲增长0.1个百分点、乙增长0.2个百分点.
        let clause = markdown[..at].rsplit(['，', '；', '|', '\n']).next().unwrap_or_default();
        let after: String = markdown[at..].chars().take(12).collect();
        assert!(clause.contains("同口径") || !next.is_some_and(|c| c.is_ascii_digit()), "{clause}{after}");
    }
    // What others decide is strived for, in every table.
    let outlooks =
        markdown.lines().filter(|l| ["| T7 ", "| T8a ", "| T8b "].iter().any(|id| l.starts_with(id)));
    let outlooks: Vec<&str> = outlooks.collect();
    assert!(outlooks.iter().any(|line| line.contains("列为争取事项")), "{outlooks:?}");
    for line in outlooks {
        assert!(!line.contains("缺口") && !line.contains("完成"), "{line}");
    }
    // Figures by zone carry the mark; scope effects are always said.
    let zoned = markdown
        .lines()
        .filter(|l| l.starts_with("**表") && (l.contains("分园区") || l.contains("指标分解")));
    let zoned: Vec<&str> = zoned.collect();
    assert_eq!(zoned.len(), 2, "{zoned:?}");
    assert!(zoned.iter().all(|line| line.contains("演示数据·非统计数据")), "{zoned:?}");
    assert!(markdown.contains("主要受统计范围调整影响，同口径"), "{markdown}");
}

#[test]
fn a_scenario_that_improves_nothing_is_still_what_the_report_tells_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let script = "scenario(\"冲击\", \"Shock\");\nzones().foreign_demand(2028..=2029, -15);\n\
                  target(\"T1a\", #{ threshold: 3.0 });\n";
    std::fs::write(folder.path().join("shock.rhai"), script).expect("written");
    let common = ["--draws", "300", "--charts", "none", "--quiet", "--report", "md"];
    for (more, alone) in [(&["run", "shock.rhai"][..], false), (&["run", "baseline"], true)] {
        let (code, said) = run(folder.path(), &[more, &common].concat());
        assert_eq!(code, 0, "{said}");
        let text = std::fs::read_to_string(folder.path().join("out/report.md")).expect("written");
        assert_eq!(text.contains("本次只模拟一个情景"), alone, "{text}");
        assert_eq!(text.contains("“冲击”情景达成可能性有所提高的目标"), !alone, "{text}");
        if alone {
            continue;
        }
        // A threshold of its own is the same in every table of levels.
        let rows = text.lines().filter(|l| l.contains(" T1a ") && l.matches(" | ").count() > 6);
        let own: Vec<&str> = rows.filter(|l| l.contains("≥3%") || l.contains("\\>3%")).collect();
        let of_scenario = text.lines().filter(|l| l.starts_with("| 冲击 | T1a ") && l.contains(" | 2027 | "));
        assert!(own.len() >= 2 && of_scenario.clone().count() > 0, "{own:?}");
        assert!(of_scenario.into_iter().all(|l| l.trim_end().ends_with("≥3% |")), "{text}");
    }
}

#[test]
fn words_of_reports_are_checked_before_anything_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    for (words, said) in
        [(&["run", "--report", "docs"][..], "ZC0450"), (&["run", "--focus", "land_first"], "ZC0452")]
    {
        let (code, error) = run(folder.path(), words);
        assert!(code == 2 && error.contains(said), "{words:?}: {code} {error}");
        assert!(!folder.path().join("out").exists());
    }
    let (_, error) = run(folder.path(), &["run", "--report", "docs", "--lang", "en"]);
    assert!(error.contains("did you mean `docx`?"), "{error}");
    let words =
        ["run", "land_first", "--draws", "100", "--charts", "none", "--report", "md", "--focus", "nobody"];
    let (code, error) = run(folder.path(), &words);
    assert!(code != 0 && error.contains("ZC0411") && !folder.path().join("out").exists(), "{error}");
}
