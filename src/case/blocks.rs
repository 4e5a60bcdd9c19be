//! `blocks.csv`: areas that a redrawing could move, one quantity a row.
//!
//! Owns gathering the rows of a block; each firm belongs to exactly one zone, so
//! a block may name one zone only. Never: decides what is annexed.

use super::amount::{Amount, read_amount};
use super::catches::looked_through;
use super::records::TableFile;
use super::source::ADDRESS;
use super::table::{Row, read_table};
use super::{CountingScope, Provenance, Source, Text, Zone};
use crate::error::{Code, Error, Place, Result, Together};

/// Columns of `blocks.csv`.
pub const COLUMNS: &[&str] = &[
    "block",
    "zh",
    "en",
    "zone",
    "outside_in",
    "indicator",
    "unit",
    "value",
    "low",
    "high",
    "provenance",
    "issuer",
    "title",
    "document",
    "date",
    "note",
];

/// An area that a redrawing of boundaries could move into a zone, as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: Text,
    /// Index of the zone that could annex it.
    pub zone: usize,
    /// Index of the counting scope in which it is outside and can be annexed; none: in every scope.
    pub outside_in: Option<usize>,
    /// Its quantities, each under its own identifier.
    pub amounts: Vec<BlockAmount>,
    /// Where it stands.
    pub place: Place,
    /// Where its name stands.
    pub name_place: Place,
}

/// One quantity of a block.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockAmount {
    /// Identifier that models ask for with `block_data("...")`.
    pub indicator: String,
    /// Unit.
    pub unit: String,
    /// P50.
    pub value: f64,
    /// P5 and P95; none if fixed.
    pub spread: Option<(f64, f64)>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Source, formula or reason.
    pub source: Source,
    /// Anything else a reader should know.
    pub note: String,
    /// Where it stands.
    pub place: Place,
    /// Where its unit stands.
    pub unit_place: Place,
}

/// Reads `blocks.csv`; blocks are in the order of their first rows.
pub(super) fn read_blocks(file: &TableFile, zones: &[Zone], scopes: &[CountingScope]) -> Result<Vec<Block>> {
    let mut blocks: Vec<Block> = Vec::new();
    let rows = looked_through(read_table(file, COLUMNS, &[ADDRESS])?, file)?;
    let mut enter = |row: &Row| {
        let (found, amount) = (read_block(row, zones, scopes), read_block_amount(row)).together()?;
        let block = match blocks.iter().position(|block| block.id == found.id) {
            Some(known) => {
                check_same(row, &blocks, known, &found, zones)?;
                known
            }
            None => {
                check_new_name(row, &blocks, &found)?;
                blocks.push(found);
                blocks.len() - 1
            }
        };
        blocks.get_mut(block).map_or(Ok(()), |block| add_amount(row, block, amount))
    };
    rows.each(&mut enter)?;
    Ok(blocks)
}

fn read_block(row: &Row, zones: &[Zone], scopes: &[CountingScope]) -> Result<Block> {
    let required = |column| row.field(column).required();
    let (id, zh, en, zone, outside_in) = (
        required("block"),
        required("zh"),
        required("en"),
        row.field("zone").zone(zones),
        row.field("outside_in").scope(scopes),
    )
        .together()?;
    Ok(Block {
        id,
        name: Text { zh, en },
        zone,
        outside_in,
        amounts: Vec::new(),
        place: row.field("block").place.clone(),
        name_place: row.field("zh").place.clone(),
    })
}

fn read_block_amount(row: &Row) -> Result<BlockAmount> {
    let (indicator, amount) = (row.field("indicator").required(), read_amount(row)).together()?;
    let Amount { unit, value, spread, provenance, source, note } = amount;
    let (unit, place) = (unit.zh.to_owned(), row.field("indicator").place.clone());
    let unit_place = row.field("unit").place.clone();
    Ok(BlockAmount { indicator, unit, value, spread, provenance, source, note, place, unit_place })
}

/// All rows of a block must say the same of it.
fn check_same(row: &Row, blocks: &[Block], known: usize, found: &Block, zones: &[Zone]) -> Result<()> {
    let Some(first) = blocks.get(known) else { return Ok(()) };
    if first.zone != found.zone {
        let error = row.field("zone").error(Code::BlockInTwoZones).with("block", &first.id);
        let (one, two) = (&zones[first.zone].name, &zones[found.zone].name);
        return Err(error
            .named("first", &one.zh, &one.en)
            .named("second", &two.zh, &two.en)
            .with("line", first.place.line));
    }
    let differing = [
        ("zh", first.name.zh == found.name.zh),
        ("en", first.name.en == found.name.en),
        ("outside_in", first.outside_in == found.outside_in),
    ];
    let errors = differing.into_iter().filter(|(_, same)| !same).map(|(column, _)| {
        let field = row.field(column);
        let error = field.error(Code::BlockDiffers).with("block", &first.id).with("column", column);
        error.with("found", &field.text).with("line", first.place.line)
    });
    Error::of_all(errors).map_or(Ok(()), Err)
}

/// The same area under two identifiers would count its firms twice.
fn check_new_name(row: &Row, blocks: &[Block], found: &Block) -> Result<()> {
    let twin = blocks.iter().find(|block| block.name.zh == found.name.zh);
    twin.map_or(Ok(()), |twin| Err(named_twice(row, "zh", "@block", twin.place.line)))
}

fn add_amount(row: &Row, block: &mut Block, amount: BlockAmount) -> Result<()> {
    if let Some(twin) = block.amounts.iter().find(|known| known.indicator == amount.indicator) {
        let field = row.field("indicator");
        return Err(field
            .error(Code::FigureTwice)
            .with("figure", &amount.indicator)
            .with("line", twin.place.line));
    }
    block.amounts.push(amount);
    Ok(())
}

fn named_twice(row: &Row, column: &str, kind: &str, line: u32) -> Error {
    let field = row.field(column);
    field.error(Code::NamedTwice).with("kind", kind).with("name", &field.text).with("line", line)
}
