//! The content tree as one self-contained HTML page: offline, sortable tables, prints well.
//!
//! Owns page, styles and the script that sorts. Never: knows what it prints.

use super::tree::{Block, Cell, Document, Figure, Table};
use super::widths::fitted;
use super::word::page_with;
use super::xml::escape;
use crate::message::term;

/// Styles for screen and paper. Fonts are those of office machines, with those of other systems behind.
const STYLE: &str = "\
:root{--ink:#1d1d1f;--soft:#5c6166;--rule:#c9ced3;--band:#f3f5f7;--accent:#004d44;--brick:#b23a26}\
*{box-sizing:border-box}\
body{margin:0 auto;max-width:1120px;padding:32px 28px 64px;color:var(--ink);background:#fff;\
font:16px/1.75 \"Noto Sans SC\",\"Microsoft YaHei\",\"PingFang SC\",\"Noto Sans CJK SC\",sans-serif}\
h1{font-size:28px;line-height:1.4;margin:8px 0 4px;text-align:center}\
h2{font-size:21px;margin:44px 0 12px;padding-bottom:6px;border-bottom:2px solid var(--accent)}\
h3{font-size:17px;margin:26px 0 8px}\
p{margin:8px 0;max-width:60em}\
.sub,.imprint{text-align:center;color:var(--soft);margin:2px auto}\
.imprint{font-size:13px}\
.mark{display:table;margin:10px auto;padding:2px 12px;border:1px solid var(--brick);color:var(--brick);font-size:14px}\
nav{margin:24px 0;padding:10px 18px;background:var(--band);font-size:14px}\
nav a{color:var(--accent);text-decoration:none;margin-right:18px;white-space:nowrap}\
.scroll{overflow-x:auto;margin:6px 0}\
table{border-collapse:collapse;width:100%;font-size:14px;line-height:1.5}\
caption{caption-side:top;text-align:left;font-weight:600;padding:10px 0 6px}\
th,td{padding:5px 8px;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}\
th{background:var(--band);border-bottom:2px solid var(--rule);position:sticky;top:0}\
th{font-weight:600}\
th:focus-visible{outline:2px solid var(--accent)}\
th[aria-sort=ascending]::after{content:\" \\2191\"}\
th[aria-sort=descending]::after{content:\" \\2193\"}\
tfoot td{font-weight:600;border-top:2px solid var(--rule)}\
.again{display:none}\
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
th.n{white-space:normal}td:first-child{min-width:5em}\
.long{overflow-wrap:anywhere}.lines{white-space:nowrap}\
.note{font-size:13px;color:var(--soft);margin:3px 0}\
figure{margin:18px 0}\
figure svg{width:100%;height:auto;border:1px solid var(--rule)}\
figcaption,.paper p{font-weight:600;font-size:14px}\
.paper{display:none}\
@page{size:A4;margin:20mm 16mm}\
@page wide{size:A4 landscape;margin:16mm}\
@media print{body{max-width:none;padding:0;font-size:11pt}nav{display:none}th{position:static}\
section{break-before:page}section:first-of-type{break-before:auto}.wide{page:wide}\
table{font-size:8.5pt;line-height:1.35}th,td{padding:2px 6px}:lang(en) table{font-size:8pt}.compact{font-size:9.5pt;line-height:1.5}\
.compact table{font-size:8pt;line-height:1.35}.compact th,.compact td{padding:2px 8px}\
.compact h2{margin-top:10px}.compact p,.mark{margin-top:3px;margin-bottom:3px}.compact .note{font-size:8pt}\
.compact .again{display:none}p{max-width:none}\
:lang(en) .compact{font-size:8.5pt;line-height:1.4}:lang(en) .compact table,:lang(en) .compact .note{font-size:7.2pt}\
:lang(en) .compact table{line-height:1.25}:lang(en) .compact th,:lang(en) .compact td{padding:1px 6px}\
thead{display:table-header-group}tfoot{display:table-row-group}\
.again{display:table-row}.again th{color:var(--brick);background:none;border:0;font-weight:400}\
tr,.paper{break-inside:avoid}h2,h3,caption,thead{break-after:avoid}\
.scroll{overflow:visible}figure{display:none}.paper{display:block;margin:4mm 0}\
.paper svg{display:block;width:100%;height:auto;max-height:222mm}.paper p{margin:2mm 0 0;font-size:9.5pt}}";

