//! Completions and manual pages: every command and option, in both languages.

use assert_cmd::Command;

fn zonecast(words: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    let output = command.args(words).output().expect("it runs");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn each_shell_completes_commands_and_options() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (code, text) = zonecast(&["completions", shell]);
        assert_eq!(code, Some(0), "{shell}");
        for word in ["explain-error", "coverage", "typical-miss", "keep-draws"] {
            assert!(text.contains(word), "{shell} lacks {word}");
        }
    }
    // Fish and zsh show what an option does.
    assert!(zonecast(&["completions", "fish"]).1.contains("随机种子"));
    // Scenarios of the case, and files as well.
    let zsh = zonecast(&["completions", "zsh"]).1;
    let both = "{_alternative \"scenarios:scenario:(baseline ";
    assert!(zsh.contains(both) && zsh.contains(" talent_first)\" \"files:file:_files\"}"), "{zsh}");
    assert!(zonecast(&["completions", "bash"]).1.contains("talent_first"));
    // Every word that an option takes is offered, from the table that it is read by.
    assert!(zsh.contains("(random lhs sobol)") && zsh.contains("(html md docx xlsx)"), "{zsh}");
    assert!(zonecast(&["completions", "zsh", "--lang", "en"]).1.contains("threads, 0 for all"));
    assert_eq!(zonecast(&["completions", "tcsh"]).0, Some(2));
    assert_eq!(zonecast(&["completions"]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn bash_offers_the_values_of_an_option() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("zonecast.bash");
    std::fs::write(&file, zonecast(&["completions", "bash"]).1).expect("written");
    for (command, option, wanted) in [
        ("run", "--sampler", "random lhs sobol"),
        ("draw", "--sampler", "random lhs sobol"),
        ("run", "--lang", "zh en"),
        ("tables", "--wording", "formal ipcc"),
        ("case", "--format", "csv xlsx"),
        ("reference", "--format", "terminal md json"),
    ] {
        let ask = format!(
            "source \"$0\"; COMP_WORDS=(zonecast {command} {option} ''); COMP_CWORD=3; _zonecast zonecast '' {option}; echo \"${{COMPREPLY[@]}}\""
        );
        let output = std::process::Command::new("bash").args(["-c", &ask]).arg(&file).output();
        let Ok(output) = output else { return };
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), wanted, "{command} {option}");
    }
}

#[cfg(unix)]
#[test]
fn bash_takes_its_completions() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("zonecast.bash");
    std::fs::write(&file, zonecast(&["completions", "bash"]).1).expect("written");
    let ask = "source \"$0\"; COMP_WORDS=(zonecast run --keep); COMP_CWORD=2; _zonecast zonecast --keep run; echo \"${COMPREPLY[@]}\"";
    let output = std::process::Command::new("bash").args(["-c", ask]).arg(&file).output();
    // Without bash there is nothing to ask.
    let Ok(output) = output else { return };
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "--keep-draws", "{output:?}");
}

#[test]
fn manual_pages_tell_options_in_both_languages() {
    let (code, all) = zonecast(&["man"]);
    assert_eq!(code, Some(0));
    // Lines may break between Chinese characters.
    assert!(all.contains(".TH zonecast 1") && all.contains("高\\:新\\:区\\:政\\:策\\:模\\:拟"), "{all}");
    let (_, run) = zonecast(&["man", "run", "--lang", "en"]);
    assert!(run.contains("\\-\\-until") && run.contains("exact percentiles"), "{run}");
    assert_eq!(zonecast(&["man", "rnu"]).0, Some(2));
}

const COMMANDS: [&str; 17] = [
    "run",
    "check",
    "list",
    "coverage",
    "tables",
    "draw",
    "model",
    "verify",
    "compare",
    "changes",
    "new",
    "case",
    "watch",
    "explain-error",
    "completions",
    "man",
    "reference",
];

