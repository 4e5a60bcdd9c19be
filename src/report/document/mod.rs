//! Reports: one content tree, rendered as HTML, Word, Excel and Markdown.
//!
//! Owns the order of chapters and the numbering of headings, tables and figures. The
//! circulated version says likelihoods in words, the internal one adds the number in
//! brackets; nothing else differs. Never: computes a statistic.
//!
//! ```text
//! Summary, Case, Tables -> book (what all chapters ask) -> chapters -> tree -> html | markdown | word | excel
//! ```

mod benchmarks;
mod book;
mod brief;
mod cells;
mod definitions;
mod division;
mod excel;
mod excel_chart;
mod excel_print;
mod html;
mod importance;
mod markdown;
mod method;
mod money;
mod needs;
mod paths;
mod punctuation;
mod requests;
mod scenarios;
mod sensitivity;
mod sizes;
mod targets;
mod tasks;
mod tree;
mod widths;
mod word;
mod word_flow;
mod word_parts;
mod word_table;
mod xml;
mod zones;

#[cfg(test)]
mod sample;

use super::{NamedBytes, Options};
use crate::analysis::differences::Difference;
use crate::analysis::tables::Tables;
use crate::case::Case;
use crate::error::{Code, Error, Result, nearest_name};
use crate::message::Lang;
use crate::summary::Summary;
use book::Book;
use tree::{Block, Caption, Chapter, Document};

/// A format of reports.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// One self-contained page.
    Html,
    /// Plain text with tables.
    Markdown,
    /// Word.
    Word,
    /// Excel.
    Excel,
}

/// Formats by the words of `--report`.
pub const FORMATS: [(&str, Format); 4] =
    [("html", Format::Html), ("md", Format::Markdown), ("docx", Format::Word), ("xlsx", Format::Excel)];

/// What a report is made of.
#[derive(Copy, Clone)]
pub struct Source<'a> {
    /// The case, for definitions, sources and whom to ask.
    pub case: &'a Case,
    /// What was found.
    pub summary: &'a Summary,
    /// Departments' tables of the same run.
    pub tables: &'a Tables,
    /// Index of the scenario that is told in detail; chosen by the report if none.
    pub focus: Option<usize>,
    /// How that scenario differs from the first.
    pub compared: Compared<'a>,
}

/// Differences of the city's indicators between the scenario told in detail and the first one.
#[derive(Copy, Clone, Debug, Default)]
pub struct Compared<'a> {
    /// The differences, of any indicator and year; none if nothing was compared.
    pub differences: &'a [Difference],
    /// Number of draws they were averaged over.
    pub draws: u64,
}

/// The scenario that a report tells in detail unless one is asked for.
pub fn told_in_detail(summary: &Summary) -> usize {
    book::chosen(&summary.scenarios)
}

/// Reads the list of `--report`: names of formats separated by commas, or `all`.
///
/// # Errors
/// [`Code::UnknownReport`], with the nearest known name.
pub fn formats(list: &str) -> Result<Vec<Format>> {
    let mut found = Vec::new();
    for name in list.split([',', '，']).map(str::trim).filter(|name| !name.is_empty()) {
        let known = FORMATS.iter().filter(|(word, _)| *word == name || name == "all");
        let before = found.len();
        known.for_each(|(_, format)| found.push(*format));
        if found.len() == before {
            let names = FORMATS.map(|(word, _)| word);
            return Err(Error::new(Code::UnknownReport)
                .with("format", name)
                .with_some("nearest", nearest_name(name, names))
                .listed("known", names.iter().chain(&["all"])));
        }
    }
    found.dedup();
    Ok(found)
}

/// The reports as files, with the figures that Markdown refers to; and warnings of drawing.
///
/// # Errors
/// A figure that cannot be drawn, or a workbook that cannot be written.
pub fn reports(
    source: &Source,
    formats: &[Format],
    options: &Options,
    internal: bool,
) -> Result<(Vec<NamedBytes>, Vec<Error>)> {
    let (document, warnings) = document(source, options, internal)?;
    let stem = if internal { "report_internal" } else { "report" };
    let mut files = Vec::new();
    for format in formats {
        let (ending, bytes) = match format {
            Format::Html => ("html", html::html(&document).into_bytes()),
            Format::Markdown => ("md", markdown::markdown(&document).into_bytes()),
            Format::Word => ("docx", word::docx(&document)?),
            Format::Excel => ("xlsx", excel::xlsx(&document)?),
        };
        files.push(NamedBytes { name: format!("{stem}.{ending}"), bytes });
        if *format == Format::Markdown {
            let file = |f: &tree::Figure| NamedBytes {
                name: format!("{}.svg", f.name),
                bytes: f.svg.clone().into_bytes(),
            };
            files.extend(document.figures().map(file));
        }
    }
    Ok((files, warnings))
}

