//! The content tree as Markdown.
//!
//! Owns the marks of the format. Never: knows what it prints.

use super::tree::{Block, Document, Table};
use crate::message::term;

/// The document as Markdown; figures are files beside it.
pub(super) fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n\n{}\n\n", escape(&document.title), escape(&document.subtitle));
    if let Some(mark) = &document.mark {
        out += &format!("**{}**\n\n", escape(mark));
    }
    out += &format!("{}\n", escape(&document.imprint));
    for chapter in &document.chapters {
        out += &format!("\n## {}\n", escape(&chapter.heading));
        for block in &chapter.blocks {
            out.push('\n');
            out += &match block {
                Block::Heading(text) => format!("### {}\n", escape(text)),
                Block::Paragraph(text) | Block::Address(text) => format!("{}\n", escape(text)),
                Block::Figure(figure) => {
                    format!("![{0}]({1}.svg)\n\n{0}\n", escape(&figure.caption.shown()), figure.name)
                }
                Block::Table(table) => of_table(table, document),
            };
        }
    }
    out
}

fn of_table(table: &Table, document: &Document) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut out = format!("**{}**\n\n", escape(&table.caption.shown()));
    out += &line(table.columns.iter().map(|column| escape(&column.head)).collect());
    let rule = |numeric: bool| if numeric { "---:" } else { "---" }.to_owned();
    out += &line(table.columns.iter().map(|column| rule(column.numeric)).collect());
    for row in &table.rows {
        out += &line(row.iter().map(|cell| escape(&cell.shown())).collect());
    }
    for note in &table.notes {
        out += &format!("\n{}\n", escape(note));
    }
    if !table.provenance.is_empty() {
        let source = term("table-provenance", document.lang).unwrap_or_default();
        out += &format!("\n{}\n", source.replace("{source}", &escape(&table.provenance)));
    }
    out
}

/// A text that Markdown would read as something else.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '<' | '>' => out.extend(['\\', c]),
            // Chinese marks bring their own space.
            '\n' | '\r' if out.ends_with(['、', '，', '；']) => {}
            '\n' | '\r' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_table_has_a_cell_for_every_column_and_texts_stay_texts() {
        let text = markdown(&sample::document());
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows[0], "| 目标 | 园区 | 值（%） |");
        assert_eq!(rows[1], "| --- | --- | ---: |");
        assert_eq!(rows[2], r"| T1 \<甲\|乙\> | 东区 | −1.5 |");
        assert_eq!(rows.len(), 2 + 3);
        assert!(text.contains("![图1  走势](fans_a.svg)"), "{text}");
        assert!(text.starts_with("# 研判 A\\&B报告\n") || text.starts_with("# 研判 A&B报告\n"), "{text}");
    }
}
