//! `ledger.toml`: goals of the text that are words, not numbers: yes, no or evidence.
//!
//! Owns its keys and types. Nothing of it is simulated. Never: judges whether a goal is met;
//! it repeats what whoever keeps the file has entered.

use super::Text;
use super::head::{Unique, name};
use super::text::SourceText;
use super::toml_keys::{self, Keys};
use crate::error::{Code, Error, Result, Together, all_of};

const KEYS: &[&str] = &["id", "name_zh", "name_en", "clause", "words", "department", "status", "evidence"];

const STATUSES: &[(&str, Status)] =
    &[("yes", Status::Yes), ("no", Status::No), ("evidence", Status::Evidence)];

/// What is known of a goal in words.
#[derive(Copy, Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// There; the evidence says what shows it.
    Yes,
    /// Not there, or nothing was found.
    No,
    /// There is evidence, but it does not settle the matter.
    Evidence,
}

impl Status {
    /// The word that files use.
    pub fn word(self) -> &'static str {
        STATUSES.iter().find(|(_, status)| *status == self).map_or("", |(word, _)| word)
    }

    /// The term of the catalogue that people read.
    pub fn term(self) -> &'static str {
        match self {
            Self::Yes => "goal-yes",
            Self::No => "goal-no",
            Self::Evidence => "goal-evidence",
        }
    }
}

/// A goal in words only.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Goal {
    /// Identifier, such as `Q1`.
    pub id: String,
    /// Short name.
    pub name: Text,
    /// Clause of the policy.
    pub clause: String,
    /// The quoted words.
    pub words: String,
    /// Departments that the text names for it; empty if it names none.
    pub department: String,
    /// What is known.
    pub status: Status,
    /// What shows it, with its source; or what would have to be shown.
    pub evidence: String,
}

/// Reads `ledger.toml`.
pub(super) fn read_ledger(source: &SourceText) -> Result<Vec<Goal>> {
    let table = toml_keys::parse(source)?;
    let keys = Keys::new(source, &table, &["goal"])?;
    let mut ids = Unique::new("@goal");
    all_of(keys.some_tables("goal", KEYS)?.iter().map(|t| read_goal(t, &mut ids)))
}

fn read_goal(keys: &Keys<'_>, ids: &mut Unique) -> Result<Goal> {
    let optional = |key| Ok(keys.optional_text(key)?.map_or_else(String::new, |field| field.text));
    let text = |key| keys.text(key).map(|field| field.text);
    let id = keys.text("id").and_then(|id| ids.check(&id));
    let status = keys.text("status").and_then(|field| Ok((field.word(STATUSES)?, field.place)));
    let (id, name, clause, words, department, (status, place), evidence) =
        (id, name(keys), text("clause"), text("words"), optional("department"), status, optional("evidence"))
            .together()?;
    let goal = Goal { id, name, clause, words, department, status, evidence };
    // What is said to be there must show something; that nothing was found may stand alone.
    if goal.status != Status::No && goal.evidence.is_empty() {
        let error = Error::at(Code::GoalWithoutEvidence, place);
        return Err(error.with("goal", &goal.id).with("status", format!("@{}", goal.status.word())));
    }
    Ok(goal)
}
