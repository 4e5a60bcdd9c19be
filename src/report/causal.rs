//! The causal diagram of a model as text that drawing programs read: Mermaid or Graphviz DOT.
//!
//! Owns the two notations. Every box and arrow comes from the graph itself; a dashed
//! arrow acts through an earlier year. Never: lays out.

use crate::message::Lang;
use crate::model::causal::{Arrow, Named, arrows, reduced};
use crate::model::{Graph, Label};

/// Notation of a causal diagram.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Notation {
    /// Mermaid, as wikis and code hosts draw it.
    Mermaid,
    /// Graphviz DOT.
    Dot,
}

/// The diagram of levers, stocks and those indicators that `wanted` names.
///
/// Stocks without a name of their own (smoothing, start values) are passed through.
pub fn causal_diagram(graph: &Graph, notation: Notation, lang: Lang, wanted: &[&str]) -> String {
    let plain = |label: &Label| !label.id.contains(['/', '#']);
    let shown = |named: Named| match named {
        Named::Lever(_) => true,
        Named::Stock(stock) => plain(&graph.stocks[stock].label),
        Named::Indicator(indicator) => wanted.contains(&graph.indicators[indicator].label.id.as_str()),
    };
    let arrows = reduced(&arrows(graph), shown);
    let mut boxes: Vec<Named> = arrows.iter().flat_map(|a| [a.from, a.to]).collect();
    boxes.sort();
    boxes.dedup();
    match notation {
        Notation::Mermaid => mermaid(graph, lang, &boxes, &arrows),
        Notation::Dot => dot(graph, lang, &boxes, &arrows),
    }
}

fn label(graph: &Graph, named: Named) -> &Label {
    match named {
        Named::Lever(lever) => &graph.levers[lever].label,
        Named::Stock(stock) => &graph.stocks[stock].label,
        Named::Indicator(indicator) => &graph.indicators[indicator].label,
    }
}

fn name(graph: &Graph, named: Named, lang: Lang) -> String {
    let label = label(graph, named);
    let text = lang.pick(label.zh.as_str(), label.en.as_str());
    let text = if text.is_empty() { &label.id } else { text };
    // Quotation marks would end the text in both notations.
    text.replace('"', "'")
}

fn id(named: Named) -> String {
    match named {
        Named::Lever(index) => format!("l{index}"),
        Named::Stock(index) => format!("s{index}"),
        Named::Indicator(index) => format!("i{index}"),
    }
}

fn mermaid(graph: &Graph, lang: Lang, boxes: &[Named], arrows: &[Arrow]) -> String {
    let mut out = "flowchart LR\n".to_owned();
    for &named in boxes {
        let name = name(graph, named, lang);
        let shape = match named {
            Named::Lever(_) => format!("([\"{name}\"])"),
            Named::Stock(_) => format!("[\"{name}\"]"),
            Named::Indicator(_) => format!("{{{{\"{name}\"}}}}"),
        };
        out += &format!("  {}{shape}\n", id(named));
    }
    for arrow in arrows {
        let line = if arrow.delayed { "-.->" } else { "-->" };
        out += &format!("  {} {line} {}\n", id(arrow.from), id(arrow.to));
    }
    out
}

fn dot(graph: &Graph, lang: Lang, boxes: &[Named], arrows: &[Arrow]) -> String {
    let mut out = "digraph model {\n  rankdir=LR;\n  node [fontname=\"Noto Sans CJK SC\"];\n".to_owned();
    for &named in boxes {
        let shape = match named {
            Named::Lever(_) => "ellipse",
            Named::Stock(_) => "box",
            Named::Indicator(_) => "hexagon",
        };
        out += &format!("  {} [label=\"{}\", shape={shape}];\n", id(named), name(graph, named, lang));
    }
    for arrow in arrows {
        let style = if arrow.delayed { " [style=dashed]" } else { "" };
        out += &format!("  {} -> {}{style};\n", id(arrow.from), id(arrow.to));
    }
    out + "}\n"
}
