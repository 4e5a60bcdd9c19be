//! CSV files as zonecast writes them, read back.

use std::path::Path;

/// Stable column names and rows of a CSV file.
pub fn csv(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = std::fs::read(path).expect("written");
    let (mut reader, mut rows, mut row) = (csv_core::Reader::new(), Vec::new(), Vec::new());
    let mut input = bytes.strip_prefix("\u{feff}".as_bytes()).expect("byte-order mark");
    let (mut cell, mut length) = (vec![0; 100_000], 0);
    loop {
        let (result, read, written) = reader.read_field(input, &mut cell[length..]);
        input = &input[read..];
        length += written;
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8(cell[..length].to_vec()).expect("UTF-8"));
                length = 0;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => break,
            _ => {}
        }
    }
    let stable = |head: &String| head.rsplit('(').next().unwrap_or(head).trim_end_matches(')').to_owned();
    (rows.remove(0).iter().map(stable).collect(), rows)
}
