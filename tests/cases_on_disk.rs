//! Other cities and later knowledge: a case folder edited as a planner would, run from the command line.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

/// A copy of the shipped case under `folder`, one file edited.
fn edited(folder: &Path, file: &str, edit: impl Fn(&str) -> String) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou");
    let to = folder.join("city");
    std::fs::create_dir(&to).expect("made");
    for entry in std::fs::read_dir(from).expect("the shipped case") {
        let path = entry.expect("entry").path();
        if path.extension().is_some_and(|e| e == "rhai") {
            continue;
        }
        let name = path.file_name().expect("a name").to_owned();
        let text = std::fs::read_to_string(&path).expect("text");
        let text = if name == file { edit(&text) } else { text };
        std::fs::write(to.join(name), text).expect("written");
    }
    to
}

/// Runs the case with a scenario; gives what the terminal shows.
fn run(folder: &Path, charts: &str) -> String {
    std::fs::write(
        folder.join("a.rhai"),
        "scenario(\"甲\", \"A\");\nzones().split(\"land\", 2028, 800);\nzones().redraw(2026..=2030, 1);\n",
    )
    .expect("written");
    let words = ["run", "a.rhai", "--case", "city", "--draws", "300", "--charts", charts];
    let output = command(folder).args(words).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    command.current_dir(folder);
    command
}

#[test]
fn a_counting_scope_that_is_ruled_out_has_no_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), "case.toml", |text| {
        text.replacen("probability = 0.5", "probability = 1", 1).replacen(
            "probability = 0.5",
            "probability = 0",
            1,
        )
    });
    let table = run(folder.path(), "all");
    assert!(!table.contains("托管平台全域") && !table.contains("名称园区"), "{table}");
    for file in ["likelihood.csv", "bands.csv"] {
        let text = std::fs::read_to_string(folder.path().join("out").join(file)).expect("written");
        assert!(!text.contains("platforms,") && !text.contains("parks,"), "{file}");
    }
    let svg = std::fs::read_to_string(folder.path().join("out/fans_a.svg")).expect("written");
    assert!(!svg.contains("托管平台全域"), "a legend of nothing");
}

#[test]
fn a_city_without_areas_to_annex_runs_and_redrawing_moves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), "case.toml", |text| text.replacen("blocks = \"blocks.csv\"\n", "", 1));
    std::fs::write(
        folder.path().join("b.rhai"),
        "scenario(\"乙\", \"B\");\nzones().redraw(2026..=2030, 1);\n",
    )
    .expect("written");
    run(folder.path(), "none");
    let words = ["run", "b.rhai", "--case", "city", "--draws", "300", "--charts", "none"];
    command(folder.path()).args(words).assert().success();
    let text = std::fs::read_to_string(folder.path().join("out/likelihood.csv")).expect("written");
    let probabilities = |scenario: &str| -> Vec<String> {
        let rows = text.lines().filter(|row| row.starts_with(scenario));
        rows.map(|row| row.split(',').rev().nth(6).expect("a column").to_owned()).collect()
    };
    assert_eq!(probabilities("baseline,"), probabilities("b,"));
}

#[test]
fn a_case_without_targets_gives_bands_and_money_and_no_empty_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), "case.toml", |text| text.replacen("targets = \"targets.toml\"\n", "", 1));
    let table = run(folder.path(), "all");
    assert!(
        table.contains("公共投入") && !table.contains("同时达成") && !table.contains("延伸测算"),
        "{table}"
    );
    let names: Vec<String> = std::fs::read_dir(folder.path().join("out"))
        .expect("readable")
        .map(|e| e.expect("e").file_name().to_string_lossy().into_owned())
        .collect();
    // What is left to draw speaks of money and of the city itself.
    let drawn = names.iter().filter(|n| n.ends_with(".svg"));
    let untargeted = |n: &String| n.starts_with("budget_") || n == "benchmarks.svg";
    assert!(drawn.clone().count() == 3 && drawn.clone().all(untargeted), "{names:?}");
    let bands = std::fs::read_to_string(folder.path().join("out/bands.csv")).expect("written");
    assert!(bands.lines().count() > 100);
}

#[test]
fn a_block_figure_that_no_area_has_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = edited(folder.path(), "case.toml", str::to_owned);
    std::fs::create_dir(city.join("model")).expect("made");
    let text = "indicator(\"x\", \"甲\", \"X\", blocks(\"firmz\"), \"家\");\n";
    std::fs::write(city.join("model/park.rhai"), text).expect("written");
    let output =
        command(folder.path()).args(["check", "--case", "city", "--lang", "en"]).output().expect("runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let wanted =
        "error ZC0104: city/model/park.rhai:1:33: the case holds no figure `firmz`; did you mean `firms`?\n";
    assert!(said.starts_with(wanted), "{said}");
    // The carets stand below the argument.
    assert!(said.contains(&format!("\n    | {}{}\n", " ".repeat(33), "^".repeat(7))), "{said}");
}

