//! The content tree as a Word file.
//!
//! Owns pages, tables and pictures in WordprocessingML; written by hand, because style names, repeated
//! header rows, page numbers and fonts have to be those of an office. Never: knows what it prints.

use super::tree::{Block, Caption, Chapter, Document, Figure};
use super::word_flow::{self as flow, Placed, Tight};
use super::word_parts as parts;
use super::word_table::{self, Letters, of_table};
use super::xml::escape;
use crate::error::{Code, Error, Result};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A page in twentieths of a point: width, height, margins at the top, right, bottom and left.
pub(super) struct Page {
    size: (u32, u32),
    margins: [u32; 4],
}

/// A4 with margins of 37, 26, 35 and 28 mm, and the same turned on its side.
pub(super) const UPRIGHT: Page = Page { size: (11906, 16838), margins: [2098, 1474, 1984, 1587] };
const WIDE: Page = Page { size: (16838, 11906), margins: [1587, 1304, 1474, 1304] };

/// English metric units per twentieth of a point.
const EMU: u32 = 635;

impl Page {
    fn of(chapter: &Chapter) -> &'static Page {
        if chapter.wide { &WIDE } else { &UPRIGHT }
    }

    /// Whether it is turned on its side.
    pub fn is_wide(&self) -> bool {
        self.size.0 > self.size.1
    }

    /// Printed width and height.
    pub fn inner(&self) -> (u32, u32) {
        let [top, right, bottom, left] = self.margins;
        (self.size.0 - left - right, self.size.1 - top - bottom)
    }

    /// The properties of a section of such pages.
    fn section(&self) -> String {
        let [top, right, bottom, left] = self.margins;
        let turned = if self.is_wide() { " w:orient=\"landscape\"" } else { "" };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdheader1\"/><w:headerReference \
             w:type=\"even\" r:id=\"rIdheader1\"/><w:footerReference w:type=\"default\" r:id=\"rIdfooter1\"/>\
             <w:footerReference w:type=\"even\" r:id=\"rIdfooter2\"/><w:type w:val=\"nextPage\"/><w:pgSz \
             w:w=\"{}\" w:h=\"{}\"{turned}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" \
             w:left=\"{left}\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>",
            self.size.0, self.size.1
        )
    }
}

/// The page of the block at `at`: figures are drawn for upright pages, and texts stand with what they introduce.
pub(super) fn page_with(chapter: &Chapter, at: usize) -> &'static Page {
    let introduced = |block: &&Block| matches!(block, Block::Table(_) | Block::Figure(_));
    match chapter.blocks[at..].iter().find(introduced) {
        Some(Block::Figure(_)) => &UPRIGHT,
        _ => Page::of(chapter),
    }
}

/// The document as a Word file.
///
/// # Errors
/// [`Code::CannotReport`] if the archive cannot be written.
pub(super) fn docx(document: &Document) -> Result<Vec<u8>> {
    let pictures: Vec<&Vec<u8>> =
        document.figures().flat_map(|figure| &figure.pictures).map(|(png, _)| png).collect();
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), parts::content_types().into_bytes()),
        ("_rels/.rels".to_owned(), parts::package_relations().into_bytes()),
        ("docProps/core.xml".to_owned(), parts::core(&document.title, &document.date).into_bytes()),
        ("word/document.xml".to_owned(), body(document).into_bytes()),
        ("word/_rels/document.xml.rels".to_owned(), parts::document_relations(pictures.len()).into_bytes()),
        ("word/styles.xml".to_owned(), parts::styles(document.lang).into_bytes()),
        ("word/settings.xml".to_owned(), parts::settings().into_bytes()),
        ("word/fontTable.xml".to_owned(), parts::font_table().into_bytes()),
        ("word/header1.xml".to_owned(), parts::header(document.mark.as_deref().unwrap_or("")).into_bytes()),
        ("word/footer1.xml".to_owned(), parts::footer(false).into_bytes()),
        ("word/footer2.xml".to_owned(), parts::footer(true).into_bytes()),
    ];
    let pictures = pictures.into_iter().enumerate();
    files.extend(pictures.map(|(n, png)| (format!("word/media/image{}.png", n + 1), png.clone())));
    archive(&files)
        .map_err(|_| Error::new(Code::CannotReport).with("format", "docx").with("reason", "@archive-refused"))
}

