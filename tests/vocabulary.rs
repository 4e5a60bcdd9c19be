//! The reference: complete, and every example in it runs on the Taizhou case.

use assert_cmd::Command;
use zonecast::batch::{CaseChoice, Loaded, entries, load_case};
use zonecast::message::reference::{LANGUAGE, entries as texts, entry};
use zonecast::message::{Lang, say};
use zonecast::model::{Family, Op, Reduction};
use zonecast::report::Entry;
use zonecast::script::{Script, Shelf, signatures, trace_model, trace_scenario, words};

fn loaded() -> Loaded {
    load_case(&CaseChoice::Default, 600).expect("the case is fine")
}

#[test]
fn the_catalogue_has_a_text_for_every_word_and_no_other() {
    let mut known: Vec<(&str, &str)> = words().iter().map(|word| (word.en, word.zh)).collect();
    known.extend(Op::ALL.iter().map(|op| (op.symbol(), op.chinese())));
    known.extend(Reduction::ALL.iter().map(|r| (r.symbol(), r.chinese())));
    known.extend(Family::ALL.iter().map(|f| (f.symbol(), f.chinese())));
    known.extend(LANGUAGE.iter().map(|word| (*word, *word)));
    for (en, zh) in &known {
        let text = entry(en).unwrap_or_else(|| panic!("{en} has no entry"));
        assert!(
            text.signature[0].contains(zh) && text.signature[1].contains(en),
            "{en}: {:?}",
            text.signature
        );
        assert!(text.example[0].contains(zh) && text.example[1].contains(en), "{en}: {:?}", text.example);
        assert!(text.meaning[1].is_ascii() && text.signature[1].is_ascii(), "{en}");
    }
    for (index, text) in texts().iter().enumerate() {
        assert!(known.iter().any(|(en, _)| *en == text.word), "{} is no word", text.word);
        assert!(texts()[..index].iter().all(|other| other.word != text.word), "{} twice", text.word);
    }
}

#[test]
fn words_are_registered_where_the_reference_says() {
    let loaded = loaded();
    let [planners, modellers] = [false, true].map(|models| signatures(&loaded.model, &loaded.host, models));
    let has = |list: &[(String, usize)], name: &str| list.iter().any(|(known, _)| known == name);
    for word in words() {
        for name in [word.en, word.zh] {
            let found = (has(&planners, name), has(&modellers, name));
            let wanted = match word.shelf {
                // The script language cuts texts by a word of that name.
                Shelf::Scenario => (true, name == "split"),
                Shelf::Model => (name == "end" || name == "期末", true),
                Shelf::Both => (true, true),
                Shelf::Names => (false, false),
            };
            assert_eq!(found, wanted, "{name}");
        }
    }
}

/// Traces an example; what it says if it is wrong.
fn traced(loaded: &Loaded, entry: &Entry, example: &str) -> Result<(), String> {
    let told = |error| format!("{}\n{example}", say(&error, Lang::En));
    if entry.model {
        let text = format!("{example}\nindicator(\"zz\", \"末\", \"Last\", 1.0, \"1\");\n");
        let script = Script { shown: "example.rhai".to_owned(), text };
        return trace_model(&loaded.model.case, &script, &loaded.host).map(|_| ()).map_err(told);
    }
    let script = Script {
        shown: "example.rhai".to_owned(),
        text: format!("scenario(\"例\", \"Example\");\n{example}\n"),
    };
    trace_scenario(&loaded.model, "example", &script, &loaded.host).map(|_| ()).map_err(told)
}

