//! Damaged workbooks end in an error, never in a panic.

use crate::sample::Memory;
use rust_xlsxwriter::{Format, Workbook};
use std::io::{Cursor, Read, Write};
use std::sync::OnceLock;
use zonecast::message::{Lang, say};

/// Names and texts of the parts of `city.xlsx` of the sample.
fn parts() -> &'static [(String, Vec<u8>)] {
    static PARTS: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    PARTS.get_or_init(|| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let text = String::from_utf8(Memory::sample().0["city.csv"].clone()).expect("UTF-8");
        for (row, line) in (0_u32..).zip(text.replace("\"1,600×1.06\"", "1600").lines()) {
            for (column, cell) in (0_u16..).zip(line.split(',')) {
                match cell.parse::<f64>() {
                    Ok(x) => sheet.write_with_format(row, column, x, &Format::new().set_num_format("0.00")),
                    Err(_) => sheet.write_string(row, column, cell),
                }
                .expect("written");
            }
        }
        sheet.merge_range(8, 0, 9, 1, "", &Format::new()).expect("merged");
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a part");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("readable");
            parts.push((file.name().expect("a name").into_owned(), bytes));
        }
        parts
    })
}

fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("started");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("finished").into_inner()
}

/// Reads the sample with these bytes as `city.xlsx`; gives whether it could be read.
fn read(bytes: Vec<u8>) -> bool {
    let mut memory = Memory::sample();
    memory.0.remove("city.csv");
    memory.0.insert("city.xlsx".to_owned(), bytes);
    match memory.read() {
        Ok(_) => true,
        Err(error) => [Lang::Zh, Lang::En].iter().any(|lang| say(&error, *lang).is_empty()),
    }
}

#[test]
fn the_whole_workbook_is_read() {
    assert!(read(archive(parts())));
}

proptest::proptest! {
    #[test]
    fn no_damage_inside_makes_the_reader_panic(
        part in 0usize..12,
        at in 0usize..6000,
        drop in 0usize..30,
        bytes in proptest::collection::vec(
            proptest::sample::select(b"<>/=\"'&;rscvtAZ0919:! -\xff".to_vec()), 0..8),
    ) {
        let mut parts = parts().to_vec();
        let index = part % parts.len();
        let text = &mut parts[index].1;
        let start = at % (text.len() + 1);
        let end = (start + drop).min(text.len());
        text.splice(start..end, bytes);
        read(archive(&parts));
    }

    #[test]
    fn no_damage_of_the_archive_makes_the_reader_panic(
        at in 0usize..10_000,
        drop in 0usize..50,
        bytes in proptest::collection::vec(0u8..=255, 0..8),
    ) {
        let mut whole = archive(parts());
        let start = at % (whole.len() + 1);
        let end = (start + drop).min(whole.len());
        whole.splice(start..end, bytes);
        read(whole);
    }

    #[test]
    fn no_text_makes_numbers_panic(text in "[-+0-9０-９,，. ．%％万亿元eE]{0,14}") {
        let quoted = format!("\"{text}\",,,assumed");
        let case = Memory::sample().with("city.csv", "1700,1500,1900,derived", &quoted);
        if let Err(error) = case.read() {
            proptest::prop_assert!(!say(&error, Lang::En).is_empty());
        }
    }
}
