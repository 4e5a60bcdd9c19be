//! Levels and confidences of a run, held against the draws themselves.

use assert_cmd::Command;
use std::path::Path;

/// Rows of a CSV by column identifier (the name, or what stands in brackets at its end), cells as text.
fn rows(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let text = std::fs::read_to_string(path).expect("written");
    let cells = |line: &str| {
        // Commas between quotation marks, every second piece, part nothing.
        let pieces = line.split('"').enumerate();
        let kept: String =
            pieces.map(|(at, p)| if at % 2 == 1 { p.replace(',', ";") } else { p.to_owned() }).collect();
        kept.split(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let id = |name: String| name.rsplit_once('(').map_or(name.clone(), |(_, id)| id.replace(')', ""));
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head = cells(lines.next().expect("a header")).into_iter().map(id).collect();
    (head, lines.map(cells).collect())
}

#[test]
fn a_level_is_reached_in_as_many_draws_as_its_confidence_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("a.rhai"), "scenario(\"用地\", \"Land\");\nzones().split(\"land\", 2027, 300);\n")
        .expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let words = ["run", "a.rhai", "--draws", "4000", "--keep-draws", "4000", "--charts", "none", "--quiet"];
    let output = command.current_dir(at).args(words).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let ((head, levels), (names, draws)) =
        (rows(&at.join("out/levels.csv")), rows(&at.join("out/draws.csv")));
    let place = |head: &[String], name: &str| head.iter().position(|h| h == name).expect("a column");
    let column = |name: &str| place(&head, name);
    // T1a and T4 ask for more, T6a for less: the indicator with the target it stands for.
    for (target, indicator, upward, years) in [
        ("T1a", "t1a", true, &["2027", "2035"][..]),
        ("T4", "t4", true, &["2027", "2035"]),
        ("T6a", "t6", false, &["2027", "2035"]),
        // A target of a later year is looked at in that year, not in the policy's.
        ("T10a", "t10a", false, &["2030", "2035"]),
    ] {
        let of_target = levels.iter().filter(|row| row[column("target_id")] == target);
        let found: std::collections::BTreeSet<&str> = of_target.map(|row| &*row[column("year")]).collect();
        assert!(years.iter().all(|year| found.contains(year)), "{target}: {found:?}");
        assert_eq!(found.contains("2027"), years.contains(&"2027"), "{target}: {found:?}");
        for year in years.iter().copied() {
            let value = place(&names, indicator);
            let values: Vec<f64> = draws
                .iter()
                .filter(|row| row[place(&names, "scenario_id")] == "a")
                .filter(|row| row[place(&names, "zone_id")].is_empty() && row[place(&names, "year")] == year)
                .map(|row| row[value].parse().expect("a number"))
                .collect();
            assert_eq!(values.len(), 4000);
            let wanted = levels.iter().filter(|row| {
                row[column("scenario_id")] == "a"
                    && row[column("target_id")] == target
                    && row[column("scope_id")] == "all"
                    && row[column("year")] == year
            });
            let mut last = None;
            let mut held = 0;
            for row in wanted {
                let number = |name: &str| row[column(name)].parse::<f64>().expect("a number");
                let (confidence, level) = (number("confidence"), number("level_reached"));
                let reach = |x: &&f64| if upward { **x >= level } else { **x <= level };
                let share = values.iter().filter(reach).count() as f64 / values.len() as f64;
                assert!(
                    (share - confidence).abs() < 0.01,
                    "{target} {year} {confidence}: {share} at {level}"
                );
                // The surer, the less is asked for.
                assert!(last.is_none_or(|last| if upward { level >= last } else { level <= last }));
                last = Some(level);
                held += 1;
            }
            assert_eq!(held, 19);
        }
    }
}
