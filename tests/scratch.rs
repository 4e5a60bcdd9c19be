mod common;
use common::planner::*; use common::*;
use zonecast::message::{Lang, say};
#[test]
fn look() {
    let text = std::fs::read_to_string("/tmp/rowsX.txt").unwrap();
    for row in text.split("\n====\n") {
        let mut scripts = Scripts::default();
        let mut parts = row.split("\n@@");
        let main = parts.next().unwrap();
        for p in parts { let (n, t) = p.split_once('\n').unwrap(); scripts.0.insert(n.trim().to_owned(), t.to_owned()); }
        println!("--- {main}");
        let zhu = std::panic::catch_unwind(|| {
        let is_model = main.starts_with("//model");
        let r = if is_model { model(&planner_case(), main).map(|_| (vec![], vec![])) } else { traced(main, &scripts).map(|t| (t.notes, t.printed)) };
        match r {
            Ok((notes, printed)) => { println!("    OK {printed:?}"); for n in notes { println!("    {:?} {}\n         {}", n.code, say(&n, Lang::Zh), say(&n, Lang::En)); } }
            Err(e) => println!("    {:?} {}\n         {}", e.code, say(&e, Lang::Zh), say(&e, Lang::En)),
        }});
        if zhu.is_err() { println!("    PANIC"); }
    }
}