#[test]
fn charts_that_cannot_be_drawn_are_refused_before_the_simulation() {
    let folder = tempfile::tempdir().expect("a folder");
    let check = |chart: &str, wanted: &str| {
        let words = ["run", "--draws", "10000000", "--charts", chart, "--lang", "en"];
        let output = command(folder.path()).args(words).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.starts_with(wanted), "{said}");
    };
    check(
        "fan:tt2",
        "error ZC0424: chart `fan:tt2`: unknown indicator `tt2` (zonecast list indicators shows all); did you mean `fan:t2`?",
    );
    check(
        "fan:va@台洲高新区",
        "error ZC0425: chart `fan:va@台洲高新区`: unknown zone `台洲高新区`; did you mean `fan:va@Taizhou high-tech zone`?",
    );
    check("fan:rd_intensity", "error ZC0504: indicator `rd_intensity` has no band");
    assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 0);
}

#[test]
fn a_model_of_yearly_equations_refuses_several_steps_a_year() {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), "case.toml", |text| text.replace("steps_per_year = 1", "steps_per_year = 4"));
    let output =
        command(folder.path()).args(["check", "--case", "city", "--lang", "en"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("error ZC0130: ") && said.contains("but the case has 4 a year"), "{said}");
}

#[test]
fn shipped_scenarios_pay_for_nothing_that_cannot_act() {
    let folder = tempfile::tempdir().expect("a folder");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/taizhou");
    let said = |path: &Path| {
        let output = command(folder.path()).arg("check").arg(path).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert_eq!(said(&shipped), "");
    // Only one zone is the candidate; a joint bid elsewhere is noted.
    let bid = folder.path().join("bid.rhai");
    let text = "scenario(\"甲\", \"A\");\nimport \"measures/chapter6\" as c;\nc::joint_bid(zone(\"温岭高新区\"), 2028, 1);\n";
    std::fs::write(&bid, text).expect("written");
    let note = said(&bid);
    assert!(note.contains("注意：措施“一区多园联合创建国家高新区”在“温岭高新区”只花钱、不起作用"), "{note}");
}

#[test]
fn an_assumed_number_of_county_units_with_a_spread_runs_and_passes_the_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let city = edited(folder.path(), "city.csv", |text| {
        let row = text.lines().find(|line| line.starts_with(",county_units,")).expect("the figure");
        let assumed = row.replacen(",10,,,derived,,9+1=10,", ",10,9,11,assumed,,区划可能调整,", 1);
        assert_ne!(row, assumed, "the row is as this test knows it");
        text.replacen(row, &assumed, 1)
    });
    run(folder.path(), "none");
    let output = command(folder.path()).args(["case", "check"]).arg(city).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A zone whose industry is all high-tech, and the best and the last one of the province.
#[test]
fn shares_of_nothing_and_of_all_are_simulated() {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), "zones.csv", |text| {
        let line = |line: &str| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            let set = match (cells[0].trim_start_matches('\u{feff}'), cells[2].as_str()) {
                ("gaoxin", "hitech_share") => Some(["100", "90", "100"]),
                ("yiyao", "hitech_share") => Some(["99", "90", "100"]),
                ("gaoxin", "standing") => Some(["100", "90", "100"]),
                ("xianju", "standing") => Some(["0", "0", "10"]),
                _ => None,
            };
            for (cell, text) in set.into_iter().flatten().enumerate() {
                cells[9 + cell] = text.to_owned();
            }
            cells.join(",")
        };
        text.lines().map(line).collect::<Vec<_>>().join("\n")
    });
    assert!(run(folder.path(), "none").contains("T5"));
}

/// Measures of the library name the departments of the document; a city calls its own by their names.
#[test]
fn departments_of_the_library_bear_the_citys_own_names() {
    let folder = tempfile::tempdir().expect("a folder");
    edited(folder.path(), "case.toml", |text| {
        format!("{text}\n[departments]\n\"市财政局\" = \"市财政和国资局\"\n")
    });
    let script = "scenario(\"甲\", \"A\");\nimport \"measures/chapter6\" as c6;\nc6::科技贷款(zones(), 2027..=2030, 2);\n";
    std::fs::write(folder.path().join("a.rhai"), script).expect("written");
    let words = ["tables", "a.rhai", "--case", "city", "--draws", "300", "--out", "out"];
    let output = command(folder.path()).args(words).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let tasks = std::fs::read_to_string(folder.path().join("out/tasks.csv")).expect("tasks");
    assert!(tasks.contains("市财政和国资局") && !tasks.contains("市财政局"), "{tasks}");
}
