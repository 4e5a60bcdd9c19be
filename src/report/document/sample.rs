//! A small made-up document for the tests of the renderers.

use super::tree::{Block, Caption, Cell, Chapter, Column, Document, Figure, Plot, Table};
use crate::message::Lang;

/// Two chapters with a grouped table, a figure and texts that need escaping.
pub(super) fn document() -> Document {
    let row = |a: &str, b: &str, x: f64| vec![Cell::text(a), Cell::text(b), Cell::number(x, 1)];
    let table = Table {
        name: "分解/表".into(),
        caption: Caption { label: "表".into(), number: 1, text: "分解".into() },
        columns: vec![Column::text("目标", 2.0), Column::text("园区", 1.0), Column::number("值（%）", 1.0)],
        groups: 1,
        rows: vec![
            row("T1 <甲|乙>", "东区", -1.5),
            row("T1 <甲|乙>", "西区", 12345.64),
            row("T2", "东区", 2.0),
        ],
        total: false,
        notes: vec!["注 & 说明".into()],
        provenance: "模拟结果".into(),
        chart: Some(Plot {
            title: "值".into(), names: 1, values: vec![2], stacked: false, axis: "%".into()
        }),
        lines: Vec::new(),
    };
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"2\"></svg>";
    let figure = Figure {
        name: "fans_a".into(),
        caption: Caption { label: "图".into(), number: 1, text: "走势".into() },
        svg: svg.into(),
        parts: vec![svg.into()],
        pictures: vec![(vec![0x89, b'P', b'N', b'G'], (4, 2))],
    };
    let chapter = |heading: &str, wide: bool, blocks: Vec<Block>| Chapter {
        heading: heading.into(),
        wide,
        compact: !wide,
        letter: false,
        blocks,
    };
    Document {
        lang: Lang::Zh,
        title: "研判 A&B报告".into(),
        subtitle: "（稿）".into(),
        mark: Some("演示数据".into()),
        imprint: "某市 · 2000 次抽样".into(),
        date: "2001-02-03".into(),
        sheets: Vec::new(),
        chapters: vec![
            chapter("一、要点", false, vec![Block::Paragraph("第一段 <b>。".into()), Block::Table(table)]),
            chapter("二、走势", true, vec![Block::Heading("（一）全市".into()), Block::Figure(figure)]),
        ],
    }
}
