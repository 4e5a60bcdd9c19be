//! A finished summary to what people read: charts, tables, JSON, as named bytes.
//!
//! One file per chart or format; `sheet` and `paint` hold what charts share.
//! Never: computes a statistic, reads or writes a file, looks at the clock.
//!
//! ```text
//! Summary -> attainment | fans | exceedance | zones | waterfall | budget | scenarios | benchmarks | fan
//!            -> sheet (texts, boxes) -> paint (SVG, PNG)
//!         -> csv | json | terminal
//!         -> document (content tree) -> HTML | Word | Excel | Markdown
//! ```

mod attainment;
mod axis;
mod benchmarks;
mod benchmarks_csv;
mod budget;
mod budget_csv;
mod causal;
mod changes;
mod chart;
#[cfg(feature = "parquet")]
mod columnar;
mod compare;
mod coverage;
pub mod csv;
mod csv_table;
mod document;
mod draw;
mod draw_csv;
mod draw_names;
mod draw_why;
mod drawing;
mod draws_csv;
mod due;
mod exceedance;
mod fan;
mod fans;
mod font;
mod format;
mod hatch;
mod history_chart;
mod ink;
pub mod json;
pub mod ledger;
mod light;
mod look;
mod names;
mod outlook;
mod page;
mod paint;
mod panel;
mod part;
mod precision;
mod reference;
mod scenarios;
mod schema;
mod scope;
mod sheet;
mod since;
mod tables;
mod template;
pub mod terminal;
mod view;
mod waterfall;
mod zones;

#[cfg(test)]
mod drawing_tests;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod fixture_benchmarks;
#[cfg(test)]
mod fixture_levels;
#[cfg(test)]
mod fixture_money;
#[cfg(test)]
mod tests;

use crate::message::Lang;
use crate::message::scale::Wording;
pub use benchmarks_csv::benchmarks_csv;
pub use budget_csv::budget_csv;
pub use causal::{Notation, causal_diagram};
pub use changes::{ChangeRow, changes_table};
pub use chart::{Chart, Drawable, Page, charts, check, draw, pages, parse};
#[cfg(feature = "parquet")]
pub use columnar::{DRAWS_PARQUET, DrawsParquet, parquet_tables};
pub use compare::{Comparison, compare_files, compare_text};
pub use coverage::{coverage_cards, coverage_files, coverage_table};
pub use document::{Compared, FORMATS, Format, Source, formats, reports, told_in_detail};
pub use draw::{DrawPage, draw_text};
pub use draw_csv::draw_csv;
pub use drawing::{DPI, Drawing, Style, SvgText};
pub use draws_csv::{DRAWS, draw_size, draws_header, draws_rows};
pub use format::wanted;
pub use history_chart::history_chart;
pub use names::Names;
pub use reference::{Entry, Layout, definitions, reference};
pub use schema::{JsonKind, json_schema};
pub use since::since;
pub use tables::{tables_files, tables_text};
pub use template::{Template, case_template};

/// Whether this program can write Parquet.
pub const PARQUET: bool = cfg!(feature = "parquet");

/// How a report reads.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// Language.
    pub lang: Lang,
    /// Scale of likelihoods.
    pub wording: Wording,
    /// How charts are drawn.
    pub drawing: Drawing,
    /// Whether likelihoods stand as numbers beside their words, for internal use.
    pub internal: bool,
}

/// A file to be written, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedBytes {
    /// File name without folder.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}