/// Files as an archive without a clock.
fn archive(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn body(document: &Document) -> String {
    let mut out = format!("{}<w:document {}><w:body>", parts::DECLARATION, parts::NAMESPACES);
    out += &paragraph("Title", &document.title);
    out += &paragraph("Subtitle", &document.subtitle);
    out += &paragraph("Imprint", &document.imprint);
    let mut picture = 0;
    let mut page = document.chapters.first().map_or(&UPRIGHT, |chapter| page_with(chapter, 0));
    for (chapter, placed) in document.chapters.iter().zip(flow::placed(document)) {
        let tight = chapter.compact.then(|| flow::tight(document, chapter));
        page = turned(page, page_with(chapter, 0), &mut out);
        out += &begun("Heading1", &chapter.heading, placed[0].first);
        for (at, block) in chapter.blocks.iter().enumerate() {
            page = turned(page, page_with(chapter, at), &mut out);
            let Placed { first, letters } = placed[at + 1];
            match (block, tight) {
                (Block::Heading(text), _) => {
                    out += &begun(if page.is_wide() { "Heading2Wide" } else { "Heading2" }, text, first);
                }
                (Block::Address(text), _) => out += &begun("Address", text, first),
                (Block::Paragraph(text), Some(tight)) => out += &compact(text, tight),
                (Block::Paragraph(text), None) => {
                    // A sentence stays with what it introduces.
                    let next = chapter.blocks.get(at + 1);
                    let leads = next.is_some_and(|next| !matches!(next, Block::Paragraph(_)));
                    let kept = format!("{}{}", if leads { KEPT } else { "" }, if first { FIRST } else { "" });
                    out += &styled(if page.is_wide() { "TextWide" } else { "Normal" }, text, &kept);
                }
                (Block::Table(table), _) => {
                    let usual = || letters.unwrap_or_else(|| word_table::letters(table, chapter));
                    let letters = tight.map_or_else(usual, |of| Letters::tight(of.table, of.note));
                    let letters = (chapter, Page::of(chapter).inner().0, letters);
                    out += &of_table(table, document, letters, first);
                }
                (Block::Figure(figure), _) => {
                    out += &of_figure(figure, picture, page, document.lang.pick("（续）", " (cont.)"));
                    picture += figure.pictures.len();
                }
            }
        }
        if chapter.compact {
            out += PAGE_BREAK;
        }
    }
    out += &page.section();
    out += "</w:body></w:document>";
    out
}

/// What follows a chapter that has a page of its own; so low that it finds room on the page.
const PAGE_BREAK: &str = "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr><w:r>\
                          <w:br w:type=\"page\"/></w:r></w:p>";

/// Goes on with pages of another kind: a section ends with the paragraph that holds its properties.
fn turned(page: &'static Page, next: &'static Page, out: &mut String) -> &'static Page {
    if page.size != next.size {
        let small = "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>";
        *out += &format!("<w:p><w:pPr>{small}{}</w:pPr></w:p>", page.section());
    }
    next
}

pub(super) fn paragraph(style: &str, text: &str) -> String {
    styled(style, text, "")
}

/// A paragraph that may begin a page.
fn begun(style: &str, text: &str, first: bool) -> String {
    styled(style, text, if first { FIRST } else { "" })
}

/// A paragraph of a page that has to hold everything.
fn compact(text: &str, Tight { text: size, line, .. }: Tight) -> String {
    let text = run(text, &format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Compact\"/><w:spacing w:before=\"20\" w:line=\"{line}\" \
         w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/></w:pPr>{text}</w:p>",
        size * 20
    )
}

/// A paragraph that is [`KEPT`] or begins a page.
pub(super) fn styled(style: &str, text: &str, kept: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{kept}</w:pPr>{}</w:p>", run(text, ""))
}

