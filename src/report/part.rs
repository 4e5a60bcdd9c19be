//! Parts of a chart that is too long for one slide.
//!
//! Owns where it is cut: between items, as many to a part as fit. Never: draws, or leaves an item out.

use super::sheet::Cuts;
use std::cell::RefCell;
use std::collections::HashMap;

/// Which items of a chart a sheet shows.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// First item.
    pub from: usize,
    /// First item that is not shown any more.
    pub upto: usize,
    /// Whether it says what the chart is: the first part only.
    pub head: bool,
    /// Whether notes stand below: on the last part only.
    pub notes: bool,
    /// Number of this part and of all; none of a chart in one piece.
    pub of: Option<(usize, usize)>,
}

impl Part {
    /// A chart in one piece.
    pub const WHOLE: Part = Part { from: 0, upto: usize::MAX, head: true, notes: true, of: None };
}

/// More items than this are not spread evenly, for trying takes long; their parts are much alike anyway.
const MANY: usize = 60;

/// Cuts items into as few parts as fit, spread evenly over them; what does not fit alone is a part
/// nevertheless.
///
/// Where nothing fits below the head it stands alone, as the notes do on a last part without items.
pub(super) fn parts(cuts: Cuts, fits: impl Fn(Part) -> bool) -> Vec<Part> {
    let known = RefCell::new(HashMap::new());
    let fits = |part: Part| {
        let key = (part.from, part.upto, part.head, part.notes);
        let found = known.borrow().get(&key).copied();
        found.unwrap_or_else(|| {
            let fits = fits(part);
            known.borrow_mut().insert(key, fits);
            fits
        })
    };
    let mut found = cut(cuts, usize::MAX, &fits);
    // Groups that are cut anyway are cut evenly.
    let whole = |part: &Part| part.upto == cuts.items || part.upto.is_multiple_of(cuts.group.max(1));
    let step = if found.iter().all(whole) { cuts.group.max(1) } else { 1 };
    let even = cuts.items.div_ceil(found.len()).next_multiple_of(step);
    if cuts.items <= MANY {
        let caps = (even..cuts.items).step_by(step);
        let fewer = caps.map(|most| cut(cuts, most, &fits)).find(|parts| parts.len() <= found.len());
        found = fewer.unwrap_or(found);
    }
    let total = found.len();
    found.iter().enumerate().map(|(k, part)| Part { of: Some((k + 1, total)), ..*part }).collect()
}

/// The same with as many to a part as fit, but no more than `cap`.
fn cut(Cuts { items: count, group }: Cuts, cap: usize, fits: &impl Fn(Part) -> bool) -> Vec<Part> {
    // Room for two digits of either number.
    let of = Some((count.max(10), count.max(10)));
    let mut cut: Vec<Part> = Vec::new();
    let mut from = 0;
    loop {
        let head = cut.is_empty();
        let part = |upto: usize, notes: bool| Part { from, upto, head, notes, of };
        let allowed = count.min(from.saturating_add(cap));
        if from == count || (allowed == count && fits(part(count, true))) {
            cut.push(part(count, true));
            return cut;
        }
        let most = (from + 1..=allowed).take_while(|&upto| fits(part(upto, false))).last();
        let upto = match most {
            // The notes have no room beside them all, but may have beside the last.
            Some(upto) if upto == count && count - from > 1 => count - 1,
            Some(upto) => upto,
            None if head && fits(part(from, false)) => from,
            None => from + 1,
        };
        let group = group.max(1);
        let whole = upto - upto % group;
        let upto = match whole > from {
            true => whole,
            false if upto == from => upto,
            // What of a group is left is cut evenly.
            false => {
                let left = (from + 1).next_multiple_of(group).min(count) - from;
                from + left.div_ceil(left.div_ceil((upto - from).max(1)))
            }
        };
        cut.push(part(upto, false));
        from = upto;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heights: &[u32], room: u32, (head, notes): (u32, u32), wanted: &[(usize, usize, bool)]) {
        let fits = |part: Part| {
            let items: u32 = heights[part.from..part.upto].iter().sum();
            items + if part.head { head } else { 0 } + if part.notes { notes } else { 0 } <= room
        };
        let found = parts(Cuts { items: heights.len(), group: 1 }, fits);
        let told: Vec<_> = found.iter().map(|part| (part.from, part.upto, part.notes)).collect();
        assert_eq!(told, wanted);
        let numbers: Vec<_> = found.iter().map(|part| part.of).collect();
        assert_eq!(numbers, (1..=found.len()).map(|k| Some((k, found.len()))).collect::<Vec<_>>());
    }

    #[test]
    fn every_item_stands_on_one_part_and_the_notes_on_the_last() {
        check(&[3, 3, 3, 3, 3], 7, (0, 1), &[(0, 2, false), (2, 4, false), (4, 5, true)]);
        check(&[3, 3, 3, 3, 3], 7, (2, 1), &[(0, 1, false), (1, 3, false), (3, 5, true)]);
        // Head and notes that find no room beside items have parts of their own.
        check(&[3, 3, 3, 3], 6, (4, 2), &[(0, 0, false), (0, 2, false), (2, 3, false), (3, 4, true)]);
        // Too large for any part, and all the same shown.
        check(&[2, 9, 2], 5, (1, 1), &[(0, 1, false), (1, 2, false), (2, 3, true)]);
        check(&[9], 5, (6, 9), &[(0, 1, false), (1, 1, true)]);
    }

    #[test]
    fn groups_of_seven_of_which_six_fit_are_cut_into_four_and_three() {
        let fits = |part: Part| part.upto - part.from <= 6;
        let found = parts(Cuts { items: 14, group: 7 }, fits);
        let ends: Vec<_> = found.iter().map(|part| (part.from, part.upto)).collect();
        assert_eq!(ends, [(0, 4), (4, 7), (7, 11), (11, 14)]);
    }

    #[test]
    fn two_groups_of_eight_of_which_five_fit_are_cut_into_four_and_four() {
        let fits = |part: Part| part.upto - part.from <= 5;
        let found = parts(Cuts { items: 16, group: 8 }, fits);
        let ends: Vec<_> = found.iter().map(|part| (part.from, part.upto)).collect();
        assert_eq!(ends, [(0, 4), (4, 8), (8, 12), (12, 16)]);
    }
}
