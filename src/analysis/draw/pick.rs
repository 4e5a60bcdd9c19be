//! The typical draw among those that miss or meet a target.
//!
//! Owns the rule: within one counting scope, because the indicator has another level in each and the
//! median of all may lie where hardly any draw is.

use crate::simulate::Judged;

/// A draw with the crowd it was picked from.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Picked {
    /// Index of the target.
    pub target: usize,
    /// Whether draws that meet it were wanted, or draws that miss it.
    pub met: bool,
    /// The draw.
    pub draw: u64,
    /// Draws that were looked at, from draw 0 on.
    pub of: usize,
    /// Those among them that meet (or miss) the target, in every counting scope.
    pub wanted: usize,
    /// Index of the counting scope that it was picked in.
    pub scope: usize,
    /// Whether the scope was asked for; else it is the one with most of the wanted draws.
    pub asked: bool,
    /// Wanted draws of that scope: the crowd.
    pub crowd: usize,
}

/// The draw nearest to the middle of those that meet (or miss) the target within one counting scope: the
/// one asked for, or the one with most of such draws (of several the first). None if no such draw is there.
///
/// Near by rank, in the indicator and in everything that is told beside it: the farthest of its ranks from
/// the middle is the least. Of an even number the lower of both middle ones is the middle; of equals the one
/// nearer in the indicator itself, then the first.
pub fn typical(judged: &[Judged], target: usize, met: bool, scope: Option<usize>) -> Option<Picked> {
    let wanted = |one: &&Judged| one.met == met;
    let size = |scope: usize| judged.iter().filter(wanted).filter(|one| one.scope == scope).count();
    let scopes = judged.iter().map(|one| one.scope).max()? + 1;
    let most = || (0..scopes).rev().max_by_key(|scope| size(*scope));
    let asked = scope.is_some();
    let scope = scope.or_else(most)?;
    let crowd: Vec<&Judged> = judged.iter().filter(wanted).filter(|one| one.scope == scope).collect();
    let own = from_middle(&crowd, &|one| one.value);
    let mut far = own.clone();
    for at in 0..crowd.first()?.beside.len() {
        let other = from_middle(&crowd, &|one| one.beside.get(at).copied().unwrap_or(f64::NAN));
        far.iter_mut().zip(other).for_each(|(far, other)| *far = (*far).max(other));
    }
    let best = (0..crowd.len()).min_by_key(|&at| (far[at], own[at], crowd[at].draw))?;
    let wanted = judged.iter().filter(wanted).count();
    let draw = crowd[best].draw;
    Some(Picked { target, met, draw, of: judged.len(), wanted, scope, asked, crowd: crowd.len() })
}

/// How many ranks each draw is from the middle one in a value.
fn from_middle(crowd: &[&Judged], value: &dyn Fn(&Judged) -> f64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..crowd.len()).collect();
    order.sort_by(|&a, &b| {
        value(crowd[a]).total_cmp(&value(crowd[b])).then(crowd[a].draw.cmp(&crowd[b].draw))
    });
    let middle = crowd.len().saturating_sub(1) / 2;
    let mut far = vec![0; crowd.len()];
    for (rank, at) in order.into_iter().enumerate() {
        far[at] = rank.abs_diff(middle);
    }
    far
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(values: &[(f64, bool, usize)]) -> Vec<Judged> {
        let of = |(draw, &(value, met, scope)): (usize, &(f64, bool, usize))| Judged {
            draw: draw as u64,
            value,
            met,
            scope,
            beside: Vec::new(),
        };
        values.iter().enumerate().map(of).collect()
    }

    #[track_caller]
    fn check(values: &[(f64, bool)], met: bool, draw: Option<u64>) {
        let all: Vec<_> = values.iter().map(|&(value, met)| (value, met, 0)).collect();
        assert_eq!(typical(&judged(&all), 0, met, None).map(|picked| picked.draw), draw);
    }

    #[test]
    fn the_typical_draw_is_the_median_of_its_kind() {
        let draws = [(5.0, true), (1.0, false), (3.0, false), (2.0, false), (9.0, true)];
        check(&draws, false, Some(3));
        check(&draws, true, Some(0));
        check(&draws[..1], false, None);
        check(&[], false, None);
        // The lower middle of four; the first of equals.
        check(&[(4.0, false), (2.0, false), (2.0, false), (1.0, false)], false, Some(1));
    }

    #[test]
    fn it_is_typical_of_one_counting_scope() {
        // Two humps of misses, at 1 to 3 and at 31 to 34: the median of all would be a lone 20.
        let misses = [1.0, 2.0, 3.0, 20.0, 31.0, 32.0, 33.0, 34.0];
        let scopes = [0, 0, 0, 0, 1, 1, 1, 1];
        let mut all: Vec<_> =
            misses.iter().zip(scopes).map(|(value, scope)| (*value, false, scope)).collect();
        all.extend([(40.0, true, 0), (41.0, true, 0), (30.0, false, 1)]);
        let judged = judged(&all);
        let found = typical(&judged, 0, false, None).expect("there is one");
        assert_eq!((found.draw, found.scope, found.asked), (5, 1, false));
        assert_eq!((found.of, found.wanted, found.crowd), (11, 9, 5));
        let found = typical(&judged, 0, false, Some(0)).expect("there is one");
        assert_eq!((found.draw, found.scope, found.asked, found.crowd), (1, 0, true, 4));
        assert_eq!(typical(&judged, 0, true, Some(1)), None);
        // As many in both: the first.
        assert_eq!(typical(&judged[..8], 0, false, None).map(|p| p.scope), Some(0));
    }

    #[test]
    fn a_median_draw_that_is_odd_in_other_values_is_not_typical() {
        let mut judged = judged(&[1.0, 2.0, 3.0, 4.0, 5.0].map(|value| (value, false, 0)));
        // The median of the first value is the greatest of the second, whose median is beside the fourth.
        for (one, value) in judged.iter_mut().zip([10.0, 20.0, 90.0, 30.0, 40.0]) {
            one.beside = vec![value];
        }
        // Ranks from the middle: 2, 1, 0, 1, 2 and 2, 1, 2, 0, 1; the farther: 2, 1, 2, 1, 2.
        assert_eq!(typical(&judged, 0, false, None).map(|p| p.draw), Some(1));
        judged[1].beside = vec![5.0];
        assert_eq!(typical(&judged, 0, false, None).map(|p| p.draw), Some(3));
    }
}