/// Keeps a paragraph, or a row whose paragraphs all have it, on the page of what follows.
pub(super) const KEPT: &str = "<w:keepNext/>";

/// Begins a page with a paragraph.
const FIRST: &str = "<w:pageBreakBefore/>";

/// A run of text; quotation marks and dashes are Chinese where Chinese stands.
pub(super) fn run(text: &str, properties: &str) -> String {
    let chinese = text.chars().any(|c| c > '\u{2e80}');
    let hint = if chinese { "<w:rFonts w:hint=\"eastAsia\"/>" } else { "" };
    let text = escape(text).replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">");
    format!("<w:r><w:rPr>{hint}{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A caption whose number is a field, so that Word can list tables and figures.
pub(super) fn caption(style: &str, caption: &Caption, first: bool) -> String {
    let first = if first { FIRST } else { "" };
    let label = caption.label.trim();
    let space = if caption.label.ends_with(' ') { " " } else { "" };
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{first}</w:pPr>{}<w:fldSimple w:instr=\" SEQ {label} \\* ARABIC \">{}\
         </w:fldSimple>{}</w:p>",
        run(&format!("{label}{space}"), ""),
        run(&caption.number.to_string(), ""),
        run(&format!("　{}", caption.text), "")
    )
}

/// The most that a picture of this size can be enlarged on a page.
fn scale((wide, high): (f64, f64), page: &Page) -> f64 {
    let (width, height) = page.inner();
    // Room for the heading above and the caption below.
    (f64::from(width) / wide).min((f64::from(height) - 1500.0) / high)
}

/// The parts of a figure, each with its caption; `before` pictures stand before them.
fn of_figure(figure: &Figure, before: usize, page: &Page, further: &str) -> String {
    let all = figure.pictures.len();
    let parts = figure.pictures.iter().enumerate().map(|(k, (_, size))| {
        let mut named = figure.caption.clone();
        if all > 1 {
            named.text = format!("{} ({}/{all})", named.text, k + 1);
        }
        let size = (f64::from(size.0.max(1)), f64::from(size.1.max(1)));
        let below = match k {
            0 => caption("FigureCaption", &named, false),
            // One number for all parts.
            _ => {
                paragraph("FigureCaption", &format!("{}{further}　{}", figure.caption.numbered(), named.text))
            }
        };
        of_picture(size, &named, before + k + 1, page) + below.as_str()
    });
    parts.collect()
}

/// Height of the last part of a figure with its caption, in twentieths of a point.
pub(super) fn figure_height(figure: &Figure, page: &Page) -> f64 {
    let last = figure.pictures.last().map(|(_, size)| (f64::from(size.0.max(1)), f64::from(size.1.max(1))));
    // Above it 120, below it a caption of one line of 320 with 200 around.
    last.map_or(0.0, |size| size.1 * scale(size, page) + 640.0)
}

