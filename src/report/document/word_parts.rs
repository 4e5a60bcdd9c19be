//! The parts of a Word file that no content changes: styles, fonts, settings, footers, relations.
//!
//! Owns the look: style names and sizes of a government office, margins and page numbers as in GB/T 9704
//! (title 小标宋 二号, headings 黑体 and 楷体 三号, text 仿宋 三号, page numbers outside; on pages on their side 仿宋
//! 小四, for lines are long there). Never: knows what is printed.

use super::xml::escape;
use crate::message::Lang;

/// Name of the main language.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// First line of every part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Fonts: name, then the one to take where it is missing.
const FONTS: [(&str, &str); 5] = [
    ("方正小标宋简体", "宋体"),
    ("黑体", "SimHei"),
    ("楷体_GB2312", "楷体"),
    ("仿宋_GB2312", "仿宋"),
    ("宋体", "SimSun"),
];

/// A style: identifier, name, base, what follows, paragraph properties, font, half points.
struct Style {
    id: &'static str,
    name: &'static str,
    next: &'static str,
    paragraph: &'static str,
    font: &'static str,
    size: u32,
}

const STYLES: [Style; 16] = [
    Style {
        id: "Normal",
        name: "Normal",
        next: "Normal",
        paragraph: "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>",
        font: "仿宋_GB2312",
        size: 32,
    },
    Style {
        id: "Address",
        name: "Salutation",
        next: "Normal",
        paragraph: "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/>",
        font: "仿宋_GB2312",
        size: 32,
    },
    Style {
        id: "Title",
        name: "Title",
        next: "Subtitle",
        paragraph: "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\" w:line=\"600\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        font: "方正小标宋简体",
        size: 44,
    },
    Style {
        id: "Subtitle",
        name: "Subtitle",
        next: "Normal",
        paragraph: "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        font: "楷体_GB2312",
        size: 28,
    },
    Style {
        id: "Imprint",
        name: "Imprint",
        next: "Normal",
        paragraph: "<w:spacing w:after=\"80\" w:line=\"300\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        font: "仿宋_GB2312",
        size: 18,
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        next: "Normal",
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:line=\"560\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"0\"/>",
        font: "黑体",
        size: 32,
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        next: "Normal",
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:outlineLvl w:val=\"1\"/>",
        font: "楷体_GB2312",
        size: 32,
    },
    Style {
        id: "Heading2Wide",
        name: "heading 2 on wide pages",
        next: "TextWide",
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:line=\"460\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"560\"/><w:outlineLvl w:val=\"1\"/>",
        font: "楷体_GB2312",
        size: 28,
    },
    Style {
        id: "TextWide",
        name: "Text on wide pages",
        next: "TextWide",
        paragraph: "<w:spacing w:line=\"400\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/><w:jc w:val=\"both\"/>",
        font: "仿宋_GB2312",
        size: 24,
    },
    Style {
        id: "Caption",
        name: "caption",
        next: "Normal",
        paragraph: "<w:keepNext/><w:keepLines/><w:spacing w:before=\"160\" w:after=\"60\" w:line=\"340\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        font: "黑体",
        size: 24,
    },
    Style {
        id: "FigureCaption",
        name: "Figure caption",
        next: "Normal",
        paragraph: "<w:spacing w:before=\"40\" w:after=\"160\" w:line=\"340\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        font: "黑体",
        size: 24,
    },
    Style {
        id: "Figure",
        name: "Figure",
        next: "FigureCaption",
        paragraph: "<w:keepNext/><w:spacing w:before=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        font: "宋体",
        size: 21,
    },
    Style {
        id: "TableText",
        name: "Table text",
        next: "TableText",
        paragraph: "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/>",
        font: "宋体",
        size: 21,
    },
    Style {
        id: "TableHead",
        name: "Table head",
        next: "TableText",
        paragraph: "<w:keepNext/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        font: "黑体",
        size: 21,
    },
    Style {
        id: "Note",
        name: "Table note",
        next: "Normal",
        paragraph: "<w:spacing w:before=\"20\" w:line=\"280\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/>",
        font: "仿宋_GB2312",
        size: 18,
    },
    Style {
        id: "Compact",
        name: "Compact text",
        next: "Compact",
        // Not justified: a long list of identifiers may not break, and its line would gape.
        paragraph: "<w:spacing w:before=\"20\" w:line=\"310\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/><w:jc w:val=\"left\"/>",
        font: "仿宋_GB2312",
        size: 21,
    },
];

/// Styles whose Latin letters are bold in English.
const BOLD: [&str; 7] =
    ["Title", "Heading1", "Heading2", "Heading2Wide", "Caption", "FigureCaption", "TableHead"];

