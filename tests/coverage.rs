//! Coverage: no clause and no target is left out, and the numbers do not depend on threads.

use assert_cmd::Command;
use std::collections::BTreeSet;
use std::path::Path;

/// Clauses of chapters two to seven of the policy that list measures.
const CLAUSES: [(char, usize); 6] = [('二', 3), ('三', 3), ('四', 3), ('五', 2), ('六', 4), ('七', 3)];

fn run(folder: &Path, threads: &str, lang: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let words = ["coverage", "--threads", threads, "--out", threads, "--lang", lang];
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_clause_has_measures_and_every_target_its_definition() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = run(folder.path(), "2", "zh");
    run(folder.path(), "1", "zh");
    let read = |path: &str| std::fs::read_to_string(folder.path().join(path)).expect("written");
    for file in ["coverage.csv", "coverage_targets.csv", "coverage.json"] {
        assert_eq!(read(&format!("1/{file}")), read(&format!("2/{file}")), "{file}");
    }
    let csv = read("1/coverage.csv");
    let clauses: BTreeSet<&str> = csv.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    let sections = |(chapter, n): (char, usize)| {
        ['一', '二', '三', '四'].into_iter().take(n).map(move |section| format!("{chapter}（{section}）"))
    };
    let wanted: BTreeSet<String> = CLAUSES.into_iter().flat_map(sections).collect();
    assert_eq!(clauses.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), wanted);
    // The targets' file names clauses in the same way.
    let targets = read("1/coverage_targets.csv");
    assert!(targets.lines().skip(1).all(|row| row.contains('（')), "{targets}");
    let coverage: serde_json::Value = serde_json::from_str(&read("1/coverage.json")).expect("JSON");
    let list = |key: &str| coverage[key].as_array().expect("a list").clone();
    for measure in list("measures") {
        let (m, effects) = (&measure["measure"], measure["effects"].as_array().expect("a list"));
        let moves = m["moves"].as_array().expect("a list");
        assert!(!m["departments"].as_array().expect("a list").is_empty(), "{}", m["id"]);
        assert!(
            !moves.is_empty() || !m["why_no_effect"]["zh"].as_str().unwrap_or("").is_empty(),
            "{}",
            m["id"]
        );
        assert!(!effects.is_empty());
        let still = effects.iter().all(|e| e["change"] == 0.0);
        assert!(!moves.is_empty() || still, "{} moves nothing and yet something", m["id"]);
        let matters = effects.iter().any(|e| e["matters"] == true);
        let wanted = match (moves.is_empty(), matters) {
            (true, _) => "not_simulated",
            (false, true) => "moves",
            (false, false) if still => "lifts_others",
            (false, false) => "small",
        };
        assert_eq!(measure["standing"], wanted, "{}", m["id"]);
        // What a scenario has begun in time can touch the first target year, whenever its trial starts.
        if m["id"] == "boundary_redraw" {
            assert_eq!(measure["touches_first"], true);
        }
        // Only redrawing changes what counts, and it does nothing else.
        for effect in effects {
            let redraws = m["id"] == "boundary_redraw";
            let marked = effect["mainly_scope"] == true;
            assert!(redraws || !marked, "{}: {effect}", m["id"]);
            assert!(marked || !redraws || effect["matters"] == false, "{}: {effect}", m["id"]);
        }
    }
    assert!(table.contains("T2↑†") && table.contains("†：主要受统计范围调整影响，不是增长。"), "{table}");
    assert!(table.contains("↑ 指标值上升，↓ 指标值下降；T6a、T10a 以下降为好。"), "{table}");
    for target in list("targets") {
        for key in ["numerator", "denominator", "definition", "words", "department"] {
            assert!(!target[key].as_str().expect("a text").is_empty(), "{}: {key}", target["id"]);
        }
        assert!(table.contains(target["id"].as_str().expect("a text")));
    }
}

#[test]
fn a_clause_a_measure_and_a_target_are_told_in_full() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
        let output =
            command.current_dir(folder.path()).arg("coverage").args(words).output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (code, clause, _) = told(&["六（四）", "--quiet"]);
    let heads: Vec<&str> = clause.lines().filter(|line| line.starts_with("六（四）")).collect();
    assert_eq!((code, heads.len()), (Some(0), 9), "{heads:?}");
    for part in ["原文", "责任单位", "现职责", "成本", "到位", "依据", "采用情景", "时效"]
    {
        assert_eq!(clause.matches(&format!("  {part}  ")).count(), 9, "{part}");
    }
    // The card says what the measure's declaration says.
    let (code, one, _) = told(&["energy_audit", "--quiet", "--lang", "en"]);
    assert_eq!(code, Some(0));
    assert!(one.starts_with("6(4)  ") && one.contains("(energy_audit)"), "{one}");
    assert!(one.contains("1–2 y after spending, in equal parts; delivered"), "{one}");
    assert!(one.contains("cannot touch 2027"), "{one}");
    let energy = one.lines().skip_while(|line| !line.contains("T6a ")).nth(1).expect("its effect");
    assert!(energy.contains("2035 −0.0"), "energy falls: {energy}");
    // English headings are understood, and the word of scripts means the same measure.
    assert_eq!(told(&["6(4)", "--quiet"]).1, clause);
    let (code, twin, _) = told(&["能源计量审查", "--quiet", "--lang", "en"]);
    assert_eq!((code, twin), (Some(0), one));
    let (code, target, _) = told(&["T12", "--quiet"]);
    assert_eq!(code, Some(0));
    assert!(target.starts_with("T12  ") && target.contains("覆盖全域"), "{target}");
    assert!(target.contains("政策没有直接推动它的措施"), "{target}");
    // Nothing is written, and every word that means nothing is named.
    assert!(std::fs::read_dir(folder.path()).expect("a folder").next().is_none());
    let (code, _, said) = told(&["9.1", "T44"]);
    assert_ne!(code, Some(0));
    assert!(said.contains("“9.1”不是条款") && said.contains("“T44”不是条款"), "{said}");
}

#[test]
fn in_english_only_quotations_are_chinese() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = run(folder.path(), "2", "en");
    let chinese =
        |line: &&str| line.chars().any(|c| matches!(c, '\u{2e80}'..='\u{fdff}' | '\u{ff00}'..='\u{ffef}'));
    assert_eq!(table.lines().find(chinese), None);
    for file in ["coverage.csv", "coverage_targets.csv"] {
        let csv = std::fs::read_to_string(folder.path().join("2").join(file)).expect("written");
        // Between a quotation's own marks; the marks are there only for the document's words.
        let plain: String = csv
            .split('\u{201c}')
            .map(|part| part.split_once('\u{201d}').map_or(part, |(_, rest)| rest))
            .collect();
        assert_eq!(plain.lines().find(chinese), None, "{file}");
    }
}
