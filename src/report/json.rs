//! `summary.json`: the whole summary, every number in full, the same bytes each time.
//!
//! Owns nothing but the call; the schema is the types of `summary`.

use super::NamedBytes;
use crate::summary::Summary;

/// The summary as pretty-printed JSON; a number that is not finite becomes `null`.
pub fn summary_json(summary: &Summary) -> NamedBytes {
    let mut bytes = serde_json::to_vec_pretty(summary).expect("a summary has text keys only");
    bytes.push(b'\n');
    NamedBytes { name: "summary.json".to_owned(), bytes }
}