#[test]
fn every_example_runs_in_both_languages() {
    let loaded = loaded();
    let all = entries(&loaded, &CaseChoice::Default).expect("the library is fine");
    let mut wrong = Vec::new();
    for entry in &all {
        for example in [&entry.example.zh, &entry.example.en] {
            // This case has whatever an example may need.
            assert!(!example.is_empty() && !example.contains("{year}"), "{:?}", entry.name);
            wrong.extend(traced(&loaded, entry, example).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let of = |group: &str| all.iter().filter(|entry| entry.group == group).count();
    assert_eq!(of("reference-measures"), 138, "the whole library");
    assert_eq!(of("reference-indicators"), loaded.model.graph.indicators.len());
    assert_eq!(of("reference-targets"), loaded.model.case.targets.len());
    let open = loaded.model.graph.levers.iter().filter(|lever| !lever.internal).count();
    assert_eq!(of("reference-levers"), open);
    assert_eq!(of("reference-distributions"), Family::ALL.len());
}

#[test]
fn the_command_filters_and_writes_json_and_definitions() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| {
        let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
        let output =
            command.current_dir(folder.path()).arg("reference").args(words).output().expect("it runs");
        (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
    };
    let (code, json) = run(&["土地", "杠杆", "--format", "json", "--definitions", "z.d.rhai"]);
    assert_eq!(code, Some(0));
    let found: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let land =
        found.as_array().expect("a list").iter().find(|e| e["name"]["en"] == "land").expect("the lever");
    assert_eq!((&land["bounds"]["zh"], &land["unit"]["zh"]), (&"0 到 5000".into(), &"亩/年".into()));
    let text = std::fs::read_to_string(folder.path().join("z.d.rhai")).expect("written");
    assert!(text.starts_with("module static;\n"), "{text}");
    // A lever's word takes zone, years and amount, or in a rule zone and amount.
    for line in
        ["fn 土地(园区: ?, 数量: ?) -> ?;", "fn land(园区: ?, 年份: ?, 数量: ?) -> ?;", "fn zones() -> ?;"]
    {
        assert!(text.lines().any(|l| l == line), "{line}");
    }
    assert_eq!(run(&["--definitions", "z.d.rhai"]).0, Some(2), "an existing file is kept");
    let (_, en) = run(&["triangular", "--lang", "en"]);
    assert!(
        en.starts_with("── distributions\n\ntriangular / 三角分布\n    triangular(low, mode, high)\n"),
        "{en}"
    );
    let (_, md) = run(&["triangular", "--format", "md", "--lang", "en"]);
    assert!(
        md.starts_with("## distributions\n\n### triangular / 三角分布\n\n`triangular(low, mode, high)`\n"),
        "{md}"
    );
    assert_eq!(run(&["没有的词"]).1, "没有符合的词\n");
    assert_eq!(run(&["--format", "pdf"]).0, Some(2));
}

#[test]
fn every_channel_that_only_measures_move_has_an_entry() {
    let loaded = loaded();
    let all = entries(&loaded, &CaseChoice::Default).expect("the reference");
    let channels: Vec<&Entry> = all.iter().filter(|entry| entry.group == "reference-channels").collect();
    let wanted: Vec<&str> =
        loaded.model.graph.levers.iter().filter(|l| l.internal).map(|l| l.label.id.as_str()).collect();
    let found: Vec<&str> = channels.iter().map(|entry| entry.name.en.as_str()).collect();
    assert_eq!(found, wanted);
    assert!(found.len() > 20, "{found:?}");
    let rd = channels.iter().find(|entry| entry.name.zh == "带动研发").expect("R&D brought about");
    assert_eq!((rd.signature.zh.as_str(), rd.unit.zh.as_str()), ("moves: #{ 带动研发: 数 }", "亿元/年"));
    assert_eq!(rd.bounds.zh, "0 到 100");
    assert!(rd.matches(&["通道".to_owned()]) && rd.matches(&["channel".to_owned()]));
}

#[test]
fn every_lever_of_the_shipped_model_says_what_it_moves_and_when() {
    let loaded = loaded();
    let all = entries(&loaded, &CaseChoice::Default).expect("the library is fine");
    let levers: Vec<&Entry> = all.iter().filter(|entry| entry.group == "reference-levers").collect();
    assert_eq!(levers.len(), 6);
    for lever in &levers {
        let (zh, en) = (&lever.meaning.zh, &lever.meaning.en);
        assert!(
            zh.contains("：") && zh.contains('年') && en.contains(": ") && en.contains("year"),
            "{zh} {en}"
        );
    }
    // What is asked for or not is asked for in the example.
    let redraw = levers.iter().find(|lever| lever.name.en == "redraw").expect("the lever");
    assert!(redraw.example.en.ends_with(", 1);"), "{}", redraw.example.en);
}

#[test]
fn what_a_lever_moves_is_a_text() {
    let text = "let l = lever(\"x\", \"甲项\", \"Item\", \"亿元/年\", #{ effect_zh: 3 });\n";
    let script = Script { shown: "m.rhai".into(), text: text.into() };
    let loaded = loaded();
    let error = trace_model(&loaded.model.case, &script, &loaded.host).map(|_| ()).expect_err("no text");
    let said = say(&error, Lang::En);
    assert!(said.starts_with("m.rhai:1:") && said.contains("effect_zh") && said.contains("text"), "{said}");
}
