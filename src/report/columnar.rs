//! Tables and single draws as Parquet, for programs that read columns; with feature `parquet` only.
//!
//! Owns the types of columns and what the file says of them: under the key `zonecast.columns` a JSON map
//! from a column to its words and unit, or to the column that holds the unit. The values are those of the
//! CSV files. Never: computes a value.

use super::csv_table::{head, parsed};
use super::draws_csv::COLUMNS;
use super::view::View;
use super::{NamedBytes, Options};
use crate::error::{Code, Error, Result};
use crate::summary::{Summary, rounded};
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;
use serde_json::{Map, Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Name of the file of single draws.
pub const DRAWS_PARQUET: &str = "draws.parquet";

/// Rows of a group: what is held in memory.
const GROUP: usize = 16_384;

/// Columns of whole numbers.
const WHOLE: [&str; 4] = ["draw", "year", "extrapolated", "mixed_scopes"];

/// Columns of other numbers with their unit; none if a column `unit` tells it.
const NUMBERS: [(&str, Option<&str>); 17] = [
    ("threshold", None),
    ("probability", Some("1")),
    ("low95", Some("1")),
    ("high95", Some("1")),
    ("change", Some("1")),
    ("change_low95", Some("1")),
    ("change_high95", Some("1")),
    ("share", Some("1")),
    ("confidence", Some("1")),
    ("level_reached", None),
    ("value", None),
    ("p5", None),
    ("p25", None),
    ("p50", None),
    ("p75", None),
    ("p95", None),
    // The only amounts of these tables are money.
    ("amount", Some("亿元")),
];

/// A column; what is empty has no value.
enum Values {
    Texts(Vec<Option<String>>),
    Whole(Vec<Option<i64>>),
    Numbers(Vec<Option<f64>>),
}

impl Values {
    /// An empty column that holds what this name stands for.
    fn named(name: &str) -> Self {
        match name {
            _ if WHOLE.contains(&name) => Self::Whole(Vec::new()),
            _ if NUMBERS.iter().any(|(known, _)| *known == name) => Self::Numbers(Vec::new()),
            _ => Self::Texts(Vec::new()),
        }
    }

    fn add(&mut self, text: &str) {
        match self {
            Self::Texts(values) => values.push((!text.is_empty()).then(|| text.to_owned())),
            Self::Whole(values) => values.push(text.parse().ok()),
            Self::Numbers(values) => values.push(text.parse().ok()),
        }
    }

    fn clear(&mut self) {
        match self {
            Self::Texts(values) => values.clear(),
            Self::Whole(values) => values.clear(),
            Self::Numbers(values) => values.clear(),
        }
    }

    fn declared(&self, name: &str) -> std::result::Result<Type, ParquetError> {
        let (physical, logical) = match self {
            Self::Texts(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Whole(_) => (Physical::INT64, None),
            Self::Numbers(_) => (Physical::DOUBLE, None),
        };
        let column = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        column.with_logical_type(logical).build()
    }
}

/// A column's stable name and what is said of it.
struct Told {
    name: String,
    said: Value,
}

/// Every CSV table among `files` as Parquet.
///
/// # Errors
/// [`Code::CannotReport`] if a table is refused.
pub fn parquet_tables(files: &[NamedBytes], options: &Options) -> Result<Vec<NamedBytes>> {
    let tables = files.iter().filter_map(|file| Some((file.name.strip_suffix(".csv")?, file)));
    tables
        .map(|(stem, file)| {
            let bytes = table(file, options).map_err(|_| refused())?;
            Ok(NamedBytes { name: format!("{stem}.parquet"), bytes })
        })
        .collect()
}

fn refused() -> Error {
    Error::new(Code::CannotReport).with("format", "parquet").with("reason", "@columns-refused")
}

fn table(file: &NamedBytes, options: &Options) -> std::result::Result<Vec<u8>, ParquetError> {
    let mut rows = parsed(&file.bytes).into_iter();
    let columns: Vec<Told> = rows.next().unwrap_or_default().iter().map(|head| told(head, options)).collect();
    let mut values: Vec<Values> = columns.iter().map(|column| Values::named(&column.name)).collect();
    for row in rows {
        values.iter_mut().zip(&row).for_each(|(column, text)| column.add(text));
    }
    let mut writer = open(Vec::new(), &columns, &values)?;
    group(&mut writer, &values)?;
    writer.into_inner()
}

/// A header such as 达成概率(probability), or the stable name alone.
fn told(head: &str, options: &Options) -> Told {
    let (words, name) = match head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((words, name)) => (words, name),
        None => (head, head),
    };
    let unit = NUMBERS.iter().find(|(known, _)| *known == name).map(|(_, unit)| *unit);
    let unit = match unit {
        Some(Some("亿元")) => json!({ "unit": options.lang.pick("亿元", "100 million yuan") }),
        Some(Some(unit)) => json!({ "unit": unit }),
        Some(None) => json!({ "unit_in": "unit" }),
        None => json!({}),
    };
    Told { name: name.to_owned(), said: with_words(words, unit) }
}

fn with_words(words: &str, mut said: Value) -> Value {
    said["words"] = json!(words);
    said
}

fn open<W: Write + Send>(
    out: W,
    columns: &[Told],
    values: &[Values],
) -> std::result::Result<SerializedFileWriter<W>, ParquetError> {
    let fields = columns.iter().zip(values).map(|(column, values)| values.declared(&column.name));
    let fields = fields.map(|field| field.map(Arc::new)).collect::<std::result::Result<_, _>>()?;
    let schema = Type::group_type_builder("zonecast").with_fields(fields).build()?;
    let said: Map<String, Value> = columns.iter().map(|c| (c.name.clone(), c.said.clone())).collect();
    let said = KeyValue::new("zonecast.columns".to_owned(), Value::Object(said).to_string());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("zonecast ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![said]))
        .build();
    SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))
}