/// Sorts a table by a column: numbers by value, texts by the page's language; a third click restores.
/// Heads are plain text and become switches here: browsers leave buttons blank where they repeat the
/// heads of a table on a further page of paper.
const SCRIPT: &str = "\
document.querySelectorAll('table').forEach(function(t){\
var body=t.tBodies[0],first=Array.from(body.rows),lang=document.documentElement.lang;\
var heads=Array.from(t.tHead.rows[t.tHead.rows.length-1].cells);\
heads.forEach(function(h,i){\
h.tabIndex=0;h.style.cursor='pointer';\
h.addEventListener('keydown',function(e){if(e.key==='Enter'||e.key===' '){e.preventDefault();h.click()}});\
h.addEventListener('click',function(){\
var was=h.getAttribute('aria-sort'),now=was==='ascending'?'descending':was==='descending'?'none':'ascending';\
heads.forEach(function(c){c.setAttribute('aria-sort','none')});\
h.setAttribute('aria-sort',now);\
var key=function(r){var c=r.cells[i];return c.dataset.v!==undefined?Number(c.dataset.v):c.textContent};\
var rows=now==='none'?first:first.slice().sort(function(a,b){var x=key(a),y=key(b),d;\
if(typeof x==='number'&&typeof y==='number')d=x-y;\
else if(typeof x==='number')d=-1;else if(typeof y==='number')d=1;\
else d=x.localeCompare(y,lang);\
return now==='descending'?-d:d});\
rows.forEach(function(r){body.appendChild(r)})})})});";

/// What stands around blocks that want paper on its side.
const ASIDE: (&str, &str) = ("<div class=\"wide\">\n", "</div>\n");

