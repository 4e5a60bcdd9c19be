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
        ("draw", "--sampler", "random lhs"),
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
    assert!(all.contains(".TH zonecast 1") && all.contains("高新区政策模拟"), "{all}");
    let (_, run) = zonecast(&["man", "run", "--lang", "en"]);
    assert!(run.contains("\\-\\-until") && run.contains("exact percentiles"), "{run}");
    assert_eq!(zonecast(&["man", "rnu"]).0, Some(2));
}
