//! How departments are told apart in charts: a fill, a pattern and a letter each, in print without colour, too.
//!
//! Owns the looks and the order of departments, which is that of the case's glossary: neither amounts nor
//! what else is in a run change a department's look. Never: knows a department by name.

use super::sheet::{Ink, Pen, Sheet};
use super::view::View;

/// What lies on a fill.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Pattern {
    Plain,
    /// Rising lines.
    Rising,
    /// Level lines.
    Level,
}

/// Fill, pattern and letter of a part.
#[derive(Copy, Clone, Debug, PartialEq)]
pub(super) struct Look {
    ground: Ink,
    pattern: Pattern,
    /// Number of the letter; none for what has a sign of its own.
    number: Option<usize>,
    sign: &'static str,
}

/// Fills and patterns in the order of departments; further ones begin again and are told apart by letters.
/// Neighbours differ in grey by a fifth or in their pattern.
const LOOKS: [(Ink, Pattern); 12] = [
    (Ink::NAVY, Pattern::Plain),
    (Ink::AMBER, Pattern::Plain),
    (Ink::STEEL, Pattern::Plain),
    (Ink::WASH, Pattern::Rising),
    (Ink::RULE, Pattern::Plain),
    (Ink::NAVY, Pattern::Rising),
    (Ink::AMBER, Pattern::Level),
    (Ink::STEEL, Pattern::Level),
    (Ink::WASH, Pattern::Level),
    (Ink::AMBER, Pattern::Rising),
    (Ink::STEEL, Pattern::Rising),
    (Ink::NAVY, Pattern::Level),
];

/// Distance of lines.
const STEP: f64 = 4.0;

impl Look {
    /// Of several departments together.
    pub const OTHERS: Look = Look { ground: Ink::PAPER, pattern: Pattern::Plain, number: None, sign: "+" };

    /// Of what no department leads.
    pub const NOBODY: Look = Look { ground: Ink::SLATE, pattern: Pattern::Plain, number: None, sign: "–" };

    /// Of the department at a place of [`in_order`].
    pub fn of(place: usize) -> Look {
        let (ground, pattern) = LOOKS[place % LOOKS.len()];
        Look { ground, pattern, number: Some(place), sign: "" }
    }

    /// A letter, or two beyond the alphabet.
    pub fn name(self) -> String {
        let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
        match self.number {
            Some(n) if n < 26 => letter(n).to_string(),
            Some(n) => [letter(n / 26 - 1), letter(n)].iter().collect(),
            None => self.sign.to_owned(),
        }
    }

    /// Fills an area: x, y, width, height.
    pub fn fill(self, sheet: &mut Sheet, area: (f64, f64, f64, f64)) {
        let (x, y, width, height) = area;
        sheet.rect(x, y, width, height, self.ground);
        let lines = if self.is_dark() { Ink::PAPER } else { Ink::NAVY };
        match self.pattern {
            Pattern::Plain => {}
            Pattern::Rising => sheet.hatch(area, STEP, lines),
            Pattern::Level => sheet.rule_over(area, STEP, lines),
        }
        if !self.is_dark() {
            sheet.frame(x, y, width, height, Ink::NAVY, 0.75);
        }
    }

    /// Writes the letter in the middle of an area, given its baseline.
    pub fn letter(self, sheet: &mut Sheet, (x, y): (f64, f64)) {
        let pen = Pen::new(10.5, if self.is_dark() { Ink::PAPER } else { Ink::TEXT }).middle();
        match (self.pattern, self.is_dark()) {
            (Pattern::Plain, _) => sheet.text(x, y, &self.name(), pen),
            (_, dark) => {
                // Lines would cross it.
                let ground = if dark { self.ground } else { Ink::PAPER };
                sheet.rect(x - 6.0, y - 9.5, 12.0, 12.0, ground);
                sheet.text(x, y, &self.name(), pen);
            }
        }
    }

    fn is_dark(self) -> bool {
        [Ink::NAVY, Ink::STEEL, Ink::SLATE].contains(&self.ground)
    }
}

/// All departments that the case's glossary names, then those of a run that it lacks, by name: the order
/// is that of an office, and says nothing about amounts.
pub(super) fn in_order(view: &View, found: &[String]) -> Vec<String> {
    let mut known: Vec<String> = view.summary.case.glossary.iter().map(|text| text.zh.clone()).collect();
    let mut others: Vec<String> = found.iter().filter(|name| !known.contains(name)).cloned().collect();
    others.retain(|name| !name.is_empty());
    others.sort();
    known.extend(others);
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Options, fixture};

    #[test]
    fn neighbouring_looks_differ_in_grey_by_a_fifth_or_in_their_pattern() {
        for pair in LOOKS.windows(2) {
            let apart = (pair[0].0.grey() - pair[1].0.grey()).abs();
            assert!(apart >= 0.15 && (apart >= 0.2 || pair[0].1 != pair[1].1), "{pair:?}");
        }
        // No two of a dozen are alike, and those without a pattern are a tenth of grey apart.
        for (k, a) in LOOKS.iter().enumerate() {
            for b in &LOOKS[k + 1..] {
                let plain = a.1 == Pattern::Plain && b.1 == Pattern::Plain;
                assert!(a != b && (!plain || (a.0.grey() - b.0.grey()).abs() >= 0.1), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn letters_go_on_beyond_the_alphabet() {
        assert_eq!([0, 25, 26, 51, 52].map(|place| Look::of(place).name()), ["A", "Z", "AA", "AZ", "BA"]);
    }

    #[test]
    fn a_department_has_the_place_of_the_glossary_whatever_else_is_in_the_run() {
        let mut summary = fixture::summary(1);
        summary.case.glossary = ["甲局", "乙局", "丙局"].map(|zh| fixture::text(zh, zh)).to_vec();
        let view = View::new(&summary, &Options::default());
        let order =
            |names: &[&str]| in_order(&view, &names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        let place = |names: &[&str]| order(names).iter().position(|name| name == "丙局");
        assert_eq!([place(&["丙局"]), place(&["丁局", "丙局", "甲局"])], [Some(2), Some(2)]);
        assert_eq!(order(&["戊局", "", "丁局"])[3..], ["丁局", "戊局"]);
    }
}
