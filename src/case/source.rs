//! Where a row's number comes from: who issued it, under which title and number, and when.
//!
//! Owns what may stand there: an institution and its document, never an address, and somebody's copy
//! only where a table has a word for it. Never: knows what the number is of.

use super::Source;
use super::columns::half_width_each;
use super::field::Field;
use super::table::Row;
use crate::error::{Code, Error, Place, Result, Together};

/// Column for the address of a document, which is kept for the case's makers and never printed.
pub(super) const ADDRESS: &str = "url";

/// Columns that outputs print as the source.
const PRINTED: [&str; 3] = ["issuer", "title", "document"];
/// What copies are called.
const COPIES: [&str; 4] = ["转载", "镜像", "reposted", "mirror site"];
/// How an address begins, if it is written out.
const BEGINNINGS: [&str; 4] = ["http://", "https://", "ftp://", "www."];
/// Ends of names of hosts that stand without a beginning.
const ENDS: [&str; 8] = ["cn", "com", "net", "org", "gov", "edu", "info", "cc"];

/// Issuer, title, document number and date.
///
/// # Errors
/// [`Code::SourceAddress`], [`Code::SourceCopy`] for a published number, and a wrong date.
pub(super) fn read_source(row: &Row) -> Result<Source> {
    let named = Error::of_all(PRINTED.iter().filter_map(|column| fault(row, row.field(column))));
    let (date, ()) = (row.field("date").date(), named.map_or(Ok(()), Err)).together()?;
    Ok(Source {
        issuer: row.field("issuer").text.clone(),
        title: row.field("title").text.clone(),
        document: row.field("document").text.clone(),
        date,
    })
}

/// A published number must name issuer, title and date.
pub(super) fn check_published(row: &Row) -> Result<()> {
    let empty = ["issuer", "title", "date"].map(|column| row.field(column)).into_iter();
    let empty = empty.filter(|field| field.is_empty());
    let errors = empty.map(|field| field.error(Code::PublishedWithoutSource).with("column", field.name));
    Error::of_all(errors).map_or(Ok(()), Err)
}

/// Refuses an address in a cell that outputs print.
pub(super) fn without_address(field: &Field) -> Result<()> {
    let Some((at, found)) = address(&field.text) else { return Ok(()) };
    let error = Error::at(Code::SourceAddress, within(&field.place, at));
    Err(error.with("column", field.name).with("found", found))
}

fn fault(row: &Row, field: &Field) -> Option<Error> {
    if let Err(error) = without_address(field) {
        return Some(error);
    }
    let published = row.optional("provenance").is_none_or(|field| field.text == "published");
    let lower = field.text.to_lowercase();
    let copy = COPIES.iter().find_map(|word| lower.find(word));
    let at = copy.filter(|_| published && field.name != "document")?;
    let before = lower.get(..at).map_or(0, |text| text.chars().count());
    let error = Error::at(Code::SourceCopy, within(&field.place, before));
    Some(error.with("column", field.name).with("found", &field.text))
}

/// So many characters into a cell; a workbook's cell is named as a whole.
fn within(place: &Place, characters: usize) -> Place {
    let more = if place.sheet.is_some() { 0 } else { u32::try_from(characters).unwrap_or(0) };
    Place { column: place.column + more, ..place.clone() }
}

/// The first address in a text, and how many characters stand before it.
fn address(text: &str) -> Option<(usize, String)> {
    let narrow = half_width_each(text);
    let inside = |c: &char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&+*%=".contains(*c);
    let plain: Vec<char> = narrow.chars().collect();
    let shown: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < plain.len() {
        let length = plain[at..].iter().take_while(|c| inside(c)).count();
        let word: String = plain[at..at + length].iter().collect();
        if is_address(&word.to_lowercase()) {
            return Some((at, shown[at..at + length].iter().collect()));
        }
        at += length.max(1);
    }
    None
}

/// Whether a word is written out as an address, or is the name of a host with or without a path.
fn is_address(word: &str) -> bool {
    if BEGINNINGS.iter().any(|beginning| word.len() > beginning.len() && word.starts_with(beginning)) {
        return true;
    }
    let host = word.split(['/', ':', '?', '#']).next().unwrap_or(word).trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let plain =
        |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    labels.len() >= 2 && labels.iter().all(plain) && labels.last().is_some_and(|end| ENDS.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_names_of_institutions_and_documents() {
        for (text, found) in [
            ("http://www.mirror.cn/a.html", Some((0, "http://www.mirror.cn/a.html"))),
            ("见 https://a.b/c?d=1", Some((2, "https://a.b/c?d=1"))),
            ("转自www.tj.gov.cn", Some((2, "www.tj.gov.cn"))),
            ("统计局（tjj.zj.gov.cn）", Some((4, "tjj.zj.gov.cn"))),
            ("ｗｗｗ．ｔｊ．ｃｎ", Some((0, "ｗｗｗ．ｔｊ．ｃｎ"))),
            ("stats.gov.cn/sj/", Some((0, "stats.gov.cn/sj/"))),
            ("中国日报网（China Daily）", None),
            ("Taizhou included in national sci-tech, economy program", None),
            ("800×1.125", None),
            ("R&D经费占GDP的2.4%", None),
            ("浙政发〔2021〕16号", None),
            ("No. 3, p. 12.5", None),
            ("e.g. U.S. data", None),
            ("1:2.5", None),
            ("", None),
        ] {
            let wanted = found.map(|(at, address)| (at, address.to_owned()));
            assert_eq!(address(text), wanted, "{text}");
        }
    }
}