/// A picture as large as the page allows.
fn of_picture(size: (f64, f64), named: &Caption, number: usize, page: &Page) -> String {
    let ((drawn_wide, drawn_high), scale) = (size, scale(size, page));
    let emu = |side: f64| (side * scale) as u64 * u64::from(EMU);
    let extent = format!("cx=\"{}\" cy=\"{}\"", emu(drawn_wide), emu(drawn_high));
    let described = escape(&named.shown());
    let id = format!("id=\"{number}\" name=\"image{number}\" descr=\"{described}\"");
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" \
         distL=\"0\" distR=\"0\"><wp:extent {extent}/><wp:docPr {id}/><a:graphic><a:graphicData \
         uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr {id}/>\
         <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdP{number}\"/><a:stretch><a:fillRect/>\
         </a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {extent}/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r></w:p>"
    )
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use std::io::Read;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut text = String::new();
        zip.by_name(name).expect("a part").read_to_string(&mut text).expect("UTF-8");
        text
    }

    #[test]
    fn tables_repeat_their_heads_and_groups_become_bands() {
        let bytes = docx(&sample::document()).expect("written");
        let body = part(&bytes, "word/document.xml");
        assert_eq!(body.matches("<w:tblHeader/>").count(), 1);
        assert_eq!(body.matches("<w:gridSpan w:val=\"2\"/>").count(), 2, "two runs of rows");
        assert_eq!(body.matches("<w:tr>").count(), 1 + 2 + 3);
        assert!(body.contains(">T1 &lt;甲|乙&gt;<") && body.contains(">12,345.6<"), "{body}");
        // The heading of a figure stands on its upright page, even in a chapter of wide tables.
        assert_eq!(body.matches("<w:sectPr>").count(), 1);
        assert!(!body.contains("w:orient=\"landscape\""));
        assert!(body.contains("SEQ 表 ") && body.contains("r:embed=\"rIdP1\""));
        // Every tag is closed: the text is XML.
        for name in ["word/document.xml", "word/styles.xml", "word/footer1.xml", "[Content_Types].xml"] {
            resvg::usvg::roxmltree::Document::parse(&part(&bytes, name)).expect(name);
        }
    }

    #[test]
    fn wide_tables_stand_on_pages_on_their_side() {
        let mut document = sample::document();
        let table = document.chapters[0].blocks[1].clone();
        document.chapters[1].blocks.insert(0, table);
        let body = part(&docx(&document).expect("written"), "word/document.xml");
        // Upright, on its side for the table, upright again for the figure.
        let turned: Vec<bool> =
            body.split("<w:sectPr>").skip(1).map(|section| section.contains("landscape")).collect();
        assert_eq!(turned, [false, true, false]);
    }

    #[test]
    fn nothing_that_nobody_sees_is_copied_with_identifiers() {
        let mut document = sample::document();
        document.chapters[0].blocks.push(Block::Paragraph("有T1、T2；2030年、甲".into()));
        let body = part(&docx(&document).expect("written"), "word/document.xml");
        assert!(body.contains(">有T1、T2；2030年、甲<"), "{body}");
    }

    #[test]
    fn parts_of_a_figure_are_pictures_of_the_full_width_each_with_its_caption() {
        let mut document = sample::document();
        for chapter in &mut document.chapters {
            for block in &mut chapter.blocks {
                let Block::Figure(figure) = block else { continue };
                // A quarter as high as the page, and as high as it is: 8845 by 12756 - 1500 twentieths.
                figure.pictures = [(8845, 2814), (8845, 11256)].map(|size| (b"P".to_vec(), size)).to_vec();
            }
        }
        let bytes = docx(&document).expect("written");
        let body = part(&bytes, "word/document.xml");
        for (n, high) in [(1, 2814), (2, 11256)] {
            assert!(body.contains(&format!("r:embed=\"rIdP{n}\"")), "{body}");
            assert!(body.contains(&format!("cx=\"{}\" cy=\"{}\"", 8845 * 635, high * 635)), "{body}");
            assert!(body.contains(&format!("走势 ({n}/2)")), "{body}");
            assert_eq!(body.matches("SEQ 图 ").count(), 1, "one number for both");
            assert_eq!(part(&bytes, &format!("word/media/image{n}.png")), "P");
        }
    }

    #[test]
    fn a_line_break_of_a_text_is_one_on_paper() {
        let wanted = "<w:t xml:space=\"preserve\">a&amp;</w:t><w:br/><w:t xml:space=\"preserve\">b</w:t>";
        assert!(run("a&\nb", "").contains(wanted), "{}", run("a&\nb", ""));
    }

    #[test]
    fn in_english_headings_are_bold() {
        for (lang, bold) in [(crate::message::Lang::Zh, false), (crate::message::Lang::En, true)] {
            let styles = parts::styles(lang);
            for id in ["Title", "Heading1", "Heading2", "Caption", "TableHead"] {
                let style = styles.split(&format!("w:styleId=\"{id}\"")).nth(1).expect(id);
                let style = style.split_once("</w:style>").expect("closed").0;
                assert_eq!(style.contains("<w:b/>"), bold, "{id}");
            }
            resvg::usvg::roxmltree::Document::parse(&styles).expect("XML");
        }
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let document = sample::document();
        assert_eq!(docx(&document).expect("written"), docx(&document).expect("written"));
    }
}