/// Builds the content tree.
fn document(source: &Source, options: &Options, internal: bool) -> Result<(Document, Vec<Error>)> {
    let book = Book::new(source, options, internal);
    let mut warnings = Vec::new();
    let chapters = vec![
        brief::chapter(&book),
        targets::chapter(&book, &mut warnings)?,
        zones::chapter(&book),
        scenarios::chapter(&book, &mut warnings)?,
        money::chapter(&book, &mut warnings)?,
        division::chapter(&book),
        needs::chapter(&book),
        tasks::chapter(&book),
        sensitivity::chapter(&book),
        definitions::chapter(&book),
        requests::chapter(&book),
        method::chapter(&book),
    ];
    let chapters = chapters.into_iter().filter(|chapter| !chapter.blocks.is_empty()).collect();
    let view = &book.view;
    let mut document = Document {
        lang: view.lang,
        title: view.fill("report-title", &[("case", view.text(&view.summary.case.name))]),
        subtitle: view.word(if internal { "report-internal" } else { "report-circulated" }).to_owned(),
        mark: view.summary.case.demonstration.then(|| view.word("demonstration").to_owned()),
        imprint: super::page::imprint(view, None),
        date: view.summary.case.as_of.clone(),
        chapters,
        sheets: paths::sheet(&book).into_iter().collect(),
    };
    number(&mut document);
    if view.lang == Lang::Zh {
        punctuation::set(&mut document);
    }
    Ok((document, warnings))
}

/// Numbers headings, tables and figures in their order.
fn number(document: &mut Document) {
    let lang = document.lang;
    let (mut tables, mut figures) = (0, 0);
    for (at, chapter) in document.chapters.iter_mut().enumerate() {
        chapter.heading = match lang {
            Lang::Zh => format!("{}、{}", numeral(at + 1), chapter.heading),
            Lang::En => format!("{}. {}", at + 1, chapter.heading),
        };
        let mut second = 0;
        for block in &mut chapter.blocks {
            match block {
                Block::Heading(text) => {
                    second += 1;
                    *text = match lang {
                        Lang::Zh => format!("（{}）{text}", numeral(second)),
                        Lang::En => format!("{}.{second} {text}", at + 1),
                    };
                }
                Block::Table(table) => {
                    tables += 1;
                    counted(&mut table.caption, lang.pick("表", "Table "), tables);
                }
                Block::Figure(figure) => {
                    figures += 1;
                    counted(&mut figure.caption, lang.pick("图", "Figure "), figures);
                }
                Block::Paragraph(_) | Block::Address(_) => {}
            }
        }
    }
}

fn counted(caption: &mut Caption, label: &str, number: usize) {
    (caption.label, caption.number) = (label.to_owned(), number);
}

/// A number below a hundred in Chinese characters.
fn numeral(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS[n % 10];
    match number / 10 {
        0 => digit(number).to_owned(),
        1 => format!("十{}", digit(number)),
        tens => format!("{}十{}", digit(tens), digit(number)),
    }
}

/// A chapter of these blocks.
fn chapter(heading: impl Into<String>, wide: bool, blocks: Vec<Block>) -> Chapter {
    Chapter { heading: heading.into(), wide, compact: false, letter: false, blocks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_counted_in_characters() {
        let wanted = [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (34, "三十四")];
        wanted.iter().for_each(|(number, text)| assert_eq!(numeral(*number), *text));
    }

    #[test]
    fn formats_are_read_and_slips_are_answered() {
        assert_eq!(formats("html, md").expect("known"), [Format::Html, Format::Markdown]);
        assert_eq!(formats("all").expect("known").len(), 4);
        assert_eq!(formats("").expect("none"), []);
        let error = formats("docs").expect_err("unknown");
        assert_eq!((error.code, error.arg("nearest")), (Code::UnknownReport, Some("docx")));
    }
}
