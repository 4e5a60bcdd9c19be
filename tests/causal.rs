//! The causal diagram: every arrow stands in an equation, and no other.

mod common;

use common::{model, small_case, target};
use zonecast::message::Lang;
use zonecast::report::{Notation, causal_diagram};

const MODEL: &str = r#"
let invest = lever("invest", "投资", "Investment", "1/年", #{});
let talent = lever("talent", "人才", "Talent", "1/年", #{});
let K = stock("K", "资本", "Capital", 1.0, "1");
let H = stock("H", "人手", "Staff", 1.0, "1");
let idle = stock("idle", "闲置", "Idle", 1.0, "1");
K.inflow(total(invest));
H.inflow(smooth(total(talent), 2.0, 0.0));
idle.becomes(idle * 0.5);
indicator("x", "产出", "Output", K + delay(H, 1) + baseline(idle), "1");
indicator("y", "其他", "Other", idle, "1");
"#;

#[test]
fn arrows_are_those_of_the_equations() {
    let case = small_case(&["a"], 2024, 2026, 1, &target("T", "x", ">=", 0.0, 2026));
    let graph = model(&case, MODEL).expect("traced").graph;
    let text = causal_diagram(&graph, Notation::Mermaid, Lang::En, &["x"]);
    let mut lines: Vec<&str> = text.lines().skip(1).map(str::trim).collect();
    lines.sort_unstable();
    let mut wanted = vec![
        "l0([\"Investment\"])",
        "l1([\"Talent\"])",
        "s0[\"Capital\"]",
        "s1[\"Staff\"]",
        "i0{{\"Output\"}}",
        "l0 --> s0",
        // Through the smoothing, which is a stock without a name of its own.
        "l1 --> s1",
        "s0 --> i0",
        "s1 -.-> i0",
    ];
    wanted.sort_unstable();
    assert_eq!(lines, wanted);
    let dot = causal_diagram(&graph, Notation::Dot, Lang::Zh, &["x"]);
    assert!(dot.starts_with("digraph model {") && dot.contains("s1 -> i0 [style=dashed];"), "{dot}");
    assert!(dot.contains("[label=\"资本\", shape=box]"), "{dot}");
}