#[test]
fn every_manual_page_has_examples_and_exit_codes_in_its_language() {
    for (lang, heads) in [
        ("zh", ["名\\:称", "概\\:要", "说\\:明", "选\\:项", "示\\:例", "退\\:出\\:码"]),
        ("en", ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS"]),
    ] {
        for command in COMMANDS {
            let (code, page) = zonecast(&["man", command, "--lang", lang]);
            assert_eq!(code, Some(0), "{command}");
            let found: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
            assert_eq!(found, heads, "{command} {lang}");
            let name = command.replace('-', "\\-");
            assert!(page.contains(&format!("\nzonecast\\-{name} \\- ")), "{page}");
            assert!(page.contains(&format!(".TP\n\\fBzonecast {name}")), "{command} {lang} has no example");
            for exit in ["0", "1", "2", "3", "130"] {
                assert!(page.contains(&format!(".TP\n{exit}\n")), "{command} {lang}: {exit}");
            }
            assert!(lang == "zh" || page.is_ascii(), "{page}");
        }
    }
    let (_, run) = zonecast(&["man", "run"]);
    // Options have their values, words their Chinese names.
    assert!(run.contains("[情\\:景...]") && run.contains("[\\fB\\-\\-draws\\fR\\ \\fIN\\fR]"), "{run}");
    assert!(run.contains("[\\fB\\-\\-lang\\fR\\ \\fIzh|en\\fR]"), "{run}");
}

#[test]
fn roff_sets_every_manual_page_without_a_warning() {
    use std::io::Write;
    use std::process::{Command as Process, Stdio};
    let set = |page: &str| {
        let mut groff = Process::new("groff");
        groff.args(["-Kutf8", "-man", "-ww", "-Tutf8", "-rLL=90n"]);
        let child = groff.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.ok()?;
        child.stdin.take()?.write_all(page.as_bytes()).ok()?;
        child.wait_with_output().ok()
    };
    if set(".TH a 1\n").is_none() {
        eprintln!("groff is missing: manual pages were not set");
        return;
    }
    for lang in ["zh", "en"] {
        for command in COMMANDS.iter().map(|name| vec!["man", *name]).chain([vec!["man"]]) {
            let page = zonecast(&[&command[..], &["--lang", lang]].concat()).1;
            let output = set(&page).expect("groff runs");
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command:?} {lang}");
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            // The line below the first heading is set with single blanks.
            let named = |line: &&str| line.starts_with("zonecast") && line.contains(" - ");
            let name = text.lines().map(str::trim).find(named);
            assert!(name.is_some_and(|line| !line.trim().contains("  ")), "{name:?}");
        }
    }
}

/// The command lines below the helps, in the order in which each finds what it needs.
fn examples(lang: &str) -> Vec<String> {
    let order = [
        "new",
        "check",
        "run",
        "verify",
        "changes",
        "compare",
        "tables",
        "coverage",
        "draw",
        "list",
        "model",
        "reference",
        "watch",
        "case",
        "explain-error",
        "completions",
        "man",
    ];
    let below = |command: &str| {
        let help = zonecast(&[command, "--help", "--lang", lang]).1;
        let head = if lang == "zh" { "示例：" } else { "examples:" };
        let lines =
            help.lines().skip_while(|line| *line != head).filter(|line| line.starts_with("  zonecast "));
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    order.iter().flat_map(|command| below(command)).collect()
}

/// The same line with few draws.
#[cfg(unix)]
fn quick(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let many = words.iter().position(|word| *word == "--draws");
    match many {
        Some(at) => line.replace(words[at + 1], "300"),
        None if ["run", "compare", "tables", "draw"].contains(&words[1]) => format!("{line} --draws 300"),
        None => line.to_owned(),
    }
}

#[cfg(unix)]
#[test]
fn every_example_of_a_help_runs() {
    let binary = assert_cmd::cargo::cargo_bin("zonecast");
    for lang in ["zh", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        let lines = examples(lang);
        assert!(lines.len() >= COMMANDS.len(), "{lines:?}");
        for line in lines {
            // Watching has no end; `man -l` needs another program.
            if line.contains(" watch ") || line.contains("| man") {
                continue;
            }
            // A template without values has gaps to report.
            let expected = i32::from(line.contains("case check"));
            let typed = quick(&line).replacen("zonecast", "\"$0\"", 1);
            let mut shell = std::process::Command::new("sh");
            let output = shell.arg("-c").arg(&typed).arg(&binary).current_dir(&folder).output();
            let output = output.expect("a shell");
            assert_eq!(output.status.code(), Some(expected), "{line}: {output:?}");
        }
    }
}
