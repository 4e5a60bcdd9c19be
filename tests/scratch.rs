mod common;
use common::planner::*;
use common::*;
use zonecast::message::{Lang, say};
#[test]
fn look() {
    let text = std::fs::read_to_string("/tmp/rowsX.txt").unwrap();
    let mut out = String::new();
    for row in text.split("\n====\n") {
        let mut scripts = Scripts::default();
        let mut parts = row.split("\n@@");
        let main = parts.next().unwrap();
        for p in parts {
            let (n, t) = p.split_once("\n").unwrap_or((p, ""));
            scripts.0.insert(n.trim().to_owned(), t.to_owned());
        }
        let r = std::panic::catch_unwind(|| match main.strip_prefix("//model\0") {
            Some(main) => model(&planner_case(), main).map(|_| vec![]),
            None => traced(main, &scripts).map(|t| t.notes),
        });
        out += &match r {
            Err(_) => "PANIC\u{1}\u{1}".to_owned(),
            Ok(Ok(notes)) => {
                format!("OK\u{1}{:?}\u{1}", notes.iter().map(|n| say(n, Lang::Zh)).collect::<Vec<_>>())
            }
            Ok(Err(e)) => format!("{:?}\u{1}{}\u{1}{}", e.code, say(&e, Lang::Zh), say(&e, Lang::En)),
        };
        out += "\u{2}";
    }
    std::fs::write("/tmp/outX.txt", out).unwrap();
}
