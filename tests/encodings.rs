//! Scripts as editors save them: UTF-8 with a mark, GBK, UTF-16; the same answer, the same places.

use assert_cmd::Command;
use std::path::Path;

const RIGHT: &str = "scenario(\"人才扩招\", \"More talent\");\n// 注释也是中文\nlet 主体 = 园区(\"台州高新区\");\n主体.talent(2028, 20);\n";

/// The text in every encoding that scripts come in, plain UTF-8 first.
fn saved(text: &str) -> [(&'static str, Vec<u8>); 5] {
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect()
    };
    [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", format!("\u{feff}{text}").into_bytes()),
        ("GBK", encoding_rs::GBK.encode(text).0.into_owned()),
        ("UTF-16, little end first", utf16([0xff, 0xfe], u16::to_le_bytes)),
        ("UTF-16, big end first", utf16([0xfe, 0xff], u16::to_be_bytes)),
    ]
}

/// What `check` says of a script of these bytes, and its exit code.
fn checked(folder: &Path, bytes: &[u8]) -> (String, Option<i32>) {
    std::fs::write(folder.join("a.rhai"), bytes).expect("written");
    let mut command = Command::cargo_bin("zonecast").expect("the binary is built");
    let output = command.current_dir(folder).args(["check", "a.rhai"]).output().expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).expect("UTF-8"), output.status.code())
}

#[test]
fn a_script_means_the_same_in_every_encoding() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = [
        (RIGHT.to_owned(), Some(0), "人才扩招"),
        // The caret stands under the word, whatever its characters take in the file.
        (RIGHT.replace("主体.talent", "主休.talent"), Some(1), "a.rhai:4:1"),
    ];
    for (text, code, wanted) in texts {
        let [(_, plain), others @ ..] = saved(&text);
        let told = checked(folder.path(), &plain);
        assert_eq!(told.1, code, "{}", told.0);
        assert!(told.0.contains(wanted), "{}", told.0);
        for (encoding, bytes) in others {
            assert_eq!(checked(folder.path(), &bytes), told, "{encoding}");
        }
    }
}

#[test]
fn what_is_no_text_is_said_and_placed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut bytes = encoding_rs::GBK.encode(RIGHT).0.into_owned();
    let second = bytes.iter().position(|byte| *byte == b'\n').expect("lines") + 1;
    bytes.insert(second, 0xff);
    let (said, code) = checked(folder.path(), &bytes);
    assert!(said.contains("a.rhai:2:1") && said.contains("UTF-8"), "{said}");
    assert_eq!(code, Some(1));
}
