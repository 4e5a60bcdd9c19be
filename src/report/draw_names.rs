//! What quantities of a draw are called: figures, measures and levers behind the identifiers of luck.
//!
//! Owns the reading of these identifiers. Never: shows one where a name is known.

use super::draw::DrawPage;
use crate::analysis::draw::{Kind, Quantity};
use crate::experiment::Measure;

impl DrawPage<'_> {
    /// Name of a quantity, without what kind of row it is.
    pub(super) fn name(&self, q: &Quantity) -> String {
        // A luck that was bound again has a number behind its name.
        let (id, again) = match q.id.rsplit_once('#') {
            Some((id, number)) if number.parse::<u32>().is_ok() => (id, number),
            _ => (q.id.as_str(), ""),
        };
        let named = self.figure(id).or_else(|| self.of_measure(id)).or_else(|| self.of_lever(id));
        match named {
            Some(name) if !again.is_empty() => format!("{name} {again}"),
            Some(name) => name,
            None => self.text(&q.name).to_owned(),
        }
    }

    /// `figure/ID` and `figure/ID/common`: how far a figure is from its middle.
    fn figure(&self, id: &str) -> Option<String> {
        let figure = id.strip_prefix("figure/")?;
        let (figure, key) = match figure.strip_suffix("/common") {
            Some(figure) => (figure, "draw-luck-common"),
            None => (figure, "draw-luck-own"),
        };
        let known = self.draw.quantities.iter().find(|q| q.kind == Kind::Figure && q.id == figure);
        Some(self.fill(key, &[("figure", known.map_or(figure, |known| self.text(&known.name)))]))
    }

    /// `measure/ID/KEY`: a quantity of a measure's declaration; `measure/ZONE/ID`: how much of it is used.
    fn of_measure(&self, id: &str) -> Option<String> {
        let (first, second) = id.strip_prefix("measure/")?.split_once('/')?;
        let declared = |id: &str| self.draw.measures.declared.iter().find(|measure| measure.id == id);
        let named = |measure: &Measure, key: &'static str, more: (&str, &str)| {
            self.fill(key, &[("measure", self.text(&measure.name)), more])
        };
        let Some(measure) = declared(first) else {
            return declared(second)
                .map(|m| named(m, "draw-measure-amount", ("zone", self.place_named(first))));
        };
        let moved = measure.moves.iter().find(|moved| moved.lever == second);
        match (second, moved) {
            ("delivery", _) => Some(named(measure, "draw-measure-delivery", ("", ""))),
            ("cost", _) => Some(named(measure, "draw-measure-cost", ("", ""))),
            (_, Some(moved)) => {
                Some(named(measure, "draw-measure-effect", ("lever", self.text(&moved.name))))
            }
            _ => None,
        }
    }

    /// `lever/ZONE/ID`: an uncertain amount that a scenario sets.
    fn of_lever(&self, id: &str) -> Option<String> {
        let (zone, lever) = id.strip_prefix("lever/")?.split_once('/')?;
        let known = self.draw.quantities.iter().find(|q| q.kind == Kind::Lever && q.id == lever)?;
        let (lever, zone) = (self.text(&known.name), self.place_named(zone));
        Some(self.fill("draw-lever-amount", &[("lever", lever), ("zone", zone)]))
    }

    /// A zone by its identifier; `zones` means several.
    fn place_named(&self, id: &str) -> &str {
        let at = self.case.zones.iter().position(|zone| zone.id == id);
        at.map_or(self.word("draw-zones"), |at| self.zone_name(Some(at)))
    }
}
