//! `keepers.csv`: whom to ask for the actual values of figures, and as what they are kept.
//!
//! Owns its columns. It is what letters that ask for data are written from. Never: a value.

use super::head::Unique;
use super::records::TableFile;
use super::table::{Row, read_table};
use super::{Case, Provenance, Text};
use crate::error::{Result, Together};

/// Who keeps the actual values of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    /// Identifier of the figure, as in [`super::Figure::indicator`].
    pub indicator: String,
    /// Name of the figure in letters.
    pub name: Text,
    /// Unit to ask for; empty if there is none.
    pub unit: String,
    /// Department to ask.
    pub department: String,
    /// Statistics, register or file in which it is kept.
    pub kept_as: String,
    /// Years to ask for, where they are not those of the figure; empty otherwise.
    pub asked_years: String,
}

impl Case {
    /// Name of a figure for people: its keeper's, else its identifier.
    pub fn figure_name(&self, indicator: &str) -> Text {
        let plain = || Text { zh: indicator.to_owned(), en: indicator.to_owned() };
        let keeper = self.keepers.iter().find(|keeper| keeper.indicator == indicator);
        keeper.map_or_else(plain, |keeper| keeper.name.clone())
    }

    /// Identifiers of the figures by zone that are assumed for some zone, each once.
    pub fn assumed_by_zone(&self) -> Vec<&str> {
        let assumed = self.figures.iter().filter(|f| f.zone.is_some() && f.provenance == Provenance::Assumed);
        let mut found: Vec<&str> = Vec::new();
        for figure in assumed {
            if !found.contains(&figure.indicator.as_str()) {
                found.push(&figure.indicator);
            }
        }
        found
    }
}

/// Reads `keepers.csv`.
pub(super) fn read_keepers(file: &TableFile) -> Result<Vec<Keeper>> {
    let mut known = Unique::new("@indicator");
    let columns = ["indicator", "zh", "en", "unit", "department", "kept_as"];
    let rows = read_table(file, &columns, &["asked_years"])?;
    let keeper = |row: &Row| {
        let required = |column| row.field(column).required();
        let indicator = required("indicator").and_then(|_| known.check(row.field("indicator")));
        let (indicator, zh, en, unit, department, kept_as) = (
            indicator,
            required("zh"),
            required("en"),
            unit(row),
            required("department"),
            required("kept_as"),
        )
            .together()?;
        let asked_years = row.optional("asked_years").map_or(String::new(), |field| field.text.clone());
        Ok(Keeper { indicator, name: Text { zh, en }, unit, department, kept_as, asked_years })
    };
    rows.each(keeper)
}

/// A known unit, or none.
fn unit(row: &Row) -> Result<String> {
    match row.field("unit") {
        empty if empty.is_empty() => Ok(String::new()),
        field => Ok(field.unit()?.zh.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::Guide;
    use super::*;

    #[test]
    fn a_figure_has_one_keeper_with_a_department() {
        let file = |text: &str| TableFile::decode("keepers.csv", text.as_bytes(), Guide::default());
        let read = |text: &str| read_keepers(&file(text).expect("UTF-8"));
        let head = "indicator,zh,en,unit,department,kept_as\n";
        let found = read(&format!("{head}va,增加值,value added,亿元,统计局,年报\n")).expect("well formed");
        assert_eq!((found.len(), found[0].department.as_str()), (1, "统计局"));
        let twice = read(&format!("{head}va,增加值,value added,亿元,统计局,年报\nva,增,v,,局,表\n"));
        assert_eq!(twice.expect_err("twice").place.map(|p| p.line), Some(3));
        assert_eq!(found[0].asked_years, "");
        let asked = format!("{},asked_years\nva,增加值,value added,亿元,统计局,年报,历年\n", head.trim_end());
        assert_eq!(read(&asked).expect("well formed")[0].asked_years, "历年");
        let unknown = read(&format!("{head}va,增加值,value added,斤斗,统计局,年报\n"));
        assert!(unknown.is_err());
        assert!(read(&format!("{head}va,增加值,value added,亿元,,年报\n")).is_err());
    }
}
