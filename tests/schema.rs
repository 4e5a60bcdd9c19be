//! JSON files and their schemas: what is written fits, what is damaged does not.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::path::Path;

fn run(folder: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
    let output = command.current_dir(folder).args(words).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("written")).expect("JSON")
}

fn schema(folder: &Path, kind: &str) -> Value {
    let schema: Value =
        serde_json::from_str(&run(folder, &["reference", "--schema", kind])).expect("a schema is JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema), "{kind}");
    // A unit is said once, in English.
    assert!(!schema.to_string().contains("(in 100 million yuan ("), "{kind}");
    schema
}

/// What does not fit, with the place.
fn misfits(schema: &Value, found: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(schema).expect("a schema");
    let told = |e: jsonschema::ValidationError<'_>| format!("{}: {e}", e.instance_path());
    validator.iter_errors(found).map(told).take(5).collect()
}

const LAND: &str =
    "scenario(\"用地\", \"Land\");\nzones().split(\"land\", 2027, 300);\nfigure(\"national_batch\", 90);\n";

#[test]
fn what_run_writes_fits_its_schema_and_a_damaged_summary_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    std::fs::write(at.join("land.rhai"), LAND).expect("written");
    let schema = schema(at, "summary");
    let words = ["run", "land.rhai", "full_package", "--charts", "none", "--quiet"];
    for more in [
        &["--draws", "640", "--sampler", "lhs", "--exact", "--line", "30%"][..],
        &["--draws", "4096", "--sampler", "sobol", "--until", "2%", "--no-redrawing"],
        &["--draws", "300"],
    ] {
        run(at, &[&words[..], more].concat());
        let found = read(&at.join("out/summary.json"));
        assert_eq!(misfits(&schema, &found), [""; 0], "{more:?}");
        assert_eq!(found["schema"], schema["properties"]["schema"]["const"]);
    }
    let whole = read(&at.join("out/summary.json"));
    for (pointer, value) in [
        ("/seed", json!(-1)),
        ("/draws", json!("300")),
        ("/schema", json!("zonecast-summary/0")),
        ("/zones/0/provenance", json!("guessed")),
        ("/targets/0/operator", json!("=>")),
        ("/scenarios/0/likelihoods/0/likelihood/interval", json!([0.1])),
        ("/scenarios/1/cost_total", json!([1.0, 2.0, 3.0, 4.0])),
        ("/scenarios/0/bands/0/years/0/2", json!(null)),
    ] {
        let mut damaged = whole.clone();
        *damaged.pointer_mut(pointer).expect(pointer) = value;
        let told = misfits(&schema, &damaged);
        assert!(told.len() == 1 && told[0].starts_with(pointer), "{pointer}: {told:?}");
    }
    let mut lacking = whole.clone();
    lacking["case"].as_object_mut().expect("a map").remove("years");
    assert!(misfits(&schema, &lacking)[0].starts_with("/case: "), "{:?}", misfits(&schema, &lacking));
    let mut more = whole;
    more["scenarios"][0]["bnads"] = json!([]);
    assert!(misfits(&schema, &more)[0].starts_with("/scenarios/0: "), "{:?}", misfits(&schema, &more));
}

#[test]
fn coverage_and_reference_fit_theirs() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    run(at, &["coverage", "--quiet"]);
    let found = read(&at.join("coverage/coverage.json"));
    let schema_of_coverage = schema(at, "coverage");
    assert_eq!(misfits(&schema_of_coverage, &found), [""; 0]);
    let mut damaged = found;
    damaged["measures"][0]["standing"] = json!("moved");
    assert_eq!(misfits(&schema_of_coverage, &damaged).len(), 1);
    let words: Value =
        serde_json::from_str(&run(at, &["reference", "投资", "--format", "json"])).expect("JSON");
    assert_eq!(misfits(&schema(at, "reference"), &words), [""; 0]);
    assert!(!misfits(&schema(at, "reference"), &json!([{"name": "投资"}])).is_empty());
}

#[test]
fn another_kind_is_answered_with_those_there_are() {
    for (lang, wanted) in [
        ("zh", "错误 ZC0404: --schema 的值“bands”不对，应为：summary、report、coverage 或 reference\n"),
        ("en", "error ZC0404: --schema got `bands`; wanted: summary, report, coverage or reference\n"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zonecast"));
        let output =
            command.args(["reference", "--schema", "bands", "--lang", lang]).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8_lossy(&output.stderr), wanted);
    }
}