/// The document as a page.
pub(super) fn html(document: &Document) -> String {
    let lang = document.lang.pick("zh-CN", "en");
    let title = escape(&document.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n\
         <p class=\"sub\">{}</p>\n",
        escape(&document.subtitle)
    );
    if let Some(mark) = &document.mark {
        out += &format!("<p class=\"mark\">{}</p>\n", escape(mark));
    }
    out += &format!("<p class=\"imprint\">{}</p>\n</header>\n<nav>", escape(&document.imprint));
    for (at, chapter) in document.chapters.iter().enumerate() {
        out += &format!("<a href=\"#c{}\">{}</a> ", at + 1, escape(&chapter.heading));
    }
    let hint = term("sort-hint", document.lang).unwrap_or_default();
    out += &format!("<span class=\"note\">{hint}</span></nav>\n<main>\n");
    for (at, chapter) in document.chapters.iter().enumerate() {
        let compact = if chapter.compact { " class=\"compact\"" } else { "" };
        out += &format!("<section id=\"c{}\"{compact}>\n", at + 1);
        let heading = format!("<h2>{}</h2>\n", escape(&chapter.heading));
        // Runs of blocks of one kind of page: tables on their side, figures upright.
        let mut wide = page_with(chapter, 0).is_wide();
        out += &format!("{}{heading}", if wide { ASIDE.0 } else { "" });
        for (at, block) in chapter.blocks.iter().enumerate() {
            let turned = page_with(chapter, at).is_wide();
            out += match (wide, turned) {
                (false, true) => ASIDE.0,
                (true, false) => ASIDE.1,
                _ => "",
            };
            wide = turned;
            out += &match block {
                Block::Heading(text) => format!("<h3>{}</h3>\n", escape(text)),
                Block::Paragraph(text) | Block::Address(text) => format!("<p>{}</p>\n", escape(text)),
                Block::Table(table) => of_table(table, document),
                Block::Figure(figure) => of_figure(figure),
            };
        }
        out += if wide { ASIDE.1 } else { "" };
        out += "</section>\n";
    }
    out += &format!("</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

fn of_table(table: &Table, document: &Document) -> String {
    // On paper the mark is repeated with the heads on every page of the table.
    let again = document.mark.as_ref().map_or(String::new(), |mark| {
        format!("<tr class=\"again\"><th colspan=\"{}\">{}</th></tr>", table.columns.len(), escape(mark))
    });
    let mut out = format!(
        "<div class=\"scroll\"><table>\n<caption>{}</caption>\n{}<thead>{again}<tr>",
        escape(&table.caption.shown()),
        shares(table)
    );
    for column in &table.columns {
        let class = if column.numeric { " class=\"n\"" } else { "" };
        out += &format!("<th scope=\"col\"{class}>{}</th>", escape(&column.head));
    }
    out += "</tr></thead>\n<tbody>\n";
    let line = |row: &Vec<Cell>| format!("<tr>{}</tr>\n", row.iter().map(of_cell).collect::<String>());
    let (rows, total) = table.parted();
    out += &rows.iter().map(line).collect::<String>();
    out += "</tbody>";
    if let Some(total) = total {
        out += &format!("<tfoot>{}</tfoot>", line(total));
    }
    out += "</table></div>\n";
    for note in &table.notes {
        out += &format!("<p class=\"note\">{}</p>\n", escape(note));
    }
    if !table.provenance.is_empty() {
        let source = term("table-provenance", document.lang).unwrap_or_default();
        out += &format!("<p class=\"note\">{}</p>\n", source.replace("{source}", &escape(&table.provenance)));
    }
    out
}

/// The columns' shares of the width, such that rows are low; no browser makes a column too narrow for a word.
fn shares(table: &Table) -> String {
    let whole = fitted(table, 0, WIDTH, POINTS);
    let share =
        |part: u32| format!("<col style=\"width:{:.1}%\">", 100.0 * f64::from(part) / f64::from(WIDTH));
    format!("<colgroup>{}</colgroup>\n", whole.into_iter().map(share).collect::<String>())
}

/// What a table is fitted to: its width on a screen in twentieths of a point, and its letters in points, a
/// tenth larger than they are, for those of a screen are wider and cells have more room around.
const WIDTH: u32 = 15840;
const POINTS: f64 = 11.5;

/// Lines that were broken on purpose stay whole up to so many characters.
const WHOLE: usize = 16;

/// A word without a break of so many letters may be broken anywhere.
const LONG: usize = 40;

fn of_cell(cell: &Cell) -> String {
    let shown = escape(&cell.shown()).replace('\n', "<br>");
    match cell {
        Cell::Number { value, .. } if value.is_finite() => {
            format!("<td class=\"n\" data-v=\"{value}\">{shown}</td>")
        }
        _ if shown.split_whitespace().any(|word| word.is_ascii() && word.len() > LONG) => {
            format!("<td class=\"long\">{shown}</td>")
        }
        Cell::Text(text) if text.contains('\n') && text.lines().all(|l| l.chars().count() <= WHOLE) => {
            format!("<td class=\"lines\">{shown}</td>")
        }
        _ => format!("<td>{shown}</td>"),
    }
}

/// A figure as one drawing for the screen, and in parts of a page's width for paper.
fn of_figure(figure: &Figure) -> String {
    let shown = escape(&figure.caption.shown());
    let mut out = format!("<figure>\n{}<figcaption>{shown}</figcaption>\n</figure>\n", figure.svg);
    let all = figure.parts.len();
    for (k, svg) in figure.parts.iter().enumerate() {
        let number = if all > 1 { format!(" ({}/{all})", k + 1) } else { String::new() };
        out += &format!("<div class=\"paper\" aria-hidden=\"true\">\n{svg}<p>{shown}{number}</p>\n</div>\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn the_page_stands_alone_and_keeps_numbers_in_full_for_sorting() {
        let page = html(&sample::document());
        for wanted in [
            "<html lang=\"zh-CN\">",
            "<title>研判 A&amp;B报告</title>",
            "<td>T1 &lt;甲|乙&gt;</td>",
            "<td class=\"n\" data-v=\"12345.64\">12,345.6</td>",
            "<td class=\"n\" data-v=\"-1.5\">−1.5</td>",
            "<p>第一段 &lt;b&gt;。</p>",
            "<figure>\n<svg",
            // On paper in parts as wide as the page.
            "<div class=\"paper\" aria-hidden=\"true\">\n<svg",
        ] {
            assert!(page.contains(wanted), "{wanted}\n{page}");
        }
        // Heads are plain text, and on paper the mark stands with them on every page of a table.
        assert!(!page.contains("<button") && page.contains("<th scope=\"col\">目标</th>"), "{page}");
        assert!(
            page.contains("<thead><tr class=\"again\"><th colspan=\"3\">演示数据</th></tr><tr>"),
            "{page}"
        );
        // A line that was broken on purpose is not broken again.
        assert_eq!(of_cell(&Cell::text("T1↑（2031）\n甲")), "<td class=\"lines\">T1↑（2031）<br>甲</td>");
        assert_eq!(of_cell(&Cell::text(format!("甲\n{}", "乙".repeat(17)))).find("lines"), None);
        // The only address is the name of the SVG language.
        let addresses = page.matches("http").count();
        assert_eq!(addresses, page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count());
        for from_outside in ["src=", "url(", "@import", "<link"] {
            assert!(!page.contains(from_outside), "{from_outside}");
        }
        assert_eq!(page, html(&sample::document()));
    }
}