/// `styles.xml`. Latin letters and digits are marked as English in either language: as Chinese, a
/// number could be broken at the end of a line. A Chinese font of its own tells a heading from the text;
/// in English headings are bold.
pub(super) fn styles(lang: Lang) -> String {
    let mut out = format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"32\"/>\
         <w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>",
        fonts("仿宋_GB2312")
    );
    for style in STYLES {
        let english = lang == Lang::En;
        let bold = if english && BOLD.contains(&style.id) { "<w:b/><w:bCs/>" } else { "" };
        let Style { size, paragraph, .. } = style;
        let default = if style.id == "Normal" { " w:default=\"1\"" } else { "" };
        let based = if style.id == "Normal" { "" } else { "<w:basedOn w:val=\"Normal\"/>" };
        out += &format!(
            "<w:style w:type=\"paragraph\"{default} w:styleId=\"{}\"><w:name w:val=\"{}\"/>{based}\
             <w:next w:val=\"{}\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{}{bold}<w:sz w:val=\"{size}\"/>\
             <w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            style.id,
            style.name,
            style.next,
            fonts(style.font),
        );
    }
    out += "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
            <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/>\
            <w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>";
    out
}

/// Latin letters and digits in Times New Roman, Chinese in `font`.
fn fonts(font: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"{font}\"/>"
    )
}

/// `fontTable.xml`: which font stands in where one is not installed.
pub(super) fn font_table() -> String {
    let one = |(name, other): &(&str, &str)| {
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"auto\"/><w:pitch w:val=\"default\"/></w:font>"
        )
    };
    let fonts: String = FONTS.iter().map(one).collect();
    format!("{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>")
}

/// `settings.xml`: odd and even pages have footers of their own.
pub(super) fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent=\"100\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         </w:settings>"
    )
}

/// A footer with the page number between dashes, at the outer edge.
pub(super) fn footer(even: bool) -> String {
    let side = if even { "left" } else { "right" };
    let run = |text: &str| {
        format!("<w:r><w:rPr>{}<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>{text}</w:r>", fonts("宋体"))
    };
    let number = [
        run("<w:t xml:space=\"preserve\">— </w:t>"),
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        run("<w:t>1</w:t>"),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
        run("<w:t xml:space=\"preserve\"> —</w:t>"),
    ];
    format!(
        "{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"TableText\"/><w:ind w:left=\"280\" \
         w:right=\"280\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{side}\"/></w:pPr>{}</w:p></w:ftr>",
        number.concat()
    )
}

/// A header with the mark that every page carries.
pub(super) fn header(mark: &str) -> String {
    let text = match mark {
        "" => String::new(),
        mark => format!(
            "<w:r><w:rPr><w:color w:val=\"B23A26\"/><w:sz w:val=\"18\"/></w:rPr><w:t>{}</w:t></w:r>",
            escape(mark)
        ),
    };
    format!(
        "{DECLARATION}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"TableText\"/><w:jc w:val=\"right\"/></w:pPr>\
         {text}</w:p></w:hdr>"
    )
}

/// `[Content_Types].xml`.
pub(super) fn content_types() -> String {
    let part = |name: &str, kind: &str| {
        format!(
            "<Override PartName=\"/word/{name}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        )
    };
    let parts = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("header1", "header"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ];
    let parts: String = parts.iter().map(|(name, kind)| part(name, kind)).collect();
    format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" \
         ContentType=\"image/png\"/>{parts}<Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

/// Kinds of relations of a package.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// `_rels/.rels`.
pub(super) fn package_relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" \
         Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

/// `word/_rels/document.xml.rels`; pictures are `rIdP1`, `rIdP2`, ....
pub(super) fn document_relations(pictures: usize) -> String {
    let parts = ["styles", "settings", "fontTable"].map(|name| {
        format!("<Relationship Id=\"rId{name}\" Type=\"{OFFICE}/{name}\" Target=\"{name}.xml\"/>")
    });
    let edges = [("header1", "header"), ("footer1", "footer"), ("footer2", "footer")].map(|(name, kind)| {
        format!("<Relationship Id=\"rId{name}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}.xml\"/>")
    });
    let pictures = (1..=pictures).map(|n| {
        format!("<Relationship Id=\"rIdP{n}\" Type=\"{OFFICE}/image\" Target=\"media/image{n}.png\"/>")
    });
    let pictures: String = pictures.collect();
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}\
         {pictures}</Relationships>",
        parts.concat(),
        edges.concat()
    )
}

/// `docProps/core.xml`; the date is that of the data, as no file holds a clock.
pub(super) fn core(title: &str, date: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>zonecast</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z\
         </dcterms:created></cp:coreProperties>",
        escape(title)
    )
}