/// Writes columns of one length as a group of rows.
fn group<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    columns: &[Values],
) -> std::result::Result<(), ParquetError> {
    fn given<T, U>(values: &[Option<T>], as_is: impl Fn(&T) -> U) -> (Vec<U>, Vec<i16>) {
        let levels = values.iter().map(|value| i16::from(value.is_some())).collect();
        (values.iter().flatten().map(as_is).collect(), levels)
    }
    let mut group = writer.next_row_group()?;
    for values in columns {
        let Some(mut column) = group.next_column()? else { break };
        match values {
            Values::Texts(values) => {
                let (values, levels) = given(values, |text| ByteArray::from(text.as_str()));
                column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
            }
            Values::Whole(values) => {
                let (values, levels) = given(values, |x| *x);
                column.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
            }
            Values::Numbers(values) => {
                let (values, levels) = given(values, |x| *x);
                column.typed::<DoubleType>().write_batch(&values, Some(&levels), None)?;
            }
        }
        column.close()?;
    }
    group.close().map(|_| ())
}

/// Bytes on their way to the disk.
#[derive(Clone, Default)]
struct Pending(Arc<Mutex<Vec<u8>>>);

impl Pending {
    fn bytes(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.bytes())
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// `draws.parquet`, a few draws at a time: one row per draw, scenario, zone and year.
pub struct DrawsParquet {
    writer: SerializedFileWriter<Pending>,
    pending: Pending,
    columns: Vec<Values>,
    rows: usize,
}

impl DrawsParquet {
    /// An empty file with the columns of a summary's indicators.
    ///
    /// # Errors
    /// [`Code::CannotReport`].
    pub fn new(summary: &Summary, options: &Options) -> Result<Self> {
        let view = View::new(summary, options);
        let mut told: Vec<Told> =
            COLUMNS.iter().map(|name| self::told(&head(options.lang, name), options)).collect();
        let mut columns: Vec<Values> = COLUMNS.iter().map(|name| Values::named(name)).collect();
        for indicator in &summary.indicators {
            let said =
                with_words(view.text(&indicator.name), json!({ "unit": view.names().unit(&indicator.unit) }));
            told.push(Told { name: indicator.id.clone(), said });
            columns.push(Values::Numbers(Vec::new()));
        }
        let pending = Pending::default();
        let writer = open(pending.clone(), &told, &columns).map_err(|_| refused())?;
        Ok(Self { writer, pending, columns, rows: 0 })
    }

    /// Adds the rows of a draw in a scenario, as [`super::draws_rows`] does; gives what can be written.
    ///
    /// # Errors
    /// [`Code::CannotReport`].
    pub fn add(
        &mut self,
        summary: &Summary,
        scenario: usize,
        draw: u64,
        value: impl Fn(usize, Option<usize>, usize) -> Option<f64>,
    ) -> Result<Vec<u8>> {
        let id = summary.scenarios.get(scenario).map_or("", |scenario| scenario.id.as_str());
        let zones = summary.zones.iter().enumerate().map(|(at, zone)| (Some(at), zone.id.as_str()));
        for (zone, zone_id) in std::iter::once((None, "")).chain(zones) {
            for (at, year) in summary.case.years.iter().enumerate() {
                let heads = [&draw.to_string(), id, zone_id, &year.to_string()];
                self.columns.iter_mut().zip(heads).for_each(|(column, text)| column.add(text));
                for (indicator, column) in self.columns.iter_mut().skip(COLUMNS.len()).enumerate() {
                    let found = value(indicator, zone, at).filter(|x| x.is_finite()).map(rounded);
                    if let Values::Numbers(values) = column {
                        values.push(found);
                    }
                }
                self.rows += 1;
            }
        }
        if self.rows >= GROUP {
            self.write()?;
        }
        Ok(self.pending.take())
    }

    fn write(&mut self) -> Result<()> {
        group(&mut self.writer, &self.columns).map_err(|_| refused())?;
        self.columns.iter_mut().for_each(Values::clear);
        self.rows = 0;
        Ok(())
    }

    /// Ends the file; gives its last bytes.
    ///
    /// # Errors
    /// [`Code::CannotReport`].
    pub fn finish(mut self) -> Result<Vec<u8>> {
        if self.rows > 0 {
            self.write()?;
        }
        self.writer.close().map_err(|_| refused())?;
        Ok(self.pending.take())
    }
}
